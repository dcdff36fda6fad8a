"""The generated sentences and their scorer: the yardstick's own form, and that it tells right from wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from foedus.model import Certainty
from tests.language.generated import Row, rows, score
from tests.language.generated.constructions import CONSTRUCTIONS
from tests.language.generated.rows import index
from tests.language.generated.score import head
from tests.language.generated.verbs import VERBS, Verb

ROWS = rows()
INDEX = Path(__file__).parent / "generated" / "INDEX.md"
WANTS: dict[str, list[dict[str, Any]]] = defaultdict(list)
for _row in ROWS:
    WANTS[_row.text].append(_row.want)


def whole(text: str, _published: str) -> list[dict[str, Any]]:
    """What a reader without fault says."""
    said = [{**w, "factuality": w.get("factuality", "asserted").split("|")[0]} for w in WANTS[text]]
    return [{k: v for k, v in p.items() if v is not None} for p in said]


def test_there_are_enough_of_them_and_each_has_its_own_id() -> None:
    assert len(CONSTRUCTIONS) >= 60
    assert len(VERBS) == 12
    assert len({r.id for r in ROWS}) == len(ROWS)
    assert {r.construction for r in ROWS} == {c.name for c in CONSTRUCTIONS}


def test_the_index_is_that_of_the_constructions() -> None:
    assert INDEX.read_text(encoding="utf-8") == index(), "run python -m tests.language.generated --index"


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: v.base)
def test_a_head_noun_tells_one_argument_from_another(verb: Verb) -> None:
    cast = [verb.agent, verb.object, verb.second_agent, verb.second_object, verb.prepositional, "the mayor"]
    assert len({head(phrase) for phrase in cast}) == len(cast)


def test_a_row_has_its_form() -> None:
    values = {c.value for c in Certainty}
    for row in ROWS:
        assert re.fullmatch(r"""["A-Z][^{}]*[.?]"?""", row.text), row
        assert not re.search(r"(?:^|[.?] )[a-z]| a [aeiou]|  ", row.text), row
        assert set(row.want.get("factuality", "asserted").split("|")) <= values, row
        assert row.want["date"] is None or re.fullmatch(r"\d{4}-\d\d(-\d\d)?", row.want["date"]), row
        arguments = [a for k, v in row.want.items() if isinstance(v, list) for a in v]
        assert all(a.removeprefix("the ").lower() in row.text.lower() for a in arguments), row


def test_a_reader_without_fault_has_every_row() -> None:
    report = score(ROWS, whole)
    assert report.wrong == {}
    assert report.text() == f"{'TOTAL':24s} {len(ROWS)}/{len(ROWS)} = 1.000"


@pytest.mark.parametrize(
    ("change", "hit", "passed"),
    [
        ({"factuality": "asserted"}, "failed", "active"),
        ({"factuality": "reported"}, "active", "accused"),
        ({"subject": []}, "active", "passive_bare"),
        ({"object": ["the mayor"]}, "active", None),
        ({"date": "2024-11-14"}, "indirect_speech", None),
        ({"date": None}, "date_front", "failed"),
        ({"speaker": None}, "direct_speech", "active"),
        ({"speaker": "the mayor"}, "active", "direct_speech"),
        ({"predicate": "say"}, "active", None),
    ],
)
def test_a_fault_is_found_where_it_matters(change: dict[str, Any], hit: str, passed: str | None) -> None:
    report = score(ROWS, lambda text, published: [{**p, **change} for p in whole(text, published)])
    by = report.by_construction()
    assert by[hit][0] == 0
    if passed:
        assert by[passed][0] == by[passed][1]


def test_an_event_said_twice_and_once_wrongly_is_wrong() -> None:
    def twice(text: str, published: str) -> Iterable[dict[str, Any]]:
        once = whole(text, published)
        return [*once, {**once[0], "factuality": "none"}]

    scored = [r for r in ROWS if "factuality" in r.want]
    assert score(scored, twice).right == 0


def test_a_reader_that_takes_every_sentence_for_a_fact_fails_most() -> None:
    def gullible(text: str, published: str) -> Iterable[dict[str, Any]]:
        return [{**p, "factuality": "asserted", "speaker": None} for p in whole(text, published)]

    assert score(ROWS, gullible).share < 0.5


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("the bank", "bank"), ("Bank", "bank"), ("The bank's", "bank"), ("a Dutch investor", "investor"),
        ("the hotel that", "hotel"), ("the mayor of the town", "mayor"), ("the bank, the target", "bank"), ("", ""),
    ],
)  # fmt: skip
def test_the_head_of_a_phrase(phrase: str, noun: str) -> None:
    assert head(phrase) == noun


def test_a_row_of_one_text_does_not_spoil_another_of_it() -> None:
    first: list[Row] = [r for r in ROWS if r.construction == "two_dates_first"]
    second: list[Row] = [r for r in ROWS if r.construction == "two_dates_second"]
    assert [r.text for r in first] == [r.text for r in second]
    assert score([*first, *second], whole).share == 1.0
    assert score(first, whole).right == 0  # alone, the other event is one said again
