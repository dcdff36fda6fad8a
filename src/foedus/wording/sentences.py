"""A sentence for every kind of finding: a template, or a function where it hangs on more than its fields.

What is missing, and why something is unclear, are phrases that stand in lists; as a reason of its own each is
led in by a word of its group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from foedus.law.kinds import Kind
from foedus.law.model import Reason
from foedus.law.reasons import MISSING, UNCLEAR
from foedus.law.reasons import ReasonKind as K
from foedus.law.spans import span
from foedus.wording import phrases
from foedus.wording.dates import short, span_words
from foedus.wording.templates import FORMS, fill
from foedus.wording.words import Namer, according

Fields = Mapping[str, Any]

# what a record in part shows says by itself that it is not all
_LEAD: Final = {
    **dict.fromkeys(MISSING - {K.KNOWN_IN_PART, K.EXCHANGE_NOT_RECORDED, K.NOT_TOLD}, "missing: "),
    **dict.fromkeys(UNCLEAR, "it cannot be told "),
}


def sentence(reason: Reason, name: Namer = str) -> str:
    """What a finding says, as a line of its own; `name` turns the codes of parties into their names."""
    return _LEAD.get(reason.kind, "") + phrase(reason, name)


def phrase(reason: Reason, name: Namer = str) -> str:
    """The same as part of a list: "exchange of instruments of ratification" of what is missing."""
    made = SENTENCES[reason.kind]
    return fill(made, reason.fields, name) if isinstance(made, str) else made(reason.fields, name)


def article(reason: Reason) -> str | None:
    """The articles of a finding as they are cited: "art. 22; VCLT 24(1); VCLT 13, 16(a)"."""
    remark = _REMARKS.get(reason.fields.get("act", "")) if reason.kind is K.ACT else None
    return (citation(reason.articles) + (remark or "")) if reason.articles else None


_REMARKS: Final = {Kind.HOME.value: ": not the international act"}


@lru_cache(maxsize=1024)
def citation(articles: tuple[str, ...]) -> str:
    """Citations in one line: articles of the VCLT in rising order share its name."""
    out, last = "", None
    for cited in articles:
        body, _, place = cited.partition(" ")
        number = int(place.split("(")[0].split()[0]) if body == "VCLT" else None
        if number is not None and last is not None and last <= number:
            out += f", {place}"
        else:
            out += f"; {cited}" if out else cited
        last = number
    return out


def _phrases(reasons: Iterable[Reason], name: Namer, joint: str) -> str:
    return joint.join(phrase(r, name) for r in reasons)


def _enough_known(f: Fields, name: Namer) -> str:
    """at least 4 of 60 instruments are known by 19 September 2025"""
    day = f" by {FORMS['day'](f['day'], name)}" if f["day"] else ""
    return f"{phrase(f['known'], name)}{day}{according(f['sources'])}"


def _record_in_part(f: Fields, name: Namer) -> str:
    """the record is not a full list of what was done: at least 4 of 60 instruments are known"""
    return f"the record is not a full list of what was done: {phrase(f['known'], name)}"


def _report_alone(f: Fields, name: Namer) -> str:
    """in force on the word of the report alone; the record does not show: exchange of notes"""
    lead = "" if f["open"] else "the record does not show: "
    return f"in force on the word of the report alone; {lead}{_phrases(f['missing'], name, ', ')}"


def _either_missing(f: Fields, name: Namer) -> str:
    """either exchange of notes, or signature by Russia"""
    each = [_phrases(some, name, " and ") for some in f["either"]]
    return "either " + ", or ".join(each) if len(each) > 1 else each[0]


def _not_told(f: Fields, name: Namer) -> str:
    """cannot be told: how many must act: the states that negotiated it are not told"""
    return "cannot be told: " + _phrases(f["unclear"], name, "; ")


def _missing(f: Fields, name: Namer) -> str:
    """missing: exchange of notes; signature by Russia"""
    return "missing: " + _phrases(f["missing"], name, "; ")


def _since_unsure(f: Fields, name: Namer) -> str:
    """in force since 2011-02-05; it may have ended 5 February 2021 or later, day unknown"""
    doubt = f["doubt"]
    why = sentence(doubt, name) if doubt else f"it may have ended {span_words(span(f['until']))}"
    return f"in force since {short(span(f['date']))}; {why}"


#: The one place where a kind is worded. Each row has a test row that says what it makes.
SENTENCES: Final[Mapping[K, str | Callable[[Fields, Namer], str]]] = {
    # what the treaty lays down
    K.RULE: phrases.rule,
    K.PROVISIONAL_CLAUSE: "its text provides for provisional application",
    K.AMBIGUOUS_CLAUSES: "its final clauses can be read in more than one way",
    K.DURATION: "made for {length:length}",
    K.WITHDRAWAL_CLAUSE: phrases.withdrawal_clause,
    # what was done, and what was not
    K.ACT: phrases.act,
    K.ACTS: phrases.acts,
    K.NOT_DONE: phrases.not_done,
    # how it entered into force
    K.COUNTED: phrases.counted,
    K.EXCHANGED: "{of} exchanged {date:when}{sources:said}",
    K.SIGNED_AS_REQUIRED: phrases.signed_as_required,
    K.CONSENT_OF_ALL: "consent of all established {date:when}{sources:said}",
    K.CONDITIONS_MET: (
        "the number, names and weight required were met {date:when}{sources:said}, with {states:states}"
    ),
    K.NUMBER_REACHED: "the {number:nth} {of} that counts stood {date:when} ({states:states}){sources:said}",
    K.LAST_GIVEN: "the last {of} needed was given {date:when} ({states:states}){sources:said}",
    K.ENOUGH_KNOWN: _enough_known,
    K.DAY_NAMED: "the treaty itself names the day: {day:day}",
    K.RETROACTIVE: (
        "made {date:when}, it binds from {day:day} on because the treaty itself says so: "
        "not before it was made"
    ),
    K.LINKED: "{treaty} entered into force {date:when}",
    K.DEEMED_ACCEPTED: "deemed accepted on {day:day}, {objections} objecting",
    K.NOT_ACCEPTED: "not accepted: objections by {states:states}",
    K.REPORTED_IN_FORCE: "reported in force since {date:span}{sources:said}",
    # what is still needed for it
    K.EXCHANGE_MISSING: phrases.exchange_missing,
    K.SIGNATURES_MISSING: "signature by {states:states}",
    K.NOTIFICATIONS_MISSING: "notification by {states:states} that internal procedures are complete",
    K.RATIFICATIONS_MISSING: "ratification by {states:states}",
    K.DEPOSITS_MISSING: phrases.deposits_missing,
    K.INSTRUMENTS_MISSING: phrases.instruments_missing,
    K.CONSENT_MISSING: (
        "consent to be bound of {states:states}: exchange, deposit or notification of instruments"
    ),
    K.MORE_MISSING: phrases.more_missing,
    K.WEIGHT_MISSING: phrases.weight_missing,
    K.OTHER_TREATY_MISSING: "entry into force of {treaty}",
    K.OBJECTIONS_STAND: "withdrawal of the objections",
    K.EITHER_MISSING: _either_missing,
    K.KNOWN_IN_PART: phrases.known_in_part,
    K.EXCHANGE_NOT_RECORDED: "the exchange of {of} is not recorded",
    K.NOT_TOLD: _not_told,
    # why it cannot be told whether the condition is met
    K.CLASS_UNCLEAR: 'whether "{described}" have all acted',
    K.NUMBER_UNCLEAR: "how many must act: the states that negotiated it are not told",
    K.SHARES_UNCLEAR: phrases.shares_unclear,
    # what is unsure of its entry into force
    K.RECORD_IN_PART: _record_in_part,
    K.MAY_BE_EARLIER: (
        "the record is not a full list of what was done: the condition may have been met before"
    ),
    K.NO_CONSENT_RECORDED: "no signature or other consent is recorded; the day alone is known",
    K.LINKED_DAY_UNKNOWN: "it enters into force with {treaty}, whose day is not told here",
    K.OBJECTIONS_UNWEIGHED: "objections are known, but not of how many they would be enough",
    K.RULE_NOT_COMPUTED: phrases.rule_not_computed,
    K.TEXT_SILENT: ("the text is silent: in force once consent is established for all negotiating states"),
    K.CLAUSES_UNREAD: (
        "its final clauses are not known here: in force once all negotiating states have consented, "
        "if they agreed nothing else"
    ),
    K.SIGNATURE_MAY_BIND: "in force since signature ({date:span}) only if signature was meant to bind",
    K.STILL_TO_COME: "told as yet to come by {source:source}: not before {day:day}",
    K.PRESUPPOSED: "its {act} {date:when} presupposes that it was in force; since when is not told",
    K.IN_FORCE_FOR: (
        "in force for {state:state} {date:when}, so the treaty was in force by then; since when is not told"
    ),
    K.REPORT_ALONE: _report_alone,
    K.RULE_AND_REPORT_DIFFER: (
        "by its rule {rule_date:span}, as reported {report_date:span}{sources:said}; neither is chosen"
    ),
    K.ON_THE_WORD_OF: "in force on the word of {sources:sources}",
    K.DAY_INEXACT: "the day of entry into force is not known exactly: {date:span}",
    # what is unsure of an act
    K.DATES_DIFFER: phrases.dates_differ,
    K.DATED_DIFFERENTLY: "{state:whose} {act} is dated differently by its sources",
    K.DENIED: "{state:whose} {act} is denied by {by:sources}",
    K.APPROXIMATE_DATE: "{state:whose} {act}: the date is approximate",
    K.SUSPENDED_BY_ONE: (
        "one party alone may suspend only on grounds that the treaty or the law of treaties gives"
    ),
    # how it ends
    K.NOTICE_TO_TAKE_EFFECT: "{state:state}: notice {date:when}, effect {effect:span}{sources:said}",
    K.NOTICE_COUNTED: phrases.notice_counted,
    K.NOTICE_OUTSIDE_WINDOW: (
        "{state:state}: notice outside the time in which the treaty allows it; counted from {day:day}"
    ),
    K.NOTICE_DELAYED: (
        "{state:state}: it would be out {date:when}, but not while it is in an armed conflict"
    ),
    K.EFFECT_TOLD_DIFFERS: (
        "{state:state}: notice {date:when}; effect by the treaty's clause {rule_date:span}, as told "
        "{report_date:span}; neither is chosen"
    ),
    K.NO_RIGHT_TO_LEAVE: (
        "{state:state}: notice {date:when}{sources:said}, of no effect: the treaty excludes leaving"
    ),
    K.NOTICE_AGAINST_RENEWAL: "{state:state}: notice {date:when} against renewal; effect {effect:span}",
    K.NOTICE_GIVEN: "notice of withdrawal by {state:state} {date:when}{sources:said}",
    K.NOTICE_TOO_EARLY: "{state:state}: notice before {day:day}, the first day allowed; counted from then",
    K.NOTICE_OR_EFFECT: (
        "{state:state}: the day told, {date:span}, is that of notice or of effect; the report does not tell "
        "which"
    ),
    K.NO_WITHDRAWAL_CLAUSE: (
        "{state:state}: notice {date:when}; the treaty has no clause on leaving: it can leave only if the "
        "parties meant so or its nature implies it, on twelve months' notice"
    ),
    K.WITHDRAWAL_CLAUSE_UNREAD: (
        "{state:state}: notice {date:when}; the treaty's clause on leaving is not known here, nor when the "
        "notice has its effect"
    ),
    K.ONE_OF_TWO_LEAVES: "a treaty of two ends when one leaves: {state:state}, {date:span}",
    K.TERMINATED: "terminated by consent of the parties {date:when}{sources:said}",
    K.SUPERSEDED: "superseded by a later treaty {date:when}{sources:said}",
    K.TOO_FEW_PARTIES: phrases.too_few_parties,
    K.BELOW_NUMBER: "its {parties} parties are fewer than the {number} of its entry into force; it goes on",
    K.EXTENDED_TO: "extended to {until:span}{sources:said}",
    K.EXTENDED_BY_PERIOD: "extended {date:when} for {length:length}{sources:said}",
    K.EXTENDED_UNTIL_UNKNOWN: "extended {date:when}{sources:said}, until when is not told",
    K.EXTENDED_AFTER_EXPIRY: (
        "extended {date:when}{sources:said}, after its expiry {expiry:when}: none is chosen"
    ),
    K.EXTENDED_ANEW: (
        "extended {date:when}{sources:said}, after its expiry {expiry:when}: what held between is not told"
    ),
    K.TERM_ENDS: "its term ends {date:span}",
    K.RENEWED_TACITLY: "renewed tacitly, {times:times}",
    K.RENEWABLE: "it can be renewed by agreement; no renewal is recorded",
    # where one party stands
    K.PARTY_STAGE: phrases.party_stage,
    K.PARTY_FROM: "in force for it from {date:span}",
    K.PARTY_REPORTED: "reported in force for it{sources:said}",
    K.PARTY_WITH_TREATY: "in force for it with the treaty",
    K.PARTY_CONSENTED: "consented before the condition was met",
    K.PARTY_CONSENTED_EARLY: "consented, before the treaty is known to be in force",
    K.PARTY_LATER: "consented later: from that day, unless the treaty says otherwise",
    K.PARTY_LATER_BY_RULE: phrases.party_later_by_rule,
    K.PARTY_LATER_BY_DEPOSITARY: "consented later: as the depositary gives it (VCLT 77(1)(e))",
    K.PARTY_CONSENT_UNKNOWN: "whether it has consented is not recorded",
    K.PARTY_NO_CONSENT: "no consent to be bound is recorded",
    K.NO_TREATY: "a political commitment, which the law of treaties does not govern",
    K.PARTIES_UNKNOWN: "it is in no register at hand, and who all its parties are is not told",
    K.PARTY_NOT_LISTED: "no party up to {date:short} ({sources:sources}); what came later is not known",
    K.PARTY_KNOWN_UNTIL: "known up to {date:short} ({sources:sources}); nothing later is known",
    K.PARTY_SUSPENDED: "suspended {date:when}",
    K.PARTY_TERRITORY: phrases.party_territory,
    K.PARTY_RESERVED: phrases.party_reserved,
    K.OBJECTION_PRECLUDES: phrases.objection_precludes,
    K.OBJECTION_MODIFIES: phrases.objection_modifies,
    K.SUSPENDED_IN_PART: phrases.suspended_in_part,
    K.SUPERSEDED_BETWEEN: (
        "between {states:states} a later treaty governs from {date:span}; for the others it goes on"
    ),
    K.AMENDED_BETWEEN: ("as amended {date:when} between {states:states}; for the others as it was"),
    K.PARTY_SUCCEEDED: "bound by succession from the day of succession",
    K.PARTY_CEASED: "{state:state}: a party no longer, from {date:span}{sources:said}",
    K.PARTY_EXTINCT: phrases.party_extinct,
    K.PARTY_CONTINUES: "continues {state:state} from {date:span} on",
    K.PARTY_TOOK_BACK: "took its consent back before it was bound, {date:when}{sources:said}",
    K.NOT_TO_BECOME_PARTY: "made clear that it will not become a party, {date:when}{sources:said}",
    K.PROVISIONAL_ENDED: "its provisional application ended {date:when}",
    # the first line
    K.SINCE: phrases.since,
    K.SINCE_UNSURE: _since_unsure,
    K.SINCE_DENIED: phrases.since_denied,
    K.SINCE_SOME_DAY: "in force from a day {date:span}",
    K.ENDED: "from {date:short}; was in force since {since:short}{sources:said}",
    K.STAGE: phrases.stage,
    K.WITHDRAWAL_TOLD: "withdrawal by {states:states}",
    K.FORCE_UNKNOWN: "whether it is in force cannot be told from the record",
    K.NOT_BEFORE: "not before {day:day}",
    K.ENTERS: phrases.enters,
    K.MISSING: _missing,
    K.NOTHING_RECORDED: "nothing is recorded of it",
    # whether an act counts towards entry into force
    K.COUNTS: "counts",
    K.COUNTS_TOO_LATE: "counts, but the condition was met before",
    K.COUNTED_ONCE: "the same state is counted once",
    K.SIGNATURE_NO_CONSENT: "a signature subject to ratification is not yet consent",
    K.HOME_NO_CONSENT: (
        "ratified at home: the instrument itself is not known to be exchanged, deposited or notified"
    ),
    K.SUCCESSION_ADDS_NONE: ("a succession continues the predecessor's participation and adds no new one"),
    K.PROVISIONAL_NO_CONSENT: "provisional application is not consent to be bound",
    K.OTHER_ACTS_COUNT: "only other acts count under this rule",
    K.NO_ACT_OF_CONSENT: "is no act of consent",
    K.ACTOR_NOT_TOLD: "it is not told who",
    K.LEFT_OUT_BY_TREATY: ("the treaty leaves it out of the number (not additional to its member states)"),
    K.STATES_ALONE_COUNT: "only instruments of states count",
    K.LEFT_BEFORE: "no longer counts from here on",
    K.LEFT_AFTER: "came after the condition was met",
    # what a party owes
    K.DUTY_BINDS: "in force for both: it must be performed in good faith",
    K.DUTY_MAY_BIND: "the record does not tell whether it is in force for both",
    K.DUTY_NOT_BINDING: "not in force for both on this day: it binds to no performance",
    K.DUTY_UNSURE: phrases.duty_unsure,
    K.DUTY_IN_AREA: "only for attacks in {area}",
}
