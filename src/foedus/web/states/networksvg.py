"""States around a circle, a line between each two that are bound to each other; the same stands in a table.

States of one region stand side by side. A treaty of very many is not drawn: its lines would be all there is
to see, so it is named beside the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from foedus.names.regions import SUBREGIONS
from foedus.web.states.bonds import Bond

#: Parties of a treaty up to which each two of them are drawn.
DRAWN: Final = 60
_NAMED: Final = 150  # lines up to which each names its treaties
_SIZE, _RADIUS, _TEXT = 900, 305, 19
_ORDER: Final = {code: at for at, code in enumerate(c for _, _, codes in SUBREGIONS for c in codes)}


def network_svg(
    found: Sequence[Bond],
    party: str,
    title: str,
    display: Callable[[str], str],
    address: Callable[[str], str],
) -> str:
    """The drawing of these bonds, "" where none is drawn; of one `party` only the lines that lead to it."""
    lines: dict[tuple[str, str], list[str]] = {}
    for bond in found:
        if len(bond.parties) <= DRAWN:
            for pair in bond.pairs():
                if not party or party in pair:
                    lines.setdefault(pair, []).append(bond.title)
    if not lines:
        return ""
    states = sorted({s for pair in lines for s in pair}, key=lambda s: (_ORDER.get(s, len(_ORDER)), s))
    place = {s: 2 * math.pi * at / len(states) - math.pi / 2 for at, s in enumerate(states)}
    out = [
        f'<svg class="network" viewBox="0 0 {_SIZE} {_SIZE}" role="group" aria-labelledby="net-title" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="net-title">{escape(title)}</title>'
    ]
    for (one, other), titles in sorted(lines.items()):
        words = f"{display(one)} and {display(other)}: {'; '.join(titles)}" if len(lines) <= _NAMED else ""
        out.append(_line(place[one], place[other], len(titles), words))
    out += [_state(s, place[s], display(s), address(s), chosen=s == party) for s in states]
    return "".join([*out, "</svg>"])


def _at(angle: float, radius: float) -> tuple[float, float]:
    return _SIZE / 2 + radius * math.cos(angle), _SIZE / 2 + radius * math.sin(angle)


def _line(one: float, other: float, treaties: int, words: str) -> str:
    """A curve towards the middle, wider for more treaties."""
    (a, b), (c, d) = _at(one, _RADIUS), _at(other, _RADIUS)
    title = f"<title>{escape(words)}</title>" if words else ""
    middle = _SIZE // 2
    return (
        f'<path class="bond" stroke-width="{min(6, treaties) * 1.2:.1f}" '
        f'd="M{a:.0f} {b:.0f}Q{middle} {middle} {c:.0f} {d:.0f}">{title}</path>'
    )


def _state(code: str, angle: float, name: str, address: str, *, chosen: bool) -> str:
    """A dot and its name outside the circle, turned so that it can be read."""
    x, y = _at(angle, _RADIUS)
    tx, ty = _at(angle, _RADIUS + 10)
    left = math.cos(angle) < -1e-9
    turned = math.degrees(angle) + (180 if left else 0)
    anchor = "end" if left else "start"
    return (
        f'<a href="{escape(address)}"><g class="state{" chosen" * chosen}"><title>{escape(name)}</title>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        f'<text x="{tx:.1f}" y="{ty:.1f}" dy="4" text-anchor="{anchor}" '
        f'transform="rotate({turned:.1f} {tx:.1f} {ty:.1f})">{escape(_short(name, code))}</text></g></a>'
    )


def _short(name: str, code: str) -> str:
    return name if len(name) <= _TEXT else code
