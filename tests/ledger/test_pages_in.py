"""What a page brings to the ledger, page by page: new, known, gone and back claims; what tells more goes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from foedus.errors import LedgerError
from foedus.ledger import Added, Capture, Ledger, open_ledger
from foedus.model import Article, Claim, Source, SourceKind
from tests.ledger.strategies import KCNA, NOW, PACT, TASS, YONHAP, article, day, step


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger in a file."""
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def bring(book: Ledger, page: Article, claims: Sequence[Claim], *, on: int = 0) -> Added:
    return book.add(page, claims, recorded_at=day(on), actor="a")


def brought(added: Added) -> tuple[int | None, int, int, int]:
    return added.transaction, added.new_claims, added.known_claims, added.gone_claims


def signed(page: Article, **more: object) -> Claim:
    return step(page, "signed", ("PRK", "RUS"), "2024-06", **more)  # type: ignore[arg-type]


def ratified(page: Article, who: str, date: str, **more: object) -> Claim:
    return step(page, "ratified", (who,), date, **more)  # type: ignore[arg-type]


def standing(book: Ledger) -> list[str]:
    return [f"{c.claim.what} {' '.join(c.claim.actors)}" for c in book.claims() if c.stands]


# ---- one page read again


def test_a_newer_reading_adds_what_is_new_and_marks_what_is_gone(book: Ledger) -> None:
    page = article()
    one, two, three = signed(page), ratified(page, "RUS", "2024-11-09"), ratified(page, "PRK", "2024-11-11")
    assert brought(bring(book, page, [one, two])) == (1, 2, 0, 0)
    assert brought(bring(book, page, [two, three], on=1)) == (2, 1, 1, 1)
    assert standing(book) == ["ratified RUS", "ratified PRK"]
    assert [c.gone_since for c in book.claims()] == [2, None, None]
    assert brought(bring(book, page, [two, three], on=2)) == (None, 0, 2, 0)
    back = bring(book, page, [one, two, three], on=3)
    assert brought(back) == (3, 0, 3, 0)
    assert [c.gone_since for c in book.claims()] == [None, None, None]
    assert [t.kind for t in book.transactions()] == ["add", "reread", "reread"]
    assert book.check() == []


def test_a_name_that_is_read_again_means_its_agreement_again(book: Ledger) -> None:
    page, later = article(), article("Later.", published="2024-11-13")
    bring(book, page, [signed(page)])
    bring(book, page, [], on=1)
    bring(book, page, [signed(page)], on=2)
    bring(book, later, [ratified(later, "RUS", "2024-11-09", name=None, mention="the pact")], on=3)
    assert [(row.name, row.claims) for row in book.agreements()] == [(PACT, 2)]


def test_a_name_that_is_no_longer_read_means_nothing(book: Ledger) -> None:
    page, later = article(), article("Later.", published="2024-11-13")
    bring(book, page, [signed(page)])
    bring(book, page, [], on=1)
    bring(book, later, [ratified(later, "RUS", "2024-11-09", name=None, mention="the pact")], on=2)
    assert len(book.agreements()) == 2


def test_a_reading_of_nothing_marks_all_as_gone(book: Ledger) -> None:
    page = article()
    bring(book, page, [signed(page)])
    assert brought(bring(book, page, [], on=1)) == (2, 0, 0, 1)
    assert brought(bring(book, page, [], on=2)) == (None, 0, 0, 0)
    assert standing(book) == []


def test_the_same_claim_twice_in_a_page_is_one(book: Ledger) -> None:
    page = article()
    assert brought(bring(book, page, [signed(page), signed(page)])) == (1, 1, 0, 0)


def test_a_new_page_beside_a_known_one_is_an_addition(book: Ledger) -> None:
    page, other = article(), article("Another page of the same day.")
    bring(book, page, [signed(page)])
    found = book.add_many([(page, [signed(page)]), (other, [signed(other)])], recorded_at=day(1), actor="a")
    assert [brought(f) for f in found] == [(None, 0, 1, 0), (2, 1, 0, 0)]
    assert [t.kind for t in book.transactions()] == ["add", "add"]


# ---- the same bytes, with more or less told of them


def test_what_tells_less_of_the_same_bytes_brings_nothing(book: Ledger) -> None:
    page = article()
    bring(book, page, [signed(page)])
    for less in (
        replace(page, publisher=None),
        replace(page, published=None),
        replace(page, publisher=None, published=None),
    ):
        added = bring(book, less, [signed(less)], on=1)
        assert (added.transaction, added.document, added.new_claims, added.gone_claims) == (None, 1, 0, 0)
    assert len(book.documents()) == 1


def test_what_tells_more_of_the_same_bytes_takes_the_place_of_what_told_less(book: Ledger) -> None:
    page = article()
    less = replace(page, publisher=None)
    bring(book, less, [signed(less), ratified(less, "RUS", "2024-11-09")])
    added = bring(book, page, [signed(page)], on=1)
    assert (added.new_claims, added.known_claims, added.gone_claims) == (1, 0, 2)
    assert [c.gone_since for c in book.claims()] == [2, 2, None]
    again = bring(book, page, [signed(page)], on=2)
    assert again.transaction is None
    assert book.check() == []


def test_the_same_bytes_of_two_publishers_stand_side_by_side(book: Ledger) -> None:
    page = article()
    other = replace(page, publisher="The Daily")
    bring(book, page, [signed(page)])
    assert brought(bring(book, other, [signed(other)], on=1)) == (2, 1, 0, 0)
    assert len(book.documents()) == 2
    nameless = replace(page, publisher=None)
    assert bring(book, nameless, [signed(nameless)], on=2).transaction is None


def test_two_that_tell_different_things_of_the_same_bytes_stand_side_by_side(book: Ledger) -> None:
    page = article()
    one, two = replace(page, publisher=None), replace(page, published=None)
    bring(book, one, [signed(one)])
    assert brought(bring(book, two, [signed(two)], on=1)) == (2, 1, 0, 0)
    added = bring(book, page, [signed(page)], on=2)  # in the place of both
    assert (added.document, added.new_claims, added.known_claims, added.gone_claims) == (3, 1, 0, 2)
    assert standing(book) == ["signed PRK RUS"]


# ---- what an article calls an agreement


def agreements(book: Ledger) -> list[tuple[str, str, int]]:
    return [(r.name, " ".join(r.parties), r.claims) for r in book.agreements()]


def test_one_agreement_of_an_article_has_the_parties_of_all_its_claims(book: Ledger) -> None:
    page = article()
    claims = [signed(page, parties=("PRK",)), ratified(page, "RUS", "2024-11-09", parties=("RUS",))]
    added = bring(book, page, claims)
    assert agreements(book) == [(PACT, "PRK RUS", 2)]
    assert len(added.agreements) == 1


def test_its_fullest_name_and_its_day_of_signature_are_of_all_its_claims(book: Ledger) -> None:
    page, later = article(), article("Later.", published="2024-12-04")
    bring(
        book,
        page,
        [
            signed(page, name="Partnership Treaty", signed="2024-06-19"),
            ratified(page, "RUS", "2024-11-09", name=PACT),
        ],
    )
    assert [r[0] for r in agreements(book)] == [PACT]
    other = signed(later, name=PACT, signed="2000-02-09")
    bring(book, later, [other], on=1)
    assert len(agreements(book)) == 2


def test_two_numbers_in_an_article_are_two_agreements(book: Ledger) -> None:
    page = article()
    claims = [
        signed(page, name="Lake Treaty", local=1),
        ratified(page, "RUS", "2024-11-09", name="River Treaty", local=2),
    ]
    added = bring(book, page, claims)
    assert sorted(a[0] for a in agreements(book)) == ["Lake Treaty", "River Treaty"]
    assert len(added.agreements) == 2
    assert added.agreements == tuple(sorted(added.agreements))


def test_a_description_beside_a_title_is_not_the_title(book: Ledger) -> None:
    page = article()
    claims = [
        signed(page, name="Lake Treaty", local=1),
        ratified(page, "RUS", "2024-11-09", name=None, mention="the pact", local=2),
    ]
    bring(book, page, claims)
    assert len(agreements(book)) == 2
    other = article("Of the pact alone.", published="2024-11-13")
    bring(book, article("Sea.", published="2024-11-01"), [], on=1)
    bring(book, other, [ratified(other, "PRK", "2024-11-11", name="Lake Treaty")], on=2)
    assert len(agreements(book)) == 2


def test_a_claim_of_no_agreement_belongs_to_none(book: Ledger) -> None:
    page = article()
    added = bring(book, page, [replace(signed(page), agreement=None)])
    assert added.agreements == ()
    assert [c.agreement_id for c in book.claims()] == [None]


def test_a_new_claim_of_a_known_agreement_touches_it(book: Ledger) -> None:
    page, later = article(), article("Later.", published="2024-11-13")
    first = bring(book, page, [signed(page)])
    second = bring(book, later, [ratified(later, "PRK", "2024-11-11")], on=1)
    assert first.agreements == second.agreements
    assert agreements(book) == [(PACT, "PRK RUS", 2)]


# ---- what is kept of a page


def test_a_chain_of_sources_is_kept_once(book: Ledger) -> None:
    page, later = article(), article("Later.", published="2024-11-13")
    bring(
        book,
        page,
        [signed(page, sources=(YONHAP, TASS)), ratified(page, "RUS", "2024-11-09", sources=(YONHAP, TASS))],
    )
    assert book.count("chains") == 1
    bring(book, later, [ratified(later, "PRK", "2024-11-11", sources=(YONHAP, KCNA))], on=1)
    bring(book, article("x"), [ratified(article("x"), "PRK", "2024-11-11", sources=(YONHAP, TASS))], on=2)
    assert book.count("chains") == 2
    book.forget_index()
    bring(book, article("y"), [ratified(article("y"), "PRK", "2024-11-11", sources=(YONHAP, TASS))], on=3)
    assert book.count("chains") == 2
    assert [len(c.claim.sources) for c in book.claims()] == [2] * 5
    assert book.claims()[2].claim.sources[1] == KCNA
    assert book.check() == []


def test_many_chains_of_one_page(book: Ledger) -> None:
    page = article()
    claims = [
        ratified(page, "RUS", "2024-11-09", sources=(YONHAP, Source(f"Source {n}", SourceKind.OFFICIAL)))
        for n in range(5)
    ]
    assert bring(book, page, claims).new_claims == 5
    assert [c.claim.sources[1].name for c in book.claims()] == [f"Source {n}" for n in range(5)]


def test_an_entry_says_when_by_whom_and_why(book: Ledger) -> None:
    page = article()
    book.add_many(
        [(page, [signed(page)])],
        recorded_at=NOW,
        actor="Ana Ruiz",
        kind="import",
        fetched=day(2),
        note="a list",
    )
    (entry,) = book.transactions()
    assert (entry.actor, entry.kind, entry.note, entry.recorded_at) == ("Ana Ruiz", "import", "a list", NOW)
    (document,) = book.documents()
    assert document.fetched is not None
    assert document.fetched.startswith("2024-11-14")
    assert (document.doc, document.publisher, document.published, document.claims) == (
        "page.txt",
        "Yonhap",
        "2024-11-12",
        1,
    )
    assert book.document_text(document.id) == page.text


def test_a_page_needs_its_digest(book: Ledger) -> None:
    with pytest.raises(LedgerError, match="SHA-256"):
        bring(book, replace(article(), digest="ff"), [])
    assert book.transactions() == []


def test_answers_come_in_the_order_of_the_pages(book: Ledger) -> None:
    pages = [article(f"Page {n}.") for n in range(4)]
    bring(book, pages[2], [signed(pages[2])])
    found = book.add_many([(p, [signed(p)]) for p in [*pages, pages[1]]], recorded_at=day(1), actor="a")
    assert [f.new_claims for f in found] == [1, 1, 0, 1, 0]
    assert [f.known_claims for f in found] == [0, 0, 1, 0, 1]
    assert [f.transaction for f in found] == [2, 2, None, 2, None] or found[4].transaction == 2
    assert found[1].document == found[4].document
    assert len({f.document for f in found}) == 4


# ---- what a person let in from a page, and how a page came


def test_no_reading_takes_away_what_a_person_let_in(book: Ledger) -> None:
    page = article()
    own, by_hand = signed(page), ratified(page, "RUS", "2024-11-09")
    bring(book, page, [own])
    number = book.agreements()[0].id
    book.enter_on_page(
        1, by_hand, agreement=number, reason="read by a person", actor="Ana", recorded_at=day(1)
    )
    assert brought(bring(book, page, [], on=2)) == (3, 0, 0, 1)
    assert standing(book) == ["ratified RUS"]
    # read by foedus too, it is what is there already
    assert brought(bring(book, page, [own, by_hand], on=3)) == (4, 0, 2, 0)
    assert standing(book) == ["signed PRK RUS", "ratified RUS"]
    assert book.check() == []


def test_what_tells_more_takes_no_place_of_what_a_person_let_in(book: Ledger) -> None:
    page = article()
    less = replace(page, publisher=None)
    bring(book, less, [signed(less)])
    number = book.agreements()[0].id
    by_hand = ratified(less, "RUS", "2024-11-09")
    book.enter_on_page(
        1, by_hand, agreement=number, reason="read by a person", actor="Ana", recorded_at=day(1)
    )
    added = bring(book, page, [signed(page)], on=2)
    assert (added.document, added.new_claims, added.gone_claims) == (2, 1, 1)
    assert standing(book) == ["ratified RUS", "signed PRK RUS"]


def test_how_a_page_came_is_kept_with_the_page_it_brought(book: Ledger) -> None:
    page, known = article(), article("A page that is known.")
    bring(book, known, [])
    came = Capture("https://example.org/a", "https://example.org/b", day(3), {"etag": "1"}, b"<p>")
    book.add_many(
        [(page, [signed(page)]), (known, [signed(known)])],
        recorded_at=day(4),
        actor="a",
        captures={page.digest: came, known.digest: came},
    )
    assert book.count("captures") == 1
    fetched = {d.id: d.fetched for d in book.documents()}
    assert fetched[1] is None
    assert fetched[2] is not None
    assert fetched[2].startswith("2024-11-15")


def test_a_name_that_one_of_two_pages_says_no_more_means_its_agreement_still(book: Ledger) -> None:
    page, other, later = (
        article(),
        article("Other.", published="2024-11-20"),
        article("Later.", published="2024-11-21"),
    )
    bring(book, page, [signed(page)])
    bring(book, other, [signed(other)], on=1)
    bring(book, page, [], on=2)
    bring(book, later, [ratified(later, "RUS", "2024-11-09", name=None, mention="the pact")], on=3)
    assert [row.name for row in book.agreements()] == [PACT]
    assert len(standing(book)) == 2
