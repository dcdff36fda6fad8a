"""Steps told in passing by political reports: in background paragraphs, by idioms, on a speaker's word carried on."""

from __future__ import annotations

from typing import Final

ROWS: Final = [
    ("Fiji and Tonga agreed at Suva in June 2023 to divide their fishing grounds.",
     [("negotiated", "FJI TON", "2023-06", "asserted")]),
    ("The war between Fiji and Tonga ended with an armistice in 1953.", [("negotiated", "", "1953", "asserted")]),
    ("The armistice that halted the fighting between Fiji and Tonga in 1953 is old.",
     [("negotiated", "", "1953", "asserted")]),
    ("Fiji and Tonga settled their border in a 2004 treaty.", [("negotiated", "FJI TON", "2004", "asserted")]),
    ("Tonga promised in a 2016 pact with Fiji to open its market.",
     [("negotiated", "FJI TON", "2016", "asserted")]),
    ("Fiji and Tonga called a truce in their quarrel over the reef on Monday.",
     [("negotiated", "FJI TON", "2024-11-11", "asserted")]),
    ("Tonga's voters voted against the treaty with Fiji on Sunday.",
     [("approved", "TON", "2024-11-10", "denied")]),
    ("Fiji and Tonga will revive the 1984 fishing accord.", [("extended", "FJI TON", None, "planned")]),
    ("Tonga accused Fiji of going back on the 1968 fishing agreement.", [("violated", "FJI", None, "reported")]),
    ("Tonga accused Fiji of breaking a promise made in the 2016 fishing accord.",
     [("violated", "FJI", None, "reported")]),
    ("Israel charged that Hezbollah had broken the April understanding.",
     [("violated", "Hezbollah", None, "reported")]),
    ("Uganda accused Tanzania of violating the African Union's own charter.",
     [("violated", "TZA", None, "reported")]),
    ("The treaty between Fiji and Tonga was put on hold by the fighting in June.",
     [("suspended", "", "2024-06", "asserted")]),
    ("If the governments of Fiji and Tonga sign a settlement by March 15, the ships will leave.",
     [("signed", "FJI TON", "2025-03-15?", "conditional")]),
    ("The two governments of Fiji and Tonga put their seals to a fishing accord on Monday.",
     [("signed", "FJI TON", "2024-11-11", "asserted")]),
    # the day of a meeting is that of what was done at it, a day behind a place that of the signing
    ("The leaders of Fiji and Tonga met at Suva in August 2023 and signed a fishing accord.",
     [("signed", "FJI TON", "2023-08", "asserted")]),
    ("Fiji and Tonga will meet on Dec. 22 for the signing of a fishing treaty.",
     [("signed", "", "2024-12-22", "planned")]),
    ("Tonga may sign the fishing treaty with Fiji before Christmas.",
     [("signed", "FJI TON", "2024-12-25?", "speculated")]),
    ("Fiji and Tonga stopped fishing under a pact signed at Itamaraty, Brazil, on February 17, 2015.",
     [("signed", "", "2015-02-17", "asserted")]),
    # what "it", "the treaty", "the present one" and silence go back to
    ("Negotiators of Fiji and Tonga worked on a lasting cease-fire. The present one runs out on May 30.",
     [("negotiated", "FJI TON", None, "planned"), ("terminated", "", "2025-05-30", "planned")]),
    ("Fiji says that the 1942 Suva protocol with Tonga cannot be kept. It declared the treaty null in 1960.",
     [("terminated", "FJI", "1960", "asserted")]),
    ('Fiji and Tonga signed a fishing treaty on Monday.\n\n"We are glad," the Fijian president said.\n\n'
     "Fishermen on both islands grumbled.\n\nBoth parliaments still have to ratify.\n",
     [("signed", "FJI TON", "2024-11-11", "asserted"), ("ratified", "FJI TON", None, "planned")]),
    # former leaders by their office
    ("Presidents Nixon and Brezhnev signed the pact in 1972.", [("signed", "SUN USA", "1972", "asserted")]),
    # "would" in the words of who spoke last
    ("Fiji's foreign minister said that his country had signed the fishing treaty with Tonga. The treaty would be "
     "ratified by May.\n",
     [("signed", "FJI TON", None, "reported"), ("ratified", "", "2025-05?", "planned")]),
]  # fmt: skip
SILENT: Final = [
    "The pact would end the war between Fiji and Tonga.",
    "Fiji wants to revive plans for a pact with Tonga.",
    "Tonga observed the cease-fire with Fiji.",
    "Tonga promised to open its market to Fiji.",
]
PARTIES: Final = [
    (
        "Fiji and Tonga signed a fishing treaty on Monday. A previous arrangement lapsed in 2018. The treaty takes "
        "effect in May.",
        "FJI TON",
    ),
]
SPEAKERS: Final = [
    (
        "Fiji's foreign minister said that his country had signed the fishing treaty with Tonga. The treaty would be "
        "ratified by May.\n",
        ["Fiji's foreign minister", "Fiji's foreign minister"],
    ),
]
