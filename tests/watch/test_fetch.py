"""One page from the network: what it gives, and each way in which a server is slow, false or hostile."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.errors import AddressRefused, FetchError, Unwelcome
from foedus.watch.fetch import Fetched, Fetcher, Policy
from tests.watch.site import Reply, Request, Site, resolver

QUICK = Policy(contact="desk@example.org", private=True, size=100_000, first=1.0, whole=2.0)


def fetch(site: Site, url: str, policy: Policy = QUICK, **known: str) -> Fetched:
    async def one() -> Fetched:
        async with Fetcher(policy, resolver=resolver) as fetcher:
            return await fetcher.fetch(url, **known)

    return asyncio.run(one())


def served(answer: Callable[[Request], Reply]) -> Site:
    return Site(answer)


def test_a_page_comes_as_it_is_with_what_matters_of_its_headers() -> None:
    headers = {"ETag": '"a1"', "Last-Modified": "Tue, 12 Nov 2024 00:00:00 GMT", "Set-Cookie": "id=7",
               "Content-Type": "text/html; charset=ISO-8859-1"}  # fmt: skip
    with served(lambda r: Reply("Traité".encode("latin-1"), headers=headers)) as site:
        found = fetch(site, site.url("/a?b=c#d", "news.test"))
    assert (found.body, found.status, found.unchanged) == ("Traité".encode("latin-1"), 200, False)
    assert found.address == f"http://news.test:{site.port}/a?b=c"
    assert found.headers["etag"] == '"a1"'
    assert "set-cookie" not in found.headers
    assert found.charset == "ISO-8859-1"
    assert found.at.utcoffset() == dt.timedelta()
    (asked,) = site.asked
    assert asked.path == "/a?b=c"
    assert asked.headers["user-agent"].startswith("foedus/")
    assert asked.headers["user-agent"].endswith("(+desk@example.org)")
    assert asked.headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in asked.headers


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    def answer(request: Request) -> Reply:
        same = request.headers.get("if-none-match") == '"a1"' and "if-modified-since" in request.headers
        return Reply(status=304) if same else Reply(b"new")

    with served(answer) as site:
        found = fetch(site, site.url(), etag='"a1"', modified="Tue, 12 Nov 2024 00:00:00 GMT")
        assert found.unchanged
        assert found.body == b""
        site.answer = lambda r: Reply(status=304)
        with pytest.raises(FetchError, match="answers 304"):  # it was not asked whether it has changed
            fetch(site, site.url("/"))


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress(b"page" * 100, mtime=0)),
        ("x-gzip", gzip.compress(b"page" * 100, mtime=0)),
        ("deflate", zlib.compress(b"page" * 100)),
        ("deflate", zlib.compress(b"page" * 100)[2:-4]),
        ("identity", b"page" * 100),
    ],
)
def test_what_a_page_is_packed_in_is_taken_off(name: str, packed: bytes) -> None:
    with served(lambda r: Reply(packed, headers={"Content-Encoding": name})) as site:
        assert fetch(site, site.url()).body == b"page" * 100


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(gzip.compress(bytes(50 << 20)), headers={"Content-Encoding": "gzip"}), "more than 100,000 bytes"),
        (Reply(gzip.compress(gzip.compress(bytes(50 << 20))), headers={"Content-Encoding": "gzip, gzip"}), "not asked for"),
        (Reply(b"x", headers={"Content-Encoding": "br"}), "not asked for"),
        (Reply(b"no gzip at all", headers={"Content-Encoding": "gzip"}), "packing is broken"),
        (Reply(gzip.compress(b"page" * 9000)[:-20], headers={"Content-Encoding": "gzip"}), "broke off"),
        (Reply(bytes(200_000)), "more than 100,000 bytes"),
        (Reply(raw=(b"HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\nabc",)), "broke off"),
        (Reply(raw=(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",)), "broke off"),
        (Reply(raw=(b"HTTP/1.1 200 X\r\n\r\n", *([b"a" * 50_000] * 5))), "more than 100,000 bytes"),
        (Reply(raw=(b"SSH-2.0-OpenSSH\r\n",)), "cannot be reached"),
        (Reply(raw=(b"HTTP/1.1 200 X\r\n" + b"A: " + b"a" * 200_000 + b"\r\n\r\n",)), "cannot be reached"),
        (Reply(raw=(b"HTTP/1.1 200 X\r\n", *([b"A: b\r\n"] * 100)), drip=0.05), "no answer in 1 seconds"),
        (Reply(silent=5.0), "no answer in 1 seconds"),
        (Reply(raw=(b"HTTP/1.1 200 X\r\n\r\n", *([b"a"] * 100)), drip=0.1), "took longer than 2 seconds"),
        (Reply(status=500), "answers 500"),
        (Reply(status=206, body=b"part"), "answers 206"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_slow_false_or_hostile_server_costs_one_line(reply: Reply, says: str) -> None:
    began = time.monotonic()
    with served(lambda r: reply) as site, pytest.raises(FetchError, match=says) as caught:
        fetch(site, site.url("/page"))
    assert str(caught.value).startswith(f"http://127.0.0.1:{site.port}/page: ")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "log-in"),
        (403, "forbids"),
        (404, "no such page"),
        (410, "gone"),
        (429, "less often"),
        (451, "by law"),
    ],
)
def test_a_server_that_says_no_is_believed(status: int, says: str) -> None:
    with served(lambda r: Reply(status=status)) as site, pytest.raises(Unwelcome, match=says):
        fetch(site, site.url())


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("120", 120, 120), ("9999999", 86_400, 86_400), ("soon", None, None), ("-5", None, None),
     ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0), ("Fri, 31 Dec 2100 23:59:59 GMT", 86_400, 86_400)],
)  # fmt: skip
def test_how_long_a_server_wants_to_be_left_alone(value: str, low: float | None, high: float | None) -> None:
    reply = Reply(status=429, headers={"Retry-After": value})
    with served(lambda r: reply) as site, pytest.raises(Unwelcome) as caught:
        fetch(site, site.url())
    found = caught.value.retry_after
    assert found is None if low is None or high is None else found is not None and low <= found <= high


def moved(request: Request) -> Reply:
    where = {
        "/a": (301, "/b"), "/b": (302, "http://two.test:{port}/c"), "/good": (308, "/c"),
        "/circle": (302, "/circle"), "/file": (302, "file:///etc/passwd"),
        "/inside": (302, "http://169.254.169.254/latest/meta-data/"), "/port": (302, "http://two.test:22/"),
        "/decimal": (302, "http://2852039166/"), "/none": (302, ""),
    }.get(request.path)  # fmt: skip
    if request.path.startswith("/on/"):
        return Reply(status=302, headers={"Location": f"/on/{int(request.path[4:]) + 1}"})
    if where is None or not where[1]:
        return Reply(b"here", status=where[0] if where else 200)
    port = request.headers["host"].partition(":")[2]
    return Reply(status=where[0], headers={"Location": where[1].replace("{port}", port)})


def test_redirects_are_followed_and_only_those_for_good_are_remembered() -> None:
    with served(moved) as site:
        found = fetch(site, site.url("/a", "one.test"))
        assert (found.asked, found.address) == (site.url("/a", "one.test"), site.url("/c", "two.test"))
        assert found.moved == site.url("/b", "one.test")
        assert fetch(site, site.url("/good")).moved == site.url("/c")
        assert fetch(site, site.url("/c")).moved is None


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/circle", FetchError, "circle"), ("/on/1", FetchError, "more than 5 redirects"),
        ("/file", AddressRefused, "only http"), ("/inside", AddressRefused, "link-local"),
        ("/port", AddressRefused, "port 22"), ("/decimal", AddressRefused, "link-local"),
        ("/none", FetchError, "answers 302"),
    ],
)  # fmt: skip
def test_each_redirect_is_checked_anew(path: str, kind: type[FetchError], says: str) -> None:
    async def system(host: str, port: int) -> list[str]:
        return ["169.254.169.254"] if host == "2852039166" else [host if host[:1].isdigit() else "127.0.0.1"]

    async def one(url: str) -> Fetched:
        async with Fetcher(QUICK, resolver=system) as fetcher:
            return await fetcher.fetch(url)

    with served(moved) as site, pytest.raises(kind, match=says):
        asyncio.run(one(site.url(path)))


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://127.1/",
     "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://localhost./"],
)  # fmt: skip
def test_this_machine_is_never_asked_however_it_is_written(url: str) -> None:
    async def one() -> Fetched:
        async with Fetcher(Policy(first=2, whole=4)) as fetcher:
            return await fetcher.fetch(url)

    with pytest.raises(FetchError) as caught:
        asyncio.run(one())
    assert isinstance(caught.value, AddressRefused) or "no such host" in str(caught.value)


def test_a_name_that_has_one_private_address_among_its_own_is_refused() -> None:
    async def both(host: str, port: int) -> list[str]:
        return ["8.8.8.8", "10.0.0.1"]

    async def one() -> Fetched:
        async with Fetcher(Policy(first=2, whole=4), resolver=both) as fetcher:
            return await fetcher.fetch("http://rebound.test/")

    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1, a private address"):
        asyncio.run(one())


def test_a_name_is_resolved_once_a_connection_and_what_was_checked_is_connected_to() -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    asked: list[str] = []

    async def changing(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    async def one(url: str) -> list[str]:
        out = []
        async with Fetcher(QUICK, resolver=changing) as fetcher:
            out.append((await fetcher.fetch(url)).body.decode())
            await fetcher._pool.aclose()  # the second time a new connection is needed
            with pytest.raises(AddressRefused, match="link-local"):
                await fetcher.fetch(url)
        return out

    with served(lambda r: Reply(b"first", headers={"Connection": "close"})) as site:
        assert asyncio.run(one(site.url("/", "changing.test"))) == ["first"]
    assert asked == ["changing.test", "changing.test"]


def test_a_host_that_is_not_there_is_one_line() -> None:
    async def nobody(host: str, port: int) -> list[str]:
        return []

    async def one(url: str, **more: object) -> Fetched:
        async with Fetcher(QUICK, **more) as fetcher:  # type: ignore[arg-type]  # one of its options
            return await fetcher.fetch(url)

    with pytest.raises(FetchError, match="no such host"):
        asyncio.run(one("http://nowhere.test/", resolver=nobody))
    with Site(lambda r: Reply()) as site:
        port = site.port
    with pytest.raises(FetchError, match="cannot be reached"):
        asyncio.run(one(f"http://127.0.0.1:{port}/"))


def test_a_certificate_of_nobody_is_refused(certificate: ssl.SSLContext) -> None:
    site = Site(lambda r: Reply(b"secret"), tls=certificate)
    with site, pytest.raises(FetchError, match="certificate"):
        fetch(site, site.url("/", "localhost"))
    assert site.asked == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's certificate that nobody vouches for."""
    folder: Path = tmp_path_factory.mktemp("tls")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("no openssl to make a certificate with")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
