"""`foedus digest`, `foedus webhook`, `foedus export feed|calendar` as a user calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.ledger import open_ledger
from tests.cli.command import Done, foedus
from tests.publish.events import LAKE, at, lake, tell
from tests.publish.post import Post

Call = Callable[..., Done]
SEND = ("--public", "https://treaties.example", "--from", "Desk <desk@treaties.example>")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        lake(ledger, 4)
    for name in ("FOEDUS_SMTP", "FOEDUS_PUBLIC", "FOEDUS_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.chdir(tmp_path)
    return foedus


def test_an_address_is_asked_and_never_shown(call: Call, post: Post) -> None:
    added = call(
        "digest", "add", "ana@example.org", "--state", "Norway", "--hour", "6", "--zone", "Europe/Oslo"
    )
    assert added.code == 0
    assert "waits for the address to confirm" in added.out
    (one,) = map(json.loads, call("digest", "list", "--json").out.splitlines())
    assert one == {
        "id": 1, "address": "a...@example.org", "confirmed": False, "follows": "Norway; every kind of change",
        "schedule": "every day at 06:00, Europe/Oslo", "next": None, "refused": 0,
    }  # fmt: skip
    sent = call("digest", "run", "--once", *SEND, "--smtp", post.url)
    assert sent.code == 0
    assert "1 sent" in sent.err
    assert [t.to for t in post.taken] == ["ana@example.org"]
    status = json.loads(call("digest", "status", "--json").out)
    assert status == {"outbox": {"confirmation, sent": 1, "in doubt": 0}, "failures": []}
    for command in (("digest", "list"), ("digest", "list", "--csv"), ("digest", "status")):
        assert "ana@" not in call(*command).out
    assert call("digest", "remove", "1").code == 0
    gone = call("digest", "remove", "1")
    assert (gone.code, gone.err) == (
        2, "foedus: no subscription has the number 1: `foedus digest list` shows them\n",
    )  # fmt: skip


def test_an_issue_is_shown_without_being_sent(call: Call, tmp_path: Path) -> None:
    shown = call(
        "digest", "show", "--since", "2024-12-03", "--to", "2024-12-06", "--state", "NOR", "--html", "i.html"
    )
    assert shown.code == 0
    assert "NOT IN FORCE -> IN FORCE since 2024-12-04" in shown.out
    assert "because you follow Norway" in " ".join(shown.out.split())
    assert LAKE in (tmp_path / "i.html").read_text()
    none = call("digest", "show", "--since", "2024-12-03", "--to", "2024-12-06", "--state", "Japan")
    assert "Nothing changed of what you follow." in none.out
    assert json.loads(call("digest", "status", "--json").out)["outbox"] == {"in doubt": 0}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("digest", "add", "nobody"), "no mail address"),
        (("digest", "add", "a@b.example", "--zone", "Oslo"), "no time zone"),
        (("digest", "add", "a@b.example", "--state", "Atlantis"), "no state"),
        (("digest", "add", "a@b.example", "--treaty", "no such thing at all"), "no treaty fits"),
        (("digest", "run", "--once", "--smtp", "smtp://localhost"), "mails need --from"),
        (("digest", "run", "--once", *SEND, "--smtp", "http://u:secret@x"), "no address of a mail server"),
        (("digest", "run", "--once", "--public", "x", "--from", "d@e.example", "--smtp", "smtp://localhost"), "board"),
        (("digest", "show", "--since", "Tuesday"), "is not a day"),
        (("webhook", "add", "http://example.org/"), "only https"),
        (("webhook", "remove", "3"), "no webhook has the number 3"),
        (("export", "feed", "--of", "changes"), "needs --public"),
        (("export", "calendar", "--public", "nowhere"), "is not the address of a board"),
        (("diff", "--from", "1", "--on", "3"), "is not a day"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_one_line(call: Call, words: tuple[str, ...], said: str) -> None:
    done = call(*words)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "secret" not in done.err


def test_a_webhook_s_secret_is_shown_once(call: Call) -> None:
    added = call("webhook", "add", "https://example.org/hook", "--kind", "status", "--treaty", "lake")
    assert added.out.startswith("whsec_")
    listed = call("webhook", "list")
    assert "https://example.org/hook" in listed.out
    assert "whsec_" not in listed.out + call("webhook", "list", "--json").out
    (one,) = map(json.loads, call("webhook", "list", "--json").out.splitlines())
    assert one["follows"] == f"{LAKE}; changes of status"
    assert call("webhook", "remove", "1").code == 0


def test_feeds_and_calendar_as_files(call: Call, tmp_path: Path) -> None:
    base = ("--public", "https://treaties.example/")
    assert call("export", "feed", "--of", "changes", "--on", "2024-12-06", *base, "-o", "c.atom").code == 0
    assert b'href="https://treaties.example/agreement/1?on=2024-12-05' in (tmp_path / "c.atom").read_bytes()
    assert call("export", "feed", "--of", "stories", "--on", "2024-12-06", *base, "-o", "s.atom").code == 0
    assert b"https://treaties.example/story/" in (tmp_path / "s.atom").read_bytes()
    with open_ledger(tmp_path / "ledger.db") as ledger:
        tell(ledger, at(9), "notified", ("SWE",), "2024-12-09", of="withdrawn")
    assert call("export", "calendar", "--on", "2024-12-10", *base, "-o", "d.ics").code == 0
    dates = (tmp_path / "d.ics").read_text()
    assert "SUMMARY:Treaty on the Common Lake: effect of denunciation" in dates
    assert "URL:https://treaties.example/agreement/1" in dates


def test_diff_tells_status_before_claims(call: Call) -> None:
    said = call("diff", "--from", "2024-12-03", "--to", "2024-12-06").out.splitlines()
    assert said[0] == f"{LAKE} (Norway, Sweden): NOT IN FORCE -> IN FORCE since 2024-12-04"
    assert said[1].startswith("  why: instruments exchanged on 4 December 2024")
    assert "  by entry 4 of 2024-12-05 by desk: claim 3" in said
    assert said.index("  by entry 4 of 2024-12-05 by desk: claim 3") < [s[:5] for s in said].index("claim")
    first = json.loads(
        call("diff", "--from", "2024-12-03", "--to", "2024-12-06", "--json").out.splitlines()[0]
    )
    assert (first["new"], first["transaction"], first["text"]) == (
        "status", 4, "NOT IN FORCE -> IN FORCE since 2024-12-04",
    )  # fmt: skip
