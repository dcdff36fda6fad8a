"""Kept standings of many agreements at once: the law is asked once for all whose records have one shape.

For agreements of which nothing but plain steps is told (`foedus.ledger.plain`) and that the register does not
know. The rows are those that `foedus.record.standings` makes of each by itself, to the letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec

from foedus.errors import DateError
from foedus.law.deeds import Deeds, Report
from foedus.law.history import acts_of, acts_whoever
from foedus.law.kinds import SOMEONE, Kind, kind_of
from foedus.law.model import Fact, Record, Terms
from foedus.law.observed import Observed, Unshared, View
from foedus.law.spans import Span, span
from foedus.law.status import Outline
from foedus.ledger.plain import Form, Steps, split
from foedus.model import Step
from foedus.record.answer import adjusted
from foedus.record.claims import BY_SOMEONE, STEPS
from foedus.record.joined import KnownTreaty
from foedus.record.kept import Said, outline_values

# What stands in an outline for states, for the sources of acts and for days (`foedus.law.observed`), as it is
# written: a state or a date is a value of its own, sources are a list.
_DAY: Final = r"\d{4}-\d\d-\d\d"
_SLOT: Final = re.compile(
    r'"@(?P<state>\d+)"'
    r'|\[(?P<sources>"&\d+"(?:,"&\d+")*)\]'
    rf'|"(?P<first>\.\.|{_DAY})(?:/(?P<last>\.\.|{_DAY}))?"'
)
_LEFT_OVER: Final = re.compile(rf'"[@&#]|{_DAY}')

Fill = Callable[[View], str]


def _form(text: str, days: Mapping[str, int]) -> list[str | Fill]:
    """A JSON text in parts, with what fills the places that differ between records. Raises Unshared where
    something differs that has no place."""
    parts: list[str | Fill] = []
    at = 0
    for slot in _SLOT.finditer(text):
        parts += [text[at : slot.start()], _fill(slot, days)]
        at = slot.end()
    parts.append(text[at:])
    if any(isinstance(part, str) and _LEFT_OVER.search(part) for part in parts):
        raise Unshared("the outline has something that differs in a form of its own")
    return parts


def _fill(slot: re.Match[str], days: Mapping[str, int]) -> Fill:
    if (state := slot["state"]) is not None:
        rank = int(state)
        return lambda view: _text(view.deeds.names[rank])
    if (told := slot["sources"]) is not None:
        acts = [int(number) for number in re.findall(r"\d+", told)]
        if len(acts) == 1:
            return lambda view: _list(view.acts[acts[0]].said_by)
        return lambda view: _list(tuple(sorted({s for n in acts for s in view.acts[n].said_by})))
    date_ = _date(slot["first"], slot["last"], days)
    return lambda view: f'"{date_(view)}"'


def _date(first: str, last: str | None, days: Mapping[str, int]) -> Fill:
    """What writes a date: a day, or the days from a first to a last, open at ".."."""
    ends = [end for end in (first, last) if end not in (None, "..")]
    if not ends or any(end not in days for end in ends):
        raise Unshared("a date that is no day of the record")
    start, end = days.get(first), None if last is None else days.get(last)
    if last is None:
        assert start is not None
        return lambda view: view.days[start].isoformat()

    def interval(view: View) -> str:
        since = date.min if start is None else view.days[start]
        return Span(since, date.max if end is None else view.days[end]).edtf() or ""

    return interval


@lru_cache(1 << 16)
def _text(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _list(texts: Sequence[str]) -> str:
    return f"[{','.join(map(_text, texts))}]"


class Filled:
    """What kept rows say of one stretch of days, with places for what differs between records."""

    __slots__ = ("_fills", "_plain", "_since", "_text", "_until")

    def __init__(self, found: Outline, days: Mapping[str, int]) -> None:
        """Raises Unshared where something differs that has no place."""
        said = outline_values(found)
        self._plain = said.state, said.in_force, said.headline
        self._since = self._until = None
        if said.since is not None:
            self._since = _date(*_ends(said.since), days)
        if said.until is not None:
            self._until = _date(*_ends(said.until), days)
        parts = _form(said.summary, days)
        self._fills = [part for part in parts if not isinstance(part, str)]
        self._text = "".join([part.replace("%", "%%") if isinstance(part, str) else "%s" for part in parts])

    def of(self, view: View) -> Said:
        """The same for one record, by what came up of it."""
        state, in_force, headline = self._plain
        since = None if self._since is None else self._since(view)
        until = None if self._until is None else self._until(view)
        summary = self._text % tuple([fill(view) for fill in self._fills])
        return Said(state, in_force, since, until, headline, summary)


def _ends(edtf: str) -> tuple[str, str | None]:
    first, slash, last = edtf.partition("/")
    return first, last if slash else None


def _filled(parties: tuple[str, ...], found: Outline, days: Mapping[str, int]) -> Filled:
    """What is found of an agreement that the register does not know and of which no terms are told."""
    asked = KnownTreaty(Record("", parties, ()), Terms(known=False))
    return Filled(adjusted(asked, found, date.max), days)


class _Spans(dict[str, Span]):
    """The days that reports tell, as the ledger tells them; raises DateError where one is no date.

    `others` are those that are no day told without doubt.
    """

    def __init__(self) -> None:
        self.others: set[str] = set()

    def __missing__(self, told: str) -> Span:
        when = self[told] = span(*split(told))
        if not when.exact or when.vague or when.first == date.min:
            self.others.add(told)
        return when


@dataclass(frozen=True, slots=True)
class _Acts:
    """What claims of one form tell in law. `acts`: what they tell whoever the parties are, empty where the
    law knows no such act, None where that depends on them; `plan`: a step that is yet to come; `gone`: one of
    the actors is no more; `odd`: one of both."""

    kind: Kind
    actors: tuple[str, ...]
    acts: Sequence[tuple[Kind, str]] | None
    reported: bool
    gone: bool
    plan: str | None
    odd: bool


class _Forms(dict[Form, _Acts]):
    """What forms of claims tell in law of treaties of so many parties."""

    def __init__(self, parties: int, gone: Set[str]) -> None:
        self._parties, self._gone = parties, gone

    def __missing__(self, form: Form) -> _Acts:
        kind = kind_of(Fact("", form.step)) if form.step in STEPS else None
        actors = form.actors or ((SOMEONE,) if form.step in BY_SOMEONE else ())
        acts: Sequence[tuple[Kind, str]] | None = ()
        if kind is not None:
            acts = acts_whoever(kind, actors, parties=self._parties)
        gone = not self._gone.isdisjoint(form.actors)
        plan = form.step if kind is not None and form.told == "to come" else None
        found = self[form] = _Acts(
            kind=kind or Kind.NEGOTIATION,
            actors=actors,
            acts=acts,
            reported=form.told == "reported",
            gone=gone,
            plan=plan,
            odd=gone or plan is not None,
        )
        return found


class Sharing:
    """Works out kept rows for many agreements; holds meanwhile what is the same for many."""

    def __init__(self, gone: Set[str] = frozenset()) -> None:
        """`gone` are states that are no more: what acts of theirs come to hangs on when they were."""
        self._gone = gone
        self._observed = Observed(_filled)
        self._forms: dict[int, _Forms] = {}  # by how many parties there are
        self._spans = _Spans()

    @property
    def asked(self) -> int:
        """How often the law was asked."""
        return self._observed.learned

    def stretches(self, steps: Steps) -> list[tuple[date, date, Said]] | None:
        """What holds from a first to a last day, in order, none like the next; None: not to be shared."""
        try:
            deeds = self._deeds(steps)
            if deeds is None:
                return None
            out: list[tuple[date, date, Said]] = []
            for first, last, found, view in self._observed.answers(deeds):
                said = found.of(view)
                if out and out[-1][2] == said:
                    out[-1] = (out[-1][0], last, said)
                else:
                    out.append((first, last, said))
        except (Unshared, DateError):
            return None
        return out

    def _deeds(self, steps: Steps) -> Deeds | None:
        """What is told of an agreement as acts; None where it cannot be shared. Raises DateError."""
        parties, plans = steps.parties, list[Step | str]()
        if not parties or not self._gone.isdisjoint(parties):
            return None
        forms = self._forms.get(len(parties))
        if forms is None:
            forms = self._forms[len(parties)] = _Forms(len(parties), self._gone)
        reports: defaultdict[tuple[Kind, str], list[Report]] = defaultdict(list)
        told = map(forms.__getitem__, steps.forms), map(self._spans.__getitem__, steps.whens)
        for form, when, speaker in zip(*told, steps.speakers, strict=True):
            if form.odd:
                if form.gone:
                    return None
                if form.plan is not None:
                    plans.append(form.plan)
                    continue
            report = when, speaker if form.reported else None
            for act in form.acts if form.acts is not None else acts_of(form.kind, form.actors, parties):
                reports[act].append(report)
        if Step.ENTERED_INTO_FORCE in plans:
            return None
        deeds = Deeds(parties, reports, plans, in_days=self._spans.others.isdisjoint(steps.whens))
        return deeds if all(map(_is_code, deeds.names)) else None


@lru_cache(1 << 16)
def _is_code(name: str) -> bool:
    """Whether a name compares with other such names as its key does (`foedus.law.kinds.key`)."""
    return name.isascii() and name.isalnum() and name.isupper()
