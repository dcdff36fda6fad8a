"""Who does what to what, by deep role: one form through passive, relative, control, coordination and nouns.

A `Proposition` is a verb, an event noun or a predicate adjective with its arguments. Roles are "subj" (who
does it), "obj" (to what), "dat" (to whom), "pred" (what it is said to be), "owner" (a noun's possessor,
subject or object: who asks settles it), "mod" (a noun's compound) and each preposition by its word. Nothing
here knows what a text is about; `things` are the tokens that its domain knows to be things, which do nothing
themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from foedus.language import relatives
from foedus.language.accused import accused
from foedus.language.tree import Tree
from foedus.language.words import (
    BE,
    HAVE,
    LIGHT,
    OWNED,
    PREDICATES,
    RELATIVES,
    STATIVE,
    TERMS_OF_TIME,
    TOUGH,
)

_NOT_A_HEAD = frozenset({"aux", "auxpass", "compound", "nmod"})
_TELLING = frozenset({"ROOT", "conj", "ccomp", "relcl", "xcomp", "acl", "advcl"})
_PAPERS = frozenset({"instrument", "instruments", "announcement", "declaration"})


class Arg(msgspec.Struct, frozen=True):
    """One argument: its role, the head of its phrase, and how it was found."""

    role: str
    token: int
    how: str = "own"


class Proposition(msgspec.Struct, frozen=True):
    """A predicate at `anchor` with its arguments in the order in which they were found."""

    anchor: int
    form: str  # "verb" or "noun"
    passive: bool
    args: tuple[Arg, ...]

    def all(self, *roles: str) -> Iterator[Arg]:
        return (a for a in self.args if a.role in roles)

    def first(self, *roles: str) -> Arg | None:
        return next(self.all(*roles), None)


class Grammar:
    """The propositions of one tree, each worked out once and only where it is asked for."""

    def __init__(self, tree: Tree, is_thing: Callable[[int], bool] = lambda _: False) -> None:
        self.tree = tree
        self._is_thing = is_thing
        self._known: dict[int, Proposition] = {}

    def at(self, i: int) -> Proposition:
        """The proposition of the verb or event noun at a token."""
        if i not in self._known:
            if self.tree.is_verb(i) or self.predicates(i):
                self._known[i] = self._verb(i)
            elif self.tree.tags[i].startswith("JJ"):
                self._known[i] = self._adjective(i)
            else:
                self._known[i] = self._noun(i)
        return self._known[i]

    def predicates(self, i: int) -> bool:
        """Whether a word heads a clause: a verb, or what the parser took for a noun but gave a subject."""
        tree = self.tree
        label = tree.deps[i]
        if tree.is_verb(i):
            return label not in _NOT_A_HEAD
        told = tree.child(i, "dobj", "nsubj", "nsubjpass") is not None
        return tree.tags[i] in ("JJ", "NN", "NNS", "NNP") and label in _TELLING and told

    def _verb(self, v: int) -> Proposition:
        tree = self.tree
        passive = self.is_passive(v)
        args: list[Arg] = []
        subject = self.surface_subject(v)
        if passive:
            args += [Arg("subj", o, "agent") for o in self._agents(v)]
            if (fronted := self._fronted(v)) is not None:
                args.append(Arg("obj", fronted, "participle"))
            elif tree.deps[v] == "amod":
                args.append(Arg("obj", tree.heads[v], "participle"))
            elif subject is not None:
                retained = tree.child(v, "dobj") is not None
                args.append(Arg("dat" if retained else "obj", subject.token, f"passive {subject.how}"))
        elif subject is not None:
            args.append(Arg("subj", subject.token, subject.how))
        args += [Arg("obj", o, how) for o, how in self._objects(v, passive)]
        for k in tree.kids[v]:
            if tree.deps[k] == "dative" and tree.tags[k] not in ("IN", "TO"):
                args.append(Arg("dat", k))
            elif tree.deps[k] in ("attr", "acomp", "oprd"):
                args.append(Arg("pred", k))
        args += [Arg(prep, o) for prep, o in self.preps(v)]
        return Proposition(v, "verb", passive, tuple(args))

    def _adjective(self, i: int) -> Proposition:
        """ "remains unsold", "the unsold hotel": of what it is said."""
        tree = self.tree
        head = tree.heads[i]
        of = (
            head
            if tree.deps[i] == "amod"
            else tree.subject(head)
            if tree.deps[i] in ("acomp", "oprd", "attr")
            else None
        )
        return Proposition(i, "adjective", True, (Arg("obj", of, "predicate"),) if of is not None else ())

    def is_passive(self, v: int) -> bool:
        """Whether a verb's surface subject is its object: by its auxiliary, as a participle, or by sharing
        one."""
        tree = self.tree
        if tree.child(v, "nsubjpass", "auxpass") is not None:
            return True
        if tree.tags[v] not in ("VBN", "VBD", "JJ"):
            return False
        label = tree.deps[v]
        perfect = any(tree.low[k] in HAVE for k in tree.children(v, "aux"))
        if perfect or tree.child(v, "dobj") is not None:
            return False
        if label in ("acl", "amod"):
            return tree.child(v, "nsubj") is None
        if tree.child(v, "agent") is not None:
            return True
        subject = tree.child(v, "nsubj")
        if label == "conj":
            first = tree.first_conjunct(v)
            shares = tree.child(first, "auxpass", "nsubjpass") is not None or tree.deps[first] == "acl"
            if subject is None and tree.child(v, "aux") is None and (tree.tags[v] == "VBN" or shares):
                return shares and tree.child(v, "ccomp", "xcomp") is None
        if subject is not None and tree.tags[v] in ("VBN", "VBD") and self._is_thing(subject):
            return True  # "the treaty signed in Paris took effect": no treaty signs
        bare = tree.child(v, "aux", "nsubj") is None
        return tree.tags[v] == "VBN" and label in ("advcl", "xcomp", "ccomp", "oprd", "pcomp") and bare

    def _fronted(self, v: int) -> int | None:
        """ "Under the accords, mediated by the UN and signed by both, Moscow had to go": the accords."""
        tree = self.tree
        first = tree.first_conjunct(v)
        if tree.tags[first] != "VBN" or tree.deps[first] != "advcl" or tree.child(first, "nsubj") is not None:
            return None
        objects = (
            o for p, o in tree.preps(first) if p in ("under", "in") and o < first and self._is_thing(o)
        )
        return next(objects, None) if tree.low[first - 1] == "," else None

    def _agents(self, v: int) -> list[int]:
        tree = self.tree
        out = [o for p, o in tree.preps(v) if p == "by" and tree.tags[o] != "VBG" and not self._is_measure(o)]
        for by in [k for k in tree.kids[v] if tree.low[k] == "by"]:
            out += [
                o for k in tree.conjuncts(by)[1:] if tree.low[k] == "by" for o in tree.children(k, "pobj")
            ]
        if not out:  # "was sold to an investor by the bank": the parser hangs it on the investor
            behind = [pair for p, obj in tree.preps(v) if p != "by" for pair in tree.preps(obj)]
            out = [o for p, o in behind if p == "by" and tree.tags[o] != "VBG" and not self._is_measure(o)]
        return out

    def _is_measure(self, i: int) -> bool:
        """ "extended by 30 days", "cut by a third": no agent."""
        measured = self.tree.low[i] in TERMS_OF_TIME or self.tree.low[i] in (
            "percent",
            "pct",
            "%",
            "half",
            "third",
        )
        return measured or (self.tree.tags[i] == "CD" and not self.tree.kids[i])

    def surface_subject(self, v: int) -> Arg | None:
        """The grammatical subject: its own, or that of coordination, control, raising, relative,
        participle."""
        tree = self.tree
        if (by_charge := accused(self.tree, v)) is not None:
            return Arg("subj", by_charge, "accused")
        own = tree.child(v, "nsubj", "nsubjpass", "csubj")
        subject = tree.subject(v)
        if own is not None and len(several := tree.children(v, "nsubj", "nsubjpass")) > 1:
            things = [k for k in several if self._is_thing(k) and k < v]
            subject = things[-1] if things else subject  # the parser's second subject of one verb
        if subject is None:
            return None
        if tree.low[subject] in RELATIVES:
            return Arg("subj", self.antecedent(subject, v), "relative")
        if own is not None:
            return Arg("subj", subject)
        label = tree.deps[v]
        if label in ("acl", "relcl"):
            return self._of_noun(v, subject)
        if tree.deps[v] == "pcomp" and tree.low[tree.heads[v]] == "including":
            above = tree.clause_verb(tree.heads[tree.heads[v]])
            found = tree.subject(above) if above != v else None
            return Arg("subj", found, "including") if found is not None else None
        how = {"conj": "shared", "xcomp": "controlled", "pcomp": "controlled", "advcl": "controlled"}.get(
            label, "found"
        )
        described = tree.deps[tree.heads[v]] == "amod"  # "an agreement due to be signed"
        if tree.low[subject] in OWNED and subject in tree.ancestors(v, 2) and not described:
            owner = self.owner(subject)
            return Arg("subj", owner, "owner") if owner is not None else Arg("subj", subject, how)
        return Arg("subj", subject, how)

    def _of_noun(self, v: int, noun: int) -> Arg | None:
        """Who does what hangs on a noun: the noun ("the state to sign"), or its owner ("its plan to
        sign")."""
        tree = self.tree
        infinitive = any(tree.low[k] == "to" for k in tree.children(v, "aux"))
        if self.is_passive(v):
            return Arg("obj", noun, "participle")
        if tree.low[noun] in OWNED:
            owner = self.owner(noun)
            return Arg("subj", owner, "owner") if owner is not None else None
        up = tree.heads[noun]
        if infinitive and tree.deps[noun] in ("attr", "oprd") and tree.low[up] in BE:
            above = self.surface_subject(up)
            if above is not None and above.token != noun:
                return Arg("subj", above.token, "predicate")
        among = tree.low[up] in ("among", "of") and tree.deps[noun] == "pobj"
        if infinitive and among and (verb := tree.clause_verb(up)) != v and tree.low[verb] in BE:
            above = self.surface_subject(verb)
            if above is not None:
                return Arg("subj", above.token, "predicate")
        return Arg("subj", noun, "participle")

    def owner(self, noun: int, hops: int = 0) -> int | None:
        """Whose decision, plan or law it is: its possessor, its "by" or "of", a name before it, the verb's
        subject."""
        tree = self.tree
        if (k := tree.child(noun, "poss")) is not None:
            return k
        for prep, obj in tree.preps(noun):
            if prep in ("by", "of", "from") and tree.tags[obj].startswith(("NNP", "PRP")):
                return obj
        for k in tree.children(noun, "amod", "compound", "nmod"):
            if tree.tags[k].startswith(("NNP", "JJ")) and tree.words[k][0].isupper():
                return k
        verb = tree.clause_verb(noun)
        if verb == noun or hops > 3:
            return None
        if tree.child(verb, "nsubjpass") is not None:
            return next((o for p, o in tree.preps(verb) if p == "by"), None)
        subject = self.surface_subject(verb)
        if subject is None or subject.token == noun:
            return None
        return (
            self.owner(subject.token, hops + 1)
            if tree.low[subject.token] in OWNED and hops < 3
            else subject.token
        )

    def antecedent(self, i: int, v: int) -> int:
        """What "which" or "who" stands for: the noun of its clause, or "X" in "it is X that ..."."""
        return relatives.antecedent(self.tree, i, v, self._is_thing)

    def _objects(self, v: int, passive: bool) -> Iterator[tuple[int, str]]:
        tree = self.tree
        own = tree.children(v, "dobj")
        subjects = tree.children(v, "nsubj")
        if len(subjects) > 1 and tree.low[subjects[0]] in ("which", "that"):
            own = [subjects[0], *own]  # "which Washington says Tokyo has broken"
        own.sort(key=lambda k: not self._is_thing(k))  # one phrase may be taken for two objects
        for o in own:
            if (
                tree.low[o] == "what"
                and tree.deps[v] in ("csubj", "nsubj", "ccomp")
                and tree.low[tree.heads[v]] in BE
            ):
                told = tree.child(tree.heads[v], "attr")
                yield (told if told is not None else o), "predicate"  # "what it sold was the hotel"
                continue
            yield (self.antecedent(o, v), "relative") if tree.low[o] in RELATIVES else (o, "own")
        if passive or own:
            return
        for c in tree.children(v, "conj"):
            shared = tree.child(c, "dobj")
            if shared is not None and not any(tree.deps[k] == "prep" for k in tree.kids[v]):
                yield shared, "shared"
        if (of := self._tough(v)) is not None:
            yield of, "predicate"
            return
        if tree.deps[v] in ("xcomp", "ccomp", "advcl") and tree.tags[tree.heads[v]].startswith("JJ"):
            hard = tree.heads[v]  # "a pact would be hard to negotiate"
            told_of = tree.child(tree.heads[hard], "nsubj") if tree.deps[hard] == "acomp" else None
            if told_of is not None and (self._is_thing(told_of) or tree.low[hard] in TOUGH):
                yield told_of, "predicate"
                return
        clause = v
        while tree.deps[clause] in ("xcomp", "ccomp", "conj") and tree.heads[clause] != clause:
            clause = tree.heads[clause]
        subject = tree.child(clause, "nsubj") if tree.deps[clause] == "relcl" else None
        if (
            subject is not None
            and tree.low[subject] not in RELATIVES
            and not relatives.by_preposition(tree, clause)
        ):
            yield relatives.gap(tree, clause, self._is_thing), "gap"

    def _tough(self, v: int) -> int | None:
        """ "The village was hard to attack": the village, where the parser hangs the infinitive on "was"."""
        tree, head = self.tree, self.tree.heads[v]
        if tree.deps[v] not in ("advcl", "xcomp") or tree.low[head] not in BE:
            return None
        if not any(tree.low[k] in TOUGH for k in tree.children(head, "acomp")):
            return None
        return (
            tree.child(head, "nsubj") if any(tree.low[k] == "to" for k in tree.children(v, "aux")) else None
        )

    def preps(self, i: int) -> list[tuple[str, int]]:
        """Prepositions with their objects below a verb or noun, through particles, relatives resolved."""
        tree = self.tree
        out = list(tree.preps(i))
        for k in tree.children(i, "prt", "advmod"):
            for prep, obj in tree.preps(k):
                out += [(f"{tree.low[k]} {prep}", obj), (prep, obj)]
        for prep, noun in tree.preps(i):
            if not tree.children(noun, "det", "poss", "amod"):  # "voted in favour of it"
                out += [(f"{prep} {tree.low[noun]} {q}", o) for q, o in tree.preps(noun)]
        if tree.is_verb(i):
            for k in tree.children(i, "dobj", "acomp"):
                out += tree.preps(k)
            if not out and tree.child(i, "dobj") is None:
                out += [pair for c in tree.children(i, "conj") for pair in tree.preps(c)]
        return [(p, self.antecedent(o, i) if tree.low[o] in RELATIVES else o) for p, o in out]

    def _noun(self, n: int) -> Proposition:
        tree = self.tree
        args: list[Arg] = []
        pairs = self.preps(n)
        by = [o for p, o in pairs if p == "by"]
        by = by or [
            o
            for p, obj in pairs
            if p == "of"
            for q, o in tree.preps(obj)
            if q == "by" and not self._is_thing(obj)
        ]
        args += [Arg("subj", o, "agent") for o in by]
        args += [Arg("owner", k) for k in tree.children(n, "poss")]
        args += [Arg(prep, o) for prep, o in pairs]
        for k in tree.kids[n]:
            if tree.deps[k] in ("compound", "nmod", "amod") and k < n:
                args.append(Arg("mod", k))
            elif tree.deps[k] == "acl" and tree.low[k] in (
                "related",
                "relating",
                "concerning",
            ):  # "negotiations related to"
                args += [Arg(p, o, "related") for p, o in tree.preps(k)]
        if tree.deps[n] == "compound":  # "an MOU signing ceremony"
            args += [Arg("mod", k) for k in tree.children(tree.heads[n], "compound", "amod") if k < n]
        args += [Arg("of what is said", t, "predicate") for t in self._predicated(n)]
        if not any(a.role in ("subj", "owner") for a in args):
            carried = self._carrier(n)
            if carried is not None:
                args.append(Arg("subj", carried, "light"))
        if tree.deps[n] in ("dobj", "pobj", "nsubjpass"):
            verb = tree.clause_verb(n)
            args += [Arg(p, o, "on the verb") for p, o in tree.preps(verb) if o > n and verb != n]
        return Proposition(n, "noun", False, tuple(args))

    def _predicated(self, n: int) -> Iterator[int]:
        """Of what a noun is told by its preposition: "a treaty ready for signing", "an accord subject to
        approval"."""
        tree = self.tree
        prep = tree.heads[n]
        if tree.deps[n] not in ("pobj", "pcomp") or tree.low[prep] not in ("for", "to"):
            return
        said = tree.heads[prep]
        if tree.low[said] not in PREDICATES:
            return
        up = tree.heads[said]
        if (
            tree.deps[said] in ("acomp", "attr", "advmod", "xcomp")
            and (subject := tree.subject(up)) is not None
        ):
            yield subject
        elif tree.deps[said] in ("amod", "acl", "relcl", "appos", "advmod", "advcl"):
            yield (
                up if self._is_thing(up) else next((t for t in tree.ancestors(said) if self._is_thing(t)), up)
            )
            yield from (t for t in range(said - 1, tree.sent_span(said)[0] - 1, -1) if self._is_thing(t))
        elif tree.is_verb(said):
            found = self.at(said).first("obj") if self.is_passive(said) else None
            if found is not None:
                yield found.token

    def _carrier(self, n: int) -> int | None:
        """Who does what a noun tells, by its verb: "gave notice of", "announced its", "is in violation
        of"."""
        tree = self.tree
        up = tree.heads[n]
        if tree.deps[n] == "pobj" and tree.low[up] == "of":
            above = tree.heads[up]  # "its notice of withdrawal", "an instrument of ratification"
            return self.owner(above) if tree.low[above] in OWNED or tree.low[above] in _PAPERS else None
        if tree.deps[n] == "pobj" and tree.low[up] == "in":
            verb = tree.clause_verb(n)
            if (by_charge := accused(self.tree, verb)) is not None:
                return by_charge
            found = (
                self.surface_subject(verb) if tree.low[verb] in STATIVE or tree.tags[verb] == "VBG" else None
            )
            return found.token if found is not None else None
        if tree.deps[n] not in ("dobj", "attr", "nsubjpass") or tree.low[up] not in LIGHT:
            return None
        prop = self.at(up)
        found = prop.first("subj")
        return found.token if found is not None and found.token != n else None
