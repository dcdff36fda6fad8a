"""`python -m tests.language.generated` prints the rows as JSON Lines; with `--index`, the text of INDEX.md."""

import sys

from tests.language.generated.rows import main

main(sys.argv[1:])
