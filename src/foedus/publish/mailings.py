"""Whom an item of the outbox is a mail to, what the mail is, and what follows when it is taken or refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import Connection

from foedus.errors import LedgerError
from foedus.ledger.store import Ledger
from foedus.letters.box import LetterBox
from foedus.letters.model import Letter
from foedus.publish.mail import Sender, answer_mail, confirmation, issue_mail
from foedus.publish.outbox import Item, Kind, post
from foedus.publish.selection import titles
from foedus.publish.subscribers import Purpose, Subscription, arrived, bounced, load, mint
from foedus.wording.words import Namer


class Mailing(Protocol):
    """One mail on its way. What takes a connection writes in the transaction of the outbox."""

    @property
    def address(self) -> str:
        """To whom."""
        ...

    def begin(self, connection: Connection, now: float) -> str | None:
        """The token that the mail needs, "" for none; None where it is to be sent no longer."""
        ...

    def written(self, sender: Sender, token: str) -> bytes:
        """The mail."""
        ...

    def arrived(self, connection: Connection) -> None:
        """Note that a server took it."""
        ...

    def refused(self, connection: Connection) -> bool:
        """Note that a server refused the address for good; gives whether a subscription ended with it."""
        ...


@dataclass(frozen=True, slots=True)
class ToSubscriber:
    """A confirmation or an issue."""

    ledger: Ledger
    name: Namer
    item: Item
    subscription: Subscription

    @property
    def address(self) -> str:
        return self.subscription.address

    def begin(self, connection: Connection, now: float) -> str | None:
        still = load(connection, self.subscription.id)
        if still is None or still.made != self.subscription.made:
            return None
        purpose = Purpose.CONFIRM if self.item.kind is Kind.CONFIRMATION else Purpose.UNSUBSCRIBE
        return mint(connection, still.id, purpose, now)

    def written(self, sender: Sender, token: str) -> bytes:
        one, item = self.subscription, self.item
        schedule = one.schedule.in_words()
        if item.kind is Kind.CONFIRMATION:
            follows = one.selection.in_words(titles(self.ledger, one.selection), self.name)
            return confirmation(
                sender, one.address, mark=item.mark, made=item.made, token=token, follows=follows,
                schedule=schedule,
            ).as_bytes()  # fmt: skip
        return issue_mail(
            sender, one.address, json.loads(item.content), mark=item.mark, made=item.made, token=token,
            schedule=schedule,
        ).as_bytes()  # fmt: skip

    def arrived(self, connection: Connection) -> None:
        arrived(connection, self.subscription.id, self.item.id)

    def refused(self, connection: Connection) -> bool:
        return bounced(connection, self.subscription.id)


@dataclass(frozen=True, slots=True)
class ToWriter:
    """The answer to a letter, to the address that its writer gave for it."""

    ledger: Ledger
    item: Item
    letter: Letter

    @property
    def address(self) -> str:
        return self.letter.address

    def begin(self, connection: Connection, now: float) -> str | None:
        return ""

    def written(self, sender: Sender, token: str) -> bytes:
        one = self.letter
        return answer_mail(
            sender, one.address, about=self.ledger.agreement(one.agreement).name, answer=one.answer or "",
            letter=one.text, day=f"{one.received.day} {one.received:%B %Y}", mark=self.item.mark,
            made=self.item.made,
        ).as_bytes()  # fmt: skip

    def arrived(self, connection: Connection) -> None:
        return

    def refused(self, connection: Connection) -> bool:
        return False


def mailing(ledger: Ledger, name: Namer, item: Item) -> Mailing | None:
    """The mail that an item is; None where nobody is left to send it to."""
    if item.kind is Kind.ANSWER:
        try:
            letter = LetterBox(ledger).letter(item.receiver)
        except LedgerError:
            return None
        return ToWriter(ledger, item, letter) if letter.address else None
    with ledger.door.reading() as connection:
        found = load(connection, item.receiver)
    return None if found is None else ToSubscriber(ledger, name, item, found)


def post_answer(connection: Connection, letter: int, now: datetime) -> None:
    """Put the answer to a letter into the outbox, in the transaction that notes the answer."""
    post(connection, f"answer:{letter}", Kind.ANSWER, letter, "{}", now=now.astimezone(UTC).timestamp())
