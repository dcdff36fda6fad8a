"""What two states sign that has no noun of treaties, and sides of a war that are no states, a row each.

As in `test_forms`: what is written, and the steps a careful reader takes from it.
"""

from __future__ import annotations

# sentence; step, actors, date and certainty of each claim. The page is of Tuesday, 12 November 2024.
PAPERS = [
    ("Kenya and Uganda have signed twelve documents after talks in Kampala.", [("signed", "KEN UGA", None, "asserted")]),
    (
        "The foreign ministries of Georgia and Moldova signed a programme of consultations on Monday.",
        [("signed", "GEO MDA", "2024-11-11", "asserted")],
    ),
    ("Laos and Thailand signed the minutes of their border talks.", [("signed", "LAO THA", None, "asserted")]),
    (
        "A joint statement on refugees was signed by Chad and Sudan on Friday.",
        [("signed", "SDN TCD", "2024-11-08", "asserted")],
    ),
    (
        "Peru and Chile have executed a protocol on road transport.",
        [("signed", "CHL PER", None, "asserted")],
    ),
    # a protocol that amends has amended nothing yet, and is called by what it amends
    (
        "Norway and Iceland signed the Protocol amending the Convention on Fishing.",
        [("signed", "ISL NOR", None, "asserted")],
    ),
    (
        "A protocol amending the tax treaty between Norway and Iceland was signed on Monday.",
        [("signed", "", "2024-11-11", "asserted")],
    ),
    (
        "Norway and Iceland concluded an agreement on transit. Their ministers affixed their names to the document.",
        [("negotiated", "ISL NOR", None, "asserted"), ("signed", "ISL NOR", None, "asserted")],
    ),
]  # fmt: skip
SIDES = [
    (
        "The government of Sudan and a rebel group from Darfur signed two protocols on Friday.",
        [("signed", "", "2024-11-08", "asserted")],
    ),
    (
        "Mali and two Tuareg rebel movements signed an accord in Algiers on Monday.",
        [("signed", "", "2024-11-11", "asserted")],
    ),
    ("Rival Somali leaders signed a peace agreement in Nairobi.", [("signed", "", None, "asserted")]),
    ("Hamas refused to accept the accord between Israel and Egypt.", [("approved", "Hamas", None, "denied")]),
]
SILENT = [
    "Kenya's minister and the head of the teachers' union signed twelve documents.",
    "Chile published a programme of consultations with its provinces.",
    "The president of Peru signed a statement on the budget.",
    "The company and a rival group signed an agreement on a merger in Nairobi.",
]
ROWS = [*PAPERS, *SIDES]
