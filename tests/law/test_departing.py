"""One departure as values: the day it takes effect, what it rests on, and what is unsure of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foedus.law.model import Fact, Record, Terms
from foedus.law.reasons import ReasonKind as K
from foedus.law.treatyfile import treaty_from_json
from foedus.law.whole import whole
from foedus.model import Certainty
from tests.law.values import Json, all_of, days, treaty

PLANNED = Certainty.PLANNED
LATER = date(2100, 1, 1)
ENTERED = "2000-01-01"
RULE = {"trigger": "date", "date": ENTERED}
SIX: Json = {"denunciation": {"notice": {"n": 6, "unit": "month"}}}
SLOW: Json = {"denunciation": {"notice": {"n": 6, "unit": "month"}, "delayed_by_conflict": True}}
NONE: Json = {"denunciation": {"allowed": False}}
RENEWED: Json = {
    "duration": {"kind": "fixed", "n": 5, "unit": "year"},
    "renewal": {"tacit": True, "n": 5, "unit": "year", "notice": {"n": 1, "unit": "year"}},
}


def said(step: str, *actors: str, day: str | None = None, **more: Any) -> Json:
    return {"step": step, "actors": list(actors), **({"date": day} if day else {}), **more}


NOTICE = said("notified", "A", day="2003-01-10", of="withdrawn")
LEFT = said("withdrawn", "A", day="2003-01-10")
OUT = said("withdrawn", "A", day="2003-05-05")
GONE = said("ceased", "A", day="2003-03-03")
BACK = said("withdrawn", "A", day="2003-02-02", of="notified")
AGAINST = said("notified", "A", day="2003-01-10", of="extended")


def plan(day: str, *actors: str, step: str = "withdrawn", **more: Any) -> Json:
    return said(step, *actors, day=day, certainty="planned", **more)


Found = tuple[str, K, tuple[K, ...]] | None
COUNTED = K.NOTICE_COUNTED
TOLD = K.NOTICE_TO_TAKE_EFFECT

# what is told, the terms, the effect and what it rests on; of a treaty of A, B and C
ROWS: dict[str, tuple[list[Json], Json, Found]] = {
    "a notice under the clause": ([NOTICE], SIX, ("2003-07-10", COUNTED, ())),
    "left, which may be the notice or its effect": (
        [LEFT], SIX, ("2003-01-10..2003-07-10", COUNTED, (K.NOTICE_OR_EFFECT,))
    ),
    "left twice: notice and effect": (
        [LEFT, said("withdrawn", "A", day="2003-07-10")], SIX, ("2003-07-10", COUNTED, ())
    ),
    "left twice, the second before the effect": (
        [LEFT, OUT], SIX, ("2003-01-10..2003-07-10", COUNTED, (K.NOTICE_OR_EFFECT,))
    ),
    "a report of leaving before the notice": (
        [said("withdrawn", "A", day="2003-01-01"), NOTICE], SIX, ("2003-07-10", COUNTED, ())
    ),
    "the day told with the notice": ([{**NOTICE, "until": "2003-04-04"}], SIX, ("2003-04-04", TOLD, ())),
    "the day told, where leaving is not allowed": (
        [{**NOTICE, "until": "2003-04-04"}], NONE, ("2003-04-04", TOLD, ())
    ),
    "leaving not allowed": ([NOTICE], NONE, ("never", K.NO_RIGHT_TO_LEAVE, ())),
    "announced, where leaving is not allowed": ([NOTICE, plan("2003-04-04", "A")], NONE, ("2003-04-04", TOLD, ())),
    "announced, by no clause": ([NOTICE, plan("2003-04-04", "A")], {}, ("2003-04-04", TOLD, ())),
    "announced as by the clause": ([NOTICE, plan("2003-07-10", "A")], SIX, ("2003-07-10", COUNTED, ())),
    "announced otherwise than the clause": (
        [NOTICE, plan("2003-05-05", "A")], SIX, ("2003-05-05..2003-07-10", COUNTED, (K.EFFECT_TOLD_DIFFERS,))
    ),
    "announced twice: the first": (
        [NOTICE, plan("2003-05-05", "A"), plan("2003-06-06", "A")], {}, ("2003-05-05", TOLD, ())
    ),
    "announced of nobody, one alone leaving": ([NOTICE, plan("2003-04-04")], {}, ("2003-04-04", TOLD, ())),
    "announced of another": (
        [NOTICE, plan("2003-04-04", "B")], {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "announced of all of many, which is not of one": (
        [NOTICE, plan("2003-04-04", "B", "C")], {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "announced for a day before the notice": (
        [NOTICE, plan("2002-04-04", "A")], {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "announced for the day of the notice, which it is then": (
        [NOTICE, plan("2003-01-10", "A")], {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "left, and the effect announced as by the clause": (
        [LEFT, plan("2003-07-10", "A")], SIX, ("2003-07-10", COUNTED, ())
    ),
    "left, by a clause that asks for no time": (
        [LEFT], {"denunciation": {"notice": {"n": 0, "unit": "day"}}}, ("2003-01-10", COUNTED, ())
    ),
    "told as left and as notified on one day": ([LEFT, NOTICE], SIX, ("2003-07-10", COUNTED, ())),
    "told as notified and as left on one day": ([NOTICE, LEFT], SIX, ("2003-07-10", COUNTED, ())),
    "an announcement of something else": (
        [NOTICE, plan("2003-04-04", "A", step="signed")],
        {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "an announced decision about leaving": (
        [NOTICE, plan("2003-04-04", "A", step="notified", of="withdrawn")],
        {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "announced without a day": (
        [NOTICE, said("withdrawn", "A", certainty="planned")],
        {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "no clause, and its effect reported": ([NOTICE, OUT], {}, ("2003-05-05", TOLD, ())),
    "no clause, and a second notice": (
        [NOTICE, {**NOTICE, "date": "2003-05-05"}],
        {}, ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "no clause, told as left": (
        [LEFT], {}, ("2003-01-10..2004-01-10", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "told as left twice, by no clause": (
        [LEFT, OUT], {}, ("2003-01-10..2004-01-10", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    ),
    "ceased": ([GONE], SIX, ("2003-03-03", K.PARTY_CEASED, ())),
    "ceased before the notice takes effect": ([NOTICE, GONE], SIX, ("2003-03-03", K.PARTY_CEASED, ())),
    "ceased after it has": ([NOTICE, {**GONE, "date": "2003-08-08"}], SIX, ("2003-07-10", COUNTED, ())),
    "ceased on the day it does": ([NOTICE, {**GONE, "date": "2003-07-10"}], SIX, ("2003-07-10", COUNTED, ())),
    "ceased, where it may have been out": (
        [LEFT, {**GONE, "date": "2003-08-08"}], {}, ("2003-08-08", K.PARTY_CEASED, ())
    ),
    "against renewal": ([AGAINST], RENEWED, ("2005-01-01", K.NOTICE_AGAINST_RENEWAL, ())),
    "against renewal, too late for the first": (
        [{**AGAINST, "date": "2004-06-06"}], RENEWED, ("2010-01-01", K.NOTICE_AGAINST_RENEWAL, ())
    ),
    "against a renewal that is not known": ([AGAINST], SIX, None),
    "against a renewal that is not tacit": (
        [AGAINST], {**RENEWED, "renewal": {"tacit": False, "n": 5, "unit": "year"}}, None
    ),
    "against a renewal of what has no end": ([AGAINST], {**RENEWED, "duration": {"kind": "indefinite"}}, None),
    "against renewal, and ceased": ([AGAINST, GONE], RENEWED, ("2003-03-03", K.PARTY_CEASED, ())),
    "a notice is one against renewal": ([NOTICE], RENEWED, ("2005-01-01", K.NOTICE_AGAINST_RENEWAL, ())),
    "taken back": ([NOTICE, BACK], SIX, None),
    "taken back on the day of the notice": ([NOTICE, {**BACK, "date": "2003-01-10"}], SIX, None),
    "taken back on the day of effect": (
        [NOTICE, {**BACK, "date": "2003-07-10"}], SIX, ("2003-07-10", COUNTED, ())
    ),
    "taken back before it was given": (
        [NOTICE, {**BACK, "date": "2003-01-09"}], SIX, ("2003-07-10", COUNTED, ())
    ),
    "taken back by another": ([NOTICE, {**BACK, "actors": ["B"]}], SIX, ("2003-07-10", COUNTED, ())),
    "taken back by another and by itself": ([NOTICE, {**BACK, "actors": ["B"], "date": "2003-01-20"}, BACK], SIX, None),
    "no cessation is taken back": ([GONE, {**BACK, "date": "2003-03-03"}], SIX, ("2003-03-03", K.PARTY_CEASED, ())),
    "delayed by a conflict": (
        [NOTICE, said("armed_conflict", "A", day="2003-02-01", until="2004-02-02")],
        SLOW, ("2004-02-03", COUNTED, (K.NOTICE_DELAYED,))
    ),
    "delayed by one that goes on": (
        [NOTICE, said("armed_conflict", "A", day="2003-02-01")], SLOW, ("never", COUNTED, (K.NOTICE_DELAYED,))
    ),
    "not delayed by another's": ([NOTICE, said("armed_conflict", "B", day="2003-02-01")], SLOW, ("2003-07-10", COUNTED, ())),
    "not delayed by one that was over": (
        [NOTICE, said("armed_conflict", "A", day="2003-02-01", until="2003-03-03")], SLOW, ("2003-07-10", COUNTED, ())
    ),
    "not delayed where the clause does not say so": (
        [NOTICE, said("armed_conflict", "A", day="2003-02-01")], SIX, ("2003-07-10", COUNTED, ())
    ),
}  # fmt: skip


def found_of(data: Json) -> Found:
    left = [d for d in all_of(data).left if d.party == "A"]
    if not left:
        return None
    (one,) = left
    assert set(one.notice.ids) <= set(one.reason.facts)
    assert one.notices or one.reason.kind in (K.NO_RIGHT_TO_LEAVE,)
    return days(one.effect), one.reason.kind, tuple(d.kind for d in one.doubts)


def of_many(events: list[Json], terms: Json) -> Json:
    return treaty(RULE, "A R 1999-01-01; B R 1999-01-01; C R 1999-01-01", events=events, **terms)


@pytest.mark.parametrize(("events", "terms", "found"), ROWS.values(), ids=ROWS)
def test_a_departure(events: list[Json], terms: Json, found: Found) -> None:
    assert found_of(of_many(events, terms)) == found


def test_what_differs_is_told_with_both_days() -> None:
    (one,) = all_of(of_many([NOTICE, plan("2003-05-05", "A")], SIX)).left
    (doubt,) = one.doubts
    assert dict(doubt.fields) == {
        "state": "A",
        "date": "2003-01-10",
        "rule_date": "2003-07-10",
        "report_date": "2003-05-05",
    }
    late = [NOTICE, said("armed_conflict", "A", day="2003-02-01")]
    (one,) = all_of(of_many(late, SLOW)).left
    assert [dict(d.fields) for d in one.doubts] == [{"state": "A", "date": "2003-07-10"}]


def of_two(*events: Json) -> Found:
    return found_of(treaty(RULE, "A R 1999-01-01; B R 1999-01-01", "A B", events=list(events)))


def test_of_two_what_both_are_to_do_is_of_each() -> None:
    assert of_two(NOTICE, plan("2003-04-04", "A", "B")) == ("2003-04-04", TOLD, ())
    other = {**NOTICE, "actors": ["B"], "date": "2003-02-02"}
    unsure = ("2004-01-10..", K.NOTICE_GIVEN, (K.NO_WITHDRAWAL_CLAUSE,))
    assert of_two(NOTICE, other, plan("2003-04-04")) == unsure
    assert of_two(NOTICE, plan("2003-04-04", "B")) == unsure


@pytest.mark.parametrize(("by", "told"), [("2003-01-09", False), ("2003-01-10", True), (None, True)])
def test_an_announcement_before_the_notice_is_of_no_effect_of_it(by: str | None, told: bool) -> None:
    """What was said before the notice was given announced the notice itself."""
    data = treaty_from_json(of_many([NOTICE], {}))
    announced = Fact("p", "withdrawn", ("A",), date="2003-04-04", certainty=PLANNED, by=by)
    facts = (*data.record.facts, announced)
    record = Record(parties=data.record.parties, facts=facts, complete=data.record.complete)
    (one,) = whole(record, data.terms, LATER).left
    assert (one.reason.kind is TOLD) is told


def test_without_its_terms_read_a_departure_may_come_at_once() -> None:
    data = treaty_from_json(of_many([NOTICE, said("entered_into_force", day=ENTERED)], {}))
    (one,) = whole(data.record, Terms(known=False), LATER).left
    assert (days(one.effect), [d.kind for d in one.doubts]) == ("2003-01-10..", [K.WITHDRAWAL_CLAUSE_UNREAD])
