"""A treaty's file (plain text, HTML, or PDF with a text layer) to the text its clauses are read from.

Offsets of clauses count characters of the text returned here: for plain text those of the decoded file. Pure;
it runs in the guarded process.
"""

from __future__ import annotations

import io
import logging
import re
from html.parser import HTMLParser

from foedus.errors import PageError
from foedus.pages.decode import decoded

MOST_PAGES = 3000
LONGEST = 3_000_000  # characters; the longest treaties with all schedules stay below

_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|div|p|table|span)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
PDF = b"%PDF-"  # how such a file begins
FEW_LETTERS = 25  # of a page with its number, a stamp or a running head and nothing else
#: How pictures begin: PNG, JPEG, TIFF, GIF, JPEG 2000, DjVu.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"\x00\x00\x00\x0cjP", b"AT&TFORM")
_BINARY = b"\x00"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_treaty_text(data: bytes, name: str) -> str:
    """The text of a treaty's file.

    Raises PageError, naming the file, where it is empty, too long, binary, or a PDF that cannot be read or
    has no text layer.
    """
    if data.startswith(PDF):
        return _pdf(data, name)
    if data.startswith(_PICTURES):
        raise PageError(
            f"{name}: a picture (a scan) without a text layer; run it through text recognition first"
        )
    if _BINARY in data and not data.startswith(_UTF_16):
        raise PageError(f"{name}: neither text, HTML nor PDF; save the treaty as one of these")
    text = decoded(data, name) if data.strip() else ""
    if _MARKUP.search(data[:4096]):
        text = _html(text)
    if not _LETTER.search(text):
        raise PageError(f"{name}: no words in it; check the file")
    return bounded(text, name)


def bounded(text: str, name: str) -> str:
    """The text. Raises PageError where it is longer than any treaty."""
    if len(text) > LONGEST:
        raise PageError(f"{name}: longer than {LONGEST:,} characters; split it into treaties")
    return text


def _pdf(data: bytes, name: str) -> str:
    from pypdf import PdfReader  # noqa: PLC0415  only where a PDF is read
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are not for the user
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PageError(f"{name}: the PDF is locked with a password; save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise PageError(f"{name}: a PDF of more than {MOST_PAGES} pages; split it into treaties")
        parts: list[str] = []
        length = 0
        for page in reader.pages:
            parts.append(page.extract_text())
            length += len(parts[-1])
            if length > LONGEST:
                break
        text = bounded("\n".join(parts), name)
    except PageError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise PageError(f"{name}: the PDF cannot be read ({reason}); save it again or as text") from error
    scanned = sum(len(_LETTER.findall(part)) < FEW_LETTERS for part in parts)
    if scanned == len(parts):
        raise PageError(f"{name}: the PDF has no text layer (a scan); run it through text recognition first")
    if scanned * 2 > len(
        parts
    ):  # a cover of the library, a stamp on each page: the treaty itself is pictures
        raise PageError(
            f"{name}: {scanned} of the PDF's {len(parts)} pages have no text layer (a scan); run it"
            f" through text"
            " recognition first"
        )
    return text


def _html(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


_HIDDEN = frozenset({"script", "style", "head", "template", "noscript", "svg"})
_BLOCKS = frozenset(
    "p div br li tr td th table ul ol dl dd dt h1 h2 h3 h4 h5 h6 section article blockquote pre hr".split()
)


class _Words(HTMLParser):
    """Keeps what a reader sees; a block begins a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "body":
            self._hidden.clear()  # a head that was never closed hides nothing of the body
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
