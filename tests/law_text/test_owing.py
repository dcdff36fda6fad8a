"""What parties owe one another in war and peace, in the manner of real treaties: one row a form."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.cli.main import cli
from foedus.law.forms import terms_from_json, terms_to_json
from foedus.law.model import Attack, Case, Fact, Record
from foedus.law.obligations import casus_foederis
from foedus.law.text import terms
from foedus.model import Step

HEAD = "TREATY between the Republic of Alpha and the Kingdom of Beta. Article 4 "

OWED = [
    (
        "If either Party is the object of an armed attack by any State, the other Party shall at once render it "
        "military and other assistance with all the means in its possession.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "An armed attack against one or more of them shall be considered an attack against them all, and each will "
        "assist the Party so attacked.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "Each Party recognises that an armed attack on the other would endanger its own safety and declares that it "
        "would act to meet the common danger in accordance with its constitution.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "Should one of the Parties find itself at war, the other will come to its aid with its whole force.",
        "mutual_defence",
        Attack.WAR,
    ),
    (
        "The Parties shall consult together whenever, in the view of either, its security or territorial integrity is "
        "threatened from outside.",
        "consultation",
        Attack.THREAT,
    ),
    (
        "In the event of armed attack on either Party the two Governments shall immediately enter into consultations.",
        "consultation",
        Attack.ATTACK,
    ),
    (
        "If one Party becomes the object of hostilities by a third Power, the other shall observe strict neutrality "
        "for as long as the conflict lasts.",
        "neutrality",
        Attack.ATTACK,
    ),
    (
        "The two Parties undertake to refrain from any act of force and from any attack upon one another, alone or "
        "jointly with other Powers.",
        "non_aggression",
        Attack.ALWAYS,
    ),
    (
        "Each of them binds itself not to resort to war against the other Party.",
        "non_aggression",
        Attack.ALWAYS,
    ),
    (
        "Neither Party shall conclude any alliance or take part in any coalition directed against the other.",
        "no_hostile_alliance",
        Attack.ALWAYS,
    ),
    (
        "The Kingdom of Beta grants to the Republic of Alpha the right to station its land and naval forces in the "
        "territory of Beta.",
        "basing",
        Attack.ALWAYS,
    ),
    (
        "For this purpose the Republic is granted the use of facilities and areas, which shall be agreed apart.",
        "basing",
        Attack.ALWAYS,
    ),
    (
        "Each State Party undertakes never under any circumstances to develop, produce or stockpile such weapons.",
        "arms",
        Attack.ALWAYS,
    ),
    (
        "The Republic of Alpha shall supply Beta with arms and military equipment on terms to be settled.",
        "arms",
        Attack.ALWAYS,
    ),
]


@pytest.mark.parametrize(("sentence", "kind", "condition"), OWED)
def test_duty(sentence: str, kind: str, condition: Attack) -> None:
    found = {o.kind: o for o in terms(HEAD + sentence).obligations}
    assert kind in found
    assert found[kind].condition is condition
    assert found[kind].article == "4"
    assert sentence in found[kind].text


# as treaties before 1945 say it
OWED_OF_OLD = [
    (
        "Should one of the two Empires be attacked by a neighbour, the other is bound to come to its assistance with the "
        "whole strength of its arms.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "If Beta without provocation should be attacked, Alpha is bound to bring her in good time help and assistance.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "The casus foederis shall arise for all of them if one of them is attacked by two or more Great Powers.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "Their Majesties guarantee to each other their possessions against every attack.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "Each engages to furnish to the other, in case of attack, an auxiliary corps of twenty thousand men.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "There shall be an offensive and defensive alliance between the two Crowns.",
        "mutual_defence",
        Attack.ATTACK,
    ),
    (
        "Should one of them be at war with a third Great Power, the other will maintain a benevolent neutrality.",
        "neutrality",
        Attack.WAR,
    ),
    (
        "In case of war between one of them and a third Power, the other engages not to take part in it.",
        "neutrality",
        Attack.WAR,
    ),
    (
        "Each shall abstain from lending aid of any kind to a State which attacks the other Party.",
        "neutrality",
        Attack.ATTACK,
    ),
    ("The two Sovereigns promise each other peace and friendship.", "non_aggression", Attack.ALWAYS),
    (
        "The two States undertake that they will in no case attack or invade each other.",
        "non_aggression",
        Attack.ALWAYS,
    ),
    (
        "They condemn recourse to war, and renounce it in their relations with one another.",
        "non_aggression",
        Attack.ALWAYS,
    ),
    (
        "They will enter into no alliance or engagement directed against one of their States.",
        "no_hostile_alliance",
        Attack.ALWAYS,
    ),
    (
        "If the peace is menaced, the Sovereigns shall come to an understanding with one another on the measures due.",
        "consultation",
        Attack.THREAT,
    ),
    (
        "Whenever their rights and interests in the East are in jeopardy, they will communicate with one another fully.",
        "consultation",
        Attack.THREAT,
    ),
    (
        "They shall proceed to an exchange of views when an attack is to be feared.",
        "consultation",
        Attack.THREAT,
    ),
]


@pytest.mark.parametrize(("sentence", "kind", "condition"), OWED_OF_OLD)
def test_duty_of_old(sentence: str, kind: str, condition: Attack) -> None:
    found = {o.kind: o.condition for o in terms(HEAD + sentence).obligations}
    assert found == {kind: condition}


OWES_NOTHING = [
    # of old
    "The subjects of the two Crowns shall live in peace and friendship and trade freely.",
    "In case of war between the Parties, merchants shall have one year to withdraw their goods.",
    "If a vessel of either Party is attacked by pirates, the ships of war of the other shall give it protection.",
    "The envoy shall consult the Governor if public order is threatened.",
    # trade
    "If imports threaten serious injury to its industry, the Parties shall consult before any measure is taken.",
    "The Parties shall consult each other on the application of this Agreement.",
    "Aggressive advertising of infant formula shall not be permitted by either Party.",
    # another's doing
    "The Council shall consider any threat to the peace and consult the Parties.",
    "Considering that each undertakes to assist the other if attacked,",
    "Nothing in this Agreement shall oblige a Party to furnish arms or to take part in hostilities.",
    # in general, towards nobody of the treaty
    "The Parties will settle their disputes by peaceful means and observe the Charter of the United Nations.",
    "Each Party shall take measures against the introduction of animals that attack crops.",
    "The weapons of hunters shall be registered by the authorities.",
    # an assurance about third States
    "The neutral inspectors shall be chosen by lot.",
]


@pytest.mark.parametrize("sentence", OWES_NOTHING)
def test_silent_rather_than_wrong(sentence: str) -> None:
    assert terms(HEAD + sentence).obligations == ()


def test_where_an_attack_must_fall() -> None:
    (found,) = terms(
        HEAD
        + "An armed attack against one of them in Europe or North America shall be considered an attack against "
        "them all."
    ).obligations
    assert found.area == "Europe or North America"


def test_a_duty_of_another_treaty_in_quotation_marks_is_none() -> None:
    text = (
        'PROTOCOL amending the Treaty. Article 1 Article 5 of the Treaty shall be replaced by the following: "If one '
        'Party is attacked, the other shall render it assistance." Article 2 This Protocol shall enter into force on '
        "signature."
    )
    assert terms(text).obligations == ()


WHOLE = (
    "TREATY OF FRIENDSHIP between Alpha and Beta. Article 1 The Parties shall consult together if the peace is "
    "threatened. Article 2 If one of the Parties is attacked, the other shall render it military assistance. Article 3 "
    "The Parties shall consult if an aggression is prepared. Article 4 This Treaty shall enter into force on the "
    "exchange of the instruments of ratification."
)


def test_each_with_its_clause_and_once_an_article() -> None:
    found = terms(WHOLE)
    assert [(o.kind, o.article) for o in found.obligations] == [
        ("consultation", "1"),
        ("mutual_defence", "2"),
        ("consultation", "3"),
    ]
    clauses = [c for c in found.clauses if c.field == "obligations"]
    assert [c.article for c in clauses] == ["1", "2", "3"]
    assert all(WHOLE[c.start : c.end] == c.quote for c in found.clauses)
    assert terms_from_json(terms_to_json(found)) == found


def test_from_a_treaty_s_text_to_who_is_bound() -> None:
    facts = (Fact("1", Step.INSTRUMENTS_EXCHANGED, date="1950-04-11"),)
    record = Record("Treaty of Friendship", ("AAA", "BBB"), facts)
    found = casus_foederis([(record, terms(WHOLE))], Case("AAA", "CCC", "1951-01-01"))
    assert [(b.state, b.kind, b.article, b.binds) for b in found] == [
        ("BBB", "consultation", "1", True),
        ("BBB", "consultation", "3", True),
        ("BBB", "mutual_defence", "2", True),
    ]


def test_the_table_lists_what_is_owed(tmp_path: Path) -> None:
    (tmp_path / "pact.txt").write_text(WHOLE, "utf-8")
    out = CliRunner().invoke(cli, ["terms", str(tmp_path / "pact.txt")]).output
    assert "mutual defence, on attack" in out
    assert "consultation, on threat" in out
