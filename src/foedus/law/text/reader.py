"""One text being read: its sentences, what instrument it is, and each sentence's short string, made once."""

from __future__ import annotations

import re

from foedus.law.text.chunks import Reduced, reduce
from foedus.law.text.clean import Clean, clean
from foedus.law.text.instrument import Instrument, instrument
from foedus.law.text.split import Sentence, sentences

# "ARTICLE 40: ENTRY INTO FORCE 1. This Agreement": what stands before the first paragraph of an article
_HEADING = re.compile(
    r"^(?:article )?<REF>(?: (?!shall|may|will|<THIS>|<ENTER>|<PART)[^\s]+){0,12}? <NUM> ?[.)] "
)

_REPLACES = re.compile(
    r"replaced by the following|amended to read|in the following wording"
    r"|\b(?:shall|to|will|should) (?:now )?(?:read(?: as follows)?|be worded as follows)"
    r"(?= ?[:,;\"]| as|$)"
    r"|the following (?:new )?(?:text|paragraph|article|sentence)s?(?: shall be| is| are)?"
    r" (?:added|inserted|substituted)"
)

NEAR = 6  # sentences


class Reader:
    """Sentences of one text; `short(i)` is the short string of sentence `i` without its article's heading."""

    def __init__(self, text: str) -> None:
        self.clean: Clean = clean(text)
        self.parts: list[Sentence] = sentences(self.clean)
        self.about: Instrument = instrument(self.clean)
        self._quoted = self._in_quotations()
        self._anew = self._counted_anew()
        self._short: dict[int, Reduced] = {}

    def short(self, i: int) -> Reduced:
        found = self._short.get(i)
        if found is None:
            part = self.parts[i]
            found = reduce(self.clean.lower, part.start, part.end)
            word = self.about.decision
            if word:  # "this Decision", where the text is a decision
                found = found.renamed(frozenset({f"this {word}", f"the present {word}"}), "THIS")
            heading = _HEADING.match(found.text)
            if heading:
                found = found.after(heading.end())
            self._short[i] = found
        return found

    def lower(self, i: int) -> str:
        part = self.parts[i]
        return self.clean.lower[part.start : part.end]

    def fit(self, i: int, *, by_name: bool = False) -> float:
        """How well the place of sentence `i` suits the treaty's own final clauses.

        `by_name`: the sentence names this instrument, so that it is no new text of another.
        """
        return self.about.fit(self.parts[i], self.clean) - 5 * (i in self._quoted and not by_name)

    def annexed(self, sentence: Sentence) -> bool:
        """Whether a sentence stands past the testimonium in articles that are counted anew from the first."""
        return sentence.start >= self._anew

    def _counted_anew(self) -> int:
        """Where the first article of another treaty begins after this one's testimonium; else the"
        " text's end."""
        later = (p.start for p in self.parts if p.start > self.about.ends and p.article in ("1", "I"))
        return next(later, len(self.clean.text) + 1)

    def of_another(self, i: int) -> bool:
        """Whether sentence `i` is, or holds, new text of another treaty, in quotation marks."""
        return i in self._quoted or bool(_REPLACES.search(self.lower(i)))

    def new_text(self, i: int, place: int) -> bool:
        """Whether the words before a place of the short string of sentence `i` begin another treaty's"
        " text."""
        return _REPLACES.search(self.short(i).text, 0, place) is not None

    def nearness(self, i: int, near: int | None) -> float:
        """1 where a sentence stands close to the one on entry into force (final clauses stand together)."""
        return 1.0 if near is not None and abs(i - near) <= NEAR and self.together(i, near) else 0.0

    def _in_quotations(self) -> frozenset[int]:
        """Sentences that are new text of another treaty ("Article 5 shall be replaced by the following")."""
        out = []
        since: tuple[str | None, bool] = (None, False)
        itself = self._speaks_of_itself()
        for i, part in enumerate(self.parts):
            inside = since[1] and since[0] == part.article
            if part.article is None and itself and itself.search(self.lower(i)):
                inside = False
            if inside:
                out.append(i)
            since = (part.article, inside or bool(_REPLACES.search(self.clean.lower, part.start, part.end)))
        return frozenset(out)

    def _speaks_of_itself(self) -> re.Pattern[str] | None:
        """ "these amendments", "this Protocol": words that are not of the treaty whose text is changed."""
        if self.about.amendments:
            return re.compile(
                r"\b(?:these|the (?:said|above|adopted|accepted|present)) amendments?\b|\bthis amendment\b"
            )
        own = self.about.kind
        if self.about.other not in ("", own):
            return re.compile(rf"\b(?:this|the present) {own}\b")
        return None

    def together(self, i: int, j: int) -> bool:
        """Whether two sentences stand in the same article."""
        return self.parts[i].article == self.parts[j].article
