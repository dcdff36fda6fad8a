"""Steps of many agreements at once, of those with nothing but steps that are as they came in.

Most agreements of a large ledger are so: nobody judged their claims, no newer reading changed them, no term,
no detail and no step that a step is about is told. `foedus.ledger.believed` has the others, and these too,
in several times the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Integer, and_, bindparam, func, literal, or_, select

from foedus.ledger.believed import load_names
from foedus.ledger.days import told_day
from foedus.ledger.identity import Identity
from foedus.ledger.schema import claims, documents, terms, transactions
from foedus.ledger.views import load_sources
from foedus.ledger.within import within
from foedus.model import Certainty, ClaimKind, Step

_UNTOLD: Final = "?"  # a source that no text names
_BETWEEN: Final = "\x1f"
Told = Literal["asserted", "reported", "to come", "beside", "recorded", "otherwise"]
_TOLD: Final[dict[str, Told]] = {
    Certainty.ASSERTED.value: "asserted",
    Certainty.REPORTED.value: "reported",
    Certainty.PLANNED.value: "to come",
    Certainty.CONDITIONAL.value: "to come",
    Certainty.SPECULATED.value: "to come",
}

# Columns that go together come as one text each: most of the time goes to making values of them.
_C: Final = claims.c
_FORM: Final = (
    _C.kind + literal(_BETWEEN) + _C.certainty + literal(_BETWEEN) + _C.what + literal(_BETWEEN) + _C.actors
)
_WHEN: Final = func.coalesce(_C.date, "") + literal(_BETWEEN) + func.coalesce(documents.c.published, "")
_MORE: Final = or_(_C.rest.contains('"detail":'), _C.rest.contains('"of":'))
_ROWS: Final = (
    select(_C.agreement_id, _FORM, _WHEN, _C.chain_id, _C.parties, _MORE, _C.document_id, _C.tx, _C.name_id)
    .join(documents, documents.c.id == _C.document_id)
    .where(_C.tx <= bindparam("number", type_=Integer))
    .order_by(_C.agreement_id)
)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a claim tells: a step, who took it, and whether it was taken; one object for all alike.

    An act around an agreement is told "beside" its steps, and so is what registries have "recorded" of it,
    whatever its detail; what is told "otherwise" is no plain step.
    """

    step: str
    actors: tuple[str, ...]
    told: Told


class Report(NamedTuple):
    """One claim: what it tells, when (`split` has the parts), and who says so."""

    form: Form
    when: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Steps:
    """All that is told of one agreement: its parties in order, what it is called, and who did what.

    `signed` is the day of signature (EDTF) told with a name, `first` the ISO day of its first page.
    """

    agreement_id: int
    parties: tuple[str, ...]
    called: tuple[str, ...]
    signed: str | None
    first: str | None
    reports: Sequence[Report]


def split(when: str) -> tuple[str | None, str]:
    """The EDTF date of a report, and the ISO day by which it had been said."""
    date, _, by = when.partition(_BETWEEN)
    return date or None, by


@dataclass(slots=True)
class PlainSteps:
    """Loads steps, and holds what is the same for many agreements; a working value.

    `unsettled` are the pages that were judged or read again, `others` agreements that were rearranged.
    """

    connection: Connection
    number: int
    known: Identity
    unsettled: frozenset[int]
    others: frozenset[int]
    speakers: dict[int, str] = field(default_factory=dict)  # by chain
    forms: dict[str, Form | None] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)  # of transactions
    names: dict[int, tuple[str, str | None]] = field(default_factory=dict)  # of the agreements being loaded

    def load(self, roots: Iterable[int]) -> Iterator[Steps]:
        """Those of these agreements that are so, as known at the transaction, by number."""
        odd = {*self.known.roots, *self.known.roots.values()} | self.others
        wanted = [root for root in roots if root not in odd]
        if not wanted:
            return
        left, inside = self._with_terms(wanted), set(wanted)
        query = _ROWS.where(within(wanted)(claims.c.agreement_id))
        rows = self.connection.execute(query, {"number": self.number}).all()
        self._load_speakers({row[3] for row in rows})
        self.names = load_names(self.connection, {row[8] for row in rows if row[8] is not None})
        for agreement, own in groupby(rows, key=itemgetter(0)):
            if agreement in inside and agreement not in left:
                steps = self._steps(agreement, own)
                if steps is not None:
                    yield steps

    def _steps(self, agreement: int, rows: Iterable[Sequence[Any]]) -> Steps | None:
        reports: list[Report] = []
        parties: set[str] = set()
        called: set[int] = set()
        times: set[str] = set()
        forms, speakers = self.forms, self.speakers
        for _, said, when, chain, told_of, more, page, tx, name in rows:
            form = forms.get(said)
            if form is None:
                form = forms[said] = _form(said)
            if (more and form.told != "recorded") or page in self.unsettled or form.told == "otherwise":
                return None
            parties.add(told_of)
            times.add(when)
            if name is not None:
                called.add(name)
            if form.told not in ("beside", "recorded"):
                known = when if when[-1] != _BETWEEN else when + self._day(tx)
                reports.append(Report(form, known, speakers[chain]))
        names = [self.names[name] for name in called]
        texts = tuple(sorted({text for text, _ in names}))
        signed = told_day([day for _, day in names])
        first = min(filter(None, [split(when)[1] for when in times]), default=None)
        return Steps(agreement, self._parties(parties), texts, signed, first, reports)

    def _with_terms(self, wanted: Sequence[int]) -> set[int]:
        """Those of which terms were read from their own text."""
        t = terms.c
        query = select(t.agreement_id).where(and_(t.tx <= self.number, within(wanted)(t.agreement_id)))
        return set(self.connection.execute(query.distinct()).scalars())

    def _load_speakers(self, wanted: set[int]) -> None:
        for chain, each in load_sources(self.connection, wanted - self.speakers.keys()).items():
            last = each[-1] if each else None
            name = _UNTOLD if last is None else last.name
            self.speakers[chain] = f"{name} (unnamed)" if last is not None and last.anonymous else name

    def _day(self, tx: int) -> str:
        """The ISO day of a transaction."""
        day = self.days.get(tx)
        if day is None:
            query = select(transactions.c.recorded_at).where(transactions.c.id == tx)
            day = self.days[tx] = self.connection.execute(query).scalar_one()[:10]
        return day

    def _parties(self, texts: set[str]) -> tuple[str, ...]:
        if len(texts) == 1:
            (text,) = texts
            found = self.lists.get(text)
            if found is None:
                found = self.lists[text] = tuple(sorted(msgspec.json.decode(text)))
            return found
        return tuple(sorted({party for text in texts for party in msgspec.json.decode(text)}))


def _form(said: str) -> Form:
    kind, certainty, what, actors = said.split(_BETWEEN)
    if kind == ClaimKind.ACT.value:
        return Form("", (), "beside")
    if kind == ClaimKind.PARTICULAR.value:
        return Form("", (), "recorded")
    plain = kind == ClaimKind.STEP.value and what != Step.TERMINATED.value  # which may be a withdrawal
    told = _TOLD.get(certainty, "otherwise") if plain else "otherwise"
    return Form(what, tuple(msgspec.json.decode(actors)), told)
