"""Whether a text is silent on its own entry into force: each word of force or consent is of another thing.

Then the treaty enters into force as soon as all have consented (VCLT 24(2)). A word that is not explained is
enough to say nothing: the rule may stand there in words that are not known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from foedus.law.text.chunks import Reduced
from foedus.law.text.entry import RECITAL, clause_start
from foedus.law.text.reader import Reader
from foedus.law.text.subjects import Subject, subject

ENOUGH = 400  # characters; of a shorter text nothing is concluded from its silence

_ANYTHING = re.compile(
    r"in ?to (?:force|effect|operation|vigou?r|execution|practice|being)|\bin force"
    r"|same force|(?:takes?|have|has) effect\b"
    r"|(?<!co-)\boperative(?! (?:again|part|paragraph|provision))|\bratif|\bdepositar"
    r"|\bdeposit(?:ed|ing|s)? (?:with|their|its|an instrument|of (?:\w+ ){0,3}(?:instrument|ratif|accept"
    r"|approv|access))"
    r"|(?:becomes?|became|be|is|are|made|modified|amended) effective"
    r"|effective (?:on|from|upon|date|as|when|immediately|\d|the)|accession|acceptance|definitively|binding"
    r"|notif\w+ (?:each |the |one an)other"
    r"|(?:agreement|protocol|convention|treaty) (?:shall|will) (?:be valid|commence|begin|start"
    r"|apply (?:from|as of))|(?:upon|on|by|date of) (?:the |its )?sign(?:ing|ature)"
    r"|(?:agreement|convention|treaty|protocol|arrangement)\b[^.;]{0,120}"
    r"\b(?:beginning|commencing|starting|reckoned|counted|dating|with effect)\b"
    r"|valid (?:for|from|until|as)|(?:amended|applied|applicable|apply) (?:from(?! time to time)|as (?:of"
    r"|from))"
)


class Word(NamedTuple):
    """A word of force or consent: its sentence, its kind in the short string (or ""), what stands around."""

    reader: Reader
    number: int
    text: str
    kind: str
    head: str  # of its clause in the short string, up to it
    tail: str  # of the sentence in the short string, from it on
    before: str  # of the sentence in lower case, up to it
    start: int  # its place in the even text


def silent(reader: Reader) -> bool:
    """Whether nothing in the text tells, in words known or not, when it enters into force."""
    lower = reader.clean.lower
    if len(lower) <= ENOUGH:
        return False
    starts = [part.start for part in reader.parts]
    found = _ANYTHING.finditer(lower)
    return all(_explained(reader, bisect_right(starts, match.start()) - 1, match) for match in found)


def _explained(reader: Reader, i: int, match: re.Match[str]) -> bool:
    if match.group().startswith("amended"):  # "is considered amended from 2 April"
        return False
    word = _word(reader, i, match)
    return any(row(word) for row in TABLE)


def _word(reader: Reader, i: int, match: re.Match[str]) -> Word:
    short, lower = reader.short(i), reader.clean.lower
    kind, place = "", len(short.text)
    found = _place(short, match)
    if found is not None:
        n, exact = found
        place = short.at[n]
        kind = short.chunks[n].kind if exact else ""
    head = short.text[clause_start(short.text, place) : place].rstrip() + " "
    before = lower[reader.parts[i].start : match.start()]
    return Word(reader, i, match.group(), kind, head, short.text[place:], before, match.start())


def _place(short: Reduced, match: re.Match[str]) -> tuple[int, bool] | None:
    """The chunk that holds the word, or (inexactly) the next one; None where the sentence has none."""
    for n, chunk in enumerate(short.chunks):
        if chunk.end > match.start():
            return n, chunk.start < match.end()
    return None


_NOUN = re.compile(
    r"<(?:AMEND|OTHERS|LEAVE|RENEW|INSTR|NOTICE|RATNOTE|RATIFYING|SIGNED)>"
    r"|\b(?:protocols|contracts?|awards?|rulings?|judge?ments?)\b"
)
_OPERATIVE = re.compile(r"\b(?:resolv|decid|determin|agree|adopt|declar|invit|confirm)\w*")


def _recital(word: Word) -> bool:
    """ "recalling that the Protocol entered into force", before anything is decided in the sentence."""
    short = word.reader.short(word.number).text
    told = short[: len(short) - len(word.tail)]
    return RECITAL.search(short) is not None and _OPERATIVE.search(told) is None


def _another(word: Word) -> bool:
    """Whether the subject of the clause is told, and is not this treaty: a decision, a denunciation."""
    who = subject(word.head)
    if who is Subject.AMENDMENT:
        return not word.reader.about.amends
    return who is Subject.TIME or (who is Subject.OTHER and _NOUN.search(word.head) is not None)


def _of_another_entering(word: Word) -> bool:
    """ "decisions of the Committee shall enter into force"; "when this Agreement enters into force"."""
    return word.kind == "ENTER" and _another(word)


# "the entry into force of these amendments shall be subject to": there it is what is spoken of
_GOVERNED = re.compile(
    r"\b(?:on|upon|after|before|from|since|of|to|until|pending|with|for|at|following|by|than|and) (?:the )?$"
)


def _as_a_day(word: Word) -> bool:
    """ "within five years of the coming into force of the Convention"."""
    return word.kind == "ENTRY" and _GOVERNED.search(word.head) is not None


_BEGINS = re.compile(
    r"\b(?:from|after|since|as of|upon|begin\w*|commenc\w*|start\w*|on)\b|<(?:DATE|SIGNED|EXCHANGE|RATIFIED"
    r"|RATIFYING|INSTR|ENTER|ENTRY|NTHDAY|FIRSTDAY)>"
)
_HOW_LONG = re.compile(
    r"<REMAIN>(?: \S+){0,6}? (?:for|until|unless|during|throughout|as long as|so long as)\b"
)
_ENDS = re.compile(r" (?:until|unless)\b|[;.](?: |$)| <(?:LEAVE|RENEW)>")


def _lasting(word: Word) -> bool:
    """ "This Agreement shall remain in force for five years": for how long, not from when."""
    if word.kind != "REMAIN":
        return False
    if _another(word):
        return True
    if _HOW_LONG.match(word.tail) is None:
        return False
    clause = _ENDS.split(word.tail)[0]
    return _BEGINS.search(clause) is None and _BEGINS.search(word.head) is None


def _laws(word: Word) -> bool:
    """ "the laws and regulations in force", "any other amendment in force": no verb."""
    return (
        word.text == "in force"
        and word.kind not in ("ENTER", "ENTRY", "REMAIN", "PROVISIONAL")
        and re.search(r"\b(?:be|is|are|been|was|were|being|brought|put) (?:not )?$", word.before) is None
    )


def _final(word: Word) -> bool:
    """ "the award shall be final and binding", "a non-binding instrument"."""
    if word.text != "binding":
        return False
    verb = word.kind in ("ENTER", "REMAIN")
    return _another(word) or (
        not verb and re.search(r"(?:non-?|legally |final and )$", word.before) is not None
    )


def _amended(word: Word) -> bool:
    """How amendments to this treaty are made, or new text of the treaty that this one amends."""
    about, short = word.reader.about, word.reader.short(word.number).text
    first = re.search(r"<(THIS|AMEND|PARTY|PARTIES)>", short)
    if not about.amends:
        return first is not None and first.group(1) == "AMEND"
    return about.amendments and word.reader.of_another(word.number) and "<AMEND>" not in short


_ELSEWHERE = re.compile(
    r"accession (?:[^.;]{0,60} )?to the (?!(?:present )?(?:convention|agreement|protocol|treaty|charter"
    r"|statute|pact|covenant|act)\b)"
    r"|accession (?:documents|negotiations|process)"
    r"|ratify or accede to (?:those|the following|other|relevant|such)\b"
    r"|depositar(?:y|ies) (?:authorit|institution|receipt|librar|bank|share|service)"
    r"|depositary and (?:trust|custod)"
    r"|acceptance of (?:deposits|goods|offers?|orders|responsibilit\w+|liabilit\w+|obligations)"
    r"|(?:convened|summoned) by the depositary"
)


def _of_other_things(word: Word) -> bool:
    """ "accession to the World Trade Organization", "acceptance of deposits"."""
    part = word.reader.parts[word.number]
    found = _ELSEWHERE.finditer(word.reader.clean.lower, part.start, part.end)
    return any(f.start() <= word.start < f.end() for f in found)


_KEPT = re.compile(r"\b(?:original|copy|copies|text|texts)\b[^.;]{0,160}$")
_PAPERS = re.compile(r"<(?:INSTR|RATNOTE|RATIFYING|RATIFIED|NOTICE|THIS|AMEND)>")


def _kept(word: Word) -> bool:
    """ "the original of this Agreement shall be deposited with the Secretariat"; "money deposited with"."""
    if not word.text.startswith("deposit"):
        return False
    short = word.reader.short(word.number).text
    return _KEPT.search(word.before) is not None or _PAPERS.search(short) is None


_CONSENT = re.compile(r"<(?:PROCEDURES|COMPLETED|RATIFIED|RATIFYING|INSTR|RATNOTE|ENTER|ENTRY)>|approv")


def _exchange_of_news(word: Word) -> bool:
    """ "the Parties shall notify each other of their legislation"."""
    return word.text.startswith("notif") and not _CONSENT.search(word.reader.short(word.number).text)


_STATE_OF_THINGS = re.compile(
    r"(?:exist\w+|applicable|applied|prevail\w+|in force|since|before|after|prior to|following)"
    r"(?: [\w-]+){0,3} (?:on|at)? ?(?:the )?$"
)


def _as_signed(word: Word) -> bool:
    """ "restrictions existing on the date of signature"."""
    return "sign" in word.text and _STATE_OF_THINGS.search(word.before) is not None


def _of_a_paper(word: Word) -> bool:
    """ "visas valid for six months", "measures effective from": this treaty is not named before it."""
    return (
        word.text.startswith(("valid", "effective", "be effective", "is effective", "are effective"))
        and word.kind not in ("ENTER", "REMAIN")
        and "<THIS>" not in word.head
        and _NOUN.search(word.head) is not None
    )


TABLE: tuple[Callable[[Word], bool], ...] = (
    _recital,
    _of_another_entering,
    _as_a_day,
    _lasting,
    _laws,
    _final,
    _amended,
    _of_other_things,
    _kept,
    _exchange_of_news,
    _as_signed,
    _of_a_paper,
)
