"""The form of a treaty file as JSON Schema (2020-12), and the check of a file's keys by it, at every depth.

`python -m foedus.law.schema > docs/treaty.schema.json` publishes it. The check here refuses a key that the
form has not; what a value may be is said better by `foedus.law.forms`, which names what to write instead.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from foedus.law.fields import Fields
from foedus.law.kinds import EXTRA_STEPS
from foedus.law.model import Attack, CountedFrom, DurationKind, FileKind, Round, Trigger, Unit
from foedus.law.particulars import Relation
from foedus.model import Certainty, Step

Json = dict[str, Any]

_TEXT: Final[Json] = {"type": ["string", "null"]}
_DAY: Final[Json] = {"type": ["string", "null"], "format": "date"}
_EDTF: Final[Json] = {"type": ["string", "null"], "description": "a date, or a part of one (EDTF)"}
_YEARLY: Final[Json] = {"type": ["string", "null"], "pattern": "^[0-9]{2}-[0-9]{2}$"}
_WHOLE: Final[Json] = {"type": ["integer", "null"], "minimum": 0}
_NUMBER: Final[Json] = {"type": ["number", "null"]}
_FLAG: Final[Json] = {"type": ["boolean", "null"]}
_NAMES: Final[Json] = {"type": ["array", "null"], "items": {"type": "string", "minLength": 1}}


def _one_of(words: Iterable[str]) -> Json:
    return {"enum": [*words, None]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(name: str) -> Json:
    return {"anyOf": [_ref(name), {"type": "null"}]}


def _list(name: str) -> Json:
    return {"type": ["array", "null"], "items": _ref(name)}


def _object(required: Iterable[str] = (), **properties: Json) -> Json:
    made: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": [*required]} if required else made


def _values(kind: type[StrEnum]) -> Json:
    return _one_of(member.value for member in kind)


_UNITS: Final = _one_of([*(u.value for u in Unit), *(f"{u.value}s" for u in Unit)])
_TWO: Final[Json] = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
_DEFS: Final[Mapping[str, Json]] = {
    "offset": _object(["n", "unit"], n={"type": "integer", "minimum": 0}, unit=_UNITS),
    "share": _object(["share"], share=_TWO),
    "weight": _object(["percent"], percent={"type": "number"}, of=_TEXT),
    "linked": _object(["treaty"], treaty={"type": "string"}, in_force=_DAY),
    "tacit": _object(deemed=_DAY, unless={"anyOf": [_WHOLE, _ref("share")]}),
    "rule": _object(
        trigger=_values(Trigger),
        count={"anyOf": [_WHOLE, {"enum": ["all", "both"]}, _ref("share")]},
        of=_TEXT,
        date=_DAY,
        must_include=_NAMES,
        weight={"anyOf": [_or_null("weight"), _list("weight")]},
        offset=_or_null("offset"),
        round=_values(Round),
        not_counted=_NAMES,
        only=_TEXT,
        not_before=_DAY,
        among=_NAMES,
        set_size=_WHOLE,
        linked=_or_null("linked"),
        tacit=_or_null("tacit"),
        all_of=_list("rule"),
        any_of=_list("rule"),
        article=_TEXT,
        note=_TEXT,
    ),
    "later_states": _object(offset=_or_null("offset"), round=_values(Round)),
    "duration": _object(kind=_values(DurationKind), n=_WHOLE, unit=_UNITS, date=_DAY),
    "renewal": _object(tacit=_FLAG, n=_WHOLE, unit=_UNITS, notice=_or_null("offset")),
    "denunciation": _object(
        notice=_or_null("offset"),
        not_before=_or_null("offset"),
        since=_values(CountedFrom),
        round=_values(Round),
        window=_or_null("offset"),
        every=_or_null("offset"),
        by=_YEARLY,
        day=_YEARLY,
        delayed_by_conflict=_FLAG,
        allowed=_FLAG,
    ),
    "obligation": _object(
        ["kind"],
        kind={"type": "string"},
        condition=_values(Attack),
        article=_TEXT,
        text=_TEXT,
        by=_NAMES,
        to=_NAMES,
        attackers=_NAMES,
        area=_TEXT,
        certainty=_values(Certainty),
        sources=_NAMES,
        facts=_NAMES,
    ),
    "clause": _object(
        ["field", "span"],
        field={"type": "string"},
        article=_TEXT,
        span=_TWO,
        quote=_TEXT,
        confidence=_NUMBER,
    ),
    "instrument": _object(
        ["act"],
        state=_TEXT,
        act={"type": "string", "description": "as a depositary's list names it (docs/law.md)"},
        date=_EDTF,
        weight={"anyOf": [_NUMBER, {"type": "object", "additionalProperties": {"type": "number"}}]},
        organisation=_FLAG,
        effect=_EDTF,
        note=_TEXT,
        to=_NAMES,
        precludes=_FLAG,
        territories=_NAMES,
        article=_TEXT,
        text={**_TEXT, "description": "the own words of a reservation, declaration, objection"},
        reference={**_TEXT, "description": "the depositary notification that circulated it"},
    ),
    "registration": _object(registry=_TEXT, number=_TEXT, date=_EDTF),
    "link": _object(
        ["relation", "treaty"], relation=_values(Relation), treaty={"type": "string"}, entry=_TEXT
    ),
    "event": _object(
        ["step"],
        id=_TEXT,
        step={"enum": sorted({s.value for s in Step} | EXTRA_STEPS)},
        of=_values(Step),
        actors=_NAMES,
        date=_EDTF,
        until=_DAY,
        certainty=_values(Certainty),
        sources=_NAMES,
        said=_TEXT,
        to=_NAMES,
        article=_TEXT,
    ),
}
_TREATY: Final[Mapping[str, Json]] = {
    "$schema": {"type": "string"},
    "id": _TEXT,
    "rule_text": {
        **_TEXT,
        "description": "the words of its clause on entry into force; not read",
    },
    "official": {**_DAY, "description": "its day of entry into force by its depositary, to compare with"},
    "title": _TEXT,
    "name": _TEXT,
    "kind": _values(FileKind),
    "parties": _NAMES,
    "depositary": {
        "anyOf": [_TEXT, _NAMES],
        "description": "who keeps its instruments; no party by that",
    },
    "citations": {**_NAMES, "description": "as the field cites: 34 UNTS 243, ETS 5, TIAS 1964, Cm 7789"},
    "registrations": _list("registration"),
    "languages": {**_NAMES, "description": "in which its text is authentic (VCLT 33)"},
    "places": {**_NAMES, "description": "where it was adopted or signed"},
    "links": {**_list("link"), "description": "to older treaties"},
    "later": {**_list("link"), "description": "newer treaties that relate to it: protocols, amendments"},
    "territories": {**_NAMES, "description": "to which it was extended, by whom is not told"},
    "signed": _EDTF,
    "complete": _FLAG,
    "entry_into_force": _or_null("rule"),
    "provisional": _FLAG,
    "later_states": _or_null("later_states"),
    "duration": _or_null("duration"),
    "renewal": _or_null("renewal"),
    "denunciation": _or_null("denunciation"),
    "ends_below": _WHOLE,
    "obligations": _list("obligation"),
    "clauses": _list("clause"),
    "known": _FLAG,
    "unsure": _FLAG,
    "note": _TEXT,
    "sources": _NAMES,
    "facts": _NAMES,
    "instruments": _list("instrument"),
    "events": _list("event"),
}
#: The form of a treaty file.
SCHEMA: Final[Json] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A treaty file of foedus",
    "description": "What was done about one treaty, and what it lays down of its own life (docs/law.md).",
    **_object(**_TREATY),
    "$defs": dict(_DEFS),
}


def refuse_unknown(data: Mapping[str, Any]) -> None:
    """Refuse a key that a treaty file has not, at any depth. Raises TreatyFileError naming it by its path."""
    _refuse(data, SCHEMA, "")


def _refuse(value: object, form: Json, path: str) -> None:
    forms = [_resolved(f) for f in _alternatives(form)]
    if isinstance(value, Mapping):
        objects = [f for f in forms if "properties" in f]
        if len(objects) == 1:
            fields, known = Fields(value, path), objects[0]["properties"]
            fields.only_known(known)
            for key, inner in value.items():
                _refuse(inner, known[key], fields.at(key))
    elif isinstance(value, list):
        items: Json = next((f["items"] for f in forms if "items" in f), {})
        for number, inner in enumerate(value):
            _refuse(inner, items, f"{path}[{number}]")


def _alternatives(form: Json) -> list[Json]:
    if "anyOf" not in form:
        return [form]
    return [each for part in form["anyOf"] for each in _alternatives(part)]


def _resolved(form: Json) -> Json:
    name = form.get("$ref", "").rpartition("/")[2]
    return _DEFS[name] if name else form


if __name__ == "__main__":
    json.dump(SCHEMA, sys.stdout, indent=2)
    sys.stdout.write("\n")
