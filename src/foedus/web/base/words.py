"""How pages write what they show: dates that are open or doubtful, texts that are cut."""

from __future__ import annotations

from typing import Final

from foedus.wording.dates import in_words

_LEEWAY: Final = 5  # letters too many that are not worth a cut
_CUT: Final = "..."


def when(edtf: str | None) -> str:
    """A date as it stands; one that is open or doubtful in words, "-" where there is none."""
    return "-" if edtf is None else in_words(edtf)


def shortened(text: str, longest: int) -> str:
    """The text, cut between words where it is much longer than so many letters."""
    if len(text) <= longest + _LEEWAY:
        return text
    return text[: longest - len(_CUT)].rsplit(" ", 1)[0] + _CUT
