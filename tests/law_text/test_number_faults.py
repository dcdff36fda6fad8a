"""Numbers, counts and days that one slip would misread: what each way of writing them says."""

from __future__ import annotations

import json
import re

import pytest

from foedus.law.forms import rule_to_json
from foedus.law.model import Offset, Round, Share, Unit, Weight
from foedus.law.text import terms
from foedus.law.text.chunks import Reduced, reduce
from foedus.law.text.counts import Alternatives, alternatives, count, percent, share_of, weight
from foedus.law.text.numbers import CARDINAL, ORDINAL, SHARE, cardinal, ordinal, share
from foedus.law.text.timing import period, when

from .clauses import FFM, FM, days, months, read, rule

CARDINALS = [
    ("a", 1),
    ("an", 1),
    ("fourty", 40),  # as some texts spell it
    ("often", 10),  # as scanners read "of ten"
    ("six (9)", 6),  # words before figures
    ("thirty (thirty)", 30),
    ("hundred", 100),
    ("nineteen", 19),
    ("two hundred and five", 205),
    ("the", None),
    ("and", None),
]
ORDINALS = [
    ("fourtieth", 40),
    ("hundredth", 100),
    ("one hundredth", 100),
    ("twelvth", 12),
    ("nineth", 9),
    ("the tenth consecutive day", 10),
    ("the third calendar day", 3),
    ("1st day of", 1),
    ("22nd", 22),
    ("3rd", 3),
    ("the day", None),
]


@pytest.mark.parametrize(("words", "value"), CARDINALS)
def test_cardinal(words: str, value: int | None) -> None:
    assert cardinal(words) == value


@pytest.mark.parametrize(("words", "value"), ORDINALS)
def test_ordinal(words: str, value: int | None) -> None:
    assert ordinal(words) == value


@pytest.mark.parametrize(
    "words", ["fourty", "fourty-two", "hundred", "a hundred", "three hundred", "12", "six (6)"]
)
def test_what_may_stand_for_a_number(words: str) -> None:
    assert re.fullmatch(CARDINAL, words)


@pytest.mark.parametrize(
    "words", ["fourtieth", "hundredth", "one hundredth", "twelvth", "nineth", "60 th", "60th"]
)
def test_what_may_stand_for_an_ordinal(words: str) -> None:
    assert re.fullmatch(ORDINAL, words)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("half", (1, 2)),
        ("more than one half", (1, 2)),
        ("a simple majority", (1, 2)),
        ("one third", (1, 3)),
        ("one quarter", (1, 4)),
        ("three quarters", (3, 4)),
        ("three fourths", (3, 4)),
        ("three fifths", (3, 5)),
        ("five sixths", (5, 6)),
        ("four - fifths", (4, 5)),
        ("2/3", (2, 3)),
        ("two tenths", None),
    ],
)
def test_share(words: str, value: tuple[int, int] | None) -> None:
    assert share(words) == value
    assert value is None or words.endswith("half") or re.fullmatch(SHARE, words)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("at least two thirds", Share(2, 3)),
        ("not less than three fifths", Share(3, 5)),
        ("no fewer than one half", Share(1, 2)),
        ("more than one third", Share(1, 3)),
        ("several", None),
    ],
)
def test_share_with_what_stands_before_it(words: str, value: Share | None) -> None:
    assert share_of(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("fifty-one per cent", Share(51, 100)),
        ("55 percent", Share(55, 100)),
        ("60%", Share(60, 100)),
        ("0 per cent", None),
        ("some per cent", None),
    ],
)
def test_percent(words: str, value: Share | None) -> None:
    assert percent(words) == value


def short(words: str) -> Reduced:
    return reduce(words, 0, len(words))


@pytest.mark.parametrize(
    ("words", "value", "row"),
    [
        ("by two thirds of the contracting parties", Share(2, 3), "share"),
        ("by fifty per cent of the member states", Share(50, 100), "per cent"),
        ("deposit of the sixth instrument of ratification", 6, "number"),
        ("deposit by a total of not fewer than nine governments", 9, "number"),
        ("the number of acceptances having reached a figure of eleven", 11, "reached"),
        ("ratification by all the signatory states", "all", "all"),
        ("the last of such instruments of ratification", "all", "last"),
        ("the latter of these two instruments of ratification", "all", "number"),
        ("the instruments of ratification deposited by the parties", "all", "last act"),
        # a number that is not told leaves the next one to count
        ("by some per cent of the parties and with the sixth instrument of ratification", 6, "number"),
        # those among them are no number
        ("instruments of ratification including those of seventeen states", None, ""),
    ],
)
def test_how_many_and_by_which_row(words: str, value: object, row: str) -> None:
    reduced = short(words)
    assert count(reduced, 0, len(reduced.text)) == (value, row)


SIX_OR_HALF = (6, Share(50, 100))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "by six or 50 per cent of the member states, whichever is the smaller",
            Alternatives(SIX_OR_HALF, True),
        ),
        (
            "by six or 50 per cent of the member states, whichever is the lesser",
            Alternatives(SIX_OR_HALF, True),
        ),
        (
            "by six or 50 per cent of the member states, whichever is the lower",
            Alternatives(SIX_OR_HALF, True),
        ),
        ("by six or 50 per cent of the member states, whichever is fewer", Alternatives(SIX_OR_HALF, True)),
        (
            "by six or 50 per cent of the member states, whichever is the greater",
            Alternatives(SIX_OR_HALF, False),
        ),
        (
            "by six or 50 per cent of the member states, whichever is the higher",
            Alternatives(SIX_OR_HALF, False),
        ),
        (
            "by ten or two thirds of the states, whichever number is larger",
            Alternatives((10, Share(2, 3)), False),
        ),
        ("by six or some per cent of the member states, whichever is the smaller", None),
        ("by some per cent or six of the member states, whichever is the smaller", None),
        ("by some per cent or other per cent of the member states, whichever is smaller", None),
        ("by six or seven of the member states", None),
    ],
)
def test_two_numbers_of_which_one_is_enough(words: str, found: Alternatives | None) -> None:
    assert alternatives(short(words), 0) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("not less than 66.5 per cent of the gross tonnage.", Weight(66.5, "gross tonnage")),
        ("not less than fifty per cent of the gross tonnage.", Weight(50, "gross tonnage")),
        ("some per cent of the gross tonnage.", None),
        ("not less than 50 per cent of the member states.", None),
        ("nothing of the kind.", None),
    ],
)
def test_what_those_who_act_must_hold(words: str, found: Weight | None) -> None:
    assert weight(words, 0, len(words)) == found


@pytest.mark.parametrize(("told", "written"), [("50", "50"), ("50.0", "50"), ("62.5", "62.5")])
def test_a_whole_per_cent_is_written_whole(told: str, written: str) -> None:
    clause = (
        "This Convention shall enter into force twelve months after fifteen States, whose fleets make up not less than "
        f"{told} per cent of the gross tonnage of merchant shipping, have ratified it."
    )
    found = json.dumps(rule_to_json(terms(clause).entry_into_force)["weight"])
    assert f'"percent": {written},' in found + ","


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("a period of six (6) months", Offset(6, Unit.MONTH)),
        ("one year", Offset(1, Unit.YEAR)),
        ("a month", Offset(1, Unit.MONTH)),
        ("two-year", Offset(2, Unit.YEAR)),
        ("90 consecutive days", Offset(90)),
        ("0 days", None),
        ("some time", None),
    ],
)
def test_length(words: str, length: Offset | None) -> None:
    assert period(words) == length


@pytest.mark.parametrize(
    ("words", "offset", "rounding"),
    [
        ("on the day following the exchange", Offset(1), Round.NONE),
        ("on the ninetieth day after the deposit", Offset(90), Round.NONE),
        ("three months after the deposit", Offset(3, Unit.MONTH), Round.NONE),
        ("on the expiry of six months", Offset(6, Unit.MONTH), Round.NONE),
        # the one that stands first, whichever row reads it
        ("thirty days after the deposit and on the ninetieth day after it", Offset(30), Round.NONE),
        ("on the ninetieth day after the deposit and thirty days after it", Offset(90), Round.NONE),
        # a time within which something is done is no time after which
        ("within sixty days after signature", None, None),
        ("within sixty days after signature and thirty days after the exchange", Offset(30), Round.NONE),
        ("not later than a year after signature", None, None),
        # the first of a month
        ("on the first day of the month following", None, FFM),
        ("on the first day of the second month following", Offset(2, Unit.MONTH), FM),
        ("on the first day of the month following the 60th day after", Offset(60), FFM),
        ("on the first day of the month following the sixth month after", Offset(6, Unit.MONTH), FFM),
        (
            "on the first day of the month following a period of three months after",
            Offset(3, Unit.MONTH),
            FFM,
        ),
        ("on the first day of the month following the expiry of thirty days", Offset(30), FFM),
        ("on the first day of the second month following three months after", Offset(5, Unit.MONTH), FM),
        ("on the first day of the second month following the expiry of one year", Offset(14, Unit.MONTH), FM),
        # nought is no time
        ("0 days after signature", None, None),
        ("the 0th day after signature", None, None),
        ("0 days after signature, on the ninetieth day following it", Offset(90), Round.NONE),
        ("the 0th day after signature and thirty days after it", Offset(30), Round.NONE),
        ("on the first day of the month after the 0th day following", None, FFM),
        ("on the first day of the month following the expiry of 0 days", None, FFM),
        ("on the first day of the second month following the expiry of 0 days", Offset(2, Unit.MONTH), FM),
    ],
)
def test_when(words: str, offset: Offset | None, rounding: str | None) -> None:
    reduced = short(words)
    found = when(reduced, 0, len(reduced.text))
    assert (found and found.offset, found and found.round) == (offset, rounding)


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        (
            "This Agreement shall enter into force on the day following the exchange of the instruments of ratification.",
            rule("exchange", of="instruments", offset=days(1)),
        ),
        (
            "This Convention shall enter into force on the tenth consecutive day after the deposit of the hundredth "
            "instrument of ratification.",
            rule("instruments", count=100, offset=days(10)),
        ),
        (
            "This Agreement shall enter into force on the first day of the second month following the expiry of a period "
            "of three months after the exchange of the instruments of ratification.",
            rule("exchange", of="instruments", offset=months(5), round=FM),
        ),
        (
            "This Treaty shall enter into force on ratification by both Parties, which shall take place within sixty "
            "days after signature.",
            rule("instruments", count="all"),
        ),
    ],
)
def test_clauses(clause: str, told: dict[str, object]) -> None:
    assert read(clause) == told
