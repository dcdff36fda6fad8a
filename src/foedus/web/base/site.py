"""What every page and answer of one board works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import HTTPException

from foedus.ledger.days import AsOf
from foedus.ledger.held import HeldLedger
from foedus.record.catalogue import KnownPage, known_page
from foedus.record.editions import register_of
from foedus.record.evidence import Evidence, load_evidence
from foedus.register.lookup import Register
from foedus.web.base.answers import Pages
from foedus.web.base.users import OPEN, Users


@dataclass(frozen=True)
class Site:
    """One board: its open ledger, its pages, what day it is, and how it writes the names of states.

    `public` is the address under which readers reach it, None for the one that they asked; `users` whether
    and how people are known; `root` the path below which all its pages stand, "" for the whole of a site;
    `embedders` the sites that may show its parts, as a policy names them.
    """

    held: HeldLedger
    pages: Pages
    today: Callable[[], date]
    display: Callable[[str], str]
    public: str | None = None
    users: Users = OPEN
    root: str = ""
    embedders: tuple[str, ...] = ()

    def evidence(self, number: int, known: AsOf) -> Evidence:
        """All that the ledger has of an agreement, as known by the end of a day or at an entry.

        Raises HTTPException (404) where it has none.
        """
        opened = self.held.ledger()
        # of now, what is in memory for the lists serves here too
        at = known or opened.look_up().inventory.number
        found = load_evidence(opened, number, known_on=at)
        if found is None:
            when = f" as known on {known}" if known else ""
            raise HTTPException(404, f"There is no agreement {number} in this ledger{when}.")
        return found

    def entry(self, id_: str, known: AsOf) -> tuple[KnownPage, Register]:
        """What the register tells of an entry, with the edition of that time.

        Raises HTTPException (404) where it has none.
        """
        register = register_of(self.held.ledger(), known)
        found = known_page(register, id_)
        if found is None:
            raise HTTPException(404, f"The register has no entry {id_}.")
        return found, register
