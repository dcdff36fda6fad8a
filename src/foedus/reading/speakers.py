"""Who a phrase is as a source: whom it names, or one who spoke before.

`Speakers` is the article's one record of who has spoken. Pronouns and phrases such as "the daily" or "the two
diplomats" find whom they go back to among the turns before them, whatever is asked for and in what order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.language import phrases
from foedus.language.attribution import papers, said, speeches
from foedus.language.clauses import auxiliaries
from foedus.model import Source, SourceKind
from foedus.names import Kind
from foedus.reading.actors import who
from foedus.reading.context import Context, Para
from foedus.reading.source_names import (
    BROADCASTERS,
    DOCUMENTS,
    OFFICES,
    PAPERS,
    agency,
    agency_named,
    display,
    kind_of,
)

_AGENCIES = frozenset("agency agencies dispatch dispatches report reports".split())
_STATEMENTS = DOCUMENTS - {"report", "dispatch", "article", "story"}
_TITLES = OFFICES | frozenset("mr mrs ms dr gen lt col sen rep gov sir lord prof professor".split())
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
_SMALL = frozenset("A An The One Two Three Four Five Some Several Many Most All Both Another".split())
# the pronouns that go back to who spoke, by their subject form
_PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "it": "it", "its": "it",
    "they": "they", "them": "they", "their": "they",
}  # fmt: skip
_SELF = frozenset(
    {"i", "we", "us", "you", "my", "our", "your", "who", "which", "that", "there", "this", "what"}
)
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
_READING = frozenset("follows reads read runs ran".split())  # "its statement reads:"
_TALK = DOCUMENTS | frozenset("answer answers reply commentary remarks address speech question".split())
_SOMEBODY = Source("an unnamed speaker", SourceKind.UNKNOWN, None, True)  # "he", of whom nothing is parsed
_WOULD_IF = frozenset("if unless should were otherwise provided without".split())
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
        self._statement: Source | None = None  # whose words the paragraphs that follow are
        self._statements: dict[int, Source] = {}  # by the paragraph that is part of one

    def of(self, para: Para, i: int) -> list[Source]:
        """The source(s) that a noun phrase names, [] for "we" and "I"."""
        self._hear(para.index)
        return self._of(para, i)

    def last(self, para: Para, i: int) -> Source | None:
        """Who spoke last before a token."""
        self._hear(para.index)
        return next((t.source for t in self._before(para, i)), None)

    def told_on(self, para: Para, i: int) -> Source | None:
        """Who goes on speaking in a sentence told in his "would": "He said it was fair. It would be signed."

        None where the sentence has a condition, or the one before has no speech of the past."""
        tree = para.tree
        a, b = tree.sent_span(i)
        root = next((t for t in range(a, b) if tree.heads[t] == t), i)
        if not any(tree.low[k] == "would" for k in auxiliaries(tree, root)) or not _WOULD_IF.isdisjoint(
            tree.low[a:b]
        ):
            return None
        before = para if a else next((p for p in self._ctx.paras if p.index == para.index - 1), None)
        self._hear(para.index)
        turn = next(iter(self._before(para, a)), None)
        if before is None or turn is None or turn.para != before.index or len(before.tree) < 2:
            return None
        last = before.tree.sentence(a - 1 if before is para else len(before.tree) - 1)
        here = before.tree.sentence(turn.at) == last
        return turn.source if here and before.tree.tags[turn.at] == "VBD" else None

    def statement(self, para: Para) -> Source | None:
        """Whose statement a paragraph is part of that began with "issued the following statement:"."""
        self._hear(para.index)
        return self._statements.get(para.index)

    def agency_in(self, para: Para, i: int) -> list[Source]:
        """The agency or outlet that a phrase names: "a report of the agency X"."""
        for t in phrases.below(para.tree, i):
            name = para.name_of.get(t)
            if name is not None and name.has(Kind.AGENCY):
                return [agency(para, name.lo)]
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
            self._follow_statement(para)

    def _follow_statement(self, para: Para) -> None:
        """Takes in whether a paragraph is part of a statement, ends it or begins one."""
        tree, speaker = para.tree, self._statement
        here = [t for t in self._turns if t.para == para.index and not t.inner]
        if speaker is not None and any(t.source != speaker and t.source.kind in _PRESS_KINDS for t in here):
            self._statement = None  # the paper speaks again
        elif speaker is not None and tree.words[:1] != ['"']:
            self._statements[para.index] = speaker
        if len(tree) < 2 or tree.words[-1] != ":":
            return
        begin = tree.sents[-1][0] if len(tree.sents[-1]) else 0
        last = [t for t in here if t.at >= begin]
        subject = phrases.main_subject(tree, len(tree.sents) - 1)
        told = _first(reversed(last))
        words = frozenset(tree.low[begin:])
        if (
            told is None
            and subject is not None
            and (words & _READING or ("following" in words and words & _TALK))
        ):
            told = self._of(para, subject)
        self._statement = told[0] if told else None

    def _before(self, para: Para, i: int) -> Iterable[Turn]:
        """The turns before a token, the last one first."""
        here = (para.index, i)
        return (t for t in reversed(self._turns) if (t.para, t.at) < here)

    def _of(self, para: Para, i: int) -> list[Source]:
        tree, low = para.tree, para.tree.low[i]
        alone = low == "one" and not tree.kids[i]
        if (low in _SELF or alone) and i not in para.name_of:
            return []
        if (agency := agency_named(para, i)) is not None:
            return [agency]
        if low in _PRONOUNS or phrases.definite(tree, i) is not None:
            found = self._gone_back_to(para, i)
            if found is not None:
                return found
        return self._named(para, i)

    def _named(self, para: Para, i: int) -> list[Source]:
        """The source that a phrase names by itself."""
        tree = para.tree
        heads = phrases.listed(tree, i)
        name = " and ".join(display(self._ctx, para, j) for j in heads)
        if not name:
            return []
        found = who(self._ctx, para, i)
        kind = kind_of(para, i)
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
        low = _PRONOUNS.get(para.tree.low[i], para.tree.low[i])
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
        if low in OFFICES and (titled := self._titled_before(para, i, wanted, states)) is not None:
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
                if person or p.tree.low[t] in OFFICES:
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
    pronoun = _PRONOUNS.get(tree.low[head])
    plural = pronoun == "they" if pronoun else phrases.is_plural(tree, head)
    said_in = frozenset(papers(tree, at)) if tree.is_verb(at) else frozenset()
    return Turn(para.index, at, source, frozenset() if pronoun else words, said_in, plural, inner)


def _kinds_meant(low: str, turns: list[Turn]) -> tuple[frozenset[SourceKind], list[Turn]]:
    """The kinds of source that a noun such as "the agency" may go back to, and the turns left for it."""
    press = next((sort for sort in (_AGENCIES, PAPERS, BROADCASTERS) if low in sort), None)
    if press is not None:  # a newspaper is no agency
        others = (_AGENCIES | PAPERS | BROADCASTERS) - press
        return _PRESS_KINDS, [t for t in turns if not t.words & others]
    if low in _STATEMENTS:
        return _OF_A_STATEMENT, turns
    if low in _OFFICIALS:
        return _PERSON_KINDS, turns
    if low in OFFICES:
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
