"""The pages on which an admin looks after accounts: roles, passwords, sessions, keys, and the log of changes.

A change asks for the admin's own password again, so that a browser left open gives nobody a role; an admin
whom the proxy names has none here, and the proxy answers for them. An API key changes no account.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foedus.errors import UsageError
from foedus.people.accounts import Accounts
from foedus.people.keys import Keys
from foedus.people.log import lines
from foedus.people.model import Account, Person
from foedus.people.passwords import Passwords
from foedus.people.roles import Act, Role
from foedus.people.sessions import Sessions
from foedus.web.accounts.people import require_for
from foedus.web.accounts.proof import LIMITS, Proof, Unproved
from foedus.web.base.forms import posted
from foedus.web.base.site import Site

_LARGEST: Final = 2**31 - 1

Admin = Annotated[Person, Depends(require_for(Act.PEOPLE))]
Number = Annotated[int, InPath(ge=1, le=_LARGEST, description="The number of the account.")]


def install_admin(app: FastAPI, site: Site, proof: Proof) -> None:
    """Add the pages of accounts, each for admins."""

    @app.get("/people", response_class=HTMLResponse, summary="All accounts")
    def show_people(request: Request, person: Admin) -> Response:
        return _all(site, person)

    @app.post("/people", response_class=HTMLResponse, summary="Make an account")
    async def add_account(request: Request, person: Admin) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(added, request, person, fields)

    def added(request: Request, person: Person, fields: dict[str, str]) -> Response:
        try:
            proof.asked(request, person, fields.get("own", ""))
            made = _add(site, person, fields, proof.passwords())
        except Unproved as error:
            return _all(site, person, error.status, fault=str(error), filled=fields)
        except UsageError as error:
            return _all(site, person, 400, fault=f"{str(error).capitalize()}.", filled=fields)
        return RedirectResponse(f"/people/{made.id}", 303)

    @app.get("/people/{number}", response_class=HTMLResponse, summary="An account of any person")
    def show_person(request: Request, person: Admin, number: Number) -> Response:
        return _one(site, person, _account(site, number))

    @app.post("/people/{number}", response_class=HTMLResponse, summary="Change an account of any person")
    async def change_account(request: Request, person: Admin, number: Number) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(changed, request, person, number, fields)

    def changed(request: Request, person: Person, number: int, fields: dict[str, str]) -> Response:
        account = _account(site, number)
        try:
            proof.asked(request, person, fields.get("own", ""))
            key = _change(site, proof, person, account, fields)
        except Unproved as error:
            return _one(site, person, account, error.status, fault=str(error))
        except UsageError as error:
            return _one(site, person, account, 400, fault=f"{str(error).capitalize()}.")
        if key:
            return _one(site, person, account, key=key)
        return RedirectResponse(f"/people/{number}", 303)


def _all(site: Site, person: Person, status: int = 200, **told: Any) -> Response:
    ledger = site.held.ledger()
    sessions = Sessions(ledger)
    accounts = Accounts(ledger).all()
    held = [k.person_id for k in Keys(ledger).of() if k.revoked is None]
    return site.pages.page(
        "people.html", status, person=person, limits=LIMITS, roles=list(Role), log=lines(ledger),
        accounts=[(a, len(sessions.of(a.id)), held.count(a.id)) for a in accounts],
        proved=_proves(site, person), **{"fault": "", "filled": {}, **told},
    )  # fmt: skip


def _one(site: Site, person: Person, account: Account, status: int = 200, **told: Any) -> Response:
    ledger = site.held.ledger()
    return site.pages.page(
        "person.html", status, person=person, limits=LIMITS, account=account, roles=list(Role),
        sessions=Sessions(ledger).of(account.id), log=lines(ledger, account.name),
        keys=[k for k in Keys(ledger).of(account.id) if k.revoked is None],
        proved=_proves(site, person), **{"fault": "", "key": "", **told},
    )  # fmt: skip


def _proves(site: Site, person: Person) -> bool:
    """Whether this admin has a password to write again."""
    own = None if person.id is None else Accounts(site.held.ledger()).of(person.id)
    return own is not None and own.has_password


def _account(site: Site, number: int) -> Account:
    found = Accounts(site.held.ledger()).of(number)
    if found is None:
        raise HTTPException(404, f"There is no account {number}.")
    return found


def _add(site: Site, person: Person, fields: dict[str, str], passwords: Passwords) -> Account:
    """Make the account of a form. Raises UsageError for what may not be."""
    password = None if fields.get("proxy") else _new_password(fields)
    accounts = Accounts(site.held.ledger(), actor=person.name)
    return accounts.add(fields.get("name", ""), _role(fields), password, passwords)


def _change(site: Site, proof: Proof, person: Person, account: Account, fields: dict[str, str]) -> str:
    """Make the change that a form asks for; gives a new key, "" for all else. Raises UsageError."""
    ledger = site.held.ledger()
    accounts, keys = Accounts(ledger, actor=person.name), Keys(ledger, actor=person.name)
    match fields.get("change"):
        case "role":
            accounts.set_role(account.name, _role(fields))
        case "password":
            accounts.set_password(account.name, _new_password(fields), proof.passwords())
        case "disable":
            accounts.disable(account.name)
        case "enable":
            accounts.enable(account.name)
        case "sessions":
            accounts.end_sessions(account.name)
        case "key":
            return keys.add(account, fields.get("label", ""), _role(fields))[0]
        case "revoke":
            number = fields.get("key", "")
            keys.revoke(int(number) if number.isdecimal() and len(number) < 10 else 0, person=account.id)
        case _:
            raise UsageError("say what to change")
    return ""


def _role(fields: dict[str, str]) -> Role:
    try:
        return Role(fields.get("role", ""))
    except ValueError:
        raise UsageError(f"a role is one of {', '.join(Role)}") from None


def _new_password(fields: dict[str, str]) -> str:
    new = fields.get("new", "")
    if new != fields.get("again", ""):
        raise UsageError("the new password was written in two ways")
    return new
