"""Every kind of finding has a sentence, each sentence a row, and the law fills the fields that a kind has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from foedus.law.model import Case, Reason, Record, Status, Terms
from foedus.law.obligations import casus_foederis
from foedus.law.reason_json import reason_from_json, reason_to_json
from foedus.law.reasons import FIELDS, MISSING, UNCLEAR
from foedus.law.reasons import ReasonKind as K
from foedus.law.status import explain, status
from foedus.wording.sentences import SENTENCES, article, citation, phrase, sentence
from tests.law import strategies as some

NAMES = {"PRK": "North Korea", "RUS": "Russia", "USA": "United States", "FIN": "Finland", "HND": "Honduras"}


def say(kind: K, **fields: Any) -> Reason:
    return Reason(kind, fields=fields)


KCNA = ("KCNA",)
EXCHANGE = say(K.EXCHANGE_MISSING, of="instruments")
FOUR_OF_SIXTY = say(
    K.KNOWN_IN_PART, of="instruments", have=4, needed=60, percent=None, reached=None, lacking=()
)

SIX_MONTHS = {"notice": {"n": 6, "unit": "month"}, "not_before": None}

ROWS: list[tuple[Reason, str]] = [
    (
        say(K.RULE, rule={"trigger": "exchange", "of": "instruments"}, sources=KCNA),
        "its rule: in force on the exchange of instruments of ratification (according to KCNA)",
    ),
    (
        say(K.RULE, rule={"trigger": "instruments", "count": 3, "must_include": ["PRK"]}, sources=()),
        "its rule: in force on the 3rd instrument of consent, those of North Korea among them",
    ),
    (say(K.PROVISIONAL_CLAUSE), "its text provides for provisional application"),
    (say(K.AMBIGUOUS_CLAUSES), "its final clauses can be read in more than one way"),
    (say(K.DURATION, length={"n": 1, "unit": "year"}), "made for 1 year"),
    (say(K.WITHDRAWAL_CLAUSE, clause=SIX_MONTHS), "a party may leave on notice of 6 months"),
    (
        say(K.WITHDRAWAL_CLAUSE, clause={"by": "01-01", "day": "06-30"}),
        "a party may leave on notice, given by 1 January, with effect on 30 June",
    ),
    (
        say(
            K.WITHDRAWAL_CLAUSE,
            clause={
                "notice": {"n": 1, "unit": "year"},
                "not_before": {"n": 10, "unit": "year"},
                "window": {"n": 1, "unit": "year"},
            },
        ),
        "a party may leave on notice of 1 year, at the earliest 10 years after its entry into force, within 1 year from then, every 10 years",
    ),
    (
        say(
            K.WITHDRAWAL_CLAUSE,
            clause={
                "notice": {"n": 3, "unit": "year"},
                "not_before": {"n": 3, "unit": "year"},
                "since": "party",
                "round": "first_day_of_following_month",
                "delayed_by_conflict": True,
            },
        ),
        "a party may leave on notice of 3 years, with effect on the first day of the month following, at the earliest 3 years after its entry into force for the party, not while it is in an armed conflict",
    ),
    (say(K.WITHDRAWAL_CLAUSE, clause={"allowed": False}), "the treaty excludes leaving"),
    (
        say(K.ACT, act="signature", states=("PRK", "?"), date="2024-06", sources=()),
        "signed by North Korea and a party not named in June 2024, day unknown",
    ),
    (
        say(K.ACT, act="ratification at home", states=("RUS",), date="2024-11-09", sources=("TASS",)),
        "ratified at home by Russia on 9 November 2024 (according to TASS)",
    ),
    (
        say(K.ACT, act="exchange", states=(), date=None, sources=("?",)),
        "instruments exchanged on a day unknown (according to a report)",
    ),
    (
        say(K.ACTS, act="deposit", number=7, first="2020-01-01", last="2021-05"),
        "instrument given by 7 states from 1 January 2020 to May 2021, day unknown",
    ),
    (
        say(K.ACTS, act="signature", number=50, first="2017-09-20", last="2017-09-20"),
        "signed by 50 states on 20 September 2017",
    ),
    (
        say(
            K.NOT_DONE,
            step="instruments_exchanged",
            states=("RUS",),
            date="2024-12~",
            certainty="planned",
            source="Yonhap",
        ),
        "instruments exchanged by Russia (2024-12~): planned, so not done, according to Yonhap",
    ),
    (say(K.NOT_DONE, step="signed", states=(), date=None, certainty="denied", source=None), "signed: denied"),
    (
        say(
            K.COUNTED,
            offset={"n": 90, "unit": "day"},
            round="none",
            date="2024-05-11",
            earliest=None,
            not_before=None,
        ),
        "90 days after: 11 May 2024",
    ),
    (
        say(
            K.COUNTED,
            offset={"n": 6, "unit": "month"},
            round="first_day_of_month",
            date=None,
            earliest="2024-05-01",
            not_before=None,
        ),
        "the first day of the month reached 6 months after: not before 1 May 2024",
    ),
    (
        say(
            K.COUNTED,
            offset=None,
            round="first_day_of_following_month",
            date="2024-06-01",
            earliest=None,
            not_before="2024-06-01",
        ),
        "the first day of the month following: 1 June 2024; not before 1 June 2024",
    ),
    (
        say(K.COUNTED, offset=None, round="none", date=None, earliest=None, not_before="2024-06-01"),
        "not before 1 June 2024",
    ),
    (
        say(K.EXCHANGED, of="notes", date="2024-12-04", sources=KCNA),
        "notes exchanged on 4 December 2024 (according to KCNA)",
    ),
    (
        say(K.SIGNED_AS_REQUIRED, states=("PRK", "RUS"), date="2024-06-19", sources=()),
        "signed by North Korea and Russia on 19 June 2024",
    ),
    (say(K.SIGNED_AS_REQUIRED, states=(), date="2024-06-19", sources=()), "signed by all on 19 June 2024"),
    (say(K.CONSENT_OF_ALL, date="2024-12-04", sources=()), "consent of all established on 4 December 2024"),
    (
        say(K.CONDITIONS_MET, states=("RUS",), date="2004-11-18", sources=()),
        "the number, names and weight required were met on 18 November 2004, with Russia",
    ),
    (
        say(K.NUMBER_REACHED, number=50, of="instrument", states=("HND",), date="2020-10-24", sources=()),
        "the 50th instrument that counts stood on 24 October 2020 (Honduras)",
    ),
    (
        say(K.LAST_GIVEN, of="notification", states=("PRK",), date="2024-11", sources=KCNA),
        "the last notification needed was given in November 2024, day unknown (North Korea) (according to KCNA)",
    ),
    (
        say(K.ENOUGH_KNOWN, known=FOUR_OF_SIXTY, day="2025-09-19", sources=KCNA),
        "at least 4 of 60 instruments are known by 19 September 2025 (according to KCNA)",
    ),
    (
        say(K.ENOUGH_KNOWN, known=FOUR_OF_SIXTY, day=None, sources=()),
        "at least 4 of 60 instruments are known",
    ),
    (say(K.DAY_NAMED, day="1994-01-01"), "the treaty itself names the day: 1 January 1994"),
    (
        say(K.LINKED, treaty="the Covenant", date="1976-03-23"),
        "the Covenant entered into force on 23 March 1976",
    ),
    (
        say(K.DEEMED_ACCEPTED, day="2020-01-01", objections=2),
        "deemed accepted on 1 January 2020, 2 objecting",
    ),
    (say(K.NOT_ACCEPTED, states=("RUS", "PRK")), "not accepted: objections by Russia and North Korea"),
    (
        say(K.REPORTED_IN_FORCE, date="2024-12-04", sources=KCNA),
        "reported in force since 4 December 2024 (according to KCNA)",
    ),
    (EXCHANGE, "missing: exchange of instruments of ratification"),
    (say(K.EXCHANGE_MISSING, of="notes"), "missing: exchange of notes"),
    (say(K.SIGNATURES_MISSING, states=("RUS",)), "missing: signature by Russia"),
    (
        say(K.NOTIFICATIONS_MISSING, states=("RUS", "PRK")),
        "missing: notification by Russia and North Korea that internal procedures are complete",
    ),
    (say(K.RATIFICATIONS_MISSING, states=("RUS",)), "missing: ratification by Russia"),
    (
        say(K.DEPOSITS_MISSING, states=("RUS",)),
        "missing: deposit of the instrument of ratification of Russia (ratified at home)",
    ),
    (
        say(K.DEPOSITS_MISSING, states=("PRK", "RUS")),
        "missing: deposit of the instruments of ratification of North Korea and Russia (ratified at home)",
    ),
    (
        say(K.INSTRUMENTS_MISSING, states=("PRK", "RUS")),
        "missing: instruments of ratification of North Korea and Russia",
    ),
    (
        say(K.CONSENT_MISSING, states=("PRK",)),
        "missing: consent to be bound of North Korea: exchange, deposit or notification of instruments",
    ),
    (say(K.MORE_MISSING, of="signature", number=1, have=2, needed=3), "missing: 1 more signature (2 of 3)"),
    (say(K.MORE_MISSING, of="notifications", number=2, have=0, needed=None), "missing: 2 more notifications"),
    (
        say(K.MORE_MISSING, of="instruments", number=28, have=2, needed=30),
        "missing: 28 more instruments of ratification, acceptance, approval or accession (2 of 30)",
    ),
    (
        say(K.WEIGHT_MISSING, percent=55, of="the 1990 emissions", reached=44.2),
        "missing: states with 55 per cent of the 1990 emissions (44.2 so far)",
    ),
    (
        say(K.WEIGHT_MISSING, percent=60.5, of=None, reached=None),
        "missing: states with 60.5 per cent of the weight",
    ),
    (say(K.OTHER_TREATY_MISSING, treaty="the Convention"), "missing: entry into force of the Convention"),
    (say(K.OBJECTIONS_STAND), "missing: withdrawal of the objections"),
    (
        say(
            K.EITHER_MISSING,
            either=((EXCHANGE, say(K.OBJECTIONS_STAND)), (say(K.SIGNATURES_MISSING, states=("RUS",)),)),
        ),
        "missing: either exchange of instruments of ratification and withdrawal of the objections, or signature by Russia",
    ),
    (
        say(K.EITHER_MISSING, either=((EXCHANGE, say(K.OBJECTIONS_STAND)),)),
        "missing: exchange of instruments of ratification and withdrawal of the objections",
    ),
    (FOUR_OF_SIXTY, "at least 4 of 60 instruments are known"),
    (
        say(
            K.KNOWN_IN_PART, of="signature", have=0, needed=None, percent=None, reached=None, lacking=("RUS",)
        ),
        "no signatures are known, not those of Russia",
    ),
    (
        say(K.KNOWN_IN_PART, of="instruments", have=1, needed=55, percent=55, reached=8.5, lacking=()),
        "at least 1 of 55 instruments are known, with 8.5 of 55 per cent",
    ),
    (say(K.EXCHANGE_NOT_RECORDED, of="notes"), "the exchange of notes is not recorded"),
    (
        say(
            K.NOT_TOLD, unclear=(say(K.NUMBER_UNCLEAR), say(K.CLASS_UNCLEAR, described="all coastal states"))
        ),
        'cannot be told: how many must act: the states that negotiated it are not told; whether "all coastal states" have all acted',
    ),
    (
        say(K.CLASS_UNCLEAR, described="all coastal states"),
        'it cannot be told whether "all coastal states" have all acted',
    ),
    (
        say(K.NUMBER_UNCLEAR),
        "it cannot be told how many must act: the states that negotiated it are not told",
    ),
    (
        say(K.SHARES_UNCLEAR, of="emissions", states=("RUS", "?")),
        "it cannot be told which shares of emissions are those of Russia and a party not named",
    ),
    (
        say(K.SHARES_UNCLEAR, of=None, states=("PRK",)),
        "it cannot be told which shares of the weight are those of North Korea",
    ),
    (
        say(K.RECORD_IN_PART, known=FOUR_OF_SIXTY),
        "the record is not a full list of what was done: at least 4 of 60 instruments are known",
    ),
    (
        say(K.MAY_BE_EARLIER),
        "the record is not a full list of what was done: the condition may have been met before",
    ),
    (say(K.NO_CONSENT_RECORDED), "no signature or other consent is recorded; the day alone is known"),
    (
        say(K.LINKED_DAY_UNKNOWN, treaty="the Convention"),
        "it enters into force with the Convention, whose day is not told here",
    ),
    (say(K.OBJECTIONS_UNWEIGHED), "objections are known, but not of how many they would be enough"),
    (
        say(K.RULE_NOT_COMPUTED, note=None, day=None),
        "its rule on entry into force is one that is not computed here",
    ),
    (
        say(K.RULE_NOT_COMPUTED, note="two of three groups", day="2024-01-01"),
        "its rule on entry into force is one that is not computed here: two of three groups; it names 1 January 2024",
    ),
    (
        say(K.TEXT_SILENT),
        "the text is silent: in force once consent is established for all negotiating states",
    ),
    (
        say(K.CLAUSES_UNREAD),
        "its final clauses are not known here: in force once all negotiating states have consented, if they agreed nothing else",
    ),
    (
        say(K.SIGNATURE_MAY_BIND, date="2024-06"),
        "in force since signature (June 2024, day unknown) only if signature was meant to bind",
    ),
    (
        say(K.STILL_TO_COME, source="?", day="2024-11-13"),
        "told as yet to come by a report: not before 13 November 2024",
    ),
    (
        say(K.PRESUPPOSED, act="extension", date="2021-02-03"),
        "its extension on 3 February 2021 presupposes that it was in force; since when is not told",
    ),
    (
        say(K.IN_FORCE_FOR, state="RUS", date="2021-02-03"),
        "in force for Russia on 3 February 2021, so the treaty was in force by then; since when is not told",
    ),
    (
        say(K.REPORT_ALONE, missing=(EXCHANGE,), open=False),
        "in force on the word of the report alone; the record does not show: exchange of instruments of ratification",
    ),
    (
        say(K.REPORT_ALONE, missing=(FOUR_OF_SIXTY,), open=True),
        "in force on the word of the report alone; at least 4 of 60 instruments are known",
    ),
    (
        say(K.RULE_AND_REPORT_DIFFER, rule_date="2024-12-04", report_date="2024-11", sources=KCNA),
        "by its rule 4 December 2024, as reported November 2024, day unknown (according to KCNA); neither is chosen",
    ),
    (say(K.ON_THE_WORD_OF, sources=("TASS", "?")), "in force on the word of TASS and a report"),
    (
        say(K.DAY_INEXACT, date="2024-06"),
        "the day of entry into force is not known exactly: June 2024, day unknown",
    ),
    (
        say(
            K.DATES_DIFFER,
            act="signature",
            state="",
            told=(("?", "2024-06-19"), ("TASS", "2024-06-20"), ("Yonhap", "")),
        ),
        "the signature is dated differently (TASS: 20 June 2024; Yonhap: day unknown; a report: 19 June 2024); none is chosen",
    ),
    (
        say(K.DATED_DIFFERENTLY, act="ratification at home", state="RUS"),
        "Russia: ratification at home is dated differently by its sources",
    ),
    (say(K.DENIED, act="exchange", state="", by=KCNA), "the exchange is denied by KCNA"),
    (
        say(K.DENIED, act="signature", state="?", by=("?", "KCNA", "Yonhap")),
        "a party not named: signature is denied by KCNA, Yonhap and a report",
    ),
    (say(K.APPROXIMATE_DATE, act="deposit", state="PRK"), "North Korea: deposit: the date is approximate"),
    (
        say(K.SUSPENDED_BY_ONE, states=("RUS",)),
        "one party alone may suspend only on grounds that the treaty or the law of treaties gives",
    ),
    (
        say(K.NOTICE_TO_TAKE_EFFECT, state="USA", date="2019-02-02", effect="2019-08-02", sources=()),
        "United States: notice on 2 February 2019, effect 2 August 2019",
    ),
    (
        say(
            K.NOTICE_COUNTED,
            state="USA",
            date="2019-02",
            clause=SIX_MONTHS,
            effect="2019-08",
            sources=("TASS",),
        ),
        "United States: notice in February 2019, day unknown (according to TASS); effect 6 months after: August 2019, day unknown",
    ),
    (
        say(K.NOTICE_COUNTED, state="USA", date="2019-02-02", clause={}, effect="2019-02-02", sources=()),
        "United States: notice on 2 February 2019; effect at once: 2 February 2019",
    ),
    (
        say(
            K.NOTICE_COUNTED,
            state="USA",
            date="2017-10-12",
            clause={"notice": {"n": 1, "unit": "year"}, "day": "12-31"},
            effect="2018-12-31",
            sources=(),
        ),
        "United States: notice on 12 October 2017; effect 1 year on, at the next 31 December: 31 December 2018",
    ),
    (
        say(
            K.NOTICE_COUNTED,
            state="FIN",
            date="2018-12-26",
            clause={"by": "01-01", "day": "06-30"},
            effect="2019-06-30",
            sources=(),
        ),
        "Finland: notice on 26 December 2018; effect on the next 30 June: 30 June 2019",
    ),
    (
        say(K.NOTICE_OUTSIDE_WINDOW, state="FIN", day="2005-11-23"),
        "Finland: notice outside the time in which the treaty allows it; counted from 23 November 2005",
    ),
    (
        say(K.NOTICE_DELAYED, state="FIN", date="2026-01-01"),
        "Finland: it would be out on 1 January 2026, but not while it is in an armed conflict",
    ),
    (
        say(
            K.EFFECT_TOLD_DIFFERS,
            state="USA",
            date="2019-02-02",
            rule_date="2019-08-02",
            report_date="2019-09-01",
        ),
        "United States: notice on 2 February 2019; effect by the treaty's clause 2 August 2019, as told 1 September 2019; neither is chosen",
    ),
    (
        say(K.NO_RIGHT_TO_LEAVE, state="PRK", date="1997-08-25", sources=()),
        "North Korea: notice on 25 August 1997, of no effect: the treaty excludes leaving",
    ),
    (
        say(K.RETROACTIVE, day="1990-01-01", date="1990-06-15"),
        "made on 15 June 1990, it binds from 1 January 1990 on because the treaty itself says so: not before it was made",
    ),
    (say(K.PARTY_RESERVED, date="1991-06-01", provision=None), "made a reservation on 1 June 1991"),
    (
        say(K.PARTY_RESERVED, date="1991-06-01", provision="18"),
        "made a reservation on 1 June 1991, to art. 18",
    ),
    (
        say(K.OBJECTION_PRECLUDES, state="FIN", states=("PRK",), date="1992-01-01", provision=None),
        "Finland objects on 1 January 1992 to the reservation of North Korea: the treaty is not in force between them",
    ),
    (
        say(K.OBJECTION_MODIFIES, state="FIN", states=("PRK",), date="1992-01-01", provision="2"),
        "Finland objects on 1 January 1992 to the reservation of North Korea, to art. 2: in force between them but for what the reservation concerns",
    ),
    (
        say(K.SUSPENDED_IN_PART, state="USA", states=("FIN",), date="1986-09-17", provision=None),
        "United States: suspended on 17 September 1986 towards Finland; for the rest it goes on",
    ),
    (
        say(K.SUSPENDED_IN_PART, state="USA", states=(), date="1986-09-17", provision="4"),
        "United States: suspended in part (art. 4) on 17 September 1986; for the rest it goes on",
    ),
    (
        say(K.SUPERSEDED_BETWEEN, states=("USA", "RUS"), date="2000-01-01"),
        "between United States and Russia a later treaty governs from 1 January 2000; for the others it goes on",
    ),
    (
        say(K.AMENDED_BETWEEN, states=("USA", "RUS"), date="2000-01-01"),
        "as amended on 1 January 2000 between United States and Russia; for the others as it was",
    ),
    (say(K.PARTY_SUCCEEDED), "bound by succession from the day of succession"),
    (
        say(K.PARTY_CEASED, state="RUS", date="2022-09-16", sources=()),
        "Russia: a party no longer, from 16 September 2022",
    ),
    (
        say(K.PARTY_EXTINCT, state="PRK", date="1990-10-03", states=("RUS",)),
        "North Korea ceased to exist on 3 October 1990; Russia follows it",
    ),
    (
        say(K.PARTY_EXTINCT, state="PRK", date="1993-01-01", states=("USA", "RUS")),
        "North Korea ceased to exist on 1 January 1993; United States and Russia follow it",
    ),
    (
        say(K.PARTY_EXTINCT, state="PRK", date="1991-12-26", states=()),
        "North Korea ceased to exist on 26 December 1991",
    ),
    (
        say(K.PARTY_CONTINUES, state="PRK", date="1991-12-26"),
        "continues North Korea from 26 December 1991 on",
    ),
    (
        say(K.PARTY_TOOK_BACK, date="2000-01-01", sources=()),
        "took its consent back before it was bound, on 1 January 2000",
    ),
    (
        say(K.NOT_TO_BECOME_PARTY, date="2017-01-30", sources=()),
        "made clear that it will not become a party, on 30 January 2017",
    ),
    (say(K.PROVISIONAL_ENDED, date="2009-10-18"), "its provisional application ended on 18 October 2009"),
    (
        say(K.NOTICE_AGAINST_RENEWAL, state="USA", date="2019-02-02", effect="2020-01-01"),
        "United States: notice on 2 February 2019 against renewal; effect 1 January 2020",
    ),
    (
        say(K.NOTICE_GIVEN, state="FIN", date="2025-07-10", sources=()),
        "notice of withdrawal by Finland on 10 July 2025",
    ),
    (
        say(K.NOTICE_TOO_EARLY, state="FIN", day="2025-07-10"),
        "Finland: notice before 10 July 2025, the first day allowed; counted from then",
    ),
    (
        say(K.NOTICE_OR_EFFECT, state="FIN", date="2025-07-10"),
        "Finland: the day told, 10 July 2025, is that of notice or of effect; the report does not tell which",
    ),
    (
        say(K.NO_WITHDRAWAL_CLAUSE, state="FIN", date="2025-07-10"),
        "Finland: notice on 10 July 2025; the treaty has no clause on leaving: it can leave only if the parties meant so or its nature implies it, on twelve months' notice",
    ),
    (
        say(K.WITHDRAWAL_CLAUSE_UNREAD, state="?", date="2025-07"),
        "a party not named: notice in July 2025, day unknown; the treaty's clause on leaving is not known here, nor when the notice has its effect",
    ),
    (
        say(K.ONE_OF_TWO_LEAVES, state="USA", date="2019-08-02"),
        "a treaty of two ends when one leaves: United States, 2 August 2019",
    ),
    (
        say(K.TERMINATED, date="2019-08-02", sources=KCNA),
        "terminated by consent of the parties on 2 August 2019 (according to KCNA)",
    ),
    (say(K.SUPERSEDED, date="2019", sources=()), "superseded by a later treaty in 2019, day unknown"),
    (
        say(K.TOO_FEW_PARTIES, floor=2, date="2019-08-02", by_treaty=False),
        "fewer than 2 parties from 2 August 2019: none is left to be bound to",
    ),
    (
        say(K.TOO_FEW_PARTIES, floor=10, date="2019-08-02", by_treaty=True),
        "fewer than 10 parties from 2 August 2019: the treaty says so",
    ),
    (
        say(K.BELOW_NUMBER, parties=39, number=40),
        "its 39 parties are fewer than the 40 of its entry into force; it goes on",
    ),
    (say(K.EXTENDED_TO, until="2026-02-04", sources=()), "extended to 4 February 2026"),
    (
        say(K.EXTENDED_BY_PERIOD, date="2021-02-03", length={"n": 5, "unit": "year"}, sources=KCNA),
        "extended on 3 February 2021 for 5 years (according to KCNA)",
    ),
    (
        say(K.EXTENDED_UNTIL_UNKNOWN, date="2021-02-03", sources=()),
        "extended on 3 February 2021, until when is not told",
    ),
    (
        say(K.EXTENDED_AFTER_EXPIRY, date="2021-03-03", expiry="2021-02-05", sources=()),
        "extended on 3 March 2021, after its expiry on 5 February 2021: none is chosen",
    ),
    (
        say(K.EXTENDED_ANEW, date="2021-03-03", expiry="2021-02-05", sources=()),
        "extended on 3 March 2021, after its expiry on 5 February 2021: what held between is not told",
    ),
    (say(K.TERM_ENDS, date="2026-02-04"), "its term ends 4 February 2026"),
    (say(K.RENEWED_TACITLY, times=1), "renewed tacitly, 1 time"),
    (say(K.RENEWED_TACITLY, times=3), "renewed tacitly, 3 times"),
    (say(K.RENEWABLE), "it can be renewed by agreement; no renewal is recorded"),
    (
        say(K.PARTY_STAGE, act="ratification at home", date="2024-11-09", sources=("TASS",)),
        "ratified at home, so not yet bound, on 9 November 2024 (according to TASS)",
    ),
    (say(K.PARTY_STAGE, act="succession", date="1991-12-26", sources=()), "succeeded on 26 December 1991"),
    (say(K.PARTY_FROM, date="2024-12-04"), "in force for it from 4 December 2024"),
    (say(K.PARTY_REPORTED, sources=KCNA), "reported in force for it (according to KCNA)"),
    (say(K.PARTY_WITH_TREATY), "in force for it with the treaty"),
    (say(K.PARTY_CONSENTED), "consented before the condition was met"),
    (say(K.PARTY_CONSENTED_EARLY), "consented, before the treaty is known to be in force"),
    (say(K.PARTY_LATER), "consented later: from that day, unless the treaty says otherwise"),
    (
        say(K.PARTY_LATER_BY_RULE, offset={"n": 30, "unit": "day"}, round="none"),
        "consented later: 30 days after",
    ),
    (
        say(K.PARTY_LATER_BY_RULE, offset={"n": 6, "unit": "month"}, round="first_day_of_following_month"),
        "consented later: the first day of the month following 6 months after",
    ),
    (say(K.PARTY_LATER_BY_DEPOSITARY), "consented later: as the depositary gives it (VCLT 77(1)(e))"),
    (say(K.PARTY_CONSENT_UNKNOWN), "whether it has consented is not recorded"),
    (say(K.PARTY_NO_CONSENT), "no consent to be bound is recorded"),
    (
        say(K.PARTY_NOT_LISTED, sources=("UN Treaty Collection",), date="2025-11-01"),
        "no party up to 2025-11-01 (UN Treaty Collection); what came later is not known",
    ),
    (
        say(K.PARTY_KNOWN_UNTIL, sources=("UN Treaty Collection", "ATOP"), date="2018"),
        "known up to 2018, day unknown (UN Treaty Collection and ATOP); nothing later is known",
    ),
    (say(K.PARTY_SUSPENDED, date="2023-02-21"), "suspended on 21 February 2023"),
    (
        say(K.PARTY_TERRITORY, states=("USA",)),
        "a territory, which acts in its own name here; United States answers for it in law",
    ),
    (say(K.SINCE, date="2024-12-04", until=None, sources=()), "since 2024-12-04"),
    (
        say(K.SINCE, date="2011-02", until="2026-02-05", sources=("TASS",)),
        "since February 2011, day unknown (according to TASS), until 2026-02-05",
    ),
    (
        say(K.SINCE_UNSURE, date="2011-02-05", until="2021-02-05/..", doubt=say(K.RENEWABLE)),
        "in force since 2011-02-05; it can be renewed by agreement; no renewal is recorded",
    ),
    (
        say(K.SINCE_UNSURE, date="2011-02-05", until="2021-02-05/..", doubt=None),
        "in force since 2011-02-05; it may have ended 5 February 2021 or later, day unknown",
    ),
    (
        say(K.SINCE_DENIED, day="2024-12-04", sources=KCNA),
        "in force since 2024-12-04 if KCNA is right; it is denied",
    ),
    (
        say(K.SINCE_DENIED, day="2024-12-04", sources=()),
        "in force since 2024-12-04 if the report holds; it is denied",
    ),
    (
        say(K.SINCE_SOME_DAY, date="2024-06/2024-12"),
        "in force from a day between 1 June 2024 and 31 December 2024",
    ),
    (
        say(K.ENDED, date="2021-02-05", since="2011-02-05", sources=("TASS",)),
        "from 2021-02-05; was in force since 2011-02-05 (according to TASS)",
    ),
    (say(K.STAGE, act="ratification at home", states=(), all=True, parties=2), "ratified by both"),
    (say(K.STAGE, act="signature", states=(), all=True, parties=5), "signed by all 5"),
    (say(K.STAGE, act="signature", states=(), all=True, parties=0), "signed by all"),
    (
        say(K.STAGE, act="signature", states=("RUS", "?"), all=False, parties=3),
        "signed by Russia and a party not named",
    ),
    (say(K.STAGE, act="opening for signature", states=(), all=False, parties=0), "open for signature"),
    (say(K.WITHDRAWAL_TOLD, states=("FIN",)), "withdrawal by Finland"),
    (say(K.FORCE_UNKNOWN), "whether it is in force cannot be told from the record"),
    (say(K.NOT_BEFORE, day="2023-10-17"), "not before 17 October 2023"),
    (say(K.ENTERS, date="2025-01-03"), "enters into force on 2025-01-03"),
    (say(K.ENTERS, date="2025-01"), "enters into force in January 2025, day unknown"),
    (say(K.ENTERS, date="2025-01-03~"), "enters into force on about 3 January 2025"),
    (
        say(K.MISSING, missing=(EXCHANGE, say(K.OBJECTIONS_STAND))),
        "missing: exchange of instruments of ratification; withdrawal of the objections",
    ),
    (say(K.NOTHING_RECORDED), "nothing is recorded of it"),
    (say(K.NO_TREATY), "a political commitment, which the law of treaties does not govern"),
    (say(K.PARTIES_UNKNOWN), "it is in no register at hand, and who all its parties are is not told"),
    (say(K.COUNTS), "counts"),
    (say(K.COUNTS_TOO_LATE), "counts, but the condition was met before"),
    (say(K.COUNTED_ONCE), "the same state is counted once"),
    (say(K.SIGNATURE_NO_CONSENT), "a signature subject to ratification is not yet consent"),
    (
        say(K.HOME_NO_CONSENT),
        "ratified at home: the instrument itself is not known to be exchanged, deposited or notified",
    ),
    (
        say(K.SUCCESSION_ADDS_NONE),
        "a succession continues the predecessor's participation and adds no new one",
    ),
    (say(K.PROVISIONAL_NO_CONSENT), "provisional application is not consent to be bound"),
    (say(K.OTHER_ACTS_COUNT), "only other acts count under this rule"),
    (say(K.NO_ACT_OF_CONSENT), "is no act of consent"),
    (say(K.ACTOR_NOT_TOLD), "it is not told who"),
    (
        say(K.LEFT_OUT_BY_TREATY),
        "the treaty leaves it out of the number (not additional to its member states)",
    ),
    (say(K.STATES_ALONE_COUNT), "only instruments of states count"),
    (say(K.LEFT_BEFORE), "no longer counts from here on"),
    (say(K.LEFT_AFTER), "came after the condition was met"),
    (say(K.DUTY_BINDS), "in force for both: it must be performed in good faith"),
    (say(K.DUTY_MAY_BIND), "the record does not tell whether it is in force for both"),
    (say(K.DUTY_NOT_BINDING), "not in force for both on this day: it binds to no performance"),
    (
        say(K.DUTY_UNSURE, certainty="reported", sources=("Havas", "Tass")),
        "the obligation itself is reported by Havas and Tass",
    ),
    (say(K.DUTY_UNSURE, certainty="speculated", sources=()), "the obligation itself is speculated"),
    (say(K.DUTY_IN_AREA, area="Europe"), "only for attacks in Europe"),
]


@pytest.mark.parametrize(("reason", "text"), ROWS, ids=[f"{r.kind}-{i}" for i, (r, _) in enumerate(ROWS)])
def test_sentence(reason: Reason, text: str) -> None:
    assert sentence(reason, NAMES.__getitem__) == text


def test_every_kind_has_a_sentence_and_every_sentence_a_row() -> None:
    assert set(SENTENCES) == set(K)
    assert {reason.kind for reason, _ in ROWS} == set(K)
    assert MISSING | UNCLEAR | set(FIELDS) <= set(K)


@pytest.mark.parametrize("reason", [reason for reason, _ in ROWS], ids=lambda r: r.kind)
def test_rows_have_the_fields_of_their_kind(reason: Reason) -> None:
    assert set(reason.fields) == set(FIELDS.get(reason.kind, ()))


@pytest.mark.parametrize("reason", [reason for reason, _ in ROWS], ids=lambda r: r.kind)
def test_a_finding_survives_the_way_to_json_and_back(reason: Reason) -> None:
    assert reason_from_json(json.loads(json.dumps(reason_to_json(reason)))) == reason


def test_what_is_missing_is_a_phrase_of_a_list_and_a_reason_of_its_own() -> None:
    assert phrase(EXCHANGE) == "exchange of instruments of ratification"
    assert sentence(EXCHANGE) == "missing: exchange of instruments of ratification"
    assert sentence(FOUR_OF_SIXTY) == phrase(FOUR_OF_SIXTY)


CITED = [
    ((), ""),
    (("VCLT 24(1)",), "VCLT 24(1)"),
    (("art. 22", "VCLT 24(1)", "VCLT 13", "VCLT 16(a)"), "art. 22; VCLT 24(1); VCLT 13, 16(a)"),
    (("VCLT 24(1)", "VCLT 24(2)"), "VCLT 24(1), 24(2)"),
    (("VCLT 57", "VCLT 60 to 62", "VCLT 65"), "VCLT 57, 60 to 62, 65"),
    (("VCLT 80", "UN Charter 102"), "VCLT 80; UN Charter 102"),
    (("Summary of Practice XII",), "Summary of Practice XII"),
]


@pytest.mark.parametrize(("articles", "text"), CITED)
def test_articles_as_they_are_cited(articles: tuple[str, ...], text: str) -> None:
    assert citation(articles) == text
    assert article(Reason(K.COUNTS, articles)) == (text or None)


def test_a_ratification_at_home_is_said_to_be_no_international_act() -> None:
    fields = {"act": "ratification at home", "states": ("RUS",), "date": "2024-11-09", "sources": ()}
    told = Reason(K.ACT, ("VCLT 2(1)(b)", "VCLT 14"), ("1",), fields)
    assert article(told) == "VCLT 2(1)(b), 14: not the international act"


def findings(found: Status) -> Iterator[Reason]:
    """Every finding of a status."""
    yield from (*found.summary, *found.missing, *found.reasons, *found.doubts)
    for party in found.parties:
        yield from party.reasons


@settings(max_examples=200, deadline=None)
@given(some.records, some.any_terms, some.days)
def test_the_law_fills_the_fields_of_each_kind(record: Record, terms: Terms, on: date) -> None:
    each = [*findings(status(record, terms, on)), *(c.why for c in explain(record, terms, on))]
    for bound in casus_foederis([(record, terms)], Case("GHA", None, on.isoformat())):
        each += [bound.why, *bound.doubts]
    for reason in each:
        assert set(reason.fields) == set(FIELDS.get(reason.kind, ())), reason.kind
        assert reason_from_json(json.loads(json.dumps(reason_to_json(reason)))) == reason
        assert sentence(reason)
        assert all(" " in cited and ";" not in cited for cited in reason.articles)
