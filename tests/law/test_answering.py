"""A territory is no party by an act of its own, unless the treaty lets it (VCLT 29)."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from foedus.law.answering import answered_for
from foedus.law.model import Answering, Fact, PartyStatus, Record, State, StateLife, Status
from foedus.law.reasons import ReasonKind as K
from foedus.law.status import status
from foedus.law.treatyfile import treaty_from_json
from tests.law.values import Json, treaty

HONG_KONG = StateLife(
    "HKG", answering=(Answering("GBR", None, "1997-07-01"), Answering("CHN", "1997-07-01", None))
)
FAROES = StateLife("FRO", answering=(Answering("DNK"),))
MANY = "GBR R 1990-01-01; CHN R 1990-01-01; DNK R 1990-01-01"


def on(day: str, data: Json) -> Status:
    found = treaty_from_json(data)
    record = replace(found.record, lives=(HONG_KONG, FAROES))
    return status(record, found.terms, day)


def of_many(*events: Json, listed: str = "", **more: Any) -> Json:
    return treaty({"trigger": "instruments", "count": 3}, f"{MANY}; {listed}", events=list(events), **more)


def told(step: str, *actors: str, day: str = "1995-05-05", **more: Any) -> Json:
    return {"step": step, "actors": list(actors), "date": day, **more}


def standing(found: Status) -> dict[str, PartyStatus]:
    return {p.party: p for p in found.parties}


# what is told of a territory; the state whose act it is, and whether it extends the treaty or excludes from it
ROWS: list[tuple[Json, str, bool]] = [
    (told("acceded", "HKG"), "GBR", True),
    (told("acceded", "HKG", day="1997-06-30"), "GBR", True),
    (told("acceded", "HKG", day="1997-07-01"), "CHN", True),
    (told("deposited", "FRO"), "DNK", True),
    (told("notified", "FRO"), "DNK", True),
    (told("entered_into_force", "FRO"), "DNK", True),
    (told("provisionally_applied", "FRO"), "DNK", True),
    (told("withdrawn", "FRO"), "DNK", False),
    (told("notified", "FRO", of="withdrawn"), "DNK", False),
    (told("ceased", "HKG", day="1998-01-01"), "CHN", False),
]


@pytest.mark.parametrize(("event", "state", "extended"), ROWS)
def test_an_act_told_of_a_territory_is_its_state_s(event: Json, state: str, extended: bool) -> None:
    found = on("2000-01-01", of_many(event))
    each = standing(found)
    assert each.keys() == {"GBR", "CHN", "DNK"}
    (territory,) = each[state].territories
    assert (territory.name, territory.extended, territory.since) == (
        event["actors"][0],
        extended,
        event["date"],
    )
    assert [p.territories for code, p in each.items() if code != state] == [(), ()]
    assert all(p.in_force and p.state is State.IN_FORCE for p in found.parties)
    assert found.in_force_since == "1990-01-01"


@pytest.mark.parametrize("step", ["signed", "ratified", "approved", "negotiated", "suspended", "violated"])
def test_what_it_does_besides_is_of_nobody_whom_the_treaty_binds(step: str) -> None:
    found = on("2000-01-01", of_many(told(step, "FRO")))
    assert standing(found).keys() == {"GBR", "CHN", "DNK"}
    assert all(not p.territories and p.state is State.IN_FORCE for p in found.parties)


def test_it_counts_for_no_number() -> None:
    data = treaty(
        {"trigger": "instruments", "count": 2},
        events=[told("acceded", "HKG"), told("acceded", "GBR"), told("acceded", "FRO", day="1996-01-01")],
        complete=True,
    )
    found = on("2000-01-01", data)
    assert (found.in_force, found.in_force_since) == (False, None)


def test_its_state_acts_beside_it() -> None:
    data = treaty(
        {"trigger": "instruments", "count": 1}, events=[told("acceded", "FRO", "DNK")], complete=True
    )
    found = on("2000-01-01", data)
    assert (found.in_force, found.in_force_since) == (True, "1995-05-05")
    assert [t.name for t in standing(found)["DNK"].territories] == ["FRO"]
    assert "FRO" not in standing(found)


def in_its_own_name(found: Status, code: str) -> tuple[str, ...] | None:
    reasons = [r for p in found.parties if p.party == code for r in p.reasons if r.kind is K.PARTY_TERRITORY]
    return reasons[0].fields["states"] if reasons else None


def test_of_two_it_is_a_party_in_its_own_name() -> None:
    data = treaty({"trigger": "signature"}, "HKG S 2003-01-01; BEL S 2003-01-01", "HKG BEL")
    found = on("2005-01-01", data)
    assert (found.in_force, found.in_force_since) == (True, "2003-01-01")
    assert standing(found)["HKG"].in_force is True
    assert in_its_own_name(found, "HKG") == ("CHN",)
    assert in_its_own_name(on("1996-01-01", data), "HKG") == ("GBR",)
    assert in_its_own_name(found, "BEL") is None


def test_of_two_what_the_news_tells_of_it_is_its_own() -> None:
    data = treaty(
        {"trigger": "notifications", "count": "all"},
        parties="HKG BEL",
        events=[told("notified", "HKG", day="2003-01-01"), told("notified", "BEL", day="2003-02-01")],
    )
    found = on("2005-01-01", data)
    assert (found.in_force, found.in_force_since) == (True, "2003-02-01")
    assert standing(found).keys() == {"HKG", "BEL"}


def test_the_party_named_alone_stays_and_what_all_did_stays() -> None:
    data = treaty(
        {"trigger": "instruments", "count": 3},
        parties="DNK",
        events=[told("entered_into_force", day="1991-01-01"), told("acceded", "FRO")],
    )
    found = on("2000-01-01", data)
    assert found.in_force_since == "1991-01-01"
    assert [(p.party, [t.name for t in p.territories]) for p in found.parties] == [("DNK", ["FRO"])]
    listed = treaty({"trigger": "instruments", "count": 3}, "FRO A 1990-01-01", "FRO", events=data["events"])
    assert [p.party for p in on("2000-01-01", listed).parties] == ["FRO"]


@pytest.mark.parametrize(
    ("by", "known", "state"),
    [
        ("1996-01-01", "2000-01-01", "GBR"),
        (None, "1996-01-01", "GBR"),
        ("1998-01-01", "1996-01-01", "CHN"),
        (None, "2000-01-01", "CHN"),
    ],
)
def test_an_undated_act_is_of_who_answered_when_it_was_told(by: str | None, known: str, state: str) -> None:
    fact = Fact("1", "acceded", ("HKG",), by=by, known=known)
    record = answered_for(Record(facts=(fact,), lives=(HONG_KONG,)))
    assert [(f.actors, f.territories) for f in record.facts] == [((state,), ("HKG",))]


def test_what_a_depositary_lists_of_it_stands() -> None:
    found = on("2000-01-01", of_many(listed="HKG A 1995-01-01"))
    assert standing(found)["HKG"].in_force is True
    assert in_its_own_name(found, "HKG") == ("CHN",)


def test_the_only_one_that_is_named_is_not_therefore_a_party() -> None:
    data = treaty({"trigger": "instruments", "count": 3}, MANY, "FRO", events=[told("acceded", "FRO")])
    assert standing(on("2000-01-01", data)).keys() == {"GBR", "CHN", "DNK"}


def test_before_anyone_answers_for_it_nobody_acts() -> None:
    life = StateLife("FRO", answering=(Answering("DNK", "1990-01-01"),))
    found = treaty_from_json(of_many(told("acceded", "FRO", day="1985-01-01")))
    got = status(replace(found.record, lives=(life,)), found.terms, "2000-01-01")
    assert {p.party: p.territories for p in got.parties} == {"GBR": (), "CHN": (), "DNK": ()}
