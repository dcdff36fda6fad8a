"""The grammatical relations by name: what each answers for a word of a sentence that a reader can check."""

from __future__ import annotations

import functools

import pytest

from foedus.language import clauses, phrases
from foedus.language import relations as rel
from foedus.language.parse import parse
from foedus.language.tree import Tree

SOLD = "The bank and its owner did not give the city a house because they had sold the old stone hotel off."
PASSIVE = "The two hotels of the city were sold to investors by Oslo's council, a buyer."
SAID = "The mayor, who wants to leave, said that the hotel which he bought is ready for guests to see."
THEIRS = "Their report, published on Monday, called both banks a failure."


@functools.cache
def tree(text: str) -> Tree:
    return next(iter(parse([text])))


@pytest.mark.parametrize(
    ("text", "relation", "word", "found"),
    [
        (SOLD, rel.active_subjects, "give", "bank"),
        (SOLD, rel.direct_objects, "give", "house"),
        (SOLD, rel.recipients, "give", "city"),
        (SOLD, rel.adjuncts, "give", "sold"),
        (SOLD, rel.adverbs, "give", "not"),
        (SOLD, rel.patients, "sold", "hotel"),
        (SOLD, rel.particles, "sold", "off"),
        (SOLD, rel.compounds, "hotel", "stone"),
        (SOLD, rel.adjectives, "hotel", "old"),
        (SOLD, rel.premodifiers, "hotel", "old stone"),
        (SOLD, rel.possessors, "owner", "its"),
        (PASSIVE, rel.passive_subjects, "sold", "hotels"),
        (PASSIVE, rel.patients, "sold", "hotels"),
        (PASSIVE, rel.active_subjects, "sold", ""),
        (PASSIVE, rel.numerals, "hotels", "two"),
        (PASSIVE, rel.counters, "hotels", "The two"),
        (PASSIVE, rel.prepositions, "hotels", "of"),
        (PASSIVE, rel.introduced_by, "of", "city"),
        (PASSIVE, rel.determiners, "council", "Oslo"),
        (PASSIVE, rel.nouns_before, "council", "Oslo"),
        (PASSIVE, rel.noun_modifiers, "council", ""),
        (PASSIVE, rel.modifiers, "council", "Oslo buyer"),
        (PASSIVE, phrases.appositions, "council", "buyer"),
        (SAID, rel.infinitives, "wants", "leave"),
        (SAID, rel.complements, "wants", "leave"),
        (SAID, rel.content_clauses, "said", "is"),
        (SAID, rel.complements, "said", "is"),
        (SAID, rel.relative_clauses, "mayor", "wants"),
        (SAID, rel.adnominal_clauses, "hotel", "bought"),
        (SAID, rel.predicatives, "is", "ready"),
        (THEIRS, rel.reduced_clauses, "report", "published"),
        (THEIRS, rel.adnominal_clauses, "report", "published"),
        (THEIRS, phrases.without_clauses, "report", "Their report , ,"),
        (THEIRS, phrases.without_finite_clauses, "report", "Their report , published on Monday ,"),
    ],
)
def test_what_a_word_has(text: str, relation: object, word: str, found: str) -> None:
    t = tree(text)
    assert callable(relation)
    assert [t.words[k] for k in relation(t, t.words.index(word))] == found.split()


IS = {
    rel.is_subject: "bank they",
    rel.is_object: "house hotel",
    rel.is_patient: "house hotel",
    rel.is_possessor: "its",
    rel.is_attributive: "old",
    rel.is_noun_modifier: "stone",
    rel.is_premodifier: "old stone",
    rel.is_determiner: "The the a the",
    rel.is_coordinated: "owner",
    rel.is_adjunct: "sold",
    rel.heads_a_clause: "give sold",
}


@pytest.mark.parametrize("relation", IS, ids=lambda r: r.__name__)
def test_what_a_word_is_to_its_head(relation: object) -> None:
    t = tree(SOLD)
    assert callable(relation)
    assert [w for i, w in enumerate(t.words) if relation(t, i)] == IS[relation].split()


def test_clauses_by_what_they_hang_on() -> None:
    t = tree(SAID)
    at = t.words.index
    assert rel.is_relative(t, at("bought"))
    assert rel.is_adnominal(t, at("bought"))
    assert not rel.is_reduced(t, at("bought"))
    assert rel.is_complement(t, at("leave"))
    assert clauses.is_purpose(t, at("leave"))
    assert rel.is_reduced(tree(THEIRS), tree(THEIRS).words.index("published"))
    assert set(rel.clauses(t, at("said"))) == {at("is")}


def test_a_preposition_is_named_by_its_object_alone() -> None:
    t = tree(PASSIVE)
    found = {t.words[i]: t.words[p] for i in range(len(t)) if (p := rel.preposition_of(t, i)) is not None}
    assert found == {"city": "of", "investors": "to", "council": "by"}


def test_whose_a_noun_is() -> None:
    t = tree(SOLD)
    assert rel.owned_by(t, t.words.index("owner"), ("its", "their"))
    assert not rel.owned_by(t, t.words.index("hotel"), ("its", "their"))
    assert rel.possessor(t, t.words.index("hotel")) is None


def test_a_phrase_ends_where_a_clause_begins() -> None:
    t = tree(SAID)
    hotel, bought = t.words.index("hotel"), t.words.index("bought")
    assert not phrases.is_within(t, bought, hotel)
    p = tree(PASSIVE)
    assert phrases.is_within(p, p.words.index("city"), p.words.index("hotels"))
    assert phrases.noun_that_it_precedes(p, p.words.index("Oslo")) == p.words.index("council")


@pytest.mark.parametrize(
    ("text", "ask", "told"),
    [
        ("Rejoin the league.", clauses.is_imperative, "Rejoin"),
        ("The bank will rejoin the league.", clauses.is_imperative, ""),
        ("Joining the league would help.", clauses.is_bare_topic, "Joining"),
        ("The bank is joining the league.", clauses.is_bare_topic, ""),
        ("Hotels are sold by banks.", clauses.present_passive, "sold"),
        ("Hotels were sold by banks.", clauses.present_passive, ""),
        ("Two banks sell a hotel.", clauses.tells_alone, "sell"),
        ("Two banks have sold a hotel.", clauses.tells_alone, ""),
    ],
)
def test_how_a_clause_tells(text: str, ask: object, told: str) -> None:
    t = tree(text)
    assert callable(ask)
    assert [word for i, word in enumerate(t.words) if ask(t, i)] == told.split()
