"""A treaty file (JSON) to a Treaty: every wrong field is named, nothing is guessed.

The form is that of `foedus.law.schema` (docs/treaty.schema.json; told in docs/law.md). Only "instruments",
"events" and "signed" carry facts; all are optional. "complete" false: the instruments are only some of all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from foedus.errors import DateError, TreatyFileError
from foedus.law.acts import act_of
from foedus.law.fields import Fields, number
from foedus.law.forms import terms_from_json
from foedus.law.kinds import EXTRA_STEPS
from foedus.law.model import Act, Fact, FileKind, Instrument, Record, Shares, Treaty
from foedus.law.particulars_json import particulars_from_json
from foedus.law.schema import refuse_unknown
from foedus.law.spans import span
from foedus.model import Certainty, Step

_STEP_OF: dict[Act, Step | str] = {
    Act.SIGNATURE: Step.SIGNED,
    Act.DEFINITIVE_SIGNATURE: Step.SIGNED,
    Act.ACCESSION: Step.ACCEDED,
    Act.NOTIFICATION: Step.NOTIFIED,
    Act.EXCHANGE: Step.INSTRUMENTS_EXCHANGED,
    Act.PROVISIONAL_APPLICATION: Step.PROVISIONALLY_APPLIED,
    Act.INSTRUMENT_WITHDRAWN: Step.WITHDRAWN,
    Act.DENUNCIATION: Step.WITHDRAWN,
    Act.NOTICE_REVOKED: "notice_revoked",
    Act.CESSATION: "ceased",
    Act.SIGNATURE_WITHDRAWN: Step.WITHDRAWN,
    Act.PROVISIONAL_APPLICATION_ENDED: "provisional_application_ended",
    Act.RESERVATION: Step.RESERVATION,
    Act.RESERVATION_WITHDRAWN: Step.WITHDRAWN,
    **dict.fromkeys(
        (
            Act.OBJECTION, Act.OBJECTION_WITHDRAWN, Act.DECLARATION, Act.AUTHORITY,
            Act.DEPOSITARY_NOTIFICATION, Act.TERRITORIAL_APPLICATION, Act.TERRITORIAL_EXCLUSION,
        ),
        Step.NOTIFIED,
    ),
}  # fmt: skip

# Words that stand in the names of organisations and in no state's.
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|agency|agencies|court|bank|fund|authority|communit(?:y|ies)|commission|committee|council"
    r"|institute|secretariat|european union|african union|united nations|league)\b",
    re.IGNORECASE,
)


def read_treaty(text: str | bytes, where: str = "treaty file", state: Callable[[str], str] = str) -> Treaty:
    """The treaty that the JSON text states; `state` turns a state as written into its code.

    Raises TreatyFileError with `where`, the field and what to write instead.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TreatyFileError(f"{where}: is not JSON ({error}); see docs/law.md for the form") from error
    try:
        return treaty_from_json(data, state)
    except TreatyFileError as error:
        raise TreatyFileError(f"{where}: {error}") from error


def treaty_from_json(data: object, state: Callable[[str], str] = str) -> Treaty:
    """The same from an object already decoded."""
    f = Fields.of(data, "")
    refuse_unknown(f.data)
    terms = terms_from_json(f.data, "", state)
    parties = tuple(dict.fromkeys(state(p) for p in f.names("parties")))
    instruments = [_instrument(x, f.at("instruments", i)) for i, x in enumerate(f.list("instruments"))]
    facts = [instrument_fact(x, f"instruments[{i}]", state) for i, x in enumerate(instruments)]
    facts += _signed(f, parties, facts)
    facts += [_event(x, f.at("events", i), state) for i, x in enumerate(f.list("events"))]
    complete = f.flag("complete")
    if complete is None and (instruments or not f.list("events")):
        complete = True
    record = Record(
        f.text("title") or f.text("name") or "",
        parties,
        tuple(facts),
        complete=complete,
        commitment=f.member("kind", FileKind) is FileKind.COMMITMENT,
        particulars=particulars_from_json(f, state),
    )
    return Treaty(record, terms)


def _signed(f: Fields, parties: tuple[str, ...], facts: list[Fact]) -> list[Fact]:
    """The day of signature, for the parties that have no entry of their own."""
    day = f.text("signed")
    if day is None:
        return []
    _check_date(day, f.at("signed"))
    own = {a for x in facts if x.act in (Act.SIGNATURE, Act.DEFINITIVE_SIGNATURE) for a in x.actors}
    rest = tuple(p for p in parties if p not in own)
    return [Fact("signed", Step.SIGNED, rest, date=day)] if rest or not parties else []


def instrument_fact(x: Instrument, id_: str, state: Callable[[str], str] = str) -> Fact:
    """An entry of a depositary's list as a fact; the depositary is its source."""
    return Fact(
        id=id_,
        step=_STEP_OF.get(x.act, Step.DEPOSITED),
        actors=(state(x.state),) if x.state else (),
        date=x.date,
        said=x.note or "",
        act=x.act,
        weight=x.weight,
        organisation=is_organisation(x),
        until=x.effect,
        to=tuple(state(s) for s in x.to),
        article=x.article,
        precludes=x.precludes,
        territories=x.territories,
        text=x.text,
        reference=x.reference,
    )


def is_organisation(x: Instrument) -> bool:
    """Whether an organisation gave it: so marked, so named, or confirming formally (VCLT-IO 2(1)(b bis))."""
    return x.organisation or x.act is Act.CONFIRMATION or _ORGANISATION.search(x.state) is not None


def _instrument(data: object, path: str) -> Instrument:
    f = Fields.of(data, path)
    words = f.require_text("act")
    act = act_of(words)
    if act is None:
        known = ", ".join(a.value.replace("_", " ") for a in Act)
        raise TreatyFileError(f"{f.at('act')}: {words!r} is no act known here; write one of {known}")
    state = f.text("state") if act in _BY_NO_STATE else f.require_text("state")
    day, effect = f.text("date"), f.text("effect")
    if day is not None:
        _check_date(day, f.at("date"))
    if effect is not None:
        _check_date(effect, f.at("effect"))
    return Instrument(
        state=state or "",
        act=act,
        date=day,
        weight=_weight(f),
        organisation=f.flag("organisation") or False,
        effect=effect,
        note=f.text("note"),
        to=f.names("to"),
        precludes=f.flag("precludes") or False,
        territories=f.names("territories"),
        article=f.text("article"),
        text=f.text("text") or "",
        reference=f.text("reference"),
    )


# Done by all at once, or by the depositary.
_BY_NO_STATE = (Act.EXCHANGE, Act.DEPOSITARY_NOTIFICATION)


def _weight(f: Fields) -> Shares | None:
    """A share in per cent, or one for each of several things by its name."""
    value = f.raw("weight")
    if not isinstance(value, Mapping):
        return None if value is None else f.require_number("weight")
    return tuple((str(of), number(share, f"{f.at('weight')}.{of}")) for of, share in sorted(value.items()))


def _event(data: object, path: str, state: Callable[[str], str]) -> Fact:
    f = Fields.of(data, path)
    word = f.require_text("step")
    if word not in {s.value for s in Step} | EXTRA_STEPS:
        known = ", ".join(sorted({s.value for s in Step} | EXTRA_STEPS))
        raise TreatyFileError(f"{f.at('step')}: {word!r} is no step known here; write one of {known}")
    day, until, of = f.text("date"), f.day("until"), f.member("of", Step)
    if day is not None:
        _check_date(day, f.at("date"))
    return Fact(
        id=f.text("id") or path,
        step=Step(word) if word in {s.value for s in Step} else word,
        actors=tuple(state(a) for a in f.names("actors")),
        date=day,
        certainty=f.member("certainty", Certainty) or Certainty.ASSERTED,
        sources=f.names("sources"),
        said=f.text("said") or "",
        until=until,
        of=of,
        to=tuple(state(a) for a in f.names("to")),
        article=f.text("article"),
    )


def _check_date(text: str, path: str) -> None:
    try:
        span(text)
    except DateError as error:
        raise TreatyFileError(f"{path}: {error}") from error
