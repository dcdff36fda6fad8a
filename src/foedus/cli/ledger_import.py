"""`foedus import`: the field's data sets as claims of the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.common import (
    actor_name,
    by_option,
    interruptible,
    json_option,
    ledger_option,
    now,
    open_for_writing,
    print_json,
    print_rows,
    tell,
)
from foedus.cli.phrases import count
from foedus.cli.precompute import precompute
from foedus.cli.terminal import one_line, unfiltered
from foedus.cli.ties import tell_ties
from foedus.cli.where import place
from foedus.errors import InputError, LedgerBusy, LedgerDamaged, LedgerError, NotALedger, UsageError
from foedus.files import open_file

if TYPE_CHECKING:
    from foedus.imports import Outcome
    from foedus.ledger import Ledger
    from foedus.record.ties import Ties

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
@click.option(
    "--in-force", metavar="DATE", help="When it entered into force, where neither rows nor header say."
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be added, with the first claims.")
@click.option("--list", "listed", is_flag=True, help="List the mappings that come with foedus.")
@by_option
@json_option
@ledger_option
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    mapping: str | None,
    agreement: str | None,
    signed: str | None,
    in_force: str | None,
    dry_run: bool,
    listed: bool,
    actor: str | None,
    as_json: bool,
) -> None:
    """Take in data sets as claims, each row a page of its own with the row as evidence.

    A row that the ledger knows adds nothing, so a later edition of a file can be taken in again. A row that
    cannot be used is named with its number, and the others go in. docs/import.md describes mapping files.

    An agreement that is an entry of the register is tied to what the ledger has of the same entry under other
    names, each tie a verdict that `foedus review undo` takes back. How many were is said.

    After a thousand agreements or more, where each stands by law is worked out at the end (about a
    minute for 60,000), so that the board has it at once. Ctrl-C there loses nothing that came in.

    \b
    foedus import --list
    foedus import MTDSG-26-5.csv --as un-participants --agreement "Ottawa Convention" --signed 1997-12-03
    foedus import MTDSG-26-5.csv --as un-participants --agreement "Ottawa Convention" --in-force 1999-03-01
    foedus import atop_alliances.csv --as atop-alliances --dry-run
    foedus import claims.jsonl --as claims
    """
    from foedus import imports  # noqa: PLC0415  the database loads only here

    if listed:
        _list(as_json)
        return
    if not files or not mapping:
        raise UsageError("name a file and what it is (--as); `foedus import --list` names the mappings")
    given = {"agreement": agreement, "signed": signed, "in_force": in_force}
    options = {key: value for key, value in given.items() if value}
    imports.ready(mapping, options)
    there = [path for path in files if _can_be_read(path)]
    failed = len(there) < len(files)
    if dry_run:
        failed |= _dry_run(ctx, there, mapping, options, as_json)
    elif there:
        failed |= _take_in(ctx, there, mapping, options, actor_name(actor), as_json)
    if failed:
        sys.exit(1)


def _list(as_json: bool) -> None:
    from foedus import imports  # noqa: PLC0415

    known = {**imports.OWN, **imports.built_in()}
    if as_json:
        print_json({"mapping": name, "about": about} for name, about in known.items())
    else:
        print_rows((), list(known.items()))


def _take_in(
    ctx: click.Context,
    files: Sequence[Path],
    mapping: str,
    options: dict[str, str],
    actor: str,
    as_json: bool,
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
            ties = tell_ties(ledger, found.agreements, actor) if found.agreements else None
            if as_json:
                print_json([{**_as_json(path, found, dry_run=False), **_ties_json(ties)}])
            else:
                click.echo(_in_words(path, mapping, found) + _ties_in_words(ties))
        precompute(ledger, touched)
    return failed


def _run(ledger: Ledger, path: Path, mapping: str, options: dict[str, str], actor: str) -> Outcome:
    from foedus import imports  # noqa: PLC0415

    rows = _rows(path)
    shown = rows > 500 and sys.stderr.isatty()
    left = f"the rows of {path.name} taken in by then stand: take it in again, and they add nothing"
    with (
        interruptible(left),
        click.progressbar(
            length=rows, label=one_line(path.name), file=unfiltered(sys.stderr), hidden=not shown
        ) as bar,
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


def _in_words(path: Path, mapping: str, found: Outcome) -> str:
    new = "nothing new"
    if found.new_claims:
        new = f"{count(found.new_claims, 'new claim')} about {count(len(found.agreements), 'agreement')}"
    known = f"; {found.known_pages} known already" if found.known_pages else ""
    silent = f"; {found.silent} tell nothing" if found.silent else ""
    skipped = f"; {found.skipped} cannot be used" if found.skipped else ""
    return f"{path.name}: {_rows_of(mapping, found.rows)}, {new}{known}{silent}{skipped}"


def _ties_in_words(ties: Ties | None) -> str:
    """How many of the agreements the register knows, and how many were tied to others that are the same."""
    if ties is None or not ties.known:
        return ""
    tied = f", {len(ties.tied):,} tied to others of the ledger" if ties.tied else ""
    return f"; {ties.known:,} in the register{tied}"


def _ties_json(ties: Ties | None) -> dict[str, object]:
    return {"entries": ties.known if ties else 0, "tied": [t.verdict for t in ties.tied] if ties else []}


def _would(path: Path, mapping: str, found: Outcome) -> str:
    return (
        f"{path.name}: {_rows_of(mapping, found.rows)}; would add {count(found.new_claims, 'claim')}"
        f" from {_rows_of(mapping, found.new_pages)}; {found.known_pages} known already,"
        f" {found.skipped} cannot be used"
    )


def _rows_of(mapping: str, number: int) -> str:
    """So many rows; our own claims are counted by the pages they are from."""
    return count(number, "page" if mapping == "claims" else "row")


def _as_json(path: Path, found: Outcome, *, dry_run: bool) -> dict[str, object]:
    return {
        "file": str(path),
        "dry_run": dry_run,
        "rows": found.rows,
        "new": found.new_claims,
        "known_rows": found.known_pages,
        "silent": found.silent,
        "skipped": found.skipped,
        "agreements": sorted(found.agreements),
        "faults": [{"row": f.row, "text": f.text, "skipped": f.skipped} for f in found.faults],
    }


def _can_be_read(path: Path) -> bool:
    """Whether the file is there to be read; told where it is not, before a ledger is opened or made."""
    try:
        with open_file(path):
            return True
    except InputError as error:
        tell(f"{path}: {error}; check the name")
        return False


def _dry_run(
    ctx: click.Context, files: Sequence[Path], mapping: str, options: dict[str, str], as_json: bool
) -> bool:
    from foedus import imports  # noqa: PLC0415
    from foedus.ledger.diff import said  # noqa: PLC0415

    failed = False
    with _ledger_if_any(ctx) as ledger:
        for path in files:
            try:
                found, first = imports.dry_run(ledger, path, mapping, options=options)
            except InputError as error:
                tell(str(error))
                failed = True
                continue
            failed |= _tell(path, found)
            if as_json:
                print_json([_as_json(path, found, dry_run=True)])
                continue
            click.echo(_would(path, mapping, found))
            for claim in first:
                name = claim.agreement.name if claim.agreement else ""
                click.echo(f"  {said(claim)}: {name}")
    return failed


@contextmanager
def _ledger_if_any(ctx: click.Context) -> Iterator[Ledger | None]:
    from foedus.ledger import open_ledger  # noqa: PLC0415

    try:
        ledger = open_ledger(place(ctx), create=False)
    except (NotALedger, LedgerBusy, LedgerDamaged):
        raise
    except LedgerError:
        yield None
        return
    with ledger:
        yield ledger


def _tell(path: Path, found: Outcome) -> bool:
    for fault in found.faults[:_SHOWN]:
        click.echo(f"foedus: {path.name} row {fault.row}: {fault.text}", err=True)
    if len(found.faults) > _SHOWN:
        click.echo(f"foedus: {path.name}: {len(found.faults) - _SHOWN} more rows like these", err=True)
    return found.skipped > 0


def _rows(path: Path) -> int:
    """About how many rows there are, for the bar."""
    try:
        with open_file(path) as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except (InputError, OSError):
        return 0
