"""What a status rests on: the facts of a history and the terms of a treaty, each with its article."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.law.forms import denunciation_to_json, offset_to_json, rule_to_json
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, key, kind_of, speaker
from foedus.law.model import Denunciation, DurationKind, Fact, Offset, Reason, Terms, Trigger
from foedus.law.reasons import ReasonKind as K

# What was done, in the order of a treaty's life, and the articles.
_DONE: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.NEGOTIATION, ("VCLT 2(1)(e)",)),
    (Kind.INITIALLING, ("VCLT 10", "VCLT 12(2)(a)")),
    (Kind.ADOPTION, ("VCLT 9",)),
    (Kind.OPENING, ("VCLT 10", "VCLT 12")),
    (Kind.SIGNATURE, ("VCLT 10", "VCLT 12", "VCLT 18")),
    (Kind.DEFINITIVE, ("VCLT 12",)),
    (Kind.HOME, ("VCLT 2(1)(b)", "VCLT 14")),  # not the international act
    (Kind.NOTIFICATION, ("VCLT 16(c)", "VCLT 78")),
    (Kind.DEPOSIT, ("VCLT 11", "VCLT 14", "VCLT 15", "VCLT 16(b)", "VCLT 77(1)(d)")),
    (Kind.EXCHANGE, ("VCLT 13", "VCLT 16(a)")),
    (Kind.SUCCESSION, ("Summary of Practice XII",)),
    (Kind.WITHDRAWN_INSTRUMENT, ("Summary of Practice VII",)),
    (Kind.PROVISIONAL, ("VCLT 25",)),
    (Kind.REGISTRATION, ("VCLT 80", "UN Charter 102")),
    (Kind.AMENDMENT, ("VCLT 39", "VCLT 40")),
    (Kind.RESERVATION, ("VCLT 19 to 23",)),
    (Kind.RESERVATION_BACK, ("VCLT 22(1)",)),
    (Kind.OBJECTION_BACK, ("VCLT 22(2)",)),
    (Kind.VIOLATION, ("VCLT 60", "VCLT 65")),
    (Kind.PROVISIONAL_END, ("VCLT 25(2)",)),
    (Kind.TERRITORY, ("VCLT 29",)),
    (Kind.AUTHORISATION, ("VCLT 2(1)(b)",)),
    (Kind.HOME_LEAVING, ("VCLT 65", "VCLT 67")),  # no notice
    (Kind.UNSIGNED, ("VCLT 18(a)",)),
    (Kind.NOTICE, ("VCLT 65", "VCLT 67")),
    (Kind.NON_RENEWAL, ("VCLT 54(a)",)),
    (Kind.CESSATION, ("VCLT 54",)),
    (Kind.REVOCATION, ("VCLT 68",)),
    (Kind.CONFLICT, ()),
    (Kind.SUSPENSION, ("VCLT 57", "VCLT 58", "VCLT 65", "VCLT 72")),
    (Kind.RESUMPTION, ("VCLT 72",)),
)

_SINGLY = 6


def acts_done(past: History) -> tuple[Reason, ...]:
    """One reason for each kind and day of act; many acts of one kind in one."""
    out: list[Reason] = []
    for kind, articles in _DONE:
        acts = past.of(kind)
        if len(acts) > _SINGLY:
            fields = {
                "act": kind.value,
                "number": len({d.actor for d in acts}),
                "first": acts[0].span.edtf(),
                "last": acts[-1].span.edtf(),
            }
            out.append(Reason(K.ACTS, articles, (), fields))
        elif acts:
            out += [Reason(K.ACT, articles, _ids(group), _act(kind, group)) for group in _together(acts)]
    return tuple(out)


def _together(acts: Iterable[Done]) -> list[list[Done]]:
    groups: dict[tuple[object, ...], list[Done]] = {}
    for d in acts:
        groups.setdefault((d.span, d.said_by), []).append(d)
    return list(groups.values())


def _act(kind: Kind, group: list[Done]) -> dict[str, object]:
    return {
        "act": kind.value,
        "states": tuple(dict.fromkeys(d.actor for d in group if d.actor != EVERYONE)),
        "date": group[0].span.edtf(),
        "sources": group[0].said_by,
    }


def _ids(group: list[Done]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for d in group for i in d.ids))


def not_done(past: History, entered: bool | None) -> tuple[Reason, ...]:
    """What is only planned, conditional, speculated or denied: it establishes nothing, and is said.

    A plan that was carried out by all it names is left out.
    """
    plans = tuple(f for f in past.plans if not _carried_out(f, past, entered))
    same: dict[tuple[object, ...], list[Fact]] = {}
    for fact in plans + past.denials:
        said = speaker(fact) if fact.sources else None
        same.setdefault((str(fact.step), fact.actors, fact.date, fact.certainty.value, said), []).append(fact)
    names = ("step", "states", "date", "certainty", "source")
    return tuple(
        Reason(K.NOT_DONE, (), tuple(f.id for f in facts), dict(zip(names, values, strict=True)))
        for values, facts in same.items()
    )


def _carried_out(plan: Fact, past: History, entered: bool | None) -> bool:
    """Whether all those who were to do it have; where the plan names nobody, whether anybody has."""
    kind = kind_of(plan)
    if kind is None or (kind is Kind.ENTRY and entered):
        return True
    done = {d.at for d in past.of(kind)}
    named = {key(actor) for actor in plan.actors if actor != SOMEONE}
    return EVERYONE in done or (bool(done) and named <= done)


def terms_told(terms: Terms) -> tuple[Reason, ...]:
    """The rules the status rests on."""
    out = []
    rule = terms.entry_into_force
    if rule.trigger not in (None, Trigger.NONE):
        own = (f"art. {rule.article}",) if rule.article else ()
        fields = {"rule": rule_to_json(rule), "sources": terms.sources}
        out.append(Reason(K.RULE, (*own, "VCLT 24(1)"), terms.facts, fields))
    if terms.provisional:
        out.append(Reason(K.PROVISIONAL_CLAUSE, ("VCLT 25",)))
    if terms.unsure:
        out.append(Reason(K.AMBIGUOUS_CLAUSES, ("VCLT 31",)))
    return tuple(out)


def end_told(terms: Terms) -> tuple[Reason, ...]:
    """Duration and notice, for a treaty in force."""
    d, out = terms.duration, []
    if d.kind is DurationKind.FIXED and d.n and d.unit:
        length = {"length": offset_to_json(Offset(d.n, d.unit))}
        out.append(Reason(K.DURATION, ("VCLT 54(a)",), (), length))
    if terms.denunciation is not None and terms.denunciation != Denunciation():
        clause = {"clause": denunciation_to_json(terms.denunciation)}
        out.append(Reason(K.WITHDRAWAL_CLAUSE, ("VCLT 54(a)", "VCLT 67"), (), clause))
    return tuple(out)
