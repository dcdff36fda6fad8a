"""What a clause on leaving makes of a notice, day by day and bound by bound."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foedus.law.forms import denunciation_from_json
from foedus.law.notice import delayed, effect_of, first_notice
from foedus.law.spans import Span
from tests.law.values import days

Json = dict[str, Any]
NEVER = Span(date.max, date.max)
ANY = Span(date.min, date.max)


def a(n: int, unit: str) -> Json:
    return {"n": n, "unit": unit}


def span(text: str) -> Span:
    """ "2000-01-01", "2000-01-01..2000-12-31", "never", "any"."""
    if text in ("never", "any"):
        return NEVER if text == "never" else ANY
    first, _, last = text.partition("..")
    return Span(date.fromisoformat(first), date.fromisoformat(last or first))


SIX: Json = {"notice": a(6, "month")}
AFTER_THREE: Json = {**SIX, "not_before": a(3, "year")}
OF_TREATY: Json = {**AFTER_THREE, "since": "treaty"}
OF_PARTY: Json = {**AFTER_THREE, "since": "party"}
LABOUR: Json = {
    "notice": a(1, "year"),
    "not_before": a(10, "year"),
    "since": "treaty",
    "window": a(1, "year"),
}
WHALING: Json = {"by": "01-01", "day": "06-30"}
CULTURE: Json = {"notice": a(1, "year"), "day": "12-31"}

# the clause, the notice, entry into force of the treaty and for the party; effect, first day for notice, next window
ROWS: list[tuple[Json, str, str, str, str, str | None, str | None]] = [
    (SIX, "2003-01-10", "2000-01-01", "2000-01-01", "2003-07-10", None, None),
    (SIX, "2003-01-01..2003-12-31", "2000-01-01", "2000-01-01", "2003-07-01..2004-06-30", None, None),
    ({}, "2003-01-10", "2000-01-01", "2000-01-01", "2003-01-10", None, None),
    ({**SIX, "round": "first_day_of_following_month"}, "2003-01-10", "2000-01-01", "never", "2003-08-01", None, None),
    # not before a day
    (OF_TREATY, "2001-05-05", "2000-01-01", "2000-01-01", "2003-07-01", "2003-01-01", None),
    (OF_TREATY, "2002-12-31", "2000-01-01", "2000-01-01", "2003-07-01", "2003-01-01", None),
    (OF_TREATY, "2003-01-01", "2000-01-01", "2000-01-01", "2003-07-01", None, None),
    (OF_TREATY, "2003-01-02", "2000-01-01", "2002-02-02", "2003-07-02", None, None),
    (OF_PARTY, "2003-01-02", "2000-01-01", "2002-02-02", "2005-08-02", "2005-02-02", None),
    (OF_PARTY, "2001-05-05", "2000-01-01", "never", "2003-07-01", "2003-01-01", None),
    (AFTER_THREE, "2001-05-05", "2000-01-01", "never", "2003-07-01", "2003-01-01", None),
    (AFTER_THREE, "2004-01-01", "2000-01-01", "2002-02-02", "2004-07-01..2005-08-02", "2005-02-02", None),
    (AFTER_THREE, "2006-01-01", "2000-01-01", "2002-02-02", "2006-07-01", None, None),
    (OF_TREATY, "2001-05-05", "any", "any", "2001-11-05", None, None),
    # a window, and again every so long
    (LABOUR, "1940-01-01", "1937-05-30", "1937-05-30", "1948-05-30", "1947-05-30", None),
    (LABOUR, "1987-05-29", "1937-05-30", "1953-10-07", "1988-05-30", None, "1987-05-30"),
    (LABOUR, "1987-05-30", "1937-05-30", "1953-10-07", "1988-05-30", None, None),
    (LABOUR, "1988-05-20", "1937-05-30", "1953-10-07", "1989-05-20", None, None),
    (LABOUR, "1988-05-29", "1937-05-30", "1953-10-07", "1989-05-29", None, None),
    (LABOUR, "1988-05-30", "1937-05-30", "1953-10-07", "1998-05-30", None, "1997-05-30"),
    ({**LABOUR, "every": a(5, "year")}, "1953-05-30", "1937-05-30", "1937-05-30", "1958-05-30", None, "1957-05-30"),
    ({"window": a(1, "year"), "every": a(5, "year")}, "1938-06-01", "1937-05-30", "1937-05-30", "1942-05-30", None, "1942-05-30"),
    ({"window": a(1, "year"), "every": a(5, "year")}, "1938-05-29", "1937-05-30", "1937-05-30", "1938-05-29", None, None),
    (LABOUR, "never", "1937-05-30", "1937-05-30", "never", None, None),
    # days of a year
    (WHALING, "2018-12-26", "1948-11-10", "1951-04-21", "2019-06-30", None, None),
    (WHALING, "2019-01-01", "1948-11-10", "1951-04-21", "2019-06-30", None, None),
    (WHALING, "2019-01-02", "1948-11-10", "1951-04-21", "2020-06-30", None, None),
    (CULTURE, "1984-12-05", "1946-11-04", "1946-11-04", "1985-12-31", None, None),
    (CULTURE, "1984-12-31", "1946-11-04", "1946-11-04", "1985-12-31", None, None),
    ({"day": "02-29"}, "2001-01-10", "2000-01-01", "2000-01-01", "2001-02-28", None, None),
    ({"day": "02-29"}, "2004-01-10", "2000-01-01", "2000-01-01", "2004-02-29", None, None),
    ({"day": "02-29"}, "2001-03-01", "2000-01-01", "2000-01-01", "2002-02-28", None, None),
    (WHALING, "9998-06-01", "2000-01-01", "2000-01-01", "9999-06-30", None, None),
    (WHALING, "9999-06-01", "2000-01-01", "2000-01-01", "never", None, None),
    (WHALING, "never", "2000-01-01", "2000-01-01", "never", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "given", "entered", "joined", "effect", "allowed", "outside"), ROWS)
def test_the_effect_of_a_notice(
    clause: Json, given: str, entered: str, joined: str, effect: str, allowed: str | None, outside: str | None
) -> None:
    found = effect_of(denunciation_from_json(clause), span(given), span(entered), span(joined))
    told = [None if day is None else day.isoformat() for day in (found.allowed, found.outside)]
    assert (days(found.span), told) == (effect, [allowed, outside])


def test_what_is_about_right_stays_so() -> None:
    given = Span(date(2003, 1, 10), date(2003, 1, 10), True)
    assert effect_of(denunciation_from_json(SIX), given, ANY, ANY).span.vague is True


def test_the_first_day_for_notice() -> None:
    entered = date(2000, 1, 1)
    assert first_notice(denunciation_from_json(AFTER_THREE), entered) == date(2003, 1, 1)
    assert first_notice(denunciation_from_json(SIX), entered) == entered


# conflicts, each with its first day and the first day after it; where an effect on 10 July 2003 moves
DELAYS: list[tuple[list[tuple[str, str]], str]] = [
    ([], "2003-07-10"),
    ([("2003-02-01", "2004-02-03")], "2004-02-03"),
    ([("2003-07-10", "2003-08-01")], "2003-08-01"),
    ([("2003-07-11", "2003-08-01")], "2003-07-10"),
    ([("2003-02-01", "2003-07-10")], "2003-07-10"),
    ([("2003-07-20", "2003-12-01"), ("2003-02-01", "2003-08-01")], "2003-12-01"),
    ([("2003-09-20", "2003-12-01"), ("2003-02-01", "2003-08-01")], "2003-08-01"),
]


@pytest.mark.parametrize(("conflicts", "moved"), DELAYS)
def test_an_effect_waits_for_the_end_of_conflicts(conflicts: list[tuple[str, str]], moved: str) -> None:
    each = [(date.fromisoformat(begin), date.fromisoformat(end)) for begin, end in conflicts]
    assert days(delayed(span("2003-07-10"), each)) == moved


def test_each_bound_waits_by_itself() -> None:
    found = delayed(span("2003-01-01..2003-07-10"), [(date(2003, 2, 1), date(2004, 1, 1))])
    assert days(found) == "2003-01-01..2004-01-01"
