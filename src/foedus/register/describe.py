"""Which entry a description without a name can mean: by its parties, its year and its subject.

"The 1979 peace treaty with Egypt", "the deal of Israel and Bahrain", "a treaty banning chemical weapons".
An entry fits where its parties are those told, and most words are among its names, subjects and places; of a
treaty of many the words have to tell more, since no parties do. Whoever calls it sees to it that one entry
alone fits best. Pure.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from foedus.register.index import Brief
from foedus.register.keys import words
from foedus.register.lookup import Register
from foedus.register.model import Kind

NEAR: Final = 2  # years from an agreement's making in which words that many share may mean it
_NEW: Final = 400  # days after its making in which an agreement is still the new one, or just "the deal"
_MOST: Final = 0.6  # share of a description's words that the entry must know
_HALF: Final = 0.5  # the same, of an entry between just the parties told
_NEARLY_ALL: Final = 0.75  # the same, where only two of them tell
_TELLING: Final = 2  # words of the subject without which an agreement of many is not described
_STEM: Final = 6  # letters by which "semiconductor" and "semiconductors" are one word


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words of description that many agreements share: they mean one only near the day it was made, or by a year.
COMMON: Final = _set(
    "peace defence mutual security military trade free economic friendship cooperation border strategic"
    " partnership nuclear visiting forces weapons arms rights human war assistance political protection"
    " prohibition reduction control limitation"
)
#: What a description says of any agreement, or how it says what the agreement does.
_SAYING: Final = _set(
    "international multilateral bilateral trilateral global world un united nations historic landmark new"
    " existing current old original last present year years signed concluded reached made agreed called"
    " calling aimed aiming committing binding requiring allowing permitting outlawing banning bans ban"
    " freezing freeze limiting limits limit curbing ending end protecting governing establishing creating"
    " providing regulating that which would will both two three sides countries states its their his her"
    " this these all any key major broad so systems return against percent deal full use"
    " january february march april may june july august september october november december"
)


@dataclass(frozen=True, slots=True)
class Description:
    """A description taken apart: its telling words, the parties and years told, the article's ISO day.

    Without words it says that there is an agreement and between whom, and nothing else.
    """

    words: tuple[str, ...]
    parties: frozenset[str]
    years: frozenset[int]
    day: str | None
    new: bool


def described(
    text: str, apart: frozenset[str], parties: Iterable[str], years: Iterable[int], day: str | None
) -> Description:
    """A description of its text; `apart` are the words that tell nothing: of parties, of the sort of text."""
    every = words(text)
    telling = tuple(dict.fromkeys(w for w in every if w not in apart | _SAYING and not w.isdigit()))
    return Description(telling, frozenset(parties), frozenset(years), day, "new" in every)


def candidates(register: Register, asked: Description) -> list[Brief]:
    """The entries by hand of just these parties, and those of anybody that have a telling word."""
    found = register.by_hand_between(asked.parties) if len(asked.parties) > 1 else ()
    told = (b for word in asked.words if word not in COMMON for b in register.by_hand_with(word))
    return list({b.id: b for b in (*found, *told)}.values())


def fit(register: Register, brief: Brief, asked: Description, *, exact: bool) -> float:
    """How well an entry fits a description, 0 where it does not: `exact`, its parties are those told."""
    if asked.new and not _just_made(brief, asked.day):
        return 0.0
    if not asked.words:
        return 1.0 if exact and _just_made(brief, asked.day) and not ended(brief, asked.day) else 0.0
    known = vocabulary(register, brief.id)
    same = [w for w in asked.words if _stem(w) in known]
    share = len(same) / len(asked.words)
    if share < (_HALF if exact else _MOST):
        return 0.0
    telling = [w for w in same if w not in COMMON]
    dated = bool(asked.years) and made(brief) in asked.years
    if exact:
        return share if telling or dated or near(brief, asked.day) else 0.0
    enough = len(telling) > _TELLING or (
        len(same) >= _TELLING and telling and (dated or share >= _NEARLY_ALL)
    )
    return share if enough else 0.0


@functools.lru_cache(maxsize=2048)
def vocabulary(register: Register, id_: str) -> frozenset[str]:
    """The stems of all the words that the register has of an entry: its names, subjects and places."""
    known = register.words_of(id_)
    return frozenset(_stem(w) for w in known.named | known.places)


def _stem(word: str) -> str:
    return word.removesuffix("s")[:_STEM] if len(word) > _STEM // 2 else word


def made(brief: Brief) -> int | None:
    """The year by which an entry is told apart."""
    return int(brief.date[:4]) if brief.date and brief.date[:4].isdecimal() else None


def near(brief: Brief, day: str | None) -> bool:
    """Whether the article is of the years in which the agreement was made, and it has not ended."""
    if not day or brief.ended:
        return False
    year = made(brief)
    if year is None:
        return brief.in_force is None  # still in the making
    return abs(year - int(day[:4])) <= NEAR


def ended(brief: Brief, day: str | None) -> bool:
    """Whether it had ended by the article's day."""
    return bool(brief.ended and day and brief.ended[:10] <= day)


def _just_made(brief: Brief, day: str | None) -> bool:
    """Whether it was made in the months before the article."""
    if not day or not brief.date or len(brief.date) != len(day):
        return False
    try:
        return 0 <= (date.fromisoformat(day) - date.fromisoformat(brief.date)).days <= _NEW
    except ValueError:
        return False


def accession(
    register: Register, joining: frozenset[str], states_in: Callable[[str], Iterable[str]]
) -> list[Brief]:
    """The treaties by which just these states joined an organisation; `states_in` finds those of a title."""
    found = (b for b in register.of_kind(Kind.ACCESSION) if b.by_hand)
    return [b for b in found if frozenset(states_in(b.title)) == joining]
