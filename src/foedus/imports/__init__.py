"""The field's data sets as claims with provenance: mappings, dry runs, numbered faults, nothing twice."""

from foedus.imports.mapping import built_in
from foedus.imports.rows import Fault
from foedus.imports.run import OWN, Outcome, dry_run, ready, run

__all__ = ["OWN", "Fault", "Outcome", "built_in", "dry_run", "ready", "run"]
