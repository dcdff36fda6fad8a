"""What reviewers write through the API, each an entry of the ledger in the person's name.

The same changes as on the pages of review, by the same functions. A PUT or DELETE that is sent again finds
that it stands so already, and makes no entry; `preview` shows what a change would do, and makes none.
With If-Match a change is made only where what it is about has not changed since it was looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import Response
from pydantic import Field

from foedus.errors import LedgerBusy, LedgerError
from foedus.ledger import Ledger, StoredClaim, VerdictKind
from foedus.ledger.rows import Verdict
from foedus.people.model import Person
from foedus.people.roles import Act
from foedus.review.change import Change, Said, make, verdict_of
from foedus.review.correct import codes
from foedus.review.effect import Effect, effect
from foedus.review.second import SecondReview
from foedus.review.written import change_of
from foedus.web.accounts.people import require_for
from foedus.web.api.asking import Nothing, Number, Text
from foedus.web.api.described import faults
from foedus.web.api.schemas.review import (
    Because,
    Belongs,
    Between,
    Called,
    Judgement,
    NewFact,
    Parted,
    Reading,
    Written,
)
from foedus.web.api.unchanged import IfMatch, Unchanged
from foedus.web.base.answers import Json
from foedus.web.base.clock import utc_now
from foedus.web.base.problems import API, Refused
from foedus.web.base.site import Site
from foedus.web.review.claim import may_undo

TAG: Final = "review"
Pairs = list[tuple[str, str]]
Judge = Annotated[Person, Depends(require_for(Act.JUDGE))]
Arrange = Annotated[Person, Depends(require_for(Act.ARRANGE))]
Enter = Annotated[Person, Depends(require_for(Act.ENTER))]
Undo = Annotated[Person, Depends(require_for(Act.UNDO_OWN))]


class Preview(Nothing):
    """Whether a change is made, or only shown."""

    preview: bool = Field(False, description="Show what it would do to the status, and make no entry.")


class Undoing(Preview):
    """Why a verdict is taken back."""

    reason: Text = Field(
        min_length=1, max_length=1000, pattern=r"\S", description="Why: it is kept with the verdict.",
        examples=["it was about another treaty"],
    )  # fmt: skip


Ask = Annotated[Preview, Query()]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A change as it was asked for: by whom, why, in the fields of a form; only to be shown?

    `same` is what must not have changed since the person looked at it.
    """

    person: Person
    reason: str
    pairs: Pairs
    preview: bool
    same: Unchanged


def add_review(router: APIRouter, site: Site, clock: Callable[[], datetime] = utc_now) -> None:
    """Add what reviewers write."""
    held = site.held

    def done(asked: _Asked, code: int = 200) -> Response:
        return _done(site, asked, clock(), code)

    @router.put("/claims/{number}/verdict", **_told("Judge a claim: accept, reject or correct it"))
    def judge_claim(
        number: Number, sent: Judgement, person: Judge, ask: Ask, match: IfMatch = None
    ) -> Response:
        ledger = held.ledger()
        claim = _claim(ledger, number)
        same = Unchanged(match, claims=(number,))
        if (sent.corrected is not None) != (sent.verdict == "correct"):
            raise Refused("cannot-be-asked", "corrected: a correction has it, and nothing else.")
        pairs = [("act", sent.verdict), ("claim", str(number)), *_reading(sent.corrected)]
        last = claim.verdict
        if last is not None and last.kind.value == sent.verdict and _reads_so(pairs, last):
            return _stands(last.id, claim.agreement_id)
        return done(_Asked(person, sent.reason, pairs, ask.preview, same))

    @router.put("/claims/{number}/agreement", **_told("Move a claim to the agreement that it is about"))
    def move_claim(
        number: Number, sent: Belongs, person: Arrange, ask: Ask, match: IfMatch = None
    ) -> Response:
        ledger = held.ledger()
        claim, other = _claim(ledger, number), _agreement(ledger, sent.agreement)
        same = Unchanged(match, claims=(number,))
        if claim.agreement_id == other:
            return _stands(None, other)
        pairs = [("act", "move"), ("claim", str(number)), ("other", str(other))]
        return done(_Asked(person, sent.reason, pairs, ask.preview, same))

    @router.put("/agreements/{number}/name", **_told("Say how an agreement is called"))
    def rename_agreement(
        number: Number, sent: Called, person: Arrange, ask: Ask, match: IfMatch = None
    ) -> Response:
        ledger = held.ledger()
        root, name = _agreement(ledger, number), " ".join(sent.name.split())
        same = Unchanged(match, agreements=(root,))
        last = _last(ledger, VerdictKind.RENAME, root)
        if last is not None and ledger.agreement(root).name == name:
            return _stands(last.id, root)
        pairs = [("act", "rename"), ("agreement", str(root)), ("name", name)]
        return done(_Asked(person, sent.reason, pairs, ask.preview, same))

    @router.put("/agreements/{number}/parties", **_told("Say between whom an agreement is"))
    def set_parties(
        number: Number, sent: Between, person: Arrange, ask: Ask, match: IfMatch = None
    ) -> Response:
        ledger = held.ledger()
        root = _agreement(ledger, number)
        same = Unchanged(match, agreements=(root,))
        pairs = [("act", "parties"), ("agreement", str(root)), ("parties", ", ".join(sent.parties))]
        last, change = _last(ledger, VerdictKind.PARTIES, root), change_of(ledger, pairs)
        if last is not None and set(last.parties or ()) == set(change.parties):
            return _stands(last.id, root)
        return done(_Asked(person, sent.reason, pairs, ask.preview, same))

    @router.put("/agreements/{number}/same-as/{other}", **_told("Say that two agreements are one"))
    def merge_agreements(
        number: Number, other: Number, sent: Because, person: Arrange, ask: Ask, match: IfMatch = None
    ) -> Response:
        ledger = held.ledger()
        one, two = _agreement(ledger, number), _agreement(ledger, other)
        same = Unchanged(match, agreements=(one,))
        if one == two:
            return _stands(None, one)
        pairs = [("act", "merge"), ("agreement", str(one)), ("other", str(two))]
        return done(_Asked(person, sent.reason, pairs, ask.preview, same))

    @router.post(
        "/agreements/{number}/parts", status_code=201,
        **_told("Say that some claims of an agreement are about another one, a new one", 201),
    )  # fmt: skip
    def part_agreement(
        number: Number, sent: Parted, person: Arrange, ask: Ask, match: IfMatch = None
    ) -> Response:
        ledger = held.ledger()
        root = _agreement(ledger, number)
        same = Unchanged(match, agreements=(root,))
        inside = {c.id for c in ledger.claims(root)}
        if missing := sorted(set(sent.claims) - inside):
            raise HTTPException(404, f"Agreement {root} has no claim {missing[0]}.")
        pairs = [("act", "part"), ("agreement", str(root)), *((f"part-{c}", "A") for c in sent.claims)]
        pairs += [("name-A", sent.name)] if sent.name else []
        pairs += [("parties-A", ", ".join(sent.parties))] if sent.parties else []
        return done(_Asked(person, sent.reason, pairs, ask.preview, same), 201)

    @router.post(
        "/agreements/{number}/facts", status_code=201,
        **_told("Enter a fact of an agreement by hand, on the word of a source", 201),
    )  # fmt: skip
    def enter_fact(number: Number, sent: NewFact, person: Enter, ask: Ask, match: IfMatch = None) -> Response:
        root = _agreement(held.ledger(), number)
        same = Unchanged(match, agreements=(root,))
        told = {
            "what": sent.what, "source": sent.source, "kind": sent.kind.value, "of": sent.of,
            "actors": ", ".join(sent.actors), "date": sent.date, "certainty": sent.certainty.value,
            "quote": sent.quote,
        }  # fmt: skip
        pairs = [("act", "enter"), ("agreement", str(root)), *((k, v) for k, v in told.items() if v)]
        return done(_Asked(person, sent.reason, pairs, ask.preview, same), 201)

    @router.delete("/verdicts/{number}", **_told("Take a verdict back; both stay in the ledger"))
    def undo_verdict(
        number: Number, person: Undo, ask: Annotated[Undoing, Query()], match: IfMatch = None
    ) -> Response:
        ledger = held.ledger()
        found = verdict_of(ledger, number) if number else None
        if found is None:
            raise HTTPException(404, f"There is no verdict {number} in this ledger.")
        if not may_undo(person, found):
            raise HTTPException(403, "An editor takes another person's verdict back.")
        claims = () if found.claim_id is None else (found.claim_id,)
        agreements = () if found.agreement_id is None else (found.agreement_id,)
        same = Unchanged(match, claims, agreements)
        by = _undone_by(ledger, number)
        if by is not None:
            return _stands(by, None)
        return done(
            _Asked(person, ask.reason, [("act", "undo"), ("verdict", str(number))], ask.preview, same)
        )


def _told(summary: str, code: int = 200) -> dict[str, Any]:
    """What the description says of a change."""
    return {
        "response_class": Json, "response_model": Written, "tags": [TAG], "summary": summary,
        "openapi_extra": {"security": [{"key": []}]},
        "responses": {
            code: {"description": "It is so, or it would be."},
            202: {"model": Written, "description": "It waits for a second reviewer."},
            **({200: {"model": Written, "description": "What it would do."}} if code == 201 else {}),
            **faults(400, 401, 403, 404, 409, 412, 413, 500, 503),
        },
    }  # fmt: skip


def _done(site: Site, asked: _Asked, at: datetime, code: int) -> Response:
    """Makes a change, has it wait for a second reviewer, or only shows it."""
    ledger = site.held.ledger()
    try:
        asked.same.check(ledger)
        change = change_of(ledger, asked.pairs)
        said = Said(asked.person.name, " ".join(asked.reason.split()), at)
        seen = effect(ledger, change, said, site.today(), site.display)
        if asked.preview:
            return _written(effect=seen)
        if site.users.second and seen.changes_status:
            waits = SecondReview(ledger).propose(said.actor, asked.pairs, said.reason, seen)
            return _written(202, waits=waits, effect=seen)
        with asked.same.kept(ledger) as alone:
            return _made(alone, change, said, seen, code)
    except LedgerBusy:
        raise
    except LedgerError as error:
        raise Refused("conflict", f"{str(error).replace('--', '')}.") from error


def _made(ledger: Ledger, change: Change, said: Said, seen: Effect, code: int) -> Response:
    made = make(ledger, change, said)
    verdict = verdict_of(ledger, made.verdicts[0])
    claim = verdict.claim_id if verdict is not None and verdict.kind is VerdictKind.ENTER else None
    new = verdict.other_id if verdict is not None and verdict.kind is VerdictKind.SPLIT else None
    agreement = new or made.agreement
    answer = _written(code, made=True, verdicts=made.verdicts, agreement=agreement, claim=claim, effect=seen)
    if code == 201:
        answer.headers["Location"] = f"{API}/claims/{claim}" if claim else f"{API}/agreements/{new}"
    return answer


def _stands(verdict: int | None, agreement: int | None) -> Response:
    """It stands so already: no entry is made."""
    return _written(verdicts=() if verdict is None else (verdict,), agreement=agreement)


def _written(
    code: int = 200,
    *,
    made: bool = False,
    verdicts: Sequence[int] = (),
    agreement: int | None = None,
    claim: int | None = None,
    waits: int | None = None,
    effect: Effect | None = None,
) -> Response:
    shifts = [] if effect is None else [s for s in effect.shifts if s.changes_status]
    told = [
        {
            "agreement": s.agreement, "name": next(x.name for x in (s.after, s.before) if x is not None),
            "before": s.before.status if s.before else None, "after": s.after.status if s.after else None,
        }
        for s in shifts
    ]  # fmt: skip
    body = {
        "made": made, "verdicts": list(verdicts), "agreement": agreement, "claim": claim, "waits": waits,
        "effect": told,
    }  # fmt: skip
    return Json(body, status_code=code)


def _claim(ledger: Ledger, number: int) -> StoredClaim:
    found = ledger.claims(ids=[number])
    if not found:
        raise HTTPException(404, f"There is no claim {number} in this ledger.")
    return found[0]


def _agreement(ledger: Ledger, number: int) -> int:
    """The number by which an agreement goes now. Raises HTTPException (404) where there is none."""
    rows = ledger.agreements(only=[number])
    if not rows:
        raise HTTPException(404, f"There is no agreement {number} in this ledger.")
    return rows[0].id


def _reading(corrected: Reading | None) -> Pairs:
    if corrected is None:
        return []
    told = corrected.model_dump(exclude_none=True, mode="json")
    return [(k, ", ".join(v) if isinstance(v, list) else str(v)) for k, v in told.items()]


def _reads_so(pairs: Pairs, last: Verdict) -> bool:
    """Whether a verdict of the same kind says the same: of a correction every field that is sent."""
    told = last.corrected
    if told is None:
        return True
    now: dict[str, object] = {
        "what": told.what, "of": told.of or "", "date": told.date or "", "place": told.place or "",
        "certainty": told.certainty.value,
    }  # fmt: skip
    states = {"actors": told.actors, "parties": told.parties}
    return all(
        codes(value, states[name]) == states[name] if name in states else now[name] == value.strip()
        for name, value in pairs
        if name in states or name in now
    )


def _last(ledger: Ledger, kind: VerdictKind, agreement: int) -> Verdict | None:
    """The last verdict of a kind on an agreement that was not undone."""
    each = ledger.verdicts()
    undone = _undone(each)
    found = [v for v in each if v.kind is kind and v.agreement_id == agreement and v.id not in undone]
    return found[-1] if found else None


def _undone(each: Sequence[Verdict]) -> dict[int, int]:
    """The verdicts that are undone, each with the one by which."""
    out: dict[int, int] = {}
    for verdict in sorted(each, key=lambda v: v.id, reverse=True):  # the last first: an undoing may be undone
        if verdict.undoes is not None and verdict.id not in out:
            out.setdefault(verdict.undoes, verdict.id)
    return out


def _undone_by(ledger: Ledger, number: int) -> int | None:
    return _undone(ledger.verdicts(after=number - 1)).get(number)
