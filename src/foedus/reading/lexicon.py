"""The verbs and nouns of treaty steps, each with where its agreement stands. Adding a rule is one row.

Verb rows: (id, lemmas, step, slot, restriction). The slot says which argument is the agreement:
  obj          object, passive subject or the noun it modifies ("signed the pact", "the pact was signed")
  subj         subject ("the pact expired")
  to, from ... object of that preposition ("acceded to the treaty"); several joined by |
  instr        the object is an instrument or note, the agreement hangs on it or is understood
Restrictions: `prt` a particle that must be there, `obj` nouns one of which must be the object, `prep` one of
these phrases must follow, `org` an organisation counts as the agreement, `weak` the verb alone proves little:
its agreement must be an agreement between states on other evidence too.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model import Step
from foedus.reading.inflect import noun_forms, verb_forms


@dataclass(frozen=True, slots=True)
class VerbRule:
    id: str
    step: Step
    slot: str
    prt: frozenset[str] = frozenset()
    obj: frozenset[str] = frozenset()
    prep: frozenset[str] = frozenset()
    org: bool = False
    weak: bool = False
    planned: bool = False  # the verb itself only prepares the step ("transmit to the Senate")
    denied: bool = False  # the verb itself says that it is not done ("reject")
    doubted: bool = False  # it tells a chance ("is unlikely", "edged closer to")
    outside: bool = False  # the subject is no party to it ("brokered", "announced")
    speaks: bool = False  # the subject is who says so ("announced a deal")
    echo: bool = False  # the step told just before, by another or at another time ("had done so in May")


@dataclass(frozen=True, slots=True)
class NounRule:
    id: str
    step: Step
    preps: frozenset[str]
    org: bool = False
    weak: bool = False
    planned: bool = False
    doubted: bool = False
    needs: frozenset[str] = frozenset()  # words that must stand in its phrase ("instruments")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


S = Step
INSTRUMENTS = _set(
    "instrument instruments ratification ratifications document documents note notes letter letters"
)
FORCE = _set("force effect operation")
LAWS = _set("law laws bill bills legislation decree act order")

# id, lemmas, step, slot, keyword restrictions; the comment gives the wording that called for the row
_VERBS: list[tuple[str, str, Step, str, dict[str, object]]] = [
    ("sign", "sign ink cosign countersign", S.SIGNED, "obj", {}),
    ("done-at", "do", S.SIGNED, "obj", {"prep": _set("at in")}),
    ("sign-law", "sign", S.RATIFIED, "law", {"obj": _set("law bill act legislation")}),
    ("sign-on", "sign", S.SIGNED, "to|onto|on to|up to|on", {"prt": _set("on up")}),
    ("sign-up", "sign", S.ACCEDED, "to|up to", {"prt": _set("up on")}),
    ("sign-off", "sign", S.RATIFIED, "obj", {"prt": _set("off")}),
    ("sign-off-on", "sign", S.APPROVED, "on|off on|upon", {"prt": _set("off")}),
    ("pen-to-paper", "put set", S.SIGNED, "on|to paper on|to", {"obj": _set("pen pens signature signatures seal name names")}),
    ("pen-to-law", "put set affix", S.RATIFIED, "law", {"obj": _set("signature name")}),
    ("affix", "affix append", S.SIGNED, "to|on", {"obj": _set("signature signatures")}),
    ("enter-into", "enter", S.NEGOTIATED, "into", {"weak": True}),
    ("initial", "initial", S.INITIALLED, "obj", {}),
    ("ratify", "ratify", S.RATIFIED, "obj", {"org": False}),
    ("accept", "accept", S.RATIFIED, "obj", {"weak": True}),
    ("adopt-law", "adopt approve pass endorse", S.APPROVED, "law", {"obj": _set("law bill act legislation")}),
    ("approve", "approve endorse greenlight okay back", S.APPROVED, "obj", {"weak": True}),
    ("adopt", "adopt", S.NEGOTIATED, "obj", {"weak": True}),
    ("pass", "pass", S.APPROVED, "obj", {"weak": True}),
    ("vote-for", "vote", S.APPROVED, "for|on|in favour of|in favor of", {"weak": True}),
    ("consent", "consent", S.APPROVED, "to", {"weak": True}),
    ("concur", "concur", S.APPROVED, "in|with", {"weak": True}),
    ("give-consent", "give grant lend", S.APPROVED, "to|for", {"obj": _set("approval consent nod blessing assent go-ahead ahead backing concurrence"), "weak": True}),
    ("consider", "give", S.APPROVED, "to|of", {"obj": _set("consideration"), "weak": True, "planned": True}),
    ("transmit", "transmit submit send forward", S.APPROVED, "obj", {"planned": True, "weak": True, "prep": _set("to herewith")}),
    ("exchange", "exchange swap trade", S.INSTRUMENTS_EXCHANGED, "instr", {"obj": INSTRUMENTS}),
    ("deposit", "deposit lodge", S.DEPOSITED, "instr", {"obj": INSTRUMENTS | {"theirs"}}),
    ("hand-over", "hand present deliver submit file", S.DEPOSITED, "instr", {"obj": _set("instrument instruments ratification ratifications")}),
    ("notify", "notify inform", S.NOTIFIED, "notice", {}),
    ("give-notice", "give serve submit send deliver file hand lodge receive present", S.NOTIFIED, "notice", {"obj": _set("notice notification")}),
    ("to-vote", "go head proceed move", S.APPROVED, "subj", {"planned": True, "weak": True,
     "prep": _set("review vote senate congress parliament ratification legislators lawmakers assembly")}),
    ("accede", "accede", S.ACCEDED, "to", {"org": True}),
    ("return", "return", S.ACCEDED, "to", {}),
    ("join", "join rejoin re-join", S.ACCEDED, "obj", {"org": True}),
    ("become-party", "become", S.ACCEDED, "party", {"obj": _set("party parties member members signatory"), "org": True}),
    ("in-force", "enter come go", S.ENTERED_INTO_FORCE, "subj", {"prep": FORCE}),
    ("been-in-force", "be", S.ENTERED_INTO_FORCE, "subj", {"prep": FORCE}),
    ("take-effect", "take", S.ENTERED_INTO_FORCE, "subj", {"obj": _set("effect")}),
    ("bring-into-force", "put bring", S.ENTERED_INTO_FORCE, "obj", {"prep": FORCE}),
    ("apply-provisionally", "apply", S.PROVISIONALLY_APPLIED, "obj", {"prep": _set("provisionally provisional temporarily")}),
    ("apply-provisionally-intr", "apply", S.PROVISIONALLY_APPLIED, "subj", {"prep": _set("provisionally temporarily")}),
    ("extend", "extend renew prolong", S.EXTENDED, "obj", {"org": False}),
    ("roll-over", "roll", S.EXTENDED, "obj", {"prt": _set("over")}),
    ("amend", "amend revise modify rework overhaul redraft", S.AMENDED, "obj", {}),
    ("suspend", "suspend freeze pause", S.SUSPENDED, "obj", {"org": False}),
    ("halt", "halt stop", S.SUSPENDED, "obj", {"weak": True}),
    ("on-hold", "put place hold keep", S.SUSPENDED, "obj", {"prep": _set("hold ice abeyance")}),
    ("withdraw-from", "withdraw exit secede", S.WITHDRAWN, "from|out of", {"org": True}),
    ("withdraw-self", "withdraw pull take lead bring", S.WITHDRAWN, "from|out of", {"org": True}),
    ("pull-out", "pull back opt drop bow get walk step crash", S.WITHDRAWN, "out of|of|from|away from|out", {"prt": _set("out away back"), "org": True}),
    ("walk-away", "walk", S.WITHDRAWN, "from|away from|out of|out on", {"org": True}),
    ("withdraw-ratification", "withdraw revoke rescind cancel annul", S.WITHDRAWN, "obj",
     {"obj": _set("ratification ratifications signature accession consent")}),
    ("quit", "quit leave exit depart", S.WITHDRAWN, "obj", {"org": True}),
    ("abandon", "abandon renounce repudiate ditch dump", S.WITHDRAWN, "obj", {}),
    ("denounce", "denounce", S.WITHDRAWN, "obj", {}),
    ("terminate", "terminate abrogate annul cancel scrap rescind revoke void nullify dissolve axe shred", S.TERMINATED, "obj", {}),
    ("tear-up", "tear rip", S.TERMINATED, "obj", {"prt": _set("up apart")}),
    ("strike-down", "strike", S.TERMINATED, "obj", {"prt": _set("down"), "weak": True}),
    ("end", "end", S.TERMINATED, "obj", {"weak": True}),
    ("call-off", "call", S.TERMINATED, "obj", {"prt": _set("off")}),
    ("expire", "expire lapse", S.TERMINATED, "subj", {}),
    ("lose-force", "lose", S.TERMINATED, "subj", {"obj": _set("force validity effect")}),
    ("cease", "cease", S.TERMINATED, "subj", {"prep": _set("force effect exist apply operate")}),
    ("collapse", "collapse", S.TERMINATED, "subj", {"weak": True}),
    ("run-out", "run", S.TERMINATED, "subj", {"prt": _set("out")}),
    ("end-intr", "end", S.TERMINATED, "subj", {"weak": True}),
    ("is-over", "be", S.TERMINATED, "subj", {"prep": _set("over dead defunct finished")}),
    ("inoperative", "be become", S.SUSPENDED, "subj", {"prep": _set("inoperative")}),
    ("declare-void", "declare pronounce proclaim deem consider regard", S.TERMINATED, "obj",
     {"prep": _set("void dead null over terminated defunct invalid inoperative inactive lapsed")}),
    ("no-longer-apply", "apply", S.TERMINATED, "subj", {"prep": _set("longer")}),
    ("enter-org", "enter reenter", S.ACCEDED, "obj", {"org": True, "weak": True}),
    ("no-longer", "implement observe honour honor apply respect", S.SUSPENDED, "obj", {"prep": _set("longer")}),
    ("stop-doing", "stop cease", S.SUSPENDED, "stop", {}),
    ("violate", "violate breach flout contravene infringe", S.VIOLATED, "obj", {}),
    ("break", "break", S.VIOLATED, "obj", {}),
    ("renege", "renege", S.VIOLATED, "on", {}),
    ("comply", "comply abide adhere", S.VIOLATED, "with|by|to", {"weak": True, "denied": True}),
    ("live-up", "live", S.VIOLATED, "to|up to", {"prt": _set("up"), "weak": True, "denied": True}),
    ("meet-duty", "meet keep", S.VIOLATED, "obj", {"weak": True, "denied": True,
     "obj": _set("commitment commitments obligation obligations promise promises pledge pledges undertaking undertakings")}),
    ("exceed", "exceed", S.VIOLATED, "obj", {"weak": True, "obj": _set("quota quotas limit limits ceiling ceilings")}),
    ("keep-to", "honour honor observe respect fulfil fulfill", S.VIOLATED, "obj", {"weak": True, "denied": True}),
    ("negotiate", "negotiate renegotiate", S.NEGOTIATED, "obj", {}),
    ("bring-about", "bring", S.NEGOTIATED, "obj", {"prt": _set("about"), "weak": True, "outside": True}),
    ("arrive-at", "arrive", S.NEGOTIATED, "at", {"weak": True}),
    ("lead-to", "lead result culminate", S.NEGOTIATED, "to|in", {"weak": True, "outside": True}),
    ("make-changes", "make", S.AMENDED, "to", {"obj": _set("modification modifications change changes amendment amendments revision revisions adjustment adjustments")}),
    ("conclude", "conclude achieve finalise hammer clinch strike reach forge seal agree secure draft wrap craft thrash nail cement",
     S.NEGOTIATED, "obj", {"weak": True}),
    ("broker", "broker mediate", S.NEGOTIATED, "obj", {"weak": True, "outside": True}),
    ("announce", "announce confirm unveil", S.NEGOTIATED, "obj", {"weak": True, "outside": True, "speaks": True}),
    ("agree-on", "agree", S.NEGOTIATED, "on|to|upon|in|under", {"weak": True}),
    ("make-deal", "make do cut", S.NEGOTIATED, "obj", {"weak": True, "obj": _set("deal deals pact pacts agreement agreements accord treaty")}),
    ("near", "near approach", S.NEGOTIATED, "obj", {"weak": True, "doubted": True}),
    ("close-to", "be move edge inch draw get come", S.NEGOTIATED, "to|closer to|close to|nearer to|closer|close|near",
     {"weak": True, "doubted": True, "prep": _set("close closer near nearer")}),
    ("is-likely", "be remain seem look appear", S.NEGOTIATED, "subj", {"weak": True, "doubted": True,
     "prep": _set("likely unlikely near close closer possible imminent doubtful reach sight remote")}),
    ("work-out", "work iron", S.NEGOTIATED, "obj", {"prt": _set("out"), "weak": True}),
    ("work-towards", "work strive", S.NEGOTIATED, "towards|toward|on", {"weak": True, "planned": True}),
    ("throw-out", "throw vote", S.APPROVED, "obj", {"prt": _set("out down"), "denied": True, "weak": True}),
    ("reject", "reject", S.APPROVED, "obj", {"denied": True, "weak": True}),
    ("deny-pact", "deny", S.NEGOTIATED, "obj", {"denied": True, "weak": True}),
    ("plan-pact", "plan seek propose want", S.NEGOTIATED, "obj", {"planned": True, "weak": True}),
    ("unsigned", "unsign", S.SIGNED, "obj", {"denied": True}),
    ("unratified", "unratify", S.RATIFIED, "obj", {"denied": True}),
    ("do-so", "do", S.SIGNED, "echo", {"prep": _set("so same likewise"), "echo": True}),
    ("follow-suit", "follow", S.SIGNED, "echo", {"obj": _set("suit"), "echo": True}),
    ("needs-approval", "need require await", S.APPROVED, "subj", {"obj": _set("approval blessing consent endorsement assent nod"), "planned": True, "outside": True}),
    ("needs-ratification", "need require await", S.RATIFIED, "subj", {"obj": _set("ratification"), "planned": True, "outside": True}),
    ("reserve", "enter make lodge attach express withdraw lift", S.RESERVATION, "reservation", {"obj": _set("reservation reservations")}),
]  # fmt: skip

_NOUNS: list[tuple[str, str, Step, str, dict[str, object]]] = [
    ("n-signing", "signing signature", S.SIGNED, "of by for", {}),
    ("n-initialling", "initialling initialing", S.INITIALLED, "of by", {}),
    ("n-ratification", "ratification acceptance", S.RATIFIED, "of by for to", {}),
    ("n-adoption", "adoption", S.NEGOTIATED, "of", {"weak": True}),
    ("n-approval", "approval endorsement", S.APPROVED, "of for to by", {"weak": True}),
    ("n-consent", "consent", S.APPROVED, "to of", {"weak": True, "needs": _set("advice ratification parliament senate")}),
    ("n-exchange", "exchange", S.INSTRUMENTS_EXCHANGED, "of", {"needs": INSTRUMENTS - _set("letter letters document documents note notes")}),
    ("n-deposit", "deposit", S.DEPOSITED, "of", {"needs": _set("instrument instruments ratification")}),
    ("n-notification", "notification", S.NOTIFIED, "of", {"weak": True, "needs": _set("withdrawal completion termination procedures")}),
    ("n-accession", "accession", S.ACCEDED, "to of into by", {"org": True}),
    ("n-entry", "entry coming", S.ENTERED_INTO_FORCE, "of", {"needs": FORCE}),
    ("n-provisional", "application", S.PROVISIONALLY_APPLIED, "of", {"needs": _set("provisional")}),
    ("n-extension", "extension renewal prolongation", S.EXTENDED, "of to", {}),
    ("n-suspension", "suspension", S.SUSPENDED, "of", {}),
    ("n-withdrawal", "withdrawal exit pullout", S.WITHDRAWN, "from", {"org": True}),
    ("n-denunciation", "denunciation", S.WITHDRAWN, "of", {}),
    ("n-termination", "termination abrogation cancellation expiration expiry collapse", S.TERMINATED, "of by", {}),
    ("n-violation", "violation breach contravention infringement", S.VIOLATED, "of by", {}),
    ("n-vote", "vote debate referendum", S.APPROVED, "on", {"weak": True, "planned": True}),
    ("n-noncompliance", "non-compliance noncompliance", S.VIOLATED, "with", {}),
    ("n-negotiation", "negotiation talk drafting", S.NEGOTIATED, "on for about over towards toward of to regarding concerning", {"weak": True}),
    ("n-proposal", "proposal", S.NEGOTIATED, "for", {"weak": True, "planned": True}),
    ("n-prospect", "prospect chance hope", S.NEGOTIATED, "for of", {"weak": True, "doubted": True}),
    ("n-conclusion", "conclusion finalization finalisation", S.NEGOTIATED, "of", {"weak": True}),
    ("n-agreement", "agreement", S.NEGOTIATED, "on to about over", {"weak": True}),
]  # fmt: skip


def _build_verbs() -> dict[str, tuple[VerbRule, ...]]:
    out: dict[str, list[VerbRule]] = {}
    for id_, lemmas, step, slot, more in _VERBS:
        rule = VerbRule(id_, step, slot, **more)  # type: ignore[arg-type]  # rows are checked by tests
        for lemma in lemmas.split():
            for form in verb_forms(lemma):
                out.setdefault(form, []).append(rule)
    return {form: tuple(rules) for form, rules in out.items()}


def _build_nouns() -> dict[str, tuple[NounRule, ...]]:
    out: dict[str, list[NounRule]] = {}
    for id_, lemmas, step, preps, more in _NOUNS:
        rule = NounRule(id_, step, frozenset(preps.split()), **more)  # type: ignore[arg-type]
        for lemma in lemmas.split():
            for form in noun_forms(lemma):
                out.setdefault(form, []).append(rule)
    return {form: tuple(rules) for form, rules in out.items()}


VERBS = _build_verbs()
NOUNS = _build_nouns()

# heads of agreement phrases; the class keeps a truce from being taken for the trade pact beside it
STRONG_HEADS: dict[str, str] = {
    **dict.fromkeys(("treaty", "treaties"), "treaty"),
    **dict.fromkeys(("pact", "pacts"), "treaty"),
    **dict.fromkeys(("accord", "accords"), "treaty"),
    **dict.fromkeys(("convention", "conventions"), "convention"),
    **dict.fromkeys(("protocol", "protocols"), "protocol"),
    **dict.fromkeys(
        ("ceasefire", "ceasefires", "cease-fire", "cease-fires", "truce", "truces", "armistice"), "truce"
    ),
    **dict.fromkeys(("covenant", "concordat"), "treaty"),
    **dict.fromkeys(("compact", "compacts"), "treaty"),
}
WEAK_HEADS: dict[str, str] = {
    **dict.fromkeys(("agreement", "agreements", "deal", "deals", "arrangement", "arrangements"), "treaty"),
    **dict.fromkeys(("understanding", "understandings"), "memorandum"),
    **dict.fromkeys(("memorandum", "memoranda", "memorandums", "mou", "mous"), "memorandum"),
    **dict.fromkeys(("declaration", "communique", "communiqué", "statement"), "declaration"),
    **dict.fromkeys(("statute", "charter"), "treaty"),
    **dict.fromkeys(("amendment", "amendments", "annex", "annexes"), "amendment"),
    **dict.fromkeys(("alliance", "partnership"), "alliance"),
    **dict.fromkeys(("framework",), "framework"),
    **dict.fromkeys(("settlement",), "treaty"),
}
HEADS: dict[str, str] = WEAK_HEADS | STRONG_HEADS
# heads that are agreements only with a capital ("the Rome Statute") or with a word that makes them one
CAPITAL_ONLY = _set(
    "statute charter annex annexes framework initiative partnership compact compacts covenant act"
)
NEEDS_WORD = {
    "statement": _set("nothing-counts"),
    "communique": _set("nothing-counts"),
    "communiqué": _set("nothing-counts"),
    "alliance": _set("military defence defense security mutual treaty formal"),
    "settlement": _set("peace"),
    **dict.fromkeys(
        ("amendment", "amendments"),
        _set(
            "treaty protocol convention agreement accord pact kigali kampala doha beijing copenhagen london montreal ban gothenburg"
        ),
    ),
    "understanding": _set("memorandum"),
    "understandings": _set("memorandum"),
}
# words that make the phrase another sort of agreement (traps of the design)
FOREIGN_SORTS = _set(
    "union collective bargaining labor labour wage contract plea merger acquisition takeover licensing license "
    "sponsorship confidentiality non-disclosure nondisclosure coalition prenuptial employment player television tv "
    "streaming broadcasting recording book movie film lease mortgage franchise publishing suicide constitutional constitution "
    "bonus pay salary shareholder underwriting licence prosecution budget spending stock tender lender "
    "creditor teamsters uaw workers teachers nurses pilots rail railroad actors writers screen baseball football "
    "hockey soccer basketball league club band album"
)
# nouns that stand between a verb and its agreement ("violated the terms of the accord")
TRANSPARENT = _set(
    "term terms text texts provision provisions obligation obligations implementation application renewal copy "
    "version versions instrument instruments series set number pair part parts participation membership operation "
    "clause clauses article articles commitment commitments ratification draft drafts signing conclusion negotiation "
    "negotiations talks kind member members membership spirit letter condition conditions principle principles "
    "performance limit limits limitations notifications inspections execution enforcement adoption completion "
    "accession entry suspension extension withdrawal round process procedure procedures package validity duration "
    "existence deadline law laws bill bills legislation resolution resolutions decree motion rule rules one all "
    "majority some each any several dozen requirements adherence compliance plan plans treaty agreement protocol "
    "modification modifications application applications bid request requests step steps move moves period life elements "
    "chapter chapters section sections portion portions"
)
NOT_TRANSPARENT_FOR_SIGN = _set("law laws bill bills legislation decree resolution resolutions motion")


# governors of a phrase or clause, for certainty
PLAN_VERBS = frozenset(
    f
    for lemma in "plan intend expect want hope seek aim promise pledge vow commit agree decide urge ask call demand "
    "propose offer threaten prepare pursue consider mull contemplate schedule invite push press "
    "encourage request recommend order direct instruct authorise oblige require need try attempt "
    "wish wait await undertake favour favor advise apply prepare resolve advocate support "
    "initiate begin start work tell set slate tap poise ready stand refer forward transmit target "
    "suggest welcome-to look mandate envisage foresee anticipate propose aspire determine vote "
    "discuss volunteer summon beg implore appeal insist".split()
    for f in verb_forms(lemma)
) | frozenset("due set likely ready willing prepared able poised scheduled slated keen eager willingness intent "
              "intention plan plans commitment pledge proposal decision desire "
              "request call calls promise bid effort efforts offer threat need "
              "deadline move bill process attempt attempts determination vow wish "
              "order proposals aim goal draft aims wants readiness opportunity "
              "obligation chance hopes hope".split())  # fmt: skip
SPECULATION = frozenset(
    "may might could possibility possible speculation speculate speculates speculated perhaps possibly maybe "
    "potentially potential seemingly apparently probably rumour rumours rumor rumors fear fears feared "
    "appears appear appeared seems seem seemed suggest suggests suggested suspect suspects suspected chance "
    "prospect prospects unlikely doubt doubts believes".split()
)
FAILURE_VERBS = frozenset(
    f
    for lemma in "fail refuse decline reject deny oppose avoid forgo block stop prevent veto dismiss delay "
    "postpone resist shelve drop refrain miss neglect forget omit".split()
    for f in verb_forms(lemma)
) | frozenset(
    ("unable", "failure", "refusal", "without", "against", "impossible", "forgot", "forgotten", "inability")
)
CONDITION_MARKS = frozenset(
    "if unless once provided should whether assuming in-case until when after".split()
)
SAYING = frozenset(
    f
    for lemma in "say report announce state tell claim allege confirm declare add note reveal disclose insist "
    "acknowledge admit argue assert maintain write tweet post explain warn stress emphasise "
    "emphasize quote cite indicate estimate suggest accuse charge complain contend hint signal "
    "believe think find rule conclude deny comment observe remark pledge vow promise recall "
    "relate cover conclude hear learn describe speculate predict forecast reiterate reaffirm "
    "underline underscore carry publish broadcast air affirm testify concede caution mention "
    "describe show".split()
    for f in verb_forms(lemma)
)
