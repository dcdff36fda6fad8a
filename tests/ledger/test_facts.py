"""Claims of many articles as facts: sources counted once, contradictions side by side, none picked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.ledger import Ledger
from foedus.ledger.days import bounds, compatible
from foedus.ledger.prints import containment, prints, unpack
from foedus.model import Certainty, Source, SourceKind, Step
from foedus.record.facts import Fact
from foedus.record.timeline import timeline
from tests.ledger.strategies import KCNA, NOW, article, step

STORY = (
    "Leader Kim Jong Un put his name to the decree that ratifies the pact with Moscow, state media said, and the"
    " document takes effect on the day on which the two capitals exchange the instruments of ratification. The"
    " text obliges each of them to come to the help of the other if it is attacked by a third country."
)
OTHER = (
    "In Seoul the foreign ministry called the step a matter of grave concern and said that it would answer with"
    " its allies. Analysts pointed to the shipments of shells that have crossed the short border by rail since"
    " last autumn, and to the soldiers who are said to train in the east of the country."
)


def report(ledger: Ledger, publisher: str, text: str, date: str | None, **more: object) -> None:
    """One page with one claim: North Korea has ratified."""
    credits = more.pop("credits", ())
    assert isinstance(credits, tuple)
    page = article(f"{publisher}: {text}", publisher=publisher, credits=credits)
    ledger.add(page, [step(page, "ratified", ("PRK",), date, **more)], recorded_at=NOW, actor="a")  # type: ignore[arg-type]


def only(ledger: Ledger) -> Fact:
    (fact,) = timeline(ledger, 1)
    return fact


def test_two_own_reports_are_two_sources(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-11")
    report(ledger, "Yonhap", OTHER, "2024-11")
    fact = only(ledger)
    assert (fact.sources, fact.date, fact.contradiction) == (2, "2024-11-11", None)
    assert len(fact.claims) == 2


def test_a_reprint_counts_once_by_its_text(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-11")
    report(ledger, "The Daily", STORY + " The rouble was steady.", "2024-11-11")
    assert only(ledger).sources == 1


def test_a_reprint_counts_once_by_its_credit(ledger: Ledger) -> None:
    report(ledger, "Yonhap", STORY, "2024-11-11")
    report(ledger, "The Daily", OTHER, "2024-11-11", credits=("Yonhap",))
    report(ledger, "The Weekly", "Another text of a few words about it.", "2024-11-11", credits=("YONHAP",))
    assert only(ledger).sources == 1


def test_two_relays_of_one_speaker_are_one_source(ledger: Ledger) -> None:
    for publisher, text in (("Yonhap", STORY), ("Reuters", OTHER)):
        chain = (Source(publisher, SourceKind.PUBLISHER), KCNA)
        report(ledger, publisher, text, "2024-11-11", sources=chain)
    assert only(ledger).sources == 1


def test_nameless_officials_of_two_publishers_are_two(ledger: Ledger) -> None:
    for publisher, text in (("Yonhap", STORY), ("Reuters", OTHER)):
        chain = (
            Source(publisher, SourceKind.PUBLISHER),
            Source("an official", SourceKind.OFFICIAL, anonymous=True),
        )
        report(ledger, publisher, text, "2024-11-11", sources=chain)
    assert only(ledger).sources == 2


def test_two_dates_of_one_ratification_stand_side_by_side(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-11")
    report(ledger, "Yonhap", OTHER, "2024-11-12")
    report(ledger, "AFP", "Short.", "2024-11-12")
    fact = only(ledger)
    assert fact.date is None
    assert fact.contradiction == "dates that cannot both be true: 2024-11-12, 2024-11-11"
    assert [(s.date, s.sources, len(s.claims)) for s in fact.sides] == [
        ("2024-11-12", 2, 2),
        ("2024-11-11", 1, 1),
    ]


@pytest.mark.parametrize(
    ("one", "other", "date", "contradicts"),
    [
        ("2024-24", "2025-01-15", "2025-01-15", False),  # the winter of 2024
        ("198X", "2025", None, True),  # the 1980s
        ("198X", "1987-12-08", "1987-12-08", False),
    ],
)
def test_coarse_dates_agree_with_the_days_they_may_mean(
    ledger: Ledger, one: str, other: str, date: str | None, contradicts: bool
) -> None:
    report(ledger, "Reuters", STORY, one)
    report(ledger, "Yonhap", OTHER, other)
    fact = only(ledger)
    assert (fact.date, fact.contradiction is not None) == (date, contradicts)


def test_a_denial_stands_beside_the_report(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-11")
    report(ledger, "Yonhap", OTHER, None, certainty=Certainty.DENIED)
    fact = only(ledger)
    assert fact.contradiction == "reported by some and denied by others"
    assert [s.label for s in fact.sides] == ["2024-11-11", "denied"]
    assert fact.sources == 1


def test_a_correction_notice_stands_with_both_dates(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-11")
    notice = "Correction: an earlier version gave the wrong day."
    page = article(OTHER, publisher="Reuters", notice=notice)
    ledger.add(page, [step(page, "ratified", ("PRK",), "2024-11-12")], recorded_at=NOW, actor="a")
    fact = only(ledger)
    assert fact.contradiction == (
        f"Reuters published a correction: {notice}; dates that cannot both be true: 2024-11-11, 2024-11-12"
    )
    assert [s.date for s in fact.sides] == ["2024-11-11", "2024-11-12"]


def test_a_plan_does_not_contradict_what_came(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-20", certainty=Certainty.PLANNED)
    report(ledger, "Yonhap", OTHER, "2024-11-11")
    fact = only(ledger)
    assert (fact.date, fact.certainty, fact.contradiction) == ("2024-11-11", Certainty.REPORTED, None)
    assert [s.label for s in fact.sides] == ["2024-11-11", "planned"]


def test_a_plan_alone_stays_a_plan(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-20", certainty=Certainty.PLANNED)
    fact = only(ledger)
    assert (fact.date, fact.certainty) == ("2024-11-20", Certainty.PLANNED)


def test_what_can_happen_again_is_two_facts(ledger: Ledger) -> None:
    for publisher, date in (("Reuters", "2010-04-08"), ("Yonhap", "2021-02-03")):
        page = article(f"Extended. {publisher}", publisher=publisher)
        ledger.add(page, [step(page, "extended", ("PRK", "RUS"), date)], recorded_at=NOW, actor="a")
    assert [(f.what, f.date, f.contradiction) for f in timeline(ledger, 1)] == [
        ("extended", "2010-04-08", None),
        ("extended", "2021-02-03", None),
    ]


def test_all_parties_and_none_named_are_the_same_actors(ledger: Ledger) -> None:
    for publisher, actors in (("Reuters", ()), ("Yonhap", ("RUS", "PRK"))):
        page = article(f"Signed. {publisher}", publisher=publisher)
        ledger.add(page, [step(page, "signed", actors, "2024-06-19")], recorded_at=NOW, actor="a")
    assert [(f.what, f.sources) for f in timeline(ledger, 1)] == [("signed", 2)]


def test_the_row_counts_independent_sources(ledger: Ledger) -> None:
    report(ledger, "Reuters", STORY, "2024-11-11")
    report(ledger, "The Daily", STORY, "2024-11-11", credits=("Reuters",))
    report(ledger, "Yonhap", OTHER, "2024-11-11")
    (row,) = ledger.agreements()
    assert (row.claims, row.sources) == (3, 2)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-11-09", (20241109, 20241109)),
        ("2024-02", (20240201, 20240229)),
        ("2024", (20240101, 20241231)),
        ("2024-06~", (20240601, 20240630)),
        ("2024-06-XX", (20240601, 20240630)),
        ("2024-XX", (20240101, 20241231)),
        ("XXXX-06-20", (None, None)),
        ("2024-06/2024-08", (20240601, 20240831)),
        ("2024-06/..", (20240601, None)),
        ("2024-24", (20241201, 20250228)),
        ("198X", (19800101, 19891231)),
        ("2024-13", (None, None)),
        (None, (None, None)),
    ],
)
def test_the_bounds_of_a_date(edtf: str | None, expected: tuple[int | None, int | None]) -> None:
    assert bounds(edtf) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-06", "2024-06-19", True),
        ("2024-06-19", "2024-06-20", False),
        ("2024-05~", "2024-06-20", True),
        (None, "2024", True),
        ("2023", "2024-01-01", False),
        ("2024-24", "2025-01-15", True),
        ("198X", "2025", False),
        ("soon", "2025", True),
    ],
)
def test_dates_that_can_be_one_day(one: str | None, other: str | None, same: bool) -> None:
    assert compatible(one, other) is same


def test_containment_is_of_the_smaller_text() -> None:
    small, large, strange = unpack(prints(STORY)), unpack(prints(OTHER + " " + STORY)), unpack(prints(OTHER))
    assert containment(small, large) > 0.9
    assert containment(small, strange) < 0.1
    assert containment(unpack(prints("Too short.")), large) == 0


@pytest.mark.parametrize(
    ("one", "of", "other", "of_other"),
    [
        ("approved", "withdrawn", "approved", "acceded"),
        ("approved", "terminated", "approved", None),
        ("deposited", "withdrawn", "deposited", None),
        ("withdrawn", "ratified", "withdrawn", None),
        ("withdrawn", "notified", "withdrawn", None),
    ],
)
def test_what_leads_out_is_no_report_of_what_leads_in(
    ledger: Ledger, one: str, of: str, other: str, of_other: str | None
) -> None:
    for publisher, what, about in (("Yonhap", one, of), ("TASS", other, of_other)):
        page = article(f"{publisher}: the parliament in Pyongyang met.", publisher=publisher)
        claim = replace(step(page, what, ("PRK",), None), of=about and Step(about))
        ledger.add(page, [claim], recorded_at=NOW, actor="a")
    assert {(f.what, f.of) for f in timeline(ledger, 1)} == {(one, of), (other, of_other)}
    assert all(f.contradiction is None for f in timeline(ledger, 1))


def test_votes_on_a_treaty_and_on_its_accession_are_one(ledger: Ledger) -> None:
    for publisher, about in (("Yonhap", Step.ACCEDED), ("TASS", None)):
        page = article(f"{publisher}: the parliament in Pyongyang met.", publisher=publisher)
        claim = replace(step(page, "approved", ("PRK",), "2024-11-09"), of=about)
        ledger.add(page, [claim], recorded_at=NOW, actor="a")
    assert only(ledger).sources == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [(("100", "partnership"), True), (("7", "partnership"), False), (("1",), True), (("100",), False)],
)
def test_a_number_beside_words_is_a_part_of_a_name(
    ledger: Ledger, query: tuple[str, ...], found: bool
) -> None:
    page = article("Yonhap: a pact of long life.", publisher="Yonhap")
    ledger.add(page, [step(page, "signed", name="100 Year Partnership")], recorded_at=NOW, actor="a")
    assert bool(ledger.find_agreements(query)) is found
