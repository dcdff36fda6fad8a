"""Which agreement a mention means: one that is known, or a new one, always with the reason in words.

Pure: the same mention and the same known agreements give the same answer. A doubt keeps apart, since two
agreements can be merged by a person and a wrong merger is hard to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from foedus.ledger.days import compatible
from foedus.ledger.wording import Wording, formal

PLAUSIBLE_DAYS: Final = 3 * 366  # within which a bare description still means what was last spoken of


@dataclass(frozen=True, slots=True)
class Mention:
    """An agreement as one article speaks of it; `day` is the article's own (ISO) where it is known."""

    name: str | None
    mention: str
    parties: tuple[str, ...]
    signed: str | None
    day: str | None
    wording: Wording


@dataclass(frozen=True, slots=True)
class Known:
    """An agreement by all the mentions taken for it so far; `names` has each name and description once."""

    id: int
    mentions: tuple[Mention, ...]
    parties: frozenset[str] = field(init=False)
    names: tuple[Mention, ...] = field(init=False)

    def __post_init__(self) -> None:
        once = {m.name or m.mention: m for m in self.mentions}
        object.__setattr__(self, "parties", frozenset(p for m in self.mentions for p in m.parties))
        object.__setattr__(self, "names", tuple(once.values()))

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
    found = list(mentions)
    named = [m.name for m in found if m.name]
    pool = [n for n in named if formal(n)] or named or [m.mention for m in found if m.mention]
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
    if len(top) == 1:
        return Resolved(top[0][0].id, top[0][2])
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
    numbers = " or ".join(str(f[0].id) for f in top)
    return Resolved(None, f"a description that fits agreement {numbers}")


def _compare(mention: Mention, known: Known) -> tuple[int, str]:
    """(score, why): 0 or less keeps apart, 1 and 2 are descriptions that fit, 3 and more names that agree."""
    same_parties = _parties(mention, known.parties)
    if same_parties is False and not _shares_proper_name(mention, known):
        return 0, "other parties"
    signed = [m.signed for m in known.mentions if m.signed]
    if mention.signed and signed and not any(compatible(mention.signed, s, slack=1) for s in signed):
        return -1, f"signed {mention.signed}, not {signed[0]}"
    best = max((_names(mention, m) for m in known.names), key=lambda found: found[0])
    if best[0] <= 0:
        return best
    dated = bool(mention.signed and signed and mention.signed in signed)
    if not same_parties and not dated and (best[0] < 4 or mention.wording.bare):
        return 0, f"only like {_shown(known.mentions[-1])}, and the parties are not known to be the same"
    return best[0] + (1 if dated and best[0] >= 3 else 0), best[1] + (
        "; signed the same day" if dated else ""
    )


def _parties(mention: Mention, theirs: frozenset[str]) -> bool | None:
    """True for compatible sets of parties, False for others, None where one side is not known."""
    ours = frozenset(mention.parties)
    if not ours or not theirs:
        return None
    return ours <= theirs or theirs <= ours


def _shares_proper_name(mention: Mention, known: Known) -> bool:
    """Whether both are named alike by more than matters: then all are parties (Paris Agreement)."""
    ours = mention.wording
    return bool(ours.proper) and any(
        ours.proper == m.wording.proper and ours.telling == m.wording.telling for m in known.names
    )


def _names(mention: Mention, other: Mention) -> tuple[int, str]:
    ours, theirs = mention.wording, other.wording
    if ours.kinds != theirs.kinds and (
        (ours.kinds and theirs.kinds) or not (_describes(mention) or _describes(other))
    ):
        return -1, f"{_shown(mention)} is another kind of instrument than {_shown(other)}"
    if ours.numbers and theirs.numbers and not ours.numbers & theirs.numbers:
        return -1, f"another number: {_shown(mention)}, not {_shown(other)}"
    if ours.series != theirs.series and not (_nameless(ours) or _nameless(theirs)):
        return -1, f"another of the series: {_shown(mention)}, not {_shown(other)}"
    if _nameless(ours) or _nameless(theirs):
        return 1, "the same parties, and one of the two is only described"
    if ours.telling == theirs.telling:
        if _describes(mention) or _describes(other):
            return 2, "the same parties and the same description"
        return 4, "the same name"
    shared = ours.telling & theirs.telling
    if not ours.bare and not theirs.bare:
        if ours.telling <= theirs.telling or theirs.telling <= ours.telling:
            return 3, "one name is part of the other"
        if 2 * len(shared) >= len(ours.telling | theirs.telling):
            return 3, f"names that share {', '.join(sorted(shared))}"
        return 0, _different(mention, other, shared)
    return _described(mention, other, shared)


def _described(mention: Mention, other: Mention, shared: frozenset[str]) -> tuple[int, str]:
    """One or both names say no more than the matter."""
    ours, theirs = mention.wording, other.wording
    if formal(mention.name) and formal(other.name):
        if ours.telling <= theirs.telling or theirs.telling <= ours.telling:
            return 3, "one title is part of the other"
        if 3 * len(shared) >= 2 * len(ours.telling | theirs.telling):
            return 3, f"titles that share {', '.join(sorted(shared))}"
        return 0, _different(mention, other, shared)
    if not ours.matters or not theirs.matters or ours.matters & theirs.matters:
        return (2 if shared else 1), "the same parties, and a description that fits the name"
    return 0, _different(mention, other, shared)


def _describes(mention: Mention) -> bool:
    """No more than the matter, and not written as a title."""
    return mention.wording.bare and not formal(mention.name)


def _nameless(wording: Wording) -> bool:
    """ "the pact": form alone."""
    return not (wording.telling or wording.kinds or wording.series)


def _different(mention: Mention, other: Mention, shared: frozenset[str]) -> str:
    common = f"only {', '.join(sorted(shared))} in common" if shared else "no shared word"
    return f"other name: {_shown(mention)}, not {_shown(other)}; {common}"


def _shown(mention: Mention) -> str:
    return f"“{mention.name or mention.mention}”"


def _distance(mention: Mention, known: Known) -> int:
    """Days between the article and the nearest one that spoke of the agreement; 0 where unknown."""
    days = [m.day for m in known.mentions if m.day]
    if not mention.day or not days:
        return 0
    ours = date.fromisoformat(mention.day)
    return min(abs((ours - date.fromisoformat(day)).days) for day in days)
