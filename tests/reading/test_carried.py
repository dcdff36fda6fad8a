"""The day of a step that its own sentence does not tell: taken from the sentences around it, or not at all."""

from __future__ import annotations

import pytest

from tests.reading.reader import steps

# page of the day given, its text, the days of its steps in the order of the text
ROWS = [
    # what goes on with the step told just before
    ("1951-09-09",
     "Forty-eight nations signed the peace treaty with Japan on Saturday. A few hours later, Japan and the United "
     "States signed a security pact.", ["1951-09-08", "1951-09-08"]),
    ("1951-09-29",
     "Forty-eight nations signed the peace treaty with Japan on Sept. 8. A few weeks later, Japan and the United "
     "States signed a fishing pact.", ["1951-09-08", None]),
    ("1988-12-23",
     "South Africa, Angola and Cuba signed an accord on Thursday. Angola and Cuba then signed a second accord on the "
     "departure of Cuban troops.", ["1988-12-22", "1988-12-22"]),
    ("1988-12-23",
     "South Africa, Angola and Cuba signed an accord on Thursday. Angola and Cuba have signed a second accord on the "
     "departure of Cuban troops.", ["1988-12-22", None]),
    ("1988-12-23",
     "South Africa, Angola and Cuba signed an accord on Thursday. Guns fell silent on Friday. Angola and Cuba then "
     "signed a second accord on the departure of Cuban troops.", ["1988-12-22", None]),
    ("1987-12-09",
     "President Reagan and Soviet leader Mikhail Gorbachev signed a treaty to scrap medium-range missiles on Tuesday. "
     "They also signed an accord on civil aviation.", ["1987-12-08", "1987-12-08"]),
    ("1987-12-09",
     "President Reagan and Soviet leader Mikhail Gorbachev signed a treaty to scrap medium-range missiles on Tuesday. "
     "The two also agreed on a cultural accord at their first meeting in Geneva.", ["1987-12-08", None]),
    # beside it, and on no day that is told
    ("1987-12-09",
     "President Reagan and Soviet leader Mikhail Gorbachev signed a treaty to scrap medium-range missiles on Tuesday. "
     "In addition, they signed a cultural accord.", ["1987-12-08", None]),
    ("1987-12-09",
     "President Reagan and Soviet leader Mikhail Gorbachev signed a treaty to scrap medium-range missiles on Tuesday. "
     "They signed an accord on trade, too.", ["1987-12-08", None]),
    # each of the several
    ("2005-11-30",
     "Peru signed several agreements with China and Japan on Tuesday. Its energy ministry signed an agreement with "
     "Japan on rural power.", ["2005-11-29", "2005-11-29"]),
    ("2005-11-30",
     "Peru signed an agreement with China on geology on Tuesday. Its energy ministry signed an agreement with "
     "Japan on rural power.", ["2005-11-29", None]),
    # at the occasion told just before
    ("2024-06-19",
     "Russian President Vladimir Putin held talks with North Korean leader Kim Jong-un on Wednesday. At the end of "
     "the talks they signed a treaty on a strategic partnership.", ["2024-06-19"]),
    ("2024-06-19",
     "Russian President Vladimir Putin left North Korea on Wednesday. At the end of "
     "the talks they signed a treaty on a strategic partnership.", [None]),
    ("2020-09-16",
     "Israel signed accords with the United Arab Emirates and Bahrain on Tuesday. During the ceremony the Emirati and "
     "Bahraini foreign ministers also signed a joint declaration with Israel.", ["2020-09-15", "2020-09-15"]),
    ("2006-12-19",
     "Indian and Pakistani envoys attended a signing ceremony for a river accord here Monday. The accord, signed by "
     "Indian and Pakistani ministers, sets up a joint commission.", ["2006-12-18"]),
    ("2006-12-19",
     "Indian and Pakistani envoys discussed a river accord here Monday. The accord, signed by "
     "Indian and Pakistani ministers, sets up a joint commission.", ["2006-12-18", None]),
    # by what the agreement is called elsewhere
    ("1987-03-31",
     "The February 22 Paris accord should serve as a basis, Jacques Chirac said. Under the Paris accord, Japan, West "
     "Germany, France and Britain agreed to hold exchange rates steady.", ["1987-02-22"]),
    ("1987-03-31",
     "The Paris accord of February 22 should serve as a basis, Jacques Chirac said. Under the Paris accord, Japan, "
     "West Germany, France and Britain agreed to hold exchange rates steady.", ["1987-02-22"]),
    ("1987-03-31",
     "Jacques Chirac spoke of the Paris accord on February 22. Under the Paris accord, Japan, West "
     "Germany, France and Britain agreed to hold exchange rates steady.", [None]),
    ("1987-03-24",
     "Nigeria and Britain signed an accord rescheduling Nigerian debts, officials said. Today's accord follows one "
     "between Nigeria and France in December.",
     ["1987-03-24"]),
    # a headline, by what its lead tells
    ("2023-07-18",
     "Russia quits Black Sea grain deal\n\nRussia halted its part on Monday in the grain deal with Ukraine.",
     ["2023-07-17"]),
    ("2023-07-18",
     "Russia quits Black Sea grain deal\n\nUkraine rued its part on Monday in the grain deal with Russia.",
     [None]),
    ("2023-07-18",
     "Russia quits Black Sea grain deal\n\nRussia shelled a port on Monday that was named in the grain deal with "
     "Ukraine.", [None]),
    # on the day of another step
    ("1984-03-17",
     "South Africa and Mozambique signed a pact at Nkomati on Friday. The pact came into force on signature.",
     ["1984-03-16", "1984-03-16"]),
    ("1984-03-17",
     "South Africa and Mozambique signed a pact at Nkomati on Friday. The pact comes into force on signature.",
     ["1984-03-16", None]),
]  # fmt: skip
ALONE = [
    # a day counted from another
    ("1994-10-25", "Israel's parliament on Tuesday approved the peace treaty with Jordan, a day before the two "
     "countries' prime ministers are to sign it.", ["1994-10-25", "1994-10-26"]),
    ("1999-06-12", "Yugoslav generals signed a pact with NATO on a troop pullout, a day after parliament backed it "
     "on Thursday.", ["1999-06-11", "1999-06-10"]),
    ("2020-10-25", "Honduras on Saturday ratified the nuclear ban treaty. Jamaica ratified it a day earlier.",
     ["2020-10-24", "2020-10-23"]),
    ("2022-07-25", "The attack only 24 hours after the grain agreement between Russia and Ukraine was signed "
     "undermines it.", [None]),
    ("1988-04-15", "Afghanistan and Pakistan signed an accord Thursday. Moscow is to begin pulling out May 15. The "
     "accord takes effect that day.", ["1988-04-14", "1988-05-15"]),
    # the first of its kind
    ("2001-07-17", "Russia and China have signed the first friendship treaty between their countries since 1950.",
     [None]),
    # the entries of a chronicle
    ("2023-06-02", "20 May. A ceasefire between Sudan and the Rapid Support Forces is signed. 29 May. Both agree to "
     "extend it.", ["2023-05-20", "2023-05-29"]),
    # talks that were held
    ("1988-11-15", "Canada and Mexico agreed during talks Monday to extend their fishing treaty.", ["1988-11-14"]),
    # what is to begin
    ("1987-03-31", "Talks on a debt agreement between Egypt and the Soviet Union begin in Moscow on Monday.",
     ["1987-04-06"]),
    ("1987-03-31", "Talks on a debt agreement between Egypt and the Soviet Union began in Moscow on Monday.",
     ["1987-03-30"]),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "wanted"), [*ROWS, *ALONE])
def test_the_day_of_each_step(published: str, text: str, wanted: list[str | None]) -> None:
    assert [day for _, _, day, _ in steps(text, published=published)] == wanted
