"""Treaties with what the law finds in each, reason by reason, as lines that a reviewer can read.

`python -m tests.law.findings > tests/law/findings.txt` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from foedus.law.counting import explained, tally
from foedus.law.model import Reason
from foedus.law.rules import Entry
from tests.law.values import Json, all_of, days, entered, past, treaty

NINETY = {"trigger": "instruments", "count": 2, "offset": {"n": 90, "unit": "day"}, "article": "8(1)"}
TWO_OF_MANY = {"trigger": "instruments", "count": 2}
SIGNED = {"trigger": "signature"}
FIVE_YEARS = {"kind": "fixed", "n": 5, "unit": "year"}
NOTICE = {"notice": {"n": 6, "unit": "month"}}
TACIT = {"tacit": True, "n": 2, "unit": "year", "notice": {"n": 3, "unit": "month"}}


def news(step: str, *actors: str, day: str | None = "2003-01-01", **more: Any) -> Json:
    made = {"step": step, "actors": list(actors), **more}
    return made if day is None else {**made, "date": day}


def of_two(done: str = "", *events: Json, **more: Any) -> Json:
    """In force on 1 January 2000."""
    return treaty(SIGNED, f"A D 2000-01-01; B D 2000-01-01; {done}", "A B", events=list(events), **more)


ENTRIES: dict[str, Json] = {
    "the number is reached, 90 days before": treaty(NINETY, "A R 2000-01-01; B R 2000-03-15"),
    "five of many, the last two on one day": treaty(
        {"trigger": "instruments", "count": 5},
        "A R 2000-01-01; B R 2000-01-02; C R 2000-01-03; D R 2000-01-04; E A 2000-01-04",
    ),
    "notifications of two": treaty({"trigger": "notifications"}, "A N 2000-01-01; B N 2000-02-02", "A B"),
    "one of two has notified": treaty({"trigger": "notifications"}, "A N 2000-01-01", "A B"),
    "one of two has signed": treaty(SIGNED, "A D 2000-01-01", "A B"),
    "signed by both": treaty({**SIGNED, "article": "9"}, "A S 2000-01-01; B S 2000-01-01", "A B"),
    "instruments exchanged": treaty({"trigger": "exchange"}, "A X 2000-01-01; B X 2000-01-01", "A B"),
    "notes exchanged": treaty({"trigger": "exchange", "of": "notes"}, parties="A B", events=[news("notified", "A"), news("notified", "B")]),
    "not exchanged": treaty({"trigger": "exchange"}, "A S 2000-01-01", "A B"),
    "consent of all at once": treaty({"trigger": "instruments"}, parties="A B", events=[news("deposited")]),
    "consent of all, whoever they are": treaty(
        {"trigger": "instruments"}, events=[news("deposited")], complete=True
    ),
    "reported by two, one date about right": treaty(
        {"trigger": "instruments"},
        parties="A B",
        events=[
            news("deposited", "A", day="2000-01~", certainty="reported", sources=["Gazette", "Ministry"]),
            news("deposited", "B", day="2000-02-02", certainty="reported", sources=["Gazette"]),
        ],
    ),
    "dated differently, and denied": treaty(
        {"trigger": "instruments"},
        parties="A B",
        events=[
            news("deposited", "A", day="2000-01-01", sources=["Gazette"]),
            news("deposited", "A", day="2000-01-02", sources=["Herald"]),
            news("deposited", "B", day="2000-01-03"),
            news("deposited", "B", certainty="denied", sources=["Embassy"], day=None),
        ],
    ),
    "named states and weight": treaty(
        {"trigger": "instruments", "count": 2, "must_include": ["B"], "weight": {"percent": 50, "of": "tonnage"}},
        "A R 2000-01-01 30; B R 2000-02-02 30",
    ),
    "named states and weight, not met": treaty(
        {"trigger": "instruments", "count": 3, "must_include": ["B"], "weight": {"percent": 50, "of": "tonnage"}},
        "A R 2000-01-01 30",
    ),
    "the weight is reached, the number is not": treaty({**TWO_OF_MANY, "count": 3, "weight": {"percent": 50}}, "A R 2000-01-01 60; B R 2000-02-02 10"),
    "the weight is just reached, the number is not": treaty({**TWO_OF_MANY, "count": 3, "weight": {"percent": 50}}, "A R 2000-01-01 25; B R 2000-02-02 25"),
    "the number is reached, the weight is not": treaty({**TWO_OF_MANY, "weight": {"percent": 50}}, "A R 2000-01-01 24.5; B R 2000-02-02 25"),
    "one per cent, and nothing done": treaty({**TWO_OF_MANY, "weight": {"percent": 1}}),
    "a record in part, weighed": treaty({**TWO_OF_MANY, "count": 5, "weight": {"percent": 50}}, "A R 2000-01-01 30", complete=False),
    "a record in part, shares not told": treaty({**TWO_OF_MANY, "count": 5, "weight": {"percent": 50}}, "A R 2000-01-01", complete=False),
    "a record in part, no weight asked": treaty({**TWO_OF_MANY, "count": 5}, "A R 2000-01-01 30", complete=False),
    "a record in part, signatures": treaty({**SIGNED, "count": 5}, "A D 2000-01-01", complete=False),
    "a record in part, no exchange": treaty({"trigger": "exchange"}, "A S 2000-01-01; B S 2000-01-01", complete=False),
    "a record in part, notes": treaty({"trigger": "exchange", "of": "notes"}, "A S 2000-01-01; B S 2000-01-01", complete=False),
    "notes not exchanged": treaty({"trigger": "exchange", "of": "notes"}, "A S 2000-01-01", "A B"),
    "one of three notifications": treaty({"trigger": "notifications", "count": 3}, "A N 2000-01-01"),
    "one of three signatures": treaty({**SIGNED, "count": 3}, "A D 2000-01-01"),
    "weights not told": treaty(
        {"trigger": "instruments", "count": 2, "weight": {"percent": 50}}, "A R 2000-01-01; B R 2000-02-02"
    ),
    "a class of states": treaty({**TWO_OF_MANY, "must_include": ["all islands"], "article": "7"}, "A R 2000-01-01; B R 2000-02-02"),
    "ratified at home, not deposited": treaty({"trigger": "instruments"}, parties="A B C", events=[news("ratified", "A"), news("deposited", "C")]),
    "by ratifications": treaty({"trigger": "instruments", "of": "ratifications"}, parties="A B", events=[news("ratified", "A")]),
    "who negotiated it is not told": treaty({"trigger": "instruments"}, "A R 2000-01-01"),
    "news of some": treaty(TWO_OF_MANY, events=[news("deposited", "A")]),
    "news of enough": treaty(TWO_OF_MANY, events=[news("deposited", "A"), news("deposited", "B", day="2004-04")]),
    "a floor and an open rule": treaty({"trigger": "other", "not_before": "2001-01-01", "note": "see the annex"}),
    "an open rule that names a day": treaty({"trigger": "other", "date": "2001-01-01"}),
    "an open rule, counted": treaty({"trigger": "other", "offset": {"n": 1, "unit": "month"}, "not_before": "2001-01-01"}),
    "counted, then not before": treaty({**NINETY, "not_before": "2005-01-01"}, "A R 2000-01-01; B R 2000-03-15"),
    "the first of a month": treaty({**TWO_OF_MANY, "round": "first_day_of_following_month"}, "A R 2000-01-01; B R 2000-03-15"),
    "a day that it names": treaty({"trigger": "date", "date": "2001-06-01", "article": "3"}),
    "linked": treaty({"trigger": "other", "linked": {"treaty": "the Covenant", "in_force": "1976-03-23"}}),
    "linked, day unknown": treaty({"trigger": "other", "linked": {"treaty": "the Covenant"}}),
    "deemed accepted": treaty({"trigger": "other", "date": "2007-01-01", "tacit": {"deemed": "2006-07-01", "unless": 2}}, "A O 2006-05-05"),
    "not accepted": treaty({"trigger": "other", "date": "2007-01-01", "tacit": {"deemed": "2006-07-01"}}, "A O 2006-05-05"),
    "objections of a share": treaty({"trigger": "other", "tacit": {"deemed": "2006-07-01", "unless": {"share": [1, 3]}}}, "A O 2006-05-05"),
    "either of two is missing": treaty({"any_of": [{"trigger": "instruments", "count": 3}, {"trigger": "exchange"}]}, "A R 2000-01-01"),
    "both are missing": treaty({"all_of": [{"trigger": "instruments", "count": 3}, {"trigger": "exchange"}]}, "A R 2000-01-01"),
}  # fmt: skip

COUNTS: dict[str, Json] = {
    "each act and why": treaty(
        TWO_OF_MANY,
        "A S 1999-01-01; A R 2000-01-01; A A 2000-02-01; B U 2000-03-01; C P 2000-03-02; D W 2000-03-03;"
        " E R 2001-01-01; F R 2001-06-01; A L 2002-01-01",
    ),
    "only exchanges": treaty({"trigger": "exchange"}, "A R 2000-01-01; B N 2000-02-01; C D 2000-02-02; D X 2000-03-01"),
    "organisations left out": treaty({**TWO_OF_MANY, "only": "states", "not_counted": ["B"]}, "A C 2000-01-01; B R 2000-01-01"),
    "news": treaty(
        {"trigger": "instruments"},
        parties="A B",
        events=[news("ratified", "A"), news("deposited", "?"), news("deposited"), news("signed", "B", day="2002-01~")],
    ),
}  # fmt: skip

ENDINGS: dict[str, Json] = {
    "notice with a clause": of_two("A L 2003-01-01", denunciation=NOTICE),
    "notice too early": of_two("A L 2003-01-01", denunciation={**NOTICE, "not_before": {"n": 5, "unit": "year"}}),
    "notice in the news": of_two("", news("withdrawn", "A", certainty="reported", sources=["Gazette"]), denunciation=NOTICE),
    "notice with its effect": of_two("", news("withdrawn", "A", until="2003-09-09"), denunciation=NOTICE),
    "notice without a clause": of_two("A L 2003-01-01"),
    "notice where the clauses are not known": of_two("A L 2003-01-01", known=False),
    "notice against renewal": of_two("A L 2003-01-01", duration=FIVE_YEARS, renewal=TACIT),
    "terminated and superseded": of_two("", news("terminated", "A", "B"), news("superseded", day="2004-04-04", certainty="reported", sources=["Gazette"])),
    "superseded": of_two("", news("superseded", day="2004-04-04", certainty="reported", sources=["Gazette"])),
    "renewed": of_two(duration=FIVE_YEARS, renewal=TACIT),
    "expired, could be renewed": of_two(duration=FIVE_YEARS, renewal={"tacit": False, "n": 5, "unit": "year"}),
    "until a day": of_two(duration={"kind": "until", "date": "2006-06-30"}),
    "extended to a day": of_two("", news("extended", until="2008-08-08", certainty="reported", sources=["Gazette"]), duration=FIVE_YEARS),
    "extended by a period": of_two("", news("extended"), duration=FIVE_YEARS, renewal={"tacit": False, "n": 3, "unit": "year"}),
    "extended until nobody knows": of_two("", news("extended"), duration=FIVE_YEARS),
    "extended after its expiry": of_two("", news("extended", day="2006-01-01"), duration=FIVE_YEARS),
    "too few parties": treaty(TWO_OF_MANY, "A R 2000-01-01; B R 2000-01-01; A L 2003-01-01", denunciation=NOTICE),
    "too few parties by its own words": treaty(
        TWO_OF_MANY, "A R 2000-01-01; B R 2000-01-01; C R 2000-01-01; A L 2003-01-01", denunciation=NOTICE, ends_below=3
    ),
    "fewer than it took": treaty(
        {"trigger": "instruments", "count": 3}, "A R 2000-01-01; B R 2000-01-01; C R 2000-01-01; A L 2003-01-01",
        denunciation=NOTICE,
    ),
}  # fmt: skip


NOT_READ: Json = {"trigger": None}
INSTRUMENTS: Json = {"trigger": "instruments"}
BOTH_SIGNED = "A S 2000-01-01; B S 2000-03-03"


def unread(done: str = "", *events: Json, parties: str = "A B", **more: Any) -> Json:
    """Of which no clause on entry into force is known."""
    return treaty(NOT_READ, done, parties, events=list(events), known=False, **more)


def in_force(day: str | None = "2003-01-01", **more: Any) -> Json:
    return news("entered_into_force", day=day, **more)


#: By rules, by VCLT 24(2) where none is known, and by reports; with the day asked.
REPORTED: dict[str, tuple[Json, str]] = {
    "reported on the day of its rule": (of_two("", in_force("2000-01-01")), "2010-01-01"),
    "reported within the month of its rule": (
        treaty(INSTRUMENTS, parties="A B", events=[news("deposited", "A", "B", day="2000-01"), in_force("2000-01-15~")]), "2010-01-01"),
    "reported sharply where its rule tells about when": (
        treaty(INSTRUMENTS, parties="A B", events=[news("deposited", "A", "B", day="2000-01~"), in_force("2000-01-15")]), "2010-01-01"),
    "reported for a day to come, no clause known": (unread(BOTH_SIGNED, in_force("2011-05-05")), "2010-01-01"),
    "a rule that is read and not understood": (treaty(NOT_READ, f"{BOTH_SIGNED}; A R 2001-01-01", "A B"), "2010-01-01"),
    "reported on another day": (of_two("", in_force("2000-02-02", sources=["Gazette", "Ministry"], certainty="reported")), "2010-01-01"),
    "reported, and by its rule still to come": (treaty({"trigger": "date", "date": "2010-01-01"}, BOTH_SIGNED, "A B", events=[in_force("2009-01-01")]), "2010-01-01"),
    "reported for a day to come, its rule not met": (treaty(INSTRUMENTS, "A R 2000-01-01", "A B", events=[in_force("2010-01-02")]), "2010-01-01"),
    "reported for today, its rule not met": (treaty(INSTRUMENTS, "A R 2000-01-01", "A B", events=[in_force("2010-01-01")]), "2010-01-01"),
    "reported where its rule is not met": (treaty(INSTRUMENTS, "A R 2000-01-01", "A B", events=[in_force()]), "2010-01-01"),
    "reported and denied": (
        treaty(INSTRUMENTS, "A R 2000-01-01", "A B", events=[in_force(), in_force(None, certainty="denied", sources=["Embassy"])]), "2010-01-01"),
    "reported without a day, consent known": (unread("A R 2000-01-01; B R 2000-02-02", in_force("2000")), "2010-01-01"),
    "consent on the last day of the report": (unread("A R 2000-01-01; B R 2000-12-31", in_force("2000")), "2010-01-01"),
    "consent after the report": (unread("A R 2000-01-01; B R 2001-02-02", in_force("2000")), "2010-01-01"),
    "reported alone": (unread("", in_force(certainty="reported", sources=["Gazette"])), "2010-01-01"),
    "not read, signed": (unread(BOTH_SIGNED), "2010-01-01"),
    "not read, signed by one": (unread("A S 2000-01-01"), "2010-01-01"),
    "not read, consent of both": (unread("A R 2000-01-01; B R 2000-02-02"), "2010-01-01"),
    "not read, consent of one": (unread("A R 2000-01-01", parties="A B"), "2010-01-01"),
    "silent, signed": (treaty({"trigger": "none"}, BOTH_SIGNED, "A B"), "2010-01-01"),
    "silent, consent of one": (treaty({"trigger": "none"}, f"{BOTH_SIGNED}; A R 2001-01-01", "A B"), "2010-01-01"),
    "silent, consent of both": (treaty({"trigger": "none"}, f"{BOTH_SIGNED}; A R 2001-01-01; B R 2002-01-01", "A B"), "2010-01-01"),
    "not read, of three, signed": (unread("A S 2000-01-01; B S 2000-01-02; C S 2000-01-03", parties="A B C"), "2010-01-01"),
    "not read, of three, consent of one": (unread("A S 2000-01-01; B R 2000-01-02", parties="A B C"), "2010-01-01"),
    "not read, amended": (unread(BOTH_SIGNED, news("amended", "A", "B")), "2010-01-01"),
    "not read, ratification foreseen": (unread("", news("ratified", "A", certainty="planned"), news("signed", "A", "B")), "2010-01-01"),
    "suspended, never said to be in force": (unread(BOTH_SIGNED, news("suspended", "A")), "2010-01-01"),
    "suspended, and signed on two days": (unread("", news("signed", "A", day="2000"), news("signed", "B", day="2001"), news("suspended", "A", day="2000-06-06")), "2010-01-01"),
    "extended, never said to be in force": (unread("", news("extended", sources=["Gazette"], certainty="reported")), "2010-01-01"),
    "applied provisionally, then suspended": (unread("A P 2000-01-01; B P 2000-01-01", news("suspended", "A")), "2010-01-01"),
    "applied provisionally, then extended": (unread("A P 2000-01-01; B P 2000-01-01", news("extended")), "2010-01-01"),
    "by its rule, and suspended": (of_two("", news("suspended", "A")), "2010-01-01"),
    "its rule not met, and suspended": (treaty(INSTRUMENTS, "A R 2000-01-01", "A B", events=[news("suspended", "A", "B")]), "2010-01-01"),
    "to come on a day": (unread(BOTH_SIGNED, in_force("2011-05-05", certainty="planned", sources=["Gazette"])), "2010-01-01"),
    "to come, nobody tells when": (unread(BOTH_SIGNED, in_force(None, certainty="planned")), "2010-01-01"),
    "two tell of it as to come": (
        unread(BOTH_SIGNED, in_force("2011-05-05", certainty="planned"), in_force("2012-06-06", certainty="planned", sources=["Gazette"])), "2010-01-01"),
    "to come, and in force by its rule": (of_two("", in_force("2011-05-05", certainty="planned")), "2010-01-01"),
    "its ratification to come": (unread(BOTH_SIGNED, news("ratified", "A", day="2011-05-05", certainty="planned")), "2010-01-01"),
    "day named, then reported on it": (treaty({"trigger": "date", "date": "2003-01-01"}, BOTH_SIGNED, "A B", events=[in_force()]), "2003-01-01"),
}  # fmt: skip


def told(reason: Reason) -> str:
    """A reason in a line: kind, articles, facts, fields."""
    fields = {k: told(v) if isinstance(v, Reason) else v for k, v in reason.fields.items()}
    said = " ".join(f"{name}={_plain(value)}" for name, value in sorted(fields.items()))
    cited = f" [{'; '.join(reason.articles)}]" if reason.articles else ""
    return f"{reason.kind.value}{cited}{' ' + said if said else ''}{' <' + ' '.join(reason.facts) + '>' if reason.facts else ''}"


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return "(" + ", ".join(str(_plain(v)) for v in value) + ")"
    if isinstance(value, dict):  # what a form leaves empty is not told
        return "{" + ", ".join(f"{k}: {_plain(v)}" for k, v in value.items() if v and v != "none") + "}"
    return f"{{{told(value)}}}" if isinstance(value, Reason) else value


def _lines(name: str, reasons: Iterable[Reason]) -> Iterator[str]:
    return (f"  {name}: {told(r)}" for r in reasons)


def _entered(name: str, found: Entry) -> Iterator[str]:
    marks = [word for word, so in (("open", found.open), ("by a report alone", found.reported)) if so]
    said = [f"on the word of {', '.join(found.said_by)}"] if found.said_by else []
    yield f"= {name}: {', '.join([days(found.span), *marks, *said])}"
    yield from _lines("missing", found.missing)
    yield from _lines("reason", found.reasons)
    yield from _lines("doubt", found.doubts)


def findings(on: str = "2010-01-01") -> Iterator[str]:
    """All the lines."""
    for name, data in ENTRIES.items():
        yield from _entered(name, entered(data, on))
    for name, (data, day) in REPORTED.items():
        yield from _entered(name, all_of(data, day).entry)
    for name, data in COUNTS.items():
        rule, history = past(data, on)
        yield f"= {name}"
        for c in explained(rule, history, tally(rule, history).reached):
            yield f"  {c.state or 'all'} {c.act} {c.date}: {c.number if c.counted else '-'} {told(c.why)} {c.fact}"
    for name, data in ENDINGS.items():
        whole = all_of(data, on)
        yield f"= {name}: {days(whole.ending.span)}, {whole.ending.state.value}"
        for d in whole.left:
            yield f"  {d.party} leaves {days(d.effect)}: {told(d.reason)}"
            yield from _lines("doubt of it", d.doubts)
        yield from _lines("reason", whole.ending.reasons)
        yield from _lines("doubt", whole.ending.doubts)


if __name__ == "__main__":
    print("\n".join(findings()))
