"""Themes that stand behind something else: laws, instruments, notices, papers, signature blocks, "party
to"."""

from __future__ import annotations

from foedus.language import relations as rel
from foedus.language.propositions import Proposition
from foedus.language.tree import Tree
from foedus.language.words import words
from foedus.model import Step
from foedus.reading.frames import NOUNS, Frame
from foedus.reading.lexicon import LAWS, TRANSPARENT
from foedus.reading.mention import Mention
from foedus.reading.themes import IT, PAPERS, Theme, Themes

_COPIES = words("originals original copies duplicate triplicate quadruplicate languages language")
_DONE_BY_LAW = words("ratification accession withdrawal denunciation suspension extension")
_INSTRUMENTS = words(
    "ratification ratifications acceptance approval accession instrument instruments withdrawal denunciation"
)
_NOTES = words("notes letters")
_PROCEDURES = words("completed procedures diplomatic")
_TELLING = words(
    "withdraw withdrawal withdrawing leave terminate terminating termination completed completion ratified "
    "ratification denounce denunciation procedures exit quit suspend suspension notice notification renew "
    "renewal extend end ending scrap scrapping cancel cancelling abrogate abrogating denouncing leaving "
    "suspending quitting exiting renouncing abandoning pulling dissolving"
)
_UNSAID = words(
    "withdrawal withdraw termination ratification completion completed formal official written notice"
)
_OWED = words(
    "promise promises pledge pledges undertaking undertakings quota quotas ceiling ceilings duty duties role "
    "cooperation rights privileges guarantee guarantees"
)
_MEMBER = words("party parties member members signatory")
_OBSERVING = words("implementing observing applying honouring honoring respecting")
_WIDENING = words("expansion enlargement accession membership bid admission entry")


class SpecialSlots:
    """The themes of one paragraph that a role of the proposition does not give at once."""

    ROLES = frozenset("law instr notice party reserved echo stop block".split())

    def __init__(self, tree: Tree, themes: Themes, at: dict[int, Mention]) -> None:
        self.tree, self.themes, self.at = tree, themes, at

    def ask(self, role: str, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """The themes behind one of `ROLES`."""
        ways = {
            "law": self.law, "instr": self.instr, "notice": self.notice, "party": self.party,
            "reserved": self.reserved, "echo": self.echo, "stop": self.stop, "block": self.block,
        }  # fmt: skip
        return ways[role](v, frame, prop)

    def law(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "signed the law on ratification"; "the president signed the bill", after parliament has passed
        it."""
        tree = self.tree
        laws = [*rel.patients(tree, v), *(o for p, o in tree.preps(v) if p in ("to", "into"))]
        if not laws and (first := tree.first_conjunct(v)) != v:
            laws = rel.passive_subjects(tree, first)  # "was adopted by the Duma and approved by the Council"
        law = next((k for k in laws if tree.low[k] in LAWS), None)
        if law is None:
            return []
        if found := self.themes.law(law):
            return found
        if [tree.low[k] for k in tree.kids[law]] != ["the"]:
            return []
        return [] if any(tree.low[t] in _DONE_BY_LAW for t in tree.subtree(v)) else [IT]

    def instr(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "deposited its instrument of ratification of the treaty"; what the instrument is of is the inner
        step."""
        tree = self.tree
        obj = next((a.token for a in prop.all("obj")), None)
        if obj is None:
            return []
        words_ = {tree.low[t] for t in tree.subtree(obj)}
        if tree.low[obj] in ("theirs", "hers", "his", "own"):
            return self.themes.below(v) or [IT]  # "six have deposited theirs"
        noted = words_ & _NOTES and (self.themes.below(v) or words_ & _PROCEDURES)
        if not words_ & _INSTRUMENTS and not noted:
            return []
        found = self.themes.of(obj) if tree.low[obj] in NOUNS else []
        beside = (t for t in self.themes.below(v) if t.mention is None or t.mention.kind != "declaration")
        return found or self.themes.below(obj) or [*beside] or [IT]  # "lodged it, with a declaration"

    def notice(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "notified Poland that it was terminating", "of its withdrawal", "served notice to leave"."""
        tree = self.tree
        below = tree.subtree(v)
        told = {tree.low[t] for t in below}
        if not told & _TELLING:
            return []
        for k in [
            *rel.clauses(tree, v),
            *(c for o in prop.all("obj", "dat") for c in rel.clauses(tree, o.token)),
        ]:
            if found := self.themes.clause_step(k):
                return found
        for arg in prop.all("of", "about", "on"):
            if tree.low[arg.token] in NOUNS and (found := self.themes.of(arg.token)):
                return found
        for arg in prop.all("obj"):
            if arg.how != "accused" and (found := self.notice_noun(arg.token, prop)) and found != [IT]:
                return found
        found = [t for t in self.themes.below(v) if t.inner is None or t.inner.step is not Step.NOTIFIED]
        if not found:
            found = [
                Theme(m) for t in below if (m := self.at.get(t)) is not None and m.head == t and not m.foreign
            ]
        if found:
            return found[:1]
        needs = "notify" in tree.low[v] or told & {"notice", "notification"}
        return [IT] if told & _UNSAID and needs else []

    def notice_noun(self, n: int, prop: Proposition) -> list[Theme]:
        """ "its notice of withdrawal", "notice to leave", "the notice it gave"."""
        tree = self.tree
        for k in rel.clauses(tree, n):
            if found := [
                t for t in self.themes.clause_step(k) if t.inner and t.inner.step is not Step.NOTIFIED
            ]:
                return found
        for prep, obj in tree.preps(n):
            if prep in ("of", "to", "under", "for"):
                found = self.themes.of(obj)
                if found and (found[0].inner or found[0].mention):
                    return found
        for k in rel.premodifiers(tree, n):
            if tree.low[k] in NOUNS and (found := self.themes.of(k, loose=False)):
                return found
        definite = any(tree.low[k] in ("the", "its", "their", "this") for k in tree.kids[n])
        return [IT] if definite and tree.tags[n] == "NN" else []

    def party(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "became a party to the convention"."""
        tree = self.tree
        below = next((k for k in rel.infinitives(tree, v) if tree.low[k] == "be"), v)  # "ceased to be"
        for attr in rel.predicated(tree, below):
            if tree.low[attr] not in (frame.obj or _MEMBER):
                continue
            if "since" in frame and not any(p == "since" for t in (v, attr) for p, _ in tree.preps(t)):
                continue
            if not tree.preps(attr) and tree.words[attr] == "Party":
                return [IT]
            last = self.themes.last_org
            the = any(tree.low[k] == "the" for k in tree.kids[attr])
            if last is not None and the and not tree.preps(attr) and frame.step is Step.ACCEDED:
                return [Theme(last)]  # "It became the 32nd member"
            for arg in (*((p, o) for p, o in tree.preps(attr)), *((a.role, a.token) for a in prop.args)):
                if arg[0] in ("to", "of", "in") and (found := self.themes.of(arg[1], org=True)):
                    return found
            for k in rel.nouns_before(tree, attr):
                if found := self.themes.of(k, org=True):
                    return found
        return []

    def reserved(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "entered a reservation to the convention"."""
        obj = prop.first("obj")
        below = self.themes.below(obj.token) if obj is not None else []
        if below:
            return below[:1]
        return [t for a in prop.all("to") for t in self.themes.of(a.token)] or [IT]

    def echo(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "had done so in May"."""
        return [IT]

    def stop(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "stop implementing the deal"."""
        for k in rel.infinitives(self.tree, v):
            if self.tree.low[k] in _OBSERVING and (obj := rel.direct_object(self.tree, k)) is not None:
                return self.themes.of(obj)
        return []

    def block(self, v: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """ "Done at Puglia, this 13th day of June, 2024, in two originals"."""
        tree = self.tree
        if tree.low[v] != "done":
            return []
        begin, end = tree.sent_span(v)
        if v == begin and _COPIES & set(tree.low[begin:end]):
            behind = (m for t, m in sorted(self.at.items()) if v < t < end and m.org is None)
            return [Theme(next(behind, None))]
        obj = prop.first("obj")  # an agreement, not "it has to be done in a balanced way"
        return self.themes.of(obj.token, loose=False) if obj is not None else []

    def behind_papers(self, v: int, obj: int, frame: Frame, prop: Proposition) -> list[Theme]:
        """What an object that is no agreement itself stands for, by the flags of the row."""
        tree, low = self.tree, self.tree.low[obj]
        if low in ("instrument", "instruments"):
            for k in (*rel.clauses(tree, v), *rel.adnominal_clauses(tree, obj)):
                if found := self.themes.clause_step(k):
                    return found
        held = low in ("part", "participation", "membership", "role")
        if {"owed", "part"} & frame.flags and (low in TRANSPARENT or low in _OWED):
            under = (a for a in prop.args if a.role == "under" or (held and a.role == "in"))
            if found := next((t for a in under if (t := self.themes.of(a.token))), []):
                return found
        if "implementing" in frame and low in LAWS:
            return self.themes.law(obj)
        if "widening" in frame and low in _WIDENING:
            for k in (
                *rel.nouns_before(tree, obj),
                *(o for p, o in tree.preps(obj) if p in ("of", "to")),
            ):
                if found := self.themes.of(k, org=True, loose=False):
                    return [Theme(t.mention) for t in found]
        if low in PAPERS and self._its_papers(obj, frame):
            return [IT]
        return []

    def _its_papers(self, papers: int, frame: Frame) -> bool:
        """ "had initialled a draft", "approved the ratification papers"."""
        tree = self.tree
        told = any(tree.low[k] in ("its", "their") or tree.low[k] in NOUNS for k in tree.kids[papers])
        text = tree.low[papers] == "text" and any(tree.low[k] == "the" for k in tree.kids[papers])
        return frame.step in (Step.SIGNED, Step.INITIALLED) or ("papers" in frame and (told or text))
