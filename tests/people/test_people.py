"""Accounts, sessions, keys and the throttle, each with a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select

from foedus.errors import UsageError
from foedus.ledger import Ledger, open_ledger
from foedus.ledger.schema import people, people_keys, people_sessions
from foedus.people.accounts import Accounts
from foedus.people.keys import MOST, Keys
from foedus.people.model import How, Person
from foedus.people.passwords import Passwords
from foedus.people.roles import MAY, Act, Role
from foedus.people.sessions import ABSOLUTE, IDLE, Sessions, mark_of
from foedus.people.throttle import HOUR, PER_ADDRESS, PER_NAME, QUARTER, Throttle

PASSWORD: Final = "quiet harbour nine"
PASSWORDS: Final = Passwords()


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


@pytest.fixture
def accounts(ledger: Ledger, clock: Clock) -> Accounts:
    made = Accounts(ledger, clock)
    made.add("Ana Ruiz", Role.REVIEWER, PASSWORD, PASSWORDS)
    return made


def test_a_role_covers_those_below_it() -> None:
    scale = list(Role)
    for i, role in enumerate(scale):
        assert [role.covers(other) for other in scale] == [j <= i for j in range(len(scale))]
    assert MAY.keys() == set(Act)


def test_the_documentation_has_the_same_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "people.md").read_text("utf-8")
    told = {
        role: row[1].strip().split("; ")
        for line in page.splitlines()
        if len(row := line.strip("| ").split(" | ")) == 2
        for role in Role
        if row[0] == role.value
    }
    assert told == {role: [act.value for act in MAY if MAY[act] is role] for role in Role}


def test_the_right_password_lets_in_however_the_name_is_written(accounts: Accounts) -> None:
    for name in ("Ana Ruiz", "ana  ruiz", "ＡＮＡ RUIZ"):
        found = accounts.authenticate(name, PASSWORD, PASSWORDS)
        assert found is not None
        assert (found.name, found.role) == ("Ana Ruiz", Role.REVIEWER)


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ana Ruiz", "quiet harbour ten"), ("Ana Ruiz", ""), ("Nobody", PASSWORD), ("Ana Ruiz", PASSWORD * 50)],
)
def test_nothing_else_lets_in(accounts: Accounts, name: str, password: str) -> None:
    assert accounts.authenticate(name, password, PASSWORDS) is None


def test_an_unknown_name_costs_the_same_work(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash is checked as often and with the same parameters, so no clock tells who has an account."""
    checked: list[str] = []
    passwords = Passwords()
    verify = passwords._hasher.verify

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept.rpartition("$")[0].rpartition("$")[0])
            return verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    for name in ("Ana Ruiz", "Nobody"):
        assert accounts.authenticate(name, "wrong password", passwords) is None
    assert checked == ["$argon2id$v=19$m=19456,t=2,p=1"] * 2


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b", "a\u202eb"])
def test_a_name_is_one_printable_line(accounts: Accounts, name: str) -> None:
    with pytest.raises(UsageError):
        accounts.add(name, Role.READER, PASSWORD, PASSWORDS)


@pytest.mark.parametrize("name", ["Ana Ruiz", "ANA RUIZ", " Ana  Ruiz "])
def test_a_name_is_given_once(accounts: Accounts, name: str) -> None:
    with pytest.raises(UsageError, match="already"):
        accounts.add(name, Role.READER, PASSWORD, PASSWORDS)


@pytest.mark.parametrize("password", ["short", "x" * 257, "abababababab", "Ben Ode Ben Ode"])
def test_a_weak_password_is_refused_and_not_repeated(accounts: Accounts, password: str) -> None:
    with pytest.raises(UsageError) as refused:
        accounts.add("Ben Ode", Role.READER, password, PASSWORDS)
    assert password not in str(refused.value)


def test_no_secret_is_kept_in_the_clear(ledger: Ledger, accounts: Accounts, clock: Clock) -> None:
    ana = accounts.named("Ana Ruiz")
    token = Sessions(ledger, clock).begin(ana.id, "Browser")
    key, _ = Keys(ledger, clock).add(ana, "export", Role.READER)
    with ledger.door.reading() as connection:
        told = [repr(connection.execute(select(t)).all()) for t in (people, people_sessions, people_keys)]
    for secret in (PASSWORD, token, key, key.removeprefix("foedus_")[:12]):
        assert not any(secret in text for text in told)
    assert "$argon2id$" in told[0]


def test_a_session_ends_when_idle_and_after_half_a_day_at_most(
    ledger: Ledger, accounts: Accounts, clock: Clock
) -> None:
    sessions, ana = Sessions(ledger, clock), accounts.named("Ana Ruiz")
    token = sessions.begin(ana.id, "Browser")
    assert sessions.find(token) == Person(ana.id, "Ana Ruiz", Role.REVIEWER, How.SESSION)
    clock.now += IDLE + 1
    assert sessions.find(token) is None
    token, began = sessions.begin(ana.id, "Browser"), clock.now
    while clock.now + IDLE / 2 < began + ABSOLUTE:
        clock.now += IDLE / 2
        assert sessions.find(token) is not None
    clock.now = began + ABSOLUTE + 1
    assert sessions.find(token) is None


def test_a_new_session_ends_the_one_it_stands_instead_of(
    ledger: Ledger, accounts: Accounts, clock: Clock
) -> None:
    sessions, ana = Sessions(ledger, clock), accounts.named("Ana Ruiz")
    first = sessions.begin(ana.id, "Browser")
    second = sessions.begin(ana.id, "Browser", instead_of=first)
    assert second != first
    assert sessions.find(first) is None
    assert [one.mark for one in sessions.of(ana.id)] == [mark_of(second)]
    third = sessions.begin(ana.id, "Other")
    assert sessions.end_marked(ana.id, mark_of(second))
    assert not sessions.end_marked(ana.id + 1, mark_of(third))
    assert sessions.find(third) is not None
    assert sessions.end_all(ana.id) == 1


@pytest.mark.parametrize("change", ["role", "password", "disable"])
def test_a_change_of_the_account_ends_its_sessions(
    ledger: Ledger, accounts: Accounts, clock: Clock, change: str
) -> None:
    sessions, ana = Sessions(ledger, clock), accounts.named("Ana Ruiz")
    token = sessions.begin(ana.id, "Browser")
    if change == "role":
        accounts.set_role("ana ruiz", Role.ADMIN)
    elif change == "password":
        accounts.set_password("ana ruiz", "another harbour ten", PASSWORDS)
    else:
        accounts.disable("ana ruiz")
    assert sessions.find(token) is None


def test_a_disabled_account_lets_nobody_in(ledger: Ledger, accounts: Accounts, clock: Clock) -> None:
    keys, ana = Keys(ledger, clock), accounts.named("Ana Ruiz")
    key, _ = keys.add(ana, "export", Role.READER)
    accounts.disable("Ana Ruiz")
    assert accounts.authenticate("Ana Ruiz", PASSWORD, PASSWORDS) is None
    assert keys.find(key) is None
    accounts.enable("Ana Ruiz")
    assert accounts.authenticate("Ana Ruiz", PASSWORD, PASSWORDS) is not None
    assert keys.find(key) is None


def test_a_key_does_no_more_than_its_person_may(ledger: Ledger, accounts: Accounts, clock: Clock) -> None:
    keys, ana = Keys(ledger, clock), accounts.named("Ana Ruiz")
    with pytest.raises(UsageError, match="cannot be editor"):
        keys.add(ana, "too much", Role.EDITOR)
    key, kept = keys.add(ana, "import of depositary lists", Role.REVIEWER)
    assert kept.used is None
    assert keys.find(key) == Person(ana.id, "Ana Ruiz", Role.REVIEWER, How.KEY)
    assert keys.of(ana.id)[0].used is not None
    accounts.set_role("Ana Ruiz", Role.READER)
    found = keys.find(key)
    assert found is not None
    assert found.role is Role.READER
    accounts.set_role("Ana Ruiz", Role.ADMIN)
    found = keys.find(key)
    assert found is not None
    assert found.role is Role.REVIEWER
    with pytest.raises(UsageError):
        keys.revoke(kept.id, person=ana.id + 1)
    keys.revoke(kept.id, person=ana.id)
    assert keys.find(key) is None
    with pytest.raises(UsageError):
        keys.revoke(kept.id)


def test_nobody_has_endless_keys(ledger: Ledger, accounts: Accounts, clock: Clock) -> None:
    keys, ana = Keys(ledger, clock), accounts.named("Ana Ruiz")
    for n in range(MOST):
        keys.add(ana, f"key {n}", Role.READER)
    with pytest.raises(UsageError, match="revoke one first"):
        keys.add(ana, "one more", Role.READER)


def test_accounts_leave_the_record_as_it_is(ledger: Ledger, accounts: Accounts) -> None:
    assert ledger.head().number == 0
    assert ledger.check() == []


def test_failures_are_limited_by_name_and_by_address() -> None:
    by_address = Throttle()
    assert [by_address.admit(f"name {n}", "10.0.0.1", 0.0) for n in range(PER_ADDRESS + 1)] == [
        *[True] * PER_ADDRESS,
        False,
    ]
    assert by_address.admit("name 0", "10.0.0.2", 0.0)
    assert by_address.admit("name 0", "10.0.0.1", QUARTER)
    by_name = Throttle()
    assert all(by_name.admit("ana", f"10.0.1.{n}", 0.0) for n in range(PER_NAME))
    assert not by_name.admit("ana", "10.0.2.1", 0.0)
    assert by_name.admit("ben", "10.0.2.1", 0.0)
    assert by_name.admit("ana", "10.0.2.1", HOUR)


def test_a_success_takes_back_its_own_try_alone() -> None:
    throttle = Throttle()
    for _ in range(PER_ADDRESS - 1):
        assert throttle.admit("victim", "10.0.0.1", 0.0)
    for _ in range(3):
        assert throttle.admit("own", "10.0.0.1", 0.0)
        throttle.succeeded("own", "10.0.0.1")
    assert throttle.admit("victim", "10.0.0.1", 0.0)
    assert not throttle.admit("victim", "10.0.0.1", 0.0)
