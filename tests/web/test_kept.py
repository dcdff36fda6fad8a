"""Pages kept for whoever asks the same next: when they are told, and when they are dropped."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message

from foedus.web.rim.kept import LARGEST, Kept


class Asked:
    """A board that counts how often it is asked, behind the middleware."""

    def __init__(self, most: int = 1000, status: int = 200, size: int = 100, cookie: bool = False) -> None:
        self.count = 0
        self.status, self.size, self.cookie = status, size, cookie
        self.kept = Kept(self.app, most)

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        self.count += 1
        scope["route"] = "the route"
        answer: Response = PlainTextResponse(f"{self.count}".ljust(self.size), self.status)
        if self.cookie:
            answer.set_cookie("who", "me")
        assert Request(scope).url
        await answer(scope, receive, send)

    def ask(
        self, path: str = "/", tag: bytes | None = b"1", person: object = None, host: bytes = b"a"
    ) -> str:
        """The first word of the answer."""
        out: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(message: Message) -> None:
            out.append({**message, **({"headers": [*message["headers"]]} if "headers" in message else {})})
            if "body" in message:  # as what puts it into fewer bytes does
                message["body"] = b"other"
            else:
                message["headers"].clear()

        scope = {
            "type": "http", "method": "GET", "path": path, "query_string": b"", "scheme": "http",
            "headers": [(b"host", host)], "state": {"tag": tag, "person": person},
        }  # fmt: skip
        asyncio.run(self.kept(scope, receive, send))
        assert scope["route"] == "the route"
        assert out[0]["status"] == self.status
        assert out[0]["headers"]
        return b"".join(m["body"] for m in out[1:]).decode().split()[0]


@pytest.mark.parametrize("path", ["/", "/agreement/1", "/party/FRA", "/entry/x"])
def test_the_same_question_is_answered_once(path: str) -> None:
    asked = Asked()
    assert [asked.ask(path) for _ in range(3)] == ["1", "1", "1"]


@pytest.mark.parametrize(
    "other",
    [{"tag": b"2"}, {"host": b"b"}, {"person": "me"}, {"tag": None}],
    ids=["another entry or question", "another host", "somebody by name", "no tag"],
)
def test_another_question_is_answered_by_itself(other: dict[str, Any]) -> None:
    asked = Asked()
    assert [asked.ask(), asked.ask(**other), asked.ask()] == ["1", "2", "1"]


@pytest.mark.parametrize("path", ["/letter", "/api/v1/agreements", "/feeds/changes.atom", "/changes"])
def test_other_pages_are_not_kept(path: str) -> None:
    asked = Asked()
    assert [asked.ask(path), asked.ask(path)] == ["1", "2"]


@pytest.mark.parametrize("how", [{"status": 404}, {"cookie": True}, {"size": LARGEST + 1, "most": 2**30}])
def test_what_is_for_one_asker_or_too_large_is_not_kept(how: dict[str, Any]) -> None:
    asked = Asked(**how)
    assert [asked.ask(), asked.ask()] == ["1", "2"]


def test_what_was_asked_for_longest_ago_is_dropped_where_there_is_too_much() -> None:
    asked = Asked(most=200, size=100)
    for tag in (b"1", b"2", b"1", b"3"):  # the second is the one not asked for since
        asked.ask(tag=tag)
    assert asked.ask(tag=b"1") == "1"
    assert asked.ask(tag=b"3") == "3"
    assert asked.ask(tag=b"2") == "4"
