"""A fact entered by hand: a claim that a person makes of an agreement, on the word of a source.

It stands on a page of its own that holds the quote, or says what was entered. Its chain of sources begins
with the person and goes on to the source, so that whoever counts sources counts that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from sqlalchemy import select

from foedus.errors import LedgerError
from foedus.ledger import encode
from foedus.ledger.days import bounds
from foedus.ledger.prints import prints
from foedus.ledger.rows import AgreementRow
from foedus.ledger.schema import chains, claims, documents, passages, readings, sources
from foedus.ledger.write import Batch
from foedus.model import (
    AgreementRef,
    Article,
    Block,
    Certainty,
    Claim,
    ClaimKind,
    ParticularKind,
    Passage,
    Role,
    Source,
    SourceKind,
    Step,
    TermKind,
)
from foedus.version import __version__

BY_HAND: Final = "entered by hand"
_KINDS: Final = {ClaimKind.STEP: Step, ClaimKind.TERM: TermKind, ClaimKind.PARTICULAR: ParticularKind}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person enters. `actors` are codes of states, `date` is EDTF, `source` the name of who says so.

    `of` is the step that a step is about (notified, of withdrawn), as in `Claim`. `quote` are the source's
    own words, where they are at hand; `page` is what the page is called that holds them.
    """

    what: str
    source: str
    kind: ClaimKind = ClaimKind.STEP
    actors: Sequence[str] = ()
    date: str | None = None
    certainty: Certainty = Certainty.ASSERTED
    quote: str | None = None
    of: str | None = None
    source_kind: SourceKind = SourceKind.DOCUMENT
    page: str = BY_HAND


def check_what(kind: ClaimKind, what: str, of: str | None = None) -> None:
    """Raises LedgerError for a step or term that is none, and for what no step can be about."""
    if kind in _KINDS and what not in set(_KINDS[kind]):
        raise LedgerError(f"{what!r} is no {kind.value}; one of {', '.join(sorted(_KINDS[kind]))}")
    if not what.strip():
        raise LedgerError("an act needs to be named")
    if of is not None and (kind is not ClaimKind.STEP or of not in set(Step)):
        raise LedgerError(f"only a step is about another step, one of {', '.join(sorted(Step))}; not {of!r}")


def check_date(date: str | None) -> None:
    """Raises LedgerError for a date that is no EDTF."""
    if date and bounds(date) == (None, None) and "X" not in date:
        raise LedgerError(f"{date!r} is not a date; write 2024-11-08, 2024-11 or 2024")


def write_entry(batch: Batch, row: AgreementRow, entry: Entry, person: str) -> int:
    """Rows for an entry on an agreement; gives the claim's number. Raises LedgerError for what cannot be."""
    check_what(entry.kind, entry.what, entry.of)
    check_date(entry.date)
    if not entry.source.strip():
        raise LedgerError("an entry needs its source (--source): whose word is it?")
    claim, text = _claim(row, entry, person)
    seal = "\x1f".join((BY_HAND, str(batch.number), text))
    blocks = (Block(0, len(text), Role.BODY),)
    digest = sha256(seal.encode("utf-8", "replace")).hexdigest()
    article = Article(entry.page, text, blocks, digest, publisher=person)
    page = encode.document_row(article, prints(text), None)
    number = batch.add(documents, page)
    said = {"document_id": number, "version": __version__, "doc": entry.page}
    batch.add(readings, {**said, "publisher": page["publisher"], "published": None})
    chain = encode.sources_json(claim.sources)
    found = encode.claim_row(claim, page["key"], chain)
    found["rest"] = encode.rest_text(found["rest"], claim.agreement, None, None)
    found |= {
        "document_id": number,
        "agreement_id": row.id,
        "name_id": None,
        "chain_id": chain_of(batch, chain),
    }
    parts = encode.passage_rows(claim, page["body"])
    entered = batch.add(claims, found)
    batch.add_part(passages, [{"claim_id": entered, **part} for part in parts])
    return entered


def _claim(row: AgreementRow, entry: Entry, person: str) -> tuple[Claim, str]:
    """The claim, and the text of its page."""
    claim = Claim(
        doc=entry.page,
        kind=entry.kind,
        what=entry.what,
        agreement=AgreementRef(row.name, row.name),
        parties=row.parties,
        actors=tuple(dict.fromkeys(entry.actors)),
        date=entry.date or None,
        date_phrase=None,
        place=None,
        sources=(Source(person, SourceKind.PERSON), Source(entry.source.strip(), entry.source_kind)),
        certainty=entry.certainty,
        passages=(),
        of=entry.of,
        rule=BY_HAND,
    )
    quote = (entry.quote or "").strip()
    if quote:
        return replace(claim, passages=(Passage(0, len(quote), quote),)), quote
    who = " ".join(claim.actors or claim.parties)
    when = f" {claim.date}" if claim.date else ""
    what = " of ".join(step.replace("_", " ") for step in (claim.what, claim.of) if step)
    said = f"{row.name}: {who} {what}{when} ({entry.source.strip()})"
    return claim, " ".join(said.split())


def chain_of(batch: Batch, chain: list[list[object]]) -> int:
    """The number of a chain of sources, which is stored where it is new."""
    digest = encode.chain_digest(chain)
    query = select(chains.c.id).where(chains.c.digest == digest)
    found = batch.connection.execute(query).scalar_one_or_none()
    if found is not None:
        return int(found)
    number = batch.add(chains, {"digest": digest})
    batch.add_part(sources, [{"chain_id": number, **hop} for hop in encode.source_rows(chain)])
    return number
