"""What the parties owe one another in war and peace, read from a treaty's own articles, with the sentence.

Mutual defence, consultation, neutrality, non-aggression, no hostile alliance, basing and arms. A sentence
counts where it binds (shall, undertake) the parties themselves and names the duty beside its object, so that
"shall consult" in a trade agreement gives none. Silent rather than wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.law.model import Attack, Obligation
from foedus.law.text.reader import Reader
from foedus.law.text.split import Sentence
from foedus.model import TermKind

SURE = 0.8
_QUOTED = 600  # characters

_SPEAKS = re.compile(
    r"attack|aggress|invas|hostilit|war\b|neutral|armed|military|troops|threat|force against|weapon|munition"
    r"|alliance|coalition|mines\b|\bforces\b|facilities and areas|\bbases\b|menac|jeopard|casus foederis"
    r"|engagement|enem(?:y|ies)\b|\bpeace\b"
)
_BINDS = re.compile(
    r"\b(?:shall|will|would|undertakes?|agrees?|engages?|pledges?|promises?|guarantees?|bound|bind(?:s"
    r"| themselves)?"
    r"|oblige[sd]?"
    r"|commits?|declares?|grant(?:s|ed)?|renounces?|never)\b"
)
# an organ's or an arbiter's doing, a recital, a clause on the treaty's own life
_NOT_OURS = re.compile(
    r"^\W*(?:article \S+ )?(?:\d+\W+)?(?:the )?(?:council|committee|commission|board|secretar\w+"
    r"|tribunal|court|assembly|considering|whereas|recalling|desir\w+|noting|convinced|mindful)\b"
    r"|\bnothing in (?:this|the present)\b|control system|verify"
)
_EACH_OTHER = (
    r"(?:each other|one another|the other\b|other (?:\w+ )?(?:part|state|sid)|either (?:of|part)"
    r"|against them|mutual"
    r"|between them|any (?:other )?(?:of the )?(?:high )?(?:contracting )?part|member states?)"
)
_HELD = r"(?:security|independence|integrity|sovereignty|\bpeace\b|rights (?:and|or) interests)"
_ENDANGERED = (
    rf"{_HELD}.{{0,60}}?(?:threat|menac|endanger|jeopard)|(?:threat|menac|endanger)\w*.{{0,40}}?(?:{_HELD}"
    r"|armed|aggression|attack|\bwar\b|of force)|armed attack|aggression|danger of war|breach of the peace"
    r"|attack.{0,20}?(?:fear|apprehend)|\bpeace\b.{0,30}?menac"
)
# how older treaties say that they shall consult
_CONSULT = (
    r"(?:\bconsult(?:ations?)?\b|\bconcert (?:together|with)|come to an (?:understanding"
    r"|agreement) with (?:one|each)"
    r"|communicate with (?:one another|each other)|exchange of views|\bconfer (?:together|with)"
    r"|agree upon the (?:course|measures)|consider in common)"
)
_ARMS = r"(?:weapons?|munitions|\bmines\b|missiles|explosive devices?|armaments)"
_ATTACKED = (
    r"(?:attack(?:ed)?\b|aggression|invasion|invaded|hostilities|state of war|\bat war\b"
    r"|involved in (?:a )?war)"
)
_ATTACKS = r"(?:attack|aggress|at war\b|hostil|invad)"
_AID = (
    r"(?:(?:render|provid|giv|lend|afford|extend|furnish|offer|bring)\w*\b.{0,90}?\b(?:assistance|aid|help|support)"
    r"|(?:come|go|coming) to (?:the |its |his |her |their )?(?:immediate )?(?:aid|assistance|help|defen[cs]e)"
    r"|\bassist(?:ing)? (?:the|that|it|any|each|one)|\bdefend (?:the|it|each|one)"
    r"|act (?:together )?to meet the common danger|considered (?:as )?an attack (?:against|on|upon)"
    r"|necessary measures.{0,60}defen[cs]e|make common cause|casus foederis (?:shall|will)"
    r"|(?:furnish|supply|place at).{0,80}?(?:corps|auxiliar|contingent|succou?r))"
)


# the party, not a neutral chairman or flag
_NEUTRAL = (
    r"(?:neutrality\b|neutral\b(?! (?!(?:in|between|towards?|for|as|and|or|during|until|throughout"
    r"|when|whenever|while|if|with|on|at|should|so|unless)\b)\w))"
)


class _Row(NamedTuple):
    """A duty and how a sentence lays it down."""

    kind: TermKind
    pattern: re.Pattern[str]


_TABLE: tuple[_Row, ...] = (
    # "if either is attacked, the other shall render it military and other assistance"
    _Row(
        TermKind.MUTUAL_DEFENCE,
        re.compile(
            rf"{_ATTACKED}.*?{_AID}|{_AID}.*?{_ATTACKED}"
            r"|\b(?:furnish|supply)\b.{0,60}?in case of (?:attack|war)\b.{0,40}?(?:corps|contingent"
            r"|auxiliar|succou?r|men)\b"
            r"|guarantee.{0,120}?against (?:every|any|all) (?:attack|aggression)"
            # "there shall be an offensive and defensive alliance between them"
            r"|(?:shall be|there is|conclude\w*|form\w*|establish\w*) (?:between them )?an? (?:perpetual "
            r"|close |strict )?"
            r"(?:offensive and defensive|defensive(?: and offensive)?) alliance"
        ),
    ),
    # "shall consult together whenever the security of any of them is threatened"
    _Row(
        TermKind.CONSULTATION,
        re.compile(rf"{_CONSULT}.*?(?:{_ENDANGERED})|(?:{_ENDANGERED}).*?{_CONSULT}"),
    ),
    # "shall observe neutrality for as long as the conflict lasts"
    _Row(
        TermKind.NEUTRALITY,
        re.compile(
            rf"(?:observ|maintain|preserv|keep|remain|stay)\w*(?: \w+){{0,4}}? {_NEUTRAL}"
            # "to give no help to its enemy"; "shall abstain from lending aid to a State which attacks"
            rf"|\bwar\b.*?\bnot to take (?:any )?part in (?:it|the war|hostilities)"
            r"|\bno (?:help|aid|assistance|support).{0,30}?\bto (?:its|his|the|their) (?:enem(?:y|ies)"
            r"|aggressor)"
            r"|(?:abstain|refrain)\w* from (?:lending|giving|rendering|affording).{0,60}?\bto (?:a|any"
            r"|the|its|another)"
            rf" (?:state|power|aggressor|party)\b.{{0,60}}?{_ATTACKS}"
        ),
    ),
    # "undertake not to attack each other"; "refrain from the use of force against the other Party"
    _Row(
        TermKind.NON_AGGRESSION,
        re.compile(
            rf"(?:refrain|desist|abstain)\w* from\b(?! (?:any )?(?:lending|giving|rendering|affording|aid"
            rf"|assist|support))"
            rf".{{0,120}}?(?:force|aggress|attack|war\b"
            rf"|violence).{{0,120}}?{_EACH_OTHER}"
            rf"|\bnot (?:to )?(?:attack|invade|resort to (?:war|force)|use force"
            rf"|commit\b.{{0,30}}aggression).{{0,80}}?{_EACH_OTHER}"
            rf"|{_EACH_OTHER}.{{0,60}}?\bnot (?:to )?(?:attack|invade|resort to (?:war|force)|use force)"
            rf"|renounce\w* (?:war|it|recourse|the use of force).{{0,120}}?{_EACH_OTHER}"
            rf"|\bin no case (?:attack|invade|resort to (?:war|force)).{{0,80}}?{_EACH_OTHER}"
            r"|promise\w* (?:each other |one another )?peace and (?:friendship|amity)"
            rf"|\b(?:neither|no)\b.{{0,40}}?\bcommit\w* (?:any )?(?:act of"
            rf" )?hostilit\w+.{{0,60}}?{_EACH_OTHER}"
        ),
    ),
    # "undertakes not to conclude any alliance directed against the other"
    _Row(
        TermKind.NO_HOSTILE_ALLIANCE,
        re.compile(
            r"(?:\bnot\b|neither|refrain|abstain|\bno\b).{0,60}?(?:conclude|enter|join|participat"
            r"|take part|adhere|be a party)"
            r".{0,80}?(?:alliance|coalition|bloc|group(?:ing)?|union|agreement|treaty|association).{0,80}?"
            r"(?:directed|aimed|hostile|\bagainst\b)"
            # "enter into no engagement directed against"; "not to contract an engagement hostile to"
            r"|(?:enter into|conclude|contract|join) no .{0,60}?(?:alliance|engagement|agreement"
            r"|treaty).{0,60}?"
            r"(?:directed|hostile|\bagainst\b)"
            r"|\bnot to (?:contract|conclude).{0,60}?(?:engagement|alliance|treaty).{0,40}?(?:hostile"
            r"|directed|\bagainst\b)"
        ),
    ),
    # "grants the right to station forces in its territory"; "is granted the use of facilities and areas"
    _Row(
        TermKind.BASING,
        re.compile(
            r"(?:station|dispos|base[ds]?\b|basing|maintain)\w*.{0,80}?(?:forces|troops"
            r"|contingent)\b.{0,80}?\b(?:territor|in and about"
            r"|on the (?:soil|land))"
            r"|grant\w*.{0,60}?\b(?:use of|right to).{0,60}?(?:\bbases?\b|facilities and areas"
            r"|military facilities)"
        ),
    ),
    # "undertakes never to use, develop, produce"; "shall supply arms and military equipment"
    _Row(
        TermKind.ARMS,
        re.compile(
            r"(?:undertak\w+|agrees?|shall|will|pledges?)(?: [^\s.;]+){0,14}? (?:never"
            r"|not)\b(?! be\b).{0,60}?"
            r"\b(?:use|develop|produc|manufactur|acquir|stockpil|retain|transfer|receiv|deploy|test).{0,160}?"
            rf"{_ARMS}"
            rf"|undertak\w+.{{0,120}}?prohibit.{{0,120}}?(?:test|use|manufactur|produc).{{0,120}}?{_ARMS}"
            r"|(?:shall|will|undertak\w+|agrees?)\b(?: [^\s.;]+){0,8}? (?:supply|transfer|deliver"
            r"|furnish|provide)\b"
            r".{0,60}?\b(?:arms\b|weapons|munitions|military equipment|armaments)"
        ),
    ),
)

_THREAT = re.compile(r"threat|menac|endanger|jeopard|fear|danger of war|breach of the peace")
_WAR = re.compile(
    r"state of war|\bat war\b|(?:involved|engaged) in (?:a )?war|in (?:case|the event) of war\b"
)
_ATTACK = re.compile(r"attack|aggression|invasion|invaded|hostilities")
# "an armed attack against one or more of them in Europe or North America shall be considered"
_AREA = re.compile(
    r"attack (?:\w+ ){0,8}?(?:in|within) (?P<area>(?:the )?[A-Z][\w-]*(?:,? (?:(?:or|and|of|the"
    r"|in) )*[A-Z][\w-]*)*)"
)


def owing(reader: Reader) -> list[tuple[Obligation, Sentence]]:
    """Each duty with the sentence that lays it down; of one kind in one article only the first."""
    out: dict[tuple[TermKind, str | None], tuple[Obligation, Sentence]] = {}
    for i, sentence in enumerate(reader.parts):
        if sentence.start > reader.about.ends or not _SPEAKS.search(
            reader.clean.lower, sentence.start, sentence.end
        ):
            continue
        lower = reader.lower(i)
        if reader.of_another(i) or _NOT_OURS.search(lower) or not _BINDS.search(lower):
            continue
        for row in _TABLE:
            if (row.kind, sentence.article) not in out and row.pattern.search(lower):
                out[row.kind, sentence.article] = (_obligation(reader, sentence, row.kind, lower), sentence)
    return list(out.values())


def _obligation(reader: Reader, sentence: Sentence, kind: TermKind, lower: str) -> Obligation:
    words = " ".join(reader.clean.text[sentence.start : sentence.end].split())
    area = _AREA.search(words) if kind is TermKind.MUTUAL_DEFENCE else None
    return Obligation(
        kind=kind.value,
        condition=_condition(kind, lower),
        article=sentence.article,
        text=words[:_QUOTED],
        area=area["area"] if area else None,
    )


def _condition(kind: TermKind, lower: str) -> Attack:
    """What brings it to bear: duties of peace hold always."""
    if kind is TermKind.CONSULTATION:
        return Attack.THREAT if _THREAT.search(lower) else Attack.ATTACK
    if kind is TermKind.MUTUAL_DEFENCE or kind is TermKind.NEUTRALITY:
        return Attack.WAR if _WAR.search(lower) and not _ATTACK.search(lower) else Attack.ATTACK
    return Attack.ALWAYS
