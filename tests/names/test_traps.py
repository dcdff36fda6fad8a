"""Names that look like others: what `find` gives for sentences of newspapers, by table."""

from __future__ import annotations

import pytest

from foedus.names import Kind, Names, names


@pytest.fixture(scope="module")
def table() -> Names:
    return names()


def found(table: Names, text: str, on: str | None = None) -> list[tuple[str, str]]:
    """(text found, what it stands for) without offices; several meanings joined by "/"."""
    out = []
    for name in table.find(text, on):
        entries = [e for e in name.entries if e.kind is not Kind.OFFICE]
        if entries:
            out.append((name.text, "/".join(sorted({e.state or e.id for e in entries}))))
    return out


STATES = [
    ("N. Korea fired a missile", [("N. Korea", "PRK")]),
    ("S. Korea protested", [("S. Korea", "KOR")]),
    ("the Democratic People's Republic of Korea", [("Democratic People's Republic of Korea", "PRK")]),
    ("the Republic of Korea", [("Republic of Korea", "KOR")]),
    ("Korea", [("Korea", "KOR/PRK")]),
    ("Korean negotiators", [("Korean", "KOR/PRK")]),
    ("Papua New Guinea ratified", [("Papua New Guinea", "PNG")]),
    ("Guinea and Guinea-Bissau", [("Guinea", "GIN"), ("Guinea-Bissau", "GNB")]),
    ("Equatorial Guinea", [("Equatorial Guinea", "GNQ")]),
    ("the Dominican Republic and Dominica", [("Dominican Republic", "DOM"), ("Dominica", "DMA")]),
    ("Niger and Nigeria", [("Niger", "NER"), ("Nigeria", "NGA")]),
    ("Nigerien and Nigerian troops", [("Nigerien", "NER"), ("Nigerian", "NGA")]),
    ("the Republic of the Congo", [("Republic of the Congo", "COG")]),
    ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "COD")]),
    ("DR Congo and Congo-Brazzaville", [("DR Congo", "COD"), ("Congo-Brazzaville", "COG")]),
    ("Congo signed", [("Congo", "COD/COG")]),
    ("Congo signed with the M23 rebels", [("Congo", "COD"), ("M23 rebels", "M23")]),
    ("the US told us", [("US", "USA")]),
    ("the U.S. and the U.K.", [("U.S.", "USA"), ("U.K.", "GBR")]),
    ("the U.S.A., the U.S.S.R.", [("U.S.A.", "USA"), ("U.S.S.R.", "SUN")]),
    ("Turkey ate no turkey", [("Turkey", "TUR")]),
    ("Türkiye, or Turkiye", [("Türkiye", "TUR"), ("Turkiye", "TUR")]),
    ("the Polish president will polish it", [("Polish", "POL")]),
    ("Polish the draft first.", []),
    ("South Africans voted", [("South Africans", "ZAF")]),
    ("South Sudan and Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
    ("the Central African Republic", [("Central African Republic", "CAF")]),
    ("American Samoa is no part of Samoa", [("American Samoa", "ASM"), ("Samoa", "WSM")]),
    ("Latin American leaders and North American markets", []),
    ("African Americans, Native Americans, Americans", [("Americans", "USA")]),
    ("Côte d'Ivoire, Cote d'Ivoire", [("Côte d'Ivoire", "CIV"), ("Cote d'Ivoire", "CIV")]),
    ("Côte d\u2019Ivoire", [("Côte d\u2019Ivoire", "CIV")]),
    ("St. Vincent and the Grenadines", [("St. Vincent and the Grenadines", "VCT")]),
    ("Saint Kitts & Nevis", [("Saint Kitts & Nevis", "KNA")]),
    ("Burma, now Myanmar", [("Burma", "MMR"), ("Myanmar", "MMR")]),
    ("Zaire and Upper Volta", [("Zaire", "COD"), ("Upper Volta", "BFA")]),
    ("West Germany and East Germany", [("West Germany", "DEU"), ("East Germany", "DDR")]),
    ("Czechoslovakia split into Slovakia", [("Czechoslovakia", "CSK"), ("Slovakia", "SVK")]),
    ("the Holy See and the Vatican", [("Holy See", "VAT"), ("Vatican", "VAT")]),
    ("Irish and Northern Irish voters", [("Irish", "IRL"), ("Northern Irish", "GB-NIR")]),
    ("Northern Ireland", [("Northern Ireland", "GB-NIR")]),
    ("New Mexico and Mexico", [("New Mexico", "US-NM"), ("Mexico", "MEX")]),
    ("West Georgia", [("West Georgia", "US-GA")]),
    ("Georgia", [("Georgia", "GEO/US-GA")]),
    ("Georgia, said its envoy in Tbilisi", [("Georgia", "GEO"), ("Tbilisi", "GEO")]),
    ("Georgia's governor spoke in Atlanta", [("Georgia", "US-GA")]),
    ("the South China Sea and the Indian Ocean", []),
    ("a man from Oman, a Roman, an Iranian", [("Oman", "OMN"), ("Iranian", "IRN")]),
    ("IRAN AND OMAN SIGN", [("IRAN", "IRN"), ("OMAN", "OMN")]),
    ("Malé, not Male", [("Malé", "MDV")]),
    ("in the _US_ table, US_Treaty", []),
    ("North\nKorea", [("North\nKorea", "PRK")]),
]

COMPOUND = [
    ("the Sino-Soviet treaty", [("Sino", "CHN"), ("Soviet", "SUN")]),
    ("Franco-German friendship", [("Franco", "FRA"), ("German", "DEU")]),
    ("General Franco died", []),
    ("a Russian-Ukrainian deal", [("Russian", "RUS"), ("Ukrainian", "UKR")]),
    ("the U.S.-Russia treaty", [("U.S.", "USA"), ("Russia", "RUS")]),
    ("the U.S.\u2011Russia treaty", [("U.S.", "USA"), ("Russia", "RUS")]),
    ("Indo-Pacific and Indo-US", [("Indo", "IND"), ("US", "USA")]),
    ("an Anglo-Irish accord, Anglo-Saxon law", [("Anglo", "GBR"), ("Irish", "IRL")]),
    ("ex-Soviet, non-EU, pro-Russian", [("Soviet", "SUN"), ("EU", "EU"), ("Russian", "RUS")]),
    (
        "Moscow's, Moscow\u2019s and Seychelles'",
        [("Moscow", "RUS"), ("Moscow", "RUS"), ("Seychelles", "SYC")],
    ),
]

PEOPLE_NOT_PLACES = [
    ("Michael Jordan met them", []),
    ("the lawyer Vernon Jordan said", []),
    ("When Jordan signed, Israel followed", [("Jordan", "JOR"), ("Israel", "ISR")]),
    ("Jordan's King Abdullah", [("Jordan", "JOR")]),
    ("President Chad Kroeger", []),
    ("the EU-Jordan Association Agreement", [("EU", "EU"), ("Jordan", "JOR")]),
    ("Neighbouring Jordan objected", [("Jordan", "JOR")]),
    ("Senior German officials", [("German", "DEU")]),
    ("a certain Hank Jordan said", []),
    ("the Jordan Compact", [("Jordan", "JOR")]),
    ("Israel Katz replied", [("Israel Katz", "ISR")]),
    ("Paris Saint-Germain, Paris", [("Paris", "FRA")]),
    ("Chad President Idriss Deby", [("Chad", "TCD"), ("Idriss Deby", "TCD")]),
    ("Israel Tells Jordan It Will Sign Peace Treaty Soon", [("Israel", "ISR"), ("Jordan", "JOR")]),
    ("George Washington refused", []),
    ("Washington refused", [("Washington", "USA")]),
    ("Washington and Seattle", [("Washington", "US-WA")]),
    ("Queen Victoria's Melbourne", [("Victoria", "AU-VIC")]),
]

ORGANISATIONS = [
    ("the European Union (EU)", [("European Union", "EU"), ("EU", "EU")]),
    ("Nato and the UN Security Council", [("Nato", "NATO"), ("UN Security Council", "UN-SC")]),
    ("Who asked the WHO?", [("WHO", "WHO")]),
    ("South Korea's unification ministry", [("South Korea", "KOR"), ("unification ministry", "KOR")]),
    ("the European parliament", [("European parliament", "European Parliament")]),
    ("Hamas and Israel", [("Hamas", "Hamas"), ("Israel", "ISR")]),
    ("the Turkish Cypriots", [("Turkish Cypriots", "TRNC")]),
    ("the Duma and the Knesset", [("Duma", "RUS"), ("Knesset", "ISR")]),
    ("the Pentagon and the Kremlin", [("Pentagon", "USA"), ("Kremlin", "RUS")]),
    (
        "Brussels, said the European Commission",
        [("Brussels", "EU"), ("European Commission", "European Commission")],
    ),
    ("Brussels", [("Brussels", "BEL/EU")]),
    ("the state news agency KCNA", [("KCNA", "PRK")]),
    ("Democrats in the Senate", [("Senate", "USA")]),
    ("Marcos asked the Senate", [("Marcos", "PHL"), ("Senate", "PHL")]),
    ("Lake Chad", []),
    ("The Australian government", [("Australian", "AUS")]),
    ("The National Assembly of Armenia", [("National Assembly of Armenia", "ARM")]),
    ("South China Morning Post", [("South China Morning Post", "HKG")]),
    ("the New York Times", [("New York Times", "USA")]),
]


@pytest.mark.parametrize(("text", "expected"), STATES + COMPOUND + PEOPLE_NOT_PLACES + ORGANISATIONS)
def test_names_found(table: Names, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(table, text) == expected


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("Moscow", "1987-12-08", "SUN"),
        ("Moscow", "1991-12-25", "SUN"),
        ("Moscow", "1991-12-26", "RUS"),
        ("Moscow", "2024-11-12", "RUS"),
        ("Moscow", None, "RUS"),
        ("Kremlin", "1972-05", "SUN"),
        ("Russian", "1987", "SUN"),
        ("Moscow", "1991", "RUS/SUN"),
        ("Soviet Union", "2024", "SUN"),
        ("Prague", "1968-08-21", "CSK"),
        ("Prague", "1993-01-01", "CZE"),
        ("Belgrade", "1999-03-24", "YUG"),
        ("Belgrade", "2005", "SCG"),
        ("Belgrade", "2010", "SRB"),
        ("Hanoi", "1973-01-27", "VDR"),
        ("Hanoi", "1995-07-11", "VNM"),
        ("Aden", "1979", "YMD"),
        ("Aden", "2015-04", "YEM"),
        ("Bonn", "1970-08-12", "DEU"),
        ("Burma", "2021-02-01", "MMR"),
        ("Moscow", "XXXX-06-20", "RUS"),
        ("EC", "1992-02-07", "EC"),
    ],
)
def test_the_day_decides(table: Names, text: str, on: str | None, code: str) -> None:
    assert found(table, f"{text} signed", on) == [(text, code)]


def test_a_short_name_that_is_over_is_no_name(table: Names) -> None:
    assert found(table, "the EC postponed the poll", "2021-04-17") == []


@pytest.mark.parametrize(
    "text", ["N. Korea", "N.Korea", "N Korea", "DPRK", "North Korea", "NORTH KOREA", "North Koreans"]
)
def test_the_north_is_never_the_south(table: Names, text: str) -> None:
    assert {e.state for n in table.find(text) for e in n.entries} == {"PRK"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("the foreign minister", "foreign_minister"),
        ("Foreign Minister", "foreign_minister"),
        ("the Foreign Ministry", "ministry"),
        ("a spokesman", "spokesperson"),
        ("Prime Minister", "head_of_government"),
        ("the vice president", "deputy"),
    ],
)
def test_offices_have_a_role_and_no_state(table: Names, text: str, role: str) -> None:
    (name,) = table.find(text)
    assert [(e.kind, e.role, e.state) for e in name.entries] == [(Kind.OFFICE, role, None)]


@pytest.mark.parametrize(
    ("name", "role", "state"),
    [
        ("KCNA", "state media", "PRK"),
        ("Rodong Sinmun", "state media", "PRK"),
        ("TASS", "state media", "RUS"),
        ("Itar-Tass", "state media", "RUS"),
        ("Yonhap", "agency", "KOR"),
        ("Reuters", "agency", "GBR"),
        ("The New York Times", "outlet", "USA"),
        ("Anadolu Agency", "state media", "TUR"),
    ],
)
def test_agencies(table: Names, name: str, role: str, state: str) -> None:
    (entry,) = table.lookup(name)
    assert (entry.kind, entry.role, entry.state) == (Kind.AGENCY, role, state)


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("Seoul", None, "KOR"),
        ("GENEVA", None, "CHE"),
        ("PORT-AU-PRINCE", None, "HTI"),
        ("St. Petersburg", None, "RUS"),
        ("WASHINGTON", None, "USA"),
        ("New Mexico", None, "USA"),
        ("Moscow", "1987", "SUN"),
        ("Georgia", None, None),
        ("Springfield", None, None),
        ("French", None, None),
    ],
)
def test_places(table: Names, text: str, on: str | None, code: str | None) -> None:
    assert table.place(text, on) == code


def test_a_city_does_not_speak_for_its_state(table: Names) -> None:
    assert found(table, "talks in Geneva and Shanghai") == []


def test_a_name_that_many_parliaments_share_stays_ambiguous(table: Names) -> None:
    (name,) = table.find("the Senate voted")
    assert len({e.state for e in name.entries}) > 40
