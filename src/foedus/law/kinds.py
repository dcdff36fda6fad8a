"""What each step and instrument is in law: every act has one kind, whatever it was reported as."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from foedus.law.model import Act, Fact
from foedus.model import Step


class Kind(StrEnum):
    """What an act is in law, whatever step or instrument it was reported as."""

    NEGOTIATION = "negotiation"
    INITIALLING = "initialling"
    ADOPTION = "adoption"
    OPENING = "opening for signature"
    SIGNATURE = "signature"
    DEFINITIVE = "definitive signature"
    HOME = "ratification at home"
    DEPOSIT = "deposit"
    NOTIFICATION = "notification"
    EXCHANGE = "exchange"
    SUCCESSION = "succession"
    WITHDRAWN_INSTRUMENT = "withdrawal of instrument"
    PROVISIONAL = "provisional application"
    PROVISIONAL_END = "end of provisional application"
    TERRITORY = "territorial application"
    ENTRY = "entry into force"
    AUTHORISATION = "authorisation at home"  # of what is still to be done abroad: to sign, to accede
    HOME_LEAVING = "decision at home to leave"
    NOTICE = "notice of withdrawal"
    NON_RENEWAL = "notice against renewal"
    REVOCATION = "revocation of notice"
    CESSATION = "end of participation"
    UNSIGNED = "intention not to become a party"
    TERMINATION = "termination"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    EXTENSION = "extension"
    AMENDMENT = "amendment"
    SUPERSESSION = "supersession"
    OBJECTION = "objection"
    VIOLATION = "violation"
    RESERVATION = "reservation"
    RESERVATION_BACK = "withdrawal of reservation"
    OBJECTION_BACK = "withdrawal of objection"
    STATEMENT = "statement"  # without an effect of its own on who is bound
    REGISTRATION = "registration"
    CONFLICT = "armed conflict"


# Acts at home; acts that tell the other side or the depositary; acts of consent that can be taken back.
_AT_HOME = (Step.APPROVED, Step.RATIFIED)
_GIVEN = (Step.NOTIFIED, Step.DEPOSITED)
_LEAVING = (Step.WITHDRAWN, Step.TERMINATED)
_CONSENT = (Step.RATIFIED, Step.APPROVED, Step.DEPOSITED, Step.ACCEDED)
# What is authorised at home and done abroad: nothing of it is done yet.
_ABROAD = (
    Step.NEGOTIATED, Step.INITIALLED, Step.SIGNED, Step.ACCEDED, Step.EXTENDED, Step.SUSPENDED, Step.AMENDED,
    Step.PROVISIONALLY_APPLIED,
)  # fmt: skip

# A ratification in the news is the internal act; the international one is the exchange, the deposit or the
# notification (VCLT 2(1)(b), 16). A depositary's list holds international acts.
_BY_STEP: dict[str, Kind] = {
    Step.NEGOTIATED: Kind.NEGOTIATION,
    Step.INITIALLED: Kind.INITIALLING,  # VCLT 10(b), 12(2)(a)
    "adopted": Kind.ADOPTION,  # VCLT 9
    "opened_for_signature": Kind.OPENING,
    Step.SIGNED: Kind.SIGNATURE,  # VCLT 12, 18
    Step.APPROVED: Kind.HOME,
    Step.RATIFIED: Kind.HOME,
    Step.INSTRUMENTS_EXCHANGED: Kind.EXCHANGE,  # VCLT 13, 16(a)
    Step.DEPOSITED: Kind.DEPOSIT,  # VCLT 16(b)
    Step.NOTIFIED: Kind.NOTIFICATION,  # VCLT 16(c)
    Step.ACCEDED: Kind.DEPOSIT,  # VCLT 15: accession is itself the international act
    Step.ENTERED_INTO_FORCE: Kind.ENTRY,
    Step.PROVISIONALLY_APPLIED: Kind.PROVISIONAL,
    Step.AMENDED: Kind.AMENDMENT,
    Step.EXTENDED: Kind.EXTENSION,
    Step.SUSPENDED: Kind.SUSPENSION,
    "resumed": Kind.RESUMPTION,
    Step.WITHDRAWN: Kind.NOTICE,
    "notice_revoked": Kind.REVOCATION,
    "ceased": Kind.CESSATION,  # expelled, or no longer a member of the organisation whose treaty it is
    "provisional_application_ended": Kind.PROVISIONAL_END,  # VCLT 25(2)
    "armed_conflict": Kind.CONFLICT,
    Step.TERMINATED: Kind.TERMINATION,
    "superseded": Kind.SUPERSESSION,
    "registered": Kind.REGISTRATION,  # VCLT 80, UN Charter 102
    Step.VIOLATED: Kind.VIOLATION,
    Step.RESERVATION: Kind.RESERVATION,
}

# The act, and the step that it is about: what is decided, notified or taken back about another step.
_ABOUT: dict[tuple[str, str], Kind] = {
    **{(act, of): Kind.HOME_LEAVING for act in _AT_HOME for of in _LEAVING},
    **{(act, of): Kind.AUTHORISATION for act in _AT_HOME for of in _ABROAD},
    **{(act, of): Kind.NOTICE for act in _GIVEN for of in _LEAVING},
    **{(Step.WITHDRAWN, of): Kind.REVOCATION for of in (Step.NOTIFIED, *_LEAVING)},  # VCLT 68
    **{(Step.WITHDRAWN, of): Kind.WITHDRAWN_INSTRUMENT for of in _CONSENT},
    (Step.WITHDRAWN, Step.SIGNED): Kind.UNSIGNED,  # VCLT 18(a)
    (Step.NOTIFIED, Step.EXTENDED): Kind.NON_RENEWAL,
    (Step.NOTIFIED, Step.SUSPENDED): Kind.SUSPENSION,
    (Step.WITHDRAWN, Step.SUSPENDED): Kind.RESUMPTION,
    (Step.WITHDRAWN, Step.RESERVATION): Kind.RESERVATION_BACK,  # VCLT 22(1)
    (Step.WITHDRAWN, Step.PROVISIONALLY_APPLIED): Kind.PROVISIONAL_END,
    (Step.TERMINATED, Step.PROVISIONALLY_APPLIED): Kind.PROVISIONAL_END,
    (Step.SUSPENDED, Step.PROVISIONALLY_APPLIED): Kind.PROVISIONAL_END,
    (Step.NOTIFIED, Step.PROVISIONALLY_APPLIED): Kind.PROVISIONAL,
}

EXTRA_STEPS = frozenset(str(step) for step in _BY_STEP) - frozenset(step.value for step in Step)

_BY_ACT: dict[Act, Kind] = {
    Act.SIGNATURE: Kind.SIGNATURE,
    Act.DEFINITIVE_SIGNATURE: Kind.DEFINITIVE,
    Act.RATIFICATION: Kind.DEPOSIT,
    Act.ACCEPTANCE: Kind.DEPOSIT,
    Act.APPROVAL: Kind.DEPOSIT,
    Act.ACCESSION: Kind.DEPOSIT,
    Act.CONFIRMATION: Kind.DEPOSIT,
    Act.NOTIFICATION: Kind.NOTIFICATION,
    Act.EXCHANGE: Kind.EXCHANGE,
    Act.SUCCESSION: Kind.SUCCESSION,
    Act.PROVISIONAL_APPLICATION: Kind.PROVISIONAL,
    Act.INSTRUMENT_WITHDRAWN: Kind.WITHDRAWN_INSTRUMENT,
    Act.DENUNCIATION: Kind.NOTICE,
    Act.NOTICE_REVOKED: Kind.REVOCATION,
    Act.OBJECTION: Kind.OBJECTION,
    Act.CESSATION: Kind.CESSATION,
    Act.SIGNATURE_WITHDRAWN: Kind.UNSIGNED,
    Act.PROVISIONAL_APPLICATION_ENDED: Kind.PROVISIONAL_END,
    Act.TERRITORIAL_APPLICATION: Kind.TERRITORY,
    Act.TERRITORIAL_EXCLUSION: Kind.TERRITORY,
    Act.RESERVATION: Kind.RESERVATION,
    Act.RESERVATION_WITHDRAWN: Kind.RESERVATION_BACK,
    Act.OBJECTION_WITHDRAWN: Kind.OBJECTION_BACK,
    Act.DECLARATION: Kind.STATEMENT,
    Act.AUTHORITY: Kind.STATEMENT,
    Act.DEPOSITARY_NOTIFICATION: Kind.STATEMENT,
}

# Done once by all together, whoever is named as doing it.
JOINT = frozenset(
    {
        Kind.NEGOTIATION, Kind.INITIALLING, Kind.ADOPTION, Kind.OPENING, Kind.EXCHANGE, Kind.EXTENSION,
        Kind.REGISTRATION,
    }
)  # fmt: skip

# Done once by each: two dates for it contradict each other. A ratification at home is no such act: chambers
# vote and
# a head of state signs, on days of their own.
ONCE = frozenset(
    {
        Kind.ADOPTION, Kind.OPENING, Kind.SIGNATURE, Kind.DEFINITIVE, Kind.DEPOSIT, Kind.NOTIFICATION,
        Kind.EXCHANGE, Kind.ENTRY, Kind.TERMINATION,
    }
)  # fmt: skip

EVERYONE = ""  # all together
SOMEONE = "?"  # a party, or a source, that the text does not name


@lru_cache(1 << 16)
def key(name: str) -> str:
    """The form under which names are compared: case, spaces and a leading "the" do not matter."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def kind_of(fact: Fact) -> Kind | None:
    """What the fact's act is in law; None for a step the law does not know."""
    if fact.act is not None:
        return _BY_ACT[fact.act]
    if fact.of is None:
        return _BY_STEP.get(fact.step)
    return _ABOUT.get((fact.step, fact.of)) or (None if fact.step in _ABOUT_ONLY else _BY_STEP.get(fact.step))


# Whatever else they are about, they are not the same act about the treaty as such.
_ABOUT_ONLY = (Step.WITHDRAWN, Step.SUSPENDED, Step.TERMINATED)


def speaker(fact: Fact) -> str:
    """Who says it: the innermost source, SOMEONE where none is told."""
    return fact.sources[-1] if fact.sources else SOMEONE
