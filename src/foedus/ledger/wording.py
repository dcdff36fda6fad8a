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
    armistice lease charter constitution statute roadmap exchange implementation implementing administrative
    replace replacing
""")
#: Of these, such as no treaty is called by the way.
TRUCES: Final = _set("ceasefire truce armistice")
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
        ("defence", "defence security military alliance"),
        ("friendship", "friendship neighbourly"),
        ("trade", "trade economic commerce commercial tariff tariffs free market business"),
        ("investment", "investment"),
        ("customs", "customs tariff tariffs"),
        ("arms", "nuclear arms missile missiles weapons warheads disarmament reduction control"),
        ("peace", "peace peaceful normalisation normalization settlement ceasefire truce reconciliation"),
        ("border", "border borders boundary boundaries maritime delimitation demarcation territorial"),
        ("climate", "climate environment environmental emissions biodiversity"),
        ("minerals", "minerals mineral"),
        ("energy", "energy gas oil"),
        ("water", "water"),
        ("fisheries", "fisheries fishing"),
        ("grain", "grain"),
        ("justice", "extradition legal judicial"),
        ("tax", "tax taxation"),
        ("movement", "visa migration readmission"),
    )
)
#: Matters too, but each word of theirs is a name of its own: "Convention against Torture".
SUBJECTS: Final[tuple[tuple[str, frozenset[str]], ...]] = tuple(
    (matter, _set(words))
    for matter, words in (
        ("investment", "investments investor investors"),
        (
            "rights",
            "torture genocide rights refugee refugees women children racial slavery",
        ),
        (
            "crime",
            "terrorism corruption narcotics drugs trafficking piracy crime criminal",
        ),
        ("culture", "cultural culture education heritage science scientific"),
        ("transport", "aviation air airline airlines rail railway road transport shipping"),
        ("health", "health pandemic tobacco"),
        ("labour", "labour labor"),
        ("space", "space outer lunar moon"),
        ("fisheries", "fishery fish tuna"),
        ("water", "river rivers waters watercourses"),
        ("minerals", "mining lithium"),
        ("energy", "pipeline electricity power"),
    )
)
#: Words that many names have: they speak of these matters where no word tells another one.
GENERAL: Final[tuple[tuple[str, frozenset[str]], ...]] = tuple(
    (matter, _set(words))
    for matter, words in (
        ("defence", "strategic mutual assistance partnership comprehensive"),
        ("friendship", "good cooperation partnership strategic comprehensive relations ties"),
    )
)
#: Words beside which nothing new is told: "Framework Agreement on Security".
EMPTY: Final = _set("framework field fields sphere area areas establishment development interstate general")
#: Words of treaties of many, and of what two states alone make.
OF_MANY: Final = _set("convention conventions european african arab inter universal world un")
OF_TWO: Final = _set("pact pacts deal deals accord accords alliance")
_MATTER_WORDS: Final = frozenset().union(*(words for _, words in MATTERS + GENERAL))
_GENERAL_MATTERS: Final = frozenset(matter for matter, _ in GENERAL)
_KINDS_ONCE: Final = frozenset({"document", *(kind.removesuffix("s") for kind in KINDS)})


def _by_word(rows: tuple[tuple[str, frozenset[str]], ...]) -> dict[str, tuple[str, ...]]:
    words = {word for _, speaks in rows for word in speaks}
    return {word: tuple(matter for matter, speaks in rows if word in speaks) for word in words}


_SPECIFIC: Final = _by_word(MATTERS + SUBJECTS)
_GENERAL: Final = _by_word(GENERAL)
LETTERS: Final = 8  # that an abbreviation has at most
_ACRONYM: Final = re.compile(rf"[A-Z]{{3,{LETTERS}}}")


@dataclass(frozen=True, slots=True)
class Wording:
    """A name taken apart. `telling` is all but form; `proper` is what is no matter either.

    `of_many` and `of_two`: it has words of a treaty of many, or of what two states alone make. `acronyms` are
    the words written in capitals, as they are written; `formal` as the function of that name. `key` is for
    looking up: the telling words, series and kinds in one order.
    """

    telling: frozenset[str]
    proper: frozenset[str]
    kinds: frozenset[str]
    series: frozenset[str]
    matters: frozenset[str]
    numbers: frozenset[str] = (
        frozenset()
    )  # years, register numbers: two that differ tell apart, one alone not
    of_many: bool = False
    of_two: bool = False
    acronyms: frozenset[str] = frozenset()
    formal: bool = False
    key: str = ""

    @property
    def bare(self) -> bool:
        """Nothing but matters and form."""
        return not self.proper


def wording(name: str | None, parties: tuple[str, ...] = (), strip: Strip | None = None) -> Wording:
    """The wording of `name`, from which `strip` takes away the names of the parties first."""
    text = name or ""
    if strip is not None and parties:
        text = strip(text, parties)
    every = {_FOLDED.get(w, w) for w in _WORD.findall(_fold(text))}
    words = {w.removesuffix("'s").removesuffix("’s") for w in every} - FORM
    series = frozenset(w for w in words if w in SERIES or _NUMBERED.fullmatch(w))
    kinds = frozenset(w.removesuffix("s") for w in words if w in KINDS)
    if "Document" in text and words:
        kinds |= {"document"}  # "Vienna Document", no convention; "the document" may be any
    rest = frozenset(w for w in words if w not in series and w not in KINDS and len(w) > 1)
    numbers = frozenset(w for w in rest if w.isdigit())
    return Wording(
        telling=rest,
        proper=rest - _MATTER_WORDS,
        kinds=kinds,
        series=series,
        matters=_matters(rest),
        numbers=numbers,
        of_many=bool(every & OF_MANY),
        of_two=bool(every & OF_TWO),
        acronyms=acronyms_of(text),
        formal=formal(name),
        key=" ".join(sorted(rest | series | kinds)),
    )


def _matters(telling: frozenset[str]) -> frozenset[str]:
    """What the words speak of; "partnership" speaks of defence only where nothing else is told."""
    found = frozenset(matter for word in telling & _SPECIFIC.keys() for matter in _SPECIFIC[word])
    if found - _GENERAL_MATTERS:
        return found
    return found | {matter for word in telling & _GENERAL.keys() for matter in _GENERAL[word]}


def acronyms_of(text: str) -> frozenset[str]:
    """The words written in capitals, as they are written."""
    return frozenset(w for w in _WORD.findall(text) if w.isupper() and _ACRONYM.fullmatch(w))


def telling_of(key: str) -> frozenset[str]:
    """The telling words in a wording's `key`."""
    return frozenset(
        w for w in key.split() if w not in SERIES and w not in _KINDS_ONCE and not _NUMBERED.fullmatch(w)
    )


def is_title(name: str | None, key: str) -> bool:
    """Whether a mention names: it is written as a title, or has a word of its own; `key` is its wording's."""
    return bool(key) and (bool(telling_of(key) - _MATTER_WORDS) or (bool(name) and formal(name)))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in order, in lower case."""
    return tuple(_WORD.findall(_fold(text)))


def formal(name: str | None) -> bool:
    """Whether it is written as a title: "Mutual Defense Treaty", not "Russia-North Korea defence pact"."""
    words = _WORD.findall(name or "")
    nouns = [w for w in words if w.casefold() in _NOUNS]
    return sum(w[0].isupper() for w in words) > 1 and all(w[0].isupper() for w in nouns)


def _fold(text: str) -> str:
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
