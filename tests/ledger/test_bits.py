"""Sets of numbers as bits: few and many of them come back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger.bits import bits_of, each_bit, has_bit, to_bytes


@given(st.sets(st.integers(0, 3000), max_size=200) | st.just(set(range(0, 2000, 3))))
def test_the_numbers_in_order(numbers: set[int]) -> None:
    bits = bits_of(numbers)
    assert list(each_bit(bits)) == sorted(numbers)
    assert [n for n in range(3001) if has_bit(to_bytes(bits), n)] == sorted(numbers)
