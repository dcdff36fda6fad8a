"""Who makes an agreement where grammar hides it: pairs, counted groups, sides of a war, who is accused; and what
an adjective or a rejected paper tells.

As in `test_forms`: what is written, and the steps a careful reader takes from it.
"""

from __future__ import annotations

import pytest

from foedus.model import ClaimKind
from tests.reading.reader import read, steps

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
    ("Chile criticized Peru for failing to stick to the border treaty.", [("violated", "PER", None, "asserted")]),
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
    # a noun beside it tells it only in passing
    ("Canada will leave the Kyoto Protocol. Critics spoke out against Canada's withdrawal from the Kyoto Protocol.",
     [("withdrawn", "CAN", None, "planned")]),
]  # fmt: skip

SILENT = [
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


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0][:48] for row in ROWS])
def test_form(sentence: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert steps(sentence) == expected


@pytest.mark.parametrize("sentence", SILENT, ids=[s[:48] for s in SILENT])
def test_silent(sentence: str) -> None:
    assert steps(sentence) == []


@pytest.mark.parametrize(("sentence", "expected"), SPEAKERS, ids=[row[0][:48] for row in SPEAKERS])
def test_speaker(sentence: str, expected: list[str]) -> None:
    found = [c.sources[-1].name for c in read(sentence) if c.kind is ClaimKind.STEP and len(c.sources) > 1]
    assert found == expected
