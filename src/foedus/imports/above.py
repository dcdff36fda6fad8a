"""What stands above the rows of a list, or is given beside them: a page of its own with the claims it makes.

Lists of the UN Treaty Collection begin with the treaty's day of entry into force, its registration and the
volume in which its text is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from foedus.imports.convert import Converter, Page, RowFault, is_day
from foedus.imports.mapping import AboveRule
from foedus.imports.rows import Fault
from foedus.law.particulars import Registration
from foedus.law.particulars_json import registration_to_json
from foedus.model import (
    AgreementRef,
    Certainty,
    Claim,
    ClaimKind,
    ParticularKind,
    Passage,
    Source,
    SourceKind,
    Step,
)

_GIVEN: Final = "Entry into force: {}"


def page_above(converter: Converter, lines: Sequence[str], in_force: str | None) -> Page | Fault | None:
    """The page of what stands above the rows; None where nothing of it is told.

    `in_force` is the ISO day of entry into force where it is given beside the file; it goes before the
    file's own.
    """
    rules = converter.mapping.above
    told = [line for line in lines if any(rule.pattern.search(line) for rule in rules)]
    if in_force:
        entry = [rule for rule in rules if rule.step is Step.ENTERED_INTO_FORCE]
        told = [line for line in told if not any(rule.pattern.search(line) for rule in entry)]
        told.insert(0, _GIVEN.format(in_force))
    if not told:
        return None
    try:
        name, signed = converter.named({})
    except RowFault as fault:
        return Fault(1, str(fault))
    doc = f"{converter.file}:above"
    ref = AgreementRef(name, name, 0, signed)
    claims: list[Claim] = []
    at = 0
    for line in told:
        said = Passage(at, at + len(line), line)
        for rule in rules:
            claims += _claims(converter, rule, doc, ref, said)
        at += len(line) + 1
    return Page(converter.article(doc, name, signed, "\n".join(told)), tuple(claims)) if claims else None


def _claims(
    converter: Converter, rule: AboveRule, doc: str, ref: AgreementRef, said: Passage
) -> Iterator[Claim]:
    matches = list(rule.pattern.finditer(said.text))
    if rule.step is not None and rule.act is not None:
        for match in matches:
            claim = _entered(converter, rule.step.value, None, doc, ref, said)
            yield replace(claim, detail={"act": rule.act, "reference": match[0].rstrip(" .,;")})
    elif rule.step is not None:
        day = _day(matches[0]["date"], rule.date) if matches else None
        if day is not None:
            yield _entered(converter, rule.step.value, day, doc, ref, said)
    elif rule.particular is not None:
        told = [value for match in matches if (value := _value(rule, match)) is not None]
        if told:
            yield converter.recorded(doc, rule.particular, told, ref, (), said)


def _value(rule: AboveRule, match: re.Match[str]) -> object:
    if rule.particular is not ParticularKind.REGISTRATION:
        return rule.form.format(match[0], *match.groups("")) if rule.form else match[0].strip()
    groups = match.groupdict()
    day = _day(groups.get("date") or "", rule.date)
    number = groups.get("number")
    return registration_to_json(Registration("UN", number, day)) if number or day else None


def _day(text: str, form: str) -> str | None:
    plain = text.strip()
    if is_day(plain):
        return plain
    try:
        return datetime.strptime(plain, form).date().isoformat()
    except ValueError:
        return None


def _entered(
    converter: Converter, step: str, day: str | None, doc: str, ref: AgreementRef, said: Passage
) -> Claim:
    return Claim(
        doc=doc,
        kind=ClaimKind.STEP,
        what=step,
        agreement=ref,
        parties=(),
        actors=(),
        date=day,
        date_phrase=None,
        place=None,
        sources=(Source(converter.mapping.publisher, SourceKind.PUBLISHER),),
        certainty=Certainty.ASSERTED,
        passages=(said,),
        rule=f"import:{converter.mapping.id}",
    )
