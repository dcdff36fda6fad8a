"""One page read by another reader, within a budget: asked part by part, every answer checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from foedus.errors import ReaderError
from foedus.jsonform import claim_to_json
from foedus.model import Article
from foedus.readers.answer import Answer, claims_said, plain
from foedus.readers.check import check
from foedus.readers.cost import Budget, question, tokens
from foedus.readers.model import Checked, PageReading, Refused, Said, Usage
from foedus.readers.parts import parts
from foedus.readers.prompt import digest

Ask = Callable[[str], Answer]


def read_page(article: Article, ask: Ask, budget: Budget, most_out: int) -> PageReading:
    """What the reader makes of a page, checked; `most_out` are the tokens that one answer may take.

    Raises BudgetSpent before a question that could go beyond the budget, ReaderError where the endpoint gives
    no answer that can be used; what was spent until then is booked.
    """
    said: list[Said] = []
    refused: list[Refused] = []
    usage = Usage()
    for part in parts(article):
        asked = question(part)
        budget.admit(Usage(asked, most_out, counted=False))
        try:
            given = ask(part)
        except ReaderError:
            budget.take(Usage(asked, 0, counted=False))  # it may have been worked on
            raise
        used = _usage(given, asked)
        usage = usage.plus(used)
        budget.take(used)
        good, bad = claims_said(given.content)
        said += good
        refused += bad
    found, unborne = check(article, said)
    return PageReading(article, tuple(found), (*refused, *unborne), usage)


def asker(endpoint: Any, pause: Callable[[float], None] = time.sleep) -> Ask:
    """What asks an endpoint (`foedus.readers.endpoint.Endpoint`) about one part of a page."""
    from foedus.readers.endpoint import ask  # noqa: PLC0415  httpx loads only here

    return lambda part: ask(endpoint, part, pause)


def made_by(endpoint: Any, notes: tuple[str, ...] = ()) -> Mapping[str, str]:
    """How a proposal came to be, for the one who decides: never the key."""
    out = {"endpoint": endpoint.address, "model": endpoint.model, "prompt": digest()}
    return {**out, "notes": "; ".join(notes)} if notes else out


def page_json(page: PageReading) -> list[dict[str, Any]]:
    """A line for each claim with its notes, and one for each that was refused with the reason."""
    return [
        *({**claim_to_json(one.claim), "notes": list(one.notes)} for one in page.checked),
        *({"doc": page.article.doc, "refused": r.reason, "said": plain(r.said)} for r in page.refused),
    ]


def _usage(given: Answer, asked: int) -> Usage:
    """The tokens of an answer; where the endpoint tells none, or less than none, an estimate."""
    if given.tokens_in is None or given.tokens_out is None:
        return Usage(asked, tokens(given.content), counted=False)
    return Usage(given.tokens_in, given.tokens_out)


__all__ = ["Ask", "Checked", "asker", "made_by", "page_json", "read_page"]
