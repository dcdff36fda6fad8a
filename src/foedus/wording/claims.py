"""What a claim says in English: what was done, by whom, when, how sure it is and on whose word."""

from __future__ import annotations

from typing import Final

from foedus.model import Claim, ClaimKind, Step
from foedus.wording.dates import in_words
from foedus.wording.words import Namer, listed

#: What a step is about, as a noun.
_ABOUT: Final = {
    "withdrawn": "withdrawal", "ratified": "ratification", "signed": "signature", "acceded": "accession",
    "extended": "extension", "terminated": "termination", "amended": "amendment", "suspended": "suspension",
    "notified": "notice", "approved": "approval", "deposited": "deposit",
}  # fmt: skip
_FOR: Final = frozenset({Step.ENTERED_INTO_FORCE.value})  # what befalls parties, and is not done by them


def done(what: str, of: str | None) -> str:
    """A step with what it is about: "approved (withdrawal)"."""
    words = what.replace("_", " ")
    return words if of is None else f"{words} ({_ABOUT.get(of, of.replace('_', ' '))})"


def done_by(what: str, of: str | None, actors: tuple[str, ...], name: Namer = str) -> str:
    """The same with who does it: "ratified by Norway", "entered into force for Norway"."""
    by = "for" if what in _FOR else "by"
    return done(what, of) + (f" {by} {listed(actors, name)}" if actors else "")


def claim_in_words(claim: Claim, name: Namer = str) -> str:
    """ "ratified by Norway, 2024-11-09 (reported, Yonhap < KCNA)"; without actors: between whom."""
    text = done_by(claim.what, claim.of, claim.actors, name)
    if claim.kind is ClaimKind.ACT:
        text = ": ".join(filter(None, (listed(claim.actors, name), done(claim.what, claim.of))))
    elif not claim.actors and len(claim.parties) > 1:
        text += f" between {listed(claim.parties, name)}"
    when = f", {in_words(claim.date)}" if claim.date else ""
    chain = " < ".join(f"{s.name} (unnamed)" if s.anonymous else s.name for s in claim.sources)
    return f"{text}{when} ({claim.certainty.value}{', ' + chain if chain else ''})"
