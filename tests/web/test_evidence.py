"""A page with its passages marked loses nothing of its text and gains nothing but marks and anchors."""

from __future__ import annotations

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger import StoredClaim
from foedus.model import Certainty, Claim, ClaimKind, Passage
from foedus.web.documents.evidence import marked
from tests.web.ledgers import NOW

_OURS = re.compile(r'<mark title="[^"<>]*">|</mark>|<a id="claim-\d+"></a>')


def stored(number: int, text: str, spans: list[tuple[int, int]], what: str = "signed") -> StoredClaim:
    said = tuple(Passage(a, b, text[a:b]) for a, b in spans)
    claim = Claim(
        "a.txt", ClaimKind.STEP, what, None, (), (), None, None, None, (), Certainty.REPORTED, said
    )  # fmt: skip
    return StoredClaim(number, claim, 1, 1, 1, NOW)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[StoredClaim]]:
    text = draw(st.text(st.characters(), max_size=80))
    span = st.tuples(st.integers(0, 90), st.integers(0, 90)).map(lambda t: (min(t), max(t)))
    each = draw(st.lists(st.lists(span, max_size=3), max_size=6))
    what = st.sampled_from(("signed", 'a"b<c>'))
    return text, [stored(i + 1, text, spans, draw(what)) for i, spans in enumerate(each)]


@given(pages())
def test_without_our_tags_it_is_the_escaped_text(page: tuple[str, list[StoredClaim]]) -> None:
    text, claims = page
    assert _OURS.sub("", marked(text, claims)) == escape(text)


@given(pages())
def test_each_claim_has_one_anchor_and_marks_do_not_nest(page: tuple[str, list[StoredClaim]]) -> None:
    text, claims = page
    html = marked(text, claims)
    assert sorted(map(int, re.findall(r'<a id="claim-(\d+)">', html))) == [c.id for c in claims]
    depth = 0
    for tag in re.findall(r"</?mark", html):
        depth += 1 if tag == "<mark" else -1
        assert depth in (0, 1)
    assert depth == 0


@given(pages())
def test_what_is_marked_is_what_the_passages_cover(page: tuple[str, list[StoredClaim]]) -> None:
    text, claims = page
    pieces = re.findall(r'<mark title="[^"<>]*">(.*?)</mark>', marked(text, claims), re.DOTALL)
    covered = {i for c in claims for p in c.claim.passages for i in range(p.start, min(p.end, len(text)))}
    assert "".join(pieces) == escape("".join(text[i] for i in sorted(covered)))


def test_the_anchor_is_at_the_passage_that_the_claim_names_first() -> None:
    text = "It takes effect on exchange. They could exchange in May."
    html = marked(text, [stored(1, text, [(29, 56), (0, 28)], "instruments_exchanged")])
    assert '<a id="claim-1"></a><mark title="instruments exchanged (reported)">They could' in html


def test_an_overlap_names_both_claims() -> None:
    text = "North Korea signed and ratified it."
    html = marked(text, [stored(1, text, [(0, 18)]), stored(2, text, [(12, 31)], "ratified")])
    assert html == (
        '<a id="claim-1"></a><mark title="signed (reported)">North Korea </mark>'
        '<a id="claim-2"></a><mark title="signed (reported); ratified (reported)">signed</mark>'
        '<mark title="ratified (reported)"> and ratified</mark> it.'
    )
