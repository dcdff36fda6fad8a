"""Where a sentence tells a step of an agreement: trigger word, rule, agreement and the phrase of the actor.

Each verb and noun of `lexicon` has a slot for its agreement; `find` fills the slots from the tree. What the
step means for certainty, date and source is told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model import Step
from foedus.names import Kind
from foedus.reading.actors import Who
from foedus.reading.context import Para
from foedus.reading.doers import JOINT, Doers
from foedus.reading.lexicon import FORCE, NOUNS, VERBS, NounRule, VerbRule
from foedus.reading.mentions import Mention
from foedus.reading.tree import RELATIVES

__all__ = ["JOINT", "Event", "Finder"]

# verbs that take the agreement itself as their object, not talks on it or its extension
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
# weak verbs whose "it", or whose missing object, may still be the agreement just spoken of
_UNDERSTOOD = frozenset({"approve", "pass", "give-consent", "vote-for", "reject"})
_ITS = frozenset({Step.SIGNED, Step.EXTENDED, Step.ENTERED_INTO_FORCE, Step.TERMINATED})
# what a protocol is often about: "the protocol on the exchange of instruments", "a protocol of accession"
_SUBJECTS_OF_PROTOCOLS = frozenset({Step.INSTRUMENTS_EXCHANGED, Step.ACCEDED, Step.DEPOSITED})
# of a verb's rows, those that ask for more words around it go first
_NARROW_FIRST = {
    form: tuple(sorted(rules, key=lambda r: -(len(r.prt) > 0) - (len(r.obj) > 0) - (len(r.prep) > 0)))
    for form, rules in VERBS.items()
}
_PAPERS = frozenset("draft text document documents paper papers drafts texts".split())
LAWS = frozenset("law laws bill bills legislation decree act order".split())
OPINION = frozenset(
    "believe believes believed consider considers considered think thinks thought deem find".split()
)


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
    echo: bool = False  # "has done so": step and agreement are those of the event before


class Finder(Doers):
    """Finds the events of one paragraph."""

    def find(self) -> list[Event]:
        """The events in the order of their triggers."""
        out: list[Event] = []
        tree = self.tree
        for i, low in enumerate(tree.low):
            if low in VERBS and self._verbal(i):
                out.extend(self._verb(i, _NARROW_FIRST[low]))
            elif low in NOUNS and tree.tags[i].startswith(("NN", "VBG")):
                out.extend(self._noun(i, NOUNS[low]))
        return out

    def _verbal(self, i: int) -> bool:
        tree = self.tree
        if (
            tree.tags[i] == "VB"
            and tree.deps[i] == "ROOT"
            and tree.child(i, "nsubj", "nsubjpass", "aux", "expl") is None
        ):
            return False  # a bare imperative: "Rejoin the Paris Agreement"
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

    def _verb(self, v: int, rules: tuple[VerbRule, ...]) -> list[Event]:
        tree = self.tree
        for rule in rules:
            if not self._allowed(v, rule):
                continue
            slots = self._slot(v, rule)
            if rule.weak:
                slots = [m for m in slots if m is not None or rule.id in _UNDERSTOOD]
                if tree.deps[v] == "amod":
                    continue  # "a UN-brokered truce": told in passing
            if not slots:
                continue
            actor, agentless = self._verb_actor(v, rule)
            return [
                Event(
                    self.para,
                    v,
                    self._instead(v, rule, m),
                    rule.id,
                    m,
                    m is None,
                    actor,
                    False,
                    rule.weak,
                    rule.planned,
                    rule.denied != self._but_not(v, m),
                    agentless,
                    rule.speaks and tree.tags[v] != "VBG",
                    rule.echo,
                )
                for m in slots
            ]
        return []

    def _but_not(self, v: int, m: Mention | None) -> bool:
        """ "signed a declaration but not the agreement itself"."""
        return (
            m is not None
            and m.para is self.para
            and m.head > v
            and self.tree.deps[m.head] == "conj"
            and any(self.tree.low[t] == "not" for t in range(max(v, m.lo - 4), m.lo))
        )

    def _instead(self, v: int, rule: VerbRule, m: Mention | None) -> Step:
        """Signing an instrument of ratification ratifies; sending to parliament for ratification is part
        of that."""
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

    def _slot(self, v: int, rule: VerbRule) -> list[Mention | None]:
        tree = self.tree
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
        if rule.slot == "reservation":
            obj = tree.child(v, "dobj", "nsubjpass")
            below = [m for m in self._agreements_below(obj) if m is not None] if obj is not None else []
            to = [o for p, o in self._verb_preps(v) if p == "to"]
            named: list[Mention | None] = [*below[:1]]
            return named or [m for o in to for m in self._agreements(o, org=False)] or [None]
        if rule.slot == "echo":
            return [None]
        if rule.slot == "stop":
            return self._stopped(v)
        wanted = rule.slot.split("|")
        if rule.id == "give-consent" and not any(p in wanted for p, _ in self._verb_preps(v)):
            return [None]  # "the junta gave its approval in April"
        if rule.id == "vote-for":
            for prep, obj in tree.preps(v):
                if prep == "for" and tree.low[obj] in ("ratification", "approval"):
                    return self._agreements(obj, org=True) or [None]
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
        passives = tree.children(v, "nsubjpass")
        passive_child = passives[-1] if passives else None  # "My Lords, this treaty was signed"
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
        if obj is None and rule.id == "enter-org":
            return []
        if obj is not None:
            if tree.low[obj] in ("which", "that"):
                antecedent = self._relative(obj)
                return self._agreements(antecedent, org=rule.org) if antecedent is not None else []
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
            if not any(found) and rule.step in (Step.VIOLATED, Step.SUSPENDED):
                for prep, under in tree.preps(v):
                    held = prep == "in" and tree.low[obj] in ("part", "participation", "membership", "role")
                    if prep == "under" or held:
                        found = self._agreements(under, org=False) or found
            if not found and rule.id in ("sign", "initial") and tree.low[obj] in _PAPERS:
                return [None]  # "had initialled a draft"
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
            subject = tree.subject(v)
            if subject is None or tree.low[subject] not in RELATIVES:
                return self._agreements(tree.heads[v], org=rule.org)
        if (
            tree.child(v, "auxpass") is not None
            or self._shares_passive(v)
            or (tag == "VBN" and label in ("xcomp", "ccomp", "advcl", "conj", "pcomp", "ROOT"))
        ):
            subject = tree.subject(v)
            if subject is not None and (
                tree.child(v, "auxpass") is not None or self._shares_passive(v) or self._participle(v)
            ):
                return self._agreements(subject, org=rule.org)
        told_of = tree.child(v, "nsubj")
        if (
            tag == "VBD"
            and label != "relcl"
            and obj is None
            and told_of is not None
            and rule.step is not Step.WITHDRAWN
        ):
            garden = self.at.get(told_of)  # "the treaty signed in Paris took effect": no treaty signs
            if garden is not None and garden.org is None:
                return self._agreements(told_of, org=False)
        if (
            rule.id in ("sign", "ratify")
            and tree.tags[v] in ("VB", "VBP", "VBZ", "VBD")
            and tree.child(v, "nsubjpass", "auxpass", "dobj", "ccomp", "xcomp", "prt", "conj", "prep") is None
        ):
            return [None]  # "Vanuatu said it would not sign"
        for c in tree.children(v, "conj"):
            shared = self._own_object(c)
            if shared is not None and not any(tree.deps[k] in ("prep", "nsubj") for k in tree.kids[v]):
                return self._agreements(shared, org=rule.org)
        return []

    def _relative(self, i: int) -> int | None:
        """What "which" or "that" stands for: the noun of its clause, or the agreement named before it."""
        tree = self.tree
        for up in tree.ancestors(i):
            if tree.deps[up] == "relcl":
                head = tree.heads[up]
                if (head in self.at or tree.is_noun(head)) and tree.tags[head] != "CD":
                    return head
                break
        begin = tree.sent_span(i)[0]
        return next((t for t in range(i - 1, max(begin, i - 9) - 1, -1) if t in self.at), None)

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
        if tree.low[obj] in ("theirs", "hers", "his", "own"):
            return self._agreements_below(v) or [None]  # "six have deposited theirs"
        if not words & {
            "ratification",
            "ratifications",
            "acceptance",
            "approval",
            "accession",
            "instrument",
            "instruments",
        } and (
            not (words & {"notes", "letters"})
            or not (self._agreements_below(v) or words & {"completed", "procedures", "diplomatic"})
        ):
            return []
        return self._agreements_below(v) or [None]

    def _notice(self, v: int) -> list[Mention | None]:
        tree = self.tree
        below = tree.subtree(v)
        words = {tree.low[t] for t in below}
        telling = {"withdraw", "withdrawal", "withdrawing", "leave", "terminate", "termination",
        "completed", "completion",
                   "ratified", "ratification", "denounce", "denunciation", "procedures", "exit", "quit",
                   "suspend",
                   "suspension", "notice", "notification", "renew", "renewal", "extend"}  # fmt: skip
        if not words & telling:
            return []
        found = self._agreements_below(v)
        if not found:
            for t in below:
                m = self.at.get(t)
                if m is not None and m.head == t:
                    found.append(m)
        if not found:
            # "notify the UN of its withdrawal from the WHO": what is left, not who is told
            for n in below:
                if tree.low[n] in ("withdrawal", "exit", "withdraw", "leave", "quit", "accession"):
                    for prep, obj in tree.preps(n):
                        if prep in ("from", "to"):
                            found = found or self._agreements(obj, org=True, depth=1)
                    left = self._own_object(n)
                    if left is not None and not found:
                        found = self._agreements(left, org=True, depth=1)
        if not found and words & {
            "withdrawal",
            "withdraw",
            "termination",
            "ratification",
            "completion",
            "completed",
        }:
            return [None]
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

    def _noun(self, n: int, rules: tuple[NounRule, ...]) -> list[Event]:
        tree = self.tree
        if n in self.at and self.at[n].name is not None:
            return []
        if tree.deps[n] in ("compound", "nmod") and tree.heads[n] > n:
            up = tree.low[tree.heads[n]]
            if up in ("act", "process", "instruments", "instrument", "procedures", "procedure", "debate",
            "bill", "law",
                      "agreement", "deal", "treaty", "bid", "talks", "documents", "negotiations",
                      "protocols", "protocol"):  # fmt: skip
                return []
        inside = any(m.lo <= n < m.hi and m.head < n and m.org is None for m in self.at.values())
        for rule in rules:
            if inside and rule.step in _SUBJECTS_OF_PROTOCOLS:
                continue
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
                    rule.planned,
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
        if tree.deps[n] == "dobj" and not self._noun_preps(n):
            # "put off a vote on the agreement": the parser hangs it on the verb
            for prep, obj in tree.preps(tree.heads[n]):
                if prep in rule.preps and obj > n and prep != "by":
                    out.extend(self._agreements(obj, org=rule.org))
        if out:
            return out
        for k in tree.kids[n]:
            if tree.deps[k] in ("compound", "nmod", "poss", "amod") and k < n:
                out.extend(self._agreements(k, org=rule.org and tree.deps[k] != "poss", loose=False))
        if out:
            first = next((m for m in out if m is not None), None)
            if first is not None:
                return [first]
            return out[:1] if rule.step in (Step.RATIFIED, Step.EXTENDED) else []
        if rule.step in _ITS and any(
            tree.low[k] in ("its", "their") and tree.deps[k] == "poss" for k in tree.kids[n]
        ):
            return [None]  # "steps towards its signing and ratification"
        if (
            rule.step in (Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED, Step.ENTERED_INTO_FORCE)
            and not rule.weak
        ) and (rule.step is not Step.RATIFIED or self._owned(n)):
            return [None]
        return []

    def _owned(self, n: int) -> bool:
        return any(
            self.tree.deps[k] in ("poss", "agent") or self.tree.low[k] == "by" for k in self.tree.kids[n]
        )
