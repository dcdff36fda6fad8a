"""A board's log as JSON, one object a line: each request, and whatever the program itself reports.

Of a failure it has the sort and the places in the code, and not the words, which may hold what was asked.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TextIO


def json_log(out: TextIO, line: Mapping[str, object]) -> None:
    """Writes one line."""
    out.write(json.dumps(line, ensure_ascii=True) + "\n")
    out.flush()


class JsonFormatter(logging.Formatter):
    """What the program reports, in the same form."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if record.exc_info is None else "failed",
        }
        if record.exc_info is not None and record.exc_info[0] is not None:
            places = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["places"] = [f"{PurePath(p.filename).name}:{p.lineno} {p.name}" for p in places]
        return json.dumps(line, ensure_ascii=True)


def log_as_json(out: TextIO = sys.stderr) -> None:
    """Have the program report in JSON from now on."""
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
