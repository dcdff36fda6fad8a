"""Whether an event tells a step at all, and as what: what is a rule, what its row forbids, what is ahead."""

from __future__ import annotations

from msgspec.structs import replace

from foedus.language import relations as rel
from foedus.language.clauses import (
    auxiliaries,
    counts_time,
    is_gerund,
    is_infinitive,
    present_passive,
    tied_to_another,
)
from foedus.language.factuality import Factuality
from foedus.language.tree import Tree
from foedus.model import Certainty, Step
from foedus.reading.coref import Agreement, in_passing
from foedus.reading.events import JOINT, Event
from foedus.reading.factual import judge
from foedus.reading.frames import VERBS
from foedus.reading.participant import Who

_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_WANTING = frozenset("want wants wanted need needs needed prefer prefers preferred".split())
_SET = frozenset("set pencilled penciled fixed slated timed booked".split())
_TO_COME = frozenset({"subject", "ready", "due", "up", "open"})
_EITHER = frozenset({"either", "any", "each", "every"})
_ATTESTING = frozenset("witness witnesses guarantor guarantors mediator mediators observer observers".split())
_OF_TERMS = frozenset(
    {Step.NOTIFIED, Step.WITHDRAWN, Step.TERMINATED, Step.EXTENDED, Step.AMENDED, Step.SUSPENDED}
)
_BEFORE = frozenset({"before", "to", "on", "upon", "for"})  # "prior to taking effect"
_NEEDED = frozenset({Step.RATIFIED, Step.APPROVED, Step.SIGNED, Step.DEPOSITED})
# what is done for the sake of another step: "the procedures required for its entry into force"
_FOR_WHICH = frozenset(
    "necessary needed required requisite requirements requirement procedures procedure steps step conditions "
    "condition formalities measures measure process processes prerequisites prerequisite way path".split()
)
_FAR = 14  # tokens between such a word and the verb of its clause
_WHOEVER = frozenset("any each anyone anybody every everyone everybody whoever those".split())


def may_be_it(tree: Tree, event: Event, agreement: Agreement) -> bool:
    """Whether the agreement spoken of last can be what a row's "it", or its silence, means."""
    if event.frame.kind is not None and event.frame.kind not in agreement.kinds:
        return False  # "it begins at noon": a truce, no trade pact
    if agreement.known and agreement.open and event.step in JOINT and in_passing(agreement):
        return False  # "under GATT rules ... the papers would be signed"
    if "said" in event.frame:
        always = present_passive(tree, event.trigger)
        if not event.agentless or always or rel.complements(tree, event.trigger):
            return False  # "it is concluded for 20 years", "it was agreed that"
    if "state-alone" in event.frame and not (agreement.org or (agreement.known and agreement.open)):
        return False
    open_to_more = agreement.open or agreement.org is not None or agreement.known
    return "joins" not in event.frame or open_to_more


def says_nothing(tree: Tree, event: Event, actor: Who, agreement: Agreement) -> bool:
    """Whether a row's own condition fails: only encouraged, always so, kept and not broken, criticised."""
    m = event.mention
    urged = "hortative" in event.frame and m is not None and not m.definite
    if urged and judge(tree, event.trigger).certainty not in _HAPPENED:
        return True  # "we encourage states to adopt an additional protocol"
    between = m.parties if m is not None and "own" in event.frame else ()
    if len(between) > 1 and actor.codes and not set(actor.codes) & set(between):
        return True  # "the Security Council ruled out a treaty between Iran and Iraq"
    beside = dict(tree.preps(event.trigger))  # not "with Norway as guarantor"
    as_what = {tree.low[o] for p, o in beside.items() if p == "as" and "with" not in beside}
    if event.step in JOINT and as_what & _ATTESTING:
        return True  # "put his name to it as a witness"
    if "keeping" in event.frame and judge(tree, event.trigger, denied=True).certainty not in _HAPPENED:
        return True  # only who fails to keep it breaks it
    if "party-only" in event.frame:
        told_of = (event.trigger, m.head) if m is not None and m.para.tree is tree else (event.trigger,)
        criticised = any(p == "as" for t in told_of for p, _ in tree.preps(t))
        return criticised or not _is_party(actor, agreement, event)  # "denounced the deal as a mistake"
    return _is_rule(tree, event) or _is_what_for(tree, event)


def judged_as_told(tree: Tree, event: Event) -> Factuality:
    judged = judge(
        tree,
        event.trigger,
        planned="planned" in event.frame or is_ahead(tree, event),
        denied=event.denied,
        doubted="doubted" in event.frame,
    )
    at = event.trigger
    is_one = event.nominal and rel.is_predicative(tree, at)  # "any delay would be a breach of the accord"
    would = "would" in judged.words or (
        is_one and any(tree.low[k] == "would" for k in auxiliaries(tree, tree.heads[at]))
    )
    if event.step is Step.VIOLATED and judged.certainty is Certainty.PLANNED and would:
        return replace(
            judged, certainty=Certainty.CONDITIONAL
        )  # "warned that it would breach the convention"
    return judged


def is_ahead(tree: Tree, event: Event) -> bool:
    """ "subject to ratification", "ready for signature": the noun's step is still to come."""
    at = event.trigger
    if not event.nominal:
        noun = rel.is_reduced(tree, at) and rel.is_object(tree, tree.heads[at])
        above = tree.heads[tree.heads[at]] if noun else tree.heads[at]
        bare = tree.tags[at] in ("VBN", "VBD") and not auxiliaries(tree, at)
        told = noun or rel.is_complement(tree, at) or rel.is_predicative(tree, at)
        return bare and told and tree.low[above] in _WANTING  # "wants the treaty ratified"
    if rel.is_subject(tree, at):
        verb = tree.heads[at]  # "signing of the accord is set for July 24"
        return tree.low[verb] in _SET and any(p == "for" for p, _ in tree.preps(verb))
    prep = rel.preposition_of(tree, at)
    return prep is not None and (tree.low[prep] == "pending" or tree.low[tree.heads[prep]] in _TO_COME)


def _is_what_for(tree: Tree, event: Event) -> bool:
    """ "completed the procedures needed for it to enter into force": what is done for it, not it."""
    if event.step is not Step.ENTERED_INTO_FORCE:
        return False
    at = event.trigger
    if event.nominal:
        prep = rel.preposition_of(tree, at)
        return prep is not None and tree.low[prep] == "for" and _ask_for(tree, prep)
    if not is_infinitive(tree, at):
        return False
    to = next(k for k in tree.kids[at] if tree.low[k] == "to")
    asked = (t for t in range(max(0, at - _FAR), at) if tree.low[t] == "for")
    return _ask_for(tree, to) or any(_ask_for(tree, t) for t in asked)


def _ask_for(tree: Tree, i: int) -> bool:
    return i > 0 and tree.low[i - 1] in _FOR_WHICH


def _is_rule(tree: Tree, event: Event) -> bool:
    """ "Treaties of Kenya are signed by the president", "any state that violates it": what is always so."""
    clause = tree.first_conjunct(event.trigger)
    if rel.is_adnominal(tree, clause):
        whoever = tree.heads[clause]
        if tree.low[whoever] == "those" and rel.is_reduced(tree, clause):
            return False  # "one of those signed in Paris"
        if tree.low[whoever] in _WHOEVER or any(tree.low[k] in _WHOEVER for k in tree.kids[whoever]):
            return True
    if event.step in _OF_TERMS and _by_whoever(tree, event):
        return True
    m = event.mention
    if m is None or not m.plural or m.definite or m.name is not None:
        return False
    return present_passive(tree, tree.first_conjunct(event.trigger))


def only_by_rule(tree: Tree, event: Event, certainty: Certainty) -> bool:
    """ "takes effect a year after sixty have done so", "within 90 days of its entry into force": what the
    agreement lays down, nothing done."""
    ruled = certainty in _HAPPENED and not event.nominal and tied_to_another(tree, event.trigger)
    return ruled or counts_time(tree, event.trigger) or _as_a_condition(tree, event.trigger)


def _as_a_condition(tree: Tree, v: int) -> bool:
    """ "must be ratified before taking effect", "has to be approved by both to enter into force": what
    another step is needed for."""
    if is_gerund(tree, v):
        return rel.follows_a_preposition(tree, v) and tree.low[tree.heads[v]] in _BEFORE
    above = VERBS.get(tree.low[tree.heads[v]], ()) if is_infinitive(tree, v) else ()
    return any(row.step in _NEEDED for row in above)


def _by_whoever(tree: Tree, event: Event) -> bool:
    """ "unless either party gives notice", "six months after notice is given": a clause of the treaty."""
    at = event.trigger
    if event.step is Step.NOTIFIED and event.agentless and present_passive(tree, at):
        return True
    subjects = (rel.subject(tree, t) for t in (at, *tree.ancestors(at, 3)))
    subject = next((s for s in subjects if s is not None), None)
    return subject is not None and any(tree.low[k] in _EITHER for k in (subject, *tree.kids[subject]))


def _is_party(actor: Who, agreement: Agreement, event: Event) -> bool:
    """Only a party denounces a treaty; anybody may denounce a deal in the papers' sense."""
    if not actor.codes or actor.joint:
        return False
    if event.mention is not None and event.mention.plural and not event.mention.definite:
        return False
    if len(agreement.parties) == 1 and agreement.strong:
        return True  # "denounced the tax treaty with the Netherlands": its own
    if agreement.parties and not set(actor.codes) & set(agreement.parties):
        return False
    return (
        agreement.open
        or bool(set(actor.codes) & set(agreement.parties))
        or (agreement.kind in ("treaty", "convention") and agreement.strong)
    )
