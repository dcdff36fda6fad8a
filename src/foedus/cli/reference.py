"""The command reference: docs/cli.md from the commands' own --help (`make docs`); a test fails when stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from foedus.cli.main import cli, command_tree

HEAD = """# Commands

Written by `make docs` from `foedus --help`; change the help, not this page. Results go to standard output,
notes, warnings and errors to standard error. Exit codes: 0 all went well, 1 something failed (the rest of a
batch goes on), 2 the call was wrong.
"""


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and all below it, with the words that call each."""
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            if below is not None:
                yield from walk(below, (*path, name))


def commands() -> list[tuple[tuple[str, ...], click.Command]]:
    """Every command of foedus, the whole first, then in the order of `foedus --help`."""
    found: list[tuple[tuple[str, ...], click.Command]] = [(("foedus",), cli)]
    for name, command in command_tree().items():
        found += walk(command, ("foedus", name))
    return found


def help_text(path: tuple[str, ...], command: click.Command) -> str:
    """What --help prints, 100 columns wide."""
    ctx = None
    for place, word in enumerate(path, 1):
        above = click.Group()  # those above only give their names to the usage
        ctx = click.Context(
            command if place == len(path) else above, info_name=word, parent=ctx, terminal_width=100,
            max_content_width=100, help_option_names=["-h", "--help"],
        )  # fmt: skip
    assert ctx is not None
    return "\n".join(line.rstrip() for line in command.get_help(ctx).splitlines())


def reference() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for path, command in commands():
        parts.append(f"## {' '.join(path)}\n\n```text\n{help_text(path, command)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(reference())
