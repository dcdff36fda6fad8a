"""What is done around an agreement: forces sent and withdrawn, attacks, exercises, aid, sanctions, talks, visits.

Categories are PLOVER's (Open Event Data Alliance, PLOVER manual). Each row names the act, its category, its
verbs or nouns and where actor and target stand; adding one is one row and one test row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.reading.actors import NOBODY, Who, codes_of_name, who
from foedus.reading.context import Context, Para
from foedus.reading.inflect import noun_forms, verb_forms
from foedus.reading.tree import Tree


@dataclass(frozen=True, slots=True)
class ActRule:
    """`objects`: words one of which must be the object (or head of the nominal's "of"); empty for any state.

    `target`: prepositions that lead to it, "obj" for the object itself. `act` may depend on the object.
    """

    id: str
    act: str
    category: str
    target: frozenset[str]
    objects: frozenset[str] = frozenset()
    nominal: bool = False
    joint: bool = False


@dataclass(frozen=True, slots=True)
class ActEvent:
    """An act as the grammar tells it: actors, targets, the token of its place phrase, its number."""

    trigger: int
    rule: ActRule
    actor: Who
    target: tuple[str, ...]
    place: str | None
    number: int | None
    nominal: bool
    judged: int  # the token whose clause tells how sure: the verb that carries a bare noun


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FORCES = _set(
    "troops troop soldiers forces force army marines warship warships ships fleet aircraft jets bombers brigade "
    "brigades division divisions battalion battalions personnel peacekeepers contingent advisers advisors missiles "
    "frigate destroyer carrier submarines submarine squadron units unit reinforcements"
)
ARMS = _set(
    "weapons weapon arms missiles missile ammunition munitions tanks tank jets fighters drones artillery shells "
    "helicopters rockets warships howitzers systems equipment"
)
AID = _set(
    "aid assistance loan loans grant grants relief credit credits help support package packages food fuel"
)
DRILLS = _set("exercise exercises drill drills manoeuvres maneuvers manoeuvre maneuver wargames")

# id, lemmas, act, category, target, objects, nominal, joint
_ROWS: list[tuple[str, str, str, str, str, frozenset[str], bool, bool]] = [
    # "sent 10,000 troops to the front", "stationed forces in the north"
    ("deploy", "deploy send dispatch station mobilise move rush position", "forces_deployed", "MOBILIZE",
     "to in into on near along at", FORCES, False, False),
    ("n-deploy", "deployment dispatch stationing", "forces_deployed", "MOBILIZE", "to in into on near at", FORCES, True, False),
    # "pulled its soldiers out of the enclave"
    ("withdraw-forces", "withdraw pull recall remove evacuate", "forces_withdrawn", "RETREAT", "from out of", FORCES, False, False),
    ("n-withdraw-forces", "withdrawal pullout pullback", "forces_withdrawn", "RETREAT", "from", FORCES, True, False),
    # "invaded its neighbour", "Moscow's invasion of Ukraine"
    ("invade", "invade", "invasion", "ASSAULT", "obj", frozenset(), False, False),
    ("n-invade", "invasion", "invasion", "ASSAULT", "of", frozenset(), True, False),
    # "bombed targets in", "shelled the town", "attacked"
    ("attack", "attack bomb bombard shell raid", "attack", "ASSAULT", "obj in on at", frozenset(), False, False),
    ("n-attack", "attack airstrike bombardment bombing raid", "attack", "ASSAULT", "on against in", frozenset(), True, False),
    # "fired missiles at", "shot down a Russian jet"
    ("fire", "fire launch", "attack", "ASSAULT", "at on against into towards toward over", ARMS | _set("salvo barrage strikes strike"), False, False),
    ("shoot-down", "shoot", "attack", "ASSAULT", "own", _set("jet jets plane planes aircraft drone drones helicopter helicopters bomber"), False, False),
    # "engage in combat against", "clashed with", "fought"
    ("fight", "fight clash", "combat", "ASSAULT", "obj with against", frozenset(), False, False),
    ("n-combat", "combat", "combat", "ASSAULT", "against with", frozenset(), True, False),
    # "held joint exercises"
    ("drill", "hold conduct stage begin start launch carry", "joint_exercise", "COOPERATE", "with", DRILLS, False, True),
    # "supplied tanks to", "delivered missiles to"
    ("arm", "supply deliver provide ship send sell give donate transfer", "military_aid", "AID", "to dative", ARMS, False, False),
    # "gave 2 billion dollars in aid to"
    ("aid", "provide give grant lend pledge extend offer deliver send", "aid", "AID", "to dative for", AID, False, False),
    # "imposed sanctions on", "slapped an embargo on"
    ("sanction", "impose slap place introduce tighten extend widen", "sanctions", "SANCTION", "on against upon",
     _set("sanctions sanction embargo ban tariffs blockade restrictions boycott"), False, False),
    ("lift-sanctions", "lift ease remove waive suspend relax", "sanctions_lifted", "CONCEDE", "on against",
     _set("sanctions embargo blockade tariffs"), False, False),
    # "held talks with", "met his counterpart"
    ("talk", "hold open resume begin start", "talks", "CONSULT", "with", _set("talks negotiations consultations meeting summit"), False, True),
    # "arrived in Kyiv for a visit", "visited Pyongyang"
    ("visit", "visit", "visit", "CONSULT", "obj", frozenset(), False, False),
    ("n-visit", "visit trip", "visit", "CONSULT", "to", frozenset(), True, False),
    # "expelled two diplomats"
    ("expel", "expel", "expulsion", "COERCE", "own from", _set("diplomat diplomats ambassador envoy attaché attache staff"), False, False),
    # "closed its border with"
    ("close-border", "close shut seal", "border_closed", "COERCE", "with to", _set("border borders frontier crossing crossings"), False, False),
    ("break-relations", "cut sever break", "relations_broken", "COERCE", "with", _set("relations ties"), False, False),
    ("recall", "recall", "ambassador_recalled", "PROTEST", "from to in", _set("ambassador envoy"), False, False),
    ("recognise", "recognise", "recognition", "COOPERATE", "obj", frozenset(), False, False),
]  # fmt: skip

NAMES: tuple[str, ...] = tuple(dict.fromkeys(row[2] for row in _ROWS))
CATEGORIES: dict[str, str] = {row[2]: row[3] for row in _ROWS}


def _build(nominal: bool) -> dict[str, tuple[ActRule, ...]]:
    out: dict[str, list[ActRule]] = {}
    for id_, lemmas, act, category, target, objects, is_nominal, joint in _ROWS:
        if is_nominal is not nominal:
            continue
        rule = ActRule(id_, act, category, frozenset(target.split()), objects, nominal, joint)
        for lemma in lemmas.split():
            for form in noun_forms(lemma) if nominal else verb_forms(lemma):
                out.setdefault(form, []).append(rule)
    return {form: tuple(rules) for form, rules in out.items()}


_VERBS = _build(nominal=False)
_NOUNS = _build(nominal=True)
# words that make a paragraph worth a look: nouns, verbs that need no object of a sort, else those objects
HINTS = (
    frozenset(_NOUNS)
    | {
        form
        for row in _ROWS
        if not (row[5] or row[6])
        for lemma in row[1].split()
        for form in verb_forms(lemma)
    }
    | {word for row in _ROWS for word in row[5]}
)
_MONEY = _set("dollars euros pounds yen yuan roubles rubles francs marks rupees million billion")
_NUMBER = re.compile(r"\d[\d,.]*")
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_FORCES_OF = FORCES | _set("fighters rebels militants guerrillas")


def find_acts(ctx: Context, para: Para) -> list[ActEvent]:
    """The acts that a paragraph tells between states (or armed groups): each with an actor and a target or place."""
    tree = para.tree
    out: list[ActEvent] = []
    for i, low in enumerate(tree.low):
        found: ActEvent | None = None
        if low in _VERBS and tree.is_verb(i) and tree.deps[i] not in ("aux", "auxpass", "amod", "compound"):
            found = _verbal(ctx, para, i, _VERBS[low])
        elif low in _NOUNS and tree.tags[i] in ("NN", "NNS"):
            found = _nominal(ctx, para, i, _NOUNS[low])
        if found is not None:
            out.append(found)
    return out


def _verbal(ctx: Context, para: Para, v: int, rules: tuple[ActRule, ...]) -> ActEvent | None:
    tree = para.tree
    passive = tree.child(v, "nsubjpass")
    obj = passive if passive is not None else tree.child(v, "dobj")
    if obj is not None and tree.low[obj] in ("which", "that") and tree.deps[v] == "relcl":
        obj = tree.heads[v]
    if obj is None and tree.deps[v] == "acl" and tree.tags[v] == "VBN":
        obj = tree.heads[v]
        passive = obj
    for rule in rules:
        if rule.objects:
            if obj is None or not (_is_object(tree, obj, rule.objects) or _is_money(tree, v, obj, rule)):
                continue
        elif "obj" in rule.target and obj is None:
            continue
        if passive is not None:
            by = [o for prep, o in tree.preps(v) if prep == "by"]
            actor = (
                who(ctx, para, by[0])
                if by
                else (_modifier(ctx, para, obj) if rule.objects and obj is not None else NOBODY)
            )
        else:
            subject = tree.subject(v)
            actor = who(ctx, para, subject) if subject is not None else NOBODY
            if not actor and not actor.pronoun and subject is not None and tree.low[subject] in _FORCES_OF:
                actor = _modifier(ctx, para, subject)
        target, place = _target(ctx, para, v, obj, rule)
        if not rule.objects and "obj" in rule.target and not target:
            continue
        return ActEvent(
            v, rule, actor, target, place, _number(tree, obj) if obj is not None else None, False, v
        )
    return None


def _nominal(ctx: Context, para: Para, n: int, rules: tuple[ActRule, ...]) -> ActEvent | None:
    tree = para.tree
    if tree.deps[n] in ("compound", "nmod") and not (
        tree.low[n] == "combat" and tree.low[tree.heads[n]] in ("engagement", "operations")
    ):
        return None
    for rule in rules:
        actor = NOBODY
        head = tree.heads[n] if tree.low[n] == "combat" and tree.deps[n] == "compound" else n
        of = [o for prep, o in tree.preps(n) if prep == "of"]
        if rule.objects:
            if not of or not _is_object(tree, of[0], rule.objects):
                continue
            actor = _modifier(ctx, para, of[0])
        for k in tree.children(n, "poss"):
            actor = who(ctx, para, k)
        if not actor:
            for prep, o in tree.preps(n):
                if prep == "by":
                    actor = who(ctx, para, o)
        if not actor and not rule.objects:
            actor = _modifier(ctx, para, n)
        if rule.id == "n-combat":
            subject = _subject_above(tree, head)
            actor = who(ctx, para, subject) if subject is not None else NOBODY
            if not actor and subject is not None:
                actor = _modifier(ctx, para, subject)
        target, place = _target(ctx, para, n, None, rule)
        judged = tree.clause_verb(head) if rule.id == "n-combat" else n
        return ActEvent(n, rule, actor, target, place, _number(tree, of[0]) if of else None, True, judged)
    return None


def _subject_above(tree: Tree, i: int) -> int | None:
    """The subject of the clause, through "with the possibility of engaging in combat" to whom that is said of."""
    for _ in range(3):
        verb = tree.clause_verb(i)
        subject = tree.subject(verb)
        if (
            subject is None
            or subject == i
            or tree.low[subject]
            not in ("possibility", "prospect", "aim", "risk", "intention", "view", "chance", "plan")
        ):
            return subject
        i = subject
    return None


def _is_object(tree: Tree, obj: int, words: frozenset[str]) -> bool:
    return any(tree.low[j] in words for j in tree.conjuncts(obj)) or any(
        prep in ("in", "of") and tree.low[o] in words for prep, o in tree.preps(obj)
    )


def _is_money(tree: Tree, v: int, obj: int, rule: ActRule) -> bool:
    """ "gave 20 million dollars in aid": the parser hangs "in aid" on the verb."""
    told = any(prep == "in" and tree.low[o] in rule.objects for prep, o in tree.preps(v))
    return told and tree.low[obj] in _MONEY


def _modifier(ctx: Context, para: Para, i: int) -> Who:
    """The state in a noun's own modifiers: "North Korean troops"."""
    codes: list[str] = []
    for k in para.tree.subtree(i, frozenset({"relcl", "acl", "prep", "appos", "conj", "cc"})):
        name = para.name_of.get(k)
        if name is not None:
            codes.extend(c for c in codes_of_name(ctx, name) if c not in codes)
    return Who(tuple(codes[:1]))


def _target(
    ctx: Context, para: Para, i: int, obj: int | None, rule: ActRule
) -> tuple[tuple[str, ...], str | None]:
    """(target codes, the words of the place)."""
    tree = para.tree
    spots: list[int] = []
    if "obj" in rule.target and obj is not None:
        spots.append(obj)
    if "dative" in rule.target:
        spots.extend(tree.children(i, "dative"))
    pairs = tree.preps(i) + (tree.preps(obj) if obj is not None else [])
    # "20 million dollars in aid to Ukraine": what counts hangs one step lower
    pairs += [pair for _, o in pairs if tree.low[o] in rule.objects for pair in tree.preps(o)]
    for prep, o in pairs:
        if set(prep.split()) & rule.target:
            spots.append(o)
    if "own" in rule.target and obj is not None and (owner := _modifier(ctx, para, obj)).codes:
        return owner.codes, None  # "expelled two Russian diplomats"
    for spot in spots:
        codes = who(ctx, para, spot).codes or _modifier(ctx, para, spot).codes
        if codes:
            words = tree.subtree(spot, frozenset({"relcl", "acl", "appos", "conj", "cc", "prep", "advcl"}))
            place = para.words_between(words[0], words[-1] + 1) if "obj" not in rule.target else None
            return codes, place
    for spot in spots:
        if tree.tags[spot].startswith("NNP"):
            return (), tree.words[spot]  # "from Kherson": a place that the tables do not know
    return (), None


def _number(tree: Tree, obj: int) -> int | None:
    """The number that counts the object: "as many as 10,000 troops", "two thousand soldiers"."""
    for k in tree.children(obj, "nummod", "quantmod"):
        found = _NUMBER.fullmatch(tree.words[k])
        if found:
            return int(float(found.group().replace(",", "").rstrip(".")))
        if tree.low[k] in _SCALE:
            for q in tree.children(k, "compound", "quantmod", "nummod"):
                if _NUMBER.fullmatch(tree.words[q]):
                    return int(float(tree.words[q].replace(",", "")) * _SCALE[tree.low[k]])
    return None
