"""Claims to and from the JSON that others rely on: one object a claim, as `foedus read --json` prints it.

Round trip: `claim_from_json(claim_to_json(c)) == c` for every claim (a property test holds it).
"""

from __future__ import annotations

from typing import Any

from foedus.errors import InputError
from foedus.model import AgreementRef, Certainty, Claim, ClaimKind, Passage, Source, SourceKind, Step

Json = dict[str, Any]


def claim_to_json(claim: Claim) -> Json:
    """One claim as a JSON object; the key named by its kind ("step", "act" or "term") holds `what`."""
    first = claim.passages[0] if claim.passages else None
    out: Json = {
        "doc": claim.doc,
        "kind": claim.kind.value,
        claim.kind.value: claim.what,
        **({"of": claim.of} if claim.kind is ClaimKind.STEP else {}),
        "agreement": _agreement_to_json(claim.agreement),
        "parties": list(claim.parties),
        "actors": list(claim.actors),
        "date": claim.date,
        "date_phrase": claim.date_phrase,
        "place": claim.place,
        "sources": [source_to_json(s) for s in claim.sources],
        "certainty": claim.certainty.value,
        "quote": first.text if first else None,
        "span": [first.start, first.end] if first else None,
    }
    if len(claim.passages) > 1:
        out["more"] = [{"quote": p.text, "span": [p.start, p.end]} for p in claim.passages[1:]]
    if claim.other_sources:
        out["other_sources"] = [source_to_json(s) for s in claim.other_sources]
    if claim.detail:
        out["detail"] = dict(claim.detail)
    if claim.rule:
        out["rule"], out["words"] = claim.rule, list(claim.words)
    return out


def claim_from_json(data: Json) -> Claim:
    """The claim that a JSON object of the above form states.

    Raises InputError naming the field that is missing or wrong.
    """
    try:
        kind = ClaimKind(data["kind"])
        passages = []
        if data.get("span"):
            passages.append(Passage(data["span"][0], data["span"][1], data["quote"]))
        passages += [Passage(p["span"][0], p["span"][1], p["quote"]) for p in data.get("more", ())]
        return Claim(
            doc=data["doc"],
            kind=kind,
            what=data[kind.value],
            agreement=_agreement_from_json(data.get("agreement")),
            parties=tuple(data.get("parties") or ()),
            actors=tuple(data.get("actors") or ()),
            date=data.get("date"),
            date_phrase=data.get("date_phrase"),
            place=data.get("place"),
            sources=tuple(_source_from_json(s) for s in data.get("sources") or ()),
            certainty=Certainty(data["certainty"]),
            passages=tuple(passages),
            of=_step_of(kind, data),
            other_sources=tuple(_source_from_json(s) for s in data.get("other_sources") or ()),
            detail=data.get("detail") or {},
            rule=data.get("rule") or "",
            words=tuple(data.get("words") or ()),
        )
    except KeyError as error:
        raise InputError(f"claim without the field {error}") from error
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        raise InputError(f"claim with a wrong field: {error}") from error


def _step_of(kind: ClaimKind, data: Json) -> str | None:
    """The step that a step is about; ValueError where it is no step or another kind of claim has one."""
    about = data.get("of")
    if about is None:
        return None
    if kind is not ClaimKind.STEP:
        raise ValueError(f'a {kind.value} has no "of"')
    return Step(about).value


def _agreement_to_json(ref: AgreementRef | None) -> Json | None:
    if ref is None:
        return None
    return {"name": ref.name, "mention": ref.mention, "local": ref.local, "signed": ref.signed}


def _agreement_from_json(data: Json | None) -> AgreementRef | None:
    if data is None:
        return None
    return AgreementRef(data.get("name"), data["mention"], data.get("local") or 0, data.get("signed"))


def source_to_json(source: Source) -> Json:
    out: Json = {"name": source.name, "kind": source.kind.value}
    if source.state:
        out["state"] = source.state
    if source.anonymous:
        out["anonymous"] = True
    return out


def _source_from_json(data: Json) -> Source:
    return Source(
        data["name"],
        SourceKind(data.get("kind", "unknown")),
        data.get("state"),
        bool(data.get("anonymous")),
    )
