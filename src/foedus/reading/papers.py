"""Agreements behind papers: laws that carry them out, instruments, notices, signature blocks, "party to"."""

from __future__ import annotations

from foedus.reading.doers import Doers
from foedus.language.inflect import verb_forms
from foedus.reading.lexicon import LAWS, NOUNS, VerbRule
from foedus.reading.mention import Mention

_COPIES = frozenset("originals original copies duplicate triplicate quadruplicate languages language".split())
PAPERS = frozenset("draft text document documents paper papers drafts texts".split())
_DONE_BY_LAW = frozenset("ratification accession withdrawal denunciation suspension extension".split())
_IMPLEMENTING = frozenset(verb_forms("implement"))


class Papers(Doers):
    """The papers of one paragraph's verbs."""

    def _law(self, v: int) -> list[Mention | None]:
        """ "The president signed the bill" after parliament has approved the treaty by it."""
        tree = self.tree
        laws = [*tree.children(v, "dobj", "nsubjpass"), *(obj for prep, obj in tree.preps(v) if prep == "to")]
        if not laws and (first := tree.first_conjunct(v)) != v:
            laws = tree.children(first, "nsubjpass")  # "was adopted by the Duma and approved by the Council"
        law = next((k for k in laws if tree.low[k] in LAWS), None)
        if law is None or [tree.low[k] for k in tree.kids[law]] != ["the"]:
            return []
        if any(tree.low[t] in _DONE_BY_LAW for t in tree.subtree(v)):
            return []  # "signed the law on ratification of the treaty": that one says what it does
        return [None]

    def _stands_for_it(self, papers: int, rule: VerbRule) -> bool:
        tree = self.tree
        told = any(tree.low[k] in ("its", "their") or tree.low[k] in NOUNS for k in tree.kids[papers])
        text = tree.low[papers] == "text" and any(tree.low[k] == "the" for k in tree.kids[papers])
        return rule.id in ("sign", "initial") or (rule.id in ("ratify", "approve") and (told or text))

    def _implemented(self, v: int, law: int) -> list[Mention | None]:
        """ "passed a bill implementing the trade deal", "approved legislation to implement it"."""
        tree = self.tree
        for k in (*tree.children(law, "acl", "relcl"), *tree.children(v, "advcl")):
            if tree.low[k] in _IMPLEMENTING and (obj := self._own_object(k)) is not None:
                return self._agreements(obj, org=False)
        return []

    def _signature_block(self, v: int) -> bool:
        begin, end = self.tree.sent_span(v)
        return v == begin and bool(_COPIES & set(self.tree.low[begin:end]))

    def _next_mention(self, v: int) -> Mention | None:
        end = self.tree.sent_span(v)[1]
        return next((m for t, m in sorted(self.at.items()) if v < t < end and m.org is None), None)

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
