"""EDTF dates, and the date words of the news found in a text and resolved against an anchor."""

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
from foedus.dates.expr import DateExpr, DateKind, Fields
from foedus.dates.find import find_dates
from foedus.dates.resolve import Anchor, Resolved, Tense, resolve
from foedus.dates.zones import zone, zone_of

__all__ = [
    "Anchor",
    "Bounds",
    "DateExpr",
    "DateKind",
    "Edge",
    "Edtf",
    "Fields",
    "Point",
    "Precision",
    "Resolved",
    "Tense",
    "before",
    "bounds",
    "compatible",
    "contains",
    "find_dates",
    "overlaps",
    "parse",
    "resolve",
    "zone",
    "zone_of",
]
