"""How sure the text is of what a trigger word says: negation, modals, plans, conditions and their scope.

`judge` walks from the trigger up to the root of its sentence; each hop may turn the certainty once. The chain
of speakers is none of its business (`sources`): who speaks for whom turns "asserted" into "reported" there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.model import Certainty
from foedus.reading.inflect import verb_forms
from foedus.reading.lexicon import (
    FAILURE_VERBS,
    PLAN_VERBS,
    SAYING,
    SPECULATION,
    STRONG_HEADS,
    VERBS,
    WEAK_HEADS,
)
from foedus.reading.tree import Tree

_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_DUTY = frozenset({"must", "should", "ought"})
_MAYBE = frozenset({"may", "might", "could"})
_IF = frozenset({"if", "unless", "provided", "whether", "assuming", "should"})
_SHARED = frozenset({"if", "unless", "once"})
_UPON = frozenset({"once", "until", "till", "when", "after", "before", "upon"})
_NEGATORS = frozenset(
    {"not", "n't", "never", "neither", "nor", "no", "hardly", "without", "none", "nobody", "cannot"}
)
_AHEAD = frozenset("before pending towards toward until for ahead to prior without".split())
FACTIVE = frozenset(
    f
    for lemma in (
        "congratulate thank commend praise applaud criticise condemn fault rebuke honour honor blame forgive"
    ).split()
    for f in verb_forms(lemma)
)
_ALLEGED = frozenset("allegations allegation accusations accusation reports claims charges".split())
_PLAN_NOUNS = frozenset(
    "intention plan plans hope hopes notice favour favor risk process negotiations talks idea goal "
    "terms way midst "
    "bill effort efforts attempt attempts bid work interest proposal proposals".split()
)
_SETTLED = frozenset("on after since following despite in with by from over about against".split())
_ORDINAL_HEADS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last latest only newest".split()
)
_IMPLICATIVE = frozenset(
    "vote votes voted voting manage managed manages go goes went proceed proceeded happen happened "
    "come came rush rushed "
    "become becomes became help helped helps led lead prompting prompted complete completed "
    "completes finish finished".split()
)
# whose "that" clause is a wish: "urged that it ratify"
_MANDATIVE = frozenset(
    f
    for lemma in (
        "urge ask call demand propose recommend insist require request order suggest advise appeal"
    ).split()
    for f in verb_forms(lemma)
)
_CAME_TO_NOTHING = frozenset("failed fail fails foundered collapsed stalled failing".split())
_TOLD_OF = frozenset("announcement announcements".split())
_REVERSED = frozenset(
    f
    for lemma in (
        "reverse rescind withdraw cancel drop abandon suspend revoke retract overturn scrap shelve recall"
    ).split()
    for f in verb_forms(lemma)
)
_CONCLUDING = frozenset({"sign", "enter-into"})
_RULING = frozenset(verb_forms("rule"))
_TAKING = frozenset(verb_forms("take"))
_MOMENTS = frozenset("day date moment time month once".split())
_HEARSAY = frozenset("reportedly allegedly supposedly purportedly alleged reported purported".split())
_VIEWS = frozenset(
    "possibility prospect speculation chance rumour rumor likelihood risk danger threat fear".split()
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The certainty and the words that turned it; `hearsay` where the text itself says "reportedly"."""

    certainty: Certainty
    words: tuple[str, ...] = ()
    hearsay: bool = False
    future: bool = False


def judge(tree: Tree, trigger: int, *, planned: bool = False, denied: bool = False) -> Judgement:
    """The certainty of a verb or noun at `trigger`; `planned`/`denied` when its rule starts out so."""
    state = _State(planned=planned, denied=denied)
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


@dataclass(slots=True)
class _State:
    planned: bool = False
    denied: bool = False
    conditional: bool = False
    speculated: bool = False
    hearsay: bool = False
    words: list[str] = field(default_factory=list)

    def note(self, word: str) -> None:
        self.words.append(word)

    def result(self) -> Judgement:
        words = tuple(self.words)
        future = self.planned or self.conditional
        if self.denied:
            return Judgement(Certainty.DENIED, words, self.hearsay, future)
        if self.conditional:
            return Judgement(Certainty.CONDITIONAL, words, self.hearsay, True)
        if self.speculated:
            return Judgement(Certainty.SPECULATED, words, self.hearsay, future)
        if self.planned:
            return Judgement(Certainty.PLANNED, words, self.hearsay, True)
        return Judgement(Certainty.REPORTED if self.hearsay else Certainty.ASSERTED, words, self.hearsay)


def _verb(tree: Tree, v: int, state: _State) -> None:
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
        for k in tree.kids[w]:
            low, label = tree.low[k], tree.deps[k]
            if label == "neg" or (label in ("advmod", "det", "preconj") and low in _NEGATORS):
                if not_until(tree, w):
                    continue
                if low == "longer" or (low == "no" and label == "advmod") or _not_only(tree, k):
                    continue
                state.denied = not state.denied
                state.note(low)
            elif label in ("aux", "auxpass"):
                if low in _FUTURE or low in _DUTY:
                    state.planned, has_modal = True, True
                    state.note(low)
                elif low in ("would", "'d") and tree.tags[k] == "MD":
                    has_modal = True
                    if _in_past_report(tree, w):
                        state.planned = True
                    else:
                        state.conditional = True
                    state.note(low)
                elif low in _MAYBE or (low == "can" and tree.tags[k] == "MD"):
                    state.speculated, has_modal = True, True
                    state.note(low)
            elif label == "mark" and low in ("until", "till") and _planned_above(tree, w):
                state.conditional = True  # "promised protests until Sweden joined the agreement"
                state.note(low)
            elif label == "mark" and low in ("before", "until", "once", "till") and _still_to_come(tree, w):
                state.conditional = True  # "must be ratified before it takes effect"
                state.note(low)
            elif label == "advmod" and low == "yet" and _is_infinitive(tree, w):
                state.denied = True  # "has yet to ratify"
                state.note(low)
            elif (label == "mark" and low in _IF) or (
                label in ("mark", "advmod") and low in _UPON and _future_above(tree, w)
            ):
                state.conditional = True
                state.note(low)
            elif label == "advmod" and low in _HEARSAY:
                state.hearsay = True
                state.note(low)
            elif label == "advmod" and low in SPECULATION:
                state.speculated = True
                state.note(low)
    for k in tree.children(v, "advcl"):
        mark = tree.child(k, "mark", "advmod")
        if (
            mark is not None
            and tree.low[mark] in ("if", "unless", "once")
            and (state.planned or tree.tags[v] in ("VBZ", "VBP", "VB"))
        ):
            state.conditional = True  # "takes effect once eight countries have ratified it"
            state.note(tree.low[mark])
    if not has_modal and _going_to(tree, v):
        state.planned = True


def _has_own_frame(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] in ("nsubj", "nsubjpass", "aux") for k in tree.kids[v])


def _noun(tree: Tree, n: int, state: _State) -> None:
    """A nominal trigger: "no ratification", "possible withdrawal", "early entry into force"."""
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


def _climb(tree: Tree, node: int, state: _State) -> None:
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
        if label == "pcomp" and tree.low[tree.heads[head]] in FACTIVE:
            return  # "congratulated it on signing": it signed
        through = tree.tags[head] in ("IN", "TO") or tree.deps[head] == "prep"  # "pending the exchange"
        if label == "prep" or through:
            word = low if through else tree.low[node]
            node = _through_prep(tree, node, head, state)
            blamed = word == "for" and (
                tree.low[node] in FACTIVE or tree.low[node] in ("accountable", "responsible")
            )
            if (word in _SETTLED or blamed) and not tree.is_verb(start):
                return  # "building on the extension", "after its ratification": taken for granted
            continue
        infinitive = _is_infinitive(tree, node)
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
            _governor(tree, node, head, label, low, infinitive, gerund, state)
        if label == "acl" and tree.tags[node] == "VBN" and node == start:
            return  # "the treaty, signed in August, would have let ...": so does a participle
        if label == "relcl" and not infinitive:
            if low in _MOMENTS and any(
                tree.low[k] in _FUTURE for up in tree.ancestors(head)[:4] for k in tree.kids[up]
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
            and not _negated(tree, head)
            and tree.low[head] not in FAILURE_VERBS
        ):
            if tree.low[head] in PLAN_VERBS or tree.low[head] in SPECULATION:
                pass
            else:
                _saying_modal(tree, head, state)
                return
        node = head


def _saying_modal(tree: Tree, head: int, state: _State) -> None:
    for k in tree.children(head, "aux"):
        if tree.low[k] in _MAYBE:
            state.speculated = True


def _through_prep(tree: Tree, node: int, head: int, state: _State) -> int:
    """From a noun through its preposition to what that hangs on."""
    if tree.deps[node] == "prep":
        word = tree.low[node]
        return_to = head
        top = node
    else:
        word, top = tree.low[head], head
        return_to = tree.heads[head] if tree.heads[head] != head else head
    if word in _AHEAD and word not in ("to", "for") and not tree.is_verb(node):
        if not (word == "before" and _past(tree, return_to)):
            state.planned = True
            state.note(word)
        elif word == "without":
            state.denied = True
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


def _governor(
    tree: Tree, node: int, head: int, label: str, low: str, infinitive: bool, gerund: bool, state: _State
) -> None:
    nominal = not tree.is_verb(node)
    if nominal and label in ("dobj", "nsubjpass") and _taken_back(tree, head):
        state.denied = True  # "revoked its withdrawal", "took back its notice of withdrawal"
        state.note(low)
        return
    if label == "nsubj" and low in _CAME_TO_NOTHING:
        state.denied = True
        state.note(low)
        return
    if (
        (low in FAILURE_VERBS or _ruled_out(tree, head))
        and (infinitive or gerund or nominal or label in ("ccomp", "xcomp"))
        and label not in ("nsubj", "advcl")
    ):
        if low.startswith(("delay", "postpon")):
            state.planned = True
        else:
            state.denied = not state.denied
        state.note(low)
        return
    if low == "able" and tree.low[tree.heads[head]] in ("was", "were"):
        return  # "were able to conclude the agreement": they did
    if label in ("acl", "relcl", "advcl") and infinitive and concluded(tree, head) is not None:
        return  # "signed an agreement to extend the treaty": that extends it
    if label in ("advcl", "xcomp") and infinitive and _one_of_the_first(tree, head):
        _governor_frame(tree, head, state)
        return
    if label == "advcl" and infinitive:
        state.planned = True
        state.note("to")
    if label in ("acl", "relcl") and infinitive:
        after = max(tree.subtree(node)) + 1
        if after < len(tree) and tree.low[after] in _CAME_TO_NOTHING:
            state.denied = True  # "plans to sign the treaty failed"
            state.note(tree.low[after])
            return
        if not _ordinal(tree, head) and low not in ("vote", "votes"):
            state.planned = True
            state.note(low)
            above = tree.heads[head]
            decided = low in _PLAN_NOUNS | {"decision", "decisions"}
            if decided and tree.deps[head] in ("dobj", "nsubjpass") and _taken_back(tree, above):
                state.denied = True  # "has taken back his decision to end it"
                state.note(tree.low[above])
        return
    if low in _IMPLICATIVE and not nominal:
        _governor_frame(tree, head, state)
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
        or (low in _MANDATIVE and label == "ccomp" and _bare(tree, node))
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
        _governor_frame(tree, head, state)


def _governor_frame(tree: Tree, head: int, state: _State) -> None:
    """Negation and modals of the governing verb reach down to what hangs on it."""
    if not tree.is_verb(head) and tree.tags[head] not in ("JJ",):
        return
    for k in tree.kids[head]:
        low = tree.low[k]
        if tree.deps[k] == "neg":
            state.denied = True
            state.note(low)
        elif tree.deps[k] == "aux" and low in _FUTURE:
            state.planned = True
        elif tree.deps[k] == "aux" and low == "would":
            state.conditional = not _in_past_report(tree, head)
            state.planned = True
        elif tree.deps[k] == "aux" and low in _MAYBE:
            state.speculated = True
            state.note(low)
        elif tree.deps[k] == "mark" and low in _IF:
            state.conditional = True


def _taken_back(tree: Tree, v: int) -> bool:
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


def _ruled_out(tree: Tree, v: int) -> bool:
    """ "ruled out joining the pact", not "ruled that it had joined"."""
    return tree.low[v] in _RULING and any(tree.low[k] == "out" for k in tree.children(v, "prt", "advmod"))


def not_until(tree: Tree, v: int) -> bool:
    """ "did not ratify it until 1992": it did then."""
    if tree.child(v, "neg") is None or not any(tree.low[k] == "did" for k in tree.children(v, "aux")):
        return False
    return any(prep in ("until", "till") and (tree.tags[obj] in ("CD", "NNP")) for prep, obj in tree.preps(v))


def _not_only(tree: Tree, k: int) -> bool:
    """ "would not only violate": no denial."""
    return k + 1 < len(tree) and tree.low[k + 1] in ("only", "just", "merely", "simply", "least")


def _bare(tree: Tree, v: int) -> bool:
    """A subjunctive: "urged that it ratify", "proposed the Senate approve"."""
    return tree.tags[v] in ("VB", "VBP") and not any(tree.deps[k] == "aux" for k in tree.kids[v])


def _is_infinitive(tree: Tree, v: int) -> bool:
    return any(tree.low[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[v])


def _going_to(tree: Tree, v: int) -> bool:
    """ "is going to sign", "is to sign"."""
    head = tree.heads[v]
    return (
        tree.deps[v] == "xcomp"
        and _is_infinitive(tree, v)
        and tree.low[head] in ("going", "is", "are", "was", "were")
        and not _one_of_the_first(tree, head)
    )


def _in_past_report(tree: Tree, v: int) -> bool:
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


def _still_to_come(tree: Tree, v: int) -> bool:
    """A present tense or a modal behind "before" and "until": "before it takes effect", "until it can"."""
    if tree.tags[v] in ("VBZ", "VBP"):
        return True
    return any(
        tree.deps[k] == "aux" and tree.low[k] in ("can", "may", "is", "has", "have") for k in tree.kids[v]
    )


def _future_above(tree: Tree, v: int) -> bool:
    """Whether "once", "after" and the like stand before something still to come."""
    head = tree.heads[v]
    if head == v:
        return False
    if any(tree.low[k] in _FUTURE for k in tree.kids[head] if tree.deps[k] == "aux"):
        return True
    present = tree.tags[v] in ("VBZ", "VBP")
    return present and (tree.tags[head] == "VB" or (tree.low[head] in SAYING and tree.tags[head] == "VBD"))


def _planned_above(tree: Tree, v: int) -> bool:
    """Whether what goes on until then is itself promised or planned."""
    return any(tree.low[up] in PLAN_VERBS for up in tree.ancestors(v)[:2])


def _past(tree: Tree, i: int) -> bool:
    v = tree.clause_verb(i)
    return tree.tags[v] in ("VBD", "VBN")


def _one_of_the_first(tree: Tree, verb: int) -> bool:
    """ "became the 16th nation to sign", "was among the first to sign"."""
    among = [obj for prep, obj in tree.preps(verb) if prep == "among"]
    return any(_ordinal(tree, k) for k in (*tree.children(verb, "attr"), *among))


def _ordinal(tree: Tree, head: int) -> bool:
    """ "the 60th state to ratify", "the first nation to sign": it did."""
    for k in tree.kids[head]:
        low = tree.low[k]
        if low in _ORDINAL_HEADS or (low[:1].isdigit() and low.endswith(("st", "nd", "rd", "th"))):
            return True
    return tree.low[head] in _ORDINAL_HEADS


def _negated(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] == "neg" for k in tree.kids[v])
