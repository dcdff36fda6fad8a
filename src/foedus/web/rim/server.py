"""The socket and the server of the board, as `foedus serve` and the tests start them.

Small answers leave at once: asyncio turns off Nagle's algorithm only for connections that call themselves
TCP, and a connection takes that from the socket that listens, where `socket.create_server` leaves it open.
With it on, each answer after the first of a kept connection waits 40 ms for the other side's acknowledgement.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_WAITING = 2048  # connections not yet taken
#: Seconds after which a thread that computes lets another on. Each row that SQLite gives may have to wait for
#: such a turn: at the usual 5 ms a page takes four times as long beside a thread that works something out.
_TURN = 0.0005
#: After how many containers that stay Python looks for garbage among the new ones, after how many such looks
#: among those that stayed, and after how many of these among all that it holds. At the usual 700, 10 and 10
#: it walks all of it every few hundred pages, and everybody waits: a quarter of a second for a small ledger.
#: What requests leave is freed at once; only what refers to itself waits for such a look.
_LOOKS = (10_000, 20, 100)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address; port 0 takes any free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it lets two servers share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind((host, port))
        bound.listen(_WAITING)
    except BaseException:
        bound.close()
        raise
    return bound


def server(app: ASGIApp, *, behind: bool = False) -> uvicorn.Server:
    """The server of an application; `run(sockets=[bound])` serves it, and has the process to itself.

    `behind` a proxy that names people: the application looks itself at which address asks.
    """
    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_LOOKS)
    gc.collect()
    gc.freeze()  # what is loaded stays for as long as the server runs
    return uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", proxy_headers=not behind)
    )
