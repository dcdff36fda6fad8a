"""The times in which states take part: leaving, coming back, taking back, succession, ends; on real treaties.

Each row: what was done in short (`tests.law.values.acts`), the day asked, where the party stands, since and until.
"""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from foedus.law.model import PartyStatus, StateLife
from foedus.law.status import status
from foedus.law.treatyfile import treaty_from_json
from tests.law.values import Json, treaty

YEAR, MONTHS = {"n": 1, "unit": "year"}, {"n": 3, "unit": "month"}
THIRTY, SIXTY = {"n": 30, "unit": "day"}, {"n": 60, "unit": "day"}


def convention(done: str, entered: str, *events: Json, denunciation: Json | None = None, **more: Any) -> Json:
    """A treaty of many, in force since `entered`, whose list of acts is not whole."""
    rule = {"trigger": "instruments", "count": 20, **more.pop("rule", {})}
    all_events = [{"step": "entered_into_force", "date": entered}, *events]
    return treaty(rule, done, complete=False, events=all_events, denunciation=denunciation, **more)


def party(data: Json, name: str, on: str, *lives: StateLife) -> PartyStatus:
    found = treaty_from_json(data)
    record = replace(found.record, lives=lives)
    return {p.party: p for p in status(record, found.terms, on).parties}[name]


PARIS = {"notice": YEAR, "not_before": {"n": 3, "unit": "year"}, "since": "party"}
LATER = {"later_states": {"offset": THIRTY}, "rule": {"offset": THIRTY}}
UNESCO = {"notice": YEAR, "day": "12-31"}
WHALING = {"by": "01-01", "day": "06-30"}
ILO = {"notice": YEAR, "not_before": {"n": 10, "unit": "year"}, "since": "treaty", "window": YEAR}
ISTANBUL = {"notice": MONTHS, "round": "first_day_of_following_month"}
NAVAL: Json = {
    "duration": {"kind": "until", "date": "1936-12-31"},
    "renewal": {"tacit": True, "n": 5, "unit": "year", "notice": {"n": 2, "unit": "year"}},
}
WARSAW: Json = {
    "duration": {"kind": "fixed", "n": 20, "unit": "year"},
    "renewal": {"tacit": True, "n": 10, "unit": "year", "notice": YEAR},
}
AGAIN = "USA C 2016-09-03; USA L 2019-11-04; USA C 2021-01-20; USA L 2025-01-27"
THRICE = "USA C 1946-09-30; USA L 1983-12-28; USA C 2003-10-01; USA L 2017-10-12; USA C 2023-07-10; USA L 2025-07-22"
DRUGS = {"by": "07-01", "day": "01-01", "not_before": {"n": 2, "unit": "year"}, "since": "treaty"}

# the treaty, the party, the day, in force, since, until, its state
ROWS: list[tuple[Json, str, str, bool | None, str | None, str | None, str]] = [
    # out, back and out again: the Paris Agreement
    (convention(AGAIN, "2016-11-04", denunciation=PARIS, **LATER), "USA", "2020-11-03", True, "2016-11-04", "2020-11-04", "notice given"),
    (convention(AGAIN, "2016-11-04", denunciation=PARIS, **LATER), "USA", "2021-02-18", False, "2016-11-04", "2020-11-04", "withdrawn"),
    (convention(AGAIN, "2016-11-04", denunciation=PARIS, **LATER), "USA", "2021-02-19", True, "2021-02-19", None, "in force"),
    # the second notice comes before three years are over for the party: counted from then
    (convention(AGAIN, "2016-11-04", denunciation=PARIS, **LATER), "USA", "2026-01-26", True, "2021-02-19", "2026-01-27", "notice given"),
    (convention(AGAIN, "2016-11-04", denunciation=PARIS, **LATER), "USA", "2026-01-27", False, "2021-02-19", "2026-01-27", "withdrawn"),
    # three times: UNESCO, each time on 31 December of the following year
    (convention(THRICE, "1946-11-04", denunciation=UNESCO), "USA", "1984-12-31", False, "1946-11-04", "1984-12-31", "withdrawn"),
    (convention(THRICE, "1946-11-04", denunciation=UNESCO), "USA", "2018-12-30", True, "2003-10-01", "2018-12-31", "notice given"),
    (convention(THRICE, "1946-11-04", denunciation=UNESCO), "USA", "2020-01-01", False, "2003-10-01", "2018-12-31", "withdrawn"),
    (convention(THRICE, "1946-11-04", denunciation=UNESCO), "USA", "2026-01-01", True, "2023-07-10", "2026-12-31", "notice given"),
    # a notice and a new accession on one day: the protocol on complaints, Trinidad and Guyana
    (convention("TTO A 1980-11-14; TTO L 1998-05-26; TTO A 1998-05-26", "1976-03-23", denunciation={"notice": MONTHS}, later_states={"offset": MONTHS}), "TTO", "1998-08-25", True, "1981-02-14", "1998-08-26", "notice given"),
    (convention("TTO A 1980-11-14; TTO L 1998-05-26; TTO A 1998-05-26", "1976-03-23", denunciation={"notice": MONTHS}, later_states={"offset": MONTHS}), "TTO", "1998-08-26", True, "1998-08-26", None, "in force"),
    (convention("GUY A 1993-05-10; GUY L 1999-01-05; GUY A 1999-01-05", "1976-03-23", denunciation={"notice": MONTHS}, later_states={"offset": MONTHS}), "GUY", "1999-06-01", True, "1999-04-05", None, "in force"),
    # on a day of the year, within a window, first of a month
    (convention("JPN A 1951-04-21; JPN L 2018-12-26", "1948-11-10", denunciation=WHALING), "JPN", "2019-06-29", True, "1951-04-21", "2019-06-30", "notice given"),
    (convention("ISL A 1951-04-21; ISL L 1992-01-02", "1948-11-10", denunciation=WHALING), "ISL", "1993-06-29", True, "1951-04-21", "1993-06-30", "notice given"),
    (convention("BOL A 1976-09-23; BOL L 2011-06-29", "1975-08-08", denunciation=DRUGS), "BOL", "2012-01-01", False, "1976-09-23", "2012-01-01", "withdrawn"),
    (convention("BOL A 1976-09-23; BOL L 2011-07-02", "1975-08-08", denunciation=DRUGS), "BOL", "2012-12-31", True, "1976-09-23", "2013-01-01", "notice given"),
    (convention("BRA R 1995-01-05; BRA L 1996-11-20", "1985-11-23", denunciation=ILO, later_states={"offset": {"n": 12, "unit": "month"}}), "BRA", "1997-11-20", False, "1996-01-05", "1997-11-20", "withdrawn"),
    (convention("BRA R 1995-01-05; BRA L 1996-11-23", "1985-11-23", denunciation=ILO, later_states={"offset": {"n": 12, "unit": "month"}}), "BRA", "2006-11-22", True, "1996-01-05", "2006-11-23", "notice given"),
    (convention("GBR R 1931-06-03; GBR L 1940-01-01", "1932-05-01", denunciation={**ILO, "every": {"n": 5, "unit": "year"}}), "GBR", "1943-04-30", True, "1932-05-01", "1943-05-01", "notice given"),
    (convention("TUR R 2012-03-14; TUR L 2021-03-22", "2014-08-01", denunciation=ISTANBUL), "TUR", "2021-06-30", True, "2014-08-01", "2021-07-01", "notice given"),
    (convention("GRC R 1953-03-28; GRC L 1969-12-12", "1953-09-03", denunciation={"notice": {"n": 6, "unit": "month"}, "round": "first_day_of_month"}), "GRC", "1970-06-12", False, "1953-09-03", "1970-06-01", "withdrawn"),
    # against a renewal, of several parties: its part ends with the period, of a treaty for years or until a day
    (convention("JPN R 1923-08-17; JPN L 1934-12-29", "1923-08-17", **NAVAL), "JPN", "1936-12-31", True, "1923-08-17", "1937-01-01", "notice given"),
    (convention("JPN R 1923-08-17; JPN L 1934-12-29", "1923-08-17", **NAVAL), "JPN", "1937-01-01", False, "1923-08-17", "1937-01-01", "withdrawn"),
    (convention("JPN R 1923-08-17; JPN L 1935-01-02", "1923-08-17", **NAVAL), "JPN", "1937-01-01", True, "1923-08-17", "1942-01-01", "notice given"),
    (convention("ALB R 1955-06-04; ALB L 1974-01-01", "1955-06-04", **WARSAW), "ALB", "1975-06-04", False, "1955-06-04", "1975-06-04", "withdrawn"),
    # not while it is at war
    (convention("UKR R 2005-12-27; UKR L 2025-07-17", "1999-03-01", {"step": "armed_conflict", "actors": ["UKR"], "date": "2022-02-24"}, denunciation={"notice": {"n": 6, "unit": "month"}, "delayed_by_conflict": True}), "UKR", "2027-01-01", True, "2005-12-27", None, "in force"),
    (convention("UKR R 2005-12-27; UKR L 2025-07-17", "1999-03-01", {"step": "armed_conflict", "actors": ["UKR"], "date": "2022-02-24", "until": "2026-05-01"}, denunciation={"notice": {"n": 6, "unit": "month"}, "delayed_by_conflict": True}), "UKR", "2026-05-02", False, "2005-12-27", "2026-05-02", "withdrawn"),
    # counted from whose entry into force: not told, so open where it matters
    (convention("TUR R 2021-10-11; TUR L 2022-01-01", "2016-11-04", denunciation={**PARIS, "since": None}, **LATER), "TUR", "2022-12-31", True, "2021-11-10", "2023-01-01/2025-11-10", "notice given"),
    (convention("TUR R 2021-10-11; TUR L 2022-01-01", "2016-11-04", denunciation={**PARIS, "since": None}, **LATER), "TUR", "2023-06-01", None, "2021-11-10", "2023-01-01/2025-11-10", "uncertain"),
    (convention("TUR R 2021-10-11; TUR L 2022-01-01", "2016-11-04", denunciation=PARIS, **LATER), "TUR", "2025-11-09", True, "2021-11-10", "2025-11-10", "notice given"),
    # no right to leave; no clause
    (convention("PRK A 1981-09-14; PRK L 1997-08-25", "1976-03-23", denunciation={"allowed": False}), "PRK", "2020-01-01", True, "1981-09-14", None, "in force"),
    (convention("PRK A 1981-09-14; PRK L 1997-08-25", "1976-03-23"), "PRK", "1998-08-24", True, "1981-09-14", "1998-08-25/..", "notice given"),
    (convention("PRK A 1981-09-14; PRK L 1997-08-25", "1976-03-23"), "PRK", "2020-01-01", None, "1981-09-14", "1998-08-25/..", "uncertain"),
    # expelled, or out of the organisation
    (convention("RUS R 1998-05-05", "1953-09-03", {"step": "terminated", "actors": ["RUS"], "date": "2022-09-16"}), "RUS", "2022-09-15", True, "1998-05-05", None, "in force"),
    (convention("RUS R 1998-05-05", "1953-09-03", {"step": "ceased", "actors": ["RUS"], "date": "2022-09-16"}), "RUS", "2022-09-16", False, "1998-05-05", "2022-09-16", "withdrawn"),
    (convention("ZAF R 1947-01-01", "1946-01-01", {"step": "ceased", "actors": ["ZAF"], "date": "1964-03-11"}), "ZAF", "1965-01-01", False, "1947-01-01", "1964-03-11", "withdrawn"),
    # an instrument taken back before it bound
    (convention("ITA S 1996-06-27; ITA R 1999-03-04; ITA W 1999-06-04", "2001-12-11"), "ITA", "2002-01-01", False, None, None, "signed"),
    (convention("ITA R 1999-03-04; ITA W 1999-06-04; ITA R 2003-12-19", "2001-12-11", later_states={"offset": THIRTY}), "ITA", "2004-01-18", True, "2004-01-18", None, "in force"),
    (convention("LUX R 1999-03-04; LUX W 2002-06-04", "2001-12-11"), "LUX", "2003-01-01", True, "2001-12-11", None, "in force"),
    # a signature taken back
    (convention("USA S 2000-12-31", "2002-07-01", {"step": "withdrawn", "of": "signed", "actors": ["USA"], "date": "2002-05-06"}), "USA", "2003-01-01", False, None, None, "will not become a party"),
    (convention("RUS S 2000-09-13", "2002-07-01", {"step": "withdrawn", "of": "signed", "actors": ["RUS"], "date": "2016-11-30"}), "RUS", "2016-11-29", False, None, None, "signed"),
    (convention("SDN S 2000-09-08; SDN R 2010-01-01", "2002-07-01", {"step": "withdrawn", "of": "signed", "actors": ["SDN"], "date": "2008-08-26"}), "SDN", "2011-01-01", True, "2010-01-01", None, "in force"),
    # consent between the condition's day and the day of effect takes the later rule
    (convention("GMB R 2002-06-28", "2002-07-01", rule={"offset": SIXTY, "round": "first_day_of_following_month"}, later_states={"offset": SIXTY, "round": "first_day_of_following_month"}), "GMB", "2002-08-31", False, None, None, "consented"),
    (convention("GMB R 2002-06-28", "2002-07-01", rule={"offset": SIXTY, "round": "first_day_of_following_month"}, later_states={"offset": SIXTY, "round": "first_day_of_following_month"}), "GMB", "2002-09-01", True, "2002-09-01", None, "in force"),
    (convention("DEN R 2002-04-30", "2002-07-01", rule={"offset": SIXTY, "round": "first_day_of_following_month"}, later_states={"offset": SIXTY, "round": "first_day_of_following_month"}), "DEN", "2002-07-01", True, "2002-07-01", None, "in force"),
    # a report without a day tells of the consent that is known
    (convention("USA R 1995-01-01; USA L 2020-05-22", "2002-01-01", {"step": "notified", "actors": ["USA"]}, denunciation={"notice": {"n": 6, "unit": "month"}}), "USA", "2020-12-01", False, "2002-01-01", "2020-11-22", "withdrawn"),
    # decided at home, announced: no notice
    (convention("LTU R 2003-05-12", "1999-03-01", {"step": "approved", "of": "withdrawn", "actors": ["LTU"], "date": "2025-05-08"}, denunciation={"notice": {"n": 6, "unit": "month"}}), "LTU", "2026-05-08", True, "2003-05-12", None, "in force"),
    (convention("FIN A 2012-01-09", "1999-03-01", {"step": "withdrawn", "actors": ["FIN"], "date": "2025-04-01", "certainty": "planned"}, denunciation={"notice": {"n": 6, "unit": "month"}}), "FIN", "2026-05-08", True, "2012-01-09", None, "in force"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "on", "in_force", "since", "until", "state"), ROWS)
def test_where_a_party_stands(
    data: Json, name: str, on: str, in_force: bool | None, since: str | None, until: str | None, state: str
) -> None:
    found = party(data, name, on)
    assert (found.in_force, found.state.value) == (in_force, state)
    if in_force is not False or since is not None:
        assert (found.since, found.until) == (since, until)


DDR = StateLife("DDR", "1949-10-07", "1990-10-03", None, ("DEU",))
CSK = StateLife("CSK", "1918-10-28", "1993-01-01", None, ("CZE", "SVK"))
YUG = StateLife("YUG", "1918-12-01", "1992-04-27", "2003-02-04", ("SVN", "HRV", "BIH", "MKD", "SCG"))
CZE, SVK = StateLife("CZE", "1993-01-01"), StateLife("SVK", "1993-01-01")
SUCCEEDED = "CSK R 1975-12-23; CZE U 1993-02-22; SVK U 1993-05-28"
LIVES: list[tuple[str, tuple[StateLife, ...], str, str, bool, str | None, str | None]] = [
    ("DDR R 1973-11-08; DEU R 1973-12-17", (DDR,), "DDR", "1990-10-02", True, "1976-03-23", None),
    ("DDR R 1973-11-08; DEU R 1973-12-17", (DDR,), "DDR", "1990-10-03", False, "1976-03-23", "1990-10-03"),
    ("DDR R 1973-11-08; DEU R 1973-12-17", (DDR,), "DEU", "1991-01-01", True, "1976-03-23", None),
    # from the day of succession, whenever it was notified, and not after an accession's wait
    (SUCCEEDED, (CSK, CZE, SVK), "CZE", "1993-01-02", True, "1993-01-01", None),
    (SUCCEEDED, (CSK, CZE, SVK), "SVK", "1993-06-01", True, "1993-01-01", None),
    (SUCCEEDED, (CSK, CZE, SVK), "CSK", "1993-01-01", False, "1976-03-23", "1993-01-01"),
    # another state acts on under the old name
    ("YUG R 1971-06-02", (YUG,), "YUG", "1992-04-27", False, "1976-03-23", "1992-04-27"),
    ("YUG A 1995-06-02", (YUG,), "YUG", "1996-01-01", True, "1995-09-02", None),
    ("YUG A 1995-06-02", (YUG,), "YUG", "2003-02-04", False, "1995-09-02", "2003-02-04"),
]


SUN = StateLife("SUN", "1922-12-30", "1991-12-26", None, ("RUS", "UKR"), "RUS")


@pytest.mark.parametrize(
    ("done", "in_force", "said"),
    [
        ("SUN R 1973-10-16", True, "party_continues"),
        ("SUN R 1973-10-16; RUS U 1992-01-24", True, "party_succeeded"),  # which is told anyway
        ("SUN S 1973-10-16", None, ""),
        ("SUN R 1973-10-16; SUN L 1990-01-01", None, ""),
    ],
)
def test_a_state_that_continues_another_takes_its_place(done: str, in_force: bool | None, said: str) -> None:
    data = convention(done, "1976-03-23", denunciation={"notice": MONTHS})
    found = treaty_from_json(data)
    parties = {
        p.party: p for p in status(replace(found.record, lives=(SUN,)), found.terms, "2000-01-01").parties
    }
    assert parties["SUN"].in_force is False
    russia = parties.get("RUS")
    assert (russia.in_force if russia else None) is in_force
    assert russia is None or said in {r.kind.value for r in russia.reasons}


@pytest.mark.parametrize(("done", "lives", "name", "on", "in_force", "since", "until"), LIVES)
def test_states_that_begin_and_end(
    done: str,
    lives: tuple[StateLife, ...],
    name: str,
    on: str,
    in_force: bool,
    since: str | None,
    until: str | None,
) -> None:
    data = convention(done, "1976-03-23", later_states={"offset": MONTHS})
    found = party(data, name, on, *lives)
    assert (found.in_force, found.since, found.until) == (in_force, since, until)
    if until is not None:
        assert found.state.value == "no longer a state"
        assert found.reasons[-1].articles == ("VCLT 73",)
