"""What the law finds, in the words of a desk officer: short, and the same for the same finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from foedus.law.counting import Tally
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind
from foedus.law.model import Offset, Round, Rule, Trigger
from foedus.law.spans import Span, day_words

Namer = Callable[[str], str]

_SHOWN = 12


def naming(name: Namer) -> Namer:
    """The same, with words for a party that no text names."""
    return lambda party: "a party not named" if party == SOMEONE else name(party)


def listed(names: Iterable[str], name: Namer = str) -> str:
    """ "A", "A and B", "A, B and 3 others"."""
    each = [name(n) for n in names]
    if len(each) > _SHOWN + 1:
        return ", ".join(each[:_SHOWN]) + f" and {len(each) - _SHOWN} others"
    if len(each) < 2:
        return "".join(each)
    return ", ".join(each[:-1]) + " and " + each[-1]


def ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def plural(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def who(done: Done, past: History, name: Namer) -> str:
    """The actor of an act: a state, "both" or "all"."""
    if done.actor != EVERYONE:
        return name(done.actor)
    return "both" if past.bilateral else "all"


def according(said_by: Sequence[str]) -> str:
    """ " (according to KCNA)", or nothing where a publisher says it in its own voice."""
    return f" (according to {listed(said_by)})" if said_by else ""


def when(span: Span) -> str:
    """ "on 4 December 2024", "in June 2024, day unknown"."""
    if span.exact:
        return ("about " if span.vague else "on ") + day_words(span.first)
    words = span.words()
    if words.startswith(("between", "about", "day")) or not span.told:
        return words
    return ("on " if " or " in words else "in ") + words


def counted_words(offset: Offset | None, how: Round) -> str:
    """How days are counted from the act: "90 days after", "the first day of the month following"."""
    after = f"{plural(offset.n, offset.unit.value)} after" if offset and offset.n else "on the day itself"
    if how is Round.NONE:
        return after
    if how is Round.FIRST_DAY_OF_FOLLOWING_MONTH:
        return "the first day of the month following" + (f" {after}" if offset and offset.n else "")
    if offset and offset.n:
        return f"the first day of the month reached {after}"
    return "the first day of the month"


_INSTRUMENT = "instruments of ratification, acceptance, approval or accession"


def missing(rule: Rule, t: Tally, past: History, name: Namer) -> tuple[str, ...]:
    """What is still needed under a rule of acts, each a phrase."""
    if rule.trigger is Trigger.EXCHANGE:
        what = "notes" if rule.of == "notes" else "instruments of ratification"
        return (f"exchange of {what}",)
    out = list(_by_name(rule, t, past, name))
    if t.more:
        have = f" ({len(t.have)} of {t.needed})" if t.needed else ""
        out.append(_more(rule, t.more) + have)
    if rule.weight is not None and (t.weight or 0) < rule.weight.percent:
        so_far = f" ({t.weight:g} so far)" if t.weight is not None else ""
        out.append(
            f"states with {rule.weight.percent:g} per cent of {rule.weight.of or 'the weight'}{so_far}"
        )
    if not out and t.unclear:
        out.append("cannot be told: " + "; ".join(t.unclear))
    return tuple(out)


def known_in_part(rule: Rule, t: Tally, name: Namer) -> str:
    """How much of a rule's condition a record that is not complete shows: "at least 4 of 60 instruments"."""
    if rule.trigger is Trigger.EXCHANGE:
        return f"the exchange of {'notes' if rule.of == 'notes' else 'instruments'} is not recorded"
    what = {Trigger.SIGNATURE: "signatures", Trigger.NOTIFICATIONS: "notifications"}.get(
        rule.trigger or Trigger.NONE, "instruments"
    )
    of = f" of {t.needed}" if t.needed else ""
    told = f"at least {len(t.have)}{of} {what} are known" if t.have else f"none{of} {what} is known"
    if rule.weight is not None and t.weight is not None:
        told += f", with {t.weight:g} of {rule.weight.percent:g} per cent"
    return told + (f", not those of {listed(t.lacking, name)}" if t.lacking else "")


def _by_name(rule: Rule, t: Tally, past: History, name: Namer) -> Iterable[str]:
    if not t.lacking:
        return
    names = listed(t.lacking, name)
    if rule.trigger is Trigger.SIGNATURE:
        yield f"signature by {names}"
    elif rule.trigger is Trigger.NOTIFICATIONS:
        yield f"notification by {names} that internal procedures are complete"
    elif rule.of == "ratifications":
        yield f"ratification by {names}"
    elif rule.trigger is Trigger.INSTRUMENTS:
        home = {d.actor for d in past.of(Kind.HOME)}
        at_home = [n for n in t.lacking if n in home]
        rest = [n for n in t.lacking if n not in home]
        if at_home:
            yield f"deposit of the {_instruments(at_home)} of {listed(at_home, name)} (ratified at home)"
        if rest:
            yield f"{_instruments(rest)} of {listed(rest, name)}"
    else:
        yield f"consent to be bound of {names}: exchange, deposit or notification of instruments"


def _instruments(names: Sequence[str]) -> str:
    return "instrument of ratification" if len(names) == 1 else "instruments of ratification"


def _more(rule: Rule, n: int) -> str:
    if rule.trigger is Trigger.SIGNATURE:
        return f"{n} more {'signature' if n == 1 else 'signatures'}"
    if rule.trigger is Trigger.NOTIFICATIONS:
        return f"{n} more {'notification' if n == 1 else 'notifications'}"
    return f"{n} more {_INSTRUMENT if n > 1 else _INSTRUMENT.replace('instruments', 'instrument', 1)}"


def stage(past: History, name: Namer) -> str:
    """How far the states have come at home and at the table: "signed, ratified by both"."""
    if home := past.actors(Kind.HOME):
        return f"ratified by {_group(home, past, name)}"
    if signed := past.actors(Kind.SIGNATURE, Kind.DEFINITIVE):
        return f"signed by {_group(signed, past, name)}"
    for kind, word in (
        (Kind.OPENING, "open for signature"),
        (Kind.ADOPTION, "adopted"),
        (Kind.INITIALLING, "initialled"),
        (Kind.NEGOTIATION, "negotiated"),
    ):
        if past.any(kind):
            return word
    return ""


def leavers(past: History, name: Namer) -> str:
    """ "withdrawal by Finland told", or nothing."""
    actors = list(dict.fromkeys(d.actor for d in past.of(Kind.NOTICE)))
    return f"withdrawal by {listed(actors, name)}" if actors else ""


def _group(actors: Sequence[str], past: History, name: Namer) -> str:
    if len(past.parties) > 1 and (EVERYONE in actors or set(past.parties) <= set(actors)):
        return "both" if past.bilateral else f"all {len(past.parties)}"
    return "all" if EVERYONE in actors else listed(sorted(set(actors), key=lambda a: (a == SOMEONE, a)), name)


def day(d: date) -> str:
    return "never" if d == date.max else day_words(d)
