"""Passages are searched by their words, in the newest pages alone."""

from __future__ import annotations

import pytest

from foedus.ledger import open_ledger
from foedus.record import passages
from foedus.record.passages import saying
from tests.ledger.strategies import NOW, article, day, step


def test_the_text_of_the_newest_pages_is_searched(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path_factory.mktemp("passages") / "ledger.db") as ledger:
        for number, words in enumerate(("about the sturgeon of the lake", "about the timber of the hills")):
            page = article(f"They signed it, {words}.")
            claims = [step(page, "signed", ("PRK",), name=f"Lake{number} Treaty", span=(0, len(page.text)))]
            ledger.add(page, claims, recorded_at=day(number), actor="a")
        old, new = ([c.agreement_id for c in saying(ledger, [word])] for word in ("STURGEON", "timber"))
        assert (old, new) == ([1], [2])
        assert saying(ledger, ["timber"], NOW.date()) == []
        monkeypatch.setattr(passages, "NEWEST", 1)
        assert saying(ledger, ["sturgeon"]) == []
        assert [c.agreement_id for c in saying(ledger, ["hills"])] == [2]
