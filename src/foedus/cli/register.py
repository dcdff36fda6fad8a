"""`foedus register`: what is known of agreements before any news, with the source of each fact."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.common import (
    actor_name,
    by_option,
    day_asked,
    json_option,
    known_on_option,
    ledger_option,
    now,
    open_for_reading,
    open_for_writing,
    print_json,
    print_rows,
    tell,
)
from foedus.cli.listing import Form, list_options
from foedus.cli.listing import show as show_list
from foedus.cli.options import day_option
from foedus.cli.terminal import write_json
from foedus.cli.ties import tell_ties
from foedus.cli.where import exists
from foedus.errors import InputError, RegisterError, UsageError
from foedus.files import read_file

if TYPE_CHECKING:
    from foedus.register.index import Brief
    from foedus.register.lookup import Bound, Register
    from foedus.register.model import Entry

Known = date | int | None
_BRIEF = ("entry", "agreement", "kind", "date", "in_force", "ended", "parties")
_BOUND = ("entry", "agreement", "date", "for_it", "since", "until", "known_until")
_LARGEST = 64 << 20  # bytes of a compiled register
_COMPILED = "A compiled register (register.bin) instead of the one that foedus ships."


@click.group(short_help="Look up the known agreements: names, parties, days, terms.")
def register() -> None:
    """Look up known agreements, each fact with its source and the day up to which it is known.

    \b
    foedus register show "Ottawa Convention"
    foedus register search landmines
    foedus register list --party FRA --in-force --on 2024-01-01
    """


@register.command(short_help="Show one known agreement with all that is known of it.")
@click.argument("name", nargs=-1, required=True, metavar="NAME|ID...")
@known_on_option
@json_option
@ledger_option
@click.pass_context
def show(ctx: click.Context, name: tuple[str, ...], known_on: Known, as_json: bool) -> None:
    """Show one known agreement: its names, days, parties, terms, ends, links, and the source of each fact.

    \b
    foedus register show NPT
    foedus register show "Treaty of Friendship" --json
    """
    import msgspec  # noqa: PLC0415  the register loads only here

    opened = _asked(ctx, known_on)
    entry = _one(opened, " ".join(name))
    if as_json:
        print_json([msgspec.to_builtins(entry)])
    else:
        _print_entry(opened, entry)


@register.command(short_help="Find known agreements by the words of their names and subjects.")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@known_on_option
@list_options(_BRIEF, most=20)
@ledger_option
@click.pass_context
def search(ctx: click.Context, words: tuple[str, ...], known_on: Known, form: Form) -> None:
    """Find known agreements by the words of their names, subjects and parties, best first.

    One typing error a word is forgiven.

    \b
    foedus register search vienna convention
    foedus register search Kiribati United States friendship
    """
    opened = _asked(ctx, known_on)
    found = opened.search(" ".join(words), form.limit or 20)
    show_list(form, _BRIEF, found, _brief_row, _brief_json)
    if not found:
        tell(f"no known agreement has the words {' '.join(words)!r}; try fewer of them")


@register.command(name="list", short_help="List the known agreements of a state.")
@click.option("--party", required=True, metavar="STATE", help="The state or organisation: a code or a name.")
@click.option("--in-force", is_flag=True, help="Only those known to bind it on the day.")
@day_option
@known_on_option
@list_options(_BOUND)
@ledger_option
@click.pass_context
def list_(
    ctx: click.Context, party: str, in_force: bool, on: str | None, known_on: Known, form: Form
) -> None:
    """List the known agreements in which a state stands, and whether each binds it on the day.

    What is known ends with the lists: the last column says up to which day.

    \b
    foedus register list --party FRA --in-force --on 2014-01-01
    foedus register list --party "North Korea" --json
    """
    from foedus.cli.parties import parties  # noqa: PLC0415

    codes = parties(party, "--party")
    if len(codes) != 1:
        raise UsageError(f"--party {party!r} is more than one state; name one")
    opened = _asked(ctx, known_on)
    day = day_asked(on).isoformat()
    found = [b for b in opened.in_force(codes[0], day) if b.binds is True or not in_force]
    show_list(form, _BOUND, found, _bound_row, _bound_json)
    if not form.json:
        tell(f"{len(found):,} known agreements")


@register.command(short_help="Write every known agreement as JSON Lines.")
@known_on_option
@ledger_option
@click.pass_context
def export(ctx: click.Context, known_on: Known) -> None:
    """Write every known agreement with all its facts and their sources, one JSON object a line.

    \b
    foedus register export > register.jsonl
    """
    import msgspec  # noqa: PLC0415

    write_json(msgspec.to_builtins(entry) for entry in _asked(ctx, known_on).entries())


@register.command(short_help="Tell which edition of the register this is.")
@known_on_option
@json_option
@ledger_option
@click.pass_context
def edition(ctx: click.Context, known_on: Known, as_json: bool) -> None:
    """Tell which edition this is, how much it holds, and where its facts come from.

    \b
    foedus register edition
    """
    import msgspec  # noqa: PLC0415

    opened = _asked(ctx, known_on)
    about = opened.edition
    if as_json:
        print_json(
            [
                {
                    **msgspec.to_builtins(about),
                    "sources": [msgspec.to_builtins(s) for s in opened.sources().values()],
                }
            ]
        )
        return
    click.echo(f"edition {about.id} of {about.date}")
    click.echo(
        f"{about.entries:,} agreements, {about.names:,} names, {about.participations:,} acts and standings of"
        f" states, {about.states:,} states and territories"
    )
    rows = ((s.id, s.name, s.as_of or "", s.licence) for s in opened.sources().values())
    print_rows(("source", "name", "as of", "licence"), rows)
    shipped = _shipped().edition
    if shipped.digest != about.digest:
        tell(f"foedus ships {shipped.id} of {shipped.date}: `foedus register diff` tells what it changes")


@register.command(short_help="Let the ledger go by the edition that foedus ships, or by another.")
@click.option("--file", "file", type=click.Path(path_type=Path), metavar="FILE", help=_COMPILED)
@by_option
@ledger_option
@click.pass_context
def adopt(ctx: click.Context, file: Path | None, actor: str | None) -> None:
    """Let the ledger go by the edition that foedus ships, from now on, as an entry of its own.

    What was known on a day before is still asked with the edition of that day (--known-on). Lists of your own
    (foedus register import) stand above this edition too, some twenty seconds a list. Agreements that are one
    entry by it are tied, each by a verdict that can be undone. An edition older than the ledger's is refused.

    \b
    foedus register diff
    foedus register adopt
    """
    from foedus.record.lists import adopt_below  # noqa: PLC0415  the database loads only here

    content = None if file is None else _compiled(file)
    with open_for_writing(ctx, create=True, adopts=False) as ledger:
        before = ledger.adopted()
        done = adopt_below(ledger, content, actor=actor_name(actor), recorded_at=now())
        if done is None:
            click.echo(f"the ledger goes by {before[-1].edition} already; nothing is adopted")
            return
        click.echo(f"the ledger goes by edition {done.edition} of {done.day}, since entry {done.transaction}")
        if done.layer:
            click.echo(f"above it, as before: {done.layer}")
        elif before and before[-1].layer:  # it was put there by an older foedus, which did not keep its text
            tell(f"{before[-1].layer} stands no longer above it: import it again")
        tell_ties(ledger, None, actor_name(actor))


@register.command(short_help="Tie agreements of the ledger that are one known agreement.")
@by_option
@ledger_option
@click.pass_context
def tie(ctx: click.Context, actor: str | None) -> None:
    """Tie agreements of the ledger that are one entry of the register, each by a verdict of its own.

    Adding, importing and adopting do so by themselves; this is for a ledger that was filled before they did,
    and for an import that was stopped. What a person parted is not tied again.

    \b
    foedus register tie
    foedus review undo 12
    """
    with open_for_writing(ctx) as ledger:
        found = tell_ties(ledger, None, actor_name(actor))
    known = f"{found.known:,} of {found.asked:,} agreements are entries of the register"
    click.echo(f"{known}; {len(found.tied):,} were tied")


@register.command(short_help="Tell what a new edition changes.")
@click.option("--file", "file", type=click.Path(path_type=Path), metavar="FILE", help=_COMPILED)
@known_on_option
@json_option
@ledger_option
@click.pass_context
def diff(ctx: click.Context, file: Path | None, known_on: Known, as_json: bool) -> None:
    """Tell what the edition that foedus ships changes, against the one that the ledger goes by.

    \b
    foedus register diff
    foedus register diff --known-on 2026-01-31 --json
    """
    from foedus.register.diff import changes  # noqa: PLC0415
    from foedus.register.lookup import Register  # noqa: PLC0415

    older = _asked(ctx, known_on)
    newer = _shipped() if file is None else Register.of_bytes(_compiled(file), file.name)
    found = changes(older, newer)
    if as_json:
        print_json(
            {"change": c.change.value, "entry": c.id, "title": c.title, "fields": list(c.fields),
             "before": c.before}
            for c in found
        )  # fmt: skip
        return
    rows = [
        (c.change.value, c.id, c.title, ", ".join(c.fields) if c.before is None else f"was {c.before}")
        for c in found
    ]
    if rows:
        print_rows(("", "entry", "agreement", "what"), rows)
    click.echo(f"{len(rows):,} entries differ, from {older.edition.id} to {newer.edition.id}")


@register.command(name="import", short_help="Put a list of your own above the register.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@by_option
@ledger_option
@click.pass_context
def import_(ctx: click.Context, file: Path, actor: str | None) -> None:
    """Put a list of your own, in the form of docs/register.md, above the edition that the ledger goes by.

    FILE is .yaml (with PyYAML installed) or .json. Its facts go before those of the edition, which stay
    beside them. A list with a fault is refused whole, with the row that has it. It takes some twenty seconds.
    It takes the place of an earlier list of the same source, and one without entries takes that one away.
    Editions that are adopted later come below it.

    \b
    foedus register import ministry.json
    """
    from foedus.record.lists import adopt_with_lists  # noqa: PLC0415  the database loads only here
    from foedus.register.build.layer import layered  # noqa: PLC0415

    if not file.exists():
        raise RegisterError(f"{file}: no such file; check the name")
    content = layered(_asked(ctx, None), file)
    with open_for_writing(ctx, create=True, adopts=False) as ledger:
        done = adopt_with_lists(ledger, content, actor=actor_name(actor), recorded_at=now())
        if done is None:
            click.echo(f"{file.name} stands above the register already; nothing is adopted")
        else:
            click.echo(
                f"{file.name} stands above the register: edition {done.edition}, entry {done.transaction}"
            )
            tell_ties(ledger, None, actor_name(actor))


def _asked(ctx: click.Context, known_on: Known) -> Register:
    """The edition that the ledger goes by, the shipped one where there is no ledger yet."""
    if not exists(ctx):
        return _shipped()
    from foedus.record.editions import register_of  # noqa: PLC0415  the database loads only here

    with open_for_reading(ctx) as ledger:
        return register_of(ledger, known_on)


def _shipped() -> Register:
    from foedus.register.lookup import Register  # noqa: PLC0415

    return Register.open()


def _compiled(file: Path) -> bytes:
    """The bytes of a compiled register. Raises RegisterError where the file cannot be read."""
    try:
        return read_file(file, _LARGEST)
    except InputError as error:
        raise RegisterError(f"{file}: {error}; check the name") from error


def _one(opened: Register, name: str) -> Entry:
    """The entry of an id or a name. Raises UsageError naming those it may be."""
    entry = opened.entry(name)
    if entry is not None:
        return entry
    ids = list(dict.fromkeys(h.brief.id for h in opened.by_name(name)))
    near = ids or [b.id for b in opened.search(name, 6)]
    if len(ids) == 1 or len(near) == 1:
        found = opened.entry(near[0])
        assert found is not None
        return found
    if not near:
        raise UsageError(f"no known agreement is called {name!r}; `foedus register search` finds by words")
    which = ", ".join(near[:6])
    raise UsageError(f"{name!r} may be several known agreements; name one of them by its id: {which}")


def _brief_json(brief: Brief) -> dict[str, Any]:
    return {
        "entry": brief.id,
        "title": brief.title,
        "kind": brief.kind.value,
        "date": brief.date,
        "in_force": brief.in_force,
        "ended": brief.ended,
        "parties": list(brief.parties),
    }


def _brief_row(b: Brief) -> tuple[object, ...]:
    return (b.id, b.title, b.kind.value, b.date, b.in_force, b.ended, " ".join(b.parties))


def _bound_row(b: Bound) -> tuple[object, ...]:
    words = {True: "in force", False: "not in force", None: "not told"}
    return (b.brief.id, b.brief.title, b.brief.date, words[b.binds], b.since, b.until, b.known_until)


def _bound_json(found: Bound) -> dict[str, Any]:
    return {
        "entry": found.brief.id,
        "title": found.brief.title,
        "state": found.state,
        "stands": found.stands.value,
        "in_force": found.binds,
        "since": found.since,
        "until": found.until,
        "known_until": found.known_until,
    }


def _print_entry(opened: Register, entry: Entry) -> None:
    from foedus.register.standing import standings  # noqa: PLC0415

    click.echo(entry.title)
    click.echo(f"  {entry.kind.value}, entry {entry.id}")
    others = dict.fromkeys(n.text for n in entry.names if n.text != entry.title)
    if others:
        click.echo(f"  also: {'; '.join(others)}")
    rows: list[tuple[object, ...]] = []
    for day in entry.days:
        what = day.what.value.replace("_", " ")
        rows.append((what, day.date or "not yet", day.place or "", " ".join(day.sources), day.note))
    for event in entry.events:
        by = f"by {', '.join(event.by)}" if event.by else ""
        rows.append((event.what.value, event.date, by, " ".join(event.sources), event.note))
    if rows:
        print_rows((), rows)
    for word, values in (
        ("depositary", entry.depositary),
        ("citation", entry.citations),
        ("registration", tuple(f"{r.registry} {r.number}" for r in entry.registrations)),
        ("authentic in", entry.languages),
        ("subjects", entry.subjects),
        ("links", tuple(f"{link.relation.value.replace('_', ' ')} {link.entry}" for link in entry.links)),
    ):
        if values:
            click.echo(f"  {word}: {'; '.join(values)}")
    if entry.parties.open_to:
        click.echo(f"  open to {entry.parties.open_to}")
    found = standings(entry, {s.code: s for s in opened.states()})
    if found:
        click.echo(f"  states: {len(found)}")
        print_rows(
            ("", "stands", "since", "until", "known until", "sources"),
            (
                (
                    f"    {p.state}",
                    p.stands.value,
                    ", ".join(x.since or "?" for x in p.periods),
                    ", ".join(x.until for x in p.periods if x.until),
                    p.known_until,
                    " ".join(p.sources),
                )
                for p in found
            ),
        )
    if entry.note:
        click.echo(f"  {entry.note}")
