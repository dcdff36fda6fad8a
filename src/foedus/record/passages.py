"""The agreements that passages of the pages speak of in certain words, each with one claim that does."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from foedus.ledger.bodies import claims_with
from foedus.ledger.days import AsOf
from foedus.ledger.newest import NewestWords, newest_words
from foedus.ledger.rows import StoredClaim
from foedus.ledger.store import Ledger
from foedus.ledger.within import chunks

#: Of so many of the newest pages the text is searched.
NEWEST = 1000
_PAGES = 200  # that have the words and are looked at
_CLAIMS = 100  # of these, with a passage that has them
_SHORTEST = 3  # letters of a word that is looked for


def saying(
    ledger: Ledger, words: Sequence[str], known_on: AsOf = None, *, most: int = 10
) -> list[StoredClaim]:
    """Claims of the `NEWEST` pages that stand and of which a passage has every word, one an agreement.

    Those of the newest pages come first.
    """
    wanted = [w.casefold() for w in words]
    if not wanted or max(map(len, wanted)) < _SHORTEST:
        return []
    number = ledger.known_at(known_on)
    with ledger.view(number) as (connection, at, _):
        pages = _newest(ledger, connection, at).pages_with(words)[:_PAGES]
        ids = claims_with(connection, at, words, pages, _CLAIMS) if pages else []
    found: dict[int, StoredClaim] = {}
    for part in chunks(ids, 2 * most):
        claims = {c.id: c for c in ledger.claims_numbered(part, known_on=number)}
        for claim in (claims[id_] for id_ in part if id_ in claims):
            texts = (p.text.casefold() for p in claim.believed.passages)
            if claim.agreement_id and claim.stands and any(all(w in t for w in wanted) for t in texts):
                found.setdefault(claim.agreement_id, claim)
        if len(found) >= most:
            break
    return list(found.values())[:most]


def newest(ledger: Ledger, known_on: AsOf = None) -> NewestWords:
    """The words of the `NEWEST` pages known."""
    with ledger.view(known_on) as (connection, number, _):
        return _newest(ledger, connection, number)


def _newest(ledger: Ledger, connection: Connection, number: int) -> NewestWords:
    return newest_words(connection, number, NEWEST, ledger.recent("words of the newest pages", 1))
