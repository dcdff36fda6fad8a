"""What a page says once and means again: agreements, parties, days and speakers over several sentences."""

from __future__ import annotations

import pytest

from foedus.model import ClaimKind
from tests.reading.reader import read, steps


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("on Monday in Washington", "2024-11-11"),
        ("on Tuesday (local time) in Washington", "2024-11-05"),
        ("on Tuesday in Seoul", "2024-11-12"),
        ("on Tuesday", "2024-11-12"),
    ],
)
def test_tuesday_morning_in_seoul_is_still_monday_in_washington(phrase: str, date: str) -> None:
    found = steps(
        f"The United States and South Korea signed a customs treaty {phrase}.",
        published="2024-11-12T08:00+09:00",
    )
    assert found == [("signed", "KOR USA", date, "asserted")]


def test_the_agreement_goes_back_to_the_one_that_the_page_defines() -> None:
    found = steps(
        "The ministers of Norway and Iceland sent parliament the Agreement on Fisheries in the Norwegian Sea "
        '(the "Agreement").\n\n'
        "Iceland is also a party to the Agreement on Trade with the European Union.\n\n"
        "Norway ratified the Agreement on Monday."
    )
    assert ("ratified", "NOR", "2024-11-11", "asserted") in found


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Peru has signed a tax treaty with Cuba, the foreign ministry in Havana said on Tuesday, days before a vote.",
         "foreign ministry"),
        ("The pact between Peru and Chile was signed in May, an official at the Water Board said, and may be renewed.",
         "an official at the Water Board"),
        ("Peru has signed the tax treaty with Cuba, which the opposition said was a mistake.", "Example Gazette"),
        ("The minister said the tax treaty with Cuba, which Peru signed in May, was dead.", "Example Gazette"),
    ],
)  # fmt: skip
def test_who_says_it_at_the_end(sentence: str, speaker: str) -> None:
    found = [c for c in read(sentence) if c.what == "signed"]
    assert [c.sources[-1].name for c in found] == [speaker]


def parties(text: str) -> dict[str, set[str]]:
    """The parties of each agreement by what the page calls it."""
    out: dict[str, set[str]] = {}
    for c in read(text):
        if c.agreement is not None and c.kind is ClaimKind.STEP:
            out.setdefault(c.agreement.name or c.agreement.mention or "", set()).update(c.parties)
    return out


def test_agreements_that_follow_each_other_are_between_the_same_states() -> None:
    found = parties(
        "The United States and the Soviet Union are close to a new grain pact, officials said.\n\n"
        "The current accord, signed in Moscow in 1983, expires in September.\n\n"
        "Negotiators hope to initial a new agreement in May.\n\n"
        "Canada and the Soviet Union renewed their own grain agreement in October."
    )
    assert found == {
        "new grain pact": {"USA", "SUN"},
        "current accord, signed in Moscow in 1983": {"USA", "SUN"},
        "own grain agreement": {"CAN", "SUN"},
    }


def test_a_treaty_of_the_books_is_not_the_one_just_told_of() -> None:
    found = parties(
        "Presidents Bill Clinton, Boris Yeltsin and Leonid Kravchuk signed a nuclear agreement in Moscow.\n\n"
        "Ukraine has refused to accede to the Non-Proliferation Treaty."
    )
    assert found["nuclear agreement"] == {"USA", "RUS", "UKR"}
    assert found["Treaty on the Non-Proliferation of Nuclear Weapons"] == {"UKR"}


def test_what_a_deal_is_known_as_is_its_name() -> None:
    found = parties(
        "Iran and Iraq reached a water agreement on Tuesday. The deal, known as the Basra Accord, ends a quarrel.\n\n"
        "An interim agreement, signed in 2013, had been extended twice."
    )
    assert found["Basra Accord"] == {"IRN", "IRQ"}
    assert set(found) == {"Basra Accord", "interim agreement, signed in 2013"}


def test_a_bracket_names_the_agreement_that_it_fits() -> None:
    text = (
        'The president sent the Senate the Amendment to the Montreal Protocol on Substances (the "Montreal '
        'Protocol"), adopted at Kigali in 2016 (the "Kigali Amendment").\n\n'
        "The Kigali Amendment entered into force in 2019."
    )
    entered = next(c for c in read(text) if c.what == "entered_into_force")
    assert entered.agreement is not None
    assert entered.agreement.name == "Amendment to the Montreal Protocol on Substances"


def test_where_it_was_negotiated_makes_no_party() -> None:
    found = parties(
        "Romania and Hungary ratified the timber protocol, which was negotiated in Japan in 1997."
    )
    assert set().union(*found.values()) == {"HUN", "ROU"}


def test_the_treaty_is_the_new_one_not_that_which_it_replaces() -> None:
    found = [
        c.agreement.name
        for c in read(
            "Russia and the United States signed a new arms treaty in Prague on Thursday.\n\n"
            "The document replaces the START I treaty, which expired in 2009.\n\n"
            "Russia may pull out of the treaty, its foreign minister said."
        )
        if c.agreement is not None and c.what in ("signed", "withdrawn")
    ]
    assert found == ["new arms treaty"] * 2


def test_what_it_is_called_is_no_other_agreement() -> None:
    found = parties(
        "Canada and Mexico reached a trade accord on Saturday. Canada's prime minister called it a good deal.\n\n"
        "It takes effect in January."
    )
    assert found == {"trade accord": {"CAN", "MEX"}}


def test_who_brings_a_truce_about_is_no_party_to_it() -> None:
    found = parties(
        "A U.N.-sponsored ceasefire in the Iran-Iraq war took effect on Saturday.\n\n"
        "U.N. Secretary-General Javier Perez de Cuellar announced the truce on Thursday."
    )
    assert set().union(*found.values()) == {"IRN", "IRQ"}


def test_what_is_signed_is_not_who_signs() -> None:
    found = parties("Leaders of NATO and the Warsaw Pact signed an arms control treaty in Paris on Monday.")
    assert set(found) == {"arms control treaty"}


def test_a_government_speaks_of_its_own_agreement() -> None:
    found = read(
        "The Department announces that the Memorandum of Understanding with Cyprus on seafarers took effect on Monday.",
        publisher="Department of Foreign Affairs of the Philippines",
    )
    assert [(c.what, sorted(c.parties), c.certainty.value) for c in found] == [
        ("entered_into_force", ["CYP", "PHL"], "asserted")
    ]


def test_a_declaration_beside_an_instrument_is_no_treaty() -> None:
    found = read(
        "Hungary ratified the Protocol amending the Convention on Data. Armenia has lodged its instrument of"
        " ratification, with a declaration."
    )
    assert {c.agreement.name for c in found if c.agreement is not None} == {
        "Protocol amending the Convention on Data"
    }


@pytest.mark.parametrize("told", ["It will come into force in January.", "Mali said it would sign."])
def test_what_is_still_to_come_is_not_of_the_old_agreement(told: str) -> None:
    found = read(
        "A new International Natural Rubber Agreement was adopted today. The accord replaces the current pact, which"
        f" is due to expire on December 22.\n\n{told}"
    )
    last = found[-1].agreement
    assert last is not None
    assert last.name == "International Natural Rubber Agreement"
