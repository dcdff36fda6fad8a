"""The work of the reader grows with a text's length, not with its square, whatever the text repeats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest

from foedus.language.tree import LONGEST, Tree
from foedus.model import Block, Role
from foedus.pages import article
from foedus.pages.budget import cut
from foedus.reading import claims
from foedus.reading.assemble import Assembler
from foedus.reading.build import context
from tests.reading.reader import page, steps

STATES = ("France", "Germany", "Italy", "Spain", "Japan", "Kenya", "Chile", "Norway", "Egypt", "India")
WORDS = ("Alpha", "Beta", "Gamma", "Delta", "Omega", "Sigma", "Kappa")


def plain(n: int) -> str:
    """Sentences that each tell a step of their own."""
    pairs = ((STATES[i % 10], STATES[(i + i // 10 % 9 + 1) % 10], i) for i in range(n))
    return " ".join(
        f"{a} ratified the treaty with {b} on {1 + i % 28} May {1950 + i % 70}." for a, b, i in pairs
    )


def named(n: int) -> str:
    """Sentences that each name an agreement of their own."""
    return " ".join(
        f"{STATES[i % 10]} signed the {WORDS[i % 7]}{i} Treaty with {STATES[(i + 3) % 10]}." for i in range(n)
    )


def laid_down(n: int) -> str:
    """Sentences that lay down the same of one agreement, over and over."""
    return "The treaty will enter into force on the exchange of instruments of ratification. " * n


def in_each_other(n: int) -> str:
    """What a parser takes for one sentence, each clause in the one before."""
    return "The minister said that it signed the treaty which " * n


@pytest.mark.parametrize("text", [plain, named, laid_down, in_each_other])
def test_four_times_the_text_takes_four_times_the_work(text: Callable[[int], str]) -> None:
    """At most eleven times, by processor time; the square would be sixteen. The parse is not measured."""
    short, long = (context(page(text(n))) for n in (250, 1000))
    Assembler(short).claims()
    assert _seconds(lambda: Assembler(long).claims()) <= 11 * _seconds(lambda: Assembler(short).claims())


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of the better of two runs."""
    best = float("inf")
    for _ in range(2):
        before = process_time()
        work()
        best = min(best, process_time() - before)
    return best


def test_a_page_repeated_over_and_over_tells_each_step_once() -> None:
    once = steps("Egypt ratified its treaty with Israel on Monday. Israel signed the treaty in June.")
    again = steps("Egypt ratified its treaty with Israel on Monday. Israel signed the treaty in June. " * 40)
    assert again == once


def test_a_sentence_longer_than_any_stands_as_several() -> None:
    n = 3 * LONGEST + 7
    heads = [max(0, i - 1) for i in range(n)]
    tree = Tree("a " * n, ["a"] * n, [2 * i for i in range(n)], ["NN"] * n, ["conj"] * n, heads, [(0, n)])
    assert tree.sents == [(0, 250), (250, 500), (500, 750), (750, 757)]
    for i in range(n):
        a, b = tree.sent_span(i)
        assert a <= i < b
        assert all(a <= up < b for up in tree.ancestors(i))
        assert a <= tree.left_edge(i) <= i
    assert tree.deps[250] == "ROOT"
    short = Tree("a a", ["a", "a"], [0, 2], ["NN", "NN"], ["ROOT", "conj"], [0, 0], [(0, 2)])
    assert (short.sents, short.deps) == ([(0, 2)], ["ROOT", "conj"])


@pytest.mark.parametrize(
    ("text", "tokens", "kept", "more"),
    [
        ("one two three", 3, "one two three", False),
        ("one two three", 2, "one two", True),
        ("one, two", 2, "one,", True),
        ("x" * 50, 2, "x" * 40, True),
        ("x" * 50, 3, "x" * 50, False),
        ("((((", 3, "(((", True),
        ("...", 0, "", True),
        ("  \n ", 0, "  \n ", False),
    ],
)
def test_tokens_are_words_and_signs_and_twenty_letters_of_what_is_no_word(
    text: str, tokens: int, kept: str, more: bool
) -> None:
    blocks, cut_off = cut(text, [Block(0, len(text), Role.BODY)], tokens)
    assert ("".join(text[b.start : b.end] for b in blocks), cut_off) == (kept, more)


def test_what_is_not_read_costs_no_tokens() -> None:
    text = "one two three four"
    blocks = [Block(0, 7, Role.FURNITURE), Block(8, 18, Role.BODY)]
    assert cut(text, blocks, 2) == (tuple(blocks), False)


def test_a_page_is_read_up_to_its_budget_and_that_is_said() -> None:
    story = "Egypt signed a treaty with Israel. "
    filler = "The weather was fine that day, and the minister went home early, as he had said. " * 4000
    long = article((story + "\n\n" + filler + "\n\nRussia ratified its treaty with North Korea on Saturday.").encode(), doc="p", published="2024-11-12")  # fmt: skip
    assert len(long.warnings) == 1
    assert "only its first 40,000 words and signs are read" in long.warnings[0]
    assert [c.actors for c in claims(long)] == [("EGY", "ISR")]
    short = page(story)
    assert short.warnings == ()
    assert replace(short, warnings=()) == short
