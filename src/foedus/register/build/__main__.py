"""Compiles the register: `python -m foedus.register.build`, after a change of data or lists.

`--check [FILE...]` only checks entries by hand. What the lists contradict is written to
docs/register-contradictions.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

from foedus.errors import FoedusError
from foedus.register.build import files
from foedus.register.build.make import EDITION, PAGE, TARGET, make


def main(arguments: list[str]) -> int:
    """Checks or compiles; prints the first fault, or what the register holds."""
    try:
        if "--check" in arguments:
            paths = [Path(a) for a in arguments if not a.startswith("-")]
            print(f"{len(files.written(only=paths or None))} entries are well formed")
            return 0
        made = make()
    except FoedusError as error:
        print(error, file=sys.stderr)
        return 1
    TARGET.write_bytes(made.image)
    EDITION.write_bytes(made.edition_json)
    PAGE.write_text(made.page, "utf-8")
    print(made.summary)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
