"""People put right what fell into one agreement or apart: by name, by parties, by claims, and back again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from foedus.errors import LedgerError
from foedus.ledger import Entry, Ledger, VerdictKind, open_ledger
from foedus.ledger.schema import placements
from foedus.model import Certainty, ClaimKind
from foedus.record.timeline import timeline
from tests.ledger.strategies import NOW, article, day, step
from tests.ledger.test_order import Page, added, emptied, known, stories
from tests.soak import EXAMPLES

BY: dict[str, Any] = {"reason": "the treaty's text", "actor": "Ana Ruiz", "recorded_at": day(9)}
RAA = "Reciprocal Access Agreement"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger in a file."""
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def page(
    number: int,
    what: str,
    actors: Sequence[str],
    *,
    name: str | None = RAA,
    parties: Sequence[str] = ("JPN",),
    on: str = "2023-06-01",
) -> Page:
    """A page of its own publisher with one claim."""
    found = article(f"Report {number}.", doc=f"{number}.txt", publisher=f"Agency {number}", published=on)
    claim = step(found, what, actors, on, name=name, mention="the agreement", parties=parties)
    return found, [claim]


def bring(book: Ledger, *pages: Page) -> list[int | None]:
    """Add pages one by one; the agreement of each one's claim."""
    before = len(book.claims())
    for each in pages:
        book.add(*each, recorded_at=NOW, actor="reader")
    return [claim.agreement_id for claim in book.claims()[before:]]


def shown(book: Ledger) -> list[tuple[str, tuple[str, ...], list[int]]]:
    """Each agreement by its name, its parties and the numbers of its claims."""
    return [(r.name, r.parties, [c.id for c in book.claims(r.id)]) for r in book.agreements()]


def family(book: Ledger) -> None:
    """Three treaties of one family in one agreement, since each page names only one state and the name."""
    assert bring(
        book,
        page(1, "signed", ("JPN",)),
        page(2, "ratified", ("JPN",), on="2023-07-01"),
        page(3, "signed", ("JPN",), on="2024-07-08"),
    ) == [1, 1, 1]


def test_three_treaties_that_fell_into_one_are_three_again_and_stay_so(book: Ledger) -> None:
    family(book)
    _, britain = book.split(1, [2], **BY)
    _, philippines = book.split(1, [3], **BY)
    book.set_parties(1, ("JPN", "AUS"), **BY)
    book.set_parties(britain, ("GBR", "JPN"), **BY)
    book.set_parties(philippines, ("JPN", "PHL"), **BY)
    book.rename(1, "Agreement between Japan and Australia on Reciprocal Access", **BY)
    assert shown(book) == [
        ("Agreement between Japan and Australia on Reciprocal Access", ("AUS", "JPN"), [1]),
        (RAA, ("GBR", "JPN"), [2]),
        (RAA, ("JPN", "PHL"), [3]),
    ]
    later = [
        page(4, "entered_into_force", (), parties=("AUS", "JPN"), on="2023-08-13"),
        page(5, "entered_into_force", (), parties=("GBR", "JPN"), on="2023-10-15"),
        page(6, "ratified", ("PHL",), parties=("JPN", "PHL"), on="2024-12-16"),
        page(7, "ratified", ("PHL",), parties=("PHL",), on="2024-12-17"),
    ]
    assert bring(book, *later) == [1, britain, philippines, philippines]
    assert book.check() == []


def test_a_split_leaves_each_part_its_own_names_and_parties(book: Ledger) -> None:
    bring(
        book,
        page(1, "signed", ("JPN",), name="Reciprocal Access Agreement", parties=("AUS", "JPN")),
        page(2, "ratified", ("JPN",), name="Access Agreement", parties=("AUS", "JPN")),
    )
    assert bring(book, page(3, "signed", ("GBR",), name="Lake Treaty", parties=("GBR", "JPN"))) == [2]
    book.merge(2, 1, **BY)
    assert shown(book) == [
        ("Reciprocal Access Agreement", ("AUS", "GBR", "JPN"), [1, 2, 3]),
    ]
    _, lake = book.split(1, [3], **BY)
    assert shown(book) == [
        ("Reciprocal Access Agreement", ("AUS", "JPN"), [1, 2]),
        ("Lake Treaty", ("GBR", "JPN"), [3]),
    ]
    assert book.agreement(1).names == ("Reciprocal Access Agreement", "Access Agreement")
    assert book.agreement(lake).names == ("Lake Treaty",)
    assert bring(book, page(4, "ratified", ("GBR",), name="Lake Treaty", parties=("GBR", "JPN"))) == [lake]
    assert [r.id for r in book.find_agreements(["lake"])] == [lake]


def test_a_claim_is_moved_and_moved_back(book: Ledger) -> None:
    family(book)
    (lake,) = bring(book, page(4, "signed", ("PHL",), name="Lake Treaty", parties=("JPN", "PHL")))
    assert lake == 2
    moving = book.move([3], 2, **BY)
    assert [numbers for _, _, numbers in shown(book)] == [[1, 2], [3, 4]]
    assert [f.what for f in timeline(book, 1)] == ["signed", "ratified"]
    with pytest.raises(LedgerError, match="claim 3 is one of agreement 2 already"):
        book.move([3], 2, **BY)
    undoing = book.undo(moving, **BY)
    assert [numbers for _, _, numbers in shown(book)] == [[1, 2, 3], [4]]
    book.undo(undoing, **BY)
    assert [numbers for _, _, numbers in shown(book)] == [[1, 2], [3, 4]]
    assert book.check() == []


def test_a_name_that_a_person_gave_is_shown_and_found_until_it_is_taken_back(book: Ledger) -> None:
    family(book)
    naming = book.rename(1, "  Facilitation \n Agreement ", **BY)
    assert book.agreement(1).names == ("Facilitation Agreement", RAA)
    assert [r.id for r in book.find_agreements(["facilitation"])] == [1]
    assert bring(book, page(4, "ratified", ("JPN",), name="Facilitation Agreement", on="2023-08-01")) == [1]
    book.rename(1, "Access Act", **BY)
    assert book.agreement(1).name == "Access Act"
    book.undo(naming + 1, **BY)
    assert book.agreement(1).name == "Facilitation Agreement"
    book.undo(naming, **BY)
    assert book.agreement(1).name == RAA
    assert book.find_agreements(["access", "act"]) == []


def test_parties_that_a_person_set_are_these_whatever_pages_tell(book: Ledger) -> None:
    family(book)
    setting = book.set_parties(1, ("JPN", "AUS"), **BY)
    assert book.agreement(1).parties == ("AUS", "JPN")
    found = bring(
        book,
        page(4, "signed", ("GBR",), parties=("GBR", "JPN")),
        page(5, "ratified", ("AUS",), parties=("AUS",)),
    )
    assert found == [2, 1]
    assert book.agreement(1).parties == ("AUS", "JPN")
    clearing = book.set_parties(1, (), **BY)
    assert book.agreement(1).parties == ()
    book.undo(clearing, **BY)
    book.undo(setting, **BY)
    assert book.agreement(1).parties == ("AUS", "GBR", "JPN")  # as the pages tell, of one treaty
    assert book.check() == []


def test_a_fact_by_hand_counts_for_its_source_and_can_be_taken_back(book: Ledger) -> None:
    family(book)
    entry = Entry(
        "entered_into_force",
        "Ministry of Foreign Affairs",
        date="2023-08-13",
        certainty=Certainty.ASSERTED,
        quote="The Agreement enters into force on 13 August.",
    )
    verdict, claim = book.enter(1, entry, **BY)
    (stored,) = book.claims(ids=[claim])
    assert (stored.stands, stored.entered_by, stored.agreement_id) == (True, "Ana Ruiz", 1)
    assert [s.name for s in stored.claim.sources] == ["Ana Ruiz", "Ministry of Foreign Affairs"]
    assert [p.text for p in stored.claim.passages] == ["The Agreement enters into force on 13 August."]
    assert ("entered_into_force", "2023-08-13") in [(f.what, f.date) for f in timeline(book, 1)]
    assert book.verdicts()[-1].kind is VerdictKind.ENTER
    undoing = book.undo(verdict, **BY)
    assert [c.stands for c in book.claims(ids=[claim])] == [False]
    assert "entered_into_force" not in [f.what for f in timeline(book, 1)]
    book.undo(undoing, **BY)
    assert [c.stands for c in book.claims(ids=[claim])] == [True]
    rejecting = book.judge(VerdictKind.REJECT, claim, **BY)
    assert [c.stands for c in book.claims(ids=[claim])] == [False]
    book.undo(rejecting, **BY)
    assert [c.stands for c in book.claims(ids=[claim])] == [True]
    assert book.check() == []


def test_the_same_fact_entered_twice_is_two_entries_of_one_source(book: Ledger) -> None:
    family(book)
    entry = Entry("ratified", "the gazette", actors=("AUS",), date="2023-04-28")
    (_, one), (_, other) = book.enter(1, entry, **BY), book.enter(1, entry, **BY)
    assert one != other
    (fact,) = [f for f in timeline(book, 1) if f.date == "2023-04-28"]
    assert fact.sources == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda x: x.move([], 1, **BY), "no claims to move"),
        (lambda x: x.move([9], 1, **BY), "no claim 9"),
        (lambda x: x.move([1], 9, **BY), "no agreement 9"),
        (lambda x: x.rename(9, "Lake Treaty", **BY), "no agreement 9"),
        (lambda x: x.rename(1, " \n", **BY), "says nothing"),
        (lambda x: x.set_parties(9, ("JPN",), **BY), "no agreement 9"),
        (lambda x: x.enter(9, Entry("ratified", "x"), **BY), "no agreement 9"),
        (lambda x: x.enter(1, Entry("danced", "x"), **BY), "'danced' is no step"),
        (lambda x: x.enter(1, Entry(" ", "x", kind=ClaimKind.ACT), **BY), "needs to be named"),
        (lambda x: x.enter(1, Entry("ratified", " "), **BY), "needs its source"),
        (lambda x: x.enter(1, Entry("ratified", "x", date="soon"), **BY), "'soon' is not a date"),
        (lambda x: x.enter(1, Entry("ratified", "x"), **{**BY, "reason": ""}), "needs its reason"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_entry(book: Ledger, call: Any, says: str) -> None:
    family(book)
    with pytest.raises(LedgerError, match=says):
        call(book)
    assert len(book.transactions()) == 3


def test_no_page_takes_away_what_a_person_placed(book: Ledger) -> None:
    """A page that comes in between would have told two names apart."""
    first, last = (
        page(1, "signed", ("JPN",), parties=("AUS", "JPN")),
        page(2, "ratified", ("AUS",), name=None),
    )
    bring(book, first, last)
    before = [numbers for _, _, numbers in shown(book)]
    book.rename(1, "Access Act", **BY)
    between = page(
        3, "signed", ("GBR",), name="Visiting Forces Accord", parties=("GBR", "JPN"), on="2023-05-31"
    )
    bring(book, between)
    assert [numbers for _, _, numbers in shown(book)][: len(before)] == before


def test_one_odd_wording_does_not_rename_a_treaty(book: Ledger) -> None:
    of = ("AUS", "JPN")
    bring(book, *(page(n, "signed", of, parties=of) for n in (1, 2)))
    odd = page(3, "ratified", ("AUS",), name="Historic Reciprocal Access Agreement of Friends", parties=of)
    assert bring(book, odd) == [1]
    assert book.agreement(1).name == RAA
    assert bring(book, page(4, "ratified", ("JPN",), name=RAA, parties=of)) == [1]
    (row,) = book.agreements()
    assert row.names == (RAA, "Historic Reciprocal Access Agreement of Friends")


verdicts = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(1, 4), st.integers(1, 4)),
        st.tuples(st.just("split"), st.integers(1, 8), st.none()),
        st.tuples(st.just("move"), st.integers(1, 8), st.integers(1, 5)),
        st.tuples(st.just("rename"), st.integers(1, 5), st.sampled_from(("Lake Treaty", "START", "Access Act"))),
        st.tuples(
            st.just("parties"), st.integers(1, 5), st.sampled_from(((), ("JPN",), ("AUS", "JPN"), ("GBR", "PHL")))
        ),
        st.tuples(st.just("enter"), st.integers(1, 5), st.none()),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


def say(book: Ledger, kind: str, one: int, other: Any) -> None:
    if kind == "merge":
        book.merge(one, other, **BY)
    elif kind == "split":
        found = book.claims(ids=[one])
        book.split((found[0].agreement_id if found else None) or 99, [one], **BY)
    elif kind == "move":
        book.move([one], other, **BY)
    elif kind == "rename":
        book.rename(one, other, **BY)
    elif kind == "parties":
        book.set_parties(one, other, **BY)
    else:
        book.enter(one, Entry("ratified", "the gazette"), **BY)


@settings(max_examples=EXAMPLES or 15, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories(5), stories(2), stories(2), verdicts, st.data())
def test_what_is_undone_was_never_said(
    before: Sequence[Page],
    between: Sequence[Page],
    after: Sequence[Page],
    said: Sequence[tuple[str, int, Any]],
    data: st.DataObject,
) -> None:
    """Verdicts that are all taken back, in any order, leave what the pages alone give, whenever they came."""
    pages = [*before, *renumbered(between, 100), *renumbered(after, 200)]
    expected = added([pages])
    book, other = emptied().ledgers(2)
    book.add_many(pages[: len(before)], recorded_at=NOW, actor="a")
    for kind, one, more in said:
        try:
            say(book, kind, one, more)
        except LedgerError:
            continue
    other.add_many(pages[len(before) : len(before) + len(between)], recorded_at=NOW, actor="a")
    for verdict in data.draw(st.permutations([v.id for v in book.verdicts()])):
        book.undo(verdict, **BY)
    other.add_many(pages[len(before) + len(between) :], recorded_at=NOW, actor="a")
    assert known(book) == expected
    assert book.check() == []


def renumbered(pages: Sequence[Page], by: int) -> list[Page]:
    """The pages as others than those that were drawn beside them."""
    return [
        (replace(page, digest=sha256(f"{by} {page.digest}".encode()).hexdigest()), claims)
        for page, claims in pages
    ]


def test_a_wording_that_came_while_it_was_placed_by_a_person_is_the_same_again_when_that_is_undone(
    book: Ledger,
) -> None:
    of = ("AUS", "JPN")
    first, second = page(1, "signed", of, parties=of, on="2023-06-01"), page(2, "ratified", of, parties=of)
    bring(book, first)
    naming = book.rename(1, "Access Act", **BY)
    bring(book, second)
    assert book.count("agreement_names") == 3  # as read, the person's, and as read since
    book.undo(naming, **BY)
    bring(book, page(3, "ratified", of, parties=of, on="2023-05-01"))
    with book.door.reading() as connection:
        rows = connection.execute(
            select(placements.c.name_id, placements.c.day).order_by(placements.c.id)
        ).all()
    assert {day for name, day in dict(map(tuple, rows)).items() if name != 2} == {"2023-05-01"}
    assert book.count("agreement_names") == 3
    assert shown(book) == [(RAA, of, [1, 2, 3])]
    assert book.check() == []
