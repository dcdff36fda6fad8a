"""Words that are a date in one place and something else in another, and days that the calendar has or has not."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.dates.find import find_dates
from foedus.dates.resolve import Anchor, resolve

ANCHOR = Anchor(dt.date(2024, 11, 12))
# a text, the date expressions in it
LOOKS: list[tuple[str, list[str]]] = [
    # a month needs a word before it where its short form or its small letters could be another word
    ("They left in Sept. and came back.", ["Sept."]),
    ("They left before Nov. and came back.", ["before Nov."]),
    ("They left Nov and came back.", []),
    ("They came in mid-Sept and left.", ["mid-Sept"]),
    ("They left by dec 5, it was said.", ["by dec 5"]),
    ("On 20 dec there was snow.", []),
    ("On 20 march, they left.", ["20 march"]),
    ("On the 20th of may they left.", ["the 20th of may"]),
    ("The 20 march on Rome.", []),
    ("They came in may.", ["may"]),
    ("They came since may.", ["since may"]),
    ("They came until may.", ["until may"]),
    ("They came next may.", ["next may"]),
    ("They came by may.", []),
    ("They came BY MAY.", []),
    ("They came by mid-May.", ["by mid-May"]),
    ("They came before May.", ["before May"]),
    ("They came through May.", ["through May"]),
    ("They came in April or May.", ["April", "May"]),
    ("They came as May did.", []),
    ("In march they left.", ["march"]),
    ("The march of time.", []),
    ("They left in august or later.", ["august"]),
    ("It was an august man.", []),
    # "march" goes on otherwise than a month does
    ("They left in March of that year.", ["March of that year"]),
    ("They left in March, through snow.", ["March"]),
    ("The March through snow.", []),
    ("A long March of men.", []),
    ("A long March on Rome.", []),
    ("Long March began.", []),
    # months that are forenames
    ("April Smith came.", []),
    ("June Smith came.", []),
    ("August Smith came.", []),
    ("July Smith came.", ["July"]),
    ("In June Smith came.", ["June"]),
    # "/", "=" and "#" before
    ("See /June and #June.", []),
    # "after" and "ahead of" are the vote's, not the month's; "by" and "until" are the month's
    ("They met after June's vote.", ["June"]),
    ("They met ahead of June's vote.", ["June"]),
    ("They met by June's end.", ["by June"]),
    ("They met until June's vote.", ["until June"]),
    # seasons
    ("In the fall they met.", ["fall"]),
    ("In fall they met.", []),
    ("By summer they met.", ["By summer"]),
    ("Since the winter they met.", ["Since the winter"]),
    ("During the late spring they met.", ["the late spring"]),
    ("In the spring session they met.", []),
    ("In spring water they met.", []),
    ("In the winter Olympics they met.", []),
    ("They watched the fall of Rome.", []),
    # weekdays that could be other words
    ("On Sun. they came.", ["Sun."]),
    ("On sun. they came.", []),
    ("He saw the Sun.", []),
    ("He saw a Sat. crossword.", []),
    ("He came on Wed. and left.", ["Wed."]),
    # words before a short or small month
    ("They came between Nov. and Dec.", ["Nov.", "Dec."]),
    ("They came or Nov.", ["Nov."]),
    ("They came to Sept.", ["Sept."]),
    ("They came till Nov.", ["till Nov."]),
    ("They came since Nov.", ["since Nov."]),
    ("They came until Nov.", ["until Nov."]),
    ("They came after Nov.", ["after Nov."]),
    ("They came around Nov.", ["Nov."]),
    ("They came during Nov.", ["Nov."]),
    ("They came through Nov.", ["through Nov."]),
    ("They came throughout Nov.", ["Nov."]),
    ("They left in mar and came back.", []),
    ("They came in sep.", ["sep."]),
    ("They came from march.", ["from march"]),
    ("They came early march.", ["early march"]),
    ("They came late march.", ["late march"]),
    ("They came mid march.", ["mid march"]),
    ("They came of march.", []),
    ("They came to march.", []),
    ("They liked the march or march.", []),
    ("They came between march and august.", ["march"]),
    ("The 20 jan men came.", []),
    ("Of 20 may, they said.", ["20 may"]),
    ("They came by 20 may 2001.", ["by 20 may 2001"]),
    ("They came on may 5 or so.", ["may 5"]),
    # words before a bare May
    ("They came by May.", ["by May"]),
    ("They came to May.", ["May"]),
    ("They came of May.", ["May"]),
    ("They came from May.", ["from May"]),
    ("They came after May.", ["after May"]),
    ("They came during May.", ["May"]),
    ("They came throughout May.", ["May"]),
    ("They came early May.", ["early May"]),
    ("They came in late May.", ["late May"]),
    ("They came in mid May.", ["mid May"]),
    ("They came between May and July.", ["May", "July"]),
    ("They came between June and May.", ["June", "May"]),
    # what goes on after a month, and signs before it
    ("They left in March for Rome.", []),
    ("They left in March against advice.", []),
    ("They left in March on Rome.", []),
    ("JUNE SMITH CAME.", ["JUNE"]),
    ("June day was warm.", []),
    ("See x=June here.", []),
    # seasons that are something else
    ("In the spring up there they met.", []),
    ("In the spring short of men they met.", []),
    ("In the spring apart they met.", []),
    ("In the spring games they met.", []),
    ("In the spring palace they met.", []),
    ("In the summer of men they met.", []),
    ("In the summer from here they met.", []),
    ("In the summer into autumn they met.", []),
    ("In the summer in Rome they met.", []),
    ("In the summer to come they met.", []),
    # years
    ("It was 1900.", ["1900"]),
    ("It was 2050.", ["2050"]),
    ("It was 2051.", []),
    ("It rose by +1999.", []),
    ("It rose by %1999.", []),
    ("It came by 2000 men.", []),
    ("In the 80s they met.", ["80s"]),
    ("In his 80s he met them.", []),
    # weekdays
    ("The Sunday times are hard.", ["Sunday"]),
    ("The Mon. talks failed.", []),
    ("He came on the Wed. and left.", []),
    # counts
    ("Half a century ago they came.", []),
    ("Earlier in the week they came.", ["Earlier in the week"]),
    ("At the outset of the week they came.", ["the outset of the week"]),
    ("The week was long.", []),
]


@pytest.mark.parametrize(("text", "phrases"), LOOKS, ids=[text for text, _ in LOOKS])
def test_what_a_word_is_in_its_place(text: str, phrases: list[str]) -> None:
    assert [e.text for e in find_dates(text)] == phrases


# a phrase, its dates
DATES: list[tuple[str, list[str | None]]] = [
    ("on 13/12/2024", ["2024-12-13"]),
    ("on 12/13/2024", ["2024-12-13"]),
    ("on 12/31/2024", ["2024-12-31"]),
    ("on 12/12/2024", ["2024-12-12"]),
    ("on 0/13/2024", []),
    ("on 31.12.2024", ["2024-12-31"]),
    ("on 31.05.2024", ["2024-05-31"]),
    ("on 32.05.2024", []),
    ("on 31.11.2024", []),
    ("on 29.02.2024", ["2024-02-29"]),
    ("on 30.02.2024", []),
    ("on 29.02.2023", []),
    ("on 29.02.2000", ["2000-02-29"]),
    ("on 29.02.1900", []),
    ("on 31.06.2024", []),
    # what ends before it begins is no span
    ("from 1972 to 1975", ["1972/1975"]),
    ("from 1975 to 1972", ["1975", "1972"]),
    ("from December to January 2024", ["2023-12/2024-01"]),
    ("from January to December 2024", ["2024-01/2024-12"]),
    ("from May 5, 2024 to June 2, 2024", ["2024-05-05/2024-06-02"]),
    ("from June 5, 2024 to May 2, 2024", ["2024-06-05", "2024-05-02"]),
    ("from May 5, 2024 to May 2, 2024", ["2024-05-05", "2024-05-02"]),
    ("in 1985-86", ["1985/1986"]),
    ("in 1985-12", []),
    ("in 1985-13", []),
    ("in 1985-84", []),
    # units and counts
    ("the next month", ["2024-12"]),
    ("the past weekend", ["2024-11-09/2024-11-10"]),
    ("the past month", ["2024-10-12/2024-11-12"]),
    ("two years prior", ["2022~"]),
    ("two years prior to it", [None]),
    ("a dozen days ago", ["2024-10-31~"]),
    ("about ten days ago", ["2024-11-02~"]),
    ("ten days ago", ["2024-11-02"]),
    # feasts
    ("on Christmas Day", ["2023-12-25"]),
    ("on Christmas Eve", ["2023-12-24"]),
    ("on New Year's Day", ["2024-01-01"]),
    ("on New Year's Eve", ["2023-12-31"]),
]


@pytest.mark.parametrize(("phrase", "wanted"), DATES, ids=[phrase for phrase, _ in DATES])
def test_the_dates_of_a_phrase(phrase: str, wanted: list[str | None]) -> None:
    found = (resolve(e, ANCHOR, tense="past") for e in find_dates(f"It came {phrase}."))
    assert [f and f.date for f in found] == wanted
