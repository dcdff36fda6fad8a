"""From a treaty's text to its terms: `terms(text)` reads the final clauses, silent where it is not sure."""

from __future__ import annotations

from msgspec.structs import replace

from foedus.law.model import Clause, Duration, Renewal, Rule, Terms, Trigger
from foedus.law.text.ending import ends_below
from foedus.law.text.entry import entries, first_entry
from foedus.law.text.including import ORGANISATIONS, organisations_apart
from foedus.law.text.instrument import foreign
from foedus.law.text.lasting import Lasting, duration_and_renewal
from foedus.law.text.later import deposited_later, later_states
from foedus.law.text.leaving import Leaving, denunciation
from foedus.law.text.owing import SURE as OWING_SURE
from foedus.law.text.owing import owing
from foedus.law.text.provisional import provisional_application
from foedus.law.text.reader import Reader
from foedus.law.text.silence import silent
from foedus.law.text.split import Sentence

__all__ = ["terms"]

DOUBTFUL = 0.75  # below this confidence careful readers could differ


def terms(text: str) -> Terms:
    """The terms that a treaty's text lays down, each with its clause (offsets into `text`) and confidence.

    `entry_into_force.trigger` is None where the text does not tell, or not surely enough.
    """
    reader = Reader(text)
    language = foreign(reader.clean)
    if language:
        return Terms(known=False, note=f"the text is in {language}: only English final clauses are read")
    clauses: list[Clause] = []

    def note(field: str, sentence: Sentence, end: int, confidence: float) -> None:
        clauses.append(_clause(reader, text, field, sentence, end, confidence))

    found = entries(reader)
    first = first_entry(reader, found)
    later = later_states(found, first) or deposited_later(reader)
    early = provisional_application(reader)
    near = first.sentence.number if first else None
    span, again, out = _life(reader, near)
    few = ends_below(reader)
    owed = owing(reader)
    if first:
        note("entry_into_force", first.sentence, first.sentence.end, first.confidence)
    if early is not None:
        note("provisional", early, early.end, 0.9)
    if later:
        note("later_states", later[1].sentence, later[1].sentence.end, later[1].confidence)
    if span:
        note("duration", span.sentence, span.end, span.confidence)
    if again:
        note("renewal", again.sentence, again.end, again.confidence)
    if out:
        note("denunciation", out.sentence, out.end, out.confidence)
    if few:
        note("ends_below", few[1], few[1].end, 0.9)
    for _, sentence in owed:
        note("obligations", sentence, sentence.end, OWING_SURE)
    rule = first.rule if first else Rule(Trigger.NONE) if silent(reader) else Rule()
    numbered = rule.trigger is Trigger.INSTRUMENTS and isinstance(rule.count, int)
    if numbered and organisations_apart(reader.clean):
        rule = replace(rule, not_counted=(ORGANISATIONS,))
    return Terms(
        entry_into_force=rule,
        provisional=early is not None,
        later_states=later[0] if later else None,
        duration=(span.duration if span else None) or Duration(),
        renewal=_with_notice(again.renewal, out) if again and again.renewal else None,
        denunciation=out.rule if out else None,
        ends_below=few[0] if few else None,
        obligations=tuple(duty for duty, _ in owed),
        clauses=tuple(dict.fromkeys(clauses)),
        known=rule.trigger is not None,  # a rule that could not be told is no silence (VCLT 24(2))
        unsure=first is not None and first.confidence < DOUBTFUL,
    )


def _life(reader: Reader, near: int | None) -> tuple[Lasting | None, Lasting | None, Leaving | None]:
    """Duration, renewal and leaving; amendments have none: what they show is of the treaty amended."""
    if reader.about.amendments:
        return None, None, None
    span, again = duration_and_renewal(reader, near)
    length = span.duration if span else None
    out = denunciation(reader, length, near)
    if out and again and out.before_expiry and out.sentence is again.sentence:
        out = denunciation(reader, length, near, again.sentence)
    return span, again, out


def _with_notice(renewal: Renewal, out: Leaving | None) -> Renewal:
    """Notice "six months before the expiry of a period" in the article on termination stops renewal too."""
    if renewal.tacit and renewal.notice is None and out and out.before_expiry:
        return replace(renewal, notice=out.rule.notice)
    return renewal


def _clause(reader: Reader, raw: str, field: str, sentence: Sentence, end: int, confidence: float) -> Clause:
    start, stop = reader.clean.raw(sentence.start), reader.clean.raw(end)
    quote = raw[start:stop]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return Clause(field, sentence.article, start, start + len(quote), quote, round(confidence, 2))
