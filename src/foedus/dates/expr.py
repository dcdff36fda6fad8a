"""What a date expression says before it is resolved: kind and fields, nothing of any anchor.

Spans are half-open character offsets into the text that was searched: `text[start:end] == expr.text`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

Unit = Literal["hour", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"]
Part = Literal["early", "mid", "late", "end", "start"]
Relation = Literal["on", "by", "until", "since", "after", "from"]


class DateKind(StrEnum):
    """How an expression tells its time."""

    CALENDAR = "calendar"  # June 20, 2024; June; 1987; the 1990s; spring 2023
    SPAN = "span"  # April 8-9; from 1972 to 1975
    WEEKDAY = "weekday"  # Tuesday; last Friday; Monday of next week
    DAY = "day"  # today, yesterday, this morning
    TOLD = "told"  # the previous day, a week later: counted from the day told of
    UNIT = "unit"  # this week, last month, next year, last summer
    AGO = "ago"  # two weeks ago; in ten days
    WITHIN = "within"  # within 90 days: a deadline
    STRETCH = "stretch"  # in the past 24 hours; over the next two weeks
    VAGUE = "vague"  # recently, in the coming weeks: no date


class Fields(msgspec.Struct, frozen=True):
    """The parts of an expression; what it does not say is None.

    `weekday` 0 is Monday; `season` is EDTF's (21 spring to 24 winter); `mask` is a year with X ("199X").
    `shift` counts days (DAY), weeks (WEEKDAY: last -1, this 0, next +1) or units (UNIT). `count` is signed:
    -2 with unit "week" is two weeks ago. `year_shift` is the "last year" of "June last year", `week_shift`
    the "last week" of "Monday last week". `relation` is "on" unless a preposition before says otherwise.
    `event` is true where it hangs on an event ("three days after the vote"), `local` where it says
    "(local time)", `possessive` where it qualifies a noun ("Tuesday's vote"), `told_year` where its year is
    that of the day told of ("June that year"). `last` is the end of a span.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    mask: str | None = None
    weekday: int | None = None
    unit: Unit | None = None
    number: int | None = None  # which quarter or half of the year
    count: int | None = None
    shift: int | None = None
    year_shift: int | None = None
    week_shift: int | None = None
    part: Part | None = None
    relation: Relation = "on"
    approximate: bool = False
    event: bool = False
    local: bool = False
    possessive: bool = False
    told_year: bool = False
    last: Fields | None = None


class DateExpr(msgspec.Struct, frozen=True):
    """A date expression of a text, parsed but not resolved."""

    start: int
    end: int
    text: str
    kind: DateKind
    fields: Fields
