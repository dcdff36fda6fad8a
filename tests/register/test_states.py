"""States have their days, heirs and numbers."""

from __future__ import annotations

import pytest

from foedus.names import names
from foedus.register.lookup import Register
from foedus.register.standing import first_day


def test_every_link_between_states_leads_to_one(register: Register) -> None:
    known = {s.code for s in register.states()}
    for state in register.states():
        others = {*state.successors, *state.predecessors, *(o.state for o in state.of)}
        assert others <= known, state.code
        assert state.continues is None or state.continues in known
        for heir in state.successors:
            own = register.state(heir)
            assert own is not None
            assert state.code in own.predecessors
        assert state.name


def test_days_are_in_order(register: Register) -> None:
    for state in register.states():
        if state.since and state.until:
            assert first_day(state.since) < first_day(state.until), state.code
        periods = [(n.since, n.until) for n in state.cow] + [(o.since, o.until) for o in state.of]
        for since, until in periods:
            assert not (since and until) or first_day(since) <= first_day(until), state.code


def test_every_state_of_the_name_tables_is_there(register: Register) -> None:
    for state in names().states():
        if state.status.value != "part":
            assert register.state(state.code) is not None, state.code


@pytest.mark.parametrize(
    ("code", "field", "value"),
    [
        ("SUN", "until", "1991-12-25"),
        ("RUS", "continues", "SUN"),
        ("SRB", "continues", "SCG"),
        ("DDR", "successors", ("DEU",)),
        ("YMD", "successors", ("YEM",)),
        ("CZE", "predecessors", ("CSK",)),
        ("DEU", "un_since", "1973-09-18"),
        ("CHE", "un_since", "2002-09-10"),
        ("SSD", "since", "2011-07-09"),
        ("DEU", "gw", 260),
        ("FRA", "gw", 220),
        ("KIR", "gw", 970),
        ("USA", "gw", 2),
    ],
)
def test_facts_of_states(register: Register, code: str, field: str, value: object) -> None:
    assert getattr(register.state(code), field) == value


def test_numbers_of_correlates_of_war(register: Register) -> None:
    def number(code: str, day: str) -> list[int]:
        state = register.state(code)
        assert state is not None
        return [n.number for n in state.cow if n.since <= day and (n.until is None or day <= n.until)]

    assert number("DEU", "1980-01-01") == [260]
    assert number("DEU", "2000-01-01") == [255]
    assert number("SUN", "1980-01-01") == [365]
    assert number("RUS", "1980-01-01") == []
    assert number("YUG", "1980-01-01") == [345]
    assert number("SRB", "2010-01-01") == [345]
    assert number("KOR", "1980-01-01") == [732]
    assert number("Korea", "1900-01-01") == [730]


def test_a_former_code_is_the_state(register: Register) -> None:
    for old, now in (("ZAR", "COD"), ("BUR", "MMR"), ("HVO", "BFA")):
        state = register.state(old)
        assert state is not None
        assert state.code == now
    assert register.state("XXX") is None


def test_hong_kong_and_macao_changed_hands(register: Register) -> None:
    for code, before, day in (("HKG", "GBR", "1997-07-01"), ("MAC", "PRT", "1999-12-20")):
        state = register.state(code)
        assert state is not None
        assert [(o.state, o.since) for o in state.of] == [(before, None), ("CHN", day)]
