"""What reading a page of HTML costs beside what nobody can do without.

    python bench/bench_html.py [--pages N]

Compared, in processor time of one run: taking HTML pages apart into articles, in this process, with lxml's
bare parse of the same bytes, with trafilatura's own extraction of them, and with the same story as plain
text. What the guarded process adds is told by bench_guard.py. The stories are those of the news sample where
it stands beside the repository, else the own texts of the tests, in the frame of a news site.
"""

from __future__ import annotations

import argparse
import html
from itertools import cycle, islice

import trafilatura
from lxml import html as lxml_html
from measure import NEWS, OWN, articles, best, lists, told

from foedus.model import Article
from foedus.pages.request import DEFAULT_LIMITS, Known
from foedus.pages.story import read_article

MENU = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(120))
TEASERS = "".join(f'<div class="card"><a href="/{n}"><h3>Headline {n}</h3></a></div>' for n in range(150))


def page_of(story: Article) -> bytes:
    """The story in the frame of a news site: menus, teasers, script."""
    body = "".join(f"<p>{html.escape(p)}</p>" for p in story.text.split("\n\n") if p.strip())
    title = html.escape(story.title or "A story")
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<nav><ul>{MENU}</ul></nav><main><article><h1>{title}</h1>{body}</article></main>"
        f"<aside>{TEASERS}</aside><footer><ul>{MENU}</ul></footer></body></html>"
    ).encode()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=60, help="how many pages")
    parser.add_argument("--rounds", type=int, default=3, help="how often to measure")
    wanted = parser.parse_args()
    stories = [page for page in articles(lists([NEWS]) or [OWN]) if len(page.text) > 1000]
    stories = list(islice(cycle(stories), wanted.pages))
    pages = [page_of(story) for story in stories]
    texts = [story.text.encode() for story in stories]
    known = Known(published="2024-11-12")

    def read(data: list[bytes]) -> None:
        for page in data:
            read_article(page, "page", known, DEFAULT_LIMITS)

    read(pages[:2])  # libraries load on first use
    taken, plain, tree, extracted = best(
        wanted.rounds,
        lambda: read(pages),
        lambda: read(texts),
        lambda: [lxml_html.fromstring(page) for page in pages],
        lambda: [trafilatura.bare_extraction(page.decode(), favor_precision=True) for page in pages],
    )
    size = sum(map(len, pages)) // len(pages)
    print(f"{len(pages)} pages of {size:,} bytes, {1000 * taken / len(pages):.1f} ms each, in multiples of")
    told("trafilatura's own extraction of the same pages", taken / extracted, None)
    told("lxml's bare parse of the same pages", taken / tree, None)
    told("the same stories as plain text", taken / plain, None)


if __name__ == "__main__":
    main()
