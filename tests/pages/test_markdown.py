"""Markdown pages: marks off, front matter read, plain text left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model import Role
from foedus.pages import article
from foedus.pages.markdown import looks_like_markdown, marked

PAGE = """---
layout: post
title: "2010 April 8"
date: 2010-04-08
---

#### International relations

* [Arms control](https://example.org/a "Arms control")
  * [Russia](https://example.org/r "Russia") and the **United States** sign a treaty
    on strategic arms in Prague. [(Reuters)](https://example.org/story?id=(1))
* ![a picture](https://example.org/p.png) Norway ratifies the *convention*. [(NRK)](https://example.org/n)
"""


def test_links_marks_and_pictures_go_and_the_sentences_stay() -> None:
    found = article(PAGE.encode(), doc="page.md")
    body = [found.text[b.start : b.end] for b in found.blocks if b.role is Role.BODY]
    assert [" ".join(p.split()) for p in body] == [
        "Russia and the United States sign a treaty on strategic arms in Prague. (Reuters)",
        "Norway ratifies the convention. (NRK)",
    ]
    assert found.title == "2010 April 8"
    assert found.published is not None
    assert (found.published.day, found.published.basis) == ("2010-04-08", "meta")
    assert found.credits == ("Reuters", "NRK")


def test_a_given_date_and_title_win() -> None:
    found = article(PAGE.encode(), doc="page.md", published="2010-04-09", title="Prague")
    assert found.published is not None
    assert (found.published.day, found.title) == ("2010-04-09", "Prague")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, True),
        ("Words [a](https://example.org/a) [b](/b) and [c](https://example.org/c).", True),
        ("Words with one [link](https://example.org/a) in them.", False),
        ("---\nPRAGUE, April 8 - The treaty was signed.\n", False),
        ("The treaty [of 1949](sic) was signed (see [2](3) and [4](5)).", False),
        ("", False),
    ],
)
def test_only_markdown_is_taken_for_it(text: str, expected: bool) -> None:
    assert looks_like_markdown(text) is expected


def test_a_date_that_is_none_is_left_out() -> None:
    found = article(b"---\ndate: 2010-13-45\n---\n\nNorway and Iceland signed the treaty.\n", doc="x")
    assert found.published is None


@given(st.text(alphabet="[]()*#_`!<>\\-: \n\tab\"'|~", max_size=300))
def test_any_marks_at_all_are_read(text: str) -> None:
    found = marked(text)
    assert all(p == p.strip() != "" for p in found.paragraphs)
