"""The cheap look before the parse: does a text speak of an agreement and of a step at all?

A text passes when it has a word of an agreement (or of an organisation that is joined and left) and a word
of a
step, each with word boundaries. No claim is lost by it: both words are needed for one (a test holds that).
"""

from __future__ import annotations

import re

from foedus.reading.acts import HINTS
from foedus.reading.lexicon import NOUNS, STRONG_HEADS, VERBS, WEAK_HEADS

_STEP_HINTS = re.compile(
    rb"\b(?:sign|ratif|treat|pact|accord|agree|deal|convention|protocol|memorand|cease-?fire|truce|armistice|compact|"
    rb"statute|charter|withdr|join|acce[ds]s?|leav|left|exit|quit|member|pull|out of|breach|violat)",
    re.I,
)


_FIELD = frozenset(VERBS) | frozenset(NOUNS) | frozenset(STRONG_HEADS) | frozenset(WEAK_HEADS) | HINTS


def passes(text: str) -> bool:
    """Whether a text is worth parsing."""
    return _STEP_HINTS.search(text.encode()) is not None


def relevant(text: str) -> bool:
    """Whether a paragraph holds a word of a step, an agreement or an act: only such paragraphs are parsed."""
    return any(word in _FIELD for word in re.findall(r"[a-z][a-z-]+", text.lower()))
