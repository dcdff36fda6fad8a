"""Who says nothing: an announcement that is still to come, the writer's own asides, whoever stands accused."""

from __future__ import annotations

from functools import cache

import pytest

from foedus.language.accused import the_accused
from foedus.language.attribution import said, trailing
from foedus.language.tree import Tree
from tests.language.trees import parsed

SAID = [
    # an announcement that is still to come
    ("The bank will announce that it is selling the hotel.", "selling", []),
    ("The bank is expected to announce that it will sell the hotel.", "sell", []),
    ("The bank is to announce that it will sell the hotel.", "sell", []),
    ("The mayor said the bank would announce that it was selling the hotel.", "selling", ["mayor"]),
    ("The bank will announce that it has sold the hotel.", "sold", ["bank"]),
    ("The bank will say that the mayor sold the hotel.", "sold", ["bank"]),
    ("The bank announced that it is selling the hotel.", "selling", ["bank"]),
    ("The bank managed to announce that it is selling the hotel.", "selling", ["bank"]),
    # a clause behind its speaker
    ("The hotel will be sold, the mayor said, after the two sides meet.", "meet", ["mayor"]),
    ("The hotel will be sold, the mayor said, after the two sides met.", "met", []),
    ("The mayor said so after the two sides meet.", "meet", []),
    # the writer's aside
    ("The hotel, sold by the bank in May, has burned, according to the mayor.", "sold", []),
    ("The hotel sold by the bank in May has burned, according to the mayor.", "sold", ["mayor"]),
    ("They spoke of the hotel, sold by the bank in May, the mayor reported.", "sold", ["mayor"]),
    # who wants it done
    ("The mayor wants the hotel sold.", "sold", ["mayor"]),
    # whom a report quotes
    ("The bank has sold the hotel, the daily reported, quoting officials.", "sold", ["daily", "officials"]),
    ("Reuters, quoting officials, said the bank had sold the hotel.", "sold", ["reuters", "officials"]),
    (
        "The daily, quoting unnamed officials, said the bank had sold the hotel.",
        "sold",
        ["daily", "officials"],
    ),
    ("The daily, closing its office, said the bank had sold the hotel.", "sold", ["daily"]),
    ("Reuters, citing officials, said the bank had sold the hotel.", "sold", ["reuters", "officials"]),
    ("The bank has sold the hotel, Reuters said, citing officials.", "sold", ["reuters", "officials"]),
    ("The bank has sold the hotel, Reuters said, praising officials.", "sold", ["reuters"]),
    ("Reuters said the bank, quoting officials, had sold the hotel.", "sold", ["reuters"]),
    ("Smith, a broker, quoting from a letter, said the bank had sold the hotel.", "sold", ["smith"]),
    (
        "A notice issued by the council, quoting from a letter, said the bank had sold the hotel.",
        "sold",
        ["council"],
    ),
    (
        "A statement issued by the mayor, citing from memory, said the bank had sold the hotel.",
        "sold",
        ["mayor"],
    ),
    ("The mayor, citing, said that the bank had sold the hotel.", "sold", ["mayor"]),
    # who accords something says nothing
    ("The bank sold the hotel, according priority to the mayor.", "sold", []),
    ("The bank sold the hotel, according full powers to the mayor.", "sold", []),
    # what is near is of no mind, what is hopeful is
    ("The talks are so close that the bank will sell the hotel.", "sell", []),
    ("The race is close enough that the bank will sell the hotel.", "sell", []),
    ("The mayor is hopeful that the bank will sell the hotel.", "sell", ["mayor"]),
    # a claim about oneself is no word on what was done before it
    ("The bank sold the hotel, as the mayor claims to have done.", "sold", []),
    # whoever blames says only what he blames for
    ("The mayor criticised the bank for selling the hotel.", "selling", ["mayor"]),
    ("The mayor criticised the bank after selling the hotel.", "selling", []),
    ("The union condemned the bank before selling the hotel.", "selling", []),
    # who finds it
    ("The court found the bank in breach of the lease.", "breach", ["court"]),
    ("The court found the bank in the street.", "street", []),
]
TRAILING = [
    ("The hotel, which the bank sold in May, should be closed, the mayor said.", "sold", None),
    ("The hotel, sold by the bank in May, should be closed, the mayor said.", "sold", None),
    ("The bank sold the hotel in May, the mayor said.", "sold", "mayor"),
]
ACCUSED = [
    ("They accused the bank of fraud.", "bank"),
    ("The bank was accused of fraud.", "bank"),
    ("The bank, accused of fraud, closed.", "bank"),
    ("The bank stands accused of fraud.", "bank"),
    ("They accused of fraud.", None),
]


@cache
def trees() -> dict[str, Tree]:
    return parsed(row[0] for row in (*SAID, *TRAILING, *ACCUSED))


@pytest.mark.parametrize(("text", "low", "wanted"), SAID)
def test_who_says_it(text: str, low: str, wanted: list[str]) -> None:
    found = trees()[text]
    heads = [h for told in said(found, found.low.index(low), asked=True) for h in told.speakers]
    assert [found.low[h] for h in heads] == wanted


@pytest.mark.parametrize(("text", "low", "wanted"), TRAILING)
def test_who_stands_behind_a_sentence(text: str, low: str, wanted: str | None) -> None:
    found = trees()[text]
    phrase = trailing(found, found.low.index(low))
    assert (None if phrase is None else found.low[phrase]) == wanted


@pytest.mark.parametrize(("text", "wanted"), ACCUSED)
def test_who_is_accused(text: str, wanted: str | None) -> None:
    found = trees()[text]
    hit = the_accused(found, found.low.index("accused"))
    assert (None if hit is None else found.low[hit]) == wanted
