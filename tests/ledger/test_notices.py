"""Notices of correction and retraction: read as such, tied to the page they mean, whichever came first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from foedus.ledger import Ledger, VerdictKind, open_ledger
from foedus.ledger.notice import NoticeKind, headline_key, read_notice
from foedus.ledger.notice_rules import (
    CORRECTED,
    CORRECTS,
    RETRACTED,
    RETRACTS,
    RETRACTS_ITS_OWN,
    WITHDRAWN,
    Row,
)
from foedus.model import Article, Claim
from foedus.pages import article
from foedus.reading import claims
from foedus.record.standings import standings
from foedus.record.timeline import timeline
from tests.ledger.strategies import NOW, day

C, R = NoticeKind.CORRECTION, NoticeKind.RETRACTION
STORY = (
    "Fiji and Tonga exchanged the instruments of ratification of the Treaty of Suva on March 1, 2024, and the treaty"
    " entered into force the same day, the foreign ministry of Fiji said in a statement after a meeting in Suva. The"
    " two ministers had lunch at the harbour and spoke about fishing, telephone cables and the price of copra."
)


@pytest.mark.parametrize("row", [*CORRECTS, *RETRACTS, RETRACTS_ITS_OWN, *CORRECTED, *RETRACTED, *WITHDRAWN])
def test_each_way_of_saying_it_has_its_sentence(row: Row) -> None:
    assert row.pattern.search(row.example)


WIRE = frozenset({"example wire"})
NOTICES = [
    ("CORRECTED-Fiji ratifies treaty", STORY, C),
    ("Fiji ratifies treaty", f"(Corrects day in first paragraph)\n\n{STORY}", C),
    ("Fiji ratifies treaty", f"{STORY}\n\nAn earlier version of this story said March 2.", C),
    ("Fiji ratifies treaty", f"{STORY}\n\nThis article was amended on March 3 to give the right day.", C),
    ("Correction: Fiji-Treaty story", "In a story March 1 about a treaty of Fiji, The Example Wire reported erroneously that it was signed.", C),
    ("RETRACTION: Fiji ratifies treaty", STORY, R),
    ("KILL: Fiji ratifies treaty", "Editors, please kill the story on Fiji sent on March 1.", R),
    ("WITHDRAWAL-Fiji ratifies treaty", "The story headlined “Fiji ratifies treaty” is withdrawn. There will be no substitute story.", R),
    ("Example Wire withdraws story", "Example Wire withdraws its March 1 story on the Treaty of Suva.", R),
    ("Note to readers", "We have retracted our report on the treaty.", R),
    ("Fiji ratifies treaty", f"This story has been retracted.\n\n{STORY}", R),
    # news, and no notices
    ("Fiji ratifies treaty", STORY, None),
    ("Withdrawal: what Fiji's notice means", "Fiji gave notice of its withdrawal from the treaty on March 1. The report of the commission was withdrawn.", None),
    ("Fiji withdraws", "Fiji withdraws from the treaty. The Gazette withdraws its story on the king, the paper said.", None),
    ("Fiji corrects course", "Fiji has corrected its position on the treaty, the minister said.", None),
    ("Minister erred", "The minister said wrongly that the treaty had been signed.", None),
    ("Kill the treaty, lawmakers say", "Lawmakers want to kill the treaty. An earlier version of the treaty had no such article.", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "kind"), NOTICES)
def test_a_notice_is_told_from_news(title: str, text: str, kind: NoticeKind | None) -> None:
    found = read_notice(title, text, WIRE)
    assert (found.kind if found else None) is kind


def test_the_headlines_that_a_notice_names() -> None:
    found = read_notice(
        "KILL: Fiji ratifies the treaty", "The story headlined “Tonga leaves pact early” is withdrawn."
    )
    assert found is not None
    assert found.headlines == ("fiji ratifies the treaty", "tonga leaves pact early")
    assert headline_key("CORRECTED-UPDATE 1-Fiji signs treaty") == "update 1 fiji signs treaty"
    assert headline_key("Correction") == ""


def read(
    text: str,
    doc: str,
    title: str,
    *,
    on: str = "2024-03-02",
    publisher: str = "Example Wire",
    address: str | None = None,
) -> tuple[Article, list[Claim]]:
    page = article(text.encode(), doc=doc, title=title, publisher=publisher, published=on, address=address, encoding="utf-8")  # fmt: skip
    return page, claims(page)


FALSE = read(STORY, "story.txt", "Fiji and Tonga bring treaty into force")
TAKEN_BACK = read(
    "Example Wire withdraws its story headlined “Fiji and Tonga bring treaty into force”. There will be no substitute"
    " story.",
    "kill.txt",
    "WITHDRAWAL-Fiji-Tonga treaty",
    on="2024-03-03",
)
_COPY, _SAID = read(
    f"{STORY} The harbour was decked with flags.",
    "reprint.txt",
    "Fiji and Tonga bring treaty into force",
    publisher="Gazette",
)
REPRINT = replace(_COPY, credits=("Example Wire",)), _SAID
COPY = read(f"{STORY} A choir sang.", "copy.txt", "Treaty of Suva in force", publisher="Post")
AFTER = read(
    f"{STORY} Nobody takes it back.",
    "after.txt",
    "Treaty of Suva in force after all",
    publisher="Post",
    on="2024-03-05",
)
OTHERS = read(
    STORY.replace("Suva", "Apia").replace("Tonga", "Samoa"),
    "other.txt",
    "Fiji and Samoa bring treaty into force",
)


def on(ledger: Ledger, known: int | None = None) -> dict[str, bool | None]:
    """Whether each agreement is in force in April, by its name."""
    rows = {row.id: row.name for row in ledger.agreements(known_on=known)}
    return {rows[s.agreement_id]: s.in_force for s in standings(ledger, date(2024, 4, 1), known_on=known)}


@pytest.mark.parametrize(
    "order",
    [
        (0, 1, 2, 3, 4),
        (4, 3, 2, 1, 0),
        (1, 4, 0, 3, 2),
        (2, 3, 4, 1, 0),
        (1, 2, 0, 4, 3),
        (4, 1, 0, 2, 3),
        (0, 2, 3, 4, 1),
    ],
)
def test_what_is_retracted_counts_no_more_whatever_came_first(tmp_path: Path, order: Sequence[int]) -> None:
    pages = [FALSE, TAKEN_BACK, REPRINT, OTHERS, COPY]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        for n in order:
            ledger.add(*pages[n], recorded_at=NOW, actor="desk")
            on(ledger)  # what is kept of the standings must not outlive the retraction
        docs = {d.id: d.doc for d in ledger.documents()}
        tied = {(docs[t.document], t.kind, docs[t.other]) for t in ledger.ties()}
        assert tied == {
            ("kill.txt", "retracts", doc) for doc in ("story.txt", "reprint.txt", "copy.txt", "kill.txt")
        }
        assert on(ledger) == {"Treaty of Suva": False, "Treaty of Apia": True}
        assert {c.stands for c in ledger.claims(doc="story.txt")} == {False}
        assert len(ledger.claims(doc="story.txt")) == len(FALSE[1]), "it stays in the record"
        assert ledger.check() == []


@pytest.mark.parametrize("old", [(0, 1, 2, 3, 4), (0, 1), (1, 4), (4, 2, 0)])
def test_notices_of_pages_that_came_before_any_was_read(
    tmp_path: Path, old: Sequence[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are tied as if they had been read at once, a second time not again, and the chain holds."""
    pages = [FALSE, TAKEN_BACK, REPRINT, OTHERS, COPY]

    def told(ledger: Ledger) -> set[tuple[str, str, str]]:
        docs = {d.id: d.doc for d in ledger.documents()}
        ties = [(docs[t.document], t.kind.value, docs[t.other]) for t in ledger.ties()]
        assert len(ties) == len(set(ties))
        return set(ties)

    with open_ledger(tmp_path / "new.db") as ledger:
        for page in pages:
            ledger.add(*page, recorded_at=NOW, actor="desk")
        wanted, standing = told(ledger), on(ledger)
    with open_ledger(tmp_path / "old.db") as ledger:
        with monkeypatch.context() as before:
            before.setattr("foedus.ledger.add.tie_notices", lambda *_: None)
            for n in old:
                ledger.add(*pages[n], recorded_at=NOW, actor="desk")
        for n in sorted(set(range(len(pages))) - set(old)):
            ledger.add(*pages[n], recorded_at=NOW, actor="desk")
        on(ledger)
        assert ledger.read_notices(actor="Bo Li", recorded_at=day(1)) == (1 if 1 in old else 0)
        if 1 in old:
            assert told(ledger) == wanted
            assert on(ledger) == standing
        head = ledger.head()
        assert ledger.read_notices(actor="Bo Li", recorded_at=day(2)) == 0
        assert ledger.head() == head, "no entry where nothing was found"
        assert ledger.check() == []


def test_what_is_told_after_a_retraction_is_told_anew(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        for page in (FALSE, TAKEN_BACK, COPY, AFTER):
            ledger.add(*page, recorded_at=NOW, actor="desk")
        assert on(ledger) == {"Treaty of Suva": True}
        assert {c.document_id for c in ledger.claims(1) if c.stands} == {4}


def test_what_was_known_before_the_retraction_stays_known(where: str) -> None:
    with open_ledger(where) as ledger:
        ledger.add(*FALSE, recorded_at=NOW, actor="desk")
        before = ledger.known_at()
        ledger.add(*TAKEN_BACK, recorded_at=day(1), actor="desk")
        assert on(ledger, before) == {"Treaty of Suva": True}
        assert on(ledger) == {"Treaty of Suva": False}
        assert {c.retracted_by for c in ledger.claims(1)} == {2}, "and what is read in the notice itself"
        assert timeline(ledger, 1) == []
        told = list(ledger.diff(before).lines())
        assert any(line.startswith("page 2 retracts page 1: “") for line in told)
        # a person may know better
        ledger.judge(VerdictKind.ACCEPT, 1, reason="seen the gazette", actor="Ana Ruiz", recorded_at=day(2))
        assert next(c.stands for c in ledger.claims(1))


def test_a_correction_is_tied_and_its_page_still_counts(tmp_path: Path) -> None:
    url = "https://wire.example/suva"
    first = read(STORY, "v1", "Fiji and Tonga bring treaty into force", address=url)
    text = (
        STORY.replace("March 1", "March 2") + "\n\nAn earlier version of this story gave March 1 as the day."
    )
    second = read(text, "v2", "Fiji and Tonga bring treaty into force", address=url)
    for pages in ([first, second], [second, first]):
        with open_ledger(tmp_path / f"{pages[0][0].doc}.db") as ledger:
            for n, page in enumerate(pages):
                fetched = datetime(2024, 3, 2, 9 if page is first else 12, tzinfo=UTC)
                ledger.add(*page, recorded_at=day(n), actor="desk", fetched=fetched)
            docs = {d.id: d.doc for d in ledger.documents()}
            assert [(docs[t.document], t.kind, docs[t.other]) for t in ledger.ties()] == [
                ("v2", "corrects", "v1")
            ]
            stored = ledger.claims(doc="v1")
            assert stored
            assert all(c.stands and c.corrected_by and docs[c.corrected_by] == "v2" for c in stored)
            assert not any(c.corrected_by for c in ledger.claims(doc="v2"))
            assert ledger.check() == []


def test_somebody_elses_notice_ties_nothing(tmp_path: Path) -> None:
    theirs = read(
        TAKEN_BACK[0].text, "kill.txt", "WITHDRAWAL-Fiji-Tonga treaty", on="2024-03-03", publisher="Gazette"
    )
    late = (replace(TAKEN_BACK[0], digest="0" * 64, published=None), TAKEN_BACK[1])
    with open_ledger(tmp_path / "ledger.db") as ledger:
        for page in (FALSE, theirs, late):
            ledger.add(*page, recorded_at=NOW, actor="desk")
        assert [(t.document, t.other) for t in ledger.ties() if t.document != t.other] == []
        assert on(ledger) == {"Treaty of Suva": True}
