"""Findings to JSON and back: what is kept beside the record, and what others filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.law.model import Reason
from foedus.law.reasons import NESTED, ReasonKind

Json = dict[str, Any]


def reason_to_json(reason: Reason) -> Json:
    """A finding as an object: kind, articles, facts, fields; findings inside it in the same form."""
    return {
        "kind": reason.kind.value,
        "articles": list(reason.articles),
        "facts": list(reason.facts),
        "fields": {name: _plain(value) for name, value in reason.fields.items()},
    }


def _plain(value: object) -> Any:
    if isinstance(value, Reason):
        return reason_to_json(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def reason_from_json(data: Mapping[str, Any]) -> Reason:
    """The finding of such an object. Raises KeyError or ValueError for what is none."""
    fields = data["fields"].items()
    return Reason(
        ReasonKind(data["kind"]),
        tuple(data["articles"]),
        tuple(data["facts"]),
        {name: _inner(value) if name in NESTED else _tuples(value) for name, value in fields},
    )


def _inner(value: Any) -> Any:
    if isinstance(value, Mapping):
        return reason_from_json(value)
    return tuple(_inner(one) for one in value) if isinstance(value, Sequence) else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
