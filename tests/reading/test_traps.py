"""The traps of reading, each by its name: what a hasty reader takes for a step, and what a careful one takes."""

from __future__ import annotations

import pytest

from foedus.model import ClaimKind
from tests.reading.reader import read, steps

LEAD = (
    "Russian President Vladimir Putin and North Korean leader Kim Jong Un signed a treaty on strategic partnership "
    "in Pyongyang in June.\n\n"
)


def test_caption_twice_gives_no_claim_and_no_date_of_its_own() -> None:
    caption = "Kim Jong Un, left, shakes hands with Vladimir Putin after signing the treaty, in this photo, June 20.\n\n"
    found = steps("Kim and Putin bind their countries\n\n" + caption + caption + LEAD)
    assert found == [("signed", "PRK RUS", "2024-06", "asserted")]


def test_second_signature_by_one_head_of_state_is_his_ratification() -> None:
    found = steps(LEAD + "Putin signed the pact on Saturday, TASS reported.")
    assert ("ratified", "RUS", "2024-11-09", "reported") in found
    assert ("signed", "RUS", "2024-11-09", "reported") not in found


def test_signed_off_by_a_leader_is_his_ratification() -> None:
    assert steps("North Korean leader Kim Jong Un has signed off a defence pact with Russia.") == [
        ("ratified", "PRK", None, "asserted")
    ]


def test_will_take_effect_from_the_day_is_a_term_not_an_entry_into_force() -> None:
    found = read(
        LEAD + "The treaty will take effect from the day the two sides exchange instruments of ratification."
    )
    terms = [c for c in found if c.kind is ClaimKind.TERM]
    assert [(c.what, c.detail["rule"]) for c in terms] == [
        ("entry_into_force", {"trigger": "exchange", "offset": None, "round": "none", "of": "instruments"})
    ]
    happened = [
        c.what for c in found if c.kind is ClaimKind.STEP and c.certainty.value in ("asserted", "reported")
    ]
    assert happened == ["signed"]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Russia ratified the treaty with North Korea on Saturday (local time).", "2024-11-09"),
        ("Russia ratified the treaty with North Korea on Tuesday.", "2024-11-12"),
        ("Russia ratified the treaty with North Korea last Tuesday.", "2024-11-05"),
        ("Russia will ratify the treaty with North Korea on Thursday.", "2024-11-14"),
        (
            "Russia ratified the treaty with North Korea the previous day, TASS reported on Sunday.",
            "2024-11-09",
        ),
        ("Russia ratified the treaty with North Korea in June.", "2024-06"),
    ],
)
def test_day_words_are_counted_from_the_right_day(sentence: str, date: str) -> None:
    assert [s[2] for s in steps(sentence)] == [date]


def test_the_day_of_the_report_is_not_the_day_of_the_step() -> None:
    assert steps("Russia has ratified the treaty with North Korea, TASS reported on Tuesday.") == [
        ("ratified", "RUS", None, "reported")
    ]


def test_no_time_published_and_no_dateline_gives_no_date() -> None:
    found = steps("Russia ratified the treaty with North Korea on Saturday.", published=None)
    assert found == [("ratified", "RUS", None, "asserted")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks raise speculation that Russia might ratify the treaty with North Korea.",
        "Analysts see a possibility of Russia ratifying the treaty with North Korea.",
        "Russia may sign the treaty with North Korea.",
    ],
)
def test_speculation_is_never_told_as_done(sentence: str) -> None:
    assert {s[3] for s in steps(sentence)} <= {"speculated"}


def test_sidebar_headline_is_no_claim_of_the_article() -> None:
    text = LEAD + "Top 10 Stories\n\nSenate ratifies tax treaty with Hungary\n\nFrance quits energy pact\n"
    assert [s[0] for s in steps(text)] == ["signed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Workers at the port approved a two-year union pact on Tuesday.",
        "The two companies signed a merger agreement worth 4 billion dollars.",
        "The striker signed a new three-year contract with the club.",
        "The band Accord signed a record deal with a London label.",
        "The minister said he would accord the visitors every courtesy.",
        "The court upheld the treaty rights of the tribe to fish the river.",
        "The Senate passed a bill on farm subsidies and the president signed it.",
        "The coalition partners signed their coalition agreement in Berlin.",
    ],
)
def test_unrelated_senses_give_no_claim(sentence: str) -> None:
    assert steps(sentence) == []


def test_ratifying_a_withdrawal_is_a_withdrawal() -> None:
    assert [
        s[:2]
        for s in steps(
            "Argentina's president ratified the country's withdrawal from the World Health Organization."
        )
    ] == [("withdrawn", "ARG")]


def test_a_third_party_that_denounces_a_deal_leaves_nothing() -> None:
    assert [
        s for s in steps("Greece denounced the maritime deal between Turkey and Libya.") if "GRC" in s[1]
    ] == []


def test_a_party_that_denounces_a_treaty_leaves_it() -> None:
    found = steps("Russia denounced the double taxation treaty with the Netherlands on Monday.")
    assert [(s[0], s[1]) for s in found] == [("terminated", "RUS")]


def test_a_denial_of_one_pact_beside_a_plan_for_another() -> None:
    found = steps(
        "Vanuatu denied that it had signed a security pact with China but said it would sign a policing agreement with Australia."
    )
    assert ("signed", "denied") in [(s[0], s[3]) for s in found]
    assert ("signed", "planned") in [(s[0], s[3]) for s in found]


def test_failing_to_sign_is_a_denial() -> None:
    assert {s[3] for s in steps("Serbia refused to sign the agreement with Kosovo.")} == {"denied"}


def test_both_sides_accuse_each_other() -> None:
    found = read(
        "Cambodia and Thailand signed a ceasefire on Monday. Both sides accused each other of violating the ceasefire."
    )
    violated = {c.actors[0]: c.sources[-1].name for c in found if c.what == "violated"}
    assert violated == {"THA": "Cambodia", "KHM": "Thailand"}
