"""From events to claims: whose agreement, who acted, when, on whose word, how sure; then one claim each.

The order of the rooms: mentions -> coref -> steps -> (refer, certainty, when, sources) -> merge -> Claim.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from foedus.dates import before, parse
from foedus.model import AgreementRef, Certainty, Claim, ClaimKind, Role, Source, SourceKind, Step
from foedus.names import names
from foedus.reading.act_claims import act_claims, once
from foedus.reading.actors import Who
from foedus.reading.certainty import judge
from foedus.reading.context import Context, Para
from foedus.reading.coref import Agreement
from foedus.reading.lending import lend_parties, lend_the_pair, lend_to_successors
from foedus.reading.mention import Mention
from foedus.reading.merge import Draft, merge
from foedus.reading.refer import Referrer
from foedus.reading.sources import chain
from foedus.reading.steps import JOINT, Event, Finder
from foedus.reading.term_claims import settled, term_claims
from foedus.reading.voices import Memory
from foedus.reading.when import announced, commemorated, reporting_day, resolved, when

_FORM = frozenset(
    "the a an of on for and to in tentative final new draft first joint bilateral interim "
    "framework agreement treaty "
    "consent settlement pact accord deal protocol convention memorandum understanding arrangement "
    "amendment presidential statement".split()
)
_ALONE = frozenset({Step.RATIFIED, Step.APPROVED, Step.DEPOSITED, Step.ACCEDED, Step.NOTIFIED})
# what is done to treaties alone: "Germany ratified the agreement" needs no second party named
_TREATY_ACTS = frozenset(
    {"ratify", "n-ratification", "accede", "n-accession", "deposit", "exchange", "n-deposit"}
)
# whose present tense with a date speaks of what is to come
_OF_LAWS = frozenset({"sign-law", "pen-to-law", "adopt-law"})
_BY_LAW = frozenset({Step.RATIFIED, Step.APPROVED, Step.SUSPENDED, Step.WITHDRAWN})
_KEEPING = frozenset({"comply", "keep-to", "meet-duty", "live-up"})
_SCHEDULED = frozenset({"in-force", "take-effect", "expire", "run-out", "end-intr", "cease"})
# what agreements between states are about
_OF_STATES = frozenset(
    "peace trade fishery fisheries fishing defence defense border boundary frontier extradition aviation "
    "tariff tariffs customs nuclear arms missile missiles disarmament friendship visa security military "
    "textile textiles non-aggression currencies currency prisoners refugees maritime tax taxation sea "
    "grain river rivers waters commodity bases".split()
)
_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_SIGNINGS = 30  # dates of one agreement's signing by both that count


def _finite(para: Para, trigger: int) -> bool:
    """Whether the trigger's sentence has a verb that asserts: a topic line has none."""
    a, b = para.tree.sent_span(trigger)
    return any(para.tree.tags[t] in ("VBZ", "VBD", "VBP", "MD") for t in range(a, b))


class Assembler:
    """Reads one context; all state is its own and dies with it."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.refer = Referrer(ctx)
        self.memory = Memory()
        self.last_reported: dt.date | None = None
        self.last_told: dt.date | None = (
            None  # the last day told of, a report's or a step's, year alone: its middle
        )
        self.by_law: Event | None = None  # the last step that may be taken by a law
        self.told: Event | None = None  # the last step told by a verb, for "had done so in May"
        self.order = 0

    def claims(self) -> list[Claim]:
        """Steps, terms and acts, each in the order of the text. Acts only beside an agreement."""
        drafts: list[Draft] = []
        terms: list[tuple[Agreement, Claim]] = []
        acts: list[tuple[Claim, bool]] = []
        for para in self.ctx.paras:
            for event in self._events(para):
                drafts.extend(self._drafts(para, event))
            terms.extend(term_claims(self.refer, para, self.memory))
            acts.extend(act_claims(self.refer, para, self.memory, self.last_reported))
        lend_to_successors(self.refer)
        lend_the_pair(self.refer)
        called = {a.id: _called(a, self.ctx) for a in {d.agreement.id: d.agreement for d in drafts}.values()}
        drafts = [
            d for d in _second_signatures(drafts) if _international(d, self.ctx, called[d.agreement.id])
        ]
        out = [*(self._claim(d) for d in merge(drafts)), *settled(terms)]
        return [*out, *once(acts)] if out else []

    def _events(self, para: Para) -> list[Event]:
        """The paragraph's events without those that only carry another one.

        "suspends talks on a pact" is one step, not two; "consent to ratification of X" is consent.
        """
        found = Finder(self.ctx, para, self.refer.at(para), self.refer.org, self.refer.last_org).find()
        tree = para.tree
        triggers = {(e.trigger, id(e.mention)) for e in found}
        nouns = {e.trigger for e in found if e.nominal}
        out = []
        for e in found:
            if para.role in (Role.HEADLINE, Role.SUMMARY) and not _finite(para, e.trigger):
                continue
            above = tree.ancestors(e.trigger)[:5]
            if e.nominal and any((up, id(e.mention)) in triggers for up in above):
                continue
            if e.nominal and any(up in nouns for up in above[:2]):
                continue
            out.append(e)
        return out

    def _drafts(self, para: Para, event: Event) -> list[Draft]:
        if event.rule in _OF_LAWS:
            said = self.by_law
            if said is None or para.index - said.para.index > 3:
                return []  # a bill of its own
            event = replace(event, mention=said.mention, pronoun=said.pronoun)
        if event.echo:
            said = self.told
            if said is None or said.nominal or not _echoes(said, para, event):
                return []
            event = replace(event, step=said.step, rule=said.rule, mention=said.mention, pronoun=said.pronoun)
        elif not event.nominal:
            self.told = event
        if event.step in _BY_LAW:
            self.by_law = event
        if event.mention is not None and event.mention.plural and event.mention.sums_up:
            # "has violated all of these agreements", "The Agreements were signed": each of those just named
            each = self.refer.named_before(para, event.mention)
            if len(each) > 1:
                return [d for m in each if (d := self._draft(para, replace(event, mention=m))) is not None]
        draft = self._draft(para, event)
        if draft is None:
            return []
        if event.actor.pronoun == "each other":
            return self._each_other(draft)
        return [draft]

    def _each_other(self, draft: Draft) -> list[Draft]:
        """ "both sides accused each other of violating it": a claim each, on the other's word."""
        parties = draft.agreement.parties or draft.agreement.actors
        if len(parties) != 2:
            return [replace(draft, actors=())]
        base = [
            s for s in draft.sources if s.kind in (SourceKind.PUBLISHER, SourceKind.OUTLET, SourceKind.AGENCY)
        ]
        return [
            replace(
                draft, actors=(mine,), joint=False, certainty=Certainty.REPORTED, order=draft.order,
                sources=(*base, Source(names().display(other), SourceKind.STATE, other)),
            )
            for mine, other in (parties, reversed(parties))
        ]  # fmt: skip

    def _draft(self, para: Para, event: Event) -> Draft | None:
        agreement = self.refer.agreement(para, event)
        if agreement is None or agreement.foreign:
            return None
        if event.weak and event.pronoun and not (agreement.strong or agreement.names):
            return None
        tree = para.tree
        actor = self.refer.actor(para, event, agreement)
        if actor.foreign and not actor.codes and event.step is not Step.VIOLATED:
            if not agreement.known:
                return None
            actor = Who()  # "the cocoa pact, agreed by exporters and consumers": by their states
        if agreement.org is not None and agreement.org in actor.codes:
            actor = replace(actor, codes=tuple(c for c in actor.codes if c != agreement.org))
        if (
            event.rule == "adopt"
            and event.mention is not None
            and not event.mention.definite
            and judge(tree, event.trigger).certainty not in _HAPPENED
        ):
            return None  # "we encourage states to adopt an additional protocol"
        if event.rule in _KEEPING and judge(tree, event.trigger, denied=True).certainty not in _HAPPENED:
            return None  # only who fails to keep it breaks it
        if event.rule == "denounce" and (
            not _is_party(actor, agreement, event) or any(p == "as" for p, _ in tree.preps(event.trigger))
        ):
            return None  # "denounced the deal as a mistake": criticised it
        judged = judge(tree, event.trigger, planned=event.planned, denied=event.denied, doubted=event.doubted)
        certainty = judged.certainty
        if event.step is Step.VIOLATED and certainty is Certainty.PLANNED and "would" in judged.words:
            certainty = Certainty.CONDITIONAL  # "warned that it would breach the convention"
        if actor.many and certainty is Certainty.CONDITIONAL:
            return (
                None  # "once eight countries have ratified it": how it enters into force, no step of anybody
            )
        reported = reporting_day(self.ctx, para, event.trigger)
        if reported is not None:
            self.last_reported = self.last_told = reported
        within = self._phrases_beside(para, event.trigger)
        date = when(
            self.ctx, para, event.trigger, certainty, reported or self.last_reported, within, self.last_told
        )
        if date.date is not None and certainty in _HAPPENED:
            self.last_told = _day_told(date.date) or self.last_told
        if (
            event.rule in _SCHEDULED
            and certainty is Certainty.ASSERTED
            and tree.tags[event.trigger] in ("VBZ", "VBP")
        ):
            ahead = when(
                self.ctx,
                para,
                event.trigger,
                Certainty.PLANNED,
                reported or self.last_reported,
                within,
                self.last_told,
            )
            if ahead.date is not None and self.ctx.day is not None and _after(ahead.date, self.ctx.day):
                date, certainty = ahead, Certainty.PLANNED  # "the pact expires in February"
        if date.date is None and event.nominal and commemorated(tree, event.trigger):
            return None  # "on the anniversary of the signing of the treaty": a greeting, not news of it
        if date.date is None and certainty in _HAPPENED:
            date = announced(self.ctx, para, event.trigger, actor)
        sources, said = chain(self.ctx, para, event.trigger, self.memory, event.speaks)
        if said and certainty is Certainty.ASSERTED:
            certainty = Certainty.REPORTED
        if not actor and event.agentless and event.step in _ALONE and self.ctx.home and not said:
            # "today's signing of the instruments of ratification" in a government's own statement
            actor = Who((self.ctx.home,))
        if (
            actor.codes
            and event.mention is not None
            and event.step in JOINT
            and certainty is not Certainty.DENIED
        ):
            # "signs an agreement with France": the other side signs too
            others = tuple(p for p in event.mention.parties if p not in actor.codes)
            if others and len(actor.codes) == 1 and not event.nominal:
                actor = replace(actor, codes=(*actor.codes, *others))
        bilateral = tuple(dict.fromkeys((*agreement.parties, *agreement.actors, *actor.codes)))
        if actor.partial and actor.codes and event.step in JOINT and len(bilateral) == 2:
            actor = replace(
                actor, codes=bilateral
            )  # "Zebari and the US ambassador": both sides, one of them known
        if actor.codes and not actor.joint:
            self.refer.last_actor = actor
            if not agreement.many and len(agreement.parties) < 2:
                agreement.actors.extend(c for c in actor.codes if c not in agreement.actors)
        elif actor.codes and not agreement.parties and not agreement.actors:
            agreement.actors.extend(actor.codes)  # "the two sides", resolved
        lend_parties(self.refer, para, event, agreement)
        step = _step(event, actor, agreement)
        self.refer.last_event = (agreement, para.index)
        self.order += 1
        mention = event.mention.text if event.mention is not None else agreement.mentions[-1].text
        phrase = date.phrase
        day = date.date
        if day is None and event.mention is not None and step in (Step.SIGNED, Step.NEGOTIATED):
            day, phrase = self._dated_name(event.mention, certainty)
        return Draft(
            agreement, mention, step, actor.codes, actor.joint, actor.head_of_state, day, phrase, None,
            sources, said,
            certainty, para.passage(self.ctx.article, event.trigger), para.role, event.nominal, event.rule,
            (tree.words[event.trigger], *judged.words), self.order, para.other_credits,
            beside=event.beside or self.refer.applicants(para, event), many=actor.many,
        )  # fmt: skip

    def _phrases_beside(self, para: Para, trigger: int) -> frozenset[int]:
        """The tokens of a sentence's phrases for agreements up to their heads, but for the trigger's own."""
        a, b = para.tree.sent_span(trigger)
        mentions = (m for m in self.refer.by_para[para.index] if a <= m.head < b and m.head != trigger)
        return frozenset(t for m in mentions for t in range(m.lo, m.head + 1))

    def _dated_name(self, m: Mention, certainty: Certainty) -> tuple[str | None, str | None]:
        """The date in the agreement's own phrase: "the November 27 deal", "the 1993 accord"."""
        for date in m.para.dates:
            if m.lo <= date.lo and date.hi <= m.head + 1:
                found = resolved(self.ctx, date, certainty, None)
                return found.date, found.phrase
        return m.year, m.year

    def _claim(self, d: Draft) -> Claim:
        a = d.agreement
        parties = list(d.actors) if a.many or a.org else [*a.parties]
        for code in (*d.actors, *d.beside, *(() if a.many or a.org else a.actors)):
            if code not in parties:
                parties.append(code)
        actors = d.actors
        both = (
            d.step is Step.INSTRUMENTS_EXCHANGED and len(parties) == 2 and d.certainty is not Certainty.DENIED
        )
        if both or (not actors and d.joint and not d.many):
            actors = tuple(parties)
        return Claim(
            doc=self.ctx.article.doc,
            kind=ClaimKind.STEP,
            what=d.step.value,
            agreement=AgreementRef(a.title, d.mention, a.id, None),
            parties=tuple(parties),
            actors=actors,
            date=d.date,
            date_phrase=d.date_phrase,
            place=d.place,
            sources=d.sources,
            certainty=d.certainty,
            passages=(d.passage, *d.more),
            other_sources=d.other_sources,
            detail={"open": True} if a.many else {},
            rule=d.rule,
            words=d.words,
        )


def _after(edtf: str, day: dt.date) -> bool:
    first = parse(edtf).earliest
    return first is not None and first > day


def _day_told(edtf: str) -> dt.date | None:
    """A day to count "a day later" or "three years later" from: the day itself, the middle of a year."""
    found = parse(edtf)
    if found.earliest is None or found.latest is None:
        return None
    length = (found.latest - found.earliest).days
    if length == 0:
        return found.earliest
    return dt.date(found.earliest.year, 7, 1) if 360 < length < 370 else None


def _echoes(said: Event, para: Para, event: Event) -> bool:
    """Whether "done so" may go back to `said`: the sentence of either, or the one before."""
    if said.para is para:
        return 0 <= para.tree.sentence(event.trigger) - para.tree.sentence(said.trigger) <= 1
    last = said.para.tree.sentence(len(said.para.tree) - 1)
    first_here = para.tree.sentence(event.trigger) == 0
    return para.index - said.para.index == 1 and first_here and said.para.tree.sentence(said.trigger) == last


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


def _step(event: Event, actor: Who, agreement: Agreement) -> Step:
    if event.rule in ("accept", "reject") and agreement.kind == "truce":
        return Step.NEGOTIATED
    if event.rule in ("sign-off", "sign-off-on"):
        return Step.RATIFIED if actor.head_of_state else Step.APPROVED
    if (
        event.rule == "denounce"
        and not agreement.open
        and len(set(agreement.parties) | set(actor.codes)) == 2
    ):
        return Step.TERMINATED
    return event.step


def _second_signatures(drafts: list[Draft]) -> list[Draft]:
    """A head of state who signs after both have signed ratifies by it (VCLT 14)."""
    signed: dict[int, dict[str, None]] = {}  # agreement: the dates on which both signed, as the text has them
    for d in drafts:
        if d.step is Step.SIGNED and d.date and (len(d.actors) > 1 or d.joint):
            dates = signed.setdefault(d.agreement.id, {})
            if len(dates) < _SIGNINGS:
                dates[d.date] = None
    return [_as_ratified(d) if _signs_again(d, signed.get(d.agreement.id, {})) else d for d in drafts]


def _as_ratified(d: Draft) -> Draft:
    return replace(d, step=Step.RATIFIED, rule=f"{d.rule}+second-signature")


def _signs_again(d: Draft, signed: Iterable[str]) -> bool:
    """Whether a draft is the signature of one alone, on a later day than one of those when both signed."""
    if d.step is not Step.SIGNED or len(d.actors) != 1 or not d.date or d.certainty not in _HAPPENED:
        return False
    own = parse(d.date)
    return any(before(parse(date), own) is True for date in signed)


def _proper(name: str) -> bool:
    """Whether a name says more than its form: "Samoa Agreement", not "Tentative Agreement"."""
    words = {w.lower() for w in re.findall(r"[^\W\d_]+", name)}
    return len(words - _FORM) >= 1


@dataclass(frozen=True, slots=True)
class _Called:
    """How an article calls an agreement, over all its mentions."""

    defined: bool  # "(the Agreement)"
    proper: bool  # by a name that says more than its form
    with_a_state: bool  # with a party that the article names
    by_year_or_place: bool  # "the 1975 Algiers agreement"
    several: bool  # "agreements", always


def _called(a: Agreement, ctx: Context) -> _Called:
    states = set(ctx.states)
    return _Called(
        defined=any(m.alias for m in a.mentions),
        proper=any(_proper(name) for name in a.names),
        with_a_state=any(states.intersection(m.parties) for m in a.mentions),
        by_year_or_place=any(m.definite and (m.year or m.placed) for m in a.mentions),
        several=all(m.plural and not m.definite for m in a.mentions),
    )


def _international(d: Draft, ctx: Context, called: _Called) -> bool:
    """Whether the agreement is one between states on the text's evidence."""
    a = d.agreement
    codes = set(a.parties) | set(a.actors) | set(d.actors)
    if a.org is not None:
        return bool(d.actors)
    own_paper = a.kind == "memorandum" or (a.kind == "declaration" and d.step is Step.APPROVED)
    if own_paper and len(codes) < 2 and not called.defined:
        return False  # "approves the disaster declaration": one state's own
    if a.names and (a.open or called.defined):
        return True
    if ctx.states and (a.kind == "truce" or called.proper):
        return True
    if len(codes) >= 2 or (d.actors and d.rule in _TREATY_ACTS):
        return True
    if codes and not d.nominal and len(ctx.states) >= 2 and called.with_a_state:
        return True  # "the trade agreement with the European Union remains unsigned"
    if d.step in JOINT and any(names().organisation(c) for c in d.actors):
        return True  # "OPEC's ministers are near agreement"
    if (a.strong and codes) or d.many or (codes and a.sibling is not None):
        return True
    if (codes or a.strong) and len(ctx.states) >= 2 and called.by_year_or_place:
        return True  # "the 1975 Algiers agreement"
    # an article on states, or a government's own, on an agreement such as states make: "no deal on trade"
    between_states = len(ctx.states) >= 2 or ctx.home is not None
    return between_states and not called.several and bool(a.topic & _OF_STATES)
