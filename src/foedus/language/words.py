"""What the words of general English do to a clause or noun that hangs on them: tables by signature.

A signature says what follows for the complement ("managed to": done; "failed to": not done; "wants to": to
come). The lists start from those published for implicative and factive verbs (Karttunen 1971, "Implicative
verbs"; Saurí and Pustejovsky 2009, "FactBank"; VerbNet's control and raising classes), cut to what news uses.
All are of word forms in small letters.
"""

from __future__ import annotations

from foedus.language.inflect import noun_forms, verb_forms


def verbs(lemmas: str) -> frozenset[str]:
    """All forms of the verbs named."""
    return frozenset(form for lemma in lemmas.split() for form in verb_forms(lemma))


def nouns(lemmas: str) -> frozenset[str]:
    """Singular and plural of the nouns named."""
    return frozenset(form for lemma in lemmas.split() for form in noun_forms(lemma))


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = words("is are was were be been being am 's 're become becomes became becoming")
STATIVE = BE | verbs("remain stay stand continue")
HAVE = words("has have had having 've")
FUTURE = words("will shall 'll wo")
DUTY = words("must should ought")
MAYBE = words("may might could")
RELATIVES = words("which that who whom")
NEGATORS = words("not n't never neither nor no hardly scarcely without none nobody cannot")
NOBODY = words("none neither nobody nothing")
IF = words("if unless provided whether assuming should")
WHEN = words("once until till when after before upon whenever")

# verbs and adjectives whose complement is still to come
PLAN = verbs(
    "plan intend expect want hope seek aim promise pledge vow commit agree decide urge ask call demand "
    "propose offer threaten prepare pursue consider mull contemplate schedule invite push press encourage "
    "request recommend order direct instruct authorise oblige require need try attempt wish wait await "
    "undertake favour favor advise apply resolve advocate support initiate begin start work tell set slate "
    "tap poise ready forward transmit target suggest mandate envisage foresee anticipate aspire "
    "determine discuss volunteer summon beg implore appeal insist mean accelerate near face bind prefer"
) | words(
    "due set likely ready willing prepared able poised scheduled slated keen eager about unwilling reluctant "
    "willingness intent intention plan plans commitment pledge proposal decision desire request call calls "
    "promise bid effort efforts offer threat need deadline move bill process attempt attempts determination "
    "vow wish order proposals aim goal draft aims wants readiness opportunity obligation chance hopes hope "
    "task mission agenda view way eye aimed bound pressure"
)  # fmt: skip
PLAN_NOUNS = nouns(
    "intention plan hope notice favour favor risk process negotiation talk idea goal term way midst bill "
    "effort attempt bid work interest proposal aim view deadline timetable prospect condition call need "
    "basis barrier obstacle hurdle impediment"
)
# not done, or done away with: the complement's polarity turns
NOT_DONE = verbs(
    "fail refuse decline reject deny oppose avoid forgo block stop prevent veto dismiss resist shelve drop "
    "refrain miss neglect forget omit pretend feign scrap abandon bar forbid prohibit ban rebuff spurn "
    "cancel shrink shy withhold boycott skip lack"
) | words(
    "unable failure failures breakdown refusal refusals without against impossible forgotten inability "
    "unwillingness unwilling reluctance"
)
# verb and particle that leave undone what hangs on them: "gave up plans to sell", "backed away from selling"
NOT_DONE_WITH = {
    **dict.fromkeys(verbs("rule"), words("out")),
    **dict.fromkeys(verbs("give"), words("up")),
    **dict.fromkeys(verbs("turn"), words("down")),
    **dict.fromkeys(verbs("brush wave"), words("aside")),
}
IGNORING = verbs("ignore defy withstand dodge evade")  # "ignored appeals to sell it"
AT_A_DISTANCE = words("away back off far")  # "stayed away from selling it"
# governor and preposition of a noun or gerund that is still open
ON_THE_EDGE = words("verge brink point edge cusp threshold")  # "on the brink of selling it"
THOUGHT_OF = verbs("think dream talk speak") | words("thought mind doubts second hesitant serious undecided")
BENT_ON = verbs("insist decide plan count stall hesitate waver dither") | words("keen intent set bent")
DRAGGED = words("feet heels")  # "dragged its feet on selling it"
ADVISING = verbs("warn advise caution campaign lobby protest argue agitate")
MOTION = verbs("go come travel fly head gather convene assemble arrive")
OUT_OF = verbs("walk pull storm stalk drop back bow stay")  # "walked out of talks"
SET_FOR = words("date dates venue day")  # "set a date for the sale"
CLEARED = words("clear open ready")  # "the way is clear for the sale"
CONTINGENT = words("conditional dependent contingent")
IN_DOUBT = words("doubt question limbo jeopardy peril risk balance")
ON_HOLD = words("hold ice cards agenda way")
GETTING = verbs("get have see")  # "hopes to get it sold"
LIKING = verbs("like love prefer")  # "would like to sell it"
SO_FAR = words("far yet ever once")  # "has not so far sold it"
# what is told by "whether" is not told: "has not said whether it will sell it", "it is unclear whether"
ASKING = verbs("ask wonder know see question doubt debate discuss argue check") | words(
    "unclear uncertain clear question sure"
)
DECIDING = verbs("decide vote determine choose rule settle weigh consider mull")
DECISIONS = words("decision vote referendum ruling plebiscite ballot")
REFUSED_AT = verbs("balk baulk recoil demur")  # "balked at selling"
TWO_WAY = verbs("fail neglect forget omit decline refuse delay postpone")
DELAYED = verbs("delay postpone defer stall")
STOPPING = verbs("stop cease quit")
MEETING = verbs("meet gather convene visit attend travel host assemble")  # what is done there is of that day
ASPECTUAL = verbs("become cease stop begin start")  # what they lead to has their day
HALTING = verbs("suspend freeze pause halt")
MAKING = verbs("make")
LINKING = verbs("link tie condition")  # one thing to another that must come first
UNDOING = verbs(
    "reverse rescind withdraw cancel drop abandon suspend revoke retract overturn scrap shelve recall"
)
TAKING = verbs("take")
COLLAPSING = verbs("fail founder collapse stall falter flounder")
ENDING = verbs("end break adjourn close finish conclude")
RESULTS = words("agreement accord deal result results progress success breakthrough pact conclusion")
FAILURE = words("failure breakdown collapse deadlock impasse stalemate disagreement acrimony")
APART = {
    **dict.fromkeys(verbs("break"), words("down off up")),
    **dict.fromkeys(verbs("fall"), words("apart through")),
    **dict.fromkeys(verbs("end"), words("inconclusively")),
    **dict.fromkeys(verbs("call"), words("off")),
}
# done where the governor is: its negation, modals and tense reach down
IMPLIED = verbs(
    "vote manage go proceed happen come rush become help lead prompt complete finish continue keep persist "
    "succeed dare bother get hasten serve force compel"
)
# done whatever is said of the governor
GIVEN = verbs(
    "congratulate thank commend praise applaud criticise condemn fault rebuke honour honor blame forgive "
    "sanction punish penalise penalize fine reprimand chide accuse"
)
DOUBT = words(
    "may might could possibility possible speculation speculate speculates speculated perhaps possibly "
    "maybe potentially presumably conceivably arguably potential seemingly apparently probably rumour "
    "rumours rumor rumors fear fears feared appears appear appeared seems seem seemed suggest suggests "
    "suggested suspect suspects suspected chance prospect prospects unlikely doubt doubts believes predict "
    "predicts predicted predicting forecast"
)
CHANCES = words(
    "possibility prospect prospects speculation chance rumour rumours rumor rumors likelihood risk danger "
    "threat fear"
)
MIGHT_BE = words("possible likely unlikely probable improbable conceivable doubtful uncertain unclear")
OPINION = verbs("believe think deem find")
NEARLY = words("almost nearly")
ANY = words("any every whoever anyone anybody whichever")
# "forgot to" is not done, "forgot that" is a fact
FACTIVE = verbs("forget regret know realise remember recognise discover notice ignore overlook")
BEGUN = verbs("begin start")
ALLEGED = words("allegations allegation accusations accusation reports claims charges")
HEARSAY = words("reportedly allegedly supposedly purportedly alleged reported purported")
BEFORE_NOUN_PLANNED = words(
    "eventual planned proposed expected upcoming imminent pending future forthcoming threatened scheduled "
    "intended"
)
BEFORE_NOUN_DOUBTED = words("possible potential likely speculated")
WISHED = verbs("urge ask call demand propose recommend insist require request order suggest advise appeal")
QUARREL = words(
    "deadlock deadlocked dispute disputes disagree disagreed disagreement differ differed differences "
    "argue argued arguing stalemate impasse row quarrel haggle haggling haggled wrangle wrangling wrangled "
    "divided split stuck"
)
SETTLED = words("on after since following despite in with by from over about against")
AHEAD = words("before pending towards toward until ahead prior")
TERMS_OF_TIME = words("day days week weeks month months year years")
MOMENTS = words("day date moment time month once")
TOPICAL = nouns(
    "group committee commission panel question issue debate discussion consultation session conference"
)
APPROACHING = words("close closer near nearer")
HOPEFUL = words("hopeful optimistic confident sure certain close")
ASKED = verbs(
    "ask urge tell order press push encourage invite request call want plan propose promise vow pledge "
    "hope intend offer threaten"
)
TOWARDS = words(
    "look looks looking looked push pushes pushed path way vote prospects support conditions deadline "
    "parliament ready ceremony date"
)
SUPPOSING = words("provided providing assuming case condition")
OCCURRING = verbs("happen occur follow take go come begin proceed") | BE
ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth tenth last latest only newest")
IMPOSING = verbs("impose slap place levy clamp lift")
PENALTIES = words("sanction sanctions tariff tariffs duty duties embargo fine fines penalty penalties")

SAYING = verbs(
    "say report announce state tell claim allege confirm declare add note reveal disclose insist "
    "acknowledge admit argue assert maintain write tweet post explain warn stress emphasise emphasize "
    "quote cite indicate estimate suggest accuse charge complain contend hint signal believe think find "
    "rule conclude deny comment observe remark pledge vow promise recall relate cover hear learn describe "
    "speculate predict forecast reiterate reaffirm underline underscore carry publish broadcast air affirm "
    "testify concede caution mention show respond reply assure inform point proclaim recount lament boast "
    "quip clarify swear retort fume muse surmise reckon opine divulge"
)
# of what is to come: "notified them that it would sell"
TELLING = SAYING | verbs("notify reassure apprise brief remind")
DENYING = verbs("deny")
COMMITTING = verbs("promise pledge vow")  # who says that he himself will do it
ACCUSING = verbs("accuse blame charge suspect condemn criticise criticize fault rebuke reproach denounce")
CHARGING = verbs("accuse charge suspect")
OBJECT_CONTROL = verbs(
    "ask urge tell order allow force direct invite call press encourage want require help permit enable "
    "get convince persuade expect request lead authorise push oblige compel instruct beg implore advise "
    "summon bar prevent stop block"
)
# nouns whose infinitive or participle is done by their owner
OWNED = nouns(
    "law bill decree order decision vote move bid resolution proposal intention intent process procedure "
    "attempt effort plan commitment pledge promise willingness readiness agreement desire motion "
    "legislation act statement step campaign application request right refusal failure obligation threat "
    "offer authority power pressure need opportunity measure declaration letter document note talk "
    "negotiation notice inability reluctance unwillingness determination aim goal hope wish"
)
REACTING = verbs(
    "welcome hail mark celebrate praise applaud see witness attend watch oversee host criticise condemn "
    "regret deplore oppose fear expect await demand urge describe call confront protest investigate punish "
    "denounce tackle"
)
# who attends an event in the future tells that it is to come
ATTENDING = verbs("see witness attend watch oversee host mark celebrate")
# "when it expires next year" takes for granted that it will
TAKEN_TO_COME = words("when after")
EXPIRING = verbs("expire lapse end elapse run")
# verbs that only carry their noun: "gave notice", "completed ratification", "put off"
LIGHT = BE | verbs(
    "make give take have hold reach do begin start open complete finish announce declare seek achieve "
    "grant continue conduct carry launch resume suspend freeze halt pause postpone delay put end break "
    "threaten plan propose consider order effect perform undertake finalise conclude deposit submit serve "
    "file notify deny reject refuse approve speed accelerate stall pursue commit prepare confirm "
    "promise pledge block"
)
# adjectives and participles that say what is to be done to a thing: "ready for signing", "subject to
# approval"
TOUGH = words("hard difficult easy impossible tough simple safe")
PREDICATES = words("ready subject due up available awaiting overdue pending")
REPORTS = words(
    "report dispatch statement broadcast bulletin interview article editorial letter speech release message "
    "communique communiqué note memo notice declaration telegram cable"
)
ASIDE = words("after following since before over amid despite during")
