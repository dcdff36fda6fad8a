"""From an Article to its Context: blocks normalised, names and dates found, relevant paragraphs parsed."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from foedus.dates.resolve import Anchor
from foedus.language.parse import parse, pieces
from foedus.language.pipeline import DEFAULT_MODEL
from foedus.language.repair import repaired
from foedus.language.tree import Tree
from foedus.model import Article, Block, Role, Source, SourceKind
from foedus.names import Kind, Name, Names, names
from foedus.reading.context import Context, NameAt, Para
from foedus.reading.credits import credits_of
from foedus.reading.lexicon import CARTELS
from foedus.reading.namesakes import without_namesakes
from foedus.reading.normalise import Norm, is_upper, normalise
from foedus.reading.record_lines import end_of_prose
from foedus.reading.screen import Hint, hints, selected

Select = Callable[[Sequence[Hint]], list[bool]]  # which paragraphs of an article are parsed
READ = frozenset({Role.HEADLINE, Role.SUMMARY, Role.BODY, Role.DATELINE, Role.CORRECTION})
_SHOUTED = re.compile(r"[^a-z]{12,200}?[.:!?](?=\s+[A-Z])")
# a transcript's label: "PRESIDENT BIDEN:", "Mr. Smith (Leeds North):", "ANCHOR (in studio):"
_LABEL = re.compile(
    r"^(?P<who>Q(?=:)|(?:[A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,5})|"
    r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Baroness|Senator|Minister|President|The [A-Z][a-z]+)\.? "
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3})"
    r"(?: ?\([^()]{2,60}\))?:\s"
)
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sir|MR|MRS|MS|DR|AMB|AMBASSADOR|SEC|SECRETARY|SEN|REP|GEN)\.? ")
_NO_SPEAKER = frozenset(
    "A ANSWER NOTE CORRECTION UPDATE BREAKING SUBJECT FROM TO DATE TIME PLACE FACT SHEET READOUT "
    "STATEMENT RELEASE BACKGROUND SUMMARY ANALYSIS EXPLAINER INTRO TEXT TAPE OUTRO".split()
)
_CALLED_AFTER = re.compile(
    r" (?:[A-Z][\w-]+ ){0,2}"
    r"(?:Agreement|Accord|Protocol|Convention|Amendment|Statute|Treaty|Charter|Pact|Declaration|Club)"
)
_STOPPED = re.compile(
    r"\bU\.S\. (?:Has|Have|Had|Is|Was|Were|Will|Would|Could|Should|Did|Does|And|Or|Said|Also|To)\b"
)
_AFTER_US = re.compile(r"\bU\.S\. ([A-Z][a-z]+)\b")
_OPENING = frozenset(
    "The A An In On At But He She It They This That These Those We Mr".split()
)  # of a sentence
_WORD = re.compile(r"[A-Za-z][A-Za-z'.-]*")


class _Run(msgspec.Struct, frozen=True):
    """A block before it is parsed: `text` is that of `norm` with capitals mended, spoken from `said` on."""

    role: Role
    norm: Norm
    text: str
    said: int
    speaker: Source | None


def context(article: Article, model: str = DEFAULT_MODEL, *, select: Select = selected) -> Context:
    """The article as the rules see it. Only the paragraphs that `select` picks by their hints are parsed."""
    table = names()
    day = _day(article)
    on = day.isoformat() if day else None
    named = functools.cache(lambda text: table.find(text, on))  # a paragraph's names are asked for thrice
    runs = list(_runs(article, table, on))
    counts: Counter[str] = Counter()
    for run in runs:
        for name in named(run.text):
            if _CALLED_AFTER.match(run.text, name.end):
                continue  # "the Paris Agreement" is no word of France
            states = {e.state for e in name.entries if e.state and e.kind is not Kind.AGENCY}
            states = {code for code in states if "-" not in code}  # parts of states
            if len(states) == 1:
                counts[next(iter(states))] += 1
    looked = [_with_states(hints(run.norm.text), named(run.text)) for run in runs]
    ranked = tuple(code for code, _ in counts.most_common())
    todo = [
        (run, run.said + a, run.text[run.said + a : run.said + b])
        for run, wanted in zip(runs, select(looked), strict=True)
        if wanted
        for a, b in pieces(run.text[run.said :])
    ]
    texts = [text for _, _, text in todo]
    stopped = any(_STOPPED.search(text) for text in texts)  # of the page: "the U.S. Has threatened"
    trees = parse([_softened(t, named(t), stopped) for t in texts], model, texts) if todo else iter(())
    paras = [
        _para(index, run, offset, repaired(tree), named(tree.text))
        for index, ((run, offset, _), tree) in enumerate(zip(todo, trees, strict=True))
    ]
    place = _place_state(article, table, on)
    without_namesakes(paras, place)
    publisher = _publisher(article, table, on)
    return Context(
        article, tuple(paras), publisher, publisher.state if publisher else None, _anchor(article, day), day,
        ranked, place,
    )  # fmt: skip


def _with_states(found: Hint, named: Sequence[Name]) -> Hint:
    """A paragraph's hints without "agreed" where it names nobody who could make an agreement of states."""
    if not found & Hint.AGREED:
        return found
    codes = {e.state for n in named for e in n.entries if e.state and e.kind is not Kind.AGENCY}
    codes |= {e.id for n in named for e in n.entries if e.role == "armed_group"}
    bodies = any(e.id in CARTELS for n in named for e in n.entries if e.kind is Kind.ORG)
    return found if bodies or len(codes) > 1 or found & Hint.LANDS else found & ~Hint.AGREED


def hinted(text: str, on: str | None = None) -> Hint:
    """What a paragraph's words and names speak of, as `context` asks it."""
    return _with_states(hints(text), names().find(text, on))


def _runs(article: Article, table: Names, on: str | None) -> Iterator[_Run]:
    """The blocks that are read, in order, each with the one whom a transcript's label makes its speaker."""
    speaker: Source | None = None
    spoken = _is_transcript(article)
    for block in article.blocks:
        if block.role not in READ:
            continue
        start = _after_dateline(article, block)
        end = end_of_prose(article.text, start, block.end)
        if end == start and end < block.end:
            continue  # a tracker's record lines, which foedus.reading.records reads
        norm = normalise(article.text, start, end)
        shouted = len(norm.text) if is_upper(norm.text) else _shouted(norm.text)
        text = norm.text
        if shouted:
            text = _sentence_case(text[:shouted], table, on) + text[shouted:]
        label = _LABEL.match(norm.text) if spoken and block.role is not Role.HEADLINE else None
        if label is not None:
            speaker = _speaker(label["who"], table, on)
        yield _Run(block.role, norm, text, label.end() if label is not None else 0, speaker)


def _is_transcript(article: Article) -> bool:
    """Whether labels name speakers: one alone is the story's place ("ISLAMABAD: Pakistan has ...")."""
    runs = (article.text[b.start : b.end].lstrip() for b in article.blocks if b.role in READ)
    return sum(_LABEL.match(run) is not None for run in runs) > 1


def _para(index: int, run: _Run, offset: int, tree: Tree, named: list[Name]) -> Para:
    found = [NameAt(tree.token_at(n.start), tree.token_at(n.end - 1) + 1, n.text, n.entries) for n in named]
    first, others = credits_of(tree.text)
    para = Para(index, run.role, run.norm, offset, tree, found, first, others, run.speaker)
    for name in found:
        for t in range(name.lo, name.hi):
            para.name_of.setdefault(t, name)
            para.names_of.setdefault(t, []).append(name)
    return para


def _after_dateline(article: Article, block: Block) -> int:
    """Where the block's first sentence starts: "MOSCOW, Dec. 5 (TASS) --" is none of it."""
    line = article.dateline
    return line.end if line is not None and block.start <= line.start < block.end else block.start


def _speaker(label: str, table: Names, on: str | None) -> Source | None:
    """The one whom a transcript's label names, None for "Q" and the like."""
    if label in ("Q", "QUESTION"):
        return Source("a reporter", SourceKind.UNKNOWN, None, True)
    if _NO_SPEAKER & set(label.split()):
        return None
    label = _HONORIFIC.sub("", label)
    name = label.title() if label.isupper() else label
    found = table.find(name, on)
    states = {e.state for n in found for e in n.entries if e.state}
    return Source(name, SourceKind.PERSON, states.pop() if len(states) == 1 else None)


def _softened(text: str, named: list[Name], stopped: bool) -> str:
    """The text with long acronyms of names in small letters: the parser knows no MERCOSUR.

    `stopped`: the page has a capital after each full stop, that of "U.S." among them.
    """
    for found in _AFTER_US.finditer(text) if stopped else ():
        at = found.start(1)
        if found[1] not in _OPENING and not any(n.start < at < n.end or n.start == at for n in named):
            text = text[:at] + text[at].lower() + text[at + 1 :]
    for name in named:
        if len(name.text) >= 4 and name.text.isalpha() and name.text.isupper():
            text = text[: name.start + 1] + name.text[1:].lower() + text[name.end :]
    return text


def _day(article: Article) -> dt.date | None:
    if article.dateline is not None and article.dateline.day is not None:
        return dt.date.fromisoformat(article.dateline.day)
    if article.published is not None:
        return dt.date.fromisoformat(article.published.day)
    return None


def _anchor(article: Article, day: dt.date | None) -> Anchor | None:
    if day is None:
        return None
    at = article.published.at if article.published else None
    return Anchor(day=day, at=at)


def _publisher(article: Article, table: Names, on: str | None) -> Source | None:
    """The publisher as the outermost source; its state where a government or organ publishes."""
    if not article.publisher:
        return None
    entries = table.lookup(article.publisher, on) or table.lookup(article.publisher.removeprefix("The "), on)
    state = None
    kind = SourceKind.PUBLISHER
    for entry in entries:
        if entry.kind in (Kind.SEAT, Kind.ORGAN, Kind.STATE):
            state = entry.state
        elif entry.kind is Kind.ORG:
            state = entry.id
    if state is None:
        inside = [
            n for n in table.find(article.publisher, on) if all(e.kind is not Kind.AGENCY for e in n.entries)
        ]
        codes = {e.state for n in inside for e in n.entries if e.kind in (Kind.SEAT, Kind.ORGAN) and e.state}
        if len(codes) == 1:
            state = codes.pop()
        elif re.search(
            r"\b(?:Ministry|Department|Government|Embassy|Office|Parliament|Presidency)\b", article.publisher
        ):
            codes = {e.state for n in inside for e in n.entries if e.state}
            state = codes.pop() if len(codes) == 1 else None
    return Source(article.publisher, kind, state)


def _place_state(article: Article, table: Names, on: str | None) -> str | None:
    if article.dateline is None or not article.dateline.place:
        return None
    return table.place(article.dateline.place, on)


def _shouted(text: str) -> int:
    """How far a digest's own headline goes before its story: "UKRAINE RATIFIES TREATY. By a vote of ..."."""
    found = _SHOUTED.match(text)
    return found.end() if found and is_upper(found.group()) else 0


def _sentence_case(text: str, table: Names, on: str | None) -> str:
    """Upper-case copy in sentence case, names keeping their capitals: the parser knows no shouting."""
    titled = _WORD.sub(
        lambda m: m.group() if "." in m.group()[:-1] else m.group()[:1] + m.group()[1:].lower(), text
    )
    keep = [(n.start, n.end) for n in table.find(titled, on)]
    chars = list(titled.lower())
    for a, b in keep:
        chars[a:b] = titled[a:b]
    for found in re.finditer(r"(?:^|[.!?]\s+)([a-z])", "".join(chars)):
        chars[found.start(1)] = chars[found.start(1)].upper()
    return "".join(chars) if len(chars) == len(text) else text
