"""The form of the own set of news reading: texts and marks agree, and every kind of claim is there.

The reading itself is measured elsewhere; this holds the yardstick.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from foedus.model import Certainty, Step

OWN = Path(__file__).parent / "own"
DOCUMENTS: list[dict[str, Any]] = [
    json.loads(line) for line in (OWN / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
CLAIMS = [(d, c) for d in DOCUMENTS for c in d["claims"]]
STEPS = {s.value for s in Step}
CERTAINTIES = {c.value for c in Certainty}
ORGANISATIONS = {
    "ANC", "ASEAN", "EC", "EU", "IAEA", "LTTE", "M23", "MERCOSUR", "NATO", "OACPS", "OAU", "South Pacific Forum", "UN",
}  # fmt: skip
# a day, month, year, season or week; an interval of two of them or open at one end
PART = r"\d{4}(-(0[1-9]|1[0-2]|2[1-4])(-(0[1-9]|[12]\d|3[01]))?|-W\d\d)?"
EDTF = re.compile(rf"{PART}|({PART}|\.\.)/({PART}|\.\.)")
FIELDS = {
    "agreement",
    "parties",
    "step",
    "actor",
    "date",
    "date_phrase",
    "source_chain",
    "certainty",
    "sentence",
}
EXTRA = {
    "step_alt", "actor_alt", "date_alt", "certainty_alt", "source_alt", "parties_alt", "other_sources", "optional", "note",
}  # fmt: skip


def fold(text: str) -> str:
    return " ".join(text.split())


def text_of(document: dict[str, Any]) -> str:
    return fold((OWN / document["path"]).read_text(encoding="utf-8"))


def every(claim: dict[str, Any], name: str) -> list[Any]:
    """The marked value and its other readings."""
    return [claim[name], *claim.get(f"{name}_alt", [])]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["doc"])
def test_a_document_has_its_form(document: dict[str, Any]) -> None:
    assert set(document) == {"doc", "path", "title", "publisher", "published", "group", "scope", "claims"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", document["published"])
    text = text_of(document)
    assert document["title"] in text
    assert 75 <= len(text.split()) <= 460
    assert bool(document["claims"]) == (document["group"] != "none")


@pytest.mark.parametrize(("document", "claim"), CLAIMS, ids=lambda x: x.get("doc") or x["step"])
def test_a_claim_has_its_form_and_stands_in_its_text(document: dict[str, Any], claim: dict[str, Any]) -> None:
    text = text_of(document)
    assert claim.keys() >= FIELDS
    assert set(claim) <= FIELDS | EXTRA
    assert claim["sentence"]
    assert claim["sentence"] in text
    assert claim["date_phrase"] is None or fold(claim["date_phrase"]) in text
    assert set(every(claim, "step")) <= STEPS
    assert set(every(claim, "certainty")) <= CERTAINTIES
    assert claim["certainty"] not in claim.get("certainty_alt", [])
    assert claim["step"] not in claim.get("step_alt", [])
    for date in every(claim, "date"):
        assert date is None or EDTF.fullmatch(date), date
    for party in [*claim["parties"], *claim.get("parties_alt", [])]:
        assert re.fullmatch("[A-Z]{3}", party) or party in ORGANISATIONS, party
    for chain in [claim["source_chain"], *claim.get("source_alt", [])]:
        assert chain[0] == document["publisher"]


@pytest.mark.parametrize(("document", "claim"), CLAIMS, ids=lambda x: x.get("doc") or x["step"])
def test_a_state_that_acts_is_a_party(document: dict[str, Any], claim: dict[str, Any]) -> None:
    for actor in every(claim, "actor"):
        if actor and re.fullmatch("[A-Z]{3}", actor):
            assert actor in {*claim["parties"], *claim.get("parties_alt", [])} | ORGANISATIONS, document[
                "doc"
            ]


def test_no_claim_is_marked_twice() -> None:
    keys = [
        (d["doc"], c["step"], c["agreement"], c["actor"], c["date"], c["sentence"], tuple(c["parties"]))
        for d, c in CLAIMS
    ]
    assert len(keys) == len(set(keys))


def test_documents_are_told_apart_and_none_is_without_marks() -> None:
    assert len({d["doc"] for d in DOCUMENTS}) == len(DOCUMENTS)
    assert {d["path"] for d in DOCUMENTS} == {f"text/{p.name}" for p in (OWN / "text").iterdir()}


def test_the_set_is_broad() -> None:
    assert len(DOCUMENTS) >= 50
    assert sum(not d["claims"] for d in DOCUMENTS) >= 12
    required = [c for _, c in CLAIMS if not c.get("optional")]
    assert {c["step"] for c in required} == STEPS
    assert {c["certainty"] for c in required} == CERTAINTIES
    assert {int(d["published"][:3]) for d in DOCUMENTS} == {198, 199, 200, 201, 202}
