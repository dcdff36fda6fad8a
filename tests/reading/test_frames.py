"""The rows of steps: each is well formed, is called for by its wording, and composes as the table says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foedus.model import Step
from foedus.reading.events import Finder
from foedus.reading.frames import NOUNS, VERBS, Frame, compose
from foedus.reading.special import SpecialSlots
from foedus.reading.tables import rows

FRAMES = {f.id: f for table in (VERBS, NOUNS) for frames in table.values() for f in frames}
CODE = "".join(p.read_text("utf-8") for p in (Path(__file__).parents[2] / "src/foedus/reading").glob("*.py"))
ROLES = SpecialSlots.ROLES | {"obj", "subj", "comp", "clause", "self"}


def test_every_row_has_its_own_id_and_the_wording_that_called_for_it() -> None:
    found = [row for name in ("verbs.txt", "nouns.txt") for row in rows(name)]
    assert all(len(row) == 6 for row in found)
    assert len({row[0] for row in found}) == len(found) == len(FRAMES)
    assert all(frame.example for frame in FRAMES.values())


@pytest.mark.parametrize("frame", FRAMES.values(), ids=lambda f: f.id)
def test_a_row_s_theme_and_flags_mean_something(frame: Frame) -> None:
    assert all(role in ROLES or re.fullmatch("[a-z ]+", role) for role in frame.theme)
    unknown = [flag for flag in frame.flags if f'"{flag}"' not in CODE]
    assert unknown == [], f"no code asks for {unknown}"


@pytest.mark.parametrize(
    ("outer", "inner", "of", "organ", "wanted"),
    [
        ("approve", "signed", None, False, ("approved", "signed")),
        ("approve", "ratified", None, False, ("approved", None)),
        ("approve", "withdrawn", "ratified", False, ("approved", "withdrawn")),
        ("ratify", "withdrawn", None, True, ("approved", "withdrawn")),
        ("ratify", "withdrawn", None, False, ("withdrawn", None)),
        ("sign-law", "ratified", None, False, ("ratified", None)),
        ("sign-law", "withdrawn", None, False, ("approved", "withdrawn")),
        ("sign-law", "withdrawn", "ratified", False, ("withdrawn", "ratified")),
        ("vote-to", "withdrawn", None, True, ("approved", "withdrawn")),
        ("vote-to", "ratified", None, True, ("ratified", None)),
        ("take-back", "ratified", None, False, ("withdrawn", "ratified")),
        ("take-back", "withdrawn", None, False, ("withdrawn", "notified")),
        ("take-back", "notified", None, False, ("withdrawn", "notified")),
        ("deposit", "withdrawn", None, False, ("deposited", "withdrawn")),
        ("deposit", "ratified", None, False, ("deposited", None)),
        ("notify", "terminated", None, False, ("notified", "terminated")),
        ("notify", "ratified", None, False, ("notified", None)),
        ("extend", "signed", None, False, None),
    ],
)
def test_a_step_about_a_step(
    outer: str, inner: str, of: str | None, organ: bool, wanted: tuple[str, str | None] | None
) -> None:
    found = compose(FRAMES[outer], Step(inner), Step(of) if of else None, organ)
    assert (found and (found[0].value, found[1].value if found[1] else None)) == wanted


def test_the_finder_needs_no_row_of_its_own() -> None:
    assert Finder.__doc__
