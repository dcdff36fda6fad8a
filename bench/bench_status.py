"""How long a status takes: a treaty with 200 instruments, one with 5,000, and a treaty of two from the news.

Run: python bench/bench_status.py. Each figure is processor time, the best of many runs; the ratio is to
decoding the same treaty's JSON, measured beside it, so that machines can be compared. The bar is 2 ms for 200
instruments.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from foedus.law.forms import terms_from_json
from foedus.law.model import Fact, Record, Treaty
from foedus.law.status import explain, in_force, status
from foedus.law.treatyfile import treaty_from_json
from foedus.model import Certainty, Step
from foedus.wording.status import status_text

BAR_MS = 2.0
ACTS = ("ratification", "accession", "acceptance", "signature", "succession")


def many(n: int) -> dict[str, Any]:
    """A treaty of n instruments over n weeks, in force 90 days after the n/3-th."""
    first = date(1980, 1, 1)
    return {
        "title": f"a treaty of {n} instruments",
        "entry_into_force": {
            "trigger": "instruments",
            "count": max(1, n // 3),
            "offset": {"n": 90, "unit": "day"},
        },
        "later_states": {"offset": {"n": 90, "unit": "day"}, "round": "none"},
        "denunciation": {"notice": {"n": 12, "unit": "month"}, "not_before": None},
        "instruments": [
            {"state": f"State {i}", "act": ACTS[i % 5], "date": (first + timedelta(weeks=i)).isoformat()}
            for i in range(n)
        ],
    }


def two() -> Treaty:
    """A treaty of two as the news tells it, with plans and reported ratifications."""
    pair = ("PRK", "RUS")
    facts = (
        Fact("1", Step.SIGNED, pair, pair, "2024-06"),
        Fact("2", Step.RATIFIED, ("RUS",), pair, "2024-11-09", Certainty.REPORTED, ("Yonhap", "TASS")),
        Fact("3", Step.RATIFIED, ("PRK",), pair, "2024-11-11", Certainty.REPORTED, ("Yonhap", "KCNA")),
        Fact("4", Step.INSTRUMENTS_EXCHANGED, pair, pair, None, Certainty.PLANNED, ("Yonhap", "an official")),
        Fact("5", Step.INSTRUMENTS_EXCHANGED, pair, pair, "2024-12-04"),
    )
    return Treaty(
        Record("a treaty of two", pair, facts), terms_from_json({"entry_into_force": {"trigger": "exchange"}})
    )


def best(work: Callable[[], object], runs: int) -> float:
    """Milliseconds of processor time of the quickest of some runs."""
    quickest = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        work()
        quickest = min(quickest, time.process_time() - begin)
    return quickest * 1000


def main() -> int:
    """Prints a line a figure; 1 where the bar is missed."""
    ok = True
    for n, runs in ((200, 200), (5_000, 5)):
        text = json.dumps(many(n))
        treaty = treaty_from_json(json.loads(text))
        on = date(1980, 1, 1) + timedelta(weeks=n)
        decode = best(lambda text=text: json.loads(text), runs)  # type: ignore[misc]  # bound at once
        for name, work in (
            ("status", lambda t=treaty, d=on: status(t.record, t.terms, d)),
            ("in force or not", lambda t=treaty, d=on: in_force(t.record, t.terms, d)),
            ("status explained", lambda t=treaty, d=on: explain(t.record, t.terms, d)),
            ("status in words", lambda t=treaty, d=on: status_text(status(t.record, t.terms, d))),
        ):
            took = best(work, runs)
            print(f"{n:>5} instruments  {name:<17} {took:8.2f} ms  {took / decode:6.1f} x decoding its JSON")
            ok &= not (n == 200 and name == "status" and took >= BAR_MS)
    pair = two()
    took = best(lambda: status(pair.record, pair.terms, "2025-01-01"), 500)
    print(f"treaty of two      status            {took:8.3f} ms")
    took = best(lambda: status_text(status(pair.record, pair.terms, "2025-01-01")), 500)
    print(f"treaty of two      status in words   {took:8.3f} ms")
    print(f"bar: 200 instruments under {BAR_MS:g} ms: {'met' if ok else 'MISSED'}")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
