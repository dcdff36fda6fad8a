"""The law's own words as frozen values: rules that compose, facts, the status that follows. Nothing computes.

`Rule`: a clause on entry into force; `Fact`: one thing done; `Record`: all of one treaty. JSON: `law.forms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

import msgspec

from foedus.law.particulars import NOTHING, Particulars
from foedus.law.reasons import ReasonKind
from foedus.model import Certainty, Step


class Trigger(StrEnum):
    """What brings a treaty into force (VCLT 24(1)); `NONE` where the text is silent (24(2))."""

    SIGNATURE = "signature"
    DATE = "date"
    EXCHANGE = "exchange"
    NOTIFICATIONS = "notifications"
    INSTRUMENTS = "instruments"
    OTHER = "other"
    NONE = "none"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Round(StrEnum):
    """Where a counted day is moved to: "the first day of the month following" and its kin."""

    NONE = "none"
    FIRST_DAY_OF_MONTH = "first_day_of_month"
    FIRST_DAY_OF_FOLLOWING_MONTH = "first_day_of_following_month"


class DurationKind(StrEnum):
    INDEFINITE = "indefinite"
    FIXED = "fixed"
    UNTIL = "until"
    UNSTATED = "unstated"


class Offset(msgspec.Struct, frozen=True, gc=False):
    """`n` units of the calendar; n >= 0. The day of the act is day 0."""

    n: int
    unit: Unit = Unit.DAY


class Share(msgspec.Struct, frozen=True, gc=False):
    """At least `part` of every `whole`: (2, 3) is two thirds."""

    part: int
    whole: int


Count = int | Share | Literal["all"] | None


class Weight(msgspec.Struct, frozen=True, gc=False):
    """Those who count must hold at least `percent` per cent of something: emissions, tonnage."""

    percent: float
    of: str | None = None


class Linked(msgspec.Struct, frozen=True, gc=False):
    """Entry into force hangs on another treaty's; `in_force` is that treaty's day, None while not known."""

    treaty: str
    in_force: str | None = None


class Tacit(msgspec.Struct, frozen=True, gc=False):
    """Deemed accepted on `deemed` (ISO day) unless so many have objected by then; None: any objection."""

    deemed: str | None = None
    unless: int | Share | None = None


class Rule(msgspec.Struct, frozen=True, gc=False):
    """How a treaty enters into force: a trigger, who must act, and the days counted from there.

    `trigger` None: it could not be told. `must_include`, `not_counted`, `among` name states or organisations;
    `among` (or `set_size`) is the set that "all" and shares are taken of, by default the negotiating states.
    `only` "States": organisations do not count. `not_before` is an ISO day. With `all_of` or `any_of` the
    trigger is OTHER, and the latest or earliest part counts before the rule's own offset and rounding. `of`
    is "instruments" or "notes" exchanged; "ratifications" with INSTRUMENTS: the internal act itself suffices.
    """

    trigger: Trigger | None = None
    count: Count = None
    of: str | None = None
    date: str | None = None
    must_include: tuple[str, ...] = ()
    weight: Weight | None = None
    offset: Offset | None = None
    round: Round = Round.NONE
    not_counted: tuple[str, ...] = ()
    only: str | None = None
    not_before: str | None = None
    among: tuple[str, ...] = ()
    set_size: int | None = None
    linked: Linked | None = None
    tacit: Tacit | None = None
    all_of: tuple[Rule, ...] = ()
    any_of: tuple[Rule, ...] = ()
    article: str | None = None
    note: str | None = None


class LaterStates(msgspec.Struct, frozen=True, gc=False):
    """For a state that consents after the treaty's own conditions were met (VCLT 24(3))."""

    offset: Offset | None = None
    round: Round = Round.NONE


class Duration(msgspec.Struct, frozen=True, gc=False):
    kind: DurationKind = DurationKind.UNSTATED
    n: int | None = None
    unit: Unit | None = None
    date: str | None = None


class Renewal(msgspec.Struct, frozen=True, gc=False):
    """`tacit`: goes on unless notice is given; `n`/`unit` the further periods, None: without limit."""

    tacit: bool
    n: int | None = None
    unit: Unit | None = None
    notice: Offset | None = None


class CountedFrom(StrEnum):
    """From whose entry into force a clause counts: the treaty's, or the party's own."""

    TREATY = "treaty"
    PARTY = "party"


class Denunciation(msgspec.Struct, frozen=True, gc=False):
    """A clause on leaving. Effect: `notice` after the notice, then rounded (`round`) or moved on to `day`.

    `not_before`: from entry into force (`since`: the treaty's or the party's; None: not told which) to the
    first day for notice. `window`: notice can be given only for so long from then on, and again `every` so
    long (by default every `not_before`). `by`: a notice counts from the next such day of a year ("01-01"),
    `day`: the effect is on the next such day ("12-31"). `delayed_by_conflict`: no effect while the party is
    in an armed conflict. `allowed` False: the text excludes leaving.
    """

    notice: Offset | None = None
    not_before: Offset | None = None
    since: CountedFrom | None = None
    round: Round = Round.NONE
    window: Offset | None = None
    every: Offset | None = None
    by: str | None = None
    day: str | None = None
    delayed_by_conflict: bool = False
    allowed: bool = True


class Clause(msgspec.Struct, frozen=True, gc=False):
    """Where a treaty's text lays a rule down: `text[start:end] == quote`.

    `field` is the field of Terms ("entry_into_force", "denunciation"), `confidence` 0 to 1.
    """

    field: str
    article: str | None
    start: int
    end: int
    quote: str
    confidence: float = 1.0


class Attack(StrEnum):
    """What brings an obligation to bear (casus foederis)."""

    ALWAYS = "always"
    ATTACK = "attack"  # a party is attacked
    WAR = "war"  # a party is at war, whoever began it
    THREAT = "threat"


class Obligation(msgspec.Struct, frozen=True, gc=False):
    """What parties owe: `kind` is a TermKind value; empty `by` and `to` mean each party to each other.

    `attackers` limits it to attacks by these (empty: by anyone), `area` says in words where it applies.
    `facts` are the ids of the facts it rests on, `sources` who says so, outermost first.
    """

    kind: str
    condition: Attack = Attack.ALWAYS
    article: str | None = None
    text: str = ""
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    attackers: tuple[str, ...] = ()
    area: str | None = None
    certainty: Certainty = Certainty.ASSERTED
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Terms(msgspec.Struct, frozen=True, gc=False):
    """What a treaty lays down about its own life. A field that is None is not known or not in the text.

    `known`: False where nobody has read the final clauses (VCLT 24(2) is then only a guess). `ends_below`: it
    ends when its parties are fewer. `clauses` say where each rule stands, `facts` (ids) who told it.
    """

    entry_into_force: Rule = Rule()
    provisional: bool = False
    later_states: LaterStates | None = None
    duration: Duration = Duration()
    renewal: Renewal | None = None
    denunciation: Denunciation | None = None
    ends_below: int | None = None
    obligations: tuple[Obligation, ...] = ()
    clauses: tuple[Clause, ...] = ()
    known: bool = True
    unsure: bool = False
    note: str | None = None
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Act(StrEnum):
    """International acts about a treaty as a depositary records them (VCLT 11 to 17, 67, 68, 76 to 80)."""

    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive_signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    EXCHANGE = "exchange"  # of instruments or notes, by all the parties at once
    CONFIRMATION = "confirmation"  # an organisation's act of formal confirmation
    NOTIFICATION = "notification"  # of consent, or that internal procedures are complete
    SUCCESSION = "succession"
    PROVISIONAL_APPLICATION = "provisional_application"
    INSTRUMENT_WITHDRAWN = "instrument_withdrawn"  # before it took effect
    DENUNCIATION = "denunciation"  # notice of withdrawal or termination
    NOTICE_REVOKED = "notice_revoked"
    OBJECTION = "objection"  # to tacit acceptance, or to a reservation
    CESSATION = "cessation"  # no longer a party: expelled, or out of the organisation whose treaty it is
    SIGNATURE_WITHDRAWN = "signature_withdrawn"  # intention not to become a party (VCLT 18(a))
    PROVISIONAL_APPLICATION_ENDED = "provisional_application_ended"  # VCLT 25(2)
    TERRITORIAL_APPLICATION = "territorial_application"  # extended to territories (VCLT 29)
    TERRITORIAL_EXCLUSION = "territorial_exclusion"
    RESERVATION = "reservation"
    RESERVATION_WITHDRAWN = "reservation_withdrawn"  # VCLT 22(1)
    OBJECTION_WITHDRAWN = "objection_withdrawn"  # VCLT 22(2)
    DECLARATION = "declaration"  # interpretative or other: no reservation (VCLT 2(1)(d))
    AUTHORITY = "authority"  # who is competent under the treaty, designated to the depositary
    DEPOSITARY_NOTIFICATION = "depositary_notification"  # VCLT 77(1)(e)


#: A share in per cent: of the one thing weighed, or of each of several by its name (tonnage, recycling).
Shares = float | tuple[tuple[str, float], ...]


class Instrument(msgspec.Struct, frozen=True, gc=False):
    """One entry of a depositary's list. `weight` is in per cent; `organisation`: not a state.

    `to`: towards whom alone (an objection: to whose reservation). `precludes`: an objection by which the
    treaty does not enter into force between the two (VCLT 20(4)(b)). `territories`: those it extends to, or
    leaves out. `article`: the provision that a reservation concerns. `text`: a statement's own words,
    `reference` the depositary notification by which it was circulated ("C.N.475.2002").
    """

    state: str
    act: Act
    date: str | None
    weight: Shares | None = None
    organisation: bool = False
    effect: str | None = None  # EDTF day of effect, where the depositary gives it
    note: str | None = None
    to: tuple[str, ...] = ()
    precludes: bool = False
    territories: tuple[str, ...] = ()
    article: str | None = None
    text: str = ""
    reference: str | None = None


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One thing done to a treaty, and on whose word.

    `step` is a Step, or "adopted", "opened_for_signature", "resumed", "superseded", "notice_revoked" and the
    other `foedus.law.kinds.EXTRA_STEPS`; `of` the step that it is about ("approved" of "withdrawn"), None
    where that is the treaty as such. `act` is set where it is known which international act it was. Empty
    `actors`: all the parties together. `date` is EDTF or None. `by` is the ISO day by which it had been said
    (publication), `known` that on which it was taken in: an undated act had been done by the first, or where
    that is not told by the second. `until` is the day to which an extension or a suspension runs, or on which
    a notice or consent takes effect.
    `sources` is a chain, outermost first; `said` the words of the evidence. `to`: towards whom alone it is
    done, `article`: of what part of the treaty; `precludes`, `territories`, `text` and `reference` as in
    Instrument.
    """

    id: str
    step: Step | str
    actors: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    date: str | None = None
    certainty: Certainty = Certainty.ASSERTED
    sources: tuple[str, ...] = ()
    said: str = ""
    act: Act | None = None
    weight: Shares | None = None
    organisation: bool = False
    by: str | None = None
    until: str | None = None
    known: str | None = None
    of: Step | str | None = None
    to: tuple[str, ...] = ()
    article: str | None = None
    precludes: bool = False
    territories: tuple[str, ...] = ()
    text: str = ""
    reference: str | None = None


class Answering(msgspec.Struct, frozen=True, gc=False):
    """The state that answers for a territory in law, between ISO days (`until` the first day no longer)."""

    state: str
    since: str | None = None
    until: str | None = None


class StateLife(msgspec.Struct, frozen=True, gc=False):
    """The days of a state's existence (ISO; `until` the first day on which it is gone), and who follows it.

    `since` is also the day from which its successions count, as depositaries give it. `acts_until`: another
    state goes on to act under its name up to that day (ISO). `followed_by`: its successors. `continued_by`:
    the state that continues its legal personality. `answering`: it is a territory, and these states answer
    for it one after the other (VCLT 29).
    """

    state: str
    since: str | None = None
    until: str | None = None
    acts_until: str | None = None
    followed_by: tuple[str, ...] = ()
    continued_by: str | None = None
    answering: tuple[Answering, ...] = ()


class Record(msgspec.Struct, frozen=True, gc=False):
    """What is known of one treaty: facts in any order, who negotiated it, the ISO day it was known on.

    `complete`: whether the facts are all the acts of consent there were. False: a lower bound. None: by the
    facts themselves; what the news tells of a treaty of more than two is never all. `closed`: the parties are
    these and no others; False: others may be, whoever is named. `commitment`: it is no treaty (VCLT 2(1)(a)).
    `lives`: of the states that began or ended while treaties were made. `particulars` is what registries
    record of it; nothing follows from that.
    """

    title: str = ""
    parties: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    known: str | None = None
    complete: bool | None = None
    closed: bool | None = None
    commitment: bool = False
    lives: tuple[StateLife, ...] = ()
    particulars: Particulars = NOTHING


class FileKind(StrEnum):
    """What a file is of: a political commitment is none of the law of treaties (VCLT 2(1)(a))."""

    TREATY = "treaty"
    COMMITMENT = "political commitment"


class Treaty(msgspec.Struct, frozen=True, gc=False):
    """A treaty's record and terms together, as a treaty file holds them."""

    record: Record
    terms: Terms


class State(StrEnum):
    """Where a treaty, or one party, stands. `UNKNOWN`: no fact at all."""

    UNKNOWN = "unknown"
    NEGOTIATED = "negotiated"
    INITIALLED = "initialled"
    ADOPTED = "adopted"
    OPEN_FOR_SIGNATURE = "open for signature"
    SIGNED = "signed"
    RATIFIED = "ratified"  # at home only
    SIGNED_DEFINITIVELY = "signed definitively"
    CONSENTED = "consented"
    PROVISIONALLY_APPLIED = "provisionally applied"
    IN_FORCE = "in force"
    RENEWED = "renewed"
    SUSPENDED = "suspended"
    NOTICE_GIVEN = "notice given"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    NOT_TO_BECOME_PARTY = "will not become a party"  # VCLT 18(a)
    EXTINCT = "no longer a state"
    COMMITMENT = "political commitment"  # VCLT 2(1)(a)
    COMMITMENT_ENDED = "political commitment ended"
    UNCERTAIN = "uncertain"  # in force or not, the record does not tell


class Headline(StrEnum):
    """Whether a treaty binds, in a few words: the status of a list or a first line."""

    IN_FORCE = "in force"
    SUSPENDED = "in force, suspended"
    NOTICE_GIVEN = "in force, notice given"
    NOT_IN_FORCE = "not in force"
    PROVISIONALLY_APPLIED = "not in force, provisionally applied"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    UNCERTAIN = "uncertain"
    NOT_KNOWN = "not known to be in force"
    NO_TREATY = "no treaty"  # a political commitment (VCLT 2(1)(a))


class Reason(msgspec.Struct, frozen=True, gc=False):
    """One finding as data: what follows, by which articles, from which facts (ids), with which values.

    `articles` are citations, each of one article: "VCLT 24(1)", "art. 22" (the treaty's own). `fields` has
    plain values under the names that `foedus.law.reasons.FIELDS` gives for the kind.
    """

    kind: ReasonKind
    articles: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    fields: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.kind, self.articles, self.facts))


class Territory(msgspec.Struct, frozen=True, gc=False):
    """A territory to which a party extended the treaty, or which it left out; `since` is EDTF (VCLT 29)."""

    name: str
    extended: bool
    since: str | None = None


class PartyStatus(msgspec.Struct, frozen=True, gc=False):
    """Where one party stands on the day. `since` and `until` are EDTF; `in_force` None: cannot tell."""

    party: str
    state: State
    in_force: bool | None
    since: str | None = None
    until: str | None = None
    reasons: tuple[Reason, ...] = ()
    territories: tuple[Territory, ...] = ()


class Between(msgspec.Struct, frozen=True, gc=False):
    """What holds between some parties alone (`foedus.law.mutual`). `in_force` False: not in force at all."""

    states: tuple[str, ...]
    in_force: bool
    reasons: tuple[Reason, ...] = ()


class DateKind(StrEnum):
    """What follows by law on a day to come."""

    ENTRY = "entry into force"
    FIRST_NOTICE = "first day for notice"
    LAST_NOTICE = "last day for notice"
    RENEWAL = "renewal"
    EXPIRY = "expiry"
    WITHDRAWAL = "effect of denunciation"


class LegalDate(msgspec.Struct, frozen=True, gc=False):
    """An ISO day on which something follows by law; `state` is what a treaty is called from its expiry on."""

    kind: DateKind
    date: str
    articles: tuple[str, ...] = ()
    party: str | None = None
    state: State | None = None


class Counted(msgspec.Struct, frozen=True, gc=False):
    """One act, whether it counts towards entry into force, and why. `state` "": all together.

    `act` is a value of Act, or of Step where the news does not tell which act it was.
    """

    state: str
    act: str
    date: str | None
    counted: bool
    why: Reason
    number: int | None = None  # the n-th that counts
    fact: str = ""


class Status(msgspec.Struct, frozen=True, gc=False):
    """What follows on `on` (ISO day) from a record and terms.

    `in_force` None: the record does not tell. `in_force_since`/`in_force_until` are EDTF (a month where only
    the month is known); `until` is the first day on which it is no longer in force. `missing` says what
    is still needed, `earliest` the first day on which it could be in force if that were done on `on`.
    `doubts` are uncertainties. `headline` and `summary` are what a first line tells, `foedus.wording` has it
    in English.
    """

    on: str
    state: State
    in_force: bool | None
    headline: Headline
    summary: tuple[Reason, ...]
    in_force_since: str | None = None
    in_force_until: str | None = None
    missing: tuple[Reason, ...] = ()
    earliest: str | None = None
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()
    parties: tuple[PartyStatus, ...] = ()
    dates: tuple[LegalDate, ...] = ()
    between: tuple[Between, ...] = ()


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One telling of a duty: its words, who says so (outermost first), how sure, ids of the facts."""

    text: str = ""
    sources: tuple[str, ...] = ()
    certainty: Certainty = Certainty.ASSERTED
    facts: tuple[str, ...] = ()


class Bound(msgspec.Struct, frozen=True, gc=False):
    """One state's duty on the day. `binds` None: the record does not tell whether it binds.

    `kind` is a TermKind value, `headline` and `summary` those of the treaty's status on the day. `breach`:
    the attack itself would breach it (the attacker owes non-aggression). `why` says what its binding rests
    on, `doubts` what is unsure. A duty that is told more than once is one, with all its
    `evidence`, the surest first; `text` and `sources` are those of the first, `facts` of all.
    """

    state: str
    to: str
    kind: str
    treaty: str
    article: str | None
    binds: bool | None
    headline: Headline
    summary: tuple[Reason, ...]
    why: Reason
    breach: bool = False
    doubts: tuple[Reason, ...] = ()
    text: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Case(msgspec.Struct, frozen=True, gc=False):
    """An attack: who is attacked, by whom (None: by anyone), on which ISO day."""

    attacked: str
    attacker: str | None
    on: str
