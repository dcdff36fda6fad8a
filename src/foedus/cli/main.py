"""The `foedus` command: a lazy group, so that `foedus --help` imports click and nothing else.

A FoedusError becomes one line on standard error and its exit code (2 for usage, 1 for failures).
"""

from __future__ import annotations

import atexit
import gc
import importlib
import sys
from difflib import get_close_matches
from typing import Any, Final

import click

from foedus.cli.terminal import filtered, one_line
from foedus.errors import FoedusError
from foedus.redaction import redact
from foedus.version import __version__

# name -> (module, attribute, one-line help); the help stands here so that the list needs no import
COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": ("foedus.cli.read", "read", "Read news pages into claims."),
    "batch": ("foedus.cli.batch", "batch", "Read a large collection of lists, shard by shard."),
    "add": ("foedus.cli.ledger", "add", "Read pages and add their claims to the ledger."),
    "claims": ("foedus.cli.ledger", "claims", "List the claims of the ledger."),
    "agreements": ("foedus.cli.ledger", "agreements", "List the agreements of the ledger."),
    "timeline": ("foedus.cli.ledger", "timeline", "Show one agreement's steps in order of time."),
    "status": ("foedus.cli.law", "status", "Tell whether a treaty is in force on a day, and why."),
    "oblige": ("foedus.cli.law", "oblige", "Tell who is bound to do what when a state is attacked."),
    "register": (
        "foedus.cli.register",
        "register",
        "Look up the known agreements: names, parties, days, terms.",
    ),
    "watch": ("foedus.cli.watch", "watch", "Watch feeds and pages, and add what they bring."),
    "stories": ("foedus.cli.stories", "stories", "Tell a day's stories, the weightiest first."),
    "digest": ("foedus.cli.digest", "digest", "Send subscribers what changed; sign up, list, run."),
    "webhook": ("foedus.cli.digest", "webhook", "Post changes to addresses, signed."),
    "versions": (
        "foedus.cli.versions",
        "versions",
        "Show a page's versions, what each changed, and what corrects it.",
    ),
    "terms": ("foedus.cli.terms", "terms", "Read a treaty's text into its rules."),
    "mcp": ("foedus.cli.mcp", "mcp", "Answer an assistant's questions (Model Context Protocol)."),
    "serve": ("foedus.cli.serve", "serve", "Open the board in a browser."),
    "check": (
        "foedus.cli.ledger",
        "check",
        "Verify the ledger: guards, references, chain, kept standings.",
    ),
    "review": (
        "foedus.cli.ledger",
        "review",
        "Judge claims; merge, split, name agreements; enter facts by hand.",
    ),
    "users": ("foedus.cli.users", "users", "Manage who may log in on the board, with which role."),
    "letter": (
        "foedus.cli.letter",
        "letter",
        "Look through readers' letters: accept, answer or decline them.",
    ),
    "proposals": (
        "foedus.cli.proposals",
        "proposals",
        "Accept or decline what letters, assistants and other readers propose.",
    ),
    "reader": (
        "foedus.cli.reader",
        "reader",
        "Let another reader read pages; what they bear out is proposed.",
    ),
    "diff": ("foedus.cli.ledger", "diff", "Tell what changed in the ledger between two days."),
    "import": ("foedus.cli.ledger", "import_", "Take in the field's data sets as claims."),
    "export": ("foedus.cli.ledger", "export", "Write claims, status tables, dossiers, calendars and feeds."),
    "backup": ("foedus.cli.ledger", "backup", "Copy the ledger safely while it is in use."),
}

#: Commands that answer one question and end: all that they make is needed until then.
_BRIEF: Final = frozenset({"status", "oblige", "timeline", "register", "export dyad-years"})


class LazyGroup(click.Group):
    """Commands are imported when they are called."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if _BRIEF.isdisjoint((" ".join(args[:1]), " ".join(args[:2]))):
            gc.enable()
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            if near := get_close_matches(cmd_name, COMMANDS, 1):
                ctx.fail(f"No such command {cmd_name!r} (did you mean {near[0]!r}?)")
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="foedus")
@click.option(
    "--ledger",
    metavar="FILE|URL",
    envvar="FOEDUS_LEDGER",
    help="The ledger: an SQLite file or a postgresql:// URL. Default: the file in your user data folder.",
)
@click.pass_context
def cli(ctx: click.Context, ledger: str | None) -> None:
    """Read the news about agreements between states and keep the record.

    Who signed, who ratified, on whose word, how sure, and, by the treaty's own terms, whether it binds today.

    \b
    foedus read story.html --published 2024-11-12        what does this page claim?
    foedus add story.html --published 2024-11-12         keep it in the ledger
    foedus status PRK RUS --on 2024-11-12                is it in force on that day, and why?
    foedus serve                                         look at it in a browser
    """
    ctx.obj = {"ledger": ledger}


def main(argv: list[str] | None = None) -> None:
    """The entry point: what is printed is printable, a foreseen error one line and an exit code.

    Of a process of its own (no `argv`) a third was spent looking for garbage in what had just been imported,
    most of it at the end. So nothing is looked through at the end, and of brief commands nothing before.
    """
    if argv is None:
        gc.disable()
        atexit.register(gc.freeze)
    with filtered():
        _run(argv)


def _run(argv: list[str] | None) -> None:
    try:
        cli.main(argv, prog_name="foedus", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _tell(_one_line(error))
        sys.exit(error.exit_code)
    except click.Abort:
        _tell("stopped")
        sys.exit(130)
    except FoedusError as error:
        _tell(str(error))
        sys.exit(error.exit_code)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _tell(_unforeseen(error))
        sys.exit(1)


def _tell(line: str) -> None:
    """What went wrong, without the password of an address that may be quoted in it."""
    click.echo(one_line(f"foedus: {redact(line)}"), err=True)


def _one_line(error: click.ClickException) -> str:
    """What is wrong with the call, and where its help is."""
    said = " ".join(error.format_message().split()).rstrip(".")
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return f"{said}; see `{ctx.command_path if ctx else 'foedus'} --help`"


def _unforeseen(error: Exception) -> str:
    said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"a fault of foedus itself ({said}): please report it (python -X dev shows where)"


def command_tree() -> dict[str, Any]:
    """All commands by name, imported: for the reference and the test that each has help."""
    ctx = click.Context(cli)
    return {name: cli.get_command(ctx, name) for name in COMMANDS}


if __name__ == "__main__":
    main()
