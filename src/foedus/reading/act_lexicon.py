"""What is done around an agreement: forces sent and withdrawn, attacks, exercises, aid, sanctions, talks, visits.

Categories are PLOVER's (Open Event Data Alliance, PLOVER manual). Each row names the act, its category, its
verbs or nouns and where actor and target stand; adding one is one row and one test row.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.language.inflect import noun_forms, verb_forms


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

    @property
    def carried(self) -> bool:
        """Whether a verb carries the noun, which names nobody: "engage in combat"."""
        return self.nominal and self.act == "combat"


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
    ("arm", "supply deliver provide ship send sell give donate transfer", "military_aid", "AID", "to dat", ARMS, False, False),
    # "gave 2 billion dollars in aid to"
    ("aid", "provide give grant lend pledge extend offer deliver send", "aid", "AID", "to dat for", AID, False, False),
    # "halted aid to", "froze loans to"
    ("halt-aid", "halt suspend cut freeze stop cancel withhold", "aid_halted", "SANCTION", "to for dat", AID, False, False),
    # "imposed sanctions on", "slapped an embargo on"
    ("sanction", "impose slap place introduce tighten extend widen", "sanctions", "SANCTION", "on against upon",
     _set("sanctions sanction embargo ban tariffs blockade restrictions boycott"), False, False),
    ("lift-sanctions", "lift ease remove waive suspend relax", "sanctions_lifted", "CONCEDE", "on against",
     _set("sanctions embargo blockade tariffs"), False, False),
    # "held talks with", "met his counterpart"
    ("talk", "hold open resume begin start", "talks", "CONSULT", "with", _set("talks negotiations consultations meeting summit"), False, True),
    # "met his counterpart", "met with the rebels"
    ("meet", "meet", "meeting", "CONSULT", "obj", frozenset(), False, True),
    ("meet-with", "meet", "meeting", "CONSULT", "with", frozenset(), False, True),
    # "threatened Poland with", "demanded of Iran that", "rejected Tonga's offer"
    ("threaten", "threaten", "threat", "THREATEN", "obj", frozenset(), False, False),
    ("demand", "demand", "demand", "REQUEST", "from of", frozenset(), False, False),
    ("reject", "reject rebuff refuse spurn", "rejection", "REJECT", "own from",
     _set("demand demands request requests offer offers proposal proposals appeal appeals call calls ultimatum"), False, False),
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


VERBS = _build(nominal=False)
NOUNS = _build(nominal=True)
# words that make a paragraph worth a look: nouns, verbs that need no object of a sort, else those objects
HINTS = (
    frozenset(NOUNS)
    | {
        form
        for row in _ROWS
        if not (row[5] or row[6])
        for lemma in row[1].split()
        for form in verb_forms(lemma)
    }
    | {word for row in _ROWS for word in row[5]}
)
