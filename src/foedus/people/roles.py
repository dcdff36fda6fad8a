"""Roles, each of which may do what those before it may, and what each act asks for: one table for all."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What a person is here, on a scale: a role may do whatever a lower one may."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, needed: Role) -> bool:
        """Whether this role may do what the other one may."""
        return _SCALE.index(self) >= _SCALE.index(needed)


_SCALE: Final = tuple(Role)


class Act(StrEnum):
    """What people do here."""

    READ = "read the record where it is not open to all"
    ACCOUNT = "change the own password, end own sessions, make and revoke own keys"
    QUEUE = "see the review queue, pass over an item"
    JUDGE = "accept, reject or correct a claim"
    ARRANGE = "merge, split, move, rename agreements, set their parties"
    ENTER = "enter a fact by hand"
    UNDO_OWN = "undo a verdict of one's own"
    PROPOSALS = "decide on what other readers and assistants propose"
    SECOND = "confirm or decline what waits for a second reviewer"
    UNDO_ANY = "undo another person's verdict"
    LETTERS = "decide on readers' letters"
    PEOPLE = "see and change accounts, roles and everybody's keys"


#: The lowest role that may do each act.
MAY: Final[Mapping[Act, Role]] = MappingProxyType(
    {
        Act.READ: Role.READER,
        Act.ACCOUNT: Role.READER,
        Act.QUEUE: Role.REVIEWER,
        Act.JUDGE: Role.REVIEWER,
        Act.ARRANGE: Role.REVIEWER,
        Act.ENTER: Role.REVIEWER,
        Act.UNDO_OWN: Role.REVIEWER,
        Act.PROPOSALS: Role.REVIEWER,
        Act.SECOND: Role.REVIEWER,
        Act.UNDO_ANY: Role.EDITOR,
        Act.LETTERS: Role.EDITOR,
        Act.PEOPLE: Role.ADMIN,
    }
)
