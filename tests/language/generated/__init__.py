"""Generated sentences: every construction by every verb that it fits, with what a careful reader takes from each.

`verbs` inflects the verbs and names who does what to what, `constructions` holds the templates, `rows` joins
the two, `score` compares a reading with the rows. INDEX.md tells what each construction shows.
"""

from tests.language.generated.rows import Row, rows
from tests.language.generated.score import Report, score

__all__ = ["Report", "Row", "rows", "score"]
