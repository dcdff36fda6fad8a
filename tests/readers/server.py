"""An endpoint on the loopback that answers as the test tells it: well, badly, slowly, not at all."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Send = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Served:
    """What is sent next, and what was asked."""

    url: str = ""
    replies: list[Send] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def will(self, *replies: Send) -> None:
        """The next replies, the last one for ever."""
        self.replies[:] = replies
        for seen in (self.asked, self.headers, self.paths):
            seen.clear()


def raw(body: bytes, status: int = 200, **headers: str) -> Send:
    """A reply of these bytes."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def content(text: str, **more: Any) -> Send:
    """A chat completion with this content."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    body = {"id": "x", "choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 80}, **more}
    return raw(json.dumps(body).encode())


def claims(*said: dict[str, Any]) -> Send:
    """A chat completion with these claims."""
    return content(json.dumps({"claims": list(said)}))


def dripping(gap: float, served: Served) -> Send:
    """Headers, then a byte now and then, for ever."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with suppress(OSError):
            for _ in range(10_000):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                if served.ended.wait(gap):
                    return

    return send


def silent(served: Served) -> Send:
    """Nothing at all until the test is over."""
    return lambda _: (served.ended.wait(30), None)[1]


def closed(handler: BaseHTTPRequestHandler) -> None:
    """The connection is shut in the middle."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """More than anybody wants."""
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        for _ in range(64):
            handler.wfile.write(b"x" * (1 << 16))


@contextmanager
def serving() -> Iterator[Served]:
    """A server at work while the block runs."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            served.asked.append(json.loads(body))
            served.headers.append({k.lower(): v for k, v in self.headers.items()})
            served.paths.append(self.path)
            reply = served.replies[0] if len(served.replies) == 1 else served.replies.pop(0)
            with suppress(OSError):
                reply(self)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        try:
            yield served
        finally:
            served.ended.set()
            server.shutdown()
            thread.join(10)


def texts(asked: Sequence[dict[str, Any]]) -> list[str]:
    """What was asked about, of each question."""
    return [one["messages"][-1]["content"] for one in asked]
