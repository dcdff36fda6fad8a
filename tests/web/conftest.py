"""Ledgers made once a session, a client without a network, a server on a free port, and Chromium."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from foedus.ledger import open_ledger
from foedus.register.link import How, Link
from foedus.web import create_app
from tests.web import ledgers

TODAY = date(2024, 12, 5)
Get = Callable[..., httpx.Response]


def client(where: str | Path, **more: Any) -> Get:
    """A function that asks the application on a ledger for a path."""
    app = create_app(str(where), lambda: TODAY, **more)

    def get(path: str, method: str = "GET", **params: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://board.test") as asked:
                return await asked.request(method, path, params=params or None)

        # a thread of its own: Playwright keeps a loop running in the thread of the tests
        with ThreadPoolExecutor(1) as beside:
            return beside.submit(asyncio.run, ask()).result()

    return get


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The test ledgers by name."""
    folder = tmp_path_factory.mktemp("ledgers")
    open_ledger(folder / "empty.db").close()
    return {
        "pact": ledgers.pact(folder / "pact.db"),
        "hostile": ledgers.hostile(folder / "hostile.db"),
        "large": ledgers.large(folder / "large.db"),
        "empty": folder / "empty.db",
    }


@pytest.fixture(scope="session")
def pact(places: dict[str, Path]) -> Get:
    return client(places["pact"])


@pytest.fixture(scope="session")
def hostile(places: dict[str, Path]) -> Get:
    return client(places["hostile"])


@pytest.fixture(scope="session")
def large(places: dict[str, Path]) -> Get:
    return client(places["large"])


@pytest.fixture(scope="session")
def empty(places: dict[str, Path]) -> Get:
    return client(places["empty"])


class _Quiet(uvicorn.Server):
    """A server that runs in a thread, without signal handlers."""

    def run_until_stopped(self, bound: socket.socket) -> None:
        asyncio.run(self.serve(sockets=[bound]))


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """A real server of an application; its address."""
    bound = socket.create_server(("127.0.0.1", 0))
    server = _Quiet(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run_until_stopped, args=(bound,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        bound.close()


@pytest.fixture(scope="session")
def boards(places: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Real servers, one a ledger: their addresses by the ledger's name."""
    with ExitStack() as running:
        yield {
            name: running.enter_context(served(create_app(str(where), lambda: TODAY)))
            for name, where in places.items()
        }


def chromium() -> str:
    """The Chromium to drive: FOEDUS_CHROMIUM, else the first of the usual names on PATH."""
    named = os.environ.get("FOEDUS_CHROMIUM")
    for name in (named,) if named else ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.fail(f"no Chromium ({named or 'on PATH'}): run `make browser`, or name one in FOEDUS_CHROMIUM")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        " --disable-component-update --disable-sync"
    )
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=flags.split())
        yield opened
        opened.close()


class Watched:
    """A page and what its browser complained of: violations of the policy, errors, requests elsewhere."""

    def __init__(self, browser: Browser, *, width: int = 1200, script: bool = True) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda r: self.asked.append(r.url))
        if script:
            self.page.expose_function("tellViolation", self._tell)
            self.page.add_init_script(
                "document.addEventListener('securitypolicyviolation',"
                " e => window.tellViolation('violation ' + e.violatedDirective + ' ' + e.blockedURI));"
            )

    def _tell(self, violation: str) -> None:
        self.complaints.append(violation)

    def _dialog(self, shown: Dialog) -> None:
        self.complaints.append(f"dialog {shown.message}")
        shown.dismiss()

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Makes watched pages and closes them."""
    made: list[Watched] = []

    def make(**more: bool | int) -> Watched:
        made.append(Watched(browser, **more))  # type: ignore[arg-type]  # width is an int, script a bool
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(autouse=True)
def empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a ledger's own record shows is tested here: the agreements of these tests are in no register."""
    monkeypatch.setattr("foedus.record.joined._linked", lambda *_: Link(None, How.NONE))
