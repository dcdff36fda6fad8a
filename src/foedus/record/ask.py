"""Asking the register by the words a user gives: a name, an acronym, the parties, or words of a title.

What is found has to have every word that was asked: a near miss is offered by name, never answered for. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.names import Kind, names
from foedus.record.joined import KnownTreaty, known_alone, shipped
from foedus.register.index import Brief
from foedus.register.keys import words
from foedus.register.link import How, Mention, link
from foedus.register.lookup import Register
from foedus.register.model import NameKind

_LOOKED_AT = 40  # entries that the words may mean
_FORM = frozenset(words("treaty pact agreement agreements accord accords convention deal"))
# The same of other languages, in which names are too, with their articles.
_ABROAD = frozenset(
    words(
        "traité pacte convention accord protocole tratado acuerdo convenio convención pacto trattato accordo"
        " Vertrag Abkommen Übereinkommen Pakt"
        " d das de del der des di die du el l la las le les los und von"
    )
)


def known_for(query: Sequence[str], register: Register | None = None) -> list[KnownTreaty]:
    """The known agreements that a query means; none where it is not told which one is.

    `register` is the edition to ask, by default the one that foedus ships.
    """
    edition = register or shipped()
    text = " ".join(query).strip()
    found = link(edition, names(), Mention(text))
    brief = edition.brief(text) or edition.brief(found.entry or _whole(edition, text) or "")
    if brief is not None:
        return _alone(edition, [brief])
    codes = [_code(word) for word in query]
    if len(query) > 1 and all(codes):
        return _alone(edition, edition.of_parties([c for c in codes if c], only=True))
    meant = _with_all(edition, text)
    # where a name is that of several, no other that only has its words is meant
    return _alone(edition, [b for b in meant if b.by_hand or found.how is not How.SEVERAL])


def known_near(query: Sequence[str], limit: int = 5, register: Register | None = None) -> list[str]:
    """The ids of known agreements that come nearest, for a message."""
    return [b.id for b in (register or shipped()).search(" ".join(query), limit)]


def known_duties(state: str, on: str, register: Register | None = None) -> list[KnownTreaty]:
    """The known agreements that lay duties down and in which the state stands on the day."""
    edition = register or shipped()
    out = []
    for bound in edition.in_force(state, on):
        if not bound.brief.by_hand or bound.binds is False:
            continue
        entry = edition.entry(bound.brief.id)
        if entry is not None and entry.terms and entry.terms.get("obligations"):
            out.append(known_alone(edition, entry))
    return out


def _alone(register: Register, found: Iterable[Brief]) -> list[KnownTreaty]:
    return [known_alone(register, e) for b in found if (e := register.entry(b.id)) is not None]


def _whole(register: Register, text: str) -> str | None:
    """The one entry by hand of which the text is a whole name of its own, whatever parties stand in it."""
    hits = [h for h in register.by_name(text) if h.brief.by_hand and h.name.kind is not NameKind.GENERIC]
    ids = {h.brief.id for h in hits}
    return ids.pop() if len(ids) == 1 else None


def _with_all(register: Register, text: str) -> list[Brief]:
    """The entries of the best rank among those that have every word: of several by hand alone, else none."""
    asked = set(words(text)) - _ABROAD
    found = []
    for brief in register.search(text, _LOOKED_AT):
        entry = register.entry(brief.id)
        told = {w for n in brief.names for w in words(n.text)}
        told |= {w for s in (entry.subjects if entry else ()) for w in words(s)}
        told |= {w for p in brief.parties for w in (p.casefold(), *words(names().display(p)))}
        told |= {(day or "")[:4] for day in (brief.date, brief.in_force)}
        if asked - _FORM <= told and (len(asked - _FORM) > 1 or _whole_name(brief, asked - _FORM)):
            found.append(brief)
    by_hand = [b for b in found if b.by_hand]
    return by_hand or (found if len(found) == 1 else [])


def _whole_name(brief: Brief, asked: set[str]) -> bool:
    """Whether one of its names has no other telling word: "Escazú" is its agreement, "steel" no community."""
    return any(set(words(n.text)) - _FORM == asked for n in brief.names)


def _code(word: str) -> str | None:
    """The state or organisation that a word of a query is."""
    if names().is_state(word.upper()):
        return word.upper()
    codes = {e.state or e.id for e in names().lookup(word) if e.kind in (Kind.STATE, Kind.ORG)}
    return codes.pop() if len(codes) == 1 else None
