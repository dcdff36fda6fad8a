"""An event's own words: its auxiliaries, negation, adverbs and marks, and the conditions below it."""

from __future__ import annotations

from foedus.language import words as w
from foedus.language.clauses import (
    has_done,
    head_in,
    heads_a_line,
    in_past_report,
    inverted,
    is_infinitive,
    negative_subject,
    not_only,
    not_until,
    one_of_the_first,
    perhaps_not,
    planned_above,
    still_to_come,
)
from foedus.language.tree import Tree
from foedus.language.turns import Domain, Turns


class OwnWords:
    """The turns that the words of one event's own clause or phrase give it."""

    def __init__(self, tree: Tree, anchor: int, domain: Domain, turns: Turns) -> None:
        self.tree, self.anchor, self.domain, self.turns = tree, anchor, domain, turns

    def take(self) -> None:
        """Adds all of them."""
        tree = self.tree
        if not tree.is_verb(self.anchor) or tree.deps[self.anchor] in ("amod", "compound"):
            self._noun_words(self.anchor)
            return
        first = tree.first_conjunct(self.anchor)
        self._clause(self.anchor)
        if first != self.anchor and tree.is_verb(first):
            framed = tree.child(self.anchor, "nsubj", "nsubjpass", "aux") is not None
            if not framed:
                self._clause(first)
            elif (mark := self._awaited(first)) is not None:
                self.turns.add("conditional", mark)
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
            elif label == "advmod" and is_infinitive(tree, v) and (low == "yet" or self._has_still(v, k)):
                turns.add("denied", low)
            elif label == "advmod" and low in w.SO_FAR and tree.child(k, "neg") is not None:
                turns.add("denied", low)  # "has not so far sold it"
            elif label == "advmod" and low in w.HEARSAY:
                turns.add("hearsay", low)
            elif label == "advmod" and low in w.DOUBT:
                turns.add("speculated", low)
            elif label == "advmod" and low in w.NEARLY and k == v - 1:
                turns.add("denied", low)

    def _has_still(self, v: int, k: int) -> bool:
        """ "has still to sell it", not "still has to"."""
        tree = self.tree
        had = any(tree.low[a] in w.HAVE and a < k for a in tree.children(v, "aux"))
        return had and tree.low[k] == "still"

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
            # "before the lease runs out" takes for granted that it will
            turns.add("planned" if tree.low[v] in w.EXPIRING else "conditional", low)
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

    def _awaited(self, v: int) -> str | None:
        """The word that puts a clause, and what is coordinated in it, before something still to come."""
        tree = self.tree
        for k in tree.children(v, "mark", "advmod"):
            low, label = tree.low[k], tree.deps[k]
            if label == "mark" and low in ("if", "unless", "once"):
                return low
            when = low in w.WHEN or (low == "as" and self._as_soon_as(v))
            if when and (label == "mark" or low in w.WHEN) and self._ahead(v):
                return low
        return None

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
        if tree.low[head] in ("soon", "long") and tree.deps[head] == "advmod":
            head = tree.heads[head]  # "will be paid as soon as the bank has sold it"
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
