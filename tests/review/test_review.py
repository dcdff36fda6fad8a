"""Kappa by hand-made tables; what a form means; a change that waits and can no longer be made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foedus.errors import LedgerError
from foedus.ledger import Ledger, open_ledger
from foedus.model import Certainty
from foedus.review.change import Change, ChangeKind, Part, Said
from foedus.review.effect import effect
from foedus.review.queue import Why, queue
from foedus.review.reviewers import kappa
from foedus.review.second import PendingState, SecondReview
from foedus.review.written import Pairs, change_of
from tests.web import ledgers

ON = date(2024, 12, 5)
SAID = Said("Ana Ruiz", "the gazette", ledgers.NOW)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(ledgers.pact(tmp_path / "pact.db")) as opened:
        yield opened


#: How often two people said (yes, yes), (yes, no), (no, yes), (no, no), and the kappa that follows.
KAPPAS = [
    ((20, 5, 10, 15), 0.4),  # the example of most textbooks
    ((25, 0, 0, 25), 1.0),
    ((0, 25, 25, 0), -1.0),
    ((25, 25, 25, 25), 0.0),
    ((45, 15, 25, 15), 0.1304),
    ((50, 0, 0, 0), None),  # chance explains all of it
    ((0, 0, 0, 0), None),
]


@pytest.mark.parametrize(("counts", "expected"), KAPPAS)
def test_kappa(counts: tuple[int, ...], expected: float | None) -> None:
    words = (("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no"))
    found = kappa([pair for pair, n in zip(words, counts, strict=True) for _ in range(n)])
    assert found == (None if expected is None else pytest.approx(expected, abs=5e-5))


FORMS: list[tuple[Pairs, Change]] = [
    ([("act", "accept"), ("claim", "2"), ("claim", "3"), ("claim", "2")], Change(ChangeKind.ACCEPT, (2, 3))),
    ([("act", "merge"), ("agreement", "1"), ("other", " 2 ")], Change(ChangeKind.MERGE, agreement=1, other=2)),
    ([("act", "rename"), ("agreement", "1"), ("name", " The \n Pact ")], Change(ChangeKind.RENAME, agreement=1, name="The Pact")),
    ([("act", "parties"), ("agreement", "1"), ("parties", "")], Change(ChangeKind.PARTIES, agreement=1)),
    ([("act", "parties"), ("agreement", "1"), ("parties", "Korea, North; AUS")], Change(ChangeKind.PARTIES, agreement=1, parties=("PRK", "AUS"))),
    ([("act", "part"), ("agreement", "1"), ("part-1", "0"), ("part-2", "A"), ("part-3", "B"), ("part-4", "A"), ("name-A", "X"),
      ("parties-0", "FRA DEU"), ("to-B", "7")],
     Change(ChangeKind.PART, agreement=1, parts=(Part((), "", ("FRA", "DEU")), Part((2, 4), "X"), Part((3,), to=7)))),
    ([("act", "undo"), ("verdict", "3")], Change(ChangeKind.UNDO, verdict=3)),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "meant"), FORMS, ids=[dict(p)["act"] for p, _ in FORMS])
def test_what_a_form_means(ledger: Ledger, pairs: Pairs, meant: Change) -> None:
    if ("parties", "Korea, North; AUS") in pairs:
        pairs = [(n, "North Korea; AUS" if n == "parties" else v) for n, v in pairs]
    assert change_of(ledger, pairs) == meant


def test_a_correction_changes_what_the_form_changed_and_no_more(ledger: Ledger) -> None:
    as_it_was = {
        "what": "ratified",
        "of": "",
        "actors": "PRK",
        "date": "2024-11-11",
        "certainty": "reported",
        "place": "",
        "parties": "PRK, RUS",
    }
    form = [
        ("act", "correct"),
        ("claim", "2"),
        *{**as_it_was, "date": "2024-11-10", "certainty": "asserted"}.items(),
    ]
    old = ledger.claims(ids=[2])[0].claim
    assert change_of(ledger, form).corrected == replace(old, date="2024-11-10", certainty=Certainty.ASSERTED)


def test_the_effect_is_that_of_the_change_itself(ledger: Ledger) -> None:
    """What is seen beforehand is what is there afterwards, for each agreement that the change bears on."""
    change = Change(ChangeKind.PART, agreement=1, parts=(Part((8, 9), "Other pact", ("FRA", "DEU")),))
    seen = effect(ledger, change, SAID, ON, str)
    assert [(s.agreement, s.before is None, s.after is None) for s in seen.shifts] == [
        (1, False, False),
        (2, True, False),
    ]
    verdict, new = ledger.split(1, [8, 9], reason="the gazette", actor="Ana Ruiz", recorded_at=ledgers.NOW)
    ledger.rename(new, "Other pact", reason="the gazette", actor="Ana Ruiz", recorded_at=ledgers.NOW)
    ledger.set_parties(new, ["FRA", "DEU"], reason="the gazette", actor="Ana Ruiz", recorded_at=ledgers.NOW)
    back = effect(ledger, Change(ChangeKind.UNDO, verdict=verdict), SAID, ON, str)
    was = {s.agreement: s.before for s in back.shifts}
    for shift in seen.shifts:
        if shift.agreement in was:
            assert was[shift.agreement] == shift.after


def test_the_mark_tells_one_effect_from_another(ledger: Ledger) -> None:
    marks = [
        effect(ledger, change, SAID, ON, str).mark
        for change in (
            Change(ChangeKind.RENAME, agreement=1, name="A"),
            Change(ChangeKind.RENAME, agreement=1, name="B"),
            Change(ChangeKind.RENAME, agreement=1, name="A"),
        )
    ]
    assert marks[0] == marks[2] != marks[1]


def test_a_change_that_waited_too_long_waits_on(ledger: Ledger) -> None:
    """What can no longer be made is refused when it is confirmed, and is not lost."""
    pairs = [("act", "move"), ("claim", "9"), ("other", "2")]
    ledger.split(1, [8], reason="r", actor="a", recorded_at=ledgers.NOW)
    waiting = SecondReview(ledger)
    seen = effect(ledger, change_of(ledger, pairs), SAID, ON, str)
    number = waiting.propose("Ana Ruiz", pairs, "r", seen)
    ledger.move([9], 2, reason="r", actor="b", recorded_at=ledgers.NOW)
    with pytest.raises(LedgerError, match="already"):
        waiting.confirm(number, "Ben Ode")
    assert [p.id for p in waiting.waiting()] == [number]
    assert waiting.decline(number, "ana  ruiz") is PendingState.WITHDRAWN
    with pytest.raises(LedgerError, match="decided on already"):
        waiting.decline(number, "Ben Ode")


@pytest.mark.parametrize("why", list(Why))
def test_each_list_of_an_empty_ledger_is_empty(tmp_path: Path, why: Why) -> None:
    with open_ledger(tmp_path / "empty.db") as empty:
        assert queue(empty, why, ON) == []
