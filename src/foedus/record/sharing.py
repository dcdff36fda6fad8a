"""Kept standings of many agreements at once: the law is asked once for all whose records have one shape.

For agreements of which nothing but plain steps is told (`foedus.ledger.columns`) and that the register does
not know. The rows are those that `foedus.record.standings` makes of each by itself, to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np

from foedus.errors import DateError
from foedus.law.columns import Acts, Ints, Told
from foedus.law.deeds import NUMBERS
from foedus.law.history import acts_of, acts_whoever
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, kind_of
from foedus.law.model import Fact, Record, Terms
from foedus.law.observed import Learnt
from foedus.law.spans import ALL_DAYS, Span, span
from foedus.law.walk import Stretches, Walk, by_value
from foedus.ledger.columns import Form, Steps, distinct
from foedus.ledger.days import day_number
from foedus.model import Step
from foedus.record.answer import adjusted
from foedus.record.claims import BY_SOMEONE, STEPS
from foedus.record.filled import Filled, Group
from foedus.record.joined import KnownTreaty
from foedus.record.kept import Said

_SEVERAL: Final = 3  # parties from which on it makes no difference to what an act is how many there are
#: What holds from a first to a last day, as YYYYMMDD.
Stretch = tuple[int, int, Said]
Shared = tuple[int, list[Stretch]]


def _filled(learnt: Learnt) -> Filled:
    """What is found of an agreement that the register does not know and of which no terms are told."""
    assert learnt.outline is not None
    asked = KnownTreaty(Record("", learnt.parties, ()), Terms(known=False))
    return Filled(adjusted(asked, learnt.outline, date.max), learnt.days)


@dataclass(frozen=True, slots=True)
class _Form:
    """What claims of one form tell in law. `acts`: what they tell whoever the parties are, empty where the
    law knows no such act, None where that depends on them; `plan`: a step that is yet to come; `gone`: one of
    the actors is no more."""

    kind: Kind
    actors: tuple[str, ...]
    acts: Sequence[tuple[Kind, str]] | None
    reported: bool
    plan: str | None
    gone: bool


class Sharing:
    """Works out kept rows for many agreements; holds meanwhile what is the same for many."""

    def __init__(self, gone: Set[str] = frozenset()) -> None:
        """`gone` are states that are no more: what acts of theirs come to hangs on when they were."""
        self._gone = gone
        self._walk = Walk(_filled)

    @property
    def asked(self) -> int:
        """How often the law was asked."""
        return self._walk.learned

    def stretches(self, steps: Steps) -> Iterator[Shared]:
        """What holds of each of these agreements from a first to a last day, in order, none like the next.

        Those that are not to be shared are left out.
        """
        told, places = self._told(steps)
        if places.size:
            acts = Acts(told)
            for place, found in _in_order(self._walk.stretches(acts), acts):
                yield steps.agreements[places[place]].agreement_id, found

    def _told(self, steps: Steps) -> tuple[Told, Ints]:
        """What is told of agreements as acts, and the places of those that may be shared."""
        parties = [each.parties for each in steps.agreements]
        fit = {each: bool(each) and self._gone.isdisjoint(each) and all(map(_is_code, each))
               for each in set(parties)}  # fmt: skip
        shared = np.array([fit[each] for each in parties], bool)
        spans = list(map(_span, steps.whens))
        shared[steps.of[np.array([when is None for when in spans], bool)[steps.when]]] = False
        several = np.array([min(len(each), _SEVERAL) for each in parties], np.int64)
        each_form, form = np.unique(steps.form * (_SEVERAL + 1) + several[steps.of], return_inverse=True)
        forms = [self._form(steps.forms[n // (_SEVERAL + 1)], n % (_SEVERAL + 1)) for n in each_form.tolist()]
        shared[steps.of[np.array([f.gone for f in forms], bool)[form]]] = False
        to_come = np.array([f.plan is not None for f in forms], bool)[form]
        plans: dict[int, set[Step | str]] = {}
        for claim in np.flatnonzero(to_come).tolist():
            plan = forms[form[claim]].plan
            if plan is not None:
                plans.setdefault(int(steps.of[claim]), set()).add(plan)
        entering = [of for of, planned in plans.items() if Step.ENTERED_INTO_FORCE in planned]
        shared[entering] = False
        places = np.flatnonzero(shared)
        claims = np.flatnonzero(shared[steps.of] & ~to_come)
        lists = _Acts(forms, parties)
        nth, kind, at = lists.of(form[claims], steps.of[claims])
        claims = claims[nth]
        own = np.array([not f.reported for f in forms], bool)[form[claims]]
        renumbered = np.cumsum(shared) - 1
        return Told(
            parties=[parties[place] for place in places.tolist()],
            plans={int(renumbered[of]): tuple(sorted(each)) for of, each in plans.items() if shared[of]},
            of=renumbered[steps.of[claims]],
            kind=kind,
            at=at,
            when=steps.when[claims],
            speaker=np.where(own, -1, steps.speaker[claims]),
            names=lists.names,
            spans=[ALL_DAYS if when is None else when for when in spans],
            speakers=steps.speakers,
        ), places  # fmt: skip

    def _form(self, form: Form, parties: int) -> _Form:
        """What claims of a form tell in law of treaties of so many parties."""
        kind = kind_of(Fact("", form.step)) if form.step in STEPS else None
        actors = form.actors or ((SOMEONE,) if form.step in BY_SOMEONE else ())
        acts: Sequence[tuple[Kind, str]] | None = ()
        if kind is not None:
            acts = acts_whoever(kind, actors, parties=parties)
        return _Form(
            kind=kind or Kind.NEGOTIATION,
            actors=actors,
            acts=acts,
            reported=form.told == "reported",
            plan=form.step if kind is not None and form.told == "to come" else None,
            gone=not self._gone.isdisjoint(form.actors) or not all(map(_is_code, form.actors)),
        )


class _Acts:
    """What claims tell as acts. `names` are in order."""

    def __init__(self, forms: Sequence[_Form], parties: Sequence[tuple[str, ...]]) -> None:
        self._forms, self._parties = forms, parties
        actors = {actor for form in forms for actor in form.actors}
        self.names = sorted({EVERYONE, SOMEONE, *actors, *(p for each in set(parties) for p in each)})

    def of(self, form: Ints, agreement: Ints) -> tuple[Ints, Ints, Ints]:
        """A row for each act that some claims tell: the claim's place among them, kind and actor."""
        lists = [form.acts or () for form in self._forms]
        wanting = np.array([form.acts is None for form in self._forms], bool)[form]
        list_ = form.copy()
        known: dict[tuple[int, tuple[str, ...]], int] = {}
        for claim in np.flatnonzero(wanting).tolist():
            which = int(form[claim]), self._parties[agreement[claim]]
            if which not in known:
                known[which] = len(lists)
                lists.append(acts_of(self._forms[which[0]].kind, self._forms[which[0]].actors, which[1]))
            list_[claim] = known[which]
        counts = np.array([len(acts) for acts in lists], np.int64)
        places = {name: place for place, name in enumerate(self.names)}
        acts = np.array([(NUMBERS[k], places[at]) for acts in lists for k, at in acts], np.int64)
        starts, several = (np.cumsum(counts) - counts)[list_], counts[list_]
        claim_of = np.repeat(np.arange(form.size), several)
        nth = np.arange(claim_of.size) - np.repeat(np.cumsum(several) - several, several)
        rows = acts.reshape(-1, 2)[np.repeat(starts, several) + nth]
        return claim_of, rows[:, 0], rows[:, 1]


def _in_order(found: Stretches[Filled], acts: Acts) -> Iterator[Shared]:
    """The stretches of each record by days, none like the next."""
    said: list[Said | None] = [None] * found.treaty.size
    for end, some in by_value(found.end):
        filled = found.found[end]
        if filled is not None:
            for at, each in zip(
                some.tolist(), filled.of(Group(acts, found.treaty[some], found.acts[some])), strict=True
            ):
                said[at] = each
    order = np.lexsort((found.first, found.treaty))
    columns = found.treaty[order], _day_numbers(found.first[order]), _day_numbers(found.last[order])
    out: list[Stretch] = []
    of = -1
    for treaty, first, last, at in zip(*[c.tolist() for c in columns], order.tolist(), strict=True):
        each = said[at]
        assert each is not None
        if treaty != of:
            if out:
                yield of, out
            of, out = treaty, [(first, last, each)]
        elif out[-1][2] == each:
            out[-1] = (out[-1][0], last, each)
        else:
            out.append((first, last, each))
    if out:
        yield of, out


def _span(when: tuple[str | None, str | None]) -> Span | None:
    """None where it is no date."""
    try:
        return span(*when)
    except DateError:
        return None


def _day_numbers(ordinals: Ints) -> Ints:
    """Days as YYYYMMDD."""
    each, back = distinct(ordinals)
    found = [day_number(date.fromordinal(ordinal)) for ordinal in each.tolist()]
    return np.array(found, np.int64)[back]


@lru_cache(1 << 16)
def _is_code(name: str) -> bool:
    """Whether a name compares with other such names as its key does (`foedus.law.kinds.key`)."""
    return name.isascii() and name.isalnum() and name.isupper()
