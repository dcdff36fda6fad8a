"""Which states and organisations the names of a phrase stand for, and which only tell who backs whom."""

from __future__ import annotations

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.names import Entry, Kind, names
from foedus.reading.context import Context, NameAt, Para

TOGETHER = frozenset(
    "sides parties countries nations leaders governments states presidents capitals neighbours "
    "neighbors ministers signatories foes rivals allies powers premiers blocs heads delegations "
    "negotiators partners teams officials two both diplomats counterparts envoys belligerents "
    "enemies republics superpowers parliaments legislatures cabinets congresses assemblies chiefs commanders "
    "generals monarchs kings emirs".split()
)
# people of a trade or a faith, by the person nouns of WordNet's "worker", "trader" and "adherent"
PRIVATE = frozenset(
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
_ALL_OF_THEM = frozenset({"Koreas"})  # names that stand for each of their states at once
_BACKED = frozenset(
    "backed led sponsored brokered mediated supported trained based born educated made held occupied "
    "controlled drafted armed funded recognised recognized installed appointed run monitored".split()
)
# what a body of the Union does in treaty matters is the Union's step (TFEU 218)
ACTS_FOR = dict.fromkeys(("European Commission", "European Parliament", "European Council"), "EU") | {
    "Sandinistas": "NIC",  # its government from July 1979 to April 1990
}
_CITIES = frozenset({Kind.CAPITAL, Kind.SEAT})
QUARTERS = frozenset({"north", "south", "east", "west"})


def codes_of_name(ctx: Context, name: NameAt) -> tuple[str, ...]:
    """The states or organisations that a name stands for, () where it stays ambiguous."""
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
        return ACTS_FOR.get(entry.id, entry.id)
    if entry.state and "-" in entry.state:
        return None
    return entry.state


def codes_of_names(ctx: Context, own: list[NameAt]) -> tuple[str, ...]:
    """The states and organisations of several names, each once."""
    return tuple(dict.fromkeys(c for n in own for c in codes_of_name(ctx, n)))


def codes_behind(ctx: Context, para: Para, i: int) -> tuple[str, ...]:
    """States in "of X", "in X", "from X" behind the head: the government of X, members of the EU."""
    out: list[str] = []
    for prep, obj in para.tree.preps(i):
        if prep in ("in", "at") and phrases.is_name(para.tree, i):
            continue  # "signed by Foreign Minister X in Washington": where, not whose
        if prep in ("in", "at") and para.tree.low[i] in PRIVATE | {"members"}:
            continue  # "merchants in France": people of a place, not its state
        if prep in ("of", "from", "in", "for", "at", "by"):
            for j in para.tree.conjuncts(obj):
                name = para.name_of.get(j)
                if name is None and para.tree.low[j] in QUARTERS and (code := shared_name(ctx, para, j)):
                    out.append(code)
                    continue
                if (
                    prep in ("in", "at")
                    and para.tree.low[i] in TOGETHER
                    and name is not None
                    and name.kinds() <= _CITIES
                ):
                    continue  # "reached by six nations in Paris": where, not whose
                if name is not None and prep == "at" and not name.kinds() - {Kind.ORG}:
                    continue  # "negotiators at a United Nations conference": not the organisation's
                if name is not None and (codes := codes_of_name(ctx, name)):
                    out.extend(codes)
                    continue
                inner = [
                    n
                    for t in phrases.short(para.tree, j)
                    if (n := para.name_of.get(t)) and not backs(para, n)
                ]
                if prep == "at":
                    inner = [n for n in inner if n.kinds() - {Kind.ORG}]
                told = [c for n in inner for c in codes_of_name(ctx, n)]
                out.extend(told)
                if not told and prep == "of":
                    out.extend(codes_behind(ctx, para, j))  # "heads of state of Kenya and Uganda"
            if out:
                break
    return tuple(dict.fromkeys(out))


def codes_beside(ctx: Context, para: Para, i: int) -> tuple[str, ...]:
    """States in an apposition: "Sergei Lavrov, Russia's foreign minister,"."""
    for k in phrases.appositions(para.tree, i):
        names = [para.name_of[t] for t in phrases.without_clauses(para.tree, k) if t in para.name_of]
        codes = tuple(dict.fromkeys(c for n in names for c in codes_of_name(ctx, n)))
        if codes:
            return codes if phrases.is_plural_noun(para.tree, i) else codes[:1]
    return ()


def first_of_two(ctx: Context, para: Para, i: int) -> str | None:
    """ "North and South Korea", where the parser hangs both quarters on the one name."""
    kids = rel.premodifiers(para.tree, i)
    return next((shared_name(ctx, para, k) for k in kids if para.tree.low[k] in QUARTERS), None)


def shared_name(ctx: Context, para: Para, i: int) -> str | None:
    """ "East and West Germany": the state that the first word names with the last word of the second."""
    other = next((n for j in para.tree.conjuncts(i)[1:] if (n := para.name_of.get(j)) is not None), None)
    if other is None:
        return None
    whole = f"{para.tree.words[i]} {other.text.split()[-1]}"
    codes = {c for e in names().lookup(whole, ctx.on) if (c := _code(e)) is not None}
    return codes.pop() if len(codes) == 1 else None


def korea(ctx: Context, low: str) -> str | None:
    """Which Korea "the North" or "the South" is, in an article that names one of them."""
    if low not in ("north", "south"):
        return None
    if "PRK" in ctx.states or "KOR" in ctx.states:
        return "PRK" if low == "north" else "KOR"
    return None


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
