"""Subscriptions in the ledger's database, beside the record: asked for, confirmed, ended and forgotten.

A subscription counts once its address has confirmed it. Tokens are kept as digests alone, and whoever leaves
is erased with all that was on its way. An address is written nowhere but in its row and in mails to it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, select, text, update

from foedus.errors import UsageError
from foedus.ledger.schema import outbox, subscription_tokens, subscriptions
from foedus.ledger.store import Ledger
from foedus.publish.outbox import Kind, State, post
from foedus.publish.schedule import Schedule
from foedus.publish.selection import Selection
from foedus.record.changes import Moment

HOLDS: Final = 7 * 86_400.0  # seconds in which an address may be confirmed; then it is forgotten
_TOKENS_HOLD: Final = 400 * 86_400.0
MOST_BOUNCES: Final = 3  # refusals in a row with which a subscription ends
_ASKED: Final = 3  # unconfirmed at a time, of one address
_FLOOD: Final = 200  # unconfirmed at a time, of all
_OF_ONE: Final = 20  # subscriptions of one address
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


class Purpose(StrEnum):
    """What a token lets its bearer do."""

    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"


class TooMany(UsageError):
    """More sign-ups than are taken at a time."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription; `told` is the moment up to which it was told, times are seconds since 1970."""

    id: int
    address: str
    confirmed: bool
    selection: Selection
    schedule: Schedule
    made: float
    due: float | None
    told: Moment
    bounces: int

    @property
    def masked(self) -> str:
        """The address as an operator sees it: "a...@example.org"."""
        name, _, host = self.address.partition("@")
        return f"{name[:1]}...@{host}"


def mail_address(given: str) -> str:
    """An address that mail can be sent to, its host in small ASCII letters.

    Raises UsageError for what is none.
    """
    name, at, host = given.strip().rpartition("@")
    try:
        found = f"{name}{at}{host.encode('idna').decode('ascii').lower()}"
    except UnicodeError:
        found = ""
    if len(found) > 254 or _ADDRESS.fullmatch(found) is None or ".." in found or found.startswith("."):
        raise UsageError("this is no mail address: write it as name@example.org")
    return found


class Subscribers:
    """The subscriptions of one ledger. Safe for several threads and several processes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._door = ledger.door

    def ask(self, address: str, selection: Selection, schedule: Schedule, *, now: datetime) -> int | None:
        """Take a wish to subscribe, and send a mail that asks to confirm it; gives its number.

        None where the address has so many already that none more is taken: whoever asks is told nothing of
        that. Raises UsageError for an address that is none, TooMany where too many wait to be confirmed.
        """
        to, at = mail_address(address), now.timestamp()
        s = subscriptions.c
        with self._door.writing() as connection:
            _forget_unconfirmed(connection, at)
            waiting = select(func.count()).where(s.state == "pending")
            if connection.execute(waiting).scalar_one() >= _FLOOD:
                raise TooMany("too many addresses wait to be confirmed: try again later")
            own = (
                connection.execute(select(s.state).where(func.lower(s.address) == to.lower())).scalars().all()
            )
            if own.count("pending") >= _ASKED or len(own) >= _OF_ONE:
                return None
            number = int(connection.execute(select(func.max(s.id))).scalar_one() or 0) + 1
            connection.execute(subscriptions.insert(), {
                "id": number, "address": to, "state": "pending", "selection": selection.to_json(),
                "weekday": schedule.weekday, "hour": schedule.hour, "zone": schedule.zone,
                "always": int(schedule.always), "made": at, "due": None, "number": 0,
                "day": schedule.day(now).isoformat(), "bounces": 0,
            })  # fmt: skip
            post(connection, f"confirmation:{number}:{at!r}", Kind.CONFIRMATION, number, "{}", now=at)
        return number

    def confirm(self, token: str, *, now: datetime) -> Subscription | None:
        """Begin a subscription with the token of its mail; None where the token is none, or too old.

        A second time it stays as it is.
        """
        number = self._ledger.known_at(None)
        with self._door.writing() as connection:
            found = _bearer(connection, token, Purpose.CONFIRM)
            if found is None or (not found.confirmed and found.made < now.timestamp() - HOLDS):
                return None
            if not found.confirmed:
                values = {
                    "state": "confirmed", "due": found.schedule.next(now).timestamp(), "number": number,
                    "day": found.schedule.day(now).isoformat(),
                }  # fmt: skip
                connection.execute(
                    update(subscriptions).where(subscriptions.c.id == found.id).values(**values)
                )
        return found

    def unsubscribe(self, token: str) -> bool:
        """End the subscription that a token of its mails is of, and forget it; False where there is none."""
        with self._door.writing() as connection:
            found = _bearer(connection, token, Purpose.UNSUBSCRIBE)
            if found is not None:
                erase(connection, [found.id])
        return found is not None

    def remove(self, number: int) -> bool:
        """End a subscription by its number, and forget it."""
        with self._door.writing() as connection:
            known = connection.execute(
                select(subscriptions.c.id).where(subscriptions.c.id == number)
            ).scalar_one_or_none()
            erase(connection, [number])
        return known is not None

    def all(self) -> list[Subscription]:
        """Every subscription, by number."""
        with self._door.reading() as connection:
            query = select(subscriptions).order_by(subscriptions.c.id)
            return [_subscription(row) for row in connection.execute(query)]

    def due(self, now: datetime) -> list[Subscription]:
        """Those that are to be told now."""
        query = select(subscriptions).where(subscriptions.c.due <= now.timestamp())
        with self._door.reading() as connection:
            return [_subscription(row) for row in connection.execute(query.order_by(subscriptions.c.id))]

    def next_due(self) -> float | None:
        """When the next of them is to be told."""
        with self._door.reading() as connection:
            found = connection.execute(select(func.min(subscriptions.c.due))).scalar_one()
        return None if found is None else float(found)

    def told(self, one: Subscription, upto: Moment, content: str | None, *, now: datetime) -> bool:
        """Note that a subscription was told up to a moment, and post its issue where it has one.

        Both or neither, and once: False where another worker was first.
        """
        s = subscriptions.c
        values = {
            "due": one.schedule.next(now).timestamp(), "number": upto.number, "day": upto.day.isoformat(),
        }  # fmt: skip
        mine = (s.id == one.id) & (s.due == one.due) & (s.made == one.made)
        with self._door.writing() as connection:
            if not connection.execute(update(subscriptions).where(mine).values(**values)).rowcount:
                return False
            if content is not None:
                key = f"issue:{one.id}:{one.made!r}:{upto.day.isoformat()}:{one.due!r}"
                post(connection, key, Kind.ISSUE, one.id, content, now=now.timestamp())
        return True

    def tidy(self, now: datetime) -> None:
        """Forget addresses that never confirmed, and tokens that are too old to be asked."""
        with self._door.writing() as connection:
            _forget_unconfirmed(connection, now.timestamp())
            old = subscription_tokens.c.made < now.timestamp() - _TOKENS_HOLD
            connection.execute(delete(subscription_tokens).where(old))


def mint(connection: Connection, subscription: int, purpose: Purpose, now: float) -> str:
    """A new token for a mail; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    row = {
        "digest": _digest(token), "subscription_id": subscription, "purpose": purpose.value, "made": now,
    }  # fmt: skip
    connection.execute(subscription_tokens.insert(), row)
    return token


def load(connection: Connection, number: int) -> Subscription | None:
    """A subscription by its number."""
    row = connection.execute(select(subscriptions).where(subscriptions.c.id == number)).one_or_none()
    return None if row is None else _subscription(row)


def bounced(connection: Connection, number: int) -> bool:
    """Note that a server refused an address for good; gives whether the subscription ended with it."""
    found = load(connection, number)
    if found is None:
        return False
    if not found.confirmed or found.bounces + 1 >= MOST_BOUNCES:
        erase(connection, [number])
        return True
    connection.execute(
        update(subscriptions).where(subscriptions.c.id == number).values(bounces=found.bounces + 1)
    )
    return False


def arrived(connection: Connection, number: int, item: int) -> None:
    """Note that a server took the mail that this item of the outbox is.

    It may still come back. So refusals are forgotten only where the mail before it did not.
    """
    o = outbox.c
    mails = o.kind.in_([Kind.CONFIRMATION.value, Kind.ISSUE.value])
    before = select(o.state).where(mails, o.receiver == number, o.id < item, o.due.is_(None))
    if connection.execute(before.order_by(o.id.desc()).limit(1)).scalar_one_or_none() == State.BOUNCED.value:
        return
    connection.execute(update(subscriptions).where(subscriptions.c.id == number).values(bounces=0))


def erase(connection: Connection, numbers: Iterable[int]) -> None:
    """Forget subscriptions with their tokens and all that was on its way to them."""
    each = list(numbers)
    if not each:
        return
    if connection.dialect.name == "sqlite":  # what is deleted is written over
        connection.execute(text("PRAGMA secure_delete=ON"))
    mails = outbox.c.kind.in_([Kind.CONFIRMATION.value, Kind.ISSUE.value])
    connection.execute(delete(outbox).where(mails, outbox.c.receiver.in_(each)))
    connection.execute(delete(subscription_tokens).where(subscription_tokens.c.subscription_id.in_(each)))
    connection.execute(delete(subscriptions).where(subscriptions.c.id.in_(each)))


def _forget_unconfirmed(connection: Connection, now: float) -> None:
    s = subscriptions.c
    late = select(s.id).where(s.state == "pending", s.made < now - HOLDS)
    erase(connection, connection.execute(late).scalars().all())


def _bearer(connection: Connection, token: str, purpose: Purpose) -> Subscription | None:
    t = subscription_tokens.c
    query = select(t.subscription_id).where(t.digest == _digest(token), t.purpose == purpose.value)
    number = connection.execute(query).scalar_one_or_none()
    return None if number is None else load(connection, number)


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        address=row.address,
        confirmed=row.state == "confirmed",
        selection=Selection.of_json(row.selection),
        schedule=Schedule(row.hour, row.zone, row.weekday, bool(row.always)),
        made=row.made,
        due=row.due,
        told=Moment(row.number, date.fromisoformat(row.day)),
        bounces=row.bounces,
    )


def utc(seconds: float) -> datetime:
    """An instant of seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
