"""`foedus users`: accounts and keys by the command line; no password in an option, a message or a listing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from foedus.ledger import open_ledger
from foedus.people.accounts import Accounts
from foedus.people.keys import Keys
from foedus.people.passwords import Passwords
from foedus.people.roles import Role
from tests.cli.command import foedus

PASSWORD = "quiet harbour nine"


@pytest.fixture
def where(tmp_path: Path) -> str:
    open_ledger(tmp_path / "ledger.db").close()
    return str(tmp_path / "ledger.db")


def test_an_account_from_its_making_to_its_end(where: str) -> None:
    assert (
        foedus(
            "--ledger",
            where,
            "users",
            "add",
            "Ana Ruiz",
            "--role",
            "reviewer",
            stdin=f"{PASSWORD}\n".encode(),
        ).out
        == "Ana Ruiz is reviewer\n"
    )
    assert foedus("--ledger", where, "users", "add", "Ben Ode", "--no-password").out == "Ben Ode is reader\n"
    assert (
        foedus("--ledger", where, "users", "role", "ana ruiz", "admin").out
        == "Ana Ruiz is admin; logged out everywhere\n"
    )
    assert (
        "new password"
        in foedus("--ledger", where, "users", "password", "Ana Ruiz", stdin=b"louder harbour ten\n").out
    )
    listed = foedus("--ledger", where, "users", "list").out
    assert re.findall(r"^(Ana Ruiz|Ben Ode) +(\w+) +(\w+) +[\d-]+ +(\w+)$", listed, re.M) == [
        ("Ana Ruiz", "admin", "active", "password"), ("Ben Ode", "reader", "active", "proxy"),
    ]  # fmt: skip
    with open_ledger(where) as ledger:
        assert Accounts(ledger).authenticate("Ana Ruiz", "louder harbour ten", Passwords()) is not None
    last = foedus("--ledger", where, "users", "disable", "Ana Ruiz")
    assert (last.code, last.out) == (2, "")
    assert "Ana Ruiz is the last admin: give another account that role first" in last.err
    foedus("--ledger", where, "users", "role", "Ben Ode", "admin")
    assert foedus("--ledger", where, "users", "disable", "Ana Ruiz").out == "Ana Ruiz is disabled\n"
    assert foedus("--ledger", where, "users", "disable", "Ana Ruiz", "--undo").out == "Ana Ruiz is active\n"
    rows = [
        json.loads(line) for line in foedus("--ledger", where, "users", "list", "--json").out.splitlines()
    ]
    assert [row["name"] for row in rows] == ["Ana Ruiz", "Ben Ode"]
    log = [json.loads(line) for line in foedus("--ledger", where, "users", "log", "--json").out.splitlines()]
    assert [(row["change"], row["person"], row["detail"]) for row in log[::-1]] == [
        ("account made", "Ana Ruiz", "reviewer"), ("account made", "Ben Ode", "reader"),
        ("role given", "Ana Ruiz", "admin"), ("password changed", "Ana Ruiz", ""),
        ("role given", "Ben Ode", "admin"), ("account disabled", "Ana Ruiz", ""),
        ("account let in again", "Ana Ruiz", ""),
    ]  # fmt: skip
    assert all(row["actor"] for row in log)
    assert "argon2" not in json.dumps(rows)


def test_a_key_is_printed_once_and_listed_without_itself(where: str) -> None:
    foedus("--ledger", where, "users", "add", "Ana Ruiz", "--role", "editor", "--no-password")
    made = foedus(
        "--ledger", where, "users", "key", "add", "Ana Ruiz", "--label", "export", "--role", "reviewer"
    )
    key = made.out.strip()
    assert re.fullmatch(r"foedus_[\w-]{43}", key)
    with open_ledger(where) as ledger:
        found = Keys(ledger).find(key)
        assert found is not None
        assert found.role is Role.REVIEWER
    listed = foedus("--ledger", where, "users", "key", "list").out
    assert "export" in listed
    assert key not in listed
    assert foedus("--ledger", where, "users", "key", "revoke", "1").out == "key 1 (export) is revoked\n"
    with open_ledger(where) as ledger:
        assert Keys(ledger).find(key) is None


@pytest.mark.parametrize(
    ("args", "line", "said"),
    [
        (("add", "Ana"), "short\n", "a password has 12 to 256 characters"),
        (("add", "Ana"), "", "no password on standard input"),
        (("add", "  "), f"{PASSWORD}\n", "a name is one line"),
        (("role", "Nobody", "admin"), "", "no account 'Nobody'"),
        (("password", "Nobody"), f"{PASSWORD}\n", "no account 'Nobody'"),
        (("key", "add", "Nobody", "--label", "x"), "", "no account 'Nobody'"),
        (("key", "revoke", "7"), "", "no key 7"),
    ],
)
def test_a_wrong_call_is_one_line_without_the_password(
    where: str, args: tuple[str, ...], line: str, said: str
) -> None:
    done = foedus("--ledger", where, "users", *args, stdin=line.encode())
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not line.strip() or line.strip() not in done.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--proxy-header", "X-User"), "belong together"),
        (("--proxy-from", "10.0.0.1"), "belong together"),
        (("--proxy-header", "X User", "--proxy-from", "10.0.0.1"), "is not the name of a header"),
        (("--proxy-header", "X-User", "--proxy-from", "somewhere"), "write addresses"),
    ],
)
def test_a_proxy_is_named_whole_or_not_at_all(where: str, args: tuple[str, ...], said: str) -> None:
    done = foedus("--ledger", where, "serve", *args)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert said in done.err
