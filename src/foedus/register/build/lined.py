"""YAML read as plain strings, lists and mappings, with the line of every part, so that an error can name it.

Scalars stay strings: "NO" is Norway, 2024-06 a month. A key that stands twice in a mapping is an error. Only
the tools that compile the register and the tests import this file (it needs PyYAML).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from foedus.errors import RegisterError

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Lined:
    """The content of a file and the line (from 1) of each part by its path: ("entries", 3, "acts")."""

    name: str
    data: Any
    lines: dict[Where, int] = field(default_factory=dict)

    def at(self, where: Where) -> str:
        """ "arms.yaml:12" for a part, or for the nearest part around it that has a line."""
        while where and where not in self.lines:
            where = where[:-1]
        return f"{self.name}:{self.lines.get(where, 1)}"


def read(path: Path) -> Lined:
    """The file. Raises RegisterError naming file and line where it is no YAML or has a key twice."""
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RegisterError(f"{path.name}: not readable as YAML: {' '.join(str(error).split())}") from error
    lines: dict[Where, int] = {}
    return Lined(path.name, _plain(path.name, node, (), lines), lines)


def _plain(name: str, node: yaml.Node | None, where: Where, lines: dict[Where, int]) -> Any:
    if node is None:
        return None
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(name, item, (*where, i), lines) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise RegisterError(f"{name}:{line}: a key is no plain word; write key: value")
            if key.value in out:
                raise RegisterError(f"{name}:{line}: {key.value!r} stands twice; keep one of them")
            lines[(*where, key.value)] = line
            out[key.value] = _plain(name, value, (*where, key.value), lines)
        return out
    return node.value
