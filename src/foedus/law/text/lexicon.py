"""The words of final clauses, kind by kind: what a chunk of a sentence can be, and how it is spelt.

A row is (kind, pattern over even lower-case text, an example). Earlier rows win where two fit at one place.
Kinds are upper-case names that the clause grammar (`timing`, `events`, `lasting`, `leaving`) speaks in.
"""

from __future__ import annotations

from typing import NamedTuple

from foedus.law.text.numbers import CARDINAL, ORDINAL, SHARE


class Row(NamedTuple):
    kind: str
    pattern: str
    example: str


MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"\[?(?:" + "|".join(MONTHS) + r")\]?"
_YEAR = (
    r"(?:1[5-9]\d\d|20\d\d|one thousand,? (?:and )?(?:eight|nine) hundred(?: and)? [a-z-]+(?: ?-?[a-z]+)?)"
)
_DAY = rf"(?:\d{{1,2}} ?(?:(?:st|nd|rd|th)\.?)?|{ORDINAL})"
CALENDAR = (
    rf"(?:the )?{_DAY}(?: day)?(?: of)? ?{_MONTH},? ?(?:of the year |of )?{_YEAR}"
    rf"|{_MONTH} (?:the )?{_DAY},? ?{_YEAR}"
    r"|\d{1,2}[./]\d{1,2}[./](?:1[5-9]|20)\d\d"
)
MONTH_DAY = rf"(?:{_DAY}(?: day of)? {_MONTH}|{_MONTH} {_DAY})"
_UNIT = r"(?:day|week|month|year)s?'?\b"
_LENGTH = r"(?:(?:the |an? |any |each )?(?:\w+ )?(?:period|term|duration|interval)s? (?:of )?)?"
PERIOD = (
    rf"{_LENGTH}(?:(?:not less than|at least|up to|a further|another) )?(?:{CARDINAL}|an?|often)(?:"
    rf" \w+ly)?[ -]{{0,2}}"  # "often years": how scanners read "of ten years"
    rf"(?:(?:calendar|consecutive|clear|full|whole|successive|further|additional|more)[ -])?{_UNIT}"
)
KIND = (
    r"(?:agreement|convention|treaty|protocol|pact|constitution|statutes?|charter|covenant|arrangements?|accord"
    r"|memorandum(?: of (?:understanding|agreement))?|declaration|act|articles|compact"
    r"|understanding|instrument"
    r"|exchange of (?:notes|letters)|notes?|contract|concordat|regulations|code|supplement|schedules?)"
)
_RATIFY_NOUN = (
    r"(?:formal )?(?:ratifications?|acceptances?|approvals?|accessions?|adhesions?|adherences?|adoption"
    r"|confirmations?|consents?(?: to be bound)?)"
)
_LINK = r"(?: of| to| thereto| thereof)?(?:,|,? and/or|,? or|,? and|/)(?:,? (?:of|or|and))? ?"
RATIFYING = rf"{_RATIFY_NOUN}(?:{_LINK}{_RATIFY_NOUN})*"
_RATIFIED = (
    r"(?:ratif(?:y|ied|ies)|accept(?:ed|s)?|approv(?:ed?|es)|acced(?:ed?|es)(?: to)?|adher(?:ed?|es)(?: to)?"
    r"|expressed (?:their|its) consent(?: to be bound(?: by (?:it|this \w+))?)?"
    r"|consented to be bound|become (?:contracting )?part(?:y|ies)|become bound|definitively accepted)"
)
_HAS = (
    r"(?:(?:shall|will|has|have|had|having|is|are|was|were|may) )?(?:(?:have|has|been|each|both|all"
    r"|duly) ){0,3}"
)
_MODAL = (
    r"(?:(?:shall|will|should|may|to|must|can|would|does|do) )?"
    r"(?:(?:not|only|also|then|thus|first|thereupon|thereafter|therefore|definitively|finally|automatically"
    r"|immediately|provisionally|be|have) ){0,3}"
)
_FORCE = r"(?:force|effect|operation|vigou?r|execution)\b"

ROWS: tuple[Row, ...] = (
    Row("DATE", CALENDAR, "1 July 1973; the first day of January, 1990"),
    Row(
        "REF",
        r"(?:sub-?)?(?:articles?|art|paragraphs?|paras?|annex(?:es)?|sections?|chapters?|part"
        r"|appendix|resolutions?"
        r"|title|clauses?|rules?|regulations?|no|numbers?)\.? \(?(?:\d+(?:[.-]\d+)*|[ivxl]+\b|[a-h]\b)\)?"
        r"(?: ?\(\w{1,4}\))*(?:(?:,| and| or| to|,? and/or) (?:\(\w{1,3}\)|\d+\b|[ivxl]+\b|[b-h]\b)(?:"
        r" ?\(\w{1,3}\))*)*",
        "paragraph 2 of Article XI: numbers that count nothing",
    ),
    Row(
        "FIRSTDAY",
        rf"(?:the )?(?:first|1st|lst)(?: \((?:1st|1|first)\))?(?: calendar)?(?: day| date){{0,2}} (?:of|in)"
        rf" (?:the |a )?(?:(?:{ORDINAL}|next"
        rf"|following|subsequent) )?"
        r"(?:calendar )?month(?:,? (?:next |immediately )?(?:following|after|subsequent to"
        r"|(?:that|which) follows))?",
        "the first day of the second month following",
    ),
    Row(
        "NTHDAY",
        rf"(?:the )?{ORDINAL} (?:calendar |consecutive )?day(?: ?\(\w+\))?",
        "the ninetieth (90th) day",
    ),
    Row("PERIOD", PERIOD, "a period of six (6) months"),
    Row(
        "DAYAFTER",
        r"(?:on|from|as of|upon) the (?:day|date)(?: immediately)? (?:following|after)\b",
        "on the day after",
    ),
    Row(
        "FORDATE",
        r"(?:date|day|time|moment|instant)s?\b(?: (?:on|in|at|from|when|upon) (?:which|when))?",
        "the date on which",
    ),
    Row(
        "ENTRY", rf"(?:its )?(?:entry|entering|coming|entrance) in ?(?:to)? ?{_FORCE}", "its entry into force"
    ),
    Row(
        "PROVISIONAL",
        rf"(?:provisional(?:ly)?|temporarily|temporary(?= appl)) (?:appl\w+|in ?to {_FORCE}|in"
        rf" force|entry in ?to {_FORCE}|enter\w*|implement\w+)"
        rf"|{_MODAL}(?:appl\w+|enters? in ?to {_FORCE}|comes? in ?to {_FORCE}|implement\w*|put in ?to"
        rf" {_FORCE}|take effect"
        r"|be in force)(?: (?:this|the) (?:present )?\w+)?(?: on)?(?: an?)?,? (?:provisional"
        r"|interim)(?:ly)?(?: basis)?",
        "applied provisionally; enter into force provisionally",
    ),
    Row(
        "ENTER",
        rf"{_MODAL}(?:come|enter|comes|enters|go|goes|put|brought|given|carried)(?: \w+ly)? ?in ?(?:to)?"
        rf"(?: in)? ?{_FORCE}"
        r"|definitively(?= (?:on|upon|after|when)\b)"
        rf"|(?:shall|will) entry in ?to {_FORCE}|(?:shall |will |is |are )?(?:be )?(?:deemed"
        rf"|considered|regarded) to have (?:entered|come) in ?to {_FORCE}"
        rf"|{_MODAL}takes? (?:\w+ )?effect|{_MODAL}becomes? (?:fully |legally )?(?:effective"
        rf"|operative|binding|valid)"
        rf"|(?:shall|will|to|is|are) (?:be )?(?:effective|operative|in {_FORCE}|valid)"
        r"(?= (?:as )?(?:on|upon|from|of|when|after|as soon|immediately|once)\b)"
        r"|(?:shall|will) (?:begin to have (?:force|effect)"
        r"|have (?:force|effect)(?= (?:on|upon|from|as from|as of|when|after)\b))"
        r"|(?:shall|will) (?:commence|begin)(?= (?:on|upon|from|when|as from|as of|after|for)\b)",
        "shall enter into force; takes effect; becomes effective",
    ),
    Row(
        "REMAIN",
        rf"{_MODAL}(?:remains?|continues?|stays?|run|be|is|are|kept)(?: to be)?(?: \w+ly)?(?: in| of) "
        rf"(?:full )?{_FORCE}(?: and effect)?"
        r"|(?:shall|will) be continued(?= (?:for|from|in)\b)"
        r"|(?:shall|will) (?:be|remain|continue)(?: to be)? (?:valid|effective|operative|applicable|binding)"
        rf"|(?:has|have|had|shall have) been in {_FORCE}",
        "shall remain in force",
    ),
    Row(
        "CEASE",
        rf"{_MODAL}(?:ceases?|lapses?|expires?|loses? (?:its )?(?:force|effect|validity)|come to an end|end)"
        rf"(?: to (?:have (?:any )?effect|apply|be (?:in {_FORCE}|valid|effective|binding)|be a"
        rf" (?:contracting )?party))?"
        r"|(?:shall|will) (?:be(?:come)?|stand) (?:invalid|void|terminated)|becomes? (?:invalid|void)",
        "shall cease to have effect; shall expire",
    ),
    Row(
        "INSTR",
        rf"(?:the |its |their |such |said |these |own |respective |original |an? )*(?:instruments?"
        rf"|documents?|deeds?"
        rf"|acts?) of (?:its |their )?{RATIFYING}"
        r"|(?:the |its |their |such |said |these |respective )*(?:instruments|ratifications"
        r"|(?<!denunciation )(?<!withdrawal )(?<!termination )instrument)\b",
        "instruments of ratification, acceptance or approval",
    ),
    Row(
        "RATNOTE",
        rf"(?:the |its |their |such |said |written |a )*(?:letters?|notifications?|notices?"
        rf"|declarations?|communications?)"
        rf" of (?:its |their |the )?{RATIFYING}",
        "notifications of acceptance",
    ),
    Row(
        "SIGNED",
        r"(?:the )?(?:its |their )?(?:signature|signing|signatures|signed|sign|signs|execution(?="
        r" (?:there|here)of))\b",
        "upon signature",
    ),
    Row(
        "RATIFIED",
        rf"{_HAS}{_RATIFIED}(?:(?:,| or|,? and)+ {_HAS}{_RATIFIED})*\b",
        "have ratified, accepted or approved",
    ),
    Row("RATIFYING", RATIFYING, "ratification by all the signatories"),
    Row(
        "DEPOSIT",
        r"(?:the )?(?:deposit(?:ed|s|ing)?|depositing|receipt|receiv(?:ed|es|ing|e)"
        r"|lodg(?:ed|ing|e)|filed)\b",
        "deposit",
    ),
    Row("EXCHANGE", r"(?:the )?(?:exchang(?:ed?|es|ing))\b", "exchange of instruments"),
    Row(
        "NOTES",
        r"(?:the |these |those |such |this |your |his |her |their |diplomatic |official |verbal )*"
        r"(?:notes|letters|note|letter|reply)(?: verbales?)?(?: in reply)?\b",
        "the latter diplomatic note; your reply",
    ),
    Row(
        "NOTICE",
        r"(?:the |such |a |an |any |that |its |his |this |these |both |respective |mutual |prior "
        r"|advance |formal )*"
        r"(?:(?:written|official|diplomatic|formal|prior|advance) )*(?:notifications?|notices?"
        r"|communications?)\b",
        "written notification",
    ),
    Row(
        "NOTIFY",
        r"(?:notif(?:y|ied|ies|ying)|inform(?:ed|s|ing)?|communicat(?:ed?|es|ing)|advis(?:ed?|es|ing))\b",
        "have notified each other",
    ),
    Row(
        "COMPLETED",
        r"(?:complet(?:ion|ed?|ing)|fulfil+(?:ed|ment|ing|s)?|compli(?:ed|ance)"
        r"|accomplish(?:ed|ment)|satisfied"
        r"|satisfaction|perform(?:ed|ance)|conclusion|finali[sz]\w+|executed|execution)\b",
        "completed their procedures",
    ),
    Row(
        "PROCEDURES",
        r"(?:the |their |its |all |respective |necessary |required |internal |domestic |national "
        r"|constitutional "
        r"|legal |legislative |statutory |intra-?state |inner-?state |inter-?state |state "
        r"|appropriate |relevant "
        r"|parliamentary |and |or )*(?:procedures?|requirements?|formalities|processes|conditions)\b",
        "internal legal procedures",
    ),
    Row(
        "LEAVE",
        r"(?:denounc(?:ed?|es|ing)|denunciations?|withdraw(?:s|n|al|als|ing)?|te(?:rm|nn"
        r"|nm)inat(?:ed?|es|ing|ion|ions)"
        r"|abrogat\w+|cancel(?:l?ed|lation)?|renounc\w+|renunciation|retire\w*)\b",
        "may denounce; withdrawal; terminate",
    ),
    Row(
        "RENEW",
        r"(?:renew(?:ed|al|able(?! (?:energ|resourc|natural|source))|als|s)?|extend(?:ed|s)?"
        r"|extensions?|prolong(?:ed|ation)?|prorogu\w+|prorogation"
        r"|automatically continued?|re-?conduct\w+)\b",
        "renewed for successive periods",
    ),
    Row(
        "ENDLESS",
        r"(?:(?:for )?(?:an? )?(?:indefinite|unlimited|indeterminate|undefined|unspecified|perpetual)(?:ly)?"
        r"(?: (?:period|term|duration|nature|time|validity)(?: of time)?)?|indefinitely|in"
        r" perpetuity|for ?ever"
        r"|without limit of time|(?:is |be )perpetual)\b",
        "for an unlimited period",
    ),
    Row(
        "AMEND",
        r"(?:the |any |such |said |these |this |an |each |every |all |accepted |proposed |annexed "
        r"|that |adopted "
        r"|those |other )*(?:amendments?|modifications?|changes|revisions?|adjustments?"
        r"|alterations?|supplements|(?:amended|revised) (?:list|annex|text|schedule|appendix))\b",
        "amendments",
    ),
    Row(
        "THIS",
        rf"(?:all )?(?:the )?(?:provisions|stipulations) of (?:this|the present) {KIND}\b",
        "the provisions of the present Protocol",
    ),
    Row(
        "OTHERS",
        r"(?:the |any |such |said |these |this |an |a |each |every |all |its |that |those |their |adopted )*"
        r"(?:decisions?|recommendations?|measures?|rules|annex(?:es)?|appendix|appendices|reservations?"
        r"|concessions?|extensions?|claims?|permits?|licen[cs]es?|laws?|legislation|regulation|obligations?"
        r"|commitments?|list|lists|rates?|duties|provisions?|plan|quotas?|procedure|membership|objections?"
        r"|suspension|tariffs?|resolutions?|proposals?|designations?|prohibition|restrictions?"
        r"|section|paragraph)\b",
        "decisions of the Committee",
    ),
    Row(
        "THIS",
        rf"(?:(?:this|the present)(?: (?!shall|will|may|is|and|or|of|to)[a-z-]+){{0,2}}?|this|the"
        rf"|present|the said|said|these|thls"
        rf"|the above|the above-mentioned|our)(?: present)?(?: (?:additional|supplementary|interim"
        rf"|amending|framework|exchange of|new|revised|amended|trade"
        rf"|free trade|association|cooperation|europe|fisheries|partnership|economic))*"
        rf" {KIND}\b(?: \(?(?:with|including|together with|and) (?:its|the) (?:\w+"
        rf" )?(?:annex|protocol|appendi|schedule)\w*)?",
        "the present Convention",
    ),
    Row(
        "THIS",
        r"(?<![a-z] )(?:agreement|convention|protocol|treaty)"
        r"(?= (?:shall|will) )",
        "Agreement shall: the word before was lost",
    ),
    Row("THIS", r'(?:the|this) "[^"<>]{2,40}"', 'the "Arrangement"'),
    Row(
        "LAST",
        r"(?:the )?(?:last|latter|later|latest|final|second and last)(?: of| one)?\b",
        "the last notification",
    ),
    Row("SHARE", rf"(?:(?:at least|not less than|no fewer than|more than) )?{SHARE}", "two-thirds of"),
    Row("ALL", r"(?:all(?: of)?(?: the)?|both|each(?: of)?(?: the)?|every|either)\b", "all the signatories"),
    Row("ORD", rf"(?:the )?{ORDINAL}", "the sixth instrument"),
    Row("PERCENT", r"\d+(?:\.\d+)? ?(?:%|per ?cent(?:um)?\b)|[a-z-]+ per ?cent\b", "55 per cent"),
    Row(
        "NUM",
        rf"(?:(?:at least|not less than|no fewer than|not fewer than|a minimum of|a total of|any)"
        rf" )*{CARDINAL}",
        "at least five",
    ),
    Row(
        "PARTIES",
        r"(?:(?:the|high|other|said|respective|original|participating|signatory|contracting|member"
        r"|range|such|those"
        r"|these|their|coastal|negotiating|depositary|founding|remaining) )*(?:parties|states"
        r"|governments|countries"
        r"|nations|members|sides|signatories|powers|republics)\b(?: members?| parties)?",
        "the Contracting Parties",
    ),
    Row(
        "PARTY",
        r"(?:(?:the|high|other|said|original|participating|signatory|contracting|member|such|that"
        r"|any|one|a|acceding"
        r"|range) )*(?:party|state|government|country|nation|member|side|signatory|power)\b",
        "a Contracting Party",
    ),
)
