"""Casus foederis: who owes what, when the treaty binds, and what the attacker itself has promised."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.model import Attack, Bound, Case, Obligation, Treaty
from foedus.law.obligations import casus_foederis, told_once
from foedus.law.treatyfile import treaty_from_json
from foedus.wording.duties import doubts, duty
from foedus.wording.status import first_line

# The North Atlantic Treaty, with three of its parties; articles 4, 5 and 11
ATLANTIC: dict[str, Any] = {
    "title": "North Atlantic Treaty",
    "entry_into_force": {"trigger": "instruments", "count": 2},
    "later_states": {"offset": None, "round": "none"},
    "obligations": [
        {"kind": "mutual_defence", "article": "5", "area": "Europe or North America"},
        {"kind": "consultation", "condition": "threat", "article": "4"},
        {"kind": "basing"},
    ],
    "instruments": [
        {"state": "CAN", "act": "ratification", "date": "1949-05-03"},
        {"state": "USA", "act": "ratification", "date": "1949-07-25"},
        {"state": "FIN", "act": "accession", "date": "2023-04-04"},
    ],
}
# The Molotov-Ribbentrop pact, public articles I and II
PACT: dict[str, Any] = {
    "title": "Treaty of Non-Aggression",
    "parties": ["DEU", "SUN"],
    "entry_into_force": {"trigger": "signature"},
    "duration": {"kind": "fixed", "n": 10, "unit": "year"},
    "signed": "1939-08-23",
    "obligations": [
        {"kind": "non_aggression", "article": "I"},
        {"kind": "neutrality", "article": "II"},
    ],
}


def ask(data: dict[str, Any], attacked: str, attacker: str | None, day: str) -> tuple[Bound, ...]:
    treaty: Treaty = treaty_from_json(data)
    return casus_foederis([(treaty.record, treaty.terms)], Case(attacked, attacker, day))


def short(found: tuple[Bound, ...]) -> list[tuple[str, str, bool | None]]:
    return [(b.state, b.kind, b.binds) for b in found]


def test_allies_of_the_attacked_are_bound_under_their_article() -> None:
    found = ask(ATLANTIC, "FIN", "RUS", "2024-01-01")
    assert short(found) == [
        ("CAN", "consultation", True),
        ("CAN", "mutual_defence", True),
        ("USA", "consultation", True),
        ("USA", "mutual_defence", True),
    ]
    defence = found[1]
    assert defence.article == "5"
    assert duty(defence) == "must come to the aid of FIN"
    assert first_line(defence) == "IN FORCE since 1949-07-25"
    assert "only for attacks in Europe or North America" in doubts(defence)


def test_before_its_accession_nobody_is_bound_to_it() -> None:
    assert {b.binds for b in ask(ATLANTIC, "FIN", "RUS", "2023-04-03")} <= {False}


def test_a_third_state_is_owed_nothing() -> None:
    assert ask(ATLANTIC, "UKR", "RUS", "2024-01-01") == ()


def test_an_attack_by_an_ally_leaves_the_other_allies_bound_to_the_victim() -> None:
    assert {b.state for b in ask(ATLANTIC, "FIN", "USA", "2024-01-01")} == {"CAN"}


def test_the_attacker_breaks_its_own_promise() -> None:
    found = ask(PACT, "SUN", "DEU", "1941-06-22")
    assert short(found) == [("DEU", "non_aggression", True)]
    assert found[0].breach
    assert found[0].article == "I"


def test_neutrality_is_owed_when_a_third_attacks() -> None:
    assert short(ask(PACT, "DEU", "POL", "1939-09-01")) == [("SUN", "neutrality", True)]


def test_it_binds_no_longer_once_it_has_run_out() -> None:
    (found,) = ask(PACT, "SUN", "DEU", "1950-01-01")
    assert found.binds is False
    assert "EXPIRED" in first_line(found)


def test_attacks_by_others_than_those_named_bring_nothing_to_bear() -> None:
    limited = {**PACT, "obligations": [{"kind": "mutual_defence", "attackers": ["JPN"]}]}
    assert ask(limited, "SUN", "DEU", "1941-06-22") == ()
    assert short(ask(limited, "SUN", "JPN", "1941-06-22")) == [("DEU", "mutual_defence", True)]


def test_a_one_sided_guarantee_binds_one_side() -> None:
    guarantee = {**PACT, "obligations": [{"kind": "mutual_defence", "by": ["DEU"], "to": ["SUN"]}]}
    assert short(ask(guarantee, "SUN", "GBR", "1940-01-01")) == [("DEU", "mutual_defence", True)]
    assert ask(guarantee, "DEU", "GBR", "1940-01-01") == ()


def test_an_uncertain_treaty_gives_an_uncertain_duty() -> None:
    unknown = {k: v for k, v in PACT.items() if k not in ("entry_into_force", "duration")}
    (found,) = ask(unknown, "DEU", "POL", "1939-09-01")
    assert found.binds is None
    assert found.doubts


def test_an_obligation_that_is_only_speculated_says_so() -> None:
    rumour = {
        **PACT,
        "obligations": [{"kind": "mutual_defence", "certainty": "speculated", "sources": ["Havas"]}],
    }
    (found,) = ask(rumour, "DEU", "POL", "1939-09-01")
    assert "the obligation itself is speculated by Havas" in doubts(found)


def told(**more: Any) -> dict[str, Any]:
    return {"kind": "neutrality", "article": "II", **more}


def test_a_duty_told_twice_is_one_with_all_its_evidence() -> None:
    twice = {
        **PACT,
        "obligations": [
            told(text="neutral", sources=["Havas"], certainty="reported", facts=["4"], article=None),
            told(text="to stay neutral", sources=["Reuters"], facts=["9"]),
            told(text="neutral", sources=["Tass"], certainty="reported", facts=["5"], area="Europe"),
        ],
    }
    (found,) = ask(twice, "DEU", "POL", "1939-09-01")
    assert (found.state, found.article) == ("SUN", "II")
    assert (found.text, found.sources, found.facts) == ("to stay neutral", ("Reuters",), ("9", "4", "5"))
    assert [(e.sources, e.certainty.value, e.facts) for e in found.evidence] == [
        (("Reuters",), "asserted", ("9",)),
        (("Havas",), "reported", ("4",)),
        (("Tass",), "reported", ("5",)),
    ]
    assert doubts(found)[:1] == ("only for attacks in Europe",)


def test_duties_under_two_articles_or_for_two_areas_stay_two() -> None:
    articles = {**PACT, "obligations": [told(), told(article="IV"), told(article=None)]}
    found = ask(articles, "DEU", "POL", "1939-09-01")
    assert [b.article for b in found] == ["II", "IV", None]
    areas = {**PACT, "obligations": [told(area="Europe"), told(area="the Far East")]}
    assert len(ask(areas, "DEU", "POL", "1939-09-01")) == 2


def test_all_who_report_it_are_named_where_nobody_asserts_it() -> None:
    heard = [told(sources=[who], certainty="reported") for who in ("Havas", "Tass")]
    (found,) = ask({**PACT, "obligations": heard}, "DEU", "POL", "1939-09-01")
    assert doubts(found)[0] == "the obligation itself is reported by Havas and Tass"


NEUTRAL, DEFENCE, PEACE = ({"kind": kind} for kind in ("neutrality", "mutual_defence", "non_aggression"))
# the obligations, who is attacked by whom; who owes what
OWED: list[tuple[list[dict[str, Any]], str, str | None, list[tuple[str, str, bool | None]]]] = [
    # an attack by anyone
    ([DEFENCE], "SUN", None, [("DEU", "mutual_defence", True)]),
    ([{**DEFENCE, "attackers": ["JPN"]}], "SUN", None, [("DEU", "mutual_defence", True)]),
    ([PEACE], "SUN", None, []),
    # what does not concern the attack leaves what follows it in the list as it is
    ([{**DEFENCE, "to": ["DEU"]}, NEUTRAL], "SUN", "JPN", [("DEU", "neutrality", True)]),
    ([{"kind": "basing"}, NEUTRAL], "SUN", "JPN", [("DEU", "neutrality", True)]),
    ([{**DEFENCE, "attackers": ["POL"]}, NEUTRAL], "SUN", "JPN", [("DEU", "neutrality", True)]),
    ([{"kind": "basing", "condition": "attack"}], "SUN", "JPN", []),
    ([{**DEFENCE, "condition": "always"}], "SUN", "JPN", []),
    # who has promised not to attack, and who has not
    ([{**PEACE, "by": ["DEU"]}], "SUN", "DEU", [("DEU", "non_aggression", True)]),
    ([{**PEACE, "by": ["SUN"]}], "SUN", "DEU", []),
    ([{**PEACE, "by": ["SUN"]}], "DEU", "SUN", [("SUN", "non_aggression", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("obligations", "attacked", "attacker", "wanted"), OWED)
def test_who_owes_what(
    obligations: list[dict[str, Any]],
    attacked: str,
    attacker: str | None,
    wanted: list[tuple[str, str, bool | None]],
) -> None:
    assert short(ask({**PACT, "obligations": obligations}, attacked, attacker, "1940-01-01")) == wanted


def test_what_binds_goes_first_and_what_does_not_last() -> None:
    unread = {k: v for k, v in PACT.items() if k not in ("entry_into_force", "duration")}
    cases = {
        "bound": PACT,
        "perhaps": unread,
        "over": {**PACT, "duration": {"kind": "until", "date": "1939-09-30"}},
    }
    each = [
        treaty_from_json({**data, "title": title, "obligations": [NEUTRAL]}) for title, data in cases.items()
    ]
    found = casus_foederis([(t.record, t.terms) for t in reversed(each)], Case("DEU", "POL", "1940-01-01"))
    assert [(b.treaty, b.binds) for b in found] == [("bound", True), ("perhaps", None), ("over", False)]


def test_a_duty_between_one_bound_and_one_that_has_left_binds_no_more() -> None:
    left = {"state": "USA", "act": "denunciation", "date": "1999-01-01", "effect": "2000-01-01"}
    found = ask({**ATLANTIC, "instruments": [*ATLANTIC["instruments"], left]}, "CAN", "RUS", "2024-01-01")
    assert [(b.state, b.binds) for b in found if b.kind == "mutual_defence"] == [
        ("FIN", True),
        ("USA", False),
    ]


def test_only_those_who_tell_it_as_sure_are_named() -> None:
    heard = [
        told(sources=["Havas"], certainty="reported"),
        told(certainty="reported"),
        told(sources=["Tass"], certainty="speculated"),
    ]
    (found,) = ask({**PACT, "obligations": heard}, "DEU", "POL", "1939-09-01")
    assert doubts(found)[0] == "the obligation itself is reported by Havas"


def duty_told(fact: str, **more: Any) -> Obligation:
    return Obligation("neutrality", facts=(fact,), **more)


# what is told; the article of each duty with the facts of those who tell it
ONCE: list[tuple[list[Obligation], list[tuple[str | None, tuple[str, ...]]]]] = [
    ([duty_told("1")], [(None, ("1",))]),
    ([duty_told("1"), duty_told("2")], [(None, ("1", "2"))]),
    ([duty_told("1"), duty_told("2", article="II")], [("II", ("2", "1"))]),
    ([duty_told("1", article="II"), duty_told("2", article="II")], [("II", ("1", "2"))]),
    ([duty_told("1", article="II"), duty_told("2", article="IV")], [("II", ("1",)), ("IV", ("2",))]),
    ([duty_told("1", article="II"), duty_told("2", article="IV"), duty_told("3")], [("II", ("1", "3")), ("IV", ("2",))]),
    ([duty_told("1", to=("SUN",)), duty_told("2")], [(None, ("1",)), (None, ("2",))]),
    ([duty_told("1", by=("SUN",)), duty_told("2")], [(None, ("1",)), (None, ("2",))]),
    ([duty_told("1", area="Europe"), duty_told("2")], [(None, ("1",)), (None, ("2",))]),
    ([duty_told("1", condition=Attack.WAR), duty_told("2")], [(None, ("1",)), (None, ("2",))]),
    ([Obligation("consultation", facts=("1",)), duty_told("2")], [(None, ("1",)), (None, ("2",))]),
    ([], []),
]  # fmt: skip


@pytest.mark.parametrize(("each", "wanted"), ONCE)
def test_each_duty_stands_once_with_all_its_facts(
    each: list[Obligation], wanted: list[tuple[str | None, tuple[str, ...]]]
) -> None:
    assert [(o.article, o.facts) for o in told_once(each)] == wanted
