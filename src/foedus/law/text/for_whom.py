"""Whether a clause on entry into force is for a state that comes later, not for the treaty's first day."""

from __future__ import annotations

import re

_EACH = re.compile(
    r"(?:for|in respect of|with respect to|with regard to|as regards|in relation to|in the case of"
    r"|as between|as to) "
    r"(?:any|each|every|a|an|that|such|those|other|any other|the|<ALL>|<NUM>)?(?: \w+){0,2}"
    r" ?(?:<ALL> )?(?:(?:other|such) )?<(PARTY|PARTIES)>"
    r"|in respect of the (?:community|union)\b"
)
_LATER = re.compile(
    r"thereafter|subsequent|after (?:the|its|this|such|that)? ?(?:<ENTRY>|<FORDATE>|<DEPOSIT>"
    r"|<ORD>|<INSTR>|<THIS>|conditions|<PROCEDURES>)"
    r"|later|after <THIS>|its <|(?:which|that|whose) (?:\S+ ){0,3}<|<(?:RATIFIED|RATIFYING)>"
    r"|<DEPOSIT>|<INSTR>|acceding|<ENTER>"
)


def for_later(head: str, tail: str, words: tuple[str, str]) -> bool:
    """Whether the sentence is for a state that comes later, not for the first entry into force.

    `head` and `tail` are its short string before and after the verb, `words` its words there in lower case.
    """
    before_verb, after_verb = words[0], words[1].lstrip(" ,")
    if _TOO_LATE.search(head) or _SOME_OTHERS.search(before_verb) or _SOME_OTHERS.match(after_verb):
        return True
    if _FOR_IT.match(tail) or (_THEREUPON.match(head) and _FOR_ANY.match(tail)):
        return True
    if _JOINED_AFTER.search(head):
        return True
    before, after = _EACH.search(head), _EACH.search(tail)
    if any(found and found.group(1) != "PARTIES" for found in (before, after)) and _LATER.search(head + tail):
        return True
    if before and _AFTERWARDS.search(head[before.start() :]):
        return True
    return bool(after and _THEREAFTER.search(tail[after.start() :]))


# "where a Party is unable to complete its procedures by that date, this Agreement shall come into force"
_TOO_LATE = re.compile(
    r"\b(?:where|if|should) <PARTY> (?:(?:is|be) unable|(?:is|has|does|do|should|have) not)\b"
)
_AFTERWARDS = re.compile(r"\bafter\b|thereafter|subsequent|acced|<LAST> <FORDATE>")
_THEREAFTER = re.compile(r"thereafter|subsequent|after (?:its|the|this) <ENTRY>|acced|<LAST> <FORDATE>")

# "regarding the other signatory States", "for the other EFTA States": those that the first rule leaves out;
# "in respect of such territory"
_SOME_OTHERS = re.compile(
    r"\b(?:for|concerning|regarding|as regards|as concerns|in respect of|with respect to|with regard to"
    r"|in relation to|as for) (?:(?:the |all |any )?other (?:\w+ ){0,3}(?:states?|part(?:y|ies)|governments?"
    r"|members?|signator(?:y|ies)|countr(?:y|ies))\b(?! than)"
    r"|(?:such|any such|that|each|these|those) (?:\w+ )?territor(?:y|ies)\b)"
)
# "thereafter it shall take effect for any signing party"
_THEREUPON = re.compile(r"^\W*(?:<(?:NUM|REF)> ?\W? ?)?(?:\(\w+\) ?)?thereafter\b")
_FOR_ANY = re.compile(
    r"^ ?,? (?:for|in respect of|with respect to|with regard to) (?:any|each|<ALL>|<PARTY>)"
)
# "acceded to this Agreement after the date on which the number necessary is reached"
_JOINED_AFTER = re.compile(r"(?:<RATIFIED>|<INSTR>)(?: \S+){0,4} after (?:the <FORDATE>|<THIS>|<ENTRY>)")
# "this Agreement shall become effective for it only after"
_FOR_IT = re.compile(r"^ ?(?:only )?(?:for|in respect of) it\b")
