"""Which argument of a verb is its agreement: object, subject, prepositional object, instrument, notice, law.

A slot is named by the verb's row (`lexicon`); [None] means "it", "them" or an agreement left unsaid, [] that
the verb has no agreement there.
"""

from __future__ import annotations

from foedus.model import Step
from foedus.names import Kind
from foedus.reading.clauses import has_done, is_infinitive
from foedus.reading.doers import BE
from foedus.reading.lexicon import FORCE, LAWS, NOUNS, TRANSPARENT, VerbRule
from foedus.reading.mention import Mention
from foedus.reading.papers import PAPERS, Papers
from foedus.language.tree import RELATIVES

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
_ACTED_ON = frozenset({Step.RATIFIED, Step.APPROVED, Step.TERMINATED, Step.WITHDRAWN, Step.SUSPENDED})
_UNDOING = frozenset({Step.WITHDRAWN, Step.TERMINATED, Step.SUSPENDED})
_PUT_OFF = frozenset({Step.RATIFIED, Step.SIGNED, Step.APPROVED, Step.ACCEDED, Step.DEPOSITED})
_UNTIL = frozenset({"after", "before", "until", "till", "unless", "once"})
_NEARNESS = frozenset({"close", "closer", "near", "nearer"})
_OWED = frozenset(
    "promise promises pledge pledges undertaking undertakings quota quotas ceiling ceilings duty duties role "
    "cooperation rights privileges guarantee guarantees".split()
)


class Slots(Papers):
    """The slots of one paragraph's verbs."""

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
        if rule.slot == "law":
            return self._law(v)
        if rule.slot == "stop":
            return self._stopped(v)
        wanted = rule.slot.split("|")
        if rule.id in ("give-consent", "consider") and not any(p in wanted for p, _ in self._verb_preps(v)):
            return [None]  # "the junta gave its approval in April"
        if rule.id == "accede" and not self._verb_preps(v):
            return [None]  # "Kyrgyzstan may accede later"
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
                if not found and tree.low[obj] in LAWS:
                    found = self._implemented(v, obj)  # "royal assent to the act implementing the deal"
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
        for k in tree.children(v, "acomp"):
            out.extend(tree.preps(k) if tree.low[k] in _NEARNESS else ())  # "are close to an accord"
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
                return self._agreements(tree.heads[v], org=rule.org) or self._around(tree.heads[v])
            return self._agreements(passive_child, org=rule.org)
        if label == "acomp":
            subject = tree.subject(tree.heads[v])  # "the treaty remains unsigned"
            return self._agreements(subject, org=False) if subject is not None else []
        if rule.id == "done-at" and tree.low[v] != "done":
            return []
        if rule.id == "done-at" and self._signature_block(v):
            return [self._next_mention(v)]  # "Done at Puglia, this 13th day of June, 2024, in two originals"
        obj = self._own_object(v)
        if obj is None and rule.id == "enter-org":
            return []
        if obj is not None:
            if tree.low[obj] in ("which", "that"):
                antecedent = self._relative(obj)
                if antecedent is None:
                    return []
                return self._agreements(antecedent, org=rule.org) or self._around(antecedent)
            if rule.step is Step.SUSPENDED and any(r.step in _PUT_OFF for r in NOUNS.get(tree.low[obj], ())):
                return []  # "suspended ratification of the accord": put it off
            if rule.step in _ACTED_ON and any(r.step in _UNDOING for r in NOUNS.get(tree.low[obj], ())):
                return []  # "ratified the withdrawal", "revoked its denunciation": the noun tells the step
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
                for k in (*tree.children(v, "advcl", "acl", "xcomp"), *tree.children(obj, "acl", "relcl")):
                    found = found or self._joined(k)
            owed = tree.low[obj] in TRANSPARENT or tree.low[obj] in _OWED
            if not any(found) and rule.step in (Step.VIOLATED, Step.SUSPENDED) and owed:
                for prep, under in tree.preps(v):
                    held = prep == "in" and tree.low[obj] in ("part", "participation", "membership", "role")
                    if prep == "under" or held:
                        found = self._agreements(under, org=False) or found
            if not found and rule.id in ("approve", "pass") and tree.low[obj] in LAWS:
                found = self._implemented(v, obj)
            if not found and tree.low[obj] in PAPERS and self._stands_for_it(obj, rule):
                return [None]  # "had initialled a draft", "approved the ratification papers"
            if found or rule.id != "approve":
                return found
        if rule.id == "approve":
            for k in tree.children(v, "ccomp", "pcomp", "xcomp"):
                joined = self._joined(k)
                if joined:
                    return joined
        if label in ("acl", "amod") and tag in ("VBN", "VBD", "JJ"):
            head = self._one_among(tree.heads[v])
            return self._agreements(head, org=rule.org) or self._around(head)
        if label == "relcl" and tree.child(v, "nsubj", "aux") is not None:
            subject = tree.subject(v)
            if subject is None or tree.low[subject] not in RELATIVES:
                found = self._agreements(tree.heads[v], org=rule.org) or self._right_before(v)
                if found or tree.is_noun(tree.heads[v]):
                    return found  # but "was among the first to sign"
        if (
            tag == "VBN"
            and label in ("advcl", "conj")
            and tree.child(v, "nsubjpass", "auxpass", "aux") is None
        ):
            before = self._fronted(tree.first_conjunct(v))
            if before is not None:
                return [before]
        if (
            tree.child(v, "auxpass") is not None
            or self._shares_passive(v)
            or (tag == "VBN" and label in ("xcomp", "ccomp", "advcl", "conj", "pcomp", "ROOT"))
        ):
            subject = tree.subject(v)
            if subject is not None and (
                tree.child(v, "auxpass") is not None or self._shares_passive(v) or self._participle(v)
            ):
                told = self._relative(subject) if tree.low[subject] in RELATIVES else subject
                return self._agreements(told, org=rule.org) if told is not None else []
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
            and (tree.tags[v] in ("VB", "VBP", "VBZ", "VBD") or has_done(tree, v))
            and tree.child(v, "nsubjpass", "auxpass", "dobj", "ccomp", "xcomp", "prt", "conj") is None
            and all(tree.low[k] in _UNTIL for k in tree.children(v, "prep"))
        ):
            return [None]  # "Vanuatu said it would not sign"
        clause = v
        while tree.deps[clause] == "xcomp":
            clause = tree.heads[clause]
        if clause != v and tree.deps[clause] == "relcl" and obj is None and is_infinitive(tree, v):
            subject = tree.child(clause, "nsubj")  # "a pact with the EU that it hopes to initial"
            if subject is not None and tree.low[subject] not in RELATIVES:
                return self._agreements(tree.heads[clause], org=rule.org) or self._around(tree.heads[clause])
        for c in tree.children(v, "conj"):
            shared = self._own_object(c)
            if shared is not None and not any(tree.deps[k] in ("prep", "nsubj") for k in tree.kids[v]):
                return self._agreements(shared, org=rule.org)
        return []

    def _one_among(self, several: int) -> int:
        """ "An extradition treaty was among five agreements signed": that one, by its name."""
        tree = self.tree
        verb = tree.heads[tree.heads[several]]
        if tree.low[tree.heads[several]] == "among" and tree.low[verb] in BE:
            subject = tree.child(verb, "nsubj")
            if subject is not None and subject in self.at:
                return subject
        return several

    def _around(self, t: int) -> list[Mention | None]:
        """ "an agreement on cultural ties that was signed": the parser hangs the clause on the ties."""
        around = (m for m in self.at.values() if m.org is None and m.head < t < m.hi and not m.foreign)
        return [m for _, m in zip(range(1), around, strict=False)]

    def _right_before(self, v: int) -> list[Mention | None]:
        """ "an architect of the December accord, under which OPEC agreed": the noun before "which"."""
        tree = self.tree
        which = next((t for t in tree.subtree(v) if t < v and tree.low[t] == "which"), None)
        if which is None:
            return []
        at = which - 1
        while at > 0 and (tree.low[at] == "," or tree.tags[at] == "IN"):
            at -= 1
        m = self.at.get(at)
        return [m] if m is not None and m.org is None and not m.foreign else []

    def _relative(self, i: int) -> int | None:
        """What "which" or "that" stands for: the noun of its clause, or the agreement named before it."""
        tree = self.tree
        for up in tree.ancestors(i):
            if tree.deps[up] == "relcl":
                head = tree.heads[up]
                dated = any(d.lo <= head < d.hi for d in self.para.dates)
                if (head in self.at or tree.is_noun(head)) and tree.tags[head] != "CD" and not dated:
                    return head
                break
        begin = tree.sent_span(i)[0]
        return next((t for t in range(i - 1, max(begin, i - 9) - 1, -1) if t in self.at), None)

    def _subject_slot(self, v: int, rule: VerbRule) -> list[Mention | None]:
        tree = self.tree
        if rule.id == "end-intr" and tree.child(v, "dobj") is not None:
            return []
        subject = tree.subject(v)
        if subject is None or (rule.doubted and self._likely_to(v)):
            return []
        if tree.low[subject] in ("which", "that") and tree.deps[v] == "relcl":
            subject = tree.heads[v]
        if rule.id == "been-in-force" and not self._since(v):
            return []  # "is in force" tells no step, "has been in force since 1994" does
        if rule.id == "in-force" and not any(
            p in ("into", "in") and tree.low[o] in FORCE for p, o in self._verb_preps(v)
        ):
            return []
        if rule.step is Step.ENTERED_INTO_FORCE and tree.low[subject] in NOUNS and subject not in self.at:
            return []
        if rule.step is Step.TERMINATED and subject not in self.at and self._talks(subject):
            return []  # "talks on a pact ended without agreement": no pact ends
        if tree.tags[v] == "VBG" and tree.deps[v] == "pcomp" and subject is not None:
            own = tree.child(v, "nsubj")
            subject = own if own is not None else subject
        found = self._agreements(subject, org=False)
        if not found and tree.deps[v] in ("relcl", "acl") and subject == tree.heads[v]:
            return self._around(subject)  # "a similar accord with the Union which enters into force in June"
        return found

    def _likely_to(self, v: int) -> bool:
        """ "is likely to go into effect": the other verb tells what."""
        tree = self.tree
        return any(tree.child(k, "xcomp", "ccomp") is not None for k in tree.children(v, "acomp", "oprd"))

    def _talks(self, n: int) -> bool:
        return any(r.step is Step.NEGOTIATED for r in NOUNS.get(self.tree.low[n], ()))

    def _fronted(self, v: int) -> Mention | None:
        """ "Under the accords, mediated by the United Nations and signed by Afghanistan, Moscow had ..."."""
        tree = self.tree
        if tree.tags[v] != "VBN" or tree.deps[v] != "advcl":
            return None
        fronted = (self.at.get(obj) for prep, obj in tree.preps(v) if prep in ("under", "in") and obj < v)
        return next((m for m in fronted if m is not None and tree.low[v - 1] == ","), None)

    def _since(self, v: int) -> bool:
        inner = [obj for _, obj in self.tree.preps(v) if self.tree.low[obj] in FORCE]
        return any(p == "since" for t in (v, *inner) for p, _ in self.tree.preps(t))

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
