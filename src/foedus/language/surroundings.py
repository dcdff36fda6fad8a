"""Which words stand in a verb's own phrases, for whoever knows a verb's sense by them ("take effect")."""

from __future__ import annotations

import functools

from foedus.language import relations as rel
from foedus.language.tree import Tree


class Surroundings:
    """The words that stand in a verb's own phrases, worked out once for all rows of the verb."""

    def __init__(self, tree: Tree, v: int) -> None:
        self.tree, self.v = tree, v

    @functools.cached_property
    def objects(self) -> frozenset[str]:
        """What it is done to, or what somebody becomes: the heads of objects, their compounds and groups."""
        tree, v = self.tree, self.v
        objs = (*rel.predicated(tree, v), *rel.patients(tree, v), *rel.recipients(tree, v))
        out = {tree.low[j] for k in objs for j in tree.conjuncts(k)}
        for k in rel.patients(tree, v):
            out |= {tree.low[g] for g in rel.compounds(tree, k)}
            if tree.tags[k] in ("NN", "DT", "CD", "JJ", "JJS"):
                out |= {tree.low[o] for p, o in tree.preps(k) if p == "of"}
        if rel.is_adnominal(tree, v) or rel.is_attributive(tree, v):
            out.add(tree.low[tree.heads[v]])
        first = tree.first_conjunct(v)
        if first != v and rel.subject(tree, v) is None and not rel.patients(tree, v):
            out |= {tree.low[k] for k in rel.patients(tree, first)}
        return frozenset(out)

    @functools.cached_property
    def beside(self) -> frozenset[str]:
        """All heads of what it governs and of its prepositions, and the adjectives of its objects."""
        tree, v = self.tree, self.v
        told = (*rel.predicatives(tree, v), *rel.complements(tree, v))
        objs = rel.direct_objects(tree, v)
        beside = [obj for k in (v, *objs, *told) for _, obj in tree.preps(k)]
        beside += (*rel.prepositions(tree, v), *rel.adverbs(tree, v), *objs, *rel.recipients(tree, v))
        beside += (*rel.interjections(tree, v), *(p for k in objs for p in rel.prepositions(tree, k)))
        beside += (a for _, obj in tree.preps(v) for a in rel.adjectives(tree, obj))
        beside += (j for k in told for j in tree.conjuncts(k))
        beside += (j for k in objs for a in rel.adjectives(tree, k) for j in tree.conjuncts(a))
        return frozenset(tree.low[k] for k in beside)
