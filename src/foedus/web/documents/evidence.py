"""A page's text with the passages of its claims marked: escaped and whole, and no two marks overlap."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from foedus.ledger import StoredClaim
from foedus.wording.claims import done


def marked(text: str, claims: Iterable[StoredClaim]) -> str:
    """HTML of the text with its passages as <mark>, and for each claim an anchor at the first that it names.

    Where passages overlap, each piece is marked with all the claims that rest on it.
    """
    begins: dict[int, list[StoredClaim]] = {}
    ends: dict[int, list[StoredClaim]] = {}
    anchors: dict[int, list[int]] = {}
    for stored in claims:
        inside = [(p.start, min(p.end, len(text))) for p in stored.claim.passages]
        inside = [(a, b) for a, b in inside if 0 <= a < b]
        for a, b in inside:
            begins.setdefault(a, []).append(stored)
            ends.setdefault(b, []).append(stored)
        anchors.setdefault(inside[0][0] if inside else 0, []).append(stored.id)
    out: list[str] = []
    over: dict[int, tuple[int, StoredClaim]] = {}  # how many passages of a claim are open here
    edges = sorted({0, len(text), *anchors, *begins, *ends})
    for at, until in pairwise([*edges, len(text)]):
        out += [f'<a id="claim-{number}"></a>' for number in anchors.get(at, ())]
        for stored in begins.get(at, ()):
            over[stored.id] = (over.get(stored.id, (0, stored))[0] + 1, stored)
        for stored in ends.get(at, ()):
            count = over.pop(stored.id)[0] - 1
            if count:
                over[stored.id] = (count, stored)
        piece = escape(text[at:until])
        if over and piece:
            piece = f'<mark title="{_title(c for _, c in over.values())}">{piece}</mark>'
        out.append(piece)
    return "".join(out)


def _title(claims: Iterable[StoredClaim]) -> str:
    said = (f"{done(c.believed.what, c.believed.of)} ({c.believed.certainty.value})" for c in claims)
    return escape("; ".join(dict.fromkeys(said)))
