"""One story from the inside: its articles by independent source, and what each is to those before it."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.ledger import Ledger, StoredDocument, TieKind
from foedus.ledger.agreements import load_origins
from foedus.ledger.origins import Origin
from foedus.ledger.prints import REPRINT, containment
from foedus.record.versions import compare, figures_in_words
from foedus.watch.stories import Story


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story; `notes` say what it is to the articles before it, and what notices say of it."""

    document: StoredDocument
    notes: tuple[str, ...]


def sources_of(ledger: Ledger, story: Story) -> list[list[StoryArticle]]:
    """The articles by independent source, the first source first, each source's in order of time."""
    numbers = [d.id for d in story.documents]
    with ledger.view() as (connection, _, _):
        origins = load_origins(connection, numbers)
    texts = {number: ledger.document_text(number) for number in numbers}
    notices = _notices(ledger, numbers)
    place = {number: n for n, number in enumerate(numbers)}
    out = []
    for group in sorted(story.groups, key=lambda g: min(place[number] for number in g)):
        told: list[StoredDocument] = []
        articles = []
        for document in (d for d in story.documents if d.id in group):
            own = _note(document, told, origins, texts)
            articles.append(StoryArticle(document, (*([own] if own else []), *notices.get(document.id, ()))))
            told.append(document)
        out.append(articles)
    return out


def _note(
    document: StoredDocument, before: list[StoredDocument], origins: dict[int, Origin], texts: dict[int, str]
) -> str | None:
    """What an article is to those of the same source before it: a version, a reprint, an update."""
    if not before:
        return None
    version = next(
        (d for d in reversed(before) if d.address is not None and d.address == document.address), None
    )
    alike = max(before, key=lambda d: containment(origins[d.id].prints, origins[document.id].prints))
    reprint = containment(origins[alike.id].prints, origins[document.id].prints) >= REPRINT
    if version is None and not reprint:
        return "on the word of the same source"
    figures = figures_in_words(compare(texts[(version or alike).id], texts[document.id]))
    what = "a new version" if version is not None else "an update" if figures else "a reprint"
    return f"{what}: {figures}" if figures else what


def _notices(ledger: Ledger, numbers: list[int]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = {}
    for tie in ledger.ties(of=numbers):
        taken_back = tie.kind is TieKind.RETRACTS
        if tie.other in numbers and tie.other != tie.document:
            out.setdefault(tie.other, []).append("retracted by its publisher" if taken_back else "corrected")
        if tie.document in numbers:
            out.setdefault(tie.document, []).append("a retraction" if taken_back else "a correction")
    return {number: list(dict.fromkeys(notes)) for number, notes in out.items()}
