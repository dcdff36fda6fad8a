"""Which event of a sentence a date belongs to: a row a construction."""

from __future__ import annotations

import pytest

from foedus.dates.find import find_dates
from foedus.language.attachment import (
    DateAt,
    Dated,
    belongs,
    clause_outside,
    counted_from_another,
    counts_to,
    is_limit,
)
from foedus.language.parse import parse
from foedus.language.repair import repaired
from foedus.language.tree import Tree

OWN = Dated(
    things=frozenset({"lease", "contract"}),
    papers=frozenset({"decree", "law"}),
    prolonging=frozenset({"extended"}),
    arranging=frozenset({"sold", "extended"}),
    framed=frozenset({"setting"}),
    deeds=frozenset({"ending", "sold", "signed"}),
)
# sentence, the word of the event, for each date of the sentence how near it is: 0 the nearest, - not its own
ROWS = [
    ("The bank sold the hotel on Friday.", "sold", "0"),
    ("On Friday the bank sold the hotel.", "sold", "0"),
    ("The bank sold the hotel that burned on Friday.", "sold", "-"),
    ("The bank sold the hotel that burned on Friday.", "burned", "0"),
    ("The bank signed the lease in June and sold the hotel in July.", "signed", "0-"),
    ("The bank signed the lease in June and sold the hotel in July.", "sold", "-0"),
    ("The hotel was built in June and sold by the bank.", "built", "0"),
    ("The hotel was built in June and sold by the bank.", "sold", "-"),
    ("The bank built and sold the hotel in June.", "built", "1"),
    ("The bank built and sold the hotel in June.", "sold", "0"),
    ("The bank signed it in Lima, and it will open in May.", "signed", "-"),
    ("The bank signed it in Lima, and it will open in May.", "open", "0"),
    ("The lease of 1949 was signed by the bank.", "signed", "-"),
    ("The bank signed the lease of 1949.", "signed", "-"),
    ("Today's announcement of a sale surprised the town.", 'sale', "2"),
    ("The vote today to sell the hotel surprised the town.", "sell", "2"),
    ("The mayor asked the council on Friday to sell the hotel.", "sell", "-"),
    ("The mayor asked the council on Friday to sell the hotel.", "asked", "0"),
    ("The mayor said on Friday that the bank had sold the hotel.", "sold", "-"),
    ("The mayor said on Friday that the bank had sold the hotel.", "said", "0"),
    ("The mayor said the bank sold the hotel on Friday.", "sold", "0"),
    ("The bank sold the hotel, effective Monday.", "sold", "1"),
    ("The bank signed a decree on Tuesday closing the hotel.", "signed", "0"),
    ("The bank signed a decree on Tuesday closing the hotel.", "closing", "3"),
    ("The bank signed a contract setting the price on Tuesday.", "signed", "3"),
    ("The bank signed a contract banning pets on Thursday.", "signed", "6"),
    ("The bank signed a contract ending the lease on Tuesday.", "signed", "-"),
    ("The bank signed a contract ending the lease on Tuesday.", "ending", "0"),
    ("The leaders on Wednesday sold the hotel.", "sold", "0"),
    ("The bank closed the hotel after the fire on Friday.", "closed", "-"),
    ("The bank closed the hotel amid a strike on Friday.", "closed", "-"),
    ("The bank on Friday became the first owner to sell the hotel.", "sell", "3"),
    ("The bank refused on Friday to sell the hotel.", "sell", "3"),
    ("It was the first to sell the hotel when prices rose in June.", "sell", "5"),
    ("She moved to Rome in 1994 when she sold the hotel.", "sold", "4"),
    ("In September the mayor met the owners in closing the hotel.", "closing", "4"),
    ("The sale of the hotel on Friday surprised the town.", "sale", "3"),
    ("The mayor referred to the bank's closing of the hotel on June 19.", 'closing', "4"),
    ("The bank withdrew its notice of withdrawal in February.", "withdrawal", "3"),
    ("The bank carried out the sale on Tuesday.", "sale", "3"),
    ("The mayor announced the sale on Tuesday.", "sale", "-"),
    ("The bank completed the sale on Tuesday.", "sale", "3"),
    ("Since 1988, when the lease lapsed, the hotel has stood empty.", "lapsed", "4"),
    ("Prices fell on Friday, and the bank sold the hotel.", "sold", "-"),
    ("Prices fell on Friday, and the bank sold the hotel.", "fell", "0"),
    ("The bank opened the museum on Friday to sell paintings.", "opened", "0"),
    ("The bank plans to sell the hotel in May.", "sell", "0"),
    ("Yesterday the council took measures, including closing the hotel.", "closing", "4"),
    ("The mayor signed a law on closing the hotel on Tuesday.", "closing", "0"),
    ("The mayor on Tuesday signed a law closing the hotel.", "signed", "0"),
    ("The mayor on Tuesday signed a law closing the hotel.", "closing", "3"),
    ("The mayor on Tuesday read a book closing the hotel.", "closing", "-"),
    ("Morocco on Friday became the last to sell it.", "became", "0"),
    ("The bank bought the house and in June sold the hotel.", "sold", "0"),
]  # fmt: skip
# sentence, the two words of events, the nearer of which the date is of
NEARER = [
    ("The mayor on Tuesday signed a law closing the hotel.", "signed", "closing"),
    ("The bank built and sold the hotel in June.", "sold", "built"),
    ("The bank on Friday became the first owner to sell the hotel.", "became", "sell"),
    ("It was the first to sell the hotel when prices rose in June.", "rose", "sell"),
    ("She moved to Rome in 1994 when she sold the hotel.", "moved", "sold"),
    ("The bank completed the sale on Tuesday.", "completed", "sale"),
    ("Today's announcement of a sale surprised the town.", "announcement", "sale"),
]
# sentence, the word of the event, whether the date only limits it
LIMITS = [
    ("The bank extended the lease until June.", "extended", True),
    ("The bank extended the lease to June.", "extended", True),
    ("The bank moved the lease to June.", "moved", False),
    ("The bank extended the lease in June.", "extended", False),
    ("The bank extended the lease for two years from June.", "extended", True),
    ("The bank closed the hotel from June.", "closed", False),
    ("The bank sold the hotel, effective Monday.", "sold", True),
    ("The bank closed the hotel, effective Monday.", "closed", False),
    ("The hotel is let through June.", "let", True),
    ("It is the first lease by a bank since 1950.", "lease", True),
    ("The hotel has stood empty since 1950.", "stood", False),
    ("The lease runs through June, when it expires.", "expires", False),
]
# sentence, whether the count of time ends at something behind it
COUNTED = [
    ("The bank sold the hotel a day before the fire.", True),
    ("The bank sold the hotel two days after.", False),
    ("The bank sold the hotel two days before.", False),
    ("The bank sold the hotel on Friday.", False),
    ("Two years after, in May, the bank sold the hotel.", False),
]
# sentence, the word of the event, whether a count of time ends at it
COUNTS_TO = [
    ("A day before they sold the hotel, the mayor left.", "sold", True),
    ("Two years after its sale, the hotel burned.", "sale", True),
    ("The mayor left a day before the sale.", "left", False),
    ("On Friday they sold the hotel.", "sold", False),
]


def tree(text: str) -> Tree:
    return repaired(next(iter(parse([text]))))


def dates(found: Tree) -> list[DateAt]:
    at = found.token_at
    return [DateAt(at(d.start), at(d.end - 1) + 1, d) for d in find_dates(found.text)]


def word(found: Tree, low: str) -> int:
    return found.low.index(low)


@pytest.mark.parametrize(("text", "low", "wanted"), ROWS)
def test_whose_date_it_is(text: str, low: str, wanted: str) -> None:
    found = tree(text)
    each = [belongs(found, date, word(found, low), OWN) for date in dates(found)]
    assert "".join("-" if rank is None else str(rank) for rank in each) == wanted


@pytest.mark.parametrize(("text", "nearer", "farther"), NEARER)
def test_the_nearer_event_has_it(text: str, nearer: str, farther: str) -> None:
    found = tree(text)
    (date,) = dates(found)
    near, far = (belongs(found, date, word(found, low), OWN) for low in (nearer, farther))
    assert near is not None
    assert far is not None
    assert near < far


@pytest.mark.parametrize(("text", "low", "wanted"), LIMITS)
def test_a_limit_is_no_day_of_the_event(text: str, low: str, wanted: bool) -> None:
    found = tree(text)
    (date,) = dates(found)
    assert is_limit(found, date, word(found, low), OWN) is wanted


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_a_time_counted_from_what_stands_behind_it(text: str, wanted: bool) -> None:
    found = tree(text)
    assert any(counted_from_another(found, date) for date in dates(found)) is wanted


@pytest.mark.parametrize(("text", "low", "wanted"), COUNTS_TO)
def test_a_count_of_time_ends_at_an_event(text: str, low: str, wanted: bool) -> None:
    found = tree(text)
    (date,) = dates(found)
    assert counts_to(found, date, word(found, low)) is wanted


def test_a_count_of_time_is_of_the_clause_it_stands_in() -> None:
    found = tree("The mayor left a day before they sold the hotel.")
    (date,) = dates(found)
    assert clause_outside(found, date) == word(found, "left")
