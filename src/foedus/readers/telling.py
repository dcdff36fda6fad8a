"""The word of a passage that tells a step: who does it there, and how sure the passage is of it.

Foedus judges by its own grammar and factuality; what a reader says of either can only make a claim less sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from foedus.language.factuality import Factuality
from foedus.language.propositions import Grammar
from foedus.language.words import SAYING
from foedus.model import Certainty, Step
from foedus.readers.located import Place
from foedus.readers.named import Unborne
from foedus.reading.actors import who
from foedus.reading.context import Context
from foedus.reading.factual import judge
from foedus.reading.frames import JOINT, NOUNS, VERBS, Frame

#: From the surest on. A denial is no less sure than a report: it says the opposite.
SURENESS: Final = (
    Certainty.ASSERTED,
    Certainty.REPORTED,
    Certainty.PLANNED,
    Certainty.CONDITIONAL,
    Certainty.SPECULATED,
)
_DOES: Final = ("subj", "owner")


@dataclass(frozen=True, slots=True)
class Telling:
    """The token that tells a step, how sure it is, and who does it there by foedus's own reading.

    `joint`: it is done by all the parties ("both sides"). `known`: the word is one by which foedus knows the
    step. `nominal`: it is a noun.
    """

    token: int
    factuality: Factuality
    actors: frozenset[str]
    joint: bool
    known: bool
    nominal: bool


def telling(ctx: Context, place: Place, step: Step, actors: Sequence[str], parties: Sequence[str]) -> Telling:
    """The word of a passage that tells a step by these actors, of an agreement of these parties.

    Of several the one whose own subject the actors are. Raises Unborne where the passage tells another step,
    none, has somebody else do it, or tells it both done and not done.
    """
    found = [_told(ctx, place, step, token, frames) for token, frames in _words(place, step)]
    if not found:
        _refuse_other_steps(place, step)
        found = [_told(ctx, place, step, token, ()) for token in _predicates(place)]
        found.sort(key=lambda t: _rank(t.factuality.certainty), reverse=True)  # the least sure
        found = found[:1]
    if not found:
        raise Unborne("the passage has no word that could tell a step")
    fitting = [t for t in found if _fits(t, set(actors), set(parties))]
    if not fitting:
        said = ", ".join(sorted({code for t in found for code in t.actors})) or "the parties"
        raise Unborne(f"the passage has it done by {said}")
    own = [t for t in fitting if t.actors and actors] or fitting
    if len({t.factuality.certainty is Certainty.DENIED for t in own}) > 1:
        raise Unborne("the passage tells it both done and not done: a narrower one is needed")
    return max(own, key=lambda t: (_rank(t.factuality.certainty), -t.token))


def _fits(found: Telling, actors: set[str], parties: set[str]) -> bool:
    if found.joint and parties:
        return actors <= parties
    return not found.actors or actors <= found.actors


def certainty(said: Certainty, passage: Factuality, *, by_others: bool) -> Certainty:
    """How sure a claim is: as the reader says, and no surer than the passage.

    Raises Unborne where one of them denies what the other tells.
    """
    allowed = passage.certainty
    if (said is Certainty.DENIED) != (allowed is Certainty.DENIED):
        if allowed is Certainty.DENIED:
            raise Unborne(f"the passage denies it ({' '.join(passage.words) or 'by its own words'})")
        raise Unborne("nothing in the passage denies it")
    if said is Certainty.DENIED:
        return said
    if (by_others or passage.hearsay) and allowed is Certainty.ASSERTED:
        allowed = Certainty.REPORTED
    return max(said, allowed, key=_rank)


def _rank(value: Certainty) -> int:
    return SURENESS.index(value) if value in SURENESS else len(SURENESS)


def _words(place: Place, step: Step) -> Iterator[tuple[int, list[Frame]]]:
    """The tokens of a passage by which foedus knows the step, with their rows.

    A noun under a verb that tells the step is part of what the verb tells: "has not entered into force".
    """
    tree = place.paragraph.para.tree
    found: dict[int, list[Frame]] = {}
    for token in place.tokens:
        frames = [frame for frame in _frames(place, token) if step in (frame.step, frame.truce, frame.two)]
        if frames:
            found[token] = frames
    for token, frames in found.items():
        if tree.is_verb(token) or not any(
            up in found and tree.is_verb(up) for up in tree.ancestors(token, 2)
        ):
            yield token, frames


def _frames(place: Place, token: int) -> list[Frame]:
    """The rows of a token whose own words around it stand in its sentence: "take" with "effect"."""
    tree = place.paragraph.para.tree
    low, high = tree.sent_span(token)
    words = {word for at, word in enumerate(tree.low[low:high], low) if at != token}
    rows = (VERBS if tree.is_verb(token) else NOUNS).get(tree.low[token], ())
    return [row for row in rows if all(not asked or asked & words for asked in (row.obj, row.prt, row.near))]


def _refuse_other_steps(place: Place, step: Step) -> None:
    """Raises Unborne where the passage's verbs tell other steps: its nouns may be what they are told of."""
    verbs = [token for token in place.tokens if place.paragraph.para.tree.is_verb(token)]
    others = {frame.step.value for token in verbs for frame in _frames(place, token) if not frame.weak}
    if others:
        raise Unborne(f"the passage tells {' or '.join(sorted(others))}, not {step.value}")


def _predicates(place: Place) -> Iterator[int]:
    tree = place.paragraph.para.tree
    grammar = Grammar(tree)
    for token in place.tokens:
        if tree.is_verb(token) and grammar.predicates(token) and tree.low[token] not in SAYING:
            yield token


def _told(ctx: Context, place: Place, step: Step, token: int, frames: Sequence[Frame]) -> Telling:
    para = place.paragraph.para

    def each(flag: str) -> bool:
        return bool(frames) and all(flag in frame for frame in frames)

    judged = judge(para.tree, token, planned=each("planned"), denied=each("denied"), doubted=each("doubted"))
    actors, joint = _actors(ctx, place, step, token)
    return Telling(token, judged, actors, joint, bool(frames), not para.tree.is_verb(token))


def _actors(ctx: Context, place: Place, step: Step, token: int) -> tuple[frozenset[str], bool]:
    """Who does it by the passage's grammar, and whether all the parties do; nobody where it cannot tell.

    "signed it with Tonga": Tonga too; "ratified its pact with Tonga": not Tonga.
    """
    para = place.paragraph.para
    proposition = Grammar(para.tree).at(token)
    doers = [who(ctx, para, arg.token) for arg in proposition.all(*_DOES)]
    doer = next((found for found in doers if found), None)
    if doer is None or doer.partial or doer.pronoun or doer.among or not doer.codes:
        return frozenset(), doer is not None and doer.joint
    if step not in JOINT:
        return frozenset(doer.codes), False
    beside = (who(ctx, para, arg.token).codes for arg in proposition.all("with", "and", "alongside"))
    return frozenset(doer.codes).union(*beside), False
