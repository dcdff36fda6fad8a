"""The JSON of a claim is what others rely on: its keys and types are pinned, and nothing is lost on the way back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.jsonform import claim_from_json, claim_to_json
from foedus.model import (
    AgreementRef,
    Certainty,
    Claim,
    ClaimKind,
    Passage,
    Source,
    SourceKind,
    Step,
    TermKind,
)

WORDS = st.text(min_size=1, max_size=30)
MAYBE = st.none() | WORDS
CODES = st.lists(st.sampled_from(["PRK", "RUS", "USA", "EU", "NATO"]), max_size=4, unique=True).map(tuple)
PASSAGES = st.builds(Passage, st.integers(0, 10**6), st.integers(0, 10**6), st.text(max_size=40))
# what is empty or false is not written, so a source's state is a word or None
SOURCES = st.lists(
    st.builds(
        Source, WORDS, st.sampled_from(SourceKind), st.none() | st.sampled_from(["PRK", "USA"]), st.booleans()
    ),
    max_size=4,
).map(tuple)
REFS = st.builds(AgreementRef, MAYBE, st.text(max_size=40), st.integers(0, 9), st.none() | st.just("2024-06"))
PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=10)
DETAIL = st.dictionaries(
    WORDS, PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(WORDS, PLAIN, max_size=2), max_size=3
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Any claim; words stand only beside a rule, as reading makes them."""
    kind = draw(st.sampled_from(ClaimKind))
    steps = {ClaimKind.STEP: [s.value for s in Step], ClaimKind.TERM: [t.value for t in TermKind]}
    rule = draw(st.text(max_size=10))
    return Claim(
        doc=draw(WORDS),
        kind=kind,
        what=draw(st.sampled_from(steps.get(kind, ["forces_deployed", "attack"]))),
        agreement=draw(st.none() | REFS),
        parties=draw(CODES),
        actors=draw(CODES),
        date=draw(st.none() | st.sampled_from(["2024-11-09", "2024-06", "2024-06~", "XXXX-06-20"])),
        date_phrase=draw(MAYBE),
        place=draw(MAYBE),
        sources=draw(SOURCES),
        certainty=draw(st.sampled_from(Certainty)),
        passages=tuple(draw(st.lists(PASSAGES, max_size=3))),
        of=draw(st.none() | st.sampled_from([s.value for s in Step])) if kind is ClaimKind.STEP else None,
        other_sources=draw(SOURCES),
        detail=draw(DETAIL),
        rule=rule,
        words=tuple(draw(st.lists(WORDS, max_size=3))) if rule else (),
    )


@given(claims())
def test_a_claim_comes_back_as_it_went(claim: Claim) -> None:
    assert claim_from_json(json.loads(json.dumps(claim_to_json(claim)))) == claim


CLAIM = Claim(
    doc="kcna-report.html",
    kind=ClaimKind.STEP,
    what="ratified",
    agreement=AgreementRef("Treaty on Comprehensive Strategic Partnership", "the treaty", 1, "2024-06"),
    parties=("PRK", "RUS"),
    actors=("PRK",),
    date="2024-11-11",
    date_phrase="the previous day",
    place=None,
    sources=(
        Source("Yonhap", SourceKind.AGENCY, "KOR"),
        Source("an official", SourceKind.OFFICIAL, None, True),
    ),
    certainty=Certainty.REPORTED,
    passages=(Passage(612, 620, "ratified"), Passage(700, 708, "Ratified")),
    rule="ratify",
    words=("ratified",),
)
JSON: dict[str, Any] = {
    "doc": "kcna-report.html",
    "kind": "step",
    "step": "ratified",
    "of": None,
    "agreement": {
        "name": "Treaty on Comprehensive Strategic Partnership",
        "mention": "the treaty",
        "local": 1,
        "signed": "2024-06",
    },
    "parties": ["PRK", "RUS"],
    "actors": ["PRK"],
    "date": "2024-11-11",
    "date_phrase": "the previous day",
    "place": None,
    "sources": [
        {"name": "Yonhap", "kind": "agency", "state": "KOR"},
        {"name": "an official", "kind": "official", "anonymous": True},
    ],
    "certainty": "reported",
    "quote": "ratified",
    "span": [612, 620],
    "more": [{"quote": "Ratified", "span": [700, 708]}],
    "rule": "ratify",
    "words": ["ratified"],
}


def test_the_form_is_this() -> None:
    assert claim_to_json(CLAIM) == JSON
    assert list(claim_to_json(CLAIM)) == list(JSON), "the order is part of what a reader sees"


@pytest.mark.parametrize("field", ["doc", "kind", "step", "certainty"])
def test_a_claim_without_what_it_needs_is_refused_by_name(field: str) -> None:
    with pytest.raises(InputError, match=field):
        claim_from_json({k: v for k, v in JSON.items() if k != field})


def test_a_step_tells_what_it_is_about_and_nothing_else_does() -> None:
    about = {**JSON, "step": "approved", "of": "withdrawn"}
    assert claim_from_json(about).of == "withdrawn"
    assert claim_to_json(claim_from_json(about)) == about
    act = {"act": "attack", "kind": "act"} | {
        k: v for k, v in JSON.items() if k not in ("kind", "step", "of")
    }
    assert "of" not in claim_to_json(claim_from_json(act))
    for wrong in ({**about, "of": "left"}, {**act, "of": "withdrawn"}):
        with pytest.raises(InputError, match="claim with"):
            claim_from_json(wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "rumour"), ("certainty", "sure"), ("span", 5), ("agreement", "the treaty"), ("sources", [1])],
)
def test_a_wrong_field_is_an_input_error(field: str, value: object) -> None:
    with pytest.raises(InputError, match="claim with"):
        claim_from_json({**JSON, field: value})
