"""How long the treaty lasts and how it is renewed, from the short strings of sentences about it."""

from __future__ import annotations

import re

import msgspec

from foedus.law.model import Duration, DurationKind, Offset, Renewal, Unit
from foedus.law.text.chunks import Reduced
from foedus.law.text.events import calendar_day
from foedus.law.text.reader import Reader
from foedus.law.text.split import Sentence
from foedus.law.text.subjects import Subject, subject
from foedus.law.text.timing import period

SPEAKS = re.compile(
    r"in ?(?:to)? ?(?:force|effect|operation)|valid|concluded|duration|expir|renew|extend"
    r"|exten[ds]|prolong|unlimited|indefinite|indeterminate"
    r"|perpetu|terminat|apply|applicable|effective|operative|binding|denounc|prorog|successive|for ?ever"
    r"|lapse|\bterm of"
)
_HEADING = re.compile(
    r"\W*(?:duration|validity|period|term\b|final|entry|entering|coming|expir|terminat|denunc"
    r"|withdraw|renewal|in force)"
)


class Lasting(msgspec.Struct, frozen=True, gc=False):
    """What a sentence says of the treaty's duration or renewal, and how sure."""

    duration: Duration | None
    renewal: Renewal | None
    sentence: Sentence
    end: int
    confidence: float


_FEW = r"(?: (?!after|before|until|unless|within|<NOTICE>|<LEAVE>|<NOTIFY>|prior|<THIS>)[^\s;]+){0,9}?"
# a length that is counted from a notice, or back from an end, is no duration
_NOT_NOTICE = (
    r"(?! ?(?:'|s\b|before|prior|in advance|<NOTICE>|notice)"
    r"| ?,? (?:after|from|as of)(?: (?!and\b|unless\b|thereafter\b|,|;)\S+){0,18} (?:<LEAVE>"
    r"|<NOTIFY>|intention|desire|wish))"
)
# "shall remain in force for a period of five years"; "is concluded for ten years"; "the duration shall be"
FIXED = re.compile(
    r"(?:<REMAIN>|<ENTER>|\bappl(?:y|ied|icable|ies)|concluded|valid|effective|in force|operate"
    r"|operative|<PROVISIONAL>|agreed|made)"
    rf"{_FEW} (?:for|during|throughout)(?: (?!<)\S+){{0,3}} <PERIOD>{_NOT_NOTICE}"
    rf"|(?:duration|term|period of validity|validity)(?: of <THIS>)?(?: (?:shall|will))?"
    rf" (?:of|is|be|for)(?: (?!<)\S+){{0,3}} <PERIOD>{_NOT_NOTICE}"
)
LASTS = re.compile(
    rf"(?:shall last|will last|<REMAIN>)(?: for| during)?(?: an?)?(?: initial)? <PERIOD>{_NOT_NOTICE}"
)
# "this Agreement has a duration of ten years", not "the fund set up by this Agreement has"
HAS_TERM = re.compile(
    r"(?<!\bof )(?<!\bby )(?<!\bin )(?<!\bto )(?<!\bwith )(?<!\bunder )(?:<THIS>|\bit)"
    r"(?: shall| will)? (?:has|have)(?: an?)?(?: initial)? <PERIOD>"
)
# "for an unlimited period"
ENDLESS = re.compile(
    r"(?:<REMAIN>|<ENTER>|concluded|valid\w*|duration|in force|<THIS>|\bit\b|of|term|apply)(?:"
    r" [^\s;]+){0,10}? <ENDLESS>"
)
# "shall remain in force until terminated", "until one of the Parties gives notice"
NOTICED = re.compile(
    r"(?:<REMAIN>|valid|concluded|apply|continue)(?: [^\s;]+){0,12}? (?:until|unless|before the"
    r" (?:expir\w+|end)|so long as|as long as|till|as from)"
    r"(?: [^\s;]+){0,30}? (?:<LEAVE>|<NOTICE>|<NOTIFY>)"
    r"|(?:<REMAIN>|valid\w*)(?: (?:for|within))? <PERIOD> (?:from|after|since|as of)(?:"
    r" [^\s;]+){0,30}? (?:<LEAVE>|intention|desire)"
)
# "shall remain in force until 31 December 1974"
UNTIL = re.compile(
    r"(?:(?:<REMAIN>|<ENTER>|\bappl(?:y|ied|icable|ies)|concluded|valid\w*|operative|effective"
    r"|duration|in force)(?: (?!<DATE>|unless)[^\s;]+){0,12}?"
    r" (?:until|through|to|up to|till)|<(?:CEASE|LEAVE)>(?: (?!<DATE>|unless)[^\s;]+){0,6}?"
    r" (?:on|at|upon))(?: (?:the|and|including|midnight|of|end))* <DATE>"
)
# "and shall expire at the end of the first commitment period"
UNTIL_EVENT = re.compile(
    r"<(?:CEASE|LEAVE)> (?:at|on|upon|with) the (?:<CEASE>|end|expir\w+|expiration|termination|<LEAVE>) of"
)

_AUTOMATIC = re.compile(
    r"automatic\w*|tacit\w*|unless|thereafter|deemed|considered|ipso facto|by itself|continue\w*"
    r"|successive|shall be <RENEW>|until|<RENEW> <ENDLESS>|neither|not <NOTIFY>"
)
_AGREED = re.compile(
    r"(?:may|can|could|to be|upon|if|be|subject to)(?: \S+){0,4}? <RENEW>(?: \S+){0,14}?"
    r" (?:agree\w*|consent|consult\w*|<EXCHANGE>|<RATIFYING>|negotiat\w*|decision)"
    r"|(?:may|can) be <RENEW>|<RENEW> by|unless <RENEW>|decide\w* to <RENEW>"
)
RENEWED = re.compile(r"<RENEW>(?! to )")
ONWARDS = re.compile(
    r"from year to year|(?:<PERIOD>|<DATE>)(?: [^\s;]+){0,16}? (?:and|shall|will|it)?"
    r" ?(?:thereafter|continue|after that|<REMAIN>)(?: [^\s;]+){0,12}? (?:until|unless|for|in"
    r" force|<REMAIN>|<PERIOD>)|<REMAIN>(?: [^\s;]+){0,6}? thereafter|thereafter (?:\S+"
    r" ){0,4}?<REMAIN>|<REMAIN> (?:for|during) (?:\S+ ){0,3}?(?:further|additional|another"
    r"|successive|subsequent)|tacit"
)
FURTHER = re.compile(
    r"(?:following|next|further|another|additional) <PERIOD>"
    r"|(?:<RENEW>|thereafter|tacit\w*)(?: (?!unless|until)[^\s;]+){0,14}? (?:<PERIOD>"
    r"|(?P<same>(?:like|same|equal|similar|identical|equivalent) (?:\w+ )?(?:period|term"
    r"|duration)s?|periods? of (?:the same|equal)|the same (?:period|duration|term)))"
)
BEFORE_EXPIRY = re.compile(
    r"(?P<time><PERIOD>)(?: ?')?(?: (?:<NOTICE>|in advance|notice))?,? (?:before|prior to"
    r"|preceding|in advance of|ahead of)(?: [^\s;]+){0,10}? (?:expir\w+|expiration|<CEASE>|end"
    r"|terminat\w*|<LEAVE>|period|conclusion|<FORDATE>|<COMPLETED>|such|validity|renewal|<RENEW>"
    r"|<PERIOD>|that)|(?P<time2><PERIOD>) in advance|(?P<time3><PERIOD>)(?: ?'s?)?(?: (?:written"
    r"|prior))* <NOTICE>|<RENEW>.*until (?P<time4><PERIOD>) from"
)


def duration_and_renewal(reader: Reader, near: int | None) -> tuple[Lasting | None, Lasting | None]:
    """The best reading of duration, and of renewal; `near` is the sentence of entry into force."""
    best = _best(_durations(reader, near)) or _of_fishing(reader)
    return best, _best(_renewals(reader, best))


# "from 1 May 2001, for a period of three years, the fishing opportunities granted shall be": the life of a
# protocol on fishing
_FISHING = re.compile(
    r"(?:from|for|of) (?:\S+ ){0,6}?<PERIOD>(?: (?!<ENTER>|<NOTICE>)\S+){0,10}? fishing"
    r" (?:opportunities|possibilities|rights)\b|fishing (?:opportunities|possibilities|rights)"
    r"(?: (?!<ENTER>|<NOTICE>)\S+){0,14}? for (?:\S+ ){0,3}?<PERIOD>"
)


def _of_fishing(reader: Reader) -> Lasting | None:
    """How long a protocol grants fishing, where it says nothing of its own duration."""
    if reader.about.kind != "protocol":
        return None
    for i, sentence in enumerate(reader.parts):
        if "fishing" in reader.lower(i):
            short = reader.short(i)
            found = _FISHING.search(short.text)
            place = short.text.index("<PERIOD>", found.start()) if found else 0
            length = period(short.chunk(place).text) if found else None
            if length and length.unit is Unit.YEAR:
                return Lasting(
                    Duration(DurationKind.FIXED, length.n, length.unit), None, sentence, sentence.end, 0.7
                )
    return None


def _best(found: list[tuple[float, Lasting]]) -> Lasting | None:
    return max(found, key=lambda f: (f[0], -f[1].sentence.number))[1] if found else None


def _durations(reader: Reader, near: int | None) -> list[tuple[float, Lasting]]:
    out = []
    for i, sentence in enumerate(reader.parts):
        if SPEAKS.search(reader.clean.lower, sentence.start, sentence.end) and not reader.of_another(i):
            own = i == near  # "which shall enter into force on signature and shall remain in force for"
            fit = _about_this(reader, i) if not own else min(0.0, reader.fit(i)) + 2
            found = _duration(reader.short(i), own=own) if fit is not None else None
            if found and fit is not None:
                fit += found[1] + reader.nearness(i, near)
                out.append((fit, Lasting(found[0], None, sentence, sentence.end, 0.9)))
    return out


_AGAIN = re.compile(r"renew|exten[ds]|prolong|thereafter|continue|tacit|prorog|remain")


def _renewals(reader: Reader, best: Lasting | None) -> list[tuple[float, Lasting]]:
    if best and best.duration and best.duration.kind is DurationKind.INDEFINITE:
        return []
    out = []
    for i, sentence in enumerate(reader.parts):
        if reader.of_another(i) or not _AGAIN.search(reader.clean.lower, sentence.start, sentence.end):
            continue
        fit = _about_this(reader, i)
        near = (
            best is not None
            and 0 <= i - best.sentence.number <= 4
            and sentence.article == best.sentence.article
        )
        if not near and (fit is None or "<THIS>" not in reader.short(i).text[:80]):
            continue
        renewal = _renewal(reader, i, best.duration if best else None)
        if renewal:
            out.append(((fit or 0) + 2 * near, Lasting(None, renewal, sentence, sentence.end, 0.9)))
    return out


def _about_this(reader: Reader, i: int) -> float | None:
    """How well the sentence suits as one about the life of this treaty; None: of something else."""
    text = reader.short(i).text
    fit = min(0.0, reader.fit(i))
    heading = bool(_HEADING.match(reader.parts[i].heading))
    first = re.search(r"<(THIS|AMEND|OTHERS|PARTY|LEAVE|INSTR|RENEW)>|\b(it|they)\b", text)
    if first is None or fit <= -4:
        return None
    kind = first.group(1) or first.group(2)
    if kind == "THIS":
        return fit + 2 + heading
    if kind in ("it", "they", "LEAVE", "RENEW") and (heading or _previous_is_this(reader, i)):
        return fit + 1 + heading
    if "<THIS>" in text and heading:
        return fit + 0.5
    return None


def _previous_is_this(reader: Reader, i: int) -> bool:
    return i > 0 and reader.together(i, i - 1) and "<THIS>" in reader.short(i - 1).text[:80]


def _its(text: str, match: re.Match[str], *, own: bool) -> bool:
    """Whether it is this treaty that lasts, and not a permit or a declaration spoken of in passing."""
    begin = max(text.rfind("; ", 0, match.start()), text.rfind(". ", 0, match.start())) + 1
    head = re.sub(
        r"(?: ?\b(?:shall|will|is|be|are|also|has|been))+$", "", text[begin : match.start()].rstrip()
    )
    if match.group().startswith(("duration", "term", "period", "validity")):
        return "<THIS>" in head[-60:] or "<THIS>" in match.group() or re.search(r"\bits?$", head) is not None
    if head.endswith((" and", ",")):
        if own:
            return True
        noun = _FIRST_NOUN.search(head)
        return noun is not None and noun.group() in ("<THIS>", "it")
    return subject(head.rstrip() + " ") in (Subject.THIS, None)


_FIRST_NOUN = re.compile(r"<(?:THIS|AMEND|OTHERS|PARTY|PARTIES|LEAVE|INSTR)>|\b(?:it|they)\b")


def _duration(short: Reduced, *, own: bool) -> tuple[Duration, float] | None:
    text = short.text
    for pattern in (LASTS, FIXED):
        fixed = pattern.search(text)
        if (
            fixed
            and not re.search(r"(?:after|once|when|until|if) (?:\S+ ){0,4}$", text[: fixed.start()])
            and _its(text, fixed, own=own)
        ):
            chunk = short.chunk(fixed.group().rindex("<PERIOD>") + fixed.start())
            length = period(chunk.text)
            if length:
                return Duration(DurationKind.FIXED, length.n, length.unit), 1.0
    term = HAS_TERM.search(text)
    told = short.chunk(term.end() - len("<PERIOD>")) if term else None
    if told and re.search(r"\b(?:term|duration)\b", told.text) and (length := period(told.text)):
        return Duration(DurationKind.FIXED, length.n, length.unit), 1.0
    endless = ENDLESS.search(text)
    if endless and " open " not in endless.group():
        return Duration(DurationKind.INDEFINITE), 1.0
    until = UNTIL.search(text)
    if until:
        day = calendar_day(short.chunk(until.end() - len("<DATE>")).text)
        if day:
            return Duration(DurationKind.UNTIL, date=day), 0.8
    noticed = NOTICED.search(text)
    if noticed and _its(text, noticed, own=own):
        return Duration(DurationKind.INDEFINITE), 0.6
    event = UNTIL_EVENT.search(text)
    if event and not re.search(r"\bif |<NOTI(?:CE|FY)>|event", text[: event.end() + 100]):
        return Duration(DurationKind.UNTIL), 0.5
    return None


def _renewal(reader: Reader, i: int, duration: Duration | None) -> Renewal | None:
    short = reader.short(i)
    text = short.text
    limited = duration is not None and duration.kind in (DurationKind.FIXED, DurationKind.UNTIL)
    if not RENEWED.search(text) and not (limited and (ONWARDS.search(text) or _runs_on(short))):
        return None
    if not limited and not _ITSELF.search(text):
        return None
    onwards = limited and re.search(
        r"(?:and|it shall|will) thereafter (?:until|unless|<REMAIN>)|thereafter until", text
    )
    if (
        RENEWED.search(text)
        and _AGREED.search(text)
        and not onwards
        and not re.search(r"automatic|tacit|unless (?!<RENEW>)", text)
    ):
        return Renewal(False)
    if not _AUTOMATIC.search(text) and not _runs_on(short):
        return None
    length = _further(short, duration)
    notice = _before_expiry(short)
    if notice is None and i + 1 < len(reader.parts) and reader.together(i, i + 1):
        notice = _before_expiry(reader.short(i + 1))
    return Renewal(True, length.n if length else None, length.unit if length else None, notice)


# without a first period only "this Agreement shall be extended" itself is taken
_ITSELF = re.compile(r"(?:<THIS>|\bit)(?: (?!<)\S+){0,5} <RENEW>")


def _runs_on(short: Reduced) -> bool:
    """ "shall thereafter remain in force for successive periods of ten years"."""
    kinds = {c.kind: c.text for c in short.chunks}
    more = any(c.kind == "PERIOD" and _MORE.search(c.text) for c in short.chunks)
    more = (
        more or re.search(r"(?:following|next|further|another|additional) <PERIOD>", short.text) is not None
    )
    return "REMAIN" in kinds and (more or "thereafter" in kinds["REMAIN"])


def _further(short: Reduced, duration: Duration | None) -> Offset | None:
    for chunk in short.chunks:
        if chunk.kind == "PERIOD" and _MORE.search(chunk.text):
            return period(chunk.text)
    if "from year to year" in short.text:
        return Offset(1, Unit.YEAR)
    found = FURTHER.search(short.text)
    if not found:
        return None
    if found["same"]:
        return Offset(duration.n, duration.unit) if duration and duration.n and duration.unit else None
    place = found.start() + found.group().rindex("<PERIOD>")
    if re.match(r"<PERIOD>(?: ?')? (?:before|prior|from|in advance|<NOTICE>)", short.text[place:]):
        return None
    return period(short.chunk(place).text)


_MORE = re.compile(r"further|additional|successive|subsequent|consecutive|another|new|more|following|next")


def _before_expiry(short: Reduced) -> Offset | None:
    for found in BEFORE_EXPIRY.finditer(short.text):
        group = next(g for g in ("time", "time2", "time3", "time4") if found[g])
        length = period(short.chunk(found.start(group)).text)
        if length:
            return length
    return None
