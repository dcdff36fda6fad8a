"""The screen: whole words whatever their case or line, what is parsed of an article, and no claim lost by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foedus.model import Article, Claim
from foedus.pages import article
from foedus.reading import claims
from foedus.reading.assemble import Assembler
from foedus.reading.build import context
from foedus.reading.known import KNOWN
from foedus.reading.lexicon import HEADS
from foedus.reading.screen import Hint, hints, passes, selected

OWN = Path(__file__).parent / "own"
ROWS = [json.loads(line) for line in (OWN / "gold.jsonl").read_text("utf-8").splitlines()]
NOTHING, AGREEMENT, STEP, ACT = Hint.NOTHING, Hint.AGREEMENT, Hint.STEP, Hint.ACT


@pytest.mark.parametrize(
    "text",
    [
        "The impact of the drought was felt first in the valleys.",
        "The bridge was designed for twice the traffic.",
        "An ideal day for the regatta.",
        "Growers unpacked their fruit.",
        "Restarting the mill took a week.",
        "According to growers, the mouth of the river is dry.",
        "Dealers disagreed; the conventional wisdom is that it is over.",
        "They make cheese, and that is all there is to it.",
        "The minister signed the book and left.",
        "She joined the club in May.",
        "NATO is a word of five letters at most.",
        "The statement said the partnership of the two brothers went on.",
        "",
        "12 34",
    ],
)
def test_text_without_an_agreement_or_a_membership_does_not_pass(text: str) -> None:
    assert not passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "FIJI RATIFIES TUNA TREATY",
        "Tuna Treaty in Fiji",
        "the\ntreaty\nwas read",
        "the treaty's text",
        "a cease-\nfire",
        "a cease fire",
        "the cease\u2011fire",
        "\u201ctreaty\u201d",
        "(treaty)",
        "non-treaty",
        "the treaty\u2014long awaited\u2014was read",
        "U.S.-Fiji pact",
        "a trea\u00adty",
        "New\nSTART expired.",
        "the U.N.  Charter",
        "Fiji joined NATO.",
        "Fiji is to become a member of the European Union.",
        "Fiji pulled\nout of the EU",
        "l\u2019accord\u00e9 treaty",
        "The MOU was read out.",
        "the Joint Statement on Fisheries",
        "the Rome Statute",
    ],
)
def test_words_of_the_field_pass(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize("word", sorted(HEADS))
def test_every_noun_of_an_agreement_is_a_hint_with_a_capital(word: str) -> None:
    for form in (word.capitalize(), word.upper()):
        assert hints(f"The new {form}.") & AGREEMENT


@pytest.mark.parametrize("name", [n for k in KNOWN for n in (k.name, *k.others)])
def test_every_known_name_passes(name: str) -> None:
    assert passes(f"Of {name}, nothing more.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was ratified in May.", STEP),
        ("It ceased to apply.", STEP),
        ("It is over, and they make do.", NOTHING),
        ("He took the lead.", Hint.MEMBERSHIP),
        ("Troops were sent north.", ACT),
        ("It slapped tariffs on them.", ACT),
        ("The bill was passed by both houses.", STEP),
        ("Fiji left.", STEP | Hint.MEMBERSHIP),
        ("Fiji is a member.", STEP | Hint.MEMBERSHIP),
        ("The European Union grew.", Hint.ORGANISATION),
        ("THE EUROPEAN UNION GREW.", Hint.ORGANISATION),
    ],
)
def test_what_words_speak_of(text: str, found: Hint) -> None:
    assert hints(text) == found


@pytest.mark.parametrize(
    ("paragraphs", "parsed"),
    [
        ([], []),
        ([NOTHING, STEP, ACT], [False, False, False]),
        ([AGREEMENT], [True]),
        ([NOTHING, AGREEMENT, NOTHING, NOTHING], [True, True, True, False]),
        ([AGREEMENT, NOTHING, NOTHING, STEP, NOTHING, ACT], [True, True, False, True, False, True]),
        ([Hint.ORGANISATION, Hint.MEMBERSHIP], [False, False]),
        ([NOTHING, Hint.ORGANISATION | Hint.MEMBERSHIP], [True, True]),
    ],
)
def test_relevant_paragraphs_their_neighbours_and_what_tells_steps_or_acts_are_parsed(
    paragraphs: list[Hint], parsed: list[bool]
) -> None:
    assert selected(paragraphs) == parsed


@pytest.mark.parametrize("at", [10, 65_500, 65_530, 65_536, 131_070, 200_000])
def test_a_word_is_found_wherever_it_stands(at: int) -> None:
    filler = "x, " * 80_000
    assert passes(filler[:at] + " treaty " + filler[at:])
    assert hints(filler[:at] + " treaty " + filler[at:]) == AGREEMENT
    assert not passes(filler[:at] + " xtreatyx " + filler[at:])


def test_half_characters_are_no_stumbling_block() -> None:
    assert passes("\ud800 treaty")
    assert not passes("\udfff")


def test_a_compound_is_read_word_by_word() -> None:
    assert hints("The treaty-signing was put off.") == AGREEMENT | STEP
    assert hints("The well-known brass-band played.") == NOTHING


def unscreened(page: Article) -> list[Claim]:
    """The claims with every paragraph parsed."""
    return Assembler(context(page, select=lambda paragraphs: [True] * len(paragraphs))).claims()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["doc"])
def test_no_claim_is_lost(row: dict[str, str]) -> None:
    page = article((OWN / row["path"]).read_bytes(), doc=row["doc"], published=row["published"])
    assert claims(page) == unscreened(page)


def test_what_does_not_pass_gives_no_claims() -> None:
    page = article(b"The striker scored twice before half time.\n", doc="a", published="2024-11-12")
    assert claims(page) == []


@pytest.mark.parametrize("before", range(500, 516))
def test_a_word_at_the_edge_of_what_is_looked_at_first_is_seen_whole(before: int) -> None:
    assert passes("x" * (before - 1) + " treaty " + "y " * 99)
    assert not passes("x" * before + "treaty " + "y " * 99)
