"""What is done around an agreement, as the grammar of a paragraph tells it: actors, targets, place, number.

The verbs and nouns and where their arguments stand are rows of `act_lexicon`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.tree import Tree
from foedus.reading.act_lexicon import FORCES, NOUNS, VERBS, ActRule
from foedus.reading.actors import who
from foedus.reading.codes import codes_of_name
from foedus.reading.context import Context, Para
from foedus.reading.participant import NOBODY, Who

_MONEY = frozenset("dollars euros pounds yen yuan roubles rubles francs marks rupees million billion".split())
_NUMBER = re.compile(r"\d[\d,.]*")
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_FORCES_OF = FORCES | {"fighters", "rebels", "militants", "guerrillas"}


@dataclass(frozen=True, slots=True)
class ActEvent:
    """An act as the grammar tells it: actors, targets, the token of its place phrase, its number."""

    trigger: int
    rule: ActRule
    actor: Who
    target: tuple[str, ...]
    place: str | None
    number: int | None
    nominal: bool
    judged: int  # the token whose clause tells how sure: the verb that carries a bare noun


def find_acts(ctx: Context, para: Para) -> list[ActEvent]:
    """The acts that a paragraph tells between states (or armed groups): each with an actor and a target or place."""
    tree = para.tree
    out: list[ActEvent] = []
    for i, low in enumerate(tree.low):
        found: ActEvent | None = None
        if low in VERBS and rel.heads_a_clause(tree, i):
            found = _verbal(ctx, para, i, VERBS[low])
        elif low in NOUNS and tree.tags[i] in ("NN", "NNS"):
            found = _nominal(ctx, para, i, NOUNS[low])
        if found is not None:
            out.append(found)
    return out


def _verbal(ctx: Context, para: Para, v: int, rules: tuple[ActRule, ...]) -> ActEvent | None:
    tree = para.tree
    passive = next(iter(rel.passive_subjects(tree, v)), None)
    obj = passive if passive is not None else rel.direct_object(tree, v)
    if obj is not None and tree.low[obj] in ("which", "that") and rel.is_relative(tree, v):
        obj = tree.heads[v]
    if obj is None and rel.is_reduced(tree, v) and tree.tags[v] == "VBN":
        obj = tree.heads[v]
        passive = obj
    for rule in rules:
        if rule.objects:
            if obj is None or not (_is_object(tree, obj, rule.objects) or _is_money(tree, v, obj, rule)):
                continue
        elif "obj" in rule.target and obj is None:
            continue
        if passive is not None:
            by = [o for prep, o in tree.preps(v) if prep == "by"]
            actor = (
                who(ctx, para, by[0])
                if by
                else (_modifier(ctx, para, obj) if rule.objects and obj is not None else NOBODY)
            )
        else:
            subject = tree.subject(v)
            actor = who(ctx, para, subject) if subject is not None else NOBODY
            if not actor and not actor.pronoun and subject is not None and tree.low[subject] in _FORCES_OF:
                actor = _modifier(ctx, para, subject)
        target, place = _target(ctx, para, v, obj, rule)
        if not rule.objects and "obj" in rule.target and not target:
            continue
        return ActEvent(
            v, rule, actor, target, place, _number(tree, obj) if obj is not None else None, False, v
        )
    return None


def _nominal(ctx: Context, para: Para, n: int, rules: tuple[ActRule, ...]) -> ActEvent | None:
    tree = para.tree
    if rel.is_noun_modifier(tree, n) and not (
        tree.low[n] == "combat" and tree.low[tree.heads[n]] in ("engagement", "operations")
    ):
        return None
    for rule in rules:
        actor = NOBODY
        head = tree.heads[n] if tree.low[n] == "combat" and rel.is_noun_modifier(tree, n) else n
        of = [o for prep, o in tree.preps(n) if prep == "of"]
        if rule.objects:
            if not of or not _is_object(tree, of[0], rule.objects):
                continue
            actor = _modifier(ctx, para, of[0])
        for k in rel.possessors(tree, n):
            actor = who(ctx, para, k)
        if not actor:
            for prep, o in tree.preps(n):
                if prep == "by":
                    actor = who(ctx, para, o)
        if not actor and not rule.objects:
            actor = _modifier(ctx, para, n)
        if rule.carried:
            subject = _subject_above(tree, head)
            actor = who(ctx, para, subject) if subject is not None else NOBODY
            if not actor and subject is not None:
                actor = _modifier(ctx, para, subject)
        target, place = _target(ctx, para, n, None, rule)
        judged = tree.clause_verb(head) if rule.carried else n
        return ActEvent(n, rule, actor, target, place, _number(tree, of[0]) if of else None, True, judged)
    return None


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


def _is_object(tree: Tree, obj: int, words: frozenset[str]) -> bool:
    return any(tree.low[j] in words for j in tree.conjuncts(obj)) or any(
        prep in ("in", "of") and tree.low[o] in words for prep, o in tree.preps(obj)
    )


def _is_money(tree: Tree, v: int, obj: int, rule: ActRule) -> bool:
    """ "gave 20 million dollars in aid": the parser hangs "in aid" on the verb."""
    told = any(prep == "in" and tree.low[o] in rule.objects for prep, o in tree.preps(v))
    return told and tree.low[obj] in _MONEY


def _modifier(ctx: Context, para: Para, i: int) -> Who:
    """The state in a noun's own modifiers: "North Korean troops"."""
    codes: list[str] = []
    for k in phrases.short(para.tree, i):
        name = para.name_of.get(k)
        if name is not None:
            codes.extend(c for c in codes_of_name(ctx, name) if c not in codes)
    return Who(tuple(codes[:1]))


def _target(
    ctx: Context, para: Para, i: int, obj: int | None, rule: ActRule
) -> tuple[tuple[str, ...], str | None]:
    """(target codes, the words of the place)."""
    tree = para.tree
    spots: list[int] = []
    if "obj" in rule.target and obj is not None:
        spots.append(obj)
    if "dat" in rule.target:
        spots.extend(rel.recipients(tree, i))
    pairs = tree.preps(i) + (tree.preps(obj) if obj is not None else [])
    # "20 million dollars in aid to Ukraine": what counts hangs one step lower
    pairs += [pair for _, o in pairs if tree.low[o] in rule.objects for pair in tree.preps(o)]
    for prep, o in pairs:
        if set(prep.split()) & rule.target:
            spots.append(o)
    if "own" in rule.target and obj is not None and (owner := _modifier(ctx, para, obj)).codes:
        return owner.codes, None  # "expelled two Russian diplomats"
    for spot in spots:
        codes = who(ctx, para, spot).codes or _modifier(ctx, para, spot).codes
        if codes:
            words = phrases.up_to_its_head(tree, spot)
            place = para.words_between(words[0], words[-1] + 1) if "obj" not in rule.target else None
            return codes, place
    for spot in spots:
        if phrases.is_name(tree, spot):
            return (), tree.words[spot]  # "from Kherson": a place that the tables do not know
    return (), None


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
