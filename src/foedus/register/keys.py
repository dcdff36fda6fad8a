"""The key under which a name is looked up: two ways of writing one name have one key. Pure.

Case, accents, hyphens, punctuation, articles and prepositions do not matter; "organization" is
"organisation", "co-operation" "cooperation", "defense" "defence", "U.S." "us", "II" and "second" are "2".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){2,}")
_APOSTROPHE: Final = re.compile(r"['’ʼ‘`]s\b|['’ʼ‘`]")
_EMPTY: Final = frozenset(
    "the a an of on for and to in into between with concerning regarding relating respecting by at from"
    " as".split()
)
_ORDINALS: Final = {
    word: str(n)
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_ROMAN: Final = {
    word: str(n)
    for n, word in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii".split(), 1)
}
_WRITTEN: Final = {
    **_ORDINALS,
    "defense": "defence",
    "organization": "organisation",
    "organizations": "organisations",
    "program": "programme",
    "neighborly": "neighbourly",
    "neighborliness": "neighbourliness",
    "labor": "labour",
    "center": "centre",
    "co": "",
    "sulfur": "sulphur",
    "antipersonnel": "anti personnel",
    "no": "",
    "nr": "",
}
_JOINED: Final = (("co-op", "coop"), ("co-ord", "coord"), ("non-", "non"), ("anti-", "anti"), ("&", " and "))
_Z: Final = re.compile(r"(?<=[a-z]{3})iz(?=e|ing|ation)")


@lru_cache(1 << 13)  # linking asks several times for the words of one name
def words(text: str) -> tuple[str, ...]:
    """The telling words of a name in order, as they stand in its key."""
    plain = fold(text)
    if "-" in plain or "&" in plain:
        for old, new in _JOINED:
            plain = plain.replace(old, new)
    if "." in plain:
        plain = _DOTTED.sub(lambda m: m[0].replace(".", ""), plain)
    if "'" in plain or "`" in plain or not plain.isascii():
        plain = _APOSTROPHE.sub("", plain)
    out = []
    for number, word in enumerate(_WORD.findall(plain)):
        if word in _EMPTY:
            continue
        told = _ROMAN.get(word, word) if number else word
        if told is word and not (told := _WRITTEN.get(word, word)):
            continue
        out.append(_Z.sub("is", told) if "iz" in told else told)
    return tuple(out)


def name_key(text: str) -> str:
    """The key of a name: "The North-Atlantic Treaty" and "North Atlantic treaty" have one."""
    return " ".join(words(text))


def fold(text: str) -> str:
    """Small letters without accents; the letters that Unicode does not take apart stay."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
