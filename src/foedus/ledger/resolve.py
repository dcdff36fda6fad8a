"""Which agreement a mention means: one that is known, or a new one, always with the reason in words.

Pure: the same mention and the same known agreements give the same answer, whatever their numbers and in
whatever order they are given. A doubt keeps apart, since two agreements can be merged by a person and a wrong
merger is hard to see.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from foedus.ledger.alike import Likeness, Mention, alike
from foedus.ledger.days import bounds, compatible

PLAUSIBLE_DAYS: Final = 3 * 366  # within which a bare description still means what was last spoken of
SLACK: Final = 1  # days by which two texts may differ in the day of a signature
_TWO: Final = 2
FEW: Final = 4  # parties up to which "the treaty" can mean an agreement of more than are named beside it


class Compared(NamedTuple):
    """How a mention goes with names, whenever they were spoken of: as `compare` gives it.

    `apart` is the reason that keeps it apart after all where one was signed long after the other was spoken
    of, None where that does not matter.
    """

    score: int
    why: str
    apart: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """An agreement by what it was called, each name or description once, in the order of the fold.

    `parties` are those told with any of them, or those that a person has set; `told` has each set of parties
    that one mention gave; `signed` the days of signature. `once` has each text once, as told with the most
    parties, and `of` the parties told with a text. `compared` keeps what mentions came to beside it.
    """

    each: tuple[Mention, ...]
    fixed: frozenset[str] | None = None
    parties: frozenset[str] = field(init=False)
    told: frozenset[frozenset[str]] = field(init=False)
    signed: tuple[str, ...] = field(init=False)
    once: tuple[Mention, ...] = field(init=False)
    of: dict[str, frozenset[str]] = field(init=False)
    compared: dict[tuple[object, ...], Compared] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        once: dict[str, Mention] = {}
        of: dict[str, frozenset[str]] = {}
        told = set()
        for m in self.each:
            own = frozenset(m.parties)
            text = m.name or m.mention
            if text not in once or (len(m.parties), m.parties) > (
                len(once[text].parties),
                once[text].parties,
            ):
                once[text] = m
            of[text] = of.get(text, frozenset()) | own
            if own:
                told.add(own)
        parties = frozenset().union(*told)
        if self.fixed is not None:
            parties = self.fixed
            told |= {parties} if parties else set()
        object.__setattr__(self, "parties", parties)
        object.__setattr__(self, "told", frozenset(told))
        object.__setattr__(self, "signed", tuple(dict.fromkeys(m.signed for m in self.each if m.signed)))
        object.__setattr__(self, "once", tuple(once.values()))
        object.__setattr__(self, "of", of)

    @property
    def title(self) -> str:
        """What it is called by whoever first named it, with the parties, so that two of a name differ."""
        first = next((m for m in self.each if m.titled), self.each[0])
        of = f" ({', '.join(sorted(self.parties))})" if self.parties else ""
        return first.shown + of


@dataclass(slots=True)
class Known:
    """An agreement that a mention could mean. `id` tells it from others: it is neither compared nor shown.

    `days` are the ISO days on which it was spoken of, in order, of which the first `upto` count; `always`
    are such as count besides.
    """

    id: int
    names: Names
    days: Sequence[str] = ()
    upto: int = 0
    always: Sequence[str] = ()

    @classmethod
    def of(cls, number: int, *mentions: Mention) -> Known:
        """An agreement by all the mentions taken for it."""
        days = sorted(m.day for m in mentions if m.day)
        return cls(number, Names(mentions), days, len(days))

    @property
    def parties(self) -> frozenset[str]:
        return self.names.parties

    def last_day(self) -> str | None:
        """The latest day on which it was spoken of."""
        found = [*self.always[-1:], *([self.days[self.upto - 1]] if self.upto else [])]
        return max(found, default=None)

    def distance(self, day: str | None) -> int:
        """Days between `day` and the nearest on which it was spoken of; 0 where either is unknown."""
        if day is None or not (self.upto or self.always):
            return 0
        near = [*_around(self.days, day, self.upto), *_around(self.always, day, len(self.always))]
        ours = date.fromisoformat(day)
        return min(abs((ours - date.fromisoformat(d)).days) for d in near)


def _around(days: Sequence[str], day: str, upto: int) -> list[str]:
    at = bisect_left(days, day, 0, upto)
    return [days[i] for i in (at - 1, at) if 0 <= i < upto]


@dataclass(frozen=True, slots=True)
class Resolved:
    """`agreement` is the `id` of the one meant, None for a new one. `why` is a sentence, its stop left out.

    `doubt`: it could be any of several, so that it stands alone and is no ground for others; `rivals` are
    the first two of them. `timely`: the answer hangs on when the agreements were spoken of. `score` is that
    of what fits, 0 where nothing does, None where two fit alike.
    """

    agreement: int | None
    why: str
    doubt: bool = False
    timely: bool = False
    rivals: tuple[int, ...] = ()
    score: int | None = 0


_Fit = tuple[Known, int, str]


def resolve(mention: Mention, known: Sequence[Known], *, taken: frozenset[int] = frozenset()) -> Resolved:
    """The agreement that `mention` means among `known`, which stand in the order in which they were founded.

    `taken` are agreements that the same article speaks of besides this one: a bare description cannot mean
    one of those.
    """
    judged = [(k, *compare(mention, k)) for k in known]
    fits = [(k, score, why) for k, score, why in judged if score > 0 and (score > 2 or k.id not in taken)]
    named = [f for f in fits if f[1] >= 3]
    if named:
        return _choose(mention, named)
    if fits:
        return _only_plausible(mention, fits)
    near = [(k, why) for k, score, why in judged if score <= 0 and k.parties & frozenset(mention.parties)]
    if near:
        agreement, why = near[-1]
        return Resolved(None, f"apart from {agreement.names.title}: {why}", timely=mention.wording.bare)
    why = "the first of these parties and this name"
    return Resolved(None, why, timely=mention.wording.bare)


def _choose(mention: Mention, named: list[_Fit]) -> Resolved:
    bare = mention.wording.bare
    best = max(score for _, score, _ in named)
    top = [f for f in named if f[1] == best]
    score = best if len(top) == 1 else None
    ours = frozenset(mention.parties)
    top = [f for f in top if f[0].parties == ours] or top
    if len(top) == 1:
        return Resolved(top[0][0].id, top[0][2], timely=bare, score=score)
    if (bare or best < 4) and any(f[0].parties != ours for f in top):
        return _doubt(f"a name that many treaties have, and fits {_titles(top)}", top, timely=bare)
    far = [f[0].distance(mention.day) for f in top]
    nearest = [f for f, days in zip(top, far, strict=True) if days == min(far)]
    if len(nearest) > 1:
        return _doubt(
            f"a name that fits {_titles(nearest)}, and none is nearer in time", nearest, timely=True
        )
    agreement, _, why = nearest[0]
    return Resolved(agreement.id, f"{why}; nearest in time of {len(top)}", timely=True, score=None)


def _only_plausible(mention: Mention, fits: list[_Fit]) -> Resolved:
    near = [f for f in fits if f[0].distance(mention.day) <= PLAUSIBLE_DAYS]
    if not near:
        why = f"{fits[-1][0].names.title} was last spoken of years away from this"
        return Resolved(None, why, timely=True)
    best = max(score for _, score, _ in near)
    top = [f for f in near if f[1] == best]
    if len(top) == 1:
        agreement, _, why = top[0]
        return Resolved(agreement.id, why, timely=True, score=best)
    return _doubt(f"a description that fits {_titles(top)}", top, timely=True)


def _doubt(why: str, top: Sequence[_Fit], *, timely: bool) -> Resolved:
    rivals = tuple(f[0].id for f in top[-2:])
    return Resolved(None, why, doubt=True, timely=timely, rivals=rivals, score=None)


def _titles(found: Sequence[_Fit]) -> str:
    """The two founded last of those that fit, and how many there are besides."""
    shown = " or ".join(f[0].names.title for f in found[-2:])
    return shown if len(found) <= 2 else f"{shown} or {len(found) - 2} more"


def compare(mention: Mention, known: Known) -> tuple[int, str]:
    """(score, why): 0 or less keeps apart, 1 and 2 are descriptions that fit, 3 and more names that agree."""
    names = known.names
    key = (mention.name, mention.mention, mention.parties, mention.signed)
    found = names.compared.get(key)
    if found is None:
        found = names.compared[key] = _compare(mention, names)
    if found.apart is not None and _signed_long_after(mention, known):
        return 0, found.apart
    return found.score, found.why


def _compare(mention: Mention, names: Names) -> Compared:
    signed = names.signed
    if mention.signed and signed and not any(may_be_signed(mention.signed, s) for s in signed):
        return Compared(-1, f"signed {mention.signed}, not {signed[0]}")
    shared = _parties(mention, names)
    held = _held_to(mention, names, shared)
    if not held:
        other = "only some of the parties are the same" if shared is Parties.PART else "other parties"
        return Compared(0, other)
    best = max((alike(mention, m) for m in held), key=lambda found: (found.score, found.word))
    if best.score <= 0:
        return Compared(best.score, best.why)
    like = f"only like {held[-1].shown}"
    if shared is Parties.PART and not best.word and not mention.nameless:
        return Compared(0, f"{like}, of which only some parties are the same")
    dated = bool(mention.signed and signed and mention.signed in signed)
    if shared is Parties.PART and mention.wording.bare and not dated and _of_two_and_of_many(mention, names):
        return Compared(0, f"{like}, and one is between two of the other's many parties")
    if shared in (Parties.UNKNOWN, Parties.OTHER) and not dated and (best.score < 4 or mention.wording.bare):
        return Compared(0, f"{like}, and the parties are not known to be the same")
    apart = None
    if mention.wording.bare and not dated:
        apart = f"{like}, and one was signed years after the other was spoken of"
    return Compared(*_scored(best, dated), apart)


def _of_two_and_of_many(mention: Mention, names: Names) -> bool:
    """Whether one side tells two parties and the other never fewer than many of them: "a trade agreement" of
    Norway and India is none of India and the four states of EFTA."""
    own, told = len(mention.parties), [len(each) for each in names.told]
    return (own == _TWO and min(told) > FEW) or (own > FEW and max(told) == _TWO)


def may_be_signed(day: str, signed: str | None) -> bool:
    """Whether what was signed on a day can be what another text tells was signed then, or tells no day of."""
    return not signed or compatible(day, signed, slack=SLACK)


def _scored(best: Likeness, dated: bool) -> tuple[int, str]:
    if not dated:
        return best.score, best.why
    return best.score + (1 if best.score >= 3 else 0), f"{best.why}; signed the same day"


class Parties(Enum):
    """How the parties of a mention go with an agreement's.

    SAME: one mention of it told just these. PART: one side has only some of the other. One state alone is
    never all the parties, so that both may know another half.
    """

    SAME = "same"
    PART = "part"
    OTHER = "other"
    UNKNOWN = "unknown"


def _parties(mention: Mention, names: Names) -> Parties:
    ours, theirs = frozenset(mention.parties), names.parties
    if not ours or not theirs:
        return Parties.UNKNOWN
    if len(ours) > 1 and ours in names.told and (names.fixed is None or ours == theirs):
        return Parties.SAME
    return Parties.PART if ours <= theirs or theirs <= ours else Parties.OTHER


def _held_to(mention: Mention, names: Names, shared: Parties) -> Sequence[Mention]:
    """What a mention is compared with: a title with titles where there are any, and "the treaty" last.

    Else one nameless mention would open an agreement to every name. Of an agreement that has only some of
    the same parties it is what was told with one of them; "the treaty" alone fits one that was told with all
    the parties that this mention has, and not with many more. Where the parties are others only its own name
    counts, for then all are parties to it (Paris Agreement), unless a person has said who they are.
    """
    ours = frozenset(mention.parties)
    pool: Iterable[Mention] = names.once
    if shared is Parties.PART:
        if mention.nameless and not any(ours <= t and len(t) <= FEW for t in names.told):
            return ()
        pool = [m for m in pool if ours & names.of[m.name or m.mention]]
    elif shared is not Parties.SAME:
        key = mention.wording.key
        pool = [m for m in pool if key and m.wording.key == key]
        if shared is Parties.OTHER and (names.fixed is not None or not mention.wording.proper):
            return ()
    pool = tuple(pool)
    titles = tuple(m for m in pool if m.titled) if mention.titled else ()
    return titles or tuple(m for m in pool if not m.nameless) or pool


def _signed_long_after(mention: Mention, known: Known) -> bool:
    """Whether one was signed years after the other was last spoken of.

    Asked only of names without a word of their own: a trade agreement follows a trade agreement.
    """
    theirs = min(known.names.signed, default=None)
    if mention.signed and not theirs:
        return _years_after(mention.signed, known.last_day())
    return not mention.signed and _years_after(theirs, mention.day)


def _years_after(signed: str | None, last: str | None) -> bool:
    earliest, _ = bounds(signed)
    if earliest is None or last is None:
        return False
    year, month, day = earliest // 10000, earliest // 100 % 100, earliest % 100
    return (date(year, month, day) - date.fromisoformat(last)).days > PLAUSIBLE_DAYS
