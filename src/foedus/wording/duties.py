"""What parties owe, in English: who must do what, when it bites, and whether it binds."""

from __future__ import annotations

from typing import Final

from foedus.law.model import Attack, Bound
from foedus.model import TermKind
from foedus.wording.sentences import citation, sentence
from foedus.wording.words import Namer, named

# What each kind comes to when a state is attacked.
_DUTY: Final = {
    TermKind.MUTUAL_DEFENCE: "must come to the aid of {}",
    TermKind.CONSULTATION: "must consult with {}",
    TermKind.NEUTRALITY: "must stay neutral and not help who attacks {}",
    TermKind.NON_AGGRESSION: "must not attack {}",
}
#: Whether a treaty binds to its duties on a day.
BINDING: Final = {
    True: "binding on the day (VCLT 26)",
    False: "not binding on the day (VCLT 18, 24, 28)",
    None: "whether it binds is not told",
}
#: When a duty bites.
ON: Final = {
    Attack.ALWAYS: "",
    Attack.ATTACK: "if one of them is attacked",
    Attack.WAR: "if one of them is at war",
    Attack.THREAT: "if one of them is threatened",
}


def duty(bound: Bound, name: Namer = str) -> str:
    """What a state must do: "must come to the aid of North Korea"."""
    return _DUTY[TermKind(bound.kind)].format(named(bound.to, name))


def why(bound: Bound, name: Namer = str) -> str:
    """What it rests on whether the duty binds, with the articles."""
    return f"{sentence(bound.why, name)} ({citation(bound.why.articles)})"


def doubts(bound: Bound, name: Namer = str) -> tuple[str, ...]:
    """What is unsure of the duty and of the treaty it stands in."""
    return tuple(sentence(d, name) for d in bound.doubts)
