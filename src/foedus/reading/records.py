"""What a tracker's record lines tell: each is of the agreement that the last line without a label names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from foedus.dates import parse
from foedus.dates.expr import DateExpr
from foedus.dates.find import find_dates
from foedus.dates.resolve import resolve
from foedus.model import Article, Certainty, Passage, Role, Step
from foedus.names import Kind, names
from foedus.reading.codes import codes_of_name
from foedus.reading.context import Context, NameAt
from foedus.reading.coref import Agreement
from foedus.reading.merge import Draft
from foedus.reading.record_lines import LINE, Told, told
from foedus.reading.refer import Referrer

_ORDER = 1_000_000  # behind what sentences tell
_OF_ONE = frozenset({Step.RATIFIED, Step.APPROVED, Step.ACCEDED, Step.DEPOSITED, Step.WITHDRAWN})


def record_drafts(ctx: Context, refer: Referrer) -> Iterator[Draft]:
    """The drafts that the record lines of an article tell, in the order of the text."""
    lines = [(start, line, told(line)) for start, line in _lines(ctx.article)]
    if not any(parts for _, _, parts in lines):
        return
    spoken = _where_spoken_of(refer)
    current: Agreement | None = None
    title = ""
    for n, (start, line, parts) in enumerate(lines):
        if not parts:
            current, title = _agreement_in(spoken, start, start + len(line)), line
            continue
        if current is None:
            continue
        if not current.parties and not current.open:
            current.infer(_states(ctx, title)[:2])  # "Agreement on Reciprocal Access, Japan / Australia"
        for part in parts:
            draft = _draft(ctx, current, part, Passage(start, start + len(line), line), _ORDER + n)
            if draft is not None:
                yield draft


def _lines(article: Article) -> Iterator[tuple[int, str]]:
    for block in article.blocks:
        if block.role in (Role.HEADLINE, Role.SUMMARY, Role.BODY):
            for m in LINE.finditer(article.text[block.start : block.end]):
                yield block.start + m.start(), m.group()


def _where_spoken_of(refer: Referrer) -> list[tuple[int, Agreement]]:
    """Where in the article's text each agreement is spoken of, in the order of the text."""
    out: list[tuple[int, Agreement]] = []
    for para in refer.ctx.paras:
        for m in refer.by_para[para.index]:
            if m.org is None and not m.foreign:
                at = para.tree.starts[m.lo] + para.offset
                out.append((para.norm.origin(at, at + 1)[0], refer.agreements[m.cluster]))
    out.sort(key=_place)
    return out


def _agreement_in(spoken: list[tuple[int, Agreement]], start: int, end: int) -> Agreement | None:
    """The agreement that a part of the text speaks of: the first that has a name, else the first."""
    here = spoken[bisect_left(spoken, start, key=_place) : bisect_left(spoken, end, key=_place)]
    return next((a for _, a in here if a.names), here[0][1] if here else None)


def _place(spoken: tuple[int, Agreement]) -> int:
    return spoken[0]


def _states(ctx: Context, words: str) -> tuple[str, ...]:
    """The states that a line names by their own names, or by an organ's."""
    found = (NameAt(0, 1, n.text, n.entries) for n in names().find(words, ctx.on))
    own = (n for n in found if n.has(Kind.STATE) or n.has(Kind.ORGAN) or n.has(Kind.DEMONYM))
    return tuple(dict.fromkeys(c for n in own for c in codes_of_name(ctx, n)))


def _draft(ctx: Context, agreement: Agreement, part: Told, passage: Passage, order: int) -> Draft | None:
    dates = find_dates(part.value)
    date = _day(ctx, dates[0]) if dates else None
    if date is None and not part.denied:
        return None
    actors = _states(ctx, part.by) if part.step in _OF_ONE else ()
    if actors and not agreement.many and not agreement.parties:
        agreement.infer(actors)
    first = parse(date).earliest if date is not None else None
    ahead = first is not None and ctx.day is not None and first > ctx.day
    certainty = Certainty.DENIED if part.denied else Certainty.PLANNED if ahead else Certainty.ASSERTED
    return Draft(
        agreement, agreement.mentions[0].text, part.step, actors, False, False, date,
        dates[0].text if dates else None, None, (ctx.publisher,) if ctx.publisher else (), False, certainty,
        passage, Role.BODY, False, "record", (part.step.value,), order,
    )  # fmt: skip


def _day(ctx: Context, date: DateExpr) -> str | None:
    found = resolve(date, ctx.anchor, tense="past")
    return found.date if found is not None else None
