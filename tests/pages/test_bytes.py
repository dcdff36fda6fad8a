"""Bytes to text: encodings told by mark, by the page or by nothing; what is no English page is refused in one line."""

from __future__ import annotations

import codecs

import pytest

from foedus.errors import PageError
from foedus.pages import article
from foedus.pages.decode import decode
from foedus.pages.encodings import _ROWS, codec
from foedus.pages.language import foreign

STORY = "Türkiye and Curaçao’s neighbours signed a treaty – the first – on Monday.\n"
PLAIN = "Turkey and its neighbours signed a treaty on Monday, the ministry said.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
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


@pytest.mark.parametrize(
    "label", ["punycode", "idna", "utf-7", "unicode_escape", "rot13", "cp037", "hz", "utf_32"]
)
def test_no_encoding_but_those_of_the_web_is_read(label: str) -> None:
    assert codec(label) is None


@pytest.mark.parametrize(
    ("label", "name"),
    [("UTF-8", "utf-8"), (" latin1 ", "cp1252"), ("iso-8859-9", "cp1254"), ("GB2312", "gb18030"),
     ("utf-16", "utf-8"), ("x-user-defined", "cp1252"), ("hz-gb-2312", None), ("replacement", None)],
)  # fmt: skip
def test_labels_mean_what_the_standard_says(label: str, name: str | None) -> None:
    assert codec(label) == name


def test_every_label_has_a_codec_and_there_are_as_many_as_in_the_standard() -> None:
    """228 labels, of which the six of "replacement" are never read."""
    known = {label for row in _ROWS.replace("\n  ", " ").strip().splitlines() for label in row.split()[2:]}
    assert len(known) == 228
    named = {label: codec(label) for label in known}
    assert sum(name is None for name in named.values()) == 6
    for name in named.values():
        assert name is None or codecs.lookup(name)


def test_what_came_as_text_is_not_decoded_by_what_the_page_names() -> None:
    """A str, or a field of a list, is UTF-8 whatever its `<meta>` says of the file that it was in."""
    page = f"<html><head><meta charset='windows-1252'></head><body><p>{STORY * 3}</p></body></html>"
    assert (
        "Türkiye and Curaçao’s"
        in article(page.encode(), doc="p", published="2024-11-12", encoding="utf-8").text
    )


def test_utf_32_is_refused_and_a_page_in_no_encoding_too() -> None:
    with pytest.raises(PageError, match="UTF-32"):
        decode((STORY * 20).encode("utf-32"), "page.txt")
    with pytest.raises(PageError, match="save the page as UTF-8"):
        decode("Россия и Китай подписали договор".encode("cp1251"), "page.txt")


def test_a_zero_inside_a_page_is_a_sign_that_databases_take() -> None:
    page = PLAIN * 100 + "\x00" + PLAIN
    text = decode(page.encode(), "page.txt")
    assert "\x00" not in text
    assert len(text) == len(page)


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


@pytest.mark.parametrize(
    "text",
    [PLAIN * 10, PLAIN, "Fiji signs", (PLAIN * 3).upper(), "x", "Kyoto Protocol", "SUVA, June 5", "Fiji signs tuna pact",
     "Abe, Modi ink nuclear deal", "Bundestag approves CETA", "Duma votes on Tuesday", "Jakarta, Canberra sign accord"],
)  # fmt: skip
def test_english_passes_however_short(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Le Sénat a ratifié la convention.",
        "Der Bundestag hat das Abkommen gebilligt.",
        "Frankreich unterzeichnet Vertrag",
        "España y Perú firman un tratado",
        "L'Italia ha ratificato il trattato.",
        "Portugal assinou o acordo com Angola.",
        "Polska ratyfikowała umowę z Ukrainą",
        "Türkiye anlaşmayı imzaladı",
        "Suomi allekirjoitti sopimuksen",
        "Việt Nam ký hiệp định với Lào",
        "Россия и Китай подписали договор.",
        "Договор",
        "日本と韓国は条約に署名した。",
        "中国和俄罗斯签署条约",
        "한국과 일본은 조약에 서명했다.",
        "وقعت مصر والأردن اتفاقية سلام.",
        "मिस्र ने संधि पर हस्ताक्षर किए",
        "Ελλάδα και Κύπρος υπέγραψαν συμφωνία",
        "ישראל ומצרים חתמו על הסכם",
    ],
)
def test_another_script_or_language_is_said_to_be_unreadable_however_short(text: str) -> None:
    with pytest.raises(
        PageError, match=r"^page\.txt: not English \(it looks like .+\): foedus reads English"
    ):
        article(text.encode(), doc="page.txt")


def test_the_digest_is_of_the_bytes() -> None:
    one, two = article(PLAIN.encode(), doc="a"), article(PLAIN.encode("utf-16"), doc="b")
    assert one.text == two.text
    assert one.digest != two.digest
    assert len(one.digest) == 64
