"""A treaty's file to its text: text, HTML and PDF are read, what cannot be read is said in one line."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from foedus.errors import PageError
from foedus.law.text import terms
from foedus.pages import Limits, treaty_text
from foedus.pages import treaty as treaties
from foedus.pages.treaty import read_treaty_text

CLAUSE = "This Agreement shall enter into force on 1 March 1994."


def pdf(*pages: str | None, password: str | None = None) -> bytes:
    """A PDF of these pages; one without words is what a scanner makes."""
    writer = PdfWriter()
    for words in pages:
        page = writer.add_blank_page(600, 400)
        if words is None:
            continue
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_text_keeps_every_character() -> None:
    assert treaty_text(CLAUSE.encode(), "a.txt") == CLAUSE
    assert treaty_text(b"\xef\xbb\xbf" + CLAUSE.encode(), "a.txt") == CLAUSE
    assert treaty_text("Übereinkommen".encode("cp1252"), "a.txt") == "Übereinkommen"
    assert treaty_text(CLAUSE.encode("utf-16"), "a.txt") == CLAUSE
    assert treaty_text(b"Article 1\r\n" + CLAUSE.encode(), "a.txt") == "Article 1\r\n" + CLAUSE


def test_html_is_read_as_a_reader_sees_it() -> None:
    page = (
        "<html><head><title>no</title><style>p{}</style></head><body><script>var x='shall';</script>"
        "<h2>Article 9</h2><p>This Agreement shall enter into force on 1&nbsp;March 1994.</p></body></html>"
    )
    text = treaty_text(page.encode(), "a.html")
    assert "var x" not in text
    assert "p{}" not in text
    found = terms(text)
    assert found.entry_into_force.date == "1994-03-01"
    assert found.clauses[0].article == "9"


def test_pdf_with_a_text_layer() -> None:
    assert CLAUSE in treaty_text(pdf(CLAUSE), "a.pdf")
    assert CLAUSE in treaty_text(pdf(CLAUSE, None), "a.pdf")
    assert CLAUSE in treaty_text(pdf(CLAUSE, CLAUSE, "3", None), "a.pdf")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(None), "no text layer"),
        # a stamp or a page number is no text layer, nor the library's cover that of the pages behind it
        (pdf("No. 12345", "Vol. 999, I-12345", "7"), "no text layer"),
        (pdf(CLAUSE, None, "2", None), "3 of the PDF's 4 pages have no text layer"),
        (b"\x89PNG\r\n\x1a\n and more", "a picture (a scan) without a text layer"),
        (b"II*\x00 and more", "a picture (a scan)"),
        (pdf(CLAUSE, password="secret"), "locked with a password"),
        (b"%PDF-1.7 and then nothing", "cannot be read"),
        (b"", "no words"),
        (b"  \n 12 34", "no words"),
        (b"\x00\x01\x02 binary", "neither text"),
        (b"x" * (30 << 20) + b"x", "more than"),
        (b"x" * 3_000_001, "longer than 3,000,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, words: str) -> None:
    with pytest.raises(PageError) as error:
        treaty_text(data, "a.pdf")
    message = str(error.value)
    assert message.startswith("a.pdf: ")
    assert words in message
    assert "\n" not in message


def test_the_blank_page_is_a_pdf() -> None:
    assert len(PdfReader(io.BytesIO(pdf(None))).pages) == 1


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_error(data: bytes) -> None:
    for start in (b"", b"%PDF-1.4\n", b"<html><body>"):
        try:
            assert isinstance(read_treaty_text(start + data, "x"), str)
        except PageError as error:
            assert str(error).startswith("x: ")  # noqa: PT017  either outcome is right


def test_pdfs_are_read_in_the_guarded_process_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that is short: nobody knows beforehand what it unpacks to."""

    def never(*_: object) -> str:
        raise AssertionError("read in this process")

    monkeypatch.setattr("foedus.pages.read_treaty_text", never)
    assert CLAUSE in treaty_text(pdf(CLAUSE), "a.pdf")
    assert CLAUSE in treaty_text(f"<html><body><p>{CLAUSE}</p>".encode(), "a.html")


def packed_again(times: int) -> bytes:
    """A PDF whose one page is a stream of 70 MB of blanks, packed so many times over."""
    content = b" " * (70 << 20)
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = "[" + " /FlateDecode" * times + " ]"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + b" 3 0 R" * 20 + b" ] /Count 20 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        f"<< /Length {len(content)} /Filter {filters} >>\nstream\n".encode() + content + b"\nendstream",
    ]
    return written(parts)


def written(parts: list[bytes]) -> bytes:
    """Objects 1, 2, ... as a PDF with its table of references; object 1 is the root."""
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{rows}{end}".encode()


LOOPING = written(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [ 3 0 R 2 0 R ] /Count 9999 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [ 2 0 R 3 0 R ] /Count 9999 >>",
    ]
)


@pytest.mark.parametrize(("name", "data"), [("packed once", packed_again(1)), ("packed twice", packed_again(2)), ("looping", LOOPING)])  # fmt: skip
def test_a_bomb_of_a_pdf_ends_in_one_line(name: str, data: bytes) -> None:
    with pytest.raises(PageError, match=r"^a\.pdf: ") as error:
        treaty_text(data, "a.pdf", Limits(seconds=5))
    assert len(str(error.value).splitlines()) == 1
    assert CLAUSE in treaty_text(pdf(CLAUSE), "b.pdf")


def test_the_pages_of_a_pdf_are_read_no_further_than_a_treaty_is_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(treaties, "LONGEST", 30)
    with pytest.raises(PageError, match="longer than 30 characters"):
        read_treaty_text(pdf(CLAUSE), "a.pdf")
