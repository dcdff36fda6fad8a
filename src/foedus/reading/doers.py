"""Who takes the step: subjects through coordination and control, agents, possessors, those accused of it."""

from __future__ import annotations

from dataclasses import replace

from foedus.model import Role, Step
from foedus.names import Kind
from foedus.reading.actors import NOBODY, Who, backs, codes_of_name, who
from foedus.reading.certainty import FACTIVE
from foedus.reading.clauses import HALTING, concluded, imposed
from foedus.language.inflect import verb_forms
from foedus.reading.lexicon import FORCE, VERBS, NounRule, VerbRule
from foedus.reading.phrases import Phrases

BE = frozenset("is are was were be been being become becomes became becoming".split())
ACCUSING = frozenset("accuse accuses accused accusing blame blames blamed blaming charge charges "
                     "charged charging "
                     "suspect suspects suspected condemn condemned condemns criticised "
                     "criticized".split())  # fmt: skip
# nouns whose infinitive or participle is done by their owner: "a bill to exit", "plans to sign"
CONTROL_NOUNS = frozenset(
    "law laws bill bills decree order decision vote move bid resolution proposal proposals "
    "intention intent process procedure procedures attempt attempts effort efforts plan plans "
    "commitment pledge promise willingness readiness agreement desire desires motion legislation "
    "act statement step steps campaign application request right refusal failure obligation "
    "threat offer authority power pressure need opportunity measure measures declaration letter "
    "document note talks negotiations".split()
)
_PAPERS = frozenset(
    "law decree act order vote votes majority margin consensus referendum ballot resolution".split()
)
_OWED = frozenset(
    "commitment commitments obligation obligations promise promises undertaking undertakings".split()
)
_ALONE = frozenset(
    {
        Step.SUSPENDED,
        Step.WITHDRAWN,
        Step.VIOLATED,
        Step.RATIFIED,
        Step.APPROVED,
        Step.ACCEDED,
        Step.TERMINATED,
    }
)
_TOLD_BY = frozenset("notice notification instrument letter declaration announcement threat".split())
_LOOKING_ON = frozenset(
    f
    for lemma in "witness attend watch oversee host welcome hail mark celebrate praise applaud see".split()
    for f in verb_forms(lemma)
)
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
_DECIDED = frozenset({Step.RATIFIED, Step.APPROVED})
JOINT = frozenset({Step.SIGNED, Step.NEGOTIATED, Step.INITIALLED, Step.INSTRUMENTS_EXCHANGED})


class Doers(Phrases):
    """The actors of one paragraph's verbs and nouns."""

    def _verb_actor(self, v: int, rule: VerbRule) -> tuple[Who, bool]:
        tree = self.tree
        # "if ratified by 55 states", "mediated by the UN and signed by four", "the pact signed by both"
        by_others = tree.child(v, "agent") is not None and tree.child(v, "dobj") is None
        passive = tree.child(v, "nsubjpass", "auxpass") is not None or (
            tree.tags[v] in ("VBN", "VBD", "JJ")
            and (tree.deps[v] in ("acl", "amod") or by_others)
            and self._participle(v)
        )
        if rule.id == "to-vote":
            for prep, voter in tree.preps(v):
                if prep == "to":
                    return who(self.ctx, self.para, voter), False
        if rule.id.startswith("needs-"):
            need = tree.child(v, "dobj")
            for prep, giver in tree.preps(need) if need is not None else ():
                if prep in ("of", "by", "from"):
                    return who(self.ctx, self.para, giver), False  # "needs the blessing of the council"
        if rule.slot == "subj" or rule.outside:
            return NOBODY, True
        if tree.deps[v] == "amod":
            owner = tree.child(tree.heads[v], "poss")
            return (who(self.ctx, self.para, owner), False) if owner is not None else (NOBODY, True)
        if rule.id in ("withdraw-self", "pull-out"):
            taken = self._own_object(v)
            found = who(self.ctx, self.para, taken) if taken is not None else NOBODY
            if found.codes:
                return found, False  # "led his country out of the union"
        accused = self._accused(v)
        if accused is not None:
            return accused, False
        first = tree.first_conjunct(v)
        if (
            not passive
            and first != v
            and tree.child(first, "nsubjpass", "auxpass") is not None
            and tree.child(v, "nsubj") is None
        ):
            passive = tree.tags[v] == "VBN" or self._shares_passive(v)
        if passive:
            for prep, obj in tree.preps(v):
                if prep == "by":
                    found = who(self.ctx, self.para, obj)
                    for further in self._and_by(obj):
                        found = found.plus(who(self.ctx, self.para, further))
                    if not found.codes and {tree.low[t] for t in tree.subtree(obj)} & _PAPERS:
                        return NOBODY, True  # "ratified by Federal Law No. 72", "approved by 56 votes to 32"
                    if tree.low[obj] in (
                        "countries",
                        "states",
                        "nations",
                        "members",
                        "governments",
                        "sides",
                        "parties",
                    ):
                        return replace(found, joint=True), False
                    known = found or found.local or found.pronoun or tree.tags[obj].startswith("NNP")
                    return (found if known else replace(found, foreign=True)), False
            for prep, obj in tree.preps(v):
                if prep == "on" and tree.low[obj] == "behalf":
                    found = who(self.ctx, self.para, obj)
                    if found.codes:
                        return found, False  # "signed on behalf of the Russian Federation"
                if prep in ("with", "between") and rule.step in JOINT:
                    found = who(self.ctx, self.para, obj)
                    if found.codes:
                        return found, False
            return NOBODY, True
        if tree.deps[v] == "pcomp" and tree.low[tree.heads[v]] == "including":
            above = tree.clause_verb(
                tree.heads[tree.heads[v]]
            )  # "we adopted measures, including suspending it"
            subject = tree.subject(above) if above != v else None
        else:
            subject = tree.subject(v)
        if subject is None:
            return NOBODY, True
        found = self.actor_at(subject, v)
        if rule.id == "vote-for" and not found and not found.pronoun and tree.tags[subject] == "CD":
            found = replace(found, local=True)  # "Of the 198 deputies present, 149 voted for the treaty"
        if self.para.role is Role.HEADLINE and subject > 1 and found.codes:
            found = self._listed(found, subject)
        if rule.step in JOINT and len(found.codes) == 1:
            found = self._in_pairs(found, subject, v)
        if tree.deps[v] in ("acl", "advcl") and len(found.codes) == 1:
            made = concluded(tree, tree.heads[v])  # "entered into an agreement with Israel to extend it"
            mention = self.at.get(made) if made is not None else None
            if mention is not None and found.codes[0] not in mention.parties:
                found = replace(found, codes=(*found.codes, *mention.parties))
        if tree.deps[subject] == "nsubj":
            for other in tree.children(tree.heads[subject], "nsubj"):
                if other != subject:
                    found = found.plus(who(self.ctx, self.para, other))  # the parser split a coordination
        return found, False

    def _and_by(self, obj: int) -> list[int]:
        """ "by the Congress and by the Canadian Parliament": the second agent."""
        tree = self.tree
        others = tree.conjuncts(tree.heads[obj])[1:] if tree.low[tree.heads[obj]] == "by" else []
        return [k for other in others if tree.low[other] == "by" for k in tree.children(other, "pobj")]

    def _listed(self, found: Who, subject: int) -> Who:
        """A headline's list: "Iraq, Kuwait ratify border accord"."""
        at = min(self.tree.subtree(subject, frozenset({"relcl", "acl"})))
        while at > 1 and self.tree.low[at - 1] == "," and at - 2 in self.para.name_of:
            name = self.para.name_of[at - 2]
            codes = tuple(c for c in codes_of_name(self.ctx, name) if c not in found.codes)
            found = replace(found, codes=(*codes, *found.codes))
            at = name.lo
        return found

    def _in_pairs(self, found: Who, subject: int, v: int) -> Who:
        """ "trade bloc A and European bloc B sign": both, where the parser lost the pair."""
        tree = self.tree
        span = [t for t in tree.subtree(subject, _CLAUSES) if t < v]
        pair = [t for t in span if tree.low[t] == "and" and tree.deps[t] == "cc"]
        if not pair:
            return found
        before = [self._told_by(t) for t in span if t < pair[-1]]
        after = [self._told_by(t) for t in span if t > pair[-1]]
        one, other = ([c for codes in side for c in codes] for side in (before, after))
        codes = tuple(dict.fromkeys((*one, *other)))
        return replace(found, codes=codes) if one and other and len(codes) == 2 else found

    def _told_by(self, t: int) -> tuple[str, ...]:
        name = self.para.name_of.get(t)
        if name is None or name.has(Kind.AGENCY) or backs(self.para, name):
            return ()
        return codes_of_name(self.ctx, name)

    def _accused(self, v: int) -> Who | None:
        """ "accused X of violating", "blamed X for breaking": X did it."""
        tree = self.tree
        if tree.deps[v] != "pcomp" or tree.low[tree.heads[v]] not in ("of", "for", "with", "on", "upon"):
            return None
        verb = tree.heads[tree.heads[v]]
        if (punished := imposed(tree, verb)) is not None:
            return who(self.ctx, self.para, punished)
        if tree.low[verb] not in ACCUSING and tree.deps[verb] in ("dobj", "nsubjpass"):
            verb = tree.heads[verb]  # "accuse [the other of violating it]"
        if tree.low[verb] not in ACCUSING and tree.low[verb] not in FACTIVE:
            return None
        obj = tree.child(verb, "dobj", "nsubjpass")
        if obj is None:
            return None
        if tree.low[obj] in ("other", "another"):
            return Who(joint=True, pronoun="each other", text="each other")
        return self.actor_at(obj, verb, 1)

    def actor_at(self, i: int, v: int, hops: int = 0) -> Who:
        """The actor at a subject, through "the 60th state to ratify" to the one that became it."""
        tree = self.tree
        if tree.low[i] in ("which", "that", "who"):
            i = self._antecedent(i, v)
        if tree.low[i] in CONTROL_NOUNS and i in tree.ancestors(v)[:2] and hops < 4:
            owner = self._owner(i, hops)
            if owner is not None:
                return owner
        if tree.deps[i] == "pobj" and tree.low[tree.heads[i]] in ("among", "of"):
            # "was among the first members to accept": the one that was
            verb = tree.clause_verb(tree.heads[i])
            up = tree.child(verb, "nsubj") if tree.low[verb] in BE else None
            if up is not None and v != verb:
                found = who(self.ctx, self.para, up)
                if found:
                    return found
        if tree.deps[i] in ("attr", "dobj", "oprd") and tree.low[tree.heads[i]] in BE:
            up = tree.subject(tree.heads[i])
            if up is not None and up != i:
                found = who(self.ctx, self.para, up)
                if found:
                    return found
        if tree.deps[i] == "appos":
            found = who(self.ctx, self.para, tree.heads[i])
            if found.codes:
                return found
        found = who(self.ctx, self.para, i)
        if found.codes and not found.joint:
            found = self._and_with(found, v)
        return found

    def _antecedent(self, i: int, v: int) -> int:
        """What "that" or "who" stands for: the noun of its clause, or "Russia" in "it is Russia that ..."."""
        tree = self.tree
        top = tree.first_conjunct(v)
        while tree.deps[top] in ("xcomp", "advcl") and tree.heads[top] != top:
            top = tree.first_conjunct(tree.heads[top])  # "India, which has refused to sign"
        if tree.deps[top] == "relcl":
            return tree.heads[top]
        head = tree.heads[top]
        attr = tree.child(head, "attr") if tree.low[head] in BE else None
        return attr if attr is not None and tree.deps[top] in ("ccomp", "advcl") else i

    def _owner(self, noun: int, hops: int) -> Who | None:
        """Who has the plan, passes the law, begins the process: its possessor, its "by", or the verb's
        subject."""
        tree = self.tree
        for k in tree.children(noun, "poss"):
            return who(self.ctx, self.para, k)
        for prep, obj in tree.preps(noun):
            if prep in ("by", "of", "from"):
                found = who(self.ctx, self.para, obj)
                if found or found.pronoun:
                    return found
        for k in tree.children(noun, "amod", "compound", "nmod"):
            if k in self.para.name_of:
                found = who(self.ctx, self.para, k)
                if found.codes:
                    return found
        verb = tree.clause_verb(noun)
        if verb != noun:
            passive = tree.child(verb, "nsubjpass") is not None
            if passive:
                for prep, obj in tree.preps(verb):
                    if prep == "by":
                        return who(self.ctx, self.para, obj)
                return None
            subject = tree.subject(verb)
            if subject is not None and subject != noun:
                return self.actor_at(subject, verb, hops + 1)
        return None

    def _and_with(self, found: Who, v: int) -> Who:
        """ "Russia signed with China a treaty": the other side acts too."""
        for prep, obj in self.tree.preps(v):
            together = any(r.step not in _ALONE for r in VERBS.get(self.tree.low[v], ()))
            if prep in {"with", "along with", "together with"} and together:
                other = who(self.ctx, self.para, obj)
                if other.codes and not other.foreign:
                    return found.plus(other)
        return found

    def _noun_actor(self, n: int, rule: NounRule) -> Who:
        tree = self.tree
        if tree.deps[n] == "pobj" and tree.low[tree.heads[n]] == "in" and rule.step is Step.VIOLATED:
            verb = tree.clause_verb(n)  # "Russia is in violation of the treaty"
            accused = self._accused(verb)
            if accused is not None:
                return accused  # "accused Cambodia of laying mines in breach of the convention"
            subject = tree.subject(verb)
            if subject is not None:
                if (
                    tree.low[subject] in ("that", "which", "who")
                    and tree.child(tree.heads[verb], "attr") is not None
                ):
                    subject = tree.child(tree.heads[verb], "attr") or subject
                return self.actor_at(subject, verb)
        for prep, obj in self._noun_preps(n):
            if prep == "by":
                return who(self.ctx, self.para, obj)
            if prep == "of" and rule.step is Step.VIOLATED and tree.low[obj] in _OWED:
                for k in tree.children(obj, "poss"):
                    return who(self.ctx, self.para, k)  # "a violation of Kiev's commitments under it"
            for inner, by in tree.preps(obj) if prep == "of" and obj in self.at else ():
                if inner == "by" and (found := who(self.ctx, self.para, by)):
                    return found  # "the ratification of the treaty by the Ukrainian parliament"
        for k in tree.kids[n]:
            if tree.deps[k] == "poss":
                if k in self.at and self.at[k].org is None:
                    continue
                if rule.step is Step.ENTERED_INTO_FORCE and tree.low[k] == "its":
                    continue  # the agreement's own
                found = who(self.ctx, self.para, k)
                if found or found.pronoun or found.local:
                    return found
        for k in tree.kids[n]:
            if tree.deps[k] in ("amod", "compound", "nmod") and k in self.para.name_of:
                found = who(self.ctx, self.para, k)
                if found.codes:
                    return found
        if rule.step in (Step.ACCEDED, Step.WITHDRAWN):
            for prep, obj in tree.preps(n):
                if prep == "of":
                    found = who(self.ctx, self.para, obj)
                    if found.codes:
                        return found
        above = tree.heads[n]
        told = tree.heads[above]
        if tree.deps[n] == "pobj" and tree.low[above] == "of" and tree.low[told] in _TOLD_BY:
            owner = self._owner(told, 0)  # "took back its notice of withdrawal"
            return owner if owner is not None else NOBODY
        looking_on = tree.low[above] in _LOOKING_ON  # "will witness the signing": others sign
        if tree.deps[n] == "dobj" and rule.id in ("n-signing", "n-negotiation") and not looking_on:
            subject = tree.subject(above)  # "the three held a signing", "both have finished negotiations"
            found = self.actor_at(subject, above) if subject is not None else NOBODY
            for prep, obj in self._noun_preps(n):
                if prep == "with" and found.codes and not (other := who(self.ctx, self.para, obj)).foreign:
                    found = found.plus(other)  # "broke off talks with Chile"
            return found
        if tree.deps[n] == "dobj" and tree.low[above] in HALTING:
            subject = tree.subject(above)  # "Turkey suspended ratification of it"
            return self.actor_at(subject, above) if subject is not None else NOBODY
        if tree.deps[n] == "dobj" and any(r.step in _DECIDED for r in VERBS.get(tree.low[above], ())):
            subject = tree.subject(above)  # "parliament ratified the withdrawal"
            if subject is not None:
                return self.actor_at(subject, above)
        return NOBODY

    def _participle(self, v: int) -> bool:
        return not any(
            self.tree.low[k] in ("has", "have", "had", "having", "'ve") for k in self.tree.children(v, "aux")
        )

    def _shares_passive(self, v: int) -> bool:
        """ "was signed in Prague and extended two years ago": one auxiliary for both."""
        tree = self.tree
        first = tree.first_conjunct(v)
        return (
            first != v
            and tree.tags[v] in ("VBN", "VBD")
            and tree.child(first, "auxpass") is not None
            and tree.child(v, "nsubj", "nsubjpass", "dobj", "aux", "ccomp", "xcomp") is None
        )

    def _noun_preps(self, n: int) -> list[tuple[str, int]]:
        out = list(self.tree.preps(n))
        for _prep, obj in list(out):
            if self.tree.low[obj] in FORCE:
                out.extend(self.tree.preps(obj))
        for k in self.tree.children(n, "acl"):
            if self.tree.low[k] in ("related", "relating"):
                out.extend(self.tree.preps(k))  # "negotiations related to the annexes"
        return out
