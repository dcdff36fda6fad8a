"""Offsets lead back to the raw text, whatever was repaired; sentences cover the text and stay short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.law.text.clean import clean
from foedus.law.text.split import LONGEST, sentences

MESSY = st.text(alphabet=st.sampled_from("aethTHE rticl1259.;:()-\n\t\u00a0\u00ad\\'İx"), max_size=400)


@given(MESSY)
def test_kept_characters_lead_back_to_themselves(raw: str) -> None:
    even = clean(raw)
    assert len(even.lower) == len(even.text)
    for i, character in enumerate(even.text):
        if character != " ":
            assert raw[even.raw(i)] == character


@given(MESSY)
def test_sentences_cover_the_text_in_order(raw: str) -> None:
    even = clean(raw)
    parts = sentences(even)
    assert "".join(even.text[p.start : p.end] for p in parts) == even.text
    assert all(0 < p.end - p.start <= LONGEST for p in parts)
    assert [p.number for p in parts] == list(range(len(parts)))


@pytest.mark.parametrize(
    ("raw", "even"),
    [
        ("shall  enter\n into\u00a0force", "shall enter into force"),
        ("the organisa-\ntion of", "the organisation of"),
        ("on the thir- tieth day of a Conven- tion", "on the thirtieth day of a Convention"),
        ("a two- or three-year term - then", "a two- or three-year term - then"),
        ("entry into forcethis convention", "entry into force this convention"),
        ("withdrawalany contracting party", "withdrawal any contracting party"),
        ("ARTICLE 7withdrawal", "ARTICLE 7 withdrawal"),
        ("subject t o ratification", "subject to ratification"),
        ("this agreementshall", "this agreement shall"),
        ("in force.2. any", "in force. 2. any"),
    ],
)
def test_repairs(raw: str, even: str) -> None:
    assert clean(raw).text == even


def labels(text: str) -> list[str | None]:
    return list(dict.fromkeys(p.article for p in sentences(clean(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 1 Scope. Each Party may. Article 2 Force. It shall.", ["1", "2"]),
        ("ARTICLE IX This Treaty. ARTICLE X That.", ["IX", "X"]),
        ("Article 3 The provisions of Article 1 apply, as does article 2 of the Protocol.", ["3"]),
        ("article xi this convention shall be ratified article xii any party may leave", ["XI", "XII"]),
        ("ARTICLE 68 a. b. ARTICLE 691. this agreement shall", ["68", "69"]),
        ("Article 3 9 Entry into force", ["39"]),
    ],
)
def test_articles(text: str, expected: list[str | None]) -> None:
    assert labels(text) == expected


def test_paragraphs_without_line_breaks_are_parted() -> None:
    text = "1. It shall enter into force on 1 August 2005. 2. Either Party may leave; 3. Done in duplicate."
    assert [clean(text).text[p.start : p.end].strip() for p in sentences(clean(text))] == [
        "1. It shall enter into force on 1 August 2005.",
        "2. Either Party may leave;",
        "3. Done in duplicate.",
    ]
