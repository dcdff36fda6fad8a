"""A table of typed columns as Parquet, in memory."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.extras import extra


def parquet(columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as one Parquet file; columns are int, str or bool. Raises MissingExtra without polars."""
    with extra("parquet"):
        import polars  # noqa: PLC0415  half a second, and only here

    types: dict[type, Any] = {int: polars.Int64, str: polars.String, bool: polars.Boolean}
    frame = polars.DataFrame(list(map(dict, rows)), schema={n: types[kind] for n, kind in columns.items()})
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()
