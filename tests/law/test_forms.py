"""Terms and their form in JSON: every field to and from it, what may be left out, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from foedus.errors import TreatyFileError
from foedus.law.fields import Fields
from foedus.law.forms import (
    denunciation_from_json,
    denunciation_to_json,
    obligation_from_json,
    obligation_to_json,
    offset_to_json,
    rule_from_json,
    rule_to_json,
    terms_from_json,
    terms_to_json,
)
from foedus.law.model import (
    Attack,
    Clause,
    CountedFrom,
    Denunciation,
    Duration,
    DurationKind,
    LaterStates,
    Linked,
    Obligation,
    Offset,
    Renewal,
    Round,
    Rule,
    Share,
    Tacit,
    Terms,
    Trigger,
    Unit,
    Weight,
)
from foedus.law.particulars import LATER, Link, Particulars, Registration, Relation, merged
from foedus.law.particulars_json import particulars_from_json, particulars_to_json, told_of
from foedus.model import Certainty, ParticularKind

Json = dict[str, Any]
EMPTY_RULE: Json = {
    "trigger": None, "count": None, "of": None, "date": None, "must_include": [], "weight": None, "offset": None,
    "round": "none",
}  # fmt: skip
DAY_30 = {"n": 30, "unit": "day"}

# a rule, and the keys by which its form differs from that of no rule
RULES: list[tuple[Rule, Json]] = [
    (Rule(), {}),
    (Rule(Trigger.SIGNATURE), {"trigger": "signature"}),
    (Rule(Trigger.DATE, date="2001-02-03"), {"trigger": "date", "date": "2001-02-03"}),
    (Rule(Trigger.EXCHANGE, of="notes"), {"trigger": "exchange", "of": "notes"}),
    (Rule(Trigger.INSTRUMENTS, count=1), {"trigger": "instruments", "count": 1}),
    (Rule(Trigger.INSTRUMENTS, count="all"), {"trigger": "instruments", "count": "all"}),
    (Rule(Trigger.INSTRUMENTS, count=Share(2, 3)), {"trigger": "instruments", "count": {"share": [2, 3]}}),
    (Rule(Trigger.INSTRUMENTS, count=Share(3, 3)), {"trigger": "instruments", "count": {"share": [3, 3]}}),
    (Rule(must_include=("CHN", "USA")), {"must_include": ["CHN", "USA"]}),
    (Rule(weight=Weight(55, "emissions")), {"weight": {"percent": 55, "of": "emissions"}}),
    (Rule(weight=Weight(0.5)), {"weight": {"percent": 0.5, "of": None}}),
    (Rule(offset=Offset(30)), {"offset": DAY_30}),
    (Rule(offset=Offset(0, Unit.MONTH)), {"offset": {"n": 0, "unit": "month"}}),
    (Rule(round=Round.FIRST_DAY_OF_MONTH), {"round": "first_day_of_month"}),
    (Rule(not_counted=("FRA",)), {"not_counted": ["FRA"]}),
    (Rule(only="States"), {"only": "States"}),
    (Rule(not_before="2001-02-03"), {"not_before": "2001-02-03"}),
    (Rule(among=("DEU", "FRA")), {"among": ["DEU", "FRA"]}),
    (Rule(set_size=10), {"set_size": 10}),
    (Rule(set_size=0), {"set_size": 0}),
    (Rule(Trigger.OTHER, linked=Linked("the Convention")), {"trigger": "other", "linked": {"treaty": "the Convention", "in_force": None}}),
    (Rule(Trigger.OTHER, linked=Linked("it", "2001-02-03")), {"trigger": "other", "linked": {"treaty": "it", "in_force": "2001-02-03"}}),
    (Rule(Trigger.OTHER, tacit=Tacit("2001-02-03", 5)), {"trigger": "other", "tacit": {"deemed": "2001-02-03", "unless": 5}}),
    (Rule(Trigger.OTHER, tacit=Tacit(None, Share(1, 3))), {"trigger": "other", "tacit": {"deemed": None, "unless": {"share": [1, 3]}}}),
    (Rule(Trigger.OTHER, tacit=Tacit()), {"trigger": "other", "tacit": {"deemed": None, "unless": None}}),
    (Rule(Trigger.OTHER, all_of=(Rule(Trigger.SIGNATURE), Rule())), {"trigger": "other", "all_of": [{**EMPTY_RULE, "trigger": "signature"}, EMPTY_RULE]}),
    (Rule(Trigger.OTHER, any_of=(Rule(count=2),)), {"trigger": "other", "any_of": [{**EMPTY_RULE, "count": 2}]}),
    (Rule(article="84(1)", note="unclear"), {"article": "84(1)", "note": "unclear"}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "form"), RULES, ids=[json.dumps(form)[:60] for _, form in RULES])
def test_a_rule_and_its_form(rule: Rule, form: Json) -> None:
    assert rule_to_json(rule) == {**EMPTY_RULE, **form}
    assert rule_from_json(form) == rule_from_json({**EMPTY_RULE, **form}) == rule


# what may be written otherwise
WRITTEN: list[tuple[Json, Rule]] = [
    ({"count": "both"}, Rule(count="all")),
    ({"offset": {"n": 3, "unit": " Months "}}, Rule(offset=Offset(3, Unit.MONTH))),
    ({"all_of": [{}]}, Rule(Trigger.OTHER, all_of=(Rule(),))),
    ({"any_of": [{}]}, Rule(Trigger.OTHER, any_of=(Rule(),))),
    ({"linked": {"treaty": "it"}}, Rule(Trigger.OTHER, linked=Linked("it"))),
    ({"tacit": {"unless": 3}}, Rule(Trigger.OTHER, tacit=Tacit(None, 3))),
    ({"trigger": "date", "date": "2001-02-03", "linked": {"treaty": "it"}}, Rule(Trigger.DATE, date="2001-02-03", linked=Linked("it"))),
    ({"trigger": "instruments", "count": 3, "weight": []}, Rule(Trigger.INSTRUMENTS, count=3)),
    (
        {"trigger": "instruments", "count": 3, "offset": DAY_30, "round": "first_day_of_month", "article": "9", "note": "n",
         "not_before": "2001-02-03", "weight": [{"percent": 40, "of": "tonnage"}, {"percent": 3, "of": "recycling"}]},
        Rule(
            Trigger.OTHER, offset=Offset(30), round=Round.FIRST_DAY_OF_MONTH, article="9", note="n", not_before="2001-02-03",
            all_of=(Rule(Trigger.INSTRUMENTS, 3, weight=Weight(40, "tonnage")), Rule(Trigger.INSTRUMENTS, 3, weight=Weight(3, "recycling"))),
        ),
    ),  # both must be met, and the wait is counted from the later (Hong Kong Convention 17)
]  # fmt: skip


@pytest.mark.parametrize(("form", "rule"), WRITTEN)
def test_a_rule_as_others_write_it(form: Json, rule: Rule) -> None:
    assert rule_from_json(form) == rule


def test_states_are_named_by_the_caller_wherever_they_stand() -> None:
    part = {"must_include": ["a"], "not_counted": ["b"], "among": ["c", "d"]}
    named = Rule(must_include=("A",), not_counted=("B",), among=("C", "D"))
    form = {"all_of": [part], "must_include": ["e"]}
    assert rule_from_json(form, state=str.upper) == Rule(Trigger.OTHER, must_include=("E",), all_of=(named,))
    assert rule_from_json({"any_of": [part]}, state=str.upper).any_of == (named,)
    weights = {**part, "weight": [{"percent": 1}]}
    (inner,) = rule_from_json(weights, state=str.upper).all_of
    assert inner == replace(named, weight=Weight(1))
    assert rule_from_json({**part, "weight": []}, state=str.upper) == named
    owed = {"kind": "arms", "by": ["a"], "to": ["b"], "attackers": ["c"]}
    terms = terms_from_json({"entry_into_force": part, "obligations": [owed]}, state=str.upper)
    assert terms.entry_into_force == named
    assert terms.obligations == (Obligation("arms", by=("A",), to=("B",), attackers=("C",)),)


EMPTY_TERMS: Json = {
    "entry_into_force": EMPTY_RULE, "provisional": False, "later_states": None,
    "duration": {"kind": "unstated", "n": None, "unit": None, "date": None}, "renewal": None, "denunciation": None,
    "unsure": False,
}  # fmt: skip
NO_TERM = EMPTY_TERMS["duration"]
YEAR = {"n": 1, "unit": "year"}
CLAUSE: Json = {"field": "duration", "article": "5", "span": [3, 9], "quote": "in force", "confidence": 0.5}

# terms, and the keys by which their form differs from that of none
TERMS: list[tuple[Terms, Json]] = [
    (Terms(), {}),
    (Terms(Rule(Trigger.SIGNATURE)), {"entry_into_force": {**EMPTY_RULE, "trigger": "signature"}}),
    (Terms(provisional=True), {"provisional": True}),
    (Terms(later_states=LaterStates()), {"later_states": {"offset": None, "round": "none"}}),
    (Terms(later_states=LaterStates(Offset(30), Round.FIRST_DAY_OF_MONTH)), {"later_states": {"offset": DAY_30, "round": "first_day_of_month"}}),
    (Terms(duration=Duration(DurationKind.INDEFINITE)), {"duration": {**NO_TERM, "kind": "indefinite"}}),
    (Terms(duration=Duration(DurationKind.FIXED, 5, Unit.YEAR)), {"duration": {**NO_TERM, "kind": "fixed", "n": 5, "unit": "year"}}),
    (Terms(duration=Duration(DurationKind.UNTIL, date="2001-02-03")), {"duration": {**NO_TERM, "kind": "until", "date": "2001-02-03"}}),
    (Terms(renewal=Renewal(True)), {"renewal": {"tacit": True, "n": None, "unit": None, "notice": None}}),
    (Terms(renewal=Renewal(False, 2, Unit.MONTH, Offset(30))), {"renewal": {"tacit": False, "n": 2, "unit": "month", "notice": DAY_30}}),
    (Terms(denunciation=Denunciation()), {"denunciation": {"notice": None, "not_before": None}}),
    (Terms(unsure=True), {"unsure": True}),
    (Terms(ends_below=2), {"ends_below": 2}),
    (Terms(ends_below=0), {"ends_below": 0}),
    (Terms(obligations=(Obligation("arms"),)), {"obligations": [{"kind": "arms", "condition": "always"}]}),
    (Terms(clauses=(Clause("duration", "5", 3, 9, "in force", 0.5),)), {"clauses": [CLAUSE]}),
    (Terms(note="n", sources=("KCNA",), facts=("f",)), {"note": "n", "sources": ["KCNA"], "facts": ["f"]}),
    (Terms(known=False), {"known": False}),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "form"), TERMS, ids=[json.dumps(form)[:60] for _, form in TERMS])
def test_terms_and_their_form(terms: Terms, form: Json) -> None:
    assert terms_to_json(terms) == {**EMPTY_TERMS, **form}
    assert terms_from_json({**EMPTY_TERMS, **form}) == terms
    assert terms_from_json({"entry_into_force": EMPTY_RULE, **form}) == terms


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ({}, False),
        ({"known": True}, True),
        ({"known": None}, False),
        ({"entry_into_force": {}}, True),
        ({"entry_into_force": {}, "known": False}, False),
        ({"title": "not of the terms"}, False),
    ],
)
def test_terms_without_a_rule_are_not_known(form: Json, known: bool) -> None:
    assert terms_from_json(form) == Terms(known=known)


def test_a_clause_as_others_write_it() -> None:
    form = {
        "clauses": [{"field": "duration", "span": [0, 1]}],
        "duration": {},
        "later_states": {},
        "renewal": {},
    }
    assert terms_from_json(form) == Terms(
        clauses=(Clause("duration", None, 0, 1, "", 1.0),),
        later_states=LaterStates(),
        renewal=Renewal(False),
        known=False,
    )


LEAVING: list[tuple[Denunciation, Json]] = [
    (Denunciation(Offset(30), Offset(1, Unit.YEAR)), {"notice": DAY_30, "not_before": YEAR}),
    (Denunciation(since=CountedFrom.PARTY), {"since": "party"}),
    (Denunciation(round=Round.FIRST_DAY_OF_MONTH), {"round": "first_day_of_month"}),
    (Denunciation(not_before=Offset(1, Unit.YEAR), window=Offset(30)), {"not_before": YEAR, "window": DAY_30}),
    (Denunciation(window=Offset(30), every=Offset(1, Unit.YEAR)), {"window": DAY_30, "every": YEAR}),
    (Denunciation(by="01-01", day="02-29"), {"by": "01-01", "day": "02-29"}),
    (Denunciation(delayed_by_conflict=True), {"delayed_by_conflict": True}),
    (Denunciation(allowed=False), {"allowed": False}),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "form"), LEAVING)
def test_a_clause_on_leaving_and_its_form(clause: Denunciation, form: Json) -> None:
    assert denunciation_to_json(clause) == {"notice": None, "not_before": None, **form}
    assert denunciation_from_json(form) == terms_from_json({"denunciation": form}).denunciation == clause


OWED: list[tuple[Obligation, Json]] = [
    (Obligation("arms"), {"kind": "arms", "condition": "always"}),
    (Obligation("arms", Attack.WAR, "5", "t", ("A",), ("B",), ("C",), "Europe", Certainty.REPORTED, ("K",), ("f",)),
     {"kind": "arms", "condition": "war", "article": "5", "text": "t", "by": ["A"], "to": ["B"], "attackers": ["C"],
      "area": "Europe", "certainty": "reported", "sources": ["K"], "facts": ["f"]}),
]  # fmt: skip


@pytest.mark.parametrize(("owed", "form"), OWED)
def test_an_obligation_and_its_form(owed: Obligation, form: Json) -> None:
    assert obligation_to_json(owed) == form
    assert obligation_from_json(form) == owed


@pytest.mark.parametrize(
    ("kind", "condition"),
    [("mutual_defence", Attack.ATTACK), ("neutrality", Attack.ATTACK), ("consultation", Attack.ALWAYS)],
)
def test_when_an_obligation_bears_where_it_is_not_said(kind: str, condition: Attack) -> None:
    assert obligation_from_json({"kind": kind}).condition is condition
    assert obligation_from_json({"kind": kind, "condition": "threat"}).condition is Attack.THREAT


def test_no_wait_has_no_form() -> None:
    assert offset_to_json(None) is None
    assert offset_to_json(Offset(0)) == {"n": 0, "unit": "day"}


FIXED = {"kind": "fixed", "n": 5, "unit": "year"}
WRONG: list[tuple[Json, str]] = [
    ({"entry_into_force": {"any_of": [{}, {"trigger": "x"}]}}, "entry_into_force.any_of[1].trigger: 'x' is not"),
    ({"entry_into_force": {"all_of": [{}, {"trigger": "x"}]}}, "entry_into_force.all_of[1].trigger: 'x' is not"),
    ({"entry_into_force": {"all_of": [{}], "any_of": [{}]}}, "entry_into_force: all_of and any_of stand"),
    ({"entry_into_force": {"weight": [5]}}, "entry_into_force.weight[0]: 5 is not an object"),
    ({"entry_into_force": {"weight": [{"percent": 1}, {"percent": "x"}]}}, "entry_into_force.all_of[1].weight.percent: 'x'"),
    ({"entry_into_force": {"count": {"share": [0, 3]}}}, "entry_into_force.count: a share is two"),
    ({"entry_into_force": {"count": {"share": [4, 3]}}}, "entry_into_force.count: a share is two"),
    ({"entry_into_force": {"count": {"share": [1, 2, 3]}}}, "entry_into_force.count: a share is two"),
    ({"entry_into_force": {"count": {"share": "12"}}}, "entry_into_force.count: a share is two"),
    ({"entry_into_force": {"count": {"share": [1, -2]}}}, "entry_into_force.count.share: -2 is not a whole"),
    ({"entry_into_force": {"count": "many"}}, "entry_into_force.count: 'many' is not a whole"),
    ({"entry_into_force": {"count": 0}}, "entry_into_force.count: 0 is not a number of states"),
    ({"entry_into_force": {"tacit": {"unless": "all"}}}, "entry_into_force.tacit.unless: give a number"),
    ({"entry_into_force": {"offset": {"n": 3}}}, 'entry_into_force.offset: needs "n" and "unit"'),
    ({"entry_into_force": {"offset": {"unit": "day"}}}, 'entry_into_force.offset: needs "n" and "unit"'),
    ({"entry_into_force": {"trigger": "date"}}, "entry_into_force.date: a rule with the trigger"),
    ({"duration": {**FIXED, "n": None}}, 'duration: a fixed duration needs "n" and "unit"'),
    ({"duration": {**FIXED, "unit": None}}, 'duration: a fixed duration needs "n" and "unit"'),
    ({"duration": {"kind": "until"}}, 'duration.date: a duration "until" needs its day'),
    ({"denunciation": {"window": YEAR}}, 'denunciation.window: needs "not_before"'),
    ({"denunciation": {"by": "13-01"}}, "denunciation.by: '13-01' is no day of a year"),
    ({"obligations": [{"kind": "arms"}, {"kind": "arms", "by": [3]}]}, "obligations[1].by[0]: 3 is not a name"),
    ({"clauses": [CLAUSE, {**CLAUSE, "span": [1]}]}, "clauses[1].span: give two offsets"),
    ({"clauses": [{**CLAUSE, "span": [1, "x"]}]}, "clauses[0].span[1]: 'x' is not a whole"),
    ({"clauses": [{**CLAUSE, "confidence": "high"}]}, "clauses[0].confidence: 'high' is not a number"),
    ({"clauses": [{"span": [0, 1]}]}, "clauses[0].field: is missing"),
    ({"entry_into_force": {"weight": {"percent": True}}}, "entry_into_force.weight.percent: True is not a number"),
    ({"entry_into_force": {"offset": {"n": 1, "unit": 3}}}, "entry_into_force.offset.unit: 3 is not one of"),
    ({"entry_into_force": {"zzz": 1}}, "entry_into_force.zzz: no such field here"),
    *(({"entry_into_force": {"date": day}}, f"entry_into_force.date: {day!r} is not a day; write YYYY-MM-DD")
      for day in ("2001-02-30", "20010203", "2001", "2001-W05-6", "2001-02-03T10", 20010203, ["-"] * 10)),
    ({"sources": ["KCNA", " "]}, "sources[1]: ' ' is not a name"),
    ({"sources": "x" * 38}, f"sources: '{'x' * 38}' is not a list"),
    ({"sources": "x" * 39}, f"sources: '{'x' * 36}... is not a list"),
    ({"later_states": {"round": "up"}}, "later_states.round: 'up' is not one of"),
    ({"sources": "KCNA"}, "sources: 'KCNA' is not a list"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "said"), WRONG)
def test_what_is_wrong_is_named_by_its_field(form: Json, said: str) -> None:
    with pytest.raises(TreatyFileError) as error:
        terms_from_json(form)
    assert str(error.value).startswith(said)
    with pytest.raises(TreatyFileError) as within:
        terms_from_json(form, "treaties[2]")
    assert str(within.value).startswith(f"treaties[2].{said}")


UN = {"registry": "UN", "number": "I-521", "date": "1949-08-24"}
OLDER = {"relation": "amends", "treaty": "the Convention", "entry": "conv-1950"}
NO_PARTICULARS: Json = {
    key: []
    for key in (
        "citations",
        "registrations",
        "languages",
        "depositary",
        "places",
        "links",
        "later",
        "territories",
    )
}
PARTICULARS: list[tuple[Particulars, Json]] = [
    (Particulars(), {}),
    (Particulars(citations=("34 UNTS 243", "ETS 5")), {"citations": ["34 UNTS 243", "ETS 5"]}),
    (Particulars(registrations=(Registration("UN", "I-521", "1949-08-24"),)), {"registrations": [UN]}),
    (Particulars(registrations=(Registration("LoN", None, "1922"),)), {"registrations": [{"registry": "LoN", "number": None, "date": "1922"}]}),
    (Particulars(languages=("English", "French")), {"languages": ["English", "French"]}),
    (Particulars(depositary=("USA",)), {"depositary": ["USA"]}),
    (Particulars(places=("Rome",)), {"places": ["Rome"]}),
    (Particulars(links=(Link(Relation.AMENDS, "the Convention", "conv-1950"),)), {"links": [OLDER]}),
    (Particulars(later=(Link(Relation.PROTOCOL_TO, "Protocol 1"),)), {"later": [{"relation": "protocol_to", "treaty": "Protocol 1", "entry": None}]}),
    (Particulars(territories=("GUM",)), {"territories": ["GUM"]}),
]  # fmt: skip


@pytest.mark.parametrize(("told", "form"), PARTICULARS)
def test_particulars_and_their_form(told: Particulars, form: Json) -> None:
    assert particulars_to_json(told) == {**NO_PARTICULARS, **form}
    assert particulars_from_json(Fields.of(form, "")) == told
    assert bool(told) is bool(form)
    kinds = {kind.value: values for kind, values in told_of(told)}
    assert list(kinds.values()) == [values for key, values in form.items() if key != "later"]
    assert all(isinstance(kind, ParticularKind) for kind, _ in told_of(told))


def test_particulars_as_others_write_them() -> None:
    form = {"depositary": "norway", "registrations": [{"number": "5"}, {"date": "1922-01"}]}
    assert particulars_from_json(Fields.of(form, ""), str.upper) == Particulars(
        depositary=("NORWAY",),
        registrations=(Registration("UN", "5"), Registration("UN", None, "1922-01")),
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            {"registrations": [{"number": "1"}, {"registry": "UN"}]},
            'registrations[1]: needs "number" or "date"',
        ),
        ({"registrations": [{"date": "soon"}]}, "registrations[0].date: "),
        ({"registrations": [3]}, "registrations[0]: 3 is not an object"),
        ({"links": [OLDER, {"treaty": "it"}]}, "links[1].relation: is missing"),
        ({"links": [{**OLDER, "relation": "likes"}]}, "links[0].relation: 'likes' is not one of"),
        ({"later": [{**OLDER, "treaty": " "}]}, "later[0].treaty: is missing"),
        ({"depositary": [3]}, "depositary[0]: 3 is not a name"),
    ],
)
def test_what_is_wrong_of_particulars_is_named_by_its_field(form: Json, said: str) -> None:
    with pytest.raises(TreatyFileError) as error:
        particulars_from_json(Fields.of(form, ""))
    assert str(error.value).startswith(said)


def test_a_registration_is_with_the_united_nations_where_nothing_else_is_said() -> None:
    assert Registration(number="521") == Registration("UN", "521")


def test_what_two_tell_is_told_once() -> None:
    first = Particulars(citations=("a", "b"), places=("Rome",))
    second = Particulars(citations=("b", "c"), languages=("English",))
    both = Particulars(citations=("a", "b", "c"), languages=("English",), places=("Rome",))
    assert merged(first, second) == both
    assert merged(first, Particulars()) is first
    assert merged(Particulars(), second) is second


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("protocol_to", "protocol"), ("amends", "amended by"), ("extends", "extended by"),
        ("implements", "implemented by"), ("supplements", "supplemented by"), ("joins", "joined by"),
        ("replaces", "replaced by"),
    ],
)  # fmt: skip
def test_how_the_older_stands_to_the_newer(relation: str, said: str) -> None:
    assert LATER[Relation(relation)] == said
    assert len(LATER) == len(Relation)
