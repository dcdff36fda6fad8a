"""Which acts count, how many are needed, and on which day enough of them stand: values alone, no sentences."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.parties import parties
from tests.law.values import all_of, counted, days, entered, lines, treaty

BY_INSTRUMENTS = {"trigger": "instruments"}
TEN = "A B C D E F G H I J"


def ratified(n: int, year: int = 2000) -> str:
    """The first n of ten states ratify, one a year."""
    return "; ".join(f"{s} R {year + i}-01-01" for i, s in enumerate(TEN.split()[:n]))


def share(part: int, whole: int, **more: Any) -> dict[str, Any]:
    return {"trigger": "instruments", "count": {"share": [part, whole]}, **more}


# rule, parties, acts; the day enough stood, how many are needed, how many others are awaited
NUMBERS = [
    # a share is rounded up: two thirds of ten are seven
    (share(2, 3), TEN, ratified(6), "never", 7, 1),
    (share(2, 3), TEN, ratified(7), "2006-01-01", 7, 0),
    (share(1, 2), TEN, ratified(5), "2004-01-01", 5, 0),
    (share(1, 2), "A B C", ratified(1), "never", 2, 1),
    (share(1, 3), TEN, ratified(3), "never", 4, 1),
    (share(1, 3), TEN, ratified(4), "2003-01-01", 4, 0),
    (share(3, 4), TEN, ratified(7), "never", 8, 1),
    (share(2, 3, set_size=27), "", ratified(10), "never", 18, 8),
    (share(1, 3, set_size=27), "", ratified(9), "2008-01-01", 9, 0),
    # a set size told goes before the parties known
    (share(1, 2, set_size=4), TEN, ratified(2), "2001-01-01", 2, 0),
    # a plain number counts whoever acts
    ({**BY_INSTRUMENTS, "count": 3}, "", ratified(2), "never", 3, 1),
    ({**BY_INSTRUMENTS, "count": 3}, "", ratified(3), "2002-01-01", 3, 0),
    ({**BY_INSTRUMENTS, "count": 3}, "", ratified(5), "2002-01-01", 3, 0),
    ({**BY_INSTRUMENTS, "count": 3}, "", "", "never", 3, 3),
    # all: every party, or everyone of the states named
    (BY_INSTRUMENTS, "A B C", ratified(2), "never", 3, 0),
    (BY_INSTRUMENTS, "A B C", ratified(3), "2002-01-01", 3, 0),
    (BY_INSTRUMENTS, "A B C", ratified(2) + "; Z R 2001-06-01", "never", 3, 0),
    ({**BY_INSTRUMENTS, "count": "all", "among": ["A", "B"]}, "A B C", ratified(2), "2001-01-01", 2, 0),
    # nobody says who negotiated it: not to be told
    (BY_INSTRUMENTS, "", ratified(2), "2000-01-01..", None, 0),
    (BY_INSTRUMENTS, "", "A S 1999-01-01; B S 1999-01-01; A R 2000-01-01", "never", 2, 0),
    (
        BY_INSTRUMENTS,
        "",
        "A S 1999-01-01; B S 1999-01-01; A R 2000-01-01; B R 2001-01-01",
        "2001-01-01",
        2,
        0,
    ),
    # later signatories are none of those who negotiated it; one alone makes no treaty
    (
        BY_INSTRUMENTS,
        "",
        "A S 1999-01-01; B S 1999-01-01; C S 1999-02-01; " + ratified(2),
        "2001-01-01",
        2,
        0,
    ),
    (BY_INSTRUMENTS, "", "A S 1999-01-01; A R 2000-01-01", "2000-01-01..", None, 0),
    # named states, and no other number than theirs
    ({**BY_INSTRUMENTS, "must_include": ["A", "C"]}, "", "A R 2000-01-01; B R 2000-02-01", "never", 2, 0),
    ({**BY_INSTRUMENTS, "must_include": ["A", "C"]}, "", ratified(3), "2002-01-01", 2, 0),
    (
        {**BY_INSTRUMENTS, "must_include": ["B"], "count": 2},
        "",
        "A R 2000-01-01; C R 2001-01-01",
        "never",
        2,
        0,
    ),
    ({**BY_INSTRUMENTS, "must_include": ["A"], "count": 3}, "", ratified(2), "never", 3, 1),
    ({**BY_INSTRUMENTS, "must_include": ["The A"]}, "", ratified(1), "2000-01-01", 1, 0),
    # a class of states cannot be checked by name
    (
        {**BY_INSTRUMENTS, "must_include": ["all nuclear states"], "count": 1},
        "",
        ratified(1),
        "2000-01-01..",
        1,
        0,
    ),
    ({**BY_INSTRUMENTS, "must_include": ["At least two islands"]}, "", ratified(1), "2000-01-01..", 1, 0),
]


@pytest.mark.parametrize(("rule", "parties", "acts", "reached", "needed", "more"), NUMBERS)
def test_the_number(
    rule: dict[str, Any], parties: str, acts: str, reached: str, needed: int | None, more: int
) -> None:
    found = counted(treaty(rule, acts, parties))
    assert (days(found.reached), found.needed, found.more) == (reached, needed, more)


# rule, parties, acts; who stands, who is awaited
NAMES = [
    (BY_INSTRUMENTS, "A B C", ratified(2), "A B", "C"),
    (BY_INSTRUMENTS, "A B C", ratified(2) + "; Z R 1999-01-01", "A B", "C"),
    (BY_INSTRUMENTS, "A B C", "", "", "A B C"),
    (share(2, 3), "A B C", "Z R 1999-01-01; A R 2000-01-01", "A", ""),
    ({**BY_INSTRUMENTS, "count": 3}, "", "C R 2000-01-01; B R 2001-01-01", "C B", ""),
    (
        {**BY_INSTRUMENTS, "count": 3, "must_include": ["D", "B"]},
        "",
        "C R 2000-01-01; B R 2001-01-01",
        "C B",
        "D",
    ),
    ({**BY_INSTRUMENTS, "must_include": ["E", "D"]}, "", "", "", "D E"),
    ({**BY_INSTRUMENTS, "must_include": ["A"], "among": ["A", "B"], "count": "all"}, "", "", "", "A B"),
    # out again before the number stood
    ({**BY_INSTRUMENTS, "count": 3}, "", ratified(2) + "; A W 2000-06-01", "B", ""),
    ({**BY_INSTRUMENTS, "must_include": ["A"]}, "", "A R 2000-01-01; A W 2000-01-01", "A", ""),
]


@pytest.mark.parametrize(("rule", "parties", "acts", "have", "lacking"), NAMES)
def test_who_stands_and_who_is_awaited(
    rule: dict[str, Any], parties: str, acts: str, have: str, lacking: str
) -> None:
    found = counted(treaty(rule, acts, parties))
    assert (" ".join(found.have), " ".join(found.lacking)) == (have, lacking)


def test_only_what_was_done_by_the_day_counts() -> None:
    data = treaty({**BY_INSTRUMENTS, "count": 3}, ratified(3))
    assert counted(data, "2001-12-31").have == ("A", "B")
    assert days(counted(data, "2001-12-31").reached) == "never"
    assert days(counted(data, "2002-01-01").reached) == "2002-01-01"


# rule, act by its letter: whether it counts
KINDS = [
    ({"trigger": "instruments", "count": 1}, "R A D N X C", "S U P O"),
    ({"trigger": "notifications", "count": 1}, "R A N X C", "S D U P O"),
    ({"trigger": "signature", "count": 1}, "S D", "R A N X U P C O"),
    ({"trigger": "exchange", "count": 1}, "X", "S D U P N R A C O"),
    ({"trigger": "exchange", "of": "notes", "count": 1}, "X N", "S D U P R A C O"),
    ({"trigger": "other", "count": 1}, "R A D N X C", "S U P O"),
]


@pytest.mark.parametrize(("rule", "yes", "no"), KINDS)
def test_the_acts_that_count(rule: dict[str, Any], yes: str, no: str) -> None:
    for letter in (*yes.split(), *no.split()):
        data = treaty(rule, f"A {letter} 2000-01-01")
        found = counted(data)
        assert days(found.reached) == ("2000-01-01" if letter in yes.split() else "never"), letter
        assert (lines(data) == [("A", True, 1)]) is (letter in yes.split()), letter


def news(step: str, *actors: str, day: str = "2000-01-01", **more: Any) -> dict[str, Any]:
    return {"step": step, "actors": list(actors), "date": day, **more}


# in the news, each with no act of a depositary's list
REPORTED = [
    (
        {"trigger": "exchange"},
        [news("deposited", "A"), news("deposited", "B", day="2001-01-01")],
        "2001-01-01",
    ),
    ({"trigger": "exchange"}, [news("ratified", "A"), news("ratified", "B")], "never"),
    ({"trigger": "exchange"}, [news("instruments_exchanged", "A", "B")], "2000-01-01"),
    ({"trigger": "exchange", "of": "notes"}, [news("notified", "A"), news("notified", "B")], "2000-01-01"),
    ({"trigger": "exchange", "of": "notes"}, [news("deposited", "A"), news("deposited", "B")], "never"),
    ({"trigger": "exchange"}, [news("notified", "A"), news("notified", "B")], "never"),
    ({"trigger": "instruments"}, [news("ratified", "A"), news("ratified", "B")], "never"),
    (
        {"trigger": "instruments", "of": "ratifications"},
        [news("ratified", "A"), news("ratified", "B")],
        "2000-01-01",
    ),
    ({"trigger": "instruments"}, [news("acceded", "A"), news("acceded", "B")], "2000-01-01"),
    ({"trigger": "notifications"}, [news("notified", "A"), news("notified", "B")], "2000-01-01"),
    ({"trigger": "instruments"}, [news("deposited", "A"), news("deposited")], "2000-01-01"),
    ({"trigger": "instruments"}, [news("deposited", "A"), news("deposited", "?")], "never"),
    ({"trigger": "instruments", "count": 1}, [news("deposited", "?")], "never"),
    (
        {"trigger": "instruments"},
        [news("deposited", "A", certainty="planned"), news("deposited", "B")],
        "never",
    ),
]


@pytest.mark.parametrize(("rule", "events", "reached"), REPORTED)
def test_what_news_tells_of(rule: dict[str, Any], events: list[dict[str, Any]], reached: str) -> None:
    assert days(counted(treaty(rule, parties="A B", events=events)).reached) == reached


def test_what_is_denied_may_not_have_been_done() -> None:
    events = [news("deposited", "A"), news("deposited", "B", day="2001-01-01")]
    events.append(news("deposited", "B", day="2001-01-01", certainty="denied"))
    assert days(counted(treaty(BY_INSTRUMENTS, parties="A B", events=events)).reached) == "2001-01-01.."


LEFT_OUT = [
    ({"not_counted": ["EU"]}, "A R 2000-01-01; EU R 2000-01-01", "A", "2000-01-01"),
    ({"not_counted": ["the eu"]}, "A R 2000-01-01; EU R 2000-01-01", "A", "2000-01-01"),
    ({"not_counted": ["organisations"]}, "European_Union R 2000-01-01", "", "never"),
    ({"not_counted": ["organisations"]}, "A C 2000-01-01", "", "never"),
    ({"not_counted": ["organisations"]}, "A R 2000-01-01", "A", "2000-01-01"),
    ({"only": "states"}, "A C 2000-01-01", "", "never"),
    ({"only": "States"}, "European_Union A 2000-01-01", "", "never"),
    ({"only": "states"}, "A R 2000-01-01", "A", "2000-01-01"),
    ({"only": "members"}, "European_Union A 2000-01-01", "European Union", "2000-01-01"),
    ({"not_counted": ["B"]}, "A C 2000-01-01", "A", "2000-01-01"),
    ({}, "A C 2000-01-01", "A", "2000-01-01"),
]


@pytest.mark.parametrize(("more", "acts", "have", "reached"), LEFT_OUT)
def test_who_is_left_out_of_the_number(more: dict[str, Any], acts: str, have: str, reached: str) -> None:
    found = counted(treaty({**BY_INSTRUMENTS, "count": 1, **more}, acts))
    assert (" ".join(found.have), days(found.reached)) == (have, reached)


WEIGHED = [
    # per cent asked, acts with their weights; reached, weight, whether it cannot be told
    (55, "A R 2000-01-01 30; B R 2001-01-01 25", "2001-01-01", 55.0, 0),
    (55, "A R 2000-01-01 30; B R 2001-01-01 24.9", "never", 54.9, 0),
    (55, "A R 2000-01-01 30; B R 2001-01-01", "2001-01-01..", 30.0, 1),
    (55, "A R 2000-01-01 60; B R 2001-01-01", "2000-01-01", 60.0, 0),
    (55, "A R 2000-01-01", "2000-01-01..", None, 1),
    (55, "A R 2000-01-01 30; A W 2000-06-01; B R 2001-01-01 30", "never", 30.0, 0),
    (55, "A R 2000-01-01 30; A A 2000-02-01 30", "never", 30.0, 0),
    (0.3, "A R 2000-01-01 0.1; B R 2000-01-01 0.2", "2000-01-01", 0.3, 0),
]


@pytest.mark.parametrize(("percent", "acts", "reached", "weight", "unclear"), WEIGHED)
def test_the_weight(percent: float, acts: str, reached: str, weight: float | None, unclear: int) -> None:
    rule = {**BY_INSTRUMENTS, "count": 1, "weight": {"percent": percent, "of": "emissions"}}
    found = counted(treaty(rule, acts))
    assert (days(found.reached), found.weight, len(found.unclear)) == (reached, weight, unclear)


def test_a_rule_without_weight_has_none() -> None:
    assert counted(treaty({**BY_INSTRUMENTS, "count": 1}, "A R 2000-01-01 30")).weight is None


def test_what_cannot_be_told_is_said_once_each() -> None:
    named = {**BY_INSTRUMENTS, "must_include": ["all islands", "any coast"], "count": 1}
    assert len(counted(treaty(named, ratified(1))).unclear) == 2
    assert len(counted(treaty(BY_INSTRUMENTS, ratified(1))).unclear) == 1
    assert len(counted(treaty(BY_INSTRUMENTS, ratified(1), "A B")).unclear) == 0


SPANS = [
    # a day not told exactly bounds the day reached on either side
    ("A R 2000; B R 2001-03-01", "2001-03-01"),
    ("A R 2000-01-01; B R 2001", "2001-01-01..2001-12-31"),
    ("A R 2000-01-01; B R 2001-03~", "2001-03-01..2001-03-31~"),
    ("A R 2000-01-01; B R 2001-03-05~", "2001-03-05"),
    ("A R 2001; B R 2001-03", "2001-03-01..2001-12-31"),
    ("A R 2000-01-01; B R -", "2000-01-01.."),
    # one that may have left before the other joined
    ("A R 2000-01-01; A W 2000; B R 2001-01-01", "never"),
    ("A R 2000-01-01; B R 2001-06-01; A W 2001", "2001-06-01.."),
    ("A R 2000-01-01; B R 2001-06-01; A W 2002", "2001-06-01"),
    # on one day leaving goes first, and the end of the day decides
    ("A R 2000-01-01; B R 2001-01-01; A W 2001-01-01", "never"),
    ("A R 2000-01-01; A W 2001-01-01; A R 2001-01-01; B R 2001-01-01", "2001-01-01"),
    ("A R 2000-01-01; A L 2000-06-01; B R 2001-01-01; A R 2002-01-01", "2002-01-01"),
]


@pytest.mark.parametrize(("acts", "reached"), SPANS)
def test_days_that_are_not_exact(acts: str, reached: str) -> None:
    data = treaty({**BY_INSTRUMENTS, "count": 2}, acts)
    assert days(counted(data).reached) == reached


def trigger(acts: str, count: int = 2) -> str:
    return " ".join(d.actor for d in counted(treaty({**BY_INSTRUMENTS, "count": count}, acts)).trigger)


def test_the_acts_that_stood_on_the_day_reached() -> None:
    assert trigger(ratified(4)) == "A B"
    assert trigger(ratified(1)) == ""
    assert trigger("A R 2000-01-01; B R 2001; C R 2001-06-01; D R 2002-01-01") == "A B C"
    assert trigger("A R 2000-01-01; B R 2001-01-01; C R 2001-01-01") == "A B C"


LINES = [
    ("A R 2000-01-01; B R 2001-01-01; C R 2002-01-01", [("A", True, 1), ("B", True, 2), ("C", True, 3)]),
    ("A S 1999-01-01; A R 2000-01-01", [("A", False, None), ("A", True, 1)]),
    ("A R 2000-01-01; A A 2001-01-01; B R 2002-01-01", [("A", True, 1), ("A", False, None), ("B", True, 2)]),
    # one who leaves before the number stands counts no more, and may come again
    (
        "A R 2000-01-01; A W 2000-06-01; A R 2001-01-01; B R 2002-01-01",
        [("A", True, 1), ("A", False, None), ("A", True, 1), ("B", True, 2)],
    ),
    (
        "A R 2000-01-01; B R 2001-01-01; A L 2002-01-01; A R 2003-01-01",
        [("A", True, 1), ("B", True, 2), ("A", False, None), ("A", False, None)],
    ),
]


@pytest.mark.parametrize(("acts", "expected"), LINES)
def test_each_act_is_numbered_or_left_out(acts: str, expected: list[tuple[str, bool, int | None]]) -> None:
    assert lines(treaty({**BY_INSTRUMENTS, "count": 2}, acts)) == expected


ASEAN = ["BRN", "KHM", "LAO", "SGP", "THA", "VNM", "MYS", "IDN", "PHL", "MMR"]
OTHERS = ["AUS", "CHN", "JPN", "KOR", "NZL"]
SIX_AND_THREE = {
    "all_of": [
        {"trigger": "instruments", "count": 6, "among": ASEAN},
        {"trigger": "instruments", "count": 3, "among": OTHERS},
    ],
    "offset": {"n": 60, "unit": "day"},
}
RCEP = (
    "SGP R 2021-04-09; CHN R 2021-04-15; JPN R 2021-06-25; BRN R 2021-10-11; KHM R 2021-10-15; LAO R 2021-10-18;"
    "THA R 2021-10-28; VNM R 2021-10-28; AUS R 2021-11-02; NZL R 2021-11-02; KOR R 2021-12-03"
)
TEN_EIGHT_MEMBERS = {
    "all_of": [
        {"trigger": "instruments", "count": 4},
        {"trigger": "instruments", "count": 3, "among": ["ALB", "PRT", "ITA", "AUT"]},
    ],
}


@pytest.mark.parametrize(
    ("rule", "done", "day"),
    [
        (SIX_AND_THREE, RCEP, "2022-01-01"),
        (SIX_AND_THREE, RCEP.replace("AUS R 2021-11-02; NZL R 2021-11-02; KOR R 2021-12-03", ""), "never"),
        (
            TEN_EIGHT_MEMBERS,
            "ALB R 2013-02-04; PRT R 2013-02-05; USA A 2013-03-01; JPN A 2013-04-01",
            "never",
        ),
        (
            TEN_EIGHT_MEMBERS,
            "ALB R 2013-02-04; PRT R 2013-02-05; USA A 2013-03-01; JPN A 2013-04-01; ITA R 2013-09-10",
            "2013-09-10",
        ),
    ],
)
def test_a_number_among_some_counts_only_those(rule: dict[str, Any], done: str, day: str) -> None:
    assert days(entered(treaty(rule, done)).span) == day


FLEETS = {
    "trigger": "instruments",
    "count": 2,
    "weight": [{"percent": 40, "of": "tonnage"}, {"percent": 3, "of": "recycling"}],
    "offset": {"n": 24, "unit": "month"},
}


@pytest.mark.parametrize(
    ("liberia", "bangladesh", "day"),
    [
        ({"tonnage": 41, "recycling": 0}, {"tonnage": 0.1, "recycling": 3}, "2025-06-26"),
        ({"tonnage": 39, "recycling": 0}, {"tonnage": 0.1, "recycling": 30}, "never"),
        ({"tonnage": 60, "recycling": 1}, {"tonnage": 0.1, "recycling": 1}, "never"),
    ],
)
def test_two_weights_are_two_conditions(
    liberia: dict[str, float], bangladesh: dict[str, float], day: str
) -> None:
    data = treaty(FLEETS)
    data["instruments"] = [
        {"state": "LBR", "act": "accession", "date": "2023-06-26", "weight": liberia},
        {"state": "BGD", "act": "accession", "date": "2023-06-26", "weight": bangladesh},
    ]
    assert days(entered(data).span) == day


SIX_SIGNATORIES = {"trigger": "notifications", "count": 2, "offset": {"n": 60, "unit": "day"}}


SIX_OR_HALF = {"any_of": [SIX_SIGNATORIES, {"trigger": "notifications", "count": {"share": [1, 2]}}]}


@pytest.mark.parametrize("rule", [SIX_SIGNATORIES, SIX_OR_HALF])
def test_notifications_count_as_deposits_do(rule: dict[str, Any]) -> None:
    """CPTPP: who has not notified is not bound with those who have."""
    found = all_of(treaty(rule, "MEX N 2018-06-28; JPN N 2018-07-06", "JPN MEX PER"), "2019-01-01")
    places = {p.party: p.in_force for p in parties(found)}
    assert places == {"JPN": True, "MEX": True, "PER": False}
