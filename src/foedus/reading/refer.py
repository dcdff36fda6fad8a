"""Whom and what an event speaks of: pronouns, organs without a state, "both sides", the agreement left
unsaid.

The article's mentions and agreements are held here; a `Referrer` belongs to one article and dies with it.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from foedus.language import relations as rel
from foedus.language.tree import Tree
from foedus.language.words import ACCUSING, SAYING
from foedus.model import Role, Step
from foedus.names import Kind
from foedus.reading.actors import who
from foedus.reading.codes import codes_of_name
from foedus.reading.context import Context, Para
from foedus.reading.coref import Agreement, cluster
from foedus.reading.events import Event
from foedus.reading.frames import JOINT
from foedus.reading.mention import Mention
from foedus.reading.mentions import mentions
from foedus.reading.named import Named, with_owners
from foedus.reading.participant import Who
from foedus.reading.shortforms import short_forms, with_short_forms

_OTHERS = re.compile(r"\bwith\b")  # "the treaty with Italy": another's, as its own calls it
_DELEGATES = frozenset("negotiators leaders ministers officials delegations envoys diplomats".split())
_SINGULAR = frozenset({"it", "he", "she"})
_WITH_EFFECT = frozenset("notice withdrawal denunciation move ban law order sanctions decree embargo".split())
_FIRST_PERSON = frozenset({"i", "we", "our", "us", "my", "me"})
_BEGINNING = JOINT.union(
    (Step.ENTERED_INTO_FORCE, Step.PROVISIONALLY_APPLIED, Step.RATIFIED, Step.ACCEDED, Step.APPROVED)
)
_PASSED = 2  # sentences between "it" and what it goes back to, each a paragraph of its own
_SUMMED_UP = 12  # agreements that "these agreements" may sum up
# an exchange or deposit of instruments needs no agreement named beside it: the article's last one is meant
_REACH_BACK = frozenset({"exchange", "deposit", "hand-over", "n-exchange", "n-deposit"})


def _beside(tree: Tree, head: int, trigger: int) -> bool:
    """Whether a noun hangs on the same verb as "it": "in a 1994 agreement it was extended" tells of another
    thing."""
    prep = rel.preposition_of(tree, head)
    return prep is not None and tree.heads[prep] == trigger


def _in_one_sentence(a: Mention, b: Mention) -> bool:
    return a.para.tree.sentence(a.head) == b.para.tree.sentence(b.head)


def _told_of_another(tree: Tree, trigger: int) -> bool:
    """ "suspended the notice one day before it was to take effect": the notice, no agreement."""
    begin = tree.sent_span(trigger)[0]
    return any(tree.low[t] in _WITH_EFFECT and tree.is_noun(t) for t in range(begin, trigger))


class Referrer(Named):
    """Mentions and agreements of one article, and who was spoken of last."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.by_para: dict[int, list[Mention]] = {p.index: mentions(ctx, p) for p in ctx.paras}
        short = short_forms(m for found in self.by_para.values() for m in found)
        for p in ctx.paras:
            self.by_para[p.index] = with_short_forms(p, self.by_para[p.index], short)
        self.agreements: list[Agreement] = cluster(m for p in ctx.paras for m in self.by_para[p.index])
        self.last_actor: Who = Who()
        self.last_org: Mention | None = None
        self.last_event: tuple[Agreement, int] | None = None
        self._by_org = {a.org: a for a in reversed(self.agreements) if a.org is not None}
        self._names = {}
        self._last_spoken: list[Agreement | None] = []  # a paragraph: the last agreement up to its end

    def at(self, para: Para) -> dict[int, Mention]:
        """The mention at each token: at its head, and over the whole of a known name."""
        out: dict[int, Mention] = {}
        for m in self.by_para[para.index]:
            out[m.head] = m
        for m in self.by_para[para.index]:
            if m.name is not None:
                for t in range(m.lo, m.hi):
                    # "the Exchange of Information Agreement": the parser takes "Exchange" for its head
                    if m.alias is not None or not m.lo <= para.tree.heads[t] < m.hi:
                        out.setdefault(t, m)
        return out

    def org(self, m: Mention) -> Mention:
        """Takes in an organisation that is joined or left."""
        self.by_para[m.para.index].append(m)
        self.last_org = m
        assert m.org is not None
        home = self._by_org.get(m.org)
        if home is None:
            home = self._by_org[m.org] = Agreement(len(self.agreements), "org", known=True)
            self.agreements.append(home)
        home.take(m)
        return m

    def pact(self, m: Mention) -> Mention:
        """Takes in an agreement that is told by what it lays down alone."""
        self.by_para[m.para.index].append(m)
        home = self._called_afterwards(m)
        if home is None:
            home = Agreement(len(self.agreements), m.kind)
            self.agreements.append(home)
        home.take(m)
        return m

    def _called_afterwards(self, m: Mention) -> Agreement | None:
        """ "agreed to cut tariffs. The accord": what the text first calls an agreement soon after."""
        for p in self.ctx.paras[m.para.index : m.para.index + 3]:
            for other in self.by_para[p.index]:
                if other is m or other.org or (p is m.para and other.head < m.head):
                    continue
                home = self.agreements[other.cluster]
                body = [x for x in home.mentions if x.para.role is not Role.HEADLINE]
                plain = other.definite and not other.plural and not other.name and not other.year
                mine = {*m.parties, *home.parties, *home.actors}
                first = body[0] is other and not home.names and not home.foreign
                told_of = not other.topic or bool(other.topic & m.topic)
                return home if plain and first and told_of and len(mine) <= max(2, len(m.parties)) else None
        return None

    def named_before(self, para: Para, m: Mention) -> list[Mention]:
        """The last mention of each named agreement in this paragraph and the one before, up to a mention."""
        out: dict[int, Mention] = {}
        for p in self.ctx.paras[max(0, para.index - 1) : para.index + 1]:
            for other in self.by_para[p.index]:
                if other.name and not other.org and (p is not para or other.head < m.head):
                    out[other.cluster] = other
        return list(out.values())[-_SUMMED_UP:]

    def agreement(self, para: Para, event: Event, *, ahead: bool = False) -> Agreement | None:
        """The agreement of an event: its mention's, else the last one spoken of near it.

        `ahead`: the event is still to come.
        """
        if event.mention is not None:
            return self.agreements[event.mention.cluster]
        if event.step is Step.ENTERED_INTO_FORCE and _told_of_another(para.tree, event.trigger):
            return None
        begins = ahead and event.step in _BEGINNING
        # a notice is of what has just been told
        first = max(0, para.index - 1) if event.step is Step.NOTIFIED else self._reach(para)
        best = self._goes_back_to(para, event, first, begins)
        if begins and best is not None and best.is_old and best.sibling is not None:
            return best.sibling  # "The present accord expires in May. Norway will sign": the new one
        if best is None and self.last_event is not None and self.last_event[1] >= first:
            return self.last_event[0]  # told on by "it" alone from one paragraph to the next
        return best or self._named_after(para, event.trigger)

    def _goes_back_to(self, para: Para, event: Event, first: int, begins: bool) -> Agreement | None:
        """The agreement that "it" goes back to from an event, over the paragraphs from `first` on.

        `begins`: what is to come makes the agreement, so that it is none that is there already.
        """
        here = para.tree.starts[event.trigger]
        sent = para.tree.sentence(event.trigger)
        best: Agreement | None = None
        best_here: Agreement | None = None
        reaches_back = "back" in event.frame
        told: Mention | None = None  # what `best` was last spoken of as
        topic: Mention | None = None  # the subject of its sentence
        if reaches_back and para.index > 1:
            best = self._last_up_to(para.index - 2)
        for p in self.ctx.paras[first : para.index + 1]:
            for m in self.by_para[p.index]:
                if p.index == para.index and p.tree.starts[m.head] >= here:
                    continue
                if m.foreign or (p is para and _beside(p.tree, m.head, event.trigger)):
                    continue
                here_too = p.index == para.index and p.tree.sentence(m.head) == sent
                near = p.index != para.index or sent - p.tree.sentence(m.head) <= 2
                if here_too and best_here is not None:
                    continue  # "it" goes back to the first one of its own sentence
                if begins and best is not None and self.agreements[m.cluster].is_old:
                    continue  # "The new pact replaces the current one. It will be signed in May"
                if topic is not None and topic.para is p and _in_one_sentence(topic, m):
                    continue  # "The accord supplements a 1980 treaty. It lets boats in": the accord
                if told is not None and told.para is p and told.head < m.head and m.hi <= told.hi:
                    continue  # "the Protocol amending the Convention": the Protocol
                if near or reaches_back:
                    told = m
                    topic = m if rel.is_subject(p.tree, m.head) else None
                    best = self.agreements[m.cluster]
                    best_here = best if here_too else best_here
        return best

    def _reach(self, para: Para) -> int:
        """The first paragraph that "it" may go back to: the one before, or further back over two
        sentences that stand each alone, as agency copy has them."""
        first, passed = max(0, para.index - 1), 0
        while first > 0:
            tree = self.ctx.paras[first].tree
            passed += tree.sentence(len(tree) - 1) + 1
            if passed > _PASSED:
                break
            first -= 1
        return first

    def _last_up_to(self, index: int) -> Agreement | None:
        """The last agreement that the paragraphs up to one speak of; those are read by then."""
        while len(self._last_spoken) <= index:
            here = [m for m in self.by_para[len(self._last_spoken)] if not m.foreign]
            before = self._last_spoken[-1] if self._last_spoken else None
            self._last_spoken.append(self.agreements[here[-1].cluster] if here else before)
        return self._last_spoken[index]

    def _named_after(self, para: Para, token: int) -> Agreement | None:
        """ "Twenty-two parliaments have to ratify before the pact can take effect": named behind it."""
        for m in self.by_para[para.index]:
            if m.head > token and para.tree.sentence(m.head) == para.tree.sentence(token) and m.org is None:
                return None if m.foreign else self.agreements[m.cluster]
        return None

    def actor(self, para: Para, event: Event, agreement: Agreement) -> Who:
        """The actor with pronouns, organs and "both sides" resolved against the article."""
        actor = event.actor
        if actor.home:
            if not agreement.parties and not agreement.many:
                agreement.infer(actor.home)
            return actor
        if actor.pronoun in _FIRST_PERSON:
            home = (para.speaker.state if para.speaker is not None else None) or self.ctx.home
            home = home or self._quoted(para, event.trigger)
            return Who((home,)) if home else Who()
        if actor.pronoun == "bloc":
            return Who(self.bloc_before(para, event.trigger), text=actor.text)
        if actor.pronoun and not actor.joint:
            return self._third_person(para, event, agreement)
        if (
            actor.partial
            and actor.local
            and len(actor.codes) == 1
            and self.ctx.home not in (None, *actor.codes)
        ):
            both = (str(self.ctx.home), *actor.codes)
            return replace(actor, codes=both, partial=False)  # "signed by the minister and Lavrov"
        if actor.him and len(actor.codes) == 1:
            himself = self.before(para, event.trigger, "he", agreement.org, actor.codes)
            return replace(actor, codes=(*himself.codes[:1], *actor.codes))
        return self._organ_or_all(para, event, agreement)

    def _third_person(self, para: Para, event: Event, agreement: Agreement) -> Who:
        """Whom "it", "he" or "they" means: the accused, who speaks of himself, else who was named before."""
        actor = event.actor
        accused = self._accused(para, event.trigger)
        if accused is not None and accused.codes:
            return accused  # "accused Rwanda of flouting an accord that it signed"
        itself = self._speaks_of_itself(para, event.trigger, actor.pronoun)
        if itself.foreign and not itself.codes:
            return replace(itself, text=actor.text)  # "the banks said that they had approved the deal"
        if actor.pronoun in _SINGULAR and len(itself.codes) == 1 and itself.codes[0] != agreement.org:
            return Who(itself.codes, text=actor.text)
        not_he = accused.text if accused is not None and accused.pronoun else None
        by = self.accuser(para, event.trigger) if not_he else ()
        return replace(self.before(para, event.trigger, actor.pronoun, agreement.org, by), text=actor.text)

    def _organ_or_all(self, para: Para, event: Event, agreement: Agreement) -> Who:
        """Whose an organ is that is named without its state, and who "both sides" are."""
        actor = event.actor
        with_another = event.mention is not None and _OTHERS.search(event.mention.text) is not None
        if actor.among and not actor.codes and not with_another:
            theirs = [c for c in agreement.parties if c in actor.among]
            if len(theirs) == 1:  # "the House approved the pact", of a party that has one
                return replace(actor, codes=tuple(theirs), local=False)
        parties = set(event.mention.parties) if event.mention is not None else set()
        if actor.among and actor.codes and set(actor.codes) <= parties:
            # "the Senate threw out the treaty with the United States": the other one's Senate
            owners = (*self.ctx.states, self.ctx.home, self.ctx.place_state)
            theirs = [c for c in owners if c and c in actor.among and c not in parties]
            mine = () if with_another else actor.codes
            return replace(actor, codes=tuple(theirs[:1]) or mine)
        if event.step in JOINT and not actor.codes and actor.text.lower() in _DELEGATES:
            actor = replace(actor, joint=True)  # "negotiators initialled the text"
        if actor.local and not actor.codes and event.step in JOINT and not agreement.parties:
            near = self.states_in_sentence(para, event.trigger)
            if len(near) == 2:
                return Who(tuple(near))  # "To strengthen cooperation between the two, the minister will sign"
        if actor.local and not actor.codes:
            minister = self._minister(event, agreement) if actor.foreigner else None
            home = minister or self._local(para, event, agreement)
            if home in event.beside:
                home = None  # "the council approved Norway's accession": not Norway's council
            return Who((home,), head_of_state=actor.head_of_state) if home else Who()
        if actor.joint and not actor.codes and actor.text.lower().startswith("their "):
            pair = self.before(para, event.trigger, "their", agreement.org)
            if len(pair.codes) == 2:
                return Who(pair.codes, joint=True)  # "Their foreign ministers had signed it"
        if actor.joint and not actor.codes:
            return self._together(para, event, agreement, actor)
        return actor

    def _minister(self, event: Event, agreement: Agreement) -> str | None:
        """Whose a minister without a state is in a government's own statement: its own where it names the
        other side of an agreement, else another's."""
        home = self.ctx.home
        if event.step in JOINT and agreement.parties and home not in agreement.parties:
            return home
        return next((code for code in self.ctx.states if code != home), None)

    def _together(self, para: Para, event: Event, agreement: Agreement, actor: Who) -> Who:
        """ "Both sides", "the three presidents": the agreement's own parties, else those named last."""
        known = tuple(dict.fromkeys((*agreement.parties, *agreement.actors)))
        several = len(agreement.parties) >= 2 or len(known) == 2
        both = known if several else self._pair(para, event.trigger)
        count = actor.count or 2
        if actor.many:
            return Who(joint=True, many=True)  # "leaders of forty states": which, the text does not say
        named = self.states_before(para, event.trigger)[:count] if count > 2 else []
        if len(named) == count:
            both = tuple(reversed(named))
        elif count > 2 and len(both) < 3:
            both = ()  # "five presidents": not the two named last
        return Who(both, joint=True, pronoun=actor.pronoun)

    def _pair(self, para: Para, trigger: int) -> tuple[str, ...]:
        """Who "both" are: the two of the sentence, those of the agreement of two told of last, the two named
        last."""
        here = self.states_in_sentence(para, trigger)
        if len(here) == 2:
            return tuple(here)
        for p in self.ctx.paras[max(0, para.index - 2) : para.index + 1][::-1]:
            for m in reversed(self.by_para[p.index]):
                a = self.agreements[m.cluster]
                theirs = dict.fromkeys((*a.parties, *a.actors))
                if len(theirs) == 2 and (p is not para or m.head < trigger) and m.org is None:
                    return tuple(theirs)
        return self.two_before(para, min(trigger + 25, para.tree.sent_span(trigger)[1] - 1))

    def _accused(self, para: Para, trigger: int) -> Who | None:
        tree = para.tree
        for up in tree.ancestors(trigger):
            if (
                tree.low[up] in ACCUSING
                and (obj := rel.direct_object(tree, up)) is not None
                and obj < trigger
            ):
                return who(self.ctx, para, obj)
        return None

    def _speaks_of_itself(self, para: Para, trigger: int, pronoun: str) -> Who:
        """ "the North admitted that it had violated the accord": who says so, if he can be meant by the
        pronoun."""
        tree = para.tree
        for up in tree.ancestors(trigger):
            subject = rel.active_subject(tree, up) if tree.low[up] in SAYING else None
            if subject is not None and subject < trigger and tree.low[up] not in ACCUSING:
                found = who(self.ctx, para, subject)
                several = tree.tags[subject] in ("NNS", "NNPS") or len(tree.conjuncts(subject)) > 1
                return found if found.codes or several == (pronoun not in _SINGULAR) else Who()
        return Who()

    def _quoted(self, para: Para, trigger: int) -> str | None:
        """ "We will not sign", the minister told reporters: whose minister; else the place's state."""
        tree = para.tree
        a, b = tree.sent_span(trigger)
        for t in range(a, b):
            said = tree.low[t] in SAYING and tree.is_verb(t)
            subject = rel.active_subject(tree, t) if said else None
            if subject is not None and tree.low[subject] not in _FIRST_PERSON:
                codes = who(self.ctx, para, subject).codes
                if len(codes) == 1:
                    return codes[0]
        return self.ctx.place_state

    def accuser(self, para: Para, trigger: int) -> tuple[str, ...]:
        """Who accuses: "Washington accused it" of a breach, so "it" is another."""
        tree = para.tree
        for up in tree.ancestors(trigger):
            if tree.low[up] in ACCUSING and (subject := tree.subject(up)) is not None:
                return who(self.ctx, para, subject).codes
        return ()

    def _local(self, para: Para, event: Event, agreement: Agreement) -> str | None:
        """Whose parliament, government or president it is where the phrase does not say."""
        tree = para.tree
        for up in tree.ancestors(event.trigger):
            if tree.low[up] in SAYING and (subject := tree.subject(up)) is not None:
                codes = who(self.ctx, para, subject).codes  # "an official in Lesotho denied that the kingdom"
                if len(codes) == 1:
                    return codes[0]
        told = agreement.mentions if event.mention is None else [event.mention]
        with_one = (m for m in told if len(m.parties) == 1 and _OTHERS.search(m.text))
        other = {code for m in with_one for code in m.parties}
        named = [n for n in self.names(para) if n.hi <= event.trigger and not n.has(Kind.ORG)]
        for pool in (with_owners(tree, named), named):
            for n in reversed(pool):
                codes = codes_of_name(self.ctx, n)
                if codes and codes[0] not in other:
                    return codes[0]
        last = self.last_actor.codes if len(self.last_actor.codes) == 1 else ()
        known = (self.ctx.home, *last, self.ctx.place_state, *self.ctx.states[:1])
        return next((c for c in known if c and c not in other), None)

    def applicants(self, para: Para, event: Event) -> tuple[str, ...]:
        """ "ratified their accession protocols": those that accede."""
        m = event.mention
        if m is None or m.para is not para or "accession" not in m.text.lower():
            return ()
        for k in rel.possessors(para.tree, m.head):
            if para.tree.low[k] in ("its", "their"):
                return self.before(para, event.trigger, para.tree.low[k], m.org).codes
        return ()
