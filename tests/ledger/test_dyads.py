"""Tables for researchers: pairs of states by year, what they owe each other, and the alliances of a day."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars
import pytest

from foedus import exports
from foedus.errors import UsageError
from foedus.exports import alliances, by_law, claims, dyads, dyadtext, legal, statements
from foedus.exports.dyadtable import dyad_years
from foedus.exports.dyadtable import write as write_parquet
from foedus.exports.pledges import DUTIES, OPEN, Pledge, promised
from foedus.exports.system import members, numbers
from foedus.imports import run
from foedus.imports.spells import Part, Spell, parts
from foedus.ledger import Ledger
from foedus.record.answer import answer
from foedus.record.treaty import treaties
from tests.ledger.strategies import NOW

ROOT = Path(__file__).parents[2]
BOTH = frozenset({"defence"})

#: 9001 has two phases and a member that joins and one that leaves; 9002 binds one side only.
MEMBERS = """atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul,defcoloc,asymm
9001,200,1902,1,30,1905,8,12,0,0,1,0,0,0,0
9001,740,1902,1,30,1905,8,12,0,0,1,0,0,0,0
9001,200,1905,8,12,1923,8,17,1,0,0,0,0,1,0
9001,740,1905,8,12,1923,8,17,1,0,0,0,0,1,0
9001,220,1907,6,10,1914,3,1,1,0,0,0,0,0,0
9002,325,1926,11,27,0,0,0,1,0,0,0,0,0,1
9002,339,1926,11,27,0,0,0,0,0,0,0,0,0,1
"""


ALLIANCES = """atopid,begyr,begmo,begday,endyr,endmo,endday,defense,offense,neutral,nonagg,consul,mem1,mem2,mem3
9001,1902,1,30,1923,8,17,1,0,1,0,0,200,740,220
9002,1926,11,27,0,0,0,1,0,0,0,0,325,339,
"""


@pytest.fixture
def atop(ledger: Ledger, tmp_path: Path) -> Ledger:
    for name, text, rows in (("alliances", ALLIANCES, 2), ("members", MEMBERS, 7)):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, "utf-8")
        outcome = run(ledger, path, f"atop-{name}", options={}, recorded_at=NOW, actor="importer")
        assert (outcome.rows, outcome.faults) == (rows, [])
    return ledger


def table(found: Ledger, first: int, last: int, **more: object) -> polars.DataFrame:
    told = promised(found)
    each = by_law.pledges(found, told, upto=date(last, 12, 31))
    return dyad_years(each, dyads.checked(dyads.Asked(first, last, **more)))  # type: ignore[arg-type]


def owed(frame: polars.DataFrame, duty: str) -> set[tuple[int, int, int]]:
    return set(frame.filter(polars.col(duty) == 1).select("year", "cow1", "cow2").iter_rows())


def test_the_system_of_states_has_the_pairs_that_the_field_counts() -> None:
    frame = dyad_years((), dyads.Asked(1816, 2016, directed=True))
    assert frame.height == 1_912_290
    assert dyad_years((), dyads.Asked(1816, 2016)).height == 1_912_290 // 2
    assert frame.columns == list(dyads.COLUMNS)
    assert frame.select(polars.sum_horizontal(polars.all().exclude(polars.String, polars.Enum)).len()).item()
    assert all(frame[duty].sum() == 0 for duty in DUTIES)
    assert frame.sort("year", "cow1", "cow2").equals(frame)


def test_states_that_were_never_members_together_are_no_pair() -> None:
    year = dyad_years((), dyads.Asked(1918, 1918))
    pairs = set(year.select("cow1", "cow2").iter_rows())
    assert (300, 310) not in pairs  # Austria-Hungary ended before Hungary began
    assert (300, 305) in pairs or (200, 310) in pairs


@pytest.mark.parametrize(
    ("year", "cow", "iso", "gw"),
    [
        (1914, 300, None, 300),
        (1914, 255, "DEU", 255),
        (2000, 255, "DEU", 260),
        (1985, 260, "DEU", 260),
        (1921, 365, "RUS", 365),
        (1922, 365, "SUN", 365),
        (1992, 365, "RUS", 365),
        (2002, 345, "YUG", 345),
        (2004, 345, "SCG", 345),
        (2010, 345, "SRB", 340),
        (2010, 679, "YEM", 678),
        (2018, 626, "SSD", 626),
    ],
)
def test_codes_of_a_state_in_a_year(year: int, cow: int, iso: str | None, gw: int) -> None:
    frame = dyad_years((), dyads.Asked(year, year, directed=True)).filter(polars.col("cow1") == cow)
    assert set(frame.select("iso1", "gw1").iter_rows()) == {(iso, gw)}


def test_every_stretch_of_a_state_follows_the_one_before() -> None:
    table_ = members()
    assert len({m.cow for m in table_}) == 217
    assert all(m.since <= m.until for m in table_)
    assert all(a.until < b.since for a, b in pairwise(table_) if a.cow == b.cow)
    assert numbers(table_)["DEU"] == (255, 260)
    assert numbers(table_)["COW300"] == (300,)


def test_a_duty_ends_with_its_phase(atop: Ledger) -> None:
    frame = table(atop, 1900, 1925, directed=True)
    british = {(year, two) for year, one, two in owed(frame, "neutrality") if one == 200}
    assert british == {(year, 740) for year in range(1902, 1906)}
    french = {year for year, one, two in owed(frame, "defence") if (one, two) == (220, 200)}
    assert french == set(range(1907, 1915))
    assert {year for year, one, two in owed(frame, "defence") if (one, two) == (200, 740)} == set(
        range(1905, 1924)
    )


def test_who_owes_nothing_is_owed(atop: Ledger) -> None:
    frame = table(atop, 1930, 1930, directed=True)
    assert owed(frame, "defence") == {(1930, 325, 339)}
    either = table(atop, 1930, 1930)
    assert owed(either, "defence") == {(1930, 325, 339)}


def test_rows_of_one_duty(atop: Ledger) -> None:
    frame = table(atop, 1900, 1925, directed=True, duty="neutrality")
    assert set(frame["neutrality"]) == {1}
    assert frame.height == 8
    later = frame.filter(polars.col("year") == 1905)
    assert set(later["alliances"]) == {1}  # two phases of one alliance in a year are one alliance
    assert set(later["conditional"]) == {1}


def test_a_pledge_counts_only_while_both_are_states() -> None:
    forever = [Pledge(1, code, BOTH, 18000101, OPEN) for code in ("DEU", "POL")]
    frame = dyad_years(forever, dyads.Asked(1910, 1950, directed=True))
    assert {year for year, _, _ in owed(frame, "defence")} == set(range(1918, 1940))


@pytest.mark.parametrize(("first", "last"), [(1900, 1899), (1815, 1900), (1900, 10000)])
def test_years_that_are_none(first: int, last: int) -> None:
    with pytest.raises(UsageError):
        dyads.checked(dyads.Asked(first, last))


def test_a_table_is_written_whole(atop: Ledger) -> None:
    frame = table(atop, 1910, 1911, directed=True)
    out = io.BytesIO()
    assert write_parquet(frame, out) == frame.height
    out.seek(0)
    assert polars.read_parquet(out).equals(frame)


#: Phases of one alliance that touch in a year, two alliances of one pair, one that binds one side only, and
#: members whose states begin, end and are renamed meanwhile.
PLEDGES = (
    Pledge(1, "GBR", frozenset({"neutrality"}), 19020130, 19050812),
    Pledge(1, "JPN", frozenset({"neutrality"}), 19020130, 19050812),
    Pledge(1, "GBR", BOTH, 19050812, 19230817, frozenset({"location"})),
    Pledge(1, "JPN", BOTH, 19050812, 19230817, frozenset({"location"})),
    Pledge(2, "GBR", frozenset({"consultation"}), 19100101, 19140301),
    Pledge(2, "JPN", frozenset(), 19100101, 19140301),
    *(Pledge(3, code, BOTH, 18000101, OPEN) for code in ("DEU", "POL", "RUS", "SUN", "YUG", "DDR")),
)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("duty", [None, "neutrality", "defence"])
@pytest.mark.parametrize(("first", "last"), [(1816, 1817), (1900, 1925), (1918, 1918), (1988, 1994)])
def test_the_text_has_the_rows_of_the_table(first: int, last: int, duty: str | None, directed: bool) -> None:
    asked = dyads.Asked(first, last, directed, duty)
    frame, out = dyad_years(PLEDGES, asked), io.BytesIO()
    assert dyadtext.write(PLEDGES, asked, out) == frame.height
    assert out.getvalue().decode() == frame.write_csv()


def test_the_law_tells_who_joined_and_left(atop: Ledger) -> None:
    found = {row.name: treaty for row, treaty in treaties(atop)}["ATOP alliance 9001"]
    bound = {}
    for day in ("1906-01-01", "1910-01-01", "1915-01-01", "1924-01-01"):
        status = answer(found, day)
        bound[day] = status.in_force, {p.party for p in status.parties if p.in_force}
    assert bound["1910-01-01"] == (True, {"GBR", "JPN", "FRA"})
    assert bound["1906-01-01"][0] is True
    assert bound["1915-01-01"] == (True, {"GBR", "JPN"})
    assert bound["1924-01-01"] == (False, set())


def test_the_alliances_of_a_day(atop: Ledger) -> None:
    def rows(day: str) -> list[dict[str, str]]:
        out = io.StringIO(newline="")
        exports.alliances_csv(atop, out, date.fromisoformat(day))
        return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))

    (early,) = rows("1903-01-01")
    assert (early["members"], early["neutrality"], early["defence"]) == ("GBR JPN", "1", "0")
    (later,) = rows("1910-01-01")
    assert (later["members"], later["defence"], later["conditional"]) == ("FRA GBR JPN", "1", "1")
    (last,) = rows("1930-01-01")
    assert (last["members"], last["asymmetric"], last["in_force_since"]) == ("ALB ITA", "1", "1926-11-27")
    assert rows("1925-01-01") == []


def test_an_agreement_of_pages_owes_while_it_is_in_force(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "alliances.csv"
    path.write_text(
        "atopid,begyr,begmo,begday,endyr,endmo,endday,defense,offense,neutral,nonagg,consul,mem1,mem2\n"
        "9003,1950,4,1,1960,5,1,1,0,0,0,0,365,710\n",
        "utf-8",
    )
    run(ledger, path, "atop-alliances", options={}, recorded_at=NOW, actor="importer")
    assert promised(ledger).pledges == ()
    years = {year for year, _, _ in owed(table(ledger, 1945, 1970), "defence")}
    assert years == set(range(1950, 1961))


SPELLS = {
    "a phase within a stay": (
        {1: Spell("g", "a", "1900-01-01", "1905-01-01"), 2: Spell("g", "a", "1905-01-01", None),
         3: Spell("g", "b", "1900-01-01", None)},
        {1: {Part.FOUNDS}, 2: set(), 3: {Part.FOUNDS}},
    ),
    "one joins, one leaves, it ends": (
        {1: Spell("g", "a", "1900-01-01", "1910-01-01"), 2: Spell("g", "b", "1900-01-01", "1905-01-01"),
         3: Spell("g", "c", "1903-01-01", "1910-01-01")},
        {1: {Part.FOUNDS, Part.ENDS}, 2: {Part.FOUNDS, Part.LEAVES}, 3: {Part.JOINS, Part.ENDS}},
    ),
    "all lapse and come back: nobody left": (
        {1: Spell("g", "a", "1900-01-01", "1905-01-01"), 2: Spell("g", "b", "1900-01-01", "1905-01-01"),
         3: Spell("g", "a", "1907-01-01", None), 4: Spell("g", "b", "1907-01-01", None)},
        {1: {Part.FOUNDS}, 2: {Part.FOUNDS}, 3: set(), 4: set()},
    ),
    "the day after is no break": (
        {1: Spell("g", "a", "1900-01-01", "1904-12-31"), 2: Spell("g", "a", "1905-01-01", None),
         3: Spell("g", "b", "1900-01-01", None)},
        {1: {Part.FOUNDS}, 2: set(), 3: {Part.FOUNDS}},
    ),
    "one leaves and comes back": (
        {1: Spell("g", "a", "1900-01-01", "1904-12-31"), 2: Spell("g", "a", "1909-01-01", None),
         3: Spell("g", "b", "1900-01-01", None)},
        {1: {Part.FOUNDS, Part.LEAVES}, 2: {Part.JOINS}, 3: {Part.FOUNDS}},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spells", "expected"), SPELLS.values(), ids=SPELLS)
def test_what_the_days_of_a_stay_are(spells: dict[int, Spell], expected: dict[int, set[Part]]) -> None:
    assert parts(spells) == expected


def test_the_codebook_has_every_column_and_no_other() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    tables = {
        "dyad-years": dyads.COLUMNS,
        "alliances": alliances.COLUMNS,
        "status": legal.COLUMNS,
        "statements": statements.COLUMNS,
        "claims": tuple(claims.COLUMNS),
    }
    for name, columns in tables.items():
        section = re.split(r"^## ", text.split(f"\n## {name}\n", 1)[1], maxsplit=1, flags=re.M)[0]
        told = [
            column
            for line in section.splitlines()
            if re.match(r"\| `", line)
            for column in re.findall(r"`([a-z_0-9]+)`", line.split("|")[1])
        ]
        assert sorted(told) == sorted(columns), name
