"""Claims of the news become facts and terms, each with its sources; what differs is kept apart."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from foedus.law.forms import terms_from_json
from foedus.law.model import Attack, Case, Offset, Trigger, Unit
from foedus.law.obligations import casus_foederis
from foedus.law.status import status
from foedus.ledger.rows import AgreementRow, StoredClaim, Verdict, VerdictKind
from foedus.model import (
    AgreementRef,
    Certainty,
    Claim,
    ClaimKind,
    Passage,
    Source,
    SourceKind,
    Step,
    TermKind,
)
from foedus.record.claims import record_from_claims, terms_from_claims
from foedus.record.treaty import treaty_from_ledger
from foedus.register.link import How, Link
from foedus.wording.status import first_line, status_text

PAIR = ("PRK", "RUS")
NAME = "Treaty on Comprehensive Strategic Partnership"
YONHAP = Source("Yonhap", SourceKind.PUBLISHER)
KCNA = Source("KCNA", SourceKind.STATE_MEDIA)
TASS = Source("TASS", SourceKind.STATE_MEDIA)
OFFICIAL = Source("an official at the unification ministry", SourceKind.OFFICIAL, "KOR", anonymous=True)


def claim(what: str, **given: Any) -> Claim:
    fields: dict[str, Any] = {
        "doc": "a.html",
        "kind": ClaimKind.STEP,
        "what": what,
        "agreement": AgreementRef(NAME, "the treaty"),
        "parties": PAIR,
        "actors": (),
        "date": None,
        "date_phrase": None,
        "place": None,
        "sources": (YONHAP,),
        "certainty": Certainty.ASSERTED,
        "passages": (Passage(0, 3, "..."),),
        **given,
    }
    return Claim(**fields)


def term(kind: TermKind, rule: dict[str, Any], **given: Any) -> Claim:
    return claim(kind.value, kind=ClaimKind.TERM, detail={"rule": rule}, **given)


REPORTED: dict[str, Any] = {"certainty": Certainty.REPORTED}
STORY = [
    claim("signed", actors=PAIR, date="2024-06"),
    claim("ratified", actors=("PRK",), date="2024-11-11", sources=(YONHAP, KCNA), **REPORTED),
    claim("ratified", actors=("RUS",), date="2024-11-09", sources=(YONHAP, TASS), **REPORTED),
    claim("instruments_exchanged", actors=PAIR, sources=(YONHAP, OFFICIAL), certainty=Certainty.PLANNED),
    claim("entered_into_force", sources=(YONHAP, KCNA), certainty=Certainty.CONDITIONAL),
    term(TermKind.ENTRY_INTO_FORCE, {"trigger": "exchange", "of": "instruments"}, sources=(YONHAP, KCNA),
    **REPORTED),
    term(TermKind.MUTUAL_DEFENCE, {"type": "mutual_defence", "when": "attack on a party"}),
    claim("deployed", kind=ClaimKind.ACT, actors=("PRK",), detail={"target": ["RUS"], "number": 10000}),
]  # fmt: skip


def test_the_story_gives_the_status_a_desk_officer_would_write() -> None:
    record, terms = record_from_claims(STORY), terms_from_claims(STORY)
    assert record.title == NAME
    assert record.parties == PAIR
    found = status(record, terms, "2024-11-12")
    assert first_line(found) == (
        "NOT IN FORCE   ratified by both; missing: exchange of instruments of ratification"
    )
    done = claim("instruments_exchanged", actors=PAIR, date="2024-12-04")
    later = [*STORY, done]
    found = status(record_from_claims(later), terms_from_claims(later), "2024-12-04")
    assert first_line(found) == "IN FORCE since 2024-12-04"


def test_the_rule_is_on_the_word_of_who_told_it() -> None:
    terms = terms_from_claims(STORY)
    assert terms.known
    assert terms.entry_into_force.trigger is Trigger.EXCHANGE
    assert terms.sources == ("KCNA",)
    (rule,) = status(
        record_from_claims(STORY), terms_from_claims(STORY, range(101, 109)), "2024-11-12"
    ).reasons[:1]
    assert rule.facts == ("106",)
    record = record_from_claims(STORY)
    assert any(
        "according to KCNA" in r.text for r in status_text(status(record, terms, "2024-11-12")).reasons[:1]
    )


def test_facts_are_named_by_the_claims_given() -> None:
    record = record_from_claims(STORY, range(101, 109))
    assert [f.id for f in record.facts] == ["101", "102", "103", "104", "105"]
    assert record.facts[3].sources == ("Yonhap", "an official at the unification ministry (unnamed)")


def test_an_obligation_keeps_condition_evidence_and_certainty() -> None:
    (defence,) = terms_from_claims(STORY, range(101, 109)).obligations
    assert defence.kind == "mutual_defence"
    assert defence.condition is Attack.ATTACK
    assert defence.facts == ("107",)
    assert defence.sources == ("Yonhap",)


def test_a_ratification_by_nobody_named_is_not_everybody_s() -> None:
    record = record_from_claims([STORY[0], claim("ratified", date="2024-11-09")])
    terms = terms_from_claims(
        [term(TermKind.ENTRY_INTO_FORCE, {"trigger": "instruments", "count": "all", "of": "ratifications"})]
    )
    found = status(record, terms, "2024-12-01")
    assert found.in_force is False
    assert status_text(found).summary.startswith("ratified by a party not named")
    assert [p.party for p in found.parties] == ["PRK", "RUS"]


def test_publication_bounds_an_undated_step() -> None:
    done = claim("instruments_exchanged", actors=PAIR)
    record = record_from_claims([*STORY, done], published=[None] * len(STORY) + ["2024-12-05"])
    found = status(record, terms_from_claims(STORY), "2024-12-05")
    assert found.in_force is True
    assert found.in_force_since == "2024-11-11/2024-12-05"


def test_terms_that_only_tell_less_agree() -> None:
    short = term(TermKind.ENTRY_INTO_FORCE, {"trigger": "exchange"})
    full = term(
        TermKind.ENTRY_INTO_FORCE, {"trigger": "exchange", "of": "notes", "offset": {"n": 30, "unit": "day"}}
    )
    for told in ([short, full], [full, short]):
        rule = terms_from_claims(told).entry_into_force
        assert (rule.trigger, rule.of, rule.offset) == (Trigger.EXCHANGE, "notes", Offset(30, Unit.DAY))


def test_rules_that_differ_are_both_said_and_none_is_taken() -> None:
    told = [
        term(TermKind.ENTRY_INTO_FORCE, {"trigger": "exchange"}, sources=(YONHAP, KCNA)),
        term(TermKind.ENTRY_INTO_FORCE, {"trigger": "signature"}, sources=(YONHAP, TASS)),
        STORY[0],
    ]
    terms = terms_from_claims(told)
    assert terms.entry_into_force.trigger is Trigger.OTHER
    assert "KCNA: exchange" in (terms.entry_into_force.note or "")
    assert "TASS: signature" in (terms.entry_into_force.note or "")
    assert status(record_from_claims(told), terms, "2024-12-01").in_force is None


def test_a_denied_term_is_none() -> None:
    denied = term(TermKind.MUTUAL_DEFENCE, {}, certainty=Certainty.DENIED)
    assert terms_from_claims([denied]).obligations == ()


def test_a_term_out_of_form_is_left_out_and_said() -> None:
    terms = terms_from_claims([term(TermKind.ENTRY_INTO_FORCE, {"trigger": "handshake"})], [7])
    assert not terms.known
    assert terms.note is not None
    assert "claim 7" in terms.note


def test_duration_and_notice_are_read() -> None:
    terms = terms_from_claims(
        [
            term(TermKind.DURATION, {"kind": "fixed", "n": 5, "unit": "year"}),
            term(TermKind.DENUNCIATION, {"notice": {"n": 6, "unit": "month"}, "not_before": None}),
            term(TermKind.RENEWAL, {"tacit": True, "n": None, "unit": None}),
            term(TermKind.PROVISIONAL_APPLICATION, {}),
        ]
    )
    assert (terms.duration.n, terms.duration.unit) == (5, Unit.YEAR)
    assert terms.denunciation is not None
    assert terms.denunciation.notice == Offset(6, Unit.MONTH)
    assert terms.renewal is not None
    assert terms.renewal.tacit
    assert terms.provisional


WHEN = datetime(2024, 11, 12, tzinfo=UTC)
ROW = AgreementRow(3, NAME, PAIR, "2024-06", (NAME,), 8, 1, "ratified", "2024-11-11", (), 1)


def stored(id_: int, said: Claim, **given: Any) -> StoredClaim:
    return StoredClaim(id_, said, 3, 1, 1, WHEN, **given)


def test_from_the_ledger_only_what_stands_counts() -> None:
    done = claim("instruments_exchanged", actors=PAIR, date="2024-12-04")
    claims = [stored(i, c) for i, c in enumerate(STORY, 1)]
    rejected = Verdict(1, 2, VerdictKind.REJECT, "a reviewer", WHEN, "a rehearsal", claim_id=20)
    corrected = Verdict(
        2, 2, VerdictKind.CORRECT, "a reviewer", WHEN, "the fifth", claim_id=20,
        corrected=claim("instruments_exchanged", actors=PAIR, date="2024-12-05"),
    )  # fmt: skip
    for verdict, since in ((None, "2024-12-04"), (rejected, None), (corrected, "2024-12-05")):
        treaty = treaty_from_ledger(ROW, [*claims, stored(20, done, verdict=verdict)], {1: "2024-12-06"})
        assert status(treaty.record, treaty.terms, "2024-12-31").in_force_since == since
        assert treaty.record.title == NAME


def test_the_treaty_s_own_text_goes_before_the_news() -> None:
    own = {"entry_into_force": {"trigger": "exchange", "offset": {"n": 30, "unit": "day"}}}
    claims = [stored(i, c) for i, c in enumerate(STORY, 1)]
    treaty = treaty_from_ledger(ROW, claims, {}, own)
    assert treaty.terms.entry_into_force.offset == Offset(30, Unit.DAY)
    assert [o.kind for o in treaty.terms.obligations] == ["mutual_defence"]


def test_what_the_news_tells_of_a_duty_is_evidence_beside_the_text() -> None:
    own = {
        "entry_into_force": {"trigger": "signature"},
        "obligations": [{"kind": "mutual_defence", "article": "4", "text": "shall render assistance"}],
    }
    treaty = treaty_from_ledger(ROW, [stored(i, c) for i, c in enumerate(STORY, 1)], {}, own)
    (found,) = casus_foederis([(treaty.record, treaty.terms)], Case("PRK", None, "2025-01-01"))
    assert (found.state, found.article, found.facts) == ("RUS", "4", ("7",))
    assert [e.facts for e in found.evidence] == [(), ("7",)]


def test_every_step_has_a_place() -> None:
    every = [claim(step.value, actors=("PRK",), date="2024-01-01") for step in Step]
    assert len(record_from_claims(every).facts) == len(Step)


def test_a_depositary_s_list_taken_in_as_claims_keeps_its_acts() -> None:
    def entry(state: str, act: str, day: str, **more: Any) -> Claim:
        return claim("deposited", actors=(state,), parties=(), date=day, detail={"act": act, **more})

    claims = [
        entry("GHA", "ratification", "2000-01-01"),
        entry("KEN", "accession", "2000-02-01"),
        entry("SVK", "succession", "2000-03-01"),
        entry("EU", "formal confirmation", "2000-04-01", organisation=True),
        entry("PER", "accession", "2001-01-01", weight=12.5, effect="2001-06-01"),
    ]
    rule = {"entry_into_force": {"trigger": "instruments", "count": 3, "only": "States"}}
    record = record_from_claims(claims)
    assert status(record, terms_from_json(rule), "2002-01-01").in_force_since == "2001-01-01"
    assert (record.facts[4].weight, record.facts[4].until) == (12.5, "2001-06-01")


class TestHighSeas:
    """The agreement on marine biodiversity: sixty ratifications, then 120 days; news tells of a few."""

    RULE = term(
        TermKind.ENTRY_INTO_FORCE,
        {"trigger": "instruments", "count": 60, "offset": {"n": 120, "unit": "day"}},
        parties=(),
    )
    MOROCCO = claim("ratified", parties=(), actors=("MAR",), date="2025-09-19")
    AHEAD = claim("entered_into_force", parties=(), date="2026-01-17", certainty=Certainty.PLANNED)

    def on(self, day: str, *claims: Claim) -> str:
        published = ["2025-09-20"] * len(claims)
        found = status(record_from_claims(claims, published=published), terms_from_claims(claims), day)
        return first_line(found)

    def test_a_few_ratifications_told_are_not_all_there_are(self) -> None:
        line = self.on("2025-09-20", self.RULE, self.MOROCCO)
        assert line.startswith("NOT KNOWN TO BE IN FORCE   ratified by MAR")

    def test_who_says_it_will_be_in_force_says_it_is_not(self) -> None:
        line = self.on("2025-09-20", self.RULE, self.MOROCCO, self.AHEAD)
        assert line.startswith("NOT IN FORCE   ratified by MAR; not before 17 January 2026; none of 60 ")

    def test_the_day_told_ahead_is_not_a_report_that_it_came(self) -> None:
        line = self.on("2026-02-01", self.RULE, self.MOROCCO, self.AHEAD)
        assert line.startswith("NOT KNOWN TO BE IN FORCE")


@pytest.fixture(autouse=True)
def empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """What claims alone give is tested here: their agreement is in no register."""
    monkeypatch.setattr("foedus.record.joined._linked", lambda *_: Link(None, How.NONE))
