"""A mail server: where it is, and one connection to it, by the standard library and with limits of time.

TLS is asked for unless the server is this machine; a certificate of nobody is refused.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

from foedus.errors import FoedusError, UsageError

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_FORM: Final = "smtps://user@mail.example.org, smtp://mail.example.org:587, smtp://localhost:25"


class Security(StrEnum):
    """How a connection is kept private."""

    TLS = "tls"  # from the first byte
    STARTTLS = "starttls"
    NONE = "none"  # to this machine alone


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `timeout` is seconds that any one answer may take."""

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 60.0


class MailRefused(FoedusError):
    """A server's answer that a mail, or its address, is not taken: `code` 4xx for now, 5xx for good."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"{code} {said}")
        self.code = code

    @property
    def for_good(self) -> bool:
        return self.code >= 500


class NoServer(FoedusError):
    """The server cannot be reached or used at all: nothing about any mail follows from it."""


def server_of(url: str, password: str | None = None, *, timeout: float = 60.0) -> Server:
    """The server that an address names: smtps:// for TLS, smtp:// for STARTTLS.

    Raises UsageError, which repeats no password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UsageError(f"this is no address of a mail server: write {_FORM}") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise UsageError(f"this is no address of a mail server: write {_FORM}")
    security = Security.STARTTLS
    if parts.scheme == "smtps":
        security = Security.TLS
    elif parts.hostname in _LOCAL:
        security = Security.NONE
    usual = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}[security]
    user = unquote(parts.username) if parts.username else None
    given = unquote(parts.password) if parts.password else password
    return Server(parts.hostname, port or usual, security, user, given, timeout)


class Connection(Protocol):
    """What a mail is sent through."""

    def open(self, from_: str, to: str) -> None:
        """Begin a mail. Raises MailRefused, NoServer."""

    def send(self, message: bytes) -> str:
        """Hand the mail over; gives the server's answer. Raises MailRefused, NoServer."""

    def close(self) -> None:
        """End the connection."""


class Smtp:
    """One connection to a server, opened with the first mail."""

    def __init__(self, server: Server, *, context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._context = context or ssl.create_default_context()
        self._link: smtplib.SMTP | None = None
        self._begun = False  # a mail that was not handed over

    def open(self, from_: str, to: str) -> None:
        """Begin a mail: sender and address are taken. Raises MailRefused for the address, NoServer."""
        with self._told():
            link = self._link = self._link or self._connect()
            if self._begun:
                self._reset()
            self._begun = True
            code, said = link.mail(from_)
            if code != 250:
                self._reset()
                raise NoServer(f"{self._server.host} does not take mails from {from_}: {code} {_text(said)}")
            code, said = link.rcpt(to)
            if code not in (250, 251):
                self._reset()
                raise MailRefused(code, _text(said, to))

    def send(self, message: bytes) -> str:
        """Hand the mail over; gives the answer with which the server took it."""
        assert self._link is not None
        with self._told():
            code, said = self._link.data(message)
            if code != 250:
                self._reset()
                raise MailRefused(code, _text(said))
            self._begun = False
            return f"{code} {_text(said)}"

    def close(self) -> None:
        """End the connection; one that is broken already is let go."""
        if self._link is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._link.quit()
            self._link.close()
            self._link, self._begun = None, False

    def _connect(self) -> smtplib.SMTP:
        s = self._server
        if s.security is Security.TLS:
            link: smtplib.SMTP = smtplib.SMTP_SSL(s.host, s.port, timeout=s.timeout, context=self._context)
        else:
            link = smtplib.SMTP(s.host, s.port, timeout=s.timeout)
        try:
            link.ehlo_or_helo_if_needed()
            if s.security is Security.STARTTLS:
                link.starttls(context=self._context)
                link.ehlo()
            if s.user is not None:
                link.login(s.user, s.password or "")
        except BaseException:
            link.close()
            raise
        return link

    def _reset(self) -> None:
        assert self._link is not None
        self._begun = False
        self._link.rset()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A connection that fails is let go, and the failure told as the server's."""
        try:
            yield
        except FoedusError:
            raise
        except smtplib.SMTPAuthenticationError as error:
            self.close()
            raise NoServer(f"{self._server.host} refuses the log-in ({error.smtp_code})") from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.close()
            said = " ".join(str(error).split())[:160] or type(error).__name__
            raise NoServer(f"{self._server.host}:{self._server.port} cannot be used: {said}") from error


def _text(said: bytes, hide: str = "") -> str:
    """An answer in one short line, without the address that it may repeat."""
    text = " ".join(said.decode("utf-8", "replace").split())
    text = "".join(c if c.isprintable() else "?" for c in text)
    return (text.replace(hide, "the address") if hide else text)[:200]
