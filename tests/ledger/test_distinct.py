"""Numbers of rows are told apart the same way whether they lie close together or not."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.ledger.columns import distinct


@pytest.mark.parametrize("step", [1, 3, 1_000_000])
@pytest.mark.parametrize("numbers", [[], [0], [5, 5], [7, 0, 7, 2, 9, 2], list(range(50, 0, -1))])
def test_the_different_ones_in_order_and_the_place_of_each(numbers: list[int], step: int) -> None:
    values = np.array(numbers, np.int64) * step
    each, back = distinct(values)
    assert each.tolist() == sorted(set(values.tolist()))
    assert each[back].tolist() == values.tolist()
