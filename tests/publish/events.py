"""A treaty through the days of a December, for what is told of it: signed, ratified, exchanged, left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from foedus.ledger import Ledger
from foedus.model import AgreementRef, Certainty, Claim, Source, SourceKind
from tests.web.ledgers import claim, page

LAKE = "Treaty on the Common Lake"
PARTIES = ("NOR", "SWE")
TERMS = {
    "entry_into_force": {"trigger": "exchange"},
    "denunciation": {"notice": {"n": 6, "unit": "month"}},
    "duration": {"kind": "indefinite"},
}


def at(day: int, hour: int = 12, month: int = 12) -> datetime:
    """An instant of 2024, or of 2025 for months beyond the twelfth."""
    years, left = divmod(month - 1, 12)
    return datetime(2024 + years, left + 1, day, hour, tzinfo=UTC)


def tell(
    ledger: Ledger,
    when: datetime,
    what: str,
    actors: tuple[str, ...] = (),
    date: str | None = None,
    *,
    certainty: Certainty = Certainty.ASSERTED,
    of: str | None = None,
    name: str = LAKE,
    parties: tuple[str, ...] = PARTIES,
    words: str = "",
) -> int:
    """A page of that day that tells one step; gives the number of its entry in the ledger."""
    text = words or f"The governments said that it was {what} by {' and '.join(actors) or 'both'} on {date}."
    article = replace(
        page(text, f"{what}-{'-'.join(actors)}-{when:%Y-%m-%d-%H}.txt"),
        published=None,
        title=f"{name}: {what}",
    )
    told: Claim = replace(
        claim(
            article, what, actors, date, name=name, parties=parties, certainty=certainty, span=(0, len(text))
        ),
        of=of,
        sources=(Source("Example Wire", SourceKind.PUBLISHER),),
        agreement=AgreementRef(name, "the treaty"),
    )
    (added,) = ledger.add_many([(article, [told])], recorded_at=when, actor="desk")
    assert added.transaction is not None
    return added.transaction


def lake(ledger: Ledger, upto: int = 99) -> dict[str, int]:
    """The first `upto` of its events; gives the number of each one's entry."""
    done: dict[str, int] = {}
    steps: list[tuple[str, Callable[[], int | None]]] = [
        ("signed", lambda: tell(ledger, at(1), "signed", PARTIES, "2024-12-01")),
        ("terms", lambda: ledger.add_terms(1, TERMS, source="lake.txt", actor="desk", recorded_at=at(2))),
        ("ratified", lambda: tell(ledger, at(3), "ratified", ("NOR",), "2024-12-03")),
        ("exchanged", lambda: tell(ledger, at(5), "instruments_exchanged", PARTIES, "2024-12-04")),
        (
            "notice",
            lambda: tell(ledger, at(10), "notified", ("SWE",), "2024-12-09", of="withdrawn"),
        ),
    ]
    for number, (name, step) in enumerate(steps):
        if number < upto:
            done[name] = step() or 0
    return {**done, "head": ledger.known_at(None)}
