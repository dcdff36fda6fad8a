"""What is said not to be known by its words is never linked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.names import names
from foedus.register.familiar import Familiar
from foedus.register.link import Mention, link
from foedus.register.lookup import Register

REGISTER = Register.open()
FAMILIAR = Familiar(REGISTER, names())
TITLES = sorted({name.text for brief in list(REGISTER.briefs())[::40] for name in brief.names})
TITLES += ["123 Agreement", "2+4 Treaty", "Kyoto Protocol", "Treaty on Treaties", "Protocol I", "New START"]
MADE_UP = "Kaden Lostok Stavik gramar Bordal rutons sverdals Talpolis".split()
COMMON = (
    "the new historic landmark Treaty treaty pact Agreement accords Protocol of on with between and peace trade"
    " 123 45 1972 Franco-German Kazakh France Ruritania United Nations membership accession"
).split()

pieces = st.sampled_from(TITLES) | st.sampled_from(MADE_UP) | st.sampled_from(COMMON)
texts = st.lists(pieces | st.sampled_from(MADE_UP), min_size=1, max_size=6).map(" ".join)
parties = st.lists(st.sampled_from(("FRA", "DEU", "USA", "RUS", "KAZ")), max_size=2, unique=True).map(tuple)
days = st.none() | st.sampled_from(("1972-06-01", "1995-01-01", "2024-11-12"))


@settings(max_examples=300, deadline=None)
@given(text=texts, of=parties, signed=days, day=days)
def test_what_is_not_known_is_not_linked(
    text: str, of: tuple[str, ...], signed: str | None, day: str | None
) -> None:
    if not FAMILIAR.may_know(text):
        assert link(REGISTER, names(), Mention(text, of, signed, day)).entry is None


def test_every_name_may_be_known() -> None:
    assert [text for text in TITLES if not FAMILIAR.may_know(text)] == []


@pytest.mark.parametrize(
    "text", ["Kaden Lostok Treaty of 45", "the Bordal accord", "Talpolis convention of 1972"]
)
def test_names_of_words_that_nobody_knows_are_passed_over(text: str) -> None:
    assert not FAMILIAR.may_know(text)
