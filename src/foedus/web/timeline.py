"""A treaty's steps on a line of time, as SVG: one lane a step, certainty in the mark, doubt in its width.

A full mark is asserted, a ringed one reported, a hollow one planned, a dashed one conditional, a dotted one
speculated, a crossed one denied; a date known only to the month or year is drawn as wide as it is uncertain.
Marks differ in shape and not in colour alone. Text comes escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from foedus.dates import parse
from foedus.ledger import Fact
from foedus.model import Certainty, ClaimKind

_LEFT, _RIGHT, _LANE, _TOP = 190, 24, 34, 34
_WIDTH = 900
_CHAR = 6.6


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated fact: days from `first` to `last`, both included."""

    lane: str
    first: date
    last: date
    certainty: Certainty
    label: str
    title: str


def marks(facts: Sequence[Fact], display: Callable[[str], str]) -> list[Mark]:
    """The facts that have a date, each side of a contradiction as a mark of its own."""
    out: list[Mark] = []
    for fact in facts:
        if fact.kind is not ClaimKind.STEP:
            continue
        for side in fact.sides:
            if side.date is None:
                continue
            edtf = parse(side.date)
            first, last = edtf.earliest, edtf.latest
            if first is None or last is None:
                first = last = first or last
            if first is None or last is None or not side.claims:
                continue
            who = ", ".join(display(a) for a in fact.actors) or "all parties"
            certainty = side.claims[0].believed.certainty
            words = fact.what.replace("_", " ")
            title = f"{words} by {who}, {side.date}: {certainty.value}, {_count(side.sources)}"
            out.append(Mark(words, first, last, certainty, who, title))
    return sorted(out, key=lambda m: (m.first, m.lane))


def svg(found: Sequence[Mark], on: date) -> str:
    """The drawing, "" where nothing has a date. `on` is drawn as a line of its own."""
    if not found:
        return ""
    lanes = list(dict.fromkeys(m.lane for m in found))
    first = min(min(m.first for m in found), on)
    last = max(max(m.last for m in found), on)
    pad = max(timedelta(days=14), (last - first) / 14)
    start, end = first - pad, last + pad
    height = _TOP + _LANE * len(lanes) + 30

    def x(day: date) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * ((day - start).days / max(1, (end - start).days))

    out = [
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="tl-title" '
        'xmlns="http://www.w3.org/2000/svg">',
        f'<title id="tl-title">{len(found)} dated steps from {first.isoformat()} to {last.isoformat()}</title>',
    ]
    for day, label in _ticks(start, end):
        out.append(
            f'<line class="grid" x1="{x(day):.1f}" x2="{x(day):.1f}" y1="{_TOP - 8}" y2="{height - 24}"/>'
        )
        out.append(
            f'<text class="tick" x="{x(day):.1f}" y="{height - 8}" text-anchor="middle">{label}</text>'
        )
    for i, lane in enumerate(lanes):
        y = _TOP + _LANE * i + _LANE / 2
        out.append(
            f'<text class="lane" x="{_LEFT - 14}" y="{y + 4:.1f}" text-anchor="end">{escape(lane)}</text>'
        )
        out.append(f'<line class="rail" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        out.extend(_lane([m for m in found if m.lane == lane], y, x))
    out.append(f'<line class="on" x1="{x(on):.1f}" x2="{x(on):.1f}" y1="{_TOP - 12}" y2="{height - 24}"/>')
    out.append(
        f'<text class="on-label" x="{x(on):.1f}" y="{_TOP - 18}" text-anchor="middle">{on.isoformat()}</text>'
    )
    out.append("</svg>")
    return "".join(out)


def _lane(found: Sequence[Mark], y: float, x: Callable[[date], float]) -> list[str]:
    """The marks of a lane; a label that would run into the next mark is left to its title."""
    out: list[str] = []
    busy = 0.0
    for i, m in enumerate(found):
        a, b = x(m.first), x(m.last)
        out.append(f'<g class="mark {m.certainty.value}"><title>{escape(m.title)}</title>')
        if b - a > 12:
            out.append(f'<rect x="{a:.1f}" y="{y - 6:.1f}" width="{b - a:.1f}" height="12" rx="6"/>')
        else:
            out.append(f'<circle cx="{(a + b) / 2:.1f}" cy="{y:.1f}" r="6.5"/>')
        if m.certainty is Certainty.DENIED:
            out.append(
                f'<path d="M{a - 5:.1f} {y - 5:.1f}L{b + 5:.1f} {y + 5:.1f}M{a - 5:.1f} {y + 5:.1f}L{b + 5:.1f} {y - 5:.1f}"/>'
            )
        at = max(a, b) + 11
        room = (x(found[i + 1].first) if i + 1 < len(found) else _WIDTH - _RIGHT + 10) - at - 10
        if at >= busy and len(m.label) * _CHAR <= room:
            out.append(f'<text class="who" x="{at:.1f}" y="{y + 4:.1f}">{escape(m.label)}</text>')
            busy = at + len(m.label) * _CHAR
        elif (a - 11) - len(m.label) * _CHAR > max(busy, _LEFT) and (i + 1 == len(found)):
            out.append(
                f'<text class="who" x="{a - 11:.1f}" y="{y + 4:.1f}" text-anchor="end">{escape(m.label)}</text>'
            )
        out.append("</g>")
    return out


def _ticks(start: date, end: date) -> list[tuple[date, str]]:
    """At most a dozen round days between two days: months, quarters, years, decades."""
    days = (end - start).days
    for months in (1, 3, 6, 12, 24, 60, 120, 240):
        if days / (30.4 * months) <= 11:
            break
    out: list[tuple[date, str]] = []
    index = start.year * 12 + start.month - 1
    index += -index % months
    while (day := date(index // 12, index % 12 + 1, 1)) <= end:
        if day >= start:
            out.append((day, f"{day:%Y}" if months >= 12 else f"{day:%b %Y}"))
        index += months
    return out


def _count(sources: int) -> str:
    return "1 source" if sources == 1 else f"{sources} independent sources"
