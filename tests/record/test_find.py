"""Which treaty the words of a user mean: of the ledger, of the register, by parties and words together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.record.find import treaties_for
from foedus.record.joined import KnownTreaty
from tests.web.ledgers import claim, page

NOW = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)
TOLD = [
    ("declaration under Additional Protocol I", ("RUS",)),
    ("memorandum of understanding on the Belt and Road Initiative", ("CHN", "ITA")),
    ("Heath Grazing Convention", ("NOR", "SWE")),
    ("statement on the Treaty of Tlatelolco", ("CUB",)),
    ("Ottawa Convention", ("FIN",)),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("find") / "ledger.db"
    with open_ledger(path) as opened:
        for name, parties in TOLD:
            article = page(f"They signed the {name}.", f"{name}.txt")
            made = claim(article, "signed", parties[:1], "2025-01-01", name=name, parties=parties)
            opened.add(article, [made], recorded_at=NOW, actor="desk")
        yield opened


@pytest.mark.parametrize(
    ("query", "entries", "names"),
    [
        # a name that the register has whole, and the ledger only within another
        (("Additional Protocol I",), ["geneva-protocol-i-1977", None], [None, TOLD[0][0]]),
        (("Treaty of Tlatelolco",), ["tlatelolco-1967", None], [None, TOLD[3][0]]),
        # words of a name are none: the ledger's alone
        (("Additional Protocol",), [None], [TOLD[0][0]]),
        # one that pages tell of is found with them, by whatever name
        (("Ottawa Convention",), ["ottawa-convention-1997"], [TOLD[4][0]]),
        (("Mine Ban Treaty",), ["ottawa-convention-1997"], [TOLD[4][0]]),
        # parties and words in one phrase, or apart
        (("Italy China Belt and Road memorandum",), [None], [TOLD[1][0]]),
        (("Sweden-Norway heath convention",), [None], [TOLD[2][0]]),
        (("NOR", "SWE"), [None], [TOLD[2][0]]),
        # other parties than those who made it
        (("France China Belt and Road memorandum",), [], []),
    ],
)
def test_what_the_words_mean(
    ledger: Ledger, query: tuple[str, ...], entries: list[str | None], names: list[str | None]
) -> None:
    found = treaties_for(ledger, query)
    known = [f.treaty.entry for f in found if isinstance(f.treaty, KnownTreaty)]
    assert [e and e.id for e in known] == entries
    assert [f.row and f.row.name for f in found] == names
