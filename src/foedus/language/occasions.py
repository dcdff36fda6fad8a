"""The day of what an event is part of: the meeting it is done at, the paper, the deed it goes with.

Asked only where no date of the sentence belongs to the event itself (`attachment.belongs`). A date of another
happening is never taken: what a meeting began with, what was done before or after, what somebody said.
"""

from __future__ import annotations

from collections.abc import Callable

from foedus.dates.expr import DateKind
from foedus.language.attachment import DateAt, Dated, governor_of
from foedus.language.clauses import auxiliaries, has_done, is_infinitive, ordinal
from foedus.language.tree import Tree
from foedus.language.words import (
    ACCUSING,
    ASKED,
    BE,
    ENDING,
    FUTURE,
    MEETING,
    NOT_DONE,
    PREDICATES,
    SAYING,
    nouns,
    verbs,
    words,
)

_OCCASIONS = nouns(
    "talk negotiation meeting summit session ceremony vote ballot referendum plebiscite round sitting event"
)
_TALKS = nouns("talk negotiation meeting summit session")
_PAPERS = nouns("decree statement letter note law order communique announcement declaration notice message")
_HELD = verbs("hold stage take convene attend broadcast televise conclude end close finish")
_SET = verbs("schedule set plan slate")
_ISSUED = verbs("publish issue gazette release sign deliver hand send carry read broadcast date promulgate")
_AT = words("in at during through with by under")
_PARTS = nouns("round series day session")
_CAPPING = ENDING | verbs("open culminate crown cap mark seal take begin start emerge wind wrap")
_SEALING = ENDING | verbs("seal cap crown mark complete")
_DOCUMENTS = nouns("document instrument paper note letter text")
_AT_ONCE = words("immediately simultaneously instantly thereupon forthwith")
_SAME_TIME = nouns("breath minute moment hour time stroke ceremony day session sitting meeting occasion")
# what a text provides for; it is not done on a day that its sentence tells
_PROVIDING = verbs(
    "ban bar limit cut reduce curb cap share cover govern regulate promote expand boost increase strengthen "
    "improve deepen protect avoid prevent set settle define fix create establish allow permit let help ease "
    "lower eliminate abolish demarcate commit oblige require bind give grant guarantee double encourage "
    "cooperate combat fight tighten scrap dismantle destroy"
)
_LETTING = verbs("let make have help see")
_LINKS = frozenset({"acl", "relcl", "xcomp", "ccomp", "advcl"})
_DAYS = frozenset({DateKind.WEEKDAY, DateKind.DAY})


def shares_day(tree: Tree, date: DateAt, trigger: int, own: Dated) -> bool:
    """Whether an event is of a date that its sentence gives to something it is part of, or that it is by."""
    gov = governor_of(tree, date)
    return any(rule(tree, date, trigger, gov, own) for rule in _RULES)


def at_past_talks(tree: Tree, date: DateAt) -> bool:
    """ "agreed during talks on Monday to sell it": talks that were held, whatever is to come of them."""
    noun = governor_of(tree, date)
    prep = tree.heads[noun]
    verb = tree.heads[prep]
    at = tree.deps[noun] == "pobj" and tree.low[prep] in ("during", "at", "in", "after")
    return at and tree.low[noun] in _TALKS and tree.tags[verb] == "VBD" and not auxiliaries(tree, verb)


def _when_it_was(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "the same as last month, when they sold it", "it was on Monday that they sold it"."""
    after = date.hi + (date.hi < len(tree) and tree.words[date.hi] == ",")
    if after >= len(tree):
        return False
    if tree.low[after] == "when":
        return tree.heads[after] == trigger and tree.tags[trigger] != "VBN"
    subject = tree.child(gov, "nsubj")
    cleft = tree.low[gov] in BE and subject is not None and tree.low[subject] == "it"
    return cleft and tree.low[after] == "that" and gov < date.lo and tree.heads[trigger] == gov


def _of_its_occasion(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "sold it at a ceremony held on Monday", "reached in talks that ended Friday", "left by a decree that
    was published on Saturday", not "in talks that began on Monday"."""
    deed = tree.first_conjunct(gov)
    noun = tree.heads[deed]
    if tree.deps[deed] not in ("acl", "relcl") or not _told_of(tree, noun, gov):
        return False
    above = tree.heads[noun]
    if tree.low[above] == "of" and tree.low[tree.heads[above]] in _PARTS:
        noun = tree.heads[above]  # "a round of talks that ended Friday"
    prep = tree.heads[noun]
    at = tree.deps[noun] == "pobj" and tree.low[prep] in _AT
    return at and tree.heads[prep] in (trigger, _verb_of(tree, trigger))


def _told_of(tree: Tree, noun: int, deed: int) -> bool:
    """Whether a participle or clause tells the day of an occasion or a paper."""
    low = tree.low[deed]
    return (tree.low[noun] in _OCCASIONS and low in _HELD | _SET) or (
        tree.low[noun] in _PAPERS and low in _ISSUED
    )


def _verb_of(tree: Tree, trigger: int) -> int:
    """The verb of an event's clause, the event itself where that only says that something was said."""
    verb = tree.clause_verb(trigger)
    return trigger if tree.low[verb] in SAYING else verb


def _to_do_it(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "A ceremony to sell it is set for Monday", "held a ceremony on Monday to sell it"."""
    head = tree.heads[trigger]
    if tree.deps[trigger] not in ("acl", "relcl") or tree.low[head] not in _OCCASIONS:
        return False
    held = gov == tree.heads[head] and tree.low[gov] in _HELD | _SET
    return is_infinitive(tree, trigger) and (held or gov == head)


def _by_doing_it(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "ended the row on Monday by selling it", "with its sale", "broke it by boarding a boat on Monday"."""
    prep = tree.heads[trigger]
    if tree.low[gov] not in own.deeds and tree.deps[gov] == "pcomp" and tree.low[tree.heads[gov]] == "by":
        return tree.heads[tree.heads[gov]] == trigger and date.lo > trigger
    if tree.deps[trigger] == "pcomp" and tree.tags[trigger] == "VBG" and tree.low[prep] in ("by", "in"):
        verb = tree.heads[prep]
        barred = SAYING | ACCUSING | ASKED
    elif tree.deps[trigger] == "pobj" and tree.low[prep] in ("with", "in"):
        verb = tree.heads[prep]
        barred = frozenset() if tree.low[verb] in _CAPPING else frozenset({tree.low[verb]})
    else:
        return False
    return tree.is_verb(verb) and tree.low[verb] not in barred and _on(tree, date, gov, verb)


def _on(tree: Tree, date: DateAt, gov: int, verb: int) -> bool:
    """Whether a date is a verb's own, or by the parser its object's: "ended the dispute on Monday"."""
    if gov == verb:
        return True
    behind = date.lo > gov and tree.low[date.lo - 1] != "of"  # not "ended the strike of Monday by signing"
    return behind and tree.heads[gov] == verb and tree.deps[gov] == "dobj"


def _together(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "ended its debate on Monday and sold it", "will fly to Rome on Friday and sell it", "signed it on
    Monday and in the same breath sold it", not "signed it in June and sold it"."""
    first = gov if tree.is_verb(gov) else tree.clause_verb(gov)
    if first not in tree.conj_ancestors(trigger) or not _on(tree, date, gov, first) or date.hi > trigger:
        return False
    apart = tree.child(trigger, "nsubj", "nsubjpass", "mark") is not None
    if apart or any(tree.deps[k] == "conj" for k in tree.kids[date.hi - 1]):
        return False  # "voted on Monday and Mexico sold it": by the parser "Monday and Mexico"
    if _at_once(tree, trigger):
        return True
    named = {tree.low[k] for k in tree.children(first, "dobj", "nsubjpass")}
    if date.expr.kind not in _DAYS or tree.low[first] in SAYING or named & (own.things | own.papers):
        return False
    plain = tree.tags[first] == tree.tags[trigger] and not auxiliaries(tree, trigger)
    past = tree.tags[first] == "VBD" and not auxiliaries(tree, first)
    ahead = tree.tags[first] == "VB" and any(tree.low[k] in FUTURE for k in auxiliaries(tree, first))
    return plain and (past or ahead)


def _at_once(tree: Tree, verb: int) -> bool:
    """ "in the same breath", "immediately": when the verb before was done."""
    if any(tree.low[k] in _AT_ONCE for k in tree.children(verb, "advmod")):
        return True
    return any(
        prep in ("in", "at", "on")
        and tree.low[obj] in _SAME_TIME
        and any(tree.low[k] == "same" for k in tree.kids[obj])
        for prep, obj in tree.preps(verb)
    )


def _behind_its_terms(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "sold a house to share the rent on Monday": the parser gives the day to what the paper provides."""
    last = date.hi >= len(tree) or not tree.words[date.hi][0].isalnum()
    if date.expr.kind not in _DAYS or date.lo < trigger or not last:
        return False
    node = gov
    for _ in range(4):
        if tree.low[node] not in _PROVIDING or tree.tags[node] in ("VBD", "VBN"):
            return False
        head = tree.heads[node]
        if tree.deps[node] not in _LINKS:
            return False
        if head == trigger:
            return is_infinitive(tree, node)
        if tree.low[head] in own.things | own.papers:
            return trigger in tree.ancestors(head, 2) and tree.clause_verb(head) == trigger
        node = head
    return False


def _when_it_comes(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "will sell it when the market opens on Monday", "ceased on Monday as they sold it"."""
    if tree.deps[trigger] == "advcl" and tree.tags[trigger] == "VBD" and _marked(tree, trigger):
        head = tree.heads[trigger]
        return tree.heads[gov] == head and tree.deps[gov] == "xcomp" and date.hi <= trigger
    finite = [gov, *auxiliaries(tree, gov)]
    present = any(tree.tags[t] in ("VBZ", "VBP") for t in finite)
    if tree.deps[gov] != "advcl" or not present or not _marked(tree, gov, "when") or has_done(tree, gov):
        return False
    holder = tree.heads[gov]
    held = holder == trigger or (tree.deps[trigger] == "xcomp" and holder == tree.heads[trigger])
    return held and tree.tags[trigger] == "VB" and gov > trigger


def _marked(tree: Tree, verb: int, *marks: str) -> bool:
    found = {tree.low[k] for k in tree.children(verb, "mark", "advmod")}
    return bool(found & set(marks or ("when", "as")))


def _with_the_papers(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "on Monday swapped documents putting it into force", "sealing on Thursday a year of bargaining"."""
    if tree.deps[gov] == "advcl" and tree.tags[gov] == "VBG" and tree.heads[gov] == trigger < gov:
        return tree.low[gov] in _SEALING
    head = tree.heads[trigger]
    putting = tree.deps[trigger] == "acl" and tree.tags[trigger] == "VBG" and tree.low[head] in _DOCUMENTS
    return putting and gov == tree.heads[head] and date.hi <= trigger


def _one_more(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "added its name on Monday, becoming the third country to sell it"."""
    up = tree.ancestors(trigger, 2)
    so = next((t for t in up if tree.tags[t] == "VBG" and tree.low[t] in BE), None)
    if so is None or tree.deps[so] != "advcl" or tree.heads[so] != gov or not is_infinitive(tree, trigger):
        return False
    counted = [*up, *tree.children(trigger, "nsubj")]
    return date.hi <= so and any(t > so and ordinal(tree, t) for t in counted)


def _who_meet(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "The two, who meet on Monday, will sell it", "will meet on Monday and are expected to sell it"."""
    if tree.low[gov] not in MEETING or tree.tags[trigger] != "VB":
        return False
    finite = tree.heads[trigger] if tree.deps[trigger] == "xcomp" else trigger
    ahead = tree.tags[gov] in ("VBP", "VBZ", "VB")
    if tree.deps[gov] == "relcl":
        return ahead and tree.heads[gov] == tree.subject(finite)
    alone = tree.child(finite, "nsubj", "nsubjpass") is None
    return ahead and alone and gov in tree.conj_ancestors(finite) and finite != trigger


def _let_it(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "yesterday refused to let the bank sell it", "is due for sale on Friday"."""
    up = tree.heads[trigger]
    if tree.deps[trigger] == "pobj" and tree.low[up] == "for":
        return tree.heads[up] == gov and tree.low[gov] in PREDICATES
    let = tree.deps[trigger] == "ccomp" and tree.tags[trigger] == "VB" and tree.low[up] in _LETTING
    return let and tree.deps[up] == "xcomp" and tree.heads[up] == gov and tree.low[gov] in NOT_DONE


def _where(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "was in Rome on Monday, where he sold it", "leaves on Monday for Rome, where he will sell it", not
    "where it was sold", "where he had sold it"."""
    opened = next((k for k in tree.children(trigger, "advmod") if tree.low[k] == "where"), None)
    if opened is None or date.hi > opened or gov not in tree.ancestors(trigger, 3):
        return False
    subject = tree.child(trigger, "nsubj")
    named = subject is not None and tree.tags[subject] == "PRP"
    plain = tree.tags[trigger] == "VBD" and not auxiliaries(tree, trigger)
    ahead = tree.tags[trigger] == "VB" and any(tree.low[k] in FUTURE for k in auxiliaries(tree, trigger))
    present = tree.tags[gov] in ("VBZ", "VBP", "VB")
    return named and (plain or (ahead and present)) and tree.low[gov] not in SAYING


def _after_talks(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "Following a meeting on Monday, the two signed it", not "signed it after a meeting on Monday"."""
    prep = tree.heads[gov]
    met = tree.low[gov] in _TALKS and tree.low[prep] in ("after", "following") and tree.deps[prep] == "prep"
    fronted = date.expr.kind in _DAYS and date.hi < trigger and tree.heads[prep] == trigger
    return met and fronted and tree.tags[trigger] == "VBD" and not auxiliaries(tree, trigger)


def _heads_its_line(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> bool:
    """ "Happening today: the two sign it": a day without a verb before the colon."""
    a, b = tree.sent_span(trigger)
    if date.hi >= b or tree.words[date.hi] != ":" or trigger < date.hi or date.hi - a > 6:
        return False
    finite = any(tree.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(a, date.hi))
    return not finite and tree.tags[trigger] in ("VBZ", "VBP") and tree.deps[trigger] in ("ROOT", "conj")


_RULES: tuple[Callable[[Tree, DateAt, int, int, Dated], bool], ...] = (
    _when_it_was,
    _of_its_occasion,
    _to_do_it,
    _by_doing_it,
    _together,
    _behind_its_terms,
    _when_it_comes,
    _with_the_papers,
    _one_more,
    _who_meet,
    _let_it,
    _where,
    _after_talks,
    _heads_its_line,
)
