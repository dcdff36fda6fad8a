"""The official day of entry into force of 51 treaties, by the general rules and the file's own data alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from foedus.cli.law import state_code
from foedus.cli.main import cli
from foedus.law.status import status
from foedus.law.treatyfile import treaty_from_json

LIST = Path(__file__).parents[3] / "shared" / "gold" / "multilateral" / "treaties.jsonl"
AS_OF = "2015-03-31"

pytestmark = pytest.mark.skipif(not LIST.exists(), reason="the shared lists are not here")


def treaties() -> list[dict[str, Any]]:
    if not LIST.exists():
        return []
    return [json.loads(line) for line in LIST.read_text("utf-8").splitlines() if line.strip()]


TREATIES = treaties()


@pytest.mark.parametrize("data", TREATIES, ids=[t["name"] for t in TREATIES])
def test_official_day(data: dict[str, Any]) -> None:
    treaty = treaty_from_json(data)
    found = status(treaty.record, treaty.terms, AS_OF)
    assert found.in_force_since == data["official"]
    assert found.in_force is (data["official"] is not None)


@pytest.mark.parametrize("data", TREATIES, ids=[t["name"] for t in TREATIES])
def test_official_day_at_the_command_line(data: dict[str, Any], tmp_path: Path) -> None:
    """The same with states turned into codes, from a file in the design's form."""
    path = tmp_path / "treaty.json"
    form = {"title": data["name"], **{k: data[k] for k in ("entry_into_force", "instruments")}}
    path.write_text(json.dumps(form), "utf-8")
    result = CliRunner().invoke(cli, ["status", "--file", str(path), "--on", AS_OF, "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["in_force_since"] == data["official"]


def test_the_test_ban_treaty_awaits_eight() -> None:
    (data,) = [t for t in TREATIES if t["name"] == "CTBT"]
    treaty = treaty_from_json(data, state_code)
    (missing,) = status(treaty.record, treaty.terms, AS_OF).missing
    assert set(missing.fields["states"]) == {"CHN", "EGY", "IND", "IRN", "ISR", "PAK", "PRK", "USA"}


def test_all_are_there() -> None:
    assert len([t for t in TREATIES if t["official"]]) == 49
    assert len([t for t in TREATIES if not t["official"]]) == 2
