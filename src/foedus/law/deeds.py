"""What reports tell of one treaty, as the acts that they make.

The same as a record's acts (`foedus.law.history.gather`), with no more of a report than its day and who says
so. `foedus.law.columns` has the acts of many treaties at once, and these are what it is held to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from foedus.law.history import after_signature, apart, one_act_each, together
from foedus.law.kinds import EVERYONE, SOMEONE, Kind
from foedus.law.spans import Span
from foedus.model import Step

RANK_OF_EVERYONE: Final = -2
RANK_OF_SOMEONE: Final = -1
NOBODY: Final = frozenset((EVERYONE, SOMEONE))
#: The kinds of acts by number, in the order of their names, in which acts of one day stand.
KINDS: Final = tuple(sorted(Kind))
NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}
#: What a code tells of an act's dates and sources, by the bit.
EXACT, UNBEGUN, UNENDED, VAGUE, TORN, SAID = (1 << bit for bit in range(6))
_ABOVE: Final = 6  # bits of a code beside the kind and the actor

#: When an act was done, and who says so; None: a publisher in its own voice.
Report = tuple[Span, str | None]
#: Reports by what they tell of: a kind of act, and whose (a code, EVERYONE, SOMEONE).
Reports = dict[tuple[Kind, str], list[Report]]


class Deed(NamedTuple):
    """One act of one actor (a code, EVERYONE, SOMEONE) as its reports have it, without the reports.

    `said_by` is empty where a publisher says it in its own voice. `torn`: its dates cannot all be right.
    """

    kind: Kind
    at: str
    span: Span
    said_by: tuple[str, ...] = ()
    torn: bool = False

    @property
    def flags(self) -> int:
        """What a code tells of its dates and sources."""
        first, last, vague = self.span
        found = EXACT if first == last else 0
        found |= (UNBEGUN if first == date.min else 0) | (UNENDED if last == date.max else 0)
        return found | (VAGUE if vague else 0) | (TORN if self.torn else 0) | (SAID if self.said_by else 0)


class Deeds:
    """What is told of one treaty: its parties, its acts by kind and in order of date, and the steps planned.

    Codes of states are compared as they stand, so they are to be alike in case. No plan is one of entry into
    force. `names` are all that have a part in it, in order; `parties` are ranks among them.
    """

    __slots__ = ("_done", "_joined", "names", "parties", "plans", "ranks")

    def __init__(
        self, parties: tuple[str, ...], deeds: Iterable[Deed], plans: Iterable[Step | str] = ()
    ) -> None:
        self._done = defaultdict[Kind, list[Deed]](list)
        names = {*parties}
        for deed in sorted(deeds, key=_order):
            self._done[deed.kind].append(deed)
            names.add(deed.at)
        self.names = sorted(names - NOBODY)
        self.ranks = {EVERYONE: RANK_OF_EVERYONE, SOMEONE: RANK_OF_SOMEONE}
        for rank, at in enumerate(self.names):
            self.ranks[at] = rank
        self.parties = tuple([self.ranks[party] for party in parties])
        self.plans = tuple(sorted(set(plans)))
        self._joined: dict[tuple[Kind, ...], list[Deed]] = {}

    def has(self, kind: Kind) -> bool:
        """Whether there are acts of this kind."""
        return kind in self._done

    def of(self, kinds: tuple[Kind, ...]) -> list[Deed]:
        """The acts of some kinds, in order of date."""
        found = self._joined.get(kinds)
        if found is None:
            some = [self._done[kind] for kind in kinds if kind in self._done]
            found = some[0] if len(some) == 1 else sorted([d for each in some for d in each], key=_order)
            self._joined[kinds] = found
        return found

    def code(self, deed: Deed) -> int:
        """A number for all that is told of an act but its days and who says so."""
        found: int = code_of(self.ranks[deed.at], NUMBERS[deed.kind], deed.flags)
        return found


def code_of(rank: Any, kind: Any, flags: Any) -> Any:
    """The code of an act of one with this rank, of the kind with this number: numbers, or columns of them."""
    return ((rank - RANK_OF_EVERYONE) * len(KINDS) + kind << _ABOVE) + flags


def weighed(parties: tuple[str, ...], reports: Reports) -> list[Deed]:
    """The acts that reports tell of, in no order."""
    done: defaultdict[Kind, list[Deed]] = defaultdict(list)
    for (kind, at), each in apart(reports):
        done[kind] += _told_together(kind, at, each)
    after_signature(done, parties, _spanning)
    return [deed for deeds in done.values() for deed in deeds]


def _order(deed: Deed) -> tuple[date, date, Kind, str]:
    return deed.span.first, deed.span.last, deed.kind, deed.at


def _spanning(deed: Deed, when: Span) -> Deed:
    return deed._replace(span=when)


def _told_together(kind: Kind, at: str, reports: list[Report]) -> list[Deed]:
    """The acts of one actor that these reports tell of, each with its date and who says so."""
    out = []
    for each in one_act_each(kind, reports):
        when, torn = together(each)
        speakers = {speaker for _, speaker in each}
        said_by = () if None in speakers else tuple(sorted([s for s in speakers if s is not None]))
        out.append(Deed(kind, at, when, said_by, torn))
    return out
