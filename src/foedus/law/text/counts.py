"""How many must act: a table from "the sixth instrument" and "two thirds of the parties" to a count."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from foedus.law.model import Count, Share, Weight
from foedus.law.text.chunks import Chunk, Reduced
from foedus.law.text.numbers import cardinal, ordinal, share

_ACTORS = r"(?:<PARTIES>|<PARTY>|members?|organi[sz]ations?|<ALL> of <PARTIES>)"
_DEEDS = r"(?:<INSTR>|<RATNOTE>|<RATIFYING>|<SIGNED>|<NOTICE>|<DEPOSIT>|such <INSTR>|<NOTES>)"
_FEW = r"(?: (?!<)[^\s;:.]+){0,4}?"


class Row(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    build: Callable[[Chunk], Count]


def share_of(text: str) -> Share | None:
    """The share that words tell: "at least two thirds"."""
    found = share(re.sub(r"^(?:at least|not less than|no fewer than|more than) ", "", text))
    return Share(*found) if found else None


def percent(text: str) -> Share | None:
    """The share that "fifty per cent" or "50%" of the parties is."""
    n = cardinal(re.sub(r" ?per ?cent.*", "", text))
    return Share(n, 100) if n else None


def _share(chunk: Chunk) -> Count:
    return share_of(chunk.text)


def _percent(chunk: Chunk) -> Count:
    return percent(chunk.text)


def number(chunk: Chunk) -> Count:
    """How many "at least five" or "the sixth" is."""
    text = re.sub(
        r"^(?:(?:at least|not less than|no fewer than|not fewer than|a minimum of|a total of|any|the) )+",
        "",
        chunk.text,
    )
    return ordinal(text)


def _all(_: Chunk) -> Count:
    return "all"


TABLE: tuple[Row, ...] = (
    # "by two thirds of the Contracting Parties"
    Row("share", re.compile(rf"<SHARE>(?: of)?{_FEW} ?(?:{_ACTORS}|{_DEEDS}|them\b)"), _share),
    # "by fifty per cent of the member States"
    Row("per cent", re.compile(r"<PERCENT>(?: or more)? of(?: all)?(?: the)? <PARTIES>"), _percent),
    # "the sixth instrument of ratification"; "five States have deposited"; "by the seventh signatory State"
    Row(
        "number",
        re.compile(
            rf"(?:<ORD>|<NUM>)(?! (?:calendar )?(?:day|week|month|year)s?\b)(?: (?:of|or more of|or more|such"
            rf"|<ORD>))?{_FEW} ?(?:{_ACTORS}|{_DEEDS})"
        ),
        number,
    ),
    # "when the number of States which have ratified has reached five"
    Row("reached", re.compile(r"(?:reach\w*|totals?|amounts? to)(?: (?!<)\S+){0,4} <NUM>"), number),
    # "by all the signatory States"; "both Parties"; "the last of the instruments"
    Row("all", re.compile(rf"<ALL>{_FEW} ?(?:{_ACTORS}|{_DEEDS}|of them)"), _all),
    Row(
        "last",
        re.compile(
            rf"<LAST>(?: of)?(?: the| such| these| those| two)?(?: <NUM>)?{_FEW} ?(?:{_DEEDS}|{_ACTORS})"
        ),
        _all,
    ),
    Row(
        "last act",
        re.compile(r"<(?:INSTR|DEPOSIT|NOTICE|NOTES)>(?: (?!<)\S+){0,4} (?:<LAST>|by <ALL>|by <PARTIES>)"),
        _all,
    ),
)


def count(reduced: Reduced, start: int, end: int) -> tuple[Count, str]:
    """How many must act, as said within a stretch of the short string, and which row says so."""
    for row in TABLE:
        for match in row.pattern.finditer(reduced.text, start, end):
            value = row.build(reduced.chunk(match.start()))
            if value is None or _of_something_else(reduced.text, match):
                continue
            return ("all" if _LAST_OF.search(reduced.text[: match.start()]) else value), row.name
    return None, ""


# "the later of the two notifications"
_LAST_OF = re.compile(r"<LAST>(?: of)?(?: the| these| those| such)? $")


def _of_something_else(text: str, match: re.Match[str]) -> bool:
    """ "including the instruments of seventeen States" adds a condition, it does not tell the number."""
    return _ADDED.search(text[: match.start()]) is not None


_ADDED = re.compile(
    r"(?:including|includes?|comprising|of (?:which|whom)|among them)"
    r"(?: (?:at|least|the|those|of|by|from|<INSTR>|<RATNOTE>|<RATIFYING>|<DEPOSIT>))* ?$"
)


class Alternatives(NamedTuple):
    """Two ways to tell how many, and whether the smaller of them is enough."""

    counts: tuple[Count, Count]
    smaller: bool


_QUANTITY = r"<(?:NUM|SHARE|PERCENT)>"
_WHICHEVER = re.compile(
    rf"(?P<a>{_QUANTITY})(?: ?,)?(?: (?!<NUM>|<SHARE>|<PERCENT>|or\b)\S+){{0,8}}? or (?:by |of "
    rf"|from )?(?P<b>{_QUANTITY})"
    r"(?: \S+){0,12}? ?,? whichever (?:number )?(?:is|be|shall be)(?: the)? "
    r"(?P<which>small|less|low|few|great|larg|high|more)"
)


def alternatives(reduced: Reduced, start: int) -> Alternatives | None:
    """ "by six or 50 per cent of the Member States, whichever is the smaller": two numbers, one of them"
    " enough."""
    found = _WHICHEVER.search(reduced.text, start)
    if not found:
        return None
    a, b = (_quantity(reduced.chunk(found.start(g))) for g in "ab")
    return Alternatives((a, b), found["which"] in ("small", "less", "low", "few")) if a and b else None


def _quantity(chunk: Chunk) -> Count:
    return {"NUM": number, "SHARE": _share, "PERCENT": _percent}[chunk.kind](chunk)


_WEIGHT = re.compile(
    r"(?P<share>\d+(?:\.\d+)? ?(?:%|per ?cent(?:um)?)|[a-z-]+ per ?cent|<PERCENT>)(?: or more)?"
    r" of(?: the)? (?P<of>.{3,80}?)"
    r"(?= have| has|,|;|\.|$| in accordance| for | as | by | or with| are )"
)


# "fifty per cent of the Member States" is a number of them, not what they hold
_OF_PARTIES = re.compile(
    r"(?:all |the |those |signatory |contracting |member |participating )*(?:states|parties|members"
    r"|governments|signatories)\b"
)


def weight(lower: str, start: int, end: int) -> Weight | None:
    """ "the combined fleets of which constitute not less than 50 per cent of the gross tonnage"."""
    found = _WEIGHT.search(lower, start, end)
    if not found or _OF_PARTIES.match(found["of"]):
        return None
    figure = re.match(r"\d+(?:\.\d+)?", found["share"])
    percent = float(figure.group()) if figure else cardinal(re.sub(r" ?per ?cent.*", "", found["share"]))
    if not percent:
        return None
    return Weight(int(percent) if float(percent).is_integer() else percent, found["of"].strip())
