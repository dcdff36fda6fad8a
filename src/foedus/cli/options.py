"""Options that several commands share. Imports click alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _date_of_publication(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Checked before any page is read: a wrong date is a wrong call."""
    if value is not None:
        from foedus.pages.published import given  # noqa: PLC0415  only where it is asked for

        given(value)
    return value


def page_options(command: F) -> F:
    """--published and --publisher: what the page itself may not tell."""
    command = click.option(
        "--publisher",
        metavar="NAME",
        help="Who published the page, where it does not say so itself (Yonhap, The White House).",
    )(command)
    return click.option(
        "--published",
        metavar="DATE",
        callback=_date_of_publication,
        help="When it was published: 2024-11-12, or with time and zone 2024-11-12T08:00+09:00. "
        "Days such as 'Tuesday' are counted from it.",
    )(command)


def day_option(command: F) -> F:
    """--on: the day asked about."""
    return click.option("--on", metavar="DAY", help="The day asked about, YYYY-MM-DD. Default: today.")(
        command
    )
