"""A worker in a process of its own that kills itself at a place of its round."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from foedus.ledger import open_ledger
from foedus.publish.mail import Sender
from foedus.publish.outbox import Outbox
from foedus.publish.rounds import Settings, Teller
from foedus.publish.smtp import Smtp, server_of
from foedus.publish.subscribers import Subscribers

#: Before an issue is posted, a mail is begun, handed over, after the server took it, after that was noted.
PLACES = ("issue", "open", "send", "sent", "noted")
FROM = Sender("desk@treaties.example", "Treaty desk", "https://treaties.example")


class Fuse:
    """Kills this process when a place is reached for the n-th time."""

    def __init__(self, place: str, number: int) -> None:
        self._place, self._left = place, number

    def at(self, place: str) -> None:
        if place == self._place:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Fused(Smtp):
    """A connection with a fuse."""

    def __init__(self, url: str, fuse: Fuse) -> None:
        super().__init__(server_of(url, timeout=30))
        self._fuse = fuse

    def open(self, from_: str, to: str) -> None:
        self._fuse.at("open")
        super().open(from_, to)

    def send(self, message: bytes) -> str:
        self._fuse.at("send")
        said = super().send(message)
        self._fuse.at("sent")
        return said


def work(
    where: str, url: str, now: datetime, worker: str, place: str, number: int, lease: float, pipe: Connection
) -> None:
    """One round; it ends at the place, or whole where that is never reached."""
    fuse = Fuse(place, number)
    told: Callable[..., bool] = Subscribers.told
    done: Callable[..., None] = Outbox.done

    def posting(*args: Any, **more: Any) -> bool:
        fuse.at("issue")
        return told(*args, **more)

    def noted(*args: Any, **more: Any) -> None:
        done(*args, **more)
        fuse.at("noted")

    Subscribers.told = posting  # type: ignore[method-assign]  # in this process alone
    Outbox.done = noted  # type: ignore[method-assign]
    with open_ledger(where, patience=60.0) as ledger:
        pipe.send("ready")
        settings = Settings(worker, lease=lease)
        Teller(ledger, settings, FROM, lambda: Fused(url, fuse), clock=lambda: now).round()
