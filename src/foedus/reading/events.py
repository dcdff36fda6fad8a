"""Where a sentence tells a step of an agreement: proposition, row, theme and agent; the outermost act is the
step.

A verb or noun of `frames` is a step where its theme is an agreement, "it", or another step (which is then
what the act is about, and tells nothing by itself). How sure, when and on whose word is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from foedus.language import clauses, phrases
from foedus.language import relations as rel
from foedus.language.clauses import is_infinitive, takes_effect
from foedus.language.propositions import Grammar, Proposition
from foedus.language.surroundings import Surroundings
from foedus.language.tree import Tree
from foedus.language.words import RELATIVES
from foedus.model import Step
from foedus.names import Kind
from foedus.reading.agents import Agents
from foedus.reading.codes import codes_of_name
from foedus.reading.context import Context, Para
from foedus.reading.event import Event, Told
from foedus.reading.frames import JOINT, NOUNS, SIGNING, VERBS, Frame, compose
from foedus.reading.lexicon import FORCE, LAWS
from foedus.reading.mention import Mention
from foedus.reading.special import SpecialSlots
from foedus.reading.themes import IT, Inner, Theme, Themes
from foedus.reading.unnamed import Unnamed

__all__ = ["JOINT", "Event", "Finder"]

_PROCESS = frozenset(
    "act process instruments instrument procedures procedure debate bill law agreement deal treaty bid talks "
    "documents negotiations protocols protocol".split()
)
_ORGANS = frozenset(
    "parliament cabinet government senate assembly duma council congress lawmakers deputies house ministers "
    "parliaments legislature legislatures houses chamber chambers saeima storting".split()
)
_CABINETS = frozenset("cabinet cabinets government governments ministers".split())
_STATES = frozenset({"unsigned", "unratified"})
_AWAY = frozenset({"off", "out", "up", "over", "away", "down"})
_BY_NOW = frozenset({"now", "already", "today", "yet"})
_HOLDING = frozenset("hold holds held attended attend hosted witnessed oversaw oversee watched".split())
_TIME = frozenset({"time", "times"})
_UNTIL = frozenset({"after", "before", "until", "till", "unless", "once"})


class Finder:
    """Finds the events of one paragraph."""

    def __init__(
        self, ctx: Context, para: Para, at: dict[int, Mention], orgs: Callable[[Mention], Mention],
        last_org: Mention | None = None,
        pacts: Callable[[Mention], Mention] = lambda m: m,
    ) -> None:  # fmt: skip
        self.ctx, self.para, self.at = ctx, para, at
        self.tree: Tree = para.tree
        self.grammar = Grammar(self.tree, lambda t: t in at)
        self.themes = Themes(ctx, para, at, orgs, last_org, self._as_inner_noun, self._as_inner_clause)
        self.agents = Agents(ctx, para, self.grammar, at)
        self.special = SpecialSlots(self.tree, self.themes, at)
        self.unnamed = Unnamed(para, at, self.agents, self._told, pacts)
        self._known: dict[int, list[Told]] = {}

    def find(self) -> list[Event]:
        """The events in the order of their triggers, without those that another is about."""
        told = (i for i, low in enumerate(self.tree.low) if low in VERBS or low in NOUNS)
        found = [event for i in told for event in self._events(i)]
        inside = {t for e in found for t in e.inner}
        return [e for e in found if e.trigger not in inside]

    def _events(self, i: int) -> list[Event]:
        told = [
            t
            for t in self._told(i)
            if t.theme.mention or t.theme.said or not (t.frame.weak and t.frame.nominal)
        ]
        if not told:
            return []
        frame, prop = told[0].frame, self.grammar.at(i)
        if "notice" in frame and (told[0].theme.inner is None or not rel.possessors(self.tree, i)):
            return []  # "three months after notice": a noun of rules, if nobody's
        actor, agentless = (
            (self.agents.of_noun(frame, prop), False) if frame.nominal else self.agents.of_verb(frame, prop)
        )
        agentless = agentless or (frame.nominal and not actor)
        return [
            Event(
                self.para, i, t.frame, t.step, t.of or self._for_signing(i, t), t.theme.mention,
                t.theme.mention is None, actor, agentless,
                ("denied" in t.frame) != self._but_not(i, t.theme.mention),
                self._applicants(i, t),
                self._with_its_like(t) if t.theme.inner else frozenset(),
            )
            for t in told
        ]  # fmt: skip

    def _for_signing(self, i: int, told: Told) -> Step | None:
        """ "signed it after their cabinets had approved it": what was approved is that it be signed."""
        tree = self.tree
        if told.step is not Step.APPROVED:
            return None
        first = tree.first_conjunct(i)
        prep = rel.preposition_of(tree, first)
        if prep is not None:
            after, up = tree.low[prep] in ("after", "following"), tree.heads[prep]
        else:
            after = rel.is_adjunct(tree, first) and any(tree.low[k] == "after" for k in tree.kids[first])
            up = tree.heads[first]
        if not (after and tree.low[up] in SIGNING and tree.is_verb(up)):
            return None
        by_cabinet = not _CABINETS.isdisjoint(tree.low[t] for t in tree.subtree(first))
        return Step.SIGNED if by_cabinet else None

    def _with_its_like(self, told: Told) -> frozenset[int]:
        """The word of an inner step, and the gerunds beside it: "approved signing and ratifying the pact"."""
        assert told.theme.inner is not None
        tree, anchor = self.tree, told.theme.inner.anchor
        gerund = tree.tags[anchor] == "VBG" and "law" not in told.frame
        return frozenset({anchor, *(k for k in tree.conjuncts(anchor) if gerund and tree.tags[k] == "VBG")})

    def _told(self, i: int) -> list[Told]:
        """The first frame of a word that fits, with each of its themes."""
        if i not in self._known:
            self._known[i] = []  # so that no phrase is asked for itself on the way
            word = self.tree.low[i]
            if word in VERBS and self._verbal(i):
                self._known[i] = self._verb(i, VERBS[word])
            if not self._known[i] and word in NOUNS and self.tree.tags[i].startswith(("NN", "VBG", "JJ")):
                self._known[i] = self._noun(i, NOUNS[word])
        return self._known[i]

    def _as_inner_noun(self, n: int) -> list[Theme]:
        told = [t for t in self._told(n) if t.frame.nominal]
        return [Theme(t.theme.mention, Inner(t.step, t.of, n)) for t in told]

    def _as_inner_clause(self, v: int) -> list[Theme]:
        for c in self.tree.conjuncts(v):
            told = [t for t in self._told(c) if not t.frame.nominal or c != v]
            if told:
                return [Theme(t.theme.mention, Inner(t.step, t.of, c)) for t in told]
        return []

    # verbs

    def _verbal(self, i: int) -> bool:
        tree = self.tree
        if clauses.is_imperative(tree, i) or clauses.is_bare_topic(tree, i):
            return False  # "Rejoin the Paris Agreement", "joining the treaty would help"
        if i in self.at and self.at[i].head != i and self.at[i].name:
            return False
        if tree.tags[i] == "VBN" and tree.low[i - 1 : i] == ["as"]:
            return False  # "the Act, as amended": told of in passing
        if self.grammar.predicates(i):
            return tree.is_verb(i) or tree.low[i] not in NOUNS
        return tree.low[i] in _STATES and clauses.is_predicate(tree, i)

    def _verb(self, v: int, frames: tuple[Frame, ...]) -> list[Told]:
        tree, around = self.tree, Surroundings(self.tree, v)
        for frame in frames:
            if not self._allowed(v, frame, around):
                continue
            if rel.is_attributive(tree, v) and (frame.weak or "noattr" in frame):
                continue  # "a UN-brokered truce", "a modified protocol": told in passing
            if frame.step is Step.AMENDED and self._lays_down(v):
                continue  # "signed a protocol amending the treaty": it will, when it is in force
            if "dated" in frame and clauses.is_gerund(tree, v):
                continue  # "the pact will be signed on a visit beginning on Monday"
            themes = [t for t in self._slot(v, frame) if self._fits(frame, t)]
            if "speaks" in frame and rel.is_relative(tree, v):
                # "the suspension of the treaty of the books that it announced"
                themes = [t for t in themes if t.mention is None or not t.mention.known]
            told = [self._composed(frame, t, v) for t in themes]
            if found := [t for t in told if t is not None]:
                return found
        return []

    def _lays_down(self, v: int) -> bool:
        """Whether a participle tells what is in an agreement: "the protocol amending the treaty"."""
        return self.tree.tags[v] == "VBG" and (
            v - 1 in self.at or (rel.is_reduced(self.tree, v) and self.tree.heads[v] in self.at)
        )

    def _composed(self, frame: Frame, theme: Theme, at: int) -> Told | None:
        if "for-ratification" in frame and theme.inner is None:
            below = {self.tree.low[t] for t in self.tree.subtree(at) if t > at}
            if "ratification" in below and "consent" not in below:
                return Told(frame, theme, Step.RATIFIED, None)  # "transmit it to parliament for ratification"
        if theme.inner is None:
            at_home = "by-parliament" in frame and self._by_an_organ(at)
            return Told(frame, theme, Step.APPROVED if at_home else frame.step, frame.of)
        inner = NOUNS.get(self.tree.low[theme.inner.anchor], ())
        if "inner" in frame and any("occasion" in row for row in inner):
            return None
        result = compose(frame, theme.inner.step, theme.inner.of, self._is_organ(at))
        return Told(frame, theme, *result) if result is not None else None

    def _fits(self, frame: Frame, theme: Theme) -> bool:
        m = theme.mention
        if {"inner", "clause"} & frame.flags and theme.inner is None:
            return False
        if "clause" in frame or theme.inner is not None:
            return True
        if m is None:
            told = not frame.weak or "understood" in frame or (frame.nominal and theme.said)
            if theme.said and ("said" in frame or frame.kind is not None):
                return True  # "it was agreed in Japan"; whether it is of that kind, the agreement tells
            return told and frame.kind is None
        if "only-org" in frame and m.org is None and not m.definite:
            return False
        if frame.kind is not None and m.kind != frame.kind:
            return False
        if "no-truce" in frame and m.kind == "truce":
            return False  # anybody calls for a ceasefire of others
        if "state-paper" in frame and not m.name and m.kind == "memorandum":
            return False  # a memorandum sent to the president is a paper of his own house
        if "unnamed" in frame and m.name is not None:
            return False  # a chance of one to come, not of one that has a name
        if "definite" in frame and not (m.definite or m.name):
            return False  # "revive plans for a settlement"
        return not ("indefinite" in frame and m.definite)

    def _allowed(self, v: int, frame: Frame, around: Surroundings) -> bool:
        tree = self.tree
        if frame.prt:
            obj = rel.direct_object(tree, v)
            marks = {
                tree.low[k]
                for k in rel.verb_particles(tree, v)
                if not (tree.low[k] == "on" and obj and v < obj < k)
            }  # "signed a decree on it" is no "signed on"
            if not marks & frame.prt or ("off" in marks and "off" not in frame.prt):
                return False
        elif "noprt" in frame and any(tree.low[k] in _AWAY for k in rel.particles(tree, v)):
            return False
        if "ahead" in frame and tree.tags[v] != "VB":
            return False  # "is to vote next week", not "voted"
        if "past" in frame and tree.tags[v] not in ("VBD", "VBN"):
            return False  # "ended the war", not "would end it"
        if frame.obj and not frame.obj & around.objects:
            return False
        if frame.mod and not self._named(v, frame):
            return False
        if frame.near and not around.beside & frame.near:
            return False
        if frame.notnear and around.beside & frame.notnear:
            return False
        if "clean" in frame and (rel.content_clauses(tree, v) or any(p == "to" for p, _ in tree.preps(v))):
            return False  # "voted to leave it to the next parliament"
        if "intransitive" in frame and (rel.direct_objects(tree, v) or rel.complements(tree, v)):
            return False
        if "together" in frame and not self._by_two(v):
            return False
        return "organ" not in frame or self._is_organ(v)

    def _named(self, v: int, frame: Frame) -> bool:
        """Whether a word that the row asks for stands before the object: "the ratification procedures"."""
        objects = rel.direct_objects(self.tree, v)
        return any(self.tree.low[k] in frame.mod for o in objects for k in self.tree.kids[o] if k < o)

    def _by_two(self, v: int) -> bool:
        """Whether two states at least do it: "Russia and China settled the border in a treaty"."""
        prop = self.grammar.at(v)
        doer = prop.first("subj")
        return doer is not None and len(self.agents.who(doer.token).codes) > 1

    def _is_organ(self, v: int) -> bool:
        subject = self.grammar.surface_subject(v)
        if subject is None:
            return False
        below = self.tree.subtree(subject.token)
        if {self.tree.low[t] for t in below} & _ORGANS:
            return True
        return any(n.kinds() == {Kind.ORGAN} for t in below for n in self.para.names_of.get(t, ()))

    def _by_an_organ(self, v: int) -> bool:
        """ "the treaty was adopted by the State Duma": by one of a state's own organs."""
        doer = self.grammar.at(v).first("subj")
        name = self.para.name_of.get(doer.token) if doer is not None else None
        return name is not None and name.kinds() == {Kind.ORGAN}

    def _slot(self, v: int, frame: Frame) -> list[Theme]:
        """The themes of a verb by its row's roles, the first role that has any."""
        prop = self.grammar.at(v)
        for role in frame.theme:
            if role in SpecialSlots.ROLES:
                found = self.special.ask(role, v, frame, prop)
            elif role == "obj":
                found = self._object(v, frame, prop)
            elif role == "subj":
                found = self._subject(v, frame, prop)
            elif role == "comp":
                found = self._clause(v, frame)
            elif role == "clause":
                found = self.unnamed.told_by(v, prop)
            elif role == "framed":
                found = self.unnamed.promised_in(v, prop)
            else:
                found = self._prepositional(v, frame, prop, role)
            if found:
                return found
        if "understood" in frame and "bare" in frame:
            return [IT]  # "the junta gave its approval in April"
        if "absolute" in frame and self._absolute(v, frame):
            return [IT]
        return []

    def _object(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        tree = self.tree
        direct = "direct" in frame
        for arg in prop.all("obj", *(("pred",) if rel.is_predicative(tree, v) else ())):
            low = tree.low[arg.token]
            if low in RELATIVES and arg.how != "own":
                continue
            if low in LAWS and frame.step is Step.SIGNED:
                continue  # a law is no treaty; what it does is told by its own verb
            alone = arg.how.split()[-1] in (
                "participle",
                "relative",
                "gap",
            )  # "and the amendment, adopted in 2016"
            found = self.themes.of(arg.token, org=frame.org, direct=direct, alone=alone)
            if low == "agreement" and self.themes.bare(arg.token):
                for on in prop.all("on", "to"):
                    found = self.themes.of(on.token, depth=1) or found
            if not found and arg.how not in ("own", "shared"):
                found = self.themes.around(arg.token, v if rel.is_reduced(tree, v) else None)
            found = found or self.special.behind_papers(v, arg.token, frame, prop)
            if found:
                return found
        if "state" in frame and rel.is_predicative(tree, v):
            subject = tree.subject(tree.heads[v])  # "the treaty remains unsigned"
            return self.themes.of(subject) if subject is not None else []
        return []

    def _subject(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        tree = self.tree
        arg = prop.first("obj") if prop.passive else prop.first("subj")
        if arg is None:
            return []
        i = arg.token
        if "unlinked" in frame and any(rel.complements(tree, k) for k in rel.predicatives(tree, v)):
            return []  # "is likely to go into effect": the other verb tells what
        if "since" in frame and not self._since(v):
            return []  # "is in force" tells no step, "has been in force since 1994" does
        if "into" in frame and not any(
            p in ("into", "in") and tree.low[o] in FORCE for p, o in self.grammar.preps(v)
        ):
            return []
        if (
            tree.low[i] in NOUNS
            and i not in self.at
            and frame.step in (Step.ENTERED_INTO_FORCE, Step.TERMINATED)
        ):
            return []  # "talks on a pact ended", "the withdrawal takes effect": told of the noun's own step
        found = [t for t in self.themes.of(i, org=frame.org) if t.inner is None]
        if not found and arg.how in ("participle", "relative"):
            return self.themes.around(i)
        return found

    def _since(self, v: int) -> bool:
        """ "has been in force since May", "is now in force", "is not yet in force", "as of Monday it is in
        force"."""
        if any(self.tree.low[k] in _BY_NOW for k in rel.adverbs(self.tree, v)):
            return True
        if any(self.tree.low[k : k + 2] == ["as", "of"] for k in self.tree.kids[v]):
            return True
        ahead = any(self.tree.tags[k] == "MD" for k in clauses.auxiliaries(self.tree, v))
        if ahead and any(p == "from" for p, _ in self.tree.preps(v)):
            return True
        inner = [obj for _, obj in self.tree.preps(v) if self.tree.low[obj] in FORCE]
        return any(p == "since" for t in (v, *inner) for p, _ in self.tree.preps(t))

    def _clause(self, v: int, frame: Frame) -> list[Theme]:
        tree = self.tree
        for c in rel.clauses(tree, v):
            aside = rel.is_adjunct(tree, c) or rel.is_adnominal(tree, c)
            if aside and not is_infinitive(tree, c):
                continue
            if "subj" in frame:
                subject = rel.active_subject(tree, c)
                if subject is not None and (found := self.themes.of(subject)):
                    return found
                continue
            if "joined" in frame or "clause" in frame:
                found = self._as_inner_clause(c)
                if found:
                    return found
        return []

    def _prepositional(self, v: int, frame: Frame, prop: Proposition, role: str) -> list[Theme]:
        if "self" in frame and not frame.prt and not self._itself(v):
            return []
        for arg in prop.all(role):
            found = self.themes.of(arg.token, org=frame.org, direct="direct" in frame)
            if role in ("in", "under"):
                found = [t for t in found if t.mention is not None]
            if not found and frame.step is Step.SIGNED:  # "put his name to the document"
                found = self.special.behind_papers(v, arg.token, frame, prop)
            if not found and "voters" in frame and self.tree.low[arg.token] in ("ratification", "approval"):
                found = [IT]  # "had voted for ratification"
            if role == "in" and "part" in frame and not self._partakes(v):
                continue
            if found:
                return found
        return []

    def _partakes(self, v: int) -> bool:
        """ "suspended its participation in", not "suspended it in May"."""
        return any(
            self.tree.low[k] in ("part", "participation", "membership", "role")
            for k in rel.patients(self.tree, v)
        )

    def _itself(self, v: int) -> bool:
        """ "withdrew the US from a treaty", not "withdrew its troops from Iraq"."""
        tree = self.tree
        for k in rel.patients(tree, v):
            name = self.para.name_of.get(k)
            own = name is not None and any(e.state for e in name.entries)
            if own or tree.low[k] in (
                "itself",
                "themselves",
                "country",
                "nation",
                "signature",
                "ratification",
                "participation",
                "support",
            ):
                return True
        return False

    def _absolute(self, v: int, frame: Frame) -> bool:
        """ "Vanuatu said it would not sign", "Kyrgyzstan may accede later": of what was spoken of."""
        tree = self.tree
        if frame.theme == ("to",):
            return not self.grammar.preps(v)
        told = tree.tags[v] in ("VB", "VBP", "VBZ", "VBD") or clauses.has_done(tree, v)
        if not told or self.grammar.at(v).passive:
            return False
        if rel.direct_objects(tree, v) or rel.complements(tree, v) or rel.particles(tree, v):
            return False
        shared = [k for k in tree.conjuncts(v)[1:] if rel.subject(tree, k) is None]
        if any(rel.direct_objects(tree, k) or rel.complements(tree, k) or tree.preps(k) for k in shared):
            return False  # "sign and ratify the pact", not "has signed but not ratified"
        if "state-alone" in frame and not self._is_a_state(v):
            return False
        dated = {t for d in self.para.dates for t in range(d.lo, d.hi)}  # "It ratified in January"
        for prep in rel.prepositions(tree, v):
            behind = rel.introduced_by(tree, prep)
            first = tree.low[prep] == "for" and any(tree.low[o] in _TIME for o in behind)
            if not (first or tree.low[prep] in _UNTIL or dated & set(behind)):
                return False  # but "joined for the first time"
        return True

    def _is_a_state(self, v: int) -> bool:
        """Whether a state by its own name does it: no delegation "left in May"."""
        subject = self.grammar.surface_subject(v)
        name = self.para.name_of.get(subject.token) if subject is not None else None
        return name is not None and any(e.kind is Kind.STATE for e in name.entries)

    def _but_not(self, v: int, m: Mention | None) -> bool:
        """ "signed a declaration but not the agreement itself"."""
        return (
            m is not None
            and m.para is self.para
            and m.head > v
            and rel.is_coordinated(self.tree, m.head)
            and any(self.tree.low[t] == "not" for t in range(max(v, m.lo - 4), m.lo))
        )

    def _applicants(self, v: int, told: Told) -> tuple[str, ...]:
        """Whose accession others approve: "approved Sweden's application to join the alliance"."""
        m = told.theme.mention
        if m is None or told.step not in (Step.APPROVED, Step.RATIFIED, Step.DEPOSITED):
            return ()
        if m.org is None and told.of is not Step.ACCEDED:
            return ()
        below = [t for k in rel.patients(self.tree, v) for t in self.tree.subtree(k)]
        if m.org is None:  # "approved the accession of Norway to the pact with Chile": Norway's
            below = [t for t in below if not m.lo <= t < m.hi]
        codes = (c for t in below for n in self.para.names_of.get(t, ()) for c in codes_of_name(self.ctx, n))
        return tuple(dict.fromkeys(c for c in codes if c != m.org))

    # nouns

    def _noun(self, n: int, frames: tuple[Frame, ...]) -> list[Told]:
        tree = self.tree
        if (n in self.at and self.at[n].name is not None) or any(
            tree.low[k] == "whose" for k in tree.kids[n]
        ):
            return []  # "the 44 states whose ratification is required": what the treaty asks for
        before = rel.is_noun_modifier(tree, n) and tree.heads[n] > n
        if before and tree.low[tree.heads[n]] in _PROCESS - LAWS:
            return []
        inside = any(m.lo <= n < m.hi and m.head < n and m.org is None for m in self.at.values())
        phrase = {tree.low[t] for t in phrases.with_participles(tree, n)}
        prep = rel.preposition_of(tree, n)
        object_of = prep is not None or rel.is_object(tree, n)
        for frame in frames:
            if "without" in frame:
                if n in self.at and prep is not None and tree.low[prep] == "without":
                    return [Told(frame, Theme(self.at[n]), frame.step, frame.of)]
                continue
            if "postposed" in frame:
                if (told_of := self._dated_behind(n)) is not None:
                    return [Told(frame, Theme(self.at[told_of]), frame.step, frame.of)]
                continue
            if "in-since" in frame:
                if (told_of := self._in_force_since(n)) is not None:
                    return [Told(frame, Theme(self.at[told_of]), frame.step, frame.of)]
                continue
            if tree.tags[n].startswith("JJ"):
                continue
            if "after" in frame:
                if self._is_past_by_then(n):
                    return [Told(frame, Theme(self.at[n]), frame.step, frame.of)]
                continue
            if inside and ("topic" in frame or "bare" in frame):
                continue
            above = tree.low[tree.heads[n]]
            if "bare" in frame and (not self.themes.bare(n) or not object_of or above in VERBS):
                continue
            if frame.phrase and not phrase & frame.phrase:
                continue
            themes = [t for t in self._noun_theme(n, frame) if self._fits(frame, t) or "notice" in frame]
            if themes:
                return [self._composed(frame, t, n) or Told(frame, t, frame.step, frame.of) for t in themes]
        return []

    def _dated_behind(self, n: int) -> int | None:
        """ "a truce effective Monday", "the pact, effective as of May 1,": of what it is told, if dated."""
        tree = self.tree
        noun = n - 2 if tree.words[n - 1 : n] == [","] and n > 1 else tree.heads[n]
        below = set(tree.subtree(n))
        dated = any(d.lo in below and d.lo - n <= 3 for d in self.para.dates)
        if tree.is_verb(tree.heads[n]):
            noun = n - 1 if n - 1 in self.at else noun  # the parser hangs it on the verb
        behind = noun < n and tree.tags[n].startswith("JJ") and noun in self.at
        # "its withdrawal from the pact, effective Monday": the withdrawal
        inner = any(tree.low[t] in NOUNS and tree.is_noun(t) for t in tree.ancestors(noun, 3))
        return noun if behind and dated and not inner else None

    def _in_force_since(self, n: int) -> int | None:
        """ "The pact, in force since 1999, lets": of what it is told."""
        tree = self.tree
        prep = rel.preposition_of(tree, n)
        if prep is None or tree.low[prep] != "in":
            return None
        noun = tree.heads[prep]
        behind = noun < n and noun in self.at
        dated = any(d.lo == n + 1 and d.expr.fields.relation == "since" for d in self.para.dates)
        return noun if behind and dated else None

    def _is_past_by_then(self, n: int) -> bool:
        """ "hours after the cease-fire": it has begun; not where a verb of the sentence tells its step."""
        tree = self.tree
        prep = rel.preposition_of(tree, n)
        if n not in self.at or not self.at[n].definite or prep is None:
            return False
        return tree.low[prep] in ("after", "since") and not rel.adnominal_clauses(tree, n)

    def _noun_theme(self, n: int, frame: Frame) -> list[Theme]:
        tree, prop = self.tree, self.grammar.at(n)
        if "notice" in frame:
            return self.special.notice_noun(n, prop)
        own = {a.role for a in prop.args if a.how == "own"}
        if found := self._by_preposition(n, frame, prop, own):
            return found
        for k in rel.adnominal_clauses(tree, n) if "to-make" in frame else ():  # "talks to sign an accord"
            made = self._as_inner_clause(k) if is_infinitive(tree, k) else []
            if made and made[0].inner and made[0].inner.step in JOINT:
                return made
        if "duty" in frame:
            for arg in prop.args:
                if arg.role == "under" and arg.token > n:  # "in violation of its obligations under the pact"
                    return self.themes.of(arg.token)
        for arg in prop.all("of what is said"):
            if (m := self.at.get(arg.token)) is not None and not m.foreign:
                return [Theme(m)]
        for arg in prop.all("mod", "owner"):
            if found := self.themes.of(arg.token, org=frame.org and arg.role == "mod", loose=False):
                return found[:1]
        return [IT] if self._unsaid(n, frame, own) else []

    def _by_preposition(self, n: int, frame: Frame, prop: Proposition, own: set[str]) -> list[Theme]:
        """The theme behind a noun's own preposition, or behind one that the parser hangs on the verb."""
        tree = self.tree
        ways = ["own", "related"]
        # "put off a vote on the agreement", "approved the accession of Norway to the convention"
        leading = set(frame.theme) - ({"of"} if "party" in frame else set())
        object_of = rel.is_object(tree, n) or rel.preposition_of(tree, n) is not None
        if object_of and not own & leading:
            ways.append("on the verb")
        for arg in sorted(prop.args, key=lambda a: a.how == "on the verb"):
            if "itself" in frame and arg.token not in self.at:
                continue  # "the rejection of its commitments under the pact"
            leads = arg.how in ways and arg.role.split()[-1] in frame.theme and arg.role != "by"
            if leads and (found := self.themes.of(arg.token, org=frame.org)):
                return found
            for prep, obj in tree.preps(arg.token) if arg.how == "own" and self._leads_on(arg.token) else ():
                if prep in frame.theme and (found := self.themes.of(obj)):
                    return found
        return []

    def _leads_on(self, i: int) -> bool:
        """ "entry into force of the pact", "a vote in the Senate on the pact": the parser hangs it there."""
        name = self.para.name_of.get(i)
        return self.tree.low[i] in FORCE or (name is not None and name.kinds() == {Kind.ORGAN})

    def _unsaid(self, n: int, frame: Frame, own: set[str]) -> bool:
        """Whether a noun's agreement may be the one just spoken of."""
        tree = self.tree
        owned = bool(rel.possessors(tree, n)) or any(tree.low[k] == "by" for k in tree.kids[n])
        if "held" in frame and rel.is_object(tree, n) and frame.step is Step.SIGNED:
            return tree.low[tree.heads[n]] in _HOLDING
        if "duty" in frame:
            begin = tree.sent_span(n)[0]
            return owned and any(
                begin <= t < n and m.org is None and not m.foreign for t, m in self.at.items()
            )
        if "agreed" in frame and rel.is_patient(tree, n) and not own:
            return tree.low[tree.heads[n]] in ("agreed", "agree", "granted", "signed", "approved")
        its = rel.owned_by(tree, n, ("its", "their"))
        if its and frame.step in (Step.SIGNED, Step.EXTENDED, Step.ENTERED_INTO_FORCE, Step.TERMINATED):
            return True
        alone = rel.is_subject(tree, n) and all(tree.low[k] == "the" for k in tree.kids[n])
        if alone and "taking-effect" in frame and takes_effect(tree, n) != n:
            return True
        if alone and ("bare-subject" in frame or ("unsaid" in frame and not tree.kids[n])):
            return True  # "debate the treaty, and ratification may come in summer", "The signing took place"
        carried = any(a.how == "light" for a in self.grammar.at(n).all("subj"))
        return "unsaid" in frame and ("owned" not in frame or owned or (carried and not own))
