"""The stories of a day: what was told in it, grouped, and ranked by what it changes.

Status changes come first, then steps told for the first time, then contradictions, then further sources; each
story says why it stands where it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Final

from foedus.law.model import Status
from foedus.ledger import AgreementRow, Ledger, StoredClaim, StoredDocument, TieKind
from foedus.ledger.agreements import load_origins
from foedus.ledger.origins import Origin, independent
from foedus.model import Certainty, ClaimKind
from foedus.names import names
from foedus.record.answer import answer
from foedus.record.facts import Fact, facts
from foedus.record.treaty import treaty_from_ledger
from foedus.watch.grouping import WITHIN, Telling, stories, words
from foedus.wording.status import first_line
from foedus.wording.words import listed

_TOLD: Final = (Certainty.ASSERTED, Certainty.REPORTED)


class Change(IntEnum):
    """What a story brings, the most first."""

    STATUS = 0
    STEP = 1
    CONTRADICTION = 2
    SOURCE = 3
    NOTHING = 4


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a story stands where it does; `agreement` is the one that it is about."""

    change: Change
    agreement: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening.

    `documents` are in order of time, the first source first; `groups` are their numbers by independent
    source, reprints with the text that they repeat; `agreements` are those that the articles tell of, the
    chief one first.
    """

    documents: tuple[StoredDocument, ...]
    groups: tuple[frozenset[int], ...]
    agreements: tuple[int, ...]
    why: tuple[Why, ...]

    @property
    def sources(self) -> int:
        """How many tell it independently."""
        return len(self.groups)

    @property
    def first(self) -> StoredDocument:
        return self.documents[0]

    @property
    def change(self) -> Change:
        return self.why[0].change if self.why else Change.NOTHING

    @property
    def title(self) -> str:
        """The title of the first article that has one."""
        return next((d.title for d in self.documents if d.title), self.first.doc)


def stories_of(ledger: Ledger, on: date, *, top: int | None = None) -> list[Story]:
    """The stories of a day, ranked; `top` of them. A story is of the day on which one of its articles came.

    Articles are those published in the 72 hours that end with the day; what they change is told against what
    had been published by the day before, whenever the ledger took it in.
    """
    found_in = ledger.documents_between(on - timedelta(days=3), on)
    documents = [d for d in found_in if _hour(d, on) is not None]
    told = {
        d.id: [c for c in _as_told(ledger, ledger.claims(doc=d.id), on) if c.stands] if d.claims else []
        for d in documents
    }
    taken_back = _taken_back(ledger, [d.id for d in documents])
    with ledger.view() as (connection, _, _):
        origins = load_origins(connection, {d.id for d in documents})
    tellings = [
        _telling(ledger, d, told[d.id], origins[d.id], on, taken_back.get(d.id, ())) for d in documents
    ]
    by_number = {d.id: d for d in documents}
    found = []
    changes = _Changes(ledger, on)
    for group in stories(tellings):
        each = tuple(by_number[number] for number in group)
        if any(_day(d) == on for d in each):
            claims = [c for d in each for c in told[d.id]]
            found.append(_story(each, claims, origins, changes, on, taken_back))
    found.sort(key=lambda s: (s.change, -s.sources, -len(s.documents), _instant(s.first), s.first.id))
    return found[:top]


def story_to_json(story: Story, rank: int) -> dict[str, object]:
    """A story as JSON, the same for the command line and the API."""
    return {
        "rank": rank,
        "title": story.title,
        "change": story.change.name.lower(),
        "sources": story.sources,
        "agreements": list(story.agreements),
        "why": [
            {"change": w.change.name.lower(), "agreement": w.agreement, "text": w.text} for w in story.why
        ],
        "documents": [
            {
                "id": d.id, "doc": d.doc, "publisher": d.publisher, "title": d.title,
                "published": d.published_at or d.published,
            }
            for d in story.documents
        ],
    }  # fmt: skip


def _taken_back(ledger: Ledger, documents: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """By page with a notice of retraction: the agreements of which it takes claims back."""
    out: dict[int, tuple[int, ...]] = {}
    for tie in ledger.ties(of=documents):
        if tie.kind is TieKind.RETRACTS and tie.document in documents and tie.other != tie.document:
            found = {c.agreement_id for c in ledger.claims(doc=tie.other) if c.agreement_id is not None}
            out[tie.document] = tuple(sorted({*out.get(tie.document, ()), *found}))
    return out


def _as_told(ledger: Ledger, claims: Sequence[StoredClaim], on: date) -> list[StoredClaim]:
    """The claims as they had been told by a day: what was taken back later stood on it."""
    numbers = {c.retracted_by for c in claims if c.retracted_by is not None}
    later = {d.id for d in ledger.documents(ids=sorted(numbers)) if _day(d) > on} if numbers else set()
    return [c.with_(retracted_by=None) if c.retracted_by in later else c for c in claims]


def _day(document: StoredDocument) -> date:
    return date.fromisoformat(document.published) if document.published else document.recorded_at.date()


def _instant(document: StoredDocument) -> str:
    """When it was published, to sort by; to the day where no more is known."""
    return document.published_at or document.published or document.recorded_at.isoformat()


def _hour(document: StoredDocument, on: date) -> float | None:
    """When it was published in hours since 1970, noon where only the day is known.

    By the clock of its own zone, which is the one of its day; None outside of the 72 hours that end with the
    day asked about.
    """
    if document.published_at is not None:
        at = datetime.fromisoformat(document.published_at).replace(tzinfo=None)
    else:
        at = datetime.combine(_day(document), time(12))
    end = datetime.combine(on + timedelta(days=1), time())
    inside = 0 < (end - at).total_seconds() / 3600 <= WITHIN
    return (at - datetime(1970, 1, 1)).total_seconds() / 3600 if inside else None


def _telling(
    ledger: Ledger,
    document: StoredDocument,
    told: Sequence[StoredClaim],
    origin: Origin,
    on: date,
    taken_back: Sequence[int],
) -> Telling:
    steps = [c for c in told if c.believed.kind is ClaimKind.STEP and c.agreement_id is not None]
    counted = Counter([*(c.agreement_id for c in told if c.agreement_id is not None), *taken_back])
    hour = _hour(document, on)
    assert hour is not None
    return Telling(
        document.id,
        hour,
        words(document.title, ledger.document_text(document.id)),
        origin.prints,
        min(counted, key=lambda a: (-counted[a], a)) if counted else None,
        frozenset(counted),
        frozenset(
            (c.agreement_id or 0, c.believed.what, a) for c in steps for a in c.believed.actors or ("",)
        ),
        frozenset(a for c in told for a in (*c.believed.actors, *c.believed.parties)),
    )


def _story(
    documents: tuple[StoredDocument, ...],
    told: Sequence[StoredClaim],
    origins: Mapping[int, Origin],
    changes: _Changes,
    on: date,
    taken_back: Mapping[int, Sequence[int]],
) -> Story:
    speaking = {c.document_id for c in told}
    chains = [(c.document_id, c.believed.sources) for c in told]
    silent = [(d.id, ()) for d in documents if d.id not in speaking]
    back = [a for d in documents for a in taken_back.get(d.id, ())]
    counted = Counter([*(c.agreement_id for c in told if c.agreement_id is not None), *back])
    agreements = tuple(sorted(counted, key=lambda a: (-counted[a], a)))
    today = {d.id for d in documents if _day(d) == on}
    gone = {a for d in documents if d.id in today for a in taken_back.get(d.id, ())}
    why = [one for a in agreements for one in changes.of(a, told, today, taken_back=a in gone)]
    return Story(
        documents,
        tuple(independent([*chains, *silent], origins)),
        agreements,
        tuple(sorted(why, key=lambda w: (w.change, w.agreement or 0))),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """An agreement as it was told by a day: its facts, and what follows from them on the day asked about."""

    facts: tuple[Fact, ...]
    status: Status | None  # None where nothing was told of it


class _Changes:
    """What the articles of a day change, agreement by agreement, each worked out once for all stories."""

    def __init__(self, ledger: Ledger, on: date) -> None:
        self._ledger = ledger
        self._on = on
        self._told: dict[int, tuple[AgreementRow, _Side, _Side]] = {}

    def of(
        self, agreement: int, told: Iterable[StoredClaim], today: set[int], *, taken_back: bool
    ) -> list[Why]:
        """Why an agreement makes a story news: by what the day's articles tell, and what they take back."""
        fresh = [c for c in told if c.agreement_id == agreement and c.document_id in today]
        if not fresh and not taken_back:
            return []
        if agreement not in self._told:
            row = self._ledger.agreement(agreement)
            self._told[agreement] = (row, *self._sides(row))
        row, before, now = self._told[agreement]
        out = []
        if (status := _status_change(before.status, now.status)) is not None:
            back = ", taken back by its publisher" if taken_back and not fresh else ""
            out.append(Why(Change.STATUS, agreement, f"{row.name}: {status}{back}"))
        if steps := _new_steps(before.facts, now.facts, {c.id for c in fresh}):
            out.append(
                Why(Change.STEP, agreement, f"{row.name}: {', '.join(steps)}, told for the first time")
            )
        if any(f.contradiction for f in now.facts) and not any(f.contradiction for f in before.facts):
            out.append(Why(Change.CONTRADICTION, agreement, f"{row.name}: sources contradict each other"))
        if not out and taken_back:
            return [Why(Change.CONTRADICTION, agreement, f"{row.name}: a publisher takes back what it told")]
        return out or [Why(Change.SOURCE, agreement, f"{row.name}: told by a further source")]

    def _sides(self, row: AgreementRow) -> tuple[_Side, _Side]:
        """The agreement as told by the day before, and by the day."""
        claims = self._ledger.claims(row.id)
        pages = {d.id: d for d in self._ledger.documents(ids=sorted({c.document_id for c in claims}))}
        with self._ledger.view() as (connection, _, _):
            origins = load_origins(connection, set(pages))
        by_day = [c for c in claims if _day(pages[c.document_id]) <= self._on]
        earlier = [c for c in by_day if _day(pages[c.document_id]) < self._on]
        by_day = _as_told(self._ledger, by_day, self._on)
        earlier = _as_told(self._ledger, earlier, self._on - timedelta(days=1))
        published = {number: page.published for number, page in pages.items()}
        terms = self._ledger.terms(row.id)
        parties = frozenset(row.parties)

        def side(of: Sequence[StoredClaim]) -> _Side:
            if not of:
                return _Side((), None)
            known = treaty_from_ledger(row, of, published, terms[-1].terms if terms else None)
            return _Side(tuple(facts(of, origins, parties)), answer(known, self._on))

        return side(earlier), side(by_day)


def _status_change(before: Status | None, now: Status | None) -> str | None:
    """How the status differs from what followed from what was told before; None where it does not."""
    if now is None or (before is None and now.in_force is None):
        return None
    if before is not None and before.headline is now.headline:
        return None
    display = names().display
    then = "not told" if before is None else first_line(before, display)
    return f"{then} -> {first_line(now, display)}"


def _new_steps(before: Iterable[Fact], now: Iterable[Fact], fresh: set[int]) -> list[str]:
    """Steps that were done by what the day's claims (`fresh`, by number) tell, and were not told before."""
    display = names().display
    known = {(fact.what, fact.actors) for fact in before if fact.certainty in _TOLD}
    new = [
        f"{fact.what.replace('_', ' ')} by {listed(fact.actors, display)}"
        if fact.actors
        else fact.what.replace("_", " ")
        for fact in now
        if fact.kind is ClaimKind.STEP
        and fact.certainty in _TOLD
        and (fact.what, fact.actors) not in known
        and any(claim.id in fresh for claim in fact.claims)
    ]
    return list(dict.fromkeys(new))
