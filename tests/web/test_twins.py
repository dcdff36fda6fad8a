"""Each page of the record says where the same is as data, and it is there."""

from __future__ import annotations

import re

import pytest

from foedus.web.rim.twins import TWINS
from tests.web.conftest import Get

PLACES = {"number": "1", "id_": "npt-1968", "code": "PRK"}


@pytest.mark.parametrize("page", [p for p in TWINS if not p.startswith("/story/")])
def test_a_page_leads_to_its_data(pact: Get, page: str) -> None:
    path = re.sub(r"\{(\w+)\}", lambda m: PLACES[m[1]], page)
    asked = {"q": "nuclear"} if page == "/known" else {}
    shown = pact(path, on="2024-12-01", **asked) if page != "/changes" else pact(path, to="2024-12-01")
    assert shown.status_code == 200
    link = re.fullmatch(r'<([^>]*)>; rel="alternate"; type="application/json"', shown.headers["link"])
    assert link is not None
    told = pact(link[1])
    assert told.status_code == 200, told.text
    assert told.headers["content-type"] == "application/json"
    days = {"on": "2024-12-01", "to": "2024-12-01"}
    assert all(told.json()[name] == day for name, day in days.items() if told.json().get(name))


def test_the_data_are_of_the_days_of_the_page(pact: Get) -> None:
    link = pact("/agreement/1", on="2024-06-20", known_on="2024-11-12").headers["link"]
    assert link.startswith("</api/v1/agreements/1?on=2024-06-20&known_on=2024-11-12>")


def test_a_page_of_no_record_has_none(pact: Get) -> None:
    assert "link" not in pact("/letter", agreement="1").headers
    assert "link" not in pact("/agreement/99").headers
