"""The map and the network as data say what the pages show, of the same days and parties."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from foedus.web.api.asking import Duties
from foedus.web.states.bonds import DUTIES
from tests.web.api.test_reads import API, rows, walked
from tests.web.conftest import Get

ASKED = [
    {"treaty": "1"}, {"treaty": "npt-1968"}, {}, {"duty": "consultation"}, {"party": "FRA"},
    {"party": "AUT", "duty": "mutual_defence", "on": "2005-01-01"}, {"duty": "neutrality", "on": "1985-06-01"},
]  # fmt: skip


def test_the_duties_are_those_of_the_page() -> None:
    assert get_args(Duties) == tuple(kind.value for kind in DUTIES)


@pytest.mark.parametrize("asked", ASKED)
def test_the_map_has_the_rows_of_the_page(pact: Get, asked: dict[str, str]) -> None:
    told = pact(f"{API}/map", **asked).json()
    shown = re.findall(r'<tr><th scope="row">.*?</th><td>([^<]*)</td>', pact("/map", **asked).text)
    assert [r["words"] for r in told["items"] if r["stands"] != "chosen"] == shown
    assert told["total"] == len(told["items"])
    to = {r["party"]: set(r["bound_with"]) for r in told["items"]}
    assert all(one in to[other] for one, each in to.items() for other in each), "bound both ways"


@pytest.mark.parametrize("asked", [a for a in ASKED if "treaty" not in a])
def test_the_network_has_the_treaties_of_the_page(pact: Get, asked: dict[str, str]) -> None:
    told = walked(pact, "/network", limit="4", **asked)
    shown = re.findall(r'<tr><th scope="row"><a href="([^"?]*)', pact("/network", **asked).text)
    own = [(f"/agreement/{b['agreement_id']}", f"/entry/{b['entry']}") for b in told]
    assert [page if page in pages else None for page, pages in zip(shown, own, strict=True)] == shown
    assert all(len(b["parties"]) >= 2 for b in told)
    if party := asked.get("party"):
        assert all(party in {p["party"] for p in b["parties"]} for b in told)
    flat = rows(pact(f"{API}/network.csv", limit="4", **asked).text)
    assert [r["parties"].split() for r in flat] == [[p["party"] for p in b["parties"]] for b in told[:4]]


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/map?treaty=xx", 404, "The register has no entry xx."),
        ("/map?treaty=99", 404, "There is no agreement 99 in this ledger"),
        ("/map?duty=arms", 400, "duty 'arms'"),
        ("/network?party=Narnia", 400, "is not one state or organisation known"),
        ("/network?treaty=1", 400, "There is no parameter 'treaty' here."),
    ],
)
def test_what_cannot_be_drawn_is_refused(pact: Get, path: str, code: int, says: str) -> None:
    answer = pact(f"{API}{path}")
    assert answer.status_code == code
    assert says in answer.json()["detail"]
