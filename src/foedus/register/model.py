"""The words of the register as frozen structs: Entry and its facts, State, Source, Edition. Nothing computes.

Dates are EDTF strings (`foedus.dates`); parties are ISO 3166-1 alpha-3 codes, the usual short name of an
organisation, or the English name of a state that is gone and never had a code ("Prussia"). Every fact names
its `sources` by id; a fact that a list at hand tells (`Source.at_hand`) is checked, and what stands on
"general" alone is general knowledge. Two sources that differ give two facts of the same kind, the better
supported first.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import msgspec

from foedus.law.particulars import Relation

#: The source of what no list at hand tells and general knowledge does.
GENERAL: Final = "general"


class Kind(StrEnum):
    """What an agreement is. A political commitment is none of the law of treaties (VCLT 2(1)(a))."""

    TREATY = "treaty"
    PROTOCOL = "protocol"
    AMENDMENT = "amendment"
    EXTENSION = "extension"
    ANNEX = "annex"
    ACCESSION = "accession"  # a treaty or protocol by which a state joins another
    EXCHANGE = "exchange of notes"
    REGULATIONS = "regulations"  # made under a treaty and binding by it
    DECISION = "decision"  # of an organisation or a conference
    DECLARATION = "declaration"  # unilateral, made under a treaty
    MEMORANDUM = "memorandum"  # of understanding: a treaty or none, as its parties meant it
    COMMITMENT = "political commitment"


class NameKind(StrEnum):
    """What sort of name it is. A generic name tells its agreement only beside the parties or the year."""

    TITLE = "title"
    SHORT = "short"
    ACRONYM = "acronym"
    PRESS = "press"
    OTHER = "other"
    GENERIC = "generic"


class DayKind(StrEnum):
    """The days of an agreement itself. `IN_FORCE` without a date: not in force yet."""

    DATED = "dated"  # the day by which a list names it: of adoption, opening or signature
    ADOPTED = "adopted"
    OPENED = "opened"  # for signature
    SIGNED = "signed"
    CLOSED = "closed"  # for signature
    IN_FORCE = "in_force"
    PROVISIONAL = "provisional"
    TOOK_EFFECT = "took_effect"  # a political commitment
    REGISTERED = "registered"
    STILL_IN_FORCE = "still_in_force"  # on this day a list says that it goes on


class Did(StrEnum):
    """What a state did about an agreement: `foedus.law.model.Act`, and what lists tell less exactly."""

    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive_signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    EXCHANGE = "exchange"
    CONFIRMATION = "confirmation"
    NOTIFICATION = "notification"
    SUCCESSION = "succession"
    PROVISIONAL_APPLICATION = "provisional_application"
    INSTRUMENT_WITHDRAWN = "instrument_withdrawn"
    DENUNCIATION = "denunciation"
    NOTICE_REVOKED = "notice_revoked"
    OBJECTION = "objection"
    CONSENT = "consent"  # to be bound, by which act is not told
    CEASED = "ceased"  # was no party from that day on, by which act is not told


class Stands(StrEnum):
    """Where a state stands by a list that tells no act."""

    PARTY = "party"
    SIGNATORY = "signatory"
    PARTICIPANT = "participant"  # signed or party, which of them is not told
    NEITHER = "neither"


class What(StrEnum):
    """What befell the agreement as a whole after it was made."""

    TERMINATED = "terminated"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    SUPERSEDED = "superseded"
    EXTENDED = "extended"
    AMENDED = "amended"
    ABANDONED = "abandoned"  # it will never enter into force


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What every fact has: the ids of the sources that tell it, and a note."""

    sources: tuple[str, ...] = ()
    note: str = ""


class Name(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A name, and the days between which it is used (EDTF; None is open)."""

    text: str
    kind: NameKind
    since: str | None = None
    until: str | None = None


class Day(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A day of the agreement itself."""

    what: DayKind
    date: str | None = None
    place: str | None = None


class Parties(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Who made it, and who may join. `closed`: these and no others; None is not told."""

    states: tuple[str, ...] = ()
    closed: bool | None = None
    open_to: str | None = None


class Performed(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """What a state did, its day, and the day from which it has effect where that is told."""

    did: Did
    date: str | None = None
    effect: str | None = None


class Standing(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Where a state stood on the day of a list. `year`: the year of its act, where the list tells it."""

    stands: Stands
    as_of: str
    year: str | None = None


class Participant(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One state or organisation and what is told of it."""

    state: str
    acts: tuple[Performed, ...] = ()
    standings: tuple[Standing, ...] = ()


class Cover(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How far a list goes. `whole_until`: the day up to which it has every act of its kinds, None: not whole.

    `omits` says what it never tells: "leaving", "states gone", "signatures", "acts" (standings alone).
    """

    source: str
    whole_until: str | None = None
    omits: tuple[str, ...] = ()


class Event(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """What befell the agreement. `until`: to which day it was extended; `by`: who did it, () all together."""

    what: What
    date: str | None = None
    until: str | None = None
    by: tuple[str, ...] = ()


class Link(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A relation to an older entry."""

    relation: Relation
    entry: str


class Registered(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """With whom it is registered, and its number there; the day is that of DayKind.REGISTERED."""

    registry: str = "UN"
    number: str


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One agreement of the register.

    `terms` is the form of `foedus.law.forms` (entry into force, leaving, duration, renewal, provisional
    application, obligations), None where nobody has read them. `as_of` is the day up to which the general
    knowledge of the entry goes. `records` names the list records joined in it: {"un": ["26-4"]}.
    `citations` are written as the field does: "34 UNTS 243", "TIAS 1964", "ETS 5", "Cmd 7789". `languages`
    are those in which its text is authentic.
    """

    id: str
    title: str
    kind: Kind
    names: tuple[Name, ...] = ()
    parties: Parties = Parties()
    days: tuple[Day, ...] = ()
    terms: dict[str, Any] | None = None
    terms_sources: tuple[str, ...] = ()
    depositary: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    registrations: tuple[Registered, ...] = ()
    languages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    participants: tuple[Participant, ...] = ()
    covers: tuple[Cover, ...] = ()
    events: tuple[Event, ...] = ()
    subjects: tuple[str, ...] = ()
    as_of: str | None = None
    records: dict[str, tuple[str, ...]] = {}
    note: str = ""

    def day(self, what: DayKind) -> Day | None:
        """The best supported day of its kind, None where no source tells one."""
        return next((d for d in self.days if d.what is what), None)

    def days_of(self, what: DayKind) -> tuple[Day, ...]:
        """Every day of its kind that a source tells; more than one contradict each other."""
        return tuple(d for d in self.days if d.what is what)

    def participant(self, state: str) -> Participant | None:
        """What is told of one state or organisation."""
        return next((p for p in self.participants if p.state == state), None)


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """Of an entry its relations alone: reading them takes a tenth of the time of reading all."""

    id: str
    links: tuple[Link, ...] = ()


class Source(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where facts come from. `at_hand`: a list at hand; a fact that one tells counts as checked."""

    id: str
    name: str
    licence: str
    as_of: str | None = None
    at_hand: bool = False


class Numbered(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A number by which a data set knows a state, and the days between which it counts it as a member."""

    number: int
    since: str
    until: str | None = None


class Of(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The state that answers for a territory, and when (EDTF; None: open)."""

    state: str
    since: str | None = None
    until: str | None = None


class State(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A state, or a territory that makes treaties, with the days of its existence (EDTF, `until` the last).

    `since` is None for a state older than the treaties here. From `acts_since` on, acts in its name stand in
    lists though it was no state yet, and until `acts_until` though another had taken its place.
    `continues` is the state whose legal personality it continues (RUS of SUN). `former_codes` are ISO codes
    that it had. `succeeds_since`: from when its successions count, where not `since`. `cow`: Correlates of
    War; `gw`: Gleditsch-Ward number.
    """

    code: str
    name: str = ""
    since: str | None = None
    until: str | None = None
    acts_since: str | None = None
    acts_until: str | None = None
    succeeds_since: str | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    continues: str | None = None
    former_codes: tuple[str, ...] = ()
    of: tuple[Of, ...] = ()
    un_since: str | None = None
    cow: tuple[Numbered, ...] = ()
    gw: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def succeeds(self) -> str | None:
        """From when its successions count (EDTF)."""
        return self.succeeds_since or self.since


class OwnList(msgspec.Struct, frozen=True, kw_only=True):
    """A list of one's own as it was imported: the file's name, the source that it names, and its text."""

    name: str
    source: str
    text: str


class Above(msgspec.Struct, frozen=True, kw_only=True):
    """The lists of one's own that stand above an edition, the lowest first. `base` is that one's digest."""

    base: str
    lists: tuple[OwnList, ...]


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """Which register it is: `id` is its day and the head of its digest, `digest` SHA-256 over its content."""

    id: str
    date: str
    digest: str
    form: int
    entries: int
    names: int
    participations: int
    states: int
