"""Review as a person at a screen does it: by keys alone, and the repair of a wrong merge, in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from foedus.ledger import open_ledger
from foedus.people.roles import Role
from foedus.web import create_app
from tests.web import ledgers
from tests.web.conftest import TODAY, Watched, served
from tests.web.people import NAMES, PASSWORD, add_people, session

pytestmark = pytest.mark.browser
ANA = NAMES[Role.REVIEWER]
SLOW = 60_000  # milliseconds after which nothing more is to be expected, on the busiest machine


def fallen_together(where: Path) -> Path:
    """Three reciprocal access agreements of Japan that three papers name alike, taken for one treaty."""
    said = (
        ("Japan and its partner signed the Reciprocal Access Agreement with Australia.", "2022-01-06"),
        (
            "Japan and its partner signed the Reciprocal Access Agreement with the United Kingdom.",
            "2023-01-11",
        ),
        ("Japan and its partner signed the Reciprocal Access Agreement with the Philippines.", "2024-07-08"),
    )
    with open_ledger(where) as ledger:
        first = None
        for n, (text, day) in enumerate(said):
            page = ledgers.page(text, f"paper-{n}.txt", f"Paper {n}")
            name = f"Reciprocal Access Agreement {'I' * (n + 1)}"
            step = ledgers.claim(
                page, "signed", ("JPN",), day, name=name, parties=("JPN",), span=(0, len(text))
            )
            added = ledger.add(page, [step], recorded_at=ledgers.NOW, actor="test")
            first = first or added.agreements[0]
            if added.agreements[0] != first:
                ledger.merge(
                    first, added.agreements[0], reason="one name", actor="hasty", recorded_at=ledgers.NOW
                )
        assert [row.claims for row in ledger.agreements()] == [3]
    return where


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[str, Path]]]:
    folder = tmp_path_factory.mktemp("review")
    pact = add_people(ledgers.pact(folder / "pact.db"))
    three = add_people(fallen_together(folder / "three.db"))
    with (
        served(create_app(str(pact), lambda: TODAY)) as one,
        served(create_app(str(three), lambda: TODAY)) as other,
    ):
        yield {"pact": (one, pact), "three": (other, three)}


class Hands:
    """What a person does at the page, counted: each click, choice or field written is one action."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done: list[str] = []

    def click(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]  # one of its roles
        self.done.append(f"click {name}")

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(value)
        self.done.append(f"choose {value} for {label}")

    def write(self, label: str, text: str, *, within: str) -> None:
        self.page.get_by_role("group", name=within).get_by_label(label, exact=True).fill(text)
        self.done.append(f"write {text} as {label} of {within}")


def logged_in(page: Page, board: str, then: str) -> None:
    page.goto(f"{board}{then}")
    page.get_by_label("Name").fill(ANA)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{then}*", timeout=SLOW)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Watched]]:
    opened: list[Watched] = []

    def make(**more: object) -> Watched:
        opened.append(Watched(browser, **more))  # type: ignore[arg-type]  # width and script
        opened[-1].page.set_default_timeout(SLOW)
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()


PAGES = (
    "/login", "/account", "/review", "/review?why=contradictions", "/review/claim/8?why=newest&done=1",
    "/review/agreement/1", "/review/reviewers",
)  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing_and_nothing_overflows(
    boards: dict[str, tuple[str, Path]], browser: Browser, scheme: Literal["light", "dark"], width: int
) -> None:
    board, where = boards["pact"]
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )  # the policy keeps axe out of the page, too
    context.add_cookies([{"name": "foedus", "value": session(where, Role.EDITOR), "url": board}])
    page = context.new_page()
    for path in PAGES:
        page.goto(board + path, timeout=SLOW)
        assert Axe().run(page).response["violations"] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_wrong_merge_of_three_treaties_is_repaired_in_under_fifteen_actions(
    boards: dict[str, tuple[str, Path]], watched: Callable[..., Watched], script: bool
) -> None:
    board, where = boards["three"]
    with open_ledger(where) as ledger:
        while len(ledger.agreements()) > 1:  # as it was, for the second of the two
            numbers = [row.id for row in ledger.agreements()]
            ledger.merge(*numbers[:2], reason="again", actor="hasty", recorded_at=ledgers.NOW)
    seen = watched(script=script)
    logged_in(seen.page, board, "/review/agreement/1")
    hands = Hands(seen.page)
    hands.choose("Claim 2 belongs to", "A")
    hands.choose("Claim 3 belongs to", "B")
    hands.write("Parties", "Japan, Australia", within="What stays")
    hands.write("Parties", "Japan, United Kingdom", within="Part A")
    hands.write("Parties", "Japan, Philippines", within="Part B")
    seen.page.locator("form:has(fieldset) input[name=reason]").fill("the texts of the three treaties")
    hands.done.append("write why")
    seen.page.locator("form:has(fieldset) button").click()
    hands.done.append("click See what it does")
    expect(seen.page.get_by_role("heading", level=1)).to_have_text("What it does")
    hands.click("Make this change")
    seen.page.wait_for_url("**/review/agreement/1?done=*")
    with open_ledger(where) as ledger:
        found = {row.parties for row in ledger.agreements()}
        assert found == {("AUS", "JPN"), ("GBR", "JPN"), ("JPN", "PHL")}
        assert ledger.check() == []
        assert ledger.transactions()[-1].actor == ANA
    assert len(hands.done) < 15, hands.done
    assert seen.complaints == []


def test_a_whole_review_by_the_keys_alone(
    boards: dict[str, tuple[str, Path]], watched: Callable[..., Watched]
) -> None:
    """From the queue through accept, reject, correct and skip to undoing, without a mouse."""
    board, where = boards["pact"]
    seen = watched()
    page, press = seen.page, seen.page.keyboard.press
    logged_in(page, board, "/review")

    def heading() -> str:
        return page.locator("h1").inner_text()

    def said() -> list[str]:
        with open_ledger(where) as ledger:
            return [f"{v.kind.value} {v.undoes or v.claim_id}" for v in ledger.verdicts() if v.by == ANA]

    page.goto(f"{board}/review?why=newest")
    press("j")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    press("j")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    press("k")
    assert page.evaluate("document.activeElement.getAttribute('href')") == first != second
    press("Enter")
    page.wait_for_url(f"**{first}")
    press("j")
    page.wait_for_url(f"**{second}")
    press("k")
    page.wait_for_url(f"**{first}")
    press("a")  # what it does stands beside the button: made at once
    page.wait_for_url("**done=*")
    assert said() == ["accept 9"]
    press("x")
    page.wait_for_url("**done=5*")
    assert said() == ["accept 9", "reject 8"]
    press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("What it does")
    expect(page.locator("button[autofocus]")).to_be_focused()
    press("Enter")
    page.wait_for_url("**done=6*")
    assert said()[-1] == "undo 5"
    page.goto(f"{board}/review/claim/5")
    press("e")
    assert page.evaluate("document.activeElement.name") == "actors"
    press("j")  # writes, and goes nowhere
    assert page.evaluate("document.activeElement.value") == "j"
    page.keyboard.press("Backspace")
    page.keyboard.type("RUS")
    for _ in range(5):
        press("Tab")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("the decree names Russia")
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What it does")
    expect(page.locator("button[autofocus]")).to_be_focused()
    press("Enter")
    page.wait_for_url("**/review/claim/5?done=*")
    assert said()[-1] == "correct 5"
    assert "Russia" in heading()
    page.goto(f"{board}/review?why=newest")
    press("j")
    left = page.evaluate("document.activeElement.getAttribute('href')")
    press("s")
    expect(page.locator(f'a[href="{left}"]')).to_have_count(0)
    page.wait_for_load_state()  # the keys are heard once the page is there
    press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("strategic")
    press("Enter")
    expect(page.locator("a[href='/review/agreement/1']")).to_be_visible()
    page.wait_for_load_state()  # as above
    press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    press("Escape")
    page.get_by_role("button", name="Keys are on").focus()
    press("Enter")
    page.goto(f"{board}/review?why=newest")
    press("j")
    assert page.evaluate("document.activeElement.localName") == "body"
    assert page.get_by_role("button", name="Keys are off").is_visible()
    assert seen.complaints == []
