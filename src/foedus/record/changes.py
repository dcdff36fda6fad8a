"""What changed in a span of time: where agreements and their parties stand, what was told for the first time.

A span runs from one moment to another; a moment is what was known at an entry of the ledger, asked about a
day. What changed was made by an entry, or by the day alone where the law says so (a notice takes effect). An
agreement that is new to the ledger is compared with what the register had told of it. Values, no words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select

from foedus.law.model import PartyStatus, Status
from foedus.ledger.agreements import load_origins
from foedus.ledger.believed import bases
from foedus.ledger.days import AsOf
from foedus.ledger.rows import StoredClaim, Transaction
from foedus.ledger.schema import claims as claims_table
from foedus.ledger.store import Ledger
from foedus.model import ClaimKind
from foedus.record.answer import answer
from foedus.record.bound import standing
from foedus.record.editions import register_of
from foedus.record.evidence import Evidence, load_evidence
from foedus.record.facts import SAID, Fact, facts
from foedus.record.joined import KnownTreaty, known_alone
from foedus.record.standings import standings
from foedus.record.treaty import treaty_of
from foedus.register.lookup import Register

#: Acts by which a party's own standing may turn on a later day.
_DELAYED: Final = ("deposited", "notified", "acceded", "ratified", "withdrawn", "terminated", "suspended")
_OF_TWO: Final = len('["AAA","BBB"]')  # characters in which two parties are written
_ONE_BY_ONE: Final = 32  # entries gone through one after the other; of more the middle is asked


class ChangeKind(StrEnum):
    """What changed, the weightiest first."""

    STATUS = "status"  # what the treaty is called: in force, not in force, terminated
    PARTY = "party"  # whether it binds one party
    DATE = "date"  # since when or until when
    STEP = "step"  # a step that is told for the first time
    CONTRADICTION = "contradiction"  # sources that cannot both be right, where none contradicted before


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known at transaction `number`, asked about `day`."""

    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one agreement.

    `before` and `now` are its status at both ends of the span (`before` None: nothing was known), `party` the
    one whose standing changed, in `party_before` and `party_now`, where it is of one alone. `fact` is what is
    told for the first time or contradicted. `made_by` is the entry that made it, None where the day alone
    did; `claims` are those of the span that it rests on. `day` is the span's last day, `entry` the register's
    id of the agreement.
    """

    kind: ChangeKind
    agreement: int
    name: str
    parties: tuple[str, ...]
    entry: str | None
    before: Status | None
    now: Status
    day: date
    made_by: Transaction | None
    claims: tuple[StoredClaim, ...] = ()
    party: str | None = None
    party_before: PartyStatus | None = None
    party_now: PartyStatus | None = None
    fact: Fact | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """Those whose change it is: the party, or those who took the step; none stands for all."""
        if self.party is not None:
            return (self.party,)
        return self.fact.actors if self.fact is not None else ()


def moment_of(ledger: Ledger, known_on: AsOf, today: date) -> Moment:
    """The moment that a day or the number of an entry stands for; None is now, on the day `today`.

    An entry is asked about the day on which it was made (UTC).
    """
    if known_on is None:
        return Moment(ledger.known_at(None), today)
    if not isinstance(known_on, int):
        return Moment(ledger.known_at(known_on), known_on)
    made = ledger.transactions(after=max(known_on - 1, 0), known_on=max(known_on, 1))
    return Moment(known_on, made[0].recorded_at.date() if made else today)


def changes(ledger: Ledger, before: Moment, now: Moment) -> list[Change]:
    """What changed from one moment to another, status changes first, then by agreement.

    What had been told before is told by the claims that stand now. A party's standing that the day alone
    turned is found where the ledger has a claim of an act that may take effect later.
    """
    return _Span(ledger, before, now, _Stands(ledger)).changes()


def changes_by_day(ledger: Ledger, first: date, last: date, *, today: date) -> list[tuple[date, Change]]:
    """The changes of each day from a first to a last, the last day first.

    What a day changed is told against the end of the day before (UTC), so that it is the same whenever and
    with whatever span it is asked.
    """
    if first > last:
        return []
    one = timedelta(days=1)
    days = [first + n * one for n in range((last - first).days + 1)]
    ends = {day: moment_of(ledger, day, today) for day in (first - one, *days)}
    stands = _Stands(ledger)
    found = {day: _Span(ledger, ends[day - one], ends[day], stands).changes() for day in days}
    return [(day, change) for day in reversed(days) for change in found[day]]


def _what(change: Change) -> str:
    return "" if change.fact is None else f"{change.fact.what} {' '.join(change.fact.actors)}"


@dataclass(slots=True)
class _Stands:
    """Where all agreements stood at the moments last asked for, in short."""

    ledger: Ledger
    _held: dict[Moment, dict[int, object]] = field(default_factory=dict)

    def at(self, moment: Moment) -> dict[int, object]:
        if moment not in self._held:
            found = standings(self.ledger, moment.day, known_on=moment.number)
            said: dict[int, object] = {s.agreement_id: (s.headline, s.since, s.until) for s in found}
            self._held = {**dict(list(self._held.items())[-1:]), moment: said}
        return self._held[moment]


@dataclass(frozen=True, slots=True)
class _Side:
    """An agreement as known at a moment: its treaty and what follows on the day."""

    treaty: KnownTreaty
    status: Status


@dataclass(slots=True)
class _Span:
    """Two moments of a ledger, with what was worked out of agreements at moments within."""

    ledger: Ledger
    before: Moment
    now: Moment
    stands: _Stands
    _treaties: dict[tuple[int, int], KnownTreaty | None] = field(default_factory=dict)
    _entries: dict[int, Transaction] = field(default_factory=dict)
    _registers: dict[int, Register] = field(default_factory=dict)
    _adopted: list[int] | None = None

    def changes(self) -> list[Change]:
        """What changed, in order."""
        touched, others = self._candidates()
        self._load(self.now.number, [*touched, *others])
        self._load(self.before.number, touched)
        for agreement in others:  # nothing that bears on it came in: it is known as it was
            self._treaties[agreement, self.before.number] = self._treaties[agreement, self.now.number]
        found = [c for a in touched for c in self._of(a, told=True)]
        found += [c for a in others for c in self._of(a, told=False)]
        order = list(ChangeKind)
        return sorted(found, key=lambda c: (order.index(c.kind), c.agreement, c.party or "", _what(c)))

    def _candidates(self) -> tuple[list[int], list[int]]:
        """The agreements that something of the span bears on, and others that its days may have turned."""
        number = self.now.number
        with self.ledger.view(number) as (connection, _, known):
            last = self.ledger.touched(connection, number, known)
            if self._adoption() is not None:
                return sorted(last), []
            touched = {a for a, tx in last.items() if tx > self.before.number}
            if self.before.day == self.now.day:
                return sorted(touched), []
            c = claims_table.c
            acts = (
                select(c.id, c.agreement_id, c.name_id)
                .where(c.tx <= number, c.kind == ClaimKind.STEP.value, c.what.in_(_DELAYED))
                .where(func.length(c.parties) > _OF_TWO)  # of two, what turns for one turns for both
            )
            places = (known.of_claim(*row) for row in connection.execute(acts))
            turned = {place for place in places if place is not None}
        then, today = (self.stands.at(Moment(number, day)) for day in (self.before.day, self.now.day))
        turned |= {a for a, said in today.items() if then.get(a) != said}
        return sorted(touched), sorted(turned & last.keys() - touched)

    def _of(self, agreement: int, *, told: bool) -> Iterator[Change]:
        """What changed of one agreement; `told`: something of it was told."""
        now = self._side(agreement, self.now)
        if now is None:
            return
        before = self._side(agreement, self.before)
        then = before.status if before is not None else self._known_alone(now)
        turned = [*self._turned(now.status, then)]
        if not turned and not told:
            return
        evidence = load_evidence(self.ledger, agreement, known_on=self.now.number)
        if evidence is None:
            return
        entry = None if now.treaty.entry is None else now.treaty.entry.id
        parties = {*evidence.row.parties, *(p.party for p in now.status.parties if p.in_force)}
        base = Change(
            ChangeKind.STATUS, evidence.row.id, evidence.row.name, tuple(sorted(parties)), entry, then,
            now.status, self.now.day, None,
        )  # fmt: skip
        for kind, earlier, party in turned:
            made = self._maker(agreement, _standing_of(kind, party))
            yield replace(
                base, kind=kind, made_by=made, claims=_claims_of(evidence, made), party_before=earlier,
                party=None if party is None else party.party, party_now=party,
            )  # fmt: skip
        if told:
            yield from self._told(base, evidence)

    # where it stands

    def _turned(
        self, now: Status, then: Status | None
    ) -> Iterator[tuple[ChangeKind, PartyStatus | None, PartyStatus | None]]:
        """The kinds of change of where it stands, with the party before and now where it is of one alone."""
        new = then is None and now.in_force is not None
        turned = new or (then is not None and then.headline is not now.headline)
        dated = then is not None and _dates(then) != _dates(now)
        if turned or dated:
            yield (ChangeKind.STATUS if turned else ChangeKind.DATE), None, None
        stood = {p.party: p for p in then.parties} if then is not None else {}
        for party in now.parties:
            earlier = stood.get(party.party)
            if (kind := _party_change(earlier, party)) is None:
                continue
            with_all = party.in_force is now.in_force and _dates_of(party) == _dates(now)
            if not (with_all and (turned or dated or then is None)):
                yield kind, earlier, party  # else it goes with the treaty, which is told

    def _maker(self, agreement: int, said: Callable[[Status | None], object]) -> Transaction | None:
        """The last entry of the span with which what is `said` of a status came to be what it is now."""

        def at(number: int) -> object:
            side = self._side(agreement, Moment(number, self.now.day))
            if side is not None:
                return said(side.status)
            last = self._side(agreement, self.now)
            return said(None if last is None else self._known_alone(last))

        final = at(self.now.number)
        if self.now.number == self.before.number or at(self.before.number) == final:
            return None  # the day alone
        touching = [*self._touching(agreement)]  # newest first
        low = 0
        if len(touching) > _ONE_BY_ONE:
            high = len(touching) - 1
            while low < high:
                middle = (low + high) // 2
                low, high = (middle + 1, high) if at(touching[middle] - 1) == final else (low, middle)
        for place, number in enumerate(touching[low:], low):
            if place == len(touching) - 1 and self._adoption() is None:
                return self._entry(number)  # before it, it was not what it is now
            if at(number - 1) != final:
                return self._entry(number)
        adoption = self._adoption()
        return None if adoption is None else self._entry(adoption)

    def _touching(self, agreement: int) -> Iterator[int]:
        """The entries of the span that bear on an agreement, the newest first."""
        number = self.now.number
        while number > self.before.number:
            with self.ledger.view(number) as (connection, _, known):
                root = self.ledger.current(connection, number, known, agreement)
                number = self.ledger.touched(connection, number, known, [root]).get(root, 0)
            if number > self.before.number:
                yield number
            number -= 1

    def _adoption(self) -> int | None:
        """The last entry of the span that adopted another edition of the register."""
        if self._adopted is None:
            self._adopted = [e.transaction for e in self.ledger.adopted(self.now.number)]
        last = max(self._adopted, default=0)
        return last if last > self.before.number else None

    def _register(self, number: int) -> Register:
        """The edition that counted at an entry; one for all where none was adopted in the span."""
        at = number if self._adoption() is not None else self.now.number
        if at not in self._registers:
            self._registers[at] = register_of(self.ledger, at)
        return self._registers[at]

    # what is told

    def _told(self, base: Change, evidence: Evidence) -> Iterator[Change]:
        """The steps that are told for the first time, and the contradictions that came up."""
        old = [c for c in evidence.claims if c.transaction <= self.before.number]
        with self.ledger.view(self.now.number) as (connection, _, _):
            origins = load_origins(connection, {c.document_id for c in old})
        earlier = facts(old, origins, frozenset(p for c in evidence.claims for p in c.believed.parties))
        known = {_deed(f) for f in earlier if f.certainty in SAID}
        contradicted = {_deed(f) for f in earlier if f.contradiction}
        for fact in evidence.facts:
            if fact.kind is not ClaimKind.STEP:
                continue
            kind = None
            if fact.contradiction and _deed(fact) not in contradicted:
                kind = ChangeKind.CONTRADICTION
            elif fact.certainty in SAID and _deed(fact) not in known:
                kind = ChangeKind.STEP
            fresh = tuple(c for c in fact.claims if c.transaction > self.before.number)
            if kind is None or not fresh:
                continue
            known.add(_deed(fact))
            numbers = [c.transaction for c in fresh if c.believed.certainty in SAID] or [fresh[0].transaction]
            first = max(numbers) if kind is ChangeKind.CONTRADICTION else min(numbers)
            yield replace(base, kind=kind, made_by=self._entry(first), claims=fresh, fact=fact)

    # loading

    def _side(self, agreement: int, moment: Moment) -> _Side | None:
        if (agreement, moment.number) not in self._treaties:
            self._load(moment.number, [agreement])
        treaty = self._treaties[agreement, moment.number]
        return None if treaty is None else _Side(treaty, answer(treaty, moment.day))

    def _load(self, number: int, agreements: Sequence[int]) -> None:
        """The treaties of agreements as known at an entry, all in one go; None where none was known."""
        for agreement in agreements:
            self._treaties[agreement, number] = None
        if number < 1 or not agreements:
            return
        register = self._register(number)
        with self.ledger.view(number) as (connection, _, known):
            roots: dict[int, list[int]] = {}
            for agreement in agreements:
                roots.setdefault(self.ledger.current(connection, number, known, agreement), []).append(
                    agreement
                )
            for part in bases(connection, number, known, sorted(roots)):
                for basis in part:
                    treaty = treaty_of(
                        "", basis.parties, basis.claims, basis.published, basis.terms, called=basis.called,
                        signed=basis.signed, register=register,
                    )  # fmt: skip
                    for agreement in roots[basis.agreement_id]:
                        self._treaties[agreement, number] = treaty

    def _known_alone(self, now: _Side) -> Status | None:
        """What followed from the register alone of an agreement that the ledger did not have."""
        entry, register = now.treaty.entry, now.treaty.register
        if entry is None or register is None:
            return None
        return answer(known_alone(register, entry), self.before.day)

    def _entry(self, number: int) -> Transaction:
        if number not in self._entries:
            (self._entries[number],) = self.ledger.transactions(after=number - 1, known_on=number)
        return self._entries[number]


def _claims_of(evidence: Evidence, made: Transaction | None) -> tuple[StoredClaim, ...]:
    """The claims that an entry brought or judged, of those that count."""
    if made is None:
        return ()
    return tuple(
        c
        for c in evidence.claims
        if c.stands
        and (c.transaction == made.id or (c.verdict is not None and c.verdict.transaction == made.id))
    )


def _dates(status: Status) -> tuple[str | None, str | None]:
    return status.in_force_since, status.in_force_until


def _dates_of(party: PartyStatus) -> tuple[str | None, str | None]:
    return party.since, party.until


def _party_change(earlier: PartyStatus | None, now: PartyStatus) -> ChangeKind | None:
    """How a party's standing changed, None where it did not."""
    bound = earlier is not None and earlier.in_force is True
    if bound != (now.in_force is True):
        return ChangeKind.PARTY
    told = earlier is not None and _dates_of(earlier) != _dates_of(now)
    if told or (earlier is None and now.in_force is False and now.since is not None):
        return ChangeKind.DATE if any(_dates_of(now)) else None
    return None


def _standing_of(kind: ChangeKind, party: PartyStatus | None) -> Callable[[Status | None], object]:
    """What a status says that a change of this kind is about."""

    def said(status: Status | None) -> object:
        if status is None:
            return None
        if party is None:
            return status.headline if kind is ChangeKind.STATUS else _dates(status)
        found = standing(status, party.party)
        if kind is ChangeKind.PARTY:
            return found is not None and found.in_force is True
        return None if found is None else _dates_of(found)

    return said


def _deed(fact: Fact) -> tuple[str, str | None, tuple[str, ...]]:
    """What was done, and by whom."""
    first = next(iter(fact.claims), None)
    return fact.what, None if first is None else first.believed.of, fact.actors
