"""How the treaty enters into force: every sentence that might say so, weighed, and the best one read.

Only the rule for the first entry into force of the instrument as a whole is taken; what is said of
amendments, annexes, decisions and of states that come later is passed over (the last is `later`).
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from foedus.law.model import Rule, Trigger
from foedus.law.text.compose import rule_of
from foedus.law.text.counts import count
from foedus.law.text.events import Event, event, floor
from foedus.law.text.for_whom import for_later
from foedus.law.text.reader import Reader
from foedus.law.text.split import Sentence
from foedus.law.text.subjects import Subject, subject
from foedus.law.text.timing import UNSAYABLE, when


class Found(msgspec.Struct, frozen=True, gc=False):
    """A rule read, where it stands, how sure, and how well its sentence fits the place (higher is better)."""

    rule: Rule
    sentence: Sentence
    confidence: float
    fit: float
    later: bool = False
    fallback: bool = False


SURE = 0.5  # a rule less sure than this is not given
AMENDMENTS = -3.0  # the fit of an article on how the treaty is amended
QUOTED = -5.0  # a place that fits no better is new text of another treaty

SPEAKS = re.compile(
    r"in ?to (?:force|effect|operation|vigou?r|execution)|\beffect|have force|operative|in force"
    r"|provisional|\bvalid|binding|come in force|enter in force|commence"
)

# words at which what is said of entry into force ends
_STOP = re.compile(
    r"[,;.]? ?(?:and |but )?(?:it |(?:<THIS>) )?<(?:REMAIN|CEASE)>|,? (?:and|but)(?: it| <THIS>)?"
    r" <ENTER>|;|[,.]? (?:and|but) (?:shall|will|may|is|be) (?!<RATIFIED>|have)"
    r"|,? unless |, or (?:on|at|within|after|such)|,? or (?:on |at |after |within )?(?:such|any)"
    r" (?:other|later|earlier)|\. "
    r"|, on the understanding|,? (?:and )?thereafter (?:for|in respect|with respect)"
    r"| and <OTHERS> (?:shall|will) "
    r"| and (?:an? |<ALL> )?<PART(?:Y|IES)> may |\( ?<NUM> ?\)"
    r"| and (?:in respect of|for|with respect to|with regard to|as regards) (?:<ALL>|<PARTY>|any|each)"
    r"| and , (?:in respect of|for|with respect to|with regard to|as regards|in the case of) "
)
_FRONTED = re.compile(
    r"^\W*(?:<(?:NUM|ORD)> ?\W{0,2} ?)?(?:as soon as|when|once|after|upon|on|following|if"
    r"|immediately|<PERIOD>|<NTHDAY>|<FIRSTDAY>|subject|from|within|<DAYAFTER>|with effect)"
)


def entries(reader: Reader) -> list[Found]:
    """Every reading of a sentence that speaks of entry into force, best first."""
    found: list[Found] = []
    for i, sentence in enumerate(reader.parts):
        if not SPEAKS.search(reader.clean.lower, sentence.start, sentence.end):
            continue
        short = reader.short(i)
        for place, chunk in zip(short.at, short.chunks, strict=True):
            if chunk.kind != "ENTER" or _negated(short.text, place, chunk.text) or RECITAL.search(short.text):
                continue
            if reader.new_text(i, place) and not _names_itself(
                reader, i, clause_start(short.text, place), place
            ):
                continue
            if not _FOR_ONE.match(short.text, place) or "binding" not in chunk.text:
                found += _read(reader, i, place, place + len("<ENTER>"))
    return sorted(found, key=lambda f: -f.fit - int(10 * f.confidence) / 5)


# "Entry into force. The CETA shall enter into force": called by a name of its own
_NAMED = re.compile(r"^\W*(?:<NUM> ?\W? )?(?:the )?(?!<)[\w-]{2,20} $")
_IN_FORCE = re.compile(r"(?:date of )?(?:entry|entrance|coming) in ?to (?:force|effect)")
# "considering that the Protocol shall come into force when all have ratified": of another treaty
RECITAL = re.compile(
    r"^\W*(?:and ?)?(?:considering|whereas|recalling|having regard|noting|desir(?:ing|ous)|recogni[sz]ing"
    r"|bearing in mind|mindful)\b(?!.*(?:agreed|<THIS>) as follows)"
)
# "shall become binding on the Community by a decision of the Council": its own consent
_FOR_ONE = re.compile(r"<ENTER> (?:on|upon|for) (?:the (?:community|union)\b|<PARTY>)")
# "an agreement which shall enter into force in the manner stated in your letter"
_ELSEWHERE = re.compile(
    r" ?,? ?(?:in the manner|as) (?:stated|proposed|indicated|set out|described|suggested)\b"
)
# "after the deposit of not less than four ratifications ..., three months after the last of such deposits"
_LAST_OF_THOSE = re.compile(
    r"<LAST>(?: of)?(?: (?:such|these|those|the said))? ?<(?:INSTR|RATIFYING|DEPOSIT|NOTICE|RATNOTE)>"
)
# "in case this Agreement does not enter into force on that date"
_NEGATED = re.compile(r"(?:do|does|did|can|has|have) ?not\b")
# "shall not enter into force", but for "shall not enter into force until both have ratified"
_REFUSED = re.compile(r"(?:shall|will|may|must|would|should) not\b")
_UNTIL = re.compile(
    r"<ENTER>(?![^.;]{0,40} between (?:an?|<PARTY>))[^.;]*"
    r"\b(?:until|till|unless|before|prior|earlier|sooner|except|without)\b"
)
_FALLBACK = re.compile(
    r"\b(?:in case|in the event|if)\b.*(?:not|<ENTER>)"
    r"|\bafter (?:(?:that|this|such|the said) <FORDATE>|<DATE>)(?: ,| <THIS>| it\b|$)|otherwise"
    r"|failing (?:which|this)"
    r"|\bshould (?:<THIS>|it\b|the \w+) (?:\S+ ){0,4}?not\b"
)


def _negated(text: str, place: int, verb: str) -> bool:
    """Whether the verb at a place of the short string says that the treaty does not enter into force."""
    if _NEGATED.search(verb):
        return True
    return _REFUSED.search(verb) is not None and _UNTIL.match(text, place) is None


def _read(reader: Reader, i: int, start: int, end: int) -> list[Found]:
    short = reader.short(i)
    text = short.text
    begin = clause_start(text, start)
    head = text[begin:start].rstrip() + " "
    who = subject(head)
    if who is None:
        who = _antecedent(reader, i)
    elif who is Subject.OTHER and _called(reader, i, head):
        who = Subject.THIS
    if who in (Subject.THIS, Subject.AMENDMENT) and _of_the_amended(reader, i, begin, start, who):
        return []
    amending = who is Subject.AMENDMENT and reader.about.amends
    if amending and (reader.fit(i) <= AMENDMENTS or _AS_AMENDED.search(head)):
        return []
    if amending:
        who = Subject.THIS
    if who is not Subject.THIS or _another_protocol(reader, i, begin, start):
        return []
    stop = _STOP.search(text, end)
    tail_end = stop.start() if stop else len(text)
    spans = [(end, tail_end)]
    if _FRONTED.match(head):
        spans.append((begin, start))
    what = next((e for e in (event(short, a, b) for a, b in spans) if e), None)
    time = next((t for t in (when(short, a, b) for a, b in spans) if t), None)
    if _ELSEWHERE.match(text, end):
        return []
    if what and what.count == "all" and len(spans) > 1 and _LAST_OF_THOSE.search(text, end, tail_end):
        told, _ = count(short, begin, start)
        what = replace(what, count=told if told is not None else "all")
    if what is None:
        what = floor(short, end) or _from_before(reader, i)
        if what is None:
            return []
        what = replace(what, confidence=what.confidence * 0.75)
    if amending and what.trigger is not Trigger.DATE:
        what = replace(what, confidence=what.confidence * 0.7)  # it may be how the treaty itself is amended
    if reader.about.amends and _TACIT.search(reader.clean.lower):
        what = replace(what, trigger=Trigger.OTHER, rule="tacit acceptance", inner=None)
        what = replace(what, confidence=0.9 if what.date or time else 0.6)
    if what.rule == "day to be agreed":
        time = None
    if what.rule.startswith("linked") and _with_itself(reader, i, start, tail_end):
        return []
    if UNSAYABLE.search(text, end, tail_end):
        what = replace(what, confidence=0.4)
    later = for_later(head, text[end:tail_end], _words(reader, i, begin, start))
    rule = rule_of(reader, i, what, time)
    fallback = bool(_FALLBACK.search(head))
    fit = reader.fit(i, by_name=_names_itself(reader, i, begin, start)) + 1.0 * amending - 2.0 * fallback
    fit -= 2.0 * _names_the_other(reader, i, begin, start)
    return [Found(rule, reader.parts[i], what.confidence, fit, later, fallback)]


_OWN_AMENDMENTS = re.compile(r"(?:these|said|the (?:present|said|annexed|accepted|adopted|above))\b")


def _of_the_amended(reader: Reader, i: int, begin: int, end: int, who: Subject) -> bool:
    """Whether a clause is of the treaty amended, where amendments to it show it whole: its rules are"
    " not theirs."""
    if not (reader.about.amendments and reader.about.kind):
        return False
    if not any(_names_the_amended(reader, j) for j in range(len(reader.parts))):
        return False
    nouns = {c.kind: c.text for c in reader.short(i).between(begin, end)}
    if who is Subject.AMENDMENT:
        return _OWN_AMENDMENTS.match(nouns.get("AMEND", "")) is None
    return nouns.get("THIS", reader.about.kind).endswith(reader.about.kind)


def _names_the_amended(reader: Reader, i: int) -> bool:
    """ "This Agreement shall come into force" in the text of amendments to an agreement."""
    if not SPEAKS.search(reader.clean.lower, reader.parts[i].start, reader.parts[i].end):
        return False
    short = reader.short(i)
    at = short.text.find("<ENTER>")
    begin = clause_start(short.text, at)
    if at < 0 or subject(short.text[begin:at].rstrip() + " ") is not Subject.THIS:
        return False
    names = [c.text for c in short.between(begin, at) if c.kind == "THIS"]
    return bool(names) and names[-1].endswith(reader.about.kind)


def _names_itself(reader: Reader, i: int, begin: int, end: int) -> bool:
    """ "This Protocol" amid new text of the Convention that the Protocol amends."""
    names = [c.text for c in reader.short(i).between(begin, end) if c.kind == "THIS"]
    own, other = reader.about.kind, reader.about.other
    return bool(names and other) and own != other and names[-1].endswith(own)


def _names_the_other(reader: Reader, i: int, begin: int, end: int) -> bool:
    """ "This Convention" in a Protocol to the Convention: of two rules the Protocol's own is meant."""
    names = [c.text for c in reader.short(i).between(begin, end) if c.kind == "THIS"]
    own, other = reader.about.kind, reader.about.other
    return bool(names and other) and own != other and names[-1].endswith(other)


def _words(reader: Reader, i: int, begin: int, verb: int) -> tuple[str, str]:
    """The words before and after the verb at a place of the short string of sentence `i`."""
    chunks = reader.short(i).between(begin, verb + 1)
    part = reader.parts[i]
    start = max(part.start, chunks[0].start - 40)
    return reader.clean.lower[start : chunks[-1].start], reader.clean.lower[chunks[-1].end : part.end]


def _with_itself(reader: Reader, i: int, begin: int, end: int) -> bool:
    """ "the full application of this Treaty takes effect from the entry into force of the Treaty"."""
    chunks = [c for c in reader.short(i).between(begin, end) if c.kind in ("ENTRY", "THIS")]
    after = [c.text for n, c in enumerate(chunks) if n and chunks[n - 1].kind == "ENTRY" and c.kind == "THIS"]
    own = reader.about.kind
    return (
        bool(own and after)
        and after[0] in (f"this {own}", f"the present {own}", f"the {own}")
        and (reader.about.other != own or not after[0].startswith("the "))
    )


# "guidelines, as amended, provided that such amendments are adopted and brought into force"
_AS_AMENDED = re.compile(r"provided(?: ,)?(?: that)? <AMEND>")


def _another_protocol(reader: Reader, i: int, begin: int, end: int) -> bool:
    """ "the Protocol" in a Convention that never speaks of itself as "this Protocol"."""
    names = [c.text for c in reader.short(i).between(begin, end) if c.kind == "THIS"]
    own = reader.about.kind
    if not names or own in ("", "protocol") or "protocol" not in names[-1] or any(own in n for n in names):
        return False
    return not re.search(r"\b(?:this|present)(?: \w+)? protocol\b", reader.clean.lower)


def _called(reader: Reader, i: int, head: str) -> bool:
    """Whether the subject is the name that the text gives itself ("CEPA will come into effect")."""
    if reader.about.called and re.search(rf"(?:^| ){re.escape(reader.about.called)} $", head):
        return True
    return bool(_NAMED.match(head) and _IN_FORCE.match(reader.parts[i].heading))


# "shall be deemed to have been accepted unless one third of the parties have objected"
_TACIT = re.compile(
    r"deemed (?:to have been |to be |as )?(?:accepted|approved)|upon their acceptance in"
    r" accordance|in the absence of (?:any )?objections?|(?:have|has) not submitted a notification"
    r"|unless (?:\S+ ){0,12}(?:objection|object(?:s|ed)?\b)"
)


def clause_start(text: str, end: int) -> int:
    """Where the clause of the verb begins in the short string: after the last full stop or semicolon."""
    return max(text.rfind(". ", 0, end), text.rfind("; ", 0, end), text.rfind(": ", 0, end)) + 1


def _antecedent(reader: Reader, i: int) -> Subject:
    """What "it" stands for: the treaty, where the sentences before it in the article begin with it."""
    for j in range(i - 1, max(-1, i - 4), -1):
        if not reader.together(i, j):
            break
        text = reader.short(j).text
        if "<AMEND>" in text[:60]:
            return Subject.AMENDMENT
        if "<LEAVE>" in text:
            return Subject.OTHER
        if "<THIS>" in text[:160]:
            return Subject.THIS
    return Subject.OTHER


def _from_before(reader: Reader, i: int) -> Event | None:
    """ "It shall enter into force thirty days thereafter": the act stands in the sentence before."""
    for j in range(i - 1, max(-1, i - 3), -1):
        if not reader.together(i, j):
            return None
        short = reader.short(j)
        what = event(short, 0, len(short.text))
        if what and what.trigger in (Trigger.EXCHANGE, Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS):
            return what
    return None


def _own(reader: Reader, found: Found) -> bool:
    """Whether a clause is the instrument's own, and not that of a treaty quoted in it or annexed to it."""
    return found.fit > QUOTED and not reader.annexed(found.sentence)


def first_entry(reader: Reader, found: list[Found]) -> Found | None:
    """The rule for the first entry into force of the whole: the best that is sure enough; None: not told."""
    first = next((f for f in found if not f.later and f.confidence >= SURE and _own(reader, f)), None)
    if first is None or first.fallback:  # "should it not be approved by then" is half a rule
        unsaid = (_notes(reader) or _from_lasting(reader)) if not found else None
        return unsaid or _as_elsewhere(reader)
    if first.rule.all_of and any(f.fallback for f in found):
        # "failing this on the first day of the month after": the conditions told are not all
        rule = replace(first.rule, all_of=(), note=f"{first.rule.note}, with a fallback")
        return replace(first, rule=rule)
    return first


# "this note and your reply shall be regarded as constituting an agreement"
_ARE_AGREEMENT = re.compile(
    r"<NOTES>.*\b(?:shall|will|would|should|may|to|be|is|are) (?:\S+ ){0,5}?"
    r"(?:constitut\w+|regarded as|considered as)(?: \S+){0,6} agreement"
)


def _notes(reader: Reader) -> Found | None:
    for i, sentence in enumerate(reader.parts):
        if "constitut" in reader.lower(i) and _ARE_AGREEMENT.search(reader.short(i).text):
            rule = Rule(Trigger.EXCHANGE, of="notes", note="the notes themselves are the agreement")
            return Found(rule, sentence, 0.7, reader.fit(i))
    return None


# "the provisions of the Convention on entry into force and withdrawal shall apply to this Protocol"
_AS_ELSEWHERE = re.compile(
    r"<OTHERS> of(?: (?!<THIS> <)\S+){1,20}? (?:on|concerning|regarding|relating to|governing|about)"
    r"(?: (?!<ENTER>)\S+){0,6}? <ENTRY>(?! of)(?: (?!<ENTER>)\S+){0,24}?"
    r" (?:shall|will|also) (?:also )?(?:apply|govern)\b(?: (?!<)\S+){0,4} (?:to )?<THIS>"
)


def _as_elsewhere(reader: Reader) -> Found | None:
    for i, sentence in enumerate(reader.parts):
        if (
            " apply" in reader.lower(i)
            and _AS_ELSEWHERE.search(reader.short(i).text)
            and reader.fit(i) > QUOTED
        ):
            rule = Rule(Trigger.OTHER, article=sentence.article, note="by another treaty's rule")
            return Found(rule, sentence, 0.6, reader.fit(i))
    return None


# "shall remain in force for ten years from the date of the exchange of the instruments of ratification"
_LASTS_FROM = re.compile(
    r"(?<!under )(?<!of )(?<!in )(?<!by )(?<!to )<THIS>(?: (?!<)\S+){0,3}"
    r" (?:<REMAIN>|<ENTER>|is concluded|concluded|is made)(?: \S+){0,4}? <PERIOD>(?: ,)?"
    r" (?P<from>(?:from|after|as from|(?:dating|counted|reckoned) from|beginning)\b(?: (?!<PERIOD>)\S+){0,8})"
)


def _from_lasting(reader: Reader) -> Found | None:
    """Where nothing else is said, the day from which its duration runs is that of its entry into force."""
    for i, sentence in enumerate(reader.parts):
        if "years" not in reader.lower(i) or not SPEAKS.search(reader.lower(i)):
            continue
        short = reader.short(i)
        lasting = _LASTS_FROM.search(short.text)
        what = event(short, lasting.start("from"), lasting.end("from")) if lasting else None
        if what and what.trigger in (Trigger.EXCHANGE, Trigger.SIGNATURE) and what.count in (None, "all"):
            rule = rule_of(reader, i, what, None)
            return Found(rule, sentence, 0.65, reader.fit(i))
    return None
