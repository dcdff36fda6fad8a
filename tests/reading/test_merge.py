"""One claim of one fact: what is the same is folded with its evidence, what contradicts stands apart."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from foedus.model import Certainty, Passage, Role, Source, SourceKind, Step
from foedus.reading.coref import Agreement
from foedus.reading.merge import Draft, merge

PACT, OTHER = Agreement(0, "treaty"), Agreement(1, "treaty")
PAPER = Source("Example Gazette", SourceKind.PUBLISHER)
TASS = Source("TASS", SourceKind.AGENCY)
BASE = Draft(
    agreement=PACT, mention="the pact", step=Step.RATIFIED, actors=("FJI",), joint=False, head_of_state=False,
    date="2024-11-09", date_phrase="on Saturday", place=None, sources=(PAPER,), said=False,
    certainty=Certainty.ASSERTED, passage=Passage(0, 5, "first"), role=Role.BODY, nominal=False, rule="ratify",
    words=("ratified",), order=0,
)  # fmt: skip


def later(**changes: object) -> Draft:
    return replace(BASE, passage=Passage(9, 15, "second"), order=1, **changes)


SAME: list[dict[str, object]] = [
    {},
    {"date": None, "date_phrase": None},
    {"date": "2024-11"},
    {"actors": ()},
    {"actors": ("FJI", "TON")},
    {"certainty": Certainty.REPORTED, "sources": (PAPER, TASS), "said": True},
    {"certainty": Certainty.PLANNED, "nominal": True, "date": None},
]
APART: list[dict[str, object]] = [
    {"agreement": OTHER},
    {"step": Step.SIGNED},
    {"date": "2024-11-11"},
    {"actors": ("TON",)},
    {"certainty": Certainty.DENIED},
    {"certainty": Certainty.PLANNED},
    {"certainty": Certainty.DENIED, "nominal": True, "date": None},
]


@pytest.mark.parametrize("changes", SAME)
def test_the_same_fact_is_told_once_with_both_passages(changes: dict[str, object]) -> None:
    [found] = merge([BASE, later(**changes)])
    assert {found.passage.text, *(p.text for p in found.more)} == {"first", "second"}
    assert found.date == "2024-11-09"
    assert "FJI" in found.actors
    assert found.order == 0


@pytest.mark.parametrize("changes", APART)
def test_what_contradicts_or_differs_stands_apart(changes: dict[str, object]) -> None:
    assert len(merge([BASE, later(**changes)])) == 2


def test_a_headline_lends_its_passage_and_leads_nowhere() -> None:
    headline = replace(BASE, role=Role.HEADLINE, date=None, date_phrase=None)
    [found] = merge([headline, later()])
    assert found.role is Role.BODY
    assert found.passage.text == "second"
    assert found.more == (headline.passage,)


def test_a_speaker_is_that_of_his_own_sentence() -> None:
    said = replace(
        BASE, said=True, sources=(PAPER, TASS), certainty=Certainty.REPORTED, date=None, date_phrase=None
    )
    [found] = merge([said, later()])
    assert found.sources == (PAPER,)
    assert found.certainty is Certainty.ASSERTED
    assert found.date == "2024-11-09"


def test_open_certainties_meet_and_the_plan_leads() -> None:
    [found] = merge([replace(BASE, certainty=Certainty.SPECULATED), later(certainty=Certainty.PLANNED)])
    assert found.certainty is Certainty.PLANNED


def test_the_order_of_the_text_is_kept() -> None:
    drafts = [
        replace(BASE, step=step, order=i)
        for i, step in enumerate((Step.SIGNED, Step.RATIFIED, Step.EXTENDED))
    ]
    assert [d.order for d in merge(list(reversed(drafts)))] == [0, 1, 2]


def test_a_claim_repeated_often_keeps_each_passage_once() -> None:
    drafts = [replace(BASE, order=i, passage=Passage(i % 3, i % 3 + 1, str(i % 3))) for i in range(9)]
    [found] = merge(drafts)
    assert len(found.more) == len(set(found.more)) == 2
    assert merge([]) == []
