"""Whose an agreement is by its own phrase: "between X and Y", "with X", "X-Y", "Russian", "Germany's"."""

from __future__ import annotations

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.words import RELATIVES, SAYING
from foedus.model import Step
from foedus.names import Kind
from foedus.reading.actors import stands_by, who
from foedus.reading.codes import backs, codes_of_name
from foedus.reading.context import Context, NameAt, Para
from foedus.reading.frames import JOINT, VERBS
from foedus.reading.lexicon import CARTELS

_MADE_TOGETHER = frozenset({Step.SIGNED, Step.NEGOTIATED, Step.INITIALLED})
_NAMING_PREPS = frozenset("of on for to against concerning under regarding about in".split())
_BY_OTHERS = frozenset("brokered mediated sponsored backed led supervised supported imposed drafted".split())
_PARTY_PREPS = frozenset({"between", "with", "among"})
BLOCS = frozenset("EU EC EEC ASEAN MERCOSUR Mercosur EFTA GCC EAEU SADC EAC CARICOM".split())


def explicit_parties(ctx: Context, para: Para, i: int, lo: int) -> tuple[str, ...]:
    """States the phrase itself names: "between X and Y", "with X", "X-Y", "Russian", "Germany's"."""
    tree = para.tree
    out: list[str] = []
    for t in range(max(lo - 6, tree.sent_span(i)[0]), i):
        if t < lo and not _possesses(para, t, i):
            continue
        for name in para.names_of.get(t, ()):
            if backs(para, name):
                continue  # "a U.S.-brokered ceasefire"
            if t in (name.hi - 1, name.lo) and (t < lo or _modifies(para, t, i)):
                out.extend(_party_codes(ctx, name, para, t, i))
    first = tree.first_conjunct(i)  # of "a trade and aid accord" the parser takes the trade for the head
    verb = tree.heads[first]
    if first != i and not rel.determiners(tree, i):
        out.extend(
            c for p, o in tree.preps(first) if p == "with" and o > i for c in _coordinated(ctx, para, o)
        )
    if rel.is_object(tree, first) and tree.low[verb] in VERBS:
        # "suspended its fishing treaty with Norway": the parser hangs the other side on the verb
        out.extend(
            c
            for prep, obj in tree.preps(verb)
            if prep == "with" and i < obj <= i + 8 and not stands_by(para, verb, obj)
            for c in _coordinated(ctx, para, obj)
        )
    stack = [i]
    above = tree.ancestors(i, 8)
    deposited = any(f.step is Step.DEPOSITED for t in above for f in VERBS.get(tree.low[t], ()))
    hops = 0
    while stack and hops < 6:
        hops += 1
        j = stack.pop()
        for prep, obj in tree.preps(j):
            if prep == "with" and deposited and _is_body(para, obj):
                continue  # "deposited its instrument with the United Nations"
            if prep in _PARTY_PREPS or (
                prep == "for" and tree.low[j] in ("protocol", "protocols", "accession")
            ):
                out.extend(_coordinated(ctx, para, obj))
            elif prep in _NAMING_PREPS and tree.is_noun(obj) and tree.low[obj] not in ("war", "invasion"):
                stack.append(obj)
        for k in rel.adnominal_clauses(tree, j):
            # "a deal brokered between X and Y", "an accord ending the war between X and Y"
            if j == i and any(f.step in JOINT for f in VERBS.get(tree.low[k], ())):
                out.extend(_reached_with(ctx, para, k))
            if tree.tags[k] not in ("VBN", "VBG"):
                continue
            for t in phrases.without_finite_clauses(tree, k):
                if tree.low[t] == "between" and not out:
                    for obj in rel.introduced_by(tree, t):
                        out.extend(_coordinated(ctx, para, obj))
    return tuple(dict.fromkeys(out))


def _reached_with(ctx: Context, para: Para, verb: int) -> tuple[str, ...]:
    """ "the agreement that it reached with Britain", but not "that the airline reached with Britain"."""
    tree = para.tree
    subject = rel.active_subject(tree, verb)
    if subject is None or tree.low[subject] in RELATIVES:
        return ()
    by = who(ctx, para, subject)
    others = (c for p, o in tree.preps(verb) if p == "with" for c in _coordinated(ctx, para, o))
    return tuple(others) if by.codes or by.pronoun in ("it", "they", "he", "she") else ()


_FIGHTERS = frozenset(
    "rebels rebel guerrillas insurgents separatists militants militia faction factions side sides bloc "
    "government governments country countries nation nations neighbour neighbours neighbor neighbors state "
    "states union leader leaders partner partners minister president counterpart counterparts others other "
    "members parties both club community alliance league authority fighters opposition movement front "
    "army".split()
)


def with_a_stranger(ctx: Context, para: Para, i: int) -> bool:
    """Whether the agreement is with somebody who is no state, bloc or side of a war: "a pact with the
    devil"."""
    tree = para.tree
    verb = tree.clause_verb(i)
    beside = tree.preps(verb) if rel.is_object(tree, i) else []
    for prep, obj in [*tree.preps(i), *(pair for pair in beside if pair[1] > i)]:
        if prep != "with" or not tree.is_noun(obj) or tree.tags[obj] in ("PRP", "CD"):
            continue
        found = who(ctx, para, obj)
        told = found.codes or found.joint or found.local or found.many or found.pronoun
        return not told and tree.low[obj] not in _FIGHTERS
    return False


def _is_body(para: Para, obj: int) -> bool:
    name = para.name_of.get(obj)
    if para.tree.low[obj] in ("government", "ministry", "department", "state"):
        return True  # "deposited with the Government of Switzerland"
    if any(para.tree.low[k] == "depositary" for k in phrases.appositions(para.tree, obj)):
        return True  # "deposited with Mexico, the depositary"
    return (name is not None and name.has(Kind.ORG)) or para.tree.low[obj] in (
        "depositary",
        "secretary-general",
        "general",
        "secretary",
    )


def owners(ctx: Context, para: Para, i: int, definite: bool) -> tuple[str, ...]:
    """Those that "their" goes back to ("Canada and the Soviet Union renewed their grain agreement"), or that
    make it together ("Peru and Chile signed a border pact")."""
    tree = para.tree
    theirs = rel.owned_by(tree, i, ("their",))
    verb = tree.clause_verb(i)
    if theirs and (told := _told_of_theirs(ctx, para, verb)):
        return told
    made = not definite and any(r.step in _MADE_TOGETHER for r in VERBS.get(tree.low[verb], ()))
    if not theirs and not made:
        return ()
    subject = tree.subject(verb)
    codes = who(ctx, para, subject).codes if subject is not None and subject < i else ()
    return codes if len(codes) > 1 else ()


def _told_of_theirs(ctx: Context, para: Para, verb: int) -> tuple[str, ...]:
    """ "Spain told France that it would not renew their treaty": of those two."""
    tree = para.tree
    above = next((t for t in tree.ancestors(verb, 3) if tree.low[t] in SAYING and tree.is_verb(t)), None)
    subject = tree.subject(above) if above is not None else None
    if above is None or subject is None or who(ctx, para, subject).joint:
        return ()
    to = [o for p, o in tree.preps(above) if p == "to"]
    told = [subject, *rel.direct_objects(tree, above), *rel.recipients(tree, above), *to]
    codes = tuple(dict.fromkeys(c for t in told for c in who(ctx, para, t).codes))
    return codes if len(codes) == 2 else ()


def acceding_parties(ctx: Context, para: Para, lo: int, hi: int) -> tuple[str, ...]:
    """Those whose accession a protocol's own name tells: "Protocols ... on the Accession of Finland and
    Sweden", whatever the parser hangs them on."""
    names = [n for n in para.names if lo <= n.lo < hi and n.has(Kind.STATE)]
    return tuple(dict.fromkeys(c for n in names for c in codes_of_name(ctx, n)))


def _possesses(para: Para, t: int, i: int) -> bool:
    """Whether a word is the possessor of a noun, or stands right below it."""
    owners = rel.possessors(para.tree, i)
    return t in owners or para.tree.heads[t] in owners


def _modifies(para: Para, t: int, i: int) -> bool:
    """Whether token t hangs on the head i through modifiers alone."""
    tree = para.tree
    if not phrases.is_within(tree, t, i):
        return False
    between = tree.ancestors(t)
    # "the US-brokered agreement"
    return not any(tree.low[up] in _BY_OTHERS for up in between[: between.index(i)])


def _party_codes(ctx: Context, name: NameAt, para: Para, t: int, i: int) -> tuple[str, ...]:
    """A demonym, state or organisation before the head is a party; a city names the place of signature."""
    kinds = name.kinds()
    if para.tree.low[max(0, name.lo - 2) : name.lo] == ["inter", "-"]:
        return tuple(dict.fromkeys(e.state for e in name.entries if e.state))  # "the inter-Korean accord"
    poss = rel.is_possessor(para.tree, t) or _possesses(para, t, i)
    if Kind.PERSON in kinds and not poss:
        return ()
    if (
        (Kind.CAPITAL in kinds or Kind.SEAT in kinds)
        and not (kinds & {Kind.STATE, Kind.DEMONYM})
        and not poss
    ):
        return codes_of_name(ctx, name) if _hyphenated(para, name) else ()
    if Kind.AGENCY in kinds or (Kind.ORGAN in kinds and not poss):
        return ()
    if Kind.ORG in kinds and not (kinds & {Kind.STATE, Kind.DEMONYM}):
        # "the EU trade deal" names a party, "the WTO Agreement" and "the UN treaty" where it was made
        return tuple(c for c in codes_of_name(ctx, name) if c in BLOCS or c in CARTELS)
    return codes_of_name(ctx, name)


def _hyphenated(para: Para, name: NameAt) -> bool:
    text = para.tree.text
    a, b = para.tree.starts[name.lo], para.tree.end(name.hi - 1)
    return text[max(0, a - 1) : a] == "-" or text[b : b + 1] == "-"


def _coordinated(ctx: Context, para: Para, obj: int) -> list[str]:
    return list(who(ctx, para, obj).codes)


def between_others(ctx: Context, para: Para, i: int, text: str) -> bool:
    """ "the deal between UPS and the Teamsters": its parties are named, and none is a state.

    So are those of "the two retailers announced their agreement".
    """
    tree = para.tree
    if rel.owned_by(tree, i, ("their",)):
        subject = tree.subject(tree.clause_verb(i))
        if subject is not None and subject < i and (found := who(ctx, para, subject)).foreign:
            return not found.codes
    verb = tree.clause_verb(i)
    beside = [(p, o) for p, o in tree.preps(verb) if p == "with" and o > i and rel.is_object(tree, i)]
    for prep, obj in [*tree.preps(i), *beside]:
        if prep == "between":
            found = who(ctx, para, obj)
            return not found.codes and not found.joint and not found.pronoun
        if prep == "with" and (found := who(ctx, para, obj)).foreign:
            return not found.codes  # "with the U.S. firm Amoco"
    return " Between " in text
