"""Every state in which a treaty or a party can stand is reached, with its reason and its article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.law.model import State, Status
from foedus.law.status import status
from foedus.law.treatyfile import read_treaty
from foedus.wording.status import status_text

PAIR = ["GHA", "TGO"]
SIGNED = {"step": "signed", "actors": PAIR, "date": "2000-01-01"}
EXCHANGED = {"step": "instruments_exchanged", "date": "2001-01-01"}
BASE: dict[str, Any] = {
    "parties": PAIR,
    "entry_into_force": {"trigger": "exchange", "of": "instruments"},
    "denunciation": {"notice": {"n": 6, "unit": "month"}},
}
FIVE = {"duration": {"kind": "fixed", "n": 5, "unit": "year"}}
YEARLY = {"renewal": {"tacit": True, "n": 1, "unit": "year", "notice": {"n": 3, "unit": "month"}}}


def on(day: str, *events: dict[str, Any], **more: Any) -> Status:
    found = read_treaty(json.dumps({**BASE, **more, "events": list(events)}))
    return status(found.record, found.terms, day)


# the state, the facts and terms that bring it about, the article of one of its lines
REACHED: list[tuple[State, Status, str]] = [
    (State.UNKNOWN, on("2000-06-01"), "VCLT 24(1)"),
    (State.NEGOTIATED, on("2000-06-01", {"step": "negotiated", "date": "1999-05"}), "VCLT 2(1)(e)"),
    (State.INITIALLED, on("2000-06-01", {**SIGNED, "step": "initialled"}), "VCLT 10, 12(2)(a)"),
    (State.ADOPTED, on("2000-06-01", {"step": "adopted", "date": "1999-05-01"}), "VCLT 9"),
    (
        State.OPEN_FOR_SIGNATURE,
        on("2000-06-01", {"step": "opened_for_signature", "date": "1999-05-01"}),
        "VCLT 10, 12",
    ),
    (State.SIGNED, on("2000-06-01", SIGNED), "VCLT 10, 12, 18"),
    (State.RATIFIED, on("2000-06-01", SIGNED, {**SIGNED, "step": "ratified"}), "VCLT 2(1)(b), 14"),
    (
        State.SIGNED_DEFINITIVELY,
        on(
            "2000-06-01",
            entry_into_force={"trigger": "instruments", "count": 9},
            parties=[],
            instruments=[{"state": "GHA", "act": "definitive signature", "date": "2000-01-01"}],
        ),
        "VCLT 12",
    ),
    (
        State.CONSENTED,
        on(
            "2000-06-01",
            entry_into_force={"trigger": "instruments", "count": 9},
            parties=[],
            instruments=[{"state": "GHA", "act": "ratification", "date": "2000-01-01"}],
        ),
        "VCLT 11, 14, 15, 16(b), 77(1)(d)",
    ),
    (
        State.PROVISIONALLY_APPLIED,
        on("2000-06-01", SIGNED, {"step": "provisionally_applied", "actors": PAIR, "date": "2000-02-01"}),
        "VCLT 25",
    ),
    (State.IN_FORCE, on("2001-06-01", SIGNED, EXCHANGED), "VCLT 24(1); VCLT 13, 16(a)"),
    (State.RENEWED, on("2006-06-01", SIGNED, EXCHANGED, **FIVE, **YEARLY), "VCLT 54(a)"),
    (
        State.SUSPENDED,
        on("2002-06-01", SIGNED, EXCHANGED, {"step": "suspended", "actors": PAIR, "date": "2002-01-01"}),
        "VCLT 57, 58, 65, 72",
    ),
    (
        State.NOTICE_GIVEN,
        on(
            "2002-02-01",
            instruments=[
                {"state": "", "act": "exchange", "date": "2001-01-01"},
                {"state": "TGO", "act": "denunciation", "date": "2002-01-01"},
            ],
        ),
        "VCLT 54(a), 67",
    ),
    (
        State.TERMINATED,
        on("2003-06-01", SIGNED, EXCHANGED, {"step": "terminated", "date": "2003-01-01"}),
        "VCLT 54(b)",
    ),
    (State.EXPIRED, on("2006-06-01", SIGNED, EXCHANGED, **FIVE), "VCLT 54(a)"),
    (
        State.SUPERSEDED,
        on("2003-06-01", SIGNED, EXCHANGED, {"step": "superseded", "date": "2003-01-01"}),
        "VCLT 59(1)",
    ),
    (
        State.UNCERTAIN,
        on("2001-06-01", SIGNED, {**EXCHANGED, "date": "2001"}),
        "VCLT 24(1); VCLT 13, 16(a)",
    ),
]


@pytest.mark.parametrize(("state", "found", "article"), REACHED, ids=[r[0].value for r in REACHED])
def test_state_of_the_treaty(state: State, found: Status, article: str) -> None:
    assert found.state is state
    assert any(article in (r.article or "") for r in status_text(found).reasons)
    assert all(r.article or r.facts for r in (*status_text(found).reasons, *status_text(found).doubts))


def test_a_party_that_has_left_is_withdrawn() -> None:
    data = {
        "entry_into_force": {"trigger": "instruments", "count": 2},
        "denunciation": {"notice": {"n": 1, "unit": "year"}},
        "instruments": [
            *({"state": s, "act": "ratification", "date": "2000-01-01"} for s in ("GHA", "TGO", "KEN")),
            {"state": "KEN", "act": "denunciation", "date": "2001-01-01"},
        ],
    }
    found = read_treaty(json.dumps(data))
    parties = {p.party: p for p in status(found.record, found.terms, "2002-06-01").parties}
    assert (parties["KEN"].state, parties["KEN"].until) == (State.WITHDRAWN, "2002-01-01")
    assert parties["KEN"].reasons[-1].articles == ("VCLT 54(a)", "VCLT 67")
    assert parties["GHA"].state is State.IN_FORCE


#: Where one party alone can stand.
OF_A_PARTY = {State.WITHDRAWN, State.NOT_TO_BECOME_PARTY, State.EXTINCT}
#: What is no treaty (`tests/record/test_commitments.py`).
OF_A_COMMITMENT = {State.COMMITMENT, State.COMMITMENT_ENDED}


def test_no_state_is_left_out() -> None:
    assert {state for state, _, _ in REACHED} | OF_A_PARTY | OF_A_COMMITMENT == set(State)
