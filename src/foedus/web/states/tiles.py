"""A map of one tile a state: each as large as the other, none left out, no border drawn.

Outlines of states draw disputed borders on one side or the other and omit the smallest thirty; a tile does
neither. Where a tile lies is about where the state does, made by hand: it says nothing of borders or of
recognition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

# three letters a place, those of a place that is empty are dots
_GRID: Final = """
..................GRL...........................................................................
.....................ISL............NORSWE...FIN.........RUS....................................
CAN.................................DNK...LTULVAEST.............................................
........................IRLGBR...NLDDEU...POLBLR................................................
..............................BELLUXAUTCZESVK...UKR.............................................
..............................FRACHELIESVNHUNROUMDA.........KAZ......MNG........................
.................................MCOSMRHRVBIHSRB................................................
...USA..................PRTESPAND...VATITAXKXBGRTURGEOAZEUZBKGZ............PRK..................
.......................................MNEALBMKDLBNSYRARMTKMTJK......CHN...KORJPN...............
...........................MAR......TUNMLTGRCCYPPSEJORIRQIRNAFGNPL..............................
MEX...CUBBHSDOM.........ESH...DZA......LBY...EGYISRKWTBHRAREPAKBGDBTNMACTWN.....................
......BLZJAMHTIKNAATGCPVMRT.........NER............SAUQATOMN...INDMMRLAOHKG.....................
...GTMHNDNICDMALCABRBGMBSENMLI............TCD...SDNERIYEM.........THAVNM........................
...SLVCRIPANGRDTTOVCTGNBGINBFABEN...NGA............ETHDJI............KHM...PHL..................
............COLVENSUR...SLEGHATGO......CMRCAF...SSD...SOM......LKA...MYSBRN...PLWFSMMHL.........
.........ECU...GUY......LBRCIV...STPGNQCOG...RWAUGAKEN......MDV......SGP............NRUKIR......
....................................GAB......CODBDITZA...SYC............IDNTLSPNGSLB...TUV......
.........PER...BOLBRA.....................AGOZMBMWICOM..............................VUT...WSM...
...............PRY........................NAMBWAZWEMOZMDGMUS...............AUS......NCLFJITONNIU
............CHL...URY.....................ZAFLSOSWZ..........................................COK
...............ARG.....................................................................NZL......
"""
#: The place of each state: its column and row, from 0.
TILES: Final = {
    code: (column, row)
    for row, line in enumerate(_GRID.strip("\n").splitlines())
    for column, code in enumerate(line[at : at + 3] for at in range(0, len(line), 3))
    if code != "..."
}
_SIDE, _STEP = 34, 37  # of a tile in pixels, and from one to the next


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows: `kind` is a class of the style sheet, `sign` stands under the code."""

    kind: str
    sign: str
    words: str


def map_svg(
    each: Mapping[str, Tile], title: str, display: Callable[[str], str], address: Callable[[str], str]
) -> str:
    """The map; states of which nothing is told are drawn empty. `address` is where a tile leads to."""
    wide = (1 + max(x for x, _ in TILES.values())) * _STEP + 2
    high = (1 + max(y for _, y in TILES.values())) * _STEP + 2
    out = [
        f'<svg class="tiles" viewBox="0 0 {wide} {high}" role="group" aria-labelledby="map-title" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="map-title">{escape(title)}</title>'
    ]
    for code, (column, row) in TILES.items():
        tile = each.get(code, Tile("none", "", "nothing"))
        x, y = 1 + column * _STEP, 1 + row * _STEP
        middle = f'x="{x + _SIDE // 2}" text-anchor="middle"'
        said = escape(f"{display(code)}: {tile.words}")
        out.append(
            f'<a href="{escape(address(code))}" aria-label="{said}">'
            f'<g class="tile {tile.kind}"><title>{said}</title>'
            f'<rect x="{x}" y="{y}" width="{_SIDE}" height="{_SIDE}" rx="3"/>'
            f'<text {middle} y="{y + 15}">{code}</text>'
            f'<text class="sign" {middle} y="{y + 28}">{escape(tile.sign)}</text>'
            "</g></a>"
        )
    return "".join([*out, "</svg>"])
