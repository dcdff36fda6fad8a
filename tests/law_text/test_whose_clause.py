"""Whose clause it is, with the treaty's own left out: each of these was once taken for the treaty's own."""

from __future__ import annotations

import pytest

from foedus.law.forms import rule_to_json
from foedus.law.model import Round, Trigger
from foedus.law.text import terms

from .clauses import days, read, rule

OPENING = "CONVENTION on the fisheries of the Skagerrak. Article 1 The Parties shall protect the plaice. Article 30 "

NOT_ITS_OWN = [
    # decisions, with conditions between
    "If a representative in the Joint Committee of a Contracting Party to this Convention has accepted a decision, "
    "subject to the fulfilment of legal requirements, the decision shall enter into force, if no later date is told in "
    "it, on the day the lifting of the reservation is notified.",
    "If a Party to this Convention has accepted a decision subject to reservation of constitutional requirements the "
    "decision shall enter into force on the date of the receipt of the notification.",
    # other instruments under this one
    "The accession is made through an Additional Protocol to this Convention that will enter into force thirty days "
    "after being deposited.",
    "Any additional protocol to this Convention, except as otherwise provided in such protocol, shall enter into force "
    "on the thirtieth day following the deposit of the ninth instrument of ratification.",
    "An agreement concluded under this Convention shall enter into force on the exchange of notes.",
    "A technical protocol shall enter into force on the date on which three Parties have approved it.",
    "The Protocol shall enter into force thirty days after three States have ratified it.",
    # one party's acceptance, a notice
    "Acceptance of this Convention by any member shall be effected by the deposit of an instrument of acceptance and "
    "shall take effect on receipt of such instrument by the depositary of this Convention.",
    "Any notice given in terms of this Convention shall be in writing and shall be effective from the date on which it "
    "is received.",
    # amendments that become part of it
    "When approved by each Party, a modification or addition shall constitute an integral part of this Convention and "
    "shall enter into force on the exchange of notes.",
    "Amendments to this Convention which are approved by the Joint Committee shall be submitted to the Parties to this "
    "Convention for acceptance and shall enter into force if accepted by all the Parties.",
    "Amendments to annexes A and B to this Convention shall be adopted and enter into force on notification to all.",
    # states that come later, territories
    "Thereafter it shall take effect for any signing party thirty days after its signature of the Convention.",
    "Thereafter this Convention shall take effect for any signing Party thirty days after its signature.",
    "This Convention shall enter into force for the other signatory States on the deposit of their instruments.",
    "This Convention shall enter into force for each State which ratifies it, on the deposit of its instrument.",
    "Regarding the other signatory States, this Convention shall enter into force on the deposit of their instruments.",
    "For those that acceded to this Convention after the date on which the number was reached, this Convention shall "
    "enter into force on the deposit of the instrument of accession.",
    "In respect of such territory, the Convention shall enter into force three months after receipt of the declaration.",
    "A Party may declare that this Convention shall become effective for it only after notification to all.",
    # a day of which something else is told
    "The depositary shall notify all of the date and the Parties in respect of which this Convention enters into force.",
    "No denunciation shall be made within five years of the date at which for the State concerned this Convention comes "
    "into force.",
    "The Secretary registers this Convention on notification as soon as it enters into force.",
    "The rules are applied by notification until the Scheme becomes effective for both Governments.",
    # half a rule
    "Should this Convention not be approved by that date, it shall enter into force on the first day of the month "
    "following approval by both Parties.",
    "This Convention shall not enter into force between a Party and Norway unless the Agreement on Agriculture between "
    "them has been ratified by that Party.",
    # itself
    "The full application of the Convention takes effect from the entry into force of the Convention.",
]


@pytest.mark.parametrize("clause", NOT_ITS_OWN)
def test_a_clause_of_something_else_is_not_the_treaty_s_own(clause: str) -> None:
    assert terms(OPENING + clause).entry_into_force.trigger in (None, Trigger.NONE)


@pytest.mark.parametrize("clause", NOT_ITS_OWN)
def test_nor_does_it_hide_the_treaty_s_own(clause: str) -> None:
    own = " Article 40 This Convention shall enter into force sixty days after the deposit of the fifth instrument."
    assert read(OPENING + clause + own) == rule("instruments", count=5, offset=days(60))


@pytest.mark.parametrize(
    "clause",
    [
        "This Convention, including the annexes, shall enter into force on signature.",
        "This Convention shall enter into force for all the Parties on signature.",
        "This Convention shall enter into force for each Party on signature.",
        "Thereafter this Convention shall enter into force on signature.",
        "This Convention and the Protocol shall enter into force on signature.",
        "This Convention is open to all and the decisions hitherto taken are part of it; it enters into force on signature.",
        "This Convention shall enter into force on signature and, in respect of the other States, on their accession.",
    ],
)
def test_what_belongs_to_it_leaves_it_the_treaty_s_own(clause: str) -> None:
    assert read(OPENING + clause)["trigger"] == "signature"


@pytest.mark.parametrize(
    "text",
    [
        # of two the protocol's own, wherever it stands
        "PROTOCOL to the Convention on Lakes. Article 1 This Convention shall enter into force on the deposit of the sixth "
        "instrument. Article 2 This Protocol shall enter into force on signature.",
        "PROTOCOL to the Convention on Lakes. Article 1 This Protocol shall enter into force on signature. Article 2 This "
        "Convention shall enter into force on the deposit of the sixth instrument.",
        "PROTOCOL on Lakes. Article 1 The Protocol shall enter into force on signature.",
        "CONVENTION on Lakes. Article 9 Amendments and entry into force This Convention shall enter into force on signature.",
    ],
)
def test_the_name_tells_whose_it_is(text: str) -> None:
    assert read(text)["trigger"] == "signature"


@pytest.mark.parametrize(
    ("clause", "trigger"),
    [
        (
            "The provisions of Articles 19 and 20 of the Convention on entry into force, amendment of and withdrawal from "
            "this Protocol shall apply mutatis mutandis to this Protocol.",
            "other",
        ),
        (
            "The final provisions of the Convention concerning ratification, entry into force and denunciation shall also "
            "apply to the present Protocol.",
            "other",
        ),
        (
            "The provisions of the Convention on the entry into force of amendments shall apply to this Protocol.",
            None,
        ),
    ],
)
def test_final_clauses_taken_over_from_another_treaty(clause: str, trigger: str | None) -> None:
    text = "PROTOCOL on tourism to the Framework Convention on the Alps. Article 9 " + clause
    assert rule_to_json(terms(text).entry_into_force)["trigger"] == trigger


def test_the_other_states_are_those_that_come_later() -> None:
    later = terms(
        OPENING
        + "This Convention shall enter into force on the deposit of the fifth instrument of ratification. For the "
        "other signatory States, this Convention shall enter into force thirty days after the deposit of their instruments."
    ).later_states
    assert later is not None
    assert later.offset is not None
    assert (later.offset.n, later.round) == (30, Round.NONE)
