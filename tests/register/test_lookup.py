"""The shipped register is found by the names that people use, by parties, day and words."""

from __future__ import annotations

import pytest

from foedus.register.index import words_in
from foedus.register.lookup import Register
from foedus.register.model import NameKind, Stands


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("NPT", "npt-1968"),
        ("the Non-Proliferation Treaty", "npt-1968"),
        ("Comprehensive Nuclear-Test-Ban Treaty", "ctbt-1996"),
        ("CTBT", "ctbt-1996"),
        ("NATO treaty", "north-atlantic-treaty-1949"),
        ("Paris climate accord", "paris-agreement-2015"),
        ("Iran nuclear deal", "jcpoa-2015"),
        ("NAFTA", "nafta-1992"),
        ("USMCA", "usmca-2018"),
        ("New START", "new-start-2010"),
        ("INF treaty", "inf-treaty-1987"),
        ("ANZUS", "anzus-1951"),
        ("Rome Statute", "rome-statute-1998"),
        ("Vienna Convention on the Law of Treaties", "vclt-1969"),
        ("Vienna Convention on Diplomatic Relations", "diplomatic-relations-1961"),
    ],
)
def test_a_name_means_one_entry(register: Register, name: str, entry: str) -> None:
    assert [h.brief.id for h in register.by_name(name) if h.name.kind is not NameKind.GENERIC] == [entry]


def test_a_shared_name_gives_all_and_says_that_it_is_generic(register: Register) -> None:
    hits = register.by_name("Vienna Convention")
    assert {h.brief.id for h in hits} >= {"vclt-1969", "diplomatic-relations-1961", "ozone-convention-1985"}
    assert {h.name.kind for h in hits} == {NameKind.GENERIC}


@pytest.mark.parametrize("name", ["", "the", "a treaty nobody made", "NATO treaty of 1948"])
def test_an_unknown_name_means_nothing(register: Register, name: str) -> None:
    assert register.by_name(name) == ()


def test_every_name_finds_its_entry(register: Register) -> None:
    for brief in register.briefs():
        for name in brief.names:
            assert brief.id in {h.brief.id for h in register.by_name(name.text)}, name.text


def test_a_list_record_is_an_id_too(register: Register) -> None:
    entry = register.entry("un-26-4")
    assert entry is not None
    assert entry.id == "ctbt-1996"
    assert register.entry("un-99-99") is None
    brief = register.brief("ctbt-1996")
    assert brief is not None
    assert (brief.in_force, brief.not_yet) == (None, True)


@pytest.mark.parametrize(
    ("party", "entry", "on", "binds", "stands"),
    [
        ("USA", "north-atlantic-treaty-1949", "2020-01-01", True, Stands.PARTY),
        ("SWE", "north-atlantic-treaty-1949", "2024-03-06", False, Stands.PARTY),
        ("SWE", "north-atlantic-treaty-1949", "2024-03-07", True, Stands.PARTY),
        ("USA", "ctbt-1996", "2020-01-01", False, Stands.SIGNATORY),
        ("FRA", "ctbt-1996", "2020-01-01", False, Stands.PARTY),
        ("RUS", "ctbt-1996", "2024-01-01", False, Stands.SIGNATORY),
        ("USA", "paris-agreement-2015", "2020-11-03", True, Stands.NEITHER),
        ("USA", "paris-agreement-2015", "2020-12-01", False, Stands.NEITHER),
        ("USA", "paris-agreement-2015", "2021-02-19", True, Stands.NEITHER),
        ("JAM", "iccpr-op1-1966", "1990-01-01", True, Stands.NEITHER),
        ("JAM", "iccpr-op1-1966", "2000-01-01", False, Stands.NEITHER),
        ("PHL", "rome-statute-1998", "2019-03-16", True, Stands.NEITHER),
        ("PHL", "rome-statute-1998", "2019-03-17", False, Stands.NEITHER),
        ("CAN", "nafta-1992", "2019-01-01", True, Stands.NEITHER),
        ("PRK", "prk-rus-2024-partnership", "2024-12-03", False, Stands.PARTY),
        ("PRK", "prk-rus-2024-partnership", "2024-12-04", True, Stands.PARTY),
        ("RUS", "inf-treaty-1987", "2000-01-01", True, Stands.PARTY),
        ("FRA", "inf-treaty-1987", "2000-01-01", None, None),
    ],
)
def test_who_is_bound_when(
    register: Register, party: str, entry: str, on: str, binds: bool | None, stands: Stands | None
) -> None:
    found = [b for b in register.in_force(party, on) if b.brief.id == entry]
    assert [(b.binds, b.stands) for b in found] == ([] if stands is None else [(binds, stands)])


def test_nothing_is_told_beyond_the_day_that_is_known(register: Register) -> None:
    (bound,) = [b for b in register.in_force("FIN", "2015-01-01") if b.brief.id == "ottawa-convention-1997"]
    assert bound.binds is True
    assert bound.known_until is not None


def test_treaties_of_two(register: Register) -> None:
    only = {b.id for b in register.of_parties(["USA", "RUS"], only=True)}
    assert {"inf-treaty-1987", "new-start-2010", "sort-2002"} <= only
    assert "open-skies-1992" not in only
    assert "open-skies-1992" in {b.id for b in register.of_parties(["USA", "RUS"])}
    assert register.of_parties([]) == ()
    assert register.of_parties(["USA", "XXX"]) == ()


def test_treaties_by_hand_of_just_these_are_those_of_all_that_are_by_hand(register: Register) -> None:
    few = {frozenset(b.parties) for b in register.briefs() if b.by_hand and 1 < len(b.parties) < 7}
    assert len(few) > 100
    for codes in few:
        listed = register.of_parties(sorted(codes), only=True)
        assert register.by_hand_between(codes) == tuple(b for b in listed if b.by_hand)
    assert {b.id for b in register.by_hand_between({"USA", "RUS"})} >= {"inf-treaty-1987", "sort-2002"}


def test_the_words_of_an_entry_are_those_of_its_names_subjects_and_places(register: Register) -> None:
    by_hand = [b.id for b in register.briefs() if b.by_hand]
    listed = [b.id for b in register.briefs() if not b.by_hand][::500]
    for id_ in (*by_hand, *listed):
        assert register.words_of(id_) == words_in(register.entry(id_))  # type: ignore[arg-type]
    assert "anti personnel" in register.words_of("ottawa-convention-1997").named
    assert register.words_of("no-such-entry").named == frozenset()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("nuclear test ban", {"ptbt-1963", "ctbt-1996"}),
        ("comprehensve test ban", {"ctbt-1996"}),
        ("ottawa landmines", {"ottawa-convention-1997"}),
        ("paris climat", {"paris-agreement-2015"}),
        ("mutual defense philippines", {"usa-phl-mutual-defense-1951"}),
        ("diplomtaic relations", {"diplomatic-relations-1961"}),
        ("NPT", {"npt-1968"}),
        ("law of the sea", {"unclos-1982"}),
    ],
)
def test_search_forgives_a_typing_error(register: Register, words: str, first: set[str]) -> None:
    found = [b.id for b in register.search(words)]
    assert set(found[: len(first)]) == first


@pytest.mark.parametrize("words", ["", "the of", "xqzzq", "qq"])
def test_search_for_nothing_finds_nothing(register: Register, words: str) -> None:
    assert register.search(words) == ()


def test_the_limit_of_a_search_is_kept(register: Register) -> None:
    assert len(register.search("trade agreement", limit=5)) == 5
