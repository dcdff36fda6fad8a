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
    {"actors": (), "certainty": Certainty.REPORTED},
]
APART: list[dict[str, object]] = [
    {"agreement": OTHER},
    {"step": Step.SIGNED},
    {"date": "2024-11-11"},
    {"actors": ("TON",)},
    {"certainty": Certainty.DENIED},
    {"certainty": Certainty.PLANNED},
    {"certainty": Certainty.DENIED, "nominal": True, "date": None},
    {"certainty": Certainty.PLANNED, "nominal": True},
    {"certainty": Certainty.PLANNED, "date": None},
    {"actors": (), "another": True},
    {"actors": ("TON", "NZL")},
    {"of": Step.WITHDRAWN},
    {"date": "2023"},
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


def test_who_is_none_of_the_known_is_nobody_who_is_named_before_or_after() -> None:
    stranger = replace(BASE, actors=(), another=True)
    assert len(merge([stranger, later()])) == 2
    assert len(merge([stranger, later(actors=(), another=True)])) == 1
    assert len(merge([stranger, later(actors=())])) == 1


OPEN = (Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.SPECULATED)


@pytest.mark.parametrize("one", OPEN)
@pytest.mark.parametrize("other", OPEN)
def test_what_is_open_is_one_fact(one: Certainty, other: Certainty) -> None:
    assert len(merge([replace(BASE, certainty=one), later(certainty=other)])) == 1


def test_two_denials_are_one() -> None:
    [found] = merge([replace(BASE, certainty=Certainty.DENIED), later(certainty=Certainty.DENIED)])
    assert found.certainty is Certainty.DENIED


MEDIA = Source("local media", SourceKind.OUTLET)
#: Of two drafts of a fact, what the one that leads has that the other has not.
LEADS: list[tuple[dict[str, object], dict[str, object]]] = [
    ({"date": "2024-11-09"}, {"date": "2024-11"}),
    ({"date": "2024-11"}, {"date": None}),
    ({"actors": ("FJI",)}, {"actors": ()}),
    ({"role": Role.BODY}, {"role": Role.HEADLINE}),
    ({"role": Role.BODY, "date": None}, {"role": Role.HEADLINE}),
    ({"certainty": Certainty.PLANNED}, {"certainty": Certainty.CONDITIONAL}),
    # who is named outweighs "media", and is outweighed by nobody where no day is told
    ({"said": True, "sources": (PAPER, TASS)}, {"said": True, "sources": (PAPER, MEDIA)}),
    ({"said": True, "sources": (PAPER, MEDIA)}, {"said": False}),
    # a plain plan outweighs an undated aside in which the same has happened
    ({"certainty": Certainty.PLANNED}, {"nominal": True, "date": None}),
    ({"certainty": Certainty.PLANNED, "date": None}, {"nominal": True, "date": None}),
    # with its day the noun is no aside, and what happened outweighs the plan
    ({"nominal": True}, {"nominal": True, "date": None, "certainty": Certainty.PLANNED}),
]


@pytest.mark.parametrize(("stronger", "weaker"), LEADS)
def test_which_draft_of_a_fact_leads(stronger: dict[str, object], weaker: dict[str, object]) -> None:
    for order in (0, 1):
        strong = replace(BASE, mention="strong", order=order, **stronger)
        weak = replace(BASE, mention="weak", order=1 - order, **weaker)
        [found] = merge([strong, weak])
        assert (found.mention, found.order) == ("strong", 0)


def test_of_equals_the_first_leads() -> None:
    [found] = merge([BASE, later(mention="it")])
    assert found.mention == "the pact"
    undated = {"date": None, "said": True}
    [found] = merge([
        replace(BASE, sources=(PAPER, MEDIA), **undated), later(sources=(PAPER, TASS), **undated),
    ])  # fmt: skip
    assert found.sources == (PAPER, MEDIA)


def test_what_leads_is_lent_what_it_lacks() -> None:
    [found] = merge([replace(BASE, date=None, date_phrase=None), later(actors=(), place="Suva")])
    assert (found.date, found.date_phrase, found.actors, found.place) == (
        "2024-11-09",
        "on Saturday",
        ("FJI",),
        "Suva",
    )
    [found] = merge([replace(BASE, place="Apia"), later(place="Suva", date="2024", date_phrase="this year")])
    assert (found.date, found.date_phrase, found.place) == ("2024-11-09", "on Saturday", "Apia")


@pytest.mark.parametrize(("joint", "actors"), [(True, ("FJI", "TON")), (False, ("FJI",))])
def test_together_means_all_who_are_named(joint: bool, actors: tuple[str, ...]) -> None:
    [found] = merge([replace(BASE, joint=joint), later(actors=("FJI", "TON"))])
    assert (found.actors, found.joint) == (actors, joint)
    [found] = merge([replace(BASE, actors=("FJI", "TON")), later(joint=joint)])
    assert (found.actors, found.joint) == (("FJI", "TON"), joint)


def test_passages_stand_in_the_order_in_which_they_came() -> None:
    def passage(name: str) -> Passage:
        return Passage(0, 5, name)

    first = replace(BASE, date=None, passage=passage("a"), more=(passage("b"),))
    fuller = replace(BASE, order=1, passage=passage("c"))
    last = replace(BASE, order=2, date=None, passage=passage("f"), more=(passage("g"), passage("a")))
    [found] = merge([first, fuller, last])
    assert found.passage.text == "c"
    assert "".join(p.text for p in found.more) == "abfg"


def test_a_draft_joins_the_first_fact_that_it_can_be() -> None:
    facts = [
        replace(BASE, actors=(actor,), date=None, order=n) for n, actor in enumerate(("FJI", "TON", "NZL"))
    ]
    unnamed = replace(BASE, actors=(), order=3, date=None, passage=Passage(9, 15, "unnamed"))
    assert [[p.text for p in d.more] for d in merge([*facts, unnamed])] == [["unnamed"], [], []]
    of_tonga = replace(unnamed, actors=("TON",))
    assert [[p.text for p in d.more] for d in merge([*facts, of_tonga])] == [[], ["unnamed"], []]
