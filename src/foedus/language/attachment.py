"""Which verb or noun of a sentence a date phrase belongs to: by the clause that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from foedus.dates.expr import DateExpr, DateKind
from foedus.language.clauses import ordinal
from foedus.language.tree import Tree
from foedus.language.words import ASKED, ASPECTUAL, MEETING, MOMENTS, NOT_DONE, SAYING


class DateAt(msgspec.Struct, frozen=True):
    """A date expression over tokens lo..hi."""

    lo: int
    hi: int
    expr: DateExpr


@dataclass(frozen=True, slots=True)
class Dated:
    """What a domain adds, as word forms in small letters.

    `things` have years of their own ("the treaty of 1949"), `papers` do what a clause of theirs says on the
    day they are made ("signed a law on Tuesday suspending it"), `prolonging` verbs have an end behind "to"
    ("extended to June"), `arranging` ones tell what has its effect from another day on, `framed`
    verbs say little without more words ("set out", "bring into"), `deeds` tell events with days of their own.
    """

    things: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    prolonging: frozenset[str] = frozenset()
    arranging: frozenset[str] = frozenset()
    framed: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()


_NOTICES = frozenset(
    "notice notification instrument letter declaration procedure process formalities".split()
)
_CARRIERS = frozenset("announcement vote decision ceremony signing move".split())
_ASIDE = frozenset("after following since before over amid despite".split())
_INSIDE = frozenset({"relcl", "acl", "ccomp", "advcl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_UNTIL = re.compile(r"(?:until|till|through)\b", re.I)


def is_limit(tree: Tree, date: DateAt, trigger: int, own: Dated) -> bool:
    """Whether the date is the end of a time: "until 2026", "extended to June 1989"."""
    if date.lo <= tree.heads[trigger] < date.hi:
        return False  # "runs through June, when it expires"
    before = tree.low[date.lo - 1 : date.lo]
    extended = before == ["to"] and tree.low[trigger] in own.prolonging
    later = date.expr.fields.relation == "from" or before == ["effective"]
    if later and tree.low[trigger] in own.arranging:
        return True  # "extended it for two years from June", "sold the house, effective Monday"
    if date.lo == trigger + 1 and date.expr.fields.relation == "since" and not _one_of_many(tree, trigger):
        return False  # "in force since 1999"
    if date.expr.fields.relation == "since":
        governor = governor_of(tree, date)
        held = tree.children(governor, "dobj", "nsubjpass") if tree.is_verb(governor) else [governor]
        if held == [governor] or any(_one_of_many(tree, k) for k in held):
            return True  # "the first such treaty since 1950", "signed their first treaty since 1950"
    return extended or bool(_UNTIL.match(date.expr.text))


def _one_of_many(tree: Tree, noun: int) -> bool:
    """Whether a noun is told apart from others of its kind: "the first such lease", "the largest sale"."""
    return ordinal(tree, noun) or any(tree.tags[k] == "JJS" for k in tree.kids[noun])


def counted_from_another(tree: Tree, date: DateAt) -> bool:
    """ "a day before", with what it comes before behind it."""
    if not date.expr.text.lower().endswith(("before", "after")) or date.hi >= len(tree):
        return False
    return tree.words[date.hi][0].isalnum() and tree.tags[date.hi] not in ("IN", "TO", "CC")


def counts_to(tree: Tree, date: DateAt, trigger: int) -> bool:
    """Whether a count of time ends at an event: "a day before they sign it", "two years after its sale"."""
    words = date.expr.text.lower().split()
    if words[-1] not in ("before", "after") or not date.hi <= trigger:
        return False
    head = tree.heads[trigger] if not tree.is_verb(trigger) else trigger
    planned = (
        tree.heads[trigger] if tree.deps[trigger] == "xcomp" else trigger
    )  # "before they are to sell it"
    between = range(date.hi, trigger)
    if any(tree.words[t] == ";" or (tree.words[t] == "," and t > date.hi + 16) for t in between):
        return False
    finite = any(
        tree.tags[t] in ("VBD", "VBZ", "VBP") and tree.deps[t] not in _AUXILIARIES and t != planned
        for t in between
    )
    return not finite and head >= date.lo


def clause_outside(tree: Tree, date: DateAt) -> int:
    """The verb of the clause that a count of time stands in, not of the one that it counts to."""
    verb = tree.clause_verb(governor_of(tree, date))
    while verb >= date.hi and tree.heads[verb] != verb:
        verb = tree.clause_verb(tree.heads[verb])
    return verb


def clause_dated(tree: Tree, date: DateAt) -> int:
    """The verb whose day a count of time goes on from: "sold" of "sold it on Saturday, she said, a day
    after he had"."""
    verb = clause_outside(tree, date)
    told = tree.child(verb, "ccomp")
    if tree.low[verb] in SAYING and told is not None and told < verb:
        return told
    if verb < date.hi:
        return verb
    before = range(tree.sent_span(verb)[0], date.lo)  # one clause by the parser
    return next((t for t in reversed(before) if tree.tags[t] == "VBD" and tree.low[t] not in SAYING), verb)


def made_then(tree: Tree, date: DateAt, head: int) -> bool:
    """Whether a date behind a noun says when it was made: "the lease of 22 February", "since the lease in
    May", not "signed the lease in May"."""
    if governor_of(tree, date) != head or not head < date.lo:
        return False
    by_the_month = date.expr.kind in (DateKind.CALENDAR, DateKind.UNIT) and date.expr.fields.weekday is None
    return tree.low[date.lo - 1] == "of" or (tree.deps[head] == "pobj" and by_the_month)


def belongs(tree: Tree, date: DateAt, trigger: int, own: Dated) -> int | None:
    """Smaller is closer; None where the date belongs to something else."""
    holder = governor_of(tree, date)
    if tree.low[holder] in own.things and date.lo and tree.low[date.lo - 1] == "of":
        return None  # "the North Atlantic Treaty of 1949": the treaty's year
    gov = _verb_behind(tree, date, holder)
    if gov == trigger or date.lo <= trigger < date.hi:
        return 0  # also "effective on Monday", which is all one date
    if date.lo == trigger + 1 and date.expr.fields.relation == "since":
        return 0  # "the lease, in force since 1999,": the parser hangs it on the lease
    placed = any(tree.low[k] == "where" for k in tree.children(trigger, "advmod"))
    if tree.deps[trigger] == "relcl" and not placed and _says_when(tree, date, tree.heads[trigger]):
        return 1  # "since 1988, when the memorandum lapsed", "on 14 May, the day the two sold it"
    if tree.deps[trigger] == "acl" and _behind_its_place(tree, date, trigger):
        return 2  # "left under a lease signed at Rome, Italy, on 1 May": the parser dates "left"
    if tree.low[gov] in _CARRIERS and gov in tree.ancestors(trigger, 2):
        return 2  # "today's announcement of an extension", "the vote today to approve"
    if tree.is_verb(trigger) and tree.deps[trigger] != "amod":
        return _of_verb(tree, date, trigger, gov, own)
    return _of_noun(tree, date, trigger, gov)


def _behind_its_place(tree: Tree, date: DateAt, v: int) -> bool:
    """Whether a date follows at once, over a comma, on the place where something was done."""
    begin = date.lo - 1 if tree.low[date.lo - 1] in ("on", "in") else date.lo
    last = max((t for t in tree.subtree(v) if t < date.hi), default=begin)
    placed = any(prep in ("in", "at", "near") and obj > v for prep, obj in tree.preps(v))
    return placed and last < begin and all(tree.words[t] == "," for t in range(last + 1, begin))


def _verb_behind(tree: Tree, date: DateAt, gov: int) -> int:
    """ "Morocco on Friday became the last to sell it": the parser gives the day to the subject."""
    verb = tree.heads[gov]
    return verb if gov < date.lo and date.hi <= verb <= date.hi + 1 else gov


def _of_verb(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> int | None:
    """How close a date on `gov` is to a verb, by its own clause."""
    group = {trigger, tree.first_conjunct(trigger), *tree.conjuncts(tree.first_conjunct(trigger))}
    if gov in group and not _set_apart(tree, max(gov, trigger)):
        if gov > trigger and date.lo > gov and _on_its_own(tree, trigger, gov):
            return None  # "signed it in Lima, and it will take effect in May": the other's day
        # "was signed in June and ratified by both": June is the first one's alone, not in "met in June and"
        first_alone = gov < date.lo and date.hi <= trigger and tree.low[gov] not in MEETING
        return None if first_alone else 1
    if gov in tree.kids[trigger] and tree.low[gov] in ("effective", "starting", "beginning"):
        return 1
    if tree.low[gov] == "being" and gov in tree.ancestors(date.lo, 3) and trigger in tree.ancestors(gov, 2):
        return 1  # "came into being on Sunday"
    if tree.low[trigger] in ASPECTUAL and tree.heads[gov] == trigger and tree.deps[gov] in ("acomp", "xcomp"):
        return 1  # "became binding on Monday", "ceased to exist on Monday"
    if not tree.is_verb(gov) and _under(tree, gov, trigger):
        return 1 if date.lo > trigger else 2
    if tree.tags[gov] == "VBG" and tree.deps[gov] == "acl" and _holds(tree, trigger, tree.heads[gov], own):
        # "signed a treaty setting the border on Tuesday", not "a treaty ending another on Tuesday"
        if tree.low[gov] in own.framed or tree.low[tree.heads[gov]] in own.papers:
            return 3  # "gave assent to the bill lifting the tax on 3 May"
        # "signed a treaty banning mines on Thursday": no treaty bans for a day
        return 6 if date.expr.fields.weekday is not None and tree.low[gov] not in own.deeds else None
    subject = tree.subject(trigger)
    if subject is not None and date.hi <= trigger <= date.hi + 2 and _under(tree, gov, subject):
        return 2  # "the leaders on Wednesday exchanged": the parser gives the day to the subject
    return _of_what_governs(tree, date, trigger, gov, own)


def _of_what_governs(tree: Tree, date: DateAt, trigger: int, gov: int, own: Dated) -> int | None:
    """How close a date on what a verb hangs on is to the verb."""
    head = tree.heads[trigger]
    infinitive = any(tree.low[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[trigger])
    if (
        tree.deps[trigger] in ("xcomp", "advcl")
        and gov == head
        and (infinitive or tree.deps[trigger] == "xcomp" or tree.tags[trigger] == "VBG")
    ):
        asked = infinitive and tree.low[head] in ASKED and tree.tags[head] in ("VBD", "VBN")
        if asked and date.lo < trigger:
            return None  # "asked the Senate on Friday to ratify it": the day of the asking
        return 3 if tree.low[head] not in SAYING else None
    if tree.low[head] in ("in", "by") and gov == tree.heads[head]:
        return 4  # "in September he met the two in brokering the accord"
    if (
        tree.deps[gov] == "advcl"
        and _at_once(tree, gov)
        and tree.heads[gov] in (head, trigger, tree.heads[head])
    ):
        return 5  # "was the first to sell it when prices rose in June"
    if tree.low[gov] in MEETING and tree.deps[gov] == "advcl" and tree.heads[gov] == trigger:
        marks = {tree.low[k] for k in tree.children(gov, "mark", "advmod")}
        if (tree.tags[gov] == "VBG" and gov < trigger) or marks & {"when", "as"}:
            return 5  # "Meeting in Lima on Monday, they sold it", "will sell it when they meet in May"
    if tree.deps[trigger] == "advcl" and gov == head and date.hi <= trigger and _at_once(tree, trigger):
        return 4  # "moved to Rome in 1994 when she sold it"
    paper = tree.heads[head] if tree.deps[trigger] == "pcomp" and tree.deps[head] == "prep" else head
    if tree.deps[trigger] in ("acl", "pcomp") and tree.low[paper] in own.papers and gov == tree.heads[paper]:
        return 3  # "on Tuesday signed a law suspending its participation", "a decree on suspending it"
    if infinitive and _refused(tree, trigger, gov):
        return 4  # "yesterday refused to let it join"
    if infinitive and tree.deps[trigger] in ("acl", "relcl") and gov == tree.heads[head]:
        return 3 if tree.deps[head] == "attr" else None  # "on Friday became the 60th state to ratify"
    if (
        tree.deps[trigger] == "pcomp"
        and tree.low[head] == "including"
        and gov == tree.clause_verb(tree.heads[head])
    ):
        return 4  # "yesterday we adopted measures, including suspending the treaty"
    return None


def _set_apart(tree: Tree, verb: int) -> bool:
    """ "sold it, the bank said, a day after she had left it": coordinated by the parser alone."""
    return any(tree.low[k] in ("after", "before") for k in tree.children(verb, "mark"))


def _holds(tree: Tree, verb: int, noun: int, own: Dated) -> bool:
    """Whether a noun is a verb's own, or a paper behind its preposition: "gave assent to the bill"."""
    above = tree.heads[noun]
    paper = tree.low[noun] in own.papers and tree.deps[noun] == "pobj" and tree.heads[above] == verb
    return above == verb or paper


def _says_when(tree: Tree, date: DateAt, head: int) -> bool:
    """Whether the head of a relative clause is a date, or "the day" beside one."""
    if date.lo <= head < date.hi:
        return True
    beside = 0 <= head - date.hi <= 2 and all(tree.low[t] in (",", "the") for t in range(date.hi, head))
    return beside and tree.low[head] in MOMENTS


def _at_once(tree: Tree, v: int) -> bool:
    """Whether a clause of the past tells what was done at the same time: "when", "as"."""
    marks = {tree.low[k] for k in tree.children(v, "mark", "advmod")}
    return tree.tags[v] == "VBD" and bool(marks & {"when", "as"})


def _refused(tree: Tree, trigger: int, gov: int) -> bool:
    """Whether a verb two steps up, not done or done at once, governs what hangs on it."""
    chain = tree.ancestors(trigger, 3)
    if gov not in chain or tree.low[gov] not in NOT_DONE:
        return False
    return all(tree.deps[t] in ("xcomp", "ccomp") for t in (trigger, *chain[: chain.index(gov)]))


def _of_noun(tree: Tree, date: DateAt, trigger: int, gov: int) -> int | None:
    """How close a date on `gov` is to an event noun."""
    if _under(tree, gov, trigger):
        return 1
    verb = tree.clause_verb(trigger)
    if tree.deps[trigger] == "pobj" and tree.low[tree.heads[tree.heads[trigger]]] in _NOTICES:
        trigger = tree.heads[tree.heads[trigger]]  # "withdrew its notice of withdrawal in February"
    if tree.deps[trigger] == "pobj" and date.lo > trigger and gov == verb and not _above(tree, date, trigger):
        return 4  # "referred to Sweden's signing of the treaty on June 19"
    if tree.deps[trigger] == "pobj" and tree.low[tree.heads[trigger]] == "for" and gov == verb:
        return 5  # "will fly to Rome on Friday for the sale"
    if tree.deps[trigger] not in ("dobj", "nsubj", "nsubjpass", "attr", "conj", "ROOT", "oprd"):
        return None
    if (
        gov == verb
        and verb != trigger
        and (tree.low[verb] not in SAYING or tree.child(verb, "prt") is not None)
    ):
        return 3  # also "carried out the sale on Tuesday"
    if gov != verb and _under(tree, gov, verb) and tree.low[verb] not in SAYING:
        return 4
    return None


def _above(tree: Tree, date: DateAt, trigger: int) -> bool:
    """Whether another verb stands between a noun and a date behind it."""
    return any(tree.is_verb(t) for t in range(trigger + 1, date.lo))


def _on_its_own(tree: Tree, verb: int, later: int) -> bool:
    """Whether of two coordinated verbs the first is complete before the second comes."""
    if tree.child(later, "nsubj", "nsubjpass") is not None:
        return True
    return any(verb < k < later and tree.deps[k] in ("dobj", "prep", "npadvmod") for k in tree.kids[verb])


def governor_of(tree: Tree, date: DateAt) -> int:
    """The verb or noun that the date phrase hangs on."""
    node = _top(tree, date)
    while True:
        head = tree.heads[node]
        if head == node:
            return head
        if tree.deps[head] == "prep" or tree.tags[head] in ("IN", "TO") or date.lo <= head < date.hi:
            node = head
            continue
        return head


def _top(tree: Tree, date: DateAt) -> int:
    for t in range(date.lo, date.hi):
        if not date.lo <= tree.heads[t] < date.hi:
            return t
    return date.lo


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
