"""The entry of the register that each agreement of an article is, and an entry as JSON tells it. Pure.

An article's agreements are linked by all that its claims call them, so that every claim of one agreement has
the same entry. The entry is not part of a claim: another edition may know more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foedus.law.model import Treaty
from foedus.model import Claim
from foedus.record.joined import KnownTreaty, link_of
from foedus.register.link import Link
from foedus.register.lookup import Register


def links_of_article(register: Register, claims: Iterable[Claim], day: str | None) -> dict[int, Link]:
    """The link of each agreement of one article, by its local number; `day` is the article's ISO day."""
    called: dict[int, list[str]] = {}
    parties: dict[int, set[str]] = {}
    signed: dict[int, str] = {}
    for claim in claims:
        ref = claim.agreement
        if ref is None:
            continue
        called.setdefault(ref.local, []).append(ref.name or ref.mention)
        parties.setdefault(ref.local, set()).update(claim.parties)
        if ref.signed:
            signed.setdefault(ref.local, ref.signed)
    return {
        local: link_of(register, names, tuple(sorted(parties[local])), signed.get(local), day)
        for local, names in called.items()
    }


def entry_json(link: Link | None) -> dict[str, Any]:
    """`entry`, the id or null, and `entry_reason`, by what it was found, or why it was not."""
    if link is None:
        return {"entry": None, "entry_reason": None}
    reason = f"{link.how.value}: {link.name}" if link.name else link.how.value
    return {"entry": link.entry, "entry_reason": reason}


def entry_of(treaty: Treaty) -> dict[str, Any]:
    """The same of a treaty whose status is told: one known alone is its entry by its own name."""
    if not isinstance(treaty, KnownTreaty):
        return entry_json(None)
    if treaty.linked is None and treaty.entry is not None:
        return {"entry": treaty.entry.id, "entry_reason": "the register alone"}
    return entry_json(treaty.linked)
