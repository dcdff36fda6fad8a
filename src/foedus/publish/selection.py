"""What a subscriber wants to be told: changes of some states, of some treaties, of some kinds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.errors import UsageError
from foedus.ledger.store import Ledger
from foedus.names import Names
from foedus.names.written import one_party
from foedus.record.ask import known_for
from foedus.record.changes import Change, ChangeKind
from foedus.wording.words import Namer

MOST = 40  # states, and treaties, of one subscription


@dataclass(frozen=True, slots=True)
class Selection:
    """States by code, treaties by number in the ledger ("12") or id in the register, kinds of change.

    Nothing in a list stands for all; a change is told where it fits any state or any treaty.
    """

    states: tuple[str, ...] = ()
    treaties: tuple[str, ...] = ()
    kinds: tuple[ChangeKind, ...] = ()

    def why(self, change: Change, name: Namer = str) -> str | None:
        """Why a change is told: "you follow Norway"; None where it is not wanted."""
        if self.kinds and change.kind not in self.kinds:
            return None
        return self.follows(change.agreement, change.entry, change.actors or change.parties, name)

    def follows(
        self, agreement: int, entry: str | None, concerned: Iterable[str], name: Namer = str
    ) -> str | None:
        """Why something of a treaty that concerns these states is told; None where it is not wanted."""
        if str(agreement) in self.treaties or (entry is not None and entry in self.treaties):
            return "you follow this treaty"
        each = set(concerned)
        if followed := [s for s in self.states if s in each]:
            return f"you follow {name(followed[0])}"
        return None if self.states or self.treaties else "you follow all treaties"

    def in_words(self, titles: Mapping[str, str], name: Namer = str) -> str:
        """ "Norway and Sweden; Lake Treaty; changes of status"; `titles` are those of treaties."""
        each = [", ".join(map(name, self.states)), ", ".join(titles.get(t, t) for t in self.treaties)]
        each = [part for part in each if part] or ["all treaties"]
        return "; ".join([*each, ", ".join(_KINDS[k] for k in self.kinds) or "every kind of change"])

    def to_json(self) -> str:
        """As the ledger keeps it."""
        told = {"states": self.states, "treaties": self.treaties, "kinds": [k.value for k in self.kinds]}
        return json.dumps(told, separators=(",", ":"), sort_keys=True)

    @classmethod
    def of_json(cls, text: str) -> Selection:
        """What `to_json` wrote."""
        told: dict[str, Any] = json.loads(text)
        kinds = tuple(ChangeKind(k) for k in told["kinds"])
        return cls(tuple(told["states"]), tuple(told["treaties"]), kinds)


_KINDS = {
    ChangeKind.STATUS: "changes of status",
    ChangeKind.PARTY: "who is bound",
    ChangeKind.DATE: "dates",
    ChangeKind.STEP: "new steps",
    ChangeKind.CONTRADICTION: "contradictions",
}


def selected(
    ledger: Ledger, names: Names, states: Iterable[str], treaties: Iterable[str], kinds: Iterable[str]
) -> Selection:
    """A selection of what somebody wrote: names or codes of states, names or numbers of treaties.

    Raises UsageError, which says what to write instead, for what is not known or means several.
    """
    codes = tuple(dict.fromkeys(_state(names, text) for text in states if text.strip()))
    numbers = tuple(dict.fromkeys(_treaty(ledger, text) for text in treaties if text.strip()))
    if len(codes) > MOST or len(numbers) > MOST:
        raise UsageError(f"at most {MOST} states and {MOST} treaties; leave both empty for all")
    try:
        wanted = tuple(dict.fromkeys(ChangeKind(kind) for kind in kinds))
    except ValueError as error:
        raise UsageError(f"{error}: kinds are {', '.join(ChangeKind)}") from error
    return Selection(codes, numbers, wanted)


def titles(ledger: Ledger, selection: Selection) -> dict[str, str]:
    """What the treaties of a selection are called."""
    numbers = [int(t) for t in selection.treaties if t.isdecimal()]
    rows = ledger.agreements(only=numbers) if numbers else []
    return {str(row.id): row.name for row in rows}


def _state(names: Names, text: str) -> str:
    found = one_party(text, names)
    if found is None:
        raise UsageError(f"{text.strip()[:60]!r} is no state that is known: write its name or its code (NOR)")
    return found


def _treaty(ledger: Ledger, text: str) -> str:
    """The number of the one agreement that the words fit, else the register's id of it."""
    rows = ledger.find_agreements([text.strip()] if text.strip().isdecimal() else text.split())
    if len(rows) == 1:
        return str(rows[0].id)
    if len(rows) > 1:
        listed = ", ".join(f"{row.id} ({row.name[:60]})" for row in rows[:4])
        raise UsageError(f"{len(rows)} treaties fit {text.strip()[:60]!r}: write the number of one: {listed}")
    known = known_for(text.split())
    if len(known) != 1 or known[0].entry is None:
        raise UsageError(f"no treaty fits {text.strip()[:60]!r}: write words of its name, or its number")
    return known[0].entry.id
