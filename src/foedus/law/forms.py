"""Terms to and from JSON in one form: `terms_from_json(terms_to_json(t)) == t` for every value of Terms.

The form is {"entry_into_force": {"trigger", "count", "of", "date", "must_include", "weight", "offset",
"round"}, "provisional", "later_states", "duration", "renewal", "denunciation", ...}; what the law needs
beyond it ("not_before", "all_of", "linked", ...) is added only where it is set. A wrong field raises
TreatyFileError naming it by its path: "entry_into_force.offset.n: ...".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from foedus.errors import TreatyFileError
from foedus.law.fields import Fields, number, whole
from foedus.law.model import (
    Attack,
    Clause,
    Count,
    CountedFrom,
    Denunciation,
    Duration,
    DurationKind,
    LaterStates,
    Linked,
    Obligation,
    Offset,
    Renewal,
    Round,
    Rule,
    Share,
    Tacit,
    Terms,
    Trigger,
    Unit,
    Weight,
)
from foedus.model import Certainty

Json = dict[str, Any]
Namer = Callable[[str], str]


def rule_to_json(rule: Rule) -> Json:
    """A rule in the form above: the eight common keys always, the others where set."""
    out: Json = {
        "trigger": rule.trigger.value if rule.trigger else None,
        "count": _count_to_json(rule.count),
        "of": rule.of,
        "date": rule.date,
        "must_include": list(rule.must_include),
        "weight": {"percent": rule.weight.percent, "of": rule.weight.of} if rule.weight else None,
        "offset": offset_to_json(rule.offset),
        "round": rule.round.value,
    }
    more: Json = {
        "not_counted": list(rule.not_counted),
        "only": rule.only,
        "not_before": rule.not_before,
        "among": list(rule.among),
        "set_size": rule.set_size,
        "linked": rule.linked and {"treaty": rule.linked.treaty, "in_force": rule.linked.in_force},
        "tacit": rule.tacit and {"deemed": rule.tacit.deemed, "unless": _count_to_json(rule.tacit.unless)},
        "all_of": [rule_to_json(part) for part in rule.all_of],
        "any_of": [rule_to_json(part) for part in rule.any_of],
        "article": rule.article,
        "note": rule.note,
    }
    return out | {key: value for key, value in more.items() if value not in (None, [])}


def rule_from_json(data: object, path: str = "entry_into_force", state: Namer = str) -> Rule:
    """The rule that a JSON object states; `state` turns a state as written into its code.

    Raises TreatyFileError naming the field.
    """
    f = Fields.of(data, path)
    f.only_known(_RULE_KEYS)
    if isinstance(f.raw("weight"), list):
        return _several_weights(f, path, state)
    all_of = tuple(rule_from_json(part, f.at("all_of", i), state) for i, part in enumerate(f.list("all_of")))
    any_of = tuple(rule_from_json(part, f.at("any_of", i), state) for i, part in enumerate(f.list("any_of")))
    linked = f.sub("linked")
    tacit = f.sub("tacit")
    trigger = f.member("trigger", Trigger)
    if trigger is None and (all_of or any_of or linked or tacit):
        trigger = Trigger.OTHER
    weight = f.sub("weight")
    rule = Rule(
        trigger=trigger,
        count=_count_from_json(f, "count"),
        of=f.text("of"),
        date=f.day("date"),
        must_include=tuple(state(n) for n in f.names("must_include")),
        weight=Weight(weight.require_number("percent"), weight.text("of")) if weight else None,
        offset=_offset_from_json(f, "offset"),
        round=f.member("round", Round) or Round.NONE,
        not_counted=tuple(state(n) for n in f.names("not_counted")),
        only=f.text("only"),
        not_before=f.day("not_before"),
        among=tuple(state(n) for n in f.names("among")),
        set_size=f.whole("set_size"),
        linked=Linked(linked.require_text("treaty"), linked.day("in_force")) if linked else None,
        tacit=Tacit(tacit.day("deemed"), _tacit_count(tacit)) if tacit else None,
        all_of=all_of,
        any_of=any_of,
        article=f.text("article"),
        note=f.text("note"),
    )
    _sensible(rule, path)
    return rule


def _several_weights(f: Fields, path: str, state: Namer) -> Rule:
    """Shares of several things at once (tonnage, recycling) are as many conditions, counted from the last."""
    outer = {k: f.raw(k) for k in ("offset", "round", "not_before", "article", "note") if k in f.data}
    inner = {k: v for k, v in f.data.items() if k not in outer}
    if not f.list("weight"):
        return rule_from_json({**f.data, "weight": None}, path, state)
    parts = [
        {**inner, "weight": Fields.of(w, f.at("weight", i)).data} for i, w in enumerate(f.list("weight"))
    ]
    return rule_from_json({**outer, "all_of": parts}, path, state)


_RULE_KEYS = frozenset(
    {
        "trigger", "count", "of", "date", "must_include", "weight", "offset", "round", "not_counted", "only",
        "not_before", "among", "set_size", "linked", "tacit", "all_of", "any_of", "article", "note",
    }
)  # fmt: skip


def _sensible(rule: Rule, path: str) -> None:
    if rule.trigger is Trigger.DATE and rule.date is None:
        raise TreatyFileError(
            f'{path}.date: a rule with the trigger "date" needs its day; write "YYYY-MM-DD"'
        )
    if isinstance(rule.count, int) and rule.count < 1:
        raise TreatyFileError(f"{path}.count: {rule.count} is not a number of states; write 1 or more")
    if rule.all_of and rule.any_of:
        raise TreatyFileError(f"{path}: all_of and any_of stand side by side; put one inside the other")


def terms_to_json(terms: Terms) -> Json:
    """Terms in the form above, without an id, quote or note of their own unless set."""
    d, r, n = terms.duration, terms.renewal, terms.denunciation
    out: Json = {
        "entry_into_force": rule_to_json(terms.entry_into_force),
        "provisional": terms.provisional,
        "later_states": terms.later_states
        and {"offset": offset_to_json(terms.later_states.offset), "round": terms.later_states.round.value},
        "duration": {"kind": d.kind.value, "n": d.n, "unit": d.unit and d.unit.value, "date": d.date},
        "renewal": r
        and {
            "tacit": r.tacit,
            "n": r.n,
            "unit": r.unit and r.unit.value,
            "notice": offset_to_json(r.notice),
        },
        "denunciation": n and denunciation_to_json(n),
        "unsure": terms.unsure,
    }
    more: Json = {
        "ends_below": terms.ends_below,
        "obligations": [obligation_to_json(o) for o in terms.obligations],
        "clauses": [_clause_to_json(c) for c in terms.clauses],
        "note": terms.note,
        "sources": list(terms.sources),
        "facts": list(terms.facts),
        "known": None if terms.known else False,
    }
    return out | {key: value for key, value in more.items() if value not in (None, [])}


def terms_from_json(data: object, path: str = "", state: Namer = str) -> Terms:
    """Terms from the form above; keys that are not terms are left to the caller, states go through `state`.

    A missing `entry_into_force` gives terms that are not known. Raises TreatyFileError naming the field.
    """
    f = Fields.of(data, path)
    rule = f.raw("entry_into_force")
    later, duration = f.sub("later_states"), f.sub("duration")
    renewal, leaving = f.sub("renewal"), f.sub("denunciation")
    known = f.flag("known")
    return Terms(
        entry_into_force=rule_from_json(rule, f.at("entry_into_force"), state)
        if rule is not None
        else Rule(),
        provisional=f.flag("provisional") or False,
        later_states=_later(later) if later else None,
        duration=_duration(duration) if duration else Duration(),
        renewal=_renewal(renewal) if renewal else None,
        denunciation=denunciation_from_json(leaving.data, leaving.path) if leaving else None,
        ends_below=f.whole("ends_below"),
        obligations=tuple(
            obligation_from_json(o, f.at("obligations", i), state)
            for i, o in enumerate(f.list("obligations"))
        ),
        clauses=tuple(
            _clause_from_json(Fields.of(c, f.at("clauses", i))) for i, c in enumerate(f.list("clauses"))
        ),
        known=known if known is not None else rule is not None,
        unsure=f.flag("unsure") or False,
        note=f.text("note"),
        sources=f.names("sources"),
        facts=f.names("facts"),
    )


def _later(f: Fields) -> LaterStates:
    return LaterStates(_offset_from_json(f, "offset"), f.member("round", Round) or Round.NONE)


def denunciation_to_json(clause: Denunciation) -> Json:
    """A clause on leaving: notice and not_before always, the others where set."""
    out: Json = {
        "notice": offset_to_json(clause.notice),
        "not_before": offset_to_json(clause.not_before),
    }
    more: Json = {
        "since": clause.since and clause.since.value,
        "round": clause.round.value if clause.round is not Round.NONE else None,
        "window": offset_to_json(clause.window),
        "every": offset_to_json(clause.every),
        "by": clause.by,
        "day": clause.day,
        "delayed_by_conflict": clause.delayed_by_conflict or None,
        "allowed": None if clause.allowed else False,
    }
    return out | {key: value for key, value in more.items() if value is not None}


def denunciation_from_json(data: object, path: str = "denunciation") -> Denunciation:
    """The clause on leaving that a JSON object states. Raises TreatyFileError naming the field."""
    f = Fields.of(data, path)
    allowed = f.flag("allowed")
    clause = Denunciation(
        notice=_offset_from_json(f, "notice"),
        not_before=_offset_from_json(f, "not_before"),
        since=f.member("since", CountedFrom),
        round=f.member("round", Round) or Round.NONE,
        window=_offset_from_json(f, "window"),
        every=_offset_from_json(f, "every"),
        by=f.month_day("by"),
        day=f.month_day("day"),
        delayed_by_conflict=f.flag("delayed_by_conflict") or False,
        allowed=allowed is not False,
    )
    if clause.window is not None and clause.every is None and clause.not_before is None:
        raise TreatyFileError(f'{f.at("window")}: needs "not_before", from which it is counted')
    return clause


def _duration(f: Fields) -> Duration:
    kind = f.member("kind", DurationKind) or DurationKind.UNSTATED
    duration = Duration(kind, f.whole("n"), f.member("unit", Unit, _unit), f.day("date"))
    if kind is DurationKind.FIXED and (duration.n is None or duration.unit is None):
        raise TreatyFileError(
            f'{f.path}: a fixed duration needs "n" and "unit", as {{"n": 5, "unit": "year"}}'
        )
    if kind is DurationKind.UNTIL and duration.date is None:
        raise TreatyFileError(f'{f.at("date")}: a duration "until" needs its day; write "YYYY-MM-DD"')
    return duration


def _renewal(f: Fields) -> Renewal:
    return Renewal(
        f.flag("tacit") or False, f.whole("n"), f.member("unit", Unit, _unit), _offset_from_json(f, "notice")
    )


def obligation_to_json(o: Obligation) -> Json:
    out: Json = {"kind": o.kind, "condition": o.condition.value}
    more: Json = {
        "article": o.article,
        "text": o.text or None,
        "by": list(o.by),
        "to": list(o.to),
        "attackers": list(o.attackers),
        "area": o.area,
        "certainty": None if o.certainty is Certainty.ASSERTED else o.certainty.value,
        "sources": list(o.sources),
        "facts": list(o.facts),
    }
    return out | {key: value for key, value in more.items() if value not in (None, [])}


def obligation_from_json(data: object, path: str = "obligation", state: Namer = str) -> Obligation:
    """One obligation; without "condition", mutual defence is owed on attack and the rest always."""
    f = Fields.of(data, path)
    kind = f.require_text("kind")
    condition = f.member("condition", Attack)
    if condition is None:
        condition = Attack.ATTACK if kind in ("mutual_defence", "neutrality") else Attack.ALWAYS
    return Obligation(
        kind=kind,
        condition=condition,
        article=f.text("article"),
        text=f.text("text") or "",
        by=tuple(state(n) for n in f.names("by")),
        to=tuple(state(n) for n in f.names("to")),
        attackers=tuple(state(n) for n in f.names("attackers")),
        area=f.text("area"),
        certainty=f.member("certainty", Certainty) or Certainty.ASSERTED,
        sources=f.names("sources"),
        facts=f.names("facts"),
    )


def _clause_to_json(c: Clause) -> Json:
    return {
        "field": c.field,
        "article": c.article,
        "span": [c.start, c.end],
        "quote": c.quote,
        "confidence": c.confidence,
    }


def _clause_from_json(f: Fields) -> Clause:
    span = f.list("span")
    if len(span) != 2:
        raise TreatyFileError(f"{f.at('span')}: give two offsets, [start, end]")
    start, end = (whole(n, f.at("span", i)) for i, n in enumerate(span))
    confidence = f.raw("confidence")
    return Clause(
        f.require_text("field"),
        f.text("article"),
        start,
        end,
        f.text("quote") or "",
        1.0 if confidence is None else number(confidence, f.at("confidence")),
    )


def offset_to_json(offset: Offset | None) -> Json | None:
    return {"n": offset.n, "unit": offset.unit.value} if offset else None


def _offset_from_json(f: Fields, key: str) -> Offset | None:
    sub = f.sub(key)
    if sub is None:
        return None
    n, unit = sub.whole("n"), sub.member("unit", Unit, _unit)
    if n is None or unit is None:
        raise TreatyFileError(f'{sub.path}: needs "n" and "unit", as {{"n": 30, "unit": "day"}}')
    return Offset(n, unit)


def _unit(text: str) -> str:
    return text.strip().lower().removesuffix("s")


def _count_to_json(count: Count) -> object:
    return {"share": [count.part, count.whole]} if isinstance(count, Share) else count


def _count_from_json(f: Fields, key: str) -> Count:
    value = f.raw(key)
    if value is None:
        return None
    if value in ("all", "both"):
        return "all"
    if isinstance(value, Mapping):
        share = value.get("share")
        if isinstance(share, (list, tuple)) and len(share) == 2:
            part, of = (whole(n, f"{f.at(key)}.share") for n in share)
            if 0 < part <= of:
                return Share(part, of)
        raise TreatyFileError(f'{f.at(key)}: a share is two whole numbers, as {{"share": [2, 3]}}')
    return whole(value, f.at(key))


def _tacit_count(f: Fields) -> int | Share | None:
    count = _count_from_json(f, "unless")
    if count == "all":
        raise TreatyFileError(f"{f.at('unless')}: give a number of objections or a share")
    return count if count is None or isinstance(count, (int, Share)) else None
