"""What the guarded process costs: the same pages taken apart in it and in this one, processor time of both.

    python bench/bench_guard.py             the example pages as HTML, a thousand of them
    python bench/bench_guard.py --pages 200

Times are processor time of this process and those it has waited for.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
from collections.abc import Callable
from pathlib import Path

from foedus.model import Article
from foedus.pages.guard import Guard
from foedus.pages.request import DEFAULT_LIMITS, Asked, Known
from foedus.pages.story import read_article

PAGES = Path(__file__).parents[1] / "examples" / "pages"


def used() -> float:
    """Seconds of processor time of this process and of those that have ended."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def html(path: Path) -> bytes:
    """A page's paragraphs in the frame of a news site: some 40 kB of script, menus and teasers."""
    text = re.sub(r"<[^>]+>", "", path.read_text("utf-8"))
    story = "".join(f"<p>{p.strip()}</p>" for p in text.split("\n\n") if p.strip())
    menu = "".join(f'<li><a href="/section/{i}">Section {i}</a></li>' for i in range(120))
    teasers = "".join(f'<div class="card"><a href="/{i}"><h3>Headline {i}</h3></a></div>' for i in range(150))
    script = f"<script>window.state = {json.dumps(list(range(4000)))}</script>"
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{path.stem}</title>{script}</head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{path.stem}</h1>{story}</article></main>"
        f"<aside>{teasers}</aside><footer><ul>{menu}</ul></footer></body></html>"
    ).encode()


def measured(pages: list[bytes], take: Callable[[bytes], Article | None]) -> float:
    """Processor time of taking pages apart one after the other."""
    before = used()
    for page in pages:
        take(page)
    return used() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000)
    wanted = parser.parse_args().pages
    own = [html(path) for path in sorted(PAGES.iterdir())]
    pages = [own[i % len(own)] for i in range(wanted)]
    known = Known(published="2024-11-12")
    read_article(own[0], "page", known, DEFAULT_LIMITS)  # loads the libraries here

    here = measured(pages, lambda data: read_article(data, "page", known, DEFAULT_LIMITS))
    before, guard = used(), Guard()
    for page in [own[0], *pages]:
        guard.ask(Asked("page", known, DEFAULT_LIMITS), page)
    guard.stop()
    guarded = used() - before
    guard = Guard()
    start = measured(own[:1], lambda data: guard.ask(Asked("page", known, DEFAULT_LIMITS), data).article)
    before = used()
    guard.stop()
    start += used() - before
    print(f"{wanted} pages of {sum(map(len, pages)) // wanted:,} bytes")
    print(f"in this process    {here:6.2f} s, its libraries loaded before")
    print(f"guarded            {guarded:6.2f} s, of which the process's start and first page {start:.2f} s")
    print(f"ratio              {guarded / here:6.3f}, without the start {(guarded - start) / here:.3f}")


if __name__ == "__main__":
    main()
