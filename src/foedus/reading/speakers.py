"""What a noun phrase is as a source: agency, person, organ, nameless official, or one who spoke before.

`Speakers` is the article's one record of who has spoken. Pronouns and phrases such as "the daily" or "the two
diplomats" find whom they go back to among the turns before them, whatever is asked for and in what order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.language import phrases
from foedus.language.attribution import papers, said, speeches
from foedus.model import Source, SourceKind
from foedus.names import Kind
from foedus.reading.actors import who
from foedus.reading.context import Context, Para

DOCUMENTS = frozenset(
    "report dispatch statement communique communiqué document article story text letter message note release "
    "declaration decree memo memorandum notice broadcast bulletin".split()
)
_AGENCIES = frozenset("agency agencies dispatch dispatches report reports".split())
_PAPERS = frozenset("newspaper newspapers paper papers daily dailies weekly magazine journal tabloid".split())
_BROADCASTERS = frozenset("radio television tv station network broadcaster channel".split())
_MEDIA = _PAPERS | _BROADCASTERS | {"media", "agency", "press"}
_STATEMENTS = DOCUMENTS - {"report", "dispatch", "article", "story"}
_NAMELESS = frozenset(
    "official officials source sources diplomat diplomats aide aides spokesman spokeswoman "
    "spokesperson negotiator negotiators envoy insider insiders observer observers analyst "
    "analysts expert experts adviser advisers advisor advisors lawmaker lawmakers minister "
    "commander deputy senator governor general colonel person people figure".split()
)
_OFFICES = frozenset(
    "minister president premier chancellor secretary ambassador envoy leader head chief chairman chairwoman "
    "commissioner senator general governor king queen prince judge lawyer commander mayor "
    "deputy".split()
)
_TITLES = _OFFICES | frozenset("mr mrs ms dr gen lt col sen rep gov sir lord prof professor".split())
_OFFICIALS = frozenset(
    "official source spokesman spokeswoman spokesperson diplomat aide adviser negotiator".split()
)
_SPEECHLESS = frozenset(
    "estimate estimates figure figures data evidence sign signs poll polls survey surveys fear fears history "
    "experience result results study studies statistics number numbers development developments move moves "
    "event events fact facts bill bills referendum ballot "
    "agreement treaty pact accord deal law rule rules language provision provisions "
    "signal signals it this that article clause section text record records all many some most".split()
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
_SMALL = frozenset("A An The One Two Three Four Five Some Several Many Most All Both Another".split())
_SELF = frozenset({"i", "we", "us", "you", "who", "which", "that", "there", "this", "what"})
_PRESS_KINDS = frozenset({SourceKind.AGENCY, SourceKind.STATE_MEDIA, SourceKind.OUTLET})
_PERSON_KINDS = frozenset({SourceKind.PERSON, SourceKind.OFFICIAL})
_OF_A_STATE = frozenset({Kind.STATE, Kind.DEMONYM, Kind.CAPITAL})
_OF_PRESS = frozenset("official news state state-run government - run".split())
_OF_IT = _PRESS_KINDS | {
    SourceKind.ORGAN,
    SourceKind.STATE,
    SourceKind.ORGANISATION,
    SourceKind.DOCUMENT,
    SourceKind.UNKNOWN,
}
_OF_A_STATEMENT = frozenset(
    {SourceKind.ORGAN, SourceKind.STATE, SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT}
)
_SOMEBODY = Source("an unnamed speaker", SourceKind.UNKNOWN, None, True)  # "he", of whom nothing is parsed
_FAR = 4  # paragraphs back in which a pronoun finds who spoke


@dataclass(frozen=True, slots=True)
class Turn:
    """One act of speech: where it stands, by whose phrase and who that is.

    `inner` where it is itself told by another ("he said that Paris had said").
    """

    para: int
    at: int
    source: Source
    words: frozenset[str]  # the words of the phrase, in small letters
    papers: frozenset[str]  # what he said it in: "a statement"
    plural: bool
    inner: bool


class Speakers:
    """Who has spoken in an article, worked out once, paragraph by paragraph as it is asked for."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._turns: list[Turn] = []
        self._heard = 0  # paragraphs whose turns are known

    def of(self, para: Para, i: int) -> list[Source]:
        """The source(s) that a noun phrase names, [] for "we" and "I"."""
        self._hear(para.index)
        return self._of(para, i)

    def last(self, para: Para, i: int) -> Source | None:
        """Who spoke last before a token."""
        self._hear(para.index)
        return next((t.source for t in self._before(para, i)), None)

    def agency_in(self, para: Para, i: int) -> list[Source]:
        """The agency or outlet that a phrase names: "a report of the agency X"."""
        for t in phrases.below(para.tree, i):
            name = para.name_of.get(t)
            if name is not None and name.has(Kind.AGENCY):
                return [_agency(para, name.lo)]
        return []

    def _hear(self, index: int) -> None:
        """Takes in the turns of all paragraphs up to one."""
        while self._heard <= index:
            para = self._ctx.paras[self._heard]
            self._heard += 1
            for told in speeches(para.tree):
                inner = bool(said(para.tree, told.at)) if told.kind == "verb" else False
                for head in told.speakers:
                    for source in self._of(para, head):
                        self._turns.append(_turn(para, told.at, head, source, inner=inner))

    def _before(self, para: Para, i: int) -> Iterable[Turn]:
        """The turns before a token, the last one first."""
        here = (para.index, i)
        return (t for t in reversed(self._turns) if (t.para, t.at) < here)

    def _of(self, para: Para, i: int) -> list[Source]:
        tree, low = para.tree, para.tree.low[i]
        alone = low == "one" and not tree.kids[i]
        if (low in _SELF or alone) and i not in para.name_of:
            return []
        if (agency := _agency_named(para, i)) is not None:
            return [agency]
        if low in ("he", "she", "they", "it") or phrases.definite(tree, i) is not None:
            found = self._gone_back_to(para, i)
            if found is not None:
                return found
        return self._named(para, i)

    def _named(self, para: Para, i: int) -> list[Source]:
        """The source that a phrase names by itself."""
        tree = para.tree
        heads = phrases.listed(tree, i)
        name = " and ".join(_display(self._ctx, para, j) for j in heads)
        if not name:
            return []
        found = who(self._ctx, para, i)
        kind = _kind(para, i)
        if kind is SourceKind.UNKNOWN and not found and any(tree.low[j] in _SPEECHLESS for j in heads):
            return []  # "estimates indicate": no speaker
        if name.split(" ")[0] in _SMALL and not phrases.is_name(tree, i):
            name = name[0].lower() + name[1:]  # a capital of the sentence alone
        if kind is SourceKind.PERSON and all(w.lower().strip(".") in _TITLES for w in name.split()[:-1]):
            surname = name.split()[-1]
            fuller = (t.source for t in self._before(para, i) if t.source.name.endswith(f" {surname}"))
            if (full := next(fuller, None)) is not None and full.kind is kind:
                return [full]  # "Fischer", after "Foreign Minister Joschka Fischer"
        state = found.codes[0] if len(found.codes) == 1 else None
        return [Source(name, kind, state, kind is SourceKind.OFFICIAL)]

    def _gone_back_to(self, para: Para, i: int) -> list[Source] | None:
        """Whom a pronoun or a bare "the daily" goes back to; None where it names somebody new."""
        low = para.tree.low[i]
        turns = [t for t in self._before(para, i) if para.index - t.para <= _FAR]
        if low in ("he", "she"):
            begin = para.tree.sent_span(i)[0]
            here = [t for t in turns if (t.para, t.at) >= (para.index, begin)]
            person = _person(here, low) or self._subject_before(para, i) or _person(turns, low)
            return person or self._last_person(para, i) or [_SOMEBODY]
        if low == "they":
            return _first(t for t in turns if t.plural) or self._several_before(para, i) or []
        if low == "it":
            found = _first(t for t in turns if not t.plural and not t.inner and t.source.kind in _OF_IT)
            return found or self._state_before(para, i)
        return self._definite(para, i, turns)

    def _definite(self, para: Para, i: int, turns: list[Turn]) -> list[Source] | None:
        """ "The group said", after "a group of prominent Algerians": by its noun, then by its kind. Of "the
        Soviet minister" and "the official news agency" the state and the other words have to fit, too."""
        low = para.tree.low[i]
        words, states = self._set_before(para, i)
        if low in _STATEMENTS and not (words or states):
            found = _first(t for t in turns if low in t.papers)
            if found is not None:
                return found
        wanted = words | {low}
        same = _first(t for t in self._before(para, i) if wanted <= t.words and _of_state(t.source, states))
        if same is not None:
            return same
        if low in _OFFICES and (titled := self._titled_before(para, i, wanted, states)) is not None:
            return titled
        kinds, turns = _kinds_meant(low, turns)
        if words - _OF_PRESS or (words and not kinds & _PRESS_KINDS):
            return None
        fits = (t for t in turns if t.source.kind in kinds and not t.plural and not t.inner)
        return _first(t for t in fits if _of_state(t.source, states))

    def _set_before(self, para: Para, i: int) -> tuple[frozenset[str], frozenset[str]]:
        """The words that stand before a definite noun, apart from those that name a state, and the states."""
        words: set[str] = set()
        states: set[str] = set()
        for t in phrases.definite(para.tree, i) or ():
            name = para.name_of.get(t)
            codes = {e.state for e in name.entries if e.kind in _OF_A_STATE and e.state} if name else set()
            states |= codes
            if not codes:
                words.add(para.tree.low[t])
        return frozenset(words), frozenset(states)

    def _titled_before(
        self, para: Para, i: int, wanted: frozenset[str], states: frozenset[str]
    ) -> list[Source] | None:
        """ "Libya's Foreign Minister Ali Treiki met reporters. The minister said": a person with that title
        who has not spoken before."""
        for p in self._ctx.paras[max(0, para.index - _FAR) : para.index + 1][::-1]:
            for t in phrases.subjects_before(p.tree, i if p is para else len(p.tree)):
                if not phrases.is_name(p.tree, t) or phrases.is_plural(p.tree, t):
                    continue
                if wanted <= {p.tree.low[k] for k in phrases.below(p.tree, t)}:
                    found = self._named(p, t)
                    if found and found[0].kind in _PERSON_KINDS and _of_state(found[0], states):
                        return found
        return None

    def _several_before(self, para: Para, i: int) -> list[Source] | None:
        """ "Two diplomats spoke to reporters. They said": those whom the sentence before is about."""
        sentence = para.tree.sentence(i)
        subject = phrases.main_subject(para.tree, sentence - 1) if sentence else None
        if subject is None or not phrases.is_plural(para.tree, subject):
            return None
        found = self._named(para, subject)
        return found if found and found[0].kind in _PERSON_KINDS else None

    def _subject_before(self, para: Para, i: int) -> list[Source] | None:
        """ "Lavrov met his counterpart on Monday. He said": the person whom the sentence before is about."""
        sentence = para.tree.sentence(i)
        if sentence == 0 and para.index:
            para = self._ctx.paras[para.index - 1]
            sentence = len(para.tree.sents)
        subject = phrases.main_subject(para.tree, sentence - 1) if sentence else None
        if subject is None or phrases.is_plural(para.tree, subject):
            return None
        name = para.name_of.get(subject)
        person = phrases.is_name(para.tree, subject) if name is None else name.has(Kind.PERSON)
        return self._named(para, subject) if person else None

    def _last_person(self, para: Para, i: int) -> list[Source]:
        """Whom "he" means where nobody has spoken yet: the last person who was a subject, here or in the
        paragraph before."""
        for p in self._ctx.paras[max(0, para.index - 1) : para.index + 1][::-1]:
            for t in phrases.subjects_before(p.tree, i if p is para else len(p.tree)):
                name = p.name_of.get(t)
                person = phrases.is_name(p.tree, t) and (name is None or name.has(Kind.PERSON))
                if person or p.tree.low[t] in _OFFICES:
                    return self._named(p, t)
        return []

    def _state_before(self, para: Para, i: int) -> list[Source]:
        """The state that "it" goes back to in "Washington retaliated for what it sees as a breach"."""
        begin = para.tree.sent_span(i)[0]
        found = [
            t
            for t in phrases.subjects_before(para.tree, i)
            if t >= begin and len(who(self._ctx, para, t).codes) == 1
        ]
        return self._of(para, found[-1]) if found else []


def _turn(para: Para, at: int, head: int, source: Source, *, inner: bool) -> Turn:
    tree = para.tree
    words = frozenset(tree.low[t] for t in phrases.below(tree, head))
    pronoun = tree.low[head] in ("he", "she", "it", "they")
    plural = tree.low[head] == "they" or (not pronoun and phrases.is_plural(tree, head))
    said_in = frozenset(papers(tree, at)) if tree.is_verb(at) else frozenset()
    return Turn(para.index, at, source, frozenset() if pronoun else words, said_in, plural, inner)


def _kinds_meant(low: str, turns: list[Turn]) -> tuple[frozenset[SourceKind], list[Turn]]:
    """The kinds of source that a noun such as "the agency" may go back to, and the turns left for it."""
    press = next((sort for sort in (_AGENCIES, _PAPERS, _BROADCASTERS) if low in sort), None)
    if press is not None:  # a newspaper is no agency
        others = (_AGENCIES | _PAPERS | _BROADCASTERS) - press
        return _PRESS_KINDS, [t for t in turns if not t.words & others]
    if low in _STATEMENTS:
        return _OF_A_STATEMENT, turns
    if low in _OFFICIALS:
        return _PERSON_KINDS, turns
    if low in _OFFICES:
        return frozenset({SourceKind.PERSON}), turns
    return frozenset({SourceKind.ORGAN} if low in ("ministry", "department") else ()), turns


def _of_state(source: Source, states: frozenset[str]) -> bool:
    """Whether a source is of one of the states named; of any, where none is."""
    return not states or source.state in states


def _first(turns: Iterable[Turn]) -> list[Source] | None:
    found = next(iter(turns), None)
    return [found.source] if found is not None else None


def _person(turns: list[Turn], low: str) -> list[Source] | None:
    """The last one alone who spoke himself, else the last whose words another told."""
    other = "spokeswoman" if low == "he" else "spokesman"
    alone = [t for t in turns if not t.plural and t.source.kind in _PERSON_KINDS]
    ones = [t for t in alone if other not in t.source.name.lower()]
    return _first(t for t in ones if not t.inner) or _first(ones)


def _agency(para: Para, token: int) -> Source:
    entry = next(e for e in para.name_of[token].entries if e.kind is Kind.AGENCY)
    kind = {"agency": SourceKind.AGENCY, "state media": SourceKind.STATE_MEDIA}.get(
        entry.role or "", SourceKind.OUTLET
    )
    return Source(entry.name, kind, entry.state)


def _agency_named(para: Para, i: int) -> Source | None:
    """The agency or outlet that a phrase is by its own name or by one beside it."""
    tree, low = para.tree, para.tree.low[i]
    own = phrases.core(tree, i)
    beside = [t for k in phrases.appositions(tree, i) for t in tree.subtree(k)]
    for t in (*own, *beside):
        name = para.name_of.get(t)
        if name is None or not name.has(Kind.AGENCY):
            continue
        if name.lo <= i < name.hi or low in DOCUMENTS or low in _MEDIA:
            return _agency(para, name.lo)
    return None


def _kind(para: Para, i: int) -> SourceKind:
    tree, low = para.tree, para.tree.low[i]
    name = para.name_of.get(i)
    if low in ("one", "two", "some", "several", "many") and (group := phrases.part_of(tree, i)) is not None:
        return _kind(para, group)  # "one of the diplomats"
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
    named = low in _OFFICES or phrases.is_name(tree, i)
    named = named or any(phrases.is_name(tree, k) for k in phrases.appositions(tree, i))
    return SourceKind.PERSON if named else SourceKind.UNKNOWN


def _display(ctx: Context, para: Para, i: int) -> str:
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
    if tree.low[i] in _OFFICES and called:
        return _display(ctx, para, called[0])  # "The President of Chile Gabriel Boric"
    if phrases.is_name(tree, i):
        return para.words_between(_own_name(para, i), i + 1)
    for k in phrases.appositions(tree, i):
        if phrases.is_name(tree, k):
            return _display(ctx, para, k)  # "Sudanese foreign minister Ali Yousif Sharif"
    parts = phrases.with_commas(tree, i)
    text = para.words_between(parts[0], min(parts[-1] + 1, i + 14))
    return text.strip(" ,")


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
