"""Whose mouth a clause is put into: a row a construction, the speakers outermost first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.language.attribution import (
    carriers,
    in_quotation,
    papers,
    quoted,
    said,
    said_by,
    speaker,
    speeches,
    trailing,
)
from foedus.language.parse import parse
from foedus.language.repair import repaired
from foedus.language.tree import Tree

ASKED = True
# sentence, the word asked about, the heads of the speakers outermost first
ROWS = [
    ("The minister said the bank had sold the hotel.", "sold", ["minister"]),
    ("The bank has sold the hotel, the minister said.", "sold", ["minister"]),
    ("The bank had sold the hotel.", "sold", []),
    ("The minister denied that the bank had sold the hotel.", "sold", ["minister"]),
    ("The minister announced the sale of the hotel.", "sale", ["minister"]),
    ("The sale of the hotel was announced by the minister.", "sale", ["minister"]),
    ("The sale of the hotel was announced on Friday.", "sale", []),
    ("It was announced by the mayor that the bank had sold the hotel.", "sold", ["mayor"]),
    ("It was announced that the bank had sold the hotel.", "sold", []),
    # set into the sentence
    ("The hotel, officials said, will be sold at an auction.", "sold", ["officials"]),
    ("The bank, the lawyer pointed out, has not sold the hotel.", "sold", ["lawyer"]),
    ("As the mayor put it, the bank had sold the hotel.", "sold", ["mayor"]),
    ("The bank sold the hotel, as the mayor said on Friday.", "sold", ["mayor"]),
    ("The bank sold the hotel, as the mayor said it would.", "sold", []),
    ("The bank has, in the words of a broker, sold the hotel.", "sold", ["broker"]),
    ("The bank has sold the hotel, in the broker's view.", "sold", ["broker"]),
    ("Per the ministry, the bank sold the hotel.", "sold", ["ministry"]),
    ("The bank sold the hotel at ninety dollars per head.", "sold", []),
    ("The bank sold the hotel in a year of losses.", "sold", []),
    # "according to"
    ("According to the mayor, the bank sold the hotel.", "sold", ["mayor"]),
    ("The bank sold the hotel, according to the mayor.", "sold", ["mayor"]),
    ("The bank sold the hotel according to plan.", "sold", []),
    ("According to the daily, the mayor said the bank had sold the hotel.", "sold", ["daily", "mayor"]),
    # quoted by another
    ("The daily quoted the mayor as saying the bank had sold the hotel.", "sold", ["daily", "mayor"]),
    ("The mayor was quoted by the daily as saying the bank had sold the hotel.", "sold", ["daily", "mayor"]),
    ("The mayor was quoted as saying the bank had sold the hotel.", "sold", ["mayor"]),
    ("The bank has sold the hotel, state television quoted the mayor as saying.", "sold", ["television", "mayor"]),
    ("The daily, citing an official, said the bank had sold the hotel.", "sold", ["daily", "official"]),
    ("The bank had sold the hotel, the daily said, quoting an official.", "sold", ["daily", "official"]),
    ("The daily said the mayor had told it that the bank sold the hotel.", "sold", ["daily", "mayor"]),
    # nouns of speech
    ("The ministry's statement that the bank sold the hotel came late.", "sold", ["ministry"]),
    ("A statement by the ministry said the bank sold the hotel.", "sold", ["statement"]),
    ("The mayor confirmed in a statement that the bank had sold the hotel.", "sold", ["mayor"]),
    # participles
    ("The hotel is open, said the mayor, adding that the bank had sold the museum.", "sold", ["mayor"]),
    ("The dispute ended with the bank accused of selling the hotel.", "selling", []),
    ("The mayor, accused by the council, sold the hotel.", "sold", []),
    ("The mayor accused the bank of selling the hotel.", "selling", ["mayor"]),
    ("The mayor condemned the sale as a breach of the law.", "breach", ["mayor"]),
    ("The mayor called the sale a scandal.", "scandal", ["mayor"]),
    # what the writer adds
    ("The mayor said the hotel, which the bank sold in May, was lovely.", "sold", []),
    ("The mayor accused the bank of wrecking the hotel that it bought in May.", "bought", []),
    ("The mayor said the bank wrecked the hotel that it bought in May.", "bought", ["mayor"]),
    ("The mayor hailed a hotel that the bank will sell.", "sell", []),
    ("The mayor disclosed nothing of a hotel that the bank sold.", "sold", []),
    ("After the bank sold the hotel, the mayor complained.", "sold", []),
    ("When the bank sold the hotel, critics complained.", "sold", []),
    # who speaks of himself, or asks
    ("The mayor promised to sell the hotel.", "sell", []),
    ("The mayor urged the bank to sell the hotel.", "sell", []),
    ("The daily cited the sale of the hotel.", "cited", []),
    ("The bank concluded the sale of the hotel.", "sale", []),
    ("The sheriff recalled the sale of the hotel.", "sale", []),
    # several clauses, one of which is said
    ("The bank sold the hotel, officials said, and the mayor resigned.", "resigned", []),
    ("The bank sold the hotel, officials said, and the mayor resigned.", "sold", ["officials"]),
    ("The mayor announced that the hotel would open and that the bank had sold the museum.", "sold", ["mayor"]),
    ("Before the bank sold the hotel, the mayor said nothing.", "sold", []),
    ("Where the bank sold hotels, the mayor complained.", "sold", []),
    ("Selling the hotel, the mayor said nothing.", "Selling", []),
    ("The bank sold the hotel, the mayor complained.", "sold", ["mayor"]),
    ("As the mayor left, the bank sold the hotel.", "sold", []),
    ("The bank sold the hotel, as announced by the mayor.", "sold", ["mayor"]),
    ("The bank sold the hotel, as announced on Friday.", "sold", []),
    ("The mayor reaffirmed the declaration signed by both banks.", "signed", []),
    ("The mayor denied sales listed in a report issued in May.", "issued", []),
    ("The mayor denied sales listed in a report issued in May.", "listed", ["mayor"]),
    # what an accuser takes for granted, and what he says
    ("The mayor accused the bank of breaking a promise that it made in May.", "made", ["mayor"]),
    ("The mayor accused the bank of wrecking the hotel that it would sell.", "sell", ["mayor"]),
    ("The mayor accused the bank of wrecking its hotel that burned in May.", "burned", []),
    ('"We accuse the bank of wrecking the hotel that it bought in May," the mayor said.', "bought", ["mayor", "we"]),
    # whose statement, claim or case it is
    ("The union's allegation that the bank sold the hotel was false.", "sold", ["union"]),
    ("The allegation by the union that the bank sold the hotel was false.", "sold", ["union"]),
    ("A claim from the union that the bank sold the hotel was false.", "sold", ["union"]),
    ("The announcement of the sale surprised the town.", "sale", []),
    ("The union's announcement of the sale surprised the town.", "sale", ["union"]),
    ("Yesterday's announcement that the bank sold the hotel surprised the town.", "sold", []),
    ("Today's announcement by the bank that it sold the hotel surprised the town.", "sold", ["bank"]),
    ("The union lodged a complaint that the bank sold the hotel.", "sold", ["union"]),
    ("The union read a claim that the bank sold the hotel.", "sold", []),
    ("The mayor issued a statement that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The mayor said in a statement issued on Friday that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The union filed a case alleging that the bank sold the hotel.", "sold", ["union"]),
    ("The union's case alleging that the bank sold the hotel was dropped.", "sold", ["union"]),
    # the subject of a verb of saying
    ("The bank was called a scandal by the mayor, saying it sold the hotel.", "sold", ["mayor"]),
    ("It became the first bank to announce that it would sell the hotel.", "sell", ["it"]),
    ("Russia's news agency TASS said the bank had sold the hotel.", "sold", ["tass"]),
    ("The mayor, who said that the bank had sold the hotel, left.", "sold", ["mayor"]),
    ("The mayor that the daily said had sold the hotel left.", "sold", ["daily"]),
    ("The bank is alleged to have sold the hotel.", "sold", []),
    ("The bank is said by the mayor to have sold the hotel.", "sold", ["mayor"]),
    ("The mayor claims to have sold the hotel.", "sold", ["mayor"]),
    # who judges
    ("The hotel was described by the mayor as a ruin.", "ruin", ["mayor"]),
    ("The mayor described the hotel as a ruin.", "ruin", ["mayor"]),
    ("The mayor saw the hotel as a ruin.", "ruin", ["mayor"]),
    ("The mayor used the hotel as a school.", "school", []),
    ("The mayor named the hotel a school.", "school", []),
    # verbs that say something only with a clause, and their prepositions
    ("The mayor showed that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The mayor showed the sale of the hotel.", "sale", []),
    ("The mayor concluded that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The mayor found the hotel.", "hotel", []),
    ("The mayor told reporters about the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor said of the sale that it was late.", "sale", ["mayor"]),
    ("The mayor talked in the hotel.", "hotel", []),
    # papers, words, rules
    ("According to the agreement, the bank sold the hotel.", "sold", []),
    ("The bank sold the hotel, according to officials at the ministry.", "sold", ["officials"]),
    ("In the opinion of the mayor, the bank sold the hotel.", "sold", ["mayor"]),
    ("By her own account, the mayor sold the hotel.", "sold", ["her"]),
    ("By the account of the broker, the bank sold the hotel.", "sold", ["broker"]),
    ("In the office of the mayor, the bank sold the hotel.", "sold", []),
    # several speakers
    ("The mayor, quoting a broker, said the bank had sold the hotel.", "sold", ["mayor", "broker"]),
    ("Citing the mayor, the daily said the bank had sold the hotel.", "sold", ["daily", "mayor"]),
    ("A report said that, according to the mayor, the bank sold the hotel.", "sold", ["report", "mayor"]),
    ("Critics say the mayor said the bank sold the hotel.", "sold", ["critics", "mayor"]),
    # who will do it himself, or has another do it
    ("The mayor vowed to sell the hotel.", "sell", []),
    ("The mayor ordered the bank to sell the hotel.", "sell", []),
    ("The mayor demanded that the bank sell the hotel.", "sell", []),
    ("The mayor told the bank that it sold the hotel.", "sold", ["mayor"]),
    ("The mayor demanded the bank sell the hotel.", "sell", []),
    # what looks like speech and is none
    ("The daily quoted the mayor after saying the bank had sold the hotel.", "sold", ["daily"]),
    ("The mayor left the room after saying the bank had sold the hotel.", "sold", ["mayor"]),
    ("The bank sold the hotel, according a discount to the mayor.", "sold", []),
    ("The bank sold the hotel, according", "sold", []),
    ("As the mayor put up with noise, the bank sold the hotel.", "sold", []),
    ("This week's announcement that the bank sold the hotel surprised the town.", "sold", []),
    # who says it in a relative clause
    ("The mayor, who claims that the bank sold the hotel, left.", "sold", ["mayor"]),
    ("The union, which argued that the bank had sold the hotel, called a strike.", "sold", ["union"]),
    # a hope, fear or charge of somebody
    ("The mayor expressed hope that the bank would sell the hotel.", "sell", ["mayor"]),
    ("The union voiced concern that the bank had sold the hotel.", "sold", ["union"]),
    ("The mayor gave assurances that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The mayor left no doubt that the bank would sell the hotel.", "sell", ["mayor"]),
    ("The union's fears that the bank would sell the hotel came true.", "sell", ["union"]),
    ("There is hope that the bank will sell the hotel.", "sell", []),
    ("The union voiced fears that guests would like a hotel sold by the bank.", "sold", []),
    ("The union voiced fears that guests would like a hotel that the bank sold.", "sold", []),
    ("The union repeated charges that the bank was selling the hotel.", "selling", ["union"]),
    ("The union faces charges of selling the hotel.", "selling", []),
    ("The mayor repeated charges of theft of the hotel.", "theft", ["mayor"]),
    ("The mayor expressed hope for the sale of the hotel.", "sale", []),
    # who is of a mind
    ("The mayor is convinced that the bank sold the hotel.", "sold", ["mayor"]),
    ("The union was adamant that the bank had sold the hotel.", "sold", ["union"]),
    ("The mayor is confident the bank will sell the hotel.", "sell", ["mayor"]),
    ("The mayor made it clear that the bank would not sell the hotel.", "sell", ["mayor"]),
    ("The mayor made clear the bank would not sell the hotel.", "sell", ["mayor"]),
    ("The mayor made clear that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The mayor made the bank sell the hotel.", "sell", []),
    ("The mayor is happy that the bank sold the hotel.", "sold", []),
    # who says what another said, or denies it
    ("The mayor echoed remarks by officials that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The bank rejected the union's claim that it had sold the hotel.", "sold", ["bank"]),
    ("The bank dismissed allegations that it had sold the hotel.", "sold", ["bank"]),
    ("The bank dismissed as baseless the union's claim that it had sold the hotel.", "sold", ["bank"]),
    ("The bank denied that it sold the hotel, as the union has claimed.", "sold", ["bank"]),
    ("The bank denied selling it, but the hotel was sold, as the union claims.", "sold", ["union"]),
    # who blames
    ("The mayor criticised the bank for selling the hotel.", "selling", ["mayor"]),
    ("The union condemned the bank for having sold the hotel.", "sold", ["union"]),
    ("The union lodged a protest with the bank for selling the hotel.", "selling", ["union"]),
    ("The mayor thanked the bank for selling the hotel.", "selling", []),
    ("The mayor criticised the bank for its sale of the hotel.", "sale", []),
    # whom a speaker quotes, where he stands with commas round him or first
    ("The daily Blick, quoting a broker, said the bank had sold the hotel.", "sold", ["blick", "broker"]),
    ("Quoting informed sources, the daily said the bank had sold the hotel.", "sold", ["daily", "sources"]),
    # who issued the paper that says it
    ("The bank sold the hotel, said a communique issued by the council.", "sold", ["council"]),
    ("The bank sold the hotel, according to a statement released by the mayor.", "sold", ["mayor"]),
    ("The bank sold the hotel, according to a statement released on Friday.", "sold", ["statement"]),
    ("A notice issued after the talks said the bank had sold the hotel.", "sold", ["notice"]),
    # a clause that the parser hangs elsewhere
    ("The mayor told the closing session of the fair that the hotel would be sold in May.", "sold", ["mayor"]),
    ("The bank sold the hotel, said an official speaking on condition of anonymity.", "sold", ["official"]),
    ("The old mayor, interviewed on the radio, said the bank had sold the hotel.", "sold", ["mayor"]),
    ("Press reports from town say the bank has sold the hotel.", "sold", ["reports"]),
    ("According to the daily, apparently confirmed by the mayor, the hotel had been sold.", "sold", ["daily"]),
    ("The mayor said talks were held and added the bank had sold the hotel.", "sold", ["mayor", "mayor"]),
    ("After the mayor said the bank had sold the hotel, prices rose.", "sold", ["mayor"]),
    ("Although the union claims the bank has sold the hotel, nothing happened.", "sold", ["union"]),
    ("When the mayor left, the bank had sold the hotel.", "sold", []),
    ("The strike led the mayor to say that the bank had sold the hotel.", "sold", ["mayor"]),
    # passives
    ("The mayor was told by the clerk that the bank said it had sold the hotel.", "sold", ["clerk", "bank"]),
    ("The mayor said the hotel was sold by the bank.", "sold", ["mayor"]),
]  # fmt: skip
WISHES = [
    ("The mayor urged the bank to sell the hotel.", "sell", ["mayor"]),
    ("The mayor called for the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor called on the bank to sell the hotel.", "sell", ["mayor"]),
    ("The mayor hopes that the bank will sell the hotel.", "sell", ["mayor"]),
    ("The mayor was hopeful of the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor insisted that the bank sell the hotel.", "sell", ["mayor"]),
    ("The mayor promised to sell the hotel.", "sell", ["mayor"]),
    ("The mayor asked the bank to sell the hotel.", "sell", ["mayor"]),
    ("The mayor pressed for the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor pressed on the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor pressed with the sale of the hotel.", "sale", []),
    ("The mayor demanded that the bank sell the hotel.", "sell", ["mayor"]),
    ("The mayor fears that the bank will sell the hotel.", "sell", ["mayor"]),
    ("The mayor hopes to sell the hotel.", "sell", []),
    ("The mayor was confident of the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor was tired of the sale of the hotel.", "sale", []),
    ("The mayor helped the bank to sell the hotel.", "sell", []),
    ("The mayor threatened to sell the hotel.", "sell", ["mayor"]),
    ("The mayor threatened that the bank would sell the hotel.", "sell", ["mayor"]),
    ("The mayor expressed hope for the sale of the hotel.", "sale", ["mayor"]),
    ("The mayor vowed that the bank would sell the hotel.", "sell", ["mayor"]),
]


def tree(text: str) -> Tree:
    return repaired(next(iter(parse([text]))))


def at(found: Tree, word: str) -> int:
    return found.words.index(word)


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_who_says_it(text: str, word: str, wanted: list[str]) -> None:
    found = tree(text)
    heads = [h for told in said(found, at(found, word)) for h in told.speakers]
    assert [found.low[h] for h in heads] == wanted


@pytest.mark.parametrize(("text", "word", "wanted"), WISHES, ids=[row[0] for row in WISHES])
def test_who_wishes_it(text: str, word: str, wanted: list[str]) -> None:
    found = tree(text)
    heads = [h for told in said(found, at(found, word), asked=True) for h in told.speakers]
    assert [found.low[h] for h in heads] == wanted


def test_the_speeches_of_a_paragraph() -> None:
    found = tree(
        "The mayor said little. He issued a statement. According to the daily, nobody spoke. It sold well."
    )
    assert [(t.kind, [found.low[h] for h in t.speakers]) for t in speeches(found)] == [
        ("verb", ["mayor"]),
        ("verb", ["he"]),
        ("phrase", ["daily"]),
    ]


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The mayor said in a statement that it rained.", "said", ["statement"]),
        ("The mayor issued a statement.", "issued", ["statement"]),
        ("The mayor read a statement.", "read", []),
        ("The mayor said in the morning that it rained.", "said", []),
        ("The mayor submitted a report in the hall.", "submitted", ["report"]),
        ("The mayor said at noon, in an interview, that it rained.", "said", ["interview"]),
        ("The mayor issued a hotel.", "issued", []),
    ],
)
def test_what_it_is_said_in(text: str, word: str, wanted: list[str]) -> None:
    found = tree(text)
    assert papers(found, at(found, word)) == wanted


def test_a_quotation_runs_to_its_speaker() -> None:
    found = tree('"We sold the hotel. It was old," the mayor said.')
    inside, outside = at(found, "sold"), at(found, "mayor")
    assert in_quotation(found, inside)
    assert not in_quotation(found, outside)
    assert [found.low[h] for told in quoted(found, inside) for h in told.speakers] == ["mayor"]
    assert quoted(found, outside) == []


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The hotel sold by the bank, the mayor said on Friday.", "sold", "mayor"),
        ("The bank sold the hotel, and the mayor said it was lovely.", "sold", None),
        ("When the bank sold the hotel, critics complained.", "sold", None),
        ("As the bank sold the hotel, critics said.", "sold", None),
        ("The bank sold the hotel.", "sold", None),
        ("The hotel sold by the bank, officials at the town hall said.", "sold", "officials"),
        ("The hotel sold by the bank, the mayor of the town says.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said Friday.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said this week.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said it.", "sold", None),
        ("The hotel sold by the bank, the mayor told reporters on Friday.", "sold", "mayor"),
        ("The hotel sold by the bank, the daily quoted the mayor as saying.", "sold", "mayor"),
        ("The hotel sold by the bank, the daily quoted the mayor.", "sold", None),
        ("The hotel sold by the bank, an official, who asked not to be named, said.", "sold", "official"),
        ("The hotel sold by the bank, the mayor has said.", "sold", "mayor"),
        ("The hotel sold by the bank, Jo Smith, mayor of the town, has said.", "sold", "smith"),
        ("The hotel sold by the bank, the mayor of the town, Ms Jo Smith, has announced.", "sold", "smith"),
        ("The hotel sold by the bank, the mayor had left, Smith said.", "sold", "smith"),
        ("The hotel sold by the bank, Smith, the mayor of the town, said.", "sold", "smith"),
        ("The hotel sold by the bank, the mayor said slowly.", "sold", None),
        ("The hotel sold by the bank, the mayor saying on Friday.", "sold", None),
        ("The hotel sold by the bank, the mayor will say.", "sold", None),
        ("The hotel sold by the bank, and the mayor said.", "sold", None),
        ("The hotel sold by the bank, which the mayor said.", "sold", None),
        ("The hotel sold by the bank, said.", "sold", None),
        ("The hotel sold by the bank, the mayor who left said.", "sold", None),
        ("The hotel sold by the bank, the mayor slept.", "sold", None),
        ("The hotel sold by the bank. It rained, the mayor said.", "sold", None),
        ("The hotel they sold, the mayor said Friday.", "hotel", "mayor"),
        ("The hotel sold by the bank, the mayor said it was lovely.", "sold", None),
    ],
)
def test_a_speaker_behind_the_sentence(text: str, word: str, wanted: str | None) -> None:
    found = tree(text)
    phrase = trailing(found, at(found, word))
    assert (None if phrase is None else found.low[phrase]) == wanted


def test_a_verb_as_speech_of_its_subject() -> None:
    found = tree("The mayor notified the bank.")
    told = said_by(found, at(found, "notified"))
    assert speaker(told) == at(found, "mayor")
    assert speaker(said_by(tree("It rained."), 0)) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The hotel was sold, the daily reported.", [["daily"]]),
        ("The hotel was reported sold.", []),
        ("The mayor concluded a sale.", []),
        ("The mayor concluded that it was late.", [["mayor"]]),
        ("The mayor laughed and said it was late.", [["mayor"]]),
        ("The mayor may say that it is late.", []),
        ("The mayor sent a message.", [["mayor"]]),
        ("The mayor called it dead in a statement.", [["mayor"]]),
        ("The mayor painted it.", []),
        ("According to plan, it was sold.", []),
        ("The mayor was quoted by the daily as saying it was late.", [["daily", "mayor"]]),
    ],
)
def test_each_speech(text: str, wanted: list[list[str]]) -> None:
    found = tree(text)
    assert [[found.low[h] for h in told.speakers] for told in speeches(found)] == wanted


def test_the_nearest_speaker_of_a_quotation_goes_first() -> None:
    found = tree('"We sold it," the mayor said. The bank wept. "It was old," the broker added.')
    inside = [
        [found.low[h] for t in quoted(found, at(found, word)) for h in t.speakers] for word in ("sold", "old")
    ]
    assert inside == [["mayor", "broker"], ["broker", "mayor"]]
    assert quoted(found, at(found, "wept")) == []


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        # what ends with a comma has its speaker behind it
        ('The broker said no. "We paid. The bank sold the hotel," the mayor said.', "sold", "mayor"),
        ('"The bank sold the hotel. It was old," the mayor said. The broker said no.', "sold", "mayor"),
        # what stands behind a colon has him before it
        ('The mayor said: "We paid. The bank sold the hotel." The broker said no.', "sold", "mayor"),
        # what ends with a full stop goes on from the sentence before
        ('"We paid," the mayor said. "The bank sold the hotel." The broker said no.', "sold", "mayor"),
        (
            'The clerk said no. "We paid," the mayor said. "It is late. The bank sold it." He left.',
            "sold",
            "mayor",
        ),
        ('"The bank sold the hotel." The mayor said so.', "sold", "mayor"),
    ],
)
def test_whose_quotation_it_is(text: str, word: str, wanted: str) -> None:
    found = tree(text)
    first = quoted(found, at(found, word))[0]
    assert [found.low[h] for h in first.speakers] == [wanted]


def test_what_carries_a_speech() -> None:
    found = tree("The mayor said in an interview at noon that it rained.")
    told = said_by(found, at(found, "said"))
    assert [found.low[c] for c in carriers(found, told)] == ["interview"]
    assert carriers(found, replace(told, kind="noun")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The daily ran an article quoting the mayor.", ["article"]),
        ("The daily quoted the mayor.", ["daily", "mayor"]),
    ],
)
def test_whoever_quotes_speaks_first(text: str, wanted: list[str]) -> None:
    found = tree(text)
    verb = next(t for t in range(len(found)) if found.low[t] in ("quoting", "quoted"))
    assert [found.low[h] for h in said_by(found, verb).speakers] == wanted
