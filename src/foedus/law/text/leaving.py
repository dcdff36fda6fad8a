"""How a party leaves: the sentences that give the right, and from them notice and earliest day (VCLT 54, 56).

Notice is the time from the act (notice, its receipt, a denunciation) to its effect; "not before" the time
from entry into force (or from becoming a party) to the first day on which notice may be given.
"""

from __future__ import annotations

import re

import msgspec

from foedus.law.model import Denunciation, Duration, Offset, Unit
from foedus.law.text.chunks import Chunk, Reduced
from foedus.law.text.lexicon import MONTH_DAY, MONTHS
from foedus.law.text.numbers import ORDINAL, ordinal
from foedus.law.text.reader import Reader
from foedus.law.text.split import Sentence
from foedus.law.text.timing import OF_THE_MONTH, period

SPEAKS = re.compile(
    r"denounc|denunc|withdr|terminat|abrogat|cease|renounc|retire|invalid|expir|cancel|notice"
)

_BODY = (
    r"(?:commission|organi[sz]ation|council|union|community|bank|fund|institute|cent(?:er|re)"
    r"|agency|association"
    r"|committee|league|authority|group|system|network|scheme|program(?:me)?|secretariat"
    r"|conference|laboratory)"
)
_RIGHTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # "any Party may withdraw from this Agreement"; "may give notice of withdrawal from the Commission"
    (
        "a party may",
        re.compile(
            rf"(?:may|can|able|right|free|entitled|wish\w*|desir\w*|intend\w*|intention|decid\w*"
            rf"|<NOTICE>)(?: [^\s.;]+){{0,30}}? (?<!event of )(?<!case of )<LEAVE>(?:"
            rf" (?:from|of|to|its|their|the|participation|membership|in|application|by))*"
            rf" (?:<THIS>|it\b|{_BODY})"
        ),
    ),
    # "this Convention may be denounced by any Party"
    (
        "may be denounced",
        re.compile(
            r"(?:<THIS>|\bit)(?: (?!<ENTER>|<OTHERS>)[^\s.;]+){0,16}? (?:(?:may|can|might|until"
            r"|unless)(?: (?!<ENTER>)[^\s.;]+){0,24}? <LEAVE>|shall (?:be )?<LEAVE>(?: \S+){0,3}"
            r" <PERIOD>)"
        ),
    ),
    # "shall remain in force until one Party gives notice of its intention to terminate"
    (
        "notice of intention",
        re.compile(
            r"(?:<NOTICE>|<NOTIFY>)(?: (?!<OTHERS>|<AMEND>)[^\s.;]+){0,22}? (?:intention|desire"
            r"|wish|decision|intent|intends?)(?: \S+){0,3}? <LEAVE>"
            r"|<NOTICE>(?: ,(?: [^\s.;,]+){1,16} ,)? of (?:its |such |his |their )?<LEAVE>"
            r"|<NOTIFY>(?: (?!<AMEND>)[^\s.;]+){0,14}? of (?:<OTHERS>|its) <(?:LEAVE|CEASE)> (?:it\b|<THIS>)"
        ),
    ),
    # "shall enter into force on signature and may be denounced by either Party"
    (
        "and may be denounced",
        re.compile(
            r"<THIS> <(?:ENTER|REMAIN)>(?: [^\s;]+){0,40}? (?:and|but) (?:it )?(?:may|can)"
            r"(?: \S+){0,4} be <LEAVE>"
        ),
    ),
    # "the denunciation of this Convention by any Party shall be notified to the depositary"
    (
        "the denunciation is made by",
        re.compile(
            r"(?:^|[.;] ?|\d ?\.? ?|> ?\.? )(?:(?:the|any|such) )?<LEAVE> (?:of"
            r"|from) <THIS>(?: [^\s.;]+){0,6}? (?:shall|may|must|is to|can) be"
            r" (?:<NOTIFY>|<DEPOSIT>|<COMPLETED>|made|effected|given|addressed)"
        ),
    ),
    # "shall cease to have effect six months after notification by either Party"
    (
        "ceases after notice",
        re.compile(
            r"(?:<THIS>|\bit) <CEASE>(?: [^\s.;]+){0,6}? <PERIOD>(?: [^\s.;]+){0,10}? (?:<NOTICE>"
            r"|<NOTIFY>|<LEAVE>)"
        ),
    ),
    # "either Party may cease to apply this Agreement if it so informs the other"
    (
        "may cease to apply",
        re.compile(
            r"(?:<PARTY>|<PARTIES>|<NUM>) <CEASE>(?: to \w+)? <THIS>(?: \S+){0,12} (?:<NOTIFY>|<NOTICE>)"
        ),
    ),
    (
        "until after denunciation",
        re.compile(r"(?:until|before)(?: \S+){0,6} <PERIOD>(?: \S+){0,14} <(?:LEAVE|NOTICE)>"),
    ),
    ("unless terminated", re.compile(r"(?:until|unless) (?:(?!<NOTICE>)\S+ ){0,8}?<LEAVE>")),
    # "any Party may denounce it"; "may withdraw by written notice"
    (
        "may withdraw",
        re.compile(
            r"(?:<PARTY>|<PARTIES>|<NUM>|<ALL>)(?: [^\s.;]+){0,12}? (?:may|right to|free to|wishes"
            r" to|wishing to|decides to|entitled to|can)(?: [^\s.;]+){0,20}? <LEAVE>(?! (?:\S+"
            r" ){0,3}(?:<OTHERS>|<INSTR>|<AMEND>|request|proceedings))"
        ),
    ),
)
# what is withdrawn is a reservation, a request, an objection, or all agree to end the treaty
_NOT_THIS = re.compile(
    r"<LEAVE>(?: (?:of|the|its|such|any|a|his|their|from|such a))* (?:<OTHERS>|<INSTR>|<SIGNED>"
    r"|<PROVISIONAL>|signature|request|objection|proceedings|employment|<RATIFYING>|<RATNOTE>)"
    r"|(?:mutual|unanimous|common) \S+ ,? ?(?:to )?<LEAVE>"
    r"|<LEAVE>(?: \S+){0,4} by (?:mutual|unanimous|common|agreement)|<LEAVE> (?:\S+ ){0,2}<NOTICE>$"
)


# "until the Parties agree on its termination": all of them end it, none may leave alone (VCLT 54(b))
_BY_ALL = re.compile(
    r"(?:<PARTIES>|\bthey)(?: (?!<PARTY>)[^\s.;]+){0,4}? (?:agree|decide|consent|resolve)\w*"
    r"(?: (?!<PARTY>)[^\s.;]+){0,5}? <LEAVE>"
)


# "if any such amendment has not entered into force within two years, any Party may give notice of withdrawal"
_IF_AMENDED = re.compile(r"\b(?:if|where|in the event that) <AMEND> (?:has|have|does|do|is|are|was) not\b")


class Leaving(msgspec.Struct, frozen=True, gc=False):
    """The rule and the sentences that carry it."""

    rule: Denunciation
    sentence: Sentence
    end: int
    confidence: float
    before_expiry: bool = False  # the notice is counted back from the end of a period


_TIME = r"<(?:PERIOD|NTHDAY|FIRSTDAY)>"
_ACT = (
    r"(?:<NOTICE>|<NOTIFY>|<DEPOSIT>|<LEAVE>|<RATNOTE>|<INSTR>|<NOTES>|is given|acknowledg|such date"
    r"|communicat|thereof|declaration)"
)
_FORCE = (
    r"(?:<ENTRY>|<ENTER>|<REMAIN>|<SIGNED>|<RATIFIED>|<RATIFYING>|entered into|in force|becom\w+"
    r"|became|of membership|to it\b|its? coming|<DATE>)"
)

# "after it has been in force for ten years"
IN_FORCE_FOR = re.compile(
    r"(?:after|until|once|when|unless|before)(?: (?!,)\S+){0,10}? (?:<REMAIN>|in force|operation|existence)"
    r"(?: \S+){0,3}? for (?:at least |not less than )?(?P<time><PERIOD>)"
)
# "once twenty years have passed"; "any time after five years from the date of entry into force"
NOT_BEFORE: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"(?:once|after|when) (?:the )?(?P<time><PERIOD>)(?: term| period)?(?: (?!,)\S+){0,8}"
        r" (?:expired|elapsed|passed|ended)"
    ),
    # "after five years this Agreement may be denounced by any Party"
    re.compile(
        r"(?:after|following|at the (?:end|<CEASE>|expir\w+) of) (?P<time><PERIOD>)(?: ,)?"
        r" (?:<THIS>|it|(?:<ALL> )?<PARTY>|any of \S+) may\b"
    ),
    re.compile(r"any <FORDATE> after (?:the )?(?:expir\w+ of )?(?P<time><PERIOD>)"),
    IN_FORCE_FOR,
    # "which notice may be given at the expiration of fourteen years or at any time afterwards"
    re.compile(
        r"<NOTICE> may be (?:so )?given(?: \S+){0,2} (?:at|after|upon)(?: the)? expir\w+ of"
        r" (?P<time><PERIOD>)"
    ),
    re.compile(
        rf"(?:after|before|until|upon|following|on|from|earlier than|within|not|at)(?: the| a|"
        rf" an)?(?: <?\w+>?)?(?: of)? (?P<time><PERIOD>)"
        rf"(?: (?!<NOTICE>|<LEAVE>|<DEPOSIT>)[^\s;]+){{0,14}}? {_FORCE}"
    ),
    re.compile(
        rf"(?P<time><PERIOD>)(?: (?:has|have|shall have))? ?(?:after|from|following|elapsed"
        rf"|passed)(?: (?!<NOTICE>|<LEAVE>|<DEPOSIT>)[^\s;]+){{0,10}}? {_FORCE}"
    ),
    re.compile(
        r"(?:after|not be(?: \w+)? before|until|upon|following)(?: the)? (?:expir\w+|expiration"
        r"|end|<CEASE>|lapse)(?: of)?(?: the| a| an)?(?: \w+)? (?P<time><PERIOD>)(?!"
        r" (?:after|from|following|as of)(?: \S+){0,12} (?:<NOTICE>|<DEPOSIT>|<NOTIFY>|<LEAVE>))"
    ),
)
# "six months after receipt of the notice", "upon six months' written notice"
NOTICE: tuple[re.Pattern[str], ...] = (
    re.compile(r"<FIRSTDAY>(?: (?!<)\S+){0,7} (?P<time><PERIOD>)"),
    re.compile(
        rf"(?P<time>{_TIME})(?: ?[,;])?(?: (?:after|from|following|of|subsequent|counted|counting"
        rf"|as|which|that|the|later|than|upon|reckoned|starting))+(?:"
        rf" (?!{_FORCE})[^\s;]+){{0,12}}? {_ACT}"
    ),
    re.compile(
        r"(?P<time><PERIOD>)(?: ?'?s?'?)?(?: (?:written|prior|advance|previous|in|calendar|days?"
        r"|of))* <(?:NOTICE|NOTIFY|RATNOTE)>"
    ),
    re.compile(r"(?P<time><PERIOD>)(?: ?'?s?'?)? (?:in advance|beforehand|advance|earlier|prior notice)"),
    re.compile(
        r"<NOTICE>(?: [^\s.;]+){0,12}? (?:of|at least|not less than|for|within|subject to|period)"
        r" (?P<time><PERIOD>)"
    ),
    re.compile(
        r"(?P<time><PERIOD>)(?: ?,)? (?:before|prior to)(?: [^\s.;]+){0,8}? (?:<LEAVE>|<FORDATE>"
        r"|<CEASE>|expir\w+|end|effective|delivery)"
    ),
    re.compile(
        rf"(?:<CEASE>|<ENTER>|<LEAVE>|effective)(?: [^\s.;]+){{0,12}}? (?P<time>{_TIME})(?:"
        rf" (?:after|from|following|thereafter|later|has|have))?"
    ),
)

# "the denunciation becomes effective upon the expiry of one year": the time until it works, not a floor
_EFFECTIVE = re.compile(
    r"<LEAVE>(?: (?!<(?:THIS|ENTRY|PARTY|PARTIES)>|not\b)[^\s.;]+){0,6}? <(?:ENTER|REMAIN)>(?: only)?"
    r" (?:on|upon|at|after|following)(?: the)?(?: (?:expir\w+|expiration|end|lapse|<CEASE>)(?: of)?)?"
    r"(?: the| a| an)?(?: \w+)? (?P<time><PERIOD>)(?= ?(?:[.,;]|$|unless\b))"
)

REACH = 5  # sentences after the right in which notice and effect may stand


def denunciation(
    reader: Reader, duration: Duration | None, near: int | None, renewal: Sentence | None = None
) -> Leaving | None:
    """The right of a party to leave by notice; None where the text gives none.

    `near` is the sentence of the rule for entry into force: of two rights the one that stands near it. Notice
    against renewal, in the sentence of `renewal`, is no right to leave.
    """
    best: tuple[float, Leaving] | None = None
    for i, sentence in enumerate(reader.parts):
        if sentence is renewal or not SPEAKS.search(reader.clean.lower, sentence.start, sentence.end):
            continue
        if (
            reader.of_another(i)
            or _right(reader.short(i).text) is None
            or _IF_AMENDED.search(reader.short(i).text)
        ):
            continue
        found = _rule(reader, i, duration)
        fit = _fit(reader, i, found.rule) + reader.nearness(i, near)
        if best is None or fit > best[0]:
            best = fit, found
    return best[1] if best and best[0] > -3 else None


def _right(text: str) -> str | None:
    ends = [found.end() for found in _BY_ALL.finditer(text)]
    for name, pattern in _RIGHTS:
        for match in pattern.finditer(text):
            by_all = any(match.start() < end <= match.end() for end in ends)
            if not by_all and not _NOT_THIS.search(text, max(0, match.end() - 40)):
                return name
    return None


def _fit(reader: Reader, i: int, rule: Denunciation) -> float:
    score = min(0.0, reader.fit(i))
    heading = reader.parts[i].heading
    if re.match(r"\W*(?:withdraw|denunc|terminat)", heading):
        score += 3
    elif re.match(r"\W*(?:durati|validity|final|entry|period|expir)", heading):
        score += 1
    return score + 1.0 * (rule.notice is not None) + 0.5 * (rule.not_before is not None)


# "at any time after the expiration of this period": the treaty's first period
_THAT_PERIOD = re.compile(
    r"after (?:the )?(?:expir\w+|end|lapse|<CEASE>|<COMPLETED>) of (?:this|that|the said|such|the"
    r"|the above|the initial|the first) (?:initial )?(?:period|term)"
)


def _rule(reader: Reader, i: int, duration: Duration | None) -> Leaving:
    notice = floor = None
    end = i
    before_expiry = announced = False
    for j in range(i, min(len(reader.parts), i + REACH)):
        if not reader.together(i, j):
            break
        short = reader.short(j)
        if not re.search(r"<(?:LEAVE|CEASE|NOTICE|NOTIFY|ENTER)>|expir|effect", short.text):
            continue
        effective = _first(short, (_EFFECTIVE,)) if notice is None else None
        if effective:
            notice, end = effective[0], j
        early = _first(short, NOT_BEFORE, effective[1] if effective else None)
        taken = None
        if floor is None and early:
            floor, taken, end = early[0], early[1], j
        if notice is None:
            notice = _yearly(reader.lower(j)) or _anniversary(reader.lower(j))
        if notice is None:
            late = _first(short, NOTICE, taken)
            if late:
                notice, end = late[0], j
                announced = bool(_ANNOUNCED.match(short.text, late[1]))
                before_expiry = bool(_BACK_FROM_END.match(short.text, late[1]))
        elif announced and (effect := _EFFECT.search(short.text)):
            length = span_of(short.chunk(effect.start("time")))
            notice, end, announced = length or notice, j, False
        if floor is None and _THAT_PERIOD.search(short.text) and duration and duration.n and duration.unit:
            floor = Offset(duration.n, duration.unit)
    return Leaving(
        Denunciation(notice, floor),
        reader.parts[i],
        reader.parts[end].end,
        0.9 if notice else 0.6,
        before_expiry,
    )


# "at not less than six months' notice, to be given before the expiration of one of the periods"
_BACK_FROM_END = re.compile(
    r"<PERIOD>(?: ?')?(?: <NOTICE>)?(?: ?,)?(?: to be given| given)?(?: at)? (?:before|prior)"
    r".{0,60}(?:expir|end\b|<CEASE>|term)"
)
# "communicated at least ninety days prior to delivery of the instrument of denunciation" is not yet notice,
# where the effect is told after it: "shall cease to have effect one year after the denunciation"
_ANNOUNCED = re.compile(
    r"<PERIOD>(?: ?,)? (?:before|prior to)(?: \S+){0,3} (?:delivery|<DEPOSIT>|<INSTR>|presentation)"
)
_EFFECT = re.compile(
    r"(?:<CEASE>|<ENTER>)(?: [^\s.;]+){0,12}? (?P<time><PERIOD>) (?:after|from|following)"
    r"(?: [^\s.;]+){0,6}? (?:<LEAVE>|<NOTICE>|<DEPOSIT>)"
)
_YEARLY = re.compile(
    rf"on (?:the )?(?P<effect>{MONTH_DAY}) (?:of|in) (?:any|each|the same|every)(?: calendar)?"
    rf" year by giving notice(?: \S+){{0,6}}? on or before"
    rf" (?:the )?(?:preceding |previous )?(?P<notice>{MONTH_DAY})"
)


def _yearly(lower: str) -> Offset | None:
    """ "withdraw on 31 December of any year by giving notice before the preceding 30 June": six months."""
    found = _YEARLY.search(lower)
    if not found:
        return None
    effect, notice = (_month_of(found[g]) for g in ("effect", "notice"))
    return Offset((effect - notice) % 12 or 12, Unit.MONTH)


_ANNIVERSARY = re.compile(
    r"\bthe (?P<n>first|second) anniversary of (?:\S+ ){0,12}?(?:notif|notice|denunc|withdraw|terminat)"
)


def _anniversary(lower: str) -> Offset | None:
    """ "until the first anniversary of the date on which either Party notifies the other": one year."""
    found = _ANNIVERSARY.search(lower)
    return Offset(1 if found["n"] == "first" else 2, Unit.YEAR) if found else None


def _month_of(text: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name in text)


# "remains in force for five years": no notice; "the thirty-first day of December": no length
_OF_LASTING = re.compile(
    r"(?:<RENEW>|\bapply|concluded|valid\w*|duration|successive)(?: (?!<)\S+){0,4} $"
    r"|(?:(?<!<LEAVE> of )<THIS>|\bwhich|\bthat) <ENTER> $"
    r"|(?<!<LEAVE> )<REMAIN>(?:"
    r" (?:for|during|an?|the|initial|initially|originally|further|additional|period|of))* $"
)
# "shall be valid for twelve months from the date when a Party gave notice of its intention"
_FROM_NOTICE = re.compile(
    r"<PERIOD> (?:from|after|as of|since)(?: (?!and\b|unless\b|,)\S+){0,16} (?:<NOTICE>|<NOTIFY>|<LEAVE>)"
)
_OF_MONTH = re.compile(r"<NTHDAY> of (?:" + "|".join(MONTHS) + ")")


def _first(
    short: Reduced, table: tuple[re.Pattern[str], ...], taken: int | None = None
) -> tuple[Offset, int] | None:
    for pattern in table:
        for match in pattern.finditer(short.text):
            at = match.start("time")
            if at == taken or _OF_MONTH.match(short.text, at):
                continue
            lasting = pattern is not IN_FORCE_FOR and _OF_LASTING.search(short.text[:at])
            if lasting and not _FROM_NOTICE.match(short.text, at):
                continue
            length = span_of(short.chunk(at))
            if length:
                return length, at
    return None


_NTH = re.compile(ORDINAL)


def span_of(chunk: Chunk) -> Offset | None:
    """The length a chunk stands for: "the first day of the seventh month following" is seven months."""
    if chunk.kind == "PERIOD":
        return period(chunk.text)
    if chunk.kind == "NTHDAY":
        n = ordinal(chunk.text.removeprefix("the "))
        return Offset(n) if n else None
    found = _NTH.search(OF_THE_MONTH.split(chunk.text, maxsplit=1)[-1])
    n = ordinal(found.group()) if found else 1
    return Offset(n, Unit.MONTH) if n else None
