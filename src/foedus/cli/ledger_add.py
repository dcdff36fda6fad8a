"""`foedus add`: pages into the ledger."""

from __future__ import annotations

import sys
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import click

from foedus.cli.common import (
    actor_name,
    by_option,
    contact_option,
    interruptible,
    json_option,
    ledger_option,
    now,
    open_for_writing,
    print_json,
    tell,
)
from foedus.cli.options import page_options
from foedus.cli.phrases import count
from foedus.cli.precompute import precompute
from foedus.cli.ties import tell_ties

if TYPE_CHECKING:
    from foedus.cli.reading import Read
    from foedus.ledger import Added, Capture, Ledger
    from foedus.model import Article, Claim
    from foedus.pages.documents import Document

_AT_ONCE = 50  # pages a transaction


@click.command(short_help="Read pages and add their claims to the ledger.")
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL...")
@page_options
@by_option
@contact_option
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to read with."
)
@json_option
@ledger_option
@click.pass_context
def add(
    ctx: click.Context,
    files: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    actor: str | None,
    contact: str | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Read pages and add their claims to the ledger, with the passages that say so.

    FILE is what `foedus read` takes; a page at a URL is fetched once, within limits, and kept as it came. A
    page that the ledger knows adds nothing; where a newer reading of it differs, what is new is added, what
    is no longer read is kept and marked, and a person's verdict stands.

    Agreements that turn out to be one entry of the register are one, by a verdict of its own.

    After a thousand agreements or more, where each stands by law is worked out at the end, as `foedus import`
    does it.

    \b
    foedus add story.html --published 2024-11-12
    foedus add corpus.jsonl --jobs 2
    foedus add https://www.example.org/news/treaty-signed
    """
    from foedus.cli.reading import Outcome, read_all  # noqa: PLC0415  the parser loads only here

    outcome = Outcome()
    captures: dict[str, Capture] = {}
    waiting: list[Read] = []
    touched: set[int] = set()
    with open_for_writing(ctx, create=True) as ledger:
        results = read_all(
            files, published=published, publisher=publisher, jobs=jobs, outcome=outcome,
            fetch=lambda url: _fetched(url, contact, captures),
        )  # fmt: skip
        left = "the pages told by then are in: add them all again, and those add nothing"
        with interruptible(left), closing(results):
            for result in results:
                waiting.append(result)
                if len(waiting) >= _AT_ONCE:
                    touched |= _keep(ledger, waiting, captures, actor_name(actor), as_json)
                    waiting = []
            touched |= _keep(ledger, waiting, captures, actor_name(actor), as_json)
            tell_ties(ledger, touched, actor_name(actor))
        precompute(ledger, touched)
    sys.exit(outcome.exit_code)


def _fetched(url: str, contact: str | None, captures: dict[str, Capture]) -> Document:
    """The page at an address, what it came with noted by the digest of its bytes. Raises FetchError."""
    from foedus.extras import extra  # noqa: PLC0415
    from foedus.pages.documents import Document  # noqa: PLC0415

    with extra("watch"):
        from foedus.watch.fetch import Policy  # noqa: PLC0415
        from foedus.watch.service import fetch_one  # noqa: PLC0415
    page = fetch_one(url, Policy(contact=contact) if contact else Policy())
    captures[sha256(page.body).hexdigest()] = page.capture
    return Document(page.address, page.body, address=page.address, encoding=page.encoding)


def _keep(
    ledger: Ledger, pages: list[Read], captures: dict[str, Capture], actor: str, as_json: bool
) -> set[int]:
    """Add the pages and tell what each brought; gives the agreements that they touched."""
    if not pages:
        return set()
    items = [_as_known(ledger, page) for page in pages]
    found = ledger.add_many(items, recorded_at=now(), actor=actor, captures=captures)
    captures.clear()
    for (article, _), added in zip(items, found, strict=True):
        if as_json:
            print_json([_added_json(article, added)])
        else:
            click.echo(_in_words(article, added))
    return {agreement for added in found for agreement in added.agreements}


def _as_known(ledger: Ledger, page: Read) -> tuple[Article, list[Claim]]:
    """The page, read again with the time or publisher that the ledger knows and this call does not give."""
    article = page.article
    known = ledger.known_page(article.digest, article.publisher)
    if known is None:
        return article, page.claims
    publisher = article.publisher or known.publisher
    published = None if article.published else (known.published_at or known.published)
    if publisher == article.publisher and published is None:
        return article, page.claims
    from foedus.pages import article as read_article  # noqa: PLC0415
    from foedus.reading import claims  # noqa: PLC0415

    day = f" on {known.published}" if published else ""
    tell(f"{article.doc}: taken as published by {publisher or 'nobody named'}{day}, as the ledger has it")
    again = read_article(
        page.document.data,
        doc=article.doc,
        publisher=publisher,
        published=published,
        title=article.title,
        address=article.address,
        encoding=page.document.encoding,
    )
    return again, claims(again)


def _in_words(article: Article, added: Added) -> str:
    if added.transaction is None:
        return f"{article.doc}: known already, {count(added.known_claims, 'claim')}; nothing added"
    parts = [f"{count(added.new_claims, 'new claim')}"]
    if added.known_claims:
        parts.append(f"{added.known_claims} known")
    if added.gone_claims:
        parts.append(f"{added.gone_claims} no longer read (kept and marked)")
    where = f" about agreement {', '.join(map(str, added.agreements))}" if added.agreements else ""
    return f"{article.doc}: {', '.join(parts)}{where}"


def _added_json(article: Article, added: Added) -> dict[str, object]:
    return {
        "doc": article.doc,
        "document_id": added.document,
        "transaction": added.transaction,
        "new": added.new_claims,
        "known": added.known_claims,
        "gone": added.gone_claims,
        "agreements": list(added.agreements),
    }
