"""That who asks for a change knows the password of the account: asked again, and not often in vain."""

from __future__ import annotations

import time
from functools import cache
from typing import Final

from fastapi import HTTPException, Request

from foedus.people.accounts import Accounts
from foedus.people.model import LONGEST_LABEL, LONGEST_NAME, Account, How, Person, folded
from foedus.people.passwords import LONGEST, SHORTEST, Passwords
from foedus.people.throttle import Throttle
from foedus.web.base.site import Site

OFTEN: Final = "Too many log-ins have failed: wait a quarter of an hour."
#: How long what people write about accounts may be, for the forms.
LIMITS: Final = {"name": LONGEST_NAME, "password": LONGEST, "shortest": SHORTEST, "label": LONGEST_LABEL}


class Unproved(Exception):
    """The password is another one (`status` 400), or was wrong too often (429)."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Proof:
    """A board's passwords, at the log-in and before changes: failures are counted together."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._throttle = Throttle()
        self.passwords = cache(Passwords)  # made with the first that is asked for: it takes a moment

    def log_in(self, request: Request, name: str, password: str) -> Account | None:
        """The account that both belong to, None where they do not. Raises Unproved (429) after many."""
        who, where = folded(name[:200]), request.client.host if request.client else ""
        if not self._throttle.admit(who, where, time.monotonic()):
            raise Unproved(429, OFTEN)
        found = Accounts(self._site.held.ledger()).authenticate(name, password, self.passwords())
        if found is not None:
            self._throttle.succeeded(who, where)
        return found

    def asked(self, request: Request, person: Person, password: str) -> None:
        """That this person wrote the own password. Who has none was named by the proxy, which answers for it.

        Raises Unproved, and HTTPException (403) for an API key, which changes no account.
        """
        own = account_of(self._site, person)
        if own.has_password and self.log_in(request, own.name, password) is None:
            raise Unproved(400, "Your present password is another one.")


def account_of(site: Site, person: Person) -> Account:
    """The account of who asks. Raises HTTPException where it is a key or the proxy alone that names them."""
    if person.how is How.KEY:
        raise HTTPException(403, "A key does not look after accounts: log in.")
    found = None if person.id is None else Accounts(site.held.ledger()).of(person.id)
    if found is None:
        raise HTTPException(403, "There is no account of this name: an admin makes one.")
    return found
