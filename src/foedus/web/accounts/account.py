"""The pages on which a person logs in and out, and looks after password, sessions and keys.

Whoever logs in gets a token that was never seen before, whatever cookie came with the request. A name that is
unknown, a wrong password and a disabled account are told in the same words after the same work.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foedus.errors import UsageError
from foedus.people.accounts import Accounts
from foedus.people.keys import Keys
from foedus.people.model import How, Person
from foedus.people.roles import Act, Role
from foedus.people.sessions import Sessions, mark_of
from foedus.web.accounts.admin import install_admin
from foedus.web.accounts.identity import is_secure, session_token
from foedus.web.accounts.people import Asking, require_for
from foedus.web.accounts.proof import LIMITS, Proof, Unproved, account_of
from foedus.web.base.forms import posted
from foedus.web.base.site import Site
from foedus.web.base.users import Access, cookie_name

_WRONG: Final = "This name and this password do not belong together."

Then = Annotated[str, Query(max_length=2000, description="The page of the board to go to afterwards.")]
Myself = Annotated[Person, Depends(require_for(Act.ACCOUNT))]


def install_accounts(app: FastAPI, site: Site) -> None:
    """Add the log-in, the account's page and those of admins; nothing where nobody can log in."""
    if site.users.access is Access.OFF:
        return
    proof = Proof(site)
    _install_login(app, site, proof)
    _install_account(app, site, proof)
    install_admin(app, site, proof)


def _install_login(app: FastAPI, site: Site, proof: Proof) -> None:
    def form(then: str, name: str = "", fault: str = "", status: int = 200) -> Response:
        return site.pages.page(
            "login.html", status, then=then, name=name, fault=fault, limits=LIMITS,
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
        try:
            account = proof.log_in(request, name, password)
        except Unproved as error:
            return form(then, name, str(error), error.status)
        if account is None:
            return form(then, name, _WRONG, 401)
        old = session_token(request, site.public)
        browser = request.headers.get("user-agent", "")
        token = Sessions(site.held.ledger()).begin(account.id, browser, instead_of=old)
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


def _install_account(app: FastAPI, site: Site, proof: Proof) -> None:
    def page(request: Request, person: Person, status: int = 200, **told: Any) -> Response:
        ledger, token = site.held.ledger(), session_token(request, site.public)
        own = person.id is not None
        return site.pages.page(
            "account.html", status, person=person, limits=LIMITS,
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
        account = account_of(site, person)
        accounts, new = Accounts(site.held.ledger(), actor=account.name), fields.get("new", "")
        if not account.has_password:
            return page(request, person, 400, fault="This account has no password: a proxy says who you are.")
        try:
            proof.asked(request, person, fields.get("old", ""))
        except Unproved as error:
            return page(request, person, error.status, fault=str(error))
        if new != fields.get("again", ""):
            return page(request, person, 400, fault="The new password was written in two ways.")
        try:
            accounts.set_password(account.name, new, proof.passwords())
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
        account, sessions = account_of(site, person), Sessions(site.held.ledger())
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
        account = account_of(site, person)
        keys = Keys(site.held.ledger(), actor=account.name)
        number = fields.get("revoke", "")
        try:
            if number:
                keys.revoke(int(number) if number.isdecimal() else 0, person=account.id)
                return RedirectResponse("/account", 303)
            made, kept = keys.add(account, fields.get("label", ""), Role(fields.get("role", "")))
        except (UsageError, ValueError) as error:
            return page(request, person, 400, fault=f"{str(error).capitalize()}.")
        return page(request, person, key=made, said=kept.label)


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
