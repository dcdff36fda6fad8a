"""On whose word a treaty's claims rest, as a picture: publishers at the left, whom they cite to the right.

Each line is one who takes another's word, as wide as claims rest on it; the same is told in words beside the
picture. Text comes escaped, and is cut where it would run into the next column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import msgspec

from foedus.model import Claim

_MOST: Final = 10  # speakers of one column that are drawn; further ones share a last box
_WIDE, _GAP, _HIGH, _ROW = 250, 90, 26, 34
_LONGEST: Final = 34  # letters of a name in its box
_OTHERS: Final = "others"


class Link(msgspec.Struct, frozen=True, gc=False):
    """One chain of sources, outermost first, and how many claims rest on it."""

    names: tuple[str, ...]
    claims: int

    @property
    def words(self) -> str:
        return " < ".join(self.names)


def chains(claims: Iterable[Claim]) -> list[Link]:
    """The chains of these claims, those of the most claims first; a source that is not named says so."""
    found: dict[tuple[str, ...], int] = {}
    for claim in claims:
        names = _names(claim)
        found[names] = found.get(names, 0) + 1
    return [Link(names, count) for names, count in sorted(found.items(), key=lambda i: (-i[1], i[0]))]


def chain_words(claim: Claim) -> str:
    """A claim's sources, outermost first: Yonhap < KCNA."""
    return " < ".join(_names(claim))


def _names(claim: Claim) -> tuple[str, ...]:
    names = tuple([f"{s.name} (unnamed)" if s.anonymous else s.name for s in claim.sources])
    return names or ("source not told",)


def chains_svg(found: Sequence[Link]) -> str:
    """The picture; "" where no one cites another, as there is nothing to draw then."""
    depth = max((len(link.names) for link in found), default=0)
    if depth < 2:
        return ""
    columns = [_column(found, at) for at in range(depth)]
    high = max(map(len, columns)) * _ROW + 10
    wide = depth * _WIDE + (depth - 1) * _GAP + 2
    title = "; ".join(f"{link.words}: {_claims(link.claims)}" for link in found[:12])
    out = [
        f'<svg class="chains" viewBox="0 0 {wide} {high}" role="img" aria-labelledby="ch-title" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="ch-title">{escape(title)}</title>'
    ]
    out += _lines(found, columns)
    for at, column in enumerate(columns):
        out += [_box(name, count, *_place(at, row)) for row, (name, count) in enumerate(column.items())]
    return "".join([*out, "</svg>"])


def _column(found: Sequence[Link], at: int) -> dict[str, int]:
    """The speakers of one place in the chains with their claims, the most first."""
    counted: Counter[str] = Counter()
    for link in found:
        if at < len(link.names):
            counted[link.names[at]] += link.claims
    each = counted.most_common()
    if len(each) <= _MOST:
        return dict(each)
    return {**dict(each[: _MOST - 1]), _OTHERS: sum(n for _, n in each[_MOST - 1 :])}


def _lines(found: Sequence[Link], columns: Sequence[dict[str, int]]) -> list[str]:
    counted: Counter[tuple[int, str, str]] = Counter()
    for link in found:
        for at, (one, other) in enumerate(zip(link.names, link.names[1:], strict=False)):
            counted[at, _drawn(columns[at], one), _drawn(columns[at + 1], other)] += link.claims
    rows = [{name: row for row, name in enumerate(column)} for column in columns]
    out = []
    for (at, one, other), claims in counted.items():
        x, y = _place(at, rows[at][one])
        to_x, to_y = _place(at + 1, rows[at + 1][other])
        x, y, to_y = x + _WIDE, y + _HIGH // 2, to_y + _HIGH // 2
        half = (x + to_x) // 2
        said = escape(f"{one} on the word of {other}: {_claims(claims)}")
        out.append(
            f'<path class="cites" stroke-width="{min(8, 1 + claims)}" '
            f'd="M{x} {y}C{half} {y} {half} {to_y} {to_x} {to_y}"><title>{said}</title></path>'
        )
    return out


def _drawn(column: dict[str, int], name: str) -> str:
    return name if name in column else _OTHERS


def _place(at: int, row: int) -> tuple[int, int]:
    return 1 + at * (_WIDE + _GAP), 5 + row * _ROW


def _box(name: str, claims: int, x: int, y: int) -> str:
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    return (
        f'<g class="speaker"><title>{escape(f"{name}: {_claims(claims)}")}</title>'
        f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="4"/>'
        f'<text x="{x + 10}" y="{y + 17}">{escape(short)}</text></g>'
    )


def _claims(count: int) -> str:
    return "1 claim" if count == 1 else f"{count:,} claims"
