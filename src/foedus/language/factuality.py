"""Whether a text presents an event as done: polarity and modality, word by word with its scope.

`judge` takes the event's own words first (auxiliaries, negation, adverbs, marks), then walks up through what
it hangs on; each governor adds a turn by its signature (`words`) and may end the walk, where what stands
below is told as a fact whatever stands above. The turns are folded into one of the six values at the end
alone. Who says so is none of its business (`attribution`).
"""

from __future__ import annotations

from foedus.language import words as w
from foedus.language.clauses import head_in, negated, past, set_in_time
from foedus.language.governors import Governors
from foedus.language.own_words import OwnWords
from foedus.language.tree import Tree
from foedus.language.turns import NO_DOMAIN, Domain, Factuality, Turns
from foedus.language.unsettled import by_preposition, left_open

__all__ = ["Domain", "Factuality", "judge"]


def judge(
    tree: Tree,
    anchor: int,
    domain: Domain = NO_DOMAIN,
    *,
    planned: bool = False,
    denied: bool = False,
    doubted: bool = False,
) -> Factuality:
    """The factuality of the verb or event noun at `anchor`, whose own sense may already plan, deny or doubt
    it."""
    turns = Turns(planned=planned, denied=denied, speculated=doubted)
    if tree.deps[anchor] == "amod" and tree.tags[anchor] in ("VBN", "VBD"):
        return turns.fold()  # "the recently signed accord": taken for granted
    OwnWords(tree, anchor, domain, turns).take()
    _Walk(tree, anchor, domain, turns).up()
    if not turns.supposed and left_open(tree, anchor):
        turns = Turns(speculated=True, words=turns.words)  # nothing said of it, nor of its contrary
    return turns.fold()


class _Walk:
    """One walk from an anchor to the root of its sentence."""

    def __init__(self, tree: Tree, anchor: int, domain: Domain, turns: Turns) -> None:
        self.tree, self.anchor, self.domain, self.turns = tree, anchor, domain, turns
        self.governors = Governors(tree, domain, turns)

    def up(self) -> None:
        """Adds the turns of all that it hangs on."""
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
                above = head if self.governors.governed(node, head, label, nominal) else None
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
        if word in ("of", "with") and up in w.CHARGING:
            turns.add("hearsay", up)  # "accused of violating it", whoever accuses
        if tree.deps[node] == "pcomp" and (up in w.GIVEN or up in w.ACCUSING or self._penalty(above)):
            return None  # "congratulated it on signing": it signed
        aimed = up in w.PLAN or up in w.SET_FOR
        if tree.deps[node] == "pcomp" and word == "for" and not aimed and tree.tags[node] == "VBG":
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
        # "takes effect after ratification, on being ratified"
        to_come = nominal or tree.deps[node] == "pcomp"
        if word in ("upon", "on", "after", "following", "with") and to_come and self._starting(above, word):
            turns.add("planned", word)
            return None
        if nominal and tree.is_verb(above) and word in ("to", "in", "into", "for"):
            self.governors.tense(above)  # "would amount to a breach", "will fly to Rome for the sale"
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
                self.governors.frame(above)
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
        elif (turn := by_preposition(tree, word, above, gerund=tree.tags[node] == "VBG")) is not None:
            turns.add(*turn)
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
