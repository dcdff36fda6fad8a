"""Which agreement a mention means: one that is known, or a new one, always with the reason in words.

Pure: the same mention and the same known agreements give the same answer. A doubt keeps apart, since two
agreements can be merged by a person and a wrong merger is hard to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from foedus.ledger.alike import Likeness, Mention, alike
from foedus.ledger.days import bounds, compatible
from foedus.ledger.wording import formal

PLAUSIBLE_DAYS: Final = 3 * 366  # within which a bare description still means what was last spoken of


@dataclass(frozen=True, slots=True)
class Known:
    """An agreement by all the mentions taken for it so far; `names` has each name and description once.

    `named` are those of them that tell something, `titles` those that name.
    """

    id: int
    mentions: tuple[Mention, ...]
    parties: frozenset[str] = field(init=False)
    names: tuple[Mention, ...] = field(init=False)
    named: tuple[Mention, ...] = field(init=False)
    titles: tuple[Mention, ...] = field(init=False)

    def __post_init__(self) -> None:
        once = {m.name or m.mention: m for m in self.mentions}
        object.__setattr__(self, "parties", frozenset(p for m in self.mentions for p in m.parties))
        object.__setattr__(self, "names", tuple(once.values()))
        object.__setattr__(self, "named", tuple(m for m in self.names if not m.nameless))
        object.__setattr__(self, "titles", tuple(m for m in self.names if m.titled))

    @property
    def title(self) -> str:
        return best_name(self.mentions)


@dataclass(frozen=True, slots=True)
class Resolved:
    """`agreement` is None for a new one. `why` is a sentence without its full stop."""

    agreement: int | None
    why: str


def best_name(mentions: Iterable[Mention]) -> str:
    """The name to show: a title before a description, the longer before the shorter, then the earlier."""
    return best_of((m.name, m.mention) for m in mentions)


def best_of(found: Iterable[tuple[str | None, str]]) -> str:
    """The same, from each mention's name and words."""
    once = list(dict.fromkeys(found))
    named = [name for name, _ in once if name]
    pool = [n for n in named if formal(n)] or named or [words for _, words in once if words]
    return max(pool, key=len, default="an agreement")


def resolve(mention: Mention, known: Sequence[Known], *, taken: frozenset[int] = frozenset()) -> Resolved:
    """The agreement that `mention` means among `known`.

    `taken` are agreements that the same article speaks of besides this one: a bare description cannot mean
    one of those.
    """
    judged = [(k, *_compare(mention, k)) for k in known]
    fits = [(k, score, why) for k, score, why in judged if score > 0 and (score > 2 or k.id not in taken)]
    named = [f for f in fits if f[1] >= 3]
    if named:
        return _choose(mention, named)
    if fits:
        return _only_plausible(mention, fits)
    near = [(k, why) for k, score, why in judged if score <= 0 and k.parties & frozenset(mention.parties)]
    if near:
        agreement, why = near[-1]
        return Resolved(None, f"apart from agreement {agreement.id} ({agreement.title}): {why}")
    return Resolved(None, "the first of these parties and this name")


def _choose(mention: Mention, named: list[tuple[Known, int, str]]) -> Resolved:
    best = max(score for _, score, _ in named)
    top = [f for f in named if f[1] == best]
    ours = frozenset(mention.parties)
    top = [f for f in top if f[0].parties == ours] or top
    if len(top) == 1:
        return Resolved(top[0][0].id, top[0][2])
    if (mention.wording.bare or best < 4) and any(f[0].parties != ours for f in top):
        return Resolved(None, f"a name that many treaties have, and fits agreement {_numbers(top)}")
    agreement, _, why = min(top, key=lambda f: (_distance(mention, f[0]), f[0].id))
    return Resolved(agreement.id, f"{why}; nearest in time of {len(top)}")


def _only_plausible(mention: Mention, fits: list[tuple[Known, int, str]]) -> Resolved:
    near = [f for f in fits if _distance(mention, f[0]) <= PLAUSIBLE_DAYS]
    if not near:
        return Resolved(None, f"agreement {fits[0][0].id} was last spoken of years away from this")
    best = max(score for _, score, _ in near)
    top = [f for f in near if f[1] == best]
    if len(top) == 1:
        agreement, _, why = top[0]
        return Resolved(agreement.id, why)
    return Resolved(None, f"a description that fits agreement {_numbers(top)}")


def _numbers(found: list[tuple[Known, int, str]]) -> str:
    return " or ".join(str(f[0].id) for f in found)


def _compare(mention: Mention, known: Known) -> tuple[int, str]:
    """(score, why): 0 or less keeps apart, 1 and 2 are descriptions that fit, 3 and more names that agree."""
    shared = _parties(mention, known.parties)
    if shared is Parties.OTHER and not _shares_proper_name(mention, known):
        return 0, "other parties"
    signed = [m.signed for m in known.mentions if m.signed]
    if mention.signed and signed and not any(compatible(mention.signed, s, slack=1) for s in signed):
        return -1, f"signed {mention.signed}, not {signed[0]}"
    best = max((alike(mention, m) for m in _held_to(mention, known)), key=lambda found: found.score)
    if best.score <= 0:
        return best.score, best.why
    like = f"only like {known.mentions[-1].shown}"
    if shared is Parties.PART and not best.word and not mention.nameless:
        return 0, f"{like}, of which only some parties are the same"
    dated = bool(mention.signed and signed and mention.signed in signed)
    if shared in (Parties.UNKNOWN, Parties.OTHER) and not dated and (best.score < 4 or mention.wording.bare):
        return 0, f"{like}, and the parties are not known to be the same"
    if mention.wording.bare and not dated and _signed_long_after(mention, known):
        return 0, f"{like}, and one was signed years after the other was spoken of"
    return _scored(best, dated)


def _scored(best: Likeness, dated: bool) -> tuple[int, str]:
    if not dated:
        return best.score, best.why
    return best.score + (1 if best.score >= 3 else 0), f"{best.why}; signed the same day"


class Parties(Enum):
    """How the parties of a mention go with an agreement's: PART where one side has only some of the other.

    One state alone is never all the parties, so that both may know another half.
    """

    SAME = "same"
    PART = "part"
    OTHER = "other"
    UNKNOWN = "unknown"


def _parties(mention: Mention, theirs: frozenset[str]) -> Parties:
    ours = frozenset(mention.parties)
    if not ours or not theirs:
        return Parties.UNKNOWN
    if ours == theirs and len(ours) > 1:
        return Parties.SAME
    return Parties.PART if ours <= theirs or theirs <= ours else Parties.OTHER


def _held_to(mention: Mention, known: Known) -> Sequence[Mention]:
    """What a mention is compared with: a title with titles where there are any, and "the treaty" last.

    Else one nameless mention would open an agreement to every name.
    """
    return (known.titles if mention.titled else ()) or known.named or known.names


def _signed_long_after(mention: Mention, known: Known) -> bool:
    """Whether one was signed years after the other was last spoken of.

    Asked only of names without a word of their own: a trade agreement follows a trade agreement.
    """
    theirs = next((m.signed for m in known.mentions if m.signed), None)
    if mention.signed and not theirs:
        return _years_after(mention.signed, [m.day for m in known.mentions if m.day])
    return not mention.signed and _years_after(theirs, [mention.day] if mention.day else [])


def _years_after(signed: str | None, days: Sequence[str]) -> bool:
    earliest, _ = bounds(signed)
    if earliest is None or not days:
        return False
    year, month, day = earliest // 10000, earliest // 100 % 100, earliest % 100
    return (date(year, month, day) - date.fromisoformat(max(days))).days > PLAUSIBLE_DAYS


def _shares_proper_name(mention: Mention, known: Known) -> bool:
    """Whether both are named alike by more than matters: then all are parties (Paris Agreement)."""
    ours = mention.wording
    return bool(ours.proper) and any(
        ours.proper == m.wording.proper and ours.telling == m.wording.telling for m in known.names
    )


def _distance(mention: Mention, known: Known) -> int:
    """Days between the article and the nearest one that spoke of the agreement; 0 where unknown."""
    days = [m.day for m in known.mentions if m.day]
    if not mention.day or not days:
        return 0
    ours = date.fromisoformat(mention.day)
    return min(abs((ours - date.fromisoformat(day)).days) for day in days)
