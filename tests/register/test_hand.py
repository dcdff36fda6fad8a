"""Entries by hand: the documented example is an entry, and every fault is named with file and line."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from foedus.errors import RegisterError
from foedus.register.build import files
from foedus.register.build.hand import read_file
from foedus.register.model import DayKind, Did, Entry, NameKind, Stands

DOCS = Path(__file__).parents[2] / "docs" / "register.md"

GOOD = """\
source: general
as_of: 2025-06-30
entries:
- id: abc-1990
  title: Treaty of Testing
  kind: treaty
  acronyms: [TT]
  press: [{name: test pact, since: 1991, until: 1999-05}]
  parties: [FRA, DEU]
  signed: {date: 1990-05-01, place: Paris}
  in_force: 1991-01-01
  terms:
    entry_into_force: {trigger: exchange, of: instruments, article: "7"}
    denunciation: {notice: 6 months, not_before: 5 years}
    duration: 10 years
    renewal: {tacit: true, n: 5, unit: year, notice: 6 months}
    articles: {duration: "8"}
    obligations:
    - {kind: mutual_defence, article: "2"}
  acts:
    signature: 1990-05-01
    ratification: {FRA: {date: 1990-06-01, effect: 1991-01-01}}
    denunciation: {DEU: [1995-01-01, {date: 1999-01-01, note: again}]}
  whole_until: 2020-01-01
  events:
  - {event: extended, date: 2000-12-01, until: 2005-12-31}
  standing:
  - {as_of: 2010-01-01, party: [ITA], signatory: [ESP], whole: true}
  links: {replaces: old-1950}
"""


def read(tmp_path: Path, text: str, name: str = "some.yaml") -> list[Entry]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return list(read_file(path, files.codes(), files.sources()))


def test_the_whole_form(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, GOOD)
    assert [(n.text, n.kind) for n in entry.names] == [
        ("Treaty of Testing", NameKind.TITLE),
        ("TT", NameKind.ACRONYM),
        ("test pact", NameKind.PRESS),
    ]
    assert entry.parties.closed is True
    assert entry.day(DayKind.IN_FORCE) is not None
    assert entry.terms is not None
    assert entry.terms["denunciation"] == {
        "notice": {"n": 6, "unit": "month"},
        "not_before": {"n": 5, "unit": "year"},
    }
    assert entry.terms["duration"] == {"kind": "fixed", "n": 10, "unit": "year"}
    france = entry.participant("FRA")
    assert france is not None
    assert [(a.did, a.date, a.effect) for a in france.acts] == [
        (Did.SIGNATURE, "1990-05-01", None),
        (Did.RATIFICATION, "1990-06-01", "1991-01-01"),
    ]
    italy = entry.participant("ITA")
    assert italy is not None
    assert [(s.stands, s.as_of) for s in italy.standings] == [(Stands.PARTY, "2010-01-01")]
    assert [c.whole_until for c in entry.covers] == ["2020-01-01", "2010-01-01"]


def test_the_same_in_json(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, GOOD)
    import yaml  # noqa: PLC0415

    as_json = json.dumps(yaml.load(GOOD, Loader=yaml.CBaseLoader))
    assert read(tmp_path, as_json, "own.json") == [entry]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Treaty of Testing", "titel: Treaty of Testing", "some.yaml:5: .*unknown field `titel`"),
        ("id: abc-1990", "id: ABC 1990", "some.yaml:4: .*is no id"),
        ("kind: treaty", "kind: pact", "some.yaml:6: .*'pact' at kind"),
        ("[FRA, DEU]", "[France, DEU]", "some.yaml:9: .*'France' is no state.* write FRA"),
        ("[FRA, DEU]", "[FRA, FRA]", "some.yaml:9: .*stands twice"),
        ("date: 1990-05-01, place", "date: 1st May, place", "some.yaml:10: .*not an EDTF date"),
        ("in_force: 1991-01-01", "in_force: 1991-02-30", "some.yaml:11: .*no day of the calendar"),
        ("trigger: exchange", "trigger: handshake", "some.yaml:13: .*'handshake' is not one of"),
        (
            "{notice: 6 months, not",
            "{notise: 6 months, not",
            r"terms\.denunciation\.notise: no such field here; did you mean 'notice'",
        ),
        ("    ratification:", "    ratifikation:", "some.yaml:2[0-9]: .*'ratifikation'"),
        ("effect: 1991-01-01", "effect: 1989-01-01", "some.yaml:2[0-9]: .*comes before the act"),
        ("FRA: {date: 1990", "FRN: {date: 1990", "some.yaml:2[0-9]: .*'FRN' is no state"),
        ("event: extended", "event: stretched", "some.yaml:2[0-9]: .*'stretched' at events"),
        ("links: {replaces", "links: {replace", "some.yaml:2[0-9]: .*'replace'"),
        ("source: general", "source: rumour", "'rumour' is not in sources.yaml"),
        ("as_of: 2025-06-30", "as_of: today", "not an EDTF date"),
        ("press: [{name: test pact", "press: [{name: TT", "stands twice among the names"),
        ("  kind: treaty\n", "  kind: political commitment\n", "enters into no force"),
        ("  signed: {date", "  signed: 1990\n  signed: {date", "some.yaml:11: 'signed' stands twice"),
        ("entries:", "entries: [", "not readable as YAML"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(RegisterError, match=message) as raised:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert "\n" not in str(raised.value)


def test_a_fault_in_json_is_named_with_its_path(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "source": "general",
            "as_of": "2025",
            "entries": [{"id": "a", "title": "A", "kind": "treaty", "acts": {"accession": {"XXX": ""}}}],
        }
    )
    with pytest.raises(
        RegisterError, match=r"own.json: entries\[0\].acts.accession.XXX: a: 'XXX' is no state"
    ):
        read(tmp_path, text, "own.json")


def test_the_documented_example_is_an_entry(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    (entry,) = read(tmp_path, blocks[0])
    acts = "source: general\nas_of: 2025\nentries:\n- id: b\n  title: B\n  kind: treaty\n  parties: [CAN, USA]\n  open_to: all\n"
    (other,) = read(tmp_path, acts + blocks[1])
    assert entry.id == "prk-rus-2024-partnership"
    assert {a.did for p in other.participants for a in p.acts} >= {Did.DENUNCIATION, Did.ACCEPTANCE}


def test_an_id_stands_once_in_all_files(tmp_path: Path) -> None:
    paths = []
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, "utf-8")
        paths.append(tmp_path / name)
    with pytest.raises(RegisterError, match=r"b\.yaml: the id abc-1990 is taken"):
        files.written(only=paths)


def data(tmp_path: Path, names: str) -> Path:
    """A folder of data with the one entry and these names in other languages."""
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "a.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "names.yaml").write_text(names, "utf-8")
    for name in ("sources.yaml", "states.yaml"):
        shutil.copy(files.DATA / name, tmp_path)
    return tmp_path


def test_names_in_other_languages_are_the_entry_s_own(tmp_path: Path) -> None:
    more = "- {entry: abc-1990, fr: [Traité d'essai], de: [Testvertrag, TT]}\n"
    (entry,) = files.written(data(tmp_path, more))
    told = {n.text: n.kind for n in entry.names}
    assert told["Traité d'essai"] is told["Testvertrag"] is NameKind.OTHER
    assert told["TT"] is NameKind.ACRONYM  # as it was


def test_names_of_no_entry_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"names\.yaml:2: 'abd-1990' is no entry"):
        files.written(data(tmp_path, "# names\n- {entry: abd-1990, fr: [Traité]}\n"))


def test_entries_go_through_the_form_of_the_file_and_back(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, GOOD)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(entry), type=Entry) == entry
