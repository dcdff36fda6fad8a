"""Whose a request is, found once before anything else: by key, by the trusted proxy, or by the cookie.

A cookie or a proxy speaks for a person only where the person's own browser says that a page of the board
asked: another site's post is refused here, whichever route it means.
"""

from __future__ import annotations

from typing import Final

from fastapi import Request

from foedus.errors import UsageError
from foedus.ledger import Ledger
from foedus.people.accounts import Accounts
from foedus.people.keys import Keys
from foedus.people.model import How, Person, clean_name
from foedus.people.roles import Role
from foedus.people.sessions import Sessions
from foedus.web.base.forms import from_own_page
from foedus.web.base.users import Access, Users, cookie_name

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
#: What a closed board shows to all: the log-in, what looks after the server, and what mails lead to.
_FOR_ALL: Final = (
    "/login",
    "/static/",
    "/health",
    "/ready",
    "/newsletter/confirm/",
    "/newsletter/unsubscribe/",
)


class Refused(Exception):
    """A request that goes no further: the HTTP status, and why."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code, self.text = code, text


def is_secure(request: Request, public: str | None) -> bool:
    """Whether people reach the board over https."""
    return (public or "").startswith("https:") or request.url.scheme == "https"


def session_token(request: Request, public: str | None) -> str | None:
    """The token that the browser has."""
    return request.cookies.get(cookie_name(secure=is_secure(request, public)))


def says_who(request: Request, users: Users, public: str | None) -> bool:
    """Whether a request names anybody at all; where it does not the ledger need not be asked."""
    if users.access is Access.OFF:
        return False
    return (
        _key(request) is not None
        or bool(_from_proxy(request, users))
        or session_token(request, public) is not None
    )


def person_of(request: Request, ledger: Ledger, users: Users, public: str | None) -> Person | None:
    """Whose the request is, None for nobody's.

    Raises Refused for a key that does not hold, and for what another site's page sends in a person's name.
    """
    if (key := _key(request)) is not None:
        found = Keys(ledger).find(key)
        if found is None:
            raise Refused(401, "This key does not hold: `foedus users key list` shows those that do.")
        return found
    if names := _from_proxy(request, users):
        found = _named(names, ledger)
    else:
        token = session_token(request, public)
        found = None if token is None else Sessions(ledger).find(token)
    if found is not None and request.method not in _READING and not from_own_page(request):
        raise Refused(403, "This was sent from another site's page: write on the board's own page.")
    return found


def asker(request: Request, users: Users) -> tuple[str, int] | None:
    """Who is at the other side; behind the trusted proxy the last address that it tells of."""
    if users.proxy is None or request.client is None or not users.proxy.is_from(request.client.host):
        return None if request.client is None else (request.client.host, request.client.port)
    told = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
    return (told or request.client.host, request.client.port)


def _key(request: Request) -> str | None:
    """The API key given; what a proxy's own log-in leaves in this header (Basic) is none."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else None


def _from_proxy(request: Request, users: Users) -> list[str]:
    """What the trusted proxy names, all of it; nothing where the other side is not that proxy."""
    if users.proxy is None or request.client is None or not users.proxy.is_from(request.client.host):
        return []
    return request.headers.getlist(users.proxy.header)


def _named(names: list[str], ledger: Ledger) -> Person | None:
    """The person that a proxy names; one without an account reads. Raises Refused for several."""
    if len(names) != 1:
        raise Refused(400, "The proxy names more than one person.")
    try:
        name = clean_name(names[0])
    except UsageError:
        return None
    account = Accounts(ledger).known(name)
    if account is None:
        return Person(None, name, Role.READER, How.PROXY)
    return Person(account.id, account.name, account.role, How.PROXY) if account.active else None


def shut(path: str, users: Users, person: Person | None) -> bool:
    """Whether a closed board has nothing to say to who asks for a path."""
    return users.access is Access.CLOSED and person is None and not path.startswith(_FOR_ALL)
