"""A record that is not complete is a lower bound: it excludes nothing that a fuller one could show."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.errors import TreatyFileError
from foedus.law.model import Fact, Headline, Record, Rule, State, Status, Terms
from foedus.law.status import status
from foedus.law.treatyfile import read_treaty
from foedus.model import Step
from foedus.wording.status import status_text

from . import strategies as some

SIXTY: dict[str, Any] = {
    "trigger": "instruments",
    "count": 60,
    "offset": {"n": 120, "unit": "day"},
    "article": "68(1)",
}
FOUR = [
    {"state": state, "act": "ratification", "date": day}
    for state, day in (
        ("PLW", "2024-01-22"),
        ("CHL", "2024-02-20"),
        ("MAR", "2025-09-19"),
        ("SLE", "2025-09-19"),
    )
]


def on(day: str, **fields: Any) -> Status:
    found = read_treaty(json.dumps(fields))
    return status(found.record, found.terms, day)


def test_a_list_is_whole_unless_it_says_otherwise() -> None:
    found = on("2025-10-01", entry_into_force=SIXTY, instruments=FOUR)
    assert found.in_force is False
    assert status_text(found).missing == (
        "56 more instruments of ratification, acceptance, approval or accession (4 of 60)",
    )


def test_a_list_in_part_counts_as_a_lower_bound() -> None:
    found = on("2025-10-01", entry_into_force=SIXTY, instruments=FOUR, complete=False)
    assert found.in_force is None
    assert found.headline is Headline.NOT_KNOWN
    assert status_text(found).missing == ("at least 4 of 60 instruments are known",)
    assert status_text(found).summary.endswith("at least 4 of 60 instruments are known")
    assert found.earliest is None
    assert {p.in_force for p in found.parties} == {None}


def test_none_known_is_said() -> None:
    found = on("2025-10-01", entry_into_force=SIXTY, complete=False)
    assert status_text(found).missing == ("none of 60 instruments is known",)


def test_it_binds_nobody_before_it_was_made() -> None:
    adopted = [{"step": "adopted", "date": "2023-06-19"}]
    data: dict[str, Any] = {"entry_into_force": SIXTY, "events": adopted, "complete": False}
    early = on("2023-10-16", **data)
    assert (early.in_force, early.earliest) == (False, "2023-10-17")
    assert (
        status_text(early).summary == "adopted; not before 17 October 2023; none of 60 instruments is known"
    )
    assert on("2023-10-17", **data).in_force is None


def test_enough_known_is_that_day_or_before() -> None:
    data: dict[str, Any] = {
        "entry_into_force": {"trigger": "instruments", "count": 3},
        "instruments": FOUR,
        "events": [{"step": "adopted", "date": "2023-06-19"}],
    }
    assert on("2025-10-01", **data).in_force_since == "2025-09-19"
    found = on("2025-10-01", complete=False, **data)
    assert found.in_force is True
    assert found.in_force_since == "2023-06-19/2025-09-19"
    assert any("may have been met before" in d.text for d in status_text(found).doubts)
    assert on("2024-06-01", complete=False, **data).in_force is None


@pytest.mark.parametrize(
    ("offset", "since"),
    [({"n": 90, "unit": "day"}, "../2000-03-31"), ({"n": 6, "unit": "month"}, "../2000-07-01")],
)
def test_since_when_is_open_before_whatever_is_counted(offset: dict[str, Any], since: str) -> None:
    given = {"trigger": "instruments", "count": 1, "offset": offset}
    done = [{"state": "PLW", "act": "ratification", "date": "2000-01-01"}]
    found = read_treaty(json.dumps({"entry_into_force": given, "instruments": done, "complete": False}))
    assert status(found.record, found.terms, "2001-01-01").in_force_since == since


def test_all_of_a_named_set_needs_no_fuller_list() -> None:
    rule = {"trigger": "instruments", "count": "all", "among": ["CHL", "PLW"]}
    found = on("2025-10-01", entry_into_force=rule, instruments=FOUR, complete=False)
    assert found.in_force_since == "2024-02-20"
    short = on("2024-02-01", entry_into_force=rule, instruments=FOUR, complete=False)
    assert short.in_force is None
    assert status_text(short).missing == ("at least 1 of 2 instruments are known, not those of CHL",)


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        (
            {"trigger": "exchange", "of": "instruments"},
            "the exchange of instruments is not recorded",
        ),
        ({"trigger": "exchange", "of": "notes"}, "the exchange of notes is not recorded"),
        (
            {"trigger": "notifications", "count": "all"},
            "none of 2 notifications is known, not those of CHL and PLW",
        ),
        ({"trigger": "signature"}, "none of 2 signatures is known, not those of CHL and PLW"),
    ],
)
def test_of_two_as_well_where_the_file_says_so(rule: dict[str, Any], missing: str) -> None:
    data: dict[str, Any] = {"entry_into_force": rule, "parties": ["CHL", "PLW"]}
    assert on("2025-10-01", **data).in_force is False
    found = on("2025-10-01", complete=False, **data)
    assert (found.in_force, status_text(found).missing) == (None, (missing,))


def test_a_weight_in_part_is_told() -> None:
    rule = {"trigger": "instruments", "count": 55, "weight": {"percent": 55, "of": "emissions"}}
    one = [{"state": "Japan", "act": "acceptance", "date": "2002-06-04", "weight": 8.5}]
    found = on("2003-01-01", entry_into_force=rule, instruments=one, complete=False)
    assert status_text(found).missing == ("at least 1 of 55 instruments are known, with 8.5 of 55 per cent",)


def test_events_alone_of_many_are_what_news_tells() -> None:
    events = [{"step": "deposited", "actors": [f["state"]], "date": f["date"]} for f in FOUR]
    assert on("2025-10-01", entry_into_force=SIXTY, events=events).in_force is None
    assert on("2025-10-01", entry_into_force=SIXTY, events=events, complete=True).in_force is False
    two = [{"step": "signed", "date": "2024-01-01"}]
    rule = {"trigger": "exchange", "of": "instruments"}
    assert on("2025-10-01", entry_into_force=rule, parties=["CHL", "PLW"], events=two).in_force is False


@pytest.mark.parametrize("value", ["no", 0, [], {}])
def test_a_wrong_value_is_named(value: object) -> None:
    with pytest.raises(TreatyFileError, match=r"^treaty file: complete: .* is neither true nor false$"):
        read_treaty(json.dumps({"complete": value}))


@pytest.mark.parametrize("field", ["complet", "completed"])
def test_a_misspelt_field_is_named(field: str) -> None:
    with pytest.raises(TreatyFileError, match="did you mean 'complete'"):
        read_treaty(json.dumps({field: False}))


@settings(max_examples=150, deadline=None)
@given(some.full_lists, some.easy_rules, some.late_days, st.data())
def test_what_a_part_shows_the_whole_does_not_overturn(
    record: Record, rule: Rule, on: date, data: st.DataObject
) -> None:
    kept = data.draw(st.sets(st.sampled_from(range(len(record.facts)))))
    part = replace(record, facts=tuple(record.facts[i] for i in sorted(kept)), complete=False)
    if not record.parties:
        # who must act is then told by the list itself
        part, record = replace(part, parties=some.STATES[:3]), replace(record, parties=some.STATES[:3])
    told = status(part, Terms(rule), on)
    if told.in_force is not None:
        assert status(record, Terms(rule), on).in_force is told.in_force


def test_of_the_news_a_few_of_many_exclude_nothing() -> None:
    """A claim is no entry of a depositary's list, whoever tells it and however undated."""
    facts = (Fact("1", Step.DEPOSITED, ("PLW",)),)
    terms = read_treaty(json.dumps({"entry_into_force": SIXTY})).terms
    assert status(Record(facts=facts), terms, "2025-10-01").state is State.UNCERTAIN
