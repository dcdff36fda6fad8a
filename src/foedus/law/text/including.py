"""States that must be among those who act: "including the Depositary Governments"."""

from __future__ import annotations

import re

from foedus.law.text.clean import Clean
from foedus.law.text.numbers import CARDINAL
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
_NAME = r"(?P<name>[A-Z][\w'.-]*(?:,?(?: and)? [A-Z][\w'.-]*){0,4}?)"
_SOME = (
    r"at least \w+ (?:of the )?(?:\w+ )?(?:Member |Signatory |Contracting )?"
    r"(?:States?|Countr(?:y|ies)|Part(?:y|ies))"
)
# "on which Ukraine and at least one of those States", "at least two such States and Indonesia have deposited"
_BESIDE = (
    re.compile(rf"\b(?:which|when|after|by|of) (?:the )?{_NAME} and (?:by |of )?{_SOME}"),
    re.compile(rf"{_SOME} and (?:the )?{_NAME} (?:have|has|had|shall|are|is)\b"),
)
ALL_THE = "all the"
_NUMBER = re.compile(
    rf"^(?:(?:at least|not less than|no fewer than|a minimum of) )?{CARDINAL} (?!per ?cent)", re.IGNORECASE
)


def including(clean: Clean, sentence: Sentence) -> tuple[str, ...]:
    """The names as written, or "at least eight members" as one; empty where none is asked for."""
    found = _INCLUDING.search(clean.text, sentence.start, sentence.end)
    if not found or "signatur" in found["names"].lower():
        return ()
    if _NUMBER.match(found["names"]):
        return (at_least(found["names"].strip()),)
    names = re.split(r",(?: and)?|\band\b(?= the | at least | not less | [A-Z])", found["names"])
    return tuple(n for n in (re.sub(r"^\s*the\s+", "", n.strip(), flags=re.IGNORECASE) for n in names) if n)


def at_least(words: str) -> str:
    """So many of a kind, in words that say that it is a kind and no name."""
    return words if words.lower().startswith(("at least", "not less")) else f"at least {words}"


_APART = re.compile(
    r"instruments?\b.{0,140}?organi[sz]ations?.{0,80}?(?:not|nor) be (?:counted|considered|regarded)"
    r"(?: as)? (?:being )?additional"
)
ORGANISATIONS = "organisations"


def organisations_apart(clean: Clean) -> bool:
    """Whether an organisation's instrument is "not additional" to those of its member states."""
    return _APART.search(clean.lower) is not None


def beside(clean: Clean, sentence: Sentence) -> str | None:
    """Who must act beside a number of others: a state by name, or "all the GCC Member States"; else None."""
    for pattern in _BESIDE:
        found = pattern.search(clean.text, sentence.start, sentence.end)
        if found:
            several = found["name"].endswith(("States", "Parties", "Countries"))
            return f"{ALL_THE} {found['name']}" if several else found["name"]
    return None
