"""Who has been named before a place in the article: what pronouns, "both sides" and "the bloc" go back to."""

from __future__ import annotations

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.inflect import verb_forms
from foedus.language.tree import Tree
from foedus.names import Kind, names
from foedus.reading.actors import of_others, who
from foedus.reading.codes import backs, codes_of_name
from foedus.reading.context import Context, NameAt, Para
from foedus.reading.mention import Mention
from foedus.reading.participant import Who
from foedus.reading.parties import BLOCS

_OF_STATES = frozenset({Kind.STATE, Kind.DEMONYM, Kind.CAPITAL, Kind.SEAT, Kind.PERSON})

_PLACES = frozenset({Kind.CAPITAL, Kind.SEAT})
_CITIES_OF = frozenset("capital city town resort village port island airport".split())
_BROKERS = "broker mediate host sponsor facilitate".split()
_BROKERING = frozenset(form for lemma in _BROKERS for form in verb_forms(lemma))
_GATHERINGS = frozenset(
    "talks summit conference meeting ceremony round negotiations congress session".split()
)


def with_subjects(tree: Tree, names: list[NameAt]) -> list[NameAt]:
    """The names that are subjects of their clauses."""
    return [n for n in names if any(rel.is_subject(tree, t) for t in range(n.lo, n.hi))]


def with_owners(tree: Tree, names: list[NameAt]) -> list[NameAt]:
    """The names that are subjects, possessors or stand before a noun: whose something may be."""
    ways = (rel.is_subject, rel.is_possessor, rel.is_premodifier)
    return [n for n in names if any(is_so(tree, t) for t in range(n.lo, n.hi) for is_so in ways)]


def is_place(tree: Tree, n: NameAt) -> bool:
    """Whether a city or state is only where it happens: "will be signed in Paris", "negotiated in Japan"."""
    at = n.hi - 1
    prep = tree.heads[at]
    before = rel.is_premodifier(tree, at)
    if tree.low[prep] in _CITIES_OF and (before or rel.is_possessor(tree, at)):
        return True  # "talks in the Austrian capital"
    if tree.low[n.hi : n.hi + 1] and tree.low[n.hi] in _CITIES_OF:
        return True  # "in the Chadian capital N'Djamena"
    if rel.is_apposition(tree, at) and tree.words[n.lo - 1] == "," and prep == n.lo - 2:
        town = rel.preposition_of(tree, prep)  # "at Itamaraty, Brazil"
        return town is not None and tree.low[town] in ("in", "at", "near", "outside", "from", "to")
    if before and n.kinds() <= _PLACES and tree.low[prep] in _GATHERINGS:
        return True  # "at the Vienna talks"
    if rel.preposition_of(tree, at) is None or tree.low[prep] not in ("in", "at", "near"):
        return False
    return n.kinds() <= _PLACES or (n.has(Kind.STATE) and tree.is_verb(tree.heads[prep]))


def _brokers(tree: Tree, n: NameAt) -> bool:
    """ "brokered by Algeria and the Organisation of African Unity"."""
    by = tree.heads[tree.first_conjunct(n.hi - 1)]
    return tree.low[by] == "by" and tree.low[tree.heads[by]] in _BROKERING


def _in_aside(tree: Tree, n: NameAt, token: int) -> bool:
    """The subject of a relative clause that is over: "Ukraine, which Moscow invited, hopes"."""
    verb = tree.heads[n.hi - 1]
    return rel.is_relative(tree, verb) and max(tree.subtree(verb)) < token


def party_codes(ctx: Context, n: NameAt) -> tuple[str, ...]:
    """The codes of a name that may be parties to a pact by standing beside it: no United Nations."""
    fighting = any(e.role in ("armed_group", "entity") for e in n.entries)
    found = codes_of_name(ctx, n)
    return found if fighting else tuple(c for c in found if c in BLOCS or names().is_state(c))


class Named:
    """The names of one article, and who acted last."""

    ctx: Context
    by_para: dict[int, list[Mention]]
    last_actor: Who

    _names: dict[int, list[NameAt]]

    def names(self, para: Para) -> list[NameAt]:
        """The paragraph's names but for agencies and the places that agreements are called after."""
        if para.index not in self._names:
            self._names[para.index] = self._usable(para)
        return self._names[para.index]

    def _usable(self, para: Para) -> list[NameAt]:
        inside = {t for m in self.by_para[para.index] if m.name and m.org is None for t in range(m.lo, m.hi)}
        return [
            n
            for n in para.names
            if not n.has(Kind.AGENCY)
            and (n.lo not in inside or not n.kinds() <= _PLACES)
            and not backs(para, n)
            and not of_others(para, n)
            and not _brokers(para.tree, n)
        ]

    def two_before(self, para: Para, token: int) -> tuple[str, ...]:
        """The two that "the two countries" goes back to: the last two states named."""
        found: list[str] = []
        for p in reversed(self.ctx.paras[: para.index + 1]):
            for n in reversed(self.names(p)):
                if (p is para and n.lo > token) or is_place(p.tree, n):
                    continue
                for code in party_codes(self.ctx, n):
                    if code not in found:
                        found.insert(0, code)
                if len(found) >= 2:
                    return tuple(found[:2])
            if p.index < para.index - 2:
                break
        if self.ctx.home and self.ctx.home not in found:
            found.insert(0, self.ctx.home)
        return tuple(found) if len(found) == 2 else ()

    def states_before(self, para: Para, token: int) -> list[str]:
        """States named before a token, the nearest first, back to the paragraph before."""
        found: list[str] = []
        for p in self.ctx.paras[max(0, para.index - 1) : para.index + 1][::-1]:
            for n in reversed(self.names(p)):
                if (p is para and n.lo >= token) or not n.kinds() & _OF_STATES:
                    continue
                found.extend(c for c in party_codes(self.ctx, n) if c not in found)
        return found

    def states_in_sentence(self, para: Para, token: int) -> list[str]:
        a, b = para.tree.sent_span(token)
        here = [n for n in self.names(para) if a <= n.lo < b and not is_place(para.tree, n)]
        return list(dict.fromkeys(c for n in here for c in party_codes(self.ctx, n)))

    def before(
        self, para: Para, token: int, pronoun: str, org: str | None = None, others: tuple[str, ...] = ()
    ) -> Who:
        """The state that "it", "he" or "they" goes back to: the last one named before it."""
        tree = para.tree
        plural = pronoun in ("they", "their", "them")
        named = [n for n in self.names(para) if n.hi <= token]
        if pronoun in ("it", "its"):  # no man or woman: "Blair is pressing the US despite its unwillingness"
            named = [n for n in named if not n.kinds() <= {Kind.PERSON}]
        subjects = [n for n in with_subjects(tree, named) if not _in_aside(tree, n, token)]
        for pool in (subjects, with_owners(tree, named), named):
            for n in reversed(pool):
                codes = tuple(c for c in codes_of_name(self.ctx, n) if c != org and c not in others)
                if codes:
                    if plural:
                        group = [c for m in pool if abs(m.lo - n.lo) < 8 for c in codes_of_name(self.ctx, m)]
                        listed = who(self.ctx, para, tree.first_conjunct(n.hi - 1)).codes
                        return Who(tuple(dict.fromkeys((*group, *listed))))
                    return Who(codes[:1], head_of_state=n.has(Kind.PERSON))
        return self.last_actor or self._subject_before(para, token, pronoun)

    def _subject_before(self, para: Para, token: int, pronoun: str) -> Who:
        """Whom the last sentence of the paragraph before is about, for a pronoun of the first one here."""
        first = para.tree.sentence(token) == 0 and para.index > 0
        p = self.ctx.paras[para.index - 1] if first else para
        if not first or len(p.tree) == 0 or para.tree.low[0] != pronoun or pronoun not in ("it", "he", "she"):
            return Who()
        subject = phrases.main_subject(p.tree, len(p.tree.sents) - 1)
        found = who(self.ctx, p, subject) if subject is not None else Who()
        return Who(found.codes) if len(found.codes) == 1 else Who()

    def bloc_before(self, para: Para, token: int) -> tuple[str, ...]:
        """ "the bloc": the last one named."""
        for p in self.ctx.paras[max(0, para.index - 2) : para.index + 1][::-1]:
            for n in reversed(p.names):
                if (p is para and n.lo >= token) or not n.has(Kind.ORG):
                    continue
                found = tuple(c for c in codes_of_name(self.ctx, n) if c in BLOCS)
                if found:
                    return found
        return ()
