"""Which agreement a mention means: a table over the rules, each row with what the articles say."""

from __future__ import annotations

import pytest

from foedus.ledger.candidates import Candidates
from foedus.ledger.naming import party_stripper
from foedus.ledger.resolve import Known, Mention, best_name, resolve
from foedus.ledger.wording import wording

PRK_RUS = ("PRK", "RUS")
STRIP = party_stripper()
CSP = "Treaty on Comprehensive Strategic Partnership"


def mention(
    name: str | None,
    parties: tuple[str, ...] = PRK_RUS,
    signed: str | None = None,
    day: str | None = "2024-11-12",
    words: str = "the treaty",
) -> Mention:
    return Mention(name, words, parties, signed, day, wording(name or words, parties, STRIP))


SAME = [
    ("the same title", mention(CSP), mention(CSP)),
    ("other capitals and spelling", mention("Mutual Defense Treaty"), mention("mutual defence treaty")),
    ("the pact alone, of the same parties", mention(None, words="the pact"), mention(CSP)),
    ("a description that fits the matter", mention("defense pact"), mention(CSP)),
    ("a description with the parties' names", mention("North Korea-Russia defense pact"), mention(CSP)),
    ("a title after its description", mention(CSP), mention("security treaty")),
    ("a title and its short form", mention("Comprehensive Strategic Partnership Treaty"), mention(CSP)),
    ("parties given in part", mention(CSP, ("RUS",)), mention(CSP)),
    (
        "one month and a day in it",
        mention(CSP, signed="2024-06"),
        mention(CSP, signed="2024-06-19"),
    ),
    (
        "a treaty of many, named by something of its own, spoken of with other parties",
        mention("Paris Agreement", ("USA",)),
        mention("Paris Agreement", ("CHN", "FRA")),
    ),
    (
        "a treaty of many without parties",
        mention("Paris Agreement", ()),
        mention("Paris Agreement", ("FRA",)),
    ),
    (
        "the name in part",
        mention("Open Skies", ("RUS", "USA")),
        mention("Treaty on Open Skies", ("RUS", "USA")),
    ),
]

APART = [
    (
        "other parties, a name that many treaties have",
        mention(CSP, ("PRK", "RUS")),
        mention(CSP, ("IRN", "RUS")),
        "other parties",
    ),
    (
        "signed at another time",
        mention("Treaty of Friendship", signed="2000-02-09"),
        mention("Treaty of Friendship", signed="1961-07-06"),
        "signed 2000-02-09, not 1961-07-06",
    ),
    (
        "a series",
        mention("New START", ("RUS", "USA")),
        mention("START", ("RUS", "USA")),
        "another of the series",
    ),
    (
        "a protocol is not its treaty",
        mention("Protocol to the Extradition Treaty"),
        mention("Extradition Treaty"),
        "another kind of instrument",
    ),
    (
        "two names without a shared word",
        mention("Treaty of Good-Neighbourliness"),
        mention("Tumen River Bridge Agreement"),
        "no shared word",
    ),
    (
        "a description of another matter",
        mention("trade deal"),
        mention("Extradition Treaty"),
        "no shared word",
    ),
    (
        "a description years after",
        mention(None, day="2024-11-12"),
        mention("Treaty of Friendship", day="1961-07-07"),
        "years away",
    ),
    (
        "a bare description without parties",
        mention("defense pact", ()),
        mention(CSP),
        "first of these parties",
    ),
]


@pytest.mark.parametrize(("new", "old"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_one_agreement(new: Mention, old: Mention) -> None:
    found = resolve(new, [Known(7, (old,))])
    assert found.agreement == 7, found.why
    assert found.why


@pytest.mark.parametrize(("new", "old", "why"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_apart_with_a_reason(new: Mention, old: Mention, why: str) -> None:
    found = resolve(new, [Known(7, (old,))])
    assert found.agreement is None, found.why
    assert why in found.why


def test_a_description_that_fits_two_is_neither() -> None:
    known = [Known(1, (mention("Mutual Defence Treaty"),)), Known(2, (mention("Security Guarantee Pact"),))]
    found = resolve(mention(None, words="the pact"), known)
    assert found.agreement is None
    assert "1 or 2" in found.why


def test_a_description_means_none_that_the_article_names_besides() -> None:
    known = [Known(1, (mention(CSP),))]
    assert resolve(mention("defense pact"), known, taken=frozenset({1})).agreement is None
    assert resolve(mention(CSP), known, taken=frozenset({1})).agreement == 1


def test_of_two_with_one_name_the_date_of_signature_decides() -> None:
    known = [
        Known(1, (mention("Treaty of Friendship", signed="1961-07-06"),)),
        Known(2, (mention("Treaty of Friendship", signed="2000-02-09"),)),
    ]
    assert resolve(mention("Treaty of Friendship", signed="2000-02-09"), known).agreement == 2


def test_nothing_known_makes_a_new_one() -> None:
    assert resolve(mention(CSP), []).agreement is None


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("defense pact", CSP), CSP),
        (("New START", "New Strategic Arms Reduction Treaty"), "New Strategic Arms Reduction Treaty"),
        (("defense pact", "pact"), "defense pact"),
    ],
)
def test_the_name_to_show(names: tuple[str, ...], best: str) -> None:
    assert best_name([mention(n) for n in names]) == best


def test_without_any_name_the_words_are_shown() -> None:
    assert best_name([mention(None, words="their security pact")]) == "their security pact"


def test_candidates_are_all_that_share_enough_parties() -> None:
    """The index finds what going through all agreements finds."""
    sets = [
        ("PRK", "RUS"),
        ("PRK", "RUS", "CHN"),
        ("RUS",),
        ("CHN", "PRK"),
        tuple("ABCDEFGHIJ"),
        ("A", "B"),
        (),
    ]
    index = Candidates(STRIP)
    for number, parties in enumerate(sets, 1):
        index.note(number, mention(f"Lake{number} Treaty", parties), number)
    for asked in [*sets, ("RUS", "CHN"), ("A", "K"), tuple("ABCDEFGHIJK")]:
        found = {k.id for k in index.find(mention("Other Matter Treaty", asked))}
        wanted = {
            number
            for number, parties in enumerate(sets, 1)
            if parties and asked and (set(parties) <= set(asked) or set(parties) >= set(asked))
        }
        assert found == wanted, asked
