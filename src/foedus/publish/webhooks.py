"""Webhooks: changes posted as JSON to an address that somebody of this ledger named, signed with HMAC-SHA256.

The headers are those of Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature over
"id.timestamp.body". There is none until one is added. Addresses are judged as the fetcher judges them, where
they are connected to, and redirects are not followed.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import json
import secrets
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, select, update

from foedus.errors import FetchError, UsageError
from foedus.extras import extra
from foedus.ledger.schema import outbox
from foedus.ledger.schema import webhooks as table
from foedus.ledger.store import Ledger
from foedus.publish.outbox import Kind
from foedus.publish.selection import Selection
from foedus.publish.told import change_json
from foedus.record.changes import Change, Moment
from foedus.version import __version__
from foedus.wording.words import Namer

PREFIX: Final = "whsec_"
_LIMIT: Final = 20.0  # seconds for the whole of one call


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told; `told` is the moment up to which it was, `said` the last failure."""

    id: int
    address: str
    active: bool
    selection: Selection
    made: float
    told: Moment
    said: str | None


class Webhooks:
    """The webhooks of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._door = ledger.door

    def add(
        self, address: str, selection: Selection, *, now: datetime, private: bool = False
    ) -> tuple[int, str]:
        """Tell an address from now on; gives its number and its secret, which is shown this once.

        Raises AddressRefused for what is never called, UsageError for http outside of one's own network.
        """
        with extra("watch"):
            from foedus.watch.address import target  # noqa: PLC0415
        where = target(address)
        if where.scheme != "https" and not private:
            raise UsageError(
                f"{where.url[:80]}: only https is called; --allow-private allows a network of yours"
            )
        secret = PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
        number = self._ledger.known_at(None)
        with self._door.writing() as connection:
            last = int(connection.execute(select(func.max(table.c.id))).scalar_one() or 0) + 1
            connection.execute(table.insert(), {
                "id": last, "address": where.url, "secret": secret, "selection": selection.to_json(),
                "state": "active", "made": now.timestamp(), "number": number, "day": now.date().isoformat(),
            })  # fmt: skip
        return last, secret

    def remove(self, number: int) -> bool:
        """Tell an address no more, and forget it with what was on its way."""
        with self._door.writing() as connection:
            _forget_calls(connection, number)
            return connection.execute(delete(table).where(table.c.id == number)).rowcount > 0

    def all(self) -> list[Webhook]:
        """Every webhook, by number."""
        with self._door.reading() as connection:
            return [_webhook(row) for row in connection.execute(select(table).order_by(table.c.id))]

    def active(self) -> list[Webhook]:
        """Those that are told."""
        return [hook for hook in self.all() if hook.active]

    def note(self, connection: Connection, hook: Webhook, upto: Moment) -> bool:
        """Note that a webhook was told up to a moment; False where another worker was first."""
        t = table.c
        mine = (
            (t.id == hook.id)
            & (t.made == hook.made)
            & (t.number == hook.told.number)
            & (t.day == hook.told.day.isoformat())
        )
        values = {"number": upto.number, "day": upto.day.isoformat()}
        return connection.execute(update(table).where(mine).values(**values)).rowcount > 0

    def failed(self, number: int, said: str, *, gone: bool) -> None:
        """Note how a call failed; one that says that it is gone for good is called no more."""
        values = {"said": said, **({"state": "gone"} if gone else {})}
        with self._door.writing() as connection:
            connection.execute(update(table).where(table.c.id == number).values(**values))
            if gone:
                _forget_calls(connection, number)


def load(connection: Connection, number: int) -> tuple[str, str] | None:
    """The address and the secret of a webhook that is called."""
    t = table.c
    row = connection.execute(select(t.address, t.secret).where(t.id == number, t.state == "active")).first()
    return None if row is None else (row.address, row.secret)


def payload(found: Iterable[Change], since: Moment, upto: Moment, name: Namer, *, at: datetime) -> str:
    """What is posted: the changes of a span, with their kinds, texts, entries and claims."""
    return json.dumps(
        {
            "type": "treaty.changes",
            "timestamp": at.isoformat(),
            "data": {
                "from": {"transaction": since.number, "day": since.day.isoformat()},
                "to": {"transaction": upto.number, "day": upto.day.isoformat()},
                "changes": [change_json(c, name) for c in found],
            },
        },
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


def signature(secret: str, mark: str, timestamp: int, body: bytes) -> str:
    """The value of webhook-signature. Raises UsageError for a secret that is none."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise UsageError("this is no secret of a webhook") from error
    signed = f"{mark}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()


def call(
    address: str, secret: str, mark: str, body: bytes, *, now: datetime, private: bool = False
) -> tuple[int, str]:
    """Post a body to an address; gives the status and a line for the log.

    Raises FetchError where it cannot be reached, AddressRefused for an address that is never called.
    """
    with extra("watch"):
        import httpcore  # noqa: PLC0415

        from foedus.watch.address import target  # noqa: PLC0415
        from foedus.watch.network import CheckedNetwork  # noqa: PLC0415
    where = target(address)
    stamp = int(now.timestamp())
    headers = {
        "Host": where.origin.partition("://")[2],
        "User-Agent": f"foedus/{__version__}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "webhook-id": mark,
        "webhook-timestamp": str(stamp),
        "webhook-signature": signature(secret, mark, stamp, body),
    }
    url = httpcore.URL(scheme=where.scheme, host=where.host, port=where.port, target=where.path)

    async def post() -> int:
        waits = dict.fromkeys(("connect", "read", "write", "pool"), _LIMIT)
        async with (
            asyncio.timeout(_LIMIT),
            httpcore.AsyncConnectionPool(
                ssl_context=ssl.create_default_context(),
                network_backend=CheckedNetwork(private=private),
            ) as pool,
            pool.stream(
                "POST", url, headers=[*headers.items()], content=body, extensions={"timeout": waits}
            ) as answer,
        ):
            return int(answer.status)  # what it says beside is not read

    try:
        status = asyncio.run(post())
    except FetchError:
        raise
    except (TimeoutError, httpcore.TimeoutException) as error:
        raise FetchError(f"{where.host}: no answer in {_LIMIT:g} seconds") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        raise FetchError(f"{where.host}: cannot be reached ({' '.join(str(error).split())[:120]})") from error
    return status, f"{where.host} answers {status}"


def _forget_calls(connection: Connection, number: int) -> None:
    """Forget what is on its way to a webhook."""
    o = outbox.c
    mine = (o.kind == Kind.WEBHOOK.value) & (o.receiver == number)
    connection.execute(delete(outbox).where(mine))


def _webhook(row: Row[Any]) -> Webhook:
    return Webhook(
        id=row.id,
        address=row.address,
        active=row.state == "active",
        selection=Selection.of_json(row.selection),
        made=row.made,
        told=Moment(row.number, date.fromisoformat(row.day)),
        said=row.said,
    )
