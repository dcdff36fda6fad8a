"""The commands that work on the ledger, by name; each group has a file of its own."""

from foedus.cli.ledger_add import add
from foedus.cli.ledger_backup import backup
from foedus.cli.ledger_check import check
from foedus.cli.ledger_export import export
from foedus.cli.ledger_import import import_
from foedus.cli.ledger_review import review
from foedus.cli.ledger_views import agreements, claims, diff, timeline

__all__ = [
    "add",
    "agreements",
    "backup",
    "check",
    "claims",
    "diff",
    "export",
    "import_",
    "review",
    "timeline",
]
