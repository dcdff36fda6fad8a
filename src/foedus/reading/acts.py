"""What is done around an agreement, as the propositions of a paragraph tell it: actors, targets, place, number.

The verbs and nouns and where their arguments stand are rows of `data/acts.txt`. Of acts one inside the other
only the outermost is told where what it governs is not done by that: "threatened to attack" is a threat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.propositions import Grammar, Proposition
from foedus.language.tree import Tree
from foedus.reading.act_lexicon import BORDERS, FORCES, NOUNS, VERBS, ActRule
from foedus.reading.actors import who
from foedus.reading.codes import codes_of_name
from foedus.reading.context import Context, Para
from foedus.reading.participant import NOBODY, Who

_MONEY = frozenset("dollars euros pounds yen yuan roubles rubles francs marks rupees million billion".split())
_NUMBER = re.compile(r"\d[\d,.]*")
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
#: Who does what their state does; rebels do not.
_OF_A_STATE = FORCES | frozenset(
    "police navy agents planes army court courts authorities prosecutors guard guards warplanes".split()
)
#: Categories that a place without a state may be the target of: "sent troops to Kherson".
_PLACED = frozenset({"MOBILIZE", "RETREAT", "ASSAULT"})
_HOLDING = 5  # governors looked at for one that holds an act
_BESIDE = (4, 10)  # tokens before and after a verb that stand beside it


class ActEvent(msgspec.Struct, frozen=True):
    """An act as the grammar tells it: actors, targets, the words of its place, its number."""

    trigger: int
    rule: ActRule
    actor: Who
    target: tuple[str, ...]
    place: str | None
    number: int | None
    nominal: bool
    judged: int  # the token whose clause tells how sure: the verb that carries a bare noun
    thing: int | None = None  # the token of what it is done with: "talks" of "broke off talks"
    of: str | None = None  # the act that it is about: what is threatened, asked, refused or promised


def find_acts(ctx: Context, para: Para) -> list[ActEvent]:
    """The acts that a paragraph tells between states (or armed groups), each with what it holds."""
    found = list(_Finder(ctx, para).events())
    things = {event.thing for event in found}
    holding = {event.trigger: event for event in found if "holds" in event.rule}
    out: dict[int, ActEvent] = {}
    for event in found:
        holder = _holder(para.tree, event.trigger, holding)
        if holder is not None:
            out[holder] = replace(out.get(holder, holding[holder]), of=event.rule.act)
        elif event.trigger not in things:
            out.setdefault(event.trigger, event)
    return [out[at] for at in sorted(out)]


def _holder(tree: Tree, i: int, holding: Mapping[int, ActEvent]) -> int | None:
    """The act that another is what it is about of, where that is not told by a clause of its own ("the state
    that bombed it")."""
    for up in tree.ancestors(i, _HOLDING):
        if rel.is_relative(tree, i):
            return None
        if up in holding:
            return up
        i = up
    return None


class _Finder:
    """The acts of one paragraph."""

    def __init__(self, ctx: Context, para: Para) -> None:
        self.ctx, self.para, self.tree = ctx, para, para.tree
        self.grammar = Grammar(para.tree)

    def events(self) -> Iterator[ActEvent]:
        """The acts in the order of the text."""
        tree = self.tree
        if not self.para.name_of:
            return  # to whom it is done is named
        words = frozenset(tree.low)
        for i, low in enumerate(tree.low):
            rules: tuple[ActRule, ...] = ()
            read: Callable[[Proposition, ActRule], ActEvent | None] = self._of_verb
            if low in VERBS and tree.is_verb(i) and self.grammar.predicates(i):
                rules = VERBS[low]
            elif low in NOUNS and tree.tags[i] in ("NN", "NNS"):
                rules, read = NOUNS[low], self._of_noun
            for rule in rules:
                if any(map(words.isdisjoint, rule.asked)):
                    continue
                if (event := read(self.grammar.at(i), rule)) is not None:
                    yield event
                    break

    def _of_verb(self, prop: Proposition, rule: ActRule) -> ActEvent | None:
        tree, v = self.tree, prop.anchor
        objects = [a.token for a in prop.all("obj")]
        thing = next((o for o in objects if self._is_of(v, o, rule.obj)), None)
        if rule.obj and thing is None:
            return None
        if rule.prt and rule.prt.isdisjoint(tree.low[k] for k in rel.verb_particles(tree, v)):
            return None
        if rule.near and rule.near.isdisjoint(self._beside(v)):
            return None
        if "comp" in rule and not rel.clauses(tree, v):
            return None
        obj = thing if thing is not None else next(iter(objects), None)
        actor = self._doer(prop)
        unsaid = prop.passive and prop.first("subj") is None
        if unsaid and thing is not None and "own" not in rule.target:
            actor = self._owner(thing)  # "Tongan troops were sent to Fiji"
        if not (actor.codes or actor.pronoun or actor.joint):
            return None
        target, place = self._target(prop, rule, obj)
        together = "joint" in rule and (actor.joint or len(actor.codes) > 1)
        if not target and not together and not (place and rule.category in _PLACED):
            return None
        number = _number(tree, obj) if obj is not None else None
        return ActEvent(v, rule, actor, target, place, number, False, v, thing)

    def _doer(self, prop: Proposition) -> Who:
        """The subject or the agents; of armed forces the state that they are of."""
        subject = prop.first("subj")
        if subject is None:
            return NOBODY
        found = who(self.ctx, self.para, subject.token)
        if found or found.pronoun or self.tree.low[subject.token] not in _OF_A_STATE:
            return found
        from_ = (o for prep, o in self.tree.preps(subject.token) if prep == "from")
        return next((who(self.ctx, self.para, o) for o in from_), NOBODY) or self._owner(subject.token)

    def _of_noun(self, prop: Proposition, rule: ActRule) -> ActEvent | None:
        tree, n = self.tree, prop.anchor
        carried = "carried" in rule
        if rel.is_noun_modifier(tree, n) and not (
            carried and tree.low[tree.heads[n]] in ("engagement", "operations")
        ):
            return None
        things = [a.token for a in prop.all("of")]
        if rule.obj and not any(self._is_of(n, o, rule.obj) for o in things):
            return None
        target, place = self._target(prop, rule, things[0] if things else None)
        head = tree.heads[n] if carried and rel.is_noun_modifier(tree, n) else n
        actor = self._carrier(head) if carried else self._of_its_own(prop, rule, things)
        number = _number(tree, things[0]) if things else None
        judged = tree.clause_verb(head) if carried else n
        return ActEvent(n, rule, actor, target, place, number, True, judged)

    def _of_its_own(self, prop: Proposition, rule: ActRule, things: list[int]) -> Who:
        """Whose act a noun tells: of both it is between, its owner or agent, the state before it."""
        for pair in self._spots(prop, rule, "between", things[0] if things else None):
            return who(self.ctx, self.para, pair)
        for arg in prop.all("owner", "subj"):
            if (found := who(self.ctx, self.para, arg.token)) or found.pronoun:
                return found
        own = things[0] if rule.obj and things else prop.anchor
        return self._owner(own)

    def _carrier(self, head: int) -> Who:
        """Who does what a noun that names nobody tells: the subject of its clause."""
        subject = _subject_above(self.tree, head)
        if subject is None:
            return NOBODY
        return who(self.ctx, self.para, subject) or self._owner(subject)

    def _is_of(self, i: int, obj: int, words: frozenset[str]) -> bool:
        """Whether an object is of these words: itself, what it is joined to, "in" or "of" what it is."""
        tree = self.tree
        if any(tree.low[j] in words for j in tree.conjuncts(obj)):
            return True
        if any(prep in ("in", "of") and tree.low[o] in words for prep, o in tree.preps(obj)):
            return True
        # "gave 20 million dollars in aid": the parser hangs "in aid" on the verb
        told = any(prep == "in" and tree.low[o] in words for prep, o in tree.preps(i))
        return told and tree.low[obj] in _MONEY

    def _beside(self, v: int) -> set[str]:
        first, last = self.tree.sent_span(v)
        before, after = _BESIDE
        return set(self.tree.low[max(first, v - before) : min(last, v + after)])

    def _target(
        self, prop: Proposition, rule: ActRule, obj: int | None
    ) -> tuple[tuple[str, ...], str | None]:
        """(codes of to whom it is done, the words of the place)."""
        tree = self.tree
        named: int | None = None
        for role in rule.target:
            if role == "own":
                if obj is not None and (codes := self._owner(obj).codes):
                    return codes, None
                continue
            if role == "inner":
                if codes := self._of_inner(prop.anchor):
                    return codes, None
                continue
            for spot in self._spots(prop, rule, role, obj):
                found = who(self.ctx, self.para, spot).codes
                if codes := found or (
                    self._owner(spot).codes if role != "obj" or tree.low[spot] in _OF_A_STATE else ()
                ):
                    return codes, None if role == "obj" else self._words(spot)
                if role not in ("obj", "dat") and named is None and phrases.is_name(tree, spot):
                    named = spot
        return (), None if named is None else tree.words[named]

    def _spots(self, prop: Proposition, rule: ActRule, role: str, obj: int | None) -> Iterator[int]:
        """The tokens in a role; a preposition's also where it hangs on the object, or on what that counts."""
        yield from (a.token for a in prop.all(role))
        pairs = list(self.tree.preps(obj)) if obj is not None else []
        # "20 million dollars in aid to Ukraine": what counts hangs one step lower
        near, words = [*pairs, *self.tree.preps(prop.anchor)], rule.obj | rule.near
        pairs += [pair for _, o in near if self.tree.low[o] in words for pair in self.tree.preps(o)]
        yield from (o for prep, o in pairs if prep == role)

    def _words(self, spot: int) -> str:
        words = phrases.up_to_its_head(self.tree, spot)
        return self.para.words_between(words[0], words[-1] + 1)

    def _of_inner(self, v: int) -> tuple[str, ...]:
        """Whom the clause that a verb governs is about: who does it, else to whom it is done."""
        for clause in rel.clauses(self.tree, v):
            if not self.tree.is_verb(clause):
                continue
            inner = self.grammar.at(clause)
            subject = inner.first("subj")
            above = self.grammar.at(v).first("subj")
            if subject is not None and (above is None or subject.token != above.token):
                found = who(self.ctx, self.para, subject.token) or self._owner(subject.token)
                if found.codes:
                    return found.codes
            for arg in inner.args:
                if arg.role != "subj" and (codes := who(self.ctx, self.para, arg.token).codes):
                    return codes
        return ()

    def _owner(self, i: int) -> Who:
        """The state in a noun's own words: "North Korean troops", "the envoy of Peru", "its border with Peru"."""
        codes: list[str] = []
        beside = (
            o for prep, o in self.tree.preps(i) if prep == ("with" if self.tree.low[i] in BORDERS else "of")
        )
        for k in (*phrases.short(self.tree, i), *beside):
            name = self.para.name_of.get(k)
            if name is not None:
                codes.extend(c for c in codes_of_name(self.ctx, name) if c not in codes)
        return Who(tuple(codes[:1]))


def _subject_above(tree: Tree, i: int) -> int | None:
    """The subject of the clause, through "with the possibility of engaging in combat" to whom that is said of."""
    for _ in range(3):
        verb = tree.clause_verb(i)
        subject = tree.subject(verb)
        if (
            subject is None
            or subject == i
            or tree.low[subject]
            not in ("possibility", "prospect", "aim", "risk", "intention", "view", "chance", "plan")
        ):
            return subject
        i = subject
    return None


def _number(tree: Tree, obj: int) -> int | None:
    """The number that counts the object: "as many as 10,000 troops", "two thousand soldiers"."""
    for k in rel.numerals(tree, obj):
        found = _NUMBER.fullmatch(tree.words[k])
        if found:
            return int(float(found.group().replace(",", "").rstrip(".")))
        if tree.low[k] in _SCALE:
            for q in (*rel.compounds(tree, k), *rel.numerals(tree, k)):
                if _NUMBER.fullmatch(tree.words[q]):
                    return int(float(tree.words[q].replace(",", "")) * _SCALE[tree.low[k]])
    return None
