"""Compiles the YAML of names into `compiled.json`; the same files always give the same bytes.

Run `python -m foedus.names.build` after changing a file under `data/`; a test fails while it is stale.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from foedus.errors import FoedusError, NameDataError
from foedus.names import rows
from foedus.names.model import Compiled, Entry, Flag, Kind, Spelling, State, Status
from foedus.names.spell import VERBATIM, cases, spellings

HERE: Final = Path(__file__).parent
DATA: Final = HERE / "data"
ARTEFACT: Final = HERE / "compiled.json"


class Builder:
    """Collects entries and spellings; `compiled` gives the artefact."""

    def __init__(self) -> None:
        self.entries: dict[Entry, int] = {}
        self.spellings: dict[str, list[int]] = {}
        self.flags: dict[str, Flag] = {}
        self.states: dict[str, State] = {}
        self.organisations: dict[str, str] = {}
        self.cities: dict[str, str] = {}
        self.words: dict[str, list[str]] = {}
        self.cues: dict[str, list[tuple[int, list[str]]]] = {}
        self.ids: set[tuple[Kind, str]] = set()

    def name(
        self,
        texts: Iterable[str],
        entry: Entry,
        *,
        common: bool = False,
        capitals: bool = False,
        flags: Flag = Flag.NONE,
    ) -> None:
        """Lets every spelling of the texts mean the entry, besides what it means already."""
        number = self.entries.setdefault(entry, len(self.entries))
        for text in texts:
            for spelled in spellings(text, common=common, capitals=capitals):
                numbers = self.spellings.setdefault(spelled, [])
                if number not in numbers:
                    numbers.append(number)
                if flags:
                    self.flags[spelled] = self.flags.get(spelled, Flag.NONE) | flags

    def mark(self, where: str, texts: Iterable[str], flag: Flag) -> None:
        """Flags names; raises NameDataError for one that no entry has."""
        for text in texts:
            for spelled in spellings(text, capitals=True):
                if spelled not in self.spellings:
                    raise NameDataError(
                        f"{where}: {text!r} is marked but is none of its names; add or remove it"
                    )
                self.flags[spelled] = self.flags.get(spelled, Flag.NONE) | flag

    def claim_id(self, where: str, kind: Kind, id_: str) -> None:
        """Raises NameDataError where two entries of a kind have one id."""
        if not id_ or (kind, id_) in self.ids:
            raise NameDataError(f"{where}: the id {id_!r} is empty or taken; give each entry its own")
        self.ids.add((kind, id_))

    def code(self, where: str, code: str) -> str | None:
        """The code itself; raises NameDataError where the tables of states and organisations lack it."""
        if code and code not in self.states and code not in self.organisations:
            raise NameDataError(
                f"{where}: the code {code!r} is neither in states.yaml nor an id in orgs.yaml"
            )
        return code or None

    def compiled(self, digest: str) -> Compiled:
        """The artefact, its spellings sorted."""
        listed = [
            Spelling(text, tuple(numbers), int(self.flags.get(text, Flag.NONE)))
            for text, numbers in sorted(self.spellings.items())
        ]
        return Compiled(
            digest, list(self.entries), list(self.states.values()), self.organisations, listed,
            self.cities, self.words, self.cues,
        )  # fmt: skip


def digest(data: Path = DATA) -> str:
    """SHA-256 over the YAML files' names and bytes, hex."""
    whole = hashlib.sha256()
    for path in sorted(data.rglob("*.yaml")):
        whole.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def compile_names(data: Path = DATA) -> Compiled:
    """All files under `data` as the artefact. Raises NameDataError naming file and entry."""
    out = Builder()
    out.words = {row.id: row.words.split() for row in rows.read(data / "words.yaml", rows.WordsRow, "id")}
    for file in ("states.yaml", "parts.yaml"):
        _states(out, data / file)
    _orgs(out, data / "orgs.yaml")
    _agencies(out, data / "agencies.yaml")
    _organs(out, data / "organs.yaml")
    _offices(out, data / "offices.yaml")
    for path in sorted((data / "people").glob("*.yaml")):
        _people(out, path)
    _hidden(out, data / "hidden.yaml")
    _cues(out, data / "cues.yaml")
    _cities(out, data / "cities.yaml")
    return out.compiled(digest(data))


def _states(out: Builder, path: Path) -> None:
    listed = list(rows.read(path, rows.StateRow, "code"))
    for row in listed:
        out.claim_id(f"{path.name}: {row.code}", Kind.STATE, row.code)
        names = [n for item in row.names for n in ([item] if isinstance(item, str) else item.names)]
        plain = tuple(n.removeprefix(VERBATIM) for n in names)
        out.states[row.code] = State(
            row.code, row.name, row.official or row.name, row.status, plain, row.since or None,
            row.until or None, tuple(row.successors), row.of or None, row.source,
        )  # fmt: skip
    for row in listed:
        where = f"{path.name}: {row.code}"
        for code in (*row.successors, row.of):
            out.code(where, code)
        if (row.status in (Status.PART, Status.DEPENDENCY)) != bool(row.of):
            raise NameDataError(
                f"{where}: 'of' names the state that a dependency or part belongs to, and only there"
            )
        _state(out, where, row)


def _state(out: Builder, where: str, row: rows.StateRow) -> None:
    def entry(kind: Kind, name: str, since: str, until: str) -> Entry:
        return Entry(row.code, kind, name, row.code, None, since or None, until or None)

    own = [row.name, *([row.official] if row.official else [])]
    out.name(own, entry(Kind.STATE, row.name, row.since, row.until), capitals=True)
    for kind, items in (
        (Kind.STATE, row.names),
        (Kind.DEMONYM, row.demonyms),
        (Kind.CAPITAL, row.capital),
        (Kind.SEAT, row.seats),
    ):
        for item in items:
            names, since, until = (
                ([item], row.since, row.until)
                if isinstance(item, str)
                else (item.names, item.since, item.until)
            )
            shown = row.name if kind in (Kind.STATE, Kind.DEMONYM) else names[0].removeprefix(VERBATIM)
            out.name(names, entry(kind, shown, since, until), capitals=True)
    out.name([f"{p}-" for p in row.prefixes], entry(Kind.DEMONYM, row.name, row.since, row.until))
    for flag, marked in ((Flag.SURNAME, row.surname), (Flag.GIVEN, row.given), (Flag.COMMON, row.common)):
        out.mark(where, marked, flag)


def _orgs(out: Builder, path: Path) -> None:
    for row in rows.read(path, rows.OrgRow, "id"):
        where = f"{path.name}: {row.id}"
        out.claim_id(where, Kind.ORG, row.id)
        if row.id in out.states:
            raise NameDataError(f"{where}: the id is the code of {out.states[row.id].name}; give another")
        rows.one_of(where, "kind", row.kind, rows.ORG_KINDS)
        for code in row.members:
            out.code(where, code)
        out.organisations[row.id] = row.name
        entry = Entry(row.id, Kind.ORG, row.name, None, row.kind, row.since or None, row.until or None)
        out.name([row.name, *row.names], entry, common=True)
        seat = Entry(row.id, Kind.SEAT, row.name, row.id, None, row.since or None, row.until or None)
        if row.seats:
            out.name(row.seats, seat, capitals=True)


def _agencies(out: Builder, path: Path) -> None:
    for row in rows.read(path, rows.AgencyRow, "id"):
        where = f"{path.name}: {row.id}"
        out.claim_id(where, Kind.AGENCY, row.id)
        rows.one_of(where, "kind", row.kind, rows.AGENCY_KINDS)
        state = out.code(where, row.state)
        entry = Entry(row.id, Kind.AGENCY, row.name, state, row.kind, row.since or None, row.until or None)
        out.name([row.name, *row.names], entry, common=True, capitals=True)
        out.mark(where, row.given, Flag.GIVEN)


def _organs(out: Builder, path: Path) -> None:
    for row in rows.read(path, rows.OrganRow, "id"):
        where = f"{path.name}: {row.id}"
        out.claim_id(where, Kind.ORGAN, row.id)
        rows.one_of(where, "kind", row.kind, rows.ORGAN_KINDS)
        state = out.code(where, row.state)
        entry = Entry(row.id, Kind.ORGAN, row.name, state, row.kind, row.since or None, row.until or None)
        out.name([row.name, *row.names], entry, common=True)


def _offices(out: Builder, path: Path) -> None:
    for row in rows.read(path, rows.OfficeRow, "id"):
        where = f"{path.name}: {row.id}"
        out.claim_id(where, Kind.OFFICE, row.id)
        rows.one_of(where, "role", row.role, rows.ROLES)
        for noun in row.nouns:
            out.name(cases(noun), Entry(row.id, Kind.OFFICE, row.nouns[0], None, row.role))


def _people(out: Builder, path: Path) -> None:
    for row in rows.read(path, rows.PersonRow, "id"):
        where = f"people/{path.name}: {row.id}"
        out.claim_id(where, Kind.PERSON, row.id)
        if not row.terms:
            raise NameDataError(f"{where}: no terms; a person is listed for an office held, with its dates")
        families = [row.family] if isinstance(row.family, str) else row.family
        for term in row.terms:
            rows.one_of(where, "role", term.role, rows.ROLES)
            if bool(term.state) == bool(term.org):
                raise NameDataError(f"{where}: a term has either a state or an org; give one")
            code = out.code(where, term.state or term.org)
            entry = Entry(
                row.id, Kind.PERSON, row.name, code, term.role, term.since or None, term.until or None
            )
            full = [n for n in (row.name, *row.names) if n not in families]
            out.name(full, entry)
            for family in filter(None, families):
                flags = Flag.FAMILY_FIRST if row.name.startswith(f"{family} ") else Flag.FAMILY_LAST
                if family.casefold() in out.words["word_surnames"]:
                    flags |= Flag.WORD
                out.name([family], entry, flags=flags)


def _hidden(out: Builder, path: Path) -> None:
    for row in rows.read(path, rows.HiddenRow, "because"):
        for text in row.names:
            for spelled in spellings(text, capitals=True):
                if out.spellings.get(spelled):
                    raise NameDataError(
                        f"{path.name}: {text!r} is also a name; a hidden name has no meaning of its own"
                    )
                out.spellings[spelled] = []


def _cities(out: Builder, path: Path) -> None:
    for row in rows.read(path, rows.CityRow, "state"):
        where = f"{path.name}: {row.state}"
        code = out.code(where, row.state) or ""
        for text in row.names:
            for spelled in spellings(text):
                if out.cities.setdefault(spelled.casefold(), code) != code:
                    raise NameDataError(
                        f"{where}: {text!r} is also a city of {out.cities[spelled.casefold()]}"
                    )


def _cues(out: Builder, path: Path) -> None:
    listed = list(out.entries)
    for row in rows.read(path, rows.CueRow, "name"):
        wanted = {**row.meanings, **({row.default: []} if row.default else {})}
        for spelled in spellings(row.name, capitals=True):
            meanings = out.spellings.get(spelled, [])
            if not meanings and spelled != row.name:
                continue
            cued = [(i, wanted[listed[i].id]) for i in meanings if listed[i].id in wanted]
            if {listed[i].id for i, _ in cued} != set(wanted):
                raise NameDataError(
                    f"{path.name}: {row.name}: cues for what the name does not mean; see its entries"
                )
            out.cues[spelled] = cued
            out.flags[spelled] = out.flags.get(spelled, Flag.NONE) | Flag.CUED


def encode(compiled: Compiled) -> bytes:
    """The artefact's bytes: one entry or spelling a line, so that a change can be read in a diff."""
    fields = []
    for name in Compiled.__struct_fields__:
        value = getattr(compiled, name)
        if isinstance(value, list):
            text = b"[\n" + b",\n".join(map(msgspec.json.encode, value)) + b"]"
        else:
            text = msgspec.json.encode(value)
        fields.append(msgspec.json.encode(name) + b":" + text)
    return b"{" + b",\n".join(fields) + b"}\n"


def main() -> Iterator[str]:
    """Writes the artefact; yields what to say."""
    compiled = compile_names()
    ARTEFACT.write_bytes(encode(compiled))
    sizes = (
        f"{len(compiled.states)} states, {len(compiled.entries)} entries, {len(compiled.spellings)} spellings"
    )
    yield f"{ARTEFACT.name}: {sizes}"


if __name__ == "__main__":
    try:
        for line in main():
            print(line)
    except FoedusError as error:
        print(error, file=sys.stderr)
        raise SystemExit(error.exit_code) from error
