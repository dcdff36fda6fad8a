"""The register: opening it, looking up names, states and words; processor time of this process alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from foedus.register.lookup import Register


def taken(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    opening = taken(Register.open)
    register = Register.open()
    names = [n.text for b in Register.open().briefs() for n in b.names]
    hits = taken(lambda: [register.by_name(n) for n in names])
    misses = taken(lambda: [register.by_name(f"no treaty has the name {i}") for i in range(10_000)])
    states = [taken(partial(register.in_force, code, "2020-01-01")) for code in ("FRA", "USA", "KEN")]
    first = taken(lambda: register.search("nuclear test ban"))
    words = ("comprehensve test ban", "law of the sea", "mutual defense philippines", "extradition france")
    others = [taken(partial(register.search, text)) for text in words]
    print(f"{register.edition.id}: {len(register)} entries, {len(names)} names")
    print(f"open: {opening * 1000:.1f} ms")
    print(f"names: {len(names) / hits:,.0f} a second; names that are none: {10_000 / misses:,.0f} a second")
    print(f"all a state stands in on a day: {', '.join(f'{s * 1000:.0f} ms' for s in states)}")
    print(f"search: {first * 1000:.1f} ms first, then {', '.join(f'{s * 1000:.1f} ms' for s in others)}")


if __name__ == "__main__":
    main()
