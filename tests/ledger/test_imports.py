"""Data sets go in as claims with their rows as evidence: marks, dates, faults by row, and nothing twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foedus.errors import InputError, UsageError
from foedus.imports import Outcome, built_in, dry_run, run
from foedus.imports.mapping import load
from foedus.ledger import Ledger, open_ledger
from foedus.model import ClaimKind
from foedus.record.as_json import claim_json
from foedus.record.timeline import timeline
from tests.ledger.strategies import NOW, seed

UN = """Participant,Signature,"Ratification, Acceptance(A), Accession(a), Succession(d)"
Denmark,4 Dec 1997,8 Jun 1998
Japan,3 Dec 1997,30 Sep 1998 A
Congo,,4 May 2001 a
Kosovo,,17 Feb 2008 d
Norway,3 Dec 1997,
"""
EXAMPLES = Path(__file__).parents[2] / "examples" / "treaties"
ATOP = """atopid,begyr,begmo,begday,endyr,endmo,endday,defense,offense,neutral,nonagg,consul,mem1,mem2,mem3
9001,1902,1,30,1923,8,17,1,0,1,0,1,200,740,
9002,1879,10,0,0,0,0,1,0,0,0,0,255,300,
"""
MEMBERS = """atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit
9001,200,1902,1,30,1923,8,17
9001,740,1902,1,30,0,0,0
"""
UK = [
    {
        "title": "Agreement on the Protection of Investments with Appendix",
        "signed_event_date": "02/05/1996",
        "country_name": "KOREA, REPUBLIC OF ; UNITED KINGDOM",
        "definative_eif_event_date": "17/08/1997",
    },
    {"title": "Visa Abolition Agreement", "signed_event_date": "31/02/1996", "country_name": "ICELAND"},
]
MANY = """treatyID,Title,Signature,Force,End
NOR-RUS_2010A,Treaty On Maritime Delimitation,2010-09-15,2011-07-07,NA
FIN-SWE_1954A,Common Labour Market Agreement,1954-05-22?,1954-07-01,9999-12-31
XX_1990A,Whaling Declaration,1990,NA,NA
"""
MANY_PARTIES = """stateID,treatyID,Title,Signature,StateSignature,StateRatification,StateForce,StateEnd
NOR,NOR-RUS_2010A,Treaty On Maritime Delimitation,2010-09-15,2010-09-15,2011-02-18,2011-07-07,NA
RUS,NOR-RUS_2010A,Treaty On Maritime Delimitation,2010-09-15,2010-09-15,2011-04-05,2011-07-07,NA
"""


def take(ledger: Ledger, path: Path, mapping: str, **options: str) -> Outcome:
    return run(ledger, path, mapping, options=options, recorded_at=NOW, actor="importer")


def said(ledger: Ledger) -> list[tuple[str, str, str | None]]:
    return [(c.claim.what, " ".join(c.claim.actors), c.claim.date) for c in ledger.claims()]


def test_a_participant_list(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "mines.csv"
    path.write_text(UN, "utf-8")
    outcome = take(ledger, path, "un-participants", agreement="Mine Ban Convention", signed="1997-12-03")
    assert (outcome.rows, outcome.claims, outcome.faults) == (5, 7, [])
    assert said(ledger) == [
        ("signed", "DNK", "1997-12-04"),
        ("deposited", "DNK", "1998-06-08"),
        ("signed", "JPN", "1997-12-03"),
        ("deposited", "JPN", "1998-09-30"),
        ("acceded", "COG", "2001-05-04"),
        ("deposited", "XKX", "2008-02-17"),
        ("signed", "NOR", "1997-12-03"),
    ]
    acts = [c.claim.detail["act"] for c in ledger.claims()]
    assert acts == [
        "signature", "ratification", "signature", "acceptance", "accession", "succession", "signature",
    ]  # fmt: skip
    (row,) = ledger.agreements()
    assert (row.name, row.signed, row.sources) == ("Mine Ban Convention", "1997-12-03", 1)
    japan = ledger.claims()[3]
    assert [p.text for p in japan.claim.passages] == [
        "Participant: Japan",
        "Ratification, Acceptance(A), Accession(a), Succession(d): 30 Sep 1998 A",
    ]
    (entry,) = ledger.transactions()
    assert (entry.kind, entry.actor, entry.note) == ("import", "importer", "mines.csv by un-participants")


def test_a_later_edition_adds_only_its_new_rows(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "mines.csv"
    path.write_text(UN, "utf-8")
    take(ledger, path, "un-participants", agreement="Mine Ban Convention")
    again = take(ledger, path, "un-participants", agreement="Mine Ban Convention")
    assert (again.new_claims, again.known_pages) == (0, 5)
    lines = UN.splitlines()
    edition = tmp_path / "mines-2025.csv"
    edition.write_text("\n".join([*lines[:1], "Iceland,4 Dec 1997,5 May 1999", *lines[1:]]), "utf-8")
    later = take(ledger, edition, "un-participants", agreement="Mine Ban Convention")
    assert (later.new_claims, later.known_pages) == (2, 5)
    assert len(ledger.agreements()) == 1


def test_alliances_and_their_members_are_one_agreement(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ATOP)
    (tmp_path / "m.csv").write_text(MEMBERS)
    assert take(ledger, tmp_path / "a.csv", "atop-alliances").claims == 7
    assert take(ledger, tmp_path / "m.csv", "atop-members").claims == 3
    first, second = ledger.agreements()
    assert (first.name, first.parties, first.claims) == ("ATOP alliance 9001", ("GBR", "JPN"), 8)
    assert (second.parties, second.last_date) == (("COW300", "DEU"), "1879-10")
    kinds = [(c.claim.kind, c.claim.what) for c in ledger.claims(first.id)][2:5]
    assert kinds == [
        (ClaimKind.TERM, "mutual_defence"),
        (ClaimKind.TERM, "neutrality"),
        (ClaimKind.TERM, "consultation"),
    ]
    assert [f.contradiction for f in timeline(ledger, first.id)] == [None] * 8


def test_a_register_in_json_with_a_broken_row(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "uk.json"
    path.write_text(json.dumps(UK))
    outcome = take(ledger, path, "uk-treaties")
    assert [(f.row, f.skipped) for f in outcome.faults] == [(2, True)]
    assert "'31/02/1996' is not a day of the form" in outcome.faults[0].text
    assert said(ledger) == [
        ("signed", "GBR KOR", "1996-05-02"),
        ("entered_into_force", "GBR KOR", "1997-08-17"),
    ]


def test_agreements_and_memberships_of_a_collection(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(MANY)
    (tmp_path / "p.csv").write_text(MANY_PARTIES)
    assert take(ledger, tmp_path / "a.csv", "manytreaties-agreements").faults == []
    assert take(ledger, tmp_path / "p.csv", "manytreaties-parties").new_claims == 6
    rows = ledger.agreements()
    assert {(r.parties, r.signed): r.claims for r in rows if r.signed == "2010-09-15"} == {
        (("NOR", "RUS"), "2010-09-15"): 8
    }
    assert {(r.parties, r.signed) for r in rows} == {
        (("NOR", "RUS"), "2010-09-15"),
        (("FIN", "SWE"), "1954-05-22?"),
        ((), "1990"),
    }


def test_our_own_claims_come_back_as_they_were(ledger: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "first.db") as first:
        first.add(*seed(), recorded_at=NOW, actor="a")
        claims = [c.claim for c in first.claims()]
        lines = [json.dumps(claim_json(c)) for c in first.claims()]
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join([*lines, "", "{broken", '{"doc": "x"}', "[]"]))
    outcome = take(ledger, path, "claims")
    assert [f.row for f in outcome.faults] == [5, 6, 7]
    assert [c.claim for c in ledger.claims()] == claims
    assert take(ledger, path, "claims").new_claims == 0


def test_a_list_of_treaties_brings_claims_and_terms(ledger: Ledger, tmp_path: Path) -> None:
    treaty = {
        "title": "Convention on Cluster Charts",
        "depositary": "Depositary",
        "signed": "2008-12-03",
        "entry_into_force": {"trigger": "instruments", "count": 2, "offset": {"n": 6, "unit": "month"}},
        "instruments": [
            {"state": "Ireland", "act": "ratification", "date": "2008-12-03"},
            {"state": "Laos", "act": "accession", "date": "2009-03-18"},
        ],
    }
    path = tmp_path / "treaties.jsonl"
    path.write_text(
        json.dumps(treaty) + '\n{"title": "No act", "instruments": [{"state": "X", "act": "danced"}]}\n'
    )
    outcome = take(ledger, path, "treaties")
    assert [f.row for f in outcome.faults] == [2]
    assert "danced" in outcome.faults[0].text
    assert (outcome.claims, outcome.terms) == (4, 1)
    assert sorted(said(ledger)) == [
        ("acceded", "LAO", "2009-03-18"),
        ("depositary", "", None),
        ("deposited", "IRL", "2008-12-03"),
        ("signed", "", "2008-12-03"),
    ]
    (terms,) = ledger.terms(1)
    assert terms.terms["entry_into_force"]["count"] == 2
    again = take(ledger, path, "treaties")
    assert (again.new_claims, again.terms) == (0, 0)


def test_a_dry_run_writes_nothing_and_counts_what_is_known(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "mines.csv"
    path.write_text(UN, "utf-8")
    options = {"agreement": "Mine Ban Convention"}
    outcome, first = dry_run(None, path, "un-participants", options=options)
    assert (outcome.rows, outcome.new_claims, len(first)) == (5, 7, 5)
    outcome, _ = dry_run(ledger, path, "un-participants", options=options)
    assert ledger.transactions() == []
    take(ledger, path, "un-participants", **options)
    outcome, first = dry_run(ledger, path, "un-participants", options=options)
    assert (outcome.new_claims, outcome.known_pages, first) == (0, 5, [])


@pytest.mark.parametrize(
    ("content", "row", "says"),
    [
        ("Participant,Signature,Ratification\nDenmark,4 Dez 1997,\n", 2, "'4 Dez 1997' is not a day"),
        (
            "Participant,Signature,Ratification\nDenmark,4 Dec 1997 z,\n",
            2,
            "the mark 'z' is not in the mapping",
        ),
        ("Participant,Signature,Ratification\n,4 Dec 1997,\n", 2, "names no state"),
        ("Participant,Signature,Ratification\nDenmark,4 Dec 1997,,,\n", 2, "has 5 cells, the heading 3"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, content: str, row: int, says: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content)
    outcome, _ = dry_run(None, path, "un-participants", options={"agreement": "A Convention"})
    assert [(f.row, f.skipped) for f in outcome.faults] == [(row, True)]
    assert says in outcome.faults[0].text


def test_cells_left_out_at_the_end_of_a_row_are_empty(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Participant,Signature,Ratification\nDenmark,4 Dec 1997\nJapan,3 Dec 1997,\n")
    assert take(ledger, path, "un-participants", agreement="A Convention").faults == []
    assert said(ledger) == [("signed", "DNK", "1997-12-04"), ("signed", "JPN", "1997-12-03")]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("listed", [False, True])
def test_one_treaty_or_a_list_of_them_is_taken_as_json_too(
    ledger: Ledger, tmp_path: Path, indent: int | None, listed: bool
) -> None:
    treaty = json.loads((EXAMPLES / "new-start-2010.json").read_text("utf-8"))
    path = tmp_path / "treaty.json"
    path.write_text(json.dumps([treaty] if listed else treaty, indent=indent))
    outcome = take(ledger, path, "treaties")
    assert (outcome.rows, outcome.faults) == (1, [])
    assert [row.name for row in ledger.agreements()] == ["New START"]


def test_a_line_separator_inside_a_text_ends_no_line(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'format = "jsonl"\n[agreement]\nname = "{pact}"\n[[claims]]\nstep = "signed"\ndate = "year"\n'
    )
    lines = [json.dumps({"pact": "Aral\u2028Water\x85Accord", "year": 2024, "x": None}, ensure_ascii=False)]
    (tmp_path / "log.jsonl").write_text("\r\n".join([*lines, ""]), "utf-8")
    outcome = take(ledger, tmp_path / "log.jsonl", str(tmp_path / "mine.toml"))
    assert (outcome.faults, outcome.new_claims) == ([], 1)
    path = tmp_path / "list.csv"
    path.write_text("Participant,Signature,Ratification\nDenmark,4 Dec 1997,\u2028\n", "utf-8")
    assert take(ledger, path, "un-participants", agreement="A Convention").faults == []


def test_an_unknown_state_is_kept_as_written_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Participant,Signature,Ratification\nAtlantis,4 Dec 1997,\n")
    outcome, (claim,) = dry_run(None, path, "un-participants", options={"agreement": "A Convention"})
    assert claim.actors == ("Atlantis",)
    assert [(f.row, f.skipped) for f in outcome.faults] == [(2, False)]


@pytest.mark.parametrize(
    ("content", "mapping", "says"),
    [
        (b"", "un-participants", "is empty"),
        (b"a,b\n\xff\xfe", "un-participants", "is not UTF-8"),
        (b"\x1f\x8b\x08\x00", "uk-treaties", r"is packed \(gzip\); unpack it first"),
        (b"PK\x03\x04rest", "claims", r"is packed \(zip\); unpack it first"),
        (b'Participant,Signature,Ratification\n"x', "un-participants", "is no CSV"),
        (
            b"Participant,Signature\nDenmark,4 Dec 1997\n",
            "un-participants",
            r"has no column '\*Ratification\*', but Participant, Signature; is it the right mapping",
        ),
        (UN.encode(), "claims", "no line of it is a JSON object; give JSON Lines"),
        (b"[1, 2]", "treaties", "no line of it is a JSON object"),
        (b"3", "uk-treaties", "is not a list"),
        (b"[", "uk-treaties", "is not JSON"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(
    tmp_path: Path, content: bytes, mapping: str, says: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says) as error:
        dry_run(None, path, mapping, options={"agreement": "A"} if mapping == "un-participants" else {})
    assert "\n" not in str(error.value)


def test_a_list_that_names_no_agreement_asks_for_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(UN, "utf-8")
    with pytest.raises(UsageError, match="needs --agreement NAME"):
        dry_run(None, path, "un-participants", options={})


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('format = "xml"', "agreement.name is missing"),
        (
            'format = "xml"\n[agreement]\nname = "{a}"\n[[claims]]\nstep = "signed"\ndate = "d"',
            "format: write one of",
        ),
        ('format = "csv"\n[agreement]\nname = "{a}"', "no .*claims"),
        (
            'format = "csv"\n[agreement]\nname = "{a}"\n[[claims]]\nstep = "danced"\ndate = "d"',
            "'danced' is none of",
        ),
        (
            'format = "csv"\n[agreement]\nname = "{a}"\n[[claims]]\nstep = "signed"',
            "every row would claim it",
        ),
        ('format = "csv"\ncolour = 1', "colour is no key"),
        ("format = ", "is not TOML"),
    ],
)
def test_a_wrong_mapping_names_its_field(tmp_path: Path, toml: str, says: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(toml)
    with pytest.raises(InputError, match=says):
        load(str(path))


def test_a_mapping_of_ones_own(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'format = "jsonl"\npublisher = "Our desk"\n[agreement]\nname = "{pact}"\n'
        'parties = { column = "between", split = "/" }\n[[claims]]\nstep = "signed"\ndate = "day"\n'
    )
    (tmp_path / "log.jsonl").write_text(
        '{"pact": "Aral Water Accord", "between": "Kazakhstan/UZB", "day": "2024-03"}\n'
    )
    take(ledger, tmp_path / "log.jsonl", str(tmp_path / "mine.toml"))
    assert said(ledger) == [("signed", "KAZ UZB", "2024-03")]


def test_every_mapping_that_comes_along_loads_and_says_what_it_is_for() -> None:
    assert len(built_in()) == 6
    assert all(built_in().values())


def test_the_mapping_in_the_documentation_loads(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")
    path = tmp_path / "desk.toml"
    path.write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    mapping = load(str(path))
    assert (mapping.publisher, len(mapping.claims)) == ("Our desk", 3)
    assert mapping.claims[1].marks["a"].act == "accession"
    for name in built_in():
        assert f"`{name}`" in page
