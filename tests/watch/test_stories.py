"""Articles become stories: one a happening, ranked for a day by what they change."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger import Ledger, open_ledger
from foedus.pages import article
from foedus.reading import claims
from foedus.watch.grouping import Telling, stories, words
from foedus.watch.stories import Change, stories_of
from tests.cli.command import foedus

TEXTS = Path(__file__).parent / "happenings" / "texts.jsonl"


def rows() -> list[dict[str, str]]:
    return [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]


def bcubed(found: Iterable[Sequence[str]], marked: Mapping[str, str]) -> float:
    """B-cubed F1 of groups of documents against the story of each (Bagga and Baldwin 1998)."""
    group = {doc: set(docs) for docs in found for doc in docs}
    story: dict[str, set[str]] = defaultdict(set)
    for doc, name in marked.items():
        story[name].add(doc)
    precision = sum(len(group[d] & story[marked[d]]) / len(group[d]) for d in marked) / len(marked)
    recall = sum(len(group[d] & story[marked[d]]) / len(story[marked[d]]) for d in marked) / len(marked)
    return 2 * precision * recall / (precision + recall)


def fill(ledger: Ledger, told: Iterable[Mapping[str, str]]) -> None:
    """Each article on the day on which it was published."""
    for row in sorted(told, key=lambda r: datetime.fromisoformat(r["published"])):
        page = article(row["text"].encode(), doc=row["doc"], publisher=row["publisher"], published=row["published"],
                       title=row["title"], encoding="utf-8")  # fmt: skip
        at = datetime.combine(date.fromisoformat(row["published"][:10]), time(22), UTC)
        ledger.add(page, claims(page), recorded_at=at, actor="desk")


@pytest.fixture(scope="module")
def happenings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("stories") / "ledger.db") as ledger:
        fill(ledger, rows())
        yield ledger


def grouped(ledger: Ledger) -> list[tuple[str, ...]]:
    """The stories of every day, each article in the last that it stands in."""
    days = sorted({date.fromisoformat(row["published"][:10]) for row in rows()})
    found: dict[str, tuple[str, ...]] = {}
    for day in days:
        for story in stories_of(ledger, day):
            docs = tuple(d.doc for d in story.documents)
            found.update(dict.fromkeys(docs, docs))
    return sorted(set(found.values()))


def test_articles_about_one_happening_are_one_story(happenings: Ledger) -> None:
    marked = {row["doc"]: row["story"] for row in rows()}
    assert len(marked) >= 60
    assert len(set(marked.values())) >= 20
    assert bcubed(grouped(happenings), marked) >= 0.90


def test_no_story_mixes_two_happenings(happenings: Ledger) -> None:
    """Two parliaments on one accession, a decree beside three notices, two friendship treaties: kept apart."""
    marked = {row["doc"]: row["story"] for row in rows()}
    assert [docs for docs in grouped(happenings) if len({marked[doc] for doc in docs}) > 1] == []


def test_a_reprint_is_no_further_source(happenings: Ledger) -> None:
    (story,) = [s for s in stories_of(happenings, date(2024, 12, 16)) if len(s.documents) > 2]
    assert [d.publisher for d in story.documents] == ["Philippine News Agency", "Kyodo", "Mainichi"]
    assert story.sources == 2
    assert story.first.publisher == "Philippine News Agency"


SIGNED = "Chile and Peru signed the Treaty of Arica on Monday, the foreign ministries said. The treaty settles fishing."
DAY = [
    # what was known before
    ("old-1", "2024-02-24T10:00+00:00", "Wire", "Chile and Peru signed the Treaty of Tacna on February 23, 2024. It enters into force on the exchange of instruments of ratification."),
    ("old-2", "2024-02-24T11:00+00:00", "Wire", "Kenya and Ghana signed the Treaty of Accra on February 23, 2024, the ministry said."),
    # the day
    ("further", "2024-03-04T09:00+00:00", "Gazette", "Kenya and Ghana signed the Treaty of Accra on February 23, 2024, a spokesman told reporters in Nairobi after the cabinet had met."),
    ("step", "2024-03-04T10:00+00:00", "Herald", "Fiji and Tonga signed the Treaty of Suva on Monday. Ministers of both met for lunch at the harbour."),
    ("status", "2024-03-04T11:00+00:00", "Post", "Chile and Peru exchanged the instruments of ratification of the Treaty of Tacna on Monday, and the treaty entered into force on March 4, 2024."),
]  # fmt: skip


def made_up_day(tmp_path: Path, order: Sequence[int] = range(len(DAY))) -> Ledger:
    ledger = open_ledger(tmp_path / "day.db")
    told = [
        {"doc": doc, "published": at, "publisher": who, "title": doc, "text": text}
        for doc, at, who, text in DAY
    ]
    for row in (told[i] for i in order):
        page = article(row["text"].encode(), doc=row["doc"], publisher=row["publisher"], published=row["published"],
                       title=row["title"], encoding="utf-8")  # fmt: skip
        ledger.add(page, claims(page), recorded_at=datetime(2024, 5, 1, tzinfo=UTC), actor="desk")
    return ledger


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_a_day_is_ranked_by_what_it_changes(tmp_path: Path, order: tuple[int, ...]) -> None:
    with made_up_day(tmp_path, order) as ledger:
        found = stories_of(ledger, date(2024, 3, 4))
        assert [(s.first.doc, s.change) for s in found] == [
            ("status", Change.STATUS),
            ("step", Change.STEP),
            ("further", Change.SOURCE),
        ]
        assert "-> IN FORCE since 2024-03-04" in found[0].why[0].text
        assert [s.first.doc for s in stories_of(ledger, date(2024, 3, 4), top=1)] == ["status"]
        assert stories_of(ledger, date(2024, 3, 9)) == []


TAKEN_BACK = [
    ("news", "2024-03-04T09:00+00:00", "Post", "Chile and Peru exchanged the instruments of ratification of the Treaty of Tacna on March 4, 2024, and the treaty entered into force the same day."),
    ("kill", "2024-03-05T09:00+00:00", "Post", "The Post withdraws its story headlined “Chile and Peru bring the Treaty of Tacna into force”. There will be no substitute story."),
]  # fmt: skip


def test_what_is_taken_back_is_a_change_of_status(tmp_path: Path) -> None:
    titles = {
        "news": "Chile and Peru bring the Treaty of Tacna into force",
        "kill": "WITHDRAWAL-Treaty of Tacna",
    }
    with open_ledger(tmp_path / "day.db") as ledger:
        for doc, at, who, text in TAKEN_BACK:
            page = article(
                text.encode(), doc=doc, publisher=who, published=at, title=titles[doc], encoding="utf-8"
            )
            ledger.add(page, claims(page), recorded_at=datetime(2024, 5, 1, tzinfo=UTC), actor="desk")
        (before,) = stories_of(ledger, date(2024, 3, 4))
        assert "-> IN FORCE since 2024-03-04" in before.why[0].text, "on its own day it stood"
        (after,) = stories_of(ledger, date(2024, 3, 5))
        assert after.change is Change.STATUS
        assert "IN FORCE since 2024-03-04 -> NOT IN FORCE" in after.why[0].text
        assert after.why[0].text.endswith(", taken back by its publisher")


def test_the_command_tells_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up_day(tmp_path).close()
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "day.db"))
    done = foedus("stories", "--on", "2024-03-04", "--top", "2")
    assert done.out.splitlines()[:2] == [
        "1. status",
        "   1 article from 1 independent source, first Post: status",
    ]
    assert "-> IN FORCE since 2024-03-04" in done.out
    first, _, third = map(json.loads, foedus("stories", "--on", "2024-03-04", "--json").out.splitlines())
    assert (first["rank"], first["change"], first["documents"][0]["publisher"]) == (1, "status", "Post")
    assert (third["rank"], third["change"]) == (3, "source")
    assert foedus("stories", "--on", "soon").code == 2
    assert foedus("stories", "--on", "1999-01-01").errors == [
        "foedus: no article of 1999-01-01 in the ledger"
    ]


AGREEMENTS = st.sampled_from([None, 1, 2])
TELLINGS = st.lists(
    st.builds(
        lambda hour, chief, told: (float(hour), chief, told),
        st.integers(0, 200),
        AGREEMENTS,
        st.lists(
            st.sampled_from("treaty signed ratified harbour minister vote paris lima suva".split()),
            max_size=8,
        ),
    ),
    max_size=9,
)


def tellings(drawn: Sequence[tuple[float, int | None, list[str]]]) -> list[Telling]:
    return [
        Telling(n, hour, words(None, " ".join(told)), frozenset(), chief,
                frozenset() if chief is None else frozenset({chief}))
        for n, (hour, chief, told) in enumerate(drawn, 1)
    ]  # fmt: skip


@given(TELLINGS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_stories(
    drawn: list[tuple[float, int | None, list[str]]], rng: random.Random
) -> None:
    each = tellings(drawn)
    found = stories(each)
    assert stories(rng.sample(each, len(each))) == found
    assert sorted(number for group in found for number in group) == [t.document for t in each]


@given(TELLINGS)
def test_two_agreements_are_never_one_story(drawn: list[tuple[float, int | None, list[str]]]) -> None:
    each = {t.document: t for t in tellings(drawn)}
    for group in stories(each.values()):
        assert len({each[n].chief for n in group} - {None}) <= 1


def test_what_lies_further_apart_than_three_days_is_two_stories() -> None:
    told = words("Treaty of Arica", SIGNED)
    near = [Telling(1, 0.0, told, frozenset(range(9)), 1), Telling(2, 72.0, told, frozenset(range(9)), 1)]
    assert stories(near) == [(1, 2)]
    assert stories([near[0], Telling(2, 72.1, told, frozenset(range(9)), 1)]) == [(1,), (2,)]
