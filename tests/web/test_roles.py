"""Which role each route asks for: a table, and a request for each pair of role and route.

A route that is not in the table fails here: whoever adds one says who may use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from foedus.people.roles import MAY, Act, Role
from foedus.web import create_app
from foedus.web.base.users import Access, Users
from tests.web import ledgers
from tests.web.people import HERE, OWN, TODAY, add_people, key, session

ALL: Final = None  # everybody
#: Everything that only people may do; all other routes are for everybody, and are read alone but for `POSTS`.
NEEDS: Final[dict[str, Role]] = {
    "POST /logout": MAY[Act.ACCOUNT],
    "GET /account": MAY[Act.ACCOUNT],
    "POST /account/password": MAY[Act.ACCOUNT],
    "POST /account/sessions": MAY[Act.ACCOUNT],
    "POST /account/keys": MAY[Act.ACCOUNT],
    "GET /people": MAY[Act.PEOPLE],
    "POST /people": MAY[Act.PEOPLE],
    "GET /people/{number}": MAY[Act.PEOPLE],
    "POST /people/{number}": MAY[Act.PEOPLE],
    "GET /review": MAY[Act.QUEUE],
    "POST /review/skip": MAY[Act.QUEUE],
    "GET /review/reviewers": MAY[Act.QUEUE],
    "GET /review/claim/{number}": MAY[Act.QUEUE],
    "GET /review/agreement/{number}": MAY[Act.QUEUE],
    "POST /review/act": MAY[Act.QUEUE],
    "GET /review/proposal/{number}": MAY[Act.QUEUE],
    "POST /review/proposal/{number}": MAY[Act.QUEUE],
    "GET /review/second/{number}": MAY[Act.SECOND],
    "POST /review/second/{number}": MAY[Act.SECOND],
    "PUT /api/v1/claims/{number}/verdict": MAY[Act.JUDGE],
    "PUT /api/v1/claims/{number}/agreement": MAY[Act.ARRANGE],
    "PUT /api/v1/agreements/{number}/name": MAY[Act.ARRANGE],
    "PUT /api/v1/agreements/{number}/parties": MAY[Act.ARRANGE],
    "PUT /api/v1/agreements/{number}/same-as/{other}": MAY[Act.ARRANGE],
    "POST /api/v1/agreements/{number}/parts": MAY[Act.ARRANGE],
    "POST /api/v1/agreements/{number}/facts": MAY[Act.ENTER],
    "DELETE /api/v1/verdicts/{number}": MAY[Act.UNDO_OWN],
}
#: What everybody may send: none of it enters the record.
POSTS: Final = {
    "POST /api/v1/reconcile",
    "POST /login",
    "POST /letter",
    "POST /newsletter",
    "POST /newsletter/confirm/{token}",
    "POST /newsletter/unsubscribe/{token}",
}
#: What a closed board shows to those who have not logged in.
UNSHUT: Final = {
    "GET /login",
    "POST /login",
    "GET /health",
    "GET /ready",
    "GET /newsletter/confirm/{token}",
    "POST /newsletter/confirm/{token}",
    "GET /newsletter/unsubscribe/{token}",
    "POST /newsletter/unsubscribe/{token}",
}
FILLED: Final = {"number": "1", "other": "1", "code": "NOR", "id_": "npt", "token": "x" * 30}
SENT: Final = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = ledgers.pact(tmp_path_factory.mktemp("roles") / "pact.db")
    add_people(made)
    return made


@pytest.fixture(scope="module")
def app(where: Path) -> FastAPI:
    return create_app(str(where), lambda: TODAY, newsletter=True)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, headers=OWN, follow_redirects=False) as opened:
        yield opened


def routes(app: FastAPI) -> list[str]:
    """Every route as "METHOD /path/{parameter}", each once."""
    found = [
        f"{method} {route.path}"
        for route in app.routes
        if isinstance(route, APIRoute)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    assert len(found) > 30
    return list(dict.fromkeys(found))


def ask(client: TestClient, route: str, headers: dict[str, str]) -> int:
    """The status of a request for a route; 401 too where it leads to the log-in."""
    method, _, path = route.partition(" ")
    for name, value in FILLED.items():
        path = path.replace(f"{{{name}}}", value)
    path = path.replace("{", "").replace("}", "")
    body = b"" if method in ("POST", "PUT", "PATCH") else None
    answer = client.request(method, path, content=body, headers={**SENT, **headers})
    to_login = answer.status_code == 303 and answer.headers["location"].startswith("/login?then=")
    return 401 if to_login else answer.status_code


def test_every_route_that_writes_is_in_the_table(app: FastAPI) -> None:
    each = set(routes(app))
    writing = {route for route in each if not route.startswith("GET ")}
    people = {r for r in each if r.split(" ")[1].startswith(("/account", "/people", "/review", "/logout"))}
    assert (writing | people) - POSTS - NEEDS.keys() == set(), "say which role a new route asks for"
    assert (POSTS | NEEDS.keys() | UNSHUT) - each == set(), "no such route any more"


@pytest.mark.parametrize("role", [None, *Role], ids=lambda r: r.value if r else "nobody")
def test_each_role_at_each_route(app: FastAPI, client: TestClient, where: Path, role: Role | None) -> None:
    """By cookie, then by key; a session that ends on the way is begun anew."""
    for route in routes(app):
        needed = NEEDS.get(route, ALL)
        if route.startswith("GET /api/") and role not in (None, Role.READER):
            continue  # reads of which each is told to everybody alike
        for by in ("cookie", "key") if role is not None else ("nothing",):
            headers = {}
            if role is not None and by == "cookie":
                headers = {"cookie": f"foedus={session(where, role)}"}
            elif role is not None:
                headers = {"authorization": f"Bearer {key_of(where, role)}"}
            status = ask(client, route, headers)
            if needed is not ALL and role is None:
                assert status == 401, f"{route} by nobody: {status}"
            elif needed is not ALL and role is not None and not role.covers(needed):
                assert status == 403, f"{route} by {role}: {status}"
            elif by == "key" and route.startswith(("POST /account", "POST /people")):
                assert status == 403, f"{route}: a key looks after no account"
            else:
                assert status not in (401, 403) or route == "POST /login", f"{route} by {role}: {status}"
                assert status < 500, f"{route} by {role}: {status}"


_KEYS: dict[Role, str] = {}


def key_of(where: Path, role: Role) -> str:
    if role not in _KEYS:
        _KEYS[role] = key(where, role)
    return _KEYS[role]


def test_a_closed_board_shows_nothing_to_who_has_not_logged_in(where: Path) -> None:
    closed = create_app(str(where), lambda: TODAY, newsletter=True, users=Users(Access.CLOSED))
    with TestClient(closed, base_url=HERE, headers=OWN, follow_redirects=False) as client:
        for route in routes(closed):
            status = ask(client, route, {})
            assert (status == 401) == (route not in UNSHUT or route == "POST /login"), f"{route}: {status}"
        reader = {"cookie": f"foedus={session(where, Role.READER)}"}
        assert client.get("/", headers=reader).headers["cache-control"] == "private, no-cache"
        assert client.get("/static/style.css").status_code == 200


def test_without_people_nobody_logs_in_and_nothing_is_written(where: Path) -> None:
    off = create_app(str(where), lambda: TODAY, users=Users(Access.OFF))
    assert not NEEDS.keys() & set(routes(off))
    with TestClient(off, base_url=HERE, headers=OWN) as client:
        assert client.get("/login").status_code == 404
        page = client.get("/", headers={"cookie": f"foedus={session(where, Role.ADMIN)}"})
        assert "/account" not in page.text
        assert page.headers["cache-control"] == "no-cache"
