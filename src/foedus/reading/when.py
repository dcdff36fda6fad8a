"""When a step happens: the date expression that belongs to its trigger, resolved against the article's
anchor.

A date belongs to the verb of the clause that holds it, so the day of a report is never the day of the step.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.dates import Tense, parse, resolve
from foedus.model import Certainty
from foedus.reading.context import Context, DateAt, Para
from foedus.reading.lexicon import SAYING, STRONG_HEADS, WEAK_HEADS
from foedus.reading.tree import Tree


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF date with its phrase; (None, phrase) where the phrase cannot be resolved."""

    date: str | None
    phrase: str | None


NEVER = When(None, None)
_UNTIL = re.compile(r"(?:until|till|through)\b", re.I)
_CARRIERS = frozenset("announcement vote decision ceremony signing move".split())
_ASIDE = frozenset("after following since before over amid despite during".split())
_INSIDE = frozenset({"relcl", "acl", "ccomp", "advcl"})


def when(
    ctx: Context,
    para: Para,
    trigger: int,
    certainty: Certainty,
    reported: dt.date | None,
    within: Sequence[tuple[int, int]] = (),
    earlier: dt.date | None = None,
) -> When:
    """The date of the step that `trigger` tells, NEVER where the text gives none.

    `earlier` is the day of the step told before, for "a day later". `within` is the agreement's own
    phrase: a date in it ("the 2013 accord") is the agreement's, not the step's.
    """
    best: tuple[int, DateAt] | None = None
    for date in para.dates:
        if _UNTIL.match(date.expr.text) or (
            date.lo and para.tree.low[date.lo - 1] in ("until", "till", "through")
        ):
            continue
        if any(date.lo < b and date.hi > a for a, b in within):
            continue
        if para.tree.sentence(date.lo) != para.tree.sentence(trigger):
            continue
        rank = _belongs(para, date, trigger)
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, date)
    if best is None:
        return NEVER
    found = resolved(ctx, best[1], certainty, reported)
    if found.date is None and earlier is not None:
        return resolved(ctx, best[1], certainty, earlier)
    return found


def resolved(ctx: Context, date: DateAt, certainty: Certainty, reported: dt.date | None) -> When:
    """A date expression against the article's anchor, tense by certainty."""
    tense: Tense = "future" if certainty in (Certainty.PLANNED, Certainty.CONDITIONAL) else "past"
    found = resolve(date.expr, ctx.anchor, tense=tense, reported=reported)
    return When(found.date if found else None, date.expr.text)


def reporting_day(ctx: Context, para: Para, trigger: int) -> dt.date | None:
    """The day on which the word above the trigger was given, where the sentence tells it."""
    tree = para.tree
    for up in tree.ancestors(trigger):
        if tree.low[up] in SAYING and tree.is_verb(up):
            for date in para.dates:
                if _governor(tree, date) == up:
                    found = resolve(date.expr, ctx.anchor, tense="past", reported=None)
                    if found is not None:
                        edtf = parse(found.date)
                        if edtf.earliest is not None and edtf.earliest == edtf.latest:
                            return edtf.earliest
    return None


def _governor(tree: Tree, date: DateAt) -> int:
    """The verb or noun that the date phrase hangs on."""
    node = _top(tree, date)
    while True:
        head = tree.heads[node]
        if head == node:
            return head
        if (
            tree.deps[head] in ("prep", "agent")
            or tree.tags[head] in ("IN", "TO")
            or date.lo <= head < date.hi
        ):
            node = head
            continue
        if tree.deps[node] in (
            "pobj",
            "prep",
            "npadvmod",
            "advmod",
            "appos",
            "nmod",
            "nummod",
            "compound",
            "amod",
            "poss",
            "dobj",
            "pcomp",
            "attr",
            "nsubj",
            "conj",
            "dep",
            "quantmod",
            "punct",
            "oprd",
        ):
            return head
        return head


def _top(tree: Tree, date: DateAt) -> int:
    for t in range(date.lo, date.hi):
        if not date.lo <= tree.heads[t] < date.hi:
            return t
    return date.lo


def _belongs(para: Para, date: DateAt, trigger: int) -> int | None:
    """Smaller is closer; None where the date belongs to something else."""
    tree = para.tree
    gov = _governor(tree, date)
    if gov == trigger:
        return 0
    of_it = tree.low[gov] in STRONG_HEADS or tree.low[gov] in WEAK_HEADS
    if of_it and date.lo and tree.low[date.lo - 1] == "of":
        return None  # "the North Atlantic Treaty of 1949": the treaty's year
    if tree.low[gov] in _CARRIERS and gov in tree.ancestors(trigger)[:2]:
        return 2  # "today's announcement of an extension", "the vote today to approve"
    if tree.is_verb(trigger) and tree.deps[trigger] not in ("amod", "compound"):
        group = {trigger, tree.first_conjunct(trigger), *tree.conjuncts(tree.first_conjunct(trigger))}
        if gov in group:
            return 1
        if gov in tree.kids[trigger] and tree.low[gov] in ("effective", "starting", "beginning"):
            return 1
        if not tree.is_verb(gov) and _under(tree, gov, trigger):
            return 2
        subject = tree.subject(trigger)
        if subject is not None and date.hi <= trigger <= date.hi + 2 and _under(tree, gov, subject):
            return 2  # "the leaders on Wednesday exchanged": the parser gives the day to the subject
        head = tree.heads[trigger]
        infinitive = any(tree.low[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[trigger])
        if (
            tree.deps[trigger] in ("xcomp", "advcl")
            and gov == head
            and (infinitive or tree.deps[trigger] == "xcomp" or tree.tags[trigger] == "VBG")
        ):
            return 3 if tree.low[head] not in SAYING else None
        if tree.deps[trigger] == "pcomp" and tree.low[head] in ("in", "by") and gov == tree.heads[head]:
            return 4  # "in September he met the two in brokering the accord"
        if tree.deps[trigger] == "conj" and gov == head and tree.is_verb(head):
            return 4
        return None
    if _under(tree, gov, trigger):
        return 1
    verb = tree.clause_verb(trigger)
    if tree.deps[trigger] not in ("dobj", "nsubj", "nsubjpass", "attr", "conj", "ROOT", "oprd"):
        return None
    if gov == verb and verb != trigger and tree.low[verb] not in SAYING:
        return 3
    if gov != verb and _under(tree, gov, verb) and tree.low[verb] not in SAYING:
        return 4
    return None


def _under(tree: Tree, node: int, top: int) -> bool:
    """Whether `node` stands below `top` without a clause of its own in between."""
    for _ in range(30):
        if node == top:
            return True
        if tree.low[node] in _ASIDE and tree.deps[node] in ("prep", "mark"):
            return False  # "suspended the treaty after the attack yesterday"
        if tree.deps[node] in _INSIDE or tree.heads[node] == node:
            return False
        node = tree.heads[node]
    return False
