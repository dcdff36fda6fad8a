"""A compiled register: what is damaged, foreign or of another form is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import RegisterError
from foedus.register.build.compile import compile_register
from foedus.register.lookup import Register
from foedus.register.model import (
    Day,
    DayKind,
    Did,
    Entry,
    Kind,
    Name,
    NameKind,
    Participant,
    Parties,
    Performed,
    Source,
    State,
)
from foedus.register.store import FORM, MAGIC, deflate, inflate

SOURCES = [Source(id="general", name="General knowledge", licence="none")]
STATES = {"FRA": State(code="FRA", name="France"), "DEU": State(code="DEU", name="Germany")}


def entry(id_: str, *names: str) -> Entry:
    return Entry(
        id=id_,
        title=names[0],
        kind=Kind.TREATY,
        names=tuple(Name(text=n, kind=NameKind.TITLE, sources=("general",)) for n in names),
        parties=Parties(states=("FRA", "DEU"), closed=True, sources=("general",)),
        days=(Day(what=DayKind.IN_FORCE, date="1990-01-01", sources=("general",)),),
        participants=(
            Participant(state="FRA", acts=(Performed(did=Did.RATIFICATION, date="1989-01-01", sources=("general",)),)),
        ),
        as_of="2025",
    )  # fmt: skip


def image(*entries: Entry) -> bytes:
    return compile_register(list(entries), STATES, SOURCES, "2025-01-31")


SMALL = image(entry("a", "Treaty of Testing", "TT"), entry("b", "Pact of Proving"))


def test_what_was_compiled_is_there() -> None:
    register = Register.of_bytes(SMALL)
    assert [e.id for e in register.entries()] == ["a", "b"]
    assert [h.brief.id for h in register.by_name("tt")] == ["a"]
    assert register.entry("b") == entry("b", "Pact of Proving")
    assert (register.edition.entries, register.edition.form) == (2, FORM)
    assert register.edition.id == f"2025-01-31-{register.edition.digest[:8]}"


def test_the_same_content_has_the_same_digest_in_any_order() -> None:
    turned = image(entry("b", "Pact of Proving"), entry("a", "Treaty of Testing", "TT"))
    assert turned == SMALL
    other = image(entry("a", "Treaty of Testing", "TT"), entry("b", "Pact of Probing"))
    assert Register.of_bytes(other).edition.digest != Register.of_bytes(SMALL).edition.digest


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no compiled register"),
        (b"SQLite format 3\0" + b"x" * 100, "is no compiled register"),
        (MAGIC, "is cut off"),
        (MAGIC + (FORM + 1).to_bytes(4, "little") + SMALL[len(MAGIC) + 4 :], f"has the form {FORM + 1}"),
        (SMALL[:-1], "is damaged"),
        (SMALL[: len(SMALL) // 2], "is damaged"),
        (SMALL[:-9] + bytes([SMALL[-9] ^ 1]) + SMALL[-8:], "is damaged"),
    ],
)
def test_another_file_is_refused_in_one_line(content: bytes, message: str) -> None:
    with pytest.raises(RegisterError, match=message) as raised:
        Register.of_bytes(content, "own.bin")
    assert str(raised.value).startswith("own.bin: ")
    assert "\n" not in str(raised.value)


@given(st.integers(0, len(SMALL) - 1), st.integers(1, 255))
@settings(max_examples=150)
def test_no_changed_byte_goes_unseen(at: int, change: int) -> None:
    changed = SMALL[:at] + bytes([SMALL[at] ^ change]) + SMALL[at + 1 :]
    with pytest.raises(RegisterError):
        Register.of_bytes(changed)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"none\.bin: cannot be read"):
        Register.open(tmp_path / "none.bin")
    (tmp_path / "empty.bin").write_bytes(b"")
    with pytest.raises(RegisterError, match=r"empty\.bin: cannot be read"):
        Register.open(tmp_path / "empty.bin")


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_what_is_deflated_comes_back(data: bytes, dictionary: bytes) -> None:
    assert inflate(deflate(data, dictionary), dictionary) == data


def test_damaged_parts_are_refused() -> None:
    with pytest.raises(RegisterError, match="damaged"):
        inflate(b"no zlib")
