"""Mails that came back: a server took one, and reports later that it could not be delivered (RFC 3464).

A report counts only where it has the Message-ID of a mail of the outbox, which nobody else knows, and once a
mail. Whose mails come back three times in a row is sent no more, as with refusals at the door.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import compat32
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, select, update

from foedus.errors import InputError
from foedus.ledger.schema import outbox, subscriptions
from foedus.ledger.store import Ledger
from foedus.publish.outbox import Kind, State
from foedus.publish.subscribers import MOST_BOUNCES, erase, load

LARGEST: Final = 10 << 20  # bytes of a report
_MOST_PARTS: Final = 200
_BACK: Final = (State.REFUSED.value, State.BOUNCED.value)


@dataclass(frozen=True, slots=True)
class Report:
    """A report that a mail was not delivered: `mark` of its Message-ID, `status` such as "5.1.1"."""

    mark: str
    status: str


class Outcome(StrEnum):
    """What a report came to."""

    COUNTED = "counted"
    ENDED = "subscription ended"
    KNOWN = "counted before"
    NOTED = "noted"  # an answer to a letter: there is no subscription
    FOREIGN = "of no mail that was sent from here"


def report(data: bytes) -> Report | None:
    """The report in a mail; None where it tells of no failure: a delay, a receipt.

    Raises InputError for what is no delivery report, or has no Message-ID of the mail that it is about.
    """
    if len(data) > LARGEST:
        raise InputError(f"larger than {LARGEST >> 20} MB: no delivery report")
    mail = message_from_bytes(data, policy=compat32)
    parts = list(_parts(mail))
    fields = [field for part in parts for field in _delivery_fields(part)]
    if not fields:
        raise InputError("no delivery report (RFC 3464): it has no part of the type message/delivery-status")
    failed = [field for field in fields if _value(field, "Action").casefold() == "failed"]
    if not failed:
        return None
    mark = next(filter(None, map(_mark_of, parts)), "")
    if not mark:
        raise InputError("the report does not have the headers of the mail that it is about")
    return Report(mark, _value(failed[0], "Status").split(" ")[0][:12] or "no status")


def _parts(mail: Message) -> Iterator[Message]:
    for n, part in enumerate(mail.walk()):
        if n >= _MOST_PARTS:
            return
        yield part


def _delivery_fields(part: Message) -> Sequence[Message]:
    """The groups of fields of a delivery report, the first of them about the whole mail."""
    if part.get_content_type() != "message/delivery-status":
        return ()
    found = part.get_payload()
    return [group for group in found if isinstance(group, Message)] if isinstance(found, list) else ()


def _mark_of(part: Message) -> str:
    """The mark of the mail that came back, from its headers or the whole of it."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        held = inner[0] if isinstance(inner, list) and inner else None
    elif kind == "text/rfc822-headers":
        text = part.get_payload(decode=True)
        held = message_from_string(text.decode("utf-8", "replace")) if isinstance(text, bytes) else None
    else:
        return ""
    if not isinstance(held, Message):
        return ""
    return _value(held, "Message-ID").strip("<> ").partition("@")[0]


def _value(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())


def returned(ledger: Ledger, found: Report) -> Outcome:
    """Note that a mail came back; with the third in a row its subscription ends and is forgotten."""
    o = outbox.c
    with ledger.door.writing() as connection:
        query = select(o.id, o.kind, o.receiver, o.state).where(o.mark == found.mark, o.due.is_(None))
        item = connection.execute(query).first()
        if item is None or item.kind == Kind.WEBHOOK.value:
            return Outcome.FOREIGN
        if item.state in _BACK:
            return Outcome.KNOWN
        said = f"came back: {found.status}"
        values = {"state": State.BOUNCED.value, "said": said}
        connection.execute(update(outbox).where(o.id == item.id).values(**values))
        if item.kind == Kind.ANSWER.value:
            return Outcome.NOTED
        return _counted(connection, item.receiver, item.id)


def _counted(connection: Connection, subscription: int, item: int) -> Outcome:
    one = load(connection, subscription)
    if one is None:
        return Outcome.KNOWN  # it has ended already
    row = _in_a_row(connection, subscription, item)
    if not one.confirmed or row >= MOST_BOUNCES:
        erase(connection, [subscription])
        return Outcome.ENDED
    values = {"bounces": max(row, one.bounces)}
    connection.execute(update(subscriptions).where(subscriptions.c.id == subscription).values(**values))
    return Outcome.COUNTED


def _in_a_row(connection: Connection, subscription: int, item: int) -> int:
    """How many mails of a subscription came back one after the other, this one among them.

    Reports come in any order, so those before and those behind it count.
    """
    o = outbox.c
    mine = o.kind.in_((Kind.CONFIRMATION.value, Kind.ISSUE.value)) & (o.receiver == subscription)
    query = select(o.id, o.state).where(mine, o.due.is_(None)).order_by(o.id)
    run, holds_it = 0, False
    for number, state in connection.execute(query).all():
        if state in _BACK:
            run, holds_it = run + 1, holds_it or number == item
        elif holds_it:
            break
        else:
            run = 0
    return run
