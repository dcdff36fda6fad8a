"""Lists of one's own above the edition that a ledger goes by: put there, and kept when it adopts another.

An edition that is adopted brings nothing of the lists along, so that they are put above it anew, in the order
in which they stood. Where one of them does not fit the new edition nothing is adopted.
"""

from __future__ import annotations

from datetime import datetime

from foedus.errors import RegisterError
from foedus.ledger.editions import Adopted
from foedus.ledger.store import Ledger
from foedus.record import editions
from foedus.register.build.layer import below
from foedus.register.lookup import Register
from foedus.register.model import Above


def adopt_with_lists(ledger: Ledger, content: bytes, *, actor: str, recorded_at: datetime) -> Adopted | None:
    """Adopt an edition with lists above it (`foedus.register.build.layer.layered`); None where it counts.

    Raises RegisterError as `foedus.record.editions.adopt`.
    """
    above = Register.of_bytes(content, "this edition").above()
    layer = "" if above is None else _names(above)
    return editions.adopt(ledger, content, actor=actor, recorded_at=recorded_at, layer=layer)


def adopt_below(
    ledger: Ledger, content: bytes | None, *, actor: str, recorded_at: datetime
) -> Adopted | None:
    """Adopt an edition, by default the shipped one, below the lists that stand; None where it counts already.

    Raises RegisterError as `foedus.record.editions.adopt`, and where a list does not fit the edition.
    """
    each = ledger.adopted()
    above = editions.adopted_register(ledger, each[-1]).above() if each else None
    if above is None:
        return editions.adopt(ledger, content, actor=actor, recorded_at=recorded_at)
    edition = Register.of_bytes(editions.shipped_bytes() if content is None else content, "this edition")
    if edition.edition.digest == above.base:
        return None
    last = each[-1]
    if edition.edition.date >= last.day:  # an older one is refused as it is, before the work
        try:
            content = below(edition, above.lists)
        except RegisterError as error:
            raise RegisterError(
                f"{error}; that list stands above {last.edition}: mend it, import it again, then adopt"
                f" {edition.edition.id}"
            ) from error
    return editions.adopt(ledger, content, actor=actor, recorded_at=recorded_at, layer=_names(above))


def _names(above: Above) -> str:
    """The names of the lists, the lowest first."""
    return ", ".join(each.name for each in above.lists)
