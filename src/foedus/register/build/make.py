"""From the data of the repository to one edition: read, merge, check, compile."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from foedus.errors import RegisterError
from foedus.register.build import check, contradictions, files
from foedus.register.build.compile import compile_register
from foedus.register.build.merge import merge
from foedus.register.lookup import ARTEFACT
from foedus.register.model import GENERAL, Edition, Entry, Fact
from foedus.register.store import Image

TARGET: Final = files.DATA.parent / ARTEFACT
EDITION: Final = files.DATA.parent / "edition.json"
PAGE: Final = files.DATA.parents[3] / "docs" / "register-contradictions.md"


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """`edition.json`: the edition, and the digest of the files that it was made from."""

    edition: Edition
    inputs: str


@dataclass(frozen=True, slots=True)
class Result:
    """A compiled edition, its `edition.json`, the page of contradictions, a few lines on what it holds."""

    image: bytes
    edition_json: bytes
    page: str
    summary: str


def make(data: Path = files.DATA) -> Result:
    """Compiles the data. Raises RegisterError for the first fault of what is written by hand."""
    sources, states = files.sources(data), files.states_with_numbers(data)
    found = merge(files.written(data), files.lists(data), files.joins(data))
    faults = list(check.faults(found.entries, states, files.codes(data).known))
    wrong = next((f for f in faults if f.by_hand), None)
    if wrong:
        raise RegisterError(f"{wrong.entry}: {wrong.kind}: {wrong.text}; mend the entry")
    unknown = check.sources_unknown(found.entries, sources)
    if unknown:
        raise RegisterError(f"no such source in sources.yaml: {', '.join(sorted(unknown))}")
    image = compile_register(found.entries, states, sources.values(), files.edition_date(data))
    edition = Image(memoryview(image), ARTEFACT).edition
    made = Made(edition=edition, inputs=inputs_digest(data))
    lines = [
        f"edition {edition.id}: {edition.entries} entries, {edition.names} names, "
        f"{edition.participations} participations, {edition.states} states, {len(image):,} bytes",
        *(f"  {source}: {count} entries" for source, count in by_source(found.entries).most_common()),
        f"  {len(found.matched)} records joined by title, parties and day; {len(faults)} contradictions",
    ]
    return Result(
        image,
        msgspec.json.format(msgspec.json.encode(made)) + b"\n",
        contradictions.page(faults),
        "\n".join(lines),
    )


def by_source(entries: Iterable[Entry]) -> Counter[str]:
    """How many entries each source tells something of."""
    out: Counter[str] = Counter()
    for entry in entries:
        out.update({s for fact in facts(entry) for s in fact.sources} | set(entry.terms_sources))
    return out


def general_alone(entries: Iterable[Entry]) -> tuple[int, int]:
    """How many facts the entries have, and how many of them stand on general knowledge alone."""
    every = [fact for entry in entries for fact in facts(entry) if fact.sources]
    return len(every), sum(set(fact.sources) == {GENERAL} for fact in every)


def facts(entry: Entry) -> Iterable[Fact]:
    """Every fact of an entry that names its sources."""
    yield from (*entry.names, entry.parties, *entry.days, *entry.links, *entry.events)
    for participant in entry.participants:
        yield from (*participant.acts, *participant.standings)


def inputs_digest(data: Path = files.DATA) -> str:
    """SHA-256 over the names and bytes of all data files, hex."""
    whole = hashlib.sha256()
    for path in sorted(p for p in data.rglob("*") if p.is_file()):
        whole.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
