"""Entry into force computed from rule and acts is the recorded day, wherever both are known."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from foedus.law.forms import terms_from_json
from foedus.law.model import Act, Fact, Instrument, Record
from foedus.law.status import status
from foedus.law.treatyfile import instrument_fact
from foedus.names import names
from foedus.register.model import DayKind, Did, Entry

ON = "2025-06-30"
RULES = "un-rules-2015"
#: Acts by which a rule is met; the noisy list is left aside.
TAKEN = frozenset({"un-2015", RULES, "un-paris-2020", "general"})
_ACT = {Did.CONSENT: Act.RATIFICATION, Did.CEASED: Act.DENUNCIATION}

#: What cannot be computed from what is known, and why.
EXCEPTIONS = {
    "drug-trafficking-1988": "the UN list has no instruments of states that are gone",
    "enmod-1976": "the UN list has no instruments of states that are gone",
    "single-convention-1961": "the UN list has no instruments of states that are gone",
    "paris-agreement-2015": "the shares of emissions are in no list",
}


def acts_of(entry: Entry) -> list[Fact]:
    out = []
    for p in entry.participants:
        organisation = names().organisation(p.state) is not None
        for number, act in enumerate(p.acts):
            if TAKEN & set(act.sources):
                kind = _ACT.get(act.did) or Act(act.did.value)
                one = Instrument(p.state, kind, act.date, None, organisation, act.effect)
                out.append(instrument_fact(one, f"{p.state}-{number}"))
    return out


def computed(entry: Entry) -> str | None:
    """The day on which the law has it enter into force by its own rule; None where it has not."""
    closed = entry.parties.states if entry.parties.closed else ()
    record = Record(entry.title, closed, tuple(acts_of(entry)), complete=True)
    found = status(record, terms_from_json(entry.terms), ON)
    return found.in_force_since if found.in_force is not None else "not told"


def whole(entry: Entry) -> bool:
    """Whether a list, or the writer, says that it has every act of consent there was, and it has a rule."""
    if not entry.terms or "entry_into_force" not in entry.terms or entry.day(DayKind.IN_FORCE) is None:
        return False
    rule = entry.terms["entry_into_force"]
    if rule.get("trigger") not in ("instruments", "exchange", "notifications", "signature", "date"):
        return False
    covers = [c for c in entry.covers if c.whole_until and "acts" not in c.omits and c.source in TAKEN]
    return any(c.whole_until and c.whole_until >= (entry_day(entry) or "") for c in covers)


def entry_day(entry: Entry) -> str | None:
    day = entry.day(DayKind.IN_FORCE)
    return day.date if day else None


def differing(entries: Iterable[Entry]) -> dict[str, tuple[str | None, str | None]]:
    found = {e.id: (entry_day(e), computed(e)) for e in entries}
    return {id_: days for id_, days in found.items() if days[0] != days[1]}


def test_the_multilateral_set_is_computed_without_exception(entries: list[Entry]) -> None:
    of_rules = [e for e in entries if RULES in e.terms_sources]
    assert len(of_rules) == 51
    assert sum(entry_day(e) is None for e in of_rules) == 2
    assert differing(of_rules) == {}


def test_wherever_rule_and_acts_are_known(entries: list[Entry]) -> None:
    known = [e for e in entries if whole(e)]
    assert len(known) >= 60
    assert differing(known).keys() == EXCEPTIONS.keys()


@pytest.mark.parametrize("id_", sorted(EXCEPTIONS))
def test_an_exception_has_a_recorded_day(entries: list[Entry], id_: str) -> None:
    assert entry_day(next(e for e in entries if e.id == id_)) is not None
