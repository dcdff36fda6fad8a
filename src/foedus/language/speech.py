"""Whose words they are: who says by a verb, whose a noun of speech or an attitude is, who stands behind
"according to".

All are asked of a verb or noun of speech and answer with the heads of phrases, outermost first.
"""

from __future__ import annotations

from foedus.language import words as w
from foedus.language.tree import SUBJECTS, Tree

SPEECH = w.words(
    "announcement statement claim claims allegation allegations assertion declaration confirmation report "
    "reports accusation accusations complaint case"
)
# these put something into a mouth only with a clause: "charges that", "hope that"
STANCES = w.nouns(
    "charge comment remark suggestion contention protest warning denial admission acknowledgement argument "
    "acknowledgment rumour rumor hint hope confidence concern fear doubt view belief assurance conviction "
    "expectation optimism threat promise pledge suspicion regret opinion conclusion finding chance prospect "
    "word assessment"
)
# who says himself what another has said, or denies it: "echoed", "rejected claims that"
_TAKING = w.verbs(
    "echo repeat reiterate endorse reject dismiss deny refute rebut repudiate rubbish contradict dispute"
)
# who has a hope or fear and tells it: "expressed concern that", "left no doubt that"
_HAVING = w.verbs(
    "express voice share convey offer give see make have leave raise register state renew harbour harbor hold"
)
_MINDED = w.HOPEFUL - {"close"} | w.words(
    "convinced persuaded adamant doubtful skeptical sceptical worried concerned afraid pessimistic satisfied"
)
_MAKING = w.verbs("make")
_PLAIN = w.words("clear plain known evident")
CITING = w.verbs("quote cite")
_PASSIVE = frozenset({"acl", "advcl", "pcomp", "acomp"})
_QUOTING = w.words("citing quoting")
ISSUING = w.verbs("issue send release publish deliver circulate write hand submit")
RAISING = ISSUING | w.verbs("lodge file make raise level repeat voice register bring reiterate")
_UNITS = w.words("percent cent person capita head day week month year annum unit")  # "per" each of them
_WORDS = w.words("words word phrase view opinion account telling")  # "in the words of a diplomat"
# "according to the plan" is nobody's word
_STANDARDS = w.nouns(
    "term rule law plan schedule timetable custom tradition need formula principle procedure provision "
    "agenda calendar programme program size rank criterion standard accord agreement pact deal clause"
)


def who_says(tree: Tree, verb: int) -> list[int]:
    """The phrases of those who say, outermost first: for "X quoted Y as saying" X then Y."""
    up = _quoting(tree, verb)
    if up is not None:
        return _who_quotes(tree, up)
    if tree.low[verb] in CITING and tree.deps[verb] not in ("advcl", "acl", "prep"):
        return _who_quotes(tree, verb)
    subject = subject_of(tree, verb)
    out = [] if subject is None else [behind(tree, subject)]
    beside = [] if subject is None else [subject, *tree.children(subject, "appos")]
    clauses = [k for at in beside for k in tree.children(at, "acl") if k != verb]  # "the daily, quoting X,"
    for k in (*tree.children(verb, "advcl", "prep"), *clauses):
        if tree.low[k] in _QUOTING:
            out += tree.children(k, "dobj", "pobj")
    return out + [k for k in _quoted_in_passing(tree, verb, subject) if k not in out]


def _quoted_in_passing(tree: Tree, verb: int, subject: int | None) -> list[int]:
    """Whom a report names in passing, by whatever label: "the daily, quoting officials, said"."""
    between = range(subject + 1, verb) if subject is not None and subject < verb else range(0)
    for t in (*between, *range(verb + 2, min(verb + 3, len(tree)))):
        if tree.low[t] in _QUOTING and tree.low[t - 1] == ",":
            head = tree.heads[t]
            after = [head] if t < head and tree.is_noun(head) else []
            return tree.children(t, "dobj") or after
    return []


def behind(tree: Tree, noun: int) -> int:
    """Who issued a paper that is said to say something: "a communique issued by the council"; else itself."""
    if tree.low[noun] in w.REPORTS:
        for k in tree.children(noun, "acl"):
            if tree.low[k] in ISSUING and (by := [o for p, o in tree.preps(k) if p == "by"]):
                return by[0]
    return noun


def _quoting(tree: Tree, saying: int) -> int | None:
    """The verb of "was quoted as saying", from its "saying"."""
    by = tree.heads[saying]
    if tree.deps[saying] == "pcomp" and tree.low[by] == "as" and tree.low[tree.heads[by]] in CITING:
        return tree.heads[by]
    return None


def _who_quotes(tree: Tree, verb: int) -> list[int]:
    """Who quotes, then who is quoted."""
    passive = tree.child(verb, "nsubjpass")
    by = [o for prep, o in tree.preps(verb) if prep == "by"]
    if passive is not None:
        return [*by[:1], passive]
    return [t for t in (subject_of(tree, verb), tree.child(verb, "dobj")) if t is not None]


def subject_of(tree: Tree, verb: int) -> int | None:
    """The one who says by a verb, the antecedent of "who"; the agent of a passive, None where it has none."""
    up = tree.heads[verb]
    own = tree.children(verb, "nsubj")
    participle = tree.tags[verb] == "VBN" and tree.deps[verb] in _PASSIVE and not own
    if tree.child(verb, "nsubjpass", "auxpass") is not None or participle:
        return next((o for p, o in tree.preps(verb) if p == "by"), None)
    if tree.deps[verb] == "advcl" and not own and tree.child(up, "nsubjpass") is not None:
        agent = next((o for p, o in tree.preps(up) if p == "by"), None)
        if agent is not None:
            return agent  # "was called a mandate by X, saying"
    before = [k for k in own if k < verb and tree.low[k] not in w.RELATIVES]
    if len(before) > 1:  # "Russia's news agency TASS said": the parser may take it for two
        marked = any(before[-2] < k < before[-1] for k in tree.children(verb, "mark"))
        return before[0] if marked else before[-1]  # "A notice issued after the talks said"
    if tree.deps[verb] == "conj" and not own and (speaker := _of_the_same(tree, verb)) is not None:
        return speaker
    if tree.deps[verb] == "xcomp" and tree.low[up] not in w.COMMITTING:
        driven = tree.child(up, "dobj")
        if driven is not None and driven < verb and not own:
            return driven  # "prompted the bank to say that"
    found = tree.subject(verb)
    if found is not None and found == up and tree.deps[up] == "attr" and not own:
        found = tree.subject(tree.heads[up])  # "became the first bank to announce that it would"
    if found is not None and tree.low[found] in w.RELATIVES and tree.deps[found] in SUBJECTS:
        clause = tree.heads[found]
        found = tree.heads[clause] if tree.deps[clause] == "relcl" else found
    return found if found != verb else None


def _of_the_same(tree: Tree, verb: int) -> int | None:
    """ "The mayor said talks were held and added that": the mayor added it, not the talks."""
    first = tree.first_conjunct(verb)
    above = tree.heads[first]
    told = tree.deps[first] == "ccomp" and tree.low[above] in w.SAYING
    if told and tree.low[verb] in w.SAYING and tree.low[first] not in w.SAYING:
        return subject_of(tree, above)
    return None


def whose(tree: Tree, noun: int) -> list[int]:
    """Whose announcement, statement or hope it is: "the union's announcement of", "a report by the bank",
    "expressed hope that"; of "rejected its claim" him who rejects it."""
    label, verb = tree.deps[noun], tree.heads[noun]
    if label == "pobj" and tree.low[verb] == "as":
        label, verb = "dobj", tree.heads[verb]  # "dismissed as baseless its claim that"
    takes = tree.low[verb] in _TAKING or (tree.low[verb] in _HAVING and tree.low[noun] in STANCES)
    if label in ("dobj", "oprd") and takes and tree.is_verb(verb):
        return [s for s in (subject_of(tree, verb),) if s is not None]
    owners = [k for k in tree.children(noun, "poss") if tree.low[k] not in ("today", "yesterday", "week")]
    owners += [o for p, o in tree.preps(noun) if p in ("by", "from")]
    if owners:
        return owners[:1]
    verb = tree.heads[tree.heads[noun]]  # "confirms in a statement that": the parser hangs it on the paper
    if tree.deps[noun] == "pobj" and tree.low[verb] in w.SAYING and tree.is_verb(verb):
        return who_says(tree, verb)
    if tree.deps[noun] == "dobj" and tree.low[tree.heads[noun]] in RAISING:  # "lodged a complaint that"
        return [s for s in (subject_of(tree, tree.heads[noun]),) if s is not None]
    return []


def of_a_mind(tree: Tree, node: int, head: int) -> int | None:
    """Who is of a mind that a clause tells: "the mayor is convinced that", "made it clear that"."""
    if tree.deps[node] not in ("ccomp", "advcl", "csubj"):
        return None
    if tree.low[head] in _PLAIN and tree.low[tree.heads[head]] in _MAKING:
        return tree.subject(tree.heads[head])
    plain = tree.low[head + 2 if tree.low[head + 1 : head + 2] == ["it"] else head + 1 :][:1]
    clear = tree.low[head] in _MAKING and plain[:1] and plain[0] in _PLAIN and tree.low[node] not in _PLAIN
    told = tree.deps[node] == "ccomp" and (clear or tree.low[head] in _MINDED)
    return tree.subject(head) if told else None


def in_his_words(tree: Tree, prep: int) -> tuple[int, ...]:
    """Whose words, view or account a phrase with "in" or "by" tells; who stands behind "per"."""
    obj = tree.child(prep, "pobj")
    if obj is None:
        return ()
    if tree.low[prep] == "per" and tree.low[obj] not in _UNITS:
        return (obj,)
    if tree.low[prep] not in ("in", "by") or tree.low[obj] not in _WORDS:
        return ()
    return tuple([*tree.children(obj, "poss"), *(o for p, o in tree.preps(obj) if p == "of")][:1])


def object_of_according(tree: Tree, t: int) -> int | None:
    """Who stands behind "according to"; None for a plan or a rule, which says nothing."""
    if t + 1 >= len(tree) or tree.low[t + 1] != "to":
        return None
    for k in (*tree.kids[t], t + 1):
        if tree.low[k] == "to" and (obj := tree.child(k, "pobj")) is not None:
            return behind(tree, obj) if tree.low[obj] not in _STANDARDS else None
    return None
