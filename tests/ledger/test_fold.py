"""The grouping is a function of what pages say: whatever comes first, is taken back or is dated anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, permutations
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.ledger.attestation import Attestation, Wordings
from foedus.ledger.fold import Fold
from foedus.ledger.resolve import Known, resolve
from tests.soak import EXAMPLES

Groups = frozenset[frozenset[tuple[object, ...]]]

TITLES = (
    "Reciprocal Access Agreement", "Lake Treaty", "Lake Friendship Treaty", "Mutual Defense Treaty",
    "Paris Agreement", "New START Treaty", "START", "Second Additional Protocol",
    "Strategic Arms Reduction Treaty", "Friendly Lake River Accord", "General Framework Agreement",
)  # fmt: skip
WORDS = ("the pact", "the defence pact", "their friendship treaty", "access accord")
NUMBERS = count(1)
DAYS = (None, "2019-03-01", "2023-06-01", "2023-06-20", "2023-11-05", "2024-02-10", "2024-02-11")
SIGNED = (None, None, None, "2023-05-30", "2024-02-09")


@dataclass(frozen=True)
class Said:
    """What an article calls an agreement."""

    name: str | None
    words: str
    parties: tuple[str, ...]
    signed: str | None


@dataclass(frozen=True)
class Page:
    """An article: its day, and the agreements of which it speaks."""

    day: str | None
    said: tuple[Said, ...]


parties = st.lists(st.sampled_from(("AUS", "GBR", "JPN", "PHL")), max_size=3, unique=True).map(
    lambda found: tuple(sorted(found))
)
many = st.sampled_from((("AUS", "DEU", "FRA", "GBR", "JPN"), (*"ABCDEFGH", "JPN"), ("AUS", "DEU", "GBR")))
said = st.builds(
    Said,
    st.none() | st.sampled_from(TITLES),
    st.sampled_from(WORDS),
    parties | parties | many,
    st.sampled_from(SIGNED),
)
page = st.builds(Page, st.sampled_from(DAYS), st.lists(said, min_size=1, max_size=3).map(tuple))
pages = st.lists(page, min_size=1, max_size=9)


def bring(fold: Fold, page: Page) -> list[Attestation]:
    """The page's mentions into the fold, titles first, as `foedus.ledger.add` brings them."""
    found: list[Attestation] = []
    forms = [(fold.form(m.name, m.words, m.parties), m) for m in page.said]
    for form, m in sorted(forms, key=lambda f: (not f[0].titled, f[0].text, f[0].parties, f[1].signed or "")):
        beside = [] if form.titled else [a for a in found if a.form.set & form.set]
        found.append(fold.attest(form, m.signed, page.day, beside))
    return found


def settle(fold: Fold) -> None:
    """Bring the fold up to date, and give new groups their numbers, as a ledger does with each transaction."""
    fold.settle()
    for one in sorted(fold.touched, key=lambda a: a.order):
        if one.group is not None and one.group.number is None:
            one.group.number = next(NUMBERS)
    fold.touched.clear()


def every(fold: Fold) -> Iterator[Attestation]:
    for form in fold.forms.values():
        yield from (one for one in form.each if one.alive)


def groups(fold: Fold) -> Groups:
    """Who stands with whom, each by what tells it apart, however often it stands there."""
    found: dict[object, set[tuple[object, ...]]] = {}
    for one in every(fold):
        found.setdefault(one.group, set()).add(one.order[:-1])
    return frozenset(frozenset(own) for own in found.values())


def by_definition(fold: Fold) -> Groups:
    """Each attestation resolved once, in order, against all groups of those before it that are not in doubt."""
    seen: list[list[Attestation]] = []
    alone: list[list[Attestation]] = []
    where: dict[Attestation, list[Attestation]] = {}
    for one in sorted(every(fold), key=lambda a: a.order):
        known = [
            Known.of(n, *dict.fromkeys(a.form.mention(a.signed, a.day) for a in own))
            for n, own in enumerate(seen)
        ]
        beside = [where[b] for b in one.beside if b in where]
        taken = frozenset(n for n, own in enumerate(seen) if any(own is b for b in beside))
        answer = resolve(one.mention, known, taken=taken)
        if answer.agreement is not None:
            own = seen[answer.agreement]
        else:
            own = []
            (alone if answer.doubt else seen).append(own)
        own.append(one)
        where[one] = own
    return frozenset(frozenset(a.order[:-1] for a in own) for own in (*seen, *alone))


@settings(max_examples=EXAMPLES or 300, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages, st.randoms(use_true_random=False))
def test_any_order_and_batching_is_the_fold_of_the_definition(told: Sequence[Page], random: Random) -> None:
    again = list(told)
    random.shuffle(again)
    one, many = Fold(Wordings()), Fold(Wordings())
    for each in told:
        bring(one, each)
        settle(one)
    for n, each in enumerate(again):
        bring(many, each)
        if n % 3 == 2:
            settle(many)
    settle(many)
    assert groups(one) == by_definition(one)
    assert groups(many) == groups(one)


@settings(max_examples=EXAMPLES or 200, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages, pages, st.data())
def test_what_is_taken_back_leaves_what_the_rest_gives(
    stay: Sequence[Page], go: Sequence[Page], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*((p, True) for p in stay), *((p, False) for p in go)]))
    fold, kept, left = Fold(Wordings()), set(), []
    for each, stays in mixed:
        found = bring(fold, each)
        settle(fold)
        if stays:
            kept.update(found)
        else:
            left += found
    gone = [one for one in dict.fromkeys(left) if one not in kept]
    for one in gone:
        fold.end(one)
        settle(fold)
    assert groups(fold) == by_definition(fold)
    for one in gone:
        fold.revive(one, one.day)
        settle(fold)
    assert groups(fold) == by_definition(fold)


@settings(max_examples=EXAMPLES or 150, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages, st.data())
def test_what_is_dated_anew_stands_where_its_day_puts_it(told: Sequence[Page], data: st.DataObject) -> None:
    fold = Fold(Wordings())
    for each in told:
        bring(fold, each)
    settle(fold)
    for one in data.draw(st.lists(st.sampled_from(list(every(fold))), max_size=4)):
        fold.redate(one, data.draw(st.sampled_from(DAYS)))
        settle(fold)
        assert groups(fold) == by_definition(fold)


def test_a_day_that_comes_in_reaches_past_what_is_undated() -> None:
    """“The pact” signed in 2023 is none that was last spoken of in 2019, though an undated page speaks of it."""
    of = ("AUS", "JPN")
    undated = Page(None, (Said(None, "the defence pact", of, None),))
    signed = Page(None, (Said(None, "the pact", of[:1], "2023-05-30"),))
    early = Page("2019-03-01", (Said(None, "the defence pact", of, None),))
    for order in permutations((undated, signed, early)):
        fold = Fold(Wordings())
        found = [one for each in order for one in bring(fold, each)]
        settle(fold)
        assert groups(fold) == by_definition(fold)
        for one in found:
            fold.end(one)
            settle(fold)
            assert groups(fold) == by_definition(fold)
        for one in found:
            fold.revive(one, one.day)
            settle(fold)
            assert groups(fold) == by_definition(fold)


def test_a_name_is_found_by_the_same_word_under_each_of_its_parties() -> None:
    """Two names share one word; what stood with some of their parties before must not hide it."""
    told = [
        Page(None, (Said(None, "their friendship treaty", ("AUS", "GBR"), None),)),
        Page(None, (Said("Lake Friendship Treaty", "the pact", ("AUS", "DEU", "FRA", "GBR", "JPN"), None),)),
        Page(None, (Said("Friendly Lake River Accord", "the pact", ("AUS", "DEU", "GBR"), None),)),
    ]
    for order in permutations(told):
        fold = Fold(Wordings())
        for each in order:
            bring(fold, each)
            settle(fold)
        assert len(groups(fold)) == 1
        assert groups(fold) == by_definition(fold)


def test_what_stands_beside_another_is_no_longer_kept_apart_from_where_that_was() -> None:
    """Two pacts of one article are two; once the day of the first is not known any more, it comes after."""
    three, five = ("AUS", "DEU", "GBR"), ("AUS", "DEU", "FRA", "GBR", "JPN")
    fold = Fold(Wordings())
    said = [[three, ("AUS", "GBR"), ()], [five, three]]
    pages = [tuple(Said(None, "the pact", parties, None) for parties in each) for each in said]
    made = [one for each in pages for one in bring(fold, Page("2024-02-10", each))]
    settle(fold)
    first, second = (next(o for o in made if o.form.parties == p) for p in (three, ("AUS", "GBR")))
    assert second.beside == (first,)
    assert first.group is not second.group
    fold.redate(first, None)
    settle(fold)
    assert groups(fold) == by_definition(fold)
