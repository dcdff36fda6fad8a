"""Who a noun phrase stands for: states by code, organisations by short name, "both sides" as all the parties.

Leaders, capitals, seats, ministries, parliaments and demonyms stand for their state. An ambiguous name is
resolved by its own phrase ("South Korean President Lee") or by the article's states, or stays unresolved.
"""

from __future__ import annotations

from msgspec.structs import replace

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.names import Kind
from foedus.reading.codes import (
    ACTS_FOR,
    PRIVATE,
    QUARTERS,
    TOGETHER,
    backs,
    codes_behind,
    codes_beside,
    codes_of_name,
    codes_of_names,
    first_of_two,
    korea,
    shared_name,
)
from foedus.reading.context import Context, NameAt, Para
from foedus.reading.participant import NOBODY, Who

_HOME_ORGANS = frozenset(
    "parliament government senate congress president minister cabinet house lawmakers legislators "
    "legislature administration king queen emperor assembly lawmaker premier chancellor army "
    "military navy country nation state ministry secretary ambassador leader chief kingdom "
    "republic regime junta court commander deputies mps side government's cabinet council monarch "
    "ruler prince sultan emir politburo party chamber voters delegation spokesman spokeswoman "
    "official envoy negotiator general elect".split()
)
_NON_STATE = frozenset(
    "company companies firm firms bank union unions workers club player players airline team "
    "teams actors writers church band carrier maker giant subsidiary corporation manufacturer "
    "retailer league network studio lender shareholders investor investors teamsters nurses "
    "teachers employees airlines university couple singer actor tribe tribes city province school "
    "schools diocese board hospital shareholder creditor creditors producer "
    "protesters residents critics students farmers fans passengers miners strikers drivers doctors "
    "labor labour group consortium conglomerate refiner automaker shipbuilder "
    "management brotherhood guild methodists bishops clergy congregation consumers customers "
    "universities institutes bankers carmaker carmakers automakers rival utility conservatives socialists "
    "democrats republicans greens liberals newspaper subsidiaries partners banks lenders operator operators "
    "railway railways railroad port ports harbour harbor airport airports municipality unit units affiliate "
    "affiliates division "
    "conglomerates inc corp plc ltd holdings venture supplier "
    "suppliers exporter exporters importers industry "
    "makers manufacturers mayor mayors governors associations federations colleges hospitals broadcasters "
    "foundation foundations academy academies charity charities museum gallery orchestra ngo ngos guild "
    "brewers refiners shippers millers growers traders dealers brokers merchants museums "
    "exchange exchanges bourse bourses provinces provincial cantons cantonal counties districts "
    "municipalities municipal".split()
)
_ALSO_STATES = frozenset(
    "members member parties delegates representatives people side prime pm mp mps".split()
)
_PARTS = frozenset("state province region canton prefecture county district territory oblast".split())
_PARTISAN = frozenset(
    "political opposition ruling coalition socialist conservative liberal communist".split()
)
_REBELS = frozenset("rebels guerrillas insurgents militants separatists rebel militia militiamen".split())
_FACTIONS = _REBELS | frozenset(
    "factions militias warlords clans tribes fighters gunmen paramilitaries jihadists dissidents".split()
)
_FOES = frozenset(
    "rebel rebels opposition insurgent guerrilla separatist militant anti-government rival warring "
    "armed".split()
)
_TROOPS = frozenset(
    "forces groups troops fighters factions armies movements leaders commanders group faction army movement "
    "militia clans".split()
)
_OUT_OF_POWER = frozenset({"opposition", "ex-president", "ex-minister", "shadow", "exiled", "ousted"})
_ONE_PARTY = frozenset(
    {"CHN", "PRK", "VNM", "CUB", "LAO", "SUN", "DDR", "YUG", "CSK", "POL", "HUN", "ROU", "BGR"}
)
_TITLES = frozenset(
    "minister ministers secretary deputy vice chairman ambassador envoy spokesman spokeswoman governor "
    "mayor senator general admiral commissioner justice judge professor coach lawmaker negotiator".split()
)
_HIGH = frozenset(
    "president leader king queen premier prime chancellor chairman supreme general comrade".split()
)
_ONE_OF = frozenset("side party country nation state government leader".split())  # "neither side"
_LANDS = frozenset({"countries", "states", "nations", "governments"})
# what tells some of the states there are rather than those that act together
_SOME = frozenset(
    "some other many several most few any no certain various more such which what those both another".split()
)
_FEW = frozenset("one two three four five six 1 2 3 4 5 6".split())
_DOZENS = frozenset({"dozens", "scores", "hundreds", "dozen"})
_NEGATED_ABROAD = frozenset({"to", "against", "over", "about", "on"})
_STANDING_BY = frozenset(
    "guarantor guarantors witness witnesses mediator mediators host hosts observer observers broker brokers "
    "facilitator facilitators sponsor sponsors depositary".split()
)
_HEADS_OF_STATE = frozenset({"head_of_state", "monarch", "head_of_government"})
_PRIVATE_ALONE = PRIVATE - _HOME_ORGANS - _ALSO_STATES
_PUBLIC = TOGETHER | _HOME_ORGANS | _ALSO_STATES
_NUMBERS = {"both": 2} | {
    word: n
    for n, spelled in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
    for word in (spelled, str(n))
}
_FIRST = frozenset({"i", "we", "our", "us", "my", "me"})
_THIRD = frozenset({"it", "he", "she", "they", "its", "his", "her", "their", "him", "them"})


def who(ctx: Context, para: Para, i: int) -> Who:
    """The actor that the noun phrase headed by token i stands for, coordination included."""
    found = NOBODY
    first = True
    for j in _listed(para, i):
        if not (para.tree.is_noun(j) or para.tree.tags[j].startswith(("JJ", "PRP", "W", "FW"))):
            continue
        if (one := para.participants.get(j)) is None:
            one = para.participants[j] = _single(ctx, para, j)
        found = one if first else found.plus(one)
        first = False
    return found


def _listed(para: Para, i: int) -> list[int]:
    """The conjuncts of i; in "A, B, and C" the parser may take B for another name of A."""
    tree = para.tree
    out = tree.conjuncts(i)
    if len(out) == 1:
        # "the rebel group JEM and the government": the parser may hang the second on the first one's name
        out += [j for k in phrases.appositions(tree, i) for j in tree.conjuncts(k)[1:]]
    if len(out) > 1 and i in para.name_of:
        between = [k for k in phrases.appositions(tree, i) if k in para.name_of and k < out[1]]
        out[1:1] = [k for k in between if para.name_of[k].has(Kind.STATE)]
    return out


def _single(ctx: Context, para: Para, i: int) -> Who:
    tree = para.tree
    low = tree.low[i]
    text = _phrase(para, i)
    if (low in _FIRST or low in _THIRD) and i not in para.name_of:  # "the US" is no "us"
        return Who(pronoun=low, text=tree.words[i])
    own = [n for t in _modifiers(para, i) for n in para.names_of.get(t, ()) if not backs(para, n)]
    own = [n for n in own if not _is_forename(para, n, i)]
    head_name = para.name_of.get(i)
    core = {tree.low[t] for t in _core(para, i) if t == i or not _in_a_name(para, t)}
    if low in _LANDS:
        core -= {"creditor", "lender", "partner"}  # "Western creditor governments"
    if head_name is None and (fought := _sides_at_home(ctx, para, i, own, core)) is not None:
        return fought
    private = core & _NON_STATE or _is_party(ctx, para, i, own) or _of_private_bodies(para, i)
    private = private and not _fight(para, i, core)
    if (private and (head_name is None or not codes_of_name(ctx, head_name))) or _out_of_power(low, core):
        return Who(foreign=True, text=text)
    if (low in _PARTS and _is_part_of_a_state(ctx, para, i)) or _of_a_part(para, i, own):
        return Who(foreign=True, text=text)
    if low == "superpowers":
        return Who(("USA", "RUS" if ctx.day is not None and ctx.day.year > 1991 else "SUN"), text=text)
    either = low in _ONE_OF and any(tree.low[k] in ("neither", "either") for k in tree.kids[i])
    if (low in TOGETHER and _is_joint(para, i)) or (low in ("both", "two") and not own) or either:
        codes = (*(c for n in own for c in codes_of_name(ctx, n)), *codes_behind(ctx, para, i))
        if codes:
            return Who(tuple(dict.fromkeys(codes)), text=text)
        return Who(joint=True, states=_are_states(para, i), count=_count(para, i), text=text)
    named = any(codes_of_name(ctx, n) for n in own)
    if not named and _many(para, i) and not codes_behind(ctx, para, i):
        told = _some_of_them(ctx, para, i)
        return Who(told, text=text) if told else Who(joint=True, many=True, text=text)
    if head_name is not None:
        found, first = _named(ctx, para, i, head_name, own, text), first_of_two(ctx, para, i)
        return replace(found, codes=(first, *found.codes)) if first else found
    if low in QUARTERS and phrases.is_name(tree, i):
        code = shared_name(ctx, para, i) or korea(ctx, low)
        if code:
            return Who((code,), text=text)
    return _by_words_around(ctx, para, i, own, core)


def _by_words_around(ctx: Context, para: Para, i: int, own: list[NameAt], core: set[str]) -> Who:
    """Who a phrase is whose head is no name: by the names in, behind and beside it, else by its words."""
    tree, low, text = para.tree, para.tree.low[i], _phrase(para, i)
    codes = codes_of_names(ctx, own)
    if not codes and tree.tags[i] == "NNS" and len(listed := codes_beside(ctx, para, i)) > 1:
        codes = listed  # "six members of the bloc -- Brunei, Laos ... -- had"
    if not codes:
        codes = codes_behind(ctx, para, i)
    if not codes:
        codes = codes_beside(ctx, para, i)
    if codes and _of_unknown_name(para, i, own):
        return Who(foreign=True, text=text)
    if codes:
        return Who(codes, head_of_state=low in ("president", "king", "queen", "leader", "premier"), text=text)
    if low in _REBELS and len(groups := [g for g in ctx.fighters if g not in ACTS_FOR]) == 1:
        return Who(tuple(groups), fighting=True, text=text)  # "the rebels": the one group named
    if low == "bloc" and not codes and any(tree.low[k] in ("the", "its") for k in tree.kids[i]):
        return Who(pronoun="bloc", text=text)
    if any(tree.low[k] == "no" for k in tree.kids[i]):
        return Who(text=text)  # "no country has ratified it"
    if low in _HOME_ORGANS:
        return Who(local=True, head_of_state=low in ("president", "king", "queen", "leader"), text=text)
    if phrases.is_name(tree, i) and core & _HOME_ORGANS:
        return Who(
            local=True, foreigner=ctx.home is not None, text=text
        )  # "Minister for Trade Gan Kim Yong": whose, the article tells
    if _are_states(para, i):
        return Who(joint=True, states=True, text=text)
    return Who(fighting=low in _FACTIONS or _fight(para, i, core), text=text)


def _sides_at_home(ctx: Context, para: Para, i: int, own: list[NameAt], core: set[str]) -> Who | None:
    """ "four Afghan factions", "the Syrian government and rebel forces", "Albanian rebels": sides of a war
    in a state, which is not who acts; None for all others."""
    tree, low = para.tree, para.tree.low[i]
    if any(e.role == "armed_group" for n in own for e in n.entries):
        return None
    codes = tuple(dict.fromkeys(c for n in own for c in codes_of_name(ctx, n)))
    text = _phrase(para, i)
    if _fight(para, i, core):
        both = any(tree.low[j] in _FOES for k in tree.kids[i] for j in tree.conjuncts(k)[1:])
        return Who(joint=both, home=codes, fighting=True, text=text) if codes else None
    if low in _FACTIONS and codes:
        return Who(joint=low not in _REBELS, home=codes, fighting=True, text=text)
    return None


def _fight(para: Para, i: int, core: set[str]) -> bool:
    """ "the rebel group", "rival leaders": one side of a war, no private body."""
    tree = para.tree
    return tree.low[i] in _TROOPS and bool((core | {tree.low[t] for t in _modifiers(para, i)}) & _FOES)


def _in_a_name(para: Para, t: int) -> bool:
    """Whether a word belongs to a name that stands for states: no union in "European Union leaders"."""
    name = para.name_of.get(t)
    return name is not None and bool(name.kinds() & {Kind.STATE, Kind.ORG})


def _is_part_of_a_state(ctx: Context, para: Para, i: int) -> bool:
    """ "Mexico's state of Nuevo Leon", "the Lao province of Luang Namtha"."""
    tree = para.tree
    called = [o for p, o in tree.preps(i) if p == "of" and phrases.is_name(tree, o)]
    return any(not (n := para.name_of.get(o)) or not codes_of_name(ctx, n) for o in called)


def _of_private_bodies(para: Para, i: int) -> bool:
    """ "the rectors of six universities in Estonia and Latvia", "merchants of both countries"."""
    tree = para.tree
    if tree.low[i] in _PRIVATE_ALONE:
        return True
    return any(p == "of" and tree.low[o] in _NON_STATE for p, o in tree.preps(i))


def _of_a_part(para: Para, i: int, own: list[NameAt]) -> bool:
    """ "the premier of Quebec", "Bavarian ministers": they bind no state."""
    behind = (para.name_of.get(o) for p, o in para.tree.preps(i) if p == "of")
    found = [*own, *(n for n in behind if n is not None)]
    states = [e.state for n in found for e in n.entries if e.state]
    return bool(states) and all("-" in s for s in states)


def _of_unknown_name(para: Para, i: int, own: list[NameAt]) -> bool:
    """ "Russia's Gazprom": one word that no table knows behind a state's name is a firm rather than a
    minister, who would have his title."""
    tree = para.tree
    if not phrases.is_name(tree, i) or not own or phrases.appositions(tree, i):
        return False
    named = {t for n in own for t in range(n.lo, n.hi)}
    others = [t for t in _core(para, i) if t not in named and tree.words[t] not in ("'s", "'", "\u2019s")]
    return others == [i] and tree.low[i] not in _PUBLIC


def _some_of_them(ctx: Context, para: Para, i: int) -> tuple[str, ...]:
    """ "forty states, among them Peru and Chile": those named."""
    tree = para.tree
    among = [j for p, o in tree.preps(i) if p in ("including", "among") for j in tree.conjuncts(o)]
    return tuple(c for j in among for n in para.names_of.get(j, ()) for c in codes_of_name(ctx, n))


def _out_of_power(low: str, core: set[str]) -> bool:
    """ "Opposition leader X", "the former president", "the political parties": none that binds a state."""
    former = "former" in core and bool(core & (_HIGH | _TITLES))
    return former or bool(core & _OUT_OF_POWER) or (low == "parties" and bool(core & _PARTISAN))


def _named(ctx: Context, para: Para, i: int, name: NameAt, own: list[NameAt], text: str) -> Who:
    if name.has(Kind.AGENCY) and not (name.kinds() & {Kind.STATE, Kind.ORG}):
        return Who(foreign=True, text=text)
    codes = codes_of_name(ctx, name)
    others = [c for n in own if n is not name for c in codes_of_name(ctx, n)]
    heads = any(e.role in _HEADS_OF_STATE for e in name.entries)
    if name.has(Kind.PERSON):
        if others and (not codes or not set(others) & set(codes)):
            codes = tuple(dict.fromkeys(others))
        if not codes:
            codes = codes_beside(ctx, para, i) or codes_behind(ctx, para, i)
    elif name.has(Kind.OFFICE) or name.has(Kind.ORGAN):
        codes = (
            codes or tuple(dict.fromkeys(others)) or codes_behind(ctx, para, i) or codes_beside(ctx, para, i)
        )
        if not codes:
            return Who(local=True, head_of_state=heads, text=text, among=_owners(name))
    if name.has(Kind.DEMONYM) and not codes:
        codes = tuple(dict.fromkeys(others))
    among = _owners(name) if len(codes) == 1 else ()
    return Who(codes, head_of_state=heads, text=text, among=among)


def _is_party(ctx: Context, para: Para, i: int, own: list[NameAt]) -> bool:
    """ "Norway's Labour Party": no state, but where the party is the state."""
    tree = para.tree
    if tree.low[i] != "party" or not tree.words[i][0].isupper():
        return tree.low[i] == "party" and any(tree.low[k] in ("opposition", "ruling") for k in tree.kids[i])
    return not any(c in _ONE_PARTY for n in own for c in codes_of_name(ctx, n))


def _is_forename(para: Para, name: NameAt, head: int) -> bool:
    """ "minister German Gref", "minister Chad Brown": the forename of the one who has the title."""
    tree = para.tree
    if name.hi - name.lo != 1 or name.lo != head - 1 or name.lo == 0 or head in para.name_of:
        return False
    title = tree.low[name.lo - 1] in _TITLES or tree.low[name.lo - 1] in _HIGH
    return title and phrases.is_name(tree, head) and tree.words[name.lo].isalpha()


def of_others(para: Para, name: NameAt) -> bool:
    """Whether a state's name only tells where a firm, bank or university is from: "a group of U.S. banks"."""
    tree = para.tree
    at = name.hi - 1
    head = phrases.noun_that_it_precedes(tree, at)
    if head == at:
        prep = rel.preposition_of(tree, at)
        return prep is not None and tree.low[tree.heads[prep]] in _NON_STATE
    words = {tree.low[t] for t in _core(para, head) if t not in para.name_of}
    return bool(words & _NON_STATE)


def _owners(name: NameAt) -> tuple[str, ...]:
    """The states that have an organ of a bare name, () where it is one state's alone."""
    owners = tuple(dict.fromkeys(e.state for e in name.entries if e.kind is Kind.ORGAN and e.state))
    return owners if len(owners) > 1 else ()


def _core(para: Para, i: int) -> list[int]:
    """Tokens of the noun phrase without its clauses, appositions and prepositional phrases."""
    return phrases.short(para.tree, i)


def _modifiers(para: Para, i: int) -> list[int]:
    """The phrase's tokens, and those coordinated with its modifiers: "the British and Irish governments"."""
    tree = para.tree
    core = _core(para, i)
    beside = [j for k in tree.kids[i] if k < i for j in tree.conjuncts(k)[1:] if j < i]
    return sorted({*core, *beside}) if beside else core


def stands_by(para: Para, verb: int, obj: int) -> bool:
    """Whether the object of "with" only stands by: "signed a truce, with Norway as guarantor"."""
    tree = para.tree
    beside = (o for p, o in (*tree.preps(verb), *tree.preps(obj)) if p == "as")
    return any(tree.low[o] in _STANDING_BY for o in beside)


def _phrase(para: Para, i: int) -> str:
    core = _core(para, i)
    return para.words_between(core[0], core[-1] + 1)


def _is_joint(para: Para, i: int) -> bool:
    tree = para.tree
    low = tree.low[i]
    if low in ("two", "both"):
        return True
    marks = {tree.low[k] for k in tree.kids[i]}
    owners = (*rel.possessors(tree, i), *(obj for prep, obj in tree.preps(i) if prep == "of"))
    if any(tree.low[k] in TOGETHER and _is_joint(para, k) for k in owners):
        return True  # "the two countries' ministers", "officials of the two countries"
    if any(tree.low[k] in _FEW for k in rel.numerals(tree, i)) and tree.tags[i] == "NNS":
        return True  # "five presidents"
    return (
        bool(marks & {"both", "two", "the", "all", "three", "these", "their", "our", "warring"})
        and tree.tags[i] != "NN"
    )


def _are_states(para: Para, i: int) -> bool:
    """ "industrial nations", "ministers of the Gulf states": states together by the word alone."""
    tree = para.tree
    heads = [i, *(obj for prep, obj in tree.preps(i) if prep in ("of", "from") and tree.tags[i] == "NNS")]
    return any(
        tree.low[j] in _LANDS
        and tree.tags[j] == "NNS"
        and not any(tree.low[k] in _SOME for h in {i, j} for k in tree.kids[h])
        and (j != i or any(k < i for k in tree.kids[i]))
        for j in heads
    )


def _count(para: Para, i: int) -> int:
    """How many a phrase says that they are, 0 where it does not: "the leaders of five nations"."""
    tree = para.tree
    heads = [i, *(obj for prep, obj in tree.preps(i) if prep in ("of", "from"))]
    told = (k for j in heads for k in rel.counters(tree, j))
    return next((_NUMBERS[tree.low[k]] for k in told if tree.low[k] in _NUMBERS), 0)


def _many(para: Para, i: int) -> bool:
    """ "forty states", "leaders of 44 African countries", "dozens of nations"."""
    tree = para.tree
    if tree.tags[i] != "NNS":
        return False
    heads = [i, *(obj for prep, obj in tree.preps(i) if prep in ("of", "from"))]
    lands = [j for j in heads if tree.low[j] in _LANDS]
    counted = any(tree.low[k] not in _FEW for j in lands for k in rel.numerals(tree, j))
    return counted or (bool(lands) and tree.low[i] in _DOZENS)
