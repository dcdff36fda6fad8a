"""From a treaty's text to its terms: `terms(text)` reads the final clauses, and says nothing where it is not sure."""

from __future__ import annotations

from foedus.law.model import Clause, Rule, Terms
from foedus.law.text.clean import Clean, clean
from foedus.law.text.entry import Found, entries, later_states
from foedus.law.text.instrument import foreign, instrument
from foedus.law.text.split import sentences

__all__ = ["terms"]

SURE = 0.5  # a rule less sure than this is not given


def terms(text: str) -> Terms:
    """The terms that a treaty's text lays down, each with its clause (offsets into `text`) and confidence.

    `entry_into_force.trigger` is None where the text does not tell, or not surely enough.
    """
    even = clean(text)
    language = foreign(even)
    if language:
        return Terms(known=False, note=f"the text is in {language}: only English final clauses are read")
    parts = sentences(even)
    about = instrument(even)
    found = entries(even, parts, about)
    first = next((f for f in found if not f.later), None)
    clauses = []
    rule = Rule()
    if first and first.confidence >= SURE:
        rule = first.rule
        clauses.append(_clause("entry_into_force", first, even, text))
    later = later_states(found)
    if later:
        clauses.append(_clause("later_states", later[1], even, text))
    return Terms(entry_into_force=rule, later_states=later[0] if later else None, clauses=tuple(clauses), known=True)


def _clause(field: str, found: Found, even: Clean, raw: str) -> Clause:
    start, end = even.raw(found.start), even.raw(found.end)
    quote = raw[start:end]
    lead = len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return Clause(field, found.sentence.article, start + lead, start + lead + len(quote), quote, round(found.confidence, 2))
