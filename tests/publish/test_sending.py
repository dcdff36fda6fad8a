"""The digest from the record to a real mail server: opt-in, issues, unsubscribing, refusals, TLS and log-in."""

from __future__ import annotations

import re
import ssl
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from foedus.errors import UsageError
from foedus.ledger import Ledger
from foedus.names import names
from foedus.publish.mail import Sender, sender
from foedus.publish.outbox import Kind, Outbox
from foedus.publish.outbox import post as put
from foedus.publish.rounds import Settings, Tally, Teller
from foedus.publish.schedule import Schedule
from foedus.publish.selection import Selection, selected
from foedus.publish.smtp import Connection, Security, Smtp, server_of
from foedus.publish.subscribers import MOST_BOUNCES, Subscribers
from foedus.record.changes import ChangeKind
from tests.publish.events import LAKE, at, lake, tell
from tests.publish.post import Post

FROM = Sender("desk@treaties.example", "Treaty desk", "https://treaties.example")
ANA = "ana@example.org"


class World:
    """A ledger, a mail server, and the time."""

    def __init__(self, ledger: Ledger, post: Post) -> None:
        self.ledger = ledger
        self.post = post
        self.now = at(1)
        self.subscribers = Subscribers(ledger)

    def round(self, now: datetime | None = None, worker: str = "one", lease: float = 600.0) -> Tally:
        self.now = now or self.now
        settings = Settings(worker, names().display, lease=lease)
        return Teller(self.ledger, settings, FROM, self.connect, clock=lambda: self.now).round()

    def connect(self) -> Connection:
        return Smtp(server_of(self.post.url, timeout=20))

    def subscribe(
        self, address: str = ANA, selection: Selection | None = None, schedule: Schedule | None = None
    ) -> None:
        """Ask, and confirm by the link of the mail."""
        chosen = schedule or Schedule(7)
        assert self.subscribers.ask(address, selection or Selection(), chosen, now=self.now) is not None
        self.round()
        mail = self.post.to(address)[-1]
        assert self.subscribers.confirm(token(mail.part("plain"), "confirm"), now=self.now) is not None


def token(text: str, purpose: str) -> str:
    """The token of the link in a mail."""
    (found,) = set(
        re.findall(rf"https://treaties\.example/newsletter/{purpose}/([A-Za-z0-9_-]{{20,60}})", text)
    )
    return str(found)


@pytest.fixture
def world(ledger: Ledger, post: Post) -> World:
    return World(ledger, post)


def test_from_the_sign_up_to_the_last_mail(world: World) -> None:
    lake(world.ledger, 3)
    world.now = at(4)
    world.subscribe(schedule=Schedule(7, "Europe/Oslo"))
    (asked,) = world.post.taken
    assert asked.mail["Subject"] == "Confirm your subscription to treaty changes"
    assert "List-Unsubscribe" not in asked.mail
    tell(world.ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    world.round(at(5, 5) + timedelta(minutes=59))
    assert len(world.post.taken) == 1, "06:59 in Oslo"
    world.round(at(6, 6))
    (_, issue) = world.post.to(ANA)
    mail, text = issue.mail, issue.part("plain")
    assert issue.from_ == "desk@treaties.example"
    assert str(mail["From"]) == "Treaty desk <desk@treaties.example>"
    assert mail["Subject"] == f"{LAKE}: NOT IN FORCE -> IN FORCE since 2024-12-04"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = token(text, "unsubscribe")
    assert mail["List-Unsubscribe"] == f"<https://treaties.example/newsletter/unsubscribe/{leave}>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert str(mail["Message-ID"]).endswith("@treaties.example>")
    assert "You get this because you follow all treaties." in " ".join(text.split())
    assert "https://treaties.example/agreement/1" in text
    assert "entry 4 of 2024-12-05 by desk" in " ".join(text.split())
    assert leave in issue.part("html")
    world.round(at(7, 6))
    assert len(world.post.to(ANA)) == 2, "nothing changed, nothing is sent"
    assert world.subscribers.unsubscribe(leave)
    tell(world.ledger, at(8), "withdrawn", ("SWE",), "2024-12-08")
    world.round(at(9, 6))
    assert len(world.post.to(ANA)) == 2


def test_everyone_is_told_what_he_follows_and_why(world: World) -> None:
    lake(world.ledger, 3)
    tell(
        world.ledger,
        at(3, 13),
        "signed",
        ("JPN", "PHL"),
        "2024-12-03",
        name="Access Pact",
        parties=("JPN", "PHL"),
    )
    world.now = at(4)
    known = names()
    world.subscribe("nor@example.org", selected(world.ledger, known, ["Norway"], [], []))
    world.subscribe("lake@example.org", selected(world.ledger, known, [], ["common lake"], []))
    world.subscribe("jpn@example.org", selected(world.ledger, known, ["JPN"], [], []))
    world.subscribe("step@example.org", Selection(kinds=(ChangeKind.STEP,)))
    world.subscribe("never@example.org", Selection(("KOR",)), Schedule(7, always=True))
    tell(world.ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    world.round(at(6, 7))
    told = {
        t.to: " ".join(t.part("plain").split())
        for t in world.post.taken
        if "Confirm" not in t.mail["Subject"]
    }
    assert set(told) == {"nor@example.org", "lake@example.org", "step@example.org", "never@example.org"}
    assert "because you follow Norway." in told["nor@example.org"]
    assert "You follow: Norway; every kind of change; every day at 07:00, UTC." in told["nor@example.org"]
    assert "because you follow this treaty." in told["lake@example.org"]
    assert "NOT IN FORCE ->" not in told["step@example.org"]
    assert "Nothing changed of what you follow." in told["never@example.org"]


def test_a_mail_is_the_same_at_every_try(world: World) -> None:
    """The server takes a mail and is gone before it answers: it is sent again, as the same one (RFC 1047)."""
    lake(world.ledger, 3)
    world.now = at(4)
    world.subscribe()
    tell(world.ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    world.post.cut = 1
    world.round(at(6, 7))
    world.round(at(6, 7) + timedelta(minutes=2))
    first, again = world.post.to(ANA)[1:]
    assert first.mail["Message-ID"] == again.mail["Message-ID"]
    assert first.mail["Date"] == again.mail["Date"]
    for mail in (first, again):
        token(mail.part("plain"), "unsubscribe")
    assert Outbox(world.ledger).counts()["in doubt"] == 1
    assert world.subscribers.unsubscribe(token(first.part("plain"), "unsubscribe"))


def test_a_busy_server_is_asked_again_and_a_mail_never_lost(world: World) -> None:
    world.subscribers.ask(ANA, Selection(), Schedule(7), now=world.now)
    world.post.answers[ANA] = "450 later"
    for wait in (0, 60, 300):
        world.round(world.now + timedelta(seconds=wait))
    assert world.post.taken == []
    del world.post.answers[ANA]
    world.round(world.now + timedelta(seconds=1_800))
    assert len(world.post.to(ANA)) == 1
    assert Outbox(world.ledger).counts() == {"confirmation, sent": 1, "in doubt": 0}


def test_an_address_that_is_refused_for_good_ends(world: World) -> None:
    lake(world.ledger, 3)
    world.now = at(4)
    world.subscribe()
    world.subscribe("ben@example.org", schedule=Schedule(7, always=True))
    world.post.answers[ANA] = "550 5.1.1 no such user ana@example.org"
    tally = Tally()
    for turn in range(MOST_BOUNCES):
        tell(world.ledger, at(5 + turn), "ratified", (("SWE", "NOR")[turn % 2],), f"2024-12-0{turn + 1}")
        tally = world.round(at(6 + turn, 7))
        said = Outbox(world.ledger).failures()
        assert all(ANA not in line[3] for line in said), "no log repeats an address"
    assert [s.address for s in world.subscribers.all()] == ["ben@example.org"]
    assert tally.ended == 1
    assert len(world.post.to("ben@example.org")) == 1 + MOST_BOUNCES
    world.subscribers.ask("carl@example.org", Selection(), Schedule(7), now=world.now)
    world.post.answers["carl@example.org"] = "553 no"
    world.round()
    assert len(world.subscribers.all()) == 1, "one that was never confirmed is forgotten at once"


def test_a_mail_that_cannot_be_written_holds_up_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    first = world.subscribers.ask(ANA, Selection(), Schedule(7), now=world.now)
    assert first is not None
    with world.ledger.door.writing() as connection:
        put(connection, "issue:old", Kind.ISSUE, first, '{"of": "an older form"}', now=0.0)
    world.round()
    assert [t.mail["Subject"] for t in world.post.taken] == ["Confirm your subscription to treaty changes"]
    assert Outbox(world.ledger).counts() == {"confirmation, sent": 1, "issue, waiting": 1, "in doubt": 0}
    assert "cannot be written" in caplog.text
    assert ANA not in caplog.text


def test_a_server_that_is_away_loses_nothing(world: World) -> None:
    gone = Smtp(server_of("smtp://127.0.0.1:9", timeout=5))
    world.subscribers.ask(ANA, Selection(), Schedule(7), now=world.now)
    settings = Settings("one")
    tally = Teller(world.ledger, settings, FROM, lambda: gone, clock=lambda: world.now).round()
    assert "127.0.0.1:9 cannot be used" in tally.said[0]
    world.post.to_data = "554 no mails today"
    world.now += timedelta(seconds=61)
    world.round()
    assert world.post.taken == []
    assert Subscribers(world.ledger).all() == [], "an unconfirmed address that is refused is forgotten"


def test_an_issue_covers_all_that_was_missed(world: World) -> None:
    lake(world.ledger, 3)
    world.now = at(4)
    world.subscribe()
    tell(world.ledger, at(5), "instruments_exchanged", ("NOR", "SWE"), "2024-12-04")
    tell(world.ledger, at(8), "notified", ("SWE",), "2024-12-08", of="withdrawn")
    world.round(at(9, 9))  # nobody sent anything for days
    (_, issue) = world.post.to(ANA)
    text = " ".join(issue.part("plain").split())
    assert "from 2024-12-04 to 2024-12-09" in text
    assert "NOT IN FORCE -> IN FORCE, NOTICE GIVEN" in text
    (one,) = world.subscribers.all()
    assert one.due == at(10, 7).timestamp()


def test_what_the_day_alone_changed_is_told(world: World) -> None:
    lake(world.ledger)
    world.now = at(8, month=18)
    world.subscribe()
    world.round(at(10, 7, month=18))
    (_, issue) = world.post.to(ANA)
    assert "2025-06-09" in issue.part("plain")
    assert "the day alone" in " ".join(issue.part("plain").split())


def test_text_that_would_break_a_mail(world: World) -> None:
    name = "Pact\r\nBcc: all@example.org <img src=http://evil.example/x> \ud800 \u202e" + "Lang" * 80
    lake(world.ledger, 1)
    world.now = at(1)
    world.subscribe(schedule=Schedule(7, always=True))
    tell(
        world.ledger, at(2), "entered_into_force", (), "2024-12-02", name=name, parties=("JPN", "PHL"),
        words="They said <script>alert(1)</script>\x07 & \"more\".\n.\nQUIT",
    )  # fmt: skip
    world.round(at(3, 7))
    (_, issue) = world.post.to(ANA)
    assert issue.mail["Bcc"] is None
    assert len(issue.mail["Subject"]) <= 140
    html = issue.part("html")
    assert "<script" not in html
    assert "<img" not in html
    assert "QUIT" in issue.part("plain")
    assert all(len(line) < 998 for line in issue.raw.split(b"\r\n"))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that nobody vouches for but who is told of it."""
    import subprocess  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return made, key


def test_tls_and_log_in(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from foedus.publish.smtp import NoServer  # noqa: PLC0415

    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(*certificate)
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    with Post(context=inside, login=("desk", "s3cret")) as served:
        url = f"smtp://desk@127.0.0.1:{served.port}"
        known = replace(server_of(url, "s3cret", timeout=20), security=Security.STARTTLS)
        assert "s3cret" not in repr(known)
        link = Smtp(known, context=trusting)
        link.open("desk@treaties.example", ANA)
        assert link.send(b"Subject: x\r\n\r\nhello\r\n").startswith("250")
        link.close()
        with pytest.raises(NoServer, match="certificate"):
            Smtp(known).open("desk@treaties.example", ANA)
        wrong = Smtp(replace(known, password="guess"), context=trusting)
        with pytest.raises(NoServer, match="refuses the log-in"):
            wrong.open("desk@treaties.example", ANA)
        bare = Smtp(replace(known, security=Security.NONE, user=None))
        with pytest.raises(NoServer):
            bare.open("desk@treaties.example", ANA)
        bare.close()
    assert len(served.taken) == 1


@pytest.mark.parametrize(
    ("url", "host", "port", "security"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, Security.STARTTLS),
        ("smtp://mail.example.org:25", "mail.example.org", 25, Security.STARTTLS),
        ("smtps://mail.example.org", "mail.example.org", 465, Security.TLS),
        ("smtp://localhost", "localhost", 25, Security.NONE),
        ("smtp://[::1]:2525", "::1", 2525, Security.NONE),
    ],
)
def test_where_a_server_is(url: str, host: str, port: int, security: Security) -> None:
    found = server_of(url)
    assert (found.host, found.port, found.security) == (host, port, security)


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://x", "smtp://", "smtp://h:p0rt", "smtp://u:pa/ss@h", "smtp://h/x"]
)
def test_what_is_no_server_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        server_of(url)
    assert "pa" not in str(refused.value).replace("passw", "")


def test_who_mails_are_from() -> None:
    found = sender("Treaty desk <Desk@Example.org>", "https://treaties.example.org/board/")
    assert (found.address, found.name, found.base) == (
        "Desk@example.org", "Treaty desk", "https://treaties.example.org/board",
    )  # fmt: skip
    for given, base in (
        ("desk", "https://x.example"),
        ("d@e.example", "javascript:x"),
        ("d@e.example", "https://a b"),
    ):
        with pytest.raises(UsageError):
            sender(given, base)
