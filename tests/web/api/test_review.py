"""What reviewers write through the API: entries in their names, once however often a PUT is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.ledger import open_ledger
from foedus.people.roles import Role
from foedus.web import create_app
from foedus.web.base.users import Access, Users
from tests.web import ledgers
from tests.web.people import HERE, NAMES, TODAY, add_people, key

API = "/api/v1"
WHY = {"reason": "the gazette says so"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with accounts, made once: hashing passwords is slow."""
    where = ledgers.pact(tmp_path_factory.mktemp("review") / "pact.db")
    add_people(where)
    return where


@pytest.fixture
def where(kept: Path, tmp_path: Path) -> Path:
    with open_ledger(kept, create=False) as ledger:
        ledger.backup(tmp_path / "ledger.db")
    return tmp_path / "ledger.db"


@contextmanager
def writing(where: Path, role: Role = Role.REVIEWER, **more: Any) -> Iterator[TestClient]:
    """A program with a key of a role."""
    app = create_app(str(where), lambda: TODAY, **more)
    bearer = {"authorization": f"Bearer {key(where, role)}"}
    with TestClient(app, base_url=HERE, headers=bearer, follow_redirects=False) as client:
        yield client


def entries(where: Path) -> int:
    with open_ledger(where, create=False) as ledger:
        return ledger.head().number


def fact(client: TestClient, **more: Any) -> dict[str, Any]:
    sent = {"what": "signed", "source": "MOFA", "date": "2024-06-19", **WHY, **more}
    answer = client.post(f"{API}/agreements/1/facts", json=sent)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]  # an object


@pytest.mark.parametrize(
    ("path", "sent", "reads", "wanted"),
    [
        ("/claims/2/verdict", {"verdict": "reject"}, "/claims/2", {"verdict": "reject", "stands": False}),
        ("/claims/2/verdict", {"verdict": "accept"}, "/claims/2", {"verdict": "accept", "stands": True}),
        (
            "/claims/2/verdict",
            {
                "verdict": "correct",
                "corrected": {"date": "2024-11-08", "actors": ["North Korea"], "place": ""},
            },
            "/claims/2",
            {"date": "2024-11-08", "actors": ["PRK"], "verdict": "correct"},
        ),
        ("/agreements/1/name", {"name": "Pact of  June"}, "/agreements/1", {"name": "Pact of June"}),
        (
            "/agreements/1/parties",
            {"parties": ["Russia", "PRK"]},
            "/agreements/1",
            {"parties": ["PRK", "RUS"]},
        ),
        ("/agreements/1/parties", {"parties": []}, "/agreements/1", {"parties": []}),
    ],
)
def test_what_is_put_stands_and_putting_it_again_makes_no_entry(
    where: Path, path: str, sent: dict[str, Any], reads: str, wanted: dict[str, Any]
) -> None:
    with writing(where) as client:
        first = client.put(f"{API}{path}", json={**sent, **WHY})
        assert first.status_code == 200, first.text
        assert first.json()["made"] is True
        found = client.get(f"{API}{reads}").json()
        assert {name: found[name] for name in wanted} == wanted
        verdict = client.get(f"{API}/verdicts/{first.json()['verdicts'][0]}").json()
        assert (verdict["by"], verdict["reason"]) == (NAMES[Role.REVIEWER], WHY["reason"])
        before = entries(where)
        again = client.put(f"{API}{path}", json={**sent, **WHY})
        assert (again.status_code, again.json()["made"]) == (200, False)
        assert again.json()["verdicts"] == first.json()["verdicts"]
        assert entries(where) == before


def test_agreements_are_parted_moved_and_made_one_again(where: Path) -> None:
    with writing(where) as client:
        parted = client.post(
            f"{API}/agreements/1/parts", json={"claims": [8, 9], "name": "Another Pact", **WHY}
        )
        assert parted.status_code == 201, parted.text
        new = parted.json()["agreement"]
        assert parted.headers["location"] == f"{API}/agreements/{new}"
        assert client.get(f"{API}/agreements/{new}").json()["name"] == "Another Pact"
        moved = client.put(f"{API}/claims/6/agreement", json={"agreement": new, **WHY})
        assert moved.json()["made"] is True
        assert client.get(f"{API}/claims/6").json()["agreement_id"] == new
        before = entries(where)
        assert client.put(f"{API}/claims/6/agreement", json={"agreement": new, **WHY}).json()["made"] is False
        assert entries(where) == before
        one = client.put(f"{API}/agreements/1/same-as/{new}", json=WHY)
        assert one.json()["made"] is True
        assert client.put(f"{API}/agreements/{new}/same-as/1", json=WHY).json()["made"] is False
        assert client.get(f"{API}/claims/6").json()["agreement_id"] == 1


def test_a_fact_is_entered_and_taken_back(where: Path) -> None:
    with writing(where) as client:
        made = fact(client, what="entered into force", date="2024-12-04", quote="It is in force.")
        claim = client.get(f"{API}/claims/{made['claim']}").json()
        assert (claim["step"], claim["date"], claim["entered_by"]) == (
            "entered_into_force", "2024-12-04", NAMES[Role.REVIEWER],
        )  # fmt: skip
        assert [s["name"] for s in claim["sources"]] == [NAMES[Role.REVIEWER], "MOFA"]
        assert [shift["agreement"] for shift in made["effect"]] == [1]
        undo = f"{API}/verdicts/{made['verdicts'][0]}"
        assert client.delete(undo, params=WHY).json()["made"] is True
        before = entries(where)
        again = client.delete(undo, params=WHY)
        assert (again.status_code, again.json()["made"]) == (200, False)
        assert entries(where) == before
        assert client.get(f"{API}/claims/{made['claim']}").json()["stands"] is False


def test_a_preview_tells_the_effect_and_makes_no_entry(where: Path) -> None:
    before = entries(where)
    with writing(where) as client:
        sent = {"what": "entered_into_force", "source": "MOFA", "date": "2024-12-04", **WHY}
        shown = client.post(f"{API}/agreements/1/facts", params={"preview": "true"}, json=sent)
    assert shown.status_code == 200
    assert (shown.json()["made"], shown.json()["verdicts"]) == (False, [])
    (shift,) = shown.json()["effect"]
    assert shift["before"] != shift["after"]
    assert entries(where) == before


def test_what_would_change_a_status_waits_where_a_board_asks_for_a_second_reviewer(where: Path) -> None:
    with writing(where, users=Users(Access.OPEN, None, True)) as client:
        before = entries(where)
        sent = {"what": "entered_into_force", "source": "MOFA", "date": "2024-12-04", **WHY}
        waits = client.post(f"{API}/agreements/1/facts", json=sent)
        assert waits.status_code == 202
        assert waits.json()["waits"] == 1
        assert entries(where) == before
        assert client.put(f"{API}/agreements/1/name", json={"name": "Pact", **WHY}).json()["made"] is True


@pytest.mark.parametrize(
    ("method", "path", "sent", "code", "says"),
    [
        ("PUT", "/claims/99/verdict", {"verdict": "accept", **WHY}, 404, "There is no claim 99"),
        ("PUT", "/claims/2/verdict", {"verdict": "maybe", **WHY}, 400, "verdict"),
        ("PUT", "/claims/2/verdict", {"verdict": "accept", "reason": " "}, 400, "reason"),
        ("PUT", "/claims/2/verdict", {"verdict": "accept"}, 400, "reason"),
        ("PUT", "/claims/2/verdict", {"verdict": "correct", **WHY}, 400, "corrected"),
        ("PUT", "/claims/2/verdict", {"verdict": "accept", "corrected": {"date": "2024"}, **WHY}, 400, "corrected"),
        ("PUT", "/claims/2/verdict", {"verdict": "correct", "corrected": {"date": "soon"}, **WHY}, 400, "date"),
        ("PUT", "/claims/2/verdict", {"verdict": "accept", "by": "Bo", **WHY}, 400, "There is no field 'by' here."),
        ("PUT", "/agreements/99/name", {"name": "x", **WHY}, 404, "There is no agreement 99"),
        ("PUT", "/agreements/1/parties", {"parties": ["Narnia"], **WHY}, 400, "Narnia"),
        ("PUT", "/agreements/1/same-as/99", WHY, 404, "There is no agreement 99"),
        ("POST", "/agreements/1/parts", {"claims": [99], **WHY}, 404, "has no claim 99"),
        ("POST", "/agreements/1/facts", {"what": "danced", "source": "MOFA", **WHY}, 409, "danced"),
        ("DELETE", "/verdicts/1?reason=no", None, 403, "An editor takes another person's verdict back."),
        ("DELETE", "/verdicts/99?reason=no", None, 404, "There is no verdict 99"),
        ("DELETE", "/verdicts/1", None, 400, "reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_makes_no_entry(
    kept: Path, method: str, path: str, sent: dict[str, Any] | None, code: int, says: str
) -> None:
    before = entries(kept)
    with writing(kept) as client:
        answer = client.request(method, f"{API}{path}", json=sent)
    assert answer.status_code == code, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]
    assert entries(kept) == before


def test_too_much_at_once_is_refused(kept: Path) -> None:
    with writing(kept) as client:
        answer = client.put(f"{API}/claims/2/verdict", content=b"x" * 300_000)
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("#problem-too-long")


def test_what_is_no_json_is_refused(kept: Path) -> None:
    with writing(kept) as client:
        for content in (b"{", b"[]", b"\xff", b"[" * 5000):
            answer = client.put(
                f"{API}/claims/2/verdict", content=content, headers={"content-type": "application/json"}
            )
            assert answer.status_code == 400, content[:10]
