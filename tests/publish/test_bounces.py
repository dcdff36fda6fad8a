"""Reports that a mail came back: counted once a mail, and only of mails that were sent from here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from foedus.errors import InputError
from foedus.ledger import Ledger
from foedus.ledger.schema import outbox
from foedus.publish.bounces import Outcome, Report, report, returned
from foedus.publish.outbox import Kind, Outbox, State
from foedus.publish.outbox import post as put
from foedus.publish.subscribers import MOST_BOUNCES, Subscribers, arrived
from tests.cli.command import foedus
from tests.publish.events import at
from tests.publish.post import Post
from tests.publish.test_sending import ANA, World


@pytest.fixture
def world(ledger: Ledger, post: Post) -> World:
    return World(ledger, post)


def bounce(
    mark: str, *, action: str = "failed", status: str = "5.1.1", headers: bool = True, whole: bool = False
) -> bytes:
    """A delivery report as a mail server writes it."""
    original = f"From: desk@treaties.example\r\nMessage-ID: <{mark}@treaties.example>\r\nSubject: x\r\n"
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    third = f"--b\r\nContent-Type: {kind}\r\n\r\n{original}\r\n" if headers else ""
    return (
        "From: MAILER-DAEMON@mail.example\r\nTo: desk@treaties.example\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; someone@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"{third}--b--\r\n"
    ).encode()  # fmt: skip


@pytest.mark.parametrize("whole", [False, True])
def test_a_report_is_read(whole: bool) -> None:
    assert report(bounce("0f" * 16, whole=whole)) == Report("0f" * 16, "5.1.1")
    assert report(bounce("0f" * 16, action="Failed", status="4.4.7")) == Report("0f" * 16, "4.4.7")
    assert report(bounce("0f" * 16, action="delayed")) is None
    assert report(bounce("0f" * 16, action="delivered")) is None


NONE = [
    b"",
    b"Subject: I am away\r\n\r\nBack on Monday.",
    bounce("0f", headers=False),
    b"\xff\xfe\x00" * 100,
    b"Content-Type: multipart/report; boundary=b\r\n\r\n" + b"--b\r\n" * 5000,
    b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n",
]


@pytest.mark.parametrize("data", NONE)
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        report(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_report_or_none(data: bytes) -> None:
    for given_ in (data, bounce("0f").replace(b"5.1.1", data)):
        with suppress(InputError):
            report(given_)


def sent(ledger: Ledger, number: int) -> str:
    """A mail to a subscription that a server took; gives its mark."""
    held = Outbox(ledger)
    with ledger.door.writing() as connection:
        assert put(connection, f"issue:{number}", Kind.ISSUE, 1, "{}", now=float(number))
    (item,) = held.take("w", (Kind.ISSUE,), now=float(number), most=1)
    held.done(item, State.SENT, "250 taken", lambda c: arrived(c, 1, item.id))
    return item.mark


def bounces(ledger: Ledger) -> int | None:
    return next((one.bounces for one in Subscribers(ledger).all()), None)


def test_the_third_in_a_row_ends_a_subscription(world: World) -> None:
    world.subscribe()
    ledger = world.ledger
    for turn in range(1, MOST_BOUNCES):
        mark = sent(ledger, turn)
        assert returned(ledger, Report(mark, "5.1.1")) is Outcome.COUNTED
        assert returned(ledger, Report(mark, "5.1.1")) is Outcome.KNOWN, "a report twice is one"
        assert bounces(ledger) == turn
    assert returned(ledger, Report(sent(ledger, 9), "5.1.1")) is Outcome.ENDED
    assert bounces(ledger) is None
    with ledger.door.reading() as connection:
        assert connection.execute(select(outbox.c.id)).all() == [], "it is forgotten"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_reports_come_in_any_order(world: World, order: tuple[int, ...]) -> None:
    world.subscribe()
    marks = [sent(world.ledger, n) for n in range(1, 4)]
    outcomes = [returned(world.ledger, Report(marks[n], "5.2.2")) for n in order]
    assert outcomes == [Outcome.COUNTED, Outcome.COUNTED, Outcome.ENDED]


def test_a_mail_that_arrived_breaks_the_row(world: World) -> None:
    world.subscribe()
    first, _, third = (sent(world.ledger, n) for n in range(1, 4))
    assert returned(world.ledger, Report(first, "5.1.1")) is Outcome.COUNTED
    assert returned(world.ledger, Report(third, "5.1.1")) is Outcome.COUNTED
    assert bounces(world.ledger) == 1
    sent(world.ledger, 4)
    sent(world.ledger, 5)
    assert bounces(world.ledger) == 0


def test_a_report_of_nothing_that_was_sent_counts_for_nothing(world: World) -> None:
    world.subscribe()
    assert returned(world.ledger, Report("0f" * 16, "5.1.1")) is Outcome.FOREIGN
    with world.ledger.door.writing() as connection:
        put(connection, "issue:w", Kind.ISSUE, 1, "{}", now=at(9).timestamp())
        mark = connection.execute(select(outbox.c.mark).where(outbox.c.key == "issue:w")).scalar_one()
    assert returned(world.ledger, Report(mark, "5.1.1")) is Outcome.FOREIGN, "it was not sent yet"
    assert bounces(world.ledger) == 0


def test_the_command(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world.subscribe()
    mark = world.post.to(ANA)[0].mail["Message-ID"].strip("<>").partition("@")[0]
    (tmp_path / "a.eml").write_bytes(bounce(mark))
    (tmp_path / "b.eml").write_bytes(b"Subject: away\r\n\r\nBack soon.")
    monkeypatch.chdir(tmp_path)
    done = foedus("--ledger", world.ledger.where, "digest", "bounce", "a.eml", "b.eml", "gone.eml")
    assert done.code == 1
    assert "a.eml: counted" in done.out
    assert "b.eml: no delivery report" in done.out
    assert "gone.eml: cannot be read" in done.out
    assert ANA not in done.out
    assert bounces(world.ledger) == 1
    assert (
        foedus("--ledger", world.ledger.where, "digest", "bounce", "-", stdin=bounce(mark)).out
        == "-: counted before\n"
    )
