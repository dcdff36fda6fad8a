"""Whether a sentence goes on with what was just told, so that it is of the same day.

"They then signed", "they also signed", "hours later", "at the end of the talks they signed". Nothing here
knows what happened before; who asks holds that, and its day.
"""

from __future__ import annotations

import re
from enum import Enum

from foedus.language.clauses import auxiliaries, is_infinitive, perfect, present_passive, takes_effect
from foedus.language.tree import Tree
from foedus.language.words import FUTURE, MEETING, nouns, words


class Sequel(Enum):
    """How a clause goes on: at once whatever it tells, or only with the like of what was told before."""

    SOON = "soon"
    LIKE = "like"


_LIKE = words("then also likewise similarly")
_BESIDES = words("also too additionally furthermore moreover besides separately")
_ADDED = frozenset({("in", "addition"), ("besides", "this"), ("besides", "that")})
_SOON = re.compile(
    r"\b(?:seconds|moments|minutes|hours) (?:later|afterwards?)\b"
    r"|\bat the same (?:time|hour|moment|ceremony)\b"
    r"|\blater (?:in the|that|the same) (?:day|evening|night|afternoon)\b",
    re.I,
)
_HINTS = words("later afterwards afterward same")
_EVENTS = nouns("talk negotiation meeting summit session ceremony conference sitting event signing")
_PARTS = words("end close conclusion start beginning sidelines margins outset")
_THAT = words("the that this their these those same")
# what a meeting is called when it is spoken of again
_AGREEING = words("agree agrees decide decides")
_TALKS = nouns("talk negotiation meeting summit session conference sitting")


def tells_past(tree: Tree, v: int) -> bool:
    """ "signed", "was signed", "the pact, signed by both": told of the past, at no time of its own."""
    if tree.tags[v] == "VBN" and tree.deps[v] == "acl":
        return True
    if tree.tags[v] == "VBN":
        passive = any(tree.low[k] in ("was", "were") for k in tree.children(v, "auxpass"))
        return passive and not perfect(tree, v) and tree.child(v, "aux") is None
    return tree.tags[v] == "VBD" and tree.child(v, "aux") is None


def sequel(tree: Tree, v: int) -> Sequel | None:
    """How the clause of a verb goes on with what was told before it, None where it does not say so."""
    a, b = tree.sent_span(v)
    timed = not _HINTS.isdisjoint(tree.low[a:b])
    if timed and (found := _SOON.search(tree.span_text(a, b))) is not None:
        at = tree.token_at(tree.starts[a] + found.start())
        if tree.clause_verb(at) in (v, tree.first_conjunct(v)):
            return Sequel.SOON
    if any(tree.low[k] in _LIKE for k in tree.children(v, "advmod")) and not _elsewhere(tree, v):
        return Sequel.LIKE
    return None


def told_in_addition(tree: Tree, v: int) -> bool:
    """ "They also signed a pact", "in addition they signed": something beside what was told before it."""
    if any(tree.low[k] in _BESIDES for k in tree.children(v, "advmod")):
        return True
    return any((prep, tree.low[obj]) in _ADDED for prep, obj in tree.preps(v))


def _elsewhere(tree: Tree, v: int) -> bool:
    """ "also agreed at their first meeting": at another time than what was told before."""
    return any(tree.low[obj] in _EVENTS and not _again(tree, obj) for _, obj in tree.preps(v))


def occasion_of(tree: Tree, v: int) -> str | None:
    """The occasion told of before at which something was done: "at the end of the talks they signed"."""
    for prep, obj in tree.preps(v):
        if prep not in ("at", "in", "during", "on"):
            continue
        if tree.low[obj] in _PARTS:
            noun = next((under for of, under in tree.preps(obj) if of == "of"), obj)
        else:
            noun = obj
        if tree.low[noun] in _EVENTS and _again(tree, noun):
            return tree.low[noun]
    start, head = tree.sent_span(v)[0], tree.heads[v]
    begun = tree.heads[start] == start and tree.low[start] in ("at", "during") and tree.low[head] in _EVENTS
    # "At the end of the talks they signed it": a clause of the talks' own, by the parser
    return tree.low[head] if begun and tree.deps[v] == "relcl" else None


def _again(tree: Tree, noun: int) -> bool:
    """Whether a phrase speaks of something told before, and of no other: "the talks", "their meeting"."""
    kids = tree.kids[noun]
    return (
        any(tree.low[k] in _THAT for k in kids)
        and all(tree.low[k] in _THAT or tree.deps[k] == "punct" for k in kids if k < noun)
        and not any(tree.deps[k] in ("relcl", "acl", "prep") for k in kids)
    )


def tells_occasion(tree: Tree, a: int, b: int, occasion: str) -> bool:
    """Whether the tokens a..b tell of such an occasion: "held talks", "met in Rome", "a signing ceremony"."""
    alike = _TALKS if occasion in _TALKS else frozenset({occasion})
    if any(tree.low[t] in alike for t in range(a, b)):
        return True
    return occasion in _TALKS and any(tree.low[t] in MEETING and tree.is_verb(t) for t in range(a, b))


def done_upon(tree: Tree, v: int) -> str | None:
    """The event on whose day something was done: "came into force on signature", "took effect from
    the date of the exchange"."""
    if not tells_past(tree, v):
        return None
    for prep, obj in tree.preps(v):
        if prep in ("on", "upon", "at", "with", "from"):
            under = (below for of, below in tree.preps(obj) if of == "of")
            return tree.low[next(under, obj)] if tree.low[obj] in ("date", "day", "moment") else tree.low[obj]
    return None


def to_come(tree: Tree, i: int) -> bool:
    """Whether the clause of a word tells of what is to come: "will open", "is to begin pulling out"."""
    verb = tree.clause_verb(i)
    above = (verb, tree.heads[verb])
    if any(tree.low[k] in FUTURE for v in above for k in auxiliaries(tree, v)):
        return True
    return any(is_infinitive(tree, v) and tree.low[tree.heads[v]] in ("is", "are") for v in above)


def told_at(tree: Tree, v: int) -> int:
    """The verb whose tense an entry of a chronicle has: "agree" of "Both agree to sell it"."""
    verb = takes_effect(tree, v) if tree.is_noun(v) else v
    return (
        tree.heads[verb] if tree.deps[verb] == "xcomp" and tree.low[tree.heads[verb]] in _AGREEING else verb
    )


def in_present(tree: Tree, v: int) -> bool:
    """ "Both agree to sell it", "A house is sold", "Its sale takes effect"."""
    verb = told_at(tree, v)
    return tree.tags[verb] in ("VBZ", "VBP") or present_passive(tree, verb)
