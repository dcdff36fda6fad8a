"""Mails: a confirmation, an issue, an answer to a letter, as text and as HTML, with what lists need.

No remote image, no script, no style but inline: nothing is fetched when one is read. An issue can be left
with one click (RFC 8058) by the address in its own headers.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from foedus.errors import UsageError
from foedus.publish.subscribers import mail_address

_WIDTH: Final = 76


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom mails are from: an address and the name beside it; `base` is the board's address for readers."""

    address: str
    name: str
    base: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def sender(given: str, base: str) -> Sender:
    """A sender of what somebody wrote: "Treaty desk <desk@example.org>", "https://treaties.example.org".

    Raises UsageError for what is no mail address or no web address.
    """
    name, address = parseaddr(given)
    return Sender(mail_address(address), name or "foedus", base_address(base))


def base_address(given: str) -> str:
    """The address under which readers reach the board, without a slash at its end. Raises UsageError."""
    try:
        parts = urlsplit(given.strip())
        host = parts.hostname
    except ValueError:
        host = None
    plain = given.isascii() and given.isprintable() and not set(given) & set(" <>\"'\\?#")
    if host is None or not plain or parts.scheme not in ("http", "https") or parts.username is not None:
        raise UsageError(
            f"{given[:80]!r} is not the address of a board: write it as https://treaties.example.org"
        )
    return given.strip().rstrip("/")


def confirmation(
    from_: Sender, to: str, *, mark: str, made: float, token: str, follows: str, schedule: str
) -> EmailMessage:
    """The mail that asks an address to confirm that it wants to be told."""
    link = f"{from_.base}/newsletter/confirm/{token}"
    out = _message(from_, to, "Confirm your subscription to treaty changes", mark=mark, made=made)
    _body(out, "confirmation", link=link, follows=follows, schedule=schedule, base=from_.base)
    return out


def issue_mail(
    from_: Sender, to: str, issue: dict[str, Any], *, mark: str, made: float, token: str, schedule: str
) -> EmailMessage:
    """One issue of the digest for one subscriber."""
    leave = f"{from_.base}/newsletter/unsubscribe/{token}"
    out = _message(from_, to, str(issue["subject"]), mark=mark, made=made)
    out["List-Id"] = f"Treaty changes <digest.{from_.domain}>"
    out["List-Unsubscribe"] = f"<{leave}>"
    out["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    _body(out, "issue", issue=issue, leave=leave, schedule=schedule, base=from_.base)
    return out


def answer_mail(
    from_: Sender, to: str, *, about: str, answer: str, letter: str, day: str, mark: str, made: float
) -> EmailMessage:
    """The answer to a letter that was written on a day about an agreement, with the letter below it."""
    out = _message(from_, to, f"Your letter about {about}", mark=mark, made=made)
    del out["Auto-Submitted"]  # a person wrote it
    _body(
        out, "answer", answer=_paragraphs(answer), letter=_paragraphs(letter), about=about,
        day=day, base=from_.base,
    )  # fmt: skip
    return out


def _paragraphs(text: str) -> list[str]:
    return [part for part in (" ".join(p.split()) for p in text.split("\n\n")) if part]


def _message(from_: Sender, to: str, subject: str, *, mark: str, made: float) -> EmailMessage:
    """The headers of every mail; the same at every try of one mail, its Message-ID among them."""
    out = EmailMessage(policy=SMTP)
    name, _, host = from_.address.rpartition("@")
    out["From"] = Address(_plain(from_.name), name, host)
    name, _, host = to.rpartition("@")
    out["To"] = Address("", name, host)
    out["Subject"] = _plain(subject)
    out["Date"] = format_datetime(datetime.fromtimestamp(made, UTC).replace(microsecond=0))
    out["Message-ID"] = f"<{mark}@{from_.domain}>"
    out["Auto-Submitted"] = "auto-generated"
    return out


def _body(out: EmailMessage, name: str, **context: Any) -> None:
    text = _templates().get_template(f"{name}.txt.jinja").render(context)
    html = _templates().get_template(f"{name}.html.jinja").render(context)
    out.set_content(_sendable(text), subtype="plain", charset="utf-8", cte="quoted-printable")
    out.add_alternative(_sendable(html), subtype="html", charset="utf-8", cte="quoted-printable")


def _plain(text: str) -> str:
    """A header's text: one line of characters that can be sent."""
    return " ".join(_sendable("".join(c if c.isprintable() else " " for c in text)).split())


def _sendable(text: str) -> str:
    """Without half surrogate pairs and control characters, which no mail can hold."""
    proper = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in proper if c in "\n\t" or c >= " ")


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("foedus.publish", "templates"),
        autoescape=lambda name: name is not None and ".html." in name,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters["wrapped"] = _wrapped
    return made


def _wrapped(text: object, indent: int = 0) -> str:
    """A paragraph in lines of a mail, further lines `indent` spaces in; an address stays in one piece."""
    return textwrap.fill(
        " ".join(str(text).split()), _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
