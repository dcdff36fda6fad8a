"""A mention finds all names that could be the same agreement's, and few besides."""

from __future__ import annotations

import pytest

from foedus.ledger.alike import alike, beginnings
from foedus.ledger.attestation import Attestation, Form, Group, Wordings
from foedus.ledger.lookup import Lookup
from foedus.ledger.resolve import FEW
from foedus.ledger.wording import words_of

WORDINGS = Wordings()
PAIR = ("AUS", "JPN")
MANY = tuple("ABCDEFGHIJ")  # more than words are looked up for each
Told = tuple[str, tuple[str, ...]]


def form(told: Told) -> Form:
    text, parties = told
    return Form(WORDINGS, text if text[0].isupper() else None, text, parties)


# two that find each other: what they are called and by whom; and whether they do
ROWS: list[tuple[Told, Told, bool]] = [
    (("Lake Treaty", PAIR), ("Lake Treaty", PAIR), True),
    (("Lake Treaty", PAIR), ("Lake Friendship Treaty", PAIR), True),
    (("Lake Treaty", PAIR), ("River Treaty", PAIR), False),
    (("Lake Friendship Treaty", PAIR), ("Lake River Treaty", PAIR), False),  # each says what the other does not
    (("Friendly Lake Treaty", PAIR), ("Lake Friendship Treaty", PAIR), True),  # of one stem
    (("Framework Agreement on Lakes", PAIR), ("Agreement on Lakes", PAIR), True),  # an empty word tells nothing
    (("Lake Treaty", PAIR), ("the pact", PAIR), True),
    (("Lake Treaty", PAIR), ("the defence pact", PAIR), True),  # a description may be of any matter
    (("Lake Treaty", PAIR), ("Lake Treaty", ()), True),  # the same name whoever the parties are
    (("Lake Treaty", PAIR), ("Lake Friendship Treaty", ()), False),
    (("Lake Treaty", PAIR), ("Lake Friendship Treaty", ("AUS",)), True),
    (("Lake Treaty", PAIR), ("River Treaty", ("AUS",)), False),
    (("Lake Treaty", PAIR), ("Lake Friendship Treaty", ("AUS", "JPN", "PHL")), True),
    (("Lake Treaty", ("AUS", "JPN", "PHL")), ("their lake pact", PAIR), True),
    (("Lake Treaty", PAIR), ("Lake Friendship Treaty", ("GBR", "PHL")), False),
    (("Lake Treaty", MANY), ("Lake Friendship Treaty", MANY[:2]), True),
    (("Lake Treaty", MANY), ("Lake Friendship Treaty", MANY[:6]), True),
    # eight parties are the most by which words are looked up
    (("Lake Treaty", MANY[:8]), ("Lake Friendship Treaty", MANY[:1]), True),
    (("Lake Treaty", MANY[:8]), ("Lake Friendship Treaty", ("PHL",)), False),
    (("START", PAIR), ("Strategic Arms Reduction Treaty", PAIR), True),
    (("START", PAIR), ("Strategic Arms Reduction Treaty", ("AUS", "JPN", "PHL")), True),
    (("START", PAIR), ("Great Lake Reduction of Strategic Arms Treaty", PAIR), False),
    (("the pact", PAIR), ("Lake Treaty", ("AUS", "JPN", "PHL")), True),
    (("the pact", PAIR), ("Lake Treaty", ("AUS", "PHL")), False),
    (("the pact", ("AUS", "JPN", "PHL")), ("Lake Treaty", ("AUS", "JPN", "PHL", "USA")), True),
    (("Lake Treaty", PAIR), ("their lake pact", ("AUS",)), True),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "found"), ROWS)
def test_what_finds_what(one: Told, other: Told, found: bool) -> None:
    first, second = form(one), form(other)
    lookup = Lookup()
    for each in (first, second):
        lookup.add(each)
    assert (second in lookup.seen_by(first)) is found
    assert (first in lookup.seeing([second])) is found


@pytest.mark.parametrize("number", [2, 3, FEW, FEW + 1])
def test_a_pact_of_one_of_them_may_be_that_of_few(number: int) -> None:
    pact, lake = form(("the pact", MANY[:1])), form(("Lake Treaty", MANY[:number]))
    lookup = Lookup()
    lookup.add(pact)
    assert (pact in lookup.seeing([lake])) is (number <= FEW)


def test_what_fits_is_found() -> None:
    forms = [form(told) for row in ROWS for told in row[:2]]
    lookup = Lookup()
    for each in forms:
        lookup.add(each)
    for one in forms:
        seen = set(lookup.seen_by(one))
        for other in forms:
            if one.set == other.set and len(one.set) > 1:
                like = alike(one.mention(None), other.mention(None)).score > 0
                held = one.mention(None).titled == other.mention(None).titled
                assert other in seen or not (like and held), (one.text, other.text)


def test_a_name_is_found_by_the_parties_of_its_agreement_too() -> None:
    lake, waters = form(("Lake Treaty", PAIR)), form(("Seven Waters Treaty", ("AUS", "PHL")))
    lookup, group = Lookup(), Group()
    for number, each in enumerate((lake, waters)):
        lookup.add(each)
        group.insert(Attestation(each, None, None, number))
    accord, apart = form(("Lake Security Accord", ("JPN", "PHL"))), form(("River Accord", PAIR))
    assert lake not in lookup.seen_by(accord)
    assert lake not in lookup.seen_by(apart)
    lookup.add(accord)
    lookup.widen(group)
    assert lake in lookup.seen_by(accord)
    assert lake in lookup.seen_by(apart)  # another name of it may fit
    assert accord in lookup.seeing([lake])


def test_of_many_names_of_two_states_few_are_looked_at() -> None:
    """Each has a word of its own beside one that all have."""
    lookup = Lookup()
    names = [f"Cooperation Treaty of {a}{b}{c}en" for a in "BDFGK" for b in "aeiou" for c in "lmnrst"]
    forms = [form((name, PAIR)) for name in names]
    for each in forms:
        lookup.add(each)
    assert max(len(list(lookup.seen_by(each))) for each in forms) <= 3


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Strategic Arms Reduction Treaty", "sa"),  # one word may be left out
        ("Treaty on Strategic Arms", "tosa"),  # words of form may be, too
        ("Lake", "l"),
        (
            "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa",
            "",
        ),  # more than an abbreviation has letters
    ],
)
def test_where_an_abbreviation_begins(name: str, letters: str) -> None:
    assert beginnings(words_of(name)) == frozenset(letters)
