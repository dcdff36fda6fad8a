"""A status in English: the first line, dates to come, duties; the same values as the data has."""

from __future__ import annotations

import json

import pytest

from foedus.law.model import Attack, Case, DateKind, Headline, LegalDate, State
from foedus.law.obligations import casus_foederis
from foedus.law.status import explain, status
from foedus.law.treatyfile import treaty_from_json
from foedus.wording.as_json import bound_to_json, counted_to_json, status_to_json
from foedus.wording.duties import BINDING, ON, doubts, duty, why
from foedus.wording.status import date_text, first_line, headline, status_text

NAMES = {"PRK": "North Korea", "RUS": "Russia"}
PACT = treaty_from_json(
    {
        "title": "Defence Pact",
        "parties": ["PRK", "RUS"],
        "signed": "2024-06-19",
        "entry_into_force": {"trigger": "exchange", "article": "22"},
        "denunciation": {"notice": {"n": 1, "unit": "year"}},
        "obligations": [{"kind": "mutual_defence", "article": "4", "by": ["RUS"], "area": "Asia"}],
        "instruments": [
            {"state": "RUS", "act": "ratification", "date": "2024-11-09"},
            {"act": "exchange", "date": "2024-12-04"},
            {"state": "RUS", "act": "denunciation", "date": "2030-01-02"},
        ],
    }
)


def name(code: str) -> str:
    return NAMES.get(code, code)


LINES = [
    ("2024-11-12", "NOT IN FORCE   signed by both; missing: exchange of instruments of ratification"),
    ("2024-12-04", "IN FORCE since 2024-12-04"),
    ("2030-06-01", "IN FORCE, NOTICE GIVEN since 2024-12-04, until 2031-01-02"),
    ("2031-01-02", "TERMINATED   from 2031-01-02; was in force since 2024-12-04"),
]


@pytest.mark.parametrize(("on", "line"), LINES)
def test_the_first_line(on: str, line: str) -> None:
    found = status(PACT.record, PACT.terms, on)
    assert first_line(found, name) == line
    told = status_text(found, name)
    assert line.startswith(told.headline)
    assert line.endswith(told.summary)


@pytest.mark.parametrize("found", list(Headline))
def test_a_headline_is_its_status_in_capitals(found: Headline) -> None:
    assert headline(found).lower() == found.value


def test_text_and_data_say_the_same() -> None:
    found = status(PACT.record, PACT.terms, "2030-06-01")
    told = status_text(found, name)
    assert (told.on, told.in_force, told.in_force_since, told.in_force_until, told.earliest) == (
        found.on,
        found.in_force,
        found.in_force_since,
        found.in_force_until,
        found.earliest,
    )
    assert [line.facts for line in told.reasons] == [reason.facts for reason in found.reasons]
    assert [(p.party, p.state, p.since) for p in told.parties] == [
        (p.party, p.state.value, p.since) for p in found.parties
    ]
    assert "Russia: notice on 2 January 2030; effect 1 year after: 2 January 2031" in {
        line.text for line in told.reasons
    }


def test_the_day_asked_about_is_told_as_no_earliest_day() -> None:
    found = status(PACT.record, PACT.terms, "2024-11-10")
    assert (found.earliest, status_text(found, name).earliest) == ("2024-11-10", None)


COMING = [
    (LegalDate(DateKind.ENTRY, "2025-01-03", ("VCLT 24",)), "enters into force (VCLT 24)"),
    (LegalDate(DateKind.FIRST_NOTICE, "2025-01-03"), "first day on which notice can be given"),
    (
        LegalDate(DateKind.LAST_NOTICE, "2025-01-03", ("VCLT 54(a)", "VCLT 65")),
        "last day for notice against renewal (VCLT 54(a), 65)",
    ),
    (
        LegalDate(DateKind.RENEWAL, "2025-01-03", ("VCLT 54(a)",)),
        "renewed unless notice was given in time (VCLT 54(a))",
    ),
    (
        LegalDate(DateKind.EXPIRY, "2025-01-03", ("VCLT 54", "VCLT 70"), None, State.EXPIRED),
        "no longer in force: expired (VCLT 54, 70)",
    ),
    (
        LegalDate(DateKind.WITHDRAWAL, "2025-01-03", ("VCLT 67",), "RUS"),
        "Russia: notice of withdrawal takes effect (VCLT 67)",
    ),
]


@pytest.mark.parametrize(("day", "text"), COMING, ids=[d.kind for d, _ in COMING])
def test_what_follows_on_a_day_to_come(day: LegalDate, text: str) -> None:
    assert date_text(day, name) == text


def test_every_day_to_come_has_words() -> None:
    assert {day.kind for day, _ in COMING} == set(DateKind)
    assert set(ON) == set(Attack)
    assert set(BINDING) == {True, False, None}


def test_a_duty_in_words() -> None:
    case = Case("PRK", None, "2025-01-01")
    (bound,) = casus_foederis([(PACT.record, PACT.terms)], case)
    assert duty(bound, name) == "must come to the aid of North Korea"
    assert why(bound, name) == "in force for both: it must be performed in good faith (VCLT 26)"
    assert doubts(bound, name) == ("only for attacks in Asia",)
    out = bound_to_json(bound, name)
    assert (out["kind"], out["duty"], out["status"]) == (
        "mutual_defence",
        "must come to the aid of North Korea",
        "IN FORCE since 2024-12-04",
    )


def test_names_are_in_texts_alone() -> None:
    found = status(PACT.record, PACT.terms, "2024-11-12")
    codes, named = status_to_json(found), status_to_json(found, name)
    assert json.loads(json.dumps(codes)) == codes
    assert [r["fields"] for r in codes["reasons"]] == [r["fields"] for r in named["reasons"]]
    assert [r["text"] for r in codes["reasons"]] != [r["text"] for r in named["reasons"]]
    assert [p["party"] for p in named["parties"]] == ["PRK", "RUS"]


def test_a_program_asks_for_the_kind_and_the_article() -> None:
    out = status_to_json(status(PACT.record, PACT.terms, "2024-11-12"))
    (missing,) = (r for r in out["reasons"] if r["kind"] == "exchange_missing")
    assert missing == {
        "text": "missing: exchange of instruments of ratification",
        "article": "VCLT 24(1)",
        "kind": "exchange_missing",
        "articles": ["VCLT 24(1)"],
        "facts": [],
        "fields": {"of": "instruments"},
    }
    home = [r for r in out["reasons"] if "VCLT 16(b)" in r["articles"]]
    assert [r["fields"]["states"] for r in home] == [["RUS"]]


def test_what_counts_in_words() -> None:
    out = [counted_to_json(c) for c in explain(PACT.record, PACT.terms, "2025-01-01")]
    assert [(c["state"], c["act"], c["counted"], c["why"], c["kind"]) for c in out] == [
        (
            "PRK",
            "signed",
            False,
            "a signature subject to ratification is not yet consent",
            "signature_no_consent",
        ),
        (
            "RUS",
            "signed",
            False,
            "a signature subject to ratification is not yet consent",
            "signature_no_consent",
        ),
        ("RUS", "ratification", False, "only other acts count under this rule", "other_acts_count"),
        ("all", "exchange", True, "counts", "counts"),
    ]
