"""What parliaments are still to do, what another step is needed for, and entries of a chronicle, a row each.

As in `test_forms`: what is written, and the steps a careful reader takes from it.
"""

from __future__ import annotations

SIGNED = "Norway and Russia signed a border treaty in Murmansk."
DONE = ("signed", "NOR RUS", None, "asserted")
# what follows on SIGNED; step, actors, date and certainty of its claim. The page is of Tuesday, 12 November 2024.
TO_COME = [
    ("The Norwegian parliament takes it up next month.", ("approved", "NOR", "2024-12", "planned")),
    ("In Oslo, the parliament is to vote on Friday.", ("approved", "NOR", "2024-11-15", "planned")),
    ("The Storting will debate it in March.", ("approved", "NOR", "2025-03", "planned")),
    ("The Storting is due to take a decision on it in March.", ("approved", "NOR", "2025-03", "planned")),
    ("It comes before the Norwegian parliament on Friday.", ("approved", "NOR", "2024-11-15", "planned")),
    (
        "The document will be submitted to the legislatures of both countries.",
        ("approved", "NOR RUS", None, "planned"),
    ),
    (
        "Tuesday's document has to be ratified by the Norwegian parliament.",
        ("ratified", "NOR", None, "planned"),
    ),
]
TOLD = [
    (
        "A vote in the Storting on the border treaty with Russia is expected on Friday.",
        [("approved", "NOR", "2024-11-15", "planned")],
    ),
    (
        "Any delay of the elections would be a breach of the Dayton accord, the Serb cabinet told the OSCE.",
        [("violated", "", None, "conditional")],
    ),
    (
        "Chile says that the law is a breach of the trade agreement with the European Union.",
        [("violated", "", None, "reported")],
    ),
    (
        "The accord between Peru and Chile will be implemented from January 1.",
        [("entered_into_force", "", "2025-01-01", "planned")],
    ),
    # needed for it to take effect: no entry into force is told
    (
        "The treaty between Cuba and Mexico must be ratified by the Mexican Senate before taking effect.",
        [("ratified", "MEX", None, "planned")],
    ),
    (
        "The accord between Peru and Chile has to be approved by Peru's Congress to enter into force.",
        [("approved", "PER", None, "planned")],
    ),
    # a visit begins, no treaty
    (
        "Peru and Chile will sign an extradition treaty during the president's visit, beginning on Friday.",
        [("signed", "CHL PER", None, "planned")],
    ),
    (
        "1929: The border treaty between Peru and Chile was signed in Lima.",
        [("signed", "", "1929", "asserted")],
    ),
    ("1999: An accord on the port, signed by Peru and Chile.", [("signed", "CHL PER", "1999", "asserted")]),
]
# what the parser takes amiss
AMISS = [
    (
        "India's cabinet has approved signing and ratifying the extradition treaty with Morocco.",
        [("approved", "IND", None, "asserted")],
    ),
    (
        "The ambassadors of Latvia and Moldova exchanged notes confirming completion of the procedures required"
        " for the entry into force of their social security agreement.",
        [("instruments_exchanged", "LVA MDA", None, "asserted")],
    ),
    (
        "The trade deal between Chile and Peru - covering fish and wine - was finalised on Monday.",
        [("negotiated", "", "2024-11-11", "asserted")],
    ),
    (
        "The accord \u2013 the first of its kind \u2013 was signed by Chad and Sudan on Monday.",
        [("signed", "SDN TCD", "2024-11-11", "asserted")],
    ),
]
ROWS = [*((f"{SIGNED} {told}", [DONE, claim]) for told, claim in TO_COME), *TOLD, *AMISS]
SILENT = [
    "The Storting voted on Friday. Its members had debated the budget for a week.",
    "Peru's Congress takes up the budget next month.",
    "The chairman of Gazprom and the president of Russian Railways signed an agreement on gas engines.",
]
