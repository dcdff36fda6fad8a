"""What registries record comes in with its cells as evidence, and goes out on page, as JSON and in tables."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from foedus import exports
from foedus.cli.main import cli
from foedus.errors import InputError, UsageError
from foedus.imports import Outcome, built_in, run
from foedus.imports.mapping import load
from foedus.law.particulars import Link, Particulars, Registration, Relation
from foedus.law.statements import statements
from foedus.ledger import Ledger
from foedus.model import ClaimKind
from foedus.names import names
from foedus.record.answer import answer
from foedus.record.joined import KnownTreaty
from foedus.record.timeline import timeline
from foedus.record.treaty import treaty
from tests.ledger.strategies import NOW

Json = dict[str, Any]
UN = """"1 . Convention on Widgets"\r
"Oslo, 18 September 1997"\r
"Entry into force:","1 March 1999, in accordance with article 17(1)."\r
Registration : 1 March 1999, No. 35597\r
"Text:","United Nations, Treaty Series, vol. 2056, p. 211; depositary notifications C.N.475.2002.TREATIES-1."\r
Participant,Signature,"Ratification, Acceptance(A), Accession(a), Succession(d)"\r
Denmark,4 Dec 1997,8 Jun 1998\r
Norway,3 Dec 1997,9 Jul 1998\r
"""
UK: Json = {
    "title": "Convention on Widgets",
    "signed_event_date": "04/06/1954",
    "signed_event_location": "New  York",
    "country_name": "Bermuda ; BELGIUM ; UNITED KINGDOM ; Hong Kong",
    "references": "PRO (now TNA) FO 93/1/521/0: 0;UN Registration United/0: 276 230;UN Registration  /0: 304 0;"
    "UN Registration 2812/0: 0;Treaty Series 027/1958: Cmnd 504||https://example.org/1958-TS0027.pdf;"
    "Treaty Series 043/2005: Cm. 6776;League of Nations Treaty Series Vol. 123 (p.233)/0: 0",
    "definative_eif_event_date": "09/05/1958",
    "definative_eif_event_effective_date": "01/01/1957",
    "terminated_event_date": "09/07/1964",
    "terminated_event_effective_date": "10/07/1964",
}
MANY = """stateID,treatyID,Title,Signature,StateSignature,StateRatification,StateForce,StateEnd
NOR,NOR-RUS_2010A,Treaty On Widgets,2010-09-15,2010-09-16,2011-02-18,2011-07-07,NA
RUS,NOR-RUS_2010A,Treaty On Widgets,2010-09-15,2010-09-16,2010-09-15,2011-07-07,NA
SWE,NOR-RUS_2010A,Treaty On Widgets,2010-09-15,2010-09-16,2010-09-16,2011-07-07,NA
"""
TREATY: Json = {
    "title": "Convention on Widgets",
    "parties": ["SWE", "MDV"],
    "signed": "1990-01-01",
    "entry_into_force": {"trigger": "instruments", "count": 2},
    "obligations": [{"kind": "arms", "article": "3"}],
    "instruments": [
        {"state": "SWE", "act": "ratification", "date": "1990-05-01"},
        {"state": "MDV", "act": "accession", "date": "1991-06-01"},
        {
            "state": "MDV",
            "act": "reservation",
            "date": "1991-06-01",
            "article": "16",
            "text": "Not bound by article 16.",
            "reference": "C.N.100.1991",
        },
        {"state": "SWE", "act": "objection", "date": "1992-01-01", "to": ["MDV"], "precludes": True},
        {"state": "SWE", "act": "authority", "date": "1992-02-01", "text": "Ministry of Widgets"},
        {"state": "SWE", "act": "territorial application", "date": "1992-03-01", "territories": ["Gotland"]},
        {"act": "depositary notification", "date": "1992-04-01", "reference": "C.N.7.1992"},
    ],
    "events": [{"step": "adopted", "date": "1989-12-01"}],
    "citations": ["1577 UNTS 3"],
    "registrations": [{"registry": "UN", "number": "27531", "date": "1990-09-02"}],
    "languages": ["English", "French"],
    "depositary": ["UN"],
    "links": [{"relation": "protocol_to", "treaty": "Convention on Gadgets"}],
}
DAY = date(1995, 1, 1)


def take(ledger: Ledger, path: Path, mapping: str, **options: str) -> Outcome:
    return run(ledger, path, mapping, options=options, recorded_at=NOW, actor="importer")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def only(ledger: Ledger) -> KnownTreaty:
    (row,) = ledger.agreements()
    return treaty(ledger, row)


def test_a_un_list_tells_its_own_head(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, "w.csv", UN)
    outcome = take(ledger, path, "un-participants", agreement="Convention on Widgets")
    assert (outcome.faults, outcome.new_claims) == ([], 8)
    found = only(ledger)
    assert found.record.particulars == Particulars(
        citations=("2056 UNTS 211",), registrations=(Registration("UN", "35597", "1999-03-01"),)
    )
    assert answer(found, date(2000, 1, 1)).in_force_since == "1999-03-01"
    assert [s.reference for s in statements(found.record.facts)] == ["C.N.475.2002.TREATIES-1"]
    quotes = [c.claim.passages[0].text for c in ledger.claims()][:2]
    assert quotes == [
        "Entry into force: 1 March 1999, in accordance with article 17(1).",
        "Registration : 1 March 1999, No. 35597",
    ]
    assert take(ledger, path, "un-participants", agreement="Convention on Widgets").new_claims == 0


def test_the_day_given_beside_a_list_goes_before_its_own(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, "w.csv", UN)
    take(ledger, path, "un-participants", agreement="Convention on Widgets", in_force="1999-03-02")
    assert answer(only(ledger), date(2000, 1, 1)).in_force_since == "1999-03-02"
    plain = written(tmp_path, "p.csv", UN[UN.index("Participant") :])
    take(ledger, plain, "un-participants", agreement="Treaty on Gadgets", in_force="1998-12-01")
    (row,) = [r for r in ledger.agreements() if r.name == "Treaty on Gadgets"]
    assert answer(treaty(ledger, row), date(2000, 1, 1)).in_force_since == "1998-12-01"


@pytest.mark.parametrize(
    ("mapping", "options", "says"),
    [
        ("un-participants", {"agreement": "x", "in_force": "soon"}, "--in-force 'soon' is not a day"),
        ("uk-treaties", {"in_force": "1999-03-01"}, "the mapping uk-treaties takes no --in-force"),
    ],
)
def test_a_wrong_day_beside_a_list(
    ledger: Ledger, tmp_path: Path, mapping: str, options: dict[str, str], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        take(ledger, written(tmp_path, "w.csv", UN), mapping, **options)


@pytest.mark.parametrize("form", ["list", "lines"])
def test_a_uk_record_with_all_that_it_tells(ledger: Ledger, tmp_path: Path, form: str) -> None:
    text = json.dumps([UK]) if form == "list" else json.dumps(UK) + "\n"
    assert take(ledger, written(tmp_path, "uk.json", text), "uk-treaties").faults == []
    found = only(ledger)
    assert found.record.parties == ("BEL", "GBR")
    told = found.record.particulars
    assert told.citations == (
        "276 UNTS 230",
        "UKTS 27 (1958)",
        "Cmnd 504",
        "UKTS 43 (2005)",
        "Cm 6776",
        "123 LNTS 233",
    )
    assert told.registrations == (Registration("UN", "2812"),)
    assert (told.territories, told.places) == (("Bermuda", "Hong Kong"), ("New York",))
    status = answer(found, date(1960, 1, 1))
    assert (status.in_force, status.in_force_since) == (True, "1957-01-01")
    assert answer(found, date(1970, 1, 1)).in_force_until == "1964-07-10"
    (entered,) = [c.claim for c in ledger.claims() if c.claim.what == "entered_into_force"]
    assert [p.text for p in entered.passages] == [
        "definative_eif_event_date: 09/05/1958",
        "definative_eif_event_effective_date: 01/01/1957",
    ]


@pytest.mark.parametrize(
    ("written_so", "code"),
    [
        ("KOREA REPUBLIC OF", "KOR"),
        ("KOREA DEMOCRATIC PEOPLE'S REPUBLIC OF", "PRK"),
        ("CHINA P R", "CHN"),
        ("SALVADOR", "SLV"),
        ("YEMEN, PEOPLES'S DEMOCRATIC REPUBLIC OF", "YMD"),
        ("EUROPEAN ATOMIC ENERGY COMMUNITY (EURATOM)", "Euratom"),
        ("CONGO", "CONGO"),  # of several states: kept as it is written
    ],
)
def test_a_state_by_the_name_that_the_uk_list_gives_it(
    ledger: Ledger, tmp_path: Path, written_so: str, code: str
) -> None:
    record = {**UK, "country_name": f"{written_so} ; UNITED KINGDOM"}
    take(ledger, written(tmp_path, "uk.json", json.dumps([record])), "uk-treaties")
    assert set(only(ledger).record.parties) == {code, "GBR"}


@pytest.mark.parametrize("mapping", built_in())
def test_the_names_of_a_mapping_are_of_states_and_organisations_that_are_known(mapping: str) -> None:
    table = names()
    assert [
        code
        for code in load(mapping).names.values()
        if not (table.is_state(code) or table.organisation(code))
    ] == []


def test_what_befell_a_treaty_befell_it_though_one_party_alone_is_known(
    ledger: Ledger, tmp_path: Path
) -> None:
    record = {**UK, "country_name": "UNITED KINGDOM"}
    take(ledger, written(tmp_path, "uk.json", json.dumps([record])), "uk-treaties")
    found = answer(only(ledger), date(1970, 1, 1))
    assert (found.in_force, found.in_force_until) == (False, "1964-07-10")


def test_a_day_of_deposit_that_repeats_a_signature_is_none(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, written(tmp_path, "p.csv", MANY), "manytreaties-parties")
    deposits = [(c.claim.actors, c.claim.date) for c in ledger.claims() if c.claim.what == "deposited"]
    assert deposits == [(("NOR",), "2011-02-18")]


def test_a_treaty_with_statements_comes_in_whole(ledger: Ledger, tmp_path: Path) -> None:
    outcome = take(ledger, written(tmp_path, "t.jsonl", json.dumps(TREATY)), "treaties")
    assert (outcome.faults, outcome.terms) == ([], 1)
    found = only(ledger)
    told = found.record.particulars
    assert (told.citations, told.languages, told.depositary) == (
        ("1577 UNTS 3",),
        ("English", "French"),
        ("UN",),
    )
    assert told.links == (Link(Relation.PROTOCOL_TO, "Convention on Gadgets"),)
    assert told.registrations == (Registration("UN", "27531", "1990-09-02"),)
    each = [(s.state, s.kind.value, s.text) for s in statements(found.record.facts)]
    assert each == [
        ("", "depositary_notification", ""),
        ("MDV", "reservation", "Not bound by article 16."),
        ("SWE", "objection", ""),
        ("SWE", "authority", "Ministry of Widgets"),
        ("SWE", "territorial_application", ""),
    ]
    status = answer(found, DAY)
    assert (status.in_force, [b.in_force for b in status.between]) == (True, [False])
    assert [t.name for p in status.parties for t in p.territories] == ["Gotland"]
    assert [f.what for f in timeline(ledger, 1) if f.contradiction] == []
    assert "adopted" in {f.what for f in timeline(ledger, 1)}
    assert not any(f.kind is ClaimKind.PARTICULAR for f in timeline(ledger, 1))


@pytest.fixture
def filled(ledger: Ledger, tmp_path: Path) -> Ledger:
    take(ledger, written(tmp_path, "t.jsonl", json.dumps(TREATY)), "treaties")
    return ledger


def test_statements_are_exported(filled: Ledger) -> None:
    out = io.StringIO()
    assert exports.statements_csv(filled, out) == 5
    rows = {row["kind"]: row for row in csv.DictReader(io.StringIO(out.getvalue()))}
    assert rows["reservation"]["text"] == "Not bound by article 16."
    assert (rows["reservation"]["article"], rows["reservation"]["reference"]) == ("16", "C.N.100.1991")
    assert (rows["objection"]["to"], rows["objection"]["precludes"]) == ("MDV", "1")
    assert rows["territorial_application"]["territories"] == "Gotland"
    lines = io.StringIO()
    assert exports.statements_jsonl(filled, lines) == 5
    assert [json.loads(x)["to"] for x in lines.getvalue().splitlines()] == [[], [], ["MDV"], [], []]


def test_a_status_is_exported_with_duties_and_citations(filled: Ledger) -> None:
    out = io.StringIO()
    exports.status_csv(filled, out, DAY)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["citations"], row["registrations"], row["depositary"]) == ("1577 UNTS 3", "UN 27531", "UN")
    assert (row["obligations"], row["owed"], row["languages"]) == ("arms (art. 3)", "yes", "English; French")
    assert row["links"] == "protocol_to: Convention on Gadgets"
    lines = io.StringIO()
    exports.status_jsonl(filled, lines, DAY)
    (told,) = [json.loads(x) for x in lines.getvalue().splitlines()]
    assert told["particulars"]["citations"] == ["1577 UNTS 3"]
    assert [o["kind"] for o in told["obligations"]] == ["arms"]
    assert len(told["statements"]) == 5


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_dossier_shows_what_is_recorded(filled: Ledger, form: str) -> None:
    text = exports.dossier(filled, 1, on=DAY, form=form)
    for told in (
        "1577 UNTS 3",
        "UN, No. 27531",
        "Not bound by article 16.",
        "Ministry of Widgets",
        "Gotland",
    ):
        assert told in text


def command(where: Path, *args: str) -> Any:
    return CliRunner().invoke(cli, ["--ledger", str(where), *args])


def test_the_command_tells_it(tmp_path: Path) -> None:
    path = written(tmp_path, "t.json", json.dumps(TREATY))
    where = tmp_path / "ledger.sqlite"
    assert command(where, "import", str(path), "--as", "treaties").exit_code == 0
    told = command(where, "status", "Widgets", "--on", "1995-01-01").output
    for line in (
        "recorded",
        "cited as: 1577 UNTS 3",
        "authentic in: English; French",
        "stated",
        "to art. 16",
    ):
        assert line in told
    data = json.loads(command(where, "status", "Widgets", "--on", "1995-01-01", "--json").output)
    assert data["particulars"]["registrations"][0]["number"] == "27531"
    assert {s["kind"] for s in data["statements"]} >= {"reservation", "objection", "authority"}
    of_file = json.loads(command(where, "status", "--file", str(path), "--json").output)
    assert of_file["particulars"] == data["particulars"]
    out = tmp_path / "s.csv"
    assert command(where, "export", "statements", "-o", str(out)).exit_code == 0
    assert out.read_text("utf-8").count("\n") == 6


TEXT = """CONVENTION ON WIDGETS

Article 1
The Parties shall make widgets.

Article 2
This Convention shall enter into force on the thirtieth day after the date of deposit of the second instrument of
ratification.
"""


def test_a_text_s_terms_are_tied_by_command(tmp_path: Path) -> None:
    where = tmp_path / "ledger.sqlite"
    plain = {k: v for k, v in TREATY.items() if k not in ("entry_into_force", "obligations")}
    command(where, "import", str(written(tmp_path, "t.json", json.dumps(plain))), "--as", "treaties")
    text = written(tmp_path, "w.txt", TEXT)
    done = command(where, "terms", str(text), "--agreement", "Convention on Widgets", "--by", "desk")
    assert (done.exit_code, "tied to agreement 1" in done.stderr) == (0, True)
    told = json.loads(command(where, "status", "Widgets", "--on", "1995-01-01", "--json").output)
    assert told["in_force_since"] == "1991-07-01"
    again = command(where, "terms", str(text), "--agreement", "1")
    assert "already those of agreement 1" in again.stderr
    for args, says in (
        (("terms", str(text), str(text), "--agreement", "1"), "give one file"),
        (("terms", str(written(tmp_path, "e.txt", "Nothing.")), "--agreement", "1"), "nothing to tie"),
        (("terms", str(text), "--agreement", "no such pact"), "no agreement fits"),
    ):
        failed = command(where, *args)
        assert failed.exit_code != 0
        assert says in failed.stderr + str(failed.exception)


BASE = 'format = "jsonl"\n[agreement]\nname = "{pact}"\n[[claims]]\nstep = "signed"\ndate = "day"\n'


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('fields = { words = "x" }\n', r"claims\[0\].fields.words is no key"),
        ('[[particulars]]\nwhat = "colour"\ncolumn = "c"\n', r"particulars\[0\].what: 'colour' is none of"),
        ('[[particulars]]\nwhat = "link"\ncolumn = "c"\n', r"particulars\[0\].relation: 'None' is none of"),
        (
            '[[particulars]]\nwhat = "place"\ncolumn = "c"\nforms = [["(", "x"]]\n',
            r"particulars\[0\].forms: '\(' is no",
        ),
        ('[[above]]\npattern = "x"\n', r"above\[0\].particular: 'None' is none of"),
        ('[[above]]\npattern = "x"\nwhat = 1\n', r"above\[0\].what is no key"),
    ],
)
def test_a_wrong_mapping_of_particulars_names_its_field(tmp_path: Path, toml: str, says: str) -> None:
    path = written(tmp_path, "m.toml", BASE + toml)
    with pytest.raises(InputError, match=says):
        load(str(path))


def test_a_list_of_statements_of_one_s_own(ledger: Ledger, tmp_path: Path) -> None:
    mapping = """format = "csv"
publisher = "Desk"
[agreement]
name = "{agreement}"
[[claims]]
step = "notified"
act = "objection"
actor = "state"
fields = { text = "words", to = "towards", territories = "where", article = "article" }
[[particulars]]
what = "link"
relation = "amends"
column = "about"
"""
    rows = "state,words,towards,where,article,about\nSweden,We object.,Maldives; Qatar,,16,Old Treaty\nNorway,,,,,\n"
    path = written(tmp_path, "m.toml", mapping)
    take(ledger, written(tmp_path, "s.csv", rows), str(path), agreement="Convention on Widgets")
    found = only(ledger)
    (stated,) = statements(found.record.facts)
    assert (stated.state, stated.text, stated.to, stated.article) == (
        "SWE",
        "We object.",
        ("MDV", "QAT"),
        "16",
    )
    assert found.record.particulars.links == (Link(Relation.AMENDS, "Old Treaty"),)
