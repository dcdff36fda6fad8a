"""The scorer: pairs by greatest likeness, fields by accepted readings, optional claims neither way."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring import Document, Found, Json, Marked, Report, assign, compare, content, judge, load, score

MARKED: Json = {
    "agreement": "Treaty on Fisheries",
    "parties": ["NOR", "ISL"],
    "step": "signed",
    "actor": "joint",
    "date": "1994-05",
    "date_phrase": "in May",
    "source_chain": ["Example Gazette"],
    "certainty": "asserted",
    "sentence": "Norway and Iceland signed a treaty on fisheries in May.",
}
PRINTED: Json = {
    "doc": "a",
    "kind": "step",
    "step": "signed",
    "agreement": {"name": "Treaty on Fisheries", "mention": "a treaty on fisheries"},
    "parties": ["ISL", "NOR"],
    "actors": ["ISL", "NOR"],
    "date": "1994-05",
    "sources": [{"name": "Example Gazette"}],
    "certainty": "asserted",
    "quote": "Norway and Iceland signed a treaty on fisheries in May.",
}


def document(*claims: Json) -> Document:
    return Document(
        "a", "g", Path("a.txt"), "Example Gazette", "1994-06-01", tuple(Marked.of(c) for c in claims)
    )


def total(marked: list[Json], printed: list[Json]) -> Report:
    return score([document(*marked)], printed)["total"]


def test_a_true_reading_scores_full() -> None:
    report = total([MARKED], [PRINTED])
    assert (report.pairs, report.missed, report.false, report.whole) == (1, 0, 0, 1)
    assert report.f1 == report.whole_f1 == report.parties_f1 == 1.0
    assert report.faults == ()


def test_each_missed_and_each_false_claim_counts() -> None:
    report = total([MARKED, MARKED | {"step": "ratified"}], [PRINTED, PRINTED | {"step": "withdrawn"}])
    assert (report.pairs, report.missed, report.false) == (1, 1, 1)
    assert report.f1 == 0.5
    assert [fault.split(",")[0] for fault in report.faults] == ["a missed: ratified", "a false: withdrawn"]


@pytest.mark.parametrize(
    ("mark", "read", "field", "right"),
    [
        ({}, {"actors": ["NOR"]}, "actor", False),
        ({}, {"actors": []}, "actor", True),
        ({"actor": None}, {"actors": []}, "actor", True),
        ({"actor": None}, {"actors": ["NOR"]}, "actor", True),
        ({"actor": None}, {"actors": ["SWE"]}, "actor", False),
        ({"actor": "NOR"}, {"actors": []}, "actor", False),
        ({"actor": "NOR", "actor_alt": ["joint"]}, {}, "actor", True),
        (
            {"actor": "the Joint Fisheries Commission"},
            {"actors": ["Joint Fisheries Commission"]},
            "actor",
            True,
        ),
        ({}, {"date": "1994-05-01"}, "date", False),
        ({"date_alt": ["1994-05-01"]}, {"date": "1994-05-01"}, "date", True),
        ({}, {"date": "1994-05~"}, "date", True),
        ({}, {"date": "1994-05/1994-06"}, "date", True),
        ({}, {"date": None}, "date", False),
        ({"date": None}, {"date": None}, "date", True),
        ({"date": None}, {"date": "1994-05"}, "date", False),
        ({}, {"sources": []}, "source", True),
        ({"source_chain": ["Example Gazette", "NTB"]}, {"sources": []}, "source", False),
        ({"source_chain": ["Example Gazette", "NTB"]}, {}, "source", False),
        (
            {"source_chain": ["Example Gazette", "NTB"], "source_alt": [["Example Gazette"]]},
            {},
            "source",
            True,
        ),
        (
            {"source_chain": ["Example Gazette", "the foreign ministry"]},
            {"sources": [{"name": "Example Gazette"}, {"name": "Norway's foreign ministry"}]},
            "source",
            True,
        ),
        ({}, {"certainty": "planned"}, "certainty", False),
        ({"certainty_alt": ["planned"]}, {"certainty": "planned"}, "certainty", True),
    ],
)
def test_a_field_is_right_where_it_is_one_of_the_marked_readings(
    mark: Json, read: Json, field: str, right: bool
) -> None:
    verdicts = judge(Marked.of(MARKED | mark), Found.of(PRINTED | read))
    assert verdicts[field] is right
    assert all(good for name, good in verdicts.items() if name != field)
    report = total([MARKED | mark], [PRINTED | read])
    assert report.share(field) == float(right)
    assert report.whole == int(right)


def test_another_reading_of_the_step_matches() -> None:
    assert total([MARKED | {"step_alt": ["negotiated"]}], [PRINTED | {"step": "negotiated"}]).f1 == 1.0


def test_another_agreement_of_other_parties_does_not_match() -> None:
    other = {"agreement": {"name": "Extradition Treaty", "mention": "it"}, "parties": ["CHL", "PER"]}
    report = total([MARKED], [PRINTED | other])
    assert (report.pairs, report.missed, report.false) == (0, 1, 1)


def test_a_bare_mention_can_be_any_agreement() -> None:
    bare = {"agreement": {"name": None, "mention": "the pact"}, "parties": [], "actors": []}
    assert total([MARKED], [PRINTED | bare]).pairs == 1


def test_an_optional_claim_neither_rewards_nor_punishes() -> None:
    optional = MARKED | {"optional": True}
    for printed in ([], [PRINTED]):
        report = total([optional], printed)
        assert (report.pairs, report.missed, report.false) == (0, 0, 0)


def test_a_claim_said_twice_is_false_the_second_time() -> None:
    assert total([MARKED], [PRINTED, PRINTED]).false == 1


def test_doubtful_parties_count_neither_way() -> None:
    marked = MARKED | {"parties": ["NOR", "ISL", "SWE"], "parties_alt": ["SWE"]}
    for named in (["NOR", "ISL"], ["NOR", "ISL", "SWE"]):
        assert total([marked], [PRINTED | {"parties": named}]).parties_f1 == 1.0
    assert total([marked], [PRINTED | {"parties": ["NOR"]}]).parties == (1, 1, 2)


def test_acts_and_terms_are_passed_over_and_other_documents_apart() -> None:
    printed = [{"doc": "a", "kind": "act", "act": "attack"}, PRINTED | {"doc": "b"}]
    report = total([MARKED], printed)
    assert (report.pairs, report.missed, report.false) == (0, 1, 0)


def test_a_text_without_claims_read_as_having_one_is_counted() -> None:
    assert total([], [PRINTED]).silent_broken == 1
    assert total([], []).silent_broken == 0


def test_pairs_take_the_best_total_and_not_the_first_come() -> None:
    # the first read claim fits both marks, the second only the first mark
    later = MARKED | {"agreement": "Treaty on Fisheries", "parties": [], "sentence": "Then it was signed."}
    first = MARKED | {
        "agreement": "Protocol of Oslo",
        "parties": ["NOR"],
        "sentence": "It was signed in Oslo.",
    }
    fits_both = PRINTED | {"parties": ["NOR"], "quote": "It was signed in Oslo."}
    fits_first = PRINTED | {"agreement": {"name": None, "mention": "the Oslo protocol"}, "parties": ["NOR"]}
    report = total([first, later], [fits_both, fits_first])
    assert (report.pairs, report.missed, report.false) == (2, 0, 0)


def test_reports_add_up_by_group() -> None:
    reports = score([document(MARKED), document(MARKED | {"step": "ratified"})], [PRINTED])
    assert reports["g"].line() == reports["total"].line()
    assert (reports["total"].pairs, reports["total"].missed, reports["total"].false) == (1, 1, 1)


def test_names_of_sorts_of_instrument_tell_nothing() -> None:
    assert content("The new accords and the treaties of Oslo") == {"oslo"}
    assert compare(document(MARKED), ()).recall == 0.0


def test_load_finds_texts_beside_the_set(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(
        '{"doc": "x", "path": "text/x.txt", "publisher": "P", "published": "1994-06-01", "claims": []}\n\n'
    )
    (only,) = load(tmp_path / "gold.jsonl")
    assert (only.doc, only.group, only.path, only.claims) == ("x", "all", tmp_path / "text/x.txt", ())


weights = st.integers(0, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 1.0, 1.25, 1.5, 2.0, 3.75]), min_size=columns, max_size=columns),
        max_size=4,
    )
)


@given(weights)
def test_assignment_is_the_best_of_all(table: list[list[float]]) -> None:
    pairs = assign(table)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(table[i][j] > 0 for i, j in pairs)
    size = max(len(table), len(table[0]) if table else 0)
    padded = [
        [table[i][j] if i < len(table) and j < len(table[i]) else 0.0 for j in range(size)]
        for i in range(size)
    ]
    best = max(sum(padded[i][order[i]] for i in range(size)) for order in permutations(range(size)))
    assert sum(table[i][j] for i, j in pairs) == pytest.approx(best)
