"""Clauses in and rules out, as the tests of final clauses write them."""

from __future__ import annotations

from typing import Any

from foedus.law.forms import rule_to_json
from foedus.law.text import terms

FM, FFM = "first_day_of_month", "first_day_of_following_month"


def rule(trigger: str | None, **more: Any) -> dict[str, Any]:
    return {
        "trigger": trigger,
        "count": None,
        "of": None,
        "date": None,
        "offset": None,
        "round": "none",
    } | more


def days(n: int) -> dict[str, Any]:
    return {"n": n, "unit": "day"}


def months(n: int) -> dict[str, Any]:
    return {"n": n, "unit": "month"}


def read(clause: str) -> dict[str, Any]:
    found = rule_to_json(terms(clause).entry_into_force)
    return {k: found[k] for k in ("trigger", "count", "of", "date", "offset", "round")}
