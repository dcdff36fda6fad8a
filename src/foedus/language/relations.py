"""Grammatical relations by name: what a verb or a noun has beside it, and what a word is to its head.

The parser's labels stay in this room: whoever reads English by its grammar asks here. A relation is asked
downwards with a plural ("the patients of a verb") or for its one bearer, and upwards with "is". All take a
tree and a token, and change nothing; lists are in the order of the text.
"""

from __future__ import annotations

from collections.abc import Collection

from foedus.language.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass")
_PATIENTS = ("dobj", "nsubjpass")
_PREDICATIVES = ("attr", "oprd", "acomp")
_ADNOMINAL = ("acl", "relcl")
_NOUNS_BEFORE = ("compound", "nmod")
_BEFORE = ("amod", "compound", "nmod")
_NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound"})


# what a verb has


def subject(tree: Tree, v: int) -> int | None:
    """A verb's own subject, active or passive; `Tree.subject` finds one that it shares, too."""
    return tree.child(v, *_SUBJECTS)


def active_subjects(tree: Tree, v: int) -> list[int]:
    """Who does it; more than one where the parser split a coordination."""
    return tree.children(v, "nsubj")


def active_subject(tree: Tree, v: int) -> int | None:
    """Who does it, in an active clause."""
    return tree.child(v, "nsubj")


def passive_subjects(tree: Tree, v: int) -> list[int]:
    """To what it is done, in a passive clause."""
    return tree.children(v, "nsubjpass")


def direct_objects(tree: Tree, v: int) -> list[int]:
    """The direct objects."""
    return tree.children(v, "dobj")


def direct_object(tree: Tree, v: int) -> int | None:
    """The direct object."""
    return tree.child(v, "dobj")


def patients(tree: Tree, v: int) -> list[int]:
    """To what it is done: the direct objects, or the subjects of a passive."""
    return tree.children(v, *_PATIENTS)


def recipients(tree: Tree, v: int) -> list[int]:
    """To whom something is given or told: the indirect objects, "to" of them among these."""
    return tree.children(v, "dative")


def predicated(tree: Tree, v: int) -> list[int]:
    """What a noun is said to be, which the parser may take for an object: "became a party"."""
    return tree.children(v, "attr", "dobj", "oprd")


def predicatives(tree: Tree, v: int) -> list[int]:
    """What the subject or the object is said to be or to become."""
    return tree.children(v, *_PREDICATIVES)


def infinitives(tree: Tree, v: int) -> list[int]:
    """The clauses that have no subject of their own ("wants to sign"): open complements."""
    return tree.children(v, "xcomp")


def content_clauses(tree: Tree, v: int) -> list[int]:
    """The clauses that tell what is said, known or agreed: "said that it signed"."""
    return tree.children(v, "ccomp")


def complements(tree: Tree, v: int) -> list[int]:
    """The verbs of the clauses that complete a verb or an adjective, open ones and others."""
    return tree.children(v, "xcomp", "ccomp")


def adjuncts(tree: Tree, v: int) -> list[int]:
    """The verbs of the adverbial clauses."""
    return tree.children(v, "advcl")


def clauses(tree: Tree, i: int) -> list[int]:
    """The verbs of all clauses that hang on a word, those behind a preposition included."""
    return tree.children(i, "ccomp", "xcomp", "acl", "relcl", "advcl", "pcomp")


def particles(tree: Tree, v: int) -> list[int]:
    """The particles of a phrasal verb: "off" of "broke off"."""
    return tree.children(v, "prt")


def verb_particles(tree: Tree, v: int) -> list[int]:
    """The words behind a verb that may make a phrasal verb of it; the parser confuses particles, adverbs,
    prepositions.
    """
    return [k for k in tree.children(v, "prt", "advmod", "prep") if k > v]


def interjections(tree: Tree, v: int) -> list[int]:
    """ "said yes to"."""
    return tree.children(v, "intj")


def adverbs(tree: Tree, v: int) -> list[int]:
    """The adverbs, "not" among them."""
    return tree.children(v, "advmod", "neg")


def prepositions(tree: Tree, i: int) -> list[int]:
    """The prepositions that hang on a word; `Tree.preps` has them with their objects."""
    return tree.children(i, "prep")


def introduced_by(tree: Tree, prep: int) -> list[int]:
    """The objects of a preposition."""
    return tree.children(prep, "pobj")


# what a noun has


def possessors(tree: Tree, n: int) -> list[int]:
    """Whose it is: "its", "Peru's"."""
    return tree.children(n, "poss")


def possessor(tree: Tree, n: int) -> int | None:
    return tree.child(n, "poss")


def owned_by(tree: Tree, n: int, words: Collection[str]) -> bool:
    """Whether its possessor is one of some pronouns: "its", "their"."""
    return any(tree.low[k] in words for k in possessors(tree, n))


def compounds(tree: Tree, n: int) -> list[int]:
    """The nouns that make one word with a noun: "border treaty"."""
    return tree.children(n, "compound")


def noun_modifiers(tree: Tree, n: int) -> list[int]:
    """The nouns set before a noun, as one word with it or more loosely."""
    return tree.children(n, *_NOUNS_BEFORE)


def premodifiers(tree: Tree, n: int) -> list[int]:
    """The nouns and adjectives set before a noun."""
    return tree.children(n, *_BEFORE)


def modifiers(tree: Tree, n: int) -> list[int]:
    """What is set before a noun or beside it: adjectives, nouns, its possessor, appositions."""
    return tree.children(n, *_BEFORE, "poss", "appos")


def nouns_before(tree: Tree, n: int) -> list[int]:
    """The nouns set before a noun, its possessor among them: "the alliance's enlargement"."""
    return tree.children(n, "compound", "nmod", "poss")


def adjectives(tree: Tree, n: int) -> list[int]:
    """The adjectives and participles set before a noun."""
    return tree.children(n, "amod")


def determiners(tree: Tree, n: int) -> list[int]:
    """The articles, demonstratives, quantifiers and possessors of a noun."""
    return tree.children(n, "det", "predet", "poss")


def numerals(tree: Tree, n: int) -> list[int]:
    """The numbers that count a noun: "five presidents"."""
    return tree.children(n, "nummod", "quantmod")


def times(tree: Tree, i: int) -> list[int]:
    """The noun phrases that stand as adverbs: "signed Monday", "an accord Monday"."""
    return tree.children(i, "npadvmod")


def counters(tree: Tree, n: int) -> list[int]:
    """The numbers and determiners of a noun: "five", "both"."""
    return tree.children(n, "nummod", "det")


def adnominal_clauses(tree: Tree, n: int) -> list[int]:
    """The verbs of a noun's relative clauses, participles and infinitives."""
    return tree.children(n, *_ADNOMINAL)


def relative_clauses(tree: Tree, n: int) -> list[int]:
    """The verbs of a noun's relative clauses."""
    return tree.children(n, "relcl")


def reduced_clauses(tree: Tree, n: int) -> list[int]:
    """The participles and infinitives that hang on a noun: "reached in April", "to sign"."""
    return tree.children(n, "acl")


# what a word is to its head


def is_subject(tree: Tree, i: int) -> bool:
    return tree.deps[i] in _SUBJECTS


def is_object(tree: Tree, i: int) -> bool:
    return tree.deps[i] == "dobj"


def is_patient(tree: Tree, i: int) -> bool:
    return tree.deps[i] in _PATIENTS


def predicated_of(tree: Tree, i: int) -> int | None:
    """Of what a predicative or a small clause is told: "called it a good deal", "it is a treaty"."""
    if tree.deps[i] == "attr":
        return tree.child(tree.heads[i], "nsubj")
    return tree.child(tree.heads[i], *_PATIENTS) if tree.deps[i] == "oprd" else tree.child(i, "nsubj")


def is_predicative(tree: Tree, i: int) -> bool:
    return tree.deps[i] in _PREDICATIVES


def preposition_of(tree: Tree, i: int) -> int | None:
    """The preposition that a noun is the object of."""
    return tree.heads[i] if tree.deps[i] == "pobj" else None


def is_possessor(tree: Tree, i: int) -> bool:
    return tree.deps[i] == "poss"


def is_apposition(tree: Tree, i: int) -> bool:
    return tree.deps[i] == "appos"


def is_determiner(tree: Tree, i: int) -> bool:
    """Whether a word is an article, a demonstrative or a quantifier of a noun."""
    return tree.deps[i] == "det"


def is_noun_modifier(tree: Tree, i: int) -> bool:
    """Whether a noun is set before another."""
    return tree.deps[i] in _NOUNS_BEFORE


def is_premodifier(tree: Tree, i: int) -> bool:
    """Whether a word is set before a noun, without being its possessor."""
    return tree.deps[i] in _BEFORE


def is_attributive(tree: Tree, i: int) -> bool:
    """Whether an adjective or participle is set before its noun: "the signed treaty"."""
    return tree.deps[i] == "amod"


def is_coordinated(tree: Tree, i: int) -> bool:
    """Whether a word follows another one that it is coordinated with."""
    return tree.deps[i] == "conj"


def heads_a_clause(tree: Tree, i: int) -> bool:
    """Whether a verb is more than an auxiliary or a word before a noun."""
    return tree.is_verb(i) and tree.deps[i] not in _NO_CLAUSE


def is_relative(tree: Tree, v: int) -> bool:
    """Whether a verb is that of a relative clause."""
    return tree.deps[v] == "relcl"


def is_reduced(tree: Tree, v: int) -> bool:
    """Whether a participle or an infinitive hangs on a noun."""
    return tree.deps[v] == "acl"


def is_adnominal(tree: Tree, v: int) -> bool:
    return tree.deps[v] in _ADNOMINAL


def is_adjunct(tree: Tree, v: int) -> bool:
    """Whether a verb's clause is adverbial: "when it signed", "to end the war"."""
    return tree.deps[v] == "advcl"


def follows_a_preposition(tree: Tree, v: int) -> bool:
    """Whether a verb's clause is the object of a preposition: "of violating it"."""
    return tree.deps[v] == "pcomp"


def is_complement(tree: Tree, v: int) -> bool:
    """Whether a verb's clause completes another verb."""
    return tree.deps[v] in ("xcomp", "ccomp")
