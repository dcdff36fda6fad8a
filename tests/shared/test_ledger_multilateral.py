"""The depositary's lists as claims of the ledger: status from the ledger is status from the file, all 51."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from foedus.imports import run
from foedus.law.status import status
from foedus.law.treatyfile import treaty_from_json
from foedus.ledger import open_ledger
from foedus.record.treaty import treaty_from_ledger
from foedus.register.link import How, Link

LIST = Path(__file__).parents[3] / "shared" / "gold" / "multilateral" / "treaties.jsonl"
SAMPLES = Path(__file__).parents[3] / "shared" / "reference" / "samples"
DAYS = ("1970-01-01", "1990-06-01", "2015-03-31")
NOW = datetime(2015, 4, 1, tzinfo=UTC)


@pytest.mark.skipif(not LIST.exists(), reason="the shared lists are not here")
def test_status_from_the_ledger_is_status_from_the_file(tmp_path: Path) -> None:
    treaties = [json.loads(line) for line in LIST.read_text("utf-8").splitlines() if line.strip()]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        outcome = run(ledger, LIST, "treaties", options={}, recorded_at=NOW, actor="test")
        assert outcome.faults == []
        assert outcome.new_claims == 6888
        again = run(ledger, LIST, "treaties", options={}, recorded_at=NOW, actor="test")
        assert (again.new_claims, again.terms, again.known_pages) == (0, 0, 51)
        rows = {row.name: row for row in ledger.agreements()}
        assert len(rows) == len(treaties) == 51
        for data in treaties:
            row = rows[data["name"]]
            claims = ledger.claims(row.id)
            published = {d.id: d.published for d in ledger.documents(ids=[claims[0].document_id])}
            stored = treaty_from_ledger(row, claims, published, ledger.terms(row.id)[-1].terms)
            direct = treaty_from_json(data)
            for day in DAYS:
                from_ledger = status(stored.record, stored.terms, day)
                from_file = status(direct.record, direct.terms, day)
                assert (from_ledger.in_force, from_ledger.in_force_since, from_ledger.state) == (
                    from_file.in_force,
                    from_file.in_force_since,
                    from_file.state,
                ), (data["name"], day)
            last = status(stored.record, stored.terms, DAYS[-1])
            assert last.in_force_since == data["official"]


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
@pytest.mark.parametrize(
    ("file", "mapping", "options", "agreements"),
    [
        ("un_participants_23-1.csv", "un-participants", {"agreement": "Law of Treaties Convention"}, 1),
        ("atop_alliances.csv", "atop-alliances", {}, 60),
        ("atop_members.csv", "atop-members", {}, 13),
        ("uk_treaties.json", "uk-treaties", {}, 40),
        ("manytreaties_agreements.csv", "manytreaties-agreements", {}, 60),
        ("manytreaties_parties.csv", "manytreaties-parties", {}, 59),
    ],
)
def test_samples_go_in_whole_and_once(
    tmp_path: Path, file: str, mapping: str, options: dict[str, str], agreements: int
) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        outcome = run(ledger, SAMPLES / file, mapping, options=options, recorded_at=NOW, actor="test")
        assert outcome.skipped == 0
        assert len(ledger.agreements()) == agreements
        again = run(ledger, SAMPLES / file, mapping, options=options, recorded_at=NOW, actor="test")
        assert (again.new_claims, again.known_pages) == (0, outcome.rows - outcome.silent)
        assert outcome.silent <= 1


@pytest.fixture(autouse=True)
def empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an imported list alone gives is compared with its file: its treaties are in no register here."""
    monkeypatch.setattr("foedus.record.joined._linked", lambda *_: Link(None, How.NONE))
