"""`foedus read`: the same claims however the work is cut, one JSON form, and a table that says why."""

from __future__ import annotations

import io
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from foedus.ledger import Ledger
from tests.cli.command import foedus

PAGES = Path(__file__).parents[2] / "examples" / "pages"
TEXTS = [
    "Russia ratified its treaty on strategic partnership with North Korea on Saturday.",
    "MANILA, July 8 -- Japan and the Philippines signed a reciprocal access agreement in Manila on Monday.",
    "Finland will withdraw from the Ottawa Convention next year, President Alexander Stubb said on Tuesday.",
    "The union signed a pay pact with the airline.",
    "Sweden acceded to the North Atlantic Treaty on 7 March 2024. The treaty was signed in Washington in 1949.",
    "Ukraine and Poland might sign a defence agreement in July, an official said.",
    "Putin signed the pact on Saturday, TASS reported. Russia and North Korea signed the treaty in June.",
    "France denied that it had suspended its defence agreement with Chad.",
]
PRINTED: dict[str, type | tuple[type, ...]] = {
    "doc": str, "kind": str, "agreement": (dict, type(None)), "parties": list, "actors": list,
    "date": (str, type(None)), "date_phrase": (str, type(None)), "place": (str, type(None)), "sources": list,
    "certainty": str, "quote": str, "span": list,
}  # fmt: skip
ALSO = {"step", "act", "term", "more", "other_sources", "detail", "of"}


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """Eight short texts and four of the example pages."""
    rows = [{"doc": f"text-{i}", "text": t, "published": "2024-11-12"} for i, t in enumerate(TEXTS)]
    pages = sorted(PAGES.iterdir())[:4]
    return rows + [{"doc": p.name, "path": str(p), "published": "2025-11-12"} for p in pages]


def _read(rows: list[dict[str, str]], folder: Path, *more: str) -> list[dict[str, Any]]:
    listed = folder / "list.jsonl"
    listed.write_text("".join(json.dumps(r) + "\n" for r in rows))
    done = foedus("read", str(listed), "--json", *more)
    assert (done.code, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def _by_doc(claims: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        out[claim["doc"]].append(claim)
    return out


def test_claims_depend_on_no_order_no_batch_and_no_number_of_jobs(
    twelve: list[dict[str, str]], tmp_path: Path
) -> None:
    once = _read(twelve, tmp_path)
    assert len({c["doc"] for c in once}) >= 9, "the texts are worth reading"
    for jobs in ("2", "3"):
        assert _read(twelve, tmp_path, "--jobs", jobs) == once
    shuffled = random.Random(7).sample(twelve, len(twelve))
    again = _read(shuffled, tmp_path, "--jobs", "2")
    assert _by_doc(again) == _by_doc(once)
    assert list(_by_doc(again)) == [r["doc"] for r in shuffled if r["doc"] in _by_doc(once)]
    mixed = [c for part in (twelve[5:7], twelve[:5], twelve[7:]) for c in _read(part, tmp_path)]
    assert _by_doc(mixed) == _by_doc(once)
    twice = _read([*twelve[:3], *twelve[:3]], tmp_path)
    assert twice == [c for _ in range(2) for c in once if c["doc"] in {r["doc"] for r in twelve[:3]}]


def test_each_line_has_the_keys_and_types_that_others_rely_on(
    twelve: list[dict[str, str]], tmp_path: Path
) -> None:
    found = _read(twelve, tmp_path)
    assert {c["kind"] for c in found} >= {"step", "term"}
    for claim in found:
        assert set(claim) - ALSO == set(PRINTED)
        assert {k: v for k, v in claim.items() if k in PRINTED and not isinstance(v, PRINTED[k])} == {}
        assert [k for k in ("step", "act", "term") if k in claim] == [claim["kind"]]
        assert [type(n) for n in claim["span"]] == [int, int]
        assert claim["sources"] == [] or {"name", "kind"} <= set(claim["sources"][0])
        if claim["kind"] != "act":
            assert {"name", "mention"} <= set(claim["agreement"])


def test_the_span_holds_the_quote(tmp_path: Path) -> None:
    for text in TEXTS:
        for claim in _read([{"doc": "t", "text": text, "published": "2024-11-12"}], tmp_path):
            a, b = claim["span"]
            assert text[a:b] == claim["quote"]


def test_explain_names_the_rule_and_its_words(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXTS[0])
    said = foedus("read", str(page), "--published", "2024-11-12", "--explain")
    assert "ratify: " in said.out
    (claim,) = [
        json.loads(line)
        for line in foedus(
            "read", str(page), "--published", "2024-11-12", "--json", "--explain"
        ).out.splitlines()
    ]
    assert claim["rule"] == "ratify"
    assert "ratified" in claim["words"]
    assert "ratify: " not in foedus("read", str(page), "--published", "2024-11-12").out


def test_kind_keeps_only_those(tmp_path: Path) -> None:
    page = str(PAGES / "prk-rus-2024-11-12.html")
    lines = foedus("read", page, "--json", "--kind", "term").out.splitlines()
    assert lines
    assert {json.loads(line)["kind"] for line in lines} == {"term"}


def test_standard_input_is_a_page_or_a_list() -> None:
    page = foedus(
        "read", "-", "--json", "--published", "2024-11-12", "--publisher", "Yonhap", stdin=TEXTS[0].encode()
    )
    (claim,) = [json.loads(line) for line in page.out.splitlines()]
    assert (claim["doc"], claim["date"], claim["sources"][0]["name"]) == (
        "standard input",
        "2024-11-09",
        "Yonhap",
    )
    row = json.dumps({"doc": "x", "text": TEXTS[0], "published": "2024-11-12"}).encode()
    listed = foedus("read", "-", "--json", stdin=row)
    assert [json.loads(line)["doc"] for line in listed.out.splitlines()] == ["x"]


def test_a_lists_own_date_and_publisher_win_over_the_calls(tmp_path: Path) -> None:
    row = {"doc": "x", "text": TEXTS[0], "published": "2024-11-12", "publisher": "Kyodo"}
    (claim,) = _read([row], tmp_path, "--published", "2020-01-01", "--publisher", "Yonhap")
    assert (claim["date"], claim["sources"][0]["name"]) == ("2024-11-09", "Kyodo")


def test_the_table_has_a_block_an_agreement_and_a_row_a_claim() -> None:
    done = foedus("read", str(PAGES / "prk-rus-2024-12-05.txt"))
    lines = done.out.splitlines()
    assert lines[0].startswith("agreement  ")
    assert "(PRK, RUS)" in lines[0] or "(RUS, PRK)" in lines[0]
    assert any(
        line.split()[:2] == ["instruments", "exchanged"] and "2024-12-04" in line for line in lines[1:]
    )
    assert "\x1b" not in done.out, "no colours in a file"


def test_a_page_without_a_claim_says_so(tmp_path: Path) -> None:
    page = tmp_path / "union.txt"
    page.write_text(TEXTS[3])
    done = foedus("read", str(page), "--published", "2024-11-12")
    assert (done.code, done.out) == (0, "union.txt: no claim about an agreement between states\n")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("pages", "shown"), [(2, True), (1, False)])
def test_progress_is_shown_on_a_terminal_for_more_than_one_page(
    pages: int,
    shown: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from foedus.cli.reading import Outcome, read_all  # noqa: PLC0415

    files = []
    for i in range(pages):
        files.append(tmp_path / f"{i}.txt")
        files[-1].write_text(TEXTS[0])
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    outcome = Outcome()
    found = read_all([str(f) for f in files], published="2024-11-12", publisher=None, jobs=1, outcome=outcome)
    assert [r.article.doc for r in found] == [f.name for f in files]
    assert ("reading" in terminal.getvalue(), outcome.read) == (shown, pages)
    assert capsys.readouterr().out == ""


_ENDS: list[str] = []


def _first_alone(
    work: Callable[[object], object], items: Iterable[object], _: int
) -> Generator[tuple[object, object], None, None]:
    """Reads the first page; remembers that the rest was given up."""
    first, *rest = items
    try:
        yield first, work(first)
        raise AssertionError("more was asked for")
    finally:
        _ENDS.append(f"{len(rest)} given up")


def test_who_stops_does_not_wait_for_pages_still_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C, or a reader that goes away: the second page here would never come."""
    files = []
    for i in range(2):
        files.append(tmp_path / f"{i}.txt")
        files[-1].write_text(TEXTS[i])
    monkeypatch.setattr("foedus.cli.reading.in_order", _first_alone)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("foedus.cli.tables.print_claims", stop)
    _ENDS.clear()
    done = foedus("read", *map(str, files), "--jobs", "2", "--published", "2024-11-12")
    assert (done.code, done.err.strip()) == (130, "foedus: stopped")
    assert _ENDS == ["1 given up"]
    monkeypatch.setattr("foedus.cli.ledger_add._AT_ONCE", 1)
    monkeypatch.setattr(Ledger, "add_many", stop)
    where = str(tmp_path / "ledger.db")
    done = foedus("--ledger", where, "add", *map(str, files), "--jobs", "2", "--published", "2024-11-12")
    assert done.code == 130
    assert done.err == (
        "foedus: stopped; the pages told by then are in: add them all again, and those add nothing\n"
    )
    assert _ENDS == ["1 given up"] * 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_acts_are_told_without_an_agreement_where_they_are_asked_for(tmp_path: Path, jobs: str) -> None:
    page, other = tmp_path / "act.txt", tmp_path / "other.txt"
    page.write_text("PARIS, March 4 (Wire) -- France halted aid to Niger on Monday, officials said.\n")
    other.write_text("The weather in Fiji was fine on Monday, said the ministry of fisheries.\n")
    args = ("read", str(page), str(other), "--published", "2024-03-05", "--jobs", jobs, "--json")
    assert foedus(*args).out == ""
    told = [json.loads(line) for line in foedus(*args, "--acts").out.splitlines()]
    assert [(c["kind"], c["actors"]) for c in told] == [("act", ["FRA"])]
