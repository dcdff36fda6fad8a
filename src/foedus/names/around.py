"""Whether the words next to a spelling let it be the name it looks like: other people's names, common words.

Each rule has the words that called for it. The rules only take meanings away; none guesses one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from foedus.names.model import Entry, Flag, Kind

if TYPE_CHECKING:
    from foedus.names.table import Names

_PLACES: Final = frozenset({Kind.STATE, Kind.CAPITAL, Kind.SEAT})
_BEFORE: Final = re.compile(r"([^\W\d_][\w'.-]*) $")
_AFTER: Final = re.compile(r"[ ]([A-Z\u00c0-\u00de][\w-]*)")
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_SENTENCE: Final = re.compile(r"(?:^|[.!?:;\u201c\"(\u2014]\s*|\s-+\s+)$")

# capitalised words that may stand before a surname or a place without being a given name: sentence openers ("When
# Jordan"), days and months ("on Monday Putin"), titles ("President Trump", "Mr. Kim"), points of the compass
_OPENERS: Final = frozenset(
    "a about across after again against all along already also although amid among an and another any are around as "
    "at because before behind below besides between beyond both but by can could did do does during each earlier "
    "either even ever every except few following for former from had has have here how however if in inside instead is "
    "it its just last late later like many may meanwhile might more most much near neither never new next no nor not "
    "now of off on once one only onto or other our out outside over per perhaps recently says several should similarly "
    "since so some soon still such than that the their then there these they this those though through throughout thus "
    "to today together tomorrow tonight too toward towards two under unless unlike until up upon us was we were what "
    "when where whereas whether which while who whom whose why will with within without would yesterday yet you your "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr aug sept oct nov dec north south east west northern southern "
    "eastern western central".split()
)
_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof sir lord lady dame sheikh sheikha emir emperor empress king queen prince princess crown "
    "sultan pope president vice premier prime chancellor minister secretary chairman chairwoman chairperson chair "
    "leader general gen marshal admiral colonel col major maj captain capt lieutenant lt sgt commander comrade "
    "senator sen representative rep congressman congresswoman governor gov mayor ambassador amb envoy justice judge "
    "speaker spokesman spokeswoman spokesperson director commissioner cardinal archbishop bishop imam ayatollah "
    "mullah party army parliament government ministry foreign defense defence state supreme first deputy acting "
    "president-elect dictator strongman candidate counterpart".split()
)
# what may follow a state's or a person's name in capitals and is no surname: "Chad President Idriss Deby", "Kim Jong Un"
# is listed in full, "Jordan Valley" is in Jordan
_FOLLOWERS: Final = (
    _OPENERS
    | _TITLES
    | frozenset(
        "airlines administration embassy parliament valley river national central bank border cabinet government ministry "
        "times news telecom airways peninsula summit visit talks treaty pact agreement deal accord protocol convention war "
        "relations armed forces air navy royal supreme court constitution republic pact's plan".split()
    )
)


# given names before which a headline's capitals cannot hide another person
_GIVEN: Final = frozenset(
    "adam alan albert alex alexander alfred alice andrew angela ann anna anne anthony antonio arthur barack barbara ben "
    "benjamin bernard betty bill bob boris brian bruce carl carlos carol catherine charles chris christian christopher "
    "claire claude daniel dave david denzel diana donald dorothy edward elizabeth emma eric ernest eugene eva frank fred "
    "frederick gabriel gary george gerald gordon grace graham greg gregory hamilton hannah hans harold harry helen henry "
    "herbert howard hugh ian isabel ivan ivanka jack jackie james jane janet jason jean jeff jeffrey jennifer jeremy "
    "jerry jessica jim jimmy joan joe john johnny jon jonathan jose joseph juan judith julia julie karen karl kate keith "
    "kelly ken kenneth kevin larry laura lawrence lee leo leon leonard lewis linda lisa louis lucy luis luke margaret "
    "maria marie mario mark martha martin mary matt matthew melania michael michelle miguel mike nancy nathan neil "
    "nicholas nicolas oliver oscar pat patricia patrick paul paula pedro peter philip phil rachel ralph ray raymond "
    "rebecca richard rick robert robin roger ron ronald roy russell ruth sam samuel sandra sara sarah scott sean sharon "
    "simon spike stephen steve steven stuart sue susan ted terry theodore thomas tim timothy tom tony vernon vincent "
    "walter wayne william barbra hunter hillary chelsea jill".split()
)


def fits(entries: Sequence[Entry], flags: Flag, text: str, a: int, b: int, names: Names) -> list[Entry]:
    """The entries that `text[a:b]` may mean where it stands."""
    out = list(entries)
    if flags & (Flag.SURNAME | Flag.FAMILY_LAST) and _given_name_before(text, a, b, names):
        out = [e for e in out if not _taken(e, flags)]
    if flags & (Flag.GIVEN | Flag.FAMILY_FIRST) and _surname_after(text, a, b, names):
        out = [e for e in out if not _taken(e, flags)]
    if flags & Flag.COMMON and _common_word(text, a, b):
        out = []
    return out


def _taken(entry: Entry, flags: Flag) -> bool:
    if entry.kind is Kind.PERSON:
        return bool(flags & (Flag.FAMILY_FIRST | Flag.FAMILY_LAST))
    return entry.kind in _PLACES and bool(flags & (Flag.SURNAME | Flag.GIVEN))


def _given_name_before(text: str, a: int, b: int, names: Names) -> bool:
    """ "Michael Jordan", "Robert E. Lee", "Ivanka Trump", not "President Trump", "When Jordan" or "Jordan" in a headline."""
    found = _BEFORE.search(text, max(0, a - 40), a)
    if found is None or not found[1][0].isupper():
        return False
    word = found[1]
    bare = word.rstrip(".").lower()
    if bare in _GIVEN and len(word) > 2:
        return True
    if bare in _OPENERS or bare in _TITLES or bare.endswith("'s") or word.isupper() and len(word) > 2:
        return False
    if names.lookup(word) or word.endswith(".") and len(bare) > 1:
        return False
    return not _headline(text, a, b)


def _surname_after(text: str, a: int, b: int, names: Names) -> bool:
    """ "Chad Kroeger", "Kim Yong Chol", not "Chad President ...", "Jordan Monday" or a headline's "Kim Visits Moscow"."""
    found = _AFTER.match(text, b)
    if found is None:
        return False
    word = found[1]
    if word.lower() in _FOLLOWERS or word.isupper() or names.lookup(word):
        return False
    return not _headline(text, a, b)


def _common_word(text: str, a: int, b: int) -> bool:
    """ "Polish the draft" at the start of a sentence is a verb."""
    return bool(_SENTENCE.search(text[max(0, a - 6) : a])) and bool(
        re.match(r" (?:the|your|up|off|it|this|these|those|a)\b", text[b:])
    )


def _headline(text: str, a: int, b: int) -> bool:
    """Whether most words near by are capitalised, so that a capital tells nothing."""
    line_start = max(text.rfind(". ", 0, a) + 1, a - 80, 0)
    stop = text.find(". ", b)
    line = text[line_start : min(stop if stop >= 0 else len(text), b + 80)]
    words = [w for w in _WORD.findall(line) if len(w) > 3]
    low = sum(1 for w in words if w[0].islower())
    return low * 4 <= len(words) and len(words) > 5
