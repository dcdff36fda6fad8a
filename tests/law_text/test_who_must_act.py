"""How many must act and who among them, where a clause tells more than one number: one row a form."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.forms import rule_from_json, rule_to_json
from foedus.law.model import Act, Fact, Record, Rule, Share, Terms, Trigger
from foedus.law.status import status
from foedus.law.text import terms
from foedus.model import Step


def read(clause: str) -> Rule:
    return terms(clause).entry_into_force


def deposits(*states: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(s, Step.DEPOSITED, (s,), date="2001-01-01", act=Act.RATIFICATION, by="2001-01-01")
        for s in states
    )


@pytest.mark.parametrize(
    ("clause", "count", "among_them"),
    [
        (
            "This Convention shall enter into force on the ninetieth day after the deposit of the thirtieth instrument "
            "of ratification, including the instruments of seventeen States listed in Annex I.",
            30,
            ("at least seventeen States listed in Annex I",),
        ),
        (
            "This Convention shall enter into force thirty days after instruments, including the instruments of "
            "seventeen States with coasts on the Sea, have been deposited by twenty-five States.",
            25,
            ("at least seventeen States with coasts on the Sea",),
        ),
        (
            "This Convention shall enter into force three months after five States, including at least four members "
            "of the Council, have expressed their consent to be bound.",
            5,
            ("at least four members of the Council",),
        ),
        (
            "This Agreement shall enter into force when instruments of ratification have been deposited by two thirds "
            "of the Island States and all Member States.",
            Share(2, 3),
            ("all Member States",),
        ),
        (
            "This Agreement shall enter into force on the date on which the instruments of ratification of the Member "
            "States and of at least two thirds of the Island States have been deposited.",
            Share(2, 3),
            ("all the Member States",),
        ),
        (
            "This Agreement shall enter into force sixty days after the date on which at least six Island States and "
            "three other signatory States have deposited their instruments of ratification.",
            9,
            ("at least six Island States", "at least three other signatory States"),
        ),
        (
            "This Agreement shall enter into force on the date by which such notifications have been made by Georgia "
            "and at least one Island State.",
            2,
            ("Georgia",),
        ),
        (
            "After the deposit of not less than four ratifications, this Convention shall come into force three months "
            "after the deposit of the last of such ratifications.",
            4,
            (),
        ),
        (
            "This Convention shall enter into force on the first day of the month following the sixth month after "
            "deposit of the tenth instrument of ratification.",
            10,
            (),
        ),
        (
            "This Convention shall enter into force upon ratification by fifty per cent of the Member States.",
            Share(50, 100),
            (),
        ),
    ],
)
def test_number_and_who_must_be_among_them(clause: str, count: Any, among_them: tuple[str, ...]) -> None:
    found = read(clause)
    assert (found.count, found.must_include, found.weight) == (count, among_them, None)


def test_a_class_that_no_list_tells_is_never_taken_as_met() -> None:
    found = read(
        "This Convention shall enter into force after the deposit of the third instrument of ratification, including "
        "the instruments of two States listed in Annex I."
    )
    met = status(Record(facts=deposits("NOR", "CHE", "ISL"), complete=True), Terms(found), "2012-01-01")
    assert met.in_force is None
    short = status(Record(facts=deposits("NOR"), complete=True), Terms(found), "2012-01-01")
    assert short.in_force is False


@pytest.mark.parametrize(
    ("which", "smaller"),
    [("whichever is the smaller", True), ("whichever is less", True), ("whichever is the greater", False)],
)
def test_one_of_two_numbers(which: str, smaller: bool) -> None:
    found = read(
        "This Charter shall enter into force one month after the deposit of instruments of ratification by six or 50 "
        f"per cent of the Member States, {which}."
    )
    parts = found.any_of if smaller else found.all_of
    assert found.trigger is Trigger.OTHER
    assert [part.count for part in parts] == [6, Share(50, 100)]
    assert (found.any_of == ()) is not smaller
    assert rule_from_json(rule_to_json(found), "rule") == found
    eight = ("NOR", "CHE", "ISL", "LIE", "SWE", "DNK", "FIN", "EST")
    some = Record(parties=eight, facts=deposits(*eight[:4]), complete=True)
    assert status(some, Terms(found), "2012-01-01").in_force is smaller
    assert found.offset is not None
    if smaller:
        assert status(some, Terms(found), "2012-01-01").in_force_since == "2001-02-01"
