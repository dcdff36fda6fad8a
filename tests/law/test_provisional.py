"""Provisional application, for each party with its beginning and end (VCLT 25)."""

from __future__ import annotations

import pytest

from foedus.law.model import Headline
from foedus.law.status import status
from foedus.law.treatyfile import treaty_from_json
from tests.law.values import Json, treaty

ALL = {"trigger": "notifications", "count": "all"}
TWO = "IRN IAEA"
FROM = {"step": "provisionally_applied", "actors": ["IRN"], "date": "2016-01-16"}
ENERGY = {"trigger": "instruments", "count": 30}
IN_FORCE = {"step": "entered_into_force", "date": "1998-04-16"}


def bilateral(*events: Json, done: str = "") -> Json:
    return treaty(ALL, done, TWO, signed="2003-12-18", provisional=True, events=[FROM, *events])


def many(done: str, *events: Json) -> Json:
    return treaty(ENERGY, done, complete=False, events=[IN_FORCE, *events], provisional=True)


def by(step: str, who: str, day: str, **more: str) -> Json:
    return {"step": step, "actors": [who], "date": day, **more}


# the treaty, the day, its state, whether it is in force
TREATIES: list[tuple[Json, str, str, bool | None]] = [
    (bilateral(), "2018-01-01", "provisionally applied", False),
    (bilateral(by("suspended", "IRN", "2021-02-23")), "2021-02-22", "provisionally applied", False),
    (bilateral(by("suspended", "IRN", "2021-02-23")), "2022-01-01", "signed", False),
    (bilateral(by("suspended", "IRN", "2021-02-23"), by("resumed", "IRN", "2022-01-01")), "2023-01-01", "provisionally applied", False),
    (bilateral(by("provisional_application_ended", "IRN", "2021-02-23")), "2022-01-01", "signed", False),
    (bilateral(by("terminated", "IRN", "2021-02-23", of="provisionally_applied")), "2022-01-01", "signed", False),
    (bilateral(done="IRN N 2020-01-01; IAEA N 2020-02-01"), "2021-01-01", "in force", True),
    # of many, known in part: in force or not is not told, that it is applied is
    (treaty({"trigger": "instruments", "count": 8}, "HTI R 1952-03-07", complete=False, events=[{"step": "provisionally_applied", "date": "1948-01-01"}]), "1960-01-01", "provisionally applied", None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "on", "state", "in_force"), TREATIES)
def test_the_treaty(data: Json, on: str, state: str, in_force: bool | None) -> None:
    found = treaty_from_json(data)
    told = status(found.record, found.terms, on)
    assert (told.state.value, told.in_force) == (state, in_force)
    assert told.headline is not Headline.SUSPENDED


# the treaty, the party, the day, its state, whether it is in force for it
PARTIES: list[tuple[Json, str, str, str, bool]] = [
    (many("RUS S 1994-12-17; RUS P 1994-12-17"), "RUS", "2000-01-01", "provisionally applied", False),
    (many("RUS S 1994-12-17; RUS P 1994-12-17; RUS L 2009-08-20"), "RUS", "2009-08-19", "provisionally applied", False),
    (many("RUS S 1994-12-17; RUS P 1994-12-17; RUS L 2009-08-20"), "RUS", "2009-08-20", "will not become a party", False),
    (many("RUS S 1994-12-17; RUS P 1994-12-17", by("withdrawn", "RUS", "2009-08-20", of="signed")), "RUS", "2010-01-01", "will not become a party", False),
    (many("NOR S 1994-12-17; NOR P 1994-12-17", by("provisional_application_ended", "NOR", "2001-01-01")), "NOR", "2002-01-01", "signed", False),
    (many("DEU S 1994-12-17; DEU P 1994-12-17; DEU R 1997-12-16"), "DEU", "1997-12-31", "provisionally applied", False),
    (many("DEU S 1994-12-17; DEU P 1994-12-17; DEU R 1997-12-16"), "DEU", "1998-04-16", "in force", True),
    (many("", {**by("provisionally_applied", "NOR", "1994-12-17"), "until": "1996-12-31"}), "NOR", "1996-12-31", "provisionally applied", False),
    (many("NOR S 1994-12-17", {**by("provisionally_applied", "NOR", "1994-12-17"), "until": "1996-12-31"}), "NOR", "1997-01-01", "signed", False),
    # whoever ends it for itself ends it for nobody else
    (many("", {"step": "provisionally_applied", "actors": ["NOR", "RUS"], "date": "1994-12-17"}, by("provisional_application_ended", "RUS", "1996-01-01")), "NOR", "1997-01-01", "provisionally applied", False),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "on", "state", "in_force"), PARTIES)
def test_a_party(data: Json, name: str, on: str, state: str, in_force: bool) -> None:
    found = treaty_from_json(data)
    (own,) = [p for p in status(found.record, found.terms, on).parties if p.party == name]
    assert (own.state.value, own.in_force) == (state, in_force)


def test_its_end_is_told_with_its_article() -> None:
    found = treaty_from_json(many("RUS S 1994-12-17; RUS P 1994-12-17; RUS L 2009-08-20"))
    (own,) = status(found.record, found.terms, "2010-01-01").parties
    assert [r.articles for r in own.reasons] == [("VCLT 18(a)",), ("VCLT 25(2)",)]
