"""The outbox on both databases: posted once, held by one, tried until it is taken, never lost."""

from __future__ import annotations

import pytest

from foedus.ledger import Ledger
from foedus.publish.outbox import WAITS, Item, Kind, Outbox, State, post

ALL = (Kind.CONFIRMATION, Kind.ISSUE, Kind.WEBHOOK)


def filled(ledger: Ledger, count: int = 3) -> Outbox:
    with ledger.door.writing() as connection:
        for n in range(count):
            assert post(connection, f"issue:{n}", Kind.ISSUE, n, f'{{"n":{n}}}', now=float(n))
    return Outbox(ledger)


def take(outbox: Outbox, worker: str, now: float, lease: float = 60.0) -> list[Item]:
    return outbox.take(worker, ALL, now=now, most=10, lease=lease)


def test_an_item_is_posted_once_for_its_key(ledger: Ledger) -> None:
    outbox = filled(ledger)
    with ledger.door.writing() as connection:
        assert not post(connection, "issue:1", Kind.ISSUE, 1, "other", now=9.0)
        assert post(connection, "issue:3", Kind.ISSUE, 3, "{}", now=9.0)
    items = take(outbox, "a", 10.0)
    assert [(i.receiver, i.content) for i in items[:2]] == [(0, '{"n":0}'), (1, '{"n":1}')]
    assert len({i.mark for i in items}) == 4
    assert ledger.check() == []


def test_what_one_holds_another_has_not_until_the_lease_ends(ledger: Ledger) -> None:
    outbox = filled(ledger)
    assert len(take(outbox, "a", 10.0)) == 3
    assert take(outbox, "b", 69.0) == []
    mine = take(outbox, "b", 71.0)
    assert [i.doubts for i in mine] == [0, 0, 0], "nothing was being handed over"
    assert outbox.hand(mine[0], "a", lambda _: "x", now=72.0) is None
    assert outbox.hand(mine[0], "b", lambda _: "x", now=72.0, lease=60.0) == "x"
    outbox.done(mine[0], State.SENT)
    assert outbox.hand(mine[0], "b", lambda _: "x", now=73.0) is None, "done with"
    assert len(take(outbox, "c", 200.0)) == 2


def test_a_handing_over_without_an_answer_is_a_doubt(ledger: Ledger) -> None:
    outbox = filled(ledger, 1)
    (item,) = take(outbox, "a", 10.0)
    assert outbox.hand(item, "a", lambda _: True, now=11.0, lease=60.0)
    outbox.release("a")
    assert take(outbox, "b", 12.0) == [], "what is being handed over is not given back"
    (again,) = take(outbox, "b", 72.0)
    assert (again.mark, again.doubts, again.tries) == (item.mark, 1, 1)
    assert outbox.counts() == {"issue, waiting": 1, "in doubt": 1}


def test_what_is_given_back_is_taken_at_once(ledger: Ledger) -> None:
    outbox = filled(ledger)
    take(outbox, "a", 10.0)
    outbox.release("a")
    assert len(take(outbox, "b", 11.0)) == 3


def test_it_is_tried_again_ever_later_and_given_up_in_the_end(ledger: Ledger) -> None:
    outbox, now = filled(ledger, 1), 10.0
    for wait in WAITS:
        (item,) = take(outbox, "a", now)
        assert outbox.hand(item, "a", lambda _: True, now=now)
        assert outbox.later(item, "451 busy", now=now) is State.WAITING
        assert take(outbox, "a", now + wait - 1) == []
        now += wait
    (item,) = take(outbox, "a", now)
    assert outbox.later(item, "451 busy", now=now) is State.GIVEN_UP
    assert take(outbox, "a", now + 1e9) == []
    assert outbox.failures() == [(1, "issue", "given up", "451 busy")]
    assert sum(WAITS) / 86_400 == pytest.approx(2.2, abs=0.2)


def test_a_way_out_that_is_closed_is_no_try(ledger: Ledger) -> None:
    outbox, now = filled(ledger, 1), 10.0
    for _ in range(3 * len(WAITS)):
        (item,) = take(outbox, "a", now)
        assert outbox.later(item, "no server", now=now, tried=False) is State.WAITING
        now += WAITS[0]
    assert take(outbox, "a", now)[0].tries == 0


def test_what_is_done_with_keeps_no_content_and_goes_in_time(ledger: Ledger) -> None:
    outbox = filled(ledger, 2)
    for item in take(outbox, "a", 10.0):
        outbox.done(item, State.SENT, "250 OK")
    assert outbox.counts() == {"issue, sent": 2, "in doubt": 0}
    assert outbox.next_due() is None
    outbox.tidy(31 * 86_400.0)
    assert outbox.counts() == {"in doubt": 0}
