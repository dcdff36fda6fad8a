"""A text as events: each verb and event noun with its arguments by deep role, its factuality, speaker and
date.

This is the whole of the layer in one call, for whoever wants to see what it makes of a text; rules of a
domain ask its parts (`propositions`, `factuality`, `attribution`, `attachment`) for the words that they know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from foedus.dates.find import find_dates
from foedus.language.attachment import DateAt, Dated, belongs, governor_of, is_limit
from foedus.language.attribution import in_quotation, quoted, said, speaker, trailing
from foedus.language.clauses import not_until
from foedus.language.factuality import Factuality, judge
from foedus.language.inflect import verb_forms
from foedus.language.propositions import Grammar, Proposition
from foedus.language.repair import repaired
from foedus.language.tree import Tree
from foedus.language.words import DELAYED, RELATIVES
from foedus.model import Certainty

_PERSONAL = frozenset("it he she they him her them this".split())
_PLURAL = frozenset("they them".split())
_UNDONE = ("un", "non")


@dataclass(frozen=True, slots=True)
class Lexis:
    """The words that are looked for: verbs by their lemma, and event nouns with the lemma of their verb."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    preps: Mapping[str, str] = field(default_factory=dict)  # the preposition of a noun's object: "visit to"

    @staticmethod
    def of(lemmas: Iterable[str], nouns: Mapping[str, str], preps: Mapping[str, str]) -> Lexis:
        """The forms of some verbs, and their event nouns."""
        return Lexis({form: lemma for lemma in lemmas for form in verb_forms(lemma)}, nouns, preps)


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a text. `args` are the heads of its arguments by role, antecedents in place of
    pronouns."""

    lemma: str
    anchor: int
    args: Mapping[str, tuple[int, ...]]
    factuality: Factuality
    speaker: int | None
    date: DateAt | None


class Discourse:
    """The events of one paragraph."""

    def __init__(self, tree: Tree, lexis: Lexis) -> None:
        self.tree = repaired(tree)
        self.lexis = lexis
        self.grammar = Grammar(self.tree)
        at = self.tree.token_at
        self.dates = [DateAt(at(d.start), at(d.end - 1) + 1, d) for d in find_dates(self.tree.text)]

    def events(self) -> Iterator[Event]:
        """The events in the order of their words."""
        for i in range(len(self.tree)):
            lemma = self._lemma(i)
            if lemma is not None:
                yield self._event(i, lemma)

    def phrase(self, head: int) -> str:
        """A noun phrase by its head, without the clauses and further phrases behind it."""
        tree = self.tree
        inside = frozenset({"relcl", "acl", "appos", "advcl", "conj", "cc", "prep", "punct", "case"})
        tokens = [t for t in tree.subtree(head, inside) if t <= head]
        return tree.span_text(tokens[0], head + 1)

    def _lemma(self, i: int) -> str | None:
        tree, low = self.tree, self.tree.low[i]
        if tree.deps[i] in ("aux", "auxpass"):
            return None
        for prefix in _UNDONE:
            bare = low.removeprefix(prefix).removeprefix("-")
            if bare != low and bare in self.lexis.verbs and bare.endswith(("ed", "n", "t", "d")):
                return self.lexis.verbs[bare]
        noun = tree.tags[i].startswith("NN") and low in self.lexis.nouns
        if noun and not self.grammar.predicates(i):
            return self.lexis.nouns[low]
        if low in self.lexis.verbs and (tree.is_verb(i) or self.grammar.predicates(i)):
            return self.lexis.verbs[low]
        return None

    def _event(self, i: int, lemma: str) -> Event:
        prop = self.grammar.at(i)
        args: dict[str, list[int]] = {}
        for arg in prop.args:
            if arg.role == "mod" and not self.tree.tags[arg.token].startswith("NN"):
                continue  # "the planned sale"
            role = self._role(prop, arg.role, arg.how)
            for head in self._listed(prop, arg.token):
                found = self.antecedent(head, i)
                if found is not None and found not in args.setdefault(role, []):
                    args[role].append(found)
        undone = self.tree.low[i].startswith(_UNDONE) and not self.lexis.verbs.get(self.tree.low[i])
        told = judge(self.tree, i, denied=undone)
        return Event(
            lemma, i, {k: tuple(v) for k, v in args.items()}, told, self._speaker(i), self._date(i, told)
        )

    def _role(self, prop: Proposition, role: str, how: str) -> str:
        """A noun's possessor and "of" as subject or object, by what else it has."""
        if prop.form == "verb":
            return role
        agent = any(a.role == "subj" for a in prop.args)
        if role == "owner":
            has_object = any(a.role == "of" for a in prop.args)
            return "subj" if has_object or not agent else "obj"
        return "obj" if role in ("of", "mod", self.lexis.preps.get(self.tree.low[prop.anchor])) else role

    def _listed(self, prop: Proposition, token: int) -> Sequence[int]:
        return [t for t in self.tree.conjuncts(token) if self.tree.is_noun(t) or t == token]

    def antecedent(self, i: int, anchor: int) -> int | None:
        """What a pronoun goes back to: the subject before it that it may be, else the last noun; itself for
        a noun."""
        tree, low = self.tree, self.tree.low[i]
        if low in RELATIVES:
            return self.grammar.antecedent(i, anchor)
        if low not in _PERSONAL and not (low in ("its", "his", "their") and tree.deps[i] == "poss"):
            return i
        here = tree.sentence(i)
        own = {t for a in (anchor,) for t in tree.kids[a] if t != i}
        plural = low in _PLURAL or low == "their"
        fits = [
            t for t in range(i - 1, -1, -1)
            if here - tree.sentence(t) <= 2 and t not in own and tree.tags[t].startswith("NN")
            and tree.deps[t] not in ("compound", "npadvmod", "nmod") and tree.tags[t].endswith("S") == plural
        ]  # fmt: skip
        subjects = [t for t in fits if tree.deps[t] in ("nsubj", "nsubjpass")]
        objects = [t for t in fits if tree.deps[t] in ("dobj", "pobj", "conj", "attr")]
        if low in ("him", "her", "them", "it") and tree.deps[i] in ("dobj", "pobj") and objects:
            return objects[0]
        return next(iter(subjects or fits), None)

    def _then(self, date: DateAt, i: int) -> bool:
        """ "not until 2025", "postponed until 2025": then."""
        return not_until(self.tree, i) or self.tree.low[governor_of(self.tree, date)] in DELAYED

    def _speaker(self, i: int) -> int | None:
        for told in reversed(said(self.tree, i)):
            found = speaker(told)
            if found is not None:
                return self.antecedent(found, told.at)
        for told in quoted(self.tree, i):
            found = speaker(told)
            if found is not None:
                return self._outside(found, told.at)
        return trailing(self.tree, i)

    def _outside(self, i: int, verb: int) -> int | None:
        """Whom a pronoun beside a quotation means: nobody named inside it."""
        found = self.antecedent(i, verb)
        if found is None or found == i or not in_quotation(self.tree, found):
            return found
        before = range(self.tree.sent_span(found)[0] - 1, -1, -1)
        return next((t for t in before if self.tree.deps[t] in ("nsubj", "nsubjpass")), None)

    def _date(self, i: int, told: Factuality) -> DateAt | None:
        best: tuple[int, bool, DateAt] | None = None
        for date in self.dates:
            if self.tree.sentence(date.lo) != self.tree.sentence(i):
                continue
            if is_limit(self.tree, date, i, Dated()) and not self._then(date, i):
                continue
            rank = belongs(self.tree, date, i, Dated())
            if rank is not None and (best is None or (rank, date.lo < i) < best[:2]):
                best = (rank, date.lo < i, date)
        return best[2] if best is not None else None


def certainty(event: Event) -> Certainty:
    """An event's factuality, where another's word turns what is asserted into what is reported."""
    value = event.factuality.certainty
    return Certainty.REPORTED if value is Certainty.ASSERTED and event.speaker is not None else value
