"""Stretches of days of a standing say of each of their days what is answered on it."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.law.model import Headline
from foedus.record.answer import answer
from foedus.record.catalogue import known_list
from foedus.record.history import history
from foedus.record.joined import known_alone, shipped
from foedus.record.known import made_on

ENTRIES = ("jcpoa-2015", "australia-group-1985", "npt-1968", "paris-agreement-2015", "rome-statute-1998")
DAYS = tuple(date(year, 7, 2) for year in (1950, 1968, 1984, 1986, 2011, 2015, 2016, 2021, 2026))


@pytest.mark.parametrize("id_", ENTRIES)
def test_a_stretch_says_what_is_answered_on_each_of_its_days(id_: str) -> None:
    entry = shipped().entry(id_)
    assert entry is not None
    known = known_alone(shipped(), entry)
    days = {*DAYS, made_on(entry), date.fromordinal(made_on(entry).toordinal() - 1)}
    for day in sorted(days):
        (found,) = (one for one in history(known, day, most=0) if one.first <= day <= one.last)
        told = answer(known, day)
        assert (found.outline.headline, found.outline.in_force) == (told.headline, told.in_force), day
        assert found.outline.summary == told.summary, day


def test_a_commitment_turns_on_the_day_it_is_made() -> None:
    entry = shipped().entry("australia-group-1985")
    assert entry is not None
    turns = history(known_alone(shipped(), entry), date(2026, 1, 1), most=10)
    assert [one.outline.headline for one in turns] == [Headline.NOT_IN_FORCE, Headline.NO_TREATY]
    assert turns[1].first == made_on(entry)


def test_a_list_says_the_same_in_whatever_order_days_are_asked_for() -> None:
    for day in (*DAYS, *reversed(DAYS), date.max):
        found = known_list(shipped(), [frozenset({"AUS"})], "australia group", day).lines[0]
        entry = shipped().entry(found.id)
        assert entry is not None
        told = answer(known_alone(shipped(), entry), day)
        assert (found.standing.headline, found.standing.summary) == (told.headline, told.summary), day
