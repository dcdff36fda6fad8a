"""Who enters into force, in the words before the verb: this treaty, its amendments, a decision."""

from __future__ import annotations

import re
from enum import StrEnum


class Subject(StrEnum):
    THIS = "this"
    AMENDMENT = "amendment"
    OTHER = "other"  # a decision, a measure, an annex
    TIME = "time"  # "on the date when this Agreement enters into force": no rule


_LAST_NOUN = re.compile(
    r"<(THIS|AMEND|OTHERS|LEAVE|RENEW|SIGNED|INSTR|NOTICE|PARTIES|PARTY|ENTRY)>|\b(it|they|which|both|same)\b"
)
_TIME = re.compile(
    r"(?:\b(?:when|once|until|till|before|if|in the event that|in case|should|as soon as|unless|where"
    r"|whether|since|(?:upon|on|in|by|until|at|from|of|for) which"
    r"|after|following|prior to|whenever|how|than)|<FORDATE>(?: that)?),? ?$"
    # "the date at which for the State concerned this Convention comes into force"
    r"|(?:which|<FORDATE>|when) (?:for|in respect of|in relation to) (?:the )?<(?:PARTY|PARTIES|ALL)>"
    r"(?: (?!<)[^\s,]+){0,2},? ?$"
)
# "until the Scheme becomes effective", "when the Code enters into force"
_TIME_OF_ANOTHER = re.compile(
    r"\b(?:until|till|when|once|as soon as|before|after|unless|if) (?:the |an? |such |that )(?!<)[\w-]+"
    r"(?: (?!<)[\w-]+){0,2} $"
)
# between the subject and the verb: "shall be ratified and", ", including its annexes,", "(hereinafter ...)"
_MODIFIER = re.compile(
    r"^(?: ?(?:(?:shall|will|is|are|has been|must|may|having been|which|drawn up|done|being)\b"
    r"|,).{0,400}(?:\band|,|\bit)"
    r"|(?: (?!shall\b|will\b|may\b|who\b|if\b|when\b|<(?:NOTIFY|LEAVE)>"
    r"|(?<! of )(?<! by )<PART(?:Y|IES)>)\S+){0,14}) ?$"
)
_OBJECT = re.compile(r"\b(?:to|of|for|in|by|under|with|from|on|(?<!soon )as) $")
# "This Agreement, including the annexes, shall": no subject of its own
_LINKED = re.compile(
    r"\b(?:and|or|with|including|of|to|in|under|for|by|from|on|than|as|its|their|all|well)(?: (?!<)\w+)? $"
)
# "an additional protocol to this Agreement", "acceptance of this Agreement"
_OF_ANOTHER = re.compile(
    r"(?:\b(?:an?|any|each|such|other|another|every|no|additional|further)\b|<ALL>)(?: (?!<)[\w-]+){0,3}?"
    r" (?:protocols?|agreements?|treat(?:y|ies)|arrangements?|conventions?|annex(?:es)?)"
    r"(?: (?!<)[\w-]+){0,4}? (?:to|of|under)(?: the)? $"
    r"|<(?:RATIFYING|RATNOTE)>(?: (?!<)\S+)? (?:of|to) $"
)
# "shall constitute an integral part of this Agreement and shall enter into force"
_PART = re.compile(r"(?:\bparts?|<PART(?:Y|IES)>|\bdepositar(?:y|ies)) (?:of|to|for) $")
_OF_THIS = re.compile(
    r"<(AMEND|OTHERS|LEAVE|RENEW|NOTICE|ENTRY|DEPOSIT|SIGNED|INSTR)>(?:[ ,](?!<ENTER>)"
    r"(?:given|and|or|to|of|from|in|under|by|for|any|into|made|agreed"
    r"|concerning|pursuant|adopted|other|than|those|referred|the|a|an|its|hereto|thereto|text|on|terms"
    r"|articles?|certain|parts?|provisions?"
    r"|<REF>|<OTHERS>|<AMEND>|<PARTY>|<PARTIES>|<DATE>"
    r"|mentioned|,|as|well)){1,14} ?$"
)
# "the rules of procedure and any amendments thereto"
_AND_OTHERS = re.compile(r"<OTHERS>(?: (?!<(?:ENTER|PART))[^\s,;:.]+){0,14} (?:and|or)(?: its| any| the)? $")
_BELONGS = re.compile(r"\b(?:of|to|in|under|from|for|by|concerning)\b")
_CONSTITUTES = re.compile(
    r"(?:constitut\w*|regarded as|considered as|be deemed|conclu\w+)(?: \S+){0,6}"
    r" (?:agreement|understanding)(?: \S+){0,40}?"
    r" (?:which|that|and|to)(?: it)? ?$"
)


def subject(head: str) -> Subject | None:
    """What stands before the verb in the short string of the sentence; None where nothing is told."""
    if _CONSTITUTES.search(head[-400:]):
        return Subject.THIS
    if _TIME_OF_ANOTHER.search(head):
        return Subject.OTHER
    for last in reversed(list(_LAST_NOUN.finditer(head))):
        kind = last.group(1) or last.group(2)
        before, between = head[: last.start()], head[last.end() :]
        if kind == "OTHERS" and not between.strip() and not _LINKED.search(before):
            return Subject.OTHER
        if kind == "THIS" and _PART.search(before):
            continue
        if kind == "THIS" and _MODIFIER.match(between):
            if _OF_ANOTHER.search(before):
                return Subject.OTHER
            owner = _OF_THIS.search(before[-250:])
            if owner and _BELONGS.search(owner.group()) and not owner.group().rstrip().endswith(","):
                return Subject.AMENDMENT if owner.group(1) == "AMEND" else Subject.OTHER
            return Subject.TIME if _TIME.search(before.rstrip()) else Subject.THIS
        if kind == "AMEND" and _MODIFIER.match(between):
            if re.search(r"<THIS> ,? ?(?:and|or|as well as)(?: its| any| the)? $", before):
                return Subject.THIS
            if _AND_OTHERS.search(before):
                return Subject.OTHER
            return Subject.TIME if _TIME.search(before.rstrip()) else Subject.AMENDMENT
        if kind in ("it", "they", "which") and len(between.split()) <= 6 and not _OBJECT.search(before):
            if kind != "which":
                if _TIME.search(before.rstrip()):
                    return Subject.TIME
                if "<THIS>" in before and "<AMEND>" not in before:
                    return Subject.THIS
                return None
            return Subject.OTHER
    return Subject.OTHER
