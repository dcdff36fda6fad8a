"""Answers to an assistant's questions, as JSON that says what it rests on.

Each answer has the days that were asked and known, the ledger's head and the register's edition, and tells
apart what is not found (`found` false) from what is found and not told (`in_force` null).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from foedus.errors import UsageError
from foedus.law.model import PartyStatus, Status
from foedus.ledger import Ledger, StoredClaim
from foedus.model import Passage, Source
from foedus.names import names
from foedus.names.written import one_party
from foedus.publish.told import change_json
from foedus.record.answer import answer
from foedus.record.bound import standing
from foedus.record.changes import Change, changes, moment_of
from foedus.record.facts import Fact
from foedus.record.find import Found, edition_of, near, treaties_for
from foedus.record.joined import KnownTreaty
from foedus.record.linked import entry_of
from foedus.record.timeline import timeline as facts_of
from foedus.register.model import Entry
from foedus.wording.as_json import status_to_json
from foedus.wording.sentences import sentence

Json = dict[str, Any]

MOST_TREATIES: Final = 5  # answered for at once; a question that fits more is asked more closely
MOST_LINES: Final = 300
LONGEST: Final = 500  # characters of a question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: a treaty's name, its id or its parties; the day; the day by whose end it was known."""

    treaty: str
    on: date
    known_on: date | None = None


class Answers:
    """What ledger and register tell. `ledger` gives the ledger as it stands, None where there is none."""

    def __init__(self, ledger: Callable[[], Ledger | None], today: Callable[[], date] = date.today) -> None:
        self._ledger = ledger
        self._today = today

    def asked(self, treaty: str, on: str | None = None, known_on: str | None = None) -> Asked:
        """A question put in words. Raises UsageError for a day that is none, and for an endless name."""
        if not treaty.strip() or len(treaty) > LONGEST:
            raise UsageError(f"name a treaty, its id or its parties, in at most {LONGEST} characters")
        return Asked(treaty, _day(on, "on") or self._today(), _day(known_on, "known_on"))

    def search(self, words: str, limit: int = 10) -> Json:
        """Known treaties and agreements of the ledger by words of their names, subjects and parties."""
        asked = self.asked(words)
        opened = self._ledger()
        known = edition_of(opened).search(words, limit)
        rows = opened.find_agreements(words.split())[:limit] if opened is not None else []
        return {
            **self._head(asked),
            "found": bool(known or rows),
            "known": [
                {"entry": b.id, "title": b.title, "date": b.date, "in_force": b.in_force, "ended": b.ended}
                for b in known
            ],
            "in_the_ledger": [
                {"agreement": r.id, "name": r.name, "parties": list(r.parties), "claims": r.claims}
                for r in rows
            ],
        }

    def status(self, asked: Asked) -> Json:
        """Whether a treaty is in force on the day, since when, and why."""
        return self._each(asked, _status)

    def missing(self, asked: Asked) -> Json:
        """What a treaty still lacks to enter into force, and who has yet to act."""
        return self._each(asked, _missing)

    def bound(self, asked: Asked, state: str | None = None) -> Json:
        """Who is bound on the day, who is not, and of whom it is not told; or the same of one state alone."""
        code = None if state is None else _state(state)

        def parties(found: Found, status: Status) -> Json:
            each = status.parties if code is None else [p for p in (standing(status, code),) if p is not None]
            told = {"parties": [_party(p) for p in each[:MOST_LINES]], "left_out": len(each[MOST_LINES:])}
            return told if code is None or each else {**told, "note": f"nothing is told of {state}"}

        return self._each(asked, parties)

    def timeline(self, asked: Asked) -> Json:
        """A treaty's steps in order of time: those that pages tell, and the days that the register has."""

        def steps(found: Found, _: Status) -> Json:
            opened = self._ledger()
            told: Sequence[Fact] = ()
            if found.row is not None and opened is not None:
                told = facts_of(opened, found.row.id, known_on=asked.known_on)
            entry = found.treaty.entry if isinstance(found.treaty, KnownTreaty) else None
            return {
                "pages_tell": [_fact(f) for f in told[:MOST_LINES]],
                "register_tells": [] if entry is None else _days(entry),
                "left_out": len(told[MOST_LINES:]),
            }

        return self._each(asked, steps)

    def evidence(self, asked: Asked, limit: int = 20) -> Json:
        """The claims that a treaty's record rests on, each with its passage, its page and who said it."""

        def claims(found: Found, _: Status) -> Json:
            opened = self._ledger()
            if found.row is None or opened is None:
                return {"claims": [], "note": "no page tells of it: what is known is the register's"}
            each = opened.claims(found.row.id, known_on=asked.known_on)
            pages = {
                d.id: d
                for d in opened.documents(known_on=asked.known_on, ids=sorted({c.document_id for c in each}))
            }
            shown = [
                {
                    **_claim(c),
                    "page": {
                        "name": pages[c.document_id].doc,
                        "publisher": pages[c.document_id].publisher,
                        "published": pages[c.document_id].published,
                        "address": pages[c.document_id].address,
                    },
                }
                for c in each[:limit]
            ]
            return {"claims": shown, "left_out": len(each[limit:])}

        return self._each(asked, claims)

    def changes(self, since: str, until: str | None = None) -> Json:
        """What changed from the end of one day to the end of another: where treaties stand first, then steps.

        Raises UsageError for days that are none or lie the wrong way round.
        """
        first, last = _day(since, "since"), _day(until, "until") or self._today()
        if first is None or first > last:
            raise UsageError(f"since {since!r} is a day before {last.isoformat()}; write YYYY-MM-DD")
        opened = self._ledger()
        each: Sequence[Change] = ()
        if opened is not None:
            each = changes(opened, *(moment_of(opened, day, self._today()) for day in (first, last)))
        display = names().display
        return {
            **self._head(Asked("", last)),
            "since": first.isoformat(),
            "changes": [change_json(change, display) for change in each[:MOST_LINES]],
            "left_out": len(each[MOST_LINES:]),
        }

    def _each(self, asked: Asked, tell: Callable[[Found, Status], Json]) -> Json:
        opened = self._ledger()
        words = asked.treaty.split()
        found = treaties_for(opened, words, asked.known_on)
        head = self._head(asked)
        if not found:
            return {**head, "found": False, "near": near(opened, words, asked.known_on), "treaties": []}
        told = []
        for each in found[:MOST_TREATIES]:
            status = answer(each.treaty, asked.on.isoformat())
            named = {
                "title": each.treaty.record.title,
                "agreement": None if each.row is None else each.row.id,
                **entry_of(each.treaty),
            }
            told.append({**named, **tell(each, status)})
        return {**head, "found": True, "treaties": told, "more": len(found[MOST_TREATIES:])}

    def _head(self, asked: Asked) -> Json:
        opened = self._ledger()
        edition = edition_of(opened, asked.known_on).edition
        return {
            "on": asked.on.isoformat(),
            "known_on": asked.known_on.isoformat() if asked.known_on else None,
            "ledger": None if opened is None else str(opened.head()),
            "register": {"edition": edition.id, "date": edition.date},
        }


def _status(_: Found, status: Status) -> Json:
    told = status_to_json(status, names().display)
    standing = Counter(
        {True: "bound", False: "not bound", None: "not told"}[p.in_force] for p in status.parties
    )
    return {
        **{
            key: told[key]
            for key in ("status", "state", "in_force", "summary", "in_force_since", "in_force_until")
        },
        "reasons": _texts(told["reasons"]),
        "doubts": _texts(told["doubts"]),
        "coming": told["dates"],
        "parties": dict(standing),
    }


def _missing(_: Found, status: Status) -> Json:
    told = status_to_json(status, names().display)
    return {
        **{key: told[key] for key in ("status", "in_force", "summary", "earliest")},
        "missing": [
            {"text": m["text"], "states": m["states"], "articles": m["articles"]} for m in told["missing"]
        ],
    }


def _texts(reasons: Sequence[Json]) -> list[Json]:
    return [{"text": r["text"], "article": r["article"], "claims": r["facts"]} for r in reasons]


def _party(party: PartyStatus) -> Json:
    display = names().display
    return {
        "party": party.party,
        "name": display(party.party),
        "in_force": party.in_force,
        "state": party.state.value,
        "since": party.since,
        "until": party.until,
        "why": [sentence(reason, display) for reason in party.reasons],
    }


def _fact(fact: Fact) -> Json:
    return {
        "what": fact.what,
        "actors": list(fact.actors),
        "date": fact.date,
        "certainty": fact.certainty.value,
        "independent_sources": fact.sources,
        "contradiction": fact.contradiction,
        "sides": [
            {"says": side.label, "independent_sources": side.sources, "claims": [c.id for c in side.claims]}
            for side in fact.sides
        ],
    }


def _days(entry: Entry) -> list[Json]:
    days = [{"what": d.what.value, "date": d.date, "sources": list(d.sources)} for d in entry.days]
    events = [
        {"what": e.what.value, "date": e.date, "by": list(e.by), "sources": list(e.sources)}
        for e in entry.events
    ]
    return sorted([*days, *events], key=lambda told: str(told["date"] or "9999"))


def _claim(stored: StoredClaim) -> Json:
    believed = stored.believed
    return {
        "claim": stored.id,
        "what": believed.what,
        "actors": list(believed.actors),
        "date": believed.date,
        "certainty": believed.certainty.value,
        "counts": stored.stands,
        "verdict": stored.verdict.kind.value if stored.verdict else None,
        "said_by": _chain(believed.sources),
        "passages": _texts_of(believed.passages),
    }


def _chain(sources: Sequence[Source]) -> list[str]:
    return [s.name for s in sources]


def _texts_of(passages: Sequence[Passage]) -> list[str]:
    return [p.text for p in passages]


def _state(text: str) -> str:
    """The code of a state or organisation as somebody writes it. Raises UsageError for what is none."""
    found = one_party(text)
    if found is None:
        raise UsageError(f"{text!r} is not one state or organisation known; write its code (PRK, EU)")
    return found


def _day(text: str | None, name: str) -> date | None:
    if text is None or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{name} {text!r} is not a day; write YYYY-MM-DD") from None
