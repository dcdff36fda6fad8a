"""Bytes to text: encodings told by mark, by the page or by nothing; what is no English page is refused in one line."""

from __future__ import annotations

import pytest

from foedus.errors import PageError
from foedus.pages import article
from foedus.pages.decode import decode
from foedus.pages.language import foreign

STORY = "Türkiye and Curaçao’s neighbours signed a treaty – the first – on Monday.\n"
PLAIN = "Turkey and its neighbours signed a treaty on Monday, the ministry said.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode((STORY * 20).encode(encoding), "page.txt") == STORY * 20


def test_the_page_names_its_encoding() -> None:
    page = f"<html><head><meta charset='iso-8859-9'></head><body>{'İzmir ve Ağrı '}</body></html>"
    assert "İzmir ve Ağrı" in decode(page.encode("iso-8859-9"), "page.html")


@pytest.mark.parametrize(
    "charset",
    [
        "no-such-thing",
        "undefined",
        "idna",
        "punycode",
        "rot13",
        "base64",
        "unicode_escape",
        "utf-7",
        "utf-16",
    ],
)
def test_a_page_that_is_wrong_about_itself_is_read_all_the_same(charset: str) -> None:
    page = f"<meta charset='{charset}'>{STORY} +2AA- \\ud800 é..".encode()
    text = decode(page, "page.html")
    assert text.encode("utf-8")


def test_newlines_are_of_one_sort() -> None:
    assert decode(b"a\r\nb\rc\n", "page.txt") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"%PDF-1.7\n" + bytes(range(1, 32)) * 8, "binary"),
        ("ab".encode("utf-16")[:-1], "broken utf-16"),
        (b"12 34 -- 56 .\n", "no text"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(PageError, match=says) as caught:
        article(data, doc="page.txt")
    assert str(caught.value).startswith("page.txt: ")
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Die Bundesregierung hat das Abkommen mit Frankreich am Dienstag unterzeichnet und dem Bundestag zugeleitet. ",
            "German",
        ),
        (
            "Le Sénat a ratifié mardi la convention avec le Maroc, a annoncé le ministère des affaires étrangères. ",
            "French",
        ),
        (
            "Россия и Китай подписали во вторник договор о дружбе и сотрудничестве, сообщило министерство. ",
            "Russian",
        ),
    ],
)
def test_other_languages_are_named_and_refused(text: str, language: str) -> None:
    assert foreign(text * 6) == language
    with pytest.raises(PageError, match=f"not English .*{language}"):
        article((text * 6).encode(), doc="page.txt")


@pytest.mark.parametrize("text", [PLAIN * 10, PLAIN, "Fiji signs", (PLAIN * 3).upper()])
def test_english_and_short_texts_pass(text: str) -> None:
    assert foreign(text) is None


def test_the_digest_is_of_the_bytes() -> None:
    one, two = article(PLAIN.encode(), doc="a"), article(PLAIN.encode("utf-16"), doc="b")
    assert one.text == two.text
    assert one.digest != two.digest
    assert len(one.digest) == 64
