"""`foedus reader`: another reader than foedus reads pages, and what the pages bear out becomes proposals."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from foedus.cli.common import json_option, ledger_option, open_for_reading, open_for_writing, print_json, tell
from foedus.cli.options import page_options
from foedus.errors import BudgetSpent, FoedusError, InputError, UsageError
from foedus.extras import extra

if TYPE_CHECKING:
    from foedus.model import Article
    from foedus.readers.cost import Budget, Price
    from foedus.readers.endpoint import Endpoint
    from foedus.readers.model import PageReading, Usage

F = TypeVar("F", bound=Callable[..., Any])
KEY: Final = "FOEDUS_READER_KEY"


@click.group(short_help="Let another reader read pages; what they bear out is proposed.")
def reader() -> None:
    """Let another reader than foedus read pages: a language model behind any OpenAI-compatible endpoint.

    The pages' text is sent to the endpoint that you name. Every claim that comes back is checked against the
    page: the passage stands there word for word, foedus works out the date from a phrase of it and finds the
    actors by its own names, and the claim is no surer than the passage's own words. What passes is a
    proposal, which counts for nothing until a person accepts it (`foedus proposals`).

    The key is read from FOEDUS_READER_KEY, or from the variable that --key-env names.

    \b
    foedus reader cost story.html --price 0.15/0.60
    foedus reader read story.html --endpoint https://api.example.org/v1 --model small-1 --budget-tokens 20000
    foedus reader propose --newest 20 --endpoint http://127.0.0.1:8080/v1 --model local
    """


def budget_options(command: F) -> F:
    """--budget and --budget-tokens."""
    command = click.option(
        "--budget-tokens", type=click.IntRange(min=0), metavar="N", help="Stop before it is more tokens."
    )(command)
    return click.option(
        "--budget", type=click.FloatRange(min=0), metavar="MONEY", help="Stop before it costs more."
    )(command)


def price_options(command: F) -> F:
    """--price and --max-output."""
    command = click.option(
        "--max-output",
        type=click.IntRange(1, 1_000_000),
        default=4000,
        show_default=True,
        help="Tokens that one answer may take.",
    )(command)
    return click.option(
        "--price", metavar="IN/OUT", help="What a million tokens cost, in and out: 0.15/0.60."
    )(command)


def endpoint_options(command: F) -> F:
    """--endpoint, --model, --key-env and --patience."""
    command = click.option(
        "--patience",
        type=click.FloatRange(0.1, 3600),
        default=120.0,
        show_default=True,
        metavar="SECONDS",
        help="How long one try may take.",
    )(command)
    command = click.option(
        "--key-env",
        default=KEY,
        show_default=True,
        metavar="VARIABLE",
        help="The variable of the environment that has the key.",
    )(command)
    command = click.option(
        "--model",
        required=True,
        envvar="FOEDUS_READER_MODEL",
        metavar="NAME",
        help="Which model. Default: FOEDUS_READER_MODEL.",
    )(command)
    return click.option(
        "--endpoint",
        "url",
        required=True,
        envvar="FOEDUS_READER_ENDPOINT",
        metavar="URL",
        help="Where to ask: https://api.example.org/v1. Default: FOEDUS_READER_ENDPOINT.",
    )(command)


@reader.command(short_help="What reading pages would cost at most.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@price_options
@page_options
@json_option
def cost(
    files: tuple[str, ...], price: str | None, max_output: int, published: str | None, publisher: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Tell what reading pages would cost at most, without asking anybody.

    Tokens are estimated from above, one for every three bytes, and each answer counts as long as it may be:
    the bill will be smaller. With --price it is told in money.
    """
    from foedus.readers import cost as costs  # noqa: PLC0415  pages load only here

    rate = costs.price(price) if price is not None else None
    read, failed = [], 0
    for article in _articles(files, published, publisher):
        if isinstance(article, FoedusError):
            tell(str(article))
            failed += 1
        else:
            read.append(article)
    rows = [(article.doc, costs.of_page(article, max_output)) for article in read]
    if as_json:
        print_json(
            {
                "doc": doc,
                "tokens_in": usage.tokens_in,
                "tokens_out": usage.tokens_out,
                "cost": None if rate is None else round(rate.of(usage), 6),
            }
            for doc, usage in rows
        )
    else:
        _tell_costs(rows, rate)
    sys.exit(1 if failed else 0)


def _tell_costs(rows: Sequence[tuple[str, Usage]], rate: Price | None) -> None:
    """A line a page, and where there are several one for all."""
    told = list(rows)
    if len(rows) > 1:
        told.append((f"{len(rows)} pages", reduce(lambda one, other: one.plus(other), (u for _, u in rows))))
    for name, usage in told:
        money = f", at most {rate.of(usage):.4f}" if rate is not None else ""
        click.echo(f"{name}: {usage.tokens_in:,} tokens in, up to {usage.tokens_out:,} out{money}")


@reader.command(short_help="Another reader's claims of pages, checked, without keeping them.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@endpoint_options
@budget_options
@price_options
@page_options
@json_option
def read(
    files: tuple[str, ...], url: str, model: str, key_env: str, patience: float, price: str | None,
    budget: float | None, budget_tokens: int | None, max_output: int, published: str | None,
    publisher: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Print what another reader claims of pages, without keeping it.

    With --json one object a claim, as `foedus read --json` prints it, with "notes" on what foedus set
    otherwise; and one for each claim that the page does not bear out, with "refused" and the reason.

    \b
    foedus reader read story.html --endpoint https://api.example.org/v1 --model small-1 --json
    """
    asked = _endpoint(url, model, key_env, max_output, patience)
    allowed = _budget(price, budget, budget_tokens)
    failed = _each(_articles(files, published, publisher), asked, allowed, lambda page: _show(page, as_json))
    _tell_spent(allowed)
    sys.exit(1 if failed else 0)


@reader.command(short_help="Another reader's claims of the ledger's pages, into the queue.")
@click.argument("pages", nargs=-1, type=int, metavar="[PAGE...]")
@click.option("--newest", type=click.IntRange(1, 10_000), metavar="N", help="The last N pages that came in.")
@endpoint_options
@budget_options
@price_options
@ledger_option
@click.pass_context
def propose(
    ctx: click.Context, pages: tuple[int, ...], newest: int | None, url: str, model: str, key_env: str,
    patience: float, price: str | None, budget: float | None, budget_tokens: int | None, max_output: int,
) -> None:  # fmt: skip
    """Put what another reader claims of pages of the ledger into the queue of proposals.

    PAGE are numbers of pages as the board and `foedus claims --json` show them. A claim that this model
    proposed before, or that foedus reads itself in the same words, is not proposed.

    \b
    foedus reader propose 12 13 --endpoint https://api.example.org/v1 --model small-1
    """
    from foedus.readers.parts import stored_article  # noqa: PLC0415  pages load only here
    from foedus.readers.propose import file_all  # noqa: PLC0415
    from foedus.readers.read import made_by  # noqa: PLC0415

    asked = _endpoint(url, model, key_env, max_output, patience)
    allowed = _budget(price, budget, budget_tokens)
    with open_for_reading(ctx) as ledger:
        last = ledger.count("documents")
        wanted = [*pages, *range(max(1, last - (newest or 0) + 1), last + 1)]
        if not wanted:
            raise UsageError("name pages by their numbers, or --newest 20")
        found = {document.id: document for document in ledger.documents(ids=sorted(set(wanted)))}
        if gone := [number for number in wanted if number not in found]:
            raise UsageError(f"no page {gone[0]} in this ledger")
        texts = {number: ledger.document_text(number) for number in found}
        articles = {number: stored_article(one, texts[number]) for number, one in found.items()}
    with open_for_writing(ctx) as ledger:

        def keep(page: PageReading) -> None:
            number = next(n for n, article in articles.items() if article is page.article)
            filed = file_all(ledger, number, page.checked, reader=model, made_by=made_by(asked))
            click.echo(
                f"page {number}: {len(filed.numbers)} proposed, {filed.known} proposed before,"
                f" {filed.read} read by foedus too, {len(page.refused)} refused"
            )

        failed = _each(iter(articles.values()), asked, allowed, keep)
    _tell_spent(allowed)
    sys.exit(1 if failed else 0)


def _each(
    articles: Iterator[Article | FoedusError],
    endpoint: Endpoint,
    budget: Budget,
    take: Callable[[PageReading], None],
) -> int:
    """Read each page and hand over what came of it; gives how many failed. Ends where the budget does."""
    from foedus.readers.read import asker, read_page  # noqa: PLC0415

    ask = asker(endpoint)
    failed = 0
    for article in articles:
        if isinstance(article, FoedusError):
            tell(str(article))
            failed += 1
            continue
        try:
            page = read_page(article, ask, budget, endpoint.max_output)
        except BudgetSpent as error:
            tell(f"{article.doc}: not read: {error}")
            return failed + 1
        except FoedusError as error:
            tell(f"{article.doc}: {error}")
            failed += 1
        else:
            take(page)
    return failed


def _show(page: PageReading, as_json: bool) -> None:
    from foedus.cli.tables import print_claims  # noqa: PLC0415
    from foedus.readers.answer import plain  # noqa: PLC0415
    from foedus.readers.read import page_json  # noqa: PLC0415

    if as_json:
        print_json(page_json(page))
        return
    print_claims(page.article, [one.claim for one in page.checked])
    for one in page.checked:
        for note in one.notes:
            click.echo(f"  note     {one.claim.what.replace('_', ' ')}: {note}")
    for refused in page.refused:
        click.echo(f"  refused  {plain(refused.said)}: {refused.reason}")


def _articles(
    files: Sequence[str], published: str | None, publisher: str | None
) -> Iterator[Article | FoedusError]:
    """The pages of files, in order, or why one cannot be read."""
    from foedus.pages import article, documents  # noqa: PLC0415

    for task in documents(list(files), published=published, publisher=publisher, stdin=sys.stdin.buffer):
        if isinstance(task, InputError):
            yield task
            continue
        try:
            yield article(
                task.data, doc=task.doc, publisher=task.publisher, published=task.published, title=task.title,
                address=task.address, encoding=task.encoding,
            )  # fmt: skip
        except FoedusError as error:
            yield error


def _endpoint(url: str, model: str, key_env: str, max_output: int, patience: float) -> Endpoint:
    with extra("readers"):
        from foedus.readers.endpoint import Endpoint  # noqa: PLC0415  httpx loads only here

    key = os.environ.get(key_env, "").strip() or None
    if key is None and key_env != KEY:
        raise UsageError(f"the variable {key_env} of the environment has no key")
    return Endpoint(url, model, key, max_output, patience)


def _budget(price: str | None, money: float | None, tokens: int | None) -> Budget:
    from foedus.readers.cost import Budget  # noqa: PLC0415
    from foedus.readers.cost import price as priced  # noqa: PLC0415

    return Budget(tokens, money, priced(price) if price is not None else None)


def _tell_spent(budget: Budget) -> None:
    spent = budget.spent
    about = "" if spent.counted else "about "
    cost = f", {budget.price.of(spent):.4f}" if budget.price is not None else ""
    tell(f"{about}{spent.tokens_in:,} tokens in, {spent.tokens_out:,} out{cost}")
