"""What instrument a text is: its kind, where its own articles end, whether it amends, its language."""

from __future__ import annotations

import re

import msgspec

from foedus.law.text.clean import Clean
from foedus.law.text.split import Sentence

_WITNESS = re.compile(
    r"\bin (?:witness|faith|testimony) (?:where|there)of\b|\bthe undersigned,? (?:being )?duly"
)
_DONE = re.compile(r"\bdone (?:at|in|on)\b[^.;]{2,60}?\b(?:this|the|on|\d+)\b")
_AMENDS = re.compile(
    r"\b(?:amendments?|adjustments?|revision|modification|resolution|recommendation|decision|schedule)\b"
)
_CHANGES = re.compile(r"\b(?:amendments?|adjustments?|revision|modifications?)\b")
_DECISION = re.compile(r"\b(?:decision|resolution|recommendation)\b")
_TREATY = re.compile(
    r"\b(?:agreement|convention|treaty|protocol|pact|charter|statute|constitution|exchange of notes)\b"
)


class Instrument(msgspec.Struct, frozen=True, gc=False):
    """`ends` is the offset at which the first signed instrument ends (its testimonium), or the text's end.

    `decision` is the word of an organ's act ("decision", "resolution") that the text opens with, or empty;
    `amendments`: it opens as amendments to a treaty; `other` is the word of the treaty that it is about;
    `called` is the name that its title gives it ("Closer Partnership Arrangement ("CEPA")"), or empty.
    """

    kind: str
    amends: bool
    ends: int
    decision: str = ""
    amendments: bool = False
    other: str = ""
    called: str = ""

    def fit(self, sentence: Sentence, clean: Clean) -> float:
        """How well a sentence's place suits the treaty's own final clauses."""
        score = 0.0
        heading = sentence.heading[:60]
        if re.match(
            r"(?:entry|entrance|coming|date of|effective|ratification|signature|final|durati"
            r"|commencement|into force|validity|terminat|withdraw|denunc|period of)",
            heading,
        ):
            score += 2
        if re.search(r"in ?to force|ratification|validity", heading[:45]):
            score += 1
        if re.match(r"amendment|annex|revision|modification|provisional|decision|transitional", heading):
            score -= 3
        if sentence.article and sentence.article.split(" ")[0] in ("annex", "appendix", "protocol"):
            score -= 2
        if sentence.start > self.ends + 50:
            score -= 4
        return score


def instrument(clean: Clean) -> Instrument:
    """What the text is, from its first words and its testimonium."""
    opening = clean.lower[:400]
    first = _TREATY.search(opening)
    change = _AMENDS.search(opening[:250])
    amends = bool(change and (not first or change.start() < first.start()))
    act = _DECISION.search(opening[:250])
    decides = act is not None and (not first or act.start() < first.start())
    changes = _CHANGES.search(opening[:250])
    return Instrument(
        kind=first.group() if first else "",
        amends=amends,
        ends=_ends(clean.lower),
        decision=act.group() if act and decides else "",
        other=_other(opening, first),
        called=_called(opening),
        amendments=changes is not None and (not first or changes.start() < first.start()),
    )


def _other(opening: str, first: re.Match[str] | None) -> str:
    """ "Protocol to amend the Convention": the convention."""
    later = _TREATY.search(opening, first.end(), first.end() + 120) if first else None
    return later.group() if later else ""


# "Closer Partnership Arrangement ("CEPA")", "the Agreement (hereinafter referred to as the "Pact")"
_CALLED = re.compile(
    r"(?:agreement|arrangement|convention|treaty|protocol|pact|memorandum of understanding) ?\("
    r"(?:hereinafter |hereafter )?(?:referred to as |called )?(?:the )?\"(?P<name>[a-z][a-z -]{1,24})\"\)"
)


def _called(opening: str) -> str:
    found = _CALLED.search(opening)
    return found["name"] if found else ""


def _ends(lower: str) -> int:
    """Where the first testimonium stands; a "done at" counts only past the treaties a preamble cites."""
    for pattern, since in ((_WITNESS, 600), (_DONE, len(lower) // 4)):
        found = pattern.search(lower, min(since, len(lower)))
        if found:
            return found.start()
    return len(lower)


_ENGLISH = frozenset("the of and to in shall be this by for with on or is".split())
_FRENCH = frozenset(
    "le la les des du et une est sera par dans pour aux en présent présente accord entrera".split()
)
_SPANISH = frozenset("el los las del y que una por para en se será presente acuerdo entrará vigor".split())
_OTHER = (
    ("French", _FRENCH),
    ("Spanish", _SPANISH),
    ("German", frozenset("der die das und des dem den von mit ist wird dieses abkommen tritt kraft".split())),
    ("Portuguese", frozenset("o os as do da dos das e que uma por para em no na presente acordo".split())),
    (
        "Italian",
        frozenset("il lo gli della del dei e che una per con di in presente accordo entrerà".split()),
    ),
)


def foreign(clean: Clean) -> str | None:
    """The language, or "another language", of a text that is not English; None for English."""
    words = re.findall(r"[^\W\d_]+", clean.lower[:20000])
    if len(words) < 40:
        return None
    english = sum(w in _ENGLISH for w in words)
    if english >= len(words) * 0.12:
        return None
    counts = [(sum(w in known for w in words), name) for name, known in _OTHER]
    most, name = max(counts)
    if most > english * 1.5 and most > len(words) * 0.12:
        return name
    return "another language" if english < len(words) * 0.05 else None
