"""The forms of English verbs and nouns that the tables name by their lemma."""

from __future__ import annotations

import functools

_IRREGULAR = {
    "come": "come comes came coming", "go": "go goes went going gone", "break": "break breaks broke broken breaking",
    "tear": "tear tears tore torn tearing", "withdraw": "withdraw withdraws withdrew withdrawn withdrawing",
    "leave": "leave leaves left leaving", "quit": "quit quits quitting", "put": "put puts putting",
    "give": "give gives gave given giving", "take": "take takes took taken taking",
    "bring": "bring brings brought bringing", "strike": "strike strikes struck striking",
    "freeze": "freeze freezes froze frozen freezing", "become": "become becomes became becoming",
    "begin": "begin begins began begun beginning", "hold": "hold holds held holding",
    "send": "send sends sent sending", "make": "make makes made making", "seek": "seek seeks sought seeking",
    "say": "say says said saying", "tell": "tell tells told telling", "write": "write writes wrote written writing",
    "run": "run runs ran running", "let": "let lets letting", "cut": "cut cuts cutting", "win": "win wins won winning",
    "get": "get gets got gotten getting", "set": "set sets setting", "swear": "swear swears swore sworn swearing",
    "bind": "bind binds bound binding", "know": "know knows knew known knowing", "hear": "hear hears heard hearing",
    "read": "read reads reading", "forget": "forget forgets forgot forgotten forgetting", "show": "show shows showed shown showing", "think": "think thinks thought thinking",
    "speak": "speak speaks spoke spoken speaking", "undo": "undo undoes undid undone undoing",
    "walk": "walk walks walked walking", "ink": "ink inks inked inking", "shelve": "shelve shelves shelved shelving",
    "forge": "forge forges forged forging", "be": "be is are was were been being am 's 're",
    "have": "have has had having 've", "do": "do does did done doing", "fall": "fall falls fell fallen falling",
    "meet": "meet meets met meeting", "lift": "lift lifts lifted lifting", "shoot": "shoot shoots shot shooting",
    "fight": "fight fights fought fighting", "find": "find finds found finding", "see": "see sees saw seen seeing",
    "uphold": "uphold upholds upheld upholding", "fly": "fly flies flew flown flying",
    "forgo": "forgo forgoes forwent forgone forgoing",
    "mean": "mean means meant meaning", "lead": "lead leads led leading", "feel": "feel feels felt feeling",
    "buy": "buy buys bought buying", "sell": "sell sells sold selling", "pay": "pay pays paid paying",
    "live": "live lives lived living", "lose": "lose loses lost losing", "throw": "throw throws threw thrown throwing", "keep": "keep keeps kept keeping",
    "agree": "agree agrees agreed agreeing", "free": "free frees freed freeing",
    "greenlight": "greenlight greenlights greenlighted greenlit greenlighting",
    "green-light": "green-light green-lights green-lighted green-lit green-lighting",
    "rewrite": "rewrite rewrites rewrote rewritten rewriting", "draw": "draw draws drew drawn drawing",
    "shake": "shake shakes shook shaken shaking", "sew": "sew sews sewed sewn sewing",
    "wind": "wind winds wound winding", "forsake": "forsake forsakes forsook forsaken forsaking",
    "bid": "bid bids bidding", "forgive": "forgive forgives forgave forgiven forgiving",
    "forbid": "forbid forbids forbade forbidden forbidding", "hit": "hit hits hitting", "stand": "stand stands stood standing",
    "build": "build builds built building", "beat": "beat beats beaten beating", "sink": "sink sinks sank sunk sinking",
    "lend": "lend lends lent lending", "overrun": "overrun overruns overran overrunning", "ok": "ok ok's ok'd okay okays okayed okaying",
}  # fmt: skip
_DOUBLED = frozenset(
    "commit submit transmit permit drop ship stop scrap ban bar plan refer defer confer infer prefer cancel "
    "initial wrap rip step opt admit omit axe blur scrub slap shut spur skip grab halt swap shred concur expel compel "
    "annul signal label quarrel pen bin nod ram unravel kidnap patrol beg jam snub".split()
)
_PLAIN_DOUBLE = frozenset("halt axe".split())


@functools.cache
def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb, British and American ("cancelled", "canceled")."""
    if lemma in _IRREGULAR:
        return tuple(_IRREGULAR[lemma].split())
    out = {lemma}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        out |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    elif lemma.endswith("e"):
        out |= {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        out |= {lemma + "es", lemma + "ed", lemma + "ing"}
    else:
        out |= {lemma + "s", lemma + "ed", lemma + "ing"}
        if lemma in _DOUBLED and lemma not in _PLAIN_DOUBLE:
            out |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if "is" in lemma and lemma.endswith("ise"):
        for form in list(out):
            out.add(form.replace("is", "iz", 1) if form.count("is") == 1 else _z(form))
    return tuple(sorted(out))


def _z(form: str) -> str:
    at = form.rfind("is")
    return form[:at] + "iz" + form[at + 2 :]


@functools.cache
def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a noun."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma, lemma[:-1] + "ies")
    if lemma.endswith(("s", "sh", "ch", "x")):
        return (lemma, lemma + "es")
    if lemma == "memorandum":
        return ("memorandum", "memoranda", "memorandums")
    return (lemma, lemma + "s")
