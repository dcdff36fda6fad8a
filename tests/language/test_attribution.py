"""Whose mouth a clause is put into: a row a construction, the speakers outermost first."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

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
    # who is made, asked or promised to say it
    ("The mayor refused to say that the bank sold the hotel.", "sold", ["mayor"]),
    ("The mayor prompted the bank to say that it sold the hotel.", "sold", ["bank"]),
    ("The mayor promised the broker to announce that the bank sold the hotel.", "sold", ["mayor"]),
    ("The mayor was asked to confirm that the bank sold the hotel.", "sold", ["mayor"]),
    ("The mayor denied being told by the broker that the bank sold the hotel.", "sold", ["mayor", "broker"]),
    ("The mayor, told by the bank that it had sold the hotel, wept.", "sold", ["bank"]),
    ("The mayor is the man announcing that the bank sold the hotel.", "sold", ["mayor"]),
    ("The mayor asked who said that the bank sold the hotel.", "sold", ["who"]),
    # a clause beside a passive has a speaker of its own
    ("The sale was praised by the mayor when the council said the bank kept the law.", "kept", ["council"]),
    ("The sale was called a scandal by the mayor, the council adding that the bank broke the law.", "broke", ["council"]),
    # of two coordinated clauses each has its own speaker
    ("The mayor said talks were held and the broker added that the bank had sold the hotel.", "sold", ["mayor", "broker"]),
    ("The mayor said the broker claimed the hotel and added that the bank had sold it.", "sold", ["mayor", "broker"]),
    ("The bank, officials said, sold the hotel and the museum was closed.", "closed", ["officials"]),
    ("The hotel will be sold by the bank, officials said, and the museum was closed by the mayor.", "closed", []),
    # what is said in passing with "as", and what is not
    ("The bank had sold the hotel, as the mayor had announced.", "sold", ["mayor"]),
    ("The mayor said that the bank had sold the hotel, as the union has claimed.", "sold", ["mayor", "union"]),
    ("The bank sold the hotel as agreed by the mayor.", "sold", []),
    ("The bank sold the hotel as the mayor took it.", "sold", []),
    ("The bank sold the hotel as the mayor claimed victory.", "sold", []),
    # whose claim, report or complaint it is
    ("The mayor handed the council a report that the bank sold the hotel.", "sold", ["mayor"]),
    ("The mayor had a report that the bank sold the hotel.", "sold", []),
    ("The claim that the bank sold the hotel is denied by the mayor.", "sold", ["mayor"]),
    ("A report read by the mayor said the bank had sold the hotel.", "sold", ["report"]),
    ("Smith, a broker citing the mayor, said the bank had sold the hotel.", "sold", ["smith", "mayor"]),
    # who is of a mind, and who is not
    ("The mayor made it clear on Friday that the bank had sold the hotel.", "sold", ["mayor"]),
    ("The broker thinks it plain that the bank sold the hotel.", "sold", ["broker"]),
    ("The mayor is worried after the bank sold the hotel.", "sold", []),
    ("The mayor is convinced the hotel sold by the bank burned.", "sold", []),
    ("The mayor is convinced the hotel sold by the bank burned.", "burned", ["mayor"]),
    # what only looks like "according to" or "in the words of"
    ("At the words of the mayor, the hotel was sold.", "sold", []),
    ("Relating to the mayor, it was sold.", "sold", []),
    ("The bank sold the hotel according to", "sold", []),
    # a participle that the parser takes for the clause
    ("The hotel sold by the bank, the mayor said in May.", "sold", ["mayor"]),
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
    ("The bank close to a sale of the hotel left.", "sale", []),
]

# sentence; for each verb and noun that is put into a mouth those who say it, outermost first: ">" between the verbs and
# nouns of speech, "+" between the speakers of one, "?" for nobody named; behind "/" where wishes count, too
EACH = [
    ("The mayor denied that the bank sold hotels listed in a report issued in May.", "bank: mayor; sold: mayor; hotels: mayor; listed: mayor; report: mayor; issued: mayor > ?; may: mayor > ?"),
    ("The union complained about hotels listed with a broker selling them in May.", "hotels: union; listed: union; broker: union; selling: union; may: union"),
    ("The mayor was hopeful of the sale of the hotel.", "sale:  / mayor; hotel:  / mayor"),
    ("The mayor was hopeful to sell the hotel.", "sell:  / mayor; hotel:  / mayor"),
    ("The broker said the mayor was hopeful of the sale of the hotel.", "mayor: broker; was: broker; sale: broker / broker > mayor; hotel: broker / broker > mayor"),
    ("The bank dismissed as baseless Smith's claim that it had sold the hotel.", "smith: bank; claim: bank; sold: bank > bank; hotel: bank > bank"),
    ("The bank treated as true Smith's claim that it had sold the hotel.", "sold: smith; hotel: smith"),
    ("The mayor vowed the bank would sell the hotel.", "bank: mayor; sell: mayor; hotel: mayor"),
    ("The mayor vowed on Friday to sell the hotel.", "friday: mayor; sell:  / mayor; hotel:  / mayor"),
    ("The bank was urged by the mayor to sell the hotel.", "sell:  / mayor; hotel:  / mayor"),
    ("The mayor was urged to sell the hotel.", "sell:  / ?; hotel:  / ?"),
    ("The mayor told the bank to sell the hotel.", "bank: mayor; sell: mayor; hotel: mayor"),
    ("The mayor told the bank he had asked the broker to sell the hotel.", "bank: mayor; sell:  / he; hotel:  / he"),
    ("The mayor said the bank, which sold the hotel, was late.", "bank: mayor; was: mayor"),
    ("The mayor said the bank which sold the hotel was late.", "bank: mayor; sold: mayor; hotel: mayor; was: mayor"),
    ("The mayor said the bank that sold the hotel was late.", "bank: mayor; sold: mayor; hotel: mayor; was: mayor"),
    ("The mayor said the broker, who sold the hotel, was late.", "broker: mayor; was: mayor"),
    ("The mayor accused the bank of breaking the rule that was set in May.", "bank: mayor; breaking: mayor; rule: mayor"),
    ("The mayor accused the bank of breaking a rule that was set in May.", "bank: mayor; breaking: mayor; rule: mayor; set: mayor; may: mayor"),
    ("The mayor accused the bank of breaking the rule that it has set.", "bank: mayor; breaking: mayor; rule: mayor"),
    ("The mayor accused the bank of breaking the rule that it will set.", "bank: mayor; breaking: mayor; rule: mayor; set: mayor"),
    ("The daily, citing a broker and quoting the mayor, said the bank had sold the hotel.", "broker: daily; mayor: daily+mayor; bank: daily+broker; sold: daily+broker; hotel: daily+broker"),
    ("The daily said with the mayor that the bank had sold the hotel.", "bank: daily; sold: daily; hotel: daily"),
    ("The mayor was quoted by the daily by phone as saying the bank sold the hotel.", "mayor: daily+mayor; bank: daily+mayor; sold: daily+mayor; hotel: daily+mayor"),
    ("The bank, criticised by the mayor for saying it sold the hotel, left.", "sold: bank; hotel: bank"),
    ("Asked by the mayor, the broker said the bank had sold the hotel.", "bank: broker; sold: broker; hotel: broker"),
    ("The broker, asked by the mayor, said the bank had sold the hotel.", "bank: broker; sold: broker; hotel: broker"),
    ("After being told by the mayor that the bank had sold the hotel, the broker left.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The hotel was praised by the mayor, saying the bank had sold it.", "bank: mayor; sold: mayor"),
    ("The hotel was old, saying the bank had sold it.", "bank: hotel; sold: hotel"),
    ("The mayor left, saying the bank had sold the hotel.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("It became the first bank to say that the hotel was sold.", "hotel: it; sold: it"),
    ("It was the first time the mayor said that the hotel was sold.", "hotel: mayor; sold: mayor"),
    ("The first to say that the hotel was sold was the mayor.", "hotel: first; sold: first"),
    ("The mayor rose and said the bank had sold the hotel.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The mayor said talks were long and added the bank had sold the hotel.", "talks: mayor; were: mayor; added: mayor; bank: mayor > mayor; sold: mayor > mayor; hotel: mayor > mayor"),
    ("The mayor said the talks failed and added the bank had sold the hotel.", "talks: mayor; failed: mayor; added: mayor; bank: mayor > mayor; sold: mayor > mayor; hotel: mayor > mayor"),
    ("The mayor wept because talks were held and added the bank had sold the hotel.", "bank: talks; sold: talks; hotel: talks"),
    ("The mayor said talks were held and sold the hotel.", "talks: mayor; held: mayor; sold: mayor; hotel: mayor"),
    ("The union's statement by the broker that the bank sold the hotel was false.", "broker: union; bank: union; sold: union; hotel: union"),
    ("A statement on the claim that the bank sold the hotel was false.", "claim: ?; bank: ? > ?; sold: ? > ?; hotel: ? > ?"),
    ("The mayor spoke of claims that the bank sold the hotel.", "bank: ?; sold: ?; hotel: ?"),
    ("The mayor said in claims that the bank sold the hotel.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The union filed a report by the broker that the bank sold the hotel.", "bank: union; sold: union; hotel: union"),
    ("The mayor has hope that the bank will sell the hotel.", "bank: mayor; sell: mayor; hotel: mayor"),
    ("The mayor has a hotel that the bank will sell.", ""),
    ("The hope of the mayor that the bank will sell the hotel is vain.", "bank: ?; sell: ?; hotel: ?"),
    ("The mayor's hope is that the bank will sell the hotel.", ""),
    ("Hopes that the bank will sell the hotel rose, the mayor said.", "hopes: mayor; bank: mayor / mayor > mayor; sell: mayor / mayor > mayor; hotel: mayor / mayor > mayor; rose: mayor / mayor > mayor"),
    ("The mayor made it clear that the bank had sold the hotel.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The mayor made it known that the bank had sold the hotel.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("It is clear that the bank had sold the hotel.", ""),
    ("The mayor made plain the bank had sold the hotel.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The mayor made sure that the bank had sold the hotel.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("In the words of Smith of the bank, the hotel was sold.", "hotel: smith; sold: smith"),
    ("In Smith's words of praise, the hotel was sold.", "hotel: smith; sold: smith"),
    ("The bank sold one hotel per day.", ""),
    ("The bank sold the hotel, as the mayor put it.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The bank sold the hotel as the mayor said it would.", ""),
    ("The bank sold the hotel, the mayor and the broker said.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The bank sold the hotel, says the mayor, and left.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("According to the daily, the broker says the bank sold the hotel.", "broker: daily; says: daily; bank: daily > broker; sold: daily > broker; hotel: daily > broker"),
    ("The bank sold the hotel according to the rules.", ""),
    ("The bank sold the hotel, according to a note issued by the mayor and the broker.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The bank sold the hotel, according to a note issued in May by the mayor.", "bank: mayor; sold: mayor; hotel: mayor"),
    ("The bank sold the hotel, according to a book issued by the mayor.", "bank: book; sold: book; hotel: book"),
    ("The mayor blamed the bank for the sale of the hotel.", ""),
    ("The mayor blamed the bank for selling the hotel.", "selling: mayor; hotel: mayor"),
    ("The mayor blamed for selling the hotel left.", ""),
    ("The mayor made a complaint over selling the hotel.", "selling: mayor; hotel: mayor"),
    ("The mayor made a cake for selling the hotel.", ""),
    ("The mayor described the sale as a blow to the hotel.", "sale: mayor; blow: mayor; hotel: mayor"),
    ("The mayor called the sale a blow to the hotel.", "blow: mayor; hotel: mayor"),
    ("The mayor expects that the bank will sell the hotel.", "bank:  / mayor; sell:  / mayor; hotel:  / mayor"),
    ("The mayor expects the bank to sell the hotel.", "bank:  / mayor; sell:  / mayor; hotel:  / mayor"),
    ("The mayor denied the sale of the hotel.", "sale: mayor; hotel: mayor"),
    ("The mayor reported on the sale of the hotel.", "sale: mayor; hotel: mayor"),
    ("The mayor reported in the hotel on a sale.", "sale: mayor"),
    ("The mayor's report on the sale of the hotel was late.", "sale: mayor; hotel: mayor"),
    ("The mayor showed the hotel which the bank sold.", ""),
    ("The mayor showed that it was sold.", "sold: mayor"),
    ("Reports say the union says the mayor says the hotel was sold.", "union: reports; says: reports; mayor: reports > union; says: reports > union; hotel: reports > union > mayor; sold: reports > union > mayor"),
    ("The mayor's claim in a report that the bank sold the hotel was late.", "report: mayor; bank: mayor > ?; sold: mayor > ?; hotel: mayor > ?"),
]  # fmt: skip


@cache
def trees() -> dict[str, Tree]:
    """The trees of the long table, parsed at once."""
    texts = [text for text, _ in EACH]
    return {text: repaired(found) for text, found in zip(texts, parse(texts), strict=True)}


def mouths(found: Tree, i: int, *, asked: bool) -> str:
    """Those who say a word, as the long table has them."""
    found_in = said(found, i, asked=asked)
    assert all(told.kind in ("verb", "noun", "phrase") for told in found_in)
    each = ("+".join(found.low[h] for h in told.speakers) or "?" for told in found_in)
    return " > ".join(each)


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


@pytest.mark.parametrize(("text", "wanted"), EACH)
def test_each_word_in_its_mouth(text: str, wanted: str) -> None:
    found = trees()[text]
    each = []
    for i, tag in enumerate(found.tags):
        if tag.startswith(("VB", "NN")) and found.deps[i] not in ("aux", "auxpass"):
            told, wished = mouths(found, i, asked=False), mouths(found, i, asked=True)
            if told or wished:
                each.append(f"{found.low[i]}: {told}" + ("" if told == wished else f" / {wished}"))
    assert "; ".join(each) == wanted


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
        ("The mayor came with a statement.", "came", []),
        ("The mayor issued a report in a statement.", "issued", ["statement", "report"]),
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
        # what may stand behind "said"
        ("The hotel sold by the bank, the mayor said in May.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said at noon.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said after the talks.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said before the talks.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said late Friday.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said early on Friday.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said as the talks ended.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said last week.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said; the broker wept.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said \u2014 a shock.", "sold", "mayor"),
        ("The hotel sold by the bank, the mayor said and wept.", "sold", "mayor"),
        ('The hotel sold by the bank, the mayor said "on the record".', "sold", "mayor"),
        ("To sell the hotel, the bank said, is a sin.", "sell", "bank"),
        # who stands before it
        ("The hotel sold by the bank, the mayors have said.", "sold", "mayors"),
        ("The hotel sold by the bank, the poor said.", "sold", "poor"),
        ("The hotel sold by the bank, the mayor was told.", "sold", None),
        ("The hotel sold by the bank, gladly said.", "sold", None),
        ("The hotel sold by the bank, the broker described the mayor as saying.", "sold", None),
        ("The hotel sold by the bank, the mayor of the town, Smith, said.", "sold", "smith"),
        ("The hotel sold by the bank, the mayor of the town, the tall Jo Smith, said.", "sold", "mayor"),
        ("The bank sold the hotel and, officials said, the museum was closed.", "sold", None),
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
        ("The mayor says it is late.", [["mayor"]]),
        ("The mayors say it is late.", [["mayors"]]),
        ("The mayor called it dead in a statement.", [["mayor"]]),
        ("The mayor painted it.", []),
        ("According to plan, it was sold.", []),
        ("Relating to the mayor, it was sold.", []),
        ("The hotel announced by the bank opened.", []),
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
        ('The clerk said yes. The mayor said: "We paid. The bank sold the hotel." He left.', "sold", "mayor"),
        # what ends with a full stop goes on from the sentence before
        ('"We paid," the mayor said. "The bank sold the hotel." The broker said no.', "sold", "mayor"),
        (
            'The clerk said no. "We paid," the mayor said. "It is late. The bank sold it." He left.',
            "sold",
            "mayor",
        ),
        ('"The bank sold the hotel." The mayor said so.', "sold", "mayor"),
        # a question or a call has him behind it, as what ends with a comma
        (
            'The clerk said no. "The bank sold the hotel?" the mayor said. The broker said no.',
            "sold",
            "mayor",
        ),
        ('The clerk said no. "The bank sold the hotel!" the mayor said.', "sold", "mayor"),
    ],
)
def test_whose_quotation_it_is(text: str, word: str, wanted: str) -> None:
    found = tree(text)
    first = quoted(found, at(found, word))[0]
    assert [found.low[h] for h in first.speakers] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # four sentences are near enough
        (
            'The broker said no. The clerk said yes. "It is late. The bank sold the hotel," the mayor said. The judge said so.',
            ["mayor", "judge", "clerk"],
        ),
        # whoever speaks within the quotation is not its speaker
        (
            'The broker said no. "The clerk said so. The bank sold the hotel," the mayor said. The judge said yes.',
            ["mayor", "judge", "broker"],
        ),
        # a noun is no verb of saying
        ('The mayor\'s say was late. "We sold the hotel," said the broker.', ["broker"]),
    ],
)  # fmt: skip
def test_who_may_speak_a_quotation(text: str, wanted: list[str]) -> None:
    found = tree(text)
    assert [found.low[h] for told in quoted(found, at(found, "sold")) for h in told.speakers] == wanted


def test_what_carries_a_speech() -> None:
    found = tree("The mayor said in an interview at noon that it rained.")
    told = said_by(found, at(found, "said"))
    assert [found.low[c] for c in carriers(found, told)] == ["interview"]
    assert carriers(found, replace(told, kind="noun")) == []
    for text in (
        "The mayor said with a letter that it rained.",
        "The mayor said in the hall that it rained.",
    ):
        found = tree(text)
        assert carriers(found, said_by(found, at(found, "said"))) == []


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
