"""JSON-LD: passages are found again by their selectors, sources and verdicts stand in PROV terms."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Get


@pytest.fixture(scope="module")
def graph(pact: Get) -> list[dict[str, Any]]:
    return pact("/api/v1/agreements/1.jsonld").json()["@graph"]  # type: ignore[no-any-return]  # a list


def test_its_terms_are_those_of_the_standards(pact: Get) -> None:
    context = pact("/api/v1/agreements/1.jsonld").json()["@context"]
    assert context["TextQuoteSelector"] == "oa:TextQuoteSelector"
    assert context["oa"] == "http://www.w3.org/ns/oa#"
    assert context["prov"] == "http://www.w3.org/ns/prov#"
    assert all(
        not isinstance(term, str) or term.partition(":")[0] in {*context, "http", "https", "urn"}
        for term in context.values()
    )


def test_a_selector_leads_to_the_passage(pact: Get, graph: list[dict[str, Any]]) -> None:
    told = [node for node in graph if "Annotation" in node["@type"]]
    assert len(told) == 9
    for node in told:
        for target in node["target"]:
            text = pact(target["source"].replace("/document/", "/api/v1/documents/")).json()["text"]
            position, quote = target["selector"]
            a, b = position["start"], position["end"]
            assert text[a:b] == quote["exact"]
            assert text[max(a - 32, 0) : a] == quote["prefix"]
            assert text[b : b + 32] == quote["suffix"]


def test_sources_are_agents_and_a_verdict_an_activity(graph: list[dict[str, Any]]) -> None:
    told = {node["@id"]: node for node in graph}
    corrected = told["/api/v1/claims/3"]
    assert corrected["chain"] == ["Example Wire", "KCNA"]
    assert [agent["@type"] for agent in corrected["wasAttributedTo"]] == ["Organization", "Organization"]
    assert corrected["body"]["date"] == "2024-11-10"
    assert corrected["wasInfluencedBy"]["@type"] == "Activity"
    assert corrected["wasInfluencedBy"]["wasAssociatedWith"] == {"@type": "Person", "name": "editor"}
    assert corrected["wasDerivedFrom"] == "/document/1"
    assert told["/document/1"]["sha256"]
    assert told["/agreement/1"]["inForce"] is not None


def test_an_address_that_leads_nowhere_is_left_out(hostile: Get) -> None:
    told = hostile("/api/v1/agreements/1.jsonld").json()["@graph"]
    assert [node["@id"] for node in told if "url" in node] == []
