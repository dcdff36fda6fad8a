"""Who must act where a clause tells of two groups of states, each with its own number.

"Two thirds of the ACP States and all the Member States" is a share with those who must be among them; "six
island States and three others" is nine, so many of each kind among them. What a group is called stays as
written: who belongs to it no text tells, so that status says that it cannot check it (never "in force").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.law.model import Count
from foedus.law.text.chunks import Chunk, Reduced
from foedus.law.text.counts import number, share_of
from foedus.law.text.including import at_least
from foedus.law.text.reader import Reader

_QUANTITY = r"<(?:SHARE|NUM|ALL)>"
_NAMED = r"(?: of)?(?: the)?(?: (?!<)[^\s;:.]+){0,3}? ?(?:<(?:PARTIES|PARTY)>|others\b)"
_AND = (
    r"(?: (?!<(?:SHARE|NUM|ALL|ENTER|LEAVE|REMAIN)>|includ|among\b|compris|(?:which|whom)\b)\S+){0,6}?"
    r" ?(?:and|as well as)"
    r" (?:also )?(?:of |by |from )?"
)
# "by two thirds of the ACP States and all the Member States"; "six island States and three others"
_TWO = re.compile(rf"(?P<a>{_QUANTITY}){_NAMED}(?P<a_end>){_AND}(?P<b>{_QUANTITY}){_NAMED}(?P<b_end>)")
# "the instruments of the Member States and of at least two thirds of the ACP States"
_ALL_AND = re.compile(
    rf"<(?:INSTR|NOTICE|RATNOTE)> (?:of|by|from) (?P<b><PARTIES>)(?P<b_end>) (?:and|as well as) (?:of |by "
    rf"|from )?"
    rf"(?P<a><(?:SHARE|NUM)>){_NAMED}(?P<a_end>)"
)


class Groups(NamedTuple):
    """`needed` None: two shares of different wholes, which no one number says."""

    needed: Count
    must_include: tuple[str, ...]


def groups(reader: Reader, i: int) -> Groups | None:
    """The two groups that sentence `i` tells of, as one number and who must be among them; else None."""
    short = reader.short(i)
    found = _ALL_AND.search(short.text) or _TWO.search(short.text)
    if found is None:
        return None
    first, second = (_Group.read(reader, short, found, name) for name in "ab")
    if found["b"] == "<PARTIES>":
        return Groups(first.needed, (f"all {second.words}",))
    if first.needed == second.needed == "all":
        return Groups("all", ())
    if second.needed == "all":
        return Groups(first.needed, (second.words,))
    if first.needed == "all":
        return Groups(second.needed, (first.words,))
    if isinstance(first.needed, int) and isinstance(second.needed, int):
        told = (g.words for g in (first, second) if " " in g.words)  # "two others" are of no kind
        return Groups(first.needed + second.needed, tuple(map(at_least, told)))
    return Groups(None, ())


class _Group(NamedTuple):
    needed: Count
    words: str

    @classmethod
    def read(cls, reader: Reader, short: Reduced, found: re.Match[str], name: str) -> _Group:
        first = short.chunk(found.start(name))
        last = short.between(found.start(name), found.end(f"{name}_end"))[-1]
        words = " ".join(reader.clean.text[first.start : last.end].split())
        return cls(_count(first), words)


def _count(chunk: Chunk) -> Count:
    if chunk.kind == "ALL":
        return "all"
    return share_of(chunk.text) if chunk.kind == "SHARE" else number(chunk)
