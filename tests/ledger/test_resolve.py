"""Which agreement a mention means: a table over the rules, each row with what the articles say."""

from __future__ import annotations

import pytest

from foedus.ledger.alike import Mention
from foedus.ledger.naming import party_stripper
from foedus.ledger.resolve import Known, resolve
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
    (
        "an abbreviation with its place in the series",
        mention("New START", ("RUS", "USA")),
        mention("the New Strategic Arms Reduction Treaty", ("RUS", "USA")),
    ),
    (
        "the full name after its abbreviation, with one of the parties",
        mention("Intermediate-Range Nuclear Forces Treaty", ("USA",)),
        mention("INF Treaty", ("RUS", "USA")),
    ),
    (
        "the pact again, of the same parties, in another article",
        mention(None, words="the pact", day="2024-12-04"),
        mention(None, words="the pact"),
    ),
    (
        "the treaty alone, of one of the parties",
        mention(None, ("RUS",), words="the treaty"),
        mention(CSP),
    ),
    (
        "a description of one of the parties that shares a word",
        mention("strategic pact", ("RUS",)),
        mention(CSP),
    ),
    (
        "a name of fancy and a description of its matter",
        mention("normalisation deal", ("ARE", "ISR")),
        mention("Abraham Accords", ("ARE", "ISR")),
    ),
    (
        "a word written otherwise",
        mention("Treaty of Good-Neighbourliness and Friendly Cooperation", ("CHN", "RUS")),
        mention("Treaty of Good Neighborliness, Friendship and Cooperation", ("CHN", "RUS")),
    ),
    (
        "an empty word more",
        mention("Framework Agreement on Security", ("AUS", "TUV")),
        mention("Security Cooperation Agreement", ("AUS", "TUV")),
    ),
    (
        "a convention and its matter",
        mention("tax treaty", ("HUN", "USA")),
        mention("Convention for the Avoidance of Double Taxation", ("HUN", "USA")),
    ),
    (
        "the convention alone, between the parties of one",
        mention(None, ("HUN", "USA"), words="the convention"),
        mention("Convention for the Avoidance of Double Taxation", ("HUN", "USA")),
    ),
    (
        "a convention of many, named with other parties",
        mention("European Convention against Torture", ("RUS",)),
        mention("European Convention against Torture", ("TUR",)),
    ),
    (
        "same name and day of signature, one party told",
        mention("Fisheries Agreement", ("NOR",), signed="2021-04-30"),
        mention("Fisheries Agreement", ("GBR", "NOR"), signed="2021-04-30"),
    ),
    (
        "talked of before it was signed",
        mention("Trade Agreement", ("IND", "GBR"), signed="2025-07-24", day="2025-07-24"),
        mention("Trade Agreement", ("IND", "GBR"), day="2023-11-01"),
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
    (
        "a proper name, of one of the parties, and a treaty that is only described",
        mention("European Convention against Torture", ("RUS",)),
        mention(None, words="the treaty"),
        "the words of a treaty of many",
    ),
    (
        "a name, of one of the parties, and a treaty that is only described",
        mention("Tumen River Bridge Agreement", ("RUS",)),
        mention(None, words="the treaty"),
        "only some parties are the same",
    ),
    (
        "a description, of one of the parties, that shares no word",
        mention("security pact", ("RUS",)),
        mention(CSP),
        "only some parties are the same",
    ),
    (
        "a description, of both, and a treaty of one of them that is only described",
        mention("defence pact"),
        mention(None, ("RUS",), words="the treaty"),
        "only some parties are the same",
    ),
    (
        "a convention of many and a pact of two, of the same parties",
        mention("European Convention on Human Rights", ("RUS", "TUR")),
        mention("gas pact", ("RUS", "TUR")),
        "the words of a treaty of many",
    ),
    (
        "the pact cannot be a convention of many",
        mention(None, ("RUS", "TUR"), words="the pact"),
        mention("European Convention on Human Rights", ("RUS", "TUR")),
        "the words of a treaty of many",
    ),
    (
        "a description of another matter, of the same parties",
        mention("fisheries agreement", ("NOR", "RUS")),
        mention("extradition treaty", ("NOR", "RUS")),
        "no shared word",
    ),
    (
        "a title of another matter",
        mention("Fisheries Agreement", ("NOR", "RUS")),
        mention("gas deal", ("NOR", "RUS")),
        "no shared word",
    ),
    (
        "a general word of every name tells no matter beside another",
        mention("defence pact", ("FRA", "THA")),
        mention("Treaty on Mutual Legal Assistance", ("FRA", "THA")),
        "no shared word",
    ),
    (
        "one word of two names, and each has another",
        mention("Treaty of Peace and Friendship", ("ARG", "CHL")),
        mention("Treaty of Friendship and Commerce", ("ARG", "CHL")),
        "only friendship in common",
    ),
    (
        "a long title that differs in the word that counts",
        mention("Agreement on Mutual Legal Assistance in Criminal Matters", ("FRA", "THA")),
        mention("Agreement on Mutual Legal Assistance in Civil Matters", ("FRA", "THA")),
        "in common",
    ),
    (
        "same parties and matter, signed years apart",
        mention("fisheries agreement", ("GBR", "NOR"), signed="2021-04-30", day="2021-05-01"),
        mention("fisheries agreement", ("GBR", "NOR"), signed="2020-09-30", day="2020-10-01"),
        "signed 2021-04-30, not 2020-09-30",
    ),
    (
        "a title of the matter alone, signed years after it was spoken of",
        mention("Trade Agreement", ("CHN", "NZL"), signed="2021-01-26", day="2021-01-27"),
        mention("Trade Agreement", ("CHN", "NZL"), day="2008-04-08"),
        "years after",
    ),
    (
        "a title of the matter alone, spoken of years before another was signed",
        mention("Trade Agreement", ("CHN", "NZL"), day="2008-04-08"),
        mention("Trade Agreement", ("CHN", "NZL"), signed="2021-01-26", day="2021-01-27"),
        "years after",
    ),
    (
        "a name and a description, of one state that may have them with two others",
        mention("South Pacific Tuna Treaty", ("USA",)),
        mention(None, ("USA",), words="the agreement"),
        "only some parties are the same",
    ),
    (
        "a description alone, of two states and of one of them with four others",
        mention("trade agreement", ("CHE", "IND", "ISL", "LIE", "NOR")),
        mention("trade agreement", ("IND", "NOR")),
        "many parties",
    ),
    (
        "a description alone, of five states and of two of them",
        mention("trade agreement", ("IND", "NOR")),
        mention("trade agreement", ("CHE", "IND", "ISL", "LIE", "NOR")),
        "many parties",
    ),
    (
        "an arrangement to carry out an agreement",
        mention(
            "Administrative Arrangement for the Implementation of the Social Security Agreement",
            ("ROU", "USA"),
        ),
        mention("Social Security Agreement", ("ROU", "USA")),
        "another kind of instrument",
    ),
    (
        "what is to replace a treaty",
        mention("framework to replace New START", ("RUS", "USA")),
        mention("New START", ("RUS", "USA")),
        "another kind of instrument",
    ),
    (
        "two of one city",
        mention("Vienna Convention", ("FRA", "IRN")),
        mention("Vienna Document", ("RUS",)),
        "the first of these parties",
    ),
    (
        "a truce, and the peace that is talked of after it",
        mention("peace agreement", ("KHM", "THA")),
        mention("ceasefire", ("KHM", "THA")),
        "a truce is no treaty",
    ),
    (
        "an abbreviation of another name",
        mention("INF Treaty", ("RUS", "USA")),
        mention("Strategic Arms Reduction Treaty", ("RUS", "USA")),
        "other name",
    ),
    (
        "a name of many words beside a description",
        mention("Tumen River Road Bridge Agreement"),
        mention("defence pact"),
        "no shared word",
    ),
]


@pytest.mark.parametrize(("new", "old"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_one_agreement(new: Mention, old: Mention) -> None:
    found = resolve(new, [Known.of(7, old)])
    assert found.agreement == 7, found.why
    assert found.why


@pytest.mark.parametrize(("new", "old", "why"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_apart_with_a_reason(new: Mention, old: Mention, why: str) -> None:
    found = resolve(new, [Known.of(7, old)])
    assert found.agreement is None, found.why
    assert why in found.why


def test_a_description_that_fits_two_is_neither() -> None:
    known = [Known.of(1, mention("Mutual Defence Treaty")), Known.of(2, mention("Security Guarantee Pact"))]
    found = resolve(mention(None, words="the pact"), known)
    assert found.agreement is None
    assert found.doubt


def test_a_nameless_mention_does_not_open_an_agreement_to_every_name() -> None:
    known = [Known.of(1, mention(CSP), mention(None, words="the pact"), mention("defence pact"))]
    for other in ("Extradition Treaty", "Mutual Legal Assistance Treaty", "trade deal"):
        found = resolve(mention(other), known)
        assert found.agreement is None, found.why
    assert resolve(mention("security treaty"), known).agreement == 1


def test_a_title_of_one_party_that_fits_two_is_neither() -> None:
    title = "Mutual Defense Treaty"
    known = [
        Known.of(1, mention(title, ("KOR", "USA"))),
        Known.of(2, mention(title, ("PHL", "USA"), day="2024-11-11")),
    ]
    found = resolve(mention(title, ("USA",)), known)
    assert found.agreement is None
    assert found.doubt
    assert resolve(mention(title, ("KOR", "USA")), known).agreement == 1


def test_a_name_in_part_of_one_party_that_fits_two_is_neither() -> None:
    known = [
        Known.of(1, mention("Totalization Agreement with Romania", ("ROU", "USA"))),
        Known.of(2, mention("Totalization Agreement with Iceland", ("ISL", "USA"))),
    ]
    found = resolve(mention("Social Security Totalization Agreement", ("USA",)), known)
    assert found.agreement is None, found.why
    assert found.doubt


def test_parties_that_are_the_same_go_before_such_as_are_only_some() -> None:
    known = [
        Known.of(1, mention("Black Sea Initiative", ("RUS", "TUR", "UKR"))),
        Known.of(2, mention("Black Sea Initiative", ("TUR", "UKR"))),
    ]
    assert resolve(mention("Black Sea Initiative", ("TUR", "UKR")), known).agreement == 2


def test_a_description_means_none_that_the_article_names_besides() -> None:
    known = [Known.of(1, mention(CSP))]
    assert resolve(mention("defense pact"), known, taken=frozenset({1})).agreement is None
    assert resolve(mention(CSP), known, taken=frozenset({1})).agreement == 1


def test_of_two_with_one_name_the_date_of_signature_decides() -> None:
    known = [
        Known.of(1, mention("Treaty of Friendship", signed="1961-07-06")),
        Known.of(2, mention("Treaty of Friendship", signed="2000-02-09")),
    ]
    assert resolve(mention("Treaty of Friendship", signed="2000-02-09"), known).agreement == 2


def test_nothing_known_makes_a_new_one() -> None:
    assert resolve(mention(CSP), []).agreement is None
