"""A treaty's rule of entry into force, and its clause on leaving, as phrases."""

from __future__ import annotations

from datetime import date

from foedus.law.model import CountedFrom, Denunciation, Rule, Trigger
from foedus.wording.words import Namer, counted_words, listed, ordinal, plural


def rule_words(rule: Rule, name: Namer = str) -> str:
    """A rule as a phrase: "on the exchange of instruments", "30 days after the 35th instrument"."""
    if rule.all_of or rule.any_of:
        joint = ", and " if rule.all_of else ", or "
        core = joint.join(rule_words(part, name) for part in rule.all_of or rule.any_of)
        core = f"when all hold: {core}" if rule.all_of else f"when the first holds: {core}"
    else:
        core = _core(rule, name)
    if rule.offset or rule.round.value != "none":
        core = f"{counted_words(rule.offset, rule.round)} {core.removeprefix('on ')}"
    if rule.not_before:
        core += f", not before {rule.not_before}"
    return core


def _core(rule: Rule, name: Namer) -> str:
    if rule.linked is not None:
        return f"with {rule.linked.treaty}"
    if rule.tacit is not None:
        return f"by tacit acceptance, deemed on {rule.tacit.deemed or rule.date}"
    trigger = rule.trigger
    if trigger is Trigger.DATE:
        return f"on {rule.date}"
    if trigger is Trigger.EXCHANGE:
        return f"on the exchange of {'notes' if rule.of == 'notes' else 'instruments of ratification'}"
    what = {
        Trigger.SIGNATURE: "signature",
        Trigger.NOTIFICATIONS: "notification",
        Trigger.INSTRUMENTS: "ratification" if rule.of == "ratifications" else "instrument of consent",
    }.get(trigger or Trigger.NONE)
    if what is None:
        return f"by a rule of its own ({rule.note or 'not computed here'})"
    core = f"on {_how_many(rule, what)}"
    if rule.must_include:
        core += f", those of {listed(rule.must_include, name)} among them"
    if rule.weight:
        core += f", with {rule.weight.percent:g} per cent of {rule.weight.of or 'the weight'}"
    return core


def _how_many(rule: Rule, what: str) -> str:
    if isinstance(rule.count, int):
        return f"the {ordinal(rule.count)} {what}"
    if rule.count is None or rule.count == "all":
        return f"{what} by all"
    return f"{what} by {rule.count.part} of every {rule.count.whole}"


def leaving_words(clause: Denunciation) -> str:
    """A clause on leaving: "a party may leave on notice of 6 months, at the earliest 3 years after ..."."""
    if not clause.allowed:
        return "the treaty excludes leaving"
    parts = [
        f"on notice of {plural(clause.notice.n, clause.notice.unit.value)}" if clause.notice else "on notice"
    ]
    if clause.by:
        parts.append(f"given by {_of_year(clause.by)}")
    if clause.day:
        parts.append(f"with effect on {_of_year(clause.day)}")
    if clause.round.value != "none":
        parts.append(f"with effect on {counted_words(None, clause.round)}")
    if clause.not_before:
        base = "its entry into force" + (" for the party" if clause.since is CountedFrom.PARTY else "")
        parts.append(
            f"at the earliest {plural(clause.not_before.n, clause.not_before.unit.value)} after {base}"
        )
    if clause.window:
        again = clause.every or clause.not_before
        every = f", every {plural(again.n, again.unit.value)}" if again else ""
        parts.append(f"within {plural(clause.window.n, clause.window.unit.value)} from then{every}")
    if clause.delayed_by_conflict:
        parts.append("not while it is in an armed conflict")
    return "a party may leave " + ", ".join(parts)


def effect_words(clause: Denunciation) -> str:
    """When a notice has its effect: "6 months after", "on 31 December"."""
    if clause.day is None:
        return counted_words(clause.notice, clause.round).removeprefix("on ") if clause.notice else "at once"
    after = (
        f"{plural(clause.notice.n, clause.notice.unit.value)} on, at the next "
        if clause.notice
        else "on the next "
    )
    return f"{after}{_of_year(clause.day)}"


def _of_year(month_day: str) -> str:
    day = date.fromisoformat(f"2000-{month_day}")
    return f"{day.day} {day:%B}"
