"""A status in English: its first line, and every reason, doubt, party and date to come as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from foedus.law.model import DateKind, Headline, LegalDate, PartyStatus, Reason, Status
from foedus.law.reasons import ReasonKind
from foedus.wording.sentences import article, citation, phrase, sentence
from foedus.wording.words import Namer, named


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as text, with its articles as they are cited and the facts (ids) it rests on."""

    text: str
    article: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyText:
    """Where one party stands: the party's own code, dates as EDTF, reasons as text.

    `absent`: a list that has every party does not have it.
    """

    party: str
    state: str
    in_force: bool | None
    since: str | None
    until: str | None
    reasons: tuple[Line, ...]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class DateText:
    """A day to come: what follows on it, of which party where it is of one alone."""

    kind: str
    date: str
    text: str
    party: str | None


@dataclass(frozen=True, slots=True)
class StatusText:
    """A status with every finding as text, under the names of `foedus.law.model.Status`.

    `earliest` is None where nothing stands against the day asked about itself, which tells nobody anything.
    """

    on: str
    headline: str
    summary: str
    in_force: bool | None
    in_force_since: str | None
    in_force_until: str | None
    earliest: str | None
    missing: tuple[str, ...]
    reasons: tuple[Line, ...]
    doubts: tuple[Line, ...]
    parties: tuple[PartyText, ...]
    dates: tuple[DateText, ...]


class Outlined(Protocol):
    """What has a first line: a status, a standing, a duty."""

    @property
    def headline(self) -> Headline: ...
    @property
    def summary(self) -> tuple[Reason, ...]: ...


def status_text(found: Status, name: Namer = str) -> StatusText:
    """A status in English; `name` turns the codes of parties into their names."""
    return StatusText(
        on=found.on,
        headline=headline(found.headline),
        summary=summary(found.summary, name),
        in_force=found.in_force,
        in_force_since=found.in_force_since,
        in_force_until=found.in_force_until,
        earliest=found.earliest if found.earliest is not None and found.earliest > found.on else None,
        missing=tuple(phrase(m, name) for m in found.missing),
        reasons=lines(found.reasons, name),
        doubts=lines(found.doubts, name),
        parties=tuple(_party(p, name) for p in found.parties),
        dates=tuple(DateText(d.kind.value, d.date, date_text(d, name), d.party) for d in found.dates),
    )


def headline(found: Headline) -> str:
    """The status of a list or a first line: "NOT IN FORCE"."""
    return found.value.upper()


def summary(found: Sequence[Reason], name: Namer = str) -> str:
    """What stands after the headline: "since 2024-12-04", "ratified by both; missing: ..."."""
    return "; ".join(phrase(r, name) for r in found)


def first_line(found: Outlined, name: Namer = str) -> str:
    """The status in one line: "IN FORCE since 2024-12-04", "NOT IN FORCE   ratified by both"."""
    said = summary(found.summary, name)
    gap = " " if said.startswith("since") else "   "
    return f"{headline(found.headline)}{gap}{said}".rstrip()


def lines(reasons: Iterable[Reason], name: Namer = str) -> tuple[Line, ...]:
    """Findings as text."""
    return tuple(Line(sentence(r, name), article(r), r.facts) for r in reasons)


def _party(p: PartyStatus, name: Namer) -> PartyText:
    absent = any(r.kind is ReasonKind.PARTY_NOT_LISTED for r in p.reasons)
    return PartyText(p.party, p.state.value, p.in_force, p.since, p.until, lines(p.reasons, name), absent)


_COMING: Final = {
    DateKind.ENTRY: "enters into force",
    DateKind.FIRST_NOTICE: "first day on which notice can be given",
    DateKind.LAST_NOTICE: "last day for notice against renewal",
    DateKind.RENEWAL: "renewed unless notice was given in time",
    DateKind.EXPIRY: "no longer in force",
    DateKind.WITHDRAWAL: "notice of withdrawal takes effect",
}


def date_text(d: LegalDate, name: Namer = str) -> str:
    """What follows on a day to come: "enters into force (VCLT 24)"."""
    whose = f"{named(d.party, name)}: " if d.party is not None else ""
    ended = f": {d.state.value}" if d.state is not None else ""
    cited = f" ({citation(d.articles)})" if d.articles else ""
    return f"{whose}{_COMING[d.kind]}{ended}{cited}"
