"""Repairs of participles that the parser takes for finite verbs, and of passives that it takes apart.

Each has the words that called for it; none looks further than one clause.
"""

from __future__ import annotations

from foedus.language import words as w
from foedus.language.tree import Tree

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_WITH_A_PASSIVE = frozenset({"advmod", "prep", "agent", "npadvmod", "punct", "neg"})


def participle_for_the_verb(tree: Tree, v: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "A house sold the same day has been empty since", "A house, sold that day, has": nothing joins two
    verbs, the second one is the clause's."""
    first = tree.heads[v]
    subject, aux = tree.child(first, "nsubj"), tree.child(v, "aux", "auxpass")
    if tree.deps[first] != "ROOT" or tree.tags[first] != "VBD" or subject is None:
        return
    begin = v if aux is None else aux
    apart = tree.words[first - 1] == "," and tree.words[begin - 1] == ","
    last = max(tree.subtree(subject))
    if not (apart and last in (first - 1, first - 2)) and (subject != first - 1 or aux is None):
        return
    between = tree.low[first : begin - 1 if apart else begin]
    if tree.tags[begin] not in _FINITE or {",", "and", "but", "or"} & set(between):
        return
    if tree.child(v, "nsubj", "nsubjpass", "expl", "cc") is not None or tree.child(first, "aux") is not None:
        return
    heads[v], deps[v] = v, "ROOT"
    heads[subject], deps[subject] = v, "nsubjpass" if aux and tree.deps[aux] == "auxpass" else "nsubj"
    heads[first], deps[first], tags[first] = subject, "acl", "VBN"
    for k in tree.kids[first]:
        if k > v:
            heads[k] = v
        elif tree.deps[k] == "dobj":
            deps[k] = "npadvmod"


def clause_of_getting(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "hopes to get the house with the garden sold", "never got it sold": what is to be done to it, no house
    that was sold."""
    noun = tree.heads[v]
    verb = tree.heads[noun]
    open_ = any(tree.low[k] in ("to", "never") or tree.deps[k] == "neg" for k in tree.kids[verb] if k < verb)
    if tree.tags[v] != "VBN" or tree.deps[noun] != "dobj" or not open_ or tree.low[verb] not in w.GETTING:
        return
    heads[v], deps[v] = verb, "ccomp"
    heads[noun], deps[noun] = v, "nsubj"


def past_for_a_participle(tree: Tree, v: int, tags: list[str]) -> None:
    """ "its claim on the house sold in May": what hangs on a noun without a subject is a participle."""
    if tree.tags[v] == "VBD" and tree.child(v, "nsubj", "aux", "dobj") is None:
        tags[v] = "VBN"


def participle_behind_a_comma(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "Under the plan, approved last year, banks may": the plan was approved, not what banks may do."""
    comma, head = v - 1, tree.heads[v]
    if tree.tags[v] != "VBN" or head < v or comma < 1 or tree.words[comma] != ",":
        return
    if tree.child(v, "nsubj", "nsubjpass", "mark", "aux", "auxpass", "dobj") is not None:
        return
    for prep in (k for k in tree.children(head, "prep") if k < v):
        noun = tree.child(prep, "pobj")
        if noun is not None and tree.low[prep] == "under" and max(tree.subtree(noun)) == comma - 1:
            heads[v], deps[v] = noun, "acl"


def parted_passive(tree: Tree, v: int, heads: list[int], deps: list[str]) -> bool:
    """ "was, after many delays, sold", "was at last sold": words set into a passive. Whether it was so."""
    be = tree.heads[v]
    if tree.deps[v] in ("acl", "pobj"):  # hung on the phrase that is set in
        be = tree.heads[be] if tree.deps[v] == "pobj" else tree.heads[tree.heads[be]]
    if tree.tags[v] != "VBN" or tree.low[be] not in w.BE or be > v:
        return False
    if tree.deps[v] in ("advcl", "acl"):
        told = tree.child(be, "acomp", "attr", "oprd", "xcomp", "ccomp") is not None
        if told or tree.words[be + 1] != "," or tree.words[v - 1] != ",":
            return False
    elif tree.deps[v] == "pobj":
        if tree.low[v - 2 : v] not in (["at", "last"], ["at", "first"], ["at", "once"], ["at", "length"]):
            return False
    elif tree.child(be, "advmod") is None or not _may_be_passive(tree, v):
        return False
    subject = tree.child(be, "nsubj")
    if subject is None:
        return False
    if tree.deps[v] == "pobj":
        heads[v - 1] = tree.heads[v]
    heads[v], deps[v] = (v if tree.heads[be] == be else tree.heads[be]), tree.deps[be]
    heads[be], deps[be] = v, "auxpass"
    for k in tree.kids[be]:
        if k != v:
            heads[k] = v
    deps[subject] = "nsubjpass"
    return True


def _may_be_passive(tree: Tree, v: int) -> bool:
    """Whether nothing makes a participle an adjective: no "prepared to sell", no "divided over"."""
    below = {tree.deps[k] for k in tree.kids[v]}
    return tree.low[v] not in w.PLAN and tree.low[v] not in w.NOT_DONE and below <= _WITH_A_PASSIVE
