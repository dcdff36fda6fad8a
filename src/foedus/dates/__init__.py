"""EDTF dates, and the date words of the news found in a text and resolved against an anchor.

Here stand the names of EDTF, which nearly every room needs. Date words (`find`, `resolve`, `zones`) compile
their patterns when they are imported, and only reading imports them.
"""

from foedus.dates.edtf import (
    Bounds,
    Edge,
    Edtf,
    Point,
    Precision,
    before,
    bounds,
    compatible,
    contains,
    overlaps,
    parse,
)

__all__ = [
    "Bounds",
    "Edge",
    "Edtf",
    "Point",
    "Precision",
    "before",
    "bounds",
    "compatible",
    "contains",
    "overlaps",
    "parse",
]
