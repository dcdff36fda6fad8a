"""`docs/register-contradictions.md`: what the lists say that cannot be so, each with its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from foedus.register.build.check import Fault

_HEAD = """# What the lists contradict

Written by `make register`. The register keeps what each list says; what cannot be so, or differs between
sources, stands here by kind. Nothing written by hand is among it: that is mended before an edition is made.
"In force before it was made" may be right, since a treaty can give itself effect from an earlier day; "days
of consent differ" counts states for which sources, or two acts of one list, give different days.

"""


def page(faults: Iterable[Fault]) -> str:
    """The page, its faults by kind and entry."""
    by_kind: dict[str, list[Fault]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    for fault in faults:
        by_kind[fault.kind].append(fault)
        counts.update((fault.kind, s) for s in set(fault.sources))
    lines = ["| kind | in all | by source |", "|---|---|---|"]
    for kind in sorted(by_kind):
        told = ", ".join(f"{s} {n}" for (k, s), n in sorted(counts.items()) if k == kind)
        lines.append(f"| {kind} | {len(by_kind[kind])} | {told} |")
    for kind in sorted(by_kind):
        lines += ["", f"## {kind[0].upper()}{kind[1:]}", ""]
        found = sorted(by_kind[kind], key=lambda f: (f.entry, f.text))
        lines += [f"- {f.entry}: {f.text} ({', '.join(f.sources) or 'no source'})" for f in found]
    return _HEAD + "\n".join(lines) + "\n"
