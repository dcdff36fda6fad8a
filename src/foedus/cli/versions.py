"""`foedus versions`: what a page said before, and what each version changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.common import json_option, ledger_option, open_for_reading, print_heading, print_json
from foedus.cli.lines import Piece as Styled
from foedus.cli.lines import say
from foedus.errors import LedgerError

if TYPE_CHECKING:
    from foedus.ledger import Ledger, StoredDocument
    from foedus.record.versions import Change, Paragraph

_AROUND = 60  # characters of what is the same that are shown beside a change


@click.command(short_help="Show a page's versions, what each changed, and what corrects it.")
@click.argument("page", metavar="PAGE|URL")
@json_option
@ledger_option
@click.pass_context
def versions(ctx: click.Context, page: str, as_json: bool) -> None:
    """Show the versions of a page, and what each changed: words, numbers and dates.

    PAGE is the number of a page (`foedus diff` and `claims --json` tell it), URL the address it came from.
    Words that were taken out stand in [-brackets-], new ones in {+braces+}. What a notice of correction or
    retraction says of the page stands with it, wherever the notice was published.

    \b
    foedus versions 12
    foedus versions https://www.example.org/news/treaty-signed --json
    """
    from foedus.record.versions import figures_in_words, tie_to_json, version_to_json  # noqa: PLC0415
    from foedus.record.versions import versions as versions_of  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        document = _document(ledger, page)
        found = versions_of(ledger, document)
        ties = ledger.ties(of=[v.document.id for v in found])
    if as_json:
        print_json(version_to_json(version) for version in found)
        print_json(tie_to_json(tie) for tie in ties)
        return
    print_heading(f"page {document.id}  {document.title or document.doc}")
    for version in found:
        one, change = version.document, version.change
        when = one.fetched or one.recorded_at.isoformat()
        what = figures_in_words(change) if change is not None else ""
        say(f"version {version.number}  page {one.id}  {when[:16].replace('T', ' ')} UTC  ",
            (version.revision.value, "bold"), f": {what}" if what else "")  # fmt: skip
        if change is not None:
            _show(change)
    for tie in ties:
        if tie.document == tie.other:
            say(f"page {tie.document} takes back what stands on it: “{tie.said}”")
        else:
            say(f"page {tie.document} {tie.kind} page {tie.other}: “{tie.said}”")


def _document(ledger: Ledger, page: str) -> StoredDocument:
    """The page of a number or an address. Raises LedgerError where there is none."""
    if page.isascii() and page.isdecimal() and len(page) < 10:
        found = ledger.documents(ids=[int(page)])
    else:
        found = ledger.documents_at(page)
    if not found:
        raise LedgerError(f"no page {page} in this ledger: `foedus claims --json` tells the numbers of pages")
    return found[-1]


def _show(change: Change) -> None:
    for paragraph in change.paragraphs:
        if paragraph.changed:
            say("  ", *_pieces(paragraph))


def _pieces(paragraph: Paragraph) -> list[str | Styled]:
    """A changed paragraph: what is the same is cut to what stands beside the changes."""
    from foedus.record.versions import Kept  # noqa: PLC0415

    out: list[str | Styled] = []
    last = len(paragraph.pieces) - 1
    for n, piece in enumerate(paragraph.pieces):
        if piece.kept is Kept.GONE:
            out.append((f"[-{piece.text.strip()}-] ", "red"))
        elif piece.kept is Kept.NEW:
            out.append((f"{{+{piece.text.strip()}+}} ", "green"))
        else:
            out.append(_cut(piece.text, first=n == 0, last=n == last))
    return out


def _cut(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND:
        return text
    head = "" if first else text[:_AROUND]
    tail = "" if last else text[-_AROUND:]
    return f"{head} ... {tail}"
