"""The description: kept in the repository, whole, and the page that is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foedus.web.api import router_of
from foedus.web.api.openapi import described, resolved, written
from foedus.web.base.problems import KINDS
from tests.web.conftest import Get

KEPT = Path(__file__).parents[3] / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return json.loads(KEPT.read_text("utf-8"))  # type: ignore[no-any-return]  # an object, as the test below shows


def operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in found["paths"].items():
        for method, told in methods.items():
            yield path, method, told


def test_the_description_that_is_kept_is_of_this_api() -> None:
    assert KEPT.read_text("utf-8") == written(described(router_of)), "run `make docs`"


def test_every_address_says_what_it_is(found: dict[str, Any]) -> None:
    assert found["openapi"].startswith("3.1")
    tags = {tag["name"] for tag in found["tags"]}
    for path, method, told in operations(found):
        where = f"{method} {path}"
        assert told["summary"], where
        assert set(told["tags"]) <= tags, where
        for parameter in (resolved(found, p) for p in told.get("parameters", ())):
            assert parameter.get("description"), f"{where} {parameter['name']}"


def test_every_answer_has_a_form(found: dict[str, Any]) -> None:
    for path, method, told in operations(found):
        for code, answer in told["responses"].items():
            contents = resolved(found, answer).get("content", {})
            assert contents or code in ("303", "304"), f"{method} {path} {code}"
            assert all(of.get("schema") for of in contents.values()), f"{method} {path} {code}"


def test_every_fault_that_is_described_is_documented(found: dict[str, Any]) -> None:
    known = {str(kind.status) for kind in KINDS}
    for path, method, told in operations(found):
        assert {c for c in told["responses"] if c >= "400"} <= known, f"{method} {path}"
        assert "422" not in told["responses"]


def test_no_two_operations_are_called_the_same(found: dict[str, Any]) -> None:
    names = [told["operationId"] for _, _, told in operations(found)]
    assert len(names) == len(set(names))


def test_the_page_has_every_address_and_every_problem_and_no_script(pact: Get, found: dict[str, Any]) -> None:
    page = pact("/api/v1/docs")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in page.text
    for path, method, _ in operations(found):
        stem, dot, form = path.rpartition(".")
        whole = dot and stem in found["paths"]
        assert (f"<code>.{form}</code>" if whole else f"{method.upper()} {path}<") in page.text
    for kind in KINDS:
        assert f'id="problem-{kind.id}"' in page.text
    for name in found["components"]["schemas"]:
        assert f'id="form-{name}"' in page.text


def test_the_description_is_served(pact: Get, found: dict[str, Any]) -> None:
    assert pact("/api/v1/openapi.json").json() == found
