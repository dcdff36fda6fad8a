"""Whose mouth a clause is put into: a row a construction, the speakers outermost first."""

from __future__ import annotations

import pytest

from foedus.language.attribution import (
    in_quotation,
    papers,
    quoted,
    said,
    said_by,
    speaker,
    speeches,
    trailing,
)
from foedus.language.parse import parse
from foedus.language.repair import repaired
from foedus.language.tree import Tree

ASKED = True
# sentence, the word asked about, the heads of the speakers outermost first
ROWS = [
    ("The minister said the bank had sold the hotel.", "sold", ["minister"]),
    ("The bank has sold the hotel, the minister said.", "sold", ["minister"]),
    ("The bank had sold the hotel.", "sold", []),
    ("The minister denied that the bank had sold the hotel.", "sold", ["minister"]),
    ("The minister announced the sale of the hotel.", "sale", ["minister"]),
    ("The sale of the hotel was announced by the minister.", "sale", ["minister"]),
    ("The sale of the hotel was announced on Friday.", "sale", []),
    ("It was announced by the mayor that the bank had sold the hotel.", "sold", ["mayor"]),
    ("It was announced that the bank had sold the hotel.", "sold", []),
    # set into the sentence
    ("The hotel, officials said, will be sold at an auction.", "sold", ["officials"]),
    ("The bank, the lawyer pointed out, has not sold the hotel.", "sold", ["lawyer"]),
    ("As the mayor put it, the bank had sold the hotel.", "sold", ["mayor"]),
    ("The bank sold the hotel, as the mayor said on Friday.", "sold", ["mayor"]),
    ("The bank sold the hotel, as the mayor said it would.", "sold", []),
    ("The bank has, in the words of a broker, sold the hotel.", "sold", ["broker"]),
    ("The bank has sold the hotel, in the broker's view.", "sold", ["broker"]),
    ("Per the ministry, the bank sold the hotel.", "sold", ["ministry"]),
    ("The bank sold the hotel at ninety dollars per head.", "sold", []),
    ("The bank sold the hotel in a year of losses.", "sold", []),
    # "according to"
    ("According to the mayor, the bank sold the hotel.", "sold", ["mayor"]),
    ("The bank sold the hotel, according to the mayor.", "sold", ["mayor"]),
    ("The bank sold the hotel according to plan.", "sold", []),
    ("According to the daily, the mayor said the bank had sold the hotel.", "sold", ["daily", "mayor"]),
    # quoted by another
    ("The daily quoted the mayor as saying the bank had sold the hotel.", "sold", ["daily", "mayor"]),
    ("The mayor was quoted by the daily as saying the bank had sold the hotel.", "sold", ["daily", "mayor"]),
    ("The mayor was quoted as saying the bank had sold the hotel.", "sold", ["mayor"]),
    ("The bank has sold the hotel, state television quoted the mayor as saying.", "sold", ["television", "mayor"]),
    ("The daily, citing an official, said the bank had sold the hotel.", "sold", ["daily", "official"]),
    ("The bank had sold the hotel, the daily said, quoting an official.", "sold", ["daily", "official"]),
    ("The daily said the mayor had told it that the bank sold the hotel.", "sold", ["daily", "mayor"]),
    # nouns of speech
    ("The ministry's statement that the bank sold the hotel came late.", "sold", ["ministry"]),
    ("A statement by the ministry said the bank sold the hotel.", "sold", ["statement"]),
    ("The mayor confirmed in a statement that the bank had sold the hotel.", "sold", ["mayor"]),
    # participles
    ("The hotel is open, said the mayor, adding that the bank had sold the museum.", "sold", ["mayor"]),
    ("The dispute ended with the bank accused of selling the hotel.", "selling", []),
    ("The mayor, accused by the council, sold the hotel.", "sold", []),
    ("The mayor accused the bank of selling the hotel.", "selling", ["mayor"]),
    ("The mayor condemned the sale as a breach of the law.", "breach", ["mayor"]),
    ("The mayor called the sale a scandal.", "scandal", ["mayor"]),
    # what the writer adds
    ("The mayor said the hotel, which the bank sold in May, was lovely.", "sold", []),
    ("The mayor accused the bank of wrecking the hotel that it bought in May.", "bought", []),
    ("The mayor said the bank wrecked the hotel that it bought in May.", "bought", ["mayor"]),
    ("The mayor hailed a hotel that the bank will sell.", "sell", []),
    ("The mayor disclosed nothing of a hotel that the bank sold.", "sold", []),
    ("After the bank sold the hotel, the mayor complained.", "sold", []),
    ("When the bank sold the hotel, critics complained.", "sold", []),
    # who speaks of himself, or asks
    ("The mayor promised to sell the hotel.", "sell", []),
    ("The mayor urged the bank to sell the hotel.", "sell", []),
    ("The daily cited the sale of the hotel.", "cited", []),
    ("The bank concluded the sale of the hotel.", "sale", []),
    ("The sheriff recalled the sale of the hotel.", "sale", []),
]  # fmt: skip
WISHES = [
    ("The mayor urged the bank to sell the hotel.", "sell", ["mayor"]),
    ("The mayor called for the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor called on the bank to sell the hotel.", "sell", ["mayor"]),
    ("The mayor hopes that the bank will sell the hotel.", "sell", ["mayor"]),
    ("The mayor was hopeful of the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor insisted that the bank sell the hotel.", "sell", ["mayor"]),
    ("The mayor promised to sell the hotel.", "sell", ["mayor"]),
]


def tree(text: str) -> Tree:
    return repaired(next(iter(parse([text]))))


def at(found: Tree, word: str) -> int:
    return found.words.index(word)


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_who_says_it(text: str, word: str, wanted: list[str]) -> None:
    found = tree(text)
    heads = [h for told in said(found, at(found, word)) for h in told.speakers]
    assert [found.low[h] for h in heads] == wanted


@pytest.mark.parametrize(("text", "word", "wanted"), WISHES, ids=[row[0] for row in WISHES])
def test_who_wishes_it(text: str, word: str, wanted: list[str]) -> None:
    found = tree(text)
    heads = [h for told in said(found, at(found, word), asked=True) for h in told.speakers]
    assert [found.low[h] for h in heads] == wanted


def test_the_speeches_of_a_paragraph() -> None:
    found = tree(
        "The mayor said little. He issued a statement. According to the daily, nobody spoke. It sold well."
    )
    assert [(t.kind, [found.low[h] for h in t.speakers]) for t in speeches(found)] == [
        ("verb", ["mayor"]),
        ("verb", ["he"]),
        ("phrase", ["daily"]),
    ]


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The mayor said in a statement that it rained.", "said", ["statement"]),
        ("The mayor issued a statement.", "issued", ["statement"]),
        ("The mayor read a statement.", "read", []),
        ("The mayor said in the morning that it rained.", "said", []),
    ],
)
def test_what_it_is_said_in(text: str, word: str, wanted: list[str]) -> None:
    found = tree(text)
    assert papers(found, at(found, word)) == wanted


def test_a_quotation_runs_to_its_speaker() -> None:
    found = tree('"We sold the hotel. It was old," the mayor said.')
    inside, outside = at(found, "sold"), at(found, "mayor")
    assert in_quotation(found, inside)
    assert not in_quotation(found, outside)
    assert [found.low[h] for told in quoted(found, inside) for h in told.speakers] == ["mayor"]
    assert quoted(found, outside) == []


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The hotel sold by the bank, the mayor said on Friday.", "sold", "mayor"),
        ("The bank sold the hotel, and the mayor said it was lovely.", "sold", None),
        ("When the bank sold the hotel, critics complained.", "sold", None),
        ("The bank sold the hotel.", "sold", None),
    ],
)
def test_a_speaker_behind_the_sentence(text: str, word: str, wanted: str | None) -> None:
    found = tree(text)
    phrase = trailing(found, at(found, word))
    assert (None if phrase is None else found.low[phrase]) == wanted


def test_a_verb_as_speech_of_its_subject() -> None:
    found = tree("The mayor notified the bank.")
    told = said_by(found, at(found, "notified"))
    assert speaker(told) == at(found, "mayor")
    assert speaker(said_by(tree("It rained."), 0)) is None
