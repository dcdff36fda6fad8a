"""The board in headless Chromium: the policy holds, it works without JavaScript, with keys and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.web.conftest import Watched
from tests.web.ledgers import PACT

pytestmark = pytest.mark.browser

Make = Callable[..., Watched]
PAGES = [
    ("pact", "/"),
    ("pact", "/agreement/1"),
    ("pact", "/document/1#claim-2"),
    ("hostile", "/"),
    ("hostile", "/agreement/1"),
    ("hostile", "/agreement/2"),
    ("hostile", "/document/1"),
    ("large", "/"),
    ("large", "/agreement/1"),
    ("pact", "/letter?agreement=1&claim=2"),
    ("pact", "/stories?on=2024-11-12"),
    ("pact", "/story/1?on=2024-11-12"),
    ("hostile", "/story/1?on=2024-11-12"),
    ("hostile", "/letter?agreement=1"),
    ("empty", "/"),
]

# Contrast by WCAG 2: the ratio of an element's text to the first background behind it.
_CONTRAST = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.getClientRects().length || e.localName === 'title') continue;
    const style = getComputedStyle(e);
    const ink = parse(e.closest('svg') ? style.fill : style.color).slice(0, 3);
    const [a, b] = [light(ink), light(back(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) bad.push(e.localName + '.' + e.getAttribute('class') + ' ' + ((a + .05) / (b + .05)).toFixed(2));
  }
  return [...new Set(bad)];
}"""

_LABELS = """() => [...document.querySelectorAll('input:not([type=hidden]), textarea, select, button')].filter(e =>
  e.localName === 'button' ? !e.textContent.trim() : !e.labels.length || !e.labels[0].textContent.trim()).map(e => e.outerHTML)"""

_IDS = """() => { const seen = [...document.querySelectorAll('[id]')].map(e => e.id);
  return seen.filter((id, i) => seen.indexOf(id) !== i); }"""

_LANES = """() => { const boxes = [...document.querySelectorAll('.timeline text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  const over = []; boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 3 && q.top < p.bottom - 3) over.push(a + ' | ' + b); }));
  return over; }"""


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_the_policy_holds_and_nothing_complains(
    boards: dict[str, str], watched: Make, name: str, path: str
) -> None:
    one = watched()
    answer = one.page.goto(boards[name] + path)
    assert answer is not None
    assert answer.status == 200
    one.page.wait_for_load_state("networkidle")
    assert one.complaints == []
    assert all(url.startswith(boards[name]) for url in one.asked)
    background = "getComputedStyle(document.querySelector('header')).backgroundColor"
    assert one.page.evaluate(background) == "rgb(31, 78, 95)", "the style sheet was not applied"


def test_the_watch_itself_sees_a_violation(boards: dict[str, str], watched: Make) -> None:
    one = watched()
    one.page.goto(boards["pact"] + "/")
    with one.page.expect_console_message(lambda said: "img-src" in said.text):
        one.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://example.invalid/x.png\">')"
        )
    assert any("img-src" in c for c in one.complaints)


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_headings_labels_ids_and_contrast(
    boards: dict[str, str], watched: Make, name: str, path: str
) -> None:
    page = watched().page
    page.goto(boards[name] + path)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().endswith("foedus")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(e => +e.localName[1])")
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert page.evaluate(_LABELS) == []
    assert page.evaluate(_IDS) == []
    assert page.evaluate(_CONTRAST) == []
    for drawing in page.locator("svg.timeline[role=img]").all():
        named: Any = drawing.evaluate(
            "e => document.getElementById(e.getAttribute('aria-labelledby')).textContent"
        )
        assert "dated step" in named


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("name", ["pact", "hostile", "large"])
def test_a_narrow_screen_does_not_scroll_sideways(
    boards: dict[str, str], watched: Make, name: str, width: int
) -> None:
    page = watched(width=width).page
    for path in (
        "/", "/agreement/1", "/agreement/2", "/document/1", "/nowhere", "/stories?on=2024-11-12",
        "/story/1?on=2024-11-12", "/letter?agreement=1",
    ):  # fmt: skip
        page.goto(boards[name] + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("name", ["pact", "large"])
def test_no_words_of_the_drawing_overlap(boards: dict[str, str], watched: Make, name: str) -> None:
    page = watched().page
    page.goto(boards[name] + "/agreement/1")
    assert page.locator(".timeline text.who").count() == {"pact": 7, "large": 2}[name]
    assert page.evaluate(_LANES) == []


def test_it_works_without_javascript(boards: dict[str, str], watched: Make) -> None:
    page = watched(script=False).page
    page.goto(boards["large"] + "/")
    page.get_by_label("Party, name or subject").fill("Albania matter")
    page.get_by_label("Status").select_option("in force")
    page.get_by_label("On the day").fill("2020-06-01")
    page.get_by_role("button", name="Show").click()
    parties = page.locator("table tbody td:nth-child(3)").all_inner_texts()
    assert parties
    assert all("Albania" in p for p in parties)
    assert set(page.locator(".badge").all_inner_texts()) == {"IN FORCE"}
    page.get_by_label("On the day").fill("2020-05-05")
    page.get_by_role("button", name="Show").click()
    assert page.locator("table").count() == 0
    page.get_by_role("link", name="Show all").click()
    page.get_by_role("link", name="Next agreements").click()
    assert "Agreements 51 to 100 of 121" in page.locator(".count").inner_text()


def test_from_the_board_to_the_words_of_the_page(boards: dict[str, str], watched: Make) -> None:
    page = watched(script=False).page
    page.goto(boards["pact"] + "/")
    page.get_by_role("link", name=PACT).click()
    assert page.locator("h1").inner_text() == PACT
    assert page.locator(".timeline .mark").count() == 7
    page.locator("#claim-2 .source a").first.click()
    assert page.url.endswith("/document/1#claim-2")
    marked = page.locator("#claim-2 + mark")
    assert marked.is_visible()
    assert "North Korea" not in marked.inner_text()


def test_it_can_be_used_with_keys_alone(boards: dict[str, str], watched: Make) -> None:
    page = watched().page
    page.goto(boards["pact"] + "/")
    focused = "document.activeElement.textContent.trim() || document.activeElement.name"
    reached: list[str] = []
    for _ in range(45):
        page.keyboard.press("Tab")
        name = page.evaluate(focused)
        if not reached or reached[-1] != name:
            reached.append(name)
        if name == PACT:
            break
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", f"focus does not show on {name}"
    assert reached[0] == "Skip to the content"
    assert [n for n in reached if n in ("foedus", "q", "on", "known_on", "Show", PACT)] == [
        "foedus", "q", "on", "known_on", "Show", PACT,
    ]  # fmt: skip
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreement/1*")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_letter_is_written_with_keys_alone_and_without_javascript(
    boards: dict[str, str], watched: Make
) -> None:
    page = watched(script=False, width=390).page
    page.goto(boards["pact"] + "/agreement/1")
    page.locator("#claim-3 .write").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/letter?agreement=1&claim=3")
    page.get_by_label("Your letter").focus()
    for text in ("The gazette has the 10th.", "Ana Ruiz", "ana@nowhere"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the button
    page.locator("[role=alert]").wait_for(timeout=30_000)
    wrong = page.locator("[aria-invalid]")
    assert wrong.get_attribute("name") == "address"
    assert "not a mail address" in page.locator("#address-wrong").inner_text()
    wrong.fill("ana@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letter/sent?agreement=1", timeout=30_000)
    assert "Thank you" in page.locator("h1").inner_text()


def test_the_marks_differ_for_every_certainty(boards: dict[str, str], watched: Make) -> None:
    """As drawn, colour aside: line, fill and what is inside."""
    page = watched().page
    page.goto(boards["pact"] + "/agreement/1")
    looks = page.evaluate(
        "[...document.querySelectorAll('.legend .mark')].map(g => { const c = g.querySelector('circle');"
        " const s = getComputedStyle(c); return [s.fill === 'rgb(255, 255, 255)', s.strokeDasharray,"
        " g.children.length, g.lastElementChild.localName].join(' '); })"
    )
    assert len(looks) == 6
    assert len(set(looks)) == 6
