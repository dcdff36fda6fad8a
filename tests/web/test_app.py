"""What the board answers, over ASGI: rows, filters, days, paging, verdicts, faults in plain words."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from foedus.errors import LedgerError
from foedus.ledger import Ledger, open_ledger
from foedus.ledger.connect import Door
from foedus.model import ClaimKind
from foedus.names import names
from foedus.record.standings import Standing, standings
from foedus.web import create_app
from foedus.web.board import records
from tests.web.conftest import TODAY, Get, client
from tests.web.ledgers import NOW, PACT, claim, pact, page

STATES = ("AFG", "BEL", "CHL")


def words(html: str) -> str:
    """The text of a page, tags out, spaces single."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_board_shows_a_row_with_every_column(pact: Get) -> None:
    said = words(pact("/").text)
    assert "Agreement Status on 2024-12-05 Parties Last step Evidence" in said
    assert PACT in said
    assert "North Korea, Russia" in said
    assert "ratified 2024-11-12" in said
    assert re.search(r"9 claims \d sources?", said)
    assert "1 agreement, status on 2024-12-05." in said


def test_parties_stand_by_name_and_not_by_code(tmp_path: Path) -> None:
    article = page("Germany, Denmark and Algeria signed a pact.", "story.txt")
    made = claim(article, "signed", (), "2020", name="Three States Pact", parties=("DEU", "DNK", "DZA"))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(article, [made], recorded_at=NOW, actor="desk")
    get = client(tmp_path / "ledger.db")
    assert "Algeria, Denmark, Germany" in words(get("/").text)
    assert "Algeria Denmark Germany" in words(get("/agreement/1").text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("PRK", True),
        ("north korea", True),
        ("North Korea Russia", True),
        ("North Korea, RUS", True),
        ("strategic", True),
        ("russia partnership", True),
        ("France", False),
        ("North Korea France", False),
        ("%", False),
        ("_", False),
    ],
)
def test_words_filter_by_party_and_name(pact: Get, query: str, found: bool) -> None:
    said = words(pact("/", q=query).text)
    assert (PACT in said) is found
    assert found or "Every word must fit" in said or "Known beforehand" in said
    assert not found or "Every word must fit" not in said


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("north korea russia", ["north korea", "russia"]),
        ("Papua New Guinea, AUS pact", ["Papua New Guinea", "AUS", "pact"]),
        ("Paris Agreement", ["Paris", "Agreement"]),
        (" , ", []),
    ],
)
def test_names_of_parties_stay_whole(query: str, parts: list[str]) -> None:
    assert records.query_words(query) == parts


@pytest.mark.parametrize(("state", "shown"), [("in", 60), ("out", 0)])
def test_the_status_filters(large: Get, state: str, shown: int) -> None:
    """Half of the agreements on matters are in force; the list stops after a page, so ask all its parts."""
    seen: set[str] = set()
    path = f"/?q=matter&state={state}"
    while path:
        html = large(path).text
        seen |= set(re.findall(r'href="(/agreement/\d+)', html))
        more = re.search(r'<a href="(\?[^"]*)" rel="next">', html)
        path = "/" + unescape(more[1]) if more else ""
    assert len(seen) == shown


def test_the_parts_of_the_board_have_every_agreement_once(large: Get) -> None:
    seen: list[str] = []
    path = "/"
    while path:
        html = large(path).text
        seen += re.findall(r'<th scope="row"><a href="(/agreement/\d+)"', html)
        more = re.search(r'<a href="(\?[^"]*)" rel="next">', html)
        path = "/" + unescape(more[1]) if more else ""
    assert len(seen) == len(set(seen)) == 121
    assert "Agreements 1 to 50 of 121, status on 2024-12-05." in words(large("/").text)


def test_the_board_says_how_many_it_looked_at(large: Get) -> None:
    assert "0 not in force on 2024-12-05, of 120 that fit." in words(large("/", q="matter", state="out").text)
    said = words(large("/", q="matter", state="in").text)
    assert "50 in force on 2024-12-05, of agreements 1 to 50 of 120 that fit." in said


def test_the_work_of_one_answer_is_bounded(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(ledger: Ledger, on: date, **more: Any) -> list[Standing]:
        asked.extend(more["only"])
        return standings(ledger, on, **more)

    monkeypatch.setattr(records, "standings", counted)
    monkeypatch.setattr(records, "MOST", 20)
    with open_ledger(places["large"], create=False) as ledger:
        found = records.board(ledger, date(2024, 12, 5), "", "out", names().display, None, size=10)
    assert len(asked) == 20
    assert (found.looked, found.stop, found.found, found.lines) == (20, 20, 121, ())


def test_a_page_of_a_filtered_list_is_no_longer_than_another(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two in three fit: the page that fills up in the midst of a part goes on there, and none is lost."""
    monkeypatch.setattr(records, "group", lambda s: "in" if s.agreement_id % 3 else "out")
    seen: list[int] = []
    sizes, start, after = [], 0, None
    with open_ledger(places["large"], create=False) as ledger:
        every = records.board(ledger, date(2024, 12, 5), "", "", names().display, None, size=200)
        while True:
            found = records.board(
                ledger, date(2024, 12, 5), "", "in", names().display, None, start=start, after=after, size=10
            )
            seen += [line.row.id for line in found.lines]
            sizes.append(len(found.lines))
            if found.stop is None:
                break
            start, after = found.stop, found.last
    assert seen == [line.row.id for line in every.lines if line.row.id % 3]
    assert set(sizes[:-1]) == {10}


def test_the_board_looks_up_what_was_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look, and one at another day, works nothing out; names are put in when it is shown."""
    get = client(pact(tmp_path / "ledger.db"))
    first = words(get("/").text)
    monkeypatch.setattr("foedus.record.standings.work_out", None)
    assert words(get("/").text) == first
    before = words(get("/", on="2024-11-11").text)
    assert "ratified by North Korea and Russia" in first or "ratified by both" in first
    assert "ratified by Russia" in before or "ratified by both" in before
    assert "PRK" not in first


def test_a_board_waits_for_no_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = pact(tmp_path / "ledger.db")
    get = client(where)
    with open_ledger(where) as writer, writer._door.writing():
        monkeypatch.setattr(Door, "_take", None)  # what waits for another writer
        assert PACT in get("/").text, "an import of minutes must not hold up the board"


def test_what_was_merged_and_split_stands_once_on_the_board(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    with open_ledger(where) as ledger:
        for number in range(4):
            news = page(f"Agreement {number} has been signed.", f"{number}.txt")
            said = [claim(news, "signed", (), f"2019-03-0{number + 1}", name=f"Matter{number} Treaty")]
            ledger.add(news, [*said, claim(news, "negotiated", (), "2018", name=f"Matter{number} Treaty")],
                       recorded_at=NOW, actor="test")  # fmt: skip
        by: dict[str, Any] = {"reason": "because", "actor": "test", "recorded_at": NOW}
        ledger.merge(2, 3, **by)
        _, new = ledger.split(1, [1], **by)
    get = client(where)
    assert [line["id"] for line in get("/api/v1/agreements").json()["items"]] == [4, 2, 1, new]
    assert [line["id"] for line in get("/api/v1/agreements", q="treaty").json()["items"]] == [2, 4, 1, new]
    assert [line["claims"] for line in get("/api/v1/agreements", q="PRK").json()["items"]] == [4, 2, 1, 1]
    assert get("/api/v1/agreements").json()["total"] == 4


def test_steps_stand_in_order_of_date_and_those_without_last(pact: Get) -> None:
    html = pact("/agreement/1").text
    steps = html[html.index(">Steps ") : html.index(">Set aside")]
    assert re.findall(r'<li id="claim-(\d+)"', steps) == ["1", "3", "2", "8", "4", "9", "5", "6"]


def test_what_the_page_draws_and_cites_is_explained(pact: Get) -> None:
    said = words(pact("/agreement/1").text)
    assert "A wide mark: the day is not known exactly." in said
    assert "The dashed line: 2024-12-05, the day asked about." in said
    assert said.count("Yonhap < KCNA is Yonhap on the word of KCNA") == 1


def test_parties_of_many_fold_away_and_work_without_script(large: Get, pact: Get) -> None:
    assert "<summary>50 parties are named</summary>" in large("/agreement/1").text
    assert "parties are named" not in pact("/agreement/1").text


def test_what_is_owed_and_whether_it_binds(tmp_path: Path) -> None:
    news = page("Each must help the other if it is attacked.", "pact.txt")
    duty = {"rule": {"type": "mutual_defence", "when": "attack on a party"}}
    owed = replace(claim(news, "mutual_defence"), kind=ClaimKind.TERM, detail=duty)
    said = [claim(news, "entered_into_force", (), "2024-05-01"), owed]
    with open_ledger(tmp_path / "owed.db") as ledger:
        ledger.add(news, said, recorded_at=NOW, actor="test")
        number = next(c.id for c in ledger.claims(1) if c.claim.what == "mutual_defence")
    get = client(tmp_path / "owed.db")
    now = words(get("/agreement/1", on="2024-06-01").text)
    assert f"Binding on the day (VCLT 26) mutual defence, if one of them is attacked claim {number}" in now
    assert "Not binding on the day (VCLT 18, 24, 28)" in words(get("/agreement/1", on="2024-04-01").text)


def test_an_open_date_is_told_in_words(tmp_path: Path) -> None:
    news = page("They signed it, and it will be in force.", "open.txt")
    rule = replace(
        claim(news, "entry_into_force", parties=STATES),
        kind=ClaimKind.TERM,
        detail={"rule": {"trigger": "instruments", "count": 60}},
    )
    said = [claim(news, "deposited", ("AFG",), "2024-06-01", parties=STATES), rule]
    with open_ledger(tmp_path / "open.db") as ledger:
        ledger.add(news, said, recorded_at=NOW, actor="test")
    told = words(client(tmp_path / "open.db")("/agreement/1").text)
    assert "at least 1 of 60 instruments are known" in told
    assert "/.." not in told
    assert "../" not in told


def test_the_day_asked_about_bounds_nothing_that_is_known_without_a_day(tmp_path: Path) -> None:
    """An exchange of which no day is told, taken in on 12 November, may well have come after July."""
    undated = replace(page("They have exchanged the instruments.", "undated.txt"), published=None)
    rule = replace(
        claim(undated, "entry_into_force"),
        kind=ClaimKind.TERM,
        detail={"rule": {"trigger": "exchange", "of": "instruments"}},
    )
    said = [
        claim(undated, "signed", ("PRK", "RUS"), "2024-06-19"),
        claim(undated, "instruments_exchanged"),
        rule,
    ]
    with open_ledger(tmp_path / "undated.db") as ledger:
        ledger.add(undated, said, recorded_at=NOW, actor="test")
    get = client(tmp_path / "undated.db")
    found = get("/api/v1/agreements/1", on="2024-07-01").json()["status"]
    assert (found["in_force"], found["in_force_since"]) == (None, "2024-06-19/2024-11-12")
    listed = get("/api/v1/agreements", on="2024-07-01").json()["items"][0]["status"]
    assert listed == {field: found[field] for field in listed}
    assert get("/api/v1/agreements/1", on="2024-12-05").json()["status"]["in_force"] is True
    then = get("/api/v1/agreements/1", on="2024-11-30", known_on="2024-11-12").json()["status"]
    assert then["in_force_since"] == "2024-06-19/2024-11-12"


def test_status_follows_the_day_and_what_was_known(pact: Get) -> None:
    assert "As known on 2024-11-12" in words(pact("/", known_on="2024-11-12").text)
    assert "No agreements were known on 2024-01-01." in words(pact("/", known_on="2024-01-01").text)
    assert "on 2024-05-01" in words(pact("/agreement/1", on="2024-05-01").text)
    link = re.search(r'href="(/agreement/1[^"]*)"', pact("/", on="2024-05-01").text)
    assert link is not None
    assert link[1] == "/agreement/1?on=2024-05-01"


def test_the_treaty_page_has_status_time_evidence_and_verdicts(pact: Get) -> None:
    html = pact("/agreement/1").text
    said = words(html)
    assert "Contradiction on ratified by North Korea" in said
    assert "dates that cannot both be true: 2024-11-11, 2024-11-12" in said
    assert "Accepted by editor: seen the text" in said
    assert (
        "Corrected by editor: the decree is of the 10th Read at first: ratified, Russia, 2024-11-09" in said
    )
    assert said.index("Set aside, not counted 1") < said.index("Rejected by editor: about a trade deal")
    assert "Without a date: entered into force (speculated)" in said
    assert "Example Wire < KCNA" in said
    assert '<a href="https://example.org/first" rel="noreferrer nofollow">original</a>' in html
    for number in re.findall(r'href="#claim-(\d+)"', html):
        assert f'id="claim-{number}"' in html, "a reason refers to a claim that the page does not show"


def test_the_document_page_marks_what_was_read(pact: Get) -> None:
    html = pact("/document/1").text
    assert '<a id="claim-2"></a>' in html
    assert "Russia &lt;b&gt;ratified&lt;/b&gt; it &amp; so did North Korea." in re.sub(
        r"<mark[^>]*>|</mark>|<a id[^>]*></a>", "", html
    )


def test_an_empty_ledger_says_what_to_do(empty: Get) -> None:
    said = words(empty("/").text)
    assert "No agreements yet." in said
    assert "foedus add story.html" in said


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/nowhere", 404, "There is no page at /nowhere."),
        ("/agreement/999", 404, "There is no agreement 999 in this ledger."),
        ("/agreement/1?known_on=2020-01-01", 404, "There is no agreement 1 in this ledger as known on 2020-01-01."),
        ("/agreement/one", 404, "There is no page at /agreement/one."),
        ("/agreement/99999999999999999999", 404, "There is no page at /agreement/99999999999999999999."),
        ("/document/999", 404, "There is no page 999 in this ledger."),
        ("/?on=tomorrow", 400, "'tomorrow' is not a day: write it as YYYY-MM-DD, 2024-11-12."),
        ("/?on=20241112", 400, "'20241112' is not a day: write it as YYYY-MM-DD, 2024-11-12."),
        ("/?state=maybe", 400, "state 'maybe': input should be '', 'in', 'out' or 'unknown'."),
        ("/?start=-1", 400, "start '-1': input should be greater than or equal to 0."),
        ("/static/none.css", 404, "There is no page at /static/none.css."),
    ],
)  # fmt: skip
def test_a_wrong_address_gives_a_plain_sentence(pact: Get, path: str, code: int, says: str) -> None:
    answer = pact(path)
    assert answer.status_code == code
    assert answer.headers["content-type"].startswith("text/html")
    assert says in words(answer.text)
    assert "Back to the board" in answer.text


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/v1/agreements/999", 404),
        ("/api/v1/agreements?on=x", 400),
        ("/api/v1/none", 404),
        ("/api/v1/agreements/x", 404),
    ],
)
def test_the_api_says_it_in_json(pact: Get, path: str, code: int) -> None:
    answer = pact(path)
    assert answer.status_code == code
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == code
    assert "\n" not in answer.json()["detail"]


def test_nothing_can_be_written(pact: Get) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert pact("/", method).status_code == 405
        assert pact("/agreement/1", method).status_code == 405


def test_the_api_gives_status_and_evidence(pact: Get) -> None:
    (line,) = pact("/api/v1/agreements", q="Russia").json()["items"]
    assert (line["id"], line["parties"], line["claims"]) == (1, ["PRK", "RUS"], 9)
    whole = pact("/api/v1/agreements/1").json()
    assert len(whole["claims"]) == 9
    assert {c["verdict"] for c in whole["claims"]} == {None, "accept", "correct", "reject"}
    assert [c["date"] for c in whole["claims"] if c["verdict"] == "correct"] == ["2024-11-10"]


def test_the_api_goes_on_where_it_stopped(large: Get) -> None:
    first = large("/api/v1/agreements", limit="40", q="matter")
    assert len(first.json()["items"]) == 40
    assert first.json()["total"] == 120
    path = re.search(r'<([^>]*)>; rel="next"', first.headers["link"])
    assert path is not None
    assert first.json()["next"] == path[1]
    second = large(path[1])
    assert not {a["id"] for a in first.json()["items"]} & {a["id"] for a in second.json()["items"]}


def test_every_address_is_described(places: dict[str, Path]) -> None:
    for path, methods in create_app(str(places["pact"])).openapi()["paths"].items():
        for method, told in methods.items():
            assert told["summary"], (path, method)
            assert all(p.get("description") for p in told.get("parameters", ())), (path, method)


@pytest.mark.parametrize(
    "path", ["/", "/agreement/1", "/document/1", "/nowhere", "/static/style.css", "/api/v1/none"]
)
def test_every_answer_has_its_policy(pact: Get, path: str) -> None:
    headers = pact(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("day", ["0001-01-01", "1582-10-15", "9999-12-31"])
@pytest.mark.parametrize("name", ["pact", "hostile", "large"])
def test_any_day_can_be_asked(request: pytest.FixtureRequest, name: str, day: str) -> None:
    get: Get = request.getfixturevalue(name)
    for path in ("/", "/agreement/1", "/api/v1/agreements"):
        assert get(path, on=day).status_code == 200


def test_a_missing_ledger_is_told_before_serving(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"no ledger at .*: `foedus add` makes one, --ledger names another"):
        create_app(str(tmp_path / "none.db"))


def test_a_ledger_that_went_away_is_told_in_one_line(tmp_path: Path) -> None:
    get = client(pact(tmp_path / "ledger.db"))
    for path in tmp_path.iterdir():
        path.unlink()
    answer = get("/")
    assert answer.status_code == 503
    assert "The ledger cannot be read" in answer.text
    assert "no ledger at" in words(answer.text)
    assert get("/api/v1/agreements").json()["title"] == "The ledger cannot be read"


def test_a_file_that_is_no_ledger_is_told_in_one_line(tmp_path: Path) -> None:
    get = client(pact(tmp_path / "ledger.db"))
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / "ledger.db").write_bytes(b"this is no database at all" * 100)
    answer = get("/agreement/1")
    assert answer.status_code == 503
    assert "is not a foedus ledger" in words(answer.text)


def test_a_writer_does_not_stop_readers(tmp_path: Path) -> None:
    where = pact(tmp_path / "ledger.db")
    get = client(where)
    writer = sqlite3.connect(where)
    try:
        writer.execute("BEGIN IMMEDIATE")
        assert get("/").status_code == 200
        assert get("/agreement/1").status_code == 200
    finally:
        writer.close()


def test_a_fault_of_ours_gives_a_page_without_its_insides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = client(pact(tmp_path / "ledger.db"))

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret /path")

    monkeypatch.setattr("foedus.web.board.page.board", fail)
    monkeypatch.setattr("foedus.web.api.agreements.board", fail)
    answer = get("/")
    assert answer.status_code == 500
    assert "foedus failed on this page" in words(answer.text)
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    told = get("/api/v1/agreements").json()
    assert told["detail"] == "foedus failed on this page; the server's own output says where."


def test_it_answers_to_its_own_names_only(places: dict[str, Path]) -> None:
    """A name elsewhere that is pointed at this machine must not reach the board."""
    assert client(places["pact"], hosts=frozenset({"127.0.0.1"}))("/").status_code == 400
    assert client(places["pact"], hosts=frozenset({"board.test"}))("/").status_code == 200


def test_a_broken_host_name_is_refused_and_not_a_failure(places: dict[str, Path]) -> None:
    app = create_app(str(places["pact"]), lambda: TODAY, frozenset({"board.test"}))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://board.test") as asked:
            return await asked.get("/", headers={"Host": "[::1"})

    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(asyncio.run, ask()).result()
    assert found.status_code == 400
    assert "answers to board.test only" in found.text
