"""What changed in a span: where treaties and their parties stand, with the entry or the day that made it."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.ledger import Ledger, VerdictKind
from foedus.model import Certainty
from foedus.publish.told import change_json, line, lines
from foedus.record.changes import Change, ChangeKind, Moment, changes, changes_by_day, moment_of
from tests.ledger.conftest import empty_register, ledger, postgres, where
from tests.publish.events import LAKE, at, lake, tell

__all__ = ["empty_register", "ledger", "postgres", "where"]
LATER = date(2024, 12, 31)


def told(ledger: Ledger, after: object, upto: object, on: date | None = None) -> list[Change]:
    first, last = (moment_of(ledger, x, LATER) for x in (after, upto))  # type: ignore[arg-type]
    if on is not None:
        first, last = Moment(first.number, on), Moment(last.number, on)
    return changes(ledger, first, last)


def by_kind(found: list[Change], kind: ChangeKind) -> list[Change]:
    return [c for c in found if c.kind is kind]


def test_a_change_of_status_names_the_entry_that_made_it(ledger: Ledger) -> None:
    made = lake(ledger, 4)
    tell(ledger, at(6), "ratified", ("SWE",), "2024-12-02")
    found = told(ledger, date(2024, 12, 3), date(2024, 12, 6))
    status, *rest = found
    assert (status.kind, status.name, status.parties) == (ChangeKind.STATUS, LAKE, ("NOR", "SWE"))
    assert line(status) == "NOT IN FORCE -> IN FORCE since 2024-12-04"
    assert status.made_by is not None
    assert status.made_by.id == made["exchanged"]
    assert [c.believed.what for c in status.claims] == ["instruments_exchanged"]
    assert any("instruments exchanged" in said for said in lines(status))
    assert by_kind(rest, ChangeKind.PARTY) == [], "the parties go with the treaty"
    assert {(c.fact.what, c.actors) for c in rest if c.fact} == {
        ("instruments_exchanged", ()),
        ("ratified", ("SWE",)),
    }


@pytest.mark.parametrize(
    ("after", "upto", "said"),
    [
        (0, 1, None),
        (1, 2, "NOT KNOWN TO BE IN FORCE -> NOT IN FORCE"),
        (2, 3, None),
        (3, 4, "NOT IN FORCE -> IN FORCE since 2024-12-04"),
        (0, 4, "not told -> IN FORCE since 2024-12-04"),
        (4, 5, "IN FORCE -> IN FORCE, NOTICE GIVEN"),
        (4, 4, None),
    ],
)
def test_what_each_span_changed(ledger: Ledger, after: int, upto: int, said: str | None) -> None:
    lake(ledger)
    status = by_kind(told(ledger, after, upto), ChangeKind.STATUS)
    assert [line(c)[: len(said or "")] for c in status] == ([] if said is None else [said])
    assert all(c.made_by is not None and c.made_by.id == upto for c in status)


def test_what_the_law_does_by_itself_has_no_entry(ledger: Ledger) -> None:
    lake(ledger)
    found = told(ledger, date(2025, 6, 1), date(2025, 7, 1))
    (ended,) = by_kind(found, ChangeKind.STATUS)
    assert ended.made_by is None
    assert ended.before is not None
    assert (ended.before.in_force, ended.now.in_force) == (True, False)
    assert ended.now.in_force_until == "2025-06-09"
    assert "the day alone" in lines(ended)[-1]
    assert change_json(ended)["transaction"] is None
    assert told(ledger, date(2025, 6, 1), date(2025, 7, 1), on=date(2025, 7, 1)) == []


def test_on_one_day_only_what_was_learned_shows(ledger: Ledger) -> None:
    made = lake(ledger)
    (one,) = by_kind(told(ledger, 4, 5, on=date(2026, 1, 1)), ChangeKind.STATUS)
    assert one.before is not None
    assert (one.before.in_force, one.now.in_force) == (True, False)
    assert one.made_by is not None
    assert one.made_by.id == made["notice"]


def test_a_verdict_that_takes_a_claim_away_is_the_entry(ledger: Ledger) -> None:
    lake(ledger, 4)
    (exchanged,) = [c for c in ledger.claims() if c.believed.what == "instruments_exchanged"]
    ledger.judge(VerdictKind.REJECT, exchanged.id, reason="a caption", actor="ana", recorded_at=at(7))
    (back,) = by_kind(told(ledger, 4, None), ChangeKind.STATUS)
    assert line(back).startswith("IN FORCE -> NOT IN FORCE")
    assert back.made_by is not None
    assert (back.made_by.kind, back.made_by.actor) == ("verdict", "ana")


def test_a_contradiction_is_told_once(ledger: Ledger) -> None:
    lake(ledger, 4)
    last = tell(ledger, at(6), "instruments_exchanged", ("NOR", "SWE"), "2024-12-02")
    (one,) = by_kind(told(ledger, 4, None), ChangeKind.CONTRADICTION)
    assert one.made_by is not None
    assert one.made_by.id == last
    tell(ledger, at(7), "instruments_exchanged", ("NOR", "SWE"), "2024-12-02", words="Again it was said so.")
    assert by_kind(told(ledger, last, None), ChangeKind.CONTRADICTION) == []


def test_what_is_only_planned_is_no_new_step(ledger: Ledger) -> None:
    lake(ledger, 2)
    tell(ledger, at(4), "ratified", ("SWE",), "2025-01", certainty=Certainty.PLANNED)
    assert told(ledger, 2, None) == []


def test_a_party_that_leaves_a_treaty_of_many(ledger: Ledger) -> None:
    every = ("DNK", "FIN", "NOR", "SWE")
    tell(ledger, at(1), "entered_into_force", (), "2020-01-01", name="Sea Convention", parties=every)
    for state in every:
        tell(ledger, at(2), "deposited", (state,), "2019-05-05", name="Sea Convention", parties=every)
    before = ledger.known_at(None)
    left = tell(ledger, at(3), "withdrawn", ("FIN",), "2024-12-03", name="Sea Convention", parties=every)
    found = told(ledger, before, None, on=date(2024, 12, 20))
    assert by_kind(found, ChangeKind.STATUS) == []
    (party,) = by_kind(found, ChangeKind.PARTY)
    assert (party.party, party.actors) == ("FIN", ("FIN",))
    assert party.made_by is not None
    assert party.made_by.id == left
    assert line(party).startswith("FIN: in force")
    assert line(party).endswith("until a day between 3 December 2024 and 3 December 2025"), (
        "no clause on leaving"
    )


def test_each_day_tells_its_own_whatever_span_is_asked(ledger: Ledger) -> None:
    lake(ledger)
    whole = changes_by_day(ledger, date(2024, 11, 25), date(2025, 6, 20), today=date(2025, 6, 20))
    status = [
        (day.isoformat(), line(c).split(" -> ")[1][:20]) for day, c in whole if c.kind is ChangeKind.STATUS
    ]
    assert [day for day, _ in status] == ["2025-06-09", "2024-12-10", "2024-12-05", "2024-12-02"]
    part = changes_by_day(ledger, date(2024, 12, 4), date(2024, 12, 6), today=date(2025, 6, 20))
    assert part == [(day, c) for day, c in whole if date(2024, 12, 4) <= day <= date(2024, 12, 6)]
    assert changes_by_day(ledger, date(2024, 12, 2), date(2024, 12, 1), today=LATER) == []


def test_many_entries_that_bear_on_one_treaty(ledger: Ledger) -> None:
    """The entry is found among many, by halves, and the same as one by one."""
    made = lake(ledger, 4)
    for n in range(40):
        tell(
            ledger, at(6 + n // 24, n % 24), "ratified", ("SWE",), "2024-12-02", words=f"Report {n} says so."
        )
    (one,) = by_kind(told(ledger, 1, None, on=date(2024, 12, 20)), ChangeKind.STATUS)
    assert one.made_by is not None
    assert one.made_by.id == made["exchanged"]


def test_an_empty_ledger_has_no_changes(ledger: Ledger) -> None:
    assert told(ledger, date(2024, 1, 1), None) == []
    assert changes_by_day(ledger, date(2024, 1, 1), date(2024, 1, 3), today=LATER) == []


def test_a_treaty_whose_only_claim_is_rejected(ledger: Ledger) -> None:
    tell(ledger, at(1), "entered_into_force", (), "2024-12-01")
    (only,) = ledger.claims()
    ledger.judge(VerdictKind.REJECT, only.id, reason="a rumour", actor="ana", recorded_at=at(2))
    (back,) = by_kind(told(ledger, 1, None), ChangeKind.STATUS)
    assert back.made_by is not None
    assert back.made_by.id == 2
    assert line(back).startswith("IN FORCE -> ")


def test_a_treaty_that_two_agreements_turn_out_to_be(ledger: Ledger) -> None:
    lake(ledger, 3)
    tell(
        ledger,
        at(4),
        "entered_into_force",
        (),
        "2024-12-04",
        name="Inland Waters Accord",
        parties=("NOR", "SWE"),
    )
    before = ledger.known_at(None)
    ledger.merge(1, 2, reason="one treaty", actor="ana", recorded_at=at(5))
    (one,) = by_kind(told(ledger, before, None), ChangeKind.STATUS)
    assert one.agreement == 1
    assert one.made_by is not None
    assert (one.made_by.kind, line(one)) == ("verdict", "NOT IN FORCE -> IN FORCE since 2024-12-04")
