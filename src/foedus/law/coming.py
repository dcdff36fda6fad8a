"""The days to come on which something follows by law: entry into force, expiry, notice, renewal, effect."""

from __future__ import annotations

from datetime import date

from foedus.law.model import LegalDate
from foedus.law.offsets import add
from foedus.law.whole import Whole
from foedus.wording.words import Namer


def legal_dates(w: Whole, name: Namer) -> tuple[LegalDate, ...]:
    """Days after the day of the history, in order; only such as are known exactly."""
    found, end, left = w.entry, w.ending, w.left
    out: list[LegalDate] = []
    on = w.past.on

    def put(kind: str, day: date | None, text: str, party: str | None = None) -> None:
        if day is not None and on < day < date.max:
            out.append(LegalDate(kind, day.isoformat(), text, party))

    entered = found.span.first if found.span.exact else None
    put("entry into force", entered, "enters into force (VCLT 24)")
    if entered is not None and end.span.first > on:
        clause = w.terms.denunciation
        if clause is not None and clause.not_before is not None:
            put(
                "first day for notice",
                add(entered, clause.not_before),
                "first day on which notice can be given",
            )
        put("last day for notice", end.notice_by, "last day for notice against renewal (VCLT 54(a), 65)")
        renewed = end.expiry is not None and end.span.first == date.max
        if renewed:
            put("renewal", end.expiry, "renewed unless notice was given in time (VCLT 54(a))")
        elif end.span.exact:
            put("expiry", end.span.first, f"no longer in force: {end.state.value} (VCLT 54, 70)")
    for d in left:
        if d.effect.exact:
            text = f"{name(d.party)}: notice of withdrawal takes effect (VCLT 67)"
            put("effect of denunciation", d.effect.first, text, d.party)
    return tuple(sorted(out, key=lambda x: (x.date, x.kind, x.party or "")))
