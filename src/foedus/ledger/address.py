"""Where a ledger is: a file's name, or a postgresql:// address, read strictly and shown without its password.

An address that is read otherwise than it was meant would show part of its password as a host or a database,
so what is not plainly user:password@host:port/name is refused, and nothing of it is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, quote_plus, unquote

from sqlalchemy import URL

from foedus.errors import UsageError
from foedus.redaction import HIDDEN, redact

DRIVER: Final = "postgresql+psycopg"

#: What of an address's query is shown; libpq has more keywords, and some of them are secrets.
SHOWN: Final = ("host", "hostaddr", "port", "user", "dbname", "service", "sslmode")
_SECRET: Final = frozenset({"password", "sslpassword", "oauth_client_secret"})

_FORM: Final = "postgresql://user@host:port/name"
_OURS: Final = ("postgresql:", "postgres:", "postgresql+psycopg:")
_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.:-]*://)")
_USERINFO: Final = re.compile(r"//[^\s/@:]*:.*@", re.S)  # of an address whose beginning is misspelt
_KEYWORDS: Final = re.compile(r"\s*(host|hostaddr|port|dbname|user|password|passfile|service|sslmode)\s*=")
_ADDRESS: Final = re.compile(
    r"(?:(?P<user>[^:]*)(?::(?P<password>.*))?@)?"
    r"(?:\[(?P<six>[0-9A-Fa-f:.%]+)\]|(?P<host>[^\[\]:@#\s]*))(?::(?P<port>\d{0,5}))?",
    re.S,
)
_ENCODED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def is_url(where: str | Path) -> bool:
    """Whether `where` names a PostgreSQL ledger rather than a file.

    Raises UsageError for the address of anything else, and for libpq's keywords (host=... dbname=...).
    """
    if not isinstance(where, str):
        return False
    if where.startswith(_OURS):
        return True
    if other := _SCHEME.match(where):
        raise UsageError(
            f"{other[1]} begins no address of a ledger; write a file's name, or postgresql://user@host/name"
        )
    if _USERINFO.search(where):
        raise _unclear()
    if _KEYWORDS.match(where):
        raise UsageError(f"keywords are no address of a ledger; write {_FORM} (./ before a file's name)")
    return False


def parse(where: str) -> URL:
    """The parts of a PostgreSQL ledger's address. Raises UsageError, which repeats nothing of it."""
    rest = where.partition(":")[2]
    path, _, query = rest.removeprefix("//").partition("?")
    authority, _, name = path.partition("/")
    found = _ADDRESS.fullmatch(authority)
    if not rest.startswith("//") or found is None:
        raise _unclear()
    options = parse_qsl(query, keep_blank_values=True)
    # each of these would stand there only as the rest of a password
    if re.search("[@#]", name) or (query and not _plain(query)) or _ENCODED.search(path):
        raise _unclear()
    several: dict[str, list[str]] = {}
    for key, value in options:
        several.setdefault(key, []).append(value)
    return URL.create(
        DRIVER,
        username=_decoded(found["user"]),
        password=_decoded(found["password"]),
        host=found["six"] or _decoded(found["host"]),
        port=int(found["port"]) if found["port"] else None,
        database=_decoded(name),
        query={key: value[0] if len(value) == 1 else tuple(value) for key, value in several.items()},
    )


def label(where: str | Path) -> str:
    """`where` as it may be shown: a file's name, or an address without its password and what might be one.

    Raises UsageError for an address that cannot be read.
    """
    if not is_url(where):
        return redact(str(where))
    url = parse(str(where))
    shown = URL.create(
        "postgresql",
        username=url.username and url.username.partition(":")[0],
        password=None if url.password is None else HIDDEN,
        host=url.host,
        port=url.port,
        database=None if "=" in (url.database or "") else url.database,  # keywords, perhaps a password
        query={key: url.query[key] for key in SHOWN if key in url.query},
    )
    return redact(shown.render_as_string(hide_password=True))


def secrets(where: str | Path) -> frozenset[str]:
    """Every way in which a password of the address may be quoted by a driver; none for a file."""
    if not is_url(where):
        return frozenset()
    url = parse(str(where))
    plain = [str(url.password or ""), (url.username or "").partition(":")[2]]
    if "=" in (url.database or ""):
        plain.append(str(url.database))
    for key in _SECRET & url.query.keys():
        value = url.query[key]
        plain += [value] if isinstance(value, str) else value
    return frozenset(form for p in plain if p for form in _quoted(p))


def _quoted(password: str) -> Iterator[str]:
    """As it is, percent-encoded as makers of addresses do it, and as a value of libpq's keywords."""
    yield password
    yield from (quote(password, safe=safe) for safe in ("", "/", " +", " +/"))
    yield quote_plus(password)
    yield password.replace("\\", "\\\\").replace("'", r"\'")


def _unclear() -> UsageError:
    return UsageError(
        f"not the address of a database: write {_FORM}, and in a password each of % @ : / ? # [ ] as %25"
        " %40 %3A %2F %3F %23 %5B %5D"
    )


def _plain(query: str) -> bool:
    """Whether a query is key=value, of keys as libpq has them."""
    return all(re.fullmatch(r"[a-z_]+=[^#]*", part, re.S) for part in query.split("&"))


def _decoded(part: str | None) -> str | None:
    return unquote(part) if part else None
