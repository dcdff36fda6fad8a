"""What holds of every page: its addresses, its markup, how large its first view is; lists, maps and files."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import UsageError
from foedus.ledger import open_ledger
from foedus.names import names
from foedus.names.regions import SUBREGIONS, region_of
from foedus.web.agreements.embed import embedders
from foedus.web.board.facets import kind_of_name
from foedus.web.board.window import Window, window_of, windows
from foedus.web.rim.running import Running
from foedus.web.states.tiles import TILES
from tests.web import ledgers
from tests.web.conftest import Get, client
from tests.web.ledgers import NOW, claim, page

TEMPLATES = sorted(
    (t for t in (files("foedus.web") / "templates").iterdir() if t.name.endswith(".html")),
    key=lambda t: t.name,
)
PAGES = (
    "/", "/?region=Europe&order=name", "/?q=ratfied", "/?q=russia&passages=true", "/agreement/1",
    "/agreement/1?between=2024-01-01/2024-12-31", "/agreement/1/claims?kind=step", "/agreement/1/parties",
    "/claim/2", "/document/1", "/changes?from=2024-11-01", "/stories?on=2024-11-12", "/about", "/help",
    "/parties", "/party/PRK", "/party/north%20korea", "/map", "/map?party=FRA&duty=consultation",
    "/network?duty=non_aggression", "/known?q=Norway", "/entry/ctbt-1996", "/entry/ctbt-1996/parties",
)  # fmt: skip


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """A treaty of 190 parties, and one of 500 claims."""
    return client(ledgers.many(tmp_path_factory.mktemp("many") / "many.db"))


class _Nesting(HTMLParser):
    """Reads a page and keeps what is opened and not closed in its turn."""

    _EMPTY = frozenset("meta link input br hr img".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.wrong += [f"{name} of {tag}" for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag not in self._EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that has nothing inside."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_every_address_of_a_template_begins_with_the_path_of_the_board(template: Path) -> None:
    assert re.findall(r'(?:href|src|action)="/[^"]*"', template.read_text("utf-8")) == []


@pytest.mark.parametrize("path", PAGES)
def test_the_markup_is_whole_and_has_no_script(pact: Get, path: str) -> None:
    answer = pact(path)
    assert answer.status_code == 200
    read = _Nesting()
    read.feed(answer.text)
    assert (read.wrong, read.open, read.scripts) == ([], [], 0)
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    inside = {m for m in re.findall(r'href="#([^"]+)"', answer.text) if m != "main"}
    assert inside <= set(ids), "links within the page lead somewhere"


def test_no_link_of_a_page_leads_nowhere(pact: Get) -> None:
    """Of each sort of address the first two, from every page of the list."""
    seen: dict[str, set[str]] = {}
    for path in PAGES:
        for found in re.findall(r'href="(/[^"#]*)', pact(path).text):
            sort = re.sub(r"\d+|[A-Z]{3}\b", "N", unescape(found).partition("?")[0])
            if len(seen.setdefault(sort, set())) < 2:
                seen[sort].add(unescape(found))
    wrong = {link: pact(link).status_code for links in seen.values() for link in links}
    assert {link: code for link, code in wrong.items() if code not in (200, 303)} == {}
    assert len(wrong) > 40


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/agreement/1", "All 190 parties"),
        ("/agreement/1/parties", "190 parties"),
        ("/agreement/1/claims", "380 claims"),
        ("/agreement/2", "All 500 claims of this kind"),
        ("/agreement/2/claims", "500 claims"),
        ("/map?treaty=1", "bound by Convention of many"),
        ("/network", "mutual defence"),
        ("/network?duty=non_aggression", "Not drawn"),
        ("/entry/paris-agreement-2015", "parties"),
        ("/party/USA", "What it owes"),
    ],
)
def test_the_first_view_of_the_largest_is_under_100_kb(many: Get, path: str, said: str) -> None:
    answer = many(path)
    assert said in re.sub(r"<[^>]+>", "", answer.text)
    assert len(answer.content) < 100_000


def test_all_parties_and_all_claims_are_reached_by_links(many: Get) -> None:
    for path, sort, count in (
        ("/agreement/1/parties", r"/party/(\w+)", 190),
        ("/agreement/2/claims", r'id="claim-(\d+)', 500),
    ):
        seen: list[str] = []
        following = path
        while following:
            html = many(following).text
            seen += re.findall(sort, html)
            more = re.search(r'<a href="(\?[^"]*)" rel="next">', html)
            following = path + unescape(more[1]) if more else ""
        assert len(set(seen)) == len(seen) == count


@pytest.mark.parametrize(
    ("path", "lines", "head"),
    [
        ("/agreement/1/parties.csv", 190, "party,name,state"),
        ("/agreement/2/claims.csv", 500, "id,agreement_id"),
    ],
)
def test_the_tables_are_files_of_every_row(many: Get, path: str, lines: int, head: str) -> None:
    answer = many(path)
    assert answer.text.startswith(head)
    assert len(list(csv.reader(StringIO(answer.text)))) == lines + 1
    assert "attachment" in answer.headers["content-disposition"]


def test_each_cell_of_the_table_of_parties_names_its_sources(pact: Get) -> None:
    rows = {r["party"]: r for r in csv.DictReader(StringIO(pact("/agreement/1/parties.csv").text))}
    assert rows["RUS"]["signature"] == "2024-06"
    assert rows["RUS"]["signature_sources"] == "claim 1"
    assert (rows["RUS"]["consent"], rows["RUS"]["consent_date"]) == ("ratified at home", "2024-11-10")
    assert rows["RUS"]["departure"] == "", "a withdrawal that is denied is none"


def test_what_contradicts_is_named_with_its_sources_and_never_folded(pact: Get) -> None:
    html = pact("/agreement/1").text
    box = re.sub(r"<[^>]+>", " ", html[html.index('class="contradiction"') :][:1500])
    assert "Example Wire &lt; KCNA" in box
    assert "Example Gazette &lt; KCNA" in box
    assert "further claim" not in html


def test_a_claim_has_a_page_of_its_own(pact: Get) -> None:
    said = pact("/claim/2").text
    assert 'id="claim-2"' in said
    assert "On whose word" in said
    assert pact("/claim/999").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("region=Europe&order=name", 1),
        ("region=Africa&order=name", 0),
        ("party=RUS", 1),
        ("party=Russia", 1),
        ("kind=treaty", 1),
        ("kind=protocol", 0),
        ("source=Example+Gazette", 1),
        ("source=Nobody", 0),
        ("since=2024-11-11", 1),
        ("since=2024-11-12", 0),
        ("order=name&state=in", 0),
    ],
)
def test_the_board_is_narrowed(pact: Get, query: str, count: int) -> None:
    html = pact(f"/?{query}").text
    assert html.count('<th scope="row"><a href="/agreement/') == count


def test_a_count_is_what_choosing_it_shows(large: Get) -> None:
    html = large("/?order=name&year=2020").text
    told = re.findall(r'<a href="(/?\?[^"]*)">([^<]+)</a> <span class="small">(\d+)</span>', html)
    assert len(told) > 10
    for link, name, count in [told[0], told[-1], told[len(told) // 2]]:
        found = re.search(r"([\d,]+) agreements? fits?", large("/" + unescape(link).removeprefix("/")).text)
        assert found is not None
        assert int(found[1]) == int(count), name


@pytest.mark.parametrize(
    "path", ["/?order=luck", "/map?duty=luck", "/map?party=Atlantis", "/agreement/1?between=then"]
)
def test_what_cannot_be_asked_is_said(pact: Get, path: str) -> None:
    assert pact(path).status_code == 400


def test_a_typing_error_in_a_passage_is_forgiven(pact: Get) -> None:
    html = pact("/?q=ratifeid").text
    assert "Looked for as <b>ratified</b>" in html
    assert "Russia &lt;b&gt;ratified" in html


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Additional Protocol to the Convention on Cybercrime", "protocol"),
        ("Paris Agreement", "agreement"),
        ("Pukpuk Treaty", "treaty"),
        ("Compact of Free Association", "other"),
    ],
)
def test_the_kind_is_told_by_the_name(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_every_member_of_the_united_nations_has_a_region_and_a_tile() -> None:
    members = {s.code for s in names().states() if s.status.value == "member"}
    assert len(members) == 193
    assert {c for c in members if region_of(c) is None} == set()
    assert members - TILES.keys() == set()
    assert len(set(TILES.values())) == len(TILES), "no tile lies on another"
    listed = [c for _, _, codes in SUBREGIONS for c in codes]
    assert len(listed) == len(set(listed))
    assert set(listed) <= {s.code for s in names().states()}


def test_a_frame_is_for_the_named_sites_and_their_parts_alone(tmp_path: Path) -> None:
    where = ledgers.pact(tmp_path / "pact.db")
    named, plain = client(where, running=Running(embedders=("https://example.org",))), client(where)
    policy: Callable[[str], str] = lambda path: named(path).headers["content-security-policy"]  # noqa: E731
    assert "frame-ancestors https://example.org" in policy("/embed/agreement/1")
    assert "frame-ancestors https://example.org" in policy("/embed/agreement/1/parties")
    assert "frame-ancestors 'none'" in policy("/agreement/1")
    assert plain("/embed/agreement/1").status_code == 404


@pytest.mark.parametrize(
    "site", ["example.org", "javascript:alert(1)", "https://a.org/b", "https://a b", "https://a;x"]
)
def test_only_a_site_may_be_named(site: str) -> None:
    with pytest.raises(UsageError):
        embedders([site])


@given(st.dates(), st.dates(), st.dates())
def test_every_window_that_is_offered_can_be_asked_for(one: object, other: object, on: object) -> None:
    first, last = sorted((one, other))  # type: ignore[type-var]  # both are days
    shown = Window(first, last) if first != last else None  # type: ignore[arg-type]
    for _, window in windows([first, last], on, shown):  # type: ignore[list-item, arg-type]
        assert window_of(str(window)) == window
        assert window.first < window.last


def test_every_page_is_in_the_documentation() -> None:
    """What is read; the rooms of people have a page of their own."""
    root = Path(__file__).parents[2]
    told = (root / "docs" / "board.md").read_text("utf-8")
    source = "".join(p.read_text("utf-8") for p in sorted((root / "src/foedus/web").rglob("*.py")))
    pages = re.findall(r'@app\.get\(\s*"(/[^"]*)"', source)
    apart = (
        "/api",
        "/feeds",
        "/login",
        "/logout",
        "/account",
        "/people",
        "/letter",
        "/newsletter",
        "/calendar",
        "/review",
    )
    parts = {p.removesuffix(".csv").replace("{form}", "html") for p in pages if not p.startswith(apart)}
    assert {p for p in parts if f"`{p}`" not in told} <= {"/health", "/ready", "/metrics"}
    assert len(parts) > 15


def test_the_picture_of_the_readme_is_small() -> None:
    picture = Path(__file__).parents[2] / "docs" / "images" / "board.png"
    assert 20_000 < picture.stat().st_size < 150_000


@pytest.mark.parametrize("query", ["", "?q=Russia", "?state=out&on=2024-11-12", "?region=Europe&order=name"])
def test_a_list_is_a_table_to_take_along(pact: Get, query: str) -> None:
    shown = pact(f"/{query}").text
    (address,) = re.findall(r'href="(/api/v1/agreements\.csv[^"]*)">This list as CSV', shown)
    table = pact(address.replace("&amp;", "&")).text.splitlines()
    assert len(table) - 1 == shown.split("<tbody>")[1].split("</tbody>")[0].count("<tr>")


def test_an_act_says_what_it_is_about(tmp_path: Path) -> None:
    told = page("Finland's parliament voted to leave the pact.", "a.txt")
    left = replace(claim(told, "approved", ("PRK",), "2024-11-11"), of="withdrawn")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(told, [left], recorded_at=NOW, actor="desk")
    get = client(tmp_path / "ledger.db")
    for path in ("/agreement/1", "/claim/1", "/document/1"):
        assert "approved (withdrawal)" in get(path).text, path
    assert (
        "approved (withdrawal) by North Korea, 2024-11-11"
        in get("/changes?from=2024-11-01&to=2024-11-30").text
    )
