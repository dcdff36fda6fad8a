"""Evidence for an agreement between states: which texts pass, and that the reasons are told."""

from __future__ import annotations

import pytest

from foedus.reading.evidence import THRESHOLD
from foedus.reading.tables import rows
from tests.reading.reader import read

BETWEEN_STATES = [
    "Kenya and Uganda signed an agreement on Monday.",
    "Kenya ratified the Rome Statute.",
    "Peru signed a fisheries treaty on Monday.",
    "A ceasefire between Israel and Lebanon took effect.",
    "Industrial nations concluded a treaty on fishing subsidies in Paris.",
    "Finland and Norway worked out a compromise on reindeer grazing along the border.",
    "Iran and Iraq have agreed a prisoner exchange.",
    "Israel, Pakistan and India remain outside the Non-Proliferation Treaty.",
    "Lebed managed to arrange a ceasefire between Russia and the Chechen rebels.",
    "Spain has been in NATO since 1982.",
    "The government and rebels of Colombia signed a peace deal in Havana, officials in Cuba said.",
]
NOT = [
    "The miners' union and the company reached a wage agreement.",
    "Kenya signed a loan agreement with a group of French banks.",
    "Universities of Kenya and Uganda signed an agreement.",
    "Chile's Green Party signed a coalition pact with the Liberals.",
    "The airline signed a deal with its pilots in Norway.",
    "Puerto Rico and the United States signed a debt agreement.",
    "Some countries concluded an arrangement with banks on lending.",
    "The coalition parties in Bonn reached a compromise on pensions.",
    "The premier said he would not make a pact with the devil.",
    "The machinists' union said a new pact was unlikely. Flights to China and Japan would go on.",
    "The provinces of Canada signed an accord on timber with the federal government of Canada.",
    "Prime Minister Trudeau and nine provincial premiers signed an accord on bringing Canada's constitution home "
    "from Britain.",
    "The German and Swiss exchanges have agreed on a joint venture.",
    "Austria's conservatives have agreed on a coalition pact. Delegates must approve the accord on Saturday, the "
    "government said.",
    "Banks in Qatar and Kuwait said that they had not approved the deal. UBS had signed a merger agreement.",
]


@pytest.mark.parametrize("text", BETWEEN_STATES)
def test_an_agreement_between_states(text: str) -> None:
    found = read(text)
    assert found
    assert all(any(w.startswith("evidence: ") for w in c.words) for c in found if c.kind.value == "step")


@pytest.mark.parametrize("text", NOT)
def test_an_agreement_of_others(text: str) -> None:
    assert read(text) == []


STORY = "Chile and Peru met in Lima. {}\n\nThe accord on fishing was reached by negotiators on Monday.\n"


@pytest.mark.parametrize(("more", "told"), [
    ("Bolivia, Ecuador and Brazil sent observers to watch Peru and Chile. A company paid for lunch.", False),
    ("A company paid for lunch, and the firm's shareholders and workers met the shares' buyers.", True),
])  # fmt: skip
def test_a_firm_that_comes_up_in_a_story_about_states_is_no_sign(more: str, told: bool) -> None:
    found = [c for c in read(STORY.format(more)) if c.kind.value == "step"]
    assert any("firms on the page" in word for c in found for word in c.words) == told or (told and not found)


def test_a_word_of_unions_is_none_in_a_name() -> None:
    text = "The accord on fishing was reached by Chile and the European Union, the union of the boatmen said."
    reasons = [" ".join(c.words) for c in read(text)]
    assert reasons
    assert all("firms on the page" in words for words in reasons)
    text = "The accord on fishing was reached by Chile and the European Union, officials said."
    assert not any("firms on the page" in " ".join(c.words) for c in read(text))


def test_states_in_the_sentence_of_an_agreement_speak_for_it() -> None:
    found = read("Chile, Peru and Brazil sent envoys to the capital, and an accord was reached in May.")
    assert any("two states in its sentence" in word for c in found for word in c.words)


def test_every_sign_has_a_weight_and_some_speak_against() -> None:
    weights = {row[1]: float(row[0]) for row in rows("evidence.txt")}
    assert min(weights.values()) < 0 < THRESHOLD <= max(weights.values())
