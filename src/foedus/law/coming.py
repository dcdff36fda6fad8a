"""The days to come on which something follows by law: entry into force, expiry, notice, renewal, effect."""

from __future__ import annotations

from datetime import date

from foedus.law.model import DateKind, LegalDate, State
from foedus.law.notice import first_notice
from foedus.law.whole import Whole


def legal_dates(w: Whole) -> tuple[LegalDate, ...]:
    """Days after the day of the history, in order; only such as are known exactly."""
    found, end, left = w.entry, w.ending, w.left
    out: list[LegalDate] = []
    on = w.past.on

    def put(
        kind: DateKind, day: date | None, *articles: str, party: str | None = None, state: State | None = None
    ) -> None:
        if day is not None and on < day < date.max:
            out.append(LegalDate(kind, day.isoformat(), articles, party, state))

    entered = found.span.first if found.span.exact else None
    put(DateKind.ENTRY, entered, "VCLT 24")
    if entered is not None and end.span.first > on:
        clause = w.terms.denunciation
        if clause is not None and clause.not_before is not None:
            put(DateKind.FIRST_NOTICE, first_notice(clause, entered), "VCLT 54(a)")
        put(DateKind.LAST_NOTICE, end.notice_by, "VCLT 54(a)", "VCLT 65")
        renewed = end.expiry is not None and end.span.first == date.max
        if renewed:
            put(DateKind.RENEWAL, end.expiry, "VCLT 54(a)")
        elif end.span.exact:
            put(DateKind.EXPIRY, end.span.first, "VCLT 54", "VCLT 70", state=end.state)
    for d in left:
        if d.effect.exact:
            put(DateKind.WITHDRAWAL, d.effect.first, "VCLT 67", party=d.party)
    return tuple(sorted(out, key=lambda x: (x.date, x.kind, x.party or "")))
