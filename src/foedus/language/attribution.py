"""Who says what a clause or noun tells: verbs of saying above it, nouns of speech, "according to",
quotations.

`said` gives where the words are put into a mouth, outermost first; whose mouth it is, `speaker` tells by its
phrase. What a phrase stands for (an agency, "he") is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foedus.language import words as w
from foedus.language.clauses import bare
from foedus.language.tree import Tree

_SPEECH = w.words(
    "announcement statement claim claims allegation allegations assertion declaration confirmation report "
    "reports accusation accusations complaint case"
)
# who asks another to do it speaks of it: "asked it to join"
DIRECTIVE = w.verbs(
    "ask urge tell call demand order press push encourage invite request beg implore appeal propose "
    "recommend suggest"
)
# who hopes or fears something of others says so
_HOLDING = w.verbs("hope fear expect doubt wish")
_CALLING = w.verbs("call describe brand denounce label term")
# "condemned the move as a breach of the pact": who judges so
_JUDGING = _CALLING | w.verbs("condemn criticise criticize slam blast reject regard view see dismiss attack")
# these say something only with a clause: "concluded that", but "concluded a pact"
_WITH_CLAUSE = w.verbs("conclude find rule think learn carry cover observe maintain reaffirm")
# who says that he himself will do it
_COMMITTING = w.verbs("promise pledge vow")
_AFTER_SAID = frozenset(', . ; on in at after before late early as last this " \u2014 - and'.split())
_LINKING = w.words("and but while as after which who")
_OF_SPEECH = w.words("that of for on about")


@dataclass(frozen=True, slots=True)
class Said:
    """Where something is put into a mouth: a verb ("said"), a noun ("its statement that") or a phrase
    itself."""

    at: int
    kind: Literal["verb", "noun", "phrase"]


def said(tree: Tree, anchor: int, *, asked: bool = False) -> list[Said]:
    """All of it above an anchor, outermost first; with `asked`, also who asks another for it or hopes for
    it."""
    found: list[Said] = []
    node = anchor
    for _ in range(40):
        head = tree.heads[node]
        if head == node or _aside(tree, node):
            break
        if tree.deps[node] == "ccomp" and tree.child(node, "agent") is not None and not _finite(tree, node):
            break  # "reaffirmed the declaration signed by both": the parser's clause, nobody's word
        if _by_verb(tree, node, head, asked):
            told = tree.deps[head] == "acl" and tree.low[tree.heads[head]] in _SPEECH
            if not told:  # "the case alleging that": whose case it is, the next step up tells
                found.insert(0, Said(head, "verb"))
        elif tree.low[head] in _SPEECH and tree.deps[node] in ("prep", "acl", "ccomp", "relcl"):
            found.insert(0, Said(head, "noun"))
        node = head
    if (phrase := _according(tree, anchor)) is not None:
        found.insert(0, Said(phrase, "phrase"))
    return found


def trailing(tree: Tree, anchor: int) -> int | None:
    """ "..., the ministry said on Tuesday": the speaker behind a sentence, whatever the parser made of it."""
    end = tree.sent_span(anchor)[1]
    clauses = [t for t in (anchor, *tree.ancestors(anchor)) if tree.deps[t] == "advcl"]
    if any(tree.child(t, "mark") is not None or _when(tree, t) for t in clauses):
        return None  # "When the bank sold it, critics complained"
    for t in range(anchor + 1, end):
        if (
            tree.low[t] not in w.SAYING
            or tree.tags[t] not in ("VBD", "VBZ")
            or tree.child(t, "ccomp", "dobj")
        ):
            continue
        if t + 1 < end and tree.low[t + 1] not in _AFTER_SAID and tree.deps[t + 1] != "npadvmod":
            continue
        comma = next((k for k in range(t - 1, anchor, -1) if tree.low[k] == ","), None)
        if comma is None or any(tree.tags[k].startswith(("VB", "MD", "W")) for k in range(comma + 1, t)):
            continue
        phrase = range(comma + 1, t)
        before_prep = next((n for n, k in enumerate(phrase) if tree.tags[k] == "IN"), len(phrase))
        nouns = [k for k in phrase[:before_prep] if tree.is_noun(k)]
        if nouns and tree.low[comma + 1] not in _LINKING:
            return nouns[-1]
    return None


def quoted(tree: Tree, anchor: int) -> list[int]:
    """The verbs of saying beside a quotation that a token stands in, the nearest first; [] outside of one."""
    text = tree.text
    if text.count('"', 0, tree.starts[anchor]) % 2 == 0:
        return []
    here = tree.sentence(anchor)
    order = sorted(range(len(tree.sents)), key=lambda n: (abs(n - here), n > here))
    return [
        t
        for n in order[:4]
        for t in range(*tree.sents[n])
        if tree.low[t] in w.SAYING and tree.is_verb(t) and text.count('"', 0, tree.starts[t]) % 2 == 0
    ]


def in_quotation(tree: Tree, anchor: int) -> bool:
    return tree.text.count('"', 0, tree.starts[anchor]) % 2 == 1


def speaker(tree: Tree, told: Said) -> int | None:
    """The phrase of who says it, by its head; None where nobody is named."""
    if told.kind == "phrase":
        return told.at
    if told.kind == "noun":
        if (owner := tree.child(told.at, "poss")) is not None:
            return owner
        return next((o for p, o in tree.preps(told.at) if p in ("by", "from")), None)
    if tree.child(told.at, "nsubjpass") is not None:
        agent = next((o for p, o in tree.preps(told.at) if p == "by"), None)
        return (
            agent
            if agent is not None or tree.low[told.at] not in ("quoted", "cited")
            else tree.subject(told.at)
        )
    subject = tree.subject(told.at)
    return subject if subject != told.at else None


def _by_verb(tree: Tree, node: int, head: int, asked: bool) -> bool:
    """Whether the verb or noun above puts what hangs on it into a mouth."""
    low, label = tree.low[head], tree.deps[node]
    if low in w.SAYING and (tree.is_verb(head) or tree.child(head, "nsubj") is not None):
        kinds = ("ccomp", "parataxis", "xcomp", "dobj", "dep", "advcl", "prep", "nsubjpass")
        if label in kinds and not (label == "dobj" and low in _WITH_CLAUSE):
            before = label != "advcl" or (
                node < head and tree.child(node, "mark") is None and not _when(tree, node)
            )
            own = label == "xcomp" and tree.child(head, "nsubjpass") is None and low in _COMMITTING
            asks = low in DIRECTIVE and label in ("ccomp", "xcomp") and bare(tree, node)
            others = asked or not (own or asks)
            if before and others and (label != "prep" or tree.low[node] in _OF_SPEECH):
                return True
    if not tree.is_verb(head):
        return False
    if label == "oprd" and low in _CALLING:
        return True
    if label == "prep" and tree.low[node] == "as" and low in _JUDGING:
        return True
    if not asked:
        return False
    if low in DIRECTIVE and (
        label in ("xcomp", "ccomp") or (label == "prep" and tree.low[node] in ("for", "on"))
    ):
        return True
    return low in _HOLDING and label == "ccomp"


def _when(tree: Tree, v: int) -> bool:
    return any(tree.tags[k] == "WRB" for k in tree.children(v, "advmod"))


def _finite(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] in ("aux", "auxpass", "mark") for k in tree.kids[v])


def _aside(tree: Tree, node: int) -> bool:
    """ "said the treaty, which was signed in 2010, was dead": what the writer adds."""
    if tree.deps[node] != "relcl":
        return False
    first = tree.left_edge(node)
    return tree.low[first] in ("which", "who") and first > 0 and tree.low[first - 1] == ","


def _according(tree: Tree, anchor: int) -> int | None:
    a, b = tree.sent_span(anchor)
    for t in range(a, b - 1):
        if tree.low[t] == "according" and tree.low[t + 1] == "to":
            for k in [*tree.kids[t], t + 1]:
                for obj in tree.children(k, "pobj") if tree.low[k] == "to" else []:
                    return obj
    return None
