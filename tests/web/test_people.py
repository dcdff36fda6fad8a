"""What ASVS asks of log-in, sessions and pages (V2, V3, V4, V5), each by its name, through the whole board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from foedus.ledger import open_ledger
from foedus.letters.box import LetterBox
from foedus.letters.model import Draft
from foedus.people.accounts import Accounts
from foedus.people.passwords import Passwords
from foedus.people.roles import Role
from foedus.people.sessions import Sessions
from foedus.people.throttle import PER_ADDRESS
from foedus.web import create_app
from foedus.web.base.users import Users, proxy_of
from tests.web import ledgers
from tests.web.people import HERE, NAMES, OWN, PASSWORD, TODAY, add_people, browsing, copied, session

ANA = NAMES[Role.REVIEWER]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that every test gets a copy of."""
    return add_people(ledgers.pact(tmp_path_factory.mktemp("people") / "pact.db"))


@pytest.fixture
def where(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


@pytest.fixture
def client(where: Path) -> Iterator[TestClient]:
    with browsing(where) as opened:
        yield opened


def log_in(
    client: TestClient, name: str = ANA, password: str = PASSWORD, then: str = "/review"
) -> httpx.Response:
    return client.post("/login", data={"name": name, "password": password, "then": then})  # type: ignore[return-value]  # the client's own kind of answer


def cookie(answer: httpx.Response) -> SimpleCookie:
    return SimpleCookie(answer.headers["set-cookie"])


def test_logging_in_and_out(client: TestClient) -> None:
    assert client.get("/review").headers["location"] == "/login?then=%2Freview"
    assert log_in(client).headers["location"] == "/review"
    assert client.get("/review").status_code == 200
    assert ANA in client.get("/account").text
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/review").status_code == 303


def test_fixation_a_log_in_never_takes_a_token_that_came_with_it(where: Path, client: TestClient) -> None:
    planted = "A" * 43
    client.cookies.set("foedus", planted)
    given = cookie(log_in(client))["foedus"].value
    assert given != planted
    with open_ledger(where) as ledger:
        assert Sessions(ledger).find(planted) is None
        assert Sessions(ledger).find(given) is not None


def test_rotation_a_log_in_and_a_new_password_end_the_token_before(where: Path, client: TestClient) -> None:
    first = cookie(log_in(client))["foedus"].value
    client.cookies.set("foedus", first, domain="board.test")
    second = cookie(log_in(client))["foedus"].value
    changed = client.post(
        "/account/password",
        data={"old": PASSWORD, "new": "louder harbour ten", "again": "louder harbour ten"},
        headers={"cookie": f"foedus={second}"},
    )
    assert changed.status_code == 303
    third = SimpleCookie(changed.headers["set-cookie"])["foedus"].value
    with open_ledger(where) as ledger:
        sessions = Sessions(ledger)
        assert [sessions.find(t) is not None for t in (first, second, third)] == [False, False, True]


def test_a_role_taken_away_ends_the_session_at_once(where: Path) -> None:
    with browsing(where, Role.REVIEWER) as client:
        assert client.get("/review").status_code == 200
        with open_ledger(where) as ledger:
            Accounts(ledger).set_role(ANA, Role.READER)
        assert client.get("/review").headers["location"].startswith("/login")


@pytest.mark.parametrize(
    ("public", "name"), [(None, "foedus"), ("https://treaties.example.org", "__Host-foedus")]
)
def test_cookie_no_script_reads_it_and_no_other_site_sends_it(
    where: Path, public: str | None, name: str
) -> None:
    with browsing(where, public=public) as client:
        set_ = cookie(log_in(client))[name]
    assert set_["httponly"]
    assert set_["samesite"] == "lax"
    assert set_["path"] == "/"
    assert set_["domain"] == ""
    assert bool(set_["secure"]) == (public is not None)


ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_cross_site_a_post_from_elsewhere_changes_nothing(where: Path, headers: dict[str, str]) -> None:
    """Whichever route, with the reviewer's own cookie."""
    app = create_app(str(where), lambda: TODAY)
    token = session(where, Role.ADMIN)
    with TestClient(app, base_url=HERE, follow_redirects=False) as client, open_ledger(where) as ledger:
        client.cookies.set("foedus", token)
        before = ledger.head()
        for path in (
            "/review/act",
            "/review/skip",
            "/account/keys",
            "/account/sessions",
            "/logout",
            "/letter",
        ):
            answer = client.post(path, data={"act": "accept", "claim": "2", "seen": "x"}, headers=headers)
            assert answer.status_code == 403, path
        assert log_in(client, then="").status_code == 403
        assert ledger.head() == before
        assert Sessions(ledger).find(token) is not None


def test_throttle_too_many_failures_from_one_address(client: TestClient) -> None:
    codes = [log_in(client, f"nobody {n}", "x" * 12).status_code for n in range(PER_ADDRESS)]
    assert codes == [401] * PER_ADDRESS
    shut = log_in(client)
    assert shut.status_code == 429
    assert "set-cookie" not in shut.headers


def test_enumeration_a_known_and_an_unknown_name_get_the_same_answer(where: Path, client: TestClient) -> None:
    with open_ledger(where) as ledger:
        Accounts(ledger).disable(NAMES[Role.EDITOR])
    told = [log_in(client, name, "not the password") for name in (ANA, "Nobody", NAMES[Role.EDITOR])]
    plain = {re.sub(r'value="[^"]*"', "", answer.text) for answer in told}
    assert {answer.status_code for answer in told} == {401}
    assert len(plain) == 1


@pytest.mark.parametrize(
    "then",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/login",
        "",
        "/a\r\nb",
    ],
)
def test_open_redirect_a_log_in_leads_to_the_board_alone(client: TestClient, then: str) -> None:
    assert log_in(client, then=then).headers["location"] == "/account"


def test_no_password_is_ever_shown_or_told(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    wrong = "a very secret thing"
    assert wrong not in log_in(client, ANA, wrong).text
    log_in(client)
    for fields in (
        {"old": wrong, "new": wrong, "again": wrong},
        {"old": PASSWORD, "new": "aaaaaaaaaaaaa", "again": "aaaaaaaaaaaaa"},
    ):
        answer = client.post("/account/password", data=fields)
        assert answer.status_code == 400
        assert not [v for v in fields.values() if v in answer.text]
    assert wrong not in caplog.text


def test_clickjacking_no_page_is_shown_in_another_sites_frame(client: TestClient) -> None:
    log_in(client)
    for path in (
        "/",
        "/login",
        "/account",
        "/review",
        "/review/claim/2",
        "/review/agreement/1",
        "/agreement/1",
    ):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_caches_what_a_person_is_shown_is_never_kept_for_others(client: TestClient) -> None:
    open_ = client.get("/")
    assert open_.headers["cache-control"] == "no-cache"
    log_in(client)
    own = client.get("/")
    assert own.headers["cache-control"] == "private, no-cache"
    assert "Cookie" in own.headers["vary"]
    assert own.headers["etag"] != open_.headers["etag"]
    assert client.get("/", headers={"if-none-match": own.headers["etag"]}).status_code == 304
    for path in ("/review", "/account", "/review/claim/2"):
        answer = client.get(path)
        assert answer.headers["cache-control"] == "private, no-store", path
        assert "etag" not in answer.headers


class _Inside(HTMLParser):
    """Elements and attributes of a page that could run a script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "script" and named.get("src") != "/static/review.js":
            self.found.append(tag)
        if tag in ("img", "u", "i", "iframe") or any(name.startswith("on") for name in named):
            self.found.append(f"{tag} {named}")
        href = (named.get("href") or named.get("action") or "").strip().lower()
        if href.startswith(("javascript:", "data:")):
            self.found.append(href)


def test_stored_script_in_article_name_letter_address_and_person_stays_text(tmp_path: Path) -> None:
    where = ledgers.hostile(tmp_path / "hostile.db")
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    with open_ledger(where) as ledger:
        accounts = Accounts(ledger)
        accounts.add("<script>alert(5)</script>", Role.ADMIN, None, None)
        owner = accounts.named("<script>alert(5)</script>")
        token = Sessions(ledger).begin(owner.id, f"Browser {script}")
        LetterBox(ledger).take(Draft(1, 1, f"Ana {script}"[:60], "ana@example.org", f"It was {script}"))
    app = create_app(str(where), lambda: TODAY)
    with TestClient(app, base_url=HERE, headers=OWN) as client:
        client.cookies.set("foedus", token)
        letter = re.search(r"/review/proposal/\d+", client.get("/review?why=proposals").text)
        assert letter is not None
        paths = ["/account", "/review", "/review?why=newest", f"/review?q={script}", "/review?why=proposals",
                 "/review/claim/1", "/review/claim/2", "/review/agreement/1", "/review/reviewers", letter[0],
                 f"/login?then={script}"]  # fmt: skip
        for path in paths:
            page = client.get(path)
            assert page.status_code == 200, path
            inside = _Inside()
            inside.feed(page.text)
            assert inside.found == [], path
        preview = client.post(
            "/review/act", data={"act": "rename", "agreement": "1", "name": script, "reason": script}
        )
        inside = _Inside()
        inside.feed(preview.text)
        assert (preview.status_code, inside.found) == (200, [])


def test_a_key_is_shown_once_and_ends_when_revoked(where: Path, client: TestClient) -> None:
    log_in(client)
    made = client.post("/account/keys", data={"label": "nightly export", "role": "reader"})
    found = re.search(r"foedus_[\w-]{43}", made.text)
    assert found is not None
    assert found[0] not in client.get("/account").text
    bearer = {"authorization": f"Bearer {found[0]}"}
    with browsing(where) as other:
        assert other.get("/account", headers=bearer).status_code == 200
        number = re.search(r'name="revoke" value="(\d+)"', client.get("/account").text)
        assert number is not None
        client.post("/account/keys", data={"revoke": number[1]})
        assert other.get("/", headers=bearer).status_code == 401


def test_own_sessions_are_ended_and_nobody_elses(where: Path, client: TestClient) -> None:
    log_in(client)
    other, strangers = session(where, Role.REVIEWER), session(where, Role.ADMIN)
    client.post("/account/sessions", data={"mark": ""})
    with open_ledger(where) as ledger:
        assert Sessions(ledger).find(other) is None
        assert Sessions(ledger).find(strangers) is not None
    assert client.get("/account").status_code == 200


PROXIES = [
    ("127.0.0.1", [ANA], 200, ANA),
    ("127.0.0.1", ["Somebody Else"], 200, "reader"),
    ("10.9.9.9", [ANA], 303, ""),
    ("127.0.0.1", [ANA, "Admin Ruiz"], 400, ""),
    ("127.0.0.1", [], 303, ""),
]


@pytest.mark.parametrize(("peer", "names", "code", "shown"), PROXIES)
def test_a_proxys_word_counts_from_its_own_address_alone(
    where: Path, peer: str, names: list[str], code: int, shown: str
) -> None:
    proxy = proxy_of("X-Forwarded-User", ["127.0.0.0/30"])
    app = create_app(str(where), lambda: TODAY, users=Users(proxy=proxy))
    with TestClient(app, base_url=HERE, client=(peer, 1), follow_redirects=False) as client:
        headers = [("x-forwarded-user", name) for name in names]
        answer = client.get("/account", headers=headers)
        assert answer.status_code == code
        assert shown in answer.text
        if shown == ANA:
            posted = client.post("/review/skip", data={}, headers=headers)
            assert posted.status_code == 403, "a proxy's word does not excuse another site's post"


def test_throttle_tells_apart_those_behind_one_proxy(where: Path) -> None:
    proxy = proxy_of("X-Forwarded-User", ["10.0.0.2"])
    app = create_app(str(where), lambda: TODAY, users=Users(proxy=proxy))
    with TestClient(
        app, base_url=HERE, headers=OWN, client=("10.0.0.2", 1), follow_redirects=False
    ) as client:
        for n in range(PER_ADDRESS):
            client.headers["x-forwarded-for"] = (
                f"198.51.100.{n}, 203.0.113.1"  # the first is the asker's own word
            )
            assert log_in(client, f"nobody {n}", "x" * 12).status_code == 401
        assert log_in(client).status_code == 429
        client.headers["x-forwarded-for"] = "203.0.113.1, 198.51.100.7"
        assert log_in(client).status_code == 303


def test_before_the_first_account_the_log_in_says_how_to_make_one(tmp_path: Path) -> None:
    where = ledgers.pact(tmp_path / "pact.db")
    with browsing(where) as client:
        assert "foedus users add" in client.get("/login").text
        with open_ledger(where) as ledger:
            Accounts(ledger).add("Ana", Role.ADMIN, PASSWORD, Passwords())
        assert "users add" not in client.get("/login").text
