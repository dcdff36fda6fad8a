"""A treaty's parties as a registry lists them: signature, consent, in force, end, statements, sources.

Each cell says on what it rests: claims of the ledger by number, lists of the register by name. What is only
planned, speculated or denied is in no cell. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec.structs import replace

from foedus.law.kinds import key
from foedus.law.model import Act, Fact, PartyStatus
from foedus.law.reasons import ReasonKind
from foedus.law.statements import statements
from foedus.model import Certainty, Step
from foedus.record.catalogue import KnownParty
from foedus.web.board.records import Dossier

#: How the rows are told apart in a filter: by what a party is on the day.
STANDS: Final = {
    "bound": "bound",
    "signed": "signed or consented, not bound",
    "left": "bound no longer",
    "unknown": "not told",
}
_TOLD: Final = (Certainty.ASSERTED, Certainty.REPORTED)
_CONSENTS: Final = {
    Act.DEFINITIVE_SIGNATURE: "definitive signature", Act.RATIFICATION: "ratification",
    Act.ACCEPTANCE: "acceptance", Act.APPROVAL: "approval", Act.ACCESSION: "accession",
    Act.EXCHANGE: "exchange of instruments", Act.CONFIRMATION: "formal confirmation",
    Act.NOTIFICATION: "notification", Act.SUCCESSION: "succession",
}  # fmt: skip
#: Steps that consent to be bound where the act itself is not told, the weightiest first.
_STEPS: Final = {
    Step.DEPOSITED: "instrument deposited", Step.ACCEDED: "accession",
    Step.INSTRUMENTS_EXCHANGED: "exchange of instruments", Step.NOTIFIED: "notification",
    Step.RATIFIED: "ratified at home", Step.APPROVED: "approved at home",
}  # fmt: skip
_LEFT: Final = (Act.DENUNCIATION, Act.CESSATION, Act.INSTRUMENT_WITHDRAWN)
_REGISTER: Final = "register:"


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One act in the table: what it was ("" where the column says it), its EDTF date, and who tells it.

    `claims` are numbers of the ledger's claims, `lists` names of the register's sources.
    """

    what: str
    date: str | None
    claims: tuple[str, ...]
    lists: tuple[str, ...]


class PartyRow(msgspec.Struct, frozen=True, gc=False):
    """One party's line. `stands` is a key of `STANDS`, `known_until` the day up to which lists tell of it."""

    party: str
    state: str
    stands: str
    signature: Cell | None
    consent: Cell | None
    since: str | None
    until: str | None
    departure: Cell | None
    statements: int
    known_until: str | None
    claims: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyTable:
    """The rows in order of the parties' names, and the states that a whole list does not have."""

    rows: tuple[PartyRow, ...]
    absent: tuple[str, ...]

    def count(self, stands: str) -> int:
        return sum(row.stands == stands for row in self.rows)

    def first(self, most: int) -> tuple[PartyRow, ...]:
        """At most so many rows: of a longer table those that claims of the ledger tell of first."""
        if len(self.rows) <= most:
            return self.rows
        told = [row for row in self.rows if row.claims]
        chosen = {row.party for row in [*told, *(r for r in self.rows if not r.claims)][:most]}
        return tuple(row for row in self.rows if row.party in chosen)


def party_table(dossier: Dossier, display: Callable[[str], str]) -> PartyTable:
    """The table of a treaty whose status on a day is at hand.

    What the register tells of it are its own acts: these are in the cells, not what the law makes of them.
    """
    treaty, status = dossier.treaty, dossier.status
    told = [f for f in treaty.record.facts if not f.id.startswith(_REGISTER)]
    acts = _by_party(told, [p.party for p in status.parties])
    listed = {key(p.party): p for p in dossier.known.parties} if dossier.known else {}
    stated: dict[str, int] = {}
    for one in statements(treaty.record.facts):
        if one.kind in (Act.RESERVATION, Act.DECLARATION, Act.OBJECTION):
            stated[key(one.state)] = stated.get(key(one.state), 0) + 1
    rows, absent = [], []
    for found, words in zip(status.parties, dossier.text.parties, strict=True):
        if words.absent:
            absent.append(found.party)
        else:
            code = key(found.party)
            rows.append(_row(found, acts.get(code, ()), listed.get(code), stated.get(code, 0)))
    rows.sort(key=lambda row: display(row.party))
    return PartyTable(tuple(rows), tuple(sorted(absent, key=display)))


def _by_party(facts: Iterable[Fact], parties: Sequence[str]) -> dict[str, list[Fact]]:
    """The facts that claims tell, by who did them: what all did, each did."""
    out: dict[str, list[Fact]] = {}
    for fact in facts:
        everyone = fact.actors or (fact.parties if len(fact.parties) < 3 else ()) or _if_two(parties)
        for actor in everyone:
            out.setdefault(key(actor), []).append(fact)
    return out


def _if_two(parties: Sequence[str]) -> Sequence[str]:
    """All the parties of a treaty of two; of more it is not told that each of them acted."""
    return parties if len(parties) == 2 else ()


def _row(found: PartyStatus, acts: Sequence[Fact], known: KnownParty | None, stated: int) -> PartyRow:
    done = [f for f in acts if f.certainty in _TOLD and f.of is None]
    signed = [f for f in done if f.act is Act.SIGNATURE or (f.step == Step.SIGNED and f.act is None)]
    left = [f for f in done if f.act in _LEFT or (f.act is None and f.step == Step.WITHDRAWN)]
    reach = next((r for r in found.reasons if r.kind is ReasonKind.PARTY_KNOWN_UNTIL), None)
    return PartyRow(
        party=found.party,
        state=found.state.value,
        stands=_stands(found),
        signature=_joined(_cell("", signed), _listed_signature(known)),
        consent=_joined(_consent(done), _listed_consent(known)),
        since=found.since,
        until=found.until,
        departure=_cell("", left),
        statements=stated,
        known_until=str(reach.fields["date"]) if reach else None,
        claims=tuple(dict.fromkeys(f.id for f in acts)),
        lists=known.sources if known else (),
    )


def _listed_signature(known: KnownParty | None) -> Cell | None:
    return Cell("", known.signed, (), known.sources) if known and known.signed else None


def _listed_consent(known: KnownParty | None) -> Cell | None:
    if known is None or not known.consent:
        return None
    what = _CONSENTS[Act.EXCHANGE] if known.consent == Act.EXCHANGE else known.consent
    return Cell(what, known.consented, (), known.sources)


def _joined(told: Cell | None, listed: Cell | None) -> Cell | None:
    """A list's cell with the claims that tell the same; what claims alone tell where no list has a day."""
    if told is None or listed is None:
        return told or listed
    if listed.date is None and told.date is not None:
        return told
    return replace(listed, claims=told.claims if _fits(told.date, listed.date) else ())


def _fits(told: str | None, listed: str | None) -> bool:
    """Whether a day that is told may be the listed one: the same, less exact, or not told."""
    return told is None or listed is None or listed.startswith(told) or told.startswith(listed)


def _stands(found: PartyStatus) -> str:
    if found.in_force:
        return "bound"
    if found.in_force is None:
        return "unknown"
    return "left" if found.since is not None and found.until is not None else "signed"


def _consent(acts: Sequence[Fact]) -> Cell | None:
    """The act of consent: the international one where any is told, else what was done at home."""
    for act, what in _CONSENTS.items():
        if told := [f for f in acts if f.act is act]:
            return _cell(what, told)
    for step, what in _STEPS.items():
        if told := [f for f in acts if f.act is None and f.step == step]:
            return _cell(what, told)
    return None


def _cell(what: str, told: Sequence[Fact]) -> Cell | None:
    """The act as claims tell it: a day before a month, and the claims that do not tell another."""
    if not told:
        return None
    best = max(told, key=lambda f: len(f.date or ""))
    return Cell(what, best.date, tuple(dict.fromkeys(f.id for f in told if _fits(f.date, best.date))), ())
