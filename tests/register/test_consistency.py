"""The facts fit together: what is written by hand has no fault, what lists contradict is listed and nowhere hidden."""

from __future__ import annotations

import pytest

from foedus.law.particulars import Relation
from foedus.names import names
from foedus.register.build import check, files
from foedus.register.build.contradictions import page
from foedus.register.build.make import PAGE
from foedus.register.lookup import Register
from foedus.register.model import (
    Day,
    DayKind,
    Did,
    Entry,
    Event,
    Kind,
    Link,
    Participant,
    Parties,
    Performed,
    State,
    What,
)


@pytest.fixture(scope="module")
def faults(register: Register, entries: list[Entry]) -> list[check.Fault]:
    states = {s.code: s for s in register.states()}
    return list(check.faults(entries, states, files.codes().known))


def test_nothing_written_by_hand_is_at_fault(faults: list[check.Fault]) -> None:
    assert [f for f in faults if f.by_hand] == []


def test_links_lead_somewhere_and_have_no_cycle(faults: list[check.Fault]) -> None:
    assert [f for f in faults if "link" in f.kind] == []


def test_what_lists_contradict_is_told(faults: list[check.Fault]) -> None:
    assert page(faults) == PAGE.read_text("utf-8"), "run make register"


def test_every_source_is_known(register: Register, entries: list[Entry]) -> None:
    assert check.sources_unknown(entries, register.sources()) == set()


def test_every_fact_has_a_source(entries: list[Entry]) -> None:
    for e in entries:
        for fact in (*e.names, *e.days, *e.events, *e.links):
            assert fact.sources, (e.id, fact)
        for p in e.participants:
            for told in (*p.acts, *p.standings):
                assert told.sources, (e.id, p.state)


def test_every_party_has_a_name(entries: list[Entry]) -> None:
    known = files.codes()
    coded = {c for e in entries for p in e.participants for c in (p.state,)}
    assert all(known.known(c) for c in coded)
    assert all(names().display(c) for c in coded)


STATES = {
    "NEW": State(code="NEW", since="1990-01-01"),
    "OLD": State(code="OLD", until="1980-01-01"),
    "UKR": State(code="UKR", since="1991-08-24", acts_since="1945-10-24"),
}
G = ("general",)


def made(id_: str = "a", **fields: object) -> Entry:
    days = (Day(what=DayKind.ADOPTED, date="1985-01-01", sources=G),)
    base = {"title": "A", "kind": Kind.TREATY, "days": days, "parties": Parties(sources=G)}
    return Entry(id=id_, **(base | fields))  # type: ignore[arg-type]


def acts(state: str, *done: tuple[Did, str]) -> tuple[Participant, ...]:
    return (Participant(state=state, acts=tuple(Performed(did=d, date=day, sources=G) for d, day in done)),)


def force(*dates: str | None) -> tuple[Day, ...]:
    return tuple(Day(what=DayKind.IN_FORCE, date=d, sources=G) for d in dates)


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (made(participants=acts("UKR", (Did.SIGNATURE, "1984-12-31"))), "act before it was made"),
        (made(participants=acts("NEW", (Did.RATIFICATION, "1989-12-31"))), "act of a state that did not exist yet"),
        (made(participants=acts("OLD", (Did.RATIFICATION, "1986-01-01"))), "act of a state that was gone"),
        (made(participants=acts("UKR", (Did.SIGNATURE, "1990-01-01"), (Did.RATIFICATION, "1989-01-01"))), "signature after consent"),
        (made(participants=acts("UKR", (Did.RATIFICATION, "1989-01-01"), (Did.ACCEPTANCE, "1990-01-01"))), "days of consent differ"),
        (made(days=force("1990-01-01", "1991-01-01")), "days of entry into force differ"),
        (made(days=force("1990-01-01"), events=(Event(what=What.TERMINATED, date="1989-01-01", sources=G),)), "ended before it was in force"),
        (made(links=(Link(relation=Relation.AMENDS, entry="nowhere", sources=G),)), "link to no entry"),
        (made(parties=Parties(states=("XXX",), sources=G)), "party without a code"),
    ],
)  # fmt: skip
def test_each_fault_is_seen(entry: Entry, kind: str) -> None:
    known = {"NEW", "OLD", "UKR"}
    assert [f.kind for f in check.faults([entry], STATES, known.__contains__)] == [kind]


@pytest.mark.parametrize(
    "entry",
    [
        made(participants=acts("UKR", (Did.RATIFICATION, "1985-01-01"))),
        made(participants=acts("NEW", (Did.SIGNATURE, "1989-12-31"), (Did.RATIFICATION, "1990-01-01"))),
        made(participants=acts("OLD", (Did.RATIFICATION, "1985"))),
        made(participants=acts("UKR", (Did.ACCESSION, "1989-01-01"), (Did.DENUNCIATION, "1990-01-01"), (Did.ACCESSION, "1995-01-01"))),
        made(participants=acts("UKR", (Did.SUCCESSION, "1989-01-01"), (Did.ACCESSION, "1995-01-01"))),
        made(days=force("1990-01-01"), events=(Event(what=What.TERMINATED, date="1995-01-01", sources=G),)),
        made(days=force(None), events=(Event(what=What.ABANDONED, date="1980-01-01", sources=G),)),
    ],
)  # fmt: skip
def test_what_can_be_so_is_no_fault(entry: Entry) -> None:
    late = {**STATES, "OLD": State(code="OLD", until="1985-06-01")}
    assert list(check.faults([entry], late, {"NEW", "OLD", "UKR"}.__contains__)) == []


def test_a_cycle_of_links_is_told_once() -> None:
    def linked(id_: str, to: str) -> Entry:
        return made(id_, links=(Link(relation=Relation.REPLACES, entry=to, sources=G),))

    found = list(
        check.faults([linked("a", "b"), linked("b", "c"), linked("c", "a"), made("d")], {}, str.islower)
    )
    assert [f.text for f in found if f.kind == "cycle of links"] == ["a > b > c > a"]
