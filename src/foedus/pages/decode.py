"""Bytes to text: byte order mark, the page's own charset, UTF-8, then a guess. Never silently lossy."""

from __future__ import annotations

import codecs
import re

from foedus.errors import PageError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, doc: str) -> str:
    """The text of a page, newlines as \\n. Raises PageError for empty and binary pages."""
    if not data.strip():
        raise PageError(f"{doc}: the page is empty")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _as(data, encoding, doc)
    if b"\x00" in data[:4096] or len(_CONTROL.findall(data[:65536])) > len(data[:65536]) // 200 + 4:
        raise PageError(f"{doc}: this is a binary file, not a page: save the page as HTML or text")
    declared = _CHARSET.search(data[:4096])
    if declared is not None:
        try:
            text = data.decode(declared.group(1).decode("ascii"))
            text.encode("utf-8")  # UTF-7 and escapes let halves of characters through
            return _newlines(text)
        except (LookupError, UnicodeError):
            pass  # the page is wrong about itself
    try:
        return _newlines(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _newlines(data.decode(_guess(data), errors="replace"))


def _as(data: bytes, encoding: str, doc: str) -> str:
    try:
        return _newlines(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise PageError(
            f"{doc}: broken {encoding} at byte {error.start}: save the page again as UTF-8"
        ) from error


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  heavy: loads only where it is needed

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best is not None else "cp1252"


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
