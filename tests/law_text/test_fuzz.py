"""Any text is read without an exception, and in a time that grows with its length and not faster."""

from __future__ import annotations

import random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.law.forms import terms_from_json, terms_to_json
from foedus.law.text import terms

WORDS = (
    "this the Agreement Convention shall enter into force on date of signature deposit the sixth instrument of "
    "ratification acceptance or approval by two-thirds of all the Contracting Parties thirty (30) days after first day "
    "of month following notify each other that procedures have been completed it remain in force for five years "
    "renewed unless denounced six months before expiry withdraw notice until 1 January 1990 not amendments Article 12 "
    "II . ; , : ( ) - 2. (a) which and or if when provided effect receipt last exchange notes 50 per cent including shall render assistance if "
    "attacked consult threat neutral refrain from force against one another weapons forces territory alliance"
).split()

salad = st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join)


@settings(deadline=None, max_examples=300)
@given(st.one_of(salad, st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map("".join)))
def test_any_text_is_read(text: str) -> None:
    found = terms(text)
    for clause in found.clauses:
        assert text[clause.start : clause.end] == clause.quote
        assert 0.0 < clause.confidence <= 1.0
    assert terms_from_json(terms_to_json(found)) == found


TREATY = (
    "ARTICLE 17 1. This Convention shall enter into force on the ninetieth day after the date of deposit of the tenth "
    "instrument of ratification, acceptance or approval. 2. For each State ratifying thereafter it shall enter into "
    "force on the thirtieth day after deposit. ARTICLE 18 At any time after five years a Party may withdraw by notice; "
    "the withdrawal shall take effect one year after its receipt."
)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(TREATY)), st.integers(0, len(TREATY)))
def test_truncated_treaty(a: int, b: int) -> None:
    found = terms(TREATY[min(a, b) : max(a, b)])
    assert found.entry_into_force.count in (None, 10, "all", 30)


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = process_time()
        terms(text)
        best = min(best, process_time() - start)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "this agreement shall enter into force on the date ",
        "the first day of the month following the expiry of a period of ",
        "instruments of ratification, acceptance, approval or accession, ",
        "article 1 and article 2 of the ",
        "one hundred and one hundred and twenty-",
        "notice of withdrawal six months before ",
        "((((1) 2. ; a - ",
        "including the United States and ",
        "          ",
        "unless ",
        "give war attack shall not refrain from force against ",
        "station forces in and about consult threat of aggression ",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    """Eight times the text takes at most some twenty times as long; quadratic would be sixty-four."""
    short = unit * (6000 // len(unit))
    seconds(short)
    assert seconds(short * 8) <= 20 * max(seconds(short), 0.002)


def test_shuffled_words_of_a_treaty() -> None:
    rng = random.Random(7)
    words = TREATY.split()
    for _ in range(40):
        rng.shuffle(words)
        terms(" ".join(words))
