"""One agreement's dossier as HTML or Markdown: status with reasons, timeline, every claim with its passage.

Whatever a page said is shown as text: escaped in HTML, and in Markdown with its marks made harmless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from foedus.ledger.days import AsOf
from foedus.ledger.diff import in_words
from foedus.ledger.rows import StoredClaim
from foedus.ledger.store import Ledger
from foedus.record.answer import answer
from foedus.record.timeline import timeline
from foedus.record.treaty import treaty
from foedus.wording.recorded import recorded_text
from foedus.wording.status import status_text

FORMATS: Final = ("html", "md")
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def dossier(
    ledger: Ledger,
    agreement: int,
    *,
    on: date,
    known_on: AsOf = None,
    form: str = "html",
    name: Callable[[str], str] = str,
) -> str:
    """The dossier of an agreement on a day, as known; `name` turns codes of states into words.

    Raises LedgerError for an unknown agreement.
    """
    number = ledger.known_at(known_on)
    row = ledger.agreement(agreement, known_on=number)
    claims = ledger.claims(row.id, known_on=number)
    pages = {d.id: d for d in ledger.documents(known_on=number, ids=sorted({c.document_id for c in claims}))}
    found = treaty(ledger, row, number)
    seen = {
        "row": row,
        "on": on.isoformat(),
        "known": number,
        "parties": [name(p) for p in row.parties],
        "status": status_text(answer(found, on), name),
        "facts": timeline(ledger, row.id, known_on=number),
        "recorded": recorded_text(found, name),
        "claims": claims,
        "pages": pages,
        "verdicts": [v for c in claims for v in ledger.verdicts(claim=c.id, known_on=number)]
        if _judged(claims)
        else [],
        "in_words": in_words,
        "name": name,
    }
    return _environment(form).get_template(f"dossier.{form}.jinja").render(seen)


def _judged(claims: list[StoredClaim]) -> bool:
    return any(c.verdict is not None for c in claims)


def _environment(form: str) -> Environment:
    out = Environment(
        loader=PackageLoader("foedus.exports"),
        autoescape=form == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: Mapping[str, Any] = {
        "plain": plain,
        "words": lambda text: str(text).replace("_", " "),
        "link": link,
    }
    out.filters.update(filters)
    return out


def plain(text: object) -> str:
    """One line of Markdown that means no more than its letters."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def link(address: str | None) -> str | None:
    """An address that may be followed: of the web, and nothing else."""
    return address if address and re.match(r"https?://[^\s<>\"']+\Z", address) else None
