"""The records of UK Treaties Online: python -m tools.register.import_uk SHARED/reference/register.

Titles, parties, days and citations carry over. Names in capitals are states, others territories to which a
state extended the treaty: these are no parties of their own. A record of many names who took part, and does
not tell who is a party.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from foedus.register.build.records import Dated, Ended, Header, Record, Stood, write
from foedus.register.model import DayKind, Stands, What
from tools.register.common import LISTS, Codes, kind_of

_UNTS: Final = re.compile(r"UN Registration [^:]*: (\d+) (\d+)")
_SERIES: Final = re.compile(r"(Treaty|Country|Miscellaneous) Series (\d+)/(\d{4}): (C[a-z]*\.?)? ?(\d+)?")
_SHORT: Final = {"Treaty": "UKTS", "Country": "UK Country Series", "Miscellaneous": "UK Misc"}


def main(folder: Path, lists: Path = LISTS) -> None:
    """Writes data/lists/uk-2023.jsonl.xz and says what has no code."""
    codes = Codes("uk")
    records = []
    with gzip.open(folder / "uk_treaties.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            if raw.get("field3"):  # the others are documents, not treaties
                records.append(_record(raw, codes))
    count = write(lists / "uk-2023.jsonl.xz", Header(source="uk-2023"), records)
    print(f"{count} records; no code for {dict(codes.unknown)}")


def _record(raw: dict[str, Any], codes: Codes) -> Record:
    title = " ".join(raw["title"].split()).rstrip(".")
    place = " ".join(raw.get("signed_event_location", "").split())
    days = [
        Dated(what, day, place if what is DayKind.SIGNED else "")
        for what, key in (
            (DayKind.SIGNED, "signed_event_date"),
            (DayKind.ADOPTED, "adopted_event_date"),
            (DayKind.IN_FORCE, "definative_eif_event_effective_date"),
            (DayKind.IN_FORCE, "definative_eif_event_date"),
            (DayKind.PROVISIONAL, "provisional_eif_event_date"),
        )
        if (day := _day(raw.get(key)))
    ]
    entries = [d for d in days if d.what is DayKind.IN_FORCE]
    if len(entries) > 1:  # the day of the event and the day from which it has effect
        days.remove(entries[1])
    names = [n for n in (raw.get("country_name") or "").split(" ; ") if n]
    found = [(n, codes.code(n)) for n in names if n.upper() == n]
    parties = tuple(dict.fromkeys(c for _, c in found if c))
    unknown = tuple(n.title() for n, c in found if c is None and n in codes.unknown)
    many = len(parties) + len(unknown) > 2
    ended = _day(raw.get("terminated_event_effective_date")) or _day(raw.get("terminated_event_date"))
    left = _day(raw.get("withdrawn_event_effective_date")) or _day(raw.get("withdrawn_event_date"))
    return Record(
        id=str(raw["id"]),
        title=title,
        kind=kind_of(title),
        subjects=(raw["subject"].lower(),) if raw.get("subject") else (),
        days=tuple(days),
        parties=() if many else parties,
        closed=True if not many and not unknown and len(parties) == 2 else None,
        unknown=unknown,
        standings={c: Stood(Stands.PARTICIPANT) for c in parties} if many else {},
        citations=tuple(_citations(raw.get("references", ""))),
        ended=(Ended(What.TERMINATED, ended),) if ended else (),
        note=f"The United Kingdom withdrew on {left}." if left else "",
    )


def _day(text: str | None) -> str:
    if not text:
        return ""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date().isoformat()
    except ValueError:
        return ""


def _citations(text: str) -> list[str]:
    out = []
    for volume, page in _UNTS.findall(text):
        if int(volume) and int(page):
            out.append(f"{int(volume)} UNTS {int(page)}")
    for series, number, year, paper, paper_number in _SERIES.findall(text)[:4]:
        out.append(f"{_SHORT[series]} {int(number)} ({year})")
        if paper and paper_number and series == "Treaty":
            out.append(f"{paper.rstrip('.')} {paper_number}")
    return list(dict.fromkeys(out))[:6]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
