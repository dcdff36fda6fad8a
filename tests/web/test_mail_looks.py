"""The mails as Chromium shows them at the widths of a desk and of a phone, and the new pages at both."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from foedus.ledger import open_ledger
from foedus.names import names
from foedus.publish.digest import issue, select
from foedus.publish.mail import Sender, confirmation, issue_mail
from foedus.publish.schedule import Schedule
from foedus.publish.selection import Selection
from foedus.record.changes import Moment, changes
from foedus.web import create_app
from tests.publish.events import at, lake, tell
from tests.web.conftest import Watched, served
from tests.web.test_browser import _CONTRAST, _IDS, _LABELS

pytestmark = pytest.mark.browser

Make = Callable[..., Watched]
FROM = Sender("desk@treaties.example", "Treaty desk", "https://treaties.example")
_WIDER: str = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_CUT = """() => [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length &&
  e.getBoundingClientRect().right > window.innerWidth + 1).map(e => e.localName + ' ' + e.textContent.slice(0, 40))"""


def keep(name: str, picture: bytes) -> None:
    """Keep a picture to look at, where FOEDUS_PICTURES names a folder."""
    if folder := os.environ.get("FOEDUS_PICTURES"):
        (Path(folder) / name).write_bytes(picture)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("told") / "ledger.db"
    with open_ledger(place) as ledger:
        lake(ledger)
        tell(ledger, at(6), "instruments_exchanged", ("NOR", "SWE"), "2024-12-02")
        long = (
            "Agreement on " + "cooperation and friendship and " * 6 + "Donaudampfschiffahrtsgesellschaft" * 3
        )
        tell(ledger, at(7), "entered_into_force", (), "2024-12-07", name=long, parties=("FRA", "DEU"))
    return place


def mails(where: Path) -> dict[str, str]:
    """The HTML of an issue, of an empty one and of a confirmation."""
    name = names().display
    with open_ledger(where) as ledger:
        since, upto = Moment(2, at(3).date()), Moment(ledger.known_at(None), at(11).date())
        picked = select(Selection(), changes(ledger, since, upto), name)
    each = {
        key: issue_mail(
            FROM, "ana@example.org", issue(chosen, since, upto, "all treaties; every kind of change", name),
            mark="m", made=0.0, token="t" * 32, schedule=Schedule(7, "Europe/Oslo").in_words(),
        )
        for key, chosen in (("issue", picked), ("nothing", []))
    }  # fmt: skip
    each["confirmation"] = confirmation(
        FROM, "ana@example.org", mark="m", made=0.0, token="t" * 32, follows="Norway; changes of status",
        schedule=Schedule().in_words(),
    )  # fmt: skip
    out = {}
    for key, mail in each.items():
        page = mail.get_body(("html",))
        text = mail.get_body(("plain",))
        assert page is not None
        assert text is not None
        out[key] = page.get_content()
        keep(f"mail-{key}.txt", text.get_content().encode())
        assert max(len(line) for line in text.get_content().splitlines() if "http" not in line) <= 110
    return out


@pytest.mark.parametrize("width", [600, 360])
@pytest.mark.parametrize("key", ["issue", "nothing", "confirmation"])
def test_a_mail_at_the_width_of_a_desk_and_of_a_phone(
    where: Path, browser: Browser, key: str, width: int
) -> None:
    html = mails(where)[key]
    context = browser.new_context(viewport={"width": width, "height": 700}, java_script_enabled=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.set_content(html)
    keep(f"mail-{key}-{width}.png", page.screenshot(full_page=True))
    assert asked == [], "nothing is fetched to read a mail"
    assert page.evaluate(_WIDER) == 0
    assert page.evaluate(_CUT) == []
    assert page.evaluate(_CONTRAST) == []
    assert page.locator("h1").count() == 1
    assert "style" not in {e.evaluate("e => e.localName") for e in page.locator("head > *").all()}
    links = [a.get_attribute("href") or "" for a in page.locator("a").all()]
    assert links
    assert all(link.startswith("https://treaties.example/") for link in links)
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_at_the_width_of_a_desk_and_of_a_phone(where: Path, watched: Make, width: int) -> None:
    app = create_app(str(where), lambda: at(12).date(), newsletter=True)
    with served(app) as base:
        one = watched(width=width)
        token = "t" * 32
        for path, name in (
            ("/changes?from=2024-12-03&to=2024-12-12", "changes"), ("/newsletter?state=Norway", "newsletter"),
            (f"/newsletter/confirm/{token}", "confirm"), (f"/newsletter/unsubscribe/{token}", "unsubscribe"),
            ("/", "board"),
        ):  # fmt: skip
            answer = one.page.goto(base + path)
            assert answer is not None
            assert answer.status == 200, path
            keep(f"page-{name}-{width}.png", one.page.screenshot(full_page=True))
            assert one.page.evaluate(_WIDER) == 0, path
            assert one.page.evaluate(_LABELS) == [], path
            assert one.page.evaluate(_IDS) == [], path
            assert one.page.evaluate(_CONTRAST) == [], path
            assert one.page.locator("h1").count() == 1, path
        assert one.complaints == []


def test_signing_up_without_javascript(where: Path, watched: Make) -> None:
    app = create_app(str(where), lambda: at(12).date(), newsletter=True)
    with served(app) as base:
        page = watched(script=False).page
        page.goto(base + "/")
        page.get_by_role("link", name="Sign up for the newsletter").click()
        page.get_by_label("Your mail address").fill("ana@example.org")
        page.get_by_label("States, with commas").fill("Atlantis")
        page.get_by_label("New steps").uncheck()
        page.get_by_label("Hour").select_option("06:00")
        page.get_by_label("Time zone").fill("Europe/Oslo")
        page.get_by_role("button", name="Sign up").click()
        assert "Atlantis" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("Time zone").input_value() == "Europe/Oslo"
        assert not page.get_by_label("New steps").is_checked()
        page.get_by_label("States, with commas").fill("Norway")
        page.get_by_role("button", name="Sign up").click()
        assert page.locator("h1").inner_text() == "Look into your mailbox"
        assert "06:00, Europe/Oslo" in page.locator("main").inner_text()
