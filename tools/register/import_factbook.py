"""The World Factbook of 2025-26: python -m tools.register.import_factbook SHARED/reference/register.

Each environmental agreement, each organisation and the Court's jurisdiction is a record by the Factbook's
own name for it ("Biodiversity", "NATO", "ICC jurisdiction"), with where each state stands; never whole.
Observers, partners, associates and candidates are not carried over.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from foedus.register.build.records import Header, Record, Stood, write
from foedus.register.model import Stands
from tools.register.common import LISTS, Codes

_NAME: Final = re.compile(r"[A-Z][\w &/.-]*")
_SPELT: Final = {
    "Wetlands,": "Wetlands",
    "Antarctic- Marine Living Resources": "Antarctic-Marine Living Resources",
    "Air Pollution-Sulfur 94": "Air Pollution-Sulphur 94",
    "ICCT": "ICCt",
    "G- 9": "G-9",
    "Francophonie": "OIF",
    "Commonwealth of Nations": "C",
}
_COURT: Final = "ICC jurisdiction"


def main(folder: Path, lists: Path = LISTS) -> None:
    """Writes data/lists/factbook-2026.jsonl.xz and says what has no code."""
    codes = Codes("factbook")
    records: dict[str, dict[str, Stood]] = defaultdict(dict)
    for line in (folder / "factbook_2026.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        code = codes.code(raw["name"] or raw["file"])
        if code is None:
            continue
        for name, stands in _told(raw):
            records[_SPELT.get(name, name)].setdefault(code, Stood(stands))
    listed = [Record(id=name, standings=standings) for name, standings in records.items()]
    count = write(lists / "factbook-2026.jsonl.xz", Header(source="factbook-2026", omits=("acts",)), listed)
    print(f"{count} records; no code for {dict(codes.unknown)}")


def _told(raw: dict[str, object]) -> list[tuple[str, Stands]]:
    out: list[tuple[str, Stands]] = []
    environment = raw.get("environment")
    if isinstance(environment, dict):
        for key, stands in (("party to", Stands.PARTY), ("signed, but not ratified", Stands.SIGNATORY)):
            names = str(environment.get(key) or "").split(", ")
            out += [(n.strip(), stands) for n in names if n.strip() and not n.startswith("none of")]
    organisations = str(raw.get("organizations") or "").split(", ")
    out += [(n, Stands.PARTY) for n in organisations if _NAME.fullmatch(n) and len(n) < 25]
    law = str(raw.get("law") or "")
    if "accepts ICCt" in law or "accepts ICC juris" in law:
        out.append((_COURT, Stands.PARTY))
    elif "non-party state to the ICC" in law or "withdrew" in law.partition("; ")[2]:
        out.append((_COURT, Stands.NEITHER))
    return out


if __name__ == "__main__":
    main(Path(sys.argv[1]))
