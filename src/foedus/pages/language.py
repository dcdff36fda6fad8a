"""Whether a text is English: what foedus can read. Short texts pass; the doubt goes to the reader."""

from __future__ import annotations

import functools
import re
from typing import Any

from foedus.threads import single_threaded_numpy

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to in a that is for on with as was by at be from it has its an are his were which "
    "this not but have "
    "will they he who had or their been would also after said more one all we".split()
)
_ENOUGH = 40  # words below which nothing is concluded
_NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "ru": "Russian",
    "nl": "Dutch", "pl": "Polish", "tr": "Turkish", "ar": "Arabic", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "uk": "Ukrainian", "sv": "Swedish", "fa": "Persian", "he": "Hebrew", "id": "Indonesian",
}  # fmt: skip


def foreign(text: str) -> str | None:
    """The language a text seems to be in where that is not English, None for English and for short texts.

    One word in eight that is among English's commonest settles it; only then is a model asked.
    """
    words = [w.lower() for w in _WORD.findall(text[:20_000])]
    if len(words) < _ENOUGH:
        return None
    share = sum(w in _COMMON for w in words) / len(words)
    if share >= 0.12:
        return None
    code = _identify(text[:5_000].lower())
    if code == "en" and share >= 0.03:
        return None
    return _NAMES.get(code, f"another language ({code})") if code != "en" else "no language it knows"


def _identify(text: str) -> str:
    """ISO 639-1 of the likeliest language."""
    return str(_model().classify(text)[0])


@functools.cache
def _model() -> Any:
    single_threaded_numpy()
    import py3langid  # noqa: PLC0415  heavy: loads only where it is needed

    return py3langid
