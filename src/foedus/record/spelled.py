"""Words as the newest pages spell them: a word that none has is taken for the nearest that some has."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from foedus.ledger.days import AsOf
from foedus.ledger.newest import NewestWords
from foedus.ledger.store import Ledger
from foedus.ledger.words import words_of
from foedus.record.passages import newest

_SHORTEST = 4  # letters of a word that may be a typing error
_NEAR = 0.8  # how like its neighbour a word has to be (difflib's ratio)


def spelled(ledger: Ledger, words: Sequence[str], known_on: AsOf = None) -> list[str] | None:
    """The words with typing errors mended by the newest pages; None where there is nothing to mend.

    Of several neighbours the nearest is taken, then the one that more pages have.
    """
    folded = ["".join(words_of(word)) for word in words]
    if max(map(len, folded), default=0) < _SHORTEST:
        return None
    known = newest(ledger, known_on)
    out = []
    for word, plain in zip(words, folded, strict=True):
        mend = len(plain) >= _SHORTEST and plain not in known
        out.append((mend and _nearest(plain, known)) or word)
    return out if out != list(words) else None


def _nearest(word: str, known: NewestWords) -> str | None:
    about = (w for w in known.pages if abs(len(w) - len(word)) < 3)
    near = get_close_matches(word, about, 5, _NEAR)
    return max(near, key=lambda w: (w[0] == word[0], len(w) == len(word), known.how_many(w)), default=None)
