"""Mends the errors that the parser makes again and again, before anybody reads its trees. Only here.

Each repair has the words that called for it; none looks further than one clause.
"""

from __future__ import annotations

from foedus.language.tree import Tree
from foedus.language.words import ACCUSING, SAYING

_PREFIXES = frozenset({"de", "re", "un", "co"})
_COMPOUNDS = frozenset({("cease", "fire"), ("cease", "fires"), ("stand", "still")})
# compound verbs by their first part: "green-lighted", "rubber-stamped"
_COMPOUND_VERBS = {
    "green": frozenset("light lights lighted lit lighting".split()),
    "rubber": frozenset("stamp stamps stamped stamping".split()),
    "fast": frozenset("track tracks tracked tracking".split()),
}
_CLAUSES = frozenset({"ROOT", "advcl", "ccomp", "conj", "relcl", "acl", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "VBN"})


def repaired(tree: Tree) -> Tree:
    """The tree mended: a new one where anything was wrong, else the same."""
    joined = _joined(tree) if "-" in tree.words else tree
    heads, tags, deps = list(joined.heads), list(joined.tags), list(joined.deps)
    for i, (tag, label) in enumerate(zip(joined.tags, joined.deps, strict=True)):
        if label == "conj" and tag == "VBG":
            _gerund_of_a_gerund(joined, i, heads)
        elif label == "nsubj" and joined.words[i + 1 : i + 2] == [":"]:
            deps[i] = "dep"  # "Grain deal: deadline passed": a headline's topic is no subject
        elif label in ("nsubj", "nsubjpass"):
            _second_subject(joined, i, heads, deps)
            _pair_of_subjects(joined, i, heads)
        elif label == "appos":
            _bracket_of_the_last(joined, i, heads)
            _clause_without_which(joined, i, heads, deps)
        elif label == "npadvmod":
            _list_of_a_headline(joined, i, heads, deps)
        elif label == "advcl" and tag in ("VBD", "VBZ", "VBP", "VBN"):
            _clause_for_a_phrase(joined, i, heads, deps)
            _participle_for_a_clause(joined, i, heads, deps, tags)
        elif label in ("ROOT", "ccomp", "conj") and tag in ("VBD", "VBZ"):
            _speaker_behind(joined, i, heads, deps)
            _subject_for_an_apposition(joined, i, heads, deps)
            _subject_for_a_modifier(joined, i, heads, deps)
        elif label == "amod" and tag in ("VBN", "VBD"):
            _verb_for_a_participle(joined, i, heads, deps, tags)
            _verb_before_its_noun(joined, i, heads, deps)
        if joined.low[i] == "non":
            _prefix_of_its_noun(joined, i, heads, deps)
        if label == "amod" and tag == "VBG":
            _gerund_for_an_adjective(joined, i, heads, deps)
        elif label == "conj" and tag in ("VBP", "VB"):
            _noun_for_a_verb(joined, i, heads, deps, tags)
        if label == "pcomp" and tag == "VB":
            _infinitive_of_a_preposition(joined, i, heads, deps)
        if tag == "NN" and label == "xcomp" and i and joined.low[i - 1] == "to":
            tags[i] = "VB"  # "is due to lapse"
        if label == "ROOT" and tag == "VB":
            _finite_for_bare(joined, i, tags)
        if label == "relcl" and tag == "NNS":
            _verb_of_a_relative(joined, i, tags)
        if label == "conj" and tag in ("NN", "NNS", "NNP"):
            _second_object(joined, i, heads)
        if label == "conj":
            _condition_behind(joined, i, heads, deps)
            _object_for_a_subject(joined, i, heads, deps)
        if label in _CLAUSES and tag in ("NN", "NNS", "JJ"):
            _verb_for_a_noun(joined, i, tags)
            _headline_verb(joined, i, tags, deps)
            _noun_for_a_clause(joined, i, heads, deps)
            _verb_before_its_object(joined, i, heads, deps, tags)
    if joined is tree and heads == tree.heads and tags == tree.tags and deps == tree.deps:
        return tree
    return Tree(joined.text, joined.words, joined.starts, tags, deps, heads, joined.sents)


def _joined(tree: Tree) -> Tree:
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


def _speaker_behind(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "It has sold the bank, the opposition claims", "..., state channel X reported": what stands between
    comma and verb of speech is who says it."""
    told = tree.child(i, "ccomp") if tree.low[i] in SAYING and tree.subject(i) is None else None
    if told is None or told > i:
        return
    comma = next((k for k in range(i - 1, told, -1) if tree.words[k] == ","), i)
    phrase = range(comma + 1, i)
    if any(tree.tags[t].startswith(("VB", "MD", "W")) for t in phrase):
        return
    tops = [t for t in phrase if not comma < tree.heads[t] < i]
    nouns = [t for t in tops if tree.is_noun(t)]
    if len(nouns) == 1:
        for t in tops:
            heads[t] = nouns[0]
        heads[nouns[0]], deps[nouns[0]] = i, "nsubj"


def _verb_for_a_noun(tree: Tree, i: int, tags: list[str]) -> None:
    """ "when the two exchange instruments": a noun with a subject and an object is a verb."""
    if tree.tags[i] not in ("NN", "NNS", "JJ") or tree.deps[i] not in _CLAUSES:
        return
    if tree.child(i, "nsubj") is not None and tree.child(i, "dobj") is not None:
        tags[i] = "VBD" if tree.low[i].endswith("ed") else "VBP"


def _headline_verb(tree: Tree, i: int, tags: list[str], deps: list[str]) -> None:
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


def _gerund_for_an_adjective(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "accused the bank of hiding losses": of doing it, not of losses that hide."""
    noun = tree.heads[i]
    prep = tree.heads[noun]
    if tree.deps[noun] != "pobj" or i != prep + 1 or tree.low[prep] != "of":
        return
    if tree.low[tree.heads[prep]] in ACCUSING and tree.tags[noun] in ("NN", "NNS"):
        heads[i], deps[i] = prep, "pcomp"
        heads[noun], deps[noun] = i, "dobj"


def _noun_for_a_verb(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
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


def _verb_of_a_relative(tree: Tree, i: int, tags: list[str]) -> None:
    """ "the lease, which lapses in July": behind "which" stands a verb."""
    subject = tree.child(i, "nsubj")
    if subject is not None and subject == i - 1 and tree.tags[subject] in ("WDT", "WP"):
        tags[i] = "VBZ"


def _object_for_a_subject(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "Jones sold the house and his wife will move": the wife moves, nobody sold her."""
    if not tree.is_verb(v) or tree.child(v, "nsubj", "nsubjpass", "expl") is not None:
        return
    first = tree.heads[v]
    aux = tree.child(v, "aux", "auxpass")
    obj = tree.child(first, "dobj")
    if aux is None or obj is None or not obj < aux < v or not tree.is_verb(first):
        return
    for k in tree.children(obj, "conj"):
        links = [c for c in tree.children(obj, "cc") if c < k]
        if max(tree.subtree(k)) == aux - 1 and links and tree.left_edge(k) == links[-1] + 1:
            passive = tree.child(v, "auxpass") is not None
            heads[k], deps[k] = v, "nsubjpass" if passive else "nsubj"
            heads[links[-1]] = first
            return


def _finite_for_bare(tree: Tree, i: int, tags: list[str]) -> None:
    """ "Sudan and Chad sign sales deal": a verb with a subject of its own and no auxiliary is finite."""
    subject = tree.child(i, "nsubj")
    if subject is not None and subject < i and tree.child(i, "aux", "auxpass", "mark") is None:
        tags[i] = "VBP"


def _verb_before_its_object(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
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


def _participle_for_a_clause(tree: Tree, v: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "Under the plan worked out on Monday, banks may": the plan was worked out, the phrase goes with
    "may"."""
    if tree.child(v, "nsubj", "nsubjpass", "mark", "aux", "auxpass", "expl", "dobj") is not None:
        return
    p = tree.child(v, "prep")
    if p is None or p > v or tree.tags[v] not in ("VBD", "VBN") or tree.heads[v] < v:
        return
    obj = tree.child(p, "pobj")
    if obj is None or max(tree.subtree(obj)) != v - 1 or tree.left_edge(v) != p:
        return
    heads[p] = tree.heads[v]
    heads[v], deps[v], tags[v] = obj, "acl", "VBN"


def _verb_for_a_participle(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
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


def _subject_for_a_modifier(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "The Danish Ting votes to leave": a finite verb has no name for its modifier, but for its subject."""
    before = [k for k in tree.children(v, "compound", "nmod") if k < v]
    if not before or before[-1] != v - 1 or not tree.tags[v - 1].startswith("NNP"):
        return
    if tree.child(v, "nsubj", "nsubjpass", "expl", "csubj") is not None:
        return
    deps[v - 1] = "nsubj"
    for k in (*before[:-1], *(d for d in tree.children(v, "det", "amod", "poss") if d < v)):
        heads[k] = v - 1


def _verb_before_its_noun(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
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


def _infinitive_of_a_preposition(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "agreed with the bank to sell it": with the bank, to sell it; no preposition governs an infinitive."""
    prep, subject = tree.heads[i], tree.child(i, "nsubj")
    to = any(tree.low[k] == "to" for k in tree.children(i, "aux"))
    if subject is None or not to or tree.low[prep] != "with" or not prep < subject < i:
        return
    heads[subject], deps[subject] = prep, "pobj"
    heads[i], deps[i] = tree.heads[prep], "xcomp"


def _pair_of_subjects(tree: Tree, i: int, heads: list[int]) -> None:
    """ "The council of Perth and angry tenants agree": the council and the tenants, not a council of both."""
    if tree.tags[i] != "NN" or tree.child(i, "conj") is not None:
        return
    for prep, obj in tree.preps(i):
        second, link = tree.child(obj, "conj"), tree.child(obj, "cc")
        if prep != "of" or second is None or link is None or tree.low[link] != "and":
            continue
        if tree.tags[obj].startswith("NNP") and tree.tags[second] == "NNS":
            heads[second] = heads[link] = i


def _bracket_of_the_last(tree: Tree, i: int, heads: list[int]) -> None:
    """ "the council and the tenants (the Perth League)": the bracket tells of what stands before it."""
    begin = tree.left_edge(i) - 1
    if begin < 1 or tree.words[begin] != "(" or tree.heads[i] == begin - 1:
        return
    if begin - 1 in tree.conjuncts(tree.heads[i]):
        heads[i] = begin - 1


def _condition_behind(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "is ready to sell, but only if prices rise": the condition of the selling, no clause beside it."""
    mark = tree.child(i, "mark")
    if mark is None or tree.low[mark] not in ("if", "unless") or not tree.is_verb(i):
        return
    begin = tree.left_edge(i)
    last = next((t for t in range(begin - 1, tree.sent_span(i)[0], -1) if tree.is_verb(t)), None)
    if last is not None and tree.low[begin - 1] in ("but", "and"):
        heads[i], deps[i] = last, "advcl"


def _prefix_of_its_noun(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "the bank's non-payment of the debt": the payment is the bank's, and what is spoken of."""
    noun = i + 2
    if (
        noun >= len(tree)
        or tree.words[i + 1] != "-"
        or tree.heads[i] != tree.heads[noun]
        or tree.deps[i] == "ROOT"
    ):
        return
    heads[i], deps[i], heads[i + 1], deps[i + 1] = noun, "advmod", noun, "punct"
    for k in tree.kids[i]:
        heads[k] = noun


def _second_object(tree: Tree, i: int, heads: list[int]) -> None:
    """ "sold a house in town and a garden": a noun beside a verb is one more of its objects."""
    verb = tree.heads[i]
    obj = tree.child(verb, "dobj")
    if (
        not tree.is_verb(verb)
        or obj is None
        or not verb < obj < i
        or tree.child(i, "nsubj", "dobj") is not None
    ):
        return
    link = [k for k in tree.children(verb, "cc") if obj < k < i]
    if link and tree.left_edge(i) == link[-1] + 1 and tree.child(i, "det", "poss", "nummod") is not None:
        heads[i] = heads[link[-1]] = obj


def _clause_without_which(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "rests on the contract the bank and the city signed": what both signed, no contract called a bank."""
    noun, below = tree.heads[i], tree.subtree(i)
    verb = max(below) + 1
    if tree.left_edge(i) != noun + 1 or tree.low[noun + 1] != "the" or verb >= tree.sent_span(i)[1]:
        return
    bare = tree.child(verb, "nsubj", "nsubjpass", "dobj", "aux") is None
    if tree.tags[verb] == "VBD" and bare and tree.deps[verb] in ("advcl", "conj", "ccomp", "acl", "relcl"):
        heads[verb], deps[verb] = noun, "relcl"
        heads[i], deps[i] = verb, "nsubj"


def _gerund_of_a_gerund(tree: Tree, i: int, heads: list[int]) -> None:
    """ "accused it of breaking one pact, and breaching another": the second hangs on the first."""
    head = tree.heads[i]
    if tree.tags[i] != "VBG" or tree.deps[i] != "conj" or tree.tags[head] not in _FINITE:
        return
    if tree.child(i, "aux", "nsubj") is not None:
        return
    below = [g for p in tree.children(head, "prep") if p < i for g in tree.children(p, "pcomp")]
    gerund = next((g for g in reversed(below) if head < g < i and tree.tags[g] == "VBG"), None)
    if gerund is not None:
        heads[i] = gerund


def _second_subject(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "The total, indefinite ceasefire will": an adjective that looks like a noun."""
    if tree.deps[i] not in ("nsubj", "nsubjpass") or tree.tags[i] != "NN" or i + 1 >= len(tree):
        return
    others = [k for k in tree.children(tree.heads[i], "nsubj", "nsubjpass") if k > i]
    if (
        others
        and tree.words[i + 1] == ","
        and all(tree.tags[t] in ("JJ", ",") for t in range(i + 1, others[0]))
    ):
        heads[i], deps[i] = others[0], "amod"


def _list_of_a_headline(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "Colombia, U.S. reach aviation agreement": a list without its "and"."""
    if tree.deps[i] != "npadvmod" or tree.tags[i] != "NNP" or i + 2 >= len(tree) or tree.words[i + 1] != ",":
        return
    verb = tree.heads[i]
    subject = tree.child(verb, "nsubj")
    if (
        subject is not None
        and i + 1 < subject
        and tree.left_edge(subject) == i + 2
        and tree.tags[subject] == "NNP"
    ):
        deps[i], heads[subject], deps[subject] = "nsubj", i, "conj"


def _noun_for_a_clause(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
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


def _clause_for_a_phrase(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "came after a truce with Iran took effect": "after" begins a clause, whose subject the truce is."""
    if tree.deps[v] != "advcl" or tree.tags[v] not in ("VBD", "VBZ", "VBP"):
        return
    if tree.child(v, "nsubj", "nsubjpass", "mark", "aux", "expl") is not None:
        return
    for p in tree.children(tree.heads[v], "prep"):
        if p >= v or tree.low[p] not in ("after", "before", "since", "until"):
            continue
        obj = tree.child(p, "pobj")
        if obj is not None and max(tree.subtree(obj)) == v - 1:
            heads[obj], deps[obj] = v, "nsubj"
            heads[p], deps[p] = v, "mark"
            return


def _subject_for_an_apposition(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "In a talk with the daily Politika, the minister, Jan Novak, said": who stands before the verb says
    it."""
    if tree.child(v, "nsubj", "nsubjpass", "csubj", "expl") is not None or tree.words[v - 1 : v] != [","]:
        return
    for p in tree.children(v, "prep"):
        if p > v:
            return
        obj = tree.child(p, "pobj")
        while obj is not None:
            beside = [k for k in tree.children(obj, "appos") if tree.words[tree.left_edge(k) - 1] == ","]
            if beside and max(tree.subtree(beside[-1])) == v - 2:
                heads[beside[0]], deps[beside[0]] = v, "nsubj"
                for k in beside[1:]:
                    heads[k] = beside[0]
                return
            inner = [k for q in tree.children(obj, "prep") for k in tree.children(q, "pobj")]
            obj = inner[-1] if inner else None
