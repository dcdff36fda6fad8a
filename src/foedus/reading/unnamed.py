"""Agreements that have no noun of their own: what several "agreed to" do, told by what it lays down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from foedus.language import clauses, phrases
from foedus.language import relations as rel
from foedus.language.clauses import is_infinitive
from foedus.language.propositions import Proposition
from foedus.reading.agents import Agents
from foedus.reading.context import Para
from foedus.reading.event import Told
from foedus.reading.lexicon import CARTELS
from foedus.reading.mention import Mention
from foedus.reading.participant import Who
from foedus.reading.themes import Theme

# what two agree on without making an agreement: talk, search and effort (classes of VerbNet)
_MORE_TALK = frozenset(
    "meet resume continue discuss work consult try seek study review talk go visit disagree cooperate "
    "strengthen boost expand promote enhance deepen intensify speed accelerate maintain explore consider "
    "look help join identify assess examine evaluate investigate determine address pursue improve support "
    "remain stay".split()
)
_TO_DO = frozenset("hold keep send host take make".split())  # more talk where it is talk that they hold
_TALK = frozenset(
    "talk talks meeting meetings summit consultations negotiations session sessions conference discussions "
    "contacts contact dialogue efforts effort steps step progress part envoys delegation delegations round "
    "exercises drills visit visits touch watch".split()
)
_BINDING = frozenset({"would", "will", "should", "shall"})
# what one agrees on in talk or in opinion: the nouns of WordNet's classes of opinion, talk and importance
_NO_SUBSTANCE = frozenset(
    "need importance necessity necessity date day time way ways most everything nothing fact point points "
    "principle "
    "agenda talks talk meeting meetings visit issue issues matter matters question view views idea ideas "
    "much "
    "thing things basis subject subjects topic topics urgency value candidate name names wording statement "
    "one half price prices pay wages request requests demand demands proposal proposals offer offers "
    "suggestion call calls plan plans condition conditions invitation".split()
)


class Unnamed:
    """Finds the unnamed agreements of one paragraph. `told` are the frames that fit at a word."""

    def __init__(
        self, para: Para, at: dict[int, Mention], agents: Agents, told: Callable[[int], Sequence[Told]],
        pacts: Callable[[Mention], Mention],
    ) -> None:  # fmt: skip
        self.para, self.at, self.agents, self.told, self.pacts = para, at, agents, told, pacts
        self.tree = para.tree

    def told_by(self, v: int, prop: Proposition) -> list[Theme]:
        """ "agreed to cut tariffs", "agreed to begin a cease-fire": an agreement told by what it lays
        down."""
        tree = self.tree
        subject = prop.first("subj")
        if subject is None or prop.passive:
            return []
        found = self.agents.together(subject, prop)
        to_do = self._to_do(v)
        framed = self._frame_of(v, prop, to_do)
        if framed is not None and found.codes:
            return [Theme(framed)]  # "in the November 27 deal the two agreed on a line": that deal
        if len(found.codes) == 1 and not found.mixed and found.codes[0] not in CARTELS:
            found = self._with_another(found, to_do)
        if not self._make_it_together(found):
            return []
        for c in to_do:
            if self._more_talk(c):
                continue
            told = self.told(c)
            if told and told[0].frame.kind is not None:
                return [Theme(told[0].theme.mention)]
            if c > v and not told and (rel.direct_objects(tree, c) or rel.prepositions(tree, c)):
                return [Theme(self.pacts(self._pact(v, c, found.codes)))]
        for c in rel.content_clauses(tree, v):
            # "agreed that troops would be withdrawn", not "that the situation was serious"
            bound = any(tree.low[k] in _BINDING for k in clauses.auxiliaries(tree, c))
            if c > v and bound and not self._more_talk(c) and not self.told(c):
                return [Theme(self.pacts(self._pact(v, c, found.codes)))]
        on = (o for p, o in tree.preps(v) if p in ("on", "upon", "to"))
        for obj in (*rel.direct_objects(tree, v), *on):
            if obj > v and self._is_of_substance(obj):
                return [Theme(self.pacts(self._pact(v, obj, found.codes)))]
        return []

    def promised_in(self, v: int, prop: Proposition) -> list[Theme]:
        """ "Japan promised in a 1986 pact to open its market": what it promised by a pact it agreed to."""
        subject = prop.first("subj")
        framed = None if prop.passive else self._frame_of(v, prop, self._to_do(v))
        if subject is None or framed is None or framed.known:
            return []  # "the Helsinki Final Act, in which all pledged to": what it says, no news of it
        return [Theme(framed)] if self.agents.who(subject.token).codes else []

    def _frame_of(self, v: int, prop: Proposition, to_do: list[int]) -> Mention | None:
        """The agreement in or under which something is agreed."""
        tree = self.tree
        under = [arg.token for arg in prop.args if arg.role in ("in", "under")]
        under += [o for t in to_do for p, o in tree.preps(t) if p in ("in", "under")]
        under += [o for t in under for p, o in tree.preps(t) if p == "of"]  # "under the terms of the pact"
        if any(tree.low[k] == "under" and tree.low[k + 1 : k + 2] == ["which"] for k in tree.kids[v]):
            under += sorted((t for t in self.at if t < v), reverse=True)[:1]  # "under which OPEC agreed"
        return next((self.at[o] for o in under if o in self.at and not self.at[o].foreign), None)

    def _to_do(self, v: int) -> list[int]:
        """The infinitives of what is agreed; of a purpose where nothing else is ("agreed in May to cut")."""
        found = [c for c in rel.infinitives(self.tree, v) if is_infinitive(self.tree, c)]
        said = rel.direct_objects(self.tree, v) or rel.content_clauses(self.tree, v)
        on = any(p in ("on", "upon", "to") for p, _ in self.tree.preps(v))
        if found or said or on:
            return found
        return [c for c in rel.adjuncts(self.tree, v) if c > v and is_infinitive(self.tree, c)]

    def _with_another(self, found: Who, to_do: list[int]) -> Who:
        """ "Morocco agreed to restore relations with Israel": agreed with whom it does it with."""
        others = [
            code
            for c in to_do
            for noun in (c, *rel.direct_objects(self.tree, c))
            for prep, obj in self.tree.preps(noun)
            if prep == "with" and obj not in self.at
            for code in self.agents.who(obj).codes
            if len(code) == 3
        ]
        return replace(found, codes=tuple(dict.fromkeys((*found.codes, *others))))

    def _more_talk(self, verb: int) -> bool:
        """Whether what is agreed to is only to talk, think or work on."""
        low, obj = self.tree.low[verb], rel.direct_object(self.tree, verb)
        talk = low in _TO_DO and (obj is None or self.tree.low[obj] in _TALK)
        return talk or low in _MORE_TALK

    def _make_it_together(self, found: Who) -> bool:
        """Whether those who agree can make an agreement: two at least, or an organisation of states."""
        if found.mixed:
            return False
        if len(found.codes) > 1 or found.joint:
            return True
        return bool(found.codes) and found.codes[0] in CARTELS

    def _is_of_substance(self, obj: int) -> bool:
        """Whether what is agreed on is no talk, opinion or agreement that has a word of its own."""
        tree = self.tree
        common = tree.tags[obj] in ("NN", "NNS") and tree.low[obj] not in _NO_SUBSTANCE
        if not common or obj in self.at or self.told(obj):
            return False
        return not any(t in self.at for t in phrases.without_finite_clauses(tree, obj))

    def _pact(self, v: int, clause: int, parties: tuple[str, ...]) -> Mention:
        tree = self.tree
        below = [t for t in phrases.without_asides(tree, clause) if t > v]
        lo, hi = below[0], below[-1] + 1
        topic = frozenset(
            tree.low[t] for t in below if tree.tags[t].startswith(("NN", "JJ")) and t not in self.para.name_of
        )
        return Mention(
            self.para, v, lo, hi, f"agreement {tree.span_text(lo, hi)}", "treaty", None, parties, False,
            False, True, False, "separate", topic, False,
        )  # fmt: skip
