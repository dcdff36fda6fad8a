"""Acts beside an agreement: each row's act with actor, target, number, day and certainty; none without an agreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.model import Certainty, Claim, ClaimKind
from foedus.reading import act_lexicon, claims
from foedus.reading.act_lexicon import CATEGORIES, RULES, ActRule
from tests.reading.reader import page, read

LEAD = "Fiji and Tonga signed a defence treaty in Suva in May. "


def acts(sentence: str, lead: str = LEAD) -> list[Claim]:
    return [c for c in read(lead + sentence) if c.kind is ClaimKind.ACT]


@pytest.mark.parametrize(
    ("sentence", "act", "actors", "target", "date", "certainty"),
    [
        (
            "Fiji sent 2,000 troops to Tonga on Monday.",
            "forces_deployed",
            "FJI",
            "TON",
            "2024-11-11",
            "asserted",
        ),
        (
            "Tonga withdrew its soldiers from Fiji on Monday.",
            "forces_withdrawn",
            "TON",
            "FJI",
            "2024-11-11",
            "asserted",
        ),
        ("Fiji gave 20 million dollars in aid to Tonga.", "aid", "FJI", "TON", None, "asserted"),
        (
            "Fiji expelled two Tongan diplomats on Monday.",
            "expulsion",
            "FJI",
            "TON",
            "2024-11-11",
            "asserted",
        ),
        ("Fiji fired missiles at Tonga on Monday.", "attack", "FJI", "TON", "2024-11-11", "asserted"),
        ("Fiji shot down a Tongan jet.", "attack", "FJI", "TON", None, "asserted"),
        ("Fiji severed diplomatic ties with Tonga.", "relations_broken", "FJI", "TON", None, "asserted"),
        ("Fiji closed its border with Tonga.", "border_closed", "FJI", "TON", None, "asserted"),
        ("Fiji invaded Tonga last year.", "invasion", "FJI", "TON", "2023", "asserted"),
        (
            "Fiji and Tonga held joint exercises on Monday.",
            "joint_exercise",
            "FJI TON",
            "",
            "2024-11-11",
            "asserted",
        ),
        (
            "Australia imposed sanctions on Fiji on Monday.",
            "sanctions",
            "AUS",
            "FJI",
            "2024-11-11",
            "asserted",
        ),
        ("Fiji lifted sanctions on Tonga.", "sanctions_lifted", "FJI", "TON", None, "asserted"),
        ("Australia supplied tanks to Tonga.", "military_aid", "AUS", "TON", None, "asserted"),
        ("Fiji held talks with Tonga on Monday.", "talks", "FJI", "TON", "2024-11-11", "asserted"),
        ("Fiji cut relations with Tonga.", "relations_broken", "FJI", "TON", None, "asserted"),
        ("Fiji recalled its ambassador from Tonga.", "ambassador_recalled", "FJI", "TON", None, "asserted"),
        ("Fiji recognised Tonga.", "recognition", "FJI", "TON", None, "asserted"),
        ("Fiji's president visited Tonga on Monday.", "visit", "FJI", "TON", "2024-11-11", "asserted"),
        ("Fiji halted aid to Tonga on Monday.", "aid_halted", "FJI", "TON", "2024-11-11", "asserted"),
        (
            "Fiji's president met with Tonga's prime minister on Monday.",
            "meeting",
            "FJI",
            "TON",
            "2024-11-11",
            "asserted",
        ),
        ("Fiji threatened Tonga on Monday.", "threat", "FJI", "TON", "2024-11-11", "asserted"),
        ("Fiji demanded an apology from Tonga.", "demand", "FJI", "TON", None, "asserted"),
        ("Fiji rejected a Tongan offer on Monday.", "rejection", "FJI", "TON", "2024-11-11", "asserted"),
        ("Fiji will not meet Tonga.", "meeting", "FJI", "TON", None, "denied"),
        ("Fiji may attack Tonga.", "attack", "FJI", "TON", None, "speculated"),
    ],
)
def test_acts(sentence: str, act: str, actors: str, target: str, date: str | None, certainty: str) -> None:
    [found] = acts(sentence)
    assert (found.what, " ".join(sorted(found.actors)), found.date, found.certainty.value) == (
        act,
        actors,
        date,
        certainty,
    )
    assert found.detail["target"] == target.split()
    assert found.detail["category"] == CATEGORIES[act]


def test_the_number_of_the_forces() -> None:
    assert acts("Fiji sent 2,000 troops to Tonga on Monday.")[0].detail["number"] == 2000


def test_no_act_without_an_agreement() -> None:
    assert acts("Fiji sent 2,000 troops to Tonga on Monday.", lead="") == []


@pytest.mark.parametrize(
    ("sentence", "act", "actors", "target", "certainty"),
    [
        ("Fiji sent 2,000 troops to Tonga on Monday.", "forces_deployed", "FJI", "TON", "asserted"),
        ("Fiji's president said Tonga had attacked Fiji on Monday.", "attack", "TON", "FJI", "reported"),
        ("Fiji threatened to close its border with Tonga.", "threat", "FJI", "TON", "asserted"),
        ("Fiji did not visit Tonga.", "visit", "FJI", "TON", "denied"),
    ],
)
def test_an_act_in_its_own_right(sentence: str, act: str, actors: str, target: str, certainty: str) -> None:
    [found] = claims(page(sentence), acts=True)
    assert (found.what, " ".join(found.actors), found.certainty.value) == (act, actors, certainty)
    assert found.detail["target"] == target.split()


def test_an_act_is_told_once_a_source() -> None:
    assert len(acts("Fiji invaded Tonga. Fiji invaded Tonga in the night.")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The army band sent its drummers to the parade.",
        "The firm supplied tanks for the fish farm.",
        "Critics attacked the plan.",
    ],
)
def test_what_is_no_act_between_states(sentence: str) -> None:
    assert acts(sentence) == []


def told(sentence: str) -> list[Claim]:
    return [c for c in claims(page(sentence), acts=True) if c.kind is ClaimKind.ACT]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.id))
def test_the_sentence_of_a_row_tells_its_act(rule: ActRule) -> None:
    [found] = told(f"It was a long week in the Pacific. {rule.example[:-1]} on Monday.")
    assert found.rule == rule.id
    actor = ("KEN",) if rule.example.startswith("Kenya") else ("FJI",)
    both = "joint" in rule and set(found.actors) == {"FJI", "TON"}
    assert both or (found.actors == actor and "TON" in found.detail["target"])  # type: ignore[operator]
    assert found.certainty.value == ("speculated" if " may " in rule.example else "asserted")


CONSTRUCTIONS = [
    ("Fiji has bombed Tonga.", "attack", "asserted"),
    ("Tonga was bombed by Fiji.", "attack", "asserted"),
    ("Fiji, which bombed Tonga in May, is small.", "attack", "asserted"),
    ("Fiji wants to bomb Tonga.", "attack", "planned"),
    ("Fiji has not bombed Tonga.", "attack", "denied"),
    ("Fiji denied that it had bombed Tonga.", "attack", "denied"),
    ("Fiji's navy bombed a Tongan village.", "attack", "asserted"),
    ("Samoa said Fiji had bombed Tonga.", "attack", "reported"),
    ("Fiji refused to meet Tonga's president.", "refusal", "asserted"),
    ("Fiji did not threaten to attack Tonga.", "threat", "denied"),
]


@pytest.mark.parametrize(("sentence", "act", "certainty"), CONSTRUCTIONS)
def test_one_act_in_each_construction(sentence: str, act: str, certainty: str) -> None:
    [found] = told(sentence)
    assert (found.what, found.actors, found.certainty.value) == (act, ("FJI",), certainty)
    assert found.detail["target"] == ["TON"]


@pytest.mark.parametrize(
    ("sentence", "act", "of"),
    [
        ("Fiji threatened to close its border with Tonga.", "threat", "border_closed"),
        ("Fiji urged Tonga to release two Fijian sailors.", "request", "release"),
        ("Fiji refused to meet Tonga's president.", "refusal", "meeting"),
        ("Fiji accused Tonga of bombing Samoa.", "accusation", "attack"),
    ],
)
def test_the_outermost_act_says_what_it_is_about(sentence: str, act: str, of: str) -> None:
    [found] = told(sentence)
    assert (found.what, found.detail.get("of")) == (act, of)


WIRE = [
    (sentence, expected.split())
    for line in Path(__file__).with_name("acts.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for sentence, expected in [line.split(" | ")]
]


@pytest.mark.parametrize(("sentence", "expected"), WIRE, ids=[row[0][:40] for row in WIRE])
def test_acts_of_wire_copy(sentence: str, expected: list[str]) -> None:
    found = told(sentence)
    if expected == ["none"]:
        assert all(c.certainty is Certainty.PLANNED for c in found)
        return
    category, actor, target, *denied = expected
    [one] = [c for c in found if c.detail["category"] == category]
    assert actor in one.actors
    assert target in (*one.actors, *one.detail["target"])  # type: ignore[misc]
    assert (one.certainty is Certainty.DENIED) == bool(denied)


def test_each_act_has_one_category() -> None:
    assert all(rule.category == CATEGORIES[rule.act] for rule in RULES)


def test_a_need_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ["x", "wave", "wave", "CONSULT", "to", "object=hand", "Fiji waved to Tonga."]
    monkeypatch.setattr(act_lexicon, "rows", lambda _: [row])
    with pytest.raises(ValueError, match="object= is no need"):
        list(act_lexicon._read())
