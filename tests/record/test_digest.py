"""The key of kept standings: who changes what decides them works them out anew, who changes words does not."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from foedus.record import digest as module
from foedus.record.digest import DECIDING, deciding, digest, law_digest
from foedus.register.lookup import Register
from tests.test_rooms import SOURCE, graph, modules

FILES = [place for place, _ in deciding(SOURCE)]
#: What the deciding files import and what decides nothing: where rows are kept, and how faults are told.
INERT = {
    "foedus.errors",
    "foedus.version",
    "foedus.ledger.chain",
    "foedus.ledger.prepared",
    "foedus.ledger.recent",
    "foedus.ledger.schema",
    "foedus.ledger.write",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The deciding files, in a folder of their own."""
    for place, content in deciding(SOURCE):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("place", FILES)
def test_a_change_of_any_of_them_changes_the_key(package: Path, place: str) -> None:
    before = digest(package)
    (package / place).write_bytes((package / place).read_bytes() + b"\n")
    assert digest(package) != before


def test_a_new_file_of_a_deciding_room_changes_the_key_and_a_moved_line_does(package: Path) -> None:
    before = digest(package)
    (package / "law" / "zzz.py").write_text("")
    assert digest(package) != before
    (package / "law" / "zzz.py").unlink()
    assert digest(package) == before
    first, second = (package / "law" / name for name in ("acts.py", "coming.py"))
    text = first.read_text() + second.read_text()
    first.write_text(text[:100])
    second.write_text(text[100:])
    assert digest(package) != before


def test_words_and_the_reading_of_texts_are_no_part_of_it(package: Path) -> None:
    before = digest(package)
    for room in ("wording", "law/text", "web"):
        shutil.copytree(SOURCE / room, package / room)
    assert digest(package) == before
    assert not any(place.startswith(("wording", "law/text")) for place in FILES)


def test_nothing_that_decides_is_left_out() -> None:
    """What the law, the facts and the claims that count rest on is in the key, or is known to decide nothing."""
    imports = graph(SOURCE)
    seen: set[str] = set()
    todo = ["foedus.ledger.believed", "foedus.record.claims", "foedus.record.answer", "foedus.law.turning"]
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            todo += imports[module] if module not in INERT else ()
    places = {modules(SOURCE)[module].relative_to(SOURCE).as_posix() for module in seen - INERT}
    assert places - set(FILES) == set()


def test_the_edition_tells_what_the_register_holds() -> None:
    told = json.loads((SOURCE / "register" / "edition.json").read_bytes())["edition"]
    assert told["digest"] == Register.open().edition.digest


def test_it_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    module._code.cache_clear()
    first = law_digest()
    assert first == digest(files("foedus"))
    monkeypatch.setattr(module, "digest", None)
    assert law_digest() == first


def test_every_place_of_the_list_is_there() -> None:
    assert all((SOURCE / place).exists() for place in DECIDING)
