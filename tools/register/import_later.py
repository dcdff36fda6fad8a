"""UN facts after the list of 2015: python -m tools.register.import_later SHARED/reference/register.

The Paris Agreement's acts by day (November 2020), and where each UN member stood in 18 human rights
instruments in August 2022, with the year of its act.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from foedus.register.build.records import Done, Header, Record, Stood, write
from foedus.register.model import Did, Stands
from tools.register.common import LISTS, Codes

#: The instruments by their record in the UN list.
_RIGHTS: Final = {
    "CAT": "4-9", "CEDAW": "4-8", "CPED": "4-16", "CRC": "4-11", "CRPD": "4-15", "ICCPR": "4-4",
    "ICCPR-OP1": "4-5", "ICCPR-OP2": "4-12", "ICERD": "4-2", "ICESCR": "4-3", "ICESCR-OP": "4-3.a",
    "ICMW": "4-13", "OP-CEDAW": "4-8.b", "OP-CRC-AC": "4-11.b", "OP-CRC-IC": "4-11.d", "OP-CRC-SC": "4-11.c",
    "OP-CRPD": "4-15.a", "OPCAT": "4-9.b",
}  # fmt: skip
_STANDS: Final = {
    "state party": Stands.PARTY,
    "signatory state": Stands.SIGNATORY,
    "no action": Stands.NEITHER,
}


def main(folder: Path, lists: Path = LISTS) -> None:
    """Writes data/lists/un-paris-2020.jsonl.xz and un-rights-2022.jsonl.xz."""
    codes = Codes("un")
    raws = [json.loads(line) for line in (folder / "un_later.jsonl").read_text("utf-8").splitlines()]
    paris = [_paris(raw, codes) for raw in raws if raw.get("id") == "27-7-d"]
    rights = [_rights(raw, codes) for raw in raws if raw.get("name") in _RIGHTS]
    head = Header(source="un-paris-2020", omits=("leaving", "acts of who left"))
    later = Header(
        source="un-rights-2022", whole_until="2022-08", omits=("acts", "states that are no UN members")
    )
    print(write(lists / "un-paris-2020.jsonl.xz", head, paris), "records;")
    print(
        write(lists / "un-rights-2022.jsonl.xz", later, rights), f"records; no code for {dict(codes.unknown)}"
    )


def _paris(raw: dict[str, Any], codes: Codes) -> Record:
    acts = {}
    for row in raw["participants"]:
        code = codes.code(row["state"])
        if code:
            acts[code] = tuple(Done(Did(a["act"].replace(" ", "_")), a["date"]) for a in row["acts"])
    last = max(d.date for done in acts.values() for d in done)
    return Record(id="27-7.d", acts=acts, whole_until=last)


def _rights(raw: dict[str, Any], codes: Codes) -> Record:
    standings = {}
    for row in raw["participants"]:
        code = codes.code(row["state"])
        if code and row["status"] in _STANDS:
            standings[code] = Stood(_STANDS[row["status"]], row["year"] or "")
        elif code:
            codes.unknown[row["status"]] += 1
    return Record(id=_RIGHTS[raw["name"]], standings=standings)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
