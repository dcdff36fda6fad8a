"""The page to sign up, and those that mails lead to: looking changes nothing, posting does, no address shows."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.names import names
from foedus.publish.rounds import Settings, Teller
from foedus.publish.smtp import Smtp, server_of
from foedus.publish.subscribers import Subscribers
from foedus.web import create_app
from tests.publish.conftest import post
from tests.publish.events import lake
from tests.publish.post import Post
from tests.publish.test_sending import ANA, FROM
from tests.web.test_app import words as in_words

__all__ = ["post"]
Ask = Callable[..., httpx.Response]
FORM = {
    "address": ANA, "states": "Norway, SWE", "treaties": "common lake", "weekday": "", "hour": "6",
    "zone": "Europe/Oslo",
}  # fmt: skip


def words(answer: httpx.Response) -> str:
    return in_words(answer.text)


def asking(where: Path, *, newsletter: bool = True) -> Ask:
    app = create_app(str(where), newsletter=newsletter)

    def ask(
        method: str, path: str, content: bytes | str = b"", kind: str = "", origin: str = "http://board.test"
    ) -> httpx.Response:
        async def one() -> httpx.Response:
            headers = {"content-type": kind or "application/x-www-form-urlencoded"}
            if path == "/newsletter":  # the board's own page; what a mail program posts says nothing
                headers["origin"] = origin
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://board.test") as client:
                return await client.request(method, path, content=content, headers=headers)

        with ThreadPoolExecutor(1) as beside:
            return beside.submit(asyncio.run, one()).result(60)

    return ask


@pytest.fixture
def where(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        lake(ledger, 3)
    return tmp_path / "ledger.db"


def subscriptions(where: Path) -> list[tuple[bool, str]]:
    with open_ledger(where) as ledger:
        return [(s.confirmed, s.schedule.in_words()) for s in Subscribers(ledger).all()]


def sent(where: Path, post: Post) -> str:
    """One round of sending; the text of the last mail."""
    with open_ledger(where) as ledger:
        link = Smtp(server_of(post.url, timeout=20))
        Teller(ledger, Settings("w", names().display), FROM, lambda: link).round()
    return post.taken[-1].part("plain")


def path_of(text: str) -> str:
    found = re.search(r"https://treaties\.example(/newsletter/[a-z]+/[A-Za-z0-9_-]+)", text)
    assert found is not None
    return found[1]


def test_from_the_form_to_the_end(where: Path, post: Post) -> None:
    ask = asking(where)
    shown = ask("GET", "/newsletter?treaty=1&state=NOR").text
    assert 'name="treaties" value="1"' in shown
    assert 'href="/newsletter"' in ask("GET", "/").text
    told = words(
        ask("POST", "/newsletter", urlencode([*FORM.items(), ("kinds", "status"), ("kinds", "party")]))
    )
    assert "Look into your mailbox" in told
    assert "Norway, Sweden; Treaty on the Common Lake; changes of status, who is bound" in told
    assert ANA not in told
    assert subscriptions(where) == [(False, "every day at 06:00, Europe/Oslo")]
    confirm = path_of(sent(where, post))
    for _ in range(2):  # a program that follows links
        assert "Press the button" in words(ask("GET", confirm))
    assert subscriptions(where)[0][0] is False
    assert "You are subscribed" in words(ask("POST", confirm))
    assert subscriptions(where)[0][0] is True
    with open_ledger(where) as ledger:
        (one,) = Subscribers(ledger).all()
        from foedus.publish.subscribers import Purpose, mint  # noqa: PLC0415

        with ledger.door.writing() as connection:
            leave = "/newsletter/unsubscribe/" + mint(connection, one.id, Purpose.UNSUBSCRIBE, 0.0)
    for _ in range(2):
        assert ask("GET", leave).status_code == 200
        assert ask("HEAD", leave).status_code == 200
    assert len(subscriptions(where)) == 1, "GET never unsubscribes"
    one_click = ask("POST", leave, "List-Unsubscribe=One-Click")
    assert one_click.status_code == 200
    assert subscriptions(where) == []
    again = ask("POST", leave, b"--x--", "multipart/form-data; boundary=x")
    assert again.text == one_click.text, "whoever posts again is told nothing more"
    assert ask("POST", confirm).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"address": "nobody"}, "no mail address"),
        ({"address": "a@b.example\r\nBcc: c@d.example"}, "no mail address"),
        ({"states": "Atlantis"}, "'Atlantis' is no state"),
        ({"treaties": "no such thing"}, "no treaty fits"),
        ({"hour": "25"}, "is no hour"),
        ({"hour": "<b>"}, "is no hour"),
        ({"zone": "Moon/Base"}, "no time zone"),
        ({"weekday": "9"}, "no weekday"),
        ({"kinds": "gossip"}, "kinds are"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_filled_in(
    where: Path, change: dict[str, str], said: str
) -> None:
    answer = asking(where)("POST", "/newsletter", urlencode({**FORM, **change}))
    assert answer.status_code == 400
    assert said in words(answer)
    assert "<b>" not in answer.text.replace("<b>foedus", "")
    assert 'value="Europe/Oslo"' in answer.text or "zone" in change
    assert subscriptions(where) == []


def test_forms_that_are_none(where: Path) -> None:
    ask = asking(where)
    assert ask("POST", "/newsletter", b"{}", "application/json").status_code == 415
    assert ask("POST", "/newsletter", b"a=" + b"x" * 70_000).status_code == 413
    assert ask("POST", "/newsletter", "&".join(f"a{n}=1" for n in range(300))).status_code == 400
    assert ask("POST", "/newsletter", b"\xff\xfe=%ff").status_code == 400
    assert ask("POST", "/newsletter", urlencode(FORM), origin="https://evil.example").status_code == 403
    for path in ("/newsletter/confirm/short", "/newsletter/unsubscribe/" + "%2e" * 30):
        assert ask("POST", path).status_code == 404


def test_nobody_learns_who_is_subscribed(where: Path) -> None:
    ask = asking(where)
    answers = {ask("POST", "/newsletter", urlencode(FORM)).text for _ in range(5)}
    assert len(answers) == 1, "the sixth is told to wait, whoever asks"
    assert ask("POST", "/newsletter", urlencode(FORM)).status_code == 429
    assert len(subscriptions(where)) == 3, "and no more mails than a few go to an address that did not ask"


def test_a_board_that_sends_none_says_so(where: Path, post: Post) -> None:
    ask = asking(where, newsletter=False)
    assert ask("GET", "/newsletter").status_code == 404
    assert ask("POST", "/newsletter", urlencode(FORM)).status_code == 404
    assert 'href="/newsletter"' not in ask("GET", "/").text
    assert subscriptions(where) == []


def test_the_ledger_s_record_stays_as_it_is(where: Path) -> None:
    def head(ledger: Ledger) -> object:
        return ledger.head(), ledger.check()

    with open_ledger(where) as ledger:
        before = head(ledger)
    asking(where)("POST", "/newsletter", urlencode(FORM))
    with open_ledger(where) as ledger:
        assert head(ledger) == before
