"""What somebody may have meant who mistyped a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'X'?)` for the nearest of what is known, in capitals or not; else nothing."""
    by_small = {name.casefold(): name for name in reversed(list(known))}
    near = get_close_matches(word.casefold(), by_small, 1, 0.75)
    return f" (did you mean {by_small[near[0]]!r}?)" if near and near[0] != word.casefold() else ""


def state_meant(words: Sequence[str]) -> str:
    """The same of the first word that is nearly the name of a state."""
    from foedus.names import names  # noqa: PLC0415  the names load only where something was not found

    known = [name for state in names().states() for name in (state.name, *state.names)]
    spelt = {name.casefold() for name in known}
    hints = (did_you_mean(word, known) for word in words if len(word) > 3 and word.casefold() not in spelt)
    return next((hint for hint in hints if hint), "")
