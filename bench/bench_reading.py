"""What reading costs beyond the bare parse of the same paragraphs, and where.

    python bench/bench_reading.py [--texts N] [--rounds N] [--profile N]

Compared, in processor time of one run, by turns: `claims` on texts that speak of agreements with the parse of
the same paragraphs by spaCy's own `nlp.pipe`, one article a batch; of those that reading parses, and of all
that are read. Both are run over all texts once before, and each text is timed by itself, the least of its
rounds: a machine that is busy for a while spoils a text of one, not the ratio. Reading calls the pipeline's
parts itself, which costs less than `nlp.pipe`; what it spends there is the share "parse". So is linking the
agreements found to the register, which the commands do besides.
The texts are the own texts of the tests; bench_screen.py tells of general news.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
from functools import partial
from time import process_time

from measure import OWN, articles, best, told

from foedus.language.parse import parse, pieces
from foedus.language.pipeline import DEFAULT_MODEL, load
from foedus.language.tree import Tree
from foedus.model import Article, Claim
from foedus.names import names
from foedus.reading import build, claims
from foedus.reading.screen import passes, selected
from foedus.record.joined import shipped
from foedus.register.link import Mention, link


def paragraphs(page: Article, *, every: bool) -> list[str]:
    """The paragraphs of a page, all that are read or only those that reading parses."""
    runs = [page.text[b.start : b.end] for b in page.blocks if b.role in build.READ]
    chosen = [True] * len(runs) if every else selected([build.hinted(run) for run in runs])
    return [run[a:b] for run, wanted in zip(runs, chosen, strict=True) if wanted for a, b in pieces(run)]


def read_all(pages: list[Article]) -> None:
    for page in pages:
        claims(page)


def mentions(page: Article, found: list[Claim]) -> set[Mention]:
    """The agreements that the claims of a page tell of, as they are linked."""
    day = page.published.day if page.published else None
    refs = [(c.agreement, c.parties) for c in found if c.agreement is not None]
    return {Mention(ref.name or ref.mention, parties, ref.signed, day) for ref, parties in refs}


def link_all(found: list[set[Mention]]) -> None:
    """Links each mention of each page; what the register holds in memory stays."""
    for each in found:
        for mention in each:
            link(shipped(), names(), mention)


def bare(batches: list[list[str]]) -> None:
    """spaCy's own way through the pipeline, one article a batch."""
    for batch in batches:
        for _ in load().pipe(batch, batch_size=max(1, len(batch))):
            pass


def trees_of(texts: list[str]) -> list[Tree]:
    return list(parse(texts))


def profiled(pages: list[Article], count: int) -> None:
    """Prints own processor time by file and by function, under the profiler."""
    profiler = cProfile.Profile(process_time)
    profiler.runcall(read_all, pages)
    stats = pstats.Stats(profiler).stats  # type: ignore[attr-defined]  # not in the stubs
    rows: list[tuple[float, str, float, int]] = []
    rooms: dict[str, float] = {}
    for (file, line, name), (calls, _, own, total, _) in stats.items():
        if "/foedus/" not in file:
            continue
        room = file.rsplit("/foedus/", 1)[1]
        rooms[room] = rooms.get(room, 0.0) + own
        rows.append((own, f"{room}:{line} {name}", total, calls))
    print("  own seconds by file, under the profiler:")
    for room, spent in sorted(rooms.items(), key=lambda item: -item[1])[:12]:
        print(f"    {spent:6.2f}  {room}")
    print("  own, total seconds and calls by function:")
    for spent, name, total, calls in sorted(rows, reverse=True)[:count]:
        print(f"    {spent:6.2f} {total:6.2f} {calls:9d}  {name}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=60, help="how many texts to read")
    parser.add_argument("--rounds", type=int, default=4, help="how often to measure")
    parser.add_argument("--profile", type=int, default=0, help="how many functions to show")
    wanted = parser.parse_args()
    pages = [page for page in articles([OWN]) if passes(page.text)][: wanted.texts]
    parsed = [paragraphs(page, every=False) for page in pages]
    whole = [paragraphs(page, every=True) for page in pages]
    read_all(pages)  # tables and model load on first use
    bare(whole)
    found = [mentions(page, claims(page)) for page in pages]
    each = [
        best(
            wanted.rounds,
            partial(claims, page),
            partial(bare, [parsed[i]]),
            partial(trees_of, parsed[i]),
            partial(bare, [whole[i]]),
            partial(build.context, page, DEFAULT_MODEL),
            partial(link_all, [found[i]]),
        )
        for i, page in enumerate(pages)
    ]
    full, same, trees, every, contexts, links = map(sum, zip(*each, strict=True))
    print(f"reading {len(pages)} texts of {sum(len(p.text) for p in pages):,} characters, in multiples of")
    told("the bare parse of all paragraphs read", full / every, 1.20)
    told("the bare parse of the paragraphs parsed", full / same, None)
    print(
        f"  shares: parse {trees / full:.1%}, names and blocks {(contexts - trees) / full:.1%}, "
        f"rules {(full - contexts) / full:.1%}"
    )
    print(f"linking {sum(map(len, found))} mentions of agreements to the register, in multiples of")
    told("reading these texts", links / full, 0.02)
    if wanted.profile:
        profiled(pages, wanted.profile)


if __name__ == "__main__":
    main()
