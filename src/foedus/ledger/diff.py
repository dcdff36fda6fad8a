"""What the ledger learned between two transactions, as rows and in words. Nothing that was known is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from foedus.ledger.identity import identity
from foedus.ledger.rows import StoredClaim, StoredDocument, Transaction, Verdict, VerdictKind
from foedus.ledger.schema import agreements, claims, documents, reading_changes, verdicts
from foedus.ledger.schema import terms as terms_table
from foedus.ledger.terms import StoredTerms, load_terms
from foedus.ledger.views import load_claims, load_documents, load_transactions, load_verdicts
from foedus.model import Claim


@dataclass(frozen=True, slots=True)
class Diff:
    """What is known at transaction `upto` and was not at `after`. `gone` and `back` are claims that newer
    readings of known pages no longer make, or make again; `agreements` are numbers of new ones.
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

    def lines(self) -> Iterator[str]:
        """The difference in words, one line each."""
        for document in self.documents:
            from_ = f" ({document.publisher})" if document.publisher else ""
            yield f"page {document.id} {document.doc}{from_}: {_count(document.claims, 'claim')}"
        for number in self.agreements:
            yield f"agreement {number} is new"
        for claim in self.claims:
            waits = f"; waits for review beside claim {claim.beside}" if claim.beside else ""
            yield f"claim {claim.id} of agreement {claim.agreement_id}: {said(claim.claim)}{waits}"
        for claim in self.gone:
            kept = f"; kept, for it was {_PAST[claim.verdict.kind]}" if claim.verdict else ""
            yield f"claim {claim.id} is no longer read from its page: {said(claim.claim)}{kept}"
        for claim in self.back:
            yield f"claim {claim.id} is read from its page again: {said(claim.claim)}"
        for verdict in self.verdicts:
            yield in_words(verdict)
        for found in self.terms:
            yield f"terms of agreement {found.agreement_id} from {found.source}"


_PAST = {
    VerdictKind.ACCEPT: "accepted",
    VerdictKind.REJECT: "rejected",
    VerdictKind.CORRECT: "corrected",
    VerdictKind.MERGE: "merged",
    VerdictKind.SPLIT: "split",
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
    return Diff(
        after=after,
        upto=upto,
        transactions=tuple(load_transactions(connection, after, upto)),
        documents=tuple(load_documents(connection, upto, documents.c.tx > after)),
        agreements=tuple(new),
        claims=tuple(load_claims(connection, upto, known, claims.c.tx > after)),
        gone=tuple(c for c in changed if state[c.id]),
        back=tuple(c for c in changed if not state[c.id]),
        verdicts=tuple(load_verdicts(connection, upto, verdicts.c.tx > after)),
        terms=tuple(load_terms(connection, upto, terms_table.c.tx > after)),
    )


def said(claim: Claim) -> str:
    """A claim in words: "RUS ratified, 2024-11-09 (reported, Yonhap < TASS)"."""
    who = " ".join(claim.actors) or " ".join(claim.parties)
    what = claim.what.replace("_", " ")
    when = f", {claim.date}" if claim.date else ""
    chain = " < ".join(s.name for s in claim.sources)
    return f"{who} {what}{when} ({claim.certainty.value}{', ' + chain if chain else ''})".strip()


def in_words(verdict: Verdict) -> str:
    """A verdict in words: "claim 4 was rejected by Ana Ruiz: the caption's date"."""
    if verdict.kind is VerdictKind.UNDO:
        subject = f"verdict {verdict.undoes}"
    elif verdict.claim_id is not None:
        subject = f"claim {verdict.claim_id}"
    else:
        subject = f"agreement {verdict.agreement_id}"
    to = f" to: {said(verdict.corrected)}" if verdict.corrected else ""
    return f"{subject} was {_PAST[verdict.kind]} by {verdict.by}{to} ({verdict.reason})"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
