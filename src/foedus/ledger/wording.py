"""What an agreement's name tells: its telling words, its number in a series, and the matters it speaks of.

Pure. A name is bare when nothing is left of it but matters and form ("the defence pact"): it describes an
agreement and does not name one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Strip = Callable[[str, tuple[str, ...]], str]

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBERED: Final = re.compile(r"[a-z]{0,3}\d{1,2}")  # "2", "OP1": one of several
_FOLDED: Final = {"defense": "defence", "organization": "organisation", "neighborly": "neighbourly"}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words of form: they say that something is an agreement, not which.
FORM: Final = _set("""
    treaty treaties pact pacts agreement agreements accord accords deal deals convention conventions
    arrangement arrangements document documents text instrument instruments covenant compact
    the a an of on in for to and with between among from by at its their this that as under against or
    concerning regarding relating respecting establishing called so known signed bilateral trilateral
    multilateral international historic landmark proposed planned draft final interim recent latest key major
    government governments republic kingdom federation state states people's democratic islamic
    both two three sides countries nations leaders parties
""")
#: Kinds of instrument that are not the treaty itself: a protocol to a treaty is another agreement.
KINDS: Final = _set("""
    protocol protocols amendment amendments memorandum declaration communique statement annex ceasefire truce
    armistice lease charter constitution statute roadmap exchange
""")
_NOUNS: Final = KINDS | _set(
    "treaty pact agreement agreements accord accords deal convention covenant compact"
)
#: Place in a series: "New START", "the Second Optional Protocol", "SALT II".
SERIES: Final = _set("""
    new first second third fourth fifth sixth additional supplementary optional revised renewed replacement
    successor i ii iii iv v vi vii viii ix x
""")
#: Matters: each row is one matter and the words that speak of it. A description is compatible with a name
#: that speaks of the same matter: "defense pact" with "Treaty on Comprehensive Strategic Partnership".
MATTERS: Final[tuple[tuple[str, frozenset[str]], ...]] = tuple(
    (matter, _set(words))
    for matter, words in (
        (
            "defence",
            "defence security military strategic alliance mutual assistance partnership comprehensive",
        ),
        (
            "friendship",
            "friendship neighbourly good cooperation partnership strategic comprehensive relations ties",
        ),
        (
            "trade",
            "trade economic commerce commercial tariff tariffs investment free market customs business",
        ),
        ("arms", "nuclear arms missile missiles weapons warheads disarmament reduction control strategic"),
        ("peace", "peace peaceful normalisation normalization settlement ceasefire truce reconciliation"),
        ("border", "border borders boundary boundaries maritime delimitation demarcation territorial"),
        ("climate", "climate environment environmental emissions biodiversity"),
        ("resources", "minerals mineral energy gas oil water fisheries fishing grain"),
        ("law", "extradition legal judicial tax taxation visa migration readmission"),
    )
)
_MATTER_WORDS: Final = frozenset().union(*(words for _, words in MATTERS))


@dataclass(frozen=True, slots=True)
class Wording:
    """A name taken apart. `telling` is all but form; `proper` is what is no matter either."""

    telling: frozenset[str]
    proper: frozenset[str]
    kinds: frozenset[str]
    series: frozenset[str]
    matters: frozenset[str]
    numbers: frozenset[str] = (
        frozenset()
    )  # years, register numbers: two that differ tell apart, one alone not

    @property
    def bare(self) -> bool:
        """Nothing but matters and form."""
        return not self.proper

    @property
    def key(self) -> str:
        """For looking up: the telling words, series and kinds in one order."""
        return " ".join(sorted(self.telling | self.series | self.kinds))


def wording(name: str | None, parties: tuple[str, ...] = (), strip: Strip | None = None) -> Wording:
    """The wording of `name`, from which `strip` takes away the names of the parties first."""
    text = name or ""
    if strip is not None and parties:
        text = strip(text, parties)
    words = {_FOLDED.get(w, w) for w in _WORD.findall(_fold(text))}
    words = {w.removesuffix("'s").removesuffix("’s") for w in words} - FORM
    series = frozenset(w for w in words if w in SERIES or _NUMBERED.fullmatch(w))
    kinds = frozenset(w.removesuffix("s") for w in words if w in KINDS)
    rest = frozenset(w for w in words if w not in series and w not in KINDS and len(w) > 1)
    matters = frozenset(matter for matter, speaks in MATTERS if rest & speaks)
    numbers = frozenset(w for w in rest if w.isdigit())
    return Wording(rest, rest - _MATTER_WORDS, kinds, series, matters, numbers)


def formal(name: str | None) -> bool:
    """Whether it is written as a title: "Mutual Defense Treaty", not "Russia-North Korea defence pact"."""
    words = _WORD.findall(name or "")
    nouns = [w for w in words if w.casefold() in _NOUNS]
    return sum(w[0].isupper() for w in words) > 1 and all(w[0].isupper() for w in nouns)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
