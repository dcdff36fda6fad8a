"""Mends the errors that the parser makes again and again, before anybody reads its trees. Only here."""

from __future__ import annotations

from foedus.language import repair_attachment as attachment
from foedus.language import repair_classes as classes
from foedus.language import repair_participles as participles
from foedus.language import repair_speech as speech
from foedus.language.hyphens import joined
from foedus.language.tree import Tree

_CLAUSES = frozenset({"ROOT", "advcl", "ccomp", "conj", "relcl", "acl", "parataxis"})
_PARTED = frozenset({"advcl", "acl", "acomp", "pobj"})
_MENDED = _CLAUSES | {"nsubj", "nsubjpass", "appos", "npadvmod", "amod", "pcomp", "xcomp"}


def repaired(tree: Tree) -> Tree:
    """The tree mended: a new one where anything was wrong, else the same."""
    whole = joined(tree) if "-" in tree.words else tree
    heads, tags, deps = list(whole.heads), list(whole.tags), list(whole.deps)
    for i, (tag, label) in enumerate(zip(whole.tags, whole.deps, strict=True)):
        if tag == "RP":
            attachment.particle_of_an_adverb(whole, i, heads, deps)
        elif tag == "VBG" and label in ("pcomp", "pobj"):
            classes.noun_for_a_gerund(whole, i, deps, tags)
        elif tag == "VBN" and label in _PARTED and participles.parted_passive(whole, i, heads, deps):
            continue
        if label not in _MENDED and whole.low[i] != "non":
            continue
        if label == "conj" and tag == "VBG":
            attachment.gerund_of_a_gerund(whole, i, heads)
            attachment.gerunds_that_share_an_object(whole, i, heads, deps, tags)
        elif label == "nsubj" and whole.words[i + 1 : i + 2] == [":"]:
            deps[i] = "dep"  # "Grain deal: deadline passed": a headline's topic is no subject
        elif label in ("nsubj", "nsubjpass"):
            attachment.second_subject(whole, i, heads, deps)
            attachment.pair_of_subjects(whole, i, heads)
        elif label == "appos":
            attachment.bracket_of_the_last(whole, i, heads)
            attachment.clause_without_which(whole, i, heads, deps)
        elif label == "npadvmod":
            attachment.list_of_a_headline(whole, i, heads, deps)
        elif label == "advcl" and tag in ("VBD", "VBZ", "VBP", "VBN"):
            attachment.clause_for_a_phrase(whole, i, heads, deps)
            classes.participle_for_a_clause(whole, i, heads, deps, tags)
            classes.participle_of_a_noun(whole, i, heads, deps)
            participles.participle_behind_a_comma(whole, i, heads, deps)
        elif label == "ccomp" and tag == "VBN":
            attachment.pronoun_for_a_subject(whole, i, heads, deps)
        elif label in ("ROOT", "ccomp", "conj") and tag in ("VBD", "VBZ"):
            attachment.speaker_behind(whole, i, heads, deps)
            attachment.subject_behind_a_place(whole, i, heads, deps)
            attachment.subject_for_an_apposition(whole, i, heads, deps)
            attachment.subject_for_a_modifier(whole, i, heads, deps)
        elif label == "amod" and tag in ("VBN", "VBD"):
            classes.verb_for_a_participle(whole, i, heads, deps, tags)
            classes.verb_before_its_noun(whole, i, heads, deps)
        if whole.low[i] == "non":
            attachment.prefix_of_its_noun(whole, i, heads, deps)
        _around_speech(whole, i, heads, deps, tags)
        _of_another_class(whole, i, heads, deps, tags)
    if whole is tree and heads == tree.heads and tags == tree.tags and deps == tree.deps:
        return tree
    if not _is_a_tree(heads):
        return whole  # two repairs that do not go together
    return Tree(whole.text, whole.words, whole.starts, tags, deps, heads, whole.sents)


def _is_a_tree(heads: list[int]) -> bool:
    """Whether every token leads up to a root: no head hangs below its own."""
    sound: set[int] = set()
    for i in range(len(heads)):
        path: list[int] = []
        at = i
        while at not in sound and heads[at] != at and len(path) <= len(heads):
            path.append(at)
            at = heads[at]
        if len(path) > len(heads):
            return False
        sound.update(path)
    return True


def _of_another_class(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Words that the parser took for ones of another class, and what is joined to the wrong one of two."""
    label, tag = tree.deps[i], tree.tags[i]
    if label == "amod" and tag == "VBG":
        classes.gerund_for_an_adjective(tree, i, heads, deps)
    elif label == "conj" and tag in ("VBP", "VB"):
        classes.noun_for_a_verb(tree, i, heads, deps, tags)
    if label == "pcomp" and tag == "VB":
        attachment.infinitive_of_a_preposition(tree, i, heads, deps)
    if tag == "NN" and label == "xcomp" and i and tree.low[i - 1] == "to":
        tags[i] = "VB"  # "is due to lapse"
    if label == "ROOT" and tag == "VB":
        classes.finite_for_bare(tree, i, tags)
    if label == "acl":
        participles.past_for_a_participle(tree, i, tags)
        participles.clause_of_getting(tree, i, heads, deps)
        classes.clause_for_an_object(tree, i, heads, deps, tags)
    if label == "relcl" and tag == "NNS":
        classes.verb_of_a_relative(tree, i, tags)
    if label == "conj" and tag in ("NN", "NNS", "NNP"):
        attachment.second_object(tree, i, heads)
    if label == "conj":
        classes.participle_of_a_noun(tree, i, heads, deps)
        participles.participle_for_the_verb(tree, i, heads, deps, tags)
        attachment.clause_behind_after(tree, i, heads, deps)
        attachment.condition_behind(tree, i, heads, deps)
        attachment.clause_of_a_condition(tree, i, heads)
        attachment.object_for_a_subject(tree, i, heads, deps)
    if label in _CLAUSES and tag in ("NN", "NNS", "JJ"):
        classes.verb_for_a_noun(tree, i, tags)
        classes.headline_verb(tree, i, tags, deps)
        classes.noun_for_a_clause(tree, i, heads, deps)
        classes.verb_before_its_object(tree, i, heads, deps, tags)


def _around_speech(tree: Tree, i: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Who speaks, and which clause is what is said."""
    label = tree.deps[i]
    if label == "relcl":
        speech.clause_for_a_relative(tree, i, heads, deps)
    elif label == "ccomp" and tree.tags[i] in ("VBG", "VBN"):
        speech.speaker_for_a_subject(tree, i, heads, deps)
    elif label == "nsubj" and tree.tags[i] == "VBZ":
        tags[i] = "NNS"  # "Press reports from town say"
    elif label == "amod":
        speech.source_for_a_modifier(tree, i, heads, deps)
    elif label == "advcl":
        speech.clause_before_its_verb(tree, i, heads)
