"""The parts of a claim's line that every claim has, as HTML: a page has dozens, so they are made in one go.

What few claims have (verdicts, notices, readers' statements) stands in the template, `_claims.html`. Text of
pages comes escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from foedus.ledger.rows import StoredClaim, StoredDocument
from foedus.web.agreements.chains import chain_words
from foedus.web.agreements.timeline import icon
from foedus.web.base.answers import web_address
from foedus.wording.claims import done

_PASSAGES: Final = 3
_LEEWAY: Final = 5  # letters too many that are not worth a cut
_CUT: Final = "..."


def claim_line(
    root: str,
    display: Callable[[str], str],
    stored: StoredClaim,
    page: StoredDocument,
    longest: int,
    *,
    letters: bool,
) -> Markup | None:
    """The whole line of a claim that stands and of which nothing else is to be said; None for any other."""
    other = (
        stored.verdict, stored.beside, stored.gone_since, stored.entered_by, stored.corrected_by,
        stored.retracted_by,
    )  # fmt: skip
    if not stored.stands or any(each is not None for each in other):
        return None
    told, source = claim_told(root, display, stored), claim_source(root, stored, page, letters=letters)
    return Markup(f'<li id="claim-{stored.id}">\n{told}\n{claim_passages(stored, longest)}{source}\n</li>\n')


def claim_told(root: str, display: Callable[[str], str], stored: StoredClaim) -> Markup:
    """What a claim says: its step, who, when, how sure, with the link to its own page."""
    claim, number = stored.believed, stored.id
    who = f' <span class="who">{escape(", ".join(map(display, claim.actors)))}</span>' if claim.actors else ""
    when = f' <span class="date">{escape(claim.date)}</span>' if claim.date else ""
    sure = claim.certainty
    return Markup(
        f'<div class="what"><b>{escape(done(claim.what, claim.of))}</b>{who}{when}'
        f' <span class="certainty">{icon(sure)} {sure.value}</span>'
        f' <a class="small" href="{escape(root)}/claim/{number}">claim {number}</a></div>'
    )


def claim_passages(stored: StoredClaim, longest: int) -> Markup:
    """The first of its passages, each cut to about so many letters."""
    each = (_cut(p.text, longest) for p in stored.believed.passages[:_PASSAGES])
    return Markup("".join([f"<blockquote>{escape(text)}</blockquote>" for text in each]))


def claim_source(root: str, stored: StoredClaim, page: StoredDocument, *, letters: bool) -> Markup:
    """On whose word it stands, and on which page; with `letters` a link to write about it."""
    at, number = escape(root), stored.id
    published = f", {escape(page.published)}" if page.published else ""
    address = web_address(page.address) if page.address else None
    original = f', <a href="{escape(address)}" rel="noreferrer nofollow">original</a>' if address else ""
    write = ""
    if letters and stored.agreement_id is not None:
        place = f"{at}/letter?agreement={stored.agreement_id}&amp;claim={number}"
        write = (
            f' <a class="small write" href="{place}">Write to us about this'
            f'<span class="off"> claim {number}</span></a>'
        )
    return Markup(
        f'<div class="source">{escape(chain_words(stored.believed))}, <span class="small">in'
        f' <a href="{at}/document/{stored.document_id}#claim-{number}">{escape(page.title or page.doc)}</a>'
        f"{published}{original}</span>{write}</div>"
    )


def _cut(text: str, longest: int) -> str:
    """The text, cut between words where it is much longer."""
    if len(text) <= longest + _LEEWAY:
        return text
    return text[: longest - len(_CUT)].rsplit(" ", 1)[0] + _CUT
