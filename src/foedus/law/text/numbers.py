"""Numbers as treaties write them: "six (6)", "the twenty-second", "two thirds", "three-fourths".

`CARDINAL`, `ORDINAL`, `SHARE` are patterns over lower-case text; `cardinal`, `ordinal`, `share` their values.
"""

from __future__ import annotations

import re

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()

_VALUES = {w: n for n, w in enumerate(_UNITS, 1)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_VALUES |= {"a": 1, "an": 1, "fourty": 40, "often": 10}
_NTH_VALUES = {w: n for n, w in enumerate(_NTH, 1)} | {w[:-1] + "ieth": _VALUES[w] for w in _TENS}
_NTH_VALUES |= {"fourtieth": 40, "twelvth": 12, "nineth": 9}

_UNIT = "(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_TEN = "(?:" + "|".join([*_TENS, "fourty"]) + ")"
_SMALL = rf"(?:{_TEN}(?:[- ]{{1,2}}{_UNIT})?|{_UNIT})"
_FIGURE = r"\d{1,3}(?![\d.,]*\d)"
_AGAIN = r"(?: ?\((?:[a-z -]{2,25}|\d{1,3})(?:st|nd|rd|th)?\))?"

CARDINAL = rf"(?:(?:(?:one|two|three|a) )?hundred(?: and)?(?: {_SMALL})?|{_SMALL}|{_FIGURE}){_AGAIN}"
_NTH_WORD = "(?:" + "|".join(sorted(_NTH_VALUES, key=len, reverse=True)) + ")"
ORDINAL = (
    rf"(?:(?:(?:one )?hundred (?:and )?)?(?:{_TEN}[- ]{{1,2}})?{_NTH_WORD}"
    rf"|(?:one )?hundredth|\d{{1,3}} ?(?:st|nd|rd|th)){_AGAIN}"
)

_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6}
SHARE = (
    r"(?:(?:one|two|three|four|five) ?-? ?(?:half|third|quarter|fourth|fifth|sixth)s?"
    r"|\d/\d|(?:at least |more than )?(?:one )?half(?= of| the)|(?:a |the )?(?:simple )?majority)"
)

_WORD = re.compile(r"[a-z]+|\d+")


def cardinal(text: str) -> int | None:
    """The value of "six (6)", "one hundred and twenty", "a"; None where it is no number."""
    return _sum(text, _VALUES)


def ordinal(text: str) -> int | None:
    """The value of "twenty-second", "thirtieth (30th)", "60th"; None where it is no number."""
    return _sum(text, _VALUES | _NTH_VALUES)


def _sum(text: str, values: dict[str, int]) -> int | None:
    total = 0
    for word in _WORD.findall(text.split("(", maxsplit=1)[0]):
        if word.isdigit():
            return int(word)
        if word in ("hundred", "hundredth"):
            total = 100 * (total or 1)
        elif word in values:
            total += values[word]
        elif word not in _FILL:
            return None
    return total or None


_FILL = frozenset({"and", "the", "day", "of", "calendar", "consecutive"})


def share(text: str) -> tuple[int, int] | None:
    """The value of "two-thirds", "three quarters", "a majority" (taken as more than a half: (1, 2))."""
    if "majority" in text or "half" in text:
        return (1, 2)
    if "/" in text:
        part, whole = text.split("/")
        return int(part), int(whole)
    for head, n in _VALUES.items():
        part = text.removeprefix(head).strip(" -").removesuffix("s")
        if text.startswith(head) and part in _PARTS:
            return n, _PARTS[part]
    return None
