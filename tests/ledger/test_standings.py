"""What is kept of the law for all agreements is what the law gives: after every kind of entry, on any day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from foedus.law.model import Headline
from foedus.law.turning import Held
from foedus.ledger import Ledger, VerdictKind, connect, open_ledger
from foedus.ledger.believed import Basis
from foedus.model import Source, SourceKind
from foedus.record import standings as standings_module
from foedus.record.answer import answer
from foedus.record.entries import links_of_ledger
from foedus.record.kept import summary_as_kept
from foedus.record.standings import Standing, precompute_standings, standings
from foedus.record.treaty import treaty
from foedus.register.lookup import Register
from foedus.wording.status import summary
from tests.ledger.strategies import NOW, article, day, seed, step
from tests.ledger.test_asof import Move, moves, play
from tests.record.test_sharing import each_by_itself, together, told

ON = date(2025, 6, 1)
BY: dict[str, Any] = {"actor": "Ana Ruiz", "reason": "because"}
TERMS = {"entry_into_force": {"trigger": "exchange"}}


def direct(ledger: Ledger, on: date = ON) -> list[tuple[int, bool | None, str | None, Headline]]:
    """The same without anything kept."""
    out = []
    for row in ledger.agreements():
        found = treaty(ledger, row)
        s = answer(found, on)
        out.append((row.id, s.in_force, s.in_force_since, s.headline))
    return out


def kept(
    ledger: Ledger, on: date = ON, known_on: Any = None, only: Any = None
) -> list[tuple[int, bool | None, str | None, Headline]]:
    found = standings(ledger, on, known_on=known_on, only=only)
    return [(s.agreement_id, s.in_force, s.since, s.headline) for s in found]


def test_every_kind_of_entry_is_seen(ledger: Ledger) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    assert kept(ledger) == kept(ledger) == direct(ledger)
    ledger.add_terms(1, TERMS, source="treaty.txt", actor="a", recorded_at=NOW)
    assert kept(ledger)[0][1] is False
    page = article("The instruments were exchanged.", publisher="TASS")
    exchanged = step(page, "instruments_exchanged", ("PRK", "RUS"), "2024-12-04")
    ledger.add(page, [exchanged], recorded_at=NOW, actor="reader")
    assert kept(ledger) == [(1, True, "2024-12-04", Headline.IN_FORCE)]
    assert kept(ledger, date(2024, 12, 3))[0][1] is False
    ledger.judge(VerdictKind.REJECT, 4, recorded_at=NOW, **BY)
    assert kept(ledger)[0][1] is False
    ledger.undo(1, recorded_at=NOW, **BY)
    assert kept(ledger)[0][1] is True
    verdict, new = ledger.split(1, [4], recorded_at=NOW, **BY)
    assert [s[0] for s in kept(ledger)] == [1, new]
    assert kept(ledger)[0][1] is False
    ledger.undo(verdict, recorded_at=NOW, **BY)
    assert kept(ledger) == [(1, True, "2024-12-04", Headline.IN_FORCE)]
    ledger.add(page, [replace(exchanged, date="2024-12-05")], recorded_at=day(1), actor="newer rules")
    assert kept(ledger)[0][2] == "2024-12-05"


def test_many_are_worked_out_together_on_both_databases(ledger: Ledger) -> None:
    rng = random.Random(3)
    ledger.add_many([told(rng, number) for number in range(30)], recorded_at=NOW, actor="reader")
    found = together(ledger)
    assert found == each_by_itself(ledger)
    assert links_of_ledger(ledger, found).keys() == found.keys()


def test_a_past_day_is_asked_as_it_was_known(ledger: Ledger) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    before = kept(ledger)
    page = article("The instruments were exchanged.", publisher="TASS")
    claims = [step(page, "entered_into_force", ("PRK", "RUS"), "2024-12-04")]
    ledger.add(page, claims, recorded_at=day(30), actor="reader")
    after = kept(ledger)
    assert before != after
    assert kept(ledger, known_on=NOW.date()) == before
    assert kept(ledger) == after
    assert kept(ledger, known_on=0) == []


def test_emptying_what_is_kept_loses_nothing_and_the_chain_holds(ledger: Ledger) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    before = kept(ledger)
    with ledger._door.writing() as connection:
        connection.execute(text("DELETE FROM standings"))
    assert kept(ledger) == before
    assert ledger.check() == []


def test_a_ledger_that_another_is_writing_is_still_read(where: str) -> None:
    with open_ledger(where) as writer, open_ledger(where, patience=0.01) as reader:
        writer.add(*seed(), recorded_at=NOW, actor="reader")
        with writer._door.writing():
            assert kept(reader) == direct(reader)


def test_a_reader_waits_for_no_writer_and_keeps_what_it_can(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that came and went between two parts costs no more than what was worked out under it."""
    monkeypatch.setattr("foedus.ledger.believed.AT_ONCE", 1)
    said: list[str] = []
    with open_ledger(where) as writer, open_ledger(where, patience=600, notify=said.append) as reader:
        lakes(writer, 0, 1, 2, 3)
        with writer._door.writing():
            assert len(kept(reader, only=[1, 2])) == 2
            assert len(standings(reader, ON)) == 4
        assert said == []
        standings(reader, ON, only=[3], wait=True)
        worked = watched(monkeypatch)
        assert kept(reader) == direct(reader)
        assert worked == [1, 2, 4]


def test_a_few_are_worked_out_once_and_nothing_is_written(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    lakes(ledger, 0, 1, 2)
    worked = watched(monkeypatch)
    every = direct(ledger)
    with ledger.door.writing():
        assert kept(ledger, only=[1, 2]) == kept(ledger, only=[2, 1]) == every[:2]
        assert kept(ledger, only=[2, 3]) == every[1:]
    assert worked == [1, 2, 3]
    with ledger.door.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM standings")).scalar_one() == 0
    page = article("The Lake Treaty 1 was ratified.")
    ledger.add(page, [step(page, "ratified", name="Lake1 Treaty")], recorded_at=NOW, actor="a")
    assert kept(ledger, only=[1, 2, 3]) == direct(ledger)
    assert worked == [1, 2, 3, 2]


def test_some_of_all(ledger: Ledger) -> None:
    for number in range(5):
        page = article(f"The Lake Treaty {number} was signed.")
        name = f"Lake{number} Treaty"
        claims = [step(page, "signed", ("PRK",), name=name), step(page, "ratified", ("RUS",), name=name)]
        ledger.add(page, claims, recorded_at=NOW, actor="a")
    ledger.merge(2, 4, recorded_at=NOW, **BY)
    verdict, new = ledger.split(3, [5], recorded_at=NOW, **BY)
    ledger.judge(VerdictKind.REJECT, 5, recorded_at=NOW, **BY)
    ledger.judge(VerdictKind.REJECT, 8, recorded_at=NOW, **BY)
    ledger.undo(verdict, recorded_at=NOW, **BY)
    for number in range(ledger.known_at() + 1):
        every = worked_out(ledger, ON, number)
        for only in ([4], [3, 5], [new], [1, 2, 3, 4, 5, new, 99], []):
            roots = {row.id for row in ledger.agreements(known_on=number, only=only)}
            assert standings(ledger, ON, known_on=number, only=only) == [
                s for s in every if s.agreement_id in roots
            ]


def test_the_summary_is_said_in_any_names(ledger: Ledger) -> None:
    page = article("They have ratified it.")
    odd = Source("Radio \x1f One", SourceKind.PUBLISHER)
    claims = [
        step(page, "ratified", ("RUS",), "2024-11-09"),
        step(page, "entered_into_force", (), "2024-12-01", name="Lake Treaty", sources=(odd,), local=1),
    ]
    ledger.add(page, claims, recorded_at=NOW, actor="a")
    display = {"RUS": "Russia", "PRK": "North Korea"}
    for _ in ("worked out", "kept"):
        each = standings(ledger, ON)
        (plain,) = (s.summary for s in each if s.in_force is False)
        assert summary(plain).startswith("ratified by RUS")
        said = summary(plain, lambda code: display.get(code, code))
        assert said.startswith("ratified by Russia")
        assert "RUS" not in said
        assert any("Radio \x1f One" in summary(s.summary) for s in each)


DAYS = (date(1900, 1, 1), date(2024, 6, 18), date(2024, 6, 19), date(2024, 11, 10), ON, date(2100, 1, 1))


def worked_out(ledger: Ledger, on: date, known_on: int) -> list[Standing]:
    """One agreement at a time, by the function that answers one day, on all that the ledger has of it."""
    out = []
    for row in ledger.agreements(known_on=known_on):
        found = treaty(ledger, row, known_on)
        s = answer(found, on)
        since = (s.in_force_since, s.in_force_until)
        told = summary_as_kept(s.summary)
        out.append(Standing(row.id, s.state.value, s.in_force, *since, s.headline, told))
    return out


def test_a_day_never_asked_is_looked_up(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    ledger.add_terms(1, TERMS, source="treaty.txt", actor="a", recorded_at=NOW)
    page = article("The instruments were exchanged.", publisher="TASS")
    exchanged = step(page, "instruments_exchanged", ("PRK", "RUS"), "2024-12-04")
    ledger.add(page, [exchanged], recorded_at=NOW, actor="reader")
    standings(ledger, ON)
    expected = {day: worked_out(ledger, day, ledger.known_at()) for day in DAYS}
    monkeypatch.setattr("foedus.record.standings.work_out", None)
    for asked in DAYS:
        assert standings(ledger, asked) == expected[asked]
    assert len({s[0].headline for s in expected.values()}) > 1


def test_days_beyond_the_turns_that_were_looked_for_are_worked_out_when_asked(ledger: Ledger) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    renewed = {
        "entry_into_force": {"trigger": "date", "date": "1990-01-01"},
        "duration": {"kind": "fixed", "n": 1, "unit": "year"},
        "renewal": {"tacit": True, "n": 1, "unit": "year"},
    }
    ledger.add_terms(1, renewed, source="treaty.txt", actor="a", recorded_at=NOW)
    for asked in (date(1991, 6, 1), date(2025, 6, 1), date(2120, 6, 1)):
        assert standings(ledger, asked) == worked_out(ledger, asked, ledger.known_at())
        assert standings(ledger, asked) == worked_out(ledger, asked, ledger.known_at())


def test_what_another_state_of_the_law_gave_is_forgotten(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    before = standings(ledger, ON)
    monkeypatch.setattr("foedus.record.standings.law_digest", lambda *_: "another")
    assert standings(ledger, ON) == before
    with ledger._door.reading() as connection:
        assert set(connection.execute(text("SELECT law FROM standings")).scalars()) == {"another"}


def test_a_long_working_out_says_how_far_it_has_come(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.record.standings._SAID_FROM", 1)
    said: list[str] = []
    with open_ledger(where, notify=said.append) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="reader")
        standings(ledger, ON)
        standings(ledger, ON)
    assert said == ["what follows by law: worked out for 1 of 1 agreements"]


def lakes(ledger: Ledger, *numbers: int) -> None:
    """A page and an agreement for each number."""
    for number in numbers:
        page = article(f"The Lake Treaty {number} was signed.")
        ledger.add(page, [step(page, "signed", name=f"Lake{number} Treaty")], recorded_at=NOW, actor="a")


def watched(monkeypatch: pytest.MonkeyPatch, stop_at: int | None = None) -> list[int]:
    """The agreements worked out from here on, in order; Ctrl-C when it is `stop_at`'s turn."""
    real, worked = standings_module.work_out, list[int]()

    def work_out(basis: Basis, on: date, register: Register, most: int) -> list[Held]:
        if basis.agreement_id == stop_at:
            raise KeyboardInterrupt
        worked.append(basis.agreement_id)
        return real(basis, on, register, most)

    monkeypatch.setattr(standings_module, "work_out", work_out)
    return worked


def test_after_much_came_in_the_first_who_asks_waits_for_nothing(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings_module, "MANY", 3)
    lakes(ledger, 1)
    assert not precompute_standings(ledger, ON, touched=1)
    lakes(ledger, 2, 3, 4)
    worked = watched(monkeypatch)
    assert precompute_standings(ledger, ON, touched=3)
    assert worked == [1, 2, 3, 4], "those that an earlier call left too"
    expected = {day: direct(ledger, day) for day in DAYS}
    for asked in DAYS:
        assert kept(ledger, asked) == expected[asked]
    assert len(worked) == 4
    lakes(ledger, 5)
    assert precompute_standings(ledger, ON, touched=3)
    assert worked == [1, 2, 3, 4, 5]


def test_a_little_is_left_to_the_one_who_asks(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is even looked at, so that adding a page costs what it cost."""
    lakes(ledger, 1, 2)
    monkeypatch.setattr(standings_module, "standings", None)
    assert not precompute_standings(ledger, ON, touched=standings_module.MANY - 1)


def test_ctrl_c_while_it_is_kept_leaves_the_ledger_as_it_was(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings_module, "MANY", 3)
    monkeypatch.setattr("foedus.ledger.believed.AT_ONCE", 1)
    lakes(ledger, 1, 2, 3)
    before = ledger.claims()
    with monkeypatch.context() as patch:
        worked = watched(patch, stop_at=3)
        with pytest.raises(KeyboardInterrupt):
            precompute_standings(ledger, ON, touched=3)
        assert worked == [1, 2]
    assert ledger.claims() == before
    assert ledger.check() == []
    worked = watched(monkeypatch)
    assert kept(ledger) == direct(ledger)
    assert worked == [3], "what was kept by then stays"
    lakes(ledger, 4)
    assert ledger.known_at() == 4


def test_who_brings_in_much_waits_for_another_writer(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standings_module, "MANY", 3)
    monkeypatch.setattr(connect, "FIRST_WAIT", 0.05)
    waits = Event()
    with (
        open_ledger(where, patience=300, notify=lambda _: waits.set()) as one,
        open_ledger(where) as other,
    ):
        lakes(one, 1, 2, 3)
        holds = Event()

        def hold() -> None:
            with other._door.writing():
                holds.set()
                waits.wait(300)

        holder = Thread(target=hold)
        holder.start()
        assert holds.wait(300)
        assert precompute_standings(one, ON, touched=3)
        holder.join(120)
        assert waits.is_set()
        worked = watched(monkeypatch)
        assert len(kept(one)) == 3
        assert worked == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sequence=moves, asked=st.lists(st.sampled_from(DAYS) | st.dates(), min_size=1, max_size=4))
def test_any_history(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[Move], asked: list[date]
) -> None:
    """What is kept for any day is what is worked out directly, after every entry and as known after each."""
    with open_ledger(tmp_path_factory.mktemp("standings") / "ledger.db") as ledger:
        for i in range(1, len(sequence) + 1):
            play(ledger, sequence[i - 1 : i])
            assert standings(ledger, asked[0]) == worked_out(ledger, asked[0], ledger.known_at())
        for number in range(ledger.known_at() + 1):
            for on in asked:
                assert standings(ledger, on, known_on=number) == worked_out(ledger, on, number)
