"""A new edition shows what changed."""

from __future__ import annotations

import msgspec

from foedus.register.diff import Change, Changed, changes
from foedus.register.lookup import Register
from foedus.register.model import Entry

from .test_store import entry, image


def register(*entries: Entry) -> Register:
    return Register.of_bytes(image(*entries))


def test_what_changed_is_told() -> None:
    listed = msgspec.structs.replace(entry("un-1-1", "Charter"), as_of=None, records={"un": ("1-1",)})
    by_hand = msgspec.structs.replace(entry("charter-1945", "Charter"), records={"un": ("1-1",)})
    older = register(entry("a", "A"), entry("b", "B"), entry("gone", "C"), listed)
    changed = msgspec.structs.replace(entry("b", "B"), depositary=("UN",))
    newer = register(entry("a", "A"), changed, entry("new", "D"), by_hand)
    assert list(changes(older, newer)) == [
        Changed(Change.CHANGED, "b", "B", ("depositary",)),
        Changed(Change.RENAMED, "charter-1945", "Charter", ("as_of",), "un-1-1"),
        Changed(Change.ADDED, "new", "D"),
        Changed(Change.GONE, "gone", "C"),
    ]


def test_nothing_changed() -> None:
    one = register(entry("a", "A"), entry("b", "B"))
    assert list(changes(one, one)) == []
