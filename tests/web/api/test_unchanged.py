"""If-Match on writes: made where the claim or agreement is as it was seen, 412 where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.errors import LedgerError
from foedus.ledger import Ledger, open_ledger
from foedus.ledger.trial import as_one
from foedus.people.roles import Role
from foedus.web.api.unchanged import Unchanged, _entries
from foedus.web.base.problems import MEDIA, Refused
from tests.web.api.test_review import API, WHY, entries, kept, where, writing
from tests.web.ledgers import NOW, claim, page

__all__ = ["kept", "where"]  # fixtures
NAME = {"name": "Pact of 2024", **WHY}
VERDICT = {"verdict": "accept", **WHY}
FACT = {"what": "signed", "source": "MOFA", **WHY}
#: Each write, another one of the same address, and the address of what it is about.
WRITES: list[tuple[str, str, dict[str, Any] | None, dict[str, Any] | None, str]] = [
    ("PUT", "/claims/2/verdict", VERDICT, {**VERDICT, "verdict": "reject"}, "/claims/2"),
    ("PUT", "/agreements/1/name", NAME, {**NAME, "name": "Another"}, "/agreements/1"),
    ("PUT", "/agreements/1/parties", {"parties": ["PRK", "CHN"], **WHY}, {"parties": ["PRK"], **WHY}, "/agreements/1"),
    ("POST", "/agreements/1/parts", {"claims": [2], **WHY}, {"claims": [3], **WHY}, "/agreements/1"),
    ("POST", "/agreements/1/facts", FACT, FACT, "/agreements/1"),
    ("DELETE", "/verdicts/1?reason=wrong", None, None, "/claims/1"),
]  # fmt: skip


def send(client: TestClient, method: str, path: str, sent: dict[str, Any] | None, match: str) -> Any:
    return client.request(method, f"{API}{path}", headers={"if-match": match}, json=sent)


def beside(where: Path) -> None:
    """Something about another agreement."""
    news = page("Norway and Sweden signed it.", "later.txt")
    told = [claim(news, "signed", ("NOR", "SWE"), "2024", name="Other Treaty", parties=("NOR", "SWE"))]
    with open_ledger(where) as ledger:
        ledger.add(news, told, recorded_at=NOW, actor="desk")


@pytest.mark.parametrize(("method", "path", "sent", "other", "about"), WRITES)
def test_a_write_by_what_was_seen(
    where: Path, method: str, path: str, sent: dict[str, Any] | None, other: dict[str, Any] | None, about: str
) -> None:
    with writing(where, Role.EDITOR) as client:
        tag = client.get(f"{API}{about}").headers["etag"]
        beside(where)
        now = entries(where)
        for refused in (f"W/{tag}", '"nothing"', "nothing", '"x-999999"'):
            answer = send(client, method, path, sent, refused)
            assert (answer.status_code, answer.headers["content-type"]) == (412, MEDIA), refused
        assert entries(where) == now
        assert send(client, method, path, sent, f'"other", {tag}').status_code < 300
        assert entries(where) > now, "what was learned of another agreement does not matter"
        now = entries(where)
        if other is not None:
            assert send(client, method, path, other, tag).status_code == 412
        assert entries(where) == now


def test_one_sent_again_stands_already(where: Path) -> None:
    with writing(where) as client:
        tag = client.get(f"{API}/agreements/1").headers["etag"]
        assert send(client, "PUT", "/agreements/1/name", NAME, tag).json()["made"] is True
        again = send(client, "PUT", "/agreements/1/name", NAME, tag)
        assert (again.status_code, again.json()["made"]) == (200, False)
        assert send(client, "PUT", "/agreements/1/name", {**NAME, "name": "Third"}, tag).status_code == 412
        assert send(client, "PUT", "/agreements/1/name", {**NAME, "name": "Third"}, "*").status_code == 200
        assert send(client, "PUT", "/agreements/9/name", NAME, "*").status_code == 404


def test_nobody_comes_between_the_check_and_the_change(where: Path) -> None:
    """Who writes while the check holds the ledger waits; what fails leaves nothing."""
    with open_ledger(where) as ledger:
        head = ledger.head().number
        with Unchanged(f'"x-{head}"', agreements=(1,)).kept(ledger) as alone:
            alone.rename(1, "One", reason="its title", actor="desk", recorded_at=NOW)
            assert ledger.agreement(1).name != "One"
        assert ledger.agreement(1).name == "One"
        with pytest.raises(Refused), Unchanged(f'"x-{head}"', agreements=(1,)).kept(ledger):
            pytest.fail("it has changed")
        with pytest.raises(LedgerError):
            rename_two(ledger)
        assert ledger.agreement(1).name == "One"
        assert ledger.check() == []


def rename_two(ledger: Ledger) -> None:
    """The second of which is not there."""
    with as_one(ledger) as alone:
        for number in (1, 99):
            alone.rename(number, "Two", reason="its title", actor="desk", recorded_at=NOW)


@pytest.mark.parametrize(
    ("match", "found"),
    [
        ('"ab-12"', [12]), ('"ab-12", "cd-7"', [12, 7]), ('W/"ab-12"', []), ("ab-12", []), ('""', []),
        ('"a,b-3"', [3]), ('"-5"', [5]), ('"ab-99999999999"', []), ('"ab-12', []), (",,,", []), ("é-4", []),
    ],
)  # fmt: skip
def test_the_entries_that_tags_name(match: str, found: list[int]) -> None:
    assert list(_entries(match)) == found
