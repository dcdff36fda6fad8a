"""Each English word of dates in a phrase of its own: the date it gives, or none where it names something else."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest

from foedus.dates.find import find_dates
from foedus.dates.resolve import Anchor, Tense, resolve

TUESDAY = dt.date(2024, 11, 12)


def dates(text: str, tense: Tense = "past") -> list[str | None]:
    """The dates of a text, seen from a Tuesday; None where nothing tells one."""
    found = (resolve(e, Anchor(TUESDAY), tense=tense) for e in find_dates(text))
    return [None if f is None else f.date for f in found]


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_those_of_the_calendar(month: int) -> None:
    short = calendar.month_abbr[month]
    for name in {calendar.month_name[month], short, "May" if short == "May" else f"{short}."}:
        assert dates(f"It was signed on {name} 5, 2001, in Rome.") == [f"2001-{month:02d}-05"]


def test_september_has_two_short_forms() -> None:
    assert dates("It was signed on Sept. 5, 2001.") == ["2001-09-05"]


@pytest.mark.parametrize("name", "mon tue tues wed weds thu thur thurs fri sat sun".split())
def test_short_weekdays_are_those_of_the_calendar(name: str) -> None:
    (told,) = dates(f"It was signed on {name.title()}., he said.")
    day = dt.date.fromisoformat(told or "")
    assert TUESDAY - dt.timedelta(days=6) <= day <= TUESDAY
    assert calendar.day_name[day.weekday()].lower().startswith(name[:3])


@pytest.mark.parametrize("weekday", range(7))
def test_weekdays_are_those_of_the_calendar(weekday: int) -> None:
    (told,) = dates(f"It was signed on {calendar.day_name[weekday]}.")
    assert dt.date.fromisoformat(told or "").weekday() == weekday


@pytest.mark.parametrize(
    ("season", "number"), [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)]
)
def test_seasons(season: str, number: int) -> None:
    assert dates(f"It was signed in the {season} of 2001.") == [f"2001-{number}"]


TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()


@pytest.mark.parametrize(("decade", "tens"), [(name, n) for n, name in enumerate(TENS, 2)])
def test_decades(decade: str, tens: int) -> None:
    assert dates(f"It was signed in the {decade}.") == [f"19{tens}X"]


UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
NUMBERS = [
    *((n, word) for n, word in enumerate(UNITS.split(), 1)),
    *((n, word) for n, word in zip(range(20, 100, 10), (t.replace("ies", "y") for t in TENS), strict=True)),
    (1, "a"), (2, "a couple of"), (12, "a dozen"), (18, "eighteen"), (25, "twenty-five"), (45, "forty-five"),
    (100, "a hundred"), (100, "one hundred"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "word"), NUMBERS, ids=[word for _, word in NUMBERS])
def test_numbers(number: int, word: str) -> None:
    day = (TUESDAY - dt.timedelta(days=number)).isoformat()
    assert [told and told.rstrip("~") for told in dates(f"It was signed {word} days ago.")] == [day]


@pytest.mark.parametrize(
    ("quarter", "words"), [(1, "first 1st"), (2, "second 2nd"), (3, "third 3rd"), (4, "fourth 4th")]
)
def test_quarters(quarter: int, words: str) -> None:
    months = f"2001-{3 * quarter - 2:02d}/2001-{3 * quarter:02d}"
    for word in words.split():
        assert dates(f"It was signed in the {word} quarter of 2001.") == [months]


# a phrase, its date
PHRASES = [
    ("an hour ago", "2024-11-12~"),
    ("two fortnights ago", "2024-10-15~"),
    ("a month ago", "2024-10~"),
    ("a year ago", "2023~"),
    ("a decade ago", "2014~"),
    ("a century ago", "1924~"),
    ("last weekend", "2024-11-09/2024-11-10"),
    ("last quarter", "2024-07/2024-09"),
    ("last century", "19XX"),
    ("last decade", "201X"),
    ("the current month", "2024-11"),
    ("this past month", "2024-10"),
    ("the day before yesterday", "2024-11-10"),
    ("last night", "2024-11-11"),
    ("last evening", "2024-11-11"),
    ("overnight", "2024-11-12"),
    ("this afternoon", "2024-11-12"),
    ("this evening", "2024-11-12"),
    ("later today", "2024-11-12"),
    ("the day after tomorrow", "2024-11-14"),
]


@pytest.mark.parametrize(("phrase", "wanted"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_phrases(phrase: str, wanted: str) -> None:
    assert dates(f"It was signed {phrase}.") == [wanted]


# what numbers of four digits count or name, and days that are parts of names
NO_DATES = """
They had 2014 soldiers, 1950 rebels, 1960 militants and 1970 fighters, all 2015 men.
They freed 2014 prisoners, 1980 women, 1990 children and 1999 civilians.
There came 2014 refugees and 1950 migrants, 2020 people and 2030 students.
The force has 2014 personnel, 1950 officers, 2000 police and 1990 members.
It employs 2014 workers, 1950 employees and 2001 delegates, and 1999 lawmakers met.
It burned 2014 homes, 1950 houses and 1999 villages.
It measured 2014 km, 1950 kilometres, 1960 kilometers, 1970 miles, 1980 metres, 1990 meters and 2000 feet.
It covers 2014 square miles, 1950 acres and 1999 hectares.
It weighs 2014 kg, 1950 kilograms, 1960 pounds, 1970 tonnes and 1980 tons.
It cost 2014 dollars, 1950 euros, 1960 yen, 1970 won, 1980 roubles, 1990 rubles, 2000 francs or 2010 marks.
It sold 2014 barrels, 1950 warheads, 1960 missiles, 1970 rockets and 1980 launchers.
It lost 2014 tanks, 1950 aircraft, 1960 planes, 1970 drones, 1980 vehicles and 1990 ships.
It makes 2014 MW, 1950 megawatts, 1960 MB and 1970 volts.
It took 2014 hours, 1950 lives and 1960 pages, with 1970 words, 1980 deaths, 1990 dead and 2000 casualties.
It grew 2014 percent, 1950 per head, 1960 more and 1970 others, 1980 times.
The guns fell silent, 1900 UTC, 2000 local, 2010 hrs.
See resolution 1929, resolutions 1950, res 1960, article 1970, articles 1980, section 1990 and sections 2000.
See paragraph 1929, para 1950, page 1960, pages 1970, p 1980, pp 1990, no 2000, nos 2010 and number 2020.
See law 1929, decree 1950, regulation 1960, directive 1970, bill 1980, chapter 1990 and block 2000.
Flight 1929, Vision 2030, Horizon 2020, Expo 2020 and room 1950 were named.
Windows 2000, Boeing 1950, Airbus 1960, version 1970, ISO 1980, DIN 1990 and model 2000 are names.
Route 1929, highway 1950, channel 1960, case 1970, docket 1980 and order 1990 are numbers.
Nearly 1929, almost 1950, roughly 1960, over 1970, least 1980, most 1990 and exactly 2000 came.
Only 1929, another 1950, approximately 1960 and some 1970 came, more than 1980.
On Bloody Sunday, Black Friday, Palm Sunday, Easter Monday, Ash Wednesday and Holy Thursday it rained.
On Super Tuesday, Shrove Tuesday, Maundy Thursday, Cyber Monday, Whit Sunday and Fat Tuesday it rained.
He told the Sunday Telegraph, the Sunday Mirror, the Sunday Express, the Sunday Mail and the Sunday Herald so.
He prayed in the Friday Mosque and read the Friday Star and the Monday Tribune.
Russia Today, India Today, Pakistan Today, Asia Today, Europe Today, Africa Today and Israel Today said so.
""".strip().splitlines()


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_counted_or_named_is_no_date(text: str) -> None:
    assert [e.text for e in find_dates(text)] == []


# words before a year that make it one, though it is long past, or whatever follows
YEARS = """
The treaty of 1756 or the treaty from 1756 is old.
It held until 1756, till 1756, before 1756, after 1756, during 1756 and since 1756.
It was the year 1756, circa 1756, about 1756 or around 1756.
It held through 1756 and throughout 1756, between 1756 and 1757.
In spring 1756, summer 1756, autumn 1756 and winter 1756 it rained.
In early 1756, mid 1756 and late 1756 it rained.
In 2014 troops left, since 2014 soldiers have, by 2014 men had, until 2014 people did.
""".strip().splitlines()


@pytest.mark.parametrize("text", YEARS)
def test_a_word_before_makes_it_a_year(text: str) -> None:
    spoken = "".join(e.text for e in find_dates(text))
    assert text.count("1756") + text.count("2014") == spoken.count("1756") + spoken.count("2014")
