"""The walks over a tree, on trees written by hand: they hold whatever the parser makes of a sentence."""

from __future__ import annotations

import pytest

from foedus.language.tree import Tree


def tree(*rows: tuple[str, str, str, int]) -> Tree:
    """A tree of (word, tag, label, head) rows, one sentence, words set apart by blanks."""
    words = [r[0] for r in rows]
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    return Tree(
        " ".join(words),
        words,
        starts,
        [r[1] for r in rows],
        [r[2] for r in rows],
        [r[3] for r in rows],
        [(0, len(rows))],
    )


# "Fiji agreed to sign and ratify the treaty with Tonga"
AGREED = tree(
    ("Fiji", "NNP", "nsubj", 1), ("agreed", "VBD", "ROOT", 1), ("to", "TO", "aux", 3), ("sign", "VB", "xcomp", 1),
    ("and", "CC", "cc", 3), ("ratify", "VB", "conj", 3), ("the", "DT", "det", 7), ("treaty", "NN", "dobj", 5),
    ("with", "IN", "prep", 7), ("Tonga", "NNP", "pobj", 8),
)  # fmt: skip
# "Fiji urged Tonga to pull out of the pact"
URGED = tree(
    ("Fiji", "NNP", "nsubj", 1), ("urged", "VBD", "ROOT", 1), ("Tonga", "NNP", "dobj", 1), ("to", "TO", "aux", 4),
    ("pull", "VB", "xcomp", 1), ("out", "RP", "prt", 4), ("out", "IN", "prep", 4), ("of", "IN", "prep", 6),
    ("the", "DT", "det", 9), ("pact", "NN", "pobj", 7),
)  # fmt: skip
# "the treaty which Fiji signed"
WHICH = tree(
    ("the", "DT", "det", 1), ("treaty", "NN", "ROOT", 1), ("which", "WDT", "nsubj", 4), ("Fiji", "NNP", "nsubj", 4),
    ("signed", "VBD", "relcl", 1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("of", "verb", "subject"),
    [(AGREED, 1, 0), (AGREED, 3, 0), (AGREED, 5, 0), (URGED, 4, 2), (WHICH, 4, 3), (WHICH, 1, None)],
)
def test_subjects_are_own_shared_or_controlled(of: Tree, verb: int, subject: int | None) -> None:
    assert of.subject(verb) == subject


def test_prepositions_and_their_objects() -> None:
    assert AGREED.preps(7) == (("with", 9),)
    assert URGED.preps(4) == (("out of", 9),)
    assert AGREED.preps(0) == ()


def test_kin() -> None:
    assert AGREED.conjuncts(3) == [3, 5]
    assert AGREED.first_conjunct(5) == 3
    assert AGREED.ancestors(9) == [8, 7, 5, 3, 1]
    assert AGREED.subtree(7) == [6, 7, 8, 9]
    assert AGREED.subtree(7, frozenset({"prep"})) == [6, 7]
    assert AGREED.children(3) == [2, 4, 5]
    assert AGREED.children(3, "conj") == [5]
    assert AGREED.child(3, "dobj") is None


@pytest.mark.parametrize(("token", "verb"), [(9, 5), (7, 5), (0, 1), (3, 3)])
def test_the_verb_of_a_clause(token: int, verb: int) -> None:
    assert AGREED.clause_verb(token) == verb


def test_offsets() -> None:
    assert AGREED.span_text(6, 8) == "the treaty"
    assert AGREED.span_text(3, 3) == ""
    for i, word in enumerate(AGREED.words):
        assert {AGREED.token_at(o) for o in range(AGREED.starts[i], AGREED.end(i))} == {i}, word
    assert AGREED.token_at(AGREED.end(0)) == 1
    assert AGREED.token_at(10_000) == len(AGREED) - 1
    assert AGREED.sent_span(4) == (0, 10)


def test_a_circle_of_controlling_verbs_ends() -> None:
    circle = tree(("go", "VB", "xcomp", 1), ("do", "VB", "xcomp", 0))
    assert circle.subject(0) is None
