"""A page's text with the passages of its claims marked. The text comes escaped; marks never overlap."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from foedus.ledger import StoredClaim


def marked(text: str, claims: Iterable[StoredClaim]) -> str:
    """HTML of the text; each passage is a <mark> with the id of its first claim, so that it can be linked to."""
    spans: dict[tuple[int, int], list[StoredClaim]] = {}
    for stored in claims:
        for passage in stored.claim.passages:
            spans.setdefault((passage.start, passage.end), []).append(stored)
    out: list[str] = []
    at = 0
    seen: set[int] = set()
    for (start, end), members in sorted(spans.items()):
        if start < at or end > len(text) or start >= end:
            continue
        out.append(escape(text[at:start]))
        new = [m.id for m in members if m.id not in seen]
        seen.update(new)
        anchors = "".join(f'<a id="claim-{n}"></a>' for n in new)
        title = escape(
            "; ".join(f"{m.claim.what.replace('_', ' ')} ({m.claim.certainty.value})" for m in members)
        )
        out.append(f'{anchors}<mark title="{title}">{escape(text[start:end])}</mark>')
        at = end
    out.append(escape(text[at:]))
    return "".join(out)
