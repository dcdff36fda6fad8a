"""Date expressions are found with their kind and fields; what only looks like one is left alone."""

import pytest

from foedus.dates.expr import DateKind, Fields
from foedus.dates.find import find_dates
from foedus.dates.rows import rows

CAL, SPAN, WEEK, DAY, TOLD, UNIT, AGO = (
    DateKind.CALENDAR, DateKind.SPAN, DateKind.WEEKDAY, DateKind.DAY, DateKind.TOLD, DateKind.UNIT, DateKind.AGO,
)  # fmt: skip
WITHIN, STRETCH, VAGUE = DateKind.WITHIN, DateKind.STRETCH, DateKind.VAGUE

FOUND = [
    # text, expression, kind, fields
    ("signed on 2024-11-12 in Riga", "2024-11-12", CAL, Fields(2024, 11, 12)),
    ("signed 2024/11/12", "2024/11/12", CAL, Fields(2024, 11, 12)),
    ("dated 11/13/2024.", "11/13/2024", CAL, Fields(2024, 11, 13)),
    ("dated 13/11/2024.", "13/11/2024", CAL, Fields(2024, 11, 13)),
    ("dated 11/11/2024.", "11/11/2024", CAL, Fields(2024, 11, 11)),
    ("dated 12.11.2024.", "12.11.2024", CAL, Fields(2024, 11, 12)),
    ("in this photo, June 20.", "June 20", CAL, Fields(month=6, day=20)),
    ("RIGA, Nov. 12, 2024 --", "Nov. 12, 2024", CAL, Fields(2024, 11, 12)),
    ("RIGA, NOV 12 (AFP)", "NOV 12", CAL, Fields(month=11, day=12)),
    ("on 12 November 2024 they", "12 November 2024", CAL, Fields(2024, 11, 12)),
    ("on 20 June they", "20 June", CAL, Fields(month=6, day=20)),
    ("the 20th of June", "the 20th of June", CAL, Fields(month=6, day=20)),
    ("this 20th day of January, 2021", "this 20th day of January, 2021", CAL, Fields(2021, 1, 20)),
    ("2025 October 10", "2025 October 10", CAL, Fields(2025, 10, 10)),
    ("on Tuesday, Nov. 12,", "Tuesday, Nov. 12", CAL, Fields(month=11, day=12, weekday=1)),
    ("on Tuesday (12 November)", "Tuesday (12 November", CAL, Fields(month=11, day=12, weekday=1)),
    ("on Sept. 5 last year", "Sept. 5 last year", CAL, Fields(month=9, day=5, year_shift=-1)),
    ("on the 12th, the", "on the 12th", CAL, Fields(day=12)),
    ("in June 2024", "June 2024", CAL, Fields(2024, 6)),
    ("February of 2023", "February of 2023", CAL, Fields(2023, 2)),
    ("in January of this year", "January of this year", CAL, Fields(month=1, year_shift=0)),
    ("signed in June, which", "June", CAL, Fields(month=6)),
    ("the May summit", "May", CAL, Fields(month=5)),
    ("the March accord", "March", CAL, Fields(month=3)),
    ("last June", "last June", CAL, Fields(month=6, shift=-1)),
    ("by next March", "by next March", CAL, Fields(month=3, shift=1, relation="by")),
    ("in mid-June", "mid-June", CAL, Fields(month=6, part="mid")),
    ("in early June", "early June", CAL, Fields(month=6, part="early")),
    ("in the last week of June", "the last week of June", CAL, Fields(month=6, part="late")),
    ("around June 2024", "June 2024", CAL, Fields(2024, 6, approximate=True)),
    ("in late 2023", "late 2023", CAL, Fields(2023, part="late")),
    ("at the beginning of 2025", "the beginning of 2025", CAL, Fields(2025, part="start")),
    ("in 1987 the two", "1987", CAL, Fields(1987)),
    ("in 1756 the two", "1756", CAL, Fields(1756)),
    ("the 1994 agreement", "1994", CAL, Fields(1994)),
    ("in 2014 police seized", "2014", CAL, Fields(2014)),
    ("of the 1990s", "1990s", CAL, Fields(mask="199X")),
    ("in the '90s", "'90s", CAL, Fields(mask="199X")),
    ("in the 19th century", "19th century", CAL, Fields(mask="18XX")),
    ("in the summer of 2023", "summer of 2023", CAL, Fields(2023, season=22)),
    ("winter 1991-92", "winter 1991-92", CAL, Fields(1991, season=24)),
    ("last summer", "last summer", CAL, Fields(season=22, shift=-1)),
    ("in the fall, when", "fall", CAL, Fields(season=23)),
    ("in spring they", "spring", CAL, Fields(season=21)),
    ("in the third quarter of 2024", "third quarter of 2024", CAL, Fields(2024, unit="quarter", number=3)),
    ("the second half of next year", "second half of next year", CAL, Fields(unit="half", number=2, year_shift=1)),
    ("until 2030", "until 2030", CAL, Fields(2030, relation="until")),
    ("since 1972", "since 1972", CAL, Fields(1972, relation="since")),
    ("after 2030", "after 2030", CAL, Fields(2030, relation="after")),
    ("no later than September 1", "no later than September 1", CAL, Fields(month=9, day=1, relation="by")),
    ("effective December 7", "effective December 7", CAL, Fields(month=12, day=7, relation="from")),
    ("through December 31, 2008", "through December 31, 2008", CAL, Fields(2008, 12, 31, relation="until")),
    ("by the end of 2025", "by the end of 2025", CAL, Fields(2025, part="end", relation="by")),
    ("on April 8-9", "April 8-9", SPAN, Fields(month=4, day=8, last=Fields(month=4, day=9))),
    ("April 8 and 9 in Rome", "April 8 and 9", SPAN, Fields(month=4, day=8, last=Fields(month=4, day=9))),
    ("8-9 April 2024", "8-9 April 2024", SPAN, Fields(2024, 4, 8, last=Fields(2024, 4, 9))),
    ("March 30 to April 2, 2024", "March 30 to April 2, 2024", SPAN, Fields(2024, 3, 30, last=Fields(2024, 4, 2))),
    ("Dec. 30 - Jan. 2, 2024", "Dec. 30 - Jan. 2, 2024", SPAN, Fields(2023, 12, 30, last=Fields(2024, 1, 2))),
    ("30 March to 2 April 2024", "30 March to 2 April 2024", SPAN, Fields(2024, 3, 30, last=Fields(2024, 4, 2))),
    ("from June to August 2024", "June to August 2024", SPAN, Fields(2024, 6, last=Fields(2024, 8))),
    ("from 1972 to 1975", "1972 to 1975", SPAN, Fields(1972, last=Fields(1975))),
    ("between 2010 and 2012", "2010 and 2012", SPAN, Fields(2010, last=Fields(2012))),
    ("the 1985-86 talks", "1985-86", SPAN, Fields(1985, last=Fields(1986))),
    ("reported Tuesday", "Tuesday", WEEK, Fields(weekday=1)),
    ("on Saturday (local time).", "Saturday (local time)", WEEK, Fields(weekday=5, local=True)),
    ("on Saturday local time.", "Saturday local time", WEEK, Fields(weekday=5, local=True)),
    ("last Friday", "last Friday", WEEK, Fields(weekday=4, shift=-1)),
    ("next Monday", "next Monday", WEEK, Fields(weekday=0, shift=1)),
    ("this Thursday", "this Thursday", WEEK, Fields(weekday=3, shift=0)),
    ("this past Sunday", "this past Sunday", WEEK, Fields(weekday=6, shift=-1)),
    ("on Tuesday night", "Tuesday night", WEEK, Fields(weekday=1)),
    ("late on Sunday", "late on Sunday", WEEK, Fields(weekday=6)),
    ("Friday's vote", "Friday", WEEK, Fields(weekday=4, possessive=True)),
    ("ahead of Friday's vote", "Friday", WEEK, Fields(weekday=4, possessive=True)),
    ("after Friday's vote", "Friday", WEEK, Fields(weekday=4, possessive=True)),
    ("by Friday", "by Friday", WEEK, Fields(weekday=4, relation="by")),
    ("on Wed., the", "Wed.", WEEK, Fields(weekday=2)),
    ("on Monday of last week", "Monday of last week", WEEK, Fields(weekday=0, week_shift=-1)),
    ("next week on Monday", "next week on Monday", WEEK, Fields(weekday=0, week_shift=1)),
    ("the previous Friday", "the previous Friday", TOLD, Fields(weekday=4, shift=-1)),
    ("today", "today", DAY, Fields(shift=0)),
    ("Today's signing", "Today", DAY, Fields(shift=0, possessive=True)),
    ("earlier today", "earlier today", DAY, Fields(shift=0)),
    ("yesterday evening", "yesterday evening", DAY, Fields(shift=-1)),
    ("tomorrow", "tomorrow", DAY, Fields(shift=1)),
    ("last night", "last night", DAY, Fields(shift=-1)),
    ("this morning", "this morning", DAY, Fields(shift=0)),
    ("tonight", "tonight", DAY, Fields(shift=0)),
    ("overnight", "overnight", DAY, Fields(shift=0)),
    ("the day before yesterday", "the day before yesterday", DAY, Fields(shift=-2)),
    ("the day after tomorrow", "the day after tomorrow", DAY, Fields(shift=2)),
    ("the previous day", "the previous day", TOLD, Fields(unit="day", shift=-1)),
    ("the following month", "the following month", TOLD, Fields(unit="month", shift=1)),
    ("the same day", "the same day", TOLD, Fields(unit="day", shift=0)),
    ("that year", "that year", TOLD, Fields(unit="year", shift=0)),
    ("next day", "next day", TOLD, Fields(unit="day", shift=1)),
    ("the day before.", "the day before", TOLD, Fields(unit="day", shift=-1)),
    ("the day after the vote", "the day after", TOLD, Fields(unit="day", shift=1, event=True)),
    ("a day earlier", "a day earlier", TOLD, Fields(unit="day", count=-1)),
    ("30 days later", "30 days later", TOLD, Fields(unit="day", count=30)),
    ("three days after the vote", "three days after", TOLD, Fields(unit="day", count=3, event=True)),
    ("30 days prior to expiry", "30 days prior", TOLD, Fields(unit="day", count=-30, event=True)),
    ("last month", "last month", UNIT, Fields(unit="month", shift=-1)),
    ("earlier this month", "earlier this month", UNIT, Fields(unit="month", shift=0, part="early")),
    ("later this week", "later this week", UNIT, Fields(unit="week", shift=0, part="late")),
    ("early next month", "early next month", UNIT, Fields(unit="month", shift=1, part="early")),
    ("this week's talks", "this week", UNIT, Fields(unit="week", shift=0, possessive=True)),
    ("the coming year", "the coming year", STRETCH, Fields(unit="year", count=1)),
    ("the past month", "the past month", STRETCH, Fields(unit="month", count=-1)),
    ("this past month", "this past month", UNIT, Fields(unit="month", shift=-1)),
    ("end of the year", "end of the year", UNIT, Fields(unit="year", shift=0, part="end")),
    ("by year's end", "by year's end", UNIT, Fields(unit="year", shift=0, part="end", relation="by")),
    ("later in the month", "later in the month", UNIT, Fields(unit="month", shift=0, part="late")),
    ("at the weekend", "at the weekend", UNIT, Fields(unit="weekend")),
    ("last weekend", "last weekend", UNIT, Fields(unit="weekend", shift=-1)),
    ("two weeks ago", "two weeks ago", AGO, Fields(unit="week", count=-2)),
    ("a fortnight ago", "a fortnight ago", AGO, Fields(unit="week", count=-2)),
    ("a couple of days ago", "a couple of days ago", AGO, Fields(unit="day", count=-2, approximate=True)),
    ("about ten days ago", "ten days ago", AGO, Fields(unit="day", count=-10, approximate=True)),
    ("in two weeks", "in two weeks", AGO, Fields(unit="week", count=2)),
    ("in ten days' time", "in ten days' time", AGO, Fields(unit="day", count=10)),
    ("six months from now", "six months from now", AGO, Fields(unit="month", count=6)),
    ("within 90 days.", "within 90 days", WITHIN, Fields(unit="day", count=90, relation="by")),
    ("within 30 days of the date", "within 30 days of", WITHIN, Fields(unit="day", count=30, event=True, relation="by")),
    ("in the past 24 hours", "in the past 24 hours", STRETCH, Fields(unit="hour", count=-24)),
    ("over the next two weeks", "over the next two weeks", STRETCH, Fields(unit="week", count=2)),
    ("for the next ten years", "for the next ten years", VAGUE, Fields()),
    ("in the coming weeks", "in the coming weeks", VAGUE, Fields()),
    ("in recent years", "in recent years", VAGUE, Fields()),
    ("a few days ago", "a few days ago", VAGUE, Fields()),
    ("recently", "recently", VAGUE, Fields()),
    ("in the near future", "in the near future", VAGUE, Fields()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "kind", "fields"), FOUND, ids=[row[0] for row in FOUND])
def test_found(text: str, phrase: str, kind: DateKind, fields: Fields) -> None:
    found = find_dates(text)
    assert [(e.text, e.kind, e.fields) for e in found] == [(phrase, kind, fields)]
    assert text[found[0].start : found[0].end] == phrase


NO_DATES = """
The treaty may enter into force.
They may 5 times refuse.
The 20 may attend.
Protesters march on the capital.
The March of the Living began.
An august assembly met.
Some 2,000 troops crossed.
Some 2000 troops crossed.
Article 5 binds the allies.
Resolution 1929 was adopted.
Under Agenda 2030 the states agreed.
See page 2014.
At 0900 the guns fell silent.
At 1900 GMT the guns fell silent.
A 24-hour notice was given.
START 2 was never in force.
The fall of Kabul shocked them.
A spring offensive was repelled.
The fiscal 2024 budget grew.
He told USA Today so.
The Good Friday Agreement holds.
He told the Sunday Times so.
The sun. Then rain.
Prime Minister May spoke.
Mrs May signed; the letter by May was sent.
May Day was quiet.
The form 11/12/2024 is ambiguous.
The 12th floor was searched.
There was no 2023-02-29.
It lasted for five years.
A five-year pact was made.
Version 1.2.2024.5 was sent.
A sum of $1995 was paid.
See example.org/2024/april/pact.html
The 21st-Century Trade Act passed.
The first quarter finals were played.
The third half of 2024x was odd.
""".strip().splitlines()


@pytest.mark.parametrize("text", NO_DATES)
def test_not_a_date(text: str) -> None:
    assert [e.text for e in find_dates(text)] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_every_form_finds_its_own_example(row: object) -> None:
    example = row.example  # type: ignore[attr-defined]  # a Row, typed as the parameter of any test
    assert find_dates(f"It came {example}.")


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("signed on Nov.\n12, 2024, and ratified\nlast\nmonth", ["Nov.\n12, 2024", "last\nmonth"]),
        ("It was June.\n\n20 people came.", ["June"]),
        ("THE PACT WAS SIGNED IN MAY, IT WAS SAID TUESDAY", ["MAY", "TUESDAY"]),
        ("the pact was signed on may 12 in geneva, said tuesday", ["may 12", "tuesday"]),
        ("in 2010 and 2011", ["2010", "2011"]),
        ("Signed June 20, it was ratified the previous day.", ["June 20", "the previous day"]),
        ("On 30 May, Theresa May met them; by May she had gone.", ["30 May"]),
        ("the day after the Friday vote", ["the day after", "Friday"]),
        ("June 2024 and 2,000 men", ["June 2024"]),
        ("June 20,000 men", ["June"]),
        ("Resolution 1929 (2010)", ["2010"]),
    ],
)
def test_several_and_their_bounds(text: str, phrases: list[str]) -> None:
    assert [e.text for e in find_dates(text)] == phrases
