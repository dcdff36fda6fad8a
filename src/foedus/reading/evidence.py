"""Whether an agreement is one between states: weighted signs for and against it, with the reasons.

The signs, their weights and their words are rows of `data/evidence.txt`; each counts once for a claim. No one
sign decides: parties may be left unsaid, and firms have treaties of their own kind.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from foedus.model import Step
from foedus.names import Kind, names
from foedus.reading.codes import codes_of_name
from foedus.reading.context import Context
from foedus.reading.coref import Agreement
from foedus.reading.frames import JOINT
from foedus.reading.lexicon import CARTELS
from foedus.reading.mention import Mention
from foedus.reading.merge import Draft
from foedus.reading.parties import BLOCS
from foedus.reading.tables import rows

THRESHOLD = 3
_FORM = frozenset(
    "the a an of on for and to in tentative final new draft first joint bilateral interim framework "
    "agreement treaty consent settlement pact accord deal protocol convention memorandum understanding "
    "arrangement amendment presidential statement".split()
)
_LENDERS = frozenset({"IMF", "World Bank", "WB", "IBRD", "EBRD", "ADB", "AfDB", "IADB", "EIB"})
_OF_TREATIES = frozenset({Step.RATIFIED, Step.ACCEDED, Step.DEPOSITED, Step.INSTRUMENTS_EXCHANGED})
_FIRMS = "firms on the page"
_STATES_A_FIRM = 5  # names of states for each word of firms, above which a page is not about firms
_IN_NAMES = frozenset({"Union", "UNION"})
_BANKS = frozenset("bank banks banker bankers".split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Evidence(msgspec.Struct, frozen=True):
    """The sum of the weights, and the signs that made it."""

    score: float
    reasons: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.score >= THRESHOLD

    def plus(self, sign: str) -> Evidence:
        """The same with one sign more."""
        return Evidence(self.score + _weights()[sign][0], (*self.reasons, sign))


class Called(msgspec.Struct, frozen=True):
    """How an article calls an agreement, over all its mentions."""

    defined: bool  # "(the Agreement)"
    proper: bool  # by a name that says more than its form
    with_a_state: bool  # with a party that the article names
    among_states: bool  # two states are named in a sentence that speaks of it
    by_year_or_place: bool  # "the 1975 Algiers agreement"
    several: bool  # "agreements", always


def called(a: Agreement, ctx: Context) -> Called:
    states = {*ctx.states, *BLOCS}
    return Called(
        defined=any(m.alias for m in a.mentions),
        proper=any(_proper(name) for name in a.names),
        with_a_state=any(not _dependent(c) for m in a.mentions for c in states.intersection(m.parties)),
        among_states=any(len(_states_beside(ctx, m)) > 1 for m in a.mentions),
        by_year_or_place=any(m.definite and (m.year or m.placed) for m in a.mentions),
        several=all(m.plural and not m.definite for m in a.mentions),
    )


def weigh(draft: Draft, ctx: Context, how: Called, page: Sequence[str]) -> Evidence:
    """The evidence that a draft's agreement is between states; `page` are the signs of the whole article."""
    table = _weights()
    signs = tuple(dict.fromkeys(_signs(draft, ctx, how, page)))
    return Evidence(sum(table[s][0] for s in signs), signs)


def in_line(between_states: Iterable[Agreement]) -> Callable[[Agreement], bool]:
    """Whether an agreement comes before or after one that is between states: "replaces the current pact"."""
    proved = list(between_states)
    ids = {a.id for a in proved}
    replaced = {a.sibling.id for a in proved if a.sibling is not None}

    def follows(a: Agreement) -> bool:
        return a.id in replaced or (a.sibling is not None and (a.sibling.known or a.sibling.id in ids))

    return follows


def page_signs(ctx: Context) -> tuple[str, ...]:
    """The signs that the words of an article's parsed paragraphs give to all its agreements."""
    each = [_common(para.tree.words) for para in ctx.paras]
    page = Counter(chain.from_iterable(each))
    if "central" in page:
        page = Counter(word for words in each for word in _without_central_banks(words))
    states = sum(n.has(Kind.STATE) or n.has(Kind.DEMONYM) for para in ctx.paras for n in para.names)
    told = {sign: words & page.keys() for sign, words in _worded("on the page")}
    if sum(page[word] for word in told[_FIRMS]) * _STATES_A_FIRM < states:
        del told[_FIRMS]  # a story about states, in which a firm comes up
    return tuple(_by_count(sign, words) for sign, words in told.items() if words)


def _by_count(sign: str, found: frozenset[str]) -> str:
    """The sign, or its weaker form where one word alone tells it and there is such a form."""
    alone = f"{sign}, one word"
    return alone if len(found) == 1 and alone in _weights() else sign


def _signs(d: Draft, ctx: Context, how: Called, page: Sequence[str]) -> Iterator[str]:
    a = d.agreement
    accusers = a.accusers if d.step is Step.VIOLATED else ()  # "Cuba accused Washington of breaching accords"
    told_of = {*a.parties, *a.actors, *d.actors, *d.beside, *accusers}
    codes = _of_their_own(told_of)
    if len(codes) == 1 and codes != told_of:  # what `_of_their_own` leaves out beside a state is that state's
        yield "within one state"
    told = a.inferred.union(accusers).difference(a.parties, d.actors, d.beside)
    if a.org is not None:
        if d.actors:
            yield "joined or left"
        return
    lenders = codes & _LENDERS
    codes -= lenders
    if lenders:
        yield "a lender's"
    if len(codes - told) > 1:
        yield "two parties"
    elif len(codes) > 1:
        yield "two parties, inferred"
    elif codes:
        yield "one party"
    elif not (d.many or d.of_many or a.open):
        yield "nobody named"
        if len(ctx.states) < 2:
            yield "no two states on the page"
    yield from _of_who_acts(d, codes)
    yield from _of_the_agreement(d, ctx, how)
    if (d.actors and d.step in _OF_TREATIES) and not d.nominal:
        yield "an act of treaties"
    if ctx.home is not None:
        yield "a state publishes"
    if len(ctx.states) > 1:
        yield "two states on the page"
    if len(ctx.states) > 2:
        yield "three states on the page"
    beside = frozenset(_without_central_banks(_common(_WORD.findall(d.passage.text))))
    yield from page
    for sign, words in _worded("beside it"):
        against = _weights()[sign][0] < 0 and (
            _acting(d, codes) > 1 or d.fighting
        )  # "Kenya and Uganda agreed to train university teachers"
        if not against and not words.isdisjoint(beside):
            yield _by_count(sign, words & beside)
    for sign, words in _worded(""):
        if not words.isdisjoint(a.topic):
            yield sign


def _of_who_acts(d: Draft, codes: set[str]) -> Iterator[str]:
    """The signs that those who take the step give; `codes` are the states it is between."""
    a = d.agreement
    if d.actors or (d.joint and codes):
        yield "one acts"
    if _acting(d, codes) > 1:
        yield "two act"
    # what creditors reschedule lapses by itself
    bodies = [c for c in (*a.parties, *a.actors) if c in CARTELS and (c != "Paris Club" or d.step in JOINT)]
    if bodies or (any(names().organisation(c) for c in d.actors) and d.step in JOINT):
        yield "an organisation of states acts"
    if d.many or d.of_many:
        yield "many states"
    elif d.states and not codes:
        yield "unnamed states act"
    elif d.joint and not codes:
        yield "several act"
    if d.fighting:
        yield "a side of a war acts"
    if d.stranger:
        yield "made with one that is no state"


def _acting(d: Draft, codes: set[str]) -> int:
    """How many of them the text itself says to act, none of them with a stranger."""
    return 0 if d.stranger else len(codes.intersection(d.actors) - d.agreement.inferred)


def _of_the_agreement(d: Draft, ctx: Context, how: Called) -> Iterator[str]:
    a = d.agreement
    if how.proper and ctx.states:
        yield "named"
    if a.names and a.open:
        yield "open by name"
    if a.known:
        yield "a known one"
    if how.defined:
        yield "defined"
    if a.kind == "truce" and ctx.states:
        yield "truce"
    if a.strong:
        yield "a noun of treaties"
    if any(m.para.tree.low[m.head] in ("treaty", "treaties", "convention") for m in a.mentions):
        yield "called a treaty"
    if how.with_a_state:
        yield "with a state"
    if how.among_states and len({*a.parties, *a.actors, *d.actors}) < 2:
        yield "two states in its sentence"
    if how.by_year_or_place and len(ctx.states) > 1:
        yield "by its year or place"
    if a.sibling is not None:
        yield "beside a known one"
    accusers = a.accusers if d.step is Step.VIOLATED else ()
    several = how.several and not how.proper and len({*a.parties, *a.actors, *d.actors, *accusers}) < 2
    if several:
        yield "several, unnamed"
    own = a.kind == "memorandum" or (a.kind == "declaration" and d.step is Step.APPROVED)
    if own and not how.defined and len({*a.parties, *a.actors, *d.actors}) < 2:
        yield "a paper of one state"


def _states_beside(ctx: Context, m: Mention) -> set[str]:
    """The states named in the sentence of a mention."""
    lo, hi = m.para.tree.sent_span(m.head)
    named = (n for n in m.para.names if lo <= n.lo < hi)
    return {c for n in named for c in codes_of_name(ctx, n) if names().is_state(c)}


def _common(words: Sequence[str]) -> list[str]:
    """Words in small letters, without what is part of a name: no union in "European Union"."""
    return [w.lower() for w in words if w not in _IN_NAMES]


def _without_central_banks(words: Sequence[str]) -> Iterator[str]:
    """The words of a text; a state's own bank is no sign of firms: "ministers and central bankers"."""
    return (w for at, w in enumerate(words) if not (at and w in _BANKS and words[at - 1] == "central"))


def _of_their_own(codes: set[str]) -> set[str]:
    """The codes without the dependencies that have no other state than their own beside them."""
    states = {c for c in codes if not _dependent(c)}
    return {c for c in codes if c in states or (states and names().owner(c) not in states)}


def _dependent(code: str) -> bool:
    """A dependency makes no agreement with its own state that is one between states."""
    return (
        len(code) == 3
        and code.isupper()
        and not names().is_state(code)
        and names().organisation(code) is None
    )


def _proper(name: str) -> bool:
    """Whether a name says more than its form: "Samoa Agreement", not "Tentative Agreement"."""
    return bool({w.lower() for w in re.findall(r"[^\W\d_]+", name)} - _FORM)


@functools.cache
def _weights() -> dict[str, tuple[float, frozenset[str]]]:
    """Sign: weight, words."""
    return {
        row[1]: (float(row[0]), frozenset(row[2].split() if len(row) > 2 else ()))
        for row in rows("evidence.txt")
    }


@functools.cache
def _worded(place: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The signs told by words of a place: "beside it", "on the page", "" for what the agreement is about."""
    places = ("beside it", "on the page")
    return tuple(
        (sign, words)
        for sign, (_, words) in _weights().items()
        if words and (sign.endswith(place) if place else not sign.endswith(places))
    )
