"""Proposals wait for a person, are decided on once, and enter the record on the page that they were read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from foedus.errors import LedgerError
from foedus.ledger import Ledger, VerdictKind, open_ledger
from foedus.ledger.connect import make_engine
from foedus.ledger.migrate import SCRIPTS
from foedus.ledger.schema import MARK
from foedus.letters.box import LetterBox
from foedus.letters.model import Draft
from foedus.model import AgreementRef, Certainty, Claim, Passage
from foedus.proposals.model import Edits, ProposalKind, ProposalState, Reading
from foedus.proposals.queue import Proposals
from foedus.record.standings import standings
from tests.ledger.strategies import NOW, article, day, step

TEXT: Final = (
    "North Korea and Russia signed their treaty on June 19. Moscow ratified it on November 9. "
    "Fiji and Tonga initialled a Tuna Accord in Suva."
)
PAGE: Final = article(TEXT)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


SIGNED: Final = step(PAGE, "signed", ("PRK", "RUS"), "2024-06-19", span=at("North Korea and Russia signed"))
RATIFIED: Final = step(PAGE, "ratified", ("RUS",), "2024-11-09", span=at("Moscow ratified it"))
TUNA: Final = step(
    PAGE, "initialled", ("FJI", "TON"), name="Tuna Accord", mention="a Tuna Accord", parties=("FJI", "TON"),
    span=at("Fiji and Tonga initialled a Tuna Accord"),
)  # fmt: skip


def reading(claim: Claim = RATIFIED, reader: str = "model-a", agreement: int | None = 1) -> Reading:
    return Reading(1, claim, reader, agreement, {"model": "a-7b", "prompt": "0f" * 16})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(PAGE, [SIGNED], recorded_at=NOW, actor="a")
        yield opened


def wait(ledger: Ledger, given: Reading | None = None) -> int:
    number = Proposals(ledger, NOW.timestamp).file(given or reading())
    assert number is not None
    return number


def shown(ledger: Ledger) -> list[tuple[str, int, int]]:
    """Of each agreement: name, claims, independent sources."""
    return [(row.name, row.claims, row.sources) for row in ledger.agreements()]


def test_a_proposal_waits_and_moves_nothing(ledger: Ledger) -> None:
    before = standings(ledger, date(2024, 12, 1)), ledger.head(), shown(ledger)
    queue = Proposals(ledger)
    number = wait(ledger)
    (one,) = queue.waiting()
    assert (one.id, one.kind, one.proposer, one.agreement) == (number, ProposalKind.READER, "model-a", 1)
    assert (one.claim, one.document, one.text) == (RATIFIED, 1, "Moscow ratified it")
    assert one.made_by == {"model": "a-7b", "prompt": "0f" * 16}
    assert queue.waiting(ProposalKind.LETTER) == []
    assert (standings(ledger, date(2024, 12, 1)), ledger.head(), shown(ledger)) == before
    assert ledger.check() == []


def test_an_accepted_claim_stands_on_its_page_and_is_no_second_source(ledger: Ledger) -> None:
    number = wait(ledger)
    one, claim = Proposals(ledger).accept(number, "Bo Li", reason="the page says so")
    assert (one.state, one.decided_by, one.entered) == (ProposalState.ACCEPTED, "Bo Li", claim)
    (stored,) = ledger.claims(ids=[claim])
    assert stored.claim == RATIFIED
    assert (stored.document_id, stored.agreement_id, stored.entered_by, stored.stands) == (
        1,
        1,
        "Bo Li",
        True,
    )
    (verdict,) = ledger.verdicts(claim=claim)
    assert (verdict.by, verdict.kind) == ("Bo Li", VerdictKind.ENTER)
    assert verdict.reason == "proposed by model-a: the page says so"
    assert shown(ledger) == [("Treaty on Comprehensive Strategic Partnership", 2, 1)]
    assert ledger.check() == []


def test_edits_of_the_person_count(ledger: Ledger) -> None:
    edits = Edits(
        what="approved", of="signed", actors=("PRK",), date="2024-11-08", certainty=Certainty.ASSERTED
    )
    _, claim = Proposals(ledger).accept(wait(ledger), "Bo Li", reason="r", edits=edits)
    found = ledger.claims(ids=[claim])[0].claim
    assert (found.what, found.of, found.actors, found.date, found.certainty) == (
        "approved", "signed", ("PRK",), "2024-11-08", Certainty.ASSERTED,
    )  # fmt: skip
    assert found.passages == RATIFIED.passages


def test_a_proposal_about_an_unknown_agreement_needs_a_word(ledger: Ledger) -> None:
    number = wait(ledger, reading(TUNA, agreement=None))
    queue = Proposals(ledger)
    with pytest.raises(LedgerError, match="new"):
        queue.accept(number, "Bo Li", reason="r")
    one, claim = queue.accept(number, "Bo Li", reason="r", edits=Edits(new_agreement=True))
    assert one.state is ProposalState.ACCEPTED
    (stored,) = ledger.claims(ids=[claim])
    assert stored.agreement_id is not None
    row = ledger.agreement(stored.agreement_id)
    assert (row.name, row.parties, row.claims, row.last_step) == (
        "Tuna Accord",
        ("FJI", "TON"),
        1,
        "initialled",
    )
    assert ledger.check() == []
    page = article("Fiji has ratified the Tuna Accord with Tonga.", publisher="RNZ")
    told = step(
        page, "ratified", ("FJI",), name="Tuna Accord", mention="the Tuna Accord", parties=("FJI", "TON")
    )
    assert ledger.add(page, [told], recorded_at=day(1), actor="a").agreements == (row.id,)
    ledger.undo(ledger.verdicts(claim=claim)[0].id, reason="r", actor="b", recorded_at=day(2))
    assert not ledger.claims(ids=[claim])[0].stands
    assert ledger.agreement(row.id).last_step == "ratified"
    assert ledger.check() == []


def test_it_is_decided_on_once(ledger: Ledger) -> None:
    queue = Proposals(ledger)
    number = wait(ledger)
    assert queue.decline(number, "Bo Li", "read wrongly").answer == "read wrongly"
    for again in (lambda: queue.accept(number, "Cy", reason="r"), lambda: queue.decline(number, "Cy", "r")):
        with pytest.raises(LedgerError, match="declined by Bo Li"):
            again()
    assert queue.file(reading()) is None, "what a person declined is not asked again"
    assert queue.file(reading(reader="model-b")) is not None
    assert ledger.count("claims") == 1


@pytest.mark.parametrize(
    "claim",
    [
        replace(RATIFIED, passages=(Passage(0, 5, "Seoul"),)),
        replace(RATIFIED, passages=(Passage(-4, 5, TEXT[:5]),)),
        replace(RATIFIED, passages=(Passage(len(TEXT), len(TEXT), ""),)),
        replace(RATIFIED, passages=()),
    ],
)
def test_what_does_not_stand_in_the_page_is_refused(ledger: Ledger, claim: Claim) -> None:
    with pytest.raises(LedgerError):
        Proposals(ledger).file(reading(claim))
    with pytest.raises(LedgerError):
        ledger.enter_on_page(1, claim, agreement=1, reason="r", actor="a", recorded_at=day(1))
    with pytest.raises(LedgerError):
        Proposals(ledger).file(replace(reading(), document=9))
    with pytest.raises(LedgerError):
        Proposals(ledger).file(replace(reading(), agreement=9))
    assert ledger.count("claims") == 1


def test_no_newer_reading_takes_it_away_and_whoever_undoes_it_does(ledger: Ledger) -> None:
    _, claim = Proposals(ledger).accept(wait(ledger), "Bo Li", reason="r")
    other = replace(SIGNED, date="2024-06-20")
    added = ledger.add(PAGE, [other], recorded_at=day(1), actor="a")
    assert (added.new_claims, added.gone_claims) == (1, 1)
    (stored,) = ledger.claims(ids=[claim])
    assert (stored.gone_since, stored.stands) == (None, True)
    ledger.undo(ledger.verdicts(claim=claim)[0].id, reason="r", actor="b", recorded_at=day(2))
    assert not ledger.claims(ids=[claim])[0].stands
    assert ledger.check() == []


def test_what_foedus_reads_itself_later_is_one_claim(ledger: Ledger) -> None:
    number = wait(ledger)
    ledger.add(PAGE, [SIGNED, RATIFIED], recorded_at=day(1), actor="a")
    _, claim = Proposals(ledger).accept(number, "Bo Li", reason="r")
    assert ledger.count("claims") == 2
    assert ledger.verdicts(claim=claim)[0].kind is VerdictKind.ACCEPT
    second = wait(ledger, reading(SIGNED))
    assert Proposals(ledger).accept(second, "Bo Li", reason="r")[1] == 1


def test_accepted_first_and_read_by_foedus_later_is_one_claim_too(ledger: Ledger) -> None:
    _, claim = Proposals(ledger).accept(wait(ledger), "Bo Li", reason="r")
    assert ledger.add(PAGE, [SIGNED, RATIFIED], recorded_at=day(1), actor="a").new_claims == 0
    assert ledger.claims(ids=[claim])[0].stands
    assert ledger.check() == []


def test_who_says_the_same_is_shown(ledger: Ledger) -> None:
    first = wait(ledger)
    second = wait(ledger, reading(replace(RATIFIED, date=None), "model-b"))
    wait(ledger, reading(replace(RATIFIED, actors=("PRK",)), "model-c"))
    same = wait(ledger, reading(replace(SIGNED, date=None)))
    queue = Proposals(ledger)
    assert queue.alike(first).readers == {"model-b": second}
    assert queue.alike(first).claims == ()
    assert queue.alike(same).claims == (1,)
    queue.accept(first, "Bo Li", reason="r")
    queue.accept(second, "Bo Li", reason="r")
    assert shown(ledger)[0][2] == 1, "two readers of one page are one source"


def test_letters_stand_in_the_same_queue(ledger: Ledger) -> None:
    box, queue = LetterBox(ledger), Proposals(ledger)
    wait(ledger)
    letter = box.take(Draft(1, 1, "Ana Ruiz", "ana@example.org", "It was the 20th."))
    assert [(p.id, p.kind) for p in queue.waiting()] == [(1, ProposalKind.READER), (2, ProposalKind.LETTER)]
    assert [one.id for one in box.letters()] == [letter]
    with pytest.raises(LedgerError):
        box.letter(1)
    with pytest.raises(LedgerError):
        box.decline(1, "Bo Li", "r")
    assert not hasattr(queue.proposal(letter), "address")
    one, claim = queue.accept(letter, "Bo Li", reason="seen", edits=Edits(date="2024-06-20"))
    stored = ledger.claims(ids=[claim])[0].claim
    assert (stored.date, stored.certainty, stored.what) == ("2024-06-20", Certainty.SPECULATED, "signed")
    assert box.letter(letter).statement == claim == one.entered


def test_letters_of_an_older_ledger_keep_their_numbers(where: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    engine = make_engine(where)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id = {MARK}"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0008")
        connection.execute(
            text(
                "INSERT INTO letters (id, received, agreement_id, claim_id, name, address, text, state, moderator,"
                " decided, answer) VALUES (7, 1.5, 3, NULL, 'Ana', 'a@b.org', 'Hm.', 'answered', 'Bo', 2.5, 'Yes.')"
            )
        )
    engine.dispose()
    with open_ledger(where) as ledger:
        (one,) = LetterBox(ledger).letters(None)
        assert (one.id, one.agreement, one.name, one.address, one.text) == (7, 3, "Ana", "a@b.org", "Hm.")
        assert (one.state, one.moderator, one.answer) == (ProposalState.ANSWERED, "Bo", "Yes.")
        assert ledger.check() == []


def test_the_claim_of_a_nameless_agreement_takes_its_mention_for_a_name(ledger: Ledger) -> None:
    claim = replace(TUNA, agreement=AgreementRef(None, "a Tuna Accord"))
    _, number = Proposals(ledger).accept(
        wait(ledger, reading(claim, agreement=None)), "Bo", reason="r", edits=Edits(new_agreement=True)
    )
    stored = ledger.claims(ids=[number])[0]
    assert stored.agreement_id is not None
    assert ledger.agreement(stored.agreement_id).name == "a Tuna Accord"
