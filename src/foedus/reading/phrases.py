"""What agreement a noun phrase stands for: its mention, through "the terms of", an organisation, or "it"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foedus.model import Step
from foedus.names import Kind
from foedus.reading.context import Context, Para
from foedus.reading.lexicon import NOUNS, TRANSPARENT, VERBS, VerbRule
from foedus.reading.mention import Mention
from foedus.reading.mentions import org_mention
from foedus.language.tree import Tree

ORG_WORDS = frozenset(
    "observatory forum organization organisation union alliance community council bank fund agency "
    "court group initiative "
    "coalition partnership association bloc compact commission programme program league club".split()
)


_QUANTITIES = frozenset("most some all many several part one none number majority".split())


class Phrases:
    """The phrases of one paragraph; `at` maps a token to the mention whose head or name it belongs to."""

    def __init__(
        self,
        ctx: Context,
        para: Para,
        at: dict[int, Mention],
        orgs: Callable[[Mention], Mention],
        last_org: Mention | None = None,
    ) -> None:
        self.ctx, self.para, self.at, self.orgs, self.last_org = ctx, para, at, orgs, last_org
        self.tree: Tree = para.tree

    def _agreements(
        self, i: int, *, org: bool, loose: bool = True, depth: int = 0, through: bool = True
    ) -> list[Mention | None]:
        """The agreements that a noun phrase stands for; [None] for "it" and the like; [] for anything
        else."""
        tree = self.tree
        out: list[Mention | None] = []
        for j in tree.conjuncts(i) if depth == 0 else [i]:
            found = self._one(j, org, loose, depth, through)
            if not found and j == i:
                return []  # "joined the outcry at the UN and the OSCE": the first one decides
            out.extend(m for m in found if m is None or m not in out)
        return out

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
            if m.foreign:
                return []
            # "the Chemical Weapons Convention and Biological Weapons Convention": one may hang below
            beside = [
                self.at[k]
                for k in tree.children(i, "nmod", "compound")
                if self.at.get(k) and self.at[k].head == k
            ]
            return [m, *(b for b in beside if b.name and m.name and b.name != m.name and not b.foreign)]
        if org:
            found = org_mention(self.ctx, self.para, i)
            for k in tree.children(i, "appos", "acl") if found is None else ():
                found = found or org_mention(self.ctx, self.para, k)  # "the regional bloc ECOWAS"
            if found is None:
                found = self._unknown_org(i) or self._same_org(i)
            if found is not None:
                return [self.orgs(found)]
        low = tree.low[i]
        if low in ("it", "them", "this", "these", "its", "both") and loose and depth == 0:
            return [None]
        definite = any(tree.low[k] in ("the", "this") for k in tree.kids[i])
        bare = not tree.preps(i) and tree.child(i, "appos", "amod", "compound") is None
        if low in ("document", "text") and loose and depth == 0 and definite and bare:
            return [None]
        if low == "one" and loose and depth == 0 and not tree.kids[i]:
            return [None]  # "would sign one"
        if depth == 0 and any(tree.low[o] == "which" for p, o in tree.preps(i) if p == "of"):
            verb = tree.clause_verb(i)  # "agreements, both of which entered into force"
            if tree.deps[verb] == "relcl":
                return self._one(tree.heads[verb], org, loose, 1, through)
        if depth > 3 or (not through and low in NOUNS and low != "application"):
            return []
        if low in ("membership", "accession", "application", "bid", "entry"):
            org = True  # "ratified its NATO membership bid"
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
            applied = low == "application" and any(tree.low[k] == "provisional" for k in tree.kids[i])
            if applied and not tree.preps(i):
                return [None]  # "extended the period of provisional application"
            if low in ("participation", "membership", "part") and loose and depth == 0 and not tree.preps(i):
                return [None]  # "suspended its participation"
            for k in tree.children(i, "relcl"):
                held = tree.child(k, "nsubj")  # "extend the period that the treaty is in force"
                if held is not None and tree.low[k] in ("is", "remains", "was") and held in self.at:
                    return self._agreements(held, org=False, depth=depth + 1)
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
            verb = tree.first_conjunct(tree.clause_verb(i))
            if tree.deps[verb] == "relcl" and any(tree.low[k] == "whose" for k in tree.children(i, "poss")):
                return self._one(tree.heads[verb], org, loose, depth + 1, through)
        for k in tree.children(i, "appos"):
            if k in self.at and not self.at[k].foreign:
                return [self.at[k]]
        return []

    def _bare(self, i: int) -> bool:
        """ "reached agreement on the treaty": no article, so the agreement is on the treaty."""
        return not any(self.tree.deps[k] in ("det", "poss") for k in self.tree.kids[i])

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
        last = self.last_org  # joined or left earlier on the page
        return replace(last, para=self.para, head=i, lo=i, hi=i + 1, text=tree.words[i]) if last else None

    def _unknown_org(self, i: int) -> Mention | None:
        """An organisation that the tables do not know, by its last word: "the Intergovernmental Forum on
        Mining"."""
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

    def _agreements_below(self, top: int) -> list[Mention | None]:
        found: list[Mention | None] = []
        for t in self.tree.subtree(top, frozenset({"relcl", "advcl", "ccomp"})):
            m = self.at.get(t)
            if m is not None and m.head == t and m not in found:
                found.append(m)
        return found

    def _own_object(self, v: int) -> int | None:
        objects = self.tree.children(v, "dobj", "oprd")
        subjects = self.tree.children(v, "nsubj")
        if len(subjects) > 1 and self.tree.low[subjects[0]] in ("which", "that"):
            objects = [subjects[0], *objects]  # "which Washington says Tokyo has broken"
        # "signed the fisheries treaty": the parser may take one phrase for two objects
        obj = next((k for k in objects if k in self.at), objects[0] if objects else None)
        if obj is None:
            for k in self.tree.children(v, "advmod", "prep"):
                if self.tree.low[k] in ("herewith", "hereby", "herein"):
                    obj = self.tree.child(k, "pobj")  # "I transmit herewith the Protocol"
        return obj

    def _allowed(self, v: int, rule: VerbRule) -> bool:
        tree = self.tree
        kids = tree.kids[v]
        if rule.prt:
            marks = {tree.low[k] for k in kids if tree.deps[k] in ("prt", "advmod", "prep")}
            if not marks & rule.prt or ("off" in marks and "off" not in rule.prt):
                return False
        elif tree.low[v].startswith("sign") and any(
            tree.deps[k] == "prt" and tree.low[k] in ("off", "out", "up", "over", "away") for k in kids
        ):
            return False  # "sign off" is another rule's
        if rule.obj:
            objs = {
                tree.low[k] for k in kids if tree.deps[k] in ("dobj", "attr", "nsubjpass", "dative", "pobj")
            }
            objs |= {tree.low[j] for k in kids if tree.deps[k] in ("dobj", "attr") for j in tree.conjuncts(k)}
            objs |= {
                tree.low[o] for k in kids if tree.deps[k] == "dobj" and tree.low[k] in _QUANTITIES
                for p, o in tree.preps(k) if p == "of"
            }  # fmt: skip
            if tree.deps[v] in ("acl", "relcl", "amod"):
                objs.add(tree.low[tree.heads[v]])
            if not objs & rule.obj and not any(
                tree.low[g] in rule.obj for k in kids if tree.deps[k] in ("dobj", "nsubjpass")
                for g in tree.kids[k] if tree.deps[g] == "compound"
            ):  # fmt: skip
                return False
        if rule.prep:
            words = {tree.low[obj] for _, obj in tree.preps(v)} | {
                tree.low[k] for k in kids if tree.deps[k] in ("prep", "advmod", "dobj", "dative")
            }
            words |= {tree.low[obj] for k in kids if tree.deps[k] == "dobj" for _, obj in tree.preps(k)}
            for k in kids:
                if tree.deps[k] in ("oprd", "acomp", "xcomp", "ccomp", "attr"):
                    words |= {tree.low[j] for j in tree.conjuncts(k)}
                    words |= {tree.low[obj] for _, obj in tree.preps(k)}
            if not words & rule.prep:
                return False
        return True
