"""What reaches a terminal: text of pages without the signs that steer one.

Everything that commands print goes through `printable` on its way out, since `filtered` stands in for the
two streams while a command runs. Only what steers a terminal on our own behalf (colours, progress) goes by
it, over `unfiltered`, and has its text cleaned before.
"""

from __future__ import annotations

import codecs
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console

# controls (C0, DEL, C1), separators of lines that are none, marks and overrides of direction, halves of
# characters, annotations and tags that are not to be seen
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_SHOWN = "\ufffd"


def printable(text: str) -> str:
    """A text with a replacement sign for each character that steers a terminal; lines and tabs stay."""
    if _STEERING.search(text) is None:
        return text
    return _STEERING.sub(_SHOWN, text.replace("\r\n", "\n"))


def one_line(text: object) -> str:
    """A text in one line, as messages are."""
    return printable(" ".join(str(text).split()))


def json_line(data: object) -> str:
    """An object as one line of JSON, the same data, with what steers a terminal in escapes."""
    return _STEERING.sub(_escaped, json.dumps(data, ensure_ascii=False, default=str)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def write_json(items: Iterable[object]) -> None:
    """One object a line on standard output."""
    out = unfiltered(sys.stdout)
    for item in items:
        out.write(json_line(item))


@contextmanager
def filtered() -> Iterator[None]:
    """While it holds, whatever is written to standard output and standard error is printable.

    What their encoding does not hold is written in escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
    sys.stdout, sys.stderr = cast(TextIO, _Filter(sys.stdout)), cast(TextIO, _Filter(sys.stderr))
    try:
        yield
    finally:  # click puts others in their place where a reader has gone away
        sys.stdout, sys.stderr = unfiltered(sys.stdout), unfiltered(sys.stderr)


def unfiltered(stream: TextIO) -> TextIO:
    """The stream behind a filter, for what has been cleaned already; a stream without one as it is."""
    return stream.behind if isinstance(stream, _Filter) else stream


def binary_output() -> IO[bytes]:
    """Standard output for bytes: as they are into a file or a pipe, printable text on a terminal."""
    out = unfiltered(sys.stdout)
    return cast(IO[bytes], _Printed(out)) if out.isatty() else out.buffer


class _Printed(io.RawIOBase):
    """A stream of UTF-8 that is shown."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._out.write(printable(self._decoder.decode(bytes(data))))
        return len(data)


class _Filter:
    """A text stream through which only printable text goes."""

    def __init__(self, behind: TextIO) -> None:
        self.behind = behind

    def write(self, text: str | bytes) -> int:
        if isinstance(text, bytes):  # as click writes what completes a command
            text = text.decode("utf-8", "replace")
        self.behind.write(printable(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)  # else click writes past the filter where the encoding is ASCII
        return getattr(self.behind, name)


def console(width: int = 100, *, soft_wrap: bool = False) -> Console:
    """Where tables and styled text go: as wide as the terminal, `width` columns and no colours elsewhere."""
    from rich.console import Console, ConsoleOptions, RenderableType  # noqa: PLC0415  heavy: for tables alone
    from rich.segment import Segment  # noqa: PLC0415

    class Printable(Console):
        """A console whose styles are ours and whose text is printable."""

        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            for segment in super().render(renderable, options):
                text = segment.text if segment.control else printable(segment.text)
                yield segment if text is segment.text else Segment(text, segment.style)

    said: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False, "soft_wrap": soft_wrap}
    found = Printable(file=unfiltered(sys.stdout), **said)
    if found.is_terminal:
        return found
    return Printable(file=unfiltered(sys.stdout), width=width, no_color=True, **said)
