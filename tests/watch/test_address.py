"""Which addresses are asked at all, however they are written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import AddressRefused
from foedus.watch.address import refusal, target


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/a", "only http and https"),
        ("gopher://example.org:70/1", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//example.org/a", "only http and https"),
        ("http:///a", "names no host"),
        ("http://user:secret@example.org/", "a name or a password"),
        ("http://user@example.org/", "a name or a password"),
        ("http://example.org:25/", "port 25"),
        ("http://example.org:6379999/", "no address"),
        ("http://exa mple.org/", "no address"),
        ("http://example.org/\r\nHost: b", "no address"),
        ("http://example.org\\@127.0.0.1/", "no address"),
        ("http://[::1/", "no address"),
        ("http://" + "a" * 3000 + ".org/", "no address"),
        ("http://\ud83d.org/", "no address"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_in_a_line(url: str, why: str) -> None:
    with pytest.raises(AddressRefused, match=why) as caught:
        target(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "host", "port", "whole"),
    [
        ("HTTP://Example.ORG", "example.org", 80, "http://example.org/"),
        ("https://example.org:443/a#b", "example.org", 443, "https://example.org/a"),
        ("http://example.org.:8080/a?b=c", "example.org", 8080, "http://example.org:8080/a?b=c"),
        (
            "https://münchen.de/straße?ö",
            "xn--mnchen-3ya.de",
            443,
            "https://xn--mnchen-3ya.de/stra%C3%9Fe?%C3%B6",
        ),
        ("http://[2001:db8::1]:8000/", "2001:db8::1", 8000, "http://[2001:db8::1]:8000/"),
    ],
)
def test_an_address_is_written_in_one_way(url: str, host: str, port: int, whole: str) -> None:
    found = target(url)
    assert (found.host, found.port, found.url) == (host, port, whole)
    assert target(found.url) == found


@pytest.mark.parametrize(
    ("ip", "why"),
    [
        ("127.0.0.1", "loopback"), ("127.8.9.1", "loopback"), ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"), ("::ffff:7f00:1", "loopback"), ("::127.0.0.1", "loopback"),
        ("64:ff9b::7f00:1", "loopback"), ("2002:7f00:1::", "loopback"),
        ("10.0.0.1", "private"), ("172.16.3.4", "private"), ("192.168.1.1", "private"), ("100.64.0.1", "private"),
        ("100.100.100.200", "private"), ("fd00:ec2::254", "private"), ("fc00::1", "private"),
        ("::ffff:10.0.0.1", "private"), ("2002:a00:1::", "private"), ("64:ff9b::c0a8:101", "private"),
        ("198.18.0.1", "private"), ("192.0.2.1", "private"),
        ("169.254.169.254", "link-local"), ("fe80::1", "link-local"), ("fe80::1%eth0", "link-local"),
        ("::ffff:169.254.169.254", "link-local"),
        ("0.0.0.0", "no address"), ("::", "no address"), ("224.0.0.1", "no address"), ("255.255.255.255", "no address"),
        ("240.0.0.1", "no address"), ("ff02::1", "no address"),
        ("8.8.8.8", None), ("2606:4700::1111", None), ("::ffff:8.8.8.8", None), ("64:ff9b::808:808", None),
    ],
)  # fmt: skip
def test_only_addresses_of_the_public_network_are_asked(ip: str, why: str | None) -> None:
    found = refusal(ip)
    assert (found is None) == (why is None)
    assert why is None or why in (found or "")


def test_an_intranet_may_be_allowed_and_a_cloud_s_own_addresses_never() -> None:
    for ip in ("10.0.0.1", "127.0.0.1", "fd00::1", "192.168.0.9", "::1"):
        assert refusal(ip, private=True) is None
    for ip in ("169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1", "::ffff:169.254.169.254"):
        assert refusal(ip, private=True) is not None


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_judged_the_same_inside_an_ipv6_one(number: int) -> None:
    plain = str(IPv4Address(number))
    mapped = str(IPv6Address((0xFFFF << 32) | number))
    assert refusal(mapped) == refusal(plain)
