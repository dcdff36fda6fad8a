"""What the ledger learned between two transactions, as rows and in words. Nothing that was known is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from foedus.ledger.agreements import load_agreements
from foedus.ledger.editions import Adopted, adopted
from foedus.ledger.identity import Identity, identity
from foedus.ledger.rows import StoredClaim, StoredDocument, Tie, Transaction, Verdict, VerdictKind
from foedus.ledger.schema import (
    agreement_names,
    agreements,
    claims,
    documents,
    links,
    placements,
    reading_changes,
    verdicts,
)
from foedus.ledger.schema import terms as terms_table
from foedus.ledger.terms import StoredTerms, load_terms
from foedus.ledger.views import load_claims, load_documents, load_ties, load_transactions, load_verdicts
from foedus.model import Claim

Telling = Callable[[Claim], str]  # says in words what a claim says


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement that was not known before. `name` is empty where no claim gives one."""

    id: int
    name: str
    parties: tuple[str, ...]

    def in_words(self, name: Callable[[str], str] = str) -> str:
        """What follows its number: ": Lake Treaty (PRK, RUS)"; `name` gives the names of parties."""
        of = f"({', '.join(map(name, self.parties))})" if self.parties else ""
        return f": {' '.join(x for x in (self.name, of) if x)}" if self.name or of else ""


@dataclass(frozen=True, slots=True)
class MovedName:
    """A name that was taken for one agreement, and is now for another: what came between told them apart."""

    name: str
    before: int
    agreement: int
    why: str

    def in_words(self) -> str:
        return (
            f"“{self.name}” is taken for agreement {self.agreement}, no longer for {self.before}: {self.why}"
        )


@dataclass(frozen=True, slots=True)
class Diff:
    """What is known at transaction `upto` and was not at `after`.

    `gone` and `back` are claims that newer readings of known pages no longer make, or make again;
    `agreements` are numbers of new ones, `names` how they are shown; `moves` are names, and the claims that
    came in under them, that are taken for another agreement; `editions` those of the register that the ledger
    adopted; `ties` notices that correct or retract a page.
    """

    after: int
    upto: int
    transactions: tuple[Transaction, ...] = ()
    documents: tuple[StoredDocument, ...] = ()
    agreements: tuple[int, ...] = ()
    claims: tuple[StoredClaim, ...] = ()
    gone: tuple[StoredClaim, ...] = ()
    back: tuple[StoredClaim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    terms: tuple[StoredTerms, ...] = ()
    names: tuple[NewAgreement, ...] = ()
    moves: tuple[MovedName, ...] = ()
    editions: tuple[Adopted, ...] = ()
    ties: tuple[Tie, ...] = ()

    def named(self) -> Iterator[NewAgreement]:
        """The new agreements with the names and the parties under which they are shown."""
        yield from self.names

    def lines(self, tell: Telling | None = None, name: Callable[[str], str] = str) -> Iterator[str]:
        """The difference in words, one line each.

        `tell` says what a claim says (by default `said`), `name` gives the names of parties.
        """
        tell = tell or said
        for edition in self.editions:
            yield edition.in_words()
        for document in self.documents:
            from_ = f" ({document.publisher})" if document.publisher else ""
            yield f"page {document.id} {document.doc}{from_}: {_count(document.claims, 'claim')}"
        for tie in self.ties:
            meant = "itself" if tie.other == tie.document else f"page {tie.other}"
            yield f"page {tie.document} {tie.kind} {meant}: “{tie.said}”"
        for agreement in self.named():
            yield f"agreement {agreement.id} is new{agreement.in_words(name)}"
        for move in self.moves:
            yield move.in_words()
        for claim in self.claims:
            by_hand = f"; entered by hand by {claim.entered_by}" if claim.entered_by else ""
            waits = f"; waits for review beside claim {claim.beside}" if claim.beside else ""
            yield f"claim {claim.id} of agreement {claim.agreement_id}: {tell(claim.claim)}{by_hand}{waits}"
        for claim in self.gone:
            kept = f"; kept, for it was {_PAST[claim.verdict.kind]}" if claim.verdict else ""
            yield f"claim {claim.id} is no longer read from its page: {tell(claim.claim)}{kept}"
        for claim in self.back:
            yield f"claim {claim.id} is read from its page again: {tell(claim.claim)}"
        for verdict in self.verdicts:
            yield in_words(verdict, tell, name)
        for found in self.terms:
            yield f"terms of agreement {found.agreement_id} from {found.source}"


_PAST = {
    VerdictKind.ACCEPT: "accepted",
    VerdictKind.REJECT: "rejected",
    VerdictKind.CORRECT: "corrected",
    VerdictKind.UNDO: "undone",
}


def difference(connection: Connection, after: int, upto: int) -> Diff:
    """What changed in transactions after+1 to upto, as known at `upto`."""
    known = identity(connection, upto)
    changes = connection.execute(
        select(reading_changes.c.claim_id, reading_changes.c.gone)
        .where(reading_changes.c.tx > after, reading_changes.c.tx <= upto)
        .order_by(reading_changes.c.id)
    ).all()
    state = {claim: bool(gone) for claim, gone in changes}
    changed = load_claims(connection, upto, known, claims.c.id.in_(list(state))) if state else []
    new = connection.execute(
        select(agreements.c.id)
        .where(agreements.c.tx > after, agreements.c.tx <= upto)
        .order_by(agreements.c.id)
    ).scalars()
    numbers = tuple(new)
    return Diff(
        after=after,
        upto=upto,
        transactions=tuple(load_transactions(connection, after, upto)),
        documents=tuple(load_documents(connection, upto, documents.c.tx > after)),
        agreements=numbers,
        claims=tuple(load_claims(connection, upto, known, claims.c.tx > after)),
        gone=tuple(c for c in changed if state[c.id]),
        back=tuple(c for c in changed if not state[c.id]),
        verdicts=tuple(load_verdicts(connection, upto, verdicts.c.tx > after)),
        terms=tuple(load_terms(connection, upto, terms_table.c.tx > after)),
        names=_shown(connection, upto, known, numbers),
        moves=_moves(connection, after, upto, known),
        editions=tuple(e for e in adopted(connection, upto) if e.transaction > after),
        ties=tuple(load_ties(connection, upto, links.c.tx > after)),
    )


def _shown(
    connection: Connection, upto: int, known: Identity, numbers: Sequence[int]
) -> tuple[NewAgreement, ...]:
    rows = {row.id: row for row in load_agreements(connection, upto, known, numbers)}
    shown = ((number, rows.get(number)) for number in numbers)
    return tuple(
        NewAgreement(number, row.name if row else "", row.parties if row else ()) for number, row in shown
    )


def _moves(connection: Connection, after: int, upto: int, known: Identity) -> tuple[MovedName, ...]:
    """The names that were taken from one agreement to another by pages, from first to last."""
    n, p = agreement_names.c, placements.c
    changed = select(p.name_id).where(p.moved == 1, p.tx > after, p.tx <= upto, p.verdict_id.is_(None))
    query = (
        select(p.name_id, p.agreement_id, p.tx, p.why, n.agreement_id, n.tx, func.coalesce(n.name, n.mention))
        .join(agreement_names, n.id == p.name_id)
        .where(p.moved == 1, p.tx <= upto, p.name_id.in_(changed))
        .order_by(p.id)
    )
    before: dict[int, int] = {}
    found: dict[int, MovedName] = {}
    for name, agreement, tx, why, first, since, words in connection.execute(query):
        before.setdefault(name, first)
        if tx <= after or since > after:
            before[name] = agreement
        if tx > after:
            found[name] = MovedName(words, known.root(before[name]), known.root(agreement), why)
    return tuple(move for move in found.values() if move.before != move.agreement)


def said(claim: Claim) -> str:
    """A claim in words: "RUS ratified, 2024-11-09 (reported, Yonhap < TASS)"; "RUS notified [withdrawn]"."""
    who = " ".join(claim.actors) or " ".join(claim.parties)
    what = claim.what.replace("_", " ") + (f" [{claim.of.replace('_', ' ')}]" if claim.of else "")
    when = f", {claim.date}" if claim.date else ""
    chain = " < ".join(s.name for s in claim.sources)
    return f"{who} {what}{when} ({claim.certainty.value}{', ' + chain if chain else ''})".strip()


def in_words(verdict: Verdict, tell: Telling | None = None, name: Callable[[str], str] = str) -> str:
    """A verdict in words: "claim 4 was rejected by Ana Ruiz (the caption's date)".

    `tell` and `name` are those of `Diff.lines`.
    """
    tell = tell or said
    by = f"by {verdict.by} ({verdict.reason})"
    if verdict.kind is VerdictKind.MERGE:
        return f"agreements {verdict.agreement_id} and {verdict.other_id} were merged {by}"
    if verdict.kind in (VerdictKind.SPLIT, VerdictKind.MOVE):
        numbers = ", ".join(map(str, verdict.moved))
        which = f"claim {numbers} was" if len(verdict.moved) == 1 else f"claims {numbers} were"
        if verdict.kind is VerdictKind.MOVE:
            return f"{which} moved to agreement {verdict.agreement_id} {by}"
        return f"{which} split off agreement {verdict.agreement_id} as agreement {verdict.other_id} {by}"
    if verdict.kind is VerdictKind.RENAME:
        return f"agreement {verdict.agreement_id} was named “{verdict.name}” {by}"
    if verdict.kind is VerdictKind.PARTIES:
        parties = ", ".join(map(name, verdict.parties or ()))
        given = f"given the parties {parties}" if parties else "left without parties"
        return f"agreement {verdict.agreement_id} was {given} {by}"
    if verdict.kind is VerdictKind.ENTER:
        return f"claim {verdict.claim_id} of agreement {verdict.agreement_id} was entered by hand {by}"
    subject = f"verdict {verdict.undoes}" if verdict.kind is VerdictKind.UNDO else f"claim {verdict.claim_id}"
    to = f" to: {tell(verdict.corrected)}" if verdict.corrected else ""
    return f"{subject} was {_PAST[verdict.kind]} by {verdict.by}{to} ({verdict.reason})"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
