"""The UN list of 14 March 2015: python -m tools.register.import_un SHARED/reference/register.

Titles, days, places and acts carry over. The depositary's table tells neither leaving nor states that are
gone: the list is whole for consents of states of today, and says so. Nor was every table read on that day:
of most the last act is of June 2014 or before, and known acts of the months after are missing (Palestine in
the Law of the Sea Convention, 2 January 2015). So a table is taken as whole until 30 June 2014, or until
its own last act.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

from foedus.register.build.records import Dated, Done, Header, Record, write
from foedus.register.model import DayKind, Did
from tools.register.common import LISTS, Codes, day_in, kind_of, relation_of

WHOLE: Final = "2014-06-30"
_DID: Final = {
    "signature": (Did.SIGNATURE, ""),
    "accession": (Did.ACCESSION, ""),
    "ratification": (Did.RATIFICATION, ""),
    "acceptance": (Did.ACCEPTANCE, ""),
    "approval": (Did.APPROVAL, ""),
    "succession": (Did.SUCCESSION, ""),
    "definitive signature": (Did.DEFINITIVE_SIGNATURE, ""),
    "notification": (Did.PROVISIONAL_APPLICATION, "notified"),  # commodity agreements, Arms Trade Treaty
    "confirmation": (Did.CONFIRMATION, ""),
    "date of adoption": (Did.NOTIFICATION, "declaration"),
    "notification under article 25": (Did.NOTIFICATION, "under article 25"),
    "notification under article 21": (Did.NOTIFICATION, "under article 21"),
    "definitive signature or participation in the convention and the protocol": (Did.CONSENT, ""),
    "succession to signature": (Did.SIGNATURE, "by succession"),
    "confirmation of signature ad referendum": (Did.SIGNATURE, "confirmed"),
    "undertaking of provisional application in accordance with article 31": (Did.PROVISIONAL_APPLICATION, ""),
    "registration date": None,
}  # fmt: skip
_TITLE: Final = re.compile(
    r"(?P<title>.+?)[.*\s]*(?:\. ?(?P<place>[A-Z][^.]*?)?(?:, |\. )?(?P<day>\d{1,2} [A-Z][a-z]+ \d{4})?)?"
)
_ASIDE: Final = re.compile(r" \(deposited in [^)]*\)|\*")


def main(folder: Path, lists: Path = LISTS) -> None:
    """Writes data/lists/un-2015.jsonl.xz and says what was left out."""
    codes = Codes("un")
    raws = [json.loads(line) for line in (folder / "un_mtdsg_2015-03.jsonl").read_text("utf-8").splitlines()]
    ids = {raw["id"] for raw in raws}
    header = Header(source="un-2015", whole_until=WHOLE, omits=("leaving", "states gone"))
    count = write(lists / "un-2015.jsonl.xz", header, (_record(raw, ids, codes) for raw in raws))
    print(f"{count} records; no code for {dict(codes.unknown)}")


def _record(raw: dict[str, Any], ids: set[str], codes: Codes) -> Record:
    found = _TITLE.fullmatch(" ".join(_ASIDE.sub("", raw["title"]).split()))
    title, place, day = (
        (found["title"], found["place"], found["day"]) if found else (raw["title"], None, None)
    )
    if title.isupper():
        title = title.title()
    iso = day_in(day) if day else None
    kind = kind_of(title)
    head = raw["id"].rpartition(".")[0]
    to = head if head in ids else ""
    acts: dict[str, list[Done]] = {}
    for row in raw["participants"]:
        code = codes.code(row["state"])
        for act in row["acts"] if code else ():
            told = _DID[act["act"]]
            if told:
                done = Done(told[0], act["date"], "", told[1])
                mine = acts.setdefault(code or "", [])
                if done not in mine:
                    mine.append(done)
    last = max((d.date for done in acts.values() for d in done), default="")
    return Record(
        id=raw["id"],
        title=title,
        kind=kind,
        subjects=(raw["chapter"].lower(),),
        days=(Dated(DayKind.DATED, iso, place or ""),) if iso else (),
        acts={code: tuple(done) for code, done in acts.items()},
        depositary=("UN",),
        relation=relation_of(kind) if to else None,
        to=to,
        whole_until=last if last > WHOLE else None,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
