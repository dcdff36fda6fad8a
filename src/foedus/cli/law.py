"""`foedus status` and `foedus oblige`: the law on a day, from the ledger or from treaty files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.common import day_asked, known_on_option, ledger_option, now, open_for_reading
from foedus.cli.options import day_option
from foedus.cli.terminal import write_json
from foedus.cli.where import exists
from foedus.errors import InputError, LedgerError, TreatyFileError, UsageError
from foedus.files import read_file

if TYPE_CHECKING:
    from foedus.law.model import Case, Status, Treaty
    from foedus.ledger import Ledger


_LARGEST = 64 << 20  # bytes of a treaty's file


@click.command(short_help="Tell whether a treaty is in force on a day, and why.")
@click.argument("agreement", nargs=-1, metavar="[PARTY|NAME]...")
@day_option
@known_on_option
@click.option(
    "--file",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="TREATY.json",
    help="A treaty from a file instead of the ledger (may be given again).",
)
@click.option(
    "--explain", is_flag=True, help="List the acts counted towards entry into force, and why others not."
)
@click.option(
    "--ics", type=click.Path(path_type=Path), metavar="FILE", help="Write the coming legal dates (iCalendar)."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a treaty, one a line.")
@ledger_option
@click.pass_context
def status(
    ctx: click.Context,
    agreement: tuple[str, ...],
    on: str | None,
    known_on: date | int | None,
    files: tuple[Path, ...],
    explain: bool,
    ics: Path | None,
    as_json: bool,
) -> None:
    """Tell whether a treaty is in force on a day, for whom, what is missing, and why.

    The treaty is named by its parties (PRK RUS, "North Korea") or by part of its name, or given as a file.
    Each reason cites the articles of the Vienna Convention on the Law of Treaties (VCLT) and the claims it
    rests on.

    \b
    foedus status PRK RUS --on 2024-11-12
    foedus status --file ottawa.json --on 1999-03-01 --explain
    foedus status "New START" --ics dates.ics
    """
    from foedus.cli import lawtext  # noqa: PLC0415  the law loads only here
    from foedus.law.forms import obligation_to_json  # noqa: PLC0415
    from foedus.law.status import explain as explained  # noqa: PLC0415
    from foedus.names import names  # noqa: PLC0415
    from foedus.record.linked import entry_of  # noqa: PLC0415
    from foedus.wording.as_json import counted_to_json, status_to_json  # noqa: PLC0415
    from foedus.wording.recorded import recorded_json  # noqa: PLC0415

    if not agreement and not files:
        raise UsageError("name a treaty (foedus status PRK RUS) or give a file (--file TREATY.json)")
    if agreement and files:
        raise UsageError(f"{' '.join(agreement)!r} asks the ledger and --file a file: give one of them")
    day = day_asked(on).isoformat()
    name = str if as_json else names().display
    answer = _by_law if files else _by_record()
    dates = []
    for i, treaty in enumerate(_treaties(ctx, agreement, files, known_on)):
        found = answer(treaty, day)
        counted = explained(treaty.record, treaty.terms, day) if explain else ()
        dates.append((treaty.record.title, found.dates))
        if as_json:
            owed = [obligation_to_json(o) for o in treaty.terms.obligations]
            data: dict[str, Any] = {
                "title": treaty.record.title,
                **entry_of(treaty),
                **status_to_json(found, names().display),
                "obligations": owed,
                **recorded_json(treaty),
            }
            if explain:
                data["counted"] = [counted_to_json(c) for c in counted]
            write_json([data])
        else:
            lawtext.print_status(treaty, found, counted, name, first=i == 0)
    if ics is not None:
        from foedus.publish.calendar import calendar  # noqa: PLC0415

        _write(ics, calendar(dates, day, name))


def _by_law(asked: Treaty, day: str | date) -> Status:
    """The status of a treaty's file, of which no register is asked."""
    from foedus.law.status import status as found  # noqa: PLC0415

    return found(asked.record, asked.terms, day)


def _by_record() -> Callable[[Treaty, str | date], Status]:
    """What answers for an agreement of the ledger or of the register."""
    from foedus.record.answer import answer  # noqa: PLC0415  the register loads only here

    return answer


@click.command(short_help="Tell who is bound to do what when a state is attacked.")
@click.option(
    "--attacked", required=True, metavar="STATE", help="The state attacked: a code (PRK) or a name."
)
@click.option("--by", "attacker", metavar="STATE", help="The state that attacks. Default: any.")
@day_option
@known_on_option
@click.option(
    "--file",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="TREATY.json",
    help="Treaties from files instead of the ledger (may be given again).",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a duty, one a line.")
@ledger_option
@click.pass_context
def oblige(
    ctx: click.Context,
    attacked: str,
    attacker: str | None,
    on: str | None,
    known_on: date | int | None,
    files: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Tell who is bound to do what when a state is attacked (casus foederis).

    Mutual defence, consultation, neutrality and non-aggression, from the treaties to which the attacked state
    is a party, each with its article, its evidence and whether it binds on the day.

    \b
    foedus oblige --attacked PRK --on 2025-01-01
    foedus oblige --attacked Estonia --by Russia --file north-atlantic.json
    """
    from foedus.cli import lawtext  # noqa: PLC0415
    from foedus.law.model import Case  # noqa: PLC0415
    from foedus.law.obligations import casus_foederis  # noqa: PLC0415
    from foedus.names import names  # noqa: PLC0415
    from foedus.wording.as_json import bound_to_json  # noqa: PLC0415

    case = Case(state_code(attacked), state_code(attacker) if attacker else None, day_asked(on).isoformat())
    each = _with_duties(ctx, case, files, known_on)
    treaties = [(t.record, t.terms) for t in each]
    parties = {party for record, _ in treaties for party in record.parties}
    _check_state(case.attacked, "--attacked", parties)
    if case.attacker is not None:
        _check_state(case.attacker, "--by", parties)
    name = str if as_json else names().display
    found = casus_foederis(treaties, case)
    if as_json:
        for bound in found:
            write_json([bound_to_json(bound)])
    else:
        lawtext.print_bound(case, found, name)


def _with_duties(
    ctx: click.Context, case: Case, files: tuple[Path, ...], known_on: date | int | None
) -> list[Treaty]:
    """The treaties of the files, else of the ledger and beside those the known ones that no page tells."""
    if files:
        return _treaties(ctx, (), files, known_on)
    from foedus.record.find import duties_for  # noqa: PLC0415  the register and the database load only here

    with _ledger(ctx) as ledger:
        return duties_for(ledger, case.attacked, case.on, known_on)


def _treaties(
    ctx: click.Context, query: tuple[str, ...], files: tuple[Path, ...], known_on: date | int | None
) -> list[Treaty]:
    """The treaties of the files, else those of the ledger that the words fit, else those of the register."""
    if files:
        if known_on is not None:
            raise UsageError("--known-on asks the ledger; a treaty file (--file) is known as it stands")
        return [_from_file(path) for path in files]
    from foedus.record.find import near, treaties_for  # noqa: PLC0415

    with _ledger(ctx) as ledger:
        found = treaties_for(ledger, query, known_on)
        if not found:
            nearest = ", ".join(near(ledger, query, known_on))
            raise LedgerError(
                f"no agreement fits {' '.join(query)!r}: `foedus agreements` lists those of the ledger,"
                f" `foedus register search` finds known ones" + (f" (near: {nearest})" if nearest else "")
            )
        return [each.treaty for each in found]


@contextmanager
def _ledger(ctx: click.Context) -> Iterator[Ledger | None]:
    """The ledger to ask; None where there is none yet."""
    if not exists(ctx):
        yield None
        return
    with open_for_reading(ctx) as ledger:
        yield ledger


def _from_file(path: Path) -> Treaty:
    from msgspec.structs import replace  # noqa: PLC0415

    from foedus.law.treatyfile import read_treaty  # noqa: PLC0415
    from foedus.record.joined import completed  # noqa: PLC0415

    try:
        text = read_file(path, _LARGEST)
    except InputError as error:
        raise TreatyFileError(f"{path}: {error}; check the name") from error
    treaty = read_treaty(text, str(path), state_code)
    return completed(replace(treaty, record=replace(treaty.record, known=now().date().isoformat())))


def state_code(text: str) -> str:
    """The code of a state named in any usual way; what the tables do not know for sure stays as written."""
    from foedus.names import Kind, names  # noqa: PLC0415

    table = names()
    if table.is_state(text):
        return text
    codes = {e.state for e in table.lookup(text.strip()) if e.kind is Kind.STATE and e.state}
    if len(codes) == 1:
        return codes.pop()
    return text.upper() if table.is_state(text.upper()) else text


def _check_state(code: str, option: str, parties: Collection[str]) -> None:
    """Raises UsageError for what is neither a known state nor a party: one misspelt would be owed nothing."""
    from foedus.law.kinds import key  # noqa: PLC0415
    from foedus.names import names  # noqa: PLC0415

    known = {state.code for state in names().states()}
    if code not in known and key(code) not in {key(party) for party in parties}:
        raise UsageError(f"{option} {code!r} is no state known here; write its code (PRK) or its usual name")


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); name another file") from error
