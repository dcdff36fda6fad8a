"""The shipped edition is that of the data, within its size, and says what it holds."""

from __future__ import annotations

import msgspec
import pytest

from foedus.register.build import files
from foedus.register.build.make import EDITION, PAGE, TARGET, Made, inputs_digest, make
from foedus.register.lookup import Register

MOST = 8_000_000  # bytes of the compiled register and the data that it is made from


def test_the_edition_is_not_stale(register: Register) -> None:
    made = msgspec.json.decode(EDITION.read_bytes(), type=Made)
    assert made.inputs == inputs_digest(), "run make register"
    assert made.edition == register.edition


@pytest.mark.slow
def test_the_same_data_give_the_same_edition(register: Register) -> None:
    made = make()
    assert Register.of_bytes(made.image).edition == register.edition, "run make register"
    assert PAGE.read_text("utf-8") == made.page


def test_it_is_small() -> None:
    data = sum(p.stat().st_size for p in files.DATA.rglob("*") if p.is_file())
    assert TARGET.stat().st_size + data <= MOST


def test_it_says_what_it_holds(register: Register) -> None:
    edition = register.edition
    assert edition.entries == len(register) > 13_000
    assert edition.states == len(register.states())
    assert edition.id == f"{edition.date}-{edition.digest[:8]}"


def test_every_list_is_named_with_licence_and_day(register: Register) -> None:
    for source in register.sources().values():
        assert source.name
        assert source.licence
        assert source.as_of or not source.at_hand or source.id == "texts"
