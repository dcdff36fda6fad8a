"""Whether a text is English, which is what foedus can read. A text of another script or language is named."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import Any

from foedus.threads import single_threaded_numpy

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to in a that is for on with as was by at be from it has its an are his were which "
    "this not but have "
    "will they he who had or their been would also after said more one all we".split()
)
# words of English alone: "in", "was" and "also" are German too
_ENGLISH = frozenset(
    "the and with from that this which their they it its been were would after said signed signs treaty "
    "treaties agreement agreements ratified ratifies ratify agreed talks deal says withdraws joins "
    "leaves".split()
)
_SHARE = 0.12  # one word in eight settles it
_SHORT = 40  # words below which the commonest words need not stand in a text
_FEW = 4  # words that may all be names
_LETTERS = 6  # letters below which nothing can be told
_LIKELY = 0.015  # of a short text's being English; that of one headline in a hundred is lower
_SCRIPTS = (  # first and last letter of the blocks of Unicode that are read most
    ("Greek", 0x370, 0x3FF),
    ("Cyrillic", 0x400, 0x52F),
    ("Armenian", 0x530, 0x58F),
    ("Hebrew", 0x590, 0x5FF),
    ("Arabic", 0x600, 0x77F),
    ("Devanagari", 0x900, 0x97F),
    ("Bengali", 0x980, 0x9FF),
    ("Tamil", 0xB80, 0xBFF),
    ("Thai", 0xE00, 0xE7F),
    ("Georgian", 0x10A0, 0x10FF),
    ("Ethiopic", 0x1200, 0x137F),
    ("Khmer", 0x1780, 0x17FF),
    ("Japanese", 0x3040, 0x30FF),
    ("Chinese", 0x3400, 0x9FFF),
    ("Korean", 0xAC00, 0xD7AF),
)
_LATIN = 0x24F  # the last letter of Latin Extended-B
_NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "ru": "Russian",
    "nl": "Dutch", "pl": "Polish", "tr": "Turkish", "ar": "Arabic", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "uk": "Ukrainian", "sv": "Swedish", "fa": "Persian", "he": "Hebrew", "id": "Indonesian",
    "da": "Danish", "fi": "Finnish", "cs": "Czech", "hu": "Hungarian", "ro": "Romanian", "vi": "Vietnamese",
}  # fmt: skip


def foreign(text: str) -> str | None:
    """The language that a text seems to be in, or the script that it is written in; None for English.

    The words that English has most settle it; a model is asked only where they do not stand in a text.
    """
    text = text[:20_000]
    written = _WORD.findall(text)
    words = [w.lower() for w in written]
    if not words:
        return None
    script = _script(text)
    if script is not None:
        return _NAMES.get(_likeliest(text)[0], script) if len(words) >= _SHORT else f"{script} script"
    common = _COMMON if len(words) >= _SHORT else _ENGLISH
    share = sum(w in common for w in words) / len(words)
    names = len(words) < _FEW and not any(w[0].islower() for w in written)
    if share >= _SHARE or names or sum(map(len, words)) < _LETTERS:
        return None  # English, or a name or two, or next to nothing
    code, english = _likeliest(text)
    if len(words) < _SHORT:
        return _named(code) if code != "en" and english < _LIKELY else None
    if code == "en" and share >= 0.03:
        return None
    return _named(code) if code != "en" else "no language it knows"


def _named(code: str) -> str:
    return _NAMES.get(code, f"another language ({code})")


def _script(text: str) -> str | None:
    """The script that most letters of a text are of, None where that is Latin."""
    letters = Counter(c for c in text if c.isalpha())
    beyond = {c: n for c, n in letters.items() if ord(c) > _LATIN and not 0x1E00 <= ord(c) <= 0x1EFF}
    if 2 * sum(beyond.values()) <= letters.total():
        return None
    found: Counter[str] = Counter()
    for c, n in beyond.items():
        found[next((name for name, a, b in _SCRIPTS if a <= ord(c) <= b), "another")] += n
    if "Japanese" in found:
        return "Japanese"  # its Chinese characters are those of Chinese
    return found.most_common(1)[0][0]


def _likeliest(text: str) -> tuple[str, float]:
    """ISO 639-1 of the likeliest language, and how likely English is (0 to 1)."""
    ranked = _model().rank(text[:5_000].lower())
    return str(ranked[0][0]), next((float(p) for code, p in ranked if code == "en"), 0.0)


@functools.cache
def _model() -> Any:
    single_threaded_numpy()
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  heavy, and seldom needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
