"""Ties pages to the notices that speak of them, in the transaction that brings the second of the two.

Which pages a notice means follows from each pair alone (`foedus.ledger.notice`), and which pages repeat one
of these from the three, so it does not matter what came first. A retraction's own page is tied to itself:
what stands under it is told no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, or_, select

from foedus.ledger.encode import compact
from foedus.ledger.notice import (
    NAMED_WITHIN,
    REPEATED_WITHIN,
    Notice,
    NoticedPage,
    NoticeKind,
    alike,
    headline_key,
    is_reprint,
    marks_of,
    names_in,
    read_notice,
    speaks_of,
)
from foedus.ledger.prints import unpack
from foedus.ledger.rows import TieKind
from foedus.ledger.schema import documents, links, notices
from foedus.ledger.within import chunks
from foedus.ledger.write import Batch

Row = dict[str, Any]
_AT_ONCE: Final = 500  # pages whose text is in memory
_COLUMNS: Final = (
    documents.c.id, documents.c.address, documents.c.publisher, documents.c.credits, documents.c.published,
    documents.c.published_at, documents.c.fetched, documents.c.title,
)  # fmt: skip
_NOTICES: Final = (
    select(*_COLUMNS, documents.c.prints, notices.c.kind, notices.c.said, notices.c.headlines)
    .join(notices, notices.c.document_id == documents.c.id)
    .order_by(documents.c.id)
)
_PAGES: Final = select(*_COLUMNS).order_by(documents.c.id)
_TIES: Final = {NoticeKind.CORRECTION: TieKind.CORRECTS, NoticeKind.RETRACTION: TieKind.RETRACTS}
_PRINTS: Final = select(documents.c.id, documents.c.prints)


def tie_notices(batch: Batch, new: Sequence[Row]) -> None:
    """Keep the notices of these new rows of `documents`, and tie each to the pages that it means."""
    if not new:
        return
    fresh = [_fresh(row) for row in new]
    for page in fresh:
        _keep(batch, page)
    known = _known_notices(batch.connection, fresh)
    if not known and all(page.notice is None for page in fresh):
        return
    fresh = [_with_names(page, row) for page, row in zip(fresh, new, strict=True)]
    for page in known:
        _tie(batch, page, fresh, _tied(batch, page, fresh), fresh)
    for page in fresh:
        if page.notice is not None:
            _tie(batch, page, [*fresh, *_meant(batch, page)], [], fresh)


def tie_overlooked(batch: Batch) -> int:
    """Keep and tie the notices of pages that came in before notices were read; gives how many there are.

    As if they had been read when the second page of each pair came in. What is there already stays as it is.
    """
    found = {page.id: page for page in _overlooked(batch.connection)}
    for page in found.values():
        _keep(batch, page)
    for page in found.values():
        others = {other.id: other for other in _meant(batch, page)} | found
        _tie(batch, page, others.values(), [], [])
    return len(found)


def _overlooked(connection: Connection) -> Iterator[NoticedPage]:
    """The pages that have a notice of which the ledger does not know, by number."""
    d, last = documents.c, 0
    known = select(notices.c.id).where(notices.c.document_id == d.id).exists()
    query = select(documents).where(~known).order_by(d.id).limit(_AT_ONCE)
    while rows := connection.execute(query.where(d.id > last)).mappings().all():
        last = rows[-1]["id"]
        for row in rows:
            page = _fresh(dict(row))
            if page.notice is not None:
                yield _with_names(page, dict(row))


def _keep(batch: Batch, page: NoticedPage) -> None:
    """The row of a page's own notice. A retraction is tied to its own page too."""
    if page.notice is None:
        return
    row: Row = {
        "document_id": page.id,
        "kind": page.notice.kind.value,
        "said": page.notice.said,
        "headlines": compact(list(page.notice.headlines)),
    }
    batch.add(notices, row)
    if page.notice.kind is NoticeKind.RETRACTION:
        _link(batch, page.notice, page.id, page.id)


def _tie(
    batch: Batch,
    page: NoticedPage,
    others: Iterable[NoticedPage],
    known: Sequence[NoticedPage],
    fresh: Sequence[NoticedPage],
) -> None:
    """Tie a notice to those of the others that it means, and a retraction to what repeats these too.

    `known` are the pages that it is tied to already.
    """
    notice = page.notice
    assert notice is not None
    meant = [other for other in others if speaks_of(notice, page, other)]
    tied = {page.id, *(other.id for other in (*known, *meant))}
    for other in meant:
        _link(batch, notice, page.id, other.id)
    if notice.kind is not NoticeKind.RETRACTION:
        return
    originals: list[tuple[NoticedPage, list[NoticedPage]]] = []
    for other in meant:
        copies = _copies(batch, other, page)
        (original,) = _named(batch.connection, [other], [*copies, *fresh])
        originals.append((original, copies))
    originals += [(other, []) for other in known if speaks_of(notice, page, other)]
    for original, copies in originals:
        for other in (*copies, *fresh):
            if other.id not in tied and is_reprint(other, original, page):
                tied.add(other.id)
                _link(batch, notice, page.id, other.id)


def _link(batch: Batch, notice: Notice, page: int, other: int) -> None:
    row: Row = dict.fromkeys(("agreement_id", "other_id", "claim_id", "verdict_id"))
    ids = {"document_id": page, "other_document_id": other}
    batch.add(links, {**row, **ids, "kind": _TIES[notice.kind].value, "why": notice.said})


def _fresh(row: Row) -> NoticedPage:
    credits = tuple(msgspec.json.decode(row["credits"]))
    marks = marks_of(row["publisher"], credits)
    return NoticedPage(
        row["id"], row["address"], marks, row["published"], row["published_at"], row["fetched"],
        headline_key(row["title"]), unpack(row["prints"]), frozenset(),
        read_notice(row["title"], row["body"], marks),
    )  # fmt: skip


def _with_names(page: NoticedPage, row: Row) -> NoticedPage:
    return replace(page, names=names_in(row["body"]))


def _known_notices(connection: Connection, fresh: Sequence[NoticedPage]) -> list[NoticedPage]:
    """The notices of the ledger that could mean one of these pages."""
    days = [page.day for page in fresh if page.day is not None]
    d = documents.c
    out: dict[int, NoticedPage] = {}
    wanted = [d.address.in_(part) for part in chunks({p.address for p in fresh if p.address is not None})]
    if days:
        wanted.append(d.published.between(min(days), _after(max(days), NAMED_WITHIN)))
    for where in wanted:
        for row in connection.execute(_NOTICES.where(where)):
            notice = Notice(NoticeKind(row.kind), row.said, tuple(msgspec.json.decode(row.headlines)))
            out[row.id] = _page(row, row.prints, notice)
    return _named(connection, [out[number] for number in sorted(out)], fresh)


def _meant(batch: Batch, page: NoticedPage) -> Iterable[NoticedPage]:
    """The pages of the ledger that a notice could mean."""
    d, connection = documents.c, batch.connection
    where = [] if page.address is None else [d.address == page.address]
    if page.day is not None:
        where.append(d.published.between(_after(page.day, -NAMED_WITHIN), page.day))
    if not where:
        return []
    rows = [
        row
        for row in connection.execute(_PAGES.where(or_(*where)))
        if (row.address is not None and row.address == page.address) or page.marks & _marks(row)
    ]
    prints: dict[int, bytes] = {}
    for part in chunks(row.id for row in rows):
        prints.update((n, p) for n, p in connection.execute(_PRINTS.where(d.id.in_(part))))
    said = _notices_of(batch, [row.id for row in rows])
    return _named(connection, [_page(row, prints[row.id], said.get(row.id)) for row in rows], [page])


def _tied(batch: Batch, page: NoticedPage, fresh: Sequence[NoticedPage]) -> list[NoticedPage]:
    """The pages that a retraction of the ledger is tied to, but for its own."""
    assert page.notice is not None
    if page.notice.kind is not NoticeKind.RETRACTION:
        return []
    k = links.c
    meant = select(k.other_document_id).where(k.document_id == page.id, k.kind == TieKind.RETRACTS.value)
    return _named(batch.connection, _loaded(batch, documents.c.id.in_(meant), without=page.id), fresh)


def _copies(batch: Batch, original: NoticedPage, page: NoticedPage) -> list[NoticedPage]:
    """The pages of the ledger that could repeat one that a retraction means: published between the two."""
    if original.day is None or page.day is None:
        return []
    last = min(page.day, _after(original.day, REPEATED_WITHIN))
    found = _loaded(batch, documents.c.published.between(original.day, last), without=page.id)
    return _named(batch.connection, found, [original])


def _loaded(batch: Batch, where: ColumnElement[bool], *, without: int) -> list[NoticedPage]:
    query = select(*_COLUMNS, documents.c.prints).where(where).order_by(documents.c.id)
    rows = [row for row in batch.connection.execute(query) if row.id != without]
    said = _notices_of(batch, [row.id for row in rows])
    return [_page(row, row.prints, said.get(row.id)) for row in rows]


def _notices_of(batch: Batch, numbers: Iterable[int]) -> dict[int, Notice]:
    """The notices of pages, those that this transaction brings among them."""
    wanted = set(numbers)
    out = {
        row["document_id"]: Notice(NoticeKind(row["kind"]), row["said"])
        for row in batch.rows.get(notices.name, ())
        if row["document_id"] in wanted
    }
    for part in chunks(wanted):
        for row in batch.connection.execute(select(notices).where(notices.c.document_id.in_(part))):
            out[row.document_id] = Notice(NoticeKind(row.kind), row.said)
    return out


def _named(
    connection: Connection, pages: Iterable[NoticedPage], others: Sequence[NoticedPage]
) -> list[NoticedPage]:
    """The pages, those with their names that are like one of the others: only of these are they asked for."""
    out = []
    for page in pages:
        if page.names or not any(alike(page, other) for other in others):
            out.append(page)
            continue
        query = select(documents.c.body).where(documents.c.id == page.id)
        body = connection.execute(query).scalar_one_or_none()  # none of one that is on its way in
        out.append(page if body is None else replace(page, names=names_in(body)))
    return out


def _page(row: Any, prints: bytes, notice: Notice | None) -> NoticedPage:
    return NoticedPage(
        row.id, row.address, _marks(row), row.published, row.published_at, row.fetched,
        headline_key(row.title), unpack(prints), frozenset(), notice,
    )  # fmt: skip


def _marks(row: Any) -> frozenset[str]:
    return marks_of(row.publisher, tuple(msgspec.json.decode(row.credits)))


def _after(day: str, days: int) -> str:
    """A day so many days on, as far as there are days."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.max if days > 0 else date.min).isoformat()
