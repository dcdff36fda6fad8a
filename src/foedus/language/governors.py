"""What a governing word does to an event below it: "refused to sign", "the plan to sell", "put it off"."""

from __future__ import annotations

from foedus.language import words as w
from foedus.language.clauses import (
    bare,
    came_to_nothing,
    head_in,
    in_past_report,
    inverted,
    is_gerund,
    is_infinitive,
    negated,
    negative_subject,
    not_only,
    one_of_the_first,
    ordinal,
    perfect,
    perhaps_not,
    put_off,
    taken_back,
    undone_by,
    yet_to_say,
)
from foedus.language.tree import Tree
from foedus.language.turns import Domain, Turns
from foedus.language.unsettled import in_no_state_to, of_a_subject

# what is said of what has still to be done
_STILL_DUE = w.words("necessary needed imminent near ahead close outstanding overdue")


class Governors:
    """The turns that verbs, nouns and adjectives give to what hangs on them, by their signatures."""

    def __init__(self, tree: Tree, domain: Domain, turns: Turns) -> None:
        self.tree, self.domain, self.turns = tree, domain, turns

    def governed(self, node: int, head: int, label: str, nominal: bool) -> bool:
        """What a governing verb, noun or adjective does to the phrase or clause below it; False ends the
        walk."""
        tree = self.tree
        low = tree.low[head]
        if label == "nsubjpass" or (label == "nsubj" and nominal):
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
        elif label == "nsubjpass" and (undone_by(tree, v) or taken_back(tree, v)):
            turns.add("denied", low)
            self.frame(v)
        elif label == "nsubjpass" and (
            low in w.DELAYED or (low in w.HALTING and self._due(n)) or put_off(tree, v)
        ):
            turns.add("planned", low)
        elif label == "nsubjpass" and low in w.PLAN and not low.startswith("agree"):
            turns.add("planned", low)
            self.frame(v)
        elif label == "nsubjpass" and self._linked(v):
            turns.add("conditional", low)
        elif (turn := of_a_subject(tree, v)) is not None:
            turns.add(*turn)
        elif low in w.BE and (said := self._said_to_be(v)) is not None:
            if said in w.DOUBT or said in w.MIGHT_BE:
                turns.add("speculated", said)
            elif said in w.PLAN or said in _STILL_DUE:
                turns.add("planned", said)
                self.frame(v, of_subject=True)
            elif said in ("complete", "final", "over", "certain", "pending"):
                self.frame(v, of_subject=True)
            else:
                self.tense(v)  # "is not surprising": nothing denied
        elif low in w.BE and any(is_infinitive(tree, k) for k in tree.children(v, "xcomp")):
            turns.add("planned", low)  # "the sale is to take place in Rome"
        elif low in w.OCCURRING or label == "nsubjpass":
            self.frame(v, of_subject=True)
        elif low in w.DOUBT:
            turns.add("speculated", low)
        else:
            self.tense(v)
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
            self.tense(v)
            return True
        if put_off(tree, v) or low in w.DELAYED:
            if not negated(tree, v):
                turns.add("planned", low)
            return False
        if undone_by(tree, v):
            self._not_done(v)
            return True
        if low in w.PLAN and not low.startswith("agree") and label != "oprd":
            turns.add("planned", low)
            self.frame(v)
            return True
        if low in w.ATTENDING:
            self.tense(v)  # "will witness the signing"
        if low in w.GIVEN or low in w.REACTING or low in w.SAYING:
            return low in w.SAYING
        self.frame(v)
        return True

    def _linked(self, v: int) -> bool:
        """ "linked the sale to repayment": one thing waits for another."""
        tree = self.tree
        on = next((o for p, o in tree.preps(v) if p in ("to", "with", "on")), None)
        if on is None:
            return False
        made = tree.low[v] in w.MAKING and not w.CONTINGENT.isdisjoint(tree.low[v:on])
        return made or tree.low[v] in w.LINKING

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
            later = any(tree.low[k] in w.FUTURE for up in tree.ancestors(noun, 4) for k in tree.kids[up])
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
        rebuffed = taken_back(tree, up) or undone_by(tree, up) or tree.low[up] in w.IGNORING
        if tree.deps[noun] in ("dobj", "nsubjpass") and rebuffed:
            turns.add("denied", tree.low[up])
        elif tree.deps[noun] in ("dobj", "attr") and tree.is_verb(up):
            self.frame(up)
        return False

    def _adverbial(self, node: int, head: int) -> bool:
        tree, turns = self.tree, self.turns
        if not is_infinitive(tree, node):
            return False
        if (no := in_no_state_to(tree, head, node)) is not None:
            turns.add("denied", no)
            return False
        if any(tree.low[k].endswith("self") for k in tree.children(head, "dobj")):
            self.frame(head)  # "could not bring itself to sell it"
            return True
        made = [*tree.children(head, "dobj"), *(o for p, o in tree.preps(head) if p == "into")]
        if head_in(tree, head, self.domain.concluding) and any(
            tree.low[k] in self.domain.instruments for k in made
        ):
            return True  # "signed an agreement to extend the treaty": that extends it
        if one_of_the_first(tree, head):
            self.frame(head)
            return True
        went_on = any(tree.low[k] == "on" for k in tree.children(head, "prt", "advmod"))
        if tree.low[head] in ("go", "goes", "went", "gone", "going") and went_on:
            self.frame(head)
            return True
        if tree.low[head] in w.IMPLIED and tree.low[head] not in (
            "come",
            "comes",
            "came",
            "lead",
            "led",
            "leads",
        ):
            if tree.low[head] in w.MOTION and tree.tags[head] in ("VBZ", "VBP"):
                turns.add("planned", tree.low[head])  # "goes to Rome to sell it"
            self.frame(head)
            return True
        turns.add("planned", "to")
        return True

    def _complement(self, node: int, head: int, label: str) -> bool:
        """A clause below a verb or adjective, by the governor's signature."""
        tree, turns, low = self.tree, self.turns, self.tree.low[head]
        if label == "xcomp" and one_of_the_first(tree, head):
            self.frame(head)
            return True
        infinitive, gerund = is_infinitive(tree, node), is_gerund(tree, node)
        if (
            label == "xcomp"
            and infinitive
            and (low in w.HAVE or low in w.BE)
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
            self.frame(head)
            return True  # "began selling": it is under way
        below = label in ("ccomp", "xcomp", "oprd", "acomp", "pcomp")
        if below and undone_by(tree, head):
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
            self.frame(head)
            return True
        if infinitive and low.startswith("agree") and self._by_consent(node, head):
            self.frame(head)
            return True
        got = label == "ccomp" and low in w.GETTING and tree.tags[node] == "VBN"
        if low in w.IMPLIED or got:
            self.frame(head)
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
            self.frame(head)
            return True
        if low in w.SAYING and label in ("ccomp", "parataxis"):
            if low in w.DENYING or low in w.NOT_DONE:
                return True
            if any(tree.low[k] in w.MAYBE for k in tree.children(head, "aux")):
                turns.speculated = True
            if label == "ccomp" and yet_to_say(tree, head, node):
                turns.add("planned", low)
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

    def tense(self, v: int) -> None:
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

    def frame(self, v: int, of_subject: bool = False) -> None:
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
                wish = tree.low[v] in w.LIKING or in_past_report(tree, v)
                turns.conditional = turns.conditional or not wish
                turns.planned = True
            elif label == "aux" and low in w.MAYBE:
                turns.add("speculated", low)
            elif label == "mark" and low in w.IF:
                turns.conditional = True
