"""Takes the picture of the README anew: `python -m tools.screenshot`, after `make demo`.

It opens the board on the demo's ledger, on a day of its own, in the Chromium of the tests, and writes the top
of a treaty's page to docs/images/board.png.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).parents[1]
LEDGER: Final = ROOT / "build" / "demo.sqlite"
PICTURE: Final = ROOT / "docs" / "images" / "board.png"
PAGE: Final = "/agreement/1?on=2024-12-05"
SIZE: Final = {"width": 1080, "height": 860}
_PATIENCE: Final = 60  # seconds until the board answers


def main() -> None:
    """Serve the demo's ledger on a free port, and take the picture."""
    if not LEDGER.exists():
        sys.exit(f"no ledger at {LEDGER}: `make demo` makes it")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium on PATH: `make browser` installs one")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "foedus.cli.main", "--ledger", str(LEDGER), "serve", "--port", str(port),
               "--users", "off"]  # fmt: skip
    board = subprocess.Popen(command, cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/health")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]  # both are given
            page.goto(address + PAGE)
            PICTURE.parent.mkdir(exist_ok=True)
            page.screenshot(path=PICTURE)
            browser.close()
    finally:
        board.terminate()
        board.wait(10)
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")


def _wait(address: str) -> None:
    """Until the board answers, at most for the patience."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


if __name__ == "__main__":
    main()
