"""An agreement's name taken apart: what it speaks of, what is its own, its place in a series, how it is looked up."""

from __future__ import annotations

import pytest

from foedus.ledger.wording import (
    acronyms_of,
    formal,
    is_title,
    telling_of,
    wording,
    words_of,
)

# a name, what it speaks of
SPEAKS = [
    ("Mutual Defense Treaty", "defence"),
    ("the military alliance", "defence"),
    ("Treaty of Friendship", "friendship"),
    ("Good-Neighborly Treaty", "friendship"),
    ("free trade deal", "trade"),
    ("tariff pact", "customs trade"),
    ("Agreement on the Protection of Investments", "investment"),
    ("investment treaty", "investment"),
    ("customs accord", "customs"),
    ("nuclear arms treaty", "arms"),
    ("peace settlement", "peace"),
    ("ceasefire reconciliation", "peace"),
    ("maritime boundary treaty", "border"),
    ("climate accord", "climate"),
    ("minerals deal", "minerals"),
    ("lithium mining deal", "minerals"),
    ("gas pact", "energy"),
    ("pipeline accord", "energy"),
    ("water treaty", "water"),
    ("Convention on Rivers", "water"),
    ("fishing pact", "fisheries"),
    ("Tuna Treaty", "fisheries"),
    ("grain deal", "grain"),
    ("extradition treaty", "justice"),
    ("taxation agreement", "tax"),
    ("visa deal", "movement"),
    ("Convention against Torture", "rights"),
    ("convention on corruption", "crime"),
    ("cultural pact", "culture"),
    ("aviation agreement", "transport"),
    ("pandemic accord", "health"),
    ("labor agreement", "labour"),
    ("Outer Space Treaty", "space"),
    # what many names have speaks only where no word tells another matter
    ("strategic partnership treaty", "defence friendship"),
    ("Comprehensive Economic Partnership", "trade"),
    ("cooperation agreement", "friendship"),
    ("defence cooperation agreement", "defence friendship"),
    ("Lake Victoria Treaty", ""),
]


@pytest.mark.parametrize(("name", "matters"), SPEAKS, ids=[name for name, _ in SPEAKS])
def test_what_a_name_speaks_of(name: str, matters: str) -> None:
    assert wording(name).matters == frozenset(matters.split())


# a name, and the words of it that look it up
KEYS = [
    ("Treaty on Open Skies", "open skies"),
    ("the agreement", ""),
    ("New START II", "ii new start"),
    ("Second Optional Protocol", "optional protocol second"),
    ("Protocols to the Lake Treaty", "lake protocol"),
    ("Vienna Document", "document vienna"),
    ("Vienna document", "vienna"),
    ("Document", ""),
    ("Élysée Treaty", "elysee"),
    ("Norway's Lake Treaty", "lake norway"),
    ("Norway\u2019s Lake Treaty", "lake norway"),
    ("Mutual Defense Treaty", "defence mutual"),
    ("Treaty B on Water", "water"),
    ("OP1 of 1966", "1966 op1"),
]


@pytest.mark.parametrize(("name", "key"), KEYS, ids=[name for name, _ in KEYS])
def test_how_a_name_is_looked_up(name: str, key: str) -> None:
    assert wording(name).key == key


# a key, its telling words: no place in a series, no kind, no number
@pytest.mark.parametrize(
    ("key", "telling"),
    [
        ("open skies", "open skies"),
        ("ii new start", "start"),
        ("optional protocol second", ""),
        ("document vienna", "vienna"),
        ("lake op1 12", "lake"),
        ("1966 lake", "1966 lake"),
    ],
)
def test_what_tells_in_a_key(key: str, telling: str) -> None:
    assert telling_of(key) == frozenset(telling.split())


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Mutual Defense Treaty", True),
        ("mutual defence treaty", False),
        ("Lake treaty", True),  # a word of its own
        ("lake treaty", True),
        ("the Treaty", False),
        ("The Agreement", False),  # nothing to look it up by
        ("", False),
        (None, False),
    ],
)
def test_what_names_an_agreement(name: str | None, title: bool) -> None:
    assert is_title(name, wording(name).key) is title


@pytest.mark.parametrize(
    ("name", "written_so"),
    [
        ("Mutual Defense Treaty", True),
        ("Russia-North Korea defence pact", False),
        ("Lake Victoria treaty", False),
        ("Treaty", False),
        ("Open Skies", True),
        ("", False),
        (None, False),
    ],
)
def test_what_is_written_as_a_title(name: str | None, written_so: bool) -> None:
    assert formal(name) is written_so
    assert wording(name).formal is written_so


def test_acronyms_have_three_to_eight_letters() -> None:
    assert acronyms_of("the NPT, AI, ABCDEFGH, ABCDEFGHI, START2 and Salt") == {"NPT", "ABCDEFGH"}


def test_no_name_says_nothing() -> None:
    assert wording(None) == wording("")
    assert wording(None).bare
    assert not wording("Lake Treaty").bare
    assert wording("defence pact").bare


def test_the_names_of_parties_are_taken_away_first() -> None:
    def strip(text: str, parties: tuple[str, ...]) -> str:
        return text.replace(parties[0], "")

    assert wording("Norway Lake Treaty", ("Norway",), strip).key == "lake"
    assert wording("Norway Lake Treaty", (), strip).key == "lake norway"
    assert wording("Norway Lake Treaty", ("Norway",)).key == "lake norway"


def test_of_many_and_of_two() -> None:
    found = [wording(name) for name in ("European Convention", "defence pact", "Lake Treaty")]
    assert [(w.of_many, w.of_two) for w in found] == [(True, False), (False, True), (False, False)]


def test_words_in_their_order() -> None:
    assert words_of("The Élysée Treaty of 1963") == ("the", "elysee", "treaty", "of", "1963")
