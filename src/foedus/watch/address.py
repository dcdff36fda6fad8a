"""Where the fetcher may go: http and https, to public addresses alone.

An address is judged as a number after the name is resolved, so every way of writing it is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

from foedus.errors import AddressRefused

LONGEST: Final = 2000  # characters of an address
PORTS: Final = {"http": 80, "https": 443}
_LOWEST_PORT: Final = 1024  # below it the two above alone: the others are no web servers
_NAT64: Final = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: `host` as it is resolved, `path` with its query, `url` without a fragment."""

    scheme: str
    host: str
    port: int
    path: str
    url: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt holds for."""
        usual = PORTS[self.scheme] == self.port
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


def target(url: str) -> Target:
    """The parts of a web address. Raises AddressRefused for what is none that may be fetched."""
    if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
        raise AddressRefused(f"{url[:80]!a}: this is no address of a page")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"{url[:80]!a}: this is no address of a page ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise AddressRefused(f"{url[:80]}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(f"{parts.hostname}: an address with a name or a password in it is not fetched")
    if not parts.hostname:
        raise AddressRefused(f"{url[:80]}: names no host")
    host = _host(parts.hostname, url)
    port = PORTS[scheme] if port is None else port
    if port not in PORTS.values() and port < _LOWEST_PORT:
        raise AddressRefused(f"{url[:80]}: port {port} is not one of web servers")
    return _target(parts, scheme, host, port)


def _host(name: str, url: str) -> str:
    """A host's name in ASCII, without the dot at its end."""
    name = name.rstrip(".")
    if name.isascii():
        return name.lower()
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise AddressRefused(f"{url[:80]!a}: its host is no name") from error


def _target(parts: SplitResult, scheme: str, host: str, port: int) -> Target:
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if PORTS[scheme] == port else f"{shown}:{port}"
    path = parts.path or "/"
    whole = urlunsplit((scheme, netloc, _escaped(path), _escaped(parts.query), ""))
    return Target(scheme, host, port, whole[len(f"{scheme}://{netloc}") :], whole)


def _escaped(text: str) -> str:
    """Letters beyond ASCII as the web writes them."""
    if text.isascii():
        return text
    return "".join(
        c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in text
    )


def refusal(address: str, *, private: bool = False) -> str | None:
    """Why nothing is fetched from an IP address, None where it may be.

    `private` allows networks of one's own (RFC 1918, loopback, unique local); link-local addresses, where
    clouds keep what their machines may know, stay refused.
    """
    ip = _plain(ip_address(address.partition("%")[0]))
    if ip.is_link_local:
        return "a link-local address"
    if ip.is_multicast or ip.is_unspecified or (ip.is_reserved and not ip.is_loopback):
        return "no address of a host"
    if private:
        return None
    if ip.is_loopback:
        return "a loopback address"
    return None if ip.is_global else "a private address"


def _plain(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64), or itself."""
    if isinstance(ip, IPv4Address):
        return ip
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    if inner is None and (ip in _NAT64 or (int(ip) >> 32 == 0 and int(ip) > 1)):
        inner = IPv4Address(int(ip) & 0xFFFFFFFF)
    return inner or ip
