"""Words that the tokenizer cuts at their hyphens, put together again."""

from __future__ import annotations

from foedus.language.tree import Tree

_PREFIXES = frozenset({"de", "re", "un", "co"})
_COMPOUNDS = frozenset({("cease", "fire"), ("cease", "fires"), ("stand", "still")})
# compound verbs by their first part: "green-lighted", "rubber-stamped"
_COMPOUND_VERBS = {
    "green": frozenset("light lights lighted lit lighting".split()),
    "rubber": frozenset("stamp stamps stamped stamping".split()),
    "fast": frozenset("track tracks tracked tracking".split()),
}


def joined(tree: Tree) -> Tree:
    """ "de-ratify", "cease-fire": one word, which the tokenizer cuts at its hyphen."""
    low = tree.low
    cuts = [
        i
        for i in range(1, len(tree) - 1)
        if tree.words[i] == "-"
        and (
            low[i - 1] in _PREFIXES
            or (low[i - 1], low[i + 1]) in _COMPOUNDS
            or low[i + 1] in _COMPOUND_VERBS.get(low[i - 1], ())
        )
        and tree.end(i - 1) == tree.starts[i] and tree.end(i) == tree.starts[i + 1]
    ]  # fmt: skip
    if not cuts:
        return tree
    gone = {t for i in cuts for t in (i - 1, i)}
    at: dict[int, int] = {}
    for t in range(len(tree)):
        if t not in gone:
            at[t] = len(at)
    for i in cuts:
        at[i - 1] = at[i] = at[i + 1]
    kept = [t for t in range(len(tree)) if t not in gone]
    begin = {i + 1: i - 1 for i in cuts}
    words = [tree.text[tree.starts[begin.get(t, t)] : tree.end(t)] for t in kept]
    starts = [tree.starts[begin.get(t, t)] for t in kept]
    inner = {i + 1: {i - 1, i, i + 1} for i in cuts}
    heads, deps = [], []
    for t in kept:
        up, label = tree.heads[t], tree.deps[t]
        while up in inner.get(t, ()) and up != t and tree.heads[up] != up:
            up, label = tree.heads[up], tree.deps[up]
        heads.append(at[up] if up not in inner.get(t, ()) else at[t])
        deps.append(label if heads[-1] != at[t] else "ROOT")
    sents = [(at[a], at[b - 1] + 1) for a, b in tree.sents]
    return Tree(tree.text, words, starts, [tree.tags[t] for t in kept], deps, heads, sents)
