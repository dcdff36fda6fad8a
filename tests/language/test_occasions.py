"""Which events share the day of a meeting, a paper or another deed of their sentence: a row a construction."""

from __future__ import annotations

from functools import cache

import pytest

from foedus.dates.find import find_dates
from foedus.language.attachment import DateAt, Dated, belongs, clause_dated, made_then
from foedus.language.occasions import shares_day
from foedus.language.parse import parse
from foedus.language.repair import repaired
from foedus.language.tree import Tree

OWN = Dated(
    things=frozenset({"lease", "contract"}),
    papers=frozenset({"decree", "law"}),
    deeds=frozenset({"sold", "signed", "leased"}),
)
# sentence, the word of the event, whether it is of the date of its sentence (of each, where there are more)
ROWS = [
    # a meeting, by when it was held or ended, not by when it began or what was done there
    ("The bank sold the hotel at a ceremony held on Monday.", "sold", "y"),
    ("The bank sold the hotel at a ceremony that was held Monday.", "sold", "y"),
    ("At a ceremony in Lima attended Monday by 200 guests, the bank sold the hotel.", "sold", "y"),
    ("The price was agreed in talks that ended Monday in Lima.", "agreed", "y"),
    ("The price was agreed in a round of talks that closed Monday.", "agreed", "y"),
    ("The price was agreed in talks that began Monday in Lima.", "agreed", "n"),
    ("The price was agreed in talks that opened on Monday and closed on Friday.", "agreed", "ny"),
    ("The price was agreed after talks that ended Monday in Lima.", "agreed", "n"),
    ("The bank will sell the hotel at a ceremony scheduled for Monday.", "sell", "y"),
    ("The bank will sell the hotel at a ceremony to be held Monday.", "sell", "y"),
    ("The bank sold the hotel at a party held on Monday.", "sold", "n"),
    ("The guests of a ceremony held on Monday sold the hotel.", "sold", "n"),
    ("The mayor said at a meeting held on Monday that the bank had sold the hotel.", "sold", "n"),
    # a paper, by when it was published or sent, not by when somebody read it
    ("The bank left the town by a decree published on Saturday.", "left", "y"),
    ("The bank left the town by a decree signed and published on Saturday.", "left", "y"),
    ("The bank, in a letter delivered Monday to the mayor, left the town.", "left", "y"),
    ("In a letter dated Monday, the bank gave notice of the sale.", "gave", "y"),
    ("In a letter dated Monday, the bank gave notice of the sale.", "notice", "y"),
    ("The bank left the town by a decree criticised on Saturday.", "left", "n"),
    ("The bank left the town despite a letter delivered on Saturday.", "left", "n"),
    # a ceremony for it
    ("A ceremony to sell the hotel is set for Monday.", "sell", "y"),
    ("They held a ceremony on Monday to sell the hotel.", "sell", "y"),
    ("A plan to sell the hotel was seen on Monday.", "sell", "n"),
    # when it was
    ("It was on Monday that the bank sold the hotel.", "sold", "y"),
    ("The price was the same as last month, when the bank sold the hotel.", "sold", "y"),
    ("The price was the same as last month when the bank sold the hotel.", "sold", "y"),
    ("Rain fell on Monday on the town that the bank sold.", "sold", "n"),
    ("It was on Monday that the bank said she had sold the hotel.", "sold", "n"),
    # by, with and in doing it
    ("They ended a long row Monday by selling the hotel.", "selling", "y"),
    ("They ended a long row Monday with the sale of the hotel.", "sale", "y"),
    ("The talks ended Monday in agreement on the hotel.", "agreement", "y"),
    ("They spent the night of Monday with the sale of the hotel in mind.", "sale", "n"),
    ("They lived on Monday with the sale of the hotel.", "sale", "n"),
    ("The mayor accused them on Monday of selling the hotel.", "selling", "n"),
    ("The bank broke the rule by boarding a boat on Monday.", "broke", "y"),
    ("The bank broke the rule by the boat that sank on Monday.", "broke", "n"),
    ("The bank broke its word on Monday by boarding a boat.", "boarding", "y"),
    # one deed with another
    ("The council ended its debate Monday and sold the hotel.", "sold", "y"),
    ("The mayor arrived in Lima Monday and sold the hotel.", "sold", "y"),
    ("The mayor will fly to Lima Monday and sell the hotel.", "sell", "y"),
    ("The mayor arrived in Lima Monday and has sold the hotel.", "sold", "n"),
    ("The mayor arrived in Lima in June and sold the hotel.", "sold", "n"),
    ("The mayor arrived in Lima Monday and the bank sold the hotel.", "sold", "n"),
    ("The mayor arrived in Lima Monday and will sell the hotel.", "sell", "n"),
    ("The mayor said so Monday and sold the hotel.", "sold", "n"),
    ("The bank signed the lease on Monday and sold the hotel.", "sold", "n"),
    ("The bank signed the lease on Monday and in the same breath sold the hotel.", "sold", "y"),
    ("The bank signed the lease on Monday and in the same town sold the hotel.", "sold", "n"),
    ("The bank signed the lease on Monday and immediately sold the hotel.", "sold", "y"),
    ("The bank signed the lease on Monday and rarely sold the hotel.", "sold", "n"),
    # what a paper provides is done on no day
    ("They signed a contract to share the rent on Monday.", "signed", "y"),
    ("They signed a contract allowing their sons to share the rent on Monday.", "signed", "y"),
    ("They signed the contract, which covers rent, in Lima on Monday.", "signed", "y"),
    ("They signed a contract to open the hotel on Monday.", "signed", "n"),
    ("They signed a contract to share the rent on Monday of a flat in Lima.", "signed", "n"),
    ("They signed a contract to share the rent in June.", "signed", "n"),
    ("They signed a contract of a man who shared the rent on Monday.", "signed", "n"),
    # when it comes
    ("The bank will sell the hotel when the market opens on Monday.", "sell", "y"),
    ("The bank plans to sell the hotel when the market opens on Monday.", "sell", "y"),
    ("The bank will sell the hotel because the market opens on Monday.", "sell", "n"),
    ("The bank will sell the hotel when the market has opened on Monday.", "sell", "n"),
    ("The bank sold the hotel it will leave when the market opens on Monday.", "sold", "n"),
    ("The hotel ceased to exist on Monday as the bank sold it.", "sold", "y"),
    ("The hotel ceased to exist on Monday because the bank sold it.", "sold", "n"),
    # with its papers, and to crown it
    ("They on Monday swapped documents putting the lease into force.", "putting", "y"),
    ("They on Monday saw crowds putting the lease into words.", "putting", "n"),
    ("They sold the hotel, sealing on Monday a year of talks.", "sold", "y"),
    ("They sold the hotel, opening with a shot on Monday a year of talks.", "sold", "n"),
    ("She added her name on Monday to the list, becoming the third owner to sell.", "sell", "y"),
    ("She added her name on Monday to the list, becoming the poor owner to sell.", "sell", "n"),
    # who meet
    ("The two owners, who meet on Monday, are expected to sell the hotel.", "sell", "y"),
    ("The two owners will meet Monday and are expected to sell the hotel.", "sell", "y"),
    ("The two owners, who rest on Monday, are expected to sell the hotel.", "sell", "n"),
    ("The two owners, who met on Monday, are expected to sell the hotel.", "sell", "n"),
    # let, due
    ("The council yesterday refused to let the bank sell the hotel.", "sell", "y"),
    ("The council yesterday liked to let the bank sell the hotel.", "sell", "n"),
    ("The hotel is due for sale Monday.", "sale", "y"),
    # where
    ("Great to be in Lima on Monday, where we sold the hotel.", "sold", "y"),
    ("He was in Lima on Monday, where he sold the hotel.", "sold", "y"),
    ("He leaves for Lima Monday, where he will sell the hotel.", "sell", "y"),
    ("He left for Lima Monday, where he will sell the hotel.", "sell", "n"),
    ("He was in Lima on Monday, where the hotel was sold.", "sold", "n"),
    ("He was in Lima on Monday, where he had sold the hotel.", "sold", "n"),
    ("He was in Lima on Monday, where a bank sold the hotel.", "sold", "n"),
    # after talks
    ("Following a meeting on Monday, the two owners sold the hotel.", "sold", "y"),
    ("Following a war on Monday, the two owners sold the hotel.", "sold", "n"),
    ("Following a meeting in June, the two owners sold the hotel.", "sold", "n"),
    ("Following a meeting on Monday, the two owners have sold the hotel.", "sold", "n"),
    # a day before a colon
    ("Happening today: the two owners sell the hotel.", "sell", "y"),
    ("He said today: the two owners sell the hotel.", "sell", "n"),
    ("Happening today: the two owners sold the hotel.", "sold", "n"),
]  # fmt: skip
COUNTED_FROM = [
    ("She sold it on Saturday, a day after he had.", "sold"),
    ("The bank left on Monday, a day before they sold the hotel.", "left"),
]
MADE = [
    ("They praised the lease of 22 February.", "lease", True),
    ("Rents have risen since the lease in May.", "lease", True),
    ("They signed the lease in May.", "lease", False),
    ("They read the lease on the table on Monday.", "lease", False),
]


@cache
def trees() -> dict[str, Tree]:
    texts = list(dict.fromkeys(str(row[0]) for row in (*ROWS, *COUNTED_FROM, *MADE)))
    return {text: repaired(found) for text, found in zip(texts, parse(texts), strict=True)}


def dates(found: Tree) -> list[DateAt]:
    at = found.token_at
    return [DateAt(at(d.start), at(d.end - 1) + 1, d) for d in find_dates(found.text)]


@pytest.mark.parametrize(("text", "low", "wanted"), ROWS)
def test_an_event_shares_the_day_of_what_it_is_part_of(text: str, low: str, wanted: str) -> None:
    found = trees()[text]
    event = found.low.index(low)
    each = [
        belongs(found, d, event, OWN) is not None or shares_day(found, d, event, OWN) for d in dates(found)
    ]
    assert "".join("y" if own else "n" for own in each) == wanted


@pytest.mark.parametrize(("text", "verb"), COUNTED_FROM)
def test_the_verb_a_count_goes_on_from(text: str, verb: str) -> None:
    found = trees()[text]
    assert found.low[clause_dated(found, dates(found)[-1])] == verb


@pytest.mark.parametrize(("text", "noun", "wanted"), MADE)
def test_the_day_a_thing_was_made(text: str, noun: str, wanted: bool) -> None:
    found = trees()[text]
    assert any(made_then(found, date, found.low.index(noun)) for date in dates(found)) is wanted
