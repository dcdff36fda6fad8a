"""Which events share the day of a meeting, a paper or another deed of their sentence: a row a construction."""

from __future__ import annotations

from functools import cache

import pytest

from foedus.language.attachment import Dated, belongs, clause_dated, made_then
from foedus.language.occasions import at_past_talks, shares_day
from foedus.language.tree import Tree
from tests.language.trees import dates, events, parsed

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
# sentence, all its words that share the day of something else, as far as grammar goes; @1: of its second date
EACH = [
    ("The bank sold the hotel at a ceremony held on Monday.", "bank sold hotel ceremony"),
    ("The bank sold the hotel at a ceremony that was held Monday.", "bank sold hotel ceremony"),
    ("At a ceremony in Lima attended Monday by 200 guests, the bank sold the hotel.", "ceremony lima bank sold hotel"),
    ("The price was agreed in talks that ended Monday in Lima.", "price agreed talks lima"),
    ("The price was agreed in a round of talks that closed Monday.", "price agreed round talks"),
    ("The price was agreed in talks that began Monday in Lima.", "lima"),
    ("The price was agreed in talks that opened on Monday and closed on Friday.", "closed price@1 agreed@1 talks@1"),
    ("The price was agreed after talks that ended Monday in Lima.", "lima"),
    ("The bank will sell the hotel at a ceremony scheduled for Monday.", "bank sell hotel ceremony"),
    ("The bank will sell the hotel at a ceremony to be held Monday.", "bank sell hotel ceremony"),
    ("The bank sold the hotel at a party held on Monday.", ""),
    ("The guests of a ceremony held on Monday sold the hotel.", ""),
    ("The mayor said at a meeting held on Monday that the bank had sold the hotel.", "said"),
    ("The bank left the town by a decree published on Saturday.", "bank left town decree"),
    ("The bank left the town by a decree signed and published on Saturday.", "bank left town decree"),
    ("The bank, in a letter delivered Monday to the mayor, left the town.", "bank letter left town"),
    ("In a letter dated Monday, the bank gave notice of the sale.", "letter bank gave notice sale"),
    ("The bank left the town by a decree criticised on Saturday.", ""),
    ("The bank left the town despite a letter delivered on Saturday.", ""),
    ("A ceremony to sell the hotel is set for Monday.", "sell"),
    ("They held a ceremony on Monday to sell the hotel.", ""),
    ("A plan to sell the hotel was seen on Monday.", ""),
    ("It was on Monday that the bank sold the hotel.", "was sold"),
    ("The price was the same as last month, when the bank sold the hotel.", "sold"),
    ("The price was the same as last month when the bank sold the hotel.", "sold"),
    ("Rain fell on Monday on the town that the bank sold.", ""),
    ("It was on Monday that the bank said she had sold the hotel.", "was said"),
    ("They ended a long row Monday by selling the hotel.", "selling"),
    ("They ended a long row Monday with the sale of the hotel.", "sale"),
    ("The talks ended Monday in agreement on the hotel.", "agreement"),
    ("They spent the night of Monday with the sale of the hotel in mind.", ""),
    ("They lived on Monday with the sale of the hotel.", ""),
    ("The mayor accused them on Monday of selling the hotel.", ""),
    ("The bank broke the rule by boarding a boat on Monday.", "broke"),
    ("The bank broke the rule by the boat that sank on Monday.", ""),
    ("The bank broke its word on Monday by boarding a boat.", "boarding"),
    ("The council ended its debate Monday and sold the hotel.", "sold"),
    ("The mayor arrived in Lima Monday and sold the hotel.", "sold"),
    ("The mayor will fly to Lima Monday and sell the hotel.", "sell"),
    ("The mayor arrived in Lima Monday and has sold the hotel.", ""),
    ("The mayor arrived in Lima in June and sold the hotel.", ""),
    ("The mayor arrived in Lima Monday and the bank sold the hotel.", ""),
    ("The mayor arrived in Lima Monday and will sell the hotel.", ""),
    ("The mayor said so Monday and sold the hotel.", ""),
    ("The bank signed the lease on Monday and sold the hotel.", ""),
    ("The bank signed the lease on Monday and in the same breath sold the hotel.", "sold"),
    ("The bank signed the lease on Monday and in the same town sold the hotel.", ""),
    ("The bank signed the lease on Monday and immediately sold the hotel.", "sold"),
    ("The bank signed the lease on Monday and rarely sold the hotel.", ""),
    ("They signed a contract to share the rent on Monday.", "signed contract"),
    ("They signed a contract allowing their sons to share the rent on Monday.", "signed allowing"),
    ("They signed the contract, which covers rent, in Lima on Monday.", ""),
    ("They signed a contract to open the hotel on Monday.", ""),
    ("They signed a contract to share the rent on Monday of a flat in Lima.", ""),
    ("They signed a contract to share the rent in June.", ""),
    ("They signed a contract of a man who shared the rent on Monday.", ""),
    ("The bank will sell the hotel when the market opens on Monday.", "sell"),
    ("The bank plans to sell the hotel when the market opens on Monday.", "sell"),
    ("The bank will sell the hotel because the market opens on Monday.", ""),
    ("The bank will sell the hotel when the market has opened on Monday.", ""),
    ("The bank sold the hotel it will leave when the market opens on Monday.", "leave"),
    ("The hotel ceased to exist on Monday as the bank sold it.", ""),
    ("The hotel ceased to exist on Monday because the bank sold it.", ""),
    ("They on Monday swapped documents putting the lease into force.", "putting"),
    ("They on Monday saw crowds putting the lease into words.", ""),
    ("They sold the hotel, sealing on Monday a year of talks.", "sold"),
    ("They sold the hotel, opening with a shot on Monday a year of talks.", ""),
    ("She added her name on Monday to the list, becoming the third owner to sell.", "sell"),
    ("She added her name on Monday to the list, becoming the poor owner to sell.", ""),
    ("The two owners, who meet on Monday, are expected to sell the hotel.", "sell"),
    ("The two owners will meet Monday and are expected to sell the hotel.", "sell"),
    ("The two owners, who rest on Monday, are expected to sell the hotel.", ""),
    ("The two owners, who met on Monday, are expected to sell the hotel.", ""),
    ("The council yesterday refused to let the bank sell the hotel.", "sell"),
    ("The council yesterday liked to let the bank sell the hotel.", ""),
    ("The hotel is due for sale Monday.", ""),
    ("Great to be in Lima on Monday, where we sold the hotel.", "sold"),
    ("He was in Lima on Monday, where he sold the hotel.", "sold"),
    ("He leaves for Lima Monday, where he will sell the hotel.", "sell"),
    ("He left for Lima Monday, where he will sell the hotel.", ""),
    ("He was in Lima on Monday, where the hotel was sold.", ""),
    ("He was in Lima on Monday, where he had sold the hotel.", ""),
    ("He was in Lima on Monday, where a bank sold the hotel.", ""),
    ("Following a meeting on Monday, the two owners sold the hotel.", "sold"),
    ("Following a war on Monday, the two owners sold the hotel.", ""),
    ("Following a meeting in June, the two owners sold the hotel.", ""),
    ("Following a meeting on Monday, the two owners have sold the hotel.", ""),
    ("Happening today: the two owners sell the hotel.", "sell"),
    ("He said today: the two owners sell the hotel.", ""),
    ("Happening today: the two owners sold the hotel.", ""),
    ("The price was agreed in rows of talks that closed Monday.", ""),
    ("The price was agreed in a series of talks that closed Monday.", "price agreed series talks"),
    ("The bank broke the rule for boarding a boat on Monday.", ""),
    ("On Monday the bank broke the rule by boarding a boat.", "boarding"),
    ("Boarding a boat on Monday broke the rule by the sea.", ""),
    ("The council voted on Monday and Tuesday and sold the hotel.", ""),
    ("The council voted on Monday night and sold the hotel.", "sold"),
    ("The old lease between the bank and the town ceased to exist on Monday as the bank formally left it.", "left"),
    ("The old lease between the bank and the town ceased to exist on Monday when the bank formally left it.", "left"),
    ("The two owners, who meet on Monday, hope that the bank will sell the hotel.", ""),
    ("The owners will meet Monday and the bank is expected to sell the hotel.", ""),
    ("The owners will meet Monday and sell the hotel.", "sell"),
    ("After a meeting in Lima on Monday, the two owners sold the hotel.", "sold"),
    ("After a meeting on Monday, the two owners sold the hotel.", "sold"),
    ("Happening today: the owner sells the hotel.", "sells"),
    ("He left today: the two owners sell the hotel.", ""),
    ("Happening, as all of us in this town have heard, today: the two owners sell the hotel.", ""),
    ("The council yesterday refused to hear the bank sell the hotel.", ""),
    ("The council yesterday refused to sell the hotel.", ""),
    ("Let the council yesterday refuse to let the bank sell the hotel.", "sell"),
    ("They on Monday brought documents to the bank, putting the lease into force.", ""),
    ("They brought documents putting the lease into force on Monday.", ""),
    ("She added her name on Monday, becoming the third to sell.", "sell"),
    ("Becoming the third owner to sell, she added her name on Monday.", ""),
    ("She added her name on Monday to a list of the third owner to sell.", ""),
    ("They ended in Lima a row on Monday by selling the hotel.", "lima selling"),
    ("They ended the row of Monday by selling the hotel.", ""),
    ("They left the row of Monday by selling the hotel.", ""),
    ("It was on Monday, that the bank sold the hotel.", "was sold"),
    ("He was there on Monday that the bank sold the hotel.", ""),
    ("In the course of talks that were held on Monday the hotel was sold.", ""),
    ("The bank sold the hotel in the rain at a ceremony held on Monday.", "bank sold hotel rain ceremony"),
    ("On Monday they lost documents sold to the bank.", ""),
    ("On Monday they left papers in the hotel, selling the bank.", ""),
    ("On Monday they saw a bank putting the lease into force.", ""),
    ("During a meeting on Monday, the two owners sold the hotel.", ""),
    ("The owners of the talks on Monday sold the hotel.", ""),
    ("He was in Lima Monday where he sold the hotel.", "sold"),
    ("Happening here in Lima right today: the two owners sell the hotel.", "sell"),
    ("What he sold today: the two owners keep the hotel.", ""),
    ("The old lease between the bank and the town ceased to exist on Monday in Lima when the bank formally left it.", "left"),
    ("They will sell the hotel as the market opens on Monday.", ""),
    ("The bank that the mayor left when the market opens on Monday sold the hotel.", ""),
    ("The mayor hopes to sell the hotel, when the market opens on Monday, and to leave.", ""),
    ("The bank ended on the row Monday by selling the hotel.", "selling"),
    ("On Monday she added her name to the list, becoming rich as the third owner to sell.", "sell"),
    ("The mayor, who yesterday refused, wants to let the bank sell the hotel.", ""),
    ("They hope to agree during talks Monday.", ""),
    ("The mayor was flown to Lima Monday and was sold the hotel.", ""),
    ("The mayor has flown to Lima Monday and sold the hotel.", ""),
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


TALKS = [
    ("They agreed during talks Monday to sell the hotel.", True),
    ("They agreed at talks on Monday to sell the hotel.", True),
    ("They will agree during talks Monday to sell the hotel.", False),
    ("They have agreed during talks Monday to sell the hotel.", False),
    ("They agreed on talks Monday about the hotel.", False),
    ("They agreed during a party Monday to sell the hotel.", False),
    ("They hope to agree at talks on Monday.", False),
]


@cache
def trees() -> dict[str, Tree]:
    return parsed(row[0] for row in (*ROWS, *EACH, *COUNTED_FROM, *MADE, *TALKS))


@pytest.mark.parametrize(("text", "low", "wanted"), ROWS)
def test_an_event_shares_the_day_of_what_it_is_part_of(text: str, low: str, wanted: str) -> None:
    found = trees()[text]
    event = found.low.index(low)
    each = [
        belongs(found, d, event, OWN) is not None or shares_day(found, d, event, OWN) for d in dates(found)
    ]
    assert "".join("y" if own else "n" for own in each) == wanted


@pytest.mark.parametrize(("text", "wanted"), EACH)
def test_which_words_share_a_day(text: str, wanted: str) -> None:
    found = trees()[text]
    sharing = [
        found.low[i] + (f"@{n}" if n else "")
        for n, date in enumerate(dates(found))
        for i in events(found, date)
        if shares_day(found, date, i, OWN)
    ]
    assert " ".join(sharing) == wanted


@pytest.mark.parametrize(("text", "verb"), COUNTED_FROM)
def test_the_verb_a_count_goes_on_from(text: str, verb: str) -> None:
    found = trees()[text]
    assert found.low[clause_dated(found, dates(found)[-1])] == verb


@pytest.mark.parametrize(("text", "noun", "wanted"), MADE)
def test_the_day_a_thing_was_made(text: str, noun: str, wanted: bool) -> None:
    found = trees()[text]
    assert any(made_then(found, date, found.low.index(noun)) for date in dates(found)) is wanted


@pytest.mark.parametrize(("text", "wanted"), TALKS)
def test_talks_that_were_held(text: str, wanted: bool) -> None:
    found = trees()[text]
    (date,) = dates(found)
    assert at_past_talks(found, date) is wanted
