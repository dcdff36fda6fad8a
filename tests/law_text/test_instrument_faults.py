"""What a text is: its language, its kind, where it ends, and which of its places are its own final clauses."""

from __future__ import annotations

import pytest

from foedus.law.text.clean import Clean, clean
from foedus.law.text.instrument import Instrument, foreign, instrument
from foedus.law.text.split import Sentence

ENGLISH = "the of and to in shall be this by for with on or is"
OTHERS = {
    "French": "le la les des du et une est sera par dans pour aux en présent présente accord entrera",
    "Spanish": "el los las del y que una por para en se será presente acuerdo entrará vigor",
    "German": "der die das und des dem den von mit ist wird dieses abkommen tritt kraft",
    "Portuguese": "o os as do da dos das e que uma por para em no na presente acordo",
    "Italian": "il lo gli della del dei e che una per con di in presente accordo entrerà",
}
# a word that no other of these languages has
ITS_OWN = {"French": "sera", "Spanish": "será", "German": "wird", "Portuguese": "uma", "Italian": "gli"}
ELSEWHERE = {
    "French": "du",
    "Spanish": "acuerdo",
    "German": "tritt",
    "Portuguese": "acordo",
    "Italian": "entrerà",
}
UNKNOWN = "zyx "


def words(**how_often: int) -> Clean:
    return clean(" ".join(" ".join([word] * n) for word, n in how_often.items()))


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_tells_its_language(language: str) -> None:
    for word in OTHERS[language].split():
        other = ITS_OWN[language] if word != ITS_OWN[language] else ELSEWHERE[language]
        english = word in ENGLISH.split()
        assert english or foreign(words(**{word: 36, other: 4})) == language, word


def test_every_word_tells_english() -> None:
    for word in ENGLISH.split():
        assert foreign(words(**{word: 5, "zyx": 35})) is None, word


def test_italian_in_that_is_english_too() -> None:
    assert foreign(words(**{"in": 8, "gli": 12, "zyx": 80})) == "Italian"
    assert foreign(words(on=8, gli=12, zyx=80)) is None


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ({"que": 39}, None),  # too short to tell
        ({"que": 40}, "Spanish"),
        ({"the": 12, "será": 88}, None),  # English with much of another language
        ({"the": 11, "será": 89}, "Spanish"),
        ({"the": 10, "será": 14, "zyx": 76}, None),  # neither is clear
        ({"the": 8, "será": 12, "zyx": 80}, None),
        ({"the": 8, "será": 13, "zyx": 79}, "Spanish"),
        ({"será": 12, "zyx": 88}, "another language"),
        ({"será": 13, "zyx": 87}, "Spanish"),
        ({"the": 4, "zyx": 96}, "another language"),
        ({"the": 5, "zyx": 95}, None),
    ],
)
def test_how_much_of_a_language_tells_it(told: dict[str, int], language: str | None) -> None:
    assert foreign(words(**told)) == language


def test_the_first_part_of_a_long_text_tells_its_language() -> None:
    assert foreign(clean("será " * 4000 + "the " * 4000)) == "Spanish"
    assert foreign(clean("the " * 5000 + "será " * 9000)) is None


@pytest.mark.parametrize(
    ("article", "heading", "past", "fit"),
    [
        ("4", "cooperation in science", 0, 0),
        (None, "", 0, 0),
        ("9", "entry into force", 0, 3),
        ("9", "entrance into force", 0, 3),
        ("9", "signature", 0, 2),
        ("9", "final clauses", 0, 2),
        ("9", "duration and termination", 0, 2),
        ("9", "ratification", 0, 3),
        ("9", "validity", 0, 3),
        ("9", "on the treaty's coming into force", 0, 1),
        ("9", "amendment", 0, -3),
        ("9", "provisional application", 0, -3),
        ("9", "amendments and their entry into force", 0, -2),
        ("annex 2", "entry into force", 0, 1),
        ("appendix I", "", 0, -2),
        ("protocol 3", "", 0, -2),
        ("section 3", "", 0, 0),
        ("9", "", 50, 0),
        ("9", "", 51, -4),
        ("9", "signature", 51, -2),
        # what stands far from an article's head is no heading
        ("9", "x" * 33 + "ratification", 0, 1),
        ("9", "x" * 34 + "ratification", 0, 0),
    ],
)
def test_how_well_a_place_suits_final_clauses(
    article: str | None, heading: str, past: int, fit: float
) -> None:
    about = Instrument("treaty", False, 1000)
    at = 1000 + past
    assert about.fit(Sentence(at, at + 10, article, heading, 0), clean("")) == fit


@pytest.mark.parametrize(
    ("opening", "kind", "amends", "decision", "amendments", "other"),
    [
        ("agreement on the transit of goods", "agreement", False, "", False, ""),
        ("note of the ministry", "", False, "", False, ""),
        ("protocol amending the convention on wetlands", "protocol", False, "", False, "convention"),
        ("protocol on amendments to the treaty", "protocol", False, "", False, "treaty"),
        ("amendments to the convention on wetlands", "convention", True, "", True, ""),
        ("adjustments to the protocol", "protocol", True, "", True, ""),
        ("schedule to the agreement", "agreement", True, "", False, ""),
        ("decision no 3 of the committee", "", True, "decision", False, ""),
        ("resolution on the agreement", "agreement", True, "resolution", False, ""),
        ("agreement on the decision of disputes", "agreement", False, "", False, ""),
        ("revision of the tariff", "", True, "", True, ""),
        # only the opening counts
        (UNKNOWN * 62 + "decision", "", False, "", False, ""),
        (UNKNOWN * 60 + "decision", "", True, "decision", False, ""),
        (UNKNOWN * 60 + "amendment", "", True, "", True, ""),
        (UNKNOWN * 97 + "agreement", "agreement", False, "", False, ""),
        (UNKNOWN * 98 + "agreement", "", False, "", False, ""),
        ("protocol x" + UNKNOWN * 28 + "treaty", "protocol", False, "", False, "treaty"),
        ("protocol xx" + UNKNOWN * 28 + "treaty", "protocol", False, "", False, ""),
    ],
)
def test_what_a_text_opens_with(
    opening: str, kind: str, amends: bool, decision: str, amendments: bool, other: str
) -> None:
    text = clean(opening)
    found = instrument(text)
    assert found == Instrument(kind, amends, len(text.lower), decision, amendments, other)


@pytest.mark.parametrize(
    ("before", "words", "ends"),
    [
        (600, "in witness whereof the undersigned have signed", True),
        (599, "in witness whereof those named have signed", False),
        (800, "in faith thereof", True),
        (800, "the undersigned, duly authorised", True),
        (800, "done at oslo this third day of may", True),
        (800, "done in oslo on 3 may", True),
        (800, "nothing of the kind", False),
    ],
)
def test_where_the_testimonium_stands(before: int, words: str, ends: bool) -> None:
    text = clean("x" * (before - 1) + " " + words)
    assert instrument(text).ends == (before if ends else len(text.lower))


def test_the_place_of_making_counts_past_the_first_quarter() -> None:
    told = "done at oslo on 3 may 1990"
    at = 100
    late = clean("x" * (at - 1) + " " + told + " " + "y" * (4 * at - at - len(told) - 1))
    assert len(late.lower) == 400
    assert instrument(late).ends == at
    cited = clean(late.text + "yyyy")
    assert instrument(cited).ends == len(cited.lower)


def test_the_first_testimonium_ends_the_instrument() -> None:
    text = clean(
        "x " * 400 + "in witness whereof " + "x " * 100 + "done at oslo on 3 may " + "in witness whereof"
    )
    assert instrument(text).ends == 800
