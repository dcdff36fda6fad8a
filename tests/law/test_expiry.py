"""When a treaty made for a time expires, and how often it is renewed: a table over duration, renewal, notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foedus.law.model import Duration, DurationKind, Offset, Renewal, Terms, Unit
from foedus.law.moving import Moving, Stretch
from foedus.law.offsets import add
from foedus.law.periods import expiry

ENTERED = date(2000, 3, 1)
FIVE = Duration(DurationKind.FIXED, 5, Unit.YEAR)
TEN_MONTHS = Duration(DurationKind.FIXED, 10, Unit.MONTH)
UNTIL = Duration(DurationKind.UNTIL, date="2004-12-31")
SIX_MONTHS = Offset(6, Unit.MONTH)
BY_TWO = Renewal(tacit=True, n=2, unit=Unit.YEAR, notice=SIX_MONTHS)
FOR_EVER = Renewal(tacit=True, notice=SIX_MONTHS)
BY_MONTHS = Renewal(tacit=True, n=10, unit=Unit.MONTH, notice=SIX_MONTHS)
ASKED = Renewal(tacit=False, n=2, unit=Unit.YEAR, notice=SIX_MONTHS)
NEVER = "9999-12-31"

# duration, renewal, days of notices, day asked; the day it ends, how often renewed, the present period's end
ROWS: dict[str, tuple[Duration, Renewal | None, str, str, tuple[str, int, str]]] = {
    "for five years": (FIVE, None, "", "2001-01-01", ("2005-03-01", 0, "2005-03-01")),
    "over": (FIVE, None, "", "2030-01-01", ("2005-03-01", 0, "2005-03-01")),
    "for ten months": (TEN_MONTHS, None, "", "2000-05-01", ("2001-01-01", 0, "2001-01-01")),
    "through the day that it names": (UNTIL, None, "", "2001-01-01", ("2005-01-01", 0, "2005-01-01")),
    "in years, where no unit is told": (
        Duration(DurationKind.FIXED, 3), None, "", "2001-01-01", ("2003-03-01", 0, "2003-03-01")
    ),
    "for no time told": (Duration(DurationKind.FIXED), None, "", "2001-01-01", ("2000-03-01", 0, "2000-03-01")),
    "renewed only where both ask": (FIVE, ASKED, "", "2030-01-01", ("2005-03-01", 0, "2005-03-01")),
    "not renewed yet": (FIVE, BY_TWO, "", "2005-02-28", (NEVER, 0, "2005-03-01")),
    "renewed on the day that it would end": (FIVE, BY_TWO, "", "2005-03-01", (NEVER, 1, "2007-03-01")),
    "renewed": (FIVE, BY_TWO, "", "2006-01-01", (NEVER, 1, "2007-03-01")),
    "renewed twice": (FIVE, BY_TWO, "", "2007-03-01", (NEVER, 2, "2009-03-01")),
    "renewed often": (FIVE, BY_TWO, "", "2026-01-01", (NEVER, 11, "2027-03-01")),
    "by months": (TEN_MONTHS, BY_MONTHS, "", "2001-11-01", (NEVER, 2, "2002-09-01")),
    "in years, where its unit is not told": (
        FIVE, Renewal(tacit=True, n=2, notice=SIX_MONTHS), "", "2006-01-01", (NEVER, 1, "2007-03-01")
    ),
    "for good": (FIVE, FOR_EVER, "", "2005-02-28", (NEVER, 0, "2005-03-01")),
    "for good, from the day that it would end": (FIVE, FOR_EVER, "", "2005-03-01", (NEVER, 1, "2005-03-01")),
    "for good, but for a notice": (FIVE, FOR_EVER, "2004-09-01", "2006-01-01", ("2005-03-01", 0, "2005-03-01")),
    "notice in time, on the last day": (
        FIVE, BY_TWO, "2004-09-01", "2004-10-01", ("2005-03-01", 0, "2005-03-01")
    ),
    "notice a day late": (FIVE, BY_TWO, "2004-09-02", "2005-02-01", (NEVER, 0, "2005-03-01")),
    "a late notice ends the next period": (
        FIVE, BY_TWO, "2004-09-02", "2006-01-01", ("2007-03-01", 1, "2007-03-01")
    ),
    "in the second period": (FIVE, BY_TWO, "2006-09-01", "2006-10-01", ("2007-03-01", 1, "2007-03-01")),
    "late in the second period": (FIVE, BY_TWO, "2006-09-02", "2007-02-01", (NEVER, 1, "2007-03-01")),
    "one of two in time": (
        FIVE, BY_TWO, "2004-12-24; 2004-08-01", "2004-10-01", ("2005-03-01", 0, "2005-03-01")
    ),
    "one of two in time for the next": (
        FIVE, BY_TWO, "2005-12-24; 2006-12-24", "2006-10-01", ("2007-03-01", 1, "2007-03-01")
    ),
    "to the end of the calendar": (
        Duration(DurationKind.FIXED, 9000, Unit.YEAR), BY_TWO, "", "2026-01-01", (NEVER, 0, NEVER)
    ),
    "a notice of what never ends": (
        Duration(DurationKind.FIXED, 9000, Unit.YEAR), BY_TWO, "2004-08-01", "2026-01-01", (NEVER, 0, NEVER)
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_when_it_expires(row: tuple[Duration, Renewal | None, str, str, tuple[str, int, str]]) -> None:
    duration, renewal, notices, on, expected = row
    told = [date.fromisoformat(each) for each in notices.split("; ") if each]
    terms = Terms(duration=duration, renewal=renewal)
    ends, times, present = expiry(ENTERED, terms, told, date.fromisoformat(on))
    assert (ends.isoformat(), times, present.isoformat()) == expected


def test_a_period_is_counted_from_the_first_end_and_not_from_the_one_before() -> None:
    """Each of a month from the last of January on: the last of every month, not the 28th."""
    terms = Terms(
        duration=Duration(DurationKind.UNTIL, date="2001-01-30"),
        renewal=Renewal(tacit=True, n=1, unit=Unit.MONTH),
    )
    assert expiry(ENTERED, terms, [], date(2001, 3, 15)) == (date.max, 2, date(2001, 3, 31))


def test_periods_without_end_are_counted_up_to_a_bound() -> None:
    terms = Terms(
        duration=Duration(DurationKind.FIXED, 1, Unit.DAY), renewal=Renewal(tacit=True, n=1, unit=Unit.DAY)
    )
    ends, times, _ = expiry(date(1900, 1, 1), terms, [], date(2026, 1, 1))
    assert (ends, times) == (date.max, 10_000)


def test_many_periods_are_not_counted_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Offset | None] = []

    def counted(day: date, offset: Offset | None) -> date:
        asked.append(offset)
        return add(day, offset)

    monkeypatch.setattr("foedus.law.periods.add", counted)
    terms = Terms(duration=FIVE, renewal=Renewal(tacit=True, n=1, unit=Unit.MONTH, notice=SIX_MONTHS))
    assert expiry(ENTERED, terms, [], date(2205, 3, 1)) == (date.max, 2401, date(2205, 4, 1))
    assert expiry(ENTERED, terms, [date(2190, 1, 1)], date.max)[:2] == (date(2190, 7, 1), 2224)
    assert len(asked) < 80


@pytest.mark.parametrize("n", [1, 2, 3, 7, 8, 9, 31])
@pytest.mark.parametrize("given", [None, date(2006, 3, 1), date(2012, 9, 2)])
def test_a_moving_day_keeps_the_days_of_its_period(n: int, given: date | None) -> None:
    terms = Terms(duration=FIVE, renewal=Renewal(tacit=True, n=n, unit=Unit.MONTH))
    notices = [] if given is None else [given]
    day = date(2004, 1, 1)
    while day < date(2020, 1, 1):
        stretch = Stretch(day)
        found = expiry(ENTERED, terms, notices, Moving(stretch))
        assert stretch.first <= day <= stretch.last
        last = min(stretch.last, date(2030, 1, 1))
        for on in {max(stretch.first, ENTERED), day, last}:
            assert expiry(ENTERED, terms, notices, on) == found
        day = last + timedelta(days=1)
        if day < date(2020, 1, 1):
            assert expiry(ENTERED, terms, notices, day) != found, "the stretch is not cut short"
