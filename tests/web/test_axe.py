"""Every page that is read, in one start of Chromium: axe finds no fault, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from foedus.people.roles import Role
from foedus.web import create_app
from foedus.web.rim.running import Running
from tests.processes import SOON
from tests.web import ledgers
from tests.web.conftest import TODAY, served
from tests.web.people import add_people, session

pytestmark = pytest.mark.browser

#: Ledger and page; each is looked at in every one of `LOOKS`.
PAGES = [
    ("pact", "/"),
    ("pact", "/?region=Europe&order=name"),
    ("pact", "/agreement/1"),
    ("pact", "/agreement/1/claims"),
    ("pact", "/claim/2"),
    ("pact", "/document/1"),
    ("pact", "/changes?from=2024-11-01&to=2024-11-30"),
    ("pact", "/stories?on=2024-11-12"),
    ("pact", "/story/1?on=2024-11-12"),
    ("pact", "/letter?agreement=1&claim=2"),
    ("pact", "/newsletter"),
    ("pact", "/embed/agreement/1"),
    ("pact", "/about"),
    ("pact", "/help"),
    ("pact", "/nowhere"),
    ("pact", "/parties"),
    ("pact", "/party/PRK"),
    ("pact", "/network?party=FRA"),
    ("pact", "/known?q=Norway"),
    ("pact", "/entry/ottawa-convention-1997"),
    ("many", "/agreement/1"),
    ("many", "/agreement/1/parties"),
    ("many", "/agreement/2"),
    ("many", "/map?treaty=1"),
    ("admin", "/people"),
    ("admin", "/people/1"),
    ("admin", "/account"),
    ("pact", "/login"),
]
#: Pages of which a print says no day and no address: forms, explanations, what stands in a frame.
_UNPRINTED = (
    "/letter",
    "/newsletter",
    "/embed",
    "/about",
    "/help",
    "/nowhere",
    "/people",
    "/account",
    "/login",
)
_PAPER = 718  # CSS pixels between the margins of A4
_BUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
_CONTRAST = {"runOnly": ["color-contrast"]}
#: The width does not change contrast, nor the scheme any other rule: each is asked where it may differ.
LOOKS: list[tuple[int, str, dict[str, Any]]] = [
    (1280, "light", {}), (1280, "dark", _CONTRAST), (390, "dark", _CONTRAST), (390, "light", _BUT_CONTRAST),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("axe")


@pytest.fixture(scope="module")
def addresses(folder: Path) -> Iterator[dict[str, str]]:
    """Servers of two ledgers, one of a treaty of 190 parties and one of 500 claims."""
    made: dict[str, Path] = {
        "pact": add_people(ledgers.pact(folder / "pact.db")),
        "many": ledgers.many(folder / "many.db"),
    }
    apps = {
        name: create_app(
            str(where), lambda: TODAY, newsletter=True, running=Running(embedders=("https://example.org",))
        )
        for name, where in made.items()
    }
    with served(apps["pact"]) as pact, served(apps["many"]) as many:
        yield {"pact": pact, "many": many, "admin": pact.replace("127.0.0.1", "localhost")}


@pytest.fixture(scope="module")
def cookie(addresses: dict[str, str], folder: Path) -> Any:
    """The admin's session, sent to the address "admin" alone."""
    token = session(folder / "pact.db", Role.ADMIN)
    return {"name": "foedus", "value": token, "url": addresses["admin"]}


@pytest.fixture(scope="module")
def page(browser: Browser, cookie: Any) -> Iterator[Page]:
    context = browser.new_context()
    context.add_cookies([cookie])
    context.set_default_timeout(1000 * SOON)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def unscripted(browser: Browser, cookie: Any) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie])
    context.set_default_timeout(1000 * SOON)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_axe_finds_nothing(
    addresses: dict[str, str], page: Page, unscripted: Page, name: str, path: str
) -> None:
    page.goto(addresses[name] + path)
    unscripted.goto(addresses[name] + path)
    assert page.content() == unscripted.content(), "with and without scripts it is the same page"
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
        found: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response
        faults = [
            (v["id"], [(n["html"][:160], n["failureSummary"][:200]) for n in v["nodes"][:3]])
            for v in found["violations"]
        ]
        assert faults == [], (width, scheme)
        sideways = page.evaluate("document.documentElement.scrollWidth")
        assert sideways <= width, f"scrolls sideways at {width}"
    page.set_viewport_size({"width": _PAPER, "height": 900})
    page.emulate_media(media="print", color_scheme="light")
    wide = page.evaluate("document.documentElement.scrollWidth")
    printed = page.evaluate("document.querySelector('.printed')?.innerText ?? ''")
    page.emulate_media(media="screen")  # before anything fails: other pages follow in this tab
    assert wide <= _PAPER, f"a print is cut off: {wide}"
    assert (path.partition("?")[0] in printed) is not path.startswith(_UNPRINTED), printed
