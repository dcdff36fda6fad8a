"""Rounds of telling: issues that are due are made, then what is in the outbox is handed over, until stopped.

Several workers on one database share the work; one that is killed anywhere leaves nothing undone for longer
than its lease.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from foedus.errors import AddressRefused, FetchError, FoedusError, LedgerBusy
from foedus.ledger.store import Ledger
from foedus.publish import webhooks
from foedus.publish.digest import make_issues
from foedus.publish.mail import Sender
from foedus.publish.mailings import Mailing, mailing
from foedus.publish.outbox import LEASE, Item, Kind, Outbox, State
from foedus.publish.smtp import Connection, MailRefused, NoServer
from foedus.publish.subscribers import Subscribers
from foedus.publish.webhooks import Webhooks
from foedus.wording.words import Namer

Clock = Callable[[], datetime]

_AT_ONCE: Final = 20  # items taken in one go
_REST: Final = 60.0  # seconds at most between two looks at what is due
_GONE: Final = 410


def utc_now() -> datetime:
    """The time, read here at the rim."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a worker works. `private`: webhooks in networks of one's own are called."""

    worker: str
    name: Namer = str
    lease: float = LEASE
    private: bool = False


@dataclass(slots=True)
class Tally:
    """What a round did: issues and calls posted, what became of items, subscriptions that ended."""

    posted: int = 0
    states: Counter[State] = field(default_factory=Counter)
    ended: int = 0
    said: list[str] = field(default_factory=list)


class Teller:
    """Does rounds for one ledger. Without a `sender` and a way to `connect` mails wait."""

    def __init__(
        self,
        ledger: Ledger,
        settings: Settings,
        sender: Sender | None = None,
        connect: Callable[[], Connection] | None = None,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._ledger = ledger
        self._settings = settings
        self._sender = sender
        self._connect = connect
        self._clock = clock
        self._outbox = Outbox(ledger)

    def round(self) -> Tally:
        """Everything that is due now."""
        tally = Tally()
        now = self._clock()
        Subscribers(self._ledger).tidy(now)
        self._outbox.tidy(now.timestamp())
        tally.posted = make_issues(self._ledger, self._settings.name, now=now)
        self._mails(tally)
        self._calls(tally)
        return tally

    def give_back(self) -> None:
        """Give back what this worker holds and was not handing over."""
        self._outbox.release(self._settings.worker)

    def next_due(self) -> float | None:
        """When there is something to do again, in seconds since 1970."""
        times = (self._outbox.next_due(), Subscribers(self._ledger).next_due())
        return min((t for t in times if t is not None), default=None)

    def _now(self) -> float:
        return self._clock().timestamp()

    def _taken(self, *kinds: Kind) -> list[Item]:
        s = self._settings
        return self._outbox.take(s.worker, kinds, now=self._now(), most=_AT_ONCE, lease=s.lease)

    # mails

    def _mails(self, tally: Tally) -> None:
        if self._sender is None or self._connect is None:
            return
        link = self._connect()
        try:
            while items := self._taken(Kind.CONFIRMATION, Kind.ISSUE, Kind.ANSWER):
                for place, item in enumerate(items):
                    try:
                        self._mail(self._sender, link, item, tally)
                    except NoServer as error:
                        tally.said.append(str(error))
                        for left in items[place:]:
                            self._outbox.later(left, str(error), now=self._now(), tried=False)
                        return
        finally:
            link.close()

    def _mail(self, sender: Sender, link: Connection, item: Item, tally: Tally) -> None:
        """One mail: the server takes its address, then it is noted that it is handed over, then it is."""
        found = mailing(self._ledger, self._settings.name, item)
        if found is None:  # left meanwhile
            if item.kind is Kind.ANSWER:
                self._outbox.done(item, State.REFUSED, "the letter's address was forgotten")
            return
        handing = False
        try:
            link.open(sender.address, found.address)
            token = self._outbox.hand(
                item, self._settings.worker, lambda c: found.begin(c, self._now()), now=self._now(),
                lease=self._settings.lease,
            )  # fmt: skip
            if token is None:  # another's by now, or left meanwhile
                return
            message = self._written(sender, item, found, token)
            if message is None:
                said = "this mail cannot be written: an older foedus posted it, or the program has a fault"
                tally.said.append(f"item {item.id}: {said}")
                tally.states[self._outbox.later(item, said, now=self._now())] += 1
                return
            handing = True
            said = link.send(message)
        except MailRefused as error:
            self._refused(item, found, error, tally)
            return
        except NoServer as error:
            if not handing:
                raise
            # it may have been taken: it is tried again as the same mail
            tally.said.append(str(error))
            tally.states[self._outbox.later(item, str(error), now=self._now(), doubt=True)] += 1
            return
        self._outbox.done(item, State.SENT, said, found.arrived)
        tally.states[State.SENT] += 1

    @staticmethod
    def _written(sender: Sender, item: Item, found: Mailing, token: str) -> bytes | None:
        """The mail as it is sent; None where it cannot be written, which must not hold up the others."""
        try:
            return found.written(sender, token)
        except Exception:
            logging.getLogger("foedus.publish").exception("item %d cannot be written", item.id)
            return None

    def _refused(self, item: Item, found: Mailing, error: MailRefused, tally: Tally) -> None:
        """A server's no: for now, and the mail is tried again; for good, and it counts as a bounce."""
        if not error.for_good:
            tally.states[self._outbox.later(item, str(error), now=self._now())] += 1
            return
        ended: list[bool] = []
        self._outbox.done(item, State.REFUSED, str(error), lambda c: ended.append(found.refused(c)))
        tally.states[State.REFUSED] += 1
        tally.ended += sum(ended)

    # webhooks

    def _calls(self, tally: Tally) -> None:
        while items := self._taken(Kind.WEBHOOK):
            for item in items:
                self._call(item, tally)

    def _call(self, item: Item, tally: Tally) -> None:
        known = self._outbox.hand(
            item, self._settings.worker, lambda c: webhooks.load(c, item.receiver), now=self._now(),
            lease=self._settings.lease,
        )  # fmt: skip
        if known is None:  # another's by now, or called no more
            return
        address, secret = known
        hooks = Webhooks(self._ledger)
        try:
            status, said = webhooks.call(
                address, secret, item.mark, item.content.encode("utf-8", "replace"), now=self._clock(),
                private=self._settings.private,
            )  # fmt: skip
        except AddressRefused as error:
            self._outbox.done(item, State.REFUSED, str(error))
            hooks.failed(item.receiver, str(error), gone=False)
            tally.states[State.REFUSED] += 1
            return
        except FetchError as error:
            status, said = 0, str(error)
        if 200 <= status < 300:
            self._outbox.done(item, State.SENT, said)
            tally.states[State.SENT] += 1
            return
        tally.said.append(said)
        hooks.failed(item.receiver, said, gone=status == _GONE)
        if status == _GONE:
            self._outbox.done(item, State.REFUSED, said)
            tally.states[State.REFUSED] += 1
        else:
            tally.states[self._outbox.later(item, said, now=self._now())] += 1


def run(teller: Teller, done: Callable[[Tally], None] | None = None) -> None:
    """Rounds until SIGTERM or SIGINT; a mail that is being handed over is ended first."""
    stop = threading.Event()
    kept = {name: signal.signal(name, lambda *_: stop.set()) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        while not stop.is_set():
            try:
                tally = teller.round()
                if done is not None:
                    done(tally)
            except FoedusError as error:  # the database may be away for a while
                if done is not None:
                    done(Tally(said=[str(error)]))
            due = None
            with suppress(FoedusError):
                due = teller.next_due()
            rest = _REST if due is None else due - time.time()
            stop.wait(min(max(rest, 1.0), _REST))
    finally:
        for name, handler in kept.items():
            signal.signal(name, handler)
        with suppress(LedgerBusy):
            teller.give_back()
