"""States that must be among those who act: "including the Depositary Governments"."""

from __future__ import annotations

import re

from foedus.law.text.clean import Clean
from foedus.law.text.split import Sentence

_INCLUDING = re.compile(
    r"(?:including|among (?:which|them|whom)(?: shall be)?|which must include|provided that"
    r" (?:they|these) include)"
    r"(?: that| those| the instruments?(?: of ratification)?(?: of)?| the ratifications? (?:of|by)| by| of)*"
    r" (?P<names>.{3,300}?)"
    r"(?=[,;.]? (?:have|has|shall|with the|in accordance|is |are |being|and (?:the|this)"
    r" (?:convention|agreement|treaty|protocol))|[;.]|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:at least|not less than|a minimum|one|two|three|four|five|six|\d)", re.IGNORECASE)


def including(clean: Clean, sentence: Sentence) -> tuple[str, ...]:
    """The names as written; empty where none is asked for."""
    found = _INCLUDING.search(clean.text, sentence.start, sentence.end)
    if not found or _NUMBER.match(found["names"]) or "signatur" in found["names"].lower():
        return ()
    names = re.split(r",(?: and)?|\band\b(?= the | [A-Z])", found["names"])
    return tuple(n for n in (re.sub(r"^\s*the\s+", "", n.strip(), flags=re.IGNORECASE) for n in names) if n)
