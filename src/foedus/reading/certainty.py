"""How sure the text is of what a trigger word says: negation, modals, plans, conditions and their scope.

`judge` walks from the trigger up to the root of its sentence; each hop may turn the certainty once. The chain
of speakers is none of its business (`sources`): who speaks for whom turns "asserted" into "reported" there.
"""

from __future__ import annotations

from foedus.model import Step
from foedus.reading.clauses import (
    FUTURE,
    future_above,
    going_to,
    imposed,
    in_past_report,
    inverted,
    is_infinitive,
    negated,
    negative_subject,
    not_only,
    not_until,
    perhaps_not,
    planned_above,
    still_to_come,
)
from foedus.reading.governors import IF, MAYBE, governor, saying_modal, through_prep
from foedus.reading.inflect import verb_forms
from foedus.reading.judgement import Judgement, State
from foedus.reading.lexicon import (
    FAILURE_VERBS,
    NOUNS,
    PLAN_VERBS,
    SAYING,
    SPECULATION,
    VERBS,
)
from foedus.reading.tree import Tree

_DUTY = frozenset({"must", "should", "ought"})
_SHARED = frozenset({"if", "unless", "once"})
_UPON = frozenset({"once", "until", "till", "when", "after", "before", "upon"})
_NEGATORS = frozenset(
    {"not", "n't", "never", "neither", "nor", "no", "hardly", "without", "none", "nobody", "cannot"}
)
FACTIVE = frozenset(
    f
    for lemma in (
        "congratulate thank commend praise applaud criticise condemn fault rebuke honour honor blame forgive "
        "sanction punish penalise penalize fine reprimand chide"
    ).split()
    for f in verb_forms(lemma)
)
_SETTLED = frozenset("on after since following despite in with by from over about against".split())
_FAILED = frozenset({"failure", "failures", "refusal", "inability"})
_WRANGLING = frozenset(
    "deadlock deadlocked dispute disputes disagree disagreed disagreement differ differed differences argue "
    "argued arguing stalemate impasse row quarrel haggle haggling haggled wrangle wrangling wrangled divided "
    "split stuck".split()
)
_FOLLOWED = frozenset({"upon", "on", "after", "following", "with"})
_TERMS_OF_TIME = frozenset("day days week weeks month months year years".split())
_TOLD_OF = frozenset("announcement announcements".split())
_MOMENTS = frozenset("day date moment time month once".split())
_SUPPOSING = frozenset("provided providing assuming case condition".split())
_HEARSAY = frozenset("reportedly allegedly supposedly purportedly alleged reported purported".split())


def judge(
    tree: Tree, trigger: int, *, planned: bool = False, denied: bool = False, doubted: bool = False
) -> Judgement:
    """The certainty of a verb or noun at `trigger`; its rule starts out `planned`, `denied` or `doubted`."""
    state = State(planned=planned, denied=denied, speculated=doubted)
    if tree.deps[trigger] == "amod" and tree.tags[trigger] in ("VBN", "VBD"):
        return state.result()  # "the recently signed accord": taken for granted
    if tree.is_verb(trigger) and tree.deps[trigger] not in ("amod", "compound"):
        _verb(tree, trigger, state)
        node = trigger
    else:
        _noun(tree, trigger, state)
        node = trigger
    _climb(tree, node, state)
    return state.result()


def _verb(tree: Tree, v: int, state: State) -> None:
    """The verb's own auxiliaries, negation and conjunctions; a coordinated verb shares those before it."""
    own = [v]
    first = tree.first_conjunct(v)
    if first != v and tree.is_verb(first):
        if not _has_own_frame(tree, v):
            own.append(first)
        elif any(tree.low[k] in _SHARED and tree.deps[k] == "mark" for k in tree.kids[first]):
            state.conditional = True  # "once talks have ended and the allies sign the protocols"
    has_modal = False
    for w in own:
        if (word := negative_subject(tree, w)) is not None:
            state.denied = not state.denied
            state.note(word)
        if _supposed(tree, w):
            state.conditional = state.supposed = True  # "provided that it ratifies", "Had it ratified, ..."
            state.note(tree.low[min(tree.subtree(w))])
            has_modal = True
        for k in tree.kids[w]:
            low, label = tree.low[k], tree.deps[k]
            if label == "dobj" and any(tree.low[d] == "no" and tree.deps[d] == "det" for d in tree.kids[k]):
                state.denied = not state.denied  # "signed no treaty"
                state.note("no")
            elif label == "neg" or (label in ("advmod", "det", "preconj") and low in _NEGATORS):
                if not_until(tree, w) or perhaps_not(tree, w):
                    continue
                if low == "longer" or (low == "no" and label == "advmod") or not_only(tree, k):
                    continue
                state.denied = not state.denied
                state.note(low)
            elif label in ("aux", "auxpass"):
                if (low in FUTURE or low in _DUTY) and not inverted(tree, w):
                    state.planned, has_modal = True, True
                    state.note(low)
                elif low in ("would", "'d") and tree.tags[k] == "MD":
                    has_modal = True
                    if in_past_report(tree, w):
                        state.planned = True
                    else:
                        state.conditional = True
                    state.note(low)
                elif low in MAYBE or (low == "can" and tree.tags[k] == "MD"):
                    state.speculated, has_modal = True, True
                    state.note(low)
            elif label == "mark" and low in ("until", "till") and planned_above(tree, w):
                state.conditional = True  # "promised protests until Sweden joined the agreement"
                state.note(low)
            elif label == "mark" and low in ("before", "until", "once", "till") and still_to_come(tree, w):
                state.conditional = True  # "must be ratified before it takes effect"
                state.note(low)
            elif label == "advmod" and low == "yet" and is_infinitive(tree, w):
                state.denied = True  # "has yet to ratify"
                state.note(low)
            elif (label == "mark" and low in IF) or (
                label in ("mark", "advmod") and low in _UPON and future_above(tree, w)
            ):
                state.conditional = True
                state.supposed = state.supposed or low == "if"
                state.note(low)
            elif label == "advmod" and low in _HEARSAY:
                state.hearsay = True
                state.note(low)
            elif label == "advmod" and low in SPECULATION:
                state.speculated = True
                state.note(low)
    for k in tree.children(v, "advcl"):
        first = min(tree.subtree(k))
        if tree.low[first] == "should" and tree.deps[first] == "aux" and first < v:
            state.conditional = True  # "Should one of them refuse, it would be terminated"
            state.note("should")
        marks = [tree.low[m] for m in tree.children(k, "mark", "advmod")]
        mark = next((m for m in marks if m in ("if", "unless", "once")), None)
        if mark is not None and (state.planned or tree.tags[v] in ("VBZ", "VBP", "VB")):
            state.conditional = True  # "takes effect once eight countries have ratified it"
            state.denied = state.denied and mark != "unless"  # "will not sign unless ...": it may
            state.note(mark)
    if tree.tags[v] in ("VBZ", "VBP") and _enters_upon(tree, v):
        state.planned = True  # "enters into force upon the exchange of instruments": a rule
    if not has_modal and going_to(tree, v):
        state.planned = True


def _supposed(tree: Tree, w: int) -> bool:
    """Whether a verb's clause is put as a condition by the word before it or by its word order."""
    first = min(tree.subtree(w))
    own = tree.low[first] in ("provided", "providing") and first != w
    before = tree.low[first if own else first - 1] if own or first else ""
    if before in _SUPPOSING and tree.deps[w] in ("advcl", "ccomp", "conj", "acl"):
        return True
    return inverted(tree, w)


def _enters_upon(tree: Tree, v: int) -> bool:
    """Whether an entry into force is tied to an act: "upon the exchange", "with the deposit"."""
    if not any(r.step is Step.ENTERED_INTO_FORCE for r in VERBS.get(tree.low[v], ())):
        return False
    return any(
        prep in ("upon", "on", "with", "after") and tree.low[obj] in NOUNS for prep, obj in tree.preps(v)
    )


def _has_own_frame(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] in ("nsubj", "nsubjpass", "aux") for k in tree.kids[v])


def _noun(tree: Tree, n: int, state: State) -> None:
    """A nominal trigger: "no ratification", "possible withdrawal", "early entry into force"."""
    if n > 1 and tree.low[n - 1] == "-" and tree.low[n - 2] == "non":
        state.denied = True  # "non-ratification"
        state.note("non")
    for k in tree.kids[n]:
        low = tree.low[k]
        if tree.deps[k] == "det" and low == "no":
            state.denied = True
            state.note(low)
        elif low in ("possible", "potential", "likely", "eventual", "speculated"):
            state.speculated = low != "eventual"
            state.planned = state.planned or low == "eventual"
            state.note(low)
        elif low in (
            "planned",
            "proposed",
            "expected",
            "upcoming",
            "imminent",
            "pending",
            "future",
            "forthcoming",
            "threatened",
            "prompt",
            "swift",
            "speedy",
            "early",
            "scheduled",
            "intended",
            "further",
        ):
            if low in ("prompt", "swift", "speedy", "early", "further"):
                continue
            state.planned = True
            state.note(low)
        elif low in _HEARSAY:
            state.hearsay = True
            state.note(low)


def _climb(tree: Tree, node: int, state: State) -> None:
    """Each governor up to the root turns the certainty, as its kind and label say."""
    start = node
    for _ in range(40):
        head = tree.heads[node]
        if head == node:
            return
        label, low = tree.deps[node], tree.low[head]
        if label in ("conj", "compound", "amod", "nmod") and not tree.is_verb(node):
            node = head
            continue
        if label == "pcomp" and (tree.low[tree.heads[head]] in FACTIVE or imposed(tree, tree.heads[head])):
            return  # "congratulated it on signing": it signed
        if label == "ccomp" and low in ("provided", "providing", "assuming"):
            state.conditional = True  # "comes into force provided it has been ratified by eleven"
            state.note(low)
            return
        through = tree.tags[head] in ("IN", "TO") or tree.deps[head] == "prep"  # "pending the exchange"
        if label == "prep" or through:
            word = low if through else tree.low[node]
            above = tree.heads[head] if through else head
            if word in ("over", "on", "about") and tree.low[above] in _WRANGLING:
                state.planned = True  # "deadlocked over renewal of the pact"
                state.note(tree.low[above])
                return
            if word in ("of", "after", "from") and tree.low[above] in _TERMS_OF_TIME:
                state.planned = True  # "within ten days of its entry into force"
                return
            node = through_prep(tree, node, head, state)
            blamed = word == "for" and (
                tree.low[node] in FACTIVE or tree.low[node] in ("accountable", "responsible")
            )
            if word in _FOLLOWED and not tree.is_verb(start) and _still_ahead(tree, node, word):
                state.planned = True  # "enters into force upon the exchange of instruments"
                state.note(word)
                return
            if (word in _SETTLED or blamed) and not tree.is_verb(start):
                return  # "building on the extension", "after its ratification": taken for granted
            continue
        infinitive = is_infinitive(tree, node)
        gerund = tree.tags[node] == "VBG"
        complement = label in (
            "xcomp",
            "ccomp",
            "acl",
            "relcl",
            "pcomp",
            "advcl",
            "dobj",
            "pobj",
            "nsubjpass",
            "oprd",
            "attr",
            "acomp",
            "csubj",
            "nsubj",
            "dep",
            "npadvmod",
        )
        if label == "conj":
            node = head
            continue
        if complement:
            governor(tree, node, head, label, low, infinitive, gerund, state)
        participle = tree.tags[node] == "VBN" and tree.child(node, "aux", "nsubj") is None
        if low in _FAILED and label == "acl" and infinitive:
            return  # "what it sees as Japan's failure to comply": told as a fact
        if label == "acl" and participle and node == start:
            return  # "the treaty, signed in August, would have let ...": so does a participle
        if label == "relcl" and not infinitive:
            if low in _MOMENTS and any(
                tree.low[k] in FUTURE for up in tree.ancestors(head)[:4] for k in tree.kids[up]
            ):
                state.conditional = True  # "will take effect from the day both sides exchange ..."
                state.note(low)
            return  # a relative clause asserts for itself
        if label == "advcl" and not infinitive:
            return
        if low in _TOLD_OF and label in ("acl", "relcl", "prep", "ccomp") and not state.denied:
            state.hearsay = True  # "rejects the announcement to suspend it": announced all the same
            return
        if (
            low in SAYING
            and label in ("ccomp", "parataxis")
            and not negated(tree, head)
            and tree.low[head] not in FAILURE_VERBS
        ):
            if tree.low[head] in PLAN_VERBS or tree.low[head] in SPECULATION:
                pass
            else:
                saying_modal(tree, head, state)
                return
        node = head


def _still_ahead(tree: Tree, i: int, word: str) -> bool:
    """Whether the verb at i, or above it, tells of an entry into force to come; not a brief's present."""
    verb = i if tree.is_verb(i) else tree.clause_verb(i)
    if not any(r.step is Step.ENTERED_INTO_FORCE for r in VERBS.get(tree.low[verb], ())):
        return False
    to_come = any(tree.low[k] in FUTURE or tree.low[k] == "to" for k in tree.children(verb, "aux"))
    return to_come or (word in ("upon", "on", "with") and tree.tags[verb] in ("VBZ", "VBP"))
