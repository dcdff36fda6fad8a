"""The few agreements that a question finds come in the order of all: those with the most claims first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger.identity import Identity
from foedus.ledger.inventory import Entry, Found, Inventory
from foedus.ledger.order import Order, places

NUMBERS = st.dictionaries(st.integers(1, 60), st.integers(0, 4), max_size=30)


def inventory(claims: dict[int, int]) -> Inventory:
    entries = {number: Entry(number, count, number) for number, count in claims.items()}
    return Inventory(1, Identity(), entries, frozenset(), {})


@given(NUMBERS, st.tuples(st.integers(-5, 0), st.integers(0, 61)) | st.none())
def test_places_of_a_few_are_those_of_the_sorted_list(
    claims: dict[int, int], after: tuple[int, int] | None
) -> None:
    by = [-claims.get(number, 0) for number in range(61)]
    told = Order((by[number], number) for number in claims).each(after)
    assert list(places(sorted(claims), by, after)) == list(told)


@given(NUMBERS, NUMBERS, st.sets(st.integers(1, 60)))
def test_what_is_carried_over_to_a_later_entry_is_what_it_would_work_out(
    before: dict[int, int], more: dict[int, int], asked: set[int]
) -> None:
    earlier = inventory(before)
    some = sum(1 << number for number in asked)
    list(Found(earlier, some).each())  # which works out by what they are put in order
    now = {number: before.get(number, 0) + more.get(number, 0) for number in {*before, *more}}
    later, anew = inventory(now), inventory(now)
    later.carry(earlier, more.keys())
    assert list(Found(later, some).each()) == list(Found(anew, some).each())
    assert "counted" in vars(later)
