"""From an event and its timing to a rule that the law can compute: linked, tacit and conditional rules too.

A rule that is none of the plain forms has the trigger OTHER; where its parts are told it carries them
(`all_of`, `linked`, `tacit`), so that status can still be computed, and a note says what it is.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from foedus.law.model import Linked, Offset, Round, Rule, Share, Tacit, Trigger
from foedus.law.text.counts import share_of, weight
from foedus.law.text.events import Event, calendar_day
from foedus.law.text.groups import groups
from foedus.law.text.including import ALL_THE, beside, including
from foedus.law.text.lexicon import CALENDAR
from foedus.law.text.reader import Reader
from foedus.law.text.timing import When

_PLAIN = (Trigger.SIGNATURE, Trigger.EXCHANGE, Trigger.NOTIFICATIONS, Trigger.INSTRUMENTS)


def rule_of(reader: Reader, i: int, what: Event, time: When | None) -> Rule:
    """The rule that sentence `i` lays down."""
    offset, rounding = (time.offset, time.round) if time and not what.date else (None, Round.NONE)
    article = reader.parts[i].article
    if what.trigger in _PLAIN:
        return _act(reader, i, what, offset, rounding)
    if what.trigger is Trigger.DATE:
        return Rule(Trigger.DATE, date=what.date, article=article)
    if what.rule == "tacit acceptance":
        tacit = _tacit(reader)
        return Rule(
            Trigger.OTHER, date=what.date, offset=offset, round=rounding, tacit=tacit,
            article=article, note="tacit acceptance",
        )  # fmt: skip
    if what.rule == "linked":
        linked = Linked(_other_treaty(reader, i))
        return Rule(
            Trigger.OTHER, offset=offset, round=rounding, linked=linked, article=article,
            note=f"with the entry into force of {linked.treaty}",
        )  # fmt: skip
    if what.inner is not None and what.numbers is not None:
        each = (replace(what.inner, count=n) for n in what.numbers.counts)
        parts = tuple(_act(reader, i, one, None, Round.NONE) for one in each)
        enough, all_of = (parts, ()) if what.numbers.smaller else ((), parts)
        return Rule(
            Trigger.OTHER, offset=offset, round=rounding, any_of=enough, all_of=all_of, article=article,
            note=what.rule,
        )  # fmt: skip
    if what.inner is not None:
        part = _act(reader, i, what.inner, None, Round.NONE)  # the days are counted from the whole condition
        parts = (part,) if what.date is None else (Rule(Trigger.DATE, date=what.date), part)
        return Rule(
            Trigger.OTHER, date=what.date, offset=offset, round=rounding, not_before=what.not_before,
            all_of=parts if what.complete else (), article=article, note=what.rule,
        )  # fmt: skip
    return Rule(Trigger.OTHER, date=what.date, offset=offset, round=rounding, article=article, note=what.rule)


def _act(reader: Reader, i: int, what: Event, offset: Offset | None, rounding: Round) -> Rule:
    sentence = reader.parts[i]
    of_states = what.trigger is Trigger.INSTRUMENTS
    named = including(reader.clean, sentence) if of_states else ()
    count = what.count
    apart = groups(reader, i) if what.trigger in (Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS) else None
    if apart:
        count, named = apart.needed, (*named, *apart.must_include)
    elif isinstance(count, int) and not named:
        other = beside(reader.clean, sentence)
        if other:  # "Ukraine and at least one of those States": the number and the one named
            count, named = count if other.startswith(ALL_THE) else count + 1, (other,)
    return Rule(
        trigger=what.trigger,
        count=count,
        of=what.of,
        must_include=named,
        weight=weight(reader.clean.lower, sentence.start, sentence.end) if of_states else None,
        offset=offset,
        round=rounding,
        article=sentence.article,
    )


# "shall be deemed to have been accepted on 1 July 2006"
_DEEMED = re.compile(
    r"deemed (?:to have been |to be |as )?(?:accepted|approved)(?:,? (?:on|at|by|as of))?"
    rf" (?P<day>{CALENDAR})"
)
# "unless, prior to that date, more than one third of the Parties have objected"
_UNLESS = re.compile(
    r"unless.{0,120}?(?P<share>(?:one|two|three)[ -](?:third|quarter|half)s?"
    r"|more than (?:one )?half)"
)


def _tacit(reader: Reader) -> Tacit:
    lower = reader.clean.lower
    day, objecting = _DEEMED.search(lower), _UNLESS.search(lower)
    unless: Share | None = share_of(objecting["share"]) if objecting else None
    return Tacit(calendar_day(day["day"]) if day else None, unless)


_OTHER_TREATY = re.compile(
    r"(?:entry|entering|coming) into (?:force|effect) of (?P<name>(?:the|this|that|said) .{3,120}?)"
    r"(?=[,;.]|\s+(?:and|on|or|in accordance|for|whichever|between)\b|\s*$)|"
    r"(?:same (?:time|date|day) as|simultaneously with|together with|concurrently with)"
    r" (?P<with>(?:the|this|that|said) .{3,120}?)(?=[,;.]|\s*$)",
    re.IGNORECASE,
)


def _other_treaty(reader: Reader, i: int) -> str:
    part = reader.parts[i]
    found = _OTHER_TREATY.search(reader.clean.text, part.start, part.end)
    if not found:
        return "another treaty"
    return (found["name"] or found["with"]).strip()
