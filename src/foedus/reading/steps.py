"""Where a sentence tells a step of an agreement: trigger word, rule, agreement and the phrase of the actor.

Each verb of `lexicon` has a slot for its agreement (`slots`), each noun its prepositions. What the step
means for certainty, date and source is told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model import Step
from foedus.reading.actors import Who, codes_of_name
from foedus.reading.context import Para
from foedus.reading.doers import JOINT
from foedus.language.inflect import verb_forms
from foedus.reading.lexicon import LAWS, NOUNS, VERBS, NounRule, VerbRule
from foedus.reading.mention import Mention
from foedus.reading.slots import Slots

__all__ = ["JOINT", "Event", "Finder"]

# weak verbs whose "it", or whose missing object, may still be the agreement just spoken of
_UNDERSTOOD = frozenset({"approve", "pass", "give-consent", "consider", "vote-for", "reject"})
_ITS = frozenset({Step.SIGNED, Step.EXTENDED, Step.ENTERED_INTO_FORCE, Step.TERMINATED})
# what a protocol is often about: "the protocol on the exchange of instruments", "a protocol of accession"
_SUBJECTS_OF_PROTOCOLS = frozenset({Step.INSTRUMENTS_EXCHANGED, Step.ACCEDED, Step.DEPOSITED})
# of a verb's rows, those that ask for more words around it go first
_NARROW_FIRST = {
    form: tuple(sorted(rules, key=lambda r: -(len(r.prt) > 0) - (len(r.obj) > 0) - (len(r.prep) > 0)))
    for form, rules in VERBS.items()
}
_STATES = frozenset({"unsigned", "unratified"})
_AGREEING = frozenset(f for lemma in ("agree", "grant", "sign", "approve") for f in verb_forms(lemma))
_HOLDING = frozenset(f for lemma in ("hold", "attend", "host", "witness") for f in verb_forms(lemma))
OPINION = frozenset("believe believes believed think thinks thought deem find".split())


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
    doubted: bool = False
    agentless: bool = False
    speaks: bool = False
    beside: tuple[str, ...] = ()  # those whose accession it is: "approved Sweden's application to join"
    echo: bool = False  # "has done so": step and agreement are those of the event before


class Finder(Slots):
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
        if tree.tags[i] == "VBN" and tree.low[i - 1 : i] == ["as"]:
            return False  # "the Act, as amended": told of in passing
        return (
            (tree.is_verb(i) and tree.deps[i] not in ("aux", "auxpass", "compound", "nmod"))
            or (
                tree.tags[i] in ("JJ", "NN", "NNS", "NNP")
                and tree.deps[i] in ("ROOT", "conj", "ccomp", "relcl", "xcomp", "acl", "advcl")
                and (tree.child(i, "dobj", "nsubj", "nsubjpass") is not None or tree.low[i] in _STATES)
                and tree.low[i] not in NOUNS
            )
            or (tree.deps[i] == "acomp" and tree.low[i] in _STATES)
            # "the previously initialed treaty"
            or (tree.deps[i] == "amod" and tree.low[i].endswith("ed") and tree.child(i, "advmod") is not None)
        )

    def _verb(self, v: int, rules: tuple[VerbRule, ...]) -> list[Event]:
        tree = self.tree
        for rule in rules:
            if not self._allowed(v, rule):
                continue
            slots = self._slot(v, rule)
            if rule.id == "declare-void" and any(tree.low[t] == "arrival" for t in tree.subtree(v)):
                continue  # "declared it dead on arrival"
            if rule.planned:
                # a memorandum sent to the president is a paper of his own house
                slots = [m for m in slots if m is None or m.name or m.kind != "memorandum"]
            if rule.weak:
                slots = [m for m in slots if m is not None or rule.id in _UNDERSTOOD]
            if rule.doubted:  # a chance of one to come, not of one that has a name
                slots = [m for m in slots if m is not None and m.name is None]
            if rule.id == "plan-pact":
                slots = [m for m in slots if m is not None and not m.definite]
            if tree.deps[v] == "amod" and (rule.weak or rule.step is Step.AMENDED):
                continue  # "a UN-brokered truce", "a modified protocol": told in passing
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
                    rule.doubted,
                    agentless,
                    rule.speaks and tree.tags[v] != "VBG",
                    self._applicants(v, rule, m),
                    rule.echo,
                )
                for m in slots
            ]
        return []

    def _applicants(self, v: int, rule: VerbRule, m: Mention | None) -> tuple[str, ...]:
        """Whose accession others approve: "approved Sweden's application to join the alliance"."""
        if m is None or m.org is None or rule.step not in (Step.APPROVED, Step.RATIFIED, Step.DEPOSITED):
            return ()
        below = [t for k in self.tree.children(v, "dobj", "nsubjpass") for t in self.tree.subtree(k)]
        codes = (c for t in below for n in self.para.names_of.get(t, ()) for c in codes_of_name(self.ctx, n))
        return tuple(dict.fromkeys(c for c in codes if c != m.org))

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

    def _noun(self, n: int, rules: tuple[NounRule, ...]) -> list[Event]:
        tree = self.tree
        if n in self.at and self.at[n].name is not None:
            return []
        if any(tree.low[k] == "whose" for k in tree.kids[n]):
            return []  # "the 44 states whose ratification is required": what the treaty asks for
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
                inside
                or not self._bare(n)
                or tree.deps[n] not in ("dobj", "pobj")
                or tree.low[tree.heads[n]] in VERBS
            ):
                continue
            if rule.needs and not any(tree.low[t] in rule.needs for t in self._phrase(n)):
                continue
            found = self._noun_agreement(n, rule)
            if rule.doubted:
                found = [m for m in found if m is not None and m.name is None]
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
                    rule.doubted,
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
            if prep.split()[-1] in rule.preps and prep not in ("by",) and not out:
                out.extend(self._agreements(obj, org=rule.org))
        if out:
            return out
        own = {prep for prep, _ in self._noun_preps(n)}
        if tree.deps[n] in ("dobj", "pobj") and not own & rule.preps:
            # "put off a vote on the agreement", "is in breach with it": the parser hangs it on the verb
            for prep, obj in tree.preps(tree.clause_verb(n)):
                if prep in rule.preps and obj > n and prep != "by":
                    out.extend(self._agreements(obj, org=rule.org))
        if out:
            return out
        if rule.step is Step.VIOLATED:
            for prep, under in tree.preps(tree.clause_verb(n)):
                if prep == "under" and under > n:  # "is in violation of its obligations under the pact"
                    return self._agreements(under, org=False)
        for k in tree.kids[n]:
            if tree.deps[k] in ("compound", "nmod", "poss", "amod") and k < n:
                out.extend(self._agreements(k, org=rule.org and tree.deps[k] != "poss", loose=False))
        if out:
            first = next((m for m in out if m is not None), None)
            if first is not None:
                return [first]
            return out[:1] if rule.step in (Step.RATIFIED, Step.EXTENDED) else []
        if rule.id == "n-signing" and tree.deps[n] == "dobj" and tree.low[tree.heads[n]] in _HOLDING:
            return [None]  # "held a signing at the White House"
        if rule.step is Step.VIOLATED and self._owned(n) and self._named_in_sentence(n):
            return [None]  # "to discuss the accords, despite Russia's violations"
        agreed = tree.deps[n] in ("dobj", "nsubjpass") and tree.low[tree.heads[n]] in _AGREEING
        if rule.id == "n-extension" and agreed and not self._noun_preps(n):
            return [None]  # "a one-year extension has been agreed"
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

    def _named_in_sentence(self, n: int) -> bool:
        begin = self.tree.sent_span(n)[0]
        return any(begin <= t < n and m.org is None and not m.foreign for t, m in self.at.items())

    def _owned(self, n: int) -> bool:
        return any(
            self.tree.deps[k] in ("poss", "agent") or self.tree.low[k] == "by" for k in self.tree.kids[n]
        )
