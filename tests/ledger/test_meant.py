"""Which agreement is meant, doubted or new: by names, parties, days; whatever the numbers and the order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger.alike import Mention
from foedus.ledger.resolve import PLAUSIBLE_DAYS, Known, Names, compare, resolve
from foedus.ledger.wording import wording

CSP = "Treaty on Comprehensive Strategic Partnership"
EU = ("AUT", "BEL", "BGR", "CYP", "CZE")


def mention(
    text: str,
    parties: str = "PRK RUS",
    signed: str | None = None,
    day: str | None = "2024-11-12",
) -> Mention:
    """A mention by its name; one in brackets is a description without a name: "(the pact)"."""
    name = None if text.startswith("(") else text
    words = text.strip("()")
    return Mention(name, words, tuple(parties.split()), signed, day, wording(words))


def known(number: int, *mentions: Mention) -> Known:
    return Known.of(number, *mentions)


def meant(new: Mention, *others: Known, taken: frozenset[int] = frozenset()) -> int | None:
    return resolve(new, others, taken=taken).agreement


# a mention, one that is known; the score and a piece of the reason
COMPARED = [
    # the same parties
    (mention(CSP), mention(CSP), 4, "the same name"),
    (mention(CSP, signed="2024-06-19"), mention(CSP, signed="2024-06-19"), 5, "signed the same day"),
    (mention(CSP, signed="2024-06"), mention(CSP, signed="2024-06-19"), 4, "the same name"),
    (mention(CSP, signed="2024-06-18"), mention(CSP, signed="2024-06-19"), 4, "the same name"),
    (
        mention(CSP, signed="2024-06-17"),
        mention(CSP, signed="2024-06-19"),
        -1,
        "signed 2024-06-17, not 2024-06-19",
    ),
    (
        mention("defence pact", signed="2024-06-19"),
        mention(CSP, signed="2024-06-19"),
        1,
        "signed the same day",
    ),
    (mention("defence pact", signed="2024-06-19"), mention(CSP), 1, "fits the name"),
    (mention("(the pact)"), mention(CSP), 1, "only described"),
    # only some of the parties
    (mention(CSP, "RUS"), mention(CSP), 4, "the same name"),
    (mention(CSP), mention(CSP, "RUS"), 4, "the same name"),
    (mention(CSP, "RUS PRK CHN"), mention(CSP), 4, "the same name"),
    (mention("security pact", "RUS"), mention(CSP), 0, "of which only some parties are the same"),
    (mention("strategic pact", "RUS"), mention(CSP), 2, "fits the name"),
    (mention("(the pact)", "RUS"), mention(CSP), 1, "only described"),
    (mention("(the pact)", "A"), mention(CSP, "A B C D"), 1, "only described"),
    (mention("(the pact)", "A"), mention(CSP, "A B C D E"), 0, "only some of the parties are the same"),
    (mention("(the pact)", "A B"), mention(CSP, "A"), 0, "only some of the parties are the same"),
    # other parties: only a name with a word of its own, all of it the same
    (mention(CSP, "IRN RUS"), mention(CSP), 0, "other parties"),
    (mention("Paris Agreement", "USA"), mention("Paris Agreement", "CHN FRA"), 4, "the same name"),
    (mention("Paris Climate Agreement", "USA"), mention("Paris Agreement", "CHN FRA"), 0, "other parties"),
    (mention("(the pact)", "USA"), mention("Paris Agreement", "CHN FRA"), 0, "other parties"),
    # parties not told
    (mention("Paris Agreement", ""), mention("Paris Agreement", "CHN FRA"), 4, "the same name"),
    (mention(CSP, ""), mention(CSP), 0, "the parties are not known to be the same"),
    (mention(CSP, "", signed="2024-06-19"), mention(CSP, signed="2024-06-19"), 5, "signed the same day"),
    (mention(CSP, "", signed="2024-06"), mention(CSP, signed="2024-06-19"), 0, "not known to be the same"),
    (mention("Paris Agreement", "CHN FRA"), mention("Paris Agreement", ""), 4, "the same name"),
    (mention("(the pact)", ""), mention(CSP), 0, "other parties"),
    # a description of what was signed years after it was spoken of
    (
        mention("Trade Agreement", "CHN NZL", signed="2021-01-26"),
        mention("Trade Agreement", "CHN NZL", day="2008-04-08"),
        0,
        "signed years after",
    ),
    (
        mention("Trade Agreement", "CHN NZL", day="2008-04-08"),
        mention("Trade Agreement", "CHN NZL", signed="2021-01-26"),
        0,
        "signed years after",
    ),
    (
        mention("Trade Agreement", "CHN NZL", day="2019-04-08"),
        mention("Trade Agreement", "CHN NZL", signed="2021-01-26"),
        4,
        "the same name",
    ),
    (
        mention("Trade Agreement", "CHN NZL", signed="2021-01-26"),
        mention("Trade Agreement", "CHN NZL", signed="2021-01-26", day="2008-04-08"),
        5,
        "signed the same day",
    ),
    (
        mention("Tumen Trade Agreement", signed="2021-01-26"),
        mention("Tumen Trade Agreement", day="2008-04-08"),
        4,
        "the same name",
    ),
]


@pytest.mark.parametrize(("new", "old", "score", "why"), COMPARED)
def test_compared(new: Mention, old: Mention, score: int, why: str) -> None:
    found, reason = compare(new, known(1, old))
    assert found == score, reason
    assert why in reason


def test_three_years_are_the_bound_to_the_day() -> None:
    signed = mention("Trade Agreement", signed="2021-01-01")
    assert PLAUSIBLE_DAYS == 1098
    assert compare(signed, known(1, mention("Trade Agreement", day="2017-12-30")))[0] == 4
    assert compare(signed, known(1, mention("Trade Agreement", day="2017-12-29")))[0] == 0


def test_a_title_is_held_to_titles_and_a_name_to_names() -> None:
    several = known(1, mention(CSP), mention("(the pact)"), mention("defence pact"))
    assert compare(mention("Extradition Treaty"), several)[0] == 0
    assert compare(mention("trade deal"), several)[0] == 0
    assert compare(mention("security deal"), several)[0] == 1
    assert compare(mention("Extradition Treaty"), known(1, mention("(the pact)")))[0] == 1


def test_of_some_parties_only_what_was_told_with_one_of_them_counts() -> None:
    several = known(1, mention("Lake Treaty", "A B"), mention("River Treaty", "C D"))
    assert compare(mention("River Treaty", "C"), several)[0] == 4
    assert compare(mention("River Treaty", "A"), several)[0] == 0


def test_the_parties_that_one_mention_told_are_its_parties() -> None:
    several = known(1, mention("Lake Treaty", "A B"), mention("Lake Treaty", "B C"))
    assert several.parties == {"A", "B", "C"}
    assert several.names.told == {frozenset("AB"), frozenset("BC")}
    assert compare(mention("fisheries pact", "A B"), several)[0] == 1  # as of the same parties
    assert compare(mention("fisheries pact", "A C"), several)[0] == 0  # as of some


def test_the_parties_that_a_person_set_go_before_those_told() -> None:
    told = (mention("Lake Treaty", "A B"),)
    names = Names(told, frozenset({"A", "C"}))
    assert names.parties == {"A", "C"}
    assert compare(mention("fisheries pact", "A B"), Known(1, names))[1] == "other parties"
    assert compare(mention("fisheries pact", "A C"), Known(1, names))[0] == 1
    assert Names(told, frozenset()).parties == frozenset()
    assert Names(told, frozenset()).told == {frozenset("AB")}


def test_an_agreement_is_called_by_its_first_title_with_its_parties() -> None:
    assert known(1, mention("(the pact)", "B A"), mention(CSP, "B A")).names.title == f"“{CSP}” (A, B)"
    assert known(1, mention("(the pact)", "")).names.title == "“the pact”"


# ---- one of several

LAKE, RIVER = mention("Lake Treaty", "A B"), mention("River Treaty", "A B")


def test_a_name_finds_its_agreement_among_others() -> None:
    assert meant(LAKE, known(1, RIVER), known(2, LAKE)) == 2
    assert meant(mention("Sea Treaty", "A B"), known(1, RIVER), known(2, LAKE)) is None
    assert meant(LAKE) is None


def test_what_keeps_apart_is_said_of_the_last_with_a_party_in_common() -> None:
    far = mention("Border Treaty", "X Y")
    found = resolve(LAKE, [known(1, RIVER), known(2, far)])
    assert "apart from “River Treaty” (A, B)" in found.why
    assert resolve(LAKE, [known(2, far)]).why == "the first of these parties and this name"
    assert not found.doubt


def test_the_better_name_wins() -> None:
    part = mention("Lake Chad Treaty", "A B")
    assert meant(LAKE, known(1, part), known(2, LAKE)) == 2
    assert meant(LAKE, known(2, LAKE), known(1, part)) == 2


def test_the_same_parties_go_before_only_some() -> None:
    some = mention("Lake Treaty", "A B C")
    assert meant(LAKE, known(1, some), known(2, LAKE)) == 2
    assert meant(LAKE, known(2, LAKE), known(1, some)) == 2


def test_a_name_that_many_have_is_a_doubt_where_the_parties_do_not_tell() -> None:
    one, two = mention("Trade Treaty", "A B"), mention("Trade Treaty", "A C")
    found = resolve(mention("Trade Treaty", "A"), [known(1, one), known(2, two)])
    assert (found.agreement, found.doubt, found.rivals) == (None, True, (1, 2))
    assert "“Trade Treaty” (A, B) or “Trade Treaty” (A, C)" in found.why
    three = mention("Trade Treaty", "A D")
    found = resolve(mention("Trade Treaty", "A"), [known(1, one), known(2, two), known(3, three)])
    assert found.rivals == (2, 3)
    assert found.why.endswith("or 1 more")


def test_of_one_name_and_the_same_parties_the_nearest_in_time_is_meant() -> None:
    old, new = replace(LAKE, day="2010-01-01"), replace(LAKE, day="2024-01-01")
    found = resolve(replace(LAKE, day="2012-01-01"), [known(1, old), known(2, new)])
    assert (found.agreement, found.timely) == (1, True)
    assert found.why.endswith("nearest in time of 2")
    assert meant(replace(LAKE, day="2023-01-01"), known(1, old), known(2, new)) == 2
    tied = resolve(
        replace(LAKE, day="2012-01-01"), [known(1, old), known(2, replace(LAKE, day="2014-01-01"))]
    )
    assert tied.agreement == 1
    tied = resolve(
        replace(LAKE, day="2012-01-01"), [known(1, old), known(2, replace(LAKE, day="2013-12-31"))]
    )
    assert (tied.agreement, tied.doubt, tied.timely) == (None, True, True)
    assert tied.rivals == (1, 2)


def test_a_proper_name_told_with_other_parties_is_nearest_too() -> None:
    one, two = mention("Paris Pact", "A B", day="2010-01-01"), mention("Paris Pact", "C D", day="2024-01-01")
    assert meant(mention("Paris Pact", "E F", day="2023-01-01"), known(1, one), known(2, two)) == 2


PACT = mention("(the pact)", "A B")


def test_a_description_means_the_only_one_that_fits() -> None:
    found = resolve(PACT, [known(1, LAKE)])
    assert (found.agreement, found.timely, found.doubt) == (1, True, False)


def test_a_description_that_fits_two_is_a_doubt() -> None:
    found = resolve(PACT, [known(1, LAKE), known(2, RIVER)])
    assert (found.agreement, found.doubt, found.timely, found.rivals) == (None, True, True, (1, 2))


def test_a_description_of_the_matter_goes_before_one_that_fits_anything() -> None:
    fishing = mention("fisheries agreement", "A B")
    assert meant(mention("fisheries pact", "A B"), known(1, LAKE), known(2, fishing)) == 2


def test_a_description_does_not_reach_back_over_years() -> None:
    old = known(1, replace(LAKE, day="2021-11-09"))
    assert meant(replace(PACT, day="2024-11-11"), old) == 1
    found = resolve(replace(PACT, day="2024-11-12"), [old])
    assert (found.agreement, found.timely, found.doubt) == (None, True, False)
    assert "was last spoken of years away" in found.why
    assert meant(replace(PACT, day="2024-11-12"), old, known(2, replace(RIVER, day="2024-01-01"))) == 2
    assert meant(replace(PACT, day=None), old) == 1


def test_a_description_means_none_that_the_article_names_besides() -> None:
    assert meant(PACT, known(1, LAKE), taken=frozenset({1})) is None
    assert meant(PACT, known(1, LAKE), known(2, RIVER), taken=frozenset({1})) == 2
    assert meant(LAKE, known(1, LAKE), taken=frozenset({1})) == 1


def test_whether_an_answer_hangs_on_the_days() -> None:
    assert not resolve(mention("Lake Treaty", "A B"), [known(1, LAKE)]).timely
    assert resolve(mention("Trade Treaty", "A B"), [known(1, mention("Trade Treaty", "A B"))]).timely
    assert resolve(mention("trade pact", "A B"), []).timely
    assert not resolve(LAKE, []).timely
    assert resolve(mention("trade pact", "A B"), [known(1, LAKE)]).timely
    assert not resolve(LAKE, [known(1, RIVER)]).timely


# ---- days


def test_the_last_day_and_the_nearest() -> None:
    days = ["2010-01-01", "2012-01-01", "2020-01-01"]
    one = Known(1, Names((LAKE,)), days, 2)
    assert one.last_day() == "2012-01-01"
    assert one.distance("2011-12-30") == 2
    assert one.distance("2010-01-03") == 2
    assert one.distance("2009-12-30") == 2
    assert one.distance("2020-01-01") == 2922
    assert one.distance(None) == 0
    assert Known(1, Names((LAKE,)), days, 0).distance("2010-01-01") == 0
    assert Known(1, Names((LAKE,)), days, 0).last_day() is None
    beside = Known(1, Names((LAKE,)), days, 1, ("2015-01-01", "2018-01-01"))
    assert beside.last_day() == "2018-01-01"
    assert beside.distance("2018-01-05") == 4
    assert beside.distance("2010-01-01") == 0
    assert Known(1, Names((LAKE,)), (), 0, ("2015-01-01",)).distance("2015-01-03") == 2


def test_an_agreement_by_its_mentions_has_their_days_in_order() -> None:
    one = known(1, replace(LAKE, day="2020-01-01"), replace(LAKE, day=None), replace(LAKE, day="2010-01-01"))
    assert (list(one.days), one.upto) == (["2010-01-01", "2020-01-01"], 2)


SOME = [
    LAKE,
    RIVER,
    PACT,
    mention("Trade Treaty", "A B"),
    mention("Trade Treaty", "A"),
    mention("Lake Treaty", "C D"),
]


@given(
    st.sampled_from(SOME),
    st.lists(st.sampled_from(SOME), min_size=1, max_size=4),
    st.permutations(list(range(1, 5))),
)
def test_numbers_do_not_matter(new: Mention, old: list[Mention], numbers: list[int]) -> None:
    plain = resolve(new, [known(i, m) for i, m in enumerate(old, 1)])
    other = resolve(new, [known(n, m) for n, m in zip(numbers, old, strict=False)])
    renamed = None if plain.agreement is None else numbers[plain.agreement - 1]
    assert (other.agreement, other.why) == (renamed, plain.why)
