"""The status of a treaty and of each party on a day: a function of facts, terms and day alone, in any order.

`in_force` is True, False, or None where the record does not tell; every conclusion has its reason. Facts that
can only have been done after the day play no part, so what a later fact adds cannot move what had happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.law.coming import legal_dates
from foedus.law.counting import explained
from foedus.law.entry import Entry, entry
from foedus.law.history import History, history
from foedus.law.kinds import EVERYONE, Kind
from foedus.law.model import Counted, Reason, Record, State, Status, Terms, Trigger
from foedus.law.parties import parties
from foedus.law.whole import Whole, whole
from foedus.wording import lines, words
from foedus.wording.summary import summary
from foedus.wording.words import Namer


def status(record: Record, terms: Terms, on: str | date, name: Namer = str) -> Status:
    """What follows from the record and the terms on the day `on` (ISO day, or a date).

    `name` turns a party's code into its name for the words of reasons; the parties' own field keeps the code.
    Raises DateError for a date of a fact that is no EDTF, ValueError for a day that is no ISO day.
    """
    name = words.naming(name)
    w = whole(record, terms, _day(on), name)
    found, first = w.entry, outline(w, name)
    return Status(
        on=w.past.on.isoformat(),
        state=first.state,
        in_force=first.in_force,
        headline=first.headline,
        summary=first.summary,
        in_force_since=first.in_force_since,
        in_force_until=first.in_force_until,
        missing=w.missing,
        earliest=_earliest(found) if w.entered is False else None,
        reasons=_reasons(w, name),
        doubts=_doubts(w, name),
        parties=parties(w, name),
        dates=legal_dates(w, name),
    )


@dataclass(frozen=True, slots=True)
class Outline:
    """The fields of a Status that a list of treaties shows: no reasons, no parties, no dates to come."""

    state: State
    in_force: bool | None
    headline: str
    summary: str
    in_force_since: str | None
    in_force_until: str | None


def outline(w: Whole, name: Namer = str) -> Outline:
    """Where a treaty stands, without the reasons; `status` says the same."""
    found, end, state = w.entry, w.ending, _state(w)
    return Outline(
        state=state,
        in_force=w.in_force,
        headline=_headline(w, state),
        summary=summary(w, state, name),
        in_force_since=found.span.edtf() if w.entered is not False and found.span.last != date.max else None,
        in_force_until=end.span.edtf() if w.entered and end.span.first != date.max else None,
    )


def in_force(record: Record, terms: Terms, on: str | date) -> bool | None:
    """Only whether it is in force on the day; the same answer as `status`, without the words."""
    return whole(record, terms, _day(on)).in_force


def explain(record: Record, terms: Terms, on: str | date) -> tuple[Counted, ...]:
    """Every act towards consent up to the day: whether it counts for entry into force, and why."""
    past = history(record, _day(on))
    return explained(terms.entry_into_force, past, entry(terms, past).trigger)


def _day(on: str | date) -> date:
    return on if isinstance(on, date) else date.fromisoformat(on)


def first_line(status: Status) -> str:
    """The status in one line: "IN FORCE since 2024-12-04", "NOT IN FORCE   ratified by both"."""
    gap = " " if status.summary.startswith("since") else "   "
    return f"{status.headline}{gap}{status.summary}".rstrip()


def _state(w: Whole) -> State:
    if w.entered is False:
        return _stage(w.past, w.entry)
    if w.ended:
        return w.ending.state
    if w.in_force is None:
        return State.UNCERTAIN
    if EVERYONE in w.suspended or (w.past.bilateral and w.suspended):
        return State.SUSPENDED
    if w.past.bilateral and w.left:
        return State.NOTICE_GIVEN
    return State.RENEWED if w.ending.renewals else State.IN_FORCE


# Before entry into force, the furthest stage first.
_STAGES = (
    (Kind.PROVISIONAL, State.PROVISIONALLY_APPLIED),
    (Kind.EXCHANGE, State.CONSENTED),
    (Kind.DEPOSIT, State.CONSENTED),
    (Kind.NOTIFICATION, State.CONSENTED),
    (Kind.DEFINITIVE, State.SIGNED_DEFINITIVELY),
    (Kind.HOME, State.RATIFIED),
    (Kind.SIGNATURE, State.SIGNED),
    (Kind.OPENING, State.OPEN_FOR_SIGNATURE),
    (Kind.ADOPTION, State.ADOPTED),
    (Kind.INITIALLING, State.INITIALLED),
    (Kind.NEGOTIATION, State.NEGOTIATED),
)


def _stage(past: History, found: Entry) -> State:
    """How far it has come: consent and ratification only once all of two, or any of many, have given it."""
    if found.trigger.first <= past.on and not past.any(Kind.PROVISIONAL):
        return State.CONSENTED
    for kind, state in _STAGES:
        if past.any(kind) and (len(past.parties) != 2 or kind is Kind.PROVISIONAL or _of_both(kind, past)):
            return state
    return State.SIGNED if past.any(Kind.HOME, Kind.DEPOSIT, Kind.NOTIFICATION) else State.UNKNOWN


def _of_both(kind: Kind, past: History) -> bool:
    actors = past.actors(kind)
    return EVERYONE in actors or set(actors) >= set(past.parties)


def _headline(w: Whole, state: State) -> str:
    if w.in_force is None:
        return "NOT KNOWN TO BE IN FORCE" if w.entry.open else "UNCERTAIN"
    if not w.in_force:
        if w.entered is not False:
            return state.value.upper()
        provisional = state is State.PROVISIONALLY_APPLIED
        return "NOT IN FORCE, PROVISIONALLY APPLIED" if provisional else "NOT IN FORCE"
    if state is State.SUSPENDED:
        return "IN FORCE, SUSPENDED"
    return "IN FORCE, NOTICE GIVEN" if state is State.NOTICE_GIVEN else "IN FORCE"


def _earliest(found: Entry) -> str | None:
    day = found.span.first if found.span.first != date.max else found.could
    return None if day in (date.min, date.max) else day.isoformat()


def _reasons(w: Whole, name: Namer) -> tuple[Reason, ...]:
    past, found, end = w.past, w.entry, w.ending
    out = list(lines.terms_lines(w.terms, name))
    told = found.reasons if w.entered is False else (*found.reasons, *(d.reason for d in w.left))
    met = {fact for r in told for fact in r.facts}
    out += [r for r in lines.done_lines(past, name) if not (r.facts and set(r.facts) <= met)]
    out += found.reasons
    if w.entered is False:
        silent = w.terms.entry_into_force.trigger in (None, Trigger.NONE)
        out += [Reason(f"missing: {m}", "VCLT 24(2)" if silent else "VCLT 24(1)") for m in found.missing]
    else:
        out += lines.leaving_words(w.terms)
        out += [d.reason for d in w.left if d.reason not in end.reasons]
        out += end.reasons
    out += lines.open_lines(past, name, w.entered)
    return tuple(dict.fromkeys(out))


_ALONE = "one party alone may suspend only on grounds that the treaty or the law of treaties gives"


def _doubts(w: Whole, name: Namer) -> tuple[Reason, ...]:
    past, found, end = w.past, w.entry, w.ending
    out = list(found.doubts)
    if w.entered is not False:
        out += end.doubts
        out += [x for d in w.left for x in d.doubts]
        if found.said_by:
            out.append(Reason(f"in force on the word of {words.listed(found.said_by)}", "VCLT 24"))
        if not found.span.exact and found.span.last != date.max:
            out.append(
                Reason(f"the day of entry into force is not known exactly: {found.span.words()}", "VCLT 24")
            )
        alone = [d for d in w.suspended.values() if d.actor != EVERYONE]
        out += [Reason(_ALONE, "VCLT 57, 60 to 62, 65", d.ids) for d in alone]
    for d in past.of(Kind.SIGNATURE, Kind.HOME):
        if d.torn or d.denied_by:
            what = (
                "is dated differently by its sources"
                if d.torn
                else f"is denied by {words.listed(d.denied_by)}"
            )
            whose = "the" if d.actor == EVERYONE else f"{name(d.actor)}:"
            out.append(Reason(f"{whose} {d.kind.value} {what}", None, d.ids))
    return tuple(dict.fromkeys(out))
