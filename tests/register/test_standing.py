"""Where a state stands by the facts of an entry: from when, until when, up to which day it is known."""

from __future__ import annotations

import pytest

from foedus.register.lookup import Register
from foedus.register.model import (
    Cover,
    Day,
    DayKind,
    Did,
    Entry,
    Event,
    Kind,
    Participant,
    Parties,
    Performed,
    Standing,
    Stands,
    State,
    What,
)
from foedus.register.standing import PartyStanding, Period, ended, standing, standings

G = ("general",)
LATER = {"entry_into_force": {"trigger": "instruments", "count": 2}, "later_states": {"offset": {"n": 30, "unit": "day"}}, "denunciation": {"notice": {"n": 1, "unit": "year"}}}  # fmt: skip
STATES = {"HEIR": State(code="HEIR", since="1995-06-01")}


def made(
    *acts: tuple[Did, str | None],
    force: str | None = "1990-01-01",
    sources: tuple[str, ...] = G,
    **more: object,
) -> Entry:
    done = tuple(Performed(did=d, date=day, sources=sources) for d, day in acts)
    days = (Day(what=DayKind.IN_FORCE, date=force, sources=G),)
    base = {"id": "a", "title": "A", "kind": Kind.TREATY, "days": days, "terms": LATER, "as_of": "2025", "participants": (Participant(state="FRA", acts=done),)}  # fmt: skip
    return Entry(**(base | more))  # type: ignore[arg-type]


def of(entry: Entry, state: str = "FRA") -> PartyStanding:
    found = standing(entry, state, STATES)
    assert found is not None
    return found


R, A, D, S = Did.RATIFICATION, Did.ACCESSION, Did.DENUNCIATION, Did.SIGNATURE


@pytest.mark.parametrize(
    ("acts", "periods", "stands"),
    [
        ([(R, "1989-01-01")], [Period("1990-01-01")], Stands.PARTY),
        ([(A, "1991-01-01")], [Period("1991-01-31")], Stands.PARTY),
        ([(S, "1989-01-01")], [], Stands.SIGNATORY),
        ([(R, "1989-01-01"), (D, "1999-05-05")], [Period("1990-01-01", "2000-05-05")], Stands.NEITHER),
        ([(R, "1989-01-01"), (D, "1999-05-05"), (A, "2005-01-01")], [Period("1990-01-01", "2000-05-05"), Period("2005-01-31")], Stands.PARTY),
        ([(R, "1989-01-01"), (D, "1999-05-05"), (Did.NOTICE_REVOKED, "1999-12-01")], [Period("1990-01-01")], Stands.PARTY),
        ([(R, "1989-01-01"), (Did.CEASED, "1999-05-05")], [Period("1990-01-01", "1999-05-05")], Stands.NEITHER),
        ([(Did.EXCHANGE, "1990-01-01")], [Period("1990-01-01")], Stands.PARTY),
        ([(R, None)], [Period("1990-01-01", None, False)], Stands.PARTY),
    ],
)  # fmt: skip
def test_acts(acts: list[tuple[Did, str | None]], periods: list[Period], stands: Stands) -> None:
    found = of(made(*acts))
    assert list(found.periods) == periods
    assert found.stands is stands


def test_nothing_binds_before_entry_into_force() -> None:
    assert of(made((R, "1989-01-01"), force=None)).periods == ()
    assert of(made((R, "1989-01-01"), force=None)).stands is Stands.PARTY


def test_an_instrument_taken_back_leaves_a_signatory() -> None:
    found = of(
        made((S, "1988-01-01"), (R, "1989-01-01"), (Did.INSTRUMENT_WITHDRAWN, "1989-06-01"), force=None)
    )
    assert found.stands is Stands.SIGNATORY


def test_a_succession_binds_from_the_day_of_the_state() -> None:
    done = (Performed(did=Did.SUCCESSION, date="1999-01-01", sources=G),)
    found = of(made(participants=(Participant(state="HEIR", acts=done),)), "HEIR")
    assert list(found.periods) == [Period("1995-06-01")]


def test_a_closed_treaty_of_two_binds_both_from_its_day_to_its_end() -> None:
    entry = made(
        participants=(),
        parties=Parties(states=("DEU", "FRA"), closed=True, sources=G),
        events=(Event(what=What.TERMINATED, date="2001-01-01", sources=G),),
    )
    assert [(s.state, s.periods) for s in standings(entry, STATES)] == [
        ("DEU", (Period("1990-01-01", "2001-01-01"),)),
        ("FRA", (Period("1990-01-01", "2001-01-01"),)),
    ]
    assert ended(entry) == "2001-01-01"


def test_an_end_by_one_party_ends_nothing_for_the_others() -> None:
    assert (
        ended(made(events=(Event(what=What.TERMINATED, date="2001-01-01", by=("USA",), sources=G),))) is None
    )


def test_a_commitment_binds_nobody() -> None:
    found = of(made((S, "1989-01-01"), kind=Kind.COMMITMENT))
    assert (found.stands, found.periods) == (Stands.PARTICIPANT, ())


def test_where_no_source_says_that_it_goes_on_that_is_not_known() -> None:
    parties = Parties(states=("DEU", "FRA"), closed=True, sources=("uk-2023",))
    old = made(participants=(), parties=parties, as_of=None)
    assert of(old).known_until is None
    days = (*old.days, Day(what=DayKind.STILL_IN_FORCE, date="2020", sources=("manytreaties-2020",)))
    going = made((R, "1989-01-01"), days=days, as_of=None)
    assert of(going).known_until is not None


def whole(*acts: tuple[Did, str], until: str = "2014-06-30", **more: object) -> Entry:
    covers = (Cover(source="un-2015", whole_until=until, omits=("leaving",)),)
    return made(*acts, sources=("un-2015",), covers=covers, as_of=None, **more)  # type: ignore[arg-type]


def test_a_list_tells_up_to_its_day_and_no_further() -> None:
    assert of(whole((R, "1989-01-01"))).known_until == "2014-06-30"


def test_a_noisy_consent_gives_way_to_a_list_that_is_whole_and_has_none() -> None:
    noisy = (
        Performed(did=Did.SIGNATURE, date="1989-01-01", sources=("un-2015",)),
        Performed(did=Did.CONSENT, date="1992-01-01", sources=("manytreaties-2020",)),
    )
    entry = whole(participants=(Participant(state="FRA", acts=noisy),))
    assert (of(entry).stands, of(entry).periods) == (Stands.SIGNATORY, ())
    late = whole(until="1991-01-01", participants=(Participant(state="FRA", acts=noisy),))
    assert of(late).stands is Stands.PARTY


@pytest.mark.parametrize(
    ("days", "believed"),
    [
        # its number is two: there cannot be four consents before it entered into force on 1 January 1990
        pytest.param(["1988-01-01", "1988-02-01", "1988-03-01", "1988-04-01"], False, id="made up"),
        pytest.param(["1988-01-01", "1990-01-01", "1990-02-01", "1990-03-01"], True, id="in order"),
    ],
)
def test_a_noisy_list_with_more_consents_than_there_can_have_been_tells_none(
    days: list[str], believed: bool
) -> None:
    noisy = tuple(
        Participant(state=state, acts=(Performed(did=Did.CONSENT, date=day, sources=("manytreaties-2020",)),))
        for state, day in zip(("FRA", "ESP", "ITA", "PRT"), days, strict=True)
    )
    assert bool(of(made(participants=noisy)).periods) is believed
    weighed = {"entry_into_force": {"trigger": "instruments", "count": 2, "must_include": ["USA"]}}
    assert of(made(participants=noisy, terms=weighed)).periods  # its day may come long after its number


def standing_of(stands: Stands, as_of: str, source: str) -> Standing:
    return Standing(stands=stands, as_of=as_of, sources=(source,))


def test_a_later_whole_list_that_has_it_out_ends_the_period() -> None:
    acts = (Performed(did=R, date="1989-01-01", sources=("un-2015",)),)
    covers = (
        Cover(source="un-2015", whole_until="2014-06-30"),
        Cover(source="un-rights-2022", whole_until="2022-08", omits=("acts",)),
    )
    out = made(
        participants=(
            Participant(
                state="FRA", acts=acts, standings=(standing_of(Stands.NEITHER, "2022-08", "un-rights-2022"),)
            ),
        ),
        covers=covers,
    )
    assert list(of(out).periods) == [Period("1990-01-01", "2022-08", False)]
    not_whole = made(
        participants=(
            Participant(
                state="FRA", acts=acts, standings=(standing_of(Stands.NEITHER, "2025", "factbook-2026"),)
            ),
        ),
        covers=covers,
    )
    assert list(of(not_whole).periods) == [Period("1990-01-01")]


LISTED = [
    ((("2025", Stands.PARTY),), "1990-01-01/2025-01-01"),
    ((("2025", Stands.PARTY), ("2015-01-01", Stands.PARTY)), "1990-01-01/2015-01-01"),
    ((("2005", Stands.PARTY), ("2010", Stands.NEITHER), ("2025", Stands.PARTY)), "1990-01-01/2025-01-01"),
    ((("1990-01-01", Stands.PARTY),), "1990-01-01"),
]


@pytest.mark.parametrize(("lists", "since"), LISTED)
def test_who_is_only_listed_was_bound_from_a_day_before_the_list(
    lists: tuple[tuple[str, Stands], ...], since: str
) -> None:
    """The day of a list is no day on which anybody joined."""
    told = tuple(standing_of(stands, day, "factbook-2026") for day, stands in lists)
    entry = made(participants=(Participant(state="FRA", standings=told),))
    assert list(of(entry).periods) == [Period(since, None, False)]
    assert standing(entry, "ITA", STATES) is None


def test_all_states_of_an_entry_stand_where_each_does_by_itself(
    register: Register, entries: list[Entry]
) -> None:
    states = {s.code: s for s in register.states()}
    for entry in entries[::40]:
        codes = sorted({*entry.parties.states, *(p.state for p in entry.participants)})
        assert standings(entry, states) == tuple(standing(entry, code, states) for code in codes), entry.id


@pytest.mark.parametrize(
    ("acts", "until"),
    [
        ([(D, "1999-05-05")], "2000-05-05"),
        ([(D, "1999-05-05"), (Did.NOTICE_REVOKED, "1999-12-01")], None),
        ([(D, "1999-05-05"), (Did.NOTICE_REVOKED, "1999-12-01"), (D, "2003-01-01")], "2004-01-01"),
        ([(Did.NOTICE_REVOKED, "1999-01-01"), (D, "1999-05-05")], "2000-05-05"),
    ],
)
def test_of_two_whose_consents_are_not_told_a_notice_taken_back_is_none(
    acts: list[tuple[Did, str]], until: str | None
) -> None:
    between = Parties(states=("FRA", "ITA"), closed=True)
    assert of(made(*acts, parties=between)).periods == (Period("1990-01-01", until),)


@pytest.mark.parametrize(
    ("year", "since"),
    [
        # the list of acts is whole to 30 June 2014: bound after it, by a consent of the year at the latest
        pytest.param("2016", "2016-01-01/2017-01-30", id="the year of its consent"),
        pytest.param(None, "2014-06-30/2022-08-01", id="no year told"),
        pytest.param("2007", "2014-06-30/2022-08-01", id="a year in which it only signed"),
    ],
)
def test_who_a_later_list_has_was_bound_within(year: str | None, since: str) -> None:
    has = Standing(stands=Stands.PARTY, as_of="2022-08", sources=("un-rights-2022",), year=year)
    among = Standing(stands=Stands.PARTICIPANT, as_of="2023", sources=("uk-2023",))
    covers = (
        Cover(source="un-2015", whole_until="2014-06-30"),
        Cover(source="un-rights-2022", whole_until="2022-08", omits=("acts",)),
    )
    signed = (Performed(did=S, date="2007-02-06", sources=("un-2015",)),)
    found = of(
        made(participants=(Participant(state="FRA", acts=signed, standings=(has, among)),), covers=covers)
    )
    assert (found.stands, found.periods) == (Stands.PARTY, (Period(since, None, False),))


def rules(first: dict[str, object], later: dict[str, object] | None = None) -> dict[str, object]:
    more = {} if later is None else {"later_states": later}
    return {"entry_into_force": {"trigger": "instruments", "count": 2, **first}, **more}


@pytest.mark.parametrize(
    ("terms", "since"),
    [
        pytest.param({}, "1991-01-01/1992-02-01", id="its clauses are not known"),
        pytest.param(rules({"offset": {"n": 90, "unit": "day"}}), "1991-01-01/1991-04-01", id="as the first"),
        pytest.param(
            rules({"offset": {"n": 24, "unit": "month"}}), "1991-01-01/1992-02-01", id="none so long"
        ),
        pytest.param(rules({}), "1991-01-01", id="the first did not wait"),
        pytest.param(rules({"offset": {"n": 90, "unit": "day"}}, {}), "1991-01-01", id="from the deposit"),
    ],
)
def test_who_comes_later_waits_no_longer_than_the_clause_that_is_known(
    terms: dict[str, object], since: str
) -> None:
    assert of(made((A, "1991-01-01"), terms=terms)).periods[0].since == since
