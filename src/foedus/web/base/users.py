"""How a board knows people: whether reading asks for a log-in, and which proxy is believed.

A request is its person's by a session's cookie, by an API key, or by the header of a trusted proxy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from foedus.errors import UsageError

_SECURE: Final = "__Host-foedus"
_PLAIN: Final = "foedus"


class Access(StrEnum):
    """Who may read. Writing always asks for a person."""

    OPEN = "open"  # everybody
    CLOSED = "closed"  # people with an account
    OFF = "off"  # everybody, and nobody can log in: the board is read alone


@dataclass(frozen=True)
class Proxy:
    """A proxy that has logged people in: the `header` with the name, believed from these addresses alone."""

    header: str
    addresses: tuple[IPv4Network | IPv6Network, ...]

    def is_from(self, address: str) -> bool:
        """Whether a request's other side is this proxy."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.addresses)


@dataclass(frozen=True)
class Users:
    """The settings of a board; `second`: what would change a status waits for a second reviewer."""

    access: Access = Access.OPEN
    proxy: Proxy | None = None
    second: bool = False


#: A board to read for all, on which people with an account write.
OPEN: Final = Users()


def proxy_of(header: str | None, addresses: Iterable[str]) -> Proxy | None:
    """The proxy of two options; None where neither is given. Raises UsageError for one alone or wrong."""
    given = [part.strip() for text in addresses for part in text.split(",") if part.strip()]
    if not header and not given:
        return None
    if not header or not given:
        raise UsageError("--proxy-header and --proxy-from belong together: whose header is believed?")
    if not header.replace("-", "").isalnum() or not header.isascii():
        raise UsageError(f"--proxy-header {header!r} is not the name of a header (X-Forwarded-User)")
    try:
        networks = tuple(ip_network(part) for part in given)
    except ValueError as error:
        raise UsageError(f"--proxy-from: {error}; write addresses (10.0.0.2, 10.1.0.0/16)") from None
    return Proxy(header.lower(), networks)


def cookie_name(*, secure: bool) -> str:
    """The session's cookie: over https with the prefix by which a browser ties it to this host alone."""
    return _SECURE if secure else _PLAIN
