"""What kind of source a phrase names, and by what name: agency, person, organ, nameless official."""

from __future__ import annotations

import unicodedata

from foedus.language import phrases
from foedus.model import Source, SourceKind
from foedus.names import Kind
from foedus.reading.context import Context, Para

DOCUMENTS = frozenset(
    "report dispatch statement communique communiqué document article story text letter message note release "
    "declaration decree memo memorandum notice broadcast bulletin".split()
)
PAPERS = frozenset("newspaper newspapers paper papers daily dailies weekly magazine journal tabloid".split())
BROADCASTERS = frozenset("radio television tv station network broadcaster channel".split())
_MEDIA = PAPERS | BROADCASTERS | {"media", "agency", "press"}
_NAMELESS = frozenset(
    "official officials source sources diplomat diplomats aide aides spokesman spokeswoman "
    "spokesperson negotiator negotiators envoy insider insiders observer observers analyst "
    "analysts expert experts adviser advisers advisor advisors lawmaker lawmakers minister "
    "commander deputy senator governor general colonel person people figure".split()
)
OFFICES = frozenset(
    "minister president premier chancellor secretary ambassador envoy leader head chief chairman chairwoman "
    "commissioner senator general governor king queen prince judge lawyer commander mayor "
    "deputy".split()
)
_ORGANS = frozenset(
    "ministry government parliament court office administration department council cabinet secretariat "
    "commission committee depositary presidency embassy".split()
)
_BODIES = _ORGANS | frozenset(
    "organization organisation institute bank bureau agency board league congress house chamber union "
    "association federation movement front party army group foundation centre center society "
    "authority".split()
)


def agency(para: Para, token: int) -> Source:
    entry = next(e for e in para.name_of[token].entries if e.kind is Kind.AGENCY)
    kind = {"agency": SourceKind.AGENCY, "state media": SourceKind.STATE_MEDIA}.get(
        entry.role or "", SourceKind.OUTLET
    )
    return Source(entry.name, kind, entry.state)


def agency_named(para: Para, i: int) -> Source | None:
    """The agency or outlet that a phrase is by its own name or by one beside it."""
    tree, low = para.tree, para.tree.low[i]
    own = phrases.core(tree, i)
    beside = [t for k in phrases.appositions(tree, i) for t in tree.subtree(k)]
    for t in (*own, *beside):
        name = para.name_of.get(t)
        if name is None or not name.has(Kind.AGENCY):
            continue
        if name.lo <= i < name.hi or low in DOCUMENTS or low in _MEDIA:
            return agency(para, name.lo)
    return None


def kind_of(para: Para, i: int) -> SourceKind:
    tree, low = para.tree, para.tree.low[i]
    name = para.name_of.get(i)
    if low in ("one", "two", "some", "several", "many") and (group := phrases.part_of(tree, i)) is not None:
        return kind_of(para, group)  # "one of the diplomats"
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
    if low in _MEDIA:
        return SourceKind.STATE_MEDIA
    if low in _NAMELESS:
        return SourceKind.OFFICIAL
    if low in DOCUMENTS:
        return SourceKind.DOCUMENT
    if low in _ORGANS:
        return SourceKind.ORGAN
    named = low in OFFICES or phrases.is_name(tree, i)
    named = named or any(phrases.is_name(tree, k) for k in phrases.appositions(tree, i))
    return SourceKind.PERSON if named else SourceKind.UNKNOWN


def display(ctx: Context, para: Para, i: int) -> str:
    """A source's name: the proper name where there is one, else its phrase ("an official at the
    ministry")."""
    tree = para.tree
    if (named := _by_table(ctx, para, i)) is not None:
        return named
    if tree.low[i] in _BODIES and phrases.is_name(tree, i) and (last := phrases.of_a_name(tree, i)) > i:
        return para.words_between(phrases.name_before(tree, i), last + 1)  # "Council of Europe"
    if tree.low[i] in _ORGANS:
        return para.words_between(phrases.short(tree, i)[0], i + 1)  # "Russia's Foreign Ministry"
    behind = [k for k in phrases.appositions(tree, i) if tree.words[tree.left_edge(k) - 1].isalnum()]
    called = [k for k in behind if phrases.is_name(tree, k)]
    if tree.low[i] in OFFICES and called:
        return display(ctx, para, called[0])  # "The President of Chile Gabriel Boric"
    if tree.low[i] in OFFICES and phrases.is_name(tree, i) and (bearer := _bearer(para, i)) is not None:
        return display(ctx, para, bearer)
    if phrases.is_name(tree, i):
        return para.words_between(_own_name(para, i), i + 1)
    for k in phrases.appositions(tree, i):
        if phrases.is_name(tree, k):
            return display(ctx, para, k)  # "Sudanese foreign minister Ali Yousif Sharif"
    parts = phrases.with_commas(tree, i)
    text = para.words_between(parts[0], min(parts[-1] + 1, i + 14))
    return text.strip(" ,")


def _bearer(para: Para, i: int) -> int | None:
    """Who holds an office, named between commas: "the Minister of Trade, Mr Paul Otis,"."""
    for k in phrases.appositions(para.tree, i):
        name = para.name_of.get(k)
        aside = para.tree.words[para.tree.left_edge(k) - 1] == ","
        if aside and phrases.is_name(para.tree, k) and (name is None or name.has(Kind.PERSON)):
            return k
    return None


def _by_table(ctx: Context, para: Para, i: int) -> str | None:
    """The name that the tables know at a token: a person's full name, an organisation's, else as written."""
    name = para.name_of.get(i)
    if name is None:
        return None
    persons = [e for e in name.entries if e.kind is Kind.PERSON]
    if len({e.name for e in persons}) == 1 and len(persons) == len(name.entries):
        full = persons[0].name
        return name.text if _plain(full) == _plain(name.text) else full
    spelled = {e.name for e in name.entries if e.kind is Kind.ORG}
    if len(spelled) == 1 and name.text in ctx.bracketed:
        return spelled.pop()  # "The ICC says", after "the International Criminal Court (ICC)"
    if name.kinds() & {Kind.STATE, Kind.ORG, Kind.ORGAN, Kind.CAPITAL, Kind.SEAT}:
        return name.text
    return None


def _own_name(para: Para, i: int) -> int:
    """Where a name begins that is not the end of another's ("Russian Foreign Minister Lavrov")."""
    begin = phrases.name_before(para.tree, i)
    taken = [t for t in range(begin, i) if t in para.name_of]
    return max(taken) + 1 if taken else begin


def _plain(name: str) -> str:
    """A name without accents and case, to tell whether two are one."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
