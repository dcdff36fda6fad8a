"""Compiles the register; `python -m foedus.register.build --check [FILE...]` only checks entries by hand."""

from __future__ import annotations

import sys
from pathlib import Path

from foedus.errors import FoedusError
from foedus.register import files


def main(arguments: list[str]) -> int:
    """Checks the files named, or all; prints the first fault or how many entries there are."""
    try:
        paths = [Path(a) for a in arguments if not a.startswith("-")]
        entries = files.written(only=paths or None)
    except FoedusError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(entries)} entries are well formed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
