"""The form of the blind and the open set of news reading: texts and marks agree.

What is read of the blind set is measured, never fitted; the open set may be learned from.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.reading.test_own_gold import CERTAINTIES, EDTF, EXTRA, FIELDS, STEPS, every, fold

SETS = (Path(__file__).parent / "blind", Path(__file__).parent / "open")


def _documents(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [{**json.loads(line), "folder": folder} for line in lines]


DOCUMENTS = [document for folder in SETS for document in _documents(folder)]


def text_of(document: dict[str, Any]) -> str:
    return fold((document["folder"] / document["path"]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["doc"])
def test_a_document_and_its_claims_have_their_form(document: dict[str, Any]) -> None:
    assert set(document) == {
        "doc",
        "path",
        "title",
        "publisher",
        "published",
        "group",
        "scope",
        "claims",
        "folder",
    }
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


@pytest.mark.parametrize("folder", SETS, ids=lambda f: f.name)
def test_a_set_is_whole(folder: Path) -> None:
    paths = {d["path"] for d in DOCUMENTS if d["folder"] == folder}
    assert paths == {f"text/{p.name}" for p in (folder / "text").iterdir()}


def test_the_sets_have_every_kind() -> None:
    assert len(DOCUMENTS) >= 60
    assert sum(not d["claims"] for d in DOCUMENTS) >= 18
    required = [c for d in DOCUMENTS for c in d["claims"] if not c.get("optional")]
    assert {c["step"] for c in required} >= STEPS - {"amended", "extended"}
