"""Entry into force by rule, by silence and by report, where the three meet (VCLT 24)."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.law.entry import entry
from foedus.law.history import history
from foedus.law.model import Fact, Record, Rule, Terms, Trigger
from foedus.law.reasons import ReasonKind as K
from foedus.law.rules import Entry
from foedus.model import Certainty, Step
from tests.law.values import days

UNREAD = Terms(known=False)
SILENT = Terms(Rule(Trigger.NONE))
BY_DEPOSIT = Terms(Rule(Trigger.INSTRUMENTS, count=1))


def found(terms: Terms, parties: str, *facts: Fact, on: str = "2024-12-01") -> Entry:
    return entry(terms, history(Record("", tuple(parties.split()), facts), date.fromisoformat(on)))


def fact(step: Step, day: str | None, *actors: str, source: str | None = None, by: str | None = None) -> Fact:
    certainty = Certainty.REPORTED if source else Certainty.ASSERTED
    return Fact(
        f"{step} {day} {source}", step, actors, (), day, certainty, (source,) if source else (), by=by
    )


def planned(day: str | None, by: str | None, id_: str = "plan") -> Fact:
    return Fact(id_, Step.ENTERED_INTO_FORCE, (), (), day, Certainty.PLANNED, ("Ministry",), by=by)


SIGNED = fact(Step.SIGNED, "2024-01-10", "A", "B")


@pytest.mark.parametrize(
    ("plans", "first"),
    [
        ([], "2024-01-10"),
        ([planned(None, "2024-05-05")], "2024-05-06"),  # on that day it had not
        ([planned("2024-07-01", "2024-05-05")], "2024-07-01"),
        ([planned(None, None)], "2024-01-10"),
        ([planned(None, "2023-05-05")], "2024-01-10"),
        ([planned(None, "2024-05-05"), planned(None, "2024-06-06", "later")], "2024-06-07"),
    ],
)
def test_who_tells_of_it_as_to_come_says_that_it_has_not_come(plans: list[Fact], first: str) -> None:
    entered = found(UNREAD, "A B", SIGNED, *plans)
    assert (days(entered.span), entered.open) == (f"{first}..", True)
    told = [d.fields["day"] for d in entered.doubts if d.kind is K.STILL_TO_COME]
    assert told == ([first] if first != "2024-01-10" else [])


VOTED = fact(Step.RATIFIED, "2024-02-01", "A")


@pytest.mark.parametrize(
    ("terms", "parties", "span", "is_open"),
    [
        (
            SILENT,
            "A B",
            "never",
            False,
        ),  # VCLT 24(2): all must consent, and by more than signature (14(1)(a))
        (SILENT, "A B C", "never", False),
        (UNREAD, "A B", "never", False),
        (UNREAD, "A B C", "2024-01-10..", True),  # who must consent is not known
    ],
)
def test_a_vote_shows_that_signature_alone_was_not_to_bind(
    terms: Terms, parties: str, span: str, is_open: bool
) -> None:
    everyone = fact(Step.SIGNED, "2024-01-10", *parties.split())
    entered = found(terms, parties, everyone, VOTED)
    assert (days(entered.span), entered.open) == (span, is_open)


@pytest.mark.parametrize(
    ("deposited", "reported", "said_by"),
    [
        ("Gazette", "Agency", ("Gazette",)),
        ("Gazette", None, ()),  # what a publisher itself asserts is hearsay no longer
        (None, "Agency", ()),
        (None, None, ()),
    ],
)
def test_who_says_so_where_rule_and_report_agree(
    deposited: str | None, reported: str | None, said_by: tuple[str, ...]
) -> None:
    entered = found(
        BY_DEPOSIT,
        "A B",
        fact(Step.DEPOSITED, "2024-03-01", "A", source=deposited),
        fact(Step.ENTERED_INTO_FORCE, "2024-03", source=reported),
    )
    assert (days(entered.span), entered.said_by) == ("2024-03-01", said_by)
