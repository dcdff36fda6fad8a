"""What the API answers: parts of lists, filters, formats, faults, what was known when."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import polars
import pytest

from foedus.ledger import open_ledger
from foedus.web.api.formats import _quality
from tests.web import ledgers
from tests.web.conftest import Get, client
from tests.web.ledgers import NOW, claim, page

API = "/api/v1"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def walked(get: Get, path: str, **asked: str) -> list[dict[str, Any]]:
    """The items of all parts of a list."""
    body = get(f"{API}{path}", **asked).json()
    items = list(body["items"])
    while body["next"]:
        body = get(body["next"]).json()
        items += body["items"]
    return items


@pytest.mark.parametrize("path", ["/agreements", "/claims", "/documents", "/parties", "/parties/AFG/bound"])
def test_a_walk_has_everything_once(large: Get, path: str) -> None:
    whole = walked(large, path, limit="500")
    parts = walked(large, path, limit="37")
    assert parts == whole
    assert len(whole) > 37
    told = large(f"{API}{path}").json()["total"]
    assert told in (None, len(whole))


def test_a_walk_is_of_one_state_of_the_ledger(tmp_path: Path) -> None:
    where = ledgers.large(tmp_path / "ledger.db", 20)
    get = client(where)
    first = get(f"{API}/agreements", limit="10").json()
    before = walked(get, "/agreements", limit="500")
    with open_ledger(where) as ledger:
        news = page("Another one was signed.", "later.txt")
        ledger.add(
            news, [claim(news, "signed", (), "2024", name="Later Treaty")], recorded_at=NOW, actor="desk"
        )
    items, later = first["items"], first["next"]
    while later:
        body = get(later).json()
        items, later = items + body["items"], body["next"]
    assert items == before
    assert len(walked(get, "/agreements", limit="500")) == len(before) + 1


@pytest.mark.parametrize("cursor", ["x", "WzFd", "WzEsMiwiYSJd", "WzEsMiwxZTk5XQ", "bnVsbA", "W1tbW1tbW1tb"])
def test_a_cursor_that_foedus_did_not_make_is_refused(pact: Get, cursor: str) -> None:
    answer = pact(f"{API}/agreements", cursor=cursor)
    assert answer.status_code == 400
    assert "cursor" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/agreements?limmit=3", "unknown-parameter", "There is no parameter 'limmit' here."),
        ("/agreements/1?q=x", "unknown-parameter", "There is no parameter 'q' here."),
        ("/openapi.json?x=1", None, ""),
        ("/agreements?limit=0", "bad-parameter", "limit '0': input should be greater than or equal to 1."),
        ("/agreements?on=2024-02-30", "bad-parameter", "on '2024-02-30': write a day as YYYY-MM-DD"),
        ("/agreements?on=1700000000", "bad-parameter", "write a day as YYYY-MM-DD"),
        ("/agreements?known_on=0", "bad-parameter", "the entries of the ledger are numbered from 1"),
        ("/agreements?party=Narnia", "cannot-be-asked", "'Narnia' is not one state or organisation"),
        ("/agreements?q=%00", "bad-parameter", "control characters are in no name"),
        ("/agreements?q=" + "a+" * 30, "cannot-be-asked", "at most 20 words"),
        ("/register", "cannot-be-asked", "q or party"),
        ("/changes?from=2024-12-05&to=2024-12-01", "cannot-be-asked", "lies after"),
        ("/passages?q=ab", "bad-parameter", "at least 3 characters"),
        ("/agreements/999", "not-found", "There is no agreement 999 in this ledger."),
        ("/agreements/1?known_on=2020-01-01", "not-found", "as known on 2020-01-01"),
        ("/claims/999", "not-found", "There is no claim 999"),
        ("/verdicts/999", "not-found", "There is no verdict 999"),
        ("/documents/999/text", "not-found", "There is no page 999"),
        ("/register/none", "not-found", "The register has no entry none."),
        ("/parties/Narnia", "not-found", "'Narnia' is not one state"),
        ("/stories/1?on=2020-01-01", "not-found", "No story of 2020-01-01 has page 1."),
    ],
)  # fmt: skip
def test_a_fault_is_of_a_kind_that_is_documented(pact: Get, path: str, kind: str | None, says: str) -> None:
    answer = pact(f"{API}{path}")
    if kind is None:
        assert answer.status_code == 200
        return
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["type"] == f"{API}/docs#problem-{kind}"
    assert told["status"] == answer.status_code
    assert says in told["detail"]


def test_another_method_is_refused_with_those_that_are_taken(pact: Get) -> None:
    answer = pact(f"{API}/agreements", "DELETE")
    assert answer.status_code == 405
    assert answer.headers["allow"]
    assert answer.json()["type"].endswith("#problem-method-not-allowed")


@pytest.mark.parametrize(
    ("accept", "media", "wanted"),
    [
        ("", "text/csv", 1.0),
        ("*/*", "text/csv", 1.0),
        ("text/*;q=0.5, */*;q=0.1", "text/csv", 0.5),
        ("text/csv;q=0", "text/csv", 0.0),
        ("application/json", "text/csv", 0.0),
        ("text/csv;q=x", "text/csv", 0.0),
        ("application/xml, application/json;q=0.9", "application/json", 0.9),
    ],
)
def test_accept_is_read_by_its_nearest_range(accept: str, media: str, wanted: float) -> None:
    assert _quality(accept, media) == wanted


def test_a_table_has_what_the_json_has(pact: Get) -> None:
    (line,) = pact(f"{API}/agreements").json()["items"]
    (row,) = rows(pact(f"{API}/agreements.csv").text)
    assert row["agreement_id"] == str(line["id"])
    assert row["parties"] == "PRK RUS"
    assert row["in_force"] == "false"
    assert row["summary"] == line["status"]["summary"]
    frame = polars.read_parquet(io.BytesIO(pact(f"{API}/agreements.parquet").content))
    assert frame["in_force"].to_list() == [False]
    assert frame.columns == list(row)
    claims = rows(pact(f"{API}/agreements/1.csv").text)
    assert [int(c["id"]) for c in claims] == [c["id"] for c in pact(f"{API}/agreements/1").json()["claims"]]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    news = page("It was signed.", "=cmd.txt", "+Paper")
    made = claim(news, "signed", (), "2020", name="=HYPERLINK(1)", parties=("NOR", "SWE"))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(news, [made], recorded_at=NOW, actor="desk")
    get = client(tmp_path / "ledger.db")
    for path in ("/agreements", "/agreements/1", "/claims", "/documents", "/changes"):
        asked = {"from": "2024-11-01"} if path == "/changes" else {}
        for row in rows(get(f"{API}{path}.csv", **asked).text):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))], path


def test_a_past_state_is_asked_by_day_or_by_entry(pact: Get) -> None:
    now = pact(f"{API}/claims/3").json()
    assert (now["date"], now["verdict"]) == ("2024-11-10", "correct")
    assert [v["verdict"] for v in now["verdicts"]] == ["correct"]
    then = pact(f"{API}/claims/3", known_on="1").json()
    assert (then["date"], then["verdict"], then["verdicts"]) == ("2024-11-09", None, [])
    assert pact(f"{API}/agreements", known_on="1").json()["known_at"] == 1
    assert pact(f"{API}/claims", known_on="1").json()["items"][-1]["id"] == 7


def test_claims_are_filtered(pact: Get) -> None:
    def found(**asked: str) -> list[int]:
        return [c["id"] for c in walked(pact, "/claims", **asked)]

    assert found(what="ratified") == [2, 3, 8]
    assert found(what="ratified", limit="1") == [2, 3, 8]
    assert found(stands="false") == [7]
    assert found(certainty="denied") == [9]
    assert found(document="2") == [8, 9]
    assert found(agreement="1", kind="step", limit="4") == list(range(1, 10))
    assert found(kind="act") == []


def test_the_history_turns_where_the_status_does(pact: Get) -> None:
    turns = pact(f"{API}/agreements/1/history").json()["stretches"]
    assert turns[0]["first"] is None
    assert turns[-1]["last"] is None
    for turn in turns:
        for day in filter(None, (turn["first"], turn["last"])):
            told = pact(f"{API}/agreements/1/status", on=day).json()
            assert {k: told[k] for k in ("state", "in_force", "summary")} == {
                k: turn[k] for k in ("state", "in_force", "summary")
            }
    ends = [date.fromisoformat(t["last"]).toordinal() for t in turns[:-1]]
    begins = [date.fromisoformat(t["first"]).toordinal() for t in turns[1:]]
    assert [end + 1 for end in ends] == begins


def test_the_timeline_has_both_sides_of_a_contradiction(pact: Get) -> None:
    facts = pact(f"{API}/agreements/1/timeline").json()["facts"]
    (disputed,) = [f for f in facts if f["contradiction"] and f["what"] == "ratified"]
    assert sorted(side["date"] for side in disputed["sides"]) == ["2024-11-11", "2024-11-12"]


def test_what_binds_a_party(pact: Get) -> None:
    lines = walked(pact, "/parties/North Korea/bound", limit="200")
    assert [line["basis"] for line in lines].index("register") == 1
    assert (lines[0]["agreement_id"], lines[0]["binds"], lines[0]["since"]) == (1, False, None)
    bound = walked(pact, "/parties/PRK/bound", binds="yes", limit="200")
    assert {line["binds"] for line in bound} == {True}
    assert len(bound) == sum(line["binds"] is True for line in lines)


def test_parties_are_found_by_the_beginning_of_a_name(pact: Get) -> None:
    found = {p["code"]: p["kind"] for p in pact(f"{API}/parties", q="nor").json()["items"]}
    assert found["NOR"] == "state"
    assert found["PRK"] == "state"
    assert pact(f"{API}/parties/USSR").json()["kind"] == "state gone"
    assert pact(f"{API}/parties/NATO").json()["kind"] == "organisation"


def test_the_search_finds_of_every_sort(pact: Get) -> None:
    found = pact(f"{API}/search", q="Russia").json()
    assert [a["id"] for a in found["agreements"]] == [1]
    assert found["register"]
    assert "RUS" in [p["code"] for p in found["parties"]]


def test_passages_are_found_by_their_words(pact: Get) -> None:
    (said,) = pact(f"{API}/passages", q="ratified").json()["items"]
    assert (said["agreement_id"], said["claim"]) == (1, 3)
    start, end = said["span"]
    text = pact(f"{API}/documents/{said['document']}").json()["text"]
    assert text[start:end] == said["quote"]
    assert pact(f"{API}/documents/{said['document']}/text").text == text


def test_an_entry_of_the_register_tells_its_facts_and_where_it_stands(pact: Get) -> None:
    found = pact(f"{API}/register/npt-1968", on="2024-01-01").json()
    assert found["status"]["in_force"] is True
    assert found["entry"]["id"] == "npt-1968"
    listed = walked(pact, "/register", q="non-proliferation", limit="50")
    assert "npt-1968" in [line["id"] for line in listed]
    french = pact(f"{API}/register", party="FRA", limit="3").json()
    assert french["total"] > 100


def test_what_changed_and_what_was_learned(pact: Get) -> None:
    told = pact(f"{API}/changes", **{"from": "2024-11-11", "to": "2024-11-12"}).json()
    assert next(c["kind"] for c in told["changes"]) == "status"
    learned = pact(f"{API}/diff", **{"from": "2024-11-11", "to": "2024-11-12"}).json()
    assert learned["left_out"] == 0
    assert any("verdict" in line or "accept" in line for line in learned["learned"])


def test_hostile_text_goes_through_every_format(hostile: Get) -> None:
    for path in ("/agreements", "/agreements/1", "/claims", "/documents"):
        for end in ("", ".csv", ".parquet", ".jsonld"):
            if (path, end) != ("/documents", ".jsonld"):
                assert hostile(f"{API}{path}{end}").status_code == 200, path + end


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"party": "PRK"}, 1),
        ({"party": "North Korea", "state": "out"}, 1),
        ({"party": "FRA"}, 0),
        ({"kind": "treaty"}, 1),
        ({"kind": "protocol"}, 0),
        ({"since": "2024-11-11"}, 1),
        ({"since": "2024-11-12"}, 0),
        ({"source": "Example Gazette"}, 1),
    ],
)
def test_agreements_are_narrowed_as_on_the_board(pact: Get, asked: dict[str, str], count: int) -> None:
    told = pact(f"{API}/agreements", **asked).json()
    assert (len(told["items"]), told["total"]) == (count, count)


def test_a_narrowed_list_has_parts_too(large: Get) -> None:
    parts = walked(large, "/agreements", party="AFG", order="name", limit="2")
    whole = walked(large, "/agreements", party="AFG", order="name", limit="500")
    assert parts == whole
    assert [a["name"] for a in whole] == sorted((a["name"] for a in whole), key=str.casefold)
    assert all("AFG" in a["parties"] for a in whole)
    assert len(whole) > 2


def test_a_typing_error_in_a_word_of_a_passage_is_forgiven(pact: Get) -> None:
    assert [s["claim"] for s in pact(f"{API}/passages", q="ratifeid").json()["items"]] == [3]
