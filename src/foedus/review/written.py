"""A change as a person wrote it in a form: pairs of field and value, and back to what they mean.

The fields: `act` (a ChangeKind), `claim` (once for each), `agreement`, `other`, `verdict`, `name`, `parties`,
`date`, `actors`, `what`, `of`, `certainty`, `place`, `source`, `quote`, `kind`, `proposal`, `new` (1: it is
about an agreement that is not there). For parting: `part-N` = A, B for claim N, `name-A`, `parties-A`, and
`to-A` where the part belongs to an agreement that is there; `0` is for those that stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from foedus.errors import LedgerError, UsageError
from foedus.ledger import Entry, Ledger
from foedus.ledger.entry import check_date
from foedus.model import Certainty, Claim, ClaimKind
from foedus.proposals.model import Edits
from foedus.review.change import Change, ChangeKind, Part
from foedus.review.correct import codes, corrected

Pairs = Sequence[tuple[str, str]]
STAYS: Final = "0"
PARTS: Final = ("A", "B", "C", "D", "E")
_LONGEST: Final = 10_000  # characters of a value
_MOST: Final = 500  # claims at once


def change_of(ledger: Ledger, pairs: Pairs) -> Change:
    """The change that a form means. Raises UsageError, LedgerError for what is none."""
    fields = {name: value.strip()[:_LONGEST] for name, value in pairs}
    try:
        kind = ChangeKind(fields.get("act", ""))
    except ValueError:
        raise UsageError("say what is to be done: accept, reject, correct ...") from None
    claims = tuple(dict.fromkeys(_number(value, "claim") for name, value in pairs if name == "claim"))
    if len(claims) > _MOST:
        raise UsageError(f"at most {_MOST} claims at once")
    agreement = _number(fields["agreement"], "agreement") if fields.get("agreement") else None
    match kind:
        case ChangeKind.ACCEPT | ChangeKind.REJECT:
            return Change(kind, claims)
        case ChangeKind.CORRECT:
            return Change(kind, claims, corrected=_corrected(ledger, claims, fields))
        case ChangeKind.MERGE:
            return Change(kind, agreement=agreement, other=_number(fields.get("other", ""), "agreement"))
        case ChangeKind.MOVE:
            return Change(kind, claims, other=_number(fields.get("other", ""), "agreement"))
        case ChangeKind.RENAME:
            return Change(kind, agreement=agreement, name=" ".join(fields.get("name", "").split()))
        case ChangeKind.PARTIES:
            return Change(kind, agreement=agreement, parties=_parties(ledger, agreement, fields))
        case ChangeKind.ENTER:
            return Change(kind, agreement=agreement, entry=_entry(ledger, agreement, fields))
        case ChangeKind.PART:
            return Change(kind, agreement=agreement, parts=_parts(pairs, fields))
        case ChangeKind.PROPOSAL:
            number = _number(fields.get("proposal", ""), "proposal")
            return Change(kind, proposal=number, edits=_edits(fields))
        case ChangeKind.UNDO:
            return Change(kind, verdict=_number(fields.get("verdict", ""), "verdict"))


def _corrected(ledger: Ledger, claims: tuple[int, ...], fields: dict[str, str]) -> Claim:
    """The claim with the fields that read otherwise in the form."""
    found = ledger.claims(ids=claims)
    if len(claims) != 1 or not found:
        raise LedgerError("a correction is of one claim that is there")
    old = found[0].believed
    known = {*old.parties, *old.actors}
    values: dict[str, object] = {}
    for field in ("actors", "parties"):
        if field in fields:
            values[field] = codes(fields[field], known)
    for field in ("date", "place", "what", "certainty"):
        if field in fields:
            values[field] = fields[field]
    if "what" in values and old.kind is not ClaimKind.ACT:
        values["what"] = str(values["what"]).replace(" ", "_")
    if old.kind is ClaimKind.STEP and "of" in fields:
        values["of"] = fields["of"].replace(" ", "_")
    told = {"date": old.date or "", "place": old.place or "", "of": old.of or "", "what": old.what}
    told |= {"certainty": old.certainty.value}
    same = {f for f, v in values.items() if v == (told[f] if f in told else getattr(old, f))}
    return corrected(old, {field: value for field, value in values.items() if field not in same})


def _parties(ledger: Ledger, agreement: int | None, fields: dict[str, str]) -> tuple[str, ...]:
    known = ledger.agreement(agreement).parties if agreement is not None else ()
    return codes(fields.get("parties", ""), known)


def _entry(ledger: Ledger, agreement: int | None, fields: dict[str, str]) -> Entry:
    if agreement is None:
        raise UsageError("say of which agreement")
    try:
        kind = ClaimKind(fields.get("kind") or "step")
    except ValueError:
        raise UsageError("a fact is a step, an act or a term") from None
    what = fields.get("what", "")
    check_date(fields.get("date") or None)
    return Entry(
        what=what if kind is ClaimKind.ACT else what.replace(" ", "_"),
        source=fields.get("source", ""),
        kind=kind,
        actors=codes(fields.get("actors", ""), ledger.agreement(agreement).parties),
        date=fields.get("date") or None,
        certainty=_certainty(fields.get("certainty", "")),
        quote=fields.get("quote") or None,
        of=fields["of"].replace(" ", "_") if fields.get("of") else None,
    )


def _parts(pairs: Pairs, fields: dict[str, str]) -> tuple[Part, ...]:
    claims: dict[str, list[int]] = {}
    for name, value in pairs:
        if name.startswith("part-") and value.strip() in PARTS:
            claims.setdefault(value.strip(), []).append(_number(name.removeprefix("part-"), "claim"))
    out = []
    for letter in (STAYS, *PARTS):
        named = " ".join(fields.get(f"name-{letter}", "").split())
        written = fields.get(f"parties-{letter}", "")
        to = _number(fields[f"to-{letter}"], "agreement") if fields.get(f"to-{letter}") else None
        if letter in claims or (letter == STAYS and (named or written)):
            parties = codes(written) if written else None
            out.append(Part(tuple(claims.get(letter, ())), named, parties, to))
        elif named or written:
            raise UsageError(f"part {letter} has no claim: choose it for one, or leave its name empty")
    return tuple(out)


def _edits(fields: dict[str, str]) -> Edits:
    """Where the form says it otherwise than the proposal; what is not in the form is as proposed."""
    return Edits(
        what=fields["what"].replace(" ", "_") if fields.get("what") else None,
        of=fields["of"].replace(" ", "_") if fields.get("of") else None,
        actors=codes(fields["actors"]) if "actors" in fields else None,
        date=fields.get("date"),
        certainty=_certainty(fields["certainty"]) if fields.get("certainty") else None,
        agreement=_number(fields["agreement"], "agreement") if fields.get("agreement") else None,
        new_agreement=fields.get("new") == "1",
    )


def _certainty(text: str) -> Certainty:
    try:
        return Certainty(text or "asserted")
    except ValueError:
        raise UsageError(f"{text[:40]!r} is no certainty: one of {', '.join(Certainty)}") from None


def _number(text: str, what: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise UsageError(f"{text[:40]!r} is not the number of a{'n' if what[0] == 'a' else ''} {what}")
    return int(text)
