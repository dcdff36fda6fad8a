"""`foedus review`: a person's word on claims and agreements, always with reason and name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli.common import (
    actor_name,
    by_option,
    json_option,
    known_on_option,
    ledger_option,
    now,
    open_for_reading,
    open_for_writing,
    print_json,
)
from foedus.cli.parties import parties as codes_of
from foedus.cli.phrases import count
from foedus.errors import DateError, LedgerError, UsageError

if TYPE_CHECKING:
    from foedus.ledger import Ledger, StoredClaim, VerdictKind
    from foedus.model import Claim

F = TypeVar("F", bound=Callable[..., Any])

_CERTAINTIES = ("asserted", "reported", "planned", "conditional", "speculated", "denied")


def _verdict_options(command: F) -> F:
    command = ledger_option(by_option(command))
    return click.option(
        "--reason",
        required=True,
        metavar="TEXT",
        callback=lambda ctx, param, value: _said(value),
        help="Why; it is kept with the verdict.",
    )(command)


def _said(reason: str) -> str:
    if not reason.strip():
        raise UsageError("--reason is empty: say why, it is kept with the verdict")
    return reason


@click.group(short_help="Judge claims; merge, split, name agreements; enter facts by hand.")
def review() -> None:
    """Say of a claim that it is right, wrong, or how it should read; of an agreement what it is and what not.

    What the machine read is never changed: a verdict is an entry of its own, with its reason and your name,
    and can be undone. Numbers are those of `foedus claims` and `foedus agreements`.

    A verdict on an agreement also says that what is in it then belongs there: no page that comes later takes
    it elsewhere.

    \b
    foedus review open
    foedus review correct 12 --date 2024-11-08 --reason "the decree is of the 8th"
    foedus review merge 3 7 --reason "the same treaty under two names"
    foedus review split 3 14 15 --reason "the treaty with Australia"
    foedus review rename 3 "Reciprocal Access Agreement" --reason "its title"
    foedus review enter 3 --what ratified --actors JPN --date 2023-04-28 --source "MOFA" --reason "gazette"
    """


@review.command("open", short_help="What waits for a person: differing readings and contradictions.")
@json_option
@ledger_option
@click.pass_context
def open_(ctx: click.Context, as_json: bool) -> None:
    """List what waits for a person: readings that differ from a verdict, sources that contradict."""
    from foedus.record.as_json import claim_json, fact_json  # noqa: PLC0415  the database loads only here
    from foedus.record.contradictions import contradictions  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        waiting = ledger.waiting()
        disputed = contradictions(ledger)
        if as_json:
            print_json({"open": "reading", **claim_json(c)} for c in waiting)
            print_json({"open": "contradiction", **fact_json(f, row.id)} for row, f in disputed)
            return
        for claim in waiting:
            _show(ledger, claim)
        found = bool(waiting)
        for row, fact in disputed:
            found = True
            who = " ".join(fact.actors)
            what = f"{who} {fact.what.replace('_', ' ')}".strip()
            click.echo(f"agreement {row.id} {row.name}: {what}: {fact.contradiction}")
            for side in fact.sides:
                numbers = ", ".join(str(c.id) for c in side.claims)
                click.echo(f"  {side.label}: claims {numbers}; {side.sources} independent")
    if not found:
        click.echo("nothing waits for review")


@review.command("list", short_help="All verdicts, those undone among them.")
@known_on_option
@json_option
@ledger_option
@click.pass_context
def list_(ctx: click.Context, known_on: date | int | None, as_json: bool) -> None:
    """List all verdicts with their numbers, those that were undone among them."""
    from foedus.ledger.diff import in_words  # noqa: PLC0415
    from foedus.record.as_json import verdict_json  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        found = ledger.verdicts(known_on=known_on)
    if as_json:
        print_json(verdict_json(v) for v in found)
        return
    if not found:
        click.echo("no verdicts yet")
    for verdict in found:
        click.echo(f"verdict {verdict.id}, {verdict.recorded_at:%Y-%m-%d}: {in_words(verdict)}")


@review.command(short_help="A claim is right.")
@click.argument("claims", nargs=-1, type=int, required=True, metavar="CLAIM...")
@_verdict_options
@click.pass_context
def accept(ctx: click.Context, claims: tuple[int, ...], reason: str, actor: str | None) -> None:
    """Say that claims are right: they count, whatever newer rules read."""
    from foedus.ledger import VerdictKind  # noqa: PLC0415

    _judge(ctx, VerdictKind.ACCEPT, claims, reason, actor)


@review.command(short_help="A claim is wrong.")
@click.argument("claims", nargs=-1, type=int, required=True, metavar="CLAIM...")
@_verdict_options
@click.pass_context
def reject(ctx: click.Context, claims: tuple[int, ...], reason: str, actor: str | None) -> None:
    """Say that claims are wrong: they are kept and no longer count."""
    from foedus.ledger import VerdictKind  # noqa: PLC0415

    _judge(ctx, VerdictKind.REJECT, claims, reason, actor)


def _judge(
    ctx: click.Context, kind: VerdictKind, claims: tuple[int, ...], reason: str, actor: str | None
) -> None:
    with open_for_writing(ctx) as ledger:
        missing = sorted(set(claims) - {stored.id for stored in ledger.claims(ids=claims)})
        if missing:
            raise LedgerError(f"{_no_claim(missing[0])}; none was {kind.value}ed")
        for claim in dict.fromkeys(claims):
            verdict = ledger.judge(kind, claim, reason=reason, actor=actor_name(actor), recorded_at=now())
            click.echo(f"verdict {verdict}: claim {claim} {kind.value}ed")


@review.command(short_help="How a claim should read.")
@click.argument("claim", type=int, metavar="CLAIM")
@click.option("--date", "date_", metavar="EDTF", help="The right date, 2024-11-08 or 2024-11; '' for none.")
@click.option("--actors", metavar="STATES", help="Who did it: 'PRK RUS'; '' where the text does not say.")
@click.option("--parties", metavar="STATES", help="Between whom the agreement is: 'North Korea, Russia'.")
@click.option("--what", metavar="STEP", help="The right step, act or term.")
@click.option("--certainty", type=click.Choice(_CERTAINTIES), help="How sure the text is.")
@click.option("--place", metavar="NAME", help="Where; '' for nowhere named.")
@_verdict_options
@click.pass_context
def correct(
    ctx: click.Context,
    claim: int,
    date_: str | None,
    actors: str | None,
    parties: str | None,
    what: str | None,
    certainty: str | None,
    place: str | None,
    reason: str,
    actor: str | None,
) -> None:
    """Say how a claim should read. The original, its passage and the correction stay side by side."""
    from foedus.ledger import VerdictKind  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        found = ledger.claims(ids=[claim])
        if not found:
            raise LedgerError(_no_claim(claim))
        given = {"date": date_, "actors": actors, "parties": parties, "what": what, "place": place}
        right = _corrected(found[0].believed, {**given, "certainty": certainty})
        ledger.judge(
            VerdictKind.CORRECT,
            claim,
            corrected=right,
            reason=reason,
            actor=actor_name(actor),
            recorded_at=now(),
        )
        _show(ledger, ledger.claims(ids=[claim])[0])


def _no_claim(number: int) -> str:
    return f"no claim {number}: `foedus claims` lists them with their numbers"


def _corrected(claim: Claim, given: dict[str, str | None]) -> Claim:
    from foedus.dates.edtf import bounds  # noqa: PLC0415
    from foedus.model import Certainty, ClaimKind, ParticularKind, Step, TermKind  # noqa: PLC0415

    changes: dict[str, Any] = {}
    for field, text in given.items():
        if text is None:
            continue
        if field == "certainty":
            changes[field] = Certainty(text)
        elif field in ("actors", "parties"):
            changes[field] = codes_of(text, f"--{field}", {*claim.parties, *claim.actors})
        else:
            changes[field] = text or None
    if not changes:
        raise UsageError("say what is to read otherwise: --date, --actors, --what, --certainty ...")
    if changes.get("date"):
        try:
            bounds(changes["date"])
        except DateError as fault:
            raise UsageError(f"--date: {fault}") from fault
    kinds = {ClaimKind.STEP: Step, ClaimKind.TERM: TermKind, ClaimKind.PARTICULAR: ParticularKind}
    if "what" in changes and claim.kind in kinds and changes["what"] not in set(kinds[claim.kind]):
        names = ", ".join(sorted(kinds[claim.kind]))
        raise UsageError(f"--what {changes['what']!r} is no {claim.kind.value}; one of {names}")
    return replace(claim, **changes)


@review.command(short_help="Two agreements are one.")
@click.argument("one", type=int)
@click.argument("other", type=int)
@_verdict_options
@click.pass_context
def merge(ctx: click.Context, one: int, other: int, reason: str, actor: str | None) -> None:
    """Say that two agreements are one."""
    with open_for_writing(ctx) as ledger:
        verdict = ledger.merge(one, other, reason=reason, actor=actor_name(actor), recorded_at=now())
    click.echo(f"verdict {verdict}: agreements {one} and {other} are one, under number {min(one, other)}")


@review.command(short_help="Some claims are about another agreement, a new one.")
@click.argument("agreement", type=int)
@click.argument("claims", nargs=-1, type=int, required=True, metavar="CLAIM...")
@_verdict_options
@click.pass_context
def split(
    ctx: click.Context, agreement: int, claims: tuple[int, ...], reason: str, actor: str | None
) -> None:
    """Say that some claims of an agreement are about another one, which gets a number of its own.

    Each of the two has the names and the parties that its own claims give it. `move` takes claims to an
    agreement that is there already.
    """
    with open_for_writing(ctx) as ledger:
        verdict, new = ledger.split(
            agreement, claims, reason=reason, actor=actor_name(actor), recorded_at=now()
        )
    are = "is" if len(claims) == 1 else "are"
    click.echo(
        f"verdict {verdict}: {count(len(claims), 'claim')} of agreement {agreement} {are} now agreement {new}"
    )


@review.command(short_help="Some claims are about an agreement that is there already.")
@click.argument("claims", nargs=-1, type=int, required=True, metavar="CLAIM...")
@click.option("--to", "agreement", type=int, required=True, metavar="AGREEMENT", help="Where they belong.")
@_verdict_options
@click.pass_context
def move(ctx: click.Context, claims: tuple[int, ...], agreement: int, reason: str, actor: str | None) -> None:
    """Say that claims are about another agreement than the one where they stand."""
    with open_for_writing(ctx) as ledger:
        verdict = ledger.move(claims, agreement, reason=reason, actor=actor_name(actor), recorded_at=now())
    are = "is" if len(claims) == 1 else "are"
    click.echo(f"verdict {verdict}: {count(len(claims), 'claim')} {are} now of agreement {agreement}")


@review.command(short_help="How an agreement is called.")
@click.argument("agreement", type=int)
@click.argument("name")
@_verdict_options
@click.pass_context
def rename(ctx: click.Context, agreement: int, name: str, reason: str, actor: str | None) -> None:
    """Say how an agreement is called: it is shown so everywhere, whatever the pages call it.

    The names it had lead to it as before. Undo the verdict to have it called by them again.
    """
    with open_for_writing(ctx) as ledger:
        verdict = ledger.rename(agreement, name, reason=reason, actor=actor_name(actor), recorded_at=now())
        row = ledger.agreement(agreement)
    click.echo(f"verdict {verdict}: agreement {row.id} is “{row.name}”")


@review.command(short_help="Between whom an agreement is.")
@click.argument("agreement", type=int)
@click.argument("states", required=False, metavar="[STATES]")
@click.option("--clear", is_flag=True, help="Say that its parties are not known.")
@_verdict_options
@click.pass_context
def parties(
    ctx: click.Context, agreement: int, states: str | None, clear: bool, reason: str, actor: str | None
) -> None:
    """Say between whom an agreement is: these and no others, whatever pages tell. Or that it is not known.

    Undo the verdict to have the parties that the pages tell.

    \b
    foedus review parties 3 "JPN AUS" --reason "the treaty's text"
    foedus review parties 3 "Japan, United Kingdom" --reason "the treaty's text"
    foedus review parties 3 --clear --reason "the page meant the depositary"
    """
    if bool(states and states.strip()) == clear:
        raise UsageError("say the parties ('JPN AUS') or --clear, one of the two")
    with open_for_writing(ctx) as ledger:
        row = ledger.agreement(agreement)
        codes = codes_of(states or "", "STATES", set(row.parties))
        verdict = ledger.set_parties(
            agreement, codes, reason=reason, actor=actor_name(actor), recorded_at=now()
        )
        row = ledger.agreement(agreement)
    between = f"between {', '.join(row.parties)}" if row.parties else "without parties that are known"
    click.echo(f"verdict {verdict}: agreement {row.id} {row.name} is {between}")


@review.command(short_help="Enter a fact by hand, with its source.")
@click.argument("agreement", type=int)
@click.option("--what", required=True, metavar="STEP", help="The step, act or term: ratified, signed ...")
@click.option(
    "--source", required=True, metavar="NAME", help="Who says so: a register, a gazette, an agency."
)
@click.option(
    "--kind",
    type=click.Choice(["step", "act", "term"]),
    default="step",
    show_default=True,
    help="Of what kind.",
)
@click.option("--of", metavar="STEP", help="The step that it is about: notified, of withdrawn.")
@click.option("--actors", metavar="STATES", help="Who did it: 'PRK RUS'. Default: nobody named.")
@click.option("--date", "date_", metavar="EDTF", help="When: 2024-11-08, 2024-11 or 2024.")
@click.option(
    "--certainty",
    type=click.Choice(_CERTAINTIES),
    default="asserted",
    show_default=True,
    help="How sure it is.",
)
@click.option("--quote", metavar="TEXT", help="The source's own words.")
@_verdict_options
@click.pass_context
def enter(
    ctx: click.Context,
    agreement: int,
    what: str,
    source: str,
    kind: str,
    of: str | None,
    actors: str | None,
    date_: str | None,
    certainty: str,
    quote: str | None,
    reason: str,
    actor: str | None,
) -> None:
    """Enter a fact of an agreement by hand, on the word of a source.

    It counts as a claim of that source, is shown with your name as entered by hand, and can be judged or
    undone as any other.

    \b
    foedus review enter 3 --what entered_into_force --date 2023-08-13 --source "MOFA" --reason "its notice"
    """
    from foedus.ledger import Entry  # noqa: PLC0415
    from foedus.model import Certainty, ClaimKind  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        row = ledger.agreement(agreement)
        entry = Entry(
            what=what.strip().replace(" ", "_") if kind != "act" else what.strip(),
            source=source,
            kind=ClaimKind(kind),
            actors=codes_of(actors or "", "--actors", set(row.parties)),
            date=date_ or None,
            certainty=Certainty(certainty),
            quote=quote,
            of=of.strip().replace(" ", "_") if of else None,
        )
        verdict, claim = ledger.enter(
            agreement, entry, reason=reason, actor=actor_name(actor), recorded_at=now()
        )
        click.echo(f"verdict {verdict}: claim {claim} entered by hand")
        _show(ledger, ledger.claims(ids=[claim])[0])


@review.command(short_help="Take a verdict back.")
@click.argument("verdict", type=int, metavar="VERDICT")
@_verdict_options
@click.pass_context
def undo(ctx: click.Context, verdict: int, reason: str, actor: str | None) -> None:
    """Take a verdict back; both stay in the ledger, and the undoing can be undone."""
    with open_for_writing(ctx) as ledger:
        new = ledger.undo(verdict, reason=reason, actor=actor_name(actor), recorded_at=now())
    click.echo(f"verdict {new}: verdict {verdict} undone")


@review.command(short_help="Read notices of pages that came in before foedus read any.")
@by_option
@ledger_option
@click.pass_context
def notices(ctx: click.Context, actor: str | None) -> None:
    """Read the notices of correction and retraction of pages that came in before foedus read any.

    Each is tied to the pages that it means, as one that comes in now is; a second time nothing is left to do.

    \b
    foedus review notices
    """
    with open_for_writing(ctx) as ledger:
        found = ledger.read_notices(actor=actor_name(actor), recorded_at=now())
    click.echo(f"{count(found, 'notice')} found on pages of which none was known")


def _show(ledger: Ledger, stored: StoredClaim) -> None:
    """The original, its passage, and what a person or a newer reading would have it say."""
    from foedus.ledger.diff import said  # noqa: PLC0415

    by_hand = f"   entered by hand by {stored.entered_by}" if stored.entered_by else ""
    click.echo(f"claim {stored.id}   {said(stored.claim)}{by_hand}")
    for passage in stored.claim.passages:
        click.echo(f"  passage  “{' '.join(passage.text.split())}”")
    if stored.verdict is not None and stored.verdict.corrected is not None:
        click.echo(f"  should read  {said(stored.verdict.corrected)} ({stored.verdict.by})")
    if stored.beside is not None:
        (judged,) = ledger.claims(ids=[stored.beside])
        verdict = judged.verdict
        by = f", {verdict.kind.value}ed by {verdict.by}" if verdict else ""
        click.echo(f"  waits beside claim {judged.id}: {said(judged.believed)}{by}")
