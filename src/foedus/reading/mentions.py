"""Where an article speaks of an agreement between states: its phrase, its name if it has one, whose it is.

A mention is a noun phrase headed by an agreement noun ("pact", "protocol", "ceasefire"), a known name without
one ("New START"), or, for joining and leaving, an organisation. Union pacts, mergers and other senses are told
by their own words (`lexicon.FOREIGN_SORTS`).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import ahocorasick_rs

from foedus.names import Kind
from foedus.reading.actors import codes_of_name, who
from foedus.reading.context import Context, NameAt, Para
from foedus.reading.known import KNOWN, Known
from foedus.reading.lexicon import CAPITAL_ONLY, FOREIGN_SORTS, NEEDS_WORD, NOUNS, STRONG_HEADS, WEAK_HEADS

_INNER = frozenset({"relcl", "appos", "advcl", "ccomp", "parataxis", "cc", "conj"})
_CONNECT = frozenset(
    "of on for the and to in against between with concerning under among at regarding by a".split()
)
_NAMING_PREPS = frozenset("of on for to against concerning under regarding about in".split())
_PARTY_PREPS = frozenset({"between", "with", "among"})
_CONTRAST = frozenset(
    "new latest later second third another further additional successor fresh current existing "
    "old earlier previous first separate other revised updated replacement similar proposed "
    "future follow-up".split()
)
_BLOCS = frozenset("EU EC EEC ASEAN MERCOSUR Mercosur EFTA GCC EAEU SADC EAC CARICOM".split())
_PARTY_TAIL = re.compile(
    r"(?<=\w)[,\"]*\s+(?:between|with|among|signed|that|which|after|in|at|by|committing|allowing)\b", re.I
)
_QUOTED = re.compile(r'^"([^"]{3,80}?)[,.]?"')


@dataclass(slots=True)
class Mention:
    """One phrase for an agreement. `cluster` is set by `coref`: mentions of one agreement share it."""

    para: Para
    head: int
    lo: int
    hi: int
    text: str
    kind: str  # class of the head: treaty, convention, protocol, truce, memorandum, amendment, org, ...
    name: str | None
    parties: tuple[str, ...]
    definite: bool
    plural: bool
    weak: bool
    open: bool  # open to many states: a claim's parties are those it names
    contrast: str | None  # "new", "previous": told apart from another one
    topic: frozenset[str]  # content words beyond head and parties
    foreign: bool  # another sort of agreement
    alias: str | None = None
    acronym: str | None = None
    year: str | None = None
    local_codes: tuple[str, ...] = ()
    cluster: int = -1
    org: str | None = None
    pointing: bool = False  # "these", "those"

    @property
    def description(self) -> str:
        """The phrase without its parties and what follows them: "treaty on comprehensive strategic partnership"."""
        return _PARTY_TAIL.split(self.text, maxsplit=1)[0].strip(" ,;-\"'")


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, Known], ...]]:
    rows = [(alias, k) for k in KNOWN for alias in (k.name, *k.others)]
    rows.sort(key=lambda row: -len(row[0]))
    finder = ahocorasick_rs.AhoCorasick(
        [alias for alias, _ in rows], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return finder, tuple(rows)


def mentions(ctx: Context, para: Para) -> list[Mention]:
    """The agreement phrases of a paragraph, in order of their heads."""
    out: list[Mention] = []
    taken: set[int] = set()
    for lo, hi, known in _known_spans(para):
        out.append(_known_mention(ctx, para, lo, hi, known))
        taken.update(range(lo, hi))
    tree = para.tree
    for i, low in enumerate(tree.low):
        if i in taken or not _is_head(para, i, low):
            continue
        found = _mention(ctx, para, i, STRONG_HEADS.get(low) or WEAK_HEADS[low], low in WEAK_HEADS)
        if found is not None:
            out.append(found)
    out.sort(key=lambda m: m.head)
    return out


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


def _known_spans(para: Para) -> list[tuple[int, int, Known]]:
    finder, rows = _automaton()
    tree, out = para.tree, []
    for number, a, b in finder.find_matches_as_indexes(tree.text):
        text = tree.text
        if (a and text[a - 1].isalnum()) or (b < len(text) and (text[b].isalnum())):
            continue
        lo, hi = tree.token_at(a), tree.token_at(b - 1) + 1
        out.append((lo, hi, rows[number][1]))
    return out


def _known_mention(ctx: Context, para: Para, lo: int, hi: int, known: Known) -> Mention:
    tree = para.tree
    head = hi - 1
    for t in range(lo, hi):
        if not lo <= tree.heads[t] < hi:
            head = t
    if tree.low[head] in STRONG_HEADS or tree.low[head] in WEAK_HEADS:
        kind = STRONG_HEADS.get(tree.low[head]) or WEAK_HEADS[tree.low[head]]
    else:
        kind = "treaty"
    # "the USMCA trade agreement", "CFE Treaty obligations": the head noun behind the name
    while tree.deps[head] in ("compound", "amod", "nmod") and tree.heads[head] > head:
        up = tree.heads[head]
        if tree.low[up] in STRONG_HEADS or tree.low[up] in WEAK_HEADS:
            head = up
            hi = max(hi, up + 1)
            break
        break
    parties = known.parties
    explicit = _explicit_parties(ctx, para, head, lo)
    return Mention(
        para, head, lo, hi, para.words_between(lo, hi), kind, known.name,
        tuple(dict.fromkeys((*explicit, *parties))), True, False, False, known.open, _contrast(para, head),
        frozenset(_content(known.name)), False, alias=para.words_between(lo, hi),
        year=_year(para, head),
    )  # fmt: skip


def _is_head(para: Para, i: int, low: str) -> bool:
    tree = para.tree
    if low not in STRONG_HEADS and low not in WEAK_HEADS:
        return False
    tag = tree.tags[i]
    if not tag.startswith("NN"):
        if not (tree.words[i][0].isupper() and tag.startswith(("JJ", "VB", "FW"))):
            return False
    if low in CAPITAL_ONLY and not tree.words[i][0].isupper():
        return False
    if tree.deps[i] in ("compound", "nmod", "amod") and tree.heads[i] > i:
        up = tree.low[tree.heads[i]]
        if up in STRONG_HEADS or up in WEAK_HEADS or up in ("act", "bill", "law"):
            return False  # "treaty amendment", "ceasefire agreement": the later noun is the head
    return True


def _mention(ctx: Context, para: Para, i: int, kind: str, weak: bool) -> Mention | None:
    tree = para.tree
    low = tree.low[i]
    core = tree.subtree(i, _INNER)
    left = [t for t in core if t < i]
    lo = min([t for t in left if tree.deps[t] != "det" or tree.words[t][0].isupper()], default=i)
    while lo < i and tree.low[lo] in (
        "the",
        "a",
        "an",
        '"',
        "(",
        ",",
        "'s",
        "its",
        "their",
        "this",
        "that",
        "'",
    ):
        lo += 1
    quoted = _quoted_name(para, i)
    hi = _right_edge(para, i, core)
    text = para.words_between(lo, hi)
    name = _name(para, i, lo, hi) if quoted is None else f"{_title(low)} on {_titled(quoted)}"
    need = (
        None
        if low.startswith("understanding") and _explicit_parties(ctx, para, i, lo)
        else NEEDS_WORD.get(low)
    )
    around = {tree.low[t] for t in core}
    if need is not None and not around & need and (name is None or low == "settlement"):
        return None
    if need is not None and low.startswith("understanding") and "memorandum" not in around:
        above = tree.low[tree.heads[tree.heads[i]]] if tree.deps[i] == "pobj" else ""
        if above.startswith("memorand"):
            return None
    parties = _explicit_parties(ctx, para, i, lo)
    foreign = bool(around & FOREIGN_SORTS) or (not parties and _between_others(ctx, para, i, text))
    compound = {tree.low[t] for t in core if tree.deps[t] == "compound"}
    if kind == "treaty" and compound & {"ceasefire", "truce", "cease-fire", "armistice"}:
        kind, weak = "truce", False
    determiners = {tree.low[t] for t in tree.kids[i] if tree.deps[t] in ("det", "poss", "predet")}
    definite = bool(
        determiners & {"the", "this", "that", "these", "those", "their", "its", "both", "our", "such"}
    )
    definite = definite or any(tree.deps[t] == "poss" for t in tree.kids[i])
    # "treaty ratification", "ceasefire extension": the noun stands for one already spoken of
    definite = definite or (tree.deps[i] in ("compound", "nmod") and tree.low[tree.heads[i]] in NOUNS)
    topic = _topic(para, i, lo, hi)
    return Mention(
        para, i, lo, hi, text, kind, name, parties, definite, tree.tags[i] in ("NNS", "NNPS"), weak,
        _is_open(low, name, parties), _contrast(para, i), topic, foreign, acronym=_acronym(para, i, hi),
        alias=_defined(para, i, hi), year=_year(para, i),
        pointing=bool(determiners & {"these", "those"}) or low in ("treaties", "agreements") and "these" in {tree.low[t] for t in core},
    )  # fmt: skip


def _between_others(ctx: Context, para: Para, i: int, text: str) -> bool:
    """ "the deal between UPS and the Teamsters": its parties are named, and none is a state."""
    tree = para.tree
    for prep, obj in tree.preps(i):
        if prep == "between":
            found = who(ctx, para, obj)
            return not found.codes and not found.joint and not found.pronoun
    return " Between " in text


def _is_open(low: str, name: str | None, parties: tuple[str, ...]) -> bool:
    if name is None or parties:
        return False
    return low in (
        "convention",
        "conventions",
        "protocol",
        "statute",
        "charter",
        "amendment",
        "covenant",
    ) or (len(name.split()) > 2 and low in ("treaty", "agreement", "accord", "accords"))


def _right_edge(para: Para, i: int, core: list[int]) -> int:
    """Behind the phrase's own prepositional part: "treaty on X", "deal for Y", "treaty committing both to Z"."""
    tree = para.tree
    hi = i + 1
    for t in core:
        if t > i and t <= hi + 1:
            hi = t + 1
    last = max(core)
    sent_end = tree.sent_span(i)[1]
    hi = min(max(hi, last + 1), sent_end, i + 24)
    while hi > i + 1 and tree.low[hi - 1] in (
        ",",
        ".",
        '"',
        ")",
        "(",
        "and",
        "in",
        "on",
        "the",
        "\u2014",
        ";",
        "'",
    ):
        hi -= 1
    return hi


def _name(para: Para, i: int, lo: int, hi: int) -> str | None:
    """The proper name around the head: capitalised words joined by connectives, None where there is none."""
    tree = para.tree
    if not tree.words[i][0].isupper() or (i == tree.sent_span(i)[0]):
        return None
    a = i
    while a > lo and _name_word(para, a - 1):
        a -= 1
        inside = para.name_of.get(a)
        if inside is not None and inside.has(Kind.ORG):
            a = max(inside.lo, tree.sent_span(i)[0])  # "Council of Europe Convention"
            break
    b = i + 1
    end = min(tree.sent_span(i)[1], i + 26)
    while b < end:
        if _capital(para, b) or (tree.low[b] in ("-", "/") and b + 1 < end):
            b += 1
            continue
        j = b
        while j < end and tree.low[j] in _CONNECT and j - b < 3:
            j += 1
        if (
            j > b
            and j < end
            and _capital(para, j)
            and tree.low[b] not in ("in", "by", "at", "with", "between", "among")
        ):
            b = j + 1
            continue
        if (
            j > b
            and j < end
            and _capital(para, j)
            and tree.low[b] in ("between", "with", "in")
            and _long_title(para, i)
        ):
            b = j + 1
            continue
        break
    while b > i + 1 and tree.low[b - 1] in _CONNECT:
        b -= 1
    words = [tree.low[t] for t in range(a, b)]
    if "between" in words and words.index("between") <= 1:
        return None  # "Agreement between X and Y" is a description
    if b - a < 2:
        return None
    return para.words_between(a, b)


def _long_title(para: Para, i: int) -> bool:
    return i + 1 < len(para.tree) and para.tree.low[i + 1] in (
        "between",
        "on",
        "concerning",
        "for",
        "of",
        "regarding",
    )


def _name_word(para: Para, t: int) -> bool:
    tree = para.tree
    if tree.low[t] in ("-", "\u2014", "/"):
        return t > 0 and _capital(para, t - 1)
    if tree.low[t] in ("of", "and", "the", "'s") and t > 0:
        return (
            tree.low[t] in ("of", "and")
            and _capital(para, t - 1)
            and tree.deps[t] in ("cc", "prep")
            and False
        )
    return _capital(para, t) and not (tree.deps[t] == "poss" or tree.low[t] in ("president", "the"))


def _capital(para: Para, t: int) -> bool:
    word = para.tree.words[t]
    if para.tree.tags[t] in ("VBZ", "VBD", "VBP", "MD"):
        return False  # a headline in capitals: "Agreement Enters into Force"
    return word[0].isupper() or (word[0].isdigit() and len(word) <= 4 and len(word) != 4)


def _quoted_name(para: Para, i: int) -> str | None:
    """'treaty on "comprehensive strategic partnership"': the quoted words are the name."""
    tree = para.tree
    for prep in tree.children(i, "prep"):
        if tree.low[prep] in ("on", "of", "for") and prep + 1 < len(tree) and tree.words[prep + 1] == '"':
            found = _QUOTED.match(tree.text[tree.starts[prep + 1] :])
            if found:
                return found.group(1)
    return None


def _title(low: str) -> str:
    return low[:1].upper() + low[1:]


def _titled(text: str) -> str:
    small = {"of", "and", "the", "on", "in", "for", "to"}
    return " ".join(w if w in small else _title(w) for w in text.split())


def _acronym(para: Para, i: int, hi: int) -> str | None:
    """The acronym in brackets behind the phrase: "... Armed Forces in Europe (CFE)"."""
    found = re.match(
        r'[\s"]{0,2}\((?:the )?"?([A-Z][A-Za-z0-9-]{1,11})"?(?: Treaty| treaty)?\)', _behind(para, i, hi)
    )
    return found.group(1) if found and sum(c.isupper() for c in found.group(1)) >= 2 else None


def _defined(para: Para, i: int, hi: int) -> str | None:
    """A name defined behind the phrase: (the "Kigali Amendment"), known as the Istanbul Convention."""
    rest = _behind(para, i, hi)
    found = re.match(r'.{0,120}?\((?:the |hereinafter |hereinafter the )?"([^"]{3,60})"\)', rest)
    if found is None:
        found = re.match(
            r",? ?(?:better |also |commonly |widely )?(?:known|called|dubbed|referred to)(?: as| the)*(?: the)? \"?"
            r"([A-Z][\w'-]+(?: [A-Z][\w'-]+){0,5})", rest,
        )  # fmt: skip
    return found.group(1) if found else None


def _behind(para: Para, i: int, hi: int) -> str:
    tree = para.tree
    return tree.text[tree.end(hi - 1) : tree.end(hi - 1) + 260]


def _contrast(para: Para, i: int) -> str | None:
    tree = para.tree
    for t in tree.kids[i]:
        if t < i and tree.low[t] in _CONTRAST:
            return tree.low[t]
    return None


def _year(para: Para, i: int) -> str | None:
    tree = para.tree
    for t in tree.kids[i]:
        if t < i and re.fullmatch(r"(?:1[89]|20)\d\d", tree.words[t]):
            return tree.words[t]
    for prep, obj in tree.preps(i):
        if prep == "of" and re.fullmatch(r"(?:1[89]|20)\d\d", tree.words[obj]):
            return tree.words[obj]
    return None


def _topic(para: Para, i: int, lo: int, hi: int) -> frozenset[str]:
    tree = para.tree
    skip = {t for n in para.names for t in range(n.lo, n.hi)}
    words = {
        tree.low[t]
        for t in range(lo, min(hi, i + 10))
        if t != i and t not in skip and (tree.tags[t].startswith(("NN", "JJ", "VBN", "VBG")))
    }
    return frozenset(
        w
        for w in words
        if w not in _CONTRAST and w not in STRONG_HEADS and w not in WEAK_HEADS and len(w) > 2
    )


def _content(name: str) -> set[str]:
    return {w.lower() for w in re.findall(r"[^\W_]+", name) if w.lower() not in _CONNECT and len(w) > 1}


def _explicit_parties(ctx: Context, para: Para, i: int, lo: int) -> tuple[str, ...]:
    """States the phrase itself names: "between X and Y", "with X", "X-Y", "Russian", "Germany's"."""
    tree = para.tree
    out: list[str] = []
    for t in range(max(lo - 6, tree.sent_span(i)[0]), i):
        if t < lo and tree.deps[t] != "poss" and not _under_poss(para, t, i):
            continue
        for name in para.names_of.get(t, ()):
            if t in (name.hi - 1, name.lo) and (t < lo or _modifies(para, t, i)):
                out.extend(_party_codes(ctx, name, para, t, i))
    stack = [i]
    hops = 0
    while stack and hops < 6:
        hops += 1
        j = stack.pop()
        for prep, obj in tree.preps(j):
            if prep in _PARTY_PREPS or (
                prep == "for" and tree.low[j] in ("protocol", "protocols", "accession")
            ):
                out.extend(_coordinated(ctx, para, obj))
            elif prep in _NAMING_PREPS and tree.is_noun(obj) and tree.low[obj] not in ("war", "invasion"):
                stack.append(obj)
        for k in tree.children(j, "acl", "relcl"):
            # "a deal brokered between X and Y", "an accord ending the war between X and Y"
            if tree.tags[k] not in ("VBN", "VBG"):
                continue
            for t in tree.subtree(k, frozenset({"relcl", "ccomp"})):
                if tree.low[t] == "between" and not out:
                    for obj in tree.children(t, "pobj"):
                        out.extend(_coordinated(ctx, para, obj))
    return tuple(dict.fromkeys(out))


def _under_poss(para: Para, t: int, i: int) -> bool:
    tree = para.tree
    up = tree.heads[t]
    return tree.deps[up] == "poss" and tree.heads[up] == i


def _modifies(para: Para, t: int, i: int) -> bool:
    """Whether token t hangs on the head i through modifiers alone."""
    tree = para.tree
    for _ in range(6):
        if t == i:
            return True
        if tree.deps[t] not in (
            "amod",
            "compound",
            "nmod",
            "poss",
            "conj",
            "punct",
            "npadvmod",
            "nummod",
            "appos",
            "pobj",
        ):
            return False
        if tree.heads[t] == t:
            return False
        t = tree.heads[t]
    return False


def _party_codes(ctx: Context, name: NameAt, para: Para, t: int, i: int) -> tuple[str, ...]:
    """A demonym, state or organisation before the head is a party; a city names the place of signature."""
    kinds = name.kinds()
    poss = para.tree.deps[t] == "poss" or _under_poss(para, t, i)
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
        return tuple(c for c in codes_of_name(ctx, name) if c in _BLOCS)
    return codes_of_name(ctx, name)


def _hyphenated(para: Para, name: NameAt) -> bool:
    text = para.tree.text
    a, b = para.tree.starts[name.lo], para.tree.end(name.hi - 1)
    return text[max(0, a - 1) : a] == "-" or text[b : b + 1] == "-"


def _coordinated(ctx: Context, para: Para, obj: int) -> list[str]:
    return list(who(ctx, para, obj).codes)
