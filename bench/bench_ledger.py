"""Figures of the ledger on generated claims: bulk add, timeline, changes, status of all, bytes a claim.

    python bench/bench_ledger.py                          20,000 claims about 1,200 agreements
    python bench/bench_ledger.py --claims 1000000         1 million about 60,000
    python bench/bench_ledger.py --where postgresql://... on a server, into an empty database

The claims are drawn from a fixed seed, so that two runs measure the same ledger. Times are processor
time of this process: the work of a PostgreSQL server is not in them, nor is waiting for the disk.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import process_time

from foedus.ledger import Ledger, open_ledger
from foedus.model import (
    AgreementRef,
    Article,
    Block,
    Certainty,
    Claim,
    ClaimKind,
    Passage,
    Published,
    Role,
    Source,
    SourceKind,
)
from foedus.record.standings import precompute_standings, standings
from foedus.record.timeline import timeline
from foedus.web.board.records import PAGE, board

CLAIMS_PER_AGREEMENT = 1_000_000 / 60_000
CLAIMS_PER_PAGE = 8
PAGES_AT_ONCE = 1000
BUILD = Path(__file__).parent.parent / "build"
START = datetime(2015, 1, 1, 12, tzinfo=UTC)
TODAY = date(2026, 1, 1)
STEPS = (
    "negotiated",
    "initialled",
    "signed",
    "approved",
    "ratified",
    "instruments_exchanged",
    "entered_into_force",
)
AGENCIES = tuple(Source(f"Agency {i}", SourceKind.PUBLISHER) for i in range(60))
SPEAKERS = tuple(Source(f"Ministry {i}", SourceKind.ORGAN) for i in range(400))
CODES = tuple(a + b + c for a in "ABCDEFGH" for b in "ABCDE" for c in "ABCDE")
WORDS = tuple(f"{a}{b}" for a in ("ka", "lo", "mi", "ne", "ru", "sta", "ve", "bor", "tal", "gra") for b in
              ("den", "stok", "mar", "lin", "vik", "ford", "ton", "berg", "polis", "dal"))  # fmt: skip


def pages(claims: int, rng: random.Random) -> Iterator[tuple[Article, list[Claim]]]:
    """Pages of eight claims about three agreements each; every agreement is spoken of about as often."""
    agreements = max(3, round(claims / CLAIMS_PER_AGREEMENT))
    for number in range(claims // CLAIMS_PER_PAGE):
        told = [(number * 3 + i) % agreements for i in range(3)]
        publisher = rng.choice(AGENCIES)
        day = date(2015, 1, 1) + timedelta(days=number * 3650 * CLAIMS_PER_PAGE // claims)
        sentences, found, at = [], [], 0
        for n in range(CLAIMS_PER_PAGE):
            which = told[n % 3]
            own = random.Random(which)
            parties = tuple(sorted(own.sample(CODES, 2)))
            name = f"{own.choice(WORDS).title()} {own.choice(WORDS).title()} Treaty of {which // 97}"
            actor = parties[n % 2]
            words = " ".join(rng.choices(WORDS, k=9))
            sentence = f"{actor} made its step on the {name} in {words}."
            chain = (publisher, rng.choice(SPEAKERS)) if n % 2 else (publisher,)
            found.append(
                Claim(
                    doc=f"page{number}.html",
                    kind=ClaimKind.STEP,
                    what=STEPS[rng.randrange(7)],
                    agreement=AgreementRef(name, "the treaty", n % 3, None),
                    parties=parties,
                    actors=(actor,),
                    date=(day - timedelta(days=rng.randrange(3))).isoformat(),
                    date_phrase="on Tuesday",
                    place=None,
                    sources=chain,
                    certainty=Certainty.REPORTED,
                    passages=(Passage(at, at + len(sentence), sentence),),
                    rule="verb",
                    words=("made",),
                )
            )
            sentences.append(sentence)
            at += len(sentence) + 1
        text = " ".join(sentences)
        yield (
            Article(
                doc=f"page{number}.html",
                text=text,
                blocks=(Block(0, len(text), Role.BODY),),
                digest=sha256(text.encode()).hexdigest(),
                publisher=publisher.name,
                published=Published(day.isoformat()),
            ),
            found,
        )


def fill(ledger: Ledger, claims: int) -> float:
    """Add the pages, a thousand a transaction, the last forty on a day of their own; claims a second."""
    rng = random.Random(7)
    seconds, done = 0.0, 0
    count = claims // CLAIMS_PER_PAGE
    last_day = min(40, count // 2)
    found = pages(claims, rng)
    batches = [PAGES_AT_ONCE] * ((count - last_day) // PAGES_AT_ONCE)
    batches += [(count - last_day) % PAGES_AT_ONCE, last_day]
    for i, size in enumerate(batches):
        batch = [next(found) for _ in range(size)]
        when = START + timedelta(days=i if i < len(batches) - 1 else 5000)
        before = process_time()
        added = ledger.add_many(batch, recorded_at=when, actor="bench")
        seconds += process_time() - before
        done += sum(a.new_claims for a in added)
        print(f"\r{done:>9,} claims, {done / seconds:,.0f} a second", end="", file=sys.stderr)
    print(file=sys.stderr)
    return done / seconds


def ledger_of(agreements: int) -> Path:
    """The generated ledger with about so many agreements; made where it is not there yet.

    What is kept beside its record is worked out anew where the code that makes it has changed since.
    """
    BUILD.mkdir(exist_ok=True)
    where = BUILD / f"bench-{agreements}.sqlite"
    if not where.exists():
        unfinished = where.with_suffix(".unfinished.sqlite")
        for path in BUILD.glob(unfinished.name + "*"):
            path.unlink()
        with open_ledger(unfinished) as ledger:
            fill(ledger, round(agreements * CLAIMS_PER_AGREEMENT))
        unfinished.rename(where)
    with open_ledger(where) as ledger:
        precompute_standings(ledger, TODAY, touched=agreements)
    return where


def median_ms(calls: Iterator[float]) -> tuple[float, float]:
    """Median and 95th percentile of some seconds, in milliseconds."""
    found = sorted(1000 * s for s in calls)
    return statistics.median(found), found[int(len(found) * 0.95)]


def timelines(ledger: Ledger, agreements: int, known_on: date) -> Iterator[float]:
    """Seconds for the timelines of 200 agreements, as known on a day."""
    rng = random.Random(11)
    for _ in range(200):
        number = rng.randrange(1, agreements + 1)
        before = process_time()
        timeline(ledger, number, known_on=known_on)
        yield process_time() - before


def changes(ledger: Ledger) -> Iterator[float]:
    """Seconds for "what changed since yesterday", twenty times."""
    for _ in range(20):
        before = process_time()
        found = ledger.diff(START + timedelta(days=4999))
        yield process_time() - before
    assert found.claims


def keep(ledger: Ledger) -> dict[str, float]:
    """Seconds for what `foedus import` does at its end: work out where every agreement stands, and keep it.

    Nothing is kept before, so everything is worked out. Under a thousand agreements that is left to "first",
    as the command leaves it.
    """
    agreements = ledger.count("agreements")
    before = process_time()
    done = precompute_standings(ledger, TODAY, touched=agreements)
    taken = process_time() - before
    if not done:
        return {}
    return {"all_s": round(taken, 2), "ms_an_agreement": round(1000 * taken / agreements, 2)}


def status_of_all(ledger: Ledger) -> dict[str, float]:
    """Seconds for the status of all agreements on a day.

    "first": the first who asks, after `keep`; "again": the same day; "another_day": one never asked, years
    before; "after_a_page": one more page was added; "and_another_day": one never asked, after that.
    """
    taken = {}
    for what, day in (
        ("first", TODAY),
        ("again", TODAY),
        ("another_day", date(2017, 3, 9)),
        ("after_a_page", TODAY),
        ("and_another_day", date(2021, 8, 31)),
    ):
        if what == "after_a_page":
            (page, claims), *_ = pages(CLAIMS_PER_PAGE * 2, random.Random(99))
            ledger.add(page, claims, recorded_at=START + timedelta(days=5001), actor="bench")
        before = process_time()
        found = standings(ledger, day)
        taken[what] = round(process_time() - before, 2)
        assert len(found) == ledger.count("agreements")
    return taken


def board_page(ledger: Ledger) -> Iterator[float]:
    """Seconds for the first page of the board on days never asked, then on one of them again and again."""
    for day in (*(date(2018, month, 3) for month in range(1, 6)), *[date(2018, 1, 3)] * 15):
        before = process_time()
        found = board(ledger, day, "", "", str, None)
        yield process_time() - before
        assert len(found.lines) == min(PAGE, found.found)


def listed(ledger: Ledger) -> float:
    """Seconds for the list of all agreements, with names, sources counted and last steps."""
    before = process_time()
    found = ledger.agreements()
    assert len(found) == ledger.count("agreements")
    return process_time() - before


def main() -> None:
    """Run once and print a line of JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=20_000, help="how many claims to add")
    parser.add_argument("--where", help="a new file or an empty database; default: a temporary file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = arguments.where or str(Path(folder) / "bench.db")
        with open_ledger(where) as ledger:
            rate = fill(ledger, arguments.claims)
            agreements, claims, size = ledger.count("agreements"), ledger.count("claims"), ledger.size()
            batches = arguments.claims // CLAIMS_PER_PAGE // PAGES_AT_ONCE
            known_on = (START + timedelta(days=batches * 3 // 4)).date()
            next(timelines(ledger, agreements, known_on))  # the first compiles the queries
            timeline = median_ms(timelines(ledger, agreements, known_on))
            changed = median_ms(changes(ledger))
            kept = keep(ledger)
            status = status_of_all(ledger)
            shown = list(board_page(ledger))
            all_listed = listed(ledger)
        figures = {
            "claims": claims,
            "agreements": agreements,
            "added_a_second": round(rate),
            "timeline_ms": [round(x, 2) for x in timeline],
            "changed_ms": [round(x, 2) for x in changed],
            "board_page_ms": {
                "first": round(1000 * shown[0], 1),
                "median": round(median_ms(iter(shown))[0], 1),
            },
            "keep_status_of_all": kept,
            "added_and_kept_a_second": round(claims / (claims / rate + kept.get("all_s", 0))),
            "status_of_all_s": status,
            "list_of_all_s": round(all_listed, 2),
            "bytes_a_claim": round(size / claims),
        }
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
