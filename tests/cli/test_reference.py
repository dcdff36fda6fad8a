"""Every command and option has help, docs/cli.md is what --help says, and each command is told in the README."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from foedus.cli.main import COMMANDS
from foedus.cli.reference import commands, help_text, reference
from tests.cli.command import foedus

ROOT = Path(__file__).parents[2]
ALL = [pytest.param(path, command, id=" ".join(path)) for path, command in commands()]


def test_the_reference_is_fresh() -> None:
    written = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert written == reference(), "docs/cli.md is stale: run `make docs` and commit it"


@pytest.mark.parametrize(("path", "command"), ALL)
def test_the_reference_shows_each_call_as_help_does(path: tuple[str, ...], command: click.Command) -> None:
    usage = help_text(path, command).splitlines()[0]
    assert usage.startswith(f"Usage: {' '.join(path)} [OPTIONS]")
    assert usage in foedus(*path[1:], "--help").out.splitlines()


@pytest.mark.parametrize(("path", "command"), ALL)
def test_every_command_and_option_has_help(path: tuple[str, ...], command: click.Command) -> None:
    assert (command.help or "").strip(), f"{' '.join(path)} has no help"
    silent = [p.opts[0] for p in command.params if isinstance(p, click.Option) and not (p.help or "").strip()]
    assert silent == [], f"{' '.join(path)}: no help for {silent}"


@pytest.mark.parametrize(("path", "command"), ALL[1:])
def test_every_command_shows_an_example_of_itself(path: tuple[str, ...], command: click.Command) -> None:
    if len(path) == 2 and command.params[:-1]:
        assert path[0] in (command.help or ""), f"{' '.join(path)}: give an example in its help"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`foedus {name}" in readme


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    for name, (_, _, text) in COMMANDS.items():
        command = {p[1]: c for p, c in commands() if len(p) == 2}[name]
        assert command.get_short_help_str(200) == text
