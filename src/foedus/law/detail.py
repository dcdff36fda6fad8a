"""What a claim tells of an act beside its step: the fields of a depositary's list, to and from its detail.

`fact_fields(fact_detail(f))` gives back the fields of every fact; what the detail does not tell is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from foedus.law.acts import act_of
from foedus.law.model import Fact, Shares

_TEXTS: Final = ("article", "text", "reference")
_LISTS: Final = ("to", "territories")
_FLAGS: Final = ("organisation", "precludes")


def fact_detail(fact: Fact) -> dict[str, object]:
    """The detail of the claim that tells a fact: what is set of it, by name."""
    out: dict[str, object] = {}
    if fact.act is not None:
        out["act"] = fact.act.value
    if fact.weight is not None:
        out["weight"] = dict(fact.weight) if isinstance(fact.weight, tuple) else fact.weight
    if fact.until is not None:
        out["until"] = fact.until
    out |= {name: True for name in _FLAGS if getattr(fact, name)}
    out |= {name: text for name in _TEXTS if (text := getattr(fact, name))}
    return out | {name: list(each) for name in _LISTS if (each := getattr(fact, name))}


def fact_fields(detail: Mapping[str, object]) -> dict[str, Any]:
    """The fields of a Fact that a claim's detail tells; a value that is none of its field is left out.

    "effect" is another word for "until".
    """
    act, until = detail.get("act"), detail.get("until") or detail.get("effect")
    out: dict[str, Any] = {
        "act": act_of(act) if isinstance(act, str) else None,
        "weight": _shares(detail.get("weight")),
        "until": until if isinstance(until, str) else None,
    }
    out |= {name: True for name in _FLAGS if detail.get(name) is True}
    out |= {name: text for name in _TEXTS if isinstance(text := detail.get(name), str)}
    for name in _LISTS:
        each = detail.get(name)
        if isinstance(each, list | tuple):
            out[name] = tuple(x for x in each if isinstance(x, str))
    return out


def _shares(told: object) -> Shares | None:
    if isinstance(told, Mapping):
        return tuple((str(of), share) for of, share in sorted(told.items()) if _is_number(share))
    return float(told) if isinstance(told, int | float) and _is_number(told) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
