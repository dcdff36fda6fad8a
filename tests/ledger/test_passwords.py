"""Passwords never stand in a message, wherever in an address they are written and whoever quotes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from foedus.errors import FoedusError, UsageError
from foedus.ledger import open_ledger
from foedus.ledger.address import is_url, label, parse, secrets
from foedus.ledger.connect import explain
from foedus.redaction import redact
from tests.cli.command import foedus
from tests.ledger.postgres import Server

ONE, OTHER = "Hemlig", "Geheim"  # both ends of every password: neither is anywhere else in an address
NOWHERE = "/nonexistent"  # a folder without a server's socket: connecting fails at once
NASTY = st.text("@:/?#[]%&=;'\"\\ \t+a1é,", max_size=8)
PASSWORDS = st.builds(lambda inside: ONE + inside + OTHER, NASTY)


def everything(text: str) -> str:
    return quote(text, safe="")


RIGHT: dict[str, Callable[[str], str]] = {
    "userinfo": lambda p: f"postgresql://ana:{everything(p)}@/db?host={NOWHERE}",
    "no user": lambda p: f"postgres://:{everything(p)}@/db?host={NOWHERE}",
    "query": lambda p: f"postgresql://ana@/db?host={NOWHERE}&password={everything(p)}",
    "query, plus": lambda p: f"postgresql://ana@/db?password={quote_plus(p)}&host={NOWHERE}",
    "twice": lambda p: (
        f"postgresql://ana:{everything(p)}@/db?host={NOWHERE}&password=x&password={everything(p)}"
    ),
    "key of a certificate": lambda p: (
        f"postgresql+psycopg://ana@/db?host={NOWHERE}&sslpassword={everything(p)}"
    ),
    "in the user's name": lambda p: f"postgresql://ana{everything(':' + p)}@/db?host={NOWHERE}",
    "in the database's name": lambda p: f"postgresql:///{everything('db password=' + p)}?host={NOWHERE}",
}
WRONG: dict[str, Callable[[str], str]] = {
    "as it is": lambda p: f"postgresql://ana:{p}@/db?host={NOWHERE}",
    "as it is, a server": lambda p: f"postgresql://ana:{p}@localhost:1/db",
    "as it is, in the query": lambda p: f"postgresql://ana@/db?host={NOWHERE}&password={p}",
    "a misspelt option": lambda p: f"postgresql://ana@/db?host={NOWHERE}&pasword={p}",
    "no //": lambda p: f"postgresql:ana:{p}@host/db",
    "no colon": lambda p: f"postgres//ana:{p}@host/db",
    "a space before": lambda p: f" postgresql://ana:{p}@host/db",
    "another scheme": lambda p: f"jdbc:postgresql://host/db?user=ana&password={p}",
    "a slash in the user's name": lambda p: f"postgresql://a/na:{p}@host/db",
    "no address at all": lambda p: f"http://ana:{p}@host/db",
    "keywords": lambda p: f"host=db user=ana password='{p}'",
    "keywords, spaces": lambda p: f"  dbname = db password = '{p}' user=ana",
}
#: Characters that end a value of libpq's keywords: what follows is another keyword, not the password.
_SHOWN_IN_PART = {"as it is, in the query": "&"}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file named after an address is made in the project."""
    monkeypatch.chdir(tmp_path)


def said_about(address: str) -> str:
    """Everything that is said to who opens a ledger there."""
    with pytest.raises(FoedusError) as raised:
        open_ledger(address, create=False).close()
    return str(raised.value)


def assert_hidden(text: str, password: str) -> None:
    assert ONE not in text, (text, password)
    assert OTHER not in text, (text, password)
    assert "\n" not in text


@pytest.mark.parametrize("form", RIGHT)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(password=PASSWORDS)
def test_a_password_is_used_and_never_shown(form: str, password: str) -> None:
    address = RIGHT[form](password)
    assert is_url(address)
    if "name" not in form and "certificate" not in form:
        url = parse(address)
        assert password in (url.password, url.query.get("password"), url.query.get("password", ("",))[-1])
    assert_hidden(label(address), password)
    assert_hidden(said_about(address), password)
    for quoted in (address, parse(address).render_as_string(hide_password=False)):
        error = OperationalError("", {}, psycopg.OperationalError(f'bad connection info string "{quoted}"'))
        assert_hidden(str(explain(error, label(address), secrets(address))), password)


@pytest.mark.parametrize("form", WRONG)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(password=PASSWORDS)
def test_an_address_that_cannot_be_read_is_not_repeated(form: str, password: str) -> None:
    if ends := _SHOWN_IN_PART.get(form):
        password = password.replace(ends, "")
    assert_hidden(said_about(WRONG[form](password)), password)


def test_what_is_shown_of_an_address() -> None:
    assert label("postgres://ana:pw@db.example:5433/treaties?sslmode=require&password=x&options=-cfoo") == (
        "postgresql://ana:***@db.example:5433/treaties?sslmode=require"
    )
    assert label("postgresql://ana@/treaties?host=/run/pg") == "postgresql://ana@/treaties?host=%2Frun%2Fpg"
    assert label("postgresql://[::1]:5433/treaties") == "postgresql://[::1]:5433/treaties"
    assert label("a folder/ledger.db") == "a folder/ledger.db"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("cannot reach postgresql://ana:a@b/c@host/db now", "cannot reach postgresql://ana:***@host/db now"),
        ("missing = in \"host=h password='it\\'s' user=ana\"", 'missing = in "host=h password=*** user=ana"'),
        ("host=h PASSWORD = secret user=ana", "host=h PASSWORD = *** user=ana"),
        ("?password=a b;c&host=h", "?password=***&host=h"),
        ("host%3Dh%20password%3Dabc", "host%3Dh%20password%3D***"),
        ("password authentication failed for user ana", "password authentication failed for user ana"),
        ("no ledger at l.db: https://example.org/a tells", "no ledger at l.db: https://example.org/a tells"),
    ],
)
def test_what_is_hidden_in_a_text(said: str, shown: str) -> None:
    assert redact(said) == shown


def test_a_short_password_is_hidden_only_where_it_stands_alone() -> None:
    assert redact("the database said: db", {"db", ""}) == "the database said: ***"


@pytest.mark.parametrize(
    "command", ["claims", "check", "agreements", "add page.txt", "serve", "status PRK", "export csv"]
)
@pytest.mark.parametrize("form", ["userinfo", "query", "as it is", "keywords", "no colon"])
def test_no_command_shows_it(command: str, form: str) -> None:
    address = {**RIGHT, **WRONG}[form](f"{ONE}@{OTHER}")
    done = foedus("--ledger", address, *command.split())
    assert done.code != 0
    assert_hidden(done.out + done.err.rstrip("\n"), address)


@pytest.mark.parametrize("form", ["userinfo", "query", "as it is", "keywords", "no colon"])
def test_no_backup_shows_it(form: str) -> None:
    open_ledger("ledger.db").close()
    address = {**RIGHT, **WRONG}[form](f"{ONE}@{OTHER}")
    done = foedus("--ledger", "ledger.db", "backup", address)
    assert_hidden(done.out.rstrip("\n") + done.err.rstrip("\n"), address)


@pytest.mark.postgres
def test_a_backup_to_a_server_does_not_repeat_its_password(postgres: Server) -> None:
    open_ledger("ledger.db").close()
    address = f"{postgres.database('copied')}&password={ONE}{OTHER}"
    done = foedus("--ledger", "ledger.db", "backup", address)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("postgresql://postgres@/copied?host=")
    assert_hidden(done.out.rstrip("\n"), address)
    assert foedus("--ledger", address, "check", "--head").out == f"0:{'0' * 64}\n"
    postgres.drop("copied")


def test_keywords_are_told_how_to_write_an_address() -> None:
    with pytest.raises(UsageError, match=r"keywords are no address.*postgresql://user@host:port/name"):
        is_url("host=db dbname=treaties")
