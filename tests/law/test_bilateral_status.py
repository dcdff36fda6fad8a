"""Treaties of two, from signature to in force: what is missing, on whose word, and since when."""

from __future__ import annotations

import pytest

from foedus.law.forms import terms_from_json
from foedus.law.model import Act, Fact, Headline, Record, State, Terms
from foedus.law.status import status
from foedus.model import Certainty, Step
from foedus.wording.status import first_line, status_text

PAIR = ("PRK", "RUS")
ON_EXCHANGE = terms_from_json({"entry_into_force": {"trigger": "exchange", "of": "instruments"}})

SIGNED = Fact("s", Step.SIGNED, PAIR, PAIR, "2024-06")
RUSSIA = Fact("r", Step.RATIFIED, ("RUS",), PAIR, "2024-11-09", Certainty.REPORTED, ("Yonhap", "TASS"))
KOREA = Fact("k", Step.RATIFIED, ("PRK",), PAIR, "2024-11-11", Certainty.REPORTED, ("Yonhap", "KCNA"))
PLAN = Fact("p", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, None, Certainty.PLANNED, ("Yonhap", "an official"))
DONE = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-04")
STORY = (SIGNED, RUSSIA, KOREA, PLAN)


def record(*facts: Fact, parties: tuple[str, ...] = PAIR) -> Record:
    return Record("a treaty", parties, facts)


def test_ratified_by_both_is_not_in_force_before_the_exchange() -> None:
    found = status(record(*STORY), ON_EXCHANGE, "2024-11-12")
    assert first_line(found) == (
        "NOT IN FORCE   ratified by both; missing: exchange of instruments of ratification"
    )
    assert found.in_force is False
    assert found.state is State.RATIFIED
    assert found.in_force_since is None
    assert status_text(found).missing == ("exchange of instruments of ratification",)
    assert found.earliest == "2024-11-12"


def test_the_exchange_brings_it_into_force_on_its_day() -> None:
    facts = (*STORY, DONE)
    before = status(record(*facts), ON_EXCHANGE, "2024-12-03")
    on_the_day = status(record(*facts), ON_EXCHANGE, "2024-12-04")
    assert before.in_force is False
    assert first_line(on_the_day) == "IN FORCE since 2024-12-04"
    assert on_the_day.in_force_since == "2024-12-04"
    assert on_the_day.missing == ()
    assert [(p.party, p.state, p.since) for p in on_the_day.parties] == [
        ("PRK", State.IN_FORCE, "2024-12-04"),
        ("RUS", State.IN_FORCE, "2024-12-04"),
    ]


def test_every_reason_about_facts_names_them() -> None:
    found = status(record(*STORY, DONE), ON_EXCHANGE, "2024-12-04")
    assert {f for r in found.reasons for f in r.facts} == {"s", "r", "k", "x"}
    exchange = next(r for r in status_text(found).reasons if r.text.startswith("instruments exchanged on"))
    assert exchange.facts == ("x",)
    assert exchange.article is not None
    assert "VCLT" in exchange.article


def test_a_plan_establishes_nothing_and_is_said() -> None:
    found = status(record(*STORY), ON_EXCHANGE, "2024-11-12")
    plan = next(r for r in status_text(found).reasons if r.facts == ("p",))
    assert "planned, so not done" in plan.text
    assert "an official" in plan.text


@pytest.mark.parametrize(("who", "said"), [(("RUS",), False), (("PRK",), True), (PAIR, True), ((), False)])
def test_a_plan_is_carried_out_by_those_it_names(who: tuple[str, ...], said: bool) -> None:
    done = Fact("r", Step.RATIFIED, ("RUS",), PAIR, "2024-11-09")
    plan = Fact("p", Step.RATIFIED, who, PAIR, None, Certainty.PLANNED)
    found = status(record(done, plan), ON_EXCHANGE, "2024-11-12")
    assert any(r.facts == ("p",) for r in found.reasons) is said


@pytest.mark.parametrize("certainty", [Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.SPECULATED])
def test_what_is_not_said_to_have_happened_never_brings_it_into_force(certainty: Certainty) -> None:
    exchange = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-11-10", certainty)
    entry = Fact("e", Step.ENTERED_INTO_FORCE, (), PAIR, "2024-11-10", certainty)
    assert status(record(*STORY, exchange, entry), ON_EXCHANGE, "2025-01-01").in_force is False


def test_a_reported_exchange_is_in_force_on_the_word_of_who_says_so() -> None:
    told = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-04", Certainty.REPORTED, ("AP", "TASS"))
    found = status(record(*STORY, told), ON_EXCHANGE, "2024-12-05")
    assert first_line(found) == "IN FORCE since 2024-12-04 (according to TASS)"
    assert any("on the word of TASS" in d.text for d in status_text(found).doubts)


def test_the_same_asserted_by_a_publisher_needs_no_word_of_another() -> None:
    told = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-04", Certainty.REPORTED, ("AP", "TASS"))
    found = status(record(*STORY, told, DONE), ON_EXCHANGE, "2024-12-05")
    assert first_line(found) == "IN FORCE since 2024-12-04"


def test_a_month_gives_in_force_with_the_day_unknown() -> None:
    told = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12")
    within = status(record(*STORY, told), ON_EXCHANGE, "2024-12-15")
    after = status(record(*STORY, told), ON_EXCHANGE, "2025-01-01")
    assert within.in_force is None
    assert within.state is State.UNCERTAIN
    assert first_line(after) == "IN FORCE since December 2024, day unknown"
    assert after.in_force_since == "2024-12"
    assert any("not known exactly" in d.text for d in status_text(after).doubts)


def test_two_days_for_one_exchange_stay_two() -> None:
    other = Fact(
        "y", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-05", Certainty.REPORTED, ("AFP", "KCNA")
    )
    found = status(record(*STORY, DONE, other), ON_EXCHANGE, "2024-12-04")
    later = status(record(*STORY, DONE, other), ON_EXCHANGE, "2024-12-05")
    assert found.in_force is None
    assert later.in_force is True
    assert later.in_force_since == "2024-12-04/2024-12-05"
    assert any(
        "dated differently" in d.text and "none is chosen" in d.text for d in status_text(later).doubts
    )


def test_a_denied_exchange_leaves_it_open() -> None:
    denied = Fact("d", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-04", Certainty.DENIED, ("AP", "KCNA"))
    found = status(record(*STORY, DONE, denied), ON_EXCHANGE, "2024-12-10")
    assert found.in_force is None
    assert any("denied by KCNA" in d.text for d in status_text(found).doubts)


def test_a_denial_said_before_the_act_does_not_speak_of_it() -> None:
    denied = Fact(
        "d", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, None, Certainty.DENIED, ("AP", "KCNA"), by="2024-11-20"
    )
    assert status(record(*STORY, DONE, denied), ON_EXCHANGE, "2024-12-10").in_force is True


def test_an_undated_exchange_lies_between_ratification_and_publication() -> None:
    told = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, None, by="2024-12-06")
    found = status(record(*STORY, told), ON_EXCHANGE, "2024-12-06")
    assert found.in_force is True
    assert found.in_force_since == "2024-11-11/2024-12-06"
    assert status(record(*STORY, told), ON_EXCHANGE, "2024-11-30").in_force is None
    assert status(record(*STORY, told), ON_EXCHANGE, "2024-11-10").in_force is False


def test_a_report_that_it_is_in_force_is_evidence_of_its_own() -> None:
    told = Fact("e", Step.ENTERED_INTO_FORCE, (), PAIR, "2024-12-04", Certainty.REPORTED, ("Reuters", "KCNA"))
    found = status(record(*STORY, told), ON_EXCHANGE, "2024-12-05")
    assert first_line(found) == "IN FORCE since 2024-12-04 (according to KCNA)"
    assert any(
        "the record does not show: exchange of instruments" in d.text for d in status_text(found).doubts
    )


def test_rule_and_report_that_differ_are_both_kept() -> None:
    told = Fact("e", Step.ENTERED_INTO_FORCE, (), PAIR, "2024-12-10")
    found = status(record(*STORY, DONE, told), ON_EXCHANGE, "2024-12-06")
    assert found.in_force is None
    assert any("neither is chosen" in d.text for d in status_text(found).doubts)
    assert status(record(*STORY, DONE, told), ON_EXCHANGE, "2024-12-10").in_force is True


# rule, facts, the day it enters into force and what is missing the day before
US_KOREA = ("KOR", "USA")
CASES = [
    pytest.param(
        {"trigger": "signature"},
        [Fact("1", Step.SIGNED, US_KOREA, US_KOREA, "2021-03-08")],
        "2021-03-08",
        "signature by KOR and USA",
        id="on signature",
    ),
    pytest.param(
        {"trigger": "date", "date": "1994-01-01"},
        [Fact("1", Step.SIGNED, US_KOREA, US_KOREA, "1992-12-17")],
        "1994-01-01",
        None,
        id="on a day it names",
    ),
    pytest.param(
        {"trigger": "notifications", "count": "all", "offset": {"n": 60, "unit": "day"}},
        [
            Fact("1", Step.NOTIFIED, ("USA",), US_KOREA, "2012-01-10"),
            Fact("2", Step.NOTIFIED, ("KOR",), US_KOREA, "2012-01-15"),
        ],
        "2012-03-15",
        None,
        id="60 days after the last notification",
    ),
    pytest.param(
        {"trigger": "exchange", "of": "notes", "offset": {"n": 1, "unit": "month"}},
        [Fact("1", Step.INSTRUMENTS_EXCHANGED, (), US_KOREA, "2024-01-31")],
        "2024-02-29",
        None,
        id="a month after an exchange of notes",
    ),
    pytest.param(
        {"trigger": "exchange", "of": "notes"},
        [
            Fact("1", Step.NOTIFIED, ("USA",), US_KOREA, "2012-01-10"),
            Fact("2", Step.NOTIFIED, ("KOR",), US_KOREA, "2012-01-15"),
        ],
        "2012-01-15",
        "exchange of notes",
        id="each side's note is half of the exchange",
    ),
    pytest.param(
        {"trigger": "instruments", "count": "all"},
        [
            Fact("1", Step.DEPOSITED, ("USA",), US_KOREA, "2012-01-10"),
            Fact("2", Step.DEPOSITED, ("KOR",), US_KOREA, "2012-01-15"),
        ],
        "2012-01-15",
        "instrument of ratification of KOR",
        id="all instruments",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 2, "offset": {"n": 3, "unit": "month"},
         "round": "first_day_of_following_month"},
        [Fact("1", Step.INSTRUMENTS_EXCHANGED, US_KOREA, US_KOREA, "2012-01-15")],
        "2012-05-01",
        None,
        id="an exchange gives both instruments at once",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "day", "missing"), CASES)
def test_common_rules(rule: dict[str, object], facts: list[Fact], day: str, missing: str | None) -> None:
    terms = terms_from_json({"entry_into_force": rule})
    found = record(*facts, parties=US_KOREA)
    on_the_day = status(found, terms, day)
    assert on_the_day.in_force is True
    assert on_the_day.in_force_since == day
    eve = status(found, terms, _day_before(day))
    assert eve.in_force is False
    if missing is not None:
        assert status_text(eve).missing == (missing,)


@pytest.mark.parametrize(
    ("day", "in_force", "since"),
    [("1990-03-01", False, None), ("1990-06-14", False, None), ("1990-06-15", True, "1990-01-01")],
)
def test_a_day_before_it_was_made(day: str, in_force: bool, since: str | None) -> None:
    """With effect from an earlier day, by its own words: not before it was made (VCLT 28)."""
    signed = Fact("s", Step.SIGNED, US_KOREA, US_KOREA, "1990-06-15")
    terms = terms_from_json({"entry_into_force": {"trigger": "date", "date": "1990-01-01"}})
    found = status(record(signed, parties=US_KOREA), terms, day)
    assert (found.in_force, found.in_force_since) == (in_force, since)
    assert any("VCLT 28" in r.articles for r in found.reasons) is in_force


def _day_before(day: str) -> str:
    from datetime import date, timedelta  # noqa: PLC0415

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def test_a_home_ratification_is_not_a_deposit() -> None:
    terms = terms_from_json({"entry_into_force": {"trigger": "instruments", "count": "all"}})
    found = status(record(SIGNED, RUSSIA, KOREA), terms, "2024-12-31")
    assert found.in_force is False
    assert status_text(found).missing == (
        "deposit of the instruments of ratification of PRK and RUS (ratified at home)",
    )


def test_a_rule_that_asks_only_for_ratification_is_met_by_it() -> None:
    terms = terms_from_json(
        {"entry_into_force": {"trigger": "instruments", "count": "all", "of": "ratifications"}}
    )
    found = status(record(SIGNED, RUSSIA, KOREA), terms, "2024-12-31")
    assert found.in_force_since == "2024-11-11"


class TestNoKnownTerms:
    """VCLT 24(2): consent of all the negotiating states, and the doubt said."""

    def test_signed_by_both_may_or_may_not_bind(self) -> None:
        found = status(record(SIGNED), Terms(known=False), "2024-11-12")
        assert found.in_force is None
        assert found.headline is Headline.NOT_KNOWN
        articles = [d.article for d in status_text(found).doubts]
        assert "VCLT 12(1), 14(1)" in articles
        assert any(a is not None and "24(2)" in a for a in articles)

    @pytest.mark.parametrize(("on", "in_force"), [("2024-12-03", False), ("2024-12-05", True)])
    def test_who_exchange_instruments_are_bound_no_earlier(self, on: str, in_force: bool) -> None:
        exchange = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-04")
        undated = Fact("y", Step.ENTERED_INTO_FORCE, (), PAIR, by="2024-12-05")
        assert status(record(SIGNED, exchange, undated), Terms(known=False), on).in_force is in_force

    @pytest.mark.parametrize(("on", "in_force"), [("2024-09-01", None), ("2024-12-04", True)])
    def test_a_report_of_force_before_the_exchange_is_in_doubt(self, on: str, in_force: bool | None) -> None:
        exchange = Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-04")
        early = Fact("y", Step.ENTERED_INTO_FORCE, (), PAIR, "2024-06-19")
        assert status(record(SIGNED, exchange, early), Terms(known=False), on).in_force is in_force

    @pytest.mark.parametrize(("on", "in_force"), [("2024-12-31", False), ("2025-01-02", None)])
    def test_once_the_day_announced_has_come_it_is_not_denied(self, on: str, in_force: bool | None) -> None:
        plan = Fact("y", Step.ENTERED_INTO_FORCE, (), PAIR, "2025-01-01", Certainty.PLANNED)
        assert status(record(SIGNED, RUSSIA, plan), Terms(known=False), on).in_force is in_force

    def test_ratification_shows_that_signature_did_not_bind(self) -> None:
        found = status(record(SIGNED, RUSSIA), Terms(known=False), "2024-11-12")
        assert found.in_force is False
        assert found.doubts

    @pytest.mark.parametrize(
        "later",
        [
            pytest.param(Fact("x", Step.INSTRUMENTS_EXCHANGED, PAIR, PAIR, "2024-12-04"), id="exchange"),
            pytest.param(Fact("x", Step.RATIFIED, ("RUS",), PAIR, "2024-12-04"), id="ratified at home"),
            pytest.param(Fact("x", Step.NOTIFIED, ("PRK",), PAIR, "2024-12-04"), id="notification"),
        ],
    )
    def test_what_came_later_shows_it_of_the_days_before(self, later: Fact) -> None:
        unread = Terms(known=False)
        assert status(record(SIGNED, later), unread, "2024-11-12").in_force is False
        assert status(record(SIGNED, later), unread, "2024-06-18").in_force is False
        many = record(SIGNED, later, parties=("PRK", "RUS", "CHN"))
        assert status(many, unread, "2024-11-12").in_force is not True

    @pytest.mark.parametrize(
        ("day", "on", "in_force"),
        [
            pytest.param("2025-01-03", "2024-12-20", False, id="exchanged, and not yet the day"),
            pytest.param("2025-01-03", "2025-01-03", True, id="the day"),
            pytest.param("2025-01", "2025-01-10", None, id="in a month"),
            pytest.param("2024-11-01", "2024-12-20", True, id="a day before the exchange"),
        ],
    )
    def test_a_day_announced_after_the_consent_of_both(
        self, day: str, on: str, in_force: bool | None
    ) -> None:
        """The exchange of 4 December 2024, and "it will enter into force on 3 January"."""
        plan = Fact("p", Step.ENTERED_INTO_FORCE, (), PAIR, day, Certainty.PLANNED)
        assert status(record(*STORY, DONE, plan), Terms(known=False), on).in_force is in_force

    @pytest.mark.parametrize("step", [Step.TERMINATED, Step.AMENDED, Step.EXTENDED])
    def test_of_one_whose_end_alone_is_told_no_day_before_is_excluded(self, step: Step) -> None:
        end = Fact("x", step, (), PAIR, "2024-12-04")
        assert status(record(end), Terms(known=False), "2010-01-01").in_force is None
        signed = record(SIGNED, end)
        assert status(signed, Terms(known=False), "2010-01-01").in_force is False

    def test_a_ratification_still_planned_shows_it_too(self) -> None:
        plan = Fact("p", Step.RATIFIED, ("RUS",), PAIR, None, Certainty.PLANNED)
        assert status(record(SIGNED, plan), Terms(known=False), "2024-11-12").in_force is False

    def test_an_exchange_establishes_consent(self) -> None:
        found = status(record(*STORY, DONE), Terms(known=False), "2024-12-05")
        assert found.in_force is True
        assert found.in_force_since == "2024-12-04"
        assert any("not known here" in d.text for d in status_text(found).doubts)

    def test_a_silent_text_is_said_to_be_silent(self) -> None:
        silent = terms_from_json({"entry_into_force": {"trigger": "none"}})
        found = status(record(SIGNED, RUSSIA), silent, "2024-11-12")
        assert any("the text is silent" in d.text for d in status_text(found).doubts)

    def test_of_many_parties_nothing_is_excluded(self) -> None:
        """Finland's accession, read alone, does not tell whether the North Atlantic Treaty is in force."""
        joined = Fact("a", Step.ACCEDED, ("FIN",), ("FIN", "TUR", "USA"), "2023-04-04")
        found = status(record(joined, parties=("FIN", "TUR", "USA")), Terms(known=False), "2023-05-01")
        assert found.in_force is None
        assert found.headline is Headline.NOT_KNOWN

    def test_nothing_recorded(self) -> None:
        found = status(record(parties=()), Terms(known=False), "2024-11-12")
        assert found.in_force is False
        assert found.state is State.UNKNOWN


STAGES = [
    (Fact("1", Step.NEGOTIATED, PAIR, PAIR, "2024-01-02"), State.NEGOTIATED),
    (Fact("1", Step.INITIALLED, PAIR, PAIR, "2024-01-02"), State.INITIALLED),
    (Fact("1", "adopted", (), PAIR, "2024-01-02"), State.ADOPTED),
    (Fact("1", "opened_for_signature", (), PAIR, "2024-01-02"), State.OPEN_FOR_SIGNATURE),
    (Fact("1", Step.SIGNED, PAIR, PAIR, "2024-01-02"), State.SIGNED),
    (Fact("1", Step.RATIFIED, PAIR, PAIR, "2024-01-02"), State.RATIFIED),
    (
        Fact("1", Step.SIGNED, PAIR, PAIR, "2024-01-02", act=Act.DEFINITIVE_SIGNATURE),
        State.SIGNED_DEFINITIVELY,
    ),
    (Fact("1", Step.NOTIFIED, PAIR, PAIR, "2024-01-02"), State.CONSENTED),
    (Fact("1", Step.PROVISIONALLY_APPLIED, PAIR, PAIR, "2024-01-02"), State.PROVISIONALLY_APPLIED),
]


@pytest.mark.parametrize(("fact", "state"), STAGES, ids=[s.value for _, s in STAGES])
def test_stages_before_it_is_in_force(fact: Fact, state: State) -> None:
    found = status(record(fact), ON_EXCHANGE, "2024-02-01")
    assert found.state is state
    assert found.in_force is False


def test_provisional_application_is_in_the_headline() -> None:
    fact = Fact("1", Step.PROVISIONALLY_APPLIED, PAIR, PAIR, "2024-01-02")
    found = status(record(SIGNED, fact), ON_EXCHANGE, "2024-07-01")
    assert found.headline is Headline.PROVISIONALLY_APPLIED
    assert (
        first_line(found)
        == "NOT IN FORCE, PROVISIONALLY APPLIED   signed by both; missing: exchange of instruments of ratification"
    )


def test_a_condition_met_tells_the_day_ahead() -> None:
    terms = terms_from_json({"entry_into_force": {"trigger": "exchange", "offset": {"n": 30, "unit": "day"}}})
    found = status(record(*STORY, DONE), terms, "2024-12-10")
    assert found.in_force is False
    assert found.state is State.CONSENTED
    assert found.earliest == "2025-01-03"
    assert "enters into force on 2025-01-03" in status_text(found).summary
    assert [(d.kind, d.date) for d in found.dates] == [("entry into force", "2025-01-03")]


def test_names_are_worded_as_asked_and_kept_as_codes() -> None:
    terms = terms_from_json({"entry_into_force": {"trigger": "notifications", "count": "all"}})
    found = status(record(SIGNED), terms, "2024-11-12")
    names = {"PRK": "North Korea", "RUS": "Russia"}.__getitem__
    assert status_text(found, names).missing == (
        "notification by North Korea and Russia that internal procedures are complete",
    )
    assert [p.party for p in found.parties] == ["PRK", "RUS"]


class TestPresupposed:
    """What only a treaty in force can undergo tells that it was, though not since when."""

    def test_an_extension(self) -> None:
        extended = Fact("e", Step.EXTENDED, PAIR, PAIR, "2021-02-03")
        found = status(record(extended), Terms(known=False), "2021-03-01")
        assert first_line(found) == "IN FORCE since 3 February 2021 or before, day unknown"
        assert any("presupposes" in d.text for d in status_text(found).doubts)
        assert status(record(extended), Terms(known=False), "2021-02-02").in_force is not True

    def test_a_termination(self) -> None:
        ended = Fact("t", Step.TERMINATED, (), PAIR, "1996-09-10")
        found = status(record(SIGNED, ended), Terms(known=False), "2024-07-01")
        assert found.in_force is False

    def test_a_withdrawal_does_not(self) -> None:
        """As the United States left the Trans-Pacific Partnership before it was ever in force."""
        signed = Fact("s", Step.SIGNED, PAIR, PAIR, "2016-02-04")
        left = Fact("w", Step.WITHDRAWN, ("RUS",), PAIR, "2017-01-23")
        found = status(record(signed, left), Terms(known=False), "2017-02-01")
        assert found.in_force is None
        assert status_text(found).summary.startswith("signed by both; withdrawal by RUS; ")


def test_consent_bounds_an_undated_report_from_below() -> None:
    told = Fact("e", Step.ENTERED_INTO_FORCE, (), PAIR, None, by="2024-12-05")
    found = status(record(SIGNED, DONE, told), Terms(known=False), "2024-12-05")
    assert found.in_force_since == "2024-12-04/2024-12-05"


def test_one_party_told_is_not_all_of_them() -> None:
    left = Fact("w", Step.WITHDRAWN, ("FIN",), ("FIN",), "2025-06-19")
    found = status(record(left, parties=()), Terms(known=False), "2025-07-01")
    assert found.in_force is None
    assert status_text(found).summary.startswith("withdrawal by FIN; ")


def test_reported_in_force_but_for_whom_is_not_recorded() -> None:
    three = ("CAN", "MEX", "USA")
    told = Fact("e", Step.ENTERED_INTO_FORCE, (), three, "2020-07-01")
    terms = terms_from_json({"entry_into_force": {"trigger": "instruments", "count": 2}})
    found = status(record(told, parties=three), terms, "2020-07-02")
    assert found.in_force is True
    assert {p.state for p in found.parties} == {State.UNCERTAIN}


def test_one_notice_in_a_partial_record_ends_nothing() -> None:
    three = ("CAN", "MEX", "USA")
    told = Fact("e", Step.ENTERED_INTO_FORCE, (), three, "1994-01-01")
    left = Fact("w", Step.WITHDRAWN, ("USA",), three, "2018-01-01")
    found = status(record(told, left, parties=three), Terms(known=False), "2020-01-01")
    assert found.in_force is True


def test_registration_is_listed_and_changes_nothing() -> None:
    registered = Fact("u", "registered", (), PAIR, "2024-12-20")
    found = status(record(*STORY, DONE, registered), ON_EXCHANGE, "2025-01-01")
    assert found.in_force_since == "2024-12-04"
    assert any(r.article == "VCLT 80; UN Charter 102" for r in status_text(found).reasons)
