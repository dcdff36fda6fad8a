"""The rows of steps: each is well formed, is called for by its wording, and composes as the table says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from foedus.model import Step
from foedus.reading.events import Finder
from foedus.reading.frames import NOUNS, SIGNING, VERBS, Frame, _frame, _narrow_first, compose
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


def test_a_row_is_what_its_line_says() -> None:
    assert FRAMES["deratify"].of is Step.RATIFIED
    assert FRAMES["denounce"].two is Step.TERMINATED
    assert FRAMES["accept"].truce is Step.NEGOTIATED
    assert FRAMES["shatter"].kind == "truce"
    assert FRAMES["take-effect"].obj == frozenset({"effect", "hold"})
    assert FRAMES["take-up"].prt == frozenset({"up"})
    assert FRAMES["sign"] == Frame(
        "sign", Step.SIGNED, ("obj",), False, FRAMES["sign"].flags, example=FRAMES["sign"].example
    )
    assert [FRAMES[name].weak for name in ("adopt", "sign")] == [True, False]
    assert [FRAMES[name].org for name in ("join", "sign")] == [True, False]


def test_a_line_s_words_stand_where_they_are_asked_for() -> None:
    needs = (
        "weak org obj=law,bill mod=big prt=on near=vote notnear=no phrase=at-once by=to kind=truce "
        "of=withdrawn truce=suspended two=terminated"
    )
    lemmas, frame = _frame(["an-id", "pass carry", "ratified", "obj, to", needs, "carried it"], nominal=True)
    assert lemmas == "pass carry"
    assert frame == Frame(
        "an-id", Step.RATIFIED, ("obj", "to"), True, frozenset({"weak", "org"}), Step.WITHDRAWN, Step.SUSPENDED,
        Step.TERMINATED, "truce", frozenset({"law", "bill"}), frozenset({"big"}), frozenset({"on"}), frozenset({"vote"}),
        frozenset({"no"}), frozenset({"at-once"}), frozenset({"to"}), "carried it",
    )  # fmt: skip
    plain = Frame("an-id", Step.RATIFIED, ("obj",), False)
    assert (frame.weak, frame.org, plain.weak, plain.org) == (True, True, False, False)


def test_the_more_a_row_asks_for_the_sooner_it_goes() -> None:
    plain = Frame("an-id", Step.RATIFIED, ("obj",), False)
    one = frozenset({"law"})
    asking = [
        replace(plain, prt=one, obj=one, near=one, flags=frozenset({"inner"})),
        replace(plain, prt=one, obj=one, near=one),
        replace(plain, prt=one, obj=one),
        replace(plain, obj=one, mod=one),
        *(replace(plain, prt=one), replace(plain, obj=one), replace(plain, near=one)),
        plain,
    ]
    assert [_narrow_first(f) for f in asking] == [-4, -3, -2, -2, -1, -1, -1, 0]


def test_verbs_are_verbs_and_nouns_are_nouns() -> None:
    assert not any(frame.nominal for found in VERBS.values() for frame in found)
    assert all(frame.nominal for found in NOUNS.values() for frame in found)


def test_of_a_word_s_rows_those_go_first_that_ask_for_more() -> None:
    """ "Signed the bill", "signed on to it", "signed off on it" before "signed it"."""
    signed = [frame.id for frame in VERBS["signed"]]
    assert signed[-1] == "sign"
    assert signed.index("sign-law") < signed.index("sign")
    assert signed.index("sign-off") < signed.index("sign")
    assert [frame.id for frame in VERBS["penned"]] == ["sign-law", "pen-name"]


def test_verbs_that_sign_their_object() -> None:
    signing = {form.removesuffix("ed") for form in SIGNING if form.endswith("ed")}
    assert signing >= {"autograph", "co-sign", "cosign", "countersign", "initial", "ink", "sign"}
    others = (
        "ratified took joined met negotiated accepted put took-up approved adopted agreed concluded".split()
    )
    assert not SIGNING & {*others}
