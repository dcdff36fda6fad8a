"""Act claims: what is done around the article's agreements, once a source."""

from __future__ import annotations

import datetime as dt

from foedus.model import Certainty, Claim, ClaimKind, Role
from foedus.reading.acts import ActEvent, find_acts
from foedus.reading.context import Para
from foedus.reading.factual import judge
from foedus.reading.refer import Referrer
from foedus.reading.sources import chain
from foedus.reading.speakers import Speakers
from foedus.reading.when import when


def act_claims(
    refer: Referrer, para: Para, speakers: Speakers, reported: dt.date | None
) -> list[tuple[Claim, bool]]:
    """The acts of a paragraph, each with whether a noun alone tells it."""
    if para.role in (Role.HEADLINE, Role.SUMMARY):
        return []
    found = ((e, _claim(refer, para, e, speakers, reported)) for e in find_acts(refer.ctx, para))
    return [(claim, event.nominal) for event, claim in found if claim is not None]


def _claim(
    refer: Referrer, para: Para, event: ActEvent, speakers: Speakers, reported: dt.date | None
) -> Claim | None:
    actors = event.actor.codes
    if not actors and event.actor.pronoun:
        actors = refer.before(para, event.trigger, event.actor.pronoun).codes
    if not actors and event.actor.joint:
        actors = refer.two_before(para, event.trigger)
    target = tuple(c for c in event.target if c not in actors)
    if not actors or not (target or len(actors) > 1 or event.place or event.rule.act == "combat"):
        return None
    judged = judge(para.tree, event.judged)
    sources, said = chain(refer.ctx, para, event.trigger, speakers)
    certainty = judged.certainty
    if said and certainty is Certainty.ASSERTED:
        certainty = Certainty.REPORTED
    date = when(refer.ctx, para, event.trigger, certainty, reported)
    detail: dict[str, object] = {"category": event.rule.category, "target": list(target)}
    if event.of is not None:
        detail["of"] = event.of
    if event.number is not None:
        detail["number"] = event.number
    return Claim(
        doc=refer.ctx.article.doc,
        kind=ClaimKind.ACT,
        what=event.rule.act,
        agreement=None,
        parties=(),
        actors=actors,
        date=date.date,
        date_phrase=date.phrase,
        place=event.place,
        sources=sources,
        certainty=certainty,
        passages=(para.passage(refer.ctx.article, event.trigger),),
        other_sources=para.other_credits,
        detail=detail,
        rule=event.rule.id,
        words=(para.tree.words[event.trigger], *judged.words),
    )


def once(acts: list[tuple[Claim, bool]]) -> list[Claim]:
    """Each act once a source; one that a noun alone tells stands only where no other claim tells it."""
    out: list[Claim] = []
    told = {_act_key(c) for c, nominal in acts if not nominal}
    seen: set[tuple[object, ...]] = set()
    for claim, nominal in acts:
        key = (*_act_key(claim), claim.sources, claim.certainty)
        if key in seen or (nominal and _act_key(claim) in told):
            continue
        seen.add(key)
        out.append(claim)
    return out


def _act_key(claim: Claim) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    target = claim.detail["target"]
    return claim.what, claim.actors, tuple(target) if isinstance(target, list) else ()
