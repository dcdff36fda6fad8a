"""The English words of dates as tables, and the words that make a number or a weekday something else."""

from __future__ import annotations

from typing import Final

from foedus.dates.expr import Part, Unit

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_SHORT_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTHS: Final = (
    {m: i for i, m in enumerate(_MONTHS, 1)} | {m: i for i, m in enumerate(_SHORT_MONTHS, 1)} | {"sept": 9}
)

_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: Final = {w: i for i, w in enumerate(_WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
    "sun": 6,
}  # fmt: skip

SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

DECADES: Final = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip

UNITS: Final[dict[str, Unit]] = {
    "hour": "hour", "day": "day", "night": "day", "morning": "day", "evening": "day", "afternoon": "day",
    "week": "week", "fortnight": "week", "weekend": "weekend", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century", "centuries": "century",
}  # fmt: skip

NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "forty-five": 45, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100,
    "one hundred": 100, "a couple of": 2, "a couple": 2,
}  # fmt: skip

ORDINALS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

# "last", "next" and their like, as a shift in the unit that follows
SHIFTS: Final = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this past": -1,
    "this": 0, "current": 0, "same": 0, "that": 0, "that same": 0,
    "next": 1, "coming": 1, "this coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip

# whole days, counted from the anchor's own
DAYS: Final = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "last evening": -1, "overnight": 0,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "earlier today": 0,
    "later today": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip

PARTS: Final[dict[str, Part]] = {
    "early": "early", "earlier": "early", "first": "early", "opening": "early", "late": "late",
    "later": "late",
    "last": "late", "final": "late", "latter": "late", "closing": "late", "mid": "mid", "middle": "mid",
    "end": "end", "close": "end", "beginning": "start", "start": "start", "outset": "start",
}  # fmt: skip

# "the Good Friday Agreement", "Bloody Sunday": names of things, not days
NAMING_BEFORE: Final = frozenset(
    "good bloody black palm easter ash holy super shrove maundy cyber giving whit fat".split()
)
# "the Sunday Times", "Friday Mosque"
NAMING_AFTER: Final = frozenset("times telegraph mirror express mail herald star tribune mosque".split())
# "USA Today", "Russia Today": publishers
TODAY_NAMES: Final = frozenset("usa russia india pakistan asia europe africa israel now".split())

# what a number of four digits counts, where it is no year: "2000 troops"
COUNTED: Final = frozenset(
    "troops soldiers personnel people men women children civilians refugees migrants prisoners fighters "
    "rebels militants officers police delegates lawmakers members workers employees students homes houses "
    "villages square km kilometres kilometers miles metres meters feet acres hectares kg kilograms pounds "
    "tonnes tons barrels dollars euros yen won roubles rubles francs marks percent per warheads missiles "
    "rockets launchers tanks aircraft planes drones vehicles ships mw megawatts mb volts hours hrs gmt "
    "utc local pages words lives deaths dead casualties others more times euro us fiscal".split()
)
# what a number of four digits names: "Resolution 1929", "Agenda 2030", "page 2014"
NUMBERED: Final = frozenset(
    "resolution resolutions res article articles section sections paragraph para page pages p pp no nos "
    "number law decree regulation directive bill flight agenda vision horizon expo room chapter block "
    "windows boeing airbus version iso din unscr chronicle route highway channel case docket fiscal fy "
    "model order at some nearly almost roughly over than least most approximately exactly only "
    "another".split()
)
# words that make a number a year whatever follows
YEAR_AFTER_ALL: Final = frozenset("in since until by during".split())
# words before a year that make it one though it is long past or far off
YEAR_BEFORE: Final = frozenset(
    "in since by until till from of during before after late early mid spring summer autumn winter fall "
    "year circa through throughout between and to the a its their his her our this that around about "
    "beginning".split()
)
