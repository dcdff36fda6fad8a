"""How a claim should read, from what a person wrote of it field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from foedus.dates.edtf import bounds
from foedus.errors import DateError, UsageError
from foedus.model import Certainty, Claim, ClaimKind, ParticularKind, Step, TermKind
from foedus.names.written import each_written, one_party

_KINDS: Final = {ClaimKind.STEP: Step, ClaimKind.TERM: TermKind, ClaimKind.PARTICULAR: ParticularKind}


def corrected(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """The claim with some fields changed: actors and parties as codes, date as EDTF, certainty by its word.

    Raises UsageError where nothing is to read otherwise, naming the field for what cannot be.
    """
    values = {field: value for field, value in changes.items() if value is not None}
    if not values:
        raise UsageError("say what is to read otherwise: date, actors, what, certainty ...")
    if "certainty" in values:
        try:
            values["certainty"] = Certainty(values["certainty"])
        except ValueError:
            raise UsageError(f"--certainty: one of {', '.join(Certainty)}") from None
    for field in ("date", "place", "of"):
        if field in values:
            values[field] = values[field] or None
    if values.get("date"):
        try:
            bounds(values["date"])
        except DateError as fault:
            raise UsageError(f"--date: {fault}") from fault
    kinds = _KINDS.get(claim.kind)
    if "what" in values and kinds is not None and values["what"] not in set(kinds):
        names = ", ".join(sorted(kinds))
        raise UsageError(f"--what {values['what']!r} is no {claim.kind.value}; one of {names}")
    return replace(claim, **values)


def codes(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The states and organisations that a text names, by code or name, set off by commas or blanks.

    Those in `known` stand as they are. Raises UsageError for what is none or more than one.
    """
    found = []
    for part, code in each_written(text, lambda part: part if part in known else one_party(part)):
        if code is None:
            raise UsageError(f"{part[:60]!r} is not one state or organisation: write its name or code (NOR)")
        found.append(code)
    return tuple(dict.fromkeys(found))
