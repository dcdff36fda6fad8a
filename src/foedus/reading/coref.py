"""Which mentions speak of the same agreement: one `Agreement` each, in order of first mention.

Names join by content words, acronyms and definitions; "the pact", "their treaty" go back to the last
agreement that fits in kind and parties; contrast words ("the new accord ... the current one") keep apart.
A mention is held against the agreements spoken of last and against so many of their names at most, so the
work grows with the article's length and not with its square.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.inflect import verb_forms
from foedus.language.tree import Tree
from foedus.model import Role
from foedus.reading.frames import VERBS
from foedus.reading.mention import Mention

_SMALL = frozenset("the a an of on for and to in against between with concerning under its new".split())
_OLDER = frozenset("old earlier previous existing current present interim".split())
_BESIDES = frozenset(
    "new second another separate further additional latest own supplementary supplemental complementary "
    "parallel".split()
)
_FOUNDING = frozenset("charter statute constitution".split())
_TITLES = frozenset({"convention", "protocol", "treaty"})
_OPEN_KINDS = frozenset({"convention", "protocol", "amendment"})
_CALLED = frozenset("known called dubbed named titled entitled".split())
_REPLACING = frozenset(
    f for lemma in "replace supersede supplant succeed update".split() for f in verb_forms(lemma)
)
_IN_MIND = 60  # agreements that a mention may go back to, those spoken of last
_NAMES = 30  # names of one agreement that count
_GENERIC = frozenset("agreement accord pact deal document arrangement agreements accords pacts deals".split())


@dataclass(slots=True)
class Agreement:
    """One agreement of an article, with all its mentions."""

    id: int
    kind: str
    kinds: set[str] = field(default_factory=set)  # of all its mentions, and of its known title
    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)  # in the order of the text
    parties: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    accusers: dict[str, None] = field(default_factory=dict)  # who says that it was broken
    inferred: set[str] = field(default_factory=set)  # those of `actors` that its own words do not name
    topic: set[str] = field(default_factory=set)
    contrast: str | None = None
    year: str | None = None
    open: bool = False
    known: bool = False
    org: str | None = None
    foreign: bool = False
    strong: bool = False
    replaced: bool = False  # "the document replaces the 1991 treaty": the old one
    headed: bool = True  # spoken of in headlines and summaries alone
    _fullest: Mention | None = None  # the mention that describes it best
    sibling: Agreement | None = None  # "the current accord" beside "a new pact": between the same states

    @property
    def many(self) -> bool:
        """Whether it is open to many states, so that a claim's parties are those it names: known to be so, so
        by its form, or one with a long name and more than two states about it."""
        if not self.open:
            return False
        return self.known or self.kind in _OPEN_KINDS or len({*self.parties, *self.actors}) > 2

    @property
    def is_old(self) -> bool:
        """Whether it is the one that another follows: "the current pact", "to replace the 1991 treaty"."""
        return self.replaced or self.contrast in _OLDER

    @property
    def name(self) -> str | None:
        """The fullest name the article gives."""
        return max(self.names, key=len) if self.names else None

    @property
    def title(self) -> str | None:
        """The name, or the fullest description that says more than its parties: "treaty on strategic
        partnership"."""
        if self.names:
            return self.name
        return self._fullest.description if self._fullest is not None else None

    def infer(self, codes: Iterable[str]) -> None:
        """Adds parties that its own words do not name."""
        new = [c for c in dict.fromkeys(codes) if c not in self.actors]
        self.inferred.update(c for c in new if c not in self.parties)
        self.actors.extend(new)

    def take(self, m: Mention) -> None:
        """Adds a mention."""
        m.cluster = self.id
        self.mentions.append(m)
        self.kinds.add(m.kind)
        if m.known and m.name:
            self.kinds |= {kind for kind in _TITLES if kind in m.name.lower().split()}
            if "protocol" in self.kinds and m.open:
                self.kinds.add("treaty")  # "the Kyoto Protocol ... the treaty"
        if (
            m.kind == "protocol"
            and (m.placed or m.year)
            and not any(p == "to" for p, _ in m.para.tree.preps(m.head))
        ):
            self.kinds.add("treaty")  # "the 1942 Rio protocol ... the treaty": one of its own
        self.headed = self.headed and m.para.role in (Role.HEADLINE, Role.SUMMARY)
        if m.topic and (self._fullest is None or _fullness(m) > _fullness(self._fullest)):
            self._fullest = m
        if m.name and m.name not in self.names and len(self.names) < _NAMES:
            self.names.append(m.name)
        for alias in (m.alias, m.acronym):
            if alias and len(self.aliases) < _NAMES:
                self.aliases[alias] = None
        self.parties.extend(p for p in m.parties if p not in self.parties)
        self.topic |= m.topic
        self.contrast = self.contrast or m.contrast
        self.year = self.year or m.year
        self.open = (self.open or m.open) and not m.parties
        self.known = self.known or m.known
        self.strong = self.strong or not m.weak
        self.foreign = self.foreign or m.foreign
        self.org = self.org or m.org


def _fullness(m: Mention) -> tuple[int, int]:
    return len(m.topic), -len(m.text)


def cluster(found: Iterable[Mention]) -> list[Agreement]:
    """Groups mentions, given in the order of the text. Sets each mention's `cluster`."""
    out: list[Agreement] = []
    orgs: dict[str, Agreement] = {}
    recent: dict[int, Agreement] = {}  # by id, the one spoken of last at the end
    for m in found:
        # in the order of their first mention
        known = [recent[n] for n in sorted(recent)]
        home = _apposed(m, known) or _known_as(m, known) or _predicated(m, known)
        if home is None:
            home = orgs.get(m.org) if m.org is not None else _home(m, known)
        if home is None:
            home = Agreement(len(out), m.kind)
            if m.contrast in _OLDER or m.contrast in ("new", "successor"):
                home.sibling = next((a for a in reversed(known) if _in_line(m, a)), None)
            out.append(home)
        home.take(m)
        home.replaced = home.replaced or _is_replaced(m)
        if home.org is not None:
            orgs.setdefault(home.org, home)
        recent.pop(home.id, None)
        recent[home.id] = home
        if len(recent) > _IN_MIND:
            del recent[next(iter(recent))]
    return out


def _is_replaced(m: Mention) -> bool:
    tree = m.para.tree
    above = tree.heads[m.head]
    if rel.preposition_of(tree, m.head) is not None and tree.low[above] in ("to", "for", "of"):
        return tree.low[tree.heads[above]] in ("successor", "replacement", "alternative")
    return rel.is_object(tree, m.head) and tree.low[above] in _REPLACING


def _in_line(m: Mention, a: Agreement) -> bool:
    """Whether one of the two follows the other: "a new pact ... the current accord"."""
    last = a.mentions[-1]
    return (
        a.org is None
        and not a.foreign
        and m.para.index - last.para.index <= 2
        and a.contrast != m.contrast
        and any(_kinds_meet(m.kind, kind) for kind in a.kinds)
        and (not m.topic or not a.topic or bool(m.topic & a.topic) or m.definite)
    )


def _apposed(m: Mention, known: list[Agreement]) -> Agreement | None:
    """ "signed a treaty, the first accord to ...": the same one in other words."""
    tree = m.para.tree
    if not rel.is_apposition(tree, m.head) or not known or m.name is not None:
        return None
    last = known[-1].mentions[-1]
    same = last.para is m.para and tree.sentence(last.head) == tree.sentence(m.head)
    return known[-1] if same and last.head < m.head and last.head in tree.ancestors(m.head, 5) else None


def _predicated(m: Mention, known: list[Agreement]) -> Agreement | None:
    """ "called it a good deal", "it is the second treaty of its kind": what "it" was already."""
    tree = m.para.tree
    verb = tree.heads[m.head]
    if not known or not (rel.is_predicative(tree, m.head) or rel.is_complement(tree, m.head)):
        return None
    if m.name is not None and (tree.low[verb] not in _CALLED or known[-1].names):
        return None  # "It is called the African Continental Free Trade Area": so named from then on
    told_of = rel.predicated_of(tree, m.head)
    if told_of is None or tree.low[told_of] not in ("it", "this", "what", "that"):
        return None
    last = known[-1].mentions[-1]
    if known[-1].org is not None or m.para.index - last.para.index > 1:
        return None
    m.topic = frozenset()  # praise or blame, no subject of it
    return known[-1]


def _known_as(m: Mention, known: list[Agreement]) -> Agreement | None:
    """ "the deal, known as the Joint Comprehensive Plan of Action": its name."""
    tree = m.para.tree
    verb = tree.heads[m.head]
    if tree.low[verb] == "as":
        verb = tree.heads[verb]
    if m.name is None or tree.low[verb] not in _CALLED or not rel.is_adnominal(tree, verb):
        return None
    last = next((a for a in reversed(known) if a.mentions[-1].para is m.para), None)
    if last is None or last.mentions[-1].head != tree.heads[verb] or last.names:
        return None
    return last


def _home(m: Mention, known: list[Agreement]) -> Agreement | None:
    if m.name is not None:
        for a in reversed(known):
            if a.org is None and not _between_others(m, a) and _same_name(m, a):
                return a
        if m.acronym is None and not m.parties and not m.definite:
            return None
    if not m.foreign and _plainly_again(m) and known and all(a.foreign for a in known):
        return known[-1]  # "a coalition pact ... the accord": of the same sort
    look = _Look(m.para.tree.conj_ancestors(m.head), _part_of(m.para.tree, m.head))
    candidates = [a for a in reversed(known) if a.org is None and _fits(m, a, look)]
    if m.name is None and m.para.tree.low[m.head] in _GENERIC:
        # "the agreement" is the page's own before a treaty of the books that it names in passing
        first = min((a.id for a in candidates if not a.foreign), default=0)
        candidates.sort(key=lambda a: a.known and a.open and a.id != first and in_passing(a))
    if m.name is not None:
        # a full name may come after a bare description of the same agreement in the lead
        bare = [a for a in candidates if not a.names and _near(m, a) and not _is_replaced(m)]
        if (
            m.known
        ):  # a treaty of the books is not the one that the page has just told of, but in so many words
            bare = [a for a in bare if len(a.topic & _key(m.name)) > 1 or a.headed]
        meeting = next((a for a in bare if _topics_meet(m, a)), None)
        if meeting is None and len(bare) == 1 and m.alias is None and not m.parties:
            # "signed a defence treaty ... signed the Pukpuk Treaty": the name that the lead held back
            told_first = bare[0].mentions[0].para.index <= 1  # what the lead held back
            return bare[0] if bare[0].kind == m.kind and m.definite and told_first else None
        return meeting
    if not m.definite and not _lead(m, candidates) and not _again(m, candidates):
        return None
    if m.definite and m.para.tree.words[m.head][0].isupper():
        last = m.para.tree.low[m.head]
        named = [a for a in candidates if any(last in n.lower().split() for n in a.names)]
        if m.text == m.para.tree.words[m.head]:
            # "the Agreement": the one so defined, or the one that the page is headed by
            own = [a for a in candidates if m.text in a.aliases]
            titled = [a for a in named if a.mentions[0].para.role is Role.HEADLINE]
            named = own or titled or named
        if named:
            return named[0]  # "the Accords", "the Protocol": the one of that name
    if m.plural:
        plural = next((a for a in candidates if a.mentions[-1].plural), None)
        if plural is not None or not m.definite or m.topic:
            return plural
    alike = [a for a in candidates if m.topic & a.topic or (m.topic and _in_name(m, a))]
    if alike:
        return alike[0]
    if m.topic and m.parties:
        return next((a for a in candidates if set(m.parties) & set(a.parties + a.actors)), None)
    singular = [a for a in candidates if not a.mentions[-1].plural]
    if not m.topic and not m.name and any(not a.replaced for a in singular):
        singular = [a for a in singular if not a.replaced]  # "the treaty": the new one
    if not m.topic and m.contrast is None and any(a.contrast not in _OLDER for a in singular):
        singular = [a for a in singular if a.contrast not in _OLDER]  # "a previous accord lapsed. The deal"
    if m.topic and not (not m.definite and _lead(m, singular)):
        return next((a for a in singular if not a.topic or a.names or set(m.parties) & set(a.parties)), None)
    if not singular and len(candidates) == 1 and m.definite and not m.parties:
        return candidates[0]  # "the accords ... had violated the agreement"
    return next((a for a in singular if _called_so(m, a)), singular[0] if singular else None)


def _plainly_again(m: Mention) -> bool:
    """ "the accord", "the pact": nothing but that it has been spoken of."""
    return m.definite and not (m.plural or m.topic or m.parties or m.name or m.contrast or m.year or m.dated)


def _called_so(m: Mention, a: Agreement) -> bool:
    """Whether an agreement has been called by the same noun: "the convention" is no pact told of since."""
    own = m.para.tree.low[m.head]
    plain = own in _GENERIC or own in ("treaty", "treaties")
    return not plain and any(own == x.para.tree.low[x.head] for x in a.mentions)


def _same_name(m: Mention, a: Agreement) -> bool:
    mine = _key(m.name or "")
    for name in (*a.names, *a.aliases):
        other = _key(name)
        if mine == other:
            return True
        if (
            len(mine) > 1
            and len(other) > 1
            and (mine <= other or other <= mine)
            and _numbers(m.name) == _numbers(name)
            # a protocol to a treaty is not the treaty, but "the Agreement and Protocol" is one name
            and (_kinds_meet(m.kind, a.kind) or f" and {m.name}" in name)
        ):
            return _parties_meet(m, a)
    if m.alias and any(_key(m.alias) == _key(n) for n in (*a.names, *a.aliases)):
        return True
    return bool(m.text in a.aliases or (m.name or "") in a.aliases)


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W_]+", name.lower().replace("'s", "")) if w not in _SMALL)


@functools.lru_cache(maxsize=4096)
def _numbers(name: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\b(?:\d+|[IVX]+|New)\b", name or ""))


class _Look(msgspec.Struct, frozen=True):
    """What is asked of a mention for each agreement that it may go back to."""

    listed_with: list[int]  # the tokens that it is coordinated with, before it
    part_of: frozenset[int]  # the tokens of whose clauses it is part


def _fits(m: Mention, a: Agreement, look: _Look) -> bool:
    if m.foreign != a.foreign:
        return False
    if m.kind == "truce" and not m.definite and "truce" not in a.kinds:
        return False  # "India, Sri Lanka pact takes hold: a ceasefire began": an agreement of its own
    generic = m.para.tree.low[m.head] in _GENERIC and (m.definite or not m.name)
    if not any(_kinds_meet(m.kind, kind) for kind in a.kinds) and not (generic and a.kind != "truce"):
        return False
    own = m.para.tree.low[m.head]
    if a.names and own in _GENERIC and all(_FOUNDING & set(n.lower().split()) for n in a.names):
        return False  # no "deal" goes back to "the Charter of the United Nations"
    if m.contrast and a.contrast and m.contrast != a.contrast:
        return False
    if m.contrast in _OLDER and a.contrast is None and not a.names and m.parties == ():
        return False
    if m.contrast == "interim" and a.contrast is None:
        return False
    if m.contrast in _BESIDES and a.contrast is None:
        return not a.names and a.mentions[0].contrast is None and bool(m.topic & a.topic) and m.definite
    if m.year and a.year and m.year != a.year:
        return False
    if a.contrast == "new" and m.dated:
        return False  # "a new accord ... the June agreement"
    if (
        _inside(m, a, look)
        or _framed_by(m, a)
        or _acted_on(m, a)
        or _listed_with(m, a, look)
        or _beside(m, a)
    ):
        return False
    if m.topic and not a.topic and not a.names and _same_sentence(m, a):
        return False  # "the treaty signed in June took effect, and the treaty on friendship lapsed"
    return _parties_meet(m, a)


def _inside(m: Mention, a: Agreement, look: _Look) -> bool:
    """ "a memorandum that takes the country out of the twelve-nation deal": no phrase stands for what it is
    part of."""
    last = a.mentions[-1]
    return last.para is m.para and last.head in look.part_of


def _part_of(tree: Tree, head: int) -> frozenset[int]:
    """The heads of a token above the first clause that it stands in."""
    path = [head, *tree.ancestors(head)]
    clause = next((n for n, t in enumerate(path) if rel.is_adnominal(tree, t)), len(path))
    return frozenset(path[clause + 1 :])


def _framed_by(m: Mention, a: Agreement) -> bool:
    """ "a ceasefire took effect under the accord": the accord is what the ceasefire is part of."""
    tree, last = m.para.tree, a.mentions[-1]
    prep = rel.preposition_of(tree, m.head)
    if a.kind != "truce" or m.kind == "truce" or last.para is not m.para or prep is None:
        return False
    same = tree.sentence(last.head) == tree.sentence(m.head)
    return same and last.head < m.head and tree.low[prep] in ("under", "of")


def _acted_on(m: Mention, a: Agreement) -> bool:
    """ "an agreement to extend the fisheries treaty": the treaty is another one."""
    tree = m.para.tree
    here = itertools.takewhile(lambda x: x.para is m.para, reversed(a.mentions))
    outer = next((x for x in reversed(list(here)) if x.lo <= m.lo and m.hi <= x.hi), None)
    if outer is None or outer.head >= m.head:
        return False
    path = tree.ancestors(m.head)
    between = path[: path.index(outer.head)] if outer.head in path else []
    return any(tree.low[t] in VERBS and tree.is_verb(t) for t in between)


def _beside(m: Mention, a: Agreement) -> bool:
    """ "Leaders of NATO and the Warsaw Pact signed an arms treaty": what is signed is not who signs."""
    tree, last = m.para.tree, a.mentions[-1]
    if last.para is not m.para or not rel.is_object(tree, m.head) or last.head > m.head:
        return False
    subject = tree.subject(tree.heads[m.head])
    return subject is not None and subject != last.head and phrases.is_within(tree, last.head, subject)


def _listed_with(m: Mention, a: Agreement, look: _Look) -> bool:
    """ "signed a declaration but not the agreement itself": two of them."""
    last = a.mentions[-1]
    return last.para is m.para and last.head < m.head and last.head in look.listed_with


def _same_sentence(m: Mention, a: Agreement) -> bool:
    last = a.mentions[-1]
    tree = m.para.tree
    return (
        last.para is m.para
        and tree.sentence(last.head) == tree.sentence(m.head)
        and m.definite
        and last.definite
    )


def _kinds_meet(one: str, other: str) -> bool:
    if one == other:
        return True
    loose = {"treaty", "alliance", "framework", "declaration", "memorandum"}
    if {one, other} <= {"convention", "treaty", "protocol"}:
        return "protocol" not in (one, other)
    if "truce" in (one, other):
        return {one, other} == {"truce", "treaty"}
    return one in loose and other in loose


def _parties_meet(m: Mention, a: Agreement) -> bool:
    if not m.parties:
        return True
    theirs = set(a.parties) | set(a.actors)
    if not theirs:
        return True
    mine = set(m.parties)
    if mine & theirs:
        return len(mine | set(a.parties)) <= 2 or mine <= theirs or theirs <= mine or len(a.parties) < 2
    return len(mine) == 1 and len(theirs) == 1


def _between_others(m: Mention, a: Agreement) -> bool:
    """ "the tax treaty with Fiji", "the tax treaty between Peru and Chile": a name that many have."""
    mine, theirs = set(m.parties), set(a.parties)
    return bool(mine and theirs) and not (a.known or mine <= theirs or theirs <= mine)


def _topics_meet(m: Mention, a: Agreement) -> bool:
    mine = _key(m.name or "")
    return bool(not a.topic or a.topic & mine or set(m.parties) & set(a.parties + a.actors))


def may_be_one(a: Agreement, b: Agreement) -> bool:
    """Whether two agreements of a page, between the same states, may be one: nothing tells them apart."""
    if a.org or b.org or a.foreign != b.foreign or (a.names and b.names):
        return False
    if a.contrast or b.contrast or (a.year and b.year and a.year != b.year):
        return False
    if not any(_kinds_meet(x, y) for x in a.kinds for y in b.kinds):
        return False
    if any(m.plural for x in (a, b) for m in x.mentions):
        return False
    mine, theirs = (_stems(x) for x in (a, b))
    return not mine or not theirs or bool(mine & theirs)


def _stems(a: Agreement) -> frozenset[str]:
    """The content words that an agreement is called by, without the s of the plural."""
    words = {*a.topic, *(w for name in a.names for w in _key(name))}
    return frozenset(w.removesuffix("s") for w in words)


def in_passing(a: Agreement) -> bool:
    """Whether an agreement is only named beside something else: "under GATT rules", no subject or object."""
    return all(phrases.is_below_a_noun(m.para.tree, m.head) for m in a.mentions)


def _near(m: Mention, a: Agreement) -> bool:
    return m.para.index - a.mentions[-1].para.index <= 3


def _lead(m: Mention, candidates: list[Agreement]) -> bool:
    """An indefinite phrase in the lead speaks of the headline's agreement in other words."""
    if not candidates or (m.contrast and m.contrast != candidates[0].contrast):
        return False
    headline = candidates[0].headed
    first = candidates[0].mentions[-1].para.index + 1 == m.para.index
    same = m.parties != () or m.topic == frozenset() or bool(m.topic & candidates[0].topic)
    return headline and (first or same or not candidates[0].topic)


def _again(m: Mention, candidates: list[Agreement]) -> bool:
    """ "an agreement has been reached with Syria" after "an agreement with Syria": the same one, told
    again."""
    if candidates and m.contrast == "new" == candidates[0].contrast and candidates[0].names:
        return _near(m, candidates[0]) and not m.plural  # "talks on a new Rubber Agreement ... a new pact"
    if candidates and m.contrast == "new" == candidates[0].contrast and not m.plural and not m.parties:
        told = not m.topic or not candidates[0].topic or bool(m.topic & candidates[0].topic)
        return told and _near(
            m, candidates[0]
        )  # "near accord on a new grain pact ... to initial a new agreement"
    if not candidates or m.contrast or m.plural or not m.parties:
        return False
    a = candidates[0]
    return (
        bool(set(m.parties) & set(a.parties))
        and not a.mentions[-1].plural
        and (not m.topic or not a.topic or bool(m.topic & a.topic))
    )


def _in_name(m: Mention, a: Agreement) -> bool:
    return any(m.topic & _key(name) for name in a.names)
