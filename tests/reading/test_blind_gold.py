"""The form of the blind set of news reading: texts and marks agree. What is read of it is measured, never fitted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.reading.test_own_gold import CERTAINTIES, EDTF, EXTRA, FIELDS, STEPS, every, fold

BLIND = Path(__file__).parent / "blind"
DOCUMENTS: list[dict[str, Any]] = [
    json.loads(line) for line in (BLIND / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]


def text_of(document: dict[str, Any]) -> str:
    return fold((BLIND / document["path"]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["doc"])
def test_a_document_and_its_claims_have_their_form(document: dict[str, Any]) -> None:
    assert set(document) == {"doc", "path", "title", "publisher", "published", "group", "scope", "claims"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", document["published"])
    text = text_of(document)
    assert document["title"] in text
    assert bool(document["claims"]) == (document["group"] != "none")
    for claim in document["claims"]:
        assert claim.keys() >= FIELDS
        assert set(claim) <= FIELDS | EXTRA | {"date_basis"}
        assert claim["sentence"] in text
        assert claim["date_phrase"] is None or claim["date_phrase"] in text
        assert set(every(claim, "step")) <= STEPS
        assert set(every(claim, "certainty")) <= CERTAINTIES
        assert all(d is None or EDTF.fullmatch(d) for d in every(claim, "date")), claim
        assert all(
            c[0] == document["publisher"] for c in [claim["source_chain"], *claim.get("source_alt", [])]
        )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["doc"])
def test_a_state_that_acts_is_a_party(document: dict[str, Any]) -> None:
    for claim in document["claims"]:
        parties = {*claim["parties"], *claim.get("parties_alt", [])}
        states = {a for a in every(claim, "actor") if a and re.fullmatch("[A-Z]{3}", a)}
        assert states <= parties | {"WHO"}, claim


def test_the_set_is_whole() -> None:
    assert {d["path"] for d in DOCUMENTS} == {f"text/{p.name}" for p in (BLIND / "text").iterdir()}
    assert len(DOCUMENTS) >= 60
    assert sum(not d["claims"] for d in DOCUMENTS) >= 18
    required = [c for d in DOCUMENTS for c in d["claims"] if not c.get("optional")]
    assert {c["step"] for c in required} >= STEPS - {"amended", "extended"}
