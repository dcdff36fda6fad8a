"""How what governs a clause or noun turns its certainty: plans, failures, speculation, prepositions."""

from __future__ import annotations

from foedus.model import Step
from foedus.reading.clauses import (
    FUTURE,
    HALTING,
    bare,
    concluded,
    in_past_report,
    inverted,
    negated,
    negative_subject,
    one_of_the_first,
    ordinal,
    past,
    perhaps_not,
    put_off,
    ruled_out,
    taken_back,
)
from foedus.reading.inflect import verb_forms
from foedus.reading.judgement import State
from foedus.reading.lexicon import FAILURE_VERBS, LAWS, NOUNS, PLAN_VERBS, SAYING, SPECULATION, VERBS
from foedus.reading.tree import Tree

MAYBE = frozenset({"may", "might", "could"})
IF = frozenset({"if", "unless", "provided", "whether", "assuming", "should"})
_HAVING = frozenset({"has", "have", "had"})
_BY_VOTE = frozenset(
    f for lemma in ("approve", "pass", "adopt", "sign", "enact", "promulgate") for f in verb_forms(lemma)
)
_AHEAD = frozenset("before pending towards toward until for ahead to prior".split())
_ALLEGED = frozenset("allegations allegation accusations accusation reports claims charges".split())
_PLAN_NOUNS = frozenset(
    "intention plan plans hope hopes notice favour favor risk process negotiations talks idea goal "
    "terms way midst "
    "bill effort efforts attempt attempts bid work interest proposal proposals".split()
)
_IMPLICATIVE = frozenset(
    "vote votes voted voting manage managed manages go goes went proceed proceeded happen happened "
    "come came rush rushed "
    "become becomes became help helped helps led lead prompting prompted complete completed "
    "completes finish finished continue continues continued keep keeps kept persist persists "
    "persisted".split()
)
_GOING = frozenset(verb_forms("go"))
# whose opposite is the deed itself: "did not fail to ratify"
_TWO_WAY = frozenset(
    f for lemma in "fail neglect forget omit decline refuse delay postpone".split() for f in verb_forms(lemma)
)
_MIGHT_BE = frozenset("possible likely unlikely probable improbable conceivable doubtful".split())
# whose "that" clause is a wish: "urged that it ratify"
_MANDATIVE = frozenset(
    f
    for lemma in (
        "urge ask call demand propose recommend insist require request order suggest advise appeal"
    ).split()
    for f in verb_forms(lemma)
)
_CAME_TO_NOTHING = frozenset(
    f for lemma in "fail founder collapse stall falter flounder".split() for f in verb_forms(lemma)
)
_BROKEN = {
    **dict.fromkeys(verb_forms("break"), frozenset({"down", "off", "up"})),
    **dict.fromkeys(verb_forms("fall"), frozenset({"apart", "through"})),
    **dict.fromkeys(verb_forms("end"), frozenset({"inconclusively"})),
}
_ENDING = frozenset(
    f for lemma in "end break adjourn close finish conclude".split() for f in verb_forms(lemma)
)
_RESULTS = frozenset(
    "agreement accord deal result results progress success breakthrough pact conclusion".split()
)
_AGREED_STEPS = frozenset({Step.EXTENDED, Step.AMENDED, Step.SUSPENDED, Step.TERMINATED})
_STILL_DUE = frozenset({Step.RATIFIED, Step.SIGNED, Step.APPROVED, Step.DEPOSITED})
_STOPPING = frozenset(verb_forms("stop"))
_FAILURE = frozenset("failure deadlock impasse stalemate disagreement acrimony".split())
_VIEWS = frozenset(
    "possibility prospect speculation chance rumour rumor likelihood risk danger threat fear".split()
)


def saying_modal(tree: Tree, head: int, state: State) -> None:
    for k in tree.children(head, "aux"):
        if tree.low[k] in MAYBE:
            state.speculated = True


def through_prep(tree: Tree, node: int, head: int, state: State) -> int:
    """From a noun through its preposition to what that hangs on."""
    if tree.deps[node] == "prep":
        word = tree.low[node]
        return_to = head
        top = node
    else:
        word, top = tree.low[head], head
        return_to = tree.heads[head] if tree.heads[head] != head else head
    ahead = word in _AHEAD and word not in ("to", "for") and not tree.is_verb(node)
    if ahead and not (word == "before" and past(tree, return_to)):
        state.planned = True
        state.note(word)
    if word == "without":
        if tree.is_verb(return_to) and (negated(tree, return_to) or _modal(tree, return_to)):
            state.planned = True  # "cannot enter into force without ratification"
        else:
            state.denied = True  # "went home without signing"
        state.note(word)
    if word == "of" and tree.low[return_to] == "ahead":
        state.planned = True  # "ahead of its ratification"
        state.note("ahead")
    if word in ("for", "to", "towards", "toward"):
        above = tree.low[return_to]
        if (above in PLAN_VERBS and not above.startswith("agree")) or above in (
            "look",
            "looks",
            "looking",
            "looked",
            "push",
            "pushes",
            "pushed",
            "path",
            "way",
            "vote",
            "prospects",
            "support",
            "conditions",
            "deadline",
            "parliament",
            "ready",
            "ceremony",
            "date",
        ):
            state.planned = True
            state.note(above)
    if word == "of" and tree.low[return_to] in _VIEWS:
        state.speculated = True
        state.note(tree.low[return_to])
    if word == "of" and tree.low[return_to] in _ALLEGED:
        state.hearsay = True
        state.note(tree.low[return_to])
    if word in ("of", "on", "for", "at", "in") and tree.low[return_to] in _PLAN_NOUNS:
        state.planned = True
        state.note(tree.low[return_to])
        if any(tree.low[k] == "no" for k in tree.kids[return_to]):
            state.denied = True
    if word == "from" and tree.low[return_to] in FAILURE_VERBS:
        state.denied = True
    return top if tree.deps[top] == "prep" and top != node else return_to


def came_to_nothing(tree: Tree, v: int) -> bool:
    """Whether what its subject tells of led to nothing: talks "broke down", "ended without agreement"."""
    low = tree.low[v]
    if low in _CAME_TO_NOTHING:
        return True
    if any(tree.low[k] in _BROKEN.get(low, ()) for k in tree.children(v, "prt", "advmod")):
        return True
    return low in _ENDING and any(
        (prep == "without" and tree.low[obj] in _RESULTS) or (prep == "in" and tree.low[obj] in _FAILURE)
        for prep, obj in tree.preps(v)
    )


def governor(
    tree: Tree, node: int, head: int, label: str, low: str, infinitive: bool, gerund: bool, state: State
) -> None:
    nominal = not tree.is_verb(node)
    still_due = any(r.step in _STILL_DUE for r in NOUNS.get(tree.low[node], ()))
    if nominal and label in ("dobj", "nsubjpass") and still_due and low in HALTING:
        state.planned = True  # "suspended ratification": still to come
        state.note(low)
        return
    if nominal and label in ("dobj", "nsubjpass") and taken_back(tree, head):
        state.denied = True  # "revoked its withdrawal", "took back its notice of withdrawal"
        state.note(low)
        return
    if label == "nsubj" and came_to_nothing(tree, head):
        state.denied = True
        state.note(low)
        return
    if label == "xcomp" and infinitive and low in _HAVING and _yet(tree, head):
        state.denied = True  # "has yet to ratify it"
        state.note("yet")
        return
    if (
        nominal
        and label == "dobj"
        and any(tree.low[k] in _BROKEN.get(low, ()) for k in tree.children(head, "prt", "advmod"))
    ):
        state.denied = True  # "broke off talks on a pact"
        state.note(low)
        return
    if put_off(tree, head) and (nominal or gerund) and label in ("dobj", "nsubjpass", "xcomp", "pcomp"):
        state.planned = True  # "put off ratification until next year": still to come
        state.note(low)
        return
    if gerund and low in _STOPPING:
        return  # "unless Moscow stops violating it": it does now
    if (
        (low in FAILURE_VERBS or ruled_out(tree, head))
        and (infinitive or gerund or nominal or label in ("ccomp", "xcomp"))
        and label not in ("nsubj", "advcl")
    ):
        not_failed = tree.is_verb(head) and negated(tree, head)
        if not_failed and low in _TWO_WAY:
            pass  # "did not fail to ratify": it did
        elif not_failed or (tree.is_verb(head) and _perhaps(tree, head)):
            state.speculated = True  # "did not rule out signing", "may refuse to ratify"
        elif low.startswith(("delay", "postpon")):
            state.planned = True
        else:
            state.denied = not state.denied
        state.planned = state.planned or (not_failed and _modal(tree, head))
        state.note(low)
        return
    if infinitive and low in SAYING and tree.tags[head] == "VBN" and _perfect(tree, node):
        state.hearsay = True  # "is said to have ratified it"
        state.note(low)
        return
    if label in ("acl", "ccomp") and low in _ALLEGED and not tree.is_verb(head):
        state.hearsay = True  # "allegations of Russia violating it", "reports that it has ratified"
        state.note(low)
        return
    if label == "ccomp" and (view := _view(tree, head)) is not None:
        state.speculated = True  # "it is possible that it has ratified"
        state.note(view)
    if label == "xcomp" and infinitive and inverted(tree, head):
        state.conditional = state.supposed = True  # "Were it to ratify, ..."
        state.note(low)
        return
    if nominal and label == "dobj" and low == "pending":
        state.planned = True
        state.note(low)
        return
    if (
        label == "acl"
        and low in LAWS
        and tree.deps[head] == "dobj"
        and tree.low[tree.heads[head]] in _BY_VOTE
    ):
        return  # "approved a bill ratifying the treaty": that does it
    if low == "able" and tree.low[tree.heads[head]] in ("was", "were"):
        return  # "were able to conclude the agreement": they did
    if label in ("acl", "relcl", "advcl") and infinitive and concluded(tree, head) is not None:
        return  # "signed an agreement to extend the treaty": that extends it
    if label in ("advcl", "xcomp") and infinitive and one_of_the_first(tree, head):
        governor_frame(tree, head, state)
        return
    if label == "advcl" and infinitive and low in _GOING and _particle(tree, head, "on"):
        governor_frame(tree, head, state)  # "went on to ratify it"
        return
    if label == "advcl" and infinitive:
        state.planned = True
        state.note("to")
    told = tree.low[tree.heads[head]] in _CAME_TO_NOTHING and tree.deps[head] == "nsubj"
    if label in ("acl", "relcl") and infinitive and told:
        state.denied = True  # "previous attempts to negotiate a pact had failed"
        state.note(tree.low[tree.heads[head]])
        return
    if label in ("acl", "relcl") and infinitive:
        after = max(tree.subtree(node)) + 1
        if after < len(tree) and tree.low[after] in _CAME_TO_NOTHING:
            state.denied = True  # "plans to sign the treaty failed"
            state.note(tree.low[after])
            return
        if not ordinal(tree, head) and low not in ("vote", "votes"):
            state.planned = True
            state.note(low)
            above = tree.heads[head]
            decided = low in _PLAN_NOUNS | {"decision", "decisions"}
            if any(tree.low[k] == "no" for k in tree.kids[head]):
                state.denied = True  # "has no plans to ratify"
                state.note("no")
            if decided and tree.deps[head] in ("dobj", "nsubjpass") and taken_back(tree, above):
                state.denied = True  # "has taken back his decision to end it"
                state.note(tree.low[above])
        return
    if label == "acomp":
        governor_frame(tree, head, state)  # "may not be able to ratify it"
        return
    if infinitive and low.startswith("agree") and tree.is_verb(head) and _by_agreement(tree, node, head):
        governor_frame(tree, head, state)  # the parties agreed to extend it: that does it (VCLT 39, 54, 57)
        return
    if low in _IMPLICATIVE and not nominal:
        governor_frame(tree, head, state)
        return
    if (
        (
            low in PLAN_VERBS
            and (
                infinitive
                or gerund
                or (nominal and label in ("dobj", "nsubjpass", "pobj") and not low.startswith("agree"))
            )
        )
        or (low in _MANDATIVE and label == "ccomp" and bare(tree, node))
        or (label in ("xcomp", "ccomp") and infinitive and low not in SAYING)
    ):
        state.planned = True
        state.note(low)
    if low in SPECULATION:
        state.speculated = True
        state.note(low)
    if low in _VIEWS:
        state.speculated = True
        state.note(low)
    if (nominal and label in ("nsubj", "dobj", "nsubjpass")) or (infinitive or gerund):
        governor_frame(tree, head, state)


def _modal(tree: Tree, v: int) -> bool:
    return any(tree.tags[k] == "MD" for k in tree.children(v, "aux"))


def _perhaps(tree: Tree, v: int) -> bool:
    return any(tree.low[k] in MAYBE for k in tree.children(v, "aux"))


def _perfect(tree: Tree, v: int) -> bool:
    return tree.tags[v] == "VBN" and any(tree.low[k] == "have" for k in tree.children(v, "aux"))


def _particle(tree: Tree, v: int, word: str) -> bool:
    return any(tree.low[k] == word for k in tree.children(v, "prt", "advmod"))


def _view(tree: Tree, v: int) -> str | None:
    """The word by which a "that" clause is only thought possible: "it is possible that"."""
    return next((tree.low[k] for k in (v, *tree.children(v, "acomp")) if tree.low[k] in _MIGHT_BE), None)


def _by_agreement(tree: Tree, node: int, head: int) -> bool:
    """Whether several parties agree on what their agreement alone brings about: an extension, an end."""
    if not any(r.step in _AGREED_STEPS for r in VERBS.get(tree.low[node], ())):
        return False
    subject = tree.subject(head)
    if subject is None:
        return False
    several = tree.tags[subject] in ("NNS", "NNPS") or tree.low[subject] in ("they", "both", "we", "council")
    return several or len(tree.conjuncts(subject)) > 1


def _yet(tree: Tree, v: int) -> bool:
    return any(tree.low[k] == "yet" for k in tree.children(v, "advmod"))


def governor_frame(tree: Tree, head: int, state: State) -> None:
    """Negation and modals of the governing verb reach down to what hangs on it."""
    if not tree.is_verb(head) and tree.tags[head] not in ("JJ",):
        return
    if (word := negative_subject(tree, head)) is not None:
        state.denied = True
        state.note(word)
    for k in tree.kids[head]:
        low = tree.low[k]
        if tree.deps[k] == "neg" and not perhaps_not(tree, head):
            state.denied = True
            state.note(low)
        elif tree.deps[k] == "aux" and low in FUTURE:
            state.planned = True
        elif tree.deps[k] == "aux" and low == "would":
            state.conditional = not in_past_report(tree, head)
            state.planned = True
        elif tree.deps[k] == "aux" and low in MAYBE:
            state.speculated = True
            state.note(low)
        elif tree.deps[k] == "mark" and low in IF:
            state.conditional = True
