"""Clauses on a treaty's life that look alike and are read apart: each row fails where one test of the reader does."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.forms import terms_to_json
from foedus.law.text import terms

SIGNED = "ARTICLE 20 This Agreement shall enter into force on the date of its signature. "
FIVE = "This Agreement shall remain in force for five years. "
UNSTATED = ("unstated", None, None, None)


def read(text: str, field: str) -> Any:
    return terms_to_json(terms(text))[field]


def span(n: int, unit: str) -> dict[str, Any]:
    return {"n": n, "unit": unit}


DURATIONS = [
    # of two the one that tells a length of this treaty, and the one beside entry into force
    (
        SIGNED
        + "ARTICLE 21 This Agreement shall remain in force until denounced by either Party. This Agreement is "
        "concluded for ten years.",
        ("fixed", 10, "year", None),
    ),
    (
        "ARTICLE 20 This Agreement shall enter into force on the date of its signature and shall remain in force for "
        "five years. It shall remain in force until denounced by either Party.",
        ("fixed", 5, "year", None),
    ),
    (
        SIGNED
        + "ARTICLE 21 DURATION. It shall remain in force for ten years. ARTICLE 22 This Agreement shall remain "
        "in force until denounced by either Party.",
        ("fixed", 10, "year", None),
    ),
    # of two that suit alike the first
    (SIGNED + "ARTICLE 21 " + FIVE + FIVE.replace("five", "ten"), ("fixed", 5, "year", None)),
    (SIGNED + "ARTICLE 21 " + FIVE + "ARTICLE 22 " + FIVE.replace("five", "ten"), ("fixed", 5, "year", None)),
    # a right to leave that is told first does not hide whose life it is
    (
        SIGNED + "ARTICLE 21 DURATION. Unless terminated earlier, it shall remain in force for ten years.",
        ("fixed", 10, "year", None),
    ),
    (
        SIGNED
        + "ARTICLE 21 This Agreement is open. Unless denounced by a Party, it shall remain in force for six years.",
        ("fixed", 6, "year", None),
    ),
    # a list that the treaty names
    (
        SIGNED
        + "ARTICLE 21 This Agreement names the list which, once drawn up, shall remain in force for six years.",
        UNSTATED,
    ),
    # "it" is the fund
    (
        "ARTICLE 5 This Agreement sets up a fund. It shall last five years. "
        + SIGNED
        + "ARTICLE 21 This Agreement shall remain in force for ten years.",
        ("fixed", 10, "year", None),
    ),
    # under its heading the treaty need not come first in the sentence; elsewhere it must
    (
        SIGNED
        + "ARTICLE 21 DURATION. Each Party agrees that this Agreement shall remain in force for ten years.",
        ("fixed", 10, "year", None),
    ),
    (
        SIGNED
        + "ARTICLE 21 For a Party which has so declared, this Agreement shall remain in force for two years.",
        UNSTATED,
    ),
    (SIGNED + "ARTICLE 21 DURATION. A licence shall remain in force for two years.", UNSTATED),
    # what begins a text with "it" is not known to be the treaty
    (
        "It shall remain in force for two years from its issue. No fee shall be charged. Done under this Agreement.",
        UNSTATED,
    ),
    # whose verb it is
    (
        SIGNED
        + "ARTICLE 21 DURATION. The measures shall be published; and this Agreement shall be registered and "
        "shall remain in force for five years.",
        ("fixed", 5, "year", None),
    ),
    (
        SIGNED + "ARTICLE 21 This Agreement shall be ratified and shall remain in force for six years.",
        ("fixed", 6, "year", None),
    ),
    (
        SIGNED
        + "ARTICLE 21 DURATION. The measures taken under this Agreement shall be published and shall remain in "
        "force for six years.",
        UNSTATED,
    ),
    (
        SIGNED
        + "This Agreement, drawn up in the English, French and Spanish languages, all three texts being equally "
        "authentic, shall be registered and its duration shall be five years.",
        ("fixed", 5, "year", None),
    ),
    (SIGNED + "For this Agreement the duration shall be four years.", ("fixed", 4, "year", None)),
    # a length that is the treaty's own
    (SIGNED + "ARTICLE 21 This Agreement has a duration of ten years.", ("fixed", 10, "year", None)),
    (SIGNED + "ARTICLE 21 This Agreement shall have a term of six years.", ("fixed", 6, "year", None)),
    (SIGNED + "ARTICLE 21 This Agreement has an initial term of 3 years.", ("fixed", 3, "year", None)),
    (SIGNED + "ARTICLE 21 Under this Agreement a carrier has a period of ten days to object.", UNSTATED),
    (SIGNED + "ARTICLE 21 The fund set up by this Agreement has a term of four years.", UNSTATED),
    (
        SIGNED + "ARTICLE 21 DURATION. When it has two years left to remain in force, they shall meet.",
        UNSTATED,
    ),
    (
        SIGNED
        + "ARTICLE 21 DURATION. A licence shall remain in force until denounced by either Party to this "
        "Agreement.",
        UNSTATED,
    ),
    # an event ends it; the end of a notice is none
    (
        SIGNED + "ARTICLE 21 This Agreement shall expire at the end of the first commitment period.",
        ("until", None, None, None),
    ),
    (
        SIGNED
        + "ARTICLE 21 This Agreement shall terminate at the end of the year in which notice was received.",
        UNSTATED,
    ),
    (
        SIGNED
        + "ARTICLE 21 This Agreement shall expire at the end of the season in which a Party notifies the other.",
        UNSTATED,
    ),
    (
        SIGNED + "ARTICLE 21 This Agreement shall lapse at the end of the season if the fund is spent.",
        UNSTATED,
    ),
]


@pytest.mark.parametrize(("text", "expected"), DURATIONS)
def test_duration(text: str, expected: tuple[Any, ...]) -> None:
    found = read(text, "duration")
    assert (found["kind"], found["n"], found["unit"], found["date"]) == expected


RENEWALS = [
    # of two the one that follows the first period
    (
        "ARTICLE 12 This Agreement shall be automatically extended for periods of one year as regards the list. "
        + SIGNED
        + FIVE
        + "It shall be tacitly renewed for further periods of two years.",
        (True, 2, "year", None),
    ),
    # by agreement, whatever else lasts thereafter
    (
        SIGNED
        + "This Agreement may be extended by agreement of the Parties, and the old lists shall apply thereafter until "
        "they are replaced.",
        (False, None, None, None),
    ),
    (
        SIGNED + FIVE + "It shall be renewed for periods of two years by tacit agreement.",
        (True, 2, "year", None),
    ),
    # as long as a first period that is not told
    (SIGNED + "This Agreement shall be automatically extended for a like period.", (True, None, None, None)),
    # notice against it: in the sentence, else in the next
    (
        SIGNED
        + FIVE
        + "It shall be tacitly renewed for periods of two years unless a Party gives notice six months before the "
        "expiry of the period. The Parties shall meet three months before the expiry of the period.",
        (True, 2, "year", span(6, "month")),
    ),
    (
        SIGNED
        + FIVE
        + "It shall be tacitly renewed for periods of two years. A Party may prevent this by notice given three months "
        "before the expiry of the period.",
        (True, 2, "year", span(3, "month")),
    ),
    # in an article of its own "it" need not be the treaty
    (
        SIGNED
        + "ARTICLE 21 "
        + FIVE
        + "ARTICLE 30 PERIOD OF A LICENCE. It shall be automatically renewed for periods of two years.",
        None,
    ),
    (
        SIGNED
        + "ARTICLE 21 "
        + FIVE
        + "ARTICLE 30 TERM OF OFFICE. They shall be automatically renewed for periods of two years.",
        None,
    ),
    # it runs on
    (
        SIGNED
        + FIVE
        + "It shall remain in force for successive periods of two years unless a Party gives notice.",
        (True, 2, "year", None),
    ),
    (
        SIGNED + FIVE + "It shall thereafter remain in force unless terminated by either Party.",
        (True, None, None, None),
    ),
    (
        SIGNED + FIVE + "It shall remain in force for the next two years unless denounced.",
        (True, 2, "year", None),
    ),
    # something else does
    (SIGNED + FIVE + "Its end shall not affect work that continues.", None),
    (
        SIGNED
        + FIVE
        + "Studies shall continue during a further period of two years unless the Parties decide otherwise.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "expected"), RENEWALS)
def test_renewal(text: str, expected: tuple[Any, ...] | None) -> None:
    found = read(text, "renewal")
    assert expected == (found and (found["tacit"], found["n"], found["unit"], found["notice"]))


MAY = "Any Party may denounce this Agreement by notification to the Depositary. "
LEAVING = [
    # of two rights the one under a heading on the treaty's life, then the one that tells more
    (
        "ARTICLE 5 A Party whose quota is cut may withdraw from this Agreement upon one month's notice. "
        + SIGNED
        + "ARTICLE 21 DURATION. Either Party may denounce this Agreement upon six months' notice.",
        (span(6, "month"), None),
    ),
    (
        SIGNED
        + "ARTICLE 21 Any Party may withdraw from this Agreement upon six months' notice. ARTICLE 22 Any Party may "
        "denounce this Agreement after ten years from its entry into force.",
        (span(6, "month"), None),
    ),
    (
        SIGNED
        + "ARTICLE 21 Any Party may withdraw from this Agreement upon six months' notice. ARTICLE 22 After ten years "
        "from its entry into force any Party may denounce this Agreement upon one year's notice.",
        (span(1, "year"), span(10, "year")),
    ),
    # words between the right and its effect
    (
        SIGNED
        + "Any Party may withdraw from this Agreement. The request is made in writing by its Minister. "
        "The withdrawal shall take effect one year after receipt of the notice.",
        (span(1, "year"), None),
    ),
    # what is told first of this treaty is not undone by what is told after it of something else
    (
        SIGNED
        + "Any Party may denounce this Agreement upon six months' notice. The withdrawal of a reservation takes effect "
        "after one month.",
        (span(6, "month"), None),
    ),
    (
        SIGNED
        + "After five years from its entry into force any Party may denounce this Agreement upon one year's notice. "
        "The Parties shall review its effect after two years from its entry into force.",
        (span(1, "year"), span(5, "year")),
    ),
    (
        SIGNED
        + FIVE
        + "After three years from its entry into force any Party may denounce this Agreement upon one year's notice. "
        "After the end of this period denunciation shall have effect at once.",
        (span(1, "year"), span(3, "year")),
    ),
    # a first period that is told nowhere
    (SIGNED + "Any Party may withdraw from this Agreement after the expiry of this period.", (None, None)),
    # as long as it has remained in force
    (
        SIGNED
        + "After this Agreement has remained in force for ten years any Party may denounce it upon one year's notice.",
        (span(1, "year"), span(10, "year")),
    ),
    # an announcement is no notice where the effect is told after it; the first effect counts
    (
        SIGNED
        + "Any Party may denounce this Agreement, which shall be communicated at least ninety days prior to delivery of "
        "the instrument of denunciation. It shall cease to have effect one year after the denunciation. A licence shall "
        "cease to have effect two years after the denunciation.",
        (span(1, "year"), None),
    ),
    # a notice by a day of the year is one, whatever ends later
    (
        SIGNED
        + "Any Party may withdraw from this Agreement on 31 December of any year by giving notice on or before "
        "the preceding 30 June to the Depositary. A licence shall cease to have effect two years after the denunciation.",
        (span(6, "month"), None),
    ),
    # days of the year, and anniversaries
    (
        SIGNED
        + "Any Party may withdraw from this Agreement on 31 December of any year by giving notice on or before "
        "the preceding 31 December to the Depositary.",
        (span(12, "month"), None),
    ),
    (
        SIGNED
        + "Any Party may withdraw from this Agreement on 30 September of any year by giving notice on or before "
        "the preceding 31 March to the Depositary.",
        (span(6, "month"), None),
    ),
    (
        SIGNED
        + "It shall remain in force until the second anniversary of the date on which either Party notifies the "
        "other of its desire to terminate this Agreement.",
        (span(2, "year"), None),
    ),
    (SIGNED + MAY + "Withdrawal shall take effect on the thirty-first day of December next.", (None, None)),
    (
        SIGNED
        + MAY
        + "Withdrawal shall take effect on the first day of the month following the receipt of the notification.",
        (span(1, "month"), None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), LEAVING)
def test_denunciation(text: str, expected: tuple[Any, ...] | None) -> None:
    found = read(text, "denunciation")
    assert expected == (found and (found["notice"], found["not_before"]))


FEWER = [
    ("This Agreement shall terminate if the number of Contracting Parties falls below two.", 2),
    ("If the number of Parties falls below one, this Agreement shall terminate.", None),
    ("The Commission shall be dissolved if the number of its members falls below three.", 3),
    # what falls is a price, or a committee's members
    ("This Agreement shall terminate if the price of tin falls below ten dollars.", None),
    ("If the number of members present falls below five, the sitting shall end.", None),
    # what then happens is no end, and the clause that ends it comes after
    ("If the number of Parties is less than six, the Parties shall review this Agreement.", None),
    (
        "If the number of Parties is less than six, the Parties shall review this Agreement. It shall be reviewed also "
        "if the number of members present falls below five. If the number of members present falls below four, the "
        "sitting shall end. This Agreement shall terminate when the number of Parties falls below three.",
        3,
    ),
]


@pytest.mark.parametrize(("clause", "expected"), FEWER)
def test_too_few_parties(clause: str, expected: int | None) -> None:
    assert terms(SIGNED + clause).ends_below == expected


PERIODS_AND_LEAVING: list[tuple[str, Any]] = [
    # "after five years" is told before the treaty or the party
    ("After five years this Agreement may be denounced by any Party.", (None, (5, "year"))),
    (
        "After five years, any Party may withdraw from this Agreement by giving one year's notice.",
        ((1, "year"), (5, "year")),
    ),
    (
        "At the end of ten years this Agreement may be terminated on six months' notice.",
        ((6, "month"), (10, "year")),
    ),
    # beside notice against renewal, the article's own right to leave
    (
        "This Agreement shall apply for six years; it shall remain in force for further periods of six years, unless "
        "notice of termination is given under paragraph 2. 2. This Agreement may be terminated by either Party in serious "
        "circumstances. The Party concerned shall notify the other Party of its intention to withdraw from the Agreement "
        "at least six months before the date of expiry of a period.",
        ((6, "month"), None),
    ),
    # notice against renewal alone
    (
        FIVE
        + "It shall be continued for further periods of one year unless denounced six months before the end.",
        None,
    ),
]


@pytest.mark.parametrize(("clause", "expected"), PERIODS_AND_LEAVING)
def test_leaving_after_a_period_and_beside_renewal(clause: str, expected: Any) -> None:
    found = read(SIGNED + "ARTICLE 21 " + clause, "denunciation")
    told = found and tuple(found[k] and (found[k]["n"], found[k]["unit"]) for k in ("notice", "not_before"))
    assert told == expected


CONTINUED = [
    (
        "It shall be continued for further periods of one year, provided that it has not been denounced at six months' "
        "notice.",
        (1, "year", 6),
    ),
    (
        "It shall be continued from year to year unless one Party denounces it three months before the end.",
        (1, "year", 3),
    ),
]


@pytest.mark.parametrize(("clause", "expected"), CONTINUED)
def test_continued_is_renewed(clause: str, expected: tuple[int, str, int]) -> None:
    found = read(SIGNED + "ARTICLE 21 " + FIVE + clause, "renewal")
    assert (found["n"], found["unit"], found["notice"]["n"]) == expected


FISHING = [
    (
        "For a period of three years from 1 May 2001, the fishing rights granted under Article 2 shall be: 20.",
        3,
    ),
    (
        "From 1 May 2001, and for a period of four years, the fishing opportunities shall be as follows: 20 vessels.",
        4,
    ),
    (
        "For a four-year period from 1 December 1995, the fishing opportunities provided for are in the annex.",
        4,
    ),
    (
        "The fishing opportunities granted to the vessels are fixed for a period of two years as follows: 20 vessels.",
        2,
    ),
    ("For a period of six months from 1 May 2001, the fishing opportunities shall be: 20 vessels.", None),
    # a licence, and what is no protocol
    ("The licence for fishing is granted for a period of one year.", None),
]


@pytest.mark.parametrize(("clause", "years"), FISHING)
def test_a_protocol_on_fishing_lasts_as_long_as_it_grants(clause: str, years: int | None) -> None:
    text = "PROTOCOL setting out the fishing opportunities off Guinea. Article 1 " + clause + " "
    assert read(text + SIGNED.replace("Agreement", "Protocol"), "duration")["n"] == years
    assert read(text.replace("PROTOCOL", "AGREEMENT") + SIGNED, "duration")["n"] is None


def test_a_decision_lasts_as_it_says() -> None:
    text = "DECISION of the Council of Association. Article 1 Trade is free. Article 2 This Decision shall be valid for five "
    assert read(text + "years from the date of its entry into force.", "duration")["n"] == 5


PROVISIONAL = [
    # this treaty by its name, by its article's heading, or by the sentence before
    ("ARTICLE 21 Pending entry into force this Agreement shall be applied provisionally.", True),
    ("ARTICLE 21 PROVISIONAL APPLICATION. The Parties shall apply it provisionally.", True),
    ("ARTICLE 21 This Agreement shall be ratified. It shall be applied provisionally until then.", True),
    # and nothing else
    ("ARTICLE 21 The Parties shall meet. The old union shall be applied provisionally until then.", False),
    ("ARTICLE 21 This Agreement stays open. ARTICLE 22 The union shall be applied provisionally.", False),
]


@pytest.mark.parametrize(("clause", "expected"), PROVISIONAL)
def test_provisional(clause: str, expected: bool) -> None:
    assert read(SIGNED + clause, "provisional") is expected


def test_what_begins_a_text_follows_nothing() -> None:
    assert (
        read("The union shall be applied provisionally. Done under this Agreement.", "provisional") is False
    )
