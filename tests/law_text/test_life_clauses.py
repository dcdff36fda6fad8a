"""Clauses on duration, renewal, leaving, provisional application and too few parties, each to its rule."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.forms import terms_to_json
from foedus.law.text import terms

HEAD = "ARTICLE 20 This Agreement shall enter into force on the date of its signature. "


def read(clause: str, field: str) -> Any:
    return terms_to_json(terms(HEAD + clause))[field]


def span(n: int, unit: str) -> dict[str, Any]:
    return {"n": n, "unit": unit}


DURATIONS = [
    ("It shall remain in force for a period of ten years.", ("fixed", 10, "year", None)),
    ("This Agreement is concluded for five (5) years.", ("fixed", 5, "year", None)),
    ("The duration of this Agreement shall be eighteen months.", ("fixed", 18, "month", None)),
    ("It shall remain in force until 31 December 1988.", ("until", None, None, "1988-12-31")),
    ("It shall expire on 30 June 2001.", ("until", None, None, "2001-06-30")),
    ("This Agreement is concluded for an unlimited period.", ("indefinite", None, None, None)),
    ("This Agreement shall remain in force indefinitely.", ("indefinite", None, None, None)),
    ("It shall remain in force until terminated by either Party.", ("indefinite", None, None, None)),
    (
        "It shall remain in force until the expiry of six months from the day on which one Party gives notice of its "
        "intention to terminate it.",
        ("indefinite", None, None, None),
    ),
    ("This Agreement shall be operative until December 31, 1971.", ("until", None, None, "1971-12-31")),
    ("Licences shall remain valid for two years.", ("unstated", None, None, None)),
    ("The import quota for butter shall apply for a period of five years.", ("unstated", None, None, None)),
    (
        "The tariff quota for butter referred to in Article 2 shall remain in force until 31 December 1983.",
        ("unstated", None, None, None),
    ),
    ("Either Party may denounce it by giving three months' notice.", ("unstated", None, None, None)),
    (
        "After it has been in force for four years a conference shall be called.",
        ("unstated", None, None, None),
    ),
]


@pytest.mark.parametrize(("clause", "expected"), DURATIONS)
def test_duration(clause: str, expected: tuple[Any, ...]) -> None:
    found = read(clause, "duration")
    assert (found["kind"], found["n"], found["unit"], found["date"]) == expected


FIVE = "It shall remain in force for five years. "
RENEWALS = [
    (
        "It shall be tacitly renewed for successive periods of two years unless a Party gives notice six months before "
        "the expiry of the current period.",
        (True, 2, "year", span(6, "month")),
    ),
    (
        "Thereafter it shall continue in force unless terminated by either Party.",
        (True, None, None, None),
    ),
    (
        "It shall be automatically extended for a like period unless either Party objects.",
        (True, 5, "year", None),
    ),
    ("It may be extended by mutual agreement of the Parties.", (False, None, None, None)),
    (
        "For those Parties which do not, six months before that term ends, hand over a notice of denunciation, it "
        "shall remain in force for the following three years.",
        (True, 3, "year", span(6, "month")),
    ),
    ("And thereafter it shall continue from year to year unless denounced.", (True, 1, "year", None)),
    ("The Parties shall meet once a year.", None),
]


@pytest.mark.parametrize(("clause", "expected"), RENEWALS)
def test_renewal(clause: str, expected: tuple[Any, ...] | None) -> None:
    found = read(FIVE + clause, "renewal")
    assert expected == (found and (found["tacit"], found["n"], found["unit"], found["notice"]))


LEAVING = [
    (
        "This Agreement shall remain in force initially for a period of five years, and unless any Party requests its "
        "termination at the end of that period, it shall continue in force thereafter. Any Party may denounce this "
        "Agreement by written notification at any time after five years from the date of its entry into force. The "
        "denunciation shall take effect twelve months after the Depositary has received the notification.",
        (span(12, "month"), span(5, "year")),
    ),
    (
        "Either Party may terminate this Agreement by giving six months' written notice to the other Party.",
        (span(6, "month"), None),
    ),
    (
        "Any Contracting Party may withdraw from this Agreement by written notification to the Depositary. The "
        "withdrawal shall take effect one year after the receipt of the notification.",
        (span(1, "year"), None),
    ),
    (
        "At any time after two years from the date on which this Agreement has entered into force for a Party, that "
        "Party may withdraw from it by written notification. Any such withdrawal shall take effect on the ninetieth "
        "day after the date of its receipt by the Depositary.",
        (span(90, "day"), span(2, "year")),
    ),
    (
        "Each Party may denounce this Agreement. The termination shall take effect on the first day of the seventh "
        "month following the date on which the notification was received.",
        (span(7, "month"), None),
    ),
    (
        "This Agreement may, after the expiry of a period of three years from the date of its entry into force, be "
        "denounced. The denunciation shall take effect twelve months after receipt of the notice.",
        (span(12, "month"), span(3, "year")),
    ),
    (
        "Any Party may withdraw from this Agreement on 31 December of any year by giving notice on or before the "
        "preceding 30 June to the Depositary.",
        (span(6, "month"), None),
    ),
    ("A Party may at any time withdraw its reservation by notification to the Depositary.", None),
    ("This Agreement may be terminated by mutual agreement of the Parties.", None),
    ("It may at any time be terminated by common accord.", None),
    (
        "It shall continue in effect until 1 May 1990 unless extended by mutual agreement or terminated by either "
        "Government upon forty-five days' notice.",
        (span(45, "day"), None),
    ),
    (
        "It shall be valid for nine months from the day on which a Party informs the other of its intention to "
        "terminate it.",
        (span(9, "month"), None),
    ),
    (
        "It shall continue until terminated by twelve months' written notice given by one Party to the other, which "
        "notice may be given at the expiration of fourteen years or at any time afterwards.",
        (span(12, "month"), span(14, "year")),
    ),
    (
        "A Party may denounce this Agreement upon the expiry of a period often years to run from its entry into force. "
        "The denunciation shall take effect one year after its receipt.",
        (span(1, "year"), span(10, "year")),
    ),
    (
        "The intention to denounce this Agreement shall be communicated by a Party at least sixty days prior to formal "
        "delivery of its instrument of denunciation. This Agreement shall cease to have effect for that Party one year "
        "after the denunciation has been formalized.",
        (span(1, "year"), None),
    ),
    (
        "If any such amendment has not entered into force within two years, any Party may give notice of its withdrawal "
        "from this Agreement, which shall take effect two years after its receipt.",
        None,
    ),
    # all of them end it, none may leave alone (VCLT 54(b))
    ("This Agreement shall remain in force until the Parties agree on its termination.", None),
    ("This Agreement shall remain in force until the Parties mutually decide to terminate it.", None),
    # notice
    (
        "Either Party may withdraw from this Agreement by written notification. Termination shall be effective 180 "
        "days from receipt.",
        (span(180, "day"), None),
    ),
    (
        "This Agreement shall remain in force unless one Party notifies the other, with notice of one year, of its "
        "decision to end it.",
        (span(1, "year"), None),
    ),
    (
        "Any Party may denounce this Agreement. The denunciation becomes effective upon the expiry of one year.",
        (span(1, "year"), None),
    ),
    (
        "The denunciation of this Agreement by any Party shall be notified to the Depositary and shall take effect one "
        "year after.",
        (span(1, "year"), None),
    ),
    (
        "It shall thereafter remain in force until the first anniversary of the date on which either Party notifies "
        "the other of its desire to terminate this Agreement.",
        (span(1, "year"), None),
    ),
    (
        "Any Government shall be able to denounce it by notification once five years have passed. Denunciation shall "
        "take effect one year after the date of receipt.",
        (span(1, "year"), span(5, "year")),
    ),
    (
        "This Agreement shall remain in force until either Party gives written notice, no sooner than twelve months "
        "after its entry into force, of termination.",
        (None, span(12, "month")),
    ),
    # the instruments have a depositary: no right to leave is told
    (
        "The instruments of ratification and denunciation of this Agreement shall be deposited with the Secretary.",
        None,
    ),
]


@pytest.mark.parametrize(("clause", "expected"), LEAVING)
def test_denunciation(clause: str, expected: tuple[Any, ...] | None) -> None:
    found = read(clause, "denunciation")
    assert expected == (found and (found["notice"], found["not_before"]))


def test_notice_against_renewal_is_no_right_to_leave() -> None:
    clause = (
        FIVE
        + "It shall be renewed for further periods of one year unless it is denounced three months before the "
        "expiry of a period."
    )
    assert read(clause, "denunciation") is None
    assert read(clause, "renewal")["notice"] == span(3, "month")


def test_leaving_told_beside_entry_into_force() -> None:
    found = terms_to_json(
        terms(
            "This Agreement shall enter into force on the date of signature and may be denounced by either Party by "
            "notice given no earlier than two years after its entry into force."
        )
    )
    assert found["entry_into_force"]["trigger"] == "signature"
    assert found["denunciation"] == {"notice": None, "not_before": span(2, "year")}


def test_first_period_bars_leaving() -> None:
    clause = FIVE + (
        "At any time after the expiration of this period a Party may denounce this Agreement. The denunciation shall "
        "take effect one year after its receipt."
    )
    assert read(clause, "denunciation") == {"notice": span(1, "year"), "not_before": span(5, "year")}


PROVISIONAL = [
    ("Pending its entry into force it shall be applied provisionally from the date of signature.", True),
    ("The Parties agree that this Agreement shall enter into force provisionally as from 1 July 1954.", True),
    ("A Party may apply a provisional safeguard measure in critical circumstances.", False),
    ("The tribunal may order provisional measures under this Agreement.", False),
    ("A Party may provisionally continue to apply the former duty on sugar.", False),
]


@pytest.mark.parametrize(("clause", "expected"), PROVISIONAL)
def test_provisional(clause: str, expected: bool) -> None:
    assert read(clause, "provisional") is expected


FEWER = [
    ("This Agreement shall cease to have effect if the number of Contracting Parties is less than five.", 5),
    ("This Agreement shall be terminated when the number of members of the Commission falls below three.", 3),
    ("A quorum shall be no less than five members.", None),
]


@pytest.mark.parametrize(("clause", "expected"), FEWER)
def test_too_few_parties(clause: str, expected: int | None) -> None:
    assert terms(HEAD + clause).ends_below == expected
