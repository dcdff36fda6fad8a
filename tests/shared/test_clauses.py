"""The labelled final clauses, scored as the score file scores them: rule, precision, duration, renewal, leaving."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from foedus.cli.terms import terms_json
from foedus.law.text import terms

SHARED = Path(__file__).parents[3] / "shared"
LABELS = SHARED / "gold" / "clauses" / "labels.jsonl"
TEXTS = SHARED / "gold" / "treaties" / "text"

pytestmark = pytest.mark.skipif(not LABELS.exists(), reason="the shared labels are not here")


def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_clauses", SHARED / "score" / "clauses.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


#: Labels of 66, 48 and 64 other texts, drawn by lot and made before the program read them: ids and labels alone.
BLIND = Path(__file__).parent / "clauses_blind.jsonl"
WORK = Path(__file__).parent / "clauses_work.jsonl"
LATER = (
    Path(__file__).parent / "clauses_blind_later.jsonl"
)  # made by two who never ran it: .84 and .90 at first


@pytest.fixture(scope="module")
def fields() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return scored(LABELS)


def scored(labels: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(label, reading) of each text, in the score's canonical form."""
    module = score()
    out = []
    for line in labels.read_text("utf-8").splitlines():
        label = json.loads(line)
        text = (TEXTS / f"{label['id']}.txt").read_text("utf-8", errors="replace")
        read = json.loads(json.dumps(terms_json(label["id"], terms(text))))
        out.append((module.fields(label), module.fields(read)))
    return out


RULE = ("trigger", "count", "offset", "date")


def test_rule_and_precision(fields: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    answered = [(want, got) for want, got in fields if got["trigger"] is not None]
    right = sum(all(want[f] == got[f] for f in RULE) for want, got in answered)
    assert right / len(fields) >= 0.90
    assert right / len(answered) >= 0.96


@pytest.mark.parametrize("field", ["provisional", "duration", "renewal", "denunciation"])
def test_field(fields: list[tuple[dict[str, Any], dict[str, Any]]], field: str) -> None:
    right = sum(got["trigger"] is not None and want[field] == got[field] for want, got in fields)
    assert right / len(fields) >= 0.88


@pytest.mark.parametrize(
    ("labels", "rule", "precision"), [(BLIND, 0.88, 0.96), (WORK, 0.91, 0.96), (LATER, 0.87, 0.93)]
)
def test_texts_of_other_kinds(labels: Path, rule: float, precision: float) -> None:
    pairs = scored(labels)
    answered = [(want, got) for want, got in pairs if got["trigger"] is not None]
    right = sum(all(want[f] == got[f] for f in RULE) for want, got in answered)
    assert right / len(pairs) >= rule
    assert right / len(answered) >= precision


@pytest.mark.parametrize("field", ["provisional", "duration", "renewal", "denunciation"])
def test_fields_of_texts_of_other_kinds(field: str) -> None:
    pairs = scored(WORK)
    assert sum(want[field] == got[field] for want, got in pairs) / len(pairs) >= 0.97
