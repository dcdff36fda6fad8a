"""From the words after "shall enter into force" to the act that brings it about, and its count.

The act that is named first decides; the patterns say what has to stand beside an act for it to be that act.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import msgspec

from foedus.law.model import Count, Trigger
from foedus.law.text.chunks import Reduced
from foedus.law.text.counts import Alternatives, alternatives, count
from foedus.law.text.lexicon import MONTHS
from foedus.law.text.numbers import cardinal, ordinal


class Event(msgspec.Struct, frozen=True, gc=False):
    """What brings the treaty into force, by which row, how sure (0 to 1).

    With the trigger OTHER, `inner` is the act that is one of its conditions; `complete`: the others are told
    too (`date`, `not_before`). `numbers`: two ways in which it is told how many must do it.
    """

    trigger: Trigger
    rule: str
    confidence: float
    count: Count = None
    of: str | None = None
    date: str | None = None
    not_before: str | None = None
    inner: Event | None = None
    complete: bool = False
    numbers: Alternatives | None = None


class Row(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    trigger: Trigger
    of: str | None
    confidence: float


_NO_NOTE = r"(?: (?!<(?:SIGNED|DATE|NOTICE|NOTES|RATNOTE)>)\S+){0,12}?"
_GAP = r"(?: (?!<(?:SIGNED|DATE)>)\S+){0,12}?"

TABLE: tuple[Row, ...] = (
    # "on the date of the entry into force of the Framework Agreement"; "simultaneously with"
    Row(
        "linked",
        re.compile(
            r"<ENTRY> (?:of|for)|(?:same|identical) (?:<FORDATE>|date|day|time)|simultaneous\w*"
            r"|concurrent\w*|together with"
            r"|(?:when|on which|once|as soon as|after|<FORDATE>)"
            r" (?:<ALL> )?(?:<THIS>(?: (?!<)\S+){0,4}|the \S+(?: \S+){0,8}) <ENTER>"
            r"|(?:when|on which|once|as soon as|<FORDATE>) <THIS>(?: (?!<)\S+){0,4}"
            r" (?:has|have|had) (?:entered|come)\b"
        ),
        Trigger.OTHER,
        None,
        0.85,
    ),
    # "on the exchange of the instruments of ratification"
    Row(
        "exchange of instruments",
        re.compile(
            rf"<EXCHANGE>{_NO_NOTE} <(?:INSTR|RATIFYING)>|<(?:INSTR|RATIFYING)>{_GAP} <EXCHANGE>"
            rf"|documents (?:are|have been) <EXCHANGE>|<EXCHANGE>(?: \S+){{0,4}} documents"
        ),
        Trigger.EXCHANGE,
        "instruments",
        0.97,
    ),
    # "the Parties exchange diplomatic notes"; "on the date of your reply"
    Row(
        "exchange of notes",
        re.compile(
            rf"<EXCHANGE>{_GAP} <(?:NOTES|NOTICE|RATNOTE)>|<NOTES>{_GAP} <EXCHANGE>"
            r"|<FORDATE> of <NOTES> ?\.?$"
        ),
        Trigger.EXCHANGE,
        "notes",
        0.95,
    ),
    # "thirty days after the depositary has informed of the receipt of the second instrument"
    Row(
        "instruments, as notified",
        re.compile(
            r"depositary(?: \S+){0,6} <NOTIFY>(?: \S+){0,12} <INSTR>|<DEPOSIT> or <NOTICE> of"
            r" (?:\S+ ){0,5}<(?:INSTR|RATIFYING)>"
        ),
        Trigger.INSTRUMENTS,
        None,
        0.9,
    ),
    # "have notified each other that their procedures are complete"; "receipt of the latter note"
    Row(
        "notifications", re.compile(r"<NOTIFY>|<NOTICE>|<RATNOTE>|<NOTES>"), Trigger.NOTIFICATIONS, None, 0.95
    ),
    # "five States have signed without reservation as to ratification or have deposited an instrument"
    Row(
        "definitive signature or instruments",
        re.compile(r"<SIGNED>(?: (?!subject\b)\S+){0,24}? <(?:INSTR|RATIFIED|DEPOSIT|RATIFYING)>"),
        Trigger.INSTRUMENTS,
        None,
        0.95,
    ),
    # "the deposit of the sixth instrument"; "ratification by ten States"; "have ratified"
    Row(
        "instruments",
        re.compile(
            r"<INSTR>|<RATIFIED>|<RATIFYING>|<DEPOSIT>(?!(?: \S+){0,10}? <(?:NOTICE|NOTES|NOTIFY|RATNOTE)>)"
        ),
        Trigger.INSTRUMENTS,
        None,
        0.95,
    ),
    # "on the date of its signature"
    Row(
        "signature",
        # not "the Governments that have signed it"
        re.compile(
            r"(?<!that )(?<!which )(?<!who )(?<!that have )(?<!which have )(?<!who have )(?<!having )<SIGNED>"
            r"|today|this day|<FORDATE> hereof| immediately(?= ?[.,]|$)"
        ),
        Trigger.SIGNATURE,
        None,
        0.95,
    ),
    # "from a day to be agreed upon by the Powers"
    Row(
        "day to be agreed",
        re.compile(
            r"(?:<FORDATE>|<PERIOD>)(?: (?!<)\S+){0,3} (?:agreed|fixed|determined|decided"
            r"|specified|set)\b(?!(?: \S+){0,8} <EXCHANGE>)"
        ),
        Trigger.OTHER,
        None,
        0.8,
    ),
    # "in accordance with article 21 of the Convention"
    Row(
        "by another treaty's rule",
        re.compile(r"in accordance with (?:<OTHERS> of )?<REF> of"),
        Trigger.OTHER,
        None,
        0.6,
    ),
    # "on completion of the internal procedures"
    Row(
        "procedures",
        re.compile(r"<COMPLETED>(?: \S+){0,6} <PROCEDURES>|<PROCEDURES>(?: \S+){0,6} <COMPLETED>"),
        Trigger.NOTIFICATIONS,
        None,
        0.6,
    ),
)

# "on the deposit of their respective instruments": for each on its own day, no number is told
_EACH_ITS_OWN = re.compile(r"respective|for <ALL>|<PARTIES> (?:which|that|who) <RATIFIED>")
# "as soon as the following requirements have been met: (a)"
_SEVERAL = re.compile(r"following <PROCEDURES>")
# "both the following conditions have been met: (a) not less than fifteen States ..., and (b) ..."
_BOTH = re.compile(r"(?:both|<ALL>|<NUM>)(?: of)?(?: the)? following <PROCEDURES>")
# "the last notice by which one of the Parties informs the other"
_ONE_OF_TWO = re.compile(r"<LAST>")
_FIXED = re.compile(
    r"^(?: ?(?:provisionally|definitively|retroactively|retrospectively|for|between|<PARTIES>|<ALL>"
    r"|in respect of),?){0,4}"
    r" ?(?:,? ?(?:on|from|as of|as from|with effect from|effective|since|beginning|starting|at|by"
    r"|upon|midnight of|the))* ?<DATE>"
)
_CONDITIONAL = re.compile(
    r"provided|if\b|subject to|on condition|after|upon|when|once|whichever|in relation to|unless|by which"
)
# "but not before 1 January 1960"; "from the later of: (a)"; "have been completed and when"
_FLOOR = re.compile(
    r"(?:not|no|never)(?: \S+){0,5} (?:before|earlier than|sooner than|prior to)(?:"
    r" (?!<DEPOSIT>)\S+){0,3} <(?:DATE|ENTRY|ENTER|PERIOD)>|earlier than (?:the|<THIS>)|<LAST> ?:? ?\("
    r"|whichever (?:is|shall be|occurs|date is)"
    r" (?:the )?(?:<LAST>|later|latest|earlier|earliest|sooner|<ORD>)(?! to)"
    r"|<COMPLETED> and (?:when|once) "
    # "provided that is a date after which the older agreement no longer applies"
    r"|provided(?: also)?(?: that)? (?:\S+ ){0,3}?(?:is|be|falls|comes) (?:on )?(?:a |the )?"
    r"(?:<FORDATE>|date|day)? ?(?:after|following|later than|on or after|no earlier than)\b"
    # "on signature and after both Governments have approved it"; "on signature, subject to ratification"
    r"|<(?:SIGNED|COMPLETED|INSTR|RATIFIED|RATIFYING|EXCHANGE)> ,? ?and (?:also )?"
    r"(?:when|once|after|as soon as)(?: (?!<ENTER>)[^\s.;,]+){0,8}?"
    r" <(?:RATIFIED|RATIFYING|INSTR|COMPLETED|NOTIFY|SIGNED|EXCHANGE|DEPOSIT)>"
    r"|<SIGNED> ,? ?(?:subject to|provided|on condition)(?: (?!<REF>)[^\s.;,]+){0,6}?"
    r" <(?:RATIFIED|RATIFYING|COMPLETED|PROCEDURES)>"
)
# "upon its approval by the General Assembly"; "on the day of its adoption" is one too
_BY_ORGAN = re.compile(
    r"<(?:RATIFIED|RATIFYING)> (?:of <THIS> )?by (?:the )?(?:(?!<)\S+ ){0,2}?(?:assembly|council|conference"
    r"|commission|committee|board|congress|meeting)\b"
)
# "within a period not exceeding sixty days from its signature": any day up to it
_AT_MOST = re.compile(
    r"^(?: (?:in|within|during|at)(?: (?!<)\S+){0,2})?"
    r" (?:within|not exceeding|(?:not|no) (?:more|<LAST>|later) than)(?: (?!<)\S+){0,3} <PERIOD>"
)
# where the next sentence or paragraph begins, or what is said of the treaty's end
_OVER = re.compile(r"\. |; |\( ?<NUM> ?\)|<(?:REMAIN|CEASE|LEAVE)>")
# "on the date of its approval by the Heads of State, that is, 9 April 1999": the day itself is named
_NAMELY = re.compile(r"(?:i\. ?e\.?|that is(?: to say)?|namely|being) ?,? ?(?:on |the )*<DATE>")
# "after approval by the Parties on 1 January 1995": an act and a day
_DAY_TOO = re.compile(r"(?<!<SIGNED>) (?:on|from|as from|i\.e\.?) <DATE>")


def event(reduced: Reduced, start: int, end: int) -> Event | None:
    """What brings the treaty into force, as said within a stretch of the short string."""
    text = reduced.text
    fixed = _FIXED.search(text[start:end])
    acts = _acts(text, start, end)
    if fixed:
        return _dated(reduced, start, start + fixed.end(), end, acts)
    named = _NAMELY.search(text[start:])
    if named and (acts or named.start() < end - start):
        day = _date_in(reduced, start + named.start(), start + named.end())
        return Event(Trigger.DATE, "day named beside the act", 0.85 if day else 0.3, date=day)
    if not acts:
        return None
    at, row = acts[0]
    if row.trigger is Trigger.INSTRUMENTS and (
        _BY_ORGAN.match(text, at) or reduced.chunk(at).text in ("adoption", "the adoption")
    ):
        return Event(Trigger.OTHER, "by decision of an organ", 0.7)
    n, how = count(reduced, start, end)
    trigger, confidence = row.trigger, row.confidence
    if _AT_MOST.match(text[start:end]):
        confidence = 0.4
    if row.name == "notifications" and "<RATNOTE>" in text[at : at + 9] and n not in (None, "all", 1, 2):
        trigger = Trigger.INSTRUMENTS  # "notifications of acceptance from six member nations"
    if trigger is Trigger.INSTRUMENTS and _BOTH.search(text, start):
        return Event(Trigger.OTHER, "several conditions", 0.8)
    if trigger is Trigger.INSTRUMENTS and n is None:
        n, confidence = "all", confidence - (0.1 if "<PARTIES>" in text[start:end] else 0.25)
        if _SEVERAL.search(text, start, end):
            return Event(Trigger.OTHER, "several conditions", 0.7)
        if _EACH_ITS_OWN.search(text, start, end):
            confidence = 0.4
    if trigger is Trigger.NOTIFICATIONS and (n is None or (n == 1 and _ONE_OF_TWO.search(text, start, end))):
        n = "all"
    if trigger in (Trigger.OTHER, Trigger.EXCHANGE):
        n = None
    numbers = alternatives(reduced, start)
    if numbers and trigger in (Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS, Trigger.SIGNATURE):
        inner = Event(trigger, row.name, row.confidence, None, row.of)
        return Event(Trigger.OTHER, "one of two numbers", 0.85, inner=inner, numbers=numbers)
    over = _OVER.search(text, end)
    limit = _FLOOR.search(text, start, over.start() if over else len(text))
    if limit and trigger is not Trigger.OTHER:
        day = _date_in(reduced, limit.start(), limit.end() + 12)
        inner = Event(trigger, row.name, confidence, n, row.of)
        note = f"{row.name}, not before {day}" if day else f"{row.name} and a second condition"
        return Event(Trigger.OTHER, note, 0.8, not_before=day, inner=inner, complete=day is not None)
    also = _DAY_TOO.search(text, start, end)
    if also and trigger in (Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS):
        day = _date_in(reduced, also.start(), also.end())
        return Event(Trigger.OTHER, f"{row.name}, and a day", 0.7, date=day)
    return Event(trigger, row.name + (f", {how}" if how else ""), confidence, n, row.of)


def floor(reduced: Reduced, start: int) -> Event | None:
    """ "on the later of: (a)": several days of which the last counts, where no act has been told."""
    found = _FLOOR.search(reduced.text, start)
    return Event(Trigger.OTHER, "the later of several", 0.9) if found else None


def _acts(text: str, start: int, end: int) -> list[tuple[int, Row]]:
    found = []
    for rank, row in enumerate(TABLE):
        match = row.pattern.search(text, start, end)
        if match:
            found.append((match.start(), rank, row))
    found.sort(key=lambda f: (f[0], f[1]))
    return [(at, row) for at, _, row in found]


def _dated(reduced: Reduced, start: int, after: int, end: int, acts: list[tuple[int, Row]]) -> Event:
    day = _date_in(reduced, start, after)
    rest = reduced.text[after:end]
    later = [row for at, row in acts if at >= after]
    if _CONDITIONAL.search(rest) and (later or "provided" in rest or "if " in rest):
        return _conditional(day, later, rest)
    return Event(Trigger.DATE, "date", 0.97 if day else 0.3, date=day)


def _conditional(day: str | None, acts: list[Row], rest: str) -> Event:
    """ "on 1 July 1973, provided that the Parties have notified each other before that date"."""
    row = acts[0] if acts else None
    inner = Event(row.trigger, row.name, row.confidence, "all", row.of) if row else None
    mutual = row is not None and row.trigger in (Trigger.NOTIFICATIONS, Trigger.EXCHANGE)
    complete = mutual and len({r.trigger for r in acts}) == 1 and not _SOME.search(rest)
    return Event(Trigger.OTHER, "date with a condition", 0.85, date=day, inner=inner, complete=complete)


# conditions for some of the parties only
_SOME = re.compile(r"at least|by then|in relation to|<NUM>|<SHARE>|among|<ENTRY>")


def _date_in(reduced: Reduced, start: int, end: int) -> str | None:
    for chunk in reduced.between(start, end):
        if chunk.kind == "DATE":
            return calendar_day(chunk.text)
    return None


_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def calendar_day(text: str) -> str | None:
    """The ISO day of "1 July 1973", "the first day of January, 1990", "1.7.1973"; None where it is no day."""
    numeric = _NUMERIC.search(text)
    if numeric:
        return _iso(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    text = _SPELT_YEAR.sub(_figures, text)
    month = next((n for n, name in enumerate(MONTHS, 1) if name in text), 0)
    year = re.search(r"\d{4}", text)
    day = re.search(r"\b\d{1,2}(?!\d)", text)
    rest = text.replace(year.group(), " ") if year else text
    nth = int(day.group()) if day else ordinal(rest.replace(MONTHS[month - 1], " "))
    if not (month and year and nth):
        return None
    return _iso(int(year.group()), month, nth)


_SPELT_YEAR = re.compile(r"one thousand,? (?:and )?(eight|nine) hundred(?: and)? ([a-z]+(?:[ -][a-z]+)?)")


def _figures(year: re.Match[str]) -> str:
    """ "one thousand nine hundred and ninety-one" in figures."""
    rest = cardinal(year[2]) or cardinal(year[2].split()[0]) or 0
    return str({"eight": 1800, "nine": 1900}[year[1]] + rest)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
