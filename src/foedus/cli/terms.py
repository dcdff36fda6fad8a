"""`foedus terms`: a treaty's text in, the rules of its final clauses out, each with its clause."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.common import (
    actor_name,
    agreements_for,
    by_option,
    ledger_option,
    now,
    open_for_writing,
    tell,
)
from foedus.cli.terminal import unfiltered, write_json
from foedus.errors import InputError, PageError, UsageError
from foedus.files import open_file, read_file, read_stream

if TYPE_CHECKING:
    from foedus.law.model import Terms

_LISTS = (".jsonl", ".ndjson")
_EXAMPLE = '{"id": ..., "path": ...}'


@dataclass(frozen=True, slots=True)
class Text:
    """One treaty to read: its id, where it comes from, its bytes, or its `text` where a list brings it."""

    id: str
    name: str
    data: bytes = b""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a list."""

    id: str | int | None = None
    path: str | None = None
    text: str | None = None


@click.command(short_help="Read a treaty's text into its rules.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a text, one a line.")
@click.option(
    "--agreement",
    metavar="NUMBER|WORDS",
    help="Keep what is read as the terms of this agreement of the ledger: its number, parties or name.",
)
@by_option
@ledger_option
@click.pass_context
def terms(
    ctx: click.Context, files: tuple[str, ...], as_json: bool, agreement: str | None, actor: str | None
) -> None:
    """Read a treaty's text into its rules: entry into force, duration, renewal, how one leaves.

    FILE is a treaty as plain text, HTML or PDF with a text layer, a JSON Lines list of texts ({"id", "path"}
    or {"id", "text"}; paths are taken from the list's own folder), or - for standard input. Each rule stands
    with the article it was read in and how sure it is; where the text does not tell, nothing is said. Only
    English clauses are read.

    With --agreement the terms are tied to an agreement of the ledger, and its status follows from them. What
    was tied before stays in the ledger, and the last text counts.

    \b
    foedus terms treaty.txt
    foedus terms convention.pdf protocol.html
    foedus terms list.jsonl --json > terms.jsonl
    foedus terms ottawa.txt --agreement "Ottawa Convention"
    """
    if agreement is not None and (len(files) > 1 or Path(files[0]).suffix in _LISTS):
        raise UsageError("--agreement ties one text to one agreement: give one file with it, and no list")
    todo = _texts(files)
    first = list(islice(todo, 2))
    shown = len(first) > 1 and sys.stderr.isatty()
    texts = chain(first, todo)
    failed = False
    with click.progressbar(texts, label="reading", file=unfiltered(sys.stderr), hidden=not shown) as bar:
        for item in bar:
            try:
                if isinstance(item, InputError):
                    raise item
                found = _read(item)
                _show(item.id, found, as_json=as_json)
                if agreement is not None:
                    _tie(ctx, agreement, item.name, found, actor_name(actor))
            except InputError as error:
                failed = True
                tell(str(error))
    sys.exit(1 if failed else 0)


def _tie(ctx: click.Context, agreement: str, source: str, found: Terms, actor: str) -> None:
    """Keep the terms for the one agreement that is meant. Raises UsageError, or LedgerError where none is."""
    from foedus.law.forms import terms_to_json  # noqa: PLC0415

    if found.entry_into_force.trigger is None and not found.clauses:
        raise UsageError(f"{source}: no final clause of it was read, so there is nothing to tie")
    with open_for_writing(ctx) as ledger:
        rows = agreements_for(ledger, agreement.split(), None)
        if len(rows) > 1:
            listed = ", ".join(f"{row.id} ({row.name})" for row in rows[:5])
            raise UsageError(f"{len(rows)} agreements fit; name one by its number: {listed}")
        (row,) = rows
        kept = ledger.add_terms(row.id, terms_to_json(found), source=source, actor=actor, recorded_at=now())
    new = "tied to" if kept is not None else "already those of"
    tell(f"{source}: {new} agreement {row.id} ({row.name})")


def _show(id_: str, found: Terms, *, as_json: bool) -> None:
    if as_json:
        write_json([terms_json(id_, found)])
    else:
        from foedus.cli.termstable import print_terms  # noqa: PLC0415

        print_terms(id_, found)


def terms_json(id_: str, found: Terms) -> dict[str, Any]:
    """One text's terms as printed: the form of a treaty file, with the id, the clauses and a confidence.

    `confidence` is that of the rule for entry into force, None where there is none; `quote` are the words
    that carry it.
    """
    from foedus.law.forms import terms_to_json  # noqa: PLC0415  the law loads only here

    data = terms_to_json(found)
    rule = next((c for c in found.clauses if c.field == "entry_into_force"), None)
    data.setdefault("clauses", [])
    return {
        "id": id_,
        **data,
        "quote": rule.quote[:400] if rule else "",
        "confidence": rule.confidence if rule else None,
    }


def _read(item: Text) -> Terms:
    from foedus.law.text import terms as read_terms  # noqa: PLC0415
    from foedus.pages import bounded_treaty, treaty_text  # noqa: PLC0415

    if item.text is not None:
        return read_terms(bounded_treaty(item.text, item.name))
    return read_terms(treaty_text(item.data, item.name))


def _texts(files: Sequence[str]) -> Iterator[Text | InputError]:
    from foedus.pages import TREATY_LIMITS  # noqa: PLC0415

    for name in files:
        path = Path(name)
        try:
            if path.suffix in _LISTS:
                yield from _listed(path)
            elif name == "-":
                yield Text("-", "standard input", read_stream(sys.stdin.buffer, TREATY_LIMITS.size))
            else:
                yield Text(path.stem, name, read_file(path, TREATY_LIMITS.size))
        except InputError as error:
            yield PageError(f"{name}: {error}")


def _listed(path: Path) -> Iterator[Text | InputError]:
    from foedus.pages.lists import broken, rows  # noqa: PLC0415

    with open_file(path) as file:
        for number, row in rows(file, str(path), _Row, _EXAMPLE):
            try:
                yield row if isinstance(row, InputError) else _entry(row, path.parent)
            except InputError as error:
                yield broken(str(path), number, error)


def _entry(row: _Row, folder: Path) -> Text:
    from foedus.pages import TREATY_LIMITS  # noqa: PLC0415
    from foedus.pages.documents import read_named  # noqa: PLC0415

    id_ = row.id if row.id not in (None, "") else Path(row.path or "").stem
    if id_ == "" or (row.text is None and not row.path):
        raise InputError('no text to read: give "id" and "path" (or "text")')
    if row.text is not None:
        return Text(str(id_), str(id_), text=row.text)
    return Text(str(id_), row.path or "", read_named(row.path or "", folder, TREATY_LIMITS.size))
