"""What is on its way out, in the ledger's database: posted once, tried until it is taken, leased meanwhile.

Who takes an item holds it under a lease; one who is killed gives it back by not renewing. Before an item is
handed over that is noted, and with the answer that it is done. Killed before, nothing was sent; killed after,
nothing is sent again. In between nobody can know whether the other side took it (RFC 1047): it is handed over
again with the same Message-ID or webhook-id, by which the other side can tell, and counted as a doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Final, TypeVar

from sqlalchemy import Connection, Update, and_, delete, func, select, update

from foedus.ledger.schema import outbox
from foedus.ledger.store import Ledger

T = TypeVar("T")

LEASE: Final = 600.0  # seconds a worker holds what it took
WAITS: Final = (60.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0)  # between tries
_KEPT: Final = 30 * 86_400.0  # seconds, of what is done with


class Kind(StrEnum):
    """What an item is."""

    CONFIRMATION = "confirmation"
    ISSUE = "issue"
    ANSWER = "answer"  # to a letter
    WEBHOOK = "webhook"


class State(StrEnum):
    """What became of an item."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"  # for good
    BOUNCED = "bounced"  # taken, and reported undeliverable later
    GIVEN_UP = "given up"  # after the last try


@dataclass(frozen=True, slots=True)
class Item:
    """One item; `mark` is the same at every try, `doubts` counts handings over that had no answer."""

    id: int
    kind: Kind
    receiver: int
    mark: str
    content: str
    made: float
    tries: int
    doubts: int


def post(connection: Connection, key: str, kind: Kind, receiver: int, content: str, *, now: float) -> bool:
    """Put an item into the outbox, once for its key; gives whether it is new."""
    o = outbox.c
    if connection.execute(select(o.id).where(o.key == key)).first() is not None:
        return False
    number = int(connection.execute(select(func.max(o.id))).scalar_one() or 0) + 1
    mark = blake2b(key.encode(), digest_size=16).hexdigest()
    connection.execute(outbox.insert(), {
        "id": number, "key": key, "kind": kind.value, "receiver": receiver, "mark": mark, "content": content,
        "state": State.WAITING.value, "made": now, "due": now, "lease": 0.0, "tries": 0, "doubts": 0,
    })  # fmt: skip
    return True


class Outbox:
    """The outbox of one ledger. Safe for several threads and several processes."""

    def __init__(self, ledger: Ledger) -> None:
        self._door = ledger.door

    def take(
        self, worker: str, kinds: tuple[Kind, ...], *, now: float, most: int, lease: float = LEASE
    ) -> list[Item]:
        """Items that are due, the oldest first, now this worker's for `lease` seconds.

        What was being handed over when another's lease ended counts as a doubt.
        """
        o = outbox.c
        query = (
            select(o.id, o.kind, o.receiver, o.mark, o.content, o.made, o.tries, o.doubts, o.handed)
            .where(o.due <= now, o.lease <= now, o.kind.in_([k.value for k in kinds]))
            .order_by(o.due, o.id)
            .limit(most)
        )
        with self._door.writing() as connection:
            rows = list(connection.execute(query))
            for row in rows:
                doubts = row.doubts + (row.handed is not None)
                values = {"worker": worker, "lease": now + lease, "handed": None, "doubts": doubts}
                connection.execute(update(outbox).where(o.id == row.id).values(**values))
        return [
            Item(
                row.id, Kind(row.kind), row.receiver, row.mark, row.content, row.made, row.tries,
                row.doubts + (row.handed is not None),
            )
            for row in rows
        ]  # fmt: skip

    def hand(
        self,
        item: Item,
        worker: str,
        work: Callable[[Connection], T | None],
        *,
        now: float,
        lease: float = LEASE,
    ) -> T | None:
        """Note that an item is being handed over from now on, with what `work` writes along.

        None, and nothing is noted, where it is no longer this worker's, is gone, or `work` gives None.
        """
        o = outbox.c
        mine = and_(
            o.id == item.id, o.mark == item.mark, o.worker == worker, o.lease > now, o.due.is_not(None)
        )
        with self._door.writing() as connection:
            if connection.execute(select(o.id).where(mine)).first() is None:
                return None
            done = work(connection)
            if done is not None:
                values = {"handed": now, "lease": now + lease, "tries": item.tries + 1}
                connection.execute(update(outbox).where(mine).values(**values))
        return done

    def done(
        self,
        item: Item,
        state: State,
        said: str = "",
        along: Callable[[Connection], object] | None = None,
    ) -> None:
        """Note what became of an item; its content is kept no longer. `along` writes in the same go."""
        values = {
            "state": state.value, "said": said or None, "content": None, "due": None, "worker": None,
            "lease": 0.0, "handed": None,
        }  # fmt: skip
        with self._door.writing() as connection:
            connection.execute(self._of(item).values(**values))
            if along is not None:
                along(connection)

    def later(self, item: Item, said: str, *, now: float, tried: bool = True, doubt: bool = False) -> State:
        """Try an item again later, or give it up after the last try; gives what became of it.

        `tried` False: the way out was not open at all, which is no try of this item; `doubt`: it was handed
        over and no answer came.
        """
        tries = item.tries + 1 if tried else item.tries
        if tries > len(WAITS):
            self.done(item, State.GIVEN_UP, said)
            return State.GIVEN_UP
        wait = WAITS[tries - 1] if tried else WAITS[0]
        values = {
            "due": now + wait, "said": said, "worker": None, "lease": 0.0, "handed": None, "tries": tries,
            "doubts": item.doubts + doubt,
        }  # fmt: skip
        with self._door.writing() as connection:
            connection.execute(self._of(item).values(**values))
        return State.WAITING

    def release(self, worker: str) -> None:
        """Give back what this worker holds and was not handing over."""
        o = outbox.c
        mine = and_(o.worker == worker, o.handed.is_(None))
        with self._door.writing() as connection:
            connection.execute(update(outbox).where(mine).values(worker=None, lease=0.0))

    def tidy(self, now: float) -> None:
        """Forget what was done with long ago."""
        old = and_(outbox.c.due.is_(None), outbox.c.made < now - _KEPT)
        with self._door.writing() as connection:
            connection.execute(delete(outbox).where(old))

    def counts(self) -> dict[str, int]:
        """How many items there are of each kind and state: "issue, sent"; and how many doubts."""
        o = outbox.c
        with self._door.reading() as connection:
            query = select(o.kind, o.state, func.count()).group_by(o.kind, o.state).order_by(o.kind, o.state)
            found = {f"{kind}, {state}": int(n) for kind, state, n in connection.execute(query)}
            doubts = connection.execute(select(func.sum(o.doubts))).scalar_one()
        return {**found, "in doubt": int(doubts or 0)}

    def failures(self, most: int = 20) -> list[tuple[int, str, str, str]]:
        """The last items that were not taken: (number, kind, state, what was said)."""
        o = outbox.c
        query = (
            select(o.id, o.kind, o.state, o.said)
            .where(o.said.is_not(None), o.state != State.SENT.value)
            .order_by(o.id.desc())
            .limit(most)
        )
        with self._door.reading() as connection:
            return [(row.id, row.kind, row.state, row.said) for row in connection.execute(query)]

    def next_due(self) -> float | None:
        """When the next item falls due."""
        o = outbox.c
        with self._door.reading() as connection:
            due = connection.execute(select(func.min(o.due))).scalar_one()
        return None if due is None else float(due)

    @staticmethod
    def _of(item: Item) -> Update:
        return update(outbox).where(outbox.c.id == item.id, outbox.c.mark == item.mark)
