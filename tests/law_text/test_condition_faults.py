"""Days that no offset says, second conditions, organs, own names: read as what they are, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.forms import rule_to_json, terms_to_json
from foedus.law.text import terms

from .clauses import FFM, FM, days, months, read, rule

SHALL = "This Agreement shall enter into force "
NOTHING = rule(None)

CALENDAR = [
    "on the fifteenth day of the month following the exchange of instruments of ratification.",
    "on the 15th of the month after that in which the notes are exchanged.",
    "on the first Monday of the month following the exchange of notes.",
    "on the first day of the calendar year following the exchange of instruments of ratification.",
    "on 1 January following the date of the exchange of the instruments of ratification.",
    "on the first day of the quarter following the last notification.",
    "at the beginning of the month following the exchange of instruments of ratification.",
    "on the last day of the month following the exchange of instruments of ratification.",
    # any day up to one
    "within thirty days of the exchange of instruments of ratification.",
    "in a period not exceeding sixty days from its signature.",
    "not later than sixty days after its signature.",
]


@pytest.mark.parametrize("day", CALENDAR)
def test_a_day_that_no_offset_says_is_not_told(day: str) -> None:
    assert read(SHALL + day) == NOTHING


CONDITIONS = [
    ("on the date of signature and after both Governments have approved it.", None),
    ("on signature, subject to ratification by the Parliament of Norway.", None),
    (
        "on the thirtieth day after the fourth ratification or on the day of the sixth, whichever is the earlier.",
        None,
    ),
    ("upon signature, provided that both Parliaments have approved it.", None),
    ("retroactively on 1 April 1960 upon the exchange of instruments of ratification.", "1960-04-01"),
    (
        "when both Parties have notified each other, but in no case before the Convention enters into force.",
        None,
    ),
    ("when the Convention has entered into force and all Parties have ratified this Agreement.", None),
    ("on the date on which both the Convention shall enter into force and all have approved it.", None),
    # a proviso on the day itself
    (
        "thirty days after the later of these notifications, provided that is a date after which the older "
        "agreements cease to apply to Norway.",
        None,
    ),
    ("on the date of the last notification, provided that this date falls after 1 January 2020.", None),
    # decisions of organs
    ("on the day of its adoption.", None),
    ("upon its approval by the General Assembly of the Organization.", None),
    ("on the date on which it is approved by the Council.", None),
]


@pytest.mark.parametrize(("when", "date"), CONDITIONS)
def test_what_is_no_plain_rule_is_another(when: str, date: str | None) -> None:
    found = read(SHALL + when)
    assert (found["trigger"], found["date"]) == ("other", date)


LAKES = "CONVENTION on Lakes. "
CEPA = (
    'Norway and Iceland Closer Economic Partnership Arrangement ("NICEPA"). Article 1 Trade is free. Article 22 '
    "Amendment Any amendment comes into effect on signature. Article 23 NICEPA will come into effect "
)
PLAIN = [
    (SHALL + "on signature, subject to the provisions of Article 3.", rule("signature")),
    # a relative clause tells who, not what
    (
        "This Agreement shall enter into force on the date on which the Governments that signed it notify Norway that "
        "all requirements of their law have been met.",
        rule("notifications", count="all"),
    ),
    # verbs of other ages and of translations
    (
        "The present Arrangement shall be put into execution on the first of July, 1895.",
        rule("date", date="1895-07-01"),
    ),
    (
        "This Convention shall begin to have force one month after the exchange of ratifications.",
        rule("exchange", of="instruments", offset=months(1)),
    ),
    (
        "This Memorandum of Understanding will commence on the first day of the month following the month in which "
        "ten States have signed it.",
        rule("signature", count=10, round=FFM),
    ),
    ("This Agreement shall have effect from the date of its signature.", rule("signature")),
    (
        "The Treaty shall be carried into effect as soon as the ratifications have been exchanged.",
        rule("exchange", of="instruments"),
    ),
    # a name of its own
    (CEPA + "on the day of signature by both sides.", rule("signature", count="all")),
    (
        CEPA.replace("NICEPA", "Arctic Pact") + "sixty days after its signature.",
        rule("signature", offset=days(60)),
    ),
    # amendments adopted by the parties' meeting, the day named beside the period
    (
        "AMENDMENTS to the Convention on Lakes. The amendments adopted at the third meeting of the Conference of the "
        "Parties shall enter into force 90 days after that meeting, i.e. on 12 January 2005.",
        rule("date", date="2005-01-12"),
    ),
    (
        "This Agreement, signed on 2 May 2004, shall enter into force 90 days thereafter, i.e. on 12 January 2005.",
        rule("date", date="2005-01-12"),
    ),
    (SHALL + "as the Parties see fit.", NOTHING),
    # decisions
    (
        "DECISION of the Joint Committee amending Protocol 3. This Decision shall enter into force on the first day of "
        "the second month after the Parties have notified each other that their procedures are complete.",
        rule("notifications", count="all", offset=months(2), round=FM),
    ),
    ("AGREEMENT on Lakes. Decisions of the Commission shall enter into force on 1 March 1990.", NOTHING),
    # a title is no letter
    ("Exchange of notes constituting an agreement on the nets of the lake.", NOTHING),
    (
        "I propose that this note and your reply shall be regarded as constituting an agreement.",
        rule("exchange", of="notes"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain_rules_in_other_words(text: str, expected: dict[str, Any]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("since", ["After this date", "After 1 January 1973", "After that day"])
def test_what_holds_after_a_missed_day_is_no_rule_of_its_own(since: str) -> None:
    found = read(
        "This Agreement shall enter into force on 1 January 1973, provided that the Parties have notified each other "
        f"before that date of the completion of their procedures. {since}, this Agreement shall enter into force on "
        "the first day of the second month following such notification."
    )
    assert (found["trigger"], found["date"]) == ("other", "1973-01-01")


def test_of_two_rules_the_one_that_no_day_limits_is_taken() -> None:
    assert read(
        "Article 20 This Agreement will enter into force in a period not exceeding sixty days from its signature. "
        "Article 21 This Agreement shall enter into force once both Governments have notified each other that the "
        "procedures have been completed."
    ) == rule("notifications", count="all")


@pytest.mark.parametrize(
    ("who", "count", "must_include"),
    [
        (
            "when five States, including the Depositary Government and at least one of those listed in Annex I, have "
            "deposited their instruments of ratification.",
            5,
            ["Depositary Government", "at least one of those listed in Annex I"],
        ),
        (
            "on the date on which four States, among them Norway and at least two of the riparian States, have deposited "
            "their instruments of acceptance.",
            4,
            ["Norway", "at least two of the riparian States"],
        ),
        ("after ratification by three island States and two others.", 5, ["at least three island States"]),
        (
            "after ratification by three island States and two other States.",
            5,
            ["at least three island States", "at least two other States"],
        ),
    ],
)
def test_who_is_counted_beside_whom(who: str, count: int, must_include: list[str]) -> None:
    found = rule_to_json(terms(SHALL + who).entry_into_force)
    assert (found["count"], found["must_include"]) == (count, must_include)


QUOTING = (
    "PROTOCOL amending the Convention on Lakes. The Parties have agreed as follows: 1. The text of Article 9 shall "
    'read: "This Convention shall enter into force on the deposit of the sixth instrument of ratification and shall '
    "remain in force for ten years. Any Party may withdraw from this Convention on six months' notice.\" "
)


def test_new_text_of_another_treaty_is_not_the_protocol_s() -> None:
    found = terms_to_json(terms(QUOTING + "2. This Protocol shall enter into force on signature."))
    assert found["entry_into_force"]["trigger"] == "signature"
    assert found["duration"]["kind"] == "unstated"
    assert found["denunciation"] is None


def test_the_protocol_ends_the_text_that_it_changes_where_it_speaks_of_itself() -> None:
    found = terms_to_json(terms(QUOTING + "2. This Protocol shall remain in force for five years."))
    assert (found["duration"]["kind"], found["duration"]["n"]) == ("fixed", 5)


def test_amendments_end_the_text_that_they_change_where_they_speak_of_themselves() -> None:
    found = read(
        "AMENDMENTS to the Schedule of the Convention on Seals. Amend paragraph 13 to read: the catch shall not exceed "
        "280. These amendments shall enter into force on 1 May 1990."
    )
    assert found == rule("date", date="1990-05-01")


def test_what_amendments_show_of_the_amended_treaty_s_life_is_not_theirs() -> None:
    found = terms_to_json(
        terms(
            "AMENDMENTS to the Agreement on Seals, adopted by the Council. Article 9 This Agreement shall remain in force "
            "for ten years and shall be renewed tacitly for periods of five years. Article 10 Any Party may withdraw from "
            "this Agreement by giving one year's notice."
        )
    )
    assert (found["duration"]["kind"], found["renewal"], found["denunciation"]) == ("unstated", None, None)
