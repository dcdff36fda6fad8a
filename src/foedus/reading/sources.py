"""On whose word: the chain from the publisher down to the one who says it.

Speakers come from verbs of saying above the trigger, "according to", "in a TASS report", quotations that run
over sentences, and credits in brackets. "The report", "the agency", "the official" go back to the last
speaker of that sort.
"""

from __future__ import annotations

from foedus.model import Source, SourceKind
from foedus.names import Kind
from foedus.reading.context import Context, Para
from foedus.reading.inflect import verb_forms
from foedus.reading.lexicon import SAYING
from foedus.reading.tree import Tree
from foedus.reading.voices import DOCUMENTS, Memory, agency_in, source_of

_SPEECH = frozenset("announcement statement claim claims allegation allegations assertion "
                    "declaration confirmation report "
                    "reports accusation accusations complaint case".split())  # fmt: skip


# who asks another to do it speaks of it: "Trump asked Egypt to join"
DIRECTIVE = frozenset(
    f
    for lemma in (
        "ask urge tell call demand order press push encourage invite request beg implore appeal"
    ).split()
    for f in verb_forms(lemma)
)


CALLING = frozenset(
    f for lemma in "call describe brand denounce label term".split() for f in verb_forms(lemma)
)


# these say something only with a clause: "concluded that", but "concluded a pact"
_WITH_CLAUSE = frozenset(
    f
    for lemma in "conclude find rule think learn carry cover observe maintain reaffirm".split()
    for f in verb_forms(lemma)
)


_AFTER_SAID = frozenset(', . ; on in at after before late early as last this " \u2014 - and'.split())
_LINKING = frozenset({"and", "but", "while", "as", "after", "which", "who"})


# "condemned the move as a breach of the pact": who judges so
JUDGING = CALLING | frozenset(
    f
    for lemma in "condemn criticise criticize slam blast reject regard view see dismiss attack".split()
    for f in verb_forms(lemma)
)


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
    said = any(not any(_same(s, b) for b in base) for s in spoken) or (
        para.speaker is not None and para.speaker.anonymous
    )
    return tuple(out), said


def _same(one: Source, other: Source) -> bool:
    return one.name.lower().removeprefix("the ") == other.name.lower().removeprefix("the ")


def speakers(ctx: Context, para: Para, trigger: int, memory: Memory) -> list[Source]:
    """The speakers above a trigger, outermost first."""
    tree = para.tree
    found: list[Source] = []
    node = trigger
    for _ in range(40):
        head = tree.heads[node]
        if head == node or _aside(tree, node):
            break
        if tree.deps[node] == "ccomp" and tree.child(node, "agent") is not None and not _finite(tree, node):
            break  # "reaffirmed the declaration signed by both": the parser's clause, nobody's word
        if (
            (
                tree.low[head] in SAYING
                and (tree.is_verb(head) or tree.child(head, "nsubj") is not None)
                and tree.deps[node]
                in ("ccomp", "parataxis", "xcomp", "dobj", "dep", "advcl", "prep", "nsubjpass")
                and not (tree.deps[node] == "dobj" and tree.low[head] in _WITH_CLAUSE)
                and not (tree.deps[node] == "advcl" and not _quoted_before(tree, node, head))
                and not (
                    tree.deps[node] == "prep" and tree.low[node] not in ("that", "of", "for", "on", "about")
                )
            )
            or (tree.low[head] in CALLING and tree.deps[node] == "oprd" and tree.is_verb(head))
            or (tree.low[head] in JUDGING and tree.deps[node] == "prep" and tree.low[node] == "as")
            or (tree.low[head] in DIRECTIVE and tree.deps[node] in ("xcomp", "ccomp") and tree.is_verb(head))
        ):
            told = tree.deps[head] == "acl" and tree.low[tree.heads[head]] in _SPEECH
            if not told:  # "Sudan's case alleging that": whose case it is, the next step up tells
                found[:0] = _speaker_of(ctx, para, head, memory)
        elif tree.low[head] in _SPEECH and tree.deps[node] in ("prep", "acl", "ccomp", "relcl"):
            found[:0] = _owner(ctx, para, head, memory) or _carried(ctx, para, head, memory)
        node = head
    root = node
    found[:0] = _according(ctx, para, trigger, root, memory)
    if not found:
        found = _quotation(ctx, para, trigger, memory) or _trailing(ctx, para, trigger, memory)
    return found


def _finite(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] in ("aux", "auxpass", "mark") for k in tree.kids[v])


def _aside(tree: Tree, node: int) -> bool:
    """ "said the treaty, which was signed in 2010, was dead": what the publisher adds."""
    if tree.deps[node] != "relcl":
        return False
    first = tree.left_edge(node)
    return tree.low[first] in ("which", "who") and first > 0 and tree.low[first - 1] == ","


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


def _quoted_before(tree: Tree, node: int, head: int) -> bool:
    return node < head


def _speaker_of(ctx: Context, para: Para, verb: int, memory: Memory) -> list[Source]:
    """Who says, in order outermost first: for "X quoted Y as saying" X then Y."""
    tree = para.tree
    subject = tree.subject(verb)
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


def _according(ctx: Context, para: Para, trigger: int, root: int, memory: Memory) -> list[Source]:
    tree = para.tree
    a, b = tree.sent_span(trigger)
    for t in range(a, b):
        if tree.low[t] == "according" and t + 1 < b and tree.low[t + 1] == "to":
            for k in [*tree.kids[t], t + 1]:
                objs = tree.children(k, "pobj") if tree.low[k] == "to" else []
                for obj in objs:
                    out = source_of(ctx, para, obj, memory)
                    if tree.low[obj] in DOCUMENTS:
                        out = agency_in(ctx, para, obj) or out
                    return out
    return []


def _quotation(ctx: Context, para: Para, trigger: int, memory: Memory) -> list[Source]:
    """A sentence within quotation marks that run on from or to an attributed one has that speaker."""
    tree = para.tree
    at = tree.starts[trigger]
    text = tree.text
    if text.count('"', 0, at) % 2 == 0:
        return []
    here = tree.sentence(trigger)
    order = sorted(range(len(tree.sents)), key=lambda n: (abs(n - here), n > here))
    for n in order[:4]:
        a, b = tree.sents[n]
        for t in range(a, b):
            if tree.low[t] in SAYING and tree.is_verb(t) and text.count('"', 0, tree.starts[t]) % 2 == 0:
                out = _speaker_of(ctx, para, t, memory)
                if out:
                    return out
    return [memory.last] if memory.last is not None else []


def _trailing(ctx: Context, para: Para, trigger: int, memory: Memory) -> list[Source]:
    """ "China has signed it, the foreign ministry said on Tuesday": whatever the parser made of it."""
    tree = para.tree
    end = tree.sent_span(trigger)[1]
    for t in range(trigger + 1, end):
        if tree.low[t] not in SAYING or tree.tags[t] not in ("VBD", "VBZ") or tree.child(t, "ccomp", "dobj"):
            continue
        if t + 1 < end and tree.low[t + 1] not in _AFTER_SAID and tree.deps[t + 1] != "npadvmod":
            continue
        comma = next((k for k in range(t - 1, trigger, -1) if tree.low[k] == ","), None)
        if comma is None or any(tree.tags[k].startswith(("VB", "MD", "W")) for k in range(comma + 1, t)):
            continue
        phrase = range(comma + 1, t)
        before_prep = next((n for n, k in enumerate(phrase) if tree.tags[k] == "IN"), len(phrase))
        nouns = [k for k in phrase[:before_prep] if tree.is_noun(k)]
        if nouns and tree.low[comma + 1] not in _LINKING:
            return source_of(ctx, para, nouns[-1], memory)
    return []
