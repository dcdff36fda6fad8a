"""The name under which a process holds leases in a ledger's database."""

from __future__ import annotations

import os
import socket
import time


def worker_name() -> str:
    """A name that no other worker has: host, process and a moment."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{time.time_ns() % 1_000_000:06d}"
