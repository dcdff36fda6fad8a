"""`foedus proposals`: what letters, assistants and other readers propose, and a person's word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foedus.cli.common import (
    actor_name,
    by_option,
    json_option,
    ledger_option,
    open_for_reading,
    open_for_writing,
    print_json,
    tell,
)
from foedus.cli.parties import parties as codes_of

if TYPE_CHECKING:
    from foedus.proposals.model import Alike, Proposal

_STATES = ("waiting", "accepted", "answered", "declined", "all")
_KINDS = ("letter", "assistant", "reader")
_CERTAINTIES = ("asserted", "reported", "planned", "conditional", "speculated", "denied")


@click.group(short_help="Accept or decline what letters, assistants and other readers propose.")
def proposals() -> None:
    """Decide on what is proposed for the record: by letters, by assistants, by other readers of pages.

    A proposal counts for nothing until a person accepts it; then it stands as a claim under that name, and
    can be judged or undone as any other (`foedus review`).

    \b
    foedus proposals list
    foedus proposals show 7
    foedus proposals accept 7 --reason "the page says so"
    foedus proposals decline 8 --reason "another treaty is meant"
    """


@proposals.command("list", short_help="The proposals that wait for a decision.")
@click.option("--state", type=click.Choice(_STATES), default="waiting", show_default=True, help="Which ones.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only these proposers.")
@json_option
@ledger_option
@click.pass_context
def list_(ctx: click.Context, state: str, kind: str | None, as_json: bool) -> None:
    """List proposals by number, oldest first."""
    from foedus.proposals.model import ProposalKind, ProposalState  # noqa: PLC0415
    from foedus.proposals.queue import Proposals  # noqa: PLC0415  the database loads only here

    with open_for_reading(ctx) as ledger:
        found = Proposals(ledger).proposals(
            None if state == "all" else ProposalState(state), ProposalKind(kind) if kind else None
        )
    if as_json:
        print_json(map(proposal_json, found))
        return
    for one in found:
        click.echo(f"{one.kind.value} {one.id}  {one.received:%Y-%m-%d}  {one.proposer}: {_says(one)}")
    if not found:
        tell("no proposal waits" if state == "waiting" else "no proposal is so")


@proposals.command(short_help="One proposal, with its passage and who says the same.")
@click.argument("number", type=int, metavar="PROPOSAL")
@json_option
@ledger_option
@click.pass_context
def show(ctx: click.Context, number: int, as_json: bool) -> None:
    """Show one proposal whole: what it says, where, how it came to be, and who says the same.

    Another reader who says the same of the same page is no second source: both read one page.
    """
    from foedus.proposals.queue import Proposals  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        queue = Proposals(ledger)
        one, alike = queue.proposal(number), queue.alike(number)
        row = ledger.agreement(one.agreement) if one.agreement is not None else None
        pages = ledger.documents(ids=[one.document]) if one.document is not None else []
    if as_json:
        same = {"readers": dict(alike.readers), "claims": list(alike.claims)}
        print_json([{**proposal_json(one), "alike": same}])
        return
    click.echo(f"{one.kind.value} {one.id}  {one.received:%Y-%m-%d %H:%M} UTC  {one.state.value}")
    click.echo(f"from  {one.proposer or 'forgotten'}")
    about = f"agreement {row.id}  {row.name}" if row is not None else "no agreement of the ledger"
    click.echo(f"about {about}")
    for page in pages:
        click.echo(f"page  {page.id}  {page.title or page.doc}")
    if one.claim is not None:
        click.echo(f"says  {_says(one)}")
    click.echo(f"\n“{' '.join(one.text.split())}”" if one.claim is not None else f"\n{one.text}")
    for key, value in one.made_by.items():
        click.echo(f"{key}: {value}")
    _tell_alike(alike)
    if one.decided_by:
        claim = f", claim {one.entered}" if one.entered is not None else ""
        click.echo(f"\n{one.state.value} by {one.decided_by}{claim}{f': {one.answer}' if one.answer else ''}")


@proposals.command(short_help="A proposal becomes a claim of the record.")
@click.argument("number", type=int, metavar="PROPOSAL")
@click.option("--agreement", type=int, metavar="N", help="The agreement that it is about.")
@click.option("--new", "new_agreement", is_flag=True, help="It is about one that the ledger does not have.")
@click.option("--what", metavar="STEP", help="The step, where it is another.")
@click.option("--of", metavar="STEP", help="The step that it is about: notified, of withdrawn.")
@click.option("--actors", metavar="STATES", help="Who did it, where it is another: 'PRK RUS'.")
@click.option("--date", "date_", metavar="EDTF", help="When, where it is another day; '' for none.")
@click.option("--certainty", type=click.Choice(_CERTAINTIES), help="How sure it is, where it is not so.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept with the claim.")
@by_option
@ledger_option
@click.pass_context
def accept(
    ctx: click.Context, number: int, agreement: int | None, new_agreement: bool, what: str | None,
    of: str | None, actors: str | None, date_: str | None, certainty: str | None, reason: str,
    actor: str | None,
) -> None:  # fmt: skip
    """Let a proposal into the record under your name, as it is or as you say.

    A reader's claim stands on its page. Words of a letter or an assistant become their own statement, which
    is speculated unless you say otherwise.

    \b
    foedus proposals accept 7 --reason "the page says so"
    foedus proposals accept 9 --new --reason "no other page tells of this treaty"
    """
    from foedus.model import Certainty  # noqa: PLC0415
    from foedus.proposals.model import Edits  # noqa: PLC0415
    from foedus.proposals.queue import Proposals  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        queue = Proposals(ledger)
        near = set(ledger.agreement(place).parties) if (place := queue.proposal(number).agreement) else set()
        edits = Edits(
            what=_step(what), of=_step(of), date=date_, agreement=agreement, new_agreement=new_agreement,
            actors=codes_of(actors, "--actors", near) if actors is not None else None,
            certainty=Certainty(certainty) if certainty else None,
        )  # fmt: skip
        one, claim = queue.accept(number, actor_name(actor), reason=reason, edits=edits)
        (stored,) = ledger.claims(ids=[claim])
    where = f"agreement {stored.agreement_id}"
    click.echo(f"{one.kind.value} {one.id}: claim {claim} of {where}, by {one.decided_by}")


@proposals.command(short_help="Nothing follows from a proposal.")
@click.argument("number", type=int, metavar="PROPOSAL")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept with the proposal.")
@by_option
@ledger_option
@click.pass_context
def decline(ctx: click.Context, number: int, reason: str, actor: str | None) -> None:
    """Decide that nothing follows from a proposal; the same reader does not propose it again."""
    from foedus.proposals.queue import Proposals  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        one = Proposals(ledger).decline(number, actor_name(actor), reason)
    click.echo(f"{one.kind.value} {one.id}: declined")


def proposal_json(one: Proposal) -> dict[str, Any]:
    """A proposal as a JSON object; its claim is in the form of `foedus read --json`."""
    from foedus.jsonform import claim_to_json  # noqa: PLC0415

    return {
        "id": one.id, "kind": one.kind.value, "received": one.received.isoformat(), "proposer": one.proposer,
        "agreement_id": one.agreement, "claim_id": one.meant, "page": one.document, "text": one.text,
        "claim": None if one.claim is None else claim_to_json(one.claim), "made_by": dict(one.made_by),
        "state": one.state.value, "decided": one.decided.isoformat() if one.decided else None,
        "decided_by": one.decided_by, "answer": one.answer, "entered": one.entered,
    }  # fmt: skip


def _says(one: Proposal) -> str:
    if one.claim is None:
        begins = " ".join(one.text.split())
        return begins if len(begins) <= 70 else f"{begins[:70]} ..."
    from foedus.ledger.diff import said  # noqa: PLC0415

    place = f"agreement {one.agreement}" if one.agreement is not None else "no known agreement"
    return f"{said(one.claim)}, {place}"


def _tell_alike(alike: Alike) -> None:
    for reader, number in alike.readers.items():
        click.echo(f"the same by {reader}, proposal {number}: of one page, so no second source")
    if alike.claims:
        click.echo(f"the same by foedus: claim {', '.join(map(str, alike.claims))}")


def _step(text: str | None) -> str | None:
    return text.strip().replace(" ", "_") if text else None
