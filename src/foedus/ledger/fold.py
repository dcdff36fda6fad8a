"""Which attestations are one agreement: the fold of `resolve` over all of them in order, kept up to date.

The grouping is that of resolving each attestation once, in order, against the groups of those before it. It
is a function of the set of attestations: in which order and how many at a time they come does not matter.
When one comes in between, only those after it are resolved again that could see what changed (they share a
name, a set of parties, or a word and a party with it), again in order, until nothing changes.

What a group is called by number matters to nobody here: it keeps its number where it can.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from typing import Any, NamedTuple, Protocol

from foedus.ledger.attestation import (
    BEFORE,
    Attestation,
    Form,
    Group,
    Mark,
    Order,
    Wordings,
    mark_of,
)
from foedus.ledger.days import reach
from foedus.ledger.lookup import Lookup
from foedus.ledger.resolve import FEW, Resolved, resolve


class Reach(NamedTuple):
    """Between which places in the order it matters that an attestation is in its group.

    `upto` is None where there is no end to it. `timely`: only what hangs on when agreements were spoken of.
    """

    after: Order
    upto: Order | None
    timely: bool = False


class Loader(Protocol):
    """Brings in what a ledger holds, before the fold asks for it."""

    def load_for(self, form: Form) -> None:
        """All groups that an attestation of the form could see, or be seen by."""

    def load_around(self, group: Group, after: Order) -> None:
        """All attestations that stand after a place in the order and could see the group."""

    def load_beside(self, one: Attestation) -> None:
        """What stands beside an attestation that was loaded."""


class Fold:
    """The groups of attestations; `settle` brings them up to date after `attest` and its like."""

    def __init__(self, wordings: Wordings, loader: Loader | None = None) -> None:
        self.wordings = wordings
        self.forms: dict[tuple[str | None, str, tuple[str, ...]], Form] = {}
        self.touched: dict[Attestation, None] = {}  # placed anew, moved or ended since it was emptied
        self.last: Order = BEFORE  # no attestation that has been placed stands after it
        self._loader = loader
        self._lookup = Lookup()
        self._told: dict[str, list[Attestation]] = {}  # by party: attestations of few parties, in order
        self._by_set: dict[frozenset[str], list[Attestation]] = {}  # those of some parties, in order
        self._leaning: dict[Attestation, list[Attestation]] = {}  # on what stands beside them
        self._heap: list[tuple[Order, int, Attestation]] = []
        self._at: Order = BEFORE
        self._pushed = 0
        self._serial = 0

    # what comes in

    def form(self, name: str | None, words: str, parties: tuple[str, ...], key: str | None = None) -> Form:
        """The form of a mention; where it names, the words do not matter. `key` is its wording's, if any."""
        own = (name, "" if name else words, parties)
        found = self.forms.get(own)
        if found is None:
            found = self.forms[own] = Form(self.wordings, name, name or words, parties, key)
            self._lookup.add(found)
        return found

    def attest(
        self, form: Form, signed: str | None, day: str | None, beside: Iterable[Attestation] = ()
    ) -> Attestation:
        """The attestation of a form by a page of `day`; a new one, or one that moves, is yet to be settled.

        `beside` is what the same article says before it, where the form is a description.
        """
        beside = tuple(beside)
        if self._loader is not None:
            self._loader.load_for(form)
        mark = mark_of(beside)
        found = form.at.get((signed, form.period(day), mark))
        if found is None:
            found = self.new(form, signed, day, beside=beside, mark=mark)
            self.push(found)
        elif not found.alive:
            self.revive(found, day)
        elif day is not None and found.day is not None and day < found.day:
            found.day = day
            self.push(found)
        return found

    def new(
        self,
        form: Form,
        signed: str | None,
        day: str | None,
        *,
        beside: tuple[Attestation, ...] = (),
        mark: Mark | None = None,
        pinned: bool = False,
        held: bool = False,
        serial: int | None = None,
    ) -> Attestation:
        """A new attestation that stands in no group yet. What a person had a say on is found by no page."""
        self._serial += 1
        one = Attestation(
            form,
            signed,
            day,
            serial or self._serial,
            beside=beside,
            mark=mark,
            pinned=pinned,
        )
        one.held = held
        if not (pinned or held):
            self._remember(one)
        form.insert(one)
        if beside:
            self.stand(one, beside)
        return one

    def stand(self, one: Attestation, beside: tuple[Attestation, ...]) -> None:
        """Say what the same article says besides."""
        one.beside = beside
        for other in beside:
            self._leaning.setdefault(other, []).append(one)

    def place(self, one: Attestation, group: Group) -> None:
        """Put an attestation where it is known to stand: nothing is to be settled by that."""
        group.insert(one)
        one.group = group
        self._show(one)
        self.last = max(self.last, one.order)

    def end(self, one: Attestation) -> None:
        """No page says so any more."""
        one.alive = False
        self.push(one)

    def revive(self, one: Attestation, day: str | None) -> None:
        """A page says so again."""
        one.alive, one.day = True, day
        self._reorder(one)

    def redate(self, one: Attestation, day: str | None) -> None:
        """It was first said on another day than was known."""
        if day != one.day:
            self._forget(one)
            one.day = day
            self._remember(one)
            if one.place() > one.order:
                self._reorder(one)
            else:
                self.push(one)

    # what a person says

    def pin(self, one: Attestation, group: Group) -> None:
        """A person placed it: it stands there, and before all that is read."""
        self._take_out(one)
        one.pinned, one.held, one.alive = True, False, True
        one.order = one.place()
        one.form.insert(one)
        self.place(one, group)

    def hold(self, one: Attestation) -> None:
        """A person put others in its stead: it is neither seen nor found, and its claims stay where it is."""
        self._take_out(one)
        one.pinned, one.held, one.alive = False, True, False
        one.order = one.place()
        one.form.insert(one)

    def release(self, one: Attestation, day: str | None, *, alive: bool) -> Attestation:
        """No person's word holds any more where it is.

        Gives what stands for it from now on: another one where pages gave the same meanwhile.
        """
        self._take_out(one)
        one.pinned, one.held, one.alive, one.day = False, False, alive, day
        other = self._remember(one)
        if other is not one:
            one.alive = False
            self._stand_for(other, one, day, alive=alive)
            return other
        one.order = one.place()
        one.form.insert(one)
        if alive:
            self.push(one)
        return one

    def _stand_for(self, other: Attestation, one: Attestation, day: str | None, *, alive: bool) -> None:
        """Let another attestation be what one of the same form and period was."""
        for leaning in self._leaning.pop(one, ()):
            leaning.beside = tuple(other if b is one else b for b in leaning.beside)
            self._leaning.setdefault(other, []).append(leaning)
            self.push(leaning)
        self.touched[other] = None
        if alive and not other.alive:
            self.revive(other, day)
        elif alive and day is not None and (other.day is None or day < other.day):
            other.day = day
            self.push(other)

    def reconsider(self, group: Group, forms: Iterable[Form] = ()) -> None:
        """Resolve anew all that is in a group or could see it, or could see that forms were in it."""
        for one in group.members:
            self.push(one)
        for form in dict.fromkeys((*forms, *(f for f, _ in group.firsts))):
            self._tell(group, form, Reach(BEFORE, None))

    def _take_out(self, one: Attestation) -> None:
        """Out of its group and its place, telling nobody: `reconsider` does."""
        form = one.form
        self._forget(one)
        if one.group is not None:
            self._hide(one)
            one.group.remove(one)
            one.group, one.home = None, one.group
        one.doubtful = False
        form.remove(one)
        self.touched[one] = None

    @staticmethod
    def _remember(one: Attestation) -> Attestation:
        """Let pages find it; gives what they find, which may be another."""
        return one if one.form.nobodys else one.form.at.setdefault(one.key, one)

    @staticmethod
    def _forget(one: Attestation) -> None:
        """Let no page find it."""
        if one.form.at.get(one.key) is one:
            del one.form.at[one.key]

    def push(self, one: Attestation) -> None:
        """Resolve an attestation when its place in the order comes."""
        due = one.place()
        if one.queued != due:
            one.queued = due
            self._pushed += 1
            heappush(self._heap, (due, self._pushed, one))

    def _reorder(self, one: Attestation) -> None:
        """Take it out, to be resolved at another place."""
        if one.group is not None:
            self._leave(one)
        one.form.remove(one)
        one.order = one.place()
        one.form.insert(one)
        self.push(one)

    # settling

    def settle(self) -> None:
        """Resolve what is new or doubted, and what could see it, in order until nothing changes."""
        while self._heap:
            due, _, one = heappop(self._heap)
            if one.queued is not None and one.queued == due:
                one.queued = None
                self._at = due
                self._step(one, due)
        self._at = BEFORE

    def _step(self, one: Attestation, due: Order) -> None:
        if not one.alive:
            if one.group is not None:
                self._leave(one)
            return
        if one.pinned:
            return
        answer, target = self._resolve(one, due)
        old = one.group
        if target is None:
            target = self._own(one, due) if not answer.doubt else _alone(old)
        elif _absorbs(old, one) and target.number is None and target is not old:
            assert old is not None
            self._absorb(target, old)
            target = old
        if target is not old or due != one.order or one.doubtful != answer.doubt:
            self._move(one, due, target, answer)
        one.timely, one.best = answer.timely, answer.score

    def _resolve(self, one: Attestation, due: Order) -> tuple[Resolved, Group | None]:
        """What it means by what stands before `due`, and the group of that."""
        if self._loader is not None:
            self._loader.load_for(one.form)
            self._loader.load_beside(one)
        mention = one.mention
        beside: set[Group | None] = {b.group for b in one.beside if b.group is not None and b.order < due}
        groups = self._lately(one, due, beside) if _of_one(one.form) else self._seen(one, due)
        groups.sort(key=_founded)
        known = [group.known(n, due, one.day) for n, group in enumerate(groups)]
        taken = frozenset(n for n, group in enumerate(groups) if group in beside)
        answer = resolve(mention, known, taken=taken)
        one.rivals = tuple(groups[n] for n in answer.rivals) if one.form.nameless else ()
        return answer, None if answer.agreement is None else groups[answer.agreement]

    def _own(self, one: Attestation, due: Order) -> Group:
        """The group that it founds: its own still, that of the same form after it, or a new one."""
        old = one.group or one.home
        if old is not None and _takes(old, one, due):
            return old
        if one.form.nobodys:
            return Group()
        for other in one.form.between(due, None):
            if other.signed == one.signed and other.group is not None and not other.doubtful:
                return other.group if other.group.first is other and not other.pinned else Group()
        return Group()

    def _absorb(self, fresh: Group, old: Group) -> None:
        """What founded a new group goes under the number of the older one that turns out to be the same."""
        for other in list(fresh.members):
            self._hide(other)
            fresh.remove(other)
            self.place(other, old)
            self.touched[other] = None
            self._tell_of(other)

    def _move(self, one: Attestation, due: Order, target: Group, answer: Resolved) -> None:
        old, was, seen = one.group, one.order, one.group is not None and not one.doubtful
        if seen and not answer.doubt and target is old:  # only earlier than was known
            self._hide(one)
            target.remove(one)
            self._put(one, due)
            target.insert(one)
            self._show(one)
            self.touched[one] = None
            self._tell(target, one.form, Reach(due, was))
            self._tell(target, one.form, Reach(was, target.next_dated(was), timely=True))
            return
        if old is not None:
            self._leave(one)
        self._put(one, due)
        if target is not old or not one.why:
            one.why = answer.why
        one.doubtful = answer.doubt
        self.place(one, target)
        self.touched[one] = None
        if not one.doubtful:
            self._tell_of(one)
        self._tell_leaning(one)

    def _put(self, one: Attestation, due: Order) -> None:
        if due != one.order:
            one.form.remove(one)
            one.order = due
            one.form.insert(one)

    def _leave(self, one: Attestation) -> None:
        """Take it out of its group, and doubt what could see that it was there."""
        group = one.group
        assert group is not None
        seen, reaches = not one.doubtful, self._reaches(one, group)
        if seen:
            self._hide(one)
        group.remove(one)
        one.group, one.home = None, group
        one.doubtful = False
        self.touched[one] = None
        if seen:
            for within in reaches:
                self._tell(group, one.form, within)
        self._tell_leaning(one)

    # who sees what

    def _show(self, one: Attestation) -> None:
        """Let it be seen in its group, where it is not in doubt."""
        group, form = one.group, one.form
        if one.doubtful or group is None:
            return
        first = form.first.get(group)
        if first is None or one.order < first:
            form.first[group] = one.order
            if len(group.firsts) > 1 or group.fixed is not None:
                self._lookup.widen(group)
        for told in self._lists(form):
            insort(told, one, key=_order)

    def _hide(self, one: Attestation) -> None:
        group, form = one.group, one.form
        if one.doubtful or group is None:
            return
        orders = (o for (f, _), each in group.firsts.items() if f is form for o in each)
        left = [order for order in orders if order is not one.order]
        if left:
            form.first[group] = min(left)
        else:
            form.first.pop(group, None)
        for told in self._lists(form):
            at = bisect_left(told, one.order, key=_order)
            while told[at] is not one:
                at += 1
            del told[at]

    def _lists(self, form: Form) -> Iterator[list[Attestation]]:
        """Where its attestations stand in order with others that can be seen."""
        if len(form.parties) <= FEW:
            for party in form.parties:
                yield self._told.setdefault(party, [])
        if len(form.parties) > 1:
            yield self._by_set.setdefault(form.set, [])

    def _seen(self, one: Attestation, before: Order) -> list[Group]:
        """The groups that an attestation could mean by what stands before an order.

        The one spoken of last with the same parties is among them: it is what a new agreement stands apart
        from, where nothing is like it. Of those that were all signed on other days only the last is.
        """
        found: dict[Group, None] = {}
        form, signed, last = one.form, one.signed, None
        latest: Order = ()  # before any other
        ours, key = form.set, form.key
        days = reach(signed)
        for other in self._lookup.seen_by(form):
            if not other.first:
                continue
            theirs = other.set
            near = theirs <= ours or ours <= theirs or (key and other.key == key)
            shared = not ours.isdisjoint(theirs)
            for group, first in other.first.items():
                if not (first < before and (near or ours <= group.parties())):
                    continue
                if signed is None or not group.signed_otherwise(signed, *days):
                    found[group] = None
                elif shared and (founded := _founded(group)) > latest:
                    last, latest = group, founded
        told = self._by_set.get(ours, [])
        if (at := bisect_left(told, before, key=_order)) and (spoken := told[at - 1].group):
            found[spoken] = None
        if last is not None:
            found[last] = None
        return list(found)

    def _lately(self, one: Attestation, due: Order, beside: set[Group | None]) -> list[Group]:
        """The groups that "the treaty" of one state could mean, those spoken of last first, until two fit."""
        found: dict[Group, None] = {}
        fits = 0
        told = self._told.get(one.form.parties[0], [])
        placed = bisect_left(told, (0,), key=_order)
        at = bisect_left(told, due, key=_order)
        for n in (*range(placed), *range(at - 1, placed - 1, -1)):
            group = told[n].group
            if group is None or group in found:
                continue
            found[group] = None
            if group not in beside:
                known = group.known(0, due, one.day)
                answer = resolve(one.mention, [known])
                fits += answer.agreement is not None
                if fits == 2:
                    break
        return list(found)

    def _tell_of(self, one: Attestation) -> None:
        """Doubt what could see that an attestation is in its group now."""
        assert one.group is not None
        for within in self._reaches(one, one.group):
            self._tell(one.group, one.form, within)

    def _tell_leaning(self, one: Attestation) -> None:
        """Doubt what stands beside it in its articles, which is kept apart from wherever it is."""
        for other in self._leaning.get(one, ()):
            if other.order > self._at:
                self.push(other)

    @staticmethod
    def _reaches(one: Attestation, group: Group) -> tuple[Reach, ...]:
        """Where it matters that it is there: its form until another has it, its day until a later one."""
        if one.pinned:
            return (Reach(BEFORE, None),)
        timely = Reach(one.order, group.next_dated(one.order), timely=True)
        orders = group.firsts[(one.form, one.signed)]
        if orders[0] is not one.order:
            return (timely,)
        return Reach(one.order, orders[1] if len(orders) > 1 else None), timely

    def _tell(self, group: Group, form: Form, reach: Reach) -> None:
        """Resolve again what is within reach and could see the group, a form of which came or went."""
        after, upto = max(reach.after, self._at), reach.upto
        if after >= self.last or (upto is not None and upto <= after):
            return
        if self._loader is not None:
            self._loader.load_around(group, after)
        forms = dict.fromkeys((form, *(f for f, _ in group.firsts)))
        parties = group.parties() | form.set
        for other in self._watching(forms, parties):
            for one in other.between(after, upto):
                if not (one.pinned or (reach.timely and not one.timely) or self._stays(one, group)):
                    self.push(one)

    def _stays(self, one: Attestation, group: Group) -> bool:
        """Whether an attestation stays where it is whatever changed in a group, seen without the others."""
        if one.queued is not None or one.group is None:
            return False
        if len(one.rivals) == 2 and group not in one.rivals and all(r.members for r in one.rivals):
            return True  # still any of these two
        if one.best is None or one.doubtful:
            return False
        if not group.members or group.first.order >= one.order:  # founded later
            return group is not one.group or one.best == 0
        beside = {b.group for b in one.beside if b.order < one.order}
        taken = frozenset((0,) if group in beside else ())
        found = resolve(one.mention, [group.known(0, one.order, one.day)], taken=taken)
        if found.agreement is None:
            return group is not one.group
        return found.score == one.best if group is one.group else (found.score or 0) < one.best

    def _watching(self, forms: Mapping[Form, None], parties: frozenset[str]) -> Iterable[Form]:
        """Forms that could see a group of these forms and parties."""
        sets = {form.set for form in forms if form.set}
        for other in self._lookup.seeing(forms):
            ours = other.set
            if (
                not ours
                or ours <= parties
                or any(s <= ours for s in sets)
                or any(other.key == f.key for f in forms)
            ):
                yield other

    def groups(self) -> Iterator[Group]:
        """All groups of what was touched."""
        yield from dict.fromkeys(one.group for one in self.touched if one.group is not None)


def _of_one(form: Form) -> bool:
    """ "The treaty" of one state."""
    return form.nameless and len(form.parties) == 1


def _alone(old: Group | None) -> Group:
    """Where what is in doubt stands: nothing else is there."""
    return old if old is not None and len(old.members) == 1 else Group()


def _takes(old: Group, one: Attestation, due: Order) -> bool:
    """Whether what founds a group can do so in an older one: it is its own, or what is there comes after.

    What is in doubt stands alone. A group without a number that was left is nothing to go back to: others
    may still know it as one of those that they could mean.
    """
    if not old.members:
        return old.number is not None
    return old.first is one or (old.first.order > due and not old.first.doubtful)


def _absorbs(old: Group | None, one: Attestation) -> bool:
    """Whether it founded an older group, which can take in a new one that it turns out to join."""
    return old is not None and old.number is not None and old.first is one and not one.doubtful


def _founded(group: Group) -> Order:
    return group.first.order


_order: Any = lambda one: one.order  # noqa: E731
