"""Whatever comes in, reading ends soon, raises nothing but foedus's own errors, and points at the text's words.

FOEDUS_FUZZ is the number of inputs (default 150); each is made from its number, so a failure can be repeated.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from foedus.errors import FoedusError
from foedus.model import Article
from foedus.pages import article
from foedus.reading import claims

OWN = sorted((Path(__file__).parent / "own" / "text").glob("*.txt"))
COUNT = int(os.environ.get("FOEDUS_FUZZ", "150"))
GROUPS = 10
SECONDS = 20.0  # a page's limit; none comes near it
WORDS = (
    "Russia ratified the treaty with Japan on Tuesday said AFP under which neither signed , . \" ' -- ( ) [ "
    "U.S.-Soviet pact New START NATO quit; will take effect from the day both sides withdrew 1987 June 31 "
    "both it its each other's accord agreement between and Article 4 who said that not never denied if may"
).split(" ")
FOREIGN = (
    "Россия и Китай подписали договор о дружбе в Москве.",
    "日本と韓国は火曜日に条約に署名した。",
    "وقعت مصر والأردن اتفاقية سلام يوم الثلاثاء.",
    "Die Bundesregierung hat das Abkommen mit Frankreich am Dienstag unterzeichnet.",
    "Le Sénat a ratifié la convention, a annoncé le ministère.",
    "한국과 일본은 조약에 서명했다.",
)


def own(rng: random.Random) -> str:
    return rng.choice(OWN).read_text("utf-8")


def truncated(rng: random.Random) -> bytes:
    data = own(rng).encode()
    start = rng.randrange(len(data))
    return data[start : start + rng.randrange(1, 900)]


def spliced(rng: random.Random) -> bytes:
    parts = []
    for _ in range(rng.randrange(2, 5)):
        text = own(rng)
        a = rng.randrange(len(text))
        parts.append(text[a : a + rng.randrange(1, 400)])
    return rng.choice(["", " ", "\n", "\n\n"]).join(parts).encode()


def shuffled(rng: random.Random) -> bytes:
    words = own(rng).split()[:120]
    rng.shuffle(words)
    return " ".join(words).encode()


def mixed(rng: random.Random) -> bytes:
    """English with another language in it, in some encoding."""
    text = "\n\n".join([own(rng)[:500], rng.choice(FOREIGN), own(rng)[:200]])
    return text.encode(rng.choice(["utf-8", "utf-16", "cp1252", "koi8-r", "utf-8-sig"]), "replace")


def foreign(rng: random.Random) -> bytes:
    return "\n".join(rng.choice(FOREIGN) for _ in range(rng.randrange(1, 12))).encode()


def noise(rng: random.Random) -> bytes:
    return rng.randbytes(rng.randrange(0, 600))


def characters(rng: random.Random) -> bytes:
    picked = (chr(rng.choice([rng.randrange(1, 0x250), rng.randrange(0x2000, 0x3000)])) for _ in range(300))
    return (" treaty signed " + "".join(picked)).encode("utf-8", "replace")


def controlled(rng: random.Random) -> bytes:
    """Control characters, joiners and direction marks between the letters of a story."""
    chars = list(own(rng)[:500])
    for _ in range(rng.randrange(1, 40)):
        chars.insert(
            rng.randrange(len(chars)), rng.choice("\x0b\x0c\x1b\u200b\u200d\u202e\u2028\x85\ufeff\u0301\t\r")
        )
    return "".join(chars).encode()


def salad(rng: random.Random) -> bytes:
    return " ".join(rng.choices(WORDS, k=rng.randrange(5, 120))).encode()


def long_sentence(rng: random.Random) -> bytes:
    joint = rng.choice([" and ", ", ", " which ", "; "])
    return (joint.join(["Egypt signed the treaty with Israel"] * rng.randrange(20, 150)) + ".").encode()


def long_token(rng: random.Random) -> bytes:
    return (
        "Egypt signed the " + rng.choice("aX-'(\"9") * rng.randrange(500, 20_000) + " treaty with Israel."
    ).encode()


def brackets(rng: random.Random) -> bytes:
    return (
        "Egypt ratified the treaty "
        + rng.choice(['("', "((", "[", '"', "--", ". ", "\n"]) * rng.randrange(50, 1500)
    ).encode()


def nested(rng: random.Random) -> bytes:
    depth = rng.randrange(2, 300)
    tag = rng.choice(["div", "p", "b", "table", "article", "blockquote"])
    story = own(rng)[:600]
    close = f"</{tag}>" * rng.randrange(0, depth)
    return f"<html><body>{f'<{tag}>' * depth}<p>{story}</p>{close}".encode()


def torn_html(rng: random.Random) -> bytes:
    paragraphs = "".join(
        f"<p class='{rng.choice(['', 'caption', 'related'])}'>{p}</p>" for p in own(rng)[:900].split("\n\n")
    )
    page = f"<!doctype html><html><head><title>Pact</title></head><body><article>{paragraphs}</article></body></html>"
    at = rng.randrange(30, len(page))
    return (
        page[:at]
        + rng.choice(["", "<", "<!--", "<![CDATA[", "&#x110000;", "</html>"])
        + page[at + rng.randrange(40) :]
    ).encode()


MAKERS: tuple[Callable[[random.Random], bytes], ...] = (
    truncated, spliced, shuffled, mixed, foreign, noise, characters, controlled, salad, long_sentence, long_token, brackets,
    truncated, spliced, salad, nested, torn_html,
)  # fmt: skip


def input_of(number: int) -> bytes:
    rng = random.Random(number)
    return MAKERS[number % len(MAKERS)](rng)


def page_of(number: int) -> Article | None:
    """The input as an article, None where it is refused as the tree of errors says: in one line, named."""
    doc = f"fuzz-{number}"
    try:
        return article(input_of(number), doc=doc, publisher="Example Gazette", published="2024-11-12")
    except FoedusError as error:
        told = str(error)
    assert told.startswith(f"{doc}: ")
    assert len(told.splitlines()) == 1
    return None


def check(number: int) -> None:
    """Reads one input; AssertionError where a claim is not borne out by the text or the time is up."""
    started = process_time()
    page = page_of(number)
    found = claims(page) if page is not None else []
    assert process_time() - started < SECONDS
    if page is None:
        return
    blocks_are_in_order(page)
    for claim in found:
        assert claim.passages
        for passage in claim.passages:
            assert 0 <= passage.start < passage.end <= len(page.text)
            assert page.text[passage.start : passage.end] == passage.text
        assert claim.sources[0].name == "Example Gazette"
        assert len(set(claim.actors)) == len(claim.actors)


def blocks_are_in_order(page: Article) -> None:
    at = 0
    for block in page.blocks:
        assert at <= block.start < block.end <= len(page.text)
        at = block.end


@pytest.mark.parametrize("group", range(GROUPS))
def test_any_input_is_read_or_refused(group: int) -> None:
    for number in range(group, COUNT, GROUPS):
        try:
            check(number)
        except Exception as error:
            error.add_note(f"input number {number}, made by {MAKERS[number % len(MAKERS)].__name__}")
            raise
