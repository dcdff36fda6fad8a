"""Term claims: what the article says that its agreements lay down, each kind once an agreement."""

from __future__ import annotations

from dataclasses import replace

from foedus.model import AgreementRef, Certainty, Claim, ClaimKind, Role
from foedus.reading.context import Para
from foedus.reading.coref import Agreement
from foedus.reading.refer import Referrer
from foedus.reading.sources import chain
from foedus.reading.speakers import Speakers
from foedus.reading.terms import TermFound, find_terms


def term_claims(refer: Referrer, para: Para, speakers: Speakers) -> list[tuple[Agreement, Claim]]:
    """The terms that a paragraph's sentences lay down, with their agreements."""
    out: list[tuple[Agreement, Claim]] = []
    if para.role is Role.HEADLINE:
        return out
    for a, b in para.tree.sents:
        agreement, mention = _spoken_of(refer, para, a, b)
        if agreement is None or agreement.foreign:
            continue
        text = para.tree.span_text(a, b)
        for found in find_terms(text):
            token = para.tree.token_at(para.tree.starts[a] + found.start)
            out.append((agreement, _claim(refer, para, agreement, mention, token, found, text, speakers)))
    return out


def settled(terms: list[tuple[Agreement, Claim]]) -> list[Claim]:
    """Each kind of term once an agreement between states, with the parties as the whole article tells
    them."""
    out: list[Claim] = []
    seen: set[tuple[int, str]] = set()
    for agreement, claim in terms:
        if (agreement.id, claim.what) in seen or not _between_states(agreement) or claim.agreement is None:
            continue
        seen.add((agreement.id, claim.what))
        parties = tuple(dict.fromkeys((*agreement.parties, *agreement.actors)))
        out.append(replace(claim, parties=parties, agreement=replace(claim.agreement, name=agreement.title)))
    return out


def _between_states(agreement: Agreement) -> bool:
    codes = set(agreement.parties) | set(agreement.actors)
    return bool(agreement.names and (codes or agreement.open)) or len(codes) >= 2


def _spoken_of(refer: Referrer, para: Para, a: int, b: int) -> tuple[Agreement | None, str]:
    """The agreement that a sentence is about: the one it names, else the one that the sentence before
    names."""
    own = [m for m in refer.by_para[para.index] if a <= m.head < b and m.org is None]
    if own:
        return refer.agreements[own[0].cluster], own[0].text
    first = next((t for t in range(a, b) if para.tree.words[t].isalpha()), a)
    if para.tree.low[first] in ("it", "under", "the", "this", "both", "each", "either", "neither", "its"):
        before = [m for m in refer.by_para[para.index] if m.head < a and m.org is None]
        if not before and para.index:
            before = [m for m in refer.by_para[para.index - 1] if m.org is None]
        if before:
            return refer.agreements[before[-1].cluster], before[-1].text
    return None, ""


def _claim(
    refer: Referrer, para: Para, agreement: Agreement, mention: str, token: int, found: TermFound, text: str,
    speakers: Speakers,
) -> Claim:  # fmt: skip
    sources, said = chain(refer.ctx, para, token, speakers)
    return Claim(
        doc=refer.ctx.article.doc,
        kind=ClaimKind.TERM,
        what=found.kind.value,
        agreement=AgreementRef(agreement.title, mention, agreement.id, None),
        parties=(),
        actors=(),
        date=None,
        date_phrase=None,
        place=None,
        sources=sources,
        certainty=Certainty.REPORTED if said else Certainty.ASSERTED,
        passages=(para.passage(refer.ctx.article, token),),
        other_sources=para.other_credits,
        detail={"rule": found.rule},
        rule=found.id,
        words=(text[found.start : found.end],),
    )
