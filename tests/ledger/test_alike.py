"""How two names go together: the score, whether a telling word is shared, and the reason: pair by pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger.alike import Mention, alike
from foedus.ledger.wording import wording

CSP = "Treaty on Comprehensive Strategic Partnership"


def mention(text: str) -> Mention:
    """A mention by its name; one in brackets is a description that the page gives no name: "(the pact)"."""
    name = None if text.startswith("(") else text
    words = text.strip("()")
    return Mention(name, words, (), None, None, wording(words))


# one name, another; the score, whether they share a word that tells something, a piece of the reason
PAIRS = [
    # the same name
    (CSP, CSP, 4, True, "the same name"),
    ("Mutual Defense Treaty", "Mutual Defence Treaty", 4, True, "the same name"),
    ("Mutual Defense Treaty", "mutual defence treaty", 2, True, "the same description"),
    ("Tumen River Bridge Agreement", "Agreement on the Tumen River Bridge", 4, True, "the same name"),
    ("Abraham Accords", "Abraham Accords", 4, True, "the same name"),
    ("(defence pact)", "(defence pact)", 2, True, "the same description"),
    ("defence pact", "Defence Pact", 2, True, "the same description"),
    ("defence pact", "defence treaty", 2, True, "the same description"),
    ("Extradition Treaty", "Extradition Treaty", 4, True, "the same name"),
    # without a name
    ("(the pact)", CSP, 1, False, "only described"),
    (CSP, "(the pact)", 1, False, "only described"),
    ("(the pact)", "(the treaty)", 1, False, "only described"),
    ("(the treaty)", "Torture Convention", 1, False, "only described"),
    ("(the pact)", "European Convention on Human Rights", 0, False, "a treaty of many"),
    ("(the deal)", "European Convention on Human Rights", 0, False, "a treaty of many"),
    ("(the treaty)", "European Convention on Human Rights", 1, False, "only described"),
    ("European Convention on Human Rights", "(the treaty)", 0, False, "a treaty of many"),
    ("European Convention on Human Rights", "(the pact)", 0, False, "a treaty of many"),
    ("European Convention on Human Rights", "gas pact", 0, False, "a treaty of many"),
    ("Rights Accord", "European Convention on Human Rights", 3, True, "part of the other"),
    ("Convention for the Avoidance of Double Taxation", "tax treaty", 1, False, "fits the name"),
    # one is part of the other
    ("Open Skies", "Treaty on Open Skies Inspections", 3, True, "part of the other"),
    ("Treaty on Open Skies Inspections", "Open Skies", 3, True, "part of the other"),
    ("Comprehensive Partnership Treaty", CSP, 3, True, "part of the other"),
    # each says what the other does not, or one does not
    (
        "Lake Victoria Bridge Treaty",
        "Lake Victoria Fishing Treaty",
        0,
        False,
        "only lake, victoria in common",
    ),
    (
        "Lake Victoria Bridge Treaty",
        "Treaty on the Lake Victoria Bridges",
        3,
        True,
        "names that share lake, victoria",
    ),
    (
        "Treaty of Good Neighbourliness",
        "Treaty of Good Neighbourly Relations",
        3,
        True,
        "names that share good",
    ),
    (
        "Framework Agreement on Lake Chad",
        "Agreement on the Lake Chad Basin",
        3,
        True,
        "names that share chad, lake",
    ),
    ("Treaty of Friendship", "Extradition Treaty", 0, False, "no shared word"),
    (
        "Treaty of Peace and Friendship",
        "Treaty of Friendship and Commerce",
        0,
        False,
        "only friendship in common",
    ),
    # other kinds of instrument
    ("Protocol to the Extradition Treaty", "Extradition Treaty", -1, False, "another kind"),
    ("Extradition Treaty", "Protocol to the Extradition Treaty", -1, False, "another kind"),
    ("Extradition Protocol", "Extradition Memorandum", -1, False, "another kind"),
    ("(the protocol)", "Extradition Treaty", 1, False, "fits the name"),
    ("(the peace memorandum)", "(the peace deal)", 2, True, "the same description"),
    ("Vienna Convention", "Vienna Document", -1, False, "another kind"),
    ("Extradition Protocol", "Extradition Protocol", 4, True, "the same name"),
    # a truce is no treaty
    ("(peace agreement)", "(peace ceasefire)", -1, False, "truce"),
    ("(peace ceasefire)", "(peace agreement)", -1, False, "truce"),
    ("(the ceasefire)", "(the peace truce)", -1, False, "another kind"),
    ("(peace ceasefire)", "(peace ceasefire)", 2, True, "the same description"),
    # other numbers
    ("Resolution 1929 Agreement", "Resolution 2231 Agreement", -1, False, "another number"),
    ("Paris Agreement 2015", "Paris Agreement", 3, True, "part of the other"),
    ("Paris Agreement 2015", "Paris Agreement 2015", 4, True, "the same name"),
    # another of the series
    ("New START", "START", -1, False, "another of the series"),
    ("START II", "START I", -1, False, "another of the series"),
    ("New START", "(the treaty)", 1, False, "only described"),
    ("New START", "New START", 4, True, "the same name"),
    # abbreviations
    ("START", "Strategic Arms Reduction Treaty", 3, True, "short for"),
    ("Strategic Arms Reduction Treaty", "START", 3, True, "short for"),
    ("INF Treaty", "Intermediate-Range Nuclear Forces Treaty", 3, True, "short for"),
    ("INF Treaty", "Strategic Arms Reduction Treaty", 0, False, "no shared word"),
    ("CTBT", "Comprehensive Nuclear Test Ban Treaty", 3, True, "short for"),
    ("CTBT", "Comprehensive Global Nuclear Test Ban Treaty", 0, False, "no shared word"),
    ("CTBT", "Comprehensive Test Ban Treaty Protocols", -1, False, "another kind"),
    ("TPNW", "Treaty on the Prohibition of Nuclear Weapons", 3, True, "short for"),
    ("TPNW", "Treaty on the Prohibition of Nuclear Arms", 0, False, "no shared word"),
    ("NPT", "Non-Proliferation Treaty", 3, True, "short for"),
    ("NPT", "NPT", 4, True, "the same name"),
    # descriptions: by the matter
    ("defence pact", CSP, 1, False, "fits the name"),
    ("security treaty", "Mutual Defence Treaty", 1, False, "fits the name"),
    ("strategic pact", CSP, 2, True, "fits the name"),
    ("trade deal", "Extradition Treaty", 0, False, "no shared word"),
    ("(fisheries agreement)", "(gas deal)", 0, False, "no shared word"),
    ("(border deal)", "Maritime Delimitation Treaty", 1, False, "fits the name"),
    # of a matter not known: a place or a word of fancy goes with any, more words than that with none
    ("defence pact", "Camp David Accords", 1, False, "fits the name"),
    ("defence pact", "Minsk Accord", 1, False, "fits the name"),
    ("defence pact", "Old Camp David Accords", 0, False, "no shared word"),
    ("Old Camp David Accords", "defence pact", 0, False, "no shared word"),
    ("river deal", "Tumen River Road Bridge Agreement", 3, True, "part of the other"),
]


@pytest.mark.parametrize(("one", "other", "score", "word", "why"), PAIRS)
def test_pairs(one: str, other: str, score: int, word: bool, why: str) -> None:
    found = alike(mention(one), mention(other))
    assert (found.score, found.word) == (score, word), found.why
    assert why in found.why


def test_what_is_another_is_named_in_the_reason() -> None:
    for one, other in (("trade deal", "Extradition Treaty"), ("New START", "START"), ("Paris 1", "Paris 2")):
        why = alike(mention(one), mention(other)).why
        assert f"“{one}”" in why
        assert f"“{other}”" in why


@pytest.mark.parametrize(
    ("text", "titled", "nameless", "shown"),
    [
        (CSP, True, False, f"“{CSP}”"),
        ("Extradition Treaty", True, False, "“Extradition Treaty”"),
        ("extradition treaty", False, False, "“extradition treaty”"),
        ("(Extradition Treaty)", False, False, "“Extradition Treaty”"),
        ("minsk deal", True, False, "“minsk deal”"),
        ("(minsk deal)", True, False, "“minsk deal”"),
        ("(the pact)", False, True, "“the pact”"),
        ("The Treaty", False, True, "“The Treaty”"),
        ("(the protocol)", False, False, "“the protocol”"),
        ("(the second treaty)", False, False, "“the second treaty”"),
    ],
)
def test_what_a_mention_tells(text: str, titled: bool, nameless: bool, shown: str) -> None:
    found = mention(text)
    assert (found.titled, found.nameless, found.shown) == (titled, nameless, shown)


TEXTS = st.sampled_from([t for pair in PAIRS for t in pair[:2]])


@given(TEXTS, TEXTS)
def test_the_score_is_the_same_from_either_side(one: str, other: str) -> None:
    there, back = alike(mention(one), mention(other)), alike(mention(other), mention(one))
    if not (mention(one).nameless or mention(other).nameless):
        assert (there.score, there.word) == (back.score, back.word)


@given(TEXTS)
def test_a_name_goes_with_itself(text: str) -> None:
    assert alike(mention(text), mention(text)).score > 0
