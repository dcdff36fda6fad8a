"""What is no treaty (VCLT 2(1)(a)) is never in force: it stands, or has ended, as a political commitment."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.law.model import Headline, State
from foedus.law.treatyfile import read_treaty
from foedus.record.answer import answer

FINAL_ACT: dict[str, Any] = {
    "title": "Final Act of a conference on security",
    "kind": "political commitment",
    "parties": ["FIN", "POL", "PRT"],
    "signed": "1975-08-01",
    "entry_into_force": {"trigger": "signature"},
}
ENDED = {"step": "terminated", "date": "1990-01-01"}
LEFT = {"step": "ceased", "actors": ["PRT"], "date": "1980-01-01"}


@pytest.mark.parametrize(
    ("events", "on", "state", "portugal"),
    [
        ([], "1976-01-01", State.COMMITMENT, State.COMMITMENT),
        ([LEFT], "1981-01-01", State.COMMITMENT, State.COMMITMENT_ENDED),
        ([ENDED], "1989-12-31", State.COMMITMENT, State.COMMITMENT),
        ([ENDED], "1990-01-01", State.COMMITMENT_ENDED, State.COMMITMENT_ENDED),
    ],
)
def test_it_stands_or_has_ended(events: list[Any], on: str, state: State, portugal: State) -> None:
    found = answer(read_treaty(json.dumps({**FINAL_ACT, "events": events})), on)
    assert (found.state, found.headline) == (state, Headline.NO_TREATY)
    assert (found.in_force, found.in_force_since, found.in_force_until) == (None, None, None)
    assert {p.party: p.state for p in found.parties}["PRT"] is portugal
    assert all(p.in_force is None for p in found.parties)
    assert found.summary[0].articles == ("VCLT 2(1)(a)",)
