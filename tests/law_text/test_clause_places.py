"""Whose clause it is, whom it counts, and when a text says nothing: final clauses in their surroundings."""

from __future__ import annotations

import pytest

from foedus.law.forms import rule_to_json
from foedus.law.model import Act, Fact, Record, Terms
from foedus.law.status import status
from foedus.law.text import terms
from foedus.model import Step

from .clauses import days, read, rule

LAKES = "CONVENTION on Lakes. "
SIXTH = (
    "Article 12 1. This Convention shall enter into force on the thirtieth day after the deposit of the sixth "
    "instrument of ratification. "
)


@pytest.mark.parametrize(
    "text",
    [
        # the clause of its amendments is another one
        LAKES
        + "Article 10 Amendments shall enter into force when two thirds of the Parties have accepted them. "
        + SIXTH,
        # an annex has a clause of its own
        LAKES
        + SIXTH
        + "Done at Oslo on 2 May 1990. ANNEX I Article 3 This Annex shall enter into force on 1 May 1993.",
        # an amendment that is itself the instrument
        "AMENDMENT to the Convention on Lakes. Article 1 Article 4 of the Convention is deleted. Article 2 This "
        "Amendment shall enter into force on the thirtieth day after the deposit of the sixth instrument of acceptance.",
        # as scanners and lost line breaks leave it
        "convention on lakesarticle 12entry into forcethis convention shall  enter into force on the thir- tieth day "
        "after the depos-\nit of the sixth instrument of ratification",
    ],
    ids=["amendments", "annex", "amendment", "scanned"],
)
def test_the_instrument_s_own_clause_is_taken(text: str) -> None:
    assert read(text) == rule("instruments", count=6, offset=days(30))


@pytest.mark.parametrize(
    "text",
    [
        # amendments that show the treaty whole, as amended
        "AMENDMENTS to the Agreement on Lakes, approved by the Council. Article 1 The members shall report. Article 9 "
        "This Agreement shall come into force as soon as three Governments have ratified it. Article 10 An amendment "
        "shall come into force when two thirds of the members have accepted it.",
        # a treaty annexed, with articles counted anew
        "PROTOCOL on Lakes. Article 1 The Convention as amended is set out in the Annex. "
        + "Article 2 The Board reports each year on the level of the lake and on the works of the outlet. "
        * 6
        + "IN WITNESS WHEREOF the "
        "undersigned have signed this Protocol. CONVENTION ON LAKES Article 1 The lakes are shared. Article 2 This "
        "Convention shall enter into force on the deposit of the fifth instrument of ratification.",
    ],
    ids=["amended", "annexed"],
)
def test_the_clause_of_an_amended_or_annexed_treaty_is_not_the_instrument_s(text: str) -> None:
    assert read(text)["trigger"] is None


def test_amendments_that_show_the_treaty_whole_and_have_a_clause_of_their_own() -> None:
    text = (
        "AMENDMENTS to the Agreement on Lakes. These amendments shall enter into force on 1 May 1993. Article 9 This "
        "Agreement shall come into force as soon as three Governments have ratified it."
    )
    assert read(text) == rule("date", date="1993-05-01")


def test_a_protocol_names_itself_amid_the_new_text_of_the_convention() -> None:
    text = (
        "PROTOCOL to amend the Convention on Lakes. I. Article 20 shall be replaced by the following: This Convention "
        "shall come into force three months after the deposit of the sixth instrument. This Protocol shall come into "
        "force on signature."
    )
    assert read(text) == rule("signature")


def test_a_decision_has_a_clause_of_its_own() -> None:
    text = "DECISION of the Council on the Association Agreement. Article 3 This Decision shall enter into force on 1 May 1993."
    assert read(text) == rule("date", date="1993-05-01")


def test_a_party_that_is_late_has_no_say_in_the_first_entry_into_force() -> None:
    text = (
        "Article 21 1. This Agreement shall enter into force on 1 July 2006. 2. Where a Party is unable to complete its "
        "procedures by that date, this Agreement shall come into force for that Party upon notification of the "
        "completion of its procedures."
    )
    assert read(text) == rule("date", date="2006-07-01")


def test_organisations_that_are_not_additional() -> None:
    clause = (
        "2. Any instrument deposited by a regional economic integration organization shall not be counted as additional "
        "to those deposited by its member States."
    )
    found = terms(LAKES + SIXTH + clause).entry_into_force
    assert found.not_counted == ("organisations",)
    assert terms(LAKES + SIXTH).entry_into_force.not_counted == ()
    names = [*(f"State {i}" for i in range(5)), "European Union"]
    facts = tuple(
        Fact(n, Step.DEPOSITED, (n,), date="2001-01-01", act=Act.APPROVAL, organisation="Union" in n)
        for n in names
    )
    assert status(Record(facts=facts), Terms(found), "2002-01-01").in_force is False


def test_a_number_holding_a_share_of_emissions() -> None:
    found = terms(
        "This Protocol shall enter into force on the ninetieth day after the date on which not less than 40 Parties, "
        "which accounted in total for at least 60 per cent of the total methane emissions for 1995, have deposited "
        "their instruments of ratification."
    ).entry_into_force
    assert (found.count, found.weight and found.weight.percent) == (40, 60)
    assert found.weight is not None
    assert "methane emissions" in (found.weight.of or "")


SILENT = (
    "Protocol on the lake. At the moment of signing the Convention the undersigned have agreed as follows. The plans of "
    "the works shall be referred to the Board, whose members are designated by both Governments, and whose decision "
    "is final. " + "The Board reports each year on the level of the lake and on the works of the outlet. " * 4
)


@pytest.mark.parametrize(
    ("more", "trigger"),
    [
        ("", "none"),
        ("The significance of the works is explained in an appendix, which both have approved.", "none"),
        ("It shall be ratified.", None),
        ("The limits are modified effective 1 January 1980.", None),
        ("It shall apply as from 3 May 1931.", None),
    ],
)
def test_only_a_text_without_any_word_of_it_is_silent(more: str, trigger: str | None) -> None:
    assert rule_to_json(terms(SILENT + more).entry_into_force)["trigger"] == trigger


def test_several_beside_a_number_are_a_class_that_law_cannot_check_by_name() -> None:
    found = terms(
        "This Agreement shall enter into force on the first day of the third month after the Gulf Member States and at "
        "least one EFTA State have deposited their instruments of ratification."
    ).entry_into_force
    assert (found.count, found.must_include) == (1, ("all the Gulf Member States",))
    facts = tuple(
        Fact(s, Step.DEPOSITED, (s,), date="2010-01-01", act=Act.RATIFICATION) for s in ("NOR", "CHE")
    )
    assert status(Record(facts=facts), Terms(found), "2012-01-01").in_force is None
