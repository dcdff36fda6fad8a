"""The verbs of the generated sentences: their forms, and the noun phrases that go with each in natural English.

All phrases are definite descriptions of roles and things, so no person or event is invented. The head nouns
of one verb differ from each other and from the constructions' own ("mayor", "court", "newspaper", "critics").
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb with its cast; a field left empty means that the constructions needing it are left out."""

    base: str
    past: str
    participle: str
    gerund: str
    third: str
    agent: str
    object: str
    second_agent: str
    second_object: str
    partner: str  # a past tense that takes the same object and comes before this verb in time
    preposition: str
    prepositional: str  # the phrase the preposition governs
    agent_pronoun: str = "it"
    object_pronoun: str = "it"
    noun: str = ""  # the verb's event noun with the preposition of its object: "sale of"
    light: str = ""  # light verb, event noun and preposition: "carried out the sale of"
    compound: str = ""  # object and event noun: "hotel sale"
    un: str = ""  # "unsold"
    non: str = ""  # "non-publication of"
    stretched: bool = True  # can be begun and finished


VERBS = (
    Verb(
        "sell", "sold", "sold", "selling", "sells", "the bank", "the hotel", "the insurer", "the warehouse",
        "renovated", "to", "a Dutch investor", noun="sale of", light="carried out the sale of",
        compound="hotel sale", un="unsold", non="non-sale of",
    ),
    Verb(
        "arrest", "arrested", "arrested", "arresting", "arrests", "the sheriff", "the smuggler",
        "the coastguard", "the driver", "chased", "for", "theft", "he", "he", noun="arrest of",
        light="carried out the arrest of", stretched=False,
    ),
    Verb(
        "open", "opened", "opened", "opening", "opens", "the council", "the library", "the foundation",
        "the theatre", "furnished", "to", "visitors", noun="opening of", compound="library opening",
        un="unopened", non="non-opening of", stretched=False,
    ),
    Verb(
        "publish", "published", "published", "publishing", "publishes", "the institute", "the map",
        "the academy", "the dictionary", "edited", "in", "a journal", noun="publication of",
        light="undertook the publication of", un="unpublished", non="non-publication of",
    ),
    Verb(
        "visit", "visited", "visited", "visiting", "visits", "the bishop", "the hospital", "the duchess",
        "the school", "blessed", "with", "the choir", "he", noun="visit to", light="paid a visit to",
        compound="hospital visit", un="unvisited", stretched=False,
    ),
    Verb(
        "repair", "repaired", "repaired", "repairing", "repairs", "the army", "the bridge", "the railway",
        "the tunnel", "inspected", "with", "steel", noun="repair of", light="carried out the repair of",
        compound="bridge repair", un="unrepaired", non="non-repair of",
    ),
    Verb(
        "elect", "elected", "elected", "electing", "elects", "the society", "the surgeon", "the college",
        "the chemist", "nominated", "to", "the board", "it", "she", noun="election of", un="unelected",
        non="non-election of", stretched=False,
    ),
    Verb(
        "close", "closed", "closed", "closing", "closes", "the airline", "the office", "the brewery",
        "the canteen", "emptied", "to", "visitors", noun="closure of",
        light="carried out the closure of", compound="office closure", non="non-closure of",
        stretched=False,
    ),
    Verb(
        "buy", "bought", "bought", "buying", "buys", "the museum", "the painting", "the collector",
        "the statue", "examined", "from", "a Swiss dealer", stretched=False,
    ),
    Verb(
        "launch", "launched", "launched", "launching", "launches", "the agency", "the satellite",
        "the university", "the balloon", "built", "from", "the desert", noun="launch of",
        light="carried out the launch of", compound="satellite launch", stretched=False,
    ),
    Verb(
        "praise", "praised", "praised", "praising", "praises", "the coach", "the goalkeeper",
        "the president", "the referee", "hugged", "for", "courage", "she", "he", noun="praise of",
        light="gave praise to", stretched=False,
    ),
    Verb(
        "attack", "attacked", "attacked", "attacking", "attacks", "the militia", "the village", "the gang",
        "the farm", "surrounded", "with", "drones", noun="attack on", light="carried out an attack on",
        compound="village attack",
    ),
)  # fmt: skip
