"""What a version of a page changed: by paragraph and word, in numbers and dates, within bounds."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger import open_ledger
from foedus.pages import article
from foedus.reading import claims
from foedus.record.versions import Kept, Revision, compare, figures_in_words, versions
from tests.cli.command import foedus

OLD = "Fiji ratified the treaty on March 1, the ministry said.\n\nThe harbour was calm.\n\nTonga has not."
TEXTS = [
    # (before, after, changed paragraphs as wdiff, figures)
    (OLD, OLD, [], ""),
    (OLD, OLD.replace("March 1", "March 2"), ["Fiji ratified the treaty on March [-1-]{+2+}, the ministry said."], "March 1 -> March 2"),
    (OLD, OLD.replace("calm", "very calm"), ["The harbour was {+very+}calm."], ""),
    (OLD, OLD.replace("\n\nThe harbour was calm.", ""), ["[-The harbour was calm.-]"], ""),
    (OLD, OLD + "\n\nTwo ministers met.", ["{+Two ministers met.+}"], "nothing -> Two"),
    ("A b c.", "X y z.", ["[-A b c.-]", "{+X y z.+}"], ""),
    ("It cost 1,000 crowns on 3 May 2024.", "It cost 1,200 crowns on 4 May 2024.",
     ["It cost [-1,000-]{+1,200+}crowns on [-3-]{+4+}May 2024."], "1,000; 3 May 2024 -> 1,200; 4 May 2024"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "shown", "figures"), TEXTS)
def test_what_changed(before: str, after: str, shown: list[str], figures: str) -> None:
    change = compare(before, after)
    sign = {Kept.SAME: "{}", Kept.GONE: "[-{}-]", Kept.NEW: "{{+{}+}}"}
    told = [
        "".join(sign[x.kept].format(x.text if x.kept is Kept.SAME else x.text.strip()) for x in p.pieces)
        for p in change.paragraphs
        if p.changed
    ]
    assert told == shown
    assert figures_in_words(change) == figures


WORDS = st.lists(st.sampled_from("a b c d e 1 2 \n\n".split(" ")), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_change(before: str, after: str) -> None:
    change = compare(before, after)
    for text, left_out in ((before, Kept.NEW), (after, Kept.GONE)):
        told = ["".join(x.text for x in p.pieces if x.kept is not left_out) for p in change.paragraphs]
        assert " ".join(" ".join(told).split()) == " ".join(text.split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 20_000, "b a " * 20_000),
        ("\n\n".join(["a b c d"] * 8000), "\n\n".join(["a b c e"] * 8000)),
        (
            "\n\n".join(f"{n} a b c d e f" for n in range(5000)),
            "\n\n".join(f"{n} a b c d e g" for n in range(5000)),
        ),
    ],
)
def test_no_text_takes_long(before: str, after: str) -> None:
    began = time.process_time()
    assert compare(before, after).changed
    assert time.process_time() - began < 10


PAGE = "https://ministry.example/suva"


def test_the_versions_of_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [
        OLD,
        OLD.replace("calm", "still"),
        OLD.replace("March 1", "March 2"),
        OLD.replace("March 1", "March 3") + "\n\nAn earlier version of this story gave March 2 as the day.",
        "This story has been withdrawn.\n\nWe had taken one treaty for another, for which we are sorry.",
    ]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        for n, text in enumerate(told):
            page = article(text.encode(), doc=f"v{n}", title="Fiji and treaty", publisher="Post",
                           published="2024-03-02", address=PAGE, encoding="utf-8")  # fmt: skip
            at = datetime(2024, 3, 2, 10 + n, tzinfo=UTC)
            ledger.add(page, claims(page), recorded_at=at, actor="desk", fetched=at)
        each = versions(ledger, ledger.documents(ids=[2])[0])
        assert [(v.number, v.document.id, v.revision) for v in each] == [
            (1, 1, Revision.FIRST), (2, 2, Revision.EDITED), (3, 3, Revision.UPDATED), (4, 4, Revision.CORRECTED),
            (5, 5, Revision.RETRACTED),
        ]  # fmt: skip
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "ledger.db"))
    shown = foedus("versions", PAGE).out
    assert "version 3  page 3  2024-03-02 12:00 UTC  updated: March 1 -> March 2" in shown
    assert "on March [-1-] {+2+}" in shown
    assert "page 4 corrects page 3: “An earlier version of this story" in shown
    assert "page 5 retracts page 1" in shown
    assert foedus("versions", "4", "--json").out.count('"revision"') == 5
    assert foedus("versions", "99").errors == [
        "foedus: no page 99 in this ledger: `foedus claims --json` tells the numbers of pages"
    ]
