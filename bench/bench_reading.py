"""What reading costs beyond the bare parse, and how fast the screen passes over what is no news of treaties.

    python bench/bench_reading.py [--texts N] [--rounds N] [--profile N]

(a) CPU seconds of `claims` on texts that pass the screen, against the bare parse of the same paragraphs: the
same pipeline through spaCy's own `nlp.pipe`, one article a batch. Two bare parses: of the paragraphs that
reading parses, and of all paragraphs read. Reading calls the pipeline's parts itself, which costs less than
`nlp.pipe`; what it spends there is the share "parse".
(b) MB a second and core of the screen from memory on texts that do not pass.
Texts are those of tests/reading/own, and for (b) sentences made here. The best of several runs each, taken in
turn, with one thread of OpenBLAS, for a second thread's idle spinning is counted as work.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
from collections.abc import Callable
from pathlib import Path
from time import process_time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is loaded, below

from foedus.model import Article
from foedus.pages import article
from foedus.reading import build, claims
from foedus.reading.build import READ
from foedus.reading.parse import parse, pieces
from foedus.reading.pipeline import DEFAULT_MODEL, load
from foedus.reading.screen import hints, passes, selected

OWN = Path(__file__).parents[1] / "tests" / "reading" / "own"
SCREENED = 40_000_000  # bytes for the screen
OTHER_NEWS = (
    "The harvest in the eastern valleys began two weeks early after a dry summer, growers said. ",
    "Home prices had an uneven month; brokers spoke of an impact on first buyers above all. ",
    "The striker scored twice before half time and the visitors never found a way back. ",
    "A new line of trams opened in the capital on Sunday with a brass band and free rides. ",
    "Engineers designed the bridge for twice the traffic that crosses it on a working day. ",
    "The central bank kept its key rate at four percent and warned of slower growth. ",
)


def own_texts(count: int) -> list[Article]:
    """Own texts that pass the screen, as articles."""
    rows = [json.loads(line) for line in (OWN / "gold.jsonl").read_text("utf-8").splitlines()]
    out = []
    for row in rows:
        data = (OWN / row["path"]).read_bytes()
        page = article(data, doc=row["doc"], publisher=row["publisher"], published=row["published"])
        if passes(page.text):
            out.append(page)
    return out[:count]


def paragraphs(page: Article, every: bool) -> list[str]:
    """The paragraphs of a page, all that are read or only those that reading parses."""
    runs = [page.text[b.start : b.end] for b in page.blocks if b.role in READ]
    kept = [True] * len(runs) if every else selected([hints(run) for run in runs])
    return [run[a:b] for run, keep in zip(runs, kept, strict=True) if keep for a, b in pieces(run)]


def seconds(rounds: int, *works: Callable[[], object]) -> list[float]:
    """CPU seconds of each work, the best of its runs; the works take turns."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for i, work in enumerate(works):
            start = process_time()
            work()
            best[i] = min(best[i], process_time() - start)
    return best


def read_all(pages: list[Article]) -> None:
    for page in pages:
        claims(page)


def bare(batches: list[list[str]]) -> None:
    for batch in batches:
        for _ in load().pipe(batch, batch_size=max(1, len(batch))):
            pass


def reading(count: int, rounds: int, profile: int) -> None:
    pages = own_texts(count)
    parsed = [paragraphs(p, every=False) for p in pages]
    whole = [paragraphs(p, every=True) for p in pages]
    read_all(pages[:3])  # tables and model load on first use
    full, same, trees, every, contexts = seconds(
        rounds,
        lambda: read_all(pages),
        lambda: bare(parsed),
        lambda: [list(parse(batch)) for batch in parsed],
        lambda: bare(whole),
        lambda: [build.context(p, DEFAULT_MODEL) for p in pages],
    )
    size = sum(len(p.text) for p in pages)
    print(f"(a) {len(pages)} texts, {size} characters: reading {full:.2f} s")
    print(f"    bare parse of all paragraphs read    {every:.2f} s: ratio {full / every:.3f} (bar 1.15)")
    print(f"    bare parse of the paragraphs parsed  {same:.2f} s: ratio {full / same:.3f}")
    print(
        f"    shares: parse {trees / full:.1%}, names and blocks {(contexts - trees) / full:.1%}, "
        f"rules {(full - contexts) / full:.1%}"
    )
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
    print("    own seconds by room, under the profiler:")
    for room, spent in sorted(rooms.items(), key=lambda item: -item[1])[:12]:
        print(f"      {spent:6.2f}  {room}")
    print("    own, total seconds and calls by function:")
    for spent, name, total, calls in sorted(rows, reverse=True)[:profile]:
        print(f"      {spent:6.2f} {total:6.2f} {calls:9d}  {name}")


def screening() -> None:
    one = "".join(OTHER_NEWS) * 12  # a text of the length of a story
    texts = [f"{number}. {one}" for number in range(SCREENED // len(one) + 1)]
    assert not any(passes(t) for t in texts[:10])
    size = sum(map(len, texts)) / 1e6
    [spent] = seconds(3, lambda: [passes(t) for t in texts])
    print(
        f"(b) {len(texts)} texts that do not pass, {size:.0f} MB: {size / spent:.0f} MB/s per core (bar 100)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=60, help="how many texts to read")
    parser.add_argument("--rounds", type=int, default=4, help="how often to measure")
    parser.add_argument("--profile", type=int, default=25, help="how many functions to show")
    args = parser.parse_args()
    screening()
    reading(args.texts, args.rounds, args.profile)


if __name__ == "__main__":
    main()
