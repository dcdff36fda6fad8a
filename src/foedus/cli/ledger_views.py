"""`foedus claims`, `agreements`, `timeline`, `diff`: what the ledger knows, or knew on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from foedus.cli.common import (
    agreements_for,
    day_or_number,
    json_option,
    known_on_option,
    ledger_option,
    now,
    one_day,
    open_for_reading,
    print_heading,
    print_json,
    print_rows,
    tell,
)
from foedus.cli.listing import Form, list_options, show
from foedus.cli.phrases import count, what_words
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.ledger import AgreementRow, StoredClaim, Verdict

Known = date | int | None


_CLAIM = ("claim", "agreement", "what", "actors", "date", "certainty", "sources", "note")
_AGREEMENT = ("no", "agreement", "parties", "last_step", "date", "claims", "sources")


@click.command(short_help="List the claims of the ledger.")
@click.argument("agreement", nargs=-1, metavar="[PARTY|NAME]...")
@click.option("--doc", metavar="NAME", help="Only claims of the page of this name.")
@click.option("--kind", type=click.Choice(["step", "act", "term"]), help="Only steps, acts or terms.")
@click.option(
    "--all", "everything", is_flag=True, help="Also claims rejected, retracted, no longer read, or waiting."
)
@known_on_option
@list_options(_CLAIM)
@ledger_option
@click.pass_context
def claims(
    ctx: click.Context,
    agreement: tuple[str, ...],
    doc: str | None,
    kind: str | None,
    everything: bool,
    known_on: Known,
    form: Form,
) -> None:
    """List the claims of the ledger, of all agreements or of those that the words fit.

    \b
    foedus claims PRK RUS
    foedus claims --json > claims.jsonl
    foedus claims --csv --sort -date --limit 100 > claims.csv
    foedus claims --known-on 2024-11-09
    """
    from foedus.record.as_json import claim_json  # noqa: PLC0415  the database loads only here
    from foedus.record.entries import links_of_ledger  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        ids = [row.id for row in agreements_for(ledger, agreement, known_on)] if agreement else [None]
        found = [
            stored
            for number in ids
            for stored in ledger.claims(number, doc=doc, kind=kind, known_on=known_on)
            if everything or stored.stands
        ]
        told = {s.agreement_id for s in found if s.agreement_id is not None} if form.json else ()
        links = links_of_ledger(ledger, told, known_on)
    show(form, _CLAIM, found, _claim_row, lambda s: claim_json(s, links.get(s.agreement_id or 0)))
    if not found and not form.json:
        tell("no claim fits" + ("" if everything else "; --all lists those rejected or no longer read too"))


def _claim_row(stored: StoredClaim) -> tuple[object, ...]:
    believed = stored.believed
    return (
        stored.id,
        stored.agreement_id,
        what_words(believed.kind, believed.what),
        " ".join(believed.actors),
        believed.date,
        believed.certainty.value,
        " < ".join(source.name for source in believed.sources),
        _mark(stored),
    )


def _judged(verdict: Verdict) -> str:
    return f"{verdict.kind.value}ed by {verdict.by}"


def _mark(stored: StoredClaim) -> str:
    """What became of a claim: its verdict, a notice on its page, that it waits; who entered it by hand."""
    if stored.entered_by is not None:
        judged = f"; {_judged(stored.verdict)}" if stored.verdict is not None else ""
        return f"entered by {stored.entered_by}{', taken back' if stored.taken_back else judged}"
    if stored.verdict is not None:
        return _judged(stored.verdict)
    if stored.retracted_by is not None:
        return f"retracted by page {stored.retracted_by}"
    if stored.gone_since is not None:
        return "no longer read"
    if stored.beside is not None:
        return f"waits beside {stored.beside}"
    return f"corrected by page {stored.corrected_by}" if stored.corrected_by is not None else ""


@click.command(short_help="List the agreements of the ledger.")
@click.argument("agreement", nargs=-1, metavar="[PARTY|NAME]...")
@click.option("--why", is_flag=True, help="Tell how each came to be one agreement, and apart from others.")
@known_on_option
@list_options(_AGREEMENT)
@ledger_option
@click.pass_context
def agreements(
    ctx: click.Context, agreement: tuple[str, ...], why: bool, known_on: Known, form: Form
) -> None:
    """List the agreements of the ledger with their parties, last step, claims and independent sources.

    \b
    foedus agreements
    foedus agreements PRK
    foedus agreements --sort -sources --limit 20
    foedus agreements "strategic partnership" --why
    """
    from foedus.record.as_json import agreement_json  # noqa: PLC0415
    from foedus.record.entries import links_of_ledger  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        rows = (
            agreements_for(ledger, agreement, known_on) if agreement else ledger.agreements(known_on=known_on)
        )
        links = links_of_ledger(ledger, (row.id for row in rows), known_on) if form.json else {}

    def cells(row: AgreementRow) -> tuple[object, ...]:
        last = (row.last_step or "").replace("_", " ")
        shown = (row.id, row.name, " ".join(row.parties), last, row.last_date, row.claims, row.sources)
        return (*shown, "; ".join(row.why)) if why else shown

    columns = (*_AGREEMENT, "why") if why else _AGREEMENT
    show(form, columns, rows, cells, lambda row: agreement_json(row, links.get(row.id)))
    if not rows and not form.json:
        tell("no agreement is in the ledger" if known_on is None else "no agreement was known by then")


@click.command(short_help="Show one agreement's steps in order of time.")
@click.argument("agreement", nargs=-1, required=True, metavar="PARTY|NAME...")
@known_on_option
@json_option
@ledger_option
@click.pass_context
def timeline(ctx: click.Context, agreement: tuple[str, ...], known_on: Known, as_json: bool) -> None:
    """Show an agreement's steps, acts and terms in order of time, one line a fact.

    Claims of many articles about one step are one fact; reprints of one agency's story count as one source.
    Where sources contradict each other, each side stands with those who hold it, and none is picked.

    \b
    foedus timeline PRK RUS
    foedus timeline "New START" --known-on 2023-02-21
    """
    from foedus.record.as_json import fact_json  # noqa: PLC0415
    from foedus.record.timeline import timeline as facts  # noqa: PLC0415  the law loads only here

    with open_for_reading(ctx) as ledger:
        for row in agreements_for(ledger, agreement, known_on):
            found = facts(ledger, row.id, known_on=known_on)
            if as_json:
                print_json(fact_json(fact, row.id) for fact in found)
                continue
            parties = f" ({', '.join(row.parties)})" if row.parties else ""
            print_heading(f"agreement {row.id}  {row.name}{parties}")
            lines: list[tuple[object, ...]] = []
            for fact in found:
                who = " ".join(fact.actors)
                what = what_words(fact.kind, fact.what)
                date_ = "disputed" if fact.contradiction else fact.date
                lines.append((f"  {what}", who, date_, fact.certainty.value, count(fact.sources, "source")))
                if fact.contradiction:
                    for side in fact.sides:
                        said = "; ".join(
                            dict.fromkeys(" < ".join(s.name for s in c.believed.sources) for c in side.claims)
                        )
                        lines.append((f"    {side.label}", "", "", "", said))
            print_rows((), lines)


@click.command(short_help="Tell what changed in the ledger between two days.")
@click.option(
    "--from",
    "after",
    required=True,
    metavar="DAY",
    callback=lambda ctx, param, value: day_or_number(value, "--from"),
    help="What was known by the end of this day (or at a transaction's number) ...",
)
@click.option(
    "--to",
    "upto",
    metavar="DAY",
    callback=lambda ctx, param, value: day_or_number(value, "--to"),
    help="... against what was known by the end of this. Default: now.",
)
@click.option(
    "--on",
    metavar="DAY",
    callback=lambda ctx, param, value: one_day(value, "--on"),
    help="Tell where treaties stood on this one day as known then and now. Default: each on its own day, so "
    "that what the law does by itself in between is told too.",
)
@json_option
@ledger_option
@click.pass_context
def diff(ctx: click.Context, after: Known, upto: Known, on: date | None, as_json: bool) -> None:
    """Tell what changed between two days: first where treaties and their parties stand, with the entry that
    changed it, then what the ledger learned: editions, pages, claims, verdicts, agreements.

    \b
    foedus diff --from 2024-11-08 --to 2024-11-12
    foedus diff --from 2024-11-08 --on 2024-12-31 --json
    """
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.told import change_json, lines  # noqa: PLC0415
    from foedus.record.as_json import adopted_json, claim_json, document_json, terms_json, verdict_json  # noqa: PLC0415
    from foedus.record.changes import ChangeKind, Moment, changes, moment_of  # noqa: PLC0415
    from foedus.record.versions import tie_to_json  # noqa: PLC0415

    if _before(upto, after):
        raise UsageError(f"--to {upto} lies before --from {after}")
    with open_for_reading(ctx) as ledger:
        found = ledger.diff(after, upto)
        first, last = (moment_of(ledger, known, now().date()) for known in (after, upto))
        if on is not None:
            first, last = Moment(first.number, on), Moment(last.number, on)
        turned = [c for c in changes(ledger, first, last) if c.kind is not ChangeKind.STEP]
    if as_json:
        print_json({"new": c.kind.value, **change_json(c, names().display)} for c in turned)
        print_json({"new": "edition", **adopted_json(e)} for e in found.editions)
        print_json({"new": "page", **document_json(d)} for d in found.documents)
        print_json(
            {"new": "agreement", "id": a.id, "name": a.name, "parties": list(a.parties)}
            for a in found.named()
        )
        print_json(
            {"new": "move", "name": m.name, "before": m.before, "agreement": m.agreement, "why": m.why}
            for m in found.moves
        )
        print_json({"new": "claim", **claim_json(c)} for c in found.claims)
        print_json({"new": "gone", **claim_json(c)} for c in found.gone)
        print_json({"new": "back", **claim_json(c)} for c in found.back)
        print_json({"new": "verdict", **verdict_json(v)} for v in found.verdicts)
        print_json({"new": "terms", **terms_json(t)} for t in found.terms)
        print_json({"new": "notice", **tie_to_json(t)} for t in found.ties)
        return
    each = [line for change in turned for line in lines(change, names().display)]
    each += found.lines()
    for told in each:
        click.echo(told)
    if not each:
        click.echo("nothing changed")


def _before(last: Known, first: Known) -> bool:
    """Whether the end lies before the beginning, where both are days or both are numbers."""
    if isinstance(first, date) and isinstance(last, date):
        return last < first
    return isinstance(first, int) and isinstance(last, int) and last < first
