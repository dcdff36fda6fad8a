"""The act and what it is about: what is decided, notified, taken back or announced about leaving."""

from __future__ import annotations

import pytest

from foedus.law.kinds import Kind, kind_of
from foedus.law.model import Fact, Record, StateLife, Status
from foedus.law.status import status
from foedus.law.treatyfile import treaty_from_json
from foedus.model import Certainty, Step
from foedus.record.claims import record_from_claims
from tests.law.test_claims_to_law import PAIR, claim
from tests.law.values import Json, treaty

S = Step
# the act, the step that it is about, and what it is in law
ACTS: list[tuple[Step, Step | None, Kind | None]] = [
    (S.APPROVED, S.WITHDRAWN, Kind.HOME_LEAVING),
    (S.RATIFIED, S.WITHDRAWN, Kind.HOME_LEAVING),
    (S.APPROVED, S.TERMINATED, Kind.HOME_LEAVING),
    (S.NOTIFIED, S.WITHDRAWN, Kind.NOTICE),
    (S.DEPOSITED, S.WITHDRAWN, Kind.NOTICE),
    (S.NOTIFIED, S.TERMINATED, Kind.NOTICE),
    (S.WITHDRAWN, None, Kind.NOTICE),  # notice or effect: the word alone does not tell
    (S.WITHDRAWN, S.RATIFIED, Kind.WITHDRAWN_INSTRUMENT),
    (S.WITHDRAWN, S.ACCEDED, Kind.WITHDRAWN_INSTRUMENT),
    (S.WITHDRAWN, S.NOTIFIED, Kind.REVOCATION),
    (S.WITHDRAWN, S.WITHDRAWN, Kind.REVOCATION),
    (S.WITHDRAWN, S.SIGNED, Kind.UNSIGNED),
    (S.WITHDRAWN, S.SUSPENDED, Kind.RESUMPTION),
    (S.WITHDRAWN, S.VIOLATED, None),
    (S.APPROVED, S.SIGNED, Kind.AUTHORISATION),
    (S.APPROVED, S.ACCEDED, Kind.AUTHORISATION),
    (S.APPROVED, S.EXTENDED, Kind.AUTHORISATION),
    (S.APPROVED, S.RATIFIED, Kind.HOME),
    (S.APPROVED, None, Kind.HOME),
    (S.NOTIFIED, S.EXTENDED, Kind.NON_RENEWAL),
    (S.NOTIFIED, S.SUSPENDED, Kind.SUSPENSION),
    (S.NOTIFIED, S.RATIFIED, Kind.NOTIFICATION),
    (S.DEPOSITED, S.ACCEDED, Kind.DEPOSIT),
    (S.TERMINATED, S.PROVISIONALLY_APPLIED, Kind.PROVISIONAL_END),
]


@pytest.mark.parametrize(("step", "of", "kind"), ACTS)
def test_what_each_act_is(step: Step, of: Step | None, kind: Kind | None) -> None:
    assert kind_of(Fact("f", step, of=of)) is kind


def test_a_claim_tells_what_it_is_about() -> None:
    told = claim("notified", actors=("USA",), date="2019-02-02", of="withdrawn")
    (fact,) = record_from_claims([told]).facts
    assert (fact.step, fact.of, kind_of(fact)) == (S.NOTIFIED, S.WITHDRAWN, Kind.NOTICE)


def test_a_denied_extension_is_a_notice_against_renewal() -> None:
    told = claim("notified", actors=("USA",), date="2019-02-02", of="extended", certainty=Certainty.DENIED)
    (fact,) = record_from_claims([told]).facts
    assert (kind_of(fact), fact.certainty) == (Kind.NON_RENEWAL, Certainty.ASSERTED)


def test_who_terminates_a_treaty_of_many_has_left_it_or_said_so() -> None:
    one = claim("terminated", actors=("USA",), date="2019-02-02", parties=("CAN", "MEX", "USA"))
    all_of_them = claim("terminated", actors=PAIR, date="2019-02-02")
    assert [f.step for f in record_from_claims([one, all_of_them]).facts] == [S.WITHDRAWN, S.TERMINATED]


SIX = {"denunciation": {"notice": {"n": 6, "unit": "month"}}}
RULE = {"trigger": "date", "date": "1988-06-01"}
NOTICE = {"step": "notified", "of": "withdrawn", "actors": ["USA"], "date": "2019-02-02"}
COMING = {"step": "withdrawn", "actors": ["USA"], "date": "2019-08-02", "certainty": "planned"}
LEFT = {"step": "withdrawn", "actors": ["USA"], "date": "2019-08-02"}
HOME = {"step": "approved", "of": "withdrawn", "actors": ["USA"], "date": "2018-10-20"}


def two(*events: Json, **more: object) -> Json:
    return treaty(RULE, "USA S 1987-12-08; RUS S 1987-12-08", "RUS USA", events=list(events), **more)


def on(data: Json, day: str, *lives: StateLife) -> Status:
    found = treaty_from_json(data)
    record: Record = found.record
    return status(record, found.terms, day)


# what is told of the leaving, the terms, and whether it is in force before and on 2 August 2019
EFFECTS: list[tuple[list[Json], Json, bool | None, bool | None]] = [
    ([HOME, NOTICE], SIX, True, False),
    ([NOTICE, COMING], SIX, True, False),
    ([NOTICE, COMING], {}, True, False),  # the clause is not known, the day is told
    ([NOTICE, {**COMING, "actors": []}], {}, True, False),
    ([NOTICE, LEFT], {}, True, False),
    ([NOTICE, LEFT], SIX, True, False),
    ([HOME], SIX, True, True),
    ([HOME, COMING], SIX, True, True),  # announced, no notice given
    ([NOTICE], {}, True, True),  # VCLT 56(2): not before twelve months
    ([NOTICE, {**COMING, "date": "2019-07-01"}], SIX, None, False),  # the clause and the report differ
    ([LEFT], SIX, True, None),
    ([{**NOTICE, "until": "2019-08-02"}], {}, True, False),
]


@pytest.mark.parametrize(("events", "terms", "before", "then"), EFFECTS)
def test_the_day_of_effect_told(
    events: list[Json], terms: Json, before: bool | None, then: bool | None
) -> None:
    assert on(two(*events, **terms), "2019-08-01").in_force is before
    assert on(two(*events, **terms), "2019-08-02").in_force is then


YEARLY = {
    "duration": {"kind": "fixed", "n": 1, "unit": "year"},
    "renewal": {"tacit": True, "n": 1, "unit": "year", "notice": {"n": 90, "unit": "day"}},
}
MILITARY = {"trigger": "date", "date": "2016-11-23"}
AGAINST = {"step": "notified", "of": "extended", "actors": ["KOR"], "date": "2019-08-23"}
BACK = {"step": "withdrawn", "of": "notified", "actors": ["KOR"], "date": "2019-11-22"}


@pytest.mark.parametrize(
    ("events", "done", "in_force"),
    [
        ([AGAINST], "", False),
        ([AGAINST, BACK], "", True),
        ([AGAINST, {**BACK, "date": "2019-11-23"}], "", False),  # too late: it is out
        ([{**AGAINST, "date": "2019-08-26"}], "", True),  # too late for this end
        ([], "KOR L 2019-08-23", False),
        ([], "KOR L 2019-08-23; KOR V 2019-11-22", True),
    ],
)
def test_a_notice_against_renewal_taken_back(events: list[Json], done: str, in_force: bool) -> None:
    made = "JPN S 2016-11-23; KOR S 2016-11-23; "
    data = treaty(MILITARY, made + done, "JPN KOR", events=events, **YEARLY)
    assert on(data, "2019-11-22").in_force is True
    assert on(data, "2019-12-01").in_force is in_force


def test_a_notice_against_renewal_is_none_where_nothing_renews() -> None:
    assert on(two(AGAINST), "2030-01-01").in_force is True
