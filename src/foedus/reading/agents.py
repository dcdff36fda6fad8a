"""Who takes a step, by the proposition that tells it: the participants of its subject, agents and owners."""

from __future__ import annotations

from msgspec.structs import replace

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.accused import the_accused
from foedus.language.clauses import is_infinitive
from foedus.language.inflect import verb_forms
from foedus.language.propositions import Arg, Grammar, Proposition
from foedus.language.words import ACCUSING, BE, REACTING, RELATIVES
from foedus.model import Role
from foedus.names import Kind
from foedus.reading.actors import stands_by, who
from foedus.reading.codes import backs, codes_of_name
from foedus.reading.context import Context, Para
from foedus.reading.frames import JOINT, Frame
from foedus.reading.mention import Mention
from foedus.reading.participant import NOBODY, Who

_BY_PAPER = frozenset(
    "law decree act order vote votes majority margin consensus referendum ballot resolution protocol "
    "protocols "
    "treaty agreement agreements exchange letters notes amendment amendments memorandum".split()
)
EACH_OTHER = Who(joint=True, pronoun="each other", text="each other")
_OTHER = frozenset({"other", "another", "one"})
_CHARGES = frozenset({"accusations", "charges", "blame", "claims", "recriminations"})
_TRADED = frozenset(f for lemma in ("trade", "exchange", "swap") for f in verb_forms(lemma))
_EVENTS = frozenset(
    "fighting war wars crisis dispute row quarrel clashes violence invasion coup attack attacks shelling "
    "failure collapse lack events change changes end start time date deadline uprising revolution death "
    "delay delays".split()
)
_ALL = frozenset("countries states nations members governments sides parties".split())

_OWED = frozenset(
    "commitment commitments obligation obligations promise promises undertaking undertakings".split()
)


class Agents:
    """The agents of one paragraph's steps."""

    def __init__(self, ctx: Context, para: Para, grammar: Grammar, at: dict[int, Mention]) -> None:
        self.ctx, self.para, self.grammar, self.at = ctx, para, grammar, at
        self.tree = para.tree

    def who(self, i: int) -> Who:
        return who(self.ctx, self.para, i)

    def together(self, subject: Arg, prop: Proposition) -> Who:
        """Those who agree with each other: the subject's, and those "with" whom."""
        found = self.who(subject.token)
        for with_ in prop.all("with"):
            if with_.token not in self.at and (other := self.who(with_.token)).codes:
                found = found.plus(other)
        return found

    def of_verb(self, frame: Frame, prop: Proposition) -> tuple[Who, bool]:
        """The actor of a verb, and whether its grammar names none."""
        tree, v = self.tree, prop.anchor
        for role in frame.by:
            if (arg := prop.first(role)) is not None:
                return self.who(arg.token), False
        if "giver" in frame and (need := rel.direct_object(tree, v)) is not None:
            for prep, giver in tree.preps(need):
                if prep in ("of", "by", "from"):
                    return self.who(giver), False  # "needs the blessing of the council"
        if frame.theme == ("subj",) or "outside" in frame:
            return NOBODY, True
        if rel.is_attributive(tree, v):
            owner = rel.possessor(tree, tree.heads[v])
            return (self.who(owner), False) if owner is not None else (NOBODY, True)
        if (
            "self" in frame
            and (taken := prop.first("obj")) is not None
            and (found := self.who(taken.token)).codes
        ):
            return found, False  # "led his country out of the union"
        if prop.passive:
            return self._of_passive(frame, prop)
        subject = prop.first("subj")
        if (subject is None or tree.low[subject.token] in _CHARGES) and self._traded(v):
            return EACH_OTHER, False
        if subject is None:
            return NOBODY, True
        return self._of_active(frame, prop, subject), False

    def _traded(self, v: int) -> bool:
        """ "traded accusations of violating the truce": each says it of the other."""
        tree = self.tree
        noun = tree.heads[tree.heads[v]]
        said = rel.follows_a_preposition(tree, v) and tree.low[noun] in _CHARGES and rel.is_object(tree, noun)
        return said and tree.low[tree.heads[noun]] in _TRADED

    def _of_passive(self, frame: Frame, prop: Proposition) -> tuple[Who, bool]:
        tree, v = self.tree, prop.anchor
        agents = [a for a in prop.all("subj") if tree.low[max(0, a.token - 2) : a.token] != ["not", "by"]]
        if agents:
            found = self.who(agents[0].token)
            for more in agents[1:]:
                found = found.plus(self.who(more.token))
            obj = agents[0].token
            if not found.codes and {tree.low[t] for t in tree.subtree(obj)} & _BY_PAPER:
                return NOBODY, True  # "ratified by Federal Law No. 72", "approved by 56 votes to 32"
            if tree.low[obj] in _EVENTS and not found:
                return NOBODY, True  # "put on hold by the fighting"
            if tree.low[obj] in _ALL:
                return replace(found, joint=True), False
            known = found or found.local or found.pronoun or phrases.is_name(tree, obj)
            return (found if known else replace(found, foreign=True)), False
        for prep, obj in tree.preps(v):
            behalf = prep == "on" and tree.low[obj] == "behalf"
            if behalf or (prep in ("with", "between") and frame.step in JOINT):
                found = self.who(obj)
                if found.codes or found.pronoun == "bloc":
                    # "signed on behalf of Russia"; "signed with Russia": by another as well
                    return replace(found, partial=found.partial or prep == "with"), False
        return NOBODY, True

    def _of_active(self, frame: Frame, prop: Proposition, subject: Arg) -> Who:
        tree, v = self.tree, prop.anchor
        i = subject.token
        if subject.how == "accused" and tree.low[i] in ("other", "another"):
            return EACH_OTHER
        if frame.step in JOINT and subject.how == "relative" and phrases.is_name(tree, i):
            i = tree.first_conjunct(i)  # "Putin and Bush, who signed the treaty"
        found = self._at(i, v, frame)
        if not found.codes:
            beside = [pair for t in (v, *rel.direct_objects(tree, v)) for pair in tree.preps(t)]
            for prep, obj in beside:
                if prep == "on" and tree.low[obj] == "behalf" and (own := self.who(obj)).codes:
                    found = own  # "Lim, who will sign it on Malaysia's behalf"
        if "voters" in frame and not found and not found.pronoun and tree.tags[i] == "CD":
            found = replace(found, local=True)  # "Of the 198 deputies present, 149 voted for the treaty"
        if self.para.role is Role.HEADLINE and i > 1 and found.codes:
            found = self._listed(found, i)
        if frame.step in JOINT and len(found.codes) == 1 and not found.mixed:
            found = self._in_pairs(found, i, v)
        if (rel.is_reduced(tree, v) or rel.is_adjunct(tree, v)) and len(found.codes) == 1:
            up = tree.heads[v]  # "entered into an accord with Israel to extend it"
            made = [up, *rel.direct_objects(tree, up), *(o for p, o in tree.preps(up) if p == "into")]
            found_at = (m for k in made if (m := self.at.get(k)) is not None)
            mention = next(found_at, None) if is_infinitive(tree, v) else None
            if mention is not None and found.codes[0] not in mention.parties:
                found = replace(found, codes=(*found.codes, *mention.parties))
        subjects = rel.active_subjects(tree, tree.heads[i])
        for other in subjects if i in subjects else ():
            if other != i and tree.low[other] not in RELATIVES:
                found = found.plus(self.who(other))  # the parser split a coordination
        return found

    def _at(self, i: int, v: int, frame: Frame) -> Who:
        tree = self.tree
        predicated = rel.is_predicative(tree, i) or rel.is_object(tree, i)
        if predicated and tree.low[tree.heads[i]] in BE:
            up = self.grammar.surface_subject(tree.heads[i])
            if up is not None and up.token != i and (found := self.who(up.token)):
                return found
        if rel.is_apposition(tree, i) and (found := self.who(tree.heads[i])).codes:
            return found
        found = self.who(i)
        if found.codes and not found.joint and frame.step in JOINT:
            for prep, obj in tree.preps(v):
                if stands_by(self.para, v, obj):
                    continue
                if prep in {"with", "along with", "together with"} and obj not in self.at:
                    other = self.who(obj)
                    if other.codes and not other.foreign:
                        return found.plus(other)  # "Russia signed with China a treaty"
        return found

    def _listed(self, found: Who, subject: int) -> Who:
        """A headline's list: "Iraq, Kuwait ratify border accord"."""
        at = min(phrases.without_clauses(self.tree, subject))
        while at > 1 and self.tree.low[at - 1] == "," and at - 2 in self.para.name_of:
            name = self.para.name_of[at - 2]
            codes = tuple(c for c in codes_of_name(self.ctx, name) if c not in found.codes)
            found = replace(found, codes=(*codes, *found.codes))
            at = name.lo
        return found

    def _in_pairs(self, found: Who, subject: int, v: int) -> Who:
        """ "trade bloc A and European bloc B sign": both, where the parser lost the pair."""
        tree = self.tree
        span = [t for t in phrases.without_clauses(tree, subject) if t < v]
        pair = [t for t in span if tree.low[t] == "and"]
        if not pair:
            return found
        before = [self._told_by(t) for t in span if t < pair[-1]]
        after = [self._told_by(t) for t in span if t > pair[-1]]
        one, other = ([c for codes in side for c in codes] for side in (before, after))
        codes = tuple(dict.fromkeys((*one, *other)))
        return replace(found, codes=codes) if one and other and len(codes) == 2 else found

    def _told_by(self, t: int) -> tuple[str, ...]:
        name = self.para.name_of.get(t)
        if name is None or backs(self.para, name):
            return ()
        return codes_of_name(self.ctx, name)

    def of_noun(self, frame: Frame, prop: Proposition) -> Who:
        """Whose step a noun tells: its agent, its owner, a name before it, who gives or makes it."""
        tree, n = self.tree, prop.anchor
        if "nobody" in frame:
            return NOBODY
        for arg in prop.all("subj"):
            if arg.how == "agent":
                return self.who(arg.token)
        if "duty" in frame:
            for arg in prop.all("of"):
                if tree.low[arg.token] in _OWED and (owner := rel.possessor(tree, arg.token)) is not None:
                    return self.who(owner)  # "a violation of Kiev's commitments under it"
        above = tree.heads[tree.heads[n]]
        if tree.low[above] in _OTHER:
            above = tree.heads[above]  # where the parser hangs it on "each other"
        accused = the_accused(tree, above) if tree.low[above] in ACCUSING else None
        if "duty" in frame and tree.low[tree.heads[n]] in ("of", "with", "for") and accused is not None:
            # "accused Iran of ceasefire violations", "accused each other of"
            return EACH_OTHER if tree.low[accused] in _OTHER else self.who(accused)
        prep = rel.preposition_of(tree, n)
        if "duty" in frame and prep is not None and tree.low[prep] == "in":
            verb = tree.heads[prep]
            done = self.grammar.at(verb) if tree.is_verb(verb) else None
            if done is not None and not done.passive and (doer := done.first("subj")) is not None:
                return self.who(doer.token)  # "in defiance of the accord, Libya sent arms"
        for arg in prop.all("of"):
            for inner, by in tree.preps(arg.token) if arg.token in self.at else ():
                if inner == "by" and (found := self.who(by)):
                    return found  # "the ratification of the treaty by the Ukrainian parliament"
        for arg in prop.all("in"):
            name = self.para.name_of.get(arg.token)
            if name is not None and name.kinds() == {Kind.ORGAN}:
                return self.who(arg.token)  # "a vote in the Storting on the treaty"
        for arg in prop.all("owner"):
            if arg.token not in self.at:
                return self.who(arg.token)
        for arg in prop.all("mod"):
            if (
                arg.token in self.para.name_of
                and arg.token not in self.at
                and (found := self.who(arg.token)).codes
            ):
                return found
        if "party" in frame:
            for arg in prop.all("of", "for"):
                if (found := self.who(arg.token)).codes and arg.token not in self.at:
                    return found
        return self._carried(frame, prop, n)

    def _carried(self, frame: Frame, prop: Proposition, n: int) -> Who:
        tree = self.tree
        for arg in prop.all("subj"):
            if arg.how != "light":
                continue
            verb = tree.heads[n]
            found = self._at(arg.token, verb, frame)
            if "held" in frame:
                for with_ in prop.all("with"):
                    if (
                        found.codes
                        and not (other := self.who(with_.token)).foreign
                        and with_.token not in self.at
                    ):
                        found = found.plus(other)  # "broke off talks with Chile"
                return found
            if frame.step in JOINT and tree.low[verb] in REACTING:
                return NOBODY
            return found
        if "held" in frame:
            for arg in prop.all("between", "with"):
                if arg.token not in self.at and (found := self.who(arg.token)).codes:
                    return found if arg.role == "between" else NOBODY
        return NOBODY
