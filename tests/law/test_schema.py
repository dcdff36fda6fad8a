"""The published form of a treaty file is the one that is read: no key beside it, at no depth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from foedus.errors import TreatyFileError
from foedus.law.forms import terms_to_json
from foedus.law.model import Attack, CountedFrom, DurationKind, FileKind, Round, Terms, Trigger
from foedus.law.schema import SCHEMA, refuse_unknown
from foedus.law.treatyfile import read_treaty, treaty_from_json

from . import strategies as some

ROOT = Path(__file__).parents[2]
RULE = {"trigger": "instruments", "count": 3}

# where a wrong key stands, and what is said of it
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"titel": "t"}, "titel: no such field here; did you mean 'title'?"),
    ({"chapter": "XXVI"}, "chapter: no such field here"),
    ({"entry_into_force": {**RULE, "ofset": None}}, "entry_into_force.ofset: no such field here; did you mean 'offset'?"),
    ({"entry_into_force": {**RULE, "offset": {"n": 1, "unit": "day", "from": 1}}}, "entry_into_force.offset.from: "),
    ({"entry_into_force": {**RULE, "weight": {"percent": 5, "off": "x"}}}, "entry_into_force.weight.off: "),
    ({"entry_into_force": {**RULE, "count": {"share": [1, 2], "of": 3}}}, "entry_into_force.count.of: "),
    ({"entry_into_force": {"all_of": [RULE, {**RULE, "number": 3}]}}, "entry_into_force.all_of[1].number: "),
    ({"entry_into_force": {**RULE, "linked": {"treaty": "t", "day": "2000-01-01"}}}, "entry_into_force.linked.day: "),
    ({"entry_into_force": {**RULE, "tacit": {"deemed": "2000-01-01", "if": 3}}}, "entry_into_force.tacit.if: "),
    ({"later_states": {"ofset": None}}, "later_states.ofset: "),
    ({"duration": {"kind": "indefinite", "years": 3}}, "duration.years: "),
    ({"renewal": {"tacit": True, "notise": None}}, "renewal.notise: no such field here; did you mean 'notice'?"),
    ({"renewal": {"tacit": True, "notice": {"n": 1, "units": "day"}}}, "renewal.notice.units: "),
    ({"denunciation": {"rounds": "none"}}, "denunciation.rounds: no such field here; did you mean 'round'?"),
    ({"denunciation": {"window": {"n": 1, "unit": "year", "every": 2}}}, "denunciation.window.every: "),
    ({"obligations": [{"kind": "arms", "articles": "1"}]}, "obligations[0].articles: "),
    ({"instruments": [{"state": "NOR", "act": "ratification", "dat": "2000"}]}, "instruments[0].dat: "),
    ({"events": [{"step": "signed"}, {"step": "signed", "actor": "NOR"}]}, "events[1].actor: "),
    ({"clauses": [{"field": "x", "span": [0, 1], "words": ""}]}, "clauses[0].words: "),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), WRONG, ids=[said.partition(":")[0] for _, said in WRONG])
def test_an_unknown_key_is_refused_by_name(data: dict[str, Any], said: str) -> None:
    with pytest.raises(TreatyFileError) as error:
        read_treaty(json.dumps(data), "t.json")
    assert str(error.value).startswith(f"t.json: {said}")


def test_weights_are_named_as_one_likes() -> None:
    listed = {
        "state": "JPN",
        "act": "accession",
        "date": "2019-03-27",
        "weight": {"tonnage": 3, "recycling": 1},
    }
    assert treaty_from_json({"instruments": [listed]}).record.facts[0].weight == (
        ("recycling", 1),
        ("tonnage", 3),
    )


@settings(max_examples=150, deadline=None)
@given(some.any_terms)
def test_all_terms_are_in_the_form(terms: Terms) -> None:
    refuse_unknown(json.loads(json.dumps(terms_to_json(terms))))


def _keys(form: Any) -> Iterator[str]:
    if isinstance(form, dict):
        yield from form.get("properties", {})
        for inner in form.values():
            yield from _keys(inner)
    elif isinstance(form, list):
        for inner in form:
            yield from _keys(inner)


def test_every_key_is_told_in_the_page() -> None:
    page = (ROOT / "docs" / "law.md").read_text("utf-8")
    own = {"$schema", "name", "id", "field", "span", "quote", "confidence", "facts", "unsure", "known"}
    assert {key for key in _keys(SCHEMA) if key not in page} - own == set()


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (SCHEMA["$defs"]["rule"]["properties"]["trigger"], Trigger),
        (SCHEMA["$defs"]["rule"]["properties"]["round"], Round),
        (SCHEMA["$defs"]["duration"]["properties"]["kind"], DurationKind),
        (SCHEMA["$defs"]["denunciation"]["properties"]["since"], CountedFrom),
        (SCHEMA["$defs"]["obligation"]["properties"]["condition"], Attack),
        (SCHEMA["properties"]["kind"], FileKind),
    ],
)
def test_words_are_those_of_the_law(place: dict[str, Any], kind: type[StrEnum]) -> None:
    assert place["enum"] == [*(member.value for member in kind), None]


def test_the_published_schema_is_current() -> None:
    assert json.loads((ROOT / "docs" / "treaty.schema.json").read_text("utf-8")) == SCHEMA, "run `make docs`"
