"""A treaty's steps on a line of time, as SVG: one lane a step, certainty in the mark, doubt in its width.

A full mark is asserted, one with a core reported, a hollow one planned, a dashed one conditional, a dotted
one speculated, a crossed one denied; a date known only to the month or year is drawn as wide as it is
uncertain. Marks differ in shape and not in colour alone. No two labels overlap; text comes escaped. Of a lane
too full for labels the marks lie close together, with their number, and each names itself in its title. Of
a drawing of very many, full lanes are columns: how many a stretch of days. A window draws only some years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from html import escape
from typing import Final

import msgspec
from msgspec.structs import replace

from foedus.dates import bounds
from foedus.errors import DateError
from foedus.model import Certainty, ClaimKind, Step
from foedus.record.facts import SAID, Fact
from foedus.web.board.window import Window
from foedus.wording.claims import done

WIDTH: Final = 960
_LEFT, _RIGHT, _TOP, _FOOT = 190, 26, 40, 30
_ROW, _PAD = 24, 12  # the height of a row of marks, and what a lane has above and below its rows
_RADIUS = 6.5
_CHAR = 6.4  # width of a letter of a label, a little more than the font's
_LONGEST = 40  # letters of a label; the mark's title has the rest
_LABELLED = 10  # rows a lane with labels may have
_CLOSE = 2 * _RADIUS + 3  # the height of a row of marks without labels
_ROWS = 30  # rows a lane may have; marks beyond share one more
_MANY = 110  # marks of a drawing from which on a lane of more than `_FULL` is drawn as columns
_FULL = 20
_COLUMN, _TALL = 12, 44  # the width of a column and the height of the tallest, in pixels
_LAST = date.max.toordinal()
_SUREST: Final = {certainty: i for i, certainty in enumerate(Certainty)}
_LIFE: Final = {
    step.replace("_", " "): i for i, step in enumerate(Step)
}  # lanes in the order of a treaty's life


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One dated fact: days from `first` to `last`, both included. `disputed`: its sources contradict."""

    lane: str
    first: date
    last: date
    certainty: Certainty
    label: str
    title: str
    disputed: bool = False


class Force(msgspec.Struct, frozen=True, gc=False):
    """When it is in force: from `first` to the day before `last`; None: with no end known."""

    first: date
    last: date | None = None


class _Placed(msgspec.Struct, frozen=True, gc=False):
    """A mark in its lane: row from 0, ends in pixels, and where its label stands (None: no room)."""

    mark: Mark
    row: int
    start: float
    end: float
    text: float | None
    anchor: str = "start"


class _Lane(msgspec.Struct, frozen=True, gc=False):
    """One lane: its marks, the height of its rows, and where it says how many there are (None: no room)."""

    name: str
    placed: list[_Placed]
    row: float = _ROW
    note: str = ""
    text: float | None = None
    anchor: str = "start"

    @property
    def height(self) -> float:
        return _ROW + self.row * max(p.row for p in self.placed) + _PAD

    def draw(self, y: float) -> list[str]:
        """Its marks and words; `y` is where it begins."""
        middle = y + _PAD / 2 + _ROW / 2
        out = [_name(self.name, middle)]
        out += [_draw(p, middle + self.row * p.row) for p in self.placed]
        if self.text is not None:
            place = f'x="{self.text:.1f}" y="{middle + 4:.1f}" text-anchor="{self.anchor}"'
            out.append(f'<text class="who" {place}>{escape(self.note)}</text>')
        return out


@dataclass(frozen=True, slots=True)
class _Columns:
    """One lane of very many marks: by the place of a column, the marks in it."""

    name: str
    columns: dict[int, list[Mark]]

    @property
    def height(self) -> float:
        return _TALL + 2 * _PAD

    def draw(self, y: float) -> list[str]:
        """Its columns; `y` is where it begins."""
        foot = y + _TALL + _PAD
        most = max(map(len, self.columns.values()))
        out = [_name(self.name, y + _PAD + _TALL / 2)]
        for place, found in sorted(self.columns.items()):
            high = max(3.0, _TALL * len(found) / most)
            first, last = min(m.first for m in found), max(m.last for m in found)
            when = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
            who = ", ".join(m.label for m in found[:4]) + (", ..." if len(found) > 4 else "")
            out.append(
                f'<g class="mark asserted"><title>{escape(f"{when}: {len(found)} ({who})")}</title>'
                f'<rect x="{_LEFT + place * _COLUMN + 1}" y="{foot - high:.1f}" width="{_COLUMN - 2}"'
                f' height="{high:.1f}"/></g>'
            )
        return out


@lru_cache(4096)
def days(text: str | None) -> tuple[date, date] | None:
    """The first and last day of an EDTF date; of an open interval its known end; None where there is none."""
    if text is None:
        return None
    try:
        first, last, _, _ = bounds(text)
    except DateError:
        return None
    if first is not None and last is not None:
        return first, last
    known = first or last
    return None if known is None else (known, known)


def marks(facts: Sequence[Fact], display: Callable[[str], str]) -> list[Mark]:
    """The steps that have a date, each side of a contradiction as a mark of its own."""
    out: list[Mark] = []
    for fact in facts:
        if fact.kind is not ClaimKind.STEP:
            continue
        who = ", ".join(display(a) for a in fact.actors) or "all parties"
        for side in fact.sides:
            if not side.claims:
                continue
            believed = side.claims[0].believed
            words = done(fact.what, believed.of)
            when = side.date or believed.date
            span = days(when)
            if span is None:
                continue
            certainty = min((c.believed.certainty for c in side.claims), key=_SUREST.__getitem__)
            title = f"{words}, {who}, {when}: {certainty.value}, {sources_in_words(side.sources)}"
            disputed = fact.contradiction is not None
            if disputed:
                title += f" (contradiction: {fact.contradiction})"
            label = f"{who} (disputed)" if disputed else who
            out.append(Mark(words, *span, certainty, label, title, disputed))
    return sorted(out, key=lambda m: (m.first, m.last, _LIFE.get(m.lane, 0), m.label))


def sources_in_words(sources: int) -> str:
    return "1 source" if sources == 1 else f"{sources} independent sources"


def svg(found: Sequence[Mark], on: date, force: Force | None = None, window: Window | None = None) -> str:
    """The drawing, "" where nothing has a date. `on` is drawn as a line of its own, `force` as a band.

    Of a `window` only what lies in it is drawn, and how many marks lie before and after it is told.
    """
    if not found and force is None:
        return ""
    x, start, end = _scale(found, on, force) if window is None else _scale_of(window)
    before = sum(m.last.toordinal() < start for m in found)
    after = sum(m.first.toordinal() > end for m in found)
    inside = [_clipped(m, start, end) for m in found if _overlaps(m.first, m.last, start, end)]
    lanes = _lanes(inside, x)
    drawn = force if force and _overlaps(force.first, force.last or date.max, start, end) else None
    band = _ROW + _PAD if drawn else 0
    height = _TOP + band + sum(lane.height for lane in lanes) + _FOOT
    out = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="tl-title" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="tl-title">{escape(_summary(inside, force))}</title>'
    ]
    out += _frame(x, start, end, height)
    if start <= on.toordinal() <= end:
        out += _day(on, x, height)
    for count, words, place in ((before, "earlier", f'x="{_LEFT}"'), (after, "later", f'x="{WIDTH - 8}"')):
        if count:
            anchor = "start" if words == "earlier" else "end"
            out.append(f'<text class="beyond" {place} y="12" text-anchor="{anchor}">{count} {words}</text>')
    y = float(_TOP)
    if drawn:
        out += _band(drawn, y, x, start, end)
        y += band
    for lane in lanes:
        out.append(f'<line class="rail" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        out += lane.draw(y)
        y += lane.height
    return "".join([*out, "</svg>"])


def _lanes(inside: Sequence[Mark], x: Callable[[date], float]) -> list[_Lane | _Columns]:
    """The marks by lane, in the order in which they come."""
    by_name: dict[str, list[Mark]] = {}
    for mark in inside:
        by_name.setdefault(mark.lane, []).append(mark)
    full = _FULL if len(inside) > _MANY else len(inside)
    out: list[_Lane | _Columns] = []
    for name, each in by_name.items():
        done = [m for m in each if m.certainty in SAID]
        if len(done) <= full:
            out.append(_lane(name, each, x))
            continue
        out.append(_columns(name, done, x))
        if len(done) < len(each):  # a column says that something was done: what was not stands apart
            out.append(_lane(f"{name}: not done", [m for m in each if m.certainty not in SAID], x))
    return out


def _columns(name: str, found: Sequence[Mark], x: Callable[[date], float]) -> _Columns:
    last = (WIDTH - _LEFT - _RIGHT) // _COLUMN - 1
    columns: dict[int, list[Mark]] = {}
    for mark in found:
        middle = (x(mark.first) + x(mark.last)) / 2
        columns.setdefault(min(last, max(0, int(middle - _LEFT) // _COLUMN)), []).append(mark)
    return _Columns(f"{name} ({len(found)})", columns)


def _overlaps(first: date, last: date, start: int, end: int) -> bool:
    return first.toordinal() <= end and last.toordinal() >= start


def _clipped(mark: Mark, start: int, end: int) -> Mark:
    first, last = date.fromordinal(start), date.fromordinal(end)
    if first <= mark.first and mark.last <= last:
        return mark
    return replace(mark, first=max(mark.first, first), last=min(mark.last, last))


def _frame(x: Callable[[date], float], start: int, end: int, height: float) -> Iterator[str]:
    """The lines of round days, with their names at the foot."""
    for day, label in _ticks(start, end):
        at = x(day)
        yield f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP - 6}" y2="{height - 24:.1f}"/>'
        yield f'<text class="tick" x="{at:.1f}" y="{height - 8:.1f}" text-anchor="middle">{label}</text>'


def _day(on: date, x: Callable[[date], float], height: float) -> Iterator[str]:
    """The line of the day that is asked about."""
    at = x(on)
    anchor = "middle" if _LEFT + 30 < at < WIDTH - _RIGHT - 30 else "start" if at <= _LEFT + 30 else "end"
    yield f'<line class="on" x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP - 12}" y2="{height - 24:.1f}"/>'
    place = f'x="{at:.1f}" y="{_TOP - 18}" text-anchor="{anchor}"'
    yield f'<text class="on-label" {place}>{on.isoformat()}</text>'


@cache
def icon(certainty: Certainty) -> str:
    """The mark of a certainty as a small picture, for a legend or a line of text. It is named by the text."""
    return (
        f'<svg class="icon" viewBox="0 0 18 18" aria-hidden="true" focusable="false">'
        f'<g class="mark {certainty.value}">{_shape(certainty, 9, 9, 9)}</g></svg>'
    )


def _summary(found: Sequence[Mark], force: Force | None) -> str:
    steps = "1 dated step" if len(found) == 1 else f"{len(found)} dated steps"
    said = [f"{m.lane}, {m.label}, {_when(m)}, {m.certainty.value}" for m in found[:12]]
    if len(found) > 12:
        said.append(f"and {len(found) - 12} more")
    if force:
        until = f" until {force.last.isoformat()}" if force.last else ""
        said.append(f"in force from {force.first.isoformat()}{until}")
    return f"{steps}: {'; '.join(said)}"


def _when(mark: Mark) -> str:
    first, last = mark.first.isoformat(), mark.last.isoformat()
    return first if first == last else f"between {first} and {last}"


def _scale(found: Sequence[Mark], on: date, force: Force | None) -> tuple[Callable[[date], float], int, int]:
    """From a day to its place, and the first and last day of the drawing as ordinals."""
    each = [on, *(d for m in found for d in (m.first, m.last))]
    if force:
        each += [force.first, force.last or on]
    first, last = min(each).toordinal(), max(each).toordinal()
    pad = max(14, (last - first) // 14)
    start, end = max(1, first - pad), min(_LAST, last + pad)
    return _linear(start, end), start, end


def _scale_of(window: Window) -> tuple[Callable[[date], float], int, int]:
    start, end = window.first.toordinal(), window.last.toordinal()
    return _linear(start, end), start, end


def _linear(start: int, end: int) -> Callable[[date], float]:
    each_day = (WIDTH - _LEFT - _RIGHT) / (end - start)
    return lambda day: _LEFT + (day.toordinal() - start) * each_day


def _lane(name: str, found: Sequence[Mark], x: Callable[[date], float]) -> _Lane:
    """A lane with labels; where that would be too tall, one without, which says how many marks it has."""
    labelled = _place(found, x)
    if max(p.row for p in labelled) < _LABELLED:
        return _Lane(name, labelled)
    placed = _pack(found, x)
    first, last = min(m.first for m in found), max(m.last for m in found)
    note = f"{first.isoformat()} to {last.isoformat()}"
    long = len(note) * _CHAR + 8
    left, right = min(p.start for p in placed) - _RADIUS, max(p.end for p in placed) + _RADIUS
    if right + 5 + long < WIDTH - 4:
        return _Lane(f"{name} ({len(found)})", placed, _CLOSE, note, right + 5)
    if left - 5 - long > _LEFT - 10:
        return _Lane(f"{name} ({len(found)})", placed, _CLOSE, note, left - 5, "end")
    return _Lane(f"{name} ({len(found)})", placed, _CLOSE)


def _pack(found: Sequence[Mark], x: Callable[[date], float]) -> list[_Placed]:
    """Marks without labels in as few rows as they fit in."""
    ends: list[float] = []
    out: list[_Placed] = []
    for m in found:
        a, b = x(m.first), x(m.last)
        middle = (a + b) / 2
        left, right = min(a, middle - _RADIUS), max(b, middle + _RADIUS)
        row = next((i for i, end in enumerate(ends) if end + 2 <= left), len(ends))
        if row == len(ends) and row < _ROWS:
            ends.append(right)
        elif row < len(ends):
            ends[row] = right
        out.append(_Placed(m, row, a, b, None))
    return out


def _place(found: Sequence[Mark], x: Callable[[date], float]) -> list[_Placed]:
    """Marks of one lane in rows in which neither marks nor labels run into each other."""
    ends: list[float] = []
    out: list[_Placed] = []
    for m in found:
        a, b = x(m.first), x(m.last)
        middle = (a + b) / 2
        left, right = min(a, middle - _RADIUS), max(b, middle + _RADIUS)
        long = len(_short(m.label)) * _CHAR + 8
        text: float | None = right + 5
        anchor, taken_from, taken_to = "start", left, right + long
        if taken_to > WIDTH - 4:
            text, anchor, taken_from, taken_to = left - 5, "end", left - long, right
        if taken_from < _LEFT - 10:
            text, taken_from, taken_to = None, left, right
        row = next((i for i, end in enumerate(ends) if end + 3 <= taken_from), len(ends))
        if row == len(ends):
            ends.append(taken_to)
        else:
            ends[row] = taken_to
        out.append(_Placed(m, row, a, b, text, anchor))
    return out


def _name(lane: str, y: float) -> str:
    return f'<text class="lane" x="{_LEFT - 14}" y="{y + 4:.1f}" text-anchor="end">{escape(lane)}</text>'


def _draw(placed: _Placed, y: float) -> str:
    m = placed.mark
    disputed = " disputed" if m.disputed else ""
    out = f'<g class="mark {m.certainty.value}{disputed}"><title>{escape(m.title)}</title>'
    out += _shape(m.certainty, placed.start, placed.end, y)
    if placed.text is not None:
        at = f'x="{placed.text:.1f}" y="{y + 4:.1f}" text-anchor="{placed.anchor}"'
        out += f'<text class="who" {at}>{escape(_short(m.label))}</text>'
    return out + "</g>"


def _shape(certainty: Certainty, start: float, end: float, y: float) -> str:
    """A circle for a day, a bar for a stretch; the core of what is reported, the cross of what is denied."""
    middle = (start + end) / 2
    core = certainty is Certainty.REPORTED
    if end - start > 2 * _RADIUS:
        wide = end - start
        out = f'<rect x="{start:.1f}" y="{y - 6:.1f}" width="{wide:.1f}" height="12" rx="6"/>'
        if core:
            at = f'x="{start + 4:.1f}" y="{y - 2:.1f}" width="{wide - 8:.1f}"'
            out += f'<rect class="core" {at} height="4" rx="2"/>'
    else:
        out = f'<circle cx="{middle:.1f}" cy="{y:.1f}" r="{_RADIUS}"/>'
        if core:
            out += f'<circle class="core" cx="{middle:.1f}" cy="{y:.1f}" r="2.8"/>'
    if certainty is Certainty.DENIED:
        a, b, c, d = middle - 6, middle + 6, y - 6, y + 6
        out += f'<path d="M{a:.1f} {c:.1f}L{b:.1f} {d:.1f}M{a:.1f} {d:.1f}L{b:.1f} {c:.1f}"/>'
    return out


def _band(force: Force, y: float, x: Callable[[date], float], start: int, end: int) -> list[str]:
    """The time in force as a bar; one without an end runs to the edge."""
    a = x(max(force.first, date.fromordinal(start)))
    b = x(min(force.last or date.max, date.fromordinal(end)))
    middle = y + (_ROW + _PAD) / 2
    words = f"in force from {force.first.isoformat()}" + (
        f" until {force.last.isoformat()}" if force.last else ""
    )
    return [
        _name("in force", middle),
        f'<rect class="force" x="{a:.1f}" y="{middle - 8:.1f}" width="{max(2.0, b - a):.1f}" height="16">'
        f"<title>{words}</title></rect>",
    ]


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip(" ,") + "…"


def _ticks(start: int, end: int) -> list[tuple[date, str]]:
    """At most a dozen round days between two ordinals: months, quarters, years, decades, centuries."""
    for months in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000):
        if (end - start) / (30.4 * months) <= 11:
            break
    first = date.fromordinal(start)
    index = first.year * 12 + first.month - 1
    index += -index % months
    out: list[tuple[date, str]] = []
    while 12 <= index < 120000 and (day := date(index // 12, index % 12 + 1, 1)).toordinal() <= end:
        if day.toordinal() >= start:
            out.append((day, f"{day.year:04d}" if months >= 12 else f"{day:%b} {day.year:04d}"))
        index += months
    return out
