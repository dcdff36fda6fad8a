"""A reader's claims against the page: what it does not bear out is refused with its reason, the rest a Claim.

Nothing of a claim is the reader's word alone. Its passage and its names stand in the page; its date is worked
out by foedus from a phrase of the sentence that tells the step; its speakers are those that foedus finds, and
others that the paragraph names; its certainty is at most the passage's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from foedus.dates import parse
from foedus.language.attachment import DateAt, belongs
from foedus.model import AgreementRef, Article, Certainty, Claim, ClaimKind, Passage, Source, Step
from foedus.names import Kind, names
from foedus.readers.located import Place, paragraphs, place, spans, stands
from foedus.readers.model import Checked, Refused, Said
from foedus.readers.named import Unborne, codes, codes_named, speakers
from foedus.readers.telling import Telling, certainty, telling
from foedus.reading.assemble import Assembler
from foedus.reading.build import context
from foedus.reading.factual import DATED
from foedus.reading.lexicon import HEADS
from foedus.reading.mentions import mentions
from foedus.reading.sources import chain
from foedus.reading.speakers import Speakers
from foedus.reading.when import NEVER, When, reporting_day, resolved

RULE: Final = "reader"
_HAPPENED: Final = (Certainty.ASSERTED, Certainty.REPORTED)
_ARTICLES: Final = ("the ", "a ", "an ", "this ", "that ", "its ", "their ")


class Page:
    """One page, parsed once for all that readers say of it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.ctx = context(article, select=lambda hints: [True] * len(hints))
        self.read = paragraphs(self.ctx)
        self._speakers = Speakers(self.ctx)
        self._agreements: dict[str, int] = {}

    @cached_property
    def own(self) -> list[Claim]:
        """The steps that foedus reads in the page itself."""
        return [claim for claim in Assembler(self.ctx).claims() if claim.kind is ClaimKind.STEP]

    def check(self, said: Iterable[Said]) -> tuple[list[Checked], list[Refused]]:
        """Each claim as the page bears it out, the same one once, and those that it does not."""
        checked: list[Checked] = []
        refused: list[Refused] = []
        for one in said:
            try:
                found = self._checked(one)
            except Unborne as error:
                refused.append(Refused(str(error), f"{one.step} {one.agreement}: {one.passage}"))
            else:
                if all(found.claim != other.claim for other in checked):
                    checked.append(found)
        return checked, refused

    def _checked(self, said: Said) -> Checked:
        step, of = _step(said.step), None if said.of is None else _step(said.of)
        found = place(self.read, self.article.text, said.passage)
        if found is None:
            raise Unborne("the passage does not stand in a paragraph of the page")
        mention, name = self._agreement(said.agreement)
        upto = self.read[: self.read.index(found.paragraph) + 1]
        actors = codes(self.ctx, said.actors, upto)
        parties = codes(self.ctx, said.parties, self.read)
        told = telling(self.ctx, found, step, actors, parties)
        beside = [own for own in self.own if _overlaps(own, found)]
        notes = list(self._doubts_of_actors(actors, step, found, told, beside))
        sources, by_others = self._sources(said, found, told)
        sure = certainty(_certainty(said.certainty), told.factuality, by_others=by_others)
        if told.nominal and all(own.what != step for own in beside) and sure in _HAPPENED:
            sure = Certainty.SPECULATED
            notes.append("it is told by a noun, which foedus does not read as done")
        when = self._when(said.date, found, told, sure)
        claim = Claim(
            doc=self.article.doc,
            kind=ClaimKind.STEP,
            what=step.value,
            agreement=AgreementRef(name, mention, self._number(name or mention)),
            parties=(*parties, *(code for code in actors if code not in parties)),
            actors=actors,
            date=when.date,
            date_phrase=when.phrase,
            place=None,
            sources=sources,
            certainty=sure,
            passages=(Passage(found.start, found.end, self.article.text[found.start : found.end]),),
            of=None if of is None else of.value,
            rule=RULE,
            words=(found.paragraph.para.tree.words[told.token], *told.factuality.words),
        )
        return Checked(claim, (*_notes(said, claim, told, beside), *notes))

    def _doubts_of_actors(
        self, actors: Sequence[str], step: Step, found: Place, told: Telling, beside: Sequence[Claim]
    ) -> Iterator[str]:
        """What is doubtful about who does it. Raises Unborne where foedus reads that it is somebody else.

        Whom the passage does not name has to be named a little before, or be the one who publishes.
        """
        read = {code for own in beside if own.what == step for code in own.actors}
        if actors and read and read.isdisjoint(actors):
            raise Unborne(f"foedus reads it done by {', '.join(sorted(read))}")
        if told.actors or told.joint or read.issuperset(actors):
            return
        at = self.read.index(found.paragraph)
        near = codes_named(self.ctx, self.read[max(0, at - 1) : at + 1]) | {self.ctx.home}
        here = codes_named(self.ctx, [found.paragraph], found.sentences) | {self.ctx.home}
        for code in actors:
            if code not in near:
                raise Unborne(f"neither the passage nor what stands before it names {names().display(code)}")
            if code not in here:
                yield f"the passage does not name {names().display(code)} itself"
        if here.issuperset(actors):
            yield "foedus cannot tell who does it in these words"

    def _agreement(self, words: str) -> tuple[str, str | None]:
        """The page's own words for an agreement, and its name where they are one."""
        for start, end in spans(self.article.text, words):
            if not any(start >= one.span[0] and end <= one.span[1] for one in self.read):
                continue
            text = " ".join(self.article.text[start:end].split())
            bare = _bare(text)
            if self._is_mention(start, end) or any(w.lower() in HEADS for w in bare.split()):
                return text, bare if any(c.isupper() for c in bare) and _is_title(bare) else None
            found = names().find(bare, self.ctx.on)
            if bare[:1].isupper() and all(entry.kind is Kind.ORG for name in found for entry in name.entries):
                return text, bare  # a name of its own, or an organisation's: its founding treaty
            raise Unborne(f"{text!r} is no agreement")
        raise Unborne(f"the page does not call an agreement {words!r}")

    def _is_mention(self, start: int, end: int) -> bool:
        """Whether foedus itself takes these words for an agreement."""
        for one in self.read:
            if one.span[0] <= start and end <= one.span[1]:
                tokens = set(one.tokens(start, end))
                return any(m.head in tokens for m in mentions(self.ctx, one.para))
        return False

    def _number(self, called: str) -> int:
        return self._agreements.setdefault(called.casefold(), len(self._agreements) + 1)

    def _sources(self, said: Said, found: Place, told: Telling) -> tuple[tuple[Source, ...], bool]:
        """The chain from the publisher on, and whether anybody but the publisher speaks."""
        para = found.paragraph.para
        own, spoken = chain(self.ctx, para, told.token, self._speakers)
        more = speakers(self.ctx, said.speakers, found.paragraph, own)
        return (*own, *more), spoken or bool(more)

    def _when(self, phrase: str | None, found: Place, told: Telling, sure: Certainty) -> When:
        """The day of the step, worked out from the phrase. Raises Unborne for a phrase that is none of it."""
        if phrase is None or not phrase.strip():
            return NEVER
        para = found.paragraph.para
        date = self._date_at(phrase, found)
        if belongs(para.tree, date, told.token, DATED) is None:
            raise Unborne(f"{date.expr.text!r} is not when the passage has it done")
        day = reporting_day(self.ctx, para, told.token)
        when = resolved(self.ctx, date, sure, day)
        edtf = parse(when.date) if when.date else None
        earliest = edtf.earliest if edtf is not None else None
        if sure in _HAPPENED and earliest and self.ctx.day and earliest > self.ctx.day:
            raise Unborne(f"{date.expr.text!r} is after the page, which cannot tell it done")
        return when

    def _date_at(self, phrase: str, found: Place) -> DateAt:
        """The date expression of the passage's sentences that a phrase is."""
        para, own = found.paragraph.para, found.paragraph
        if not stands(self.article.text[slice(*own.span)], phrase):
            raise Unborne(f"the paragraph does not say {phrase!r}")
        for start, end in spans(self.article.text, phrase):
            tokens = set(own.tokens(start, end)) if own.span[0] <= start and end <= own.span[1] else set()
            for date in para.dates:
                inside = para.tree.sentence(date.lo) in found.sentences
                if inside and tokens and tokens.issuperset(range(date.lo, date.hi)):
                    return date
        raise Unborne(f"{phrase!r} is no date of the sentence that tells the step")


def check(article: Article, said: Iterable[Said]) -> tuple[list[Checked], list[Refused]]:
    """What of a reader's claims the page bears out, and what it does not; see `Page`."""
    return Page(article).check(said)


def _notes(said: Said, claim: Claim, told: Telling, beside: Sequence[Claim]) -> Iterator[str]:
    if claim.certainty.value != said.certainty:
        words = f" ({' '.join(told.factuality.words)})" if told.factuality.words else ""
        yield f"{said.certainty} by the reader, {claim.certainty} by the passage's own words{words}"
    if not told.known:
        yield f"foedus knows no word of the passage as one for {claim.what}"
    if claim.date is None and claim.date_phrase is not None:
        yield f"the page tells no day from which {claim.date_phrase!r} counts"
    if all((own.what, own.of) != (claim.what, claim.of) for own in beside):
        each = dict.fromkeys(f"{own.what} (of {own.of})" if own.of else own.what for own in beside)
        yield f"foedus reads {', '.join(each) or 'no step'} in these words"


def _overlaps(own: Claim, found: Place) -> bool:
    return any(p.start < found.end and found.start < p.end for p in own.passages)


def _step(text: str) -> Step:
    try:
        return Step(text)
    except ValueError:
        raise Unborne(f"{text!r} is no step") from None


def _certainty(text: str) -> Certainty:
    try:
        return Certainty(text)
    except ValueError:
        raise Unborne(f"{text!r} is no certainty") from None


def _bare(text: str) -> str:
    for article in _ARTICLES:
        if text.lower().startswith(article):
            return text[len(article) :]
    return text


def _is_title(bare: str) -> bool:
    """Whether words are a name: a word for an agreement with a capital, or none such at all."""
    heads = [word for word in bare.split() if word.lower() in HEADS]
    return not heads or any(word[:1].isupper() for word in heads)
