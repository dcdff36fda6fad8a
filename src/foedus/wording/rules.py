"""A treaty's rule of entry into force as a phrase."""

from __future__ import annotations

from foedus.law.model import Rule, Trigger
from foedus.wording.words import Namer, counted_words, listed, ordinal


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
