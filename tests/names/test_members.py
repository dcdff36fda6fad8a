"""The tables are whole: every UN member and observer, the usual dependencies, agencies and parliaments."""

from __future__ import annotations

import pytest

from foedus.names import Kind, Status, names
from foedus.names.build import DATA
from foedus.names.rows import AgencyRow, OrganRow, StateRow, read

# UN member states by ISO 3166-1 alpha-3, written from the UN's list, not from the tables
MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN
CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM
GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ
KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ
MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN
SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA
UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
""".split()


def test_all_members_of_the_united_nations() -> None:
    assert len(MEMBERS) == 193
    assert sorted(s.code for s in names().states() if s.status is Status.MEMBER) == sorted(MEMBERS)


def test_observers_kosovo_and_taiwan() -> None:
    by_status = {s.code: s.status for s in names().states()}
    assert {c for c, s in by_status.items() if s is Status.OBSERVER} == {"VAT", "PSE"}
    assert {"XKX", "TWN", "COK", "NIU"} <= {c for c, s in by_status.items() if s is Status.OTHER}


@pytest.mark.parametrize("code", "HKG MAC PRI VIR ASM MNP GUM GRL FRO NCL GIB BMU CYM ABW CUW PYF".split())
def test_dependencies_are_no_states(code: str) -> None:
    state = names().state(code)
    assert state.of in MEMBERS
    assert not names().is_state(code)


@pytest.mark.parametrize(
    ("code", "until", "successor"),
    [
        ("SUN", "1991-12-25", "RUS"),
        ("CSK", "1992-12-31", "CZE"),
        ("DDR", "1990-10-02", "DEU"),
        ("YMD", "1990-05-21", "YEM"),
        ("SCG", "2006-06-04", "SRB"),
        ("YUG", "2003-02-03", "SVN"),
        ("RHO", "1980-04-17", "ZWE"),
        ("VDR", "1976-07-01", "VNM"),
    ],
)
def test_states_gone(code: str, until: str, successor: str) -> None:
    state = names().state(code)
    assert (state.status, state.until) == (Status.HISTORICAL, until)
    assert successor in state.successors
    assert names().is_state(code)


def test_every_member_has_a_name_a_demonym_and_a_capital() -> None:
    # city states and those called like their capital have no capital of another name; Dominica shares its demonym
    rows = [r for r in read(DATA / "states.yaml", StateRow, "code") if r.status is Status.MEMBER]
    assert [r.code for r in rows if not r.demonyms] == []
    assert {r.code for r in rows if not r.capital} == {"DJI", "MCO", "SGP", "SMR", "STP"}


def test_every_member_is_found_by_its_names() -> None:
    table = names()
    for code in MEMBERS:
        state = table.state(code)
        for name in (state.name, state.official):
            assert code in {e.id for n in table.find(f"in {name} today") for e in n.entries}, name


def test_agencies_of_all_regions() -> None:
    rows = list(read(DATA / "agencies.yaml", AgencyRow, "id"))
    agencies = [r for r in rows if r.kind in ("agency", "state media")]
    assert len(agencies) >= 60
    assert len(rows) >= 800
    assert len([r for r in rows if r.kind == "outlet"]) >= 100
    assert len({r.state for r in rows if r.state}) >= 150


def test_parliaments_of_the_states_in_the_news() -> None:
    rows = list(read(DATA / "organs.yaml", OrganRow, "id"))
    assert len({r.state for r in rows if r.kind in ("parliament", "chamber")}) >= 80


@pytest.mark.parametrize(
    ("code", "shown"), [("PRK", "North Korea"), ("EU", "EU"), ("US-GA", "Georgia"), ("XXX", "XXX")]
)
def test_display(code: str, shown: str) -> None:
    assert names().display(code) == shown


def test_organisations_have_full_names_and_no_state() -> None:
    assert names().organisation("NATO") == "North Atlantic Treaty Organization"
    assert names().organisation("PRK") is None
    (entry,) = names().lookup("NATO")
    assert (entry.kind, entry.id, entry.state) == (Kind.ORG, "NATO", None)


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        names().state("XXX")
