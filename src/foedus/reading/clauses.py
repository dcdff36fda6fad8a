"""Questions about one clause that certainty asks: bare, infinitive, still to come, taken back, concluded.

Each takes a tree and a token and looks at what stands right around it; none changes anything.
"""

from __future__ import annotations

from foedus.model import Step
from foedus.reading.inflect import verb_forms
from foedus.reading.lexicon import PLAN_VERBS, SAYING, STRONG_HEADS, VERBS, WEAK_HEADS
from foedus.reading.tree import Tree

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_ORDINAL_HEADS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last latest only newest".split()
)
_REVERSED = frozenset(
    f
    for lemma in (
        "reverse rescind withdraw cancel drop abandon suspend revoke retract overturn scrap shelve recall"
    ).split()
    for f in verb_forms(lemma)
)
_CONCLUDING = frozenset({"sign", "enter-into"})
_NOBODY = frozenset({"none", "neither", "nobody", "nothing"})
_IMPOSING = frozenset(f for lemma in "impose slap place levy clamp lift".split() for f in verb_forms(lemma))
_PENALTIES = frozenset(
    "sanction sanctions tariff tariffs duty duties embargo fine fines penalty penalties".split()
)
HALTING = frozenset(f for lemma in "suspend freeze pause halt".split() for f in verb_forms(lemma))
_TIMES = frozenset("year month week spring summer autumn winter today yesterday".split())
_PUTTING_OFF = frozenset((*verb_forms("put"), *verb_forms("hold")))
_RULING = frozenset(verb_forms("rule"))
_TAKING = frozenset(verb_forms("take"))
_FRONTED = frozenset({"should", "had", "were"})


def taken_back(tree: Tree, v: int) -> bool:
    """Whether a verb undoes what was decided: "rescinded", "took back"."""
    back = any(tree.low[k] == "back" for k in tree.children(v, "prt", "advmod"))
    return tree.low[v] in _REVERSED or (back and tree.low[v] in _TAKING)


def concluded(tree: Tree, i: int) -> int | None:
    """The agreement that a verb concludes, from the agreement itself or from its verb: "signed an agreement",
    "entered into one"; None where it is no such noun or verb."""
    if tree.is_verb(i):
        below = [*tree.children(i, "dobj"), *(obj for prep, obj in tree.preps(i) if prep == "into")]
        return next((k for k in below if concluded(tree, k) is not None), None)
    if tree.low[i] not in STRONG_HEADS and tree.low[i] not in WEAK_HEADS:
        return None
    above = tree.heads[i]
    verb = above if tree.is_verb(above) else tree.heads[above]
    made = tree.deps[i] in ("dobj", "nsubjpass") or tree.low[above] == "into"
    return i if made and any(r.id in _CONCLUDING for r in VERBS.get(tree.low[verb], ())) else None


def put_off(tree: Tree, v: int) -> bool:
    """ "put off ratification", "holds off signing"."""
    return tree.low[v] in _PUTTING_OFF and any(
        tree.low[k] == "off" for k in tree.children(v, "prt", "advmod")
    )


def ruled_out(tree: Tree, v: int) -> bool:
    """ "ruled out joining the pact", not "ruled that it had joined"."""
    return tree.low[v] in _RULING and any(tree.low[k] == "out" for k in tree.children(v, "prt", "advmod"))


def not_until(tree: Tree, v: int) -> bool:
    """ "did not ratify it until 1992": it did then."""
    if tree.child(v, "neg") is None or not any(tree.low[k] == "did" for k in tree.children(v, "aux")):
        return False
    return any(
        prep in ("until", "till") and (tree.tags[obj] in ("CD", "NNP") or tree.low[obj] in _TIMES)
        for prep, obj in tree.preps(v)
    )


def perhaps_not(tree: Tree, v: int) -> bool:
    """ "may not sign", "might not be able to": a doubt, no denial."""
    return any(tree.low[k] in ("may", "might") for k in tree.children(v, "aux"))


def not_only(tree: Tree, k: int) -> bool:
    """ "would not only violate": no denial."""
    return k + 1 < len(tree) and tree.low[k + 1] in ("only", "just", "merely", "simply", "least")


def bare(tree: Tree, v: int) -> bool:
    """A subjunctive: "urged that it ratify", "proposed the Senate approve"."""
    return tree.tags[v] in ("VB", "VBP") and not any(tree.deps[k] == "aux" for k in tree.kids[v])


def has_done(tree: Tree, v: int) -> bool:
    """ "have not signed", "had ratified"."""
    return tree.tags[v] == "VBN" and any(
        tree.low[k] in ("has", "have", "had") for k in tree.children(v, "aux")
    )


def is_infinitive(tree: Tree, v: int) -> bool:
    return any(tree.low[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[v])


def going_to(tree: Tree, v: int) -> bool:
    """ "is going to sign", "is to sign"."""
    head = tree.heads[v]
    return (
        tree.deps[v] == "xcomp"
        and is_infinitive(tree, v)
        and tree.low[head] in ("going", "is", "are", "was", "were")
        and not one_of_the_first(tree, head)
    )


def in_past_report(tree: Tree, v: int) -> bool:
    """ "said it would sign": the future seen from the past, not a condition."""
    node = v
    for _ in range(6):
        head = tree.heads[node]
        if head == node:
            return False
        if tree.deps[node] in ("ccomp", "relcl", "acl", "advcl") and tree.tags[head] in (
            "VBD",
            "VBN",
            "VBZ",
            "VBP",
            "VBG",
        ):
            return tree.low[head] in SAYING or tree.low[head] in PLAN_VERBS
        if tree.low[head] in (
            "notice",
            "decision",
            "announcement",
            "promise",
            "pledge",
            "word",
            "statement",
            "report",
            "warning",
        ):
            return True  # "gave notice that it would withdraw"
        node = head
    return False


def still_to_come(tree: Tree, v: int) -> bool:
    """A present tense or a modal behind "before" and "until": "before it takes effect", "until it can"."""
    if tree.tags[v] in ("VBZ", "VBP"):
        return True
    return any(
        tree.deps[k] == "aux" and tree.low[k] in ("can", "may", "is", "has", "have") for k in tree.kids[v]
    )


def inverted(tree: Tree, v: int) -> bool:
    """A condition by word order: "Should it ratify, ...", "Had it ratified, ...", "Were it to ratify"."""
    subject = tree.child(v, "nsubj", "nsubjpass")
    if subject is None or tree.deps[v] not in ("advcl", "ccomp") or tree.heads[v] < v:
        return False
    fronted = v if tree.low[v] == "were" else tree.child(v, "aux", "auxpass")
    return fronted is not None and tree.low[fronted] in _FRONTED and fronted < subject


def future_above(tree: Tree, v: int) -> bool:
    """Whether "once", "after" and the like stand before something still to come."""
    head = tree.heads[v]
    if head == v:
        return False
    if any(tree.low[k] in FUTURE for k in tree.kids[head] if tree.deps[k] == "aux"):
        return True
    present = tree.tags[v] in ("VBZ", "VBP") or any(
        tree.low[k] in ("is", "are", "has", "have") for k in tree.children(v, "aux", "auxpass")
    )
    enters = any(r.step is Step.ENTERED_INTO_FORCE for r in VERBS.get(tree.low[head], ()))
    if present and enters and tree.tags[head] in ("VBZ", "VBP"):
        return True  # "takes effect when 55 countries have ratified it"
    return present and (tree.tags[head] == "VB" or (tree.low[head] in SAYING and tree.tags[head] == "VBD"))


def planned_above(tree: Tree, v: int) -> bool:
    """Whether what goes on until then is itself promised or planned."""
    return any(tree.low[up] in PLAN_VERBS for up in tree.ancestors(v)[:2])


def past(tree: Tree, i: int) -> bool:
    v = tree.clause_verb(i)
    return tree.tags[v] in ("VBD", "VBN")


def one_of_the_first(tree: Tree, verb: int) -> bool:
    """ "became the 16th nation to sign", "was among the first to sign"."""
    among = [obj for prep, obj in tree.preps(verb) if prep == "among"]
    return any(ordinal(tree, k) for k in (*tree.children(verb, "attr"), *among))


def ordinal(tree: Tree, head: int) -> bool:
    """ "the 60th state to ratify", "the first nation to sign": it did."""
    for k in tree.kids[head]:
        low = tree.low[k]
        if low in _ORDINAL_HEADS or (low[:1].isdigit() and low.endswith(("st", "nd", "rd", "th"))):
            return True
    return tree.low[head] in _ORDINAL_HEADS


def imposed(tree: Tree, v: int) -> int | None:
    """On whom sanctions fall: "the sanctions imposed on Japan for breaching the pact"; None where none do."""
    if tree.low[v] not in _IMPOSING:
        return None
    things = [*tree.children(v, "dobj", "nsubjpass"), *([tree.heads[v]] if tree.deps[v] == "acl" else [])]
    if not any(tree.low[t] in _PENALTIES for t in things):
        return None
    things += [k for t in things for k in tree.children(t, "acl")]
    hit = [obj for at in (v, *things) for prep, obj in tree.preps(at) if prep in ("on", "upon", "against")]
    return hit[0] if hit else None


def negated(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] == "neg" for k in tree.kids[v])


def negative_subject(tree: Tree, v: int) -> str | None:
    """The word by which nobody does it: "neither side has signed", "none of the five"."""
    subject = tree.child(v, "nsubj", "nsubjpass")
    if subject is None:
        return None
    if tree.low[subject] in _NOBODY:
        return tree.low[subject]
    return next(
        (
            tree.low[k]
            for k in tree.kids[subject]
            if k < subject and tree.low[k] in ("no", "neither") and tree.deps[k] in ("det", "preconj", "cc")
        ),
        None,
    )
