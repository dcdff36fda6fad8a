"""The codes of states and organisations that an entry may name, and the code that a list's own name means.

Built on `foedus.names`; the register adds only states that are gone and no newspaper speaks of (states.yaml).
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from foedus.errors import TreatyFileError
from foedus.names import Names
from foedus.register.model import State


class Codes:
    """What the name tables and the register's own table of states know."""

    def __init__(self, names: Names, states: Iterable[State] = ()) -> None:
        self._names = names
        self._own = {s.code: s for s in states}

    def known(self, code: str) -> bool:
        """Whether the code is a state's, a territory's or an organisation's."""
        return code in self._own or self._names.organisation(code) is not None or self._is_state(code)

    def checked(self, code: str) -> str:
        """The code itself. Raises TreatyFileError where it is not known."""
        if not self.known(code):
            raise TreatyFileError(f"{code!r} is no state or organisation known here{self.hint(code)}")
        return code

    def hint(self, text: str) -> str:
        """What to write instead: the code that a name stands for, or the nearest one."""
        entries = {e.state or e.id for e in self._names.lookup(text)}
        if len(entries) == 1:
            return f"; write {entries.pop()}"
        near = get_close_matches(text, [*self._own, *(s.code for s in self._names.states())], 1)
        return f"; did you mean {near[0]}?" if near else "; write its ISO code or add it to names/data"

    def _is_state(self, code: str) -> bool:
        try:
            self._names.state(code)
        except KeyError:
            return False
        return True
