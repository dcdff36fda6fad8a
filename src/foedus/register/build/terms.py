"""Terms in an entry: the short way of writing them by hand, and the law's own form from it.

By hand "30 days" stands for {"n": 30, "unit": "day"}, "2/3" for a share, "10 years", "until 2026-02-04" and
"indefinite" for a duration, and `articles` gives the article of each rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from foedus.errors import TreatyFileError
from foedus.law.fields import Fields
from foedus.law.forms import terms_from_json, terms_to_json

Json = dict[str, Any]

_LENGTH: Final = re.compile(r"(\d+) (day|week|month|year)s?")
_UNTIL: Final = re.compile(r"until (\d{4}-\d\d-\d\d)")
_SHARE: Final = re.compile(r"(\d+)/(\d+)")
_NUMBERS: Final = frozenset({"n", "count", "set_size", "ends_below", "unless", "percent"})
_FLAGS: Final = frozenset({"provisional", "tacit", "known", "unsure", "allowed", "delayed_by_conflict"})
_MEANT: Final = frozenset({"later_states", "denunciation", "renewal"})  # {} is an answer of its own
_OFFSETS: Final = frozenset({"offset", "notice", "window", "every"})
_KEYS: Final = frozenset(
    {
        "entry_into_force", "provisional", "later_states", "duration", "renewal", "denunciation",
        "ends_below", "obligations", "unsure", "note", "articles",
    }
)  # fmt: skip
_PARTS: Final = {
    "later_states": frozenset({"offset", "round"}),
    "denunciation": frozenset(
        {
            "notice",
            "not_before",
            "since",
            "round",
            "window",
            "every",
            "by",
            "day",
            "delayed_by_conflict",
            "allowed",
        }
    ),
    "renewal": frozenset({"tacit", "n", "unit", "notice"}),
    "duration": frozenset({"kind", "n", "unit", "date"}),
    "articles": frozenset(
        {"entry_into_force", "denunciation", "duration", "renewal", "provisional", "ends_below"}
    ),
}
_OBLIGATION: Final = frozenset({"kind", "condition", "article", "text", "by", "to", "attackers", "area"})


def expand(given: Json, state: Callable[[str], str]) -> Json:
    """Terms as written by hand in the form of `foedus.law.forms`, without what is not set.

    `state` checks a state's code. Raises TreatyFileError naming the field by its path.
    """
    fields = Fields.of(given, "")
    fields.only_known(_KEYS)
    for key, known in _PARTS.items():
        if isinstance(given.get(key), dict):
            Fields.of(given[key], key).only_known(known)
    for number, one in enumerate(fields.list("obligations")):
        Fields.of(one, fields.at("obligations", number)).only_known(_OBLIGATION)
    data = {key: _value(key, value) for key, value in given.items() if key != "articles"}
    if isinstance(given.get("duration"), str):
        data["duration"] = _duration(given["duration"])
    if given.get("renewal") == "none":
        data["renewal"] = {"tacit": False}
    if "articles" in given:
        data["clauses"] = [
            {"field": field, "article": article, "span": [0, 0]}
            for field, article in Fields.of(given["articles"], "articles").data.items()
        ]
    return tidy(data, state)


def tidy(data: Json, state: Callable[[str], str] = str) -> Json:
    """The law's form of terms without what is not set. Raises TreatyFileError naming the field."""
    terms = terms_from_json(data, "", state)
    out: Json = _pruned(terms_to_json(terms))
    if terms_from_json(out) != terms:
        raise TreatyFileError("entry_into_force: is not known though other terms are; leave it out or say it")
    return out


def _value(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _value(k, v) for k, v in value.items()}
    if isinstance(value, list):
        return [_value(key, v) for v in value]
    if not isinstance(value, str):
        return value
    if value == "" and key != "text":
        return None
    if key in _FLAGS and value in ("true", "false"):
        return value == "true"
    if key in _NUMBERS:
        return _number(value)
    length = _LENGTH.fullmatch(value)
    if length and (key in _OFFSETS or key == "not_before"):
        return {"n": int(length[1]), "unit": length[2]}
    return value


def _number(value: str) -> Any:
    share = _SHARE.fullmatch(value)
    if share:
        return {"share": [int(share[1]), int(share[2])]}
    if value.isdigit():
        return int(value)
    try:
        return float(value)
    except ValueError:
        return value  # "all"; the law's form refuses what it does not know


def _duration(text: str) -> Json:
    length, until = _LENGTH.fullmatch(text), _UNTIL.fullmatch(text)
    if length:
        return {"kind": "fixed", "n": int(length[1]), "unit": length[2]}
    if until:
        return {"kind": "until", "date": until[1]}
    return {"kind": text}


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {k: _pruned(v) for k, v in value.items()}
        return {
            k: v
            for k, v in kept.items()
            if (v not in (None, [], {}) or (v == {} and k in _MEANT))
            and not (v is False and k not in ("known", "tacit"))
            and (k, v) not in (("round", "none"), ("kind", "unstated"), ("confidence", 1.0), ("quote", ""))
        }
    if isinstance(value, list):
        return [_pruned(v) for v in value]
    return value
