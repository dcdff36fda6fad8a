"""One question to an OpenAI-compatible endpoint: in limits of time and size, tried again where it is busy.

The key goes into one header and nowhere else: no message, log or proposal has it, and where a server sends it
back it is struck out. Redirections are not followed, since they would take the key elsewhere.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import msgspec

from foedus.errors import ReaderError, UsageError
from foedus.readers.answer import Answer, answer, plain
from foedus.readers.prompt import SCHEMA, messages
from foedus.version import __version__

LARGEST: Final = 1 << 20  # bytes of an answer
TRIES: Final = 5
FIRST_WAIT: Final = 1.0  # seconds, doubled each time
LONGEST_WAIT: Final = 60.0
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
Pause = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Whom to ask. `key` is None where none is needed; `patience` is how many seconds one try may take."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    max_output: int = 4000  # tokens of one answer
    patience: float = 120.0

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            host = None
        if host is None or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
            raise UsageError("an endpoint is an address such as https://api.example.org/v1")
        if parts.username is not None or parts.password is not None:
            raise UsageError("no key or password in the endpoint's address: name a variable with --key-env")
        if self.key is not None and parts.scheme == "http" and host not in _LOCAL:
            raise UsageError("a key is not sent without encryption: write the endpoint with https://")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise UsageError("the key in the environment holds what no key has: check the variable")

    @property
    def address(self) -> str:
        """Where questions are sent."""
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


class _Busy(Exception):
    """To be asked again, after `wait` seconds where the server names them."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class _Untaken(Exception):
    """The server does not take the question in this form."""


class _Bearer(httpx.Auth):
    """The key and nothing else: no name and password that a file of the machine has for this host."""

    def __init__(self, key: str | None) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Any:
        if self._key is not None:
            request.headers["Authorization"] = f"Bearer {self._key}"
        yield request


def ask(endpoint: Endpoint, part: str, pause: Pause = time.sleep) -> Answer:
    """The endpoint's answer about one part of a page.

    Raises ReaderError where it refuses, answers in another form, or is busy at each of `TRIES` tries.
    """
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": messages(part),
        "max_tokens": endpoint.max_output,
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA},
        },
    }
    wait, why = FIRST_WAIT, ""
    for left in reversed(range(TRIES)):
        try:
            return answer(asyncio.run(_sent(endpoint, body)))
        except _Untaken as error:
            if "response_format" not in body:
                raise ReaderError(
                    _safe(endpoint, f"the endpoint does not take the question: {error}")
                ) from None
            # older servers know no schema, and some models no temperature: what is answered is checked anyway
            body = {key: body[key] for key in ("model", "messages", "max_tokens")}
        except _Busy as busy:
            why = str(busy)
            if left:
                pause(min(wait if busy.wait is None else busy.wait, LONGEST_WAIT))
                wait *= 2
    raise ReaderError(_safe(endpoint, f"the endpoint gave no answer in {TRIES} tries: {why or 'busy'}"))


async def _sent(endpoint: Endpoint, body: Mapping[str, Any]) -> bytes:
    """The bytes of a response of status 200."""
    client = httpx.AsyncClient(
        auth=_Bearer(endpoint.key),
        headers={
            "User-Agent": f"foedus/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        },
        timeout=endpoint.patience,
        follow_redirects=False,
    )
    try:
        async with asyncio.timeout(endpoint.patience), client:
            content = msgspec.json.encode(body)
            headers = {"Content-Type": "application/json"}
            async with client.stream("POST", endpoint.address, content=content, headers=headers) as response:
                return _accepted(endpoint, response, _struck(endpoint, await _body(response)))
    except (TimeoutError, httpx.TimeoutException):
        raise _Busy(f"no answer within {endpoint.patience:g} seconds") from None
    except httpx.TransportError as error:
        raise _Busy(plain(f"{type(error).__name__}: {error}")) from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ReaderError(_safe(endpoint, f"the endpoint cannot be asked: {error}")) from None


async def _body(response: httpx.Response) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise ReaderError("the endpoint packs its answer, which it was asked not to")
    out = bytearray()
    async for chunk in response.aiter_raw():
        out += chunk
        if len(out) > LARGEST:
            raise ReaderError(f"the endpoint's answer is larger than {LARGEST >> 20} MB")
    return bytes(out)


def _accepted(endpoint: Endpoint, response: httpx.Response, body: bytes) -> bytes:
    status = response.status_code
    if status == 200:
        return body
    said = _safe(endpoint, body[:2000].decode("utf-8", "replace"))
    if status in _AGAIN:
        raise _Busy(f"status {status}", _seconds(response.headers.get("retry-after")))
    if status in (400, 422):
        raise _Untaken(f"status {status}: {said}")
    if status in (401, 403):
        raise ReaderError(f"the endpoint does not take the key (status {status}): {said}")
    if 300 <= status < 400:
        raise ReaderError(f"the endpoint sends elsewhere (status {status}): name the address that answers")
    raise ReaderError(f"the endpoint answers with status {status}: {said}")


def _seconds(header: str | None) -> float | None:
    return float(header) if header is not None and header.isascii() and header.isdigit() else None


def _struck(endpoint: Endpoint, body: bytes) -> bytes:
    """A response without the key, where the server sends it back."""
    return body.replace(endpoint.key.encode(), b"[key]") if endpoint.key else body


def _safe(endpoint: Endpoint, text: str) -> str:
    """One line of it without the key."""
    return plain(text.replace(endpoint.key, "[key]") if endpoint.key else text)
