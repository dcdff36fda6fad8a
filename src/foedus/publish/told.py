"""A change in English and as JSON: what it was and is, which entry made it, and on what it rests."""

from __future__ import annotations

from typing import Any, Final

from foedus.law.model import PartyStatus, Reason, Status
from foedus.ledger.rows import StoredClaim
from foedus.model import Claim
from foedus.record.changes import Change, ChangeKind
from foedus.record.facts import Fact
from foedus.wording.claims import done_by
from foedus.wording.dates import in_words
from foedus.wording.sentences import article, sentence
from foedus.wording.status import first_line, headline
from foedus.wording.words import Namer

Json = dict[str, Any]

#: The kinds of change, as a heading tells them.
HEADINGS: Final = {
    ChangeKind.STATUS: "Changes of status",
    ChangeKind.PARTY: "Who is bound",
    ChangeKind.DATE: "Dates",
    ChangeKind.STEP: "New steps",
    ChangeKind.CONTRADICTION: "Contradictions",
}
_MOST: Final = 3  # reasons told of one change


def line(change: Change, name: Namer = str) -> str:
    """What changed: "NOT IN FORCE -> IN FORCE since 2024-12-04"."""
    match change.kind:
        case ChangeKind.STATUS:
            return f"{_was(change.before)} -> {first_line(change.now, name)}"
        case ChangeKind.DATE if change.party is None:
            return f"{_dated(change.before)} -> {_dated(change.now)}"
        case ChangeKind.PARTY | ChangeKind.DATE:
            assert change.party_now is not None
            who = name(change.party or "")
            return f"{who}: {_stood(change.party_before)} -> {_stood(change.party_now)}"
        case _:
            assert change.fact is not None
            said = step(change.fact, name)
            if change.kind is ChangeKind.CONTRADICTION:
                return f"{said}: {change.fact.contradiction}"
            return said


def step(fact: Fact, name: Namer = str) -> str:
    """A step: "ratified by Norway, 2024-11-09 (reported)"."""
    what = done_by(fact.what, fact.of, fact.actors, name)
    when = f", {in_words(fact.date)}" if fact.date else ""
    return f"{what}{when} ({fact.certainty.value})"


def by_whom(change: Change) -> str:
    """The entry that made it: "entry 12 of 2024-12-05 by desk", or the day alone."""
    made = change.made_by
    if made is None:
        return f"the day alone, {change.day.isoformat()}: no entry of the ledger"
    return f"entry {made.id} of {made.recorded_at.date().isoformat()} by {made.actor}"


def reasons(change: Change, name: Namer = str) -> list[str]:
    """Why, in law: what the status rests on among the claims that came, else what its first line tells."""
    status: Status | PartyStatus = change.party_now or change.now
    if change.fact is not None:
        return []
    ids = {str(c.id) for c in change.claims}
    fresh = [r for r in status.reasons if ids.intersection(r.facts)]
    return [_cited(r, name) for r in (fresh or status.reasons)[:_MOST]]


def evidence(change: Change) -> list[tuple[StoredClaim, str, str]]:
    """The claims that it rests on, each with its words and its sources, outermost first."""
    each = list({c.id: c for c in change.claims}.values())[:_MOST]
    return [(c, c.believed.passages[0].text if c.believed.passages else "", chain(c.believed)) for c in each]


def chain(claim: Claim) -> str:
    """A claim's sources, outermost first: "Yonhap < KCNA"."""
    said = (f"{s.name} (unnamed)" if s.anonymous else s.name for s in claim.sources)
    return " < ".join(said) or "source not told"


def titled(change: Change, name: Namer = str) -> str:
    """The agreement, with its parties where it is between two: "Lake Treaty (Norway, Sweden)"."""
    each = change.parties if len(change.parties) == 2 else ()
    return change.name + (f" ({', '.join(map(name, each))})" if each else "")


def lines(change: Change, name: Namer = str) -> list[str]:
    """A change as a text tells it: what, then why and who made it, two spaces in."""
    out = [f"{titled(change, name)}: {line(change, name)}"]
    out += [f"  why: {reason}" for reason in reasons(change, name)]
    numbers = ", ".join(f"claim {c.id}" for c in change.claims[:_MOST])
    out.append(f"  by {by_whom(change)}" + (f": {numbers}" if numbers else ""))
    return out


def change_json(change: Change, name: Namer = str) -> Json:
    """A change as data, the same for the command line, the API and webhooks.

    `transaction` is the number of the entry that made it, null where the day alone did.
    """
    made = change.made_by
    out: Json = {
        "kind": change.kind.value,
        "agreement_id": change.agreement,
        "agreement": change.name,
        "parties": list(change.parties),
        "entry": change.entry,
        "text": line(change, name),
        "before": _status_json(change.before),
        "now": _status_json(change.now),
        "day": change.day.isoformat(),
        "transaction": None if made is None else made.id,
        "recorded_at": None if made is None else made.recorded_at.isoformat(),
        "by": None if made is None else made.actor,
        "claims": [c.id for c in change.claims],
        "reasons": reasons(change, name),
    }
    if change.party is not None:
        out["party"] = {
            "party": change.party,
            "before": _party_json(change.party_before),
            "now": _party_json(change.party_now),
        }
    if change.fact is not None:
        out["step"] = {
            "step": change.fact.what,
            "of": change.fact.claims[0].believed.of if change.fact.claims else None,
            "actors": list(change.fact.actors),
            "date": change.fact.date,
            "certainty": change.fact.certainty.value,
            "contradiction": change.fact.contradiction,
        }
    return out


def _cited(reason: Reason, name: Namer) -> str:
    cited = article(reason)
    return sentence(reason, name) + (f" [{cited}]" if cited else "")


def _was(before: Status | None) -> str:
    return "not told" if before is None else headline(before.headline)


def _dated(status: Status | None) -> str:
    if status is None:
        return "not told"
    return headline(status.headline) + _span(status.in_force_since, status.in_force_until)


def _stood(party: PartyStatus | None) -> str:
    if party is None:
        return "not told"
    return party.state.value + _span(party.since, party.until)


def _span(since: str | None, until: str | None) -> str:
    said = f" since {in_words(since)}" if since else ""
    return said + (f" until {in_words(until)}" if until else "")


def _status_json(status: Status | None) -> Json | None:
    if status is None:
        return None
    return {
        "status": status.headline.value, "state": status.state.value, "in_force": status.in_force,
        "in_force_since": status.in_force_since, "in_force_until": status.in_force_until,
    }  # fmt: skip


def _party_json(party: PartyStatus | None) -> Json | None:
    if party is None:
        return None
    return {
        "state": party.state.value, "in_force": party.in_force, "since": party.since, "until": party.until,
    }  # fmt: skip
