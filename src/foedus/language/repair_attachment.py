"""Repairs of what hangs on the wrong word: subjects, objects, coordinations and clauses.

Each has the words that called for it; none looks further than one clause.
"""

from __future__ import annotations

from foedus.language.tree import Tree
from foedus.language.words import FUTURE, SAYING, WHEN

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "VBN"})


def speaker_behind(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
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


def object_for_a_subject(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
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


def pronoun_for_a_subject(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "once they had read it and copies have been sold": it was read, and copies alone were sold."""
    first, pronoun = tree.heads[v], tree.child(v, "nsubj", "nsubjpass")
    if pronoun is None or tree.tags[pronoun] != "PRP" or not tree.is_verb(first) or pronoun != first + 1:
        return
    aux, links = tree.child(v, "aux", "auxpass"), tree.children(pronoun, "cc")
    other = next((k for k in tree.children(pronoun, "conj") if k < v), None)
    if other is None or aux is None or not links or max(tree.subtree(other)) != aux - 1:
        return
    heads[pronoun], deps[pronoun] = first, "dobj"
    heads[other], deps[other] = v, tree.deps[pronoun]
    heads[links[0]] = first
    deps[v] = "conj"


def subject_for_a_modifier(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "The Danish Ting votes to leave": a finite verb has no name for its modifier, but for its subject."""
    before = [k for k in tree.children(v, "compound", "nmod") if k < v]
    if not before or before[-1] != v - 1 or not tree.tags[v - 1].startswith("NNP"):
        return
    if tree.child(v, "nsubj", "nsubjpass", "expl", "csubj") is not None:
        return
    deps[v - 1] = "nsubj"
    for k in (*before[:-1], *(d for d in tree.children(v, "det", "amod", "poss") if d < v)):
        heads[k] = v - 1


def infinitive_of_a_preposition(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "agreed with the bank to sell it": with the bank, to sell it; no preposition governs an infinitive."""
    prep, subject = tree.heads[i], tree.child(i, "nsubj")
    to = any(tree.low[k] == "to" for k in tree.children(i, "aux"))
    if subject is None or not to or tree.low[prep] != "with" or not prep < subject < i:
        return
    heads[subject], deps[subject] = prep, "pobj"
    heads[i], deps[i] = tree.heads[prep], "xcomp"


def pair_of_subjects(tree: Tree, i: int, heads: list[int]) -> None:
    """ "The council of Perth and angry tenants agree": the council and the tenants, not a council of both."""
    if tree.tags[i] != "NN" or tree.child(i, "conj") is not None:
        return
    for prep, obj in tree.preps(i):
        second, link = tree.child(obj, "conj"), tree.child(obj, "cc")
        if prep != "of" or second is None or link is None or tree.low[link] != "and":
            continue
        if tree.tags[obj].startswith("NNP") and tree.tags[second] == "NNS":
            heads[second] = heads[link] = i


def bracket_of_the_last(tree: Tree, i: int, heads: list[int]) -> None:
    """ "the council and the tenants (the Perth League)": the bracket tells of what stands before it."""
    begin = tree.left_edge(i) - 1
    if begin < 1 or tree.words[begin] != "(" or tree.heads[i] == begin - 1:
        return
    if begin - 1 in tree.conjuncts(tree.heads[i]):
        heads[i] = begin - 1


def condition_behind(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "is ready to sell, but only if prices rise": the condition of the selling, no clause beside it."""
    mark = tree.child(i, "mark")
    if mark is None or tree.low[mark] not in ("if", "unless") or not tree.is_verb(i):
        return
    begin = tree.left_edge(i)
    last = next((t for t in range(begin - 1, tree.sent_span(i)[0], -1) if tree.is_verb(t)), None)
    if last is not None and tree.low[begin - 1] in ("but", "and"):
        heads[i], deps[i] = last, "advcl"


def clause_of_a_condition(tree: Tree, v: int, heads: list[int]) -> None:
    """ "will be paid once the bank has agreed and its owner has signed": once both have."""
    first = tree.heads[v]
    if tree.subject(v) is None or not any(tree.low[k] in ("has", "have") for k in tree.children(v, "aux")):
        return
    if not any(tree.low[k] in FUTURE for k in tree.children(first, "aux")):
        return
    link = tree.left_edge(v) - 1
    if tree.deps[link] != "cc":
        return
    soon = [k for k in tree.children(first, "advmod") if tree.low[k] in ("soon", "long")]
    for clause in (c for k in (first, *soon) for c in tree.children(k, "advcl")):
        if not first < clause < link or max(tree.subtree(clause)) not in (link - 1, link):
            continue
        if WHEN & set(tree.low[first:clause]) or "if" in tree.low[first:clause] or soon:
            heads[v], heads[link] = clause, clause
            return


def prefix_of_its_noun(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
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


def second_object(tree: Tree, i: int, heads: list[int]) -> None:
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


def clause_without_which(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "rests on the contract the bank and the city signed": what both signed, no contract called a bank."""
    noun, below = tree.heads[i], tree.subtree(i)
    verb = max(below) + 1
    if tree.left_edge(i) != noun + 1 or tree.low[noun + 1] != "the" or verb >= tree.sent_span(i)[1]:
        return
    bare = tree.child(verb, "nsubj", "nsubjpass", "dobj", "aux") is None
    if tree.tags[verb] == "VBD" and bare and tree.deps[verb] in ("advcl", "conj", "ccomp", "acl", "relcl"):
        heads[verb], deps[verb] = noun, "relcl"
        heads[i], deps[i] = verb, "nsubj"


def gerund_of_a_gerund(tree: Tree, i: int, heads: list[int]) -> None:
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


def gerunds_that_share_an_object(
    tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]
) -> None:
    """ "approved signing and ratifying the pact": the second is no deed beside the approval."""
    head = tree.heads[i]
    first = tree.child(head, "dobj")
    if first is None or first != i - 2 or tree.low[i - 1] not in ("and", "or") or not tree.is_verb(head):
        return
    if (
        tree.tags[head] != "VBG"
        and tree.low[first].endswith("ing")
        and not tree.children(first, "det", "amod")
    ):
        tags[first], deps[first], heads[i] = "VBG", "xcomp", first


def second_subject(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
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


def list_of_a_headline(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
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


def clause_for_a_phrase(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
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


def subject_behind_a_place(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
    """ "In talks in Rome, Peru, Chile and Bolivia agreed", "Meeting in Rome, Peru and Chile agreed": who
    stands before a verb without a subject is no further place."""
    subject = tree.child(v, "nsubj", "nsubjpass", "csubj", "expl")
    fronted = subject is not None and tree.tags[subject] == "VBG" and tree.deps[subject] == "nsubj"
    if subject is not None and not fronted:
        return
    last = v - 1
    while last > 0 and tree.heads[last] == v and tree.deps[last] in ("advmod", "aux", "auxpass", "neg"):
        last -= 1
    listed: list[int] = []
    while last > 0 and tree.deps[last] == "conj":
        listed.append(last)
        last = tree.heads[last]
    if len(listed) < 2 or tree.deps[last] != "pobj" or tree.words[tree.left_edge(listed[-1]) - 1] != ",":
        return
    if v not in tree.ancestors(last):
        return
    heads[listed[-1]], deps[listed[-1]] = v, "nsubj"
    if subject is not None:
        deps[subject] = "advcl"


def subject_for_an_apposition(tree: Tree, v: int, heads: list[int], deps: list[str]) -> None:
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


def particle_of_an_adverb(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "an accord worked out here": the particle of the verb, not a word about "here"."""
    adverb = tree.heads[i] == i + 1 and tree.deps[i + 1] == "advmod"
    if adverb and i and tree.heads[i + 1] == i - 1 and tree.is_verb(i - 1):
        heads[i], deps[i] = i - 1, "prt"


def clause_behind_after(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "came into force after Norway, the last of six, ratified": what it came after, with its subject."""
    comma = i - 1
    own = tree.child(i, "nsubj", "nsubjpass")
    if tree.tags[i] != "VBD" or tree.words[comma] != "," or own is not None:
        return
    for prep in (k for k in tree.kids[tree.heads[i]] if k < i and tree.low[k] in ("after", "before")):
        noun = tree.child(prep, "pobj")
        other = tree.child(noun, "appos") if noun is not None else None
        if noun is not None and other is not None and tree.subtree(other)[-1] + 1 == comma:
            heads[noun], deps[noun] = i, "nsubj"
            heads[prep], deps[prep] = i, "mark"
            deps[i] = "advcl"
