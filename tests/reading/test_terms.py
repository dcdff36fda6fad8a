"""What a sentence says that a treaty lays down: each row by a sentence of its own, and what lays nothing down."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model import TermKind
from foedus.reading.terms import ROWS, TermRule, _cued, find_terms

CASES: list[tuple[str, str, str, dict[str, object]]] = [
    ("It will take effect from the day both sides exchange instruments of ratification.", "entry-exchange", "entry_into_force", {"trigger": "exchange", "of": "instruments"}),
    ("It will come into force once the two have exchanged diplomatic notes.", "entry-notes", "entry_into_force", {"trigger": "exchange", "of": "notes"}),
    ("It will enter into force after both countries notify each other that they are ready.", "entry-notifications", "entry_into_force", {"trigger": "notifications", "count": "all"}),
    ("It will enter into force when 60 states have ratified it.", "entry-number", "entry_into_force", {"trigger": "instruments", "count": 60}),
    ("The pact takes effect upon signature and will bind both.", "entry-signature", "entry_into_force", {"trigger": "signature"}),
    ("It must be ratified by both parliaments before it can take effect.", "entry-ratification", "entry_into_force", {"trigger": "instruments", "count": "all"}),
    ("It will enter into force 30 days after the exchange of instruments of ratification.", "entry-exchange", "entry_into_force", {"trigger": "exchange", "offset": {"n": 30, "unit": "day"}, "round": "none"}),
    ("It will enter into force the day after the exchange of instruments of ratification.", "entry-exchange", "entry_into_force", {"offset": {"n": 1, "unit": "day"}}),
    ("It enters into force on the first day of the second month following the exchange of diplomatic notes.", "entry-notes", "entry_into_force", {"offset": {"n": 2, "unit": "month"}, "round": "first_day_of_month"}),
    ("It will enter into force on the first day of the month after both notify each other.", "entry-notifications", "entry_into_force", {"offset": {"n": 1, "unit": "month"}, "round": "first_day_of_month"}),
    ("It will enter into force on the first day of the month that begins three months after both notify each other.", "entry-notifications", "entry_into_force", {"offset": {"n": 3, "unit": "month"}, "round": "first_day_of_following_month"}),
    ("It will enter into force 90 days after 20 states have ratified it.", "entry-number", "entry_into_force", {"count": 20, "offset": {"n": 90, "unit": "day"}}),
    ("It takes effect on signature.", "entry-signature", "entry_into_force", {"trigger": "signature"}),
    ("It will come into force upon ratification.", "entry-ratification", "entry_into_force", {"trigger": "instruments", "count": "all"}),
    ("It will enter into force once both sides have completed their internal procedures.", "entry-ratification", "entry_into_force", {"trigger": "instruments", "count": "all"}),
    ("It enters into force once their ratification procedures are completed.", "entry-ratification", "entry_into_force", {"trigger": "instruments", "count": "all"}),
    ("Britain gave the United States a year's notice.", "denunciation", "denunciation", {"notice": {"n": 1, "unit": "year"}}),
    ("The agreement will expire one year after the notice.", "denunciation-after", "denunciation", {"notice": {"n": 1, "unit": "year"}}),
    ("The withdrawal takes effect six months after the notification is received.", "denunciation-after", "denunciation", {"notice": {"n": 6, "unit": "month"}}),
    ("The text provides for provisional application.", "provisional", "provisional_application", {}),
    ("They agreed on a five-year fisheries pact.", "duration-adjective", "duration", {"kind": "fixed", "n": 5, "unit": "year"}),
    ("It will be valid for ten years.", "duration-valid", "duration", {"kind": "fixed", "n": 10, "unit": "year"}),
    ("The treaty is of indefinite duration.", "duration-indefinite", "duration", {"kind": "indefinite"}),
    ("It will be automatically renewed unless either objects.", "renewal-tacit", "renewal", {"tacit": True}),
    ("Either party may leave with six months' notice.", "denunciation", "denunciation", {"notice": {"n": 6, "unit": "month"}}),
    ("It commits both to mutual military assistance in the event of an attack on either.", "mutual-defence", "mutual_defence", {"type": "mutual_defence"}),
    ("Both must consult if either sees a threat to its security.", "consultation", "consultation", {"type": "consultation"}),
    ("Each shall remain neutral in any war with a third state.", "neutrality", "neutrality", {"type": "neutrality"}),
    ("They renounced the use of force against each other.", "non-aggression", "non_aggression", {"type": "non_aggression"}),
    ("Each agreed not to join any alliance directed against the other.", "no-hostile-alliance", "no_hostile_alliance", {"type": "no_hostile_alliance"}),
    ("The deal grants access to two naval bases and other military bases.", "basing", "basing", {"type": "basing"}),
    ("The treaty limits the number of warheads, with the sale of missiles banned.", "arms", "arms", {"type": "arms"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "row", "kind", "rule"), CASES, ids=[f"{c[1]}: {c[0][:40]}" for c in CASES]
)
def test_rows(sentence: str, row: str, kind: str, rule: dict[str, object]) -> None:
    found = {f.kind.value: f for f in find_terms(sentence)}
    assert found[kind].id == row
    assert rule.items() <= found[kind].rule.items()
    assert sentence[found[kind].start : found[kind].end]


@pytest.mark.parametrize(
    "sentence",
    [
        "The withdrawal takes effect six months after the notification is received.",
        "Its denunciation will take effect one year after the states are notified.",
        "The termination enters into force once both sides have completed their internal procedures.",
    ],
)
def test_leaving_takes_effect_by_no_rule_of_entry_into_force(sentence: str) -> None:
    assert TermKind.ENTRY_INTO_FORCE not in {f.kind for f in find_terms(sentence)}


def test_every_row_has_its_sentence() -> None:
    assert {c[1] for c in CASES} == {row.id for row in ROWS}


@pytest.mark.parametrize(
    "sentence",
    [
        "The two ministers shook hands and left.",
        "The treaty was signed in June.",
        "It entered into force in 1962.",
        "The army attacked at dawn.",
    ],
)
def test_what_lays_nothing_down(sentence: str) -> None:
    assert find_terms(sentence) == []


def test_each_kind_once_a_sentence() -> None:
    found = find_terms("A five-year pact, valid for ten years, of indefinite duration.")
    assert [f.kind for f in found] == [TermKind.DURATION]


@pytest.mark.parametrize(
    "unit",
    [
        "will take effect ",
        "consult ",
        "attack on one ",
        "access to use of ",
        "five-year a b c ",
        "not to join ",
    ],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    def spent(times: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = process_time()
            find_terms(unit * times)
            best = min(best, process_time() - start)
        return best

    assert spent(2_000) < 60 * spent(200) + 0.05


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_match_holds_a_cue_of_its_row(row: TermRule, data: st.DataObject) -> None:
    """A sentence without the cues is not searched, so a cue too narrow would lose terms."""
    text = data.draw(st.from_regex(row.pattern, alphabet=st.characters(codec="ascii")))
    assert any(cue in text.lower() for cue in row.cues)
    assert row in _cued(text.lower())
