"""Statuses, counted acts and duties as the JSON that others rely on: every finding as data, with its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.law.kinds import EVERYONE
from foedus.law.model import Bound, Counted, Reason, Status
from foedus.law.reason_json import reason_to_json
from foedus.wording.duties import doubts, duty, why
from foedus.wording.sentences import article, phrase, sentence
from foedus.wording.status import date_text, first_line, summary
from foedus.wording.words import Namer

Json = dict[str, Any]


def status_to_json(found: Status, name: Namer = str) -> Json:
    """A status as `foedus status --json` prints it.

    "status" is "in force", "not in force", "terminated", ... in plain words, "state" the finer word,
    "in_force" true, false or null where the record does not tell. Each of "reasons", "doubts" and "missing"
    has its "kind", "articles", "facts" and "fields" (`foedus.law.reasons`) beside its "text", "missing" also
    the codes of the "states" that have yet to act. "between" tells what holds between some parties alone.
    `name` turns the codes of parties into their names in texts.
    """
    return {
        "on": found.on,
        "status": found.headline.value,
        "state": found.state.value,
        "in_force": found.in_force,
        "summary": summary(found.summary, name),
        "in_force_since": found.in_force_since,
        "in_force_until": found.in_force_until,
        "missing": [
            {"text": phrase(m, name), "states": list(_awaited(m)), **reason_to_json(m)} for m in found.missing
        ],
        "earliest": found.earliest,
        "reasons": _reasons(found.reasons, name),
        "doubts": _reasons(found.doubts, name),
        "parties": [
            {
                "party": p.party,
                "state": p.state.value,
                "in_force": p.in_force,
                "since": p.since,
                "until": p.until,
                "reasons": _reasons(p.reasons, name),
                "territories": [
                    {"territory": t.name, "extended": t.extended, "since": t.since} for t in p.territories
                ],
            }
            for p in found.parties
        ],
        "between": [
            {"states": list(b.states), "in_force": b.in_force, "reasons": _reasons(b.reasons, name)}
            for b in found.between
        ],
        "dates": [
            {"kind": d.kind.value, "date": d.date, "text": date_text(d, name), "party": d.party}
            for d in found.dates
        ],
    }


def _awaited(missing: Reason) -> tuple[str, ...]:
    """The codes of the states that have yet to act by a finding, and by those inside it."""
    fields = missing.fields
    out = [*fields.get("states", ()), *fields.get("lacking", ())]
    for some in fields.get("either", ()):
        out += [state for each in some for state in _awaited(each)]
    return tuple(dict.fromkeys(out))


def _reasons(reasons: Sequence[Reason], name: Namer) -> list[Json]:
    return [{"text": sentence(r, name), "article": article(r), **reason_to_json(r)} for r in reasons]


def counted_to_json(c: Counted, name: Namer = str) -> Json:
    """One act, whether it counts towards entry into force, and why."""
    return {
        "state": act_of(c)[0],
        "act": act_of(c)[1],
        "date": c.date,
        "counted": c.counted,
        "number": c.number,
        "why": sentence(c.why, name),
        "kind": c.why.kind.value,
        "article": article(c.why),
        "fact": c.fact,
    }


def act_of(c: Counted) -> tuple[str, str]:
    """Whose act it is ("all" of all together), and the act in words."""
    return ("all" if c.state == EVERYONE else c.state), c.act.replace("_", " ")


def bound_to_json(b: Bound, name: Namer = str) -> Json:
    """One state's duty."""
    return {
        "state": b.state,
        "to": b.to,
        "kind": b.kind,
        "duty": duty(b, name),
        "treaty": b.treaty,
        "article": b.article,
        "binds": b.binds,
        "breach": b.breach,
        "status": first_line(b, name),
        "why": why(b, name),
        "doubts": list(doubts(b, name)),
        "text": b.text,
        "facts": list(b.facts),
        "sources": list(b.sources),
        "evidence": [
            {
                "text": e.text,
                "sources": list(e.sources),
                "certainty": e.certainty.value,
                "facts": list(e.facts),
            }
            for e in b.evidence
        ],
    }
