"""What a claim tells of an act beside its step goes to its detail and back, and what is none of it is left out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.law.acts import act_of
from foedus.law.detail import fact_detail, fact_fields
from foedus.law.model import Act, Fact

# the fields of a fact, and the detail that tells them
TOLD: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"act": Act.ACCESSION}, {"act": "accession"}),
    ({"weight": 12.5}, {"weight": 12.5}),
    ({"weight": (("recycling", 1.0), ("tonnage", 2.5))}, {"weight": {"recycling": 1.0, "tonnage": 2.5}}),
    ({"weight": 0.0}, {"weight": 0.0}),
    ({"until": "2001-01-01"}, {"until": "2001-01-01"}),
    ({"organisation": True}, {"organisation": True}),
    ({"precludes": True}, {"precludes": True}),  # VCLT 20(4)(b)
    ({"article": "5"}, {"article": "5"}),
    ({"text": "Subject to article 5."}, {"text": "Subject to article 5."}),
    ({"reference": "C.N.475.2002"}, {"reference": "C.N.475.2002"}),
    ({"to": ("DEU", "FRA")}, {"to": ["DEU", "FRA"]}),
    ({"territories": ("GUM",)}, {"territories": ["GUM"]}),  # VCLT 29
    (
        {"act": Act.OBJECTION, "to": ("IRN",), "precludes": True, "article": "2", "until": "2000", "weight": 1.0},
        {"act": "objection", "to": ["IRN"], "precludes": True, "article": "2", "until": "2000", "weight": 1.0},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "detail"), TOLD, ids=[",".join(f) or "nothing" for f, _ in TOLD])
def test_a_fact_s_fields_and_its_detail(fields: dict[str, Any], detail: dict[str, Any]) -> None:
    fact = Fact("f", "deposited", **fields)
    assert fact_detail(fact) == detail
    assert Fact("f", "deposited", **fact_fields(json.loads(json.dumps(detail)))) == fact


# a detail as others write it, and the fields that are told
OTHERS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"effect": "2001-01-01"}, {"until": "2001-01-01"}),
    ({"effect": "2001-01-01", "until": "2002-02-02"}, {"until": "2002-02-02"}),
    ({"act": "Formal confirmation"}, {"act": Act.CONFIRMATION}),
    ({"to": ("DEU",)}, {"to": ("DEU",)}),
    ({"weight": {"tonnage": 3, "recycling": 1}}, {"weight": (("recycling", 1), ("tonnage", 3))}),
    ({"weight": {"tonnage": True, "recycling": "1", "gross": 2}}, {"weight": (("gross", 2),)}),
    ({"weight": 3}, {"weight": 3.0}),
    # what is none of its field
    ({"act": "applause"}, {}),
    ({"act": 3}, {}),
    ({"weight": "big"}, {}),
    ({"weight": True}, {}),
    ({"until": 2001}, {}),
    ({"organisation": 1, "precludes": "yes"}, {}),
    ({"organisation": False}, {}),
    ({"article": 5, "text": ["x"], "reference": None}, {}),
    ({"to": "DEU", "territories": {"GUM": 1}}, {}),
    ({"to": ["DEU", 3, None]}, {"to": ("DEU",)}),
]


@pytest.mark.parametrize(("detail", "fields"), OTHERS)
def test_a_value_that_is_none_of_its_field_is_left_out(
    detail: dict[str, Any], fields: dict[str, Any]
) -> None:
    found = fact_fields(detail)
    assert {k: v for k, v in found.items() if v is not None} == fields
    weight = found["weight"]
    assert isinstance(weight, float | tuple | None)


# words of depositaries' lists: what is done, by the Vienna Convention's terms
WORDS = """
    signed: signature; signature ad referendum: signature; signature subject to ratification: signature;
    Signature without reservation as to ratification: definitive_signature; ratified: ratification;
    accepted: acceptance; approved: approval; acceded: accession; adherence: accession; adhesion: accession;
    act of formal confirmation: confirmation; succeeded: succession; notification of succession: succession;
    notified: notification; notification of completion: notification; exchange of instruments: exchange;
    exchange of instruments of ratification: exchange; withdrawn: denunciation; denounced: denunciation;
    withdrawal: denunciation; notice_of_withdrawal: denunciation; withdrawal of instrument: instrument_withdrawn;
    withdrawal of ratification: instrument_withdrawn; withdrawal of denunciation: notice_revoked;
    withdrawal of notice: notice_revoked; ceased to be a party: cessation; expulsion: cessation;
    withdrawal of signature: signature_withdrawn; intention not to become a party: signature_withdrawn;
    end of provisional application: provisional_application_ended; reservations: reservation;
    withdrawal of reservation: reservation_withdrawn; withdrawal of a reservation: reservation_withdrawn;
    withdrawal of objection: objection_withdrawn; withdrawal of an objection: objection_withdrawn;
    interpretative declaration: declaration; declarations: declaration; understanding: declaration;
    objections: objection; authorities: authority; designation of authorities: authority;
    competent authority: authority; central authority: authority
"""


@pytest.mark.parametrize("row", WORDS.split(";"), ids=str.strip)
def test_the_words_of_depositaries(row: str) -> None:
    words, _, act = row.partition(":")
    assert act_of(words) is Act(act.strip())


@pytest.mark.parametrize("act", Act)
def test_each_act_by_its_own_form_and_in_plain_words(act: Act) -> None:
    assert act_of(act.value) is act_of(act.value.replace("_", "  ").upper()) is act
