"""Workers killed at every place of their rounds, on both databases: no mail is lost, and none sent twice but
those that the server took while nobody could note it.
"""

from __future__ import annotations

import random
import signal
from collections import Counter
from datetime import timedelta

import pytest

from foedus.ledger import open_ledger
from foedus.publish.outbox import Outbox
from foedus.publish.schedule import Schedule
from foedus.publish.selection import Selection
from foedus.publish.subscribers import Purpose, Subscribers, mint
from tests.processes import begun, ended
from tests.publish.events import at, lake
from tests.publish.killed import PLACES, work
from tests.publish.post import Post
from tests.soak import rounds

SUBSCRIBERS = 4
KILLS = len(PLACES) * rounds(1, 3)  # as often at each place
LEASE = 60.0


@pytest.mark.slow
def test_a_worker_killed_anywhere_loses_no_mail_and_doubles_none_that_it_noted(
    where: str, post: Post
) -> None:
    rng = random.Random(11)
    with open_ledger(where) as ledger:
        lake(ledger, 1)
        each = Subscribers(ledger)
        for n in range(SUBSCRIBERS):
            number = each.ask(f"s{n}@example.org", Selection(), Schedule(7, always=True), now=at(1))
            assert number is not None
            with ledger.door.writing() as connection:
                word = mint(connection, number, Purpose.CONFIRM, at(1).timestamp())
            each.confirm(word, now=at(1))

    def round_(turn: int, place: str, number: int, seconds: float = 0.0) -> int:
        now = at(2, 7) + timedelta(days=turn, seconds=seconds)
        name = f"{turn}-{place}"
        worker, pipe = begun(work, where, post.url, now, name, place, number, LEASE)
        pipe.close()
        return ended(worker)

    assert round_(-1, "none", 1, 86_399.0) == 0, "the mails that ask to confirm"
    asked = len(post.taken)
    killed: Counter[str] = Counter()
    for turn in range(KILLS):
        place = PLACES[turn % len(PLACES)]
        assert round_(turn, place, rng.randint(1, SUBSCRIBERS)) == -signal.SIGKILL
        killed[place] += 1
        assert round_(turn, "none", 1, LEASE + 1) == 0
    mails = Counter(str(t.mail["Message-ID"]) for t in post.taken[asked:])
    assert len(mails) == KILLS * SUBSCRIBERS, "one issue a subscriber and day, none lost"
    assert Counter(t.to for t in post.taken[:asked]) == Counter(
        f"s{n}@example.org" for n in range(SUBSCRIBERS)
    )
    twice = [n for n in mails.values() if n > 1]
    assert twice == [2] * killed["sent"], "taken, and not noted"
    with open_ledger(where) as ledger:
        counted = Outbox(ledger).counts()
        assert counted["issue, sent"] == KILLS * SUBSCRIBERS
        assert counted["in doubt"] == killed["sent"] + killed["send"]
        assert ledger.check() == []
