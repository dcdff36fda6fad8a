"""Servers of the tests, on 127.0.0.1 alone: what each address answers is a function of the request."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: headers by their small names."""

    path: str
    host: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; `raw` is sent as it is, in the parts and at the pace that `drip` seconds between them make."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: tuple[bytes, ...] = ()
    drip: float = 0.0
    silent: float = 0.0  # seconds before anything is sent

    def parts(self) -> tuple[bytes, ...]:
        if self.raw:
            return self.raw
        told = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(self.body)),
            **self.headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        return (f"HTTP/1.1 {self.status} X\r\n{head}\r\n".encode() + self.body,)


Answer = Callable[[Request], Reply]


async def resolver(host: str, port: int) -> list[str]:
    """Every name is a server of the tests; a number is itself."""
    return [host if host[:1].isdigit() or ":" in host else LOOPBACK]


class Site:
    """A server in a thread of its own; `asked` has every request, in order."""

    def __init__(self, answer: Answer, *, tls: ssl.SSLContext | None = None) -> None:
        self.answer = answer
        self.asked: list[Request] = []
        self.port = 0
        self.most_at_once: dict[str, int] = {}  # connections of one host
        self._open: dict[str, int] = {}
        self._tls = tls
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    def url(self, path: str = "/", host: str = LOOPBACK) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{host}:{self.port}{path}"

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._client, LOOPBACK, 0, ssl=self._tls, limit=1 << 20)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task():
                task.cancel()

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(
            OSError, asyncio.IncompleteReadError, asyncio.CancelledError, asyncio.LimitOverrunError
        ):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                told = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:]) if k}
                request = Request(head[0].split(" ")[1], told.get("host", "").partition(":")[0], told)
                self.asked.append(request)
                self._open[request.host] = self._open.get(request.host, 0) + 1
                self.most_at_once[request.host] = max(
                    self.most_at_once.get(request.host, 0), self._open[request.host]
                )
                try:
                    await self._send(writer, self.answer(request))
                finally:
                    self._open[request.host] -= 1
        with suppress(OSError, RuntimeError):
            writer.close()

    @staticmethod
    async def _send(writer: asyncio.StreamWriter, reply: Reply) -> None:
        if reply.silent:
            await asyncio.sleep(reply.silent)
        for part in reply.parts():
            writer.write(part)
            await writer.drain()
            if reply.drip:
                await asyncio.sleep(reply.drip)
        if reply.raw:
            raise asyncio.IncompleteReadError(b"", None)  # ends the connection


def awaited(work: Awaitable[object]) -> object:
    """What a coroutine gives."""

    async def run() -> object:
        return await work

    return asyncio.run(run())
