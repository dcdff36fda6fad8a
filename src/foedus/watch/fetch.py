"""One page from the network, within limits: time to the first byte and in all, size after unpacking.

What a server says of itself is not believed: redirects are checked anew, lengths are counted, an encoding
that was not asked for is refused.
"""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urljoin

import httpcore

from foedus.errors import AddressRefused, FetchError, Unwelcome
from foedus.ledger import Capture
from foedus.pages.encodings import codec
from foedus.version import __version__
from foedus.watch.address import Target, target
from foedus.watch.network import CheckedNetwork, Resolver, resolve

_KEPT: Final = (
    "content-type", "content-language", "content-encoding", "date", "etag", "last-modified", "cache-control",
    "expires", "server", "link", "x-robots-tag",
)  # fmt: skip
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_UNWELCOME: Final = {
    401: "asks for a log-in", 403: "forbids it", 404: "there is no such page", 410: "the page is gone",
    429: "asks to be asked less often", 451: "may not show it by law",
}  # fmt: skip
_LONGEST_WAIT: Final = 86_400.0  # seconds, of a Retry-After
_LONGEST_HEADER: Final = 500  # characters kept of one


@dataclass(frozen=True, slots=True)
class Policy:
    """How pages are fetched.

    `contact` is a mail address or a page's, told to every server, "" for none; `private` allows
    networks of one's own; `size` in bytes after unpacking, `first` seconds to the head of an answer, `whole`
    to its end.
    """

    contact: str = ""
    private: bool = False
    size: int = 5 << 20
    first: float = 20.0
    whole: float = 60.0
    redirects: int = 5

    @property
    def agent(self) -> str:
        """The name that servers are told, and robots.txt is asked for."""
        return f"foedus/{__version__}" + (f" (+{self.contact})" if self.contact else "")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the page as it came, or that it has not changed.

    `asked` is the address that was asked, `address` where the page was found, `moved` the address that the
    server names for good, None where it names none. `headers` are those that matter, by their small names.
    `body` is unpacked, empty where `unchanged`.
    """

    asked: str
    address: str
    at: datetime
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    moved: str | None = None

    @property
    def unchanged(self) -> bool:
        return self.status == 304

    @property
    def charset(self) -> str | None:
        """The encoding that the server names, as it names it."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            key, _, value = part.strip().partition("=")
            if key.lower() == "charset" and value:
                return value.strip("\"' ")
        return None

    @property
    def encoding(self) -> str | None:
        """The codec of the encoding that the server names, None where it names none of the web."""
        return codec(self.charset) if self.charset else None

    @property
    def capture(self) -> Capture:
        """What the ledger keeps of how the page came."""
        return Capture(self.asked, self.address, self.at, self.headers, self.body)


class Fetcher:
    """Fetches pages; an asynchronous context manager that closes its connections."""

    def __init__(self, policy: Policy | None = None, *, resolver: Resolver = resolve) -> None:
        self.policy = policy or Policy()
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            network_backend=CheckedNetwork(resolver, private=self.policy.private),
            max_connections=64, max_keepalive_connections=32, keepalive_expiry=15.0, retries=0,
        )  # fmt: skip

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.__aexit__(kind, error, trace)

    async def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page at an address, or that it is as it was when it had this `etag` or was `modified`.

        Raises AddressRefused, Unwelcome, and FetchError for every other way in which it cannot be had; the
        message is one line that names the address.
        """
        try:
            async with asyncio.timeout(self.policy.whole):
                return await self._followed(url, etag, modified)
        except TimeoutError as error:
            raise FetchError(f"{url}: took longer than {self.policy.whole:g} seconds") from error

    async def _followed(self, url: str, etag: str | None, modified: str | None) -> Fetched:
        """The answer at the end of the redirects, each address checked anew."""
        here, moved, for_good = target(url), None, True
        seen = {here.url}
        for _ in range(self.policy.redirects + 1):
            found = await self._one(url, here, etag, modified)
            if isinstance(found, Fetched):
                return replace(found, moved=moved)
            status, where = found
            there = target(urljoin(here.url, where))
            if here.scheme == "https" and there.scheme == "http" and there.host != here.host:
                raise AddressRefused(f"{url}: leads from https to http on another host")
            if there.url in seen:
                raise FetchError(f"{url}: its redirects go in a circle")
            seen.add(there.url)
            for_good = for_good and status in _FOR_GOOD
            moved = there.url if for_good else moved
            here = there
        raise FetchError(f"{url}: more than {self.policy.redirects} redirects")

    async def _one(
        self, asked: str, here: Target, etag: str | None, modified: str | None
    ) -> Fetched | tuple[int, str]:
        """One answer, or the status and the address of a redirect."""
        headers = {
            "Host": here.origin.partition("://")[2],
            "User-Agent": self.policy.agent,
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml,"
            " application/feed+json, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en, *;q=0.5",
        }
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        response = await self._begun(asked, here, headers)
        try:
            told = _headers(response)
            if response.status in _REDIRECTS and (where := told.get("location")):
                return response.status, where
            if response.status == 304 and (etag or modified):
                return Fetched(asked, here.url, datetime.now(UTC), 304, headers=_kept(told))
            _refuse_status(asked, response.status, told)
            body = await self._body(asked, response, told)
            return Fetched(asked, here.url, datetime.now(UTC), response.status, body, _kept(told))
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.TimeoutException,
            ssl.SSLError,
        ) as error:
            raise FetchError(f"{asked}: the answer broke off ({_said(error)})") from error
        finally:
            await response.aclose()

    async def _begun(self, asked: str, here: Target, headers: Mapping[str, str]) -> httpcore.Response:
        """The head of an answer, in the time to the first byte."""
        url = httpcore.URL(scheme=here.scheme, host=here.host, port=here.port, target=here.path)
        waits = dict.fromkeys(("connect", "read", "write", "pool"), self.policy.first)
        request = httpcore.Request("GET", url, headers=[*headers.items()], extensions={"timeout": waits})
        try:
            async with asyncio.timeout(self.policy.first):
                return await self._pool.handle_async_request(request)
        except (TimeoutError, httpcore.TimeoutException) as error:
            raise FetchError(f"{asked}: no answer in {self.policy.first:g} seconds") from error
        except ssl.SSLError as error:
            raise FetchError(
                f"{asked}: its certificate or its encryption is refused ({_said(error)})"
            ) from error
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            OSError,
        ) as error:
            if "certificate" in str(error).lower() or "ssl" in str(error).lower():
                raise FetchError(f"{asked}: its certificate is refused ({_said(error)})") from error
            raise FetchError(f"{asked}: cannot be reached ({_said(error)})") from error

    async def _body(self, asked: str, response: httpcore.Response, told: Mapping[str, str]) -> bytes:
        """The page unpacked, counted while it comes."""
        limit = self.policy.size
        too_large = (
            f"{asked}: more than {limit >> 20} MB" if limit >> 20 else f"{asked}: more than {limit:,} bytes"
        )
        packed = _Unpacker(asked, told.get("content-encoding", ""))
        out, raw = bytearray(), 0
        stream = response.stream
        assert isinstance(stream, AsyncIterable)
        async for chunk in stream:
            raw += len(chunk)
            if raw > limit:
                raise FetchError(too_large)
            out += packed.more(chunk, limit + 1 - len(out))
            if len(out) > limit:
                raise FetchError(too_large)
        packed.end()
        return bytes(out)


class _Unpacker:
    """Takes off what a page is packed in, never more of it than is asked for."""

    def __init__(self, asked: str, encoding: str) -> None:
        self._asked = asked
        self._name = encoding.strip().lower()
        self._engine: Any = None
        if self._name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(f"{asked}: packed as {encoding[:40]!a}, which was not asked for")

    def more(self, chunk: bytes, most: int) -> bytes:
        """The next bytes of the page, at most so many of a packed one. Raises FetchError."""
        if self._name in ("", "identity"):
            return chunk
        if self._engine is None:  # deflate comes with a header or without one
            bare = self._name == "deflate" and chunk[:1] != b"\x78"
            self._engine = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
        try:
            data: bytes = self._engine.decompress(chunk, most)
        except zlib.error as error:
            raise FetchError(f"{self._asked}: its packing is broken ({error})") from error
        return data

    def end(self) -> None:
        """Raises FetchError where the packing stops in the middle."""
        if self._engine is not None and not self._engine.eof:
            raise FetchError(f"{self._asked}: the answer broke off")


def _refuse_status(asked: str, status: int, told: Mapping[str, str]) -> None:
    """Raises for an answer that is no page."""
    if status in {200, 203}:
        return
    wait = _retry_after(told.get("retry-after"))
    if status in _UNWELCOME:
        raise Unwelcome(f"{asked}: {_UNWELCOME[status]} ({status})", retry_after=wait)
    raise FetchError(f"{asked}: the server answers {status}", retry_after=wait)


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from seconds or an HTTP date; at most a day."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(float(value), _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max(0.0, (at - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)


def _headers(response: httpcore.Response) -> dict[str, str]:
    """Headers by their small names; of one that comes twice the first."""
    told: dict[str, str] = {}
    for name, value in response.headers:
        told.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    return told


def _kept(told: Mapping[str, str]) -> dict[str, str]:
    return {name: told[name][:_LONGEST_HEADER] for name in _KEPT if told.get(name)}


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
