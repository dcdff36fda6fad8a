"""Real treaties of many: the day each entered into force, by its own rule and facts from the public record.

Instruments that do not decide anything are made up in number only ("State 12"), on days within the public
span.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import pytest

from foedus.law.model import State, Status
from foedus.law.status import explain, status
from foedus.law.treatyfile import treaty_from_json
from foedus.wording.status import first_line, status_text

Json = dict[str, Any]


def instruments(days: Sequence[str], act: str = "ratification", start: int = 1) -> list[Json]:
    return [{"state": f"State {i}", "act": act, "date": day} for i, day in enumerate(days, start)]


def treaty(rule: Json, acts: list[Json], **more: Any) -> Json:
    return {"title": "a treaty", "entry_into_force": rule, "instruments": acts, **more}


def on(data: Json, day: str) -> Status:
    found = treaty_from_json(data)
    return status(found.record, found.terms, day)


# name, rule, the deciding instruments, the day of entry into force
NUMBERED = [
    pytest.param(
        {"trigger": "instruments", "count": 50, "offset": {"n": 90, "unit": "day"}},
        [*instruments(["2019-08-06"] * 49), {"state": "Honduras", "act": "ratification", "date":
        "2020-10-24"}],
        "2021-01-22",
        id="TPNW: 90 days after the fiftieth",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 60, "offset": {"n": 60, "unit": "day"},
         "round": "first_day_of_following_month"},
        instruments(["2001-01-01"] * 56) + instruments(["2002-04-11"] * 10, start=57),
        "2002-07-01",
        id="Rome Statute: ten on one day, the sixtieth among them",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 40, "offset": {"n": 6, "unit": "month"}, "round":
        "first_day_of_month"},
        [*instruments(["1998-01-01"] * 39), {"state": "Burkina Faso", "act": "ratification", "date":
        "1998-09-16"}],
        "1999-03-01",
        id="Ottawa Convention: the sixth month after the month of the fortieth",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 43, "must_include": ["USSR", "United Kingdom", "United States"]},
        [{"state": s, "act": "ratification", "date": "1970-03-05"} for s in ("USSR", "United States")]
        + [{"state": "United Kingdom", "act": "ratification", "date": "1968-11-27"}]
        + instruments(["1969-06-01"] * 43),
        "1970-03-05",
        id="NPT: the three depositaries and forty others",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 22},
        [*instruments(["1975-01-01"] * 21), {"state": "State 99", "act": "accession", "date": "1975-03-26"}],
        "1975-03-26",
        id="BWC: on the deposit itself",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 65, "offset": {"n": 180, "unit": "day"}, "not_before":
        "1995-01-13"},
        [*instruments(["1996-01-01"] * 64), {"state": "Hungary", "act": "ratification", "date":
        "1996-10-31"}],
        "1997-04-29",
        id="CWC: 180 days after the sixty-fifth",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 10, "not_before": "2030-01-01"},
        instruments(["2020-01-01"] * 10),
        "2030-01-01",
        id="not before a day of its own",
    ),
    pytest.param(
        {"all_of": [{"trigger": "instruments", "count": 10, "offset": {"n": 3, "unit": "month"}},
                    {"trigger": "other", "linked": {"treaty": "the Covenant", "in_force": "1976-03-23"}}]},
        instruments(["1970-01-01"] * 10),
        "1976-03-23",
        id="ICCPR protocol: not before its Covenant",
    ),
    pytest.param(
        {"any_of": [{"trigger": "instruments", "count": 5}, {"trigger": "date", "date": "2001-06-01"}]},
        instruments(["2000-02-02"] * 5),
        "2000-02-02",
        id="the earlier of two",
    ),
    pytest.param(
        {"trigger": "instruments", "count": {"share": [2, 3]}, "set_size": 27, "offset": {"n": 1, "unit":
        "month"}},
        instruments([f"2010-01-{d:02}" for d in range(1, 21)]),
        "2010-02-18",
        id="two thirds of twenty-seven are eighteen",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 2, "offset": {"n": 3, "unit": "month"},
         "linked": {"treaty": "Covenant", "in_force": "1976-03-23"}},
        instruments(["1970-01-01", "1971-01-01"]),
        "1976-03-23",
        id="the other treaty beside its own number, which alone waits three months",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 2, "offset": {"n": 3, "unit": "month"},
         "linked": {"treaty": "Covenant", "in_force": "1976-03-23"}},
        instruments(["1970-01-01", "1976-02-10"]),
        "1976-05-10",
        id="its own number after the other treaty",
    ),
    pytest.param(
        {"trigger": "instruments", "count": 2, "all_of": [{"trigger": "date", "date": "1980-01-01"}]},
        instruments(["1970-01-01", "1971-01-01"]),
        "1980-01-01",
        id="a number of its own beside a day",
    ),
    pytest.param(
        {"trigger": "signature", "count": 3},
        [{"state": s, "act": "signature", "date": d} for s, d in
         (("Fiji", "2000-10-01"), ("Samoa", "2000-10-28"), ("Tonga", "2000-10-30"))],
        "2000-10-30",
        id="on the third signature",
    ),
    pytest.param(
        {"trigger": "other", "date": "2007-01-01", "tacit": {"deemed": "2006-07-01", "unless": {"share": [1,
        3]}},
         "set_size": 9},
        instruments(["2006-05-05"] * 2, "objection"),
        "2007-01-01",
        id="tacit acceptance, too few objecting",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "acts", "day"), NUMBERED)
def test_entry_into_force(rule: Json, acts: list[Json], day: str) -> None:
    found = on(treaty(rule, acts), "2035-01-01")
    assert found.in_force is True
    assert found.in_force_since == day


class TestKyoto:
    """55 Parties to the Convention, with 55 per cent of the emissions of Annex I in 1990; 90th day after."""

    RULE: ClassVar[Json] = {
        "trigger": "instruments",
        "count": 55,
        "weight": {"percent": 55, "of": "the 1990 emissions"},
        "offset": {"n": 90, "unit": "day"},
    }
    # shares of 1990 carbon dioxide emissions as the Conference of the Parties annexed them to its report
    OTHERS: ClassVar[Json] = {
        "state": "Annex I without Russia",
        "act": "approval",
        "date": "2002-06-04",
        "weight": 44.2,
    }
    RUSSIA: ClassVar[Json] = {"state": "Russia", "act": "ratification", "date": "2004-11-18", "weight": 17.4}

    def acts(self) -> list[Json]:
        return [dict(x, weight=0) for x in instruments(["2002-01-01"] * 60, "accession")]

    def test_number_alone_is_not_enough(self) -> None:
        found = on(treaty(self.RULE, [*self.acts(), self.OTHERS]), "2004-11-17")
        assert found.in_force is False
        assert status_text(found).missing == ("states with 55 per cent of the 1990 emissions (44.2 so far)",)

    def test_russia_tips_the_scale(self) -> None:
        found = on(treaty(self.RULE, [*self.acts(), self.OTHERS, self.RUSSIA]), "2005-02-16")
        assert found.in_force_since == "2005-02-16"

    def test_weights_not_told_leave_it_open(self) -> None:
        unweighed = {k: v for k, v in self.RUSSIA.items() if k != "weight"}
        found = on(treaty(self.RULE, [*self.acts(), self.OTHERS, unweighed]), "2006-01-01")
        assert found.in_force is None
        assert any("Russia" in d.text and "emissions" in d.text for d in status_text(found).doubts)


class TestCtbt:
    """All 44 states of its Annex 2 must ratify; most others' ratifications do not help."""

    AWAITED = ("CHN", "EGY", "IND", "IRN", "ISR", "PRK", "PAK", "USA")
    ANNEX = (*(f"State {i}" for i in range(1, 37)), *AWAITED)
    RULE: ClassVar[Json] = {
        "trigger": "instruments",
        "count": 44,
        "must_include": list(ANNEX),
        "offset": {"n": 180, "unit": "day"},
    }

    def test_not_in_force_and_who_is_awaited(self) -> None:
        acts = instruments(["2000-01-01"] * 36) + instruments(["2005-05-05"] * 100, start=60)
        found = on(treaty(self.RULE, acts), "2024-01-01")
        assert found.in_force is False
        assert status_text(found).missing == (
            "instruments of ratification of CHN, EGY, IND, IRN, ISR, PAK, PRK and USA",
        )
        assert found.earliest == "2024-06-29"

    def test_a_class_in_place_of_names_cannot_be_checked(self) -> None:
        rule = {
            "trigger": "instruments",
            "count": 2,
            "must_include": ["all of the developed market economies"],
        }
        found = on(treaty(rule, instruments(["2000-01-01"] * 5)), "2024-01-01")
        assert found.in_force is None


class TestWhoCounts:
    """Summary of Practice of the Secretary-General as Depositary, chapters VII, IX and XII."""

    RULE: ClassVar[Json] = {"trigger": "instruments", "count": 3}

    @pytest.mark.parametrize(
        ("act", "counts"),
        [
            ("ratification", True),
            ("acceptance", True),
            ("approval", True),
            ("accession", True),
            ("definitive signature", True),
            ("formal confirmation", True),
            ("notification", True),
            ("signature", False),
            ("succession", False),
            ("provisional application", False),
            ("objection", False),
        ],
    )
    def test_acts(self, act: str, counts: bool) -> None:
        acts = [
            *instruments(["2000-01-01", "2000-01-02"]),
            {"state": "Chad", "act": act, "date": "2000-05-05"},
        ]
        assert on(treaty(self.RULE, acts), "2001-01-01").in_force is counts

    def test_organisation_beside_its_members_is_left_out_where_the_treaty_says_so(self) -> None:
        acts = instruments(["2000-01-01", "2000-01-02"])
        acts += [{"state": "European Union", "act": "approval", "date": "2000-03-03"}]
        assert on(treaty(self.RULE, acts), "2001-01-01").in_force is True
        assert (
            on(treaty({**self.RULE, "not_counted": ["European Union"]}, acts), "2001-01-01").in_force is False
        )

    def test_only_states(self) -> None:
        acts = instruments(["2000-01-01", "2000-01-02"])
        acts += [{"state": "United Nations", "act": "formal confirmation", "date": "1998-12-21"}]
        acts += [{"state": "World Health Organization", "act": "accession", "date": "2000-06-22"}]
        found = treaty_from_json(treaty({**self.RULE, "only": "States"}, acts))
        assert status(found.record, found.terms, "2001-01-01").in_force is False
        why = {c.state: c.why for c in explain(found.record, found.terms, "2001-01-01") if not c.counted}
        assert set(why) == {"United Nations", "World Health Organization"}

    def test_a_predecessor_counts_and_its_successors_do_not_add(self) -> None:
        acts = [
            *instruments(["2000-01-01"]),
            {"state": "Czechoslovakia", "act": "ratification", "date": "1990-01-01"},
            {"state": "Czech Republic", "act": "succession", "date": "1993-02-22"},
            {"state": "Slovakia", "act": "succession", "date": "1993-05-28"},
        ]
        found = on(treaty(self.RULE, acts), "2001-01-01")
        assert found.in_force is False
        assert status_text(found).missing[0].startswith("1 more instrument")

    def test_one_state_counts_once(self) -> None:
        acts = instruments(["2000-01-01", "2000-01-02"]) + instruments(["2000-02-01"], "acceptance", start=2)
        assert on(treaty(self.RULE, acts), "2001-01-01").in_force is False

    def test_an_instrument_taken_back_before_does_not_count(self) -> None:
        """As Italy (1999) and Luxembourg (2000) did with the Fish Stocks Agreement, to join with the EU later."""
        acts = [
            {"state": "Italy", "act": "ratification", "date": "1999-03-04"},
            {"state": "Italy", "act": "withdrawal of instrument", "date": "1999-06-04"},
            *instruments(["2000-01-01", "2001-11-11"]),
        ]
        back = {"state": "Italy", "act": "ratification", "date": "2003-12-19"}
        assert on(treaty(self.RULE, acts), "2003-12-18").in_force is False
        assert on(treaty(self.RULE, [*acts, back]), "2003-12-19").in_force_since == "2003-12-19"
        found = treaty_from_json(treaty(self.RULE, [*acts, back]))
        lines = [(c.date, c.counted, c.number) for c in explain(found.record, found.terms, "2004-01-01")]
        assert lines == [
            ("1999-03-04", True, 1),
            ("1999-06-04", False, None),
            ("2000-01-01", True, 1),
            ("2001-11-11", True, 2),
            ("2003-12-19", True, 3),
        ]

    def test_a_notice_of_withdrawal_before_entry_into_force_takes_it_out_of_the_number(self) -> None:
        acts = instruments(["2000-01-01", "2000-01-02"])
        acts += [{"state": "State 1", "act": "denunciation", "date": "2000-02-01"}]
        acts += instruments(["2000-03-01"], start=3)
        assert on(treaty(self.RULE, acts), "2001-01-01").in_force is False

    def test_taking_it_back_later_undoes_nothing(self) -> None:
        acts = instruments(["2000-01-01", "2000-01-02", "2000-01-03"])
        acts += [{"state": "State 1", "act": "denunciation", "date": "2000-02-01"}]
        found = on(treaty(self.RULE, acts, denunciation={"notice": {"n": 1, "unit": "month"}}), "2001-01-01")
        assert found.in_force is True
        assert found.in_force_since == "2000-01-03"
        assert any(r.article == "VCLT 55" for r in status_text(found).reasons)

    def test_partial_dates_give_bounds(self) -> None:
        acts = instruments(["2000-01-01", "2000-01-02"])
        acts += [{"state": "Chad", "act": "accession", "date": "2000-06"}]
        assert on(treaty(self.RULE, acts), "2000-06-15").in_force is None
        found = on(treaty(self.RULE, acts), "2000-07-01")
        assert found.in_force_since == "2000-06"
        assert first_line(found) == "IN FORCE since June 2000, day unknown"


class TestParties:
    """VCLT 24(3): each state from its own day."""

    DATA = treaty(
        {"trigger": "instruments", "count": 2, "offset": {"n": 30, "unit": "day"}},
        [
            {"state": "Ghana", "act": "ratification", "date": "2000-01-01"},
            {"state": "Kenya", "act": "ratification", "date": "2000-02-01"},
            {"state": "Chad", "act": "accession", "date": "2000-02-10"},
            {"state": "Peru", "act": "signature", "date": "1999-12-01"},
            {"state": "Fiji", "act": "accession", "date": "2005-05-05", "effect": "2005-07-01"},
            {"state": "Ghana", "act": "denunciation", "date": "2010-01-01"},
        ],
        later_states={"offset": {"n": 60, "unit": "day"}, "round": "none"},
        denunciation={"notice": {"n": 12, "unit": "month"}, "not_before": None},
    )

    def place(self, state: str, day: str) -> tuple[State, str | None, str | None]:
        found = next(p for p in on(self.DATA, day).parties if p.party == state)
        return found.state, found.since, found.until

    def test_the_first_are_bound_with_the_treaty(self) -> None:
        assert on(self.DATA, "2001-01-01").in_force_since == "2000-03-02"
        assert self.place("Ghana", "2001-01-01") == (State.IN_FORCE, "2000-03-02", None)

    def test_one_that_comes_between_counts_its_own_days(self) -> None:
        assert self.place("Chad", "2000-04-09")[0] is State.CONSENTED
        assert self.place("Chad", "2000-04-10") == (State.IN_FORCE, "2000-04-10", None)

    def test_the_depositary_s_own_day_of_effect_stands(self) -> None:
        assert self.place("Fiji", "2005-06-30")[0] is State.CONSENTED
        assert self.place("Fiji", "2005-07-01")[1] == "2005-07-01"

    def test_a_signatory_is_not_bound(self) -> None:
        assert self.place("Peru", "2001-01-01") == (State.SIGNED, None, None)

    def test_notice_runs_and_then_it_is_out(self) -> None:
        assert self.place("Ghana", "2010-06-01") == (State.NOTICE_GIVEN, "2000-03-02", "2011-01-01")
        assert self.place("Ghana", "2011-01-01") == (State.WITHDRAWN, "2000-03-02", "2011-01-01")
        assert on(self.DATA, "2011-01-01").in_force is True

    def test_one_that_comes_back_is_bound_anew(self) -> None:
        data = dict(self.DATA)
        data["instruments"] = [
            *self.DATA["instruments"],
            {"state": "Ghana", "act": "accession", "date": "2015-01-01"},
        ]
        found = next(p for p in on(data, "2016-01-01").parties if p.party == "Ghana")
        assert (found.state, found.since) == (State.IN_FORCE, "2015-03-02")


SIGNED_BY_SOME = [
    ("1971-06-01", "GBR", True, "1971-03-01"),
    ("1971-06-01", "ITA", False, None),
    ("1972-06-01", "ITA", True, "1972-01-05"),
    ("1972-06-01", "ESP", False, None),
]


@pytest.mark.parametrize(("on", "party", "bound", "since"), SIGNED_BY_SOME)
def test_where_the_signatures_of_some_are_enough_each_binds_its_state(
    on: str, party: str, bound: bool, since: str | None
) -> None:
    """VCLT 12(1), 24: who signs later is bound from then on, who does not sign is not bound with them."""
    days = {"GBR": "1971-02-20", "FRA": "1971-02-22", "BEL": "1971-03-01", "ITA": "1972-01-05"}
    found = treaty_from_json(
        {
            "title": "Agreement on the third signature",
            "parties": [*days, "ESP"],
            "entry_into_force": {"trigger": "signature", "count": 3},
            "instruments": [{"state": s, "act": "signature", "date": d} for s, d in days.items()],
        }
    )
    parties = {p.party: p for p in status(found.record, found.terms, on).parties}
    assert (parties[party].in_force, parties[party].since) == (bound, since)
