"""Connections to checked addresses: a name is resolved once, and what was checked is connected to."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final

import anyio
import httpcore

from foedus.errors import AddressRefused, FetchError
from foedus.watch.address import refusal

#: The IP addresses of a host, as text.
Resolver = Callable[[str, int], Awaitable[list[str]]]

_MOST_ADDRESSES: Final = 4  # tried of one host


async def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives. Raises FetchError where it knows none."""
    try:
        found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: no such host") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """A network on which only permitted addresses can be reached, whatever names and redirects say."""

    def __init__(self, resolver: Resolver = resolve, *, private: bool = False) -> None:
        self._resolver = resolver
        self._private = private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of the host that answers.

        Raises AddressRefused where any of them is one that is never asked.
        """
        addresses = await self._resolver(host, port)
        for address in addresses:
            if (why := refusal(address, private=self._private)) is not None:
                raise AddressRefused(f"{host}: is {address}, {why}: not fetched")
        error: Exception | None = None
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        if error is not None:
            raise error
        raise FetchError(f"{host}: no such host")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Never: raises AddressRefused."""
        raise AddressRefused(f"{path}: a socket of this machine is not fetched")

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)
