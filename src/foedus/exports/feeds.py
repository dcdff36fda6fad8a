"""What the ledger learned, as an Atom feed (RFC 4287): one entry a transaction, newest first.

The same ledger gives the same bytes: every id and time comes from its entries.
"""

from __future__ import annotations

from itertools import islice
from typing import Final
from xml.etree import ElementTree as Xml

from foedus.ledger.days import AsOf
from foedus.ledger.rows import Transaction
from foedus.ledger.store import Ledger

ATOM: Final = "http://www.w3.org/2005/Atom"
_LINES: Final = 50  # of one entry


def feed(ledger: Ledger, *, after: AsOf = None, known_on: AsOf = None, entries: int = 50) -> bytes:
    """The last `entries` transactions known, those after `after` only, as an Atom document in UTF-8."""
    first = 0 if after is None else ledger.known_at(after)
    every = ledger.transactions(known_on=known_on)
    found = [t for t in every if t.id > first][-entries:]
    root = Xml.Element("feed", xmlns=ATOM)
    _text(root, "title", "Changes in the ledger")
    _text(root, "id", f"urn:foedus:ledger:{every[0].hash[:32] if every else 'empty'}")
    _text(
        root,
        "updated",
        (found or every)[-1].recorded_at.isoformat() if every else "1970-01-01T00:00:00+00:00",
    )
    _text(root, "generator", "foedus")
    for entry in reversed(found):
        root.append(_entry(ledger, entry))
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(ledger: Ledger, transaction: Transaction) -> Xml.Element:
    lines = list(islice(ledger.diff(transaction.id - 1, transaction.id).lines(), _LINES + 1))
    more = (
        [f"and more: foedus diff --from {transaction.id - 1} --to {transaction.id}"]
        if len(lines) > _LINES
        else []
    )
    out = Xml.Element("entry")
    title = transaction.note or (
        lines[-1] if len(lines) == 1 else f"{transaction.kind}: {lines[0]}" if lines else ""
    )
    _text(out, "title", clean(title or transaction.kind))
    _text(out, "id", f"urn:foedus:entry:{transaction.hash}")
    _text(out, "updated", transaction.recorded_at.isoformat())
    author = Xml.SubElement(out, "author")
    _text(author, "name", clean(transaction.actor))
    content = Xml.SubElement(out, "content", type="text")
    content.text = clean("\n".join([*lines[:_LINES], *more]))
    return out


def clean(text: str) -> str:
    """Without the characters that no XML can hold."""
    return "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = text
