"""What goes between who asks for a page and the guarded process that takes it apart: data alone, in frames.

A frame is a header in JSON with its length before it (four bytes), and the page's bytes with theirs (eight
bytes). Nothing in it can be run: an answer is as little trusted as the page it is about.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from foedus.errors import FoedusError, PageError, UsageError
from foedus.model import Article
from foedus.pages.feed import Feed

_LENGTHS = struct.Struct(">IQ")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the four: the article, the treaty's text, the feed, or why there is none.

    `spent` says that the process has used up its memory and should be replaced.
    """

    article: Article | None = None
    text: str | None = None
    feed: Feed | None = None
    error: str | None = None
    usage: bool = False
    spent: bool = False

    def raised(self) -> FoedusError | None:
        """The error to raise, None where there is none."""
        if self.error is None:
            return None
        return UsageError(self.error) if self.usage else PageError(self.error)


def frame(header: object, payload: bytes = b"") -> bytes:
    """A header and a payload as bytes. Raises UnicodeEncodeError for half a character in the header."""
    told = msgspec.json.encode(header)
    return _LENGTHS.pack(len(told), len(payload)) + told + payload


#: What `unframe` takes for an answer. Made with the module: msgspec works a type out where it is first used,
#: which no two threads may do at once.
ANSWER: Final = msgspec.json.Decoder(Answer)


def unframe(read: Callable[[int], bytes], header: msgspec.json.Decoder[T]) -> tuple[T, bytes]:
    """The next header and payload of a stream, `read` giving so many bytes of it.

    Raises EOFError where the stream has ended, ValueError for what is no frame.
    """
    lengths = _exactly(read, _LENGTHS.size)
    told, size = _LENGTHS.unpack(lengths)
    return header.decode(_exactly(read, told)), _exactly(read, size)


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    parts = []
    while size:
        part = read(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
