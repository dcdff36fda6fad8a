"""On whose word: the chain from the publisher down to the one who says it.

Speakers come from verbs of saying above the trigger or set into its sentence, "according to", "in a TASS
report", quotations that run over sentences, and credits in brackets.
"""

from __future__ import annotations

from foedus.language.attribution import Said, carriers, in_quotation, quoted, said, said_by, trailing
from foedus.model import Source, SourceKind
from foedus.names import Kind, names
from foedus.reading.context import Context, Para
from foedus.reading.source_names import DOCUMENTS
from foedus.reading.speakers import Speakers

# "the Department informs the public", in that department's own statement
_BODIES = frozenset("department ministry embassy council commission office secretariat government".split())


def chain(
    ctx: Context, para: Para, trigger: int, speakers: Speakers, speaks: bool = False
) -> tuple[tuple[Source, ...], bool]:
    """(the whole chain, whether anyone but publisher and credits speaks).

    Outermost first; hops of equal name stand once.
    """
    base: list[Source] = [ctx.publisher] if ctx.publisher else []
    line = ctx.article.dateline
    if line is not None and line.agency:
        base.append(Source(line.agency, SourceKind.AGENCY))  # "MOSCOW (AP) -" in another's paper
    base.extend(para.credits)
    spoken = spoken_by(para, trigger, speakers)
    spoken = [s for s in spoken if " and " not in s.name or s.kind is not SourceKind.STATE]
    if speaks:
        spoken += _of(para, said_by(para.tree, trigger), speakers)
    if not spoken and (on := speakers.told_on(para, trigger)) is not None:
        spoken = [on]
    if not spoken and (statement := speakers.statement(para)) is not None:
        spoken = [statement]
    if para.speaker is not None:
        base.append(para.speaker)  # a transcript: the speaker's own voice
    out: list[Source] = []
    for source in (*base, *spoken):
        if not any(_same(source, s) for s in out):
            out.append(source)
    told = any(not any(_same(s, b) for b in base) for s in spoken) or (
        para.speaker is not None and para.speaker.anonymous
    )
    return tuple(out), told


def _same(one: Source, other: Source) -> bool:
    """Whether two names are one source: "Agence France-Presse" with the AFP of its own dateline."""
    mine, theirs = (s.name.lower().removeprefix("the ") for s in (one, other))
    itself = mine in _BODIES and other.kind is SourceKind.PUBLISHER and mine in theirs.split()
    return mine == theirs or itself or bool(_outlets(one.name) & _outlets(other.name))


def _outlets(name: str) -> set[str]:
    """The agencies and outlets that a name stands for, by their ids."""
    return {e.id for e in names().lookup(name) if e.kind is Kind.AGENCY}


def spoken_by(para: Para, trigger: int, speakers: Speakers) -> list[Source]:
    """The speakers of what a trigger tells, outermost first."""
    found = [s for told in said(para.tree, trigger, asked=True) for s in _of(para, told, speakers)]
    return found or _quotation(para, trigger, speakers) or _trailing(para, trigger, speakers)


def _of(para: Para, told: Said, speakers: Speakers) -> list[Source]:
    """Who stands behind one verb, noun or phrase of speech, with the agency that carries it first."""
    carried = [s for doc in carriers(para.tree, told) for s in speakers.agency_in(para, doc)]
    out = list(carried)
    for head in told.speakers:
        paper = told.kind == "phrase" and para.tree.low[head] in DOCUMENTS
        out += (speakers.agency_in(para, head) if paper else []) or speakers.of(para, head)
    return out


def _quotation(para: Para, trigger: int, speakers: Speakers) -> list[Source]:
    """A sentence within quotation marks that run on from or to an attributed one has that speaker."""
    for told in quoted(para.tree, trigger):
        if out := _of(para, told, speakers):
            return out
    last = speakers.last(para, trigger) if in_quotation(para.tree, trigger) else None
    return [last] if last is not None else []


def _trailing(para: Para, trigger: int, speakers: Speakers) -> list[Source]:
    """ "China has signed it, the foreign ministry said on Tuesday": whatever the parser made of it."""
    phrase = trailing(para.tree, trigger)
    return speakers.of(para, phrase) if phrase is not None else []
