"""The ledger's commands: what they print, what they leave, and one line where they fail."""

from __future__ import annotations

import csv
import errno
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.cli import reading
from foedus.cli.main import main
from foedus.cli.reading import Read
from foedus.ledger import Added, Ledger, open_ledger
from foedus.model import Article, Claim
from foedus.pages.documents import Document
from foedus.record.standings import standings
from tests.ledger.strategies import NOW, article, seed, step


@dataclass(frozen=True)
class Said:
    """How a call ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def foedus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command on a ledger of the test's own."""
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("FOEDUS_ACTOR", "Ana Ruiz")
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: object) -> Said:
        code = 0
        try:
            main([str(a) for a in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        found = capsys.readouterr()
        return Said(code, found.out, found.err)

    return call


@pytest.fixture
def seeded(foedus: Call, tmp_path: Path) -> Call:
    """The command on a ledger with two reports, of which one is of another date."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="reader")
        page = article("Another day is given elsewhere.", doc="other.txt", publisher="Reuters")
        other = step(page, "ratified", ("RUS",), "2024-11-10", span=(0, 7))
        ledger.add(page, [other], recorded_at=NOW, actor="reader")
    return foedus


def lines(said: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.out.splitlines()]


def pretend(monkeypatch: pytest.MonkeyPatch, *pages: tuple[Article, list[Claim]]) -> None:
    """Reading is tested elsewhere: here the pages are read already."""

    def read_all(files: Sequence[str], **_: object) -> Iterator[Read]:
        for found, claims in pages:
            yield Read(found, claims, Document(found.doc, found.text.encode()))

    monkeypatch.setattr(reading, "read_all", read_all)


def test_add_says_what_came_in_and_what_was_known(foedus: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    page, claims = seed()
    pretend(monkeypatch, (page, claims))
    assert foedus("add", "page.txt").out == "page.txt: 3 new claims about agreement 1\n"
    assert foedus("add", "page.txt").out == "page.txt: known already, 3 claims; nothing added\n"
    pretend(monkeypatch, (page, [claims[0], replace(claims[1], date="2024-11-08")]))
    again = foedus("add", "page.txt", "--json")
    assert lines(again)[0] == {
        "doc": "page.txt", "document_id": 1, "transaction": 3, "new": 1, "known": 1, "gone": 2, "agreements": [1],
    }  # fmt: skip


def test_add_to_a_ledger_named_last(foedus: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, seed())
    other = tmp_path / "other.db"
    assert foedus("add", "page.txt", "--ledger", other).code == 0
    assert other.exists()
    assert not (tmp_path / "ledger.db").exists()


def test_only_the_folder_of_the_own_ledger_is_made(
    foedus: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend(monkeypatch, seed())
    monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
    monkeypatch.setattr("foedus.cli.where._own_folder", lambda: tmp_path / "data" / "foedus")
    named = foedus("add", "page.txt", "--ledger", tmp_path / "new" / "other.db")
    assert named.code == 1
    assert named.err.startswith("foedus: no folder ")
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "data").exists()
    assert foedus("add", "page.txt").code == 0
    assert (tmp_path / "data" / "foedus" / "ledger.db").exists()


def test_a_mapping_that_is_not_known_is_a_wrong_call(foedus: Call, tmp_path: Path) -> None:
    """Seen before the ledger is made."""
    path = tmp_path / "list.csv"
    path.write_text("Participant,Signature\nDenmark,4 Dec 1997\n", "utf-8")
    said = foedus("import", path, "--as", "nothing-like-it")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "foedus: no mapping 'nothing-like-it': `foedus import --list` names them, or give a .toml file\n"
    )
    assert not (tmp_path / "ledger.db").exists()


def test_claims_as_a_table_and_as_json(seeded: Call) -> None:
    table = seeded("claims").out
    assert "Yonhap < TASS" in table
    assert table.splitlines()[0].split() == [
        "claim",
        "agreement",
        "what",
        "actors",
        "date",
        "certainty",
        "sources",
        "note",
    ]
    found = lines(seeded("claims", "PRK", "--json"))
    assert [c["id"] for c in found] == [1, 2, 3, 4]
    assert {
        "doc",
        "step",
        "agreement",
        "parties",
        "actors",
        "date",
        "sources",
        "certainty",
        "quote",
        "span",
    } <= set(found[0])
    assert found[0]["stands"] is True
    assert len(lines(seeded("claims", "--kind", "act", "--json"))) == 0
    assert len(lines(seeded("claims", "--doc", "other.txt", "--json"))) == 1
    assert len(lines(seeded("claims", "--known-on", "1", "--json"))) == 3
    assert len(lines(seeded("claims", "--known-on", "2024-11-11", "--json"))) == 0


def test_agreements_and_why(seeded: Call) -> None:
    (row,) = lines(seeded("agreements", "--json"))
    assert (row["parties"], row["claims"], row["sources"]) == (["PRK", "RUS"], 4, 2)
    assert "Treaty on Comprehensive Strategic Partnership" in seeded("agreements", "north korea").out
    assert row["why"][0] == "the first of these parties and this name"
    assert "why" in seeded("agreements", "--why").out.splitlines()[0]
    missing = seeded("agreements", "FRA")
    assert (missing.code, missing.out) == (1, "")
    assert missing.err == "foedus: no agreement fits 'FRA': `foedus agreements` lists those known\n"


def test_a_timeline_shows_both_sides_of_a_contradiction(seeded: Call) -> None:
    said = seeded("timeline", "PRK", "RUS").out
    assert "disputed" in said
    assert "2024-11-09" in said
    assert "2024-11-10" in said
    facts = lines(seeded("timeline", "1", "--json"))
    disputed = next(f for f in facts if f["contradiction"])
    assert [s["claims"] for s in disputed["sides"]] == [[2], [4]]
    assert disputed["date"] is None
    assert "disputed" not in seeded("timeline", "1", "--known-on", "1").out


def test_diff_in_words(seeded: Call) -> None:
    said = seeded("diff", "--from", "1", "--to", "2").out.splitlines()
    assert said == [
        "Treaty on Comprehensive Strategic Partnership (North Korea, Russia): ratified by Russia (reported):"
        " dates that cannot both be true: 2024-11-09, 2024-11-10",
        "  by entry 2 of 2024-11-12 by reader: claim 4",
        "page 2 other.txt (Reuters): 1 claim",
        "claim 4 of agreement 1: RUS ratified, 2024-11-10 (reported, Reuters)",
    ]
    assert seeded("diff", "--from", "2").out == "nothing changed\n"
    every = lines(seeded("diff", "--from", "2024-11-11", "--json"))
    assert [x["new"] for x in every] == [
        "status",
        "contradiction",
        *["page"] * 2,
        "agreement",
        *["claim"] * 4,
    ]
    assert every[4] == {
        "new": "agreement",
        "id": 1,
        "name": "Treaty on Comprehensive Strategic Partnership",
        "parties": ["PRK", "RUS"],
    }
    assert (
        "agreement 1 is new: Treaty on Comprehensive Strategic Partnership (PRK, RUS)"
        in seeded("diff", "--from", "0").out.splitlines()
    )
    wrong = seeded("diff", "--from", "2024-11-12", "--to", "2024-11-01")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


def test_a_day_that_is_none_is_a_usage_error(seeded: Call) -> None:
    wrong = seeded("claims", "--known-on", "Tuesday")
    assert wrong.code == 2
    assert wrong.err == "foedus: --known-on 'Tuesday' is not a day; write YYYY-MM-DD\n"


def test_review_from_what_is_open_to_undo(seeded: Call) -> None:
    said = seeded("review", "open").out
    assert "dates that cannot both be true: 2024-11-09, 2024-11-10" in said
    assert "claims 4" in said
    assert seeded("review", "reject", 4, "--reason", "a misprint").out == "verdict 1: claim 4 rejected\n"
    assert seeded("review", "open").out == "nothing waits for review\n"
    assert len(lines(seeded("claims", "--json"))) == 3
    (kept,) = [c for c in lines(seeded("claims", "--all", "--json")) if not c["stands"]]
    assert kept["verdict"]["by"] == "Ana Ruiz"
    assert "rejected by Ana Ruiz" in seeded("claims", "--all").out
    assert "claim 4 was rejected by Ana Ruiz (a misprint)" in seeded("review", "list").out
    assert seeded("review", "undo", 1, "--reason", "no misprint", "--by", "B. Okafor").code == 0
    assert [v["verdict"] for v in lines(seeded("review", "list", "--json"))] == ["reject", "undo"]
    assert lines(seeded("review", "list", "--json"))[1]["by"] == "B. Okafor"
    assert len(lines(seeded("claims", "--json"))) == 4


def test_a_correction_shows_all_side_by_side(seeded: Call) -> None:
    said = seeded(
        "review", "correct", 2, "--date", "2024-11-08", "--actors", "RUS", "--reason", "the decree"
    ).out
    first, passage, should = said.splitlines()
    assert first == "claim 2   RUS ratified, 2024-11-09 (reported, Yonhap < TASS)"
    assert passage.startswith("  passage  “North Korea")
    assert should == "  should read  RUS ratified, 2024-11-08 (reported, Yonhap < TASS) (Ana Ruiz)"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("correct", 2, "--reason", "x"), 2, "say what is to read otherwise"),
        (("correct", 2, "--date", "soon", "--reason", "x"), 2, "is not an EDTF date"),
        (("correct", 2, "--what", "danced", "--reason", "x"), 2, "is no step"),
        (("correct", 99, "--date", "2024", "--reason", "x"), 1, "no claim 99"),
        (("accept", 99, "--reason", "x"), 1, "no claim 99"),
        (
            ("accept", 1, 99, "--reason", "x"),
            1,
            "no claim 99: `foedus claims` lists them with their numbers; none",
        ),
        (("reject", 1, "--reason", " "), 2, "--reason is empty: say why"),
        (
            ("correct", 2, "--actors", "FI", "--reason", "x"),
            2,
            "--actors 'FI' is not one state or organisation known",
        ),
        (("correct", 2, "--parties", "PRK Congo", "--reason", "x"), 2, "--parties 'Congo' is not one state"),
        (("merge", 1, 7, "--reason", "x"), 1, "no agreement 7"),
        (("undo", 7, "--reason", "x"), 1, "no verdict 7"),
    ],
)
def test_a_review_of_nothing_is_one_line(
    seeded: Call, arguments: tuple[object, ...], code: int, says: str
) -> None:
    found = seeded("review", *arguments)
    assert found.code == code
    assert says in found.err
    assert found.err.count("\n") == 1
    assert seeded("review", "list").out == "no verdicts yet\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("prk RUS", ["PRK", "RUS"]),
        ("North Korea, Russia", ["PRK", "RUS"]),
        ("North Korea", ["PRK"]),
        ("NATO", ["NATO"]),
        ("Soviet Union", ["SUN"]),
        ("RUS,Russia", ["RUS"]),
        ("", []),
    ],
)
def test_a_correction_takes_states_by_code_and_by_name(seeded: Call, text: str, codes: list[str]) -> None:
    assert seeded("review", "correct", 2, "--actors", text, "--reason", "x").code == 0
    (claim,) = [c for c in lines(seeded("claims", "--all", "--json")) if c["id"] == 2]
    assert claim["verdict"]["corrected"]["actors"] == codes


def test_a_correction_keeps_a_party_that_no_table_knows(foedus: Call, tmp_path: Path) -> None:
    page = article("COW300 signed it.")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(page, [step(page, "signed", ("COW300",))], recorded_at=NOW, actor="a")
    assert foedus("review", "correct", 1, "--actors", "COW300 RUS", "--reason", "x").code == 0


def test_the_number_of_an_entry_yet_to_come_is_most_likely_a_year(seeded: Call) -> None:
    for call in (
        ("claims", "--known-on", "2024"),
        ("status", "PRK", "--known-on", "2024"),
        ("diff", "--from", "1", "--to", "2024"),
        ("diff", "--from", "2024"),
        ("export", "feed", "--from", "2024"),
        ("export", "status", "--known-on", "2024"),
    ):
        said = seeded(*call)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("foedus: no entry 2024 in ")
        assert said.err.endswith("its last is 2; a day is YYYY-MM-DD\n")
    wrong = seeded("diff", "--from", "2", "--to", "1")
    assert (wrong.code, wrong.err) == (2, "foedus: --to 1 lies before --from 2\n")


def test_where_nothing_fits_it_is_said(seeded: Call) -> None:
    said = seeded("claims", "--doc", "nosuch.txt")
    assert (said.code, said.out) == (0, "")
    assert said.err == "foedus: no claim fits; --all lists those rejected or no longer read too\n"
    assert seeded("claims", "--doc", "nosuch.txt", "--json").err == ""
    early = seeded("agreements", "--known-on", "2020-01-01")
    assert (early.code, early.out, early.err) == (0, "", "foedus: no agreement was known by then\n")


def test_a_split_and_a_merger(seeded: Call) -> None:
    assert (
        "1 claim of agreement 1 is now agreement 2"
        in seeded("review", "split", 1, 4, "--reason", "another treaty").out
    )
    assert len(lines(seeded("agreements", "--json"))) == 2
    assert "under number 1" in seeded("review", "merge", 2, 1, "--reason", "the same after all").out
    assert [line.split(": ", 1)[1] for line in seeded("review", "list").out.splitlines()] == [
        "claim 4 was split off agreement 1 as agreement 2 by Ana Ruiz (another treaty)",
        "agreements 2 and 1 were merged by Ana Ruiz (the same after all)",
    ]
    split, merger = lines(seeded("review", "list", "--json"))
    assert (split["agreement_id"], split["other_id"], split["moved"]) == (1, 2, [4])
    assert (merger["agreement_id"], merger["other_id"]) == (2, 1)
    assert len(lines(seeded("agreements", "--json"))) == 1


def test_the_address_that_a_list_gives_is_kept(foedus: Call, tmp_path: Path) -> None:
    """Also where the page comes again without its publisher, and is taken as the ledger has it."""
    told = {"text": "Norway ratified the treaty with Iceland on Monday.", "address": "https://example.org/a"}
    full = {"doc": "a", "publisher": "Gazette", "published": "2024-11-12", "title": "News", **told}
    path = tmp_path / "list.jsonl"
    for row in (full, {"doc": "a", **told}):
        path.write_text(json.dumps(row))
        assert foedus("add", path).code == 0
        with open_ledger(tmp_path / "ledger.db") as ledger:
            (page,) = ledger.documents()
            assert (page.address, page.title) == ("https://example.org/a", "News")


def test_check_says_that_it_holds(seeded: Call) -> None:
    found = seeded("check")
    assert (found.code, found.err) == (0, "")
    said = "2 transactions; tables, guards, references, chain and kept standings hold"
    assert found.out.endswith(f"ledger.db: {said}\n")


def test_a_missing_ledger_says_how_to_make_one(foedus: Call) -> None:
    found = foedus("claims")
    assert found.code == 1
    assert "`foedus add` makes one" in found.err
    assert found.err.count("\n") == 1


def test_a_backup_is_a_ledger(seeded: Call, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert seeded("backup", copy).out.startswith(f"{copy}: 2 transactions;")
    assert seeded("--ledger", copy, "check").code == 0
    again = seeded("backup", copy)
    assert (again.code, again.err.count("\n")) == (1, 1)


def test_import_with_a_dry_run_first(foedus: Call, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Participant,Signature,Ratification\nDenmark,4 Dec 1997,8 Jun 1998\nJapan,3 Dez 1997,\n")
    arguments = ("import", path, "--as", "un-participants", "--agreement", "Mine Ban Convention")
    dry = foedus(*arguments, "--dry-run")
    assert dry.code == 1
    assert dry.out.splitlines()[0] == (
        "list.csv: 2 rows; would add 2 claims from 1 row; 0 known already, 1 cannot be used"
    )
    assert dry.err == "foedus: list.csv row 3: Signature '3 Dez 1997' is not a day of the form '%d %b %Y'\n"
    assert not (tmp_path / "ledger.db").exists()
    assert foedus(*arguments).out == ("list.csv: 2 rows, 2 new claims about 1 agreement; 1 cannot be used\n")
    assert foedus(*arguments).out == "list.csv: 2 rows, nothing new; 1 known already; 1 cannot be used\n"
    (told,) = lines(foedus(*arguments, "--json"))
    assert told == {
        "file": str(path), "dry_run": False, "rows": 2, "new": 0, "known_rows": 1, "skipped": 1, "agreements": [],
        "faults": [{"row": 3, "text": "Signature '3 Dez 1997' is not a day of the form '%d %b %Y'", "skipped": True}],
        "entries": 0, "tied": [], "silent": 0,
    }  # fmt: skip
    assert lines(foedus(*arguments, "--json", "--dry-run"))[0]["dry_run"] is True
    assert lines(foedus("import", "--list", "--json"))[0]["mapping"] == "claims"
    assert "un-participants" in foedus("import", "--list").out
    assert foedus("import", path).code == 2


def test_exports_to_files_and_to_standard_output(seeded: Call, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(seeded("export", "claims").out)))
    assert len(rows) == 4
    for form in ("csv", "jsonl", "parquet"):
        out = tmp_path / f"claims.{form}"
        assert seeded("export", "claims", "--format", form, "-o", out).code == 0
        assert out.stat().st_size > 100
    assert "not in force" in seeded("export", "status", "--on", "2024-11-12").out
    assert seeded("export", "dossier", "PRK", "-o", tmp_path / "d.html").code == 0
    assert "<h1>" in (tmp_path / "d.html").read_text("utf-8")
    assert seeded("export", "dossier", "PRK", "--format", "md").out.startswith("# Treaty on")
    assert seeded("export", "calendar", "--on", "2024-11-12").out.startswith("BEGIN:VCALENDAR")
    assert "<entry>" in seeded("export", "feed").out
    wrong = seeded("export", "claims", "-o", tmp_path / "none" / "x.csv")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert not list(tmp_path.glob("*.part"))


def test_a_disk_that_fills_up_is_no_wrong_call(
    seeded: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    found = seeded("export", "claims", "-o", tmp_path / "claims.csv")
    assert found.code == 1
    assert found.err.endswith(
        "claims.csv: could not be written to its end (No space left on device); nothing is left of it\n"
    )
    assert [p.name for p in tmp_path.iterdir() if "claims" in p.name] == []


PARTICIPANTS = "Participant,Signature,Ratification\nDenmark,4 Dec 1997,\nJapan,3 Dec 1997,\n"


@pytest.fixture
def bring(foedus: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Said]:
    """`foedus add` or `foedus import` of something about one agreement, of which one is many."""
    monkeypatch.setattr("foedus.record.standings.MANY", 1)
    monkeypatch.setattr("foedus.record.standings._SAID_FROM", 1)
    path = tmp_path / "list.csv"
    path.write_text(PARTICIPANTS, "utf-8")
    pretend(monkeypatch, seed())
    as_list = ("--as", "un-participants", "--agreement", "Mine Ban Convention")
    return lambda how: foedus(how, path, *(as_list if how == "import" else ()))


@pytest.mark.parametrize("how", ["add", "import"])
def test_who_brings_in_much_has_the_law_worked_out_at_the_end(
    bring: Callable[[str], Said], how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = bring(how)
    assert (done.code, done.err) == (
        0,
        "foedus: what follows by law: worked out for 1 of 1 agreements\n",
    )
    monkeypatch.setattr("foedus.record.standings.work_out", None)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert len(standings(ledger, date(2024, 11, 12))) == 1
    again = bring(how)
    assert (again.code, again.err) == (0, ""), "nothing came in"


@pytest.mark.parametrize("how", ["add", "import"])
def test_ctrl_c_at_the_end_leaves_what_came_in(
    bring: Callable[[str], Said], how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("foedus.record.standings.work_out", stop)
        done = bring(how)
    assert done.code == 130
    assert "new claims" in done.out
    assert done.err == (
        "foedus: stopped; all of it is in the ledger, and what was not worked out is worked out when it is asked\n"
    )
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.check() == []
        assert len(ledger.claims()) > 0
        assert len(standings(ledger, date(2024, 11, 12))) == 1


def test_ctrl_c_while_rows_come_in_says_what_stands(
    bring: Callable[[str], Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Ledger.add_many
    calls: list[int] = []

    def add_many(self: Ledger, items: Any, **given: Any) -> list[Added]:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(self, items, **given)

    monkeypatch.setattr(sys.modules["foedus.imports.run"], "_AT_ONCE", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "add_many", add_many)
        done = bring("import")
    assert (done.code, done.out) == (130, "")
    assert done.err == (
        "foedus: stopped; the rows of list.csv taken in by then stand: take it in again, and they add nothing\n"
    )
    assert "1 new claim about 1 agreement; 1 known already" in bring("import").out
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert len(ledger.claims()) == 2


def test_a_file_that_is_not_there_stops_no_other(
    bring: Callable[[str], Said], foedus: Call, tmp_path: Path
) -> None:
    arguments = ("--as", "un-participants", "--agreement", "Mine Ban Convention")
    (tmp_path / "latin.csv").write_bytes("Participant,Signature\nCôte d'Ivoire,\n".encode("latin-1"))
    done = foedus("import", tmp_path / "gone.csv", tmp_path / "latin.csv", tmp_path / "list.csv", *arguments)
    assert done.code == 1
    assert done.out == "list.csv: 2 rows, 2 new claims about 1 agreement\n"
    assert "gone.csv: there is no such file; check" in done.err
    assert "latin.csv: is not UTF-8" in done.err


def test_files_none_of_which_is_there_make_no_ledger(foedus: Call, tmp_path: Path) -> None:
    assert foedus("import", tmp_path / "gone.csv", "--as", "claims").code == 1
    assert not (tmp_path / "ledger.db").exists()


def test_a_dry_run_goes_on_after_a_file_that_cannot_be_used(
    bring: Callable[[str], Said], foedus: Call, tmp_path: Path
) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    arguments = ("--as", "un-participants", "--agreement", "Mine Ban Convention", "--dry-run")
    done = foedus("import", tmp_path / "other.csv", tmp_path / "list.csv", *arguments)
    assert done.code == 1
    assert done.err.endswith("other.csv: has no column 'Participant', but a, b; is it the right mapping?\n")
    assert done.out.startswith("list.csv: 2 rows; would add 2 claims from 2 rows;")


def test_a_dry_run_does_not_pass_over_a_file_that_is_no_ledger(
    bring: Callable[[str], Said], foedus: Call, tmp_path: Path
) -> None:
    (tmp_path / "ledger.db").write_text("notes")
    arguments = ("--as", "un-participants", "--agreement", "Mine Ban Convention", "--dry-run")
    done = foedus("import", tmp_path / "list.csv", *arguments)
    assert (done.code, done.out) == (1, "")
    assert "is not a foedus ledger" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("--as", "un-participants", "--agreement", "A", "--signed", "yesterday"),
            "--signed 'yesterday' is not a day",
        ),
        (("--as", "un-participants"), "needs --agreement NAME"),
        (("--as", "atop-members", "--agreement", "A"), "the mapping atop-members takes no --agreement"),
        (("--as", "claims", "--signed", "1997"), "the mapping claims takes no --signed"),
        (
            ("--as", "gone.toml"),
            "gone.toml: the mapping cannot be read (No such file or directory); check the name",
        ),
    ],
)
def test_a_wrong_call_of_import_takes_nothing_in(
    bring: Callable[[str], Said], foedus: Call, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = foedus("import", tmp_path / "list.csv", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert says in done.err
    assert not (tmp_path / "ledger.db").exists()
