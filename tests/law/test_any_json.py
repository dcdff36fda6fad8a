"""Whatever JSON comes in: a treaty with a status on every day, or one line that names what is wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import TreatyFileError
from foedus.law.model import Act, Case, DurationKind, Round, State, Treaty, Trigger, Unit
from foedus.law.obligations import casus_foederis
from foedus.law.status import explain, status
from foedus.law.treatyfile import read_treaty
from foedus.model import Certainty, Step, TermKind
from foedus.wording.as_json import status_to_json

WORDS = [
    *Trigger, *Unit, *Round, *DurationKind, *Step, *Certainty, *TermKind, "all", "States", "GHA", "KEN",
    *(act.value for act in Act),
]  # fmt: skip
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 10**13),
    st.floats(allow_nan=False),
    st.sampled_from([str(w) for w in WORDS]),
    st.dates().map(date.isoformat),
    st.text(max_size=4),
)


units = st.sampled_from([u.value for u in Unit])
sound_days = st.dates(date(1990, 1, 1), date(2020, 1, 1)).map(date.isoformat)


def treaties(noisy: bool) -> st.SearchStrategy[Any]:
    """Treaty files: all in form, or with something else altogether put here and there."""

    def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.one_of(*[strategy] * 9, scalars) if noisy else strategy

    def obj(must: dict[str, Any], may: dict[str, Any] | None = None) -> st.SearchStrategy[Any]:
        return some(st.fixed_dictionaries(must, optional=may or {}))

    days = some(sound_days)
    numbers = some(st.integers(0, 40) | st.integers(0, 10**13))
    names = some(st.lists(st.sampled_from(["GHA", "KEN", "TUN"]), max_size=3))
    offset = st.none() | obj({"n": numbers, "unit": units})
    simple = {
        "count": st.integers(1, 4) | st.just("all") | obj({"share": st.sampled_from([[1, 2], [2, 3]])}),
        "offset": offset,
        "round": some(st.sampled_from([r.value for r in Round])),
        "must_include": names,
        "not_before": days,
        "weight": obj({"percent": st.integers(0, 101)}),
        "linked": obj({"treaty": st.just("other")}, {"in_force": days}),
        "tacit": obj({}, {"deemed": days, "unless": st.integers(0, 3)}),
    }
    trigger = {"trigger": some(st.sampled_from([t.value for t in Trigger])), "date": days}
    parts = st.lists(obj(trigger, simple), min_size=1, max_size=2)
    rule = st.one_of(obj(trigger, simple), obj({"all_of": parts}, simple), obj({"any_of": parts}, simple))
    duration = {"kind": some(st.sampled_from([k.value for k in DurationKind])), "date": days}
    instrument = {
        "state": some(st.sampled_from(["GHA", "KEN", "TUN"])),
        "act": some(st.sampled_from([a.value for a in Act])),
        "date": days,
    }
    event = {"step": some(st.sampled_from([s.value for s in Step]))}
    return obj(
        {"entry_into_force": rule, "instruments": some(st.lists(obj(instrument), max_size=4))},
        {
            "parties": names,
            "signed": days,
            "later_states": obj({}, {"offset": offset}),
            "duration": obj({**duration, "n": numbers, "unit": units}),
            "renewal": obj({"tacit": some(st.booleans())}, {"notice": offset, "n": numbers, "unit": units}),
            "denunciation": obj({}, {"notice": offset, "not_before": offset}),
            "ends_below": st.integers(0, 3),
            "obligations": some(
                st.lists(obj({"kind": st.sampled_from([k.value for k in TermKind])}), max_size=2)
            ),
            "events": some(st.lists(obj(event, {"date": days, "until": days}), max_size=3)),
        },
    )


def refused(text: str | bytes) -> str | Treaty:
    """The treaty, or the line that refuses it."""
    try:
        return read_treaty(text, "a.json")
    except TreatyFileError as error:
        return str(error)


@settings(max_examples=300, deadline=None)
@given(treaties(noisy=True))
def test_a_treaty_or_one_line(data: Any) -> None:
    found = refused(json.dumps(data))
    if isinstance(found, str):
        assert found.startswith("a.json: ")
        assert "\n" not in found


@settings(max_examples=300, deadline=None)
@given(treaties(noisy=False), st.dates() | st.just(date.max) | st.just(date.min))
def test_a_status_on_every_day(data: Any, on: date) -> None:
    found = refused(json.dumps(data))
    assert isinstance(found, Treaty), found
    result = status(found.record, found.terms, on)
    assert json.loads(json.dumps(status_to_json(result)))["in_force"] is result.in_force
    assert isinstance(result.state, State)
    explain(found.record, found.terms, on)
    casus_foederis([(found.record, found.terms)], Case("GHA", "KEN", on.isoformat()))


@settings(max_examples=200, deadline=None)
@given(st.text() | st.binary())
def test_any_bytes_are_refused_in_one_line(text: str | bytes) -> None:
    found = refused(text)
    assert isinstance(found, Treaty) or "\n" not in found


def test_nothing_comes_on_the_last_day_of_the_calendar() -> None:
    found = read_treaty(
        '{"parties": ["A", "B"], "signed": "2000-01-01", "entry_into_force": {"trigger": "exchange"}}'
    )
    assert status(found.record, found.terms, date.max).in_force is False
