"""The forms of date expressions, one row each: a pattern with named groups, and what builds its fields.

Every repetition is bounded, so that a search is linear in the text. White space may hold one line break (wire text
is hard-wrapped) but no blank line.
"""

# ruff: noqa: E501 -- one form a line reads best

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from foedus.dates.build import BUILDERS
from foedus.dates.expr import DateKind, Fields

Built = tuple[DateKind, Fields] | None
Builder = Callable[["re.Match[str]"], Built]


@dataclass(frozen=True, slots=True)
class Row:
    """A form: `example` is the phrase that called for it, `cue` the family whose words its matches hold."""

    name: str
    example: str
    cue: str
    pattern: re.Pattern[str]
    plain: re.Pattern[str]  # the same for text in small letters
    make: Builder


# what every match of a family's rows holds; a look at the first letter alone lets a search skip fast
CUES: Final = {
    "digit": r"\d",
    "month": r"\b(?=[jfmasond])(?:j(?:an(?:uary)?|une?|uly?)|feb(?:ruary)?|ma(?:r(?:ch)?|y)|a(?:pr(?:il)?|ug(?:ust)?)"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    "weekday": r"\b[mtwfs](?:on|ue|ed|hu|ri|at|un)(?:day|s?day|nesday|rsday|urday|r?s?\.)",
    "day": r"\b[ytonmea](?:esterday|o-?day|o-?morrow|o-?night|vernight|ight|orning|vening|fternoon)\b",
    "feast": r"\b(?:new\s{1,12}year|christmas)",
    "fiscal": r"\b(?=fi)(?:fiscal|financial)\b",
    "unit": r"\b(?=[hdwmqycsafne])(?:h(?:our|alf)|d(?:ay|ecade)|w(?:eek|inter)|mo(?:nth|rning)|quarter|year|centur"
    r"|s(?:pring|ummer)|autumn|f(?:all|ortnight)|night|evening)",
    "decade": r"\b(?=[tfsen])(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b",
    "vague": r"\b[rsfl](?:ecently|oon|hortly|uture|ater)\b",
}

_S: Final = r"(?!\s{0,9}\n[^\S\n]{0,9}\n)\s{1,12}"
_MONTH: Final = (
    r"(?P<{0}>(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY: Final = r"(?<![\d.,/$€£-])(?P<{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?!,\d{{3}}\b|\.\d|%|:\d|/\d)"
_YEAR: Final = r"(?P<{0}>1[5-9]\d\d|2[01]\d\d)\b(?!,\d{{3}}\b|\.\d|%)"
_WEEKDAY: Final = (
    r"(?P<{0}>(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|(?:mon|tues?|weds?|thu|thurs?|fri|sat|sun)\b\.)"
)
_NUMBER: Final = (
    r"(?P<n>(?<![\d.,-])\d{1,4}\b|a\s{1,3}(?:couple(?:\s{1,3}of)?|dozen|hundred)|one\s{1,3}hundred|an?|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty-five|twenty"
    r"|thirty|forty-five|forty|fifty|sixty|seventy|eighty|ninety)"
)
_UNIT: Final = r"(?P<unit>hour|day|week|fortnight|month|year|decade|century)s?\b"
_COMMA: Final = r"(?:\s{{0,2}},\s{{0,3}}|{S})"  # "June 15, 1987", "June 15,1987"
_TOLD_YEAR: Final = r"(?P<ys>last|this|next|that|the{S}same){S}year\b"
_SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_CLOCK: Final = r"(?:night|morning|afternoon|evening)\b"
_DASH: Final = r"(?:\s?[-–—]\s?|{S}(?:to|through|until|till){S})"
_AND: Final = r"{S}and{S}"

# name, phrase that called for it, family, pattern; {S} is white space, the rest the pieces above
_FORMS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("iso", "2024-11-12", "digit", r"(?<![\d/-])(?P<y>[12]\d{{3}})([-/])(?P<mo>\d\d)\2(?P<d>\d\d)(?![\d/-])"),
    ("slashed", "13/11/2024", "digit", r"(?<![\d/.-])(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>[12]\d{{3}})(?![\d/])"),
    ("dotted", "12.11.2024", "digit", r"(?<![\d.])(?P<a>\d{{1,2}})\.\s?(?P<b>\d{{1,2}})\.\s?(?P<y>[12]\d{{3}})(?!\d|\.\d)"),
    ("days_of_month", "April 8-9, 2024", "month", r"\b{m}{S}{d}(?:{DASH}|(?P<and>{AND})){d2}(?:,?{S}{y})?"),
    ("day_range_month", "8-9 April 2024", "month", r"\b{d}(?:{DASH}|{AND}){d2}{S}{m}(?:,?{S}{y})?"),
    ("two_months", "March 30 - April 2", "month", r"\b{m}{S}{d}(?:,?{S}{y})?(?:{DASH}|{AND}){m2}{S}{d2}(?:,?{S}{y2})?"),
    ("two_months_day_first", "30 March to 2 April", "month", r"\b{d}{S}{m}(?:,?{S}{y})?(?:{DASH}|{AND}){d2}{S}{m2}(?:,?{S}{y2})?"),
    ("month_range", "from June to August 2024", "month", r"\b(?<!\d\s){m}(?:{S}{y})?{DASH}{m2}(?!{S}\d{{1,2}}\b)(?:,?{S}{y2})?"),
    ("month_day", "Tuesday, Nov. 12, 2024", "month", r"\b(?:{w},?{S}\(?)?(?:(?P<mod>last|next){S})?{m}{S}{d}(?:{COMMA}{y}|,?{S}(?:(?:of|in){S})?{TOLD_YEAR})?"),
    ("day_month", "this 20th day of January, 2021", "month",
     r"\b(?:{w},?{S}\(?)?(?:the{S}|this{S})?{d}{S}(?:day{S})?(?:of{S})?{m}(?:{COMMA}{y}|,?{S}(?:(?:of|in){S})?{TOLD_YEAR})?"),
    ("year_month_day", "2025 October 10", "month", r"\b{y}{S}{m}{S}{d}"),
    ("month_year", "February of 2023", "month", r"\b{m}(?:{COMMA}(?:of{S})?{y}|,?{S}(?:(?:of|in){S})?{TOLD_YEAR})"),
    ("month", "in June", "month", r"\b(?:(?P<mod>last|this|next|this{S}past|this{S}coming){S})?{m}"),
    ("told_month", "that November", "month", r"\bthat{S}{m}(?=\s{{0,3}}(?:[.,;:)]|$))"),
    ("season_year", "the spring of 2023", "unit", r"\b{season},?{S}(?:of{S})?(?:{y}(?:[-–/]\d\d\b)?|(?P<ys>last|this|next){S}year\b)"),
    ("season", "last summer", "unit", r"\b(?:(?P<mod>last|this|next|this{S}past|this{S}coming){S})?{season}"),
    ("decade", "the 1990s", "digit", r"\b(?P<y>(?:1[5-9]|20)\d0)['’]?s\b"),
    ("short_decade", "the '90s", "digit", r"(?<=the\s)['‘’](?P<y>\d0)['’]?s\b"),
    ("bare_decade", "in the 80s", "digit", r"(?<![\w.,/$€£-])(?P<y>\d0)s\b"),
    ("named_decade", "in the early nineties", "decade", r"\b(?P<ten>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"),
    ("fiscal_year", "fiscal 1988", "fiscal", r"\b(?:(?:fiscal|financial){S}(?:year{S})?{y}|{y2}{S}(?:fiscal|financial){S}year\b)"),
    ("century", "the 19th century", "digit", r"(?<=the\s)(?P<c>1[6-9]|2[01])(?:th|st){S}century\b"),
    ("years", "from 1972 to 1975", "digit", r"(?<![\w.,/$€£-]){y}(?:{DASH}|(?<=between\s\d{{4}}){AND}){y2}(?!-\d|/\d)"),
    ("short_years", "1985-86", "digit", r"(?<![\w.,/$€£-]){y}[-–/](?P<y3>\d\d)\b(?![-/]\d)"),
    ("year", "in 1987", "digit", r"(?<![\w.,/$€£-]){y}(?![/]\d|-\d)"),
    ("quarter", "the third quarter of 2024", "unit",
     r"\b(?P<no>first|second|third|fourth|1st|2nd|3rd|4th){S}(?P<unit>quarter|half){S}of{S}(?:the{S})?(?:{y}|(?P<ys>last|this|next){S}year\b|(?P<now>year)\b)"),
    ("weekday", "Tuesday night", "weekday",
     r"\b(?:(?:the{S})?(?P<mod>this{S}past|this{S}coming|last|next|this|coming|past|previous|following|preceding){S})?{w}"
     r"(?:{S}{CLOCK})?(?:{S}(?:of{S})?(?P<wk>last|this|next){S}week\b)?"),
    ("week_weekday", "last week on Monday", "weekday", r"\b(?P<wk>last|this|next){S}week,?{S}on{S}{w}"),
    ("today", "yesterday", "day",
     r"\b(?:the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)|(?:earlier{S}|later{S})?(?<!-)to-?day|yesterday|to-?morrow|to-?night|overnight"
     r"|last{S}(?:night|evening)|this{S}(?:morning|afternoon|evening))\b(?:{S}{CLOCK})?"),
    ("hours", "in the morning", "day", r"\bin{S}the{S}(?:morning|afternoon|evening)\b(?!{S}of\b)"),
    ("hours_later", "later in the day", "unit", r"\b(?:later|earlier|late|early){S}in{S}the{S}day\b"),
    ("feast", "on New Year's Day", "feast", r"\b(?:(?P<new>new{S}year['’]?s){S}(?P<nd>day|eve)|christmas(?:{S}(?P<cd>day|eve))?)\b"),
    ("told", "the previous day", "unit",
     r"\b(?:(?:the|that){S}(?P<mod>previous|preceding|following|next|same|very{S}same)|(?P<that>that)|(?P<bare>next))"
     r"{S}(?P<unit>day|night|morning|evening|week|month|year)\b"),
    ("day_before", "the day before", "unit", r"\bthe{S}(?P<unit>day|week|month|year){S}(?P<dir>before|after)\b"),
    ("unit", "last month", "unit",
     r"\b(?:the{S})?(?P<mod>this{S}past|this{S}coming|last|next|this|current|past|coming|upcoming|following){S}"
     r"(?P<fiscal>(?:fiscal|financial){S})?(?P<unit>weekend|week|month|quarter|year|decade|century)\b(?!{S}of\b)"),
    ("bare_unit", "the end of the year", "unit", r"\bthe{S}(?P<unit>week|month|year|decade|century)\b(?!{S}(?:of|before|after)\b)"),
    ("weekend", "at the weekend", "unit", r"\b(?:at|over|during|on|for){S}the{S}weekend\b"),
    ("year_end", "by year's end", "unit", r"\b(?:the{S})?(?P<unit>year|month|week)(?:['’]s)?[\s-]end\b"),
    ("ago", "two weeks ago", "unit", r"\b{n}{S}(?:(?:calendar|full|short){S})?{unit}{S}ago\b"),
    ("later", "a day earlier", "unit",
     r"\b{n}{S}(?:(?:calendar|full|short){S})?{unit}{S}(?P<dir>earlier|before|previously|later|after|afterwards?|hence|prior"
     r"|from{S}(?:now|today)|thereafter)\b"),
    ("ahead", "in two weeks", "unit",
     r"\bin{S}{n}(?:{S}|-)(?:(?:calendar|business|working){S})?{unit}(?:['’]{S}time|{S}time)?(?!{S}(?:of|after|from|before|since)\b)"),
    ("within", "within 90 days", "unit",
     r"\b(?:within|in{S}less{S}than){S}(?:the{S}(?:next|coming){S})?{n}{S}(?:(?:calendar|business|working){S})?{unit}(?P<ev>{S}(?:of|after|from|before)\b(?!{S}(?:now|today)\b))?"),
    ("stretch", "in the past 24 hours", "unit",
     r"\b(?:in|over|during|within|(?P<for>for)){S}the{S}(?P<mod>past|last|next|coming){S}(?:{n}{S}{unit}|(?P<one>hour|day|week|month|year|decade)\b(?!{S}of\b))"),
    ("vague_stretch", "in the coming weeks", "unit",
     r"\b(?:in|over|during|within){S}(?:the{S})?(?:coming|recent|past|next|last|following)(?:{S}(?:few|several|couple{S}of))?{S}"
     r"(?:hours|days|weeks|months|years|decades)\b"),
    ("vague_count", "a few days ago", "unit",
     r"\b(?:(?:a{S}few|several|some|many|a{S}number{S}of|the{S}(?:next|last|past){S}(?:few|several)){S})?(?:hours|days|weeks|months|years|decades|centuries)"
     r"(?:{S}(?:ago|later|earlier|before|afterwards?)\b|['’]{S}time\b)"),
    ("vague", "recently", "vague",
     r"\b(?:more{S})?(?:recently|very{S}soon|as{S}soon{S}as{S}possible|soon|shortly|in{S}the{S}(?:near|foreseeable){S}future"
     r"|at{S}(?:a|some){S}later{S}(?:date|time|stage))\b(?!{S}(?:as|after|before)\b)"),
    ("day_of_month", "on the 12th", "digit", r"\bon{S}the{S}(?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?=\s{{0,3}}(?:[,.;:(]|$))"),
)  # fmt: skip


@cache
def rows() -> tuple[Row, ...]:
    """All the forms compiled, in order of preference where two cover the same words."""
    pieces = {
        "S": _S,
        "m": _MONTH.format("m"),
        "m2": _MONTH.format("m2"),
        "d": _DAY.format("d"),
        "d2": r"(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?!,\d{3}\b|\.\d|%|:\d|/\d)",
        "y": _YEAR.format("y"),
        "y2": _YEAR.format("y2"),
        "w": _WEEKDAY.format("w"),
        "n": _NUMBER,
        "unit": _UNIT,
        "season": _SEASON,
        "CLOCK": _CLOCK,
        "COMMA": _COMMA.format(S=_S),
        "TOLD_YEAR": _TOLD_YEAR.format(S=_S),
        "DASH": _DASH.format(S=_S),
        "AND": _AND.format(S=_S),
    }
    return tuple(
        Row(name, example, cue, *_compiled(form.format(**pieces)), BUILDERS[name])
        for name, example, cue, form in _FORMS
    )


def _compiled(form: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One that ignores case and one for text in small letters; spaces are any, digits those of English alone."""
    ascii_digits = form.replace(r"[\d", "[0-9").replace(r"\d", "[0-9]")
    return re.compile(ascii_digits, re.IGNORECASE), re.compile(ascii_digits)


@cache
def cues() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """The families' cues compiled, each also for text in small letters."""
    return tuple((name, *_compiled(form)) for name, form in CUES.items())
