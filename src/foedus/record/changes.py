"""What changed in a span of time: where agreements and their parties stand, what was told for the first time.

A span runs from one moment to another; a moment is what was known at an entry of the ledger, asked about a
day. What changed was made by an entry, or by the day alone where the law says so (a notice takes effect). An
agreement that is new to the ledger is compared with what the register had told of it. Values, no words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import select

from foedus.law.model import PartyStatus, Status
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow, StoredClaim, Transaction
from foedus.ledger.schema import claims as claims_table
from foedus.ledger.store import Ledger
from foedus.model import Certainty, ClaimKind
from foedus.record.answer import answer
from foedus.record.evidence import Evidence, load_evidence
from foedus.record.facts import SAID, Fact
from foedus.record.joined import KnownTreaty, known_alone
from foedus.record.standings import standings
from foedus.record.treaty import treaty_from_ledger

#: Acts by which a party's own standing may turn on a later day.
_DELAYED: Final = ("deposited", "notified", "acceded", "ratified", "withdrawn", "terminated", "suspended")
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


def changes(
    ledger: Ledger, before: Moment, now: Moment, *, only: Iterable[int] | None = None
) -> list[Change]:
    """What changed from one moment to another, status changes first, then by agreement.

    `only` looks at these agreements alone (lowest numbers). A party's standing that the day alone turned is
    found where the ledger has a claim of an act that may take effect later.
    """
    span = _Span(ledger, before, now)
    wanted = span.candidates() if only is None else sorted(set(only))
    found = [change for agreement in wanted for change in span.of(agreement)]
    order = list(ChangeKind)
    return sorted(found, key=lambda c: (order.index(c.kind), c.agreement, c.party or "", _what(c)))


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
    end = ends[last]
    wanted = _Span(ledger, ends[first - one], end).candidates(days)
    out: list[tuple[date, Change]] = []
    for day in reversed(days):
        if wanted:
            out += [(day, c) for c in changes(ledger, ends[day - one], ends[day], only=wanted)]
    return out


def _what(change: Change) -> str:
    return "" if change.fact is None else f"{change.fact.what} {' '.join(change.fact.actors)}"


@dataclass(frozen=True, slots=True)
class _Side:
    """An agreement as known at a moment."""

    evidence: Evidence
    treaty: KnownTreaty
    status: Status


@dataclass(slots=True)
class _Span:
    """Two moments of a ledger, with what was worked out of agreements at moments within."""

    ledger: Ledger
    before: Moment
    now: Moment
    _evidence: dict[tuple[int, int], Evidence | None] = field(default_factory=dict)
    _sides: dict[tuple[int, Moment], _Side | None] = field(default_factory=dict)
    _entries: dict[int, Transaction] = field(default_factory=dict)

    def candidates(self, days: Iterable[date] = ()) -> list[int]:
        """The agreements that may have changed: touched in the span, or turned by a day of it."""
        number = self.now.number
        with self.ledger.view(number) as (connection, _, known):
            touched = self.ledger.touched(connection, number, known)
            if self._adoption() is not None:
                return sorted(touched)
            found = {a for a, tx in touched.items() if tx > self.before.number}
            asked = sorted({self.before.day, *days, self.now.day})
            if len(asked) > 1:
                c = claims_table.c
                acts = (
                    select(c.id, c.agreement_id, c.name_id)
                    .where(c.tx <= number, c.kind == ClaimKind.STEP.value, c.what.in_(_DELAYED))
                    .order_by(c.id)
                )
                for claim, agreement, name in connection.execute(acts):
                    place = known.of_claim(claim, agreement, name)
                    if place is not None:
                        found.add(place)
        stood: Mapping[int, object] = {}
        for n, day in enumerate(asked if len(asked) > 1 else ()):
            stands = {
                s.agreement_id: (s.headline, s.since, s.until)
                for s in standings(self.ledger, day, known_on=number)
            }
            if n:
                found |= {a for a, said in stands.items() if stood.get(a) != said}
            stood = stands
        return sorted(found)

    def of(self, agreement: int) -> Iterator[Change]:
        """What changed of one agreement."""
        now = self._side(agreement, self.now)
        if now is None:
            return
        before = self._side(agreement, self.before)
        then = before.status if before is not None else self._known_alone(now)
        yield from self._turned(now, before, then)
        yield from self._told(now, before, then)

    # where it stands

    def _turned(self, now: _Side, before: _Side | None, then: Status | None) -> Iterator[Change]:
        new = then is None and now.status.in_force is not None
        turned = new or (then is not None and then.headline is not now.status.headline)
        if turned:
            yield self._made(now, then, ChangeKind.STATUS, lambda s: s and s.headline)
        elif then is not None and _dates(then) != _dates(now.status):
            yield self._made(now, then, ChangeKind.DATE, lambda s: s and _dates(s))
        stood = {p.party: p for p in then.parties} if then is not None else {}
        for party in now.status.parties:
            earlier = stood.get(party.party)
            if (kind := _party_change(earlier, party)) is None:
                continue
            with_all = party.in_force is now.status.in_force and _dates_of(party) == _dates(now.status)
            if with_all and (turned or then is None or _dates(then) != _dates(now.status)):
                continue  # it goes with the treaty, which is told
            yield self._made(now, then, kind, _standing_of(party.party, kind), earlier, party)

    def _made(
        self,
        now: _Side,
        then: Status | None,
        kind: ChangeKind,
        said: Callable[[Status | None], object],
        earlier: PartyStatus | None = None,
        party: PartyStatus | None = None,
    ) -> Change:
        entry = self._maker(now.evidence.row.id, said)
        claims = () if entry is None else self._claims(now, {entry.id})
        return Change(
            kind, now.evidence.row.id, now.evidence.row.name, _named(now), _entry(now), then, now.status,
            self.now.day, entry, claims, None if party is None else party.party, earlier, party,
        )  # fmt: skip

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
        for number in touching[low:]:
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
        last = next(reversed(self.ledger.adopted(self.now.number)), None)
        return last.transaction if last is not None and last.transaction > self.before.number else None

    # what is told

    def _told(self, now: _Side, before: _Side | None, then: Status | None) -> Iterator[Change]:
        earlier = () if before is None else before.evidence.facts
        known = {_deed(f) for f in earlier if f.certainty in SAID}
        contradicted = {_deed(f) for f in earlier if f.contradiction}
        seen: set[object] = set()
        for fact in now.evidence.facts:
            if fact.kind is not ClaimKind.STEP:
                continue
            kind = None
            if fact.contradiction and _deed(fact) not in contradicted:
                kind = ChangeKind.CONTRADICTION
            elif fact.certainty in SAID and _deed(fact) not in known and _deed(fact) not in seen:
                kind = ChangeKind.STEP
            fresh = tuple(c for c in fact.claims if c.transaction > self.before.number)
            if kind is None or not fresh:
                continue
            seen.add(_deed(fact))
            told = [c for c in fresh if c.believed.certainty in (Certainty.ASSERTED, Certainty.REPORTED)]
            first = min(c.transaction for c in told or fresh)
            if kind is ChangeKind.CONTRADICTION:
                first = max(c.transaction for c in fresh)
            yield Change(
                kind, now.evidence.row.id, now.evidence.row.name, _named(now), _entry(now), then, now.status,
                self.now.day, self._entry(first), fresh, fact=fact,
            )  # fmt: skip

    # loading

    def _side(self, agreement: int, moment: Moment) -> _Side | None:
        key = (agreement, moment)
        if key not in self._sides:
            evidence = self._load(agreement, moment.number)
            if evidence is None or not evidence.claims:
                self._sides[key] = None
            else:
                treaty = treaty_from_ledger(
                    evidence.row,
                    evidence.claims,
                    {page.id: page.published for page in evidence.documents.values()},
                    evidence.terms.terms if evidence.terms else None,
                    register=evidence.register,
                )
                self._sides[key] = _Side(evidence, treaty, answer(treaty, moment.day))
        return self._sides[key]

    def _load(self, agreement: int, number: int) -> Evidence | None:
        if number < 1:
            return None
        key = (agreement, number)
        if key not in self._evidence:
            self._evidence[key] = load_evidence(self.ledger, agreement, known_on=number)
        return self._evidence[key]

    def _known_alone(self, now: _Side) -> Status | None:
        """What followed from the register alone of an agreement that the ledger did not have."""
        entry = now.treaty.entry
        if entry is None:
            return None
        return answer(known_alone(now.evidence.register, entry), self.before.day)

    def _claims(self, now: _Side, numbers: set[int]) -> tuple[StoredClaim, ...]:
        """The claims that entries brought or judged, of those that count."""
        return tuple(
            c
            for c in now.evidence.claims
            if c.stands
            and (c.transaction in numbers or (c.verdict is not None and c.verdict.transaction in numbers))
        )

    def _entry(self, number: int) -> Transaction:
        if number not in self._entries:
            (self._entries[number],) = self.ledger.transactions(after=number - 1, known_on=number)
        return self._entries[number]


def _entry(side: _Side) -> str | None:
    return None if side.treaty.entry is None else side.treaty.entry.id


def _named(side: _Side) -> tuple[str, ...]:
    """The agreement's parties: those told, and those of its record."""
    row: AgreementRow = side.evidence.row
    return tuple(sorted({*row.parties, *(p.party for p in side.status.parties if p.in_force)}))


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


def _standing_of(party: str, kind: ChangeKind) -> Callable[[Status | None], object]:
    """What is said of one party by a status."""

    def said(status: Status | None) -> object:
        found = next((p for p in status.parties if p.party == party), None) if status is not None else None
        if kind is ChangeKind.PARTY:
            return found is not None and found.in_force is True
        return None if found is None else _dates_of(found)

    return said


def _deed(fact: Fact) -> tuple[str, str | None, tuple[str, ...]]:
    """What was done, and by whom."""
    first = next(iter(fact.claims), None)
    return fact.what, None if first is None else first.believed.of, fact.actors
