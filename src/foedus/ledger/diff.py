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
class NewAgreement:
    """An agreement that was not known before. `name` is empty where no claim gives one."""

    id: int
    name: str
    parties: tuple[str, ...]

    def in_words(self) -> str:
        """What follows its number: ": Lake Treaty (PRK, RUS)"."""
        of = f"({', '.join(self.parties)})" if self.parties else ""
        return f": {' '.join(x for x in (self.name, of) if x)}" if self.name or of else ""


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

    def named(self) -> Iterator[NewAgreement]:
        """The new agreements with the name and the parties that the new claims give them."""
        names: dict[int, str] = {}
        parties: dict[int, set[str]] = {}
        for stored in self.claims:
            number, ref = stored.agreement_id, stored.claim.agreement
            if number is not None and ref is not None:
                names[number] = max(names.get(number, ""), ref.name or "", key=len)
                parties.setdefault(number, set()).update(stored.claim.parties)
        for number in self.agreements:
            yield NewAgreement(number, names.get(number, ""), tuple(sorted(parties.get(number, ()))))

    def lines(self) -> Iterator[str]:
        """The difference in words, one line each."""
        for document in self.documents:
            from_ = f" ({document.publisher})" if document.publisher else ""
            yield f"page {document.id} {document.doc}{from_}: {_count(document.claims, 'claim')}"
        for agreement in self.named():
            yield f"agreement {agreement.id} is new{agreement.in_words()}"
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
    """A verdict in words: "claim 4 was rejected by Ana Ruiz (the caption's date)"."""
    by = f"by {verdict.by} ({verdict.reason})"
    if verdict.kind is VerdictKind.MERGE:
        return f"agreements {verdict.agreement_id} and {verdict.other_id} were merged {by}"
    if verdict.kind is VerdictKind.SPLIT:
        numbers = ", ".join(map(str, verdict.moved))
        which = f"claim {numbers} was" if len(verdict.moved) == 1 else f"claims {numbers} were"
        return f"{which} split off agreement {verdict.agreement_id} as agreement {verdict.other_id} {by}"
    subject = f"verdict {verdict.undoes}" if verdict.kind is VerdictKind.UNDO else f"claim {verdict.claim_id}"
    to = f" to: {said(verdict.corrected)}" if verdict.corrected else ""
    return f"{subject} was {_PAST[verdict.kind]} by {verdict.by}{to} ({verdict.reason})"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
