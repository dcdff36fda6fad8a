"""Which edition of the register a ledger goes by on a day, and the adoption of another.

A ledger goes by the edition that it adopted last by then; before its first, and where it adopted none, by the
edition that foedus ships. Nothing is adopted by half: bytes that are no register are refused before.
"""

from __future__ import annotations

import functools
from datetime import datetime
from hashlib import sha256
from importlib import resources

from foedus.errors import RegisterError
from foedus.ledger.days import AsOf
from foedus.ledger.editions import Adopted
from foedus.ledger.store import Ledger
from foedus.record.joined import shipped
from foedus.register.lookup import ARTEFACT, Register


def register_of(ledger: Ledger, known_on: AsOf = None) -> Register:
    """The edition by which the ledger is asked, as known. Raises RegisterError for one that is damaged."""
    each = ledger.adopted(known_on)
    return adopted_register(ledger, each[-1]) if each else shipped()


def adopted_register(ledger: Ledger, adoption: Adopted) -> Register:
    """An edition that the ledger adopted. Raises RegisterError where its bytes are damaged."""
    if adoption.digest == _shipped_digest():
        return shipped()
    content = ledger.edition_content(adoption.id)
    return _opened(content, f"the edition {adoption.edition} of {ledger.where}")


def adopt(
    ledger: Ledger, content: bytes | None, *, actor: str, recorded_at: datetime, layer: str = ""
) -> Adopted | None:
    """Adopt an edition as it is, by default the one that foedus ships; None where it counts already.

    Raises RegisterError, and nothing is adopted, where the bytes are no register or damaged, and where the
    edition is older than the one that the ledger goes by.
    """
    data = shipped_bytes() if content is None else content
    edition = Register.of_bytes(data, "this edition").edition
    last = next(reversed(ledger.adopted()), None)
    if last is not None and edition.date < last.day:
        raise RegisterError(
            f"the edition {edition.id} is older than {last.edition}, which the ledger goes by;"
            " upgrade foedus, or name the newer edition with --file"
        )
    done = ledger.adopt(edition.id, edition.date, data, actor=actor, recorded_at=recorded_at, layer=layer)
    return None if done is None else ledger.adopted()[-1]


@functools.lru_cache(maxsize=3)
def _opened(content: bytes, where: str) -> Register:
    return Register.of_bytes(content, where)


@functools.cache
def shipped_bytes() -> bytes:
    """The bytes of the edition that foedus ships."""
    return resources.files("foedus.register").joinpath(ARTEFACT).read_bytes()


@functools.cache
def _shipped_digest() -> str:
    return sha256(shipped_bytes()).hexdigest()
