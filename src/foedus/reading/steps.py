"""Where a sentence tells a step of an agreement: trigger word, rule, agreement and the phrase of the actor.

Each verb and noun of `lexicon` has a slot for its agreement; `find` fills the slots from the tree. What the
step means for certainty, date and source is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from foedus.model import Step
from foedus.names import Kind
from foedus.reading.actors import NOBODY, Who, who
from foedus.reading.certainty import FACTIVE
from foedus.reading.context import Context, Para
from foedus.reading.lexicon import FORCE, NOUNS, TRANSPARENT, VERBS, NounRule, VerbRule
from foedus.reading.mentions import Mention, org_mention

BE = frozenset("is are was were be been being become becomes became becoming".split())
ACCUSING = frozenset("accuse accuses accused accusing blame blames blamed blaming charge charges charged charging "
                     "suspect suspects suspected condemn condemned condemns criticised criticized".split())  # fmt: skip
# nouns whose infinitive or participle is done by their owner: "a bill to exit", "a law denouncing", "plans to sign"
CONTROL_NOUNS = frozenset(
    "law laws bill bills decree order decision vote move bid resolution proposal proposals "
    "intention intent process procedure procedures attempt attempts effort efforts plan plans "
    "commitment pledge promise willingness readiness agreement desire desires motion legislation "
    "act statement step steps campaign application request right refusal failure obligation "
    "threat offer authority power pressure need opportunity measure measures declaration letter "
    "document note talks negotiations".split()
)
DIRECT = frozenset(
    {
        "conclude",
        "announce",
        "broker",
        "agree-on",
        "negotiate",
        "approve",
        "pass",
        "accept",
        "reject",
        "make-deal",
    }
)
LAWS = frozenset("law laws bill bills legislation decree act order".split())
OPINION = frozenset(
    "believe believes believed consider considers considered think thinks thought deem find".split()
)
ORG_WORDS = frozenset(
    "forum organization organisation union alliance community council bank fund agency court group initiative "
    "coalition partnership association bloc compact commission programme program league club".split()
)
JOINT = frozenset({Step.SIGNED, Step.NEGOTIATED, Step.INITIALLED, Step.INSTRUMENTS_EXCHANGED})


@dataclass(frozen=True, slots=True)
class Event:
    """A step as the grammar tells it."""

    para: Para
    trigger: int
    step: Step
    rule: str
    mention: Mention | None
    pronoun: bool  # the agreement is "it", "them" or left out: the last one spoken of
    actor: Who
    nominal: bool
    weak: bool
    planned: bool = False
    denied: bool = False
    agentless: bool = False
    speaks: bool = False


class Finder:
    """Finds the events of one paragraph; `at` maps a token to the mention whose head or name it belongs to."""

    def __init__(
        self, ctx: Context, para: Para, at: dict[int, Mention], orgs: Callable[[Mention], Mention]
    ) -> None:
        self.ctx, self.para, self.tree, self.at, self.orgs = ctx, para, para.tree, at, orgs

    def find(self) -> list[Event]:
        """The events in the order of their triggers."""
        out: list[Event] = []
        tree = self.tree
        for i, low in enumerate(tree.low):
            if low in VERBS and self._verbal(i):
                out.extend(self._verb(i, VERBS[low]))
            elif low in NOUNS and tree.tags[i].startswith(("NN", "VBG")):
                out.extend(self._noun(i, NOUNS[low]))
        return out

    def _verbal(self, i: int) -> bool:
        tree = self.tree
        if (
            tree.tags[i] == "VBG"
            and (
                tree.deps[i] in ("csubj", "nsubj", "csubjpass", "ccomp")
                or (tree.deps[i] == "xcomp" and tree.low[tree.heads[i]] in OPINION)
            )
            and tree.child(i, "nsubj", "poss", "aux") is None
        ):
            return False  # "joining the treaty would help": nothing is said to be done
        if i in self.at and self.at[i].head != i and self.at[i].name:
            return False
        return (tree.is_verb(i) and tree.deps[i] not in ("aux", "auxpass", "compound", "nmod")) or (
            tree.tags[i] in ("JJ", "NN", "NNS", "NNP")
            and tree.deps[i] in ("ROOT", "conj", "ccomp", "relcl", "xcomp", "acl", "advcl")
            and tree.child(i, "dobj", "nsubj", "nsubjpass") is not None
            and tree.low[i] not in NOUNS
        )

    # verbs

    def _verb(self, v: int, rules: tuple[VerbRule, ...]) -> list[Event]:
        tree = self.tree
        ordered = sorted(rules, key=lambda r: -(len(r.prt) > 0) - (len(r.obj) > 0) - (len(r.prep) > 0))
        for rule in ordered:
            if not self._allowed(v, rule):
                continue
            slots = self._slot(v, rule)
            if rule.weak:
                slots = [m for m in slots if m is not None]
                if tree.deps[v] == "amod":
                    continue  # "a UN-brokered truce": told in passing
            if not slots:
                continue
            actor, agentless = self._verb_actor(v, rule)
            return [
                Event(self.para, v, self._instead(v, rule, m), rule.id, m, m is None, actor, False, rule.weak, rule.planned,
                      rule.denied, agentless, rule.speaks)
                for m in slots
            ]  # fmt: skip
        return []

    def _instead(self, v: int, rule: VerbRule, m: Mention | None) -> Step:
        """Signing an instrument of ratification ratifies; sending to parliament for ratification is part of that."""
        tree = self.tree
        if rule.step is Step.SIGNED:
            obj = self._own_object(v)
            words = (
                {tree.low[t] for t in tree.subtree(obj, frozenset({"relcl", "advcl"}))}
                if obj is not None
                else set()
            )
            if words & {"instrument", "instruments"}:
                if words & {"ratification", "acceptance"}:
                    return Step.RATIFIED
                if words & {"accession", "rejoin"}:
                    return Step.ACCEDED
            if obj is not None and tree.low[obj] in LAWS:
                return Step.RATIFIED  # "signed the law on ratification of the treaty"
            if any(tree.low[o] == "law" and p == "into" for p, o in tree.preps(v)):
                return Step.APPROVED
        if rule.id == "transmit" and any(tree.low[t] == "ratification" for t in tree.subtree(v) if t > v):
            consent = any(tree.low[t] == "consent" for t in tree.subtree(v))
            return Step.APPROVED if consent else Step.RATIFIED
        return rule.step

    def _allowed(self, v: int, rule: VerbRule) -> bool:
        tree = self.tree
        kids = tree.kids[v]
        if rule.prt:
            marks = {tree.low[k] for k in kids if tree.deps[k] in ("prt", "advmod", "prep")}
            if not marks & rule.prt:
                return False
        elif any(tree.deps[k] == "prt" and tree.low[k] in ("off", "out", "up", "over", "away") for k in kids):
            if rule.slot not in ("from|out of", "out of|of|from|away from|out") and tree.low[v].startswith(
                "sign"
            ):
                return False
        if rule.obj:
            objs = {
                tree.low[k] for k in kids if tree.deps[k] in ("dobj", "attr", "nsubjpass", "dative", "pobj")
            }
            objs |= {tree.low[j] for k in kids if tree.deps[k] in ("dobj", "attr") for j in tree.conjuncts(k)}
            if tree.deps[v] in ("acl", "relcl", "amod"):
                objs.add(tree.low[tree.heads[v]])
            if not objs & rule.obj and not any(
                tree.low[g] in rule.obj for k in kids if tree.deps[k] in ("dobj", "nsubjpass")
                for g in tree.kids[k] if tree.deps[g] == "compound"
            ):  # fmt: skip
                return False
        if rule.prep:
            words = {tree.low[obj] for _, obj in tree.preps(v)} | {
                tree.low[k] for k in kids if tree.deps[k] in ("prep", "advmod", "dobj")
            }
            words |= {tree.low[obj] for k in kids if tree.deps[k] == "dobj" for _, obj in tree.preps(k)}
            for k in kids:
                if tree.deps[k] in ("oprd", "acomp", "xcomp", "ccomp", "attr"):
                    words |= {tree.low[j] for j in tree.conjuncts(k)}
            if not words & rule.prep:
                return False
        return True

    def _slot(self, v: int, rule: VerbRule) -> list[Mention | None]:
        if rule.slot == "obj":
            return self._object(v, rule)
        if rule.slot == "subj":
            return self._subject_slot(v, rule)
        if rule.slot == "instr":
            return self._instrument(v)
        if rule.slot == "notice":
            return self._notice(v)
        if rule.slot == "party":
            return self._party(v, rule)
        if rule.slot == "stop":
            return self._stopped(v)
        wanted = rule.slot.split("|")
        out: list[Mention | None] = []
        for prep, obj in self._verb_preps(v):
            if out:
                break
            if prep in wanted and (rule.id != "withdraw-self" or self._reflexive(v)):
                found = self._agreements(obj, org=rule.org, through=rule.id not in DIRECT)
                out.extend(m for m in found if m is not None or prep not in ("in", "under"))
        return out

    def _verb_preps(self, v: int) -> list[tuple[str, int]]:
        tree = self.tree
        out = list(tree.preps(v))
        for k in tree.children(v, "prt", "advmod"):
            for prep, obj in tree.preps(k):
                out.append((f"{tree.low[k]} {prep}", obj))
                out.append((prep, obj))
        for k in tree.children(v, "dobj"):
            out.extend(tree.preps(k))
        if not out and tree.deps[v] != "ROOT":
            for c in tree.children(v, "conj"):
                if self.tree.child(v, "dobj") is None:
                    out.extend(tree.preps(c))
        return out

    def _reflexive(self, v: int) -> bool:
        """ "withdrew the US from a treaty", not "withdrew its troops from Iraq"."""
        tree = self.tree
        for k in tree.children(v, "dobj"):
            if tree.low[k] in ("itself", "themselves", "country", "nation"):
                return True
            name = self.para.name_of.get(k)
            if name is not None and name.has(Kind.STATE):
                return True
            if tree.low[k] in ("signature", "ratification", "participation", "support"):
                return True
        return False

    def _object(self, v: int, rule: VerbRule) -> list[Mention | None]:
        tree = self.tree
        label, tag = tree.deps[v], tree.tags[v]
        passive_child = tree.child(v, "nsubjpass")
        if rule.id == "declare-void":
            for k in tree.children(v, "ccomp", "xcomp"):
                inner = tree.child(k, "nsubj")
                if inner is not None:
                    return self._agreements(inner, org=False)
        if passive_child is not None:
            if tree.low[passive_child] in ("which", "that", "who") and label == "relcl":
                return self._agreements(tree.heads[v], org=rule.org)
            return self._agreements(passive_child, org=rule.org)
        obj = self._own_object(v)
        if obj is not None:
            if tree.low[obj] in ("which", "that") and label == "relcl":
                return self._agreements(tree.heads[v], org=rule.org)
            if tree.low[obj] in LAWS and rule.step is Step.SIGNED:
                words = {tree.low[t] for t in tree.subtree(obj)}
                if not words & {"ratification", "ratifying"}:
                    return []  # a law is no treaty; what it does is told by its own verb
            found = self._agreements(obj, org=rule.org, through=rule.id not in DIRECT)
            if tree.low[obj] == "agreement" and self._bare(obj):
                # "reached agreement in principle on the elements of a new treaty"
                for prep, on in tree.preps(v):
                    if prep in ("on", "to"):
                        found = self._agreements(on, org=False, depth=1) or found
            if not found and tree.low[obj] in ("instrument", "instruments"):
                for k in tree.children(v, "advcl", "acl"):
                    found = found or self._joined(k)
            if not found and rule.step in (Step.VIOLATED, Step.SUSPENDED):
                for prep, under in tree.preps(v):
                    if prep == "under":
                        found = self._agreements(under, org=False)
            if found or rule.id != "approve":
                return found
        if rule.id == "approve":
            for k in tree.children(v, "ccomp", "pcomp", "xcomp"):
                joined = self._joined(k)
                if joined:
                    return joined
        if label in ("acl", "amod") and tag in ("VBN", "VBD", "JJ"):
            return self._agreements(tree.heads[v], org=rule.org)
        if label == "relcl" and tree.child(v, "nsubj", "aux") is not None:
            subject = tree.child(v, "nsubj")
            if subject is None or tree.low[subject] not in ("which", "that", "who"):
                return self._agreements(tree.heads[v], org=rule.org)
        if tree.child(v, "auxpass") is not None or (
            tag == "VBN" and label in ("xcomp", "ccomp", "advcl", "conj", "pcomp", "ROOT")
        ):
            subject = tree.subject(v)
            if subject is not None and (tree.child(v, "auxpass") is not None or self._participle(v)):
                return self._agreements(subject, org=rule.org)
        for c in tree.children(v, "conj"):
            shared = self._own_object(c)
            if shared is not None and not any(tree.deps[k] in ("prep", "nsubj") for k in tree.kids[v]):
                return self._agreements(shared, org=rule.org)
        return []

    def _participle(self, v: int) -> bool:
        return not any(
            self.tree.low[k] in ("has", "have", "had", "having", "'ve") for k in self.tree.children(v, "aux")
        )

    def _own_object(self, v: int) -> int | None:
        obj = self.tree.child(v, "dobj", "oprd")
        if obj is None:
            for k in self.tree.children(v, "advmod", "prep"):
                if self.tree.low[k] in ("herewith", "hereby", "herein"):
                    obj = self.tree.child(k, "pobj")  # "I transmit herewith the Protocol"
        return obj

    def _subject_slot(self, v: int, rule: VerbRule) -> list[Mention | None]:
        tree = self.tree
        if rule.id == "end-intr" and tree.child(v, "dobj") is not None:
            return []
        subject = tree.subject(v)
        if subject is None:
            return []
        if tree.low[subject] in ("which", "that") and tree.deps[v] == "relcl":
            subject = tree.heads[v]
        if rule.id == "in-force" and not any(
            p in ("into", "in") and tree.low[o] in FORCE for p, o in self._verb_preps(v)
        ):
            return []
        if rule.step is Step.ENTERED_INTO_FORCE and tree.low[subject] in NOUNS and subject not in self.at:
            return []
        if tree.tags[v] == "VBG" and tree.deps[v] == "pcomp" and subject is not None:
            own = tree.child(v, "nsubj")
            subject = own if own is not None else subject
        return self._agreements(subject, org=False)

    def _instrument(self, v: int) -> list[Mention | None]:
        tree = self.tree
        obj = tree.child(v, "dobj", "nsubjpass")
        if obj is None and tree.deps[v] in ("acl", "relcl"):
            obj = tree.heads[v]
        if obj is None:
            for c in tree.children(v, "conj"):
                obj = obj or tree.child(c, "dobj")
        if obj is None:
            return []
        words = {tree.low[t] for t in tree.subtree(obj)}
        if not words & {
            "ratification",
            "ratifications",
            "acceptance",
            "approval",
            "accession",
            "instrument",
            "instruments",
        }:
            if not (words & {"notes", "letters"}) or not self._agreements(obj, org=False):
                return []
        return self._agreements_below(v) or [None]

    def _agreements_below(self, top: int) -> list[Mention | None]:
        found: list[Mention | None] = []
        for t in self.tree.subtree(top, frozenset({"relcl", "advcl", "ccomp"})):
            m = self.at.get(t)
            if m is not None and m.head == t and m not in found:
                found.append(m)
        return found

    def _notice(self, v: int) -> list[Mention | None]:
        tree = self.tree
        below = tree.subtree(v)
        words = {tree.low[t] for t in below}
        telling = {"withdraw", "withdrawal", "withdrawing", "leave", "terminate", "termination", "completed", "completion",
                   "ratified", "ratification", "denounce", "denunciation", "procedures", "exit", "quit", "suspend",
                   "suspension", "notice", "notification"}  # fmt: skip
        if not words & telling:
            return []
        found = self._agreements_below(v)
        if not found:
            for t in below:
                m = self.at.get(t)
                if m is not None and m.head == t:
                    found.append(m)
        if not found:
            orgs = [
                t for t in below if t in self.para.name_of and self.para.name_of[t].has(Kind.ORG) and t > v
            ]
            found = [
                self.orgs(m)
                for t in orgs[:1]
                if (m := org_mention(self.ctx, self.para, t)) is not None
                and words & {"withdraw", "withdrawal", "leave", "withdrawing", "quit"}
            ]
        if (
            not found
            and words & {"notice", "notification"}
            and words & {"formal", "official", "written", "withdrawal", "termination"}
        ):
            return [None]
        return found[:1]

    def _stopped(self, v: int) -> list[Mention | None]:
        """ "stop implementing the deal"."""
        for k in self.tree.children(v, "xcomp"):
            if self.tree.low[k] in (
                "implementing",
                "observing",
                "applying",
                "honouring",
                "honoring",
                "respecting",
            ):
                obj = self._own_object(k)
                if obj is not None:
                    return self._agreements(obj, org=False)
        return []

    def _party(self, v: int, rule: VerbRule) -> list[Mention | None]:
        tree = self.tree
        for attr in tree.children(v, "attr", "dobj", "oprd"):
            if tree.low[attr] in rule.obj:
                if not tree.preps(attr) and tree.words[attr] == "Party":
                    return [None]
                for prep, obj in tree.preps(attr):
                    if prep in ("to", "of", "in"):
                        return self._agreements(obj, org=True)
                for k in tree.children(attr, "compound", "poss", "nmod"):
                    found = self._agreements(k, org=True)
                    if found:
                        return found
        return []

    def _verb_actor(self, v: int, rule: VerbRule) -> tuple[Who, bool]:
        tree = self.tree
        passive = tree.child(v, "nsubjpass", "auxpass") is not None or (
            tree.tags[v] in ("VBN", "VBD", "JJ") and tree.deps[v] in ("acl", "amod") and self._participle(v)
        )
        if rule.slot == "subj" or rule.outside:
            return NOBODY, True
        if rule.id == "withdraw-self":
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
            passive = tree.tags[v] == "VBN"
        if passive:
            for prep, obj in tree.preps(v):
                if prep == "by":
                    found = who(self.ctx, self.para, obj)
                    return (
                        found if found or found.local or found.pronoun else replace(found, foreign=True)
                    ), False
            for prep, obj in tree.preps(v):
                if prep in ("with", "between") and rule.step in JOINT:
                    found = who(self.ctx, self.para, obj)
                    if found.codes:
                        return found, False
            return NOBODY, True
        subject = tree.subject(v)
        if subject is None:
            return NOBODY, True
        found = self.actor_at(subject, v)
        if tree.deps[subject] == "nsubj":
            for other in tree.children(tree.heads[subject], "nsubj"):
                if other != subject:
                    found = found.plus(who(self.ctx, self.para, other))  # the parser split a coordination
        return found, False

    def _accused(self, v: int) -> Who | None:
        """ "accused X of violating", "blamed X for breaking": X did it."""
        tree = self.tree
        if tree.deps[v] != "pcomp" or tree.low[tree.heads[v]] not in ("of", "for", "with", "on", "upon"):
            return None
        verb = tree.heads[tree.heads[v]]
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
        if tree.deps[i] in ("attr", "dobj", "oprd") and tree.low[tree.heads[i]] in (
            "is",
            "was",
            "becomes",
            "became",
            "become",
            "are",
            "were",
            "be",
            "becoming",
        ):
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
        if tree.deps[top] == "relcl":
            return tree.heads[top]
        head = tree.heads[top]
        attr = tree.child(head, "attr") if tree.low[head] in BE else None
        return attr if attr is not None and tree.deps[top] in ("ccomp", "advcl") else i

    def _owner(self, noun: int, hops: int) -> Who | None:
        """Who has the plan, passes the law, begins the process: its possessor, its "by", or the verb's subject."""
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
            if prep == "with" or prep == "along with" or prep == "together with":
                other = who(self.ctx, self.para, obj)
                if other.codes and not other.foreign:
                    return found.plus(other)
        return found

    # nouns

    def _noun(self, n: int, rules: tuple[NounRule, ...]) -> list[Event]:
        tree = self.tree
        if n in self.at and self.at[n].name is not None:
            return []
        if tree.deps[n] in ("compound", "nmod") and tree.heads[n] > n:
            up = tree.low[tree.heads[n]]
            if up in ("act", "process", "instruments", "instrument", "procedures", "procedure", "debate", "bill", "law",
                      "agreement", "deal", "treaty", "bid", "talks", "documents", "negotiations", "protocols", "protocol"):  # fmt: skip
                return []
        for rule in rules:
            if rule.id == "n-agreement" and (
                not self._bare(n) or tree.deps[n] not in ("dobj", "pobj") or tree.low[tree.heads[n]] in VERBS
            ):
                continue
            if rule.needs and not any(tree.low[t] in rule.needs for t in self._phrase(n)):
                continue
            found = self._noun_agreement(n, rule)
            if not found:
                continue
            actor = self._noun_actor(n, rule)
            words = {tree.low[t] for t in self._phrase(n)}
            instrument = bool(words & {"instrument", "instruments"} and "ratification" in words)
            step = Step.RATIFIED if rule.step is Step.SIGNED and instrument else rule.step
            return [
                Event(
                    self.para,
                    n,
                    step,
                    rule.id,
                    m,
                    m is None,
                    actor,
                    True,
                    rule.weak,
                    False,
                    False,
                    not actor,
                )
                for m in found
            ]
        return []

    def _phrase(self, n: int) -> list[int]:
        return self.tree.subtree(n, frozenset({"relcl", "acl", "conj", "appos", "advcl"}))

    def _noun_agreement(self, n: int, rule: NounRule) -> list[Mention | None]:
        tree = self.tree
        out: list[Mention | None] = []
        for prep, obj in self._noun_preps(n):
            if prep.split()[-1] in rule.preps and prep not in ("by",):
                out.extend(self._agreements(obj, org=rule.org))
        if out:
            return out
        for k in tree.kids[n]:
            if tree.deps[k] in ("compound", "nmod", "poss", "amod") and k < n:
                out.extend(self._agreements(k, org=rule.org and tree.deps[k] != "poss", loose=False))
        if out:
            return [m for m in out if m is not None][:1] or (
                out[:1] if rule.step in (Step.RATIFIED, Step.EXTENDED) else []
            )
        if (
            rule.step in (Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED, Step.ENTERED_INTO_FORCE)
            and not rule.weak
        ):
            if rule.step is not Step.RATIFIED or self._owned(n):
                return [None]
        return []

    def _owned(self, n: int) -> bool:
        return any(
            self.tree.deps[k] in ("poss", "agent") or self.tree.low[k] == "by" for k in self.tree.kids[n]
        )

    def _noun_preps(self, n: int) -> list[tuple[str, int]]:
        out = list(self.tree.preps(n))
        for prep, obj in list(out):
            if self.tree.low[obj] in FORCE:
                out.extend(self.tree.preps(obj))
        return out

    def _noun_actor(self, n: int, rule: NounRule) -> Who:
        tree = self.tree
        if tree.deps[n] == "pobj" and tree.low[tree.heads[n]] == "in" and rule.step is Step.VIOLATED:
            verb = tree.clause_verb(n)  # "Russia is in violation of the treaty"
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
        for k in tree.kids[n]:
            if tree.deps[k] == "poss":
                if k in self.at and self.at[k].org is None:
                    continue
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
        return NOBODY

    # agreements

    def _joined(self, verb: int) -> list[Mention | None]:
        """What a clause's "joining" or "to accede to" joins."""
        for rule in VERBS.get(self.tree.low[verb], ()):
            if rule.step is not Step.ACCEDED or not self._allowed(verb, rule):
                continue
            obj = self._own_object(verb)
            if rule.slot == "obj" and obj is not None:
                return self._agreements(obj, org=True, depth=3)
            if rule.slot == "to":
                return [
                    m
                    for prep, o in self.tree.preps(verb)
                    if prep == "to"
                    for m in self._agreements(o, org=True, depth=3)
                ]
        return []

    def _agreements(
        self, i: int, *, org: bool, loose: bool = True, depth: int = 0, through: bool = True
    ) -> list[Mention | None]:
        """The agreements that a noun phrase stands for; [None] for "it" and the like; [] for anything else."""
        tree = self.tree
        out: list[Mention | None] = []
        for j in tree.conjuncts(i) if depth == 0 else [i]:
            found = self._one(j, org, loose, depth, through)
            if not found and j == i:
                return []  # "joined the outcry at the UN and the OSCE": the first one decides
            out.extend(m for m in found if m is None or m not in out)
        return out

    def _bare(self, i: int) -> bool:
        """ "reached agreement on the treaty": no article, so the agreement is on the treaty."""
        return not any(self.tree.deps[k] in ("det", "poss") for k in self.tree.kids[i])

    def _same_org(self, i: int) -> Mention | None:
        """ "joined our Alliance", "left the bloc": the organisation named last before it."""
        tree = self.tree
        if tree.low[i] not in ORG_WORDS or not any(
            tree.low[k] in ("our", "the", "its", "their", "this") for k in tree.kids[i]
        ):
            return None
        for name in reversed([n for n in self.para.names if n.hi <= i and n.has(Kind.ORG)]):
            found = org_mention(self.ctx, self.para, name.hi - 1)
            if found is not None:
                return found
        return None

    def _unknown_org(self, i: int) -> Mention | None:
        """An organisation that the tables do not know, by its last word: "the Intergovernmental Forum on Mining"."""
        tree = self.tree
        if not (tree.tags[i].startswith("NNP") and tree.low[i] in ORG_WORDS):
            return None
        lo = i
        while lo > 0 and tree.tags[lo - 1].startswith("NNP") and tree.heads[lo - 1] == i:
            lo -= 1
        hi = i + 1
        end = tree.sent_span(i)[1]
        while hi < end and (
            tree.words[hi][0].isupper()
            or (
                tree.low[hi] in ("on", "of", "for", "and", "the", "in")
                and hi + 1 < end
                and tree.words[hi + 1][0].isupper()
            )
        ):
            hi += 1
        if hi - lo < 2:
            return None
        text = self.para.words_between(lo, hi)
        return Mention(
            self.para, i, lo, hi, text, "org", text, (), True, False, False, True, None,
            frozenset(text.lower().split()), False, org=text,
        )  # fmt: skip

    def _one(self, i: int, org: bool, loose: bool, depth: int, through: bool = True) -> list[Mention | None]:
        tree = self.tree
        m = self.at.get(i)
        if m is not None:
            if tree.low[i] == "agreement" and not m.name and self._bare(i):
                for prep, obj in tree.preps(i):
                    if prep in ("on", "to"):
                        inner = self._agreements(obj, org=False, depth=depth + 1)
                        if inner:
                            return inner
            return [] if m.foreign else [m]
        if org:
            found = org_mention(self.ctx, self.para, i)
            if found is None:
                found = self._unknown_org(i) or self._same_org(i)
            if found is not None:
                return [self.orgs(found)]
        low = tree.low[i]
        if low in ("it", "them", "this", "these", "its") and loose and depth == 0:
            return [None]
        if depth > 3 or (not through and low in NOUNS and low != "application"):
            return []
        if low in TRANSPARENT or (
            org
            and low
            in (
                "body",
                "bloc",
                "alliance",
                "organization",
                "organisation",
                "group",
                "agency",
                "court",
                "union",
            )
        ):
            out: list[Mention | None] = []
            for prep, obj in tree.preps(i):
                if prep in ("of", "to", "under", "in", "for", "from", "on", "with", "between", "into"):
                    if prep in ("with", "between") and low not in ("negotiations", "talks"):
                        continue
                    out.extend(
                        self._agreements(
                            obj,
                            org=org
                            and low in ("membership", "participation", "accession", "member", "members"),
                            depth=depth + 1,
                        )
                    )
                    if out:
                        return out
            for k in tree.kids[i]:
                if tree.deps[k] in ("compound", "nmod", "poss", "amod", "appos") and k != i:
                    out.extend(self._agreements(k, org=org, depth=depth + 1))
                    if out:
                        return out
            for k in tree.children(i, "acl", "relcl"):
                # "notifications required under New START", "an application to join NATO"
                for prep, obj in tree.preps(k):
                    if prep in ("under", "by") and tree.low[k] in (
                        "required",
                        "provided",
                        "imposed",
                        "set",
                        "made",
                        "laid",
                    ):
                        out.extend(self._agreements(obj, org=False, depth=depth + 1))
                if not out:
                    out.extend(self._joined(k))
                if out:
                    return out
            if (
                tree.low[i] in ("terms", "provisions", "text", "instrument", "instruments")
                and loose
                and depth == 0
            ):
                for k in tree.children(i, "poss"):
                    if tree.low[k] in ("its", "their"):
                        return [None]
        for k in tree.children(i, "appos"):
            if k in self.at and not self.at[k].foreign:
                return [self.at[k]]
        return []
