"""What a noun phrase or clause stands for as the theme of a step: an agreement, "it", or another step of one.

Through "the terms of", "an instrument of", papers and laws; an organisation where it is joined or left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec

from foedus.language import phrases
from foedus.language import relations as rel
from foedus.language.tree import Tree
from foedus.model import Step
from foedus.names import Kind
from foedus.reading.context import Context, Para
from foedus.reading.frames import NOUNS
from foedus.reading.lexicon import LAWS, TRANSPARENT
from foedus.reading.mention import Mention
from foedus.reading.mentions import org_mention

ORG_WORDS = frozenset(
    "observatory forum organization organisation union alliance community council bank fund agency court "
    "group initiative coalition partnership association bloc compact commission programme program league "
    "club".split()
)
_BODIES = frozenset("body bloc alliance organization organisation group agency court union".split())
_PRONOUNS = frozenset("it them this these its both that".split())
_MEMBERSHIP = frozenset("membership accession application bid entry participation member members".split())
_REQUIRED = frozenset("required provided imposed set made laid given undertaken contained".split())
_SAME_PAPER = frozenset("new final whole joint landmark signed historic".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
PAPERS = frozenset("draft text document documents paper papers drafts texts".split())


class Inner(msgspec.Struct, frozen=True):
    """A step told by a noun or clause inside another's theme."""

    step: Step
    of: Step | None
    anchor: int


class Theme(msgspec.Struct, frozen=True):
    """The agreement (None: "it", or left unsaid) and the step on the way to it, if any."""

    mention: Mention | None
    inner: Inner | None = None
    said: bool = False  # by a pronoun


IT = Theme(None)
SAID = Theme(None, said=True)


class Themes:
    """The phrases of one paragraph; `at` maps a token to the mention whose head or name it belongs to."""

    def __init__(
        self,
        ctx: Context,
        para: Para,
        at: dict[int, Mention],
        orgs: Callable[[Mention], Mention],
        last_org: Mention | None,
        noun_step: Callable[[int], list[Theme]],
        clause_step: Callable[[int], list[Theme]],
    ) -> None:
        self.ctx, self.para, self.at, self.orgs, self.last_org = ctx, para, at, orgs, last_org
        self.tree: Tree = para.tree
        self.noun_step, self.clause_step = noun_step, clause_step

    def of(
        self,
        i: int,
        *,
        org: bool = False,
        loose: bool = True,
        depth: int = 0,
        direct: bool = False,
        alone: bool = False,
    ) -> list[Theme]:
        """What the phrase headed by token i stands for; [] for anything else."""
        tree = self.tree
        out: list[Theme] = []
        listed = tree.conjuncts(i) if depth == 0 and not alone else [i]
        if listed[0] == i and i not in self.at and listed[-1] in self.at and self.bare(listed[-1]):
            return self._one(
                listed[-1], org, loose, depth, direct
            )  # "a partnership and cooperation agreement"
        for j in listed:
            found = self._one(j, org, loose, depth, direct)
            pacts = [m for k in listed[1:] if (m := self.at.get(k)) and m.org is None and not m.foreign]
            if not found and j == i and not (pacts and rel.is_patient(tree, i)):
                return []  # "joined the outcry at the UN and the OSCE": the first one decides
            out.extend(t for t in found if t not in out)
        return out

    def _one(self, i: int, org: bool, loose: bool, depth: int, direct: bool) -> list[Theme]:
        m = self.at.get(i)
        if m is not None:
            return self._mentioned(i, m, depth)
        if org and (body := self._organisation(i)) is not None:
            return [Theme(self.orgs(body))]
        if depth == 0 and (of_which := self._of_which(i)) is not None:
            return self._one(of_which, org, loose, 1, direct)
        if loose and depth == 0 and self._stands_for_it(i):
            return [SAID]
        low = self.tree.low[i]
        if depth > 3 or (direct and low in NOUNS and low != "application"):
            return []
        if low in NOUNS and low != "application" and (inner := self.noun_step(i)):
            return inner
        if low in LAWS and (inner := self.law(i)):
            return inner
        org = org or low in ("membership", "accession", "application", "bid", "entry")
        if low in TRANSPARENT or (org and low in _BODIES):
            found = self._through(i, org, loose, depth)
            if found:
                return found
        for k in phrases.appositions(self.tree, i):
            if k in self.at and not self.at[k].foreign:
                return [Theme(self.at[k])]
        return []

    def _mentioned(self, i: int, m: Mention, depth: int) -> list[Theme]:
        tree = self.tree
        if tree.low[i] == "agreement" and not m.name and self.bare(i):
            for prep, obj in tree.preps(i):
                if prep in ("on", "to") and (inner := self.of(obj, depth=depth + 1)):
                    return inner
        if m.foreign:
            return []
        # "the Chemical Weapons Convention and Biological Weapons Convention": one may hang below
        beside = [self.at[k] for k in rel.noun_modifiers(tree, i) if self.at.get(k) and self.at[k].head == k]
        more = [b for b in beside if b.name and m.name and b.name != m.name and not b.foreign]
        return [Theme(m), *(Theme(b) for b in more)]

    def _organisation(self, i: int) -> Mention | None:
        found = org_mention(self.ctx, self.para, i)
        beside = (*phrases.appositions(self.tree, i), *rel.reduced_clauses(self.tree, i))
        for k in beside if found is None else ():
            found = found or org_mention(self.ctx, self.para, k)  # "the regional bloc ECOWAS"
        return found or self._unknown_org(i) or self._same_org(i)

    def _stands_for_it(self, i: int) -> bool:
        """ "it", "the document", "one"."""
        tree, low = self.tree, self.tree.low[i]
        if low in _PRONOUNS:
            return True
        definite = any(tree.low[k] in ("the", "this") for k in tree.kids[i])
        beside = [k for k in rel.modifiers(tree, i) if tree.low[k] not in _SAME_PAPER]
        definite = definite or any(tree.low[k] in _WEEKDAYS for k in beside)  # "Monday's document"
        bare = not tree.preps(i) and all(tree.low[k] in _WEEKDAYS for k in beside)
        if low in ("document", "text") and definite and bare:
            return True
        return low == "one" and rel.prepositions(tree, i) == tree.kids[i]

    def _of_which(self, i: int) -> int | None:
        """ "agreements, both of which entered into force"."""
        tree = self.tree
        if any(tree.low[o] == "which" for p, o in tree.preps(i) if p == "of"):
            verb = tree.clause_verb(i)
            if rel.is_relative(tree, verb):
                return tree.heads[verb]
        return None

    def _through(self, i: int, org: bool, loose: bool, depth: int) -> list[Theme]:
        """What "the terms of", "an application to join", "its participation in" lead to."""
        tree, low = self.tree, self.tree.low[i]
        for prep, obj in tree.preps(i):
            if prep in ("of", "to", "under", "in", "for", "from", "on", "with", "between", "into"):
                if prep in ("with", "between") and low not in ("negotiations", "talks"):
                    continue
                found = self.of(obj, org=org and low in _MEMBERSHIP, depth=depth + 1)
                if found:
                    return found
        for k in rel.modifiers(tree, i):
            if found := self.of(k, org=org, depth=depth + 1):
                return found
        if loose and depth == 0 and not tree.preps(i) and self._left_out(i):
            return [IT]
        for k in rel.relative_clauses(tree, i):
            held = rel.active_subject(tree, k)  # "extend the period that the treaty is in force"
            if held is not None and tree.low[k] in ("is", "remains", "was") and held in self.at:
                return self.of(held, depth=depth + 1)
        for k in rel.adnominal_clauses(tree, i):
            for prep, obj in tree.preps(k):
                if prep in ("under", "by", "in") and tree.low[k] in _REQUIRED:
                    return self.of(obj, depth=depth + 1)
            joined = [t for t in self.clause_step(k) if t.inner and t.inner.step is Step.ACCEDED]
            if joined and (org or low.startswith("instrument")):
                return joined if low.startswith("instrument") else [Theme(t.mention) for t in joined]
        verb = tree.first_conjunct(tree.clause_verb(i))
        if rel.is_relative(tree, verb) and rel.owned_by(tree, i, ("whose",)):
            return self._one(tree.heads[verb], org, loose, depth + 1, False)
        return []

    def _left_out(self, i: int) -> bool:
        """ "suspended its participation", "extended the period of provisional application", "its terms"."""
        tree, low = self.tree, self.tree.low[i]
        if low == "application" and any(tree.low[k] == "provisional" for k in tree.kids[i]):
            return True
        if low in ("participation", "membership", "part"):
            return True
        own = rel.owned_by(tree, i, ("its", "their"))
        return own and low in ("terms", "provisions", "text", "instrument", "instruments")

    def law(self, law: int) -> list[Theme]:
        """What a law or decree does: "on ratification of", "withdrawing from", "implementing the deal"."""
        tree = self.tree
        verb = tree.clause_verb(law)
        done = rel.is_patient(tree, law)
        below = [*rel.adnominal_clauses(tree, law), *(k for k in rel.adjuncts(tree, verb) if k > law)]
        if done:
            below += [k for k in rel.infinitives(tree, verb) if k > law]
        for k in below:
            if found := self.clause_step(k):
                return found
            if tree.low[k].startswith("implement") and (obj := rel.direct_object(tree, k)) is not None:
                return self.of(obj)
        # "signed a decree on the suspension": the parser may hang "on" on the verb
        beside = [(p, o) for p, o in tree.preps(verb) if o > law and done]
        for prep, obj in [*tree.preps(law), *beside]:
            if (
                prep in ("on", "of", "for", "about", "to")
                and tree.low[obj] in NOUNS
                and (found := self.noun_step(obj))
            ):
                return found
        for k in rel.noun_modifiers(tree, law):
            if tree.low[k] in NOUNS and (found := self.noun_step(k)):
                return found
        return []

    def bare(self, i: int) -> bool:
        """ "reached agreement on the treaty": no article, so the agreement is on the treaty."""
        return not rel.determiners(self.tree, i)

    def below(self, top: int) -> list[Theme]:
        """Every agreement or step below a token, in the order of the text."""
        found: list[Theme] = []
        for t in phrases.without_finite_clauses(self.tree, top):
            if self.tree.low[t] in NOUNS and t not in self.at and t != top and (inner := self.noun_step(t)):
                return inner
            m = self.at.get(t)
            if m is not None and m.head == t and not m.foreign and Theme(m) not in found:
                found.append(Theme(m))
        return found

    def around(self, t: int, clause: int | None = None) -> list[Theme]:
        """ "an agreement on cultural ties that was signed": the parser hangs the clause on the ties; "its
        claim on the treaty with Peru signed in May": on the claim. `clause` is a reduced one."""
        pacts = [m for m in self.at.values() if m.org is None and not m.foreign]
        around = (m for m in pacts if m.head < t < m.hi or (clause is not None and self._ends(m, t, clause)))
        return [Theme(m) for _, m in zip(range(1), around, strict=False)]

    def _ends(self, m: Mention, t: int, clause: int) -> bool:
        """Whether a phrase behind a noun ends right before a clause that hangs on the noun."""
        inside = t < m.head < clause and t in self.tree.ancestors(m.head)
        return inside and max(self.tree.subtree(m.head)) == clause - 1

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
        if (found := self._org_before(i)) is not None:
            return found
        last = self.last_org  # joined or left earlier on the page
        return replace(last, para=self.para, head=i, lo=i, hi=i + 1, text=tree.words[i]) if last else None

    def _org_before(self, i: int) -> Mention | None:
        """ "the court", "the alliance": the organisation so called in an earlier paragraph."""
        tree = self.tree
        for p in reversed(self.ctx.paras[: self.para.index]):
            for name in reversed(p.names):
                if name.has(Kind.ORG) and tree.low[i] in name.text.lower().split():
                    found = org_mention(self.ctx, p, name.hi - 1)
                    if found is not None:
                        return replace(
                            found, para=self.para, head=i, lo=i, hi=i + 1, text=tree.words[i], definite=True
                        )
        return None

    def _unknown_org(self, i: int) -> Mention | None:
        """An organisation that the tables do not know, by its last word: "the Forum on Mining"."""
        tree = self.tree
        if not (phrases.is_name(tree, i) and tree.low[i] in ORG_WORDS):
            return None
        lo = i
        while lo > 0 and phrases.is_name(tree, lo - 1) and tree.heads[lo - 1] == i:
            lo -= 1
        hi, end = i + 1, tree.sent_span(i)[1]
        while hi < end and (tree.words[hi][0].isupper() or self._joins(hi, end)):
            hi += 1
        if hi - lo < 2:
            return None
        text = self.para.words_between(lo, hi)
        return Mention(
            self.para, i, lo, hi, text, "org", text, (), True, False, False, True, None,
            frozenset(text.lower().split()), False, org=text,
        )  # fmt: skip

    def _joins(self, hi: int, end: int) -> bool:
        tree = self.tree
        small = tree.low[hi] in ("on", "of", "for", "and", "the", "in")
        return small and hi + 1 < end and tree.words[hi + 1][0].isupper()
