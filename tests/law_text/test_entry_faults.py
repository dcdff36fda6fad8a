"""Clauses on entry into force that one slip would misread: what they say, or that they say nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.model import Count, LaterStates, Offset, Round, Share, Trigger, Unit
from foedus.law.text import terms
from foedus.law.text.later import deposited_later
from foedus.law.text.reader import Reader

from .clauses import days, months, read, rule

NOTHING = rule(None)
SHALL = "This Agreement shall enter into force "
WETLANDS = "Amendments to the Convention on Wetlands. "
PROTOCOL = "PROTOCOL to amend the Convention on Wetlands. Article 1 Article 14 of the Convention shall read as follows: "
EXCHANGED = "The instruments of ratification shall be exchanged at Rome. "
DATE = rule("date", date="1990-05-01")

CLAUSES = [
    # for one party alone, and for it too
    ("This Agreement shall enter into force for the Union on the date of its signature.", rule("signature")),
    (
        "This Agreement shall become binding on the Union by a decision of the Council taken after its signature.",
        NOTHING,
    ),
    # what is not the treaty
    (
        "Article 7 Entry into force The measures taken by the Committee shall take effect on 1 May 1990.",
        NOTHING,
    ),
    ("Article 7 Scope The plan shall enter into force on 1 May 1990.", NOTHING),
    ("DECISION of the Committee. The scheme shall enter into force on 1 May 1990.", NOTHING),
    ("DECISION of the Committee. This Resolution shall enter into force on 1 May 1990.", NOTHING),
    ("DECISION of the Committee. This Decision shall enter into force on 1 May 1990.", DATE),
    ("AGREEMENT on Transit. This Decision shall enter into force on 1 May 1990.", NOTHING),
    # amendments: how the treaty is amended, and the amendments that the text is
    (WETLANDS + "Article 9 Amendment The amendments shall enter into force on 1 May 1990.", NOTHING),
    (WETLANDS + "Article 2 Entry into force The amendments shall enter into force on 1 May 1990.", DATE),
    ("AGREEMENT on Transit. Article 9 Amendment Amendments shall enter into force on 1 May 1990.", NOTHING),
    # an act told before the verb, and the last of those acts after it
    (
        "After the deposit of ratifications by the Parties, this Agreement shall enter into force three months after "
        "the last of such deposits.",
        rule("instruments", count="all", offset=months(3)),
    ),
    (
        "After the deposit of not less than four ratifications, this Agreement shall enter into force three months "
        "after the last of such deposits.",
        rule("instruments", count=4, offset=months(3)),
    ),
    (
        "This Agreement shall enter into force thirty days after the deposit of the fourth instrument of ratification "
        "or, where several are deposited together, of the last of these instruments.",
        rule("instruments", count=4, offset=days(30)),
    ),
    (
        "This Agreement, concluded by three Governments, shall enter into force on ratification by all the signatory "
        "States.",
        rule("instruments", count="all"),
    ),
    # a decision under the treaty amended does not make the amendments' own day another's
    (
        "Amendments to the Agreement on Fisheries. The amendments shall enter into force on 1 May 1990. Decisions "
        "under this Agreement shall enter into force on 1 June 1991.",
        DATE,
    ),
    # the treaty amended shown whole: its rules are not those of the amendments
    (
        "Amendments to the Agreement on Fisheries. Article 8 Amendments shall enter into force on 1 May 1990. Article 9 "
        "This Agreement shall enter into force on 1 June 1991.",
        NOTHING,
    ),
    (
        "Amendments to the Agreement on Fisheries. These amendments shall enter into force on 1 May 1990. Article 9 "
        "This Agreement shall enter into force on 1 June 1991.",
        DATE,
    ),
    # an act told in a sentence before, in the same article
    (
        "Article 5 " + EXCHANGED + "This Agreement shall enter into force thirty days thereafter.",
        rule("exchange", of="instruments", offset=days(30)),
    ),
    (
        "Article 5 " + EXCHANGED + "This Agreement shall enter into force two months later.",
        rule("exchange", of="instruments", offset=months(2)),
    ),
    (
        "Article 5 "
        + EXCHANGED
        + "The texts are in Greek. This Agreement shall enter into force thirty days thereafter.",
        rule("exchange", of="instruments", offset=days(30)),
    ),
    (
        "Article 5 "
        + EXCHANGED
        + "The texts are in Greek. Both are kept at Rome. This Agreement shall enter into force "
        "thirty days thereafter.",
        NOTHING,
    ),
    (
        "Article 5 " + EXCHANGED + "Article 6 This Agreement shall enter into force thirty days thereafter.",
        NOTHING,
    ),
    ("This Agreement shall enter into force thirty days thereafter. " + EXCHANGED.strip(), NOTHING),
    # "it"
    (
        "PROTOCOL to the Convention on Wetlands. This Protocol is done in Greek. It takes effect on 1 May 1990.",
        DATE,
    ),
    ("This Agreement is done in two copies. It shall enter into force on signature.", rule("signature")),
    (
        "Article 4 This Agreement is open. Greek is used. It shall enter into force on signature.",
        rule("signature"),
    ),
    (
        "Article 4 This Agreement is open. Greek is used. Latin is not. It shall enter into force on signature.",
        rule("signature"),
    ),
    (
        "Article 4 This Agreement is open. Greek is used. Latin is not. Both count. It shall enter into force on "
        "signature.",
        NOTHING,
    ),
    ("Article 4 This Agreement is open. Article 5 It shall enter into force on signature.", NOTHING),
    ("It shall enter into force on signature. This Agreement is done in two copies.", NOTHING),
    # not at all, and not until
    ("This Agreement does not enter into force on signature.", NOTHING),
    ("This Agreement shall not enter into force on signature.", NOTHING),
    ("This Protocol may not come into force by the exchange of notes.", NOTHING),
    (
        "This Agreement shall not enter into force until both Parties have ratified it.",
        rule("instruments", count="all"),
    ),
    (
        "This Treaty shall not come into force before the exchange of the instruments of ratification.",
        rule("exchange", of="instruments"),
    ),
    # notes that are the agreement
    (
        "I propose that your note and this reply be regarded as constituting an agreement between our Governments.",
        rule("exchange", of="notes"),
    ),
    ("Your note shall be considered as part of an agreement of 1956.", NOTHING),
    ("The Constitution of the Republic is kept in the capital.", NOTHING),
    # the day from which its duration runs
    (
        "This Treaty shall remain in force for ten years from the date of the exchange of the instruments of "
        "ratification.",
        rule("exchange", of="instruments"),
    ),
    ("This Treaty shall remain in force for ten years from the date of its signature.", rule("signature")),
    (
        "This Treaty shall remain in force for ten years from the date of deposit of the instruments of ratification.",
        NOTHING,
    ),
    (
        "This Treaty shall remain in force for ten years from the date of its signature by all the Parties.",
        rule("signature", count="all"),
    ),
    (
        "This Treaty shall remain in force for ten years from the date of its signature by four States.",
        NOTHING,
    ),
    ("This Treaty shall remain in force for ten months from the date of its signature.", NOTHING),
    # where a party is late, and for those that come later
    (
        "Where a Party is unable to complete its procedures by that date, this Agreement shall enter into force on the "
        "exchange of instruments of ratification.",
        NOTHING,
    ),
    ("If a Party has not ratified by then, this Agreement shall enter into force on 1 May 1990.", NOTHING),
    (
        SHALL + "on the deposit of the tenth instrument for the Parties which have ratified it.",
        rule("instruments", count=10),
    ),
    (
        "For each State acceding thereafter this Agreement shall enter into force on the thirtieth day after the "
        "deposit of its instrument.",
        NOTHING,
    ),
    (
        SHALL
        + "for the Parties which accede subsequently on the thirtieth day after the deposit of their instruments.",
        NOTHING,
    ),
    ("As between the Parties this Agreement shall enter into force on 1 May 1990.", DATE),
    (
        "As between the Parties which accede after that date this Agreement shall enter into force on 1 May 1990.",
        NOTHING,
    ),
    # as another paper says, on a day of the year, on a day to be agreed
    (SHALL + "in the manner stated in your letter on 1 May 1990.", NOTHING),
    (SHALL + "on the ninth day of January following the exchange of instruments.", NOTHING),
    (SHALL + "on a day to be agreed thirty days after the Conference.", rule("other")),
    # recitals, and new text of another treaty
    ("Whereas this Agreement shall enter into force on signature.", NOTHING),
    ("Considering that the Protocol shall come into force when all have ratified it.", NOTHING),
    (PROTOCOL + "This Convention shall enter into force on 1 May 1990.", NOTHING),
    (PROTOCOL + "This Protocol shall enter into force on 1 May 1990.", DATE),
    (
        PROTOCOL
        + "This Convention shall enter into force on 1 May 1990. Article 2 This Protocol shall enter into force "
        "on signature.",
        rule("signature"),
    ),
]


@pytest.mark.parametrize(("clause", "told"), CLAUSES)
def test_clause(clause: str, told: dict[str, Any]) -> None:
    assert read(clause) == told


@pytest.mark.parametrize(
    ("clause", "confidence"),
    [
        (SHALL + "on signature.", 0.95),
        ("Article 5 " + EXCHANGED + "This Agreement shall enter into force thirty days thereafter.", 0.73),
        (WETLANDS + "Article 2 The amendments shall enter into force on deposit of five instruments.", 0.66),
        ("This Treaty shall remain in force for ten years from the date of its signature.", 0.65),
        ("I propose that your note and this reply be regarded as constituting an agreement.", 0.7),
        (
            WETLANDS
            + "The amendments shall be deemed to have been accepted unless one third of the Parties have "
            "objected and shall enter into force upon their acceptance.",
            0.6,
        ),
        (
            WETLANDS
            + "The amendments shall be deemed to have been accepted unless one third of the Parties have "
            "objected and shall enter into force thirty days after their acceptance.",
            0.9,
        ),
    ],
)
def test_how_sure(clause: str, confidence: float) -> None:
    (told,) = [c.confidence for c in terms(clause).clauses if c.field == "entry_into_force"]
    assert told == confidence


@pytest.mark.parametrize(
    ("who", "count", "among_them"),
    [
        ("all Island States and all Member States", "all", ()),
        (
            "all the Depositary Governments and two thirds of the Island States",
            Share(2, 3),
            ("all the Depositary Governments",),
        ),
        (
            "two thirds of the Island States and all the Member States",
            Share(2, 3),
            ("all the Member States",),
        ),
        ("two thirds of the Island States and five Member States", None, ()),
        ("five Island States and two thirds of the Member States", None, ()),
        (
            "five Island States and three Member States",
            8,
            ("at least five Island States", "at least three Member States"),
        ),
    ],
)
def test_two_groups(who: str, count: Count, among_them: tuple[str, ...]) -> None:
    found = terms(f"{SHALL}when instruments of ratification have been deposited by {who}.").entry_into_force
    assert (found.count, found.must_include) == (count, among_them)


@pytest.mark.parametrize(
    ("who", "count", "named"),
    [
        (
            "the Gulf Countries and at least two signatory States have ratified it",
            2,
            ("all the Gulf Countries",),
        ),
        (
            "the Contracting Parties and at least two signatory States have ratified it",
            2,
            ("all the Contracting Parties",),
        ),
        ("the Member States and at least two other States have ratified it", 2, ("all the Member States",)),
        ("Norway and at least two signatory States have ratified it", 3, ("Norway",)),
        ("at least two signatory States and Norway have ratified it", 3, ("Norway",)),
        ("ten States, including Norway and Iceland, have ratified it", 10, ("Norway", "Iceland")),
        (
            "ten States, including signatures without reservation as to ratification, have become parties to it",
            10,
            (),
        ),
    ],
)
def test_who_is_named(who: str, count: Count, named: tuple[str, ...]) -> None:
    found = terms(f"{SHALL}on the date on which {who}.").entry_into_force
    assert (found.count, found.must_include) == (count, named)


@pytest.mark.parametrize(
    ("more", "not_counted"),
    [
        (
            "Any instrument deposited by an organisation shall not be counted as additional to those of its members.",
            True,
        ),
        (
            "An additional protocol may be added. Any instrument deposited by an organisation shall be kept.",
            False,
        ),
        ("Any instrument deposited by an organisation shall not be counted.", False),
    ],
)
def test_organisations_apart(more: str, not_counted: bool) -> None:
    found = terms(f"{SHALL}on the deposit of the fifth instrument of ratification. {more}").entry_into_force
    assert found.not_counted == (("organisations",) if not_counted else ())


FIRST = SHALL + "on the deposit of the tenth instrument. "


@pytest.mark.parametrize(
    ("clause", "later"),
    [
        (
            FIRST
            + "For each State acceding thereafter this Agreement shall enter into force on the thirtieth day after "
            "the deposit of its instrument.",
            LaterStates(Offset(30), Round.NONE),
        ),
        (
            "Article 3 For each State acceding thereafter this Agreement shall enter into force on the sixtieth day after "
            "the deposit of its instrument. Article 9 "
            + FIRST
            + "For each State acceding thereafter this Agreement "
            "shall enter into force on the thirtieth day after the deposit of its instrument.",
            LaterStates(Offset(30), Round.NONE),
        ),
        (FIRST + "For each State acceding thereafter it shall enter into force on 1 May 1990.", None),
        (FIRST, None),
    ],
)
def test_states_that_come_later(clause: str, later: LaterStates | None) -> None:
    assert terms(clause).later_states == later


def test_an_instrument_deposited_later() -> None:
    reader = Reader(
        "The Government of Norway is the depositary. Any instrument of accession deposited after the date on which this "
        "Convention enters into force shall take effect three months after the date of deposit."
    )
    found = deposited_later(reader)
    assert found is not None
    rule_, where = found
    assert rule_ == LaterStates(Offset(3, Unit.MONTH), Round.NONE)
    assert (where.later, where.confidence, where.sentence.number) == (True, 0.9, 1)
    assert where.rule.offset == rule_.offset


def test_the_rounding_of_an_instrument_deposited_later() -> None:
    found = terms(
        FIRST
        + "Any instrument of ratification which is deposited subsequent to the entry into force of this Agreement "
        "shall take effect on the first day of the second month following its deposit."
    )
    assert found.later_states == LaterStates(Offset(2, Unit.MONTH), Round.FIRST_DAY_OF_MONTH)
    assert found.entry_into_force.count == 10


@pytest.mark.parametrize(
    ("more", "told", "note"),
    [
        ("", 2, "date with a condition"),
        (
            " Failing this, this Agreement shall enter into force on the first day of the month after the last notice.",
            0,
            "date with a condition, with a fallback",
        ),
    ],
)
def test_a_condition_and_what_holds_without_it(more: str, told: int, note: str) -> None:
    found = terms(
        f"{SHALL}on 1 May 1990, provided that the Parties have notified each other before that date.{more}"
    ).entry_into_force
    assert (found.date, len(found.all_of), found.note) == ("1990-05-01", told, note)


def test_what_holds_failing_an_act_that_has_no_condition() -> None:
    found = terms(
        SHALL + "on signature. Failing this, it shall enter into force on 1 May 1990."
    ).entry_into_force
    assert (found.trigger, found.note) == (Trigger.SIGNATURE, None)
