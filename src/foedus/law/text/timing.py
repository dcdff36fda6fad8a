"""From the words after "shall enter into force" to an offset and a rounding: a table over the short string.

The act itself is day 0; "on the date of" has no offset. Vienna Convention on the Law of Treaties, art. 24.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from foedus.law.model import Offset, Round, Unit
from foedus.law.text.chunks import Chunk, Reduced
from foedus.law.text.lexicon import MONTHS
from foedus.law.text.numbers import CARDINAL, ORDINAL, cardinal, ordinal

_PERIOD = re.compile(
    rf"(?P<n>{CARDINAL}|\ban?)(?: \w+ly)?[ -]{{0,2}}(?:\w+[ -])?(?P<unit>day|week|month|year)s?'?$"
)
OF_THE_MONTH = re.compile(r" (?:of|in) ")
_NTH_MONTH = re.compile(rf"{OF_THE_MONTH.pattern}(?:the |a )?(?P<nth>{ORDINAL}) ")


class When(NamedTuple):
    offset: Offset | None
    round: Round
    rule: str


class Row(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    build: Callable[[list[Chunk]], When | None]


def period(text: str) -> Offset | None:
    """The length of "a period of six (6) months", "one year", "two-year"."""
    found = _PERIOD.search(text)
    if not found:
        return None
    n = cardinal(found["n"])
    return Offset(n, Unit(found["unit"])) if n else None


def _month_named(first_day: Chunk) -> int | None:
    """2 for "the first day of the second month"."""
    found = _NTH_MONTH.search(first_day.text)
    return ordinal(found["nth"]) if found else None


def _first_of_month(chunks: list[Chunk]) -> When | None:
    """ "the first day of the second month following": two months on, then the first day of that month."""
    n = _month_named(chunks[0])
    if n is None:
        return When(None, Round.FIRST_DAY_OF_FOLLOWING_MONTH, "first of month following")
    return When(Offset(n, Unit.MONTH), Round.FIRST_DAY_OF_MONTH, "first of n-th month")


def _first_after_period(chunks: list[Chunk]) -> When | None:
    """ "the first day of the second month following a period of three months": the months are added up."""
    first_day, run = chunks
    length, n = period(run.text), _month_named(first_day)
    if n is None:
        return When(length, Round.FIRST_DAY_OF_FOLLOWING_MONTH, "first of month after a period")
    if length is None or length.unit not in _MONTHS:
        return None
    months = n + length.n * _MONTHS[length.unit]
    return When(Offset(months, Unit.MONTH), Round.FIRST_DAY_OF_MONTH, "first of n-th month after a period")


_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def _first_after_nth(chunks: list[Chunk]) -> When | None:
    """ "the first day of the month after the 60th day" or "after the sixth month": then the month that"
    " follows."""
    _, nth = chunks
    n = ordinal(nth.text)
    length = Offset(n, Unit.DAY if nth.kind == "NTHDAY" else Unit.MONTH) if n else None
    return When(length, Round.FIRST_DAY_OF_FOLLOWING_MONTH, "first of month after the n-th")


def _nth_day(chunks: list[Chunk]) -> When | None:
    n = ordinal(chunks[0].text)
    return When(Offset(n), Round.NONE, "n-th day") if n else None


def _after_period(chunks: list[Chunk]) -> When | None:
    length = period(chunks[0].text)
    return When(length, Round.NONE, "period after") if length else None


def _next_day(_: list[Chunk]) -> When | None:
    return When(Offset(1), Round.NONE, "day after")


_AFTER = (
    r"(?:after|following|from|as from|as of|subsequent to|since|beginning|counting|counted|upon|to run"
    r"|thereafter)"
)

TABLE: tuple[Row, ...] = (
    # "on the first day of the month following the expiry of a period of three months after the deposit"
    Row(
        "first of month after a period",
        re.compile(
            r"<FIRSTDAY>(?: (?:after|following))?(?: the)? (?:expir\w+|expiration|end|lapse"
            r"|completion|<COMPLETED>|<CEASE>)?"
            r"(?: ?of)? ?<PERIOD>"
        ),
        _first_after_period,
    ),
    # "on the first day of the month after the 60th day following the deposit"
    Row(
        "first of month after n-th day",
        re.compile(r"<FIRSTDAY>(?: (?:after|following))?(?: the)? <NTHDAY>"),
        _first_after_nth,
    ),
    # "on the first day of the month following the sixth month after the deposit"
    Row(
        "first of month after n-th month",
        re.compile(
            r"<FIRSTDAY>(?: (?:after|following))?(?: the)?(?: (?:expir\w+|expiration|end"
            r"|<CEASE>) of)?(?: the)? <ORD>"
            r" (?:calendar )?month (?:after|following|from|beginning)"
        ),
        _first_after_nth,
    ),
    # "on the first day of the second month following the exchange"
    Row("first of month", re.compile(r"<FIRSTDAY>"), _first_of_month),
    # "on the ninetieth day after the deposit"
    Row(
        "n-th day",
        re.compile(
            rf"<NTHDAY>(?! of (?:{'|'.join(MONTHS)}))(?: (?:which|that))? ?,? ?(?:{_AFTER}|of|<FORDATE>)"
        ),
        _nth_day,
    ),
    # "three months after the deposit"; "30 days from"; "sixty days later"
    Row(
        "period after",
        re.compile(
            rf"<PERIOD>(?: (?:elapsed|have elapsed|has elapsed))? ?,? (?:{_AFTER}\b|<LAST>(?= ?[.,;]|$))"
        ),
        _after_period,
    ),
    # "on the expiry of six months from"; "after a period of three months has elapsed from"
    Row(
        "period run out",
        re.compile(
            r"(?:expir\w+|expiration|end|lapse|after|<COMPLETED>)(?: of)? <PERIOD>(?! (?:before|prior))"
        ),
        _after_period,
    ),
    # "on the day following the exchange"
    Row("next day", re.compile(r"<DAYAFTER>"), _next_day),
)


# "upon the first day of January following", "on the fifteenth day of the month following", "on the last day
# of the year": days of the calendar that no offset says
_OF_CALENDAR = r"of (?:the |each |that |a )?(?:(?!month\b)\S+ )??(?:month|year|quarter|week|half-year)\b"
UNSAYABLE = re.compile(
    rf"<NTHDAY> of (?:{'|'.join(MONTHS)})|<NUM> (?:{'|'.join(MONTHS)})\b|(?:{'|'.join(MONTHS)}) <NUM>"
    rf"|(?:<NTHDAY>|<ORD>|(?:<ORD>|<LAST>) (?:\w+day|<FORDATE>)|\b(?:beginning|start|middle))"
    rf" {_OF_CALENDAR}"
)
# "which shall not take more than 180 days after": no offset
_LIMIT = re.compile(r"(?:more than|exceed(?:ing)?|within|<LAST> than|less than)(?: a| the)? ?$")


def when(reduced: Reduced, start: int, end: int) -> When | None:
    """The first timing phrase within a stretch of the short string."""
    best: tuple[int, When] | None = None
    for row in TABLE:
        for match in row.pattern.finditer(reduced.text, start, end):
            if _LIMIT.search(reduced.text, start, match.start()):
                continue
            chunks = [c for c in reduced.between(match.start(), match.end()) if c.kind in _TIMES]
            found = row.build(chunks)
            if found and (best is None or match.start() < best[0]):
                best = match.start(), found
                break
    return best[1] if best else None


_TIMES = frozenset({"FIRSTDAY", "NTHDAY", "PERIOD", "ORD"})
