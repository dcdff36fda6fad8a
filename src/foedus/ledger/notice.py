"""What a page says of another page: that it was wrong (a correction) or is taken back (a retraction).

Pure. `read_notice` reads a notice, `speaks_of` tells whether a notice means a page; both look at one page and
one pair, so the same pages are tied whatever came first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

from foedus.ledger.notice_rules import (
    CORRECTED,
    CORRECTS,
    RETRACTED,
    RETRACTS,
    RETRACTS_ITS_OWN,
    WITHDRAWN,
    Row,
)
from foedus.ledger.prints import containment

NAMED_WITHIN: Final = 60  # days from a page to a notice that names its headline
REPEATED_WITHIN: Final = 14  # days from a page to a notice that stands over its text
COPIED: Final = 0.8  # of a text that stands in another, where the names in it are the same
_LONGEST: Final = 600  # characters of a notice that are kept
_EDGE: Final = 4  # paragraphs at either end of a page in which a notice may stand
_FEWEST: Final = 3  # telling words of a headline that is told from others

#: One of these stands in all that `_MAYBE` finds: a search for a fixed text takes a twentieth of the time.
_HINTS: Final = (
    "correct", "retract", "withdr", "kill", "disregard", "version", "amended", "clarif", "erroneous",
    "misstat", "misident", "taken down", "removed",
)  # fmt: skip
_MAYBE: Final = re.compile(
    r"correct|retract|withdr|\bkill|disregard|(?:earlier|previous|original|prior) version|amended|clarif"
    r"|erroneous|misstat|misident|taken down|removed",
    re.I,
)
_QUOTED: Final = re.compile(
    r"[\u201c\"]([^\u201c\u201d\"]{8,200})[\u201d\"]|\u2018([^\u2018\u2019]{8,200})\u2019"
)
_HEADLINED: Final = re.compile(r"headlin|titled|entitled|slugged|story|article|report|dispatch|item", re.I)
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"')\u201d\u2019\]]*\s+(?=[\"'(\u201c\u2018\[A-Z])")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_NAME: Final = re.compile(r"\b[A-Z][\w'\u2019-]+")
_NO_NAMES: Final = frozenset(
    "The An In It Its On At Of To And But By For He She They We This That These Those Mr Mrs Ms Correction"
    " Corrects Corrected Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March"
    " April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep"
    " Oct Nov Dec".split()
)
_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = (*CORRECTED, *RETRACTED, *WITHDRAWN)


class NoticeKind(StrEnum):
    """What a notice does to the page that it means."""

    CORRECTION = "correction"  # its claims stand, and are said to have been corrected
    RETRACTION = "retraction"  # its claims count no more


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: its words, and the telling words of each headline that it names."""

    kind: NoticeKind
    said: str
    headlines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticedPage:
    """A page as far as notices go.

    `marks` are its publisher and the agencies that it credits, `day` the ISO day and `at` the instant of
    publication, `fetched` when it was fetched, `headline` the telling words of its title, `notice` its own;
    `names` are those in its text, which only pages need that have much of their text in common.
    """

    id: int
    address: str | None
    marks: frozenset[str]
    day: str | None
    at: str | None
    fetched: str | None
    headline: str
    prints: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    notice: Notice | None = None


def marks_of(publisher: str | None, credits: tuple[str, ...]) -> frozenset[str]:
    """Whose a page is: its publisher and the agencies that it credits."""
    return frozenset(m.casefold().strip() for m in (publisher, *credits) if m and m.strip())


def headline_key(title: str | None) -> str:
    """The telling words of a headline, without its mark ("CORRECTED-"); "" where they are too few."""
    text = title or ""
    if found := _mark(text, _MARKS):
        text = text[found.end() :]
    words = _WORD.findall(text.casefold())
    return " ".join(words) if len(words) >= _FEWEST else ""


def read_notice(title: str | None, text: str, marks: frozenset[str] = frozenset()) -> Notice | None:
    """The notice that a page is or has; None for any other page.

    It stands in the headline, or in a paragraph near the beginning or the end. A page that tells of somebody
    else's retraction has none: who retracts is "we" or one of `marks`.
    """
    paragraphs = [" ".join(p.split()) for p in _PARAGRAPH.split(text) if p.strip()]
    edges = list(dict.fromkeys([*paragraphs[:_EDGE], *paragraphs[-_EDGE:]]))
    where = "\n".join((title or "", *edges))
    folded = where.casefold()
    if not any(hint in folded for hint in _HINTS) or not _MAYBE.search(where):
        return None
    first = title or (paragraphs[0] if paragraphs else "")
    if first not in edges:
        edges.insert(0, first)
    told = list(_retractions(first, edges, marks))
    kind = NoticeKind.RETRACTION
    if not told:
        kind, told = NoticeKind.CORRECTION, list(_corrections(first, edges))
    if not told:
        return None
    said = _joined(told)[:_LONGEST]
    named = [headline_key(first)] if _mark(first, _MARKS) else []
    for paragraph in edges:
        if any(words in paragraph for words in told) and _HEADLINED.search(paragraph):
            named += [headline_key(a or b) for a, b in _QUOTED.findall(paragraph)]
    return Notice(kind, said, tuple(dict.fromkeys(filter(None, named))))


def speaks_of(notice: Notice, page: NoticedPage, other: NoticedPage) -> bool:
    """Whether the notice that stands on `page` means the page `other`.

    It means an earlier version at the same address; and, of the same publisher or agency, a page with the
    headline that it names, or whose text stands under it, published before.
    """
    if page.id == other.id or (other.notice is not None and other.notice.said == notice.said):
        return False
    if page.address is not None and page.address == other.address:
        return not _later(other, page)
    if not page.marks & other.marks or page.day is None or other.day is None:
        return False
    days = (date.fromisoformat(page.day) - date.fromisoformat(other.day)).days
    if not 0 <= days <= NAMED_WITHIN or _later(other, page):
        return False
    if other.headline and other.headline in notice.headlines:
        return True
    return days <= REPEATED_WITHIN and copied(page, other)


def is_reprint(page: NoticedPage, original: NoticedPage, notice: NoticedPage) -> bool:
    """Whether a page repeats a page that `notice` took back, and came after it and not after the notice."""
    if page.id in (original.id, notice.id) or page.notice is not None or page.day is None:
        return False
    if original.day is None or notice.day is None or not original.day <= page.day <= notice.day:
        return False
    if _later(original, page) or _later(page, notice):
        return False
    return copied(page, original)


def alike(one: NoticedPage, other: NoticedPage) -> bool:
    """Whether most of one text stands in the other."""
    return containment(one.prints, other.prints) >= COPIED


def copied(one: NoticedPage, other: NoticedPage) -> bool:
    """Whether one text stands in the other with its names: two treaties in one form of words are two."""
    less, more = sorted((one.names, other.names), key=len)
    return alike(one, other) and bool(less) and less <= more


def names_in(text: str) -> frozenset[str]:
    """The words of a text that begin with a capital, but for days and for such as begin any sentence."""
    return frozenset(_NAME.findall(text)) - _NO_NAMES


def _later(one: NoticedPage, other: NoticedPage) -> bool:
    """Whether one is surely the later of two: by when they were published, else fetched."""
    for a, b in ((one.at, other.at), (one.day, other.day), (one.fetched, other.fetched)):
        if a is not None and b is not None and a != b:
            return _instant(a) > _instant(b)
    return False


def _instant(text: str) -> str:
    """An ISO day or instant in a form that sorts, instants in UTC."""
    return text if "T" not in text else datetime.fromisoformat(text).astimezone(UTC).isoformat()


def _joined(told: list[str]) -> str:
    """Headline and sentences as one text."""
    out = ""
    for part in dict.fromkeys(told):
        out += f" {part}" if out.endswith((".", "!", "?", "\u201d", ")")) else f" ... {part}" if out else part
    return out


def _mark(headline: str, rows: Iterable[Row]) -> re.Match[str] | None:
    """What a headline begins with by the first of these rows that fits."""
    return next((found for row in rows if (found := row.pattern.match(headline))), None)


def _retractions(headline: str, edges: list[str], marks: frozenset[str]) -> Iterator[str]:
    """The sentences that take a page back."""
    found = [s for p in edges for s in _sentences(p) if _retracts(s, marks)]
    if _mark(headline, RETRACTED) or (found and _mark(headline, WITHDRAWN)):
        yield headline
    yield from found


def _retracts(sentence: str, marks: frozenset[str]) -> bool:
    if any(row.pattern.search(sentence) for row in RETRACTS):
        return True
    own = RETRACTS_ITS_OWN.pattern.search(sentence)
    if own is None:
        return False
    subject = sentence[: own.start()].casefold().strip(" ,\u2019'")
    return any(subject.endswith((mark, f"{mark} news agency")) for mark in marks)


def _corrections(headline: str, edges: list[str]) -> Iterator[str]:
    """The sentences that correct a page."""
    if _mark(headline, CORRECTED):
        yield headline
    for paragraph in edges:
        for sentence in _sentences(paragraph):
            if any(row.pattern.search(sentence) for row in CORRECTS):
                yield paragraph if len(paragraph) <= _LONGEST else sentence
                break


def _sentences(paragraph: str) -> list[str]:
    return [s[:_LONGEST] for s in _SENTENCE.split(paragraph)]
