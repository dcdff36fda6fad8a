"""A real server on the loopback, and the key, the limits, the tries and the budget in front of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.errors import BudgetSpent, ReaderError, UsageError
from foedus.ledger import open_ledger
from foedus.pages import article as as_article
from foedus.proposals.queue import Proposals
from foedus.readers.cost import Budget, of_page, price, question, tokens
from foedus.readers.endpoint import LARGEST, TRIES, Endpoint
from foedus.readers.model import PageReading, Usage
from foedus.readers.parts import LONGEST_PART, MOST_PARTS, parts
from foedus.readers.prompt import SYSTEM, digest
from foedus.readers.read import asker, read_page
from foedus.reading import claims as foedus_claims
from foedus.record.standings import standings
from tests.cli.command import foedus
from tests.ledger.strategies import NOW, article
from tests.readers.pages import TEXT, page, said, signed
from tests.readers.server import (
    Send,
    Served,
    claims,
    closed,
    content,
    dripping,
    endless,
    raw,
    serving,
    silent,
    texts,
)

KEY = "sk-secret-0123456789"


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving() as served:
        yield served


def read(
    server: Served, *, key: str | None = KEY, patience: float = 20.0, budget: Budget | None = None,
    waits: list[float] | None = None,
) -> PageReading:  # fmt: skip
    endpoint = Endpoint(server.url, "small-1", key, 1000, patience)
    taken = waits if waits is not None else []
    return read_page(page(), asker(endpoint, taken.append), budget or Budget(), 1000)


def test_a_good_answer_is_read(server: Served) -> None:
    server.will(claims(said(), signed(), said(actors=["Japan"])))
    found = read(server)
    assert [one.claim.what for one in found.checked] == ["ratified", "signed"]
    assert [one.reason for one in found.refused] == ["the page does not speak of Japan up to there"]
    assert found.usage == Usage(900, 80)
    (asked,) = server.asked
    assert (asked["model"], asked["temperature"], asked["max_tokens"]) == ("small-1", 0, 1000)
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert asked["messages"][0]["content"] == SYSTEM
    assert texts([asked])[0].startswith("Norland ministry says pact near")
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert server.paths == ["/v1/chat/completions"]


def test_without_a_key_none_is_sent(server: Served) -> None:
    server.will(claims())
    read(server, key=None)
    assert "authorization" not in server.headers[0]


GOOD = json.dumps({"claims": [said()]})
HTML = b"<!doctype html><title>Welcome</title><p>Papua New Guinea has ratified everything</p>"
BAD: list[tuple[str, Send, str]] = [
    ("broken envelope", raw(b'{"choices": [{"mess'), "no chat completion"),
    ("HTML", raw(HTML, Content_Type="text/html"), "no chat completion"),
    ("nothing", raw(b""), "no chat completion"),
    ("no UTF-8", raw(b'{"choices": "\xff\xfe"}'), "no chat completion"),
    ("another shape", raw(b'{"result": "ok"}'), "no chat completion"),
    ("no choice", raw(b'{"choices": []}'), "no choice"),
    ("deep", raw(b"[" * 100_000), "no chat completion"),
    ("broken JSON", content(GOOD[:-20]), "no list of claims"),
    ("words", content(f"Sure! Here it is: {GOOD}"), "no list of claims"),
    ("a list", content(json.dumps([said()])), "no list of claims"),
    ("claims no list", content('{"claims": "ratified"}'), "no list of claims"),
    ("deep content", content('{"claims": ' + "[" * 5000), "no list of claims"),
    ("empty content", content(""), "empty"),
    ("cut off", raw(json.dumps({"choices": [{"message": {"content": GOOD}, "finish_reason": "length"}]}).encode()), "cut off"),
    ("declined", raw(json.dumps({"choices": [{"message": {"refusal": "I may not"}}]}).encode()), "declines"),
    ("huge", raw(b" " * (LARGEST + 1)), "larger than"),
    ("endless", endless, "larger than"),
    ("packed", raw(b"\x1f\x8b\x08", Content_Encoding="gzip"), "packs"),
    ("moved", raw(b"", 302, Location="http://127.0.0.1:9/steal"), "elsewhere"),
    ("key refused", raw(f"bad key {KEY}".encode(), 401), "does not take the key"),
    ("no such path", raw(b"not found", 404), "status 404"),
    ("key in the answer", raw(f'{{"choices": [{{"message": {{"refusal": "{KEY}"}}}}]}}'.encode()), "declines"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_answer_is_none(server: Served, reply: Send, reason: str) -> None:
    server.will(reply)
    budget = Budget()
    with pytest.raises(ReaderError, match=reason) as caught:
        read(server, budget=budget)
    assert len(server.asked) == 1, "it is not asked again"
    assert KEY not in str(caught.value)
    assert str(caught.value).isprintable()
    assert budget.spent.tokens_in > 0 or "no list" in reason


def test_claims_of_a_wrong_shape_are_refused_one_by_one(server: Served) -> None:
    wrong = [
        {}, 7, None, "ratified", {**said(), "actors": "Papua New Guinea"}, {**said(), "passage": ""},
        {**said(), "passage": "x" * 5000}, {**said(), "agreement": None}, {**said(), "date": 20241112},
        {**said(), "actors": ["Fiji"] * 100}, {**said(), "step": "\x1b[31mratified"},
    ]  # fmt: skip
    server.will(content(json.dumps({"claims": [*wrong, said()]})))
    found = read(server)
    assert [one.claim.what for one in found.checked] == ["ratified"]
    assert len(found.refused) == len(wrong)
    server.will(claims(*[said() for _ in range(200)]))
    found = read(server)
    assert (len(found.checked), len(found.refused)) == (1, 1)


def test_a_fence_around_the_answer_is_taken_off(server: Served) -> None:
    server.will(content(f"```json\n{GOOD}\n```"))
    assert len(read(server).checked) == 1


AGAIN = [
    ([raw(b"slow down", 429, Retry_After="7"), claims(said())], [7.0]),
    ([raw(b"", 429, Retry_After="99999"), claims(said())], [60.0]),
    ([raw(b"", 503, Retry_After="Wed, 21 Oct"), raw(b"", 500), claims(said())], [1.0, 2.0]),
    ([closed, claims(said())], [1.0]),
]  # fmt: skip


@pytest.mark.parametrize(("replies", "waited"), AGAIN)
def test_a_busy_server_is_asked_again(server: Served, replies: list[Send], waited: list[float]) -> None:
    server.will(*replies)
    waits: list[float] = []
    assert len(read(server, waits=waits).checked) == 1
    assert waits == waited
    assert len(server.asked) == len(replies)


@pytest.mark.parametrize("reply", [raw(b"", 429), closed])
def test_it_is_asked_so_often_and_no_more(server: Served, reply: Send) -> None:
    server.will(reply)
    waits: list[float] = []
    with pytest.raises(ReaderError, match=f"{TRIES} tries"):
        read(server, waits=waits)
    assert (len(server.asked), waits) == (TRIES, [1.0, 2.0, 4.0, 8.0])


@pytest.mark.parametrize("slow", ["silent", "dripping"])
def test_a_slow_server_has_so_long_and_no_longer(server: Served, slow: str) -> None:
    stuck = silent(server) if slow == "silent" else dripping(0.02, server)
    server.will(stuck, claims(said()))
    waits: list[float] = []
    assert len(read(server, patience=1.0, waits=waits).checked) == 1
    assert waits == [1.0]


def test_a_server_that_knows_no_schema_is_asked_without(server: Served) -> None:
    server.will(raw(b"unknown field response_format", 400), claims(said()))
    assert len(read(server).checked) == 1
    assert [sorted(asked) for asked in server.asked][1] == ["max_tokens", "messages", "model"]
    server.will(raw(f"no {KEY}".encode(), 400))
    with pytest.raises(ReaderError, match=r"does not take the question.*\[key\]"):
        read(server)


def test_nobody_listens() -> None:
    endpoint = Endpoint("http://127.0.0.1:9/v1", "m", None, 100, 5.0)
    with pytest.raises(ReaderError, match="no answer in 5 tries"):
        read_page(page(), asker(endpoint, lambda _: None), Budget(), 100)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("file:///etc/passwd", None),
        ("api.example.org", None),
        ("https://ana:secret@api.example.org/v1", None),
        ("https://api.example.org/v1?key=secret", None),
        ("http://api.example.org/v1", KEY),
        ("https://api.example.org:x/v1", None),
        ("https://api.example.org/v1", "two\nlines"),
    ],
)
def test_an_address_that_would_give_the_key_away_is_refused(url: str, key: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint(url, "m", key)
    assert "secret" not in str(caught.value)
    assert KEY not in repr(Endpoint("https://api.example.org/v1", "m", KEY))


def test_cost_is_told_beforehand_and_the_budget_holds(server: Served) -> None:
    ahead = of_page(page(), 1000)
    assert ahead == Usage(question(parts(page())[0]), 1000, counted=False)
    assert tokens("a" * 300) == 100
    assert price("0.15/0.60").of(Usage(1_000_000, 500_000)) == pytest.approx(0.45)
    server.will(claims(said()))
    total = ahead.tokens_in + ahead.tokens_out
    with pytest.raises(BudgetSpent):
        read(server, budget=Budget(tokens=total - 1))
    assert server.asked == [], "nothing was sent"
    budget = Budget(tokens=total)
    read(server, budget=budget)
    assert budget.spent == Usage(900, 80)
    with pytest.raises(BudgetSpent):
        read(server, budget=budget)
    with pytest.raises(BudgetSpent):
        read(server, budget=Budget(money=0.0005, price=price("1/1")))
    assert len(server.asked) == 1
    with pytest.raises(UsageError):
        Budget(money=1.0)
    for wrong in ("free", "1", "-1/2", "nan/1", "1/2/3"):
        with pytest.raises(UsageError):
            price(wrong)


@pytest.mark.parametrize(
    "usage", [None, {}, {"prompt_tokens": -5, "completion_tokens": 3}, {"prompt_tokens": 5}]
)
def test_what_the_server_does_not_tell_is_estimated(server: Served, usage: object) -> None:
    server.will(content(GOOD, usage=usage))
    found = read(server)
    assert not found.usage.counted
    assert found.usage.tokens_in == question(parts(page())[0])


def test_a_long_page_is_asked_about_in_parts() -> None:
    told = [
        " ".join(f"Fiji and Tonga signed pact {n}-{k} in Suva on Monday." for k in range(60))
        for n in range(20)
    ]
    found = as_article("\n\n".join(["Pacts signed", *told]).encode(), doc="l.txt", published="2024-11-12")
    every = parts(found)
    assert 3 < len(every) <= MOST_PARTS
    assert all(len(part) <= LONGEST_PART + 400 for part in every)
    assert "signed pact 19-59" in every[-1]


def ledger_with_the_page(where: Path) -> None:
    with open_ledger(where) as ledger:
        ledger.add(page(), foedus_claims(page()), recorded_at=NOW, actor="a")
        ledger.add(article("Nothing to see."), [], recorded_at=NOW, actor="a")


def test_the_commands(server: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read, propose, decide: nothing is in the record before a person says so, and the key is nowhere."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "FOEDUS_LEDGER": "l.db", "FOEDUS_READER_KEY": KEY, "FOEDUS_READER_ENDPOINT": server.url,
        "FOEDUS_READER_MODEL": "small-1", "FOEDUS_ACTOR": "Bo Li",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    (tmp_path / "pact.txt").write_text(TEXT)
    ledger_with_the_page(tmp_path / "l.db")
    told = foedus("reader", "cost", "pact.txt", "--price", "0.15/0.60", "--json")
    assert json.loads(told.out)["cost"] > 0
    bold = signed(certainty="speculated")
    server.will(claims(said(), bold, said(actors=["Japan"]), said(date="yesterday")))
    done = foedus("reader", "read", "pact.txt", "--json", "--published", "2024-11-12")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [line.get("step", "refused") for line in lines] == ["ratified", "signed", "refused", "refused"]
    shown = foedus("reader", "read", "pact.txt", "--published", "2024-11-12")
    assert "refused" in shown.out
    assert "900 tokens in, 80 out" in shown.err
    with open_ledger("l.db") as ledger:
        before = ledger.head(), [s.headline for s in standings(ledger, NOW.date())]
    done = foedus("reader", "propose", "--newest", "2")
    assert done.code == 0
    assert "page 1: 1 proposed" in done.out
    assert "read by foedus too, 2 refused" in done.out
    assert "page 2: 0 proposed, 0 proposed before, 0 read by foedus too, 4 refused" in done.out
    assert "page 1: 0 proposed, 1 proposed before" in foedus("reader", "propose", "1").out
    with open_ledger("l.db") as ledger:
        assert (ledger.head(), [s.headline for s in standings(ledger, NOW.date())]) == before
        (one,) = Proposals(ledger).waiting()
        assert one.made_by == {
            "endpoint": f"{server.url}/chat/completions",
            "model": "small-1",
            "prompt": digest(),
        }
        assert (one.proposer, one.agreement) == ("small-1", 1)
    assert "small-1" in foedus("proposals", "list").out
    assert json.loads(foedus("proposals", "show", "1", "--json").out)["claim"]["certainty"] == "speculated"
    assert "prompt" in foedus("proposals", "show", "1").out
    done = foedus("proposals", "accept", "1", "--reason", "seen")
    assert done.out.startswith("reader 1: claim ")
    assert done.out.endswith("by Bo Li\n")
    assert foedus("proposals", "decline", "1", "--reason", "no").code == 1
    assert foedus("proposals", "list").out == ""
    over = foedus("reader", "read", "pact.txt", "--budget-tokens", "10")
    assert (over.code, "budget" in over.err) == (1, True)
    wrong = foedus("reader", "read", "pact.txt", "--key-env", "NO_SUCH_KEY")
    assert wrong.code == 2
    server.will(raw(f"wrong key {KEY}".encode(), 403))
    failed = foedus("reader", "read", "pact.txt")
    assert failed.code == 1
    everything = [told, done, shown, over, wrong, failed]
    assert all(KEY not in d.out + d.err for d in everything)
    assert KEY.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob("l.db*"))
