"""The facts of a history as lines for a reader, each with its article and the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, key, kind_of, speaker
from foedus.law.model import DurationKind, Fact, Reason, Rule, Terms, Trigger
from foedus.model import Certainty
from foedus.wording import words
from foedus.wording.words import Namer

# What was done, in the order of a treaty's life: how it reads, and the article.
_DONE: tuple[tuple[Kind, str, str], ...] = (
    (Kind.NEGOTIATION, "negotiated", "VCLT 2(1)(e)"),
    (Kind.INITIALLING, "initialled", "VCLT 10, 12(2)(a)"),
    (Kind.ADOPTION, "adopted", "VCLT 9"),
    (Kind.OPENING, "opened for signature", "VCLT 10, 12"),
    (Kind.SIGNATURE, "signed", "VCLT 10, 12, 18"),
    (Kind.DEFINITIVE, "signed definitively", "VCLT 12"),
    (Kind.HOME, "ratified at home", "VCLT 2(1)(b), 14: not the international act"),
    (Kind.NOTIFICATION, "notified", "VCLT 16(c), 78"),
    (Kind.DEPOSIT, "instrument given", "VCLT 11, 14, 15, 16(b), 77(1)(d)"),
    (Kind.EXCHANGE, "instruments exchanged", "VCLT 13, 16(a)"),
    (Kind.SUCCESSION, "succeeded to", "Summary of Practice XII"),
    (Kind.WITHDRAWN_INSTRUMENT, "instrument taken back", "Summary of Practice VII"),
    (Kind.PROVISIONAL, "applied provisionally", "VCLT 25"),
    (Kind.REGISTRATION, "registered with the United Nations", "VCLT 80; UN Charter 102"),
    (Kind.AMENDMENT, "amended", "VCLT 39, 40"),
    (Kind.RESERVATION, "reservation made", "VCLT 19 to 23"),
    (Kind.VIOLATION, "violation reported, which does not end it by itself", "VCLT 60, 65"),
    (Kind.NOTICE, "notice of withdrawal", "VCLT 65, 67"),
    (Kind.REVOCATION, "notice taken back", "VCLT 68"),
    (Kind.SUSPENSION, "suspended", "VCLT 57, 58, 65, 72"),
    (Kind.RESUMPTION, "resumed", "VCLT 72"),
)

_SINGLY = 6

_NOT_DONE = {
    Certainty.PLANNED: "planned, so not done",
    Certainty.CONDITIONAL: "conditional, so not done",
    Certainty.SPECULATED: "speculated, so not known",
    Certainty.DENIED: "denied",
}


def done_lines(past: History, name: Namer) -> tuple[Reason, ...]:
    """One line for each kind and day of act; many acts of one kind in one line."""
    out: list[Reason] = []
    for kind, text, article in _DONE:
        acts = past.of(kind)
        if not acts:
            continue
        if len(acts) > _SINGLY:
            first, last = acts[0].span, acts[-1].span
            days = words.when(first) if first == last else f"from {first.words()} to {last.words()}"
            line = f"{text} by {len({d.actor for d in acts})} states {days}"
            out.append(Reason(line, article))
            continue
        out += [
            Reason(
                f"{text}{_by(group, past, name)} {words.when(group[0].span)}{_said(group)}",
                article,
                _ids(group),
            )
            for group in _together(acts)
        ]
    return tuple(out)


def _together(acts: Iterable[Done]) -> list[list[Done]]:
    groups: dict[tuple[object, ...], list[Done]] = {}
    for d in acts:
        groups.setdefault((d.span, d.said_by), []).append(d)
    return list(groups.values())


def _by(group: list[Done], past: History, name: Namer) -> str:
    actors = [d.actor for d in group if d.actor != EVERYONE]
    return f" by {words.listed(dict.fromkeys(actors), name)}" if actors else ""


def _said(group: list[Done]) -> str:
    return words.according(group[0].said_by)


def _ids(group: list[Done]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for d in group for i in d.ids))


def open_lines(past: History, name: Namer, entered: bool | None) -> tuple[Reason, ...]:
    """What is only planned, conditional, speculated or denied: it establishes nothing, and is said.

    A plan that was carried out by all it names is left out.
    """
    plans = tuple(f for f in past.plans if not _carried_out(f, past, entered))
    seen: dict[str, Reason] = {}
    for fact in plans + past.denials:
        text = _open_text(fact, name)
        before = seen.get(text)
        ids = (*before.facts, fact.id) if before else (fact.id,)
        seen[text] = Reason(text, None, ids)
    return tuple(seen.values())


def _carried_out(plan: Fact, past: History, entered: bool | None) -> bool:
    """Whether all those who were to do it have; where the plan names nobody, whether anybody has."""
    kind = kind_of(plan)
    if kind is None or (kind is Kind.ENTRY and entered):
        return True
    done = {d.at for d in past.of(kind)}
    named = {key(actor) for actor in plan.actors if actor != SOMEONE}
    return EVERYONE in done or (bool(done) and named <= done)


def _open_text(fact: Fact, name: Namer) -> str:
    what = str(fact.step).replace("_", " ")
    by = f" by {words.listed(fact.actors, name)}" if fact.actors else ""
    day = f" ({fact.date})" if fact.date else ""
    said = f", according to {speaker(fact)}" if fact.sources else ""
    return f"{what}{by}{day}: {_NOT_DONE[fact.certainty]}{said}"


def terms_lines(terms: Terms, name: Namer) -> tuple[Reason, ...]:
    """The rules the status rests on."""
    out = []
    if terms.entry_into_force.trigger not in (None, Trigger.NONE):
        article = f"art. {terms.entry_into_force.article}" if terms.entry_into_force.article else None
        said = words.according(terms.sources)
        cite = "; ".join(a for a in (article, "VCLT 24(1)") if a)
        rule = rule_words(terms.entry_into_force, name)
        out.append(Reason(f"its rule: in force {rule}{said}", cite, terms.facts))
    if terms.provisional:
        out.append(Reason("its text provides for provisional application", "VCLT 25"))
    if terms.unsure:
        out.append(Reason("its final clauses can be read in more than one way", "VCLT 31"))
    return tuple(out)


def rule_words(rule: Rule, name: Namer = str) -> str:
    """A rule as a phrase: "on the exchange of instruments", "30 days after the 35th instrument"."""
    if rule.all_of or rule.any_of:
        joint = ", and " if rule.all_of else ", or "
        core = joint.join(rule_words(part, name) for part in rule.all_of or rule.any_of)
        core = f"when all hold: {core}" if rule.all_of else f"when the first holds: {core}"
    else:
        core = _core(rule, name)
    if rule.offset or rule.round.value != "none":
        core = f"{words.counted_words(rule.offset, rule.round)} {core.removeprefix('on ')}"
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
        core += f", those of {words.listed(rule.must_include, name)} among them"
    if rule.weight:
        core += f", with {rule.weight.percent:g} per cent of {rule.weight.of or 'the weight'}"
    return core


def _how_many(rule: Rule, what: str) -> str:
    if isinstance(rule.count, int):
        return f"the {words.ordinal(rule.count)} {what}"
    if rule.count is None or rule.count == "all":
        return f"{what} by all"
    return f"{what} by {rule.count.part} of every {rule.count.whole}"


def leaving_words(terms: Terms) -> tuple[Reason, ...]:
    """Duration and notice, for a treaty in force."""
    d, out = terms.duration, []
    if d.kind is DurationKind.FIXED and d.n and d.unit:
        out.append(Reason(f"made for {words.plural(d.n, d.unit.value)}", "VCLT 54(a)"))
    if terms.denunciation is not None and terms.denunciation.notice is not None:
        n = terms.denunciation.notice
        out.append(
            Reason(f"a party may leave on notice of {words.plural(n.n, n.unit.value)}", "VCLT 54(a), 67")
        )
    return tuple(out)
