"""What the news says that a treaty lays down: entry into force, duration, leaving, and what it obliges.

Each row is a pattern over one sentence that speaks of an agreement, with the wording that called for it. The
rule goes into the claim's detail in the form that `foedus.law` computes with.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

import ahocorasick_rs

from foedus.model import TermKind

Rule = dict[str, object]
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "a hundred": 100, "a": 1, "an": 1,
}  # fmt: skip
_N = r"(?P<n>\d{1,3}|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_FORCE = r"(?:(?:enter|enters|entering|come|comes|coming|go|goes|entry) into (?:force|effect)|take(?:s)? effect|(?:be|become|becomes) effective)"
_INSTRUMENTS = r"(?:instruments?|documents?) of ratification|ratification (?:instruments?|documents?)|ratifications\b|instruments? of (?:acceptance|approval)"


@dataclass(frozen=True, slots=True)
class TermRule:
    """A pattern and what it says; `rule` builds the detail from the match.

    `cues` are small letters, some of which every match holds: a sentence without them is not searched.
    """

    id: str
    kind: TermKind
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    rule: Callable[[re.Match[str]], Rule]


@dataclass(frozen=True, slots=True)
class TermFound:
    """A term in a sentence: where its words stand and what they say."""

    id: str
    kind: TermKind
    start: int
    end: int
    rule: Rule


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER_WORDS[text.lower()]


def _offset(found: re.Match[str]) -> Rule | None:
    if not found.groupdict().get("n"):
        return None
    return {"n": _number(found["n"]), "unit": found["unit"].lower()}


def _entry(trigger: str, **more: object) -> Callable[[re.Match[str]], Rule]:
    def build(found: re.Match[str]) -> Rule:
        return {"trigger": trigger, **_delay(found[0]), **more}

    return build


def _count(found: re.Match[str]) -> Rule:
    return {"trigger": "instruments", "count": _number(found["count"]), **_delay(found[0])}


def _delay(text: str) -> Rule:
    """How long after the act it enters into force, by the words of the rule: "30 days after the exchange",
    "on the first day of the second month following"."""
    after, month = _AFTER.search(text), _FIRST_OF_MONTH.search(text)
    offset = _offset(after) if after is not None else None
    if offset is None and _NEXT_DAY.search(text) is not None:
        offset = {"n": 1, "unit": "day"}
    if month is None:
        return {"offset": offset, "round": "none"}
    if offset is not None:
        return {"offset": offset, "round": "first_day_of_following_month"}
    nth = _ORDINALS[month["nth"].lower()] if month["nth"] else 1
    return {"offset": {"n": nth, "unit": "month"}, "round": "first_day_of_month"}


_ORDINALS = {"next": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_AFTER = re.compile(rf"\b{_N} {_UNIT} (?:after|from|following|later than)\b", re.IGNORECASE)
_NEXT_DAY = re.compile(r"\bthe (?:next )?day (?:after|following)\b", re.IGNORECASE)
_FIRST_OF_MONTH = re.compile(
    rf"\bfirst day of the (?:(?P<nth>{'|'.join(_ORDINALS)}) )?month\b", re.IGNORECASE
)


def _span(kind: str) -> Callable[[re.Match[str]], Rule]:
    def build(found: re.Match[str]) -> Rule:
        return {"kind": kind, **(_offset(found) or {})}

    return build


def _none(_: re.Match[str]) -> Rule:
    return {}


def _row(
    id_: str, kind: TermKind, cues: str, pattern: str, rule: Callable[[re.Match[str]], Rule] = _none
) -> TermRule:
    return TermRule(id_, kind, tuple(cues.split("|")), re.compile(pattern, re.IGNORECASE), rule)


_HOME = r"(?:ratification|internal|domestic|constitutional|legal|national|parliamentary|legislative|approval|necessary|required)"
_STEPS = r"(?:procedures?|process(?:es)?|formalities|requirements|steps)"
_OVER = r"(?:complet|finish|fulfil|conclud)\w*"
T = TermKind
ROWS: tuple[TermRule, ...] = (
    # "the treaty will take effect from the day both sides exchange instruments of ratification"
    _row("entry-exchange", T.ENTRY_INTO_FORCE, "exchang",
         rf"{_FORCE}[^.;]{{0,100}}?\bexchang\w{{1,20}}[^.;]{{0,60}}?(?:{_INSTRUMENTS})",
         _entry("exchange", of="instruments")),
    # "comes into force once the two have swapped diplomatic notes"
    _row("entry-notes", T.ENTRY_INTO_FORCE, "exchang|swap",
         rf"{_FORCE}[^.;]{{0,100}}?\b(?:exchang|swap)\w{{1,20}}[^.;]{{0,40}}?(?:diplomatic )?(?:notes|letters)",
         _entry("exchange", of="notes")),
    # "will enter into force after both countries notify each other that their procedures are complete"
    _row("entry-notifications", T.ENTRY_INTO_FORCE, "notif|inform",
         rf"{_FORCE}[^.;]{{0,100}}?\b(?:notif\w+|inform\w+ (?:each|one) (?:other|another))",
         _entry("notifications", count="all")),
    # "enters into force when 60 states have ratified it"
    _row("entry-number", T.ENTRY_INTO_FORCE, "into force|effect",
         rf"{_FORCE}[^.;]{{0,90}}?\b(?P<count>\d{{1,3}}|{'|'.join(w for w in _NUMBER_WORDS if len(w) > 2)})(?!\d)(?![- ](?:day|week|month|year))"
         r"[^.;]{0,30}?(?:states|countries|nations|members|parties|governments|ratifications)[^.;]{0,40}?(?:ratif|accept|deposit|acced)?",
         _count),
    # "takes effect upon signature"
    _row("entry-signature", T.ENTRY_INTO_FORCE, "into force|effect",
         rf"{_FORCE} (?:immediately )?(?:up)?on (?:its |the )?(?:signature|signing)", _entry("signature")),
    # "must be ratified by both parliaments before it can take effect"
    _row("entry-ratification", T.ENTRY_INTO_FORCE, "ed by both|ed by the two|into force|effect",
         rf"(?:ratified|approved) by (?:both|the two)[^.;]{{0,40}}before [^.;]{{0,30}}{_FORCE}|"
         rf"{_FORCE} (?:only )?(?:after|once|when) (?:it is |being )?ratified by both|"
         rf"{_FORCE} (?:only )?(?:after|once|when|following|pending|(?:up)?on) (?:its |their |the )?(?:mutual )?ratification\b(?! (?:instrum|docum))|"
         rf"{_FORCE}[^.;]{{0,60}}?\b(?:after|once|when|until|upon)\b[^.;]{{0,60}}?\b(?:{_OVER}[^.;]{{0,30}}?\b{_HOME}[^.;]{{0,30}}?\b{_STEPS}|{_HOME}[^.;]{{0,30}}?\b{_STEPS}[^.;]{{0,30}}?\b{_OVER})",
         _entry("instruments", count="all")),
    # "to apply it provisionally until both parliaments have ratified"
    _row("provisional", T.PROVISIONAL_APPLICATION, "provisional", r"\b(?:provisional application|appl\w+ (?:it )?provisionally|provisionally appl\w+)"),
    # "a five-year pact", "valid for ten years"
    _row("duration-adjective", T.DURATION, "-year|-month|-week|-day| year| month| week| day", rf"\b{_N}[- ](?P<unit>year|month|week|day) (?:[a-z-]+ ){{0,4}}(?:pact|treaty|deal|accord|agreement|truce|ceasefire)\b", _span("fixed")),
    _row("duration-valid", T.DURATION, "valid for|in force for|last for|lasts for|run for|runs for", rf"\b(?:valid|in force|last|lasts|run|runs|remain in force) for (?:a period of |an initial )?{_N} {_UNIT}", _span("fixed")),
    _row("duration-indefinite", T.DURATION, "indefinite|unlimited|expiry", r"\b(?:of indefinite duration|for an (?:indefinite|unlimited) (?:period|term)|has no expiry date)", _span("indefinite")),
    # "renewed automatically every five years unless either side objects"
    _row("renewal-tacit", T.RENEWAL, "automatic",
         rf"\b(?:automatic(?:ally)?) (?:renew\w*|extend\w*|prolong\w*|extension|renewal)(?:[^.;]{{0,40}}?{_N} {_UNIT})?|(?:renew\w*|extend\w*) automatically(?:[^.;]{{0,40}}?(?P<n2>\d+))?",
         lambda m: {"tacit": True, **(_offset(m) or {"n": None, "unit": None})}),
    # "either party may withdraw on six months' notice"
    _row("denunciation", T.DENUNCIATION, "notice", rf"\b{_N}[- ](?P<unit>day|week|month|year)(?:'s|s'|s)? (?:written |prior |advance )?notice\b",
         lambda m: {"notice": _offset(m), "not_before": None}),
    # "the agreement will expire one year after the notice"
    _row("denunciation-after", T.DENUNCIATION, "notice|notif|denunc",
         rf"\b(?:withdraw\w*|denunciation|denounc\w+|terminat\w+|expir\w+|ends?|lapses?|ceases?|exit)\b[^.;]{{0,60}}?\b{_N} {_UNIT} "
         r"(?:after|from|following) (?:the |that |its |such |receipt of (?:the )?)?(?:notice|notification|denunciation)\b",
         lambda m: {"notice": _offset(m), "not_before": None}),
    # "committing both to mutual military assistance in the event of an attack on either"
    _row("mutual-defence", T.MUTUAL_DEFENCE, "attack|aggression|invasion|invaded|war",
         r"\bmutual (?:military |defen[cs]e |armed )?(?:assistance|aid|support|help)\b[^.;]{0,60}?\b(?:attack|aggression|invasion|war)|"
         r"\b(?:com(?:e|ing) to|aid|assist|help|defend|support)(?:ing)? (?:each|one) (?:other|another)(?:'s (?:aid|assistance|defen[cs]e|help))?[^.;]{0,60}?\b(?:attack|aggression|invaded|war)|"
         r"\b(?:attack|aggression) (?:on|against) (?:one|either|any)[^.;]{0,50}?\b(?:attack|aggression) (?:on|against) (?:both|all|the other)|"
         r"\b(?:military|mutual) (?:assistance|aid|help|support|defen[cs]e)[^.;]{0,30}? (?:if|in case|in the event|should|when)[^.;]{0,40}?\b(?:attack|aggression|invaded)",
         lambda m: {"type": "mutual_defence", "when": "attack on a party"}),
    # "must consult if either is threatened"
    _row("consultation", T.CONSULTATION, "consult", r"\b(?:consult(?:s|ing)?|consultations?)\b[^.;]{0,60}?\b(?:threat|attack|crisis|emergency|aggression|security)",
         lambda m: {"type": "consultation", "when": "threat"}),
    _row("neutrality", T.NEUTRALITY, "neutral", r"\b(?:remain|stay|be|observe)\w* (?:strictly )?neutral(?:ity)?\b[^.;]{0,60}?\b(?:war|attack|conflict|third)",
         lambda m: {"type": "neutrality", "when": "attack by a third state"}),
    _row("non-aggression", T.NON_AGGRESSION, "aggression|attack|force|threat",
         r"\b(?:non-?aggression)\b|\b(?:not to|never|refrain from|renounc\w+) (?:the )?(?:attack\w*|us\w+ (?:of )?force|threat\w*)[^.;]{0,40}?(?:each other|one another|the other|against)",
         lambda m: {"type": "non_aggression"}),
    _row("no-hostile-alliance", T.NO_HOSTILE_ALLIANCE, "not ",
         r"\bnot (?:to )?(?:join|enter|conclude|take part in) (?:any )?(?:alliances?|blocs?|coalitions?|treat\w+)[^.;]{0,40}?(?:against|hostile|directed)",
         lambda m: {"type": "no_hostile_alliance"}),
    # "grants access to bases"
    _row("basing", T.BASING, "base|facilities|troops on",
         r"\b(?:access to|use of|station\w*|bas(?:e|es|ing))\b[^.;]{0,40}?\b(?:military (?:bases?|facilities)|naval base|air ?bases?|bases|troops on)",
         lambda m: {"type": "basing"}),
    # "includes the delivery of fighter jets"
    _row("arms", T.ARMS, "missile|warhead|weapon|fighter jets|tanks|drones|arms|mines|warship", r"\b(?:deliver\w*|suppl\w+|sale|sell\w*|purchase|receive|limit\w*|reduc\w+|eliminat\w+|bann?\w*) (?:of )?[^.;]{0,30}?\b(?:missiles?|warheads?|weapons?|fighter jets|tanks|drones|arms|mines|warships?)\b",
         lambda m: {"type": "arms"}),
)  # fmt: skip

# the sentence must lay something down, not tell what was done
LAYS_DOWN = re.compile(
    r"\b(?:includ\w+|provi\w+|commit\w*|oblig\w+|requir\w+|calls? for|stipulat\w+|bind\w*|under (?:the|its|their|a|an|which)|pledg\w+|clause|"
    r"article|terms?|allow\w*|grant\w*|bars?|ban(?:s|ned|ning)?|limit\w*|will|shall|would|must|may|agreed|states? that|promis\w+|guarantee\w*|"
    r"takes effect|(?:enters|comes) into (?:force|effect)|lasts?|valid|expires?|-year|-month|cover\w*|envisag\w+|say(?:s|ing))\b",
    re.I,
)
# "a five-year pact", "gave a year's notice": the words themselves lay it down
_TOLD_ANYHOW = (TermKind.DURATION, TermKind.NON_AGGRESSION, TermKind.DENUNCIATION)
# "the withdrawal takes effect six months after the notification": no entry into force
_LEAVES = re.compile(
    r"\b(?:withdraw\w*|denunciation|denounc\w+|terminat\w+|suspen\w+|cancel\w+|exit|departure|notice|resignation)\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(_FORCE, re.IGNORECASE)
_TOLD = 4  # times that one sentence can say of something that it enters into force
_DENIED = re.compile(r"\b(?:not|n't|no|never|without)\b", re.I)


def find_terms(sentence: str) -> list[TermFound]:
    """The terms that a sentence about an agreement states, first row first; each kind at most once."""
    out: list[TermFound] = []
    seen: set[TermKind] = set()
    small = sentence.lower()
    often = small.count("force") + small.count("effect") > _TOLD
    if (
        often
        and (noise := next(itertools.islice(_IN_FORCE.finditer(sentence), _TOLD, None), None)) is not None
    ):
        sentence = sentence[: noise.start()]
        small = sentence.lower()
    for row in _cued(small):
        if row.kind in seen:
            continue
        found = row.pattern.search(sentence)
        if found is None or (row.kind is T.ENTRY_INTO_FORCE and _LEAVES.search(sentence, 0, found.start())):
            continue
        if row.kind not in _TOLD_ANYHOW and LAYS_DOWN.search(sentence) is None:
            continue
        seen.add(row.kind)
        out.append(TermFound(row.id, row.kind, found.start(), found.end(), row.rule(found)))
    return out


def _cued(small: str) -> list[TermRule]:
    """The rows of which a sentence in small letters holds a cue, in their order."""
    finder, owners = _automaton()
    found = finder.find_matches_as_indexes(small, overlapping=True)
    return [ROWS[n] for n in sorted({n for cue, _, _ in found for n in owners[cue]})]


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[int, ...], ...]]:
    """All cues, and for each the numbers of its rows."""
    owners: dict[str, tuple[int, ...]] = {}
    for n, row in enumerate(ROWS):
        for cue in row.cues:
            owners[cue] = (*owners.get(cue, ()), n)
    return ahocorasick_rs.AhoCorasick(list(owners)), tuple(owners.values())
