"""What the rules see of one article: its paragraphs parsed, with names and dates found, and who publishes it.

A `Para` is one block (or piece of one) with its tree; token ranges are half-open. `Context` holds the
article's paragraphs in order and is never changed once built.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, field

import msgspec

from foedus.dates.find import find_dates
from foedus.dates.resolve import Anchor
from foedus.language.attachment import DateAt
from foedus.language.tree import Tree
from foedus.model import Article, Passage, Role, Source
from foedus.names import Entry, Kind
from foedus.reading.normalise import Norm
from foedus.reading.participant import Who


class NameAt(msgspec.Struct, frozen=True):
    """A name of the tables over tokens lo..hi; more than one entry means that it is ambiguous."""

    lo: int
    hi: int
    text: str
    entries: tuple[Entry, ...]

    def kinds(self) -> frozenset[Kind]:
        return frozenset(e.kind for e in self.entries)

    def has(self, kind: Kind) -> bool:
        return any(e.kind is kind for e in self.entries)


@dataclass
class Para:
    """One parsed block: role, tree, names, dates; `offset` is where its tree's text starts in `norm.text`."""

    index: int
    role: Role
    norm: Norm
    offset: int
    tree: Tree
    names: list[NameAt]
    credits: tuple[Source, ...] = ()  # "(AFP via CNA)" at its end, first credit's chain
    other_credits: tuple[Source, ...] = ()
    speaker: Source | None = None  # whom a transcript's label names
    name_of: dict[int, NameAt] = field(default_factory=dict)
    names_of: dict[int, list[NameAt]] = field(default_factory=dict)  # "U.S.-Soviet" is one token with two
    participants: dict[int, Who] = field(default_factory=dict)  # by heads of phrases, as asked for

    @functools.cached_property
    def dates(self) -> list[DateAt]:
        """The date expressions in order, looked for only where a rule asks for them."""
        at = self.tree.token_at
        return [DateAt(at(d.start), at(d.end - 1) + 1, d) for d in find_dates(self.tree.text)]

    @functools.cached_property
    def _dates_of_sentence(self) -> dict[int, list[DateAt]]:
        out: dict[int, list[DateAt]] = {}
        for date in self.dates:
            for number in range(self.tree.sentence(date.lo), self.tree.sentence(date.hi - 1) + 1):
                out.setdefault(number, []).append(date)
        return out

    def dates_beside(self, token: int) -> list[DateAt]:
        """The date expressions in the sentence of a token, in order."""
        return self._dates_of_sentence.get(self.tree.sentence(token), [])

    def passage(self, article: Article, token: int) -> Passage:
        """The sentence that holds a token, in the article's own words."""
        a, b = self.tree.sent_span(token)
        while a < b - 1 and not self.tree.words[a].strip():
            a += 1
        start = self.tree.starts[a] + self.offset
        end = self.tree.end(b - 1) + self.offset
        lo, hi = self.norm.origin(start, end)
        return Passage(lo, hi, article.text[lo:hi])

    def words_between(self, lo: int, hi: int) -> str:
        return self.tree.span_text(lo, hi)


_BRACKETED = re.compile(r"\(([^()]{1,80})\)")


@dataclass(frozen=True)
class Context:
    """The article as the rules see it."""

    article: Article
    paras: tuple[Para, ...]
    publisher: Source | None
    home: str | None  # the state whose government or organ publishes the page
    anchor: Anchor | None
    day: dt.date | None
    states: tuple[str, ...]  # states named in the article, most often named first
    place_state: str | None  # the state of the dateline's place

    @functools.cached_property
    def bracketed(self) -> frozenset[str]:
        """What stands in brackets in the article: "(ICC)" after the name that it is short for."""
        return frozenset(_BRACKETED.findall(self.article.text))

    @functools.cached_property
    def fighters(self) -> tuple[str, ...]:
        """The armed groups that the article names, by their short names."""
        groups = (e.id for p in self.paras for n in p.names for e in n.entries if e.role == "armed_group")
        return tuple(dict.fromkeys(groups))

    @property
    def on(self) -> str | None:
        return self.day.isoformat() if self.day else None
