"""Repairs around verbs of saying: who speaks, and which clause is what is said.

Each has the words that called for it; none looks further than one sentence.
"""

from __future__ import annotations

from foedus.language.tree import SUBJECTS, Tree
from foedus.language.words import RELATIVES, SAYING


def clause_for_a_relative(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "told the last meeting of the council that the bank would sell it": what is told, no clause of the
    council; a relative "that" leaves no subject of its own beside it."""
    mark = tree.child(i, "mark")
    subject = tree.child(i, *SUBJECTS)
    if mark is None or tree.low[mark] != "that" or subject is None or tree.low[subject] in RELATIVES:
        return
    verb = next((up for up in tree.ancestors(i, 5) if tree.is_verb(up)), None)
    if verb is not None and tree.low[verb] in SAYING and tree.child(verb, "ccomp") is None:
        heads[i], deps[i] = verb, "ccomp"


def source_for_a_modifier(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "Quoting informed sources, the daily said": sources that it quotes, not quoting ones."""
    noun = tree.heads[i]
    verb = tree.heads[noun]
    begins = i == tree.sent_span(i)[0] and tree.low[i] in ("quoting", "citing")
    if begins and noun < verb and tree.words[noun + 1] == "," and tree.is_verb(verb):
        heads[i], deps[i] = verb, "advcl"
        heads[noun], deps[noun] = i, "dobj"


def speaker_for_a_subject(tree: Tree, i: int, heads: list[int], deps: list[str]) -> None:
    """ "said an official speaking on the phone", "The mayor, interviewed on the radio, said": who says it is
    told of by the participle, not what it is about."""
    verb, subject = tree.heads[i], tree.child(i, "nsubj")
    if tree.low[verb] not in SAYING or subject is None or tree.child(verb, "nsubj") is not None:
        return
    if tree.child(i, "aux", "auxpass", "mark") is not None:
        return
    others = [k for k in tree.children(verb, "ccomp") if k != i]
    behind = tree.tags[i] == "VBG" and tree.left_edge(subject) == verb + 1 and any(k < verb for k in others)
    aside = tree.tags[i] == "VBN" and i < verb and tree.words[i - 1] == tree.words[verb - 1] == ","
    if behind or (aside and subject < i - 1 and any(k > verb for k in others)):
        heads[subject], deps[subject] = verb, "nsubj"
        heads[i], deps[i] = subject, "acl"


def clause_before_its_verb(tree: Tree, i: int, heads: list[int]) -> None:
    """ "After the mayor said the bank had sold it, prices rose": what he said, not when it was sold."""
    sold = tree.heads[i]
    subject = tree.child(sold, "nsubj", "nsubjpass")
    if (
        tree.low[i] not in SAYING
        or tree.child(i, "nsubj") is None
        or tree.child(i, "ccomp", "dobj") is not None
    ):
        return
    if tree.deps[sold] == "ccomp" and subject is not None and tree.left_edge(subject) == i + 1:
        heads[i] = tree.heads[sold]
        heads[sold] = i
