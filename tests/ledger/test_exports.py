"""What leaves the ledger is complete, typed, safe to open, and can come in again."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import polars
import pytest
from icalendar import Calendar

from foedus import exports
from foedus.errors import LedgerError
from foedus.imports import run
from foedus.ledger import Ledger, VerdictKind, open_ledger
from foedus.publish.calendar import ledger_calendar
from tests.ledger.strategies import NOW, article, day, seed, step

HOSTILE = 'Oil <script>alert(1)</script> & "pact" | *bold* [x](javascript:alert(1))'
TERMS = {"entry_into_force": {"trigger": "exchange"}, "duration": {"kind": "fixed", "n": 5, "unit": "year"}}


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """The seed, a hostile page, a verdict of each kind on claims, and terms."""
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    page = replace(
        article(f"=1+1 {HOSTILE}", doc="evil.html", publisher="Ev|l <b>Daily</b>"),
        title=HOSTILE,
        address='https://example.org/"onmouseover="x',
    )
    ledger.add(
        page,
        [step(page, "signed", date="2024-06-19", span=(0, len(page.text)))],
        recorded_at=day(1),
        actor="reader",
    )
    ledger.judge(VerdictKind.REJECT, 3, reason="the caption's date", actor="Ana Ruiz", recorded_at=day(2))
    right = replace(ledger.claims(ids=[2])[0].claim, date="2024-11-08")
    ledger.judge(
        VerdictKind.CORRECT, 2, reason="decree", actor="Ana Ruiz", recorded_at=day(2), corrected=right
    )
    ledger.add_terms(1, TERMS, source="treaty.txt", actor="Ana Ruiz", recorded_at=day(3))
    return ledger


def test_csv_has_every_claim_and_no_formula(full: Ledger) -> None:
    out = io.StringIO(newline="")
    assert exports.claims_csv(full, out) == 4
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert [r["id"] for r in rows] == ["1", "2", "3", "4"]
    assert rows[1]["date"] == "2024-11-08"
    assert (rows[1]["verdict"], rows[1]["verdict_by"]) == ("correct", "Ana Ruiz")
    assert (rows[2]["stands"], rows[0]["stands"]) == ("false", "true")
    assert rows[0]["sources"] == "Yonhap"
    assert rows[3]["quote"] == f"'=1+1 {HOSTILE}"
    assert {r["agreement"] for r in rows} == {"Treaty on Comprehensive Strategic Partnership"}


def test_parquet_is_typed(full: Ledger) -> None:
    out = io.BytesIO()
    assert exports.claims_parquet(full, out) == 4
    frame = polars.read_parquet(io.BytesIO(out.getvalue()))
    assert frame.schema["earliest"] == polars.Int64
    assert frame.schema["stands"] == polars.Boolean
    assert frame["latest"].to_list() == [20240630, 20241108, 20241111, 20240619]


def test_parquet_of_nothing_has_its_columns(ledger: Ledger) -> None:
    out = io.BytesIO()
    assert exports.claims_parquet(ledger, out) == 0
    assert "quote" in polars.read_parquet(io.BytesIO(out.getvalue())).columns


def test_jsonl_comes_in_again_as_it_was(full: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    with path.open("w", encoding="utf-8") as out:
        assert exports.claims_jsonl(full, out) == 4
    with open_ledger(tmp_path / "again.db") as again:
        outcome = run(again, path, "claims", options={}, recorded_at=NOW, actor="importer")
        assert outcome.faults == []
        assert [c.claim for c in again.claims()] == [c.claim for c in full.claims()]
        assert [d.digest for d in again.documents()] == [d.digest for d in full.documents()]


def test_exports_show_what_was_known_then(full: Ledger) -> None:
    out = io.StringIO()
    assert exports.claims_jsonl(full, out, known_on=NOW.date()) == 3
    assert all(json.loads(line)["stands"] for line in out.getvalue().splitlines())


def test_the_status_table_of_a_day(full: Ledger) -> None:
    exchanged = article("The instruments were exchanged in Moscow on Wednesday.", publisher="TASS")
    full.add(
        exchanged,
        [step(exchanged, "instruments_exchanged", ("PRK", "RUS"), "2024-12-04")],
        recorded_at=day(30),
        actor="reader",
    )
    before, after = io.StringIO(newline=""), io.StringIO(newline="")
    assert exports.status_csv(full, before, date(2024, 11, 12)) == 1
    assert exports.status_csv(full, after, date(2024, 12, 5)) == 1
    (then,) = csv.DictReader(io.StringIO(before.getvalue()))
    (now,) = csv.DictReader(io.StringIO(after.getvalue()))
    assert (then["in_force"], now["in_force"], now["in_force_since"]) == ("no", "yes", "2024-12-04")
    lines = io.StringIO()
    exports.status_jsonl(full, lines, date(2024, 12, 5))
    assert json.loads(lines.getvalue())["reasons"]
    events = Calendar.from_ical(ledger_calendar(full, date(2024, 12, 5))).walk("VEVENT")
    assert events
    assert b"DTSTART;VALUE=DATE:202912" in ledger_calendar(full, date(2024, 12, 5))


def test_the_dossier_in_html_shows_all_as_text(full: Ledger) -> None:
    found = exports.dossier(full, 1, on=date(2024, 11, 12))
    assert "<script>" not in found
    assert 'href="https://example.org' not in found
    assert "&lt;script&gt;" in found
    assert found.count('<section id="claim-') == 4
    assert "claim 3 was rejected by Ana Ruiz" in found
    assert "2024-11-08" in found


def test_the_dossier_in_markdown_means_no_more_than_its_letters(full: Ledger) -> None:
    found = exports.dossier(full, 1, on=date(2024, 11, 12), form="md")
    assert "<script>" not in found
    assert r"\[x\](javascript:alert(1))" in found
    assert r"\*bold\*" in found
    assert "# Treaty on Comprehensive Strategic Partnership" in found
    table = [line for line in found.splitlines() if line.startswith("| 2024")]
    assert len(table) == 2
    assert all(line.count("|") == 6 for line in table)


def test_a_dossier_of_nothing_is_refused(full: Ledger) -> None:
    with pytest.raises(LedgerError, match="no agreement 9"):
        exports.dossier(full, 9, on=date(2024, 11, 12))


def test_the_feed_has_an_entry_a_transaction_newest_first(full: Ledger) -> None:
    data = exports.feed(full)
    assert data == exports.feed(full)
    space = "{http://www.w3.org/2005/Atom}"
    root = Xml.fromstring(data)
    entries = root.findall(f"{space}entry")
    assert len(entries) == 5
    ids = [e.findtext(f"{space}id") for e in entries]
    assert len(set(ids)) == 5
    assert entries[0].findtext(f"{space}updated") == day(3).isoformat()
    assert "claim 3 was rejected by Ana Ruiz (the caption's date)" in (
        entries[2].findtext(f"{space}content") or ""
    )
    assert len(Xml.fromstring(exports.feed(full, after=NOW.date())).findall(f"{space}entry")) == 4
    assert len(Xml.fromstring(exports.feed(full, entries=2)).findall(f"{space}entry")) == 2


def test_the_feed_of_an_empty_ledger_is_a_feed(ledger: Ledger) -> None:
    assert Xml.fromstring(exports.feed(ledger)).tag.endswith("feed")
