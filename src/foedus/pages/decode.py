"""Bytes to text: byte order mark, the encoding that is known or that the page names, UTF-8, windows-1252.

Only encodings of the web are read (`encodings`). Never silently lossy but for single bytes that mean nothing.
"""

from __future__ import annotations

import codecs
import re

from foedus.errors import PageError
from foedus.pages.encodings import codec

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LABEL = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEYOND_ASCII = bytes(range(128, 256))
_MOST_BEYOND = 0.2  # of the bytes of an English text


def decode(data: bytes, doc: str, encoding: str | None = None) -> str:
    """The text of a page as `decoded`, newlines as \\n."""
    return decoded(data, doc, encoding).replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes, doc: str, encoding: str | None = None) -> str:
    """The text of a page, a zero as the sign for a character that is lost. Linear time.

    `encoding` is one that is known beforehand ("utf-8" for text that came as text) and wins over what the
    page names. Raises PageError for a page that is empty, binary or in an encoding that cannot be told.
    """
    if not data.strip():
        raise PageError(f"{doc}: the page is empty")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise PageError(f"{doc}: in UTF-32, which is no encoding of the web: save it as UTF-8")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name, doc)
    if b"\x00" in data[:4096] or len(_CONTROL.findall(data[:65536])) > len(data[:65536]) // 200 + 4:
        raise PageError(f"{doc}: this is a binary file, not a page: save the page as HTML or text")
    for told in (encoding, _named(data), "utf-8"):
        if told is not None:
            try:
                return _plain(data.decode(told))
            except UnicodeDecodeError:
                pass  # the page is wrong about itself
    if len(data) - len(data.translate(None, _BEYOND_ASCII)) > _MOST_BEYOND * len(data):
        raise PageError(f"{doc}: neither UTF-8 nor in the encoding that it names: save the page as UTF-8")
    return _plain(data.decode("cp1252", errors="replace"))


def _named(data: bytes) -> str | None:
    """The codec of the encoding that a page names in its first bytes, None where it names none of the web."""
    label = _LABEL.search(data[:4096])
    return codec(label.group(1).decode("ascii")) if label is not None else None


def _as(data: bytes, name: str, doc: str) -> str:
    try:
        return _plain(data.decode(name))
    except UnicodeDecodeError as error:
        raise PageError(
            f"{doc}: broken {name} at byte {error.start}: save the page again as UTF-8"
        ) from error


def _plain(text: str) -> str:
    return text.replace("\x00", "\ufffd")  # no database takes a zero
