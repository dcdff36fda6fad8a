"""What a noun phrase is as a source: agency, person, organ, nameless official, or one named before."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.language.tree import Tree
from foedus.language.words import SAYING
from foedus.model import Source, SourceKind
from foedus.names import Kind
from foedus.reading.actors import who
from foedus.reading.context import Context, Para

_BACK = {
    "message": (SourceKind.PERSON, SourceKind.STATE, SourceKind.ORGAN),
    "letter": (SourceKind.PERSON, SourceKind.STATE, SourceKind.ORGAN),
    "report": (SourceKind.AGENCY, SourceKind.STATE_MEDIA, SourceKind.OUTLET),
    "dispatch": (SourceKind.AGENCY, SourceKind.STATE_MEDIA, SourceKind.OUTLET),
    "agency": (SourceKind.AGENCY, SourceKind.STATE_MEDIA),
    "newspaper": (SourceKind.OUTLET, SourceKind.STATE_MEDIA),
    "daily": (SourceKind.OUTLET, SourceKind.STATE_MEDIA),
    "statement": (SourceKind.ORGAN, SourceKind.STATE, SourceKind.PERSON, SourceKind.ORGANISATION),
    "official": (SourceKind.OFFICIAL,),
    "source": (SourceKind.OFFICIAL,),
    "spokesman": (SourceKind.PERSON, SourceKind.OFFICIAL),
    "spokeswoman": (SourceKind.PERSON, SourceKind.OFFICIAL),
    "spokesperson": (SourceKind.PERSON, SourceKind.OFFICIAL),
    "minister": (SourceKind.PERSON,),
    "president": (SourceKind.PERSON,),
    "ministry": (SourceKind.ORGAN,),
    "he": (SourceKind.PERSON, SourceKind.OFFICIAL),
    "she": (SourceKind.PERSON, SourceKind.OFFICIAL),
    "they": (SourceKind.PERSON, SourceKind.OFFICIAL, SourceKind.ORGAN, SourceKind.STATE),
    "it": (
        SourceKind.ORGAN,
        SourceKind.AGENCY,
        SourceKind.STATE_MEDIA,
        SourceKind.STATE,
        SourceKind.ORGANISATION,
    ),
}
DOCUMENTS = frozenset(
    "report dispatch statement communique document article story text letter message note release "
    "declaration".split()
)
_NAMELESS = frozenset(
    "official officials source sources diplomat diplomats aide aides spokesman spokeswoman "
    "spokesperson negotiator negotiators envoy insider insiders observer observers analyst "
    "analysts expert experts adviser advisers advisor advisors lawmaker lawmakers minister "
    "commander deputy senator governor general colonel person people figure".split()
)
_GROUPS = frozenset("sides leaders countries ministers officials parties governments presidents "
                    "delegations analysts experts "
                    "lawmakers observers critics negotiators rebels commanders "
                    "families scientists".split())  # fmt: skip
_SPEECHLESS = frozenset(
    "estimate estimates figure figures data evidence sign signs poll polls survey surveys fear fears history "
    "experience result results study studies statistics number numbers development developments move moves "
    "event events fact facts agreement treaty pact accord deal law rule rules language provision provisions "
    "signal signals it this that article clause section text record records all many some most".split()
)
_MEDIA_WORDS = frozenset(
    "media newspaper newspapers television radio agency press tv daily broadcaster".split()
)
_ORGANS = frozenset(
    "ministry government parliament court office administration department council cabinet secretariat "
    "commission committee depositary presidency embassy".split()
)
_SELF = frozenset({"i", "we", "us", "you", "one", "who", "which", "that", "there", "this", "what"})


@dataclass(slots=True)
class Memory:
    """The last speaker of each kind, so that "the report" and "he" find theirs.

    `_latest` is in the order of speaking, the last speaker at its end.
    """

    _latest: dict[SourceKind, Source] = field(default_factory=dict)

    @property
    def last(self) -> Source | None:
        """Who spoke last."""
        return next(reversed(self._latest.values()), None)

    def back(self, word: str) -> Source | None:
        """The speaker whom a word such as "he" or "the agency" stands for."""
        kinds = _BACK.get(word, ())
        return next((s for s in reversed(self._latest.values()) if s.kind in kinds), None)

    def note(self, source: Source) -> None:
        """Takes in who speaks."""
        self._latest.pop(source.kind, None)
        self._latest[source.kind] = source


def agency_in(ctx: Context, para: Para, i: int) -> list[Source]:
    for t in para.tree.subtree(i, frozenset({"relcl", "acl"})):
        name = para.name_of.get(t)
        if name is not None and name.has(Kind.AGENCY):
            return [_agency(ctx, para, name.lo)]
    return []


def _agency(ctx: Context, para: Para, token: int) -> Source:
    name = para.name_of[token]
    entry = next(e for e in name.entries if e.kind is Kind.AGENCY)
    kind = {"agency": SourceKind.AGENCY, "state media": SourceKind.STATE_MEDIA}.get(
        entry.role or "", SourceKind.OUTLET
    )
    return Source(entry.name, kind, entry.state)


def source_of(ctx: Context, para: Para, i: int, memory: Memory) -> list[Source]:
    """The source(s) that a noun phrase names, [] for "we" and "I"."""
    tree = para.tree
    low = tree.low[i]
    if low in _SELF and i not in para.name_of:
        return []
    core = tree.subtree(
        i, frozenset({"relcl", "acl", "appos", "advcl", "punct", "ccomp", "parataxis", "conj", "cc"})
    )
    names = [para.name_of[t] for t in core if t in para.name_of]
    apposed = [
        para.name_of[t] for k in tree.children(i, "appos") for t in tree.subtree(k) if t in para.name_of
    ]
    agency = next(
        (
            n
            for n in (*names, *apposed)
            if n.has(Kind.AGENCY) and (n.lo <= i < n.hi or low in DOCUMENTS or low in _MEDIA_WORDS)
        ),
        None,
    )
    if agency is not None:
        source = _agency(ctx, para, agency.lo)
        memory.note(source)
        return [source]
    if low in ("he", "she", "they", "it") or (low in _BACK and _bare_definite(tree, i)):
        back = _spoke_before(ctx, para, i, memory) or memory.back(low)
        if back is not None:
            return [back]
        if low in ("he", "she"):
            return _last_person(ctx, para, i, memory) or [_SOMEBODY]
        if low == "it" and (own := _first_subject(ctx, para, i)) is not None:
            return source_of(ctx, para, own, memory)
        if low in ("they", "it") or low in DOCUMENTS:
            return []
    found = who(ctx, para, i)
    state = found.codes[0] if len(found.codes) == 1 else None
    heads = [j for j in tree.conjuncts(i) if tree.is_noun(j)]
    name = " and ".join(_display(ctx, para, j) for j in heads)
    if not name:
        return []
    kind = _kind(ctx, para, i, low)
    if kind is SourceKind.UNKNOWN and not found and any(tree.low[j] in _SPEECHLESS for j in heads):
        return []  # "estimates indicate": no speaker
    if name.startswith(("A ", "An ", "The ")) and tree.words[i].islower():
        name = name[0].lower() + name[1:]  # "A South Korean official said": a capital of the sentence alone
    source = Source(name, kind, state, kind is SourceKind.OFFICIAL)
    memory.note(source)
    return [source]


_SOMEBODY = Source("an unnamed speaker", SourceKind.UNKNOWN, None, True)  # "he", of whom nothing is parsed
_SPOKEN_OF = 4  # paragraphs back in which "he" finds who spoke last


def _spoke_before(ctx: Context, para: Para, i: int, memory: Memory) -> Source | None:
    """The last speaker before a word such as "he" or "the official" that may stand for him."""
    kinds = _BACK.get(para.tree.low[i], ())
    for p in ctx.paras[max(0, para.index - _SPOKEN_OF) : para.index + 1][::-1]:
        tree = p.tree
        for v in range((i if p is para else len(tree)) - 1, -1, -1):
            if tree.low[v] not in SAYING or tree.tags[v] not in ("VBD", "VBZ", "VBN"):
                continue
            subject = tree.child(v, "nsubj")
            if (
                subject is None
                or subject == i
                or tree.low[subject] in _BACK
                or tree.tags[subject].startswith("W")
            ):
                continue
            found = source_of(ctx, p, subject, Memory())
            if len(found) == 1 and found[0].kind in kinds and " and " not in found[0].name:
                return found[0]
    return None


def _last_person(ctx: Context, para: Para, i: int, memory: Memory) -> list[Source]:
    """Whom "he" means where nobody has spoken yet: the last person who was a subject, here or the
    paragraph before."""
    for p in ctx.paras[max(0, para.index - 1) : para.index + 1][::-1]:
        tree = p.tree
        for t in range((i if p is para else len(tree)) - 1, -1, -1):
            person = tree.tags[t].startswith("NNP") and tree.deps[t] in ("nsubj", "nsubjpass")
            name = p.name_of.get(t)
            if person and (name is None or name.has(Kind.PERSON)):
                source = Source(_display(ctx, p, t), SourceKind.PERSON, None)
                memory.note(source)
                return [source]
    return []


def _first_subject(ctx: Context, para: Para, i: int) -> int | None:
    """The state that "it" goes back to in "Washington retaliated for what it sees as a breach"."""
    tree = para.tree
    begin = tree.sent_span(i)[0]
    subjects = (t for t in range(begin, i) if tree.deps[t] == "nsubj" and len(who(ctx, para, t).codes) == 1)
    return next(subjects, None)


def _bare_definite(tree: Tree, i: int) -> bool:
    kids = [tree.low[k] for k in tree.kids[i] if tree.deps[k] not in ("punct", "relcl", "appos")]
    return bool(kids) and all(k in ("the", "this", "that", "its", "same") for k in kids)


def _kind(ctx: Context, para: Para, i: int, low: str) -> SourceKind:
    name = para.name_of.get(i)
    if name is not None:
        kinds = name.kinds()
        if Kind.PERSON in kinds:
            return SourceKind.PERSON
        if kinds & {Kind.STATE, Kind.CAPITAL, Kind.DEMONYM}:
            return SourceKind.STATE
        if Kind.ORG in kinds:
            return SourceKind.ORGANISATION
        if kinds & {Kind.ORGAN, Kind.SEAT}:
            return SourceKind.ORGAN
    if low in _MEDIA_WORDS:
        return SourceKind.STATE_MEDIA
    if low in _NAMELESS:
        return SourceKind.OFFICIAL
    if low in DOCUMENTS:
        return SourceKind.DOCUMENT
    if para.tree.tags[i].startswith("NNP"):
        return SourceKind.PERSON
    if low in _ORGANS:
        return SourceKind.ORGAN
    return SourceKind.UNKNOWN


def _display(ctx: Context, para: Para, i: int) -> str:
    """A source's name: the proper name where there is one, else its phrase ("an official at the
    ministry")."""
    tree = para.tree
    name = para.name_of.get(i)
    if name is not None:
        persons = [e for e in name.entries if e.kind is Kind.PERSON]
        if len({e.name for e in persons}) == 1 and len(persons) == len(name.entries):
            return persons[0].name
        spelled = {e.name for e in name.entries if e.kind is Kind.ORG}
        if len(spelled) == 1 and name.text in ctx.bracketed:
            return spelled.pop()  # "The ICC says", after "the International Criminal Court (ICC)"
        if name.kinds() & {Kind.STATE, Kind.ORG, Kind.ORGAN, Kind.CAPITAL, Kind.SEAT}:
            return name.text
    if tree.low[i] in _ORGANS:
        core = tree.subtree(
            i, frozenset({"relcl", "acl", "appos", "advcl", "conj", "cc", "prep", "det", "punct"})
        )
        return para.words_between(core[0], i + 1)  # "Russia's Foreign Ministry"
    if tree.tags[i].startswith("NNP"):
        a = i
        while (
            a > 0
            and tree.tags[a - 1].startswith("NNP")
            and tree.heads[a - 1] == i
            and (a - 1) not in para.name_of
        ):
            a -= 1
        hyphen = a
        while hyphen > 1 and tree.words[hyphen - 1] in "-" and tree.heads[hyphen - 2] == i:
            hyphen -= 2
        return para.words_between(min(a, hyphen), i + 1)
    for k in tree.children(i, "appos"):
        if tree.tags[k].startswith("NNP"):
            return _display(ctx, para, k)  # "Sudanese foreign minister Ali Yousif Sharif"
    parts = tree.subtree(i, frozenset({"relcl", "acl", "appos", "advcl", "conj", "cc", "ccomp", "parataxis"}))
    text = para.words_between(parts[0], min(parts[-1] + 1, i + 14))
    return text.strip(" ,")
