"""The times in which a state takes part, as values: from when each binds it, and when it is out of it."""

from __future__ import annotations

import pytest

from tests.law.values import Json, all_of, days, treaty

TERMS: Json = {"denunciation": {"notice": {"n": 90, "unit": "day"}}}
IN_1995: Json = {"trigger": "date", "date": "1995-01-01"}
IN_2000: Json = {"trigger": "date", "date": "2000-01-01"}

# what G did; since when it is bound, and its effect if it left, of each time
ROWS: dict[str, tuple[Json, str, list[tuple[str, str | None]]]] = {
    "nothing": (IN_1995, "", [("?", None)]),
    "bound": (IN_1995, "G R 1996-05-05", [("1996-05-05", None)]),
    "consenting twice": (IN_1995, "G R 1996-05-05; G A 1997-01-01", [("1996-05-05", None)]),
    "out": (IN_1995, "G R 1996-05-05; G L 1997-01-01", [("1996-05-05", "1997-04-01")]),
    "out, and consenting twice before": (
        IN_1995, "G R 1996-05-05; G A 1996-06-06; G L 1997-01-01", [("1996-05-05", "1997-04-01")]
    ),
    "out and back": (
        IN_1995, "G R 1996-05-05; G L 1997-01-01; G A 1998-01-01", [("1996-05-05", "1997-04-01"), ("1998-01-01", None)]
    ),
    "back before it is out": (
        IN_1995, "G R 1996-05-05; G L 1997-01-01; G A 1997-02-01", [("1996-05-05", "1997-04-01"), ("1997-04-01", None)]
    ),
    "a notice taken back, and consent again": (
        IN_1995, "G R 1996-05-05; G L 1997-01-01; G V 1997-02-01; G A 1998-01-01", [("1996-05-05", None)]
    ),
    "two notices": (IN_1995, "G R 1996-05-05; G L 1997-01-01; G L 1999-01-01", [("1996-05-05", "1997-04-01")]),
    "a notice without a consent on record": (IN_1995, "G L 1997-01-01", [("?", "1997-04-01")]),
    "out and back on one day": (
        IN_1995, "G R 1996-05-05; G L 1997-01-01; G A 1997-01-01", [("1996-05-05", "1997-04-01"), ("1997-04-01", None)]
    ),
    "in and out on one day": (IN_1995, "G R 1996-05-05; G L 1996-05-05", [("1996-05-05", "1996-08-03")]),
    "out, and out and back on one day": (
        IN_1995, "G R 1996-05-05; G L 1997-01-01; G L 1998-01-01; G A 1998-01-01",
        [("1996-05-05", "1997-04-01"), ("1998-01-01", None)],
    ),
    # where the days do not say which came first, the departure may have ended nothing
    "in and out in one year": (IN_1995, "G R 1996; G L 1996", [("1996-01-01..1996-12-31", "1996-03-31..")]),
    "in on a day and out in its year": (IN_1995, "G R 1996-05-05; G L 1996", [("?", "1996-03-31.."), ("1996-05-05..", None)]),
    "in in a year and out on a day of it": (
        IN_1995, "G R 1996; G L 1996-05-05", [("1996-01-01..1996-12-31", "1996-08-03..")]
    ),
    "out in a later year": (IN_1995, "G R 1996-05-05; G L 1997", [("1996-05-05", "1997-04-01..1998-03-31")]),
    "out in its year, and again later": (
        IN_1995, "G R 1996; G L 1996; G L 1999-01-01", [("1996-01-01..1996-12-31", "1996-03-31..")]
    ),
    # an instrument taken back before it binds
    "taken back in time": (IN_2000, "G R 1996-05-05; G W 1998-01-01", [("?", None)]),
    "taken back on the day it was given": (IN_2000, "G R 1996-05-05; G W 1996-05-05", [("?", None)]),
    "taken back before it was given": (IN_2000, "G R 1996-05-05; G W 1996-05-04", [("2000-01-01", None)]),
    "taken back on the day it binds": (IN_2000, "G R 1996-05-05; G W 2000-01-01", [("2000-01-01", None)]),
    "taken back by another": (IN_2000, "G R 1996-05-05; H W 1998-01-01", [("2000-01-01", None)]),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "acts", "periods"), ROWS.values(), ids=ROWS)
def test_the_times_in_which_a_state_takes_part(
    rule: Json, acts: str, periods: list[tuple[str, str | None]]
) -> None:
    found = all_of(treaty(rule, f"X R 1990-01-01; Y R 1990-01-01; {acts}", **TERMS)).parts.periods("g")
    told = [(p.since, p.departure and p.departure.effect) for p in found]
    assert [(_since(s), e and days(e)) for s, e in told] == periods


def _since(span: object) -> str:
    text = days(span)  # type: ignore[arg-type]  # a Span
    return "?" if text == "never" else text


def test_of_two_no_one_takes_back_what_both_exchanged() -> None:
    data = treaty(
        {"trigger": "exchange", "offset": {"n": 1, "unit": "year"}},
        "G X 1996-05-05; H X 1996-05-05; G W 1996-06-06",
        "G H",
    )
    (period,) = all_of(data).parts.periods("g")
    assert days(period.since) == "1997-05-05"


def test_departures_stand_in_order_of_effect() -> None:
    data = treaty(
        IN_1995,
        "H R 1990-01-01; G R 1990-01-01; K R 1990-01-01; H L 1998-01-01; G L 1997-01-01; K L 1997-01-01",
        **TERMS,
    )
    assert [d.party for d in all_of(data).left] == ["G", "K", "H"]
