"""Standings worked out together are those worked out one by one, to the letter."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from foedus.ledger import Ledger, open_ledger
from foedus.ledger.agreements import all_roots
from foedus.ledger.believed import bases
from foedus.ledger.columns import load_steps
from foedus.ledger.days import day_number
from foedus.model import Article, Certainty, Claim, Source, SourceKind, Step
from foedus.record import sharing, standings
from foedus.record.kept import outline_values
from tests.ledger.strategies import NOW, article, day, step
from tests.ledger.test_asof import Move, moves, play

ON = date(2024, 12, 1)
LAST = date(9999, 12, 30)  # the day after it stands for never
CODES = ("PRK", "RUS", "USA", "KOR", "JPN", "FJI")
STEPS = (*Step, Step.SIGNED, Step.SIGNED, Step.RATIFIED, Step.RATIFIED, Step.ENTERED_INTO_FORCE)
CERTAIN = (*Certainty, Certainty.ASSERTED, Certainty.ASSERTED, Certainty.REPORTED, Certainty.REPORTED)
DATES = (
    None, "2023", "2024-06", "2024-06-01", "2024-06-19", "2024-06-20", "2024-11-09", "2024-11-11", "2025-01-31",
    "2024-06~", "2024-06-01/2024-06-19", "../2024-06-19", "2026-02-28", "1999-12-31", "2024-02-29",
    "9999-12-31",
)  # fmt: skip
SOURCES = (
    (), (Source("Yonhap", SourceKind.PUBLISHER),), (Source("TASS", SourceKind.STATE_MEDIA, "RUS"),),
    (Source("Yonhap", SourceKind.PUBLISHER), Source("an official", SourceKind.OFFICIAL, anonymous=True)),
    (Source("AP", SourceKind.PUBLISHER), Source("KCNA", SourceKind.STATE_MEDIA)),
)  # fmt: skip
MADE_UP = ("Lostok", "Kaden", "Bordal", "Stavik", "Talpolis")
KNOWN = (
    "Kyoto Protocol",
    "North Atlantic Treaty",
    "the pact",
    "Mutual Defense Treaty between Japan and Korea",
)


def told(rng: random.Random, number: int) -> tuple[Article, list[Claim]]:
    """A page of claims about one agreement: few kinds of steps, so that many agreements have one shape."""
    name = rng.choice(KNOWN) if rng.random() < 0.2 else f"{rng.choice(MADE_UP)}{number}vik Treaty"
    page = article(
        f"Page {number} {rng.random()}", doc=f"{number}.txt",
        published=rng.choice((None, "2024-06-20", "2024-11-12")),
    )  # fmt: skip
    parties = rng.sample(CODES, rng.choice((2, 2, 2, 2, 1, 3)))
    kinds = rng.sample(STEPS, 3)
    claims = []
    for _ in range(rng.randint(1, 6)):
        who = rng.choice((parties, parties[:1], parties[-1:], (), (rng.choice(CODES),)))
        claims.append(
            step(
                page, rng.choice(kinds).value, who, rng.choice(DATES), name=name, parties=parties,
                sources=rng.choice(SOURCES), certainty=rng.choice(CERTAIN),
            )
        )  # fmt: skip
    return page, claims


def each_by_itself(ledger: Ledger) -> dict[int, list[sharing.Stretch]]:
    with ledger.view() as (connection, number, known):
        return {
            basis.agreement_id: [
                (day_number(h.first), day_number(min(h.last, LAST)), outline_values(h.outline))
                for h in standings.work_out(basis, ON)
            ]
            for part in bases(connection, number, known, all_roots(connection, number, known))
            for basis in part
        }


def together(ledger: Ledger) -> dict[int, list[sharing.Stretch]]:
    with ledger.view() as (connection, number, known):
        roots = sorted(all_roots(connection, number, known))
        parts = standings.worked_out(ledger, connection, number, known, roots, ON, share=True)
        return {
            agreement: [(first, min(last, day_number(LAST)), said) for first, last, said in found]
            for part in parts
            for agreement, found in part
        }


@pytest.mark.parametrize("seed", range(4))
def test_many_agreements(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rng = random.Random(seed)
    with open_ledger(tmp_path_factory.mktemp("sharing") / "ledger.db") as ledger:
        items = [told(rng, number) for number in range(120)]
        ledger.add_many(items[:100], recorded_at=NOW, actor="test")
        ledger.add_many(items[100:], recorded_at=day(30), actor="test")
        assert together(ledger) == each_by_itself(ledger)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(sequence=moves)
def test_any_history(tmp_path_factory: pytest.TempPathFactory, sequence: list[Move]) -> None:
    with open_ledger(tmp_path_factory.mktemp("sharing") / "ledger.db") as ledger:
        play(ledger, sequence)
        assert together(ledger) == each_by_itself(ledger)


def test_many_parties_keep_their_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of more than ten, a name's rank is no longer one digit."""
    codes = tuple(sorted({*CODES, "AUT", "BEL", "CHL", "DNK", "EGY", "FRA", "GRC", "HUN"}))
    with open_ledger(tmp_path_factory.mktemp("sharing") / "ledger.db") as ledger:
        for number in range(2):
            page = article(f"{number}", published="2024-11-12")
            claims = [
                step(page, what, (code,), "2024-06-01", name=f"Kaden{number}vik Treaty", parties=codes)
                for what in ("signed", "ratified")[: 1 + number]
                for code in codes[2:]
            ]
            ledger.add(page, claims, recorded_at=NOW, actor="test")
        assert together(ledger) == each_by_itself(ledger)


def test_many_acts_of_one_agreement(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Beside one with few, whose place they would take."""
    with open_ledger(tmp_path_factory.mktemp("sharing") / "ledger.db") as ledger:
        for number, days in enumerate((2, 70)):
            page = article(f"{number}", published="2024-11-12")
            claims = [
                step(page, "ratified", CODES[:1], f"2024-{1 + n // 28:02}-{1 + n % 28:02}",
                     name=f"Kaden{number}vik Treaty", parties=CODES[:2])
                for n in range(days)
            ]  # fmt: skip
            ledger.add(page, claims, recorded_at=NOW, actor="test")
        assert together(ledger) == each_by_itself(ledger)
        with ledger.view() as (connection, number, known):
            roots = all_roots(connection, number, known)
            found = dict(
                sharing.Sharing().stretches(load_steps(ledger.plain_steps(connection, number, known), roots))
            )
        assert len(found) == 1


def test_some_of_many_agreements(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Those asked for, which stand apart, as they stood at an earlier time."""
    rng = random.Random(5)
    with open_ledger(tmp_path_factory.mktemp("sharing") / "ledger.db") as ledger:
        ledger.add_many([told(rng, n) for n in range(30)], recorded_at=NOW, actor="test")
        rng = random.Random(5)
        ledger.add_many([told(rng, n) for n in range(40)], recorded_at=day(30), actor="test")
        with ledger.view(NOW.date()) as (connection, number, known):
            roots = sorted(all_roots(connection, number, known))[::7]
            by_itself = {
                basis.agreement_id: standings.work_out(basis, ON)
                for part in bases(connection, number, known, roots)
                for basis in part
            }
            parts = standings.worked_out(ledger, connection, number, known, roots, ON, share=True)
            found = {agreement: [said for _, _, said in each] for part in parts for agreement, each in part}
        assert found == {a: [outline_values(h.outline) for h in each] for a, each in by_itself.items()}


def test_the_parties_are_all_that_any_claim_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Beside an agreement of which all claims name the same ones."""
    named = ((CODES[:2], CODES[:2]), (CODES[:2], CODES[1:3]), (CODES[:3], CODES[:2], CODES[2:4]))
    with open_ledger(tmp_path_factory.mktemp("sharing") / "ledger.db") as ledger:
        for number, lists in enumerate(named):
            page = article(f"{number}", published="2024-11-12")
            claims = [
                step(page, what, parties[:1], "2024-06-01", name=f"Kaden{number}vik Treaty", parties=parties)
                for what, parties in zip(("signed", "ratified", "approved"), lists, strict=False)
            ]
            ledger.add(page, claims, recorded_at=NOW, actor="test")
        with ledger.view() as (connection, number, known):
            plain = ledger.plain_steps(connection, number, known)
            steps = load_steps(plain, all_roots(connection, number, known))
        assert [each.parties for each in steps.agreements] == [
            tuple(sorted({code for parties in lists for code in parties})) for lists in named
        ]
        assert together(ledger) == each_by_itself(ledger)


def test_the_law_is_asked_once_for_all_of_a_shape(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Other states, other days, other publishers: one shape."""
    with open_ledger(tmp_path_factory.mktemp("sharing") / "ledger.db") as ledger:
        items = []
        for number in range(60):
            page = article(f"{number}", publisher=f"Agency {number % 7}", published="2024-11-12")
            parties = sorted((CODES[number % 3], CODES[3 + number % 3]))
            items.append(
                (
                    page,
                    [
                        step(page, "signed", parties, f"2024-01-{1 + number % 28:02}", name=f"Kaden{number}vik Treaty",
                             parties=parties),
                        step(page, "ratified", parties[:1], f"2024-06-{1 + number % 28:02}",
                             name=f"Kaden{number}vik Treaty", parties=parties),
                    ],
                )
            )  # fmt: skip
        ledger.add_many(items, recorded_at=NOW, actor="test")
        shared = sharing.Sharing()
        with ledger.view() as (connection, number, known):
            roots = sorted(all_roots(connection, number, known))
            found = dict(shared.stretches(load_steps(ledger.plain_steps(connection, number, known), roots)))
        assert sorted(found) == roots
        assert len(roots) == 60
        assert shared.asked <= 10
