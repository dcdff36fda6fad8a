"""`foedus import`: the field's data sets as claims of the ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.common import actor_name, by_option, ledger_option, now, open_for_writing, print_rows
from foedus.cli.where import place
from foedus.errors import LedgerError, UsageError

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
    failed = False
    for path in files:
        if dry_run:
            failed |= _dry_run(ctx, path, mapping, options)
            continue
        with open_for_writing(ctx, create=True) as ledger:
            rows = _rows(path)
            shown = rows > 500 and sys.stderr.isatty()
            with click.progressbar(length=rows, label=path.name, file=sys.stderr, hidden=not shown) as bar:
                found = imports.run(
                    ledger,
                    path,
                    mapping,
                    options=options,
                    recorded_at=now(),
                    actor=actor_name(actor),
                    progress=lambda done, bar=bar: bar.update(done - bar.pos),  # type: ignore[misc]  # a default binds
                )
            failed |= _tell(path, found)
            known = f"; {found.known_pages} rows known already" if found.known_pages else ""
            click.echo(
                f"{path.name}: {found.rows} rows, {found.new_claims} new claims"
                f" about {len(found.agreements)} agreements{known}"
            )
    if failed:
        sys.exit(1)


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
