"""EDTF dates of levels 0 and 1, and the level 2 pieces that news needs; `str(parse(text)) == text` for each.

| form                                   | example                             | EDTF level |
|----------------------------------------|-------------------------------------|------------|
| day, month, year                       | 2024-11-09, 2024-06, 2024           | 0          |
| closed interval                        | 2024-06-01/2024-06-15               | 0          |
| uncertain, approximate, both           | 2024-06?, 2024-06~, 2024%           | 1          |
| unspecified digits from the right      | 198X, 19XX, 2024-XX, 2024-06-XX     | 1          |
| open or unknown end                    | ../2024, 2024/.., /2024, 2024/      | 1          |
| season (spring to winter)              | 2024-21 .. 2024-24                  | 1          |
| unspecified digits elsewhere           | XXXX-06-20, 2024-XX-12, XXXX        | 2          |

EDTF gives seasons no days, and 21 to 24 no hemisphere (25 to 32 would, at level 2). Here they are the
northern meteorological ones, winter counted to the year in which its December lies: 2024-24 is December 2024
to February 2025. The same "winter of 2024" may be another writer's June, so a season is always approximate.

Who needs days asks `bounds`, which is quick where the text is a day; who needs the parts asks `parse`. No
other code of foedus reads EDTF. Sets ([2024, 2025]), years beyond 9999 and marks on a part alone (2024?-06)
are not read.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, NamedTuple

from foedus.errors import DateError

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium", "interval", "none"]

_POINT: Final = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX|XXXX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)"
)
_SEASONS: Final = ("21", "22", "23", "24")
_MASKED: Final[tuple[Precision, ...]] = ("year", "decade", "century", "millennium", "none")
_WIDER: Final[dict[Precision, int]] = {"day": 1, "month": 31, "season": 92, "year": 366, "decade": 3653}
_WIDEST: Final = 36525  # a century, for what is coarser than a decade
_ABOUT_A_DAY: Final = 31  # a day counted in weeks, or the end of a month
_EVER: Final = (-_WIDEST, dt.date.max.toordinal() + _WIDEST)  # beyond every date, however marked


class Edge(Enum):
    """An end of an interval that names no date (EDTF level 1)."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One date without an interval: parts as written ("198X", "06", "XX"), `mark` one of "", "?", "~", "%".

    Raises DateError where no day of the calendar fits the parts.
    """

    year: str
    month: str | None = None
    day: str | None = None
    mark: str = ""

    def __post_init__(self) -> None:
        found = _POINT.fullmatch(str(self))
        if found is None or (found["month"], found["day"]) != (self.month, self.day):
            raise DateError(f"{_short(str(self))} is not an EDTF date; write YYYY, YYYY-MM or YYYY-MM-DD")
        if self.month in _SEASONS and self.day is not None:
            raise DateError(
                f"{_short(str(self))} gives a season a day; write YYYY-MM-DD or YYYY-21 to YYYY-24"
            )
        if self._extreme(self._years() or (2000, 2000), first=True) is None:
            raise DateError(
                f"{_short(str(self))} is no day of the calendar (years 0001 to 9999); mend its parts"
            )

    def __str__(self) -> str:
        return "-".join(p for p in (self.year, self.month, self.day) if p is not None) + self.mark

    @property
    def earliest(self) -> dt.date | None:
        """The first day that it may mean (marks do not widen it), None where the year is unknown."""
        years = self._years()
        return self._extreme(years, first=True) if years else None

    @property
    def latest(self) -> dt.date | None:
        """The last day that it may mean (marks do not widen it), None where the year is unknown."""
        years = self._years()
        return self._extreme(years, first=False) if years else None

    @property
    def approximate(self) -> bool:
        """Whether it is about right: marked ~ or %, or a season."""
        return self.mark in ("~", "%") or self.month in _SEASONS

    @property
    def uncertain(self) -> bool:
        """Whether its source doubts it: marked ? or %."""
        return self.mark in ("?", "%")

    @property
    def precision(self) -> Precision:
        """The finest part that is given in digits."""
        if self.day not in (None, "XX"):
            return "day"
        if self.month in _SEASONS:
            return "season"
        if self.month not in (None, "XX"):
            return "month"
        return _MASKED[self.year.count("X")]

    def _years(self) -> tuple[int, int] | None:
        if self.year == "XXXX":
            return None
        return max(1, int(self.year.replace("X", "0"))), int(self.year.replace("X", "9"))

    def _extreme(self, years: tuple[int, int], *, first: bool) -> dt.date | None:
        if self.month in _SEASONS:
            return _season_end(years, int(self.month or 0), first=first)
        months = (1, 12) if self.month in (None, "XX") else (int(self.month or 0),) * 2
        for year in _toward(*years, first=first):
            for month in _toward(*months, first=first):
                if not 1 <= month <= 12:
                    return None
                last = calendar.monthrange(year, month)[1]
                if self.day in (None, "XX"):
                    return dt.date(year, month, 1 if first else last)
                if 1 <= int(self.day or 0) <= last:
                    return dt.date(year, month, int(self.day or 0))
        return None


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date (`end` None) or an interval, whose ends may be open ("..") or unknown ("").

    Raises DateError for an interval without any date or one that ends before it starts.
    """

    start: Point | Edge
    end: Point | Edge | None = None

    def __post_init__(self) -> None:
        if isinstance(self.start, Edge) and not isinstance(self.end, Point):
            raise DateError(f"{_short(str(self))} names no date; give at least one end of the interval")
        if isinstance(self.start, Point) and isinstance(self.end, Point):
            first, last = self.start.earliest, self.end.latest
            if first is not None and last is not None and last < first:
                raise DateError(f"{_short(str(self))} ends before it starts; exchange its ends")

    def __str__(self) -> str:
        start = str(self.start) if isinstance(self.start, Point) else self.start.value
        if self.end is None:
            return start
        return f"{start}/{self.end if isinstance(self.end, Point) else self.end.value}"

    @property
    def earliest(self) -> dt.date | None:
        """The first day that it may mean, None where that is unbounded or of an unknown year."""
        return self.start.earliest if isinstance(self.start, Point) else None

    @property
    def latest(self) -> dt.date | None:
        """The last day that it may mean, None where that is unbounded or of an unknown year."""
        last = self.start if self.end is None else self.end
        return last.latest if isinstance(last, Point) else None

    @property
    def precision(self) -> Precision:
        """The finest part that is given in digits; "interval" for an interval."""
        return self.start.precision if self.end is None and isinstance(self.start, Point) else "interval"

    @property
    def approximate(self) -> bool:
        """Whether an end of it is about right: marked ~ or %, or a season."""
        return any(isinstance(p, Point) and p.approximate for p in (self.start, self.end))

    @property
    def uncertain(self) -> bool:
        """Whether an end of it is doubted: marked ? or %."""
        return any(isinstance(p, Point) and p.uncertain for p in (self.start, self.end))


class Bounds(NamedTuple):
    """The earliest and latest day that a date may mean, None where it has none or its year is unknown.

    A tuple, since a status asks for hundreds: half the time of a dataclass.
    """

    earliest: dt.date | None
    latest: dt.date | None
    approximate: bool = False
    uncertain: bool = False


@functools.lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """The bounds of the EDTF date of a string; marks tell of them and do not widen them.

    Raises DateError where it is no EDTF date that is read here.
    """
    first, slash, last = text.partition("/")
    start = _plain_day(first)  # most dates are days, or from one to another
    end = _plain_day(last) if slash else start
    if start is not None and end is not None and start <= end:
        return Bounds(start, end)
    date = parse(text)
    return Bounds(date.earliest, date.latest, date.approximate, date.uncertain)


def _plain_day(text: str) -> dt.date | None:
    """The day of YYYY-MM-DD, None for anything else."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@functools.lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The EDTF date of a string, of the forms in the table above (levels 0, 1 and parts of 2).

    Raises DateError where it is none of them.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return Edtf(_point(first, text))
    return Edtf(_end(first, text), _end(last, text))


def before(a: Edtf, b: Edtf) -> bool | None:
    """Whether `a` lies wholly before `b`; None where the two do not tell.

    What is marked (?, ~, %) or a season may be off by one of its own unit either way, about a day by a month.
    """
    if _yearless(a) or _yearless(b):
        return None
    (a_first, a_last), (b_first, b_last) = _window(a), _window(b)
    if a_last < b_first:
        return True
    return False if a_first >= b_last else None


def overlaps(a: Edtf, b: Edtf) -> bool | None:
    """Whether `a` and `b` may share a day; None where a year is unknown."""
    if _yearless(a) or _yearless(b):
        return None
    (a_first, a_last), (b_first, b_last) = _window(a), _window(b)
    return a_first <= b_last and b_first <= a_last


def contains(a: Edtf, b: Edtf) -> bool | None:
    """Whether every day that `b` may mean is one that `a` may mean; None where a year is unknown."""
    if _yearless(a) or _yearless(b):
        return None
    (a_first, a_last), (b_first, b_last) = _window(a), _window(b)
    return a_first <= b_first and b_last <= a_last


def compatible(a: str | None, b: str | None, *, slack: int = 0) -> bool:
    """Whether two dates may be the same day, `slack` days granted; one not told may be any day.

    So may one of an unknown year. Raises DateError where a string is no EDTF date.
    """
    if a is None or b is None or a == b:
        return True
    (a_first, a_last), (b_first, b_last) = day_numbers(a), day_numbers(b)
    return a_first - slack <= b_last and b_first - slack <= a_last


@functools.lru_cache(maxsize=65536)
def day_numbers(text: str) -> tuple[int, int]:
    """The first and the last day that the date of a string may mean, as ordinals, those that are marked (~ ?
    %) widened; beyond every date where it is open or of an unknown year.

    Raises DateError where it is no EDTF date.
    """
    date = parse(text)
    return _EVER if _yearless(date) else _window(date)


def _point(part: str, text: str) -> Point:
    found = _POINT.fullmatch(part)
    if found is None:
        raise DateError(f"{_short(text)} is not an EDTF date; write YYYY, YYYY-MM, YYYY-MM-DD or first/last")
    return Point(found["year"], found["month"], found["day"], found["mark"])


def _end(part: str, text: str) -> Point | Edge:
    return Edge(part) if part in ("", "..") else _point(part, text)


def _toward(low: int, high: int, *, first: bool) -> Iterable[int]:
    return range(low, high + 1) if first else range(high, low - 1, -1)


def _season_end(years: tuple[int, int], season: int, *, first: bool) -> dt.date:
    month = 3 * (season - 20)
    if first:
        return dt.date(years[0], month, 1)
    if month < 12:
        return dt.date(years[1], month + 2, calendar.monthrange(years[1], month + 2)[1])
    if years[1] == dt.MAXYEAR:
        return dt.date.max
    return dt.date(years[1] + 1, 3, 1) - dt.timedelta(days=1)


def _yearless(date: Edtf) -> bool:
    return any(isinstance(p, Point) and p.year == "XXXX" for p in (date.start, date.end))


def _window(date: Edtf) -> tuple[int, int]:
    """First and last day as ordinals, marked ends widened, open and unknown ends beyond every date."""
    last = date.start if date.end is None else date.end
    low, high = _EVER
    if isinstance(date.start, Point) and date.start.earliest:
        low = date.start.earliest.toordinal() - _slack(date.start)
    if isinstance(last, Point) and last.latest:
        high = last.latest.toordinal() + _slack(last)
    return low, high


def _slack(point: Point) -> int:
    """How many days off the date may be, either way."""
    if point.approximate and point.precision == "day":
        return _ABOUT_A_DAY
    return _WIDER.get(point.precision, _WIDEST) if point.approximate or point.uncertain else 0


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
