"""A treaty's file to its text: text, HTML and PDF are read, what cannot be read is said in one line."""

from __future__ import annotations

import io

import pytest
from foedus.law.text.files import decoded, treaty_text
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from foedus.errors import PageError
from foedus.law.text import terms

CLAUSE = "This Agreement shall enter into force on 1 March 1994."


def pdf(words: str | None, password: str | None = None) -> bytes:
    """A PDF of one page; without words it is what a scanner makes."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 400)
    if words is not None:
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
    assert decoded("Übereinkommen".encode("cp1252")) == "Übereinkommen"
    assert decoded(CLAUSE.encode("utf-16")) == CLAUSE


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


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(None), "no text layer"),
        (pdf(CLAUSE, password="secret"), "locked with a password"),
        (b"%PDF-1.7 and then nothing", "cannot be read"),
        (b"", "no words"),
        (b"  \n 12 34", "no words"),
        (b"\x00\x01\x02 binary", "neither text"),
        (b"x" * 30_000_001, "larger than"),
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
            assert isinstance(treaty_text(start + data, "x"), str)
        except PageError as error:
            assert str(error).startswith("x: ")  # noqa: PT017  either outcome is right
