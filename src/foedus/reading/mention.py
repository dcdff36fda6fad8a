"""One phrase for an agreement, and what it tells of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.language import relations as rel
from foedus.reading.context import Para

_SEVERAL = frozenset({"Agreements", "Treaties", "Protocols", "Conventions", "Instruments"})
_PARTY_TAIL = re.compile(
    r"(?<=\w)[,\"]*\s+(?:between|with|among|signed|that|which|after|in|at|by|committing|allowing)\b", re.I
)
CONTRAST = frozenset(
    "new latest later second third another further additional successor fresh current existing "
    "old earlier previous present interim own separate other revised updated replacement similar proposed "
    "future follow-up supplementary supplemental complementary parallel main".split()
)


@dataclass(slots=True)
class Mention:
    """One phrase for an agreement. `cluster` is set by `coref`: mentions of one agreement share it."""

    para: Para
    head: int
    lo: int
    hi: int
    text: str
    kind: str  # class of the head: treaty, convention, protocol, truce, memorandum, amendment, org, ...
    name: str | None
    parties: tuple[str, ...]
    definite: bool
    plural: bool
    weak: bool
    open: bool  # open to many states: a claim's parties are those it names
    contrast: str | None  # "new", "previous": told apart from another one
    topic: frozenset[str]  # content words beyond head and parties
    foreign: bool  # another sort of agreement
    alias: str | None = None
    acronym: str | None = None
    year: str | None = None
    local_codes: tuple[str, ...] = ()
    cluster: int = -1
    org: str | None = None
    pointing: bool = False  # "these", "those"
    stranger: bool = False  # made with one who is no state: "a pact with the devil"
    known: bool = False  # by a name of the table of known agreements

    @property
    def dated(self) -> bool:
        """Called by its time: "the June agreement", "last year's pact"."""
        before = self.lo < self.head  # else no word of it can tell a time
        return before and any(self.lo <= d.lo and d.hi <= self.head for d in self.para.dates)

    @property
    def placed(self) -> bool:
        """Called after a place or a person: "the Algiers agreement"."""
        tree = self.para.tree
        named = (tree.tags[k] == "NNP" for k in rel.compounds(tree, self.head))
        return tree.words[self.head].islower() and any(named)

    @property
    def sums_up(self) -> bool:
        """ "these agreements", "the Agreements": several named before."""
        return self.pointing or (self.definite and self.text in _SEVERAL)

    @property
    def description(self) -> str:
        """The phrase without its parties and what follows them: "treaty on comprehensive strategic
        partnership"."""
        return _PARTY_TAIL.split(self.text, maxsplit=1)[0].strip(" ,;-\"'")


def contrast_of(para: Para, i: int) -> str | None:
    tree = para.tree
    for t in tree.kids[i]:
        if t < i and tree.low[t] in CONTRAST and not rel.times(tree, t):  # "a 20-year-old treaty"
            return tree.low[t]
    return None


def year_of(para: Para, i: int) -> str | None:
    tree = para.tree
    before = [k for k in tree.kids[i] if k < i]
    for t in (*before, *(k for b in before for k in tree.kids[b])):  # also "the landmark 2015 agreement"
        if re.fullmatch(r"(?:1[89]|20)\d\d", tree.words[t]):
            return tree.words[t]
    for prep, obj in tree.preps(i):
        if prep == "of" and re.fullmatch(r"(?:1[89]|20)\d\d", tree.words[obj]):
            return tree.words[obj]
    return None
