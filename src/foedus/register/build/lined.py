"""YAML or JSON read as strings, lists and mappings, with the line of every part, so that an error names it.

Scalars of YAML stay strings: "NO" is Norway, 2024-06 a month. A key that stands twice in a mapping is an
error. JSON needs no package beside Python, so that a list of one's own can be read where PyYAML is not
installed; there a part is named by its path.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import RegisterError

if TYPE_CHECKING:
    import yaml

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Lined:
    """The content of a file and the line (from 1) of each part by its path: ("entries", 3, "acts")."""

    name: str
    data: Any
    lines: dict[Where, int] = field(default_factory=dict)

    def at(self, where: Where) -> str:
        """ "arms.yaml:12" for a part, or for the nearest part around it that has a line."""
        if not self.lines:
            path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in where).removeprefix(".")
            return f"{self.name}: {path}" if path else self.name
        while where and where not in self.lines:
            where = where[:-1]
        return f"{self.name}:{self.lines.get(where, 1)}"


def read(path: Path) -> Lined:
    """The file. Raises RegisterError naming file and line where it cannot be read or has a key twice."""
    return parse(path.name, text_of(path))


def text_of(path: Path) -> str:
    """The text of a file. Raises RegisterError where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(f"{path.name}: cannot be read ({error})") from error


def parse(name: str, text: str) -> Lined:
    """The text of a file of that name, which tells whether it is JSON. Raises as `read`."""
    if name.endswith(".json"):
        return Lined(name, _json(name, text))
    return _yaml(name, text)


def _json(name: str, text: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise RegisterError(f"{name}: {twice!r} stands twice; keep one of them")
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise RegisterError(f"{name}: is not JSON ({error})") from error


def _yaml(name: str, text: str) -> Lined:
    try:
        import yaml  # noqa: PLC0415 - only the makers of the register have it
    except ImportError as error:
        raise RegisterError(f"{name}: reading YAML needs PyYAML; write the file as .json") from error
    lines: dict[Where, int] = {}

    def plain(node: yaml.Node | None, where: Where) -> Any:
        if node is None:
            return None
        lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*where, i)) for i, item in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return node.value
        out: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise RegisterError(f"{name}:{line}: a key is no plain word; write key: value")
            if key.value in out:
                raise RegisterError(f"{name}:{line}: {key.value!r} stands twice; keep one of them")
            lines[(*where, key.value)] = line
            out[key.value] = plain(value, (*where, key.value))
        return out

    try:
        data = plain(yaml.compose(text, Loader=yaml.CBaseLoader), ())
    except (yaml.YAMLError, RecursionError) as error:
        raise RegisterError(f"{name}: not readable as YAML: {' '.join(str(error).split())}") from error
    return Lined(name, data, lines or {(): 1})
