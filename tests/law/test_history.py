"""Facts of a treaty as the acts that they make: which, whose, when, on whose word, and who denies them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

import pytest

from foedus.law.history import Done, Gathered, acts_of, acts_whoever, gather, history
from foedus.law.kinds import Kind
from foedus.law.model import Act, Fact, Record, StateLife
from foedus.law.spans import Span
from foedus.model import Certainty, Step
from tests.law.values import days

A_B, A_B_C = ("A", "B"), ("A", "B", "C")


def told(step: str, day: str | None, who: str = "", **more: Any) -> Fact:
    """`who` are the actors, parted by blanks; "?Gazette" among them is who reports it."""
    actors = tuple(w for w in who.split() if not w.startswith("?"))
    sources = tuple(w[1:] for w in who.split() if w.startswith("?"))
    certainty = more.pop("certainty", Certainty.REPORTED if sources else Certainty.ASSERTED)
    by = more.get("by")
    more = {"id": f"{step} {day} {who} {by} {certainty}", "sources": sources, **more}
    return Fact(step=step, date=day, actors=actors, certainty=certainty, **more)


def listed(act: Act, day: str | None, who: str = "", **more: Any) -> Fact:
    return told(Step.RATIFIED, day, who, act=act, id=f"{act} {day} {who}", **more)


def denied(step: str, who: str, by: str | None) -> Fact:
    return told(step, None, who, certainty=Certainty.DENIED, by=by)


def line(done: Done) -> str:
    """ "deposit A 2000-01-01 torn, say Gazette, denied by Embassy"; "all" is for all together."""
    text = f"{done.kind} {done.actor or 'all'} {days(done.span)}{' torn' if done.torn else ''}"
    said = f", say {' '.join(done.said_by)}" if done.said_by else ""
    return text + said + (f", denied by {' '.join(done.denied_by)}" if done.denied_by else "")


def lines(found: Gathered) -> list[str]:
    return [line(done) for kind in sorted(found.done) for done in found.done[kind]]


@dataclass(frozen=True)
class Told:
    """Facts, and the acts that they make, by kind and then by date."""

    facts: Sequence[Fact]
    acts: list[str]
    parties: tuple[str, ...] = A_B
    more: dict[str, Any] = field(default_factory=dict)


#: Who left in between consented anew (VCLT 11, 54): two acts, no contradiction.
ANEW: dict[str, Told] = {
    "in, out and in again": Told(
        [told("deposited", "2000-01-01", "A"), told("withdrawn", "2002-01-01", "A"), told("deposited", "2005-01-01", "A")],
        ["deposit A 2000-01-01", "deposit A 2005-01-01", "notice of withdrawal A 2002-01-01"],
    ),
    "in again on the day of leaving": Told(
        [told("deposited", "2000-01-01", "A"), told("withdrawn", "2002-01-01", "A"), told("deposited", "2002-01-01", "A")],
        ["deposit A 2000-01-01", "deposit A 2002-01-01", "notice of withdrawal A 2002-01-01"],
    ),
    "expelled in between": Told(
        [told("notified", "2000-01-01", "A"), told("ceased", "2002-01-01", "A"), told("notified", "2005-01-01", "A")],
        ["end of participation A 2002-01-01", "notification A 2000-01-01", "notification A 2005-01-01"],
    ),
    "in force for it, and again": Told(
        [told("entered_into_force", "2000-01-01", "A"), told("withdrawn", "2002-01-01", "A"), told("entered_into_force", "2005-01-01", "A")],
        ["entry into force A 2000-01-01", "entry into force A 2005-01-01", "notice of withdrawal A 2002-01-01"],
        A_B_C,
    ),
    "out twice": Told(
        [told("deposited", f"{y}-01-01", "A") for y in (2000, 2003, 2006)] + [told("withdrawn", f"{y}-01-01", "A") for y in (2002, 2005)],
        ["deposit A 2000-01-01", "deposit A 2003-01-01", "deposit A 2006-01-01", "notice of withdrawal A 2002-01-01", "notice of withdrawal A 2005-01-01"],
    ),
    "another one left": Told(
        [told("deposited", "2000-01-01", "A"), told("withdrawn", "2002-01-01", "B"), told("deposited", "2005-01-01", "A")],
        ["deposit A 2000-01-01..2005-01-01 torn", "notice of withdrawal B 2002-01-01"],
    ),
    "what is signed is signed once": Told(
        [told("signed", "2000-01-01", "A"), told("withdrawn", "2002-01-01", "A"), told("signed", "2005-01-01", "A")],
        ["notice of withdrawal A 2002-01-01", "signature A 2000-01-01..2005-01-01 torn"],
    ),
    "told twice before it left": Told(
        [told("deposited", "2000-01-01", "A"), told("deposited", "2000-02-01", "A"), told("withdrawn", "2002-01-01", "A")],
        ["deposit A 2000-01-01..2000-02-01 torn", "notice of withdrawal A 2002-01-01"],
    ),
}  # fmt: skip

BORN = StateLife("A", since="1993-01-01")

#: When an act was done that a report tells without a day, or told of a successor (Succession Convention 23).
WHEN: dict[str, Told] = {
    "by the day it had been said": Told([told("approved", None, "A", by="2001-01-01", known="2002-02-02")], ["ratification at home A ..2001-01-01"]),
    "by the day it was taken in": Told([told("approved", None, "A", known="2002-02-02")], ["ratification at home A ..2002-02-02"], more={"known": "2003-03-03"}),
    "by the day the record was known on": Told([told("approved", None, "A")], ["ratification at home A ..2003-03-03"], more={"known": "2003-03-03"}),
    "on no day at all": Told([told("approved", None, "A")], ["ratification at home A ?"]),
    "of its day of effect only a succession": Told([listed(Act.RATIFICATION, "2000-01-01", "A", until="2001-01-01")], ["deposit A 2000-01-01"]),
    "a succession on its day of effect": Told([listed(Act.SUCCESSION, "2000-01-01", "A", until="1994-01-01")], ["succession A 1994-01-01"], more={"lives": (BORN,)}),
    "a succession from the state's first day": Told([listed(Act.SUCCESSION, "2000-01-01", "A")], ["succession A 1993-01-01"], more={"lives": (BORN,)}),
    "a succession told before the state's first day": Told([listed(Act.SUCCESSION, "1992-01-01", "A")], ["succession A 1992-01-01"], more={"lives": (BORN,)}),
    "a succession, another state's first day known": Told([listed(Act.SUCCESSION, "2000-01-01", "A")], ["succession A 2000-01-01"], more={"lives": (StateLife("B", since="1993-01-01"),)}),
    "a succession of a state whose end alone is known": Told([listed(Act.SUCCESSION, "2000-01-01", "A")], ["succession A 2000-01-01"], more={"lives": (StateLife("A", until="2006-06-03"),)}),
}  # fmt: skip

SIGNED = [told("signed", "2000-01-01", "A"), told("signed", "2000-02-02", "B")]
SIGNATURES = ["signature A 2000-01-01", "signature B 2000-02-02"]

#: An act of unknown day came after its actor's signature (VCLT 14, 16).
AFTER: dict[str, Told] = {
    "ratified at home": Told([*SIGNED, told("ratified", None, "B", by="2003-01-01")], ["ratification at home B 2000-02-02..2003-01-01", *SIGNATURES]),
    "deposited": Told([*SIGNED, told("deposited", None, "B")], ["deposit B 2000-02-02..", *SIGNATURES]),
    "notified": Told([*SIGNED, told("notified", None, "B")], ["notification B 2000-02-02..", *SIGNATURES]),
    "by one that did not sign": Told([SIGNED[0], told("notified", None, "B")], ["notification B ?", SIGNATURES[0]]),
    "but a notice, which bears no relation to it": Told([*SIGNED, told("withdrawn", None, "B")], ["notice of withdrawal B ?", *SIGNATURES]),
    "said before the signature's day": Told([*SIGNED, told("ratified", None, "B", by="2000-01-15")], ["ratification at home B 2000-01-15", *SIGNATURES]),
    "of a day that is told": Told([*SIGNED, told("ratified", "1999-09-09", "B")], ["ratification at home B 1999-09-09", *SIGNATURES]),
    "one of known day beside one of none": Told([*SIGNED, told("ratified", "1999-09-09", "A"), told("ratified", None, "B")], ["ratification at home A 1999-09-09", "ratification at home B 2000-02-02..", *SIGNATURES]),
    "by a day that is about right": Told([*SIGNED, told("ratified", "../2003-01-01~", "B")], ["ratification at home B 2000-02-02..2003-01-01~", *SIGNATURES]),
    "signed twice by the list, after the first": Told(
        [listed(Act.SIGNATURE, "2002-01-01", "A"), listed(Act.SIGNATURE, "2001-01-01", "A"), told("notified", None, "A")],
        ["notification A 2001-01-01..", "signature A 2001-01-01", "signature A 2002-01-01"],
    ),
    "exchanged after the last signature": Told([*SIGNED, told("instruments_exchanged", None)], ["exchange all 2000-02-02..", *SIGNATURES]),
    "exchanged after the last vote": Told(
        [*SIGNED, told("ratified", "2001-01-01", "A"), told("ratified", "2001-05-05", "B"), told("instruments_exchanged", None)],
        ["exchange all 2001-05-05..", "ratification at home A 2001-01-01", "ratification at home B 2001-05-05", *SIGNATURES],
    ),
    "exchanged after one has voted and the other has signed": Told(
        [SIGNED[1], told("ratified", "1999-05-05", "A"), told("instruments_exchanged", None)],
        ["exchange all 2000-02-02..", "ratification at home A 1999-05-05", SIGNATURES[1]],
    ),
    "exchanged, of parties that are not known": Told([*SIGNED, told("instruments_exchanged", None)], ["exchange all ?", *SIGNATURES], ()),
    "in force after the first signature of a party": Told(
        [*SIGNED, told("signed", "1999-01-01", "C"), told("entered_into_force", None)],
        ["entry into force all 2000-01-01..", "signature C 1999-01-01", *SIGNATURES],
    ),
    "in force, nothing signed": Told([told("entered_into_force", None)], ["entry into force all ?"]),
    "in force for one of many after its own": Told([*SIGNED, told("entered_into_force", None, "B")], ["entry into force B 2000-02-02..", *SIGNATURES], A_B_C),
}  # fmt: skip

OPEN = {"closed": False}

#: What a report tells of: one act for each actor, or one of all together.
WHOSE: dict[str, Told] = {
    "each that is named": Told([told("signed", "2000-01-01", "A B")], ["signature A 2000-01-01", "signature B 2000-01-01"], A_B_C),
    "each party where none is named": Told([told("signed", "2000-01-01")], ["signature A 2000-01-01", "signature B 2000-01-01"]),
    "all, whoever they are": Told([told("signed", "2000-01-01")], ["signature all 2000-01-01"], ()),
    "talks are of all": Told([told("negotiated", "2000-01-01", "A")], ["negotiation all 2000-01-01"], A_B_C),
    "an exchange is of all": Told([told("instruments_exchanged", "2000-01-01", "A")], ["exchange all 2000-01-01"]),
    "one side's half of an exchange in a list": Told([listed(Act.EXCHANGE, "2000-01-01", "A")], ["exchange A 2000-01-01"]),
    "an exchange of both in a list": Told([listed(Act.EXCHANGE, "2000-01-01", "A B")], ["exchange all 2000-01-01"]),
    "an exchange of two of three in a list": Told([listed(Act.EXCHANGE, "2000-01-01", "A B")], ["exchange A 2000-01-01", "exchange B 2000-01-01"], A_B_C),
    "an exchange of nobody named in a list": Told([listed(Act.EXCHANGE, "2000-01-01")], ["exchange all 2000-01-01"]),
    "an exchange in a list, of parties that are not known": Told([listed(Act.EXCHANGE, "2000-01-01", "A B")], ["exchange A 2000-01-01", "exchange B 2000-01-01"], ()),
    "in force for one of two": Told([told("entered_into_force", "2000-01-01", "A")], ["entry into force all 2000-01-01"]),
    "in force for one of one": Told([told("entered_into_force", "2000-01-01", "A")], ["entry into force all 2000-01-01"], ("A",)),
    "in force for another than the one that is known": Told([told("entered_into_force", "2000-01-01", "B")], ["entry into force all 2000-01-01"], ("A",)),
    "in force for one, the others not known": Told([told("entered_into_force", "2000-01-01", "A")], ["entry into force all 2000-01-01"], ()),
    "in force for one of three": Told([told("entered_into_force", "2000-01-01", "A")], ["entry into force A 2000-01-01"], A_B_C),
    "in force for all three": Told([told("entered_into_force", "2000-01-01", "C B A")], ["entry into force all 2000-01-01"], A_B_C),
    "in force for one of two and others": Told([told("entered_into_force", "2000-01-01", "A")], ["entry into force A 2000-01-01"], A_B, OPEN),
    "in force for one, others not named": Told([told("entered_into_force", "2000-01-01", "A")], ["entry into force A 2000-01-01"], (), OPEN),
    "in force, others not named": Told([told("entered_into_force", "2000-01-01")], ["entry into force all 2000-01-01"], (), OPEN),
    "one of two amends it": Told([told("amended", "2000-01-01", "A")], ["amendment all 2000-01-01"]),
    "one of three amends it": Told([told("amended", "2000-01-01", "A")], ["amendment A 2000-01-01"], A_B_C),
    "one amends it, the others not known": Told([told("amended", "2000-01-01", "A")], ["amendment A 2000-01-01"], ()),
    "one of two replaces it": Told([told("superseded", "2000-01-01", "A")], ["supersession all 2000-01-01"]),
    "one of three replaces it": Told([told("superseded", "2000-01-01", "A")], ["supersession A 2000-01-01"], A_B_C),
    "both end it": Told([told("terminated", "2000-01-01", "B A")], ["termination all 2000-01-01"]),  # VCLT 54(b)
    "one of two ends it": Told([told("terminated", "2000-01-01", "A")], ["notice of withdrawal A 2000-01-01"]),  # VCLT 65
    "one of three ends it": Told([told("terminated", "2000-01-01", "A")], ["end of participation A 2000-01-01"], A_B_C),
    "one ends it, the others not known": Told([told("terminated", "2000-01-01", "A")], ["end of participation A 2000-01-01"], ()),
    "both that are named end it, of more": Told(
        [told("terminated", "2000-01-01", "B A")], ["end of participation A 2000-01-01", "end of participation B 2000-01-01"], A_B, OPEN,
    ),  # VCLT 54(b): by consent of all the parties
    "one of two that are named ends it, of more": Told([told("terminated", "2000-01-01", "A")], ["end of participation A 2000-01-01"], A_B, OPEN),
    "both that are named amend it, of more": Told([told("amended", "2000-01-01", "A B")], ["amendment A 2000-01-01", "amendment B 2000-01-01"], A_B, OPEN),  # VCLT 40(4)
    "it has ended for all of more": Told([told("terminated", "2000-01-01")], ["termination all 2000-01-01"], A_B, OPEN),
    "it has ended": Told([told("terminated", "2000-01-01")], ["termination all 2000-01-01"], A_B_C),
    "a step that the law does not know": Told([told("celebrated", "2000-01-01", "A"), told("signed", "2000-01-01", "A")], ["signature A 2000-01-01"]),
}  # fmt: skip

#: Reports that can be of one act are of one; where their days cannot all be right, none is chosen.
TOGETHER: dict[str, Told] = {
    "two votes": Told([told("approved", "2000-01-01", "A"), told("approved", "2000-02-02", "A")], ["ratification at home A 2000-01-01", "ratification at home A 2000-02-02"]),
    "one vote, told twice": Told([told("approved", "2000-01-01", "A ?Gazette"), told("ratified", "2000-01-01", "A ?Agency")], ["ratification at home A 2000-01-01, say Agency Gazette"]),
    "two votes, one of them told twice": Told(
        [told("approved", "2000-01-01", "A ?Gazette"), told("approved", "2000-02-02", "A"), told("ratified", "2000-01-01", "A ?Agency")],
        ["ratification at home A 2000-01-01, say Agency Gazette", "ratification at home A 2000-02-02"],
    ),
    "a month, and a day in it": Told([told("approved", "2000-01", "A"), told("approved", "2000-01-15", "A")], ["ratification at home A 2000-01-15"]),
    "a month, a day in it and one after": Told(
        [told("approved", "2000-01", "A"), told("approved", "2000-01-15", "A"), told("approved", "2000-02-02", "A")],
        ["ratification at home A 2000-01-15", "ratification at home A 2000-02-02"],
    ),
    "a month and another": Told([told("approved", "2000-01", "A"), told("approved", "2000-02", "A")], ["ratification at home A 2000-01-01..2000-01-31", "ratification at home A 2000-02-01..2000-02-29"]),
    "a day that is about right, and the next": Told([told("approved", "2000-01-01~", "A"), told("approved", "2000-01-02", "A")], ["ratification at home A 2000-01-01~", "ratification at home A 2000-01-02"]),
    "a day, for one it is about right": Told([told("approved", "2000-01-01", "A"), told("approved", "2000-01-01~", "A")], ["ratification at home A 2000-01-01"]),
    "a month, its first day and its last": Told(
        [told("approved", "2000-01", "A ?Gazette"), told("approved", "2000-01-01", "A ?Agency"), told("approved", "2000-01-31", "A ?Radio")],
        ["ratification at home A 2000-01-01, say Agency Gazette", "ratification at home A 2000-01-31, say Radio"],
    ),
    "spans that meet": Told([told("approved", "2000-01-01/2000-01-20", "A"), told("approved", "2000-01-10/2000-01-30", "A")], ["ratification at home A 2000-01-10..2000-01-20"]),
    "spans that meet in a day": Told([told("approved", "2000-01-01/2000-01-10", "A"), told("approved", "2000-01-10/2000-01-30", "A")], ["ratification at home A 2000-01-10"]),
    "spans that meet one by one": Told(
        [told("approved", "2000-01-01/2000-01-20", "A"), told("approved", "2000-01-10/2000-01-30", "A"), told("approved", "2000-01-25/2000-02-09", "A")],
        ["ratification at home A 2000-01-01..2000-02-09 torn"],
    ),
    "one vote and no day": Told([told("approved", "2000-01-01", "A"), told("approved", None, "A", by="2001-01-01")], ["ratification at home A 2000-01-01"]),
    "signed on two days": Told([told("signed", "2000-01-01", "A"), told("signed", "2000-02-02", "A")], ["signature A 2000-01-01..2000-02-02 torn"]),
    "signed on three days, one about right": Told([told("signed", "2000-01-01", "A"), told("signed", "2000-01-10~", "A"), told("signed", "2000-02-02", "A")], ["signature A 2000-01-01..2000-02-02~ torn"]),
    "signed on a day, for one it is about right": Told([told("signed", "2000-01-01", "A"), told("signed", "2000-01-01~", "A")], ["signature A 2000-01-01"]),
    "signed in a month, for one on its first day": Told([told("signed", "2000-01", "A"), told("signed", "2000-01-01", "A")], ["signature A 2000-01-01"]),
    "signed in a month, for one on its last day": Told([told("signed", "2000-01", "A"), told("signed", "2000-01-31", "A")], ["signature A 2000-01-31"]),
    "signed in spans that meet, both about right": Told([told("signed", "2000-01-01~/2000-01-20~", "A"), told("signed", "2000-01-10~/2000-01-30~", "A")], ["signature A 2000-01-10..2000-01-20~"]),
    "signed in spans that meet, one about right": Told([told("signed", "2000-01-01~/2000-01-20~", "A"), told("signed", "2000-01-10/2000-01-30", "A")], ["signature A 2000-01-10..2000-01-20"]),
    "signed in spans that meet in a day": Told([told("signed", "2000-01-01/2000-01-10", "A"), told("signed", "2000-01-10/2000-01-30", "A")], ["signature A 2000-01-10"]),
    "signed in one month and in another": Told([told("signed", "2000-01~", "A"), told("signed", "2000-02", "A")], ["signature A 2000-01-01..2000-02-29~ torn"]),
    "signed in a year, for two on days of it": Told([told("signed", "2000", "A"), told("signed", "2000-02-02", "A"), told("signed", "2000-03-03", "A")], ["signature A 2000-02-02..2000-03-03 torn"]),
    "two entries of a list are two acts": Told([listed(Act.RATIFICATION, "2000-01-01", "A"), listed(Act.ACCEPTANCE, "2000-02-02", "A")], ["deposit A 2000-01-01", "deposit A 2000-02-02"]),
    "an entry of a list and the news of it": Told([listed(Act.RATIFICATION, "2000-01-01", "A"), told("deposited", "2000-01", "A")], ["deposit A 2000-01-01"]),
    "reported, and said by a publisher itself": Told([told("signed", "2000-01-01", "A ?Gazette"), told("signed", "2000-01", "A")], ["signature A 2000-01-01"]),
    "reported by the innermost source": Told([told("signed", "2000-01-01", "A ?Agency ?Gazette")], ["signature A 2000-01-01, say Gazette"]),
    "reported by nobody known": Told([told("signed", "2000-01-01", "A", certainty=Certainty.REPORTED)], ["signature A 2000-01-01, say ?"]),
}  # fmt: skip

#: A denial speaks of what was done by the day on which it was said.
DENIED: dict[str, Told] = {
    "afterwards": Told([told("signed", "2000-01-01", "A"), denied("signed", "A ?Embassy", "2000-05-05")], ["signature A 2000-01-01, denied by Embassy"]),
    "on the day": Told([told("signed", "2000-01-01", "A"), denied("signed", "A ?Embassy", "2000-01-01")], ["signature A 2000-01-01, denied by Embassy"]),
    "before": Told([told("signed", "2000-01-01", "A"), denied("signed", "A ?Embassy", "1999-12-31")], ["signature A 2000-01-01"]),
    "on no day that is told": Told([told("signed", "2000-01-01", "A"), denied("signed", "A ?Embassy", None)], ["signature A 2000-01-01, denied by Embassy"]),
    "of another state": Told([told("signed", "2000-01-01", "A"), denied("signed", "B ?Embassy", None)], ["signature A 2000-01-01"]),
    "of another act": Told([told("signed", "2000-01-01", "A"), denied("approved", "A ?Embassy", None)], ["signature A 2000-01-01"]),
    "of an act that the law does not know": Told([told("signed", "2000-01-01", "A"), denied("celebrated", "A ?Embassy", None)], ["signature A 2000-01-01"]),
    "of all": Told([told("signed", "2000-01-01", "A"), denied("signed", "?Embassy", None)], ["signature A 2000-01-01, denied by Embassy"]),
    "by two": Told(
        [told("signed", "2000-01-01", "A ?Gazette"), denied("signed", "A ?Ministry", "2000-03-03"), denied("signed", "A ?Embassy", None), denied("signed", "A ?Embassy", "2000-03-03")],
        ["signature A 2000-01-01, say Gazette, denied by Embassy Ministry"],
    ),
    "between two votes": Told(
        [told("approved", "2000-01-01", "A"), told("approved", "2004-04-04", "A"), denied("approved", "A ?Embassy", "2002-02-02")],
        ["ratification at home A 2000-01-01, denied by Embassy", "ratification at home A 2004-04-04"],
    ),
    "nothing that is told": Told([denied("signed", "A ?Embassy", None)], []),
}  # fmt: skip

TABLES = {"anew": ANEW, "when": WHEN, "after": AFTER, "whose": WHOSE, "together": TOGETHER, "denied": DENIED}
CASES = [pytest.param(c, id=f"{t}: {n}") for t, cases in TABLES.items() for n, c in cases.items()]


@pytest.mark.parametrize("case", CASES)
def test_the_acts_that_facts_make(case: Told) -> None:
    record = Record("", case.parties, tuple(case.facts), **case.more)
    assert lines(gather(record)) == case.acts
    assert gather(Record("", case.parties, tuple(case.facts)[::-1], **case.more)) == gather(record)


def test_what_establishes_nothing_stands_apart() -> None:
    some = [told("signed", "2000-01-01", "A", certainty=c) for c in Certainty]
    found = gather(Record("", A_B, tuple(some)))
    assert len(found.done[Kind.SIGNATURE]) == 1
    assert [f.certainty for f in found.denials] == [Certainty.DENIED]
    assert {f.certainty for f in found.plans} == set(Certainty) - {
        Certainty.ASSERTED, Certainty.REPORTED, Certainty.DENIED,
    }  # fmt: skip


ORDERED = [
    Fact("9", "signed"), Fact("8", "signed", date="2000-01-01"), Fact("7", "approved", date="2000-01-02"),
    Fact("6", "signed", date="2000-01-02"), Fact("5", "signed", act=Act.ACCESSION, date="2000-01-02"),
    Fact("4", "signed", act=Act.SIGNATURE, date="2000-01-02"),
    Fact("3", "signed", ("A",), act=Act.SIGNATURE, date="2000-01-02"),
    Fact("2", "signed", ("A", "B"), act=Act.SIGNATURE, date="2000-01-02"),
    Fact("11", "signed", ("A", "B"), act=Act.SIGNATURE, date="2000-01-02", sources=("X",)),
    Fact("12", "signed", ("A", "B"), act=Act.SIGNATURE, date="2000-01-02", sources=("X", "Y")),
    Fact("13", "signed", ("A", "B"), act=Act.SIGNATURE, date="2000-01-02", sources=("X", "Y")),
]  # fmt: skip


def test_facts_stand_by_day_act_actors_and_sources() -> None:
    shuffled = random.Random(1).sample(ORDERED, len(ORDERED))
    for certainty in (Certainty.PLANNED, Certainty.DENIED):
        facts = tuple(
            Fact(f.id, f.step, f.actors, (), f.date, certainty, f.sources, act=f.act) for f in shuffled
        )
        found = gather(Record("", A_B, facts))
        ids = [f.id for f in found.plans + found.denials]
        assert ids == ["9", "8", "7", "6", "5", "4", "3", "2", "11", "12", "13"]


def test_one_name_for_each_however_it_is_spelt() -> None:
    facts = (
        Fact("1", "signed", ("The Gambia",), ("the Gambia", "Senegal"), "2000-01-01"),
        Fact("2", "signed", ("Gambia",), ("Gambia",), "2000-01-01"),
        Fact("3", "signed", ("SENEGAL",), (), "2000-01-01"),
    )
    by_facts = gather(Record("", (), facts))
    assert by_facts.parties == ("Gambia", "Senegal")
    assert lines(by_facts) == ["signature Gambia 2000-01-01", "signature Senegal 2000-01-01"]
    assert lines(gather(Record("", ("the Gambia",), facts))) == [
        "signature the Gambia 2000-01-01", "signature SENEGAL 2000-01-01",
    ]  # fmt: skip
    unnamed = gather(Record("", (), facts, closed=False))
    assert unnamed.parties == ()
    assert lines(unnamed) == ["signature Gambia 2000-01-01", "signature SENEGAL 2000-01-01"]


def test_each_act_of_one_state_is_the_same_whoever_the_parties_are() -> None:
    """What is told of an act without asking for the parties is what it is with them."""
    for kind, actors, parties, in_a_list in product(
        Kind, ((), ("A",), ("C",), A_B), ((), ("A",), A_B, A_B_C), (False, True)
    ):
        listed = {"listed": True} if in_a_list else {}
        each = acts_of(kind, actors, parties, **listed)
        for known in (None, len(parties)):
            alike = acts_whoever(kind, actors, parties=known, **listed)
            assert alike is None or list(alike) == list(each), (kind, actors, parties, in_a_list, known)


@pytest.mark.parametrize(
    ("kind", "actors", "in_a_list", "parties", "found"),
    [
        (Kind.SIGNATURE, ("A",), False, None, "A"),
        (Kind.SIGNATURE, A_B, False, None, None),
        (Kind.SIGNATURE, (), False, None, None),
        (Kind.ENTRY, ("A",), False, None, None),
        (Kind.ENTRY, ("A",), False, 2, ""),
        (Kind.ENTRY, ("A",), False, 3, None),
        (Kind.AMENDMENT, A_B, False, 2, ""),
        (Kind.NEGOTIATION, A_B, False, None, ""),
        (Kind.EXCHANGE, ("A",), True, None, None),
    ],
)
def test_whose_it_is_where_the_parties_do_not_matter(
    kind: Kind, actors: tuple[str, ...], in_a_list: bool, parties: int | None, found: str | None
) -> None:
    expected = None if found is None else ((kind, found),)
    listed = {"listed": True} if in_a_list else {}
    assert acts_whoever(kind, actors, parties=parties, **listed) == expected


VOTES = (
    told("approved", "2000-01-01", "C"), told("approved", "2000-02-01", "A"), told("approved", "2000-03-01", "B"),
    told("approved", "2000-04-01", "D"), told("entered_into_force", "2000-02-01"),
    told("signed", "2000-05-01"), told("signed", "2000-06-01", "E"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("on", "voted"),
    [
        ("1999-12-31", ""),
        ("2000-01-01", "C"),
        ("2000-02-01", "CA"),
        ("2000-02-29", "CA"),
        ("2000-12-31", "CAB"),
    ],
)
def test_who_has_voted_by_a_day_and_whoever_comes_after_all_parties_is_left_out(on: str, voted: str) -> None:
    found = history(Record("", A_B, VOTES), date.fromisoformat(on))
    assert found.actors(Kind.HOME) == sorted(voted)
    assert found.any(Kind.HOME) is bool(voted)
    by_then = [*voted, "D"] if on == "2000-12-31" else [*voted]
    assert [done.actor for done in found.of(Kind.HOME)] == by_then
    assert [done.actor for done in found.begun(found.gathered.of((Kind.HOME,)))] == by_then


def test_nobody_comes_after_all_together() -> None:
    found = history(Record("", (), VOTES, closed=False), date(2001, 1, 1))
    assert found.actors(Kind.HOME) == ["A", "B", "C", "D"]
    assert found.actors(Kind.SIGNATURE) == [""]


def test_a_report_of_entry_into_force_alone_is_told_from_a_later_day() -> None:
    found = history(Record("", A_B, VOTES), date(2000, 1, 15))
    assert len(found.of(Kind.ENTRY)) == 1
    assert not found.any(Kind.ENTRY)
    assert [line(done) for done in found.of(Kind.ENTRY, Kind.HOME)] == ["ratification at home C 2000-01-01"]
    assert found.of(Kind.NOTICE) == ()
    assert found.any(Kind.NOTICE, Kind.HOME)


def test_acts_of_several_kinds_stand_by_day_then_kind_then_name() -> None:
    facts = (
        told("signed", "2000-01-02", "B"), told("approved", "2000-01-02", "B"), told("signed", "2000-01-02", "A"),
        told("approved", "2000-01/2000-02", "A"), told("approved", "2000-01", "B"),
        told("deposited", "2000-01-01/2000-01-02", "A"),
    )  # fmt: skip
    found = history(Record("", A_B, facts), date(2001, 1, 1))
    assert [line(done) for done in found.of(Kind.SIGNATURE, Kind.HOME, Kind.DEPOSIT)] == [
        "deposit A 2000-01-01..2000-01-02", "ratification at home A 2000-01-01..2000-02-29",
        "ratification at home B 2000-01-02", "signature A 2000-01-02", "signature B 2000-01-02",
    ]  # fmt: skip
    assert found.of(Kind.HOME, Kind.SIGNATURE) == found.of(Kind.SIGNATURE, Kind.HOME)


@pytest.mark.parametrize(
    ("parties", "closed", "of_two"),
    [(A_B, None, True), (A_B, True, True), (A_B, False, False), (A_B_C, True, False), (("A",), None, False)],
)
def test_a_treaty_of_two(parties: tuple[str, ...], closed: bool | None, of_two: bool) -> None:
    assert history(Record("", parties, (), closed=closed), date(2000, 1, 1)).bilateral is of_two


def test_what_is_denied_may_not_have_happened() -> None:
    one = told("signed", "2000-01", "A")
    (sure,) = gather(Record("", A_B, (one,))).done[Kind.SIGNATURE]
    (doubted,) = gather(Record("", A_B, (one, denied("signed", "A ?Embassy", None)))).done[Kind.SIGNATURE]
    assert sure.likely == sure.span == doubted.span
    assert doubted.likely == Span(date(2000, 1, 1), date.max)


def test_what_rests_on_the_same_is_found_once() -> None:
    gathered = gather(Record("", A_B, VOTES))
    asked: list[str] = []
    one, like_it = ["rule"], ["rule"]

    def find(what: str) -> Callable[[], str]:
        def found() -> str:
            asked.append(what)
            return what

        return found

    first, later = gathered.by(date(2000, 1, 1)), gathered.by(date(2001, 1, 1))
    assert first.once("entry", find("first"), one) == "first"
    assert later.once("entry", find("again"), one) == "first"
    assert later.once("entry", find("of a like one"), like_it) == "of a like one"
    assert later.once("end", find("end"), one) == "end"
    assert asked == ["first", "of a like one", "end"]
