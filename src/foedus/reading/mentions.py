"""Where an article speaks of an agreement between states: its phrase, its name if it has one, whose it is.

A mention is a noun phrase headed by an agreement noun ("pact", "protocol", "ceasefire"), a known name
without one ("New START"), or, for joining and leaving, an organisation. Union pacts, mergers and other
senses are told by their own words (`lexicon.FOREIGN_SORTS`).
"""

from __future__ import annotations

from dataclasses import replace

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.inflect import verb_forms
from foedus.language.tree import Tree
from foedus.names import Kind
from foedus.reading.actors import who
from foedus.reading.bynames import known_mention, known_spans
from foedus.reading.context import Context, Para
from foedus.reading.frames import NOUNS, SIGNING
from foedus.reading.lexicon import (
    CAPITAL_ONLY,
    FOREIGN_SORTS,
    HEADS,
    IF_MADE,
    IF_SIGNED,
    NEEDS_WORD,
    STRONG_HEADS,
    WEAK_HEADS,
)
from foedus.reading.mention import CONTRAST, Mention, contrast_of, year_of
from foedus.reading.naming import (
    acronym,
    defined,
    proper_name,
    quoted_name,
    right_edge,
    title,
    titled,
)
from foedus.reading.parties import acceding_parties, between_others, explicit_parties, owners, with_a_stranger

_OF_UNIONS = frozenset("customs monetary currency economic political union-state".split())
_LANDS = frozenset({"governments", "countries", "nations", "states"})
_TOLD_BY_WORD = frozenset("settlement alliance plan document documents bargain".split())
_NO_BEGINNING = frozenset(
    {"the", "a", "an", '"', "(", ",", "'s", "its", "their", "this", "that", "'", "not", "but"}
)
_ON = frozenset({"on", "in", "at", "since", "last", "by", "this", "next", "yesterday", "today"})
_GATHERING = frozenset(
    "democratic republican nominating party delegates sales dealers annual business medical comic".split()
)
_FOUNDING = frozenset({"charter", "statute"})
_DEFINITE = frozenset("the this that these those their its both our such".split())
_ANOTHER = frozenset({"one", "successor", "replacement"})
_REACHED = frozenset(f for lemma in ("reach", "sign", "conclude") for f in verb_forms(lemma))
_PASSING = frozenset(f for lemma in ("expire", "lapse") for f in verb_forms(lemma))
_MADE = frozenset(
    f
    for lemma in "negotiate sign conclude ink initial ratify reach strike work hammer agree".split()
    for f in verb_forms(lemma)
)


def mentions(ctx: Context, para: Para) -> list[Mention]:
    """The agreement phrases of a paragraph, in order of their heads."""
    out: list[Mention] = []
    taken: set[int] = set()
    tree = para.tree
    for lo, hi, known in known_spans(para):
        named = known_mention(ctx, para, lo, hi, known)
        out.append(named)
        taken.update(range(lo, named.hi))
    for i, low in enumerate(tree.low):
        kind = HEADS.get(low) or IF_SIGNED.get(low)
        if kind is None or i in taken or not _is_head(para, i, low):
            continue
        if low not in HEADS and not _signed_by_states(ctx, para, i):
            continue
        found = _mention(ctx, para, i, kind, low not in STRONG_HEADS)
        if found is not None:
            out.append(found)
    out.sort(key=lambda m: m.head)
    for i, low in enumerate(tree.low) if out and not _ANOTHER.isdisjoint(tree.low) else ():
        if i in taken or low not in _ANOTHER or not tree.tags[i].startswith(("NN", "CD", "PRP")):
            continue
        like = _like(para, i, out) if low == "one" else _succeeded(para, i, out)
        if like is not None:
            out.append(_another(ctx, para, i, like))
    out.sort(key=lambda m: m.head)
    return out


def _like(para: Para, i: int, found: list[Mention]) -> Mention | None:
    """What "the one it concluded with Hungary in 1999" is one of: the agreement named before it."""
    tree = para.tree
    told = any(k > i for k in (*rel.adnominal_clauses(tree, i), *rel.prepositions(tree, i)))
    told = told or contrast_of(para, i) is not None  # "before the current one expires"
    bare = not any(k < i for k in tree.kids[i])
    alone = bare and any(tree.is_verb(k) for k in rel.adnominal_clauses(tree, i))
    passing = _is_to_pass(para, i)  # "the one due to expire in May"
    if not (told or passing) or not (alone or any(tree.low[k] in ("the", "a") for k in tree.kids[i])):
        return None
    if alone and not passing:
        return None  # "one that lets boats in": the same in other words
    here = tree.sentence(i)
    return next(
        (m for m in reversed(found) if m.head < i and here - tree.sentence(m.head) <= 1 and m.org is None),
        None,
    )


def _is_to_pass(para: Para, i: int) -> bool:
    """ "one that was to lapse in May", "the one due to expire": it is there already."""
    tree = para.tree
    below = (t for k in tree.kids[i] if k > i for t in tree.subtree(k))
    return any(tree.low[t] in _PASSING for t in below)


def _succeeded(para: Para, i: int, found: list[Mention]) -> Mention | None:
    """What "a successor to START", "talks on a replacement" comes after."""
    tree = para.tree
    # the parser may hang the preposition on the verb: "sign a successor to the treaty"
    behind = rel.introduced_by(tree, i + 1) if tree.low[i + 1 : i + 2] in (["to"], ["for"], ["of"]) else []
    below = {t for obj in behind for t in tree.subtree(obj)}
    named = next((m for m in found if m.head in below), None)
    if named is not None or below:
        return named
    here = tree.sentence(i)
    return next((m for m in reversed(found) if m.head < i and here - tree.sentence(m.head) <= 1), None)


def _another(ctx: Context, para: Para, i: int, like: Mention) -> Mention:
    """ "the current one": another agreement of the same sort, with parties of its own."""
    tree = para.tree
    made = [o for k in rel.adnominal_clauses(tree, i) for prep, o in tree.preps(k) if prep == "with"]
    others = (code for obj in made for code in who(ctx, para, obj).codes)
    parties = tuple(dict.fromkeys((*explicit_parties(ctx, para, i, i), *others)))
    one = contrast_of(para, i) or ("existing" if _is_to_pass(para, i) else None)
    contrast = one if tree.low[i] == "one" else "successor"
    noun = like.para.tree.words[like.head]
    behind = (t for k in rel.prepositions(tree, i) for t in phrases.with_participles(tree, k))
    hi = max(behind, default=i) + 1
    return replace(
        like, head=i, lo=i, hi=hi, text=f"{contrast} {noun}" if contrast else noun, name=None,
        parties=parties, definite=False, plural=False, contrast=contrast or "separate", alias=None,
        acronym=None, year=None, known=False, open=False,
    )  # fmt: skip


def org_mention(ctx: Context, para: Para, i: int) -> Mention | None:
    """The organisation at token i as what is joined or left, None where it is none."""
    name = para.name_of.get(i)
    if name is None or not name.has(Kind.ORG) or name.has(Kind.STATE):
        return None
    entry = next(e for e in name.entries if e.kind is Kind.ORG)
    if entry.role in ("armed_group", "blocless"):
        return None
    return Mention(
        para, i, name.lo, name.hi, name.text, "org", entry.name, (), True, False, False, True, None,
        frozenset(name.text.lower().split()), False, org=entry.id, acronym=entry.id,
    )  # fmt: skip


def _is_head(para: Para, i: int, low: str) -> bool:
    tree = para.tree
    tag = tree.tags[i]
    titled = tree.words[i][0].isupper() and tag.startswith(("JJ", "VB", "FW"))
    if not (tag.startswith("NN") or titled):
        return False
    if low in CAPITAL_ONLY and rel.is_noun_modifier(tree, i) and phrases.is_name(tree, tree.heads[i]):
        return False  # "the Partnership Council"
    if low == "protocol" and rel.preposition_of(tree, i) is not None and not tree.kids[i]:
        return False  # "a breach of protocol": manners
    if low in CAPITAL_ONLY and not tree.words[i][0].isupper():
        # "negotiate a framework to replace New START", "signed a security partnership", "a charter signed in"
        alone = low in IF_MADE | {"partnership"} and len(tree.conjuncts(i)) == 1
        told = [tree.heads[i]] if rel.is_patient(tree, i) else rel.reduced_clauses(tree, i)
        made = alone and any(tree.low[k] in _MADE for k in told)
        owned = [*rel.possessors(tree, i), *rel.compounds(tree, i)] if low in _FOUNDING else []
        of_a_body = any((n := para.name_of.get(k)) is not None and n.has(Kind.ORG) for k in owned)
        peace = low == "framework" and any(tree.low[k] == "peace" for k in rel.compounds(tree, i))
        if not made and not peace and not of_a_body:  # "the Arab League's own charter"
            return False
    if rel.is_premodifier(tree, i) and tree.heads[i] > i:
        up = tree.low[tree.heads[i]]
        if up in STRONG_HEADS or up in WEAK_HEADS or up in ("act", "bill", "law"):
            return False  # "treaty amendment", "ceasefire agreement": the later noun is the head
    return True


def _mention(ctx: Context, para: Para, i: int, kind: str, weak: bool) -> Mention | None:
    tree = para.tree
    low = tree.low[i]
    when = {t for k in rel.times(tree, i) if k > i for t in tree.subtree(k)}  # "an accord Monday"
    core = [t for t in phrases.with_participles(tree, i) if t not in when]
    left = [t for t in core if t < i]
    lo = _left_edge(para, i, left)
    quoted = quoted_name(para, i)
    hi = right_edge(para, i, core)
    hi = _before_its_date(para, i, hi)
    text = para.words_between(lo, _behind_its_objects(para, i, hi))
    named = proper_name(para, i, lo) if quoted is None else None
    name: str | None = None
    if named is not None:
        name = para.words_between(*named)
        lo, hi = min(lo, named[0]), max(hi, named[1])
    elif quoted is not None:
        name = f"{title(low)} on {titled(quoted)}"
    if _lacks_its_word(ctx, para, i, lo, core, name) or (name is not None and _is_a_bill(name, low)):
        return None
    parties = explicit_parties(ctx, para, i, lo)
    if named is not None and name is not None and "accession" in name.lower():
        parties = tuple(dict.fromkeys((*parties, *acceding_parties(ctx, para, *named))))
    foreign = _is_of_another_sort(para, i, lo, hi, core) and not _with_states(ctx, para, i)
    foreign = foreign or (not parties and between_others(ctx, para, i, text))
    within = {tree.low[t] for t in core if rel.is_noun_modifier(tree, t)}
    if kind == "treaty" and within & {"ceasefire", "truce", "cease-fire", "armistice"}:
        kind, weak = "truce", False
    determiners = {tree.low[t] for t in rel.determiners(tree, i)}
    definite = _is_definite(para, i, determiners)
    if not parties and name is None:
        parties = owners(ctx, para, i, definite)
    topic = _topic(para, i, lo, hi)
    if not determiners and tree.tags[i] == "NN" and not (name or parties or topic):
        definite = True  # a headline's "ratification of treaty"
    return Mention(
        para, i, lo, hi, text, kind, name, parties, definite, phrases.is_plural_noun(tree, i), weak,
        _is_open(low, name, parties), contrast_of(para, i), topic, foreign, acronym=acronym(para, i, hi),
        alias=defined(para, i, hi), year=year_of(para, i),
        stranger=not parties and with_a_stranger(ctx, para, i),
        pointing=bool(determiners & {"these", "those"}) or (low in ("treaties",
        "agreements") and "these" in {tree.low[t] for t in core}),
    )  # fmt: skip


def _is_a_bill(name: str, head: str) -> bool:
    """ "the Treaty of Waitangi Bill": a law called after a treaty."""
    last = name.rsplit(maxsplit=1)[-1].lower()
    return last in ("bill", "act") and last != head


def _behind_its_objects(para: Para, i: int, hi: int) -> int:
    """Behind all that its own preposition joins: "treaty between Norway and Estonia"."""
    tree = para.tree
    for _, obj in tree.preps(i):
        last = max(tree.conjuncts(obj))
        if obj < hi <= last:
            return last + 1
    return hi


def _left_edge(para: Para, i: int, left: list[int]) -> int:
    """Where the phrase begins, without its article."""
    tree = para.tree
    lo = min([t for t in left if not rel.is_determiner(tree, t) or tree.words[t][0].isupper()], default=i)
    while lo < i and tree.low[lo] in _NO_BEGINNING:
        lo += 1
    return lo


def _lacks_its_word(ctx: Context, para: Para, i: int, lo: int, core: list[int], name: str | None) -> bool:
    """Whether a noun that is an agreement only beside certain words ("peace plan") stands without them."""
    tree, low = para.tree, para.tree.low[i]
    need = NEEDS_WORD.get(low)
    understanding = low.startswith("understanding")
    if need is None or (understanding and explicit_parties(ctx, para, i, lo)):
        return False
    if understanding and any(tree.low[k] in _REACHED for k in (*rel.reduced_clauses(tree, i), tree.heads[i])):
        return False  # "the understanding reached in April"
    if understanding and any(lo <= d.lo and d.hi <= i for d in para.dates):
        return False  # "the April understanding"
    if low in IF_SIGNED and _signed_by_states(ctx, para, i):
        return False
    around = {tree.low[t] for t in core}
    told = low in _TOLD_BY_WORD or (low.startswith("amendment") and " to " not in (name or ""))
    if not around & need and (name is None or told):
        return True
    prep = rel.preposition_of(tree, i)
    above = tree.low[tree.heads[prep]] if prep is not None else ""
    return understanding and "memorandum" not in around and above.startswith("memorand")


def _signed_by_states(ctx: Context, para: Para, i: int) -> bool:
    """ "signed 16 documents", "a plan signed by Peru and Chile": by two states, and not the one spoken of."""
    tree = para.tree
    the = any(tree.low[k] in _DEFINITE for k in rel.determiners(tree, i))
    if the and not rel.prepositions(tree, i) and not rel.modifiers(tree, i):
        return False  # "signed the document": the agreement spoken of before
    at = rel.reduced_clauses(tree, i) + ([tree.clause_verb(i)] if rel.is_patient(tree, i) else [])
    for verb in (k for k in at if tree.low[k] in SIGNING):
        subject = tree.subject(verb) if verb not in rel.reduced_clauses(tree, i) else None
        doers = [subject] if subject is not None and subject != i else []
        doers += [o for p, o in tree.preps(verb) if p in ("by", "with", "between")]
        found = [who(ctx, para, o) for o in doers]
        codes = {c for one in found for c in one.codes if len(c) == 3}
        if len(codes) > 1 or (any(one.joint for one in found) and not any(one.foreign for one in found)):
            return True
    return False


def _is_of_another_sort(para: Para, i: int, lo: int, hi: int, core: list[int]) -> bool:
    """Whether its own words make it one of unions, firms, parties or players, or a state's own paper."""
    tree = para.tree
    if tree.low[i].startswith("convention") and _GATHERING & {tree.low[t] for t in core}:
        return True  # "the Democratic National Convention"
    if tree.low[i].startswith("memorand") and "presidential" in (tree.low[t] for t in core):
        return True
    made = {t for t in core if rel.is_object(tree, t)}  # "an agreement to set up the union": no trade union
    # "to legalise the status of workers"
    told_by = {t for k in rel.reduced_clauses(tree, i) for t in tree.subtree(k)}
    proper = {t for t in core if t != i and tree.words[t][0].isupper() and t > tree.sent_span(i)[0]}
    plain = {
        tree.low[t] for t in core if t not in para.name_of and t not in made | told_by | proper
    }  # "the European Union" is no union's pact
    if plain & _OF_UNIONS or tree.low[i] in ("treaty", "treaties"):
        plain = plain - {"union"}  # "an agreement to set up a customs union"
    if _LANDS & set(tree.low[lo:hi]):
        plain = plain - {"creditor", "lender"}  # "an accord with the club of creditor governments"
    return bool(plain & FOREIGN_SORTS)


def _with_states(ctx: Context, para: Para, i: int) -> bool:
    """ "a labour pact with Qatar", "a pact on labour with Peru and Chile": whatever it is about."""
    tree = para.tree
    verb = tree.clause_verb(i)
    beside = tree.preps(verb) if rel.is_patient(tree, i) else []
    below = [pair for prep, obj in tree.preps(i) if prep in ("on", "for", "of") for pair in tree.preps(obj)]
    names = (
        para.name_of.get(o)
        for prep, obj in [*tree.preps(i), *below, *beside]
        if prep in ("with", "between")
        for o in tree.conjuncts(obj)
    )
    if any(n is not None and n.has(Kind.STATE) for n in names):
        return True
    subject = tree.subject(verb) if rel.is_object(tree, i) else None
    return subject is not None and subject < i and len(who(ctx, para, subject).codes) > 1


def _is_definite(para: Para, i: int, determiners: set[str]) -> bool:
    """Whether the phrase speaks of an agreement that is known by then."""
    tree = para.tree
    if determiners & _DEFINITE or rel.possessors(tree, i):
        return True
    # "treaty ratification", "ceasefire extension": the noun stands for one already spoken of
    return rel.is_noun_modifier(tree, i) and tree.low[tree.heads[i]] in NOUNS


def _before_its_date(para: Para, i: int, hi: int) -> int:
    """ "concluded their agreement on Friday": the day is no part of what it is called."""
    tree = para.tree
    if i + 1 >= hi or not (
        tree.low[i + 1] in _ON or tree.words[i + 1][0].isupper() or tree.words[i + 1][0].isdigit()
    ):
        return hi  # no day behind the noun
    for date in para.dates:
        if i + 2 == date.lo < hi and tree.low[date.lo - 1] in _ON:
            return i + 1
        if i + 1 == date.lo < hi:
            return date.lo
    return hi


def _is_open(low: str, name: str | None, parties: tuple[str, ...]) -> bool:
    if name is None or parties or "accession" in name.lower():
        return False
    return low in (
        "convention",
        "conventions",
        "protocol",
        "statute",
        "charter",
        "amendment",
        "covenant",
    ) or (
        len(name.split()) > 2
        and (low in ("treaty", "accord", "accords") or name.lower().startswith("agreement "))
    )


def _measured(tree: Tree, t: int) -> bool:
    """ "the five-year agreement", "the ten-year-old treaty", "the 12-page pact": how long, not what about."""
    if tree.low[t] in _LONG:
        return any(_measured(tree, k) for k in tree.kids[t])
    return tree.low[t] in _UNITS and any(tree.tags[k] == "CD" for k in tree.kids[t])


_LONG = frozenset({"old", "long"})
_UNITS = frozenset("day days week month months year years page pages".split())
_OF_ANY = frozenset(  # words that stand beside any agreement, whatever it is about
    "first last whole overall entire formal so-called bilateral mutual possible eventual written "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def _topic(para: Para, i: int, lo: int, hi: int) -> frozenset[str]:
    """Content words before the head and in its "on", "of", "for": what it is about, not what is done to
    it."""
    tree = para.tree
    skip = {t for n in para.names for t in range(n.lo, n.hi)}
    span = set(range(lo, i))
    for prep, obj in tree.preps(i):
        if prep in ("on", "of", "for", "against", "concerning", "regarding", "about"):
            span.update(phrases.without_clauses(tree, obj)[:8])
    words = {
        tree.low[t]
        for t in span
        if t not in skip and tree.tags[t].startswith(("NN", "JJ", "VBN", "VBG")) and not _measured(tree, t)
    }
    return frozenset(
        w
        for w in words
        if w not in CONTRAST
        and w not in _OF_ANY
        and w not in STRONG_HEADS
        and w not in WEAK_HEADS
        and len(w) > 2
    )
