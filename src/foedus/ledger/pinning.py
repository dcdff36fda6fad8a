"""What a person's word on agreements does to their names: it pins them, and the others are placed anew.

A verdict that names agreements (merge, split, move, rename, parties, a fact entered by hand) says that what
is in them then belongs there: each of their names is pinned where it stands, is known before anything that is
read, and is never placed elsewhere by a page. Where claims of one name part ways, or the person sets the
parties, the name is held (it leads nobody any more) and each side gets a name of its own, made of its claims.
A verdict that is undone lets go of all that no other one pins, and the machine resolves that again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import select

from foedus.ledger.attestation import Attestation, Form, Group
from foedus.ledger.candidates import PINNED, Candidates
from foedus.ledger.identity import Identity
from foedus.ledger.placing import First, write_placements
from foedus.ledger.said import Live, live_claims, names_of
from foedus.ledger.schema import placements
from foedus.ledger.wording import Strip
from foedus.ledger.write import Batch


@dataclass(slots=True)
class Pinning:
    """One verdict, or the undoing of one, at work on the fold; `finish` writes what comes of it."""

    batch: Batch
    index: Candidates
    touched: dict[Group, list[Form]] = field(default_factory=dict)
    by: dict[Attestation, list[int]] = field(default_factory=dict)
    first: dict[Attestation, First] = field(default_factory=dict)

    @classmethod
    def begin(cls, batch: Batch, after: Identity, strip: Strip) -> Pinning:
        """`after` is what is one agreement once the verdict counts."""
        index = Candidates(strip)
        index.begin(batch.connection, batch.number - 1)
        index.identity = after
        return cls(batch, index)

    def finish(self) -> None:
        """Resolve what is let go or could see what changed, and write where all stands."""
        for group, forms in self.touched.items():
            self.index.fold.reconsider(group, forms)
        self.index.fold.settle()
        write_placements(self.batch, self.index, self.first, by=self.by)

    # a verdict is given

    def pin(self, agreements: Iterable[int], verdict: int) -> None:
        """All names of these agreements stand where they are."""
        for group in self.index.load_agreements(agreements):
            for one in list(group.members):
                self._pin(one, group, verdict)

    def pin_merged(self, said: Mapping[int, tuple[int, int]], before: Identity) -> None:
        """Each verdict pins all names of the two agreements that it says are one, as they were before."""
        by: dict[int, list[int]] = {}
        for verdict, two in said.items():
            for agreement in two:
                by.setdefault(agreement, []).append(verdict)
        for group in self.index.load_agreements(by):
            for one in list(group.members):
                place = before.root(self.index.kept[one.rows[0]].agreement)
                for verdict in by.get(place, ()):
                    self._pin(one, group, verdict)

    def part(self, claims: Iterable[int], named: Iterable[int], verdict: int, why: str) -> None:
        """Claims were moved among the agreements that are named: each side keeps a name of its claims."""
        names = names_of(self.batch.connection, claims)
        self.index.load_rows(names)
        moved, root = self.index.identity.moved, self.index.identity.root
        for one in dict.fromkeys(self.index.rows[name] for name in sorted(names)):
            sides: dict[int, list[Live]] = {root(number): [] for number in named}
            for row, live in live_claims(self.batch.connection, one.rows).items():
                for claim in live:
                    place = moved.get(claim.id, self.index.kept[row].agreement)
                    sides.setdefault(root(place), []).append(claim)
            self._hold(one, verdict)
            for number, own in sorted(sides.items()):
                parties = {p for c in own for p in msgspec.json.decode(c.parties)}
                form = self.index.fold.form(one.form.name, one.form.words, tuple(sorted(parties)))
                self._stand_in(one, number, form if own else None, verdict, why)

    def set_parties(self, agreement: int, parties: tuple[str, ...], verdict: int, why: str) -> None:
        """All names of an agreement are told with these parties."""
        (group,) = self.index.load_agreements([agreement])
        assert group.number is not None
        for one in list(group.members):
            self._hold(one, verdict)
            form = self.index.fold.form(one.form.name, one.form.words, parties)
            self._stand_in(one, group.number, form, verdict, why)

    def rename(self, agreement: int, name: str, verdict: int, why: str) -> None:
        """An agreement has the name that a person gives it, besides those it had."""
        (group,) = self.index.load_agreements([agreement])
        assert group.number is not None
        self.pin([agreement], verdict)
        form = self.index.fold.form(name, "", tuple(sorted(group.parties())))
        self._make(form, None, None, group, verdict, why)

    def begin_with(self, agreement: int, name: str, parties: tuple[str, ...], verdict: int, why: str) -> None:
        """A new agreement has this name and these parties."""
        (group,) = self.index.load_agreements([agreement])
        self._make(self.index.fold.form(name, name, parties), None, None, group, verdict, why)

    def _pin(self, one: Attestation, group: Group, verdict: int) -> None:
        self._touch(group, one.form)
        self.index.fold.pin(one, group)
        self.by.setdefault(one, []).append(verdict)

    def _hold(self, one: Attestation, verdict: int) -> None:
        if one.group is not None:
            self._touch(one.group, one.form)
        self.index.fold.hold(one)
        self.by.setdefault(one, []).append(verdict)

    def _stand_in(self, one: Attestation, number: int, form: Form | None, verdict: int, why: str) -> None:
        """In an agreement a form stands in for a name that is held; none where it has no claims there."""
        (group,) = self.index.load_agreements([number])
        copies = [m for m in group.members if _copies(m, one)]
        for other in copies:
            if other.form is not form and not self._has_claims(other):
                self._hold(other, verdict)
        if form is not None and not any(m.form is form and m.group is group for m in copies):
            self._make(form, one.signed, one.day, group, verdict, why)

    def _has_claims(self, one: Attestation) -> bool:
        return bool(live_claims(self.batch.connection, one.rows))

    def _make(
        self, form: Form, signed: str | None, day: str | None, group: Group, verdict: int, why: str
    ) -> None:
        one = self.index.fold.new(form, signed, day, pinned=True)
        one.why = why
        self.first[one] = (None, None)
        self._pin(one, group, verdict)

    def _touch(self, group: Group, form: Form) -> None:
        self.touched.setdefault(group, []).append(form)

    # a verdict is undone, or its undoing is

    def let_go(self, flipped: Iterable[int], active: frozenset[int], named: Iterable[int]) -> None:
        """Verdicts that counted do no more, or again: their names stand as those that are `active` say.

        `named` are the agreements that the verdicts speak of.
        """
        for group in self.index.load_agreements(named):
            self.touched.setdefault(group, [])
        rows = self._rows_of(flipped)
        self.index.load_rows(rows)
        last: dict[Attestation, Any] = {}
        for name, said in rows.items():
            last[self.index.rows[name]] = self._as_people_say(said, active) or last.get(self.index.rows[name])
        for one, word in last.items():
            self._leave(one)
            if word is None:
                self._release(one)
        for one, word in last.items():
            if word is None:
                continue
            self.by[one] = [word.verdict_id]
            if word.state == PINNED:
                (group,) = self.index.load_agreements([word.agreement_id])
                self._touch(group, one.form)
                self.index.fold.pin(one, group)
            else:
                self.index.fold.hold(one)

    def _release(self, one: Attestation) -> None:
        """It stands where pages alone put it: as long as one gives it, and with what else they gave alike."""
        live = live_claims(self.batch.connection, one.rows)
        moved = self.index.identity.moved
        days = [c.day for claims in live.values() for c in claims if c.id not in moved]
        self.index.load_for(one.form)
        stands = self.index.fold.release(one, min(filter(None, days), default=None), alive=bool(days))
        if stands is not one:
            self.index.join(one, stands)

    def _leave(self, one: Attestation) -> None:
        if one.group is not None:
            self._touch(one.group, one.form)

    def _rows_of(self, verdicts: Iterable[int]) -> dict[int, list[Any]]:
        """By name: all that people's verdicts ever said of it, for the names that these speak of."""
        p = placements.c
        names = select(p.name_id).where(p.verdict_id.in_(list(verdicts)))
        query = (
            select(p.name_id, p.agreement_id, p.state, p.verdict_id)
            .where(p.verdict_id.is_not(None), p.name_id.in_(names))
            .order_by(p.id)
        )
        out: dict[int, list[Any]] = {}
        for row in self.batch.connection.execute(query):
            out.setdefault(row.name_id, []).append(row)
        return out

    @staticmethod
    def _as_people_say(said: Sequence[Any], active: frozenset[int]) -> Any:
        return next((row for row in reversed(said) if row.verdict_id in active), None)


def _copies(one: Attestation, other: Attestation) -> bool:
    """Whether they differ in nothing but their parties."""
    a, b = one.form, other.form
    return (a.name, a.words, one.signed, one.day) == (b.name, b.words, other.signed, other.day)
