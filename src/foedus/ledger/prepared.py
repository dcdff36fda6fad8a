"""Queries whose text is made once, and which go to the database's driver as they are.

A page asks a dozen small queries; SQLAlchemy's own way with each takes several times as long as the database
does, where nothing of a row is to be converted. A list that is asked with is filled up to the next power of
two, so that few texts are made and the database knows each of them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.visitors import iterate

_Place = tuple[str, int | None]  # a parameter's key, and the place in its list where it has several values


class _Text(NamedTuple):
    """A query as a driver takes it: by position, or by names where there are any."""

    sql: str
    places: tuple[_Place, ...]
    names: tuple[str, ...]
    constants: dict[str, Any]


class Prepared:
    """A query over columns that drivers give as they are: integers, texts, bytes. Safe for threads."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        binds = (each for each in iterate(statement) if isinstance(each, BindParameter))
        self._lists = tuple(sorted({each.key for each in binds if each.expanding}))
        self._texts: dict[tuple[str, ...], _Text] = {}

    def rows(self, connection: Connection, **asked: Any) -> Sequence[tuple[Any, ...]]:
        """The rows, asked with these values by the names of its parameters; none where a list is empty.

        Raises DBAPIError.
        """
        lengths = []
        for name in self._lists:
            each = asked[name]
            if not each:
                return ()
            length = 1
            while length < len(each):
                length *= 2
            asked[name] = [*each, *(each[-1],) * (length - len(each))]
            lengths.append(str(length))
        key = (connection.dialect.name, *lengths)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = _text(self._statement, connection, asked)
        if text.constants:
            asked = {**text.constants, **asked}
        values = [asked[name] if place is None else asked[name][place] for name, place in text.places]
        given: Any = dict(zip(text.names, values, strict=True)) if text.names else values
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text.sql, given)
            return cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError(text.sql, None, error) from error
        finally:
            cursor.close()


def _text(statement: Select[Any], connection: Connection, asked: dict[str, Any]) -> _Text:
    """The query with lists of the lengths of those that are asked with."""
    compiled = statement.compile(dialect=connection.dialect)
    assert isinstance(compiled, SQLCompiler)
    made = compiled.construct_expanded_state(asked)
    place: dict[str, _Place] = {
        own: (key, n) for key, each in made.parameter_expansion.items() for n, own in enumerate(each)
    }
    by_name = made.positiontup is None
    names = tuple(made.parameters) if made.positiontup is None else tuple(made.positiontup)
    places = tuple(place.get(name, (name, None)) for name in names)
    constants = {name: made.parameters[name] for name, _ in places if name not in asked}
    return _Text(made.statement, places, names if by_name else (), constants)
