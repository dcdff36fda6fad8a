"""Webhooks on both databases: off by default, signed so that a receiver can tell, tried until they are taken."""

from __future__ import annotations

import base64
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from foedus.errors import AddressRefused, UsageError
from foedus.ledger import Ledger
from foedus.publish.outbox import Outbox
from foedus.publish.rounds import Settings, Tally, Teller
from foedus.publish.selection import Selection
from foedus.publish.webhooks import Webhooks, signature
from foedus.record.changes import ChangeKind
from tests.publish.events import at, lake, tell


class Receiver(ThreadingHTTPServer):
    """What is posted to it, and the status that it answers."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str], bytes]] = []
        self.status = 200
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?x=1"


class _Handler(BaseHTTPRequestHandler):
    timeout = 20

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Receiver)
        body = self.rfile.read(int(self.headers["content-length"]))
        server.calls.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(server.status)
        if server.status == 302:
            self.send_header("location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield served
        served.shutdown()
        thread.join(20)


def round_(ledger: Ledger, now: datetime) -> Tally:
    return Teller(ledger, Settings("w", private=True), clock=lambda: now).round()


def checked(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """As a receiver checks: by the headers and the raw body."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    found = "v1," + base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return hmac.compare_digest(found, headers["webhook-signature"])


def test_what_is_posted_is_signed(ledger: Ledger, receiver: Receiver) -> None:
    lake(ledger, 3)
    round_(ledger, at(4))
    assert receiver.calls == [], "none is called until one is added"
    selection = Selection(("NOR",), kinds=(ChangeKind.STATUS,))
    number, secret = Webhooks(ledger).add(receiver.url, selection, now=at(4), private=True)
    made = tell(ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    round_(ledger, at(5, 13))
    ((path, headers, body),) = receiver.calls
    assert path == "/hook?x=1"
    assert headers["content-type"] == "application/json"
    assert headers["webhook-timestamp"] == str(int(at(5, 13).timestamp()))
    assert checked(secret, headers, body)
    assert not checked(secret, headers, body.replace(b"SWE", b"DNK"))
    told = json.loads(body)
    assert told["type"] == "treaty.changes"
    (change,) = told["data"]["changes"]
    assert (change["kind"], change["transaction"], change["now"]["in_force"]) == ("status", made, True)
    for _ in range(2):
        round_(ledger, at(5, 14))
    assert len(receiver.calls) == 1
    tell(ledger, at(6), "signed", ("JPN", "PHL"), "2024-12-06", name="Access Pact", parties=("JPN", "PHL"))
    round_(ledger, at(6, 13))
    assert len(receiver.calls) == 1, "what is not selected calls nobody"
    (hook,) = Webhooks(ledger).all()
    assert (hook.id, hook.said) == (number, None)
    assert ledger.check() == []


def test_a_call_is_tried_again_as_the_same_one(ledger: Ledger, receiver: Receiver) -> None:
    lake(ledger, 3)
    Webhooks(ledger).add(receiver.url, Selection(), now=at(4), private=True)
    tell(ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    now = at(5, 13)
    for status, wait in ((500, 0), (302, 61), (429, 301), (204, 1_801)):
        receiver.status = status
        now += timedelta(seconds=wait)
        round_(ledger, now)
    assert len(receiver.calls) == 4
    assert len({headers["webhook-id"] for _, headers, _ in receiver.calls}) == 1
    assert len({body for _, _, body in receiver.calls}) == 1
    assert len({headers["webhook-timestamp"] for _, headers, _ in receiver.calls}) == 4
    assert Outbox(ledger).counts() == {"webhook, sent": 1, "in doubt": 0}
    assert "answers 429" in (Webhooks(ledger).all()[0].said or "")


def test_one_that_is_gone_is_called_no_more(ledger: Ledger, receiver: Receiver) -> None:
    lake(ledger, 3)
    number, _ = Webhooks(ledger).add(receiver.url, Selection(), now=at(4), private=True)
    tell(ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    receiver.status = 410
    round_(ledger, at(5, 13))
    tell(ledger, at(6), "notified", ("SWE",), "2024-12-06", of="withdrawn")
    round_(ledger, at(6, 13))
    assert len(receiver.calls) == 1
    assert not Webhooks(ledger).all()[0].active
    assert Webhooks(ledger).remove(number)
    assert not Webhooks(ledger).remove(number)
    assert Outbox(ledger).next_due() is None


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "https://user:pw@example.org/",
        "https://example.org:22/",
        "ftp://example.org/",
        "x",
    ],
)
def test_what_is_never_called(ledger: Ledger, address: str) -> None:
    with pytest.raises(AddressRefused):
        Webhooks(ledger).add(address, Selection(), now=at(4), private=True)
    assert Webhooks(ledger).all() == []


def test_private_addresses_are_not_called_unless_allowed(ledger: Ledger, receiver: Receiver) -> None:
    lake(ledger, 3)
    with pytest.raises(UsageError, match="only https"):
        Webhooks(ledger).add(receiver.url, Selection(), now=at(4))
    Webhooks(ledger).add(receiver.url, Selection(), now=at(4), private=True)
    tell(ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    Teller(ledger, Settings("w"), clock=lambda: at(5, 13)).round()
    assert receiver.calls == []
    assert "loopback" in (Webhooks(ledger).all()[0].said or "")


def test_a_signature_as_the_standard_has_it() -> None:
    """The example of the specification of Standard Webhooks, its secret and body."""
    found = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
        b'{"test": 2432232314}',
    )  # fmt: skip
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    with pytest.raises(UsageError):
        signature("whsec_***", "id", 1, b"")
