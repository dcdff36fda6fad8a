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
from foedus.law.history import acts_of, acts_whoever, after_signature, apart, one_act_each, together
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, kind_of
from foedus.law.model import Fact, Record, Terms
from foedus.law.observed import Deed, Deeds, Observed, Unshared, View
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
        return lambda view: view.day(start).isoformat()

    def interval(view: View) -> str:
        since = date.min if start is None else view.day(start)
        return Span(since, date.max if end is None else view.day(end)).edtf() or ""

    return interval


@lru_cache(4096)
def _text(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _list(texts: Sequence[str]) -> str:
    return f"[{','.join(map(_text, texts))}]"


class Filled:
    """What kept rows say of one stretch of days, with places for what differs between records."""

    __slots__ = ("_plain", "_since", "_summary", "_until")

    def __init__(self, found: Outline, days: Mapping[str, int]) -> None:
        """Raises Unshared where something differs that has no place."""
        said = outline_values(found)
        self._plain = said.state, said.in_force, said.headline
        self._since = self._until = None
        if said.since is not None:
            self._since = _date(*_ends(said.since), days)
        if said.until is not None:
            self._until = _date(*_ends(said.until), days)
        self._summary = _form(said.summary, days)

    def of(self, view: View) -> Said:
        """The same for one record, by what came up of it."""
        state, in_force, headline = self._plain
        since = None if self._since is None else self._since(view)
        until = None if self._until is None else self._until(view)
        parts = [part if isinstance(part, str) else part(view) for part in self._summary]
        return Said(state, in_force, since, until, headline, "".join(parts))


def _ends(edtf: str) -> tuple[str, str | None]:
    first, slash, last = edtf.partition("/")
    return first, last if slash else None


def _filled(parties: tuple[str, ...], found: Outline, days: Mapping[str, int]) -> Filled:
    """What is found of an agreement that the register does not know and of which no terms are told."""
    asked = KnownTreaty(Record("", parties, ()), Terms(known=False))
    return Filled(adjusted(asked, found, date.max), days)


class Sharing:
    """Works out kept rows for many agreements; holds meanwhile what is the same for many."""

    def __init__(self, gone: Set[str] = frozenset()) -> None:
        """`gone` are states that are no more: what acts of theirs come to hangs on when they were."""
        self._gone = gone
        self._observed = Observed(_filled)
        self._acts: dict[Form, _Acts] = {}
        self._spans: dict[str, Span] = {}

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
        parties, plans, known_acts, spans = steps.parties, [], self._acts, self._spans
        groups: defaultdict[tuple[Kind, str], list[tuple[Span, str | None]]] = defaultdict(list)
        for form, said, speaker in steps.reports:
            acts = known_acts.get(form)
            if acts is None:
                acts = known_acts[form] = _acts(form, self._gone)
            if acts.gone:
                return None
            if acts.plan is not None:
                plans.append(acts.plan)
                continue
            when = spans.get(said)
            if when is None:
                when = spans[said] = span(*split(said))
            report = when, speaker if acts.reported else None
            for act in acts.whoever if acts.whoever is not None else acts_of(acts.kind, acts.actors, parties):
                groups[act].append(report)
        if not parties or not self._gone.isdisjoint(parties) or Step.ENTERED_INTO_FORCE in plans:
            return None
        done: defaultdict[Kind, list[Deed]] = defaultdict(list)
        for (kind, at), reports in apart(groups):
            if not _is_code(at):
                return None
            done[kind] += _told_together(kind, at, reports)
        if not all(map(_is_code, parties)):
            return None
        after_signature(done, parties, _spanning)
        return Deeds(parties, done, plans)


@dataclass(frozen=True, slots=True)
class _Acts:
    """What claims of one form tell in law. `whoever`: what they tell whoever the parties are, empty where the
    law knows no such act; `plan`: a step that is yet to come; `gone`: one of the actors is no more."""

    kind: Kind
    actors: tuple[str, ...]
    whoever: Sequence[tuple[Kind, str]] | None
    reported: bool
    gone: bool
    plan: str | None = None


def _acts(form: Form, gone: Set[str]) -> _Acts:
    kind = kind_of(Fact("", form.step)) if form.step in STEPS else None
    actors = form.actors or ((SOMEONE,) if form.step in BY_SOMEONE else ())
    told = form.told == "reported", not gone.isdisjoint(form.actors)
    if kind is None:
        return _Acts(Kind.NEGOTIATION, (), (), *told)
    plan = form.step if form.told == "to come" else None
    return _Acts(kind, actors, acts_whoever(kind, actors), *told, plan)


def _spanning(deed: Deed, when: Span) -> Deed:
    return deed._replace(span=when)


def _told_together(kind: Kind, at: str, reports: list[tuple[Span, str | None]]) -> list[Deed]:
    """The acts of one actor that these reports tell of, each with its date and who says so."""
    if len(reports) == 1:
        ((when, speaker),) = reports
        return [Deed(kind, at, when, () if speaker is None else (speaker,))]
    out = []
    for each in one_act_each(kind, reports):
        when, torn = together(each)
        speakers = {speaker for _, speaker in each}
        said_by = () if None in speakers else tuple(sorted([s for s in speakers if s is not None]))
        out.append(Deed(kind, at, when, said_by, torn))
    return out


@lru_cache(4096)
def _is_code(name: str) -> bool:
    """Whether a name compares with other such names as its key does (`foedus.law.kinds.key`)."""
    return name in (EVERYONE, SOMEONE) or (name.isascii() and name.isalnum() and name.isupper())
