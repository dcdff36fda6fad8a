"""Every example of docs/api.md is answered."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedus.people.roles import Role
from foedus.web import create_app
from tests.web import ledgers
from tests.web.people import TODAY, add_people, key

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
BOARD = "http://127.0.0.1:8000"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)


def examples() -> list[str]:
    """The calls of curl, one each."""
    blocks = "".join(_BLOCK.findall(PAGE.read_text("utf-8"))).replace("\\\n", " ")
    return [line for line in blocks.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str]]:
    where = ledgers.pact(tmp_path_factory.mktemp("docs") / "pact.db")
    add_people(where)
    with TestClient(create_app(str(where), lambda: TODAY), base_url=BOARD) as opened:
        yield opened, key(where, Role.REVIEWER)


def test_there_are_examples_of_every_sort() -> None:
    told = " ".join(examples())
    for part in (
        "agreements",
        "claims",
        "register",
        "reconcile",
        "-X PUT",
        "-X POST",
        ".csv",
        ".jsonld",
        "--head",
    ):
        assert part in told


@pytest.mark.parametrize("line", examples())
def test_an_example_is_answered(client: tuple[TestClient, str], line: str) -> None:
    board, bearer = client
    program, *words = shlex.split(line.replace("$KEY", bearer))
    assert program == "curl"
    method, headers, body, address = "GET", dict[str, str](), None, ""
    rest = iter(words)
    for word in rest:
        match word:
            case "-X":
                method = next(rest)
            case "-H":
                name, _, value = next(rest).partition(": ")
                headers[name] = value
            case "-d":
                body, method = next(rest), "POST" if method == "GET" else method
                headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
            case "--head":
                method = "HEAD"
            case "--compressed":
                headers["Accept-Encoding"] = "gzip"
            case _:
                address = word
    assert address.startswith(f"{BOARD}/api/v1/")
    answer = board.request(method, address, headers=headers, content=body)
    assert answer.status_code in (200, 201), answer.text
    assert method == "HEAD" or answer.content
