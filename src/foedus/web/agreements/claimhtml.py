"""The claims of a page as HTML: a page has dozens, so a line is made in one go.

What few claims have (verdicts, notices, readers' statements) stands in the template, `_claims.html`, which is
asked for such a claim alone. Text of pages comes escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from foedus.ledger.rows import StoredClaim, StoredDocument
from foedus.model import Certainty
from foedus.web.agreements.chains import chain_words
from foedus.web.agreements.claimlist import Told
from foedus.web.agreements.timeline import icon
from foedus.web.base.answers import web_address
from foedus.web.base.escaping import escaped
from foedus.web.base.words import shortened
from foedus.wording.claims import done

_PASSAGES: Final = 3
_FIRST, _FOLDED = 500, 250  # letters of a passage of the claim shown first, and of one folded under it

Beside = Mapping[int, Sequence[StoredClaim]]
#: The template's line of a claim, of its page, what readers say, letters of a passage, claims of this page.
Other = Callable[[StoredClaim, StoredDocument, Beside, int, Container[int]], str]


class ClaimLines:
    """The lines of claims on one board.

    `root` is the path below which it stands, `display` writes the name of a party; with `letters` readers may
    write about a claim.
    """

    def __init__(self, root: str, display: Callable[[str], str], *, letters: bool) -> None:
        self._root, self._display, self._letters = escaped(root), display, letters

    def plain(self, stored: StoredClaim, page: StoredDocument, longest: int) -> Markup | None:
        """The whole line of a claim that stands and of which nothing else is to be said; else None."""
        if (
            stored.verdict is not None
            or stored.beside is not None
            or stored.gone_since is not None
            or stored.entered_by is not None
            or stored.corrected_by is not None
            or stored.retracted_by is not None
            or not stored.stands
        ):
            return None
        told, source = self.told(stored), self.source(stored, page)
        said = claim_passages(stored, longest)
        return Markup(f'<li id="claim-{stored.id}">\n{told}\n{said}{source}\n</li>\n')

    def each(
        self,
        told: Iterable[Told],
        pages: Mapping[int, StoredDocument],
        beside: Beside,
        here: Container[int],
        other: Other,
    ) -> Markup:
        """The lines of a list; folded ones are a list of their own. `other` is the template's."""

        def line(stored: StoredClaim, longest: int) -> str:
            page = pages[stored.document_id]
            plain = None if stored.id in beside else self.plain(stored, page, longest)
            return plain or other(stored, page, beside, longest, here)

        out = []
        for one in told:
            out.append(line(one.first, _FIRST))
            if count := len(one.folded) + one.more:
                claims = "claim" if count == 1 else "claims"
                out.append(
                    f'<li class="folded"><details><summary>{count} further {claims} of the same</summary>\n'
                    '<ol class="claims">\n'
                )
                out += [line(stored, _FOLDED) for stored in one.folded]
                more = "them stand in the list of all claims"
                rest = f'<p class="small">{one.more} of {more}.</p>' if one.more else ""
                out.append(f"</ol>{rest}</details></li>\n")
        return Markup("".join(out))

    def told(self, stored: StoredClaim) -> Markup:
        """What a claim says: its step, who, when, how sure, with the link to its own page."""
        claim, number = stored.believed, stored.id
        who, when = "", ""
        if claim.actors:
            who = f' <span class="who">{escaped(", ".join(map(self._display, claim.actors)))}</span>'
        if claim.date:
            when = f' <span class="date">{escaped(claim.date)}</span>'
        what, sure = _what(claim.what, claim.of), _sure(claim.certainty)
        link = f' <a class="small" href="{self._root}/claim/{number}">claim {number}</a>'
        return Markup(f'<div class="what">{what}{who}{when}{sure}{link}</div>')

    def source(self, stored: StoredClaim, page: StoredDocument) -> Markup:
        """On whose word it stands, and on which page; with `letters` a link to write about it."""
        at, number = self._root, stored.id
        published = f", {escaped(page.published)}" if page.published else ""
        address = web_address(page.address) if page.address else None
        original = ""
        if address:
            original = f', <a href="{escaped(address)}" rel="noreferrer nofollow">original</a>'
        write = ""
        if self._letters and stored.agreement_id is not None:
            place = f"{at}/letter?agreement={stored.agreement_id}&amp;claim={number}"
            write = (
                f' <a class="small write" href="{place}">Write to us about this'
                f'<span class="off"> claim {number}</span></a>'
            )
        return Markup(
            f'<div class="source">{escaped(chain_words(stored.believed))}, <span class="small">in'
            f' <a href="{at}/document/{stored.document_id}#claim-{number}">'
            f"{escaped(page.title or page.doc)}</a>{published}{original}</span>{write}</div>"
        )


def claim_passages(stored: StoredClaim, longest: int) -> Markup:
    """The first of its passages, each cut to about so many letters."""
    each = (shortened(p.text, longest) for p in stored.believed.passages[:_PASSAGES])
    return Markup("".join([f"<blockquote>{escaped(text)}</blockquote>" for text in each]))


@lru_cache(1000)
def _what(what: str, of: str | None) -> str:
    return f"<b>{escaped(done(what, of))}</b>"


@lru_cache(100)
def _sure(certainty: Certainty) -> str:
    return f' <span class="certainty">{icon(certainty)} {certainty.value}</span>'
