"""Text of a block as the parser likes it, with a map back: `norm.back[i]` is the offset in the article's
text.

White space is folded, quotation marks and dashes made plain, tokenised corpora joined again ("Iran 's pact
,"), and upper-case wire copy brought to sentence case. Nothing is ever added but what stands for one
character.
"""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase

import msgspec

_OPENS, _CLOSES = "\ue000", "\ue001"  # quotation marks that show their side, until they are paired
_PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u2032": "'", "`": "'",
    "\u201c": _OPENS, "\u201d": _CLOSES, "\u201e": _OPENS, "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-",
    "\u2014": "\u2014", "\u2015": "\u2014",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ",
}  # fmt: skip
_DROP = {"\u200b", "\u200c", "\u200d", "\u00ad", "\ufeff", "*", "\\"}
_TIGHT = set(",.;:!?%)]")
_CLITIC = re.compile(r"'(?:s|re|ve|ll|d|m)\b|n't\b")
_UPPER = ascii_uppercase.encode()
_LOWER = ascii_lowercase.encode()
# written apart or together, one word to the parser; the hyphen stands first, for few texts hold one
_JOINED = re.compile(
    r"[-\u2010\u2011](?:(?<=\bcease.)|(?<=\bnon.)|(?<=\bre.)|(?<=\bpull.)|(?<=\bpre.))"
    r"(?=(?:fires?|compliance|aggression|join\w*|enter\w*|negotiat\w*|outs?)\b)",
    re.I,
)
# what stands as it is written: words with one blank between them, no sign that is changed, dropped or skipped
_ODD = re.escape("".join({*_PLAIN, *_DROP, "-", "'", "<"}))
_AS_IS = re.compile(rf"[^ {_ODD}]+(?: [^ {_ODD}]+)*")
_DIGIT = re.compile(r"\d")
_CRAMMED = re.compile(r"[,.](?=\d)")
_DAY_OF_MONTH = re.compile(r"[a-z.] \d{1,2}$")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)$")
_YEAR = re.compile(r"(?:18|19|20)\d\d\b")
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_GLUED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?={_MONTHS}\b)|{_MONTHS}(?=\d{{1,4}}\b))"
)  # "12May", "May12"
# "the deal - covering fish and wine - has been made": dashes, no hyphens; not "Oslo - Bergen"
_ASIDE = re.compile(
    r" - (?:an?|the|one|which|who|whose|but|including|its|his|her|their|[a-z]{3,}ing)\b"
    r"(?:[^-\u2014.!?]{1,200} - (?=[a-z]))?"
)
_MARKS = re.compile(f'["{_OPENS}{_CLOSES}]')
_TAG = re.compile(r"</?(?:sup|sub|span|em|strong|b|i|u|br|a)\b[^<>]{0,80}>")


class Norm(msgspec.Struct, frozen=True):
    """`text` for the parser and, for each of its characters, the offset in the article's text."""

    text: str
    back: tuple[int, ...]
    end: int

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the article's text of `text[start:end]` (end exclusive)."""
        if start >= len(self.back):
            return self.end, self.end
        last = self.back[end - 1] + 1 if end > start else self.back[start]
        return self.back[start], last


def normalise(text: str, start: int, end: int) -> Norm:
    """The block `text[start:end]` in the parser's form. Linear time."""
    tokenised = _looks_tokenised(text, start, end)
    skip = {i for m in _TAG.finditer(text, start, end) for i in range(m.start(), m.end())}
    skip |= {m.start() for m in _JOINED.finditer(text, start, end)}
    chars: list[str] = []  # pieces; a blank is always one of its own at the end
    back: list[int] = []
    i = start
    while i < end:
        if not tokenised and i not in skip:
            run = _AS_IS.match(text, i, end)
            if run is not None:
                chars.append(run.group())
                back.extend(range(i, run.end()))
                i = run.end()
                continue
        c = text[i]
        if c in _DROP or i in skip:
            i += 1
            continue
        if c in "'`" and text[i : i + 2] in ("``", "''"):
            chars.append(_OPENS if c == "`" else _CLOSES)
            back.append(i)
            i += 2
            continue
        if c == "-" and text[i : i + 2] == "--":
            while i < end and text[i] == "-":
                i += 1
            chars.append("\u2014")
            back.append(i - 1)
            continue
        c = _PLAIN.get(c, c)
        if c == " ":
            if not chars or chars[-1] == " ":
                i += 1
                continue
        elif tokenised and chars and chars[-1] == " " and (c in _TIGHT or _clitic(text, i, end)):
            chars.pop()
            back.pop()
        chars.append(c)
        back.append(i)
        i += 1
    while chars and chars[-1] == " ":
        chars.pop()
        back.pop()
    plain = "".join(chars)
    for at in reversed(_lacking_blanks(plain)):
        plain = f"{plain[:at]} {plain[at:]}"  # the blank stands for the sign before it
        back.insert(at, back[at - 1])
    if " - " in plain and not tokenised:
        plain = _ASIDE.sub(lambda m: m.group().replace(" - ", " \u2014 "), plain)
    for at in reversed(_unpaired(plain)):
        blank = plain[at - 1 : at] in ("", " ") and plain[at + 1 : at + 2] in ("", " ")
        cut = slice(max(at - 1, 0) if blank and at else at, at + (2 if blank and not at else 1))
        plain = plain[: cut.start] + plain[cut.stop :]
        del back[cut]
    return Norm(plain.replace(_OPENS, '"').replace(_CLOSES, '"'), tuple(back), end)


def _unpaired(text: str) -> list[int]:
    """Quotation marks that open what is open, or close what is not: where a quotation runs over paragraphs
    that became one, each begins with a mark ("... home. "We go.")."""
    out: list[int] = []
    is_open = False
    for found in _MARKS.finditer(text):
        at = found.start()
        if found.group() == '"':
            before, after = text[at - 1 : at].strip(" ("), text[at + 1 : at + 2].strip()
            opens = not is_open if bool(before) == bool(after) else bool(after) and not before
        else:
            opens = found.group() == _OPENS
        if opens == is_open:
            out.append(at)
        is_open = opens
    return out


def _lacking_blanks(text: str) -> list[int]:
    """Where a date lacks a blank: "June 15,1987", "Oct.12", "12May 2021"."""
    if not _DIGIT.search(text):
        return []
    places = {found.end() for found in _GLUED.finditer(text)}
    for found in _CRAMMED.finditer(text):
        before = text[max(0, found.start() - 5) : found.start()]
        comma = found.group() == "," and _DAY_OF_MONTH.search(before) and _YEAR.match(text, found.end())
        if comma or (found.group() == "." and _MONTH.search(before)):
            places.add(found.end())
    return sorted(places)


def is_upper(text: str) -> bool:
    """Whether a run of text is upper-case wire copy (a headline, a cable)."""
    data = text.encode("utf-8", "replace")
    upper, lower = (len(data) - len(data.translate(None, letters)) for letters in (_UPPER, _LOWER))
    return upper >= 8 and lower * 12 < upper


def _looks_tokenised(text: str, start: int, end: int) -> bool:
    return text.count(" ,", start, end) + text.count(" .", start, end) >= 2 or " 's " in text[start:end]


def _clitic(text: str, i: int, end: int) -> bool:
    return (
        text[i] in "'n\u2019" and _CLITIC.match(text[i : min(end, i + 4)].replace("\u2019", "'")) is not None
    )
