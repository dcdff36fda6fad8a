"""Who is said to have done a thing by being accused of it, thanked or punished for it."""

from __future__ import annotations

from foedus.language.tree import Tree
from foedus.language.words import ACCUSING, GIVEN, IMPOSING, NOT_DONE, PENALTIES

_FOR_WHAT = frozenset({"of", "for", "with", "on", "upon", "from"})
_BLAMING = ACCUSING | GIVEN | {"held", "hold"}


def accused(tree: Tree, v: int) -> int | None:
    """ "accused X of violating", "thanked X for signing", "sanctions imposed on X for breaking": X did."""
    while tree.deps[v] == "xcomp" and tree.child(v, "nsubj") is None and tree.is_verb(tree.heads[v]):
        if tree.child(tree.heads[v], "dobj") is not None:
            return None  # "for asking the bank to sell it"
        v = tree.heads[v]  # "accused it of failing to sell"
    v = tree.first_conjunct(v) if tree.tags[v] == "VBG" else v
    if tree.deps[v] != "pcomp" or tree.low[tree.heads[v]] not in _FOR_WHAT:
        return None
    verb = tree.heads[tree.heads[v]]
    if tree.low[tree.heads[v]] == "from":  # "prevented the bank from selling"
        return tree.child(verb, "dobj", "nsubjpass") if tree.low[verb] in NOT_DONE else None
    if (hit := _imposed_on(tree, verb)) is not None:
        return hit
    if not tree.is_verb(verb) and tree.deps[verb] in ("dobj", "nsubjpass", "oprd", "acomp"):
        verb = tree.heads[verb]  # the parser hangs "of violating it" on the one accused
    return the_accused(tree, verb) if tree.low[verb] in _BLAMING else None


def the_accused(tree: Tree, verb: int) -> int | None:
    """Whom a verb of accusing accuses: "accused X of", "X was accused of", "X, accused of", "X stands accused
    of"."""
    if (hit := tree.child(verb, "dobj", "nsubjpass")) is not None or tree.tags[verb] != "VBN":
        return hit
    if tree.deps[verb] == "acl":
        return tree.heads[verb]
    return tree.child(tree.heads[verb], "nsubj") if tree.deps[verb] == "acomp" else None


def _imposed_on(tree: Tree, v: int) -> int | None:
    if tree.low[v] not in IMPOSING:
        return None
    things = [*tree.children(v, "dobj", "nsubjpass"), *([tree.heads[v]] if tree.deps[v] == "acl" else [])]
    if not any(tree.low[t] in PENALTIES for t in things):
        return None
    things += [k for t in things for k in tree.children(t, "acl")]
    hit = [o for at in (v, *things) for p, o in tree.preps(at) if p in ("on", "upon", "against")]
    return hit[0] if hit else None
