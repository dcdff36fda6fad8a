"""What `deploy/` starts is there: each command and option of the units and of the compose file, and its health."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import yaml

from foedus.cli.main import cli

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def unit_calls() -> list[list[str]]:
    """The foedus calls of the units."""
    lines = (line for unit in UNITS for line in unit.read_text("utf-8").splitlines())
    found = [re.fullmatch(r"ExecStart=/opt/foedus/bin/foedus (.+)", line) for line in lines]
    return [shlex.split(call[1]) for call in found if call]


def image_call() -> list[str]:
    """What the image runs where nothing else is said."""
    found = re.search(r"^CMD (\[.+\])$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert found
    call: list[str] = yaml.safe_load(found[1])
    return call


CALLS = [
    *unit_calls(),
    image_call(),
    *(s["command"] for s in COMPOSE["services"].values() if s.get("image") == "foedus"),
]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_call_is_one_that_foedus_takes(call: list[str]) -> None:
    """Its command is there and takes its options; what it would do is not done."""
    rest = call[2:] if call[0] == "--ledger" else list(call)
    ctx = click.Context(cli, **cli.context_settings)
    command: click.Command = cli
    while isinstance(command, click.Group):
        name, *rest = rest
        found = command.get_command(ctx, name)
        assert found is not None, name
        command = found
    command.make_context(name, rest, parent=ctx).close()


def test_there_are_calls() -> None:
    assert {call[0] for call in CALLS} > {"serve", "watch", "register", "backup"}


def test_every_service_of_ours_is_bounded_and_reads_only() -> None:
    ours = [s for s in COMPOSE["services"].values() if s.get("image") == "foedus"]
    assert len(ours) == 4
    for service in ours:
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["environment"]["FOEDUS_LEDGER"].startswith("postgresql://")
    assert COMPOSE["services"]["board"]["ports"] == ["127.0.0.1:8000:8000"], "for this machine alone"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_the_units_are_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = re.sub(r"/opt/foedus/bin/foedus", "/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    said = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert said == []
