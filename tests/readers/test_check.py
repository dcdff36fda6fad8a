"""What a reader says stands or falls by the page: every false claim is refused, or made no more than it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.dates import parse
from foedus.model import Certainty
from foedus.pages import article
from foedus.readers.check import Page
from foedus.readers.located import spans
from foedus.readers.model import Checked, Refused, Said
from foedus.readers.telling import SURENESS
from tests.readers.pages import RATIFIED, SIGNED, TEXT, page, said, signed

FORCE = "The treaty has not entered into force"
EXCHANGE = "The two countries would exchange instruments of ratification next month."


@cache
def _read() -> Page:
    return Page(page())


@pytest.fixture
def read() -> Page:
    return _read()


def one(read: Page, claim: dict[str, Any]) -> Checked | Refused:
    checked, refused = read.check([msgspec.convert(claim, Said)])
    assert len(checked) + len(refused) == 1
    return checked[0] if checked else refused[0]


def test_a_claim_that_the_page_bears_out_is_its_claim(read: Page) -> None:
    found = one(read, said())
    assert isinstance(found, Checked)
    claim = found.claim
    assert (claim.what, claim.actors, claim.parties, claim.date) == (
        "ratified",
        ("PNG",),
        ("PNG", "AUS"),
        None,
    )
    assert claim.agreement is not None
    assert (claim.agreement.name, claim.certainty) == ("Bougainville Sea Treaty", Certainty.REPORTED)
    assert claim.sources[0].name == "The Courier"
    assert len(claim.sources) == 2, "the ministry was found by foedus, not told by the reader"
    (passage,) = claim.passages
    assert page().text[passage.start : passage.end] == passage.text == RATIFIED


def test_the_day_is_worked_out_from_the_phrase(read: Page) -> None:
    found = one(read, signed())
    assert isinstance(found, Checked)
    assert (found.claim.date, found.claim.date_phrase) == ("2024-11-09", "Saturday")
    assert found.claim.certainty is Certainty.ASSERTED
    again = one(read, signed(date=None))
    assert isinstance(again, Checked)
    assert again.claim.date is None, "no phrase, no date"


REFUSED = [
    (said(passage=RATIFIED.replace("has ratified", "ratified")), "does not stand"),
    (said(passage=RATIFIED.replace("Sea", "Trade")), "does not stand"),
    (said(passage="a New Guinea has ratified"), "no word|does not stand|parties|PNG"),
    (said(passage="Papua New Guinea ... Australia"), "does not stand"),
    (said(step="signed"), "tells ratified|tells .*ratified.*, not signed"),
    (said(step="conquered"), "no step"),
    (said(of="conquered"), "no step"),
    (said(certainty="certain"), "no certainty"),
    (said(certainty="denied"), "nothing in the passage denies"),
    (said(actors=["Australia"]), "done by PNG|does not speak"),
    (said(actors=["Fiji"]), "does not speak of Fiji"),
    (said(actors=["Japan"]), "does not speak of Japan"),
    (said(actors=["Wakanda"]), "no one state"),
    (said(actors=[""]), "no one state"),
    (said(parties=["Papua New Guinea", "Japan"]), "does not speak of Japan"),
    (said(agreement="Treaty of Waitangi"), "does not call"),
    (said(agreement="Australia"), "no agreement"),
    (said(agreement=""), "does not call"),
    (said(speakers=["Reuters"]), "no speaker"),
    (said(speakers=["Sea"]), "knows no speaker"),
    (said(date="November 12"), "does not say"),
    (said(date="2024-11-12"), "does not say"),
    (said(date="Nov. 12"), "no date of the sentence|not when|does not say"),
    (said(date="on Saturday"), "does not say"),
    (said(date="the foreign ministry"), "no date"),
    (signed(date="Monday"), "no date of the sentence|not when"),
    (signed(actors=["New Zealand"]), "does not speak|done by AUS"),
    (signed(passage=f"{SIGNED} New Zealand", actors=["New Zealand"]), "done by AUS"),
    (said(step="entered_into_force", actors=[], passage=FORCE, certainty="asserted"), "the passage denies it"),
    (said(step="instruments_exchanged", actors=["New Zealand"], passage=EXCHANGE), "done by the parties"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "reason"), REFUSED)
def test_what_the_page_does_not_bear_out_is_refused(read: Page, claim: dict[str, Any], reason: str) -> None:
    found = one(read, claim)
    assert isinstance(found, Refused), found
    assert re.search(reason, found.reason), found.reason


SURER = [
    (said(certainty="asserted"), Certainty.REPORTED),
    (said(certainty="speculated"), Certainty.SPECULATED),
    (signed(certainty="asserted"), Certainty.ASSERTED),
    (said(step="instruments_exchanged", actors=["Australia"], passage=EXCHANGE, certainty="asserted"), Certainty.CONDITIONAL),
    (said(step="entered_into_force", actors=[], passage=FORCE, certainty="denied"), Certainty.DENIED),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "certainty"), SURER)
def test_it_is_no_surer_than_the_passage(read: Page, claim: dict[str, Any], certainty: Certainty) -> None:
    found = one(read, claim)
    assert isinstance(found, Checked), found
    assert found.claim.certainty is certainty
    assert any("own words" in note for note in found.notes) == (certainty.value != claim["certainty"])


def test_a_word_that_foedus_does_not_know_is_told(read: Page) -> None:
    found = one(
        read,
        said(step="signed", actors=["Fiji"], parties=[], passage="Fiji embraced it in Suva on Sunday"),
    )
    assert isinstance(found, Checked), found
    assert any("no word" in note for note in found.notes)


def test_the_same_claim_is_one_and_white_space_is_none(read: Page) -> None:
    twice = [msgspec.convert(c, Said) for c in (said(), said(passage=RATIFIED.replace(" ", "\n  ")))]
    checked, refused = read.check(twice)
    assert (len(checked), refused) == (1, [])


words = st.sampled_from(sorted({*TEXT.split(), "Japan", "yesterday", "2023", ""}))
phrases = st.lists(words, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "step": st.sampled_from(["ratified", "signed", "withdrawn", "entered_into_force"]),
            "of": st.none(),
            "agreement": st.sampled_from(["the treaty", "Bougainville Sea Treaty"]) | phrases,
            "actors": st.lists(
                st.sampled_from(["Australia", "Fiji", "Japan", "New Zealand", "Papua New Guinea"]), max_size=2
            ),
            "parties": st.just([]),
            "date": st.none() | phrases | st.sampled_from(["Saturday", "on Monday", "next month"]),
            "certainty": st.sampled_from([c.value for c in Certainty]),
            "speakers": st.just([]),
            "passage": st.sampled_from([RATIFIED, SIGNED, FORCE, EXCHANGE]) | phrases,
        }
    )
)
def test_whatever_it_says_what_stands_is_in_the_page(claim: dict[str, Any]) -> None:
    """Passages are the page's, days come from its phrases, actors are spoken of, nothing is surer than it says."""
    found = one(_read(), claim)
    if isinstance(found, Refused):
        return
    told = found.claim
    text = page().text
    assert all(text[p.start : p.end] == p.text for p in told.passages)
    assert "JPN" not in (*told.actors, *told.parties)
    if told.date is not None:
        assert told.date_phrase is not None
        assert next(spans(text, told.date_phrase), None) is not None
        assert parse(told.date).latest is not None
    if told.certainty is not Certainty.DENIED:
        assert SURENESS.index(told.certainty) >= SURENESS.index(Certainty(claim["certainty"]))


DOUBTED = [
    ("signed", "The president of Fiji signed the law on the ratification of the treaty on Monday", ["Fiji"], "foedus reads ratified"),
    ("ratified", "The treaty was ratified in front of a crowd from Samoa on Tuesday", ["Samoa"], "cannot tell who"),
    ("ratified", "It has been ratified in a hurry", ["Nauru"], "does not name Nauru itself"),
]  # fmt: skip


@cache
def _tuna() -> Page:
    text = (
        "Treaty ratified\n\nFiji and Tonga made the Tuna Treaty in May.\n\n"
        "The president of Fiji signed the law on the ratification of the treaty on Monday.\n\n"
        "The treaty was ratified in front of a crowd from Samoa on Tuesday.\n\n"
        "The harbour of Nauru was closed. Boats lay still. Nobody came.\n\nIt has been ratified in a hurry."
    )
    return Page(article(text.encode(), doc="tuna.txt", publisher="The Courier", published="2024-11-12"))


def tuna(**changes: Any) -> dict[str, Any]:
    return said(parties=[], agreement="Tuna Treaty", certainty="asserted", **changes)


@pytest.mark.parametrize(("step", "passage", "actors", "note"), DOUBTED)
def test_what_foedus_doubts_is_told_to_the_one_who_decides(
    step: str, passage: str, actors: list[str], note: str
) -> None:
    found = one(_tuna(), tuna(step=step, passage=passage, actors=actors))
    assert isinstance(found, Checked), found
    assert any(note in each for each in found.notes), found.notes


def test_who_is_named_nowhere_near_did_nothing() -> None:
    found = one(_tuna(), tuna(passage="It has been ratified in a hurry", actors=["Tonga"]))
    assert isinstance(found, Refused), found
    assert "names Tonga" in found.reason or "done by" in found.reason
