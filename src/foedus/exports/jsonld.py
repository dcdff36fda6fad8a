"""Agreements and claims as JSON-LD: passages by Web Annotation selectors, sources and verdicts in PROV terms.

A claim is an annotation (W3C Web Annotation) whose target is the passage of its page and whose body says what
is claimed; it is attributed to everyone of its chain of sources and derived from its page (W3C PROV). A
verdict is an activity of the person who gave it. The context stands in the document: nothing has to be
fetched to read it. Offsets count characters, as TextPositionSelector has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from foedus.ledger.rows import StoredClaim, StoredDocument, Verdict
from foedus.model import Passage, Source, SourceKind

Json = dict[str, Any]

_AROUND: Final = 32  # characters before and after a quote, by which it is found again
_ANNOTATION: Final = "http://www.w3.org/ns/oa#"
_PROV: Final = "http://www.w3.org/ns/prov#"
_TIME: Final = "http://www.w3.org/2001/XMLSchema#dateTime"

CONTEXT: Final[Json] = {
    "@vocab": "urn:foedus:terms:",
    "oa": _ANNOTATION,
    "prov": _PROV,
    "schema": "https://schema.org/",
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "description": "schema:description",
    "url": {"@id": "schema:url", "@type": "@id"},
    "publisher": "schema:publisher",
    "datePublished": "schema:datePublished",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "describing": "oa:describing",
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "Entity": "prov:Entity",
    "Activity": "prov:Activity",
    "Agent": "prov:Agent",
    "Person": "prov:Person",
    "Organization": "prov:Organization",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasAttributedTo": "prov:wasAttributedTo",
    "wasAssociatedWith": "prov:wasAssociatedWith",
    "wasInfluencedBy": "prov:wasInfluencedBy",
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": _TIME},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": _TIME},
    "chain": {"@container": "@list"},
    "about": {"@type": "@id"},
}
_PERSONS: Final = (SourceKind.PERSON, SourceKind.OFFICIAL)


def agreement_jsonld(
    told: Mapping[str, Any],
    claims: Iterable[StoredClaim],
    documents: Mapping[int, StoredDocument],
    text_of: Callable[[int], str],
    base: str = "",
) -> Json:
    """One agreement with its claims and the pages they stand on.

    `told` is the agreement as the API tells it, `text_of` gives a page's text, `base` goes before addresses.
    """
    return _graph([_agreement(told, base), *claims_nodes(claims, documents, text_of, base)])


def agreements_jsonld(told: Iterable[Mapping[str, Any]], base: str = "") -> Json:
    """Agreements as a list has them, with where they stand."""
    return _graph([_agreement(each, base) for each in told])


def claims_jsonld(
    claims: Iterable[StoredClaim],
    documents: Mapping[int, StoredDocument],
    text_of: Callable[[int], str],
    base: str = "",
) -> Json:
    """Claims, and the pages they stand on."""
    return _graph(claims_nodes(claims, documents, text_of, base))


def claims_nodes(
    claims: Iterable[StoredClaim],
    documents: Mapping[int, StoredDocument],
    text_of: Callable[[int], str],
    base: str,
) -> list[Json]:
    """The same without their context."""
    each = list(claims)
    pages = {number: text_of(number) for number in sorted({c.document_id for c in each})}
    nodes = [_claim(claim, pages[claim.document_id], base) for claim in each]
    return [*nodes, *(_document(documents[number], base) for number in pages)]


def _graph(nodes: Sequence[Json]) -> Json:
    return {"@context": CONTEXT, "@graph": list(nodes)}


def _agreement(told: Mapping[str, Any], base: str) -> Json:
    status = told["status"]
    return {
        "@id": f"{base}/agreement/{told['id']}",
        "@type": "Agreement",
        "name": told["name"],
        "alternateName": [name for name in told["names"] if name != told["name"]],
        "party": list(told["parties"]),
        "description": status["summary"],
        "status": status["status"],
        "statusOn": status["on"],
        "inForce": status["in_force"],
        "inForceSince": status["in_force_since"],
        "inForceUntil": status["in_force_until"],
        **({"registerEntry": {"@id": f"{base}/entry/{told['entry']}"}} if told["entry"] else {}),
    }


def _claim(stored: StoredClaim, text: str, base: str) -> Json:
    believed, page = stored.believed, f"{base}/document/{stored.document_id}"
    node: Json = {
        "@id": f"{base}/api/v1/claims/{stored.id}",
        "@type": ["Annotation", "Entity"],
        "motivation": "describing",
        "body": {
            "@type": "Claim",
            "kind": believed.kind.value,
            "what": believed.what,
            "of": believed.of,
            "actor": list(believed.actors),
            "party": list(believed.parties),
            "date": believed.date,
            "place": believed.place,
            "certainty": believed.certainty.value,
            "counts": stored.stands,
        },
        "target": [_target(page, passage, text) for passage in stored.claim.passages] or [{"@id": page}],
        "wasDerivedFrom": page,
        "wasAttributedTo": [_agent(source) for source in believed.sources],
        "chain": [source.name for source in believed.sources],
        "generatedAtTime": stored.recorded_at.isoformat(),
    }
    if stored.agreement_id is not None:
        node["about"] = f"{base}/agreement/{stored.agreement_id}"
    if stored.verdict is not None:
        node["wasInfluencedBy"] = _verdict(stored.verdict, base)
    return node


def _target(page: str, passage: Passage, text: str) -> Json:
    a, b = passage.start, min(passage.end, len(text))
    return {
        "@type": "SpecificResource",
        "source": page,
        "selector": [
            {"@type": "TextPositionSelector", "start": a, "end": b},
            {
                "@type": "TextQuoteSelector",
                "exact": passage.text,
                "prefix": text[max(a - _AROUND, 0) : a],
                "suffix": text[b : b + _AROUND],
            },
        ],
    }


def _agent(source: Source) -> Json:
    """Who says so; one that has no name is told as nameless, and not made a person."""
    kind = "Person" if source.kind in _PERSONS else "Organization"
    kind = "Agent" if source.anonymous or source.kind is SourceKind.UNKNOWN else kind
    state = {"speaksFor": source.state} if source.state else {}
    return {"@type": kind, "name": source.name, "sourceKind": source.kind.value, **state}


def _verdict(verdict: Verdict, base: str) -> Json:
    return {
        "@id": f"{base}/api/v1/verdicts/{verdict.id}",
        "@type": "Activity",
        "verdict": verdict.kind.value,
        "description": verdict.reason,
        "wasAssociatedWith": {"@type": "Person", "name": verdict.by},
        "endedAtTime": verdict.recorded_at.isoformat(),
    }


def _document(page: StoredDocument, base: str) -> Json:
    address = page.address if page.address and page.address.startswith(("http://", "https://")) else None
    return {
        "@id": f"{base}/document/{page.id}",
        "@type": ["Entity", "schema:Article"],
        "name": page.title or page.doc,
        "publisher": page.publisher,
        "datePublished": page.published_at or page.published,
        "sha256": page.digest,
        **({"url": address} if address else {}),
    }
