"""Whether a text presents an event as done: polarity and modality, word by word with its scope.

`judge` takes the event's own words first (auxiliaries, negation, adverbs, marks), then walks up through what
it hangs on; each governor adds a turn by its signature (`words`) and may end the walk, where what stands
below
is told as a fact whatever stands above. The turns are folded into one of the six values at the end alone. Who
says so is none of its business (`attribution`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.language import words as w
from foedus.language.clauses import (
    bare,
    came_to_nothing,
    has_done,
    head_in,
    heads_a_line,
    in_past_report,
    inverted,
    is_gerund,
    is_infinitive,
    negated,
    negative_subject,
    not_only,
    not_until,
    one_of_the_first,
    ordinal,
    past,
    perfect,
    perhaps_not,
    planned_above,
    put_off,
    ruled_out,
    set_in_time,
    still_to_come,
    taken_back,
)
from foedus.language.tree import Tree
from foedus.model import Certainty


@dataclass(frozen=True, slots=True)
class Domain:
    """What a domain adds, as word forms in small letters.

    `starts` verbs that tell by a rule when something begins (
        "takes effect upon"
    ), `concluding` verbs by which
    an `instrument` does what its own clause says (
        "signed an accord to extend it"
    ), `consensual` verbs that are
    done where several agree on them ("agreed to extend it"), `due` event nouns that are still to come where
    they are halted ("suspended ratification").
    """

    starts: frozenset[str] = frozenset()
    concluding: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    consensual: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Factuality:
    """The value, the words that turned it, whether the text itself says "reportedly", whether it is to
    come."""

    certainty: Certainty
    words: tuple[str, ...] = ()
    hearsay: bool = False
    future: bool = False


@dataclass(slots=True)
class _Turns:
    """What has been found on the way up. Polarity turns with each denial; the rest adds up."""

    planned: bool = False
    denied: bool = False
    conditional: bool = False
    speculated: bool = False
    hearsay: bool = False
    supposed: bool = False  # in an "if" clause: nothing in it is said to be so, or not to be
    words: list[str] = field(default_factory=list)

    def add(self, kind: str, word: str) -> None:
        if kind == "denied":
            self.denied = not self.denied
        else:
            setattr(self, kind, True)
        self.words.append(word)

    def fold(self) -> Factuality:
        told, future = tuple(self.words), self.planned or self.conditional
        value = Certainty.ASSERTED
        if self.supposed:
            value = Certainty.CONDITIONAL
        elif self.denied:
            value = Certainty.DENIED
        elif self.conditional:
            value = Certainty.CONDITIONAL
        elif self.speculated:
            value = Certainty.SPECULATED
        elif self.planned:
            value = Certainty.PLANNED
        elif self.hearsay:
            value = Certainty.REPORTED
        return Factuality(value, told, self.hearsay, future or self.supposed)


def judge(
    tree: Tree,
    anchor: int,
    domain: Domain = Domain(),
    *,
    planned: bool = False,
    denied: bool = False,
    doubted: bool = False,
) -> Factuality:
    """The factuality of the verb or event noun at `anchor`, whose own sense may already plan, deny or doubt
    it."""
    turns = _Turns(planned=planned, denied=denied, speculated=doubted)
    if tree.deps[anchor] == "amod" and tree.tags[anchor] in ("VBN", "VBD"):
        return turns.fold()  # "the recently signed accord": taken for granted
    walk = _Walk(tree, anchor, domain, turns)
    walk.own()
    walk.up()
    return turns.fold()


class _Walk:
    """One walk from an anchor to the root of its sentence."""

    def __init__(self, tree: Tree, anchor: int, domain: Domain, turns: _Turns) -> None:
        self.tree, self.anchor, self.domain, self.turns = tree, anchor, domain, turns
        self.clausal = tree.is_verb(anchor) and tree.deps[anchor] not in ("amod", "compound")

    # its own words

    def own(self) -> None:
        tree = self.tree
        if not self.clausal:
            self._noun_words(self.anchor)
            return
        first = tree.first_conjunct(self.anchor)
        self._clause(self.anchor)
        if first != self.anchor and tree.is_verb(first):
            framed = tree.child(self.anchor, "nsubj", "nsubjpass", "aux") is not None
            if not framed:
                self._clause(first)
            elif any(tree.low[k] in ("if", "unless", "once") for k in tree.children(first, "mark")):
                self.turns.add("conditional", "if")
        if self._asked(self.anchor):
            self.turns.add("speculated", "?")
        self._conditions_below(self.anchor)
        future = tree.tags[self.anchor] in ("VBZ", "VBP") and self._by_rule(self.anchor)
        if future or self._about_to(self.anchor):
            self.turns.planned = True

    def _asked(self, v: int) -> bool:
        """ "Did the bank sell it?": nothing is said."""
        tree = self.tree
        last = tree.sent_span(v)[1] - 1
        if tree.deps[v] != "ROOT" or "?" not in tree.words[max(0, last - 1) : last + 1]:
            return False
        subject = tree.child(v, "nsubj", "nsubjpass")
        if any(
            tree.tags[k].startswith("W") for k in tree.children(v, "advmod", "nsubj", "dobj", "attr", "pobj")
        ):
            return False  # "Why did the bank sell it?": it did
        return subject is not None and any(k < subject for k in tree.children(v, "aux", "auxpass"))

    def _noun_words(self, n: int) -> None:
        tree, turns = self.tree, self.turns
        if n > 1 and tree.low[n - 1] == "-" and tree.low[n - 2] == "non":
            turns.add("denied", "non")
        for k in tree.kids[n]:
            low = tree.low[k]
            if low == "no" and tree.deps[k] == "det":
                turns.add("denied", low)
            elif low in w.BEFORE_NOUN_DOUBTED and not any(
                tree.tags[s] in ("JJS", "RBS") for s in (*tree.kids[n], *tree.kids[k])
            ):
                turns.add("speculated", low)
            elif low in w.BEFORE_NOUN_PLANNED:
                turns.add("planned", low)
            elif low in w.HEARSAY:
                turns.add("hearsay", low)

    def _clause(self, v: int) -> None:
        """Auxiliaries, negation, marks and adverbs of one clause."""
        tree, turns = self.tree, self.turns
        if (word := negative_subject(tree, v)) is not None:
            turns.add("denied", word)
        if self._supposed(v):
            turns.conditional = True
            turns.add("supposed", tree.low[min(tree.subtree(v))])
        for k in tree.kids[v]:
            low, label = tree.low[k], tree.deps[k]
            if label == "dobj" and any(tree.low[d] == "no" and tree.deps[d] == "det" for d in tree.kids[k]):
                turns.add("denied", "no")
            elif label == "neg" or (label in ("advmod", "det", "preconj") and low in w.NEGATORS):
                self._negation(v, k)
            elif label in ("aux", "auxpass"):
                self._auxiliary(v, k)
                for n in tree.children(k, "neg"):
                    self._negation(v, n)  # "Never did the bank sell it"
            elif label == "mark" or (label == "advmod" and low in w.WHEN):
                self._mark(v, low, label)
            elif label == "advmod" and low == "yet" and is_infinitive(tree, v):
                turns.add("denied", low)
            elif label == "advmod" and low in w.HEARSAY:
                turns.add("hearsay", low)
            elif label == "advmod" and low in w.DOUBT:
                turns.add("speculated", low)
            elif label == "advmod" and low in w.NEARLY and k == v - 1:
                turns.add("denied", low)

    def _negation(self, v: int, k: int) -> None:
        tree, low = self.tree, self.tree.low[k]
        if perhaps_not(tree, v) or not_only(tree, k) or (low == "no" and tree.deps[k] == "advmod"):
            return
        if low == "neither" and tree.deps[k] == "preconj" and negative_subject(tree, v) is not None:
            return
        if not_until(tree, v):
            return
        self.turns.add("denied", low)

    def _auxiliary(self, v: int, k: int) -> None:
        tree, turns, low = self.tree, self.turns, self.tree.low[k]
        if low in w.DUTY and has_done(tree, v):
            turns.add("denied", low)  # "should have sold it": it did not
        elif (low in w.FUTURE or low in w.DUTY) and not inverted(tree, v):
            turns.add("planned", low)
        elif low in ("would", "'d") and tree.tags[k] == "MD":
            turns.add("planned" if in_past_report(tree, v) else "conditional", low)
        elif low in w.MAYBE or (low in ("can", "ca") and tree.tags[k] == "MD"):
            turns.add("speculated", low)

    def _mark(self, v: int, low: str, label: str) -> None:
        tree, turns = self.tree, self.turns
        if (label == "mark" and low in ("until", "till") and planned_above(tree, v)) or (
            label == "mark" and low in ("before", "until", "once", "till") and still_to_come(tree, v)
        ):
            turns.add("conditional", low)
        elif label == "mark" and low in w.IF:
            turns.add("conditional", low)
            turns.supposed = turns.supposed or low == "if"
        elif low in w.WHEN or (low == "as" and self._as_soon_as(v)):
            if self._ahead(v) or (low == "as" and tree.tags[v] in ("VBP", "VBZ")):
                due = low in w.TAKEN_TO_COME and tree.low[v] in w.EXPIRING
                turns.add("planned" if due else "conditional", low)
        elif low == "so" and self._in_order_that(v):
            turns.add("planned", "so that")
        elif low == "as" and "soon" in tree.low[max(0, tree.left_edge(v) - 3) : tree.left_edge(v) + 3]:
            turns.add("conditional", "as soon as")

    def _in_order_that(self, v: int) -> bool:
        """ "campaigns so that the sale is approved": what it is for, not "so that it was approved"."""
        tree = self.tree
        if "that" not in (tree.low[k] for k in tree.children(v, "mark")):
            return False
        return any(tree.tags[t] in ("VBZ", "VBP", "MD") for t in (v, *tree.children(v, "aux", "auxpass")))

    def _as_soon_as(self, v: int) -> bool:
        tree = self.tree
        first = tree.left_edge(v)
        return (
            "soon" in tree.low[max(0, first - 2) : first + 3]
            or "long" in tree.low[max(0, first - 2) : first + 3]
        )

    def _ahead(self, v: int) -> bool:
        """Whether "once", "when" and the like stand before something still to come."""
        tree = self.tree
        head = tree.heads[v]
        participle = tree.tags[v] == "VBN" and tree.child(v, "nsubj", "nsubjpass", "aux", "auxpass") is None
        if head == v:
            return False
        if any(tree.low[k] in w.FUTURE for k in tree.children(head, "aux")):
            return True
        present = tree.tags[v] in ("VBZ", "VBP") or any(
            tree.low[k] in ("is", "are", "has", "have") for k in tree.children(v, "aux", "auxpass")
        )
        if (
            (present or participle)
            and head_in(tree, head, self.domain.starts)
            and tree.tags[head] in ("VB", "VBZ", "VBP")
        ):
            return True
        return present and (
            tree.tags[head] == "VB" or (tree.low[head] in w.SAYING and tree.tags[head] == "VBD")
        )

    def _supposed(self, v: int) -> bool:
        """Whether a clause is put as a condition by the word before it or by its word order."""
        tree = self.tree
        first = min(tree.subtree(v))
        own = tree.low[first] in ("provided", "providing") and first != v
        before = tree.low[first if own else first - 1] if own or first else ""
        if before in w.SUPPOSING and tree.deps[v] in ("advcl", "ccomp", "conj", "acl"):
            return True
        return inverted(tree, v)

    def _conditions_below(self, v: int) -> None:
        """ "takes effect once ...", "will not sign unless ...": tied to a clause below."""
        tree, turns = self.tree, self.turns
        for k in tree.children(v, "advcl"):
            first = min(tree.subtree(k))
            if tree.low[first] == "should" and tree.deps[first] == "aux" and first < v:
                turns.add("conditional", "should")
            marks = [tree.low[m] for m in tree.children(k, "mark", "advmod")]
            mark = next((m for m in marks if m in ("if", "unless", "once")), None)
            if mark is None and k > v and "only" in tree.low[first - 1 : first + 1] and set(marks) & w.WHEN:
                mark = "only"  # "will sell it only after the owner agrees"
            if mark is not None and (turns.planned or tree.tags[v] in ("VBZ", "VBP", "VB")):
                turns.conditional = True
                turns.denied = turns.denied and mark != "unless"
                turns.words.append(mark)

    def _by_rule(self, v: int) -> bool:
        """ "enters into force upon the exchange": a rule, no event."""
        tree = self.tree
        if not head_in(tree, v, self.domain.starts):
            return False
        upon = any(
            p in ("upon", "on", "with", "after") and tree.low[o] in self.domain.due for p, o in tree.preps(v)
        )
        when = any(
            tree.low[m] in ("when", "once", "after")
            for k in tree.children(v, "advcl") if k > v for m in tree.children(k, "mark", "advmod")
        )  # fmt: skip
        return upon or when

    def _about_to(self, v: int) -> bool:
        """ "is to sign", "is going to sign", "is to be signed"."""
        tree, head = self.tree, self.tree.heads[v]
        if heads_a_line(tree, v) and is_infinitive(tree, v):
            return True  # "Oman and Yemen to sign"
        told = tree.low[head] in ("going", "is", "are", "was", "were", "be")
        return (
            tree.deps[v] == "xcomp" and is_infinitive(tree, v) and told and not one_of_the_first(tree, head)
        )

    # what it hangs on

    def up(self) -> None:
        tree = self.tree
        node = self.anchor
        for _ in range(40):
            head = tree.heads[node]
            if head == node:
                return
            label = tree.deps[node]
            if label in ("pcomp", "ccomp") and set_in_time(tree, node):
                return  # "in danger 21 years after it sold it"
            nominal = not (tree.is_verb(node) and label not in ("amod", "compound"))
            if label == "conj":
                node = head
                continue
            if nominal and label in ("compound", "amod", "nmod", "poss"):
                if tree.low[head] in w.PLAN_NOUNS and label != "poss":
                    self.turns.add("planned", tree.low[head])
                node = head
                continue
            if label == "prep" or tree.tags[head] in ("IN", "TO") or tree.deps[head] == "prep":
                above = self._through(node, head)
            else:
                above = head if self._governed(node, head, label, nominal) else None
            if above is None:
                return
            node = above

    def _through(self, node: int, head: int) -> int | None:
        """From a phrase through its preposition to what that hangs on; None where the walk ends."""
        tree, turns = self.tree, self.turns
        own = tree.deps[node] == "prep"
        word, above = (tree.low[node], head) if own else (tree.low[head], tree.heads[head])
        up = tree.low[above]
        nominal = not tree.is_verb(self.anchor)
        if tree.deps[node] == "ccomp" and word in ("provided", "providing", "assuming"):
            turns.add("conditional", word)
            return None
        if tree.deps[node] == "pcomp" and (up in w.GIVEN or up in w.ACCUSING or self._penalty(above)):
            return None  # "congratulated it on signing": it signed
        if tree.deps[node] == "pcomp" and word == "for" and up not in w.PLAN and tree.tags[node] == "VBG":
            return None  # "barred them for violating it": it was violated
        if tree.deps[node] in ("ccomp", "advcl") and word in ("until", "till", "before", "after", "once"):
            return None
        if word in ("over", "on", "about") and up in w.QUARREL:
            turns.add("planned", up)
            return None
        if word in ("of", "after", "from") and up in w.TERMS_OF_TIME:
            if word == "after" and past(tree, above):
                return None  # "struck a day after its signing"
            turns.add("planned", word)
            return None
        self._preposition(node, word, above, own)
        if word in ("upon", "on", "after", "following", "with") and nominal and self._starting(above, word):
            turns.add("planned", word)
            return None
        if nominal and tree.is_verb(above) and word in ("to", "in", "into"):
            self._tense(above)  # "would amount to a breach"
        blamed = word == "for" and (up in w.GIVEN or up in ("accountable", "responsible"))
        if (
            (word in w.SETTLED or blamed)
            and nominal
            and up not in w.PLAN_NOUNS | w.TOPICAL
            and up not in w.NOT_DONE
        ):
            return None  # "building on the extension", "after its ratification": taken for granted
        return above

    def _preposition(self, node: int, word: str, above: int, own: bool) -> None:
        tree, turns, up = self.tree, self.turns, self.tree.low[above]
        if (
            word in w.AHEAD
            and word != "to"
            and not tree.is_verb(node)
            and not (word == "before" and past(tree, above))
        ):
            turns.add("planned", word)
        if word == "without":
            due = tree.is_verb(above) and (
                negated(tree, above) or any(tree.tags[k] == "MD" for k in tree.kids[above])
            )
            turns.add("planned" if due else "denied", word)
        before = tree.low[node - 1 if own else tree.heads[node] - 1]
        if (word, before) in (("of", "instead"), ("than", "rather")):
            turns.add("denied", before)
        if word == "of" and up == "ahead":
            turns.add("planned", up)
        wanted = (up in w.PLAN and word != "on") or up in w.TOWARDS
        if word in ("for", "to", "towards", "toward", "on") and wanted and not up.startswith("agree"):
            turns.add("planned", up)
            if up in w.PLAN and tree.is_verb(above):
                self._frame(above)
        if word in ("of", "about") and up in w.HOPEFUL:
            turns.add("planned", up)
        if word == "to" and up in w.APPROACHING:
            turns.add("speculated", up)  # "is close to selling it"
        if word == "of" and up in w.CHANCES:
            turns.add("speculated", up)
        if word == "on" and up in w.TOPICAL and not tree.is_verb(node):
            turns.add("planned", up)
        if word == "of" and up in w.ALLEGED:
            turns.add("hearsay", up)
        if word in ("of", "on", "for", "at", "in", "to") and up in w.PLAN_NOUNS:
            turns.add("planned", up)
            if any(tree.low[k] == "no" for k in tree.kids[above]):
                turns.add("denied", "no")
        if word in ("from", "to", "against", "of") and up in w.NOT_DONE:
            turns.add("denied", up)
        if word == "at" and up in w.REFUSED_AT:
            turns.add("denied", up)
        if word == "of" and up == "short":
            turns.add("denied", up)  # "stopped short of selling"

    def _penalty(self, v: int) -> bool:
        tree = self.tree
        near = (v, *tree.children(v, "dobj", "nsubjpass"), tree.heads[v])
        return any(tree.low[t] in w.PENALTIES for t in near)

    def _starting(self, i: int, word: str) -> bool:
        """Whether what starts by a rule, or is still to start, hangs above: "enters into force upon"."""
        tree = self.tree
        verb = i if tree.is_verb(i) else tree.clause_verb(i)
        if not head_in(tree, verb, self.domain.starts):
            return False
        to_come = any(tree.low[k] in w.FUTURE or tree.low[k] == "to" for k in tree.children(verb, "aux"))
        return to_come or (word in ("upon", "on", "with") and tree.tags[verb] in ("VBZ", "VBP"))

    def _governed(self, node: int, head: int, label: str, nominal: bool) -> bool:
        """What a governing verb, noun or adjective does to the phrase or clause below it; False ends the
        walk."""
        tree = self.tree
        low = tree.low[head]
        if label in ("nsubj", "nsubjpass") and nominal:
            return self._as_subject(node, head, label)
        if nominal and label in ("dobj", "oprd", "attr", "dative"):
            return self._as_object(node, head, label)
        if label in ("acl", "relcl"):
            return self._on_noun(node, head, label)
        if label == "advcl":
            return self._adverbial(node, head) if tree.is_verb(head) else self._on_noun(node, head, "acl")
        if label in ("ccomp", "acl") and low in w.CHANCES and not tree.is_verb(head):
            self.turns.add("speculated", low)
            return True
        if label == "ccomp" and low in w.ALLEGED and not tree.is_verb(head):
            self.turns.add("hearsay", low)
            return True
        if label in ("ccomp", "xcomp", "acomp", "csubj", "dep", "parataxis", "pcomp", "oprd", "nsubj"):
            return self._complement(node, head, label)
        if low in w.DOUBT:
            self.turns.add("speculated", low)
        return True

    def _as_subject(self, n: int, v: int, label: str) -> bool:
        tree, turns, low = self.tree, self.turns, self.tree.low[v]
        if came_to_nothing(tree, v):
            turns.add("denied", low)
        elif label == "nsubjpass" and (low in w.NOT_DONE or taken_back(tree, v)):
            turns.add("denied", low)
            self._frame(v)
        elif label == "nsubjpass" and (
            low in w.DELAYED or (low in w.HALTING and self._due(n)) or put_off(tree, v)
        ):
            turns.add("planned", low)
        elif label == "nsubjpass" and low in w.PLAN and not low.startswith("agree"):
            turns.add("planned", low)
            self._frame(v)
        elif label == "nsubjpass" and self._linked(v):
            turns.add("conditional", low)
        elif low in w.BE and (said := self._said_to_be(v)) is not None:
            if said in w.DOUBT or said in w.MIGHT_BE:
                turns.add("speculated", said)
            elif said in w.PLAN or said in ("necessary", "needed", "imminent", "near", "ahead", "close"):
                turns.add("planned", said)
                self._frame(v, of_subject=True)
            elif said in ("complete", "final", "over", "certain", "pending"):
                self._frame(v, of_subject=True)
            else:
                self._tense(v)  # "is not surprising": nothing denied
        elif low in w.OCCURRING or label == "nsubjpass":
            self._frame(v, of_subject=True)
        elif low in w.DOUBT:
            turns.add("speculated", low)
        else:
            self._tense(v)
        return True

    def _said_to_be(self, v: int) -> str | None:
        pred = self.tree.child(v, "acomp", "attr", "oprd")
        return self.tree.low[pred] if pred is not None else None

    def _as_object(self, n: int, v: int, label: str) -> bool:
        tree, turns, low = self.tree, self.turns, self.tree.low[v]
        if low == "pending":
            turns.add("planned", low)
            return False
        if not tree.is_verb(v) and low not in w.HALTING:
            return True
        if self._linked(v):
            turns.add("conditional", low)  # "linked the sale to repayment of its debts"
            return False
        broken = any(tree.low[k] in w.APART.get(low, ()) for k in tree.children(v, "prt", "advmod"))
        if low in w.HALTING and self._due(n):
            turns.add("planned", low)
            return False
        if taken_back(tree, v) or broken:
            turns.add("denied", low)
            self._tense(v)
            return True
        if put_off(tree, v) or low in w.DELAYED:
            if not negated(tree, v):
                turns.add("planned", low)
            return False
        if low in w.NOT_DONE or ruled_out(tree, v):
            self._not_done(v)
            return True
        if low in w.PLAN and not low.startswith("agree") and label != "oprd":
            turns.add("planned", low)
            self._frame(v)
            return True
        if low in w.ATTENDING:
            self._tense(v)  # "will witness the signing"
        if low in w.GIVEN or low in w.REACTING or low in w.SAYING:
            return low in w.SAYING
        self._frame(v)
        return True

    def _linked(self, v: int) -> bool:
        """ "linked the sale to repayment": one thing waits for another."""
        tied = any(p in ("to", "with", "on") for p, _ in self.tree.preps(v))
        return tied and self.tree.low[v] in w.LINKING

    def _not_done(self, v: int) -> None:
        """ "refused to sign", "did not rule it out", "may refuse"."""
        tree, turns, low = self.tree, self.turns, self.tree.low[v]
        not_failed = tree.is_verb(v) and negated(tree, v)
        if not_failed and low in w.TWO_WAY:
            if any(tree.tags[k] == "MD" for k in tree.children(v, "aux")):
                turns.planned = True
        elif not_failed or any(tree.low[k] in w.MAYBE for k in tree.children(v, "aux")):
            turns.add("speculated", low)
        else:
            turns.add("denied", low)
        turns.words.append(low)

    def _on_noun(self, node: int, noun: int, label: str) -> bool:
        """A clause on a noun: "its plan to sign", "the first to sign", "which it signed"."""
        tree, turns, low = self.tree, self.turns, self.tree.low[noun]
        infinitive = is_infinitive(tree, node)
        if low in w.ALLEGED and label == "acl":
            turns.add("hearsay", low)
            return True
        if low in ("announcement", "announcements", "fact", "news"):
            if low.startswith("ann") and not turns.denied:
                turns.add("hearsay", low)
            return False
        if low in w.CHANCES:
            turns.add("speculated", low)
        if label == "relcl" and not infinitive:
            if low in w.ANY or any(tree.low[k] in w.ANY for k in tree.kids[noun]):
                turns.add("supposed", low)  # "any bank that sells it must pay"
                return False
            later = any(tree.low[k] in w.FUTURE for up in tree.ancestors(noun)[:4] for k in tree.kids[up])
            if low in w.MOMENTS and later:
                turns.add("conditional", low)
            return False
        if low in w.NOT_DONE and infinitive:
            turns.add("denied", low)
            return False
        if not infinitive:
            # "the idea that it had sold it" is a clause of its own
            whole = tree.child(node, "nsubj", "nsubjpass", "mark") is not None
            if label == "acl" and tree.tags[node] == "VBN" and not whole:
                return False  # "refused to sign the pact reached in May": it was reached
            if label == "acl" and tree.tags[node] == "VBG" and low not in w.PLAN_NOUNS:
                up = tree.heads[noun]  # "a bill ratifying it", approved or not
                made = low in self.domain.instruments and tree.deps[noun] in ("dobj", "nsubjpass")
                if made and head_in(tree, up, self.domain.concluding):
                    return True
                above = tree.heads[up]  # "the prospect of it entering into force"
                return tree.low[up] == "of" and tree.low[above] in w.CHANCES | w.PLAN_NOUNS
            return True
        return self._infinitive_of(node, noun)

    def _infinitive_of(self, node: int, noun: int) -> bool:
        tree, turns, low = self.tree, self.turns, self.tree.low[noun]
        up = tree.heads[noun]
        after = max(tree.subtree(node)) + 1
        fallen = next((t for t in (up, after) if t < len(tree) and tree.low[t] in w.COLLAPSING), None)
        if fallen is not None and tree.deps[noun] != "dobj":
            turns.add("denied", tree.low[fallen])
            return False
        made = tree.heads[up] if tree.low[up] == "into" else up
        if low in self.domain.instruments and head_in(tree, made, self.domain.concluding):
            return True  # "signed an agreement to extend the treaty": that extends it
        if ordinal(tree, noun):
            verb = tree.clause_verb(noun)
            last = low == "last" or "last" in (tree.low[k] for k in tree.kids[noun])
            return not (
                tree.low[verb] in w.BE and last and negated(tree, verb)
            )  # "was not the last to": it did
        if low in ("vote", "votes"):
            return True
        turns.add("planned", low)
        if any(tree.low[k] == "no" for k in tree.kids[noun]):
            turns.add("denied", "no")
        if tree.deps[noun] in ("dobj", "nsubjpass") and (taken_back(tree, up) or tree.low[up] in w.NOT_DONE):
            turns.add("denied", tree.low[up])
        elif tree.deps[noun] in ("dobj", "attr") and tree.is_verb(up):
            self._frame(up)
        return False

    def _adverbial(self, node: int, head: int) -> bool:
        tree, turns = self.tree, self.turns
        if not is_infinitive(tree, node):
            return False
        made = [*tree.children(head, "dobj"), *(o for p, o in tree.preps(head) if p == "into")]
        if head_in(tree, head, self.domain.concluding) and any(
            tree.low[k] in self.domain.instruments for k in made
        ):
            return True  # "signed an agreement to extend the treaty": that extends it
        if one_of_the_first(tree, head):
            self._frame(head)
            return True
        went_on = any(tree.low[k] == "on" for k in tree.children(head, "prt", "advmod"))
        if tree.low[head] in ("go", "goes", "went", "gone", "going") and went_on:
            self._frame(head)
            return True
        if tree.low[head] in w.IMPLIED and tree.low[head] not in (
            "come",
            "comes",
            "came",
            "lead",
            "led",
            "leads",
        ):
            self._frame(head)
            return True
        turns.add("planned", "to")
        return True

    def _complement(self, node: int, head: int, label: str) -> bool:
        """A clause below a verb or adjective, by the governor's signature."""
        tree, turns, low = self.tree, self.turns, self.tree.low[head]
        if label == "xcomp" and one_of_the_first(tree, head):
            self._frame(head)
            return True
        infinitive, gerund = is_infinitive(tree, node), is_gerund(tree, node)
        if (
            label == "xcomp"
            and infinitive
            and low in w.HAVE
            and any(tree.low[k] == "yet" for k in tree.children(head, "advmod"))
        ):
            turns.add("denied", "yet")
            return True
        if gerund and low in w.STOPPING:
            return False  # "unless Moscow stops violating it": it does now
        if (put_off(tree, head) or low in w.DELAYED) and (gerund or infinitive):
            turns.add("planned", low)
            return False
        if label == "ccomp" and low in w.FACTIVE and not infinitive and not gerund:
            return False  # "forgot that the bank had sold it"
        if gerund and low in w.BEGUN:
            self._frame(head)
            return True  # "began selling": it is under way
        below = label in ("ccomp", "xcomp", "oprd", "acomp", "pcomp")
        if below and (low in w.NOT_DONE or ruled_out(tree, head)):
            self._not_done(head)
            return True
        if infinitive and low in w.SAYING and tree.tags[head] == "VBN" and perfect(tree, node):
            turns.add("hearsay", low)
            return False
        if label == "ccomp" and (view := self._view(head)) is not None:
            turns.add("speculated", view)
        if label == "xcomp" and infinitive and inverted(tree, head):
            turns.conditional = True
            turns.add("supposed", low)
            return False
        if low == "able" and tree.low[tree.heads[head]] in ("was", "were"):
            return True
        if tree.deps[node] == "acomp" or (low == "able"):
            self._frame(head)
            return True
        if infinitive and low.startswith("agree") and self._by_consent(node, head):
            self._frame(head)
            return True
        if low in w.IMPLIED:
            self._frame(head)
            return True
        return self._plan_or_say(node, head, label, infinitive, gerund)

    def _plan_or_say(self, node: int, head: int, label: str, infinitive: bool, gerund: bool) -> bool:
        tree, turns, low = self.tree, self.turns, self.tree.low[head]
        wished = low in w.WISHED and label == "ccomp" and bare(tree, node)
        if (
            (low in w.PLAN and (infinitive or gerund))
            or wished
            or (infinitive and label in ("xcomp", "ccomp", "acomp", "oprd") and low not in w.SAYING)
        ):
            turns.add("planned", low)
        if low in w.DOUBT:
            turns.add("speculated", low)
        if infinitive or gerund or wished:
            self._frame(head)
            return True
        if low in w.SAYING and label in ("ccomp", "parataxis"):
            if low in w.DENYING or low in w.NOT_DONE:
                return True
            if any(tree.low[k] in w.MAYBE for k in tree.children(head, "aux")):
                turns.speculated = True
            return False
        return True

    def _view(self, v: int) -> str | None:
        tree = self.tree
        return next((tree.low[k] for k in (v, *tree.children(v, "acomp")) if tree.low[k] in w.MIGHT_BE), None)

    def _by_consent(self, node: int, head: int) -> bool:
        """Whether several agree on what their agreement alone brings about."""
        tree = self.tree
        if tree.low[node] not in self.domain.consensual or not tree.is_verb(head):
            return False
        subject = tree.subject(head)
        if subject is None:
            return False
        several = tree.tags[subject] in ("NNS", "NNPS") or tree.low[subject] in (
            "they",
            "both",
            "we",
            "council",
        )
        return several or len(tree.conjuncts(subject)) > 1

    def _due(self, n: int) -> bool:
        return self.tree.low[n] in self.domain.due

    def _tense(self, v: int) -> None:
        """The modals of a verb that does not carry its negation down."""
        tree, turns = self.tree, self.turns
        for k in tree.children(v, "aux"):
            low = tree.low[k]
            if low in ("will", "'ll", "wo"):
                turns.add("planned", low)
            elif low == "would":
                turns.add("planned" if in_past_report(tree, v) else "conditional", low)
            elif low in w.MAYBE:
                turns.add("speculated", low)

    def _frame(self, v: int, of_subject: bool = False) -> None:
        """Negation and modals of a governing verb reach down to what hangs on it; its subject has its own
        "no"."""
        tree, turns = self.tree, self.turns
        if not tree.is_verb(v) and tree.tags[v] != "JJ":
            return
        if not of_subject and (word := negative_subject(tree, v)) is not None:
            turns.add("denied", word)
        for k in tree.kids[v]:
            low, label = tree.low[k], tree.deps[k]
            if (
                (label == "neg" or (label == "advmod" and low == "never"))
                and not perhaps_not(tree, v)
                and not not_only(tree, k)
            ):
                turns.add("denied", low)
            elif label == "advmod" and low == "longer" and tree.low[k - 1] in ("no", "any"):
                turns.add("denied", "no longer")
            elif label == "aux" and low in w.FUTURE:
                turns.planned = True
            elif label == "aux" and low == "would":
                turns.conditional = turns.conditional or not in_past_report(tree, v)
                turns.planned = True
            elif label == "aux" and low in w.MAYBE:
                turns.add("speculated", low)
            elif label == "mark" and low in w.IF:
                turns.conditional = True
