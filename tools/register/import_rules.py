"""Rules and official days of 51 UN treaties: python -m tools.register.import_rules SHARED/gold/multilateral.

Beside the UN list of the same day it has each rule of entry into force, the official day, and the
instruments of states that are gone and counted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from foedus.register.build.records import Dated, Done, Header, Record, write
from foedus.register.build.terms import tidy
from foedus.register.model import DayKind, Did
from tools.register.common import LISTS, Codes


def main(folder: Path, lists: Path = LISTS) -> None:
    """Writes data/lists/un-rules-2015.jsonl.xz."""
    codes = Codes("un")
    raws = [json.loads(line) for line in (folder / "treaties.jsonl").read_text("utf-8").splitlines()]
    header = Header(source="un-rules-2015", omits=("leaving", "states of today"))
    print(write(lists / "un-rules-2015.jsonl.xz", header, [_record(r, codes) for r in raws]), "records")


def _record(raw: dict[str, Any], codes: Codes) -> Record:
    rule = dict(raw["entry_into_force"])
    article, _, _ = raw["rule_text"].removeprefix("art.").partition(":")
    rule["article"] = article.strip() or None
    acts: dict[str, list[Done]] = {}
    for one in raw["instruments"]:
        if one.get("note"):
            code = codes.code(one["state"])
            acts.setdefault(code or one["state"], []).append(Done(Did(one["act"]), one["date"]))
    return Record(
        id=raw["id"],
        days=(Dated(DayKind.IN_FORCE, raw["official"] or ""),),
        terms=tidy({"entry_into_force": rule}, lambda name: codes.code(name) or name),
        acts={code: tuple(done) for code, done in acts.items()},
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
