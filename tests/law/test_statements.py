"""What parties state is listed with its words and scope, and with the day on which it is taken back."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import TreatyFileError
from foedus.law.detail import fact_detail, fact_fields
from foedus.law.model import Act, Fact
from foedus.law.particulars import Link, Particulars, Registration, Relation, merged
from foedus.law.particulars_json import KEYS, particulars_to_json, told_of
from foedus.law.statements import Statement, statement_to_json, statements
from foedus.law.treatyfile import read_treaty, treaty_from_json
from foedus.model import ParticularKind
from tests.law.values import Json

MADE: Json = {
    "state": "MDV",
    "act": "reservation",
    "date": "1991-06-01",
    "article": "16",
    "text": "The Government does not see itself bound by article 16.",
    "reference": "C.N.100.1991",
}


def told(*instruments: Json, events: tuple[Json, ...] = ()) -> tuple[Statement, ...]:
    return statements(treaty_from_json({"instruments": [*instruments], "events": [*events]}).record.facts)


def back(**more: Any) -> Json:
    return {"state": "MDV", "act": "reservation_withdrawn", "date": "1999-01-01", **more}


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("reservation", Act.RESERVATION),
        ("Interpretative declaration", Act.DECLARATION),
        ("declaration", Act.DECLARATION),
        ("objection", Act.OBJECTION),
        ("territorial application", Act.TERRITORIAL_APPLICATION),
        ("territorial exclusion", Act.TERRITORIAL_EXCLUSION),
        ("designation of authorities", Act.AUTHORITY),
        ("depositary notification", Act.DEPOSITARY_NOTIFICATION),
    ],
)
def test_every_statement_is_listed(act: str, kind: Act) -> None:
    (found,) = told({**MADE, "act": act, "to": ["SWE"], "territories": ["Addu"], "effect": "1991-07-01"})
    assert (found.kind, found.state, found.date, found.effect) == (kind, "MDV", "1991-06-01", "1991-07-01")
    assert (found.text, found.article, found.reference) == (MADE["text"], "16", "C.N.100.1991")
    assert (found.to, found.territories, found.withdrawn) == (("SWE",), ("Addu",), None)


@pytest.mark.parametrize("act", ["ratification", "accession", "signature", "denunciation", "notification"])
def test_other_acts_are_no_statements(act: str) -> None:
    assert told({"state": "MDV", "act": act, "date": "1991-06-01"}) == ()


def test_what_the_news_tells_is_listed_with_its_words() -> None:
    event = {"step": "reservation", "actors": ["MDV"], "date": "1991-06-01", "said": "with a reservation"}
    (found,) = told(events=(event,))
    assert (found.kind, found.state, found.text) == (Act.RESERVATION, "MDV", "with a reservation")
    assert told(events=({**event, "certainty": "planned"},)) == ()
    withdrawn = {"step": "withdrawn", "of": "reservation", "actors": ["MDV"], "date": "2000-01-01"}
    (found,) = told(events=(event, withdrawn))
    assert found.withdrawn == "2000-01-01"


# what takes it back, and the day from which it is gone
BACK: list[tuple[list[Json], str | None]] = [
    ([], None),
    ([back()], "1999-01-01"),
    ([back(article="16")], "1999-01-01"),
    ([back(article="9")], None),
    ([back(effect="1999-03-01")], "1999-03-01"),
    ([back(date="1990-01-01")], None),
    ([back(state="SWE")], None),
    ([back(act="objection_withdrawn")], None),
    ([back(), back(date="1995-01-01")], "1995-01-01"),
    ([{"state": "MDV", "act": "reservation_withdrawn"}], ""),
]


@pytest.mark.parametrize(("taken", "day"), BACK)
def test_what_is_taken_back_has_its_day(taken: list[Json], day: str | None) -> None:
    (found,) = told(MADE, *taken)
    assert found.withdrawn == day


def test_an_objection_is_taken_back_towards_those_it_names() -> None:
    to_two = {"state": "SWE", "act": "objection", "date": "1992-01-01", "to": ["MDV", "QAT"]}
    gone = {"state": "SWE", "act": "objection_withdrawn", "date": "1993-01-01"}
    assert told(to_two, gone)[0].withdrawn == "1993-01-01"
    assert told(to_two, {**gone, "to": ["MDV", "QAT"]})[0].withdrawn == "1993-01-01"
    assert told(to_two, {**gone, "to": ["MDV"]})[0].withdrawn is None


def test_a_depositary_s_own_notification_is_of_no_party() -> None:
    (found,) = told({"act": "depositary notification", "reference": "C.N.475.2002", "date": "2002-05-17"})
    assert (found.state, found.reference) == ("", "C.N.475.2002")
    assert statement_to_json(found)["state"] is None


def test_a_statement_as_json_has_every_key() -> None:
    more = {
        "to": ["SWE"],
        "territories": ["Addu"],
        "effect": "1991-07-01",
        "precludes": True,
        "note": "as read",
    }
    (found,) = told({**MADE, **more}, back(article="16", to=["SWE"]))
    assert statement_to_json(found) == {
        "kind": "reservation",
        "state": "MDV",
        "date": "1991-06-01",
        "effect": "1991-07-01",
        "withdrawn": "1999-01-01",
        "article": "16",
        "to": ["SWE"],
        "precludes": True,
        "territories": ["Addu"],
        "text": MADE["text"],
        "reference": "C.N.100.1991",
        "sources": [],
        "fact": "instruments[0]",
    }
    (plain,) = told({"state": "MDV", "act": "reservation", "note": "as read"})
    assert plain.text == ""


def test_statements_stand_by_state_and_day() -> None:
    each = told(
        {**MADE, "state": "SWE", "act": "declaration"},
        {**MADE, "date": "1990-01-01"},
        {"state": "MDV", "act": "declaration"},
        MADE,
        {"act": "depositary notification", "reference": "C.N.1.2000"},
    )
    assert [(s.state, s.date) for s in each] == [
        ("", None),
        ("MDV", None),
        ("MDV", "1990-01-01"),
        ("MDV", "1991-06-01"),
        ("SWE", "1991-06-01"),
    ]


def test_an_undated_one_is_taken_back_by_any_day_and_any_by_an_undated() -> None:
    (found,) = told({**MADE, "date": None}, back())
    assert found.withdrawn == "1999-01-01"
    event = {"step": "reservation", "actors": ["MDV"], "date": "1991"}
    (found,) = told(back(date="1991-05"), events=(event,))
    assert found.withdrawn == "1991-05"
    violated = {"step": "violated", "actors": ["MDV"], "date": "1991-06-01"}
    assert told(events=(violated,)) == ()


@given(st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(rng: Random) -> None:
    facts = [
        MADE,
        back(article="9"),
        {**MADE, "state": "QAT"},
        {**MADE, "article": "9", "date": "1991-06-02"},
    ]
    record = treaty_from_json({"instruments": facts}).record
    mixed = list(record.facts)
    rng.shuffle(mixed)
    assert statements(mixed) == statements(record.facts)


PARTICULARS = Particulars(
    citations=("2056 UNTS 211", "ETS 5"),
    registrations=(Registration("UN", "35597", "1999-03-01"),),
    languages=("English", "French"),
    depositary=("UN",),
    places=("Oslo",),
    links=(Link(Relation.PROTOCOL_TO, "Convention", "conv-1980"),),
    later=(Link(Relation.AMENDS, "Protocol amending it"),),
    territories=("Aruba",),
)


def test_particulars_are_read_as_they_are_written() -> None:
    data = particulars_to_json(PARTICULARS)
    assert treaty_from_json(json.loads(json.dumps(data))).record.particulars == PARTICULARS
    assert bool(PARTICULARS) is True
    assert bool(Particulars()) is False
    assert treaty_from_json({"depositary": "UN"}).record.particulars.depositary == ("UN",)
    assert {kind for kind, _ in told_of(PARTICULARS)} == set(ParticularKind) == set(map(ParticularKind, KEYS))
    assert list(told_of(Particulars())) == []


def test_of_two_what_the_first_tells_stands_first() -> None:
    other = Particulars(citations=("ETS 5", "Cm 7"), languages=("Spanish",))
    both = merged(PARTICULARS, other)
    assert both.citations == ("2056 UNTS 211", "ETS 5", "Cm 7")
    assert both.languages == ("English", "French", "Spanish")
    assert merged(Particulars(), other) is other
    assert merged(other, Particulars()) is other


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"registrations": [{"registry": "UN"}]}, 'registrations[0]: needs "number" or "date"'),
        ({"registrations": [{"number": "1", "date": "soon"}]}, "registrations[0].date: "),
        ({"registrations": [{"numer": "1"}]}, "registrations[0].numer: no such field here"),
        ({"links": [{"treaty": "x"}]}, "links[0].relation: is missing"),
        ({"links": [{"treaty": "x", "relation": "cousin"}]}, "links[0].relation: 'cousin' is not one of"),
        ({"links": [{"relation": "amends"}]}, "links[0].treaty: is missing"),
        ({"citations": "34 UNTS 243"}, "citations: '34 UNTS 243' is not a list"),
        ({"languages": [""]}, "languages[0]: '' is not a name"),
    ],
)
def test_a_wrong_particular_is_named(data: Json, said: str) -> None:
    with pytest.raises(TreatyFileError) as error:
        read_treaty(json.dumps(data), "t.json")
    assert str(error.value).startswith(f"t.json: {said}")


words = st.text("abc 1", min_size=1, max_size=8)
facts = st.builds(
    Fact,
    id=st.just("1"),
    step=st.just("notified"),
    act=st.none() | st.sampled_from(Act),
    weight=st.none() | st.floats(0, 100) | st.just((("recycling", 0.5), ("tonnage", 10.0))),
    organisation=st.booleans(),
    until=st.none() | st.just("2000-01-01"),
    to=st.lists(words, max_size=2).map(tuple),
    article=st.none() | words,
    precludes=st.booleans(),
    territories=st.lists(words, max_size=2).map(tuple),
    text=words | st.just(""),
    reference=st.none() | words,
)


@settings(max_examples=100, deadline=None)
@given(facts)
def test_a_claim_s_detail_has_all_of_an_act(fact: Fact) -> None:
    detail = json.loads(json.dumps(fact_detail(fact)))
    assert Fact(id="1", step="notified", **fact_fields(detail)) == fact


@pytest.mark.parametrize(
    "detail",
    [
        {"act": 3, "weight": "much", "until": 7, "to": "SWE", "article": 16, "precludes": "yes"},
        {"act": "no such act", "weight": True, "territories": 3, "text": None},
    ],
)
def test_a_value_that_is_none_of_its_field_is_left_out(detail: dict[str, object]) -> None:
    assert Fact(id="1", step="notified", **fact_fields(detail)) == Fact(id="1", step="notified")
    assert fact_fields({"effect": "2000-01-01"})["until"] == "2000-01-01"
    assert fact_fields({"to": ["SWE", 3]})["to"] == ("SWE",)
