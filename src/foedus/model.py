"""The words of foedus as frozen data: Article, Claim, Source, AgreementRef and their enumerations.

Nothing here knows a parser, a database or a clock. Dates are EDTF strings (see `foedus.dates`); states are
ISO 3166-1 alpha-3 codes (SUN, YUG, CSK, DDR for those gone), organisations their usual short name (EU, NATO).
Offsets count characters of `Article.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """What is done to an agreement itself (VCLT Parts II, III and V)."""

    NEGOTIATED = "negotiated"
    INITIALLED = "initialled"
    SIGNED = "signed"
    APPROVED = "approved"
    RATIFIED = "ratified"
    INSTRUMENTS_EXCHANGED = "instruments_exchanged"
    DEPOSITED = "deposited"
    NOTIFIED = "notified"
    ACCEDED = "acceded"
    ENTERED_INTO_FORCE = "entered_into_force"
    PROVISIONALLY_APPLIED = "provisionally_applied"
    AMENDED = "amended"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    VIOLATED = "violated"
    RESERVATION = "reservation"


class Certainty(StrEnum):
    """How sure the text is, in the publisher's own voice or another's."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    SPECULATED = "speculated"
    DENIED = "denied"


class ClaimKind(StrEnum):
    STEP = "step"
    ACT = "act"
    TERM = "term"
    PARTICULAR = "particular"


class TermKind(StrEnum):
    """What a treaty lays down, as the news speaks of it."""

    ENTRY_INTO_FORCE = "entry_into_force"
    PROVISIONAL_APPLICATION = "provisional_application"
    DURATION = "duration"
    RENEWAL = "renewal"
    DENUNCIATION = "denunciation"
    MUTUAL_DEFENCE = "mutual_defence"
    OFFENCE = "offence"  # to join in an attack
    CONSULTATION = "consultation"
    NEUTRALITY = "neutrality"
    NON_AGGRESSION = "non_aggression"
    NO_HOSTILE_ALLIANCE = "no_hostile_alliance"
    BASING = "basing"
    ARMS = "arms"
    COOPERATION = "cooperation"


class ParticularKind(StrEnum):
    """What registries record of a treaty beside its life (`foedus.law.particulars`)."""

    CITATION = "citation"
    REGISTRATION = "registration"
    LANGUAGE = "language"  # in which the text is authentic
    DEPOSITARY = "depositary"
    PLACE = "place"  # of adoption or signature
    LINK = "link"
    TERRITORY = "territory"  # to which it was extended, by whom is not told


class SourceKind(StrEnum):
    """What sort of speaker a source is. `PUBLISHER` stands first in every chain."""

    PUBLISHER = "publisher"
    AGENCY = "agency"
    STATE_MEDIA = "state media"
    OUTLET = "outlet"
    PERSON = "person"
    OFFICIAL = "official"  # a nameless or named official; `anonymous` tells which
    ORGAN = "organ"  # a ministry, parliament, court, office
    STATE = "state"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a block of a page is. Only the first four are read for claims."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    BODY = "body"
    CAPTION = "caption"
    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    CORRECTION = "correction"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of `Article.text` with one role: `text[start:end]`."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Published:
    """When a page was published.

    `at` is the instant where the page tells it (aware datetime), `day` the calendar day in the publisher's
    own zone as ISO date (YYYY-MM-DD). `basis` says where it was found: "given", "json-ld", "meta", "time",
    "text" or "guess" (htmldate, a day only).
    """

    day: str
    at: datetime | None = None
    basis: str = "given"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a story was filed: "SEOUL, Nov. 12 (Yonhap) --"."""

    place: str | None
    day: str | None  # ISO date, year supplied from the time published where the dateline has none
    agency: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A page read as news.

    `text` is the whole decoded page for plain text (so offsets are offsets into the page) and the extracted
    article, blocks joined by blank lines, for HTML. `blocks` are in order and do not overlap; what no block
    covers is layout. `digest` is the SHA-256 of the page's bytes, in hex.
    """

    doc: str
    text: str
    blocks: tuple[Block, ...]
    digest: str
    publisher: str | None = None
    published: Published | None = None
    dateline: Dateline | None = None
    title: str | None = None
    address: str | None = None  # the page's own canonical URL, where it tells one
    credits: tuple[str, ...] = ()  # agencies the page credits, as written
    language: str = "en"
    warnings: tuple[str, ...] = ()  # one line each, for the user: "no date: ..."


@dataclass(frozen=True, slots=True)
class Source:
    """One hop of a chain of sources."""

    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    state: str | None = None  # the state it speaks for or belongs to, ISO alpha-3
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Where the text says so: `article.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class AgreementRef:
    """An agreement as an article speaks of it.

    `name` is the fullest name the article gives (None where it only describes), `mention` the words of the
    claim itself, `local` a number that tells apart the agreements of one article, `signed` the EDTF date of
    signature where the article tells it (helps to resolve across articles).
    """

    name: str | None
    mention: str
    local: int = 0
    signed: str | None = None


Detail = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of one step, act or term, with its evidence.

    `what` is by `kind` a value of Step, TermKind or ParticularKind, or an act type of `reading.act_lexicon`
    (PLOVER).
    `of` is the step that a step is about ("approved the withdrawal": approved, of withdrawn), a value of
    Step; None where it is about joining, consenting or the treaty as such, and for acts and terms.
    `actors` is empty where the text does not say; all the parties where they act together. `sources` is the
    chain, outermost (the publisher) first. `date` is EDTF or None, never invented. `detail` holds what only
    this kind has: acts `target` (codes), `place`, `number`; terms the rule in the form of `foedus.law.model`;
    particulars `told`, the list of all that is told of the kind.
    `rule` names the rule that fired and `words` what it fired on, for `--explain`.
    """

    doc: str
    kind: ClaimKind
    what: str
    agreement: AgreementRef | None
    parties: tuple[str, ...]
    actors: tuple[str, ...]
    date: str | None
    date_phrase: str | None
    place: str | None
    sources: tuple[Source, ...]
    certainty: Certainty
    passages: tuple[Passage, ...]
    of: str | None = None
    other_sources: tuple[Source, ...] = ()
    detail: Detail = field(default_factory=dict)
    rule: str = ""
    words: tuple[str, ...] = ()
