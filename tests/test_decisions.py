"""The records of decisions are numbered without gaps, each titled with its number, and every mention finds one."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
_MENTION = re.compile(r"docs/decisions/(\d{4})(-[a-z0-9-]+\.md)?")
_PROSE = ("*.py", "*.md", "*.toml", "*.yml", "*.yaml", "*.cfg", "Makefile")


def test_the_numbers_have_no_gaps() -> None:
    assert [p.name[:5] for p in RECORDS] == [f"{n:04}-" for n in range(1, len(RECORDS) + 1)]


def test_each_is_titled_with_its_number() -> None:
    for record in RECORDS:
        first = record.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(rf"# {record.name[:4]} \w", first), f"{record.name}: {first}"


def test_every_mention_of_a_decision_leads_to_one() -> None:
    names = {p.name[:4]: p.name[4:] for p in RECORDS}
    folders = (ROOT, *(ROOT / f for f in ("src", "tests", "bench", "docs", "examples")))
    files = [p for f in folders for kind in _PROSE for p in (f.glob if f == ROOT else f.rglob)(kind)]
    lost = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in files
        for found in _MENTION.finditer(path.read_text(encoding="utf-8"))
        if found[1] not in names or (found[2] is not None and found[2] != names[found[1]])
    ]
    assert lost == []
