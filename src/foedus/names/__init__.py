"""Names of states, people, offices, agencies and organisations, with dates: look-up over compiled YAML."""

from foedus.names.model import Entry, Kind, Name, State, Status
from foedus.names.table import Names, names

__all__ = ["Entry", "Kind", "Name", "Names", "State", "Status", "names"]
