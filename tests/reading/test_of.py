"""The act and what it is about: the outermost act is the step, the inner one its `of`."""

from __future__ import annotations

import pytest

from foedus.model import ClaimKind
from tests.reading.reader import read

# text; step, of, actors, certainty of each claim. The page is of Tuesday, 12 November 2024.
ROWS = [
    ("Estonia's parliament voted on Monday to leave the Ottawa Convention.",
     [("approved", "withdrawn", "EST", "asserted")]),
    ("Niger's government decided to denounce the fisheries treaty with Mali.",
     [("approved", "withdrawn", "NER", "asserted")]),
    ("Chile's president signed a decree withdrawing from the border treaty with Peru.",
     [("approved", "withdrawn", "CHL", "asserted")]),
    ("Peru gave notice of withdrawal from the border treaty with Chile.",
     [("notified", "withdrawn", "PER", "asserted")]),
    ("Peru notified Chile that it was terminating the border treaty.",
     [("notified", "terminated", "PER", "asserted")]),
    ("Kenya deposited its instrument of denunciation of the Vienna Convention on Monday.",
     [("deposited", "withdrawn", "KEN", "asserted")]),
    # approved before it is signed: what is approved is that it be signed, but for a parliament's law
    ("Chile and Peru signed a defence treaty on Monday after their cabinets had approved the text.",
     [("signed", None, "CHL PER", "asserted"), ("approved", "signed", "CHL PER", "asserted")]),
    ("Norway signed the fisheries treaty with Iceland after the government had cleared it.",
     [("signed", None, "ISL NOR", "asserted"), ("approved", "signed", "NOR", "asserted")]),
    ("Kenya ratified the fisheries treaty with Uganda after its cabinet approved it.",
     [("ratified", None, "KEN", "asserted"), ("approved", None, "KEN", "asserted")]),
    ("Kenya left the Rome Statute on Monday.", [("withdrawn", None, "KEN", "asserted")]),
    ("Kenya revoked its ratification of the Rome Statute.", [("withdrawn", "ratified", "KEN", "asserted")]),
    ("Kenya de-ratified the Rome Statute.", [("withdrawn", "ratified", "KEN", "asserted")]),
    ("Kenya took back its notice of withdrawal from the Rome Statute.",
     [("withdrawn", "notified", "KEN", "asserted")]),
    ("Kenya withdrew its signature from the Rome Statute.", [("withdrawn", "signed", "KEN", "asserted")]),
    ("Norway said it would not become a party to the Ottawa Convention, which it signed in 2001.",
     [("withdrawn", "signed", "NOR", "reported"), ("signed", None, "NOR", "asserted")]),
    ("Norway's cabinet approved the signing of the border treaty with Sweden.",
     [("approved", "signed", "NOR", "asserted")]),
    ("Norway's parliament approved the ratification of the border treaty with Sweden.",
     [("approved", None, "NOR", "asserted")]),
    ("India notified Nepal that it would not renew the transit treaty.",
     [("notified", "extended", "IND", "asserted")]),
    ("Norway deposited its instrument of ratification of the Rome Statute.",
     [("deposited", None, "NOR", "asserted")]),
    ("Norway left the Rome Statute on Monday, a year after it gave notice.",
     [("withdrawn", None, "NOR", "asserted"), ("notified", "withdrawn", "NOR", "asserted")]),
    ("Kenya withdrew from the Ottawa Convention, six months after giving notice to the other parties.",
     [("withdrawn", None, "KEN", "asserted"), ("notified", "withdrawn", "KEN", "asserted")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[text[:44] for text, _ in ROWS])
def test_the_outermost_act_is_the_step(text: str, wanted: list[tuple[str, str | None, str, str]]) -> None:
    claims = [c for c in read(text) if c.kind is ClaimKind.STEP]
    found = [(c.what, c.of, " ".join(sorted(c.actors)), c.certainty.value) for c in claims]
    assert found == wanted
