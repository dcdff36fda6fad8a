"""More traps of reading, each by its name: short names of states, report days, captions, accord as a verb, bills."""

from __future__ import annotations

import pytest

from tests.reading.reader import read, steps

LEAD = "Russia and North Korea signed a treaty in June.\n\n"
SIGNED = ("signed", "PRK RUS", "2024-06", "asserted")


def test_the_north_is_the_one_the_story_speaks_of() -> None:
    assert steps(LEAD + "The North ratified the pact on Monday, KCNA reported.") == [
        SIGNED,
        ("ratified", "PRK", "2024-11-11", "reported"),
    ]


def test_n_korea_is_not_south_korea() -> None:
    assert steps(LEAD + "N. Korea ratified the treaty on Monday.") == [
        SIGNED,
        ("ratified", "PRK", "2024-11-11", "asserted"),
    ]


def test_both_sides_are_the_parties_of_the_pact() -> None:
    assert steps(LEAD + "Both sides ratified the pact in July.") == [
        SIGNED,
        ("ratified", "PRK RUS", "2024-07", "asserted"),
    ]


def test_the_previous_day_is_counted_from_the_report() -> None:
    found = steps(LEAD + "KCNA reported on Sunday that the treaty was ratified the previous day.")
    assert found == [SIGNED, ("ratified", "", "2024-11-09", "reported")]


def test_a_leader_s_second_signature_in_a_page_that_told_the_first() -> None:
    assert ("ratified", "PRK", "2024-11-11", "reported") in steps(
        LEAD + "Kim signed the pact on Monday, KCNA said."
    )


def test_a_posed_caption_adds_no_claim() -> None:
    text = (
        "Japan and the United States signed a tax treaty in Tokyo on Monday.\n\n"
        "President Biden, left, and Prime Minister Kishida pose with the treaty they signed in this photo, June 20.\n\n"
    )
    assert steps(text) == [("signed", "JPN USA", "2024-11-11", "asserted")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Senate Republicans said they would accord the treaty a hearing.",
        "Congress passed a bill on the ratification of nothing but its own rules.",
        "The union ratified its pact with General Motors on Sunday.",
        "The Treaty band signed a contract with a label on Monday.",
        "Treaty rights of the Maori were upheld on Monday under the Treaty of Waitangi.",
    ],
)
def test_unrelated_senses_give_no_claim_of_their_own(sentence: str) -> None:
    assert steps(sentence) == []


def test_a_domestic_bill_beside_a_treaty_is_no_ratification_of_it() -> None:
    assert (
        steps(
            "Poland's president signed a bill on housing on Friday. Poland and France have a friendship treaty."
        )
        == []
    )


def test_a_bill_that_ratifies_is_the_ratification() -> None:
    assert steps("Poland's president signed the bill on ratifying the treaty with France on Friday.") == [
        ("ratified", "POL", "2024-11-08", "asserted")
    ]


def test_a_ratification_withdrawn_says_so() -> None:
    found = steps("Russia withdrew its ratification of the nuclear test ban treaty on Thursday.")
    assert [s[:2] for s in found] == [("withdrawn", "RUS")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The visit raised speculation that Fiji had signed a pact with Tonga.",
        "There is a possibility of the treaty between Fiji and Tonga being signed.",
        "Both sides might sign the treaty between Fiji and Tonga.",
    ],
)
def test_what_is_only_thought_of_has_not_happened(sentence: str) -> None:
    found = steps(sentence)
    assert {s[3] for s in found} == {"speculated"}
    assert {s[2] for s in found} == {None}


def test_a_third_party_s_denunciation_is_no_step() -> None:
    found = steps("Britain and France reached a deal. Germany denounced the deal on Monday.")
    assert [s for s in found if "DEU" in s[1]] == []


def test_an_agreement_of_companies_is_not_that_of_the_states_they_serve() -> None:
    told = "The airline Northair and the carrier Sund announced {} agreement over flights between Poland and Denmark."
    assert steps(told.format("their")) == []


def test_a_government_s_own_page_tells_of_an_agreement_such_as_states_make() -> None:
    text = "We intend to conclude negotiations on a comprehensive agreement on fisheries subsidies.\n"
    found = read(text, publisher="The White House")
    assert [(c.what, c.actors, c.certainty.value) for c in found] == [("negotiated", ("USA",), "planned")]
    assert read(text) == []
