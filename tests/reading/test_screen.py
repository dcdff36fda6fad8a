"""The screen: words with boundaries, whatever their case or line, and no claim is lost by it."""

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
from foedus.reading.lexicon import STRONG_HEADS, WEAK_HEADS
from foedus.reading.screen import passes, relevant

OWN = Path(__file__).parent / "own"
ROWS = [json.loads(line) for line in (OWN / "gold.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    "text",
    [
        "The impact of the drought was felt first in the valleys.",
        "The bridge was designed for twice the traffic.",
        "An ideal day for the regatta.",
        "Growers unpacked their fruit.",
        "Restarting the mill took a week.",
        "",
        "12 34",
    ],
)
def test_a_word_inside_another_does_not_pass(text: str) -> None:
    assert not passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fiji ratified it.",
        "FIJI RATIFIES TUNA TREATY",
        "Tuna Treaty in Fiji",
        "the\ntreaty\nwas read",
        "a cease-\nfire",
        "a cease fire",
        "the cease\u2011fire",
        "\u201ctreaty\u201d",
        "(treaty)",
        "non-treaty",
        "U.S.-Fiji pact",
        "New\nSTART expired.",
        "Fiji joined NATO.",
        "Fiji pulled\nout of it",
        "l\u2019accord\u00e9 treaty",
    ],
)
def test_words_of_the_field_pass(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize("word", sorted({*STRONG_HEADS, *WEAK_HEADS}))
def test_every_noun_of_an_agreement_passes_in_every_case(word: str) -> None:
    for form in (word, word.capitalize(), word.upper()):
        assert passes(f"The new {form}.")
        assert relevant(f"The new {form}.")


@pytest.mark.parametrize("name", [n for k in KNOWN for n in (k.name, *k.others)])
def test_every_known_name_passes(name: str) -> None:
    assert passes(f"Of {name}, nothing more.")


@pytest.mark.parametrize("at", [10, 65_500, 65_530, 65_536, 131_070, 200_000])
def test_a_word_is_found_wherever_it_stands(at: int) -> None:
    filler = "x, " * 80_000
    assert passes(filler[:at] + " treaty " + filler[at:])
    assert not passes(filler[:at] + " impact " + filler[at:])


def test_half_characters_are_no_stumbling_block() -> None:
    assert passes("\ud800 treaty")
    assert not passes("\udfff")


def test_a_compound_makes_its_paragraph_worth_parsing() -> None:
    assert relevant("The treaty-signing was put off.")
    assert not relevant("The well-known brass-band played.")


def unscreened(page: Article) -> list[Claim]:
    return Assembler(context(page)).claims()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["doc"])
def test_no_claim_is_lost(row: dict[str, str]) -> None:
    page = article((OWN / row["path"]).read_bytes(), doc=row["doc"], published=row["published"])
    assert passes(page.text) or unscreened(page) == []


def test_what_does_not_pass_gives_no_claims() -> None:
    page = article(b"The striker scored twice before half time.\n", doc="a", published="2024-11-12")
    assert claims(page) == []
