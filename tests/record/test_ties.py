"""Agreements that are one entry of the register are one, undone where a person says so, tied by a later edition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.record.editions import adopt
from foedus.record.ties import Ties, tie
from foedus.register.build.compile import compile_register
from tests.cli.command import foedus
from tests.register.test_store import SOURCES, STATES, entry
from tests.web.ledgers import claim, page

NOW = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)


def told(
    ledger: Ledger, name: str, at: datetime = NOW, *, parties: tuple[str, ...] = ("NOR",)
) -> tuple[int, ...]:
    """A page that tells of an agreement by a name; gives the agreements it is about."""
    article = page(f"Norway ratified the {name}.", f"{name}.txt")
    made = claim(article, "ratified", parties[:1], "2025-01-01", name=name, parties=parties)
    return ledger.add(article, [made], recorded_at=at, actor="desk").agreements


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def test_two_names_of_one_entry_are_one_agreement(ledger: Ledger) -> None:
    (first,), (second,) = told(ledger, "Ottawa Convention"), told(ledger, "Mine Ban Treaty")
    assert first != second
    ties = tie(ledger, [second], actor="desk", recorded_at=NOW)
    assert (ties.asked, ties.known) == (1, 1)
    (found,) = ties.tied
    assert (found.agreement, found.other, found.entry) == (first, second, "ottawa-convention-1997")
    (row,) = ledger.agreements()
    assert row.claims == 2
    assert tie(ledger, None, actor="desk", recorded_at=NOW) == Ties(1, 1)
    assert len(ledger.agreements(known_on=2)) == 2


def test_agreements_of_two_entries_stay_two(ledger: Ledger) -> None:
    told(ledger, "Ottawa Convention")
    told(ledger, "Convention on Cluster Munitions")
    assert tie(ledger, None, actor="desk", recorded_at=NOW).tied == ()


def test_what_a_person_parted_is_not_tied_again(ledger: Ledger) -> None:
    told(ledger, "Ottawa Convention")
    told(ledger, "Mine Ban Treaty")
    (found,) = tie(ledger, None, actor="desk", recorded_at=NOW).tied
    ledger.undo(found.verdict, reason="two things to us", actor="desk", recorded_at=NOW)
    assert tie(ledger, None, actor="desk", recorded_at=NOW).tied == ()
    assert len(ledger.agreements()) == 2


def test_pages_added_before_are_tied_by_a_later_edition(ledger: Ledger) -> None:
    older = compile_register([entry("a", "Treaty of Testing")], STATES, SOURCES, "2026-01-01")
    newer = compile_register(
        [entry("a", "Treaty of Testing", "Quiet Skies Pact")], STATES, SOURCES, "2026-02-01"
    )
    adopt(ledger, older, actor="desk", recorded_at=NOW)
    told(ledger, "Treaty of Testing", parties=("FRA", "DEU"))
    told(ledger, "Quiet Skies Pact", parties=("FRA", "DEU"))
    assert tie(ledger, None, actor="desk", recorded_at=NOW).tied == ()
    later = NOW + timedelta(days=30)
    adopt(ledger, newer, actor="desk", recorded_at=later)
    (found,) = tie(ledger, None, actor="desk", recorded_at=later).tied
    assert found.entry == "a"
    assert [row.claims for row in ledger.agreements()] == [2]
    assert [row.claims for row in ledger.agreements(known_on=NOW.date())] == [1, 1]
    assert ledger.check() == []


UN = "Participant,Signature,Ratification\nDenmark,4 Dec 1997,8 Jun 1998\nJapan,3 Dec 1997,30 Sep 1998\n"


def test_what_is_imported_is_tied_to_what_the_register_knows(tmp_path: Path) -> None:
    where = ("--ledger", str(tmp_path / "ledger.db"))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        told(ledger, "Mine Ban Treaty")
    (tmp_path / "mines.csv").write_text(UN, "utf-8")
    taken = (
        "import",
        str(tmp_path / "mines.csv"),
        "--as",
        "un-participants",
        "--agreement",
        "Ottawa Convention",
    )
    found = foedus(*where, *taken)
    assert found.out == (
        "mines.csv: 2 rows, 4 new claims about 1 agreement; 1 in the register, 1 tied to others of the ledger\n"
    )
    assert "both are ottawa-convention-1997 in the register (`foedus review undo 1` parts them)" in found.err
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert [row.claims for row in ledger.agreements()] == [5]
    assert foedus(*where, "review", "undo", "1", "--reason", "to us two", "--by", "desk").code == 0
    again = foedus(*where, *taken, "--json")
    assert json.loads(again.out)["tied"] == []
    tied = foedus(*where, "register", "tie")
    assert tied.out == "2 of 2 agreements are entries of the register; 0 were tied\n"


def test_many_ties_are_one_transaction_and_each_is_undone_alone(ledger: Ledger) -> None:
    names = ("Quiet Skies Pact", "Lantern Accord", "Granite Charter")
    edition = compile_register([entry("a", *names)], STATES, SOURCES, "2026-01-01")
    adopt(ledger, edition, actor="desk", recorded_at=NOW)
    (one, two, three) = (told(ledger, name, parties=("FRA", "DEU"))[0] for name in names)
    before = len(ledger.transactions())
    ties = tie(ledger, None, actor="desk", recorded_at=NOW)
    assert len(ledger.transactions()) == before + 1
    assert [(t.agreement, t.other) for t in ties.tied] == [(one, two), (one, three)]
    assert [row.claims for row in ledger.agreements()] == [3]
    ledger.undo(ties.tied[0].verdict, reason="another", actor="desk", recorded_at=NOW)
    assert [(row.id, row.claims) for row in ledger.agreements()] == [(one, 2), (two, 1)]
    ledger.undo(ties.tied[1].verdict, reason="another", actor="desk", recorded_at=NOW)
    assert [row.claims for row in ledger.agreements()] == [1] * 3
    assert ledger.check() == []


def test_the_status_of_a_treaty_has_its_pages_under_any_of_its_names(tmp_path: Path) -> None:
    where = ("--ledger", str(tmp_path / "ledger.db"))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        told(ledger, "Ottawa Convention")
    (line,) = foedus(
        *where, "status", "Mine", "Ban", "Treaty", "--on", "2026-02-01", "--json"
    ).out.splitlines()
    found = json.loads(line)
    assert (found["title"], found["entry"]) == ("Ottawa Convention", "ottawa-convention-1997")
