"""A corrected claim as the text of a verdict and back: the JSON that `foedus read --json` prints."""

from __future__ import annotations

import msgspec

from foedus.jsonform import claim_from_json, claim_to_json
from foedus.ledger.encode import compact
from foedus.model import Claim


def claim_to_text(claim: Claim) -> str:
    """The claim as canonical JSON."""
    return compact(claim_to_json(claim))


def claim_from_text(text: str) -> Claim:
    """The claim that `claim_to_text` wrote."""
    return claim_from_json(msgspec.json.decode(text))
