"""How treaties begin, what is owed under them and where their articles stand: rows that one test reads apart."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.forms import rule_to_json
from foedus.law.model import Attack
from foedus.law.text import terms
from foedus.law.text.chunks import reduce
from foedus.law.text.clean import clean
from foedus.law.text.events import calendar_day
from foedus.law.text.reader import Reader
from foedus.law.text.split import LONGEST, Sentence, sentences
from foedus.law.text.subjects import Subject, subject

ENTERS = "ARTICLE 9 This Agreement shall enter into force "


def kept(text: str) -> dict[str, Any]:
    """The rule that a text lays down, of which only what is told."""
    found = rule_to_json(terms(text).entry_into_force)
    return {k: v for k, v in found.items() if v not in (None, [], "none") and k not in ("article", "note")}


RULES: list[tuple[str, dict[str, Any]]] = [
    ("on signature.", {"trigger": "signature"}),
    # a day, and what is told beside it
    ("on 1 July 1973 upon publication.", {"trigger": "date", "date": "1973-07-01"}),
    ("on 1 July 1973, thirty days after signature.", {"trigger": "other", "date": "1973-07-01"}),
    ("on 1 July 1973, provided that all is well.", {"trigger": "other", "date": "1973-07-01"}),
    ("on 1 July 1973 if it is published.", {"trigger": "other", "date": "1973-07-01"}),
    (
        "on 1 July 1973, provided that at least two Parties have notified each other by then.",
        {"trigger": "other", "date": "1973-07-01"},
    ),
    ("after approval by the Parties on 1 January 1995.", {"trigger": "other", "date": "1995-01-01"}),
    ("on the exchange of instruments on 1 January 1995.", {"trigger": "exchange", "of": "instruments"}),
    ("on 31 February 1973.", {}),
    ("on the first day of May, one thousand nine hundred and ninety-one.", {"trigger": "date", "date": "1991-05-01"}),
    ("on the first day of May, one thousand eight hundred and seventy.", {"trigger": "date", "date": "1870-05-01"}),
    ("on 12.7.1973.", {"trigger": "date", "date": "1973-07-12"}),
    # the day that is named beside a count goes before it; where it is none, nothing is told
    ("90 days after signature, i.e. on 12 January 2005.", {"trigger": "date", "date": "2005-01-12"}),
    ("90 days after signature, i.e. on 31 February 2005.", {}),
    # notes that tell ratification: by a number of states they are instruments, by all of them notes
    (
        "after notifications of acceptance have been received from six member nations.",
        {"trigger": "instruments", "count": 6},
    ),
    ("upon notifications of approval by both Parties.", {"trigger": "notifications", "count": "all"}),
    ("upon notifications from six member nations.", {"trigger": "notifications", "count": 6}),
    # one of two
    (
        "upon receipt of the last notice by which one of the Parties informs the other of the completion of its "
        "procedures.",
        {"trigger": "notifications", "count": "all"},
    ),
    ("upon notification by one Party.", {"trigger": "notifications", "count": 1}),
    # each on its own day: for the treaty no number is told
    ("on ratification for each of them.", {}),
    # several conditions
    ("when both the following conditions have been met: not less than fifteen States have ratified it, and a fleet "
     "is there.", {"trigger": "other"}),
    ("when ratified, as soon as the following requirements have been met: publication.", {"trigger": "other"}),
    ("from the later of: (a) 1 July 1990; (b) the last day of May 1991.", {"trigger": "other"}),
    (
        "on the deposit of the fifth instrument of ratification, but not before the entry into force of the Pact.",
        {"trigger": "other"},
    ),
    # only instruments and notes name who must be among them, and what they weigh
    ("on signature by six States, including France.", {"trigger": "signature", "count": 6}),
    (
        "on the notifications of two States the fleets of which make up 50 per cent of the gross tonnage of the world.",
        {"trigger": "notifications", "count": 2},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), RULES)
def test_rule(words: str, expected: dict[str, Any]) -> None:
    assert kept(ENTERS + words) == expected


NOTES = [
    ("on the deposit of the fifth instrument of ratification, but not before 1 January 1960.",
     "instruments, not before 1960-01-01"),
    ("on the deposit of the fifth instrument of ratification, but not before the entry into force of the Pact.",
     "instruments and a second condition"),
    ("on signature, but not before 1 January 1960.", "signature, not before 1960-01-01"),
    ("on the exchange of the instruments of ratification, but not before 1 January 1960.",
     "exchange of instruments, not before 1960-01-01"),
    ("at the same time as the Treaty of Alpha.", "with the entry into force of the Treaty of Alpha"),
    ("on the date of entry into force of the Treaty of Alpha.", "with the entry into force of the Treaty of Alpha"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "note"), NOTES)
def test_what_the_rule_says_of_itself(words: str, note: str) -> None:
    assert terms(ENTERS + words).entry_into_force.note == note


SURE = [
    ("on signature.", 0.95),
    ("on 1 July 1973.", 0.97),
    ("on 1 July 1973 if it is published.", 0.85),
    ("on ratification by the Parties.", 0.85),
    ("on ratification.", 0.7),
    ("when both the following conditions have been met: fifteen States have ratified it, and a fleet is there.", 0.8),
    ("when ratified, as soon as the following requirements have been met: publication.", 0.7),
    ("in accordance with article 21 of the Convention.", 0.6),
    ("on completion of the internal procedures.", 0.6),
    ("90 days after signature, i.e. on 12 January 2005.", 0.85),
    ("from a day to be agreed upon by the Powers.", 0.8),
    ("on the deposit of the fifth instrument of ratification, but not before 1 January 1960.", 0.8),
    ("from the later of: (a) 1 July 1990; (b) the last day of May 1991.", 0.68),
    ("on ratification by six or 50 per cent of the member States, whichever is the smaller.", 0.85),
]  # fmt: skip


@pytest.mark.parametrize(("words", "confidence"), SURE)
def test_how_sure(words: str, confidence: float) -> None:
    found = [c.confidence for c in terms(ENTERS + words).clauses if c.field == "entry_into_force"]
    assert found == [confidence]


@pytest.mark.parametrize("words", [words for words, _ in RULES])
def test_no_clause_is_more_than_certain(words: str) -> None:
    assert all(0 < c.confidence <= 1 for c in terms(ENTERS + words).clauses)


DAYS = [
    ("1 July 1973", "1973-07-01"),
    ("1/7/1973", "1973-07-01"),
    ("the twenty-second day of may 1973", "1973-05-22"),
    ("22 may", None),
    ("22 of 1973", None),
    ("may 1973", None),
    ("the fifth of may one thousand nine hundred and six", "1906-05-05"),
    ("the fifth of may one thousand nine hundred and six inclusive", "1906-05-05"),
    # words round a day in figures; the first year of a century in words
    ("midnight of 22 may 1973", "1973-05-22"),
    ("not later than 3 june 1990", "1990-06-03"),
    ("the first of may one thousand nine hundred exactly", "1900-05-01"),
    ("the first of may one thousand eight hundred inclusive", "1800-05-01"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_calendar_day(text: str, day: str | None) -> None:
    assert calendar_day(text.lower()) == day


TACIT = [
    ("on 1 July 2006 unless, before that date, more than one third of the Parties have objected",
     {"deemed": "2006-07-01", "unless": {"share": [1, 3]}}),
    ("on 1 July 2006", {"deemed": "2006-07-01", "unless": None}),
    ("unless more than one third of the Parties have objected", {"deemed": None, "unless": {"share": [1, 3]}}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), TACIT)
def test_tacit_acceptance(words: str, expected: dict[str, Any]) -> None:
    text = (
        f"ARTICLE 9 The amendments shall be deemed to have been accepted {words}. The amendments shall enter into force "
        "on 1 January 2007 upon their acceptance."
    )
    assert kept(text)["tacit"] == expected


SUBJECTS = [
    ("this agreement ", Subject.THIS),
    ("this agreement, which was drawn up in two texts, ", Subject.THIS),
    ("when this agreement ", Subject.TIME),
    ("an amendment to this agreement ", Subject.AMENDMENT),
    ("a decision under this agreement ", Subject.OTHER),
    ("pending a decision, this agreement ", Subject.THIS),
    ("by the decision and this agreement ", Subject.THIS),
    ("the amendments ", Subject.AMENDMENT),
    ("when the amendments ", Subject.TIME),
    ("this agreement and its amendments ", Subject.THIS),
    ("this agreement shall be ratified and it ", Subject.THIS),
    ("amendments to this agreement shall be ratified and they ", None),
    ("when it ", Subject.TIME),
    ("it ", None),
    ("they ", None),
    ("this agreement names the rules which ", Subject.OTHER),
    ("parties to it ", Subject.OTHER),
    ("it shall be for them and so ", None),
    ("it shall be for them and so too ", Subject.OTHER),
    ("this agreement may if a party asks ", Subject.OTHER),
    ("", Subject.OTHER),
    ("your reply shall constitute an agreement which ", Subject.THIS),
]


@pytest.mark.parametrize(("words", "expected"), SUBJECTS)
def test_subject(words: str, expected: Subject | None) -> None:
    short = reduce(words, 0, len(words)).text
    assert subject(short + " ") is expected


HEAD = "TREATY between the Republic of Alpha and the Kingdom of Beta. Article 4 "
AIDS = "If either Party is attacked, the other shall render it military assistance. "
OWED = [
    # what binds nobody yet does not hide what does
    ("The Council shall meet on any armed attack. " + AIDS, ["mutual_defence"]),
    ("When one of them was attacked the other did render it assistance.", []),
    # neutral is the party, not a thing
    ("In that war they shall observe neutral colours.", []),
    ("During hostilities the Parties shall keep a neutral chairman.", []),
    ("If it is at war, the other shall maintain neutral inspectors at the ports.", []),
    ("If one of them is at war, the other shall remain neutral.", ["neutrality"]),
    ("The other shall stay neutral in any war of the first.", ["neutrality"]),
    # the first of its kind in an article
    (AIDS + "If either Party is at war, the other shall come to its aid.", ["mutual_defence"]),
]


@pytest.mark.parametrize(("words", "kinds"), OWED)
def test_duties(words: str, kinds: list[str]) -> None:
    assert [o.kind for o in terms(HEAD + words).obligations] == kinds


def test_the_first_of_a_kind_stands_for_its_article() -> None:
    (found,) = terms(HEAD + AIDS + "If either Party is at war, the other shall come to its aid.").obligations
    assert found.condition is Attack.ATTACK
    assert found.text == (HEAD[HEAD.index("Article 4") :] + AIDS).strip()


def test_war_and_attack_in_one_sentence_are_an_attack() -> None:
    words = "If either Party is attacked and so involved in a war, the other shall come to its aid."
    (found,) = terms(HEAD + words).obligations
    assert found.condition is Attack.ATTACK


def test_an_area_is_that_of_mutual_defence_only() -> None:
    words = "The Parties shall consult if an attack in Europe is to be feared or the peace is threatened."
    (found,) = terms(HEAD + words).obligations
    assert (found.kind, found.area) == ("consultation", None)


def test_what_stands_past_the_testimonium_binds_nobody() -> None:
    text = HEAD + "The Parties trade. " * 40 + "In witness whereof they have signed. Article 5 " + AIDS
    assert terms(text).obligations == ()


def test_how_sure_of_a_duty_and_how_much_is_quoted() -> None:
    text = HEAD + AIDS.rstrip(". ") + " with corn," * 100 + "."
    found = terms(text)
    assert [c.confidence for c in found.clauses if c.field == "obligations"] == [0.8]
    assert len(found.obligations[0].text) == 600


def labels(text: str) -> list[str | None]:
    return list(dict.fromkeys(p.article for p in sentences(clean(text))))


LABELS = [
    ("Scope. ARTICLE 1 Each Party may.", [None, "1"]),
    ("By Article 5 Each may go.", [None]),
    # a word in which "article" stands, and one that is spoken of
    ("ARTICLE 1 No PARTICLE 2 may pass.", ["1"]),
    ("ARTICLE 1 Each Party may. It bears on what Article 4 Says and holds.", ["1", "4"]),
    ("ARTICLE 1 Each shall apply as a rule article 4 hereto.", ["1"]),
    ("Article 1 Scope. Each may act (see above) Article 2 force", ["1", "2"]),
    ("ARTICLE 1 Each Party may; article 2 each shall.", ["1", "2"]),
    ("ARTICLE 1 Each Party article 2 stays.", ["1"]),
    # "ARTICLE 691": 69, paragraph 1, only after 68
    ("ARTICLE 60 a. ARTICLE 61 b.", ["60", "61"]),
    ("ARTICLE 68 a. ARTICLE 692 this", ["68", "692"]),
    ("ARTICLE 1 a. ANNEX 2 b.", ["1", "annex 2"]),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_articles(text: str, expected: list[str | None]) -> None:
    assert labels(text) == expected


def parts(text: str) -> list[str]:
    even = clean(text)
    return [even.text[p.start : p.end].strip() for p in sentences(even)]


PARTS = [
    ("It holds under art. 5 of it. They go.", ["It holds under art. 5 of it.", "They go."]),
    ("See no. 7; and no. 8; It ends.", ["See no. 7; and no. 8;", "It ends."]),
    ("It sees to (a) this; (b) that; They go.", ["It sees to (a) this; (b) that;", "They go."]),
    (
        "It is so. " * 60 + "See (a) this; (b) that; They go.",
        ["It is so."] * 60 + ["See (a) this; (b) that;", "They go."],
    ),
    ("It is so. and they go.", ["It is so.", "and they go."]),
    ("It begins in May 5. 2. any may go.", ["It begins in May 5.", "2. any may go."]),
    ("It holds by art. 2. any may go.", ["It holds by art. 2. any may go."]),
    ("A Mr. (2) may go.", ["A Mr. (2) may go."]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST, 3 * LONGEST + 5])
def test_what_has_no_end_is_cut(length: int) -> None:
    text = "x" * length
    lengths = [p.end - p.start for p in sentences(clean(text))]
    whole, rest = divmod(length, 2000)
    assert lengths == [2000] * whole + [rest] * (rest > 0)
    after = [p.end - p.start for p in sentences(clean("It is so." + text + ". It ends."))]
    whole, rest = divmod(length + 1, 2000)
    assert after == [9] + [2000] * whole + [rest] * (rest > 0) + [9]


def test_a_heading_is_sixty_characters_at_most() -> None:
    (found,) = sentences(clean("ARTICLE 1 " + "x" * 80))
    assert len(found.heading) == 59  # and a blank


def test_a_list_is_parted_where_it_grows_too_long() -> None:
    item = "(a) " + "x" * 600 + "; "
    assert [len(p) for p in parts(("It is so. " + item * 3).strip())] == [9, 2 * 606 - 1, 605]


AMENDS = 'Article 1 Article 5 shall be replaced by the following: "It stands. It stays." Article 2 It ends. '


def test_new_text_of_another_treaty_ends_with_its_article() -> None:
    reader = Reader("PROTOCOL amending the Treaty. " + AMENDS)
    told = {reader.lower(i).strip(): i for i in range(len(reader.parts))}
    assert reader.of_another(told["it stays."])
    assert not reader.of_another(told["article 2 it ends."])


def test_articles_counted_anew_past_the_testimonium_are_another_treaty_s() -> None:
    body = "TREATY. Article IV " + "The Parties trade. " * 40
    text = (
        body + "In witness whereof they signed. Article 7 It is so. Article I It begins. Article 2 It ends."
    )
    reader = Reader(text)
    told: dict[str, Sentence] = {reader.lower(p.number).strip(): p for p in reader.parts}
    assert reader.annexed(told["article i it begins."])
    assert reader.annexed(told["article 2 it ends."])
    assert not reader.annexed(told["article 7 it is so."])
    assert not any(reader.annexed(p) for p in Reader(body).parts)


def test_what_stands_near() -> None:
    reader = Reader("ARTICLE 1 " + "It is so. " * 12 + "ARTICLE 2 It ends.")
    assert [reader.nearness(i, 2) for i in range(12)] == [1.0] * 9 + [0.0] * 3
    last = len(reader.parts) - 1
    assert (reader.parts[last].article, reader.nearness(last, last - 1)) == ("2", 0.0)
    assert reader.nearness(0, None) == 0.0


def test_new_text_suits_less_unless_it_names_the_treaty() -> None:
    reader = Reader("PROTOCOL amending the Treaty. " + AMENDS)
    at = next(i for i in range(len(reader.parts)) if "stays" in reader.lower(i))
    assert reader.fit(at) == reader.fit(at, by_name=True) - 5
