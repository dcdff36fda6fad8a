"""The tables of people: who is in them, that their terms fit together, and that no common word finds a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from foedus.names import Kind, Names, names
from foedus.names.build import DATA
from foedus.names.model import Status
from foedus.names.rows import OrganRow, PersonRow, WordsRow, read

HEADS = ("head_of_state", "head_of_government", "monarch", "leader")

# words that a sentence or a headline may begin with, and that are family names too
COMMON_WORDS = frozenset(
    """
    able ash baker begin ball banks bar barber barrow battle beach bell berry best bird bishop black bloom blue bond
    bow bridge brook brown bull burns bush butler carter cash chance chancellor church clay cloud coats cook
    cotton cross day dean do drake draper duke eagle early east ernst fair farmer field finch fisher flowers ford
    foster fox france frank free frost gates glass gold good grant gray green grey guest hague hall hand hawk he
    head heath hill holder holly home hope house howe hunt hurd jordan judge just keen key king knight lake
    lamb lane law lay lee little long lord love low major march marsh martini mason may mercy mills
    miller moon moss nation north norman page park parks pearl pence pike pole pool pope potter power powell
    price prior pound power quick rain read reed reid rice rich rise road robin rock root rose rush ryan sage
    saw see self sharp shepherd short singer small snow so son spring stern stone storms store straw
    street strong sullivan summers sun sung swift sword tan tanner temple tower turner van wade wall
    ward waters watson way webb weeks wells west white will wise wolf wood woods wright yang young
    """.split()
)  # fmt: skip
SAFE = frozenset(
    "baker jordan lee mason miller powell reid ryan sullivan watson webb clay yang heath hurd".split()
)


@pytest.fixture(scope="module")
def table() -> Names:
    return names()


def rows() -> Iterator[PersonRow]:
    for path in sorted((DATA / "people").glob("*.yaml")):
        yield from read(path, PersonRow, "id")


def people(found: Names, text: str, on: str | None) -> list[str]:
    return [n.text for n in found.find(text, on) if any(e.kind is Kind.PERSON for e in n.entries)]


def padded(edtf: str, end: str) -> str:
    return edtf + end[len(edtf) :] if edtf else end


def test_a_hundred_and_fifty_states_have_three_heads() -> None:
    heads: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        for term in row.terms:
            if term.state and term.role in HEADS:
                heads[term.state].add(row.id)
    enough = [code for code, ids in heads.items() if len(ids) >= 3]
    assert len(enough) >= 155, f"{len(enough)} states have three heads"
    assert len({row.id for row in rows()}) >= 1508


@pytest.mark.parametrize(
    ("org", "role", "on", "expected"),
    [
        ("UN", "secretary_general", "1950-06-25", "trygve-lie"),
        ("UN", "secretary_general", "1962-10-24", "u-thant"),
        ("UN", "secretary_general", "1987-09-16", "javier-perez-de-cuellar"),
        ("UN", "secretary_general", "2024-11-09", "antonio-guterres"),
        ("NATO", "secretary_general", "1997-05-27", "javier-solana"),
        ("NATO", "secretary_general", "2014-09-04", "anders-fogh-rasmussen"),
        ("European Commission", "secretary_general", "1992-02-07", "jacques-delors"),
        ("European Council", "secretary_general", "2016-06-24", "donald-tusk"),
        ("EU", "foreign_minister", "2015-07-14", "federica-mogherini"),
        ("AU", "secretary_general", "2018-03-21", "moussa-faki-mahamat"),
        ("ASEAN", "secretary_general", "2010", "surin-pitsuwan"),
        ("OSCE", "secretary_general", "2022-02-24", "helga-schmid"),
        ("Council of Europe", "secretary_general", "2015", "thorbjorn-jagland"),
        ("IAEA", "secretary_general", "2003-03-07", "mohamed-elbaradei"),
        ("WHO", "secretary_general", "2020-03-11", "tedros-adhanom-ghebreyesus"),
        ("WTO", "secretary_general", "2013-12-07", "roberto-azevedo"),
        ("IMF", "secretary_general", "2015-07-05", "christine-lagarde"),
        ("World Bank", "secretary_general", "2000", "james-wolfensohn"),
        ("OPEC", "secretary_general", "2020-04-12", "mohammed-barkindo"),
        ("Arab League", "secretary_general", "2003", "amr-moussa"),
        ("OAS", "secretary_general", "2001-09-11", "cesar-gaviria"),
        ("Commonwealth", "secretary_general", "1995-11-11", "emeka-anyaoku"),
        ("SCO", "secretary_general", "2020", "vladimir-norov"),
        ("CSTO", "secretary_general", "2022-01-06", "stanislav-zas"),
        ("ICRC", "secretary_general", "2016", "peter-maurer"),
    ],
)
def test_organisations_have_heads(table: Names, org: str, role: str, on: str, expected: str) -> None:
    assert [e.id for e in table.office_holder(org, role, on)] == [expected]


def test_no_two_terms_of_a_person_in_an_office_overlap() -> None:
    overlaps = []
    for row in rows():
        offices: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for term in row.terms:
            offices[term.state or term.org, term.role].append(
                (padded(term.since, "0000-01-01"), padded(term.until, "9999-12-31"))
            )
        for terms in offices.values():
            terms.sort()
            overlaps += [(row.id, a, b) for a, b in pairwise(terms) if b[0] < a[1]]
    assert not overlaps


def test_every_term_begins_before_it_ends() -> None:
    wrong = [
        (row.id, term.since, term.until)
        for row in rows()
        for term in row.terms
        if not term.since or padded(term.since, "0000-01-01") > padded(term.until, "9999-12-31")
    ]
    assert not wrong


def test_the_office_of_state_is_held_by_one_at_a_time() -> None:
    """Two heads of one state meet on the day of the handover only."""
    terms: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows():
        for term in row.terms:
            if term.role == "head_of_state":
                since, until = padded(term.since, "0000-12-31"), padded(term.until, "9999-01-01")
                terms[term.state].append((since, until, row.id))
    clashes = []
    for code, held in terms.items():
        held.sort()
        clashes += [(code, a[2], b[2]) for a, b in pairwise(held) if a[2] != b[2] and b[0] < a[1]]
    assert not clashes


def test_family_names_that_are_words_are_marked() -> None:
    marked: set[str] = set()
    for listed in read(DATA / "words.yaml", WordsRow, "id"):
        if listed.id == "word_surnames":
            marked.update(listed.words.split())
    bare = {
        family.casefold(): row.id
        for row in rows()
        for family in ([row.family] if isinstance(row.family, str) else row.family)
    }
    unmarked = {w: bare[w] for w in (COMMON_WORDS - SAFE) & set(bare) - marked}
    assert not unmarked


@pytest.mark.parametrize("on", ["1985", "1991-07-31", "1997", "2001", "2006", "2011", "2017", "2022", None])
@pytest.mark.parametrize(
    "text",
    [
        "Rice is exported to the region.",
        "Store shelves emptied within hours.",
        "Park officials closed the gates.",
        "Major storms are expected.",
        "Brown coal is still burnt there.",
        "Bush fires spread in the south.",
        "Ban on mines comes into force.",
        "May is the month of the talks.",
        "A full Moon rose over the bay.",
        "Straw roofs burnt quickly.",
        "Price controls end.",
        "Powers of the court are wide.",
        "Costa del Sol hotels are full.",
        "Key provisions remain.",
        "Hope fades for a deal.",
        "Ford plants close.",
        "King crabs are protected.",
        "White papers followed.",
        "Christopher Street was closed.",
        "Carter County voted.",
        "Young people marched.",
        "Long queues formed.",
        "Little was agreed.",
        "Sharp words were exchanged.",
        "Cook the rice for ten minutes.",
        "Snow fell on the pass.",
        "Cash was short.",
        "Day one of the talks ended.",
        "So the talks failed.",
        "The Hague hosted the conference.",
        "Wise counsel prevailed.",
        "Stone walls were built.",
        "Fox hunting was banned.",
        "Black smoke rose.",
        "Begin the talks at once.",
        "Toledo steel is prized.",
        "Boko Haram claimed it.",
        "Ships left Dar es Salaam.",
        "Martin Luther nailed theses.",
    ],
)
def test_common_words_find_nobody(table: Names, text: str, on: str | None) -> None:
    assert people(table, text, on) == []


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Ban said the pact would hold.", "2010", ["Ban"]),
        ("Secretary-General Ban welcomed it.", "2010", ["Ban"]),
        ("Mr Straw promised a bill.", "2003", ["Straw"]),
        ("Gromyko signed the protocol.", "1972-05-26", ["Gromyko"]),
        ("Chernenko agreed to talks.", "1984-11", ["Chernenko"]),
        ("Roh said the pact stood.", "1991-12-13", ["Roh"]),
        ("Albright flew to Pyongyang.", "2000-10-23", ["Albright"]),
        ("Von der Leyen signed the accord.", "2024", ["Von der Leyen"]),
        ("NATO chief Rutte met them.", "2025", ["Rutte"]),
        ("Guterres urged both to return.", "2023", ["Guterres"]),
        ("Dag Hammarskjold flew to Ndola.", "1961-09-17", ["Dag Hammarskjold"]),
    ],
)
def test_the_same_people_are_found_where_they_act(
    table: Names, text: str, on: str, expected: list[str]
) -> None:
    assert people(table, text, on) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the Bundestag", "DEU"),
        ("the Rada", "UKR"),
        ("the Verkhovna Rada", "UKR"),
        ("the Majlis", "IRN"),
        ("the Storting", "NOR"),
        ("the Folketing", "DNK"),
        ("the Riksdag", "SWE"),
        ("the Eduskunta", "FIN"),
        ("the Sejm", "POL"),
        ("the Knesset", "ISR"),
        ("the National People's Congress Standing Committee", "CHN"),
        ("the Lok Sabha", "IND"),
        ("the Saeima", "LVA"),
        ("the Maneaba ni Maungatabu", "KIR"),
        ("the Grand and General Council", "SMR"),
        ("the Pyithu Hluttaw", "MMR"),
    ],
)
def test_parliaments_by_their_usual_names(table: Names, text: str, code: str) -> None:
    (name,) = table.find(text, "2020")
    assert {e.state for e in name.entries if e.kind is Kind.ORGAN} >= {code}


def test_every_member_of_the_united_nations_has_a_parliament_by_name(table: Names) -> None:
    listed = {
        o.state for o in read(DATA / "organs.yaml", OrganRow, "id") if o.kind in ("parliament", "chamber")
    }
    without = {s.code for s in table.states() if s.status is Status.MEMBER} - listed
    assert not without
