"""Which room may know which: read from the imports of every file, those inside functions among them.

A room is a folder or a file of `src/foedus`. A new room or a new direction is one line of the table.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).parent.parent / "src" / "foedus"

BOTTOM: Final = ("errors", "model")
#: A room, and the rooms (or single files of one, "law.model") that its files may import beside their own.
ROOMS: Final[Mapping[str, tuple[str, ...]]] = {
    "errors": (),
    "model": (),
    "files": ("errors",),
    "version": (),
    "redaction": (),
    "threads": (),
    "garbage": (),
    "extras": BOTTOM,
    "jsonform": BOTTOM,
    "dates": BOTTOM,
    "names": (*BOTTOM, "dates"),
    "pages": (*BOTTOM, "extras", "files", "threads", "dates"),
    "language": (*BOTTOM, "threads", "dates"),
    "reading": (*BOTTOM, "dates", "names", "language"),
    "law": (*BOTTOM, "dates"),
    # what the law finds, and nothing that finds it
    "wording": (*BOTTOM, "law.model", "law.reasons", "law.reason_json", "law.kinds", "law.spans", "law.forms",
        "law.particulars", "law.particulars_json", "law.statements"),
    "register": (
        *BOTTOM, "dates", "names", "law.model", "law.forms", "law.fields", "law.offsets", "law.notice", "law.spans",
        "law.particulars",
    ),
    "ledger": (*BOTTOM, "garbage", "redaction", "extras", "dates", "names", "jsonform", "version"),
    "watch": (*BOTTOM, "version", "names", "ledger", "pages", "reading", "law", "wording", "record"),
    "batch": (*BOTTOM, "version", "extras", "files", "jsonform", "pages", "reading", "record"),
    "record": (*BOTTOM, "garbage", "jsonform", "dates", "names", "law", "ledger", "register"),
    "proposals": (*BOTTOM, "jsonform", "ledger"),
    "letters": (*BOTTOM, "ledger", "proposals"),
    "people": (*BOTTOM, "extras", "ledger"),
    "readers": (*BOTTOM, "version", "jsonform", "dates", "names", "language", "pages", "reading", "ledger", "proposals"),
    # what a person changes, and what that would do to a status
    "review": (*BOTTOM, "dates", "names", "law", "wording", "ledger", "record", "people", "proposals"),
    "imports": (*BOTTOM, "garbage", "files", "dates", "names", "jsonform", "law", "ledger"),
    "exports": (*BOTTOM, "extras", "dates", "jsonform", "law", "wording", "ledger", "record", "publish.atom"),
    "publish": (*BOTTOM, "version", "extras", "dates", "names", "law", "wording", "ledger", "record", "register", "watch", "letters"),
    "assistant": (*BOTTOM, "version", "names", "wording", "law", "ledger", "record", "register.model", "letters", "proposals.model", "publish.told"),
    "web": (
        *BOTTOM, "version", "dates", "names", "jsonform", "law", "wording", "ledger", "record", "letters", "proposals",
        "people", "review", "watch.stories", "watch.story", "publish", "exports", "register.model", "register.lookup", "register.keys",
    ),
    "cli": (
        *BOTTOM, "version", "redaction", "garbage", "extras", "files", "dates", "names", "jsonform", "pages", "language", "reading",
        "register", "law", "wording", "ledger", "record", "imports", "exports", "watch", "publish", "assistant", "web",
        "letters", "people", "proposals", "batch", "readers", "review",
    ),
    # the public API, whose names load when first used
    "foedus": (*BOTTOM, "version", "jsonform", "pages", "reading", "law", "wording", "ledger"),
}  # fmt: skip

#: A folder of the web room, and the folders of it that its files may import beside their own; what
#: stands in the room itself puts them together, and no folder imports that.
WEB: Final[Mapping[str, tuple[str, ...]]] = {
    "base": (),
    "accounts": ("base",),
    "rim": ("base", "accounts"),
    "board": ("base",),
    "documents": ("base", "board"),
    "agreements": ("base", "board"),
    "states": ("base", "board", "agreements"),
    "news": ("base", "board"),
    "letters": ("base",),
    "review": ("base", "accounts", "board", "documents"),
    "api": ("base", "accounts", "board", "states", "review"),
}


def modules(source: Path) -> dict[str, Path]:
    """Every file of a package by its dotted name."""
    out = {}
    for path in sorted(source.rglob("*.py")):
        parts = [source.name, *path.relative_to(source).with_suffix("").parts]
        out[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return out


def imported(module: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """The files of the package that a file imports, wherever in it, or names to load them later."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom():
                assert node.level == 0, f"{path}:{node.lineno}: write the import in full"
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    yield whole if whole in known else node.module or ""
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.Constant(value=str(text)) if not f"{module}.".startswith(f"{text}."):
                yield text  # in a table of what loads when it is asked


def graph(source: Path) -> dict[str, set[str]]:
    """What each file imports, by dotted names."""
    known = modules(source)
    return {name: {*imported(name, path, known)} & known.keys() - {name} for name, path in known.items()}


def room(module: str) -> str:
    """The room of a file: "law" for foedus.law.model, "foedus" for the package's own."""
    return module.split(".")[1] if "." in module else module


def crossings(imports: Mapping[str, set[str]], rooms: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every import that the table does not allow, a line each."""
    out = []
    for module, targets in sorted(imports.items()):
        own = room(module)
        allowed = rooms.get(own, ())
        for target in sorted(targets):
            inside = target.partition(".")[2]
            if room(target) != own and room(target) not in allowed and inside not in allowed:
                out.append(f"{module} imports {target}")
    return out


def circles(imports: Mapping[str, set[str]]) -> list[list[str]]:
    """Files that import each other by some way, each group once."""
    reach = {module: _reached(module, imports) for module in imports}
    groups = {
        tuple(sorted({module} | {m for m in reach[module] if module in reach[m]}))
        for module in imports
        if module in reach[module]
    }
    return sorted(map(list, groups))


def _reached(module: str, imports: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [module]
    while todo:
        for target in imports.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    return graph(SOURCE)


def test_every_room_is_in_the_table(imports: dict[str, set[str]]) -> None:
    assert {room(module) for module in imports} - ROOMS.keys() == set()


def test_a_room_imports_only_what_it_may(imports: dict[str, set[str]]) -> None:
    assert crossings(imports, ROOMS) == []


def test_a_folder_of_the_web_imports_only_what_it_may(imports: dict[str, set[str]]) -> None:
    room = {
        m.removeprefix("foedus."): {t.removeprefix("foedus.") for t in found if t.startswith("foedus.web.")}
        for m, found in imports.items()
        if m.startswith("foedus.web.")
    }
    apart = {f"web.{p.stem}" for p in (SOURCE / "web").glob("*.py")}
    folders = {m: found for m, found in room.items() if m not in apart}
    assert {m.split(".")[1] for m in folders} == WEB.keys()
    assert crossings(folders, WEB) == []
    assert circles({own: set(allowed) for own, allowed in WEB.items()}) == []


def test_no_files_import_each_other(imports: dict[str, set[str]]) -> None:
    assert circles(imports) == []


def test_the_table_has_one_direction() -> None:
    rooms = {own: {name.partition(".")[0] for name in allowed} for own, allowed in ROOMS.items()}
    assert set().union(*rooms.values()) <= rooms.keys()
    assert circles(rooms) == []


@pytest.mark.parametrize(
    "line",
    [
        "from pack.high.top import x",
        "import pack.high.top",
        "from pack.high import top",
        "def f():\n    from pack.high import top",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pack.high.top import T",
        'HOME = {"x": "pack.high.top"}',
    ],
)
def test_no_import_escapes(tmp_path: Path, line: str) -> None:
    pack = tmp_path / "pack"
    for place, text in {
        "__init__.py": "",
        "low/__init__.py": "",
        "low/base.py": line,
        "high/__init__.py": "",
        "high/top.py": "from pack.low.base import y",
    }.items():
        (pack / place).parent.mkdir(parents=True, exist_ok=True)
        (pack / place).write_text(text)
    found = graph(pack)
    assert crossings(found, {"high": ("low",), "low": ()}) == ["pack.low.base imports pack.high.top"]
    assert circles(found) == [["pack.high.top", "pack.low.base"]]
