"""Who says what a clause or noun tells: verbs of saying above it or set into it, nouns of speech, "according
to", quotations.

`said` gives where the words are put into a mouth, outermost first, each with the phrases of those who speak.
What a phrase stands for (an agency, "he") is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from foedus.language import words as w
from foedus.language.clauses import bare
from foedus.language.tree import Tree

_SPEECH = w.words(
    "announcement statement claim claims allegation allegations assertion declaration confirmation report "
    "reports accusation accusations complaint case"
)
# who asks another to do it speaks of it: "asked it to join"
DIRECTIVE = w.verbs(
    "ask urge tell call demand order press push encourage invite request beg implore appeal propose "
    "recommend suggest"
)
# who hopes or fears something of others says so
_HOLDING = w.verbs("hope fear expect doubt wish")
_CALLING = w.verbs("call describe brand denounce label term")
# "condemned the move as a breach of the pact": who judges so
_JUDGING = _CALLING | w.verbs("condemn criticise criticize slam blast reject regard view see dismiss attack")
# these say something only with a clause: "concluded that", but "concluded a pact"
_WITH_CLAUSE = w.verbs(
    "conclude find rule think learn carry cover observe maintain reaffirm show indicate recall relate"
)
# who says that he himself will do it
_COMMITTING = w.verbs("promise pledge vow")
_AFTER_SAID = frozenset(', . ; on in at after before late early as last this " \u2014 - and'.split())
_LINKING = w.words("and but while as after which who")
_OF_SPEECH = w.words("that of for on about")
_CITING = w.verbs("quote cite")
_ISSUING = w.verbs("issue send release publish deliver circulate write hand submit")
_RAISING = _ISSUING | w.verbs("lodge file make raise level repeat voice register bring reiterate")
_UNITS = w.words("percent cent person capita head day week month year annum unit")  # "per" each of them
_WORDS = w.words("words word phrase view opinion account telling")  # "in the words of a diplomat"
# "according to the plan" is nobody's word
_STANDARDS = w.nouns(
    "term rule law plan schedule timetable custom tradition need formula principle procedure provision "
    "agenda calendar programme program size rank criterion standard accord agreement pact deal clause"
)


@dataclass(frozen=True, slots=True)
class Said:
    """Where something is put into a mouth: a verb ("said"), a noun ("its statement that") or a phrase
    itself.

    `speakers` are the heads of the phrases of those who speak, outermost first: of "X quoted Y as saying" X
    and Y. It is empty where nobody is named ("it was announced").
    """

    at: int
    kind: Literal["verb", "noun", "phrase"]
    speakers: tuple[int, ...] = ()


def said(tree: Tree, anchor: int, *, asked: bool = False) -> list[Said]:
    """All of it above an anchor, outermost first; with `asked`, also who asks another for it or hopes for
    it."""
    found = _set_in(tree, anchor, None)
    node, crossed = anchor, False
    for _ in range(40):
        head = tree.heads[node]
        if head == node or _aside(tree, node):
            break
        if tree.deps[node] == "ccomp" and tree.child(node, "agent") is not None and not _finite(tree, node):
            break  # "reaffirmed the declaration signed by both": the parser's clause, nobody's word
        # "denied sales listed in a report issued in May": the report is not what is denied
        aside = tree.deps[node] == "prep" and tree.deps[head] == "acl"
        crossed = crossed or tree.deps[node] == "relcl" or aside
        if _taken_for_granted(tree, node):
            break
        if _by_verb(tree, node, head, asked, crossed):
            told = tree.deps[head] == "acl" and tree.low[tree.heads[head]] in _SPEECH
            if not told:  # "the case alleging that": whose case it is, the next step up tells
                found.insert(0, Said(head, "verb", tuple(_who_says(tree, head))))
        elif asked and tree.low[head] in w.HOPEFUL and tree.deps[node] in ("prep", "ccomp", "xcomp"):
            subject = tree.subject(tree.heads[head])  # "was hopeful of its joining"
            found.insert(0, Said(head, "verb", () if subject is None else (subject,)))
        elif tree.low[head] in _SPEECH and tree.deps[node] in ("prep", "acl", "ccomp", "relcl"):
            found.insert(0, Said(head, "noun", tuple(_whose(tree, head))))
        found[:0] = _set_in(tree, head, node)
        node = head
    return found


def speeches(tree: Tree) -> Iterator[Said]:
    """What is said by whom, in the order of the text: finite verbs of saying whose speaker is named,
    "according to", and what is put into a paper ("sent a message", "called it dead in a statement")."""
    for t, low in enumerate(tree.low):
        if low == "according" and (phrase := _object_of_according(tree, t)) is not None:
            yield Said(t, "phrase", (phrase,))
        elif tree.tags[t] in ("VBD", "VBZ", "VBP", "VBN") and tree.is_verb(t):
            bare_object = low in _WITH_CLAUSE and tree.child(t, "ccomp") is None
            named = tree.child(t, "nsubj") is not None or tree.deps[t] == "conj" or low in _CITING
            speaks = low in w.SAYING and not bare_object
            if named and (speaks or papers(tree, t)) and (who := tuple(_who_says(tree, t))):
                yield Said(t, "verb", who)


def papers(tree: Tree, verb: int) -> list[str]:
    """The papers that a verb puts something into: "said in a statement", "issued a communique"."""
    out = [tree.low[o] for prep, o in tree.preps(verb) if prep == "in" and tree.low[o] in w.REPORTS]
    if tree.low[verb] in _ISSUING:
        out += [tree.low[o] for o in tree.children(verb, "dobj") if tree.low[o] in w.REPORTS]
    return out


def trailing(tree: Tree, anchor: int) -> int | None:
    """ "..., the ministry said on Tuesday": the speaker behind a sentence, whatever the parser made of it."""
    end = tree.sent_span(anchor)[1]
    clauses = [t for t in (anchor, *tree.ancestors(anchor)) if tree.deps[t] == "advcl"]
    if any(tree.child(t, "mark") is not None or _when(tree, t) for t in clauses):
        return None  # "When the bank sold it, critics complained"
    for t in range(anchor + 1, end):
        if (
            tree.low[t] not in w.SAYING
            or tree.tags[t] not in ("VBD", "VBZ")
            or tree.child(t, "ccomp", "dobj")
        ):
            continue
        if t + 1 < end and tree.low[t + 1] not in _AFTER_SAID and tree.deps[t + 1] != "npadvmod":
            continue
        commas = [k for k in range(t - 1, anchor, -1) if tree.low[k] == ","]
        last = t
        if commas[:1] == [t - 1]:  # "X, the minister of trade, said": who stands before the aside
            last, commas = (commas[1], commas[2:]) if len(commas) > 2 else (t, [])
        comma = commas[0] if commas else None
        if comma is None or any(tree.tags[k].startswith(("VB", "MD", "W")) for k in range(comma + 1, t)):
            continue
        phrase = range(comma + 1, last)
        if (subject := tree.child(t, "nsubj")) is not None and subject in phrase:
            return subject
        before_prep = next((n for n, k in enumerate(phrase) if tree.tags[k] == "IN"), len(phrase))
        nouns = [k for k in phrase[:before_prep] if tree.is_noun(k)]
        if nouns and tree.low[comma + 1] not in _LINKING:
            return nouns[-1]
    return None


def quoted(tree: Tree, anchor: int) -> list[Said]:
    """The verbs of saying beside a quotation that a token stands in, the nearest first; [] outside of one."""
    text = tree.text
    if text.count('"', 0, tree.starts[anchor]) % 2 == 0:
        return []
    here = tree.sentence(anchor)
    order = sorted(range(len(tree.sents)), key=lambda n: (abs(n - here), n > here))
    return [
        Said(t, "verb", tuple(_who_says(tree, t)))
        for n in order[:4]
        for t in range(*tree.sents[n])
        if tree.low[t] in w.SAYING and tree.is_verb(t) and text.count('"', 0, tree.starts[t]) % 2 == 0
    ]


def in_quotation(tree: Tree, anchor: int) -> bool:
    return tree.text.count('"', 0, tree.starts[anchor]) % 2 == 1


def carriers(tree: Tree, told: Said) -> list[int]:
    """The documents that carry what a verb says: "said in a report", "told in an interview"."""
    if told.kind != "verb":
        return []
    return [o for prep, o in tree.preps(told.at) if prep in ("in", "to") and tree.low[o] in w.REPORTS]


def said_by(tree: Tree, verb: int) -> Said:
    """A verb as speech of its own subject."""
    return Said(verb, "verb", tuple(_who_says(tree, verb)))


def speaker(told: Said) -> int | None:
    """The phrase of who says it himself, by its head; None where nobody is named."""
    return told.speakers[-1] if told.speakers else None


def _who_says(tree: Tree, verb: int) -> list[int]:
    """The phrases of those who say, outermost first: for "X quoted Y as saying" X then Y."""
    up = _quoting(tree, verb)
    if up is not None:
        return _who_quotes(tree, up)
    if tree.low[verb] in _CITING and tree.deps[verb] not in ("advcl", "acl", "prep"):
        return _who_quotes(tree, verb)
    out = [s for s in (_subject(tree, verb),) if s is not None]
    for k in tree.children(verb, "advcl", "prep"):
        if tree.low[k] in ("citing", "quoting"):
            out += tree.children(k, "dobj", "pobj")
    return out


def _quoting(tree: Tree, saying: int) -> int | None:
    """The verb of "was quoted as saying", from its "saying"."""
    by = tree.heads[saying]
    if tree.deps[saying] == "pcomp" and tree.low[by] == "as" and tree.low[tree.heads[by]] in _CITING:
        return tree.heads[by]
    return None


def _who_quotes(tree: Tree, verb: int) -> list[int]:
    """Who quotes, then who is quoted."""
    passive = tree.child(verb, "nsubjpass")
    by = [o for prep, o in tree.preps(verb) if prep == "by"]
    if passive is not None:
        return [*by[:1], passive]
    return [t for t in (_subject(tree, verb), tree.child(verb, "dobj")) if t is not None]


def _subject(tree: Tree, verb: int) -> int | None:
    """The one who says by a verb; the agent of a passive, None where it has none."""
    up = tree.heads[verb]
    own = tree.children(verb, "nsubj")
    participle = tree.tags[verb] == "VBN" and tree.deps[verb] in ("acl", "advcl", "pcomp") and not own
    if tree.child(verb, "nsubjpass", "auxpass") is not None or participle:
        return next((o for p, o in tree.preps(verb) if p == "by"), None)
    if tree.deps[verb] == "advcl" and not own and tree.child(up, "nsubjpass") is not None:
        agent = next((o for p, o in tree.preps(up) if p == "by"), None)
        if agent is not None:
            return agent  # "was called a mandate by X, saying"
    before = [k for k in own if k < verb and tree.low[k] not in w.RELATIVES]
    if len(before) > 1:
        return before[-1]  # "Russia's news agency TASS said": the parser may take it for two
    found = tree.subject(verb)
    if found is not None and found == up and tree.deps[up] == "attr" and not own:
        found = tree.subject(tree.heads[up])  # "became the first bank to announce that it would"
    return found if found != verb else None


def _whose(tree: Tree, noun: int) -> list[int]:
    """Whose announcement, statement or case it is: "the union's announcement of", "a report by the bank"."""
    owners = [k for k in tree.children(noun, "poss") if tree.low[k] not in ("today", "yesterday", "week")]
    owners += [o for p, o in tree.preps(noun) if p in ("by", "from")]
    if owners:
        return owners[:1]
    verb = tree.heads[tree.heads[noun]]  # "confirms in a statement that": the parser hangs it on the paper
    if tree.deps[noun] == "pobj" and tree.low[verb] in w.SAYING and tree.is_verb(verb):
        return _who_says(tree, verb)
    if tree.deps[noun] == "dobj" and tree.low[tree.heads[noun]] in _RAISING:  # "lodged a complaint that"
        return [s for s in (_subject(tree, tree.heads[noun]),) if s is not None]
    return []


def _set_in(tree: Tree, node: int, below: int | None) -> list[Said]:
    """What stands in or beside a clause as its speaker: ", officials said,", "as he put it", "in his words",
    "according to them".

    `below` is the part of the clause that is asked for; with a subject of its own it has to do with what
    stands before both alone.
    """
    out: list[Said] = []
    another = below is not None and tree.deps[below] == "conj"
    apart = below is not None and another and tree.child(below, "nsubj", "nsubjpass") is not None
    for k in tree.kids[node]:
        if k == below or (apart and k > node):
            continue
        aside = tree.deps[k] == "parataxis" and tree.low[k] in w.SAYING and tree.child(k, "ccomp") is None
        if aside or (tree.deps[k] == "advcl" and _as_he_says(tree, k)):
            if who := tuple(_who_says(tree, k)):
                out.append(Said(k, "verb", who))
        elif tree.low[k] == "according" and (phrase := _object_of_according(tree, k)) is not None:
            out.append(Said(phrase, "phrase", (phrase,)))
        elif tree.deps[k] == "prep" and (who := _in_his_words(tree, k)):
            out.append(Said(k, "phrase", who))
    return out


def _as_he_says(tree: Tree, v: int) -> bool:
    """ "as the minister said", "as he put it", "as announced by him", not "as he said it would"."""
    if not any(tree.low[k] == "as" for k in tree.children(v, "mark")):
        return False
    if tree.child(v, "nsubj") is None:
        return tree.low[v] in w.SAYING and tree.tags[v] == "VBN" and tree.child(v, "agent") is not None
    put = tree.low[v] == "put" and any(tree.low[k] == "it" for k in tree.children(v, "dobj"))
    return put or (tree.low[v] in w.SAYING and tree.child(v, "ccomp", "xcomp", "dobj") is None)


def _in_his_words(tree: Tree, prep: int) -> tuple[int, ...]:
    """Whose words, view or account a phrase with "in" or "by" tells; who stands behind "per"."""
    obj = tree.child(prep, "pobj")
    if obj is None:
        return ()
    if tree.low[prep] == "per" and tree.low[obj] not in _UNITS:
        return (obj,)
    if tree.low[prep] not in ("in", "by") or tree.low[obj] not in _WORDS:
        return ()
    return tuple([*tree.children(obj, "poss"), *(o for p, o in tree.preps(obj) if p == "of")][:1])


def _object_of_according(tree: Tree, t: int) -> int | None:
    """Who stands behind "according to"; None for a plan or a rule, which says nothing."""
    if t + 1 >= len(tree) or tree.low[t + 1] != "to":
        return None
    for k in (*tree.kids[t], t + 1):
        if tree.low[k] == "to" and (obj := tree.child(k, "pobj")) is not None:
            return obj if tree.low[obj] not in _STANDARDS else None
    return None


def _by_verb(tree: Tree, node: int, head: int, asked: bool, crossed: bool) -> bool:
    """Whether the verb or noun above puts what hangs on it into a mouth.

    `crossed`: what is asked for stands in a relative clause of the node, which an object does not tell.
    """
    low, label = tree.low[head], tree.deps[node]
    if low in w.SAYING and (tree.is_verb(head) or tree.child(head, "nsubj") is not None):
        kinds = ("ccomp", "parataxis", "xcomp", "dobj", "dep", "advcl", "prep", "nsubjpass")
        thing = label in ("dobj", "nsubjpass")
        if label in kinds and not (thing and (low in _WITH_CLAUSE or crossed)):
            before = label != "advcl" or (node < head and _told_before(tree, node))
            own = label == "xcomp" and tree.child(head, "nsubjpass") is None and low in _COMMITTING
            asks = low in DIRECTIVE and label in ("ccomp", "xcomp") and bare(tree, node)
            others = asked or not (own or asks)
            if before and others and (label != "prep" or tree.low[node] in _OF_SPEECH):
                return True
    if not tree.is_verb(head):
        return False
    if label == "oprd" and low in _CALLING:
        return True
    if label == "prep" and tree.low[node] == "as" and low in _JUDGING:
        return True
    if not asked:
        return False
    if low in DIRECTIVE and (
        label in ("xcomp", "ccomp") or (label == "prep" and tree.low[node] in ("for", "on"))
    ):
        return True
    return low in _HOLDING and label == "ccomp"


def _told_before(tree: Tree, clause: int) -> bool:
    """Whether a clause before a verb of saying is what is said; not "when the bank sold it", "selling it"."""
    own = tree.child(clause, "nsubj", "nsubjpass") is not None
    return own and tree.child(clause, "mark") is None and not _when(tree, clause)


def _when(tree: Tree, v: int) -> bool:
    return any(tree.tags[k] == "WRB" for k in tree.children(v, "advmod"))


def _finite(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] in ("aux", "auxpass", "mark") for k in tree.kids[v])


def _aside(tree: Tree, node: int) -> bool:
    """ "said the treaty, which was signed in 2010, was dead": what the writer adds."""
    if tree.deps[node] != "relcl":
        return False
    first = tree.left_edge(node)
    return tree.low[first] in ("which", "who") and first > 0 and tree.low[first - 1] == ","


def _taken_for_granted(tree: Tree, node: int) -> bool:
    """ "accused it of breaking the truce that both signed in May": what the writer knows of the truce."""
    if tree.deps[node] != "relcl" or in_quotation(tree, node):
        return False
    if not any(tree.low[up] in w.ACCUSING for up in tree.ancestors(node, 5)):
        return False
    noun = tree.heads[node]
    definite = any(tree.low[k] in ("the", "its", "their", "this") for k in tree.children(noun, "det", "poss"))
    past = tree.tags[node] in ("VBD", "VBN") and not any(
        tree.tags[k] == "MD" for k in tree.children(node, "aux")
    )
    return definite and past
