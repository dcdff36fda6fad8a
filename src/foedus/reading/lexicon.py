"""The words for agreements: nouns that are one, nouns that stand before one, and other sorts of agreement."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# organisations whose members' common decisions are agreements between them (the Communities' are their own law)
CARTELS = _set("OPEC OECD G5 G7 G8 G10 G20 ASEAN GCC EFTA OAPEC MERCOSUR") | {"Paris Club"}
FORCE = _set("force effect operation being")
LAWS = _set("law laws bill bills legislation decree act order")

# heads of agreement phrases; the class keeps a truce from being taken for the trade pact beside it
STRONG_HEADS: dict[str, str] = {
    **dict.fromkeys(("treaty", "treaties"), "treaty"),
    **dict.fromkeys(("pact", "pacts"), "treaty"),
    **dict.fromkeys(("accord", "accords"), "treaty"),
    **dict.fromkeys(("convention", "conventions"), "convention"),
    **dict.fromkeys(("protocol", "protocols"), "protocol"),
    **dict.fromkeys(
        (
            "ceasefire",
            "ceasefires",
            "cease-fire",
            "cease-fires",
            "truce",
            "truces",
            "armistice",
            "cessation",
        ),
        "truce",
    ),
    **dict.fromkeys(("covenant", "concordat"), "treaty"),
    **dict.fromkeys(("compact", "compacts"), "treaty"),
}
WEAK_HEADS: dict[str, str] = {
    **dict.fromkeys(("agreement", "agreements", "deal", "deals", "arrangement", "arrangements"), "treaty"),
    **dict.fromkeys(("understanding", "understandings"), "memorandum"),
    **dict.fromkeys(("memorandum", "memoranda", "memorandums", "mou", "mous"), "memorandum"),
    **dict.fromkeys(("fta", "ftas"), "treaty"),
    **dict.fromkeys(("declaration", "communique", "communiqué", "statement"), "declaration"),
    **dict.fromkeys(("statute", "charter"), "treaty"),
    **dict.fromkeys(("amendment", "amendments", "annex", "annexes"), "amendment"),
    **dict.fromkeys(("alliance", "partnership"), "alliance"),
    **dict.fromkeys(("framework",), "framework"),
    **dict.fromkeys(
        ("settlement", "bargain", "compromise", "plan", "roadmap", "document", "documents"), "treaty"
    ),
}
HEADS: dict[str, str] = WEAK_HEADS | STRONG_HEADS
# heads that are agreements only with a capital ("the Rome Statute") or with a word that makes them one
CAPITAL_ONLY = _set(
    "statute charter annex annexes framework initiative partnership compact compacts covenant act compromise"
)
# those that are one without a capital, too, where it is signed ("signed a defence compact")
IF_MADE = _set("framework compact compacts charter covenant compromise")
# papers that are agreements where states sign them together ("signed 16 documents", "signed a plan of consultations")
IF_SIGNED: dict[str, str] = {
    **dict.fromkeys(("document", "documents", "plan", "plans", "roadmap", "minutes", "measures"), "treaty"),
    **dict.fromkeys(("program", "programs", "programme", "programmes"), "treaty"),
    **dict.fromkeys(("settlement", "settlements"), "treaty"),
    **dict.fromkeys(("text", "texts"), "treaty"),
    **dict.fromkeys(("statement", "statements", "communique", "communiqué"), "declaration"),
}
# nouns that are agreements only as the short form of a known name ("the EU constitution ... the constitution")
NAME_ONLY = _set("constitution")
NEEDS_WORD = {
    "statement": _set("nothing-counts"),
    "communique": _set("nothing-counts"),
    "communiqué": _set("nothing-counts"),
    "alliance": _set("military defence defense security mutual treaty formal"),
    "settlement": _set("peace political border negotiated"),
    "plan": _set("peace cooperation co-operation settlement ceasefire cease-fire truce fighting hostilities"),
    "roadmap": _set("peace ceasefire cease-fire truce"),
    "cessation": _set("hostilities fighting fire"),
    **dict.fromkeys(("document", "documents"), _set("peace political final framework settlement")),
    **dict.fromkeys(
        ("amendment", "amendments"),
        _set(
            "treaty protocol convention agreement accord pact kigali kampala doha beijing copenhagen london montreal ban gothenburg"
        ),
    ),
    **dict.fromkeys(("understanding", "understandings"), _set("memorandum ceasefire cease-fire truce")),
}
# words that make the phrase another sort of agreement (traps of the design)
FOREIGN_SORTS = _set(
    "union bargaining labor labour wage contract plea merger acquisition takeover licensing license "
    "sponsorship confidentiality non-disclosure nondisclosure coalition prenuptial employment player television tv "
    "streaming broadcasting recording book movie film lease mortgage franchise publishing suicide constitutional constitution "
    "bonus pay salary shareholder underwriting licence prosecution budget spending stock tender lender "
    "creditor teamsters uaw workers teachers nurses pilots railroad actors writers screen baseball football "
    "hockey soccer basketball league club band album"
)
# nouns that stand between a verb and its agreement ("violated the terms of the accord")
TRANSPARENT = _set(
    "status outline outlines lines contours detail details term terms text texts provision provisions obligation obligations implementation application renewal copy "
    "version versions instrument instruments series set number pair part parts participation membership operation "
    "clause clauses article articles commitment commitments ratification draft drafts signing conclusion negotiation "
    "negotiations talks kind member members membership spirit letter condition conditions principle principles "
    "performance limit limits limitations notifications inspections execution enforcement adoption completion "
    "accession entry suspension extension withdrawal round process procedure procedures package validity duration "
    "existence deadline law laws bill bills legislation resolution resolutions decree motion rule rules one all "
    "majority some each any several dozen requirements adherence compliance plan plans treaty agreement protocol "
    "modification modifications application applications bid request requests step steps move moves period life elements "
    "chapter chapters section sections portion portions promise promises pledge pledges undertaking undertakings "
    "assurance assurances"
)
NOT_TRANSPARENT_FOR_SIGN = _set("law laws bill bills legislation decree resolution resolutions motion")
