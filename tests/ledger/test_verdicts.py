"""People's verdicts: the original stays, the last word counts, and no newer reading undoes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from foedus.errors import LedgerError
from foedus.ledger import Ledger, VerdictKind
from foedus.model import Certainty
from foedus.record.timeline import timeline
from tests.ledger.strategies import NOW, article, day, seed, step

BY: dict[str, Any] = {"actor": "Ana Ruiz", "recorded_at": day(1), "reason": "checked with the ministry"}


@pytest.fixture
def seeded(ledger: Ledger) -> Ledger:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    return ledger


def test_a_rejected_claim_is_kept_and_does_not_count(seeded: Ledger) -> None:
    seeded.judge(VerdictKind.REJECT, 2, **BY)
    (claim,) = seeded.claims(ids=[2])
    assert not claim.stands
    assert claim.verdict is not None
    assert (claim.verdict.by, claim.verdict.reason) == ("Ana Ruiz", "checked with the ministry")
    assert [f.what for f in timeline(seeded, 1)] == ["signed", "ratified"]
    assert [f.actors for f in timeline(seeded, 1)] == [(), ("PRK",)]


def test_a_correction_stands_beside_the_original(seeded: Ledger) -> None:
    right = replace(seeded.claims(ids=[2])[0].claim, date="2024-11-08")
    seeded.judge(VerdictKind.CORRECT, 2, corrected=right, **BY)
    (claim,) = seeded.claims(ids=[2])
    assert claim.claim.date == "2024-11-09"
    assert claim.believed.date == "2024-11-08"
    assert claim.claim.passages == claim.believed.passages
    assert [f.date for f in timeline(seeded, 1)] == ["2024-06", "2024-11-08", "2024-11-11"]


@pytest.mark.parametrize("kind", [VerdictKind.ACCEPT, VerdictKind.REJECT])
def test_what_was_judged_of_a_page_holds_when_the_same_page_comes_with_its_day(
    ledger: Ledger, kind: VerdictKind
) -> None:
    """The same claim of the dated page waits beside the judged one, and does not count by itself."""
    undated = article(published=None)
    ledger.add(undated, [step(undated, "signed", date="2024-06")], recorded_at=NOW, actor="reader")
    ledger.judge(kind, 1, **BY)
    assert ledger.agreements()[0].claims == 1
    page = article()
    ledger.add(page, [step(page, "signed", date="2024-06")], recorded_at=day(2), actor="reader")
    first, second = ledger.claims()
    assert (first.stands, second.stands) == (kind is VerdictKind.ACCEPT, False)
    assert second.beside == 1
    assert [c.id for c in ledger.waiting()] == [2]
    assert len(timeline(ledger, 1)) == (kind is VerdictKind.ACCEPT)
    ledger.judge(VerdictKind.ACCEPT, 2, **BY)
    assert ledger.waiting() == []
    assert ledger.claims()[1].stands


def test_the_last_verdict_counts_and_undoing_brings_back_the_one_before(seeded: Ledger) -> None:
    seeded.judge(VerdictKind.REJECT, 2, **BY)
    second = seeded.judge(VerdictKind.ACCEPT, 2, **BY)
    assert seeded.claims(ids=[2])[0].stands
    undoing = seeded.undo(second, **BY)
    assert not seeded.claims(ids=[2])[0].stands
    seeded.undo(undoing, **BY)
    assert seeded.claims(ids=[2])[0].stands
    assert [v.kind for v in seeded.verdicts(claim=2)] == [
        VerdictKind.REJECT, VerdictKind.ACCEPT, VerdictKind.UNDO, VerdictKind.UNDO,
    ]  # fmt: skip


def test_a_newer_reading_does_not_undo_a_verdict_and_shows_where_it_differs(seeded: Ledger) -> None:
    page, said = seed()
    seeded.judge(VerdictKind.ACCEPT, 2, **BY)
    newer = [said[0], replace(said[1], date="2024-11-08"), said[2]]
    added = seeded.add(page, newer, recorded_at=day(2), actor="newer rules")
    assert (added.new_claims, added.known_claims, added.gone_claims) == (1, 2, 1)
    accepted, new = seeded.claims(ids=[2, 4])
    assert accepted.stands
    assert accepted.gone_since == added.transaction
    assert not new.stands
    assert new.beside == 2
    assert [c.id for c in seeded.waiting()] == [4]
    assert [f.date for f in timeline(seeded, 1) if f.actors == ("RUS",)] == ["2024-11-09"]
    seeded.judge(VerdictKind.ACCEPT, 4, **BY)
    seeded.judge(VerdictKind.REJECT, 2, **BY)
    assert [f.date for f in timeline(seeded, 1) if f.actors == ("RUS",)] == ["2024-11-08"]
    assert seeded.waiting() == []


def test_a_newer_reading_replaces_what_nobody_judged_and_says_so(seeded: Ledger) -> None:
    page, said = seed()
    newer = [said[0], replace(said[1], date="2024-11-08"), said[2]]
    seeded.add(page, newer, recorded_at=day(2), actor="newer rules")
    old, new = seeded.claims(ids=[2, 4])
    assert (old.stands, new.stands) == (False, True)
    lines = list(seeded.diff(1).lines())
    assert any("no longer read" in line and "2024-11-09" in line for line in lines)
    seeded.add(page, said, recorded_at=day(3), actor="older rules")
    old, new = seeded.claims(ids=[2, 4])
    assert (old.stands, new.stands) == (True, False)
    assert len(seeded.claims()) == 4


def test_merged_agreements_are_one_until_undone(seeded: Ledger) -> None:
    other = article("Moscow and Pyongyang signed a border accord.", publisher="Reuters")
    seeded.add(
        other,
        [step(other, "signed", date="2024-06-20", name="Tumen Bridge Accord")],
        recorded_at=NOW,
        actor="reader",
    )
    assert [r.id for r in seeded.agreements()] == [1, 2]
    merging = seeded.merge(2, 1, **BY)
    (row,) = seeded.agreements()
    assert (row.id, row.claims) == (1, 4)
    assert len(seeded.claims(2)) == len(seeded.claims(1)) == 4
    assert [r.id for r in seeded.find_agreements(["tumen"])] == [1]
    assert seeded.agreement(2).id == 1
    with pytest.raises(LedgerError, match="one already"):
        seeded.merge(1, 2, **BY)
    seeded.undo(merging, **BY)
    assert [r.claims for r in seeded.agreements()] == [3, 1]


def test_what_comes_after_a_merger_belongs_to_the_one_agreement(seeded: Ledger) -> None:
    other = article("They signed a border accord.", publisher="Reuters")
    accord = step(other, "signed", date="2024-06-20", name="Tumen Bridge Accord")
    seeded.add(other, [accord], recorded_at=NOW, actor="reader")
    seeded.merge(1, 2, **BY)
    third = article("The accord on the bridge was ratified.", publisher="AFP")
    again = step(third, "ratified", ("RUS",), "2024-12-01", name="Tumen Bridge Accord")
    seeded.add(third, [again], recorded_at=day(2), actor="reader")
    assert [r.claims for r in seeded.agreements()] == [5]


def test_claims_split_off_are_another_agreement_until_undone(seeded: Ledger) -> None:
    verdict, new = seeded.split(1, [3], **BY)
    assert [(r.id, r.claims) for r in seeded.agreements()] == [(1, 2), (new, 1)]
    assert seeded.claims(ids=[3])[0].agreement_id == new
    assert "split off agreement 1" in seeded.agreement(new).why[0]
    seeded.undo(verdict, **BY)
    assert [(r.id, r.claims) for r in seeded.agreements()] == [(1, 3)]
    assert seeded.claims(ids=[3])[0].agreement_id == 1
    assert seeded.agreement(new).id == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda x: x.judge(VerdictKind.ACCEPT, 99, **BY), "no claim 99"),
        (lambda x: x.judge(VerdictKind.ACCEPT, 1, **{**BY, "reason": " "}), "needs its reason"),
        (lambda x: x.judge(VerdictKind.ACCEPT, 1, **{**BY, "actor": ""}), "needs the name"),
        (lambda x: x.judge(VerdictKind.CORRECT, 1, **BY), "how the claim should read"),
        (lambda x: x.merge(1, 9, **BY), "no agreement 9"),
        (lambda x: x.split(1, [9], **BY), "claim 9 is none of agreement 1"),
        (lambda x: x.split(1, [], **BY), "no claims"),
        (lambda x: x.undo(9, **BY), "no verdict 9"),
    ],
)
def test_a_verdict_on_nothing_is_refused_and_leaves_no_entry(seeded: Ledger, call: Any, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        call(seeded)
    assert len(seeded.transactions()) == 1


def test_a_verdict_is_undone_once(seeded: Ledger) -> None:
    verdict = seeded.judge(VerdictKind.REJECT, 1, **BY)
    seeded.undo(verdict, **BY)
    with pytest.raises(LedgerError, match="undone already"):
        seeded.undo(verdict, **BY)


def test_a_corrected_certainty_reaches_the_timeline(seeded: Ledger) -> None:
    right = replace(seeded.claims(ids=[2])[0].claim, certainty=Certainty.PLANNED)
    seeded.judge(VerdictKind.CORRECT, 2, corrected=right, **BY)
    assert [f.certainty for f in timeline(seeded, 1) if f.actors == ("RUS",)] == [Certainty.PLANNED]
    (row,) = seeded.agreements()
    assert row.last_date == "2024-11-11"
