"""What README and tutorial show is what the commands print.

`python -m tests.test_readme` writes the outputs anew.
"""

from __future__ import annotations

import glob
import os
import re
import shlex
import tempfile
from pathlib import Path

import pytest

from tests.cli.command import foedus

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/tutorial.md")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def played(block: str) -> str:
    """The block with every command run, in the project's folder, on a ledger of its own."""
    out: list[str] = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        program, *words = shlex.split(line[2:])
        assert program == "foedus", f"only foedus is run in a console block, not {program}"
        args = [x for w in words for x in (sorted(glob.glob(w)) if "*" in w else [w])]
        done = foedus(*args)
        assert (done.code, done.err) == (0, ""), f"{line}: {done.err}"
        out += [line, *(text.rstrip() for text in done.out.rstrip("\n").splitlines())]
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("page", PAGES)
def test_the_console_blocks_are_real(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "ledger.db"))
    blocks = _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        assert block == played(block), "stale: run `python -m tests.test_readme` and look at what changed"


@pytest.mark.parametrize(
    "page",
    [
        *("README.md", "CONTRIBUTING.md", "SECURITY.md"),
        *(p.relative_to(ROOT).as_posix() for p in sorted((ROOT / "docs").rglob("*.md"))),
    ],
)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert target.startswith("https://") or ((ROOT / page).parent / target).exists(), f"{page}: {target}"


def rewrite() -> None:
    """The pages with the outputs as they are now."""
    os.chdir(ROOT)
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["FOEDUS_LEDGER"] = str(Path(folder) / "ledger.db")
            text = (ROOT / page).read_text(encoding="utf-8")
            text = _BLOCK.sub(lambda m: f"```console\n{played(m[1])}```", text)
        (ROOT / page).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
