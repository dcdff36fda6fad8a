"""Where an export is written: a file that is there complete or not at all, or standard output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from foedus.cli.common import day_asked
from foedus.cli.terminal import binary_output
from foedus.errors import OutputError, UsageError

F = TypeVar("F", bound=Callable[..., Any])


def out_option(command: F) -> F:
    return click.option(
        "-o",
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write to this file. Default: standard output.",
    )(command)


def on_option(command: F) -> F:
    return click.option(
        "--on",
        metavar="DAY",
        callback=lambda ctx, param, value: day_asked(value),
        help="The day asked about, YYYY-MM-DD. Default: today.",
    )(command)


@contextmanager
def opened(out: Path | None) -> Iterator[IO[bytes]]:
    """The file, which is there complete or not at all; or standard output.

    Raises UsageError for a file that cannot be made, OutputError where writing it fails.
    """
    if out is None:
        stream = binary_output()
        yield stream
        stream.flush()
        return
    part = out.with_name(out.name + ".part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); name another file") from error
    try:
        with file:
            yield file
        part.replace(out)
    except OSError as error:
        raise OutputError(
            f"{out}: could not be written to its end ({error.strerror}); nothing is left of it"
        ) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def text_file(out: Path | None) -> Iterator[IO[str]]:
    import io  # noqa: PLC0415

    with opened(out) as raw:
        text = io.TextIOWrapper(raw, "utf-8", newline="", write_through=True)
        yield text
        text.flush()
        text.detach()
