"""Clauses on entry into force, in the manner of real treaties, each to its rule: one row a form."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.law.forms import rule_to_json
from foedus.law.text import terms

from .clauses import FFM, FM, days, months, read, rule

CLAUSES = [
    # signature
    ("This Agreement shall enter into force on the date of its signature.", rule("signature")),
    ("The present Protocol comes into force upon signature by both Ministers.", rule("signature")),
    (
        "This Arrangement shall take effect thirty days after its signature by at least four of the island States.",
        rule("signature", count=4, offset=days(30)),
    ),
    # date
    ("This Treaty shall enter into force on 1 March 1994.", rule("date", date="1994-03-01")),
    ("The Agreement takes effect from the first day of July, 2011.", rule("date", date="2011-07-01")),
    ("This Agreement shall be deemed to have entered into force on 1 May 1988.", rule("date", date="1988-05-01")),
    (
        "This Agreement comes in force on the date of its approval by the Heads of State, i.e. 9 April 1999.",
        rule("date", date="1999-04-09"),
    ),
    # the first day of a month, however it is written
    (
        "This Agreement shall enter into force on the first (1st) day of the sixth (6th) month following the exchange of "
        "the instruments of ratification.",
        rule("exchange", of="instruments", offset=months(6), round=FM),
    ),
    (
        "This Agreement shall enter into force on the first calendar day in the second month following the exchange of "
        "the instruments of ratification.",
        rule("exchange", of="instruments", offset=months(2), round=FM),
    ),
    (
        "This Agreement shall enter into force on the first day of the month following the sixth month after the "
        "exchange of the instruments of ratification.",
        rule("exchange", of="instruments", offset=months(6), round=FFM),
    ),
    # exchange
    (
        "This Treaty shall be ratified and shall enter into force on the day on which the instruments of ratification "
        "are exchanged at Tirana.",
        rule("exchange", of="instruments"),
    ),
    (
        "This Agreement shall enter into force on the first day of the third month following the month in which the "
        "instruments of ratification have been exchanged.",
        rule("exchange", of="instruments", offset=months(3), round=FM),
    ),
    (
        "It is proposed that this note and your Excellency's note in reply constitute an agreement between our two "
        "Governments, which shall enter into force on the date of your reply.",
        rule("exchange", of="notes"),
    ),
    (
        "This Agreement shall enter into force on the twentieth day after the date on which the Parties exchange "
        "diplomatic notes confirming that their procedures are complete.",
        rule("exchange", of="notes", offset=days(20)),
    ),
    # notifications
    (
        "This Agreement shall enter into force on the first day of the second month following the date on which the "
        "Parties have notified each other that their internal procedures have been completed.",
        rule("notifications", count="all", offset=months(2), round=FM),
    ),
    (
        "This Agreement shall enter into force on the first day of the month following receipt of the later of the "
        "two notifications.",
        rule("notifications", count="all", round=FFM),
    ),
    (
        "The Agreement shall enter into force sixty (60) days after receipt of the last written notice by which the "
        "Parties inform each other that the requirements of their law have been met.",
        rule("notifications", count="all", offset=days(60)),
    ),
    # instruments
    (
        "This Convention shall enter into force on the ninetieth day following the date of deposit of the "
        "twenty-second instrument of ratification or accession.",
        rule("instruments", count=22, offset=days(90)),
    ),
    (
        "The Convention shall enter into force on the first day of the month following the expiry of a period of "
        "three months after the date on which five States have expressed their consent to be bound.",
        rule("instruments", count=5, offset=months(3), round=FFM),
    ),
    (
        "This Treaty shall enter into force six months after the deposit of instruments of ratification by two thirds "
        "of the Member States.",
        rule("instruments", count={"share": [2, 3]}, offset=months(6)),
    ),
    (
        "This Charter shall enter into force as soon as it has been ratified by all the signatory States.",
        rule("instruments", count="all"),
    ),
    (
        "This Protocol shall enter into force upon deposit of the last instrument of ratification.",
        rule("instruments", count="all"),
    ),
    (
        "As soon as nine Governments have become parties to it, this Agreement shall enter into force.",
        rule("instruments", count=9),
    ),
    (
        "This Convention shall enter into force twelve months after the date on which not less than ten States have "
        "either signed it without reservation as to ratification or have deposited instruments of ratification.",
        rule("instruments", count=10, offset=months(12)),
    ),
    (
        "This Constitution shall enter into force when notifications of acceptance have been received from eight "
        "Member Nations.",
        rule("instruments", count=8),
    ),
    (
        "This Statute shall enter into force on the first day of the month after the fortieth day following the date "
        "of deposit of the eighteenth instrument of ratification.",
        rule("instruments", count=18, offset=days(40), round=FFM),
    ),
    (
        "This Convention shall enter into force on the sixtieth day after receipt of the fourth instrument by the "
        "Depositary.",
        rule("instruments", count=4, offset=days(60)),
    ),
    # two days in one sentence
    (
        "This Convention shall enter into force on the exchange of instruments of ratification and its provisions "
        "shall have effect for tax years beginning on the first day of the second month following that exchange.",
        rule("exchange", of="instruments"),
    ),
    (
        "This Agreement enters into force provisionally on signature and definitively on the date of the last "
        "notification that the constitutional requirements have been met.",
        rule("notifications", count="all"),
    ),
    # several instruments in one file: the first is meant
    (
        "AGREEMENT ON TRANSIT. Article 9 This Agreement shall enter into force on signature. Done at Oslo on 2 May "
        "1990. PROTOCOL. Article 3 This Protocol shall enter into force on 1 January 1992.",
        rule("signature"),
    ),
    # new text of another treaty in quotation marks is not this treaty's rule
    (
        "Article 1 Article 14 of the Convention shall be replaced by the following: \"This Convention shall enter into "
        "force on the deposit of nine instruments of ratification.\" Article 2 This Protocol shall enter into force on "
        "1 June 1979.",
        rule("date", date="1979-06-01"),
    ),
    # other
    (
        "This Protocol shall enter into force on the date of entry into force of the Framework Convention.",
        rule("other"),
    ),
    (
        "This Agreement shall enter into force on 1 January 2003, provided that the Parties have notified each other "
        "before that date of the completion of their procedures.",
        rule("other", date="2003-01-01"),
    ),
    (
        "This Agreement shall enter into force on the exchange of instruments of ratification, but not before "
        "1 June 1975.",
        rule("other"),
    ),
    # one side's own consent is not the rule
    (
        "This Agreement shall become binding on the Community by a decision of its Council notified to the Parties. "
        "It shall enter into force on the day on which the instruments of ratification are exchanged.",
        rule("exchange", of="instruments"),
    ),
    # what the reply to a note repeats
    (
        "I propose that this note and your reply constitute an agreement, which shall come into force after the two "
        "Governments have informed each other of its approval, it being understood that it shall not come into force "
        "earlier than the Treaty on the Lateral Canal. Your letter and this reply accordingly constitute an agreement "
        "which shall enter into force in the manner stated in your letter.",
        rule("other"),
    ),
    # the authorities of two are no two instruments
    (
        "This Agreement shall enter into force on the date of notification of its approval by the competent "
        "authorities of the two countries.",
        rule("notifications", count=2),
    ),
    # a day, and what holds if it is missed
    (
        "This Agreement shall enter into force after approval by the Parties on 1 March 1996. Should this Agreement "
        "not be approved in due time before that day, it shall enter into force on the first day of the month following "
        "approval by both Parties.",
        rule("other", date="1996-03-01"),
    ),
    # a recital tells of another treaty
    (
        "Considering that it is provided that the Protocol shall come into force when all the signatory Governments "
        "have deposited their instruments of ratification; have agreed as follows: Article 1. This Supplementary "
        "Protocol shall come into force upon signature.",
        rule("signature"),
    ),
    # conditions in a list
    (
        "This Protocol shall enter into force twelve months after the date on which both the following conditions have "
        "been met: (a) not less than fifteen States have expressed their consent to be bound, and (b) the conditions "
        "for the entry into force of the Code have been met.",
        rule("other", offset=months(12)),
    ),
    # with the treaty that it serves
    (
        "This Fund Agreement shall enter into force on the date on which the Waters Treaty enters into force pursuant "
        "to its provisions.",
        rule("other"),
    ),
    # a day, or later
    (
        "This Agreement, its Annexes and Appendices shall enter into force on the 1st. day of March 1997, or as soon "
        "thereafter as the Parties have notified each other that their procedures have been completed.",
        rule("other", date="1997-03-01"),
    ),
    # only the day from which it lasts is told
    (
        "Article 8. The present Agreement shall remain in force for five years reckoned from the date of the exchange "
        "of the necessary ratifications.",
        rule("exchange", of="instruments"),
    ),
    (
        "Article 8. The present Convention shall be ratified. Article 9. The present Convention shall remain in force "
        "for ten years from the date of the exchange of the instruments of ratification.",
        rule("exchange", of="instruments"),
    ),
    (
        "Article 6. This Agreement shall remain in force for an initial period of five years from the date of its "
        "signature. It may be extended by agreement.",
        rule("signature"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "expected"), CLAUSES)
def test_form(clause: str, expected: dict[str, Any]) -> None:
    assert read(clause) == expected


NOT_THE_FIRST = [
    # for states that come later
    "For each State acceding after its entry into force, this Convention shall enter into force on the thirtieth day "
    "after the deposit of its instrument of accession.",
    # of amendments, annexes, decisions
    "Amendments to this Agreement shall enter into force on the date of the last notification of acceptance.",
    "Decisions of the Joint Committee shall enter into force three months after their adoption.",
    "The denunciation shall take effect one year after the receipt of the notification.",
    # a time, not a rule
    "Each Party shall publish its tariff before the date on which this Agreement enters into force.",
    "As soon as this Convention enters into force, the Depositary shall register it with the United Nations.",
    # a condition that is not met
    "In case this Agreement does not enter into force on 1 July 1999, the Parties shall consult.",
    "In the event that this Agreement enters into force after 1 January 1995, the dates in Protocol 6 shall apply.",
    "Should this Agreement enter into force later than 1 May 1990, the quota shall be reduced.",
    # what it lasts from something else
    "The licences under this Agreement shall remain valid for two years from the date of signature of the contract.",
    # another treaty's past
    "Noting that the Convention on Fisheries entered into force on 4 May 1966 after seven ratifications,",
]


@pytest.mark.parametrize("clause", NOT_THE_FIRST)
def test_silent_rather_than_wrong(clause: str) -> None:
    text = f"AGREEMENT on cooperation in the field of customs between the two Governments. {clause}"
    assert terms(text).entry_into_force.trigger is None


def test_later_states_stand_beside_the_first_rule() -> None:
    found = terms(
        "ARTICLE 12 1. This Convention shall enter into force on the thirtieth day after the deposit of the sixth "
        "instrument of ratification. 2. For each State ratifying thereafter, it shall enter into force on the first "
        "day of the third month following the deposit of its instrument of ratification."
    )
    assert found.entry_into_force.count == 6
    assert found.later_states is not None
    assert rule_to_json(found.entry_into_force)["offset"] == days(30)
    assert found.later_states.offset is not None
    assert (found.later_states.offset.n, found.later_states.round.value) == (3, FM)


@pytest.mark.parametrize(
    ("clause", "n"),
    [
        (
            "3. Any instrument of ratification, acceptance, approval or accession deposited after the date on which "
            "this Convention enters into force shall take effect three months after the date of deposit.",
            3,
        ),
        (
            "3. An instrument of accession deposited after the entry into force of this Convention shall take effect "
            "two months after the date of its deposit.",
            2,
        ),
        (
            "3. Any instrument of acceptance deposited after the date on which an amendment to this Convention enters "
            "into force shall apply to this Convention as amended.",
            None,
        ),
    ],
)
def test_an_instrument_deposited_later_takes_effect(clause: str, n: int | None) -> None:
    found = terms(
        "CONVENTION on the safety of ferries. ARTICLE 12 1. This Convention shall enter into force twelve months after "
        f"the date on which fifteen States have deposited instruments of ratification. {clause}"
    )
    assert found.entry_into_force.count == 15
    later = found.later_states
    assert (later.offset.n if later and later.offset else None) == n


def test_named_states_and_weight() -> None:
    found = terms(
        "This Treaty shall enter into force after the deposit of instruments of ratification by fifteen States, "
        "including Norway and the Republic of Chile."
    ).entry_into_force
    assert (found.count, found.must_include) == (15, ("Norway", "Republic of Chile"))
    heavy = terms(
        "This Convention shall enter into force one year after the date on which not less than twelve States, the "
        "combined fleets of which constitute not less than forty per cent of the gross tonnage of the world's "
        "shipping, have deposited instruments of ratification."
    ).entry_into_force
    assert heavy.count == 12
    assert heavy.weight is not None
    assert (heavy.weight.percent, heavy.weight.of) == (40, "gross tonnage of the world's shipping")


@pytest.mark.parametrize(
    ("who", "count", "named"),
    [
        ("Georgia and at least one Member State have deposited", 2, "Georgia"),
        ("at least two of the EFTA States and Viet Nam have deposited", 3, "Viet Nam"),
        ("at least two of the EFTA States and Trinidad and Tobago have deposited", 3, "Trinidad and Tobago"),
    ],
)
def test_one_named_beside_a_number(who: str, count: int, named: str) -> None:
    found = terms(
        "This Agreement shall enter into force on the first day of the third month following the date on which "
        f"{who} their instruments of ratification."
    ).entry_into_force
    assert (found.count, found.must_include) == (count, (named,))


def test_those_who_must_be_among_them_in_a_proviso() -> None:
    found = terms(
        "This Agreement shall enter into force on the first day of the third month after the deposit of the last "
        "instrument of ratification, provided that at least one EFTA State and Bosnia and Herzegovina are among them."
    ).entry_into_force
    assert (found.count, found.must_include) == (2, ("Bosnia and Herzegovina",))


def _clause(words: str) -> str:
    return next(clause for clause, _ in CLAUSES if words in " ".join(clause.split()))


def test_conditions_are_carried_so_that_status_can_be_computed() -> None:
    dated = terms(_clause("1 January 2003, provided")).entry_into_force
    assert [part.trigger.value for part in dated.all_of if part.trigger] == ["date", "notifications"]
    floor = terms(_clause("but not before 1 June 1975")).entry_into_force
    assert floor.not_before == "1975-06-01"
    assert floor.all_of[0].of == "instruments"
    linked = terms(_clause("Framework Convention")).entry_into_force
    assert linked.linked is not None
    assert linked.linked.treaty == "the Framework Convention"


def test_tacit_acceptance() -> None:
    found = terms(
        "Amendments to the Code. The Committee adopts the amendments set out in the annex; determines that they shall "
        "be deemed to have been accepted on 1 July 2009 unless, prior to that date, more than one third of the "
        "Parties have objected; and invites the Parties to note that the amendments shall enter into force on "
        "1 January 2010 upon their acceptance in accordance with paragraph 2."
    ).entry_into_force
    assert (found.trigger and found.trigger.value, found.date) == ("other", "2010-01-01")
    assert found.tacit is not None
    assert found.tacit.deemed == "2009-07-01"
    assert found.tacit.unless is not None


FOREIGN = [
    "Le présent accord entrera en vigueur le premier jour du mois suivant la date de la dernière notification par "
    "laquelle les parties se sont informées de l'accomplissement des procédures requises par leur droit pour son "
    "entrée en vigueur. Il est conclu pour une durée de cinq ans et sera reconduit par tacite reconduction.",
    "El presente acuerdo entrará en vigor en la fecha de la última notificación por la que las partes se comuniquen "
    "el cumplimiento de los requisitos exigidos por su legislación para la entrada en vigor del mismo y tendrá una "
    "duración de tres años, que se prorrogará de forma automática por periodos de la misma duración.",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_said_and_not_read(text: str) -> None:
    found = terms(text)
    assert found.entry_into_force.trigger is None
    assert found.note is not None
    assert "only English" in found.note
