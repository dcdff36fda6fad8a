"""Reading fields out of JSON: every wrong value raises TreatyFileError that names the field by its path."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from foedus.errors import TreatyFileError

E = TypeVar("E", bound=StrEnum)


def whole(value: object, path: str) -> int:
    """A whole number of 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TreatyFileError(f"{path}: {value!r} is not a whole number of 0 or more")
    return value


def number(value: object, path: str) -> float:
    """A number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TreatyFileError(f"{path}: {value!r} is not a number")
    return value


def iso_day(value: object, path: str) -> str:
    """A calendar day YYYY-MM-DD that exists."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise TreatyFileError(f"{path}: {value!r} is not a day; write YYYY-MM-DD")


class Fields(msgspec.Struct, frozen=True, gc=False):
    """A JSON object and its path from the root of the file."""

    data: Mapping[str, Any]
    path: str

    @classmethod
    def of(cls, data: object, path: str) -> Fields:
        if not isinstance(data, Mapping):
            raise TreatyFileError(f"{path or 'treaty'}: {_short(data)} is not an object; write {{...}}")
        return cls(data, path)

    def at(self, key: str, index: int | None = None) -> str:
        """The path of a field: "entry_into_force.all_of[1]"."""
        path = f"{self.path}.{key}" if self.path else key
        return path if index is None else f"{path}[{index}]"

    def only_known(self, known: Collection[str]) -> None:
        """Refuses a key that is not `known`: a misspelt condition must not vanish."""
        for key in self.data:
            if key not in known:
                near = get_close_matches(str(key), known, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise TreatyFileError(f"{self.at(str(key))}: no such field here{hint}")

    def raw(self, key: str) -> Any:
        return self.data.get(key)

    def sub(self, key: str) -> Fields | None:
        value = self.data.get(key)
        return None if value is None else Fields.of(value, self.at(key))

    def list(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, (list, tuple)):
            raise TreatyFileError(f"{self.at(key)}: {_short(value)} is not a list; write [...]")
        return list(value)

    def text(self, key: str) -> str | None:
        value = self.data.get(key)
        if value is not None and not isinstance(value, str):
            raise TreatyFileError(f"{self.at(key)}: {_short(value)} is not text")
        return value

    def require_text(self, key: str) -> str:
        value = self.text(key)
        if not value or not value.strip():
            raise TreatyFileError(f"{self.at(key)}: is missing; give its text")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        values = self.list(key)
        for i, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                raise TreatyFileError(f"{self.at(key, i)}: {_short(value)} is not a name")
        return tuple(values)

    def flag(self, key: str) -> bool | None:
        value = self.data.get(key)
        if value is not None and not isinstance(value, bool):
            raise TreatyFileError(f"{self.at(key)}: {_short(value)} is neither true nor false")
        return value

    def whole(self, key: str) -> int | None:
        value = self.data.get(key)
        return None if value is None else whole(value, self.at(key))

    def require_number(self, key: str) -> float:
        return number(self.data.get(key), self.at(key))

    def day(self, key: str) -> str | None:
        value = self.data.get(key)
        return None if value is None else iso_day(value, self.at(key))

    def month_day(self, key: str) -> str | None:
        """A day of every year, "06-30"."""
        value = self.text(key)
        if value is not None:
            try:
                date.fromisoformat(f"2000-{value}")
            except ValueError:
                raise TreatyFileError(
                    f"{self.at(key)}: {_short(value)} is no day of a year; write MM-DD"
                ) from None
        return value

    def member(self, key: str, kind: type[E], tidy: Callable[[str], str] | None = None) -> E | None:
        value = self.data.get(key)
        if value is None:
            return None
        try:
            return kind(tidy(value) if tidy and isinstance(value, str) else value)
        except ValueError:
            words = ", ".join(repr(m.value) for m in kind)
            raise TreatyFileError(f"{self.at(key)}: {_short(value)} is not one of {words}") from None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
