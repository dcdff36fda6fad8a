"""Outlets credited in brackets behind a paragraph: "(AFP via CNA) (Reuters)"."""

from __future__ import annotations

import re

from foedus.model import Source, SourceKind

_VIA = re.compile(r"\s+(?:via|quoting|citing)\s+|\s*/\s*", re.I)
_CREDIT = re.compile(r"\(([^()]{2,70})\)\s*$")
_PRINT_NOISE = re.compile(r"^(?:photo|file|video|read more|with|updated?|end|ends|more)\b", re.I)


def credits_of(text: str) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The outlets credited in brackets at a paragraph's end: the first one's chain, then the others.

    "(AFP via CNA) (Reuters)" gives (CNA, AFP) and (Reuters,).
    """
    groups: list[str] = []
    rest = text.rstrip()
    while (found := _CREDIT.search(rest)) is not None:
        inner = found.group(1).strip().strip("*").strip()
        before = rest[: found.start()].rstrip()
        # "... ends. (Reuters)" is a credit, "the European Union (EU)." is none
        if not before.endswith((".", "!", "?", '"', ")", "'", "\u201d", "\u2019", "*")) or not _outlet_like(
            inner
        ):
            break
        groups.insert(0, inner)
        rest = rest[: found.start()].rstrip()
    if not groups:
        return (), ()
    first = [
        Source(_clean(part), SourceKind.OUTLET) for part in reversed(_VIA.split(groups[0])) if part.strip()
    ]
    others = tuple(Source(_clean(g), SourceKind.OUTLET) for g in groups[1:])
    return tuple(first), others


def _clean(text: str) -> str:
    return text.replace("*", "").strip()


def _outlet_like(inner: str) -> bool:
    if _PRINT_NOISE.match(inner) or inner.isdigit() or len(inner.split()) > 7:
        return False
    if inner.lower() in ("pictured", "left", "right", "above", "below", "centre", "center", "sic"):
        return False
    return (
        inner[0].isupper()
        or inner[0] in "*'\""
        or inner[:4].lower() == "the "
        or (inner.isalpha() and len(inner) > 4)
    )
