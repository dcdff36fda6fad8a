"""What holds between some parties alone: reservations, suspension towards some, later treaties, amendments."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from foedus.law.model import PartyStatus, State, Status
from foedus.law.mutual import bound_to_each_other
from foedus.law.status import status
from foedus.law.treatyfile import treaty_from_json
from tests.law.values import Json, treaty

FOUR = "FRA R 1990-01-01; DEU R 1990-01-01; SWE R 1990-01-01; MDV A 1991-06-01"
RESERVED = {"state": "MDV", "act": "reservation", "date": "1991-06-01", "article": "16"}

BACK = {"state": "MDV", "act": "withdrawal of reservation", "date": "1993-01-01"}
DROPS = {"state": "SWE", "act": "withdrawal of objection", "date": "1994-01-01"}


def on(day: str, instruments: list[Json], events: list[Json]) -> Status:
    data = treaty({"trigger": "instruments", "count": 2}, FOUR, events=events)
    data["instruments"] += instruments
    found = treaty_from_json(data)
    return status(found.record, found.terms, day)


def objects(by: str, **more: Any) -> Json:
    return {"state": by, "act": "objection", "date": "1992-01-01", **more}


def reserved(found: Status) -> list[str | None]:
    (maldives,) = [p for p in found.parties if p.party == "MDV"]
    return [r.fields["provision"] for r in maldives.reasons if r.kind.value == "party_reserved"]


def test_of_two_told_of_one_day_one_is_withdrawn() -> None:
    """What the news tells of one day is one act, of which a part can be withdrawn."""
    told: list[Json] = [
        {"step": "reservation", "actors": ["MDV"], "date": "1991-06-01", "article": a} for a in ("9", "16")
    ]
    gone = {"step": "withdrawn", "of": "reservation", "actors": ["MDV"], "date": "1993-01-01", "article": "9"}
    assert reserved(on("1995-01-01", [], told)) == ["9, 16"]
    assert reserved(on("1995-01-01", [], [*told, gone])) == ["16"]
    assert reserved(on("1992-01-01", [], [*told, gone])) == ["9, 16"]


def test_a_reservation_to_no_article_is_told_without() -> None:
    assert reserved(on("1995-01-01", [{**RESERVED, "article": None}], [])) == [None]


def test_two_reservations_are_told_with_both_articles() -> None:
    second = {**RESERVED, "date": "1991-07-01", "article": "9"}
    found = on("1995-01-01", [RESERVED, second, objects("SWE")], [])
    (maldives,) = [p for p in found.parties if p.party == "MDV"]
    assert [r.fields["provision"] for r in maldives.reasons if r.kind.value == "party_reserved"] == [
        "16",
        "9",
    ]
    assert [r.fields["provision"] for b in found.between for r in b.reasons] == ["16, 9"]
    later = on("1995-01-01", [RESERVED, second, objects("SWE"), {**BACK, "article": "16"}], [])
    (maldives,) = [p for p in later.parties if p.party == "MDV"]
    assert [r.fields["provision"] for r in maldives.reasons if r.kind.value == "party_reserved"] == ["9"]
    assert [r.fields["provision"] for b in later.between for r in b.reasons] == ["9"]


# objections and events; who with whom is bound on 1 January 1995; the articles said of it
ROWS: list[tuple[list[Json], list[Json], tuple[str, str], bool, tuple[str, ...]]] = [
    ([RESERVED], [], ("SWE", "MDV"), True, ()),
    ([RESERVED, objects("SWE")], [], ("SWE", "MDV"), True, ("VCLT 20(4)(b)", "VCLT 21(3)")),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True)], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True)], [], ("FRA", "MDV"), True, ("VCLT 20(4)(b)",)),
    ([RESERVED, objects("DEU", precludes=True)], [], ("MDV", "DEU"), False, ("VCLT 20(4)(b)",)),
    # between two reservations an objection that names nobody is not told to whom
    ([RESERVED, {**RESERVED, "state": "DEU"}, objects("SWE", precludes=True)], [], ("SWE", "MDV"), True, ()),
    # a reservation withdrawn takes the objections to it along, one to another article does not
    ([RESERVED, objects("SWE", precludes=True), BACK], [], ("SWE", "MDV"), True, ()),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True), {**BACK, "article": "9"}], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True), {**BACK, "date": "1996-01-01"}], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True), {**BACK, "effect": "1996-01-01"}], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    # an objection withdrawn
    ([RESERVED, objects("SWE", precludes=True), DROPS], [], ("SWE", "MDV"), True, ()),
    ([RESERVED, objects("SWE", precludes=True), {**DROPS, "state": "FRA"}], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    ([RESERVED, objects("SWE", precludes=True, date="1994-06-01"), DROPS], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True), {**DROPS, "to": ["MDV", "DEU"]}], [], ("SWE", "MDV"), True, ()),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True), DROPS], [], ("SWE", "MDV"), True, ()),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True), {**DROPS, "to": ["MDV"]}], [], ("SWE", "MDV"), True, ()),
    # on the day itself
    ([RESERVED, objects("SWE", precludes=True), {**DROPS, "date": "1992-01-01"}], [], ("SWE", "MDV"), True, ()),
    ([RESERVED, objects("SWE", precludes=True), {**DROPS, "date": "1995-01-01"}], [], ("SWE", "MDV"), True, ()),
    ([RESERVED, objects("SWE", precludes=True), {**DROPS, "date": "1995-01-02"}], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    ([RESERVED, objects("SWE", to=["MDV"], precludes=True), {**DROPS, "to": ["DEU"]}], [], ("SWE", "MDV"), False, ("VCLT 20(4)(b)",)),
    ([], [{"step": "suspended", "actors": ["FRA"], "to": ["SWE"], "date": "1993-01-01"}], ("FRA", "SWE"), True, ("VCLT 57", "VCLT 58", "VCLT 60(2)")),
    ([], [{"step": "superseded", "actors": ["FRA", "DEU"], "date": "1993-01-01"}], ("FRA", "DEU"), False, ("VCLT 30(4)(a)", "VCLT 59")),
    ([], [{"step": "superseded", "actors": ["FRA", "DEU"], "date": "1993-01-01"}], ("FRA", "SWE"), True, ("VCLT 30(4)(a)", "VCLT 59")),
    ([], [{"step": "superseded", "actors": ["FRA", "DEU"], "date": "1996-01-01"}], ("FRA", "DEU"), True, ()),
    ([], [{"step": "amended", "actors": ["FRA", "SWE"], "date": "1993-01-01"}], ("FRA", "DEU"), True, ("VCLT 40(4)", "VCLT 30(4)")),
]  # fmt: skip


@pytest.mark.parametrize(("instruments", "events", "pair", "bound", "articles"), ROWS)
def test_who_is_bound_to_whom(
    instruments: list[Json], events: list[Json], pair: tuple[str, str], bound: bool, articles: tuple[str, ...]
) -> None:
    found = on("1995-01-01", instruments, events)
    assert found.in_force is True
    assert bound_to_each_other(found, *pair) is bound
    assert bound_to_each_other(found, *reversed(pair)) is bound
    assert tuple(a for b in found.between for r in b.reasons for a in r.articles) == articles
    assert all(p.in_force for p in found.parties)


def done(step: str, *actors: str, date: str = "1993-01-01", **more: Any) -> Json:
    return {"step": step, "actors": list(actors), "date": date, **more}


FORM = ("state", "states", "date", "provision")
# instruments and events; of each group its states, whether the treaty is in force between them, the reason's
# kind, its facts (i: instruments, e: events) and its fields in the order of FORM
GROUPS: list[tuple[list[Json], list[Json], list[tuple[tuple[str, ...], bool, str, str, tuple[Any, ...]]]]] = [
    ([], [], []),
    ([RESERVED], [], []),
    ([RESERVED, objects("SWE")], [], [
        (("SWE", "MDV"), True, "objection_modifies", "i5 i4", ("SWE", ("MDV",), "1992-01-01", "16"))]),
    # the objection's own article goes before the reservation's
    ([RESERVED, objects("SWE", precludes=True, article="3")], [], [
        (("SWE", "MDV"), False, "objection_precludes", "i5 i4", ("SWE", ("MDV",), "1992-01-01", "3"))]),
    # to several: not to itself, not to who is no party; to one that has made none it is told without an article
    ([RESERVED, objects("DEU", to=["DEU", "MDV", "NOR", "SWE"])], [], [
        (("DEU", "MDV"), True, "objection_modifies", "i5 i4", ("DEU", ("MDV",), "1992-01-01", "16")),
        (("DEU", "SWE"), True, "objection_modifies", "i5", ("DEU", ("SWE",), "1992-01-01", None))]),
    ([RESERVED, objects("NOR")], [], []),
    ([{**RESERVED, "state": "SWE"}, objects("SWE", to=["SWE"]), objects("SWE")], [], []),
    ([RESERVED, {**RESERVED, "state": "FRA"}, BACK, objects("SWE", to=["MDV", "FRA"])], [], [
        (("SWE", "FRA"), True, "objection_modifies", "i7 i5", ("SWE", ("FRA",), "1992-01-01", "16"))]),
    ([], [done("suspended", "FRA", to=["FRA", "SWE", "NOR"], article="4")], [
        (("FRA", "SWE"), True, "suspended_in_part", "e0", ("FRA", ("FRA", "SWE", "NOR"), "1993-01-01", "4"))]),
    ([], [done("suspended", "NOR", to=["FRA"])], []),
    ([], [done("suspended", "SWE", to=["FRA", "DEU"])], [
        (("SWE", "DEU"), True, "suspended_in_part", "e0", ("SWE", ("FRA", "DEU"), "1993-01-01", None)),
        (("SWE", "FRA"), True, "suspended_in_part", "e0", ("SWE", ("FRA", "DEU"), "1993-01-01", None))]),
    ([], [done("superseded", "DEU", "NOR", "FRA")], [
        (("DEU", "FRA"), False, "superseded_between", "e0", (None, ("DEU", "FRA"), "1993-01-01", None))]),
    # who accepts on one day by acts of their own do so together, of another day apart; one alone with nobody
    ([], [done("amended", "SWE"), done("amended", "DEU"), done("amended", "FRA", date="1994-01-01")], [
        (("DEU", "SWE"), True, "amended_between", "e1 e0", (None, ("DEU", "SWE"), "1993-01-01", None))]),
    # by states, then by the reason
    ([RESERVED, objects("FRA", to=["MDV"])], [done("superseded", "DEU", "SWE"), done("amended", "DEU", "SWE")], [
        (("DEU", "SWE"), True, "amended_between", "e1", (None, ("DEU", "SWE"), "1993-01-01", None)),
        (("DEU", "SWE"), False, "superseded_between", "e0", (None, ("DEU", "SWE"), "1993-01-01", None)),
        (("FRA", "MDV"), True, "objection_modifies", "i5 i4", ("FRA", ("MDV",), "1992-01-01", "16"))]),
]  # fmt: skip


@pytest.mark.parametrize(("instruments", "events", "groups"), GROUPS)
def test_what_holds_between_some_with_its_facts(
    instruments: list[Json], events: list[Json], groups: list[tuple[Any, ...]]
) -> None:
    found = on("1995-01-01", instruments, events)
    told = [
        (
            b.states, b.in_force, r.kind.value,
            " ".join(f"{f[0]}{f[f.index('[') + 1 : -1]}" for f in r.facts),
            tuple(r.fields.get(name) for name in FORM),
        )
        for b in found.between for r in b.reasons
    ]  # fmt: skip
    assert told == groups


def test_whether_a_treaty_is_in_force_between_two_is_not_told_where_it_is_not_of_one() -> None:
    """Whoever is out is bound to nobody, though of the other nothing is known."""
    parties = tuple(
        PartyStatus(party, state, in_force)
        for party, state, in_force in (
            ("FRA", State.IN_FORCE, True),
            ("DEU", State.UNKNOWN, None),
            ("SWE", State.WITHDRAWN, False),
        )
    )
    found = replace(on("1995-01-01", [], []), parties=parties)
    assert bound_to_each_other(found, "FRA", "DEU") is None
    assert bound_to_each_other(found, "fra", "DEU") is None
    assert bound_to_each_other(found, "DEU", "SWE") is False
    assert bound_to_each_other(found, "FRA", "NOR") is False


def test_whoever_is_no_party_is_bound_to_nobody() -> None:
    found = on("1991-01-01", [RESERVED, objects("SWE")], [])
    assert bound_to_each_other(found, "MDV", "SWE") is False
    assert bound_to_each_other(found, "FRA", "SWE") is True
    assert bound_to_each_other(found, "FRA", "NOR") is False
    assert found.between == ()


@pytest.mark.parametrize(
    ("more", "state", "said"),
    [
        ({}, State.SUSPENDED, "party_suspended"),
        ({"to": ["SWE"]}, State.IN_FORCE, "suspended_in_part"),
        ({"article": "4"}, State.IN_FORCE, "suspended_in_part"),
    ],
)
def test_a_suspension_is_said_with_its_scope(more: Json, state: State, said: str) -> None:
    found = on("1995-01-01", [], [{"step": "suspended", "actors": ["FRA"], "date": "1993-01-01", **more}])
    (france,) = [p for p in found.parties if p.party == "FRA"]
    assert (france.state, france.in_force) == (state, True)
    assert said in {r.kind.value for r in france.reasons}


def test_territories_are_told_with_their_party_and_are_none() -> None:
    extended = {
        "state": "FRA",
        "act": "territorial application",
        "date": "1992-01-01",
        "territories": ["Aruba", "Niue"],
    }
    excluded = {"state": "FRA", "act": "territorial exclusion", "date": "1994-01-01", "territories": ["niue"]}
    found = on("1995-01-01", [extended, excluded], [])
    (france,) = [p for p in found.parties if p.party == "FRA"]
    assert [(t.name, t.extended, t.since) for t in france.territories] == [
        ("Aruba", True, "1992-01-01"),
        ("niue", False, "1994-01-01"),
    ]
    assert len(found.parties) == 4
