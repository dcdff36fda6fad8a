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


def test_who_acts_alone_is_no_party_to_the_claims_of_those_who_made_it() -> None:
    found = {
        c.what: set(c.parties)
        for c in read(
            "Canada and Norway signed a fishing treaty in May. It was extended in June.\n\n"
            "Iceland has ratified the treaty."
        )
        if c.kind is ClaimKind.STEP
    }
    assert found["signed"] == found["extended"] == {"CAN", "NOR"}
    assert "ISL" in found["ratified"]


def test_each_of_many_who_act_alone_is_party_to_his_own_claim() -> None:
    text = "Japan has ratified the free trade pact. Canada ratified it in May. Vietnam has not ratified the pact."
    found = [(c.actors, c.parties) for c in read(text) if c.what == "ratified"]
    assert found == [(("JPN",), ("JPN",)), (("CAN",), ("CAN",)), (("VNM",), ("VNM",))]


def test_who_only_welcomes_a_truce_is_no_party_to_it() -> None:
    text = (
        "Norway welcomed the truce in Yemen. Norway urged all to keep it. Norway hailed the truce.\n\n"
        "The truce was extended on Monday, the United Nations said. Yemen has been at war for years, and Yemen's "
        "ports are closed."
    )
    assert all("NOR" not in c.parties for c in read(text) if c.kind is ClaimKind.STEP)


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("The two states signed a treaty on fishing in Oslo on Monday, officials said.", 1),
        ("The two states signed a treaty on extradition in Oslo on Monday, officials said.", 2),
        ("The two states signed another treaty on fishing in Oslo on Monday, officials said.", 2),
    ],
)
def test_a_fact_told_under_two_descriptions_is_one(later: str, told: int) -> None:
    text = f"Norway and Iceland signed a fishing treaty on Monday.\n\nBoats lay idle for years.\n\n{later}"
    assert len([c for c in read(text) if c.what == "signed"]) == told


def test_an_age_sets_no_agreement_apart() -> None:
    text = (
        "Algeria freezes friendship treaty with Spain\n\n"
        "Algeria has suspended a 20-year-old treaty of friendship with Spain.\n\n"
        "The suspension of the treaty took effect at once."
    )
    assert {c.agreement.local for c in read(text) if c.agreement is not None} == {0}


def test_who_was_outvoted_denies_nothing() -> None:
    text = (
        "The Senate gave its consent to the arms treaty between the United States and Russia on Monday. "
        "Senator Jesse Helms voted against the pact."
    )
    assert [(c.what, c.certainty.value) for c in read(text)] == [("approved", "asserted")]


def test_the_present_tense_of_a_day_to_come_is_planned() -> None:
    line = "JERUSALEM, March 19 (AP) - "
    text = line + "The Knesset votes on Tuesday on the peace treaty with Egypt."
    assert steps(text, published="1979-03-19") == [("approved", "ISR", "1979-03-20", "planned")]
    text = line + "Israel and Egypt resume talks on a trade treaty in May."
    assert steps(text, published="1979-03-19") == [("negotiated", "EGY ISR", "1979-05", "planned")]


def test_a_clause_goes_back_to_the_treaty_whose_subjects_stand_between() -> None:
    text = "The treaty on friendship, trade and transit between Chad and Mali that had been signed in 2000 lapsed."
    assert ("signed", "", "2000", "asserted") in steps(text)


def test_a_participle_behind_a_treaty_tells_its_step_whatever_it_hangs_on() -> None:
    text = "Norway rests its claim on the fishing treaty with Iceland ratified in 1998."
    assert [(s, d) for s, _, d, _ in steps(text)] == [("ratified", "1998")]
