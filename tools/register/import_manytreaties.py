"""The manytreaties list: python -m tools.register.import_manytreaties SHARED/reference/register.

The list is noisy, and what is plainly no fact of its column is not carried over; the counts are printed:
- a "ratification" on the day of the treaty's own signature, with force later, is a signature (about a
  tenth);
- a "signature" that repeats the day of consent, on another day than the treaty's, is none;
- an "end" that many states share while the treaty has none, or that lies before the state's own force, is
  none;
- where several agreements share an id, a state's row belongs to the one whose day of signature or force it
  has;
- a territory beside the state that answers for it is no party of its own. A state's consent is carried over
  without saying by which act: the column does not tell.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from foedus.dates import parse
from foedus.errors import DateError
from foedus.register.build import files
from foedus.register.build.records import Dated, Done, Ended, Header, Record, write
from foedus.register.model import DayKind, Did, Kind, What
from tools.register.common import LISTS, Codes, kind_of

Row = dict[str, str]

_FEW: Final = {"Bilateral": 2, "Trilateral": 3}
_GONE: Final = (
    ("RUS", "1917-11-06", "RUS"),
    ("RUS", "1991-12-25", "SUN"),
    ("SRB", "1918-11-30", "SRB"),
    ("SRB", "2003-02-03", "YUG"),
    ("SRB", "2006-06-04", "SCG"),
    ("CZE", "1992-12-31", "CSK"),
)
_TITLE_WORDS: Final = (
    "agreement treaty convention protocol act pact charter union association accord arrangement area"
).split()
_FIRST: Final = "1300"
_OPEN: Final = "9999-12-31"
_LAST_YEAR: Final = "2020"
_MANY: Final = 3
_CITE: Final = re.compile(
    r"(?P<u>UNTS[ -]?(?P<v>\d+)[ ,:p.]+(?P<p>\d+))|(?P<l>(?P<lv>\d+) LNTS (?P<lp>\d+))"
    r"|(?P<t>TIAS ?(?P<tn>\d+))"
)


def main(folder: Path, lists: Path = LISTS) -> None:
    """Writes data/lists/manytreaties-2020.jsonl.xz and says what was left out."""
    reading = _Reading()
    agreements: dict[str, list[Row]] = defaultdict(list)
    parties: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(folder / "manytreaties_agreements.csv.gz"):
        agreements[row["treatyID"]].append(row)
    for row in _rows(folder / "manytreaties_parties.csv.gz"):
        parties[row["treatyID"]].append(row)
    header = Header(source="manytreaties-2020")
    records = []
    for id_ in sorted(agreements.keys() | parties.keys()):
        same = agreements.get(id_) or [{}]
        for number, row in enumerate(same, 1):
            own = parties[id_] if len(same) == 1 else reading.of_one(row, same, parties[id_])
            records.append(reading.record(id_ if number == 1 else f"{id_}~{number}", row, own))
    count = write(lists / "manytreaties-2020.jsonl.xz", header, records)
    print(
        f"{count} records; not carried over: {dict(reading.left)}; no code for {dict(reading.codes.unknown)}"
    )


def _rows(path: Path) -> list[Row]:
    return list(csv.DictReader(io.TextIOWrapper(gzip.open(path), encoding="utf-8")))


class _Reading:
    def __init__(self) -> None:
        self.codes = Codes("manytreaties")
        self.left: Counter[str] = Counter()
        self.states = files.states()

    def record(self, id_: str, row: Row, parties: list[Row]) -> Record:
        title = " ".join(row.get("Title", "").replace("?", "'").split())
        alt = " ".join(row.get("TitleAlt", "").replace("?", "'").split())
        signed, force = self.date(row.get("Signature", "")), self.date(row.get("Force", ""))
        end = self.date(row.get("End", ""))
        days = [Dated(DayKind.DATED, signed, row.get("Location", ""))] if signed else []
        if force:
            days.append(Dated(DayKind.IN_FORCE, force))
        if row.get("End") == _OPEN:
            days.append(Dated(DayKind.STILL_IN_FORCE, _LAST_YEAR))
        few_only = row.get("TypeAmbit") in _FEW
        codes = [self.then(self.codes.code(r["stateID"]), signed if few_only else "") for r in parties]
        acts = self.acts(signed, end, parties, codes)
        known = tuple(acts)
        few = len(known) == _FEW.get(row.get("TypeAmbit", ""))
        trade = row.get("TypeDomain") == "Trade" and " " in title and not _is_title(title)
        if trade:  # the list names only the parties
            title = f"Trade agreement: {title}"
        return Record(
            id=id_,
            title=title,
            kind=kind_of(title) if title else None,
            names=(alt,) if alt and alt != title else (),
            subjects=(row["TypeDomain"].lower(),) if row.get("TypeDomain") else (),
            days=tuple(days),
            parties=known if few else (),
            closed=True if few and len(known) == 2 else None,
            acts=acts,
            citations=tuple(_citations(row.get("Published", ""))),
            ended=(Ended(What.TERMINATED, end),) if end else (),
            note="The list names the parties, not the title." if trade else "",
        )

    def of_one(self, row: Row, same: list[Row], parties: list[Row]) -> list[Row]:
        """The states' rows of one of several agreements that share an id."""
        out = []
        for party in parties:
            days = {party["StateSignature"], party["StateForce"]} - {""}
            fits = [r for r in same if days & {r["Signature"], r["Force"]}]
            if len(fits) == 1 and fits[0] is row:
                out.append(party)
        self.left["row of a shared id"] += len(parties) - len(out)
        return out

    def date(self, text: str) -> str:
        """The EDTF date; "" for none, for the day that stands for "still", and for a broken one."""
        if not text or text == _OPEN or text < _FIRST:
            return ""
        try:
            return str(parse(text))
        except DateError:
            self.left["broken date"] += 1
            return ""

    def then(self, code: str | None, signed: str) -> str | None:
        """The state that it was on the day of an agreement of few: the list calls the Soviet Union RUS."""
        for state, until, gone in _GONE:
            if code == state and signed and signed[:10] <= until:
                return gone
        return code

    def acts(
        self, signed: str, end: str, rows: list[Row], codes: list[str | None]
    ) -> dict[str, tuple[Done, ...]]:
        ends = Counter(r["StateEnd"] for r in rows)
        present = {c for c in codes if c}
        out: dict[str, list[Done]] = {}
        for row, code in sorted(zip(rows, codes, strict=True), key=_best):
            if code is None:
                continue
            state = self.states.get(code)
            if state and state.of and {o.state for o in state.of} & present:
                self.left["territory beside its state"] += 1
                continue
            mine = out.setdefault(code, [])
            for done in self.own(signed, end, row, ends):
                if done.did in {d.did for d in mine}:
                    self.left["second row of a state"] += 1
                    continue
                mine.append(done)
        return {code: tuple(done) for code, done in out.items()}

    def own(self, signed: str, end: str, row: Row, ends: Counter[str]) -> list[Done]:
        signature, consent = self.date(row["StateSignature"]), self.date(row["StateRatification"])
        force, left = self.date(row["StateForce"]), self.date(row["StateEnd"])
        out = []
        if consent and consent == signed and force and force != consent:
            self.left["ratification that is a signature"] += 1
            signature, consent = consent, ""
        if signature and signature != signed and signature in (consent, force):
            self.left["signature that repeats another day"] += 1
            signature = ""
        if signature and consent and signature > consent:
            self.left["signature after consent"] += 1
            signature = ""
        if signature:
            out.append(Done(Did.SIGNATURE, signature))
        if consent or force:
            if consent and force and force < consent:
                self.left["force before consent"] += 1
                force = ""
            out.append(Done(Did.CONSENT, consent, force))
        if left and left != end:
            if (ends[row["StateEnd"]] > _MANY and not end) or left <= max(consent, force, signature):
                self.left["end that is none"] += 1
            elif not (end and left[:7] == end[:7]):
                out.append(Done(Did.CEASED, left))
        return out


def _best(pair: tuple[Row, str | None]) -> tuple[bool, str, str]:
    """Of two rows of a state the one that tells its consent comes first, then the earlier force."""
    row = pair[0]
    return not row["StateRatification"], row["StateForce"] or "9999", row["StateSignature"]


def _is_title(title: str) -> bool:
    return kind_of(title) is not Kind.TREATY or any(w in title.casefold() for w in _TITLE_WORDS)


def _citations(text: str) -> list[str]:
    out = []
    for found in _CITE.finditer(text):
        if found["u"]:
            out.append(f"{found['v']} UNTS {found['p']}")
        elif found["l"]:
            out.append(f"{found['lv']} LNTS {found['lp']}")
        else:
            out.append(f"TIAS {found['tn']}")
    return list(dict.fromkeys(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
