"""How a treaty, or a party, ceases to be bound: the first day out, renewals, the last day for notice: values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from foedus.law.model import State, StateLife
from foedus.law.treatyfile import treaty_from_json
from foedus.law.whole import whole
from tests.law.values import all_of, days, treaty

Json = dict[str, Any]
SIGNED = {"trigger": "signature"}
TWO = "A D 2000-01-01; B D 2000-01-01"
FIVE_YEARS = {"kind": "fixed", "n": 5, "unit": "year"}
SIX_MONTHS = {"notice": {"n": 6, "unit": "month"}}


def pact(acts: str = "", events: list[Json] | None = None, **more: Any) -> Json:
    """A treaty of two, in force on 1 January 2000."""
    return treaty(SIGNED, f"{TWO}; {acts}", "A B", events=events or [], **more)


def event(step: str, *actors: str, day: str = "2003-01-01", **more: Any) -> Json:
    return {"step": step, "actors": list(actors), "date": day, **more}


# ---- notice by one party

NOTICES: list[tuple[Json, str, str]] = [
    # what the treaty says, notice; effect
    ({"denunciation": SIX_MONTHS}, "A L 2003-01-31", "2003-07-31"),
    ({"denunciation": {"notice": {"n": 90, "unit": "day"}}}, "A L 2003-01-01", "2003-04-01"),
    ({"denunciation": {"notice": None}}, "A L 2003-01-01", "2003-01-01"),
    ({"denunciation": {**SIX_MONTHS, "not_before": {"n": 5, "unit": "year"}}}, "A L 2003-01-01", "2005-07-01"),
    ({"denunciation": {**SIX_MONTHS, "not_before": {"n": 3, "unit": "year"}}}, "A L 2003-01-01", "2003-07-01"),
    ({"denunciation": {**SIX_MONTHS, "not_before": {"n": 3, "unit": "year"}}}, "A L 2002-12-31", "2003-07-01"),
    ({"denunciation": SIX_MONTHS}, "A L 2003-01", "2003-07-01..2003-07-31"),
    ({"denunciation": SIX_MONTHS}, "A L 2003-01-15~", "2003-07-15~"),
    # no clause: not before twelve months, if at all (VCLT 56)
    ({}, "A L 2003-01-01", "2004-01-01.."),
    ({}, "A L 2003", "2004-01-01.."),
    # against the next renewal
    (
        {"duration": FIVE_YEARS, "renewal": {"n": 5, "unit": "year", "tacit": True, "notice": {"n": 6, "unit": "month"}}},
        "A L 2003-01-01",
        "2005-01-01",
    ),
    (
        {"duration": FIVE_YEARS, "renewal": {"n": 5, "unit": "year", "tacit": True, "notice": {"n": 6, "unit": "month"}}},
        "A L 2004-07-01",
        "2005-01-01",
    ),
    (
        {"duration": FIVE_YEARS, "renewal": {"n": 5, "unit": "year", "tacit": True, "notice": {"n": 6, "unit": "month"}}},
        "A L 2004-07-02",
        "2010-01-01",
    ),
    ({"duration": FIVE_YEARS, "renewal": {"n": 5, "unit": "year", "tacit": False}}, "A L 2003-01-01", "2004-01-01.."),
    ({"duration": FIVE_YEARS}, "A L 2003-01-01", "2004-01-01.."),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "acts", "effect"), NOTICES)
def test_the_effect_of_a_notice(terms: Json, acts: str, effect: str) -> None:
    (left,) = all_of(pact(acts, **terms), "2020-01-01").left
    assert (left.party, days(left.effect)) == ("A", effect)
    assert left.reason.facts == ("instruments[2]",)
    clause = terms.get("denunciation")
    if clause is None:
        unsure = not terms.get("renewal", {}).get("tacit")  # whether it can leave at all
    else:
        unsure = "not_before" in clause and (effect == "2005-07-01" or acts == "A L 2002-12-31")
    assert len(left.doubts) == unsure


def test_the_day_of_effect_that_is_told_goes_before_the_clause() -> None:
    data = pact(denunciation=SIX_MONTHS)
    data["instruments"].append(
        {"state": "A", "act": "denunciation", "date": "2003-01-01", "effect": "2003-09-09"}
    )
    (left,) = all_of(data, "2020-01-01").left
    assert (days(left.effect), left.doubts) == ("2003-09-09", ())


def test_notices_in_order_of_effect() -> None:
    acts = "B L 2003-05-05; A L 2003-01-01"
    left = all_of(pact(acts, denunciation=SIX_MONTHS), "2020-01-01").left
    assert [(d.party, days(d.effect)) for d in left] == [("A", "2003-07-01"), ("B", "2003-11-05")]
    same = all_of(pact("B L 2003-01-01; A L 2003-01-01", denunciation=SIX_MONTHS), "2020-01-01").left
    assert [d.party for d in same] == ["A", "B"]


def test_no_notice_no_departure() -> None:
    assert all_of(pact(denunciation=SIX_MONTHS), "2020-01-01").left == ()
    assert all_of(pact("A L 2003-01-01", denunciation=SIX_MONTHS), "2002-12-31").left == ()


TAKEN_BACK = [
    ("A L 2003-01-01; A V 2003-06-30", []),
    ("A L 2003-01-01; A V 2003-07-01", ["2003-07-01"]),  # too late: it is out
    ("A L 2003-01-01; A V 2002-12-31", ["2003-07-01"]),
    ("A L 2003-01-01; A V 2003-01-01", []),
    ("A L 2003-01-01; B V 2003-02-01", ["2003-07-01"]),
    ("A L 2003-01-01; A V 2003-02-01; A L 2004-01-01", ["2004-07-01"]),
    ("A L 2003-01-01; A L 2004-01-01", ["2003-07-01"]),
]


@pytest.mark.parametrize(("acts", "effects"), TAKEN_BACK)
def test_a_notice_taken_back_in_time_is_none(acts: str, effects: list[str]) -> None:
    left = all_of(pact(acts, denunciation=SIX_MONTHS), "2020-01-01").left
    assert [days(d.effect) for d in left] == effects


def test_news_calls_notice_and_effect_a_withdrawal() -> None:
    one = all_of(pact(events=[event("withdrawn", "A")], denunciation=SIX_MONTHS), "2020-01-01").left
    assert [(days(d.effect), len(d.doubts)) for d in one] == [("2003-01-01..2003-07-01", 1)]
    two = [event("withdrawn", "A"), event("withdrawn", "A", day="2003-07-01")]
    found = all_of(pact(events=two, denunciation=SIX_MONTHS), "2020-01-01").left
    assert [(days(d.effect), len(d.doubts)) for d in found] == [("2003-07-01", 0)]
    soon = [event("withdrawn", "A"), event("withdrawn", "A", day="2003-06-30")]
    found = all_of(pact(events=soon, denunciation=SIX_MONTHS), "2020-01-01").left
    assert [(days(d.effect), len(d.doubts)) for d in found] == [("2003-01-01..2003-07-01", 1)]
    at_once = all_of(pact(events=[event("withdrawn", "A")], denunciation={"notice": None}), "2020-01-01").left
    assert [(days(d.effect), len(d.doubts)) for d in at_once] == [("2003-01-01", 0)]


# ---- a treaty of two ends


def ended(data: Json, on: str = "2020-01-01") -> tuple[str, str, int]:
    """The first day out, the state it ends in, how many doubts there are."""
    found = all_of(data, on).ending
    return days(found.span), found.state.value, len(found.doubts)


def test_a_treaty_of_two_ends_when_one_leaves() -> None:
    acts = "A L 2003-01-01; B L 2003-05-05"
    found = all_of(pact(acts, denunciation=SIX_MONTHS), "2020-01-01").ending
    assert (days(found.span), found.state, found.doubts) == ("2003-07-01", State.TERMINATED, ())
    assert len(found.reasons) == 2
    assert ended(pact("A L 2003-01-01")) == ("2004-01-01..", "terminated", 1)


def test_it_goes_on_where_nothing_ends_it() -> None:
    assert ended(pact()) == ("never", "terminated", 0)
    found = all_of(pact(), "2020-01-01").ending
    assert (found.expiry, found.notice_by, found.renewals, found.reasons) == (None, None, 0, ())


BY_CONSENT = [
    ([event("terminated", "A", "B")], "2003-01-01", "terminated"),
    ([event("terminated")], "2003-01-01", "terminated"),
    ([event("superseded", day="2004-04-04")], "2004-04-04", "superseded"),
    ([event("terminated", certainty="planned"), event("superseded", "A", "B", day="2004-04-04")], "2004-04-04", "superseded"),
    ([event("superseded", day="2004-04-04"), event("terminated", day="2003-01")], "2003-01-01..2003-01-31", "terminated"),
    ([event("superseded", day="2004-04-04"), event("terminated", day="2005-01-01")], "2004-04-04", "superseded"),
    ([event("superseded", day="2004-04-04"), event("terminated", day="2004")], "2004-01-01..2004-04-04", "terminated"),
    ([event("terminated"), event("terminated", certainty="denied")], "2003-01-01..", "terminated"),
    ([event("terminated", certainty="planned")], "never", "terminated"),
]  # fmt: skip


@pytest.mark.parametrize(("events", "span", "state"), BY_CONSENT)
def test_by_consent_or_by_a_later_treaty(events: list[Json], span: str, state: str) -> None:
    denials = sum(e.get("certainty") == "denied" for e in events)
    assert ended(pact(events=events)) == (span, state, denials)
    assert len(all_of(pact(events=events), "2020-01-01").ending.reasons) == (span != "never")


def test_one_partys_termination_is_a_notice() -> None:
    found = all_of(pact(events=[event("terminated", "A")], denunciation=SIX_MONTHS), "2020-01-01")
    assert [d.party for d in found.left] == ["A"]


# what is known of states; the first day out on 1 January 2010, and whose end it is
C_FOLLOWS = ("C",)
EXTINCT: dict[str, tuple[list[StateLife], str, str, str | None]] = {
    "a party is gone": ([StateLife("A", until="2005-05-05", followed_by=C_FOLLOWS)], "", "2005-05-05..", "A"),
    "another state is gone": ([StateLife("X", until="2004-04-04")], "", "never", None),
    "others stand before it": (
        [
            StateLife("X", until="2004-04-04"), StateLife("A"), StateLife("B", until="2006-06-06"),
        ], "", "2006-06-06..", "B",
    ),
    "it is yet to end": ([StateLife("A", until="2010-01-02")], "", "never", None),
    "it ends on the day": ([StateLife("A", until="2010-01-01")], "", "2010-01-01..", "A"),
    "it was gone before": (
        [StateLife("A", until="2000-01-01"), StateLife("B", until="2000-01-02")], "", "2000-01-02..", "B"
    ),
    "another continues it": (
        [StateLife("A", until="2005-05-05", continued_by="C"), StateLife("B", until="2006-06-06")],
        "", "2006-06-06..", "B",
    ),
    "a follower has succeeded": (
        [StateLife("A", until="2005-05-05", followed_by=("D", "C")), StateLife("B", until="2006-06-06")],
        "C U 2005-05-05", "2006-06-06..", "B",
    ),
    "none of those who follow has": (
        [StateLife("A", until="2005-05-05", followed_by=C_FOLLOWS)], "E U 2005-05-05", "2005-05-05..", "A"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lives", "acts", "span", "gone"), EXTINCT.values(), ids=EXTINCT)
def test_a_party_of_two_is_gone(lives: list[StateLife], acts: str, span: str, gone: str | None) -> None:
    data = treaty_from_json(pact(acts))
    record = replace(data.record, lives=tuple(lives))
    found = whole(record, data.terms, date(2010, 1, 1)).ending
    assert days(found.span) == span
    of = next((x for x in lives if x.state == gone), None)
    fields = [] if of is None else [{"state": gone, "date": of.until, "states": of.followed_by}]
    assert [dict(d.fields) for d in found.doubts] == fields


# ---- a treaty of many


def many(parties: int, acts: str, number: int = 2, **more: Any) -> Json:
    done = "; ".join(f"S{i} R 2000-01-01" for i in range(1, parties + 1))
    rule = {"trigger": "instruments", "count": number}
    return treaty(rule, f"{done}; {acts}", denunciation={"notice": None}, **more)


FEWER: list[tuple[Json, str, int]] = [
    # to whom; the first day out, reasons
    (many(3, "S1 L 2005-01-01"), "never", 0),
    (many(3, "S1 L 2005-01-01; S2 L 2006-01-01"), "2006-01-01", 1),
    (many(2, "S1 L 2005-01-01"), "2005-01-01", 1),
    (many(4, "S1 L 2005-01-01", 4), "never", 1),  # below the number of its entry into force: it goes on (55)
    (many(4, "S1 L 2005-01-01", 3), "never", 0),
    (many(4, "S1 L 2005-01-01", 3, ends_below=4), "2005-01-01", 1),
    (many(4, "S1 L 2005-01-01", 3, ends_below=3), "never", 0),
    (many(4, "S1 L 2005-01-01; S2 L 2006-01-01", 3, ends_below=3), "2006-01-01", 1),
    (many(4, "S1 L 2005-01-01; S9 U 2001-01-01", 3, ends_below=4), "never", 0),
    (many(4, "S1 L 2005-01-01; S9 D 2001-01-01", 3, ends_below=4), "never", 0),
    (many(4, "S1 L 2005-01-01; S9 S 2001-01-01", 3, ends_below=4), "2005-01-01", 1),
    (many(4, "S1 L 2005-01-01; S9 R 2001-01-01", 3, ends_below=4), "never", 0),
]


@pytest.mark.parametrize(("data", "span", "reasons"), FEWER)
def test_fewer_parties_than_it_needs(data: Json, span: str, reasons: int) -> None:
    found = all_of(data, "2020-01-01").ending
    assert (days(found.span), len(found.reasons), found.doubts) == (span, reasons, ())


NOTIFIED = {"trigger": "notifications", "count": 2}
DATED = {"trigger": "date", "date": "2000-01-01"}
GIVEN = "S1 R 2000-01-01; S2 R 2000-01-01; S3 R 2000-01-01; S4 R 2000-01-01"
REPORTED = [event("entered_into_force", day="2000-02-02")]
LEFT: list[tuple[Json, str, int]] = [
    (many(3, "S1 L 2005-01-01; S2 L 2005-01-01"), "2005-01-01", 1),
    (treaty(NOTIFIED, "S1 N 2000-01-01; S2 N 2000-01-01; S1 L 2005-01-01", denunciation={"notice": None}), "2005-01-01", 1),
    (treaty(NOTIFIED, "S1 N 2000-01-01; S2 N 2000-01-01; S3 N 2000-01-01; S1 L 2005-01-01", denunciation={"notice": None}), "never", 0),
    (treaty(NOTIFIED, "S1 N 2000-01-01; S2 N 2000-01-01; S3 N 2000-01-01; S1 L 2005-01-01; S2 L 2006-01-01", denunciation={"notice": None}), "2006-01-01", 1),
    (many(3, "S1 L 2005-01-01; S2 L 2006-01-01", 5, events=REPORTED), "never", 0),
    (treaty(DATED, f"{GIVEN}; S1 L 2005-01-01", denunciation={"notice": None}), "never", 0),
    (treaty(DATED, f"{GIVEN}; S1 L 2005-01-01; S2 L 2005-02-02; S3 L 2005-03-03", denunciation={"notice": None}), "2005-03-03", 1),
]  # fmt: skip


@pytest.mark.parametrize(("data", "span", "reasons"), LEFT)
def test_how_many_are_left(data: Json, span: str, reasons: int) -> None:
    found = all_of(data, "2020-01-01").ending
    assert (days(found.span), len(found.reasons)) == (span, reasons)


@pytest.mark.parametrize(
    ("closed", "complete", "span"),
    [
        (None, True, "2006-01-01"),
        (None, False, "never"),
        (True, True, "2006-01-01"),
        (True, False, "2006-01-01"),
        (False, True, "never"),
        (False, False, "never"),
    ],
)
def test_who_may_be_a_party_besides(closed: bool | None, complete: bool, span: str) -> None:
    data = treaty_from_json(many(3, "S1 L 2005-01-01; S2 L 2006-01-01"))
    record = replace(data.record, closed=closed, complete=complete)
    assert days(whole(record, data.terms, date(2020, 1, 1)).ending.span) == span


def test_nothing_follows_from_a_number_where_not_all_parties_are_known() -> None:
    data = many(1, "S1 L 2005-01-01", 5, complete=False)
    assert days(all_of(data, "2020-01-01").ending.span) == "never"
    assert all_of(data, "2020-01-01").ending.reasons == ()


# ---- its term

TERMS: list[tuple[Json, str, str, str | None, str | None, int]] = [
    # terms, day; first day out, end of the present period, last day for notice, renewals
    ({"duration": FIVE_YEARS}, "2004-12-31", "2005-01-01", "2005-01-01", None, 0),
    (
        {"duration": {"kind": "fixed", "n": 18, "unit": "month"}},
        "2004-12-31",
        "2001-07-01",
        "2001-07-01",
        None,
        0,
    ),
    (
        {"duration": {"kind": "until", "date": "2006-06-30"}},
        "2004-12-31",
        "2006-07-01",
        "2006-07-01",
        None,
        0,
    ),
    ({"duration": {"kind": "indefinite"}}, "2004-12-31", "never", None, None, 0),
]
TACIT = {"tacit": True, "n": 2, "unit": "year", "notice": {"n": 3, "unit": "month"}}
RENEWED: list[tuple[str, str, str, str, int]] = [
    # day; first day out, end of the present period, last day for notice, renewals
    ("2004-12-31", "never", "2005-01-01", "2004-10-01", 0),
    ("2005-01-01", "never", "2007-01-01", "2006-10-01", 1),
    ("2006-12-31", "never", "2007-01-01", "2006-10-01", 1),
    ("2010-01-01", "never", "2011-01-01", "2010-10-01", 3),
]


@pytest.mark.parametrize(("terms", "on", "span", "expiry", "notice_by", "renewals"), TERMS)
def test_the_term(
    terms: Json, on: str, span: str, expiry: str | None, notice_by: str | None, renewals: int
) -> None:
    found = all_of(pact(**terms), on).ending
    assert days(found.span) == span
    assert (found.expiry and found.expiry.isoformat()) == expiry
    assert (found.notice_by and found.notice_by.isoformat()) == notice_by
    assert found.renewals == renewals
    assert found.state is (State.EXPIRED if expiry else State.TERMINATED)


@pytest.mark.parametrize(("on", "span", "expiry", "notice_by", "renewals"), RENEWED)
def test_tacit_renewal(on: str, span: str, expiry: str, notice_by: str, renewals: int) -> None:
    found = all_of(pact(duration=FIVE_YEARS, renewal=TACIT), on).ending
    assert days(found.span) == span
    assert found.expiry == date.fromisoformat(expiry)
    assert found.notice_by == date.fromisoformat(notice_by)
    assert found.renewals == renewals
    assert len(found.reasons) == (renewals > 0)


AGAINST = [
    ("A L 2004-10-01", "2005-01-01", 0),
    ("A L 2004-10-02", "2007-01-01", 1),
    ("A L 2006-10-01", "2007-01-01", 1),
    ("A L 2006-10", "2007-01-01..2009-01-01", 1),
    ("A L 2003-01-01", "2005-01-01", 0),
]


@pytest.mark.parametrize(("acts", "span", "renewals"), AGAINST)
def test_notice_against_renewal(acts: str, span: str, renewals: int) -> None:
    found = all_of(pact(acts, duration=FIVE_YEARS, renewal=TACIT), "2020-01-01").ending
    assert (days(found.span), found.renewals) == (span, renewals)


def test_notice_of_one_of_many_stops_no_renewal() -> None:
    data = treaty(
        {"trigger": "instruments", "count": 3}, "A R 2000-01-01; B R 2000-01-01; C R 2000-01-01; D R 2000-01-01;"
        " A L 2003-01-01", duration=FIVE_YEARS, renewal=TACIT,
    )  # fmt: skip
    found = all_of(data, "2020-01-01").ending
    assert (days(found.span), found.renewals) == ("never", 8)


def test_renewal_for_an_unlimited_time() -> None:
    data = pact(duration=FIVE_YEARS, renewal={"tacit": True})
    assert all_of(data, "2004-12-31").ending.renewals == 0
    assert all_of(data, "2005-01-01").ending.renewals == 1
    assert days(all_of(data, "2005-01-01").ending.span) == "never"


def test_renewal_by_agreement_does_not_come_of_itself() -> None:
    data = pact(duration=FIVE_YEARS, renewal={"tacit": False, "n": 5, "unit": "year"})
    assert ended(data, "2004-12-31") == ("2005-01-01", "expired", 0)
    assert ended(data, "2005-01-01") == ("2005-01-01", "expired", 1)
    assert all_of(data, "2005-01-01").ending.notice_by is None
    assert ended(pact(duration=FIVE_YEARS), "2005-01-01") == ("2005-01-01", "expired", 0)


def test_a_term_without_entry_into_force_does_not_run() -> None:
    data = treaty(SIGNED, "A D 2000-01-01", "A B", duration=FIVE_YEARS)
    assert days(all_of(data, "2020-01-01").ending.span) == "never"


def test_a_term_runs_from_an_unsure_day() -> None:
    data = treaty(SIGNED, "A D 2000-01-01; B D 2000-03~", "A B", duration=FIVE_YEARS)
    assert days(all_of(data, "2020-01-01").ending.span) == "2005-03-01..2005-03-31"


EXTENDED: list[tuple[list[Json], Json, str, int, int]] = [
    # extensions, renewal; first day out, renewals, doubts
    ([event("extended", until="2008-08-08")], {}, "2008-08-09", 1, 0),
    ([event("extended", until="2003-08-08")], {}, "2005-01-01", 1, 0),
    ([event("extended")], {}, "2005-01-01..", 0, 1),
    ([event("extended", day="2005-01-01", until="2008-08-08")], {}, "2008-08-09", 1, 0),
    # told after the term had run out: carried on by all, with a doubt about what held between
    ([event("extended", day="2005-01-02", until="2008-08-08")], {}, "2008-08-09", 1, 1),
    ([event("extended")], {"renewal": {"tacit": False, "n": 3, "unit": "year"}}, "2008-01-01", 1, 0),
    (
        [event("extended"), event("extended", day="2007-01-01")],
        {"renewal": {"tacit": False, "n": 3, "unit": "year"}},
        "2011-01-01", 2, 0,
    ),
    ([event("extended")], {"renewal": {"tacit": False, "n": 18, "unit": "month"}}, "2006-07-01", 1, 1),
    ([event("extended")], {"renewal": {"tacit": False, "n": 3}}, "2008-01-01", 1, 0),
    ([event("extended")], {"renewal": {"tacit": False}}, "2005-01-01..", 0, 1),
    (
        [event("extended", day="2005-01-02", until="2008-08-08"), event("extended", day="2006-01-01", until="2010-10-10")],
        {}, "2010-10-11", 2, 1,
    ),
    (
        [event("extended", until="2008-08-08"), event("extended", day="2008-01-01", until="2010-10-10")],
        {}, "2010-10-11", 2, 0,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("events", "more", "span", "renewals", "doubts"), EXTENDED)
def test_extension(events: list[Json], more: Json, span: str, renewals: int, doubts: int) -> None:
    found = all_of(
        pact(events=events, duration=FIVE_YEARS, **more), "2004-01-01" if not more else "2008-12-31"
    )
    assert all(e["date"] <= "2008-12-31" for e in events)
    found = all_of(pact(events=events, duration=FIVE_YEARS, **more), "2007-12-31" if more else "2008-07-07")
    assert (days(found.ending.span), found.ending.renewals, len(found.ending.doubts)) == (
        span,
        renewals,
        doubts,
    )
    if span[-1].isdigit():
        assert found.ending.expiry == found.ending.span.first


def test_the_earliest_way_out_wins_and_the_others_bound_it() -> None:
    data = pact("A L 2004", duration={"kind": "until", "date": "2004-12-30"}, denunciation=SIX_MONTHS)
    found = all_of(data, "2020-01-01").ending
    assert (days(found.span), found.state) == ("2004-07-01..2004-12-31", State.TERMINATED)
    data = pact("A L 2005-01-01", duration=FIVE_YEARS, denunciation=SIX_MONTHS)
    assert ended(data)[:2] == ("2005-01-01", "expired")
    assert all_of(data, "2020-01-01").ending.expiry == date(2005, 1, 1)
