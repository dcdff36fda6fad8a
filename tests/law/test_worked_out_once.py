"""What rests on the same acts is worked out once for all the days on which a treaty of many turns."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from foedus.law import counting
from foedus.law.history import gather
from foedus.law.model import Act, Denunciation, Fact, Offset, Record, Rule, Terms, Trigger, Unit
from foedus.law.participation import Participation
from foedus.law.status import outline, status
from foedus.law.turning import Held, stretches
from foedus.law.whole import of_history
from foedus.model import Certainty, Step

STATES = tuple("ABCDEFGH")
ONE = timedelta(days=1)
ON = date(2000, 1, 1)
NOTICE = Denunciation(notice=Offset(1, Unit.YEAR))
TERMS = (
    Terms(known=False),
    Terms(Rule(Trigger.INSTRUMENTS, count=3)),
    Terms(Rule(Trigger.INSTRUMENTS, count=3, offset=Offset(30)), denunciation=NOTICE),
    Terms(Rule(Trigger.INSTRUMENTS, must_include=("A", "C"), count=4)),
    Terms(Rule(Trigger.SIGNATURE, count="all")),
)
KINDS: tuple[tuple[str, Act | None], ...] = (
    (Step.SIGNED, Act.SIGNATURE), (Step.DEPOSITED, Act.RATIFICATION), (Step.DEPOSITED, Act.ACCESSION),
    (Step.DEPOSITED, Act.ACCESSION), (Step.WITHDRAWN, Act.DENUNCIATION), (Step.WITHDRAWN, None),
    (Step.WITHDRAWN, Act.INSTRUMENT_WITHDRAWN), (Step.ENTERED_INTO_FORCE, None), (Step.NOTIFIED, None),
)  # fmt: skip
DAYS = ("1990-01-01", "1991-05-05", "1991-05-05", "1994", "1995-07-01", "1999-12-31", "2003-02", "2010-10-10")
DOUBTED = (*[Certainty.ASSERTED] * 6, Certainty.REPORTED, Certainty.DENIED, Certainty.PLANNED)


def deposited(state: str, day: str) -> Fact:
    return Fact(f"{state} {day}", Step.DEPOSITED, (state,), (), day, act=Act.RATIFICATION)


def left(state: str, day: str) -> Fact:
    return Fact(f"{state} left {day}", Step.WITHDRAWN, (state,), (), day, act=Act.DENUNCIATION)


def made_up(seed: int) -> tuple[Record, Terms]:
    rng = random.Random(seed)
    facts = []
    for number in range(rng.randint(2, 14)):
        step, act = rng.choice(KINDS)
        actors = STATES if act is None and rng.random() < 0.3 else (rng.choice(STATES),)
        facts.append(
            Fact(f"{number}", step, actors, (), rng.choice(DAYS), certainty=rng.choice(DOUBTED), act=act)
        )
    parties = rng.choice(((), STATES, STATES[:4]))
    record = Record(
        "", parties, tuple(facts), complete=rng.choice((None, True)), closed=rng.choice((None, True, False))
    )
    return record, rng.choice(TERMS)


def by_itself(record: Record, terms: Terms, on: date) -> tuple[Any, ...]:
    found = status(record, terms, on)
    return (
        found.state,
        found.in_force,
        found.headline,
        found.summary,
        found.in_force_since,
        found.in_force_until,
    )


@pytest.mark.parametrize("part", range(4))
def test_days_that_share_what_was_worked_out_are_as_each_by_itself(part: int) -> None:
    for seed in range(part, 120, 4):
        record, terms = made_up(seed)
        gathered = gather(record)
        days = [date.fromisoformat(f"{f.date}-01-01"[:10]) if f.date else ON for f in record.facts]
        days += [day + timedelta(days=step) for day in days for step in (-1, 1, 366, 800)]
        random.Random(seed).shuffle(days)
        for on in days:
            w = of_history(gathered.by(on), terms)
            each = outline(w)
            shared = (
                each.state,
                each.in_force,
                each.headline,
                each.summary,
                each.in_force_since,
                each.in_force_until,
            )
            assert shared == by_itself(record, terms, on), (seed, on)
            alone = of_history(gather(record).by(on), terms)
            assert w.left == alone.left, (seed, on)
            for state in STATES:
                assert w.parts.periods(state) == alone.parts.periods(state), (seed, on, state)


def spread(facts: list[Fact]) -> list[Held]:
    return stretches(Record("", STATES, tuple(facts)), TERMS[1], ON)


def test_what_was_reached_is_not_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counter[int]()
    real = counting._tally

    def tally(rule: Rule, past: Any, signed: Any, acts: tuple[Any, ...], gone: Any) -> counting.Tally:
        counted[len(acts)] += 1
        return real(rule, past, signed, acts, gone)

    monkeypatch.setattr(counting, "_tally", tally)
    facts = [deposited(state, f"{1990 + n}-01-01") for n, state in enumerate(STATES)]
    spread([*facts, left("A", "2001-01-01"), left("B", "2002-01-01")])
    assert sorted(counted) in ([0, 1, 2, 8], [0, 1, 2, 3, 8])
    assert max(counted.values()) == 1


def test_who_left_is_worked_out_again_only_where_its_own_acts_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Counter[str]()
    real = Participation._periods_of

    def periods_of(self: Participation, at: str) -> Any:
        asked[at] += 1
        return real(self, at)

    monkeypatch.setattr(Participation, "_periods_of", periods_of)
    facts = [deposited(state, f"{1990 + n}-01-01") for n, state in enumerate(STATES)]
    years = range(2001, 2001 + len(STATES))
    spread([*facts, *(left(state, f"{year}-06-01") for state, year in zip(STATES, years, strict=True))])
    assert len(asked) == len(STATES)
    assert max(asked.values()) <= 2, asked
