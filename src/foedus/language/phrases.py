"""Noun phrases by their head: what belongs to the phrase itself, what is set beside it, how it is written."""

from __future__ import annotations

from foedus.language.tree import Tree

_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_FINITE = _CLAUSES - {"acl"}
_BESIDE = frozenset({"appos", "conj", "cc"})
# what a phrase is cut off
_WITH_COMMAS = _CLAUSES | _BESIDE
_CORE = _WITH_COMMAS | {"punct"}
_WITH_PARTICIPLES = _FINITE | _BESIDE
_TO_HEAD = _WITH_COMMAS | {"prep"}
_SHORT = _TO_HEAD | {"det", "punct"}
_ASIDES = frozenset({"relcl", "advcl", "punct"})
_OF_NOUNS = frozenset({"relcl", "acl"})
_SET_BEFORE = frozenset({"amod", "compound", "nmod", "poss"})
_BELOW = _SET_BEFORE | {"pobj", "appos"}
_NOMINAL = _BELOW | {"prep", "conj", "nummod", "npadvmod", "punct"}
_DEFINITE = frozenset({"the", "this", "that", "its", "same"})
_OF_A_NAME = frozenset({"NNP", "NNPS"})


def core(tree: Tree, i: int) -> list[int]:
    """The tokens of a noun phrase without clauses, appositions and what is coordinated with it."""
    return tree.subtree(i, _CORE)


def with_commas(tree: Tree, i: int) -> list[int]:
    """The same with the punctuation inside it."""
    return tree.subtree(i, _WITH_COMMAS)


def with_participles(tree: Tree, i: int) -> list[int]:
    """The same with the participles and infinitives of its nouns: "the pact reached in April"."""
    return tree.subtree(i, _WITH_PARTICIPLES)


def short(tree: Tree, i: int) -> list[int]:
    """A noun with what stands right before it: no article, nothing behind it but names of it."""
    return tree.subtree(i, _SHORT)


def up_to_its_head(tree: Tree, i: int) -> list[int]:
    """The same with its article and the punctuation inside it."""
    return tree.subtree(i, _TO_HEAD)


def appositions(tree: Tree, i: int) -> list[int]:
    """The heads of what is set beside a noun: "the minister, Mr Chen"."""
    return tree.children(i, "appos")


def listed(tree: Tree, i: int) -> list[int]:
    """A noun and the nouns coordinated with it."""
    return [j for j in tree.conjuncts(i) if tree.is_noun(j)]


def part_of(tree: Tree, i: int) -> int | None:
    """The group that "one of the diplomats" is of."""
    return next((o for prep, o in tree.preps(i) if prep == "of"), None)


def below(tree: Tree, i: int) -> list[int]:
    """A noun phrase with all of it but its clauses."""
    return tree.subtree(i, _OF_NOUNS)


def without_clauses(tree: Tree, i: int) -> list[int]:
    """A phrase without the clauses below it, the participles and infinitives of its nouns included."""
    return tree.subtree(i, _CLAUSES)


def without_finite_clauses(tree: Tree, i: int) -> list[int]:
    """The same with those participles and infinitives: "the pact reached in April"."""
    return tree.subtree(i, _FINITE)


def without_asides(tree: Tree, v: int) -> list[int]:
    """A clause with its complements, without its adverbial and relative clauses and its punctuation."""
    return tree.subtree(v, _ASIDES)


def is_within(tree: Tree, i: int, top: int) -> bool:
    """Whether a word belongs to the noun phrase of `top`, with no clause in between."""
    while i != top:
        if tree.deps[i] not in _NOMINAL or tree.heads[i] == i:
            return False
        i = tree.heads[i]
    return True


def noun_that_it_precedes(tree: Tree, i: int) -> int:
    """The head of the phrase that a name stands in, before its noun: "banks" of "a group of U.S. banks"."""
    at = i
    while tree.deps[i] in _SET_BEFORE and tree.heads[i] > at:
        i = tree.heads[i]
    return i


def is_below_a_noun(tree: Tree, i: int) -> bool:
    """Whether a noun stands behind a preposition, or before or beside another: no argument of a verb."""
    return tree.deps[i] in _BELOW


def is_name(tree: Tree, i: int) -> bool:
    """Whether a token is written as a name."""
    return tree.tags[i] in _OF_A_NAME


def is_plural_noun(tree: Tree, i: int) -> bool:
    """Whether a noun or name stands in the plural."""
    return tree.tags[i] in ("NNS", "NNPS")


def name_before(tree: Tree, i: int) -> int:
    """Where the run of a name that ends in i begins, hyphens in it included: "Jean-Marc Ayrault"."""
    a = i
    while a > 0 and tree.tags[a - 1].startswith("NNP") and tree.heads[a - 1] == i:
        a -= 1
    hyphen = a
    while hyphen > 1 and tree.words[hyphen - 1] == "-" and tree.heads[hyphen - 2] == i:
        hyphen -= 2
    return min(a, hyphen)


def of_a_name(tree: Tree, i: int) -> int:
    """The last token of "the Council of Europe", from its first noun: i itself where no "of" follows."""
    prep = next((k for k in tree.children(i, "prep") if k == i + 1 and tree.low[k] == "of"), None)
    obj = tree.child(prep, "pobj") if prep is not None else None
    if obj is None or not is_name(tree, obj):
        return i
    inside = [k for k in tree.subtree(obj, _CLAUSES | {"appos", "prep"}) if is_name(tree, k)]
    return max(inside) if inside else i


def definite(tree: Tree, i: int) -> list[int] | None:
    """The words before a noun that "the" and the like begin: [] for "the ministry", "that report"; "Soviet"
    and "news" for "the Soviet news agency"; None where none of these begins it, or more stands behind it
    than an aside."""
    kids = [k for k in tree.kids[i] if tree.deps[k] not in ("punct", "relcl", "appos")]
    kids = [k for k in kids if not (tree.deps[k] == "acl" and tree.words[k - 1] == ",")]
    if not any(tree.low[k] in _DEFINITE and k < i for k in kids) or any(k > i for k in kids):
        return None
    before = [t for k in kids for t in tree.subtree(k) if tree.low[t] not in _DEFINITE]
    return [t for t in before if tree.deps[t] not in ("punct", "case")]


def is_plural(tree: Tree, i: int) -> bool:
    """Whether a phrase is of several: a plural or a list."""
    return is_plural_noun(tree, i) or len(listed(tree, i)) > 1


def subjects_before(tree: Tree, end: int) -> list[int]:
    """The subjects of finite clauses before a token, the nearest first."""
    return [t for t in range(end - 1, -1, -1) if tree.deps[t] in ("nsubj", "nsubjpass")]


def main_subject(tree: Tree, sentence: int) -> int | None:
    """The subject of a sentence's main verb."""
    a, b = tree.sents[sentence]
    root = next((t for t in range(a, b) if tree.deps[t] == "ROOT"), None)
    return tree.child(root, "nsubj", "nsubjpass") if root is not None else None
