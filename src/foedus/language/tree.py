"""A parsed block as plain data, and the walks over it that the rules need. Nothing here knows spaCy.

Labels are the ClearNLP scheme (nsubj, dobj, pobj, relcl, ...), tags the Penn Treebank's. All positions are
token indices of one block.
"""

from __future__ import annotations

from bisect import bisect_right

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative", "attr", "oprd"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "parataxis", "csubj"}
)
_ARGUMENT_PREPS = frozenset({"prep", "agent", "dative"})
_PREPOSITIONS = frozenset({"IN", "TO", "RP", "VBG"})
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
LONGEST = 250  # tokens of a sentence; the longest of 16,000 in the news has fewer than 150


class Tree:
    """One parsed block: words, tags, labels, heads, sentences; children computed once.

    What the parser takes for one sentence of more than `LONGEST` tokens stands as several, so that no walk is
    longer than that and the work of the rules grows with the length of a block, not with its square.
    """

    __slots__ = (
        "_lefts",
        "_preps",
        "_sent_of",
        "deps",
        "heads",
        "kids",
        "low",
        "sents",
        "starts",
        "tags",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        words: list[str],
        starts: list[int],
        tags: list[str],
        deps: list[str],
        heads: list[int],
        sents: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.words = words
        self.low = [w.lower() for w in words]
        self.starts = starts
        self.tags = tags
        self.deps = deps
        self.heads = heads
        self.sents = sents = [part for sent in sents for part in self._parts(*sent)]
        leaf: list[int] = []  # one for all: most tokens have nothing below them
        self.kids = kids = [leaf] * len(words)
        for i, head in enumerate(heads):
            if head == i:
                continue
            if kids[head] is leaf:
                kids[head] = [i]
            else:
                kids[head].append(i)
        self._lefts: list[int] = []
        self._preps: dict[int, tuple[tuple[str, int], ...]] = {}
        self._sent_of: list[int] = []
        for number, (a, b) in enumerate(sents):
            self._sent_of += [number] * (b - a)

    def _parts(self, a: int, b: int) -> list[tuple[int, int]]:
        """The sentence a..b as it is, or cut, the heads of each part within it."""
        if b - a <= LONGEST:
            return [(a, b)]
        parts = [(first, min(first + LONGEST, b)) for first in range(a, b, LONGEST)]
        for first, last in parts:
            for i in range(first, last):
                if not first <= self.heads[i] < last:
                    self.heads[i], self.deps[i] = i, "ROOT"
        return parts

    def __len__(self) -> int:
        return len(self.words)

    def end(self, i: int) -> int:
        """The offset behind token i."""
        return self.starts[i] + len(self.words[i])

    def sentence(self, i: int) -> int:
        """The number of the sentence that holds token i."""
        return self._sent_of[i]

    def sent_span(self, i: int) -> tuple[int, int]:
        """Token range of the sentence that holds token i."""
        return self.sents[self._sent_of[i]]

    def span_text(self, a: int, b: int) -> str:
        """The text of tokens a..b (b exclusive)."""
        return self.text[self.starts[a] : self.end(b - 1)] if b > a else ""

    def token_at(self, offset: int) -> int:
        """The token that holds the character at `offset`, or the next one."""
        i = bisect_right(self.starts, offset) - 1
        return min(i if i >= 0 and self.end(i) > offset else i + 1, len(self.words) - 1)

    def children(self, i: int, *labels: str) -> list[int]:
        """The children of i, only those with one of the labels where any is given."""
        kids, deps, out = self.kids[i], self.deps, []
        if not labels:
            return list(kids)
        for k in kids:  # asked so often that a comprehension's own call counts
            if deps[k] in labels:
                out.append(k)
        return out

    def child(self, i: int, *labels: str) -> int | None:
        """The first child with one of the labels."""
        for k in self.kids[i]:
            if self.deps[k] in labels:
                return k
        return None

    def subtree(self, i: int, without: frozenset[str] = frozenset()) -> list[int]:
        """Token i and all below it in order, leaving out branches with a label of `without`."""
        kids, deps, out = self.kids, self.deps, [i]
        if not kids[i]:
            return out
        for j in out:  # grows as it goes
            if kids[j]:
                out += [k for k in kids[j] if deps[k] not in without]
        out.sort()
        return out

    def left_edge(self, i: int) -> int:
        """The first token of i and all below it."""
        if not self._lefts:
            self._lefts = lefts = list(range(len(self.words)))
            for left in range(len(lefts)):  # an earlier token has been carried up already
                at = left
                while lefts[self.heads[at]] > left:
                    at = self.heads[at]
                    lefts[at] = left
        return self._lefts[i]

    def ancestors(self, i: int, most: int | None = None) -> list[int]:
        """Heads of i, nearest first; the nearest `most` of them alone, where it is given."""
        out: list[int] = []
        while self.heads[i] != i and len(out) != most:
            i = self.heads[i]
            out.append(i)
        return out

    def conjuncts(self, i: int) -> list[int]:
        """Token i and those coordinated below it ("sign and ratify" from "sign")."""
        out = [i]
        deps = self.deps
        for k in self.kids[i]:
            if deps[k] == "conj":
                out += self.conjuncts(k)
        return out

    def conj_ancestors(self, i: int) -> list[int]:
        """The tokens that i is coordinated with, nearest first: those that have it among their conjuncts."""
        out = []
        while self.deps[i] == "conj" and self.heads[i] != i:
            i = self.heads[i]
            out.append(i)
        return out

    def first_conjunct(self, i: int) -> int:
        """The head of a coordination that i belongs to."""
        while self.deps[i] == "conj" and self.heads[i] != i:
            i = self.heads[i]
        return i

    def is_verb(self, i: int) -> bool:
        return self.tags[i] in _VERBAL

    def is_noun(self, i: int) -> bool:
        return self.tags[i].startswith("NN") or self.tags[i] in ("PRP", "CD", "WP", "DT", "WDT")

    def preps(self, i: int) -> tuple[tuple[str, int], ...]:
        """(preposition, object) pairs below i, two-word ones joined ("out of"), "by" of an agent included."""
        if not self.kids[i]:
            return ()
        if i not in self._preps:
            self._preps[i] = tuple(self._pairs(i))
        return self._preps[i]

    def _pairs(self, i: int) -> list[tuple[str, int]]:
        out: list[tuple[str, int]] = []
        deps, tags = self.deps, self.tags
        for p in self.kids[i]:
            if deps[p] in _ARGUMENT_PREPS and tags[p] in _PREPOSITIONS:
                self._follow_prep(p, self.low[p], out)
        return out

    def _follow_prep(self, p: int, word: str, out: list[tuple[str, int]]) -> None:
        for k in self.kids[p]:
            if self.deps[k] in ("pobj", "pcomp"):
                out.append((word, k))
            elif self.deps[k] == "prep":
                self._follow_prep(k, f"{word} {self.low[k]}", out)

    def clause_verb(self, i: int) -> int:
        """The verb (or root) of the clause that holds token i: i itself if it is a verb."""
        while not (self.is_verb(i) and self.deps[i] not in ("aux", "auxpass", "amod", "compound")):
            if self.heads[i] == i:
                return i
            i = self.heads[i]
        return i

    def subject(self, verb: int) -> int | None:
        """The grammatical subject of a verb, its own or the one it shares by coordination or control."""
        seen = 0
        while seen < 12:
            seen += 1
            own = self.children(verb, *SUBJECTS)
            if own:
                plain = [k for k in own if self.low[k] not in RELATIVES]
                return (plain or own)[0]  # "a pact which South Africa may conclude"
            label, head = self.deps[verb], self.heads[verb]
            if label in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "acomp") and head != verb:
                if label == "pcomp" and not self.is_verb(head):
                    while self.tags[head] in _LINKS and self.heads[head] != head:
                        head = self.heads[head]  # "prior to joining the treaty, they ..."
                    if self.tags[head].startswith("JJ") and (
                        self.child(head, *SUBJECTS) is not None or self.deps[head] == "acomp"
                    ):
                        verb = head  # "the government is committed to working", "is close to signing"
                        continue
                    if not self.is_verb(head):
                        return head  # "the process of leaving": whose process it is
                if label == "conj" and not self.is_verb(head):
                    # "Hungary signing and depositing": the owner of the noun before it
                    return self.child(head, "nsubj", "poss", "compound")
                if label == "xcomp":
                    controller = self.child(head, "dobj", "dative")
                    if controller is not None and (
                        self.low[head] in OBJECT_CONTROL or self.tags[verb] == "VBG"
                    ):
                        return controller  # also "welcomed Finland joining the alliance"
                verb = head
                continue
            if label == "amod" and seen > 1:
                return head  # "an agreement due to be signed"
            if label in ("acl", "relcl") and head != verb:
                # "China and the Solomon Islands signing a pact": both of them
                return self.first_conjunct(head) if self.tags[verb] == "VBG" else head
            return None
        return None


_LINKS = frozenset({"IN", "TO", "RB"})
RELATIVES = frozenset({"which", "that", "who", "whom"})
OBJECT_CONTROL = frozenset(
    "ask asks asked asking urge urges urged urging tell tells told order orders ordered ordering "
    "allow allows allowed allowing force forces forced direct directs directed directing invite "
    "invites invited call calls called calling press presses pressed encourage encourages "
    "encouraged want wants wanted require requires required help helps helped permit permits "
    "permitted enable enables enabled get gets got convince convinced persuade persuades "
    "persuaded expect expects expected request requests requested lead leads led authorise "
    "authorised authorize authorized authorizing authorises authorizes".split()
)
