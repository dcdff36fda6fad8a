"""Whether words that fit a form are a date in their place: "may" the modal, "march" the verb, "Article 2015".

Each check reads at most a few words to either side.
"""

from __future__ import annotations

import re
from typing import Final

from foedus.dates.words import (
    COUNTED,
    NAMING_AFTER,
    NAMING_BEFORE,
    NUMBERED,
    TODAY_NAMES,
    YEAR_AFTER_ALL,
    YEAR_BEFORE,
)

_REACH: Final = 40
_FAR: Final = 2000  # how near "Theresa May" must stand to make a bare "May" hers
_LAST: Final = re.compile(r"([\w&.'’-]+)[\s(\"“]{0,3}$")
_NEXT: Final = re.compile(r"[\s]{0,3}([\w'’-]+)")
_IN_ADDRESS: Final = ("/", "=", "#")
_WORDLIKE: Final = frozenset({"may", "march", "august", "mar", "jan", "dec", "sep"})
_PLACES: Final = frozenset(
    "in since until till by last next this early late mid during through from before after of between "
    "to and around the or throughout".split()
)
_PERSON_MAY: Final = re.compile(r"\b(?:Theresa|Mrs?\.?|Ms\.?|Minister|PM|Premier)\s{1,3}May\b")
_AFTER_DAY: Final = re.compile(
    r"\s{0,3}(?:[,.;:)\n]|$|(?:in|at|on|for|to|by|of|and|with|after|before|when|until|between|near|under|as|or"
    r"|1[5-9]\d\d|2[01]\d\d)\b)",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"\b(?:end|close|beginning|start|middle|outset|early|earlier|late|later)\s{1,3}(?:of|in)\s{1,3}$",
    re.IGNORECASE,
)
_SEASONED: Final = re.compile(
    r"\b(?:in|during|over|by|since|until)\s{1,3}(?:the\s{1,3})?(?:(?:early|late|mid)[\s-]{1,3})?$",
    re.IGNORECASE,
)
_DECADED: Final = re.compile(
    r"\b(?:in|during|since|of|from|until|by|through|to)\s{1,3}the\s{1,3}(?:(?:early|late|mid)[\s-]{1,3})?$",
    re.IGNORECASE,
)
_ROUGHLY: Final = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|over|under"
    r"|(?:more|less)\s{1,3}than)\s{1,3}$",
    re.IGNORECASE,
)
_FREE: Final = re.compile(
    r"\s{0,3}(?:[,.;:)\n\"”]|$|(?:in|at|on|by|and|but|with|when|that|who|which|he|she|it|they|said|as)\b)",
    re.IGNORECASE,
)


def last_word(m: re.Match[str]) -> str:
    """The word before a match as written, "" where there is none."""
    found = _LAST.search(m.string[max(0, m.start() - _REACH) : m.start()])
    return found[1] if found else ""


def next_word(m: re.Match[str]) -> str:
    """The word after a match as written, "" where other than a space stands between."""
    found = _NEXT.match(m.string, m.end(), m.end() + _REACH)
    return found[1] if found else ""


def leap(year: int) -> bool:
    """Whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_before_day(m: re.Match[str]) -> bool:
    """Whether it is no modal: "may 5 states join", "on may 5" and "May 5" are not."""
    said = m["m"]
    if said[0].isupper() or said.lower() not in _WORDLIKE:
        return True
    return last_word(m).lower() in _PLACES | {"on"} or _AFTER_DAY.match(m.string, m.end()) is not None


def month_after_day(m: re.Match[str]) -> bool:
    """Whether it is no modal: "the 20 may attend" is; "20 May", "on 20 may" and "20th of may" are not."""
    said = m["m"]
    if said[0].isupper() or said.lower() not in _WORDLIKE:
        return True
    return "of" in m[0].lower().split() or (
        last_word(m).lower() in _PLACES | {"on"} and _AFTER_DAY.match(m.string, m.end()) is not None
    )


def ends(m: re.Match[str]) -> bool:
    """Whether a clause goes on after a day: "April 8 and 9 in Geneva", not "April 8 and 9 others"."""
    return _AFTER_DAY.match(m.string, m.end()) is not None


def bare_month(m: re.Match[str]) -> bool:
    """A month that stands alone: "in May" but not "may", "the March" or "Theresa May"."""
    said, before, after = m["m"], last_word(m), next_word(m)
    low = said.lower()
    if after.lower() in ("day", "fourth") or m.string[max(0, m.start() - 1) : m.start()] in _IN_ADDRESS:
        return False
    if m.groupdict().get("mod") or m.groupdict().get("m2"):
        return True
    placed = before.lower() in _PLACES or before.lower().endswith("mid-")
    if len(low.rstrip(".")) <= 4 and low not in ("may", "june", "july"):
        return placed and (said.endswith(".") or low not in _WORDLIKE)
    if low == "may":
        return _bare_may(m, said, before)
    if low in _WORDLIKE and said[0].islower():
        return before.lower() in _PLACES - {"to", "or", "and", "the", "of"}
    if low == "march":
        return (placed and after.lower() not in ("of", "on", "through", "to", "for", "against")) or (
            before[:1].islower() and after.lower() not in ("of", "on", "for", "against")
        )
    return placed or not (after[:1].isupper() and not said.isupper() and low in ("april", "june", "august"))


def _bare_may(m: re.Match[str], said: str, before: str) -> bool:
    sure = {"in", "last", "next", "this", "early", "late", "mid", "since", "until", "during", "throughout"}
    if before.lower() in sure or before.lower().endswith("mid-"):
        return True
    if said[0].islower() or _PERSON_MAY.search(m.string, max(0, m.start() - _FAR), m.end() + _FAR):
        return False
    if said.isupper():
        return False
    return before in ("by", "from", "to", "before", "after", "through", "of", "between", "and", "the", "or")


def season(m: re.Match[str]) -> bool:
    """Whether it is a time of year: "in the fall" and "last spring" are, "the fall of Kabul" is not."""
    after = next_word(m).lower()
    if after in ("water", "palace", "up", "short", "apart", "session", "games", "olympics"):
        return False
    if m["mod"] is not None:
        return True
    if after in ("of", "from", "into", "in", "to"):
        return False
    placed = _SEASONED.search(m.string[max(0, m.start() - _REACH) : m.start()])
    return placed is not None and ("the" in placed[0].lower().split() or m["season"].lower() != "fall")


def year(m: re.Match[str]) -> bool:
    """Whether four digits are a year: "in 1987" is; "2000 troops" and "Resolution 1929" are not."""
    before, after = last_word(m).lower().rstrip("."), next_word(m).lower()
    value = int(m["y"])
    if before in YEAR_AFTER_ALL and value % 100:
        return True
    if before in NUMBERED or after in COUNTED:
        return False
    if before in YEAR_BEFORE:
        return True
    prior = m.string[max(0, m.start() - 2) : m.start()]
    if prior.endswith(("#", "%", "+", "(+")):
        return False
    return 1900 <= value <= 2050


def weekday(m: re.Match[str]) -> bool:
    """Whether it is a day and not a name ("Good Friday", "the Sunday Times"); "Sun." needs its capital."""
    if m["w"].endswith(".") and not m["w"][0].isupper():
        return False
    if next_word(m).lower() in NAMING_AFTER and next_word(m)[:1].isupper():
        return False
    if m["w"].lower().rstrip(".") in ("sun", "sat", "wed", "mon") and last_word(m).lower() in ("the", "a"):
        return False
    return m.groupdict().get("mod") is not None or last_word(m).lower() not in NAMING_BEFORE


def today(m: re.Match[str]) -> bool:
    """Whether it is no publisher ("USA Today")."""
    return not (m[0] == "Today" and last_word(m).lower() in TODAY_NAMES)


def part_before(m: re.Match[str]) -> bool:
    """Whether "the end of", "later in" or the like stands before."""
    return _PART.search(m.string[max(0, m.start() - _REACH) : m.start()]) is not None


def roughly_before(m: re.Match[str]) -> bool:
    """Whether "about", "nearly" or the like stands before."""
    return _ROUGHLY.search(m.string[max(0, m.start() - _REACH) : m.start()]) is not None


def decade(m: re.Match[str]) -> bool:
    """Whether two digits or a plural of tens are years: "in the 80s", not "in his 80s"."""
    return _DECADED.search(m.string[max(0, m.start() - _REACH) : m.start()]) is not None


def event(m: re.Match[str]) -> bool:
    """Whether "before" or "after" goes on with an event ("the day after the vote")."""
    return _FREE.match(m.string, m.end()) is None
