"""`foedus import`: the field's data sets as claims of the ledger."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.ahead import keep_standings
from foedus.cli.common import (
    actor_name,
    by_option,
    interruptible,
    ledger_option,
    now,
    open_for_writing,
    print_rows,
    tell,
)
from foedus.cli.where import place
from foedus.errors import InputError, LedgerError, UsageError

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.ledger.imports import Outcome

_SHOWN = 20  # faults


@click.command("import", short_help="Take in the field's data sets as claims.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--as",
    "mapping",
    metavar="MAPPING",
    help="What the files are: a mapping's name (--list), or a mapping file of your own (.toml).",
)
@click.option("--agreement", metavar="NAME", help="The agreement, where the file itself does not name it.")
@click.option("--signed", metavar="DATE", help="When it was signed, where the file does not say.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be added, with the first claims.")
@click.option("--list", "listed", is_flag=True, help="List the mappings that come with foedus.")
@by_option
@ledger_option
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    mapping: str | None,
    agreement: str | None,
    signed: str | None,
    dry_run: bool,
    listed: bool,
    actor: str | None,
) -> None:
    """Take in data sets as claims, each row a page of its own with the row as evidence.

    A row that the ledger knows adds nothing, so a later edition of a file can be taken in again. A row that
    cannot be used is named with its number, and the others go in. docs/import.md describes mapping files.

    After a thousand agreements or more, where each stands by law is worked out at the end (about a
    minute for 60,000), so that the board has it at once. Ctrl-C there loses nothing that came in.

    \b
    foedus import --list
    foedus import MTDSG-26-5.csv --as un-participants --agreement "Ottawa Convention" --signed 1997-12-03
    foedus import atop_alliances.csv --as atop-alliances --dry-run
    foedus import claims.jsonl --as claims
    """
    from foedus.ledger import imports  # noqa: PLC0415  the database loads only here

    if listed:
        print_rows((), [*imports.OWN.items(), *imports.built_in().items()])
        return
    if not files or not mapping:
        raise UsageError("name a file and what it is (--as); `foedus import --list` names the mappings")
    options = {key: value for key, value in (("agreement", agreement), ("signed", signed)) if value}
    imports.ready(mapping, options)
    there = [path for path in files if _can_be_read(path)]
    failed = len(there) < len(files)
    if dry_run:
        for path in there:
            failed |= _dry_run(ctx, path, mapping, options)
    elif there:
        failed |= _take_in(ctx, there, mapping, options, actor_name(actor))
    if failed:
        sys.exit(1)


def _take_in(
    ctx: click.Context, files: Sequence[Path], mapping: str, options: dict[str, str], actor: str
) -> bool:
    """Take the files in, telling of each; gives whether anything of them could not be used."""
    failed, touched = False, set[int]()
    with open_for_writing(ctx, create=True) as ledger:
        for path in files:
            try:
                found = _run(ledger, path, mapping, options, actor)
            except InputError as error:
                tell(str(error))
                failed = True
                continue
            touched |= found.agreements
            failed |= _tell(path, found)
            click.echo(_in_words(path, found))
        keep_standings(ledger, touched)
    return failed


def _run(ledger: Ledger, path: Path, mapping: str, options: dict[str, str], actor: str) -> Outcome:
    from foedus.ledger import imports  # noqa: PLC0415

    rows = _rows(path)
    shown = rows > 500 and sys.stderr.isatty()
    left = f"the rows of {path.name} taken in by then stand: take it in again, and they add nothing"
    with (
        interruptible(left),
        click.progressbar(length=rows, label=path.name, file=sys.stderr, hidden=not shown) as bar,
    ):
        return imports.run(
            ledger,
            path,
            mapping,
            options=options,
            recorded_at=now(),
            actor=actor,
            progress=lambda done: bar.update(done - bar.pos),
        )


def _in_words(path: Path, found: Outcome) -> str:
    known = f"; {found.known_pages} rows known already" if found.known_pages else ""
    return (
        f"{path.name}: {found.rows} rows, {found.new_claims} new claims"
        f" about {len(found.agreements)} agreements{known}"
    )


def _can_be_read(path: Path) -> bool:
    """Whether the file is there to be read; told where it is not, before a ledger is opened or made."""
    try:
        with path.open("rb"):
            return True
    except OSError as error:
        tell(f"{path}: cannot be read ({error.strerror}); check the name")
        return False


def _dry_run(ctx: click.Context, path: Path, mapping: str, options: dict[str, str]) -> bool:
    from foedus.ledger import imports  # noqa: PLC0415
    from foedus.ledger.diff import said  # noqa: PLC0415

    ledger = _ledger_if_any(ctx)
    try:
        found, first = imports.dry_run(ledger, path, mapping, options=options)
    finally:
        if ledger is not None:
            ledger.close()
    failed = _tell(path, found)
    click.echo(
        f"{path.name}: {found.rows} rows; would add {found.new_claims} claims from {found.new_pages} rows;"
        f" {found.known_pages} rows known already, {found.skipped} cannot be used"
    )
    for claim in first:
        name = claim.agreement.name if claim.agreement else ""
        click.echo(f"  {said(claim)}: {name}")
    return failed


def _ledger_if_any(ctx: click.Context) -> Ledger | None:
    from foedus.ledger import open_ledger  # noqa: PLC0415

    try:
        return open_ledger(place(ctx), create=False)
    except LedgerError:
        return None


def _tell(path: Path, found: Outcome) -> bool:
    for fault in found.faults[:_SHOWN]:
        click.echo(f"foedus: {path.name} row {fault.row}: {fault.text}", err=True)
    if len(found.faults) > _SHOWN:
        click.echo(f"foedus: {path.name}: {len(found.faults) - _SHOWN} more rows like these", err=True)
    return found.skipped > 0


def _rows(path: Path) -> int:
    """About how many rows there are, for the bar."""
    try:
        with path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0
