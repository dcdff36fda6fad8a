"""How long a status takes: a treaty with 200 instruments, one with 5,000, and a treaty of two from the news.

    python bench/bench_status.py

Compared, in processor time of one run: each with decoding the JSON of the same treaty, and the large treaty
with the small one, the least of many rounds.
"""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from typing import Any

from measure import ROOT, best, told

from foedus.law.forms import terms_from_json
from foedus.law.model import Fact, Record, Treaty
from foedus.law.status import explain, in_force, status
from foedus.law.treatyfile import treaty_from_json
from foedus.model import Certainty, Step
from foedus.wording.status import status_text

BAR = 10  # times decoding its JSON
SMALL, LARGE, GROWTH = 200, 5_000, 30  # instruments, and times what the small treaty takes
WORKS = ("status", "in force or not", "status in words", "status, each act explained")
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


def compare(what: str, treaty: Treaty, text: str, on: str | date, rounds: int) -> list[float]:
    """Prints how many times the decoding of a treaty's JSON its status takes; gives the seconds of each."""
    decoded, *taken = best(
        rounds,
        lambda: json.loads(text),
        lambda: status(treaty.record, treaty.terms, on),
        lambda: in_force(treaty.record, treaty.terms, on),
        lambda: status_text(status(treaty.record, treaty.terms, on)),
        lambda: explain(treaty.record, treaty.terms, on),
    )
    for name, seconds in zip(WORKS, taken, strict=True):
        bar = BAR if name == "status" and rounds > 10 else None
        told(f"{what}, {name}: {1000 * seconds:.3f} ms", seconds / decoded, bar)
    return taken


def main() -> None:
    print("in multiples of decoding the same treaty's JSON")
    found = []
    for n, rounds in ((SMALL, 100), (LARGE, 10)):
        text = json.dumps(many(n))
        treaty = treaty_from_json(json.loads(text))
        on = date(1980, 1, 1) + timedelta(weeks=n)
        found.append(compare(f"{n} instruments", treaty, text, on, rounds))
    pair = two()
    text = (ROOT / "examples" / "treaties" / "prk-rus-2024.json").read_text("utf-8")
    compare("a treaty of two, from the news", pair, text, "2025-01-01", 100)
    print(f"a treaty with {LARGE:,} instruments in multiples of one with {SMALL}")
    for name, small, large in zip(WORKS, *found, strict=True):
        bar = GROWTH if name == "status" else None
        told(f"{name}: {1000 * small:.1f} ms, {1000 * large:.1f} ms", large / small, bar)
    print(f"  (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")


if __name__ == "__main__":
    main()
