"""`foedus stories`: what a day's articles tell, one story a happening, the weightiest first."""

from __future__ import annotations

from datetime import date

import click

from foedus.cli.common import json_option, ledger_option, open_for_reading, print_heading, print_json, tell
from foedus.cli.options import day_option
from foedus.cli.phrases import count
from foedus.errors import UsageError


@click.command(short_help="Tell a day's stories, the weightiest first.")
@day_option
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="So many stories.")
@json_option
@ledger_option
@click.pass_context
def stories(ctx: click.Context, on: str | None, top: int, as_json: bool) -> None:
    """Tell the stories of a day: articles about one happening, ranked by what they change.

    Changes of status come first, then steps told for the first time, contradictions, further sources.
    Reprints of one text are one source. Each story says why it stands where it does.

    \b
    foedus stories --on 2024-11-12
    foedus stories --top 3 --json
    """
    from foedus.watch.stories import stories_of, story_to_json  # noqa: PLC0415

    try:
        day = date.fromisoformat(on) if on else date.today()
    except ValueError:
        raise UsageError(f"--on {on!r} is not a day; write YYYY-MM-DD") from None
    with open_for_reading(ctx) as ledger:
        found = stories_of(ledger, day, top=top)
    if as_json:
        print_json(story_to_json(story, number) for number, story in enumerate(found, 1))
        return
    for number, story in enumerate(found, 1):
        print_heading(f"{number}. {story.title}")
        told = f"{count(len(story.documents), 'article')} from {count(story.sources, 'independent source')}"
        click.echo(f"   {told}, first {story.first.publisher or 'nobody named'}: {story.first.doc}")
        for one in story.why:
            click.echo(f"   why: {one.text}")
    if not found:
        tell(f"no article of {day} in the ledger")
