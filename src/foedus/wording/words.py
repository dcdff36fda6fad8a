"""The small words of a sentence: lists of names, numbers, who says so, how days are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from foedus.law.kinds import SOMEONE
from foedus.law.model import Offset, Round

#: Turns the code of a party into its name.
Namer = Callable[[str], str]

_SHOWN = 12


def named(party: str, name: Namer) -> str:
    """A party by its name, one that no text names as such."""
    return "a party not named" if party == SOMEONE else name(party)


def source_named(source: str) -> str:
    """A source by its name, one that is not told as a report."""
    return "a report" if source == SOMEONE else source


def listed(names: Iterable[str], name: Namer = str) -> str:
    """ "A", "A and B", "A, B and 3 others"."""
    each = [named(n, name) for n in names]
    if len(each) > _SHOWN + 1:
        return ", ".join(each[:_SHOWN]) + f" and {len(each) - _SHOWN} others"
    if len(each) < 2:
        return "".join(each)
    return ", ".join(each[:-1]) + " and " + each[-1]


def sources_listed(sources: Sequence[str]) -> str:
    """Those who say something, in the order given; with one that is not told, in that of their names."""
    named_ = map(source_named, sources)
    return listed(sorted(named_) if SOMEONE in sources else named_)


def according(sources: Sequence[str]) -> str:
    """ " (according to KCNA)", or nothing where a publisher says it in its own voice."""
    return f" (according to {sources_listed(sources)})" if sources else ""


def ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def plural(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def counted_words(offset: Offset | None, how: Round) -> str:
    """How days are counted from the act: "90 days after", "the first day of the month following"."""
    after = f"{plural(offset.n, offset.unit.value)} after" if offset and offset.n else "on the day itself"
    if how is Round.NONE:
        return after
    if how is Round.FIRST_DAY_OF_FOLLOWING_MONTH:
        return "the first day of the month following" + (f" {after}" if offset and offset.n else "")
    if offset and offset.n:
        return f"the first day of the month reached {after}"
    return "the first day of the month"
