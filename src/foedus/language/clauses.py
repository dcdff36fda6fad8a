"""Questions about one clause: negated, infinitive, put off, taken back, still to come, the first to do it.

Each takes a tree and a token and looks at what stands right around it; none changes anything.
"""

from __future__ import annotations

from collections.abc import Set

from foedus.language import words as w
from foedus.language.tree import Tree

_TAKING = w.verbs("take come become go enter")
_OPENING = w.verbs("begin start open resume end conclude close reopen restart")
_EFFECT = w.words("effect force effective")
_PUT = {
    **dict.fromkeys(w.verbs("put"), w.words("off back")),
    **dict.fromkeys(w.verbs("hold"), w.words("off up")),
}
_HEADING = frozenset({"ROOT", "conj", "ccomp", "xcomp", "advcl", "acl", "relcl"})


def auxiliaries(tree: Tree, v: int) -> list[int]:
    """The auxiliaries and modals of a verb."""
    return tree.children(v, "aux", "auxpass")


def modified_by(tree: Tree, v: int, adverb: str) -> bool:
    """Whether an adverb hangs on a verb: "hereby approve"."""
    return any(tree.low[k] == adverb for k in tree.children(v, "advmod"))


def told_by(tree: Tree, node: int) -> bool:
    """Whether something is what its head tells: "said that it sold", "announced the sale"."""
    return tree.deps[node] in ("ccomp", "dobj")


def done_with(tree: Tree, v: int) -> list[int]:
    """The verbs that a bare verb is done with: "met" of "met to announce it"."""
    return tree.ancestors(v, 2) if tree.deps[v] == "xcomp" else []


def head_in(tree: Tree, v: int, forms: frozenset[str]) -> bool:
    return tree.low[v] in forms


def taken_back(tree: Tree, v: int) -> bool:
    """Whether a verb undoes what was decided: "rescinded", "took back"."""
    back = any(tree.low[k] == "back" for k in tree.children(v, "prt", "advmod"))
    return tree.low[v] in w.UNDOING or (back and tree.low[v] in w.TAKING)


def came_to_nothing(tree: Tree, v: int) -> bool:
    """Whether what a verb's subject tells of led to nothing: talks "broke down", "ended without
    agreement"."""
    low = tree.low[v]
    if low in w.COLLAPSING:
        return True
    if any(tree.low[k] in w.APART.get(low, ()) for k in tree.children(v, "prt", "advmod")):
        return True
    return low in w.ENDING and any(
        (prep == "without" and tree.low[obj] in w.RESULTS) or (prep == "in" and tree.low[obj] in w.FAILURE)
        for prep, obj in tree.preps(v)
    )


def put_off(tree: Tree, v: int) -> bool:
    """ "put off ratification", "holds off signing", "is holding up the sale"."""
    return _has_particle(tree, v, _PUT.get(tree.low[v], frozenset()))


def undone_by(tree: Tree, v: int) -> bool:
    """Whether a verb leaves undone what hangs on it: "refused", "gave up plans to", "ruled out joining the
    pact", not "ruled that it had joined"."""
    low = tree.low[v]
    return low in w.NOT_DONE or _has_particle(tree, v, w.NOT_DONE_WITH.get(low, frozenset()))


def _has_particle(tree: Tree, v: int, particles: Set[str]) -> bool:
    return bool(particles) and any(tree.low[k] in particles for k in tree.children(v, "prt", "advmod"))


def not_until(tree: Tree, v: int) -> bool:
    """ "did not ratify it until 1992", "will not take effect until May", "will not sign before 2026": then it
    did, then it will."""
    if tree.child(v, "neg") is None:
        return False
    bounds: tuple[str, ...] = ("until", "till")
    if any(tree.low[k] in w.FUTURE for k in tree.children(v, "aux")):
        bounds += ("before",)
    times = "year month week spring summer autumn winter today yesterday".split()
    return any(
        prep in bounds and (tree.tags[obj] in ("CD", "NNP") or tree.low[obj] in times)
        for prep, obj in tree.preps(v)
    )


def perhaps_not(tree: Tree, v: int) -> bool:
    """ "may not sign", "might not be able to": a doubt, no denial."""
    return any(tree.low[k] in ("may", "might") for k in tree.children(v, "aux"))


def not_only(tree: Tree, k: int) -> bool:
    """ "would not only violate": no denial."""
    return k + 1 < len(tree) and tree.low[k + 1] in ("only", "just", "merely", "simply", "least")


def tied_to_another(tree: Tree, v: int) -> bool:
    """Whether a verb of the present or future tells by a rule when it will be: "takes effect six months after
    the last one has signed", "starts on the day following the sale"."""
    finite = [v, *tree.children(v, "aux", "auxpass")]
    if tree.tags[v] == "VBN" and any(tree.low[t] in w.HAVE for t in finite):
        return False  # "has taken effect, a year after it was sold"
    if not any(tree.tags[t] in ("VBZ", "VBP", "MD") for t in finite):
        return False
    for k in tree.children(v, "advcl"):
        below = {tree.low[t] for t in tree.subtree(k)}
        if k > v and below & _UPON and any(tree.low[t] in _UPON for t in range(v, k + 1)):
            return True
    for prep, obj in tree.preps(v):
        if prep in ("after", "upon", "following") and tree.tags[obj] in ("NN", "NNS", "VBG"):
            return True
        if prep in ("after", "upon", "on") and tree.deps[obj] == "pcomp":
            return True  # "takes effect on being ratified"
        below = {tree.low[t] for t in tree.subtree(obj)}
        if prep == "on" and (tree.low[obj] == "day" and below & _UPON):
            return True
    return False


def counts_time(tree: Tree, n: int) -> bool:
    """Whether a length of time is counted from an event: "within 90 days of its sale"."""
    marks = tree.children(n, "mark") if tree.tags[n] in ("VBZ", "VBP") else []
    if any(k and tree.low[k] == "after" and tree.low[k - 1] in w.TERMS_OF_TIME for k in marks):
        return True  # "for seven years after it takes effect"
    prep = tree.heads[n]
    counted = tree.deps[n] == "pobj" and tree.low[prep] in ("of", "after", "from", "following")
    return counted and tree.low[tree.heads[prep]] in w.TERMS_OF_TIME


def takes_effect(tree: Tree, noun: int) -> int:
    """The verb by which a noun's event takes effect ("the sale takes effect in June"), else the noun."""
    verb = tree.heads[noun]
    effect = {tree.low[t] for t in tree.subtree(verb) if t > verb} & _EFFECT
    return verb if tree.deps[noun] == "nsubj" and tree.low[verb] in _TAKING and effect else noun


def opens(tree: Tree, noun: int) -> int:
    """The present-tense verb by which talks begin or end ("talks open on Monday"), else the noun."""
    verb = tree.heads[noun]
    begins = tree.low[verb] in _OPENING and tree.tags[verb] in ("VBZ", "VBP")
    return verb if begins and tree.deps[noun] == "nsubj" else noun


def is_imperative(tree: Tree, v: int) -> bool:
    """ "Rejoin the alliance": a bare form alone, with nobody who does it."""
    alone = tree.child(v, "nsubj", "nsubjpass", "aux", "expl") is None
    return tree.tags[v] == "VB" and tree.deps[v] == "ROOT" and alone


def is_bare_topic(tree: Tree, v: int) -> bool:
    """ "Joining the alliance would help": a gerund of nobody's, of which something is said or thought."""
    if tree.tags[v] != "VBG" or tree.child(v, "nsubj", "poss", "aux") is not None:
        return False
    thought = tree.deps[v] == "xcomp" and tree.low[tree.heads[v]] in w.OPINION
    return thought or tree.deps[v] in ("csubj", "csubjpass", "nsubj", "ccomp")


def is_predicate(tree: Tree, i: int) -> bool:
    """Whether an adjective heads its clause or is what a copula says: "remains unsigned"."""
    return tree.deps[i] == "acomp" or tree.deps[i] in _HEADING


def tells_alone(tree: Tree, v: int) -> bool:
    """ "Peru and Chile sign a pact": a main verb of the present tense without auxiliaries."""
    main = tree.deps[v] in ("ROOT", "conj") and tree.tags[v] in ("VBZ", "VBP")
    return main and tree.child(v, "aux") is None


def heads_a_line(tree: Tree, v: int) -> bool:
    """ "Oman and Yemen to sign": an infinitive that is a headline's verb."""
    return tree.deps[v] == "ROOT" and tree.child(v, "nsubj", "nsubjpass") is not None


def bare(tree: Tree, v: int) -> bool:
    """A subjunctive: "urged that it ratify", "proposed the Senate approve"."""
    return tree.tags[v] in ("VB", "VBP") and not any(tree.deps[k] == "aux" for k in tree.kids[v])


def perfect(tree: Tree, v: int) -> bool:
    return tree.tags[v] == "VBN" and any(tree.low[k] == "have" for k in tree.children(v, "aux"))


def is_infinitive(tree: Tree, v: int) -> bool:
    return any(tree.low[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[v])


def present_passive(tree: Tree, v: int) -> bool:
    """ "is signed", "are violated": what is done as a rule, or now."""
    return any(tree.low[k] in ("is", "are") for k in tree.children(v, "auxpass"))


def is_purpose(tree: Tree, v: int) -> bool:
    """Whether an infinitive hangs on a verb: "flew to Lima to sign", "met to discuss it"."""
    return tree.deps[v] in ("xcomp", "advcl") and is_infinitive(tree, v)


def is_gerund(tree: Tree, v: int) -> bool:
    """ "began selling", not "said it was selling"."""
    return tree.tags[v] == "VBG" and not any(tree.deps[k] == "aux" for k in tree.kids[v])


def set_in_time(tree: Tree, v: int) -> bool:
    """Whether a finite clause in the past tells when or why the rest is so: "after", "since", "because"."""
    marks = [tree.low[k] for k in tree.children(v, "mark")]
    return tree.tags[v] == "VBD" and any(m in ("after", "since", "because", "although") for m in marks)


def has_done(tree: Tree, v: int) -> bool:
    """ "have sold", "has been sold", "has made but not sold"."""
    helped = {v, tree.first_conjunct(v)}
    return tree.tags[v] == "VBN" and any(
        tree.low[k] in ("have", "has", "had", "'ve") for t in helped for k in tree.children(t, "aux")
    )


def negated(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] == "neg" for k in tree.kids[v])


def past(tree: Tree, i: int) -> bool:
    return tree.tags[tree.clause_verb(i)] in ("VBD", "VBN")


def in_past_report(tree: Tree, v: int) -> bool:
    """ "said it would sign": the future seen from the past, not a condition."""
    node = v
    for _ in range(6):
        head = tree.heads[node]
        if head == node:
            return False
        finite = tree.tags[head] in ("VBD", "VBN", "VBZ", "VBP", "VBG")
        told = tree.deps[node] == "ccomp" and tree.low[head] in w.SAYING and tree.tags[head] == "VB"
        if told and any(tree.low[k] == "to" for k in tree.children(head, "aux")):
            return True  # "the first to announce that it would sign"
        if tree.deps[node] in ("ccomp", "relcl", "acl", "advcl") and finite:
            return tree.low[head] in w.TELLING or tree.low[head] in w.PLAN
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


def yet_to_say(tree: Tree, verb: int, told: int) -> bool:
    """ "is expected to declare that it is leaving", "will announce that it will sell": nobody has said it.

    What is told as past ("will say that it was sold") stands on the word that is to come."""
    helped = {tree.low[k] for k in auxiliaries(tree, verb)}
    above = tree.low[tree.heads[verb]]
    due = "to" in helped and tree.deps[verb] == "xcomp" and (above in w.PLAN or above in ("is", "are"))
    would = "would" in helped and in_past_report(tree, verb)
    if tree.tags[verb] != "VB" or not (due or would or helped & w.FUTURE):
        return False
    finite = {tree.tags[t] for t in (told, *auxiliaries(tree, told))}
    return tree.tags[told] == "VBG" or not (has_done(tree, told) or "VBD" in finite)


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
    return fronted is not None and tree.low[fronted] in ("should", "had", "were") and fronted < subject


def planned_above(tree: Tree, v: int) -> bool:
    """Whether what goes on until then is itself promised or planned."""
    return any(tree.low[up] in w.PLAN for up in tree.ancestors(v, 2))


def one_of_the_first(tree: Tree, verb: int) -> bool:
    """ "became the 16th nation to sign", "was among the first to sign"."""
    among = [obj for prep, obj in tree.preps(verb) if prep == "among"]
    return any(ordinal(tree, k) for k in (*tree.children(verb, "attr"), *among))


def ordinal(tree: Tree, head: int) -> bool:
    """ "the 60th state to ratify", "the first nation to sign": it did."""
    for k in tree.kids[head]:
        low = tree.low[k]
        if low in w.ORDINALS or (low[:1].isdigit() and low.endswith(("st", "nd", "rd", "th"))):
            return True
    return tree.low[head] in w.ORDINALS


_UPON = w.words("after once when upon following until")


def negative_subject(tree: Tree, v: int) -> str | None:
    """The word by which nobody does it: "neither side has signed", "none of the five", "hardly any state"."""
    subject = tree.child(v, "nsubj", "nsubjpass")
    if subject is None:
        return None
    if tree.low[subject] in w.NOBODY:
        return tree.low[subject]
    for k in tree.kids[subject]:
        if k < subject and tree.low[k] in ("no", "neither") and tree.deps[k] in ("det", "preconj", "cc"):
            return tree.low[k]
        if tree.low[k] == "any" and k and tree.low[k - 1] in ("hardly", "scarcely"):
            return tree.low[k - 1]
    return None
