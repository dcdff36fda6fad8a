"""Words as the newest pages spell them: a word that none has is taken for the nearest that some has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from sqlalchemy import func, select

from foedus.ledger.days import AsOf
from foedus.ledger.schema import documents
from foedus.ledger.store import Ledger
from foedus.ledger.words import words_of

_SHORTEST = 4  # letters of a word that may be a typing error
_NEAR = 0.8  # how like its neighbour a word has to be (difflib's ratio)


def spelled(ledger: Ledger, words: Sequence[str], known_on: AsOf = None, *, among: int) -> list[str] | None:
    """The words with typing errors mended by the `among` newest pages; None where there is nothing to mend.

    Of several neighbours the nearest is taken, then the one that more pages have.
    """
    table = _table(ledger, ledger.known_at(known_on), among)
    out = []
    for word in words:
        folded = "".join(words_of(word))
        out.append(word if len(folded) < _SHORTEST or folded in table else _nearest(folded, table) or word)
    return out if out != list(words) else None


def _nearest(word: str, table: Counter[str]) -> str | None:
    about = (w for w in table if abs(len(w) - len(word)) < 3)
    near = get_close_matches(word, about, 5, _NEAR)
    return max(near, key=lambda w: (w[0] == word[0], len(w) == len(word), table[w]), default=None)


@lru_cache(maxsize=2)
def _table(ledger: Ledger, number: int, among: int) -> Counter[str]:
    """Every word of the newest pages with how often it stands there.

    It is remembered, since what was known at a number never changes.
    """
    d = documents.c
    with ledger.view(number) as (connection, at, _):
        last = connection.execute(select(func.max(d.id)).where(d.tx <= at)).scalar_one() or 0
        bodies = connection.execute(select(d.body).where(d.id > last - among, d.id <= last)).scalars()
        found: Counter[str] = Counter()
        for body in bodies:
            found.update(words_of(body))
    return found
