"""What the screen selects of general news, and what is lost by it.

    python bench/bench_screen.py [--every N] [--no-losses]

Printed: the share of the characters of the news sample that is parsed, beside the share with any word of the
lexicon at all ("is" and "make" among them); the claims that everything parsed gives and those selected do
not, over the sample and the marked texts; the processor time of the screen in that of reading. All measured
in one run, on texts that stand beside the repository; where they do not, the own texts of the tests, which
are news of treaties all and say nothing on general news.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from measure import GOLD, NEWS, OWN, articles, best, lists, told

from foedus.model import Article, Claim
from foedus.reading import claims
from foedus.reading.act_lexicon import HINTS
from foedus.reading.assemble import Assembler
from foedus.reading.build import READ, context, hinted
from foedus.reading.frames import NOUNS, VERBS
from foedus.reading.lexicon import HEADS
from foedus.reading.screen import Hint, hints, passes, selected

LEXICON = frozenset(VERBS) | frozenset(NOUNS) | frozenset(HEADS) | HINTS
WORD = re.compile("[a-z\u00e0-\u00ff-]+")
BAR_SHARE = 0.5
BAR_LOST = 1 / 200


def paragraphs(page: Article) -> list[str]:
    """What of a page is read."""
    return [page.text[b.start : b.end] for b in page.blocks if b.role in READ]


def shares(pages: Sequence[Article]) -> tuple[float, float]:
    """The share of the characters that is parsed, and that of paragraphs with a word of the lexicon."""
    parsed = wordy = size = 0
    for page in pages:
        runs = paragraphs(page)
        chosen = selected([hinted(run) for run in runs]) if passes(page.text) else [False] * len(runs)
        parsed += sum(len(run) for run, wanted in zip(runs, chosen, strict=True) if wanted)
        wordy += sum(len(run) for run in runs if not LEXICON.isdisjoint(WORD.findall(run.lower())))
        size += sum(map(len, runs))
    return parsed / size, wordy / size


def everything(paragraphs: Sequence[Hint]) -> list[bool]:
    return [True] * len(paragraphs)


def key(claim: Claim) -> tuple[object, ...]:
    """What makes two readings' claims the same: kind, step or act, actors, sentence."""
    return claim.kind, claim.what, claim.actors, claim.passages[0].start


def losses(pages: Sequence[Article], name: str) -> tuple[int, int]:
    """How many claims there are with everything parsed, and how many of them the selection loses."""
    told, lost = 0, []
    for page in pages:
        mine = {key(claim) for claim in claims(page)}
        every = Assembler(context(page, select=everything)).claims()
        told += len(every)
        lost += [claim for claim in every if key(claim) not in mine]
    print(f"  {name}: {told} claims with everything parsed, {len(lost)} lost")
    for claim in lost:
        print(f"    {claim.doc}: {claim.what}: {' '.join(claim.passages[0].text.split())[:120]}")
    return told, len(lost)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth text")
    parser.add_argument("--no-losses", action="store_true", help="only the shares, which parse nothing")
    wanted = parser.parse_args()
    found = {path: articles([path])[:: wanted.every] for path in lists([NEWS, *GOLD]) or [OWN]}
    general: Path = next(iter(found))
    pages = found[general]
    share, wordy = shares(pages)
    print(
        f"{len(pages)} texts of {general.parent.name}: {share:.3f} of the characters parsed, {wordy:.3f} with"
    )
    print("any word of the lexicon; the share in multiples of that:")
    told("characters parsed", share / wordy, BAR_SHARE)
    claims(pages[0])  # tables and model load on first use
    screening, reading = best(
        2,
        lambda: [hints(run) for page in pages for run in paragraphs(page)],
        lambda: [claims(p) for p in pages],
    )
    told(
        "processor time of the screen's look at every paragraph, in that of reading",
        screening / reading,
        None,
    )
    if not wanted.no_losses:
        counts = [losses(texts, path.parent.name) for path, texts in found.items()]
        every, lost = (sum(column) for column in zip(*counts, strict=True))
        told(f"claims lost, {lost} of {every}, in multiples of 1 in 200", lost / every / BAR_LOST, 1)


if __name__ == "__main__":
    main()
