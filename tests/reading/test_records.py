"""A tracker's record lines: what each label tells, of which agreement, and what is no such line."""

from __future__ import annotations

import pytest

from foedus.model import Claim, ClaimKind
from foedus.pages import article
from foedus.reading import claims
from foedus.reading.record_lines import end_of_prose, told
from foedus.reading.tables import rows

TRACKER = """Norway - Estonia Agreement on Ferry Traffic
Signed: Oslo, 3 November 2008
Ratified: Norway 12 June 2009; Estonia 9 September 2011
In force: 3 October 2011

Fishing Protocol, Peru / Chile
Status: in force since 7 March 1978; amended 16 October 1983; not yet ratified

Convention on Cluster Munitions
Deposit of instrument of ratification by Namibia, 31 August 2018
Accession of Niue, 6 August 2020
"""


def steps(text: str) -> list[tuple[str, str, str, str | None, str]]:
    page = article(text.encode(), doc="t", publisher="Treaty Watch", published="2021-06-30")
    found = [c for c in claims(page) if c.kind is ClaimKind.STEP]
    return [_row(c) for c in found]


def _row(c: Claim) -> tuple[str, str, str, str | None, str]:
    return c.what, " ".join(sorted(c.parties)), " ".join(sorted(c.actors)), c.date, c.certainty.value


def test_each_line_is_of_the_agreement_above_it() -> None:
    assert sorted(steps(TRACKER)) == sorted(
        [
            ("signed", "EST NOR", "", "2008-11-03", "asserted"),
            ("ratified", "EST NOR", "NOR", "2009-06-12", "asserted"),
            ("ratified", "EST NOR", "EST", "2011-09-09", "asserted"),
            ("entered_into_force", "EST NOR", "", "2011-10-03", "asserted"),
            ("entered_into_force", "CHL PER", "", "1978-03-07", "asserted"),
            ("amended", "CHL PER", "", "1983-10-16", "asserted"),
            ("ratified", "CHL PER", "", None, "denied"),
            ("deposited", "NAM", "NAM", "2018-08-31", "asserted"),
            ("acceded", "NIU", "NIU", "2020-08-06", "asserted"),
        ]
    )


def test_what_is_ahead_of_the_page_is_planned() -> None:
    text = "Tax Treaty between Fiji and Tonga\nEntry into force: 1 January 2022\n"
    assert steps(text) == [("entered_into_force", "FJI TON", "", "2022-01-01", "planned")]


def test_the_passage_is_the_line() -> None:
    page = article(TRACKER.encode(), doc="t", publisher="Treaty Watch", published="2021-06-30")
    signed = next(c for c in claims(page) if c.kind is ClaimKind.STEP and c.what == "signed")
    assert signed.passages[0].text == "Signed: Oslo, 3 November 2008"


def test_a_line_without_an_agreement_above_it_tells_nothing() -> None:
    assert (
        steps("Norway and Estonia have a treaty.\n\nThe ferry is late.\nSigned: Oslo, 3 November 2008\n")
        == []
    )


@pytest.mark.parametrize(
    ("label", "step", "line"), [(row[0], row[1], row[2]) for row in rows("records.txt")], ids=lambda v: v[:30]
)
def test_each_label_tells_its_step(label: str, step: str, line: str) -> None:
    found = told(line)
    assert step in {t.step.value for t in found}, label


@pytest.mark.parametrize(
    "line",
    [
        "Signed by the minister, the letter went out on 3 May 2001.",
        "Signed: the editors",
        "Note: 3 May 2001",
        "In force of habit, he left on 3 May 2001.",
        "The status: in force since 7 March 1978",
        "Ratification is due on 3 May 2001",
        "",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert told(line) == []


def test_prose_ends_where_nothing_but_records_follows() -> None:
    text = "A treaty\nSigned: Oslo, 3 May 2008\nIn force: 1 May 2009"
    assert text[: end_of_prose(text, 0, len(text))] == "A treaty\n"
    mixed = "Signed: Oslo, 3 May 2008\nThe ferry is late."
    assert end_of_prose(mixed, 0, len(mixed)) == len(mixed)
