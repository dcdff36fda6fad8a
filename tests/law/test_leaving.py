"""How treaties end and how parties leave: VCLT 54 to 59, 65, 67, 68, on real treaties where there is one."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.forms import terms_from_json
from foedus.law.model import Act, Fact, Headline, Record, State, Status, Terms
from foedus.law.status import status
from foedus.model import Certainty, Step
from foedus.wording.status import first_line, status_text

Json = dict[str, Any]
PAIR = ("RUS", "USA")
EXCHANGED = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2011-02-05")


def terms(**more: Any) -> Terms:
    return terms_from_json({"entry_into_force": {"trigger": "exchange", "of": "instruments"}, **more})


def on(day: str, given: Terms, *facts: Fact, parties: tuple[str, ...] = PAIR) -> Status:
    return status(Record("New START", parties, (EXCHANGED, *facts)), given, day)


def notice(day: str, by: str = "USA", **more: Any) -> Fact:
    return Fact("n", Step.WITHDRAWN, (by,), PAIR, day, act=Act.DENUNCIATION, **more)


TEN_YEARS: Json = {"kind": "fixed", "n": 10, "unit": "year"}


class TestNewStart:
    """In force 5 February 2011 for ten years; extended on 3 February 2021 to 4 February 2026."""

    EXTENDED = Fact("e", Step.EXTENDED, PAIR, PAIR, "2021-02-03", until="2026-02-04")
    TERMS = terms(duration=TEN_YEARS, denunciation={"notice": {"n": 3, "unit": "month"}, "not_before": None})

    def test_it_would_have_run_out(self) -> None:
        assert on("2021-02-04", self.TERMS).in_force is True
        ended = on("2021-02-05", self.TERMS)
        assert ended.in_force is False
        assert ended.state is State.EXPIRED
        assert first_line(ended) == "EXPIRED   from 2021-02-05; was in force since 2011-02-05"

    def test_the_extension_carries_it_on(self) -> None:
        found = on("2022-01-01", self.TERMS, self.EXTENDED)
        assert found.state is State.RENEWED
        assert found.in_force_until == "2026-02-05"
        assert on("2026-02-04", self.TERMS, self.EXTENDED).in_force is True
        assert on("2026-02-05", self.TERMS, self.EXTENDED).state is State.EXPIRED

    def test_one_side_suspends(self) -> None:
        suspended = Fact("s", Step.SUSPENDED, ("RUS",), PAIR, "2023-02-21")
        found = on("2023-03-01", self.TERMS, self.EXTENDED, suspended)
        assert found.state is State.SUSPENDED
        assert found.in_force is True
        assert found.headline is Headline.SUSPENDED
        assert any("VCLT 57" in (d.article or "") for d in status_text(found).doubts)
        places = {p.party: p.state for p in found.parties}
        assert places == {"RUS": State.SUSPENDED, "USA": State.IN_FORCE}

    def test_a_suspension_ends_when_it_resumes(self) -> None:
        suspended = Fact("s", Step.SUSPENDED, ("RUS",), PAIR, "2023-02-21")
        resumed = Fact("r", "resumed", ("RUS",), PAIR, "2023-06-01")
        assert on("2023-07-01", self.TERMS, self.EXTENDED, suspended, resumed).state is State.RENEWED

    @pytest.mark.parametrize(("day", "state"), [("2023-06-30", "suspended"), ("2023-07-01", "renewed")])
    def test_a_suspension_until_a_month_ends_with_it(self, day: str, state: str) -> None:
        suspended = Fact("s", Step.SUSPENDED, ("RUS",), PAIR, "2023-02-21", until="2023-06")
        assert on(day, self.TERMS, self.EXTENDED, suspended).state == state

    def test_an_extension_without_an_end_leaves_the_end_open(self) -> None:
        extended = Fact("e", Step.EXTENDED, PAIR, PAIR, "2021-02-03")
        found = on("2022-01-01", self.TERMS, extended)
        assert found.in_force is None
        assert any("until when is not told" in d.text for d in status_text(found).doubts)


class TestNotice:
    """The INF Treaty: six months' notice, given on 2 February 2019."""

    SIX = terms(denunciation={"notice": {"n": 6, "unit": "month"}, "not_before": None})

    @pytest.mark.parametrize("given", [SIX, terms()], ids=["with a clause", "without"])
    def test_a_notice_is_told_once(self, given: Terms) -> None:
        found = on("2019-03-01", given, notice("2019-02-02"))
        assert sum("notice" in r.text and r.facts == ("n",) for r in status_text(found).reasons) == 1

    def test_it_binds_until_the_notice_has_run(self) -> None:
        found = on("2019-08-01", self.SIX, notice("2019-02-02"))
        assert found.state is State.NOTICE_GIVEN
        assert found.headline is Headline.NOTICE_GIVEN
        assert found.in_force_until == "2019-08-02"
        assert [(d.kind, d.date, d.party) for d in found.dates] == [
            ("effect of denunciation", "2019-08-02", "USA"),
            ("expiry", "2019-08-02", None),
        ]

    def test_a_treaty_of_two_ends_when_one_leaves(self) -> None:
        found = on("2019-08-02", self.SIX, notice("2019-02-02"))
        assert found.in_force is False
        assert found.state is State.TERMINATED

    def test_a_notice_taken_back_in_time_is_none(self) -> None:
        back = Fact("b", "notice_revoked", ("USA",), PAIR, "2019-05-01")
        assert on("2020-01-01", self.SIX, notice("2019-02-02"), back).in_force is True

    def test_a_notice_taken_back_too_late_stands(self) -> None:
        back = Fact("b", "notice_revoked", ("USA",), PAIR, "2019-09-01")
        assert on("2020-01-01", self.SIX, notice("2019-02-02"), back).in_force is False

    def test_news_of_a_withdrawal_may_be_of_notice_or_effect(self) -> None:
        news = Fact("n", Step.WITHDRAWN, ("USA",), PAIR, "2019-02-02")
        found = on("2019-05-01", self.SIX, news)
        assert found.in_force is None
        assert any("notice or of effect" in d.text for d in status_text(found).doubts)
        assert on("2019-08-02", self.SIX, news).in_force is False

    def test_a_second_report_at_its_end_tells_which(self) -> None:
        first = Fact("n", Step.WITHDRAWN, ("USA",), PAIR, "2019-02-02")
        second = Fact("m", Step.WITHDRAWN, ("USA",), PAIR, "2019-08-02")
        assert on("2019-05-01", self.SIX, first).in_force is None
        assert on("2019-08-03", self.SIX, first, second).in_force is False

    def test_an_intention_to_leave_is_no_notice(self) -> None:
        plan = Fact(
            "p", Step.WITHDRAWN, ("USA",), PAIR, "2018-10-20", Certainty.PLANNED, ("AP", "the president")
        )
        found = on("2018-12-01", self.SIX, plan)
        assert found.state is State.IN_FORCE
        assert any("planned, so not done" in r.text for r in status_text(found).reasons)

    def test_notice_before_the_first_day_allowed_counts_from_that_day(self) -> None:
        given = terms(
            denunciation={"notice": {"n": 1, "unit": "year"}, "not_before": {"n": 3, "unit": "year"}}
        )
        found = on("2015-02-04", given, notice("2011-03-01"))
        assert found.in_force is True
        assert found.in_force_until == "2015-02-05"
        assert any("first day allowed" in d.text for d in status_text(found).doubts)

    def test_no_clause_on_leaving_is_said_with_its_doubt(self) -> None:
        found = on("2012-05-31", terms(), notice("2011-06-01"))
        assert (found.in_force, found.state) == (True, State.NOTICE_GIVEN)
        assert any(d.article == "VCLT 56" for d in status_text(found).doubts)
        assert on("2012-06-01", terms(), notice("2011-06-01")).in_force is None
        assert on("2030-06-01", terms(), notice("2011-06-01")).in_force is None

    def test_the_depositary_s_day_of_effect_stands(self) -> None:
        assert (
            on("2012-01-01", self.SIX, notice("2011-06-01", until="2012-06-01")).in_force_until
            == "2012-06-01"
        )


class TestRenewal:
    """The 1961 pattern: ten years, then tacitly for periods of five, unless notice a year before."""

    TERMS = terms(
        duration=TEN_YEARS,
        renewal={"tacit": True, "n": 5, "unit": "year", "notice": {"n": 1, "unit": "year"}},
    )

    @pytest.mark.parametrize(
        ("day", "state", "last_notice"),
        [
            ("2015-01-01", State.IN_FORCE, "2020-02-05"),
            ("2021-02-05", State.RENEWED, "2025-02-05"),
            ("2026-02-05", State.RENEWED, "2030-02-05"),
        ],
    )
    def test_periods(self, day: str, state: State, last_notice: str) -> None:
        found = on(day, self.TERMS)
        assert found.state is state
        assert ("last day for notice", last_notice) in [(d.kind, d.date) for d in found.dates]
        assert found.in_force_until is None

    def test_notice_in_time_ends_it_with_the_period(self) -> None:
        found = on("2020-06-01", self.TERMS, notice("2020-02-05"))
        assert found.in_force_until == "2021-02-05"
        assert on("2021-02-05", self.TERMS, notice("2020-02-05")).in_force is False

    def test_notice_too_late_ends_it_with_the_next(self) -> None:
        late = notice("2020-02-06")
        assert on("2021-06-01", self.TERMS, late).in_force is True
        assert on("2026-02-05", self.TERMS, late).in_force is False

    def test_without_periods_it_goes_on(self) -> None:
        given = terms(duration=TEN_YEARS, renewal={"tacit": True, "n": None, "unit": None, "notice": None})
        assert on("2050-01-01", given).in_force is True

    def test_until_a_day(self) -> None:
        given = terms(duration={"kind": "until", "date": "2020-12-31"})
        assert on("2020-12-31", given).in_force is True
        assert on("2021-01-01", given).state is State.EXPIRED


class TestExtendedAnew:
    """Extended by all after it had run out: in force by that agreement, and what held between is not told."""

    TERMS = terms(duration=TEN_YEARS)

    @pytest.mark.parametrize(
        ("extended", "until", "on_day", "state", "ends"),
        [
            ("2021-04-01", "2026-02-04", "2021-03-01", State.EXPIRED, "2021-02-05"),
            ("2021-04-01", "2026-02-04", "2021-04-01", State.RENEWED, "2026-02-05"),
            ("2021-04-01", "2026-02-04", "2026-02-05", State.EXPIRED, "2026-02-05"),
            # until a day that is past already, or until nobody knows when: nothing is chosen
            ("2021-04-01", "2021-03-31", "2021-06-01", State.UNCERTAIN, "2021-02-05/.."),
            ("2021-04-01", None, "2021-06-01", State.UNCERTAIN, "2021-02-05/.."),
        ],
    )
    def test_where_it_stands(
        self, extended: str, until: str | None, on_day: str, state: State, ends: str
    ) -> None:
        late = Fact("e", Step.EXTENDED, PAIR, PAIR, extended, until=until)
        found = on(on_day, self.TERMS, late)
        assert found.state is state
        assert (found.in_force_until or "2021-02-05/..") == ends

    def test_its_doubt(self) -> None:
        late = Fact("e", Step.EXTENDED, PAIR, PAIR, "2021-04-01", until="2026-02-04")
        doubts = status_text(on("2022-01-01", self.TERMS, late)).doubts
        said = "extended on 1 April 2021, after its expiry on 5 February 2021: what held between is not told"
        assert said in [d.text for d in doubts]


class TestConsent:
    def test_both_end_it_at_any_time(self) -> None:
        ended = Fact("t", Step.TERMINATED, PAIR, PAIR, "2015-05-05")
        found = on("2015-05-05", terms(), ended)
        assert found.state is State.TERMINATED
        assert any(r.article == "VCLT 54(b)" for r in status_text(found).reasons)

    def test_one_alone_gives_notice(self) -> None:
        ended = Fact("t", Step.TERMINATED, ("USA",), PAIR, "2015-05-05")
        given = terms(denunciation={"notice": {"n": 6, "unit": "month"}, "not_before": None})
        assert on("2015-05-06", given, ended).in_force is not False

    def test_a_later_treaty_takes_its_place(self) -> None:
        later = Fact("l", "superseded", (), PAIR, "2015-05-05")
        found = on("2016-01-01", terms(), later)
        assert found.state is State.SUPERSEDED
        assert found.in_force is False

    def test_a_violation_ends_nothing_by_itself(self) -> None:
        broken = Fact(
            "v", Step.VIOLATED, ("RUS",), PAIR, "2014-07-29", Certainty.REPORTED, ("Reuters", "USA")
        )
        found = on("2015-01-01", terms(), broken)
        assert found.state is State.IN_FORCE
        assert any("VCLT 60" in (r.article or "") for r in status_text(found).reasons)


class TestTooFew:
    FACTS = tuple(
        Fact(f"d{s}", Step.DEPOSITED, (s,), (), "2000-01-01", act=Act.RATIFICATION)
        for s in ("A", "B", "C", "D")
    )
    LEFT = tuple(
        Fact(f"n{s}", Step.WITHDRAWN, (s,), (), "2005-01-01", act=Act.DENUNCIATION) for s in ("A", "B")
    )

    def status(self, *facts: Fact, **more: Any) -> Status:
        given = terms_from_json(
            {
                "entry_into_force": {"trigger": "instruments", "count": 4},
                "denunciation": {"notice": {"n": 1, "unit": "year"}, "not_before": None},
                **more,
            }
        )
        return status(Record("t", (), (*self.FACTS, *facts)), given, "2010-01-01")

    def test_falling_below_the_number_does_not_end_it(self) -> None:
        found = self.status(*self.LEFT)
        assert found.in_force is True
        assert sum(p.in_force is True for p in found.parties) == 2

    def test_unless_the_treaty_says_so(self) -> None:
        assert self.status(*self.LEFT, ends_below=3).state is State.TERMINATED

    def test_or_only_one_is_left(self) -> None:
        third = Fact("nC", Step.WITHDRAWN, ("C",), (), "2006-01-01", act=Act.DENUNCIATION)
        found = self.status(*self.LEFT, third)
        assert found.state is State.TERMINATED
        assert found.in_force_until == "2007-01-01"
