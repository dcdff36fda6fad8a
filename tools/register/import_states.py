"""Correlates of War system membership: python -m tools.register.import_states SHARED/cow_states.csv."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from foedus.names import names
from foedus.register.build.records import Header, StateRecord, write
from foedus.register.model import Numbered
from tools.register.common import LISTS

#: By the list's own abbreviation, where its name alone does not tell the code.
_CODES: Final = {
    "HAN": "Hanover", "BAV": "Bavaria", "GFR": "DEU", "GDR": "DDR", "BAD": "Baden", "SAX": "Saxony",
    "WRT": "Wurttemberg", "HSE": "Hesse-Kassel", "HSG": "Hesse-Darmstadt", "MEC": "Mecklenburg-Schwerin",
    "AUH": "Austria-Hungary", "CZE": "CSK", "CZR": "CZE", "PAP": "Papal States", "SIC": "Two Sicilies",
    "MOD": "Modena", "PMA": "Parma", "TUS": "Tuscany", "GRG": "GEO", "CON": "COG", "YAR": "YEM", "YPR": "YMD",
    "KOR": "Korea", "ROK": "KOR", "RVN": "South Vietnam", "ZAN": "Zanzibar", "RUS": "RUS",
}  # fmt: skip
_HEIRS: Final = {
    "YUG": (("YUG", "2003-02-03"), ("SCG", "2006-06-04"), ("SRB", "9999-12-31")),
    "RUS": (("RUS", "1922-12-29"), ("SUN", "1991-12-25"), ("RUS", "9999-12-31")),
    "GMY": (("DEU", "9999-12-31"),),
}
_LAST: Final = "2016-12-31"


def main(path: Path, lists: Path = LISTS) -> None:
    """Writes data/lists/cow-2016.jsonl.xz; a state still a member when the list ends has no end."""
    table = names()
    out: dict[str, list[Numbered]] = defaultdict(list)
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        since = "-".join((row["styear"], row["stmonth"].zfill(2), row["stday"].zfill(2)))
        until = "-".join((row["endyear"], row["endmonth"].zfill(2), row["endday"].zfill(2)))
        for code, last in _HEIRS.get(row["stateabb"], ((_code(row, table), "9999-12-31"),)):
            if since > last or since > until:
                continue
            end = min(until, last)
            out[code].append(
                Numbered(number=int(row["ccode"]), since=since, until=None if end == _LAST else end)
            )
            since = _next(end)
    records = [StateRecord(code=code, numbers=tuple(numbers)) for code, numbers in out.items()]
    print(write(lists / "cow-2016.jsonl.xz", Header(source="cow-2016", whole_until=_LAST), records), "states")


def _code(row: dict[str, str], table: object) -> str:
    if row["stateabb"] in _CODES:
        return _CODES[row["stateabb"]]
    found = {e.state for e in names().lookup(row["statenme"], "2010-01-01") if e.kind == "state" and e.state}
    if len(found) != 1:
        raise SystemExit(f"{row['stateabb']}: {row['statenme']!r} is no one state; add it to _CODES")
    return found.pop()


def _next(day: str) -> str:
    return day if day.startswith("9999") else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
