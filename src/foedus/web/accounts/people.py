"""Who asks, for the routes: `Asking` gives the person or None, `require(Role.REVIEWER)` one who may.

    @app.post("/api/v1/claims/{number}/verdicts")
    def judge(number: Number, person: Annotated[Person, Depends(require(Role.REVIEWER))]) -> Response: ...

Who asks was found by the front before any route is (`foedus.web.accounts.identity`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from foedus.people.model import Person
from foedus.people.roles import MAY, Act, Role


class LoginNeeded(Exception):
    """A person at a browser asks for a page that nobody sees without logging in."""


def person(request: Request) -> Person | None:
    """Who asks; None where nobody has logged in and no key is given."""
    found = getattr(request.state, "person", None)
    return found if isinstance(found, Person) else None


Asking = Annotated[Person | None, Depends(person)]


def require(role: Role) -> Callable[[Request], Person]:
    """A dependency: the person who asks, of this role or a higher one.

    Nobody: 401, a browser that looks at a page is sent to log in. Of a lower role: 403.
    """

    def required(request: Request) -> Person:
        found = person(request)
        if found is None:
            if request.method == "GET" and "/api/" not in request.url.path:
                raise LoginNeeded
            raise HTTPException(401, "Log in first, or send an API key.", {"WWW-Authenticate": "Bearer"})
        if not found.role.covers(role):
            raise HTTPException(403, f"This asks for the role {role.value}; yours is {found.role.value}.")
        return found

    return required


def require_for(act: Act) -> Callable[[Request], Person]:
    """The same by what is to be done (`foedus.people.roles.MAY`)."""
    return require(MAY[act])


def log_in_first(request: Request) -> Response:
    """Sends a browser to the log-in, and from there back."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?then={quote(asked, safe='')}", 303)


def install_people(app: FastAPI) -> None:
    """Have a page that asks for a person lead to the log-in."""

    @app.exception_handler(LoginNeeded)
    async def log_in(request: Request, error: LoginNeeded) -> Response:
        return log_in_first(request)
