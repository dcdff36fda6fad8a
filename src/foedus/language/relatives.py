"""What a relative clause goes back to: the antecedent of "which" and "who", and of a clause without them."""

from __future__ import annotations

from collections.abc import Callable

from foedus.language.tree import Tree
from foedus.language.words import BE, RELATIVES

#: Whether a token is what the text is about, as its domain knows
IsThing = Callable[[int], bool]


def antecedent(tree: Tree, i: int, v: int, is_thing: IsThing) -> int:
    """What "which" or "who" stands for: the noun of its clause, or "X" in "it is X that ..."."""
    top = tree.first_conjunct(v)
    while tree.deps[top] in ("xcomp", "advcl", "ccomp") and tree.heads[top] != top:
        top = tree.first_conjunct(tree.heads[top])
    if tree.deps[top] == "relcl":
        head = tree.heads[top]
        if tree.tags[head] not in ("CD",):
            return _thing_above(tree, head, is_thing) if tree.deps[i] in ("nsubjpass", "dobj") else head
        return next((t for t in range(i - 1, max(0, i - 9), -1) if is_thing(t)), head)
    head = tree.heads[top]
    attr = tree.child(head, "attr") if tree.low[head] in BE else None
    if attr is not None:
        return attr
    return next((t for t in range(i - 1, max(0, i - 9), -1) if is_thing(t)), i)


def _thing_above(tree: Tree, noun: int, is_thing: IsThing) -> int:
    """The thing that a noun is part of, where it is none: "the lease of a house and land that was sold"."""
    at = noun
    while not is_thing(at):
        up = tree.heads[at]
        if tree.deps[at] not in ("pobj", "prep", "conj", "appos") or up == at:
            return noun
        at = up
    return at


def gap(tree: Tree, clause: int, is_thing: IsThing) -> int:
    """The antecedent of a clause with its object missing: the noun before it, or the thing that holds
    that."""
    which = next((t for t in tree.subtree(clause) if t < clause and tree.low[t] in RELATIVES), None)
    head = tree.heads[clause]
    if is_thing(head) or which is None:
        return head
    return next((t for t in range(which - 1, max(0, which - 6), -1) if is_thing(t)), head)


def by_preposition(tree: Tree, clause: int) -> bool:
    """ "under which it had vowed not to let them leave": no object is missing there."""
    below = (t for t in tree.subtree(clause) if t < clause and tree.low[t] in RELATIVES)
    return any(tree.deps[t] == "pobj" and tree.heads[t] == t - 1 for t in below)
