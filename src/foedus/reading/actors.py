"""Who a noun phrase stands for: states by code, organisations by short name, "both sides" as all the parties.

Leaders, capitals, seats, ministries, parliaments and demonyms stand for their state. An ambiguous name is
resolved by its own phrase ("South Korean President Lee") or by the article's states, or stays unresolved.
"""

from __future__ import annotations

from dataclasses import replace

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.names import Entry, Kind, names
from foedus.reading.context import Context, NameAt, Para
from foedus.reading.participant import NOBODY, Who

_JOINT = frozenset(
    "sides parties countries nations leaders governments states presidents capitals neighbours "
    "neighbors ministers signatories foes rivals allies powers premiers blocs heads delegations "
    "negotiators partners teams officials two both diplomats counterparts envoys belligerents "
    "enemies republics superpowers parliaments legislatures cabinets congresses assemblies chiefs commanders "
    "generals monarchs kings emirs".split()
)
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
    "port ports harbour harbor airport airports municipality unit units affiliate affiliates division "
    "conglomerates inc corp plc ltd holdings venture supplier "
    "suppliers exporter exporters importers industry "
    "makers manufacturers mayor mayors governors associations federations colleges hospitals broadcasters "
    "foundation foundations academy academies charity charities museum gallery orchestra ngo ngos guild "
    "brewers refiners shippers millers growers traders dealers brokers merchants museums".split()
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
_FOES = frozenset("rebel rebels opposition insurgent guerrilla separatist militant anti-government".split())
_TROOPS = frozenset("forces groups troops fighters factions armies movements leaders commanders".split())
_OUT_OF_POWER = frozenset({"opposition", "ex-president", "ex-minister", "shadow", "exiled", "ousted"})
_ONE_PARTY = frozenset(
    {"CHN", "PRK", "VNM", "CUB", "LAO", "SUN", "DDR", "YUG", "CSK", "POL", "HUN", "ROU", "BGR"}
)
# people of a trade or a faith, by the person nouns of WordNet's "worker", "trader" and "adherent"
_PRIVATE = frozenset(
    "growers merchants traders dealers brokers analysts economists scientists scholars researchers "
    "historians "
    "journalists editors lawyers engineers dockworkers fishermen shipowners publishers artists authors "
    "nationals "
    "activists campaigners worshippers catholics muslims protestants jews christians pilgrims tourists "
    "victims families relatives parents patients prisoners voters motorists truckers owners users readers "
    "rectors provosts deans chancellors curators managers executives directors clubs federations museums "
    "ports "
    "airports factories refineries mills mines brewers distillers bakers sellers buyers suppliers hauliers "
    "people residents citizens men women children crowds demonstrators".split()
)
_TITLES = frozenset(
    "minister ministers secretary deputy vice chairman ambassador envoy spokesman spokeswoman governor "
    "mayor senator general admiral commissioner justice judge professor coach lawmaker negotiator".split()
)
_HIGH = frozenset(
    "president leader king queen premier prime chancellor chairman supreme general comrade".split()
)
_ONE_OF = frozenset("side party country nation state government leader".split())  # "neither side"
_ALL_OF_THEM = frozenset({"Koreas"})  # names that stand for each of their states at once
_BACKED = frozenset(
    "backed led sponsored brokered mediated supported trained based born educated made held occupied "
    "controlled drafted armed funded recognised recognized installed appointed run monitored".split()
)
_LANDS = frozenset({"countries", "states", "nations", "governments"})
_FEW = frozenset("one two three four five six 1 2 3 4 5 6".split())
_DOZENS = frozenset({"dozens", "scores", "hundreds", "dozen"})
_NEGATED_ABROAD = frozenset({"to", "against", "over", "about", "on"})
_STANDING_BY = frozenset(
    "guarantor guarantors witness witnesses mediator mediators host hosts observer observers broker brokers "
    "facilitator facilitators sponsor sponsors depositary".split()
)
_HEADS_OF_STATE = frozenset({"head_of_state", "monarch", "head_of_government"})
# what a body of the Union does in treaty matters is the Union's step (TFEU 218)
_ACTS_FOR = dict.fromkeys(("European Commission", "European Parliament", "European Council"), "EU") | {
    "Sandinistas": "NIC",  # its government from July 1979 to April 1990
}
_PRIVATE_ALONE = _PRIVATE - _HOME_ORGANS - _ALSO_STATES
_PUBLIC = _JOINT | _HOME_ORGANS | _ALSO_STATES
_CITIES = frozenset({Kind.CAPITAL, Kind.SEAT})
_QUARTERS = frozenset({"north", "south", "east", "west"})
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
    private = core & _NON_STATE or _is_party(ctx, para, i, own) or _of_private_bodies(para, i)
    if (private and (head_name is None or not _state_codes(ctx, head_name))) or _out_of_power(low, core):
        return Who(foreign=True, text=text)
    if head_name is None and (fought := _sides_at_home(ctx, para, i, own, core)) is not None:
        return fought
    if (low in _PARTS and _is_part_of_a_state(ctx, para, i)) or _of_a_part(para, i, own):
        return Who(foreign=True, text=text)
    if low == "superpowers":
        return Who(("USA", "RUS" if ctx.day is not None and ctx.day.year > 1991 else "SUN"), text=text)
    either = low in _ONE_OF and any(tree.low[k] in ("neither", "either") for k in tree.kids[i])
    if (low in _JOINT and _is_joint(para, i)) or (low in ("both", "two") and not own) or either:
        codes = (*(c for n in own for c in _state_codes(ctx, n)), *_of_states(ctx, para, i))
        return Who(tuple(dict.fromkeys(codes)), not codes, count=0 if codes else _count(para, i), text=text)
    named = any(_state_codes(ctx, n) for n in own)
    if not named and _many(para, i) and not _of_states(ctx, para, i):
        told = _some_of_them(ctx, para, i)
        return Who(told, text=text) if told else Who(joint=True, many=True, text=text)
    if head_name is not None:
        found, first = _named(ctx, para, i, head_name, own, text), _first_of_two(ctx, para, i)
        return replace(found, codes=(first, *found.codes)) if first else found
    if low in _QUARTERS and phrases.is_name(tree, i):
        code = _shared_name(ctx, para, i) or _korea(ctx, low)
        if code:
            return Who((code,), text=text)
    codes = _modifier_codes(ctx, para, i, own)
    if not codes and tree.tags[i] == "NNS" and len(listed := _apposed(ctx, para, i)) > 1:
        codes = listed  # "six members of the bloc -- Brunei, Laos ... -- had"
    if not codes:
        codes = _of_states(ctx, para, i)
    if not codes:
        codes = _apposed(ctx, para, i)
    if codes and _of_unknown_name(para, i, own):
        return Who(foreign=True, text=text)
    if codes:
        return Who(codes, head_of_state=low in ("president", "king", "queen", "leader", "premier"), text=text)
    if low in _REBELS and len(groups := [g for g in ctx.fighters if g not in _ACTS_FOR]) == 1:
        return Who(tuple(groups), text=text)  # "the rebels", on a page that names one such group
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
    return Who(text=text)


def _sides_at_home(ctx: Context, para: Para, i: int, own: list[NameAt], core: set[str]) -> Who | None:
    """ "four Afghan factions", "the Syrian government and rebel forces", "Albanian rebels": sides of a war
    in a state, which is not who acts; None for all others."""
    tree, low = para.tree, para.tree.low[i]
    if any(e.role == "armed_group" for n in own for e in n.entries):
        return None
    codes = tuple(dict.fromkeys(c for n in own for c in _state_codes(ctx, n)))
    text = _phrase(para, i)
    if low in _TROOPS and (core | {tree.low[t] for t in _modifiers(para, i)}) & _FOES:
        both = any(tree.low[j] in _FOES for k in tree.kids[i] for j in tree.conjuncts(k)[1:])
        return Who(joint=both, home=codes, text=text) if codes else None
    if low in _FACTIONS and codes:
        return Who(joint=low not in _REBELS, home=codes, text=text)
    return None


def _in_a_name(para: Para, t: int) -> bool:
    """Whether a word belongs to a name that stands for states: no union in "European Union leaders"."""
    name = para.name_of.get(t)
    return name is not None and bool(name.kinds() & {Kind.STATE, Kind.ORG})


def _is_part_of_a_state(ctx: Context, para: Para, i: int) -> bool:
    """ "Mexico's state of Nuevo Leon", "the Lao province of Luang Namtha"."""
    tree = para.tree
    called = [o for p, o in tree.preps(i) if p == "of" and phrases.is_name(tree, o)]
    return any(not (n := para.name_of.get(o)) or not _state_codes(ctx, n) for o in called)


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
    return tuple(c for j in among for n in para.names_of.get(j, ()) for c in _state_codes(ctx, n))


def _out_of_power(low: str, core: set[str]) -> bool:
    """ "Opposition leader X", "the former president", "the political parties": none that binds a state."""
    former = "former" in core and bool(core & (_HIGH | _TITLES))
    return former or bool(core & _OUT_OF_POWER) or (low == "parties" and bool(core & _PARTISAN))


def _named(ctx: Context, para: Para, i: int, name: NameAt, own: list[NameAt], text: str) -> Who:
    if name.has(Kind.AGENCY) and not (name.kinds() & {Kind.STATE, Kind.ORG}):
        return Who(foreign=True, text=text)
    codes = _state_codes(ctx, name)
    others = [c for n in own if n is not name for c in _state_codes(ctx, n)]
    heads = any(e.role in _HEADS_OF_STATE for e in name.entries)
    if name.has(Kind.PERSON):
        if others and (not codes or not set(others) & set(codes)):
            codes = tuple(dict.fromkeys(others))
        if not codes:
            codes = _apposed(ctx, para, i) or _of_states(ctx, para, i)
    elif name.has(Kind.OFFICE) or name.has(Kind.ORGAN):
        codes = codes or tuple(dict.fromkeys(others)) or _of_states(ctx, para, i) or _apposed(ctx, para, i)
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
    return not any(c in _ONE_PARTY for n in own for c in _state_codes(ctx, n))


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


def backs(para: Para, name: NameAt) -> bool:
    """Whether a name only tells who backs or leads them: "the U.S.-backed rebels"."""
    tree = para.tree
    if name.lo > 1 and tree.low[name.lo - 1] == "-" and tree.low[name.lo - 2] in ("pro", "anti"):
        return True  # "pro-Russian rebels"
    if tree.low[name.hi - 1].startswith(("pro-", "anti-")):
        return True
    last = tree.low[name.hi - 1]
    behind = tree.low[name.hi : name.hi + 2]
    return last.rpartition("-")[2] in _BACKED or (
        len(behind) == 2 and behind[0] == "-" and behind[1] in _BACKED
    )


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
    if any(tree.low[k] in _JOINT and _is_joint(para, k) for k in owners):
        return True  # "the two countries' ministers", "officials of the two countries"
    if any(tree.low[k] in _FEW for k in rel.numerals(tree, i)) and tree.tags[i] == "NNS":
        return True  # "five presidents"
    return (
        bool(marks & {"both", "two", "the", "all", "three", "these", "their", "our", "warring"})
        and tree.tags[i] != "NN"
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


def codes_of_name(ctx: Context, name: NameAt) -> tuple[str, ...]:
    """The states or organisations that a name stands for, () where it stays ambiguous."""
    return _state_codes(ctx, name)


def _state_codes(ctx: Context, name: NameAt) -> tuple[str, ...]:
    usable = [e for e in name.entries if e.kind is not Kind.AGENCY]
    codes = tuple(dict.fromkeys(c for e in usable if (c := _code(e)) is not None))
    if len(codes) <= 1 or name.text in _ALL_OF_THEM:
        return codes
    near = tuple(c for c in ctx.states if c in codes)
    if len(near) == 1:
        return near
    if all(e.kind is Kind.ORGAN for e in usable):
        # "the Senate" in an article on two states that have one: the publisher's own, else the one named most
        if ctx.home in codes or near:
            return (ctx.home,) if ctx.home in codes else near[:1]
        return ("USA",) if "USA" in codes and not ctx.states else ()  # "the Senate", where no state is named
    return ()


def _code(entry: Entry) -> str | None:
    if entry.kind is Kind.ORG:
        return _ACTS_FOR.get(entry.id, entry.id)
    if entry.state and "-" in entry.state:
        return None
    return entry.state


def _modifier_codes(ctx: Context, para: Para, i: int, own: list[NameAt]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for n in own for c in _state_codes(ctx, n)))


def _of_states(ctx: Context, para: Para, i: int) -> tuple[str, ...]:
    """States in "of X", "in X", "from X" behind the head: the government of X, members of the EU."""
    out: list[str] = []
    for prep, obj in para.tree.preps(i):
        if prep in ("in", "at") and phrases.is_name(para.tree, i):
            continue  # "signed by Foreign Minister X in Washington": where, not whose
        if prep in ("in", "at") and para.tree.low[i] in _PRIVATE | {"members"}:
            continue  # "merchants in France": people of a place, not its state
        if prep in ("of", "from", "in", "for", "at", "by"):
            for j in para.tree.conjuncts(obj):
                name = para.name_of.get(j)
                if name is None and para.tree.low[j] in _QUARTERS and (code := _shared_name(ctx, para, j)):
                    out.append(code)
                    continue
                if (
                    prep in ("in", "at")
                    and para.tree.low[i] in _JOINT
                    and name is not None
                    and name.kinds() <= _CITIES
                ):
                    continue  # "reached by six nations in Paris": where, not whose
                if name is not None and prep == "at" and not name.kinds() - {Kind.ORG}:
                    continue  # "negotiators at a United Nations conference": not the organisation's
                if name is not None and (codes := _state_codes(ctx, name)):
                    out.extend(codes)
                    continue
                inner = [n for t in _core(para, j) if (n := para.name_of.get(t)) and not backs(para, n)]
                if prep == "at":
                    inner = [n for n in inner if n.kinds() - {Kind.ORG}]
                told = [c for n in inner for c in _state_codes(ctx, n)]
                out.extend(told)
                if not told and prep == "of":
                    out.extend(_of_states(ctx, para, j))  # "heads of state of Kenya and Uganda"
            if out:
                break
    return tuple(dict.fromkeys(out))


def _apposed(ctx: Context, para: Para, i: int) -> tuple[str, ...]:
    """States in an apposition: "Sergei Lavrov, Russia's foreign minister,"."""
    for k in phrases.appositions(para.tree, i):
        names = [para.name_of[t] for t in phrases.without_clauses(para.tree, k) if t in para.name_of]
        codes = tuple(dict.fromkeys(c for n in names for c in _state_codes(ctx, n)))
        if codes:
            return codes if phrases.is_plural_noun(para.tree, i) else codes[:1]
    return ()


def _first_of_two(ctx: Context, para: Para, i: int) -> str | None:
    """ "North and South Korea", where the parser hangs both quarters on the one name."""
    kids = rel.premodifiers(para.tree, i)
    return next((_shared_name(ctx, para, k) for k in kids if para.tree.low[k] in _QUARTERS), None)


def _shared_name(ctx: Context, para: Para, i: int) -> str | None:
    """ "East and West Germany": the state that the first word names with the last word of the second."""
    other = next((n for j in para.tree.conjuncts(i)[1:] if (n := para.name_of.get(j)) is not None), None)
    if other is None:
        return None
    whole = f"{para.tree.words[i]} {other.text.split()[-1]}"
    codes = {c for e in names().lookup(whole, ctx.on) if (c := _code(e)) is not None}
    return codes.pop() if len(codes) == 1 else None


def _korea(ctx: Context, low: str) -> str | None:
    if low not in ("north", "south"):
        return None
    if "PRK" in ctx.states or "KOR" in ctx.states:
        return "PRK" if low == "north" else "KOR"
    return None
