"""What a claim says, in English."""

from __future__ import annotations

import pytest

from foedus.model import Certainty, Claim, ClaimKind, Source, SourceKind
from foedus.names import names
from foedus.wording.claims import claim_in_words

WIRE = Source("Yonhap", SourceKind.PUBLISHER)
KCNA = Source("KCNA", SourceKind.STATE_MEDIA)
STEP, TERM, ACT = ClaimKind.STEP, ClaimKind.TERM, ClaimKind.ACT

ROWS = [
    (STEP, "ratified", None, ("PRK",), "2024-11-09", "ratified by North Korea, 2024-11-09"),
    (STEP, "approved", "withdrawn", ("FIN",), None, "approved (withdrawal) by Finland"),
    (STEP, "notified", "provisionally_applied", ("FIN",), None, "notified (provisionally applied) by Finland"),
    (STEP, "entered_into_force", None, ("PRK", "RUS"), "2024-12-04",
     "entered into force for North Korea and Russia, 2024-12-04"),
    (STEP, "signed", None, (), "2024-06", "signed between North Korea and Russia, 2024-06"),
    (TERM, "mutual_defence", None, (), None, "mutual defence between North Korea and Russia"),
    (ACT, "criticise", None, ("USA",), None, "United States: criticise"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "what", "of", "actors", "day", "text"), ROWS)
def test_a_claim_in_words(
    kind: ClaimKind, what: str, of: str | None, actors: tuple[str, ...], day: str | None, text: str
) -> None:
    claim = Claim(
        doc="page", kind=kind, what=what, agreement=None, parties=("PRK", "RUS"), actors=actors, date=day,
        date_phrase=None, place=None, sources=(WIRE, KCNA), certainty=Certainty.REPORTED, passages=(), of=of,
    )  # fmt: skip
    assert claim_in_words(claim, names().display) == f"{text} (reported, Yonhap < KCNA)"
