"""From events to claims: whose agreement, who acted, when, on whose word, how sure; then one claim each.

The order of the rooms: mentions, coref, events, (refer, conditions, when, sources), reconcile, merge.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set

from msgspec.structs import replace

from foedus.dates import parse
from foedus.language import relations as rel
from foedus.language.clauses import (
    heads_a_line,
    opens,
    takes_effect,
    tells_alone,
)
from foedus.language.sequel import told_in_addition
from foedus.model import AgreementRef, Certainty, Claim, ClaimKind, Role, Source, SourceKind, Step
from foedus.names import names
from foedus.reading.act_claims import act_claims, once
from foedus.reading.carried import (
    DayTold,
    carried,
    dated_by_name,
    dated_by_the_lead,
    dated_by_their_act,
    day_told,
    upon,
)
from foedus.reading.conditions import is_ahead, judged_as_told, may_be_it, only_by_rule, says_nothing
from foedus.reading.context import Context, Para
from foedus.reading.coref import Agreement
from foedus.reading.events import JOINT, Event, Finder
from foedus.reading.evidence import called, in_line, page_signs, weigh
from foedus.reading.lending import (
    lend_home,
    lend_parties,
    lend_the_body,
    lend_the_other,
    lend_the_pair,
    lend_to_successors,
)
from foedus.reading.mention import Mention
from foedus.reading.merge import Draft, merge
from foedus.reading.own_party import alone
from foedus.reading.participant import Who
from foedus.reading.reconcile import reconciled
from foedus.reading.records import record_drafts
from foedus.reading.refer import Referrer
from foedus.reading.sources import chain
from foedus.reading.speakers import Speakers
from foedus.reading.term_claims import settled, term_claims
from foedus.reading.when import NEVER, When, announced, commemorated, reporting_day, resolved, when

_ALONE = frozenset({Step.RATIFIED, Step.APPROVED, Step.DEPOSITED, Step.ACCEDED, Step.NOTIFIED})
_BY_LAW = frozenset({Step.RATIFIED, Step.APPROVED, Step.SUSPENDED, Step.WITHDRAWN})
_OF_A_DAY = frozenset({
    Step.SIGNED, Step.RATIFIED, Step.APPROVED, Step.INITIALLED, Step.DEPOSITED, Step.INSTRUMENTS_EXCHANGED,
    Step.ACCEDED,
    Step.WITHDRAWN, Step.SUSPENDED, Step.TERMINATED, Step.EXTENDED,
})  # fmt: skip
_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_AHEAD = frozenset({Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.SPECULATED})
# "one year after" (sixty have done so)
_LENGTH = re.compile(r"(?!next|last|this|that|same)[\w-]+ (?:year|month|week|day)s?(?: after)?$", re.I)


def _finite(para: Para, trigger: int) -> bool:
    """Whether the trigger's sentence has a verb that asserts or plans: a topic line has none."""
    tree = para.tree
    a, b = tree.sent_span(trigger)
    return any(
        tree.tags[t] in ("VBZ", "VBD", "VBP", "MD") or (tree.tags[t] == "VB" and heads_a_line(tree, t))
        for t in range(a, b)
    )


class Assembler:
    """Reads one context; all state is its own and dies with it."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.refer = Referrer(ctx)
        self.speakers = Speakers(ctx)
        self.last_reported: dt.date | None = None
        self.last_told: dt.date | None = (
            None  # the last day told of, a report's or a step's, year alone: its middle
        )
        self.day_told: DayTold | None = None  # the last step told with its day
        self.by_law: Event | None = None  # the last step that may be taken by a law
        self.told: Event | None = None  # the last step told by a verb, for "had done so in May"
        self.order = 0

    def claims(self, *, acts_alone: bool = False) -> list[Claim]:
        """Steps, terms and acts, each in the order of the text. Acts only beside an agreement, or with
        `acts_alone`."""
        drafts: list[Draft] = []
        terms: list[tuple[Agreement, Claim]] = []
        acts: list[tuple[Claim, bool]] = []
        for para in self.ctx.paras:
            for event in self._events(para):
                drafts.extend(self._drafts(para, event))
            terms.extend(term_claims(self.refer, para, self.speakers))
            acts.extend(act_claims(self.refer, para, self.speakers, self.last_reported))
        drafts.extend(record_drafts(self.ctx, self.refer))
        lend_home(self.refer)
        lend_to_successors(self.refer)
        lend_the_pair(self.refer)
        lend_the_body(self.refer)
        drafts = dated_by_their_act(reconciled(drafts))
        drafts = self._between_states(drafts)
        lend_the_other(self.refer, {d.agreement.id: d.agreement for d in drafts}.values())
        merged = self._dated(merge(drafts))
        apart = alone(merged)
        out = [*(self._claim(d, apart.get(d.agreement.id, frozenset())) for d in merged), *settled(terms)]
        return [*out, *once(acts)] if out or acts_alone else []

    def _dated(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts with the days that other sentences tell."""
        return dated_by_the_lead(self.ctx, dated_by_name(self.ctx, drafts))

    def _between_states(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts whose agreement is one between states on the text's evidence, each with its reasons."""
        how = {a.id: called(a, self.ctx) for a in {d.agreement.id: d.agreement for d in drafts}.values()}
        page = page_signs(self.ctx) if drafts else ()
        sorts = [a.mentions[0].para.index for a in self.refer.agreements if a.foreign]
        many = {d.agreement.id for d in drafts if d.many}  # told of many states once, an agreement is of many
        drafts = [d if d.many or d.agreement.id not in many else replace(d, of_many=True) for d in drafts]
        weighed = [
            (d, weigh(d, self.ctx, how[d.agreement.id], (*page, *_beside_another_sort(d.agreement, sorts))))
            for d in drafts
        ]
        line = in_line({d.agreement.id: d.agreement for d, e in weighed if e}.values())
        judged = ((d, e.plus("in line with one of states") if line(d.agreement) else e) for d, e in weighed)
        return [replace(d, evidence=e.reasons) for d, e in judged if e]

    def _events(self, para: Para) -> list[Event]:
        """The paragraph's events without those that only carry another one.

        "suspends talks on a pact" is one step, not two; "consent to ratification of X" is consent.
        """
        found = Finder(
            self.ctx, para, self.refer.at(para), self.refer.org, self.refer.last_org, self.refer.pact
        ).find()
        tree = para.tree
        triggers = {(e.trigger, id(e.mention)) for e in found}
        nouns = {e.trigger for e in found if e.nominal}
        out = []
        for e in found:
            if para.role in (Role.HEADLINE, Role.SUMMARY) and not _finite(para, e.trigger):
                continue
            above = tree.ancestors(e.trigger, 5)
            if "postposed" in e.frame:
                out.append(e)
                continue
            awaited = e.nominal and is_ahead(tree, e)  # "signed a treaty, subject to ratification"
            if e.nominal and not awaited and any((up, id(e.mention)) in triggers for up in above):
                continue
            if e.nominal and any(up in nouns for up in above[:2]):
                continue
            out.append(e)
        return out

    def _drafts(self, para: Para, event: Event) -> list[Draft]:
        if "law" in event.frame and event.mention is None and not event.inner:
            said = self.by_law
            if said is None or para.index - said.para.index > 3:
                return []  # a bill of its own
            event = replace(event, mention=said.mention, pronoun=said.pronoun)
        if "tally" in event.frame and event.pronoun and self._was_approved(para, event):
            return []
        if "echo" in event.frame:
            said = self.told
            if said is None or said.nominal or not _echoes(said, para, event):
                return []
            event = replace(
                event, step=said.step, frame=said.frame, mention=said.mention, pronoun=said.pronoun
            )
        elif self._of_a_notice(para, event):
            said = self.told
            assert said is not None
            event = replace(event, step=Step.WITHDRAWN, of=None, actor=said.actor, mention=said.mention)
        elif event.pronoun and "taking-effect" in event.frame and not event.actor:
            said = self.told  # "gave notice. The withdrawal takes effect in June": whose
            if said is not None and event.step in (said.of, said.step):
                event = replace(event, actor=said.actor, mention=said.mention)
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
            return self._each_other(para, event, draft)
        return [draft]

    def _was_approved(self, para: Para, event: Event) -> bool:
        """ "passed the bill ratifying it. A total of 281 voted for it": told already."""
        said = self.told
        return said is not None and said.step in (Step.RATIFIED, Step.APPROVED) and _echoes(said, para, event)

    def _of_a_notice(self, para: Para, event: Event) -> bool:
        """ "gave notice of withdrawal. It takes effect in December": the withdrawal, not the treaty."""
        said = self.told
        if said is None or event.step is not Step.ENTERED_INTO_FORCE or not event.pronoun:
            return False
        leaving = said.step is Step.NOTIFIED and said.of is Step.WITHDRAWN
        return leaving and _echoes(said, para, event)

    def _each_other(self, para: Para, event: Event, draft: Draft) -> list[Draft]:
        """ "both sides accused each other of violating it": a claim each, on the other's word."""
        accusers = self.refer.accuser(para, event.trigger)
        own = draft.agreement.parties or draft.agreement.actors
        parties = own if len(own) == 2 else list(accusers)
        if len(parties) == 2 and len(own) < 2:
            draft.agreement.infer(parties)
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
        judged = judged_as_told(para.tree, event)
        agreement = self.refer.agreement(para, event, ahead=judged.certainty in _AHEAD)
        if agreement is None or agreement.foreign:
            return None
        between = len({*agreement.parties, *agreement.actors}) > 1
        if event.weak and event.pronoun and not (agreement.strong or agreement.names or between):
            return None
        if event.pronoun and not may_be_it(para.tree, event, agreement):
            return None
        actor = self._actor(para, event, agreement)
        if actor is None or says_nothing(para.tree, event, actor, agreement):
            return None
        if actor.many and judged.certainty is Certainty.CONDITIONAL:
            return (
                None  # "once eight countries have ratified it": how it enters into force, no step of anybody
            )
        date, certainty = self._when(para, event, judged.certainty)
        if event.step is Step.ENTERED_INTO_FORCE and _LENGTH.match(date.phrase or ""):
            date = When(None, None)
        if date.date is None and self._tells_nothing_undated(para, event, certainty):
            return None
        own_day = date = self._by_what_is_told(event, actor, date, certainty)
        if date.date is None and certainty in _HAPPENED:
            date = carried(self.ctx, event, actor, self.day_told)
        speaks = "speaks" in event.frame and para.tree.tags[event.trigger] != "VBG"
        sources, said = chain(self.ctx, para, event.trigger, self.speakers, speaks)
        certainty = self._as_spoken(para, event.trigger, certainty, said=said)
        if not actor and event.agentless and event.step in _ALONE and self.ctx.home and not said:
            # "today's signing of the instruments of ratification" in a government's own statement
            actor = Who((self.ctx.home,))
        actor = _with_the_other(event, actor, agreement, certainty)
        self.day_told = day_told(event, actor, agreement, own_day, certainty) or self.day_told
        self._share(actor, agreement)
        lend_parties(self.refer, para, event, agreement)
        step = _step(event, actor, agreement, rebels=set(actor.codes) & set(self.ctx.fighters))
        self.refer.last_event = (agreement, para.index)
        self.order += 1
        date = self._by_its_name(event, step, actor, agreement, date, certainty)
        intended = judged.future and "intention" in event.frame
        mention = event.mention.text if event.mention is not None else agreement.mentions[-1].text
        return Draft(
            agreement, mention, step, actor.codes, actor.joint, actor.head_of_state, date.date, date.phrase,
            None, sources, said, certainty, para.passage(self.ctx.article, event.trigger), para.role,
            event.nominal, event.rule, (para.tree.words[event.trigger], *judged.words), self.order,
            para.other_credits, beside=event.beside or self.refer.applicants(para, event), many=actor.many,
            of=event.of, intended=intended,
            declared=announced(self.ctx, para, event.trigger, actor, by_saying=True) if intended else NEVER,
            another=event.step is Step.VIOLATED and actor.foreign and not actor.codes,
            stranger=event.step in JOINT and (actor.mixed or event.with_a_stranger),
            fighting=event.step in JOINT and event.actor.fighting, states=actor.states,
            upon=upon(event, certainty), in_addition=told_in_addition(para.tree, event.trigger),
        )  # fmt: skip

    def _tells_nothing_undated(self, para: Para, event: Event, certainty: Certainty) -> bool:
        """Whether a step without a day is none: how it enters into force, an anniversary of its signing."""
        ruled = event.step is Step.ENTERED_INTO_FORCE and only_by_rule(para.tree, event, certainty)
        greeting = event.nominal and commemorated(para.tree, event.trigger) is not None
        return ruled or "dated" in event.frame or greeting

    def _as_spoken(self, para: Para, trigger: int, certainty: Certainty, *, said: bool) -> Certainty:
        """A fact on somebody's word is reported; the "would" of who goes on speaking plans."""
        if said and certainty is Certainty.ASSERTED:
            return Certainty.REPORTED
        on = certainty is Certainty.CONDITIONAL and self.speakers.told_on(para, trigger) is not None
        return Certainty.PLANNED if on else certainty

    def _actor(self, para: Para, event: Event, agreement: Agreement) -> Who | None:
        """Who takes the step; None where it is one who makes no agreements between states."""
        actor = self.refer.actor(para, event, agreement)
        if actor.foreign and not actor.codes and event.step is not Step.VIOLATED:
            if not agreement.known:
                return None
            actor = Who()  # "the cocoa pact, agreed by exporters and consumers": by their states
        if agreement.org is not None and agreement.org in actor.codes:
            actor = replace(actor, codes=tuple(c for c in actor.codes if c != agreement.org))
        return actor

    def _when(self, para: Para, event: Event, certainty: Certainty) -> tuple[When, Certainty]:
        """The day of a step; a present tense with a day to come plans it."""
        trigger = event.trigger
        reported = reporting_day(self.ctx, para, trigger)
        if reported is not None:
            self.last_reported = self.last_told = reported
        within = self._phrases_beside(para, trigger)
        day = reported or self.last_reported
        date = when(self.ctx, para, trigger, certainty, day, within, self.last_told)
        if date.date is not None and certainty in _HAPPENED:
            self.last_told = _day_told(date.date) or self.last_told
        tells = takes_effect(para.tree, trigger) if event.nominal else trigger
        tells = opens(para.tree, trigger) if tells == trigger and event.nominal else tells
        verb = para.tree.heads[trigger] if event.nominal and rel.is_object(para.tree, trigger) else tells
        present = certainty is Certainty.ASSERTED and para.tree.tags[verb] in ("VBZ", "VBP", "JJ")
        # a headline's present is past
        body = para.role is Role.BODY and self.ctx.article.dateline is not None
        if present and (body or "scheduled" in event.frame or tells != trigger):
            ahead = when(self.ctx, para, trigger, Certainty.PLANNED, day, within, self.last_told)
            if ahead.date is not None and self.ctx.day is not None and _after(ahead.date, self.ctx.day):
                return ahead, Certainty.PLANNED  # "the pact expires in February"
        return date, certainty

    def _by_what_is_told(self, event: Event, actor: Who, date: When, certainty: Certainty) -> When:
        """The day of a step without one in its clause: of the brief that tells it, of who announces it."""
        if date.date is None and certainty is Certainty.ASSERTED and self._of_its_day(event.para, event):
            return replace(date, date=self.ctx.on)
        if date.date is None and certainty in _HAPPENED:
            return announced(self.ctx, event.para, event.trigger, actor)
        return date

    def _share(self, actor: Who, agreement: Agreement) -> None:
        """Who acts is party to what he acts on, where the agreement is not open to many."""
        if actor.codes and not actor.joint:
            self.refer.last_actor = actor
            if not agreement.many and len(agreement.parties) < 2:
                agreement.actors.extend(
                    c for c in actor.codes if c not in agreement.actors and not c.startswith("UN-")
                )  # the Security Council endorses what others made
        elif actor.codes and not agreement.parties and not agreement.actors:
            agreement.infer(actor.codes)  # "the two sides", resolved

    def _by_its_name(
        self, event: Event, step: Step, actor: Who, agreement: Agreement, date: When, certainty: Certainty
    ) -> When:
        """The day in the agreement's own phrase, for what was done to it then, where no other is told."""
        by_all = step is Step.NEGOTIATED or (step is Step.SIGNED and len(actor.codes) != 1)
        # "an Aug. 20 cease-fire took effect"
        begun = step is Step.ENTERED_INTO_FORCE and agreement.kind == "truce"
        if date.date is None and event.mention is not None and (by_all or begun):
            return When(*self._dated_name(event.mention, certainty))
        return date

    def _of_its_day(self, para: Para, event: Event) -> bool:
        """ "Papua New Guinea and the United States sign a security pact.": a brief, of the day that it is
        from."""
        tree, t = para.tree, event.trigger
        plain = not event.nominal and tells_alone(tree, t)
        brief = len(self.ctx.paras) <= 3 and para.role is Role.BODY and self.ctx.article.dateline is None
        if not (plain and brief and event.step in _OF_A_DAY) or rel.adjuncts(tree, t):
            return False
        return all(d.lo > t for d in para.dates)  # an entry of a chronicle has a day of its own

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
                spanned = found.date is not None and "/" in found.date  # "a 2025-2027 agreement"
                return (None, None) if spanned else (found.date, found.phrase)
        return m.year, m.year

    def _claim(self, d: Draft, alone: Set[str]) -> Claim:
        """The claim of a draft; `alone` are those who are party in their own claims only."""
        a = d.agreement
        parties = list(d.actors) if a.many or a.org else [*a.parties]
        others = () if a.many or a.org else [c for c in a.actors if c not in alone]
        for code in (*d.actors, *d.beside, *others):
            if code not in parties:
                parties.append(code)
        actors = d.actors
        both = (
            d.step is Step.INSTRUMENTS_EXCHANGED and len(parties) == 2 and d.certainty is not Certainty.DENIED
        )
        if both or (not actors and d.joint and not d.many and len(parties) > 1):
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
            words=(*d.words, *(("evidence: " + ", ".join(d.evidence),) if d.evidence else ())),
            of=d.of.value if d.of else None,
        )


def _beside_another_sort(a: Agreement, sorts: list[int]) -> tuple[str, ...]:
    """ "a licence agreement ... the pact, a previous pact": the sign against what goes back to one of firms,
    unions or parties, or to its like; `sorts` are the paragraphs of those."""
    first = a.mentions[0] if a.mentions else None
    anaphoric = first is not None and not first.topic and (first.definite or first.contrast is not None)
    after = first is not None and any(at <= first.para.index for at in sorts)
    return ("beside another sort",) if anaphoric and after and not a.names else ()


def _with_the_other(event: Event, actor: Who, agreement: Agreement, certainty: Certainty) -> Who:
    """ "signs an agreement with France": the other side signs too."""
    if not actor.codes or event.step not in JOINT:
        return actor
    if event.mention is not None and certainty is not Certainty.DENIED:
        others = tuple(p for p in event.mention.parties if p not in actor.codes)
        if others and not event.nominal and (len(actor.codes) == 1 or len(others) == 1):
            actor = replace(actor, codes=(*actor.codes, *others))
    both = tuple(dict.fromkeys((*agreement.parties, *agreement.actors, *actor.codes)))
    if actor.partial and len(both) == 2:
        return replace(actor, codes=both)  # "Zebari and the US ambassador": both sides, one of them known
    if actor.partial and len(actor.codes) == 1 and event.step in JOINT:
        agreement.infer(actor.codes)
        return replace(actor, codes=(), joint=True)  # "Yeutter and the Japanese minister": no act of one side
    return actor


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


def _step(event: Event, actor: Who, agreement: Agreement, rebels: Set[str]) -> Step:
    if event.frame.truce is not None and agreement.kind == "truce":
        return event.frame.truce
    if "accepting" in event.frame and (rebels or not (agreement.strong or agreement.open)):
        return Step.APPROVED  # "accepted the peace plan": no acceptance in the sense of VCLT 14
    if "crowned" in event.frame:
        return Step.RATIFIED if actor.head_of_state else Step.APPROVED
    if (
        event.frame.two is not None
        and not agreement.open
        and len(set(agreement.parties) | set(actor.codes)) == 2
    ):
        return event.frame.two
    return event.step
