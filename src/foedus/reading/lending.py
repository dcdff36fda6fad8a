"""Whose an agreement is where its own phrase does not say: lent by the sentence or the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.clauses import is_purpose
from foedus.language.inflect import verb_forms
from foedus.language.tree import Tree
from foedus.language.words import ACCUSING, REACTING, SAYING, WISHED
from foedus.model import Step
from foedus.names import Kind
from foedus.reading.actors import who
from foedus.reading.codes import codes_of_name
from foedus.reading.context import NameAt, Para
from foedus.reading.coref import Agreement
from foedus.reading.events import Event
from foedus.reading.frames import JOINT
from foedus.reading.lexicon import CARTELS
from foedus.reading.mention import Mention
from foedus.reading.named import is_place, party_codes
from foedus.reading.refer import Referrer

_TRAVELLING = frozenset(
    form for lemma in ("arrive", "fly", "travel", "go", "come", "visit", "head") for form in verb_forms(lemma)
)
_MEETINGS = frozenset("meeting meetings talks conference summit session round negotiations".split())
_LOOKING_ON = (REACTING | WISHED | SAYING) - ACCUSING
_AT = frozenset({"at", "in", "during", "after"})
_BETWEEN_THEM = re.compile(r"\b(?:between|by) (?:the two|both|them)\b", re.I)


def lend_parties(refer: Referrer, para: Para, event: Event, agreement: Agreement) -> None:
    """Lends an event's agreement the parties that its sentence tells, where it has fewer than two."""
    if event.step is Step.VIOLATED:
        agreement.accusers.update(dict.fromkeys(refer.accuser(para, event.trigger)))
    if len(set(agreement.parties) | set(agreement.actors)) >= 2 or agreement.many or agreement.org:
        return
    if event.mention is not None and _BETWEEN_THEM.search(event.mention.text):
        found = refer.two_before(para, event.trigger + 25)
    elif not agreement.parties and not agreement.actors and _both_speak(refer, para, event.trigger):
        found = refer.two_before(para, event.trigger)
    elif event.step is Step.NOTIFIED and not agreement.parties:
        found = _who_is_told(refer, para, event)
    elif event.step not in JOINT:
        found = _beside_the_one(refer, para, event, agreement)
    elif "among" in event.frame and event.agentless and not agreement.parties:
        found = _at_war(refer, para, event)
    elif agreement.kind == "truce" and event.agentless and not agreement.parties and not agreement.actors:
        found = _fighting(refer, para, event)
    elif len(event.actor.codes) == 1 and (
        other := _to_whom(refer, para, event)
        or _in_its_purpose(refer, event)
        or _where_it_went(refer, para, event)
    ):
        found = other
    elif event.agentless:
        found = (
            _at_their_meeting(refer, para, event)
            or _in_the_sentence(refer, para, event, agreement)
            or _of_the_one_body(refer, para, event, agreement)
        )
    else:
        return
    agreement.infer(found)


def lend_home(refer: Referrer) -> None:
    """In a government's own statement an agreement "with Norway" is its own: "The agreement with Norway took
    effect"."""
    home = refer.ctx.home
    for a in refer.agreements if home is not None else ():
        others = {*a.parties, *a.actors}
        alone = len(others) == 1 and home not in others and not (a.org or a.open or a.known)
        if alone and home is not None and any(_is_with(m) for m in a.mentions):
            a.infer((home,))


def _is_with(m: Mention) -> bool:
    """Whether a phrase names one party behind "with", and nobody whose it is else."""
    tree = m.para.tree
    owners = rel.possessors(tree, m.head)
    several = m.plural and not m.definite
    beside = any(prep == "with" for prep, _ in tree.preps(m.head))
    return len(m.parties) == 1 and beside and not owners and not several


def lend_to_successors(refer: Referrer) -> None:
    """ "The current accord expires in May": it is between those that negotiate the new one."""
    for a in refer.agreements:
        if a.sibling is not None and not a.sibling.many and not a.many and not a.parties:
            theirs = (*a.sibling.parties, *a.sibling.actors)
            if set(a.actors) <= set(theirs):
                a.infer(theirs)


def lend_the_pair(refer: Referrer) -> None:
    """On a page about two states alone, an agreement without parties is theirs: "In 2011 a protocol was
    signed which settled the enclaves"."""
    named = [frozenset((*a.parties, *a.actors)) for a in refer.agreements if a.org is None and not a.foreign]
    pairs = {codes for codes in named if len(codes) > 1}
    pair = next(iter(pairs)) if pairs else frozenset(_main_two(refer))
    if len(pairs) > 1 or len(pair) != 2:
        return
    if any(len(codes) == 1 and not codes <= pair for codes in named):
        return
    order = [c for c in refer.ctx.states if c in pair]
    for a in refer.agreements:
        nobody = a.org is None and not (a.many or a.known or a.parties or a.actors)
        if nobody and (pairs or _is_told_of(a)):
            a.infer(order)


def _is_told_of(a: Agreement) -> bool:
    """Whether a page speaks of a certain agreement, not of any that there might be; a truce may be of the
    sides of a war at home."""
    return a.kind != "truce" and (bool(a.topic) or any(m.definite for m in a.mentions))


def lend_the_body(refer: Referrer) -> None:
    """On a page about one organisation of states, a pact without parties is its members': "The pact was
    prolonged for two years", in a story about the coffee organisation's council."""
    named = (n for para in refer.ctx.paras for n in para.names if n.has(Kind.ORG))
    bodies = CARTELS.intersection(c for n in named for c in codes_of_name(refer.ctx, n))
    if len(bodies) != 1:
        return
    for a in refer.agreements:
        nobody = not (a.parties or a.actors or a.many or a.names or a.org)
        if nobody and a.strong and not a.foreign and a.kind == "treaty":
            a.infer(bodies)


def _both_speak(refer: Referrer, para: Para, trigger: int) -> bool:
    """ "The two leaders look forward to its entry into force": an agreement of theirs."""
    tree = para.tree
    for up in tree.ancestors(trigger):
        subject = rel.active_subject(tree, up)
        if tree.low[up] in SAYING and subject is not None and who(refer.ctx, para, subject).joint:
            return True
    return False


def _who_is_told(refer: Referrer, para: Para, event: Event) -> tuple[str, ...]:
    """ "notified Bangladesh that it would not renew the transit agreement", "gave it a year's notice": the
    other party, no depositary that is called so."""
    tree, v = para.tree, event.trigger
    v = tree.heads[v] if event.nominal else v
    told = [rel.direct_object(tree, v), *rel.recipients(tree, v)]
    each = [t for t in told if t is not None and not _keeps_it(tree, t)]
    codes = [c for t in each for c in who(refer.ctx, para, t).codes if len(c) == 3]
    return tuple(dict.fromkeys(codes))


def _keeps_it(tree: Tree, t: int) -> bool:
    """ "notified the United States, the depositary": who is told as its keeper, not as a party."""
    return any(tree.low[k] == "depositary" for k in phrases.appositions(tree, t))


def _to_whom(refer: Referrer, para: Para, event: Event) -> tuple[str, ...]:
    """ "offered Argentina a nuclear accord", "proposed a pact to Lithuania": the other party."""
    if "planned" not in event.frame or event.nominal:
        return ()
    codes = [c for o in _recipients(para, event, "to") for c in who(refer.ctx, para, o).codes if len(c) == 3]
    return tuple(dict.fromkeys(c for c in codes if c not in event.actor.codes))[:1]


def _recipients(para: Para, event: Event, *preps: str) -> list[int]:
    """To whom something is done: what stands behind the prepositions of the verb or of the agreement, too,
    on which the parser hangs them."""
    tree, v, m = para.tree, event.trigger, event.mention
    heads = [v, m.head] if m is not None and m.para is para else [v]
    return [*rel.recipients(tree, v), *(o for t in heads for p, o in tree.preps(t) if p in preps)]


def _depositaries(refer: Referrer, para: Para, event: Event) -> frozenset[str]:
    """ "handed its instrument to the government of Australia", "lodged it with Mexico": who takes it in."""
    below = {t for taker in _recipients(para, event, "to", "with") for t in para.tree.subtree(taker)}
    names = (n for n in refer.names(para) if n.lo in below)
    return frozenset(c for n in names for c in party_codes(refer.ctx, n))


def _beside_the_one(refer: Referrer, para: Para, event: Event, agreement: Agreement) -> tuple[str, ...]:
    """The two states of a sentence that tells what one of them, or nobody, did to the agreement."""
    near = refer.states_in_sentence(para, event.trigger)
    if event.step is Step.DEPOSITED:
        depositaries = _depositaries(refer, para, event)
        near = [c for c in near if c not in depositaries]
    if agreement.parties:
        return _beside_its_other(event, agreement, near)
    if len(event.actor.codes) == 1:
        # "Uzbekistan ended an agreement, giving the United States six months": with the other one
        m = event.mention
        several = m is not None and m.plural and not m.definite
        told_apart = agreement.known or agreement.names or several
        return tuple(near) if len(near) == 2 and event.actor.codes[0] in near and not told_apart else ()
    if agreement.actors or event.actor:
        return ()
    # "the last treaty limiting the arsenals of Russia and America expired": theirs
    others = tuple(c for c in near if c != refer.ctx.home)
    return others if len(others) == 2 else ()


def _beside_its_other(event: Event, agreement: Agreement, near: list[str]) -> tuple[str, ...]:
    """ "Iraq's raids came after a ceasefire with Iran took effect": the one state beside Iran."""
    m = event.mention
    if m is None or len(m.parties) != 1 or agreement.parties != list(m.parties) or agreement.open or m.known:
        return ()
    with_one = any(p == "with" for p, _ in m.para.tree.preps(m.head))
    others = [c for c in near if c not in m.parties]
    return tuple(others) if with_one and len(others) == 1 else ()


def _at_war(refer: Referrer, para: Para, event: Event) -> tuple[str, ...]:
    """ "Russia brokered a ceasefire": between those whose fight the text tells of."""
    subject = rel.active_subject(para.tree, event.trigger)
    broker = set(who(refer.ctx, para, subject).codes) if subject is not None else set()
    found = tuple(c for c in refer.states_before(para, event.trigger) if c not in broker)[:2]
    return found if len(found) == 2 else ()


def _fighting(refer: Referrer, para: Para, event: Event) -> tuple[str, ...]:
    """A truce told without its parties: the two named last, but never the publisher's own state."""
    near = tuple(c for c in refer.states_before(para, event.trigger) if c != refer.ctx.home)[:2][::-1]
    both = near if len(near) == 2 else refer.two_before(para, event.trigger)
    return () if refer.ctx.home in both else both


def _in_the_sentence(refer: Referrer, para: Para, event: Event, agreement: Agreement) -> tuple[str, ...]:
    """The states of a sentence that does not say who makes it; else the two that the article is about."""
    states = refer.states_in_sentence(para, event.trigger)
    if len(states) == 2:
        return tuple(states)
    if len(states) > 2:
        framed = event.mention is not None and _is_frame(event.mention)
        return tuple(states) if framed else ()
    if agreement.parties or agreement.actors:
        return ()
    # "unless an agreement is reached": between the two that the article is about
    main = refer.ctx.states[:2]
    around = {*refer.states_before(para, event.trigger)[:2], *states}
    return main if len(main) == 2 and around == set(main) else ()


def _at_their_meeting(refer: Referrer, para: Para, event: Event) -> tuple[str, ...]:
    """ "reached at a meeting of finance ministers of Norway, Iceland and Sweden in Oslo": those who met."""
    tree = para.tree
    met = [o for p, o in tree.preps(event.trigger) if p in _AT and tree.low[o] in _MEETINGS]
    people = (o for noun in met for p, o in tree.preps(noun) if p in ("of", "between", "among"))
    below = {t for o in people for t in tree.subtree(o)}
    names = (n for n in para.names if n.lo in below and not is_place(tree, n))
    codes = tuple(dict.fromkeys(c for n in names for c in codes_of_name(refer.ctx, n)))
    return codes if len(codes) > 1 or (codes and codes[0] in CARTELS) else ()


def _of_the_one_body(refer: Referrer, para: Para, event: Event, agreement: Agreement) -> tuple[str, ...]:
    """ "the agreement signed in December, by which OPEC fixed its prices": its members'."""
    if agreement.parties or agreement.actors or refer.states_in_sentence(para, event.trigger):
        return ()
    a, b = para.tree.sent_span(event.trigger)
    here = (n for n in para.names if a <= n.lo < b and n.has(Kind.ORG))
    bodies = {c for n in here for c in codes_of_name(refer.ctx, n) if c in CARTELS}
    return tuple(bodies) if len(bodies) == 1 else ()


def _in_its_purpose(refer: Referrer, event: Event) -> tuple[str, ...]:
    """ "signed an agreement to provide aid to Ghana's schools": the other side stands in what it is for."""
    m = event.mention
    if m is None:
        return ()
    tree = m.para.tree
    beside = (*rel.adjuncts(tree, event.trigger), *rel.infinitives(tree, event.trigger))
    clauses = [
        *rel.adnominal_clauses(tree, m.head),
        *rel.adjuncts(tree, m.head),
        *(k for k in beside if k > m.head),
    ]
    below = {t for k in clauses for t in tree.subtree(k)}
    names = [n for n in m.para.names if n.lo in below and not n.has(Kind.AGENCY)]  # its schools: itself
    codes = tuple(
        dict.fromkeys(c for n in names for c in party_codes(refer.ctx, n) if c not in event.actor.codes)
    )
    return codes if len(codes) == 1 else ()


def _where_it_went(refer: Referrer, para: Para, event: Event) -> tuple[str, ...]:
    """ "flew to Canberra to sign a fishing accord": with those whom he visits."""
    tree, verb = para.tree, _purpose_of(para, event)
    if verb is None or tree.low[verb] not in _TRAVELLING:
        return ()
    places = [o for p, o in tree.preps(verb) if p in ("in", "to", "for", "at")]
    places += rel.direct_objects(tree, verb)
    found = {
        c for o in places if (n := para.name_of.get(o)) for c in codes_of_name(refer.ctx, n) if len(c) == 3
    }
    found -= set(event.actor.codes)
    return tuple(found) if len(found) == 1 else ()


def _purpose_of(para: Para, event: Event) -> int | None:
    """The verb that an event's infinitive is the purpose of."""
    tree, v = para.tree, event.trigger
    purpose = is_purpose(tree, v) and not event.nominal
    return tree.heads[v] if purpose else None


def _is_frame(m: Mention) -> bool:
    """Whether a sentence begins with "Under an agreement": "Under an accord reached in 1978, Jordan was to
    receive aid from Algeria, Iraq and Kuwait"."""
    tree = m.para.tree
    begin = tree.sent_span(m.head)[0]
    return tree.low[begin] == "under" and tree.heads[m.head] == begin


def lend_the_other(refer: Referrer, agreements: Iterable[Agreement]) -> None:
    """On a page about two above all, the other one of an agreement that names one of them: "Tokyo's violation
    of the bilateral pact", in a story about Tokyo and Washington. Last of all: it is evidence of nothing."""
    lacking = [a for a in agreements if _lacks_a_party(a)]
    main = _main_two(refer) if lacking else ()
    for a in lacking:
        codes = list(dict.fromkeys((*a.parties, *a.actors)))
        accusers = [c for c in a.accusers if c not in codes]
        if codes and len(accusers) == 1:
            a.infer(accusers)  # "Turkey accused Greece of breaching the 1976 agreement": theirs
        elif codes and codes[0] in main:
            a.actors.extend(c for c in main if c not in codes)
        elif not codes and a.kind == "truce":
            a.actors.extend(main)


def _lacks_a_party(a: Agreement) -> bool:
    if a.many or a.org or a.foreign or a.open or len({*a.parties, *a.actors}) > 1:
        return False
    return not all(m.plural and not m.definite for m in a.mentions)


def _looks_on(tree: Tree, name: NameAt) -> bool:
    """ "Norway welcomed the truce and urged the two to keep it": who speaks of it is none of them by that."""
    at = name.hi - 1
    verb = tree.heads[at]
    return rel.is_subject(tree, at) and tree.low[verb] in _LOOKING_ON


def _main_two(refer: Referrer) -> tuple[str, ...]:
    """The two states or sides of a war that a page is about, () where a third is named nearly as often."""
    counts: Counter[str] = Counter()
    for para in refer.ctx.paras:
        for name in refer.names(para):
            if not is_place(para.tree, name) and not _looks_on(para.tree, name):
                counts.update(party_codes(refer.ctx, name))
    ranked = [*counts.most_common(3), ("", 0)]
    if len(ranked) < 3 or ranked[1][1] < 2:
        return ()
    return (ranked[0][0], ranked[1][0]) if 2 * ranked[2][1] <= ranked[1][1] else ()
