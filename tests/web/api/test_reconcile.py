"""The reconciliation service: its manifest, what a cell may mean, and that nothing is matched by a likeness."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from foedus.web import create_app
from tests.web.conftest import TODAY, Get
from tests.web.ledgers import PACT

AT = "/api/v1/reconcile"


def asked(get: Get, **query: Any) -> list[dict[str, Any]]:
    found = get(AT, queries=json.dumps({"q0": query})).json()
    return found["q0"]["result"]  # type: ignore[no-any-return]  # a list


def test_the_manifest_says_where_its_parts_are(pact: Get) -> None:
    told = pact(AT).json()
    assert told["versions"] == ["0.2"]
    assert [kind["id"] for kind in told["defaultTypes"]] == ["agreement", "entry", "party"]
    assert told["view"]["url"] == f"http://board.test{AT}/view/{{{{id}}}}"
    assert told["suggest"]["entity"] == {
        "service_url": f"http://board.test{AT}", "service_path": "/suggest/entity",
    }  # fmt: skip
    shown = pact(told["preview"]["url"].removeprefix("http://board.test").replace("{{id}}", "agreement-1"))
    assert PACT in shown.text
    assert "frame-ancestors *" in shown.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "id_", "match"),
    [
        ({"query": PACT.upper(), "type": "agreement"}, "agreement-1", True),
        ({"query": "strategic partnership", "type": "agreement"}, "agreement-1", False),
        ({"query": "Strategic Partnership", "type": ["agreement"], "properties": [{"pid": "party", "v": "Russia"}]}, "agreement-1", False),
        ({"query": "Treaty on the Non-Proliferation of Nuclear Weapons", "type": "entry"}, "entry-npt-1968", True),
        ({"query": "North Korea", "type": "party"}, "party-PRK", True),
        ({"query": "NATO", "type": "party"}, "party-NATO", True),
        ({"query": "N. Korea", "type": "party"}, "party-PRK", True),
    ],
)  # fmt: skip
def test_a_cell_is_matched_by_its_exact_name(pact: Get, query: dict[str, Any], id_: str, match: bool) -> None:
    first = asked(pact, **query)[0]
    assert (first["id"], first["match"]) == (id_, match)
    assert 0 < first["score"] <= 100


@pytest.mark.parametrize(
    "query",
    [
        {"query": "Narnia"},
        {"query": ""},
        {"query": "Northern Korea", "type": "party"},
        {"query": PACT, "type": "agreement", "properties": [{"pid": "party", "v": "France"}]},
        {"query": "word " * 500},
    ],
)
def test_nothing_is_matched_by_a_likeness(pact: Get, query: dict[str, Any]) -> None:
    assert not [found for found in asked(pact, **query) if found["match"]]


def test_a_batch_is_posted_as_a_form(places: dict[str, Path]) -> None:
    """As OpenRefine does it: from a program, with no origin."""
    queries = {f"q{n}": {"query": q, "limit": 2} for n, q in enumerate(("Russia", "NPT", "x" * 4000))}
    with TestClient(create_app(str(places["pact"]), lambda: TODAY)) as client:
        answer = client.post(
            AT, content=urlencode({"queries": json.dumps(queries)}),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
    assert answer.status_code == 200
    assert answer.json().keys() == queries.keys()
    assert all(len(each["result"]) <= 2 for each in answer.json().values())
    assert answer.json()["q0"]["result"][0]["id"] == "party-RUS"


@pytest.mark.parametrize("queries", ["x", "[]", '{"q0": 1}', '{"q0": {}}', "{" * 3000])
def test_what_is_no_batch_is_refused(pact: Get, queries: str) -> None:
    answer = pact(AT, queries=queries)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("#problem-bad-parameter")


def test_names_are_suggested_while_they_are_typed(pact: Get) -> None:
    found = pact(f"{AT}/suggest/entity", prefix="nor", type="party").json()["result"]
    assert "party-NOR" in [one["id"] for one in found]
    assert (
        pact(f"{AT}/suggest/entity", prefix="strat", type="agreement").json()["result"][0]["id"]
        == "agreement-1"
    )


@pytest.mark.parametrize(
    ("id_", "page"),
    [("agreement-1", "/agreement/1"), ("entry-npt-1968", "/entry/npt-1968"), ("party-PRK", "/party/PRK")],
)
def test_a_candidate_leads_to_its_page(pact: Get, id_: str, page: str) -> None:
    answer = pact(f"{AT}/view/{id_}")
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert pact(page).status_code == 200


@pytest.mark.parametrize("id_", ["agreement-99", "agreement-x", "entry-none", "party-Narnia", "x", "party-"])
def test_what_is_not_there_is_told(pact: Get, id_: str) -> None:
    for part in ("view", "preview"):
        assert pact(f"{AT}/{part}/{id_}").status_code == 404


def test_hostile_names_stay_text(hostile: Get) -> None:
    shown = hostile(f"{AT}/preview/agreement-1").text
    assert not re.search(r"<(img|script)", shown)
