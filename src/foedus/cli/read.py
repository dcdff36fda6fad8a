"""`foedus read`: pages in, claims out; a table on a terminal, JSON Lines with --json."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from foedus.cli.options import page_options
from foedus.cli.terminal import write_json


@click.command(short_help="Read news pages into claims.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@page_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a claim, one a line.")
@click.option("--explain", is_flag=True, help="Tell for each claim which rule fired on which words.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to read with."
)
@click.option(
    "--kind", type=click.Choice(["step", "act", "term"]), multiple=True, help="Only these kinds of claims."
)
@click.option(
    "--acts",
    is_flag=True,
    help="Also tell what states do to each other (meet, threaten, halt aid) where no agreement is told.",
)
def read(
    files: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    as_json: bool,
    explain: bool,
    jobs: int,
    kind: tuple[str, ...],
    acts: bool,
) -> None:
    """Read news pages into claims, without keeping them.

    FILE is a saved page (HTML or text), a JSON Lines list of documents ({"doc", "text" or "path",
    "publisher", "published"}), or - for standard input. Each claim stands with its date, its sources and how
    sure it is; --json adds the passage and its offsets, and the entry of the register that the agreement is.

    \b
    foedus read story.html --published 2024-11-12 --publisher Yonhap
    foedus read corpus.jsonl --json --jobs 2 > claims.jsonl
    foedus read story.txt --acts --kind act
    pbpaste | foedus read - --published 2024-11-12
    """
    from foedus.batch.one import claims_as_json  # noqa: PLC0415
    from foedus.cli.reading import Outcome, read_all  # noqa: PLC0415  the parser loads only here

    outcome = Outcome()
    results = read_all(files, published=published, publisher=publisher, jobs=jobs, outcome=outcome, acts=acts)
    with closing(results):
        for result in results:
            claims = [c for c in result.claims if not kind or c.kind.value in kind]
            if as_json:
                if claims:
                    write_json(claims_as_json(result.article, result.claims, only=claims, explain=explain))
            else:
                from foedus.cli.tables import print_claims  # noqa: PLC0415

                print_claims(result.article, claims, explain=explain)
    sys.exit(outcome.exit_code)
