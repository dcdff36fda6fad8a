"""Reading while another process writes: no answer fails, none is half or older than what was committed."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import httpx
import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.web import create_app
from tests.processes import SOON, begun, ended, told
from tests.web.conftest import TODAY, served
from tests.web.ledgers import NOW, claim, page

PAIRS: Final = (
    ("DEU", "FRA"),
    ("ESP", "ITA"),
    ("JPN", "PHL"),
    ("KEN", "UGA"),
    ("BRA", "CHL"),
    ("EGY", "SDN"),
)
TRANSACTIONS: Final = 25
ON: Final = "on=2024-12-05"
KINDS: Final = (f"/?{ON}", f"/agreement/1?{ON}", f"/?{ON}&q=matter", f"/?{ON}&q=FRA+DEU&order=name",
                f"/api/v1/agreements?{ON}", f"/?{ON}")  # fmt: skip


def _add(ledger: Ledger, number: int) -> int:
    """Adds a page about each agreement in one transaction; gives how many claims each has by now."""
    items = []
    for at, pair in enumerate(PAIRS):
        news = page(f"{number}: the treaty on matter {at} was spoken of again.", f"{at}-{number}.txt")
        what, day = "ratified" if number % 2 else "signed", f"2024-{1 + number % 11:02d}-03"
        items.append(
            (news, [claim(news, what, pair[:1], day, name=f"Agreement on matter {at}", parties=pair)])
        )
    ledger.add_many(items, recorded_at=NOW + timedelta(minutes=number), actor="test")
    return number + 1


def _write(where: str, pipe: Connection) -> None:
    """The writer's process: it tells what is committed as soon as it is."""
    with open_ledger(where, create=False) as ledger:
        pipe.send(1)
        for number in range(1, TRANSACTIONS):
            pipe.send(_add(ledger, number))


def _read(address: str, until: threading.Event, wrong: list[str]) -> None:
    """A reader: asks by turns over one connection, with the tag of the answer that it has."""
    tags: dict[str, str] = {}
    turn = 0
    with httpx.Client(base_url=address, timeout=SOON) as asked:
        while not until.is_set():
            path = KINDS[turn % len(KINDS)]
            turn += 1
            try:
                answer = asked.get(path, headers={"If-None-Match": tags.get(path, "none")})
            except httpx.HTTPError as error:
                wrong.append(f"{path}: {error!r}")
                continue
            tags[path] = answer.headers.get("etag", "none")
            whole = answer.text.rstrip().endswith(("</html>", "}")) if answer.status_code == 200 else True
            if answer.status_code not in (200, 304) or not whole:
                wrong.append(f"{path}: {answer.status_code} {answer.text[:200]}")


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger with agreements of which each has one claim."""
    where = str(tmp_path / "reads.db")
    with open_ledger(where) as made:
        _add(made, 0)
    return where


def test_reads_beside_a_writer_fail_never_and_show_a_new_claim_at_once(ledger: str) -> None:
    until, wrong = threading.Event(), list[str]()
    with served(create_app(ledger, lambda: TODAY)) as address:
        readers = [
            threading.Thread(target=_read, args=(address, until, wrong), daemon=True) for _ in range(2)
        ]
        writer, pipe = begun(_write, ledger)
        try:
            for reader in readers:
                reader.start()
            with httpx.Client(base_url=address, timeout=SOON) as asked:
                for _ in range(1, TRANSACTIONS):
                    committed = told(pipe)
                    rows = asked.get(f"/api/v1/agreements?{ON}").json()["items"]
                    board = re.findall(r">(\d+) claims?<", asked.get(f"/?{ON}&q=matter").text)
                    treaty = asked.get(f"/agreement/1/claims?{ON}").text
                    assert len(rows) == len(board) == len(PAIRS)
                    assert min(row["claims"] for row in rows) >= committed, (committed, rows)
                    assert min(map(int, board)) >= committed, (committed, board)
                    assert re.search(rf'id="claim-{1 + len(PAIRS) * (committed - 1)}"', treaty)
            assert ended(writer) == 0
        finally:
            until.set()
            for reader in readers:
                reader.join(SOON)
            if writer.is_alive():
                writer.kill()
    assert wrong == []
