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
    "The government and rebels of Colombia signed a peace deal in Havana, officials in Cuba said.",
]
NOT = [
    "The miners' union and the company reached a wage agreement.",
    "Kenya signed a loan agreement with a group of French banks.",
    "Universities of Kenya and Uganda signed an agreement.",
    "Chile's Green Party signed a coalition pact with the Liberals.",
    "The airline signed a deal with its pilots in Norway.",
    "The premier said he would not make a pact with the devil.",
]


@pytest.mark.parametrize("text", BETWEEN_STATES)
def test_an_agreement_between_states(text: str) -> None:
    found = read(text)
    assert found
    assert all(any(w.startswith("evidence: ") for w in c.words) for c in found if c.kind.value == "step")


@pytest.mark.parametrize("text", NOT)
def test_an_agreement_of_others(text: str) -> None:
    assert read(text) == []


def test_every_sign_has_a_weight_and_some_speak_against() -> None:
    weights = {row[1]: float(row[0]) for row in rows("evidence.txt")}
    assert min(weights.values()) < 0 < THRESHOLD <= max(weights.values())
