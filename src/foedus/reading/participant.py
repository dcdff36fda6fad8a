"""What a phrase for an actor stands for: states by code, "both sides" as all of them, nobody."""

from __future__ import annotations

import msgspec


class Who(msgspec.Struct, frozen=True):
    """One resolved actor phrase.

    `codes` in the order of the text; `joint` where the phrase means all the parties ("both sides"); `local`
    where it is an organ without a state of its own ("the parliament"); `foreign` where it is no state at all.
    """

    codes: tuple[str, ...] = ()
    joint: bool = False
    local: bool = False
    foreign: bool = False
    head_of_state: bool = False
    foreigner: bool = False  # an unknown minister in a government's own statement: another state's
    partial: bool = False  # one of several named together could not be told
    pronoun: str = ""
    text: str = ""
    many: bool = False  # more than six of them, none named: "forty states"
    mixed: bool = False  # some of those named together are no states: "the government and a group of banks"
    him: bool = False  # "he and his counterpart": one of them is a pronoun
    fighting: bool = False  # one of them is a side of a war: "the rebel group"
    home: tuple[str, ...] = ()  # the state whose factions or rebels they are
    count: int = 0  # how many act together, where it is told: "the leaders of five nations"
    states: bool = False  # states by the word alone, none named: "industrial nations"
    among: tuple[str, ...] = ()  # the states that an organ's bare name ("the Senate") may belong to

    def __bool__(self) -> bool:
        return bool(self.codes) or self.joint

    def plus(self, other: Who) -> Who:
        codes = self.codes + tuple(c for c in other.codes if c not in self.codes)
        return Who(
            codes,
            self.joint or other.joint,
            self.local or other.local,
            self.foreign and other.foreign,
            self.head_of_state and other.head_of_state,
            self.foreigner or other.foreigner,
            self.partial or other.partial or bool(codes and not (self.codes and other.codes)),
            self.pronoun if not codes else "",
            f"{self.text} and {other.text}" if other.text else self.text,
            fighting=self.fighting or other.fighting,
            many=self.many or other.many,
            mixed=self.mixed or other.mixed or (self.foreign != other.foreign),
            states=self.states or other.states,
            him=bool({self.pronoun, other.pronoun} & {"he", "she"}) and bool(codes),
        )


NOBODY = Who()
