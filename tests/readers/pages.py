"""A page for the readers' tests, and a claim of it that is right."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from foedus.model import Article
from foedus.pages import article

TEXT: Final = """Norland ministry says pact near

PORT MORESBY, Nov. 12 -- Papua New Guinea has ratified the Bougainville Sea Treaty with Australia, the foreign ministry said.

Australian Prime Minister Anthony Albanese signed the treaty on Saturday. New Zealand, which is not a party, welcomed the news on Monday.

The two countries would exchange instruments of ratification next month. The treaty has not entered into force, and Fiji embraced it in Suva on Sunday.
"""
RATIFIED: Final = "Papua New Guinea has ratified the Bougainville Sea Treaty with Australia"
SIGNED: Final = "Australian Prime Minister Anthony Albanese signed the treaty on Saturday."


@cache
def page() -> Article:
    """The page as foedus has it."""
    return article(TEXT.encode(), doc="pact.txt", publisher="The Courier", published="2024-11-12")


def said(**changes: Any) -> dict[str, Any]:
    """A claim that the page bears out, with changes."""
    return {
        "step": "ratified", "of": None, "agreement": "Bougainville Sea Treaty", "actors": ["Papua New Guinea"],
        "parties": ["Papua New Guinea", "Australia"], "date": None, "certainty": "reported", "speakers": [],
        "passage": RATIFIED, **changes,
    }  # fmt: skip


def signed(**changes: Any) -> dict[str, Any]:
    """Another one."""
    told = said(step="signed", actors=["Australia"], date="on Saturday", certainty="asserted", passage=SIGNED)
    return {**told, "agreement": "the treaty", **changes}
