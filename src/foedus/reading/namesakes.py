"""Surnames of known leaders that are somebody else's: by another's title, or by another introduced before.

"Trade Minister Kim", "Vice Minister Kim Min-soo flew ... Kim signed": no word of Pyongyang.
"""

from __future__ import annotations

from msgspec.structs import replace

from foedus.language import phrases
from foedus.names import Entry, Kind
from foedus.reading.context import NameAt, Para

_TITLES = frozenset(
    "minister secretary deputy vice ambassador envoy spokesman spokeswoman governor mayor senator admiral "
    "commissioner justice judge professor coach lawmaker negotiator director".split()
)
_HIGH = frozenset("president leader king queen premier prime supreme comrade".split())
_BEFORE = 6  # tokens before a surname that its title and state stand in


def without_namesakes(paras: list[Para], place_state: str | None) -> None:
    """Puts for every bare surname of a leader the one whose it is on this page."""
    others: dict[str, Entry] = {}
    for para in paras:
        for surname, entry in _introduced(para, place_state):
            others.setdefault(surname, entry)
        for name in list(para.names):
            if name.hi - name.lo == 1 and name.kinds() == {Kind.PERSON}:
                other = _titled(para, name, place_state) or others.get(name.text)
                if other is not None:
                    _put(para, name, other)


def _titled(para: Para, name: NameAt, place_state: str | None) -> Entry | None:
    """Whom a title that no leader has names: "Trade Minister Kim"."""
    words = _words_before(para, name.lo)
    if not words or words[-1] not in _TITLES or _HIGH & set(words[-2:]):
        return None
    return _entry(para, name.text, name.lo, place_state)


def _introduced(para: Para, place_state: str | None) -> list[tuple[str, Entry]]:
    """Titled persons with two names whom the tables do not know, by each of the two."""
    tree, out = para.tree, []
    for t in range(1, len(tree) - 1):
        known = t in para.name_of and para.name_of[t].hi - para.name_of[t].lo > 1
        if tree.low[t - 1] not in _TITLES or known or not phrases.is_name(tree, t):
            continue
        end = t + 1
        while (
            end < len(tree)
            and (tree.tags[end] == "NNP" or tree.words[end] == "-")
            and end not in para.name_of
        ):
            end += 1
        if end - t > 1:
            entry = _entry(para, tree.span_text(t, end), t, place_state)
            out += [(tree.words[t], entry), (tree.words[end - 1], entry)]
    return out


def _words_before(para: Para, at: int) -> list[str]:
    return para.tree.low[max(0, at - _BEFORE) : at]


def _entry(para: Para, full: str, at: int, place_state: str | None) -> Entry:
    """A person of this page: of the state named before the title, else of the place of the story."""
    states = [
        e.state
        for n in para.names
        if at - _BEFORE <= n.lo < at and n.kinds() & {Kind.STATE, Kind.DEMONYM, Kind.CAPITAL}
        for e in n.entries
    ]
    return Entry(full, Kind.PERSON, full, states[-1] if states else place_state)


def _put(para: Para, name: NameAt, entry: Entry) -> None:
    other = replace(name, entries=(entry,)) if entry.state else None
    para.names[:] = [other or n if n is name else n for n in para.names if n is not name or other]
    for t in range(name.lo, name.hi):
        para.names_of[t] = [
            other or n if n is name else n for n in para.names_of[t] if n is not name or other
        ]
        para.name_of.pop(t, None)
        if other is not None:
            para.name_of[t] = other
