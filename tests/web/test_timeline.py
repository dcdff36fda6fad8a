"""The drawing holds: marks inside it, ticks in order, no labels over each other, text escaped."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger import open_ledger
from foedus.model import Certainty
from foedus.record.timeline import timeline
from foedus.web.agreements.timeline import WIDTH, Force, Mark, days, icon, marks, svg
from tests.web.ledgers import NOW, TEXT, claim, pact, page

_NS = "{http://www.w3.org/2000/svg}"
_LETTER = 5.6  # a little less than a letter of the font is wide: labels that touch are a fault

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60).filter(
    lambda t: all(ord(c) not in (0xFFFE, 0xFFFF) for c in t)
)
dates = st.dates() | st.dates(date(2020, 1, 1), date(2024, 12, 31))


@st.composite
def some_marks(draw: st.DrawFn) -> Mark:
    first = draw(dates)
    wide = draw(st.sampled_from((0, 0, 30, 365, 40000)))
    last = first + timedelta(days=min(wide, (date.max - first).days))
    return Mark(
        draw(st.sampled_from(("signed", "ratified", "entered into force", "<lane>"))), first, last,
        draw(st.sampled_from(Certainty)), draw(texts), draw(texts), draw(st.booleans()),
    )  # fmt: skip


def force_of(days_: tuple[date, date], open_end: bool) -> Force:
    return Force(min(days_), None if open_end else max(days_))


forces = st.none() | st.builds(force_of, st.tuples(dates, dates), st.booleans())


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.attrib[name])


@given(st.lists(some_marks(), min_size=1, max_size=60), dates, forces)
def test_everything_stays_inside_and_ticks_are_in_order(
    found: list[Mark], on: date, force: Force | None
) -> None:
    root = ElementTree.fromstring(svg(found, on, force))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert width == WIDTH
    circles, bars = root.findall(f".//{_NS}circle"), root.findall(f".//{_NS}rect")
    assert sum(1 for g in root.findall(f"{_NS}g")) == len(found)
    for c in circles:
        assert 0 <= number(c, "cx") - number(c, "r") <= number(c, "cx") + number(c, "r") <= width
        assert 0 <= number(c, "cy") <= height
    for b in bars:
        assert number(b, "x") >= 0
        assert number(b, "width") > 0
        assert number(b, "x") + number(b, "width") <= width + 2
        assert 0 <= number(b, "y") <= number(b, "y") + number(b, "height") <= height
    ticks = [number(t, "x") for t in root.findall(f"{_NS}text[@class='tick']")]
    assert ticks == sorted(ticks)
    assert len(ticks) <= 13
    assert all(0 <= t <= width for t in ticks)


@given(st.lists(some_marks(), min_size=1, max_size=80), dates)
def test_no_label_runs_into_another(found: list[Mark], on: date) -> None:
    root = ElementTree.fromstring(svg(found, on))
    rows: dict[str, list[tuple[float, float]]] = {}
    for label in root.findall(f".//{_NS}text[@class='who']"):
        x, long = number(label, "x"), len(label.text or "") * _LETTER
        ends = (x, x + long) if label.attrib["text-anchor"] == "start" else (x - long, x)
        rows.setdefault(label.attrib["y"], []).append(ends)
    for spans in rows.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert all(a >= 0 and b <= WIDTH for a, b in spans)


@given(st.lists(some_marks(), min_size=1, max_size=5), dates)
def test_text_is_escaped_and_whole(found: list[Mark], on: date) -> None:
    drawing = svg(found, on)
    root = ElementTree.fromstring(drawing)
    titles = sorted(g.findtext(f"{_NS}title") or "" for g in root.findall(f"{_NS}g"))
    assert titles == sorted(m.title for m in found)
    assert "style=" not in drawing


def test_hostile_words_stay_words() -> None:
    words = "</text><script>alert('x')</script>"
    day = date(2024, 1, 1)
    drawing = svg([Mark(words, day, day, Certainty.ASSERTED, words, f'{words}" onload="x')], day)
    assert "<script" not in drawing
    assert "&lt;script&gt;" in drawing


def test_nothing_dated_gives_no_drawing() -> None:
    assert svg([], date(2024, 1, 1)) == ""


@pytest.mark.parametrize(("facts", "labels"), [(1, 1), (10, 10), (100, 1)])
def test_few_and_many_marks_of_a_lane_are_legible(facts: int, labels: int) -> None:
    """Up to ten rows each mark has its label; beyond, the lane says how many marks it has, each apart."""
    start = date(1998, 1, 15)
    days_ = [start + timedelta(days=30 * i) for i in range(facts)]
    found = [Mark("signed", d, d, Certainty.ASSERTED, f"State {i}", f"{i}") for i, d in enumerate(days_)]
    root = ElementTree.fromstring(svg(found, date(2020, 1, 1)))
    height = float(root.attrib["viewBox"].split()[3])
    assert height < 700
    said = [t.text for t in root.findall(f".//{_NS}text[@class='who']")]
    assert len(said) == labels
    lane = root.findtext(f"{_NS}text[@class='lane']")
    if facts == 100:
        assert lane == "signed (100)"
        assert said == [f"1998-01-15 to {days_[-1].isoformat()}"]
    else:
        assert (lane, said) == ("signed", [m.label for m in found])
    at = [(number(c, "cx"), number(c, "cy"), number(c, "r")) for c in root.findall(f".//{_NS}circle")]
    assert len(at) == facts
    for i, (x, y, r) in enumerate(at):
        assert all(abs(x - a) >= 2 * r or abs(y - b) >= 2 * r for a, b, _ in at[:i])


def test_every_certainty_has_a_shape_of_its_own() -> None:
    """Fill, core and cross tell three apart; the rest differ in the line, which the style sheet draws."""
    shapes = {c: icon(c).replace(c.value, "") for c in Certainty}
    assert shapes[Certainty.REPORTED] not in (shapes[Certainty.ASSERTED], shapes[Certainty.DENIED])
    assert "<path" in shapes[Certainty.DENIED]
    assert len({icon(c) for c in Certainty}) == len(Certainty)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-11-09", "2024-11-09", "2024-11-09"),
        ("2024-06~", "2024-06-01", "2024-06-30"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("1961/..", "1961-01-01", "1961-01-01"),
        ("../1961", "1961-12-31", "1961-12-31"),
    ],
)
def test_a_date_is_as_wide_as_it_is_uncertain(text: str, first: str, last: str) -> None:
    assert days(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", [None, "XXXX-06-20", "next spring"])
def test_no_day_is_made_up(text: str | None) -> None:
    assert days(text) is None


def test_the_steps_of_a_ledger(tmp_path: Path) -> None:
    with open_ledger(pact(tmp_path / "ledger.db")) as ledger:
        found = marks(timeline(ledger, 1), lambda code: {"PRK": "North Korea", "RUS": "Russia"}[code])
    told = [(m.lane, m.label, m.first.isoformat(), m.certainty.value, m.disputed) for m in found]
    assert told == [
        ("signed", "all parties", "2024-06-01", "asserted", False),
        ("ratified", "Russia", "2024-11-10", "reported", False),
        ("ratified", "North Korea (disputed)", "2024-11-11", "reported", True),
        ("ratified", "North Korea (disputed)", "2024-11-12", "reported", True),
        ("instruments exchanged", "all parties", "2024-12-01", "planned", False),
        ("withdrawn", "Russia", "2024-12-20", "denied", False),
        ("deposited", "North Korea", "2025-01-05", "conditional", False),
    ]


def test_steps_of_one_day_stand_in_the_order_of_a_treaty_s_life(tmp_path: Path) -> None:
    article = page(TEXT, "story.txt")
    steps = ("entered_into_force", "instruments_exchanged", "signed")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(
            article, [claim(article, s, (), "2024-12-04") for s in steps], recorded_at=NOW, actor="desk"
        )
        found = marks(timeline(ledger, 1), str)
    assert [m.lane for m in found] == ["signed", "instruments exchanged", "entered into force"]
