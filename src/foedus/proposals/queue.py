"""The proposals of one ledger: filed, listed, and decided on once, by a person.

For whoever shows them: `waiting` lists, `proposal` gives one, `alike` tells who says the same, `accept` lets
it into the record under the person's name, `decline` leaves it out. A letter is accepted and declined here
too; answering and forgetting are in `foedus.letters.box`. The proposal's state and the claim that it becomes
are written in one transaction, so a proposal never becomes two claims.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, func, select, update

from foedus.errors import LedgerError
from foedus.jsonform import claim_from_json, claim_to_json
from foedus.ledger import Entry, Ledger
from foedus.ledger.encode import compact, digest16
from foedus.ledger.schema import proposals
from foedus.model import Certainty, Claim, ClaimKind, SourceKind
from foedus.proposals.model import Alike, Edits, Proposal, ProposalKind, ProposalState, Reading

Clock = Callable[[], float]

#: What the page is called that holds words which became a statement, and the kind of source they are.
_PAGES: Final = {ProposalKind.LETTER: "a reader's letter", ProposalKind.ASSISTANT: "an assistant's proposal"}
_WORDS: Final = {
    ProposalKind.LETTER: (" (reader)", SourceKind.PERSON),
    ProposalKind.ASSISTANT: ("", SourceKind.UNKNOWN),
}

_AS_IT_IS: Final = Edits()


class Proposals:
    """The proposals of a ledger; `clock` gives seconds since 1970."""

    def __init__(self, ledger: Ledger, clock: Clock = time.time) -> None:
        self._ledger = ledger
        self._clock = clock

    # filing

    def file(self, reading: Reading) -> int | None:
        """Take in what a reader claims of a page; gives its number.

        None where the same reader proposed it before, whatever was decided on it then. Raises LedgerError for
        a page that is not there, or a passage that it does not have.
        """
        self._check(reading)
        said = claim_to_json(replace(reading.claim, rule="", words=()))
        mark = digest16(reading.document, reading.reader, said).hex()
        with self._ledger.door.writing() as connection:
            known = select(proposals.c.id).where(proposals.c.mark == mark)
            if connection.execute(known).scalar_one_or_none() is not None:
                return None
            return add(
                connection, kind=ProposalKind.READER, received=self._clock(), proposer=reading.reader,
                agreement_id=reading.agreement, document_id=reading.document,
                text=reading.claim.passages[0].text, claim=compact(claim_to_json(reading.claim)),
                made_by=compact(dict(reading.made_by)), mark=mark,
            )  # fmt: skip

    def _check(self, reading: Reading) -> None:
        text = self._ledger.document_text(reading.document)
        if not reading.claim.passages:
            raise LedgerError("a claim of a page needs a passage of it")
        for passage in reading.claim.passages:
            if not 0 <= passage.start < passage.end or text[passage.start : passage.end] != passage.text:
                raise LedgerError(f"page {reading.document} does not say {passage.text!r} there")
        if reading.agreement is not None:
            self._ledger.agreement(reading.agreement)

    # views

    def waiting(self, kind: ProposalKind | None = None) -> list[Proposal]:
        """What waits for a person, oldest first; of one kind, where it is given."""
        return self.proposals(ProposalState.WAITING, kind)

    def proposals(
        self, state: ProposalState | None = None, kind: ProposalKind | None = None
    ) -> list[Proposal]:
        """The proposals in a state, or all, oldest first."""
        query = select(proposals).order_by(proposals.c.id)
        if state is not None:
            query = query.where(proposals.c.state == state.value)
        if kind is not None:
            query = query.where(proposals.c.kind == kind.value)
        with self._ledger.door.reading() as connection:
            return [_proposal(row) for row in connection.execute(query)]

    def proposal(self, number: int) -> Proposal:
        """One proposal. Raises LedgerError for an unknown one."""
        with self._ledger.door.reading() as connection:
            return _proposal(find(connection, number))

    def alike(self, number: int) -> Alike:
        """Who else reads the same step, act or term by the same actors out of the same page."""
        one = self.proposal(number)
        if one.claim is None or one.document is None:
            return Alike({}, ())
        query = select(proposals).where(proposals.c.document_id == one.document).order_by(proposals.c.id)
        with self._ledger.door.reading() as connection:
            others = [_proposal(row) for row in connection.execute(query)]
        said = _core(one.claim)
        readers: dict[str, int] = {}
        for other in others:
            if other.proposer != one.proposer and other.claim is not None and _core(other.claim) == said:
                readers.setdefault(other.proposer, other.id)
        own = [c for c in self._ledger.claims(doc=one.document) if c.entered_by is None and c.stands]
        return Alike(readers, tuple(c.id for c in own if _core(c.believed) == said))

    # decisions

    def accept(
        self, number: int, person: str, *, reason: str, edits: Edits = _AS_IT_IS
    ) -> tuple[Proposal, int]:
        """Let a proposal into the record under a person's name; gives the proposal and the claim.

        A reader's claim stands on its page, words of a letter or an assistant as their own statement, by
        default speculated. Raises LedgerError where it has been decided on, where it tells no step or no
        agreement and `edits` do neither, and for what cannot be entered.
        """
        one = self.proposal(number)
        _check_waits(one)
        values = {"state": ProposalState.ACCEPTED.value, "decided_by": person, "decided": self._clock()}

        def decide(connection: Connection, claim: int) -> None:
            close(connection, number, {**values, "entered": claim})

        enter = self._enter_words if one.claim is None else self._enter_claim
        claim = enter(one, person, reason, edits, decide)
        return self.proposal(number), claim

    def decline(self, number: int, person: str, reason: str) -> Proposal:
        """Decide that nothing follows. Raises LedgerError where it has been decided on."""
        values = {
            "state": ProposalState.DECLINED.value, "decided_by": person, "answer": reason,
            "decided": self._clock(),
        }  # fmt: skip
        with self._ledger.door.writing() as connection:
            close(connection, number, values)
            return _proposal(find(connection, number))

    def _enter_claim(
        self, one: Proposal, person: str, reason: str, edits: Edits, decide: Callable[[Connection, int], None]
    ) -> int:
        assert one.claim is not None
        assert one.document is not None
        agreement = None if edits.new_agreement else edits.agreement or one.agreement
        if agreement is None and not edits.new_agreement:
            raise LedgerError(
                f"proposal {one.id} is about no agreement of the ledger: say which one, or that it is new"
            )
        _, claim = self._ledger.enter_on_page(
            one.document, edited(one.claim, edits), agreement=agreement,
            reason=f"proposed by {one.proposer}: {reason}" if reason.strip() else reason,
            actor=person, recorded_at=self._now(), along=decide,
        )  # fmt: skip
        return claim

    def _enter_words(
        self, one: Proposal, person: str, reason: str, edits: Edits, decide: Callable[[Connection, int], None]
    ) -> int:
        agreement = edits.agreement or one.agreement
        assert agreement is not None
        meant = self._step_meant(one)
        what = edits.what or (meant.what if meant else None)
        if what is None:
            raise LedgerError(f"{one.kind} {one.id} is about no step: say what it states with --what")
        same = meant if meant is not None and what == meant.what else None
        suffix, source_kind = _WORDS[one.kind]
        entry = Entry(
            what=what,
            source=f"{one.proposer}{suffix}",
            actors=edits.actors if edits.actors is not None else (same.actors if same else ()),
            date=edits.date if edits.date is not None else (same.date if same else None),
            certainty=edits.certainty or Certainty.SPECULATED,
            quote=one.text,
            of=edits.of if edits.of is not None else (same.of if same else None),
            source_kind=source_kind,
            page=_PAGES[one.kind],
        )
        _, claim = self._ledger.enter(
            agreement, entry, reason=reason, actor=person, recorded_at=self._now(), along=decide
        )
        return claim

    def _step_meant(self, one: Proposal) -> Claim | None:
        if one.meant is None:
            return None
        found = self._ledger.claims(ids=[one.meant], kind=ClaimKind.STEP)
        return found[0].believed if found else None

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)


def edited(claim: Claim, edits: Edits) -> Claim:
    """The claim as the person who accepts it says it."""
    given = {
        "what": edits.what, "of": edits.of, "actors": edits.actors, "date": edits.date,
        "certainty": edits.certainty,
    }  # fmt: skip
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if edits.what is not None and edits.what != claim.what:
        changes.setdefault("of", None)  # it was about the other step
    if edits.date is not None and edits.date != claim.date:
        changes["date_phrase"] = None
        changes["date"] = edits.date or None
    return replace(claim, **changes)


def add(connection: Connection, *, kind: ProposalKind, **values: Any) -> int:
    """A new row that waits; gives its number. `values` are columns of the table."""
    number = int(connection.execute(select(func.max(proposals.c.id))).scalar_one() or 0) + 1
    row = {"id": number, "kind": kind.value, "address": "", "state": ProposalState.WAITING.value, **values}
    connection.execute(proposals.insert().values(**row))
    return number


def close(connection: Connection, number: int, values: Mapping[str, Any]) -> None:
    """Book a decision. Raises LedgerError where there is one already."""
    _check_waits(_proposal(find(connection, number)))
    connection.execute(update(proposals).where(proposals.c.id == number).values(**values))


def find(connection: Connection, number: int) -> Row[Any]:
    """The row of a proposal. Raises LedgerError for an unknown one."""
    row = connection.execute(select(proposals).where(proposals.c.id == number)).one_or_none()
    if row is None:
        raise LedgerError(f"no proposal {number}: `foedus proposals list` shows them with their numbers")
    return row


def _check_waits(one: Proposal) -> None:
    if one.state is not ProposalState.WAITING:
        raise LedgerError(f"{one.kind} {one.id} was {one.state.value} by {one.decided_by}")


def _core(claim: Claim) -> tuple[object, ...]:
    return claim.kind, claim.what, claim.of, frozenset(claim.actors)


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        row.id, ProposalKind(row.kind), moment(row.received), row.proposer, row.agreement_id, row.claim_id,
        row.document_id, row.text,
        None if row.claim is None else claim_from_json(msgspec.json.decode(row.claim)),
        {} if row.made_by is None else msgspec.json.decode(row.made_by), ProposalState(row.state),
        None if row.decided is None else moment(row.decided), row.decided_by, row.answer, row.entered,
    )  # fmt: skip


def moment(seconds: float) -> datetime:
    """The instant of seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
