"""Even text to sentences, each with the article it stands in; every sentence is short enough to be read.

A sentence ends at a full stop or a semicolon (unless a list goes on), at an article's heading, and at
`LONGEST` characters whatever stands there: the time to read a text grows with its length and not faster.
"""

from __future__ import annotations

import re

import msgspec

from foedus.law.text.clean import Clean

LONGEST = 2000

_HEADING = re.compile(
    r"(?P<word>ARTICLE|Article|article|ART\.|Art\.|SECTION|Section|ANNEX|Annex|annex|APPENDIX"
    r"|PROTOCOL|TITLE|CHAPTER|Chapter)"
    r":? ?(?P<number>\d(?: \d)?(?= [A-Z])|\d{1,4}(?:[.-]\d{1,2})?|[IVXLC]+\b|[ivxlc]+)"
)
# words after which "article 4" is spoken of, not begun
_SPOKEN_OF = re.compile(
    r"(?:\b(?:of|in|with|under|by|to|and|or|from|see|per|this|that|the|said|paragraph|also"
    r"|pursuant)|,|\()\s*$"
)
_GOES_ON = re.compile(
    r"\s*(?:of|and|or|to|shall|is|are|may|above|below|hereof|,|\(|paragraph|which|have)\b|\s*[,(]"
)
_NO_END = re.compile(
    r"(?:\b(?:no|nos|art|arts|para|paras|st|vol|pp?|dr|mr|cf|i\.e|e\.g|viz|u\.s|[a-z])|(?:^"
    r"|[\s.;:()])\d{1,2}(?:st|nd|rd|th)?)\.$"
)
_NEXT_PARAGRAPH = re.compile(r"\s*(?:\d{1,2}\s?\.|\(\d{1,2}\))\s?[a-z]")
_END = re.compile(r"[.;](?=\s|[\"')\]\[]|[a-zA-Z(\d])")
_LIST_GOES_ON = re.compile(r"\s*(?:and |or )?(?:\(?(?:[a-h]|i{1,3}|iv|v|vi)\)|(?:and|or|but)\b|-|[–—])")


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """`clean.text[start:end]`; `article` is its label ("12", "XIV") or None, `heading` the words after it."""

    start: int
    end: int
    article: str | None
    heading: str
    number: int


def headings(clean: Clean) -> list[tuple[int, str, str]]:
    """Where articles begin: offset, label, the words that follow (lower case)."""
    found = []
    last = 0
    for match in _HEADING.finditer(clean.text):
        before = clean.lower[max(0, match.start() - 12) : match.start()]
        if _SPOKEN_OF.search(before) or (before and before[-1].isalnum()):
            continue
        after = clean.text[match.end() : match.end() + 60]
        if not match["word"].isupper() and (_GOES_ON.match(after) or not _begins(before, after)):
            continue
        label = match["number"].replace(" ", "").upper()
        if label.isdigit():
            # "ARTICLE 691. this": article 69, paragraph 1, where 68 came before
            if label.endswith("1") and label[:-1] == str(last + 1):
                label = label[:-1]
            last = int(label)
        if not match["word"].lower().startswith("art"):
            label = f"{match['word'].lower()} {label}"
        found.append((match.start(), label, after.lower().strip(" .:-")))
    return found


def _begins(before: str, after: str) -> bool:
    """Whether words in small letters begin an article: a sentence ended, or the article's words begin."""
    ended = not before.strip() or before.rstrip()[-1:] in '.;:)"]_'
    return ended or bool(
        re.match(
            r"\W*(?:[A-Z]|(?:this|the (?:present|contracting|high)|any|each|every|all|no|entry"
            r"|ratification)\b)",
            after,
        )
    )


def sentences(clean: Clean) -> list[Sentence]:
    """All sentences in order; together they cover the text."""
    marks = [*headings(clean), (len(clean.text), "", "")]
    out: list[Sentence] = []
    start = 0
    label: str | None = None
    heading = ""
    for at, next_label, next_heading in marks:
        for end in _ends(clean.lower, start, at):
            if end > start:
                out.append(Sentence(start, end, label, heading, len(out)))
                start = end
        label, heading, start = next_label, next_heading, at
    return out


def _ends(lower: str, start: int, stop: int) -> list[int]:
    ends = []
    last = start
    for match in _END.finditer(lower, start, stop):
        end = match.end()
        before, after = lower[max(last, end - 6) : end], lower[end : end + 12]
        numbered = before[-2:-1].isdigit() and _NEXT_PARAGRAPH.match(after)
        if _NO_END.search(before) and not numbered:
            continue
        if match.group() == ";" and _LIST_GOES_ON.match(after) and end - last < LONGEST // 2:
            continue
        while end - last > LONGEST:
            last += LONGEST
            ends.append(last)
        ends.append(end)
        last = end
    while stop - last > LONGEST:
        last += LONGEST
        ends.append(last)
    ends.append(stop)
    return ends
