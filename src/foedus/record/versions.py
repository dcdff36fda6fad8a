"""The versions of a page, and what each changed: paragraphs and words, numbers and dates.

A page that is fetched again with another text is a version beside the old one. One in which a number or a
date differs is an update, whatever else it repeats; which version corrects or retracts another is told by its
own notice (`foedus.ledger.notice`). The comparison is pure, and bounded whatever the texts are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from foedus.ledger import Ledger, StoredDocument, Tie, TieKind

MOST: Final = 50  # versions of one page that are told of, the last ones
_AT_ONCE: Final = 250_000  # items of one sequence times items of the other; beyond it by their ends alone
_ALL: Final = 2_000_000  # the same of all paragraphs of a page together; beyond it they are told whole
_ALIKE: Final = 0.4  # share of words from which two paragraphs are one that was changed
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_PIECE: Final = re.compile(r"\w+(?:[.,:'\u2019-]\w+)*\s*|\W\s*")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_FIGURE: Final = re.compile(
    rf"\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?(?!\w)"
    r"|\d[\d,.:/-]*\d|\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?)\b",
    re.I,
)


class Revision(StrEnum):
    """What a version is to the one before it."""

    FIRST = "first"
    SAME = "same text"
    EDITED = "edited"  # other words, the same numbers and dates
    UPDATED = "updated"  # numbers or dates differ
    CORRECTED = "corrected"  # it says that the one before was wrong
    RETRACTED = "retracted"  # it takes the one before back


class Kept(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with what became of it."""

    kept: Kept
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of either text in pieces; one piece where it is the same, gone or new as a whole."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.kept is not Kept.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Change:
    """What one text changed of another. `gone` and `new` are numbers and dates, in the order of the text."""

    paragraphs: tuple[Paragraph, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return any(paragraph.changed for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page, by its place among them (from 1), with what it changed of the one before."""

    number: int
    document: StoredDocument
    revision: Revision
    change: Change | None


def versions(ledger: Ledger, document: StoredDocument) -> list[Version]:
    """The versions of the page that a document is one of, oldest first; at most the last `MOST`."""
    if document.address is None:
        return [Version(1, document, Revision.FIRST, None)]
    found = ledger.documents_at(document.address)
    ties = {(t.document, t.other): t for t in ledger.ties(of=[d.id for d in found])}
    each = sorted(found, key=lambda d: (d.fetched or d.recorded_at.isoformat(), d.id))
    out: list[Version] = []
    start = max(0, len(each) - MOST)
    before = ledger.document_text(each[start - 1].id) if start else None
    for number, one in enumerate(each[start:], start + 1):
        text = ledger.document_text(one.id)
        change = None if before is None else compare(before, text)
        earlier = None if number == 1 else each[number - 2]
        tie = ties.get((one.id, earlier.id)) if earlier else None
        out.append(Version(number, one, _revision(change, tie), change))
        before = text
    return out


def _revision(change: Change | None, tie: Tie | None) -> Revision:
    if change is None:
        return Revision.FIRST
    if tie is not None:
        return Revision.RETRACTED if tie.kind is TieKind.RETRACTS else Revision.CORRECTED
    if not change.changed:
        return Revision.SAME
    return Revision.UPDATED if change.gone or change.new else Revision.EDITED


def compare(before: str, after: str) -> Change:
    """What the text `after` changed of `before`, by paragraph and word."""
    old, new = _paragraphs(before), _paragraphs(after)
    return Change(tuple(_aligned(old, new, _Budget(_ALL))), *figures_apart(before, after))


def figures_apart(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers and dates that only the first text has, and those that only the second has."""
    one, other = _figures(before), _figures(after)
    return _only(one, other), _only(other, one)


def _figures(text: str) -> list[str]:
    return [" ".join(found.split()) for found in _FIGURE.findall(text)]


def _only(these: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    left = Counter(f.casefold() for f in these) - Counter(f.casefold() for f in those)
    return tuple(dict.fromkeys(f for f in these if f.casefold() in left))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(p.split()) for p in _PARAGRAPH.split(text) if p.strip()]


@dataclass(slots=True)
class _Budget:
    """What may still be compared; a working value that never leaves this module."""

    left: int

    def spend(self, amount: int) -> bool:
        self.left -= amount
        return self.left >= 0


def _aligned(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[Paragraph]:
    """The paragraphs of both texts in one order."""
    for op, a, b, c, d in _steps(old, new):
        if op == "equal":
            yield from (_whole(Kept.SAME, text) for text in new[c:d])
        else:
            yield from _replaced(old[a:b], new[c:d], budget)


def _replaced(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[Paragraph]:
    """Paragraphs in whose stead others stand: those that are alike word by word, the rest whole."""
    at = 0
    for text in old:
        near = (n for n in range(at, min(len(new), at + 20)) if _alike(text, new[n]))
        found = next(near, None)
        if found is None:
            yield _whole(Kept.GONE, text)
            continue
        yield from (_whole(Kept.NEW, other) for other in new[at:found])
        yield from _words(text, new[found], budget)
        at = found + 1
    yield from (_whole(Kept.NEW, other) for other in new[at:])


def _alike(one: str, other: str) -> bool:
    a, b = Counter(one.casefold().split()), Counter(other.casefold().split())
    return 2 * (a & b).total() >= _ALIKE * (a.total() + b.total())


def _words(before: str, after: str, budget: _Budget) -> Iterator[Paragraph]:
    """One paragraph with what was taken out of it and put into it."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if not budget.spend(min(len(old) * len(new), _AT_ONCE)):
        yield from (_whole(Kept.GONE, before), _whole(Kept.NEW, after))
        return
    pieces: list[Piece] = []
    for op, a, b, c, d in _steps(old, new):
        if op == "equal":
            pieces.append(Piece(Kept.SAME, "".join(new[c:d])))
            continue
        if a < b:
            pieces.append(Piece(Kept.GONE, "".join(old[a:b])))
        if c < d:
            pieces.append(Piece(Kept.NEW, "".join(new[c:d])))
    yield Paragraph(tuple(pieces))


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """The steps from one sequence to the other; of very long ones only what they begin and end with alike."""
    if len(old) * len(new) <= _AT_ONCE:
        return SequenceMatcher(None, old, new).get_opcodes()
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = len(old) - tail, len(new) - tail
    steps = [("equal", 0, head, 0, head), ("replace", head, a, head, b), ("equal", a, len(old), b, len(new))]
    return [s for s in steps if s[1] < s[2] or s[3] < s[4]]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _whole(kept: Kept, text: str) -> Paragraph:
    return Paragraph((Piece(kept, text),))


def version_to_json(version: Version, *, texts: bool = True) -> dict[str, object]:
    """A version as JSON, the same for the command line and the API; `texts`: with what changed in words."""
    document, change = version.document, version.change
    out: dict[str, object] = {
        "version": version.number,
        "document_id": document.id,
        "revision": version.revision.value,
        "published": document.published_at or document.published,
        "fetched": document.fetched,
        "recorded_at": document.recorded_at.isoformat(),
        "digest": document.digest,
    }
    if change is not None:
        out["numbers_gone"], out["numbers_new"] = list(change.gone), list(change.new)
        if texts:
            out["changes"] = [
                [[piece.kept.value, piece.text] for piece in paragraph.pieces]
                for paragraph in change.paragraphs
                if paragraph.changed
            ]
    return out


def tie_to_json(tie: Tie) -> dict[str, object]:
    """A notice of correction or retraction as JSON."""
    return {"notice": tie.kind.value, "by_document": tie.document, "of_document": tie.other, "said": tie.said}


def figures_in_words(change: Change) -> str:
    """What became of numbers and dates: "Nov. 9 -> Nov. 10"; "" where none differs."""
    if not (change.gone or change.new):
        return ""
    gone, new = (
        "; ".join(each[:8]) + (" ..." if len(each) > 8 else "") for each in (change.gone, change.new)
    )
    return f"{gone or 'nothing'} -> {new or 'nothing'}"
