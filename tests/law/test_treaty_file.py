"""Treaty files: what they say is taken, what is wrong in them is named by its field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.errors import TreatyFileError
from foedus.law.acts import act_of
from foedus.law.model import Act, Attack, DurationKind, Instrument, Round, Share, Trigger, Unit
from foedus.law.status import status
from foedus.law.treatyfile import is_organisation, read_treaty
from foedus.model import Step
from foedus.wording.as_json import status_to_json
from foedus.wording.status import status_text

GOOD: dict[str, Any] = {
    "title": "Convention on Cluster Munitions",
    "parties": ["Ireland", "Norway"],
    "signed": "2008-12-03",
    "entry_into_force": {
        "trigger": "instruments",
        "count": 30,
        "offset": {"n": 6, "unit": "months"},
        "round": "first_day_of_month",
        "article": "17(1)",
    },
    "later_states": {"offset": {"n": 6, "unit": "month"}, "round": "first_day_of_month"},
    "duration": {"kind": "indefinite"},
    "denunciation": {"notice": {"n": 6, "unit": "month"}, "not_before": None},
    "instruments": [
        {"state": "Ireland", "act": "ratification", "date": "2008-12-03"},
        {"state": "Norway", "act": "ratification", "date": "2008-12-03"},
    ],
    "events": [
        {"step": "adopted", "date": "2008-05-30", "sources": ["Reuters"], "said": "adopted in Dublin"}
    ],
    "obligations": [{"kind": "arms", "article": "1"}],
}


def test_all_of_it_is_taken() -> None:
    found = read_treaty(json.dumps(GOOD))
    assert found.record.title == "Convention on Cluster Munitions"
    assert found.record.parties == ("Ireland", "Norway")
    assert [f.step for f in found.record.facts] == [Step.DEPOSITED, Step.DEPOSITED, Step.SIGNED, "adopted"]
    rule = found.terms.entry_into_force
    assert (rule.trigger, rule.count, rule.round) == (Trigger.INSTRUMENTS, 30, Round.FIRST_DAY_OF_MONTH)
    assert rule.offset is not None
    assert rule.offset.unit is Unit.MONTH
    assert found.terms.duration.kind is DurationKind.INDEFINITE
    assert found.terms.obligations[0].condition is Attack.ALWAYS
    assert found.terms.known


def test_states_go_through_the_given_table() -> None:
    found = read_treaty(json.dumps(GOOD), state={"Ireland": "IRL", "Norway": "NOR"}.__getitem__)
    assert found.record.parties == ("IRL", "NOR")
    assert {a for f in found.record.facts for a in f.actors} == {"IRL", "NOR"}


def test_without_a_rule_the_terms_are_not_known() -> None:
    assert not read_treaty('{"title": "t"}').terms.known


WRONG = [
    ({"title": 5}, "title: 5 is not text"),
    ({"parties": "Ireland"}, "parties: 'Ireland' is not a list"),
    ({"parties": [3]}, r"parties\[0\]: 3 is not a name"),
    ({"signed": "yesterday"}, "signed: 'yesterday' is not an EDTF date"),
    ({"sigend": "2008-12-03"}, "sigend: no such field here; did you mean 'signed'"),
    ({"entry_into_force": "soon"}, "entry_into_force: 'soon' is not an object"),
    (
        {"entry_into_force": {"trigger": "magic"}},
        "entry_into_force.trigger: 'magic' is not one of 'signature'",
    ),
    ({"entry_into_force": {"trigger": "date"}}, "entry_into_force.date: a rule with the trigger"),
    ({"entry_into_force": {"trigger": "date", "date": "2024-02-30"}}, "entry_into_force.date: '2024-02-30'"),
    (
        {"entry_into_force": {"trigger": "instruments", "count": 0}},
        "entry_into_force.count: 0 is not a number",
    ),
    ({"entry_into_force": {"trigger": "instruments", "count": True}}, "entry_into_force.count: True"),
    (
        {"entry_into_force": {"trigger": "instruments", "count": {"share": [3, 2]}}},
        "count: a share is two whole",
    ),
    ({"entry_into_force": {"trigger": "signature", "offset": {"n": 3}}}, 'offset: needs "n" and "unit"'),
    (
        {"entry_into_force": {"trigger": "signature", "offset": {"n": 3, "unit": "moon"}}},
        "offset.unit: 'moon'",
    ),
    ({"entry_into_force": {"trigger": "signature", "off_set": None}}, "off_set: no such field.*'offset'"),
    ({"entry_into_force": {"all_of": [{"trigger": "x"}]}}, r"entry_into_force.all_of\[0\].trigger: 'x'"),
    ({"entry_into_force": {"all_of": [{}], "any_of": [{}]}}, "all_of and any_of stand side by side"),
    (
        {"entry_into_force": {"weight": {"of": "tonnage"}}},
        "entry_into_force.weight.percent: None is not a number",
    ),
    ({"entry_into_force": {"linked": {}}}, "entry_into_force.linked.treaty: is missing"),
    ({"entry_into_force": {"tacit": {"unless": "all"}}}, "entry_into_force.tacit.unless: give a number"),
    ({"duration": {"kind": "fixed"}}, "duration: a fixed duration needs"),
    ({"duration": {"kind": "until"}}, 'duration.date: a duration "until" needs its day'),
    ({"renewal": {"tacit": "yes"}}, "renewal.tacit: 'yes' is neither true nor false"),
    ({"instruments": [{"act": "ratification"}]}, r"instruments\[0\].state: is missing"),
    (
        {"instruments": [{"state": "Chad", "act": "applause"}]},
        r"instruments\[0\].act: 'applause' is no act known",
    ),
    (
        {"instruments": [{"state": "Chad", "act": "accession", "date": "31/12/2000"}]},
        r"instruments\[0\].date: '31/12/2000'",
    ),
    (
        {"instruments": [{"state": "A", "act": "accession", "weight": "big"}]},
        r"instruments\[0\].weight: 'big'",
    ),
    ({"events": [{"step": "celebrated"}]}, r"events\[0\].step: 'celebrated' is no step known"),
    ({"obligations": [{"article": "5"}]}, r"obligations\[0\].kind: is missing"),
    ({"clauses": [{"field": "duration", "span": [1]}]}, r"clauses\[0\].span: give two offsets"),
    ([1], r"treaty: \[1\] is not an object"),
]


@pytest.mark.parametrize(("data", "message"), WRONG)
def test_the_wrong_field_is_named(data: Any, message: str) -> None:
    with pytest.raises(TreatyFileError, match=message) as caught:
        read_treaty(json.dumps(data), "a.json")
    assert str(caught.value).startswith("a.json: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "\x00\x01", "[" * 100_000, b"\xff\xfe\x00"])
def test_what_is_no_json_is_said_to_be_none(text: str | bytes) -> None:
    with pytest.raises(TreatyFileError, match="is not JSON"):
        read_treaty(text, "a.json")


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("Ratification", Act.RATIFICATION),
        ("definitive signature", Act.DEFINITIVE_SIGNATURE),
        ("definitive_signature", Act.DEFINITIVE_SIGNATURE),
        ("Formal  confirmation", Act.CONFIRMATION),
        ("withdrawal", Act.DENUNCIATION),
        ("exchange of notes", Act.EXCHANGE),
        ("applause", None),
    ],
)
def test_acts_as_depositaries_word_them(words: str, act: Act | None) -> None:
    assert act_of(words) is act


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("World Health Organization", True),
        ("European Union", True),
        ("International Atomic Energy Agency", True),
        ("United Kingdom", False),
        ("Union of Soviet Socialist Republics", False),
        ("Guinea-Bissau", False),
    ],
)
def test_organisations_by_their_names(name: str, organisation: bool) -> None:
    assert is_organisation(Instrument(name, Act.ACCESSION, "2000-01-01")) is organisation


def test_status_as_json_has_the_keys_that_others_rely_on() -> None:
    found = read_treaty(json.dumps(GOOD))
    out = status_to_json(status(found.record, found.terms, "2009-01-01"))
    assert out["status"] == "not in force"
    assert out["in_force_since"] is None
    (missing,) = out["missing"]
    assert missing["text"] == (
        "28 more instruments of ratification, acceptance, approval or accession (2 of 30)"
    )
    assert {p["party"] for p in out["parties"]} == {"Ireland", "Norway"}
    assert missing["kind"] == "more_missing"
    assert missing["states"] == []
    assert missing["fields"] == {"of": "instruments", "number": 28, "have": 2, "needed": 30}
    parts = {"text", "kind", "article", "articles", "facts", "fields"}
    assert all(set(r) == parts for r in (*out["reasons"], *out["parties"][0]["reasons"]))
    assert json.loads(json.dumps(out)) == out


def test_a_share_is_read() -> None:
    data = {"entry_into_force": {"trigger": "instruments", "count": {"share": [2, 3]}}}
    assert read_treaty(json.dumps(data)).terms.entry_into_force.count == Share(2, 3)


def test_the_day_of_signature_is_that_of_those_who_have_none_of_their_own() -> None:
    data = {
        "parties": ["CAN", "USA"],
        "signed": "1949-04-04",
        "instruments": [{"state": "CAN", "act": "signature", "date": "1949-05-05"}],
    }
    found = read_treaty(json.dumps(data))
    assert {(f.actors, f.date) for f in found.record.facts} == {
        (("CAN",), "1949-05-05"),
        (("USA",), "1949-04-04"),
    }
    assert not any(
        "differently" in d.text for d in status_text(status(found.record, found.terms, "1950-01-01")).doubts
    )
