"""The kinds of finding that a status is made of, and the fields each of them has.

A finding is data: whoever shows it words it, whoever filters it asks for its kind. The fields:

    state, states, lacking    codes of parties; "" all of them together, "?" one that no text names
    sources, source, by       names of those who say it; () where a publisher says it in its own voice, "?" a
                              report whose source is not told
    date, first, last, effect, since, until, expiry, rule_date, report_date
                              EDTF, null where nothing is told
    day, earliest, not_before    an ISO day
    provision                 the article that a reservation or a suspension concerns, null where not told
    act                       what was done, a value of `foedus.law.kinds.Kind`; step: a Step of the news
    offset, notice, length    {"n", "unit"} of the calendar; round: a value of `Round`
    clause                    a clause on leaving in the form of `foedus.law.forms`
    rule                      a rule in the form of `foedus.law.forms`
    known, doubt, missing, unclear, either    findings inside this one
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class ReasonKind(StrEnum):
    """What one line of a status finds."""

    # what the treaty lays down
    RULE = "rule"
    PROVISIONAL_CLAUSE = "provisional_clause"
    AMBIGUOUS_CLAUSES = "ambiguous_clauses"
    DURATION = "duration"
    WITHDRAWAL_CLAUSE = "withdrawal_clause"
    # what was done, and what was not
    ACT = "act"
    ACTS = "acts"
    NOT_DONE = "not_done"
    # how it entered into force
    COUNTED = "counted"
    EXCHANGED = "exchanged"
    SIGNED_AS_REQUIRED = "signed_as_required"
    CONSENT_OF_ALL = "consent_of_all"
    CONDITIONS_MET = "conditions_met"
    NUMBER_REACHED = "number_reached"
    LAST_GIVEN = "last_given"
    ENOUGH_KNOWN = "enough_known"
    DAY_NAMED = "day_named"
    RETROACTIVE = "retroactive"
    LINKED = "linked"
    DEEMED_ACCEPTED = "deemed_accepted"
    NOT_ACCEPTED = "not_accepted"
    REPORTED_IN_FORCE = "reported_in_force"
    # what is still needed for it
    EXCHANGE_MISSING = "exchange_missing"
    SIGNATURES_MISSING = "signatures_missing"
    NOTIFICATIONS_MISSING = "notifications_missing"
    RATIFICATIONS_MISSING = "ratifications_missing"
    DEPOSITS_MISSING = "deposits_missing"
    INSTRUMENTS_MISSING = "instruments_missing"
    CONSENT_MISSING = "consent_missing"
    MORE_MISSING = "more_missing"
    WEIGHT_MISSING = "weight_missing"
    OTHER_TREATY_MISSING = "other_treaty_missing"
    OBJECTIONS_STAND = "objections_stand"
    EITHER_MISSING = "either_missing"
    KNOWN_IN_PART = "known_in_part"
    EXCHANGE_NOT_RECORDED = "exchange_not_recorded"
    NOT_TOLD = "not_told"
    # why it cannot be told whether the condition is met
    CLASS_UNCLEAR = "class_unclear"
    NUMBER_UNCLEAR = "number_unclear"
    SHARES_UNCLEAR = "shares_unclear"
    # what is unsure of its entry into force
    RECORD_IN_PART = "record_in_part"
    MAY_BE_EARLIER = "may_be_earlier"
    NO_CONSENT_RECORDED = "no_consent_recorded"
    LINKED_DAY_UNKNOWN = "linked_day_unknown"
    OBJECTIONS_UNWEIGHED = "objections_unweighed"
    RULE_NOT_COMPUTED = "rule_not_computed"
    TEXT_SILENT = "text_silent"
    CLAUSES_UNREAD = "clauses_unread"
    SIGNATURE_MAY_BIND = "signature_may_bind"
    STILL_TO_COME = "still_to_come"
    PRESUPPOSED = "presupposed"
    IN_FORCE_FOR = "in_force_for"
    REPORT_ALONE = "report_alone"
    RULE_AND_REPORT_DIFFER = "rule_and_report_differ"
    ON_THE_WORD_OF = "on_the_word_of"
    DAY_INEXACT = "day_inexact"
    # what is unsure of an act
    DATES_DIFFER = "dates_differ"
    DATED_DIFFERENTLY = "dated_differently"
    DENIED = "denied"
    APPROXIMATE_DATE = "approximate_date"
    SUSPENDED_BY_ONE = "suspended_by_one"
    # how it ends
    NOTICE_TO_TAKE_EFFECT = "notice_to_take_effect"
    NOTICE_COUNTED = "notice_counted"
    NOTICE_AGAINST_RENEWAL = "notice_against_renewal"
    NOTICE_GIVEN = "notice_given"
    NOTICE_TOO_EARLY = "notice_too_early"
    NOTICE_OR_EFFECT = "notice_or_effect"
    NOTICE_OUTSIDE_WINDOW = "notice_outside_window"
    NOTICE_DELAYED = "notice_delayed"
    EFFECT_TOLD_DIFFERS = "effect_told_differs"
    NO_RIGHT_TO_LEAVE = "no_right_to_leave"
    NO_WITHDRAWAL_CLAUSE = "no_withdrawal_clause"
    WITHDRAWAL_CLAUSE_UNREAD = "withdrawal_clause_unread"
    ONE_OF_TWO_LEAVES = "one_of_two_leaves"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"
    TOO_FEW_PARTIES = "too_few_parties"
    BELOW_NUMBER = "below_number"
    EXTENDED_TO = "extended_to"
    EXTENDED_BY_PERIOD = "extended_by_period"
    EXTENDED_UNTIL_UNKNOWN = "extended_until_unknown"
    EXTENDED_AFTER_EXPIRY = "extended_after_expiry"
    EXTENDED_ANEW = "extended_anew"
    TERM_ENDS = "term_ends"
    RENEWED_TACITLY = "renewed_tacitly"
    RENEWABLE = "renewable"
    # where one party stands
    PARTY_STAGE = "party_stage"
    PARTY_FROM = "party_from"
    PARTY_REPORTED = "party_reported"
    PARTY_WITH_TREATY = "party_with_treaty"
    PARTY_CONSENTED = "party_consented"
    PARTY_CONSENTED_EARLY = "party_consented_early"
    PARTY_LATER = "party_later"
    PARTY_LATER_BY_RULE = "party_later_by_rule"
    PARTY_LATER_BY_DEPOSITARY = "party_later_by_depositary"
    PARTY_CONSENT_UNKNOWN = "party_consent_unknown"
    PARTY_NO_CONSENT = "party_no_consent"
    PARTY_NOT_LISTED = "party_not_listed"
    PARTY_KNOWN_UNTIL = "party_known_until"
    PARTY_SUSPENDED = "party_suspended"
    PARTY_RESERVED = "party_reserved"
    PARTY_SUCCEEDED = "party_succeeded"
    PARTY_CEASED = "party_ceased"
    PARTY_EXTINCT = "party_extinct"
    PARTY_CONTINUES = "party_continues"
    PARTY_TERRITORY = "party_territory"
    PARTY_TOOK_BACK = "party_took_back"
    NOT_TO_BECOME_PARTY = "not_to_become_party"
    PROVISIONAL_ENDED = "provisional_ended"
    # what holds between some of the parties alone
    OBJECTION_PRECLUDES = "objection_precludes"
    OBJECTION_MODIFIES = "objection_modifies"
    SUSPENDED_IN_PART = "suspended_in_part"
    SUPERSEDED_BETWEEN = "superseded_between"
    AMENDED_BETWEEN = "amended_between"
    # the first line
    SINCE = "since"
    SINCE_UNSURE = "since_unsure"
    SINCE_DENIED = "since_denied"
    SINCE_SOME_DAY = "since_some_day"
    ENDED = "ended"
    STAGE = "stage"
    WITHDRAWAL_TOLD = "withdrawal_told"
    FORCE_UNKNOWN = "force_unknown"
    NOT_BEFORE = "not_before"
    ENTERS = "enters"
    MISSING = "missing"
    NOTHING_RECORDED = "nothing_recorded"
    NO_TREATY = "no_treaty"
    PARTIES_UNKNOWN = "parties_unknown"
    # whether an act counts towards entry into force
    COUNTS = "counts"
    COUNTS_TOO_LATE = "counts_too_late"
    COUNTED_ONCE = "counted_once"
    SIGNATURE_NO_CONSENT = "signature_no_consent"
    HOME_NO_CONSENT = "home_no_consent"
    SUCCESSION_ADDS_NONE = "succession_adds_none"
    PROVISIONAL_NO_CONSENT = "provisional_no_consent"
    OTHER_ACTS_COUNT = "other_acts_count"
    NO_ACT_OF_CONSENT = "no_act_of_consent"
    ACTOR_NOT_TOLD = "actor_not_told"
    LEFT_OUT_BY_TREATY = "left_out_by_treaty"
    STATES_ALONE_COUNT = "states_alone_count"
    LEFT_BEFORE = "left_before"
    LEFT_AFTER = "left_after"
    # what a party owes
    DUTY_BINDS = "duty_binds"
    DUTY_MAY_BIND = "duty_may_bind"
    DUTY_NOT_BINDING = "duty_not_binding"
    DUTY_UNSURE = "duty_unsure"
    DUTY_IN_AREA = "duty_in_area"


K = ReasonKind

#: The fields of each kind, all of them always there; a kind that is not listed has none.
FIELDS: Final[Mapping[ReasonKind, tuple[str, ...]]] = {
    K.RULE: ("rule", "sources"),
    K.DURATION: ("length",),
    K.WITHDRAWAL_CLAUSE: ("clause",),
    K.ACT: ("act", "states", "date", "sources"),
    K.ACTS: ("act", "number", "first", "last"),
    K.NOT_DONE: ("step", "states", "date", "certainty", "source"),
    K.COUNTED: ("offset", "round", "date", "earliest", "not_before"),
    K.EXCHANGED: ("of", "date", "sources"),
    K.SIGNED_AS_REQUIRED: ("states", "date", "sources"),
    K.CONSENT_OF_ALL: ("date", "sources"),
    K.CONDITIONS_MET: ("states", "date", "sources"),
    K.NUMBER_REACHED: ("number", "of", "states", "date", "sources"),
    K.LAST_GIVEN: ("of", "states", "date", "sources"),
    K.ENOUGH_KNOWN: ("known", "day", "sources"),
    K.DAY_NAMED: ("day",),
    K.RETROACTIVE: ("day", "date"),
    K.LINKED: ("treaty", "date"),
    K.DEEMED_ACCEPTED: ("day", "objections"),
    K.NOT_ACCEPTED: ("states",),
    K.REPORTED_IN_FORCE: ("date", "sources"),
    K.EXCHANGE_MISSING: ("of",),
    K.SIGNATURES_MISSING: ("states",),
    K.NOTIFICATIONS_MISSING: ("states",),
    K.RATIFICATIONS_MISSING: ("states",),
    K.DEPOSITS_MISSING: ("states",),
    K.INSTRUMENTS_MISSING: ("states",),
    K.CONSENT_MISSING: ("states",),
    K.MORE_MISSING: ("of", "number", "have", "needed"),
    K.WEIGHT_MISSING: ("percent", "of", "reached"),
    K.OTHER_TREATY_MISSING: ("treaty",),
    K.EITHER_MISSING: ("either",),
    K.KNOWN_IN_PART: ("of", "have", "needed", "percent", "reached", "lacking"),
    K.EXCHANGE_NOT_RECORDED: ("of",),
    K.NOT_TOLD: ("unclear",),
    K.CLASS_UNCLEAR: ("described",),
    K.SHARES_UNCLEAR: ("of", "states"),
    K.RECORD_IN_PART: ("known",),
    K.LINKED_DAY_UNKNOWN: ("treaty",),
    K.RULE_NOT_COMPUTED: ("note", "day"),
    K.SIGNATURE_MAY_BIND: ("date",),
    K.STILL_TO_COME: ("source", "day"),
    K.PRESUPPOSED: ("act", "date"),
    K.IN_FORCE_FOR: ("state", "date"),
    K.REPORT_ALONE: ("missing", "open"),
    K.RULE_AND_REPORT_DIFFER: ("rule_date", "report_date", "sources"),
    K.ON_THE_WORD_OF: ("sources",),
    K.DAY_INEXACT: ("date",),
    K.DATES_DIFFER: ("act", "state", "told"),
    K.DATED_DIFFERENTLY: ("act", "state"),
    K.DENIED: ("act", "state", "by"),
    K.APPROXIMATE_DATE: ("act", "state"),
    K.SUSPENDED_BY_ONE: ("states",),
    K.NOTICE_TO_TAKE_EFFECT: ("state", "date", "effect", "sources"),
    K.NOTICE_COUNTED: ("state", "date", "clause", "effect", "sources"),
    K.NOTICE_OUTSIDE_WINDOW: ("state", "day"),
    K.NOTICE_DELAYED: ("state", "date"),
    K.EFFECT_TOLD_DIFFERS: ("state", "date", "rule_date", "report_date"),
    K.NO_RIGHT_TO_LEAVE: ("state", "date", "sources"),
    K.NOTICE_AGAINST_RENEWAL: ("state", "date", "effect"),
    K.NOTICE_GIVEN: ("state", "date", "sources"),
    K.NOTICE_TOO_EARLY: ("state", "day"),
    K.NOTICE_OR_EFFECT: ("state", "date"),
    K.NO_WITHDRAWAL_CLAUSE: ("state", "date"),
    K.WITHDRAWAL_CLAUSE_UNREAD: ("state", "date"),
    K.ONE_OF_TWO_LEAVES: ("state", "date"),
    K.TERMINATED: ("date", "sources"),
    K.SUPERSEDED: ("date", "sources"),
    K.TOO_FEW_PARTIES: ("floor", "date", "by_treaty"),
    K.BELOW_NUMBER: ("parties", "number"),
    K.EXTENDED_TO: ("until", "sources"),
    K.EXTENDED_BY_PERIOD: ("date", "length", "sources"),
    K.EXTENDED_UNTIL_UNKNOWN: ("date", "sources"),
    K.EXTENDED_AFTER_EXPIRY: ("date", "expiry", "sources"),
    K.EXTENDED_ANEW: ("date", "expiry", "sources"),
    K.TERM_ENDS: ("date",),
    K.RENEWED_TACITLY: ("times",),
    K.PARTY_STAGE: ("act", "date", "sources"),
    K.PARTY_FROM: ("date",),
    K.PARTY_REPORTED: ("sources",),
    K.PARTY_NOT_LISTED: ("sources", "date"),
    K.PARTY_KNOWN_UNTIL: ("sources", "date"),
    K.PARTY_LATER_BY_RULE: ("offset", "round"),
    K.PARTY_SUSPENDED: ("date",),
    K.PARTY_RESERVED: ("date", "provision"),
    K.OBJECTION_PRECLUDES: ("state", "states", "date", "provision"),
    K.OBJECTION_MODIFIES: ("state", "states", "date", "provision"),
    K.SUSPENDED_IN_PART: ("state", "states", "date", "provision"),
    K.SUPERSEDED_BETWEEN: ("states", "date"),
    K.AMENDED_BETWEEN: ("states", "date"),
    K.PARTY_CEASED: ("state", "date", "sources"),
    K.PARTY_EXTINCT: ("state", "date", "states"),
    K.PARTY_CONTINUES: ("state", "date"),
    K.PARTY_TERRITORY: ("states",),
    K.PARTY_TOOK_BACK: ("date", "sources"),
    K.NOT_TO_BECOME_PARTY: ("date", "sources"),
    K.PROVISIONAL_ENDED: ("date",),
    K.SINCE: ("date", "until", "sources"),
    K.SINCE_UNSURE: ("date", "until", "doubt"),
    K.SINCE_DENIED: ("day", "sources"),
    K.SINCE_SOME_DAY: ("date",),
    K.ENDED: ("date", "since", "sources"),
    K.STAGE: ("act", "states", "all", "parties"),
    K.WITHDRAWAL_TOLD: ("states",),
    K.NOT_BEFORE: ("day",),
    K.ENTERS: ("date",),
    K.MISSING: ("missing",),
    K.DUTY_UNSURE: ("certainty", "sources"),
    K.DUTY_IN_AREA: ("area",),
}

#: What is still needed for entry into force: of these a status says what is missing.
MISSING: Final = frozenset(
    {
        K.EXCHANGE_MISSING, K.SIGNATURES_MISSING, K.NOTIFICATIONS_MISSING, K.RATIFICATIONS_MISSING,
        K.DEPOSITS_MISSING, K.INSTRUMENTS_MISSING, K.CONSENT_MISSING, K.MORE_MISSING, K.WEIGHT_MISSING,
        K.OTHER_TREATY_MISSING, K.OBJECTIONS_STAND, K.EITHER_MISSING, K.KNOWN_IN_PART,
        K.EXCHANGE_NOT_RECORDED, K.NOT_TOLD,
    }
)  # fmt: skip
#: Why it cannot be told whether a condition is met.
UNCLEAR: Final = frozenset({K.CLASS_UNCLEAR, K.NUMBER_UNCLEAR, K.SHARES_UNCLEAR})
#: The fields that hold findings themselves.
NESTED: Final = frozenset({"known", "doubt", "missing", "unclear", "either"})
