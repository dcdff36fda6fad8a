"""What the import tools share: the codes of a list's names of states, and what a title says."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Final

import yaml

from foedus.law.particulars import Relation
from foedus.names import Kind as NameOf
from foedus.names import names
from foedus.register.build import files
from foedus.register.model import Kind

HERE: Final = Path(__file__).parent
LISTS: Final = files.DATA / "lists"
_HEAD: Final = re.compile(
    r"\b(?:(?P<exchange>exchanges? of (?:notes|letters)|(?:notes|letters) exchanged|agreed minutes?)"
    r"|(?P<memorandum>memorand(?:um|a) of (?:understanding|agreement)|memorandum|mou)"
    r"|(?P<amendment>amendments?|adjustments?|modifications?|corrigend\w+)"
    r"|(?P<extension>extensions?|prolongations?)|(?P<annex>annex(?:es)?|appendix)"
    r"|(?P<protocol>protocols?)|(?P<regulations>regulations?)"
    r"|(?P<decision>resolutions?|decisions?|recommendations?|measure|guidelines|principles|programme|plan)"
    r"|(?P<declaration>declarations?)"
    r"|(?P<treaty>convention|agreements?|treat(?:y|ies)|covenant|charter|constitution|statutes?|act|pact|accord"
    r"|arrangement|instrument|articles|compact|concordat))\b"
)
_SMALL: Final = re.compile(r"(?<= )(?:And|Of|The)\b")
_AMENDS: Final = re.compile(r"\b(?:amending|to amend|modifying|to modify|revising|to revise)\b")
_EXTENDS: Final = re.compile(
    r"\b(?:extending|prolonging|for the (?:further )?extension of|continuation in force)\b"
)
_RELATIONS: Final = {
    Kind.AMENDMENT: Relation.AMENDS,
    Kind.EXTENSION: Relation.EXTENDS,
    Kind.ANNEX: Relation.SUPPLEMENTS,
    Kind.PROTOCOL: Relation.PROTOCOL_TO,
}


class Codes:
    """The codes of a list's own names; `unknown` counts those that have none."""

    def __init__(self, group: str) -> None:
        table = yaml.load((HERE / "spellings.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
        self._own: dict[str, str] = table[group]
        self._known = files.codes()
        self._names = names()
        self.unknown: Counter[str] = Counter()

    def code(self, name: str) -> str | None:
        """The code, None where the name has none."""
        if name in self._own:
            return self._own[name] or None
        if self._known.known(name):
            return name
        for spelled in (name, name.title(), _SMALL.sub(lambda m: m[0].lower(), name)):
            found = {
                e.state or e.id for e in self._names.lookup(spelled) if e.kind in (NameOf.STATE, NameOf.ORG)
            }
            if len(found) == 1:
                return found.pop()
        self.unknown[name] += 1
        return None


def kind_of(title: str) -> Kind:
    """What the first noun of form in a title says the agreement is; a treaty where it has none."""
    plain = title.casefold()
    head = _HEAD.search(plain)
    if head is None:
        return Kind.TREATY
    kind = Kind.EXCHANGE if head["exchange"] else Kind(head.lastgroup or "treaty")
    rest = plain[head.end() :]
    if kind in (Kind.PROTOCOL, Kind.TREATY, Kind.DECISION):
        for pattern, other in ((_AMENDS, Kind.AMENDMENT), (_EXTENDS, Kind.EXTENSION)):
            found = pattern.search(rest)
            if found and not _HEAD.search(rest[: found.start()]):
                return other
    return kind


def relation_of(kind: Kind) -> Relation:
    """How an agreement of a kind stands to the one whose number it extends."""
    return _RELATIONS.get(kind, Relation.SUPPLEMENTS)


def day_in(text: str) -> str | None:
    """ "3 September 1992" as an EDTF day; None where the text is no day."""
    try:
        return datetime.strptime(text, "%d %B %Y").date().isoformat()
    except ValueError:
        return None
