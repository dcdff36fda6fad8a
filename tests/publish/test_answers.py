"""Answers to letters go out by the outbox where that is asked for, and to nobody who was forgotten."""

from __future__ import annotations

from datetime import datetime

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.letters.box import LetterBox
from foedus.letters.model import Draft
from foedus.names import names
from foedus.publish.mail import Sender
from foedus.publish.mailings import post_answer
from foedus.publish.outbox import Outbox, State
from foedus.publish.rounds import Settings, Tally, Teller
from foedus.publish.smtp import Smtp, server_of
from tests.cli.command import foedus
from tests.publish.events import at, lake
from tests.publish.post import Post

FROM = Sender("desk@treaties.example", "Treaty desk", "https://treaties.example")
ANA = "ana@example.org"
TEXT = "The gazette has the 10th, not the 9th.\n\nSee page 4.\nBcc: all@example.org"
ANSWER = "Thank you.\n\nBoth days are in the record now."


def letter(ledger: Ledger, address: str = ANA) -> int:
    lake(ledger, 1)
    return LetterBox(ledger, lambda: at(2).timestamp()).take(Draft(1, None, "Ana Ruiz", address, TEXT))


def answer(ledger: Ledger, number: int) -> None:
    box = LetterBox(ledger, lambda: at(3).timestamp())
    box.answer(number, "Bo Li", ANSWER, lambda connection: post_answer(connection, number, at(3)))


def sent(ledger: Ledger, post: Post, now: datetime) -> Tally:
    link = lambda: Smtp(server_of(post.url, timeout=20))  # noqa: E731
    return Teller(ledger, Settings("one", names().display), FROM, link, clock=lambda: now).round()


def test_an_answer_goes_to_the_address_that_was_given_once(ledger: Ledger, post: Post) -> None:
    answer(ledger, letter(ledger))
    assert sent(ledger, post, at(4)).states == {State.SENT: 1}
    assert sent(ledger, post, at(5)).states == {}
    (taken,) = post.taken
    assert (taken.from_, taken.to) == (FROM.address, ANA)
    assert taken.mail["Subject"].startswith("Your letter about ")
    assert taken.mail["Bcc"] is None
    text = taken.part("plain").replace("\r\n", "\n")
    assert text.startswith("Thank you.\n\nBoth days are in the record now.\n\nOn ")
    assert "> The gazette has the 10th, not the 9th.\n>\n> See page 4. Bcc: all@example.org" in text
    assert "Both days are in the record now." in taken.part("html")
    assert "Auto-Submitted" not in taken.mail
    assert "List-Unsubscribe" not in taken.mail


def test_an_address_that_was_forgotten_gets_none(ledger: Ledger, post: Post) -> None:
    number = letter(ledger)
    answer(ledger, number)
    LetterBox(ledger).forget(number)
    sent(ledger, post, at(4))
    assert post.taken == []
    assert Outbox(ledger).counts()["answer, refused"] == 1


def test_a_refusal_for_good_ends_it(ledger: Ledger, post: Post) -> None:
    post.answers[ANA] = "550 5.1.1 nobody here"
    answer(ledger, letter(ledger))
    assert sent(ledger, post, at(4)).states == {State.REFUSED: 1}


def test_text_of_a_letter_is_text(ledger: Ledger, post: Post) -> None:
    lake(ledger, 1)
    number = LetterBox(ledger).take(Draft(1, None, "Ana", ANA, "<script>alert(1)</script> & <b>"))
    answer(ledger, number)
    sent(ledger, post, at(4))
    assert "<script>" not in post.taken[0].part("html")


def test_the_command_sends_where_it_is_asked(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_LEDGER", where)
    with open_ledger(where) as ledger:
        first = letter(ledger)
        second = LetterBox(ledger).take(Draft(1, None, "Cy", "cy@example.org", "Another."))
    assert "in the outbox" in foedus("letter", "answer", str(first), "Thanks.", "--send").out
    assert "send it to Cy <cy@example.org>" in foedus("letter", "answer", str(second), "Thanks.").out
    assert foedus("letter", "answer", str(first), "Again.", "--send").code == 1
    with open_ledger(where) as ledger:
        assert Outbox(ledger).counts() == {"answer, waiting": 1, "in doubt": 0}
