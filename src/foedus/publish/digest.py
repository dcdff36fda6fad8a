"""The digest: what changed since a subscriber was last told, as an issue of his own.

An issue is data without an address or a token. It is made when it is due and posted with the note that it
was, so a worker killed anywhere makes it again or not at all. Where nothing changed that is followed there is
none, unless it was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from foedus.ledger.store import Ledger
from foedus.publish.outbox import Kind, post
from foedus.publish.selection import Selection, titles
from foedus.publish.subscribers import Subscribers
from foedus.publish.told import HEADINGS, by_whom, evidence, line, reasons, titled
from foedus.publish.webhooks import Webhooks, payload
from foedus.record.changes import Change, ChangeKind, Moment, changes
from foedus.wording.words import Namer

Json = dict[str, Any]

MOST: Final = 60  # changes told in one issue
_SUBJECT: Final = 120  # characters
_QUOTE: Final = 400


def make_issues(ledger: Ledger, name: Namer, *, now: datetime) -> int:
    """Make and post the issue of everyone who is due, and what webhooks are told; gives how many were posted.

    Those who are told of the same span share the work of finding what changed in it.
    """
    subscribers, posted = Subscribers(ledger), 0
    seen = _Seen(ledger)
    head = ledger.known_at(None)
    for one in subscribers.due(now):
        upto = Moment(head, max(one.schedule.day(now), one.told.day))
        picked = select(one.selection, seen.between(one.told, upto), name)
        content = None
        if picked or one.schedule.always:
            follows = one.selection.in_words(titles(ledger, one.selection), name)
            content = json.dumps(issue(picked, one.told, upto, follows, name), ensure_ascii=False)
        posted += subscribers.told(one, upto, content, now=now) and content is not None
    return posted + _call(ledger, seen, head, name, now)


def _call(ledger: Ledger, seen: _Seen, head: int, name: Namer, now: datetime) -> int:
    """Post what webhooks are told: once a day (UTC) and with each new entry of the ledger."""
    hooks, posted = Webhooks(ledger), 0
    for hook in hooks.active():
        upto = Moment(head, max(now.date(), hook.told.day))
        if upto == hook.told:
            continue
        found = [c for c, _ in select(hook.selection, seen.between(hook.told, upto), name)]
        with ledger.door.writing() as connection:
            if hooks.note(connection, hook, upto) and found:
                key = f"webhook:{hook.id}:{hook.made!r}:{upto.number}:{upto.day.isoformat()}"
                body = payload(found, hook.told, upto, name, at=now)
                posted += post(connection, key, Kind.WEBHOOK, hook.id, body, now=now.timestamp())
    return posted


class _Seen:
    """The changes of each span that was asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._found: dict[tuple[Moment, Moment], list[Change]] = {}

    def between(self, before: Moment, now: Moment) -> list[Change]:
        key = (before, now)
        if key not in self._found:
            self._found[key] = changes(self._ledger, before, now)
        return self._found[key]


def select(selection: Selection, found: Iterable[Change], name: Namer) -> list[tuple[Change, str]]:
    """The changes that a selection has, each with why it is told."""
    return [(change, why) for change in found if (why := selection.why(change, name)) is not None]


def issue(
    picked: Sequence[tuple[Change, str]], since: Moment, upto: Moment, follows: str, name: Namer
) -> Json:
    """An issue as data: groups of items by kind, the weightiest first, each with its reason."""
    picked = _once(picked)
    shown = picked[:MOST]
    groups = [
        {"heading": heading, "items": [_item(c, why, name) for c, why in shown if c.kind is kind]}
        for kind, heading in HEADINGS.items()
    ]
    return {
        "day": upto.day.isoformat(),
        "since": since.day.isoformat(),
        "subject": subject(picked, upto, name),
        "heading": f"{len(picked)} change{'' if len(picked) == 1 else 's'}" if picked else "No changes",
        "groups": [group for group in groups if group["items"]],
        "more": len(picked) - len(shown),
        "follows": follows,
    }


def _once(picked: Sequence[tuple[Change, str]]) -> list[tuple[Change, str]]:
    """Without steps whose claims stand under a weightier change of the same agreement already."""
    out: list[tuple[Change, str]] = []
    shown: dict[int, set[int]] = {}
    for change, why in picked:
        ids = {c.id for c in change.claims}
        if change.kind is ChangeKind.STEP and ids <= shown.get(change.agreement, set()):
            continue
        shown.setdefault(change.agreement, set()).update(c.id for c, *_ in evidence(change))
        out.append((change, why))
    return out


def subject(picked: Sequence[tuple[Change, str]], upto: Moment, name: Namer) -> str:
    """What a mailbox shows: the weightiest change, and how many there are."""
    if not picked:
        return f"Nothing changed by {upto.day.isoformat()}"
    first = picked[0][0]
    said = f"{first.name}: {line(first, name)}"
    more = f" (and {len(picked) - 1} more)" if len(picked) > 1 else ""
    room = _SUBJECT - len(more)
    said = " ".join(said.split())
    return (said if len(said) <= room else f"{said[: room - 3].rstrip()}...") + more


def _item(change: Change, why: str, name: Namer) -> Json:
    return {
        "agreement": change.agreement,
        "title": titled(change, name),
        "line": line(change, name),
        "reasons": reasons(change, name),
        "evidence": [
            {"claim": c.id, "document": c.document_id, "text": _short(words), "sources": sources}
            for c, words, sources in evidence(change)
        ],
        "by": by_whom(change),
        "why": why,
    }


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _QUOTE else f"{plain[:_QUOTE].rsplit(' ', 1)[0]} ..."
