"""What a treaty file says was done, as facts: every key of an instrument and of an event."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.errors import TreatyFileError
from foedus.law.model import Act, Fact, Instrument
from foedus.law.particulars import Particulars
from foedus.law.treatyfile import instrument_fact, is_organisation, read_treaty, treaty_from_json
from foedus.model import Certainty, Step

Json = dict[str, Any]


def facts(**keys: Any) -> tuple[Fact, ...]:
    return treaty_from_json(keys, str.upper).record.facts


LISTED: Json = {"state": "nor", "act": "accession"}
PLAIN = Fact("instruments[0]", Step.ACCEDED, ("NOR",), act=Act.ACCESSION)

# keys of an instrument beside its state and act, and the fields of the fact
INSTRUMENTS: list[tuple[Json, Json]] = [
    ({}, {}),
    ({"date": "2001-02"}, {"date": "2001-02"}),
    ({"effect": "2001-03-01"}, {"until": "2001-03-01"}),
    ({"note": "n"}, {"said": "n"}),
    ({"weight": 5}, {"weight": 5}),
    ({"weight": 0.5}, {"weight": 0.5}),
    ({"weight": {"tonnage": 3, "recycling": 1.5}}, {"weight": (("recycling", 1.5), ("tonnage", 3))}),
    ({"organisation": True}, {"organisation": True}),
    ({"organisation": False, "precludes": False}, {}),
    ({"precludes": True}, {"precludes": True}),
    ({"to": ["dnk", "swe"]}, {"to": ("DNK", "SWE")}),
    ({"territories": ["Svalbard"]}, {"territories": ("Svalbard",)}),
    ({"article": "5", "text": "t", "reference": "C.N.1.2001"}, {"article": "5", "text": "t", "reference": "C.N.1.2001"}),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "fields"), INSTRUMENTS)
def test_an_instrument(keys: Json, fields: Json) -> None:
    expected = {"id": PLAIN.id, "step": PLAIN.step, "actors": PLAIN.actors, "act": PLAIN.act, **fields}
    assert facts(instruments=[{**LISTED, **keys}]) == (Fact(**expected),)
    second = facts(instruments=[LISTED, {**LISTED, **keys}])[1]
    assert second == Fact(**{**expected, "id": "instruments[1]"})


# the step that an entry of a list is told as
STEPS = """
    signature: signed; definitive_signature: signed; ratification: deposited; acceptance: deposited; accession: acceded;
    approval: deposited; confirmation: deposited; succession: deposited; notification: notified;
    exchange: instruments_exchanged; provisional_application: provisionally_applied; denunciation: withdrawn;
    instrument_withdrawn: withdrawn; notice_revoked: notice_revoked; cessation: ceased;
    signature_withdrawn: withdrawn; provisional_application_ended: provisional_application_ended;
    reservation: reservation; reservation_withdrawn: withdrawn; objection: notified; objection_withdrawn: notified;
    declaration: notified; authority: notified; depositary_notification: notified;
    territorial_application: notified; territorial_exclusion: notified
"""


def test_the_step_of_each_act() -> None:
    rows = {a.strip(): s.strip() for a, s in (row.split(":") for row in STEPS.split(";"))}
    assert {act.value: str(instrument_fact(Instrument("A", act, None), "f").step) for act in Act} == rows


def test_what_all_do_or_the_depositary_names_no_state() -> None:
    for act in ("exchange", "depositary_notification"):
        (found,) = facts(instruments=[{"act": act}])
        assert found.actors == ()
    assert facts(instruments=[{"act": "exchange", "state": "nor"}])[0].actors == ("NOR",)


@pytest.mark.parametrize(
    ("instrument", "organisation"),
    [
        (Instrument("NOR", Act.ACCESSION, None), False),
        (Instrument("NOR", Act.ACCESSION, None, organisation=True), True),
        (Instrument("EU", Act.CONFIRMATION, None), True),  # VCLT-IO 2(1)(b bis)
        (Instrument("Nordic Council", Act.ACCESSION, None), True),
    ],
)
def test_who_is_an_organisation(instrument: Instrument, organisation: bool) -> None:
    assert is_organisation(instrument) is organisation
    assert instrument_fact(instrument, "f").organisation is organisation


# keys of an event beside its step, and the fields of the fact
EVENTS: list[tuple[Json, Json]] = [
    ({}, {}),
    ({"id": "e"}, {"id": "e"}),
    ({"actors": ["nor"], "to": ["dnk"]}, {"actors": ("NOR",), "to": ("DNK",)}),
    ({"date": "2001"}, {"date": "2001"}),
    ({"until": "2001-02-03"}, {"until": "2001-02-03"}),
    ({"of": "withdrawn"}, {"of": Step.WITHDRAWN}),
    ({"certainty": "reported", "sources": ["A", "B"]}, {"certainty": Certainty.REPORTED, "sources": ("A", "B")}),
    ({"said": "s", "article": "5"}, {"said": "s", "article": "5"}),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "fields"), EVENTS)
def test_an_event(keys: Json, fields: Json) -> None:
    assert facts(events=[{"step": "suspended", **keys}]) == (
        Fact(**{"id": "events[0]", "step": Step.SUSPENDED, **fields}),
    )
    (ceased,) = facts(events=[{"step": "ceased", **keys}])
    assert ceased == Fact(**{"id": "events[0]", "step": "ceased", **fields})


SIGNATURE = {"state": "nor", "act": "signature", "date": "2001-05-05"}


@pytest.mark.parametrize(
    ("parties", "instruments", "actors"),
    [
        (["nor", "dnk"], [], ("NOR", "DNK")),
        (["nor", "dnk"], [SIGNATURE], ("DNK",)),
        (["nor", "dnk"], [{**SIGNATURE, "act": "definitive_signature"}], ("DNK",)),
        (["nor", "dnk"], [{**SIGNATURE, "act": "ratification"}], ("NOR", "DNK")),
        (["nor"], [SIGNATURE], None),
        ([], [], ()),
        ([], [SIGNATURE], ()),
    ],
)
def test_the_day_of_signature(
    parties: list[str], instruments: list[Json], actors: tuple[str, ...] | None
) -> None:
    found = facts(parties=parties, instruments=instruments, signed="2001-02-03")[len(instruments) :]
    expected = () if actors is None else (Fact("signed", Step.SIGNED, actors, date="2001-02-03"),)
    assert found == expected
    assert facts(parties=parties, instruments=instruments)[len(instruments) :] == ()


EVENT = {"step": "signed"}


@pytest.mark.parametrize(
    ("keys", "complete"),
    [
        ({}, True),
        ({"instruments": [LISTED]}, True),
        ({"events": [EVENT]}, None),  # what the news tells is never all
        ({"instruments": [LISTED], "events": [EVENT]}, True),
        ({"instruments": [LISTED], "complete": False}, False),
        ({"events": [EVENT], "complete": True}, True),
        ({"events": [EVENT], "complete": False}, False),
    ],
)
def test_whether_the_facts_are_all_there_were(keys: Json, complete: bool | None) -> None:
    assert treaty_from_json(keys).record.complete is complete


def test_the_head_of_a_file() -> None:
    named = treaty_from_json({"name": "N", "parties": ["nor", "NOR", "dnk"], "depositary": "nor"}, str.upper)
    assert (named.record.title, named.record.parties, named.record.commitment) == ("N", ("NOR", "DNK"), False)
    assert named.record.particulars == Particulars(depositary=("NOR",))
    both = treaty_from_json({"title": "T", "name": "N", "kind": "political commitment"})
    assert (both.record.title, both.record.commitment) == ("T", True)
    assert treaty_from_json({"kind": "treaty"}).record == treaty_from_json({}).record
    terms = treaty_from_json({"entry_into_force": {"must_include": ["nor"]}}, str.upper).terms
    assert terms.entry_into_force.must_include == ("NOR",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            {"instruments": [LISTED, {**LISTED, "date": "soon"}]},
            "instruments[1].date: 'soon' is not an EDTF date",
        ),
        (
            {"instruments": [{**LISTED, "effect": "soon"}]},
            "instruments[0].effect: 'soon' is not an EDTF date",
        ),
        (
            {"instruments": [{**LISTED, "weight": {"tonnage": "x"}}]},
            "instruments[0].weight.tonnage: 'x' is not a number",
        ),
        ({"instruments": [{**LISTED, "weight": "x"}]}, "instruments[0].weight: 'x' is not a number"),
        ({"instruments": [{"state": "nor"}]}, "instruments[0].act: is missing"),
        ({"instruments": [{"act": "authority"}]}, "instruments[0].state: is missing"),
        (
            {"instruments": [{"act": "applause"}]},
            "instruments[0].act: 'applause' is no act known here; write one of signature, definitive signature,",
        ),
        (
            {"events": [EVENT, {"step": "x"}]},
            "events[1].step: 'x' is no step known here; write one of acceded, adopted,",
        ),
        ({"events": [{**EVENT, "date": "soon"}]}, "events[0].date: 'soon' is not an EDTF date"),
        ({"events": [{**EVENT, "until": "2001"}]}, "events[0].until: '2001' is not a day"),
        ({"events": [{**EVENT, "of": "applause"}]}, "events[0].of: 'applause' is not one of"),
        ({"events": [{}]}, "events[0].step: is missing"),
        ({"signed": "soon"}, "signed: 'soon' is not an EDTF date"),
        ({"kind": "song"}, "kind: 'song' is not one of"),
    ],
)
def test_what_is_wrong_is_named(data: Json, said: str) -> None:
    with pytest.raises(TreatyFileError) as error:
        read_treaty(json.dumps(data))
    assert str(error.value).startswith(f"treaty file: {said}")
