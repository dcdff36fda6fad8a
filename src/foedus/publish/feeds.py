"""Atom feeds of what changed and of the stories that tell it, with the board's addresses for readers.

An entry keeps its id whenever the feed is asked: a change is of its agreement, kind and day, a story of its
first article.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from foedus.ledger.store import Ledger
from foedus.publish.atom import Entry, atom
from foedus.publish.ids import change_key, ledger_id
from foedus.publish.selection import Selection
from foedus.publish.told import chain, line, lines, titled
from foedus.record.changes import Change, changes_by_day
from foedus.watch.stories import stories_of
from foedus.wording.words import Namer

DAYS: Final = 14  # that the feed of changes tells of
STORY_DAYS: Final = 7
_TOP: Final = 20  # stories of a day
_MOST: Final = 200  # changes


def changes_feed(
    ledger: Ledger,
    base: str,
    today: date,
    name: Namer = str,
    selection: Selection | None = None,
    own: str = "",
) -> bytes:
    """The changes of the last days, the newest first, of all treaties or of those selected.

    `base` is the board's address for readers, `own` the feed's beyond it.
    """
    whose = ledger_id(ledger)
    found = changes_by_day(ledger, today - timedelta(days=DAYS - 1), today, today=today)
    wanted = selection or Selection()
    entries = [
        Entry(
            id=f"urn:foedus:{whose}:change:{change_key(day, change)}",
            title=f"{titled(change, name)}: {line(change, name)}",
            updated=_when(day, change),
            text=_content(change, name),
            author=change.made_by.actor if change.made_by else "foedus",
            link=f"{base}/agreement/{change.agreement}?on={day.isoformat()}&known_on={day.isoformat()}",
            category=change.kind.value,
        )
        for day, change in found
        if wanted.why(change) is not None
    ]
    entries.sort(key=lambda e: e.updated, reverse=True)
    own = own or "/feeds/changes.atom"
    return atom(
        "Treaty changes", f"urn:foedus:{whose}:changes{_asked(own)}", entries[:_MOST], own=base + own,
        page=f"{base}/changes", updated=datetime.combine(today, time(), UTC),
    )  # fmt: skip


def stories_feed(ledger: Ledger, base: str, today: date) -> bytes:
    """The stories of the last days, the newest day first and in it the weightiest."""
    whose = ledger_id(ledger)
    entries: dict[str, Entry] = {}
    for n in range(STORY_DAYS):
        day = today - timedelta(days=n)
        for story in stories_of(ledger, day, top=_TOP):
            id_ = f"urn:foedus:{whose}:story:{story.first.digest[:32]}"
            if id_ in entries:
                continue
            sources = f"{story.sources} independent source{'' if story.sources == 1 else 's'}"
            told = [why.text for why in story.why]
            told.append(
                f"{len(story.documents)} article{'' if len(story.documents) == 1 else 's'}, {sources}:"
            )
            told += [f"{d.publisher or 'nobody named'}: {d.title or d.doc}" for d in story.documents]
            address = story.first.address or ""
            entries[id_] = Entry(
                id=id_,
                title=story.title,
                updated=max(d.recorded_at for d in story.documents),
                text="\n".join(told),
                author=story.first.publisher or "nobody named",
                link=f"{base}/story/{story.first.id}?on={day.isoformat()}",
                related=address if address.startswith(("https://", "http://")) else None,
                category=story.change.name.lower(),
            )
    return atom(
        "Top stories of treaties", f"urn:foedus:{whose}:stories", [*entries.values()],
        own=f"{base}/feeds/stories.atom", page=f"{base}/stories",
        updated=datetime.combine(today, time(), UTC),
    )  # fmt: skip


def _when(day: date, change: Change) -> datetime:
    """When it came to be: with its entry, or with the day."""
    return change.made_by.recorded_at if change.made_by else datetime.combine(day, time(), UTC)


def _content(change: Change, name: Namer) -> str:
    quoted = [
        f"\u201c{c.believed.passages[0].text}\u201d {chain(c.believed)}"
        for c in change.claims[:3]
        if c.believed.passages
    ]
    return "\n".join([*lines(change, name), *quoted])


def _asked(own: str) -> str:
    """What tells a feed of a selection from the whole one."""
    _, _, query = own.partition("?")
    return f":{sha256(query.encode()).hexdigest()[:16]}" if query else ""
