"""What a rule of acts still needs for entry into force, and how much of it a record in part shows."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.law.counting import Tally
from foedus.law.history import History
from foedus.law.kinds import Kind
from foedus.law.model import Reason, Rule, Trigger
from foedus.law.reasons import ReasonKind as K

_COUNTED = (Trigger.SIGNATURE, Trigger.NOTIFICATIONS)


def missing(rule: Rule, t: Tally, past: History) -> tuple[Reason, ...]:
    """What is still needed under a rule of acts."""
    if rule.trigger is Trigger.EXCHANGE:
        return (Reason(K.EXCHANGE_MISSING, fields={"of": _exchanged(rule)}),)
    out = list(_by_name(rule, t, past)) if t.lacking else []
    if t.more:
        fields = {"of": _counted(rule), "number": t.more, "have": len(t.have), "needed": t.needed}
        out.append(Reason(K.MORE_MISSING, fields=fields))
    if rule.weight is not None and (t.weight or 0) < rule.weight.percent:
        fields = {"percent": rule.weight.percent, "of": rule.weight.of, "reached": t.weight}
        out.append(Reason(K.WEIGHT_MISSING, fields=fields))
    if not out and t.unclear:
        out.append(Reason(K.NOT_TOLD, fields={"unclear": t.unclear}))
    return tuple(out)


def known_in_part(rule: Rule, t: Tally) -> Reason:
    """How much of a rule's condition a record that is not complete shows: "at least 4 of 60 instruments"."""
    if rule.trigger is Trigger.EXCHANGE:
        return Reason(K.EXCHANGE_NOT_RECORDED, fields={"of": _exchanged(rule)})
    weight = rule.weight if t.weight is not None else None
    fields = {
        "of": _counted(rule),
        "have": len(t.have),
        "needed": t.needed,
        "percent": weight.percent if weight is not None else None,
        "reached": t.weight if weight is not None else None,
        "lacking": t.lacking,
    }
    return Reason(K.KNOWN_IN_PART, fields=fields)


def _exchanged(rule: Rule) -> str:
    return "notes" if rule.of == "notes" else "instruments"


def _counted(rule: Rule) -> str:
    """What is counted under a rule: signatures, notifications, else instruments."""
    return rule.trigger.value if rule.trigger in _COUNTED else Trigger.INSTRUMENTS.value


def _by_name(rule: Rule, t: Tally, past: History) -> Iterable[Reason]:
    """What those still awaited by name have to do."""
    if rule.trigger is Trigger.SIGNATURE:
        yield _of(K.SIGNATURES_MISSING, t.lacking)
    elif rule.trigger is Trigger.NOTIFICATIONS:
        yield _of(K.NOTIFICATIONS_MISSING, t.lacking)
    elif rule.of == "ratifications":
        yield _of(K.RATIFICATIONS_MISSING, t.lacking)
    elif rule.trigger is Trigger.INSTRUMENTS:
        home = {d.actor for d in past.of(Kind.HOME)}
        at_home = tuple(n for n in t.lacking if n in home)
        rest = tuple(n for n in t.lacking if n not in home)
        if at_home:
            yield _of(K.DEPOSITS_MISSING, at_home)
        if rest:
            yield _of(K.INSTRUMENTS_MISSING, rest)
    else:
        yield _of(K.CONSENT_MISSING, t.lacking)


def _of(kind: K, states: tuple[str, ...]) -> Reason:
    return Reason(kind, fields={"states": states})
