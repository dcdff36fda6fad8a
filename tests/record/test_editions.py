"""Editions of the register in a ledger: adopted by an entry, asked as of a day, nothing adopted by half."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from foedus.errors import RegisterError
from foedus.ledger import Ledger, open_ledger
from foedus.record import editions
from foedus.record.editions import adopt, register_of
from foedus.record.joined import shipped
from foedus.record.lists import adopt_below, adopt_with_lists
from foedus.register.build.compile import compile_register
from foedus.register.build.layer import layered
from foedus.register.lookup import Register
from tests.cli.command import foedus
from tests.register.test_store import SMALL, SOURCES, STATES, entry, image

NOW = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)
LATER = compile_register(
    [entry("a", "Treaty of Testing"), entry("c", "New Treaty")], STATES, SOURCES, "2026-01-31"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def test_a_past_day_is_asked_with_the_edition_of_that_day(ledger: Ledger) -> None:
    assert register_of(ledger) is shipped()
    first = adopt(ledger, SMALL, actor="desk", recorded_at=NOW)
    second = adopt(ledger, LATER, actor="desk", recorded_at=NOW + timedelta(days=30))
    assert first is not None
    assert second is not None
    assert (first.transaction, second.transaction) == (1, 2)
    assert [e.id for e in register_of(ledger).entries()] == ["a", "c"]
    assert [e.id for e in register_of(ledger, (NOW + timedelta(days=1)).date()).entries()] == ["a", "b"]
    assert ledger.check() == []


def test_the_same_edition_again_adds_nothing(ledger: Ledger) -> None:
    assert adopt(ledger, SMALL, actor="desk", recorded_at=NOW) is not None
    assert adopt(ledger, SMALL, actor="desk", recorded_at=NOW) is None
    assert len(ledger.adopted()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SMALL[:-3] + b"xyz", "is damaged, its digest does not hold"),
        (SMALL[:20], "is cut off"),
        (b"PK\x03\x04 something else", "is no compiled register"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_adopted(
    ledger: Ledger, content: bytes, said: str
) -> None:
    with pytest.raises(RegisterError, match=said):
        adopt(ledger, content, actor="desk", recorded_at=NOW)
    assert ledger.adopted() == []
    assert ledger.transactions() == []


def test_an_edition_older_than_the_ledgers_is_refused(ledger: Ledger) -> None:
    adopt(ledger, LATER, actor="desk", recorded_at=NOW)
    with pytest.raises(RegisterError, match="is older than 2026-01-31-"):
        adopt(ledger, SMALL, actor="desk", recorded_at=NOW)
    assert len(ledger.adopted()) == 1


def written(
    tmp_path: Path, *entries: dict[str, Any], source: str = "mfa-france", name: str = "own.json"
) -> Path:
    path = tmp_path / name
    path.write_text(json.dumps({"source": source, "as_of": "2026-01-01", "entries": list(entries)}), "utf-8")
    return path


PACT = {"id": "fra-deu-2026", "title": "Pact of 2026", "kind": "treaty", "parties": ["FRA", "DEU"]}


def test_a_list_of_ones_own_stands_above_the_edition(tmp_path: Path) -> None:
    base = Register.of_bytes(SMALL)
    own = {
        "id": "a",
        "title": "Testing Treaty",
        "kind": "treaty",
        "acts": {"ratification": {"DEU": "1988-01-01"}},
    }
    above = Register.of_bytes(layered(base, written(tmp_path, PACT, own)))
    assert [e.id for e in above.entries()] == ["a", "b", "fra-deu-2026"]
    found = above.entry("a")
    assert found is not None
    assert found.title == "Testing Treaty"
    assert [p.state for p in found.participants] == [
        "DEU",
        "FRA",
    ]  # the list's, and beside them the edition's
    assert [h.brief.id for h in above.by_name("TT")] == ["a"]
    assert above.sources()["mfa-france"].as_of == "2026-01-01"
    again = Register.of_bytes(layered(above, written(tmp_path, PACT, own)))
    assert again.edition == above.edition
    without = Register.of_bytes(layered(above, written(tmp_path, own)))
    assert [e.id for e in without.entries()] == ["a", "b"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**PACT, "parties": ["FRA", "GERMANY"]}, r"own.json: entries\[0\].parties.*'GERMANY' is no state"),
        ({**PACT, "signed": "yesterday"}, r"own.json: entries\[0\].signed.*'yesterday'"),
        ({**PACT, "partys": ["FRA"]}, r"own.json: entries\[0\].*partys"),
        ({**PACT, "links": {"replaces": "no-such-treaty"}}, "own.json: fra-deu-2026: link to no entry"),
        ({**PACT, "links": {"replaces": "fra-deu-2026"}}, "own.json: fra-deu-2026: cycle of links"),
    ],
)
def test_a_list_with_a_fault_is_refused_with_its_row(tmp_path: Path, row: dict[str, Any], said: str) -> None:
    with pytest.raises(RegisterError, match=said):
        layered(Register.of_bytes(SMALL), written(tmp_path, row))


def test_a_cycle_through_the_edition_is_found(tmp_path: Path) -> None:
    linked = msgspec.convert(
        {**msgspec.to_builtins(entry("b", "Pact")), "links": [{"relation": "replaces", "entry": "a"}]},
        type(entry("b", "Pact")),
    )
    base = Register.of_bytes(image(entry("a", "Treaty"), linked))
    own = {"id": "a", "title": "Treaty", "kind": "treaty", "links": {"replaces": "b"}}
    with pytest.raises(RegisterError, match="cycle of links: a > b > a"):
        layered(base, written(tmp_path, own))


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = ("--ledger", str(tmp_path / "ledger.db"))
    (tmp_path / "small.bin").write_bytes(SMALL)
    (tmp_path / "later.bin").write_bytes(LATER)
    monkeypatch.setattr(editions, "shipped_bytes", lambda: SMALL)  # a new ledger begins with a small one
    monkeypatch.setattr(editions, "_shipped_digest", lambda: "of another")
    made = foedus(*where, "register", "adopt")
    assert made.code == 0
    assert "2025-01-31-" in made.out
    assert made.out.endswith("since entry 1\n")
    compared = foedus(*where, "register", "diff", "--file", str(tmp_path / "later.bin"), "--json")
    assert [(c["change"], c["entry"]) for c in map(json.loads, compared.out.splitlines())] == [
        ("changed", "a"), ("added", "c"), ("gone", "b"),
    ]  # fmt: skip
    assert foedus(*where, "register", "adopt", "--file", str(tmp_path / "later.bin")).code == 0
    assert "New Treaty" in foedus(*where, "register", "show", "c").out
    assert foedus(*where, "register", "show", "c", "--known-on", "1").code == 2
    older = foedus(*where, "register", "adopt", "--file", str(tmp_path / "small.bin"))
    assert (older.code, len(older.errors)) == (1, 1)
    path = written(tmp_path, PACT)
    assert "own.json stands above the register" in foedus(*where, "register", "import", str(path)).out
    assert "Pact of 2026" in foedus(*where, "register", "show", "fra-deu-2026").out
    wrong = foedus(*where, "register", "import", str(written(tmp_path, {**PACT, "parties": ["XX"]})))
    assert (wrong.code, len(wrong.errors)) == (1, 1)
    assert "own.json: entries[0].parties" in wrong.err
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert [a.layer for a in ledger.adopted()] == ["", "", "own.json"]
    told = foedus(*where, "diff", "--from", "1").out.splitlines()
    assert [line.partition(" was adopted by ")[2].partition(", ")[2] for line in told] == [
        "", "with own.json above it",
    ]  # fmt: skip


def test_a_list_of_ones_own_stays_above_an_edition_that_is_adopted_later(
    tmp_path: Path, ledger: Ledger
) -> None:
    how: dict[str, Any] = {"actor": "desk", "recorded_at": NOW}
    adopt(ledger, SMALL, **how)
    other = {"id": "fra-deu-2020", "title": "Pact of 2020", "kind": "treaty", "parties": ["FRA", "DEU"]}
    for path in (written(tmp_path, PACT), written(tmp_path, other, source="mfa-norway", name="norway.json")):
        adopt_with_lists(ledger, layered(register_of(ledger), path), **how)
    assert ledger.adopted()[-1].layer == "own.json, norway.json"
    assert adopt_below(ledger, SMALL, **how) is None
    done = adopt_below(ledger, LATER, **how)
    assert done is not None
    assert done.layer == "own.json, norway.json"
    assert [e.id for e in register_of(ledger).entries()] == ["a", "c", "fra-deu-2020", "fra-deu-2026"]
    assert [e.id for e in register_of(ledger, 3).entries()] == ["a", "b", "fra-deu-2020", "fra-deu-2026"]
    assert adopt_below(ledger, LATER, **how) is None
    with pytest.raises(RegisterError, match="is older than 2026-01-31-"):
        adopt_below(ledger, SMALL, **how)
    gone = layered(register_of(ledger), written(tmp_path))  # no entries: it is taken away
    adopt_with_lists(ledger, gone, **how)
    assert [e.id for e in register_of(ledger).entries()] == ["a", "c", "fra-deu-2020"]
    assert ledger.adopted()[-1].layer == "norway.json"
    assert ledger.check() == []


def test_a_list_that_does_not_fit_a_new_edition_keeps_it_from_being_adopted(
    tmp_path: Path, ledger: Ledger
) -> None:
    how: dict[str, Any] = {"actor": "desk", "recorded_at": NOW}
    adopt(ledger, SMALL, **how)
    path = written(tmp_path, {**PACT, "links": {"replaces": "b"}})
    adopt_with_lists(ledger, layered(register_of(ledger), path), **how)
    with pytest.raises(
        RegisterError, match=r"own.json: fra-deu-2026: link to no entry.*mend it, import it again"
    ):
        adopt_below(ledger, LATER, **how)
    assert len(ledger.adopted()) == 2
