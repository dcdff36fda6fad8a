"""What each reported step and each entry of a depositary's list is in law, with its article."""

from __future__ import annotations

import pytest

from foedus.law.kinds import EVERYONE, EXTRA_STEPS, JOINT, ONCE, SOMEONE, Kind, key, kind_of, speaker
from foedus.law.model import Act, Fact
from foedus.model import Step

K = Kind
#: A step of the news, which may be an act at home, and what it is (VCLT 2(1)(b), 14, 16).
STEPS: dict[str, Kind] = {
    "negotiated": K.NEGOTIATION, "initialled": K.INITIALLING, "adopted": K.ADOPTION,  # VCLT 9, 10
    "opened_for_signature": K.OPENING, "signed": K.SIGNATURE,  # VCLT 12
    "approved": K.HOME, "ratified": K.HOME,  # a parliament's: no international act
    "instruments_exchanged": K.EXCHANGE, "deposited": K.DEPOSIT, "notified": K.NOTIFICATION,  # VCLT 13, 16
    "acceded": K.DEPOSIT,  # VCLT 15
    "entered_into_force": K.ENTRY, "provisionally_applied": K.PROVISIONAL,  # VCLT 24, 25
    "amended": K.AMENDMENT, "extended": K.EXTENSION, "suspended": K.SUSPENSION, "resumed": K.RESUMPTION,
    "withdrawn": K.NOTICE, "notice_revoked": K.REVOCATION, "ceased": K.CESSATION,  # VCLT 65, 67, 68
    "provisional_application_ended": K.PROVISIONAL_END, "armed_conflict": K.CONFLICT,  # VCLT 25(2), 73
    "terminated": K.TERMINATION, "superseded": K.SUPERSESSION, "registered": K.REGISTRATION,  # VCLT 54, 59, 80
    "violated": K.VIOLATION, "reservation": K.RESERVATION,  # VCLT 60, 19
}  # fmt: skip

#: An entry of a depositary's list: always an international act.
LISTED: dict[str, Kind] = {
    "signature": K.SIGNATURE, "definitive_signature": K.DEFINITIVE,
    **dict.fromkeys(("ratification", "acceptance", "approval", "accession", "confirmation"), K.DEPOSIT),
    "notification": K.NOTIFICATION, "exchange": K.EXCHANGE, "succession": K.SUCCESSION,
    "provisional_application": K.PROVISIONAL, "instrument_withdrawn": K.WITHDRAWN_INSTRUMENT,
    "denunciation": K.NOTICE, "notice_revoked": K.REVOCATION, "objection": K.OBJECTION, "cessation": K.CESSATION,
    "signature_withdrawn": K.UNSIGNED, "provisional_application_ended": K.PROVISIONAL_END,
    "territorial_application": K.TERRITORY, "territorial_exclusion": K.TERRITORY,
    "reservation": K.RESERVATION, "reservation_withdrawn": K.RESERVATION_BACK,
    "objection_withdrawn": K.OBJECTION_BACK,
    **dict.fromkeys(("declaration", "authority", "depositary_notification"), K.STATEMENT),
}  # fmt: skip

#: An act about another one: "act of step".
ABOUT: dict[str, Kind | None] = {
    "approved negotiated": K.AUTHORISATION, "ratified initialled": K.AUTHORISATION, "approved suspended": K.AUTHORISATION,
    "approved amended": K.AUTHORISATION, "approved provisionally_applied": K.AUTHORISATION,
    "approved terminated": K.HOME_LEAVING, "approved deposited": K.HOME, "approved entered_into_force": K.HOME,
    "deposited terminated": K.NOTICE, "withdrawn terminated": K.REVOCATION, "withdrawn approved": K.WITHDRAWN_INSTRUMENT,
    "withdrawn deposited": K.WITHDRAWN_INSTRUMENT, "withdrawn reservation": K.RESERVATION_BACK,
    "withdrawn provisionally_applied": K.PROVISIONAL_END, "suspended provisionally_applied": K.PROVISIONAL_END,
    "notified provisionally_applied": K.PROVISIONAL, "suspended signed": None, "terminated signed": None,
    "violated amended": K.VIOLATION, "celebrated signed": None,
}  # fmt: skip


@pytest.mark.parametrize(("step", "kind"), [*STEPS.items(), ("celebrated", None)])
def test_a_step_of_the_news(step: str, kind: Kind | None) -> None:
    assert kind_of(Fact("f", step)) is kind


@pytest.mark.parametrize(("act", "kind"), LISTED.items())
def test_an_entry_of_a_list(act: str, kind: Kind) -> None:
    assert kind_of(Fact("f", "ratified", act=Act(act))) is kind
    assert kind_of(Fact("f", "withdrawn", act=Act(act), of=Step.SIGNED)) is kind


@pytest.mark.parametrize(("words", "kind"), ABOUT.items())
def test_an_act_about_another(words: str, kind: Kind | None) -> None:
    step, of = words.split()
    assert kind_of(Fact("f", step, of=of)) is kind


def test_none_is_left_out() -> None:
    assert {*STEPS} == {step.value for step in Step} | EXTRA_STEPS
    assert EXTRA_STEPS.isdisjoint(step.value for step in Step)
    assert {*LISTED} == {act.value for act in Act}
    assert len({kind.value for kind in Kind}) == len(Kind)


def test_the_words_for_what_was_done() -> None:
    """They stand in the field "act" of a finding, which others filter."""
    words = """
        negotiation, initialling, adoption, opening for signature, signature, definitive signature,
        ratification at home, deposit, notification, exchange, succession, withdrawal of instrument,
        provisional application, end of provisional application, territorial application, entry into force,
        authorisation at home, decision at home to leave, notice of withdrawal, notice against renewal,
        revocation of notice, end of participation, intention not to become a party, termination, suspension,
        resumption, extension, amendment, supersession, objection, violation, reservation,
        withdrawal of reservation, withdrawal of objection, statement, registration, armed conflict
    """
    assert [kind.value for kind in Kind] == [" ".join(word.split()) for word in words.split(",")]


def test_what_all_do_together_and_what_each_does_once() -> None:
    together = "negotiated initialled adopted opened_for_signature instruments_exchanged extended registered"
    assert {STEPS[step] for step in together.split()} == JOINT
    once = "adopted opened_for_signature signed deposited notified instruments_exchanged entered_into_force terminated"
    assert {STEPS[step] for step in once.split()} | {K.DEFINITIVE} == ONCE


def test_names_are_compared_without_case_blanks_and_article() -> None:
    assert len({key(name) for name in ("The Gambia", "gambia", " GAMBIA ", "the  gambia")}) == 1
    assert key("Theland") == "theland"
    assert key("Soviet  Union") == "soviet union"
    assert len({EVERYONE, SOMEONE, key("A")}) == 3


def test_the_innermost_source_says_it() -> None:
    assert speaker(Fact("f", "signed", sources=("Yonhap", "TASS", "KCNA"))) == "KCNA"
    assert speaker(Fact("f", "signed", sources=("Yonhap",))) == "Yonhap"
    assert speaker(Fact("f", "signed")) == SOMEONE
