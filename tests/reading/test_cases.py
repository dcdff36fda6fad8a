"""Short texts, three of each kind of fault that readers stumbled on, and what must and must not be read of them.

cases.jsonl holds a case a line: `want` and `never` are patterns of step claims. A case holds when each `want` is
met by some claim and no claim meets a `never`. A pattern's fields:

  step, certainty        one of these (steps joined by "|", certainties in a list)
  of                     the step that the act is about; null: none
  actors                 exactly these; actors_has: this one among them
  parties                at least these; parties_has: this one among them
  date                   EDTF, a trailing ~ or ? passed over; null: none
  name_has               these words stand in the agreement's name
  any_step               any step claim

To raise the floor: run `pytest tests/reading/test_cases.py -s`, which prints what fails.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from foedus.jsonform import claim_to_json
from tests.reading.reader import read

Json = dict[str, Any]

CASES: list[Json] = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = 126


def meets(pattern: Json, claim: Json) -> bool:
    """Whether a claim of the printed form fits the pattern."""
    name = claim["agreement"]["name"] or claim["agreement"]["mention"] or ""
    date = (claim["date"] or "").rstrip("~?%") or None
    tests: dict[str, Callable[[Any], bool]] = {
        "any_step": lambda _: True,
        "step": lambda v: claim["step"] in v.split("|"),
        "of": lambda v: claim.get("of") == v,
        "actors": lambda v: sorted(claim["actors"]) == sorted(v),
        "actors_has": lambda v: v in claim["actors"],
        "parties": lambda v: set(v) <= set(claim["parties"]),
        "parties_has": lambda v: v in claim["parties"],
        "date": lambda v: date == v,
        "certainty": lambda v: claim["certainty"] in v,
        "name_has": lambda v: v.lower() in name.lower(),
    }
    return all(tests[field](value) for field, value in pattern.items())


def faults(case: Json) -> list[str]:
    """What a case lacks and what it has too much; empty where it holds."""
    printed = [
        claim_to_json(c) for c in read(case["text"], published=case["published"], publisher=case["publisher"])
    ]
    steps = [c for c in printed if c["kind"] == "step"]
    lacks = [f"lacks {p}" for p in case["want"] if not any(meets(p, c) for c in steps)]
    return lacks + [f"has {p}" for p in case["never"] if any(meets(p, c) for c in steps)]


def test_each_kind_has_three_cases_or_more() -> None:
    assert min(Counter(c["kind"] for c in CASES).values()) >= 3
    assert len({c["id"] for c in CASES}) == len(CASES)
    assert len({c["text"] for c in CASES}) == len(CASES)


def test_no_fewer_cases_hold_than_before() -> None:
    wrong = {c["id"]: f for c in CASES if (f := faults(c))}
    for name, why in wrong.items():
        print(name, "; ".join(why))
    assert len(CASES) - len(wrong) >= FLOOR
