"""Ledgers for the tests of the board: a real event, one with every hostile string, an empty and a large one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from foedus.ledger import VerdictKind, open_ledger
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
from foedus.web.states.tiles import TILES

NOW = datetime(2024, 11, 12, 9, 0, tzinfo=UTC)
PACT = "Treaty on Comprehensive Strategic Partnership"
HOSTILE = "Pact <img src=x onerror=alert(1)> & \"more\" 'quotes'"
TEXT = "North Korea and Russia signed their treaty in June. Russia <b>ratified</b> it & so did North Korea."


def page(text: str, doc: str, publisher: str = "Example Wire", address: str | None = None) -> Article:
    """An article whose page is its text."""
    return Article(
        doc=doc,
        text=text,
        blocks=(Block(0, len(text), Role.BODY),),
        digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        publisher=publisher,
        published=Published("2024-11-12"),
        address=address,
    )


def claim(
    article: Article,
    what: str,
    actors: tuple[str, ...] = (),
    date: str | None = None,
    *,
    name: str = PACT,
    parties: tuple[str, ...] = ("PRK", "RUS"),
    certainty: Certainty = Certainty.REPORTED,
    span: tuple[int, int] = (0, 20),
) -> Claim:
    """A step that the article reports."""
    return Claim(
        doc=article.doc,
        kind=ClaimKind.STEP,
        what=what,
        agreement=AgreementRef(name, "the treaty"),
        parties=parties,
        actors=actors,
        date=date,
        date_phrase=None,
        place=None,
        sources=(
            Source(article.publisher or "", SourceKind.PUBLISHER),
            Source("KCNA", SourceKind.STATE_MEDIA),
        ),
        certainty=certainty,
        passages=(Passage(*span, article.text[span[0] : span[1]]),),
    )


def pact(where: Path) -> Path:
    """The North Korean-Russian treaty, every certainty, a contradiction, verdicts of each kind."""
    first = page(TEXT, "first.txt", address="https://example.org/first")
    second = page("Another paper gives another day for North Korea.", "second.txt", "Example Gazette")
    steps = [
        claim(first, "signed", ("PRK", "RUS"), "2024-06", certainty=Certainty.ASSERTED),
        claim(first, "ratified", ("PRK",), "2024-11-11", span=(10, 40)),
        claim(first, "ratified", ("RUS",), "2024-11-09", span=(52, 80)),
        claim(first, "instruments_exchanged", (), "2024-12", certainty=Certainty.PLANNED),
        claim(first, "deposited", ("PRK",), "2025-01-05", certainty=Certainty.CONDITIONAL),
        claim(first, "entered_into_force", (), None, certainty=Certainty.SPECULATED),
        claim(first, "negotiated", (), "2024-03-01", span=(30, 50)),
    ]
    later = [
        claim(second, "ratified", ("PRK",), "2024-11-12"),
        claim(second, "withdrawn", ("RUS",), "2024-12-20", certainty=Certainty.DENIED),
    ]
    with open_ledger(where) as ledger:
        ledger.add(first, steps, recorded_at=NOW, actor="test")
        ledger.add(second, later, recorded_at=NOW, actor="test")
        ids = {(c.claim.what, c.claim.actors, c.claim.date): c.id for c in ledger.claims(1)}
        ledger.judge(
            VerdictKind.ACCEPT, ids["signed", ("PRK", "RUS"), "2024-06"], reason="seen the text",
            actor="editor", recorded_at=NOW,
        )  # fmt: skip
        ledger.judge(
            VerdictKind.CORRECT, ids["ratified", ("RUS",), "2024-11-09"], reason="the decree is of the 10th",
            corrected=replace(steps[2], date="2024-11-10"), actor="editor", recorded_at=NOW,
        )  # fmt: skip
        ledger.judge(
            VerdictKind.REJECT, ids["negotiated", (), "2024-03-01"], reason="about a trade deal",
            actor="editor", recorded_at=NOW,
        )  # fmt: skip
    return where


def hostile(where: Path) -> Path:
    """Markup and addresses that must stay text, half a surrogate pair, a very long name."""
    text = "Alpha & <script>alert(1)</script> signed \ud800 it.\0 </pre><img src=x onerror=alert(2)>"
    bad = page(text, "<i>doc</i>.txt", "<u>Paper</u>", "javascript:alert(document.domain)")
    bad = replace(bad, title="<script>alert(3)</script> title")
    long = page("A very long name was given to it.", "long.txt", address="data:text/html,<script>1</script>")
    with open_ledger(where) as ledger:
        ledger.add(
            bad,
            [
                claim(bad, "signed", ("PRK", "RUS"), "2024-06-19", name=HOSTILE, span=(0, len(text))),
                claim(bad, "ratified", ("RUS",), "2024-07-01", name=HOSTILE, span=(5, 30)),
            ],
            recorded_at=NOW,
            actor="test",
        )
        name = "Agreement on " + "cooperation and friendship and " * 20 + "Donaudampfschiff" * 12
        ledger.add(
            long,
            [claim(long, "signed", (), "2020", name=name, parties=("FRA", "DEU"))],
            recorded_at=NOW,
            actor="test",
        )
        ledger.judge(
            VerdictKind.REJECT, 2, reason="<script>alert(4)</script>", actor="<b>editor</b>", recorded_at=NOW
        )
    return where


STATES = (
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA"
    " BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY"
).split()


def large(where: Path, agreements: int = 120) -> Path:
    """A treaty with a hundred facts, and many agreements of two, half of which have entered into force."""
    every = tuple(STATES)
    sea = page("Fifty states have signed and joined the convention.", "sea.txt")
    facts = [
        claim(
            sea, what, (state,), f"{year + i // 12}-{1 + i % 12:02d}-15", name="Sea Convention", parties=every
        )
        for i, state in enumerate(STATES)
        for what, year in (("signed", 1998), ("deposited", 2001))
    ]
    items = [(sea, facts)]
    for i in range(agreements):
        news = page(f"Agreement {i} has been signed by the two governments.", f"{i}.txt")
        pair = (STATES[i % 50], STATES[(i * 7 + 1) % 50])
        name = f"Agreement on matter {i}"
        steps = [claim(news, "signed", pair, "2019-03-04", name=name, parties=pair)]
        if i % 2:
            steps.append(claim(news, "entered_into_force", (), "2020-05-06", name=name, parties=pair))
        items.append((news, steps))
    with open_ledger(where) as ledger:
        ledger.add_many(items[:1], recorded_at=NOW, actor="test")  # agreement 1
        ledger.add_many(items[1:], recorded_at=NOW, actor="test")
    return where


def many(where: Path) -> Path:
    """Agreement 1 of 190 parties, each of which signed and ratified it; agreement 2 of 500 claims."""
    text = "It was said that the treaty on matter two was signed and ratified by its parties. " * 12
    codes = tuple(TILES)[:190]
    wide = page(text, "wide.txt")
    first = [
        claim(
            wide,
            what,
            (code,),
            f"20{year:02d}-03-{1 + at % 28:02d}",
            name="Convention of many",
            parties=codes,
        )
        for at, code in enumerate(codes)
        for what, year in (("signed", 1 + at % 5), ("deposited", 8 + at % 9))
    ]
    items = [(wide, first)]
    for number in range(50):
        news = page(f"{number}. {text}", f"{number}.txt", f"Paper {number % 30}")
        told = [
            claim(news, what, (actor,), f"2019-{1 + number % 12:02d}-{1 + at:02d}", name="Treaty on matter two",
                  parties=("FRA", "DEU"), span=(0, 400))
            for at, (what, actor) in enumerate(
                (what, actor) for what in ("negotiated", "signed", "ratified", "notified", "violated")
                for actor in ("FRA", "DEU")
            )
        ]  # fmt: skip
        items.append((news, told))
    with open_ledger(where) as ledger:
        ledger.add_many(items, recorded_at=NOW, actor="test")
    return where
