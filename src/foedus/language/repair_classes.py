"""Repairs of words that the parser takes for the wrong class: verbs for nouns, participles for clauses.

Each has the words that called for it; none looks further than one clause.
"""

from __future__ import annotations

from foedus.language.tree import Tree
from foedus.language.words import ACCUSING, PREDICATES

_CLAUSES = frozenset({"ROOT", "advcl", "ccomp", "conj", "relcl", "acl", "parataxis"})


def verb_for_a_noun(tree: Tree, i: int, tags: list[str]) -> None:
    """ "when the two exchange instruments": a noun with a subject and an object is a verb."""
    if tree.tags[i] not in ("NN", "NNS", "JJ") or tree.deps[i] not in _CLAUSES:
        return
    if tree.child(i, "nsubj") is not None and tree.child(i, "dobj") is not None:
        tags[i] = "VBD" if tree.low[i].endswith("ed") else "VBP"


def headline_verb(tree: Tree, i: int, tags: list[str], deps: list[str]) -> None:
    """ "Latvia withdraws from the treaty": a plural noun at the root of a sentence without a verb is one."""
    if tree.tags[i] != "NNS" or tree.deps[i] != "ROOT":
        return
    a, b = tree.sent_span(i)
    if any(tree.tags[t] in ("VBZ", "VBP", "VBD", "MD") for t in range(a, b)):
        return
    subject = tree.child(i, "nsubj")
    if subject is not None:
        tags[i] = "VBZ"
    elif i > a and tree.deps[i - 1] == "compound" and tree.heads[i - 1] == i and tree.tags[i - 1] == "NNP":
        tags[i], deps[i - 1] = "VBZ", "nsubj"


def noun_for_a_verb(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "vote on the minerals deal": a verb that nothing joins to another, behind a noun with an article."""
    before, first = i - 1, tree.heads[i]
    joined = any(tree.deps[k] in ("cc", "punct") and k < i for k in tree.kids[first])
    if joined or before < 0 or tree.tags[before] not in ("NN", "NNS") or tree.heads[before] == i:
        return
    if tree.deps[before] not in ("pobj", "dobj") or tree.child(before, "det", "poss") is None:
        return
    if tree.child(i, "nsubj", "aux", "dobj") is not None:
        return
    heads[i], deps[i], tags[i] = tree.heads[before], tree.deps[before], "NN"
    heads[before], deps[before] = i, "compound"
    for k in tree.kids[before]:
        if k < before:
            heads[k] = i


def verb_of_a_relative(tree: Tree, i: int, tags: list[str]) -> None:
    """ "the lease, which lapses in July": behind "which" stands a verb."""
    subject = tree.child(i, "nsubj")
    if subject is not None and subject == i - 1 and tree.tags[subject] in ("WDT", "WP"):
        tags[i] = "VBZ"


def finite_for_bare(tree: Tree, i: int, tags: list[str]) -> None:
    """ "Sudan and Chad sign sales deal": a verb with a subject of its own and no auxiliary is finite."""
    subject = tree.child(i, "nsubj")
    if subject is not None and subject < i and tree.child(i, "aux", "auxpass", "mark") is None:
        tags[i] = "VBP"


def verb_before_its_object(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "The Emirates and Bahrain sell shares normally": a noun with a subject and no "is" is an object, the
    word between them its verb."""
    a, b = tree.sent_span(i)
    beside = tree.children(i, "compound")
    subject = next((k for t in (i, *beside) for k in tree.children(t, "nsubj")), None)
    if tree.deps[i] != "ROOT" or tree.tags[i] not in ("NN", "NNS") or subject is None:
        return
    if any(tree.tags[t] in ("VBZ", "VBP", "VBD", "MD") for t in range(a, b)):
        return
    verb = max(tree.subtree(subject)) + 1
    if verb not in beside or tree.tags[verb] != "NN" or not tree.words[verb].islower():
        return
    heads[verb], deps[verb], tags[verb] = verb, "ROOT", "VBP"
    heads[i], deps[i] = verb, "dobj"
    for k in tree.kids[i]:
        if k != verb and (k < verb or tree.deps[k] == "punct"):
            heads[k] = verb


def participle_for_a_clause(tree: Tree, v: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "Under the plan worked out on Monday, banks may", "Under the plan, drawn up last year, banks may": the
    plan was worked out, the phrase goes with "may"."""
    if tree.child(v, "nsubj", "nsubjpass", "mark", "aux", "auxpass", "expl", "dobj") is not None:
        return
    p = tree.child(v, "prep")
    if p is None or p > v or tree.tags[v] not in ("VBD", "VBN") or tree.heads[v] < v:
        return
    obj = tree.child(p, "pobj")
    before = v - 2 if tree.words[v - 1] == "," else v - 1
    if obj is None or max(tree.subtree(obj)) != before or tree.left_edge(v) != p:
        return
    heads[p] = tree.heads[v]
    heads[v], deps[v], tags[v] = obj, "acl", "VBN"


def verb_for_a_participle(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "Jones and Smith, with the bank as witness, signed leases": in a sentence without a verb, what stands
    behind the second comma is one."""
    noun = tree.heads[i]
    a, b = tree.sent_span(i)
    root = next(t for t in range(a, b) if tree.heads[t] == t)
    if (
        tree.words[i - 1 : i] != [","]
        or noun < i
        or noun == root
        or tree.child(noun, "det", "poss") is not None
    ):
        return
    if not tree.tags[root].startswith("NN") or root > i or tree.deps[noun] not in ("appos", "conj", "attr"):
        return
    if any(tree.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(a, b) if t != i):
        return
    heads[i], deps[i], tags[i] = i, "ROOT", "VBD"
    heads[root], deps[root] = i, "nsubj"
    heads[noun], deps[noun] = i, "dobj"


def verb_before_its_noun(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "The Ting approved Oslo's accession": with no verb at its root, what stands behind a name is."""
    noun, a = tree.heads[i], tree.sent_span(i)[0]
    subject = next((k for k in tree.children(i, "npadvmod", "compound", "nmod") if k == i - 1), None)
    if subject is None or tree.tags[i] != "VBD" or not tree.tags[subject].startswith("NNP"):
        return
    if tree.heads[noun] != noun or noun < i or not tree.tags[noun].startswith("NN"):
        return
    heads[i], deps[i] = i, "ROOT"
    deps[subject] = "nsubj"
    heads[noun], deps[noun] = i, "dobj"
    for k in tree.kids[noun]:
        if a <= k < subject and deps[k] in ("det", "amod", "compound"):
            heads[k] = subject
        elif k > noun and deps[k] in ("punct", "advcl"):
            heads[k] = i


def noun_for_a_clause(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "which the two presidents signed": the verb heads the clause, not its subject."""
    if tree.deps[i] != "relcl" or not tree.tags[i].startswith("NN"):
        return
    which = next(
        (k for k in tree.children(i, "nsubj", "dobj") if tree.tags[k] in ("WDT", "WP") and k < i), None
    )
    verb = next((k for k in tree.children(i, "acl") if k == i + 1 and tree.tags[k] in ("VBN", "VBD")), None)
    if which is None or verb is None:
        return
    heads[verb], deps[verb] = tree.heads[i], "relcl"
    heads[i], deps[i] = verb, "nsubj"
    heads[which], deps[which] = verb, "dobj"


def clause_for_an_object(tree: Tree, v: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "under the contract the two signed in May": no preposition has two objects, the second one signs."""
    noun = tree.heads[v]
    prep = tree.heads[noun]
    if tree.deps[noun] != "pobj" or v != noun + 1 or tree.left_edge(noun) != noun - 1:
        return
    first = tree.child(prep, "pobj")
    if first is None or first != noun - 2 or tree.tags[v] not in ("VBN", "VBD"):
        return
    heads[v], deps[v], tags[v] = first, "relcl", "VBD"
    heads[noun], deps[noun] = v, "nsubj"


def gerund_for_an_adjective(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "accused the bank of hiding losses": of doing it, not of losses that hide."""
    noun = tree.heads[i]
    prep = tree.heads[noun]
    if tree.deps[noun] != "pobj" or i != prep + 1 or tree.low[prep] != "of":
        return
    if tree.low[tree.heads[prep]] in ACCUSING and tree.tags[noun] in ("NN", "NNS"):
        heads[i], deps[i] = prep, "pcomp"
        heads[noun], deps[noun] = i, "dobj"


def noun_for_a_gerund(tree: Tree, i: int, deps: list[str], tags: list[str]) -> None:
    """ "ready for signing by May": a noun, as "ready for signature" has one."""
    said = tree.heads[tree.heads[i]]
    alone = tree.child(i, "dobj", "nsubj", "nsubjpass", "ccomp", "xcomp") is None
    if alone and tree.low[tree.heads[i]] == "for" and tree.low[said] in PREDICATES:
        tags[i], deps[i] = "NN", "pobj"


def participle_of_a_noun(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "will trade under accords concluded by their ministers", "under the accord, approved by both": the
    accords were concluded."""
    noun = v - 2 if tree.words[v - 1] == "," and v > 1 else v - 1
    alone = tree.child(v, "nsubj", "nsubjpass", "mark", "aux", "auxpass", "advmod", "dobj") is None
    behind = tree.tags[noun] in ("NN", "NNS") and tree.deps[noun] in ("pobj", "dobj") and tree.heads[v] < noun
    by = tree.child(v, "agent") if tree.deps[v] == "conj" else tree.child(v, "agent", "prep")
    if tree.tags[v] == "VBN" and alone and behind and by is not None:
        heads[v], deps[v] = noun, "acl"
