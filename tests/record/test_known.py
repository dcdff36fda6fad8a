"""What foedus says of real treaties before any page has come, and what a page changes of it.

`officer_facts.jsonl` has facts that a treaty officer knows, written down before they were asked, each with its
source and, since the second lot, its kind. A wrong answer is worse than one that is not told.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from foedus.law.model import (
    Act,
    Case,
    Denunciation,
    Fact,
    Headline,
    Offset,
    Record,
    Terms,
    Treaty,
    Unit,
)
from foedus.law.obligations import casus_foederis
from foedus.law.particulars import NOTHING
from foedus.model import Step
from foedus.record.answer import answer
from foedus.record.ask import known_duties, known_for, known_near
from foedus.record.joined import KnownTreaty, joined, shipped

FACTS = [
    json.loads(line) for line in Path(__file__).with_name("officer_facts.jsonl").read_text().splitlines()
]


def verdict(fact: dict[str, Any]) -> str:
    """Whether what is asked of an empty ledger is right, wrong, or not told."""
    known = known_for((fact["ask"],))
    if len(known) != 1:
        return "not told"
    if "depositary" in fact or "notice" in fact:
        return laid_down(known[0], fact)
    found = answer(known[0], fact["on"])
    given, since = found.in_force, found.in_force_since
    if "party" in fact:
        own = next((p for p in found.parties if p.party == fact["party"]), None)
        given, since = (own.in_force, own.since) if own else (None, None)
    if given is fact["in_force"] and fact.get("since", since) == since:
        return "right"
    return "not told" if given is None else "wrong"


def laid_down(known: KnownTreaty, fact: dict[str, Any]) -> str:
    """Whether the depositary, or the notice that one has to give, is right, wrong, or not told."""
    entry = known.entry
    assert entry is not None
    if "depositary" in fact:
        told, asked = set(entry.depositary), set(fact["depositary"])
        return "not told" if not told else "right" if told == asked else "wrong"
    notice = ((entry.terms or {}).get("denunciation") or {}).get("notice")
    if notice is None:
        return "not told"
    return "right" if f"{notice['n']} {notice['unit']}" == fact["notice"].rstrip("s") else "wrong"


def test_facts_that_a_treaty_officer_knows() -> None:
    verdicts = [(verdict(fact), fact["ask"], fact.get("party")) for fact in FACTS]
    found = Counter(v for v, *_ in verdicts)
    assert found["right"] >= 635, [v for v in verdicts if v[0] != "right"]
    assert not found["wrong"], [v for v in verdicts if v[0] == "wrong"]


def test_who_only_signed_by_a_list_is_not_told_beyond_it_unless_the_news_tells() -> None:
    signed = {p.party: p for p in answer(told("nuclear-safety-1994"), "2014-06-01").parties}
    later = {p.party: p for p in answer(told("nuclear-safety-1994"), "2024-06-01").parties}
    only = [code for code, p in signed.items() if p.in_force is False and code in later]
    assert only
    assert {later[code].in_force for code in only} <= {None, True}


@pytest.mark.parametrize("words", ["coal agreement", "coal"])
def test_one_word_of_a_long_name_answers_for_no_treaty(words: str) -> None:
    assert known_for((words,)) == []


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("Traité de l'Élysée", "deu-fra-elysee-1963"),
        ("Zwei-plus-Vier-Vertrag", "two-plus-four-1990"),
        ("ДНЯО", "npt-1968"),
        ("日米安保条約", "usa-jpn-security-1960"),
        # a whole name of its own, though a state or an organisation stands in it
        ("Northern Ireland Protocol", "northern-ireland-protocol-2020"),
        ("Mercosur", "mercosur-1991"),
        # "treaty" and articles tell nothing in other languages either
        ("Traité de Washington", "north-atlantic-treaty-1949"),
        # a name of several means no other that only has its words
        ("1963 Vienna Convention", None),
    ],
)
def test_a_whole_name_is_enough(words: str, entry: str | None) -> None:
    assert [k.entry and k.entry.id for k in known_for((words,))] == ([entry] if entry else [])


def told(entry: str, *facts: Fact) -> KnownTreaty:
    """A known agreement with facts of the news beside it."""
    own = shipped().entry(entry)
    assert own is not None
    return joined(own, Treaty(Record(own.title, (), facts), Terms(known=False)))


MANY = [
    ("ctbt-1996", "LKA", "2023-07-25", "2023-08-01", False),
    ("paris-agreement-2015", "YEM", "2025-01-01", "2025-02-01", True),
    ("npt-1968", "SSD", "2024-01-01", "2024-02-01", True),
    ("rome-statute-1998", "ARM", "2023-11-14", "2024-03-01", True),
    ("unclos-1982", "RWA", "2023-05-18", "2023-07-01", True),
    ("ottawa-convention-1997", "LKA", "2017-12-13", "2018-07-01", True),
    ("crpd-2006", "TJK", "2020-01-01", "2021-01-01", True),
    ("minamata-convention-2013", "GBR", "2018-03-23", "2018-07-01", True),
]


@pytest.mark.parametrize(("entry", "state", "day", "on", "in_force"), MANY, ids=[m[0] for m in MANY])
def test_one_deposit_never_puts_a_treaty_of_many_into_force_or_denies_it(
    entry: str, state: str, day: str, on: str, in_force: bool
) -> None:
    before = answer(told(entry), on)
    deposit = Fact("1", Step.DEPOSITED, (state,), date=day, act=Act.RATIFICATION)
    after = answer(told(entry, deposit), on)
    assert before.in_force is after.in_force is in_force
    assert before.in_force_since == after.in_force_since


def test_the_terms_of_the_entry_decide_what_a_notice_does() -> None:
    notice = Fact("1", Step.WITHDRAWN, ("LTU",), date="2025-06-27", act=Act.DENUNCIATION)
    ottawa = told("ottawa-convention-1997", notice)
    assert {p.party: p.in_force for p in answer(ottawa, "2025-12-01").parties}["LTU"] is True
    assert {p.party: p.in_force for p in answer(ottawa, "2026-02-01").parties}["LTU"] is False


def test_without_what_registries_record_the_record_is_else_the_same() -> None:
    own = shipped().entry("rome-statute-1998")
    news = Treaty(Record("", (), (Fact("1", Step.SIGNED, ("FRA",), date="1998-07-18"),)), Terms(known=False))
    whole, bare = joined(own, news), joined(own, news, recorded=False)
    assert whole.record.particulars
    assert bare == replace(whole, record=replace(whole.record, particulars=NOTHING))


def test_a_depositary_is_no_party() -> None:
    notified = Fact("1", Step.NOTIFIED, ("PRT", "UN"), date="2020-01-01")
    record = told("rome-statute-1998", notified).record
    assert all("UN" not in fact.actors for fact in record.facts)


@pytest.mark.parametrize(
    ("on", "in_force"),
    [("2018-01-01", True), ("2020-12-01", False), ("2022-01-01", True), ("2026-02-01", False)],
)
def test_a_state_that_came_back_can_leave_again(on: str, in_force: bool) -> None:
    parties = {p.party: p.in_force for p in answer(told("paris-agreement-2015"), on).parties}
    assert parties["USA"] is in_force


def test_a_political_commitment_is_never_in_force() -> None:
    found = answer(told("jcpoa-2015"), "2017-01-01")
    assert found.in_force is None
    assert found.headline is Headline.NO_TREATY
    assert all(p.in_force is None for p in found.parties)


def test_what_nobody_knows_beforehand_is_not_told_of_many() -> None:
    unknown = joined(None, Treaty(Record("Lake Treaty", ("NOR",), ()), Terms(known=False)))
    assert answer(unknown, "2025-01-01").in_force is None
    of_two = joined(None, Treaty(Record("Lake Treaty", ("NOR", "SWE"), ()), Terms(known=False)))
    assert answer(of_two, "2025-01-01").in_force is False


def test_what_a_treaty_lays_down_alone_does_not_tell_that_it_is_not_in_force() -> None:
    notice = Terms(known=False, denunciation=Denunciation(Offset(1, Unit.YEAR)))
    of_two = joined(None, Treaty(Record("Lake Treaty", ("NOR", "SWE"), ()), notice))
    assert answer(of_two, "2025-01-01").in_force is None


FROM_WHEN = [
    # states that follow others count from the day that depositaries give, not from that of their declarations
    ("iccpr-1966", "MKD", "1991-11-17"),
    ("genocide-convention-1948", "BIH", "1992-03-06"),
    ("cerd-1965", "HRV", "1991-10-08"),
    ("echr-1950", "CZE", "1993-01-01"),
    ("echr-1950", "MNE", "2006-06-06"),
    ("cisg-1980", "PRK", "2020-04-01"),
    ("new-york-convention-1958", "SUR", "2023-02-08"),
]


@pytest.mark.parametrize(("entry", "state", "since"), FROM_WHEN, ids=[f"{e} {s}" for e, s, _ in FROM_WHEN])
def test_from_when_a_state_is_bound(entry: str, state: str, since: str) -> None:
    parties = {p.party: p for p in answer(told(entry), "2024-01-01").parties}
    assert (parties[state].in_force, parties[state].since) == (True, since)


MEMBERS = [
    ("unesco-constitution-1945", "BRA", True),
    ("unesco-constitution-1945", "LIE", False),
    ("bretton-woods-imf-1944", "CUB", False),
    ("bretton-woods-imf-1944", "AND", True),
    ("chicago-convention-1944", "LIE", False),
    ("african-union-2000", "MLI", True),
    ("arab-league-1945", "SYR", True),
    ("ilo-c182-1999", "PRK", False),
    ("ilo-c105-1957", "MYS", False),
    ("minamata-convention-2013", "RUS", False),
]


@pytest.mark.parametrize(("entry", "state", "bound"), MEMBERS, ids=[f"{e} {s}" for e, s, _ in MEMBERS])
def test_who_is_a_member_is_known_by_lists_of_members(entry: str, state: str, bound: bool) -> None:
    parties = {p.party: p.in_force for p in answer(told(entry), "2024-06-01").parties}
    assert parties[state] is bound


def test_words_that_mean_none_are_answered_for_by_none() -> None:
    assert known_for(("Atlantis Accord",)) == []
    assert known_near(("landmine",)) == ["ottawa-convention-1997"]


DUTIES = [
    ("PHL", "2020-01-01", {("USA", "mutual_defence"), ("USA", "consultation")}),
    ("KOR", "2020-01-01", {("USA", "mutual_defence"), ("USA", "consultation")}),
    ("JPN", "2020-01-01", {("USA", "mutual_defence"), ("USA", "consultation")}),
    ("PRK", "2020-01-01", {("CHN", "mutual_defence")}),
    ("PRK", "2025-01-01", {("CHN", "mutual_defence"), ("RUS", "mutual_defence")}),
    ("EST", "2024-06-01", {("FIN", "mutual_defence"), ("USA", "mutual_defence"), ("SWE", "mutual_defence")}),
    ("FIN", "2024-06-01", {("SWE", "mutual_defence"), ("USA", "mutual_defence")}),
    ("TWN", "1970-01-01", {("USA", "mutual_defence")}),
    ("HUN", "1960-01-01", {("SUN", "mutual_defence")}),
    ("ARM", "2015-01-01", {("RUS", "mutual_defence"), ("KAZ", "mutual_defence")}),
    ("MHL", "2020-01-01", {("USA", "mutual_defence")}),
    ("NZL", "1970-01-01", {("AUS", "mutual_defence"), ("USA", "mutual_defence")}),
    ("IRL", "2023-01-01", {("FRA", "mutual_defence")}),
]
NOT_OWED = [("TWN", "1990-01-01", "USA"), ("HUN", "1995-01-01", "SUN"), ("UKR", "2024-06-01", "USA")]


def owed(state: str, on: str) -> set[tuple[str, str]]:
    treaties = [(t.record, t.terms) for t in known_duties(state, on)]
    found = casus_foederis(treaties, Case(state, None, on))
    return {(b.state, b.kind) for b in found if b.binds}


@pytest.mark.parametrize(("state", "on", "duties"), DUTIES)
def test_who_owes_what_without_any_page(state: str, on: str, duties: set[tuple[str, str]]) -> None:
    assert duties <= owed(state, on)


@pytest.mark.parametrize(("state", "on", "other"), NOT_OWED)
def test_who_owes_nothing_any_more_or_never_did(state: str, on: str, other: str) -> None:
    assert not {kind for who, kind in owed(state, on) if who == other and kind == "mutual_defence"}


def test_the_un_that_takes_an_instrument_is_no_party() -> None:
    fact = Fact("1", "deposited", ("FIN", "UN"), ("FIN", "UN"), "2025-07-10")
    found = answer(told("ottawa-convention-1997", fact), "2026-02-01")
    assert "UN" not in {p.party for p in found.parties}
