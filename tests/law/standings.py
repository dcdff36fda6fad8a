"""Treaties with their whole status on a day, as lines that a reviewer can read: what a treaty officer asks.

`python -m tests.law.standings > tests/law/standings.txt` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace

from foedus.law.model import Answering, PartyStatus, Reason, StateLife, Status, Territory
from foedus.law.status import outline, status
from foedus.law.treatyfile import treaty_from_json
from foedus.law.whole import whole
from tests.law.findings import in_force, news, told, unread
from tests.law.values import Json, acts, treaty


@dataclass(frozen=True)
class Asked:
    """A treaty and the day; the lives of states and whether its parties are all told go with the record."""

    treaty: Json
    on: str = "2010-01-01"
    lives: tuple[StateLife, ...] = ()
    closed: bool | None = None


def listed(state: str, act: str, day: str | None, **more: Any) -> Json:
    """An entry of a depositary's list with more than `acts` can say."""
    return {"state": state, "act": act, **({"date": day} if day else {}), **more}


def of_many(rule: Json, done: str, *more: Json, **terms: Any) -> Json:
    """A treaty of many with some instruments that the short form cannot say."""
    made = treaty(rule, done, **terms)
    return {**made, "instruments": [*acts(done), *more]}


TWO: Json = {"trigger": "instruments", "count": 2}
WAIT: Json = {**TWO, "offset": {"n": 60, "unit": "day"}, "article": "126"}
LATER: Json = {"later_states": {"offset": {"n": 60, "unit": "day"}, "round": "first_day_of_following_month"}}
DAYS_30: Json = {"later_states": {"offset": {"n": 30, "unit": "day"}}}
NOTICE: Json = {"denunciation": {"notice": {"n": 1, "unit": "year"}}}
IN_1995: Json = {"trigger": "date", "date": "1995-01-01"}
ALL: Json = {"trigger": "instruments", "count": "all"}
SIGNED: Json = {"trigger": "signature"}
MET = "A R 2000-01-01; B R 2000-02-01; "

#: From when a consent binds its state (VCLT 16, 24).
JOINING: dict[str, Asked] = {
    "late, by the clause for later states": Asked(treaty(TWO, MET + "C A 2001-03-05", **LATER)),
    "late, nothing laid down": Asked(treaty(TWO, MET + "C A 2001-03-05")),
    "on the day the condition was met, before its offset ran": Asked(treaty(WAIT, MET + "C R 2000-02-01; D R 2000-02-02", **DAYS_30)),
    "between the condition and its offset: later rule, not before the treaty": Asked(treaty(WAIT, MET + "C R 2000-03-30; D R 2000-02-05", **DAYS_30)),
    "late, its day given by the depositary": Asked(of_many(TWO, MET, listed("C", "accession", "2001-03-05", effect="2001-09-09"), **DAYS_30)),
    "early, its day given by the depositary after the treaty's": Asked(of_many(TWO, MET, listed("C", "accession", "2000-01-15", effect="2000-05-05"))),
    "early, its day given by the depositary before the treaty's": Asked(of_many(TWO, MET, listed("C", "accession", "2000-01-15", effect="2000-01-20"))),
    "early, its day given by the depositary as the treaty's": Asked(of_many(WAIT, MET, listed("C", "accession", "2000-01-15", effect="2000-03-15"))),
    "early, its day given by the depositary within the treaty's wait": Asked(of_many(WAIT, MET, listed("C", "accession", "2000-01-15", effect="2000-03-01"))),
    "late, in a month that is told": Asked(treaty(TWO, MET + "C A 2001-03", **DAYS_30)),
    "late, in a month that is told, asked within it": Asked(treaty(TWO, MET + "C A 2001-03", **DAYS_30), "2001-04-10"),
    "late, its day still to come": Asked(treaty(TWO, MET + "C A 2009-12-20", **DAYS_30)),
    "succession before the treaty": Asked(treaty(TWO, MET + "C U 1993-01-01")),
    "succession after the treaty, no wait": Asked(treaty(TWO, MET + "C U 2003-01-01", **DAYS_30)),
    "reported in force, a consent near that day": Asked(treaty({"trigger": "instruments", "count": 5}, "A R 1994-01-01; B R 1998-01-20; C R 1998-03-03", complete=False, events=[in_force("1998-02-01")], **DAYS_30)),
    "reported in force, sixty days after its condition": Asked(treaty({**WAIT, "count": 5}, "A R 1997-11-01; B R 1998-01-20; C R 1998-03-03", complete=False, events=[in_force("1998-02-01")], **DAYS_30)),
    "reported in force on the first of a month": Asked(treaty({**TWO, "count": 5, "round": "first_day_of_following_month"}, "A R 1998-01-31; B R 1998-02-01; C R 1997-12-31", complete=False, events=[in_force("1998-02-01")], **DAYS_30)),
    "reported in force for one state": Asked(treaty(TWO, MET + "C A 2001-03-05", events=[in_force("2001-06-06", actors=["C"], certainty="reported", sources=["Gazette"])])),
    "reported in force for one state, no consent told": Asked(treaty(TWO, MET, events=[in_force("2001-06-06", actors=["C"])])),
    "reported in force for one state on a later day": Asked(treaty(TWO, MET, events=[in_force("2011-06-06", actors=["C"])])),
    "reported in force for a state that left and came back": Asked(treaty(TWO, MET + "C R 2000-03-01; C L 2002-01-01; C A 2005-05-05", "A B C", events=[in_force("2000-04-01", actors=["C"]), in_force("2005-07-01", actors=["C"])], **NOTICE)),
    "reported in force for it on the day it came back": Asked(treaty(TWO, MET + "C R 2000-03-01; C L 2002-01-01; C A 2005-05-05", "A B C", events=[in_force("2005-05-05", actors=["C"])], **NOTICE)),
    "reported in force for it before it left": Asked(treaty(TWO, MET + "C R 2000-03-01; C L 2002-01-01; C A 2005-05-05", "A B C", events=[in_force("2000-04-01", actors=["C"])], **NOTICE)),
    "reported in force for it before it left, asked before": Asked(treaty(TWO, MET + "C R 2000-03-01; C L 2002-01-01; C A 2005-05-05", "A B C", events=[in_force("2000-04-01", actors=["C"])], **NOTICE), "2001-01-01"),
    "reported in force for a state before and after its notice, no consent told": Asked(treaty(TWO, MET + "C L 2002-01-01", "A B C", events=[in_force("2000-04-01", actors=["C"]), in_force("2005-07-01", actors=["C"])], **NOTICE)),
    "reported in force for a state before it consented": Asked(treaty(TWO, MET + "C A 2005-05-05", "A B C", events=[in_force("2000-04-01", actors=["C"])])),
    "reported in force for one state of three on the day": Asked(treaty(TWO, MET, "A B C", events=[in_force("2010-01-01", actors=["C"])])),
    "of three, once all have notified, reported in force": Asked(treaty({"trigger": "notifications"}, "", "A B C", events=[in_force("2000-01-01")])),
    "of three, once two have notified, reported in force": Asked(treaty({"trigger": "notifications", "count": 2}, "", "A B C", events=[in_force("2000-01-01")])),
    "of three by number, one has notified, reported in force": Asked(treaty(TWO, "A N 1999-01-01", "A B C", events=[in_force("2000-01-01")])),
    "reported in force for one state of an open treaty, with its number reached": Asked(treaty(TWO, MET, events=[in_force("2011-06-06", actors=["C"])]), closed=False),
    "reported in force for one state of three": Asked(treaty({**TWO, "count": 3}, "C R 2002-01-01", "A B C", events=[in_force(actors=["C"])])),
    "reported in force for one state of three, its clauses not read": Asked(unread("A S 1999-01-01", in_force(actors=["C"]), parties="A B C")),
    "reported in force for two states of an open treaty": Asked(unread("", in_force(actors=["C"]), in_force("2005-01-01", actors=["B"]), parties=""), closed=False),
    "reported in force for one state, and denied": Asked(unread("", in_force(actors=["C"]), in_force(None, actors=["C"], certainty="denied", sources=["Embassy"]), parties="A B C")),
    "reported in force for one state before its rule": Asked(treaty({"trigger": "date", "date": "2005-05-05"}, "A R 2000-01-01; B R 2000-01-01; C R 2000-01-01", "A B C", events=[in_force(actors=["C"])])),
    "reported in force for one state before its rule, asked before both": Asked(treaty({"trigger": "date", "date": "2005-05-05"}, "A R 2000-01-01; B R 2000-01-01; C R 2000-01-01", "A B C", events=[in_force(actors=["C"])]), "2002-01-01"),
    "of three by signature, one not told to have signed": Asked(treaty(SIGNED, "A D 2000-01-01", "A B C", complete=False, events=[in_force("2000-01-01")])),
    "of three by number, no instrument told": Asked(treaty(TWO, "", "A B C", events=[in_force("2000-01-01")])),
    "of three by number, some instruments told": Asked(treaty(TWO, MET, "A B C")),
    "of three, once all have notified": Asked(treaty({"trigger": "notifications"}, "A N 2000-01-01; B N 2000-02-01; C N 2000-03-01", "A B C")),
    "of three, once two have notified": Asked(treaty({"trigger": "notifications", "count": 2}, "A N 2000-01-01; B N 2000-02-01", "A B C")),
    "of three, once two have notified or all have signed": Asked(treaty({"any_of": [{"trigger": "notifications", "count": 2}, SIGNED]}, "A N 2000-01-01; B N 2000-02-01", "A B C")),
    "of three, on a day that it names": Asked(treaty(IN_1995, "", "A B C")),
    "of three, all to ratify, nothing of one told": Asked(treaty(ALL, "", "A B C", events=[in_force("2000-01-01")])),
    "of two, one instrument told": Asked(treaty(ALL, "A R 2000-01-01", "A B", events=[in_force("2000-02-02")])),
    "of many, a state without consent": Asked(treaty(TWO, MET + "C S 1999-01-01")),
    "consent of all together": Asked(treaty(ALL, parties="A B", events=[news("deposited", day="2000-02-02")])),
    "consent towards a condition that cannot be checked": Asked(treaty({"trigger": "other", "not_before": "2001-01-01"}, "A R 2000-01-01", complete=False, events=[in_force("2001-02-02")])),
}  # fmt: skip

#: How far a state has gone before it is bound (VCLT 10 to 18).
STAGES: dict[str, Asked] = {
    "each stage of one state": Asked(of_many(
        {"trigger": "instruments", "count": 20},
        "PRO P 2000-01-01; PRO R 2000-02-01; DEP R 2000-01-01; DEP S 1999-01-01; NOT N 2000-01-01; SUC U 2000-01-01;"
        " DEF D 2000-01-01; SIG S 2000-01-01; EXC X 2000-01-01",
        events=[news("ratified", "HOM", "SIG"), news("signed", "HOM", day="1999-01-01"), news("withdrawn", "GON")],
    )),
    "parties in their own order, others by name": Asked(treaty(TWO, "Z S 2000-01-01; Y S 2000-01-01; C R 2000-01-01", "C A B")),
    "initialled": Asked(treaty(ALL, parties="A B", events=[news("initialled", "A"), news("negotiated", "B", day="2002-01-01")])),
    "negotiated": Asked(treaty(ALL, parties="A B", events=[news("negotiated", "A", certainty="reported", sources=["Gazette", "Ministry"])])),
    "an unnamed party has signed": Asked(treaty(TWO, "A S 2000-01-01", events=[news("signed", "?"), news("deposited")])),
    "an instrument taken back before entry into force": Asked(treaty(TWO, "A R 2000-01-01; B R 2000-02-01; A S 1999-09-09; A W 2000-01-20")),
    "an instrument taken back, nothing signed": Asked(treaty(TWO, "A A 2000-01-01; A W 2000-01-20; B R 2000-02-01")),
    "a signature of all, an instrument taken back": Asked(treaty(TWO, "A R 2000-01-01; A W 2000-01-20", "A B C", events=[news("signed", day="1999-09-09")])),
    "an instrument taken back and given anew": Asked(treaty(TWO, MET + "A W 2000-01-20; A R 2000-06-06")),
    "a signature taken back": Asked(of_many(TWO, "A S 1999-01-01; B R 2000-01-01", listed("A", "intention not to become a party", "2002-05-06"))),
    "a signature taken back, then consent": Asked(of_many(TWO, MET + "C S 1999-01-01; C A 2003-01-01", listed("C", "intention not to become a party", "2002-05-06"))),
    "a signature taken back on the day of consent": Asked(of_many(TWO, "C S 1999-01-01; C A 2002-05-06", listed("C", "intention not to become a party", "2002-05-06"))),
    "consent, then a signature taken back": Asked(of_many({**TWO, "count": 3}, "C S 1999-01-01; C A 2001-05-06", listed("C", "intention not to become a party", "2002-05-06"))),
    "a signatory gives notice": Asked(treaty(TWO, "A S 1999-01-01; B R 2000-01-01; A L 2003-03-03", events=[], **NOTICE)),
    "a signatory says that it does not renew": Asked(treaty(TWO, "A S 1999-01-01; B R 2000-01-01", events=[news("notified", "A", of="extended")])),
    "consent given, its day still to come": Asked(treaty(WAIT, "A R 2009-12-01; B R 2009-12-02")),
    "report denied": Asked(treaty(ALL, "", "A B", events=[news("signed", "A", "B", day="2000"), news("signed", "A", "B", certainty="denied", day=None, sources=["Embassy"])])),
    "dated differently": Asked(treaty(ALL, "", "A B", events=[news("signed", "A", day="2000-01-01"), news("signed", "A", day="2000-03-01", certainty="reported", sources=["Gazette"])])),
    "ratified at home by both": Asked(treaty(ALL, "", "A B", events=[news("signed", "A", "B", day="2000-01-01"), news("ratified", "A"), news("approved", "B", day="2004-04-04")])),
    "ratified at home by one": Asked(treaty(ALL, "", "A B", events=[news("signed", "A", "B", day="2000-01-01"), news("ratified", "A")])),
    "ratified by one of two, no signature told": Asked(treaty(ALL, "", "A B", events=[news("ratified", "A")])),
    "deposited by one of two, no signature told": Asked(treaty(ALL, "A R 2000-01-01", "A B")),
    "notified by one of two, no signature told": Asked(treaty(ALL, "A N 2000-01-01", "A B")),
    "signed by one of two": Asked(treaty(ALL, "A S 2000-01-01", "A B")),
    "signed by all at once": Asked(treaty(ALL, "", "A B", events=[news("signed", day="2000-01-01")])),
    "signed definitively by two of two, all to ratify": Asked(treaty({**TWO, "count": 3}, "A D 2000-01-01; B D 2000-01-01", "A B")),
    "adopted and opened": Asked(treaty(TWO, events=[news("adopted", day="1999-01-01"), news("opened_for_signature", day="1999-02-01")])),
    "adopted": Asked(treaty(TWO, events=[news("adopted", day="1999-01-01")])),
    "nothing recorded": Asked(treaty(TWO)),
    "opened, of three negotiators": Asked(treaty(ALL, "", "A B C", events=[news("opened_for_signature", day="1999-02-01")])),
    "exchanged by both, its day still to come": Asked(treaty({"trigger": "exchange", "offset": {"n": 30, "unit": "day"}}, "A S 2009-01-01; B S 2009-01-01", "A B", events=[news("instruments_exchanged", day="2009-12-20")])),
    "initialled by all, signed by one": Asked(treaty(ALL, "A S 2009-01-01", "A B", events=[news("initialled", day="2008-12-20")])),
    "many acts of a kind": Asked(treaty({**TWO, "count": 30}, "; ".join(f"S{n} R 200{n}-01-01" for n in range(8)))),
    "seven acts of a kind": Asked(treaty({**TWO, "count": 30}, "; ".join(f"S{n} R 200{n % 3}-01-01" for n in range(7)))),
    "six acts of a kind": Asked(treaty({**TWO, "count": 30}, "; ".join(f"S{n} R 200{n % 3}-01-01" for n in range(6)))),
    "signed by the one negotiator that is told": Asked(treaty(TWO, "A S 2000-01-01", "A")),
    "of a treaty that nothing is told or missing of": Asked(treaty({"trigger": "other"})),
    "signed by all of an open treaty": Asked(treaty(TWO, events=[news("signed", day="2000-01-01")])),
    "told to be at home in two tellings": Asked(treaty(ALL, "", "A B", events=[news("ratified", "A"), news("ratified", "A", day="2003-02-02", certainty="reported", sources=["Gazette"])])),
}  # fmt: skip

#: Applied before it is in force (VCLT 25).
PROVISIONAL: dict[str, Asked] = {
    "by all, ended by one of many": Asked(treaty(TWO, "", "A B C", provisional=True, events=[news("provisionally_applied", day="2000-01-01"), news("provisional_application_ended", "B", day="2001-01-01")])),
    "by all, ended by all": Asked(treaty(TWO, "", "A B C", provisional=True, events=[news("provisionally_applied", day="2000-01-01"), news("provisional_application_ended", day="2001-01-01")])),
    "by all, ended by nobody named": Asked(treaty(TWO, "", "A B C", events=[news("provisionally_applied", day="2000-01-01"), news("provisional_application_ended", "?", day="2001-01-01")])),
    "ended on the day": Asked(treaty(TWO, "A P 2000-01-01; B P 2000-01-01", events=[news("provisional_application_ended", "B", day="2001-01-01")]), "2001-01-01"),
    "ended before it began": Asked(treaty(TWO, "A P 2000-01-01", events=[news("provisional_application_ended", "A", day="1999-01-01")])),
    "ended, effect on a later day": Asked(treaty(TWO, "A S 1999-01-01; A P 2000-01-01", events=[news("provisional_application_ended", "A", day="2001-01-01", until="2001-06-01")]), "2001-05-31"),
    "ended, effect on its day": Asked(treaty(TWO, "A S 1999-01-01; A P 2000-01-01", events=[news("provisional_application_ended", "A", day="2001-01-01", until="2001-06-01")]), "2001-06-01"),
    "suspended to a day": Asked(treaty(TWO, "A S 1999-01-01; A P 2000-01-01", events=[news("suspended", "A", day="2001-01-01", until="2001-06-01")]), "2001-03-01"),
    "suspended, then resumed by another": Asked(treaty(TWO, "A P 2000-01-01; B P 2000-01-01", events=[news("suspended", "A", day="2001-01-01"), news("resumed", "B", day="2002-01-01")])),
    "suspended, then resumed by all": Asked(treaty(TWO, "A P 2000-01-01; B P 2000-01-01", events=[news("suspended", "A", day="2001-01-01"), news("resumed", day="2002-01-01")])),
    "suspended, and resumed before": Asked(treaty(TWO, "A P 2000-01-01; B P 2000-01-01", events=[news("suspended", "A", day="2001-01-01"), news("resumed", "A", day="2000-06-01")])),
    "terminated by one of many, applied by it alone": Asked(treaty(TWO, "A P 2000-01-01", "A B C", events=[news("terminated", "A", day="2001-01-01")])),
    "taken back by one who only applies it": Asked(treaty(TWO, "A S 1999-01-01; A P 2000-01-01; A L 2003-03-03; B R 2000-01-01", **NOTICE)),
    "a list's effect is no end": Asked(of_many(TWO, "A S 1999-01-01", listed("A", "provisional application", "2000-01-01", effect="2000-02-02"))),
    "to a day told": Asked(treaty(TWO, "A S 1999-01-01", events=[news("provisionally_applied", "A", day="2000-01-01", until="2002-12-31")]), "2002-12-31"),
    "past a day told": Asked(treaty(TWO, "A S 1999-01-01", events=[news("provisionally_applied", "A", day="2000-01-01", until="2002-12-31")]), "2003-01-01"),
    "to a day told, and then it will not become a party": Asked(of_many(TWO, "A S 1999-01-01", listed("A", "intention not to become a party", "2004-04-04"), events=[news("provisionally_applied", "A", day="2000-01-01", until="2002-12-31")])),
    "by all of an open treaty, ended by one": Asked(treaty(TWO, "A S 1999-01-01; B S 1999-01-01", events=[news("provisionally_applied", day="2000-01-01"), news("provisional_application_ended", "B", day="2001-01-01")])),
    "by all of an open treaty, ended by nobody named": Asked(treaty(TWO, "A S 1999-01-01; B S 1999-01-01", events=[news("provisionally_applied", day="2000-01-01"), news("provisional_application_ended", "?", day="2001-01-01")])),
    "by all of an open treaty and by one itself, which ends it": Asked(treaty(TWO, "A S 1999-01-01; B S 1999-01-01; B P 1999-06-01", events=[news("provisionally_applied", day="2000-01-01"), news("provisional_application_ended", "B", day="2001-01-01")])),
    "ended on the day it began": Asked(treaty(TWO, "A S 1999-01-01; A P 2000-01-01", events=[news("provisional_application_ended", "A", day="2000-01-01")])),
    "suspended and resumed on one day, provisionally": Asked(treaty(TWO, "A S 1999-01-01; A P 2000-01-01", events=[news("suspended", "A", day="2001-01-01"), news("resumed", "A", day="2001-01-01")])),
    "applied, in force or not by a rule and a report": Asked(treaty({"trigger": "date", "date": "2005-05-05"}, "A S 1999-01-01; B S 1999-01-01; A P 2000-01-01", "A B", events=[in_force("2011-01-01")])),
    "in force or not is not told, but applied": Asked(unread("A S 1999-01-01; A P 2000-01-01", news("amended"), parties="A B C")),
}  # fmt: skip

YEARS_5: Json = {"duration": {"kind": "fixed", "n": 5, "unit": "year"}}
TACIT: Json = {"renewal": {"tacit": True, "n": 2, "unit": "year", "notice": {"n": 3, "unit": "month"}}}
FOUR = MET + "C R 2000-01-05; D R 2000-01-06; "


def of_two(*events: Json, done: str = "", **more: Any) -> Json:
    """In force between A and B from 1 January 2000."""
    return treaty(SIGNED, f"A D 2000-01-01; B D 2000-01-01; {done}", "A B", events=list(events), **more)


#: In force, and out of it (VCLT 42, 54 to 72).
LIVING: dict[str, Asked] = {
    "one of two gives notice": Asked(of_two(done="A L 2009-06-01", **NOTICE)),
    "one of two gave notice, out on the day": Asked(of_two(done="A L 2009-01-01", **NOTICE)),
    "one of many gives notice": Asked(treaty(TWO, FOUR + "C L 2009-06-01", **NOTICE)),
    "one of many is out": Asked(treaty(TWO, FOUR + "C L 2008-06-01", **NOTICE)),
    "one of many is out on the day": Asked(treaty(TWO, FOUR + "C L 2009-01-01", **NOTICE)),
    "notice of a day that is not told": Asked(treaty(TWO, FOUR + "C L 2009", **NOTICE), "2010-06-01"),
    "notice given before the consent could bind": Asked(treaty({**WAIT, "offset": {"n": 4, "unit": "year"}}, MET + "C R 2000-01-20; C L 2001-01-01", **NOTICE)),
    "notice taking effect on the day it would be bound": Asked(treaty({**WAIT, "offset": {"n": 4, "unit": "year"}}, MET + "C R 2000-01-20; C L 2003-01-20", **NOTICE)),
    "notice taking effect a day later": Asked(treaty({**WAIT, "offset": {"n": 4, "unit": "year"}}, MET + "C R 2000-01-20; C L 2003-01-21", **NOTICE)),
    "notice running when the treaty expires": Asked(treaty(TWO, FOUR + "C L 2004-06-01", **NOTICE, **YEARS_5)),
    "out, then back": Asked(treaty(TWO, FOUR + "C L 2001-01-01; C A 2005-05-05", **NOTICE)),
    "out, back on a day to come": Asked(treaty(TWO, FOUR + "C L 2001-01-01; C A 2009-12-20", **NOTICE, **DAYS_30)),
    "expelled": Asked(of_many(TWO, FOUR, listed("C", "cessation", "2004-04-04"))),
    "in force for five years, over": Asked(of_two(**YEARS_5)),
    "in force for five years, running": Asked(of_two(**YEARS_5), "2004-12-31"),
    "in force for five years, on the day it ends": Asked(of_two(**YEARS_5), "2005-01-01"),
    "renewed tacitly": Asked(of_two(**YEARS_5, **TACIT)),
    "first period, notice possible": Asked(of_two(**YEARS_5, **TACIT), "2004-01-01"),
    "notice not before three years": Asked(of_two(denunciation={"notice": {"n": 1, "unit": "year"}, "not_before": {"n": 3, "unit": "year"}}), "2001-01-01"),
    "notice not before twenty years, never in force": Asked(treaty(TWO, "A R 2000-01-01", denunciation={"not_before": {"n": 20, "unit": "year"}})),
    "notice not before twenty years, expired": Asked(of_two(denunciation={"not_before": {"n": 20, "unit": "year"}}, **YEARS_5)),
    "notice not before twenty years, on the day it ends": Asked(of_two(denunciation={"not_before": {"n": 20, "unit": "year"}}, **YEARS_5), "2005-01-01"),
    "notice at any time, entry still to come": Asked(treaty(WAIT, "A R 2009-12-01; B R 2009-12-02", **NOTICE)),
    "renewal against which notice was given": Asked(of_two(done="A L 2009-09-01", **YEARS_5, **TACIT)),
    "to be renewed in force from a month told": Asked(treaty(ALL, "A R 2009-12; B R 2009-11-01", "A B", **YEARS_5, **TACIT)),
    "two of many give notice": Asked(treaty(TWO, FOUR + "D L 2009-06-01; C L 2009-06-01; A L 2009-03-01", **NOTICE)),
    "in force from a day to come, to end on another": Asked(treaty({"trigger": "date", "date": "2010-06-01"}, "A S 2009-01-01; B S 2009-01-01", "A B", duration={"kind": "until", "date": "2010-12-31"})),
    "one of many gives notice, effect to come, out in a month told": Asked(treaty(TWO, FOUR + "C L 2009-06", **NOTICE)),
    "suspended by both": Asked(of_two(news("suspended", "A", "B"))),
    "suspended by one of two": Asked(of_two(news("suspended", "A", certainty="reported", sources=["Gazette"]))),
    "suspended and resumed": Asked(of_two(news("suspended", "A"), news("resumed", "A", day="2003-06-01"))),
    "suspended and resumed by the other": Asked(of_two(news("suspended", "A"), news("resumed", "B", day="2003-06-01"))),
    "suspended and resumed by both": Asked(of_two(news("suspended", "A"), news("resumed", day="2003-06-01"))),
    "suspended anew after it was resumed": Asked(of_two(news("suspended", "A"), news("resumed", "A", day="2003-06-01"), news("suspended", "A", day="2004-01-01"))),
    "suspended and resumed on one day": Asked(of_two(news("suspended", "A"), news("resumed", "A"))),
    "suspended to the day": Asked(of_two(news("suspended", "A", until="2003-12-31")), "2003-12-31"),
    "suspended to a day that is past": Asked(of_two(news("suspended", "A", until="2003-12-31")), "2004-01-01"),
    "suspended in a year that is not over": Asked(of_two(news("suspended", "A", day="2003")), "2003-06-01"),
    "suspended on the day": Asked(of_two(news("suspended", "A", "B")), "2003-01-01"),
    "suspended in part, then wholly": Asked(treaty(TWO, FOUR, events=[news("suspended", "C", day="2002-01-01", article="3"), news("suspended", "D")])),
    "suspended in part by one report, wholly by another of the day": Asked(of_two(news("suspended", "A", article="3"), news("suspended", "A", certainty="reported", sources=["Gazette"]))),
    "suspended by one of many": Asked(treaty(TWO, FOUR, events=[news("suspended", "C")])),
    "suspended by two of many": Asked(treaty(TWO, FOUR, events=[news("suspended", "C", "D")])),
    "suspended by all of many": Asked(treaty(TWO, FOUR, events=[news("suspended")])),
    "suspended by one of two towards the other": Asked(of_two(news("suspended", "A", to=["B"]))),
    "suspended in one article": Asked(of_two(news("suspended", "A", article="3"))),
    "suspended by one of many towards another": Asked(treaty(TWO, FOUR, events=[news("suspended", "C", to=["D"])])),
    "suspended by one who gave notice": Asked(of_two(news("suspended", "A"), done="A L 2009-06-01", **NOTICE)),
    "reservations": Asked(of_many(TWO, MET, listed("C", "reservation", "2001-01-01", article="9"), listed("B", "reservation", "2000-02-01", article="4"), listed("B", "withdrawal of reservation", "2003-01-01"))),
    "reservation and objection": Asked(of_many(TWO, MET, listed("B", "reservation", "2000-02-01", article="4"), listed("A", "objection", "2000-03-01", to=["B"]))),
    "extended to territories": Asked(of_many(TWO, MET, listed("A", "territorial application", "2000-05-05", territories=["X", "the Isle"], effect="2000-06-01"), listed("A", "territorial exclusion", "2000-05-05", territories=["Z"]), listed("A", "territorial exclusion", "2003-01-01", territories=["isle"]), listed("C", "territorial application", "2001-01-01", territories=["Y"]))),
    "registered, amended, breached": Asked(of_two(news("registered"), news("amended", "A", "B"), news("violated", "B", certainty="reported", sources=["Gazette"]), news("approved", "A", of="withdrawn"))),
    "terminated by consent": Asked(of_two(news("terminated", "A", "B"))),
    "terminated, and denied": Asked(of_two(news("terminated", "A", "B", certainty="reported", sources=["Gazette"]), news("terminated", certainty="denied", day=None, sources=["Embassy"]))),
    "superseded": Asked(of_two(news("superseded", day="2004-04-04"))),
    "superseded, and denied": Asked(of_two(news("superseded", day="2004-04-04"), news("superseded", certainty="denied", day=None, sources=["Embassy"]))),
    "extended, and denied": Asked(unread("", news("extended"), news("extended", certainty="denied", day=None, sources=["Embassy"]))),
    "amended by one of an open treaty": Asked(treaty(TWO, MET, "A B", events=[news("amended", "A"), news("superseded", "B")]), closed=False),
    "amended by one of two": Asked(of_two(news("amended", "A"))),
    "will be terminated": Asked(of_two(news("terminated", "A", "B", day="2012-01-01", certainty="planned", sources=["Gazette"]))),
    "in force on a day in a month": Asked(treaty(ALL, "A R 2009-12; B R 2009-11-01", "A B"), "2009-12-10"),
    "in force on the first day of a month told": Asked(treaty(ALL, "A R 2009-12; B R 2009-11-01", "A B"), "2009-12-01"),
    "in force on the last day of the calendar, or never": Asked(treaty(ALL, "A R 2009-12-01", "A B"), "9999-12-31"),
    "in force since a month": Asked(treaty(ALL, "A R 2009-12; B R 2009-11-01", "A B")),
    "in force on the word of one": Asked(treaty(ALL, "A R 2009-11-01", "A B", events=[news("deposited", "B", day="2009-12-01", certainty="reported", sources=["Gazette"])])),
    "in force, and denied": Asked(treaty(ALL, "A R 2000-01-01", "A B", events=[news("deposited", "B", day="2000-02-02"), news("deposited", "B", certainty="denied", day=None, sources=["Embassy"])])),
    "in force or over, not told": Asked(of_two(done="A L 2009-06-01")),
}  # fmt: skip


def life(state: str, **more: Any) -> StateLife:
    return StateLife(state, **more)


OVER = life("C", until="1993-01-01", followed_by=("D", "E"))
GOES_ON = life("C", until="1991-12-26", followed_by=("D", "R"), continued_by="R")
ISLE = life("ISLE", answering=(Answering("A", None, "1997-07-01"), Answering("B", "1997-07-01")))
OLD = "A R 1970-01-01; B R 1971-01-01; C R 1972-01-01; "
MADE = {"trigger": "date", "date": "1980-01-01"}

#: States that end, that are continued, that answer for territories (VCLT 29, 73).
STATES: dict[str, Asked] = {
    "a party that is gone": Asked(treaty(TWO, OLD), lives=(OVER,)),
    "a party that is gone on the day": Asked(treaty(TWO, OLD), "1993-01-01", (OVER,)),
    "a party before it is gone": Asked(treaty(TWO, OLD), "1992-12-31", (OVER,)),
    "gone, and its successor has succeeded": Asked(treaty(TWO, OLD + "D U 1993-01-01"), lives=(OVER,)),
    "gone, and continued": Asked(treaty(TWO, OLD), lives=(GOES_ON,)),
    "to be continued, asked before": Asked(treaty(TWO, OLD), "1985-01-01", (GOES_ON,)),
    "gone on the day it would be bound": Asked(treaty({**WAIT, "count": 3, "offset": {"n": 21, "unit": "year"}}, "A R 1970-01-01; B R 1971-01-01; C R 1972-01-01"), lives=(OVER,)),
    "gone, and continued by a party of its own": Asked(treaty(TWO, OLD + "R A 1995-01-01"), lives=(GOES_ON,)),
    "gone before the treaty": Asked(treaty({**WAIT, "count": 3, "offset": {"n": 30, "unit": "year"}}, OLD), lives=(OVER,)),
    "gone, after it had left": Asked(treaty(TWO, OLD + "D R 1972-01-01; C L 1985-01-01", **NOTICE), lives=(OVER,)),
    "gone while its notice runs": Asked(treaty(TWO, OLD + "D R 1972-01-01; C L 1992-06-01", **NOTICE), lives=(OVER,)),
    "its name taken over, which acts on": Asked(treaty(TWO, OLD + "C S 1995-01-01"), lives=(OVER,)),
    "its name taken over to a day": Asked(treaty(TWO, OLD + "C S 1995-01-01"), lives=(replace(OVER, acts_until="2000-11-01"),)),
    "its name taken over on its last day": Asked(treaty(TWO, OLD + "C S 1993-01-01"), lives=(OVER,)),
    "succession on the day of a new state": Asked(treaty(TWO, OLD + "D U 1994-06-06"), lives=(OVER, life("D", since="1993-01-01"))),
    "of two, one is gone": Asked(treaty(ALL, "A R 1970-01-01; C R 1971-01-01", "A C"), lives=(OVER,)),
    "of two, one is gone and continued": Asked(treaty(ALL, "A R 1970-01-01; C R 1971-01-01", "A C"), lives=(GOES_ON,)),
    "a state that only signed is gone": Asked(treaty(TWO, "A R 1970-01-01; B R 1971-01-01; C S 1972-01-01"), lives=(OVER,)),
    "a territory's accession in the news": Asked(treaty(TWO, OLD, events=[news("acceded", "ISLE", day="1985-01-01")], complete=True), lives=(ISLE,)),
    "a territory's accession after its state changed": Asked(treaty(TWO, OLD, events=[news("acceded", "ISLE", day="1999-01-01")], complete=True), lives=(ISLE,)),
    "a territory that a depositary lists": Asked(treaty(TWO, OLD + "ISLE A 1985-01-01"), lives=(ISLE,)),
    "a territory that made the treaty": Asked(treaty(MADE, "", "A ISLE"), lives=(ISLE,)),
}  # fmt: skip

#: What is only to come, and what may be in force.
OPEN: dict[str, Asked] = {
    "planned, then carried out": Asked(treaty(ALL, "A R 2000-01-01", "A B", events=[news("deposited", "A", certainty="planned", day=None), news("deposited", "B", certainty="planned", day=None), news("deposited", "B", certainty="denied", day=None, sources=["Embassy"])])),
    "planned for all, carried out by one": Asked(treaty(ALL, "A R 2000-01-01", "A B", events=[news("deposited", "A", "B", certainty="planned", day=None)])),
    "planned by nobody named, carried out by one": Asked(treaty(ALL, "A R 2000-01-01", "A B", events=[news("deposited", certainty="planned", day=None), news("signed", "?", certainty="planned", day=None)])),
    "an exchange planned by one, done by both": Asked(treaty({"trigger": "exchange"}, "", "A B", events=[news("instruments_exchanged", "A", certainty="planned", day=None), news("instruments_exchanged")])),
    "consent planned by one, given by all": Asked(treaty(ALL, "", events=[news("deposited", "A", certainty="planned", day=None), news("deposited")], complete=True)),
    "one plan told twice": Asked(treaty(ALL, "", "A B", events=[news("signed", "A", certainty="planned", day="2011-01-01", sources=["Gazette"]), news("signed", "A", certainty="planned", day="2011-01-01", sources=["Gazette"]), news("signed", "A", certainty="conditional", day="2011-01-01")])),
    "entry planned, and in force": Asked(of_two(in_force("2000-01-01", certainty="planned"))),
    "entry planned": Asked(treaty(ALL, "", "A B", events=[in_force("2011-01-01", certainty="planned")])),
    "silent": Asked(treaty({"trigger": "none"}, "A S 2000-01-01; B S 2000-01-01; A R 2001-01-01", "A B")),
    "unread, signed": Asked(unread("A S 2000-01-01; B S 2000-03-03")),
    "unread, notice told": Asked(unread("A S 2000-01-01", news("withdrawn", "A"), news("withdrawn", "B"), parties="A B C")),
    "unread, all signed": Asked(unread("", news("signed", day="2000-01-01"), parties="A B C")),
    "unread, signed by one who is not named": Asked(unread("", news("signed", "?"), news("signed", "A"), parties="A B C")),
    "unread, ratified by two of three": Asked(unread("", news("ratified", "A", "B"), news("signed", "A", "B", "C"), parties="A B C")),
    "unread, ratified by all three": Asked(unread("", news("ratified", "A", "B", "C"), parties="A B C")),
    "unread, negotiated": Asked(unread("", news("negotiated", "A", "B"))),
    "not before a day, more missing": Asked(treaty({"trigger": "other", "not_before": "2011-01-01"}, "A S 2000-01-01", "A B")),
    "enters on a day to come": Asked(treaty({"trigger": "date", "date": "2011-01-01"}, "A S 2000-01-01", "A B")),
    "in force, the parties may be others": Asked(of_two(news("suspended", "A")), closed=False),
    "a clause that reads two ways": Asked(treaty({**ALL, "article": "7"}, "A R 2000-01-01", "A B", unsure=True, provisional=True)),
}  # fmt: skip

TABLES = {"joining": JOINING, "stages": STAGES, "provisional": PROVISIONAL, "living": LIVING, "states": STATES, "open": OPEN}  # fmt: skip


def found_of(asked: Asked) -> Status:
    """The whole status on the day, which a list of treaties says in short."""
    made = treaty_from_json(asked.treaty)
    record = replace(made.record, lives=asked.lives, closed=asked.closed)
    full = status(record, made.terms, asked.on)
    short = outline(whole(record, made.terms, date.fromisoformat(asked.on)))
    assert (short.state, short.in_force, short.headline, short.summary) == (full.state, full.in_force, full.headline, full.summary)  # fmt: skip
    assert (short.in_force_since, short.in_force_until) == (full.in_force_since, full.in_force_until)
    return full


def standing(name: str, asked: Asked) -> Iterator[str]:
    """The lines of one treaty on one day."""
    s = found_of(asked)
    days = "".join(f", {word} {day}" for word, day in (("since", s.in_force_since), ("until", s.in_force_until), ("earliest", s.earliest)) if day)  # fmt: skip
    yield f"= {name} | {s.on}: {s.state.value} ({s.headline.value}; {s.in_force}){days}"
    for of, each in (("first line", s.summary), ("missing", s.missing), ("reason", s.reasons), ("doubt", s.doubts)):  # fmt: skip
        yield from (f"  {of}: {told(r)}" for r in each)
    for party in s.parties:
        yield from _party(party)
    for d in s.dates:
        whose = f" of {d.party}" if d.party else ""
        called = f", then {d.state.value}" if d.state else ""
        yield f"  {d.date}: {d.kind.value}{whose} [{'; '.join(d.articles)}]{called}"
    for b in s.between:
        yield f"  between {', '.join(b.states)}: {b.in_force} {_all(b.reasons)}"


def _party(party: PartyStatus) -> Iterator[str]:
    days = "".join(f", {word} {day}" for word, day in (("since", party.since), ("until", party.until)) if day)
    places = "".join(f", {_territory(t)}" for t in party.territories)
    yield f"  {party.party}: {party.state.value} ({party.in_force}){days}{places}: {_all(party.reasons)}"


def _territory(t: Territory) -> str:
    return f"{'with' if t.extended else 'without'} {t.name} since {t.since}"


def _all(reasons: Iterable[Reason]) -> str:
    return "; ".join(told(r) for r in reasons)


if __name__ == "__main__":
    for table in TABLES.values():
        for name, asked in table.items():
            print("\n".join(standing(name, asked)))
