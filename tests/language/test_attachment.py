"""Which event of a sentence a date belongs to: a row a construction."""

from __future__ import annotations

from functools import cache

import pytest

from foedus.language.attachment import (
    Dated,
    belongs,
    clause_outside,
    counted_from_another,
    counts_to,
    governor_of,
    is_limit,
)
from foedus.language.tree import Tree
from tests.language.trees import dates, events, parsed

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
    ("The bank agreed to a truce, effective on Monday.", "effective", "0"),
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

# sentence, every verb and noun that its date may be of, with how near it is; "@1" of the second date
EACH = [
    ("The bank withdrew its notice of closure in February.", "bank 3, withdrew 0, notice 3, closure 3"),
    ("The bank withdrew its letter of resignation in February.", "bank 3, withdrew 0, letter 3, resignation 3"),
    ("The bank sent an instrument of sale in February.", "bank 3, sent 0, instrument 3, sale 3"),
    ("The bank sent a picture of the sale in February.", "bank 3, sent 0, picture 3, sale 4"),
    ("The mayor began the process of closure in May.", "mayor 3, began 0, process 3, closure 3"),
    ("The lease came into being on Sunday.", "lease 4, came 1, being 0"),
    ("The lease came into being in a hall on Sunday.", "lease 4, came 1, being 0, hall 4"),
    ("The hotel was being sold on Sunday.", "hotel 3, sold 0"),
    ("The lease became binding on Monday.", "lease 4, became 1, binding 0"),
    ("The hotel ceased to exist on Monday.", "hotel 4, ceased 1, exist 0"),
    ("The hotel seems to exist since Monday.", "hotel 4, exist 0"),
    ("Today's announcement of the sale of the hotel surprised the town.", "announcement 0, sale 2, surprised 2, town 4"),
    ("Today's picture of the sale surprised the town.", "picture 0, surprised 2, town 4"),
    ("The ceremony on Friday for the sale of the hotel was short.", "ceremony 0, sale 2, was 2"),
    ("The party on Friday for the sale of the hotel was short.", "party 0, was 2"),
    ("The leaders on Wednesday in Lima signed the lease.", "leaders 0, signed 2, lease 4"),
    ("The leaders of the two banks on Wednesday signed it.", "leaders 3, banks 4, signed 0"),
    ("The bank at a meeting on Wednesday sold it.", "bank 1, meeting 0, sold 2"),
    ("The bank of the town that closed on Wednesday sold it.", "closed 0"),
    ("Prices rose on Friday and fell.", "prices 3, rose 0"),
    ("The bank, which opened on Friday, sold the hotel.", "opened 0"),
    ("The bank signed it and the mayor left in May.", "bank 4, mayor 3, left 0"),
    ("The bank signed and left in May.", "bank 4, signed 1, left 0"),
    ("The bank signed the lease, built a wall and left in May.", "bank 4, lease 4, wall 4, left 0"),
    ("The bank left in May and the mayor signed it.", "bank 3, left 0"),
    ("The lease was signed in June and, in July, ended.", "lease 3, signed 0, lease 4@1, signed 1@1, ended 0@1"),
    ("The mayor met the owners on Friday to sell the hotel.", "mayor 3, met 0, owners 3, sell 3"),
    ("The mayor met the owners to sell the hotel on Friday.", "sell 0, hotel 3"),
    ("The mayor asked the council to sell the hotel on Friday.", "mayor 4, council 4, sell 0, hotel 3"),
    ("The mayor will ask the council on Friday to sell the hotel.", "mayor 3, ask 0, council 3, sell 3"),
    ("The mayor asked on Friday for the hotel to be sold.", "mayor 3, asked 0"),
    ("Meeting in Lima on Monday, the owners sold the hotel.", "meeting 0, lima 4, sold 5"),
    ("Eating in Lima on Monday, the owners sold the hotel.", "eating 0, lima 4"),
    ("They will sell it when they meet in May.", "sell 5, meet 0"),
    ("They will sell it as they meet in May.", "sell 5, meet 0"),
    ("They will sell it if they meet in May.", "meet 0"),
    ("They sold it because they met in May.", "met 0"),
    ("They sold it after they met in May.", "met 0"),
    ("They sold it, meeting in Lima on Monday.", "meeting 0, lima 4"),
    ("She moved to Rome in 1994 because she sold the hotel.", "moved 0, rome 4"),
    ("She moved to Rome in 1994 as she sold the hotel.", "moved 0, rome 4, sold 4"),
    ("When she sold the hotel, she moved to Rome in 1994.", "moved 0, rome 4"),
    ("She moves to Rome in 1994 when she sells the hotel.", "moves 0, rome 4"),
    ("It was the first to sell the hotel as prices rose in June.", "sell 5, prices 3, rose 0"),
    ("It was the first to sell the hotel because prices rose in June.", "prices 3, rose 0"),
    ("It was the first to sell the hotel that rose in June.", "rose 0"),
    ("The mayor on Tuesday signed a decree on closing the hotel.", "mayor 3, signed 0, decree 3"),
    ("The mayor on Tuesday signed a picture on closing the hotel.", "mayor 3, signed 0, picture 3"),
    ("The mayor on Tuesday signed a law which closes the hotel.", "mayor 3, signed 0, law 3"),
    ("The mayor gave assent on Tuesday to the law closing the hotel.", "mayor 3, gave 0, assent 3"),
    ("The mayor gave assent to the law closing the hotel on 3 May.", "gave 3, closing 0, hotel 3"),
    ("The mayor gave a book to the town closing the hotel on 3 May.", "closing 0, hotel 3"),
    ("The mayor gave it after the law closing the hotel on 3 May.", "gave 3, closing 0, hotel 3"),
    ("The bank signed a contract banning pets in 2010.", "bank 3, signed 0, contract 3"),
    ("The bank signed a contract that bans pets on Thursday.", "bans 0, pets 3"),
    ("The bank signed a contract to ban pets on Thursday.", "ban 0, pets 3"),
    ("The bank read a book setting the price on Tuesday.", "read 3, setting 0, price 3"),
    ("The council yesterday refused to let the bank sell the hotel.", "council 3, refused 0, let 3"),
    ("The council refused yesterday to let it sell the hotel.", "council 3, refused 0, let 3"),
    ("The council yesterday agreed to let the bank sell the hotel.", "council 3, agreed 0, let 3"),
    ("The council yesterday refused the plan to let the bank sell it.", "council 3, refused 0, plan 3"),
    ("Yesterday the council refused and the bank sold the hotel.", "council 3, refused 0, sold 1"),
    ("The bank on Friday became the 60th owner to sell the hotel.", "bank 3, became 0, owner 3, sell 3"),
    ("The bank on Friday met the owner to sell the hotel.", "bank 3, met 0, owner 3, sell 3"),
    ("The bank is the 60th owner to sell the hotel on Friday.", "sell 0, hotel 3"),
    ("Yesterday we took measures, including selling the hotel.", "took 0, measures 3, selling 4"),
    ("Yesterday we took measures, excluding selling the hotel.", "took 0, measures 3"),
    ("In September the mayor met the owners by closing the hotel.", "mayor 3, met 0, owners 3, closing 4"),
    ("In September the mayor met the owners for closing the hotel.", "mayor 3, met 0, owners 3"),
    ("In September the mayor talked about closing the hotel.", "mayor 3, talked 0"),
    ("Since 1988, when the lease lapsed, the hotel has stood empty.", "lapsed 4, hotel 3, stood 0"),
    ("On 14 May, the day the two sold it, it burned.", "sold 1, burned 0"),
    ("On 14 May, a town that the two sold, it burned.", "burned 0"),
    ("On 14 May, the town that the two sold burned.", ""),
    ("On the day the two sold it, 14 May, it burned.", "burned 0"),
    ("The day in May when they sold it was warm.", "day 0, was 2"),
    ("The lease, in force since 1999, covers the hotel.", "force 0, covers 0"),
    ("The lease, signed in 1999, covers the hotel.", "signed 0"),
    ("The sale since 1999 of hotels is large.", "sale 0, is 2"),
    ("The mayor referred to the sale of the hotel on June 19.", "mayor 4, referred 1, sale 0"),
    ("The mayor referred to the sale and left on June 19.", "mayor 4, left 0"),
    ("On June 19 the mayor referred to the sale of the hotel.", "mayor 3, referred 0"),
    ("The mayor carried out the sale on Tuesday.", "mayor 3, carried 0, sale 3"),
    ("The mayor said the sale on Tuesday was late.", "sale 3, was 0"),
    ("The mayor announced on Tuesday the sale of the hotel.", "announced 0"),
    ("On Tuesday the sale was completed.", "sale 3, completed 0"),
    ("The sale was completed by the bank on Tuesday.", "sale 3, completed 0, bank 4"),
    ("The mayor spoke of the sale at a meeting on Tuesday.", "mayor 4, spoke 1, meeting 0"),
    ("The mayor completed the sale at a meeting on Tuesday.", "mayor 4, completed 1, sale 4, meeting 0"),
    ("The mayor announced the sale at a meeting on Tuesday.", "announced 1, meeting 0"),
    ("It was a sale of the hotel on Tuesday.", "was 1, sale 0"),
    ("The sale of the hotel in Lima on Tuesday.", "sale 0, hotel 4, lima 4"),
    ("The sale of the hotel after the fire on Tuesday.", "fire 0"),
    ("The bank called it a sale on Tuesday.", "bank 3, called 0, sale 3"),
    ("The bank gave the town a sale on Tuesday.", "bank 3, gave 0, sale 3"),
    ("The bank sold the hotel following a strike on Friday.", "following 1, strike 0"),
    ("The bank sold the hotel since the strike on Friday.", "strike 0"),
    ("The bank sold the hotel at the fair on Friday.", "bank 3, sold 0, hotel 3, fair 4"),
    ("The bank sold the hotel before the fair on Friday.", "bank 3, sold 0, hotel 3, fair 4"),
    ("The bank sold the hotel despite the fire on Friday.", "bank 3, sold 0, hotel 3, fire 4"),
    ("The bank sold the hotel over the weekend.", "bank 3, sold 0, hotel 3"),
    ("The bank sold the hotel seen on Friday.", "seen 0"),
    ("The bank sold the hotel on a Friday in May.", "bank 3, sold 0, hotel 3, bank 4@1, sold 1@1, hotel 4@1, friday 0@1"),
    ("The bank sold the hotel on the first of May.", "bank 4, sold 1, hotel 4"),
    ("The hotel, starting on Friday, was sold.", "hotel 3, sold 0"),
    ("The hotel was sold starting Friday.", "hotel 3, sold 0"),
    ("The hotel was sold beginning in May.", "hotel 3, sold 0"),
    ("The bank sold the hotel, closing in May.", "closing 0"),
    ("The contract of May was sold.", ""),
    ("The contract in May was sold.", "contract 3, sold 0"),
    ("The house of May was sold.", "house 3, sold 0"),
    ("Of the contract in 1949 they sold a part.", "contract 0, sold 2, part 4"),
    ("The mayor said the lease came into being on Sunday.", "lease 4, came 1, being 0"),
    ("The bank on Friday became the owner selling the hotel.", "bank 3, became 0, owner 3"),
    ("To sell it, the mayor waited and the council refused on Friday.", "mayor 4, council 3, refused 0"),
    ("The council yesterday refused to allow the bank to sell the hotel.", "council 3, refused 0, allow 3, sell 4"),
    ("The council refused yesterday to allow the bank to sell the hotel.", "council 3, refused 0, allow 3, sell 4"),
    ("The council yesterday chose to allow the bank to sell the hotel.", "council 3, chose 0, allow 3"),
    ("The leaders on Wednesday in the old town hall signed it.", "leaders 0, signed 2"),
    ("The leaders on Wednesday very gladly signed it.", "leaders 3, signed 0"),
    ("The owner of the hotel on Wednesday, in Lima, signed it.", "owner 0, signed 2"),
    ("The newly sold hotel opened on Friday.", "hotel 3, opened 0"),
    ("The hotel opened on Friday by selling flowers.", "hotel 3, opened 0, selling 4"),
    ("The bank closed on Friday, selling flowers by the door.", "bank 3, closed 0, selling 3"),
    ("The day of the fire, Friday, the bank sold it.", "fire 4, bank 3, sold 0"),
    ("On Friday, the day when prices rose, the bank sold the hotel that burned.", "rose 1, bank 3, sold 0, hotel 3"),
    ("Yesterday the mayor left and we took measures, including selling the hotel.", "mayor 3, left 0, took 1"),
    ("The bank signed it in Lima, and it will be opened in May.", "bank 4, opened 0"),
    ("The council refused yesterday to try to make the bank agree to sell the hotel.", "council 3, refused 0, try 3, make 4"),
    ("The council refused yesterday to allow the bank to agree to sell the hotel.", "council 3, refused 0, allow 3, agree 4, sell 4"),
    # a day behind the place where something was done is of it
    ("The mayor took part in talks held in Rome, on 1 May.", "mayor 3, took 0, part 3, held 2"),
    ("The bank bought the hotel built at Rome, Italy, in May.", "bank 3, bought 0, hotel 3, built 2"),
    ("The bank bought the hotel built near Rome, Italy, in May.", "bank 3, bought 0, hotel 3, built 2"),
    ("The bank left the hotel built with stones, on 1 May.", "bank 3, left 0, hotel 3"),
    ("The bank left under a lease signed at Rome, Italy, and then sold it on 1 May.", "bank 4, sold 0"),
    # a day before a verb, behind its subject
    ("The recently sold hotel reopened in May.", "sold 0, hotel 1, reopened 2, hotel 3@1, reopened 0@1"),
    # what one acts for, or within
    ("The mayor on Friday hoped for a sale.", "mayor 3, hoped 0, sale 5"),
    ("In May the mayor told of success in selling the hotel.", "told 0"),
    ("The mayor asked on Friday, selling the hotel, for more.", "mayor 3, asked 0, selling 3"),
    ("The mayor was asked on Friday to sell the hotel.", "mayor 3, asked 0"),
    ("The mayor said on Friday to sell the hotel.", "said 0"),
    ("The council on Friday refused, saying it wanted to sell the hotel.", "council 3, refused 0, saying 3"),
    # what a paper does, it does on the day on which it is made
    ("The council on Tuesday adopted a law on selling hotels.", "council 3, adopted 0, law 3, selling 3"),
    ("A decree on closing the hotel was signed on Tuesday.", "decree 3, closing 3, signed 0"),
    # what has its effect from another day on
    ("The bank cut the rents, effective from Monday.", "cut 1"),
    # what begins or ends on the day
    ("The mayor ceased to say the bank was glad on Monday.", "bank 4, was 1"),
    # meetings, and what was done there
    ("The owners met in June and sold it.", "owners 3, met 0, sold 1"),
    ("Gathering in Lima in May, they agreed to sell it.", "gathering 0, lima 4, agreed 5"),
    # what was done at once
    ("In 1994 when she sold the hotel she moved.", "sold 1"),
    ("She moved in 1994 when she had sold the hotel.", "moved 0"),
    # of two coordinated verbs
    ("The lease was signed and it will be sealed in May.", "lease 4, sealed 0"),
    ("The lease was signed yesterday and sealed in May.", "lease 3, signed 0, lease 4@1, sealed 0@1"),
    ("The bank sold hotels and museums in May.", "bank 3, sold 0, hotels 3, museums 3"),
    # a contract does nothing for a month
    ("The mayor signed a contract lifting the tax in May.", "lifting 0, tax 3"),
    # nouns that carry their day to what they are of
    ("The vote on Friday to sell the hotel was close.", "vote 0, sell 2, hotel 2, was 2"),
    ("The decision on Friday to sell the hotel surprised the town.", "decision 0, sell 2, hotel 2, surprised 2, town 4"),
    ("Friday's move to sell the hotel surprised the town.", "move 0, sell 2, hotel 2, surprised 2, town 4"),
    ("Today's signing of the sale of the hotel was short.", "signing 0, sale 2, was 2"),
    ("The bank withdrew its notification of sale in February.", "bank 3, withdrew 0, notification 3, sale 3"),
    ("The bank completed its formalities of sale in February.", "bank 3, completed 0, formalities 3, sale 3"),
    ("The bank finished the procedure of sale in February.", "bank 3, finished 0, procedure 3, sale 3"),
    ("The bank withdrew its declaration of closure in February.", "bank 3, withdrew 0, declaration 3, closure 3"),
    # what happened before or in spite of it has the day for itself
    ("Before a meeting in May the bank closed the hotel.", "meeting 0"),
    ("The bank closed the hotel despite a strike on Friday.", "strike 0"),
]  # fmt: skip
# sentence, the verbs and nouns that its date only limits
LIMITED = [
    ("The bank extended the lease till June.", "bank extended lease"),
    ("The bank extended the lease through June.", "bank extended lease"),
    ("The bank extended the lease until the end of June.", "bank extended lease"),
    ("The bank extended the lease until late June.", "bank extended lease"),
    ("The bank extended the lease to 2 June 1989.", "extended"),
    ("The bank let the hotel until Friday.", "bank let hotel"),
    ("The bank sold the hotel effective as of Monday.", "sold"),
    ("Effective sellers sold it on Monday.", ""),
    ("Effective owners sold on Monday.", ""),
    ("The sale was effective on Monday.", ""),
    ("The bank extended the lease, effective on Monday.", "extended"),
    ("The bank sold the hotel from June.", "sold"),
    ("It was the largest sale by the bank since 1950.", "was sale"),
    ("It was a sale by the bank since 1950.", "was sale"),
    ("It is the first lease since 1950.", "is lease"),
    ("The lease, in force since 1999, covers the hotel.", "lease covers hotel"),
    ("The first lease since 1999 covers it.", "lease covers"),
    ("The bank runs it until June, when it closes.", "bank runs"),
    ("The bank will sell the hotel by June.", ""),
    ("It is the oldest lease since 1950.", "is lease"),
]  # fmt: skip
# sentence, whether its count of time ends at something behind it, the verbs and nouns that it may end at, the verb
# of the clause that it stands in, what it hangs on
COUNTS = [
    ("The bank sold the hotel a day before the fire.", True, "fire", "sold", "sold"),
    ("The bank sold the hotel two days before, in a hurry.", False, "hurry", "sold", "sold"),
    ("The bank sold the hotel the day before and left.", False, "left", "sold", "sold"),
    ("The bank sold it two days after a fire.", True, "fire", "sold", "sold"),
    ("The bank sold it three weeks after they met.", True, "met", "sold", "sold"),
    ("The bank sold it three weeks before to pay its debts.", False, "pay debts", "sold", "sold"),
    ("The bank sold it two days after", False, "", "sold", "sold"),
    ("A day before they sold the hotel, the mayor left.", True, "sold", "left", "left"),
    ("Two years after its sale, the hotel burned.", True, "sale hotel burned", "burned", "burned"),
    ("Two years after it was sold, the hotel burned.", True, "sold hotel burned", "burned", "sold"),
    ("Two years before the bank of the small town near the lake in the hills sold the hotel, it burned.", True, "bank town lake hills sold", "burned", "sold"),
    ("Two years before the bank, a large bank of the small town near the lake in the hills, sold the hotel, it burned.", True, "bank bank town lake hills sold", "burned", "sold"),
    ("The mayor left a day before the sale of the hotel to the bank.", True, "sale hotel bank", "left", "left"),
    ("The mayor left two days after the bank had sold the hotel and the museum burned.", True, "bank sold hotel museum burned", "left", "left"),
    ("The mayor left the day after he signed the lease.", True, "signed", "left", "left"),
    ("The day after, he signed the lease.", False, "signed", "signed", "signed"),
    ("Two days after the fire.", True, "fire", "after", "after"),
    ("Two days before sale the hotel burned.", True, "sale hotel burned", "burned", "burned"),
    ("The bank sold it two days before in Lima.", False, "lima", "sold", "sold"),
    ("Its sale two days after a fire surprised the town.", True, "fire surprised", "surprised", "surprised"),
    ("Two days after the banks agree on a sale, it burns.", True, "banks agree", "burns", "agree"),
    ("Two days after the bank says it sold the hotel, it burns.", True, "bank says", "burns", "says"),
    ("Two years before the bank of the small town near the lake in the hills, sold the hotel, it burned.", True, "bank town lake hills sold", "burned", "sold"),
    ("Two years before the bank of the small town near the lake in the green hills, sold the hotel, it burned.", True, "bank town lake hills sold", "burned", "sold"),
    ("Two years before the bank of the small old town near the big lake in the hills; it sold the hotel.", True, "bank town lake hills", "sold", "sold"),
]  # fmt: skip


@cache
def trees() -> dict[str, Tree]:
    """The trees of the long tables, parsed at once."""
    return parsed(row[0] for row in (*EACH, *LIMITED, *COUNTS))


def tree(text: str) -> Tree:
    return parsed([text])[text]


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


@pytest.mark.parametrize(("text", "wanted"), EACH)
def test_how_near_a_date_is_to_each_event(text: str, wanted: str) -> None:
    found = trees()[text]
    near = []
    for n, date in enumerate(dates(found)):
        for i in events(found, date):
            if (rank := belongs(found, date, i, OWN)) is not None:
                near.append(f"{found.low[i]} {rank}" + (f"@{n}" if n else ""))
    assert ", ".join(near) == wanted


@pytest.mark.parametrize(("text", "wanted"), LIMITED)
def test_what_a_date_limits(text: str, wanted: str) -> None:
    found = trees()[text]
    (date,) = dates(found)
    assert " ".join(found.low[i] for i in events(found, date) if is_limit(found, date, i, OWN)) == wanted


@pytest.mark.parametrize(("text", "behind", "ends", "clause", "governor"), COUNTS)
def test_a_count_of_time(text: str, behind: bool, ends: str, clause: str, governor: str) -> None:
    found = trees()[text]
    (date,) = dates(found)
    assert counted_from_another(found, date) is behind
    assert " ".join(found.low[i] for i in events(found, date) if counts_to(found, date, i)) == ends
    assert found.low[clause_outside(found, date)] == clause
    assert found.low[governor_of(found, date)] == governor
