"""The day of entry into force by each sort of rule, what is open and what is missing: values alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.law.values import days, entered, treaty

Json = dict[str, Any]
TWO = {"trigger": "instruments", "count": 2}
DONE = "A R 2000-01-01; B R 2000-03-15"


def news(step: str, *actors: str, day: str | None = "2000-01-01", **more: Any) -> Json:
    made = {"step": step, "actors": list(actors), **more}
    return made if day is None else {**made, "date": day}


# what is counted from the day on which the condition is met: 15 March 2000
EFFECTS: list[tuple[Json, str]] = [
    ({}, "2000-03-15"),
    ({"offset": {"n": 30, "unit": "day"}}, "2000-04-14"),
    ({"offset": {"n": 0, "unit": "day"}}, "2000-03-15"),
    ({"round": "first_day_of_following_month"}, "2000-04-01"),
    ({"round": "first_day_of_month"}, "2000-04-01"),
    ({"offset": {"n": 2, "unit": "month"}, "round": "first_day_of_month"}, "2000-05-01"),
    ({"offset": {"n": 2, "unit": "month"}, "round": "first_day_of_following_month"}, "2000-06-01"),
    ({"not_before": "2001-01-01"}, "2001-01-01"),
    ({"not_before": "1999-01-01"}, "2000-03-15"),
    ({"offset": {"n": 30, "unit": "day"}, "not_before": "2000-04-15"}, "2000-04-15"),
    ({"offset": {"n": 30, "unit": "day"}, "not_before": "2000-04-13"}, "2000-04-14"),
]


@pytest.mark.parametrize(("more", "day"), EFFECTS)
def test_the_day_of_effect(more: Json, day: str) -> None:
    found = entered(treaty({**TWO, **more}, DONE))
    assert days(found.span) == day
    assert days(found.trigger) == "2000-03-15"
    assert found.could == date.fromisoformat(day)
    assert not found.open
    assert found.missing == ()
    assert len(found.reasons) == (
        1 if not more or (more.keys() == {"not_before"} and "1999" in str(more)) else 2
    )


# what is asked for beside two instruments, the second of 15 March 2000; an offset counts from them alone
EARLY, LATE = ({"trigger": "date", "date": day} for day in ("2000-05-01", "2001-01-01"))
THREE = {"offset": {"n": 3, "unit": "month"}}
BESIDE: list[tuple[Json, str]] = [
    ({"all_of": [LATE]}, "2001-01-01"),
    ({"all_of": [EARLY, LATE]}, "2001-01-01"),
    ({"any_of": [EARLY, LATE]}, "2000-05-01"),
    ({"all_of": [EARLY], **THREE}, "2000-06-15"),
    ({"any_of": [EARLY, LATE], **THREE}, "2000-06-15"),
    ({"all_of": [LATE], **THREE}, "2001-01-01"),
]


@pytest.mark.parametrize(("beside", "day"), BESIDE)
def test_what_is_asked_for_beside_acts(beside: Json, day: str) -> None:
    assert days(entered(treaty({**TWO, **beside}, DONE)).span) == day


def test_the_bounds_move_together() -> None:
    found = entered(treaty({**TWO, "offset": {"n": 1, "unit": "month"}}, "A R 2000-01-01; B R 2000-03~"))
    assert days(found.span) == "2000-04-01..2000-04-30~"
    assert days(found.trigger) == "2000-03-01..2000-03-31~"


def test_what_is_not_met_has_no_day_but_a_first_one_possible() -> None:
    found = entered(treaty({**TWO, "offset": {"n": 30, "unit": "day"}}, "A R 2000-01-01"), "2000-06-01")
    assert (days(found.span), days(found.trigger)) == ("never", "never")
    assert len(found.missing) == 1
    assert found.could == date(2000, 7, 1)
    assert (found.reasons, found.doubts, found.open) == ((), (), False)


def test_a_part_of_the_condition_is_missing_although_others_may_have_met_it() -> None:
    data = treaty({**TWO, "weight": {"percent": 50, "of": "tonnage"}}, "A R 2000-01-01 10; B R 2000-03-15")
    found = entered(data)
    assert days(found.span) == "2000-03-15.."
    assert found.open
    assert len(found.missing) >= 1
    assert len(found.doubts) >= 1


def test_a_class_of_states_leaves_it_open() -> None:
    found = entered(treaty({"trigger": "instruments", "count": 1, "must_include": ["all islands"]}, DONE))
    assert (days(found.span), found.open) == ("2000-01-01..", True)
    found = entered(treaty({"trigger": "instruments", "count": 3, "must_include": ["all islands"]}, DONE))
    assert (days(found.span), found.open, found.doubts) == ("never", True, ())


# ---- what news tells of is only some of what was done

PARTLY: list[tuple[Json, list[Json], bool | None, str, bool]] = [
    # rule, events, complete; span, open
    (TWO, [news("deposited", "A")], None, "?", True),
    (TWO, [news("deposited", "A"), news("deposited", "B", day="2001-01-01")], None, "..2001-01-01", False),
    (TWO, [news("deposited", "A")], True, "never", False),
    (TWO, [news("deposited", "A"), news("deposited", "B", day="2001-01-01")], True, "2001-01-01", False),
    (TWO, [news("adopted", day="1999-05-05"), news("deposited", "A")], None, "1999-05-05..", True),
    (
        TWO,
        [news("opened_for_signature", day="1999-06-06"), news("deposited", "A")],
        None,
        "1999-06-06..",
        True,
    ),
    (
        TWO,
        [
            news("adopted", day="1999-05-05"),
            news("opened_for_signature", day="1999-06-06"),
            news("deposited", "A"),
            news("deposited", "B", day="2001"),
        ],
        None,
        "1999-06-06..2001-12-31",
        False,
    ),
    (
        TWO,
        [news("adopted", day="2005-05-05"), news("deposited", "A"), news("deposited", "B", day="2001-01-01")],
        None,
        "2001-01-01",
        False,
    ),
    ({"trigger": "notifications", "count": 2}, [news("notified", "A")], None, "?", True),
    ({"trigger": "notifications", "count": 2}, [news("signed", "A")], None, "?", True),
    ({"trigger": "instruments", "count": 2}, [news("ratified", "A")], None, "?", True),
    ({"trigger": "signature", "count": 2}, [news("signed", "A")], None, "never", False),
    (TWO, [news("registered", "A")], None, "never", False),
]


@pytest.mark.parametrize(("rule", "events", "complete", "span", "open_"), PARTLY)
def test_what_is_known_only_in_part(
    rule: Json, events: list[Json], complete: bool | None, span: str, open_: bool
) -> None:
    more: Json = {} if complete is None else {"complete": complete}
    found = entered(treaty(rule, events=events, **more), "2010-01-01")
    assert (days(found.span), found.open) == (span, open_)
    assert len(found.missing) == (0 if span[-1:].isdigit() else 1)
    if found.open:
        assert len(found.doubts) == 1
        assert found.could == date(2010, 1, 1)
        assert found.reasons == ()


def test_a_list_that_is_not_whole_is_known_in_part() -> None:
    found = entered(treaty(TWO, DONE, complete=False), "2010-01-01")
    assert (days(found.span), found.open) == ("..2000-03-15", False)
    assert found.could == date(2000, 3, 15)
    assert len(found.doubts) == 1
    assert entered(treaty(TWO, DONE), "2010-01-01").doubts == ()


def test_a_treaty_of_two_is_known_whole() -> None:
    events = [news("deposited", "A")]
    found = entered(treaty({"trigger": "instruments"}, parties="A B", events=events))
    assert (days(found.span), found.open) == ("never", False)


def test_met_in_part_today_could_be_today_at_most() -> None:
    events = [news("deposited", "A"), news("deposited", "B", day="2001")]
    found = entered(treaty(TWO, events=events), "2001-06-01")
    assert found.could == date(2001, 6, 1)
    assert days(found.span) == "..2001-12-31"


@pytest.mark.parametrize("count", [{"share": [1, 2]}, "all"])
def test_known_in_part_of_a_share_or_of_all(count: Any) -> None:
    rule = {"trigger": "instruments", "count": count}
    events = [news("deposited", s) for s in ("A", "B", "C")]
    found = entered(treaty(rule, parties="A B C", events=events))
    assert days(found.span) == ("2000-01-01" if count == "all" else "..2000-01-01")


# ---- how it was met

MANY = "; ".join(f"S{i} R 2000-01-{i:02}" for i in range(1, 16))
MET: list[tuple[Json, str, int]] = [
    # rule, acts; how many facts the reason cites
    (TWO, DONE, 2),
    ({"trigger": "instruments", "count": 4}, MANY, 4),
    ({"trigger": "instruments", "count": 5}, MANY, 1),
    ({"trigger": "instruments", "count": 2}, "A R 2000-01-01; B R 2000-01-02; C R 2000-01-02", 3),
    ({"trigger": "signature", "count": 2}, "A S 2000-01-01; B S 2000-03-15", 2),
    ({"trigger": "exchange"}, "X X 2000-01-01", 1),
]


@pytest.mark.parametrize(("rule", "acts", "cited"), MET)
def test_what_met_it_is_cited(rule: Json, acts: str, cited: int) -> None:
    found = entered(treaty(rule, acts))
    assert len(found.reasons) == 1
    assert len(found.reasons[0].facts) == cited


def test_a_list_in_part_cites_few_or_none() -> None:
    twelve = treaty({"trigger": "instruments", "count": 12}, MANY, complete=False)
    assert len(entered(twelve).reasons[0].facts) == 12
    thirteen = treaty({"trigger": "instruments", "count": 13}, MANY, complete=False)
    assert len(entered(thirteen).reasons[0].facts) == 0


def test_who_it_is_reported_from() -> None:
    events = [
        news("deposited", "A", certainty="reported", sources=["Gazette", "Ministry"]),
        news("deposited", "B", certainty="reported", sources=["Gazette", "Embassy"]),
    ]
    found = entered(treaty({"trigger": "instruments"}, parties="A B", events=events))
    assert found.said_by == ("Embassy", "Ministry")
    events[0]["certainty"] = "asserted"
    found = entered(treaty({"trigger": "instruments"}, parties="A B", events=events))
    assert found.said_by == ("Embassy",)


DOUBTS: list[tuple[list[Json], int]] = [
    ([news("deposited", "A"), news("deposited", "B")], 0),
    ([news("deposited", "A", day="2000-01~"), news("deposited", "B")], 1),
    ([news("deposited", "A"), news("deposited", "A", day="2000-02-02"), news("deposited", "B")], 1),
    ([news("deposited", "A"), news("deposited", "B"), news("deposited", "B", certainty="denied")], 1),
    (
        [
            news("deposited", "A"),
            news("deposited", "A", day="2000-02-02~"),
            news("deposited", "B"),
            news("deposited", "B", certainty="denied"),
        ],
        3,
    ),
]


@pytest.mark.parametrize(("events", "doubts"), DOUBTS)
def test_each_doubt_is_said_once(events: list[Json], doubts: int) -> None:
    found = entered(treaty({"trigger": "instruments"}, parties="A B", events=events))
    assert len(found.doubts) == doubts
    assert all(d.facts for d in found.doubts)


# ---- the other sorts of rule


def test_a_day_that_the_treaty_names() -> None:
    rule = {"trigger": "date", "date": "2001-06-01"}
    found = entered(treaty(rule))
    assert (days(found.span), days(found.trigger), found.could) == (
        "2001-06-01",
        "2001-06-01",
        date(2001, 6, 1),
    )
    assert (len(found.reasons), len(found.doubts), found.missing) == (1, 1, ())
    for letter, step in (("S", None), ("R", None), ("D", None), ("N", None), ("X", None), ("", "ratified")):
        done = (
            treaty(rule, f"A {letter} 2000-01-01") if letter else treaty(rule, events=[news(step or "", "A")])
        )
        assert entered(done).doubts == (), (letter, step)
    assert len(entered(treaty(rule, "A O 2000-01-01")).doubts) == 1
    assert len(entered(treaty(rule, "A S 2003-01-01"), "2002-01-01").doubts) == 1


def test_a_treaty_linked_to_another() -> None:
    told = entered(
        treaty({"trigger": "other", "linked": {"treaty": "the Covenant", "in_force": "1976-03-23"}})
    )
    assert (days(told.span), days(told.trigger)) == ("1976-03-23",) * 2
    assert (told.could, told.open, told.missing) == (date(1976, 3, 23), False, ())
    assert (len(told.reasons), told.doubts) == (1, ())
    untold = entered(treaty({"trigger": "other", "linked": {"treaty": "the Covenant"}}))
    assert (days(untold.span), days(untold.trigger), untold.open) == ("?", "?", True)
    assert (len(untold.missing), untold.reasons, len(untold.doubts)) == (1, (), 1)


DEEMED = {"trigger": "other", "date": "2007-01-01", "tacit": {"deemed": "2006-07-01"}}


def deemed(unless: Any = None, **more: Any) -> Json:
    tacit = {"deemed": "2006-07-01"} | ({} if unless is None else {"unless": unless})
    return {**DEEMED, "tacit": tacit, **more}


TACIT: list[tuple[Json, str, str, str]] = [
    # rule, objections; span, parties
    (deemed(), "", "2007-01-01", ""),
    (deemed(), "A O 2006-07-01", "never", ""),
    (deemed(), "A O 2006-07-02", "2007-01-01", ""),
    (deemed(2), "A O 2006-05-05", "2007-01-01", ""),
    (deemed(2), "A O 2006-05-05; B O 2006-05-05", "never", ""),
    (deemed(2), "A O 2006-05-05; A O 2006-06-05", "2007-01-01", ""),
    (deemed({"share": [1, 3]}, set_size=9), "A O 2006-05-05; B O 2006-05-05", "2007-01-01", ""),
    (deemed({"share": [1, 3]}, set_size=9), "A O 2006-05-05; B O 2006-05-05; C O 2006-05-05", "never", ""),
    (
        deemed({"share": [1, 3]}, set_size=10),
        "A O 2006-05-05; B O 2006-05-05; C O 2006-05-05",
        "2007-01-01",
        "",
    ),
    (deemed({"share": [1, 3]}), "A O 2006-05-05", "never", "A B C"),
    (deemed({"share": [1, 3]}), "A O 2006-05-05", "2007-01-01", "A B C D"),
    (deemed({"share": [1, 3]}, among=["A", "B", "C"]), "A O 2006-05-05", "never", "A B C D"),
    (deemed({"share": [1, 3]}), "A O 2006-05-05", "?", ""),
    (deemed({"share": [1, 3]}), "", "2007-01-01", ""),
    ({"trigger": "other", "tacit": {"deemed": "2006-07-01"}}, "", "2006-07-01", ""),
    ({"trigger": "other", "date": "2007-01-01", "tacit": {}}, "", "2007-01-01", ""),
    ({"trigger": "other", "date": "2007-01-01", "tacit": {}}, "A O 2006-12-12", "never", ""),
    ({"trigger": "other", "tacit": {}}, "", "?", ""),
]


@pytest.mark.parametrize(("rule", "acts", "span", "parties"), TACIT)
def test_tacit_acceptance(rule: Json, acts: str, span: str, parties: str) -> None:
    found = entered(treaty(rule, acts, parties), "2010-01-01")
    assert days(found.span) == span
    assert found.open is (span == "?")
    assert len(found.missing) == (span == "never")
    assert (len(found.reasons), len(found.doubts)) == ((0, 1) if span == "?" else (1, 0))
    if span == "never":
        assert found.could == date(2010, 1, 1)
        assert len(found.reasons[0].facts) == acts.count("O")
    elif span != "?":
        assert found.could == date.fromisoformat(span)
        assert days(found.trigger) == ("2006-07-01" if rule["tacit"] else span)


A_BY_2000 = {"trigger": "instruments", "count": 1}
BY_DATE = {"trigger": "date", "date": "2000-02-02"}
NEVER = {"trigger": "instruments", "count": 9}
OPEN = {"trigger": "other"}

PARTS: list[tuple[Json, str, int, str]] = [
    # rule; span, how many things are missing, the first day possible
    ({"all_of": [TWO, BY_DATE]}, "2000-03-15", 0, "2000-03-15"),
    ({"all_of": [A_BY_2000, BY_DATE]}, "2000-02-02", 0, "2000-02-02"),
    ({"any_of": [TWO, BY_DATE]}, "2000-02-02", 0, "2000-02-02"),
    ({"any_of": [A_BY_2000, BY_DATE]}, "2000-01-01", 0, "2000-01-01"),
    ({"all_of": [TWO, NEVER]}, "never", 1, "2010-01-01"),
    ({"all_of": [NEVER, {**NEVER, "count": 8}]}, "never", 2, "2010-01-01"),
    ({"any_of": [TWO, NEVER]}, "2000-03-15", 0, "2000-03-15"),
    ({"any_of": [NEVER, {**NEVER, "count": 8}]}, "never", 1, "2010-01-01"),
    ({"all_of": [TWO, OPEN]}, "2000-03-15..", 0, "2010-01-01"),
    ({"any_of": [TWO, OPEN]}, "..2000-03-15", 0, "2000-03-15"),
    ({"all_of": [TWO, BY_DATE], "offset": {"n": 1, "unit": "month"}}, "2000-04-15", 0, "2000-04-15"),
]


@pytest.mark.parametrize(("rule", "span", "missing", "could"), PARTS)
def test_rules_made_of_others(rule: Json, span: str, missing: int, could: str) -> None:
    found = entered(treaty(rule, DONE), "2010-01-01")
    assert (days(found.span), len(found.missing)) == (span, missing)
    assert found.could == date.fromisoformat(could)
    assert found.open is (OPEN in [*rule.get("all_of", ()), *rule.get("any_of", ())])


def test_of_any_only_what_may_come_first_is_told() -> None:
    later = {"trigger": "date", "date": "2001-01-01"}
    assert len(entered(treaty({"any_of": [TWO, later]}, DONE)).reasons) == 1
    assert len(entered(treaty({"all_of": [TWO, later]}, DONE)).reasons) == 2
    assert len(entered(treaty({"any_of": [TWO, {**later, "date": "2000-03-15"}]}, DONE)).reasons) == 2


def test_of_any_with_a_part_open_the_others_missing_do_not_matter() -> None:
    rule = {"any_of": [NEVER, {"trigger": "other", "linked": {"treaty": "the Covenant"}}]}
    found = entered(treaty(rule, DONE))
    assert (days(found.span), found.open) == ("?", True)
    assert len(found.missing) == 1


def test_who_says_so_is_told_of_all_parts() -> None:
    events = [news("deposited", "A", certainty="reported", sources=["Gazette", "Ministry"])]
    rule = {"all_of": [A_BY_2000, BY_DATE]}
    found = entered(treaty(rule, events=events, complete=True))
    assert found.said_by == ("Ministry",)


@pytest.mark.parametrize("rule", [{"trigger": "other"}, {"trigger": "none"}, {}])
def test_a_rule_that_is_not_computed_excludes_nothing(rule: Json) -> None:
    found = entered(treaty(rule, DONE), "2010-01-01")
    assert (days(found.span), days(found.trigger), found.open) == ("?", "?", True)
    assert (found.missing, found.reasons, len(found.doubts)) == ((), (), 1)
    assert found.could == date(2010, 1, 1)


def test_a_rule_that_is_not_computed_may_still_name_a_floor() -> None:
    found = entered(treaty({"trigger": "other", "not_before": "2001-01-01"}, DONE), "2010-01-01")
    assert days(found.span) == "2001-01-01.."
