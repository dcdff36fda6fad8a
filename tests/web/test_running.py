"""A board as it is run: under a path, for other origins, its metrics and its log."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from foedus.errors import UsageError
from foedus.web import create_app
from foedus.web.base.root import checked_root
from foedus.web.rim.logs import log_as_json
from foedus.web.rim.running import Exposed, Running, checked_origin
from tests.web.conftest import TODAY

Ask = Callable[..., httpx.Response]


def asking(app: FastAPI, client: tuple[str, int] = ("127.0.0.1", 1)) -> Ask:
    """A function that asks an application with headers."""

    def ask(path: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, client=client, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://board.test") as asked:
                told = {name.replace("_", "-"): value for name, value in headers.items()}
                return await asked.request(method, path, headers=told)

        with ThreadPoolExecutor(1) as beside:
            return beside.submit(asyncio.run, sent()).result(timeout=60)

    return ask


def board(places: dict[str, Path], **settings: Any) -> FastAPI:
    return create_app(str(places["pact"]), lambda: TODAY, newsletter=True, running=Running(**settings))


@pytest.mark.parametrize("passed_on", [True, False], ids=["path passed on", "path taken off"])
def test_every_link_of_a_board_under_a_path_stays_under_it(places: dict[str, Path], passed_on: bool) -> None:
    """From the first page every own address is followed, page after page, until none is new."""
    ask = asking(board(places, root="/foedus"))
    todo, seen = ["/foedus/", "/foedus/api/v1/docs", "/foedus/newsletter"], set[str]()
    while todo:
        address = todo.pop(0).partition("#")[0].replace("&amp;", "&")
        place = address.partition("?")[0]
        if place in seen or len(seen) > 40:
            continue
        seen.add(place)
        answer = ask(address if passed_on else address.removeprefix("/foedus"))
        assert answer.status_code in (200, 303), address
        if "location" in answer.headers:
            todo.append(answer.headers["location"])
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for kind, found in re.findall(r'\s(href|src|action|hx-get|hx-post)="([^"]*)"', answer.text):
            if found.startswith("/"):
                assert found.startswith("/foedus/"), f"{address} leads to {found}"
                todo += [found] if kind in ("href", "src") else []
    assert {"/foedus/agreement/1", "/foedus/static/style.css", "/foedus/api/v1/openapi.json"} <= seen


def test_what_the_api_leads_to_stays_under_the_path(places: dict[str, Path]) -> None:
    ask = asking(board(places, root="/foedus"))
    told = ask("/foedus/api/v1/claims?limit=2")
    assert told.json()["next"].startswith("/foedus/api/v1/claims?")
    assert '</foedus/api/v1/claims?limit=2>; rel="first"' in told.headers["link"]
    fault = ask("/foedus/api/v1/claims/99").json()
    assert (fault["type"], fault["instance"]) == (
        "/foedus/api/v1/docs#problem-not-found", "/foedus/api/v1/claims/99",
    )  # fmt: skip
    assert ask("/foedus/api/v1/openapi.json").json()["servers"] == [{"url": "/foedus/"}]
    assert ask("/foedus/api/v1/agreements/1.jsonld").json()["@graph"][0]["@id"] == "/foedus/agreement/1"
    feed = ask("/foedus/feeds/changes.atom").text
    assert "http://board.test/foedus/" in feed
    assert "http://board.test/a" not in feed


@pytest.mark.parametrize("text", ["foedus", "/a b", "/a/../b", "//x", "/a?b"])
def test_a_path_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no path to serve under"):
        checked_root(text)


def test_a_path_is_taken_with_or_without_its_end() -> None:
    assert [checked_root(t) for t in ("", "/", "/foedus/", "/a/b")] == ["", "", "/foedus", "/a/b"]


@pytest.mark.parametrize(
    ("origins", "origin", "allowed"),
    [
        ({"https://a.example"}, "https://a.example", "https://a.example"),
        ({"https://a.example"}, "https://b.example", None),
        ({"*"}, "https://b.example", "*"),
        (set(), "https://a.example", None),
    ],
)
def test_pages_of_other_origins_read_the_api_where_they_may(
    places: dict[str, Path], origins: set[str], origin: str, allowed: str | None
) -> None:
    ask = asking(board(places, origins=frozenset(origins)))
    first = ask("/api/v1/agreements", Origin=origin)
    again = ask("/api/v1/agreements", Origin=origin, If_None_Match=first.headers["etag"])
    assert (first.status_code, again.status_code) == (200, 304)
    for answer in (first, again, ask("/api/v1/none", Origin=origin)):
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in ask("/", Origin=origin).headers
    before = ask("/api/v1/agreements", "OPTIONS", Origin=origin, Access_Control_Request_Method="DELETE")
    assert "DELETE" not in before.headers.get("access-control-allow-methods", "")


@pytest.mark.parametrize("text", ["example.org", "https://a.example/path", "ftp://a.example", "null", ""])
def test_an_origin_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no origin"):
        checked_origin(text)


def test_an_etag_is_of_the_same_bytes(places: dict[str, Path]) -> None:
    ask = asking(board(places))
    path = "/api/v1/agreements/1"
    plain = ask(path, Accept_Encoding="identity")
    small = ask(path, Accept_Encoding="gzip")
    linked = ask(path, Accept_Encoding="identity", Accept="application/ld+json")
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.content == plain.content
    assert len({a.headers["etag"] for a in (plain, small, linked)}) == 3
    assert all(a.headers["etag"].startswith('"') for a in (plain, small, linked))
    varies = plain.headers["vary"].lower()
    assert "accept" in varies
    assert "accept-encoding" in varies
    assert ask(path, Accept_Encoding="gzip", If_None_Match=plain.headers["etag"]).status_code == 200
    assert ask(path, Accept_Encoding="gzip", If_None_Match=small.headers["etag"]).status_code == 304


def test_head_is_answered_as_get_without_a_body(places: dict[str, Path]) -> None:
    ask = asking(board(places))
    for path in ("/api/v1/agreements", "/api/v1/claims.csv", "/api/v1/agreements/999"):
        got, asked = ask(path, Accept_Encoding="identity"), ask(path, "HEAD", Accept_Encoding="identity")
        assert asked.content == b""
        assert asked.status_code == got.status_code
        assert asked.headers.get("etag") == got.headers.get("etag")
        assert asked.headers["content-length"] == got.headers["content-length"]


def test_the_metrics_count_by_route_and_tell_of_the_ledger(places: dict[str, Path]) -> None:
    ask = asking(board(places, metrics=Exposed.LOCAL))
    for path in ("/agreement/1", "/agreement/999", "/api/v1/agreements/1", "/nowhere/secret", "/static/none"):
        ask(path)
    text = ask("/metrics").text
    assert 'foedus_requests_total{code="200",method="GET",route="/agreement/{number}"} 1.0' in text
    assert 'foedus_requests_total{code="404",method="GET",route="/agreement/{number}"} 1.0' in text
    assert 'route="/api/v1/agreements/{number}"' in text
    assert 'foedus_requests_total{code="404",method="GET",route="none"} 2.0' in text
    assert "secret" not in text
    assert "foedus_ledger_entries 5.0" in text
    age = re.search(r"foedus_ledger_last_entry_age_seconds (\d\S+)", text)
    assert age is not None
    assert float(age[1]) > 0


@pytest.mark.parametrize(
    ("exposed", "client", "headers", "code"),
    [
        (Exposed.OFF, "127.0.0.1", {}, 404),
        (Exposed.LOCAL, "127.0.0.1", {}, 200),
        (Exposed.LOCAL, "::1", {}, 200),
        (Exposed.LOCAL, "10.0.0.5", {}, 403),
        (Exposed.LOCAL, "127.0.0.1", {"X_Forwarded_For": "10.0.0.5"}, 403),
        (Exposed.LOCAL, "127.0.0.1", {"Forwarded": "for=10.0.0.5"}, 403),
        (Exposed.ALL, "10.0.0.5", {}, 200),
    ],
)
def test_the_metrics_are_for_those_they_are_set_for(
    places: dict[str, Path], exposed: Exposed, client: str, headers: dict[str, str], code: int
) -> None:
    ask = asking(board(places, metrics=exposed), (client, 1))
    assert ask("/metrics", **headers).status_code == code


def test_a_log_has_a_line_a_request_and_no_secret(places: dict[str, Path]) -> None:
    lines: list[dict[str, Any]] = []
    ask = asking(board(places, log=lambda line: lines.append(dict(line))))
    token = "t0ken" * 6
    ask(f"/newsletter/unsubscribe/{token}")
    ask("/agreement/1?on=2024-12-01&q=whom-I-look-for")
    ask("/api/v1/claims/3?known_on=2", Cookie="session=s3cret")
    ask("/api/v1/claims/3", Authorization="Bearer s3cret")
    ask("/nowhere/whom-I-look-for")
    assert [line["path"] for line in lines] == [
        "/newsletter/unsubscribe/{token}", "/agreement/1", "/api/v1/claims/3", None, None,
    ]  # fmt: skip
    assert lines[1]["asked"] == ["on", "q"]
    assert [line["status"] for line in lines][1:] == [200, 200, 401, 404]
    assert all(line["seconds"] >= 0 and line["bytes"] > 0 for line in lines)
    told = json.dumps(lines)
    assert not [secret for secret in (token, "s3cret", "whom-I-look-for", "127.0.0.1") if secret in told]


def test_a_failure_is_logged_by_its_sort_and_place_and_not_by_its_words() -> None:
    out, before = io.StringIO(), logging.getLogger().handlers[:]
    try:
        log_as_json(out)
        try:
            raise ValueError("whom-I-look-for")
        except ValueError:
            logging.getLogger("foedus.web").exception("/nowhere failed")
    finally:
        logging.getLogger().handlers[:] = before
    told = json.loads(out.getvalue())
    assert (told["level"], told["error"]) == ("error", "ValueError")
    assert told["places"][0].startswith("test_running.py:")
    assert "whom-I-look-for" not in out.getvalue()


def test_gzip_is_whole(places: dict[str, Path]) -> None:
    """The bytes on the wire are one gzip of the page."""
    app, raw = board(places), list[bytes]()

    async def sent(message: Any) -> None:
        raw.append(message.get("body", b""))

    async def nothing() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": "GET", "path": "/agreement/1", "raw_path": b"/agreement/1", "scheme": "http",
        "query_string": b"", "http_version": "1.1", "server": ("board.test", 80), "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"board.test"), (b"accept-encoding", b"gzip")], "root_path": "",
    }  # fmt: skip
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, app(scope, nothing, sent)).result(timeout=60)
    assert gzip.decompress(b"".join(raw)).endswith(b"</html>")
