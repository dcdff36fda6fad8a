"""What a preposition and its governor leave open or undone: "backed away from selling", "on the brink of
selling", "the way is clear for the sale", "has not said whether it will sell".

Each looks at the words around one preposition or clause and names the turn that they give to what is below.
"""

from __future__ import annotations

from foedus.language import words as w
from foedus.language.clauses import put_off
from foedus.language.tree import Tree


def by_preposition(tree: Tree, word: str, above: int, *, gerund: bool) -> tuple[str, str] | None:
    """The turn, and the word that gives it, of what stands behind the preposition `word` of `above`."""
    up = tree.low[above]
    beside = {tree.low[k] for k in tree.children(above, "prt", "advmod")}
    apart = w.AT_A_DISTANCE & {up, *beside}
    if word == "from" and apart and (gerund or up not in w.BE):
        return "denied", min(apart)
    if word == "of" and up == "out" and tree.low[tree.heads[above]] in w.OUT_OF:
        return "denied", up
    if word == "for" and (up in w.SET_FOR or (up in w.MOTION and tree.tags[above] in ("VBZ", "VBP", "VB"))):
        return "planned", up
    if word == "of" and up in w.ON_THE_EDGE:
        return "speculated", up
    if word == "for" and up in w.BE and (clear := _said_of_it(tree, above, w.CLEARED)) is not None:
        return "planned", clear
    if not gerund:
        return None
    if word == "from" and up in w.UNDOING:
        return "denied", up  # "withdrew from selling it"
    if word == "against":
        return ("planned" if up in w.ADVISING else "denied"), word
    if word == "near" and "nowhere" in beside:
        return "denied", "nowhere"
    if word == "to" and any(tree.low[k] == "no" for k in tree.children(above, "intj")):
        return "denied", "no"  # "said no to selling it"
    if word in ("about", "of") and (up in w.THOUGHT_OF or _object_in(tree, above, w.THOUGHT_OF)):
        return "planned", up
    if word == "on" and (up in w.BENT_ON or put_off(tree, above) or _object_in(tree, above, w.DRAGGED)):
        return "planned", up
    return None


def of_a_subject(tree: Tree, verb: int) -> tuple[str, str] | None:
    """The turn that "is in doubt", "is on hold" and the like give to their subject."""
    if tree.low[verb] not in w.STATIVE:
        return None
    for prep, obj in tree.preps(verb):
        if prep in ("in", "at") and tree.low[obj] in w.IN_DOUBT:
            return "speculated", tree.low[obj]
        if (prep == "on" and tree.low[obj] in w.ON_HOLD) or prep == "before":
            return "planned", tree.low[obj]  # "the sale is on hold", "is before the council"
    return None


def in_no_state_to(tree: Tree, verb: int, node: int) -> str | None:
    """The "no" of "is in no position to sell it"; None where there is none."""
    if tree.low[verb] not in w.STATIVE:
        return None
    nouns = (obj for prep, obj in tree.preps(verb) if prep == "in" and obj < node)
    return next(
        (tree.low[k] for obj in nouns for k in tree.children(obj, "det") if tree.low[k] == "no"), None
    )


def left_open(tree: Tree, v: int) -> bool:
    """Whether a clause is only asked about: "has not said whether it will sell it", "it is unclear if"; no
    decision: "will vote on whether to sell it"."""
    node = v
    for _ in range(4):
        head = tree.heads[node]
        if head == node:
            return False
        marks = {tree.low[k] for k in tree.kids[node] if tree.deps[k] in ("mark", "advmod") and k < node}
        asked = tree.low[head] in w.ASKING or tree.low[head] in w.SAYING or tree.low[head] in w.BE
        if tree.deps[node] in ("ccomp", "xcomp", "pcomp", "acl", "csubj", "advcl") and (
            "whether" in marks or ("if" in marks and tree.deps[node] == "ccomp" and asked)
        ):
            governor = tree.heads[head] if tree.deps[node] == "pcomp" else head
            return not _to_be_decided(tree, governor)
        if tree.deps[node] not in ("conj", "xcomp", "ccomp", "acomp"):
            return False
        node = head
    return False


def _to_be_decided(tree: Tree, governor: int) -> bool:
    """Whether a decision is told: "will decide whether to sell it", no "has not decided"."""
    path = [governor, *tree.ancestors(governor, 2)]
    decided = any(tree.low[t] in w.DECIDING or tree.low[t] in w.DECISIONS for t in path)
    return decided and not any(
        tree.deps[k] == "neg" or tree.low[k] == "yet" for t in path for k in tree.kids[t]
    )


def _said_of_it(tree: Tree, verb: int, words: frozenset[str]) -> str | None:
    return next((tree.low[k] for k in tree.children(verb, "acomp") if tree.low[k] in words), None)


def _object_in(tree: Tree, verb: int, words: frozenset[str]) -> bool:
    return any(tree.low[k] in words for k in tree.children(verb, "dobj"))
