"""Articles and claims for the ledger's tests: a few written out, and hypothesis strategies for any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hypothesis import strategies as st

from foedus.model import (
    AgreementRef,
    Article,
    Block,
    Certainty,
    Claim,
    ClaimKind,
    ParticularKind,
    Passage,
    Published,
    Role,
    Source,
    SourceKind,
    Step,
    TermKind,
)

NOW = datetime(2024, 11, 12, 9, 0, tzinfo=UTC)
PACT = "Treaty on Comprehensive Strategic Partnership"

YONHAP = Source("Yonhap", SourceKind.PUBLISHER)
KCNA = Source("KCNA", SourceKind.STATE_MEDIA, "PRK")
TASS = Source("TASS", SourceKind.STATE_MEDIA, "RUS")


def day(number: int) -> datetime:
    """The instant `number` days after the first."""
    return NOW + timedelta(days=number)


def article(
    text: str = "North Korea and Russia have ratified their treaty.",
    *,
    doc: str = "page.txt",
    publisher: str | None = "Yonhap",
    published: str | None = "2024-11-12",
    credits: tuple[str, ...] = (),
    notice: str | None = None,
) -> Article:
    """An article whose page is its text."""
    blocks = [Block(0, len(text), Role.BODY)] if text else []
    if notice:
        text, start = f"{text}\n\n{notice}", len(text) + 2
        blocks.append(Block(start, start + len(notice), Role.CORRECTION))
    return Article(
        doc=doc,
        text=text,
        blocks=tuple(blocks),
        digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        publisher=publisher,
        published=Published(published) if published else None,
        credits=credits,
    )


def step(
    page: Article,
    what: str,
    actors: Sequence[str] = (),
    date: str | None = None,
    *,
    name: str | None = PACT,
    mention: str = "the treaty",
    parties: Sequence[str] = ("PRK", "RUS"),
    sources: Sequence[Source] | None = None,
    certainty: Certainty = Certainty.REPORTED,
    span: tuple[int, int] | None = None,
    signed: str | None = None,
    local: int = 0,
) -> Claim:
    """A claim of a step on the first words of the page."""
    start, end = span or (0, min(len(page.text), 20))
    if sources is None:
        sources = [Source(page.publisher, SourceKind.PUBLISHER)] if page.publisher else []
    return Claim(
        doc=page.doc,
        kind=ClaimKind.STEP,
        what=what,
        agreement=AgreementRef(name, mention, local, signed),
        parties=tuple(parties),
        actors=tuple(actors),
        date=date,
        date_phrase=None,
        place=None,
        sources=tuple(sources),
        certainty=certainty,
        passages=(Passage(start, end, page.text[start:end]),),
    )


def seed() -> tuple[Article, list[Claim]]:
    """One report: signed in June, ratified by each side in November."""
    page = article()
    return page, [
        step(page, "signed", ("PRK", "RUS"), "2024-06", certainty=Certainty.ASSERTED),
        step(page, "ratified", ("RUS",), "2024-11-09", sources=(YONHAP, TASS)),
        step(page, "ratified", ("PRK",), "2024-11-11", sources=(YONHAP, KCNA)),
    ]


CODES = ("PRK", "RUS", "USA", "KOR", "JPN")
NAMES = (PACT, "Mutual Defense Treaty", "Treaty of Friendship", "New START Treaty", "border accord", None)
DATES = (None, "2024", "2024-06", "2024-06-19", "2024-11-09", "2024-11-11", "2023-01-31", "2024-06~")

texts = st.text(st.characters(), max_size=80)  # lone surrogates and NUL among them
sources = st.builds(
    Source,
    name=st.sampled_from(("Yonhap", "KCNA", "TASS", "Reuters", "an official")) | texts,
    kind=st.sampled_from(SourceKind),
    state=st.none() | st.sampled_from(CODES),
    anonymous=st.booleans(),
)
parties = st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple)
details = st.dictionaries(
    st.sampled_from(("target", "number", "note")),
    st.integers(-5, 5) | texts | st.lists(texts, max_size=2),
    max_size=2,
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any page: empty texts, control characters and lone surrogates among them."""
    text = draw(st.text(st.characters(), max_size=120))
    page = article(
        text,
        doc=draw(st.sampled_from(("a.txt", "b.html", "c.txt"))),
        publisher=draw(st.none() | st.sampled_from(("Yonhap", "Reuters", "The Daily"))),
        published=draw(st.none() | st.sampled_from(("2024-06-20", "2024-11-12", "2024-12-05"))),
    )
    return replace(page, title=draw(st.none() | texts))


@st.composite
def claims(draw: st.DrawFn, page: Article) -> Claim:
    """Any claim of the page, its passages inside the text."""
    kind = draw(st.sampled_from(ClaimKind))
    what = {
        ClaimKind.STEP: st.sampled_from(Step).map(str),
        ClaimKind.TERM: st.sampled_from(TermKind).map(str),
        ClaimKind.ACT: st.sampled_from(("military aid", "joint exercise")),
        ClaimKind.PARTICULAR: st.sampled_from(ParticularKind).map(str),
    }[kind]
    size = len(page.text)
    spans = st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted)
    ref = None
    if draw(st.integers(0, 5)):
        local = draw(st.integers(0, 2))
        ref = AgreementRef(
            draw(st.sampled_from(NAMES)), draw(st.sampled_from(("the treaty", "the pact", "their defence pact"))),
            local, draw(st.sampled_from(DATES)),
        )  # fmt: skip
    found = draw(st.lists(spans, max_size=2))
    rule = draw(st.sampled_from(("", "verb")))
    return Claim(
        doc=page.doc,
        kind=kind,
        what=draw(what),
        agreement=ref,
        parties=draw(parties),
        actors=draw(parties),
        date=draw(st.sampled_from(DATES)),
        date_phrase=draw(st.none() | texts),
        place=draw(st.none() | texts),
        sources=tuple(draw(st.lists(sources, max_size=3))),
        certainty=draw(st.sampled_from(Certainty)),
        passages=tuple(Passage(a, b, page.text[a:b]) for a, b in found),
        of=draw(st.none() | st.sampled_from(Step).map(str)) if kind is ClaimKind.STEP else None,
        other_sources=tuple(draw(st.lists(sources, max_size=1))),
        detail=draw(details),
        rule=rule,
        words=tuple(draw(st.lists(texts, max_size=2))) if rule else (),
    )


@st.composite
def pages(draw: st.DrawFn) -> tuple[Article, list[Claim]]:
    """A page with up to four claims."""
    page = draw(articles())
    return page, draw(st.lists(claims(page), max_size=4))
