"""Lists: a table for people, CSV for a spreadsheet, JSON Lines for programs; sorted and cut as asked.

A command names its columns once. `list_options` gives it --json, --csv, --sort and --limit, which reach it
as one `Form`; `show` prints by it.
"""

from __future__ import annotations

import csv
import functools
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from foedus.cli.common import print_json, print_rows, tell
from foedus.cli.nearest import did_you_mean
from foedus.cli.terminal import printable, unfiltered
from foedus.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])
Item = TypeVar("Item")
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Form:
    """How a list is wanted. `sort` names a column, with "-" before it for the last first."""

    json: bool = False
    csv: bool = False
    sort: str | None = None
    limit: int | None = None


def list_options(columns: Sequence[str], *, most: int | None = None) -> Callable[[F], F]:
    """--json, --csv, --sort and --limit, which the command gets as `form`.

    `most` is the limit where none is asked for: of a search, whose list has no end.
    """

    def known(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is not None and value.removeprefix("-").replace(" ", "_") not in columns:
            raise click.BadParameter(
                f"no column {value.removeprefix('-')!r}{did_you_mean(value.removeprefix('-'), columns)}"
                f"; there are {', '.join(columns)}",
                ctx,
                param,
            )
        return value and value.replace(" ", "_")

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def formed(
            *args: Any, as_json: bool, as_csv: bool, sort: str | None, limit: int | None, **given: Any
        ) -> Any:
            if as_json and as_csv:
                raise UsageError("--json and --csv are two forms: ask for one")
            return command(*args, form=Form(as_json, as_csv, sort, limit), **given)

        for option in (
            click.option(
                "--limit",
                type=click.IntRange(1),
                default=most,
                show_default=most is not None,
                metavar="NUMBER",
                help="At most so many.",
            ),
            click.option(
                "--sort",
                metavar="COLUMN",
                callback=known,
                help=f"In the order of a column ({', '.join(columns)}); -COLUMN for the last first.",
            ),
            click.option("--csv", "as_csv", is_flag=True, help="CSV with a heading, for a spreadsheet."),
            click.option("--json", "as_json", is_flag=True, help="JSON Lines: one object a line."),
        ):
            formed = option(formed)
        return formed  # type: ignore[return-value]  # click reads the options off it

    return decorate


def show(
    form: Form,
    columns: Sequence[str],
    items: Iterable[Item],
    row: Callable[[Item], Row],
    as_json: Callable[[Item], dict[str, Any]],
) -> int:
    """Prints the items in their form; gives how many there are, those beyond the limit among them.

    `columns` name the cells that `row` gives. What the limit leaves out is told beside the list.
    """
    found = list(items)
    if form.sort is not None:
        found = _sorted(found, row, columns.index(form.sort.removeprefix("-")), form.sort.startswith("-"))
    shown = found if form.limit is None else found[: form.limit]
    if form.json:
        print_json(as_json(item) for item in shown)
    elif form.csv:
        _print_csv(columns, (row(item) for item in shown))
    elif shown:
        print_rows([name.replace("_", " ") for name in columns], (row(item) for item in shown))
    if len(shown) < len(found):
        tell(f"the first {len(shown):,} of {len(found):,}; --limit {len(found)} shows all")
    return len(found)


def _sorted(items: Sequence[Item], row: Callable[[Item], Row], column: int, last_first: bool) -> list[Item]:
    """By a column: numbers before words, and what has no value last whichever way it goes."""
    keyed = [(row(item)[column], item) for item in items]
    told = [pair for pair in keyed if pair[0] not in (None, "")]
    told.sort(key=lambda pair: _key(pair[0]), reverse=last_first)
    return [item for _, item in told] + [item for value, item in keyed if value in (None, "")]


def _key(value: object) -> tuple[bool, float, str]:
    if isinstance(value, int | float):
        return (False, float(value), "")
    return (True, 0.0, str(value).casefold())


def _print_csv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    from foedus.exports.cells import cell  # noqa: PLC0415  the exports load only here

    out = csv.writer(unfiltered(sys.stdout))
    out.writerow(columns)
    for values in rows:
        cells = (cell(value) for value in values)
        out.writerow([printable(c) if isinstance(c, str) else c for c in cells])
