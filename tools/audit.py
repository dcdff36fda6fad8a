"""Tells which pinned packages have a known weakness: `make audit`.

Asks the package index, and OSV for what the index could not tell. A package that neither answers for is
named: it is not known to be well. Exits with 1 where a weakness is known, else with 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SERVICES = ("pypi", "osv")
WAIT = 300  # seconds for one service


@dataclass(slots=True)
class Findings:
    """What the services know: weaknesses by package, and the packages that none of them answered for."""

    weak: dict[str, list[str]] = field(default_factory=dict)
    well: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    @property
    def unknown(self) -> list[str]:
        return sorted(self.asked - self.well - self.weak.keys())

    def take(self, answer: dict[str, Any]) -> None:
        """Add what one service said, in pip-audit's JSON."""
        for package in answer["dependencies"]:
            name = package["name"]
            self.asked.add(name)
            if "skip_reason" in package:
                continue
            named = f"{name} {package['version']}"
            for found in package["vulns"]:
                fixed = ", ".join(found.get("fix_versions", ())) or "no release"
                self.weak.setdefault(name, []).append(f"{named}: {found['id']}, mended in {fixed}")
            if not package["vulns"]:
                self.well.add(name)

    def lines(self) -> list[str]:
        """What is said of it, the weaknesses first."""
        out = sorted({line for lines in self.weak.values() for line in lines})
        if not self.asked or len(self.unknown) == len(self.asked):
            return [*out, "no index or OSV answers here: nothing is known of any pinned package"]
        if self.unknown:
            out.append(f"nobody answers for {len(self.unknown)} of them: {', '.join(self.unknown)}")
        out.append(f"{len(self.weak)} of {len(self.asked)} pinned packages have a known weakness")
        return out


def ask(service: str, lock: Path) -> dict[str, Any] | None:
    """One service's answer for a lock file, None where it does not answer."""
    command = [sys.executable, "-m", "pip_audit", "--service", service, "--format", "json"]
    command += ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--requirement", str(lock)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=WAIT)
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return answer if isinstance(answer, dict) and "dependencies" in answer else None


def main(locks: Sequence[str]) -> int:
    """Audit the lock files; gives the exit code."""
    found = Findings()
    for lock in locks:
        for service in SERVICES:
            answer = ask(service, Path(lock))
            if answer is None:
                print(f"{lock}: {service} does not answer", file=sys.stderr)
                continue
            found.take(answer)
            if not found.unknown:
                break
    print("\n".join(found.lines()))
    return 1 if found.weak else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
