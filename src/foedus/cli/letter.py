"""`foedus letter`: what readers wrote about claims and treaties, and a moderator's word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.common import (
    actor_name,
    by_option,
    json_option,
    ledger_option,
    now,
    open_for_reading,
    open_for_writing,
    print_json,
    tell,
)
from foedus.cli.parties import parties as codes_of
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.letters.model import Letter

_STATES = ("waiting", "accepted", "answered", "declined", "all")
_CERTAINTIES = ("asserted", "reported", "planned", "conditional", "speculated", "denied")


@click.group(short_help="Look through readers' letters: accept, answer or decline them.")
def letter() -> None:
    """Look through the letters that readers wrote on the board about a claim or a treaty.

    A letter that is accepted enters the record as its reader's statement, beside the claim that it is about.
    Only `show` tells the address for a reply; no page and no export has it.

    \b
    foedus letter list
    foedus letter show 3
    foedus letter accept 3 --date 2024-11-10 --reason "the gazette has the 10th"
    foedus letter answer 3 "Thank you, both days are in the record now."
    foedus letter decline 3 --reason "about another treaty"
    """


@letter.command("list", short_help="The letters that wait for a decision.")
@click.option("--state", type=click.Choice(_STATES), default="waiting", show_default=True, help="Which ones.")
@json_option
@ledger_option
@click.pass_context
def list_(ctx: click.Context, state: str, as_json: bool) -> None:
    """List letters by number, oldest first, without the addresses for a reply."""
    from foedus.letters.box import LetterBox  # noqa: PLC0415  the database loads only here
    from foedus.proposals.model import ProposalState  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        found = LetterBox(ledger).letters(None if state == "all" else ProposalState(state))
    if as_json:
        print_json(_json(one) for one in found)
        return
    for one in found:
        begins = " ".join(one.text.split())
        begins = begins if len(begins) <= 70 else f"{begins[:70]} ..."
        click.echo(f"letter {one.id}  {one.received:%Y-%m-%d}  {_about(one)}  {one.name}: {begins}")
    if not found:
        tell("no letter waits" if state == "waiting" else "no letter is so")


@letter.command(short_help="One letter, with the claim meant and the address for a reply.")
@click.argument("number", type=int, metavar="LETTER")
@json_option
@ledger_option
@click.pass_context
def show(ctx: click.Context, number: int, as_json: bool) -> None:
    """Show one letter whole: its text, the claim that it is about, and the address for a reply."""
    from foedus.ledger.diff import said  # noqa: PLC0415
    from foedus.letters.box import LetterBox  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        one = LetterBox(ledger).letter(number)
        meant = ledger.claims(ids=[one.claim]) if one.claim is not None else []
        row = ledger.agreement(one.agreement)
    if as_json:
        print_json([{**_json(one), "address": one.address}])
        return
    click.echo(f"letter {one.id}  {one.received:%Y-%m-%d %H:%M} UTC  {one.state.value}")
    click.echo(f"from  {one.name} <{one.address}>" if one.address else f"from  {one.name or 'forgotten'}")
    click.echo(f"about agreement {row.id}  {row.name}")
    for stored in meant:
        click.echo(f"      claim {stored.id}  {said(stored.believed)}")
        for passage in stored.claim.passages[:1]:
            click.echo(f"      “{' '.join(passage.text.split())}”")
    click.echo()
    click.echo(one.text)
    if one.moderator:
        statement = f", claim {one.statement}" if one.statement is not None else ""
        why = f": {one.answer}" if one.answer else ""
        click.echo(f"\n{one.state.value} by {one.moderator}{statement}{why}")


@letter.command(short_help="A letter becomes a statement of the record.")
@click.argument("number", type=int, metavar="LETTER")
@click.option(
    "--what", metavar="STEP", help="The step that the reader states. Default: that of the claim meant."
)
@click.option("--of", metavar="STEP", help="The step that it is about: notified, of withdrawn.")
@click.option("--actors", metavar="STATES", help="Who did it: 'PRK RUS'. Default: those of the claim meant.")
@click.option("--date", "date_", metavar="EDTF", help="When. Default: the date of the claim meant.")
@click.option(
    "--certainty", type=click.Choice(_CERTAINTIES), default="speculated", show_default=True,
    help="How sure it is. A reader's word alone moves no status; where you have seen it for yourself, "
    "'reported' lets it count.",
)  # fmt: skip
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept with the statement.")
@by_option
@ledger_option
@click.pass_context
def accept(
    ctx: click.Context, number: int, what: str | None, of: str | None, actors: str | None, date_: str | None,
    certainty: str, reason: str, actor: str | None,
) -> None:  # fmt: skip
    """Let a letter enter the record as its reader's statement, beside the claim that it is about.

    It stands under the reader's name, as entered by you, and can be judged or undone as any other
    (`foedus review`).

    \b
    foedus letter accept 3 --date 2024-11-10 --reason "the gazette has the 10th"
    foedus letter accept 4 --what deposited --actors FRA --date 2024-05 --certainty reported --reason "seen"
    """
    from foedus.letters.box import LetterBox  # noqa: PLC0415
    from foedus.model import Certainty  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        box = LetterBox(ledger)
        row = ledger.agreement(box.letter(number).agreement)
        one, claim = box.accept(
            number, actor_name(actor), certainty=Certainty(certainty), reason=reason, date=date_,
            what=_step(what), of=_step(of),
            actors=codes_of(actors, "--actors", set(row.parties)) if actors is not None else None,
        )  # fmt: skip
        click.echo(
            f"letter {one.id}: claim {claim} of agreement {row.id}, {certainty}, on the word of {one.name}"
        )


@letter.command(short_help="A letter is answered.")
@click.argument("number", type=int, metavar="LETTER")
@click.argument("text")
@click.option("--send", is_flag=True, help="Send it to the letter's address, by `foedus digest run`.")
@by_option
@ledger_option
@click.pass_context
def answer(ctx: click.Context, number: int, text: str, send: bool, actor: str | None) -> None:
    """Note your answer to a letter; the record stays as it is.

    With --send it goes into the outbox, with the letter below it, and out with the next round of
    `foedus digest run`; else you are told where to send it.

    \b
    foedus letter answer 3 "Thank you: both days are in the record now." --send
    """
    from foedus.letters.box import LetterBox  # noqa: PLC0415
    from foedus.publish.mailings import post_answer  # noqa: PLC0415

    if not text.strip():
        raise UsageError("an answer that says nothing: write it, or decline the letter")
    with open_for_writing(ctx) as ledger:
        box = LetterBox(ledger)
        if send and not box.letter(number).address:
            raise UsageError(f"letter {number} has no address to send an answer to")
        post = (lambda connection: post_answer(connection, number, now())) if send else None
        one = box.answer(number, actor_name(actor), text.strip(), post)
    done = "in the outbox" if send else f"send it to {one.name} <{one.address}>"
    click.echo(f"letter {one.id}: answered; {done}")


@letter.command(short_help="Nothing follows from a letter.")
@click.argument("number", type=int, metavar="LETTER")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept with the letter.")
@by_option
@ledger_option
@click.pass_context
def decline(ctx: click.Context, number: int, reason: str, actor: str | None) -> None:
    """Decide that nothing follows from a letter."""
    from foedus.letters.box import LetterBox  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        one = LetterBox(ledger).decline(number, actor_name(actor), reason)
    click.echo(f"letter {one.id}: declined")


@letter.command(short_help="A reader's address is forgotten.")
@click.argument("number", type=int, metavar="LETTER")
@ledger_option
@click.pass_context
def forget(ctx: click.Context, number: int) -> None:
    """Forget a reader's address and, of a letter that was not accepted, the name and the text too."""
    from foedus.letters.box import LetterBox  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        LetterBox(ledger).forget(number)
    click.echo(f"letter {number}: forgotten")


def _step(text: str | None) -> str | None:
    return text.strip().replace(" ", "_") if text else None


def _about(one: Letter) -> str:
    return f"claim {one.claim}" if one.claim is not None else f"agreement {one.agreement}"


def _json(one: Letter) -> dict[str, object]:
    """A letter without the address for a reply."""
    return {
        "id": one.id, "received": one.received.isoformat(), "agreement_id": one.agreement,
        "claim_id": one.claim, "name": one.name, "text": one.text, "state": one.state.value,
        "moderator": one.moderator, "decided": one.decided.isoformat() if one.decided else None,
        "answer": one.answer, "statement": one.statement,
    }  # fmt: skip
