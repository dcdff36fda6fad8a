"""A real mail server on the loopback (aiosmtpd): it keeps what it takes, and refuses what it is told to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that was taken: its envelope and its bytes."""

    from_: str
    to: str
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        found = message_from_bytes(self.raw, policy=default)
        assert isinstance(found, EmailMessage)
        return found

    def part(self, kind: str) -> str:
        """The text of the part "plain" or "html"."""
        found = self.mail.get_body((kind,))
        assert found is not None
        return str(found.get_content())


@dataclass(slots=True)
class Post:
    """The server; `answers` are given to addresses (at RCPT), `to_data` to all mails while it is set."""

    context: ssl.SSLContext | None = None
    login: tuple[str, str] | None = None
    answers: dict[str, str] = field(default_factory=dict)
    to_data: str | None = None
    cut: int = 0  # so many connections end when a mail was taken, before the answer
    taken: list[Taken] = field(default_factory=list)
    port: int = 0
    _sessions: list[SMTP] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop | None = None
    _thread: threading.Thread | None = None
    _ready: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        assert self._ready.wait(20), "the mail server did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)

    def to(self, address: str) -> list[Taken]:
        """What was taken for an address."""
        return [t for t in self.taken if t.to == address]

    def _serve(self) -> None:
        loop = self._loop = asyncio.new_event_loop()
        bound = socket.create_server(("127.0.0.1", 0))
        self.port = bound.getsockname()[1]
        server = loop.run_until_complete(loop.create_server(self._protocol, sock=bound))
        self._ready.set()
        loop.run_forever()
        server.close()
        for session in self._sessions:
            open_: Any = session.transport
            if open_ is not None:
                open_.abort()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left, timeout=10))
        loop.run_until_complete(asyncio.sleep(0.05))  # what was aborted is closed
        loop.close()

    def _protocol(self) -> SMTP:
        more: dict[str, Any] = {}
        if self.context is not None:
            more = {"tls_context": self.context, "require_starttls": True}
        if self.login is not None:
            more |= {"authenticator": self._authenticate, "auth_required": True}
        session = SMTP(self, hostname="mail.test", enable_SMTPUTF8=True, **more)
        self._sessions.append(session)
        return session

    def _authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        known = (data.login.decode(), data.password.decode()) == self.login
        return AuthResult(success=known, handled=False)

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.to_data is not None:
            return self.to_data
        for to in envelope.rcpt_tos:
            self.taken.append(Taken(envelope.mail_from, to, envelope.content))
        if self.cut:
            self.cut -= 1
            server.transport.abort()
        return "250 taken"
