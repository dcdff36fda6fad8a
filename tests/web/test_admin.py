"""An admin's pages of accounts: what `foedus users` does, with the own password asked again, and a log of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from starlette.testclient import TestClient

from foedus.ledger import Ledger, open_ledger
from foedus.people.accounts import Accounts
from foedus.people.keys import Keys
from foedus.people.log import lines
from foedus.people.model import Account
from foedus.people.passwords import Passwords
from foedus.people.roles import Role
from foedus.people.sessions import Sessions
from foedus.people.throttle import PER_ADDRESS
from foedus.web import create_app
from foedus.web.base.users import Users, proxy_of
from tests.web import ledgers
from tests.web.people import HERE, NAMES, OWN, PASSWORD, TODAY, add_people, browsing, copied, session

ADMIN: Final = NAMES[Role.ADMIN]
READER: Final = NAMES[Role.READER]
OTHER: Final = "louder harbour ten"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose admin has a password."""
    where = add_people(ledgers.pact(tmp_path_factory.mktemp("admin") / "pact.db"))
    with open_ledger(where) as ledger:
        Accounts(ledger).set_password(ADMIN, PASSWORD, Passwords())
    return where


@pytest.fixture
def where(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


@pytest.fixture
def client(where: Path) -> Iterator[TestClient]:
    with browsing(where, Role.ADMIN) as opened:
        yield opened


@pytest.fixture
def ledger(where: Path) -> Iterator[Ledger]:
    with open_ledger(where) as opened:
        yield opened


def account(ledger: Ledger, name: str = READER) -> Account:
    return Accounts(ledger).named(name)


def change(client: TestClient, number: int, what: str, own: str = PASSWORD, **more: str) -> httpx.Response:
    return client.post(f"/people/{number}", data={"change": what, "own": own, **more})  # type: ignore[return-value]  # the client's own kind of answer


def test_an_account_from_its_making_to_its_end(client: TestClient, ledger: Ledger) -> None:
    """Everything that a form does, in the order in which a person is with the team, and what the log says."""
    fields = {"name": "Ben Ode", "role": "reader", "new": OTHER, "again": OTHER, "own": PASSWORD}
    page = client.post("/people", data=fields).headers["location"]
    ben = account(ledger, "Ben Ode")
    assert page == f"/people/{ben.id}"
    assert "Ben Ode" in client.get("/people").text
    change(client, ben.id, "role", role="editor")
    key = change(client, ben.id, "key", label="nightly export", role="reviewer").text
    begins = Keys(ledger).of(ben.id)[0].begins
    assert key.count(begins) > client.get(page).text.count(begins)  # the key itself is shown this once
    Sessions(ledger).begin(ben.id, "A browser")
    assert "A browser" in client.get(page).text
    change(client, ben.id, "sessions")
    assert Sessions(ledger).of(ben.id) == []
    change(client, ben.id, "revoke", key=str(Keys(ledger).of(ben.id)[0].id))
    change(client, ben.id, "password", new="a third harbour", again="a third harbour")
    assert Accounts(ledger).authenticate("Ben Ode", "a third harbour", Passwords()) is not None
    change(client, ben.id, "disable")
    assert not account(ledger, "Ben Ode").active
    assert change(client, ben.id, "enable").status_code == 303
    assert [(one.change.value, one.actor) for one in lines(ledger, "Ben Ode")[::-1]] == [
        (what, ADMIN)
        for what in (
            "account made", "role given", "key made", "sessions ended", "key revoked", "password changed",
            "account disabled", "account let in again",
        )
    ]  # fmt: skip
    assert client.get(page).text.count(f"<td>{ADMIN}</td>") == 8


@pytest.mark.parametrize("own", ["", "a wrong password", OTHER])
@pytest.mark.parametrize("what", ["role", "password", "disable", "sessions", "key"])
def test_nothing_changes_without_the_own_password(
    client: TestClient, ledger: Ledger, what: str, own: str
) -> None:
    before, log = account(ledger), lines(ledger)
    more = {"role": "admin", "new": OTHER, "again": OTHER, "label": "x"}
    answer = change(client, before.id, what, own, **more)
    assert answer.status_code == 400
    assert "Your present password is another one." in answer.text
    assert (account(ledger), lines(ledger), Keys(ledger).of(before.id)) == (before, log, [])


def test_guesses_of_the_own_password_are_counted_with_those_of_the_log_in(
    client: TestClient, ledger: Ledger
) -> None:
    number = account(ledger).id
    found = [change(client, number, "sessions", "a wrong password").status_code for _ in range(PER_ADDRESS)]
    assert found == [400] * PER_ADDRESS
    assert change(client, number, "role", role="admin").status_code == 429
    client.cookies.clear()
    assert client.post("/login", data={"name": ADMIN, "password": PASSWORD}).status_code == 429
    assert account(ledger).role is Role.READER


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])
def test_another_site_s_page_changes_nothing(
    client: TestClient, ledger: Ledger, headers: dict[str, str]
) -> None:
    sent = {"change": "role", "role": "admin", "own": PASSWORD}
    number = account(ledger).id
    assert client.post(f"/people/{number}", data=sent, headers=headers).status_code == 403
    made = {"name": "Ben Ode", "role": "admin", "proxy": "1", "own": PASSWORD}
    assert client.post("/people", data=made, headers=headers).status_code == 403
    assert (account(ledger).role, Accounts(ledger).known("Ben Ode")) == (Role.READER, None)


@pytest.mark.parametrize("what", ["disable", "role"])
def test_the_last_admin_stays_one(client: TestClient, ledger: Ledger, what: str) -> None:
    own = account(ledger, ADMIN)
    answer = change(client, own.id, what, role="reader")
    assert (answer.status_code, account(ledger, ADMIN)) == (400, own)
    assert "is the last admin" in answer.text
    change(client, account(ledger).id, "role", role="admin")
    assert change(client, own.id, what, role="reader").status_code == 303
    assert client.get("/people").headers["location"].startswith("/login")  # and is logged out at once


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"name": READER.upper(), "role": "reader"}, "There is an account"),
        ({"name": "Ben Ode", "role": "king"}, "A role is one of"),
        ({"name": "Ben Ode", "role": "reader", "again": "another"}, "written in two ways"),
        ({"name": "Ben Ode", "role": "reader", "new": "short", "again": "short"}, "12"),
        ({"name": "<script>alert(1)</script>" * 9, "role": "reader"}, "a name is one line"),
    ],
)
def test_a_form_that_cannot_be_kept_says_why(
    client: TestClient, ledger: Ledger, sent: dict[str, str], fault: str
) -> None:
    before = Accounts(ledger).all()
    answer = client.post("/people", data={"new": OTHER, "again": OTHER, "own": PASSWORD, **sent})
    assert answer.status_code == 400
    assert fault.lower() in answer.text.lower()
    assert "<script>alert" not in answer.text
    assert Accounts(ledger).all() == before


def test_an_admin_whom_the_proxy_names_has_no_password_to_write(where: Path, ledger: Ledger) -> None:
    Accounts(ledger).add("Eva Stern", Role.ADMIN, None, None)
    app = create_app(str(where), lambda: TODAY, users=Users(proxy=proxy_of("X-User", ["127.0.0.1"])))
    told = {**OWN, "x-user": "Eva Stern"}
    with TestClient(
        app, base_url=HERE, headers=told, client=("127.0.0.1", 1), follow_redirects=False
    ) as client:
        assert "Your own password" not in client.get("/people").text
        assert change(client, account(ledger).id, "role", "", role="editor").status_code == 303
    assert account(ledger).role is Role.EDITOR
    assert lines(ledger)[0].actor == "Eva Stern"


def test_nothing_of_an_account_is_kept_by_a_browser(where: Path, client: TestClient, ledger: Ledger) -> None:
    page = client.get(f"/people/{account(ledger).id}")
    assert page.headers["cache-control"] == "private, no-store"
    assert "etag" not in page.headers
    assert client.get("/people/999").status_code == 404
    with browsing(where) as other:
        other.cookies.set("foedus", session(where, Role.EDITOR))
        assert other.get("/people").status_code == 403
        assert "/people" not in other.get("/account").text
