"""The pages on which a person logs in and out, and looks after password, sessions and keys.

Whoever logs in gets a token that was never seen before, whatever cookie came with the request. A name that is
unknown, a wrong password and a disabled account are told in the same words after the same work.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foedus.errors import UsageError
from foedus.people.accounts import Accounts
from foedus.people.keys import Keys
from foedus.people.model import LONGEST_LABEL, LONGEST_NAME, Account, How, Person, folded
from foedus.people.passwords import LONGEST, SHORTEST, Passwords
from foedus.people.roles import Act, Role
from foedus.people.sessions import Sessions, mark_of
from foedus.people.throttle import Throttle
from foedus.web.accounts.identity import is_secure, session_token
from foedus.web.accounts.people import Asking, require_for
from foedus.web.base.forms import posted
from foedus.web.base.site import Site
from foedus.web.base.users import Access, cookie_name

_WRONG: Final = "This name and this password do not belong together."
_OFTEN: Final = "Too many log-ins have failed: wait a quarter of an hour."
_LIMITS: Final = {"name": LONGEST_NAME, "password": LONGEST, "shortest": SHORTEST, "label": LONGEST_LABEL}

Then = Annotated[str, Query(max_length=2000, description="The page of the board to go to afterwards.")]
Myself = Annotated[Person, Depends(require_for(Act.ACCOUNT))]


def install_accounts(app: FastAPI, site: Site) -> None:
    """Add the log-in and the account's page; nothing where nobody can log in."""
    if site.users.access is Access.OFF:
        return
    _install_login(app, site)
    _install_account(app, site)


def _install_login(app: FastAPI, site: Site) -> None:
    throttle = Throttle()
    passwords = cache(Passwords)  # made with the first log-in: it takes a moment

    def form(then: str, name: str = "", fault: str = "", status: int = 200) -> Response:
        return site.pages.page(
            "login.html", status, then=then, name=name, fault=fault, limits=_LIMITS,
            nobody=not Accounts(site.held.ledger()).any(),
        )  # fmt: skip

    @app.get("/login", response_class=HTMLResponse, summary="Log in")
    def show_login(who: Asking, then: Then = "") -> Response:
        return form(_own_page(then)) if who is None else RedirectResponse(_own_page(then), 303)

    @app.post("/login", response_class=HTMLResponse, summary="Begin a session")
    async def log_in(request: Request) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(checked, request, fields)

    def checked(request: Request, fields: dict[str, str]) -> Response:
        name, password = fields.get("name", ""), fields.get("password", "")
        then = _own_page(fields.get("then", ""))
        who, where = folded(name[:200]), request.client.host if request.client else ""
        if not throttle.admit(who, where, time.monotonic()):
            return form(then, name, _OFTEN, 429)
        ledger = site.held.ledger()
        account = Accounts(ledger).authenticate(name, password, passwords())
        if account is None:
            return form(then, name, _WRONG, 401)
        throttle.succeeded(who, where)
        old = session_token(request, site.public)
        token = Sessions(ledger).begin(account.id, request.headers.get("user-agent", ""), instead_of=old)
        return _with_cookie(RedirectResponse(then, 303), request, site, token)

    @app.post("/logout", response_class=HTMLResponse, summary="End this session")
    def log_out(request: Request, person: Myself) -> Response:
        token = session_token(request, site.public)
        if token is not None:
            Sessions(site.held.ledger()).end(token)
        answer = RedirectResponse("/login", 303)
        secure = is_secure(request, site.public)
        answer.delete_cookie(
            cookie_name(secure=secure), path="/", secure=secure, httponly=True, samesite="lax"
        )
        return answer


def _install_account(app: FastAPI, site: Site) -> None:
    throttle = Throttle()
    passwords = cache(Passwords)

    def page(request: Request, person: Person, status: int = 200, **told: Any) -> Response:
        ledger, token = site.held.ledger(), session_token(request, site.public)
        own = person.id is not None
        return site.pages.page(
            "account.html", status, person=person, limits=_LIMITS,
            account=Accounts(ledger).of(person.id) if person.id is not None else None,
            sessions=Sessions(ledger).of(person.id) if person.id is not None else [],
            keys=[k for k in Keys(ledger).of(person.id) if k.revoked is None] if own else [],
            here=mark_of(token) if token is not None and person.how is How.SESSION else "",
            roles=[r for r in Role if person.role.covers(r)],
            **{"fault": "", "said": "", "key": "", **told},
        )  # fmt: skip

    @app.get("/account", response_class=HTMLResponse, summary="The own account")
    def show_account(request: Request, person: Myself) -> Response:
        return page(request, person)

    @app.post("/account/password", response_class=HTMLResponse, summary="Change the own password")
    async def change_password(request: Request, person: Myself) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(changed, request, person, fields)

    def changed(request: Request, person: Person, fields: dict[str, str]) -> Response:
        account = _own(site, person)
        accounts, new = Accounts(site.held.ledger()), fields.get("new", "")
        where = request.client.host if request.client else ""
        if not throttle.admit(folded(account.name), where, time.monotonic()):
            return page(request, person, 429, fault=_OFTEN)
        if accounts.authenticate(account.name, fields.get("old", ""), passwords()) is None:
            return page(request, person, 400, fault="The present password is another one.")
        throttle.succeeded(folded(account.name), where)
        if new != fields.get("again", ""):
            return page(request, person, 400, fault="The new password was written in two ways.")
        try:
            accounts.set_password(account.name, new, passwords())
        except UsageError as error:
            return page(request, person, 400, fault=f"{str(error).capitalize()}.")
        browser = request.headers.get("user-agent", "")
        token = Sessions(site.held.ledger()).begin(account.id, browser)
        return _with_cookie(RedirectResponse("/account", 303), request, site, token)

    @app.post("/account/sessions", response_class=HTMLResponse, summary="End own sessions")
    async def end_sessions(request: Request, person: Myself) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(ended, request, person, fields)

    def ended(request: Request, person: Person, fields: dict[str, str]) -> Response:
        account, sessions = _own(site, person), Sessions(site.held.ledger())
        if mark := fields.get("mark"):
            sessions.end_marked(account.id, mark)
        else:
            sessions.end_all(account.id, but=session_token(request, site.public))
        return RedirectResponse("/account", 303)

    @app.post("/account/keys", response_class=HTMLResponse, summary="Make an own key, or revoke one")
    async def change_keys(request: Request, person: Myself) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(keys_changed, request, person, fields)

    def keys_changed(request: Request, person: Person, fields: dict[str, str]) -> Response:
        account, keys = _own(site, person), Keys(site.held.ledger())
        number = fields.get("revoke", "")
        try:
            if number:
                keys.revoke(int(number) if number.isdecimal() else 0, person=account.id)
                return RedirectResponse("/account", 303)
            made, kept = keys.add(account, fields.get("label", ""), Role(fields.get("role", "")))
        except (UsageError, ValueError) as error:
            return page(request, person, 400, fault=f"{str(error).capitalize()}.")
        return page(request, person, key=made, said=kept.label)


def _own(site: Site, person: Person) -> Account:
    """The account of who asks. Raises HTTPException where it is a key or the proxy alone that names them."""
    if person.how is How.KEY:
        raise HTTPException(403, "A key does not look after its own account: log in.")
    found = None if person.id is None else Accounts(site.held.ledger()).of(person.id)
    if found is None:
        raise HTTPException(403, "There is no account of this name: an admin makes one.")
    return found


def _own_page(then: str) -> str:
    """A page of the board itself to go to; its account's where another is meant."""
    plain = then.isascii() and then.isprintable() and "\\" not in then
    return then if plain and then.startswith("/") and not then.startswith(("//", "/login")) else "/account"


def _with_cookie(answer: Response, request: Request, site: Site, token: str) -> Response:
    """The answer with the session's cookie: no script sees it, no other site's post carries it."""
    secure = is_secure(request, site.public)
    answer.set_cookie(
        cookie_name(secure=secure), token, path="/", secure=secure, httponly=True, samesite="lax"
    )
    return answer
