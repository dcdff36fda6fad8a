"""The proper name of an agreement in its phrase: capitals joined by connectives, quotes, acronyms."""

from __future__ import annotations

import re

from foedus.dates.words import MONTHS, WEEKDAYS
from foedus.language import phrases
from foedus.language import relations as rel
from foedus.model import Role
from foedus.names import Kind
from foedus.reading.context import Para
from foedus.reading.lexicon import STRONG_HEADS, WEAK_HEADS

CONNECT = frozenset(
    "of on for the and or to in against between with concerning under among at regarding by a from".split()
)
_BRACKETED = re.compile(r'[\s"]{0,2}\((?:the )?"?([A-Z][A-Za-z0-9-]{1,11})"?(?: [Tt]reaty)?\)')
_OF_ANOTHER = (["amending", "the"], ["supplementing", "the"])
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_QUOTED = re.compile(r'^"([^"]{3,80}?)[,.]?"')


_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})  # "signed the Accords on December 4": no part of the name
_DEFINED = re.compile(r'\((?:the |hereinafter |hereinafter the )?"([^"]{3,60})"\)')
_KNOWN_AS = re.compile(
    r",? ?(?:better |also |commonly |widely )?(?:known|called|dubbed|referred to)"
    r"(?: as| the)*(?: the)? \"?"
    r"([A-Z][\w'-]+(?: [A-Z][\w'-]+){0,5})"
)


def right_edge(para: Para, i: int, core: list[int]) -> int:
    """Behind the phrase's own prepositional part: "treaty on X", "treaty committing both to Z"."""
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


def proper_name(para: Para, i: int, lo: int) -> tuple[int, int] | None:
    """The tokens of the proper name around the head: capitalised words joined by connectives."""
    tree = para.tree
    if not tree.words[i][0].isupper() or (i == tree.sent_span(i)[0]) or _shouted(para):
        return None
    a = i
    while a > lo and _name_word(para, a - 1):
        a -= 1
        inside = para.name_of.get(a)
        if inside is not None and inside.has(Kind.ORG):
            a = max(inside.lo, tree.sent_span(i)[0])  # "Council of Europe Convention"
            break
    while (
        a > 2
        and (tree.low[a - 1] in ("of", "for") or (tree.low[a - 1] == "and" and _begins_a_name(para, a - 2)))
        and _capital(para, a - 2)
        and phrases.is_name(tree, a - 2)
    ):
        a -= 2  # "Status of Forces Agreement", "Defence and Economic Cooperation Agreement"
        while a > lo - 6 and a > 0 and phrases.is_name(tree, a - 1) and _name_word(para, a - 1):
            a -= 1  # "General Security of Military Information Agreement"
    b = _name_end(para, i)
    words = [tree.low[t] for t in range(a, b)]
    if "between" in words and words.index("between") <= 1:
        return None  # "Agreement between X and Y" is a description
    if b - a < 2:
        return None
    return a, b


def _name_end(para: Para, i: int) -> int:
    """Behind the last word of the name whose head is at i: capitals joined by small words."""
    tree = para.tree
    b = i + 1
    end = min(tree.sent_span(i)[1], i + 26)
    if tree.low[b : b + 2] in _OF_ANOTHER and b + 2 < end and _capital(para, b + 2):
        return _name_end(para, b + 2)  # "the Protocol amending the Convention on Road Traffic"
    while b < end:
        if _capital(para, b) or (tree.low[b] in ("-", "/") and b + 1 < end):
            b += 1
            continue
        if (
            tree.low[b] == "of"
            and b + 2 < end
            and _YEAR.fullmatch(tree.words[b + 1])
            and tree.low[b + 2] == "on"
        ):
            b += 2  # "Protocols to the North Atlantic Treaty of 1949 on the Accession of Finland"
        if (
            tree.words[b] == ","
            and (further := _list_goes_on(para, b, end)) is not None
            and _long_title(para, i)
        ):
            b = further  # "against Torture and Other Cruel, Inhuman or Degrading Treatment"
            continue
        j = b
        while j < end and tree.low[j] in CONNECT and j - b < 3:
            j += 1
        if (
            j > b
            and j < end
            and _capital(para, j)
            and tree.low[b] not in ("in", "by", "at", "with", "between", "among", "the")
            and (tree.low[b] != "from" or b > i + 2)
            and not (tree.low[j].rstrip(".") in _CALENDAR and any(d.lo <= j < d.hi for d in para.dates))
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
    while b > i + 1 and tree.low[b - 1] in CONNECT:
        b -= 1
    return b


def _shouted(para: Para) -> bool:
    """Whether a headline writes every word with a capital, so that none makes a name."""
    if para.role is not Role.HEADLINE:
        return False
    long = [w for w in para.tree.words if len(w) > 3 and w[0].isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def _list_goes_on(para: Para, comma: int, end: int) -> int | None:
    """Behind the next item of a list of capitals that goes on with "and" or a comma; None where it ends."""
    tree, t = para.tree, comma + 1
    while t < end and _capital(para, t) and t not in para.name_of:
        t += 1
    joined = t + 1 < end and tree.low[t] in ("and", "or", ",") and _capital(para, t + 1)
    return t if t > comma + 1 and joined else None


def _long_title(para: Para, i: int) -> bool:
    return i + 1 < len(para.tree) and para.tree.low[i + 1] in (
        "between",
        "on",
        "concerning",
        "for",
        "of",
        "regarding",
        "against",
    )


def _name_word(para: Para, t: int) -> bool:
    tree = para.tree
    if tree.low[t] in ("-", "\u2014", "/"):
        return t > 0 and _capital(para, t - 1)
    if tree.low[t] in ("of", "and", "the", "'s") and t > 0:
        return False
    return _capital(para, t) and not (rel.is_possessor(tree, t) or tree.low[t] in ("president", "the"))


def _capital(para: Para, t: int) -> bool:
    word = para.tree.words[t]
    if para.tree.tags[t] in ("VBZ", "VBD", "VBP", "MD"):
        return False  # a headline in capitals: "Agreement Enters into Force"
    return word[0].isupper() or (word[0].isdigit() and len(word) <= 4 and len(word) != 4)


def _begins_a_name(para: Para, i: int) -> bool:
    """Whether a word coordinated with a name is part of it: "the 1980 Defence and Economic ...", no state."""
    tree = para.tree
    return i not in para.name_of and (
        tree.low[i - 1] == "the" or _YEAR.fullmatch(tree.words[i - 1]) is not None
    )


def quoted_name(para: Para, i: int) -> str | None:
    """'treaty on "comprehensive strategic partnership"': the quoted words are the name."""
    tree = para.tree
    for prep in rel.prepositions(tree, i):
        if tree.low[prep] in ("on", "of", "for") and prep + 1 < len(tree) and tree.words[prep + 1] == '"':
            found = _QUOTED.match(tree.text[tree.starts[prep + 1] :])
            if found:
                return found.group(1)
    return None


def title(low: str) -> str:
    return low[:1].upper() + low[1:]


def titled(text: str) -> str:
    small = {"of", "and", "the", "on", "in", "for", "to"}
    return " ".join(w if w in small else title(w) for w in text.split())


def acronym(para: Para, i: int, hi: int) -> str | None:
    """The acronym in brackets behind the phrase: "... Armed Forces in Europe (CFE)"."""
    for edge in (hi, i + 1):
        found = _BRACKETED.match(_behind(para, i, edge))
        if found and sum(c.isupper() for c in found[1]) >= 2 and not _names_a_state(para, edge, found[1]):
            return found[1]
    return _spelled_out(para, i)


def _names_a_state(para: Para, hi: int, word: str) -> bool:
    """ "a deal with the United Arab Emirates (UAE)": the state's short form, not the deal's."""
    at = next((t for t in range(hi, min(hi + 4, len(para.tree))) if para.tree.words[t] == word), None)
    return at is not None and at in para.name_of


def _spelled_out(para: Para, i: int) -> str | None:
    """A later "(ENNPIA)" of the sentence whose letters are the initials of the words from the head on."""
    tree = para.tree
    end = tree.sent_span(i)[1]
    for t in range(i + 3, end - 1):
        word = tree.words[t]
        if tree.low[t - 1] == "(" and tree.low[t + 1] == ")" and len(word) >= 3 and word.isupper():
            if t in para.name_of:
                return None
            initials = iter(tree.words[k][0] for k in range(i + 1, t - 1) if tree.words[k][0].isupper())
            return word if all(c in initials for c in word.removesuffix("A")) else None
    return None


def defined(para: Para, i: int, hi: int) -> str | None:
    """A name defined behind the phrase: (the "Kigali Amendment"), known as the Istanbul Convention."""
    rest = _behind(para, i, hi)
    for found in _DEFINED.finditer(rest):
        if found.start() > 160 or "." in rest[: found.start()].replace("U.S.", ""):
            break
        if _may_call(para.tree.low[i], found.group(1)):
            return found.group(1)
    known = _KNOWN_AS.match(rest)
    return known.group(1) if known else None


def _may_call(head: str, name: str) -> bool:
    """Whether a name may be that of such an agreement: "the Montreal Protocol" is no amendment's."""
    last = name.rpartition(" ")[2].lower()
    kinds = [heads[last] for heads in (STRONG_HEADS, WEAK_HEADS) if last in heads]
    own = STRONG_HEADS.get(head) or WEAK_HEADS.get(head)
    return not kinds or own not in ("protocol", "amendment") or own in kinds


def _behind(para: Para, i: int, hi: int) -> str:
    tree = para.tree
    return tree.text[tree.end(hi - 1) : tree.end(hi - 1) + 260]
