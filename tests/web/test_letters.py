"""The form on which readers write: checked, refused from elsewhere, no address ever shown, no script let in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from foedus.ledger import open_ledger
from foedus.letters.box import LetterBox
from foedus.letters.limits import PER_SENDER
from foedus.model import Certainty
from foedus.proposals.model import ProposalState
from foedus.web import create_app
from tests.web import ledgers
from tests.web.conftest import TODAY, Get, client

Send = Callable[..., httpx.Response]
LETTER = {"agreement": "1", "claim": "2", "name": "Ana <b>Ruiz</b>", "address": "ana@example.org", "text": "It was <script>alert(1)</script> the 10th."}  # fmt: skip
OWN = {"origin": "http://board.test"}


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return ledgers.pact(tmp_path / "pact.db")


def sender(where: Path, **more: Any) -> Send:
    """A function that posts a form to the board."""
    app = create_app(str(where), lambda: TODAY, **more)

    def send(
        fields: dict[str, str], headers: dict[str, str] = OWN, content: bytes | None = None
    ) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://board.test") as asked:
                kind = {"content-type": "application/x-www-form-urlencoded"}
                body = urlencode(fields).encode() if content is None else content
                return await asked.post("/letter", content=body, headers={**kind, **headers})

        with ThreadPoolExecutor(1) as beside:
            return beside.submit(asyncio.run, ask()).result(timeout=60)

    return send


def letters(where: Path) -> list[str]:
    with open_ledger(where) as ledger:
        return [one.text for one in LetterBox(ledger).letters()]


def test_a_letter_goes_into_the_box(where: Path) -> None:
    shown = client(where)("/letter", agreement="1", claim="2")
    assert shown.status_code == 200
    assert 'action="/letter"' in shown.text
    assert "ratified" in shown.text
    done = sender(where)(LETTER)
    assert (done.status_code, done.headers["location"]) == (303, "/letter/sent?agreement=1")
    assert letters(where) == [LETTER["text"]]
    assert "Thank you" in client(where)("/letter/sent", agreement="1").text


REFUSED = [
    ({}, 403),
    ({"origin": "https://evil.example"}, 403),
    ({"origin": "null"}, 403),
    ({"origin": "http://[broken"}, 403),
    ({"origin": "http://board.test", "sec-fetch-site": "cross-site"}, 403),
    ({"origin": "http://board.test", "sec-fetch-site": "same-site"}, 403),
    ({"sec-fetch-site": "none"}, 403),
    ({**OWN, "content-type": "text/plain"}, 415),
    ({"sec-fetch-site": "same-origin"}, 303),
]


@pytest.mark.parametrize(("headers", "code"), REFUSED)
def test_a_post_from_another_site_is_refused(where: Path, headers: dict[str, str], code: int) -> None:
    assert sender(where)(LETTER, headers).status_code == code
    assert bool(letters(where)) == (code == 303)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": ""}, 400),
        ({"address": "nowhere"}, 400),
        ({"name": ""}, 400),
        ({"text": "x" * 6000}, 400),
        ({"agreement": "99"}, 404),
        ({"claim": "99"}, 404),
        ({"agreement": "1'; DROP TABLE letters"}, 404),
        ({"text": "x" * 70_000}, 413),
        ({f"field{n}": "" for n in range(30)}, 400),
    ],
)
def test_what_cannot_be_taken_is_told(where: Path, fields: dict[str, str], code: int) -> None:
    done = sender(where)({**LETTER, **fields})
    assert done.status_code == code
    assert letters(where) == []
    assert "<script>" not in done.text


def test_what_was_written_stands_in_the_form_again(where: Path) -> None:
    done = sender(where)({**LETTER, "address": "nowhere"})
    assert 'aria-invalid="true"' in done.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; the 10th." in done.text
    assert 'value="Ana &lt;b&gt;Ruiz&lt;/b&gt;"' in done.text


def test_who_fills_what_nobody_sees_is_no_reader(where: Path) -> None:
    assert sender(where)({**LETTER, "website": "https://spam.example"}).status_code == 303
    assert letters(where) == []


def test_a_flood_is_held_off(where: Path) -> None:
    send = sender(where)
    codes = [
        send({**LETTER, "text": f"letter {n}", "address": f"r{n}@example.org"}).status_code
        for n in range(PER_SENDER + 2)
    ]
    assert codes == [*[303] * PER_SENDER, 429, 429]


def test_an_accepted_letter_stands_beside_its_claim_and_no_address_anywhere(where: Path) -> None:
    sender(where)(LETTER)
    with open_ledger(where) as ledger:
        box = LetterBox(ledger)
        (one,) = box.letters()
        box.accept(one.id, "Bo Li", certainty=Certainty.SPECULATED, reason="seen", date="2024-11-10")
        assert box.letter(1).state is ProposalState.ACCEPTED
    get = client(where)
    shown = get("/agreement/1").text
    assert "<b>A reader wrote:</b> “It was &lt;script&gt;alert(1)&lt;/script&gt; the 10th.”" in shown
    assert "Ana &lt;b&gt;Ruiz&lt;/b&gt; (reader)" in shown
    assert "From a reader&#39;s letter, taken in by Bo Li" in shown.replace(
        "From a reader's", "From a reader&#39;s"
    )
    page = shown.rpartition('href="/document/')[2].partition("#")[0]
    for path in (
        "/",
        "/agreement/1",
        "/api/v1/agreements/1",
        "/api/v1/agreements",
        "/stories",
        f"/document/{page}",
    ):
        assert "example.org" not in get(path).text.replace("https://example.org/first", ""), path


def test_a_board_without_letters(where: Path) -> None:
    def get(path: str) -> tuple[int, str]:
        app = create_app(str(where), lambda: TODAY, letters=False)

        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(app=app), base_url="http://board.test"
            ) as asked:
                return await asked.get(path)

        with ThreadPoolExecutor(1) as beside:
            found = beside.submit(asyncio.run, ask()).result(timeout=60)
        return found.status_code, found.text

    assert get("/letter?agreement=1")[0] == 404
    assert "Write to us" not in get("/agreement/1")[1]


def test_the_form_is_asked_for_as_every_page(where: Path) -> None:
    get: Get = client(where)
    assert get("/letter").status_code == 400
    assert get("/letter", agreement="99").status_code == 404
    assert get("/letter", agreement="1", claim="x").status_code == 400
    assert get("/letter", agreement="1").headers["content-security-policy"].startswith("default-src 'none'")
