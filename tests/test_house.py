"""What others find at the top of the repository: files that agree with it, and recipes whose places exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from foedus.version import __version__

ROOT = Path(__file__).parents[1]
GUIDES = ("CONTRIBUTING.md", "SECURITY.md", "docs/release.md", "docs/model.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_citation_is_of_this_version() -> None:
    cited = yaml.safe_load(read("CITATION.cff"))
    assert cited["version"] == __version__
    assert cited["license"] == "MIT"
    assert [a["name"] for a in cited["authors"]] == ["The foedus developers"]
    assert "The foedus developers" in read("LICENSE")


def test_the_hooks_are_tools_of_the_environment_and_fetch_nothing() -> None:
    repos = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert [r["repo"] for r in repos] == ["local"]
    for hook in repos[0]["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/")


def test_the_workflow_runs_what_decides_here() -> None:
    steps = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]["test"]["steps"]
    assert steps[-1] == {"run": "bash .ci/run"}
    for step in steps[:-1]:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]), "actions are pinned by commit"


@pytest.mark.parametrize("guide", GUIDES)
def test_every_place_and_target_that_a_guide_names_is_there(guide: str) -> None:
    words = re.findall(r"`([^`\n]+)`", read(guide))
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    for word in words:
        if found := re.match(r"make ([a-z]+)", word):
            assert found[1] in targets, f"{guide}: make {found[1]}"
        if re.fullmatch(r"(?:src|tests|examples|docs|requirements)/[\w/.-]+", word):
            assert (ROOT / word).exists() or "docs/register" in word, f"{guide}: {word}"


def test_every_target_for_users_has_its_line_of_help() -> None:
    shown = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in ("demo", "test", "lock", "upgrade", "audit", "model", "docs", "names"):
        assert f"make {target} " in shown
