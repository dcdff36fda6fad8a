"""The ways in which newspapers write one name: without accents, "St." for "Saint", in capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

# letters that Unicode does not take apart
_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ð": "d",
        "þ": "th",
    }
)
VERBATIM: Final = "="

# "the European parliament", "the State department": some papers write the common noun small
_COMMON: Final = frozenset(
    {
        "Agency", "Army", "Assembly", "Cabinet", "Commission", "Committee", "Community", "Congress",
        "Council", "Court", "Department", "Ministry", "Navy", "Parliament", "Secretariat", "Senate",
        "Treasury", "Union",
    }
)  # fmt: skip


def spellings(name: str, *, common: bool = False, capitals: bool = False) -> Iterator[str]:
    """Every way of writing a name, the name itself first, none twice.

    `common` also writes a last common noun small, `capitals` the whole name in capitals where it is long
    enough not to look like an acronym. A name written "=Malé" is taken as it stands ("Male" is another word).
    """
    if name.startswith(VERBATIM):
        yield name.removeprefix(VERBATIM)
        return
    seen: dict[str, None] = {}
    for plain in _saints(name.replace("\u2019", "'")):
        for text in (plain, fold_accents(plain)):
            seen[text] = None
            if common:
                head, _, last = text.rpartition(" ")
                if head and last in _COMMON:
                    seen[f"{head} {last.lower()}"] = None
    if capitals:
        for text in list(seen):
            if len(text) > 3 and not text.isupper() and not text.endswith("-"):
                seen[text.upper()] = None
    yield from seen


def cases(noun: str) -> tuple[str, ...]:
    """An office noun as it stands in a sentence, at its start and as a title."""
    titled = " ".join(
        w if w in ("of", "for", "the", "and", "to", "in", "-") else w[:1].upper() + w[1:]
        for w in noun.split(" ")
    )
    return tuple(dict.fromkeys((noun, noun[:1].upper() + noun[1:], titled)))


def fold_accents(text: str) -> str:
    """ "Türkiye" as "Turkiye", "São Tomé" as "Sao Tome"."""
    apart = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def _saints(name: str) -> Iterator[str]:
    yield name
    for written, other in (("Saint ", "St. "), ("Saint ", "St "), (" and ", " & ")):
        if written in name:
            yield name.replace(written, other)
