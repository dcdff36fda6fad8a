"""From events to claims: whose agreement, who acted, when, on whose word, how sure; then one claim each.

The order of the rooms: mentions -> coref -> steps -> (actors, certainty, when, sources) -> merge -> Claim.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from foedus.dates import before, parse
from foedus.model import AgreementRef, Certainty, Claim, ClaimKind, Role, Source, SourceKind, Step
from foedus.names import Kind, names
from foedus.reading.actors import Who, codes_of_name, who
from foedus.reading.acts import find_acts
from foedus.reading.certainty import judge
from foedus.reading.context import Context, Para
from foedus.reading.coref import Agreement, cluster
from foedus.reading.mentions import Mention, mentions
from foedus.reading.merge import Draft, merge
from foedus.reading.sources import Memory, chain
from foedus.reading.steps import JOINT, Event, Finder
from foedus.reading.terms import TermFound, find_terms
from foedus.reading.when import reporting_day, resolved, when

_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})


_BETWEEN_THEM = re.compile(r"\b(?:between|by) (?:the two|both|them)\b", re.I)


def _finite(para: Para, trigger: int) -> bool:
    """Whether the trigger's sentence has a verb that asserts: a topic line has none."""
    a, b = para.tree.sent_span(trigger)
    return any(para.tree.tags[t] in ("VBZ", "VBD", "VBP", "MD") for t in range(a, b))


def _once(acts: list[tuple[Claim, bool]]) -> list[Claim]:
    """Each act once a source; one that a noun alone tells stands only where no other claim tells it."""
    out: list[Claim] = []
    told = {_act_key(c) for c, nominal in acts if not nominal}
    seen: set[tuple[object, ...]] = set()
    for claim, nominal in acts:
        key = (*_act_key(claim), claim.sources, claim.certainty)
        if key in seen or (nominal and _act_key(claim) in told):
            continue
        seen.add(key)
        out.append(claim)
    return out


def _act_key(claim: Claim) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    target = claim.detail["target"]
    return claim.what, claim.actors, tuple(target) if isinstance(target, list) else ()


class Assembler:
    """Reads one context; all state is its own and dies with it."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.memory = Memory()
        self.by_para: dict[int, list[Mention]] = {p.index: mentions(ctx, p) for p in ctx.paras}
        self.agreements: list[Agreement] = cluster(m for p in ctx.paras for m in self.by_para[p.index])
        self.last_actor: Who = Who()
        self.last_reported: dt.date | None = None
        self.order = 0

    def claims(self) -> list[Claim]:
        """The step claims of the article, in the order of the text."""
        drafts: list[Draft] = []
        terms: list[tuple[Agreement, Claim]] = []
        acts: list[tuple[Claim, bool]] = []
        for para in self.ctx.paras:
            at = self._at(para)
            for event in self._events(para, at):
                drafts.extend(self._drafts(para, event))
            terms.extend(self._terms(para))
            acts.extend(self._acts(para))
        drafts = self._second_signatures(drafts)
        drafts = [d for d in drafts if self._international(d)]
        steps = [self._claim(d) for d in merge(drafts)]
        settled = self._settled(terms)
        return [*steps, *settled, *(_once(acts) if steps or settled else [])]

    # what is done around it

    def _acts(self, para: Para) -> list[tuple[Claim, bool]]:
        """The acts of a paragraph, each with whether a noun alone tells it."""
        if para.role in (Role.HEADLINE, Role.SUMMARY):
            return []
        out: list[tuple[Claim, bool]] = []
        for event in find_acts(self.ctx, para):
            actors = event.actor.codes
            if not actors and event.actor.pronoun:
                actors = self._before(para, event.trigger, event.actor.pronoun).codes
            if not actors and event.actor.joint:
                actors = self._two_before(para, event.trigger)
            target = tuple(c for c in event.target if c not in actors)
            if not actors or not (target or len(actors) > 1 or event.place or event.rule.act == "combat"):
                continue
            judged = judge(para.tree, event.trigger)
            sources, said = chain(self.ctx, para, event.trigger, self.memory)
            certainty = judged.certainty
            if said and certainty is Certainty.ASSERTED:
                certainty = Certainty.REPORTED
            date = when(self.ctx, para, event.trigger, certainty, self.last_reported)
            detail: dict[str, object] = {"category": event.rule.category, "target": list(target)}
            if event.number is not None:
                detail["number"] = event.number
            claim = Claim(
                doc=self.ctx.article.doc,
                kind=ClaimKind.ACT,
                what=event.rule.act,
                agreement=None,
                parties=(),
                actors=actors,
                date=date.date,
                date_phrase=date.phrase,
                place=event.place,
                sources=sources,
                certainty=certainty,
                passages=(para.passage(self.ctx.article, event.trigger),),
                other_sources=para.other_credits,
                detail=detail,
                rule=event.rule.id,
                words=(para.tree.words[event.trigger], *judged.words),
            )
            out.append((claim, event.nominal))
        return out

    # what the treaty lays down

    def _terms(self, para: Para) -> list[tuple[Agreement, Claim]]:
        """The terms that a paragraph's sentences lay down, with their agreements."""
        out: list[tuple[Agreement, Claim]] = []
        if para.role is Role.HEADLINE:
            return out
        for a, b in para.tree.sents:
            text = para.tree.span_text(a, b)
            agreement, mention = self._spoken_of(para, a, b)
            if agreement is None or agreement.foreign:
                continue
            for found in find_terms(text):
                token = para.tree.token_at(para.tree.starts[a] + found.start)
                out.append((agreement, self._term(para, agreement, mention, token, found, text)))
        return out

    def _settled(self, terms: list[tuple[Agreement, Claim]]) -> list[Claim]:
        """Each kind of term once an agreement between states, with the parties as the whole article tells them."""
        out: list[Claim] = []
        seen: set[tuple[int, str]] = set()
        for agreement, claim in terms:
            if (agreement.id, claim.what) in seen or not self._known_parties(agreement):
                continue
            seen.add((agreement.id, claim.what))
            parties = list(agreement.parties)
            parties.extend(c for c in agreement.actors if c not in parties)
            out.append(
                replace(
                    claim,
                    parties=tuple(parties),
                    agreement=replace(claim.agreement, name=agreement.name) if claim.agreement else None,
                )
            )
        return out

    def _spoken_of(self, para: Para, a: int, b: int) -> tuple[Agreement | None, str]:
        """The agreement that a sentence is about: the one it names, else the one the sentence before it names."""
        own = [m for m in self.by_para[para.index] if a <= m.head < b and m.org is None]
        if own:
            return self.agreements[own[0].cluster], own[0].text
        first = next((t for t in range(a, b) if para.tree.words[t].isalpha()), a)
        if para.tree.low[first] in ("it", "under", "the", "this", "both", "each", "either", "neither", "its"):
            before = [m for m in self.by_para[para.index] if m.head < a and m.org is None]
            if not before and para.index:
                before = [m for m in self.by_para[para.index - 1] if m.org is None]
            if before:
                return self.agreements[before[-1].cluster], before[-1].text
        return None, ""

    def _known_parties(self, agreement: Agreement) -> bool:
        codes = set(agreement.parties) | set(agreement.actors)
        return bool(agreement.names and (codes or agreement.open)) or len(codes) >= 2

    def _term(
        self, para: Para, agreement: Agreement, mention: str, token: int, found: TermFound, text: str
    ) -> Claim:
        sources, said = chain(self.ctx, para, token, self.memory)
        certainty = Certainty.REPORTED if said else Certainty.ASSERTED
        return Claim(
            doc=self.ctx.article.doc,
            kind=ClaimKind.TERM,
            what=found.kind.value,
            agreement=AgreementRef(agreement.name, mention, agreement.id, None),
            parties=(),
            actors=(),
            date=None,
            date_phrase=None,
            place=None,
            sources=sources,
            certainty=certainty,
            passages=(para.passage(self.ctx.article, token),),
            other_sources=para.other_credits,
            detail={"rule": found.rule},
            rule=found.id,
            words=(text[found.start : found.end],),
        )

    def _events(self, para: Para, at: dict[int, Mention]) -> list[Event]:
        """The paragraph's events without those that only carry another one.

        "suspends talks on a pact" is one step, not two; "consent to ratification of X" is consent.
        """
        found = Finder(self.ctx, para, at, self._org).find()
        tree = para.tree
        triggers = {(e.trigger, id(e.mention)) for e in found}
        out = []
        for e in found:
            if para.role in (Role.HEADLINE, Role.SUMMARY) and not _finite(para, e.trigger):
                continue
            if e.nominal and any((up, id(e.mention)) in triggers for up in tree.ancestors(e.trigger)[:5]):
                continue
            out.append(e)
        return out

    def _at(self, para: Para) -> dict[int, Mention]:
        out: dict[int, Mention] = {}
        for m in self.by_para[para.index]:
            out[m.head] = m
        for m in self.by_para[para.index]:
            if m.name is not None and m.alias is not None:
                for t in range(m.lo, m.hi):
                    out.setdefault(t, m)
        return out

    def _org(self, m: Mention) -> Mention:
        self.by_para[m.para.index].append(m)
        for a in self.agreements:
            if a.org == m.org:
                a.take(m)
                return m
        home = Agreement(len(self.agreements), "org", known=True)
        home.take(m)
        self.agreements.append(home)
        return m

    # one event

    def _drafts(self, para: Para, event: Event) -> list[Draft]:
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
        agreement = self._agreement(para, event)
        if agreement is None or agreement.foreign:
            return None
        tree = para.tree
        actor = self._actor(para, event, agreement)
        if actor.foreign and not actor.codes and not event.nominal:
            return None
        if event.rule == "denounce" and not self._party(actor, agreement, event):
            return None
        judged = judge(tree, event.trigger, planned=event.planned, denied=event.denied)
        certainty = judged.certainty
        reported = reporting_day(self.ctx, para, event.trigger)
        if reported is not None:
            self.last_reported = reported
        within = (event.mention.lo, event.mention.hi) if event.mention is not None else None
        date = when(self.ctx, para, event.trigger, certainty, reported or self.last_reported, within)
        sources, said = chain(self.ctx, para, event.trigger, self.memory, event.speaks)
        if said and certainty is Certainty.ASSERTED:
            certainty = Certainty.REPORTED
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
        if actor.codes and not actor.joint:
            self.last_actor = actor
            if not agreement.open:
                agreement.actors.extend(c for c in actor.codes if c not in agreement.actors)
        self._weak_parties(para, event, agreement)
        step = self._step(event, actor, agreement)
        self.order += 1
        mention = event.mention.text if event.mention is not None else agreement.mentions[-1].text
        phrase = date.phrase
        day = date.date
        if day is None and event.mention is not None and step in (Step.SIGNED, Step.NEGOTIATED):
            day, phrase = self._dated_name(event.mention, certainty)
        return Draft(
            agreement, mention, step, actor.codes, actor.joint, actor.head_of_state, day, phrase, None, sources, said,
            certainty, para.passage(self.ctx.article, event.trigger), para.role, event.nominal, event.rule,
            (tree.words[event.trigger], *judged.words), self.order, para.other_credits,
        )  # fmt: skip

    def _dated_name(self, m: Mention, certainty: Certainty) -> tuple[str | None, str | None]:
        """The date in the agreement's own phrase: "the November 27 deal", "the 1993 accord"."""
        for date in m.para.dates:
            if m.lo <= date.lo and date.hi <= m.head + 1:
                found = resolved(self.ctx, date, certainty, None)
                return found.date, found.phrase
        return m.year, m.year

    def _agreement(self, para: Para, event: Event) -> Agreement | None:
        if event.mention is not None:
            return self.agreements[event.mention.cluster]
        here = para.tree.starts[event.trigger]
        sent = para.tree.sentence(event.trigger)
        best: Agreement | None = None
        for p in self.ctx.paras:
            if p.index > para.index:
                break
            for m in self.by_para[p.index]:
                if p.index == para.index and p.tree.starts[m.head] >= here:
                    continue
                if m.foreign:
                    continue
                if (
                    event.pronoun
                    and event.rule
                    in (
                        "exchange",
                        "deposit",
                        "hand-over",
                        "n-exchange",
                        "n-deposit",
                    )
                ) or (
                    para.index - p.index <= 1
                    and (p.index != para.index or sent - p.tree.sentence(m.head) <= 2)
                ):
                    best = self.agreements[m.cluster]
        return best

    def _actor(self, para: Para, event: Event, agreement: Agreement) -> Who:
        actor = event.actor
        if actor.pronoun in ("i", "we", "our", "us", "my", "me"):
            home = (para.speaker.state if para.speaker is not None else None) or self.ctx.home
            return Who((home,)) if home else Who()
        if actor.pronoun and not actor.joint:
            return replace(self._antecedent(para, event, actor.pronoun), text=actor.text)
        if actor.local and not actor.codes:
            home = self._local(para, event, agreement)
            return Who((home,), head_of_state=actor.head_of_state) if home else Who()
        if actor.joint and not actor.codes:
            both = tuple(agreement.parties) if len(agreement.parties) >= 2 else self._pair(para, event)
            return Who(both, joint=True, pronoun=actor.pronoun)
        return actor

    def _pair(self, para: Para, event: Event) -> tuple[str, ...]:
        return self._two_before(para, event.trigger + 25)

    def _two_before(self, para: Para, token: int) -> tuple[str, ...]:
        """The two that "the two countries" goes back to: the last two states named, in this paragraph or before."""
        found: list[str] = []
        for p in reversed(self.ctx.paras[: para.index + 1]):
            for n in reversed(p.names):
                if p is para and n.lo > token:
                    continue
                for code in codes_of_name(self.ctx, n):
                    if code not in found and not n.has(Kind.AGENCY):
                        found.insert(0, code)
                if len(found) >= 2:
                    return tuple(found[:2])
            if p.index < para.index - 2:
                break
        if self.ctx.home and self.ctx.home not in found:
            found.insert(0, self.ctx.home)
        return tuple(found) if len(found) == 2 else ()

    def _states_before(self, para: Para, token: int) -> list[str]:
        """States named before a token, the nearest first, back to the paragraph before."""
        found: list[str] = []
        for p in self.ctx.paras[max(0, para.index - 1) : para.index + 1][::-1]:
            for n in reversed(p.names):
                if (p is para and n.lo >= token) or n.has(Kind.AGENCY):
                    continue
                found.extend(c for c in codes_of_name(self.ctx, n) if c not in found)
        return found

    def _antecedent(self, para: Para, event: Event, pronoun: str) -> Who:
        return self._before(para, event.trigger, pronoun)

    def _before(self, para: Para, token: int, pronoun: str) -> Who:
        """The state that "it", "he" or "they" goes back to: the last actor-like name before it in the text."""
        tree = para.tree
        plural = pronoun in ("they", "their", "them")
        names = [n for n in para.names if n.hi <= token and not n.has(Kind.AGENCY)]
        subjects = [
            n
            for n in names
            if any(
                tree.deps[t] in ("nsubj", "nsubjpass", "poss", "compound", "amod", "nmod")
                for t in range(n.lo, n.hi)
            )
        ]
        for pool in (subjects, names):
            for n in reversed(pool):
                codes = codes_of_name(self.ctx, n)
                if codes:
                    if plural:
                        group = [c for m in pool if abs(m.lo - n.lo) < 8 for c in codes_of_name(self.ctx, m)]
                        return Who(tuple(dict.fromkeys(group)))
                    return Who(codes[:1], head_of_state=n.has(Kind.PERSON))
        return self.last_actor

    def _local(self, para: Para, event: Event, agreement: Agreement) -> str | None:
        """Whose parliament, government or president it is where the phrase does not say."""
        before_here = [n for n in para.names if n.hi <= event.trigger and not n.has(Kind.AGENCY)]
        for n in reversed(before_here):
            codes = codes_of_name(self.ctx, n)
            if codes and not n.has(Kind.ORG):
                return codes[0]
        if self.ctx.home:
            return self.ctx.home
        if self.last_actor.codes:
            return self.last_actor.codes[0]
        return self.ctx.place_state or (self.ctx.states[0] if self.ctx.states else None)

    def _party(self, actor: Who, agreement: Agreement, event: Event) -> bool:
        """Only a party denounces a treaty; anybody may denounce a deal in the papers' sense."""
        if not actor.codes or actor.joint:
            return False
        if event.mention is not None and event.mention.plural and not event.mention.definite:
            return False
        if agreement.parties and not set(actor.codes) & set(agreement.parties):
            return False
        return (
            agreement.open
            or bool(set(actor.codes) & set(agreement.parties))
            or (agreement.kind in ("treaty", "convention") and agreement.strong)
        )

    def _weak_parties(self, para: Para, event: Event, agreement: Agreement) -> None:
        """ "an agreement has been reached for a Russian base in Sudan": whose it is, by the sentence's states."""
        if len(set(agreement.parties) | set(agreement.actors)) >= 2 or agreement.open or agreement.org:
            return
        if event.mention is not None and _BETWEEN_THEM.search(event.mention.text):
            agreement.actors.extend(c for c in self._pair(para, event) if c not in agreement.actors)
            return
        if event.step not in JOINT:
            return
        if event.rule == "broker" and event.agentless and not agreement.parties:
            # "Russia brokered a ceasefire": between those whose fight the text tells of
            subject = para.tree.child(event.trigger, "nsubj")
            broker = set(who(self.ctx, para, subject).codes) if subject is not None else set()
            found = [c for c in self._states_before(para, event.trigger) if c not in broker][:2]
            if len(found) == 2:
                agreement.actors.extend(found)
            return
        a, b = para.tree.sent_span(event.trigger)
        near = [
            c
            for n in para.names
            if a <= n.lo < b and not n.has(Kind.AGENCY)
            for c in codes_of_name(self.ctx, n)
        ]
        states = list(dict.fromkeys(near))
        if len(states) == 2 and event.agentless:
            agreement.actors.extend(c for c in states if c not in agreement.actors)

    def _step(self, event: Event, actor: Who, agreement: Agreement) -> Step:
        if event.rule == "sign-off" and not actor.head_of_state:
            return Step.APPROVED
        if event.rule == "denounce" and len(agreement.parties) == 2:
            return Step.TERMINATED
        return event.step

    # over the whole article

    def _second_signatures(self, drafts: list[Draft]) -> list[Draft]:
        """A head of state who signs months after both signed ratifies (VCLT 14): his is the later, single signature."""
        out = []
        for d in drafts:
            if d.step is Step.SIGNED and len(d.actors) == 1 and d.date and d.certainty in _HAPPENED:
                for other in drafts:
                    if (
                        other.agreement is d.agreement
                        and other.step is Step.SIGNED
                        and other.date
                        and (len(other.actors) > 1 or other.joint)
                        and before(parse(other.date), parse(d.date)) is True
                    ):
                        d = replace(d, step=Step.RATIFIED, rule=f"{d.rule}+second-signature")
                        break
            out.append(d)
        return out

    def _international(self, d: Draft) -> bool:
        """Whether the agreement is one between states (or peoples that conclude agreements) on the text's evidence."""
        a = d.agreement
        codes = set(a.parties) | set(a.actors) | set(d.actors)
        if a.org is not None:
            return bool(d.actors)
        if a.names and (a.open or any(m.alias and m.open for m in a.mentions)):
            return True
        if a.kind == "truce" and (codes or self.ctx.states):
            return True
        if len(codes) >= 2:
            return True
        if a.names and codes:
            return True
        return a.strong and bool(codes)

    def _claim(self, d: Draft) -> Claim:
        a = d.agreement
        parties = list(d.actors) if a.open or a.org else [*a.parties]
        for code in (*d.actors, *(() if a.open or a.org else a.actors)):
            if code not in parties:
                parties.append(code)
        actors = d.actors
        if not actors and d.joint:
            actors = tuple(parties)
        return Claim(
            doc=self.ctx.article.doc,
            kind=ClaimKind.STEP,
            what=d.step.value,
            agreement=AgreementRef(a.name, d.mention, a.id, None),
            parties=tuple(parties),
            actors=actors,
            date=d.date,
            date_phrase=d.date_phrase,
            place=d.place,
            sources=d.sources,
            certainty=d.certainty,
            passages=(d.passage, *d.more),
            other_sources=d.other_sources,
            rule=d.rule,
            words=d.words,
        )
