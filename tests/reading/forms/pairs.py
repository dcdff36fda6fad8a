"""Who makes an agreement where grammar hides it: pairs, counted groups, sides of a war, who is accused; and what
an adjective or a rejected paper tells.

As in `test_forms`: what is written, and the steps a careful reader takes from it.
"""

from __future__ import annotations

# sentence; step, actors, date and certainty of each claim. The page is of Tuesday, 12 November 2024.
ROWS = [
    # a name shared by two
    ("North and South Korea signed a fisheries accord on Monday.", [("signed", "KOR PRK", "2024-11-11", "asserted")]),
    ("East and West Germany initialled a treaty.", [("initialled", "DDR DEU", None, "asserted")]),
    # how many act: not the two that the sentence happens to name
    ("The leaders of five African nations signed a treaty on trade from Libya's border to Egypt.",
     [("signed", "", None, "asserted")]),
    ("Three presidents signed a river treaty on Monday under the flags of Peru and Chile.",
     [("signed", "", "2024-11-11", "asserted")]),
    # sides of a war at home are not their state
    ("Four Afghan factions reached a ceasefire agreement.", [("negotiated", "", None, "asserted")]),
    ("The Syrian government and rebel forces agreed on a ceasefire.", [("negotiated", "", None, "asserted")]),
    ("The government of Ukraine and pro-Russian rebels agreed to a ceasefire.", [("negotiated", "", None, "asserted")]),
    ("Colombian rebels broke the ceasefire on Sunday.", [("violated", "", "2024-11-10", "asserted")]),
    # bodies with "union" in their names
    ("European Union leaders signed the Reform Treaty in Lisbon.", [("signed", "EU", None, "asserted")]),
    ("African Union ministers adopted the convention on Friday.", [("negotiated", "AU", "2024-11-08", "asserted")]),
    # whoever is accused does it, at whatever remove
    ("Syria accused Russia of failing to comply with the ceasefire.", [("violated", "RUS", None, "reported")]),
    ("Paris faulted Kosovo for refusing to sign the accord with Serbia.", [("signed", "XKX", None, "denied")]),
    ("Chile criticized Peru for failing to stick to the border treaty.", [("violated", "PER", None, "reported")]),
    # with whom it was reached, in its own clause
    ("China will keep the agreement that it reached with Britain.", [("negotiated", "CHN GBR", None, "asserted")]),
    ("Israel agreed with Hamas to swap prisoners.", [("negotiated", "Hamas ISR", None, "asserted")]),
    # an adjective with a date of its own
    ("Israel and Hamas agreed on Monday to a ceasefire effective Thursday.",
     [("negotiated", "Hamas ISR", "2024-11-11", "asserted"), ("entered_into_force", "", "2024-11-14", "planned")]),
    ("Peru and Chile signed a fisheries treaty effective as of 1 March 2025.",
     [("signed", "CHL PER", None, "asserted"), ("entered_into_force", "", "2025-03-01", "planned")]),
    ("Peru and Chile signed an effective fisheries treaty.", [("signed", "CHL PER", None, "asserted")]),
    # votes, rejections and breaches told by their nouns
    ("The U.S. Senate voted in favour of the tax treaty between Chile and the United States.",
     [("approved", "USA", None, "asserted")]),
    ("Chilean voters' rejection of the border treaty with Peru was a shock.",
     [("approved", "CHL", None, "denied")]),
    ("Peru complained of Chile's non-performance of the border treaty between the two countries.",
     [("violated", "CHL", None, "reported")]),
    # a paper's day is that of what it does
    ("A decree on ratifying the treaty between Peru and Chile was signed by the president of Peru on November 11.",
     [("ratified", "PER", "2024-11-11", "asserted")]),
    # what is begun is not when it was agreed
    ("Peru extended the fisheries treaty with Chile for two years from October 1.",
     [("extended", "PER", None, "asserted")]),
    # a condition behind "but"
    ("Syria said it was willing to accept the truce, but only if Turkey halts its airstrikes.",
     [("negotiated", "SYR", None, "conditional")]),
    # what a law or decree does, wherever the parser hangs "on"
    ("The president of Russia signed a decree on the suspension of the fisheries treaty with Norway.",
     [("suspended", "RUS", None, "asserted")]),
    ("Russian President Vladimir Putin signed a law on the termination of the fisheries treaty with Norway.",
     [("approved", "RUS", None, "asserted")]),
    ("The convention was adopted by Russia's State Duma on Monday. Norway is a party as well.",
     [("approved", "RUS", "2024-11-11", "asserted")]),
    ("The convention on rivers was adopted by the United Nations on Monday.",
     [("negotiated", "UN", "2024-11-11", "asserted")]),
    # told of many states once, an agreement stays one of many
    ("Delegates from nearly 100 countries approved a treaty banning landmines on Thursday. It will be signed in December.",
     [("approved", "", "2024-11-07", "asserted"), ("signed", "", "2024-12", "planned")]),
    # the day of the clause that tells what it is about
    ("Peru and Chile signed a treaty cutting tariffs by half on Monday.",
     [("signed", "CHL PER", "2024-11-11", "asserted")]),
    ("Peru and Chile signed a treaty ending another on Monday.", [("signed", "CHL PER", None, "asserted")]),
    # by "has" it is done
    ("The border treaty between Peru and Chile has come into force, seven years after it was agreed.",
     [("entered_into_force", "", None, "asserted"), ("negotiated", "", None, "asserted")]),
    ("The border treaty between Peru and Chile takes effect a year after it was ratified by both.",
     [("entered_into_force", "", None, "planned"), ("ratified", "CHL PER", None, "asserted")]),
    ("Canada became the first state to announce that it would withdraw from the Kyoto Protocol.",
     [("withdrawn", "CAN", None, "planned")]),
    # two objects of one verb
    ("Peru and Chile signed a plan for cultural exchange and an agreement on fisheries.",
     [("signed", "CHL PER", None, "asserted"), ("signed", "CHL PER", None, "asserted")]),
    # a clause without its "which"
    ("The statement rests on the Minerals Agreement the United States and the Cook Islands signed in May.",
     [("signed", "COK USA", "2024-05", "asserted")]),
    # a noun beside it tells it only in passing
    ("Canada will leave the Kyoto Protocol. Critics spoke out against Canada's withdrawal from the Kyoto Protocol.",
     [("withdrawn", "CAN", None, "planned")]),
]  # fmt: skip
SILENT = [
    "Morocco agreed to hold talks with Israel.",
    "Peru's president went to Paris to sign a loan agreement with the World Bank.",
    "Kenya and Uganda agreed to a request by Rwanda.",
    "East Germany had promised not to let its people leave for third countries.",
    "Brussels spoke of the rejection of its commitments under the Minsk agreements.",
]
# the last source of each claim, in the order of the claims
SPEAKERS = [
    ("Russian President Vladimir Putin has signed a bill confirming the ratification of the Kyoto Protocol.", []),
    ("The President of Chile Gabriel Boric said that Chile had signed the treaty with Peru.", ["Gabriel Boric"]),
    ("Argentine officials said Peru had not confirmed purchases listed in a trade treaty with Chile signed last year.",
     ["Argentine officials"]),
]  # fmt: skip
# the parties of each claim
PARTIES = [
    ("Spain has told the United States that it will not renew their defence treaty.", "ESP USA"),
    ("Kenya promised Uganda to renew their lake treaty.", "KEN UGA"),
    ("The inter-Korean military agreement was abrogated in May.", "KOR PRK"),
    ("Hungary hopes to sign a trade and co-operation accord with the European Community.", "EC HUN"),
    ("Australia's prime minister flew to Tokyo to sign two agreements on fishing.", "AUS JPN"),
    ("The president of Peru will visit Chile on Monday to sign a free trade agreement.", "CHL PER"),
    ("OPEC's Geneva accord has collapsed.", "OPEC"),
    ("Morocco agreed to restore relations with Israel.", "ISR MAR"),
    ("Ministers of East and West Germany signed a treaty.", "DDR DEU"),
    ("Kenya and Uganda agreed to a joint survey of the lake.", "KEN UGA"),
    ("China will keep the trade agreement that it reached with Britain.", "CHN GBR"),
]
