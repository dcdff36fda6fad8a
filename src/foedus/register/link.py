"""From a mention of an agreement to an entry of the register, or to none, always with the reason. Pure.

A name links where it is an entry's own and nothing the article tells speaks against it: other parties, a day
before the agreement was made, another year, another kind of instrument. A name that many agreements have
("Treaty of Friendship") links only by its parties or its year, and never where two entries fit: a wrong link
is worse than none.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, takewhile
from typing import Final

from foedus.names import Kind as NameOf
from foedus.names import Name, Names
from foedus.register.describe import accession, candidates, described, fit
from foedus.register.index import Brief, Called
from foedus.register.keys import words
from foedus.register.lookup import Hit, Register
from foedus.register.model import Kind, NameKind

#: Years between an agreement's making and the first news that may speak of it by its later name.
_AHEAD: Final = 3
_LONGEST: Final = 24  # telling words of a name looked for inside a mention
_SAME_TITLE: Final = 0.8  # share of the telling words of two titles that must be the same
_LOWER: Final = 3  # a name of so few words is written with a capital inside a mention
_FEW_WORDS: Final = 4  # a title with fewer telling words is found whole or not at all
_YEAR: Final = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)|\s*\[([^\[\]]*)\]")
_BETWEEN: Final = re.compile(r"\s(?:between|among|with)\s.*$")
_MEMBERSHIP: Final = re.compile(r"^membership (?:of|in) |\smemberships?\b.*$")
_ABOUT: Final = re.compile(r"\s(?:on|about|concerning|over|after|calling|aimed|that)\s")
_PLURAL: Final = re.compile(r"\b(treat|pact|agreement|accord|deal|convention|protocol|memorandum)(ies|s)\b")
_SPECIFIC: Final = frozenset(
    {NameKind.TITLE, NameKind.SHORT, NameKind.ACRONYM, NameKind.PRESS, NameKind.OTHER}
)
_PARTIES: Final = (NameOf.STATE, NameOf.DEMONYM, NameOf.ORG, NameOf.CAPITAL)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words beside a name that say that something made from the agreement is meant, not the agreement.
_DERIVED: Final = _set(
    "protocol protocols amendment amendments annex annexes supplement supplementary additional successor"
    " replacement replace replacing substitute framework revised modernised modernized renegotiated draft"
    " talks negotiations return extension tribunal court council commission organisation"
    " accession party lite style implementation implementing administrative"
)
#: The same, but only before the name: "a new Kyoto Protocol".
_ANEW: Final = _set("new next future second third another similar comprehensive")
#: Prepositions: what stands before them is the head, what stands behind them a complement.
_PREPOSITIONS: Final = _set("under of to in on with for by about against from at within")
#: What a mention may add to a name without meaning anything else.
_FILLER: Final = _set(
    "treaty treaties pact pacts agreement agreements accord accords deal deals convention conventions"
    " international multilateral bilateral trilateral global world un united nations historic landmark"
    " so called existing current old original last present peace ban membership memberships"
    " year years signed concluded reached uns its their his her this that these both two three"
)
_FORM: Final = _set(
    "treaty treaties pact pacts agreement agreements accord accords deal deals convention conventions"
    " arrangement arrangements compact covenant charter statute protocol protocols memorandum"
)


#: What is agreed without the form of a treaty.
_UNSIGNED: Final = _set("declaration statement armistice ceasefire truce")
_AGREED: Final = _FORM | _UNSIGNED
#: What no plain wording of a name has.
_PADDING: Final = _FILLER - _FORM
#: Words that do not begin a name in small letters and end none.
_LINKING: Final = _PREPOSITIONS | {"the", "and"}
#: Words of a mention that put off another agreement than the one described.
_OTHER: Final = _PREPOSITIONS | (_ANEW - {"new", "comprehensive"})


class How(StrEnum):
    """By what a mention was linked, or why it was not."""

    NAME = "name"
    NAME_INSIDE = "name inside"
    TITLE = "title"
    PARTIES = "generic name and parties"
    DESCRIBED = "parties and subject"
    YEAR = "generic name and year"
    NONE = "no name of the register"
    SEVERAL = "several entries fit"
    PARTIES_DIFFER = "other parties"
    NOT_YET = "made later than the article"
    YEAR_DIFFERS = "another year"
    DERIVED = "made from it, not the agreement itself"
    GENERIC = "a name that many agreements have"


@dataclass(frozen=True, slots=True)
class Mention:
    """An agreement as an article speaks of it.

    `text` is its fullest name or the words that describe it, `parties` the codes that the article tells,
    `signed` the EDTF date of signature where it tells one, `day` the article's own (ISO) where it is known.
    """

    text: str
    parties: tuple[str, ...] = ()
    signed: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The entry's id or None, by what, and the name that decided."""

    entry: str | None
    how: How
    name: str = ""


def link(register: Register, table: Names, mention: Mention) -> Link:
    """The entry that a mention means, or none, with the reason."""
    asked = _Asked(register, table, mention)
    refused: Link | None = None
    for text, cut in asked.wordings():
        found = asked.whole(text, cut)
        if found.entry is not None:
            return found
        if found.how is not How.NONE:
            refused = refused or found
    inside = asked.inside()
    if inside.entry is not None:
        return inside
    titled = asked.titled()
    if titled.entry is not None:
        return titled
    acceding = asked.acceding()
    if acceding.entry is not None:
        return acceding
    meant = asked.described() if inside.how is not How.DERIVED else inside
    if meant.entry is not None:
        return meant
    each = (refused, inside, titled, acceding, meant)
    return next((r for r in each if r is not None and r.how is not How.NONE), inside)


class _Asked:
    """One mention with what is worked out of it once; a working value that never leaves this module."""

    def __init__(self, register: Register, table: Names, mention: Mention) -> None:
        self.register, self.table, self.mention = register, table, mention
        self.text = mention.text.strip(" \t\n\"'“”‘’.,;:")
        self.outside = _BRACKETS.sub("", self.text).strip()
        self.parties = {self._continued(p) for p in mention.parties}
        self._looked_at: tuple[str, list[Name]] | None = None
        self.years = {int(y) for y in _YEAR.findall(self.text)}
        if mention.signed and mention.signed[:4].isdecimal():
            self.years.add(int(mention.signed[:4]))
        self.day = int(mention.day[:4]) if mention.day else None

    @functools.cached_property
    def _told(self) -> set[str]:
        """The parties in the words of the mention.

        Whose it is stands before "on", whom it is about behind it: "with the EU on Syrian refugees".
        """
        text = _ABOUT.split(self.text)[0] if len(self.parties) > 1 else self.text
        return set(_parties_in(self._names_in(text)))

    @functools.cached_property
    def every(self) -> set[str]:
        """The parties that the article tells, and those in the mention."""
        return self.parties | {self._continued(p) for p in self._told}

    def wordings(self) -> Iterator[tuple[str, bool]]:
        """The mention with less and less of what is no part of a name; True where "with X" was cut off.

        Each is made when it is asked for: most mentions are found as they stand.
        """
        seen = set()
        for text, cut in chain(((self.text, False),), self._shorter()):
            bare = text.strip(" ,'’").removesuffix("’s").removesuffix("'s") if text != self.text else text
            if bare and bare not in seen:
                seen.add(bare)
                yield bare, cut

    def _shorter(self) -> Iterator[tuple[str, bool]]:
        outside = self.outside
        derived = _DERIVED & set(words(outside))
        within = [] if derived else [a or b for a, b in _BRACKETS.findall(self.text)]
        shorter = _YEAR.sub("", outside).strip()
        plain = " ".join(t for t in shorter.split() if t not in _PADDING)
        yield from ((outside, False), (shorter, False), (plain, False))
        yield from ((_MEMBERSHIP.sub("", shorter), False), (_PLURAL.sub(_one, shorter), False))
        yield from ((_BETWEEN.sub("", shorter), True), (self._without_parties(shorter), True))
        yield shorter.split(",")[0], False
        yield from ((t, False) for t in within)

    def whole(self, text: str, cut: bool) -> Link:
        """What a wording means as a whole; of a cut one, only what its parties tell."""
        hits = [h for h in self.register.by_name(text) if _as_written(h, text)]
        if cut:
            hits = [h for h in hits if self._same_parties(h.brief) or (h.brief.closed and h.brief.by_hand)]
        return self._choose(hits, How.NAME) if hits else Link(None, How.NONE)

    def inside(self) -> Link:
        """What the longest name that stands inside the mention means, where the rest leaves it that."""
        tokens = [t.strip("\"'“”‘’.,;:()[]") for t in self.outside.split()]
        longest = min(len(tokens) - 1, _LONGEST)
        for size in range(longest, 0, -1):
            for start in range(len(tokens) - size + 1):
                if tokens[start + size - 1].casefold() in _LINKING:
                    continue
                part = " ".join(tokens[start : start + size])
                if not (part[:1].isupper() or part[:1].isdigit()) and (
                    size <= _LOWER or tokens[start] in _LINKING
                ):
                    continue
                hits = [h for h in self.register.by_name(part) if _as_written(h, part)]
                hits = [h for h in hits if h.name.kind in _SPECIFIC and h.brief.by_hand]
                if not hits or self._is_organisation(part):
                    continue  # an organisation's name means its founding treaty only where it stands alone
                if not self._leaves(tokens[:start], tokens[start + size :], hits):
                    return Link(None, How.DERIVED, part)
                return self._choose(hits, How.NAME_INSIDE)
        return Link(None, How.NONE)

    def described(self) -> Link:
        """What entry the words describe: "the accord on semiconductors", "the deal between X and Y"."""
        each = [t.casefold() for t in self.outside.split()]
        head = list(takewhile(lambda t: t not in _FORM, each))
        if not _OTHER.isdisjoint(head) or not _DERIVED.isdisjoint(each):
            return Link(None, How.NONE)
        if sum(t in _AGREED for t in each) != 1:  # none, or an agreement about another one
            return Link(None, How.NONE)
        asked = described(self.outside, self._party_words() | _FORM, self.every, self.years, self.mention.day)
        if not asked.words and (len(self.every) < 2 or not self._told or each[0] in {"a", "an"}):
            return Link(None, How.NONE)
        among_few = (
            bool(self._told) or "bilateral" in each
        )  # whoever names its parties means no treaty of many
        fits = []
        for brief in candidates(self.register, asked):
            name, exact = brief.names[0], self._same_parties(brief)
            if self._against(Hit(brief, name)) is not None or (among_few and not exact):
                continue
            share = fit(self.register, brief, asked, exact=exact)
            if share and not exact and not self._take_part(brief):
                continue
            if share:
                fits.append((share, exact, brief.id, name.text))
        best = max((f[:2] for f in fits), default=None)
        top = [f for f in fits if f[:2] == best]
        if len(top) == 1:
            return Link(top[0][2], How.DESCRIBED, top[0][3])
        return Link(None, How.SEVERAL if top else How.NONE)

    def _take_part(self, brief: Brief) -> bool:
        """Whether the states told, where they are two or more, are among those that an entry names.

        What two states agree on is described in the words of many a treaty of others.
        """
        if len(self.every) < 2:
            return True
        told = _AGREED & set(self.outside.casefold().split())
        if told.isdisjoint(t for n in brief.names for t in n.text.casefold().split()):
            return False  # "an agreement on the conservation of wetlands" is no convention
        entry = self.register.entry(brief.id)
        named = {*entry.parties.states, *(p.state for p in entry.participants)} if entry else set()
        return self.every <= {self._continued(code) for code in named}

    def acceding(self) -> Link:
        """What treaty of accession is meant: "Sweden's accession protocol", "the treaty of accession of"."""
        if "accession" not in self.text.casefold():
            return Link(None, How.NONE)
        plain = set(words(self.text))
        if "accession" not in plain or not plain & {"protocol", "protocols", "treaty", "treaties"}:
            return Link(None, How.NONE)
        joining = frozenset(p for p in self._told if self.table.is_state(p))
        found = accession(self.register, joining, functools.partial(_joining, self.table)) if joining else []
        fits = [b for b in found if self._against(Hit(b, b.names[0])) is None]
        if len(fits) == 1:
            return Link(fits[0].id, How.DESCRIBED, fits[0].title)
        return Link(None, How.SEVERAL if fits else How.NONE)

    def _names_in(self, text: str) -> list[Name]:
        """The names in a wording of the mention; of most mentions there is but one, so the last is kept."""
        if self._looked_at is None or self._looked_at[0] != text:
            self._looked_at = text, self.table.find(text)
        return self._looked_at[1]

    def _is_organisation(self, text: str) -> bool:
        bare = text.removesuffix("’s").removesuffix("'s")
        return any(e.kind is NameOf.ORG for e in self.table.lookup(bare))

    def _party_words(self) -> frozenset[str]:
        """The words of the mention that are parties' names."""
        found = (f for f in self._names_in(self.outside) if any(e.kind in _PARTIES for e in f.entries))
        return frozenset(w for f in found for w in words(f.text))

    def titled(self) -> Link:
        """What entry has nearly the mention's words for its title."""
        ours = _telling(self.text)
        if len(ours) < _FEW_WORDS or not self.text[:1].isupper():
            return Link(None, How.NONE)
        near = []
        for brief in self._near(ours):
            share, name = max(
                ((_shared(ours, _telling(n.text)), n) for n in brief.names if n.kind is not NameKind.ACRONYM),
                key=lambda found: found[0],
            )
            if share >= _SAME_TITLE:
                near.append((share, Hit(brief, name)))
        best = max((share for share, _ in near), default=0.0)
        return (
            self._choose([hit for share, hit in near if share == best], How.TITLE)
            if near
            else Link(None, How.NONE)
        )

    def _near(self, ours: frozenset[str]) -> Iterator[Brief]:
        """What has most of the words: a title that is nearly the same has one of the rarest, too."""
        least = math.ceil(_SAME_TITLE * len(ours))
        rarest = sorted(ours, key=lambda w: (self.register.how_many(w), w))[: len(ours) - least + 1]
        return self.register.with_words(rarest, ours, least)

    def _choose(self, hits: list[Hit], how: How) -> Link:
        """The one entry that fits, else why none does."""
        name = hits[0].name.text
        fits, why = [], How.NONE
        for hit in hits:
            against = self._against(hit)
            if against is None:
                fits.append(hit)
            elif why is How.NONE:
                why = against
        own = {h.brief.id: h for h in fits if h.name.kind in _SPECIFIC and not _common(h, hits)}
        if len(own) == 1:
            (hit,) = own.values()
            return Link(hit.brief.id, how, hit.name.text)
        closer = {i: h for i, h in own.items() if self._same_parties(h.brief)} or {
            i: h for i, h in own.items() if h.brief.by_hand
        }
        if len(closer) == 1:
            (hit,) = closer.values()
            return Link(hit.brief.id, how, hit.name.text)
        if own:
            return Link(None, How.SEVERAL, name)
        return self._generic(fits, name) if fits else Link(None, why, name)

    def _generic(self, hits: list[Hit], name: str) -> Link:
        """A name that many have means one of them by its parties, and by its year among those."""
        for how, rule in ((How.PARTIES, self._same_parties), (How.YEAR, self._same_year)):
            found = {h.brief.id for h in hits if rule(h.brief)}
            if how is How.PARTIES and len(found) > 1 and self.years:
                found = {h.brief.id for h in hits if h.brief.id in found and self._same_year(h.brief)}
            if how is How.PARTIES and len(found) > 1:
                found = {h.brief.id for h in hits if h.brief.id in found and not h.brief.ended} or found
            if len(found) == 1:
                return Link(found.pop(), how, name)
            if found:
                return Link(None, How.SEVERAL, name)
        return Link(None, How.GENERIC, name)

    def _against(self, hit: Hit) -> How | None:
        """What speaks against an entry."""
        brief = hit.brief
        if not self._parties_fit(brief) or ("bilateral" in self.outside.casefold() and brief.many > 2):
            return How.PARTIES_DIFFER
        year = int(brief.date[:4]) if brief.date and brief.date[:4].isdecimal() else None
        if year and self.day and year > self.day + _AHEAD:
            return How.NOT_YET
        if not _used(hit.name, self.mention.day):
            return How.NOT_YET
        if not self.years:
            return None
        known = {int(d[:4]) for d in (brief.date, brief.in_force) if d and d[:4].isdecimal()}
        known |= {int(y) for n in brief.names for y in _YEAR.findall(n.text)}
        return How.YEAR_DIFFERS if known and not self.years & known else None

    def _parties_fit(self, brief: Brief) -> bool:
        """Whether the states told can be parties: of a closed treaty of two no other is."""
        if brief.closed is not True or not brief.parties or not self.every:
            return True
        theirs = {self._continued(p) for p in brief.parties}
        if brief.kind is Kind.ACCESSION:  # who joins stands in the title, not among those who let it in
            theirs |= set(_parties_in(self.table.find(brief.title)))
        if len(theirs) == 2 and len(self.every & theirs) == 2:
            return True
        return self.every <= theirs

    def _same_parties(self, brief: Brief) -> bool:
        if len(brief.parties) < 2:
            return False
        theirs = {self._continued(p) for p in brief.parties}
        return len(theirs) > 1 and (theirs in (self.every, self.parties))

    def _same_year(self, brief: Brief) -> bool:
        year = (brief.date or "")[:4]
        return year.isdecimal() and int(year) in self.years

    def _continued(self, code: str) -> str:
        """The state that continues a state gone, so that USA and SUN are the parties of the INF Treaty."""
        return _continuers(self.register).get(code, code)

    def _leaves(self, before: list[str], after: list[str], hits: list[Hit]) -> bool:
        """Whether what stands around a name leaves it the agreement's own."""
        if any(t.casefold() in _PREPOSITIONS for t in before):
            return False
        after = list(takewhile(lambda t: t.casefold() not in _PREPOSITIONS, after))
        first = [w for t in before for w in words(t)]
        rest = [*first, *(w for t in after for w in words(t))]
        if _DERIVED & set(rest) or _ANEW & set(first):
            return False
        subject = {w for h in hits for w in self.register.words_of(h.brief.id).named}
        states = {w for f in self.table.find(" ".join([*before, "|", *after])) for w in words(f.text)}
        strange = [w for w in rest if w not in _FILLER | subject | states and not w.isdigit()]
        if any(w in _FORM for w in rest) and strange:
            return False
        if all(h.name.kind is NameKind.ACRONYM for h in hits):
            return not strange
        return not strange or not any(w in _FORM for w in first)

    def _without_parties(self, text: str) -> str:
        """The wording without the parties' names: "U.S.-Philippines Mutual Defense Treaty"."""
        out, last = [], 0
        for found in self._names_in(text):
            if any(e.kind in _PARTIES for e in found.entries):
                out.append(text[last : found.start])
                last = found.end
        return " ".join(" ".join([*out, text[last:]]).replace("–", " ").strip(" -–'’").split())


def _one(plural: re.Match[str]) -> str:
    """ "accords": one accord."""
    return plural[1] + ("y" if plural[2] == "ies" else "")


@functools.lru_cache(maxsize=512)
def _joining(table: Names, title: str) -> frozenset[str]:
    """The states in the title of a treaty of accession: those that join."""
    return frozenset(p for p in _parties_in(table.find(title)) if table.is_state(p))


@functools.lru_cache(maxsize=4)
def _continuers(register: Register) -> dict[str, str]:
    """By the code of a state gone, the state that continues it."""
    return {s.continues: s.code for s in register.states() if s.continues}


def _parties_in(names: Iterable[Name]) -> Iterator[str]:
    """The states and organisations among the names of a mention: adjectives, or behind "between"."""
    for found in names:
        codes = {e.state or e.id for e in found.entries if e.kind in (NameOf.DEMONYM, NameOf.STATE)}
        if len(codes) == 1:
            yield codes.pop()


def _as_written(hit: Hit, text: str) -> bool:
    """Whether the text is that name: an acronym is written in its own letters."""
    if hit.name.kind is not NameKind.ACRONYM:
        return True
    letters = hit.name.text
    return letters in text.replace(".", "") or letters in text


def _common(hit: Hit, hits: list[Hit]) -> bool:
    """Whether a name, though a title, is one that several entries have."""
    return len({h.brief.id for h in hits}) > 1 and not hit.brief.by_hand


def _used(name: Called, day: str | None) -> bool:
    """Whether the name was in use on the day."""
    return day is None or not (name.since and day < name.since[:10])


@functools.lru_cache(maxsize=16_384)
def _telling(text: str) -> frozenset[str]:
    return frozenset(words(_BRACKETS.sub("", text))) - _FORM - {"government", "governments", "republic"}


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
