"""Who says what a clause or noun tells: verbs of saying above it or set into it, nouns of speech, "according
to", quotations.

`said` gives where the words are put into a mouth, outermost first, each with the phrases of those who speak.
What a phrase stands for (an agency, "he") is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from foedus.language import words as w
from foedus.language.clauses import bare, yet_to_say
from foedus.language.speech import (
    CITING,
    ISSUING,
    RAISING,
    SPEECH,
    STANCES,
    in_his_words,
    object_of_according,
    of_a_mind,
    who_says,
    whose,
)
from foedus.language.tree import SUBJECTS, Tree

# who asks another to do it speaks of it: "asked it to join"
DIRECTIVE = w.verbs(
    "ask urge tell call demand order press push encourage invite request beg implore appeal propose "
    "recommend suggest"
)
# who hopes or fears something of others says so
_HOLDING = w.verbs("hope fear expect doubt wish want")
_THREATENING = w.verbs("threaten")
_FINDING = w.verbs("find")
_CALLING = w.verbs("call describe brand denounce label term")
# "condemned the move as a breach of the pact": who judges so
_JUDGING = _CALLING | w.verbs("condemn criticise criticize slam blast reject regard view see dismiss attack")
# these say something only with a clause: "concluded that", but "concluded a pact"
_WITH_CLAUSE = w.verbs(
    "conclude find rule think learn carry cover observe maintain reaffirm show indicate recall relate"
)
_CHARGES = w.nouns("charge suspicion denial rumour rumor")  # "charges of breaking it"
_AFTER_SAID = frozenset(', . ; on in at after before late early as last this " \u2014 - and'.split())
_TELLING = w.verbs("tell inform")
_LINKING = w.words("and but while as after which who")
_OF_SPEECH = w.words("that of for on about")


class Said(msgspec.Struct, frozen=True):
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
    node, crossed, within = anchor, False, False
    for _ in range(40):
        head = tree.heads[node]
        if head == node or _aside(tree, node):
            break
        if tree.deps[node] == "ccomp" and tree.child(node, "agent") is not None and not _finite(tree, node):
            break  # "reaffirmed the declaration signed by both": the parser's clause, nobody's word
        # "denied sales listed in a report issued in May": the report is not what is denied
        aside = tree.deps[node] == "prep" and tree.deps[head] == "acl"
        crossed = crossed or tree.deps[node] == "relcl" or aside
        within = within or tree.deps[node] == "relcl" or _reduced(tree, node)
        if _taken_for_granted(tree, node):
            break
        if _by_verb(tree, node, head, asked, crossed):
            told = tree.deps[head] == "acl" and tree.low[tree.heads[head]] in SPEECH
            if not told:  # "the case alleging that": whose case it is, the next step up tells
                found.insert(0, Said(head, "verb", tuple(who_says(tree, head))))
        elif not within and (minded := of_a_mind(tree, node, head)) is not None:
            found.insert(0, Said(head, "verb", (minded,)))
        elif asked and tree.low[head] in w.HOPEFUL and tree.deps[node] in ("prep", "xcomp"):
            subject = tree.subject(tree.heads[head])  # "was hopeful of its joining"
            found.insert(0, Said(head, "verb", () if subject is None else (subject,)))
        elif _by_noun(tree, node, head, asked, within):
            found.insert(0, Said(head, "noun", tuple(whose(tree, head))))
        found[:0] = _set_in(tree, head, node)
        node = head
    return found


def speeches(tree: Tree) -> Iterator[Said]:
    """What is said by whom, in the order of the text: finite verbs of saying whose speaker is named,
    "according to", and what is put into a paper ("sent a message", "called it dead in a statement")."""
    for t, low in enumerate(tree.low):
        if low == "according" and (phrase := object_of_according(tree, t)) is not None:
            yield Said(t, "phrase", (phrase,))
        elif tree.tags[t] in ("VBD", "VBZ", "VBP", "VBN") and tree.is_verb(t):
            bare_object = low in _WITH_CLAUSE and tree.child(t, "ccomp") is None
            named = tree.child(t, "nsubj") is not None or tree.deps[t] == "conj" or low in CITING
            speaks = low in w.SAYING and not bare_object
            if named and (speaks or papers(tree, t)) and (who := tuple(who_says(tree, t))):
                yield Said(t, "verb", who)


def papers(tree: Tree, verb: int) -> list[str]:
    """The papers that a verb puts something into: "said in a statement", "issued a communique"."""
    out = [tree.low[o] for prep, o in tree.preps(verb) if prep == "in" and tree.low[o] in w.REPORTS]
    if tree.low[verb] in ISSUING:
        out += [tree.low[o] for o in tree.children(verb, "dobj") if tree.low[o] in w.REPORTS]
    return out


def trailing(tree: Tree, anchor: int) -> int | None:
    """ "..., the ministry said on Tuesday": the speaker behind a sentence, whatever the parser made of it."""
    end = tree.sent_span(anchor)[1]
    if any(_aside(tree, t) for t in (anchor, *tree.ancestors(anchor, 3))):
        return None
    clauses = [t for t in (anchor, *tree.ancestors(anchor)) if tree.deps[t] == "advcl"]
    if any(tree.child(t, "mark") is not None or _when(tree, t) for t in clauses):
        return None  # "When the bank sold it, critics complained"
    for t in range(anchor + 1, end):
        if tree.low[t] in w.SAYING and _finite_form(tree, t) and _ends_speech(tree, t, end):
            found = _before_comma(tree, anchor, t)
            if found is not None:
                return found
    return None


def _finite_form(tree: Tree, t: int) -> bool:
    """ "says", "said", "has said"."""
    return tree.tags[t] in ("VBD", "VBZ") or (tree.tags[t] == "VBN" and tree.low[t - 1] in ("has", "have"))


def _ends_speech(tree: Tree, t: int, end: int) -> bool:
    """Whether a verb of saying has its words before it: nothing behind it tells what is said."""
    if any(k > t for k in tree.children(t, "ccomp")):
        return False
    if tree.child(t, "dobj") is not None:
        return tree.low[t] in _TELLING or _quotes(tree, t)
    return t + 1 == end or tree.low[t + 1] in _AFTER_SAID or tree.deps[t + 1] == "npadvmod"


def _quotes(tree: Tree, t: int) -> bool:
    """ "quoted the mayor as saying"."""
    return tree.low[t] in CITING and any(p == "as" for p, _ in tree.preps(t))


def _before_comma(tree: Tree, anchor: int, t: int) -> int | None:
    """The phrase between a verb of saying and the comma that what is said ends with; whom it quotes."""
    t = t - 1 if tree.tags[t] == "VBN" else t
    commas = [k for k in range(t - 1, anchor, -1) if tree.low[k] == ","]
    last = t
    if commas[:1] == [t - 1]:  # "X, the minister of trade, said": who stands before the aside
        last, commas = (commas[1], commas[2:]) if len(commas) > 2 else (t, [])
    comma = commas[0] if commas else None
    if comma is None or any(tree.tags[k].startswith(("VB", "MD", "W")) for k in range(comma + 1, last)):
        return None
    if last < t - 2 and all(tree.tags[k].startswith("NNP") for k in range(last + 1, t - 1)):
        return t - 2  # "the minister of trade, Mr Paul Otis, said"
    if _quotes(tree, t):
        return tree.child(t, "dobj")
    phrase = range(comma + 1, last)
    if (subject := tree.child(t, "nsubj")) is not None and subject in phrase:
        return subject
    before_prep = next((n for n, k in enumerate(phrase) if tree.tags[k] == "IN"), len(phrase))
    nouns = [k for k in phrase[:before_prep] if tree.is_noun(k)]
    return nouns[-1] if nouns and tree.low[comma + 1] not in _LINKING else None


def quoted(tree: Tree, anchor: int) -> list[Said]:
    """The verbs of saying beside a quotation that a token stands in, the one that it belongs to first; []
    outside of one.

    A quotation that ends with a comma has its speaker behind it, one that stands after a colon or comma
    before it, any other goes on from the sentence before: "It is late," he said. "We go."
    """
    if not in_quotation(tree, anchor):
        return []
    text, at = tree.text, tree.starts[anchor]
    opens, closes = text.rfind('"', 0, at), text.find('"', at)
    closes = len(text) if closes < 0 else closes
    here = tree.sentence(anchor)
    first, last = tree.sentence(tree.token_at(opens)), tree.sentence(tree.token_at(max(closes - 1, 0)))
    lead = text[:opens].rstrip()
    behind = text[closes - 1 : closes] in (",", "?", "!", "\u2014")
    own = {last, last + 1} if behind else {first, first - 1} if lead.endswith((",", ":")) else {first - 1}

    def rank(t: int) -> tuple[bool, int, bool]:
        number = tree.sentence(t)
        fits = number in own and (t > anchor) == behind
        return not fits, abs(number - (last if behind else first)), number > here

    near = sorted(range(len(tree.sents)), key=lambda n: (min(abs(n - first), abs(n - last)), n > here))[:4]
    verbs = [
        t
        for n in near
        for t in range(*tree.sents[n])
        if tree.low[t] in w.SAYING and tree.is_verb(t) and text.count('"', 0, tree.starts[t]) % 2 == 0
    ]
    return [Said(t, "verb", tuple(who_says(tree, t))) for t in sorted(verbs, key=rank)]


def in_quotation(tree: Tree, anchor: int) -> bool:
    return tree.text.count('"', 0, tree.starts[anchor]) % 2 == 1


def carriers(tree: Tree, told: Said) -> list[int]:
    """The documents that carry what a verb says: "said in a report", "told in an interview"."""
    if told.kind != "verb":
        return []
    return [o for prep, o in tree.preps(told.at) if prep in ("in", "to") and tree.low[o] in w.REPORTS]


def said_by(tree: Tree, verb: int) -> Said:
    """A verb as speech of its own subject."""
    return Said(verb, "verb", tuple(who_says(tree, verb)))


def speaker(told: Said) -> int | None:
    """The phrase of who says it himself, by its head; None where nobody is named."""
    return told.speakers[-1] if told.speakers else None


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
        if aside or (tree.deps[k] == "advcl" and _as_he_says(tree, k) and not _denied(tree, node)):
            if who := tuple(who_says(tree, k)):
                out.append(Said(k, "verb", who))
        elif (at := _according(tree, k)) is not None and (
            phrase := object_of_according(tree, at)
        ) is not None:
            out.append(Said(phrase, "phrase", (phrase,)))
        elif tree.deps[k] == "prep" and (who := in_his_words(tree, k)):
            out.append(Said(k, "phrase", who))
    return out


def _according(tree: Tree, k: int) -> int | None:
    """The "according" that a clause has below it: itself, or the first word of a participle set before it,
    "According to the daily, quoted by the mayor, it was sold"."""
    if tree.low[k] == "according":
        return k
    first = tree.left_edge(k)
    begins = tree.low[first] == "according" and tree.heads[first] == k and k < tree.heads[k]
    return first if begins and tree.deps[k] == "advcl" else None


def _denied(tree: Tree, node: int) -> bool:
    """ "denied that it sold it, as the mayor has claimed": the mayor does not deny it."""
    return tree.deps[node] == "ccomp" and tree.low[tree.heads[node]] in w.DENYING


def _as_he_says(tree: Tree, v: int) -> bool:
    """ "as the minister said", "as he put it", "as announced by him", not "as he said it would"."""
    if not any(tree.low[k] == "as" for k in tree.children(v, "mark")):
        return False
    if tree.child(v, "nsubj") is None:
        return tree.low[v] in w.SAYING and tree.tags[v] == "VBN" and tree.child(v, "agent") is not None
    put = tree.low[v] == "put" and any(tree.low[k] == "it" for k in tree.children(v, "dobj"))
    return put or (tree.low[v] in w.SAYING and tree.child(v, "ccomp", "xcomp", "dobj") is None)


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
            own = label == "xcomp" and tree.child(head, "nsubjpass") is None and low in w.COMMITTING
            before = before or _goes_on(tree, node, head)
            if label == "ccomp" and yet_to_say(tree, head, node):
                return False
            asks = low in DIRECTIVE and label in ("ccomp", "xcomp") and bare(tree, node)
            others = asked or not (own or asks)
            if before and others and (label != "prep" or tree.low[node] in _OF_SPEECH):
                return True
    if not tree.is_verb(head):
        return False
    if label == "prep" and _blamed(tree, node, head):
        return True
    if label == "oprd" and low in _CALLING:
        return True
    if label == "prep" and tree.low[node] == "as" and low in _JUDGING:
        return True
    if label == "prep" and tree.low[node] == "in" and low in _FINDING:
        return tree.child(head, "dobj") is not None  # "found the bank in breach of it"
    if not asked:
        return False
    if low in DIRECTIVE and (
        label in ("xcomp", "ccomp") or (label == "prep" and tree.low[node] in ("for", "on"))
    ):
        return True
    return (low in _HOLDING and label == "ccomp") or (low in _THREATENING and label in ("ccomp", "xcomp"))


def _blamed(tree: Tree, prep: int, verb: int) -> bool:
    """ "criticised the bank for selling it", "lodged a protest with it for selling": who blames says it."""
    things = tree.children(verb, "dobj", "nsubjpass")
    if tree.low[prep] not in ("for", "over", "of", "with") or not things or prep < verb:
        return False
    raised = tree.low[verb] in RAISING and any(tree.low[k] in SPEECH | STANCES for k in things)
    deed = tree.child(prep, "pcomp") is not None
    return deed and (raised or tree.low[verb] in w.ACCUSING)


def _reduced(tree: Tree, node: int) -> bool:
    """ "the deal signed by both": what a noun is told of in passing."""
    return tree.deps[node] == "acl" and tree.tags[node] == "VBN" and tree.child(node, *SUBJECTS) is None


def _by_noun(tree: Tree, node: int, noun: int, asked: bool, within: bool) -> bool:
    """Whether a noun of speech or an attitude tells what hangs on it: "its claim that", "hopes that".

    `within`: what is asked for stands in a clause of another noun, of which nobody hopes or fears anything.
    """
    label, low = tree.deps[node], tree.low[noun]
    if low in SPEECH:
        return label in ("prep", "acl", "ccomp", "relcl")
    if low not in STANCES or tree.is_verb(noun) or within:
        return False
    if label == "prep":
        return (asked and tree.low[node] == "for") or (low in _CHARGES and tree.low[node] == "of")
    whole = tree.child(node, "mark") is not None or tree.child(node, *SUBJECTS) is not None
    return label in ("acl", "ccomp") and whole


def _told_before(tree: Tree, clause: int) -> bool:
    """Whether a clause before a verb of saying is what is said; not "when the bank sold it", "selling it"."""
    own = tree.child(clause, "nsubj", "nsubjpass") is not None
    return own and tree.child(clause, "mark") is None and not _when(tree, clause)


def _goes_on(tree: Tree, clause: int, verb: int) -> bool:
    """ "It will be sold, he said, after the two sides meet": a clause behind its speaker, not of the past."""
    told = tree.deps[verb] == "parataxis" or any(k < verb for k in tree.children(verb, "ccomp"))
    apart = verb < clause and tree.low[tree.left_edge(clause) - 1] == ","
    return told and apart and tree.tags[clause] in ("VBZ", "VBP") and tree.deps[clause] == "advcl"


def _when(tree: Tree, v: int) -> bool:
    return any(tree.tags[k] == "WRB" for k in tree.children(v, "advmod"))


def _finite(tree: Tree, v: int) -> bool:
    return any(tree.deps[k] in ("aux", "auxpass", "mark") for k in tree.kids[v])


def _aside(tree: Tree, node: int) -> bool:
    """ "said the treaty, which was signed in 2010, was dead": what the writer adds."""
    if tree.deps[node] not in ("relcl", "acl"):
        return False
    first = tree.left_edge(node)
    if first == 0 or tree.low[first - 1] != ",":
        return False
    if _reduced(tree, node):  # "said the treaty, signed in 2010, was dead"
        noun = tree.heads[node]
        return tree.subtree(node)[-1] < tree.heads[noun] and not in_quotation(tree, node)
    return tree.deps[node] == "relcl" and tree.low[first] in ("which", "who")


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
