"""Forms of what a treaty still waits for, of what is done so that it may enter into force, and of notices."""

from __future__ import annotations

from typing import Final

SIGNED: Final = "Norway and Russia signed a border treaty on Monday"
DONE: Final = ("signed", "NOR RUS", "2024-11-11", "asserted")
# sentence; step, actors, date and certainty of each claim. The page is of Tuesday, 12 November 2024.
ROWS: Final = [
    # what waits beside the signing
    (f"{SIGNED}, subject to ratification.", [DONE, ("ratified", "", None, "planned")]),
    (
        f"{SIGNED}, subject to ratification by their parliaments.",
        [DONE, ("ratified", "NOR RUS", None, "planned")],
    ),
    (
        f"{SIGNED}. It will come into effect after being ratified by both parliaments.",
        [DONE, ("entered_into_force", "", None, "planned"), ("ratified", "NOR RUS", None, "planned")],
    ),
    (
        f"{SIGNED}. It takes effect on being ratified by both parliaments.",
        [DONE, ("ratified", "NOR RUS", None, "planned")],
    ),
    # what is done at home so that it may enter into force
    (
        "Norway has completed its ratification procedures for the border treaty with Russia.",
        [("ratified", "NOR", None, "asserted")],
    ),
    (
        "Norway has finished the domestic procedures for the border treaty with Russia.",
        [("approved", "NOR", None, "asserted")],
    ),
    (
        "Norway has completed the ratification process for the border treaty with Russia.",
        [("ratified", "NOR", None, "asserted")],
    ),
    (
        "Officials in Oslo said Norway and Russia had finished all ratification procedures for their treaty.",
        [("ratified", "NOR RUS", None, "reported")],
    ),
    (
        "Norway notified Russia that it had completed the internal procedures necessary for the border treaty "
        "to enter into force.",
        [("notified", "NOR", None, "asserted")],
    ),
]
SILENT: Final = [
    "Norway completed on Monday the internal procedures needed for the border treaty with Russia to enter into "
    "force.",
    "Norway has completed the procedures necessary for the entry into force of the border treaty with Russia.",
    "Norway took a decisive step for the border treaty with Russia to enter into force.",
]
# sentence; whose agreement it is
PARTIES: Final = [
    ("Norway on Monday gave Iceland notice that it is terminating their fisheries agreement.", "ISL NOR"),
    ("Norway gave Iceland six months' notice of its withdrawal from the fisheries agreement.", "ISL NOR"),
    (
        "Norway notified the United States, the depositary, that it is withdrawing from the fisheries convention.",
        "NOR",
    ),
    (
        "A fisheries protocol between the European Union and Morocco expired on Monday. The four-year protocol "
        "entered into force on July 18, 2019.",
        "EU MAR",
    ),
]
