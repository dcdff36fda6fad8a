"""Claims and articles as rows and back, without loss: `decode(encode(claim)) == claim` (a property test).

The digest of a claim covers all that it says, its document and its spans, but not how the reader came to it
(rule, words, the number it gave the agreement): newer rules that say the same make the same claim.
Characters no database text can hold (NUL, lone surrogates) become U+FFFD, one for one, so offsets stay.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

import msgspec

from foedus.ledger.days import bounds, stamp
from foedus.ledger.rows import Capture
from foedus.model import AgreementRef, Article, Certainty, Claim, ClaimKind, Passage, Role, Source, SourceKind

Row = dict[str, Any]

_SOURCE_KINDS: Final = {kind.value: kind for kind in SourceKind}
_CERTAINTIES: Final = {certainty.value: certainty for certainty in Certainty}
_CLAIM_KINDS: Final = {kind.value: kind for kind in ClaimKind}
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` with characters that no database text can hold replaced one for one."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub("�", text)


def compact(value: object) -> str:
    """Canonical JSON: keys sorted, no spaces, every character as it is."""
    return _encode(value).decode()


def _encode(value: object) -> bytes:
    try:
        found = msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError:  # a lone surrogate
        return msgspec.json.encode(_storable(value), order="sorted")
    if b"\\u0000" in found:  # JSON writes NUL as an escape, which would come back as NUL
        return msgspec.json.encode(_storable(value), order="sorted")
    return found


def _storable(value: object) -> object:
    match value:
        case str():
            return storable(value)
        case dict():
            return {_storable(key): _storable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_storable(inner) for inner in value]
    return value


def _clean(text: str | None) -> str | None:
    return storable(text) if text else text


def digest16(*parts: object) -> bytes:
    """16 bytes of BLAKE2b over the parts."""
    return blake2b(_encode(parts), digest_size=16).digest()


def document_key(article: Article) -> bytes:
    """What makes two documents one: the same bytes of the same publisher, address and day."""
    day = article.published.day if article.published else None
    return digest16(article.digest, _clean(article.publisher), _clean(article.address), day)


def document_row(article: Article, prints: bytes, fetched: str | None) -> Row:
    """A row of `documents` without id and transaction."""
    published = article.published
    at = published.at if published else None
    notices = [article.text[b.start : b.end] for b in article.blocks if b.role is Role.CORRECTION]
    return {
        "key": document_key(article),
        "digest": bytes.fromhex(article.digest),
        "doc": storable(article.doc),
        "address": _clean(article.address),
        "publisher": _clean(article.publisher),
        "published": published.day if published else None,
        "published_at": at.isoformat() if at else None,
        "published_basis": published.basis if published else None,
        "fetched": fetched,
        "language": article.language,
        "title": _clean(article.title),
        "credits": compact(list(article.credits)),
        "notice": storable("\n".join(notices)) if notices else None,
        "prints": prints,
        "body": storable(article.text),
    }


def capture_row(capture: Capture, document: int) -> Row:
    """A row of `captures` without its id."""
    return {
        "document_id": document,
        "address": storable(capture.address),
        "found_at": storable(capture.found_at),
        "fetched": stamp(capture.fetched),
        "headers": compact({k: storable(v) for k, v in sorted(capture.headers.items())}),
        "packed": zlib.compress(capture.body, 6),
    }


def sources_json(sources: Sequence[Source]) -> list[list[object]]:
    """Each hop as [name, kind, state, anonymous]."""
    return [
        [storable(s.name), s.kind._value_, s.state and storable(s.state), int(s.anonymous)] for s in sources
    ]


def claim_row(claim: Claim, document_key: bytes, chain: list[list[object]]) -> Row:
    """A row of `claims` without ids, its `rest` not yet as text; `chain` is `sources_json(claim.sources)`."""
    ref, kind, certainty = claim.agreement, claim.kind._value_, claim.certainty._value_
    parties, actors = compact(claim.parties), compact(claim.actors)
    other = sources_json(claim.other_sources) if claim.other_sources else []
    detail = msgspec.json.decode(compact(dict(claim.detail))) if claim.detail else {}
    said = [
        kind, claim.what, certainty, parties, actors, claim.date, claim.date_phrase,
        claim.place, ref and [ref.name, ref.mention, ref.signed], chain, other,
        [[p.start, p.end, p.text] for p in claim.passages], detail,
    ]  # fmt: skip
    rest: Row = {}
    if claim.of:
        said.append({"of": claim.of})
        rest["of"] = claim.of
    if ref is not None:
        rest["mention"], rest["local"] = ref.mention, ref.local
    if other:
        rest["other"] = other
    if claim.detail:
        rest["detail"] = detail
    if claim.rule:
        rest["rule"] = claim.rule
    if claim.words:
        rest["words"] = list(claim.words)
    earliest, latest = bounds(claim.date)
    return {
        "digest": digest16(document_key, said),
        "kind": kind,
        "what": claim.what,
        "certainty": certainty,
        "parties": parties,
        "actors": actors,
        "date": claim.date,
        "earliest": earliest,
        "latest": latest,
        "date_phrase": _clean(claim.date_phrase),
        "place": _clean(claim.place),
        "rest": rest,
    }


def rest_text(rest: Row, ref: AgreementRef | None, name: str | None, signed: str | None) -> str:
    """What a claim has besides, as text; its own name and day of signature where its mention's differ."""
    if ref is not None:
        own = _clean(ref.name)
        if (own, ref.signed) != (name, signed):
            rest = {**rest, "own": [own, ref.signed]}
    return compact(rest)


def passage_rows(claim: Claim, body: str) -> list[Row]:
    """Rows of `passages` without the claim's id; the text only where the body does not hold it."""
    rows = []
    for n, p in enumerate(claim.passages):
        text = storable(p.text)
        held = body[p.start : p.end] == text and 0 <= p.start <= p.end
        rows.append({"n": n, "start": p.start, "end": p.end, "text": None if held else text})
    return rows


def chain_digest(chain: list[list[object]]) -> bytes:
    """The digest by which equal chains of sources are stored once."""
    return digest16(chain)


def source_rows(chain: list[list[object]]) -> list[Row]:
    """Rows of `sources` without the chain's id."""
    return [
        {"hop": hop, "name": name, "kind": kind, "state": state, "anonymous": anonymous}
        for hop, (name, kind, state, anonymous) in enumerate(chain)
    ]


def source(name: str, kind: str, state: str | None, anonymous: int) -> Source:
    """A hop from its columns."""
    return Source(name, _SOURCE_KINDS[kind], state, bool(anonymous))


def decode_claim(
    row: Row, name: tuple[str | None, str | None] | None, chain: tuple[Source, ...], said: tuple[Passage, ...]
) -> Claim:
    """The claim of a row; `name` is (name, signed) of its agreement's mention, None where it has none."""
    rest = msgspec.json.decode(row["rest"])
    ref = None
    if "mention" in rest:
        own, signed = rest.get("own", name or (None, None))
        ref = AgreementRef(own, rest["mention"], rest["local"], signed)
    return Claim(
        doc=row["doc"],
        kind=_CLAIM_KINDS[row["kind"]],
        what=row["what"],
        agreement=ref,
        parties=tuple(msgspec.json.decode(row["parties"])),
        actors=tuple(msgspec.json.decode(row["actors"])),
        date=row["date"],
        date_phrase=row["date_phrase"],
        place=row["place"],
        sources=chain,
        certainty=_CERTAINTIES[row["certainty"]],
        passages=said,
        of=rest.get("of"),
        other_sources=tuple(source(*hop) for hop in rest.get("other", ())),
        detail=rest.get("detail", {}),
        rule=rest.get("rule", ""),
        words=tuple(rest.get("words", ())),
    )
