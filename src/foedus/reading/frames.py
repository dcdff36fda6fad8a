"""The verbs and nouns of steps as data: `data/verbs.txt`, `nouns.txt` and `compositions.txt`, read once.

A row's behaviour stands in the row. Flags of rows:
  weak        the word alone proves little: its agreement must be one between states on other evidence too
  org         an organisation counts as the agreement (joined, left)
  planned, denied, doubted   the word itself prepares the step, says that it is not done, tells a chance
  outside     the subject is no party to it; `speaks` its subject is who says so
  unsaid, understood, absolute   the agreement may be left out (always; "gave its approval"; "would not sign")
  direct      the agreement itself, not what is done to it ("conclude talks on" is no conclusion)
  law, clause, inner   how it composes with an inner step (`data/compositions.txt`)
  accepting   ratifies a treaty, but only approves what is not called one
  crowned     a head of state ratifies by it, others approve
  keeping, owed, duty   about keeping obligations: broken where denied; duties lead to the agreement
  said        its agreement may be "it", where a passive tells it ("it was agreed in Japan")
  without     the noun is the agreement itself, behind "without" ("ended without an agreement")
  own         only a party's word counts: others rule out or call for what is not theirs
  no-truce    not of truces, which anybody calls for
  bare-subject   its agreement may be left out where the noun is a subject ("The signing took place")
  joins       its agreement, where left out, is one that is open to others ("India may join later")
  by-parliament   approves where a state's own organ does it
  itself   what its preposition leads to is the agreement, no duty under it
  postposed   an adjective behind its agreement, with a date of its own
  taking-effect   its agreement may be left out where it takes effect ("the withdrawal takes effect in June")
  occasion   called off, it is not done; no consent is taken back ("cancelled the signing")
  in-since   a noun behind its agreement: "the pact, in force since 1999,"
  dated   proves little by itself: only with a day of its own
  tally   votes counted for "it" tell the approval once more that was told before
  state-alone   its agreement may be left out where a state itself does it ("East Germany left in May")
  ahead       only where it is still to be done: an infinitive ("is to vote on Friday")
  together   only where two states at least do it
  past   only where it is done: "the accord ended the war", not "would end it"
  scheduled   its present tense with a day to come is planned
The others are questions that `foedus.reading.events` asks by their name.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from foedus.model import Step
from foedus.reading.tables import by_form, needs_of, rows

JOINT = frozenset({Step.SIGNED, Step.NEGOTIATED, Step.INITIALLED, Step.INSTRUMENTS_EXCHANGED})
_LISTS = ("obj", "mod", "prt", "near", "notnear", "phrase", "by")


@dataclass(frozen=True, slots=True)
class Frame:
    """One row. `theme` are the roles of the agreement in the order in which they are asked."""

    id: str
    step: Step
    theme: tuple[str, ...]
    nominal: bool
    flags: frozenset[str] = frozenset()
    of: Step | None = None
    truce: Step | None = None  # its step where the agreement is a truce
    two: Step | None = None  # its step where the agreement has two parties alone
    kind: str | None = None  # only of this kind of agreement
    obj: frozenset[str] = frozenset()
    mod: frozenset[str] = frozenset()  # words one of which stands before its object, as part of it
    prt: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    notnear: frozenset[str] = frozenset()
    phrase: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()  # the role of who acts, where it is not the subject
    example: str = ""

    def __contains__(self, flag: str) -> bool:
        return flag in self.flags

    @property
    def org(self) -> bool:
        return "org" in self.flags

    @property
    def weak(self) -> bool:
        return "weak" in self.flags


def _frame(row: list[str], nominal: bool) -> tuple[str, Frame]:
    id_, lemmas, step, theme, needs, example = row
    flags, values = needs_of(needs)
    lists = {key: frozenset(value.split(",")) for key, value in values.items() if key in _LISTS}
    kind = values.get("kind")
    steps = {key: Step(value) for key, value in values.items() if key not in (*_LISTS, "kind")}
    roles = tuple(role.strip() for role in theme.split(","))
    none: frozenset[str] = frozenset()
    obj, mod, prt, near, notnear, phrase, by = (lists.get(name, none) for name in _LISTS)
    frame = Frame(
        id_, Step(step), roles, nominal, flags, steps.get("of"), steps.get("truce"),
        steps.get("two"), kind, obj, mod, prt, near, notnear, phrase, by, example,
    )  # fmt: skip
    return lemmas, frame


def _table(name: str, nominal: bool) -> dict[str, tuple[Frame, ...]]:
    return by_form((_frame(row, nominal) for row in rows(name)), _narrow_first, nominal=nominal)


def _narrow_first(f: Frame) -> int:
    """Of a word's rows those that ask for more words around them go first."""
    return -(bool(f.prt) + bool(f.obj) + bool(f.mod) + bool(f.near) + ("inner" in f))


VERBS = _table("verbs.txt", nominal=False)
NOUNS = _table("nouns.txt", nominal=True)
# forms of the verbs that sign what is their object
SIGNING = frozenset(
    form
    for form, found in VERBS.items()
    for f in found
    if f.step in (Step.SIGNED, Step.INITIALLED)
    and f.theme == ("obj",)
    and "state" not in f
    and not f.obj
    and not f.prt
)


@functools.cache
def _compositions() -> tuple[tuple[str, frozenset[str], str, str], ...]:
    return tuple(
        (outer, frozenset(inner.split()), step, of) for outer, inner, step, of in rows("compositions.txt")
    )


def compose(
    outer: Frame, inner: Step, inner_of: Step | None, by_organ: bool = False
) -> tuple[Step, Step | None] | None:
    """The step and what it is about where `outer` is about `inner`; None where the inner stands by itself."""
    kinds = [flag for flag in ("law", "clause", "inner", "to-make") if flag in outer] or [outer.step.value]
    if by_organ and outer.step is Step.RATIFIED:
        kinds = ["organ", *kinds]
    for kind, inners, step, of in _compositions():
        if kind not in (*kinds, "*") or not ({inner.value, "*"} & inners):
            continue
        if step == "skip":
            return None
        if inner_of is not None and "inner" not in outer and step == "approved" and "law" in outer:
            return inner, inner_of  # "signed legislation de-ratifying it": done by that
        return (inner if step == "=" else Step(step)), {"=": inner, "-": None}.get(
            of, Step(of) if of not in "=-" else None
        )
    return None
