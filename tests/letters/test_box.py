"""Letters are taken in within limits, decided on once, and enter the record as their readers' statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from foedus.errors import LedgerError, LetterRefused
from foedus.ledger import Ledger, open_ledger
from foedus.letters.box import LetterBox
from foedus.letters.limits import HOUR, PER_ADDRESS, PER_SENDER, WAITING, Senders
from foedus.letters.model import LONGEST_TEXT, Draft, cleaned, faults
from foedus.model import Certainty
from foedus.proposals.model import ProposalState
from foedus.record.standings import standings
from tests.cli.command import foedus
from tests.ledger.strategies import NOW, article, step

TEXT = "The gazette has the 10th, not the 9th."


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW.timestamp()

    def __call__(self) -> float:
        return self.now


def draft(
    text: str = TEXT, *, address: str = "ana@example.org", claim: int | None = 1, agreement: int = 1
) -> Draft:
    return Draft(agreement, claim, "Ana Ruiz", address, text)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        page = article()
        told = [
            step(page, "ratified", ("RUS",), "2024-11-09"),
            step(page, "signed", ("PRK", "RUS"), "2024-06-19"),
        ]
        opened.add(page, told, recorded_at=NOW, actor="a")
        yield opened


FAULTS = [
    (draft(""), {"text"}),
    (draft("x" * (LONGEST_TEXT + 1)), {"text"}),
    (draft(address="ana at example.org"), {"address"}),
    (draft(address="ana@example.org\nBcc: all@example.org"), {"address"}),
    (draft(address="<ana@example.org>"), {"address"}),
    (draft(address=f"{'a' * 64}@{'b' * 200}.org"), {"address"}),
    (Draft(1, None, " ", "", ""), {"name", "address", "text"}),
    (draft(), set()),
]  # fmt: skip


@pytest.mark.parametrize(("written", "wrong"), FAULTS)
def test_what_is_wrong_is_said_by_field(written: Draft, wrong: set[str]) -> None:
    assert faults(cleaned(written)).keys() == wrong


def test_what_steers_a_terminal_or_hides_text_is_left_out() -> None:
    kept = cleaned(
        Draft(1, None, "Ana\x1b[31m \u202eRuiz\n", " ana@example.org ", "One\r\ntwo\x00\x07\ud800")
    )
    assert (kept.name, kept.address, kept.text) == ("Ana[31m Ruiz", "ana@example.org", "One\ntwo")


def test_the_same_letter_twice_is_one(ledger: Ledger) -> None:
    clock = Clock()
    box = LetterBox(ledger, clock)
    assert [box.take(draft()), box.take(draft()), box.take(draft(claim=2)), box.take(draft(claim=None))] == [
        1,
        1,
        2,
        3,
    ]
    clock.now += 90_000
    assert box.take(draft()) == 4
    assert [one.claim for one in box.letters()] == [1, 2, None, 1]


def test_floods_are_held_off(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    box = LetterBox(ledger, clock)
    for n in range(PER_ADDRESS):
        box.take(draft(f"letter {n}"))
    with pytest.raises(LetterRefused, match="several letters"):
        box.take(draft("one more", address="ANA@example.org"))
    box.take(draft("one more", address="bo@example.org"))
    clock.now += 90_000
    box.take(draft("one more"))
    monkeypatch.setattr("foedus.letters.box.PER_DAY", 2)
    box.take(draft("a second", address="bo@example.org"))
    with pytest.raises(LetterRefused, match="full"):
        box.take(draft("a third", address="cy@example.org"))
    monkeypatch.setattr("foedus.letters.box.PER_DAY", 200)
    monkeypatch.setattr("foedus.letters.box.WAITING", 8)
    with pytest.raises(LetterRefused, match="full"):
        box.take(draft("a third", address="cy@example.org"))
    assert WAITING >= 100
    senders = Senders()
    assert [senders.admit("10.0.0.1", t) for t in range(PER_SENDER + 1)] == [*[True] * PER_SENDER, False]
    assert senders.admit("10.0.0.2", PER_SENDER)
    assert senders.admit("10.0.0.1", HOUR + 0.5)


@pytest.mark.parametrize(("agreement", "claim"), [(9, None), (1, 99)])
def test_a_letter_is_about_something_that_is_there(ledger: Ledger, agreement: int, claim: int | None) -> None:
    with pytest.raises(LetterRefused):
        LetterBox(ledger).take(draft(agreement=agreement, claim=claim))


def test_an_accepted_letter_is_its_readers_statement(ledger: Ledger) -> None:
    box = LetterBox(ledger, Clock())
    box.take(draft())
    before = standings(ledger, date(2024, 12, 1))
    letter, number = box.accept(1, "Bo Li", certainty=Certainty.SPECULATED, reason="seen", date="2024-11-10")
    assert (letter.state, letter.statement, letter.moderator) == (ProposalState.ACCEPTED, number, "Bo Li")
    (stored,) = ledger.claims(ids=[number])
    claim = stored.believed
    assert (claim.what, claim.actors, claim.date, claim.certainty) == (
        "ratified",
        ("RUS",),
        "2024-11-10",
        Certainty.SPECULATED,
    )
    assert [s.name for s in claim.sources] == ["Bo Li", "Ana Ruiz (reader)"]
    assert [p.text for p in claim.passages] == [TEXT]
    assert stored.entered_by == "Bo Li"
    assert box.statements([1, 2]) == {1: [number]}
    after = standings(ledger, date(2024, 12, 1))
    assert [s.headline for s in before] == [s.headline for s in after], (
        "a reader's word alone moves no status"
    )
    assert ledger.check() == []
    with pytest.raises(LedgerError, match="was accepted by Bo Li"):
        box.accept(1, "Cy", certainty=Certainty.REPORTED, reason="again")
    assert len(ledger.claims(1)) == 3, "what is decided on is entered once"
    ledger.undo(stored_verdict(ledger), reason="no", actor="Bo Li", recorded_at=NOW)
    assert not ledger.claims(ids=[number])[0].stands


def stored_verdict(ledger: Ledger) -> int:
    return ledger.verdicts()[-1].id


def test_the_whole_way_on_either_database(where: str) -> None:
    with open_ledger(where) as book:
        page = article()
        book.add(page, [step(page, "ratified", ("RUS",), "2024-11-09")], recorded_at=NOW, actor="a")
        box = LetterBox(book, Clock())
        numbers = [box.take(draft(text)) for text in ("one", "two", "three", "one")]
        assert numbers == [1, 2, 3, 1]
        _, claim = box.accept(1, "Bo Li", certainty=Certainty.SPECULATED, reason="seen", date="2024-11-10")
        box.answer(2, "Bo Li", "Thank you.")
        box.decline(3, "Bo Li", "another treaty")
        box.forget(3)
        assert box.letters() == []
        assert [one.state.value for one in box.letters(None)] == ["accepted", "answered", "declined"]
        assert box.statements([1]) == {1: [claim]}
        assert book.check() == []


def test_a_letter_about_a_treaty_says_what_is_stated(ledger: Ledger) -> None:
    box = LetterBox(ledger, Clock())
    number = box.take(draft(claim=None))
    with pytest.raises(LedgerError, match="--what"):
        box.accept(number, "Bo Li", certainty=Certainty.REPORTED, reason="seen")
    _, claim = box.accept(
        number, "Bo Li", certainty=Certainty.REPORTED, reason="seen", what="deposited", actors=("PRK",)
    )
    assert ledger.claims(ids=[claim])[0].believed.what == "deposited"


def test_the_moderators_commands(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_LEDGER", ledger.where)
    monkeypatch.setenv("FOEDUS_ACTOR", "Bo Li")
    box = LetterBox(ledger)
    for n in range(3):
        box.take(draft(f"{TEXT} {n}", address=f"reader{n}@example.org"))
    listed = foedus("letter", "list")
    assert listed.out.count("letter ") == 3
    assert "example.org" not in listed.out + foedus("letter", "list", "--state", "all", "--json").out
    assert "from  Ana Ruiz <reader0@example.org>" in foedus("letter", "show", "1").out
    assert "RUS ratified, 2024-11-09" in foedus("letter", "show", "1").out
    done = foedus("letter", "accept", "1", "--date", "2024-11-10", "--reason", "the gazette")
    assert done.out == "letter 1: claim 3 of agreement 1, speculated, on the word of Ana Ruiz\n"
    assert (
        foedus("letter", "answer", "2", "Thank you.").out
        == "letter 2: answered; send it to Ana Ruiz <reader1@example.org>\n"
    )
    assert foedus("letter", "decline", "3", "--reason", "another treaty").out == "letter 3: declined\n"
    assert foedus("letter", "decline", "3", "--reason", "again").errors == [
        "foedus: letter 3 was declined by Bo Li"
    ]
    assert foedus("letter", "list").errors == ["foedus: no letter waits"]
    foedus("letter", "forget", "3")
    assert (box.letter(3).address, box.letter(3).text) == ("", "")
    for command in (
        "claims --json",
        "export claims",
        "diff --from 0",
        "agreements --json",
        "timeline RUS --json",
    ):
        assert "example.org" not in foedus(*command.split()).out, command
