"""On whose word: the chain from the publisher down to the one who says it.

Speakers come from verbs of saying above the trigger, "according to", "in a TASS report", quotations that run
over sentences, and credits in brackets. "The report", "the agency", "the official" go back to the last
speaker of that sort.
"""

from __future__ import annotations

from foedus.language.attribution import in_quotation, quoted, said, trailing
from foedus.language.words import SAYING
from foedus.model import Source, SourceKind
from foedus.names import Kind
from foedus.reading.context import Context, Para
from foedus.reading.voices import DOCUMENTS, Memory, agency_in, source_of


def chain(
    ctx: Context, para: Para, trigger: int, memory: Memory, speaks: bool = False
) -> tuple[tuple[Source, ...], bool]:
    """(the whole chain, whether anyone but publisher and credits speaks).

    Outermost first; hops of equal name stand once.
    """
    base: list[Source] = [ctx.publisher] if ctx.publisher else []
    line = ctx.article.dateline
    if line is not None and line.agency:
        base.append(Source(line.agency, SourceKind.AGENCY))  # "MOSCOW (AP) -" in another's paper
    base.extend(para.credits)
    spoken = speakers(ctx, para, trigger, memory)
    spoken = [s for s in spoken if " and " not in s.name or s.kind is not SourceKind.STATE]
    if speaks:
        spoken += _speaker_of(ctx, para, trigger, memory)
    if para.speaker is not None:
        base.append(para.speaker)  # a transcript: the speaker's own voice
    out: list[Source] = []
    for source in (*base, *spoken):
        if not any(_same(source, s) for s in out):
            out.append(source)
    spoken_by = any(not any(_same(s, b) for b in base) for s in spoken) or (
        para.speaker is not None and para.speaker.anonymous
    )
    return tuple(out), spoken_by


def _same(one: Source, other: Source) -> bool:
    return one.name.lower().removeprefix("the ") == other.name.lower().removeprefix("the ")


def speakers(ctx: Context, para: Para, trigger: int, memory: Memory) -> list[Source]:
    """The speakers above a trigger, outermost first."""
    found: list[Source] = []
    for told in said(para.tree, trigger, asked=True):
        if told.kind == "verb":
            found += _speaker_of(ctx, para, told.at, memory)
        elif told.kind == "noun":
            found += _owner(ctx, para, told.at, memory) or _carried(ctx, para, told.at, memory)
        else:
            carried = agency_in(ctx, para, told.at) if para.tree.low[told.at] in DOCUMENTS else []
            found += carried or source_of(ctx, para, told.at, memory)
    return found or _quotation(ctx, para, trigger, memory) or _trailing(ctx, para, trigger, memory)


def _owner(ctx: Context, para: Para, noun: int, memory: Memory) -> list[Source]:
    """Whose announcement, statement or case it is: "the UN's announcement of", "Sudan's case alleging"."""
    tree = para.tree
    for k in tree.children(noun, "poss"):
        if k in para.name_of or tree.is_noun(k):
            found = (
                source_of(ctx, para, k, memory) if tree.low[k] not in ("today", "yesterday", "week") else []
            )
            if found:
                return found
    for prep, obj in tree.preps(noun):
        if prep in ("by", "from"):
            return source_of(ctx, para, obj, memory)
    return []


def _carried(ctx: Context, para: Para, noun: int, memory: Memory) -> list[Source]:
    """ "confirms in a statement that ...": the verb's subject, though the parser hangs it on the paper."""
    tree = para.tree
    verb = tree.heads[tree.heads[noun]]
    if tree.deps[noun] == "pobj" and tree.low[verb] in SAYING and tree.is_verb(verb):
        return _speaker_of(ctx, para, verb, memory)
    return []


def _speaker_of(ctx: Context, para: Para, verb: int, memory: Memory) -> list[Source]:
    """Who says, in order outermost first: for "X quoted Y as saying" X then Y."""
    tree = para.tree
    subject = tree.subject(verb)
    up = tree.heads[verb]
    if (
        tree.deps[verb] == "advcl"
        and tree.child(verb, "nsubj") is None
        and tree.child(up, "nsubjpass") is not None
    ):
        subject = next(
            (o for p, o in tree.preps(up) if p == "by"), subject
        )  # "was called a mandate by X, saying"
    if subject is None or subject == verb:
        return []
    passive = tree.child(verb, "nsubjpass") is not None
    for other in tree.children(verb, "nsubj"):
        name = para.name_of.get(other)
        if name is not None and name.has(Kind.AGENCY):
            subject = other  # "Russia's news agency TASS": the parser may take it for two
    out = source_of(ctx, para, subject, memory)
    if passive:
        agent = [obj for prep, obj in tree.preps(verb) if prep == "by"]
        if agent and tree.low[verb] in ("quoted", "cited"):
            out = source_of(ctx, para, agent[0], memory) + out
        elif tree.low[verb] not in ("quoted", "cited"):
            out = source_of(ctx, para, agent[0], memory) if agent else []
    for prep, obj in tree.preps(verb):
        # "Putin mentioned in a TASS report": the report carries the words
        if prep in ("in", "to") and tree.low[obj] in ("report", "interview", "statement"):
            carried = agency_in(ctx, para, obj)
            out = carried + out
    for k in tree.kids[verb]:
        if tree.deps[k] in ("advcl", "prep") and tree.low[k] in ("citing", "quoting"):
            for o in tree.kids[k]:
                if tree.deps[o] in ("dobj", "pobj"):
                    out = out + source_of(ctx, para, o, memory)
    return out


def _quotation(ctx: Context, para: Para, trigger: int, memory: Memory) -> list[Source]:
    """A sentence within quotation marks that run on from or to an attributed one has that speaker."""
    for verb in quoted(para.tree, trigger):
        if out := _speaker_of(ctx, para, verb, memory):
            return out
    inside = in_quotation(para.tree, trigger)
    return [memory.last] if inside and memory.last is not None else []


def _trailing(ctx: Context, para: Para, trigger: int, memory: Memory) -> list[Source]:
    """ "China has signed it, the foreign ministry said on Tuesday": whatever the parser made of it."""
    phrase = trailing(para.tree, trigger)
    return source_of(ctx, para, phrase, memory) if phrase is not None else []
