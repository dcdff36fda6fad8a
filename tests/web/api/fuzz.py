"""Asks the API what its description allows, and what it does not, and compares each answer with it.

Used by a test with few cases, and by `bench/fuzz_api.py` with as many as are asked for.
"""

from __future__ import annotations

import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from foedus.people.roles import Role
from foedus.web import create_app
from foedus.web.api import router_of
from foedus.web.api.openapi import described
from tests.web.people import TODAY, key

#: About how many cases one case for each operation and sort makes.
OPERATIONS: Final = 126
_PATIENCE: Final = 300  # seconds for an answer: a busy machine is no fault of the API
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@dataclass
class Report:
    """How many cases were sent, the statuses of their answers, and what did not fit, a line a kind."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def server_errors(self) -> int:
        return sum(n for code, n in self.statuses.items() if code == 500)

    def add(self, other: Report) -> None:
        """Adds the figures of further cases."""
        self.cases += other.cases
        self.statuses += other.statuses
        self.faults |= other.faults


def fuzz(where: Path, each: int, *, start: int = 0) -> Report:
    """Sends about `each` cases of either sort, allowed and not, to every operation. `start` is the seed.

    The ledger is written to: it has people, and an administrator's key is used for half of the operations.
    """
    app = create_app(str(where), lambda: TODAY)
    bearer = {"authorization": f"Bearer {key(where, Role.ADMIN)}"}
    schema = schemathesis.openapi.from_dict(described(router_of))
    schema.app = app
    report = Report()
    for number, found in enumerate(schema.get_all_operations()):
        assert isinstance(found, Ok), "an operation of the description cannot be asked"
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _ask(operation, mode, each, bearer, report, start + number)
    return report


def _ask(
    operation: Any, mode: GenerationMode, each: int, bearer: dict[str, str], report: Report, start: int
) -> None:
    try:
        strategy = operation.as_strategy(generation_mode=mode)
    except Exception as error:  # an operation of which nothing can be got wrong
        if mode is GenerationMode.POSITIVE:
            raise AssertionError(f"{operation.label}: {error}") from error
        return

    @seed(start)
    @settings(
        max_examples=each, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=strategy)
    def send(case: Any) -> None:
        if mode is GenerationMode.POSITIVE and report.cases % 2:
            _lead_to_what_is_there(case, report.cases)
        _send(case, bearer, report)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            send()
        except Exception as error:
            if type(error).__name__ not in ("Unsatisfiable", "SkipTest"):
                raise


def _lead_to_what_is_there(case: Any, number: int) -> None:
    """Puts numbers and ids into an address under which something is."""
    there = {"number": 1 + number % 9, "other": 1 + number % 3, "code": "PRK", "id_": "npt-1968"}
    if "/reconcile/" in case.operation.path:
        there["id_"] = ("agreement-1", "entry-npt-1968", "party-PRK")[number % 3]
    for name in case.path_parameters or {}:
        case.path_parameters[name] = there[name]


def _send(case: Any, bearer: dict[str, str], report: Report) -> None:
    headers = bearer if report.cases % 4 else {}
    answer = case.call(headers=headers, timeout=_PATIENCE)
    report.cases += 1
    report.statuses[answer.status_code] += 1
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as group:
        for fault in group.exceptions:
            what = f"{case.operation.label}: {type(fault).__name__}"
            report.faults.setdefault(what, f"{fault}\n{case.as_curl_command()}\n{answer.text[:400]}")
