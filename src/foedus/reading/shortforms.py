"""Short forms that an article gives its agreements: "(CETA)", "known as KORUS", then "the covenant".

A short form counts only where the article itself has introduced it, so a bare "CETA" elsewhere is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.reading.context import Para
from foedus.reading.lexicon import CAPITAL_ONLY, NAME_ONLY
from foedus.reading.mention import Mention


def short_forms(found: Iterable[Mention]) -> dict[str, Mention]:
    """Short form to the mention that introduces it: acronyms, and last words in small letters."""
    out: dict[str, Mention] = {}
    for m in found:
        if m.foreign:
            continue
        for form in (m.acronym, m.alias):
            if form and " " not in form and sum(c.isupper() for c in form) >= 3:
                out.setdefault(form, m)
        head = m.para.tree.low[m.head]
        if m.name and head in CAPITAL_ONLY | NAME_ONLY:
            out.setdefault(head, m)
        if m.name and m.kind == "amendment":
            out.setdefault(m.para.tree.words[m.head], m)
    return out


def with_short_forms(para: Para, found: list[Mention], short: dict[str, Mention]) -> list[Mention]:
    """The paragraph's mentions with those by short forms, in the order of their heads."""
    if not short:
        return found
    tree = para.tree
    taken = {t for m in found for t in range(m.lo, m.hi)} | {m.head for m in found}
    out = list(found)
    for i, word in enumerate(tree.words):
        m = short.get(word)
        if m is None or i in taken or not tree.tags[i].startswith("NN"):
            continue
        if sum(map(str.isupper, word)) < 2 and not any(
            tree.low[k] in ("the", "this", "its", "their") for k in tree.kids[i]
        ):
            continue
        if (m.para is para and m.head >= i) or m.para.index > para.index:
            continue
        out.append(
            Mention(
                para,
                i,
                i,
                i + 1,
                word,
                m.kind,
                m.name,
                (),
                True,
                False,
                m.weak,
                m.open,
                None,
                m.topic,
                False,
                alias=word,
            )
        )
    return sorted(out, key=lambda m: m.head)
