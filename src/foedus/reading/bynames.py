"""Agreements by the names of the table of known ones, wherever they stand."""

from __future__ import annotations

import functools
import re

import ahocorasick_rs

from foedus.language import relations as rel
from foedus.reading.context import Context, Para
from foedus.reading.known import KNOWN, Known
from foedus.reading.lexicon import HEADS, STRONG_HEADS, WEAK_HEADS
from foedus.reading.mention import Mention, contrast_of, year_of
from foedus.reading.naming import CONNECT
from foedus.reading.parties import explicit_parties


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, Known], ...]]:
    rows = [(form, k) for k in KNOWN for alias in (k.name, *k.others) for form in _cases(alias)]
    rows.sort(key=lambda row: -len(row[0]))
    finder = ahocorasick_rs.AhoCorasick(
        [alias for alias, _ in rows], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return finder, tuple(rows)


_ANOTHER = re.compile(r"\b(?:an?|new|another|own)\s$")


def _cases(alias: str) -> tuple[str, ...]:
    """ "Open Skies Treaty" and "Open Skies treaty"."""
    before, _, last = alias.rpartition(" ")
    plain = f"{before} {last.lower()}"
    return (alias, plain) if before and last.lower() in HEADS and plain != alias else (alias,)


def known_spans(para: Para) -> list[tuple[int, int, Known]]:
    finder, rows = _automaton()
    tree, out = para.tree, []
    for number, a, b in finder.find_matches_as_indexes(tree.text):
        text = tree.text
        if (a and text[a - 1].isalnum()) or (b < len(text) and (text[b].isalnum())):
            continue
        another = text[a].islower() and _ANOTHER.search(text[max(0, a - 12) : a])
        if another or text[b : b + 9] == " between ":
            continue  # "a new cocoa pact between Ghana and Ivory Coast"
        lo, hi = tree.token_at(a), tree.token_at(b - 1) + 1
        out.append((lo, hi, rows[number][1]))
    return out


def known_mention(ctx: Context, para: Para, lo: int, hi: int, known: Known) -> Mention:
    tree = para.tree
    head = hi - 1
    for t in range(lo, hi):
        if not lo <= tree.heads[t] < hi:
            head = t
    if tree.low[head] in STRONG_HEADS or tree.low[head] in WEAK_HEADS:
        kind = STRONG_HEADS.get(tree.low[head]) or WEAK_HEADS[tree.low[head]]
    else:
        kind = "treaty"
    # "the USMCA trade agreement", "CFE Treaty obligations": the head noun behind the name
    while rel.is_premodifier(tree, head) and tree.heads[head] > head:
        up = tree.heads[head]
        beside = any(tree.low[t] in ("and", "or", ",") for t in range(hi, up))  # "the CWC and the BWC"
        if not beside and (tree.low[up] in STRONG_HEADS or tree.low[up] in WEAK_HEADS):
            head = up
            hi = max(hi, up + 1)
        break
    if (
        tree.low[hi : hi + 1]
        and hi - 1 == head
        and tree.low[hi] in STRONG_HEADS
        and tree.low[head] not in HEADS
    ):
        head, hi = hi, hi + 1  # "the START I treaty", whatever the parser makes of its number
    if tree.low[hi : hi + 1] == ["("] and tree.low[hi + 2 : hi + 3] == [")"]:
        after = hi + 3
        if tree.low[after : after + 1] and (tree.low[after] in STRONG_HEADS or tree.low[after] in WEAK_HEADS):
            head, hi = after, after + 1  # "the Regional Comprehensive Economic Partnership (RCEP) Agreement"
    if lo and re.fullmatch(r"(?:1[89]|20)\d\d", tree.words[lo - 1]):
        lo -= 1  # "the 1972 Anti-Ballistic Missile Treaty"
    parties = known.parties
    explicit = explicit_parties(ctx, para, head, lo)
    return Mention(
        para, head, lo, hi, para.words_between(lo, hi), kind, known.name,
        tuple(dict.fromkeys((*explicit, *parties))), True, False, False, known.open, contrast_of(para, head),
        frozenset(_content(known.name)), False, alias=para.words_between(lo, hi),
        year=year_of(para, head), known=True,
    )  # fmt: skip


def _content(name: str) -> set[str]:
    return {w.lower() for w in re.findall(r"[^\W_]+", name) if w.lower() not in CONNECT and len(w) > 1}
