"""What a text says of instruments that are deposited once the treaty is in force (VCLT 24(3)).

Most texts say from when the treaty binds a state that comes later (`entry.later_states`); some say from when
its instrument has effect.
"""

from __future__ import annotations

import re

from foedus.law.model import LaterStates, Rule, Trigger
from foedus.law.text.entry import Found
from foedus.law.text.reader import Reader
from foedus.law.text.timing import when

# "any instrument of accession deposited after the date on which this Convention enters into force shall take
# effect three months after the date of deposit"
_DEPOSITED = re.compile(
    r"<INSTR> (?:which (?:is|are) |that (?:is|are) )?<DEPOSIT> (?:after|subsequent to) (?:the )?"
    r"(?:<FORDATE>(?: (?:of|on|which|when))* <THIS> <ENTER>"
    r"|(?:<FORDATE> of )?(?:the )?<ENTRY>(?: of <THIS>)?)"
    r" ?,? (?=<ENTER>(?: \S+){1,8} <DEPOSIT>)"
)
_SURE = 0.9


def deposited_later(reader: Reader) -> tuple[LaterStates, Found] | None:
    """The rule for instruments deposited after entry into force, and where it stands; None: not told."""
    for i, sentence in enumerate(reader.parts):
        short = reader.short(i)
        found = _DEPOSITED.search(short.text)
        time = when(short, found.end(), len(short.text)) if found else None
        if time is not None:
            rule = Rule(Trigger.INSTRUMENTS, offset=time.offset, round=time.round)
            read = Found(rule, sentence, _SURE, reader.fit(i), later=True)
            return LaterStates(rule.offset, rule.round), read
    return None


def later_states(found: list[Found], first: Found | None) -> tuple[LaterStates, Found] | None:
    """The rule for states that consent after the treaty's own conditions were met (VCLT 24(3)).

    Of several the one that stands in the same article as the first rule.
    """
    acts = (Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS, Trigger.SIGNATURE)
    rules = [f for f in found if f.later and f.rule.trigger in acts]
    if first:
        rules.sort(key=lambda f: f.sentence.article != first.sentence.article)
    return (LaterStates(rules[0].rule.offset, rules[0].rule.round), rules[0]) if rules else None
