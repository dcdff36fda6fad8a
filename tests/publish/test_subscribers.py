"""Asked for, confirmed, ended and forgotten; what a leak of the database would tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from foedus.errors import UsageError
from foedus.ledger import Ledger
from foedus.ledger.schema import outbox, subscription_tokens, subscriptions
from foedus.publish.outbox import Outbox
from foedus.publish.schedule import Schedule
from foedus.publish.selection import Selection
from foedus.publish.subscribers import (
    HOLDS,
    MOST_BOUNCES,
    Purpose,
    Subscribers,
    TooMany,
    bounced,
    mail_address,
    mint,
)
from tests.publish.events import at

DAILY = Schedule(7, "Europe/Oslo")
ALL = Selection()


def token(ledger: Ledger, number: int, purpose: Purpose = Purpose.CONFIRM) -> str:
    with ledger.door.writing() as connection:
        return mint(connection, number, purpose, at(1).timestamp())


def rows(ledger: Ledger) -> list[Sequence[object]]:
    """Everything that the database holds of subscriptions."""
    with ledger.door.reading() as connection:
        return [
            tuple(row)
            for table in (subscriptions, subscription_tokens, outbox)
            for row in connection.execute(select(table))
        ]


def confirmed(ledger: Ledger, address: str = "ana@example.org") -> int:
    number = Subscribers(ledger).ask(address, ALL, DAILY, now=at(1))
    assert number is not None
    assert Subscribers(ledger).confirm(token(ledger, number), now=at(1)) is not None
    return number


def test_nothing_begins_before_the_address_confirms(ledger: Ledger) -> None:
    each = Subscribers(ledger)
    number = each.ask(" Ana@Example.ORG ", Selection(("NOR",)), DAILY, now=at(1))
    assert number == 1
    (one,) = each.all()
    assert (one.address, one.confirmed, one.due) == ("Ana@example.org", False, None)
    assert each.due(at(30)) == []
    assert Outbox(ledger).counts() == {"confirmation, waiting": 1, "in doubt": 0}
    word = token(ledger, 1)
    assert each.confirm("x" * 32, now=at(1)) is None
    assert each.confirm(word, now=at(1)) is not None
    (one,) = each.all()
    assert one.confirmed
    assert one.due == at(2, 6).timestamp(), "07:00 in Oslo"
    assert each.confirm(word, now=at(3)) is not None, "a second time it stays as it is"
    assert each.all() == [one]
    assert ledger.check() == []


def test_a_token_is_for_its_purpose_alone(ledger: Ledger) -> None:
    each = Subscribers(ledger)
    each.ask("ana@example.org", ALL, DAILY, now=at(1))
    confirm, leave = token(ledger, 1), token(ledger, 1, Purpose.UNSUBSCRIBE)
    assert each.confirm(leave, now=at(1)) is None
    assert not each.unsubscribe(confirm)
    assert len(each.all()) == 1


def test_who_leaves_is_forgotten_with_all_that_was_on_its_way(ledger: Ledger) -> None:
    number = confirmed(ledger)
    other = confirmed(ledger, "ben@example.org")
    leave = token(ledger, number, Purpose.UNSUBSCRIBE)
    each = Subscribers(ledger)
    assert each.unsubscribe(leave)
    assert not each.unsubscribe(leave)
    assert [s.id for s in each.all()] == [other]
    assert "ana@" not in str(rows(ledger))
    assert each.confirm(token(ledger, other), now=at(2)) is not None
    assert each.remove(other)
    assert not each.remove(other)
    assert rows(ledger) == []


def test_who_never_confirms_is_forgotten(ledger: Ledger) -> None:
    each = Subscribers(ledger)
    each.ask("ana@example.org", ALL, DAILY, now=at(1))
    word = token(ledger, 1)
    each.tidy(at(1) + timedelta(seconds=HOLDS - 60))
    assert len(each.all()) == 1
    assert each.confirm(word, now=at(1) + timedelta(seconds=HOLDS + 60)) is None
    each.tidy(at(1) + timedelta(seconds=HOLDS + 60))
    assert rows(ledger) == []


def test_a_leak_tells_no_token(ledger: Ledger) -> None:
    number = confirmed(ledger)
    words = [token(ledger, number, purpose) for purpose in Purpose]
    assert len(set(words)) == 2
    assert all(len(word) >= 32 for word in words)
    kept = str(rows(ledger))
    assert all(word not in kept for word in words)
    (one,) = Subscribers(ledger).all()
    assert one.masked == "a...@example.org"


def test_sign_ups_are_not_taken_without_end(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    each = Subscribers(ledger)
    assert [each.ask("ana@example.org", ALL, DAILY, now=at(1)) for _ in range(4)] == [1, 2, 3, None]
    assert each.ask("ANA@example.org", ALL, DAILY, now=at(1)) is None
    assert each.ask("ben@example.org", ALL, DAILY, now=at(1)) == 4
    monkeypatch.setattr("foedus.publish.subscribers._FLOOD", 4)
    with pytest.raises(TooMany):
        each.ask("carl@example.org", ALL, DAILY, now=at(1))
    later = at(1) + timedelta(seconds=HOLDS + 1)
    assert each.ask("carl@example.org", ALL, DAILY, now=later) is not None, "the unconfirmed are forgotten"


def test_refusals_in_a_row_end_a_subscription(ledger: Ledger) -> None:
    number = confirmed(ledger)
    for turn in range(1, MOST_BOUNCES + 1):
        with ledger.door.writing() as connection:
            assert bounced(connection, number) is (turn == MOST_BOUNCES)
    assert rows(ledger) == []
    with ledger.door.writing() as connection:
        assert bounced(connection, number) is False


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("ana@example.org", "ana@example.org"),
        ("a.b+c@Mail.Example.org", "a.b+c@mail.example.org"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana", None),
        ("ana@", None),
        ("@example.org", None),
        ("ana@localhost", None),
        ("a b@example.org", None),
        ("ana@example.org\r\nBcc: all@example.org", None),
        ("ana@example.org>, <ben@example.org", None),
        ("a..b@example.org", None),
        ("ана@example.org", None),
        (f"{'a' * 250}@example.org", None),
    ],
)
def test_what_is_an_address(given: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(UsageError):
            mail_address(given)
    else:
        assert mail_address(given) == found
